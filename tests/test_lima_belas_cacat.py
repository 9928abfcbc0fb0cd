"""Fifteen faults seen in systems that do the same work, one test each: none of them may come back here.

The order is that in which the faults were listed when the project began; every name says what went wrong elsewhere.
"""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from kinerja import angka, capaian
from kinerja.gabungan import beri_predikat
from kinerja.kantor import Periode
from kinerja.rekap import rekap
from kinerja.ukur import ukur
from tests.tabel_uji import indikator, jalankan, kantor, lapor, masukan, satu, target


def test_01_angka_tidak_bergantung_pada_hari_dibuka(monkeypatch):
    """TW I realised 25 of 25; opened on 10 April it became 25 of 50."""

    class Besok(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            raise AssertionError("a formula read the clock")

    monkeypatch.setattr(dt, "datetime", Besok)
    b = satu(masukan([indikator(target_tahun=100.0)], target("I1", 25, 25, 25, 25), lapor("I1", 25)), triwulan=1)
    assert b.capaian_sd_pct == 100


def test_02_persentase_tidak_dijumlah():
    """90, 91, 92, 93 against 95 became 385 %."""
    i = indikator(konsolidasi="akhir", satuan="%", target_tahun=95.0)
    b = satu(masukan([i], target("I1", 95, 95, 95, 95), lapor("I1", 90, 91, 92, 93)), triwulan=4)
    assert angka.bulat(b.capaian_sd_pct) == 97.89


def test_03_triwulan_yang_hilang_tidak_menyanjung():
    """10, nothing, 30 of 10, 20, 30 became 100 %; the honest 0 would have given 66,7 %."""
    i, t = indikator(target_tahun=60.0), target("I1", 10, 20, 30)
    assert math.isnan(satu(masukan([i], t, lapor("I1", 10, None, 30)), triwulan=3).capaian_sd_pct)
    assert angka.bulat(satu(masukan([i], t, lapor("I1", 10, 0, 30)), triwulan=3).capaian_sd_pct) == 66.67


def test_04_setahun_bukan_rata_rata_triwulan():
    """100, 100, 100, 40 became 85 although the year ended at 40."""
    i = indikator(konsolidasi="akhir", target_tahun=100.0)
    b = satu(masukan([i], target("I1", 100, 100, 100, 100), lapor("I1", 100, 100, 100, 40)), triwulan=4)
    assert b.capaian_sd_pct == 40


def test_05_nol_adalah_nilai():
    """A true zero was dropped as empty, a target of 0 gave three answers."""
    b = satu(masukan([indikator()], target("I1", 10, 20), lapor("I1", 0, 0)))
    assert (b.status, b.realisasi_sd, b.capaian_sd_pct) == ("terukur", 0, 0)
    b = satu(masukan([indikator()], target("I1", 0, 0), lapor("I1", 3, 0)))
    assert b.status == "belum_ditargetkan"
    assert math.isnan(b.capaian_sd_pct)


@pytest.mark.parametrize(("teks", "nilai"), [("85,5%", 85.5), ("1.234,5", 1234.5), ("1.234", 1234), ("85,5", 85.5)])
def test_06_angka_indonesia(teks, nilai):
    """85,5% became 855, 1.234,5 became 1.2345, 85,5 became 85."""
    assert angka.baca(teks).nilai == nilai


def test_07_di_atas_seratus_tetap_terukur():
    """115 % fell out of the classes and scored 0; 300 and 0 averaged to 150."""
    skala = kantor().skala_dipakai
    assert beri_predikat(pd.Series([115.0]), skala).tolist() == ["Sangat Tinggi"]
    assert capaian.rerata(capaian.batasi([300, 0], 120), [1, 1]) == 60


def test_08_kelas_tanpa_celah():
    """59,995 lay between two classes and fell to the top one."""
    skala = kantor().skala_dipakai
    semua = beri_predikat(pd.Series(np.arange(-50, 250, 0.005)), skala)
    assert set(semua) == {k.predikat for k in skala.kelas}
    assert beri_predikat(pd.Series([50.994, 50.995]), skala).tolist() == ["Sangat Rendah", "Rendah"]


def test_09_satu_fungsi_satu_jawaban():
    """Two code paths gave two answers; here the worked line, the roll-up and the formula are one figure."""
    i = indikator(polaritas="min", rumus="NEG-L", konsolidasi="akhir", target_tahun=10.0)
    hasil = jalankan(masukan([i], target("I1", 10, 10), lapor("I1", 12, 13)))
    b = hasil["capaian"].iloc[0]
    langsung = float(capaian.capaian(["NEG-L"], ["angka"], 10, 13)[0])
    assert b.capaian_sd_pct == langsung == hasil["sasaran"].iloc[0].capaian_mentah_pct
    assert b.uraian_hitung.endswith(angka.tulis_persen(langsung))


def test_10_satuan_yang_berlainan_tidak_dijumlah():
    """Targets of unlike indicators were added up; here a roll-up holds percentages and money only."""
    i = [indikator("I1", satuan="orang"), indikator("I2", satuan="%", konsolidasi="akhir")]
    s = jalankan(masukan(i, target("I1", 10) + target("I2", 80), lapor("I1", 10) + lapor("I2", 40)), 1)["sasaran"]
    assert not {"target", "realisasi", "target_sd", "realisasi_sd"} & set(s.columns)
    assert s.iloc[0].capaian_pct == 75


@pytest.mark.parametrize(("realisasi", "hasil"), [(0, 100), (0.0, 100), (2, 0)])
def test_11_target_nol_yang_dipenuhi(realisasi, hasil):
    """A float was compared with the integer 0 strictly, so the branch for zero was never taken."""
    i = indikator(polaritas="min", rumus="NEG-L", target_tahun=0.0)
    assert satu(masukan([i], target("I1", 0, 0), lapor("I1", 0, realisasi))).capaian_sd_pct == hasil


def test_12_hasil_tidak_diambil_dari_pengirim():
    """Percentages computed by the sender were stored; here a form has no column for them at all."""
    from kinerja.masukan.formulir_bentuk import KOLOM_KINERJA

    assert not [k for k, v in KOLOM_KINERJA.items() if "capaian" in k or "capaian" in v.judul.casefold()]


def test_13_warna_tidak_menentukan_jenjang(tmp_path):
    """A row's level was read from its fill colour."""
    import openpyxl
    from openpyxl.styles import PatternFill

    from kinerja.masukan import e81
    from kinerja.masukan.buku import buka
    from tests.mirip_e81 import tulis

    def jenjang(jalur):
        b = buka(jalur, jalur.name)
        return [(x["kode_anggaran"], x["jenjang"]) for x in e81.baca(b, b.lembar[0], 2025, 4).anggaran]

    tulis(tmp_path / "asli.xlsx", rumus=False)
    wb = openpyxl.load_workbook(tmp_path / "asli.xlsx")
    for i, baris in enumerate(wb.worksheets[0].iter_rows()):
        for sel in baris:
            if type(sel).__name__ == "Cell":
                sel.fill = PatternFill("solid", fgColor=("FFFF00", "00B0F0", "92D050")[i % 3])
    wb.save(tmp_path / "warna.xlsx")
    assert jenjang(tmp_path / "warna.xlsx") == jenjang(tmp_path / "asli.xlsx")


def test_14_rumus_yang_rusak_bukan_realisasi(tmp_path):
    """87,08 was the product of a broken formula and was taken for a result."""
    import openpyxl

    from kinerja.masukan.buku import buka

    wb = openpyxl.Workbook()
    wb.active["A1"], wb.active["A2"] = "#REF!", "=SUM(B1:B9)"
    wb.save(tmp_path / "a.xlsx")
    lembar = buka(tmp_path / "a.xlsx", "a.xlsx").lembar[0]
    assert lembar.galat == {(0, 0): "#REF!"}
    assert (1, 0) in lembar.tanpa_nilai


def test_15_target_yang_berubah_tidak_menghapus_sejarah():
    """A target revised mid-year overwrote the earlier quarters; here every quarter keeps its own, and its cell."""
    asal = {"asal_berkas": "perencanaan.xlsx", "asal_lembar": "Rencana Aksi"}
    data = masukan(
        [indikator(konsolidasi="akhir", target_tahun=90.0)], target("I1", 80, 90, **asal), lapor("I1", 80, 81)
    )
    k = kantor()
    for tw, sd in ((1, 80), (2, 90)):
        p = Periode(2025, tw)
        hasil = data | rekap(data, k, p)
        assert ukur(hasil, k, p)["capaian"].iloc[0].target_sd == sd
        assert hasil["rekap"]["asal_target_lembar"].tolist() == ["Rencana Aksi"] * tw
