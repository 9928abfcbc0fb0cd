"""Set-up: `mulai.py jalan` from nothing to the report, beside a bare `uv pip install` of the same lock and the chain.

Run by hand from the root of the checkout; ``benchmarks/README.md`` says how and what was seen. Each round starts both
sides from a fresh copy of the application without environment or results, in turn, with uv's cache warm; both must end
with the same report. Then a second start is timed beside calling the same command inside the environment.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

AKAR = Path(__file__).resolve().parents[1]
RANTAI = ["jalan", "--tahun", "2025", "--triwulan", "2"]
RINGAN = ["jalan", "--help"]  # the second start: a command that itself does next to nothing
LAPORAN = Path("reports") / "2025" / "TW2" / "laporan.html"


def salin(tujuan: Path, asal: Path = AKAR) -> Path:
    """Copy what the application needs, without environment, results or bytecode."""
    for nama in ("kinerja", "notebooks", "params", "requirements", "data/raw"):
        shutil.copytree(asal / nama, tujuan / nama, ignore=shutil.ignore_patterns("__pycache__"))
    for nama in ("mulai.py", "pyproject.toml", "README.md"):
        shutil.copy(asal / nama, tujuan)
    return tujuan


def lakukan(kata: Sequence[str | Path], di: Path) -> float:
    """Run a command; return its seconds. Raise CalledProcessError with its words if it fails."""
    env = {n: v for n, v in os.environ.items() if not n.startswith(("KINERJA_", "PYTHON", "VIRTUAL_ENV"))}
    awal = time.perf_counter()
    hasil = subprocess.run(
        [str(k) for k in kata], cwd=di, env=env | {"PYTHONUTF8": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if hasil.returncode:
        sys.stderr.buffer.write(hasil.stdout)
        raise subprocess.CalledProcessError(hasil.returncode, kata[:3])
    return time.perf_counter() - awal


def prosesor() -> float:
    """Return the processor seconds of all that was run so far (0 on Windows, which does not say)."""
    waktu = os.times()
    return waktu.children_user + waktu.children_system


def python_dari(venv: Path) -> Path:
    """Return the path of an environment's python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def polos(folder: Path, python: str, uv: list[str]) -> dict[str, float]:
    """Do by hand what has to be done at least; return the seconds of each part."""
    venv = folder / ".venv"
    ke = ["--python", python_dari(venv)]
    kunci = ["--require-hashes", "--compile-bytecode", "-r", "requirements/jalan.txt"]
    return {
        "lingkungan": lakukan([python, "-m", "venv", "--without-pip", venv], folder),
        "paket": lakukan([*uv, "pip", "install", *ke, *kunci], folder),
        "kinerja": lakukan([*uv, "pip", "install", *ke, "--no-deps", "--no-build-isolation", "-e", "."], folder),
        "rantai": lakukan([python_dari(venv), "-m", "kinerja", *RANTAI], folder),
    }


def penyiapan(putaran: int, python: str, uv: list[str], kerja: Path) -> Path:
    """Time both sides and print; return the last folder that mulai.py set up."""
    asal = salin(kerja / "asal")  # once, in case that someone works on the checkout meanwhile
    print("Pemanasan …", flush=True)
    polos(salin(kerja / "panas", asal), python, uv)
    kami, lain, cpu, folder = [], [], [], kerja
    for n in range(putaran):
        folder, dasar = salin(kerja / f"kami {n}", asal), salin(kerja / f"polos {n}", asal)
        mulai = prosesor()
        kami.append(lakukan([python, "mulai.py", *RANTAI], folder))
        tengah = prosesor()
        bagian = polos(dasar, python, uv)
        lain.append(sum(bagian.values()))
        cpu.append((tengah - mulai) / (prosesor() - tengah or 1.0))
        if (folder / LAPORAN).read_bytes() != (dasar / LAPORAN).read_bytes():
            raise SystemExit("Laporannya tidak sama; tidak ada perbandingan.")
        rinci = ", ".join(f"{nama} {detik:.1f}" for nama, detik in bagian.items())
        print(
            f"{n + 1}: mulai.py {kami[-1]:.1f} s, polos {lain[-1]:.1f} s ({rinci}), {kami[-1] / lain[-1]:.2f} x",
            flush=True,
        )
        shutil.rmtree(dasar)
    rasio = median(k / p for k, p in zip(kami, lain, strict=True))
    print(
        f"Dari nol sampai laporan: {median(kami):.1f} s, polos {median(lain):.1f} s, {rasio:.2f} x", end="", flush=True
    )
    print(f"; prosesor {median(cpu):.2f} x" if any(cpu) else "", flush=True)
    return folder


def kedua(banyak: int, python: str, folder: Path) -> None:
    """Time a second start beside the same command inside the environment, and print."""
    cara = {
        "mulai.py": [python, "mulai.py", *RINGAN],
        "di dalam": [python_dari(folder / ".venv"), "-m", "kinerja", *RINGAN],
    }
    detik: dict[str, list[float]] = {nama: [] for nama in cara}
    for _ in range(banyak + 1):
        for nama, kata in cara.items():
            detik[nama].append(lakukan(kata, folder))
    a, b = detik["mulai.py"][1:], detik["di dalam"][1:]
    tambah = median(x - y for x, y in zip(a, b, strict=True))
    print(f"Mulai kedua: mulai.py {median(a):.3f} s, di dalam lingkungan {median(b):.3f} s, tambahan {tambah:.3f} s")


def main() -> None:
    """Read the options and measure."""
    baca = argparse.ArgumentParser(description=__doc__)
    baca.add_argument("--putaran", type=int, default=5)
    baca.add_argument("--kedua", type=int, default=15, help="starts that are timed at the end")
    baca.add_argument("--python", default=getattr(sys, "_base_executable", sys.executable), help="makes environments")
    baca.add_argument("--uv", default="", help="the uv of the bare side; else that of this environment")
    pilihan = baca.parse_args()
    uv = [pilihan.uv] if pilihan.uv else [sys.executable, "-m", "uv"]
    with tempfile.TemporaryDirectory() as sementara:
        folder = penyiapan(pilihan.putaran, pilihan.python, uv, Path(sementara))
        kedua(pilihan.kedua, pilihan.python, folder)


if __name__ == "__main__":
    main()
