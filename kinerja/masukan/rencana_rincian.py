"""What hangs on the plan's indicators: quarter targets, Renstra targets, history; and the state they share."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from kinerja.kantor import ROMAWI, Kantor
from kinerja.masukan.buku import Buku
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.lajur import Tabel, mirip
from kinerja.masukan.nilai import baca_nilai
from kinerja.masukan.rencana_kolom import TRIWULAN


@dataclass
class Rencana:
    """What is being put together."""

    buku: Buku
    tahun: int
    kantor: Kantor
    hasil: HasilBaca
    tabel: dict[str, Tabel] = field(default_factory=dict)
    kode: dict[str, str] = field(default_factory=dict)  # folded code -> code as PK writes it
    indikator: dict[str, Catatan] = field(default_factory=dict)
    bawaan: dict[str, list[str]] = field(default_factory=dict)  # "apa|bawaan" -> codes

    def asumsi(self, i: Catatan, apa: str, bawaan: str) -> None:
        """Note that something was not declared."""
        i["asumsi"] = "; ".join(x for x in (str(i["asumsi"]), f"{apa}: {bawaan}") if x)
        self.bawaan.setdefault(f"{apa}|{bawaan}", []).append(str(i["kode_indikator"]))


# ---- rows by code ---------------------------------------------------------------------------------------------------
def baris_per_kode(r: Rencana, nama: str) -> dict[str, int]:
    """Match a sheet's rows to indicators: unknown and repeated codes are findings and unread rows."""
    t = r.tabel.get(nama)
    hasil: dict[str, int] = {}
    if t is None:
        return hasil
    for b in t.baris("kode"):
        kode = _kode_dikenal(r, t, b)
        if kode is None:
            continue
        if kode in hasil:
            t.lewati_ganda(b, kode, t.sel(hasil[kode], "kode"), "kode indikator ganda")
            continue
        hasil[kode] = b
        t.dibaca(b)
    return hasil


def _kode_dikenal(r: Rencana, t: Tabel, b: int) -> str | None:
    """Return the code as PK writes it, or list the row as not read."""
    tertulis = t.kode(b, "kode")
    kode = r.kode.get(tertulis.casefold())
    if kode is None and tertulis and r.kode:
        t.catat(
            "indikator_tidak_dikenal", baris=b, kunci="kode", nilai=tertulis, mirip=mirip(tertulis, r.kode.values())
        )
    if kode is None:
        t.lewati(b, "kode indikator tidak ada di lembar PK" if tertulis else "tanpa kode indikator")
    return kode


# ---- Rencana Aksi, Renstra, Riwayat ---------------------------------------------------------------------------------
def _nilai(r: Rencana, t: Tabel, b: int, kunci: str, i: Catatan, tahun: int) -> tuple[float, float, str, bool]:
    v = baca_nilai(
        t,
        b,
        kunci,
        jenis=str(i["jenis_target"]),
        satuan=str(i["satuan"]),
        tahun=tahun,
        skala=str(i["_skala"]),
        kode_indikator=str(i["kode_indikator"]),
    )
    return v.nilai, v.bawah, v.teks, v.ada


def baca_renaksi(r: Rencana) -> None:
    """Read quarter targets. A dash means nothing is planned; an empty cell after the first planned quarter is a gap."""
    t = r.tabel.get("Rencana Aksi")
    baris = baris_per_kode(r, "Rencana Aksi")
    for kode, i in r.indikator.items():
        b = baris.get(kode)
        if b is None or t is None:
            if t is not None and "kode" in t.letak:
                r.asumsi(i, "target triwulan", str(r.kantor.aturan.target_triwulan_kosong))
            continue
        dimulai = False
        for tw in ROMAWI:
            nilai, bawah, teks, ada = _nilai(r, t, b, f"tw{tw}", i, r.tahun)
            if dimulai and not ada and not teks and f"tw{tw}" in t.letak:
                t.catat("target_hilang", baris=b, kunci=f"tw{tw}", kode_indikator=kode, mana=f"TW {ROMAWI[tw]}")
            dimulai = dimulai or ada
            r.hasil.target.append(
                {
                    "kode_indikator": kode,
                    "triwulan": tw,
                    "target": nilai,
                    "target_bawah": bawah,
                    "target_teks": teks,
                    **t.asal(b, f"tw{tw}"),
                }
            )


def baca_renstra(r: Rencana) -> None:
    """Read the targets at the end of the Renstra."""
    t = r.tabel.get("Renstra")
    baris = baris_per_kode(r, "Renstra")
    for kode, i in r.indikator.items():
        i |= {
            "target_renstra": math.nan,
            "target_renstra_bawah": math.nan,
            "target_renstra_teks": "",
            "target_renstra_tahun": 0,
            "realisasi_renstra_lalu": math.nan,
        }
        b = baris.get(kode)
        if t is None or b is None:
            continue
        tahun = t.angka(b, "tahun", seharusnya="tahun", kode_indikator=kode).nilai
        if tahun == tahun and not 2000 <= tahun <= 2100:
            t.catat(
                "angka_tidak_terbaca",
                baris=b,
                kunci="tahun",
                nilai=t.teks(b, "tahun"),
                kode_indikator=kode,
                seharusnya="tahun",
            )
        akhir = int(tahun) if 2000 <= tahun <= 2100 else r.kantor.aturan.renstra.akhir
        # A date target of a later year counts its days from that year's own 1 January.
        nilai, bawah, teks, _ = _nilai(r, t, b, "target", i, akhir or r.tahun)
        lalu = t.angka(b, "lalu", satuan=str(i["satuan"]), kode_indikator=kode).nilai
        i |= {
            "target_renstra": nilai,
            "target_renstra_bawah": bawah,
            "target_renstra_teks": teks,
            "target_renstra_tahun": akhir if teks else 0,
            "realisasi_renstra_lalu": lalu,
        }


def baca_riwayat(r: Rencana) -> None:
    """Read figures of earlier years and quarters."""
    t = r.tabel.get("Riwayat")
    sudah: dict[tuple[str, int, int], str] = {}
    if t is None:
        return
    for b in t.baris("kode"):
        kode = _kode_dikenal(r, t, b)
        if kode is None:
            continue
        i = r.indikator[kode]
        tahun = t.angka(b, "tahun", seharusnya="tahun", kode_indikator=kode).nilai
        if tahun != tahun or not 1990 <= tahun <= 2100:
            t.catat("isian_hilang", baris=b, kunci="tahun", kolom="Tahun", kode_indikator=kode)
            t.lewati(b, "tanpa tahun yang sah")
            continue
        tw = 0 if t.kode(b, "triwulan") in ("0", "") else int(t.pilihan(b, "triwulan", TRIWULAN, kode) or 0)
        kunci = (kode, int(tahun), tw)
        if kunci in sudah:
            t.lewati_ganda(b, kode, sudah[kunci], "riwayat ganda")
            continue
        sudah[kunci] = t.sel(b, "kode")
        nilai, _, _, _ = _nilai(r, t, b, "nilai", i, int(tahun))
        r.hasil.riwayat.append(
            {
                "kode_indikator": kode,
                "tahun": int(tahun),
                "triwulan": tw,
                "nilai": nilai,
                "sumber": t.teks(b, "sumber") or "tidak disebutkan",
                **t.asal(b, "nilai"),
            }
        )
        t.dibaca(b)
