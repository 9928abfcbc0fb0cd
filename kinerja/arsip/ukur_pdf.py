"""Measure a PDF before any library reads it: size, objects, how far its streams unpack; what it carries besides pages.

Nothing is parsed; the bytes are searched. A stream that unpacks to gigabytes, or unpacks to another one that does, is
found here at the cost of unpacking no more than :data:`BATAS_TERBUKA`.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

BATAS_BYTE = 50_000_000
"""Bytes of a file; a report of ours has one to three million, a scan rarely more than ten."""
BATAS_TERBUKA = 300_000_000
"""Bytes of all streams together once unpacked."""
BATAS_OBJEK = 100_000
BATAS_REVISI = 100
"""Times that a file may have been added to."""
_ALIRAN = re.compile(rb"stream\r?\n")
_LAPIS = 3
"""How often a stream may be packed into itself."""
_ISI = (
    (re.compile(rb"/(JavaScript|JS)\b"), "Berkas ini memuat JavaScript; program kinerja tidak menjalankannya."),
    (re.compile(rb"/(EmbeddedFiles|EmbeddedFile|Filespec)\b"), "Berkas ini membawa berkas lain di dalamnya; jangan "
     "dibuka."),
    (re.compile(rb"/(Launch|SubmitForm|ImportData)\b"), "Berkas ini dapat menjalankan program atau mengirim data bila "
     "diklik; jangan diklik."),
)  # fmt: skip


class Ditolak(Exception):
    """A PDF is not read; the sentence says why."""


@dataclass(frozen=True)
class Isi:
    """What was seen on the way: remarks for the reader."""

    catatan: tuple[str, ...] = ()


def ukur(pdf: bytes) -> Isi:
    """Measure a PDF.

    Raises:
        Ditolak: It is no PDF, or larger than any honest one.
    """
    if len(pdf) > BATAS_BYTE:
        raise Ditolak(f"Berkas lebih besar dari {BATAS_BYTE // 1_000_000} MB.")
    if b"%PDF-" not in pdf[:1024]:
        raise Ditolak("Berkas ini bukan PDF.")
    if len(re.findall(rb"\bobj\b", pdf)) > BATAS_OBJEK:
        raise Ditolak(f"PDF ini berisi lebih dari {BATAS_OBJEK} objek.")
    if pdf.count(b"startxref") > BATAS_REVISI:
        raise Ditolak(f"PDF ini sudah diubah lebih dari {BATAS_REVISI} kali.")
    jejak = {pesan for pola, pesan in _ISI if pola.search(pdf)}
    sisa = BATAS_TERBUKA
    for m in _ALIRAN.finditer(pdf):
        sisa = _buka(pdf[m.end() : m.end() + BATAS_BYTE] if m.end() < len(pdf) else b"", sisa, jejak)
    return Isi(tuple(pesan for _, pesan in _ISI if pesan in jejak))


def _buka(isi: bytes, sisa: int, jejak: set[str]) -> int:
    """Unpack a stream, layer by layer, against a budget; return what is left of it.

    Raises:
        Ditolak: The budget is used up.
    """
    for lapis in range(_LAPIS + 1):
        if len(isi) < 2 or isi[0] & 0x0F != 8 or (isi[0] << 8 | isi[1]) % 31:
            break
        if lapis == _LAPIS:
            raise Ditolak("PDF ini dimampatkan berlapis-lapis.")
        try:
            isi = zlib.decompressobj().decompress(isi, sisa + 1)
        except zlib.error:
            break
        sisa -= len(isi)
        if sisa < 0:
            raise Ditolak(f"PDF ini menjadi lebih dari {BATAS_TERBUKA // 1_000_000} MB bila dibuka.")
    else:
        return sisa
    if len(isi) < 5_000_000:
        jejak |= {pesan for pola, pesan in _ISI if pola.search(isi)}
    return sisa
