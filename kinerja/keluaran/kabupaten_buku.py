"""The roll-up of a kabupaten as a workbook: the figures of the page, open to be sorted and filtered further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kinerja.angka import bulat
from kinerja.kabupaten import KELOMPOK
from kinerja.keluaran.kabupaten_halaman import JUMLAH, nama_kabupaten
from kinerja.keluaran.unsur import ada, catatan

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Periode

KANTOR = {
    "peringkat": ("Peringkat", 9),
    "nama": ("Kantor", 36),
    "folder": ("Folder", 20),
    "kelompok": ("Keadaan", 18),
    "putusan": ("Putusan", 10),
    "capaian_pct": ("Capaian (%)", 12),
    "predikat": ("Predikat", 16),
    "n_terukur": ("Indikator terukur", 11),
    "n": ("Indikator", 11),
    "n_lengkap": ("Bidang lengkap", 11),
    "n_bidang": ("Bidang", 10),
    "pagu_rp": ("Pagu (Rp)", 18),
    "realisasi_rp": ("Realisasi (Rp)", 18),
    "serapan_pct": ("Serapan (%)", 12),
    "n_temuan": ("Temuan yang menahan", 13),
    "sebab": ("Sebab", 40),
}
"""Heading and width of each column of the first sheet."""
TOTAL = {
    "kode": ("Kantor", 24),
    "n_kantor": ("Banyaknya", 12),
    **{k: KANTOR[k] for k in ("n_terukur", "n", "n_lengkap", "n_bidang", "pagu_rp", "realisasi_rp", "serapan_pct")},
    "n_tanpa_uang": ("Tanpa pagu atau realisasi", 14),
}
"""The same of the second."""


def kabupaten_xlsx(tabel: dict[str, pd.DataFrame], folder: str, periode: Periode) -> bytes:
    """Return the workbook; the same tables give the same bytes. Arguments as for ``kabupaten_html``."""
    from openpyxl import Workbook

    from kinerja.keluaran.buku_tulis import byte_tetap, lembar_tabel, tinggi

    kantor = catatan(tabel["kantor"])
    judul = [f"Rekap Kinerja {nama_kabupaten(kantor, folder)}, {periode.teks}", "DRAF: belum boleh dikutip."]
    if any(b["data_contoh"] for b in kantor):
        judul.append("DATA CONTOH: sebagian atau semua kantor memakai data contoh, bukan data sebenarnya.")
    buku = Workbook()
    buku.remove(buku.active)  # type: ignore[arg-type]
    for nama, kolom, isi in (("Kantor", KANTOR, kantor), ("Jumlah", TOTAL, catatan(tabel["jumlah"]))):
        lembar = buku.create_sheet(nama)
        baris = [[_nilai(k, b[k]) for k in kolom] for b in isi]
        lebar = [w for _, w in kolom.values()]
        lembar_tabel(lembar, judul, [j for j, _ in kolom.values()], baris, lebar)
        for n, nilai in enumerate(baris, len(judul) + 3):
            lembar.row_dimensions[n].height = tinggi(zip(nilai, lebar, strict=True))
            for k, nama_kolom in enumerate(kolom, 1):
                if nama_kolom.endswith("_pct"):
                    lembar.cell(n, k).number_format = "0.00"
    return byte_tetap(buku)


def _nilai(kolom: str, isi: object) -> Any:
    """A cell's value: figures as the page rounds them, codes in words, nothing where there is nothing."""
    if not ada(isi) or isi == "":
        return None
    if kolom.endswith("_pct"):
        return bulat(float(isi))  # type: ignore[arg-type]
    return {"kelompok": KELOMPOK, "kode": JUMLAH}.get(kolom, {}).get(isi, isi)  # type: ignore[call-overload]
