"""One quarter of one office: the chain beside plain papermill and beside the five functions, in one run, with ratios.

Run by hand from the root of the checkout; ``benchmarks/README.md`` says how, what each side does and what was seen. The
sides take turns on fresh copies of the same office, and the tables of all must be equal, or there is no ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl

from benchmarks.rantai_isi import LANGKAH
from kinerja.keluaran.halaman_kemas import SIMPANAN
from kinerja.masukan.formulir_bentuk import LEMBAR_KINERJA
from kinerja.masukan.lajur import kunci_judul

AKAR = Path(__file__).resolve().parents[1]
TAHUN = 2025
E81_ASLI = AKAR.parent / "shared" / "data" / "e81-bappedalitbang-deli-serdang-2025.xlsx"
WAKTU = ("--waktu", "2026-01-15T09:00")
"""The moment that the chain is told, for the SOP's ledger."""


@dataclass
class Ukuran:
    """What the rounds of one side gave: seconds, of processor, peak MiB, and seconds to the first line of output."""

    detik: list[float] = field(default_factory=list)
    prosesor: list[float] = field(default_factory=list)
    puncak: list[float] = field(default_factory=list)
    baris_pertama: list[float] = field(default_factory=list)

    def baris(self, nama: str) -> str:
        """Write medians in a line."""
        angka = [f"{median(x):8.2f}" if x else "       –" for x in (self.detik, self.prosesor, self.puncak)]
        rentang = f"[{min(self.detik):.2f} - {max(self.detik):.2f}]"
        return f"{nama:34}{angka[0]} s {rentang:18}{angka[1]} s{angka[2]} MiB"


@dataclass(frozen=True)
class Kantor:
    """An office under measurement: its name, its folder, never run, and the quarter."""

    nama: str
    folder: Path
    triwulan: int


# ---- processes ------------------------------------------------------------------------------------------------------
def proses(u: Ukuran, perintah: list[list[str]]) -> str:
    """Run commands one after the other and keep what they took together; returns what they printed.

    Raises:
        SystemExit: One failed; a quarter that is not valid (2) is no failure.
    """
    # Compiled modules are kept, as on any machine that runs the chain more than once.
    tetap = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "KINERJA_AKAR")}
    lingkungan = tetap | {"PYTHONPATH": str(AKAR), "PYTHONUTF8": "1"}
    awal, keluaran, cpu, puncak = time.perf_counter(), "", 0.0, 0.0
    for n, x in enumerate(perintah):
        p = subprocess.Popen(
            [sys.executable, *x], cwd=AKAR, env=lingkungan, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        with p.stdout:  # type: ignore[union-attr]
            keluaran += p.stdout.readline()  # type: ignore[union-attr]
            if n == 0:
                u.baris_pertama.append(time.perf_counter() - awal)
            keluaran += p.stdout.read()  # type: ignore[union-attr]
        if hasattr(os, "wait4"):
            # Of this child and of the kernels that it has waited for; the peak is the largest single process's.
            _, kode, pakai = os.wait4(p.pid, 0)
            p.returncode = os.waitstatus_to_exitcode(kode)
            cpu += pakai.ru_utime + pakai.ru_stime
            puncak = max(puncak, pakai.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))
        if p.wait() not in (0, 2):
            raise SystemExit(f"{' '.join(x)} gagal:\n{keluaran}")
    u.detik.append(time.perf_counter() - awal)
    if cpu:
        u.prosesor.append(cpu)
        u.puncak.append(puncak)
    return keluaran


def kinerja(perintah: str, k: Kantor, akar: Path) -> list[str]:
    """Command line of ``kinerja`` for the quarter."""
    pilihan = WAKTU if perintah == "jalan" else ()
    return ["-m", "kinerja", perintah, *_periode(k), "--akar", str(akar), *pilihan]


def _periode(k: Kantor) -> tuple[str, ...]:
    return "--tahun", str(TAHUN), "--triwulan", str(k.triwulan)


def papermill(k: Kantor, akar: Path) -> list[list[str]]:
    """Command lines of a plain run: five times papermill with a kernel each, then nbconvert once for all five."""
    keluar = akar / "papermill"
    keluar.mkdir()
    buku = [str(keluar / f"{x}.ipynb") for x in LANGKAH]
    parameter = ("-p", "tahun", str(TAHUN), "-p", "triwulan", str(k.triwulan), "-r", "akar", str(akar))
    jalan = [
        ["-m", "papermill", str(AKAR / "notebooks" / f"{x}.ipynb"), b, "-k", "python3", *parameter]
        for x, b in zip(LANGKAH, buku, strict=True)
    ]
    return [*jalan, ["-m", "nbconvert", "--to", "html", *buku]]


