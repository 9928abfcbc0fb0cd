"""The formulas, against the test vectors of regulations and against their own properties."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.capaian import (
    RUMUS,
    batasi,
    capaian,
    kelas,
    predikat,
    rerata,
    rerata_kelompok,
    sampai_dengan,
    terakhir,
)

positif = st.floats(0.01, 1e6)


def satu(rumus, t, r, jenis="angka", **lain):
    return float(capaian([rumus], [jenis], t, r, **lain)[0])


@pytest.mark.parametrize(
    ("r", "pos", "neg_l", "neg_h"),
    [
        (0, 0, 200, math.nan),
        (2.00, 86.96, 113.04, 115.00),
        (2.30, 100, 100, 100),
        (2.50, 108.70, 91.30, 92.00),
        (3.45, 150, 50, 66.67),
        (4.60, 200, 0, 50),
        (5.00, 217.39, -17.39, 46.00),
    ],
)
def test_vektor_uji_target_2_30(r, pos, neg_l, neg_h):
    for rumus, nilai in (("POS", pos), ("NEG-L", neg_l), ("NEG-H", neg_h)):
        assert satu(rumus, 2.30, r) == pytest.approx(nilai, abs=0.005, nan_ok=True)


@pytest.mark.parametrize(
    ("rumus", "bawah", "atas", "r", "hasil"),
    [("POS", 80, 90, 70, 87.5), ("NEG-L", 7, 8, 6.5, 107.142857), ("NEG-L", 7, 8, 9, 87.5), ("POS", 80, 90, 85, 100)],
)
def test_rentang_permenpanrb_8_2021(rumus, bawah, atas, r, hasil):
    assert satu(rumus, atas, r, "rentang", bawah=bawah) == pytest.approx(hasil)


def test_contoh_keliru_dalam_peraturan():
    # The regulation prints 113 % for 92 of 80 to 90; its own rule gives 92/90.
    assert satu("POS", 90, 92, "rentang", bawah=80) == pytest.approx(102.2222, abs=1e-4)


def test_neg_b_stab_predikat_tanggal():
    assert satu("NEG-B", 2, 3, baseline=4) == 50
    assert satu("NEG-B", 4, 3, baseline=4) != satu("NEG-B", 4, 3, baseline=4)  # NaN: baseline equals target
    assert satu("STAB-L", 50, 60) == pytest.approx(80)
    assert satu("STAB-H", 50, 60) == pytest.approx(83.3333, abs=1e-4)
    assert satu("STAB-L", 50, 40) == satu("STAB-H", 50, 40) == 80
    assert satu("POS", 4, 5, "predikat") == 100
    assert satu("POS", 4, 3, "predikat") == 75
    assert satu("NEG-L", 90, 80, "tanggal") == 100
    assert satu("NEG-L", 90, 99, "tanggal") == pytest.approx(90)


@pytest.mark.parametrize("rumus", ["NEG-L", "NEG-H", "STAB-L", "STAB-H"])
def test_target_nol(rumus):
    assert satu(rumus, 0, 0) == 100
    assert satu(rumus, 0, 3) == 0


def test_target_nol_pos_tidak_terhitung():
    assert math.isnan(satu("POS", 0, 5))


@pytest.mark.parametrize("rumus", sorted(RUMUS))
def test_yang_kosong_tetap_kosong(rumus):
    assert math.isnan(satu(rumus, math.nan, 1, baseline=5))
    assert math.isnan(satu(rumus, 1, math.nan, baseline=5))
    assert math.isnan(satu(rumus, 0, math.nan, baseline=0))


@given(positif, positif)
def test_tiga_ejaan_neg_l_satu_fungsi(t, r):
    hasil = satu("NEG-L", t, r)
    assert hasil == pytest.approx((t - (r - t)) / t * 100, abs=1e-6, rel=1e-9)
    assert hasil == pytest.approx((1 + (1 - r / t)) * 100, abs=1e-6, rel=1e-9)


@given(positif, positif, st.floats(0.001, 1e5))
def test_searah_dengan_polaritas(t, r, tambah):
    assert satu("POS", t, r + tambah) >= satu("POS", t, r)
    assert satu("NEG-L", t, r + tambah) <= satu("NEG-L", t, r)
    assert satu("NEG-H", t, r + tambah) <= satu("NEG-H", t, r)


@given(positif)
def test_tepat_target_selalu_seratus(t):
    for rumus in RUMUS:
        assert satu(rumus, t, t, baseline=2 * t) == pytest.approx(100)


@given(st.lists(st.floats(-500, 5000) | st.just(math.nan), min_size=1), st.sampled_from([None, 100.0, 120.0]))
def test_batas_tidak_pernah_menaikkan_yang_positif(nilai, batas):
    mentah, terbatas = np.array(nilai), batasi(nilai, batas)
    assert (np.isnan(mentah) == np.isnan(terbatas)).all()
    ada = mentah >= 0
    assert (terbatas[ada] <= mentah[ada]).all()


def test_sampai_dengan():
    n = math.nan
    nilai = np.array([[12, 15, n], [3.0, n, 2.5], [80, n, 90], [n, n, n]])
    kosong = np.full_like(nilai, n)
    atas, bawah = kosong.copy(), kosong.copy()
    atas[3], bawah[3] = [30, 40, n], [40, 50, n]
    k = np.array(["jumlah", "akhir", "rata", "rasio"], dtype=object)
    hasil, pembilang, penyebut = sampai_dengan(k, nilai, atas, bawah, np.array([1, 1, 1, 100.0]))
    assert hasil == pytest.approx([27, 2.5, 85, 7000 / 90])
    assert (pembilang[3], penyebut[3]) == (70, 90)


def test_akhir_bukan_terbesar():
    assert terakhir(np.array([[5.0, 9.0, 3.0]])) == 3


def test_rasio_tidak_dirata_ratakan():
    n = math.nan
    atas, bawah = np.array([[1.0, 1.0]]), np.array([[4.0, 4.0]])
    hasil, _, _ = sampai_dengan(np.array(["rasio"], dtype=object), np.array([[n, n]]), atas, bawah, np.array([100.0]))
    assert hasil == 25


def test_rerata_meninggalkan_yang_kosong_beserta_bobotnya():
    assert rerata([100, math.nan, 50], [1, 5, 3]) == pytest.approx(62.5)
    assert math.isnan(rerata([math.nan], [1]))


def test_rerata_kelompok_sama_dengan_rerata_tiap_kelompok():
    rng = np.random.default_rng(7)
    nilai, bobot, kode = rng.uniform(-20, 180, 500), rng.choice([1.0, 2, 3], 500), rng.integers(0, 40, 500)
    nilai[rng.random(500) < 0.2], nilai[kode == 3], bobot[kode == 5] = np.nan, np.nan, 0
    hasil = rerata_kelompok(nilai, bobot, kode, 41)
    assert hasil == pytest.approx([rerata(nilai[kode == k], bobot[kode == k]) for k in range(41)], nan_ok=True)
    assert np.isnan(hasil[[3, 5, 40]]).all()


BATAS, LABEL = [91, 76, 66, 51, 0], ["ST", "T", "S", "R", "SR"]


@pytest.mark.parametrize(
    ("nilai", "label"),
    [(91, "ST"), (90.99, "T"), (90.5, "T"), (76, "T"), (75.99, "S"), (0, "SR"), (-3, "SR"), (250, "ST")],
)
def test_predikat_tanpa_celah(nilai, label):
    assert predikat(nilai, BATAS, LABEL, "bawah")[0] == label


def test_predikat_akip_tertutup_di_atas():
    assert list(
        predikat([90, 90.01, 30, 30.01], [90, 80, 70, 60, 50, 30, 0], ["AA", "A", "BB", "B", "CC", "C", "D"], "atas")
    ) == ["A", "AA", "D", "C"]


def test_kelas_adalah_tempat_dalam_skala():
    nilai = np.array([95.0, 91, 90.99, 60, -5, math.nan])
    assert kelas(nilai, BATAS, "bawah").tolist() == [0, 0, 1, 3, 4, 5]
    assert predikat(nilai, BATAS, LABEL, "bawah").tolist() == ["ST", "ST", "T", "R", "SR", ""]


def test_golongan_menurut_kategori_sama_dengan_menurut_kata():
    kata = ["POS", "NEG-L", "POS", "NEG-H"]
    t, r = np.array([10.0, 10, 0, 5]), np.array([8.0, 12, 1, 4])
    for bentuk in (pd.Categorical(kata), pd.Series(kata, dtype="category"), pd.Series(kata), np.array(kata)):
        hasil = capaian(bentuk, ["angka"] * 4, t, r)
        assert hasil == pytest.approx([80, 80, math.nan, 125], nan_ok=True)


def test_predikat_kosong():
    assert predikat(math.nan, BATAS, LABEL, "bawah")[0] == ""
