"""A paper as DOCX for the office to edit: the same blocks as the PDF, with styles, A4, headings repeated on every page.

The bytes depend on nothing but the paper: every time that the file must name is the paper's date, and the parts are
packed with a fixed time.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kinerja.surat.typst_pdf import bersihkan

if TYPE_CHECKING:
    from docx.document import Document as Dokumen
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

HURUF = "Times New Roman"
"""Every Windows has it, and it is nearest to the PDF's."""
LEBAR_CM = 16.3
"""Text width of A4 with margins of 2,5 and 2,2 cm, as in the PDF."""
GARIS_ISIAN = "." * 44
PANJANG = 24
"""Letters from which a word may be too long for a narrow column."""
_ARAH = {"kiri": WD_ALIGN_PARAGRAPH.LEFT, "tengah": WD_ALIGN_PARAGRAPH.CENTER, "kanan": WD_ALIGN_PARAGRAPH.RIGHT}
_GAYA: tuple[tuple[str, float, bool, str, float, float], ...] = (
    # name, points, bold, alignment, points before and after
    ("Kop Induk", 13, False, "tengah", 0, 0),
    ("Kop Nama", 14, True, "tengah", 0, 2),
    ("Kop Alamat", 9.5, False, "tengah", 0, 0),
    ("Judul Surat", 13, True, "tengah", 6, 0),
    ("Judul Bawah", 12, True, "tengah", 0, 0),
    ("Nomor Surat", 11.5, False, "tengah", 0, 8),
    ("Pasangan", 11.5, False, "kiri", 0, 1),
    ("Daftar", 11.5, False, "kiri", 0, 1),
    ("Tanda Tangan", 11.5, False, "kiri", 0, 0),
    ("Sela", 6, False, "kiri", 0, 0),
    ("Kepala Tabel", 10, True, "tengah", 2, 2),
    ("Isi Tabel", 10, False, "kiri", 1, 1),
    ("Jumlah Tabel", 10, True, "kiri", 1, 1),
    ("Judul Kotak", 12, True, "kiri", 4, 2),
    ("Kepala Lampiran", 12, True, "kiri", 0, 0),
    ("Tembusan", 10, False, "kiri", 0, 0),
    ("Data Contoh", 10, True, "tengah", 0, 0),
    ("Kaki", 8, False, "kiri", 0, 0),
)


def ke_docx(data: Mapping[str, Any], tanggal: dt.date, gambar: Mapping[str, bytes] | None = None) -> bytes:
    """Write a paper.

    Args:
        data: What :func:`kinerja.surat.buat.data_surat` returns.
        tanggal: Date of the paper, the only one that the file holds.
        gambar: The emblem by name; one that is no PNG is left out, as Word cannot show it everywhere.

    Returns:
        The file.
    """
    d = bersihkan(data)
    dok = Document()
    _siapkan(dok, d, tanggal)
    if d["kop"] is not None:
        _kop(dok, d["kop"], gambar or {})
    for blok in d["blok"]:
        _GAMBAR[blok["jenis"]](dok, blok)
    return _byte_tetap(dok)


