"""Small pieces of WordprocessingML that python-docx has no call for; text only ever becomes text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kinerja.surat.typst_pdf import bersihkan_teks

if TYPE_CHECKING:
    from docx.document import Document as Dokumen
    from docx.text.paragraph import Paragraph


def tambah(dok: Dokumen, teks: str, gaya: str) -> Paragraph:
    """Add a paragraph in a style."""
    return tulis_teks(dok.add_paragraph(), teks, gaya)


def tulis_teks(p: Paragraph, teks: str, gaya: str) -> Paragraph:
    """Put text into an empty paragraph: as text, whatever it holds."""
    p.style = gaya
    if teks:
        p.add_run(bersihkan_teks(teks))
    return p


def unsur(nama: str, **sifat: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    hasil = OxmlElement(nama)
    for k, v in sifat.items():
        hasil.set(qn(f"w:{k}"), v)
    return hasil


def bungkus(anak: Any) -> Any:
    """A run that holds an element."""
    hasil = OxmlElement("w:r")
    hasil.append(anak)
    return hasil


def ruas(p: Paragraph, perintah: str, tampak: str) -> None:
    """Add a field that Word works out; ``tampak`` is what it shows until then."""
    hasil, teks = unsur("w:fldSimple", instr=perintah), OxmlElement("w:t")
    teks.text = tampak
    hasil.append(bungkus(teks))
    p._p.append(hasil)


def ruas_mulai(p: Paragraph, perintah: str) -> None:
    """Begin a field whose result runs over several paragraphs."""
    teks = OxmlElement("w:instrText")
    teks.set(qn("xml:space"), "preserve")
    teks.text = f" {perintah} "
    for x in (unsur("w:fldChar", fldCharType="begin"), teks, unsur("w:fldChar", fldCharType="separate")):
        p._p.append(bungkus(x))
