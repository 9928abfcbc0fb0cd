"""Open a text table (``.csv``, ``.tsv``, ``.txt``) as a workbook of one sheet, so that nobody else need know.

Encoding: UTF-8 with or without a mark at its head, UTF-16 with one (what Excel saves as "Unicode text"), else Windows
cp1252. Delimiter: whichever of semicolon, comma and tab gives the most even columns. Every cell stays text: what a
figure means is decided where it is read.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from pathlib import Path

from kinerja.galat import GalatBerkas
from kinerja.masukan import buku as _buku
from kinerja.masukan.buku import Buku, Lembar, buka

AKHIRAN = frozenset({".csv", ".tsv", ".txt"})
BATAS_BARIS = 200_000
"""Rows that are read at most."""
BATAS_KOLOM = 1_000
_CONTOH = 200


def buka_tabel(jalur: Path, berkas: str) -> Buku:
    """Open a workbook, or a text table by its ending.

    Args:
        jalur: Where it is.
        berkas: Its name in findings.

    Raises:
        GalatBerkas: As :func:`kinerja.masukan.buku.buka`.
    """
    if jalur.suffix.casefold() not in AKHIRAN:
        return buka(jalur, berkas)
    isi = _baca_byte(jalur, berkas)
    baris = _baris(_teks(isi, berkas), berkas)
    hasil = Buku(berkas, hashlib.sha256(isi).hexdigest(), len(isi), [], isi)
    hasil.lembar = [Lembar(jalur.stem, [list(b) for b in baris], hasil)]
    return hasil


def _galat(kode: str, berkas: str, sebab: str) -> GalatBerkas:
    return _buku._galat(kode, berkas, sebab)


def _baca_byte(jalur: Path, berkas: str) -> bytes:
    """Read the file within the bounds of a workbook."""
    try:
        if jalur.stat().st_size > _buku.BATAS_BYTE:
            raise _galat("berkas_terlalu_besar", berkas, f"{jalur.stat().st_size // 1_000_000} MB")
        isi = jalur.read_bytes()
    except FileNotFoundError as e:
        raise GalatBerkas("berkas_hilang", f"{berkas}: berkas ini tidak ada.", "Periksa nama dan foldernya.") from e
    except OSError as e:
        raise _galat("berkas_terkunci", berkas, "") from e
    if not isi.strip():
        raise _galat("berkas_kosong", berkas, "")
    return isi


def _teks(isi: bytes, berkas: str) -> str:
    if isi.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return isi.decode("utf-16", errors="replace")
    if b"\x00" in isi:
        raise _galat("berkas_rusak", berkas, "isinya bukan teks")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace")


def pemisah(teks: str) -> str:
    """Return the delimiter that cuts the most rows into the same number of cells, more than one."""

    def nilai(p: str) -> tuple[int, int]:
        try:
            contoh = [len(b) for _, b in zip(range(_CONTOH), csv.reader(io.StringIO(teks), delimiter=p), strict=False)]
        except csv.Error:
            return 0, 0
        lebar = max((x for x in contoh if x > 1), key=contoh.count, default=0)
        return contoh.count(lebar) if lebar else 0, lebar

    return max((";", "\t", ","), key=nilai)


def _baris(teks: str, berkas: str) -> list[list[str]]:
    hasil: list[list[str]] = []
    try:
        for b in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah(teks)):
            if len(hasil) >= BATAS_BARIS or len(b) > BATAS_KOLOM:
                raise _galat("berkas_terlalu_besar", berkas, f"lebih dari {BATAS_BARIS} baris atau {BATAS_KOLOM} kolom")
            hasil.append(b)
    except csv.Error as e:
        raise _galat("berkas_rusak", berkas, "tanda kutip atau pemisahnya tidak beraturan") from e
    return hasil
