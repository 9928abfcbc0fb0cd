"""Corrections back to the units, and their way in again as the next revision."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pandas as pd
import pytest

from kinerja.kantor import Periode, muat
from kinerja.koreksi import tulis_koreksi
from kinerja.masukan.formulir_bentuk import BATAS_IDENTITAS
from kinerja.rantai import jalan
from kinerja.skema import bentuk
from kinerja.temuan import temuan

TW3 = "data/raw/2025/TW3"


def tabel(akar, nama):
    return pd.read_parquet(akar / "data/processed/2025/TW3" / f"{nama}.parquet")


def isi_baris(lembar, kode, **nilai):
    judul = next(b for b in lembar.iter_rows() if any(c.value == "Kode Indikator" for c in b))
    kolom = {c.value: c.column for c in judul}
    baris = next(b[0].row for b in lembar.iter_rows() if b[0].value == kode)
    for nama, x in nilai.items():
        lembar.cell(baris, kolom[nama.replace("_", " ")]).value = x


def test_tidak_menjadi_ya_lewat_berkas_koreksi(contoh):
    assert jalan(2025, 3, contoh).putusan["putusan"] == "Tidak"
    folder = contoh / "reports/2025/TW3/koreksi"
    assert sorted(p.name for p in folder.iterdir()) == [
        "Bidang_Perindustrian_TW3_2025.xlsx",
        "Bidang_Tenaga_Kerja_TW3_2025.xlsx",
    ]
    wb = openpyxl.load_workbook(folder / "Bidang_Perindustrian_TW3_2025.xlsx")
    daftar = wb["Koreksi"]
    assert wb.sheetnames[0] == "Koreksi"
    assert daftar["C8"].hyperlink.location == f"'Kinerja'!{daftar['C8'].value}"
    sel = wb["Kinerja"][daftar["C8"].value]
    assert daftar["F8"].value in sel.comment.text
    assert sel.fill.fgColor.rgb == "FFF4B183"
    assert wb["_identitas"].max_row < BATAS_IDENTITAS  # further down nobody reads what it corrects
    asal = openpyxl.load_workbook(contoh / TW3 / "Bidang_Perindustrian_TW3_2025.xlsx")
    assert wb["Kinerja"].protection.sheet == asal["Kinerja"].protection.sheet
    assert [c.value for c in wb["Kinerja"]["A"]] == [c.value for c in asal["Kinerja"]["A"]]

    isi_baris(wb["Kinerja"], "IN-03", Realisasi=60, Bukti_Dukung="Rekap SIINas", Penjelasan="")
    isi_baris(wb["Kinerja"], "IN-01", Penjelasan="Pendataan dimajukan ke TW II.")
    wb.save(contoh / TW3 / "Copy of FIX (revisi 3).xlsx")
    wb = openpyxl.load_workbook(folder / "Bidang_Tenaga_Kerja_TW3_2025.xlsx")
    isi_baris(wb["Kinerja"], "TK-07", Realisasi=44, Bukti_Dukung="Cetakan wajib lapor")
    wb.save(contoh / TW3 / "dari whatsapp.xlsx")

    hasil = jalan(2025, 3, contoh)
    assert hasil.putusan["putusan"] == "Ya", tabel(contoh, "temuan")[["kode", "pesan"]].to_string()
    berkas = tabel(contoh, "berkas").set_index("berkas")
    assert berkas.loc[f"{TW3}/Copy of FIX (revisi 3).xlsx", ["status", "revisi"]].tolist() == ["dipakai", 1]
    assert berkas.loc[f"{TW3}/Bidang_Perindustrian_TW3_2025.xlsx", "status"] == "digantikan"
    lama = berkas.loc[f"{TW3}/Bidang_Perindustrian_TW3_2025.xlsx", "sha256"]
    assert berkas.loc[f"{TW3}/Copy of FIX (revisi 3).xlsx", "mengganti"] == lama
    assert not list(folder.iterdir())
    c = tabel(contoh, "capaian").set_index("kode_indikator")
    assert c.loc["IN-03", "asal_berkas"].endswith("Copy of FIX (revisi 3).xlsx")


def test_byte_sama_dan_tidak_diulang(contoh):
    jalan(2025, 3, contoh)
    folder = contoh / "reports/2025/TW3/koreksi"
    pertama = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert "validasi" in jalan(2025, 3, contoh).dilewati
    jalan(2025, 3, contoh, paksa=True)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == pertama


@pytest.mark.parametrize("jahat", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "<script>alert(1)</script>"])
def test_isi_sel_yang_jahat_tetap_teks(contoh, jahat):
    jalan(2025, 3, contoh)
    k, p = muat(contoh, 2025), Periode(2025, 3)
    berkas = tabel(contoh, "berkas")
    nama = f"{TW3}/Sekretariat_TW3_2025.xlsx"
    satu = temuan("angka_tidak_terbaca", berkas=nama, lembar="Kinerja", sel="H6", nilai=jahat, seharusnya="angka")
    jalur = tulis_koreksi(k, p, bentuk("temuan", [satu]), berkas)
    wb = openpyxl.load_workbook(jalur[0])
    assert wb["Koreksi"]["E8"].value == jahat
    assert wb["Koreksi"]["E8"].data_type == "s"


def test_sel_gabungan_rentang_dan_lembar_asing(contoh):
    jalan(2025, 3, contoh)
    k, p = muat(contoh, 2025), Periode(2025, 3)
    nama = f"{TW3}/Sekretariat_TW3_2025.xlsx"
    wb = openpyxl.load_workbook(contoh / nama)
    wb["Kinerja"].merge_cells("I8:J9")
    wb.save(contoh / nama)
    isi = {"berkas": nama, "seharusnya": "angka"}
    daftar = [
        temuan("angka_tidak_terbaca", lembar="Kinerja", sel="J9", **isi),
        temuan("angka_tidak_terbaca", lembar="Kinerja", sel="H6, H7", **isi),
        temuan("angka_tidak_terbaca", lembar="tidak ada", sel="A1", **isi),
        temuan("angka_tidak_terbaca", **isi),
    ]
    wb = openpyxl.load_workbook(tulis_koreksi(k, p, bentuk("temuan", daftar), tabel(contoh, "berkas"))[0])
    lembar = wb["Kinerja"]
    assert all(lembar[a].comment is not None for a in ("I8", "H6", "H7"))
    assert wb["Koreksi"].max_row == 11


def test_buku_yang_hanya_terbaca_nilainya_tidak_menghentikan_rantai(contoh, monkeypatch):
    """A workbook that openpyxl refuses and Excel opens: values are used, the finding says so, no correction is made."""

    def rusak(*_, **__):
        raise KeyError("styles")

    monkeypatch.setattr("openpyxl.load_workbook", rusak)
    jalan(2025, 3, contoh)
    assert (tabel(contoh, "temuan")["kode"] == "rumus_tidak_terbaca").sum() == len(tabel(contoh, "berkas"))
    assert not list(contoh.glob("reports/2025/TW3/koreksi/*.xlsx"))


def test_jawaban_yang_sudah_diberikan_tidak_hilang_pada_putaran_berikutnya(contoh):
    """The second workbook carries the answers of the first: sending it back must not open what was closed."""
    jalan(2025, 3, contoh)
    folder = contoh / "reports/2025/TW3/koreksi"
    wb = openpyxl.load_workbook(folder / "Bidang_Perindustrian_TW3_2025.xlsx")
    _jawab(wb["Koreksi"], "capaian_tinggi", "Pendataan dimajukan ke triwulan II.")
    wb.save(contoh / TW3 / "putaran 1.xlsx")
    jalan(2025, 3, contoh)
    t = tabel(contoh, "temuan").set_index("kode")
    assert t.loc["capaian_tinggi", "penjelasan"] == "Pendataan dimajukan ke triwulan II."

    wb = openpyxl.load_workbook(folder / "Bidang_Perindustrian_TW3_2025.xlsx")
    daftar = {b[9].value: (b[7].value, b[8].value) for b in wb["Koreksi"].iter_rows(min_row=8)}
    assert daftar["capaian_tinggi"] == ("Sudah dijelaskan", "Pendataan dimajukan ke triwulan II.")
    isi_baris(wb["Kinerja"], "IN-03", Realisasi=60, Bukti_Dukung="Rekap SIINas")
    wb.save(contoh / TW3 / "putaran 2.xlsx")
    jalan(2025, 3, contoh)
    t = tabel(contoh, "temuan")
    t = t[t["bidang"] == "Bidang Perindustrian"].set_index("kode")
    assert t.loc["capaian_tinggi", "penjelasan"] == "Pendataan dimajukan ke triwulan II."
    assert "belum_dilaporkan" not in t.index
    assert {p.name for p in folder.iterdir()} == {"Bidang_Tenaga_Kerja_TW3_2025.xlsx"}
    p = tabel(contoh, "perubahan").set_index("kode")
    assert p.loc["IN-03", "menjadi"].tolist() == ["60", "Rekap SIINas"]


def _jawab(lembar, kode, teks):
    baris = next(b for b in lembar.iter_rows(min_row=8) if b[9].value == kode)
    assert not baris[8].protection.locked
    baris[8].value = teks


@pytest.mark.parametrize("akhiran", ["ods", "xls"])
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak ada di mesin ini")
def test_formulir_dalam_format_lain_juga_dikoreksi(contoh, akhiran, tmp_path):
    asal = contoh / TW3 / "Bidang_Perindustrian_TW3_2025.xlsx"
    perintah = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", akhiran]
    subprocess.run([*perintah, "--outdir", str(asal.parent), str(asal)], check=True, timeout=180)
    asal.unlink()
    jalan(2025, 3, contoh)
    berkas = tabel(contoh, "berkas")
    assert f"{TW3}/Bidang_Perindustrian_TW3_2025.{akhiran}" in set(berkas.loc[berkas["status"] == "dipakai", "berkas"])
    wb = openpyxl.load_workbook(contoh / "reports/2025/TW3/koreksi/Bidang_Perindustrian_TW3_2025.xlsx")
    _jawab(wb["Koreksi"], "capaian_tinggi", "Pendataan dimajukan ke triwulan II.")
    isi_baris(wb["Kinerja"], "IN-03", Realisasi=60, Bukti_Dukung="Rekap SIINas")
    wb.save(contoh / TW3 / "balik.xlsx")
    jalan(2025, 3, contoh)
    t = tabel(contoh, "temuan")
    tunggu = t[(t["tingkat"] == "tolak") | ((t["tingkat"] == "jelaskan") & (t["penjelasan"] == ""))]
    assert set(tunggu["bidang"]) == {"Bidang Tenaga Kerja"}, tunggu[["kode", "sel", "pesan"]].to_string()


def test_identitas_yang_berganti_nama_tetap_satu(contoh):
    """The sheet that says what a form is for was renamed: its correction must still be that form's next revision."""
    asal = contoh / TW3 / "Bidang_Perindustrian_TW3_2025.xlsx"
    wb = openpyxl.load_workbook(asal)
    wb["_identitas"].title = "identitas lama"
    wb.save(asal)
    jalan(2025, 3, contoh)
    wb = openpyxl.load_workbook(contoh / "reports/2025/TW3/koreksi/Bidang_Perindustrian_TW3_2025.xlsx")
    assert "_identitas" not in wb.sheetnames
    isi_baris(wb["Kinerja"], "IN-03", Realisasi=60, Bukti_Dukung="Rekap SIINas")
    wb.save(contoh / TW3 / "balik.xlsx")
    jalan(2025, 3, contoh)
    berkas = tabel(contoh, "berkas").set_index("berkas")
    assert berkas.loc[f"{TW3}/balik.xlsx", ["status", "revisi", "bidang"]].tolist() == [
        "dipakai",
        1,
        "Bidang Perindustrian",
    ]
    assert "kiriman_ganda" not in set(tabel(contoh, "temuan")["kode"])
