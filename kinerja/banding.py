"""Comparisons: every indicator beside its targets, its past, the end of the Renstra and a standard.

PermenPANRB 53/2014 asks a report for these; what an office lacks is named "data tidak tersedia", never left out.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from kinerja import capaian as rumus
from kinerja.aturan import Aturan
from kinerja.kantor import ROMAWI, Periode
from kinerja.skema import bentuk, per_baris
from kinerja.uraian import teks_jenis

TIDAK_TERSEDIA = "data tidak tersedia"
Baris = dict[str, object]


def bandingkan(hasil: pd.DataFrame, riwayat: pd.DataFrame, aturan: Aturan, periode: Periode) -> pd.DataFrame:
    """Lay out the comparisons of every indicator.

    Args:
        hasil: Table ``capaian``.
        riwayat: Table ``riwayat``.
        aturan: Rules of the year; ``standar`` holds provincial or national figures with source and year.
        periode: The quarter.

    Returns:
        Table ``banding``: for every indicator its target to date, the year's target, the same quarter last year, each
        earlier year, the Renstra-end target and each standard.
    """
    lalu = {str(k): g for k, g in riwayat.groupby("kode_indikator", sort=False)}
    baris: list[Baris] = []
    for b in per_baris(hasil):
        milik = lalu.get(b.kode_indikator)
        baris += [*_target(b, periode), *_lampau(b, milik, periode), *_standar(b, aturan)]
    return bentuk("banding", baris)


def _dasar(b: Any, jenis: str, nama: str, nilai: float, teks: str, sumber: str, capaian: float = math.nan) -> Baris:
    """Make one comparison; without a value it says so by name."""
    ada = not math.isnan(nilai)
    selisih = b.realisasi_sd - nilai if ada and b.jenis_target not in ("predikat", "tanggal") else math.nan
    return {
        "kode_indikator": b.kode_indikator,
        "jenis": jenis,
        "nama": nama,
        "tersedia": ada,
        "pembanding": nilai,
        "pembanding_teks": teks if ada else TIDAK_TERSEDIA,
        "realisasi": b.realisasi_sd,
        "selisih": selisih,
        "capaian_pct": capaian,
        "arah": _arah(b, nilai),
        "sumber": sumber if ada else "",
    }


def _arah(b: Any, nilai: float) -> str:
    """Tell whether the value is better or worse than what it is compared with; no word for what is to be stable."""
    if math.isnan(nilai) or math.isnan(b.realisasi_sd) or b.polaritas == "stabil":
        return ""
    if b.realisasi_sd == nilai:
        return "sama"
    return "lebih_baik" if (b.realisasi_sd > nilai) == (b.polaritas == "maks") else "lebih_buruk"


def _target(b: Any, p: Periode) -> list[Baris]:
    tw = f"Target s.d. TW {ROMAWI[p.triwulan]} {p.tahun}"
    renstra = f"Target akhir Renstra {b.target_renstra_tahun}" if b.target_renstra_tahun else "Target akhir Renstra"
    return [
        _dasar(b, "target_sd", tw, b.target_sd, b.target_sd_teks, "Rencana Aksi", b.capaian_sd_pct),
        _dasar(
            b,
            "target_tahun",
            f"Target tahun {p.tahun}",
            b.target_tahun,
            _teks_target(b, b.target_tahun, b.target_tahun_teks, p.tahun),
            "Perjanjian Kinerja",
            b.capaian_tahun_pct,
        ),
        _dasar(
            b,
            "renstra",
            renstra,
            b.target_renstra,
            _teks_target(b, b.target_renstra, b.target_renstra_teks, b.target_renstra_tahun),
            "Renstra",
            b.capaian_renstra_pct,
        ),
    ]


def _teks_target(b: Any, nilai: float, asli: str, tahun: int) -> str:
    """Write a target; a range as both its bounds stand in the plan."""
    return asli if b.jenis_target == "rentang" and asli else teks_jenis(b, nilai, asli, tahun)


def _lampau(b: Any, riwayat: pd.DataFrame | None, p: Periode) -> list[Baris]:
    """The same quarter last year, then each earlier year that the plan knows, the newest first."""
    nama = f"TW {ROMAWI[p.triwulan]} tahun {p.tahun - 1}"
    hasil = [
        _dasar(
            b,
            "tw_tahun_lalu",
            nama,
            b.realisasi_lalu,
            teks_jenis(b, b.realisasi_lalu, tahun=p.tahun - 1),
            b.realisasi_lalu_sumber,
        )
    ]
    setahun = None if riwayat is None else riwayat[riwayat["triwulan"].isin((0, 4)) & (riwayat["tahun"] < p.tahun)]
    if setahun is None or setahun.empty:
        return [*hasil, _dasar(b, "tahun_lalu", f"Tahun {p.tahun - 1}", math.nan, "", "")]
    # A year's own figure goes before that of its fourth quarter.
    setahun = setahun.sort_values(["tahun", "triwulan"], ascending=[False, True]).drop_duplicates("tahun")
    return hasil + [
        _dasar(b, "tahun_lalu", f"Tahun {r.tahun}", r.nilai, teks_jenis(b, r.nilai, tahun=int(r.tahun)), r.sumber)
        for r in per_baris(setahun)
    ]


def _standar(b: Any, aturan: Aturan) -> list[Baris]:
    """Provincial or national figures from params, measured with the indicator's own formula."""
    daftar = aturan.standar.get(b.kode_indikator, ())
    if not daftar:
        return [_dasar(b, "standar", "Standar provinsi atau nasional", math.nan, "", "")]
    hasil = []
    for s in daftar:
        angka = float(
            rumus.capaian([b.rumus], [b.jenis_target], s.nilai, b.realisasi_sd, bawah=s.nilai, baseline=b.baseline)[0]
        )
        ke = angka if b.status == "terukur" and b.rumus != "NEG-B" else math.nan
        hasil.append(_dasar(b, "standar", f"{s.nama} {s.tahun}", s.nilai, teks_jenis(b, s.nilai), s.sumber, ke))
    return hasil
