"""How a form looks: colours, title block, headings, cells, pages.

Colours are never the only sign. What the unit fills in is light with a dark line and stands below an amber band that
says so; what is locked is grey; what does not apply is hatched. The three differ in lightness, so they survive a grey
print and every kind of colour blindness. Nothing on a data sheet is merged, so that rows can be sorted and filtered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja.angka import baca
from kinerja.kantor import Periode
from kinerja.keluaran.buku_tulis import (
    PANJANG_KAKI,
    WARNA_CONTOH,
    WARNA_KEPALA,
    bersih,
    cetak,
    garis,
    huruf,
    isi,
    tinggi,
)
from kinerja.masukan.formulir_bentuk import Identitas

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

WARNA_ISIAN, WARNA_TERKUNCI, WARNA_ARSIR = "FFF8DC", "DDE1E4", "B9BEC2"
WARNA_PITA, WARNA_GARIS_ISIAN = "FFD34D", "7F6A1E"
LEBAR_CETAK_PIKSEL = 1010
"""What fits beside each other on A4 landscape at 100 %: 277 mm are 1047 pixels; the rest is for other printers."""
_ANGKA_TULISAN = re.compile(r"-?\d[\d.]*(?:,(\d+))?")
_DAERAH = re.compile(r"^(?:kabupaten|kota|provinsi)\b", re.IGNORECASE)
LEGENDA = (
    ("Kuning", "isian", "diisi bidang"),
    ("Abu-abu", "terkunci", "terkunci"),
    ("Arsir", "arsir", "tidak perlu diisi"),
)
CONTOH = "Data contoh: semua angka di berkas ini karangan, bukan kinerja yang sebenarnya."


@dataclass(frozen=True)
class Kelompok:
    """Neighbouring columns below one band: its words, the keys of its columns, whether the unit fills them in."""

    judul: str
    kunci: tuple[str, ...]
    isian: bool


def judul(
    lembar: Worksheet, identitas: Identitas, nama: str, daerah: str, tenggat: str, kolom: tuple[int, int] = (2, 3)
) -> int:
    """Write the title block and return the next free row (from 1).

    Unit and period stand in the first columns, which every printed page repeats; office and title stand to the right
    of them, so that no page repeats half a title.

    Args:
        lembar: The sheet, its column widths set.
        identitas: What the form is for.
        nama: Name of the paper, without the period.
        daerah: The region.
        tenggat: Day by which it must be back, in words; empty leaves the last row blank.
        kolom: Column that holds the unit's name, and the first one of the title.
    """
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    lebar = lembar.column_dimensions[get_column_letter(kolom[0])].width
    kiri: list[tuple[str, str, Font, float]] = [
        ("Bidang", identitas.bidang, huruf(bold=True, size=12), 0),
        ("Periode", periode(identitas), huruf(bold=True, size=12), 24),
    ]
    kanan = [
        (_kop(identitas.dinas, daerah), huruf(color="404040")),
        (f"{nama} {periode(identitas)}", huruf(bold=True, size=16, color=WARNA_KEPALA)),
    ]
    if identitas.contoh:
        kiri.append(("DATA CONTOH", "", huruf(), 17))
        kanan.append((CONTOH, huruf(bold=True, color=WARNA_CONTOH)))
    kiri.append((f"Kembalikan paling lambat {tenggat}" if tenggat else "", "", huruf(), 17))
    for n, (label, teks, gaya, t) in enumerate(kiri, 1):
        a, b = lembar.cell(n, 1), lembar.cell(n, kolom[0])
        isi(a, label)
        a.font = huruf(bold=not teks, color=WARNA_CONTOH if label == "DATA CONTOH" else None)
        a.alignment = Alignment(vertical="center")
        if teks:
            isi(b, teks)
            b.font, b.alignment = gaya, Alignment(wrap_text=True, vertical="center")
        lembar.row_dimensions[n].height = t or tinggi([(teks, lebar * 0.85)])
    for n, (teks, gaya) in enumerate(kanan, 1):
        sel_judul = lembar.cell(n, kolom[1])
        isi(sel_judul, teks)
        sel_judul.font, sel_judul.alignment = gaya, Alignment(vertical="center")
    return len(kiri) + 1


def lanjutan(lembar: Worksheet, kolom: int, teks: str) -> None:
    """Give the second printed page a title of its own, beside unit and period."""
    from openpyxl.styles import Alignment

    sel = lembar.cell(2, kolom)
    isi(sel, teks)
    sel.font, sel.alignment = huruf(bold=True, size=14, color=WARNA_KEPALA), Alignment(vertical="center")


def _kop(dinas: str, daerah: str) -> str:
    pemerintah = f"Pemerintah {daerah}" if _DAERAH.match(daerah) else daerah
    return ", ".join(x for x in (dinas, pemerintah) if x)


def periode(identitas: Identitas) -> str:
    """``Triwulan II Tahun 2025``."""
    return Periode(identitas.tahun, identitas.triwulan).teks


def kaki(identitas: Identitas) -> str:
    """Say on every printed page which form it belongs to."""
    nama = identitas.bidang if len(identitas.bidang) <= PANJANG_KAKI else identitas.bidang[: PANJANG_KAKI - 1] + "…"
    return f"Formulir {nama}, {periode(identitas)}, kiriman ke-{identitas.revisi + 1}"


def legenda(lembar: Worksheet, baris: int) -> None:
    """Say what the colours mean from the third column on, each beside a cell that wears it and bears its name."""
    from openpyxl.styles import Alignment

    for n, (warna, jenis, arti) in enumerate(LEGENDA):
        contoh, ket = lembar.cell(baris, 2 * n + 3, warna), lembar.cell(baris, 2 * n + 4, arti)
        warnai(contoh, jenis)
        contoh.alignment, contoh.font = Alignment(horizontal="center", vertical="center"), huruf(size=10)
        ket.font, ket.alignment = huruf(size=10, italic=True), Alignment(vertical="center")


def warnai(sel: object, jenis: str) -> None:
    """Give a cell the look of what it is: ``isian``, ``terkunci`` or ``arsir``."""
    from openpyxl.styles import PatternFill

    latar = {
        "isian": PatternFill("solid", fgColor=WARNA_ISIAN),
        "terkunci": PatternFill("solid", fgColor=WARNA_TERKUNCI),
        "arsir": PatternFill("lightUp", fgColor="8A8A8A", bgColor=WARNA_ARSIR),
    }[jenis]
    sel.fill = latar  # type: ignore[attr-defined]
    sel.border = garis(WARNA_GARIS_ISIAN if jenis == "isian" else "A6A6A6")  # type: ignore[attr-defined]


def kepala(lembar: Worksheet, baris: int, kelompok: Sequence[Kelompok], judul_kolom: Mapping[str, str]) -> None:
    """Write the band (``baris``) and below it the heading."""
    from openpyxl.styles import Alignment, PatternFill

    k = 1
    for g in kelompok:
        isi(lembar.cell(baris, k), g.judul)
        for kunci in g.kunci:
            pita, sel = lembar.cell(baris, k), lembar.cell(baris + 1, k)
            isi(sel, judul_kolom[kunci])
            latar, tinta = (WARNA_PITA, "000000") if g.isian else (WARNA_KEPALA, "FFFFFF")
            for x in (pita, sel):
                x.fill = PatternFill("solid", fgColor=latar)
                x.font = huruf(bold=True, size=10, color=tinta)
            pita.alignment = Alignment(vertical="center")
            sel.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
            sel.border = garis("808080")
            k += 1
    lembar.row_dimensions[baris].height = 17
    lembar.row_dimensions[baris + 1].height = 32


def tampilan(nilai: object) -> tuple[object, str]:
    """Return what goes into a locked cell and its number format.

    A target is kept as it was written; as a number Excel lines it up and does not mark it as a number that is text.
    ``1,80`` becomes 1.8 shown with two decimals; what is no plain number stays text.
    """
    if isinstance(nilai, float):
        return (int(nilai), "#,##0") if nilai.is_integer() else (nilai, "General")
    if not isinstance(nilai, str) or not (m := _ANGKA_TULISAN.fullmatch(nilai.strip())):
        return nilai, "General"
    b = baca(nilai)
    if b.jenis != "angka" or b.ambigu or abs(b.nilai) >= 1e15:
        return nilai, "General"
    desimal = "." + "0" * len(m[1]) if m[1] else ""
    return (b.nilai if m[1] else int(b.nilai)), ("#,##0" if "." in nilai else "0") + desimal


def sel(
    lembar: Worksheet,
    baris: int,
    kolom: int,
    nilai: object,
    jenis: str,
    *,
    format_angka: str = "",
    kode: bool = False,
    kanan: bool = False,
) -> None:
    """Write one cell of a table.

    Args:
        lembar: The sheet.
        baris: Row from 1.
        kolom: Column from 1.
        nilai: What stands in it; None and ``""`` leave it empty.
        jenis: ``isian`` (open), ``terkunci`` or ``arsir`` (locked, nothing to fill in).
        format_angka: Number format; without one a locked figure gets its own.
        kode: A code or a number of ours: stays text.
        kanan: The column holds figures: words in it stand at the right too.
    """
    from openpyxl.styles import Alignment, Protection

    s = lembar.cell(baris, kolom)
    bawaan = "General"
    if jenis == "terkunci" and not kode:
        nilai, bawaan = tampilan(nilai)
    warnai(s, jenis)
    s.protection = Protection(locked=jenis != "isian")
    s.number_format = format_angka or ("@" if kode else bawaan)
    if isinstance(nilai, dt.date):
        s.number_format = "dd/mm/yyyy"
    s.font = huruf()
    s.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if kanan else "left")
    if nilai is not None and nilai != "":
        isi(s, nilai)


def lebarkan(lembar: Worksheet, lebar: Sequence[float]) -> None:
    """Set the widths of the columns from A on, in characters."""
    from openpyxl.utils import get_column_letter

    for n, w in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(n)].width = w


def halaman(lembar: Worksheet, pita: int, kolom_beku: str, identitas: Identitas, akhir: tuple[int, int]) -> None:
    """Freeze heading and keys, offer filters, lock what is not to be filled in, and set the sheet up to print.

    Args:
        lembar: The sheet.
        pita: Row of the band; the heading follows it.
        kolom_beku: First column that scrolls.
        identitas: For the footer.
        akhir: Last row and column of the table.
    """
    from openpyxl.utils import get_column_letter

    lembar.freeze_panes = f"{kolom_beku}{pita + 2}"
    lembar.sheet_view.showGridLines = False
    lembar.auto_filter.ref = f"A{pita + 1}:{get_column_letter(akhir[1])}{akhir[0]}"
    kunci(lembar)
    cetak(lembar, pita, pita + 1, kaki(identitas))


def kunci(lembar: Worksheet) -> None:
    """Protect a sheet without a password; what harms no figure stays allowed."""
    p = lembar.protection
    p.sheet = True
    p.formatColumns = p.formatRows = p.sort = p.autoFilter = False  # False: not forbidden


def dua_halaman(lembar: Worksheet, lebar: Sequence[float], kolom_ulang: int, batas: int) -> None:
    """Print a wide table on two pages side by side at one scale, the first columns on both.

    Excel ignores a page break where it fits pages by itself, so the scale is worked out here.

    Args:
        lembar: The sheet, set up by :func:`cetak`.
        lebar: Widths of its columns.
        kolom_ulang: How many of the first columns stand on both pages.
        batas: How many columns the first page holds.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break, ColBreak

    def piksel(w: Sequence[float]) -> float:
        return sum(x * 7 + 5 for x in w)

    terlebar = max(piksel(lebar[:batas]), piksel(lebar[:kolom_ulang]) + piksel(lebar[batas:]))
    if lembar.sheet_properties.pageSetUpPr is not None:
        lembar.sheet_properties.pageSetUpPr.fitToPage = False
    lembar.page_setup.fitToWidth = lembar.page_setup.fitToHeight = None
    lembar.page_setup.scale = max(10, min(100, int(100 * LEBAR_CETAK_PIKSEL / terlebar)))
    lembar.page_setup.pageOrder = "overThenDown"
    lembar.print_title_cols = f"A:{get_column_letter(kolom_ulang)}"
    lembar.col_breaks = ColBreak()
    lembar.col_breaks.append(Break(id=batas))


def sorot(lembar: Worksheet, baris: int, kolom: int) -> None:
    """Open the sheet with the cursor in a cell."""
    from openpyxl.utils import get_column_letter

    alamat = f"{get_column_letter(kolom)}{baris}"
    for s in lembar.sheet_view.selection:
        if s.pane in (None, "bottomRight"):
            s.activeCell = s.sqref = alamat


def potong(teks: str, panjang: int) -> str:
    """Shorten a text at a word's end; what cannot stand in a workbook is left out."""
    teks = " ".join(bersih(teks).split())
    return teks if len(teks) <= panjang else teks[: panjang - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
