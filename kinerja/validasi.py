"""Step 4, validasi: every finding in one table, and the decision Ya or Tidak.

The SOP's fifth step. A check is one small function from tables to findings; all of them run, so that a unit gets
everything that is wrong at once and not one thing a day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from kinerja.angka import bulat, tulis, tulis_persen, tulis_rupiah
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.rekap import wajib_lapor
from kinerja.serapan import serapan_pct, uang_di_balik
from kinerja.skema import TINGKAT, bentuk, per_baris
from kinerja.temuan import temuan
from kinerja.tenggat import tenggat_lapor
from kinerja.ukur import SATUAN_PERSEN
from kinerja.uraian import teks_nilai

Temuan = dict[str, object]
TOLERANSI = 1e-9
"""Relative difference below which two figures are the same: the noise of binary fractions."""


def validasi(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, pd.DataFrame]:
    """Check the measured quarter.

    Args:
        tabel: ``berkas, target, rekap, lapor, rekap_anggaran, capaian, sasaran, temuan_ingest, temuan_rekap,
        temuan_ukur``.
        kantor: The office, with thresholds and severities.
        periode: The quarter.

    Returns:
        ``temuan``, all findings with the gravest first; ``putusan``, one row.
    """
    sendiri: list[Temuan] = []
    tabel = tabel | {"rekap": _rekap_lengkap(tabel)}
    for cek in (
        cek_lapor,
        cek_bukti,
        cek_target,
        cek_rasio,
        cek_negatif,
        cek_rentang,
        cek_capaian,
        cek_gerak,
        cek_uang,
        cek_belanja,
        cek_serapan,
    ):
        sendiri += list(cek(tabel, kantor, periode))
    semua = pd.concat(
        [tabel["temuan_ingest"], tabel["temuan_rekap"], tabel["temuan_ukur"], bentuk("temuan", sendiri)],
        ignore_index=True,
    )
    semua = semua.drop_duplicates(["kode", "kode_indikator", "berkas", "lembar", "sel", "pesan"])
    if kantor.aturan.tingkat:
        semua["tingkat"] = semua["kode"].map(kantor.aturan.tingkat).fillna(semua["tingkat"]).astype("str")
    urutan = semua["tingkat"].map({t: i for i, t in enumerate(TINGKAT)})
    semua = semua.assign(_u=urutan).sort_values(["_u", "bidang", "kode"], kind="stable").drop(columns="_u")
    semua = semua.reset_index(drop=True)
    return {"temuan": semua, "putusan": putuskan(semua, periode)}


def putuskan(semua: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Decide: Ya when nothing stops the quarter and everything that asks for an explanation has one."""
    n = {t: int((semua["tingkat"] == t).sum()) for t in TINGKAT}
    dijelaskan = int(((semua["tingkat"] == "jelaskan") & (semua["penjelasan"] != "")).sum())
    menunggu = n["jelaskan"] - dijelaskan
    ya = n["tolak"] == 0 and menunggu == 0
    bagian = [
        f"{x} {apa}"
        for x, apa in ((n["tolak"], "temuan harus diperbaiki"), (menunggu, "temuan menunggu penjelasan"))
        if x
    ]
    alasan = "Tidak ada temuan yang menghalangi." if ya else f"{' dan '.join(bagian)}."
    return bentuk(
        "putusan",
        [
            {
                "tahun": periode.tahun,
                "triwulan": periode.triwulan,
                "putusan": "Ya" if ya else "Tidak",
                "n_tolak": n["tolak"],
                "n_jelaskan": menunggu,
                "n_dijelaskan": dijelaskan,
                "n_info": n["info"],
                "alasan": alasan,
            }
        ],
    )


def _asal(b: Any) -> dict[str, str]:
    """Where a row's figure stands, as findings name it."""
    return {"berkas": b.asal_berkas, "lembar": b.asal_lembar, "sel": b.asal_sel}


