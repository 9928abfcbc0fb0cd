"""Step 3, ukur: capaian of every indicator, its state and predikat, and what they make per sasaran, bidang and office.

The SOP's fourth step. Rules: ``design`` of the project and the docstrings here; formulas: ``capaian.py``, the only
place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kinerja import capaian as rumus
from kinerja.aturan import Aturan
from kinerja.banding import bandingkan
from kinerja.gabungan import beri_predikat, dalam_gabungan, susun_sasaran
from kinerja.kantor import Kantor, Periode
from kinerja.kartu import kartu
from kinerja.laju import hitung_laju
from kinerja.rekap import wajib_lapor
from kinerja.serapan import susun_serapan
from kinerja.skema import TABEL, bentuk, per_baris
from kinerja.temuan import temuan
from kinerja.uraian import keterangan_status, teks_nilai, teks_realisasi, teks_target, uraian_hitung

Larik = npt.NDArray[np.float64]
Benar = npt.NDArray[np.bool_]

SATUAN_PERSEN = frozenset({"%", "persen", "persentase", "prosentase"})


def ukur(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, pd.DataFrame]:
    """Measure.

    Args:
        tabel: ``indikator, rekap, rekap_anggaran, riwayat``.
        kantor: The office, with cap, scale and rules.
        periode: The quarter.

    Returns:
        ``capaian``, ``sasaran``, ``serapan``, ``banding``, ``temuan_ukur``.
    """
    hasil = ukur_indikator(tabel["indikator"], tabel["rekap"], kantor.aturan, periode)
    hasil["dalam_gabungan"] = dalam_gabungan(hasil)
    hasil["predikat"] = beri_predikat(hasil["capaian_sd_pct"], kantor.skala_dipakai)
    hasil = lengkapi(hasil, tabel["rekap"], tabel["riwayat"], periode)
    hasil = hasil.join(hitung_laju(hasil, tabel["riwayat"], periode))
    hasil["kartu"] = susun_kartu(hasil, tabel["rekap"], kantor.aturan)
    serapan = susun_serapan(tabel["rekap_anggaran"])
    return {
        "capaian": hasil[list(TABEL["capaian"])],
        "sasaran": susun_sasaran(hasil, tabel["rekap_anggaran"], kantor, periode),
        "serapan": serapan,
        "banding": bandingkan(hasil, tabel["riwayat"], kantor.aturan, periode),
        "temuan_ukur": bentuk("temuan_ukur", temuan_target_nol(hasil)),
    }


# ---- indicators -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Triwulanan:
    """Quarters side by side: every array has one row an indicator and one column a quarter until the run's."""

    target: Larik
    bawah: Larik
    nilai: Larik
    pembilang: Larik
    penyebut: Larik
    dilaporkan: Benar
    wajib: Benar
    tersedia: Benar
    tanpa_kejadian: Benar

    @classmethod
    def dari(cls, indikator: pd.DataFrame, rekap: pd.DataFrame, q: int) -> Triwulanan:
        """Reshape the rekap, which holds every indicator and quarter once, in the plan's order."""

        def larik(s: pd.Series) -> npt.NDArray[Any]:
            return s.to_numpy().reshape(-1, q)

        n = len(indikator)
        ulang = np.repeat(np.arange(n), q)
        sifat = indikator[["konsolidasi", "polaritas", "tersedia_tw"]].iloc[ulang].reset_index(drop=True)
        sifat = sifat.assign(target=rekap["target"].to_numpy(), triwulan=rekap["triwulan"].to_numpy())
        return cls(
            target=larik(rekap["target"]),
            bawah=larik(rekap["target_bawah"]),
            nilai=larik(rekap["realisasi"]),
            pembilang=larik(rekap["pembilang"]),
            penyebut=larik(rekap["penyebut"]),
            dilaporkan=larik(rekap["dilaporkan"]),
            wajib=larik(wajib_lapor(sifat)),
            tersedia=larik(rekap["keadaan"] != "belum_tersedia"),
            tanpa_kejadian=larik(rekap["keadaan"] == "tanpa_kejadian"),
        )


