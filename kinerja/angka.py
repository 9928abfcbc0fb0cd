"""Indonesian numbers both ways: reading what people type, writing what people read.

Pure: imports nothing of ours, touches no file, reads no clock and no locale of the machine. The rule is id-ID's (CLDR):
a dot groups thousands, a comma begins decimals. What the rule leaves open is returned with both readings, never settled
here.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LOKAL = "id"
KOSONG = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "tidak ada data", "belum ada", "belum tersedia"})
"""Text that stands for no figure. An accounting format shows a zero as ``-`` too, but then the cell holds a number."""
NOL = frozenset({"nihil", "nol"})
"""Text that stands for an explicit zero."""

BULAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


# ---- writing --------------------------------------------------------------------------------------------------------
def bulatkan(nilai: npt.ArrayLike, desimal: int = 2) -> npt.NDArray[np.float64]:
    """Round half away from zero, as Excel's ROUND does, elementwise.

    Excel rounds the decimal number that it shows (15 digits), not the binary one beneath: 1.005 becomes 1.01. Two units
    in the last place make up for that difference.

    Args:
        nilai: Numbers of any shape; NaN stays NaN.
        desimal: Digits after the comma.
    """
    import numpy as np

    x = np.asarray(nilai, dtype=np.float64)
    y = np.abs(x) * 10.0**desimal
    return np.copysign(np.floor(y + 2 * np.spacing(y) + 0.5) / 10.0**desimal, x)


def bulat(nilai: float, desimal: int = 2) -> float:
    """Round one number as :func:`bulatkan` does."""
    if not math.isfinite(nilai):
        return nilai
    y = abs(nilai) * 10.0**desimal
    return math.copysign(math.floor(y + 2 * math.ulp(y) + 0.5) / 10.0**desimal, nilai)


@lru_cache(maxsize=8)
def _pola(desimal: int, tetap: bool) -> str:
    return "#,##0" + ("." + ("0" if tetap else "#") * desimal if desimal else "")


def tulis(nilai: float | Decimal | None, desimal: int = 2, tetap: bool = False) -> str:
    """Write a number as id-ID does: ``1.234,5``; nothing (None, NaN, infinite) becomes ``–``.

    Args:
        nilai: The number.
        desimal: Digits after the comma at most.
        tetap: Write all of them, zeros too (``90,00``).
    """
    from babel.numbers import format_decimal

    if nilai is None or not math.isfinite(nilai):
        return "–"
    # The same half-up rule for every number shown: Babel's own would be half-even. A float has up to 309 digits.
    with localcontext() as konteks:
        konteks.prec = 350
        d = Decimal(str(nilai)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
        return format_decimal(d if d else abs(d), format=_pola(desimal, tetap), locale=LOKAL)


def tulis_persen(nilai: float | None, desimal: int = 2) -> str:
    """Write percent points with a fixed number of decimals: ``98,40 %``; nothing becomes ``–``."""
    teks = tulis(nilai, desimal, tetap=True)
    return teks if teks == "–" else f"{teks} %"


def tulis_rupiah(nilai: int | float | None) -> str:
    """Write whole rupiah: ``Rp8.189.493.807``, negative ``-Rp5``; nothing (None, NA) becomes ``–``."""
    if nilai is None or nilai != nilai:
        return "–"
    n = int(nilai)
    return ("-" if n < 0 else "") + "Rp" + tulis(Decimal(abs(n)), 0)


def tulis_tanggal(tanggal: dt.date) -> str:
    """Write a date in full: ``12 Maret 2026``."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


# ---- reading --------------------------------------------------------------------------------------------------------
Jenis = Literal["angka", "rentang", "kosong", "teks"]


@dataclass(frozen=True)
class Bacaan:
    """What a cell's content was read as.

    Attributes:
        jenis: ``angka``, ``rentang`` (two bounds), ``kosong`` (nothing filled in) or ``teks`` (not a number).
        nilai: The number; the upper bound of a range; NaN otherwise.
        bawah: The lower bound of a range, NaN otherwise.
        satuan: Unit found beside the number, without ``Rp``; ``%`` for a percentage.
        batas: ``maks`` for "maksimal 1 %", "kurang dari 49"; ``min`` for "minimal 24 jam"; ``""`` otherwise.
        kemungkinan: All readings when the text is ambiguous (``0.125``, ``5,748``), empty otherwise; then ``nilai`` is
        NaN.
        dari_teks: The cell held text, not a number.
    """

    jenis: Jenis
    nilai: float = math.nan
    bawah: float = math.nan
    satuan: str = ""
    batas: str = ""
    kemungkinan: tuple[float, ...] = ()
    dari_teks: bool = False

    @property
    def ambigu(self) -> bool:
        """Whether more than one reading is possible."""
        return bool(self.kemungkinan)