def _rekap_lengkap(tabel: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Rekap with the indicators' nature beside it, and whether the row came from a unit's form."""
    sifat = ["kode_indikator", "bidang", "satuan", "konsolidasi", "polaritas", "tersedia_tw", "jenis_target"]
    hasil = tabel["rekap"].merge(tabel["capaian"][sifat], on="kode_indikator", validate="m:1")
    berkas = tabel["berkas"]
    hasil["dari_formulir"] = hasil["asal_berkas"].isin(berkas.loc[berkas["jenis"] == "formulir", "berkas"])
    return hasil


# ---- who has reported what ------------------------------------------------------------------------------------------
def cek_lapor(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A unit without a form, and a figure that is due and missing."""
    belum = tabel["lapor"][(tabel["lapor"]["status"] == "belum") & (tabel["lapor"]["n_indikator"] > 0)]
    berkas = tabel["berkas"]
    ditolak = berkas[berkas["status"] == "ditolak"].groupby("triwulan").size()
    for b in per_baris(belum):
        tw, bidang = int(b.triwulan), str(b.bidang)
        if tw in ditolak.index:
            # The unit may well have sent one of these: it must not be blamed for silence.
            yield temuan("formulir_tertahan", bidang=bidang, tw=ROMAWI[tw], jumlah=int(ditolak[tw]))
            continue
        tenggat = tenggat_lapor(Periode(periode.tahun, tw), kantor.aturan.tenggat_hari_kerja)
        yield temuan("belum_melapor", bidang=bidang, tw=ROMAWI[tw], tenggat=tenggat)
    sudah_disebut = {(b.bidang, b.triwulan) for b in per_baris(belum)}
    menahan = set(tabel["capaian"].loc[tabel["capaian"]["status"] == "belum_dilaporkan", "kode_indikator"])
    # A cell whose content could not be read has its finding already; calling it empty as well would be untrue.
    terbaca_salah = set(zip(*(tabel["temuan_ingest"][k] for k in ("berkas", "lembar", "sel")), strict=True))
    data = tabel["rekap"]
    for b in per_baris(data[wajib_lapor(data) & ~data["dilaporkan"]]):
        disebut = (b.asal_berkas, b.asal_lembar, b.asal_sel) in terbaca_salah and b.asal_sel
        if (b.bidang, b.triwulan) in sudah_disebut or disebut:
            continue
        # A position that a later quarter has reported does not need the earlier one; it stays in the list all the same.
        kode = "belum_dilaporkan" if b.kode_indikator in menahan else "triwulan_lowong"
        isi = {"bidang": str(b.bidang), "kode_indikator": str(b.kode_indikator), **_asal(b)}
        yield temuan(kode, tw=ROMAWI[int(b.triwulan)], **isi)


def cek_bukti(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A figure of this quarter without evidence, in a form that asks for it."""
    data = tabel["rekap"]
    kurang = data["dari_formulir"] & data["dilaporkan"] & (data["keadaan"] == "") & (data["bukti"] == "")
    for b in per_baris(data[kurang & (data["triwulan"] == periode.triwulan)]):
        yield temuan(
            "bukti_kosong",
            bidang=str(b.bidang),
            kode_indikator=str(b.kode_indikator),
            penjelasan=str(b.penjelasan),
            **_asal(b),
        )


# ---- plan -----------------------------------------------------------------------------------------------------------
def cek_target(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Quarter targets that do not lead to the year's promise."""
    kolom = ["kode_indikator", "bidang", "satuan", "konsolidasi", "bentuk_target", "jenis_target", "target_tahun"]
    plan = tabel["target"].merge(tabel["capaian"][kolom], on="kode_indikator", validate="m:1")
    for kode, g in plan[plan["target"].notna()].groupby("kode_indikator", sort=False):
        satu, akhir = g.iloc[0], g.sort_values("triwulan").iloc[-1]
        dijumlah = satu["konsolidasi"] == "jumlah" and satu["bentuk_target"] == "per_triwulan"
        rata = satu["konsolidasi"] == "rata" and satu["bentuk_target"] == "per_triwulan"
        rencana = g["target"].sum() if dijumlah else (g["target"].mean() if rata else akhir["target"])
        pk = satu["target_tahun"]
        if pd.isna(pk) or np.isclose(rencana, pk, rtol=TOLERANSI, atol=0.005):
            continue
        yield temuan(
            "target_tw_beda_pk",
            bidang=str(satu["bidang"]),
            kode_indikator=str(kode),
            berkas=akhir["asal_berkas"],
            lembar=akhir["asal_lembar"],
            sel=akhir["asal_sel"],
            nilai=tulis(rencana),
            rencana=teks_nilai(rencana, satu["satuan"]),
            pk=teks_nilai(pk, satu["satuan"]),
        )


# ---- figures --------------------------------------------------------------------------------------------------------
def cek_rasio(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
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
            **_asal(b),
        )


def cek_negatif(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A count, a numerator or a denominator below 0."""
    data = tabel["rekap"]
    data = data[data["triwulan"] == periode.triwulan]
    for kolom, apa in (("realisasi", "Realisasi"), ("pembilang", "Pembilang"), ("penyebut", "Penyebut")):
        # A growth or a balance may be negative; what is counted and added up may not.
        bagian = data[kolom] < 0
        if kolom == "realisasi":
            bagian &= data["konsolidasi"] == "jumlah"
        for b in per_baris(data[bagian]):
            isi = {"bidang": str(b.bidang), "kode_indikator": str(b.kode_indikator), **_asal(b)}
            yield temuan("angka_negatif", apa=apa, nilai=tulis(getattr(b, kolom)), **isi)


def cek_rentang(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
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
            **_asal(b),
        )


def cek_capaian(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Capaian so high or so low that a reader will ask why."""
    a = kantor.aturan.ambang
    for b in per_baris(tabel["capaian"][tabel["capaian"]["status"] == "terukur"]):
        nilai = bulat(float(b.capaian_sd_pct))
        isi = {
            "bidang": str(b.bidang),
            "kode_indikator": str(b.kode_indikator),
            "capaian": tulis_persen(nilai),
            **_asal(b),
        }
        if nilai > a.capaian_tinggi_pct:
            yield temuan(
                "capaian_tinggi",
                nilai=tulis_persen(nilai),
                penjelasan=str(b.penjelasan),
                ambang=tulis_persen(a.capaian_tinggi_pct),
                **isi,
            )
        elif nilai < a.capaian_rendah_pct:
            # Here cause and follow-up are the explanation, where the unit has written both.
            jawab = b.penjelasan or (f"{b.penghambat} {b.tindak_lanjut}" if b.penghambat and b.tindak_lanjut else "")
            yield temuan(
                "capaian_rendah",
                nilai=tulis_persen(nilai),
                penjelasan=str(jawab),
                ambang=tulis_persen(a.capaian_rendah_pct),
                **isi,
            )


def cek_gerak(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A figure that is the copy of last quarter's, or many times as large or as small."""
    if periode.triwulan == 1:
        return
    data = tabel["rekap"]
    angka = data["jenis_target"].isin(("angka", "rentang")) & data["konsolidasi"].isin(("akhir", "rata"))
    data = data[angka & data["realisasi"].notna() & data["dari_formulir"]]
    kini = data[data["triwulan"] == periode.triwulan]
    lalu = data[data["triwulan"] == periode.triwulan - 1].set_index("kode_indikator")["realisasi"]
    for b in per_baris(kini[kini["kode_indikator"].isin(lalu.index)]):
        dulu, kali = float(lalu[b.kode_indikator]), kantor.aturan.ambang.loncatan_kali
        isi = {
            "bidang": str(b.bidang),
            "kode_indikator": str(b.kode_indikator),
            "nilai": teks_nilai(b.realisasi, b.satuan),
            **_asal(b),
        }
        if b.realisasi == dulu:
            yield temuan("sama_dengan_lalu", **isi)
        elif dulu > 0 and b.realisasi > 0 and max(b.realisasi / dulu, dulu / b.realisasi) >= kali:
            yield temuan(
                "loncatan",
                kali=tulis(max(b.realisasi / dulu, dulu / b.realisasi), 1),
                sebelum=teks_nilai(dulu, b.satuan),
                sesudah=teks_nilai(b.realisasi, b.satuan),
                penjelasan=str(b.penjelasan),
                **isi,
            )


# ---- money ----------------------------------------------------------------------------------------------------------
def cek_uang(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
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
            **_asal(b),
        )


def cek_belanja(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Spending below 0, physical progress outside 0 to 100."""
    data = tabel["realisasi_anggaran"]
    data = data[~data["ikhtisar"] & (data["triwulan"] == periode.triwulan)]
    for b in per_baris(data[(data["realisasi_rp"] < 0).fillna(False)]):
        tw = ROMAWI[int(b.triwulan)]
        yield temuan("belanja_negatif", tw=tw, nilai=tulis_rupiah(int(b.realisasi_rp)), **_asal(b))
    for b in per_baris(data[(data["fisik_pct"] < 0) | (data["fisik_pct"] > 100)]):
        yield temuan("fisik_diluar_rentang", nilai=tulis_persen(b.fisik_pct), **_asal(b))


def cek_serapan(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
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
                **_asal(b),
            )
