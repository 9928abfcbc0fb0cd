"""A fresh clone on a new computer: the README's first command makes the environment, runs the chain, reports."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
PERTAMA = ["mulai.py", "jalan", "--tahun", "2025", "--triwulan", "2"]
PERLU = ("README.md", "kinerja/cli.py", "kinerja/laporan.py", "notebooks/laporan.ipynb", "data/raw/2025", "params")

pytestmark = [pytest.mark.klon, pytest.mark.lambat]


def git(*kata: str, di: Path = AKAR) -> subprocess.CompletedProcess[str]:
    bersih = {n: v for n, v in os.environ.items() if not n.startswith("GIT_")}
    return subprocess.run(["git", *kata], cwd=di, env=bersih, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def klon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None or not (AKAR / ".git").exists():
        pytest.skip("bukan checkout git, atau git tidak ada")
    kurang = [p for p in PERLU if git("cat-file", "-e", f"HEAD:{p}").returncode]
    if kurang:
        pytest.skip(f"commit terakhir belum memuat {', '.join(kurang)}")
    tujuan = tmp_path_factory.mktemp("klon") / "Data Kinerja Dinas"
    hasil = git("clone", "--quiet", "--no-hardlinks", str(AKAR), str(tujuan))
    assert hasil.returncode == 0, hasil.stderr
    return tujuan


def jalan(folder: Path) -> tuple[str, float]:
    """Run the README's first command; return what it prints and its seconds."""
    buang = ("GIT_", "KINERJA_", "PYTHONPATH", "VIRTUAL_ENV", "PLOTLY_", "JUPYTER_")
    awal = time.monotonic()
    hasil = subprocess.run(
        [sys.executable, *PERTAMA],
        cwd=folder,
        env={n: v for n, v in os.environ.items() if not n.startswith(buang)} | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    keluaran = hasil.stdout + hasil.stderr
    assert hasil.returncode == 0, keluaran
    assert "Traceback" not in keluaran
    return keluaran, time.monotonic() - awal


def alamat_luar(html: str) -> list[str]:
    """List what a browser would fetch from elsewhere when it opens the page; links to click are fine."""
    tanpa_skrip = re.sub(r"(<script\b[^>]*>).*?</script>", r"\1", html, flags=re.S | re.I)
    tag = r"""<(?:script|link|img|iframe|source|video|audio|object|embed|image|use|base)\b[^>]*"""
    atribut = r"""\b(?:src|srcset|href|data|poster)\s*=\s*["']?\s*(?:https?:)?//[^\s"'>]*"""
    return re.findall(tag + atribut, tanpa_skrip, re.I) + re.findall(
        r"""(?:@import\s*(?:url\()?|url\()\s*["']?(?:https?:)?//[^\s"')]*""", tanpa_skrip, re.I
    )


def test_klon_baru_sampai_laporan(klon):
    bersih = [klon / n for n in ("notebooks", "kinerja", "params", "data/raw", "data/processed", "reports", "tests")]
    assert [p.name for p in bersih if not p.is_dir()] == []
    assert not list((klon / "reports").rglob("*.html")), "hasil tidak ikut dalam gudang"
    assert " ".join(["python", *PERTAMA]) in (klon / "README.md").read_text(encoding="utf-8")

    keluaran, _ = jalan(klon)
    assert "[1/4] Membuat lingkungan .venv" in keluaran
    laporan = klon / "reports" / "2025" / "TW2" / "laporan.html"
    assert laporan.is_file(), keluaran
    assert alamat_luar(laporan.read_text(encoding="utf-8")) == []
    assert git("status", "--porcelain", di=klon).stdout == "", "hasil tidak boleh tampak sebagai perubahan"

    sebelum = laporan.read_bytes()
    keluaran, detik = jalan(klon)
    assert "Membuat lingkungan" not in keluaran
    assert keluaran.count("dilewati") >= 5, keluaran
    assert detik < 10
    assert laporan.read_bytes() == sebelum


def test_alamat_luar_ketahuan():
    assert alamat_luar('<p>https://contoh.invalid</p><script>"<img src=//x>"</script><a href="https://x">x</a>') == []
    for html in (
        '<script src="https://cdn.invalid/plotly.js"></script>',
        "<link rel=stylesheet href=//cdn.invalid/a.css>",
        "<style>@import url('https://x.invalid')</style>",
        "<style>a{background:url(http://x.invalid/a.png)}</style>",
    ):
        assert len(alamat_luar(html)) == 1, html
