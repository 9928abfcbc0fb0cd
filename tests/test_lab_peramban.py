"""``mulai.py lab`` in a real browser: five notebooks by the menu, a quarter by the widget, and who may come in."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from kinerja.langkah import DAFTAR
from tests.conftest import AKAR
from tests.peramban import chromium

pytest.importorskip("playwright.sync_api", reason="Playwright tidak terpasang")
pytestmark = [pytest.mark.klon, pytest.mark.lambat]

DEPAN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
"""The notebook in front."""
SIAP = f'{DEPAN}:has(.jp-Toolbar-kernelName:has-text("Kinerja")):has([data-status=idle])'
"""It has the project's kernel, which waits for work."""
GALAT = '.jp-OutputArea-output[data-mime-type*="error"], .jp-OutputArea-output[data-mime-type*="stderr"]'
BAGIAN = ("kinerja", "notebooks", "requirements", "params", "data/raw", "mulai.py", "pyproject.toml", "docs/panduan.md")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """JupyterLab on a copy of the project, for JupyterLab writes into the notebooks that it runs."""
    folder = tmp_path_factory.mktemp("lab") / "Data Kinerja"
    for b in BAGIAN:
        (folder / b).parent.mkdir(parents=True, exist_ok=True)
        if (AKAR / b).is_dir():
            shutil.copytree(AKAR / b, folder / b, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy(AKAR / b, folder / b)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    buang = ("KINERJA_", "PYTHONPATH", "VIRTUAL_ENV", "JUPYTER", "JPY_")
    env = {n: v for n, v in os.environ.items() if not n.startswith(buang)}
    env["JUPYTER_RUNTIME_DIR"] = str(folder / "jalan jupyter")
    env["JUPYTER_CONFIG_DIR"] = str(folder / "setelan jupyter")
    kata = ["lab", "--no-browser", "--allow-root", f"--ServerApp.port={port}"]
    catatan = folder / "lab.log"
    with catatan.open("w") as f:
        proses = subprocess.Popen([sys.executable, "mulai.py", *kata], cwd=folder, env=env, stdout=f, stderr=f)
    try:
        batas = time.monotonic() + 600
        pola = re.compile(rf"http://127\.0\.0\.1:{port}/lab/tree/notebooks/mulai\.ipynb\?token=\w+")
        while not (alamat := pola.search(catatan.read_text(encoding="utf-8"))) or not menjawab("127.0.0.1", port):
            assert proses.poll() is None, catatan.read_text(encoding="utf-8")
            assert time.monotonic() < batas
            time.sleep(0.3)
        yield SimpleNamespace(folder=folder, port=port, alamat=alamat[0], runtime=folder / "jalan jupyter")
    finally:
        proses.terminate()
        proses.wait(30)


@pytest.fixture(scope="module")
def laman(lab: SimpleNamespace) -> Iterator[Any]:
    with chromium() as peramban:
        isi = peramban.new_page(viewport={"width": 1280, "height": 6000})  # tall: JupyterLab draws what is in sight
        # Whatever the page wants from elsewhere fails here as it does without internet.
        isi.route(lambda url: f"//127.0.0.1:{lab.port}/" not in url, lambda r: r.abort())
        isi.goto(lab.alamat)
        yield isi


def menjawab(alamat: str, port: int) -> bool:
    with socket.socket() as s:
        s.settimeout(3)
        return s.connect_ex((alamat, port)) == 0


def kode(minta: urllib.request.Request | str, lewat: urllib.request.OpenerDirector | None = None) -> int:
    """Status of an answer."""
    try:
        with (lewat or urllib.request.build_opener()).open(minta, timeout=30) as jawab:
            return jawab.status
    except urllib.error.HTTPError as e:
        return e.code


def buka(laman: Any, nama: str) -> None:
    """Open a notebook by the link on the first page, and wait for its kernel."""
    laman.locator(".lm-TabBar-tab", has_text="mulai.ipynb").click()
    laman.locator(f'{DEPAN} .jp-MarkdownOutput a[href*="/{nama}.ipynb"]').click()
    laman.locator(".lm-TabBar-tab.lm-mod-current", has_text=f"{nama}.ipynb").wait_for(timeout=60_000)
    laman.wait_for_selector(SIAP, timeout=120_000)


def menu_jalankan_semua(laman: Any) -> Any:
    """Menu Jalankan, Menjalakan Semua Sel; return the notebook."""
    laman.locator(".lm-MenuBar-item", has_text=re.compile("^Jalankan$")).click()
    laman.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    return laman.locator(DEPAN)


def jalankan_semua(laman: Any) -> Any:
    """Run all cells; return the notebook once all of it has run."""
    panel = menu_jalankan_semua(laman)
    laman.wait_for_timeout(1500)  # the line of the run before has gone
    panel.get_by_text(re.compile(r"Selesai: \d+ sel sudah dijalankan\.")).wait_for(timeout=180_000)
    return panel


def test_hanya_dari_komputer_ini_dan_hanya_dengan_kunci(lab):
    isi = f"http://127.0.0.1:{lab.port}/api/contents"
    assert kode(isi) == 403
    peramban = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    # The address that mulai.py opens has the key in it; afterwards the cookie stands for it.
    peramban.open(lab.alamat, timeout=30).close()
    assert kode(isi, peramban) == 200
    for judul in ({"Host": "jahat.example"}, {"Origin": "http://jahat.example"}):
        assert kode(urllib.request.Request(isi, headers=judul), peramban) in (403, 404), judul
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.connect(("192.0.2.1", 9))  # sends nothing; tells which address the machine has outwards
        luar = s.getsockname()[0]
    if not luar.startswith("127."):
        assert not menjawab(luar, lab.port)


def test_halaman_awal_terbuka_dengan_kernel_proyek(lab, laman):
    laman.wait_for_selector(SIAP, timeout=120_000)
    assert laman.locator(".jp-Dialog").count() == 0
    nama = laman.locator(".jp-DirListing-itemName").all_inner_texts()
    assert {"mulai.ipynb", *(f"{x.nama}.ipynb" for x in DAFTAR)} <= set(nama)
    assert "Nama" in laman.locator(".jp-DirListing-header").inner_text()  # Indonesian
    menu = ["Berkas", "Sunting", "Tampilan", "Jalankan", "Kernel", "Tab", "Pengaturan", "Bantuan"]
    assert laman.locator(".lm-MenuBar-item").all_inner_texts() == menu
    menu_jalankan_semua(laman)
    laman.get_by_role("heading", name="Yang berikutnya").wait_for(timeout=120_000)
    assert laman.locator(GALAT).count() == 0
    # The kernel, too, listens to this machine only.
    assert {json.loads(p.read_text())["ip"] for p in lab.runtime.glob("kernel-*.json")} == {"127.0.0.1"}


def test_lima_notebook_lewat_menu_lalu_ganti_triwulan(lab, laman):
    for triwulan in ("II", "I"):
        for x in DAFTAR:
            buka(laman, x.nama)
            if x.nama == "ingest":
                if triwulan == "II":
                    jalankan_semua(laman)  # the widget is there once its cell has run; the first page chose TW IV
                laman.locator(DEPAN).get_by_role("button", name=triwulan, exact=True).click()
                laman.get_by_text("Pilihan berubah. Jalankan ulang").wait_for()
            panel = jalankan_semua(laman)
            assert panel.get_by_text(f"Yang dikerjakan: Triwulan {triwulan} Tahun 2025").count() == 1
            assert panel.locator(GALAT).count() == 0, panel.locator(GALAT).all_inner_texts()
            if x.nama == "laporan":
                panel.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
                assert panel.get_by_text(f"Laporan Capaian Kinerja Triwulan {triwulan} Tahun 2025").count()
            elif x.nama != "validasi":  # TW I has no finding
                panel.locator("div.dt-container").first.wait_for(timeout=60_000)
        nomor = {"I": 1, "II": 2}[triwulan]
        assert (lab.folder / f"data/processed/2025/TW{nomor}/poin.parquet").is_file()


def test_tabel_diurutkan_dan_disaring(laman):
    buka(laman, "ukur")
    tabel = laman.locator(f"{DEPAN} div.dt-container").first
    kolom = tabel.locator("thead .dt-column-title").all_inner_texts().index("Terhadap target tahun")

    def nilai() -> list[float]:
        teks = tabel.locator(f"tbody tr td:nth-child({kolom + 1})").all_inner_texts()
        return [float(t.removesuffix(" %").replace(".", "").replace(",", ".")) for t in teks if t != "–"]

    judul = tabel.locator(".dt-scroll-head thead tr").first.locator("th").nth(kolom)
    judul.locator(".dt-column-order").click()
    assert nilai() == sorted(nilai())
    assert len(nilai()) > 3
    semula = tabel.locator("tbody tr").count()
    saring = tabel.locator(".dtcc").nth(kolom)
    assert "Sama dengan" in saring.locator("option").all_inner_texts()
    angka = max(nilai())
    saring.locator("input").fill(f"{angka:.2f}".replace(".", ","))  # as it is written, in a column of figures
    laman.wait_for_timeout(500)
    assert set(nilai()) == {angka}
    saring.locator("input").fill("")
    laman.wait_for_timeout(500)
    assert tabel.locator("tbody tr").count() == semula
    tabel.locator(".dt-search input").fill("pencari kerja")
    assert 0 < tabel.locator("tbody tr").count() < semula
    assert "baris" in tabel.locator(".dt-info").inner_text()
