"""Read a text table (``.csv``, ``.tsv``, ``.txt``) as the rows of one sheet, so that nobody else need know.

Encoding: UTF-8 with or without a mark at its head, UTF-16 (what Excel saves as "Unicode text"), else Windows cp1252.
Delimiter: what a first line ``sep=;`` says, else whichever of semicolon, comma and tab gives the most even columns.
Every cell stays text: what a figure means is decided where it is read.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja.masukan.kemasan import BATAS, Ditolak

if TYPE_CHECKING:
    from kinerja.masukan.buku import Buku

AKHIRAN = frozenset({".csv", ".tsv", ".txt"})
BATAS_BARIS = 200_000
"""Rows that are read at most."""
BATAS_KOLOM = 1_000
_CONTOH, _CONTOH_HURUF = 200, 200_000
_BARIS_TERPANJANG = 1_000_000
_BUKAN_TEKS = (
    (b"%PDF", "isinya PDF"),
    (b"{\\rtf", "isinya dokumen RTF"),
    (b"\x89PNG", "isinya gambar"),
    (b"\xff\xd8\xff", "isinya gambar"),
    (b"GIF8", "isinya gambar"),
    (b"Rar!", "isinya arsip RAR"),
    (b"7z\xbc\xaf", "isinya arsip 7z"),
    (b"PK\x05\x06", "isinya arsip kosong"),
    (b"\x09\x00\x04\x00", "isinya Excel versi 4 atau lebih lama"),
    (b"\x09\x02\x06\x00", "isinya Excel versi 4 atau lebih lama"),
    (b"\x09\x04\x06\x00", "isinya Excel versi 4 atau lebih lama"),
    (b"\x09\x08", "isinya Excel versi 5 tanpa bungkusnya"),
)
_SEP = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)


def buka_tabel(jalur: Path, berkas: str) -> Buku:
    """Open a workbook or a text table: another name of :func:`kinerja.masukan.buku.buka`."""
    from kinerja.masukan.buku import buka  # which itself reads text tables by this module

    return buka(jalur, berkas)


def baca_teks(isi: bytes, akhiran: str) -> list[list[str]]:
    """Read a text table.

    Args:
        isi: The file's bytes.
        akhiran: Ending of its name: a text by any other name than those of :data:`AKHIRAN` must look like a table.

    Raises:
        Ditolak: It is no text, no table, or too large.
    """
    if sebab := next((s for awal, s in _BUKAN_TEKS if isi.startswith(awal)), ""):
        raise Ditolak("berkas_bukan_excel", sebab)
    teks = _teks(isi)
    if sebab := _bahasa_tanda(teks):
        raise Ditolak("berkas_bukan_excel", sebab)
    if akhiran.casefold() not in AKHIRAN and not _SEP.match(teks) and _kerataan(teks, pemisah(teks)) < (2, 2):
        raise Ditolak("berkas_bukan_excel", "isinya teks biasa")
    return _baris(teks)


def _teks(isi: bytes) -> str:
    if isi.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return isi.decode("utf-16", errors="replace")
    if b"\x00" in isi:
        for sandi, kosong, huruf in (("utf-16-le", isi[1::2], isi[::2]), ("utf-16-be", isi[::2], isi[1::2])):
            if b"\x00" not in huruf and kosong.count(0) > 0.9 * len(kosong):
                return isi.decode(sandi, errors="replace")
        raise Ditolak("berkas_bukan_excel", "isinya bukan format Excel dan bukan teks")
    kendali = sum(isi[:4096].count(c) for c in (*range(9), 11, *range(14, 27), *range(28, 32)))
    if kendali * 50 > min(len(isi), 4096):
        raise Ditolak("berkas_bukan_excel", "isinya bukan format Excel dan bukan teks")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace")


def _bahasa_tanda(teks: str) -> str:
    """Name the markup that a text is written in: programs export web pages under the name of a workbook."""
    awal = teks[:20_000].lstrip("\ufeff \t\r\n").casefold()
    if awal.startswith(("mime-version:", "content-type: multipart")):
        return "isinya halaman web (MHTML) yang diberi nama berkas Excel"
    if not awal.startswith("<"):
        return ""
    if "urn:schemas-microsoft-com:office:spreadsheet" in awal:
        return "isinya XML Spreadsheet 2003 yang diberi nama berkas Excel"
    if re.search(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", awal):
        return "isinya halaman web (HTML) yang diberi nama berkas Excel"
    return "isinya XML" if awal.startswith("<?xml") else ""


def _kerataan(teks: str, p: str) -> tuple[int, int]:
    """Return how many rows a delimiter cuts into the same number of cells, more than one, and that number."""
    try:
        baris = csv.reader(io.StringIO(teks[:_CONTOH_HURUF]), delimiter=p)
        contoh = [len(b) for _, b in zip(range(_CONTOH), baris, strict=False)]
    except csv.Error:
        return 0, 0
    lebar = max((x for x in contoh if x > 1), key=contoh.count, default=0)
    return (contoh.count(lebar) if lebar else 0), lebar


def pemisah(teks: str) -> str:
    """Return the delimiter that cuts the most rows into the same number of cells, more than one."""
    return max((";", "\t", ","), key=lambda p: _kerataan(teks, p))


def _baris(teks: str) -> list[list[str]]:
    if any(len(x) > _BARIS_TERPANJANG for x in teks.splitlines()):
        raise Ditolak("berkas_terlalu_besar", "satu barisnya terlalu panjang")
    m = _SEP.match(teks)  # Excel does not show that line either
    batas = m[1] if m else pemisah(teks)
    hasil: list[list[str]] = []
    sel = 0
    try:
        for b in csv.reader(io.StringIO(teks[m.end() if m else 0 :], newline=""), delimiter=batas):
            sel += len(b)
            if len(hasil) >= BATAS_BARIS or len(b) > BATAS_KOLOM or sel > BATAS.sel:
                raise Ditolak("berkas_terlalu_besar", f"lebih dari {BATAS_BARIS} baris atau {BATAS_KOLOM} kolom")
            hasil.append(b)
    except csv.Error as e:
        raise Ditolak("berkas_rusak", "tanda kutip atau pemisahnya tidak beraturan") from e
    return hasil
