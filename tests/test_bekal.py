"""The offline install: what bekal puts onto a flash disk, what --dari takes from it, and mulai.bat."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from kinerja import bekal
from tests.test_mulai import mulai, panggil  # noqa: F401

AKAR = Path(__file__).resolve().parent.parent
INI = "{}.{}".format(*sys.version_info)
BAT = AKAR / "mulai.bat"


def pesanan(ke: Path, *kata: str) -> bekal.Pesanan:
    return bekal.baca_pesanan(["--ke", str(ke), "--untuk", "windows", "--python", "3.12", *kata])


# ---- What is asked for -----------------------------------------------------------------------------------------------


def test_pesanan_lengkap(tmp_path):
    dibaca = bekal.baca_pesanan(
        [f"--ke={tmp_path}", "--python", "3.12, 3.13,3.12", "--untuk=windows", "--lab", "--dengan-data"]
    )
    assert dibaca == bekal.Pesanan(tmp_path, "windows", ("3.12", "3.13"), lab=True, data=True)
    assert bekal.bagian(dibaca)[2:4] == [("lab", "3.12"), ("uv", "3.13")]


@pytest.mark.parametrize(
    ("kata", "kalimat"),
    [
        ([], "Sebutkan folder tujuannya"),
        (["--ke"], "Sebutkan folder tujuannya"),
        (["--ke", "x", "--untuk", "mac"], "hanya windows atau linux, bukan mac"),
        (["--ke", "x", "--python", "3.9"], "bukan 3.9"),
        (["--ke", "x", "--python", "3.12.4"], "bukan 3.12.4"),
        (["--ke", "x", "--labb"], "Pilihan --labb tidak dikenal"),
    ],
)
def test_pesanan_yang_salah_ditolak_dengan_kalimat(kata, kalimat):
    with pytest.raises(bekal.GagalBekal, match=kalimat):
        bekal.baca_pesanan(kata)


def test_bantuan_bekal_tanpa_memasang_apa_pun(mulai):  # noqa: F811
    shutil.copytree(
        AKAR / "kinerja", Path(mulai.AKAR, "kinerja"), ignore=shutil.ignore_patterns("*.json", "__pycache__")
    )
    for kata in (["bekal"], ["bekal", "--help"]):
        hasil = panggil(mulai.AKAR, *kata)
        assert (hasil.returncode, hasil.stdout, hasil.stderr) == (0, bekal.BANTUAN, "")
    hasil = panggil(mulai.AKAR, "bekal", "--ke", "x", "--python", "2.7")
    assert hasil.returncode == 1
    assert "Traceback" not in hasil.stderr
    assert not Path(mulai.VENV).exists()


def test_hanya_pustaka_baku(tmp_path):
    # It runs in an environment that has nothing but uv yet.
    kode = "import sys; sys.path.insert(0, sys.argv[1]); import kinerja.bekal; print(sorted(sys.modules))"
    hasil = subprocess.run(
        [sys.executable, "-S", "-I", "-c", kode, str(AKAR)], capture_output=True, text=True, check=True
    )
    milik = {m.partition(".")[0] for m in re.findall(r"'([\w.]+)'", hasil.stdout)}
    assert milik - set(sys.stdlib_module_names) - {"__main__"} == {"kinerja"}


# ---- The folder ------------------------------------------------------------------------------------------------------


def test_flashdisk_penuh_dan_terkunci(tmp_path, monkeypatch):
    besar = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: besar._replace(free=30_000_000))
    with pytest.raises(bekal.GagalBekal, match=r"perlu sekitar 250 MB lagi, yang kosong 30 MB"):
        bekal.siapkan_folder(pesanan(tmp_path / "bekal"))
    for galat, kata in ((28, "penuh"), (13, "tidak boleh dipakai"), (30, "tidak boleh dipakai"), (5, "terpasang")):
        with pytest.raises(bekal.GagalBekal, match=kata), bekal._menulis(tmp_path):
            raise OSError(galat, os.strerror(galat), str(tmp_path / "a.whl"))


def test_tempat_yang_ternyata_berkas(tmp_path):
    (tmp_path / "bekal").write_text("bukan folder")
    with pytest.raises(bekal.GagalBekal, match="Bekal belum selesai"):
        bekal.siapkan_folder(pesanan(tmp_path / "bekal"))


def roda(paket: Path, nama: str, isi: str = "isi") -> str:
    """Write something by a wheel's name; return its sha256."""
    paket.mkdir(parents=True, exist_ok=True)
    (paket / nama).write_text(isi, encoding="utf-8")
    return hashlib.sha256(isi.encode()).hexdigest()


