"""Figures as they stand printed in a table: every defensible reading of a cell, and the evidence that settles one.

Pure: touches no file, reads no clock and no locale of the machine. ``angka.baca`` reads what a unit fills into our own
form, by the id-ID rule alone. A published table needs more: its decimals count (they are the tolerance of every check),
its notes and units stand in the cell, and its comma may be a dot. So a cell gives all its readings here, best first,
and :func:`urutkan` says which evidence puts one in front. Nothing is settled in silence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kinerja.angka import BULAN, KOSONG, NOL

Jenis = Literal["angka", "rentang", "rasio", "kosong", "teks", "galat"]

BATAS_TEKS = 200
"""A longer cell is prose, not a figure."""
DESIMAL_MAKS = 9
"""Decimals beyond this are the noise of binary numbers."""

GALAT = re.compile(r"^#(?:REF!|DIV/0!?|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!)$", re.IGNORECASE)
_KELIPATAN = {"ribu": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12}
_ANGKA = r"(?:\d[\d.,]*|[.,]\d+)"
_SATU = re.compile(rf"^([^\d]*?)([-+−]?\s?{_ANGKA})\s*(%?)\s*(.*)$", re.DOTALL)
_RENTANG = re.compile(
    rf"^({_ANGKA})\s*%?\s*[^\d\s.,]{{0,12}}?\s*(?:-|–|—|\||s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?)\s*({_ANGKA})\s*(%?)\s*([^\d]*)$",
    re.IGNORECASE,
)
_RASIO = re.compile(rf"^({_ANGKA})\s*:\s*({_ANGKA})\s*([^\d]*)$")
_DARI = re.compile(rf"^({_ANGKA})\s*[^\d]{{0,20}}?\s(?:dari|per)\s({_ANGKA})\s*([^\d]*)$", re.IGNORECASE)
_KURUNG = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$", re.DOTALL)
_RP = re.compile(r"^(?:rp|idr)\s*\.?\s*", re.IGNORECASE)
_MAKS = re.compile(
    r"^(?:≤|<=|<|maksimal|maksimum|maks\.?|paling (?:banyak|lama|tinggi)|kurang dari|di ?bawah)\s*", re.IGNORECASE
)
_MIN = re.compile(
    r"^(?:≥|>=|>|minimal|minimum|min\.?|paling (?:sedikit|rendah)|lebih dari|di ?atas|sekurang-kurangnya)\s*",
    re.IGNORECASE,
)
_WAKTU = re.compile(r"\b(?:tahun|" + "|".join(BULAN) + r")\b", re.IGNORECASE)
_SATUAN_BERANGKA = re.compile(r"^(?:[a-z]{1,4}[23]\b|co2\b|h2o\b).*$", re.IGNORECASE)


@dataclass(frozen=True)
class Pilihan:
    """One reading of a cell.

    Attributes:
        nilai: The number; the upper bound of a range.
        desimal: Decimals that are printed, at most :data:`DESIMAL_MAKS`.
        gaya: What the separators were taken for: ``koma`` or ``titik`` begins decimals, ``ribuan_titik`` or
            ``ribuan_koma`` groups thousands, ``polos`` has none.
        bawah: Lower bound of a range, NaN otherwise.
    """

    nilai: float
    desimal: int = 0
    gaya: str = "polos"
    bawah: float = math.nan


@dataclass(frozen=True)
class SelAngka:
    """What a cell was read as.

    Attributes:
        teks: The cell as written.
        jenis: ``angka``, ``rentang``, ``rasio`` (``1:17,9``, ``78 dari 83``), ``kosong``, ``teks`` or ``galat``.
        pilihan: Readings, the id-ID one first; empty for the last three kinds.
        persen: A percent sign stands in the cell, or Excel shows one.
        satuan: Unit in the cell.
        catatan: What else stands in the cell: ``Sedang``, ``Evaluasi Semester I``.
        batas: ``maks`` for "maksimal 1 %", ``min`` for "minimal 24 jam".
        dari_teks: The cell held text, not a number.
    """

    teks: str
    jenis: Jenis
    pilihan: tuple[Pilihan, ...] = ()
    persen: bool = False
    satuan: str = ""
    catatan: str = ""
    batas: str = ""
    dari_teks: bool = True

    @property
    def ada(self) -> bool:
        """Whether the cell holds a figure."""
        return bool(self.pilihan)


TIADA = SelAngka("", "kosong")
"""A cell with nothing in it."""


def baca_cetak(isi: object, persen: bool = False) -> SelAngka:
    """Read one cell of a published table.

    Args:
        isi: Value of the cell: text, number, date or nothing.
        persen: Excel shows the number as a percentage: 0.8 stands for 80.
    """
    if isinstance(isi, bool):
        return SelAngka(str(isi), "teks", dari_teks=False)
    if isinstance(isi, (int, float)):
        return _baca_bilangan(float(isi), persen)
    if not isinstance(isi, str):
        return TIADA if isi is None else SelAngka(str(isi), "teks", dari_teks=False)
    teks = " ".join(isi[: BATAS_TEKS + 1].replace("\xa0", " ").replace("\u202f", " ").split())
    if GALAT.match(teks):
        return SelAngka(teks, "galat")
    if teks.casefold() in KOSONG or teks == ".":
        return SelAngka(teks, "kosong")
    if teks.casefold() in NOL:
        return SelAngka(teks, "angka", (Pilihan(0.0),))
    return SelAngka(teks, "teks") if len(teks) > BATAS_TEKS else _baca_teks(teks)


def _baca_bilangan(x: float, persen: bool) -> SelAngka:
    if not math.isfinite(x):
        return TIADA
    nilai = float(f"{x * 100:.12g}") if persen else x
    desimal = _desimal(nilai)
    teks = f"{nilai:.{desimal}f}".replace(".", ",") + ("%" if persen else "")
    return SelAngka(teks, "angka", (Pilihan(nilai, desimal),), persen, dari_teks=False)


def _desimal(x: float) -> int:
    """Count the decimals of a number that was typed or computed."""
    pangkat = Decimal(f"{x:.12g}").normalize().as_tuple().exponent
    return min(max(-int(pangkat), 0), DESIMAL_MAKS)


def _baca_teks(asli: str) -> SelAngka:
    teks = re.sub(r"[*†‡]+\)?$", "", asli).strip().strip("\"'")
    negatif = bool(re.fullmatch(r"\([\d.,\s]+%?\)", teks))
    teks = teks[1:-1] if negatif else teks
    teks, catatan = _pisah_catatan(teks)
    batas = "maks" if _MAKS.match(teks) else "min" if _MIN.match(teks) else ""
    teks = (_MAKS if batas == "maks" else _MIN).sub("", teks) if batas else teks
    teks = re.sub(r",\s?[-–]+$", "", _RP.sub("", teks)).strip()
    hasil = _baca_dua(teks) or _baca_satu(teks)
    if hasil is None:
        return SelAngka(asli, "teks", catatan=catatan)
    pilihan = tuple(replace(p, nilai=-p.nilai) for p in hasil.pilihan) if negatif else hasil.pilihan
    catatan = " ".join(x for x in (hasil.catatan, catatan) if x)
    return replace(hasil, teks=asli, pilihan=pilihan, catatan=catatan, batas=batas)


def _pisah_catatan(teks: str) -> tuple[str, str]:
    """Part a figure from what stands in brackets beside it, whichever of the two is the figure."""
    m = _KURUNG.match(teks)
    if not m or not m[1]:
        return teks, ""
    luar, dalam = m[1].strip(), m[2].strip()
    if re.search(r"\d", luar):
        return luar, dalam
    return (dalam, luar) if re.search(r"\d", dalam) else (teks, "")


def _baca_dua(teks: str) -> SelAngka | None:
    """Read a range or a ratio; None when the text is neither."""
    if m := _RENTANG.match(teks):
        bawah, atas = pilihan_angka(m[1]), pilihan_angka(m[2])
        if bawah and atas and bawah[0].nilai <= atas[0].nilai:
            p = tuple(replace(a, bawah=b.nilai) for a in atas[:1] for b in bawah[:1])
            return SelAngka(teks, "rentang", p, bool(m[3]), m[4].strip())
        return None
    if m := _RASIO.match(teks):
        kiri, kanan = pilihan_angka(m[1]), pilihan_angka(m[2])
        if kiri and kanan and kiri[0].nilai:
            p = tuple(replace(k, nilai=k.nilai / kiri[0].nilai) for k in kanan)
            return SelAngka(teks, "rasio", p, satuan=m[3].strip())
        return None
    if m := _DARI.match(teks):
        atas, bawah = pilihan_angka(m[1]), pilihan_angka(m[2])
        if atas and bawah and bawah[0].nilai:
            return SelAngka(teks, "rasio", (Pilihan(atas[0].nilai / bawah[0].nilai * 100, DESIMAL_MAKS),), True)
    return None


def _baca_satu(teks: str) -> SelAngka | None:
    m = _SATU.match(re.sub(r"(?<=\d) (?=\d{3}\b)", "", teks))
    if not m:
        return None
    depan, satuan = m[1].strip(" :=≈±~"), m[4].strip()
    if len(depan) > 20 or "," in depan or _WAKTU.search(depan):
        return None
    if re.search(r"\d", satuan) and not _SATUAN_BERANGKA.match(satuan):
        return None
    pilihan = pilihan_angka(m[2].replace(" ", ""))
    kata, _, sisa = satuan.partition(" ")
    if pangkat := _KELIPATAN.get(kata.casefold()):
        pilihan = tuple(replace(p, nilai=p.nilai * 10.0**pangkat, desimal=max(p.desimal - pangkat, 0)) for p in pilihan)
        satuan = sisa.strip()
    if not pilihan:
        return None
    depan = "" if _RP.fullmatch(depan) else depan
    persen = bool(m[3]) or satuan.casefold() in ("persen", "%")
    return SelAngka(teks, "angka", pilihan, persen, satuan, depan)


def pilihan_angka(teks: str) -> tuple[Pilihan, ...]:
    """Return every reading of digits, dots and commas, the id-ID one first; none when it is no number."""
    tanda = -1.0 if teks[:1] in ("-", "−") else 1.0
    t = teks.lstrip("+-−").rstrip(".,")
    titik, koma = t.count("."), t.count(",")
    if titik and koma:
        hasil = _dua_pemisah(t)
    elif titik or koma:
        hasil = _satu_pemisah(t, "." if titik else ",")
    else:
        hasil = (Pilihan(float(t)),) if t.isdigit() else ()
    return tuple(replace(p, nilai=tanda * p.nilai) for p in hasil)


def _dua_pemisah(t: str) -> tuple[Pilihan, ...]:
    """Both separators: the last one begins the decimals, the other must group thousands."""
    akhir = "," if t.rfind(",") > t.rfind(".") else "."
    depan, _, ekor = t.rpartition(akhir)
    lain = "." if akhir == "," else ","
    if not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(lain)}\d{{3}})+", depan):
        return ()
    return (_pecahan(depan.replace(lain, ""), ekor, akhir),)


def _satu_pemisah(t: str, pemisah: str) -> tuple[Pilihan, ...]:
    bagian = t.split(pemisah)
    ribuan = "ribuan_titik" if pemisah == "." else "ribuan_koma"
    utuh = Pilihan(float("".join(bagian)), 0, ribuan)
    bertiga = all(len(b) == 3 for b in bagian[1:])
    if len(bagian) > 2:
        if bertiga and 1 <= len(bagian[0]) <= 3:
            return (utuh,)
        # 1.234.567.89: thousands by dots and then, by another hand, a decimal dot.
        if all(len(b) == 3 for b in bagian[1:-1]) and 1 <= len(bagian[0]) <= 3:
            return (_pecahan("".join(bagian[:-1]), bagian[-1], pemisah),)
        return ()
    desimal = _pecahan(bagian[0] or "0", bagian[1], pemisah)
    bisa_ribuan = bertiga and 1 <= len(bagian[0]) <= 3 and not bagian[0].startswith("0")
    if pemisah == ",":
        return (desimal, utuh) if bisa_ribuan else (desimal,)
    return (utuh, desimal) if bisa_ribuan else (desimal, utuh)


def _pecahan(depan: str, ekor: str, pemisah: str) -> Pilihan:
    return Pilihan(float(f"{depan}.{ekor or 0}"), min(len(ekor), DESIMAL_MAKS), "koma" if pemisah == "," else "titik")


# ---- evidence -------------------------------------------------------------------------------------------------------
def pasti_desimal(sel: SelAngka) -> str:
    """Return the decimal separator that a cell proves by its form alone (``koma``, ``titik``), else ``""``.

    ``2,30`` and ``1.234.567`` prove the comma; ``85.00`` and ``170,395,000`` prove the dot, for a dot before two digits
    groups no thousands. ``5,748``, ``0.125`` and ``1.970`` prove nothing.
    """
    if not sel.dari_teks or not sel.pilihan or sel.jenis not in ("angka", "rentang"):
        return ""
    p = sel.pilihan[0]
    if len(sel.pilihan) == 1:
        return {"koma": "koma", "ribuan_titik": "koma", "titik": "titik", "ribuan_koma": "titik"}.get(p.gaya, "")
    return "titik" if p.gaya == "titik" and p.desimal != 3 else ""


@dataclass(frozen=True)
class GayaKolom:
    """How many cells of a column prove each decimal separator."""

    koma: int = 0
    titik: int = 0

    @property
    def campur(self) -> bool:
        """Whether both were seen."""
        return bool(self.koma and self.titik)

    def tanpa(self, sel: SelAngka) -> str:
        """Return the separator that the column's other cells agree on, ``""`` when they do not or show none."""
        bukti = pasti_desimal(sel)
        koma, titik = self.koma - (bukti == "koma"), self.titik - (bukti == "titik")
        return "koma" if koma and not titik else "titik" if titik and not koma else ""


