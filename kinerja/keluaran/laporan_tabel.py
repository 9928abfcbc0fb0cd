"""Tables of the printed report as plain data: what the HTML report's ``unsur.tabel`` is for the page, for paper.

Nothing here knows Typst: a table is headings, widths and rows of text that a template lays out. Widths are weights, so
that a table always fills the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.keluaran.unsur import Baris, bersih

Sel = str | tuple[str, str]
"""Text of a cell; a pair is the text and a smaller line below it."""
Isi = dict[str, Any]
UTUH = 420
"""Letters in one cell up to which its row stays on one page; a longer row may break, for a page has to hold it."""
KUTIP = 3000
"""Letters of one quoted answer. What is longer ends with "…": the bytes of a report must not depend on one cell."""


@dataclass(frozen=True)
class Kolom:
    """A column: heading, how a row's cell is made, its weight in the width, and how it is set (``kiri``, ``kanan``)."""

    judul: str
    isi: Callable[[Baris], Sel]
    lebar: float
    rata: str = "kiri"


def medan(nama: str, judul: str, lebar: float, rata: str = "kiri") -> Kolom:
    """A column that shows a field as it is."""
    return Kolom(judul, lambda b: bersih(b[nama]), lebar, rata)


def tabel(
    kolom: Sequence[Kolom], baris: Iterable[Baris], kelompok: Mapping[int, str] | None = None, kecil: bool = False
) -> Isi | None:
    """Make a table.

    Args:
        kolom: Columns.
        baris: Rows.
        kelompok: Names of groups of rows by the number of their first row.
        kecil: Smaller letters, for many columns.

    Returns:
        ``{"kepala", "lebar", "rata", "kecil", "kelompok": [{"judul", "baris": [{"sel", "utuh"}]}]}``, or None without
        rows.
    """
    potong: list[Isi] = []
    for i, b in enumerate(baris):
        if not potong or (kelompok and i in kelompok):
            potong.append({"judul": (kelompok or {}).get(i, ""), "baris": []})
        sel = [list(x) if isinstance(x := k.isi(b), tuple) else x for k in kolom]
        potong[-1]["baris"].append({"sel": sel, "utuh": all(_panjang(x) <= UTUH for x in sel)})
    if not potong:
        return None
    return {
        "kepala": [k.judul for k in kolom],
        "lebar": [k.lebar for k in kolom],
        "rata": [k.rata for k in kolom],
        "kecil": kecil,
        "kelompok": potong,
    }


def _panjang(sel: str | list[str]) -> int:
    return len(sel) if isinstance(sel, str) else sum(len(x) for x in sel)


def kelompokkan(baris: Sequence[Baris], judul: Callable[[Baris], str]) -> dict[int, str]:
    """Name the groups of sorted rows by the number of their first row."""
    hasil: dict[int, str] = {}
    lalu = None
    for i, b in enumerate(baris):
        if (kini := judul(b)) != lalu:
            hasil[i] = lalu = kini
    return hasil
