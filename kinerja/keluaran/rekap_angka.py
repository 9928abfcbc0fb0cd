"""The inputs of the live sheets: every figure of plan and reports as it was read, one row an indicator, and two scales.

A predicate's rank and a date's day of the year are looked up or counted in the cell (``VLOOKUP``, ``DATE``), so that
nobody has to believe a bare number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.keluaran.buku_rumus import TEKS, TENGAH, BukuRumus, Rupa, rupa_angka
from kinerja.keluaran.buku_tulis import cetak, kepala
from kinerja.keluaran.rekap_lembar import AWAL, BARIS_KEPALA, cetak_lebar, kepala_lembar, lebar_kolom, tinggi_baris
from kinerja.keluaran.unsur import catatan
from kinerja.predikat import SKALA, label, skala_dari

if TYPE_CHECKING:
    import pandas as pd

ANGKA, SKALA_LEMBAR, PERINGKAT = "Angka Triwulan", "Skala dan Batas", "Peringkat"
RENCANA = {
    "baseline": "Nilai terburuk (NEG-B)",
    "target_tahun": "Target tahun",
    "target_tahun_bawah": "Batas bawah target tahun",
    "target_renstra": "Target akhir Renstra",
    "target_renstra_bawah": "Batas bawah target Renstra",
    "renstra_lalu": "Realisasi Renstra s.d. tahun lalu",
}
PER_TRIWULAN = {
    "target": "Target TW {tw}",
    "target_bawah": "Batas bawah TW {tw}",
    "realisasi": "Realisasi TW {tw}",
    "pembilang": "Pembilang TW {tw}",
    "penyebut": "Penyebut TW {tw}",
}
SELALU = frozenset({"target_tahun", "target", "realisasi"})
"""Columns that are there even when they hold nothing; the others only where some indicator needs them."""


@dataclass(frozen=True)
class LetakAngka:
    """Where the figures stand: letters of columns by name, of a quarter's by name and number.

    Attributes:
        kolom: Letter by ``target_tahun`` or ``("target", 2)``.
        kosong: Figures that no indicator has.
        isi: Names and rows (from 1) of cells that hold a figure.
    """

    kolom: Mapping[Any, str]
    isi: frozenset[tuple[Any, int]]

    def sel(self, kunci: Any, baris: int) -> str:
        """Address of a figure from another sheet; empty where no row has one of this name."""
        return f"'{ANGKA}'!{self.kolom[kunci]}{baris}" if kunci in self.kolom else ""

    def sel_triwulan(self, nama: str, baris: int, q: int) -> list[str]:
        """Addresses of a figure's quarters, on the sheet's own name once for a range."""
        return [self.sel((nama, tw), baris) for tw in range(1, q + 1) if (nama, tw) in self.kolom]

    def ada(self, kunci: Any, baris: int) -> bool:
        """Whether a row has that figure."""
        return (kunci, baris) in self.isi


def tulis_angka(
    buku: BukuRumus, capaian: pd.DataFrame, rekap: pd.DataFrame, renstra_lalu: Mapping[str, float], periode: Periode
) -> LetakAngka:
    """Write the sheet of figures as they were read.

    Args:
        buku: The workbook.
        capaian: Table ``capaian``; its order is the rows' order.
        rekap: Table ``rekap``.
        renstra_lalu: What ukur adds to this year's figure, by indicator.
        periode: The quarter.
    """
    lembar = buku.lembar(ANGKA)
    b = [x | {"renstra_lalu": renstra_lalu[x["kode_indikator"]]} for x in catatan(capaian)]
    tw = {(x["kode_indikator"], x["triwulan"]): x for x in catatan(rekap)}
    kunci = [k for k in RENCANA if k in SELALU or any(ada(x[k]) for x in b)]
    kunci_tw = [k for k in PER_TRIWULAN if k in SELALU or any(ada(x[k]) for x in tw.values())]
    semua: list[Any] = [*kunci, *((k, n) for k in kunci_tw for n in range(1, periode.triwulan + 1))]
    judul = [RENCANA[k] if isinstance(k, str) else PER_TRIWULAN[k[0]].format(tw=ROMAWI[k[1]]) for k in semua]
    kepala_lembar(buku, lembar, ANGKA, "Rencana dan laporan bidang seperti dibaca; semua nilai, bukan hasil hitungan.")
    kepala(lembar, BARIS_KEPALA, ["Kode", "Indikator", "Satuan", *judul])
    # A day of the year is shown with its date.
    lebar_tw = 15 if any(x["jenis_target"] == "tanggal" for x in b) else 11
    lebar = [11, 44, 12, *([15] * len(kunci)), *([lebar_tw] * (len(semua) - len(kunci)))]
    lebar_kolom(lembar, lebar)
    lembar.row_dimensions[BARIS_KEPALA].height = 48
    letak = {k: get_column_letter(n) for n, k in enumerate(semua, 4)}
    terisi = set()
    for r, x in enumerate(b, AWAL):
        for n, k in enumerate(("kode_indikator", "indikator", "satuan"), 1):
            buku.tulis(lembar, r, n, x[k], TEKS)
        tinggi_baris(lembar, r, [(x["indikator"], lebar[1]), (x["satuan"], lebar[2])])
        for n, k in enumerate(semua, 4):
            nilai = x[k] if isinstance(k, str) else tw[x["kode_indikator"], k[1]][k[0]]
            tahun = x["target_renstra_tahun"] if isinstance(k, str) and "renstra" in k else 0
            _tulis_satu(buku, lembar, (r, n), nilai, x, tahun or periode.tahun)
            if ada(nilai):
                terisi.add((k, r))
    lembar.freeze_panes = f"C{AWAL}"
    cetak_lebar(lembar, lebar, 2)
    return LetakAngka(letak, frozenset(terisi))


def ada(nilai: Any) -> bool:
    """Whether a figure is there; NaN alone is not equal to itself."""
    return bool(nilai == nilai)


def _tulis_satu(
    buku: BukuRumus, lembar: Any, tempat: tuple[int, int], nilai: float, b: Mapping[str, Any], tahun: int
) -> None:
    r, k = tempat
    if not ada(nilai):
        buku.tulis(lembar, r, k, None, Rupa(sisi="right"))
        return
    rumus, format_ = _rumus_predikat(nilai, b) or _rumus_hari(nilai, b, tahun) or ("", "")
    if rumus:
        buku.rumus(lembar, r, k, rumus, nilai, Rupa(format_, "right"))
    else:
        buku.tulis(lembar, r, k, float(nilai), rupa_angka(nilai))


def _rumus_predikat(nilai: float, b: Mapping[str, Any]) -> tuple[str, str] | None:
    """Look a predicate's rank up; shown as ``5 (BB)``. None where it is no predicate of a known scale."""
    skala = skala_dari(b["target_tahun_teks"], b["satuan"]) if b["jenis_target"] == "predikat" else ""
    nama = label(skala, nilai) if skala else ""
    if not nama:
        return None
    dari, sampai = letak_peringkat()[skala]
    return f'VLOOKUP("{nama}",{PERINGKAT}!$B${dari}:$C${sampai},2,FALSE)', f'0" ({nama})"'


