"""Synthetic tables of a whole country: every formula, consolidation and kind of target, and every way to be missing.

Deterministic: the same sizes and year give the same tables on every machine. Keys are whole numbers, as the codes of a
categorical column are; words are categories, which parquet keeps as dictionaries. Figures are multiples of 1/4, so that
their sums are exact in whatever order a program adds them and two programs can be compared to the last predikat.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

TW = 4
PER_SASARAN = 5
"""Indicators of one sasaran."""
DINAS_SEGUGUS = 1028
"""Offices in one row group of a file: about a province, and enough groups for a program that reads them in parallel."""

ANGGOTA: dict[str, dict[str, float]] = {
    "konsolidasi": {"jumlah": 0.35, "akhir": 0.3, "rata": 0.15, "rasio": 0.2},
    "rumus": {"POS": 0.6, "NEG-L": 0.14, "NEG-H": 0.1, "NEG-B": 0.06, "STAB-L": 0.05, "STAB-H": 0.05},
    "jenis_target": {"angka": 0.9, "rentang": 0.04, "predikat": 0.03, "tanggal": 0.03},
    "bentuk_target": {"per_triwulan": 0.8, "kumulatif": 0.2},
    "satuan": {"orang": 0.4, "%": 0.3, "Persen ": 0.1, "dokumen": 0.2},
}
"""Share of each word. Whatever is a rasio in consolidation is one in kind of target too."""

Larik = npt.NDArray[np.float64]
Acak = np.random.Generator


def tulis_tahun(folder: Path, tahun: int, n_dinas: int, per_dinas: int) -> None:
    """Write ``indikator-<tahun>.parquet`` and ``rekap-<tahun>.parquet``, laid out as the tables of those names.

    Args:
        folder: Where to.
        tahun: The year, which is also the seed.
        n_dinas: Offices in the country.
        per_dinas: Indicators of an office.
    """
    rng = np.random.default_rng(tahun)
    indikator = susun_indikator(rng, n_dinas, per_dinas)
    baris = per_dinas * DINAS_SEGUGUS
    for nama, tabel, kali in (("indikator", indikator, 1), ("rekap", susun_rekap(rng, indikator), TW)):
        jalur = folder / f"{nama}-{tahun}.parquet"
        tabel.to_parquet(jalur, index=False, compression="zstd", row_group_size=baris * kali)


def susun_indikator(rng: Acak, n_dinas: int, per_dinas: int) -> pd.DataFrame:
    """Make the plan: the columns of table ``indikator`` that measuring needs, and the keys of the roll-ups."""
    n = n_dinas * per_dinas
    kode = np.arange(n, dtype=np.int32)
    kata = {k: rng.choice(len(v), n, p=list(v.values())) for k, v in ANGGOTA.items()}
    daftar = {k: list(v) for k, v in ANGGOTA.items()}
    daftar["jenis_target"].append("rasio")
    bentuk = np.where(kata["konsolidasi"] == 3, 4, kata["jenis_target"])
    # A range, a rank and a date are positions; only a number is added up or averaged.
    kata["konsolidasi"] = np.where((bentuk > 0) & (bentuk < 4), 1, kata["konsolidasi"])
    kata["jenis_target"] = bentuk
    tabel: dict[str, Any] = {
        "kode_indikator": kode,
        "kode_sasaran": kode // PER_SASARAN,
        "dinas": kode // per_dinas,
        **{k: kategori(v, daftar[k]) for k, v in kata.items()},
    }
    arah = np.array([0, 1, 1, 1, 2, 2])[kata["rumus"]]
    tabel["polaritas"] = kategori(arah, ["maks", "min", "stabil"])
    setahun = perempat(rng.uniform(20, 400, n))
    setahun[rng.random(n) < 0.02] = 0.0
    setahun[bentuk == 2] = rng.integers(1, 8, n)[bentuk == 2]
    setahun[rng.random(n) < 0.01] = np.nan
    tabel |= {
        "bobot": rng.choice([1.0, 2.0, 3.0], n, p=[0.8, 0.1, 0.1]),
        "tambahan_persen": (kata["konsolidasi"] == 0) & (rng.random(n) < 0.1),
        "baseline": np.where(kata["rumus"] == 3, perempat(setahun * 2) + 8, np.nan),
        "target_tahun": setahun,
        "target_tahun_bawah": np.where(bentuk == 1, perempat(setahun * 0.9), np.nan),
        "target_renstra": np.where(rng.random(n) < 0.7, perempat(setahun * 1.5), np.nan),
        "realisasi_renstra_lalu": np.where(rng.random(n) < 0.3, perempat(setahun * 0.5), np.nan),
        "tersedia_tw": np.where(rng.random(n) < 0.06, 4, 1).astype(np.int8),
    }
    tabel["target_renstra_bawah"] = np.where(bentuk == 1, perempat(tabel["target_renstra"] * 0.9), np.nan)
    return pd.DataFrame(tabel)


def susun_rekap(rng: Acak, indikator: pd.DataFrame) -> pd.DataFrame:
    """Make what was planned and reported by quarter, ``TW`` rows an indicator, in the plan's order."""
    n = len(indikator)
    setahun = indikator["target_tahun"].to_numpy()[:, None]
    cacah = (indikator["konsolidasi"].cat.codes.to_numpy() == 0)[:, None]
    per_tw = cacah & (indikator["bentuk_target"].cat.codes.to_numpy() == 0)[:, None]
    rasio = (indikator["konsolidasi"].cat.codes.to_numpy() == 3)[:, None]
    peringkat = (indikator["jenis_target"].cat.codes.to_numpy() == 2)[:, None]
    ke = np.arange(1, TW + 1)
    target = np.where(per_tw, setahun / TW, np.where(cacah, setahun * ke / TW, setahun)) * np.ones(TW)
    target = perempat(target)
    target[rng.random((n, TW)) < 0.08] = np.nan
    target[rng.random(n) < 0.02] = np.nan
    dasar = np.where(cacah, setahun / TW, setahun)
    nilai = perempat(dasar * rng.normal(0.97, 0.25, (n, TW)).clip(0, 3))
    nilai = np.where(peringkat, np.floor(nilai), nilai)
    nilai[rng.random((n, TW)) < 0.02] = 0.0
    penyebut = np.floor(rng.uniform(10, 500, (n, TW)))
    bagian = np.where(np.isin(indikator["satuan"].cat.codes.to_numpy(), (1, 2)), 100.0, 1.0)[:, None]
    pembilang = np.floor(penyebut * np.nan_to_num(setahun) / bagian * rng.uniform(0.5, 1.4, (n, TW)))
    # What the units did: a figure, nothing, a figure that is not out yet, no event at all.
    nasib = rng.choice(4, (n, TW), p=[0.94, 0.03, 0.01, 0.02])
    nasib[rng.random(n) < 0.01] = 1
    nasib = np.where((nasib == 3) & ~rasio, 0, nasib)
    kejadian = rng.random(n) < 0.004
    nasib[kejadian & rasio[:, 0]] = 3
    kosong = (nasib == 1) | (nasib == 2)
    penyebut[nasib == 3] = pembilang[nasib == 3] = 0.0
    bawah = (indikator["jenis_target"].cat.codes.to_numpy() == 1)[:, None]
    return pd.DataFrame(
        {
            "kode_indikator": np.repeat(indikator["kode_indikator"].to_numpy(), TW),
            "triwulan": np.tile(ke, n).astype(np.int8),
            "target": target.ravel(),
            "target_bawah": np.where(bawah, perempat(target * 0.9), np.nan).ravel(),
            "dilaporkan": (nasib != 1).ravel(),
            "realisasi": np.where(kosong | rasio, np.nan, nilai).ravel(),
            "pembilang": np.where(kosong | ~rasio, np.nan, pembilang).ravel(),
            "penyebut": np.where(kosong | ~rasio, np.nan, penyebut).ravel(),
            "keadaan": kategori(np.array([0, 0, 1, 2])[nasib.ravel()], ["", "belum_tersedia", "tanpa_kejadian"]),
        }
    )


def kategori(kode: npt.NDArray[Any], kata: list[str]) -> pd.Categorical:
    """Make a categorical column; parquet keeps it as a dictionary."""
    return pd.Categorical.from_codes(kode, pd.Index(kata, dtype="str"))


def perempat(x: Larik) -> Larik:
    """Round to multiples of 1/4."""
    return np.round(x * 4) / 4


if __name__ == "__main__":
    tujuan, banyak_dinas, banyak_indikator = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    tujuan.mkdir(parents=True, exist_ok=True)
    for satu_tahun in sys.argv[4:]:
        tulis_tahun(tujuan, int(satu_tahun), banyak_dinas, banyak_indikator)
