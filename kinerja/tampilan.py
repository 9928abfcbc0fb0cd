"""What a notebook shows of a table: chosen columns under Indonesian headings, figures written as people read them."""

from __future__ import annotations

import pandas as pd

from kinerja.angka import tulis, tulis_persen, tulis_rupiah

JUDUL = {
    "alasan": "Alasan",
    "baris": "Baris",
    "baris_dibaca": "Baris dibaca",
    "baris_tabel": "Baris tabel",
    "baris_tidak_dibaca": "Baris tidak dibaca",
    "berkas": "Berkas",
    "bidang": "Bidang",
    "capaian_batas_bawah_pct": "Capaian bila yang belum lapor dihitung 0",
    "capaian_mentah_pct": "Capaian tanpa batas",
    "capaian_pct": "Capaian",
    "capaian_renstra_pct": "Terhadap akhir Renstra",
    "capaian_sd_pct": "Terhadap target s.d. triwulan",
    "capaian_tahun_pct": "Terhadap target tahun",
    "dilaporkan": "Dilaporkan",
    "fisik_pct": "Fisik",
    "indikator": "Indikator",
    "isi": "Isi",
    "jenis": "Jenis",
    "jenjang": "Jenjang",
    "kode_anggaran": "Kode",
    "kode_indikator": "Kode",
    "konsolidasi": "Konsolidasi",
    "lembar": "Lembar",
    "level": "Tingkat",
    "n": "Indikator",
    "n_dilaporkan": "Sudah dilaporkan",
    "n_dibatasi": "Dibatasi",
    "n_indikator": "Harus dilaporkan",
    "n_terukur": "Terukur",
    "nama": "Nama",
    "nilai": "Isi sel",
    "pagu_rp": "Pagu",
    "pelapor": "Pelapor",
    "penjelasan": "Penjelasan bidang",
    "pesan": "Yang ditemukan",
    "polaritas": "Polaritas",
    "predikat": "Predikat",
    "realisasi": "Realisasi",
    "realisasi_rp": "Realisasi anggaran",
    "realisasi_sd_rp": "Realisasi anggaran",
    "realisasi_sd_teks": "Realisasi s.d. triwulan",
    "realisasi_teks": "Realisasi",
    "revisi": "Revisi",
    "rumus": "Rumus",
    "saran": "Yang perlu dilakukan",
    "sasaran": "Sasaran",
    "satuan": "Satuan",
    "sel": "Sel",
    "serapan_pct": "Serapan",
    "status": "Status",
    "status_ket": "Keterangan",
    "target_sd_teks": "Target s.d. triwulan",
    "target_tahun_teks": "Target tahun",
    "target_teks": "Target",
    "tingkat": "Tingkat",
    "triwulan": "TW",
    "uraian_hitung": "Cara hitung",
}
"""Heading of each column that a notebook shows."""


def tabel(df: pd.DataFrame, *kolom: str) -> pd.DataFrame:
    """Choose columns of a table and write its figures for reading.

    Args:
        df: One of the steps' tables.
        *kolom: Names of columns; each must have its heading in :data:`JUDUL`.

    Returns:
        A table of text and whole numbers, its rows counted from 1.
    """
    hasil = df[list(kolom)].copy()
    for k in kolom:
        if k.endswith("_pct"):
            hasil[k] = [tulis_persen(x) for x in hasil[k]]
        elif k.endswith("_rp"):
            hasil[k] = [
                tulis_rupiah(x) if x == x and x is not None else "–"
                for x in hasil[k].astype(object).where(hasil[k].notna(), None)
            ]
        elif hasil[k].dtype == "float64":
            hasil[k] = [tulis(x) for x in hasil[k]]
        elif hasil[k].dtype == "bool":
            hasil[k] = ["ya" if x else "belum" for x in hasil[k]]
    hasil.columns = [JUDUL[k] for k in kolom]
    hasil.index = pd.RangeIndex(1, len(hasil) + 1)
    return hasil
