"""How a figure moved since last quarter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from kinerja.angka import tulis
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal, dari_baris
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.uraian import teks_nilai

_UKURAN_ULANG = ("nilai", "indeks", "skor", "poin", "predikat")
"""Units of what is measured anew each time; it may fall, whatever was planned."""


def cek_gerak(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A position or a mean that is the copy of last quarter's, or many times as large or as small.

    An addition (jumlah) is not compared with the quarter before: activities are seasonal, 0 in TW I and 36 in TW II is
    a plan that went well. A slip of ten times shows there against the quarter's own target, as ``capaian_tinggi`` or
    ``capaian_rendah``. The same goes for numerators and denominators; only a pair that is the same in both quarters is
    a copy (the same ratio of other counts is not).
    """
    kini, lalu = _dua_triwulan(tabel, periode)
    for b in per_baris(kini[kini["konsolidasi"].isin(("akhir", "rata", "rasio"))]):
        dulu = lalu.get(b.kode_indikator)
        if dulu is None:
            continue
        if b.konsolidasi == "rasio":
            if b.pembilang > 0 and b.penyebut > 0 and (b.pembilang, b.penyebut) == (dulu.pembilang, dulu.penyebut):
                nilai = f"{tulis(b.pembilang)} dari {tulis(b.penyebut)}"
                yield temuan("sama_dengan_lalu", nilai=nilai, **dari_baris(b), **asal(b))
        elif b.jenis_target in ("angka", "rentang"):
            yield from _gerak_nilai(b, float(dulu.realisasi), kantor.aturan.ambang.loncatan_kali)


def _gerak_nilai(b: Any, dulu: float, batas_kali: float) -> Iterator[Temuan]:
    isi = {"nilai": teks_nilai(b.realisasi, b.satuan), **dari_baris(b), **asal(b)}
    if b.realisasi == dulu:
        yield temuan("sama_dengan_lalu", **isi)
    elif dulu > 0 and b.realisasi > 0 and (kali := max(b.realisasi / dulu, dulu / b.realisasi)) >= batas_kali:
        sebelum, sesudah = teks_nilai(dulu, b.satuan), teks_nilai(b.realisasi, b.satuan)
        yield temuan("loncatan", kali=tulis(kali, 1), sebelum=sebelum, sesudah=sesudah, **isi)


def cek_turun(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A position that the plan lets rise through the year and that fell.

    Judged where more is better, the quarter targets are cumulative and never fall, and the year's end is higher than
    its beginning. A score that is measured anew each time (index, nilai) may fall and is not asked.
    """
    kini, lalu = _dua_triwulan(tabel, periode)
    naik = _rencana_naik(tabel["target"])
    cocok = (kini["konsolidasi"] == "akhir") & (kini["polaritas"] == "maks") & (kini["bentuk_target"] == "kumulatif")
    for b in per_baris(kini[cocok & (kini["jenis_target"] == "angka") & kini["kode_indikator"].isin(naik)]):
        dulu = lalu.get(b.kode_indikator)
        if dulu is None or not b.realisasi < dulu.realisasi or b.satuan.casefold().strip() in _UKURAN_ULANG:
            continue
        sebelum, sesudah = teks_nilai(dulu.realisasi, b.satuan), teks_nilai(b.realisasi, b.satuan)
        yield temuan("kumulatif_turun", nilai=sesudah, sebelum=sebelum, sesudah=sesudah, **dari_baris(b), **asal(b))


def _dua_triwulan(tabel: Tabel, periode: Periode) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the reported rows of this quarter, and those of the quarter before by indicator."""
    data = tabel["rekap"]
    ada = data["realisasi"].notna() | (data["pembilang"].notna() & data["penyebut"].notna())
    data = data[data["dari_bidang"] & ada]
    lalu = data[data["triwulan"] == periode.triwulan - 1]
    return data[data["triwulan"] == periode.triwulan], {b.kode_indikator: b for b in per_baris(lalu)}


def _rencana_naik(target: pd.DataFrame) -> set[str]:
    """Return the indicators whose quarter targets never fall and end above where they begin."""
    rencana = target[target["target"].notna()].sort_values("triwulan", kind="stable")
    hasil = set()
    for kode, g in rencana.groupby("kode_indikator", sort=False):
        langkah = np.diff(g["target"].to_numpy())
        if len(langkah) and (langkah >= 0).all() and (langkah > 0).any():
            hasil.add(str(kode))
    return hasil
