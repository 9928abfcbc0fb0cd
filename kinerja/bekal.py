"""What goes onto a flash disk for a computer without internet: wheels, the application, and how to use them.

Called by mulai.py, possibly before any package is installed: only the standard library, and nothing else of ours.
In the folder: ``paket/`` with the wheels and ``bekal.txt``, ``kinerja/`` with the application, ``BACA-SAYA.txt``.
``bekal.txt`` has a line ``lock kind python sha256-of-the-lock`` for each lock that is complete; mulai.py installs only
from such. Every wheel is downloaded and later installed by the hashes of the locks, so the disk need not be trusted.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PYTHON = ("3.11", "3.12", "3.13")
# For each kind of computer: as uv names it, and the wheels that pip may take for it.
KOMPUTER = {
    "windows": ("x86_64-pc-windows-msvc", ("win_amd64",)),
    "linux": (
        "x86_64-manylinux_2_28",
        ("manylinux2014_x86_64", *(f"manylinux_2_{n}_x86_64" for n in (17, 24, 26, 27, 28))),
    ),
}
NAMA = {"windows": "Windows", "linux": "Linux"}
KANTOR = ("params", "data")  # folders at the root that belong to the office, not to the application
SISA = {"__pycache__", "processed", "reports", "dist", "build"}  # left out where git cannot say what is tracked
SEKALI = 8  # packages in one call of pip
PERLU_MB = 250  # for one Python with JupyterLab, and about half of it for each further one

BANTUAN = """\
Mengisi flashdisk untuk komputer yang tidak berinternet: semua paket, aplikasinya, dan BACA-SAYA.txt.

Pemakaian: python mulai.py bekal --ke FOLDER [--untuk windows] [--python 3.12] [--lab] [--dengan-data]

  --ke FOLDER         folder di flashdisk, misalnya E:\\bekal-kinerja
  --untuk JENIS       windows atau linux (64 bit); bawaannya sama dengan komputer ini
  --python VERSI      3.11, 3.12, atau 3.13; boleh beberapa dengan koma; bawaannya sama dengan komputer ini
  --lab               sertakan JupyterLab
  --dengan-data       sertakan params dan data kantor dari folder ini; tanpa itu hanya contohnya

Boleh dihentikan dan diulang: yang sudah ada tidak diunduh lagi. Di komputer tujuan: buka BACA-SAYA.txt.
"""

BACA_SAYA = """\
BEKAL APLIKASI PENGUKURAN DATA KINERJA

Untuk {jenis} 64 bit dengan Python {python}. Internet tidak diperlukan.

1. Salin seluruh folder ini (kinerja dan paket) ke komputer, misalnya ke {contoh}.
   Jangan dijalankan langsung dari flashdisk: jauh lebih lambat.
2. Pasang Python {python} (64 bit) bila belum ada. {pemasang}
3. {mulai}
   Kali pertama aplikasi disiapkan dari folder paket, kira-kira satu menit.

Bila folder paket tetap di flashdisk, sebutkan tempatnya:

   {perintah} mulai.py --dari {flashdisk} jalan --tahun 2025 --triwulan 2

