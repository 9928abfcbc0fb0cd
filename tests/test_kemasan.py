"""Looking into a file before it is opened: what it is, what it says of itself, what stands behind its values."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import struct
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference

from kinerja.masukan import buku as buku_kerja
from kinerja.masukan import rincian
from kinerja.masukan.buku import Buku, buka, temuan_kemasan
from kinerja.masukan.jangkauan import ukur_ods, ukur_xlsx
from kinerja.masukan.kemasan import BATAS, Ditolak, layak_openpyxl, periksa_zip
from kinerja.masukan.kemasan_ole import periksa_ole
from tests.berkas_buruk import (
    SEL_ODS,
    baris_xlsb,
    biff,
    ganti,
    lembar,
    ods,
    rekaman,
    sel_xls,
    sel_xlsb,
    sisip,
    tabel_ods,
    tambah,
    xls,
    xlsb,
    xlsx,
)

UTAMA = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def tulis(folder: Path, nama: str, isi: bytes) -> Buku:
    (folder / nama).write_bytes(isi)
    return buka(folder / nama, nama)


def kode(b: Buku) -> list[str]:
    return [str(t["kode"]) for t in temuan_kemasan(b)]


# ---- what a file is -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("akhiran", ["xlsx", "xls", "csv", "txt", "download"])
@pytest.mark.parametrize(
    ("jenis", "isi"),
    [
        ("xlsx", xlsx()),
        ("xls", xls(sel_xls(0, 2, 1.0))),
        ("xlsb", xlsb(baris_xlsb(0) + sel_xlsb(2, 1.0))),
        ("ods", ods(tabel_ods(f"<table:table-row>{SEL_ODS.format('') * 3}</table:table-row>"))),
        ("csv", b"catatan;rapat;1\r\na;b;2\r\n"),
    ],
)
def test_isi_menentukan_bukan_akhiran(tmp_path, jenis, isi, akhiran):
    b = tulis(tmp_path, f"kiriman.{akhiran}", isi)
    assert b.jenis_berkas == jenis
    assert str(b.lembar[0].isi(0, 2)) in ("1", "1.0")
    cocok = akhiran == jenis or (jenis, akhiran) == ("csv", "txt")
    assert kode(b) == ([] if cocok else ["akhiran_beda"])


def test_xlsm_dan_makro(tmp_path):
    isi = tambah(xlsx(), xl__vbaProject_bin=b"\xd0\xcf\x11\xe0makro", xl__externalLinks__externalLink1_xml=b"<x/>")
    b = tulis(tmp_path, "a.xlsm", isi)
    assert (b.jenis_berkas, b.makro, b.tautan_luar) == ("xlsm", True, 1)
    assert kode(b) == ["makro_diabaikan", "tautan_luar"]
    assert "1 tautan" in str(temuan_kemasan(b)[1]["pesan"])


def test_makro_xls_tidak_pernah_dibuka(tmp_path):
    # A project whose stream is nonsense: calamine would try to read it and refuse the book.
    isi = xls(sel_xls(0, 0, 7.0), _VBA_PROJECT_CUR=b"\xff" * 5000, dir=b"\xff" * 5000)
    b = tulis(tmp_path, "a.xls", isi)
    assert b.makro
    assert b.lembar[0].isi(0, 0) == 7


def test_tautan_luar_xls():
    luar = biff(0x1AE, struct.pack("<HH", 1, 5) + b"\0lain.")
    sendiri = biff(0x1AE, struct.pack("<HH", 1, 0x0401))
    assert periksa_ole(xls(sel_xls(0, 0, 1.0), umum=luar + sendiri)).tautan_luar == 1


def test_makro_dan_tautan_ods():
    rumus = "of:='file:///C:/lain.ods'#$Sheet1.A1"
    sel = SEL_ODS.format(f' table:formula="{rumus}"') * 2
    isi = ods(tabel_ods(f"<table:table-row>{sel}</table:table-row>"), Basic__Standard__Modul1_xml=b"<x/>")
    k = periksa_zip(isi)
    assert (k.makro, k.tautan_luar) == (True, 1)


# ---- what it says of itself -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("hari", "siapa", "harus"),
    [
        ("2025-07-14T03:04:05Z", "Budi &amp; Siti", ("2025-07-14", "Budi & Siti")),
        ("2000-01-01T00:00:00Z", "kinerja", ("", "")),
        ("2025-13-40T00:00:00Z", "  a\x85b ", ("", "a b")),
        ("", "x" * 500, ("", "x" * 100)),
    ],
)
def test_disimpan_dan_oleh(hari, siapa, harus):
    inti = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="t" xmlns:xsi="x">'
        f"<cp:lastModifiedBy>{siapa}</cp:lastModifiedBy>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{hari}</dcterms:modified></cp:coreProperties>'
    )
    k = periksa_zip(ganti(xlsx(), core_xml=lambda d: inti.encode()))
    assert (k.disimpan, k.oleh) == harus
    k = periksa_zip(ods(tabel_ods(""), f"<dc:creator>{siapa}</dc:creator><dc:date>{hari}</dc:date>"))
    assert (k.disimpan, k.oleh) == harus


def test_tanpa_sifat():
    isi = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as a, zipfile.ZipFile(isi, "w") as b:
        for n in a.namelist():
            if not n.startswith("docProps/"):
                b.writestr(n, a.read(n))
    k = periksa_zip(isi.getvalue())
    assert (k.disimpan, k.oleh) == ("", "")


# ---- areas ----------------------------------------------------------------------------------------------------------
def test_sel_kosong_di_ujung_lembar_tidak_dihitung(tmp_path):
    ekor = b'<row r="1048576" hidden="1"><c r="XFD1048576" s="0"/></row>'
    b = tulis(tmp_path, "a.xlsx", ganti(xlsx(), sheet1_xml=sisip(b"</sheetData>", ekor)))
    assert (b.lembar[0].n_baris, b.lembar[0].n_kolom) == (1, 3)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60), st.sampled_from("abcdef")), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_luas_tidak_pernah_lebih_kecil_daripada_milik_calamine(sel):
    import python_calamine

    def satu(r: int, k: int, bentuk: str) -> str:
        a = f"{buku_kerja.huruf_kolom(k - 1)}{r}"
        return {
            "a": f'<row r="{r}"><c r="{a}"><v>1</v></c></row>',
            "b": f"<row r='{r}'><c x='>' r='{a}'><v>1</v></c></row>",
            "c": f'<row><c><v>1</v></c><c r="{a}" t="inlineStr"><is><t>x</t></is></c><c><v>2</v></c></row>',
            "d": f'<x:row xmlns:x="u"/><row r="{r}"/><row><c/><c s="0"><v>1</v></c></row>',
            "e": f'<row r="{r}"><c r="{a}" s="0"/><c><v>3</v></c></row>',
            "f": f"<!-- <c r='{a}'> --><row><c r='{a}'></c></row>",
        }[bentuk]

    isi = lembar("".join(satu(*x) for x in sel).encode())
    bagian = zipfile.ZipFile(io.BytesIO(isi)).read("xl/worksheets/sheet1.xml")
    luas = ukur_xlsx(bagian)
    baris, kolom = python_calamine.load_workbook(io.BytesIO(isi)).get_sheet_by_index(0).end or (-1, -1)
    assert luas.baris > baris
    assert luas.kolom > kolom


def test_luas_ods_tanpa_ekor_kosong():
    dua = SEL_ODS.format(' table:number-columns-repeated="2"')
    baris = (
        f'<table:table-row table:number-rows-repeated="3">{dua}'
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    )
    with zipfile.ZipFile(io.BytesIO(ods(tabel_ods(baris)))) as z:
        (luas,) = ukur_ods(z.read("content.xml"), 10)
    assert (luas.baris, luas.kolom) == (3, 2)


def test_semua_lembar_bersama_dibatasi(tmp_path, monkeypatch):
    wb = openpyxl.Workbook()
    for ws in (wb.active, wb.create_sheet(), wb.create_sheet()):
        ws["J10"] = 1
    wb.save(tmp_path / "a.xlsx")
    isi = (tmp_path / "a.xlsx").read_bytes()
    assert periksa_zip(isi, replace(BATAS, sel=300)).jenis == "xlsx"
    with pytest.raises(Ditolak) as e:
        periksa_zip(isi, replace(BATAS, sel=299))
    assert e.value.kode == "berkas_terlalu_besar"


def test_gambar_svg_berdoctype_bukan_bahaya():
    svg = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/s.dtd"><svg/>'
    assert periksa_zip(tambah(xlsx(), xl__media__image1_svg=svg)).jenis == "xlsx"
    jahat = svg.replace(b'"http://www.w3.org/s.dtd">', b'"x" [<!ENTITY a "b">]>')
    with pytest.raises(Ditolak):
        periksa_zip(tambah(xlsx(), xl__media__image1_svg=jahat))


# ---- what openpyxl is not given -------------------------------------------------------------------------------------
def _hub(ref: bytes) -> bytes:
    return b'<hyperlinks><hyperlink ref="' + ref + b'" location="A1"/></hyperlinks>'


@pytest.mark.parametrize(
    "isi",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<mergeCells><mergeCell x=">" ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells>" + b'<mergeCell ref="A1:B1"/>' * 6_000 + b"</mergeCells>",
        _hub(b"A1:XFD1048576"),
        b'<dataValidations><dataValidation type="whole" sqref="' + b"A1:C1 " * 40_000 + b'"/></dataValidations>',
        b"<headerFooter><oddHeader>" + b"&amp;L" * 3_000 + b"</oddHeader></headerFooter>",
        b"<extLst>" + b"<a>" * 400_000 + b"</a>" * 400_000 + b"</extLst>",
    ],
)
def test_yang_melumpuhkan_openpyxl_cukup_nilainya(tmp_path, isi):
    b = tulis(tmp_path, "a.xlsx", ganti(xlsx(), sheet1_xml=lambda d: d.replace(b"</sheetData>", b"</sheetData>" + isi)))
    assert b.lembar[0].nilai == [["catatan", "rapat", 1]]
    assert b.lembar[0].rincian is None
    assert b.rincian_rusak


def test_validasi_seluruh_kolom_dan_lebar_16384_kolom_tetap_terbaca(tmp_path):
    dv = b'<dataValidations><dataValidation type="whole" sqref="A1:XFD1048576"/></dataValidations>'
    kolom = b"".join(b'<col min="%d" max="%d" width="9"/>' % (i, i) for i in range(1, 16_385))
    isi = ganti(
        xlsx(),
        sheet1_xml=lambda d: d.replace(b"</sheetData>", b"</sheetData>" + dv).replace(
            b"<sheetData>", b"<cols>" + kolom + b"</cols><sheetData>"
        ),
    )
    b = tulis(tmp_path, "a.xlsx", isi)
    assert b.lembar[0].rincian is not None


def test_gaya_terlalu_banyak_dan_rumus_berbagi_terlalu_panjang():
    gaya = sisip(b"</cellXfs>", b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 130_000)
    assert not layak_openpyxl(ganti(xlsx(), styles_xml=gaya))
    berbagi = b'<c r="A%d"><f t="shared" si="0"/><v>1</v></c>'
    baris = b"".join(b'<row r="%d">' % r + berbagi % r + b"</row>" for r in range(2, 2_000))
    induk = b'<row r="1"><c r="A1"><f t="shared" ref="A1:A2000" si="0">1%s</f><v>1</v></c></row>'
    assert not layak_openpyxl(lembar(induk % (b"+1" * 4_000) + baris))
    assert layak_openpyxl(lembar(induk % b"+1" + baris))


# ---- strange but honest ---------------------------------------------------------------------------------------------
def _ketat(isi: bytes) -> bytes:
    pasangan = [
        (UTAMA, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ]

    def ubah(d: bytes) -> bytes:
        for a, b in pasangan:
            d = d.replace(a, b)
        return d

    return ganti(isi, _xml=ubah, _rels=ubah)


def _berawalan(d: bytes) -> bytes:
    return (
        d.replace(b"</", b"</x:")
        .replace(b"<", b"<x:")
        .replace(b"<x:/x:", b"</x:")
        .replace(b"<x:?", b"<?")
        .replace(b"xmlns=", b"xmlns:x=")
    )


@pytest.mark.parametrize(
    "ubah", [lambda x: x, _ketat, lambda x: ganti(x, sheet1_xml=_berawalan, sharedStrings_xml=_berawalan)]
)
def test_ruang_nama(tmp_path, ubah):
    def isi(ws):
        ws["B2"], ws["B3"], ws["B2"].number_format = 0.8, "=1/0", "0%"
        ws.row_dimensions[3].hidden = True

    b = tulis(tmp_path, "a.xlsx", ubah(xlsx(isi)))
    lb = b.lembar[0]
    assert lb.isi(1, 1) == 0.8
    assert lb.format_angka(1, 1) == "0%"
    assert lb.format_angka(0, 2) == "General"
    assert lb.tanpa_nilai == {(2, 1): "=1/0"}
    assert lb.baris_tersembunyi == {2}


@pytest.mark.parametrize("target", [b'"/xl/worksheets/', b'"worksheets/'])
def test_target_mutlak_dan_nisbi(tmp_path, target):
    isi = ganti(xlsx(), **{"workbook_xml_rels": lambda d: d.replace(b'"/xl/worksheets/', target)})
    assert tulis(tmp_path, "a.xlsx", isi).lembar[0].nilai == [["catatan", "rapat", 1]]


def test_bentuk_sel(tmp_path):
    isi = (
        b'<row r="1"><c r="C1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'  # out of order
        b'<c r="A1" t="inlineStr"><is><r><t>te</t></r><r><rPr><b/></rPr><t>bal</t></r>'
        b'<rPh sb="0" eb="1"><t>X</t></rPh></is></c>'
        b'<c r="B1" t="b"><v>1</v></c></row>'
        b'<row r="3"><c r="B3"><f t="shared" si="0"/><v>6</v></c><c r="D3" t="d"><v>2025-03-31T00:00:00</v></c>'
        b'<c r="A3" t="str"><f>IF(1,"")</f><v></v></c></row>'
        b'<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="B2"><f t="shared" ref="B2:B3" si="0">A1*2</f><v>4</v></c>'
        b'<c r="C2"><f t="array" ref="C2:C3">SUM(A1:A2)</f><v>9</v></c></row>'
        b'<row r="4"><c r="A4"><f>B2+1</f></c><c r="B4"><v>1.5E3</v></c></row>'
    )
    lb = tulis(tmp_path, "a.xlsx", lembar(isi)).lembar[0]
    assert lb.nilai == [
        ["tebal", True, "ab", ""],
        ["", 4, 9, ""],
        ["", 6, "", dt.datetime(2025, 3, 31)],
        ["", 1500, "", ""],
    ]
    assert lb.galat == {(1, 0): "#DIV/0!"}
    assert lb.tanpa_nilai == {(3, 0): "=B2+1"}
    assert lb.rumus[1, 2] == "=SUM(A1:A2)"
    assert {(0, 2), (1, 0), (1, 1), (2, 0), (2, 1)} <= set(lb.rumus)


@pytest.mark.parametrize(("sistem", "hari"), [(b"0", dt.date(2025, 3, 31)), (b"1", dt.date(2029, 4, 1))])
def test_tanggal_1900_dan_1904(tmp_path, sistem, hari):
    def isi(ws):
        for r, (v, f) in enumerate([(45747, "dd/mm/yyyy"), (45747, "[$-421]dd mmmm yyyy;@"), (5, '0 "hari"')], 2):
            ws.cell(r, 1, v).number_format = f

    asli = xlsx(isi)
    asli = ganti(
        asli, **{"xl/workbook_xml": lambda d: d.replace(b"<workbookPr", b'<workbookPr date1904="' + sistem + b'"')}
    )
    b = tulis(tmp_path, "a.xlsx", asli)
    assert [b.lembar[0].isi(r, 0) for r in (1, 2, 3)] == [hari, hari, 5]


def test_lembar_tersembunyi_dan_grafik(tmp_path):
    wb = openpyxl.Workbook()
    wb.active.append([1, 2])
    grafik = wb.create_chartsheet("Grafik")
    batang = BarChart()
    batang.add_data(Reference(wb.worksheets[0], min_col=1, min_row=1))
    grafik.add_chart(batang)
    for nama, keadaan in (("It's (ok) & <b>", "hidden"), ("Sangat", "veryHidden")):
        wb.create_sheet(nama)["A1"] = nama
        wb[nama].sheet_state = keadaan
    wb.save(tmp_path / "a.xlsx")
    b = buka(tmp_path / "a.xlsx", "a.xlsx")
    assert [(x.nama, x.tersembunyi) for x in b] == [("Sheet", False), ("It's (ok) & <b>", True), ("Sangat", True)]
    assert b.lembar[1].isi(0, 0) == "It's (ok) & <b>"
    assert all(x.rincian is not None for x in b)


# ---- what stands behind other formats -------------------------------------------------------------------------------
def test_xlsb(tmp_path):
    isi = b"".join(
        [
            baris_xlsb(0), sel_xlsb(0, "teks"), sel_xlsb(1, 0.8, 1), sel_xlsb(2, 45747.0, 2), sel_xlsb(3, 0.5, 3),
            baris_xlsb(1, sembunyi=True), sel_xlsb(0, "#N/A"), sel_xlsb(1, True), sel_xlsb(2, 0.8),
        ]
    )  # fmt: skip
    kolom = rekaman(0x186) + rekaman(0x3C, struct.pack("<IIIIH", 1, 2, 2000, 0, 1)) + rekaman(0x187)
    gabung = rekaman(0xB1, struct.pack("<I", 1)) + rekaman(0xB0, struct.pack("<IIII", 4, 5, 0, 1)) + rekaman(0xB2)
    lb = tulis(tmp_path, "a.xlsb", xlsb(isi, kolom, gabung)).lembar[0]
    assert lb.nilai == [["teks", 0.8, dt.date(2025, 3, 31), 0.5], ["", True, 0.8, ""]]
    assert [lb.format_angka(0, k) for k in range(4)] == ["General", "0%", "General", "0.0 %"]
    assert lb.format_angka(1, 2) == "General"
    assert lb.galat == {(1, 0): "#N/A"}
    assert lb.baris_tersembunyi == {1}
    assert lb.kolom_tersembunyi == {1, 2}
    assert lb.gabungan == ((4, 0, 5, 1),)


def test_galat_ods_yang_ditulis_sebagai_nol(tmp_path):
    sel = SEL_ODS.format(' table:formula="of:=1/0"').replace(">1<", ">Err:502<")
    kelompok = (
        f'<table:table-row-group table:display="false"><table:table-row>{sel}</table:table-row></table:table-row-group>'
    )
    lb = tulis(tmp_path, "a.ods", ods(tabel_ods(kelompok))).lembar[0]
    assert lb.galat == {(0, 0): "Err:502"}
    assert lb.baris_tersembunyi == {0}


@pytest.mark.lambat
@pytest.mark.parametrize("jenis", ["xls", "ods", "xlsx"])
def test_libreoffice_menulis_yang_sama(tmp_path, jenis):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice tidak ada di mesin ini")
    wb = openpyxl.Workbook()
    ws = wb.active
    for i, v in enumerate([True, "=1/0", "=NA()", dt.date(2025, 3, 31), 0.8, "01.10", '=IF(1=1,"","x")', "=A5*2"], 1):
        ws.cell(i, 1).value = v
    ws["A5"].number_format = "0%"
    ws["B3"] = "sembunyi"
    ws.row_dimensions[3].hidden = True
    ws.column_dimensions["F"].hidden = True
    ws["F1"] = -3
    ws.merge_cells("D1:E2")
    wb.create_sheet("Lain")["A1"] = 1
    wb["Lain"].sheet_state = "hidden"
    wb.properties.lastModifiedBy = "Budi"
    (tmp_path / "asal").mkdir()
    wb.save(tmp_path / "asal" / "a.xlsx")
    profil = (tmp_path / "profil").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={profil}", "--headless", "--convert-to", jenis, "asal/a.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    b = buka(tmp_path / f"a.{jenis}", f"a.{jenis}")
    lb = b.lembar[0]
    assert b.jenis_berkas == jenis
    assert [lb.isi(r, 0) for r in range(8)] == [True, "", "", dt.date(2025, 3, 31), 0.8, "01.10", "", 1.6]
    assert lb.isi(0, 5) == -3
    assert lb.galat == {(1, 0): "#DIV/0!", (2, 0): "#N/A"}
    assert [lb.format_angka(r, 0) for r in (4, 7)] == ["0%", "General"]
    assert lb.baris_tersembunyi == {2}
    assert 5 in lb.kolom_tersembunyi
    assert lb.gabungan == ((0, 3, 1, 4),)
    assert [x.tersembunyi for x in b] == [False, True]
    assert b.disimpan > "2020"


# ---- text tables ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sandi", ["utf-16-le", "utf-16-be", "utf-8"])
def test_teks_tanpa_tanda_sandi_dan_baris_sep(tmp_path, sandi):
    b = tulis(tmp_path, "a.csv", "sep=|\r\nKode|Realisasi\r\n01.10|72,5\r\n".encode(sandi))
    assert b.lembar[0].nilai == [["Kode", "Realisasi"], ["01.10", "72,5"]]
    assert b.lembar[0].format_angka(1, 1) == ""
    assert not b.rincian_rusak


# ---- kept results ---------------------------------------------------------------------------------------------------
def _semua(b: Buku) -> list[object]:
    hasil: list[object] = []
    for x in b:
        persen = [x.format_angka(r, k) for r in range(x.n_baris) for k in range(x.n_kolom)]
        hasil.append((x.nama, x.nilai, x.rincian, x.tanpa_nilai, persen))
    return [*hasil, b.rincian_rusak]


_SEL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8),
    st.sampled_from(["=1/0", "=A1*2", '=IF(1,"")', "#REF!", "#N/A", 0.5, "01.10"]),
)


@given(
    st.lists(
        st.lists(st.tuples(_SEL, st.sampled_from(["General", "0%", "0.00 %", "dd/mm/yyyy"])), max_size=4), max_size=5
    ),
    st.sets(st.integers(1, 8), max_size=3),
    st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hasil_sama_dengan_dan_tanpa_simpanan(tmp_path, baris, sembunyi, gabung):
    def isi(ws):
        for r, b in enumerate(baris, 2):
            for k, (v, f) in enumerate(b, 1):
                ws.cell(r, k).value = v
                ws.cell(r, k).number_format = f
        for x in sembunyi:
            ws.row_dimensions[x].hidden = ws.column_dimensions["ABCDEFGH"[x - 1]].hidden = True
        if gabung:
            ws.merge_cells("B2:C3")

    jalur, simpanan = tmp_path / "a.xlsx", tmp_path / "simpanan"
    jalur.write_bytes(xlsx(isi))
    tanpa = _semua(buka(jalur, "a.xlsx"))
    assert _semua(buka(jalur, "a.xlsx", simpanan)) == tanpa
    sha = buka(jalur, "a.xlsx").sha256
    assert (simpanan / f"{sha}.json").is_file()
    assert _semua(buka(jalur, "a.xlsx", simpanan)) == tanpa


def _simpanan(tmp_path: Path) -> tuple[Path, Path, list[object]]:
    jalur, simpanan = tmp_path / "a.xlsx", tmp_path / "simpanan"
    jalur.write_bytes(xlsx(lambda ws: ws.append(["=1/0", 2])))
    hasil = _semua(buka(jalur, "a.xlsx", simpanan))
    (berkas,) = simpanan.iterdir()
    return jalur, berkas, hasil


def test_simpanan_dipakai_tanpa_openpyxl(tmp_path, monkeypatch):
    jalur, berkas, hasil = _simpanan(tmp_path)

    def jangan(*_: object) -> None:
        raise AssertionError("openpyxl dipanggil")

    monkeypatch.setattr(rincian, "susun", jangan)
    assert _semua(buka(jalur, "a.xlsx", berkas.parent)) == hasil


@pytest.mark.parametrize(
    "rusak",
    [
        lambda d: b"",
        lambda d: d[: len(d) // 2],
        lambda d: b"\xff\xfe" + d,
        lambda d: b"[" * 100_000,
        lambda d: b"[]",
        lambda d: json.dumps({**json.loads(d), "pembuat": [0, "x", "y"]}).encode(),
        lambda d: json.dumps({**json.loads(d), "lembar": []}).encode(),
        lambda d: d.replace(b'"=1/0"', b"null"),
        lambda d: d.replace(b"[[1,0", b"[[-1,0"),
        lambda d: d.replace(b"[[1,0", b'[["1",0'),
        lambda d: d.replace(b'"Sheet"', b'"Lain"'),
    ],
)
def test_simpanan_rusak_dibuat_lagi(tmp_path, rusak):
    jalur, berkas, hasil = _simpanan(tmp_path)
    asli = berkas.read_bytes()
    berkas.write_bytes(rusak(asli))
    assert berkas.read_bytes() != asli
    assert _semua(buka(jalur, "a.xlsx", berkas.parent)) == hasil
    assert berkas.read_bytes() == asli
    assert [x.name for x in berkas.parent.iterdir()] == [berkas.name]


def test_folder_simpanan_tidak_dapat_ditulis(tmp_path):
    jalur, _, hasil = _simpanan(tmp_path)
    (tmp_path / "bukan folder").write_text("x", encoding="utf-8")
    assert _semua(buka(jalur, "a.xlsx", tmp_path / "bukan folder")) == hasil
