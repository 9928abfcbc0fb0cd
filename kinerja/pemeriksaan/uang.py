"""Money against its budget and against results."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kinerja.angka import tulis_persen, tulis_rupiah
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal
from kinerja.serapan import serapan_pct, uang_di_balik
from kinerja.skema import per_baris
from kinerja.temuan import temuan


def cek_uang(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Spending beyond the budget in force."""
    data = tabel["rekap_anggaran"]
    lebih = data["daun"] & (data["realisasi_sd_rp"] > data["pagu_rp"]).fillna(False)
    for b in per_baris(data[lebih]):
        yield temuan(
            "realisasi_lebih_pagu",
            bidang=str(b.bidang),
            nilai=tulis_rupiah(int(b.realisasi_sd_rp)),
            realisasi=f"{b.kode_anggaran} {tulis_rupiah(int(b.realisasi_sd_rp))}",
            pagu=f"{b.dasar_pagu} {tulis_rupiah(int(b.pagu_rp))}",
            **asal(b),
        )


def cek_belanja(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Spending below 0, physical progress outside 0 to 100."""
    data = tabel["realisasi_anggaran"]
    data = data[~data["ikhtisar"] & (data["triwulan"] == periode.triwulan)]
    for b in per_baris(data[(data["realisasi_rp"] < 0).fillna(False)]):
        tw = ROMAWI[int(b.triwulan)]
        yield temuan("belanja_negatif", tw=tw, nilai=tulis_rupiah(int(b.realisasi_rp)), **asal(b))
    for b in per_baris(data[(data["fisik_pct"] < 0) | (data["fisik_pct"] > 100)]):
        yield temuan("fisik_diluar_rentang", nilai=tulis_persen(b.fisik_pct), **asal(b))


def cek_serapan(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Money spent without result, or result without money, per indicator and the money that pays for it.

    Asked at the year's end, when both should be there.
    """
    if periode.triwulan < 4:
        return
    a, anggaran = kantor.aturan.ambang, tabel["rekap_anggaran"]
    capaian = tabel["capaian"][tabel["capaian"]["status"] == "terukur"]
    for b in per_baris(capaian):
        uang = uang_di_balik([k for k in b.kode_anggaran.split("; ") if k], anggaran)
        serapan = serapan_pct(uang["realisasi_rp"], uang["pagu_rp"])
        if math.isnan(serapan):
            continue
        boros = serapan >= a.serapan_tinggi_pct and b.capaian_sd_pct < a.capaian_rendah_pct
        murah = serapan < a.serapan_rendah_pct and b.capaian_sd_pct >= 100
        if boros or murah:
            yield temuan(
                "serapan_timpang",
                bidang=str(b.bidang),
                kode_indikator=str(b.kode_indikator),
                nilai=tulis_persen(serapan),
                serapan=f"{b.kode_anggaran} {tulis_persen(serapan)}",
                capaian=tulis_persen(b.capaian_sd_pct),
                penjelasan=str(b.penjelasan),
                **asal(b),
            )
