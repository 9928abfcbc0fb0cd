"""Measuring a whole country: the package beside DuckDB on the same files, in one run, with times, memory and ratios.

Run by hand from the root of the checkout; ``benchmarks/README.md`` says how and what was seen. Both sides must give the
same counts and sums, or the run ends with an error and no ratio.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

AKAR = Path(__file__).resolve().parents[1]
TAHUN_AWAL = 2021
CARA = ("bit/tahun/", "bit/semua/")


@dataclass
class Sisi:
    """One program under measurement and what its rounds gave: seconds, seconds of processor, peak MiB."""

    nama: str
    perintah: list[str]
    hasil: dict[str, Any] = field(default_factory=dict)
    detik: list[float] = field(default_factory=list)
    prosesor: list[float] = field(default_factory=list)
    puncak: list[float] = field(default_factory=list)
    fase: dict[str, list[float]] = field(default_factory=dict)

    def putar(self) -> None:
        """Run once in a fresh process, from its start to its end."""
        mulai = time.perf_counter()
        proses = subprocess.Popen(self.perintah, cwd=AKAR, stdout=subprocess.PIPE)
        with proses.stdout:  # type: ignore[union-attr]
            keluaran = proses.stdout.read()  # type: ignore[union-attr]
        if hasattr(os, "wait4"):
            # The peak of this child alone; RUSAGE_CHILDREN would give the highest of all until now.
            _, kode, pakai = os.wait4(proses.pid, 0)
            proses.returncode = os.waitstatus_to_exitcode(kode)
            self.puncak.append(pakai.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))
            self.prosesor.append(pakai.ru_utime + pakai.ru_stime)
        if proses.wait():
            raise SystemExit(f"{self.nama} gagal (kode {proses.returncode}).")
        self.detik.append(time.perf_counter() - mulai)
        self.hasil = json.loads(keluaran)
        for nama, lama in self.hasil.pop("fase").items():
            self.fase.setdefault(nama, []).append(lama)

    def baris(self) -> str:
        """Write medians in a line."""
        angka = [f"{median(x):8.2f}" if x else "       –" for x in (self.detik, self.prosesor, self.puncak)]
        fase = ", ".join(f"{k} {median(v):.2f}" for k, v in self.fase.items())
        rentang = f"[{min(self.detik):.2f} - {max(self.detik):.2f}]"
        return f"{self.nama:24}{angka[0]} s {rentang:18}{angka[1]} s{angka[2]} MiB   {fase}"


def beda(a: dict[str, Any], b: dict[str, Any]) -> list[str]:
    """Name what two results do not agree on: counts exactly, sums but for the order in which they were added."""
    salah = [
        f"{bagian} {k or '(kosong)'}: {a[bagian].get(k)} dan {b[bagian].get(k)}"
        for bagian in ("status", "sasaran", "dinas")
        for k in {*a[bagian], *b[bagian]}
        if a[bagian].get(k) != b[bagian].get(k)
    ]
    return salah + [
        f"jumlah {k}: {v} dan {b['jumlah'].get(k)}"
        for k, v in a["jumlah"].items()
        if not math.isclose(v, b["jumlah"].get(k, math.nan), rel_tol=1e-9)
    ]


def pilihan(argumen: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    p = argparse.ArgumentParser(prog="python -m benchmarks.nasional", description=__doc__)
    for nama, bawaan, arti in (
        ("kabupaten", 514, "districts"),
        ("opd", 40, "offices of a district"),
        ("indikator", 60, "indicators of an office, a multiple of 5"),
        ("tahun", 5, "years"),
        ("putaran", 5, "rounds; the sides take turns"),
    ):
        p.add_argument(f"--{nama}", type=int, default=bawaan, help=f"{arti} (default {bawaan})")
    p.add_argument("--folder", type=Path, help="where the synthetic files are kept (default: a temporary folder)")
    p.add_argument("--python-duckdb", default=sys.executable, help="interpreter that has duckdb; '-' leaves DuckDB out")
    p.add_argument("--cara", nargs="*", default=CARA, help=f"ways of DuckDB: query/part/memory limit (default {CARA})")
    return p.parse_args(argumen)


def main() -> None:
    """Make the files, let the sides take turns, compare, print."""
    o = pilihan()
    with tempfile.TemporaryDirectory() as sementara:
        folder = (o.folder or Path(sementara)).resolve()
        tahun = [str(TAHUN_AWAL + i) for i in range(o.tahun)]
        ukuran = [str(o.kabupaten * o.opd), str(o.indikator)]
        # In a process of its own: a child's peak counts what its parent held when it was started.
        subprocess.run(
            [sys.executable, "-m", "benchmarks.nasional_data", str(folder), *ukuran, *tahun], cwd=AKAR, check=True
        )
        sisi = [Sisi("kinerja", [sys.executable, "-m", "benchmarks.nasional_kinerja", str(folder), *tahun])]
        skrip = str(AKAR / "benchmarks" / "nasional_duckdb.py")
        for cara in o.cara if o.python_duckdb != "-" else ():
            sisi.append(Sisi(f"duckdb {cara}", [o.python_duckdb, skrip, str(folder), cara, *tahun]))
        for _ in range(o.putaran):
            for s in sisi:
                s.putar()
        laporkan(sisi, o.kabupaten * o.opd * o.indikator * 4 * o.tahun)


def laporkan(sisi: list[Sisi], n_baris: int) -> None:
    """Print the table, and stop with an error where the sides disagree."""
    kami, *lain = sisi
    print(f"{n_baris:,} baris".replace(",", "."), f"{os.cpu_count()} inti", sys.platform, sep=", ")
    print(f"{'median':24}{'waktu':>10} {'':18}{'prosesor':>10}{'puncak':>12}   per fase (detik)")
    for s in sisi:
        print(s.baris())
    for s in lain:
        if salah := beda(kami.hasil, s.hasil):
            raise SystemExit("\n".join([f"kinerja dan {s.nama} tidak sama:", *salah]))
        # Of each round on its own, for what else the machine did then slowed both.
        waktu = median(b / a for a, b in zip(kami.detik, s.detik, strict=True))
        memori = f", memori kinerja / lainnya {median(kami.puncak) / median(s.puncak):.2f}" if s.puncak else ""
        print(f"sama sampai predikat; waktu {s.nama} / kinerja {waktu:.2f}{memori}")
    print("predikat sasaran:", ", ".join(f"{k or 'tanpa angka'} {v}" for k, v in kami.hasil["sasaran"].items()))


if __name__ == "__main__":
    main()