def test_yang_terpotong_atau_lama_dibuang(tmp_path):
    paket, kunci = tmp_path / "paket", tmp_path / "kunci.txt"
    utuh = roda(paket, "satu-1-py3-none-any.whl", "utuh")
    roda(paket, "dua-1-py3-none-any.whl", "terpot")
    kunci.write_text(f"satu==1 \\\n    --hash=sha256:{utuh}\ndua==1 \\\n    --hash=sha256:{'a' * 64}\n")
    bekal._buang_yang_asing(paket, [kunci])
    assert [p.name for p in paket.iterdir()] == ["satu-1-py3-none-any.whl"]


@pytest.mark.parametrize(
    ("nama", "untuk", "versi", "cocok"),
    [
        ("satu-1-py3-none-any.whl", "windows", "3.12", True),
        ("satu-1-py2.py3-none-any.whl", "linux", "3.11", True),
        ("satu-1-cp312-cp312-win_amd64.whl", "windows", "3.12", True),
        ("satu-1-cp312-cp312-win_amd64.whl", "windows", "3.13", False),
        ("satu-1-cp312-cp312-win_amd64.whl", "linux", "3.12", False),
        ("satu-1-cp310-abi3-win_amd64.whl", "windows", "3.13", True),
        ("satu-1-cp313-abi3-win_amd64.whl", "windows", "3.12", False),
        ("satu-1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl", "linux", "3.11", True),
        ("satu-1-cp311-cp311-musllinux_1_2_x86_64.whl", "linux", "3.11", False),
        ("satu-2-py3-none-any.whl", "windows", "3.12", False),
    ],
)
def test_yang_sudah_ada_tidak_diunduh_lagi(tmp_path, nama, untuk, versi, cocok):
    roda(tmp_path / "paket", nama)
    pilihan = tmp_path / "pilihan.txt"
    pilihan.write_text(f"satu==1 \\\n    --hash=sha256:{'a' * 64}\nDua.Tiga==2 ; x \\\n    --hash=sha256:{'b' * 64}\n")
    kurang = bekal._kurang(pilihan, bekal.Tujuan(untuk, versi, tmp_path / "paket", tmp_path))
    assert [b.split()[0] for b in kurang] == ([] if cocok else ["satu==1"]) + ["Dua.Tiga==2"]
    assert all("--hash=sha256:" in b for b in kurang), "sidiknya ikut ke pip"


class Pencatat:
    """Takes the place of mulai.Langkah: plays uv and pip, and remembers what they were told."""

    def __init__(self, paket: Path, gagal_pada: str = "") -> None:
        self.paket, self.gagal_pada, self.perintah = paket, gagal_pada, []

    def __call__(self, judul, urutan):
        if self.gagal_pada and self.gagal_pada in judul:
            raise KeyboardInterrupt
        for cara in urutan:
            kata = cara[0]
            self.perintah.append(kata)
            if "compile" in kata:
                Path(kata[kata.index("-o") + 1]).write_text("".join(f"p{i}==1 --hash=sha256:aa\n" for i in range(20)))
            if "download" in kata:
                for baris in Path(kata[kata.index("-r") + 1]).read_text().splitlines():
                    roda(self.paket, f"{baris.split('=')[0]}-1-py3-none-any.whl", "")


@pytest.fixture
def akar(tmp_path: Path) -> Path:
    kosong = hashlib.sha256(b"").hexdigest()
    (tmp_path / "app" / "requirements").mkdir(parents=True)
    for k in ("uv", "jalan", "lab"):
        (tmp_path / "app" / "requirements" / f"{k}.txt").write_text(f"{k}==1 --hash=sha256:{kosong}\n")
    return tmp_path / "app"


