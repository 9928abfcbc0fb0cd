"""One row of a published table: read its figures, settle what is ambiguous, and find the formula behind it.

Pure but for what it is handed: cells as read, columns as paired. What is odd is said later, in ``periksa_temuan``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kinerja.masukan.angka_cetak import TIADA, GayaKolom, Pilihan, SelAngka, bentuk_desimal, urutkan
from kinerja.masukan.pasangan import Pasangan
from kinerja.periksa.arah_nama import arah_nama, arah_tertulis
from kinerja.periksa.jejak_rumus import (
    TANPA_CAPAIAN,
    TIDAK_ADA,
    URUTAN_CARA,
    Jejak,
    Soal,
    cocok,
    hitung,
    mungkin,
    telusuri,
)
from kinerja.periksa.keterangan_angka import jumlah_tertulis, nilai_mentah, penjumlahan, sepadan
from kinerja.predikat import peringkat

KOSONG = Pilihan(math.nan)


@dataclass
class Baris:
    """One check of one row.

    Attributes:
        r: Row of the grid.
        pasangan: Columns concerned.
        target: Cell of the target (or budget).
        realisasi: Cell of the realised value.
        capaian: Printed figure.
        gaya: What the other cells of those three columns prove about separators.
        indikator: Name; ``uraian`` is the other text that names the row.
        arah: ``maks``, ``min``, ``stabil`` or ``""``; ``arah_dari`` says whether a column (``kolom``) or the name
            (``kuat``, ``lemah``) says so.
        kumulatif: Realised value to date, where quarters can be added; the sum of ``n_kumulatif`` values.
        mentah: Unrounded values that the row's note states.
        dasar: What settled each of the three figures.
        nilai: The three figures as read.
        rumus: Names that fit, or TIDAK-ADA / TANPA-CAPAIAN.
        mungkin: Formulas that would fit from values whose decimals are not shown.
    """

    r: int
    pasangan: Pasangan
    target: SelAngka = TIADA
    realisasi: SelAngka = TIADA
    capaian: SelAngka = TIADA
    gaya: tuple[GayaKolom, GayaKolom, GayaKolom] = (GayaKolom(), GayaKolom(), GayaKolom())
    id: str = ""
    indikator: str = ""
    uraian: str = ""
    satuan: str = ""
    predikat: str = ""
    catatan: str = ""
    kelompok: str = ""
    periode: str = ""
    polaritas: str = ""
    sisa: SelAngka = TIADA
    baseline: float = math.nan
    lalu: float = math.nan
    kumulatif: float = math.nan
    n_kumulatif: int = 1
    dasar: dict[str, str] = field(default_factory=dict)
    nilai: tuple[Pilihan, Pilihan, Pilihan] = (KOSONG, KOSONG, KOSONG)
    rumus: tuple[str, ...] = (TIDAK_ADA,)
    jejak: Jejak = Jejak()
    hitungan: dict[str, float] = field(default_factory=dict)
    mungkin: dict[str, float] = field(default_factory=dict)
    temuan: list[dict[str, object]] = field(default_factory=list)

    @property
    def nama(self) -> str:
        """What the row is about."""
        return self.indikator or self.uraian

    @property
    def uang(self) -> bool:
        """Whether it is money."""
        return self.pasangan.jenis == "uang"

    @property
    def arah_dari(self) -> str:
        """Where the polarity is known from: ``kolom``, ``kuat``, ``lemah``, or ``""``."""
        return "kolom" if arah_tertulis(self.polaritas) else arah_nama(self.nama)

    @property
    def arah(self) -> str:
        """Polarity as declared, else as the name suggests."""
        if self.uang:
            return "maks"
        return arah_tertulis(self.polaritas) or ("min" if arah_nama(self.nama) else "")

    @property
    def mentah(self) -> dict[str, float]:
        """Unrounded values that the note states and the printed ones bear out."""
        hasil = nilai_mentah(self.catatan)
        for nama, p in zip(("target", "realisasi"), self.nilai[:2], strict=True):
            if nama not in hasil or math.isnan(p.nilai) or not sepadan(hasil[nama], p.nilai, p.desimal):
                return {}
        return hasil

    @property
    def kunci_deret(self) -> tuple[str, ...]:
        """Rows of one indicator that differ only in their quarter share this."""
        return (self.nama.casefold(), self.kelompok.casefold(), self.satuan.casefold(), self.pasangan.jenis)

    def soal(self, t: Pilihan, r: Pilihan, c: Pilihan, batas: frozenset[float] = frozenset()) -> Soal:
        """Put the row's question for one reading of its figures."""
        return Soal(
            t.nilai, r.nilai, c.nilai, c.desimal, t.bawah, self.baseline, self.kumulatif, self.lalu, self.arah,
            self.capaian.persen, batas, self.pasangan.jenis == "ubah",
        )  # fmt: skip


