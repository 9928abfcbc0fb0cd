"""Step 3, ukur: capaian of every indicator, its state and predikat, and what they make per sasaran, bidang and office.

The SOP's fourth step. The rules stand in the docstrings here; formulas in ``capaian.py``, the only place.
"""

from __future__ import annotations

import math
from collections.abc import Callable
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
from kinerja.serapan import susun_serapan
from kinerja.skema import PENJELASAN, STATUS, TABEL, bentuk, per_baris
from kinerja.tagihan import wajib
from kinerja.temuan import temuan
from kinerja.uraian import dalam_persen, keterangan_status, teks_nilai, teks_realisasi, teks_target, uraian_hitung

Larik = npt.NDArray[np.float64]
Benar = npt.NDArray[np.bool_]

KATA = ("konsolidasi", "polaritas", "jenis_target", "rumus", "bentuk_target")
BLOK = 1 << 16
"""Indicators that are measured at a time: few enough that what is worked out between stays in the processor's cache."""


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
    hasil["capaian_lalu_pct"] = capaian_triwulan_lalu(tabel["indikator"], tabel["rekap"], kantor.aturan, periode)
    hasil["dalam_gabungan"] = dalam_gabungan(hasil)
    hasil["predikat"] = beri_predikat(hasil["capaian_sd_pct"], kantor.skala_dipakai)
    per_kode = {str(k): g for k, g in tabel["rekap"].groupby("kode_indikator", sort=False)}
    hasil = lengkapi(hasil, tabel["rekap"], per_kode, tabel["riwayat"], periode)
    hasil = hasil.join(hitung_laju(hasil, tabel["riwayat"], periode))
    kartu_semua = [kartu(b, per_kode[b.kode_indikator], kantor.aturan) for b in per_baris(hasil)]
    hasil["kartu"] = pd.Series(kartu_semua, dtype="str", index=hasil.index)
    return {
        "capaian": hasil[list(TABEL["capaian"])],
        "sasaran": susun_sasaran(hasil, tabel["rekap_anggaran"], kantor, periode),
        "serapan": susun_serapan(tabel["rekap_anggaran"]),
        "banding": bandingkan(hasil, tabel["riwayat"], kantor.aturan, periode),
        "temuan_ukur": bentuk("temuan_ukur", temuan_target_nol(hasil)),
    }


# ---- indicators -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sifat:
    """What the plan says of every indicator; each of shape (n,), words as categories."""

    konsolidasi: pd.Categorical
    polaritas: pd.Categorical
    jenis_target: pd.Categorical
    rumus: pd.Categorical
    bentuk_target: pd.Categorical
    faktor: Larik
    tersedia_tw: npt.NDArray[np.int64]
    baseline: Larik
    tahun: Larik
    tahun_bawah: Larik
    renstra: Larik
    renstra_bawah: Larik
    renstra_lalu: Larik

    @classmethod
    def dari(cls, indikator: pd.DataFrame) -> Sifat:
        """Take them from table ``indikator``."""
        # Only counts pile up over years; a percentage, an index or a position is compared as it stands.
        menumpuk = (indikator["konsolidasi"] == "jumlah") & ~indikator["tambahan_persen"]
        return cls(
            **{k: kategori(indikator[k]) for k in KATA},
            faktor=np.where(pilah(indikator["satuan"], dalam_persen), 100.0, 1.0),
            tersedia_tw=indikator["tersedia_tw"].to_numpy(),
            baseline=indikator["baseline"].to_numpy(),
            tahun=indikator["target_tahun"].to_numpy(),
            tahun_bawah=indikator["target_tahun_bawah"].to_numpy(),
            renstra=indikator["target_renstra"].to_numpy(),
            renstra_bawah=indikator["target_renstra_bawah"].to_numpy(),
            renstra_lalu=indikator["realisasi_renstra_lalu"].where(menumpuk).to_numpy(),
        )


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
    def dari(cls, sifat: Sifat, rekap: pd.DataFrame, q: int) -> Triwulanan:
        """Reshape the rekap, which holds every indicator and quarter once, in the plan's order."""

        def larik(isi: npt.NDArray[Any]) -> npt.NDArray[Any]:
            # Each quarter in one piece of memory: what is done quarter by quarter runs several times as fast.
            return np.asfortranarray(isi.reshape(-1, q))

        target, keadaan = larik(rekap["target"].to_numpy()), rekap["keadaan"]
        nol_berarti = (sifat.konsolidasi != "jumlah") | (sifat.polaritas == "min")
        sudah_ada = (np.arange(1, q + 1)[:, None] >= sifat.tersedia_tw).T
        return cls(
            target=target,
            bawah=larik(rekap["target_bawah"].to_numpy()),
            nilai=larik(rekap["realisasi"].to_numpy()),
            pembilang=larik(rekap["pembilang"].to_numpy()),
            penyebut=larik(rekap["penyebut"].to_numpy()),
            dilaporkan=larik(rekap["dilaporkan"].to_numpy()),
            wajib=wajib(nol_berarti[:, None], target, sudah_ada),
            tersedia=larik((keadaan != "belum_tersedia").to_numpy()),
            tanpa_kejadian=larik((keadaan == "tanpa_kejadian").to_numpy()),
        )