_ANGKA = r"[-+−]?\d[\d.,]*(?:-(?!\s*\d))?|[-+−]?[.,]\d+"
_KELIPATAN = {"ribu": 1e3, "juta": 1e6, "jt": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12}
_RENTANG = re.compile(
    rf"^({_ANGKA})\s*%?\s*(?:-|–|—|s\.?d\.?|s/d|sampai(?:\s+dengan)?)\s*({_ANGKA})\s*(.*)$", re.IGNORECASE
)
_SATU = re.compile(rf"^({_ANGKA})\s*(.*)$", re.DOTALL)
_BATAS = (
    (
        re.compile(
            r"^(?:≤|<=|<|maksimal|maksimum|maks\.?|paling (?:banyak|lama|tinggi)|kurang dari|di ?bawah)\s*",
            re.IGNORECASE,
        ),
        "maks",
    ),
    (
        re.compile(
            r"^(?:≥|>=|>|minimal|minimum|min\.?|paling (?:sedikit|rendah)|lebih dari|di ?atas|sekurang-kurangnya)\s*",
            re.IGNORECASE,
        ),
        "min",
    ),
)
_RP = re.compile(r"^(?:rp|idr)\s*\.?\s*", re.IGNORECASE)


def baca(isi: object) -> Bacaan:
    """Read one cell's content as a number under the id-ID rule.

    A number stays itself. Text may carry ``Rp``, ``,-``, a percent sign, a unit, a bound or a range. ``1.514`` is 1514
    and ``2,30`` is 2.3. Ambiguous, and returned as such with both readings: a leading zero before a dot and three
    digits (``0.125``), a comma before exactly three digits (``5,748``), a dot before one, two or more than three digits
    (``85.5``), where the rule alone does not say.

    Args:
        isi: A cell's value: number, text, date or nothing.
    """
    if isinstance(isi, bool) or isi is None:
        return Bacaan("kosong" if isi is None else "teks")
    if isinstance(isi, (int, float)):
        return Bacaan("angka", float(isi)) if math.isfinite(isi) else Bacaan("kosong")
    if not isinstance(isi, str):
        return Bacaan("teks")
    teks = " ".join(isi.replace("\xa0", " ").split())
    if teks.casefold() in KOSONG:
        return Bacaan("kosong", dari_teks=True)
    if teks.casefold() in NOL:
        return Bacaan("angka", 0.0, dari_teks=True)
    return _baca_teks(teks)


def _baca_teks(teks: str) -> Bacaan:
    batas = ""
    for pola, arah in _BATAS:
        if m := pola.match(teks):
            batas, teks = arah, teks[m.end() :]
            break
    negatif = teks.startswith("(") and teks.endswith(")")
    teks = _RP.sub("", teks[1:-1] if negatif else teks)
    if m := _RENTANG.match(teks):
        return _baca_rentang(m, batas)
    m = _SATU.match(teks)
    if not m:
        return Bacaan("teks", dari_teks=True)
    mungkin = _bacaan_angka(m[1])
    satuan = m[2].strip()
    if not mungkin or re.search(r"\d", satuan):
        return Bacaan("teks", dari_teks=True)
    kata, _, sisa = satuan.partition(" ")
    if kali := _KELIPATAN.get(kata.casefold()):
        mungkin, satuan = tuple(x * kali for x in mungkin), sisa.strip()
    if negatif:
        mungkin = tuple(-x for x in mungkin)
    if len(mungkin) > 1:
        return Bacaan("angka", satuan=satuan, batas=batas, kemungkinan=mungkin, dari_teks=True)
    return Bacaan("angka", mungkin[0], satuan=satuan, batas=batas, dari_teks=True)


def _baca_rentang(m: re.Match[str], batas: str) -> Bacaan:
    bawah, atas = _bacaan_angka(m[1]), _bacaan_angka(m[2])
    satuan = m[3].strip()
    if len(bawah) != 1 or len(atas) != 1 or re.search(r"\d", satuan) or bawah[0] > atas[0]:
        return Bacaan("teks", dari_teks=True)
    return Bacaan("rentang", atas[0], bawah[0], satuan, batas, dari_teks=True)


_RIBUAN_TITIK = re.compile(r"^\d{1,3}(\.\d{3})+(,\d+)?$")
_RIBUAN_KOMA = re.compile(r"^\d{1,3}(,\d{3}){2,}(\.\d+)?$|^\d{1,3}(,\d{3})+\.\d+$")


def _bacaan_angka(teks: str) -> tuple[float, ...]:
    """Return every defensible reading of digits, dots and commas: one where the rule decides, none for no number."""
    tanda = -1.0 if teks[0] in "-−" else 1.0
    t = teks.lstrip("+-−")
    t = t.rstrip("-").rstrip(".,")
    if re.fullmatch(r"\d+", t):
        return (tanda * float(t),)
    if _RIBUAN_TITIK.match(t):
        nilai = float(t.replace(".", "").replace(",", "."))
        if t.startswith("0.") and t.count(".") == 1 and "," not in t:
            return (tanda * float(t), tanda * nilai)  # 0.125: no thousand begins with a zero
        return (tanda * nilai,)
    if _RIBUAN_KOMA.match(t):
        return (tanda * float(t.replace(",", "")),)  # 170,395,000: two commas cannot both be decimal
    if re.fullmatch(r"\d*,\d+", t):
        desimal = float(t.replace(",", "."))
        if re.fullmatch(r"[1-9]\d{0,2},\d{3}", t):
            return (tanda * desimal, tanda * float(t.replace(",", "")))  # 5,748: decimal here, thousands in English
        return (tanda * desimal,)
    if re.fullmatch(r"\d*\.\d+", t):
        # A dot that groups no three digits is most likely an English decimal point, but it breaks the rule: tell both.
        return (tanda * float(t), tanda * float(t.replace(".", "")))
    return ()