Folder paket boleh dihapus dari komputer sesudah {sesudah}.
Cara memakai aplikasi: kinerja{pisah}docs{pisah}panduan.md.
"""


class GagalBekal(Exception):
    """A fault of filling the folder, told to the user in a sentence."""


@dataclass(frozen=True)
class Pesanan:
    """What the user asked for."""

    ke: Path
    untuk: str  # a key of KOMPUTER
    python: tuple[str, ...]  # of PYTHON
    lab: bool
    data: bool


@dataclass(frozen=True)
class Tujuan:
    """For what, and into what, one lock is downloaded."""

    untuk: str
    versi: str
    paket: Path
    sementara: Path


# A step of set-up as mulai.py shows it: its title, and commands, each with the ways to try one after the other.
Langkah = Callable[[str, Iterable[tuple[list[str], ...]]], None]


def baca_pesanan(argv: list[str]) -> Pesanan:
    """Read the words after ``bekal``; raise GagalBekal for what is unknown or missing."""
    ini = "{}.{}".format(*sys.version_info)
    nilai = {"--ke": "", "--untuk": "windows" if os.name == "nt" else "linux", "--python": ini}
    ya = {"--lab": False, "--dengan-data": False}
    kata = iter(argv)
    for k in kata:
        nama, samadengan, isi = k.partition("=")
        if nama in nilai:
            nilai[nama] = isi if samadengan else next(kata, "")
        elif k in ya:
            ya[k] = True
        else:
            raise GagalBekal(f"Pilihan {k} tidak dikenal. Lihat: python mulai.py bekal --help")
    python = tuple(dict.fromkeys(re.split(r"[,\s]+", nilai["--python"].strip())))
    if not nilai["--ke"]:
        raise GagalBekal("Sebutkan folder tujuannya, misalnya: python mulai.py bekal --ke E:\\bekal-kinerja")
    if nilai["--untuk"] not in KOMPUTER:
        raise GagalBekal(f"--untuk hanya windows atau linux, bukan {nilai['--untuk'] or '(kosong)'}.")
    if set(python) - set(PYTHON):
        raise GagalBekal(f"--python hanya 3.11, 3.12, atau 3.13, bukan {nilai['--python'] or '(kosong)'}.")
    return Pesanan(Path(nilai["--ke"]).absolute(), nilai["--untuk"], python, ya["--lab"], ya["--dengan-data"])


def siapkan_folder(pesanan: Pesanan) -> None:
    """Make the folder and see that it can be written and has room; raise GagalBekal if not."""
    paket = pesanan.ke / "paket"
    with _menulis(pesanan.ke):
        paket.mkdir(parents=True, exist_ok=True)
        coba = paket / "coba.tmp"
        coba.write_bytes(b"")
        coba.unlink()
        ada = sum(p.stat().st_size for p in paket.glob("*.whl")) / 1e6
        bebas = shutil.disk_usage(paket).free / 1e6
    perlu = PERLU_MB * (1 + len(pesanan.python)) / 2 - ada
    if bebas < perlu:
        raise GagalBekal(
            f"Ruang di {pesanan.ke} tidak cukup: perlu sekitar {perlu:.0f} MB lagi, yang kosong {bebas:.0f} MB.\n"
            "Kosongkan sebagian atau pakai flashdisk lain, lalu jalankan perintah yang sama."
        )


def bagian(pesanan: Pesanan) -> list[tuple[str, str]]:
    """List what is downloaded, (lock, Python) each."""
    kunci = ["uv", "jalan"] + ["lab"] * pesanan.lab
    return [(k, versi) for versi in pesanan.python for k in kunci]


def isi_paket(pesanan: Pesanan, akar: str, python: str, pip: list[str], langkah: Langkah) -> None:
    """Download the wheels that are missing, and check that each lock can be installed from the folder alone.

    Args:
        pesanan: What to download.
        akar: The application's folder.
        python: A Python that has uv.
        pip: The start of a pip command.
        langkah: Does and shows one step; raises where it fails.
    """
    paket, daftar = pesanan.ke / "paket", pesanan.ke / "paket" / "bekal.txt"
    kunci = {k: Path(akar, "requirements", f"{k}.txt") for k in ("uv", "jalan", "lab")}
    sidik = {k: hashlib.sha256(p.read_bytes()).hexdigest() for k, p in kunci.items()}
    with _menulis(pesanan.ke), tempfile.TemporaryDirectory() as sementara:
        _buang_yang_asing(paket, kunci.values())
        lengkap = [b for b in _baris(daftar) if b.split()[-1] in sidik.values()]
        for k, versi in bagian(pesanan):
            baris = f"{k} {pesanan.untuk} {versi} {sidik[k]}"
            # What is about to be filled is not complete until it has been checked.
            lengkap = [b for b in lengkap if b != baris]
            _tulis(daftar, "".join(f"{b}\n" for b in lengkap))
            judul = f"Mengunduh paket {k} untuk {NAMA[pesanan.untuk]}, Python {versi}"
            tujuan = Tujuan(pesanan.untuk, versi, paket, Path(sementara))
            langkah(judul, _perintah(tujuan, kunci[k], [python, "-m", "uv", "pip"], pip))
            lengkap.append(baris)
            _tulis(daftar, "".join(f"{b}\n" for b in lengkap))


def _perintah(tujuan: Tujuan, kunci: Path, uv: list[str], pip: list[str]) -> Iterator[tuple[list[str], ...]]:
    """Yield the commands for one lock: choose what holds for that computer, download what is missing, try it dry.

    Lazily, for what is missing is known only when the first has run. A few packages at a time: pip keeps nothing of a
    call that is cut off.
    """
    komputer, cap = KOMPUTER[tujuan.untuk]
    pilihan, kelompok = tujuan.sementara / "pilihan.txt", tujuan.sementara / "kelompok.txt"
    untuk_uv = ["--python-platform", komputer, "--python-version", tujuan.versi, "--only-binary", ":all:"]
    # pip would judge the lock's markers (sys_platform == ...) by the computer on which it runs.
    pilih = [*uv, "compile", str(kunci), "--no-deps", "--generate-hashes", "--no-header", "--no-annotate"]
    pilih += ["--no-emit-index-url", "--no-emit-find-links", *untuk_uv, "-o", str(pilihan)]
    yield [*pilih, "--offline"], pilih
    unduh = [*pip, "download", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--implementation", "cp"]
    unduh += ["--python-version", tujuan.versi, *(k for c in cap for k in ("--platform", c)), "--progress-bar", "off"]
    kurang = _kurang(pilihan, tujuan)
    for awal in range(0, len(kurang), SEKALI):
        kelompok.write_text("".join(kurang[awal : awal + SEKALI]), encoding="utf-8")
        yield ([*unduh, "-r", str(kelompok), "-d", str(tujuan.paket)],)
    # Without the cache: it would hide a wheel that is missing or broken.
    coba = [*uv, "install", "--dry-run", "--target", str(tujuan.sementara / "coba"), "--offline", "--no-cache"]
    coba += ["--no-index", "--find-links", str(tujuan.paket), "--require-hashes", *untuk_uv, "-r", str(kunci)]
    yield (coba,)


def _kurang(pilihan: Path, tujuan: Tujuan) -> list[str]:
    """Return the entries (name, version, hashes) for which no wheel that fits is there yet."""
    ada = set()
    for berkas in tujuan.paket.glob("*.whl"):
        nama, versi, *_, py, abi, komputer = berkas.stem.split("-")
        if _cocok(py, abi, komputer, tujuan):
            ada.add((_baku(nama), versi))
    butir = re.split(r"^(?=[A-Za-z0-9])", pilihan.read_text(encoding="utf-8"), flags=re.M)
    temu = [(b, re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", b)) for b in butir]
    return [b for b, m in temu if m and (_baku(m[1]), m[2]) not in ada]


def _cocok(py: str, abi: str, komputer: str, tujuan: Tujuan) -> bool:
    """Tell whether a wheel's tags fit; strict enough for wheels that were downloaded for one of KOMPUTER."""
    kecil = int(tujuan.versi.split(".")[1])
    for p in py.split("."):
        angka = int(p[3:]) if re.fullmatch(r"cp3\d+", p) else -1
        if p.startswith("py3") or angka == kecil or (abi == "abi3" and 0 <= angka < kecil):
            return komputer == "any" or bool(set(komputer.split(".")) & set(KOMPUTER[tujuan.untuk][1]))
    return False


