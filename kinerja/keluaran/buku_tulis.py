"""Write a workbook in bytes that depend on nothing but its content, and the small things that all our sheets share."""

from __future__ import annotations

import datetime as dt
import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Border, Font
    from openpyxl.worksheet.worksheet import Worksheet

WAKTU = dt.datetime(2000, 1, 1)
"""Stands for every time that a workbook must name; the content says when it was made."""
WARNA_KEPALA, WARNA_CONTOH = "1F4E5F", "B00020"
TINGGI_BARIS = 15.0
"""Points that a line of Calibri 11 takes; Excel's own default."""
PANJANG_KAKI = 80
"""Letters of a name in a footer; Excel refuses a footer of more than 255."""
_KEPALA_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BARIS_TETAP = re.compile(rb'(<row\b[^>]*?) customHeight="1"')


# ---- cells ----------------------------------------------------------------------------------------------------------
def bersih(teks: str) -> str:
    """Leave out what a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", teks)


def isi(sel: Cell | MergedCell, nilai: object) -> None:
    """Put a value into a cell; text stays text, whatever it begins with, and loses what a workbook cannot hold."""
    if not isinstance(nilai, str):
        sel.value = nilai  # type: ignore[assignment]
        return
    sel.value = bersih(nilai)
    if nilai[:1] in ("=", "+", "-", "@", "\t", "\r"):
        sel.data_type = "s"
        # Without the mark Excel would turn the text into a formula as soon as someone edits the cell.
        sel.quotePrefix = True


def huruf(size: float = 11, color: str | None = None, **gaya: Any) -> Font:
    """Return a font that every Windows has; one without a name would be drawn with whatever a program likes."""
    from openpyxl.styles import Font

    return Font(name="Calibri", family=2, size=size, color=color, **gaya)


def garis(warna: str = "A6A6A6") -> Border:
    """Return a thin line around a cell."""
    from openpyxl.styles import Border, Side

    s = Side(style="thin", color=warna)
    return Border(left=s, right=s, top=s, bottom=s)


def kepala(lembar: Worksheet, baris: int, judul: Iterable[str]) -> None:
    """Write a heading row: white on dark, which stays legible on a grey print."""
    from openpyxl.styles import Alignment, PatternFill

    for n, teks in enumerate(judul, 1):
        sel = lembar.cell(baris, n)
        isi(sel, teks)
        sel.font = huruf(bold=True, color="FFFFFF")
        sel.fill = PatternFill("solid", fgColor=WARNA_KEPALA)
        sel.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sel.border = garis()
    lembar.row_dimensions[baris].height = 32


def tinggi(isi_lebar: Iterable[tuple[object, float]], baris_paling_sedikit: int = 1) -> float:
    """Estimate the height in points that a row needs for its wrapped texts.

    Args:
        isi_lebar: Each cell's value and its column's width in characters.
        baris_paling_sedikit: Lines that the row has room for at least.

    Returns:
        Points, at most the 409 that Excel knows.
    """
    n = max((_jumlah_baris(str(teks), lebar) for teks, lebar in isi_lebar), default=1)
    return min(TINGGI_BARIS * max(n, baris_paling_sedikit) + 3, 409)


def _jumlah_baris(teks: str, lebar: float) -> int:
    """Count the lines that a text takes, each letter as wide as a digit: most are narrower, which leaves a reserve."""
    muat = max(1, int(lebar))
    return sum(max(1, len(textwrap.wrap(x, muat))) for x in teks.split("\n"))


# ---- sheets ---------------------------------------------------------------------------------------------------------
def lembar_tabel(
    lembar: Worksheet,
    judul: Sequence[str],
    kepala_tabel: Sequence[str],
    baris: Iterable[Sequence[object]],
    lebar: Sequence[int],
) -> None:
    """Lay out a plain open table: title rows, heading, rows. Used for workbooks that a planner goes on editing."""
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for n, teks in enumerate(judul, 1):
        isi(lembar.cell(n, 1), teks)
        lembar.cell(n, 1).font = huruf(12 if n == 1 else 11, None if n == 1 else WARNA_CONTOH, bold=True)
    atas = len(judul) + 2
    kepala(lembar, atas, kepala_tabel)
    for n, nilai in enumerate(baris, atas + 1):
        for k, x in enumerate(nilai, 1):
            sel = lembar.cell(n, k)
            sel.border = garis()
            sel.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(x, int) and abs(x) >= 1_000_000:
                sel.number_format = "#,##0"
            if x is not None:
                isi(sel, x)
    for n, w in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(n)].width = w
    lembar.freeze_panes = f"B{atas + 1}"
    cetak(lembar, atas, atas)


def cetak(lembar: Worksheet, dari: int, sampai: int, kaki: str = "") -> None:
    """Set a sheet up to print on A4 landscape, one page wide, with its heading on every page.

    Args:
        lembar: The sheet.
        dari: First row that every page repeats.
        sampai: Last such row.
        kaki: What the foot of every page says beside sheet and page.
    """
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = 9
    lembar.page_setup.fitToWidth = 1
    lembar.page_setup.fitToHeight = 0
    if lembar.sheet_properties.pageSetUpPr is not None:
        lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = f"{dari}:{sampai}"
    lembar.page_margins.left = lembar.page_margins.right = 0.4
    lembar.page_margins.top, lembar.page_margins.bottom, lembar.page_margins.footer = 0.5, 0.65, 0.3
    if kaki:
        lembar.oddFooter.left.text = bersih(kaki).replace("&", "&&")  # type: ignore[union-attr]
        lembar.oddFooter.right.text = "&A, halaman &P dari &N"  # type: ignore[union-attr]
    else:
        lembar.oddFooter.center.text = "&A, halaman &P dari &N"  # type: ignore[union-attr]


# ---- bytes ----------------------------------------------------------------------------------------------------------
def simpan(buku: Workbook, jalur: Path, waktu: dt.datetime = WAKTU) -> None:
    """Save a workbook whole or not at all, in bytes that depend only on its content.

    Args:
        buku: The workbook.
        jalur: Where; its folder is made.
        waktu: What the file says of when it was last saved.
    """
    from kinerja.tabel import tulis_byte

    tulis_byte(jalur, byte_tetap(buku, waktu))


def byte_tetap(buku: Workbook, waktu: dt.datetime = WAKTU) -> bytes:
    """Return a workbook's file with every time in it set to :data:`WAKTU`, the last saving to ``waktu``.

    No row keeps a fixed height: the one that is written is where a program begins, and the row grows with what is
    typed. (openpyxl itself marks every height as fixed by hand.)

    Every part is written anew in XML's canonical form: openpyxl uses lxml where it happens to be installed, and the two
    place their namespaces differently.
    """
    buku.properties.creator = "kinerja"
    buku.properties.created = buku.properties.modified = WAKTU
    mentah, hasil = io.BytesIO(), io.BytesIO()
    buku.save(mentah)
    with zipfile.ZipFile(mentah) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for info in asal.infolist():
            data = asal.read(info)
            if info.filename == "docProps/core.xml":
                cap = waktu.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + cap, data)
            elif info.filename.startswith("xl/worksheets/"):
                data = _BARIS_TETAP.sub(rb"\1", data)
            if info.filename.endswith((".xml", ".rels", ".vml")):
                data = _KEPALA_XML + _kanonis(data)
            baru = zipfile.ZipInfo(info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            baru.compress_type = zipfile.ZIP_DEFLATED
            baru.create_system = 0  # the field names the system that packed it
            tujuan.writestr(baru, data)
    return hasil.getvalue()


def _kanonis(data: bytes) -> bytes:
    """Return XML in its canonical form, as ``xml.etree``'s ``canonicalize`` does, in a ninth of the time.

    lxml comes with python-docx. Nothing outside the text is read or put into it.
    """
    from lxml import etree  # type: ignore[import-untyped]

    akar = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return bytes(etree.tostring(akar, method="c14n", exclusive=True, with_comments=False))
