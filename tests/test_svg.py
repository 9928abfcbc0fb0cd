"""The static drawings: the same data as the interactive charts, inside their frame, text as text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from kinerja.keluaran import grafik, grafik_titik
from kinerja.keluaran.gambar_svg_huruf import bungkus, lebar_teks
from kinerja.keluaran.grafik import GELAP, KELAS, Batang
from kinerja.keluaran.grafik_titik import Titik
from kinerja.keluaran.unsur import Gambar
from tests.conftest import AKAR

JAHAT = "</svg><script>alert(1)</script> & \"x\" 'y' \x00\ud800"
BARIS = [
    Batang(
        "Meningkatnya kompetensi tenaga kerja", 91.67, "91,67\u00a0% · Sangat Tinggi", KELAS[0], "91,67 %, realisasi 55"
    ),
    Batang("Terciptanya hubungan industrial yang harmonis", None, "belum terukur"),
    Batang("Meningkatnya daya saing industri kecil", 160.0, "160,00\u00a0% · Sangat Tinggi", KELAS[0]),
    Batang("Berkurang", -5.0, "-5,00\u00a0% · Sangat Rendah", KELAS[4]),
]


def akar(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def unsur(svg: str, nama: str) -> list[ElementTree.Element]:
    return list(akar(svg).iter(nama))


def tulisan(svg: str) -> list[str]:
    return [t.text or "" for t in unsur(svg, "text")]


def persen(nilai: str) -> float:
    assert nilai.endswith("%")
    return float(nilai[:-1])


@pytest.fixture
def batang() -> Gambar:
    return grafik.batang("Capaian", "Batang mendatar.", BARIS)


@pytest.fixture
def sebaran() -> Gambar:
    titik = [
        Titik(f"S{i}", f"Sasaran {i}", x, y, f"serapan {x}") for i, (x, y) in enumerate([(40, 90), (41, 91), (95, 180)])
    ]
    return grafik_titik.sebaran("Sebaran", "Tiga titik.", titik, 50, 100, "Capaian", ("a", "b", "c", "d"))


@pytest.fixture
def tren() -> Gambar:
    return grafik_titik.tren("TPT", "Turun.", [(2022, 2.14), (2023, 2.02), (2024, 1.84)], [(2025, 1514.5)], (2025, 1.7))


def test_bernama_dan_beruraian(batang, sebaran, tren):
    for g in (batang, sebaran, tren):
        for svg in g.svg:
            a = akar(svg)
            assert a.get("role") == "img"
            assert a.findtext("title") == g.judul and a.findtext("desc") == g.uraian
    assert [akar(s).get("class") for s in batang.svg] == ["g-sempit", "g-lebar"]
    assert [akar(s).get("class") for s in tren.svg] == ["g-semua"]


def test_tinggi_sama_dengan_grafik_hidup(batang, sebaran, tren):
    for g in (batang, sebaran, tren):
        tata = g.data["layout"]
        lebar = tata.get("meta", {}).get("lebar", {})
        tinggi = [tata["height"], lebar.get("height", tata["height"])]
        assert [int(akar(s).get("height")) for s in g.svg] == tinggi[: len(g.svg)]


def test_batang_sepanjang_nilainya(batang):
    """Bars end where plotly's end: same fractions of the width, cut at 120, none for what has no figure."""
    for svg, (kiri, kanan) in zip(batang.svg, ((0.02, 0.98), (0.37, 0.77)), strict=True):
        alur, *isi = [r for r in unsur(svg, "rect") if r.get("width") != "0%"][len(BARIS) - 1 :]
        penuh = persen(alur.get("width"))
        assert penuh == pytest.approx(100 * (kanan - kiri) * 100 / 124, abs=0.01)
        assert [round(persen(r.get("width")) / penuh * 100, 1) for r in isi] == [91.7, 120.0]
        assert all(persen(r.get("x")) == pytest.approx(100 * kiri) for r in (alur, *isi))
    assert batang.data["data"][1]["x"] == [91.67, None, 120.0, 0.0]


