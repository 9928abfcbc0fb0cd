"""What came in: the files under ``data/raw/<tahun>/`` that a run of a quarter reads, in a fixed order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kinerja.kantor import NOMOR_TRIWULAN, Kantor, Periode
from kinerja.masukan.hasil import Catatan
from kinerja.temuan import temuan

ABAIKAN = re.compile(r"^(~\$.*|\..*|readme.*|thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""What Excel, Windows and people leave beside data: lock files, hidden files, read-me notes."""
FOLDER_TW = re.compile(r"^(?:tw|triwulan)[ _.-]*([1-4]|i{1,3}|iv)$", re.IGNORECASE)


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
    for isi in _isi(akar, kantor, asing):
        if ABAIKAN.match(isi.name):
            continue
        if isi.is_file():
            kiriman.append(Kiriman(isi, kantor.relatif(isi), 0))
        elif m := FOLDER_TW.match(isi.name):
            tw = NOMOR_TRIWULAN[m[1].lower()]
            if tw <= periode.triwulan:
                kiriman += [Kiriman(p, kantor.relatif(p), tw) for p in _berkas(isi, kantor, asing)]
        else:
            asing.append(temuan("folder_tidak_dikenal", berkas=kantor.relatif(isi)))
    return kiriman, asing


def _isi(folder: Path, kantor: Kantor, asing: list[Catatan]) -> list[Path]:
    """List a folder by name, the same on every system; one that cannot be read is a finding."""
    try:
        return sorted(folder.iterdir(), key=lambda p: p.name)
    except FileNotFoundError:
        return []
    except OSError:
        asing.append(temuan("folder_terkunci", berkas=kantor.relatif(folder)))
        return []


def _berkas(folder: Path, kantor: Kantor, asing: list[Catatan]) -> list[Path]:
    """List the files of a folder and of those within it."""
    hasil: list[Path] = []
    for p in _isi(folder, kantor, asing):
        if p.is_dir():
            hasil += _berkas(p, kantor, asing)
        elif not ABAIKAN.match(p.name):
            hasil.append(p)
    return hasil
