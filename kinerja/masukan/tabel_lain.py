"""Find the tables on any sheet that prints targets, realised values and achievements, whatever its shape.

A heading is a run of rows that hold words and no data, with at least two of the roles that matter; there may be several
on one sheet. Title rows above, number rows ``(1) (2) …``, section rows, totals and signatures are told apart from data
by what they hold, never by colour or place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kinerja.masukan.angka_cetak import baca_cetak
from kinerja.masukan.judul_lain import (
    PANJANG_JUDUL,
    PERAN_KUNCI,
    Judul,
    baca_judul,
    kata_peran,
    konteks_saja,
    nomor_kolom,
)
from kinerja.masukan.kisi import Kisi
from kinerja.masukan.lajur import kunci_judul

BATAS_BARIS = 20_000
"""Rows of a sheet that are searched; published tables have some hundreds."""
BATAS_KOLOM = 400
BARIS_KEPALA = 6
"""Rows that a heading has at most."""

_JUMLAH = re.compile(
    r"^(?:sub |grand )?(?:jumlah|total|jml)(?: (?:total|keseluruhan|seluruhnya|semua|anggaran|pagu|belanja|realisasi|"
    r"program|kegiatan|dan|capaian|opd|dinas|besar|i|ii|iii|iv|v|\d+))*$"
)
_RATA = re.compile(r"^(?:jumlah |total )?(?:rata rata|rerata|rataan)(?: [a-z]+){0,6}$")
_PEMBUKA = PERAN_KUNCI | {"pembilang", "penyebut"}
"""Roles that make a row worth trying as a heading."""
_kata = lru_cache(maxsize=8192)(kata_peran)


@dataclass(frozen=True)
class Kolom:
    """One column of a table.

    Attributes:
        k: Its place, from 0.
        judul: Its heading, levels joined by " > ".
        peran: What it holds, after its neighbours have had their say.
        arti: What the heading alone says.
        uang: Money (True) or performance (False).
    """

    k: int
    judul: str
    peran: str
    arti: Judul
    uang: bool = False


Cukup = Callable[[list[Kolom]], bool]
"""Whether columns make a table."""


@dataclass
class TabelCetak:
    """One table of a sheet.

    Attributes:
        kisi: The sheet.
        kepala: First and last row of the heading.
        akhir: First row that no longer belongs to the table.
        kolom: Its columns.
        capaian_realisasi: Columns headed "capaian" that hold the realised value.
    """

    kisi: Kisi
    kepala: tuple[int, int]
    akhir: int
    kolom: list[Kolom]
    capaian_realisasi: list[Kolom] = field(default_factory=list)

    def berperan(self, *peran: str, uang: bool | None = None) -> list[Kolom]:
        """Return the columns of some roles, from the left."""
        return [c for c in self.kolom if c.peran in peran and (uang is None or c.uang == uang)]

    @property
    def angka_kolom(self) -> list[Kolom]:
        """Columns that hold the figures to be checked."""
        return self.berperan("target", "realisasi", "capaian", "pagu", "serapan", "sisa", "perubahan")

    def teks(self, r: int, *peran: str) -> str:
        """Return the first text that a row has in columns of these roles, merged cells included."""
        for p in peran:
            for c in self.berperan(p):
                b, k = self.kisi.induk(r, c.k)
                if t := self.kisi.teks(b, k) if k == c.k or not self.kisi.teks(r, c.k) else self.kisi.teks(r, c.k):
                    return t
        return ""

    def jenis_baris(self, r: int) -> str:
        """Tell what a row is: ``data``, ``jumlah``, ``rata`` or ``""`` for anything else."""
        if baris_nomor(self.kisi, r) or not any(self._berisi(r, c) for c in self.angka_kolom):
            return ""
        kunci = self._label(r)
        # "Jumlah program" and "Rata-rata waktu layanan" are indicators too: those have a unit or a target.
        if self.teks(r, "satuan"):
            return "data"
        if _RATA.match(kunci):
            return "data" if any(self._berisi(r, c) for c in self.berperan("target", uang=False)) else "rata"
        return "jumlah" if _JUMLAH.match(kunci) else "data"

    def _label(self, r: int) -> str:
        """Return the words of a row's first cell that has any."""
        batas = min((c.k for c in self.angka_kolom), default=0)
        for k in range(max(batas, 1)):
            t = kunci_judul(self.kisi.teks(r, k))
            if re.search(r"[a-z]{2}", t):
                return t
        return ""

    def _berisi(self, r: int, c: Kolom) -> bool:
        s = self.kisi.angka(r, c.k)
        return s.ada or s.jenis == "galat"

    def baris(self) -> Iterator[tuple[int, str]]:
        """Yield data, total and average rows in order."""
        for r in range(self.kepala[1] + 1, self.akhir):
            if jenis := self.jenis_baris(r):
                yield r, jenis


