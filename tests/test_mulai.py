"""mulai.py: what it installs, when it does so, and what it says; the locks; the hook that cleans notebooks."""

import ast
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

AKAR = Path(__file__).resolve().parent.parent
KUNCI = ("jalan", "uji", "lab", "uv")
POSIX = pytest.mark.skipif(os.name == "nt", reason="memakai sinyal atau sh")


@pytest.fixture
def mulai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """mulai.py, living in an empty folder with small locks."""
    folder = tmp_path / "kantor dinas"
    (folder / "requirements").mkdir(parents=True)
    for nama in KUNCI:
        (folder / "requirements" / f"{nama}.txt").write_text(f"{nama}==1\n")
    (folder / "pyproject.toml").write_text('[project]\nname = "kinerja"\n[tool.ruff]\nline-length = 120\n')
    (folder / "mulai.py").write_bytes((AKAR / "mulai.py").read_bytes())
    spek = importlib.util.spec_from_file_location("mulai_uji", folder / "mulai.py")
    modul = importlib.util.module_from_spec(spek)
    spek.loader.exec_module(modul)
    for aliran in ("stdout", "stderr"):  # main() must not change the encoding of pytest's own streams
        monkeypatch.setattr(modul.sys, aliran, getattr(sys, aliran))
    return modul