def test_terputus_lalu_dilanjutkan(tmp_path, akar):
    minta, paket = pesanan(tmp_path / "bekal"), tmp_path / "bekal" / "paket"
    bekal.siapkan_folder(minta)
    with pytest.raises(KeyboardInterrupt):
        bekal.isi_paket(minta, str(akar), "python", ["pip"], Pencatat(paket, "paket jalan"))
    assert [b.split()[:3] for b in bekal._baris(paket / "bekal.txt")] == [["uv", "windows", "3.12"]]
    lagi = Pencatat(paket)
    bekal.isi_paket(minta, str(akar), "python", ["pip"], lagi)
    assert [k for k in lagi.perintah if "download" in k] == [], "semua dua puluh sudah ada sejak kali pertama"
    assert {b.split()[0] for b in bekal._baris(paket / "bekal.txt")} == {"uv", "jalan"}


def test_setiap_perintah_memakai_sidik_dan_komputer_tujuan(tmp_path, akar):
    minta, catat = pesanan(tmp_path / "be kal"), Pencatat(tmp_path / "be kal" / "paket")
    bekal.siapkan_folder(minta)
    bekal.isi_paket(minta, str(akar), "python", ["pip"], catat)
    unduh = [k for k in catat.perintah if "download" in k]
    coba = [k for k in catat.perintah if "--dry-run" in k]
    assert len(unduh) == 3, "delapan, delapan, empat; kunci kedua tidak kurang apa pun"
    assert len(coba) == 2
    for kata in unduh + coba:
        assert "--require-hashes" in kata
        assert ":all:" in kata
    assert all("win_amd64" in k and k[k.index("--python-version") + 1] == "3.12" for k in unduh)
    assert all({"--offline", "--no-index", "--no-cache"} <= set(k) for k in coba)


# ---- The application in it -------------------------------------------------------------------------------------------


def aplikasi(folder: Path, contoh: bool = True) -> Path:
    for nama, isi in {
        "mulai.py": "m",
        "kinerja/__init__.py": "k",
        "params/dinas.yaml": "nama: A\ndata_contoh: true\n" if contoh else "nama: Dinas Kami\n",
        "data/raw/2025/perencanaan.xlsx": "rencana",
        "data/sop/2025/buku.jsonl": "rahasia",
        "data/processed/2025/x.parquet": "hasil",
        "reports/2025/laporan.html": "hasil",
        ".venv/bin/python": "bukan",
    }.items():
        (folder / nama).parent.mkdir(parents=True, exist_ok=True)
        (folder / nama).write_text(isi)
    return folder


def nama_berkas(minta: bekal.Pesanan, folder: Path) -> dict[str, bytes]:
    return dict(bekal.berkas_aplikasi(minta, folder))


def test_aplikasi_dari_folder_tanpa_hasil(tmp_path):
    folder = aplikasi(tmp_path / "app")
    isi = nama_berkas(pesanan(folder / "bekal"), folder)
    assert {"mulai.py", "kinerja/__init__.py", "params/dinas.yaml", "data/raw/2025/perencanaan.xlsx"} <= set(isi)
    assert not [n for n in isi if n.startswith(("reports", "data/processed", ".", "bekal"))]


def test_data_kantor_hanya_bila_diminta(tmp_path):
    folder = aplikasi(tmp_path / "app", contoh=False)
    assert set(nama_berkas(pesanan(tmp_path / "b"), folder)) == {"mulai.py", "kinerja/__init__.py"}
    isi = nama_berkas(pesanan(tmp_path / "b", "--dengan-data"), folder)
    assert isi["params/dinas.yaml"] == b"nama: Dinas Kami\n"
    assert {"data/raw/2025/perencanaan.xlsx", "data/sop/2025/buku.jsonl"} <= set(isi)
    assert "data/processed/2025/x.parquet" not in isi


