"""Side A: the package itself, a row group of offices at a time, by the functions that the quarterly run calls."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from benchmarks.nasional_data import TW
from kinerja import capaian as rumus
from kinerja.angka import bulatkan
from kinerja.aturan import Aturan, DaftarSkala, Skala, baca_yaml, periksa
from kinerja.kantor import BAWAAN, Periode
from kinerja.skema import STATUS
from kinerja.ukur import ukur_indikator

Gugus = tuple[int, pd.DataFrame, pd.DataFrame]
"""Year, and tables ``indikator`` and ``rekap`` of some offices."""

CAPAIAN = ("capaian_sd_pct", "capaian_tahun_pct", "capaian_renstra_pct")


def hitung(folder: Path, tahun: list[int]) -> dict[str, Any]:
    """Measure the years and return what both sides must agree on, with the seconds of each phase."""
    aturan = Aturan()
    skala = periksa(DaftarSkala, baca_yaml(BAWAAN / "skala.yaml", "skala.yaml"), "skala.yaml").skala[aturan.skala]
    hasil: dict[str, Any] = {"status": {}, "sasaran": {}, "dinas": {}, "jumlah": {}}
    fase: dict[str, float] = {}
    for t, indikator, rekap in bergilir(baca(folder, tahun), fase):
        with lama(fase, "ukur"):
            capaian = ukur_indikator(indikator, rekap, aturan, Periode(t, TW))
        with lama(fase, "gabung"):
            gabung(capaian, aturan, skala, hasil)
    return hasil | {"fase": fase}


def baca(folder: Path, tahun: list[int]) -> Iterator[Gugus]:
    """Read plan and reports, a row group at a time."""
    for t in tahun:
        rencana, laporan = (pq.ParquetFile(folder / f"{nama}-{t}.parquet") for nama in ("indikator", "rekap"))
        for gugus in range(rencana.num_row_groups):
            indikator: pd.DataFrame = rencana.read_row_group(gugus).to_pandas()
            rekap: pd.DataFrame = laporan.read_row_group(gugus).to_pandas()
            if not (np.repeat(indikator["kode_indikator"].to_numpy(), TW) == rekap["kode_indikator"]).all():
                raise ValueError("rekap tidak urut menurut rencana")
            yield t, indikator, rekap


def bergilir(asal: Iterator[Gugus], fase: dict[str, float]) -> Iterator[Gugus]:
    """Hand on what is read while the next is being read; the other side uses both cores all the time."""
    with ThreadPoolExecutor(1) as pembaca:
        nanti = pembaca.submit(next, asal, None)
        while True:
            with lama(fase, "menunggu baca"):
                kini = nanti.result()
            if kini is None:
                return
            nanti = pembaca.submit(next, asal, None)
            yield kini


def gabung(capaian: pd.DataFrame, aturan: Aturan, skala: Skala, hasil: dict[str, Any]) -> None:
    """Roll up per sasaran and per office, and add the counts and sums to ``hasil``; offices come whole."""
    sasaran, dinas_tiap = (capaian[k].to_numpy() - capaian[k].iat[0] for k in ("kode_sasaran", "dinas"))
    n_sasaran = int(sasaran[-1]) + 1
    dinas = np.empty(n_sasaran, dtype=np.int32)
    dinas[sasaran] = dinas_tiap
    terbatas = rumus.batasi(capaian["capaian_sd_pct"].to_numpy(), aturan.batas_capaian_pct)
    per_sasaran = rumus.rerata_kelompok(terbatas, capaian["bobot"].to_numpy(), sasaran, n_sasaran)
    per_dinas = rumus.rerata_kelompok(per_sasaran, np.ones(n_sasaran), dinas, int(dinas[-1]) + 1)
    label = [*(k.predikat for k in skala.kelas), ""]
    for nama, nilai in (("sasaran", per_sasaran), ("dinas", per_dinas)):
        kelas = rumus.kelas(bulatkan(nilai), [k.batas for k in skala.kelas], skala.tutup)
        tambah(hasil[nama], dict(zip(label, np.bincount(kelas, minlength=len(label)).tolist(), strict=True)))
        tambah(hasil["jumlah"], {nama: float(np.nansum(nilai))})
    tambah(hasil["status"], {s: int((capaian["status"] == s).sum()) for s in STATUS})
    tambah(hasil["jumlah"], {k: float(np.nansum(capaian[k].to_numpy())) for k in CAPAIAN})
    tambah(hasil["jumlah"], {"dibatasi": int(capaian["dibatasi"].sum())})


def tambah(jumlah: dict[str, Any], baru: dict[str, Any]) -> None:
    """Add counts or sums by name."""
    for k, v in baru.items():
        jumlah[k] = jumlah.get(k, 0) + v


@contextmanager
def lama(fase: dict[str, float], nama: str) -> Iterator[None]:
    """Add the seconds of a block to a phase."""
    mulai = time.perf_counter()
    yield
    fase[nama] = fase.get(nama, 0.0) + time.perf_counter() - mulai


if __name__ == "__main__":
    json.dump(hitung(Path(sys.argv[1]), [int(t) for t in sys.argv[2:]]), sys.stdout)