def cari_tabel(kisi: Kisi, cukup: Cukup | None = None) -> list[TabelCetak]:
    """Find all tables of a sheet, from the top.

    Args:
        kisi: The sheet.
        cukup: Whether these columns make a table; by default two of the roles that can be checked against each other.
    """
    cukup = cukup or _lengkap
    hasil: list[TabelCetak] = []
    batas, r = min(kisi.n_baris, BATAS_BARIS), 0
    while r < batas:
        kepala = _kepala(kisi, r, hasil[-1].kepala[1] + 1 if hasil else 0, cukup) if _berkunci(kisi, r) else None
        if kepala is None:
            r += 1
            continue
        if hasil:
            hasil[-1].akhir = kepala[0][0]
        hasil.append(TabelCetak(kisi, kepala[0], batas, kepala[1]))
        r = kepala[0][1] + 1
    for t in hasil:
        _tentukan(t)
    return [t for t in hasil if cukup(t.kolom)]


def baris_nomor(kisi: Kisi, r: int) -> bool:
    """Whether a row numbers the columns: at least three cells, rising from 1 or 2."""
    isi = [kisi.isi(r, k) for k in range(min(kisi.n_kolom, BATAS_KOLOM))]
    ada = [x for x in isi if x != ""]
    if len(ada) < 3 or not all(nomor_kolom(x) for x in ada):
        return False
    if all(re.match(r"\s*\(", str(x)) or "=" in str(x) for x in ada):
        return True
    angka = [int(m[0]) for x in ada if (m := re.search(r"\d+", str(x)))]
    return len(angka) == len(ada) and angka[0] <= 2 and all(a < b for a, b in zip(angka, angka[1:], strict=False))


def _isi_baris(kisi: Kisi, r: int) -> list[tuple[int, str]]:
    return [(k, t) for k in range(min(kisi.n_kolom, BATAS_KOLOM)) if (t := kisi.teks(r, k))]


def _data(teks: str) -> bool:
    """Whether a cell holds a figure rather than a heading with a figure in it."""
    return baca_cetak(teks).ada and not konteks_saja(teks) and _kata(teks) in ("", "persen")


def _berkunci(kisi: Kisi, r: int) -> bool:
    """Whether a row names a role that matters and holds no data."""
    isi = _isi_baris(kisi, r)
    if not any(len(t) <= PANJANG_JUDUL and _kata(t) in _PEMBUKA for _, t in isi):
        return False
    return not any(_data(t) for _, t in isi)


def _kepala(kisi: Kisi, r: int, mulai: int, cukup: Cukup) -> tuple[tuple[int, int], list[Kolom]] | None:
    """Grow a heading upwards and downwards from a row; None when it lacks what a table needs."""
    atas = r
    while atas > mulai and r - atas < 3 and _di_atas(kisi, atas - 1):
        atas -= 1
    bawah = r
    while bawah + 1 < kisi.n_baris and bawah - atas + 1 < BARIS_KEPALA and _di_bawah(kisi, bawah + 1):
        bawah += 1
    kolom = _kolom(kisi, atas, bawah)
    return ((atas, bawah), kolom) if cukup(kolom) else None


def _lengkap(kolom: list[Kolom]) -> bool:
    peran = {c.peran for c in kolom} & PERAN_KUNCI
    return len(peran) > 1 and bool(peran & {"target", "pagu", "realisasi", "perubahan"})


def _di_atas(kisi: Kisi, r: int) -> bool:
    """Whether a row above belongs to the heading: several short cells, no data, a role or a year among them."""
    isi = _isi_baris(kisi, r)
    if len(isi) < 2 or any(len(t) > PANJANG_JUDUL or _data(t) for _, t in isi):
        return False
    return any(_kata(t) or baca_judul([t]).tahun or baca_judul([t]).tw for _, t in isi)


def _di_bawah(kisi: Kisi, r: int) -> bool:
    """Whether a row below still belongs to the heading."""
    if baris_nomor(kisi, r):
        return True
    isi = _isi_baris(kisi, r)
    if not isi or any(len(t) > PANJANG_JUDUL for _, t in isi):
        return False
    konteks = [konteks_saja(t) and not _bulat_besar(t) for _, t in isi]
    peran = [_kata(t) for _, t in isi]
    if len(isi) > 1 and _anak_judul(isi, peran):
        return True
    if len(isi) == 1:
        return konteks[0] and not isi[0][1].isdigit()
    lunak = all(k or p for k, p in zip(konteks, peran, strict=True))
    # A row of words that each name a role can still be data ("Program …", "Kegiatan …"): a figure or role must show.
    return (
        lunak
        and (any(p in PERAN_KUNCI for p in peran) or sum(konteks) > 1 or all(konteks))
        and not any(_data(t) for _, t in isi)
    )


