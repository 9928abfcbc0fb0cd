"""Deadlines in working days of Indonesia. Pure: the calendar is the ``holidays`` library's, the clock is never read."""

from __future__ import annotations

import datetime as dt

from kinerja.angka import tulis_tanggal
from kinerja.kantor import Periode

AKHIR_TRIWULAN = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def akhir_triwulan(p: Periode) -> dt.date:
    """Last day of a quarter."""
    return dt.date(p.tahun, *AKHIR_TRIWULAN[p.triwulan])


def tambah_hari_kerja(mulai: dt.date, hari: int) -> dt.date:
    """Return the day that lies so many working days after ``mulai``; weekends and national holidays do not count."""
    import holidays

    libur = holidays.country_holidays("ID", years=range(mulai.year, mulai.year + 2))
    hasil = mulai
    while hari > 0:
        hasil += dt.timedelta(days=1)
        if hasil.weekday() < 5 and hasil not in libur:
            hari -= 1
    return hasil


def tenggat_lapor(p: Periode, hari_kerja: int) -> str:
    """Write the day by which the units must have reported a quarter: ``14 Juli 2025``."""
    return tulis_tanggal(tambah_hari_kerja(akhir_triwulan(p), hari_kerja))
