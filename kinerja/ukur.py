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
from kinerja.angka import bulatkan
from kinerja.aturan import Aturan, Skala
from kinerja.kantor import Kantor, Periode
from kinerja.rekap import wajib_lapor
from kinerja.skema import JENJANG, TABEL, bentuk, kosong, per_baris
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
        ``capaian``, ``sasaran``, ``serapan``, ``temuan_ukur``.
    """
    hasil = ukur_indikator(tabel["indikator"], tabel["rekap"], kantor.aturan, periode)
    hasil["predikat"] = beri_predikat(hasil["capaian_sd_pct"], kantor.skala_dipakai)
    hasil = lengkapi(hasil, tabel["rekap"], tabel["riwayat"], periode)
    serapan = susun_serapan(tabel["rekap_anggaran"])
    return {
        "capaian": hasil[list(TABEL["capaian"])],
        "sasaran": susun_sasaran(hasil, tabel["rekap_anggaran"], kantor),
        "serapan": serapan,
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
    renstra = indikator["target_renstra"].to_numpy()
    ke_renstra = hitung(renstra, nilai + np.nan_to_num(lalu), np.full(len(indikator), np.nan))
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


def beri_predikat(nilai_pct: pd.Series, skala: Skala) -> pd.Series:
    """Classify figures as they are printed: rounded half up to two decimals."""
    label = rumus.predikat(
        bulatkan(nilai_pct.to_numpy()), [k.batas for k in skala.kelas], [k.predikat for k in skala.kelas], skala.tutup
    )
    return pd.Series(label, dtype="str", index=nilai_pct.index)


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


# ---- roll-ups -------------------------------------------------------------------------------------------------------
def dasar_gabungan(hasil: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators that roll-ups count: of each sasaran those of its highest level, IKI left out.

    A programme's and its kegiatan's indicators beside the sasaran's own would count the same work two or three times;
    an IKI measures a person's post.
    """
    data = hasil[hasil["jenis"] != "IKI"]
    tingkat = data["jenjang"].map({j: i for i, j in enumerate(JENJANG)}).astype("int64")
    return data[tingkat == tingkat.groupby(data["kode_sasaran"]).transform("min")]


def susun_sasaran(hasil: pd.DataFrame, anggaran: pd.DataFrame, kantor: Kantor) -> pd.DataFrame:
    """Roll indicators up per sasaran, per programme, per bidang and for the office."""
    dasar = dasar_gabungan(hasil)
    baris = [
        gabungkan("sasaran", str(kode), str(g["sasaran"].iat[0]), g, anggaran, kantor)
        for kode, g in dasar.groupby("kode_sasaran", sort=False)
    ]
    per_sasaran = list(baris)
    baris += [
        gabungkan("program", kode, nama, hasil[hasil["kode_indikator"].isin(anggota)], anggaran, kantor)
        for kode, nama, anggota in indikator_program(hasil, anggaran)
    ]
    per_bidang = dasar.assign(bidang=dasar["bidang"].str.split("; ")).explode("bidang")
    baris += [
        gabungkan("bidang", str(nama), str(nama), g, anggaran, kantor)
        for nama, g in per_bidang.groupby("bidang", sort=False)
    ]
    dinas = gabungkan("dinas", "dinas", kantor.dinas.nama, dasar, anggaran, kantor)
    if kantor.aturan.rerata_dinas == "sasaran":
        for k in ("capaian_pct", "capaian_mentah_pct", "capaian_batas_bawah_pct", "capaian_tahun_pct"):
            dinas[k] = rumus.rerata(np.array([b[k] for b in per_sasaran], dtype=float), np.ones(len(per_sasaran)))
    dinas |= _uang(anggaran.loc[anggaran["daun"], "kode_anggaran"], anggaran)
    hasil_gabung = bentuk("sasaran", [*baris, dinas])
    return hasil_gabung.assign(predikat=beri_predikat(hasil_gabung["capaian_pct"], kantor.skala_dipakai))


