"""Figures that a row's note gives besides the printed ones: values before rounding, additions that are written out.

Pure. A note is believed only as far as it agrees with what is printed: an unrounded value must round to that.
"""

from __future__ import annotations

import re

from kinerja.angka import bulat
from kinerja.masukan.angka_cetak import pilihan_angka

_MENTAH = re.compile(
    r"(?:nilai|angka) (?:mentah|asli|sebelum dibulatkan|tanpa pembulatan)\s*:?\s*([^;]{1,200})", re.IGNORECASE
)
_UNSUR = re.compile(r"\b(t|r|c|target|realisasi|capaian)\s*[=:]\s*(-?\d+(?:[.,]\d+)?(?:e-?\d+)?)", re.IGNORECASE)
_ANGKA = r"\d[\d.,]*"
_TAMBAH = re.compile(rf"({_ANGKA}(?:\s*\+\s*{_ANGKA})*)\s*=\s*({_ANGKA})")
_JUMLAH = re.compile(rf"jumlah[^=;]{{0,80}}=\s*({_ANGKA})", re.IGNORECASE)
_NAMA = {"t": "target", "r": "realisasi", "c": "capaian"}


def nilai_mentah(catatan: str) -> dict[str, float]:
    """Return the unrounded ``target``, ``realisasi``, ``capaian`` that a note states."""
    m = _MENTAH.search(catatan)
    if not m:
        return {}
    return {_NAMA.get(n.casefold(), n.casefold()): float(x.replace(",", ".")) for n, x in _UNSUR.findall(m[1])}


def sepadan(mentah: float, tercetak: float, desimal: int) -> bool:
    """Whether an unrounded value is the printed one, rounded."""
    return abs(bulat(mentah, desimal) - tercetak) < 1e-6


def penjumlahan(catatan: str) -> list[tuple[float, float]]:
    """Return the additions written in a note as (sum of the terms, sum as stated): ``anak: 5 + 7 = 12``."""
    hasil = []
    for suku, jumlah in _TAMBAH.findall(catatan):
        angka = [pilihan_angka(x.strip()) for x in suku.split("+")]
        total = pilihan_angka(jumlah)
        if total and all(angka):
            hasil.append((sum(a[0].nilai for a in angka), total[0].nilai))
    return hasil


def jumlah_tertulis(catatan: str) -> list[float]:
    """Return sums that a note states without their terms: ``jumlah 3 program = 1.938.579.751``."""
    return [p[0].nilai for x in _JUMLAH.findall(catatan) if (p := pilihan_angka(x.strip()))]