def test_dari_git_tanpa_yang_belum_tercatat(tmp_path):
    if shutil.which("git") is None:
        pytest.skip("git tidak ada")
    folder = aplikasi(tmp_path / "app")
    for kata in (["init", "-q"], ["add", "mulai.py", "kinerja", "params", "data/raw"], ["commit", "-qm", "satu"]):
        subprocess.run(["git", "-c", "user.name=U", "-c", "user.email=u@u.invalid", *kata], cwd=folder, check=True)
    (folder / "params" / "dinas.yaml").write_text("nama: Dinas Kami\n")
    (folder / "data" / "raw" / "2025" / "kami.xlsx").write_text("rahasia")
    (folder / "mulai.py").write_text("baru")
    isi = nama_berkas(pesanan(tmp_path / "b"), folder)
    assert isi["params/dinas.yaml"] == b"nama: A\ndata_contoh: true\n", "nama kantor tidak ikut"
    assert isi["mulai.py"] == b"baru", "sama dengan kunci yang dipakai mengunduh"
    assert set(isi) == {"mulai.py", "kinerja/__init__.py", "params/dinas.yaml", "data/raw/2025/perencanaan.xlsx"}
    assert "data/raw/2025/kami.xlsx" in nama_berkas(pesanan(tmp_path / "b", "--dengan-data"), folder)


def test_salinan_yang_sudah_dipakai_tidak_ditimpa(tmp_path):
    folder, minta = aplikasi(tmp_path / "app"), pesanan(tmp_path / "bekal")
    bekal.siapkan_folder(minta)
    bekal.salin_aplikasi(minta, str(folder))
    di_sana = tmp_path / "bekal" / "kinerja"
    (di_sana / "params" / "dinas.yaml").write_text("nama: Dinas Kami\n")
    (di_sana / "mulai.py").write_text("lama")
    kata = bekal.salin_aplikasi(minta, str(folder))
    assert (di_sana / "params" / "dinas.yaml").read_text() == "nama: Dinas Kami\n"
    assert (di_sana / "mulai.py").read_text() == "m"
    assert "1 berkas params atau data" in kata


@pytest.mark.parametrize(("untuk", "akhir"), [("windows", b"\r\n"), ("linux", b"\n")])
def test_baca_saya(tmp_path, untuk, akhir):
    minta = bekal.baca_pesanan(["--ke", str(tmp_path / "b"), "--untuk", untuk, "--python", "3.11,3.12"])
    bekal.siapkan_folder(minta)
    bekal.salin_aplikasi(minta, str(aplikasi(tmp_path / "app")))
    isi = (tmp_path / "b" / "BACA-SAYA.txt").read_bytes()
    assert isi.isascii()
    assert isi.count(b"\n") == isi.count(akhir)
    teks = isi.decode()
    assert "Python 3.11 atau 3.12" in teks
    assert ("mulai.bat" in teks) == (untuk == "windows")
    assert not re.search(r"[{}]", teks)
    assert "sesudah aplikasi berjalan." in teks
    dengan_lab = bekal.baca_saya(bekal.baca_pesanan(["--ke", str(tmp_path / "c"), "--lab"]))
    assert "sesudah aplikasi berjalan dan JupyterLab pernah dibuka." in dengan_lab  # its wheels are still needed then


# ---- Installing from it ----------------------------------------------------------------------------------------------


def isi_bekal(modul: ModuleType, folder: Path, *tingkat: str, versi: str = INI) -> Path:
    jenis = modul.JENIS.get(sysconfig.get_platform(), sysconfig.get_platform())
    baris = [f"{t} {jenis} {versi} {hashlib.sha256(modul.baca(modul.kunci(t))).hexdigest()}" for t in tingkat]
    (folder / "paket").mkdir(parents=True)
    (folder / "paket" / "bekal.txt").write_text("\n".join(baris) + "\n")
    return folder / "paket"


def test_bekal_di_sebelah_dipakai_bila_memuat_semuanya(mulai):  # noqa: F811
    assert mulai.paket_bekal("jalan") is None
    paket = isi_bekal(mulai, Path(mulai.AKAR).parent, "uv", "jalan")
    assert mulai.paket_bekal("jalan") == str(paket)
    assert mulai.paket_bekal("lab") is None, "tidak ada di bekal: dari internet"
    Path(mulai.kunci("jalan")).write_text("jalan==2\n")
    assert mulai.paket_bekal("jalan") is None, "bekal untuk kunci yang lain"