# ---- page and styles ------------------------------------------------------------------------------------------------
def _siapkan(dok: Dokumen, d: Mapping[str, Any], tanggal: dt.date) -> None:
    bagian = dok.sections[0]
    bagian.page_width, bagian.page_height = Cm(21), Cm(29.7)
    bagian.top_margin, bagian.bottom_margin, bagian.left_margin, bagian.right_margin = Cm(2), Cm(2), Cm(2.5), Cm(2.2)
    _huruf(dok.styles["Normal"], 11.5)
    dok.styles["Normal"].paragraph_format.space_after, dok.styles["Normal"].paragraph_format.line_spacing = Pt(6), 1.0
    judul = dok.styles["Heading 2"]
    _huruf(judul, 11.5)
    judul.font.bold, judul.font.color.rgb = True, RGBColor(0, 0, 0)
    judul.paragraph_format.space_before, judul.paragraph_format.space_after = Pt(10), Pt(4)
    for nama, ukuran, tebal, arah, sebelum, sesudah in _GAYA:
        gaya: ParagraphStyle = dok.styles.add_style(nama, WD_STYLE_TYPE.PARAGRAPH)
        gaya.base_style = dok.styles["Normal"]
        _huruf(gaya, ukuran)
        gaya.font.bold = tebal
        gaya.paragraph_format.alignment = _ARAH[arah]
        gaya.paragraph_format.space_before, gaya.paragraph_format.space_after = Pt(sebelum), Pt(sesudah)
    lekuk = dok.styles["Daftar"].paragraph_format
    lekuk.left_indent, lekuk.first_line_indent = Cm(1), Cm(-0.7)
    lekuk.tab_stops.add_tab_stop(Cm(1), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.SPACES)
    for bahasa in dok.styles.element.iter(qn("w:lang")):
        bahasa.set(qn("w:val"), "id-ID")
    dok.styles["Data Contoh"].font.color.rgb = RGBColor(0xB0, 0, 0x20)
    dok.styles["Kepala Tabel"].paragraph_format.keep_with_next = True
    dok.styles["Kop Nama"].paragraph_format.keep_with_next = True
    if d["contoh"]:
        bagian.header.paragraphs[0].text = "DATA CONTOH"
        bagian.header.paragraphs[0].style = dok.styles["Data Contoh"]
    _kaki(bagian.footer.paragraphs[0], d["kaki"], dok)
    sifat = dok.core_properties
    waktu = dt.datetime(tanggal.year, tanggal.month, tanggal.day)
    sifat.title, sifat.author, sifat.last_modified_by = d["judul"][:255], d["penulis"][:255], d["penulis"][:255]
    sifat.created = sifat.modified = waktu
    sifat.comments, sifat.language, sifat.revision = "", "id-ID", 1


def _huruf(gaya: Any, ukuran: float) -> None:
    gaya.font.name, gaya.font.size = HURUF, Pt(ukuran)
    rupa = gaya.element.get_or_add_rPr().get_or_add_rFonts()
    for x in [k for k in rupa.attrib if k.endswith("Theme")]:
        del rupa.attrib[x]
    for x in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        rupa.set(qn(x), HURUF)


def _kaki(p: Paragraph, teks: str, dok: Dokumen) -> None:
    p.style = dok.styles["Kaki"]
    p.paragraph_format.tab_stops.add_tab_stop(Cm(LEBAR_CM), WD_TAB_ALIGNMENT.RIGHT)
    p.add_run(f"{teks}\thalaman ")
    _ruas(p, "PAGE")
    p.add_run(" dari ")
    _ruas(p, "NUMPAGES")


def _ruas(p: Paragraph, perintah: str) -> None:
    """Add a field that Word works out."""
    ruas = OxmlElement("w:fldSimple")
    ruas.set(qn("w:instr"), perintah)
    jalan = OxmlElement("w:r")
    isi = OxmlElement("w:t")
    isi.text = "1"
    jalan.append(isi)
    ruas.append(jalan)
    p._p.append(ruas)


def _kop(dok: Dokumen, k: Mapping[str, Any], gambar: Mapping[str, bytes]) -> None:
    logo = gambar.get(k["logo"]) if str(k["logo"]).endswith(".png") else None
    if logo:
        t = dok.add_table(1, 2)
        _lebar(t, (2.3, LEBAR_CM - 2.3))
        t.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(logo), height=Cm(2.2))
        tempat: Any = t.cell(0, 1)
        baris = [tempat.paragraphs[0]]
    else:
        tempat, baris = dok, []
    isi = [("Kop Induk", k["induk"].upper())] if k["induk"] else []
    isi += [("Kop Nama", k["nama"].upper()), *(("Kop Alamat", x) for x in k["alamat"])]
    p: Paragraph | None = None
    for n, (gaya, teks) in enumerate(isi):
        p = baris[0] if n == 0 and baris else tempat.add_paragraph()
        p.text, p.style = teks, dok.styles[gaya]
    bawah = dok.add_paragraph(style="Kop Alamat") if logo or p is None else p
    _garis_bawah(bawah)
    dok.add_paragraph(style="Sela")


def _garis_bawah(p: Paragraph) -> None:
    """Draw the thick and thin rule under the letterhead."""
    batas = OxmlElement("w:pBdr")
    bawah = OxmlElement("w:bottom")
    for k, v in (("w:val", "thickThinSmallGap"), ("w:sz", "24"), ("w:space", "4"), ("w:color", "000000")):
        bawah.set(qn(k), v)
    batas.append(bawah)
    p._p.get_or_add_pPr().append(batas)


# ---- blocks ---------------------------------------------------------------------------------------------------------
def _judul(dok: Dokumen, b: Mapping[str, Any]) -> None:
    dok.add_paragraph(b["judul"].upper(), style="Judul Surat")
    for x in b["bawah"]:
        dok.add_paragraph(x.upper(), style="Judul Bawah")
    dok.add_paragraph(f"Nomor: {b['nomor']}" if b["nomor"] else "", style="Nomor Surat")


