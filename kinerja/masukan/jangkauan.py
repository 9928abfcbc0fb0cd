"""Measure what a sheet would need before a library reads it: rows and columns.

A library that keeps a sheet as a rectangle asks for rows x columns from A1 to the last used cell, however few cells
there are. These functions find that rectangle in the bytes themselves, never smaller than what calamine 0.9 makes of
them: its rules for cells without an address are repeated here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

TERDALAM = 200
"""Deepest nesting of XML in a sheet; what Excel writes is 10 deep."""
BARIS_EXCEL, KOLOM_EXCEL = 1_048_576, 16_384


@dataclass
class Luas:
    """Used area of one sheet, counted from A1 to the last cell that holds something."""

    baris: int = 0
    kolom: int = 0

    @property
    def sel(self) -> int:
        """Rows x columns."""
        return self.baris * self.kolom

    def sampai(self, baris: int, kolom: int) -> None:
        """Stretch the area so that it covers a cell, both counted from 0."""
        self.baris = max(self.baris, baris + 1)
        self.kolom = max(self.kolom, kolom + 1)


class GalatXml(Exception):
    """A sheet's XML is not read; ``kode`` is the finding, the text its reason."""

    def __init__(self, kode: str, sebab: str) -> None:
        super().__init__(sebab)
        self.kode = kode


# ---- xlsx -----------------------------------------------------------------------------------------------------------
_TANDA = re.compile(rb"<(?:[^\s<>/]*:)?c(?=[\s/>])")
_SEL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: [a-z]{1,2}="[^"<>]*")*+( ?/?)>')
ATRIBUT = rb"((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
_ALAMAT = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,10})")


def kolom_dari(huruf: bytes) -> int:
    """Return the number of a column counted from 0, of either case."""
    nomor = 0
    for c in huruf:
        nomor = nomor * 26 + (c & 0xDF) - 64
    return nomor - 1


def ukur_xlsx(isi: bytes) -> Luas:
    """Measure a sheet of an ``.xlsx``.

    Raises:
        GalatXml: It is no well-formed XML, nested beyond reason, or holds an address beyond Excel's own sheet.
    """
    sel = _SEL.findall(isi)
    hasil = Luas()
    # As every program writes it, with the address first. Were there a tag of any other make, the counts would differ.
    if len(_TANDA.findall(isi)) == len(sel):
        terisi = [x for x in sel if not x[2].endswith(b"/")]  # a blank cell is not kept, whatever its format
        hasil.baris = max(map(int, {b for _, b, _ in terisi}), default=0)
        hasil.kolom = max(map(kolom_dari, {h for h, _, _ in terisi}), default=-1) + 1
    else:
        hasil = _PembacaXlsx().baca(isi)
    if hasil.baris > BARIS_EXCEL or hasil.kolom > KOLOM_EXCEL:
        raise GalatXml("berkas_rusak", "alamat selnya di luar lembar Excel")
    return hasil


class Pembaca:
    """A strict XML reader that calls ``mulai`` and ``selesai`` and refuses nesting without end."""

    def __init__(self) -> None:
        self.dalam = 0
        self.sel = 0  # depth at which the cell being read began, 0 outside a cell

    def urai(self, isi: bytes) -> None:
        """Parse a part; there is no DTD in it, the package has been searched for one."""
        p = expat.ParserCreate()
        p.buffer_text = True
        p.StartElementHandler = self._mulai
        p.EndElementHandler = self._selesai
        p.CharacterDataHandler = self.huruf
        try:
            p.Parse(isi, True)
        except expat.ExpatError as e:
            raise GalatXml("berkas_rusak", "isi lembarnya tidak utuh") from e

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        self.dalam += 1
        if self.dalam > TERDALAM:
            raise GalatXml("berkas_berbahaya", "isinya bersarang terlalu dalam")
        self.mulai(nama, atribut)

    def _selesai(self, nama: str) -> None:
        self.selesai(nama)
        if self.dalam == self.sel:
            self.sel = 0
        self.dalam -= 1

    def mulai(self, nama: str, atribut: dict[str, str]) -> None:
        """See a start tag."""

    def selesai(self, nama: str) -> None:
        """See an end tag."""

    huruf: Callable[[str], None] | None = None
    """See a piece of text; None where nobody asks."""