# ---- offices --------------------------------------------------------------------------------------------------------
def daftar_kantor(folder: Path) -> Iterator[Kantor]:
    """Make the offices: the bundled example, and one that sends a Formulir E.81, the real one where it lies near."""
    contoh = folder / "contoh"
    shutil.copytree(AKAR / "params", contoh / "params")
    shutil.copytree(AKAR / "data" / "raw", contoh / "data" / "raw")
    yield Kantor("contoh", contoh, 2)
    mentah = folder / "e81" / "data" / "raw" / str(TAHUN)
    mentah.mkdir(parents=True)
    if E81_ASLI.is_file():
        shutil.copy(E81_ASLI, mentah)
    else:
        from tests.mirip_e81 import tulis

        tulis(mentah / "evaluasi renja.xlsx")
    yield Kantor("E.81" if E81_ASLI.is_file() else "mirip E.81", folder / "e81", 4)


def ubah(k: Kantor, akar: Path) -> None:
    """Change one file that came in: a figure in one unit's form; an E.81 is only saved anew, with the same figures.

    openpyxl cannot save an E.81 without losing the results of its formulas.
    """
    formulir = sorted((akar / "data" / "raw" / str(TAHUN) / f"TW{k.triwulan}").glob("*.xlsx"))
    if not formulir:
        (jalur,) = (akar / "data" / "raw" / str(TAHUN)).glob("*.xlsx")
        with zipfile.ZipFile(jalur, "a") as z:
            z.comment = b"disimpan lagi"
        return
    buku = openpyxl.load_workbook(formulir[0])
    next(_angka_isian(buku[LEMBAR_KINERJA])).value += 1
    buku.save(formulir[0])


def _angka_isian(lembar: Any) -> Iterator[Any]:
    """Cells with a figure in the columns that a unit fills in."""
    kolom: set[int] = set()
    for baris in lembar.iter_rows():
        judul = {c.column for c in baris if kunci_judul(c.value) in ("pembilang", "penyebut", "realisasi")}
        kolom = judul or kolom
        yield from (c for c in baris if c.column in kolom and type(c.value) in (int, float))


def tabel(akar: Path, k: Kantor) -> dict[str, bytes]:
    """All tables of the quarter by name."""
    folder = akar / "data" / "processed" / str(TAHUN) / f"TW{k.triwulan}"
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.parquet"))}


# ---- a round --------------------------------------------------------------------------------------------------------
def putaran(k: Kantor, folder: Path, u: dict[str, Ukuran]) -> dict[str, float]:
    """Let every side run once on copies in ``folder``; returns seconds by part of the chain.

    Raises:
        SystemExit: The sides do not make the same tables.
    """
    hasil: dict[str, dict[str, bytes]] = {}

    def sisi(nama: str, perintah: Callable[[Path], list[list[str]]]) -> Path:
        akar = folder / nama
        shutil.copytree(k.folder, akar)
        proses(u[nama], perintah(akar))
        hasil[nama] = tabel(akar, k)
        return akar

    def isi(cara: str, akar: Path, *lain: str) -> list[str]:
        return ["-m", "benchmarks.rantai_isi", cara, str(akar), str(TAHUN), str(k.triwulan), *lain]

    sisi("papermill", lambda akar: papermill(k, akar))
    SIMPANAN.unlink(missing_ok=True)
    sisi("kosong", lambda akar: [kinerja("jalan", k, akar)])
    rantai = sisi("rantai", lambda akar: [kinerja("jalan", k, akar)])
    buku = rantai / "reports" / str(TAHUN) / f"TW{k.triwulan}" / "laporan.ipynb"
    sisi("polos", lambda akar: [isi("polos", akar)])
    sisi("lengkap", lambda akar: [isi("lengkap", akar, str(buku))])
    for nama, lain in hasil.items():
        if lain != hasil["papermill"] or not lain:
            raise SystemExit(f"Tabel sisi papermill dan {nama} tidak sama.")
    proses(u["ulang"], [kinerja("jalan", k, rantai)])
    proses(u["status"], [[*kinerja("status", k, rantai), "--tanggal", "2026-01-15"]])
    proses(u["help"], [["-m", "kinerja", "--help"]])
    ubah(k, rantai)
    layar = proses(u["ubah"], [kinerja("jalan", k, rantai)])
    u["langkah ubah"].detik.append(_detik_langkah(buku.with_name("run.json"), layar))
    rinci = folder / "rinci"
    shutil.copytree(k.folder, rinci)
    return json.loads(proses(Ukuran(), [isi("rinci", rinci)]).splitlines()[-1])


