"""The kill test of the commands: ``python -m tests.matikan_perintah --banyak 300 --benih 1``; the suite runs a few.

A quarter of the example office is played once, undisturbed. Before each command the office folder is kept, and after it
what every file holds. Then a command is drawn, begun anew on the folder that was kept, and killed: from outside at a
moment of its measured duration, or by itself just before one of its file operations. Afterwards

* the ledger is whole and byte for byte the old one or the new one;
* every output is, byte for byte, the one before the command or the one after it, never half of either (``run.json``,
  which is rewritten after each step, is whole JSON);
* what else lies there bears a name that nobody takes for an output;
* the same command again ends as it would have ended, leaves every byte of the undisturbed run and no leftovers; one
  whose entry had already been recorded refuses to record it twice.

A failure prints its seed; ``--satu SEED`` plays that kill again.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pandas as pd

from kinerja.arsip.isi_arsip import _SISA, catatan_tetap, notebook_tetap
from kinerja.kantor import Periode, muat
from kinerja.sop.catatan import BukuSop
from tests.test_formulir import sel

AKAR = Path(__file__).resolve().parent.parent
P = Periode(2025, 2)
TW2 = "data/raw/2025/TW2"
FORM = f"{TW2}/Bidang_Perindustrian_TW2_2025.xlsx"
BUKU, RUN, PDF = "data/sop/2025/TW2.jsonl", "reports/2025/TW2/run.json", "reports/2025/TW2/laporan.pdf"
SIMPANAN = "data/processed/.rincian"
"""What reading a workbook costs is kept here from one run to the next; it changes no result."""
BATAS_DETIK = 120
SENDIRI = """
import os, sys
ke, akar = int(sys.argv[1]), os.path.realpath(sys.argv[2])
catat = os.open(sys.argv[3], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
tulis = os.O_WRONLY | os.O_RDWR | os.O_CREAT
n = 0
def kail(apa, isi):
    global n
    if apa == "open":
        bukan = not (isinstance(isi[2], int) and isi[2] & tulis)
    else:
        bukan = apa not in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
    if bukan or not isinstance(isi[0], (str, os.PathLike)) or akar not in os.path.abspath(os.fspath(isi[0])):
        return
    n += 1
    if n == ke:
        os._exit(137)
    if ke == 0:
        os.write(catat, b"x")
sys.addaudithook(kail)
from kinerja.cli import main
sys.argv = ["kinerja", *sys.argv[4:]]
sys.exit(main())
"""
"""Runs a command and ends it, as a kill does, just before its n-th file operation in the office folder; 0: counts."""


@dataclass(frozen=True)
class Adegan:
    """One command at one moment of the quarter.

    Attributes:
        nama: What the counts call it.
        argumen: The command, without period and folder.
        kode: Exit code when nothing disturbs it.
        siapkan: What the office does before.
        pendek: Part of the short run too.
    """

    nama: str
    argumen: tuple[str, ...]
    kode: int = 0
    siapkan: Callable[[Path], None] = lambda _: None
    pendek: bool = False


@dataclass
class Rekaman:
    """What the undisturbed run of a command left.

    Attributes:
        adegan: The command.
        argumen: All its arguments.
        sebelum: Copy of the office folder before it.
        lama: What every file held before, in a form without times; by path.
        baru: Likewise after it.
        detik: What it took.
        jendela: When its first and its last file was written, seconds from its start.
        operasi: File operations that it made.
    """

    adegan: Adegan
    argumen: list[str]
    sebelum: Path
    lama: dict[str, bytes]
    baru: dict[str, bytes]
    detik: float
    jendela: tuple[float, float]
    operasi: int


@dataclass
class Hitungan:
    """Counts of one command."""

    mati: Counter[str] = field(default_factory=Counter)
    hasil: Counter[str] = field(default_factory=Counter)


# ---- what the office does -------------------------------------------------------------------------------------------
def _isi(dari: str, ke: str, revisi: int | None = None, **isian: object) -> Callable[[Path], None]:
    """Fill in an indicator of a form anew."""

    def ubah(akar: Path) -> None:
        buku = openpyxl.load_workbook(akar / dari)
        for judul, nilai in isian.items():
            sel(buku, "Kinerja", "IN-03", judul.replace("_", " ")).value = nilai
        if revisi is not None:
            next(b for b in buku["_identitas"].iter_rows(max_col=2) if b[0].value == "revisi")[1].value = revisi
        buku.save(akar / ke)

    return ubah


def _cacat(akar: Path) -> None:
    """A hole in a form, and another form from a unit that nobody knows: a Tidak, and a question in padanan.yaml."""
    buku = openpyxl.load_workbook(akar / FORM)
    next(b for b in buku["_identitas"].iter_rows(max_col=2) if b[0].value == "bidang")[1].value = "Bid. Pasar Malam"
    buku.save(akar / f"{TW2}/asing.xlsx")
    _isi(FORM, FORM, Realisasi=None)(akar)


def _betul(akar: Path) -> None:
    (akar / TW2 / "asing.xlsx").unlink()
    koreksi = "reports/2025/TW2/koreksi/Bidang_Perindustrian_TW2_2025.xlsx"
    _isi(koreksi, f"{TW2}/dari wa.xlsx", Realisasi=50, Bukti_Dukung="Rekap SIINas Juni 2025")(akar)


def _tanda(akar: Path) -> None:
    """The released report comes back signed."""
    from tests.test_tanda_tangan import _tanda_tangani, _terbitkan

    kepala = _terbitkan("Kepala Dinas Uji", _terbitkan("Induk Uji"))
    (akar.parent / "bertanda.pdf").write_bytes(_tanda_tangani((akar / PDF).read_bytes(), kepala))


MINTA = (
    "--indikator", "IN-03", "--apa", "realisasi", "--dari", "50", "--menjadi", "52",
    "--alasan", "Dua laporan belum terhitung", "--diminta-oleh", "Kepala Bidang Perindustrian",
)  # fmt: skip
LAKON = (
    Adegan("formulir", ("formulir",), pendek=True),
    Adegan("disposisi 1", ("sop", "disposisi"), pendek=True),
    Adegan("disposisi 2", ("sop", "disposisi"), pendek=True),
    Adegan("jalan pertama", ("jalan",), 2, _cacat),
    Adegan("putusan tidak", ("sop", "putusan"), 2),
    Adegan("jalan berubah", ("jalan",), 0, _betul),
    Adegan("jalan", ("jalan", "--paksa"), pendek=True),
    Adegan("status", ("status", "--tanggal", "2025-07-09"), pendek=True),
    Adegan("putusan ya", ("sop", "putusan"), pendek=True),
    Adegan("sosialisasi keberatan", ("sop", "sosialisasi", "--keberatan", *MINTA)),
    Adegan("koreksi tutup", ("sop", "koreksi", "--tutup", "1", "--dilakukan", "Formulir diperbaiki")),
    Adegan("jalan Rev 1", ("jalan",), 0, _isi(f"{TW2}/dari wa.xlsx", f"{TW2}/dari wa (2).xlsx", 2, Realisasi=52)),
    Adegan("putusan Rev 1", ("sop", "putusan")),
    Adegan("sosialisasi setuju", ("sop", "sosialisasi", "--setuju"), pendek=True),
    Adegan("serah", ("sop", "serah"), pendek=True),
    Adegan("sahkan", ("sop", "sahkan"), pendek=True),
    Adegan("sahkan bertanda", ("sop", "sahkan", "--pdf-bertanda", "{luar}/bertanda.pdf"), 0, _tanda),
    Adegan("arsip", ("sop", "arsip"), pendek=True),
    Adegan("koreksi buka", ("sop", "koreksi", "--buka", *MINTA)),
)


# ---- the undisturbed quarter ----------------------------------------------------------------------------------------
class Panggung:
    """The office folder, the copies of it, and the records of the undisturbed quarter."""

    def __init__(self, folder: Path, pendek: bool = False) -> None:
        """Play the quarter.

        Args:
            folder: An empty folder.
            pendek: Only the straight way through the quarter.
        """
        self.folder, self.akar = folder, folder / "kantor"
        shutil.copytree(AKAR / "params", self.akar / "params")
        shutil.copytree(AKAR / "data" / "raw", self.akar / "data" / "raw")
        self.rekaman = [self._mainkan(n, a) for n, a in enumerate(LAKON) if a.pendek or not pendek]

    def _mainkan(self, n: int, a: Adegan) -> Rekaman:
        a.siapkan(self.akar)
        argumen = self._argumen(n, a)
        sebelum = self.folder / f"sebelum-{n}"
        shutil.copytree(self.akar, sebelum)
        lama = isi_kantor(self.akar)
        catat = self.folder / "operasi"
        catat.write_bytes(b"")
        mulai, jam = time.time(), time.perf_counter()
        p = subprocess.run(sendiri(0, self.akar, catat, argumen), cwd=AKAR, capture_output=True, timeout=BATAS_DETIK)
        detik = time.perf_counter() - jam
        assert p.returncode == a.kode, (a.nama, p.returncode, p.stderr.decode("utf-8"))
        tertulis = [s.st_mtime - mulai for q in self.akar.rglob("*") if (s := q.stat()).st_mtime > mulai]
        baru = isi_kantor(self.akar)
        periksa_bentuk(self.akar, {q for q in baru if baru[q] != lama.get(q)})
        jendela = (min(tertulis), max(tertulis))
        return Rekaman(a, argumen, sebelum, lama, baru, detik, jendela, catat.stat().st_size)

    def _argumen(self, n: int, a: Adegan) -> list[str]:
        kata = [x.format(luar=self.folder) for x in a.argumen]
        waktu = ["--waktu", f"2025-07-{n + 1:02d}T09:00+07:00"] if a.argumen[0] in ("jalan", "sop") else []
        return [*kata, "--tahun", "2025", "--triwulan", "2", "--akar", str(self.akar), *waktu]

    def matikan(self, benih: int, hitungan: dict[str, Hitungan] | None = None) -> str:
        """Kill one command, drawn with its moment by the seed, and see what it leaves.

        Returns:
            What happened, in words.
        """
        acak = random.Random(benih)
        r = acak.choice(self.rekaman)
        pulihkan(r.sebelum, self.akar)
        cara = f"{r.adegan.nama}, {self._jalankan_dan_bunuh(r, acak)}"
        try:
            kini = isi_kantor(self.akar)
            utuh = "sesudah" if kini == r.baru else "sebelum" if kini == r.lama else ""
            letak = "di tengah" if sisa_kantor(self.akar) else utuh or "di tengah"
            tercatat = periksa_sesudah_mati(self.akar, r, kini)
            hasil = self._ulangi(r, tercatat)
        except AssertionError as e:
            raise AssertionError(f"{cara}: {e}") from e
        if hitungan is not None:
            h = hitungan.setdefault(r.adegan.nama, Hitungan())
            h.mati[letak] += 1
            h.hasil[hasil] += 1
        return f"{cara}: {letak}, {hasil}"

    def _jalankan_dan_bunuh(self, r: Rekaman, acak: random.Random) -> str:
        if acak.random() < 0.5:
            ke = acak.randint(1, r.operasi)
            argumen = sendiri(ke, self.akar, self.folder / "operasi", r.argumen)
            subprocess.run(argumen, cwd=AKAR, capture_output=True, timeout=BATAS_DETIK)
            return f"operasi berkas {ke} dari {r.operasi}"
        # Every other one within the time in which it writes, the rest anywhere in its duration.
        tunda = acak.uniform(*r.jendela) if acak.random() < 0.5 else acak.uniform(0, r.detik)
        p = subprocess.Popen(perintah(r.argumen), cwd=AKAR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            p.wait(tunda)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()
        return f"detik {tunda:.2f} dari {r.detik:.2f}"

    def _ulangi(self, r: Rekaman, tercatat: bool) -> str:
        """Run the same command again and compare with the undisturbed run."""
        if tercatat and r.adegan.nama == "disposisi 1":
            return "sudah tercatat"  # the same words once more are the next disposisi
        p = subprocess.run(perintah(r.argumen), cwd=AKAR, capture_output=True, timeout=BATAS_DETIK)
        kesalahan = p.stderr.decode("utf-8")
        assert "Traceback" not in kesalahan and "Kesalahan program" not in kesalahan, kesalahan
        assert p.returncode == (1 if tercatat else r.adegan.kode), (p.returncode, kesalahan)
        kini = isi_kantor(self.akar)
        beda = sorted(q for q in kini.keys() | r.baru.keys() if kini.get(q) != r.baru.get(q))
        assert not beda, f"not what an undisturbed run leaves: {beda}"
        sisa = sisa_kantor(self.akar)
        assert not sisa, f"leftovers: {sisa}"
        return "sudah tercatat" if tercatat else "diulang"


def perintah(argumen: list[str]) -> list[str]:
    """Command line of a real process."""
    return [sys.executable, "-m", "kinerja", *argumen]


def sendiri(ke: int, akar: Path, catat: Path, argumen: list[str]) -> list[str]:
    """Command line of a process that ends itself before its n-th file operation; for n = 0 ``catat`` grows by each."""
    return [sys.executable, "-c", SENDIRI, str(ke), str(akar), str(catat), *argumen]


def pulihkan(dari: Path, ke: Path) -> None:
    """Make the office folder anew."""
    shutil.rmtree(ke)
    shutil.copytree(dari, ke)


# ---- what lies there ------------------------------------------------------------------------------------------------
def _berkas(akar: Path) -> Iterator[tuple[str, Path]]:
    for q in sorted(akar.rglob("*")):
        nama = q.relative_to(akar).as_posix()
        if q.is_file() and not nama.startswith(SIMPANAN):
            yield nama, q


def _tersembunyi(nama: str) -> bool:
    """Tell whether every reader of ours passes a file over: it, or a folder above it, is hidden or a leftover."""
    return any(_SISA.match(bagian) for bagian in nama.split("/"))


def isi_kantor(akar: Path) -> dict[str, bytes]:
    """What every output and input holds, by path; executed notebooks and ``run.json`` without what differs by time."""
    hasil = {}
    for nama, q in _berkas(akar):
        if nama == RUN:
            hasil[nama] = catatan_tetap(json.loads(q.read_bytes()))
        elif nama.endswith(".ipynb") and not _tersembunyi(nama):
            hasil[nama] = notebook_tetap(q)
        elif not _tersembunyi(nama):
            hasil[nama] = q.read_bytes()
    return hasil


def sisa_kantor(akar: Path) -> list[str]:
    """Leftovers of a kill: what is hidden and no lock, in the cache too."""
    semua = (q.relative_to(akar).as_posix() for q in akar.rglob("*") if q.is_file())
    tersembunyi = [n for n in semua if _tersembunyi(n.removeprefix(SIMPANAN)) and not n.endswith(("kunci", ".gitkeep"))]
    return sorted(tersembunyi)


def periksa_sesudah_mati(akar: Path, r: Rekaman, kini: dict[str, bytes]) -> bool:
    """See that a kill has left the old or the new of everything.

    Returns:
        The command's entry stands in the ledger.
    """
    for nama, isi in kini.items():
        if nama != RUN:
            assert isi in (r.lama.get(nama), r.baru.get(nama)), f"{nama} is neither the old nor the new one"
    hilang = [n for n in r.lama if n in r.baru and n not in kini and not n.startswith("data/sop/2025/TW2/rev")]
    assert not hilang, f"gone: {hilang}"
    buku = BukuSop.buka(muat(akar, 2025), P)
    assert buku.periksa() == [] and not buku.sobek
    return r.adegan.argumen[0] == "sop" and kini.get(BUKU) != r.lama.get(BUKU)


def periksa_bentuk(akar: Path, nama: set[str]) -> None:
    """See that what an undisturbed run leaves opens: what is compared with it afterwards is whole then."""
    for q in (akar / n for n in sorted(nama) if (akar / n).is_file()):
        isi = q.read_bytes()
        if q.suffix == ".parquet":
            pd.read_parquet(io.BytesIO(isi))
        elif q.suffix in (".html", ".pdf"):
            assert isi.rstrip().endswith({".html": b"</html>", ".pdf": b"%%EOF"}[q.suffix]), q
        elif q.suffix in (".xlsx", ".docx", ".zip"):
            assert zipfile.ZipFile(io.BytesIO(isi)).testzip() is None, q
        elif q.suffix in (".json", ".ipynb"):
            json.loads(isi)


# ---- the long run ---------------------------------------------------------------------------------------------------
@contextmanager
def panggung_baru(pendek: bool = False) -> Iterator[Panggung]:
    """A stage in a folder of its own, removed afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Panggung(Path(folder).resolve(), pendek)


def tampilkan(hitungan: dict[str, Hitungan]) -> None:
    """Print the counts."""
    print(f"{'perintah':24}{'sebelum':>9}{'di tengah':>11}{'sesudah':>9}{'diulang':>9}{'sudah tercatat':>16}")
    jumlah = Hitungan()
    for nama in [a.nama for a in LAKON if a.nama in hitungan] + ["jumlah"]:
        h = hitungan.get(nama, jumlah)
        angka = [h.mati[k] for k in ("sebelum", "di tengah", "sesudah")]
        angka += [h.hasil[k] for k in ("diulang", "sudah tercatat")]
        print(f"{nama:24}{angka[0]:>9}{angka[1]:>11}{angka[2]:>9}{angka[3]:>9}{angka[4]:>16}")
        jumlah.mati += h.mati
        jumlah.hasil += h.hasil


def utama() -> int:
    """Run from the command line."""
    urai = argparse.ArgumentParser(description="Kill every command at random moments and see what it leaves.")
    urai.add_argument("--banyak", type=int, default=100, help="how many kills")
    urai.add_argument("--benih", type=int, default=1, help="seed of the first one")
    urai.add_argument("--satu", type=int, nargs="+", help="play the kills of these seeds alone")
    a = urai.parse_args()
    hitungan: dict[str, Hitungan] = {}
    gagal = 0
    with panggung_baru() as p:
        for r in p.rekaman:
            print(f"{r.adegan.nama:24}{r.detik:6.2f} detik, menulis {r.jendela[0]:.2f}–{r.jendela[1]:.2f}, "
                  f"{r.operasi} operasi berkas", flush=True)  # fmt: skip
        awal = a.benih * 1_000_000
        for benih in a.satu or range(awal, awal + a.banyak):
            try:
                print(f"{benih} {p.matikan(benih, hitungan)}", flush=True)
            except AssertionError as e:
                gagal += 1
                print(f"{benih} GAGAL {e}", flush=True)
    tampilkan(hitungan)
    print(f"{gagal} gagal")
    return 1 if gagal else 0


if __name__ == "__main__":
    raise SystemExit(utama())
