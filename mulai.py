"""One door to everything: makes the environments from the hashed locks, then passes the command on.

Standard library only. The syntax is kept readable for old Pythons, so that they can be refused in a sentence.
"""

import hashlib
import os
import sys

# Only the three modules above are imported on every start; the rest waits until something must be installed.

AKAR = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"
VENV = os.path.join(AKAR, ".venv")
VENV_LAB = os.path.join(AKAR, ".venv-lab")
STEMPEL = "siap.txt"  # in each environment, written last: level and fingerprint
CATATAN = "pasang.log"  # in each environment: all that pip and uv said

BANTUAN = """\
Pengukuran data kinerja: dari formulir bidang sampai laporan triwulan.

Pemakaian: python mulai.py PERINTAH …

  jalan --tahun T --triwulan N      mengukur satu triwulan dan membuat laporannya
  formulir --tahun T --triwulan N   membuat formulir tiap bidang
  status --tahun T --triwulan N     langkah SOP, bidang yang belum melapor, sisa hari
  sop, periksa, verifikasi          lihat: python mulai.py PERINTAH --help

  lab [--akar FOLDER]               membuka buku kerja di JupyterLab
  siapkan                           hanya menyiapkan lingkungan, tanpa menjalankan apa pun
  uji [pilihan pytest]              memeriksa kode dan menjalankan semua pengujian

Penyiapan pertama memerlukan internet; sesudah itu semua perintah berjalan tanpa internet.
"""

# What the log says -> what the planner can do about it. The first match counts.
SEBAB = (
    (("no space left", "os error 28", "os error 112"), "Ruang disk habis: kosongkan sekitar 1 GB, lalu coba lagi."),
    (
        ("os error 32", "os error 5)", "winerror 32", "winerror 5]"),
        "Ada berkas yang sedang dipakai atau terkunci: tutup JupyterLab dan jendela kinerja lain, lalu coba lagi.",
    ),
    (("os error 206", "filename or extension is too long"), "Nama folder terlalu panjang: pindahkan ke C:\\kinerja."),
    (
        ("hash mismatch", "do not match the hashes"),
        "Berkas yang terunduh tidak sama dengan yang terkunci, jadi tidak dipasang. Coba lagi dari jaringan lain.",
    ),
    (
        ("no wheels", "no usable wheels", "no matching distribution", "no solution found"),
        "Ada paket yang tidak tersedia untuk Python atau komputer ini. Pakai Python 3.11, 3.12 atau 3.13 (64 bit).",
    ),
    (
        ("certificate", "ssl", "tls"),
        "Sambungan aman ke sumber paket ditolak: tanyakan sertifikat atau proksi jaringan kepada pengelola jaringan.",
    ),
    (
        ("connect", "timed out", "timeout", "dns", "resolve", "network", "proxy", "fetch", "download", "retries"),
        "Internet terputus atau terlalu lambat: periksa sambungan, lalu coba lagi.",
    ),
)


class Gagal(Exception):
    """A fault that is told to the user in a sentence instead of a traceback."""


def main(argv):
    """Read the first word and do what it says; return the exit code."""
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(encoding="utf-8", errors="replace")
    try:
        if sys.version_info < (3, 11):
            raise Gagal("Python {}.{} terlalu tua; pasang Python 3.11 atau yang lebih baru.".format(*sys.version_info))
        if not argv or argv[0] in ("-h", "--help", "bantuan"):
            print(BANTUAN, end="")
            return 0
        if argv[0] == "siapkan":
            sudah = siapkan(VENV, "jalan")
            print("Lingkungan sudah siap." if sudah else "Selesai. Contoh: python mulai.py jalan --help")
            return 0
        if argv[0] == "uji":
            return uji(argv[1:])
        if argv[0] == "lab":
            return lab(argv[1:])
        siapkan(VENV, "jalan")
        return serahkan(VENV, ["-m", "kinerja", *argv], lingkungan_jalan())
    except Gagal as salah:
        print(f"\n{salah}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nDihentikan. Jalankan perintah yang sama untuk melanjutkan.", file=sys.stderr)
        return 130