def kategori(kata: pd.Series) -> pd.Categorical:
    """Return a column of words as categories, which compare by their codes."""
    return kata.array if isinstance(kata.array, pd.Categorical) else pd.Categorical(kata)


def pilah(kata: pd.Series, syarat: Callable[[str], bool]) -> Benar:
    """Tell which rows hold a word that meets a condition, asking once for each word; an empty row does not."""
    pilihan = kategori(kata)
    return np.array([*(syarat(str(k)) for k in pilihan.categories), False])[pilihan.codes]


def ukur_indikator(indikator: pd.DataFrame, rekap: pd.DataFrame, aturan: Aturan, periode: Periode) -> pd.DataFrame:
    """Compute value, target and capaian to date and the state of every indicator; vectorised over the table.

    Args:
        indikator: Table ``indikator``, n rows; columns of words may be categorical.
        rekap: Table ``rekap``, n x quarters rows in the same order.
        aturan: Rules of the year.
        periode: The quarter.

    Returns:
        ``indikator`` with the figures of table ``capaian`` (percent points, raw), without texts and predikat.
    """
    n, q = len(indikator), periode.triwulan
    hasil: list[dict[str, npt.NDArray[Any]]] = []
    for awal in range(0, max(n, 1), BLOK):
        sifat = Sifat.dari(indikator.iloc[awal : awal + BLOK])
        hasil.append(ukur_larik(sifat, Triwulanan.dari(sifat, rekap.iloc[awal * q : (awal + BLOK) * q], q), aturan))
    kolom: dict[str, Any] = {k: np.concatenate([h.pop(k) for h in hasil]) for k in list(hasil[0])}
    kolom["status"] = pd.array(STATUS, dtype="str").take(kolom["status"])
    waktu = {"tahun": np.full(n, periode.tahun), "triwulan": np.full(n, q)}
    # Joined as they are, for a column that is assigned is copied.
    return pd.concat([indikator, pd.DataFrame(waktu | kolom, index=indikator.index, copy=False)], axis=1)


def capaian_triwulan_lalu(
    indikator: pd.DataFrame, rekap: pd.DataFrame, aturan: Aturan, periode: Periode
) -> npt.NDArray[np.float64]:
    """Measure the previous quarter of the same year as it would be measured today, with later corrections in it.

    Returns:
        Capaian to date in percent points, of shape (n,); NaN in TW I and where it was not measured.
    """
    if periode.triwulan == 1:
        return np.full(len(indikator), np.nan)
    lalu = Periode(periode.tahun, periode.triwulan - 1)
    hasil = ukur_indikator(indikator, rekap[rekap["triwulan"] <= lalu.triwulan], aturan, lalu)
    return hasil["capaian_sd_pct"].to_numpy()


def ukur_larik(sifat: Sifat, tw: Triwulanan, aturan: Aturan) -> dict[str, npt.NDArray[Any]]:
    """Measure arrays.

    Args:
        sifat: The plan, n indicators.
        tw: Plan and reports by quarter, of the same indicators.
        aturan: Rules of the year.

    Returns:
        Columns of table ``capaian`` by name, each of shape (n,); ``status`` as its place in ``STATUS``.
    """
    nilai, atas, dasar = rumus.sampai_dengan(sifat.konsolidasi, tw.nilai, tw.pembilang, tw.penyebut, sifat.faktor)
    sd, sd_bawah = target_sampai_dengan(sifat, tw)
    if tw.target.shape[1] == 4 or aturan.target_triwulan_kosong == "target_tahun":
        # At the year's end the promise of the year is the target, also where no quarter was planned.
        tanpa = ~tw.wajib.any(axis=1) & np.isnan(sd)
        sd, sd_bawah = np.where(tanpa, sifat.tahun, sd), np.where(tanpa, sifat.tahun_bawah, sd_bawah)
    naik = sifat.rumus == "POS"

    def hitung(t: Larik, r: Larik, b: Larik) -> Larik:
        hasil = rumus.capaian(sifat.rumus, sifat.jenis_target, t, r, bawah=b, baseline=sifat.baseline)
        hasil[(t == 0) & naik] = np.nan
        return hasil

    ke_sd = hitung(sd, nilai, sd_bawah)
    status = tentukan_status(sifat, tw, sd, nilai, dasar, ke_sd)
    terukur = status == STATUS.index("terukur")
    ada_kemajuan = terukur | (status == STATUS.index("belum_ditargetkan"))
    ke_tahun = hitung(sifat.tahun, nilai, sifat.tahun_bawah)
    ke_renstra = hitung(sifat.renstra, nilai + np.nan_to_num(sifat.renstra_lalu), sifat.renstra_bawah)
    batas = math.inf if aturan.batas_capaian_pct is None else aturan.batas_capaian_pct
    return {
        "target_sd": sd,
        "target_sd_bawah": sd_bawah,
        "realisasi_sd": nilai,
        "pembilang_sd": atas,
        "penyebut_sd": dasar,
        "capaian_sd_pct": np.where(terukur, ke_sd, np.nan),
        "capaian_tahun_pct": np.where(ada_kemajuan, ke_tahun, np.nan),
        "capaian_renstra_pct": np.where(ada_kemajuan, ke_renstra, np.nan),
        "dibatasi": terukur & (ke_sd > batas),
        "status": status,
    }


