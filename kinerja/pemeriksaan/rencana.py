"""The plan: quarter targets that lead to the year's promise."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from kinerja.angka import tulis
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan
from kinerja.temuan import temuan
from kinerja.uraian import teks_nilai

TOLERANSI = 1e-9
"""Relative difference below which two figures are the same: the noise of binary fractions."""


def cek_target(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Quarter targets that do not lead to the year's promise."""
    kolom = ["kode_indikator", "bidang", "satuan", "konsolidasi", "bentuk_target", "jenis_target", "target_tahun"]
    plan = tabel["target"].merge(tabel["capaian"][kolom], on="kode_indikator", validate="m:1")
    for kode, g in plan[plan["target"].notna()].groupby("kode_indikator", sort=False):
        satu, akhir = g.iloc[0], g.sort_values("triwulan").iloc[-1]
        dijumlah = satu["konsolidasi"] == "jumlah" and satu["bentuk_target"] == "per_triwulan"
        rata = satu["konsolidasi"] == "rata" and satu["bentuk_target"] == "per_triwulan"
        rencana = g["target"].sum() if dijumlah else (g["target"].mean() if rata else akhir["target"])
        pk = satu["target_tahun"]
        if pd.isna(pk) or np.isclose(rencana, pk, rtol=TOLERANSI, atol=0.005):
            continue
        yield temuan(
            "target_tw_beda_pk",
            bidang=str(satu["bidang"]),
            kode_indikator=str(kode),
            berkas=akhir["asal_berkas"],
            lembar=akhir["asal_lembar"],
            sel=akhir["asal_sel"],
            nilai=tulis(rencana),
            rencana=teks_nilai(rencana, satu["satuan"]),
            pk=teks_nilai(pk, satu["satuan"]),
        )
