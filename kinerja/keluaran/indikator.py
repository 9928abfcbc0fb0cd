"""The table of a sasaran's indicators: each with its three capaian and its state, every figure linked to its source."""

from __future__ import annotations

from typing import Any

from kinerja import kata
from kinerja.kantor import ROMAWI
from kinerja.keluaran.asal import Asal
from kinerja.keluaran.unsur import (
    Baris,
    Hasil,
    Lajur,
    ada,
    bersih,
    e,
    kolom,
    lencana,
    persen,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import predikat, tanpa_satuan, tertulis

LIPAT = 12
"""Indicators of one sasaran above which those of kegiatan and sub kegiatan are folded."""


def saring(b: Baris, asal: Asal) -> str:
    """Attributes by which the page's filter knows a row of the main tables: card, units, predicate or state."""
    nilai = bersih(b["predikat"]) or kata.STATUS[b["status"]].label
    return f' data-i="{asal.id_indikator(b)}" data-bidang="{e(b["bidang"])}" data-predikat="{e(nilai)}"'


def tabel_sasaran(hasil: Hasil, asal: Asal, nama: str, semua: list[dict[str, Any]]) -> str:
    """The indicators of one sasaran by level; where there are many, the lower levels in folds."""
    per = [(f"Indikator {v.lower()}", [b for b in semua if b["jenjang"] == k]) for k, v in kata.JENJANG.items()]
    per = [(judul, rows) for judul, rows in per if rows]
    if len(semua) <= LIPAT:
        return _tabel(hasil, asal, nama, per)
    # The highest level always shows: it is the one that the roll-up counts.
    lipat = [f"Indikator {kata.JENJANG[k].lower()}" for k in ("kegiatan", "sub_kegiatan")]
    atas = [x for i, x in enumerate(per) if i == 0 or x[0] not in lipat]
    return _tabel(hasil, asal, nama, atas) + "".join(
        rincian(f"{x[0]} ({len(x[1])})", _tabel(hasil, asal, nama, [x]), "cetak") for x in per if x not in atas
    )


def _tabel(hasil: Hasil, asal: Asal, nama_sasaran: str, per: list[tuple[str, list[dict[str, Any]]]]) -> str:
    p, skala = hasil.periode, hasil.kantor.skala_dipakai
    akhir = max((int(b["target_renstra_tahun"]) for _, rows in per for b in rows), default=0)
    tw = f"TW\u00a0{ROMAWI[p.triwulan]}"
    banyak = hasil.tabel["capaian"]["bidang"].nunique() > 1

    def nama(b: Baris) -> str:
        jenis = lencana(bersih(b["jenis"]), "jenis") if b["jenis"] else ""
        return f"{e(b['indikator'])} {jenis}" + (f" <small>{e(b['bidang'])}</small>" if banyak else "")

    def keadaan(b: Baris) -> str:
        label = kata.STATUS[b["status"]].label
        ket = f"<small>{e(kata.kalimat(bersih(b['status_ket'])))}</small>" if b["status_ket"] else ""
        kepala = (
            predikat(b["predikat"], skala) + f"<small>{e(label)}</small>"
            if b["predikat"]
            else lencana(label, f"s-{b['status']}")
        )
        return kepala + ket

    def dari(b: Baris, kolom_: str, target: str) -> str:
        """A percentage with the target that it is of, as long as that is known."""
        isi, t = asal.indikator(b, persen(b[kolom_])), tertulis(b, target)
        return isi if t == "–" else f"{isi} <small>{'dari' if ada(b[kolom_]) else 'target'} {e(t)}</small>"

    def utama(b: Baris) -> str:
        return f"<strong>{asal.indikator(b, persen(b['capaian_sd_pct']))}</strong>"

    lajur = [
        kolom("kode_indikator", "Kode", "kode"),
        Lajur("Indikator dan bidang", nama, "nama"),
        kolom("satuan", "Satuan", "satuan"),
        Lajur(f"Target s.d. {tw}", lambda b: asal.indikator(b, e(tanpa_satuan(b, "target_sd"))), "angka"),
        Lajur(f"Realisasi s.d. {tw}", lambda b: asal.indikator(b, e(tanpa_satuan(b, "realisasi_sd"))), "angka"),
        Lajur(f"Capaian s.d. {tw}", utama, "angka utama"),
        Lajur(f"Thd target {p.tahun}", lambda b: dari(b, "capaian_tahun_pct", "target_tahun"), "angka"),
        Lajur(
            f"Thd Renstra {akhir or ''}".strip(), lambda b: dari(b, "capaian_renstra_pct", "target_renstra"), "angka"
        ),
        Lajur("Predikat dan status", keadaan, "keadaan"),
    ]
    judul = f"{kata.daftar([x for x, _ in per])}: {nama_sasaran}"
    isi = [b for _, rows in per for b in rows]
    return tabel(judul, lajur, isi, "indikator", sunyi=True, kelompok=_kelompok(per), atribut=lambda b: saring(b, asal))


def _kelompok(per: list[tuple[str, list[dict[str, Any]]]]) -> dict[int, str]:
    """Where a group of rows begins and its name; nothing to say when there is only one."""
    mulai, hasil = 0, {}
    for judul, rows in per:
        hasil[mulai] = judul
        mulai += len(rows)
    return hasil if len(per) > 1 else {}