def target_sampai_dengan(sifat: Sifat, tw: Triwulanan) -> tuple[Larik, Larik]:
    """Return the target to date and, for a range, its lower bound.

    Counts planned per quarter add up; counts planned cumulatively, positions and ratios take the last planned quarter;
    a mean takes the mean of the planned quarters. Every planned quarter counts, reported or not: a missing report must
    not lower the target.
    """
    per_tw = sifat.bentuk_target == "per_triwulan"
    jumlah = rumus.jumlahkan(tw.target)
    rata = jumlah / np.maximum(rumus.banyak(tw.target), 1)
    sd = np.where((sifat.konsolidasi == "rata") & per_tw, rata, rumus.terakhir(tw.target))
    return np.where((sifat.konsolidasi == "jumlah") & per_tw, jumlah, sd), rumus.terakhir(tw.bawah)


def tentukan_status(
    sifat: Sifat, tw: Triwulanan, target_sd: Larik, nilai: Larik, penyebut_sd: Larik, ke_sd: Larik
) -> npt.NDArray[np.int8]:
    """Return the state of every indicator as its place in ``STATUS``; the first that fits, in this order.

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
    naik, kosong = sifat.rumus == "POS", np.isnan(nilai)
    ada_wajib = tw.wajib.any(axis=1)
    wajib_terakhir = np.full(len(nilai), q)
    for k in range(q):
        wajib_terakhir[tw.wajib[:, k]] = k
    sesudah = (np.arange(q)[:, None] >= wajib_terakhir).T
    posisi_ada = (tw.dilaporkan & sesudah).any(axis=1)
    tak_rilis = (~tw.tersedia & sesudah).any(axis=1) & ~(tw.dilaporkan & tw.tersedia & sesudah).any(axis=1)
    lowong = (tw.wajib & ~tw.dilaporkan).any(axis=1)
    kurang = np.where(sifat.konsolidasi == "akhir", ada_wajib & ~posisi_ada, lowong)
    kurang |= kosong & ~tw.tanpa_kejadian.any(axis=1) & ~(penyebut_sd == 0)
    tanpa_target = np.isnan(target_sd) | ((target_sd == 0) & naik)
    menurut_urutan = {
        "belum_tersedia": ((q < sifat.tersedia_tw) & kosong) | tak_rilis,
        "tidak_dapat_dihitung": np.isnan(sifat.tahun) | ((sifat.tahun == 0) & naik & ~tanpa_target),
        "belum_ditargetkan": tanpa_target,
        "belum_dilaporkan": kurang,
        "tanpa_kejadian": (penyebut_sd == 0) | kosong,
    }
    tanpa_rumus = np.where(np.isnan(ke_sd), STATUS.index("tidak_dapat_dihitung"), STATUS.index("terukur"))
    pilihan = [np.int8(STATUS.index(s)) for s in menurut_urutan]
    return np.select(list(menurut_urutan.values()), pilihan, default=tanpa_rumus.astype(np.int8))


def lengkapi(
    hasil: pd.DataFrame,
    rekap: pd.DataFrame,
    per_kode: dict[str, pd.DataFrame],
    riwayat: pd.DataFrame,
    periode: Periode,
) -> pd.DataFrame:
    """Add what readers need beside the figures: texts, the worked line, last year's figure, words and source.

    ``per_kode`` holds the rows of ``rekap`` by indicator.
    """
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
    tambahan = {k: pd.Series(v, dtype="str", index=hasil.index) for k, v in kata.items()}
    tambahan |= {f"asal_target_{k}": hasil[f"asal_{k}"] for k in ("berkas", "lembar", "sel")}
    hasil = hasil.assign(**tambahan).merge(lalu, on="kode_indikator", how="left", validate="1:1")
    hasil["realisasi_lalu_sumber"] = hasil["realisasi_lalu_sumber"].fillna("").astype("str")
    # The words and the source cell are those of the newest quarter that was reported.
    terbaru = rekap[rekap["dilaporkan"]].groupby("kode_indikator", sort=False).tail(1).set_index("kode_indikator")
    for k in (*PENJELASAN, "asal_berkas", "asal_lembar", "asal_sel"):
        baru = terbaru[k].reindex(hasil["kode_indikator"], fill_value="").astype("str").set_axis(hasil.index)
        hasil[k] = baru.where(baru != "", hasil[k]) if k.startswith("asal_") else baru
    return hasil


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
