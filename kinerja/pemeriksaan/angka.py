"""Figures that cannot be what they say: a part larger than its whole, a count below 0 or broken, a scale overrun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinerja.angka import tulis, tulis_persen
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan import satuan
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal, dari_baris
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.uraian import dalam_persen

TOLERANSI = 1e-9
"""Relative distance from a whole number that is the noise of binary fractions."""


def cek_rasio(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A part that is larger than the whole."""
    data = tabel["rekap"]
    persen = data["satuan"].map(dalam_persen).astype("bool")
    for b in per_baris(data[persen & (data["pembilang"] > data["penyebut"]) & (data["penyebut"] >= 0)]):
        yield temuan(
            "pembilang_lebih",
            nilai=tulis(b.pembilang),
            pembilang=tulis(b.pembilang),
            penyebut=tulis(b.penyebut),
            **dari_baris(b),
            **asal(b),
        )


def cek_negatif(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A count, a numerator or a denominator below 0."""
    data = tabel["rekap"]
    data = data[data["triwulan"] == periode.triwulan]
    for kolom, apa in (("realisasi", "Realisasi"), ("pembilang", "Pembilang"), ("penyebut", "Penyebut")):
        # A growth or a balance may be negative; what is counted and added up may not.
        bagian = data[kolom] < 0
        if kolom == "realisasi":
            bagian &= data["konsolidasi"] == "jumlah"
        for b in per_baris(data[bagian]):
            yield temuan("angka_negatif", apa=apa, nilai=tulis(getattr(b, kolom)), **dari_baris(b), **asal(b))


def cek_rentang(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A figure outside the range that its unit surely has.

    What is to be kept stable (realised against planned) may rightly pass 100, so it is not asked.
    """
    data = tabel["rekap"]
    angka = data["jenis_target"].isin(("angka", "rentang", "rasio"))
    for b in per_baris(data[angka & (data["polaritas"] != "stabil") & data["realisasi"].notna()]):
        batas = satuan.rentang(b.satuan, b.indikator, b.target_tahun)
        if batas is not None and not batas[0] <= b.realisasi <= batas[1]:
            yield temuan(
                "diluar_rentang",
                nilai=tulis(b.realisasi),
                satuan=b.satuan,
                rentang=f"{tulis(batas[0])} sampai {tulis(batas[1])}",
                **dari_baris(b),
                **asal(b),
            )


def cek_pecahan_persen(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A percentage given as a fraction: 0,72 where the target is 72.

    Asked only where it is plain: the figure lies at most at 1, the target is ``ambang.loncatan_kali`` times as large or
    more, and a hundred times the figure comes near the target. A true 0,72 % then looks the same, so it is asked, not
    refused.
    """
    data = tabel["rekap"]
    data = data[data["satuan"].map(dalam_persen).astype("bool") & (data["jenis_target"] == "angka")]
    for b in per_baris(data[data["dari_bidang"] & (data["realisasi"] > 0) & (data["realisasi"] <= 1)]):
        target = b.target if b.target > 0 else b.target_tahun
        if target / b.realisasi >= kantor.aturan.ambang.loncatan_kali and 1 / 3 <= 100 * b.realisasi / target <= 3:
            yield temuan(
                "pecahan_bukan_persen",
                nilai=tulis(b.realisasi, 4),
                target=tulis_persen(target),
                bacaan=tulis_persen(100 * b.realisasi),
                **dari_baris(b),
                **asal(b),
            )


def cek_cacah(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A count of things that is no whole number; a mean of counts (rata) may well be none."""
    data = tabel["rekap"]
    data = data[data["dari_bidang"] & (data["jenis_target"] == "angka") & data["konsolidasi"].isin(("jumlah", "akhir"))]
    for b in per_baris(data[data["realisasi"].notna() & data["satuan"].map(satuan.cacah).astype("bool")]):
        if pecahan(b.realisasi):
            isi: dict[str, Any] = {**dari_baris(b), **asal(b)}
            yield temuan("cacah_pecahan", nilai=tulis(b.realisasi, 4), satuan=b.satuan, **isi)


def pecahan(nilai: float) -> bool:
    """Whether a number is not whole, beyond the noise of binary fractions."""
    return abs(nilai - round(nilai)) > TOLERANSI * max(1.0, abs(nilai))