def urai(b: Baris, batas: frozenset[float] = frozenset()) -> None:
    """Settle the row's figures and find its formula; ``batas`` are caps that other rows have shown."""
    urutan = [urutkan(s, g) for s, g in zip((b.target, b.realisasi, b.capaian), b.gaya, strict=True)]
    if not b.capaian.ada:
        b.nilai = tuple(p[0] if p else KOSONG for p, _ in urutan)  # type: ignore[assignment]
        _tanpa_lawan(b, urutan)
        b.rumus = _dari_keterangan(b) or ((TIDAK_ADA,) if b.capaian.jenis == "galat" else (TANPA_CAPAIAN,))
        b.hitungan = hitung(b.soal(*b.nilai))
        return
    _pilih_bacaan(b, urutan, batas)
    soal = b.soal(*b.nilai, batas)
    b.hitungan = hitung(soal)
    if b.jejak.cara in ("", "perubahan"):
        _cara_lain(b, soal)
    b.rumus = b.jejak.rumus or (TIDAK_ADA,)
    if not b.jejak.cocok and b.realisasi.dari_teks:  # a number cell hides no decimals
        b.mungkin = mungkin(soal, b.nilai[0].desimal, b.nilai[1].desimal, b.n_kumulatif)
    if b.uang:
        b.rumus = tuple("SERAPAN" if n == "POS" else n for n in b.rumus if n in ("POS", TIDAK_ADA)) or (TIDAK_ADA,)
        b.hitungan = {"SERAPAN": b.hitungan["POS"]} if "POS" in b.hitungan else {}
        b.jejak = b.jejak if b.rumus == ("SERAPAN",) else Jejak()
        b.mungkin = {}


Urutan = Sequence[tuple[tuple[Pilihan, ...], str]]


def _pilih_bacaan(b: Baris, urutan: Urutan, batas: frozenset[float]) -> None:
    """Choose among the readings: the column's evidence first, then whichever reproduces the printed figure."""
    pilihan = [p or (KOSONG,) for p, _ in urutan]
    calon: list[tuple[tuple[int, int], tuple[Pilihan, Pilihan, Pilihan], Jejak]] = []
    for i, (t, r, c) in enumerate(product(*pilihan)):
        j = telusuri(b.soal(t, r, c, batas))
        # A second reading is believed only for a plain fit: anything looser could fit by chance.
        tingkat = URUTAN_CARA.index(j.cara) if i == 0 or j.cara == "langsung" else len(URUTAN_CARA)
        calon.append(((tingkat, i), (t, r, c), j))
    _, b.nilai, b.jejak = min(calon, key=lambda x: x[0])
    for n, (nama, sel) in enumerate(
        zip(("target", "realisasi", "capaian"), (b.target, b.realisasi, b.capaian), strict=True)
    ):
        if len(sel.pilihan) < 2:
            continue
        terpakai = b.nilai[n]
        lain = any(j.cara == "langsung" for _, k, j in calon if k[n] != terpakai)
        if terpakai == pilihan[n][0] and urutan[n][1]:
            b.dasar[nama] = urutan[n][1]
        elif b.jejak.cara == "langsung" and not lain:
            b.dasar[nama] = "capaian"
        else:
            b.dasar[nama] = "bentuk" if bentuk_desimal(sel) else "" if lain or not b.jejak.cocok else "capaian"


