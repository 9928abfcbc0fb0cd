"""Figures that cannot be what they say: a part larger than its whole, a count below 0, a percentage beyond 100."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.angka import tulis
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.ukur import SATUAN_PERSEN


def cek_rasio(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A part that is larger than the whole."""
    data = tabel["rekap"]
    persen = data["satuan"].str.casefold().isin(SATUAN_PERSEN)
    for b in per_baris(data[persen & (data["pembilang"] > data["penyebut"]) & (data["penyebut"] >= 0)]):
        yield temuan(
            "pembilang_lebih",
            bidang=str(b.bidang),
            kode_indikator=str(b.kode_indikator),
            nilai=tulis(b.pembilang),
            pembilang=tulis(b.pembilang),
            penyebut=tulis(b.penyebut),
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
            isi = {"bidang": str(b.bidang), "kode_indikator": str(b.kode_indikator), **asal(b)}
            yield temuan("angka_negatif", apa=apa, nilai=tulis(getattr(b, kolom)), **isi)


def cek_rentang(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A percentage outside 0 to 100 where it should lie within.

    What is to be kept stable (realised against planned) may rightly pass 100, so it is not asked.
    """
    data = tabel["rekap"]
    bagian = data["satuan"].str.casefold().isin(SATUAN_PERSEN) & (data["polaritas"] != "stabil")
    for b in per_baris(data[bagian & ((data["realisasi"] > 100) | (data["realisasi"] < 0))]):
        yield temuan(
            "diluar_rentang",
            bidang=str(b.bidang),
            kode_indikator=str(b.kode_indikator),
            nilai=tulis(b.realisasi),
            satuan=str(b.satuan),
            rentang="0 sampai 100",
            penjelasan=str(b.penjelasan),
            **asal(b),
        )