def _anak_judul(isi: list[tuple[int, str]], peran: list[str]) -> bool:
    """Whether short words part a heading further: "Pembilang | Penyebut | Nilai", "Pendorong | Penghambat"."""
    if any(len(t.split()) > 3 or _data(t) for _, t in isi):
        return False
    return {"pembilang", "penyebut"} <= set(peran) or set(peran) == {"lain"}


def _bulat_besar(t: str) -> bool:
    """A bare number is context only when it is a year: in a row of data 80 and 12 are data."""
    return t.isdigit() and not baca_judul([t]).tahun


def _kolom(kisi: Kisi, atas: int, bawah: int) -> list[Kolom]:
    lebar = min(kisi.n_kolom, BATAS_KOLOM)
    lewat = {r for r in range(atas, bawah + 1) if baris_nomor(kisi, r)}
    induk = [[kisi.induk(r, k) for k in range(lebar)] for r in range(atas, bawah + 1)]
    teks = [["" if b in lewat else kisi.teks(b, k) for b, k in baris] for baris in induk]
    if not any(a <= bawah and c >= atas and d > b for a, b, c, d in kisi.gabungan):
        _lebarkan(teks)
    hasil = []
    for k in range(len(teks[0])):
        jalur = [b[k] for b in teks if b[k]]
        rapi = [t for i, t in enumerate(jalur) if i == 0 or t != jalur[i - 1]]
        if rapi:
            arti = baca_judul(rapi)
            hasil.append(Kolom(k, " > ".join(rapi), arti.peran, arti))
    return hasil


def _lebarkan(teks: list[list[str]]) -> None:
    """Spread a heading over its children where no merged cells say so: the cells to its right that only they fill."""
    for i, baris in enumerate(teks[:-1]):
        for k in range(1, len(baris)):
            di_bawah = any(b[k] for b in teks[i + 1 :])
            induk_beranak = any(b[k - 1] for b in teks[i + 1 :])
            if not baris[k] and baris[k - 1] and di_bawah and induk_beranak and not any(b[k] for b in teks[:i]):
                baris[k] = baris[k - 1]


# ---- what the words leave open --------------------------------------------------------------------------------------
def _tentukan(t: TabelCetak) -> None:
    """Settle each column's role by its neighbours and, last, by what stands in it."""
    t.kolom = _uang(t.kolom)
    _capaian_atau_realisasi(t)
    _persen(t)
    if not t.berperan("capaian", "perubahan") and t.berperan("target"):
        for c in t.berperan("predikat", "catatan"):
            isi = [t.kisi.angka(r, c.k) for r in range(t.kepala[1] + 1, t.akhir) if t.kisi.teks(r, c.k)]
            if isi and 2 * sum(s.ada for s in isi) >= len(isi):
                _ganti(t, c, "capaian")


def _ganti(t: TabelCetak, c: Kolom, peran: str) -> None:
    t.kolom = [replace(x, peran=peran) if x is c else x for x in t.kolom]


def _uang(kolom: list[Kolom]) -> list[Kolom]:
    """Tell money from performance; what a heading does not say follows the last target or budget to its left."""
    tanpa_target = not any(c.peran == "target" and c.arti.uang is not True for c in kolom)
    uang = tanpa_target and any(c.peran == "pagu" or (c.peran == "target" and c.arti.uang) for c in kolom)
    hasil = []
    for c in kolom:
        ini = uang if c.arti.uang is None else c.arti.uang
        if c.peran in ("pagu", "serapan", "sisa") or (c.peran == "target" and c.arti.uang):
            ini = True
        if c.peran in ("pagu", "target") and not tanpa_target:
            uang = ini
        peran = "pagu" if c.peran == "target" and ini and c.arti.uang else c.peran
        peran = "serapan" if peran in ("capaian", "persen") and ini else peran
        hasil.append(replace(c, peran=peran, uang=ini))
    return hasil


def _capaian_atau_realisasi(t: TabelCetak) -> None:
    """Where no column is headed "realisasi", "capaian" without a percent sign is what was realised."""
    if t.berperan("realisasi", uang=False):
        return
    kandidat = [c for c in t.berperan("capaian") if not c.arti.persen]
    if len(kandidat) == len(t.berperan("capaian")) and not t.berperan("persen", "perubahan") and len(kandidat) > 1:
        tahun = [(c.arti.tahun, c.arti.tw) for c in kandidat]
        kandidat = kandidat if len(set(tahun)) == len(tahun) else kandidat[:1]
    for c in kandidat:
        _ganti(t, c, "realisasi")
    t.capaian_realisasi = kandidat


def _persen(t: TabelCetak) -> None:
    """A bare ``%`` is the achievement of its group unless the group prints one under its own name."""
    ada = {(c.arti.tahun, c.arti.tw) for c in t.berperan("capaian")}
    for c in t.berperan("persen"):
        _ganti(t, c, "lain" if (c.arti.tahun, c.arti.tw) in ada else "capaian")
