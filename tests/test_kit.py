"""The socialisation kit: what it says, that it fits, that everyone can read it, and that no one's text becomes code."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from kinerja import kata
from kinerja.kantor import Periode, muat
from kinerja.keluaran.indikator import LIPAT
from kinerja.keluaran.kit import BERKAS, FOLDER, kit
from kinerja.keluaran.kit_isi import berikutnya, di_bawah_target, per_sasaran, permintaan, tindak_lanjut_terbuka
from kinerja.keluaran.kit_lembar import bagi, banyak_baris, muatkan
from kinerja.keluaran.unsur import persen
from kinerja.langkah import ASAL_TABEL, Hasil, cari
from kinerja.rantai import jalan
from kinerja.tabel import baca
from tests.conftest import AKAR, BERSAMA, LUWU
from tests.peramban import chromium

ASLI = BERSAMA / "data" / "e81-bappedalitbang-deli-serdang-2025.xlsx"
SEGEL = ("ab" * 32, "0123456789ab")
JAHAT = "</style><script>alert(1)</script><img src=x onerror=alert(2)> *tebal* _miring_ ~coret~ `mono` #panic() $x$ @a"
PANJANG = ("W" * 300, "Persentase penyelenggaraan " * 40, "漢字" * 120, JAHAT)


class Uji:
    """An executed office: its tables and where they lie."""

    def __init__(self, akar: Path, triwulan: int) -> None:
        self.akar, self.periode = akar, Periode(2025, triwulan)
        jalan(2025, triwulan, akar)
        self.kantor = muat(akar, 2025)
        x = cari("laporan")
        self.tabel = baca(self.kantor.olahan(self.periode), (*x.masukan, *x.keluaran), ASAL_TABEL)

    @property
    def hasil(self) -> Hasil:
        return Hasil(self.kantor, self.periode, self.tabel)

    def salinan(self) -> dict:
        return {n: df.copy() for n, df in self.tabel.items()}

    def kit(self, tabel: dict | None = None) -> dict[str, bytes]:
        isi = kit(self.tabel if tabel is None else tabel, self.kantor, self.periode, SEGEL)
        return {n.removeprefix(f"{FOLDER}/"): b for n, b in isi.items()}

    def teks(self, nama: str) -> str:
        return self.kit()[nama].decode("utf-8")


def _salin(asal: Path, tujuan: Path) -> Path:
    shutil.copytree(asal / "params", tujuan / "params")
    shutil.copytree(asal / "data" / "raw", tujuan / "data" / "raw")
    return tujuan


@pytest.fixture(scope="module")
def dua(tmp_path_factory) -> Uji:
    """The bundled example after two quarters: valid."""
    return Uji(_salin(AKAR, tmp_path_factory.mktemp("dua") / "contoh"), 2)


@pytest.fixture(scope="module")
def empat(tmp_path_factory) -> Uji:
    """The bundled example after the year."""
    return Uji(_salin(AKAR, tmp_path_factory.mktemp("empat") / "contoh"), 4)


@pytest.fixture(scope="module")
def luwu_utara(tmp_path_factory) -> Uji:
    """The sister office: not valid yet, without follow-ups."""
    return Uji(_salin(LUWU, tmp_path_factory.mktemp("luwu") / "kantor"), 4)


@pytest.fixture(scope="module")
def e81(tmp_path_factory) -> Uji:
    """A Formulir E.81 alone: the real one where it lies, else its look-alike."""
    akar = tmp_path_factory.mktemp("e81") / "kantor"
    folder = akar / "data" / "raw" / "2025"
    folder.mkdir(parents=True)
    if ASLI.is_file():
        shutil.copy(ASLI, folder)
    else:
        from tests.mirip_e81 import tulis

        tulis(folder / "evaluasi renja.xlsx")
    return Uji(akar, 4)


SEMUA_KANTOR = ("dua", "empat", "luwu_utara", "e81")


@pytest.fixture
def kantor(request) -> Uji:
    return request.getfixturevalue(request.param)


def _penuhi(u: Uji, jahat: str) -> dict:
    """Put a text wherever people write, and into names that come from the plan."""
    t = u.salinan()
    for nama, lajur in (
        ("capaian", ("indikator", "sasaran", "satuan", "penghambat", "pendorong", "tindak_lanjut", "status_ket")),
        ("sasaran", ("nama", "pita_ket")),
        ("serapan", ("nama",)),
        ("tindak_lanjut", ("uraian", "pic", "tenggat", "bidang")),
        ("lapor", ("bidang", "sel_kosong")),
        ("poin", ("judul", "isi")),
        ("temuan", ("bidang",)),
        ("berkas", ("berkas",)),
    ):
        for k in lajur:
            t[nama][k] = jahat
    return t


# ---- with the report ------------------------------------------------------------------------------------------------
def test_ditulis_bersama_laporan(dua):
    folder = dua.kantor.laporan(dua.periode)
    assert {p.relative_to(folder).as_posix() for p in (folder / FOLDER).iterdir()} == set(BERKAS)
    assert jalan(2025, 2, dua.akar).dilewati[-1] == "laporan"
    slides = folder / FOLDER / "slides.html"
    lama = slides.read_bytes()
    slides.unlink()
    assert "laporan" not in jalan(2025, 2, dua.akar).dilewati
    assert slides.read_bytes() == lama


@pytest.mark.lambat
def test_byte_sama_di_folder_dan_zona_lain(dua, tmp_path):
    """All that is passed on: both editions, raport, kit, workbooks, in another place, time zone, language and order."""
    lain = _salin(AKAR, tmp_path / "tempat lain")
    perintah = [sys.executable, "-m", "kinerja", "jalan", "--tahun", "2025", "--triwulan", "2", "--akar", str(lain)]
    asing = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    subprocess.run(perintah, check=True, cwd=AKAR, env={**os.environ, **asing}, capture_output=True)
    a, b = (
        {p.relative_to(x / "reports").as_posix(): p.read_bytes() for p in (x / "reports/2025/TW2").rglob("*.*")}
        for x in (dua.akar, lain)
    )
    dibagi = {n for n in a if n.endswith((".html", ".xlsx", ".pdf", ".png", ".txt"))}
    assert len(dibagi) >= 13 and {f"2025/TW2/{n}" for n in BERKAS} <= dibagi
    assert {n for n in dibagi if a[n] != b.get(n)} == set()


def test_angka_sama_di_semua_berkas(dua):
    s = dua.tabel["sasaran"]
    capaian = persen(s.loc[s["level"] == "dinas", "capaian_pct"].iat[0])
    halaman, pesan = dua.teks("slides.html"), dua.teks("pesan.txt")
    assert capaian in halaman
    assert capaian.replace("\u00a0", " ") in pesan
    for b in s[s["level"] == "sasaran"].itertuples():
        assert b.nama in halaman
        if b.capaian_pct == b.capaian_pct:
            assert persen(b.capaian_pct) in halaman


# ---- what is asked --------------------------------------------------------------------------------------------------
def test_permintaan_sesudah_ya(dua):
    minta = permintaan(dua.hasil)
    terbuka = len(tindak_lanjut_terbuka(dua.hasil))
    assert (
        minta[-1].apa
        == f"mengirim formulir Triwulan III Tahun 2025, dengan status {terbuka} tindak lanjut yang masih terbuka"
    )
    assert minta[-1].kapan == "paling lambat Selasa, 14 Oktober 2025"
    rendah = di_bawah_target(dua.hasil)
    assert rendah[0]["kode_indikator"] == "TR-03"
    assert {m.kepada for m in minta[1:-1]} == {b["bidang"] for b in rendah}
    sesudah = {m.kepada: m.apa for m in minta[1:-1]}
    assert "TR-03" in sesudah["Bidang Transmigrasi"]


def test_permintaan_sesudah_tidak(luwu_utara):
    minta = permintaan(luwu_utara.hasil)
    p = luwu_utara.tabel["putusan"].iloc[0]
    jumlah = [int(n) for m in minta for n in re.findall(r"(?:memperbaiki|menjelaskan) (\d+) temuan", m.apa)]
    assert sum(jumlah) == p["n_tolak"] + p["n_jelaskan"] > 0
    assert all("berkas koreksi" in m.apa and "Kamis, 15 Januari 2026" in m.kapan for m in minta)


def test_yang_belum_lengkap_diminta_melengkapi(luwu_utara):
    t = luwu_utara.salinan()
    kini = t["lapor"]["triwulan"] == 4
    t["lapor"].loc[kini & (t["lapor"]["bidang"] == "Sekretariat"), "status"] = "belum"
    minta = permintaan(Hasil(luwu_utara.kantor, luwu_utara.periode, t))
    assert next(m.apa for m in minta if m.kepada == "Sekretariat").endswith("mengirim formulir")


def test_triwulan_berikutnya():
    assert berikutnya(Periode(2025, 2)) == Periode(2025, 3)
    assert berikutnya(Periode(2025, 4)) == Periode(2026, 1)
    assert berikutnya(Periode(2100, 4)) is None


def test_indikator_rinci_yang_banyak_diserahkan_kepada_laporan(e81, dua):
    for isi, sisa in per_sasaran(dua.hasil).values():
        assert isi and sisa == 0
    # The look-alike of the E.81 is small: an office with many of the lowest level is made of it.
    t = e81.salinan()
    rinci = t["capaian"][t["capaian"]["jenjang"] == "sub_kegiatan"]
    lagi = [rinci.assign(kode_indikator=[f"{k}-{n}" for k in rinci["kode_indikator"]]) for n in range(LIPAT)]
    t["capaian"] = pd.concat([t["capaian"], *lagi], ignore_index=True)
    gemuk = Hasil(e81.kantor, e81.periode, t)
    for hasil in (e81.hasil, gemuk):
        banyak = per_sasaran(hasil)
        assert sum(len(isi) + sisa for isi, sisa in banyak.values()) == len(hasil.tabel["capaian"])
        assert all(isi for isi, _ in banyak.values())
    assert any(sisa for _, sisa in per_sasaran(gemuk).values())
    if ASLI.is_file():
        assert any(sisa for _, sisa in per_sasaran(e81.hasil).values())


# ---- message --------------------------------------------------------------------------------------------------------
def test_pesan(dua):
    pesan = dua.teks("pesan.txt")
    assert pesan.startswith("DATA CONTOH: ")
    assert "*Putusan validasi: Ya*. Tidak ada temuan yang menghalangi." in pesan
    for b in dua.tabel["poin"].itertuples():
        assert f"{b.urutan}. *{' '.join(b.judul.split())}*. " in pesan
    assert "folder reports/2025/TW2" in pesan
    assert pesan.count("*") % 2 == 0


def test_pesan_tanpa_tanda_orang(dua):
    bersih, jahat = dua.teks("pesan.txt"), dua.kit(_penuhi(dua, JAHAT))["pesan.txt"].decode("utf-8")
    assert "*tebal*" not in jahat and "_miring_" not in jahat and "~" not in jahat and "`" not in jahat
    assert [b for b in jahat.splitlines() if b.startswith("1. *")] != []
    assert jahat.count("\n1. ") == bersih.count("\n1. ") == 1


# ---- page and picture -----------------------------------------------------------------------------------------------
def _halaman(pdf: bytes, tmp_path: Path) -> int:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo tidak ada di mesin ini")
    (tmp_path / "r.pdf").write_bytes(pdf)
    teks = subprocess.run(["pdfinfo", str(tmp_path / "r.pdf")], check=True, capture_output=True).stdout.decode()
    return int(re.search(r"Pages:\s+(\d+)", teks)[1])


@pytest.mark.parametrize("kantor", SEMUA_KANTOR, indirect=True)
def test_ringkasan_satu_halaman(kantor, tmp_path):
    isi = kantor.kit()
    assert _halaman(isi["ringkasan.pdf"], tmp_path) == 1
    assert b"pdfaid" in isi["ringkasan.pdf"]
    lebar, tinggi = struct.unpack(">II", isi["ringkasan.png"][16:24])
    assert lebar == 1080 and 1080 < tinggi < 3.2 * lebar


@pytest.mark.parametrize("teks", PANJANG, ids=("lebar", "panjang", "asing", "jahat"))
def test_ringkasan_satu_halaman_dengan_tulisan_apa_pun(luwu_utara, teks, tmp_path):
    isi = luwu_utara.kit(_penuhi(luwu_utara, teks))
    assert _halaman(isi["ringkasan.pdf"], tmp_path) == 1
    assert isi["ringkasan.png"].startswith(b"\x89PNG")


# ---- slides ---------------------------------------------------------------------------------------------------------
class Pengurai(HTMLParser):
    """Elements with their attributes, and the text of the style element."""

    def __init__(self, isi: str) -> None:
        super().__init__()
        self.unsur: list[tuple[str, dict[str, str | None]]] = []
        self.feed(isi)

    def handle_starttag(self, tag, attrs):
        self.unsur.append((tag, dict(attrs)))


@pytest.mark.parametrize("kantor", SEMUA_KANTOR, indirect=True)
def test_salindia_tanpa_skrip_dan_tanpa_alamat(kantor):
    isi = kantor.teks("slides.html")
    unsur = Pengurai(isi).unsur
    assert {t for t, _ in unsur} & {"script", "img", "link", "iframe", "object", "form", "input"} == set()
    assert not re.search(r"https?:|url\(|@import", isi)
    assert ("html", {"lang": "id"}) in unsur
    gaya = re.search(r"<style>(.*?)</style>", isi, re.DOTALL)[1]
    sidik = base64.b64encode(hashlib.sha256(gaya.encode()).digest()).decode()
    kebijakan = next(a["content"] for t, a in unsur if t == "meta" and a.get("http-equiv"))
    assert kebijakan.startswith(f"default-src 'none'; style-src 'sha256-{sidik}'")
    assert not any("style" in a or any(k.startswith("on") for k in a) for _, a in unsur)
    id_ = [a["id"] for _, a in unsur if "id" in a]
    assert len(id_) == len(set(id_))
    assert {a["href"] for t, a in unsur if t == "a"} <= {f"#{x}" for x in id_}


def test_salindia_memuat_bagiannya(dua):
    isi = dua.teks("slides.html")
    bab = re.findall(r'<li><a href="#s\d+">([^<]+)</a></li>', isi)
    assert bab == [
        "Hasil", "Pokok", "Capaian", "Sasaran", "Anggaran", "Terendah", "Tindak lanjut", "Pelaporan", "Langkah",
        "Sumber",
    ]  # fmt: skip
    assert "Keputusan rapat" in isi and "DATA CONTOH" in isi and "Putusan validasi: Ya" in isi
    for b in dua.tabel["capaian"].itertuples():
        assert b.kode_indikator in isi
    n = isi.count('<section class="salindia')
    assert isi.count(f" / {n}</span>") == n


def test_tulisan_orang_bukan_markah(dua):
    bersih = [t for t, _ in Pengurai(dua.teks("slides.html")).unsur]
    jahat = dua.kit(_penuhi(dua, JAHAT))["slides.html"].decode("utf-8")
    assert {t for t, _ in Pengurai(jahat).unsur} <= set(bersih)
    assert "&lt;script&gt;alert(1)" in jahat


# ---- sharing out ----------------------------------------------------------------------------------------------------
def test_bagi_utuh_berurutan_dan_merata():
    isi = list(range(20))
    halaman = bagi(isi, lambda _: 1.0, 9.0)
    assert [x for h in halaman for x in h] == isi
    assert [len(h) for h in halaman] == [7, 7, 6]
    assert bagi([5.0, 50.0, 5.0], lambda x: x, 10.0) == [[5.0], [50.0], [5.0]]
    assert bagi([], lambda _: 1.0, 9.0) == []


@pytest.mark.parametrize("teks", PANJANG)
def test_muatkan(teks):
    pendek = muatkan(teks, 30, 1.7, 3)
    assert banyak_baris(pendek, 30, 1.7) <= 3
    assert pendek.endswith("…")
    assert muatkan("Sekretariat", 30, 1.7, 3) == "Sekretariat"


# ---- in a browser ---------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def peramban() -> Iterator[object]:
    with chromium() as isi:
        yield isi


class Laman:
    """The slides in a window of this size, and what the page said or asked for."""

    def __init__(self, peramban, isi: bytes, folder: Path, lebar: int, tinggi: int) -> None:
        (folder / "slides.html").write_bytes(isi)
        self.ulah: list[str] = []
        self.laman = peramban.new_page(viewport={"width": lebar, "height": tinggi})
        self.laman.on("console", lambda m: self.ulah.append(m.text))
        self.laman.on("request", lambda r: self.ulah.append(r.url) if not r.url.startswith("file:") else None)
        self.laman.goto((folder / "slides.html").as_uri())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.laman.close()


MELUAP = """() => [...document.querySelectorAll('.salindia')].flatMap(s => {
  const kotak = s.getBoundingClientRect(), kaki = s.querySelector('.kaki, nav').getBoundingClientRect();
  return [...s.querySelectorAll('h1, h2, .pengantar, .isi *, .tanda')]
    .filter(x => getComputedStyle(x).position !== 'absolute')
    .map(x => x.getBoundingClientRect())
    .filter(r => r.bottom > kaki.top + 1 || r.right > kotak.right + 1)
    .slice(0, 1).map(() => s.id);
})"""


@pytest.mark.lambat
@pytest.mark.parametrize("kantor", SEMUA_KANTOR, indirect=True)
def test_semua_muat_dan_terbaca(kantor, peramban, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    isi = kantor.kit()["slides.html"]
    for ukuran in ((1280, 720), (1024, 768), (360, 740)):
        with Laman(peramban, isi, tmp_path, *ukuran) as lm:
            if ukuran != (360, 740):
                assert lm.laman.evaluate(MELUAP) == []
            assert lm.laman.evaluate("document.documentElement.scrollWidth") <= ukuran[0]
            hasil = Axe().run(lm.laman).response
            assert len(hasil["passes"]) > 10
            assert [x["id"] for x in hasil["violations"]] == []
            assert lm.ulah == []


@pytest.mark.lambat
@pytest.mark.parametrize("teks", PANJANG, ids=("lebar", "panjang", "asing", "jahat"))
def test_tulisan_apa_pun_muat(dua, peramban, teks, tmp_path):
    with Laman(peramban, dua.kit(_penuhi(dua, teks))["slides.html"], tmp_path, 1280, 720) as lm:
        assert lm.laman.evaluate(MELUAP) == []


@pytest.mark.lambat
def test_papan_tombol_dan_cetak(dua, peramban, tmp_path):
    isi = dua.kit()["slides.html"]
    n = isi.count(b'<section class="salindia')
    with Laman(peramban, isi, tmp_path, 1280, 720) as lm:
        lm.laman.locator("#s1 .pindah a").focus()
        lm.laman.keyboard.press("Enter")
        assert lm.laman.evaluate("location.hash") == "#s2"
        lm.laman.wait_for_function("Math.abs(document.querySelector('#s2').getBoundingClientRect().top) < 2")
        pdf = lm.laman.pdf(prefer_css_page_size=True, print_background=True)
    assert _halaman(pdf, tmp_path) == n


@pytest.mark.parametrize(
    ("teks", "panjang", "hasil"),
    [
        ("Satu. Dua.", 40, "Satu. Dua."),
        ("Target 20 s.d. TW II tercapai. 1 lagi belum terukur.", 40, "Target 20 s.d. TW II tercapai."),
        ("Target 20 s.d. TW II tercapai", 20, "Target 20 s.d. TW…"),
        ("Naik 1.234 orang. Turun. Tetap sama saja.", 30, "Naik 1.234 orang. Turun."),
    ],
)
def test_pokok_dipotong_pada_akhir_kalimat(teks, panjang, hasil):
    assert kata.ringkas_kalimat(teks, panjang) == hasil