def _baku(nama: str) -> str:
    """Return a package's name as all spellings of it compare equal."""
    return re.sub(r"[-_.]+", "-", nama).lower()


def _buang_yang_asing(paket: Path, kunci: Iterable[Path]) -> None:
    """Remove wheels that no lock knows: of an older version, or cut off while they were copied."""
    boleh = {h for p in kunci for h in re.findall(r"sha256:([0-9a-f]{64})", p.read_text(encoding="utf-8"))}
    for berkas in sorted(paket.glob("*.whl")):
        if hashlib.sha256(berkas.read_bytes()).hexdigest() not in boleh:
            berkas.unlink()


def salin_aplikasi(pesanan: Pesanan, akar: str) -> str:
    """Copy the application and write BACA-SAYA.txt; return what to tell the user.

    A file of an office (params, data) that is already there and differs stays as it is: someone may work on that copy.
    """
    tujuan, beda, jumlah = pesanan.ke / "kinerja", 0, 0
    with _menulis(pesanan.ke):
        for nama, isi in berkas_aplikasi(pesanan, Path(akar)):
            berkas = tujuan / nama
            lama = berkas.read_bytes() if berkas.is_file() else None
            if lama not in (None, isi) and PurePosixPath(nama).parts[0] in KANTOR:
                beda += 1
            elif lama != isi:
                berkas.parent.mkdir(parents=True, exist_ok=True)
                berkas.write_bytes(isi)
            jumlah += 1
        _tulis(pesanan.ke / "BACA-SAYA.txt", baca_saya(pesanan), "\r\n" if pesanan.untuk == "windows" else "\n")
        besar = sum(p.stat().st_size for p in (pesanan.ke / "paket").glob("*.whl")) / 1e6
    kalimat = [f"Aplikasi disalin ({jumlah} berkas). Bekal siap di {pesanan.ke}, paketnya {besar:.0f} MB."]
    if beda:
        kalimat.append(f"{beda} berkas params atau data yang sudah ada di sana dan berbeda tidak ditimpa.")
    if not pesanan.data:
        kalimat.append("Data kantor tidak disertakan; bila perlu, tambahkan --dengan-data.")
    kalimat.append("Berikutnya: buka BACA-SAYA.txt di folder itu.")
    return "\n".join(kalimat) + "\n"