def ukur_indikator(indikator: pd.DataFrame, rekap: pd.DataFrame, aturan: Aturan, periode: Periode) -> pd.DataFrame:
    """Compute value, target and capaian to date and the state of every indicator; vectorised over the table.

    Args:
        indikator: Table ``indikator``, n rows.
        rekap: Table ``rekap``, n x quarters rows in the same order.
        aturan: Rules of the year.
        periode: The quarter.

    Returns:
        ``indikator`` with the figures of table ``capaian`` (percent points, raw), without texts and predikat.
    """
    q = periode.triwulan
    tw = Triwulanan.dari(indikator, rekap, q)
    konsolidasi = indikator["konsolidasi"].to_numpy(dtype=object)
    persen = indikator["satuan"].str.casefold().str.strip().isin(SATUAN_PERSEN).to_numpy()
    nilai, atas, dasar = rumus.sampai_dengan(
        konsolidasi, tw.nilai, tw.pembilang, tw.penyebut, np.where(persen, 100.0, 1.0)
    )
    sd, sd_bawah = target_sampai_dengan(indikator, tw)
    tahun, tahun_bawah = (indikator[k].to_numpy() for k in ("target_tahun", "target_tahun_bawah"))
    if q == 4 or aturan.target_triwulan_kosong == "target_tahun":
        # At the year's end the promise of the year is the target, also where no quarter was planned.
        tanpa = ~tw.wajib.any(axis=1) & np.isnan(sd)
        sd, sd_bawah = np.where(tanpa, tahun, sd), np.where(tanpa, tahun_bawah, sd_bawah)
    jenis, nama_rumus, baseline = (indikator[k].to_numpy() for k in ("jenis_target", "rumus", "baseline"))

    def hitung(t: Larik, r: Larik, b: Larik) -> Larik:
        hasil = rumus.capaian(nama_rumus, jenis, t, r, bawah=b, baseline=baseline)
        return np.where((t == 0) & (nama_rumus == "POS"), np.nan, hasil)

    ke_sd, ke_tahun = hitung(sd, nilai, sd_bawah), hitung(tahun, nilai, tahun_bawah)
    lalu = indikator["realisasi_renstra_lalu"].to_numpy()
    renstra, renstra_bawah = (indikator[k].to_numpy() for k in ("target_renstra", "target_renstra_bawah"))
    ke_renstra = hitung(renstra, nilai + np.nan_to_num(lalu), renstra_bawah)
    status = tentukan_status(indikator, tw, sd, nilai, dasar, ke_sd)
    ada_kemajuan = np.isin(status, ("terukur", "belum_ditargetkan"))
    batas = math.inf if aturan.batas_capaian_pct is None else aturan.batas_capaian_pct
    return indikator.assign(
        tahun=periode.tahun,
        triwulan=periode.triwulan,
        target_sd=sd,
        target_sd_bawah=sd_bawah,
        realisasi_sd=nilai,
        pembilang_sd=atas,
        penyebut_sd=dasar,
        capaian_sd_pct=np.where(status == "terukur", ke_sd, np.nan),
        capaian_tahun_pct=np.where(ada_kemajuan, ke_tahun, np.nan),
        capaian_renstra_pct=np.where(ada_kemajuan, ke_renstra, np.nan),
        dibatasi=(status == "terukur") & (ke_sd > batas),
        status=pd.Series(status, dtype="str", index=indikator.index),
    )


def target_sampai_dengan(indikator: pd.DataFrame, tw: Triwulanan) -> tuple[Larik, Larik]:
    """Return the target to date and, for a range, its lower bound.

    Counts planned per quarter add up; counts planned cumulatively, positions and ratios take the last planned quarter;
    a mean takes the mean of the planned quarters. Every planned quarter counts, reported or not: a missing report must
    not lower the target.
    """
    terakhir = rumus.terakhir(tw.target)
    ada = (~np.isnan(tw.target)).any(axis=1)
    konsolidasi, bentuk_target = indikator["konsolidasi"].to_numpy(), indikator["bentuk_target"].to_numpy()
    jumlah = np.where(ada, np.nansum(tw.target, axis=1), np.nan)
    banyak = np.maximum((~np.isnan(tw.target)).sum(axis=1), 1)
    per_tw = bentuk_target == "per_triwulan"
    sd = np.select(
        [(konsolidasi == "jumlah") & per_tw, (konsolidasi == "rata") & per_tw], [jumlah, jumlah / banyak], terakhir
    )
    return sd, rumus.terakhir(tw.bawah)


def tentukan_status(
    indikator: pd.DataFrame, tw: Triwulanan, target_sd: Larik, nilai: Larik, penyebut_sd: Larik, ke_sd: Larik
) -> npt.NDArray[np.object_]:
    """Return the state of every indicator; the first that fits, in this order.

    * ``belum_tersedia``: no figure can exist yet (before ``tersedia_tw``), or the unit says that it is not released.
    * ``tidak_dapat_dihitung``: the year has no target, or a target of 0 where more is better.
    * ``belum_ditargetkan``: nothing is planned until this quarter.
    * ``belum_dilaporkan``: a due figure is missing. A sum, a mean or a ratio needs every due quarter: leaving one out
      would flatter; a position needs the last due one.
    * ``tanpa_kejadian``: the accumulated denominator is 0.
    * ``tidak_dapat_dihitung``: the formula has no value here.
    * ``terukur``: the only state with a percentage to date.
    """
    q = tw.target.shape[1]
    konsolidasi = indikator["konsolidasi"].to_numpy()
    tersedia_tw = indikator["tersedia_tw"].to_numpy()
    tahun = indikator["target_tahun"].to_numpy()
    naik = indikator["rumus"].to_numpy() == "POS"
    lowong = tw.wajib & ~tw.dilaporkan
    wajib_terakhir = np.where(tw.wajib.any(axis=1), q - 1 - np.argmax(tw.wajib[:, ::-1], axis=1), q)
    sesudah = np.arange(q)[None, :] >= wajib_terakhir[:, None]
    posisi_ada = (tw.dilaporkan & sesudah).any(axis=1)
    tak_rilis = (~tw.tersedia & sesudah).any(axis=1) & ~(tw.dilaporkan & tw.tersedia & sesudah).any(axis=1)
    kurang = np.where(konsolidasi == "akhir", tw.wajib.any(axis=1) & ~posisi_ada, lowong.any(axis=1))
    kurang |= np.isnan(nilai) & ~tw.tanpa_kejadian.any(axis=1) & ~(penyebut_sd == 0)
    tanpa_target = np.isnan(target_sd) | ((target_sd == 0) & naik)
    return np.select(
        [
            ((q < tersedia_tw) & np.isnan(nilai)) | tak_rilis,
            np.isnan(tahun) | ((tahun == 0) & naik & ~tanpa_target),
            tanpa_target,
            kurang,
            (penyebut_sd == 0) | np.isnan(nilai),
            np.isnan(ke_sd),
        ],
        [
            "belum_tersedia",
            "tidak_dapat_dihitung",
            "belum_ditargetkan",
            "belum_dilaporkan",
            "tanpa_kejadian",
            "tidak_dapat_dihitung",
        ],
        default="terukur",
    ).astype(object)


