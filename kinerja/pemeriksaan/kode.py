"""Codes of the budget that the nomenclature does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan
from kinerja.skema import per_baris
from kinerja.temuan import temuan

SEBUT = 5
"""Codes and cells that one finding names."""


def cek_nomenklatur(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A programme or kegiatan that the lists of ``kinerja.nomenklatur`` rule out, one finding a unit and reason.

    What stands below a wrong programme or kegiatan is not named again. What the lists do not cover is not judged.
    """
    kelompok: dict[tuple[str, str, str], dict[str, Any]] = {}
    for b in per_baris(tabel["anggaran"]):
        kode, sebab = kantor.nomenklatur.periksa_kode(b.kode_anggaran)
        if kode:
            kelompok.setdefault((b.bidang, b.asal_berkas, sebab), {}).setdefault(kode, b)
    for (bidang, berkas, sebab), per_kode in kelompok.items():
        baris = list(per_kode.values())
        lain = len(per_kode) - SEBUT
        nilai = ", ".join(list(per_kode)[:SEBUT]) + (f", dan {lain} lainnya" if lain > 0 else "")
        yield temuan(
            "kode_diluar_nomenklatur",
            bidang=bidang,
            berkas=berkas,
            lembar=baris[0].asal_lembar,
            sel=", ".join(dict.fromkeys(b.asal_sel for b in baris[:SEBUT] if b.asal_sel)),
            nilai=nilai,
            sebab=sebab,
        )