def baca_saya(pesanan: Pesanan) -> str:
    """Return the text that goes with the folder."""
    windows, versi = pesanan.untuk == "windows", " atau ".join(pesanan.python)
    return BACA_SAYA.format(
        jenis=NAMA[pesanan.untuk],
        python=versi,
        perintah="python" if windows else "python3",
        contoh="D:\\bekal-kinerja" if windows else "~/bekal-kinerja",
        flashdisk="E:\\bekal-kinerja" if windows else "/media/flashdisk/bekal-kinerja",
        pisah="\\" if windows else "/",
        sesudah="aplikasi berjalan dan JupyterLab pernah dibuka" if pesanan.lab else "aplikasi berjalan",
        pemasang=(
            "Pemasangnya, berkas .exe dari python.org,\n   sebaiknya ikut dibawa di flashdisk;"
            " centang Add python.exe to PATH."
            if windows
            else "Di Debian dan Ubuntu perlu juga python3-venv."
        ),
        mulai=(
            "Buka folder kinerja, lalu klik dua kali mulai.bat. Atau ketik di Command Prompt di folder itu:\n\n"
            "   python mulai.py jalan --tahun 2025 --triwulan 2\n"
            if windows
            else "Di folder kinerja jalankan:\n\n   python3 mulai.py jalan --tahun 2025 --triwulan 2\n"
        ),
    )


def berkas_aplikasi(pesanan: Pesanan, akar: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name (with /) and content of each file of the application, the office's own data only if asked for.

    In a checkout: the files that git knows, the office's folders as they were in the last commit; what an office keeps
    in the same folder is not in it. Elsewhere whatever lies there. ``params`` and ``data`` go along without being asked
    for only if they are the bundled example, which says so of itself.
    """
    isi = dict(_dari_git(akar) or _dari_folder(akar, pesanan.ke))
    contoh = re.search(rb"^data_contoh:\s*true\b", isi.get("params/dinas.yaml", b""), re.M)
    for nama in sorted(isi):
        if PurePosixPath(nama).parts[0] not in KANTOR or (contoh and not pesanan.data):
            yield nama, isi[nama]
    if pesanan.data:
        for folder in ("params", "data/raw", "data/sop"):
            yield from ((f"{folder}/{nama}", b) for nama, b in _dari_folder(akar / folder, pesanan.ke))


def _dari_git(akar: Path) -> list[tuple[str, bytes]]:
    """Return the files that git knows, empty if this is no checkout or git is not there."""
    git = shutil.which("git")
    if not git or not (akar / ".git").exists():
        return []
    hasil = subprocess.run([git, "archive", "--format=tar", "HEAD"], cwd=akar, capture_output=True, check=False)
    if hasil.returncode:
        return []
    with tarfile.open(fileobj=io.BytesIO(hasil.stdout)) as tar:
        lama = {m.name: tar.extractfile(m).read() for m in tar if m.isfile()}  # type: ignore[union-attr]
    milik = {n for n in lama if PurePosixPath(n).parts[0] in KANTOR}
    # The application as it lies here, so that its locks are those by which the wheels were downloaded.
    return [(n, lama[n] if n in milik else (akar / n).read_bytes()) for n in lama if n in milik or (akar / n).is_file()]


def _dari_folder(folder: Path, kecuali: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder, without hidden ones, what is made, and the folder that is being filled."""
    for tempat, cabang, berkas in os.walk(folder):
        sini = Path(tempat)
        cabang[:] = sorted(
            n for n in cabang if n not in SISA and not n.startswith(".") and (sini / n).absolute() != kecuali
        )
        for nama in sorted(n for n in berkas if not n.startswith(("~$", "."))):
            yield (sini / nama).relative_to(folder).as_posix(), (sini / nama).read_bytes()


def _baris(berkas: Path) -> list[str]:
    """Return the lines of a text file that have words, none if it is not there."""
    return [b for b in berkas.read_text("utf-8", "replace").splitlines() if b.split()] if berkas.is_file() else []


def _tulis(berkas: Path, isi: str, baris: str = "\n") -> None:
    """Write a text whole or not at all."""
    sementara = berkas.with_name(berkas.name + ".tmp")
    sementara.write_text(isi, encoding="utf-8", newline=baris)
    sementara.replace(berkas)


@contextmanager
def _menulis(folder: Path) -> Iterator[None]:
    """Turn the system's refusal into a sentence about the flash disk: raise GagalBekal instead of OSError."""
    try:
        yield
    except OSError as salah:
        if salah.errno in (errno.ENOSPC, errno.EDQUOT):
            sebab = "sudah penuh: kosongkan sebagian atau pakai flashdisk lain"
        elif salah.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sebab = "tidak boleh dipakai: buka pengunci flashdisk, atau tutup program yang sedang memakainya"
        else:
            sebab = f"tidak dapat dipakai ({salah.strerror or salah}): periksa apakah flashdisk masih terpasang"
        tempat = salah.filename or folder
        raise GagalBekal(f"Bekal belum selesai. {tempat} {sebab}, lalu jalankan perintah yang sama.") from None