def _detik_langkah(catatan: Path, layar: str) -> float:
    """Seconds of the steps that a run executed, by its own account; the screen says which it left out."""
    waktu = json.loads(catatan.read_text(encoding="utf-8"))["waktu"]
    dilewati = re.findall(r"^\[./5\] (\w+) .*dilewati", layar, flags=re.MULTILINE)
    return sum(x["detik"] for nama, x in waktu.items() if nama not in dilewati)


# ---- printing -------------------------------------------------------------------------------------------------------
JUDUL = {
    "papermill": "5 x papermill + nbconvert",
    "kosong": "kinerja jalan, tanpa simpanan apa pun",
    "rantai": "kinerja jalan, kantor baru",
    "polos": "lima fungsi saja",
    "lengkap": "lima fungsi dan semua keluaran",
    "ubah": "satu kiriman berubah",
    "ulang": "tidak ada yang berubah",
    "status": "kinerja status",
    "help": "kinerja --help",
}


def cetak(k: Kantor, u: dict[str, Ukuran], rinci: list[dict[str, float]]) -> None:
    """Print the medians of an office, the ratios beside their targets, and where the time goes."""
    print(f"\n== {k.nama} TW {k.triwulan} ==\n{'median':34}{'waktu':>10} {'':18}{'prosesor':>10}{'puncak':>12}")
    for nama, judul in JUDUL.items():
        print(u[nama].baris(judul))

    def kali(a: str, b: str, apa: str = "detik") -> float:
        # Of each round on its own, for what else the machine did then slowed both.
        return median(x / y for x, y in zip(getattr(u[a], apa), getattr(u[b], apa), strict=True))

    for teks, a, b, batas in (
        ("tanpa simpanan / papermill", "kosong", "papermill", 0.15),
        ("kantor baru / papermill", "rantai", "papermill", 0.15),
        ("tanpa simpanan / lima fungsi", "kosong", "polos", 2.5),
        ("kantor baru / lima fungsi", "rantai", "polos", 2.5),
        ("kantor baru / lima fungsi + keluaran", "rantai", "lengkap", 2.5),
        ("satu berubah / langkahnya sendiri", "ubah", "langkah ubah", 1.3),
    ):
        cpu = f"; prosesor {kali(a, b, 'prosesor'):.2f}" if u[a].prosesor and u[b].prosesor else ""
        print(f"{teks:40}{kali(a, b):6.2f}  (paling besar {batas}{cpu})")
    for teks, angka, batas, satuan in (
        ("puncak ingatan, tanpa simpanan", u["kosong"].puncak, 300, "MiB"),
        ("puncak ingatan, kantor baru", u["rantai"].puncak, 300, "MiB"),
        ("tidak ada yang berubah", u["ulang"].detik, 1.0, "s"),
        ("status", u["status"].detik, 0.4, "s"),
        ("--help", u["help"].detik, 0.4, "s"),
        ("baris kemajuan pertama", u["rantai"].baris_pertama, 0.5, "s"),
    ):
        if angka:
            print(f"{teks:40}{median(angka):6.2f}  (paling besar {batas} {satuan})")
    print("ke mana waktunya (median, detik):")
    jumlah = {nama: median(r.get(nama, 0.0) for r in rinci) for nama in rinci[0]}
    for nama, detik in jumlah.items():
        print(f"  {nama:32}{detik:6.2f}  {detik / sum(jumlah.values()):4.0%}")


def pilihan(argumen: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    p = argparse.ArgumentParser(prog="python -m benchmarks.rantai", description=__doc__)
    p.add_argument("--putaran", type=int, default=5, help="rounds; the sides take turns (default 5)")
    p.add_argument("--cepat", action="store_true", help="one round only")
    return p.parse_args(argumen)


def main(argumen: list[str] | None = None) -> None:
    """Make the offices, let the sides take turns, compare, print."""
    o = pilihan(argumen)
    n = 1 if o.cepat else o.putaran
    with tempfile.TemporaryDirectory() as sementara:
        kantor = list(daftar_kantor(Path(sementara)))
        u = {k.nama: {s: Ukuran() for s in (*JUDUL, "langkah ubah")} for k in kantor}
        rinci: dict[str, list[dict[str, float]]] = {k.nama: [] for k in kantor}
        print(f"{os.cpu_count()} inti, {sys.platform}, Python {sys.version.split()[0]}; {n} putaran", flush=True)
        proses(Ukuran(), [kinerja("status", kantor[0], kantor[0].folder)])  # modules are compiled once
        for i in range(n):
            for k in kantor:
                with tempfile.TemporaryDirectory(dir=sementara) as folder:
                    rinci[k.nama].append(putaran(k, Path(folder), u[k.nama]))
            print(f"putaran {i + 1} selesai", flush=True)
        for k in kantor:
            cetak(k, u[k.nama], rinci[k.nama])


if __name__ == "__main__":
    main()
