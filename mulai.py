"""One door to everything: makes the environments from the hashed locks, then passes the command on.

Standard library only. The syntax is kept readable for old Pythons, so that they can be refused in a sentence.
"""

import hashlib
import os
import sys

# Only these three are imported on every start; the rest waits until there is something to install.

AKAR = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"
VENV = os.path.join(AKAR, ".venv")
VENV_LAB = os.path.join(AKAR, ".venv-lab")
STEMPEL = "siap.txt"  # in each environment, written last: its level (jalan, uji, lab) and fingerprint
CATATAN = "pasang.log"  # in each environment: everything that pip and uv said

BANTUAN = """\
Pengukuran data kinerja: dari formulir bidang sampai laporan triwulan.

Pemakaian: python mulai.py PERINTAH …

  jalan --tahun T --triwulan N      mengukur satu triwulan dan membuat laporannya
  formulir --tahun T --triwulan N   membuat formulir kosong untuk setiap bidang
  status --tahun T --triwulan N     siapa belum melapor, dan pesan WhatsApp untuk setiap bidang
  sop LANGKAH --tahun T --triwulan N   mencatat langkah SOP dan membuat suratnya
  verifikasi ARSIP                  memeriksa arsip triwulan, dan menghitungnya ulang
  periksa BERKAS                    memeriksa capaian yang tercetak dalam tabel mana pun
  lkjip --tahun T                   membuat draf Bab III LKjIP (Word) dari hasil Triwulan IV
  PERINTAH --help                   menjelaskan satu perintah

  lab [--akar FOLDER]               membuka buku kerja di JupyterLab
  siapkan                           hanya menyiapkan lingkungan, tanpa menjalankan apa pun
  bekal --ke FOLDER                 mengisi flashdisk untuk komputer yang tidak berinternet (bekal --help)
  --dari FOLDER PERINTAH …          memasang dari bekal itu, tanpa internet
  uji [pilihan pytest]              memeriksa kode dan menjalankan semua pengujian

Penyiapan pertama mengunduh sekitar 130 MB; sesudah itu semua perintah berjalan tanpa internet.
"""

MENU_LAB = {
    "file": "Berkas",
    "edit": "Sunting",
    "view": "Tampilan",
    "run": "Jalankan",
    "kernel": "Kernel",
    "tabs": "Tab",
    "settings": "Pengaturan",
    "help": "Bantuan",
}
JENIS = {"win-amd64": "windows", "linux-x86_64": "linux"}  # as sysconfig names a computer, and as a bekal does

# What the log says (a pattern, in small letters) and what the user can do about it. The first match counts.
SEBAB = (
    (
        r"no space left|os error 28\b|os error 112\b",
        "Ruang disk habis: sediakan sekitar 2 GB, lalu coba lagi.",
    ),
    (
        r"os error (5|32)\b|winerror (5|32)\b|permission denied",
        "Ada berkas yang sedang dipakai atau terkunci: tutup JupyterLab dan jendela kinerja lain, lalu coba lagi.",
    ),
    (
        r"os error 206\b|filename or extension is too long",
        "Nama folder terlalu panjang: pindahkan ke folder yang lebih pendek, misalnya C:\\kinerja.",
    ),
    (
        r"hash mismatch|do not match the hashes",
        "Berkas yang terunduh tidak sama dengan yang terkunci, jadi tidak dipasang. Coba lagi dari jaringan lain.",
    ),
    (
        r"certificate|sslerror|unknownissuer",
        "Sambungan aman ke sumber paket ditolak: tanyakan sertifikat atau proksi jaringan kepada pengelolanya.",
    ),
    (
        r"connect|timed out|timeout|dns error|resolution|proxy|sending request|failed to (fetch|download)|network",
        "Internet terputus atau terlalu lambat: periksa sambungan, lalu coba lagi.",
    ),
    (
        r"no (usable )?wheels|no matching distribution|no solution found",
        "Ada paket yang tidak tersedia untuk Python atau komputer ini: pakai Python 3.11, 3.12, atau 3.13 (64 bit).",
    ),
)
# The same where the packages come from a bekal; asked after the first three, which are about this computer.
SEBAB_BEKAL = (
    (
        r"hash|invalid package format|zip|not found in the provided|no (usable )?wheels|no matching|no solution",
        "Ada paket yang rusak atau hilang di bekal: salin lagi bekalnya, atau buat lagi dengan perintah bekal.",
    ),
)


