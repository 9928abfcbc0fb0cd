"""Working days of Indonesia, and what the table of reports says of deadlines and empty cells."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.kantor import Periode
from kinerja.nama import nama_berkas
from kinerja.rekap import rekap
from kinerja.skema import skema
from kinerja.tagihan import nol_berarti, wajib
from kinerja.tenggat import (
    akhir_triwulan,
    baca_hari,
    hari_kerja_antara,
    tambah_hari_kerja,
    tanggal_tenggat,
    tulis_hari,
)
from tests import tabel_uji as u

TGL = dt.date


# ---- working days ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("a", "b", "hari"),
    [
        (TGL(2025, 7, 7), TGL(2025, 7, 7), 0),
        (TGL(2025, 7, 7), TGL(2025, 7, 8), 1),
        (TGL(2025, 7, 11), TGL(2025, 7, 14), 1),  # a weekend between
        (TGL(2025, 7, 11), TGL(2025, 7, 13), 0),  # Saturday and Sunday are none
        (TGL(2025, 7, 12), TGL(2025, 7, 14), 1),
        (TGL(2025, 6, 26), TGL(2025, 6, 30), 1),  # Friday 27 June is Tahun Baru Islam
        (TGL(2025, 12, 24), TGL(2025, 12, 29), 1),  # Natal, and cuti bersama on the Friday after it
        (TGL(2025, 12, 31), TGL(2026, 1, 5), 2),  # over the turn of the year: 1 January is a holiday
        (TGL(2025, 3, 27), TGL(2025, 4, 8), 1),  # Nyepi, Idulfitri and their cuti bersama
        (TGL(2025, 7, 14), TGL(2025, 7, 11), -1),
        (TGL(2026, 1, 5), TGL(2025, 12, 31), -2),
    ],
)
def test_hari_kerja_antara(a, b, hari):
    assert hari_kerja_antara(a, b) == hari


@pytest.mark.parametrize("mulai", [TGL(2025, 3, 31), TGL(2025, 6, 28), TGL(2025, 12, 31), TGL(2028, 2, 29)])
@pytest.mark.parametrize("hari", [0, 1, 10, 30])
def test_menambah_lalu_menghitung_kembali_sama(mulai, hari):
    tujuan = tambah_hari_kerja(mulai, hari)
    assert hari_kerja_antara(mulai, tujuan) == hari
    assert hari_kerja_antara(tujuan, mulai) == -hari


def test_cuti_bersama_bukan_hari_kerja():
    # 1 April Idulfitri, 2 to 4 and 7 April cuti bersama; 18 April Wafat Yesus Kristus.
    assert tambah_hari_kerja(TGL(2025, 3, 31), 1) == TGL(2025, 4, 8)
    assert tanggal_tenggat(Periode(2025, 1), 10) == TGL(2025, 4, 22)


def test_tenggat_triwulan():
    assert akhir_triwulan(Periode(2025, 3)) == TGL(2025, 9, 30)
    assert tanggal_tenggat(Periode(2025, 2), 10) == TGL(2025, 7, 14)
    assert tanggal_tenggat(Periode(2025, 2), 0) == TGL(2025, 6, 30)
    assert tanggal_tenggat(Periode(2025, 4), 10) == TGL(2026, 1, 15)
    assert tulis_hari(TGL(2025, 7, 14)) == "Senin, 14 Juli 2025"


@pytest.mark.parametrize(
    "teks",
    ["", "14 Juli 2025", "20250714", "2025-7-14", "2025-02-30", "9999-12-31", "1899-12-31", "2025-W29-1", "٢٠٢٥-٠٧-١٤"],
)
def test_bukan_hari(teks):
    assert baca_hari(teks) is None


def test_hari_terbaca():
    assert baca_hari("2025-07-14") == TGL(2025, 7, 14)


# ---- table lapor ----------------------------------------------------------------------------------------------------
def lapor(berkas=None, realisasi=(), triwulan=2, **aturan):
    indikator = [u.indikator("I1"), u.indikator("I2", indikator="Dua"), u.indikator("I3", bidang="B")]
    target = [t for k in ("I1", "I2", "I3") for t in u.target(k, 10, 10)]
    hasil = rekap(u.masukan(indikator, target, realisasi, berkas=berkas), u.kantor(**aturan), Periode(2025, triwulan))
    skema("lapor").validate(hasil["lapor"])
    return {(b.bidang, b.triwulan): b for b in hasil["lapor"].itertuples()}


def formulir(disimpan="", **isi):
    dasar = {"berkas": u.BERKAS, "jenis": "formulir", "bidang": "A", "triwulan": 2, "status": "dipakai"}
    return [dasar | {"disimpan": disimpan} | isi]


KOSONG = {"realisasi": float("nan"), "realisasi_teks": ""}


def test_sel_kosong_menyebut_lembar_dan_sel():
    isian = [*u.lapor("I1", None, 5), *u.lapor("I2", None, 0, **KOSONG)]
    hasil = lapor(realisasi=isian)
    assert hasil["A", 2].sel_kosong == "Kinerja!H2"
    assert (hasil["A", 2].n_dilaporkan, hasil["A", 2].n_indikator, hasil["A", 2].status) == (1, 2, "sebagian")
    assert hasil["B", 2].sel_kosong == "" and hasil["B", 2].status == "belum"  # no form, no cells
    assert hasil["A", 1].sel_kosong == "" and hasil["A", 1].status == "belum"


def test_sel_yang_tidak_terbaca_bukan_sel_kosong():
    isian = [*u.lapor("I1", None, 5), *u.lapor("I2", None, 0, realisasi=float("nan"), realisasi_teks="sepuluh")]
    assert lapor(realisasi=isian)["A", 2].sel_kosong == ""


def test_sel_kosong_hanya_yang_ditagih():
    isian = [*u.lapor("I1", None, 0, **KOSONG), *u.lapor("I2", None, 0, **KOSONG, keadaan="belum_tersedia")]
    assert lapor(realisasi=isian)["A", 2].sel_kosong == "Kinerja!H2"


@pytest.mark.parametrize(
    ("disimpan", "hari"),
    [
        ("", 0),
        ("2025-07-01", 0),
        ("2025-07-14", 0),
        ("2025-07-15", 1),
        ("2025-07-19", 4),  # a Saturday: as late as the Friday before
        ("2025-07-21", 5),
    ],
)
def test_terlambat_dihitung_dari_hari_simpan(disimpan, hari):
    b = lapor(formulir(disimpan))["A", 2]
    assert (b.tenggat, b.disimpan, b.terlambat_hari) == ("2025-07-14", disimpan, hari)


@pytest.mark.parametrize("disimpan", ["1980-01-00", "9999-12-31", "kemarin", "<b>"])
def test_hari_simpan_yang_tidak_masuk_akal_dianggap_tidak_diketahui(disimpan):
    b = lapor(formulir(disimpan))["A", 2]
    assert (b.disimpan, b.terlambat_hari) == ("", 0)


def test_yang_dihitung_formulir_yang_dipakai():
    lama = formulir("2025-07-30", berkas="data/raw/2025/TW2/lama.xlsx", status="digantikan")
    assert lapor([*lama, *formulir("2025-07-10")])["A", 2].disimpan == "2025-07-10"


def test_tenggat_menurut_aturan():
    hasil = lapor(tenggat_hari_kerja=3)
    assert [hasil["B", tw].tenggat for tw in (1, 2)] == ["2025-04-10", "2025-07-03"]


def test_e81_tidak_punya_hari_simpan_bidang():
    b = lapor(formulir("2025-09-01", jenis="e81"), realisasi=u.lapor("I1", None, 5))["A", 2]
    assert (b.disimpan, b.terlambat_hari) == ("", 0)


# ---- what is due, and names of files --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("konsolidasi", "polaritas", "target", "ada", "hasil"),
    [
        ("jumlah", "maks", 5.0, True, True),
        ("jumlah", "maks", 0.0, True, False),
        ("jumlah", "min", 0.0, True, True),
        ("akhir", "maks", 0.0, True, True),
        ("akhir", "maks", float("nan"), True, False),
        ("akhir", "maks", 5.0, False, False),
    ],
)
def test_wajib_untuk_satu_baris(konsolidasi, polaritas, target, ada, hasil):
    assert bool(wajib(nol_berarti(konsolidasi, polaritas), target, ada)) is hasil


def test_nama_berkas_tidak_kepanjangan():
    nama = nama_berkas("Bidang " + "x" * 400, Periode(2025, 2), ".txt")
    assert nama.startswith("Bidang_xxx") and nama.endswith("_TW2_2025.txt") and len(nama) < 130
    assert nama_berkas("../..\\<b>", Periode(2025, 2)) == "b_TW2_2025.xlsx"
