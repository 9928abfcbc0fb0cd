"""Paper, styles, language and properties of the LKjIP draft in Word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kinerja.keluaran.lkjip_blok import Naskah
from kinerja.keluaran.lkjip_xml import ruas, tulis_teks, unsur
from kinerja.surat.docx_surat import LEBAR_CM, _huruf
from kinerja.surat.typst_pdf import bersihkan_teks

if TYPE_CHECKING:
    from docx.document import Document as Dokumen

BAHASA = "id-ID"
ISIAN = "Isian Perencana"
"""Style of every place where the planner writes; Word can select all of them at once."""
_HITAM, ABU, _MERAH = RGBColor(0, 0, 0), RGBColor(0x55, 0x55, 0x55), RGBColor(0xB0, 0, 0x20)
_KIRI, _TENGAH, _KANAN, _RATA = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True)
class Gaya:
    """A paragraph style: points, bold, italic, alignment, points before and after, indent in cm, colour."""

    nama: str
    ukuran: float
    tebal: bool = False
    miring: bool = False
    rata: Any = _KIRI
    sebelum: float = 0
    sesudah: float = 0
    lekuk: float = 0
    warna: RGBColor = field(default_factory=lambda: _HITAM)
    lekat: bool = False


_GAYA = (
    Gaya("Heading 1", 14, True, rata=_TENGAH, sesudah=12, lekat=True),
    Gaya("Heading 2", 12.5, True, sebelum=18, sesudah=6, lekat=True),
    Gaya("Heading 3", 12, True, sebelum=16, sesudah=4, lekat=True),
    Gaya("Heading 4", 11.5, True, True, sebelum=12, sesudah=4, lekat=True),
    Gaya("Caption", 10, True, rata=_TENGAH, sebelum=8, sesudah=4, lekat=True),
    Gaya("List Bullet", 11.5, rata=_RATA, sesudah=3),
    Gaya("Judul Naskah", 14, True, rata=_TENGAH, sesudah=2),
    Gaya("Judul Daftar", 12.5, True, rata=_TENGAH, sebelum=14, sesudah=6, lekat=True),
    Gaya("toc 1", 11, True, sesudah=3),
    Gaya("toc 2", 11, sesudah=3, lekuk=0.5),
    Gaya("toc 3", 11, sesudah=3, lekuk=1),
    Gaya("Isi Naskah", 11.5, rata=_RATA, sesudah=6),
    Gaya("Pokok Uraian", 11.5, True, sebelum=6, sesudah=3, lekat=True),
    Gaya("Kutipan Bidang", 11.5, rata=_RATA, sesudah=3, lekuk=0.8),
    Gaya("Catatan", 10, miring=True, rata=_RATA, sesudah=6, warna=ABU),
    Gaya("Sumber Tabel", 9, miring=True, sebelum=3, sesudah=10, warna=ABU),
    Gaya("Peringatan", 11, True, rata=_TENGAH, sebelum=6, sesudah=6, warna=_MERAH),
    Gaya(ISIAN, 11, rata=_KIRI, sebelum=8, sesudah=10, lekuk=0.2),
    Gaya("Jarak Tabel", 4, sesudah=2),
    Gaya("Kepala Tabel", 9.5, True, rata=_TENGAH, sebelum=2, sesudah=2, lekat=True),
    Gaya("Kelompok Tabel", 9.5, True, sebelum=2, sesudah=2, lekat=True),
    Gaya("Isi Tabel", 9.5, sebelum=1, sesudah=1),
    Gaya("Kepala Halaman", 10, True, rata=_TENGAH, warna=_MERAH),
    Gaya("Kaki Halaman", 8.5, warna=ABU),
)


def siapkan(dok: Dokumen, naskah: Naskah, tanggal: dt.date) -> None:
    """Prepare an empty document: styles, paper, head and foot, properties without a clock."""
    _gaya(dok)
    _halaman(dok, naskah)
    _sifat(dok, naskah, tanggal)


def _gaya(dok: Dokumen) -> None:
    _huruf(dok.styles["Normal"], 11.5)
    ada = {g.name for g in dok.styles}
    for g in _GAYA:
        gaya: Any = dok.styles[g.nama] if g.nama in ada else _gaya_baru(dok, g.nama)
        if g.nama not in ada:
            gaya.base_style = dok.styles["Normal"]
        _huruf(gaya, g.ukuran)
        gaya.font.bold, gaya.font.italic, gaya.font.color.rgb = g.tebal, g.miring, g.warna
        p = gaya.paragraph_format
        p.alignment, p.space_before, p.space_after = g.rata, Pt(g.sebelum), Pt(g.sesudah)
        p.keep_with_next = g.lekat
        if g.lekuk:
            p.left_indent = Cm(g.lekuk)
        gaya.quick_style = True
    dok.styles["Isi Naskah"].paragraph_format.line_spacing = 1.15
    dok.styles["Heading 1"].paragraph_format.page_break_before = True
    dok.styles[ISIAN].paragraph_format.right_indent = Cm(0.2)
    dok.styles[ISIAN].paragraph_format.keep_together = True
    _kotak(dok.styles[ISIAN].element.get_or_add_pPr())
    _bahasa(dok)


def _gaya_baru(dok: Dokumen, nama: str) -> Any:
    """Add a style; those of a table of contents are Word's own and carry its names."""
    return dok.styles.add_style(nama, WD_STYLE_TYPE.PARAGRAPH, builtin=nama.startswith("toc "))


