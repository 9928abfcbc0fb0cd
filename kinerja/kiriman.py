"""What came in: the files under ``data/raw/<tahun>/`` that a run of a quarter reads, in a fixed order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kinerja.kantor import Kantor, Periode
from kinerja.masukan.hasil import Catatan
from kinerja.temuan import temuan

ABAIKAN = re.compile(r"^(~\$.*|\..*|readme.*|thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""What Excel, Windows and people leave beside data: lock files, hidden files, read-me notes."""
FOLDER_TW = re.compile(r"^(?:tw|triwulan)[ _.-]*([1-4]|i{1,3}|iv)$", re.IGNORECASE)
ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Kiriman:
    """A file that came in: where it is, its name in findings, the quarter of its folder (0: the year's own)."""

    jalur: Path
    berkas: str
    triwulan: int


def daftar_kiriman(kantor: Kantor, periode: Periode) -> tuple[list[Kiriman], list[Catatan]]:
    """List what lies in the year's folder and its quarters' folders, in a fixed order; later quarters are not due."""
    akar = kantor.mentah(periode.tahun)
    kiriman: list[Kiriman] = []
    asing: list[Catatan] = []
    for isi in sorted(akar.iterdir(), key=lambda p: p.name) if akar.is_dir() else []:
        if ABAIKAN.match(isi.name):
            continue
        if isi.is_file():
            kiriman.append(Kiriman(isi, kantor.relatif(isi), 0))
        elif m := FOLDER_TW.match(isi.name):
            tw = int(m[1]) if m[1].isdigit() else ROMAWI[m[1].lower()]
            if tw <= periode.triwulan:
                berkas = sorted(p for p in isi.rglob("*") if p.is_file() and not ABAIKAN.match(p.name))
                kiriman += [Kiriman(p, kantor.relatif(p), tw) for p in berkas]
        else:
            asing.append(temuan("folder_tidak_dikenal", berkas=kantor.relatif(isi)))
    return kiriman, asing
