"""How the LKjIP draft looks in Word: styles, contents, captions, tables with repeated headings, shaded places to write.

The headings are Word's own, so that the navigation pane and the table of contents work; captions are numbered by a
field. Texts only ever become text: a field's instruction is always one of ours. The bytes depend on nothing but the
draft and its date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from kinerja.keluaran.lkjip_blok import Blok, Isian, Judul, Kutipan, Naskah, Paragraf, Tabel
from kinerja.keluaran.lkjip_gaya import ABU, ISIAN, siapkan
from kinerja.keluaran.lkjip_xml import bungkus, ruas, ruas_mulai, tambah, tulis_teks, unsur
from kinerja.surat.docx_surat import LEBAR_CM, _byte_tetap
from kinerja.surat.typst_pdf import bersihkan_teks

if TYPE_CHECKING:
    from docx.document import Document as Dokumen
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

DALAM_DAFTAR = 3
"""Deepest heading of the table of contents; the seven analyses below it are in the navigation pane."""
KECIL = 8.5
"""Points of a table with many columns."""
SEHALAMAN = 10
"""Rows up to which a table stays on one page."""
_RATA_SEL = {
    "kiri": WD_ALIGN_PARAGRAPH.LEFT,
    "tengah": WD_ALIGN_PARAGRAPH.CENTER,
    "kanan": WD_ALIGN_PARAGRAPH.RIGHT,
}
_GAYA_PARAGRAF = {
    "isi": "Isi Naskah",
    "butir": "List Bullet",
    "pokok": "Pokok Uraian",
    "catatan": "Catatan",
    "awas": "Peringatan",
}


def ke_docx(naskah: Naskah, tanggal: dt.date) -> bytes:
    """Write the draft.

    Args:
        naskah: What it says.
        tanggal: The only date that the file holds.

    Returns:
        The file; same arguments, same bytes.
    """
    dok = Document()
    siapkan(dok, naskah, tanggal)
    for baris in naskah.judul:
        if baris:
            tambah(dok, baris.upper(), "Judul Naskah")
    pena = _Pena(dok)
    for b in naskah.awal:
        pena.tulis(b)
    _daftar_isi(dok, [b for b in naskah.isi if isinstance(b, Judul)])
    for b in naskah.isi:
        pena.tulis(b)
    return _byte_tetap(dok)


# ---- blocks ---------------------------------------------------------------------------------------------------------
class _Pena:
    """Writes one block after the other and counts headings and tables."""

    def __init__(self, dok: Dokumen) -> None:
        self.dok, self.judul, self.tabel = dok, 0, 0
        self._lalu: tuple[Blok, Paragraph] | None = None
        self._cara: dict[type, Callable[[Any], Paragraph]] = {
            Judul: self._judul,
            Paragraf: self._paragraf,
            Kutipan: self._kutipan,
            Isian: self._isian,
            Tabel: self._tabel,
        }

    def tulis(self, b: Blok) -> None:
        """Write a block; what leads to the next one stays on its page."""
        p = self._cara[type(b)](b)
        if self._lalu is not None:
            lalu, p_lalu = self._lalu
            if isinstance(b, Isian) and isinstance(lalu, Paragraf):
                p_lalu.paragraph_format.keep_with_next = True
            if isinstance(b, Paragraf) and isinstance(lalu, Judul):
                p.paragraph_format.keep_with_next = True
        self._lalu = b, p

    def _judul(self, b: Judul) -> Paragraph:
        self.judul += 1
        p = tambah(self.dok, b.teks, f"Heading {b.tingkat}")
        if b.tingkat <= DALAM_DAFTAR:
            nomor = str(self.judul)
            p._p.insert(1, unsur("w:bookmarkStart", id=nomor, name=_tanda(self.judul)))
            p._p.append(unsur("w:bookmarkEnd", id=nomor))
        return p

    def _paragraf(self, b: Paragraf) -> Paragraph:
        return tambah(self.dok, b.teks, _GAYA_PARAGRAF[b.gaya])

    def _kutipan(self, b: Kutipan) -> Paragraph:
        p = tambah(self.dok, f"{b.pengantar}: ", "Kutipan Bidang")
        p.add_run(bersihkan_teks(b.teks)).italic = True
        return p

    def _isian(self, b: Isian) -> Paragraph:
        p = tambah(self.dok, "", ISIAN)
        p.add_run("[Lengkapi: ").bold = True
        p.add_run(bersihkan_teks(b.perintah))
        p.add_run("]").bold = True
        return p

    def _tabel(self, b: Tabel) -> Paragraph:
        self.tabel += 1
        p = tambah(self.dok, "Tabel 3.", "Caption")
        ruas(p, "SEQ Tabel \\* ARABIC", str(self.tabel))
        p.add_run(f" {bersihkan_teks(b.judul)}")
        _gambar_tabel(self.dok, b)
        return tambah(self.dok, b.sumber, "Sumber Tabel" if b.sumber else "Jarak Tabel")


def _tanda(nomor: int) -> str:
    return f"_Toc{nomor:08d}"


def _daftar_isi(dok: Dokumen, judul: Sequence[Judul]) -> None:
    """Add a table of contents that Word can renew, filled with the headings; only Word knows their pages."""
    tambah(dok, "DAFTAR ISI", "Judul Daftar")
    isi = [(n, j) for n, j in enumerate(judul, 1) if j.tingkat <= DALAM_DAFTAR]
    baris: list[Any] = []
    for n, j in isi:
        p = tambah(dok, "", f"toc {j.tingkat}")
        if not baris:
            ruas_mulai(p, f'TOC \\o "1-{DALAM_DAFTAR}" \\h \\z \\u')
        tautan = unsur("w:hyperlink", anchor=_tanda(n), history="1")
        tautan.append(p.add_run(bersihkan_teks(j.teks))._r)
        p._p.append(tautan)
        baris.append(p._p)
    if not baris:
        return
    baris[-1].append(bungkus(unsur("w:fldChar", fldCharType="end")))
    wadah, isi_wadah = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    sifat, galeri = OxmlElement("w:sdtPr"), OxmlElement("w:docPartObj")
    galeri.append(unsur("w:docPartGallery", val="Table of Contents"))
    galeri.append(unsur("w:docPartUnique"))
    sifat.append(galeri)
    wadah.append(sifat)
    wadah.append(isi_wadah)
    baris[0].addprevious(wadah)
    for p in baris:
        isi_wadah.append(p)


# ---- tables ---------------------------------------------------------------------------------------------------------
def _gambar_tabel(dok: Dokumen, blok: Tabel) -> None:
    """Draw a table: heading repeated on every page, rows whole, a short table on one page."""
    b = blok.isi
    t = dok.add_table(1, len(b["kepala"]), style="Table Grid")
    t.alignment, t.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _jarak_sel(t)
    jumlah = sum(b["lebar"])
    lebar = [Cm(x / jumlah * LEBAR_CM) for x in b["lebar"]]
    for kolom, x in zip(t.columns, lebar, strict=True):
        kolom.width = x
    isi_baris = partial(_isi_baris, lebar=lebar, ukuran=KECIL if b["kecil"] else None)
    isi_baris(t.rows[0], b["kepala"], ["tengah"] * len(lebar), gaya="Kepala Tabel")
    for sel in t.rows[0].cells:
        _arsir(sel, "E1E1E1")
    _sifat_baris(t.rows[0], "w:cantSplit", "w:tblHeader")
    for k in b["kelompok"]:
        if k["judul"]:
            _baris_kelompok(t.add_row(), k["judul"])
        for r in k["baris"]:
            baris = t.add_row()
            isi_baris(baris, r["sel"], b["rata"], gaya="Isi Tabel")
            if r["utuh"]:
                _sifat_baris(baris, "w:cantSplit")
    if blok.jumlah:
        for jalan in (j for sel in t.rows[-1].cells for j in sel.paragraphs[0].runs):
            jalan.bold = True
        _lekat(t.rows[-2])
    if sum(len(k["baris"]) for k in b["kelompok"]) <= SEHALAMAN:
        _sehalaman(t)


def _sehalaman(t: Table) -> None:
    """Keep a table on one page: every row but the last stays with the next."""
    for baris in t.rows[:-1]:
        _lekat(baris)


def _lekat(baris: _Row) -> None:
    """Keep a row on the page of the next one."""
    for sel in baris.cells:
        sel.paragraphs[0].paragraph_format.keep_with_next = True


def _arsir(sel: _Cell, warna: str) -> None:
    sel._tc.get_or_add_tcPr().append(unsur("w:shd", val="clear", color="auto", fill=warna))


def _jarak_sel(t: Table) -> None:
    """Narrow the space left and right in cells, so that a heading of one word stays on one line."""
    jarak = OxmlElement("w:tblCellMar")
    for sisi in ("w:left", "w:right"):
        jarak.append(unsur(sisi, w="60", type="dxa"))
    t._tbl.tblPr.insert_element_before(jarak, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _baris_kelompok(baris: _Row, judul: str) -> None:
    """A row across the whole table that names the rows below it."""
    sel = baris.cells[0].merge(baris.cells[-1])
    tulis_teks(sel.paragraphs[0], judul, "Kelompok Tabel")
    _arsir(sel, "F2F2F2")
    _sifat_baris(baris, "w:cantSplit")


def _isi_baris(
    baris: _Row, isi: Sequence[str | list[str]], rata: Sequence[str], *, lebar: Sequence[Cm], ukuran: Any, gaya: str
) -> None:
    """Fill a row; of a pair the second stands below the first in smaller letters."""
    for sel, teks, arah, x in zip(baris.cells, isi, rata, lebar, strict=True):
        sel.width = x
        _isi_sel(sel, teks, gaya, ukuran)
        sel.paragraphs[0].alignment = _RATA_SEL[arah]


def _isi_sel(sel: _Cell, teks: str | list[str], gaya: str, ukuran: float | None) -> None:
    utama, kecil = (teks, "") if isinstance(teks, str) else teks
    p = sel.paragraphs[0]
    tulis_teks(p, utama, gaya)
    if ukuran:
        for jalan in p.runs:
            jalan.font.size = Pt(ukuran)
    if kecil:
        jalan = p.add_run(("\n" if utama else "") + bersihkan_teks(kecil))
        jalan.font.size, jalan.font.color.rgb = Pt(8), ABU


def _sifat_baris(baris: _Row, *sifat: str) -> None:
    for x in sifat:
        baris._tr.get_or_add_trPr().append(unsur(x, val="true"))