def _bahasa(dok: Dokumen) -> None:
    """Set Indonesian on every style and on the document, so that the spelling checker knows it."""
    bahasa = OxmlElement("w:lang")
    bahasa.set(qn("w:val"), BAHASA)
    dok.styles["Normal"].element.get_or_add_rPr().append(bahasa)
    for x in (*dok.styles.element.iter(qn("w:lang")), *dok.settings.element.iter(qn("w:themeFontLang"))):
        x.set(qn("w:val"), BAHASA)


def _kotak(sifat: Any) -> None:
    """Draw a box with a light ground around the paragraphs of a style."""
    sesudah = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
    batas = OxmlElement("w:pBdr")
    for sisi in ("w:top", "w:left", "w:bottom", "w:right"):
        batas.append(unsur(sisi, val="dashed", sz="6", space="4", color="B58900"))
    sifat.insert_element_before(batas, "w:shd", *sesudah)
    sifat.insert_element_before(unsur("w:shd", val="clear", color="auto", fill="FFF6DA"), *sesudah)


def _halaman(dok: Dokumen, naskah: Naskah) -> None:
    bagian = dok.sections[0]
    bagian.page_width, bagian.page_height = Cm(21), Cm(29.7)
    bagian.top_margin, bagian.bottom_margin, bagian.left_margin, bagian.right_margin = Cm(2), Cm(2), Cm(2.5), Cm(2.2)
    if naskah.kepala:
        tulis_teks(bagian.header.paragraphs[0], naskah.kepala, "Kepala Halaman")
    kaki = bagian.footer.paragraphs[0]
    tulis_teks(kaki, naskah.kaki, "Kaki Halaman")
    kaki.paragraph_format.tab_stops.add_tab_stop(Cm(LEBAR_CM), WD_TAB_ALIGNMENT.RIGHT)
    kaki.add_run("\thalaman ")
    ruas(kaki, "PAGE", "1")
    kaki.add_run(" dari ")
    ruas(kaki, "NUMPAGES", "1")


def _sifat(dok: Dokumen, naskah: Naskah, tanggal: dt.date) -> None:
    sifat = dok.core_properties
    penulis = bersihkan_teks(naskah.penulis)[:255]
    sifat.title, sifat.author, sifat.last_modified_by = bersihkan_teks(naskah.kaki)[:255], penulis, penulis
    sifat.created = sifat.modified = dt.datetime(tanggal.year, tanggal.month, tanggal.day)
    sifat.comments, sifat.language, sifat.revision = "", BAHASA, 1