def _kepala_surat(dok: Dokumen, b: Mapping[str, Any]) -> None:
    dok.add_paragraph(b["tempat_tanggal"], style="Pasangan").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _pasangan(dok, b, 2.2)
    satu = len(b["yth"]) == 1
    baris = [("Yth." if n == 1 else "", x if satu else f"{n}.  {x}") for n, x in enumerate(b["yth"], 1)]
    t = dok.add_table(0, 2)
    for kiri, kanan in [*baris, ("", "di"), ("", f"      {b['di']}")]:
        sel = t.add_row().cells
        _tulis(sel[0], kiri, "Pasangan")
        _tulis(sel[1], kanan, "Pasangan")
    _lebar(t, (1.3, LEBAR_CM - 1.3))
    dok.add_paragraph("", style="Sela")


def _bagian(dok: Dokumen, b: Mapping[str, Any]) -> None:
    dok.add_paragraph(b["teks"], style="Heading 2")


def _paragraf(dok: Dokumen, b: Mapping[str, Any]) -> None:
    p = dok.add_paragraph(_berpatah(b["teks"]))
    p.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    p.paragraph_format.keep_with_next = bool(b["lekat"])


def _pasangan(dok: Dokumen, b: Mapping[str, Any], kiri: float = 4.2) -> None:
    t = dok.add_table(0, 3)
    for nama, nilai in b["baris"]:
        sel = t.add_row().cells
        for c, teks in zip(sel, (nama, ":", nilai or GARIS_ISIAN), strict=True):
            _tulis(c, teks, "Pasangan")
    _lebar(t, (kiri, 0.5, LEBAR_CM - kiri - 0.5))
    dok.add_paragraph("", style="Sela")


def _daftar(dok: Dokumen, b: Mapping[str, Any]) -> None:
    """A list numbered anew; the numbers are text, as Word would go on counting from the list before."""
    for n, x in enumerate(b["butir"], 1):
        dok.add_paragraph(f"{n}.\t{x}", style="Daftar")
    dok.add_paragraph("", style="Sela")


def _kotak(dok: Dokumen, b: Mapping[str, Any]) -> None:
    t = dok.add_table(1, 1, style="Table Grid")
    t.alignment = WD_TABLE_ALIGNMENT.CENTER
    _lebar(t, [LEBAR_CM])
    _tulis(t.cell(0, 0), b["judul"], "Judul Kotak")
    t.cell(0, 0).add_paragraph(b["teks"])
    _tak_terbelah(t)
    dok.add_paragraph("", style="Sela")


def _tabel(dok: Dokumen, b: Mapping[str, Any]) -> None:
    t = dok.add_table(1, len(b["kepala"]), style="Table Grid")
    t.alignment = WD_TABLE_ALIGNMENT.CENTER
    for c, teks in zip(t.rows[0].cells, b["kepala"], strict=True):
        _tulis(c, teks, "Kepala Tabel")
        arsir = OxmlElement("w:shd")
        for k, v in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E1E1E1")):
            arsir.set(qn(k), v)
        c._tc.get_or_add_tcPr().append(arsir)
    ulang = OxmlElement("w:tblHeader")
    ulang.set(qn("w:val"), "true")
    t.rows[0]._tr.get_or_add_trPr().append(ulang)
    for n, baris in enumerate(b["baris"], 1):
        gaya = "Jumlah Tabel" if b["jumlah"] and n == len(b["baris"]) else "Isi Tabel"
        for c, teks, rata in zip(t.add_row().cells, baris, b["rata"], strict=True):
            _tulis(c, teks, gaya)
            if rata != "kiri":
                c.paragraphs[0].alignment = _ARAH[rata]
    jumlah = sum(b["lebar"])
    _lebar(t, [x / jumlah * LEBAR_CM for x in b["lebar"]])
    _tak_terbelah(t)
    dok.add_paragraph("", style="Sela")


def _lampiran(dok: Dokumen, b: Mapping[str, Any]) -> None:
    for n, x in enumerate(b["baris"]):
        dok.add_paragraph(x, style="Kepala Lampiran").paragraph_format.page_break_before = n == 0


