"""What stands in the rows of a filled Formulir E.81 (Permendagri 86/2017), taken from the chain's tables.

Columns are named as the reader of the form names them (:mod:`kinerja.masukan.e81_kepala`): ``target_renstra`` (5),
``lalu`` (6), ``target_tahun`` (7), ``tw1`` to ``tw4`` (8 to 11), ``setahun`` (12), ``tingkat_renja`` (13), ``sd`` (14),
``tingkat_renstra`` (15). What the tables do not hold is left out, never 0. Column 12 is the value to date by the
indicator's own rule; the form's ``8 + 9 + 10 + 11`` is right only for counts, and the remark says so for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from kinerja import capaian as hitung
from kinerja.angka import bulat
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.keluaran.unsur import ada, bilangan, bulat_rupiah
from kinerja.rekap import daun_di_bawah
from kinerja.skema import per_baris
from kinerja.ukur import Sifat
from kinerja.uraian import teks_jenis

if TYPE_CHECKING:
    import pandas as pd

KELOMPOK = ("target_renstra", "lalu", "target_tahun", "tw1", "tw2", "tw3", "tw4", "setahun", "tingkat_renja", "sd",
            "tingkat_renstra")  # fmt: skip
"""Columns 5 to 15, each with K and Rp."""
TINGKAT = frozenset({"tingkat_renja", "tingkat_renstra"})
"""Columns in percent points."""
CARA_12 = {
    "akhir": "Kolom 12: nilai akhir.",
    "rata": "Kolom 12: rata-rata triwulan.",
    "rasio": "Kolom 12: pembilang dan penyebut diakumulasikan.",
}
_TANPA_KODE = re.compile(r"^E81-\d+$")
"""Key that the reader of a form without codes makes of the row; it is no code and is not printed."""


@dataclass
class BarisE81:
    """One row of the form.

    Attributes:
        kode: Code of programme, kegiatan or sub kegiatan; empty for a further indicator and for a sasaran's own.
        nama: Its name, likewise.
        jenjang: Level, ``sasaran`` for an indicator of the sasaran itself.
        sasaran: Sasaran of the indicator.
        indikator: Name of the indicator, empty for a row of money alone.
        satuan: Its unit.
        k: Figures by column; text for a predicate, a date or a range.
        rp: Whole rupiah by column, percent points in columns 13 and 15.
        pj: Who answers for it.
        ket: Remark.
    """

    kode: str = ""
    nama: str = ""
    jenjang: str = ""
    sasaran: str = ""
    indikator: str = ""
    satuan: str = ""
    k: dict[str, float | str] = field(default_factory=dict)
    rp: dict[str, float] = field(default_factory=dict)
    pj: str = ""
    ket: str = ""


def realisasi_renstra(capaian: pd.DataFrame) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return what was realised within the Renstra until last year, where figures pile up, and until this quarter.

    The first is what ukur adds (:class:`kinerja.ukur.Sifat`); both of shape (n,), NaN where there is none.
    """
    lalu = Sifat.dari(capaian).renstra_lalu
    return lalu, capaian["realisasi_sd"].to_numpy() + np.nan_to_num(lalu)