def gabungkan(
    level: str, kode: str, nama: str, anggota: pd.DataFrame, anggaran: pd.DataFrame, kantor: Kantor
) -> dict[str, object]:
    """Make one roll-up of a group of indicators: means, counts and the money behind them."""
    batas = kantor.aturan.batas_capaian_pct
    bobot = anggota["bobot"].to_numpy()
    mentah = anggota["capaian_sd_pct"].to_numpy()
    dengan_nol = np.where(anggota["status"].to_numpy() == "belum_dilaporkan", 0.0, mentah)
    kode_uang = [k for x in anggota["kode_anggaran"] for k in x.split("; ") if k]
    n, n_terukur = len(anggota), int((anggota["status"] == "terukur").sum())
    return {
        "level": level,
        "kode": kode,
        "nama": nama,
        "n": n,
        "n_terukur": n_terukur,
        "n_dibatasi": int(anggota["dibatasi"].sum()),
        "capaian_pct": rumus.rerata(rumus.batasi(mentah, batas), bobot),
        "capaian_mentah_pct": rumus.rerata(mentah, bobot),
        "capaian_batas_bawah_pct": rumus.rerata(rumus.batasi(dengan_nol, batas), bobot),
        "capaian_tahun_pct": rumus.rerata(rumus.batasi(anggota["capaian_tahun_pct"].to_numpy(), batas), bobot),
        "ket": "" if n_terukur == n else f"{n_terukur} dari {n} indikator terukur",
        **_uang(kode_uang, anggaran),
    }


def indikator_program(hasil: pd.DataFrame, anggaran: pd.DataFrame) -> list[tuple[str, str, list[str]]]:
    """Return code and name of every programme with the indicators of its own level that name it."""
    program = anggaran[anggaran["jenjang"] == "program"]
    milik = hasil[(hasil["jenjang"] == "program") & (hasil["jenis"] != "IKI")]
    kode_milik = [set(x.split("; ")) for x in milik["kode_anggaran"]]
    daftar = []
    for kode, nama in zip(program["kode_anggaran"], program["nama"], strict=True):
        anggota = [k for k, s in zip(milik["kode_indikator"], kode_milik, strict=True) if kode in s]
        if anggota:
            daftar.append((kode, nama, anggota))
    return daftar


def _uang(kode: pd.Series | list[str], anggaran: pd.DataFrame) -> dict[str, object]:
    """Add up budget and spending behind codes, each row once, and none whose parent is there too."""
    induk = dict(zip(anggaran["kode_anggaran"], anggaran["kode_induk"], strict=True))
    pilihan = {k for k in kode if k in induk}

    def punya_induk(k: str) -> bool:
        dilihat = {k}
        while (k := induk.get(k, "")) and k not in dilihat:
            if k in pilihan:
                return True
            dilihat.add(k)
        return False

    baris = anggaran[anggaran["kode_anggaran"].isin([k for k in pilihan if not punya_induk(k)])]
    if baris.empty:
        return {"pagu_rp": None, "realisasi_rp": None, "serapan_pct": math.nan}
    pagu, keluar = baris["pagu_rp"].sum(min_count=1), baris["realisasi_sd_rp"].sum(min_count=1)
    return {
        "pagu_rp": None if pd.isna(pagu) else int(pagu),
        "realisasi_rp": None if pd.isna(keluar) else int(keluar),
        "serapan_pct": serapan_pct(keluar, pagu),
    }


def serapan_pct(realisasi_rp: object, pagu_rp: object) -> float:
    """Money spent as percent points of the budget; NaN without either or with a budget of 0."""
    if pd.isna(realisasi_rp) or pd.isna(pagu_rp) or not pagu_rp:  # type: ignore[call-overload]
        return math.nan
    return int(realisasi_rp) / int(pagu_rp) * 100  # type: ignore[call-overload]


def susun_serapan(anggaran: pd.DataFrame) -> pd.DataFrame:
    """Lay out spending per budget row and, in the first row, for the office: the sum of the leaves."""
    if anggaran.empty:
        return kosong("serapan")
    hasil = anggaran.rename(columns={"realisasi_sd_rp": "realisasi_rp"}).copy()
    hasil["serapan_pct"] = [serapan_pct(r, p) for r, p in zip(hasil["realisasi_rp"], hasil["pagu_rp"], strict=True)]
    daun = anggaran[anggaran["daun"]]
    uang = _uang(daun["kode_anggaran"], anggaran)
    dasar = "DPPA" if (daun["dasar_pagu"] == "DPPA").any() else "DPA"
    total = bentuk(
        "serapan", [{"kode_anggaran": "dinas", "nama": "Jumlah", "jenjang": "dinas", "dasar_pagu": dasar, **uang}]
    )
    return pd.concat([total, hasil[list(TABEL["serapan"])]], ignore_index=True)