def _ttd(dok: Dokumen, b: Mapping[str, Any]) -> None:
    """Signature blocks in a table without lines, names at one height; a single one at the right or in the middle."""
    blok = b["blok"]
    kolom = [None, blok[0], None] if len(blok) == 1 and b["tengah"] else [None, blok[0]] if len(blok) == 1 else blok
    t = dok.add_table(3, len(kolom))
    for n, p in enumerate(kolom):
        for baris in range(3):
            _tulis(t.cell(baris, n), "", "Tanda Tangan")
            t.cell(baris, n).paragraphs[0].paragraph_format.keep_with_next = baris < 2
        if p is None:
            continue
        atas = "\n".join([*p["atas"], f"{p['jabatan']},"])
        bawah = "\n".join(
            (
                p["nama"] or GARIS_ISIAN,
                p["pangkat"] or f"Pangkat {GARIS_ISIAN[:30]}",
                f"NIP {p['nip'] or GARIS_ISIAN[:34]}",
            )
        )
        for baris, teks in enumerate((atas, "\n\n\n", bawah)):
            _tulis(t.cell(baris, n), teks, "Tanda Tangan")
    lebar = {2: (LEBAR_CM / 2, LEBAR_CM / 2), 3: (3.9, LEBAR_CM - 7.8, 3.9)}
    _lebar(t, lebar.get(len(kolom), [LEBAR_CM / len(kolom)] * len(kolom)))
    _tak_terbelah(t)
    dok.add_paragraph("", style="Sela")


def _tembusan(dok: Dokumen, b: Mapping[str, Any]) -> None:
    if b["daftar"]:
        dok.add_paragraph("Tembusan:", style="Tembusan")
    for n, x in enumerate(b["daftar"], 1):
        dok.add_paragraph(f"{n}. {x}", style="Tembusan")


_GAMBAR: dict[str, Callable[[Dokumen, Mapping[str, Any]], None]] = {
    "judul": _judul,
    "kepala_surat": _kepala_surat,
    "bagian": _bagian,
    "paragraf": _paragraf,
    "pasangan": _pasangan,
    "daftar": _daftar,
    "kotak": _kotak,
    "tabel": _tabel,
    "lampiran": _lampiran,
    "ttd": _ttd,
    "tembusan": _tembusan,
}


# ---- cells ----------------------------------------------------------------------------------------------------------
def _tulis(sel: _Cell, teks: str, gaya: str) -> None:
    p = sel.paragraphs[0]
    p.style = sel.part.document.styles[gaya]  # type: ignore[attr-defined]
    p.text = _berpatah(teks)


def _berpatah(teks: str) -> str:
    """Break lines as the PDF does: a date and a percentage never, the path of a file after its joints."""
    teks = re.sub(r"(?<=\d) %", "\u00a0%", teks)
    teks = re.sub(r"\b(\d{2})-(\d{2})-(\d{4})\b", "\\1\u2011\\2\u2011\\3", teks)
    return re.sub(r"\S+", lambda m: _sendi(m.group()) if len(m.group()) >= PANJANG else m.group(), teks)


def _sendi(kata: str) -> str:
    """Let the path of a file break after its joints; another long word, such as a letter's number, stays as it is."""
    return re.sub(r"([_/\\])", "\\1\u200b", kata) if re.search(r"\.[a-z]{3,7}\W{0,3}$", kata[-16:]) else kata


def _lebar(t: Table, lebar: Any) -> None:
    """Fix the columns; Word would otherwise make them as it likes."""
    t.autofit = False
    for kolom, cm in zip(t.columns, lebar, strict=True):
        kolom.width = Cm(cm)
        for sel in kolom.cells:
            sel.width = Cm(cm)


def _tak_terbelah(t: Table) -> None:
    """Keep each row on one page."""
    for baris in t.rows:
        utuh = OxmlElement("w:cantSplit")
        utuh.set(qn("w:val"), "true")
        baris._tr.get_or_add_trPr().append(utuh)


# ---- bytes ----------------------------------------------------------------------------------------------------------
def _byte_tetap(dok: Dokumen) -> bytes:
    """Return the file's bytes, packed with a fixed time and without the name of the system that packed it."""
    mentah, hasil = io.BytesIO(), io.BytesIO()
    dok.save(mentah)
    with zipfile.ZipFile(mentah) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for info in asal.infolist():
            baru = zipfile.ZipInfo(info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            baru.compress_type = zipfile.ZIP_DEFLATED
            baru.create_system = 0
            tujuan.writestr(baru, asal.read(info))
    return hasil.getvalue()
