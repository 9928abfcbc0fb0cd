"""The tidy tables of ``rekap.xlsx``: which of the chain's tables, which columns, which headings and formats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from kinerja import kata
from kinerja.keluaran.buku_rumus import ANGKA, BULAT, PERSEN, RUPIAH, TANGGAL, TEKS, BukuRumus, Rupa
from kinerja.keluaran.rekap_lembar import Kolom, tulis_tabel
from kinerja.keluaran.unsur import ada, bulat_rupiah, catatan
from kinerja.tampilan import JUDUL, KATA
from kinerja.tenggat import baca_hari

if TYPE_CHECKING:
    import pandas as pd

BANDING = {
    "target_sd": "Target s.d. triwulan",
    "target_tahun": "Target tahun",
    "renstra": "Target akhir Renstra",
    "tw_tahun_lalu": "Triwulan sama tahun lalu",
    "tahun_lalu": "Tahun lalu",
    "standar": "Standar",
}
LAIN = {
    "arah": "Arah",
    "asal_berkas": "Berkas asal",
    "asal_lembar": "Lembar asal",
    "asal_sel": "Sel asal",
    "bukti": "Bukti dukung",
    "capaian_lalu_pct": "Capaian triwulan lalu",
    "dasar_pagu": "Dasar pagu",
    "deviasi_pct": "Fisik dikurangi serapan",
    "disimpan": "Disimpan",
    "efisiensi_ket": "Efisiensi",
    "jangkauan": "Jangkauan target tahun",
    "jenis": "Jenis",
    "keterangan": "Keterangan bidang",
    "ket": "Keterangan",
    "kode": "Kode",
    "laju_ket": "Laju",
    "nomor": "Nomor",
    "pagu_renstra_rp": "Pagu Renstra",
    "pembanding": "Pembanding",
    "pembanding_teks": "Pembanding tertulis",
    "pendorong": "Faktor pendorong",
    "penghambat": "Faktor penghambat",
    "pic": "Penanggung jawab",
    "pita_ket": "Kekokohan predikat",
    "realisasi_lalu": "Realisasi triwulan sama tahun lalu",
    "realisasi_renstra_rp": "Realisasi Renstra",
    "realisasi_sd": "Realisasi s.d. triwulan",
    "realisasi_sd_teks": "Realisasi tertulis",
    "sel_kosong": "Sel yang masih kosong",
    "selisih": "Selisih",
    "serapan_renstra_pct": "Serapan Renstra",
    "sha256": "Sidik SHA-256",
    "sumber": "Sumber",
    "target_renstra_teks": "Target akhir Renstra",
    "target_sd": "Target s.d. triwulan",
    "target_sd_teks": "Target tertulis",
    "target_tahun": "Target tahun",
    "tenggat": "Tenggat",
    "terlambat_hari": "Terlambat (hari kerja)",
    "tindak_lanjut": "Tindak lanjut",
    "triwulan_asal": "TW asal",
    "tahun_asal": "Tahun asal",
    "ukuran_byte": "Ukuran (byte)",
    "uraian": "Yang dijanjikan",
}
"""Headings that the notebooks do not need, or that stand more narrowly there."""
LEBAR = {
    "indikator": 44, "sasaran": 34, "nama": 46, "berkas": 40, "asal_berkas": 40, "pesan": 50, "saran": 44, "sha256": 66,
    "uraian_hitung": 54, "uraian": 44, "keterangan": 40, "penjelasan": 40, "pita_ket": 50, "efisiensi_ket": 40,
    "laju_ket": 44, "pendorong": 36, "penghambat": 36, "tindak_lanjut": 36, "bukti": 30, "status_ket": 34,
    "bidang": 26, "sel_kosong": 24, "sumber": 30, "lembar": 22, "kode_anggaran": 20, "nomor": 18, "kode": 22,
    "polaritas": 18, "pic": 22,
}  # fmt: skip
"""Widths in characters where :data:`LEBAR_JENIS` does not fit."""
LEBAR_JENIS = 15.0


@dataclass(frozen=True)
class TabelRapi:
    """One sheet.

    Attributes:
        lembar: Its name.
        tabel: Table of the chain.
        keterangan: One line that says what it is.
        kolom: Columns in order.
        kata: Words for the codes of a column, over those of the notebooks.
        beku: Columns that stay in view.
    """

    lembar: str
    tabel: str
    keterangan: str
    kolom: tuple[str, ...]
    kata: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    beku: int = 1


_ASAL = ("asal_berkas", "asal_lembar", "asal_sel")
DAFTAR = (
    TabelRapi(
        "Capaian",
        "capaian",
        "Setiap indikator dengan ketiga capaiannya, keadaannya, kata-kata bidang, dan sel asalnya.",
        (
            "kode_indikator", "indikator", "jenjang", "jenis", "sasaran", "bidang", "satuan", "polaritas",
            "target_tahun", "target_sd", "realisasi_sd", "target_sd_teks", "realisasi_sd_teks", "capaian_sd_pct",
            "predikat", "capaian_tahun_pct", "target_renstra_teks", "capaian_renstra_pct", "capaian_lalu_pct",
            "realisasi_lalu", "status", "status_ket", "jangkauan", "laju_ket", "uraian_hitung", "pendorong",
            "penghambat", "tindak_lanjut", "bukti", *_ASAL,
        ),
        {
            "polaritas": kata.POLARITAS,
            "jenis": {},
            "jangkauan": {"": "", **{k: v.label for k, v in kata.JANGKAUAN.items()}},
        },
        2,
    ),
    TabelRapi(
        "Sasaran",
        "sasaran",
        "Rerata per sasaran, program, bidang, dan dinas, dengan anggaran di baliknya.",
        (
            "level", "kode", "nama", "n", "n_terukur", "n_dibatasi", "capaian_pct", "predikat", "capaian_mentah_pct",
            "capaian_batas_bawah_pct", "capaian_tahun_pct", "pagu_rp", "realisasi_rp", "serapan_pct", "efisiensi_ket",
            "pita_ket", "ket",
        ),
        beku=3,
    ),
    TabelRapi(
        "Serapan",
        "serapan",
        "Anggaran dan realisasinya per program, kegiatan, dan sub kegiatan; baris pertama jumlah seluruhnya.",
        (
            "kode_anggaran", "nama", "jenjang", "bidang", "dasar_pagu", "pagu_rp", "realisasi_rp", "serapan_pct",
            "fisik_pct", "deviasi_pct", "pagu_renstra_rp", "realisasi_renstra_rp", "serapan_renstra_pct", *_ASAL,
        ),
        beku=2,
    ),
    TabelRapi(
        "Banding",
        "banding",
        "Realisasi setiap indikator dibandingkan dengan target, tahun lalu, dan standar.",
        (
            "kode_indikator", "jenis", "nama", "realisasi", "pembanding", "pembanding_teks", "selisih", "capaian_pct",
            "arah", "sumber",
        ),
        {"jenis": BANDING, "arah": kata.ARAH},
    ),
    TabelRapi(
        "Temuan",
        "temuan",
        "Yang ditemukan pemeriksaan, dengan sel yang dimaksud dan penjelasan bidang.",
        (
            "tingkat", "bidang", "kode_indikator", "pesan", "saran", "penjelasan", "nilai", "berkas", "lembar", "sel",
            "kode",
        ),
    ),
    TabelRapi(
        "Pelaporan",
        "lapor",
        "Bidang mana yang sudah melapor, berapa indikator, dan kapan.",
        (
            "bidang", "triwulan", "n_indikator", "n_dilaporkan", "status", "tenggat", "disimpan", "terlambat_hari",
            "sel_kosong", "berkas",
        ),
        beku=2,
    ),
    TabelRapi(
        "Tindak Lanjut",
        "tindak_lanjut",
        "Yang dijanjikan bidang pada triwulan-triwulan sebelumnya dan kabarnya.",
        (
            "nomor", "tahun_asal", "triwulan_asal", "bidang", "kode_indikator", "uraian", "pic", "tenggat", "status",
            "keterangan",
        ),
        {"status": {k: v.label for k, v in kata.TINDAK_LANJUT.items()}},
    ),
    TabelRapi(
        "Sumber",
        "berkas",
        "Setiap berkas yang dibaca, dengan sidiknya.",
        (
            "berkas", "jenis", "bidang", "triwulan", "revisi", "status", "lembar", "baris_tabel", "baris_dibaca",
            "baris_tidak_dibaca", "disimpan", "ukuran_byte", "sha256",
        ),
    ),
)  # fmt: skip
"""The tidy sheets in their order."""


def tulis_tabel_rapi(buku: BukuRumus, tabel: Mapping[str, pd.DataFrame]) -> None:
    """Write all tidy sheets."""
    for x in DAFTAR:
        df = tabel[x.tabel]
        rupa = {k: _rupa(k, str(df[k].dtype)) for k in x.kolom}
        kolom = [Kolom(LAIN.get(k, JUDUL.get(k, "")), LEBAR.get(k, LEBAR_JENIS), rupa[k]) for k in x.kolom]
        tulis_tabel(buku, x.lembar, x.keterangan, kolom, _baris(x, df), x.beku)


def _rupa(kolom: str, tipe: str) -> Rupa:
    if kolom.endswith("_pct"):
        return PERSEN
    if kolom.endswith("_rp"):
        return RUPIAH
    if kolom in ("tenggat", "disimpan"):
        return TANGGAL
    return {"float64": ANGKA, "int64": BULAT}.get(tipe, TEKS)


def _baris(x: TabelRapi, df: pd.DataFrame) -> Iterator[list[Any]]:
    for b in catatan(df[list(x.kolom)]):
        yield [_nilai(k, v, x.kata.get(k, KATA.get(k, {}))) for k, v in b.items()]


def _nilai(kolom: str, nilai: Any, arti: Mapping[str, str]) -> str | int | float | dt.date | None:
    """A cell as it is written: typed, words for codes, days as dates, nothing for what is missing."""
    if not ada(nilai):
        return None
    if kolom.endswith("_rp"):
        return bulat_rupiah(nilai)
    if isinstance(nilai, str):
        if kolom in ("tenggat", "disimpan"):
            return baca_hari(nilai) or nilai
        return arti.get(nilai, nilai)
    return cast(float, nilai)
