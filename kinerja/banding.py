"""Comparisons: every indicator beside its targets, its past, the end of the Renstra and a standard.

PermenPANRB 53/2014 asks a report for these; what an office lacks is named "data tidak tersedia", never left out.

Only like is judged against like. The target to date and the same quarter of last year cover the same months as the
value and are always judged. Figures of a whole year (its target, earlier years, standards) cover them in TW IV only,
the end of the Renstra in TW IV of its last year only; before that a value that is behind them is not worse, it is
early. What can be said before its time stands in :func:`_sebelum_waktunya`.
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
        baris += [*_target(b, periode), *_lampau(b, milik, periode), *_standar(b, aturan, periode)]
    return bentuk("banding", baris)


def _dasar(
    b: Any,
    jenis: str,
    nama: str,
    nilai: float,
    teks: str,
    sumber: str,
    p: Periode,
    capaian: float = math.nan,
    bawah: float = math.nan,
) -> Baris:
    """Make one comparison; without a value it says so by name. ``bawah`` is the lower bound of a range."""
    ada = not math.isnan(nilai)
    realisasi = b.realisasi_sd + _renstra_lalu(b) if jenis == "renstra" else b.realisasi_sd
    selisih = realisasi - nilai if ada and b.jenis_target not in ("predikat", "tanggal") else math.nan
    return {
        "kode_indikator": b.kode_indikator,
        "jenis": jenis,
        "nama": nama,
        "tersedia": ada,
        "pembanding": nilai,
        "pembanding_teks": teks if ada else TIDAK_TERSEDIA,
        "realisasi": realisasi,
        "selisih": selisih,
        "capaian_pct": capaian,
        "arah": _arah(b, jenis, realisasi, _batas(realisasi, bawah, nilai), p),
        "sumber": sumber if ada else "",
    }


def _renstra_lalu(b: Any) -> float:
    """What earlier years of the Renstra realised, where figures pile up over years; the rule of ``ukur``."""
    menumpuk = b.konsolidasi == "jumlah" and not b.tambahan_persen
    return float(b.realisasi_renstra_lalu) if menumpuk and not math.isnan(b.realisasi_renstra_lalu) else 0.0


def _batas(realisasi: float, bawah: float, atas: float) -> float:
    """The bound of a range that a value is judged by, the value itself within it; a plain figure as it is."""
    return atas if math.isnan(bawah) else min(max(realisasi, bawah), atas)


def _arah(b: Any, jenis: str, realisasi: float, nilai: float, p: Periode) -> str:
    """Tell whether the value is better or worse than what it is compared with, or that this is not yet to be told.

    No word for what is to be stable: which side is better depends on where its target lies.
    """
    if math.isnan(nilai) or math.isnan(realisasi) or b.polaritas == "stabil":
        return ""
    if not _sebanding(b, jenis, p):
        return _sebelum_waktunya(b, realisasi, nilai) or (
            "renstra_berjalan" if jenis == "renstra" else "tahun_berjalan"
        )
    if realisasi == nilai:
        return "sama"
    return "lebih_baik" if (realisasi > nilai) == _naik(b) else "lebih_buruk"


def _naik(b: Any) -> bool:
    """Whether more is better; a date is better the earlier, whatever its polarity says (the rule of ``capaian``)."""
    return bool(b.polaritas == "maks" and b.jenis_target != "tanggal")


def _sebanding(b: Any, jenis: str, p: Periode) -> bool:
    """Whether value and figure cover the same time.

    A date is one event of the year: once reported it is whole in any quarter.
    """
    if jenis in ("target_sd", "tw_tahun_lalu"):
        return True
    if jenis == "renstra":
        return p.triwulan == 4 and 0 < b.target_renstra_tahun <= p.tahun
    return p.triwulan == 4 or b.jenis_target == "tanggal"


def _sebelum_waktunya(b: Any, realisasi: float, nilai: float) -> str:
    """Say what already holds of a figure whose time has not come, empty when nothing does.

    * A sum only grows: once there, it has reached what is to be high, and once above, it has passed for good what is to
      be low; a sum that is still below what is to be low says nothing, the rest of the year decides. Where nothing was
      planned, nothing is reached.
    * A position that is at least as good as the figure has reached it, as it stands now.
    * A mean and a ratio of some quarters are no part of the year's: they move either way until its end.
    """
    naik = _naik(b)
    if b.konsolidasi == "jumlah":
        if naik:
            return "sudah_dicapai" if realisasi >= nilai > 0 else ""
        return "lebih_buruk" if realisasi > nilai else ""
    if b.konsolidasi == "akhir" and (realisasi >= nilai if naik else realisasi <= nilai):
        return "sudah_dicapai"
    return ""


def _target(b: Any, p: Periode) -> list[Baris]:
    tw = f"Target s.d. TW {ROMAWI[p.triwulan]} {p.tahun}"
    renstra = f"Target akhir Renstra {b.target_renstra_tahun}" if b.target_renstra_tahun else "Target akhir Renstra"
    return [
        _dasar(
            b, "target_sd", tw, b.target_sd, b.target_sd_teks, "Rencana Aksi", p, b.capaian_sd_pct, b.target_sd_bawah
        ),
        _dasar(
            b,
            "target_tahun",
            f"Target tahun {p.tahun}",
            b.target_tahun,
            _teks_target(b, b.target_tahun, b.target_tahun_teks, p.tahun),
            "Perjanjian Kinerja",
            p,
            b.capaian_tahun_pct,
            b.target_tahun_bawah,
        ),
        _dasar(
            b,
            "renstra",
            renstra,
            b.target_renstra,
            _teks_target(b, b.target_renstra, b.target_renstra_teks, b.target_renstra_tahun),
            "Renstra",
            p,
            b.capaian_renstra_pct,
            b.target_renstra_bawah,
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
            p,
        )
    ]
    setahun = None if riwayat is None else riwayat[riwayat["triwulan"].isin((0, 4)) & (riwayat["tahun"] < p.tahun)]
    if setahun is None or setahun.empty:
        return [*hasil, _dasar(b, "tahun_lalu", f"Tahun {p.tahun - 1}", math.nan, "", "", p)]
    # A year's own figure goes before that of its fourth quarter.
    setahun = setahun.sort_values(["tahun", "triwulan"], ascending=[False, True]).drop_duplicates("tahun")
    return hasil + [
        _dasar(b, "tahun_lalu", f"Tahun {r.tahun}", r.nilai, teks_jenis(b, r.nilai, tahun=int(r.tahun)), r.sumber, p)
        for r in per_baris(setahun)
    ]


def _standar(b: Any, aturan: Aturan, p: Periode) -> list[Baris]:
    """Provincial or national figures from params, measured with the indicator's own formula."""
    daftar = aturan.standar.get(b.kode_indikator, ())
    if not daftar:
        return [_dasar(b, "standar", "Standar provinsi atau nasional", math.nan, "", "", p)]
    hasil = []
    for s in daftar:
        angka = float(
            rumus.capaian([b.rumus], [b.jenis_target], s.nilai, b.realisasi_sd, bawah=s.nilai, baseline=b.baseline)[0]
        )
        ke = angka if b.status == "terukur" and b.rumus != "NEG-B" else math.nan
        hasil.append(_dasar(b, "standar", f"{s.nama} {s.tahun}", s.nilai, teks_jenis(b, s.nilai), s.sumber, p, ke))
    return hasil