def lengkapi(hasil: pd.DataFrame, rekap: pd.DataFrame, riwayat: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Add what readers need beside the figures: texts, the worked line, last year's figure, words and source."""
    per_kode = {str(k): g for k, g in rekap.groupby("kode_indikator", sort=False)}
    lalu = realisasi_tahun_lalu(riwayat, periode)
    kata: dict[str, list[object]] = {
        k: [] for k in ("target_sd_teks", "realisasi_sd_teks", "status_ket", "uraian_hitung")
    }
    for b in per_baris(hasil):
        tw = per_kode[b.kode_indikator]
        kata["target_sd_teks"].append(teks_target(b, tw))
        kata["realisasi_sd_teks"].append(teks_realisasi(b, tw))
        kata["status_ket"].append(keterangan_status(b, tw))
        kata["uraian_hitung"].append(uraian_hitung(b, tw))
    for k in ("berkas", "lembar", "sel"):
        hasil[f"asal_target_{k}"] = hasil[f"asal_{k}"]
    tambahan = {k: pd.Series(v, dtype="str", index=hasil.index) for k, v in kata.items()}
    hasil = hasil.assign(**tambahan).merge(lalu, on="kode_indikator", how="left", validate="1:1")
    hasil["realisasi_lalu_sumber"] = hasil["realisasi_lalu_sumber"].fillna("").astype("str")
    # The words and the source cell are those of the newest quarter that was reported.
    terbaru = rekap[rekap["dilaporkan"]].groupby("kode_indikator", sort=False).tail(1).set_index("kode_indikator")
    for k in (
        "bukti",
        "pendorong",
        "penghambat",
        "tindak_lanjut",
        "penjelasan",
        "asal_berkas",
        "asal_lembar",
        "asal_sel",
    ):
        baru = terbaru[k].reindex(hasil["kode_indikator"], fill_value="").astype("str").set_axis(hasil.index)
        hasil[k] = baru.where(baru != "", hasil[k]) if k.startswith("asal_") else baru
    return hasil


def susun_kartu(hasil: pd.DataFrame, rekap: pd.DataFrame, aturan: Aturan) -> pd.Series[str]:
    """Write the formula card of every indicator."""
    per_kode = {str(k): g for k, g in rekap.groupby("kode_indikator", sort=False)}
    return pd.Series(
        [kartu(b, per_kode[b.kode_indikator], aturan) for b in per_baris(hasil)], dtype="str", index=hasil.index
    )


def realisasi_tahun_lalu(riwayat: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Return last year's figure of the same quarter by indicator; the whole year counts as quarter IV."""
    tw = riwayat["triwulan"].replace(0, 4)
    cocok = riwayat[(riwayat["tahun"] == periode.tahun - 1) & (tw == periode.triwulan)].copy()
    cocok = cocok.sort_values("triwulan", ascending=False).drop_duplicates("kode_indikator")
    return cocok[["kode_indikator", "nilai", "sumber"]].rename(
        columns={"nilai": "realisasi_lalu", "sumber": "realisasi_lalu_sumber"}
    )


def temuan_target_nol(hasil: pd.DataFrame) -> list[dict[str, object]]:
    """Name the indicators that realised something in a quarter for which nothing was planned."""
    lebih = hasil[(hasil["status"] == "belum_ditargetkan") & (hasil["target_sd"] == 0) & (hasil["realisasi_sd"] > 0)]
    return [
        temuan(
            "target_nol_terlampaui",
            bidang=b.bidang,
            kode_indikator=b.kode_indikator,
            berkas=b.asal_berkas,
            lembar=b.asal_lembar,
            sel=b.asal_sel,
            nilai=teks_nilai(b.realisasi_sd, b.satuan),
        )
        for b in per_baris(lebih)
    ]