def _rumus_hari(nilai: float, b: Mapping[str, Any], tahun: int) -> tuple[str, str] | None:
    """Count a day of the year from its date; shown with the date. None where it is no date."""
    if b["jenis_target"] != "tanggal" or nilai != int(nilai) or abs(nilai) > 3660:
        return None
    hari = dt.date(tahun - 1, 12, 31) + dt.timedelta(days=int(nilai))
    return (
        f"DATE({hari.year},{hari.month},{hari.day})-DATE({tahun - 1},12,31)",
        f'0" ({hari.day}-{hari.month}-{hari.year})"',
    )


# ---- scales ---------------------------------------------------------------------------------------------------------
def letak_peringkat() -> dict[str, tuple[int, int]]:
    """First and last row of every scale of predicates on its sheet."""
    hasil, r = {}, AWAL
    for kunci, s in SKALA.items():
        hasil[kunci] = (r, r + len(s.urutan) - 1)
        r += len(s.urutan)
    return hasil


def tulis_peringkat(buku: BukuRumus) -> None:
    """Write the ranks of predicates that are targets."""
    lembar = buku.lembar(PERINGKAT)
    kepala_lembar(buku, lembar, PERINGKAT, "Peringkat predikat yang menjadi target; makin besar makin baik.")
    kepala(lembar, BARIS_KEPALA, ["Skala", "Predikat", "Peringkat", "Sumber"])
    for r, baris in enumerate(_baris_peringkat(), AWAL):
        for k, nilai in enumerate(baris, 1):
            buku.tulis(lembar, r, k, nilai, TENGAH if k in (2, 3) else TEKS)
    lebar_kolom(lembar, [24, 14, 12, 34])
    lembar.freeze_panes = f"A{AWAL}"
    cetak(lembar, BARIS_KEPALA, BARIS_KEPALA)


def _baris_peringkat() -> Iterator[tuple[object, ...]]:
    for s in SKALA.values():
        for n, nama in enumerate(s.urutan, s.awal):
            yield s.nama, nama, n, s.sumber


@dataclass(frozen=True)
class LetakSkala:
    """Where cap and classes stand: the cap's cell (empty when there is none), bounds without the last, predicates."""

    batas: str
    bawah: str
    label: str
    tutup: str


def tulis_skala(buku: BukuRumus, kantor: Kantor) -> LetakSkala:
    """Write the cap and the classes of predicates that the office uses."""
    lembar, skala, batas = buku.lembar(SKALA_LEMBAR), kantor.skala_dipakai, kantor.aturan.batas_capaian_pct
    kepala_lembar(buku, lembar, SKALA_LEMBAR, skala.nama)
    kepala(lembar, BARIS_KEPALA, ["Batas bawah" if skala.tutup == "bawah" else "Di atas", "Predikat", "Keterangan"])
    n = len(skala.kelas)
    for r, k in enumerate(skala.kelas, AWAL):
        terbawah = r == AWAL + n - 1
        buku.tulis(lembar, r, 1, float(k.batas), rupa_angka(k.batas))
        buku.tulis(lembar, r, 2, k.predikat, TENGAH)
        buku.tulis(lembar, r, 3, "Juga semua angka di bawahnya." if terbawah else None)
    buku.tulis(lembar, AWAL + n, 3, " ".join(skala.sumber.split()))
    tinggi_baris(lembar, AWAL + n, [(skala.sumber, 70)])
    r = AWAL + n + 2
    buku.tulis(lembar, r, 1, "tanpa batas" if batas is None else float(batas), rupa_angka(batas or 0))
    buku.tulis(lembar, r, 2, "Batas capaian", TENGAH)
    buku.tulis(lembar, r, 3, "Capaian di atas angka ini dirata-ratakan sebesar angka ini; angka aslinya tetap ditulis.")
    lebar_kolom(lembar, [16, 28, 70])
    cetak(lembar, BARIS_KEPALA, BARIS_KEPALA)
    awalan, akhir = f"'{SKALA_LEMBAR}'!", AWAL + n - 1
    return LetakSkala(
        batas="" if batas is None else f"{awalan}$A${r}",
        bawah=f"{awalan}$A${AWAL}:$A${akhir - 1}",
        label=f"{awalan}$B${AWAL}:$B${akhir}",
        tutup=skala.tutup,
    )
