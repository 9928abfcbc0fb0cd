"""The ledger as the archive needs it: read as plain lines, cut before an archive's own entry, searched for seals.

The ledger itself, its chain and its rules are :mod:`kinerja.sop.catatan`; here it may also be one that was taken out of
an archive of another office or an older version, so nothing but JSON lines is asked of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kinerja.kantor import Kantor, Periode

BATAS_BUKU = 50_000_000
"""Bytes of a ledger."""


def jalur_buku(kantor: Kantor, periode: Periode) -> Path:
    """Path of a quarter's ledger."""
    return kantor.akar / "data" / "sop" / str(periode.tahun) / f"TW{periode.triwulan}.jsonl"


def folder_sop(kantor: Kantor, periode: Periode) -> Path:
    """Folder of a quarter's released revisions, ``rev0``, ``rev1`` and so on."""
    return kantor.akar / "data" / "sop" / periode.folder


def baca_entri(isi: bytes) -> list[dict[str, Any]]:
    """Read the entries of a ledger; a line that is no JSON object is passed over (the chain's check names it)."""
    return [e for _, e in _baris(isi) if e is not None]


def _baris(isi: bytes) -> Iterator[tuple[bytes, dict[str, Any] | None]]:
    for mentah in isi.splitlines(keepends=True):
        try:
            e = json.loads(mentah)
        except (ValueError, RecursionError):
            e = None
        yield mentah, e if isinstance(e, dict) else None


def sebelum_arsip(isi: bytes, revisi: int) -> bytes:
    """Cut a ledger before the entry that records the archive of this revision.

    An archive cannot hold the entry that names its own hash. Cutting there, and not at the end, also makes the second
    packing of a revision give the bytes of the first.
    """
    potong = []
    for mentah, e in _baris(isi):
        if e is not None and e.get("tindakan") == "arsip" and e.get("revisi") == revisi:
            break
        potong.append(mentah)
    return b"".join(potong)


def baca_buku(kantor: Kantor, periode: Periode) -> list[dict[str, Any]]:
    """Read a quarter's ledger from the office folder; none, or one that cannot be read, has no entries."""
    jalur = jalur_buku(kantor, periode)
    try:
        return baca_entri(jalur.read_bytes()) if jalur.stat().st_size <= BATAS_BUKU else []
    except OSError:
        return []


def arsip_terakhir(entri: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the last entry that records an archive: what counts as sealed."""
    return next((e for e in reversed(entri) if e.get("tindakan") == "arsip"), None)