def baris_e81(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> list[BarisE81]:
    """Return the rows from the top down: indicators of the sasaran, then the tree of the budget with its indicators.

    Args:
        tabel: ``capaian, rekap, rekap_anggaran, realisasi_anggaran, serapan``.
        kantor: The office.
        periode: The quarter.
    """
    anggaran = tabel["rekap_anggaran"]
    jenjang = dict(zip(anggaran["kode_anggaran"], anggaran["jenjang"], strict=True))
    milik: dict[str, list[tuple[BarisE81, str]]] = {}
    for b, isi in _indikator(tabel, kantor, periode):
        kode = [k for k in b.kode_anggaran.split("; ") if k in jenjang]
        induk = kode[0] if kode and _pada_baris(b.jenjang, jenjang[kode[0]]) else ""
        lain = kode if not induk else kode[1:]
        if lain:
            apa = "Dibiayai juga oleh" if induk else "Anggaran pada"
            isi.ket = " ".join(x for x in (isi.ket, f"{apa} {', '.join(x for x in lain)}.") if x)
        milik.setdefault(induk, []).append((isi, b.sasaran))
    hasil = [x for x, _ in milik.get("", [])]
    for uang in _pohon(tabel, periode):
        kunci, baris = uang
        anak = [x for x, _ in milik.get(kunci, [])]
        if anak:  # the first indicator shares the row of the money
            pertama, *anak = anak
            pertama.kode, pertama.nama, pertama.jenjang, pertama.rp = baris.kode, baris.nama, baris.jenjang, baris.rp
            baris = pertama
        hasil += [baris, *anak]
    return hasil


def _pada_baris(jenjang: str, jenjang_uang: str) -> bool:
    """Whether an indicator stands on its budget's row: one of a sasaran only on a row above the programmes."""
    return jenjang != "sasaran" or jenjang_uang == "urusan"


# ---- K --------------------------------------------------------------------------------------------------------------
def _indikator(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[tuple[Any, BarisE81]]:
    c = tabel["capaian"]
    _, renstra = realisasi_renstra(c)
    faktor = dict(zip(c["kode_indikator"], Sifat.dari(c).faktor, strict=True))
    tw = {str(k): g for k, g in tabel["rekap"].groupby("kode_indikator", sort=False)}
    tahun_pertama = kantor.aturan.renstra.awal == periode.tahun
    for b, sd in zip(per_baris(c), renstra, strict=True):
        k: dict[str, float | str | None] = {
            "target_renstra": _k(b, b.target_renstra, b.target_renstra_teks, b.target_renstra_tahun, target=True),
            "lalu": _k(b, b.realisasi_renstra_lalu),
            "target_tahun": _k(b, b.target_tahun, b.target_tahun_teks, target=True),
            "setahun": _k(b, b.realisasi_sd, b.realisasi_sd_teks),
            "tingkat_renja": bilangan(b.capaian_tahun_pct),
            "sd": _k(b, float(sd), b.realisasi_sd_teks),
            "tingkat_renstra": bilangan(b.capaian_renstra_pct),
        }
        for t in per_baris(tw[b.kode_indikator]):
            k[f"tw{t.triwulan}"] = _k(b, _nilai_triwulan(t, faktor[b.kode_indikator]), t.realisasi_teks)
        yield (
            b,
            BarisE81(
                sasaran=b.sasaran,
                jenjang=b.jenjang,
                indikator=b.indikator,
                satuan=b.satuan,
                k={n: x for n, x in k.items() if x is not None},
                pj=b.bidang,
                ket=_keterangan(b, tahun_pertama),
            ),
        )


def _nilai_triwulan(t: Any, faktor: float) -> float:
    """Figure of one quarter; a ratio's is its own numerator by its own denominator."""
    if not (ada(t.pembilang) and ada(t.penyebut)):
        return float(t.realisasi)
    kosong, atas, bawah = (np.array([[x]]) for x in (np.nan, t.pembilang, t.penyebut))
    nilai, _, _ = hitung.sampai_dengan(["rasio"], kosong, atas, bawah, np.array([faktor]))
    return float(nilai[0])


def _k(b: Any, nilai: float, teks: str = "", tahun: int = 0, *, target: bool = False) -> float | str | None:
    """A figure as the form holds it: a number, or words where the indicator has none; None where there is nothing."""
    if not ada(nilai):
        return None
    if b.jenis_target == "rentang" and target:
        return teks.removesuffix(b.satuan).strip() or float(nilai)
    if b.jenis_target in ("predikat", "tanggal"):
        return teks_jenis(b, nilai, teks if b.jenis_target == "predikat" else "", tahun)
    return bulat(float(nilai), 9)  # the last bits of a sum in binary are no figure


def _keterangan(b: Any, tahun_pertama: bool) -> str:
    """Say what a reader of the row must know: how column 12 came about, the formula, and what is missing."""
    bagian = [CARA_12.get(b.konsolidasi, "") if b.jenis_target not in ("predikat", "tanggal") else ""]
    if b.rumus != "POS" and b.jenis_target not in ("predikat", "tanggal"):
        bagian.append(f"Rumus {b.rumus}.")
    if b.status != "terukur":
        bagian.append(b.status_ket)
    if not ada(b.target_renstra):
        bagian.append("Target akhir Renstra tidak ada.")
    if b.konsolidasi == "jumlah" and not b.tambahan_persen and not ada(b.realisasi_renstra_lalu) and not tahun_pertama:
        bagian.append("Realisasi Renstra tahun lalu tidak ada.")
    return " ".join(f"{x[0].upper()}{x[1:].rstrip('.')}." for x in bagian if x)


# ---- Rp -------------------------------------------------------------------------------------------------------------
def _pohon(tabel: Mapping[str, pd.DataFrame], periode: Periode) -> Iterator[tuple[str, BarisE81]]:
    """Yield the budget's rows with their keys, each above those that it holds."""
    anggaran, serapan = tabel["rekap_anggaran"], tabel["serapan"]
    tw = uang_triwulan(anggaran, tabel["realisasi_anggaran"], periode)
    hasil = {str(b.kode_anggaran): b for b in per_baris(serapan)}
    for b in _berurut(anggaran):
        s = hasil[b.kode_anggaran]
        rp = {
            "target_renstra": bulat_rupiah(b.pagu_renstra_rp),
            "lalu": bulat_rupiah(b.realisasi_renstra_lalu_rp),
            "target_tahun": bulat_rupiah(b.pagu_rp),
            **tw.get(b.kode_anggaran, {}),
            "setahun": bulat_rupiah(b.realisasi_sd_rp),
            "tingkat_renja": bilangan(s.serapan_pct),
            "sd": bulat_rupiah(s.realisasi_renstra_rp),
            "tingkat_renstra": bilangan(s.serapan_renstra_pct),
        }
        kode = "" if _TANPA_KODE.match(b.kode_anggaran) else b.kode_anggaran
        isi = {k: x for k, x in rp.items() if x is not None}
        yield b.kode_anggaran, BarisE81(kode, b.nama, b.jenjang, rp=isi, pj=b.bidang)


def _berurut(anggaran: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows so that each stands right above what it holds; a row in a circle of parents stands on top."""
    baris = {str(b.kode_anggaran): b for b in per_baris(anggaran)}
    anak: dict[str, list[str]] = {}
    for kode, b in baris.items():
        anak.setdefault(b.kode_induk if b.kode_induk in baris else "", []).append(kode)
    sudah: set[str] = set()
    for kode in [*anak.get("", []), *baris]:
        tumpuk = [kode]
        while tumpuk:
            kini = tumpuk.pop()
            if kini not in sudah:
                sudah.add(kini)
                yield baris[kini]
                tumpuk += reversed(anak.get(kini, []))


def uang_triwulan(anggaran: pd.DataFrame, realisasi: pd.DataFrame, periode: Periode) -> dict[str, dict[str, int]]:
    """Return what each budget row spent in each quarter: its own when it is a leaf, else the sum of its leaves.

    Returns:
        Whole rupiah by code and ``tw1`` to ``tw4``; left out where nothing was reported. Key ``""`` holds the totals.
    """
    daun = set(anggaran.loc[anggaran["daun"], "kode_anggaran"])
    sendiri: dict[str, dict[str, int]] = {}
    for b in per_baris(realisasi[realisasi["triwulan"] <= periode.triwulan]):
        if b.kode_anggaran in daun and ada(b.realisasi_rp):
            isi = sendiri.setdefault(b.kode_anggaran, {})
            isi[f"tw{b.triwulan}"] = isi.get(f"tw{b.triwulan}", 0) + int(b.realisasi_rp)
    hasil = dict(sendiri)
    for kode, di_bawah in [*daun_di_bawah(anggaran).items(), ("", sorted(daun))]:
        jumlah: dict[str, int] = {}
        for d in di_bawah:
            for tw, rp in sendiri.get(d, {}).items():
                jumlah[tw] = jumlah.get(tw, 0) + rp
        hasil[kode] = jumlah
    return hasil


def belum_lapor_sampai(periode: Periode) -> str:
    """Name the quarters that the form leaves blank because they have not come: ``TW III dan IV``."""
    sisa = [ROMAWI[n] for n in range(periode.triwulan + 1, 5)]
    return f"TW {' dan '.join([', '.join(sisa[:-1]), sisa[-1]] if len(sisa) > 1 else sisa)}" if sisa else ""
