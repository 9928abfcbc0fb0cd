"""Roll-ups: what indicators make per sasaran, programme, bidang and for the office, and the money behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja import capaian as rumus
from kinerja.angka import bulatkan
from kinerja.aturan import Skala
from kinerja.kantor import Kantor, Periode
from kinerja.pita import pita
from kinerja.serapan import bagi_uang, efisiensi, uang_di_balik
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


@dataclass(frozen=True)
class Kelompok:
    """A group of indicators that make one roll-up.

    Attributes:
        level: ``sasaran``, ``program``, ``bidang`` or ``dinas``.
        kode: Its key.
        nama: Its name.
        anggota: Rows of ``capaian`` that the mean counts.
        uang: The money behind it, as ``serapan.uang_di_balik`` gives it.
    """

    level: str
    kode: str
    nama: str
    anggota: pd.DataFrame
    uang: dict[str, object]


def susun_sasaran(hasil: pd.DataFrame, anggaran: pd.DataFrame, kantor: Kantor, periode: Periode) -> pd.DataFrame:
    """Roll indicators up per sasaran, per programme, per bidang and for the office.

    The mean of a sasaran counts its own indicators only; its money is that of all its indicators, those of programmes,
    kegiatan and posts too, for they are what the money is spent on.
    """
    kelompok = list(susun_kelompok(hasil, anggaran, kantor))
    baris = [gabungkan(k, anggaran, kantor, periode) for k in kelompok]
    dinas, sasaran = baris[-1], [k for k in kelompok if k.level == "sasaran"]
    if kantor.aturan.rerata_dinas == "sasaran":
        for kolom in ("capaian_pct", "capaian_mentah_pct", "capaian_batas_bawah_pct", "capaian_tahun_pct"):
            nilai = [b[kolom] for b in baris[: len(sasaran)]]
            dinas[kolom] = rumus.rerata(np.array(nilai, dtype=float), np.ones(len(nilai)))
        dinas |= pita([k.anggota for k in sasaran], *_tolok(kantor))
    hasil_gabung = bentuk("sasaran", baris)
    return hasil_gabung.assign(predikat=beri_predikat(hasil_gabung["capaian_pct"], kantor.skala_dipakai))


def susun_kelompok(hasil: pd.DataFrame, anggaran: pd.DataFrame, kantor: Kantor) -> Iterator[Kelompok]:
    """Yield the groups: every sasaran, every programme, every bidang, and last the office."""
    dasar = hasil[hasil["dalam_gabungan"]]
    uang = bagi_uang(hasil["kode_sasaran"], hasil["kode_anggaran"], anggaran)
    for kode, g in dasar.groupby("kode_sasaran", sort=False):
        yield Kelompok("sasaran", str(kode), str(g["sasaran"].iat[0]), g, uang[str(kode)])
    for kode, nama, anggota in indikator_program(hasil, anggaran):
        milik = hasil[hasil["kode_indikator"].isin(anggota)]
        yield Kelompok("program", kode, nama, milik, uang_di_balik([kode], anggaran))
    semua = hasil.assign(bidang=hasil["bidang"].str.split("; ")).explode("bidang")
    uang = bagi_uang(semua["bidang"], semua["kode_anggaran"], anggaran)
    for bidang, g in semua[semua["dalam_gabungan"]].groupby("bidang", sort=False):
        yield Kelompok("bidang", str(bidang), str(bidang), g, uang[str(bidang)])
    seluruh = uang_di_balik(anggaran.loc[anggaran["daun"], "kode_anggaran"], anggaran)
    yield Kelompok("dinas", "dinas", kantor.dinas.nama, dasar, seluruh)


def gabungkan(k: Kelompok, anggaran: pd.DataFrame, kantor: Kantor, periode: Periode) -> dict[str, object]:
    """Make one roll-up of a group of indicators: means, counts, how sturdy they are, and what the money brought."""
    batas, anggota = kantor.aturan.batas_capaian_pct, k.anggota
    bobot = anggota["bobot"].to_numpy()
    mentah = anggota["capaian_sd_pct"].to_numpy()
    dengan_nol = np.where(anggota["status"].to_numpy() == "belum_dilaporkan", 0.0, mentah)
    n, n_terukur = len(anggota), int((anggota["status"] == "terukur").sum())
    return {
        "level": k.level,
        "kode": k.kode,
        "nama": k.nama,
        "n": n,
        "n_terukur": n_terukur,
        "n_dibatasi": int(anggota["dibatasi"].sum()),
        "capaian_pct": rumus.rerata(rumus.batasi(mentah, batas), bobot),
        "capaian_mentah_pct": rumus.rerata(mentah, bobot),
        "capaian_batas_bawah_pct": rumus.rerata(rumus.batasi(dengan_nol, batas), bobot),
        "capaian_tahun_pct": rumus.rerata(rumus.batasi(anggota["capaian_tahun_pct"].to_numpy(), batas), bobot),
        "ket": "" if n_terukur == n else f"{n_terukur} dari {n} indikator terukur",
        **pita([anggota], *_tolok(kantor)),
        **k.uang,
        **efisiensi(anggota, k.uang, anggaran, periode.triwulan),
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
