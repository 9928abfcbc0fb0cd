"""Many offices at once beside the same offices one after the other, each with a ``kinerja jalan`` of its own.

Run by hand from the root of the checkout; ``benchmarks/README.md`` says how and what was seen. Both sides run the same
generated offices in the same run, and the figures of every office must be equal, or there is no ratio.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.kabupaten_data import tulis_kantor
from kinerja.serentak import banyak_inti

AKAR = Path(__file__).resolve().parents[1]
TAHUN, TRIWULAN = 2025, 2
WAKTU = "2025-07-15T09:00"
"""The moment that both sides are told, for the SOP's ledger."""
SAMA = (".parquet", ".html", ".xlsx", ".pdf", ".txt")
"""Kinds of files that both sides must make alike; executed notebooks and ``run.json`` hold times of their own."""


def jalan(*pilihan: str) -> float:
    """Run the command in a process of its own and return its seconds.

    Raises:
        SystemExit: It failed; a quarter that is not valid is no failure.
    """
    periode = ("--tahun", str(TAHUN), "--triwulan", str(TRIWULAN), "--waktu", WAKTU)
    mulai = time.perf_counter()
    hasil = subprocess.run(
        [sys.executable, "-m", "kinerja", "jalan", *periode, *pilihan],
        cwd=AKAR, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if hasil.returncode == 1:
        raise SystemExit(hasil.stdout + hasil.stderr)
    return time.perf_counter() - mulai


def sama(satu: Path, semua: Path) -> bool:
    """Whether both sides made the same tables, reports, workbooks and papers of every office."""
    kantor = [k.name for k in sorted(satu.iterdir())]
    kiri, kanan = (
        {p.relative_to(akar): p.read_bytes() for k in kantor for p in (akar / k).rglob("*") if p.suffix in SAMA}
        for akar in (satu, semua)
    )
    return kiri == kanan and all((satu / k / "reports").is_dir() for k in kantor)


def pilihan(argumen: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    p = argparse.ArgumentParser(prog="python -m benchmarks.kabupaten", description=__doc__)
    p.add_argument("--kantor", type=int, default=40, help="offices (default 40)")
    p.add_argument("--indikator", type=int, default=12, help="indicators of each (default 12)")
    p.add_argument("--serentak", type=int, default=banyak_inti(), help="offices at once (default: cores)")
    return p.parse_args(argumen)


def main(argumen: list[str] | None = None) -> None:
    """Make the offices, let the sides take turns in blocks, compare, print seconds and the ratio."""
    o = pilihan(argumen)
    with tempfile.TemporaryDirectory() as sementara:
        satu, semua = Path(sementara) / "satu", Path(sementara) / "semua"
        satu.mkdir()
        for n in range(1, o.kantor + 1):
            tulis_kantor(satu, n, TAHUN, TRIWULAN, o.indikator, mutu=0.8 + 0.01 * (n % 30))
        shutil.copytree(satu, semua)
        print(f"{o.kantor} kantor x {o.indikator} indikator, {o.serentak} sekaligus, {sys.platform}", flush=True)
        kantor = sorted(satu.iterdir())
        # What else the machine does slows both sides: half of the single runs before, half after.
        detik = [jalan("--akar", str(k)) for k in kantor[: len(kantor) // 2]]
        bersama = jalan("--akar", str(semua), "--semua", "--serentak", str(o.serentak))
        detik += [jalan("--akar", str(k)) for k in kantor[len(kantor) // 2 :]]
        if not sama(satu, semua):
            raise SystemExit("Hasil satu per satu dan sekaligus tidak sama.")
        print(f"satu per satu {sum(detik):8.1f} detik ({sum(detik) / len(detik):.2f} per kantor)")
        print(f"--semua       {bersama:8.1f} detik ({bersama / o.kantor:.2f} per kantor)")
        print(f"nisbah        {bersama / sum(detik):8.2f} (paling besar 0,6); tabel dan laporan setiap kantor sama")


if __name__ == "__main__":
    main()
