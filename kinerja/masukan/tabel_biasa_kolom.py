"""Which columns of somebody's own table are read for a quarter, and what each figure in them means by its heading.

"Realisasi TW II" is the quarter's own figure, "Realisasi s.d. TW II" one to date, a bare "Realisasi" says neither.
Nothing is taken from a column of another quarter, of another year, or of money; whatever is left aside is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kinerja.angka import BULAN
from kinerja.kantor import NOMOR_TRIWULAN, ROMAWI
from kinerja.masukan.judul_lain import TW_RENTANG, baca_judul
from kinerja.masukan.lajur import kunci_judul
from kinerja.masukan.tabel_lain import Kolom, TabelCetak

TW, SD, POLOS, SEMESTER = "tw", "sd", "polos", "semester"
"""What a heading says of its figures: of the quarter, to date, nothing, of the second half of the year."""
ANGKA = ("pembilang", "penyebut", "realisasi")

_KATA = (
    ("bukti", r"\bbukti\b|\bevid|data dukung|dokumen (?:pendukung|sumber)"),
    ("pic", r"\bpic\b|penanggung jawab|pelaksana tindak|pelaksana$"),
    ("tenggat", r"tenggat|batas waktu|target waktu|deadline|waktu (?:penyelesaian|pelaksanaan)|\bjadwal"),
    (
        "penjelasan",
        r"(?:pendorong|pendukung).*(?:penghambat|hambatan)|(?:penghambat|hambatan).*(?:pendorong|pendukung)",
    ),
    ("pendorong", r"pendorong|faktor pendukung|faktor keberhasilan"),
    ("penghambat", r"penghambat|hambatan|kendala|permasalahan"),
    ("tindak_lanjut", r"tindak lanjut|\bsolusi\b|\bupaya\b|rekomendasi"),
    ("penjelasan", r"penjelasan|\bketerangan\b|^ket$|\bcatatan\b|\banalis[ai]s?\b"),
)
"""Columns of words by what their heading holds; the first that fits decides."""
_BUKAN_KATA = re.compile(r"formula|rumus|perhitungan|definisi|\bstatus\b|\btarget (?!waktu)")
_BIDANG = re.compile(
    r"^(?:nama )?(?:bidang|unit kerja|unit|bagian|seksi|subbag)\b(?!.*urusan)|pengampu|unit penanggung"
)
_TAHUN_INI = re.compile(r"\btahun(?:an)?\b|\bpk\b|perjanjian kinerja|\bsetahun\b")
_SEMESTER_II = re.compile(r"\b(?:semester|smt|sm)\s*(?:ii|2)\b")
_SEMESTER_I = re.compile(r"\b(?:semester|smt|sm)\s*(?:i|1)\b")
_BULAN = re.compile(r"\b(" + "|".join(b.casefold() for b in BULAN) + r")\b")


@dataclass
class Pilihan:
    """Columns of a table that are read.

    Attributes:
        letak: Place of each by our key.
        judul: Its heading.
        arti: What the heading says of the figures of ``pembilang``, ``penyebut`` and ``realisasi``.
        nama: All columns that may hold the indicator's name, the likeliest first.
        angka: Columns of figures of any period; a row that fills none of them is no row of data.
        lewat: Columns left aside, each with the reason.
        ganda: Columns that claim the same place.
    """

    letak: dict[str, int] = field(default_factory=dict)
    judul: dict[str, str] = field(default_factory=dict)
    arti: dict[str, str] = field(default_factory=dict)
    nama: list[int] = field(default_factory=list)
    angka: list[int] = field(default_factory=list)
    lewat: list[tuple[Kolom, str]] = field(default_factory=list)
    ganda: list[tuple[str, Kolom]] = field(default_factory=list)

    @property
    def berangka(self) -> bool:
        """Whether there is a figure to be read for the quarter."""
        return any(k in self.letak for k in ANGKA)

    def ambil(self, kunci: str, c: Kolom) -> None:
        """Take a column."""
        self.letak[kunci], self.judul[kunci] = c.k, c.judul


def cukup(kolom: list[Kolom]) -> bool:
    """Whether columns make a table of reports: a name or code, and a realised figure that is not money."""
    nama = {c.peran for c in kolom} & {"indikator", "uraian", "id"}
    angka = [c for c in kolom if c.peran in ("realisasi", "pembilang", "capaian") and c.arti.uang is not True]
    return bool(nama and angka)


def pilih_kolom(t: TabelCetak, tahun: int, tw: int) -> Pilihan:
    """Choose the columns of a quarter.

    Args:
        t: The table.
        tahun: The run's year.
        tw: Quarter of the folder.
    """
    p = Pilihan()
    sisa = [c for c in t.kolom if not _kata_bidang_nama(p, c, tw)]
    p.nama = [c.k for peran in ("indikator", "uraian") for c in sisa if c.peran == peran]
    for peran, kunci in (("id", "kode"), ("satuan", "satuan")):
        if kolom := [c for c in sisa if c.peran == peran]:
            p.ambil(kunci, kolom[0])
    if p.nama:
        p.ambil("indikator", next(c for c in sisa if c.k == p.nama[0]))
    for kunci in ANGKA:
        _pilih_angka(p, kunci, [c for c in sisa if c.peran == kunci], tahun, tw)
    _pilih_target(p, [c for c in sisa if c.peran == "target"], tahun, tw)
    p.lewat += [(c, "judulnya tidak dikenal") for c in sisa if not c.peran]
    # Numerator and denominator speak of the same period or cannot be divided.
    if p.arti.get("pembilang") != p.arti.get("penyebut"):
        for k in ("pembilang", "penyebut"):
            if k in p.letak:
                letak, sebab = p.letak.pop(k), "pembilang dan penyebut dari masa yang sama tidak lengkap"
                p.lewat += [(c, sebab) for c in sisa if c.k == letak]
                del p.judul[k], p.arti[k]
    return p


def _kata_bidang_nama(p: Pilihan, c: Kolom, tw: int) -> bool:
    """Take a column of words or of units; True when it is one."""
    kunci = _kunci_kata(c)
    if not kunci:
        return False
    if c.arti.lalu or c.arti.tw not in (0, tw):
        p.lewat.append((c, "dari masa lain"))
    elif kunci in p.letak:
        p.lewat.append((c, f'yang dipakai kolom "{p.judul[kunci]}"'))
    else:
        p.ambil(kunci, c)
    return True


def _kunci_kata(c: Kolom) -> str:
    """Return our key of a column of words, ``bidang`` for one of units, ``""`` for any other."""
    if c.peran in ("indikator", "id", "satuan"):
        return ""
    tingkat = [kunci_judul(x) for x in c.judul.split(" > ")]
    angka = c.peran in ("target", "realisasi", "capaian", "pagu", "serapan", "pembilang", "penyebut")
    for teks in (tingkat[-1],) if angka else (tingkat[-1], " ".join(tingkat)):
        if _BIDANG.search(teks):
            return "bidang"
        if not _BUKAN_KATA.search(teks):
            for kunci, pola in _KATA:
                if re.search(pola, teks):
                    return kunci
    return ""


# ---- figures --------------------------------------------------------------------------------------------------------
def _pilih_angka(p: Pilihan, kunci: str, kolom: Sequence[Kolom], tahun: int, tw: int) -> None:
    """Take the quarter's own column, else the one to date, else a bare one; two of the same kind are refused."""
    calon: dict[str, list[Kolom]] = {}
    for c in kolom:
        if c.uang:
            p.lewat.append((c, "berisi uang, bukan kinerja"))
            continue
        p.angka.append(c.k)
        arti, sebab = arti_kolom(c, tahun, tw)
        if sebab:
            p.lewat.append((c, sebab))
        else:
            calon.setdefault(arti, []).append(c)
    for arti in (TW, SD, SEMESTER, POLOS):
        if kunci in p.letak or arti not in calon:
            continue
        if len(calon[arti]) > 1:
            p.ganda += [(kunci, c) for c in calon[arti]]
            return
        p.ambil(kunci, calon.pop(arti)[0])
        p.arti[kunci] = arti
    p.lewat += [(c, f'yang dipakai kolom "{p.judul[kunci]}"') for x in calon.values() for c in x]


