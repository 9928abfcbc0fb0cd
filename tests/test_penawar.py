"""What is sent back to a unit: nothing in it reaches out of the workbook, and no format is left without an answer."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja.keluaran.penawar import salin_nilai, tawarkan
from kinerja.masukan.buku import buka


def simpan_dan_tawarkan(buku, tmp_path):
    buku.save(tmp_path / "a.xlsx")
    hasil = tawarkan(tmp_path / "a.xlsx", "a.xlsx")
    hasil.save(tmp_path / "b.xlsx")
    return openpyxl.load_workbook(tmp_path / "b.xlsx"), tmp_path / "b.xlsx"


@pytest.mark.parametrize("jahat", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","klik")', "=WEBSERVICE(A1)"])
def test_rumus_berbahaya_menjadi_teks(tmp_path, jahat):
    wb = openpyxl.Workbook()
    wb.active["A1"] = jahat
    hasil, _ = simpan_dan_tawarkan(wb, tmp_path)
    sel = hasil.active["A1"]
    assert (sel.value, sel.data_type) == (jahat, "s")
    assert sel.quotePrefix


def test_rumus_biasa_tetap_rumus(tmp_path):
    wb = openpyxl.Workbook()
    wb.active["A1"] = "=1+2"
    assert simpan_dan_tawarkan(wb, tmp_path)[0].active["A1"].data_type == "f"


def test_rujukan_ke_berkas_lain_menjadi_nilai_terakhirnya(tmp_path):
    wb = openpyxl.Workbook()
    wb.active["A1"], wb.active["B1"] = 5, 6
    isi, hasil = io.BytesIO(), tmp_path / "a.xlsx"
    wb.save(isi)
    with zipfile.ZipFile(isi) as asal, zipfile.ZipFile(hasil, "w") as tujuan:
        for n in asal.namelist():
            data = asal.read(n)
            if n.endswith("sheet1.xml"):
                data = data.replace(b"<v>5</v>", b"<f>[1]Sheet1!A1</f><v>5</v>")
            tujuan.writestr(n, data)
    assert tawarkan(hasil, "a.xlsx").active["A1"].value == 5


def test_tautan_nama_dan_pemeriksaan_yang_keluar_dibuang(tmp_path):
    wb = openpyxl.Workbook()
    lb = wb.active
    lb["A1"] = "lihat"
    lb["A1"].hyperlink = "http://contoh.example/x"
    lb["A2"] = "ke bawah"
    lb["A2"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="A2", location="Sheet!A9")
    for rumus in ("[1]Sheet1!$A$1:$A$3", '"Ya,Tidak"'):
        v = DataValidation(type="list", formula1=rumus)
        v.add("B1")
        lb.add_data_validation(v)
    wb.defined_names["luar"] = openpyxl.workbook.defined_name.DefinedName("luar", attr_text="[1]Sheet1!$A$1")
    wb.defined_names["dalam"] = openpyxl.workbook.defined_name.DefinedName("dalam", attr_text="Sheet!$A$1")
    hasil, jalur = simpan_dan_tawarkan(wb, tmp_path)
    with zipfile.ZipFile(jalur) as z:
        isi = b"".join(z.read(n) for n in z.namelist() if not n.startswith("xl/theme"))
    assert b"contoh.example" not in isi
    assert list(hasil.defined_names) == ["dalam"]
    assert [v.formula1 for v in hasil.active.data_validations.dataValidation] == ['"Ya,Tidak"']
    assert hasil.active["A2"].hyperlink.location == "Sheet!A9"


def test_salinan_nilai_di_sel_yang_sama(tmp_path):
    wb = openpyxl.Workbook()
    wb.active.title = "Kinerja"
    wb.active["B3"], wb.active["C3"], wb.active["D4"] = "=1", 7.5, "01.10"
    wb.active["B3"].data_type = "s"
    id_ = wb.create_sheet("_identitas")
    for b in (["jenis", "kinerja-formulir"], ["versi", 1], ["revisi", 0]):
        id_.append(b)
    wb.save(tmp_path / "a.xlsx")
    hasil = salin_nilai(buka(tmp_path / "a.xlsx", "a.xlsx"))
    lb = hasil["Kinerja"]
    assert (lb["B3"].value, lb["B3"].data_type, lb["C3"].value, lb["D4"].value) == ("=1", "s", 7.5, "01.10")
    assert hasil["_identitas"].sheet_state == "hidden"