class Gagal(Exception):
    """A fault that is told to the user in a sentence instead of a traceback."""


def main(argv):
    """Do what the first word says; return the exit code."""
    pakai_utf8()
    try:
        if sys.version_info < (3, 11):
            ini = "{}.{}".format(*sys.version_info)
            raise Gagal(f"Python {ini} terlalu tua: pasang Python 3.11 atau yang lebih baru dari python.org.")
        if not argv or argv[0] in ("-h", "--help"):
            print(BANTUAN, end="")
            return 0
        return laksanakan(catat_dari(argv))
    except Gagal as salah:
        kabar(f"\n{salah}\n")
        return 1
    except OSError as salah:
        kabar(f"\nBerkas atau folder tidak dapat dipakai: {salah}\n")
        return 1
    except KeyboardInterrupt:
        kabar("\nDihentikan. Jalankan perintah yang sama untuk melanjutkan.\n")
        return 130


def laksanakan(argv):
    """Do one command, by ourselves or inside the environment; return its exit code."""
    sendiri = {"siapkan": hanya_siapkan, "uji": uji, "lab": lab, "bekal": bekal}
    if argv[0] in sendiri:
        return sendiri[argv[0]](argv[1:])
    siapkan(VENV, "jalan")
    return serahkan(VENV, ["-m", "kinerja", *argv], lingkungan())


# ---- Commands of our own -------------------------------------------------------------------------------------------


def hanya_siapkan(_):
    """Make the environment ready and say so."""
    sudah = siapkan(VENV, "jalan")
    print("Lingkungan sudah siap." if sudah else "Selesai. Berikutnya: python mulai.py jalan --help")
    return 0


def bekal(argv):
    """Fill a folder for a computer without internet; return the exit code."""
    # In the package, not here: it runs before there is an environment, but only where there is internet.
    from kinerja import bekal as isi

    if not argv or {"-h", "--help"} & set(argv):
        print(isi.BANTUAN, end="")
        return 0
    try:
        pesanan = isi.baca_pesanan(argv)
        isi.siapkan_folder(pesanan)
        with Antrean():
            siapkan_pengunduh()
            langkah = Langkah(VENV, len(isi.bagian(pesanan)))
            isi.isi_paket(pesanan, AKAR, python_dari(VENV), perintah_pip(), langkah.berurutan)
        kabar(isi.salin_aplikasi(pesanan, AKAR))
    except isi.GagalBekal as salah:
        raise Gagal(str(salah)) from None
    return 0


