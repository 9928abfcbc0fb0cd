"""Opening workbooks: what is seen, and what is refused before any library touches it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from kinerja.galat import GalatBerkas
from kinerja.masukan import buku
from kinerja.masukan.buku import alamat, buka, huruf_kolom
from kinerja.masukan.kemasan import BATAS
from tests.berkas_buruk import BURUK, buat


@pytest.mark.parametrize(
    ("kolom", "huruf"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_huruf_kolom(kolom, huruf):
    assert huruf_kolom(kolom) == huruf
    assert openpyxl.utils.get_column_letter(kolom + 1) == huruf


def test_alamat():
    assert alamat(9, 2) == "C10"


def test_isi_rumus_galat_dan_yang_tersembunyi(tmp_path):
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Kinerja"
    ws["A1"], ws["B1"], ws["C1"] = "01.10", 7, "=1/0"
    ws["A3"], ws["B4"] = "  tepi  ", "#REF!"
    ws.row_dimensions[3].hidden = True
    ws.column_dimensions["B"].hidden = True
    ws.merge_cells("A5:B6")
    wb.save(tmp_path / "a.xlsx")
    b = buka(tmp_path / "a.xlsx", "data/a.xlsx")
    lembar = b.cari(" kinerja ")
    assert lembar is b.lembar[0]
    assert lembar.isi(0, 0) == "01.10"
    assert lembar.isi(0, 1) == 7
    assert lembar.isi(2, 0) == "tepi"
    assert lembar.isi(99, 99) == ""
    assert lembar.rumus == lembar.tanpa_nilai == {(0, 2): "=1/0"}
    assert lembar.galat[3, 1] == "#REF!"
    assert lembar.baris_tersembunyi == {2}
    assert lembar.kolom_tersembunyi == {1}
    assert lembar.gabungan == ((4, 0, 5, 1),)
    assert b.cari("tidak ada") is None


@pytest.mark.parametrize("nama", sorted(BURUK))
def test_yang_buruk_ditolak_dengan_kalimat(nama, tmp_path):
    jalur = buat(nama, tmp_path)
    with pytest.raises(GalatBerkas) as e:
        buka(jalur, f"data/{jalur.name}")
    assert e.value.kode == BURUK[nama]
    assert e.value.pesan.startswith(f"data/{jalur.name}: ")
    assert e.value.saran.endswith(".")


def test_berkas_tidak_ada(tmp_path):
    with pytest.raises(GalatBerkas) as e:
        buka(tmp_path / "x.xlsx", "x.xlsx")
    assert e.value.kode == "berkas_hilang"


def test_bom_zip_ditolak_sebelum_dibuka(tmp_path, monkeypatch):
    monkeypatch.setattr(buku, "BATAS", replace(BATAS, terbuka=1_000_000))
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", b"0" * 2_000_000)
    (tmp_path / "bom.xlsx").write_bytes(isi.getvalue())
    with pytest.raises(GalatBerkas) as e:
        buka(tmp_path / "bom.xlsx", "bom.xlsx")
    assert e.value.kode == "berkas_terlalu_besar"


def test_lembar_penuh_format_kosong_ditolak(tmp_path, monkeypatch):
    monkeypatch.setattr(buku, "BATAS", replace(BATAS, bagian=1_000))
    wb = openpyxl.Workbook()
    for r in range(1, 200):
        wb.active.cell(r, 1).font = openpyxl.styles.Font(bold=True)
    wb.save(tmp_path / "a.xlsx")
    with pytest.raises(GalatBerkas) as e:
        buka(tmp_path / "a.xlsx", "a.xlsx")
    assert e.value.kode == "berkas_terlalu_besar"


def test_berkas_raksasa_ditolak(tmp_path, monkeypatch):
    monkeypatch.setattr(buku, "BATAS_BYTE", 10)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + b"0" * 20)
    with pytest.raises(GalatBerkas) as e:
        buka(tmp_path / "a.xlsx", "a.xlsx")
    assert e.value.kode == "berkas_terlalu_besar"


def test_lembar_raksasa_ditolak(tmp_path, monkeypatch):
    monkeypatch.setattr(buku, "BATAS", replace(BATAS, sel=100))
    wb = openpyxl.Workbook()
    wb.active["A1"], wb.active["CV200"] = 1, 1
    wb.save(tmp_path / "a.xlsx")
    with pytest.raises(GalatBerkas) as e:
        buka(tmp_path / "a.xlsx", "a.xlsx")
    assert e.value.kode == "berkas_terlalu_besar"
