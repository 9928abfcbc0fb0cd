"""A workbook whose formulas carry the values that we computed, so that every program shows them before it recalculates.

openpyxl writes a formula without a value; a preview on a phone would then show an empty cell. The values are put in
where the finished parts are packed. A look is made once and copied: to make a font for each of ten thousand cells would
take longer than all the rest.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kinerja.angka import bulat
from kinerja.keluaran.buku_tulis import bersih, byte_tetap, garis, huruf, isi

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

WARNA_RUMUS = "E8F1F5"
"""Ground of a cell that is computed; what came in stays white."""
_SEL_RUMUS = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)>(<f>.*?</f>)<v></v></c>', re.DOTALL)


class Rupa(NamedTuple):
    """How a cell looks: number format, place in the cell, letters, lines around it, ground, and whether text wraps."""

    format: str = "General"
    sisi: str = "left"
    tebal: bool = False
    rumus: bool = False
    ukuran: float = 11
    bergaris: bool = True
    warna: str = ""
    tegak: str = "top"
    bungkus: bool = True


TEKS = Rupa()
TENGAH = Rupa(sisi="center")
ANGKA = Rupa("#,##0.00", "right")
BULAT = Rupa("#,##0", "right")
PERSEN = Rupa('#,##0.00" %"', "right")
RUPIAH = Rupa('"Rp"#,##0;-"Rp"#,##0', "right")
UANG = Rupa("#,##0", "right")
TANGGAL = Rupa("[$-421]d mmmm yyyy", "left")


def rupa_angka(nilai: float, rupa: Rupa = ANGKA) -> Rupa:
    """Show a whole figure without decimals, any other with two."""
    return rupa._replace(format="#,##0" if bulat(float(nilai), 9).is_integer() else "#,##0.00")


@dataclass
class BukuRumus:
    """A workbook being written.

    Attributes:
        buku: openpyxl's.
        nilai: Value of every formula by sheet and cell; ``""`` where it has none.
    """

    buku: Workbook
    nilai: dict[str, dict[str, float | str]] = field(default_factory=dict)
    _gaya: dict[Rupa, Any] = field(default_factory=dict)

    @classmethod
    def baru(cls) -> BukuRumus:
        """Begin one without a sheet."""
        from openpyxl import Workbook

        buku = Workbook()
        buku.remove(buku.worksheets[0])
        return cls(buku)

    def lembar(self, nama: str) -> Worksheet:
        """Add a sheet."""
        return self.buku.create_sheet(nama)

    def tulis(self, lembar: Worksheet, baris: int, kolom: int, nilai: object, rupa: Rupa = TEKS) -> None:
        """Put a value into a cell (rows and columns from 1); text stays text, nothing leaves the cell empty."""
        sel = self._bergaya(lembar, baris, kolom, rupa)
        if nilai is not None and nilai != "":
            isi(sel, nilai)

    def rumus(
        self, lembar: Worksheet, baris: int, kolom: int, teks: str, nilai: float | str | None, rupa: Rupa = ANGKA
    ) -> None:
        """Put a formula of ours (without ``=``) into a cell, with the value that it has.

        Args:
            lembar: The sheet.
            baris: Row from 1.
            kolom: Column from 1.
            teks: The formula; never made of text that came in.
            nilai: Its value; None or NaN where it gives ``""``.
            rupa: Its look.
        """
        sel = self._bergaya(lembar, baris, kolom, rupa._replace(rumus=True))
        sel.value = f"={teks}"
        hampa = nilai is None or nilai != nilai
        self.nilai.setdefault(lembar.title, {})[sel.coordinate] = "" if hampa else nilai  # type: ignore[assignment]

    def byte(self) -> bytes:
        """Return the file, the same bytes for the same content."""
        asal = byte_tetap(self.buku)
        if not self.nilai:
            return asal
        bagian = {f"xl/worksheets/sheet{n}.xml": s.title for n, s in enumerate(self.buku.worksheets, 1)}
        hasil = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(asal)) as lama, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
            for info in lama.infolist():
                data = lama.read(info)
                if nilai := self.nilai.get(bagian.get(info.filename, "")):
                    data = _isi_nilai(data, nilai)
                baru.writestr(info, data)
        return hasil.getvalue()

    def _bergaya(self, lembar: Worksheet, baris: int, kolom: int, rupa: Rupa) -> Cell:
        sel: Any = lembar.cell(baris, kolom)
        if rupa not in self._gaya:
            _beri_rupa(sel, rupa)
            self._gaya[rupa] = copy(sel._style)
        # A copy: the mark that keeps a text from becoming a formula is set in the cell's own style.
        sel._style = copy(self._gaya[rupa])
        return cast("Cell", sel)


def _beri_rupa(sel: Any, rupa: Rupa) -> None:
    from openpyxl.styles import Alignment, PatternFill

    sel.number_format = rupa.format
    sel.font = huruf(rupa.ukuran, bold=rupa.tebal)
    sel.alignment = Alignment(horizontal=rupa.sisi, vertical=rupa.tegak, wrap_text=rupa.bungkus)
    if rupa.bergaris:
        sel.border = garis()
    if warna := rupa.warna or (WARNA_RUMUS if rupa.rumus else ""):
        sel.fill = PatternFill("solid", fgColor=warna)


def _isi_nilai(data: bytes, nilai: dict[str, float | str]) -> bytes:
    """Put values into a sheet's formula cells."""

    def ganti(m: re.Match[bytes]) -> bytes:
        alamat, gaya, rumus = m.groups()
        x = nilai[alamat.decode()]
        if isinstance(x, str):
            isi_teks = escape(bersih(x), quote=False).encode()
            return b'<c r="%s"%s t="str">%s<v>%s</v></c>' % (alamat, gaya, rumus, isi_teks)
        return b'<c r="%s"%s>%s<v>%s</v></c>' % (alamat, gaya, rumus, repr(float(x)).encode())

    return _SEL_RUMUS.sub(ganti, data)
