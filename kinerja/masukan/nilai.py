"""Read a target or a realisasi of any kind: number, range, predicate, date."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from kinerja.angka import BULAN, KOSONG, tulis
from kinerja.masukan.lajur import Tabel, tulis_isi
from kinerja.predikat import SKALA, peringkat, skala_dari


@dataclass(frozen=True)
class Nilai:
    """What a cell was read as.

    Attributes:
        nilai: The figure: number, upper bound, rank, or day of the year (1 January = 1); NaN when there is none.
        bawah: Lower bound of a range.
        teks: As written, percentages with their points.
        ada: Something was filled in, readable or not (a dash counts as nothing).
    """

    nilai: float = math.nan
    bawah: float = math.nan
    teks: str = ""
    ada: bool = False


_BELUM = re.compile(
    r"^(?:belum|menunggu)\b.*\b(?:tersedia|di ?rilis|rilis|terbit|keluar|data|bps|survei)\b", re.IGNORECASE
)
_TANPA = re.compile(
    r"^(?:tanpa kejadian|tidak ada (?:kejadian|kasus|perkara|perselisihan|permohonan|pengaduan))\b", re.IGNORECASE
)


def keadaan(teks: str) -> str:
    """Return the state that words in place of a figure stand for, empty when they are none."""
    if _TANPA.match(teks):
        return "tanpa_kejadian"
    return "belum_tersedia" if _BELUM.match(teks) else ""


_BULAN = {b[:3].casefold(): i for i, b in enumerate(BULAN, 1)} | {"agt": 8, "agu": 8, "nop": 11, "peb": 2}
_HURUF = re.compile(r"^(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?(?:[\s-]+(\d{4}))?$")
_ANGKA = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


def tanggal(isi: object, tahun: int) -> dt.date | None:
    """Read a date: a date cell, ``31 Maret 2025``, ``31 Maret`` (the plan's year), ``31/03/2025``, ISO."""
    if isinstance(isi, dt.datetime):
        return isi.date()
    if isinstance(isi, dt.date):
        return isi
    teks = " ".join(str(isi).split())
    hari = bulan = 0
    if m := _ISO.match(teks):
        tahun, bulan, hari = (int(x) for x in m.groups())
    elif m := _ANGKA.match(teks):
        hari, bulan, tahun = (int(x) for x in m.groups())
    elif m := _HURUF.match(teks):
        hari, bulan, tahun = int(m[1]), _BULAN.get(m[2][:3].casefold(), 0), int(m[3] or tahun)
    try:
        return dt.date(tahun, bulan, hari)
    except ValueError:
        return None


def hari_ke(t: dt.date, tahun: int) -> float:
    """Return the day counted from 1 January of ``tahun`` as 1; the next January goes on beyond 365."""
    return float((t - dt.date(tahun, 1, 1)).days + 1)


def jenis_dari(isi: object, satuan: str, tahun: int) -> str:
    """Tell the kind that a target's content can only be: ``rentang``, ``predikat``, ``tanggal``, else ``angka``."""
    if isinstance(isi, (int, float)):
        return "angka"
    if tanggal(isi, tahun) is not None:
        return "tanggal"
    if skala_dari(str(isi), satuan):
        return "predikat"
    return "rentang" if re.match(r"^\d[\d.,]*\s*%?\s*(?:-|–|s\.?d\.?|s/d|sampai)\s*\d", str(isi)) else "angka"


def baca_nilai(
    t: Tabel, baris: int, kunci: str, *, jenis: str, satuan: str, tahun: int, skala: str = "", kode_indikator: str = ""
) -> Nilai:
    """Read one cell by the indicator's kind of target.

    Args:
        t: The sheet.
        baris: Row from 0.
        kunci: Column.
        jenis: ``angka``, ``rentang``, ``predikat``, ``tanggal`` or ``rasio``.
        satuan: Unit.
        tahun: Year of the plan, for dates.
        skala: Scale of a predicate when the target has settled it.
        kode_indikator: For findings.
    """
    isi = t.isi(baris, kunci)
    teks = tulis_isi(isi)
    if isi == "" or teks.casefold() in KOSONG - {"belum ada"}:
        return Nilai(teks=teks, ada=t.ada_galat(baris, kunci))
    if jenis == "predikat":
        hasil = peringkat(teks, skala or skala_dari(teks, satuan))
        if hasil is None:
            nama = SKALA[skala].nama if skala else "predikat"
            pilihan = (
                ", ".join(reversed(SKALA[skala].urutan)) if skala else "AA sampai D, WTP sampai TMP, Ada atau Tidak"
            )
            t.catat(
                "angka_tidak_terbaca",
                baris=baris,
                kunci=kunci,
                nilai=teks,
                kode_indikator=kode_indikator,
                seharusnya=f"{nama} ({pilihan})",
            )
        return Nilai(float(hasil[1]) if hasil else math.nan, teks=teks, ada=True)
    if jenis == "tanggal":
        tgl = tanggal(isi, tahun)
        if tgl is None:
            t.catat(
                "angka_tidak_terbaca",
                baris=baris,
                kunci=kunci,
                nilai=teks,
                kode_indikator=kode_indikator,
                seharusnya="tanggal, misalnya 31 Maret " + str(tahun),
            )
        return Nilai(math.nan if tgl is None else hari_ke(tgl, tahun), teks=teks, ada=True)
    b = t.angka(
        baris,
        kunci,
        satuan=satuan,
        kode_indikator=kode_indikator,
        rentang=jenis == "rentang",
        seharusnya="angka atau rentang" if jenis == "rentang" else "angka",
    )
    if not b.dari_teks:
        teks = tulis(b.nilai, 6)  # a cell that shows 80% holds 0.8
    bawah = b.nilai if jenis == "rentang" and b.jenis == "angka" else b.bawah
    return Nilai(b.nilai, bawah, teks, True)
