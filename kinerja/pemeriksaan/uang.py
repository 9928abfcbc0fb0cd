"""Money against its budget and against results.

Spending that rises many times since last quarter is not asked: most money goes out when goods arrive. A slip of ten
times passes the budget of its row soon enough, and that is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from kinerja.angka import bulat, tulis_persen, tulis_rupiah
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.masukan.formulir_bentuk import LEMBAR_ANGGARAN
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal, dari_baris
from kinerja.serapan import serapan_pct, uang_di_balik
from kinerja.skema import per_baris
from kinerja.temuan import temuan

RINCIAN = 5
"""Codes that one finding names."""


def cek_uang(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Spending beyond the budget in force; the cell is the unit's newest report, else the row of the budget."""
    data = tabel["rekap_anggaran"]
    belanja = tabel["realisasi_anggaran"]
    belanja = belanja[~belanja["ikhtisar"] & (belanja["triwulan"] <= periode.triwulan) & (belanja["asal_sel"] != "")]
    terbaru = {b.kode_anggaran: b for b in per_baris(belanja.sort_values("triwulan", kind="stable"))}
    lebih = data["daun"] & (data["realisasi_sd_rp"] > data["pagu_rp"]).fillna(False).astype("bool")
    for b in per_baris(data[lebih]):
        yield temuan(
            "realisasi_lebih_pagu",
            bidang=str(b.bidang),
            nilai=tulis_rupiah(int(b.realisasi_sd_rp)),
            realisasi=f"{b.kode_anggaran} {tulis_rupiah(int(b.realisasi_sd_rp))}",
            pagu=f"{b.dasar_pagu} {tulis_rupiah(int(b.pagu_rp))}",
            **asal(terbaru.get(b.kode_anggaran, b)),
        )


def cek_anggaran_hilang(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Sub kegiatan that a unit owns and whose row, or whole sheet, is not in the form that it sent for this quarter."""
    data, belanja, berkas = tabel["rekap_anggaran"], tabel["realisasi_anggaran"], tabel["berkas"]
    ada = set(belanja.loc[belanja["triwulan"] == periode.triwulan, "kode_anggaran"])
    terpakai = berkas[(berkas["jenis"] == "formulir") & (berkas["status"] == "dipakai")]
    terpakai = terpakai[terpakai["triwulan"] == periode.triwulan]
    form = dict(zip(terpakai["bidang"], terpakai["berkas"], strict=True))
    hilang = data[data["daun"] & data["pagu_rp"].notna() & ~data["kode_anggaran"].isin(ada)]
    for bidang, grup in hilang[hilang["bidang"].isin(form)].groupby("bidang", sort=False):
        kode = [str(k) for k in grup["kode_anggaran"]]
        rincian = ", ".join(kode[:RINCIAN]) + (f" dan {len(kode) - RINCIAN} lagi" if len(kode) > RINCIAN else "")
        isi = {"berkas": form[bidang], "lembar": LEMBAR_ANGGARAN, "tw": ROMAWI[periode.triwulan]}
        yield temuan("anggaran_tidak_ada", bidang=str(bidang), **isi, jumlah=len(kode), rincian=rincian)


def cek_belanja(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Spending below 0; physical progress outside 0 to 100, or less than it was."""
    semua = tabel["realisasi_anggaran"]
    semua = semua[~semua["ikhtisar"] & (semua["triwulan"] <= periode.triwulan)]
    data, milik = semua[semua["triwulan"] == periode.triwulan], _pemilik(tabel["anggaran"])
    for b in per_baris(data[(data["realisasi_rp"] < 0).fillna(False).astype("bool")]):
        isi = {"bidang": milik.get(b.kode_anggaran, ""), **asal(b)}
        yield temuan("belanja_negatif", tw=ROMAWI[periode.triwulan], nilai=tulis_rupiah(int(b.realisasi_rp)), **isi)
    sebelum = semua[(semua["triwulan"] < periode.triwulan) & semua["fisik_pct"].notna()]
    lalu = sebelum.sort_values("triwulan", kind="stable").groupby("kode_anggaran")["fisik_pct"].last().to_dict()
    for b in per_baris(data[data["fisik_pct"].notna()]):
        isi = {"bidang": milik.get(b.kode_anggaran, ""), **asal(b)}
        dulu = lalu.get(b.kode_anggaran, math.nan)
        if not 0 <= b.fisik_pct <= 100:
            yield temuan("fisik_diluar_rentang", nilai=tulis_persen(b.fisik_pct), **isi)
        elif bulat(b.fisik_pct) < bulat(dulu):
            kata = {"sebelum": f"kemajuan fisik {tulis_persen(dulu)}", "sesudah": tulis_persen(b.fisik_pct)}
            yield temuan("kumulatif_turun", nilai=tulis_persen(b.fisik_pct), **kata, **isi)


def _pemilik(anggaran: pd.DataFrame) -> dict[Any, Any]:
    return dict(zip(anggaran["kode_anggaran"], anggaran["bidang"], strict=True))


def cek_serapan(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Money spent without result, or result without money, per indicator and the money that pays for it.

    Nearly all of the year's money gone while the result lags is asked in every quarter: there is none left to catch up
    with. A target met with little money is asked at the year's end, when the bills are paid.
    """
    a, anggaran = kantor.aturan.ambang, tabel["rekap_anggaran"]
    capaian = tabel["capaian"][tabel["capaian"]["status"] == "terukur"]
    for b in per_baris(capaian):
        uang = uang_di_balik([k for k in b.kode_anggaran.split("; ") if k], anggaran)
        serapan = serapan_pct(uang["realisasi_rp"], uang["pagu_rp"])
        if math.isnan(serapan):
            continue
        boros = serapan >= a.serapan_tinggi_pct and b.capaian_sd_pct < a.capaian_rendah_pct
        murah = periode.triwulan == 4 and serapan < a.serapan_rendah_pct and b.capaian_sd_pct >= 100
        if boros or murah:
            yield temuan(
                "serapan_timpang",
                nilai=tulis_persen(serapan),
                serapan=f"{b.kode_anggaran} {tulis_persen(serapan)}",
                capaian=tulis_persen(b.capaian_sd_pct),
                **dari_baris(b),
                **asal(b),
            )