def test_bekal_yang_disebut_harus_cocok(mulai, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("KINERJA_DARI", "")  # so that what the command keeps there goes with the test
    usb = tmp_path / "usb 1"
    paket = isi_bekal(mulai, usb, "uv", "jalan")
    for kata in (["--dari", str(usb)], [f"--dari={usb}"], ["--dari", str(paket)]):
        assert mulai.catat_dari([*kata, "jalan", "--dari", "x"]) == ["jalan", "--dari", "x"]
        assert mulai.paket_bekal("jalan") == str(paket)
    assert mulai.catat_dari(["--dari", str(usb)]) == ["siapkan"]
    with pytest.raises(mulai.Gagal, match=rf"tidak memuat paket lab[\s\S]*--python {re.escape(INI)} --lab"):
        mulai.paket_bekal("lab")
    monkeypatch.setenv("KINERJA_DARI", str(tmp_path))
    with pytest.raises(mulai.Gagal, match="bukan bekal, atau belum selesai"):
        mulai.paket_bekal("jalan")
    for kata in (["--dari"], ["--dari="], ["--dari", str(tmp_path / "tidak ada")]):
        with pytest.raises(mulai.Gagal, match="tidak ditemukan"):
            mulai.catat_dari(kata)


def test_bekal_rusak_menjadi_kalimat(mulai):  # noqa: F811
    Path(mulai.VENV).mkdir()
    for catatan, kata in (
        ("error: Hash mismatch for `six==1`", "rusak atau hilang di bekal"),
        ("six==1.17.0 has an invalid package format", "rusak atau hilang di bekal"),
        ("Because yarl was not found in the provided package locations", "rusak atau hilang di bekal"),
        ("failed to write: No space left on device (os error 28)", "Ruang disk habis"),
    ):
        langkah = mulai.Langkah(mulai.VENV, 1, "paket")
        with pytest.raises(mulai.Gagal, match=kata):
            langkah("Memasang", [sys.executable, "-c", f"import sys; print({catatan!r}); sys.exit(2)"])


@pytest.mark.parametrize(
    ("jawab", "bisa"),
    [
        (b"pip 23.2.1 from /x (python 3.11)\n", True),
        (b"pip 22.3 from /x (python 3.11)\n", True),
        (b"pip 22.2.2 from /x (python 3.11)\n", False),
        (b"pip 9.0 from /x (python 3.11)\n", False),
        (b"", False),
    ],
)
def test_pip_dipinjam_bila_cukup_baru(mulai, monkeypatch, jawab, bisa):  # noqa: F811
    monkeypatch.setattr(subprocess, "run", lambda kata, **_: subprocess.CompletedProcess(kata, 0, jawab))
    assert mulai.pip_luar() is bisa


def test_pip_dipinjam_dari_python_di_luar(mulai, monkeypatch):  # noqa: F811
    monkeypatch.setattr(mulai.sys, "_base_executable", "python-asal")
    monkeypatch.setattr(importlib.util, "find_spec", lambda nama: nama)
    assert mulai.perintah_pip() == [sys.executable, "-m", "pip", "--python", mulai.python_dari(mulai.VENV)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert mulai.perintah_pip()[0] == "python-asal", "Python ini tidak mempunyai pip untuk dipinjamkan"
    monkeypatch.setattr(importlib.util, "find_spec", lambda nama: nama)
    monkeypatch.setattr(mulai.sys, "prefix", mulai.VENV)
    assert mulai.perintah_pip()[0] == "python-asal", "lingkungan itu sendiri mungkin akan dibuat ulang"


@pytest.mark.lambat
@pytest.mark.skipif(sysconfig.get_platform() not in ("linux-x86_64", "win-amd64"), reason="bekal hanya untuk 64 bit")
def test_sungguhan_dari_bekal_tanpa_jaringan(tmp_path):
    app = tmp_path / "app"
    for nama in ("requirements", "kinerja", "notebooks", "params"):
        shutil.copytree(AKAR / nama, app / nama, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(AKAR / "data" / "raw", app / "data" / "raw")
    for nama in ("mulai.py", "mulai.bat", "pyproject.toml", "README.md"):
        shutil.copy(AKAR / nama, app)
    usb = tmp_path / "flash disk" / "bekal"
    hasil = panggil(app, "bekal", "--ke", str(usb))
    assert hasil.returncode == 0, hasil.stderr
    laptop = tmp_path / "laptop baru"
    shutil.copytree(usb / "kinerja", laptop)
    mati = {n: "http://127.0.0.1:9" for n in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy")}
    mati |= {"UV_CACHE_DIR": str(tmp_path / "uv"), "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "NO_PROXY": ""}
    hasil = panggil(laptop, f"--dari={usb}", "jalan", "--tahun", "2025", "--triwulan", "2", **mati)
    assert hasil.returncode == 0, hasil.stderr
    assert "tanpa internet, dari" in hasil.stderr
    assert (laptop / "reports" / "2025" / "TW2" / "laporan.html").is_file()
    rusak = next((usb / "paket").glob("six-*.whl"))
    rusak.write_bytes(rusak.read_bytes()[:-10])
    shutil.rmtree(laptop / ".venv")
    hasil = panggil(laptop, "--dari", str(usb), "siapkan", **mati | {"UV_CACHE_DIR": str(tmp_path / "uv2")})
    assert hasil.returncode == 1
    assert "rusak atau hilang di bekal" in hasil.stderr


# ---- mulai.bat, as far as it can be judged without a Windows ---------------------------------------------------------


def baris_bat() -> list[str]:
    return BAT.read_bytes().decode("ascii").split("\r\n")


def test_bat_ascii_dan_crlf():
    isi = BAT.read_bytes()
    assert isi.isascii()
    assert isi.count(b"\n") == isi.count(b"\r\n") == isi.count(b"\r")
    assert isi.endswith(b"\r\n")
    assert "*.bat text eol=crlf" in (AKAR / ".gitattributes").read_text(encoding="utf-8").splitlines()


def test_bat_setiap_tujuan_ada_dan_setiap_label_dipakai():
    teks = "\n".join(b for b in baris_bat() if not b.startswith("rem "))
    label = re.findall(r"^:(\w+)", teks, re.M)
    tujuan = re.findall(r"\b(?:goto |call :)(\w+)", teks)
    assert len(label) == len(set(label))
    assert set(label) == set(tujuan)


def test_bat_folder_dengan_spasi_dan_ketikan_orang():
    baris = baris_bat()
    for b in baris:
        for temu in re.finditer("%~", b):
            assert b[: temu.start()].count('"') % 2 == 1, f"tanpa tanda kutip: {b}"
        assert not re.search(r"%(TAHUN|TW|PILIH|BARU|AKAR)%", b), f"ketikan orang bisa menjadi perintah: {b}"
    hidup = next(i for i, b in enumerate(baris) if "EnableDelayedExpansion" in b and "setlocal" in b)
    nama_folder = [i for i, b in enumerate(baris) if "%~" in b]
    assert max(nama_folder) < hidup, "nama folder dengan tanda seru rusak sesudah itu"


def test_bat_menjalankan_perintah_yang_ada():
    teks = "\n".join(baris_bat())
    perintah = re.findall(r"mulai\.py (\w+)", teks)
    assert perintah == ["jalan", "formulir", "status", "lab"]
    bantuan = panggil(AKAR, "--help").stdout
    for p in perintah:
        assert f"  {p} " in bantuan
    assert set(re.findall(r"-?3\.\d+", teks)) <= {"3.11", "3.12", "3.13"}
    assert set(bekal.PYTHON) == set(re.search(r"for %%V in \(([\d. ]+)\)", teks)[1].split())
    assert "chcp 65001" in teks
    assert teks.count("pause") >= 2, "jendela tetap terbuka untuk dibaca"