def uji(argv):
    """Run ruff, mypy and pytest, or with arguments only pytest; return 0 if all of them passed."""
    import subprocess

    siapkan(VENV, "uji")
    pasang_kait()
    pytest = ["pytest", *argv] if argv else ["pytest", "-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    sebelum = [] if argv else [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
    gagal = []
    for kata in [*sebelum, pytest]:
        print("\n$ " + " ".join(kata), flush=True)
        if subprocess.call([python_dari(VENV), "-m", *kata], cwd=AKAR, env=lingkungan()):
            gagal.append(" ".join(kata[:2]) if kata[0] == "ruff" else kata[0])
    if gagal:
        print("\nTidak lulus: {}.".format(", ".join(gagal)), flush=True)
    return 1 if gagal else 0


def pasang_kait():
    """Point git at .githooks, in a checkout that has no hooks folder of its own choosing."""
    import shutil
    import subprocess

    git = shutil.which("git")
    if git and os.path.exists(os.path.join(AKAR, ".git")):
        tanya = subprocess.run([git, "config", "core.hooksPath"], cwd=AKAR, stdout=subprocess.DEVNULL)
        if tanya.returncode == 1:  # unset
            subprocess.call([git, "config", "core.hooksPath", ".githooks"], cwd=AKAR)


def lab(argv):
    """Start JupyterLab in Indonesian on the office folder, with the run environment as its kernel."""
    akar, argv = pisahkan_akar(argv)
    siapkan(VENV, "jalan")
    siapkan(VENV_LAB, "lab")
    tulis_setelan_lab()
    # An office folder of its own mostly has no notebooks: then ours are shown, working on that office.
    tampil = akar if os.path.isdir(os.path.join(akar, "notebooks")) else AKAR
    env = lingkungan()
    # The second folder brings the front end of exactly the plotly that the kernel runs.
    cari = [os.path.join(v, "share", "jupyter") for v in (VENV_LAB, VENV)] + [env.get("JUPYTER_PATH", "")]
    env.update(JUPYTER_PATH=os.pathsep.join(filter(None, cari)), KINERJA_AKAR=akar)
    buka = "/mulai.ipynb" if os.path.isfile(os.path.join(tampil, "notebooks", "mulai.ipynb")) else ""
    pilihan = ["--ServerApp.root_dir=" + tampil, "--LabApp.default_url=/lab/tree/notebooks" + buka]
    return serahkan(VENV_LAB, ["-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", *pilihan, *argv], env)


def pisahkan_akar(argv):
    """Take `--akar FOLDER` or `--akar=FOLDER` out of the arguments; return the absolute folder and the rest."""
    akar, sisa, kata = AKAR, [], iter(argv)
    for k in kata:
        if k == "--akar" or k.startswith("--akar="):
            akar = next(kata, "") if k == "--akar" else k[len("--akar=") :]
            if not os.path.isdir(akar):
                raise Gagal("Folder untuk --akar tidak ditemukan: " + (akar or "(kosong)"))
        else:
            sisa.append(k)
    return os.path.abspath(akar), sisa


def tulis_setelan_lab():
    """Write JupyterLab's kernels and settings, on each start because they are small."""
    import json

    kernel = {
        "argv": [python_dari(VENV), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Kinerja",
        "language": "python",
        "metadata": {"debugger": True},
        "env": {"PYTHONUTF8": "1", "PLOTLY_RENDERER": "plotly_mimetype"},
    }
    setelan = {
        "@jupyterlab/translation-extension:plugin": {"locale": "id_ID"},
        # The language pack has some 530 of JupyterLab's words, and none for the bar itself.
        "@jupyterlab/mainmenu-extension:plugin": {
            "menus": [{"id": "jp-mainmenu-" + nama, "label": label} for nama, label in MENU_LAB.items()]
        },
        "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    for nama, isi in (
        (("kernels", "kinerja", "kernel.json"), kernel),
        # The notebooks name `python3`. Without this it would be the lab's own python, which has no kinerja.
        (("kernels", "python3", "kernel.json"), dict(kernel, display_name="Kinerja (python3)")),
        (("lab", "settings", "overrides.json"), setelan),
    ):
        berkas = os.path.join(VENV_LAB, "share", "jupyter", *nama)
        os.makedirs(os.path.dirname(berkas), exist_ok=True)
        buang(berkas)  # writing into it could reach, through a hard link, the installer's own copy
        with open(berkas, "w", encoding="utf-8") as f:
            json.dump(isi, f, indent=1)


def pakai_utf8():
    """Write UTF-8 whatever the console or the file behind it prefers."""
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(encoding="utf-8", errors="replace")


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


def lingkungan():
    """Return the environment variables for what runs inside an environment."""
    return dict(os.environ, PYTHONUTF8="1")


# ---- Is the environment ready? This part runs on every start -------------------------------------------------------


def siapkan(venv, tingkat):
    """Make the environment ready for the level; return whether it already was."""
    if cukup(venv, tingkat):
        return True
    with Antrean():
        if not cukup(venv, tingkat):  # the one that we waited for may have done it
            # A developer's environment keeps its test tools when only `jalan` is asked for.
            pasang(venv, "uji" if stempel(venv)[0] == "uji" else tingkat)
    return False


def cukup(venv, tingkat):
    """Tell whether the stamp holds and covers the level (uji holds all of jalan)."""
    ada, tertulis = stempel(venv)
    return (ada == tingkat or (ada, tingkat) == ("uji", "jalan")) and tertulis == sidik(venv, ada) and python_ada(venv)


def stempel(venv):
    """Return the level and the fingerprint that the stamp claims."""
    kata = baca(venv, STEMPEL).decode("ascii", "replace").split()
    return kata if len(kata) == 2 else (None, None)


def sidik(venv, tingkat):
    """Return the sha256 of all that decides what the environment holds: folder, python, locks and project."""
    jumlah = hashlib.sha256(AKAR.encode("utf-8", "surrogatepass"))
    proyek = baca(AKAR, "pyproject.toml").partition(b"[tool.")[0]  # settings of test tools install nothing
    for isi in (baca(venv, "pyvenv.cfg"), baca(kunci("uv")), baca(kunci(tingkat)), proyek):
        jumlah.update(hashlib.sha256(isi).digest())
    return jumlah.hexdigest()


def python_ada(venv):
    """Tell whether the environment's python, and the Python that it was made from, are still there."""
    for baris in baca(venv, "pyvenv.cfg").decode("utf-8", "replace").splitlines():
        nama, _, nilai = baris.partition("=")
        if nama.strip() == "home":
            return os.path.isdir(nilai.strip()) and os.path.exists(python_dari(venv))
    return False


def python_dari(venv):
    """Return the path of the environment's python."""
    return os.path.join(venv, "Scripts", "python.exe") if WINDOWS else os.path.join(venv, "bin", "python")


def kunci(nama):
    """Return the path of a lock."""
    return os.path.join(AKAR, "requirements", nama + ".txt")


def baca(*bagian):
    """Return the bytes of a file, empty if it cannot be read."""
    try:
        with open(os.path.join(*bagian), "rb") as f:
            return f.read()
    except OSError:
        return b""


def kabar(teks):
    """Tell the user at once, apart from what the command itself prints."""
    sys.stderr.write(teks)
    sys.stderr.flush()


# ---- From a bekal instead of the internet --------------------------------------------------------------------------


def catat_dari(argv):
    """Take a leading `--dari FOLDER` off the arguments and keep it for this run; return the rest."""
    if argv[0] != "--dari" and not argv[0].startswith("--dari="):
        return argv
    gabung = argv[0] != "--dari"
    folder, sisa = (argv[0][len("--dari=") :], argv[1:]) if gabung else ((argv + [""])[1], argv[2:])
    if not os.path.isdir(folder):
        raise Gagal("Folder untuk --dari tidak ditemukan: " + (folder or "(kosong)"))
    os.environ["KINERJA_DARI"] = os.path.abspath(folder)
    return sisa or ["siapkan"]


def paket_bekal(tingkat):
    """Return the folder of wheels that holds all of a level for this computer and these locks, or None.

    A folder that was named must hold it. One that merely lies beside (as on the flash disk) is used if it does.
    """
    import sysconfig

    jenis = JENIS.get(sysconfig.get_platform(), sysconfig.get_platform())
    ini = "{}.{}".format(*sys.version_info)
    perlu = {f"{n} {jenis} {ini} {hashlib.sha256(baca(kunci(n))).hexdigest()}" for n in {"uv", tingkat}}
    diminta = os.environ.get("KINERJA_DARI")
    for folder in [diminta] if diminta else [os.path.dirname(AKAR), AKAR]:
        for paket in (os.path.join(folder, "paket"), folder):
            baris = baca(paket, "bekal.txt").decode("utf-8", "replace").splitlines()
            if perlu <= set(baris):
                return paket
            if baris and diminta:
                isi = sorted({" ".join(b.split()[:3]) for b in baris})
                raise Gagal(
                    f"Bekal di {folder} tidak memuat paket {tingkat} untuk {jenis}, Python {ini}, dan aplikasi ini.\n"
                    "Isinya: {}.\n".format(", ".join(isi))
                    + "Buat lagi di komputer yang berinternet: python mulai.py "
                    f"bekal --ke FOLDER --untuk {jenis} --python {ini}" + " --lab" * (tingkat == "lab")
                )
    if diminta:
        raise Gagal(f"{diminta} bukan bekal, atau belum selesai dibuat: di dalamnya tidak ada paket{os.sep}bekal.txt.")
    return None


# ---- Installing ----------------------------------------------------------------------------------------------------


def pasang(venv, tingkat):
    """Install the level's lock into the environment, making the environment first if need be."""
    utama, nama, python, paket = venv == VENV, os.path.basename(venv), python_dari(venv), paket_bekal(tingkat)
    baru = not utuh(venv, utama)
    kata = "Menyiapkan" if baru else "Memperbarui" if stempel(venv)[0] else "Melanjutkan penyiapan"
    sumber = "tanpa internet, dari " + paket if paket else "perlu internet"
    kabar(f"{kata} {nama} ({sumber}; boleh dihentikan dan dilanjutkan nanti).\n")
    if baru:
        kosongkan(venv)
    buang(os.path.join(venv, STEMPEL))
    langkah = Langkah(venv, 2 * utama + 1 + baru, paket)
    if baru:
        buat_lingkungan(langkah, venv, utama)
    if utama:
        pasang_uv(langkah)
    for sisa in setengah_jadi(venv):
        buang(sisa)
    uv = [python_dari(VENV), "-m", "uv", "pip"]
    # Wheels only: a planner's laptop has no compiler. `sync` also removes what an older lock had and this one has not.
    pilihan = ["--python", python, "--require-hashes", "--only-binary", ":all:", "--compile-bytecode", kunci(tingkat)]
    luring = [*uv, "sync", "--offline", *pilihan]
    if paket:
        langkah("Memasang paket", [*luring, "--no-index", "--find-links", paket])
    else:
        langkah("Mengunduh dan memasang paket", luring, [*uv, "sync", *pilihan])
    if utama:
        pilihan = ["--python", python, "--offline", "--no-deps", "--no-build-isolation"]
        langkah("Memasang kinerja", [*uv, "install", *pilihan, "--editable", AKAR])
    with open(os.path.join(venv, STEMPEL), "w", encoding="ascii") as f:
        f.write(f"{tingkat} {sidik(venv, tingkat)}\n")


def siapkan_pengunduh():
    """Make sure of .venv's python and its uv, whatever packages are in it."""
    baru = not utuh(VENV, True)
    if not baru and info_paket(VENV, "uv-*"):
        return
    if baru:
        kosongkan(VENV)
    langkah = Langkah(VENV, 1 + baru)
    if baru:
        buat_lingkungan(langkah, VENV, True)
    pasang_uv(langkah)


def buat_lingkungan(langkah, venv, utama):
    """Make an empty environment. Its own pip is the slow part: the lab never needs one, .venv where we have none."""
    asal = getattr(sys, "_base_executable", None) or sys.executable  # ours may be the one just removed
    tanpa_pip = not utama or pip_luar()
    langkah("Membuat lingkungan " + os.path.basename(venv), [asal, "-m", "venv", venv] + ["--without-pip"] * tanpa_pip)


def pasang_uv(langkah):
    """Put the locked uv into .venv."""
    dari = ["--no-index", "--find-links", langkah.paket] if langkah.paket else []
    perintah = [*perintah_pip(), "install", "--require-hashes", *dari, "-r", kunci("uv")]
    langkah("Memasang pengunduh paket (uv)", perintah)


def python_luar():
    """Return the Python that runs us; the one that it came from, if it is .venv itself or has no pip to lend."""
    from importlib.util import find_spec

    pinjam = os.path.realpath(sys.prefix) == os.path.realpath(VENV) or find_spec("pip") is None
    return getattr(sys, "_base_executable", None) or sys.executable if pinjam else sys.executable


def pip_luar():
    """Tell whether that Python has a pip that can install into another environment (since 22.3)."""
    import re
    import subprocess

    tanya = [python_luar(), "-m", "pip", "--version"]
    jawab = subprocess.run(tanya, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    versi = re.match(rb"pip (\d+)\.(\d+)", jawab)
    return bool(versi) and (int(versi[1]), int(versi[2])) >= (22, 3)


def perintah_pip():
    """Return the start of a pip command that works on .venv: by its own pip, or by that of the Python outside."""
    if info_paket(VENV, "pip-*"):
        return [python_dari(VENV), "-m", "pip"]
    return [python_luar(), "-m", "pip", "--python", python_dari(VENV)]


def utuh(venv, perlu_pip):
    """Tell whether the environment itself is whole, its packages aside: a python that runs, and pip and uv."""
    import subprocess

    if not python_ada(venv) or (perlu_pip and not (info_paket(venv, "pip-*") or pip_luar())):
        return False
    if any(os.path.basename(p).startswith(("pip-", "uv-")) for p in setengah_jadi(venv)):
        return False
    periksa = [python_dari(venv), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.call(periksa, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def setengah_jadi(venv):
    """List the packages whose installation was cut off: pip and uv write INSTALLER only near the end."""
    return [p for p in info_paket(venv, "*") if not os.path.exists(os.path.join(p, "INSTALLER"))]


def info_paket(venv, pola):
    """List the folders in which the installed packages describe themselves."""
    import glob

    tempat = ("Lib", "site-packages") if WINDOWS else ("lib", "python3.*", "site-packages")
    return glob.glob(os.path.join(glob.escape(venv), *tempat, pola + ".dist-info"))


def kosongkan(venv):
    """Remove a broken environment, and check that Python can make a new one."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        ini = "{}.{}".format(*sys.version_info)
        raise Gagal(f"Python ini tidak membawa ensurepip. Jalankan dahulu: sudo apt install python{ini}-venv") from None
    try:
        buang(venv)
        os.makedirs(venv)
    except OSError as salah:
        anjuran = "tutup JupyterLab dan jendela kinerja lain, lalu coba lagi."
        raise Gagal(f"Folder {venv} tidak dapat dibuat ulang: {anjuran} ({salah})") from None


def buang(jalur):
    """Remove a file or a folder, if it is there."""
    import shutil

    if os.path.isdir(jalur) and not os.path.islink(jalur):
        shutil.rmtree(jalur)
    elif os.path.lexists(jalur):
        os.remove(jalur)


def indeks_pip():
    """Return, as environment variables, the package source that pip was told of: uv does not read pip's settings."""
    import re
    import subprocess

    rumah = os.environ.get("APPDATA" if WINDOWS else "XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    if os.path.exists(os.path.join(rumah, "uv", "uv.toml")):
        return {}
    if any(os.environ.get(n) for n in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_CONFIG_FILE")):
        return {}
    daftar = [*perintah_pip()[:3], "config", "list"]  # the settings are the user's: asked without a detour
    setelan = subprocess.run(daftar, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    temu = dict(re.findall(r"^(global|:env:)\.index-url='(.+)'\s*$", setelan.stdout.decode("utf-8", "replace"), re.M))
    alamat = temu.get(":env:") or temu.get("global")
    return {"UV_DEFAULT_INDEX": alamat} if alamat else {}


class Langkah:
    """Runs numbered steps, each shown with its seconds, everything else in the log."""

    def __init__(self, venv, banyak, paket=None):
        """Take the environment, which holds the log, the number of steps to come, and the bekal's wheels if any."""
        self.catatan = os.path.join(venv, CATATAN)
        self.nomor, self.banyak, self.paket = 0, banyak, paket
        self.env = lingkungan()
        for nama in ("PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"):  # without bytecode every later start is slower
            self.env.pop(nama, None)
        self.env.update(PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1", UV_PYTHON_DOWNLOADS="never")
        # For weak internet: patience, and few downloads at a time so that an interruption loses little.
        bawaan = {"UV_HTTP_TIMEOUT": "120", "PIP_DEFAULT_TIMEOUT": "120", "UV_CONCURRENT_DOWNLOADS": "8"}
        if WINDOWS:  # an office's own certificate is known to Windows, not to uv's list
            bawaan["UV_SYSTEM_CERTS"] = "true"
        self.env = dict(bawaan, **self.env)

    def __call__(self, judul, *cara):
        """Do one step by the first command or else by the next, which may use the network. Raise Gagal if none can."""
        self.berurutan(judul, [cara])

    def berurutan(self, judul, urutan):
        """Do one step that takes several commands, each with its ways as above."""
        import time

        awal = time.monotonic()
        self.nomor += 1
        judul = f"[{self.nomor}/{self.banyak}] {judul} …"
        kabar(judul)
        for cara in urutan:
            berhasil, keluaran = self.salah_satu(cara, lambda mulai: self.denyut(judul, time.monotonic() - awal, mulai))
            if not berhasil:
                break
        lama = f"{time.monotonic() - awal:.1f} detik".replace(".", ",")
        kabar(f"\r{judul} {lama}".ljust(79) + "\n" if sys.stderr.isatty() else f" {lama}\n")
        if not berhasil:
            raise Gagal(self.sebab(keluaran))

    def salah_satu(self, cara, denyut):
        """Run one command after the other until one succeeds; return as `jalankan` does."""
        for ke, perintah in enumerate(cara):
            env = dict(self.env, **indeks_pip()) if ke else self.env
            berhasil, keluaran = self.jalankan(perintah, env, denyut)
            if berhasil:
                break
        return berhasil, keluaran

    def jalankan(self, perintah, env, denyut):
        """Run a command into the log, with a `denyut` every second; return its success and where its words begin."""
        import subprocess

        with open(self.catatan, "ab") as catatan:
            catatan.write("\n$ {}\n".format(" ".join(perintah)).encode("utf-8", "replace"))
            catatan.flush()
            mulai = catatan.tell()
            saluran = {"stdin": subprocess.DEVNULL, "stdout": catatan, "stderr": catatan}
            proses = subprocess.Popen(perintah, cwd=AKAR, env=env, **saluran)
            try:
                while proses.poll() is None:
                    try:
                        proses.wait(1)
                    except subprocess.TimeoutExpired:
                        denyut(mulai)
            finally:
                if proses.poll() is None:
                    proses.terminate()
                    proses.wait()
        return proses.returncode == 0, mulai

    def denyut(self, judul, detik, mulai):
        """On a terminal, show that the step is alive: its seconds and what is being downloaded."""
        import re

        if sys.stderr.isatty():
            isi = baca(self.catatan)[mulai:].decode("utf-8", "replace")
            selesai = re.findall(r"Downloaded (\S+)", isi)
            unduhan = [n for n in re.findall(r"Downloading (\S+?)(?:-\d\S*)? \(", isi) if n not in selesai]
            kata = [judul, f"{detik:.0f} detik"] + ["·", ", ".join(reversed(unduhan))] * bool(unduhan)
            kabar("\r" + " ".join(kata)[:78].ljust(78))

    def sebab(self, mulai):
        """Put what went wrong into a few sentences."""
        import re

        isi = baca(self.catatan)[mulai:].decode("utf-8", "replace").lower()
        semua = SEBAB[:3] + SEBAB_BEKAL if self.paket else SEBAB
        kalimat = [kalimat for pola, kalimat in semua if re.search(pola, isi)] + ["Sebabnya ada di catatan."]
        return (
            f"Penyiapan berhenti. {kalimat[0]}\n"
            "Jalankan perintah yang sama untuk melanjutkan; yang sudah terunduh tidak diunduh lagi.\n"
            f"Catatan lengkap: {self.catatan}"
        )


class Antrean:
    """Only one set-up at a time in this folder. The system lets go of the lock when its holder dies."""

    def __enter__(self):
        """Wait for the lock, saying so once."""
        import time

        self.berkas = open(os.path.join(AKAR, ".venv.kunci"), "a+")
        diberitahu = False
        while not self.coba():
            if not diberitahu:
                kabar("Penyiapan lain sedang berjalan di folder ini; menunggu sampai selesai …\n")
                diberitahu = True
            time.sleep(0.3)

    def coba(self):
        """Try to take the lock; where the disk knows no locks, go on without."""
        import errno

        try:
            if WINDOWS:
                import msvcrt

                self.berkas.seek(0)
                msvcrt.locking(self.berkas.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self.berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as salah:
            return salah.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
        return True

    def __exit__(self, *_):
        """Let go of the lock."""
        self.berkas.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
