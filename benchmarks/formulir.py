"""Reading the forms of a district: our reading, the first time and again, beside python-calamine's bare read.

Run by hand from the root of the checkout; ``benchmarks/README.md`` says how and what was seen. All sides read the same
files in the same run and take turns; what ours gives the first time and again must be equal, or there is no ratio.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

import openpyxl
import python_calamine

from kinerja.ingest import baca_tahun
from kinerja.kantor import Periode, muat
from kinerja.masukan import formulir
from kinerja.masukan.buku import buka
from kinerja.masukan.formulir_bentuk import LEMBAR_IDENTITAS, LEMBAR_KINERJA
from kinerja.masukan.lajur import kunci_judul

AKAR = Path(__file__).resolve().parents[1]
TAHUN = 2025
_RENCANA: dict[int, tuple] = {}
"""By quarter, in each worker: the office, its indicators, budget codes and targets, read before the clock starts."""


# ---- the files ------------------------------------------------------------------------------------------------------
def buat(folder: Path, jumlah: int) -> list[tuple[Path, int]]:
    """Copy the committed forms until there are enough, each with figures and a revision of its own.

    Returns:
        Each file and its quarter.
    """
    contoh = sorted((AKAR / "data" / "raw" / str(TAHUN)).glob("TW*/*.xlsx"))
    hasil = []
    for n in range(jumlah):
        asal = contoh[n % len(contoh)]
        buku = openpyxl.load_workbook(asal)
        for baris in buku[LEMBAR_IDENTITAS].iter_rows(max_col=2):
            if baris[0].value == "revisi":
                baris[1].value = n // len(contoh)
        _ubah_angka(buku[LEMBAR_KINERJA], n)
        jalur = folder / f"{n:04d} {asal.name}"
        buku.save(jalur)
        hasil.append((jalur, int(asal.parent.name[2:])))
    return hasil


def _ubah_angka(lembar: openpyxl.worksheet.worksheet.Worksheet, n: int) -> None:
    """Move every figure in the columns that a unit fills in by a little."""
    kolom: set[int] = set()
    for baris in lembar.iter_rows():
        judul = {c.column for c in baris if kunci_judul(c.value) in ("pembilang", "penyebut", "realisasi")}
        kolom = judul or kolom
        for c in baris:
            if c.column in kolom and isinstance(c.value, (int, float)) and not isinstance(c.value, bool):
                c.value += n % 7


# ---- the sides ------------------------------------------------------------------------------------------------------
def siapkan() -> None:
    """Read the plan in a worker; imports and plan are no part of what is timed."""
    kantor = muat(AKAR, TAHUN)
    for tw in range(1, 5):
        rencana, _ = baca_tahun(kantor, Periode(TAHUN, tw))
        kode = {str(a["kode_anggaran"]) for a in rencana.anggaran}
        _RENCANA[tw] = (rencana.indikator, kantor, kode, rencana.target)


def calamine(berkas: list[tuple[Path, int]]) -> str:
    """Read every sheet of every file with python-calamine and do nothing with it."""
    n = 0
    for jalur, _ in berkas:
        buku = python_calamine.load_workbook(str(jalur))
        n += sum(len(buku.get_sheet_by_name(x).to_python()) for x in buku.sheet_names)
    return str(n)


def kinerja(berkas: list[tuple[Path, int]], simpanan: Path | None) -> str:
    """Read every form as ingest does; returns a digest of all records and findings."""
    sidik = hashlib.sha256()
    for jalur, tw in berkas:
        indikator, kantor, kode, target = _RENCANA[tw]
        buku = buka(jalur, jalur.name, simpanan)
        hasil = formulir.baca(buku, TAHUN, tw, indikator, kantor, kode, target)
        sidik.update(repr(sorted((k, repr(v)) for k, v in vars(hasil).items())).encode())
    return sidik.hexdigest()


def ukur(kolam: ProcessPoolExecutor, kerja: partial, berkas: list[tuple[Path, int]], proses: int) -> tuple[float, list]:
    """Time one side over all files, shared out evenly among the processes."""
    bagian = [berkas[i::proses] for i in range(proses)]
    mulai = time.perf_counter()
    hasil = list(kolam.map(kerja, bagian))
    return time.perf_counter() - mulai, hasil


def banding(berkas: list[tuple[Path, int]], proses: int, putaran: int, folder: Path) -> dict[str, list[float]]:
    """Let the sides take turns; seconds of each round by side.

    Raises:
        SystemExit: What was read the first time and again is not equal.
    """
    detik: dict[str, list[float]] = {"a": [], "b": [], "c": []}
    konteks = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(proses, mp_context=konteks, initializer=siapkan) as kolam:
        ukur(kolam, partial(kinerja, simpanan=None), berkas[: 4 * proses], proses)  # until every worker is there
        for n in range(putaran):
            simpanan = folder / f"simpanan {proses} {n}"
            detik["a"].append(ukur(kolam, partial(calamine), berkas, proses)[0])
            b, pertama = ukur(kolam, partial(kinerja, simpanan=simpanan), berkas, proses)
            c, lagi = ukur(kolam, partial(kinerja, simpanan=simpanan), berkas, proses)
            detik["b"].append(b)
            detik["c"].append(c)
            if pertama != lagi or len(list(islice(simpanan.iterdir(), len(berkas)))) != len(berkas):
                raise SystemExit("Bacaan pertama dan ulangan tidak sama.")
    return detik


def pilihan(argumen: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    p = argparse.ArgumentParser(prog="python -m benchmarks.formulir", description=__doc__)
    p.add_argument("--jumlah", type=int, default=500, help="forms (default 500)")
    p.add_argument("--putaran", type=int, default=5, help="rounds; the sides take turns (default 5)")
    return p.parse_args(argumen)


def main(argumen: list[str] | None = None) -> None:
    """Make the files, measure with one process and with two, print medians and ratios."""
    o = pilihan(argumen)
    with tempfile.TemporaryDirectory() as sementara:
        folder = Path(sementara)
        berkas = buat(folder, o.jumlah)
        ukuran = sum(j.stat().st_size for j, _ in berkas) // 1000
        print(f"{len(berkas)} formulir, {ukuran} kB, {os.cpu_count()} inti, {sys.platform}; {o.putaran} putaran")
        print(f"{'proses':8}{'a calamine':>14}{'b pertama':>14}{'c lagi':>14}{'b/a':>10}{'c/a':>10}")
        for proses in (1, 2):
            d = banding(berkas, proses, o.putaran, folder)
            # Of each round on its own, for what else the machine did then slowed all sides.
            kali = [median(x / a for x, a in zip(d[k], d["a"], strict=True)) for k in "bc"]
            angka = "".join(f"{median(d[k]):12.2f} s" for k in "abc")
            print(f"{proses:<8}{angka}{kali[0]:10.1f}{kali[1]:10.1f}")


if __name__ == "__main__":
    main()