def arti_kolom(c: Kolom, tahun: int, tw: int) -> tuple[str, str]:
    """Say what a heading means for a quarter.

    Returns:
        ``tw``, ``sd``, ``semester`` or ``polos``, and why the column is not read (empty when it is).
    """
    a, teks = c.arti, kunci_judul(c.judul)
    if a.tahun not in (0, tahun) or a.lalu:
        return "", "dari tahun atau masa lain"
    if a.renstra:
        return "", "dari jangka menengah"
    sampai, mulai = _masa(c, teks)
    if sampai not in (0, tw):
        return "", f"dari triwulan lain, bukan TW {ROMAWI[tw]}" if sampai > 0 else "bukan dari satu triwulan penuh"
    if sampai and mulai not in (1, tw):
        return (SEMESTER, "") if mulai == -1 else ("", "mencakup beberapa triwulan")
    if sampai and (a.sd or mulai != sampai):
        return SD, ""
    if sampai:
        return TW, ""
    if a.sd and (a.tahun or "tahun" in teks):
        return "", "jumlah antartahun"
    return (SD if a.sd else POLOS), ""


def _masa(c: Kolom, teks: str) -> tuple[int, int]:
    """Return the last and the first quarter that a heading covers; 0 for none named, -1 for what is no quarter."""
    if c.arti.tw:
        if _SEMESTER_II.search(teks):
            return c.arti.tw, 1 if c.arti.sd else -1
        if _SEMESTER_I.search(teks):
            return c.arti.tw, 1
        m = _rentang(c.judul.split(" > "))
        if m and NOMOR_TRIWULAN[m[2].casefold()] == c.arti.tw:
            return c.arti.tw, NOMOR_TRIWULAN[m[1].casefold()]
        return c.arti.tw, 1 if c.arti.sd else c.arti.tw
    bulan = [_NOMOR_BULAN[b] for b in _BULAN.findall(teks)]
    if not bulan:
        return 0, 0
    if bulan[-1] % 3:
        return -1, -1
    if len(bulan) > 1:
        return bulan[-1] // 3, (bulan[0] + 2) // 3 if bulan[0] % 3 == 1 else -2
    return (bulan[-1] // 3, 1) if c.arti.sd else (-1, -1)


def _rentang(tingkat: Sequence[str]) -> re.Match[str] | None:
    """Find quarters from one to another, unless a level below names one of them."""
    for x in reversed(tingkat):
        if m := TW_RENTANG.search(x):
            return m
        if baca_judul([x]).tw:
            return None
    return None


_NOMOR_BULAN = {b.casefold(): n for n, b in enumerate(BULAN, 1)}


def _pilih_target(p: Pilihan, kolom: Iterable[Kolom], tahun: int, tw: int) -> None:
    """Find the printed targets of the quarter and of the year, which are only compared."""
    for c in kolom:
        if c.uang:
            continue
        p.angka.append(c.k)
        arti, sebab = arti_kolom(c, tahun, tw)
        if sebab:
            continue
        setahun = arti == POLOS and (c.arti.tahun or _TAHUN_INI.search(kunci_judul(c.judul)))
        kunci = "target_tahun" if setahun else "target" if arti in (TW, SD) else "target_polos"
        if kunci not in p.letak:
            p.ambil(kunci, c)
