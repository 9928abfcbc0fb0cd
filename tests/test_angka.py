"""Reading and writing Indonesian numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import baca, bulat, bulatkan, tulis, tulis_persen, tulis_rupiah
from kinerja.masukan.angka_cetak import GayaKolom, baca_cetak, gaya_kolom, urutkan


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("1.514", 1514),
        ("2,30", 2.3),
        ("77%", 77),
        ("0,34 %", 0.34),
        ("91,76%", 91.76),
        ("30 LPK", 30),
        ("2 hari", 2),
        ("1.500bh", 1500),
        ("Rp.105.370.538.000", 105370538000),
        ("Rp24.126.484.000", 24126484000),
        ("Rp 48.022.572.000", 48022572000),
        ("Rp. 1.544.000.000,-", 1544000000),
        ("Rp 170,395,000", 170395000),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("Nihil", 0),
        ("-100%", -100),
        ("(5.000)", -5000),
        ("5 juta buku", 5e6),
        ("  12 \n", 12),
        ("1.000 orang", 1000),
    ],
)
def test_dibaca_menurut_aturan_indonesia(teks, nilai):
    b = baca(teks)
    assert b.jenis == "angka"
    assert not b.ambigu
    assert b.nilai == pytest.approx(nilai)
    assert b.dari_teks


@pytest.mark.parametrize(
    ("teks", "kemungkinan"),
    [("0.125", (0.125, 125)), ("5,748", (5.748, 5748)), ("85.00", (85, 8500)), ("119.16%", (119.16, 11916))],
)
def test_yang_ambigu_tidak_ditebak(teks, kemungkinan):
    b = baca(teks)
    assert b.ambigu
    assert b.kemungkinan == kemungkinan
    assert math.isnan(b.nilai)


@pytest.mark.parametrize(
    ("teks", "bawah", "atas"), [("80 - 90%", 80, 90), ("7 – 8 bulan", 7, 8), ("75 s.d. 80", 75, 80)]
)
def test_rentang(teks, bawah, atas):
    b = baca(teks)
    assert (b.jenis, b.bawah, b.nilai) == ("rentang", bawah, atas)


@pytest.mark.parametrize(
    ("teks", "nilai", "batas"),
    [("maksimal 1 %", 1, "maks"), ("kurang dari 49", 49, "maks"), ("minimal 24 jam", 24, "min"), ("≥ 80", 80, "min")],
)
def test_batas(teks, nilai, batas):
    b = baca(teks)
    assert (b.nilai, b.batas) == (nilai, batas)


@pytest.mark.parametrize("teks", ["", "-", "n/a", "NA", None, float("nan"), " – "])
def test_kosong(teks):
    assert baca(teks).jenis == "kosong"


@pytest.mark.parametrize("isi", ["AA", "1:17,9", "12.5.3", True, "Perhitungan Capaian di Triwulan IV", "90 - 80"])
def test_bukan_angka(isi):
    assert baca(isi).jenis == "teks"


def test_angka_tetap_angka():
    assert baca(12.5).nilai == 12.5
    assert not baca(12.5).dari_teks


def test_tulis():
    assert tulis(1234.5) == "1.234,5"
    assert tulis(-0.001) == "0"
    assert tulis_persen(98.4) == "98,40 %"
    assert tulis_persen(float("nan")) == "–"
    assert tulis_rupiah(8189493807) == "Rp8.189.493.807"
    assert tulis_rupiah(-5) == "-Rp5"
    assert tulis_rupiah(None) == "–"


def test_pembulatan_seperti_excel():
    assert [bulat(x) for x in (1.005, 2.675, -1.005, 0.125, 90.995)] == [1.01, 2.68, -1.01, 0.13, 91.0]


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_dua_cara_membulatkan_sama(x):
    assert float(bulatkan([x])[0]) == bulat(x)


@given(st.integers(-(10**15), 10**15))
def test_rupiah_kembali_utuh(n):
    assert baca(tulis_rupiah(n).replace("-Rp", "Rp-")).nilai == n


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 2]))
def test_angka_yang_ditulis_terbaca_kembali(n, desimal):
    nilai = n / 10**desimal
    b = baca(tulis(nilai, desimal, tetap=True))
    assert b.nilai == pytest.approx(nilai)


# ---- figures as printed in published tables -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("isi", "nilai", "desimal"),
    [
        ("63,36 % (Sedang)", 63.36, 2), ("orang 640", 640, 0), ("12 m2", 12, 0), ("1 234 567", 1234567, 0),
        ("- 28,39%", -28.39, 2), ("Rp. 1.544.000.000,-", 1544000000, 0), ("1.234.567.89", 1234567.89, 2),
        ("85,5*)", 85.5, 1), ("98% (Cukup, 88)", 98, 0), ("Sedang (63,36%)", 63.36, 2), (0.30000000000000004, 0.3, 1),
        ("1:17,9", 17.9, 1), ("5 juta buku", 5e6, 0), ("Nihil", 0, 0), ("(5.000)", -5000, 0), ("99.80", 99.8, 2),
    ],
)  # fmt: skip
def test_angka_tercetak(isi, nilai, desimal):
    p = baca_cetak(isi).pilihan[0]
    assert p.nilai == pytest.approx(nilai)
    assert p.desimal == desimal


@pytest.mark.parametrize(
    "isi", ["Lubuk Pakam, Desember 2025", "Tahun 2023", "AA", "12.5.3", "24 jam 30 menit", "x" * 300, True, "1,2,3"]
)
def test_bukan_angka_tercetak(isi):
    assert not baca_cetak(isi).ada


def test_galat_dan_kosong_tercetak():
    assert baca_cetak("#DIV/0!").jenis == "galat"
    assert baca_cetak("n/a").jenis == baca_cetak(None).jenis == "kosong"


def test_bukti_kolom():
    koma, titik = gaya_kolom([baca_cetak("2,30")]), gaya_kolom([baca_cetak("85.00")])
    for isi, dengan_koma, dengan_titik in (
        ("5,748", (5.748, "kolom"), (5748, "kolom")),
        ("1.970", (1970, "aturan"), (1.97, "kolom")),
    ):
        for gaya, harap in ((koma, dengan_koma), (titik, dengan_titik)):
            pilihan, dasar = urutkan(baca_cetak(isi), gaya)
            assert (pilihan[0].nilai, dasar) == harap
    assert urutkan(baca_cetak("5,748"), GayaKolom(1, 1))[1] == ""
    assert urutkan(baca_cetak("1.970"), GayaKolom(1, 1))[1] == "aturan"
    # A cell is no witness in its own case, and a dot before two digits cannot be overruled into thousands.
    assert urutkan(baca_cetak("85.00"), titik)[1] == ""
    assert urutkan(baca_cetak("85.00"), koma)[1] == ""
    assert urutkan(baca_cetak("0.125"), koma)[1] == ""


@given(st.text(max_size=40))
def test_tulisan_apa_pun_terbaca_tanpa_galat(teks):
    baca_cetak(teks)


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_angka_indonesia_selalu_bacaan_pertama(n, desimal):
    p = baca_cetak(tulis(n / 10**desimal, desimal, tetap=True)).pilihan[0]
    assert p.nilai == pytest.approx(n / 10**desimal)
    assert p.desimal == desimal
