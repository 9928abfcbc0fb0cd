"""What all sheets of ``rekap.xlsx`` share: two title rows, a heading in row 4, data from row 5, and tidy tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kinerja.keluaran.buku_rumus import TEKS, BukuRumus, Rupa
from kinerja.keluaran.buku_tulis import TINGGI_BARIS, cetak, kepala, tinggi

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BARIS_KEPALA, AWAL = 4, 5
"""Rows (from 1) of the heading and of the first data."""
LEBAR_HALAMAN = 230
"""Characters of columns beside each other on A4 landscape that are still legible: about 60 % of their size."""
JUDUL = Rupa(tebal=True, ukuran=14, bergaris=False, bungkus=False)
KETERANGAN = Rupa(bergaris=False, bungkus=False)


class Kolom(NamedTuple):
    """A column of a tidy table: heading, width in characters, look."""

    judul: str
    lebar: float
    rupa: Rupa = TEKS


def kepala_lembar(buku: BukuRumus, lembar: Worksheet, judul: str, keterangan: str) -> None:
    """Write the title rows; they run over the cells to their right."""
    buku.tulis(lembar, 1, 1, judul, JUDUL)
    buku.tulis(lembar, 2, 1, keterangan, KETERANGAN)
    lembar.sheet_view.zoomScale = 90


def lebar_kolom(lembar: Worksheet, lebar: Sequence[float]) -> None:
    """Set widths from column A on."""
    from openpyxl.utils import get_column_letter

    for n, x in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(n)].width = x


def tinggi_baris(lembar: Worksheet, baris: int, isi_lebar: Iterable[tuple[object, float]]) -> None:
    """Give a row the height that its longest text needs: not every program finds that out for itself."""
    panjang = [(x, w) for x, w in isi_lebar if isinstance(x, str) and (len(x) > w or "\n" in x)]
    if panjang:
        lembar.row_dimensions[baris].height = max(tinggi(panjang), TINGGI_BARIS)


def cetak_lebar(lembar: Worksheet, lebar: Sequence[float], beku: int) -> None:
    """Set a sheet up to print: as many pages wide as keep it legible, first columns and heading on each."""
    from openpyxl.utils import get_column_letter

    cetak(lembar, BARIS_KEPALA, BARIS_KEPALA)
    lembar.page_setup.fitToWidth = max(1, -(-int(sum(lebar)) // LEBAR_HALAMAN))
    lembar.page_setup.pageOrder = "overThenDown"
    if lembar.page_setup.fitToWidth > 1 and beku:
        lembar.print_title_cols = f"A:{get_column_letter(beku)}"


def tulis_tabel(
    buku: BukuRumus,
    nama: str,
    keterangan: str,
    kolom: Sequence[Kolom],
    baris: Iterable[Sequence[Any]],
    beku: int = 1,
) -> None:
    """Write a tidy table: one heading row, one row each, filter, frozen heading, print set-up.

    Args:
        buku: The workbook.
        nama: Name of the sheet.
        keterangan: One line that says what it is.
        kolom: Columns.
        baris: Rows; None or ``""`` leaves a cell empty.
        beku: Columns that stay in view.
    """
    from openpyxl.utils import get_column_letter

    lembar = buku.lembar(nama)
    kepala_lembar(buku, lembar, nama, keterangan)
    kepala(lembar, BARIS_KEPALA, [k.judul for k in kolom])
    lebar_kolom(lembar, [k.lebar for k in kolom])
    r = AWAL
    for isi in baris:
        for n, (k, nilai) in enumerate(zip(kolom, isi, strict=True), 1):
            buku.tulis(lembar, r, n, nilai, k.rupa)
        tinggi_baris(lembar, r, zip(isi, (k.lebar for k in kolom), strict=True))
        r += 1
    if r == AWAL:
        buku.tulis(lembar, r, 1, "Tidak ada.", KETERANGAN)
    else:
        lembar.auto_filter.ref = f"A{BARIS_KEPALA}:{get_column_letter(len(kolom))}{r - 1}"
    lembar.freeze_panes = f"{get_column_letter(beku + 1)}{AWAL}"
    cetak_lebar(lembar, [k.lebar for k in kolom], beku)
