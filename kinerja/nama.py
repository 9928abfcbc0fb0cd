"""Names of files that are made of a unit's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinerja.kantor import Periode

PANJANG = 100
"""Letters of a unit's name that a file name keeps; file systems stop at 255 bytes, and Windows at 260 for a path."""


def nama_berkas(bidang: str, periode: Periode, akhiran: str = ".xlsx") -> str:
    """Name a unit's form, correction or message; what no file name may hold becomes an underscore."""
    aman = re.sub(r"[^\w-]+", "_", bidang)[:PANJANG].strip("_") or "bidang"
    return f"{aman}_TW{periode.triwulan}_{periode.tahun}{akhiran}"