def test_setiap_angka_tertulis(batang, sebaran, tren):
    for svg in batang.svg:
        semua = " ".join(tulisan(svg))
        for b in BARIS:
            assert all(bagian in semua for bagian in b.label.split(" · "))
        assert "»" in semua
    assert "1.514,5" in tulisan(tren.svg[0])
    assert {"S0", "S1", "S2", "a", "b", "c", "d"} <= set(tulisan(sebaran.svg[0]))


def test_warna_dengan_tanda_kedua(sebaran, tren):
    """Points that differ in colour differ in shape as well, here and in plotly."""
    bentuk = {(p.get("fill"), p.get("d")) for p in unsur(sebaran.svg[0], "path")}
    assert len(bentuk) == len({w for w, _ in bentuk}) == len({d for _, d in bentuk}) == 2
    assert set(sebaran.data["data"][0]["marker"]["symbol"]) == {"diamond", "circle"}
    assert len({p.get("d") for p in unsur(tren.svg[0], "path")}) == 3


def test_setiap_warna_punya_pasangan_gelap(batang, sebaran, tren):
    """Every colour is a variable that the page has for light, dark and paper, with its light value to fall back on."""
    gaya = (AKAR / "kinerja/keluaran/templat/gaya.css").read_text(encoding="utf-8")
    for svg in (*batang.svg, *sebaran.svg, *tren.svg):
        warna = re.findall(r'(?:fill|stroke)="([^"]+)"', svg)
        assert warna
        for w in set(warna) - {"none"}:
            m = re.fullmatch(r"var\(--(\w+),(#[0-9a-f]{6})\)", w)
            assert m and m[2] in GELAP
            assert len(re.findall(rf"--{m[1]}: #", gaya)) == 3


def test_kode_yang_berdekatan_tidak_bertumpuk(sebaran):
    letak = sebaran.data["data"][0]["textposition"]
    assert letak[0] != letak[1]
    assert letak[2] == "middle left"  # at the right edge


def test_teks_jahat_tetap_teks():
    for g in (
        grafik.batang(JAHAT, JAHAT, [Batang(JAHAT, 50, JAHAT, hover=JAHAT)], JAHAT),
        grafik_titik.sebaran(JAHAT, JAHAT, [Titik(JAHAT, JAHAT, 1, 1, JAHAT)], 50, 100, JAHAT, (JAHAT,) * 4),
        grafik_titik.tren(JAHAT, JAHAT, [(2024, 1)], [], None),
    ):
        for svg in g.svg:
            svg.encode("utf-8")
            assert {u.tag for u in akar(svg).iter()} <= {"svg", "title", "desc", "text", "rect", "line", "path", "g"}
            assert "alert(1)" in "".join(akar(svg).itertext())


def test_deret_satu_titik_dan_kosong():
    g = grafik_titik.tren("x", "y", [], [(2025, 0.0)], None)
    assert "0" in tulisan(g.svg[0])
    assert unsur(g.svg[0], "line") == []
    assert unsur(grafik.batang("x", "y", []).svg[0], "rect") == []


# ---- widths ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "isi",
    [
        "Persentase keselarasan dokumen perencanaan pembangunan daerah, penganggaran, dan evaluasi kinerja daerah " * 3,
        "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA DAN KOORDINASI LINTAS PERANGKAT DAERAH",
        "W" * 300,
        "iii" * 300,
        "指标" * 80,
    ],
)
@pytest.mark.parametrize("lebar", [90, 244, 284])
def test_baris_muat(isi, lebar):
    baris = bungkus(isi, lebar, 13, 4)
    assert 1 <= len(baris) <= 4
    assert all(lebar_teks(b, 13) <= lebar for b in baris)
    utuh = "".join(baris).replace(" ", "") == isi.replace(" ", "")
    assert utuh != baris[-1].endswith("…")


def test_angka_dan_satuannya_tidak_terpisah():
    assert bungkus("Rp1,87\u00a0miliar dari\u00a0Rp3,97\u00a0miliar", 120, 13, 3) == [
        "Rp1,87\u00a0miliar",
        "dari\u00a0Rp3,97\u00a0miliar",
    ]
    assert bungkus("  ", 100, 13, 2) == ["–"]
