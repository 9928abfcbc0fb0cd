"""Tables of the printed report as plain data: what the HTML report's ``unsur.tabel`` is for the page, for paper.

Nothing here knows Typst: a table is headings, widths and rows of text that a template lays out. Widths are weights, so
that a table always fills the line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.keluaran.unsur import Baris, bersih

Sel = str | tuple[str, str]
"""Text of a cell; a pair is the text and a smaller line below it."""
Isi = dict[str, Any]
UTUH = 420
"""Letters in one cell up to which its row stays on one page; a longer row may break, for a page has to hold it."""
BARIS_UTUH = 22
"""Lines, about a third of a page, up to which a whole table stays on one page."""
HURUF_SEBARIS = 105
"""Letters that a line of a page's width holds."""
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
    kolom: Sequence[Kolom],
    baris: Iterable[Baris],
    kelompok: Mapping[int, str] | None = None,
    kecil: bool = False,
    takik: Callable[[Baris], int] | None = None,
) -> Isi | None:
    """Make a table.

    Args:
        kolom: Columns.
        baris: Rows.
        kelompok: Names of groups of rows by the number of their first row.
        kecil: Smaller letters, for many columns.
        takik: How deep a row lies in a tree: 0 is set bold, each further step begins a little more to the right.

    Returns:
        ``{"utuh", "kepala", "lebar", "rata", "kecil", "kelompok": [{"judul", "baris": [{"sel", "utuh", "takik"}]}]}``,
        or None without rows; ``takik`` is None in a table that is no tree, ``utuh`` says what stays on one page.
    """
    potong: list[Isi] = []
    for i, b in enumerate(baris):
        if not potong or (kelompok and i in kelompok):
            potong.append({"judul": (kelompok or {}).get(i, ""), "baris": []})
        sel = [list(x) if isinstance(x := k.isi(b), tuple) else x for k in kolom]
        utuh = all(_panjang(x) <= UTUH for x in sel)
        potong[-1]["baris"].append({"sel": sel, "utuh": utuh, "takik": takik(b) if takik else None})
    if not potong:
        return None
    lebar = [k.lebar for k in kolom]
    tinggi = len(potong) + sum(_tinggi(b["sel"], lebar) for g in potong for b in g["baris"])
    return {
        "utuh": tinggi <= BARIS_UTUH,
        "kepala": [k.judul for k in kolom],
        "lebar": lebar,
        "rata": [k.rata for k in kolom],
        "kecil": kecil,
        "kelompok": potong,
    }


def _panjang(sel: str | list[str]) -> int:
    return len(sel) if isinstance(sel, str) else sum(len(x) for x in sel)


def _tinggi(sel: Sequence[str | list[str]], lebar: Sequence[float]) -> int:
    """Estimate the lines of a row from its longest cell."""
    huruf = [w / sum(lebar) * HURUF_SEBARIS for w in lebar]
    teks = [[x] if isinstance(x, str) else [y for y in x if y] for x in sel]
    return max(sum(math.ceil(max(len(y), 1) / n) for y in x) for x, n in zip(teks, huruf, strict=True))


def kelompokkan(baris: Sequence[Baris], judul: Callable[[Baris], str]) -> dict[int, str]:
    """Name the groups of sorted rows by the number of their first row."""
    hasil: dict[int, str] = {}
    lalu = None
    for i, b in enumerate(baris):
        if (kini := judul(b)) != lalu:
            hasil[i] = lalu = kini
    return hasil