@pytest.fixture
def siap(mulai: ModuleType) -> ModuleType:
    """The same with an environment (python only) that is stamped as ready for `jalan`."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", mulai.VENV], check=True)
    cap(mulai, "jalan")
    return mulai


def cap(mulai: ModuleType, tingkat: str, venv: str | None = None) -> None:
    venv = venv or mulai.VENV
    Path(venv, mulai.STEMPEL).write_text(f"{tingkat} {mulai.sidik(venv, tingkat)}\n")


def panggil(folder: Path | str, *kata: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "mulai.py", *kata],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# ---- Words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kata", [[], ["--help"], ["-h"]])
def test_bantuan_tanpa_memasang_apa_pun(mulai, kata):
    hasil = panggil(mulai.AKAR, *kata)
    assert hasil.returncode == 0
    assert "Pemakaian: python mulai.py" in hasil.stdout
    assert not Path(mulai.VENV).exists()


def test_python_tua_ditolak_dengan_kalimat(mulai, monkeypatch, capsys):
    ast.parse((AKAR / "mulai.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(
        mulai, "sys", SimpleNamespace(version_info=(3, 8, 10), stdout=sys.stdout, stderr=sys.stderr, executable="")
    )
    assert mulai.main(["jalan"]) == 1
    assert "Python 3.8 terlalu tua" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("catatan", "kata"),
    [
        ("error: Failed to fetch: x\n  cause: client error (Connect)\n  cause: dns error", "Internet terputus"),
        ("ReadTimeoutError: Read timed out.", "Internet terputus"),
        ("cause: invalid peer certificate: UnknownIssuer", "sertifikat"),
        ("error: failed to write: No space left on device (os error 28)", "Ruang disk habis"),
        ("failed to remove file: Access is denied. (os error 5)", "sedang dipakai"),
        ("Hash mismatch for `pandas==3`", "tidak sama dengan yang terkunci"),
        ("x has no wheels with a matching Python ABI tag", "tidak tersedia untuk Python"),
        ("sesuatu yang lain", "Sebabnya ada di catatan"),
    ],
)
def test_kegagalan_menjadi_kalimat(mulai, catatan, kata):
    Path(mulai.VENV).mkdir()
    langkah = mulai.Langkah(mulai.VENV, 1)
    with pytest.raises(mulai.Gagal, match=kata) as salah:
        langkah("Mengunduh", [sys.executable, "-c", f"import sys; print({catatan!r}); sys.exit(2)"])
    assert "Jalankan perintah yang sama" in str(salah.value)
    assert catatan.splitlines()[0] in Path(mulai.VENV, mulai.CATATAN).read_text(encoding="utf-8")


def test_langkah_bernomor_dan_cara_kedua(mulai, capsys):
    Path(mulai.VENV).mkdir()
    mulai.Langkah(mulai.VENV, 3)("Mengunduh", [sys.executable, "-c", "exit(1)"], [sys.executable, "-c", ""])
    assert re.fullmatch(r"\[1/3\] Mengunduh … \d+,\d detik\n", capsys.readouterr().err)


# ---- When is the environment ready? ----------------------------------------------------------------------------------


def test_sidik_berubah_bila_isinya_berubah(siap):
    awal = siap.sidik(siap.VENV, "jalan")
    proyek = Path(siap.AKAR, "pyproject.toml")
    isi = proyek.read_text()
    proyek.write_text(isi.replace("120", "100"))
    assert siap.sidik(siap.VENV, "jalan") == awal, "setelan alat uji tidak memasang apa pun"
    for berkas in (
        proyek,
        Path(siap.kunci("jalan")),
        Path(siap.kunci("uv")),
        Path(siap.VENV, "pyvenv.cfg"),
    ):
        lama = berkas.read_bytes()
        berkas.write_bytes(b"lain = 1\n" + lama)
        assert siap.sidik(siap.VENV, "jalan") != awal, berkas
        berkas.write_bytes(lama)
    siap.AKAR += "2"  # a moved folder: the editable install points to the old one
    assert siap.sidik(siap.VENV, "jalan") != awal


def test_uji_mencakup_jalan_tetapi_tidak_sebaliknya(siap):
    assert siap.cukup(siap.VENV, "jalan")
    assert not siap.cukup(siap.VENV, "uji")
    cap(siap, "uji")
    assert siap.cukup(siap.VENV, "jalan")
    assert siap.cukup(siap.VENV, "uji")
    assert not siap.cukup(siap.VENV, "lab")


def test_python_yang_hilang_ketahuan(siap):
    python = Path(siap.python_dari(siap.VENV))
    python.unlink()
    assert not siap.cukup(siap.VENV, "jalan")
    assert not siap.utuh(siap.VENV, False)


def test_pemasangan_terputus_dilanjutkan(siap, monkeypatch):
    dipasang = []
    monkeypatch.setattr(siap, "pasang", lambda venv, tingkat: dipasang.append(tingkat))
    assert siap.siapkan(siap.VENV, "jalan") is True
    Path(siap.VENV, siap.STEMPEL).unlink()
    assert siap.siapkan(siap.VENV, "jalan") is False
    cap(siap, "uji")
    Path(siap.kunci("uji")).write_text("uji==2\n")
    siap.siapkan(siap.VENV, "jalan")
    assert dipasang == ["jalan", "uji"], "lingkungan pengembang tetap membawa alat ujinya"


def test_paket_setengah_jadi_ketahuan(siap):
    tempat = "Lib/site-packages" if os.name == "nt" else "lib/python{}.{}/site-packages".format(*sys.version_info)
    for nama, lengkap in (("pip-1", True), ("pandas-3", False), ("numpy-2", True)):
        info = Path(siap.VENV, tempat, f"{nama}.dist-info")
        info.mkdir()
        (info / "METADATA").touch()
        if lengkap:
            (info / "INSTALLER").write_text("uv")
    assert [Path(p).name for p in siap.setengah_jadi(siap.VENV)] == ["pandas-3.dist-info"]
    assert siap.utuh(siap.VENV, True), "hanya satu paket yang perlu diulang, bukan seluruh lingkungan"
    Path(siap.VENV, tempat, "uv-1.dist-info").mkdir()
    assert not siap.utuh(siap.VENV, True)


def test_hanya_satu_penyiapan(mulai):
    lain = mulai.Antrean()
    berkas = Path(mulai.AKAR, ".venv.kunci")
    with mulai.Antrean(), berkas.open("a+") as lain.berkas:
        assert not lain.coba()
    with berkas.open("a+") as lain.berkas:
        assert lain.coba()


def test_sumber_paket_menurut_setelan_pengguna(siap, monkeypatch, tmp_path):
    for nama in [n for n in os.environ if n.startswith(("UV_", "PIP_INDEX"))]:
        monkeypatch.delenv(nama)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert siap.indeks_pip() == {}
    monkeypatch.setenv("PIP_INDEX_URL", "https://paket.invalid/simple")
    assert siap.indeks_pip() == {"UV_DEFAULT_INDEX": "https://paket.invalid/simple"}
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://lain.invalid/simple")
    assert siap.indeks_pip() == {}


# ---- Passing on ------------------------------------------------------------------------------------------------------


def test_argumen_dan_kode_keluar_diteruskan(siap):
    paket = Path(siap.AKAR, "kinerja")
    paket.mkdir()
    (paket / "__main__.py").write_text("import sys; print(ascii(sys.argv[1:]), sys.flags.utf8_mode); sys.exit(2)\n")
    hasil = panggil(siap.AKAR, "periksa", "tabel é.xlsx", "--json", "", "--help")
    assert hasil.stdout.strip() == "['periksa', 'tabel \\xe9.xlsx', '--json', '', '--help'] 1"
    assert hasil.stderr == ""
    assert hasil.returncode == 2


def test_uji_menjalankan_semua_alat_dan_ingat_yang_gagal(mulai, monkeypatch, capsys):
    jalan = []

    def panggil_palsu(kata, **_):
        jalan.append(kata[2])
        return 1 if kata[2] == "mypy" else 0

    monkeypatch.setattr(mulai, "siapkan", lambda *_: True)
    monkeypatch.setattr(mulai, "pasang_kait", lambda: None)
    monkeypatch.setattr(subprocess, "call", panggil_palsu)
    assert mulai.main(["uji"]) == 1
    assert jalan == ["ruff", "ruff", "mypy", "pytest"]
    assert "Tidak lulus: mypy." in capsys.readouterr().out
    jalan.clear()
    assert mulai.main(["uji", "-k", "angka"]) == 0
    assert jalan == ["pytest"]


def test_akar_lab(mulai, tmp_path):
    assert mulai.pisahkan_akar(["--port", "1"]) == (mulai.AKAR, ["--port", "1"])
    assert mulai.pisahkan_akar(["--akar", str(tmp_path), "x"]) == (str(tmp_path), ["x"])
    assert mulai.pisahkan_akar([f"--akar={tmp_path}"]) == (str(tmp_path), [])
    with pytest.raises(mulai.Gagal, match="tidak ditemukan"):
        mulai.pisahkan_akar(["--akar"])


def test_setelan_lab(mulai):
    mulai.tulis_setelan_lab()
    bagi = Path(mulai.VENV_LAB, "share", "jupyter")
    for nama in ("python3", "kinerja"):
        kernel = json.loads((bagi / "kernels" / nama / "kernel.json").read_text(encoding="utf-8"))
        assert kernel["argv"][:3] == [mulai.python_dari(mulai.VENV), "-m", "ipykernel_launcher"]
    setelan = json.loads((bagi / "lab" / "settings" / "overrides.json").read_text(encoding="utf-8"))
    assert setelan["@jupyterlab/translation-extension:plugin"] == {"locale": "id_ID"}
    menu = setelan["@jupyterlab/mainmenu-extension:plugin"]["menus"]
    assert {"id": "jp-mainmenu-run", "label": "Jalankan"} in menu


# ---- Locks -----------------------------------------------------------------------------------------------------------


def isi_kunci(nama: str) -> dict[str, list[str]]:
    """The locked versions of each package, more than one where platforms differ."""
    teks = (AKAR / "requirements" / f"{nama}.txt").read_text(encoding="utf-8")
    versi: dict[str, list[str]] = {}
    for paket, v in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", teks, re.M):
        versi.setdefault(paket, []).append(v)
    return versi


@pytest.mark.parametrize("nama", KUNCI)
def test_kunci_tanpa_alamat_dan_dengan_sidik(nama):
    teks = (AKAR / "requirements" / f"{nama}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*--(index|extra|find|trusted)|^-e|file:|@ ", teks, re.M)
    sambung = teks.replace("\\\n", " ")
    for baris in sambung.splitlines():
        if baris.strip() and not baris.strip().startswith("#"):
            assert re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", baris), baris[:80]


def test_kunci_uji_sama_dengan_jalan():
    jalan, uji = isi_kunci("jalan"), isi_kunci("uji")
    assert {nama: uji.get(nama) for nama in jalan} == jalan
    for nama in ("pandas", "numpy", "pyarrow", "plotly"):
        assert len(jalan[nama]) == 1, f"{nama}: satu versi di semua komputer, supaya angkanya sama"


def test_semua_kebutuhan_proyek_terkunci():
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for kunci, butuh in (("jalan", proyek["dependencies"]), ("uji", proyek["optional-dependencies"]["uji"])):
        nama = {re.split(r"[\[<>=!~; ]", b)[0].lower().replace("_", "-") for b in butuh}
        assert nama <= set(isi_kunci(kunci))
    assert {"jupyterlab", "jupyterlab-language-pack-id-id", "jupyterlab-widgets"} <= set(isi_kunci("lab"))


def test_lingkungan_jalan_tanpa_jupyterlab():
    # rfc3987-syntax compiles dozens of grammars on every import of jsonschema: three seconds of each start.
    for nama in ("jalan", "uji"):
        assert not {"rfc3987-syntax", "lark", "jupyterlab", "jupyter-server"} & set(isi_kunci(nama))
    if Path(sys.prefix) == AKAR / ".venv":
        assert importlib.util.find_spec("rfc3987_syntax") is None


# ---- The hook --------------------------------------------------------------------------------------------------------


def buku(keluaran: bool) -> str:
    sel = {"cell_type": "code", "id": "satu", "metadata": {"tags": ["grafik"]}, "source": ["1 + 1"]}
    sel |= {"execution_count": 3 if keluaran else None, "outputs": []}
    meta = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    meta |= {"language_info": {"name": "python"}}
    sel_lain = []
    if keluaran:
        sel["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["RAHASIA\n"]}]
        sel["metadata"] |= {"execution": {"iopub.status.busy": "x"}, "papermill": {"duration": 1.0}}
        meta["kernelspec"] = {"display_name": "Kinerja", "language": "python", "name": "kinerja"}
        meta |= {"papermill": {"duration": 9}, "widgets": {"x": 1}, "language_info": {"name": "python", "version": "3"}}
        suntik = {"cell_type": "code", "id": "dua", "metadata": {"tags": ["injected-parameters"]}, "source": "a = 1"}
        sel_lain = [suntik | {"outputs": [], "execution_count": 1}]
    isi = {"cells": [*sel_lain, sel], "metadata": meta, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(isi, indent=1, ensure_ascii=False) + "\n"


@pytest.fixture
def gudang(tmp_path: Path):
    """A git repository with our hook and an environment; returns a function that calls git in it."""
    if shutil.which("git") is None:
        pytest.skip("git tidak ada")
    shutil.copytree(AKAR / ".githooks", tmp_path / ".githooks")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (tmp_path / ".git-rumah").mkdir()

    def git(*kata: str, **pilihan) -> subprocess.CompletedProcess[str]:
        bersih = {n: v for n, v in os.environ.items() if not n.startswith("GIT_")}
        return subprocess.run(
            ["git", "-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid", *kata],
            cwd=tmp_path,
            env=bersih | {"HOME": str(tmp_path / ".git-rumah")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            **{"check": True, **pilihan},
        )

    git("init", "-q")
    git("config", "core.hooksPath", ".githooks")
    return git


@POSIX
def test_kait_membersihkan_buku(gudang, tmp_path):
    berkas = tmp_path / "hasil saya.ipynb"
    berkas.write_text(buku(True), encoding="utf-8")
    gudang("add", "hasil saya.ipynb")
    gudang("commit", "-qm", "satu")
    assert gudang("show", "HEAD:hasil saya.ipynb").stdout == buku(False)
    assert berkas.read_text(encoding="utf-8") == buku(False)
    assert gudang("status", "--porcelain", "--untracked-files=no").stdout == ""

    berkas.write_text(buku(True).replace("1 + 1", "2 + 2"), encoding="utf-8")
    gudang("commit", "-qam", "dua")
    assert gudang("show", "HEAD:hasil saya.ipynb").stdout == buku(False).replace("1 + 1", "2 + 2")
    assert gudang("status", "--porcelain", "--untracked-files=no").stdout == ""

    berkas.write_text(buku(True).replace("1 + 1", "3 + 3"), encoding="utf-8")
    gudang("add", "hasil saya.ipynb")
    belum = buku(True).replace("1 + 1", "4 + 4")
    berkas.write_text(belum, encoding="utf-8")
    gudang("commit", "-qm", "tiga")
    assert gudang("show", "HEAD:hasil saya.ipynb").stdout == buku(False).replace("1 + 1", "3 + 3")
    assert berkas.read_text(encoding="utf-8") == belum, "yang belum di-add tidak disentuh"


@POSIX
def test_kait_pada_commit_sebagian(gudang, tmp_path):
    berkas = tmp_path / "a.ipynb"
    berkas.write_text(buku(False), encoding="utf-8")
    gudang("add", "a.ipynb")
    assert gudang("commit", "-qm", "satu", "--", "a.ipynb").stderr == "", "diam bila sudah bersih"
    assert gudang("show", "HEAD:a.ipynb").stdout == buku(False)
    berkas.write_text(buku(True).replace("1 + 1", "2 + 2"), encoding="utf-8")
    pertama = gudang("commit", "-qm", "dua", "--", "a.ipynb", check=False)
    assert (pertama.returncode, "Ulangi perintah commit" in pertama.stderr) == (1, True)
    gudang("commit", "-qm", "dua", "--", "a.ipynb")
    assert gudang("show", "HEAD:a.ipynb").stdout == buku(False).replace("1 + 1", "2 + 2")
    assert gudang("status", "--porcelain", "--untracked-files=no").stdout == ""


@POSIX
def test_kait_diam_tanpa_buku(gudang, tmp_path):
    shutil.rmtree(tmp_path / ".venv")
    (tmp_path / "a.txt").write_text("a")
    gudang("add", "a.txt")
    hasil = gudang("commit", "-qm", "satu")
    assert hasil.stdout + hasil.stderr == ""
    (tmp_path / "a.ipynb").write_text(buku(False), encoding="utf-8")
    gudang("add", "a.ipynb")
    assert "python mulai.py uji" in gudang("commit", "-qm", "dua", check=False).stderr


def test_kait_dipasang_hanya_bila_belum_ada(mulai):
    if shutil.which("git") is None:
        pytest.skip("git tidak ada")

    def setelan() -> str:
        return subprocess.run(
            ["git", "config", "--local", "core.hooksPath"], cwd=mulai.AKAR, capture_output=True, text=True, check=False
        ).stdout.strip()

    mulai.pasang_kait()  # not a checkout: nothing happens
    subprocess.run(["git", "init", "-q"], cwd=mulai.AKAR, check=True)
    mulai.pasang_kait()
    assert setelan() in (".githooks", "")  # empty where the user's own global setting rules
    subprocess.run(["git", "config", "core.hooksPath", "kait-saya"], cwd=mulai.AKAR, check=True)
    mulai.pasang_kait()
    assert setelan() == "kait-saya"


# ---- For real --------------------------------------------------------------------------------------------------------


@pytest.mark.lambat
@POSIX
def test_sungguhan_terputus_lalu_dilanjutkan_lalu_lab(tmp_path: Path):
    folder = tmp_path / "kantor dinas"
    shutil.copytree(AKAR / "requirements", folder / "requirements")
    for nama in ("mulai.py", "pyproject.toml"):
        shutil.copy(AKAR / nama, folder)
    (folder / "kinerja").mkdir()
    (folder / "notebooks").mkdir()
    (folder / "kinerja" / "__init__.py").write_text('"""Coba."""\n__version__ = "0.1.0"\n')
    (folder / "kinerja" / "__main__.py").write_text("import pandas, plotly, sys; print('jadi'); sys.exit(3)\n")

    kabar = tmp_path / "kabar.txt"
    with (
        kabar.open("wb") as galat,
        subprocess.Popen(
            [sys.executable, "mulai.py", "jalan"], cwd=folder, start_new_session=True, stderr=galat
        ) as proses,
    ):
        info = folder / ".venv" / "lib"
        while len(list(info.glob("python3*/site-packages/*.dist-info"))) < 20:
            assert proses.poll() is None, "selesai atau gagal sebelum diputus: " + kabar.read_text(encoding="utf-8")
            time.sleep(0.005)
        os.killpg(proses.pid, signal.SIGKILL)
    assert not (folder / ".venv" / "siap.txt").exists()

    hasil = panggil(folder, "jalan")
    assert (hasil.stdout.strip(), hasil.returncode) == ("jadi", 3), hasil.stderr
    assert "Melanjutkan penyiapan .venv" in hasil.stderr
    assert "[1/3]" in hasil.stderr
    assert all((d / "INSTALLER").exists() for d in info.glob("python3*/site-packages/*.dist-info"))
    assert list(info.glob("python3*/site-packages/pandas/__pycache__/*.pyc"))
    kedua = panggil(folder, "siapkan")
    assert (kedua.stdout, kedua.stderr) == ("Lingkungan sudah siap.\n", "")

    periksa_lab(folder)


def menjawab(port: int) -> bool:
    """The server tells its address a moment before it listens."""
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


def periksa_lab(folder: Path) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    kata = ["lab", "--no-browser", "--allow-root", f"--ServerApp.port={port}", "--IdentityProvider.token=uji"]
    catatan = folder / "lab.log"
    with catatan.open("w") as f:
        proses = subprocess.Popen([sys.executable, "mulai.py", *kata], cwd=folder, stdout=f, stderr=f)
    dasar = f"http://127.0.0.1:{port}"
    try:
        batas = time.monotonic() + 180
        while f"{dasar}/lab/tree/notebooks?token=" not in catatan.read_text(encoding="utf-8") or not menjawab(port):
            assert proses.poll() is None, catatan.read_text(encoding="utf-8")
            assert time.monotonic() < batas
            time.sleep(0.2)

        def ambil(jalur: str) -> dict:
            minta = urllib.request.Request(dasar + jalur, headers={"Authorization": "token uji"})
            with urllib.request.urlopen(minta, timeout=60) as jawab:
                return json.load(jawab)

        kernel = ambil("/api/kernelspecs")
        assert kernel["default"] == "python3"
        assert {k["spec"]["argv"][0] for k in kernel["kernelspecs"].values()} == {str(folder / ".venv/bin/python")}
        setelan = ambil("/lab/api/settings/@jupyterlab/translation-extension:plugin")
        assert setelan["schema"]["properties"]["locale"]["default"] == "id_ID"
    finally:
        proses.terminate()
        proses.wait(30)
