"""Deadlines in working days of Indonesia. Pure: the calendar is the ``holidays`` library's, the clock is never read.

A working day is one on which the office works: no Saturday, no Sunday, no national holiday (the library's category
``public``) and no cuti bersama (its category ``government``). Cuti bersama is no national holiday, but a Keputusan
Presiden sends the civil service home on it, so that no form can be expected then.

What the calendar cannot know: cuti bersama is declared year by year, so a year whose decree came out after the library
(its version stands in the lock) has none; holidays by the moon are estimated for such a year and may move by a day; and
holidays of a single province or regency are not in it. Each of these makes a deadline too early at worst by those days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator

from kinerja.angka import tulis_tanggal
from kinerja.kantor import Periode

AKHIR_TRIWULAN = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
TAHUN_WAJAR = range(2000, 2102)
"""Years that a day may lie in: those of :class:`~kinerja.kantor.Periode`, and the one in which the last is due."""
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def akhir_triwulan(p: Periode) -> dt.date:
    """Last day of a quarter."""
    return dt.date(p.tahun, *AKHIR_TRIWULAN[p.triwulan])


def tambah_hari_kerja(mulai: dt.date, hari: int) -> dt.date:
    """Return the day that lies so many working days after ``mulai``, which itself does not count."""
    libur = _libur(mulai.year, mulai.year + 1)
    hasil = mulai
    while hari > 0:
        hasil += dt.timedelta(days=1)
        hari -= _bekerja(hasil, libur)
    return hasil


def hari_kerja_antara(a: dt.date, b: dt.date) -> int:
    """Count the working days after ``a`` until ``b`` itself; negative, likewise counted, when ``b`` lies before ``a``.

    From today to a deadline it says how many are left, from a deadline to the day of saving how many it was late. What
    is saved on the Saturday after a Friday's deadline is 0 days late: no working day has gone by.
    """
    if b < a:
        return -hari_kerja_antara(b, a)
    return sum(1 for _ in hari_kerja(a, b))


def hari_kerja(a: dt.date, b: dt.date) -> Iterator[dt.date]:
    """Yield the working days after ``a`` until ``b`` itself; none when ``b`` does not lie after ``a``."""
    libur = _libur(a.year, b.year)
    for n in range(1, (b - a).days + 1):
        if _bekerja(hari := a + dt.timedelta(days=n), libur):
            yield hari


def _libur(awal: int, akhir: int) -> Container[dt.date]:
    """Holidays of these years; a later year is worked out when a day of it is asked for."""
    import holidays

    return holidays.country_holidays("ID", years=range(awal, akhir + 1), categories=("public", "government"))


def _bekerja(hari: dt.date, libur: Container[dt.date]) -> bool:
    return hari.weekday() < 5 and hari not in libur


def tanggal_tenggat(p: Periode, hari_kerja: int) -> dt.date:
    """Return the day by which the units must have reported a quarter: so many working days after its end."""
    return tambah_hari_kerja(akhir_triwulan(p), hari_kerja)


def tenggat_lapor(p: Periode, hari_kerja: int) -> str:
    """Write the day by which the units must have reported a quarter: ``14 Juli 2025``."""
    return tulis_tanggal(tanggal_tenggat(p, hari_kerja))


def baca_hari(teks: str) -> dt.date | None:
    """Read a day as tables hold it (``2025-07-14``); None when it is none, or of a year that cannot be meant."""
    if not _ISO.fullmatch(teks):
        return None
    try:
        hari = dt.date.fromisoformat(teks)
    except ValueError:
        return None
    return hari if hari.year in TAHUN_WAJAR else None


def tulis_hari(hari: dt.date) -> str:
    """Write a day with its weekday, as an invitation does: ``Senin, 14 Juli 2025``."""
    return f"{HARI[hari.weekday()]}, {tulis_tanggal(hari)}"
