"""What a notebook shows of a table: chosen columns under Indonesian headings, figures written as people read them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from kinerja import kata
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


KATA: dict[str, dict[str, str]] = {
    "jenjang": kata.JENJANG,
    "level": kata.JENJANG,
    "konsolidasi": {k: v.label for k, v in kata.KONSOLIDASI.items()},
    "tingkat": {k: v.label for k, v in kata.TINGKAT.items()},
    "jenis": kata.BERKAS_JENIS,
    "status": {k: v.label for k, v in (kata.STATUS | kata.LAPOR).items()} | kata.BERKAS_STATUS,
}
"""Words for the codes of a column."""


@dataclass(frozen=True)
class Tampilan:
    """A table as a notebook shows it: whole texts, all rows in a frame that scrolls, words to the left.

    pandas alone would cut long names short and leave rows out, and its limits are settings of the whole process.

    Attributes:
        isi: What is written in each cell.
        urut: The numbers behind the columns of figures, under the same headings: ``1.234,56`` sorts as 1234.56.
    """

    isi: pd.DataFrame
    urut: pd.DataFrame = field(default_factory=pd.DataFrame)

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            isi = self.isi.to_html(border=0, justify="left", escape=True)
        gaya = "max-height:36em;overflow:auto"
        return f'<div style="{gaya}">{isi.replace("<td>", _TD)}</div>' if len(self.isi) else "<p>Tidak ada.</p>"

    def __repr__(self) -> str:
        return self.isi.to_string() if len(self.isi) else "Tidak ada."


_TD = '<td style="text-align:left;white-space:pre-line;vertical-align:top">'


def tabel(df: pd.DataFrame, *kolom: str) -> Tampilan:
    """Choose columns of a table and write its figures for reading.

    Args:
        df: One of the steps' tables.
        *kolom: Names of columns; each must have its heading in :data:`JUDUL`.

    Returns:
        A table of text and whole numbers, its rows counted from 1.
    """
    hasil = pd.DataFrame({JUDUL[k]: _tulis(k, df[k]) for k in kolom})
    hasil.index = pd.RangeIndex(1, len(hasil) + 1)
    angka = {k: n for k in kolom if (n := k.removesuffix("_teks")) in df and pd.api.types.is_numeric_dtype(df[n])}
    return Tampilan(hasil, pd.DataFrame({JUDUL[k]: df[n].to_numpy() for k, n in angka.items()}, hasil.index))


def _tulis(kolom: str, isi: pd.Series) -> list[object]:
    """Write one column's values as people read them."""
    if kolom.endswith("_pct"):
        return [tulis_persen(x) for x in isi]
    if kolom.endswith("_rp"):
        return [tulis_rupiah(None if pd.isna(x) else int(x)) for x in isi]
    if isi.dtype == "float64":
        return [tulis(x) for x in isi]
    if isi.dtype == "bool":
        return ["ya" if x else "belum" for x in isi]
    return [KATA.get(kolom, {}).get(x, x) for x in isi]
