"""Roll-ups: what indicators make per sasaran, programme, bidang and for the office, and the money behind them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja import capaian as rumus
from kinerja.angka import bulatkan
from kinerja.aturan import Skala
from kinerja.kantor import Kantor, Periode
from kinerja.pita import pita
from kinerja.serapan import efisiensi, uang_di_balik
from kinerja.skema import JENJANG, bentuk


def beri_predikat(nilai_pct: pd.Series, skala: Skala) -> pd.Series:
    """Classify figures as they are printed: rounded half up to two decimals."""
    label = rumus.predikat(
        bulatkan(nilai_pct.to_numpy()), [k.batas for k in skala.kelas], [k.predikat for k in skala.kelas], skala.tutup
    )
    return pd.Series(label, dtype="str", index=nilai_pct.index)


def dalam_gabungan(hasil: pd.DataFrame) -> pd.Series[bool]:
    """Tell which indicators roll-ups count: of each sasaran those of its highest level, IKI left out.

    A programme's and its kegiatan's indicators beside the sasaran's own would count the same work two or three times;
    an IKI measures a person's post.
    """
    tingkat = hasil["jenjang"].map({j: i for i, j in enumerate(JENJANG)}).astype("int64")
    tingkat = tingkat.where(hasil["jenis"] != "IKI", len(JENJANG))
    puncak = tingkat.groupby(hasil["kode_sasaran"]).transform("min")
    return (tingkat == puncak) & (hasil["jenis"] != "IKI")


def susun_sasaran(hasil: pd.DataFrame, anggaran: pd.DataFrame, kantor: Kantor, periode: Periode) -> pd.DataFrame:
    """Roll indicators up per sasaran, per programme, per bidang and for the office."""
    dasar = hasil[hasil["dalam_gabungan"]]
    baris = [
        gabungkan("sasaran", str(kode), str(g["sasaran"].iat[0]), g, anggaran, kantor, periode)
        for kode, g in dasar.groupby("kode_sasaran", sort=False)
    ]
    per_sasaran = list(baris)
    baris += [
        gabungkan("program", kode, nama, hasil[hasil["kode_indikator"].isin(anggota)], anggaran, kantor, periode)
        for kode, nama, anggota in indikator_program(hasil, anggaran)
    ]
    per_bidang = dasar.assign(bidang=dasar["bidang"].str.split("; ")).explode("bidang")
    baris += [
        gabungkan("bidang", str(nama), str(nama), g, anggaran, kantor, periode)
        for nama, g in per_bidang.groupby("bidang", sort=False)
    ]
    dinas = gabungkan("dinas", "dinas", kantor.dinas.nama, dasar, anggaran, kantor, periode)
    if kantor.aturan.rerata_dinas == "sasaran":
        for k in ("capaian_pct", "capaian_mentah_pct", "capaian_batas_bawah_pct", "capaian_tahun_pct"):
            dinas[k] = rumus.rerata(np.array([b[k] for b in per_sasaran], dtype=float), np.ones(len(per_sasaran)))
        dinas |= pita([g for _, g in dasar.groupby("kode_sasaran", sort=False)], *_tolok(kantor))
    uang = uang_di_balik(anggaran.loc[anggaran["daun"], "kode_anggaran"], anggaran)
    dinas |= uang | efisiensi(dasar, uang, anggaran, periode.triwulan)
    hasil_gabung = bentuk("sasaran", [*baris, dinas])
    return hasil_gabung.assign(predikat=beri_predikat(hasil_gabung["capaian_pct"], kantor.skala_dipakai))


def gabungkan(
    level: str, kode: str, nama: str, anggota: pd.DataFrame, anggaran: pd.DataFrame, kantor: Kantor, periode: Periode
) -> dict[str, object]:
    """Make one roll-up of a group of indicators: means, counts and the money behind them."""
    batas = kantor.aturan.batas_capaian_pct
    bobot = anggota["bobot"].to_numpy()
    mentah = anggota["capaian_sd_pct"].to_numpy()
    dengan_nol = np.where(anggota["status"].to_numpy() == "belum_dilaporkan", 0.0, mentah)
    kode_uang = [k for x in anggota["kode_anggaran"] for k in x.split("; ") if k]
    uang = uang_di_balik(kode_uang, anggaran)
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
        **pita([anggota], *_tolok(kantor)),
        **uang,
        **efisiensi(anggota, uang, anggaran, periode.triwulan),
    }


def _tolok(kantor: Kantor) -> tuple[float | None, Skala]:
    return kantor.aturan.batas_capaian_pct, kantor.skala_dipakai


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