class _PembacaXlsx(Pembaca):
    """Cells and rows that may lack their address: each then follows the one before, as calamine counts them."""

    def baca(self, isi: bytes) -> Luas:
        self.luas = Luas()
        self.b = self.k = 0
        self.di = (0, 0)
        self.urai(isi)
        return self.luas

    def mulai(self, nama: str, atribut: dict[str, str]) -> None:
        lokal = nama.partition(":")[2] or nama
        if self.sel:  # a blank cell has nothing in it
            self.luas.sampai(*self.di)
        elif lokal == "row" and "r" in atribut:
            self.b = int(atribut["r"]) - 1 if re.fullmatch(r"\d{1,10}", atribut["r"]) else self.b
        elif lokal == "c":
            self.sel = self.dalam
            b, k = self.b, self.k
            if m := _ALAMAT.fullmatch(atribut.get("r", "")):
                b, k = int(m[2]) - 1, kolom_dari(m[1].encode())
                self.k = k
            self.di = (b, k)
            self.k += 1

    def selesai(self, nama: str) -> None:
        if not self.sel and (nama.partition(":")[2] or nama) == "row":
            self.b, self.k = self.b + 1, 0


# ---- ods ------------------------------------------------------------------------------------------------------------
def ukur_ods(isi: bytes, batas_lembar: int) -> list[Luas]:
    """Measure every sheet of an ``.ods``: repeated rows and cells count as often as they are repeated.

    Raises:
        GalatXml: It is no well-formed XML, nested beyond reason, or has more sheets than the bound.
    """
    return PembacaOds(batas_lembar).baca(isi)


class PembacaOds(Pembaca):
    """Rows and cells with their repetitions; empty ones at the end of a row or of the sheet do not count."""

    def __init__(self, batas_lembar: int) -> None:
        super().__init__()
        self.batas_lembar = batas_lembar

    def baca(self, isi: bytes) -> list[Luas]:
        """Measure every sheet of a ``content.xml``."""
        self.semua: list[Luas] = []
        self.baris = self.ulang_baris = self.kolom = self.ulang = self.terisi = 0
        self.urai(isi)
        return self.semua

    def mulai(self, nama: str, atribut: dict[str, str]) -> None:
        """See a table, a row or a cell begin."""
        if self.sel:  # whatever stands in a cell fills it
            self._isi_sel()
        elif nama == "table:table":
            self.semua.append(Luas())
            self.baris = 0
            if len(self.semua) > self.batas_lembar:
                raise GalatXml("berkas_terlalu_besar", f"berisi lebih dari {self.batas_lembar} lembar")
        elif nama == "table:table-row":
            self.ulang_baris = kali(atribut.get("table:number-rows-repeated"))
            self.kolom = self.terisi = 0
        elif nama in ("table:table-cell", "table:covered-table-cell"):
            self.sel = self.dalam
            self.ulang = kali(atribut.get("table:number-columns-repeated"))
            self.kolom += self.ulang
            if any(k.startswith(("office:", "calcext:", "table:formula")) for k in atribut):
                self._isi_sel()

    def _isi_sel(self) -> None:
        self.terisi = self.kolom

    def selesai(self, nama: str) -> None:
        """See a row end: only now is known whether it holds something."""
        if nama == "table:table-row" and not self.sel:
            self.baris += self.ulang_baris
            if self.terisi and self.semua:
                self.semua[-1].sampai(self.baris - 1, self.terisi - 1)


def kali(teks: str | None) -> int:
    """Return how often something is repeated: once when nothing, or no number, is said."""
    return int(teks) if teks and re.fullmatch(r"\d{1,12}", teks) else 1


# ---- xlsb -----------------------------------------------------------------------------------------------------------
_SEL_XLSB = frozenset(range(2, 12))  # 1 is blank
_BARIS_XLSB, _LEMBAR_XLSB = 0, 0x9C


def rekaman_xlsb(isi: bytes) -> Iterator[tuple[int, int, int]]:
    """Walk the records of a binary part: kind, where its content begins, how long it is. Ends where they break off."""
    i, n = 0, len(isi)
    while i < n:
        jenis = isi[i]
        i += 1
        if jenis & 0x80 and i < n:
            jenis = (jenis & 0x7F) | (isi[i] & 0x7F) << 7
            i += 1
        panjang = 0
        for geser in (0, 7, 14, 21):
            if i >= n:
                return
            panjang |= (isi[i] & 0x7F) << geser
            i += 1
            if not isi[i - 1] & 0x80:
                break
        if i + panjang > n:
            return
        yield jenis, i, panjang
        i += panjang


def ukur_xlsb(isi: bytes) -> Luas:
    """Measure a binary sheet."""
    hasil, baris = Luas(), 0
    for jenis, i, panjang in rekaman_xlsb(isi):
        if jenis == _BARIS_XLSB and panjang >= 4:
            baris = int.from_bytes(isi[i : i + 4], "little")
            if baris > BARIS_EXCEL:
                break
        elif jenis in _SEL_XLSB and panjang >= 4:
            hasil.sampai(baris, int.from_bytes(isi[i : i + 4], "little"))
    return hasil


def jumlah_lembar_xlsb(isi: bytes) -> int:
    """Count the sheets that a binary workbook names."""
    return sum(1 for jenis, _, _ in rekaman_xlsb(isi) if jenis == _LEMBAR_XLSB)
