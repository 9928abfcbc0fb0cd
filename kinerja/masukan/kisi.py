"""A sheet as a plain grid for reading published tables: texts, merged ranges, and what Excel shows as a percentage."""

from __future__ import annotations

from functools import cached_property

from kinerja.masukan.angka_cetak import SelAngka, baca_cetak
from kinerja.masukan.buku import Lembar, alamat

_KENDALI = {c: " " for c in (*range(32), *range(127, 160), 0x200E, 0x200F, *range(0x202A, 0x202F), 0xFEFF)}


def bersih(teks: str) -> str:
    """Replace control characters by blanks: a cell must not move the cursor or colour the screen."""
    return teks if teks.isascii() and teks.isprintable() else teks.translate(_KENDALI).strip()


class Kisi:
    """One sheet, or the same sheet with rows and columns exchanged.

    Attributes:
        lembar: The sheet.
        balik: Rows and columns are exchanged: for tables that run sideways.
    """

    def __init__(self, lembar: Lembar, balik: bool = False) -> None:
        self.lembar = lembar
        self.balik = balik
        self._angka: dict[tuple[int, int], SelAngka] = {}

    @property
    def n_baris(self) -> int:
        """Number of rows."""
        return self.lembar.n_kolom if self.balik else self.lembar.n_baris

    @cached_property
    def n_kolom(self) -> int:
        """Number of columns."""
        return self.lembar.n_baris if self.balik else self.lembar.n_kolom

    def isi(self, r: int, k: int) -> object:
        """Return a cell's value, ``""`` for nothing; text without what a terminal would obey."""
        v = self.lembar.isi(k, r) if self.balik else self.lembar.isi(r, k)
        return bersih(v) if isinstance(v, str) else v

    @property
    def nama(self) -> str:
        """Title of the sheet."""
        return bersih(self.lembar.nama)

    def teks(self, r: int, k: int) -> str:
        """Return a cell's text on one line; numbers as they would be typed."""
        v = self.isi(r, k)
        return f"{v:g}" if isinstance(v, float) else " ".join(str(v).split())

    def sel(self, r: int, k: int) -> str:
        """Return the address that Excel shows."""
        return alamat(k, r) if self.balik else alamat(r, k)

    def angka(self, r: int, k: int) -> SelAngka:
        """Read a cell as a printed figure, once."""
        if (r, k) not in self._angka:
            v = self.isi(r, k)
            galat = self.lembar.galat.get((k, r) if self.balik else (r, k), "") if v == "" else ""
            self._angka[r, k] = baca_cetak(galat or (None if v == "" else v), self._persen(r, k, v))
        return self._angka[r, k]

    def _persen(self, r: int, k: int, v: object) -> bool:
        """Whether Excel shows a number as a percentage."""
        if isinstance(v, bool) or not isinstance(v, (int, float)):
            return False
        return "%" in (self.lembar.format_angka(k, r) if self.balik else self.lembar.format_angka(r, k))

    @cached_property
    def gabungan(self) -> list[tuple[int, int, int, int]]:
        """Merged ranges as (first row, first column, last row, last column)."""
        asli = self.lembar.gabungan
        return [(b, a, d, c) for a, b, c, d in asli] if self.balik else list(asli)

    @cached_property
    def _induk(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Owner of every covered cell of a merged range, within bounds."""
        hasil: dict[tuple[int, int], tuple[int, int]] = {}
        for a, b, c, d in self.gabungan:
            if (c - a + 1) * (d - b + 1) <= 20_000 and len(hasil) < 500_000:
                hasil.update({(r, k): (a, b) for r in range(a, c + 1) for k in range(b, d + 1)})
        return hasil

    def induk(self, r: int, k: int) -> tuple[int, int]:
        """Return the first cell of the merged range that covers a cell, or the cell itself."""
        return self._induk.get((r, k), (r, k))