def gaya_kolom(sel: Iterable[SelAngka]) -> GayaKolom:
    """Count what the cells of a column prove."""
    bukti = [pasti_desimal(s) for s in sel]
    return GayaKolom(bukti.count("koma"), bukti.count("titik"))


def urutkan(sel: SelAngka, gaya: GayaKolom) -> tuple[tuple[Pilihan, ...], str]:
    """Order a cell's readings by the evidence of its column.

    Returns:
        Readings, and what settles the first: ``pasti`` (there is no other), ``aturan`` (id-ID: 1.970 is 1970),
        ``kolom`` (the column's other cells); ``""`` when nothing does yet.
    """
    if len(sel.pilihan) < 2:
        return sel.pilihan, "pasti"
    kolom = gaya.tanpa(sel)
    cocok = [p for p in sel.pilihan if _sesuai(p, kolom, sel)]
    if kolom and len(cocok) == 1:
        lain = tuple(p for p in sel.pilihan if p is not cocok[0])
        return (cocok[0], *lain), "aturan" if cocok[0].gaya == "ribuan_titik" else "kolom"
    return sel.pilihan, "aturan" if sel.pilihan[0].gaya == "ribuan_titik" else ""


def _sesuai(p: Pilihan, kolom: str, sel: SelAngka) -> bool:
    """Whether a reading is good form where decimals begin with ``kolom``."""
    if p.gaya in ("koma", "titik"):
        return p.gaya == kolom
    berbentuk = sel.pilihan[0].gaya != "titik"  # a dot that can group thousands puts that reading first
    return berbentuk and p.gaya == ("ribuan_titik" if kolom == "koma" else "ribuan_koma")


def bentuk_desimal(sel: SelAngka) -> bool:
    """Whether the form leaves only decimals: a dot that is not followed by three digits groups no thousands."""
    return len(sel.pilihan) > 1 and sel.pilihan[0].gaya == "titik" and sel.pilihan[0].desimal != 3