# ---- Commands of our own -------------------------------------------------------------------------------------------


def uji(argv):
    """Run ruff, mypy and pytest, or with arguments only pytest; return 0 if all of them passed."""
    import subprocess

    siapkan(VENV, "uji")
    pasang_kait()
    if argv:
        perintah = [["pytest", *argv]]
    else:
        perintah = [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest", "-n", "auto"]]
    gagal = []
    for kata in perintah:
        print("\n$ {}".format(" ".join(kata)), flush=True)
        if subprocess.call([python_dari(VENV), "-m", *kata], cwd=AKAR, env=lingkungan_jalan()):
            gagal.append(" ".join(kata[:2]) if kata[0] == "ruff" else kata[0])
    if gagal:
        print("\nTidak lulus: {}.".format(", ".join(gagal)), flush=True)
    return 1 if gagal else 0


def pasang_kait():
    """Point git at .githooks, in a checkout that has no hooks folder of its own choosing."""
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None or not os.path.exists(os.path.join(AKAR, ".git")):
        return
    tanya = subprocess.run([git, "config", "core.hooksPath"], cwd=AKAR, stdout=subprocess.DEVNULL)
    if tanya.returncode == 1:  # 1 means: unset
        subprocess.call([git, "config", "core.hooksPath", ".githooks"], cwd=AKAR)


def lab(argv):
    """Start JupyterLab in Indonesian on the office folder, with the run environment as its kernel."""
    siapkan(VENV, "jalan")
    siapkan(VENV_LAB, "lab")
    tulis_setelan_lab()
    akar, argv = pisahkan_akar(argv)
    mulai = "/lab/tree/notebooks" if os.path.isdir(os.path.join(akar, "notebooks")) else "/lab"
    env = lingkungan_jalan()
    # The second folder brings the front end of exactly the plotly that the kernel runs.
    cari = [os.path.join(v, "share", "jupyter") for v in (VENV_LAB, VENV)] + [env.get("JUPYTER_PATH", "")]
    env["JUPYTER_PATH"] = os.pathsep.join(filter(None, cari))
    pilihan = ["--ServerApp.ip=127.0.0.1", "--ServerApp.root_dir=" + akar, "--LabApp.default_url=" + mulai]
    return serahkan(VENV_LAB, ["-m", "jupyterlab", *pilihan, *argv], env)


def pisahkan_akar(argv):
    """Take `--akar FOLDER` or `--akar=FOLDER` out of the arguments; return the absolute folder and the rest."""
    akar, sisa, kata = AKAR, [], iter(argv)
    for k in kata:
        if k == "--akar" or k.startswith("--akar="):
            akar = k[7:] if k.startswith("--akar=") else next(kata, "")
            if not os.path.isdir(akar):
                raise Gagal("Folder tidak ditemukan: {}".format(akar or "(--akar tanpa nama folder)"))
        else:
            sisa.append(k)
    return os.path.abspath(akar), sisa


def tulis_setelan_lab():
    """Write the kernels and the settings of JupyterLab, on each start because they are small."""
    import json

    bagi = os.path.join(VENV_LAB, "share", "jupyter")
    # `python3` is what the notebooks name. It must not be the lab's own python, which has no kinerja.
    kernel = {
        "argv": [python_dari(VENV), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Kinerja",
        "language": "python",
        "metadata": {"debugger": True},
        "env": {"PYTHONUTF8": "1", "PLOTLY_RENDERER": "plotly_mimetype"},
    }
    setelan = {
        "@jupyterlab/translation-extension:plugin": {"locale": "id_ID"},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    for nama, isi in (
        (("kernels", "kinerja", "kernel.json"), kernel),
        (("kernels", "python3", "kernel.json"), kernel),
        (("lab", "settings", "overrides.json"), setelan),
    ):
        berkas = os.path.join(bagi, *nama)
        os.makedirs(os.path.dirname(berkas), exist_ok=True)
        if os.path.lexists(berkas):
            os.remove(berkas)  # never write through a hard link into the installer's cache
        with open(berkas, "w", encoding="utf-8") as f:
            json.dump(isi, f, indent=1)


def serahkan(venv, kata, env):
    """Hand the terminal over to the environment's python; return its exit code."""
    python = python_dari(venv)
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(python, [python, *kata], env)
    import subprocess

    proses = subprocess.Popen([python, *kata], env=env)
    while True:
        try:
            return proses.wait()
        except KeyboardInterrupt:  # the child got the same Ctrl+C and decides what to do with it
            pass


def lingkungan_jalan():
    """Return the environment variables for what runs inside an environment."""
    return dict(os.environ, PYTHONUTF8="1")


# ---- Is the environment ready? This part runs on every start -------------------------------------------------------


def python_dari(venv):
    """Return the path of the environment's python."""
    return os.path.join(venv, "Scripts", "python.exe") if WINDOWS else os.path.join(venv, "bin", "python")


def baca(*bagian):
    """Return the bytes of a file, empty if there is none."""
    try:
        with open(os.path.join(*bagian), "rb") as f:
            return f.read()
    except OSError:
        return b""


def sidik(venv, tingkat):
    """Return the sha256 of all that decides what the environment holds: locks, project, python and folder."""
    jumlah = hashlib.sha256(AKAR.encode("utf-8", "surrogatepass"))
    for berkas in (
        os.path.join(venv, "pyvenv.cfg"),
        os.path.join(AKAR, "requirements", "uv.txt"),
        os.path.join(AKAR, "requirements", tingkat + ".txt"),
        os.path.join(AKAR, "pyproject.toml"),
    ):
        jumlah.update(hashlib.sha256(baca(berkas)).digest())
    return jumlah.hexdigest()


def tingkat_terpasang(venv):
    """Return the level (jalan, uji, lab) that the stamp claims, and whether the claim still holds."""
    kata = baca(venv, STEMPEL).decode("ascii", "replace").split()
    if len(kata) != 2:
        return None, False
    return kata[0], python_ada(venv) and kata[1] == sidik(venv, kata[0])


def python_ada(venv):
    """Tell whether the environment's python and the Python that it was made from are still there."""
    for baris in baca(venv, "pyvenv.cfg").decode("utf-8", "replace").splitlines():
        nama, _, nilai = baris.partition("=")
        if nama.strip() == "home":
            return os.path.isdir(nilai.strip()) and os.path.exists(python_dari(venv))
    return False


def siapkan(venv, tingkat):
    """Make the environment ready at this level or above (uji holds all of jalan); return whether it already was."""
    if cukup(venv, tingkat):
        return True
    with Antrean():
        if cukup(venv, tingkat):  # the one we waited for may have done it
            return True
        lama = tingkat_terpasang(venv)[0]
        pasang(venv, "uji" if lama == "uji" else tingkat)
    return False


def cukup(venv, tingkat):
    """Tell whether the stamp holds and covers the level."""
    ada, berlaku = tingkat_terpasang(venv)
    return berlaku and (ada == tingkat or (ada, tingkat) == ("uji", "jalan"))


# ---- Installing ----------------------------------------------------------------------------------------------------


class Antrean:
    """Only one set-up at a time in this folder. The system lets go of the lock when its holder dies."""

    def __enter__(self):
        """Wait for the lock, saying so once."""
        import time

        self.berkas = open(os.path.join(AKAR, ".venv.kunci"), "a+")  # held until __exit__
        diberitahu = False
        while not self.coba():
            if not diberitahu:
                kabar("Penyiapan lain sedang berjalan di folder ini; menunggu sampai selesai …\n")
                diberitahu = True
            time.sleep(0.3)

    def coba(self):
        """Try to take the lock; where the disk knows no locks, go on without."""
        try:
            if WINDOWS:
                import msvcrt

                self.berkas.seek(0)
                msvcrt.locking(self.berkas.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self.berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as salah:
            import errno

            return salah.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
        return True

    def __exit__(self, *_):
        """Let go of the lock."""
        self.berkas.close()


def pasang(venv, tingkat):
    """Install the level's lock into the environment, making the environment first if need be."""
    utama = venv == VENV
    nama, python = os.path.basename(venv), python_dari(venv)
    kabar(f"Menyiapkan {nama} (sekali saja, perlu internet; boleh dihentikan dan dilanjutkan nanti).\n")
    buang(os.path.join(venv, STEMPEL))
    baru = not utuh(venv, utama)
    if baru:
        kosongkan(venv)
    os.makedirs(venv, exist_ok=True)
    langkah = Langkah(venv, 2 * utama + 1 + baru)
    if baru:
        # The lab borrows uv from .venv and so needs no pip, the slow part of a new environment.
        langkah("Membuat lingkungan " + nama, [sys.executable, "-m", "venv", venv] + ["--without-pip"] * (not utama))
    if utama:
        perintah = [python, "-m", "pip", "install", "--require-hashes", "-r", kunci("uv")]
        langkah("Memasang pengunduh paket (uv)", perintah)
    for sisa in setengah_jadi(venv):
        buang(sisa)
    uv = [python_dari(VENV), "-m", "uv", "pip"]
    # Wheels only: a planner's laptop has no compiler. `sync` also removes what an older lock had and this one has not.
    pilihan = ["--python", python, "--require-hashes", "--only-binary", ":all:", "--compile-bytecode"]
    langkah("Mengunduh dan memasang paket", uv + ["sync", *pilihan, kunci(tingkat)], indeks_pip)
    if utama:
        pilihan = ["--python", python, "--offline", "--no-deps", "--no-build-isolation"]
        langkah("Memasang kinerja", uv + ["install", *pilihan, "--editable", AKAR])
    with open(os.path.join(venv, STEMPEL), "w", encoding="ascii") as f:
        f.write(f"{tingkat} {sidik(venv, tingkat)}\n")


def kunci(nama):
    """Return the path of a lock."""
    return os.path.join(AKAR, "requirements", nama + ".txt")


def kabar(teks):
    """Tell the user at once, beside what the command itself will print."""
    sys.stderr.write(teks)
    sys.stderr.flush()


def paket_di(venv, pola):
    """List the folders in which installed packages describe themselves."""
    import glob

    tempat = ("Lib", "site-packages") if WINDOWS else ("lib", "python3.*", "site-packages")
    return glob.glob(os.path.join(glob.escape(venv), *tempat, pola + ".dist-info"))


def setengah_jadi(venv):
    """List the packages whose installation was cut off: pip and uv write INSTALLER only near the end."""
    return [p for p in paket_di(venv, "*") if not os.path.exists(os.path.join(p, "INSTALLER"))]


def utuh(venv, perlu_pip):
    """Tell whether the environment itself, not yet its packages, is whole: a python that runs, and whole pip and uv."""
    import subprocess

    if not python_ada(venv) or (perlu_pip and not paket_di(venv, "pip-*")):
        return False
    if any(os.path.basename(p).startswith(("pip-", "uv-")) for p in setengah_jadi(venv)):
        return False
    return subprocess.call([python_dari(venv), "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def buang(jalur):
    """Remove a file or a folder, if it is there."""
    import shutil

    if os.path.isdir(jalur) and not os.path.islink(jalur):
        shutil.rmtree(jalur)
    elif os.path.lexists(jalur):
        os.remove(jalur)


def kosongkan(venv):
    """Remove a broken environment, and check that Python can make a new one."""
    try:
        buang(venv)
    except OSError as salah:
        kalimat = "Folder {} tidak dapat dihapus: tutup JupyterLab dan jendela kinerja lain, lalu coba lagi. ({})"
        raise Gagal(kalimat.format(os.path.basename(venv), salah)) from None
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        kalimat = "Python ini tidak membawa ensurepip. Di Debian dan Ubuntu: sudo apt install python{}.{}-venv"
        raise Gagal(kalimat.format(*sys.version_info)) from None


def indeks_pip(python):
    """Return the package source that pip was told to use, for uv, which does not read pip's settings."""
    import re
    import subprocess

    if any(os.environ.get(n) for n in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_CONFIG_FILE")):
        return {}
    rumah = os.environ.get("APPDATA" if WINDOWS else "XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    if os.path.exists(os.path.join(rumah, "uv", "uv.toml")):
        return {}
    setelan = subprocess.run([python, "-m", "pip", "config", "list"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    temu = dict(re.findall(r"^(global|:env:)\.index-url='(.+)'\s*$", setelan.stdout.decode("utf-8", "replace"), re.M))
    alamat = temu.get(":env:") or temu.get("global")
    return {"UV_DEFAULT_INDEX": alamat} if alamat else {}


class Langkah:
    """Runs numbered steps, each shown with its seconds and its last word, everything else in the log."""

    def __init__(self, venv, banyak):
        """Start the log of this set-up."""
        self.catatan = os.path.join(venv, CATATAN)
        self.nomor, self.banyak = 0, banyak
        self.env = lingkungan_jalan()
        for nama in ("PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"):  # without bytecode every later start is slower
            self.env.pop(nama, None)
        self.env.update(PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1", UV_PYTHON_DOWNLOADS="never")
        # For weak internet: patience, and few downloads at a time so that an interruption loses little.
        for nama in ("UV_HTTP_TIMEOUT", "PIP_DEFAULT_TIMEOUT"):
            self.env.setdefault(nama, "120")
        self.env.setdefault("UV_CONCURRENT_DOWNLOADS", "8")
        if WINDOWS:  # an office's proxy is known to Windows, not to uv's own list of certificates
            self.env.setdefault("UV_SYSTEM_CERTS", "true")

    def __call__(self, judul, perintah, tambahan=None):
        """Run one step; `tambahan` finds more environment variables for it. Raise Gagal if it fails."""
        import subprocess
        import time

        self.nomor += 1
        awal = time.monotonic()
        judul = f"[{self.nomor}/{self.banyak}] {judul} …"
        kabar(judul)
        env = dict(self.env, **(tambahan(perintah[0]) if tambahan else {}))
        with open(self.catatan, "ab") as catatan:
            catatan.write("\n$ {}\n".format(" ".join(perintah)).encode("utf-8", "replace"))
            catatan.flush()
            mulai = catatan.tell()
            aliran = {"stdin": subprocess.DEVNULL, "stdout": catatan, "stderr": catatan}
            proses = subprocess.Popen(perintah, cwd=AKAR, env=env, **aliran)
            try:
                while True:
                    try:
                        kode = proses.wait(1)
                        break
                    except subprocess.TimeoutExpired:
                        self.denyut(judul, time.monotonic() - awal)
            except BaseException:
                proses.terminate()
                proses.wait()
                raise
        self.denyut(judul, None)
        kabar(" {} detik\n".format(f"{time.monotonic() - awal:.1f}".replace(".", ",")))
        if kode:
            raise Gagal(self.sebab(mulai))

    def denyut(self, judul, detik):
        """On a terminal, show that the step is alive: its seconds and the last line of the log."""
        if not sys.stderr.isatty():
            return
        ekor = ""
        if detik is not None:
            baris = [b.strip() for b in baca(self.catatan)[-2000:].decode("utf-8", "replace").splitlines() if b.strip()]
            ekor = " {:.0f} detik  {}".format(detik, baris[-1] if baris else "")
        kabar("\r\033[K" + (judul + ekor)[:78])

    def sebab(self, mulai):
        """Put what went wrong into a sentence or two."""
        isi = baca(self.catatan)[mulai:].decode("utf-8", "replace").lower()
        kalimat = [kalimat for tanda, kalimat in SEBAB if any(t in isi for t in tanda)]
        return (
            f"Penyiapan berhenti. {kalimat[0] if kalimat else 'Sebabnya ada di catatan.'}\n"
            "Jalankan perintah yang sama untuk melanjutkan; yang sudah terunduh tidak diunduh lagi.\n"
            f"Catatan lengkap: {self.catatan}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