def _tanpa_lawan(b: Baris, urutan: Urutan) -> None:
    """Say what settled figures that no printed achievement can settle."""
    for nama, sel, (_, dasar) in zip(("target", "realisasi"), (b.target, b.realisasi), urutan[:2], strict=True):
        if len(sel.pilihan) > 1:
            b.dasar[nama] = dasar or ("bentuk" if bentuk_desimal(sel) else "")


def _cara_lain(b: Baris, soal: Soal) -> None:
    """Try what is no formula on printed figures: unrounded values from the note, predicates, parts of a whole."""
    for jejak in (_dari_mentah(b, soal), _predikat(b), _rasio(b)):
        if jejak.cocok:
            b.jejak = jejak
            return


def _dari_mentah(b: Baris, soal: Soal) -> Jejak:
    m = b.mentah
    if not m:
        return Jejak()
    jejak = telusuri(replace(soal, target=m["target"], realisasi=m["realisasi"]))
    if jejak.cara != "langsung":
        return Jejak()
    b.dasar["realisasi"] = "keterangan"
    return jejak


def _predikat(b: Baris) -> Jejak:
    """Compare a predicate with a predicate: met is 100, missed is rank over rank."""
    target = peringkat(b.target.teks) if b.target.jenis == "teks" else None
    nyata = peringkat(b.realisasi.teks, target[0]) if target and b.realisasi.jenis == "teks" else None
    if not target or not nyata or not target[1]:
        return Jejak()
    nilai = min(nyata[1] / target[1], 1.0) * 100
    b.hitungan["PREDIKAT"] = nilai
    mutu = cocok(nilai, b.nilai[2].nilai, b.nilai[2].desimal)
    return Jejak(("PREDIKAT",), "langsung", "" if mutu == "pas" else mutu, None, nilai) if mutu else Jejak()


def _rasio(b: Baris) -> Jejak:
    """A realised value of "78 dari 83" without a target is an achievement by itself."""
    if b.realisasi.jenis != "rasio" or b.target.ada:
        return Jejak()
    nilai = b.nilai[1].nilai
    b.hitungan["RASIO"] = nilai
    mutu = cocok(nilai, b.nilai[2].nilai, b.nilai[2].desimal)
    return Jejak(("RASIO",), "langsung", "" if mutu == "pas" else mutu, None, nilai) if mutu else Jejak()


def _dari_keterangan(b: Baris) -> tuple[str, ...]:
    """Check an addition that the note writes out against the row's own figures."""
    angka = [p.nilai for p in b.nilai[:2] if not math.isnan(p.nilai)]
    if any(
        abs(hasil - jumlah) < 0.5 and any(abs(jumlah - x) < 0.5 for x in angka)
        for hasil, jumlah in penjumlahan(b.catatan)
    ):
        return ("JUMLAH",)
    beda = [j for j in jumlah_tertulis(b.catatan) if angka and all(abs(j - x) >= 0.5 for x in angka)]
    return (TIDAK_ADA,) if beda and b.uang else ()


def deret(baris: Sequence[Baris]) -> None:
    """Let the quarters of one indicator speak together.

    A quarter whose figure only the sum to date explains shows how the series is meant; its other quarters, where a sum
    and the quarter alone give the same, are then meant alike.
    """
    if any(b.rumus == ("POS-KUM",) for b in baris):
        for b in baris:
            if "POS-KUM" in b.rumus:
                b.rumus = ("POS-KUM",)
