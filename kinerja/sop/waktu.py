"""How long a step took, and whether that was too long. Pure: every moment is given.

A norm in minutes or hours runs in office hours of working days only: an order given at 15.55 with ten minutes is late
from 07.35 of the next working day, not overnight. What is done outside office hours takes no time. A norm in days is
counted as :mod:`kinerja.tenggat` counts: the day of the start is not counted, Saturdays, Sundays, national holidays and
cuti bersama are passed over, and the whole last day belongs to it.

A step begins when the one before it ended, unless whoever records it says otherwise (``--mulai``): the norm of a
meeting is that of the meeting, not of the days that the invitation took.
"""

from __future__ import annotations

import datetime as dt
import re

from kinerja.galat import GalatParameter
from kinerja.sop.naskah import JamKerja, LangkahSop, Sop, menit_rentang
from kinerja.tenggat import TAHUN_WAJAR, hari_kerja, hari_kerja_antara, tambah_hari_kerja

_WAKTU = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}[:.]\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")


def zona(sop: Sop) -> dt.timezone:
    """The office's clock."""
    tanda = -1 if sop.zona_waktu[0] == "-" else 1
    return dt.timezone(tanda * dt.timedelta(hours=int(sop.zona_waktu[1:3]), minutes=int(sop.zona_waktu[4:])))


def baca_waktu(teks: str, sop: Sop, pilihan: str = "--waktu") -> dt.datetime:
    """Read a moment that the command line names; without an offset it is by the office's clock.

    Raises:
        GalatParameter: It is none.
    """
    rapi = teks.strip()
    try:
        if not _WAKTU.fullmatch(rapi):
            raise ValueError
        hasil = dt.datetime.fromisoformat(rapi[:13] + ":" + rapi[14:])
        hasil = hasil.replace(tzinfo=zona(sop)) if hasil.tzinfo is None else hasil
        if hasil.year not in TAHUN_WAJAR:
            raise ValueError
        return hasil.astimezone(zona(sop)).replace(second=0, microsecond=0)
    except (ValueError, OverflowError):
        raise GalatParameter(f'Waktu "{teks[:40]}" tidak sah.', f"Tulis misalnya {pilihan} 2025-07-15T09:00.") from None


def ke_teks(waktu: dt.datetime, sop: Sop) -> str:
    """Write a moment as the ledger holds it: by the office's clock, to the minute."""
    return waktu.astimezone(zona(sop)).replace(second=0, microsecond=0).isoformat(timespec="minutes")


def dari_teks(teks: str, sop: Sop) -> dt.datetime | None:
    """Read a moment out of the ledger, None when it holds none."""
    try:
        waktu = dt.datetime.fromisoformat(teks)
    except ValueError:
        return None
    return waktu.astimezone(zona(sop)) if waktu.tzinfo is not None and waktu.year in TAHUN_WAJAR else None


def menit_kerja(a: dt.datetime, b: dt.datetime, jam: JamKerja) -> int:
    """Count the minutes of office hours between two moments by one clock; 0 when ``b`` is not after ``a``."""
    if b <= a:
        return 0
    total = 0
    for hari in hari_kerja(a.date() - dt.timedelta(days=1), b.date()):
        rentang = jam.jumat if hari.weekday() == 4 else jam.senin_kamis
        awal = a.hour * 60 + a.minute if hari == a.date() else 0
        akhir = b.hour * 60 + b.minute if hari == b.date() else 24 * 60
        total += sum(max(0, min(y, akhir) - max(x, awal)) for x, y in map(menit_rentang, rentang))
    return total


def menit_sehari(jam: JamKerja) -> int:
    """Minutes of an ordinary working day: 450 for 37,5 hours a week."""
    return sum(b - a for a, b in map(menit_rentang, jam.senin_kamis))


def norma_menit(x: LangkahSop, jam: JamKerja) -> int:
    """A step's norm in minutes of office hours."""
    return x.waktu * {"menit": 1, "jam": 60, "hari": menit_sehari(jam)}[x.satuan]


def terlambat(x: LangkahSop, mulai: dt.datetime, selesai: dt.datetime, jam: JamKerja) -> int:
    """Say by how much a step is late: working days for a norm in days, otherwise minutes of office hours; 0 in time."""
    if x.satuan == "hari":
        return max(0, hari_kerja_antara(tambah_hari_kerja(mulai.date(), x.waktu), selesai.date()))
    return max(0, menit_kerja(mulai, selesai, jam) - norma_menit(x, jam))


def tulis_lama(menit: int, jam: JamKerja) -> str:
    """Write minutes of office hours as people say them: ``2 hari 1 jam 5 menit`` of working time."""
    hari, sisa = divmod(menit, menit_sehari(jam))
    j, m = divmod(sisa, 60)
    bagian = [f"{n} {nama}" for n, nama in ((hari, "hari"), (j, "jam"), (m, "menit")) if n]
    return " ".join(bagian) or "0 menit"


def tulis_terlambat(x: LangkahSop, banyak: int, jam: JamKerja) -> str:
    """``3 hari kerja`` or ``25 menit``; empty when nothing is late."""
    if not banyak:
        return ""
    return f"{banyak} hari kerja" if x.satuan == "hari" else tulis_lama(banyak, jam)
