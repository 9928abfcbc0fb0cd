"""How a form looks and helps: bands, locked and open cells, prompts, pages, and the sheets that are only read."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.keluaran import formulir_rupa as rupa
from kinerja.keluaran.buku_tulis import byte_tetap, tinggi
from kinerja.keluaran.formulir_tulis import (
    BarisAnggaran,
    BarisKinerja,
    BarisTindakLanjut,
    IsiFormulir,
    tulis_formulir,
)
from kinerja.masukan import formulir
from kinerja.masukan.buku import buka
from kinerja.masukan.formulir_bentuk import KOLOM_KAMUS, STATUS_TINDAK_LANJUT, Identitas

PANJANG = (
    "Persentase perangkat daerah yang menyusun rencana tenaga kerja makro dan mikro berbasis sistem informasi " * 4
)
IDENTITAS = Identitas("Dinas Uji & Coba", 2025, 4, "Bidang A & B", 2)
ISI = IsiFormulir(
    [
        BarisKinerja(
            "A-1", PANJANG, "%", "cara", "1,80", "1.514", "belum dilaporkan", 2.5, 1600.0, rasio=True,
            definisi=PANJANG, formulasi=PANJANG,
        ),
        BarisKinerja("A-2", "Jumlah", "orang", "cara", "70 - 80", "-", definisi="x\x07y"),
        BarisKinerja("A-3", "Predikat", "predikat", "cara", "BB", "BB", jenis_target="predikat", pilihan=("AA", "A")),
        BarisKinerja("A-4", "Tanggal", "tanggal", "cara", "28 Februari 2025", "0.125", jenis_target="tanggal"),
    ],
    [BarisAnggaran("2.07.03.2.01.0001", PANJANG, 8_189_493_807, 1_000_000)],
    [BarisTindakLanjut("TL-2025-1-A-1", "A-1", PANJANG, "PIC", "Juli 2025")],
    [dict.fromkeys(KOLOM_KAMUS, PANJANG)],
    "Kabupaten Uji",
    "15 Januari 2026",
    (130, 45),
)  # fmt: skip


@pytest.fixture(scope="module")
def jalur(tmp_path_factory: pytest.TempPathFactory) -> Path:
    j = tmp_path_factory.mktemp("rupa") / "f.xlsx"
    tulis_formulir(j, IDENTITAS, ISI)
    return j


@pytest.fixture(scope="module")
def buku(jalur: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(jalur)


def kepala(lembar: Worksheet) -> int:
    return next(r[0].row for r in lembar.iter_rows() if r[0].value in ("Kode Indikator", "Kode", "Nomor"))


def letak(lembar: Worksheet) -> dict[str, int]:
    return {str(c.value): c.column for c in lembar[kepala(lembar)]}


def sel(lembar: Worksheet, baris: int, judul: str) -> openpyxl.cell.Cell:
    """Return the cell of a row of data, counted from 1."""
    return lembar.cell(kepala(lembar) + baris, letak(lembar)[judul])  # type: ignore[return-value]


def bantuan(lembar: Worksheet, alamat: str) -> DataValidation | None:
    return next((v for v in lembar.data_validations.dataValidation if alamat in v.sqref), None)


# ---- what stands where ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tw", "ada"), [(1, []), (2, ["TW I"]), (3, ["TW I", "TW II"]), (4, ["TW I", "TW II", "TW III"])]
)
def test_hanya_triwulan_yang_sudah_lewat(tmp_path: Path, tw: int, ada: list[str]) -> None:
    tulis_formulir(tmp_path / "f.xlsx", replace(IDENTITAS, triwulan=tw), ISI)
    b = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert [j for j in letak(b["Kinerja"]) if re.fullmatch(r"TW I+", j)] == ada
    assert ("Realisasi s.d. TW lalu (Rp)" in letak(b["Anggaran"])) == (tw > 1)


def test_urutan_lembar_dan_yang_tidak_perlu_tidak_ada(buku: openpyxl.Workbook, tmp_path: Path) -> None:
    assert buku.sheetnames == ["Kinerja", "Tindak Lanjut", "Anggaran", "Kamus", "Petunjuk", "_identitas"]
    tulis_formulir(tmp_path / "f.xlsx", IDENTITAS, IsiFormulir(ISI.kinerja))
    assert openpyxl.load_workbook(tmp_path / "f.xlsx").sheetnames == ["Kinerja", "Petunjuk", "_identitas"]


def test_kop(buku: openpyxl.Workbook) -> None:
    atas = " | ".join(str(c.value) for r in buku["Kinerja"].iter_rows(max_row=5) for c in r if c.value)
    for teks in (
        "Dinas Uji & Coba, Pemerintah Kabupaten Uji",
        "Formulir Pengukuran Kinerja Triwulan IV Tahun 2025",
        "Bidang A & B",
        "Kembalikan paling lambat 15 Januari 2026",
        "Kuning",
        "Abu-abu",
        "Arsir",
    ):
        assert teks in atas
    assert "CONTOH" not in atas
    pita = [c.value for c in buku["Kinerja"][kepala(buku["Kinerja"]) - 1] if c.value]
    assert [("terkunci" in str(x), "Diisi bidang" in str(x)) for x in pita] == [
        (True, False),
        (False, True),
        (False, True),
    ]


def test_angka_rencana_menjadi_angka_dan_yang_bukan_tetap_teks(buku: openpyxl.Workbook) -> None:
    lb = buku["Kinerja"]
    isi = {
        j: (sel(lb, 1, j).value, sel(lb, 1, j).number_format)
        for j in ("Target Tahun", "Target TW ini", "TW II", "TW III")
    }
    assert isi == {
        "Target Tahun": (1.8, "0.00"),
        "Target TW ini": (1514, "#,##0"),
        "TW II": (2.5, "General"),
        "TW III": (1600, "#,##0"),
    }
    assert [sel(lb, n, "Target Tahun").value for n in (2, 3, 4)] == ["70 - 80", "BB", "28 Februari 2025"]
    assert [sel(lb, n, "Target TW ini").value for n in (2, 4)] == [
        "-",
        "0.125",
    ]  # what is ambiguous is not settled here


def test_sel_isian_tanpa_format_supaya_persen_terbaca(buku: openpyxl.Workbook) -> None:
    lb = buku["Kinerja"]
    assert sel(lb, 1, "Pembilang").number_format == "General"
    assert sel(lb, 2, "Realisasi").number_format == "General"
    assert sel(buku["Anggaran"], 1, "Realisasi TW ini (Rp)").number_format == "#,##0"
    assert sel(buku["Anggaran"], 1, "Kode").value == "2.07.03.2.01.0001"


# ---- looks ----------------------------------------------------------------------------------------------------------
def terang(warna: str) -> float:
    """Return how light a colour looks on a grey print, 0 to 255."""
    r, g, b = (int(warna[-6:][i : i + 2], 16) for i in (0, 2, 4))
    return 0.299 * r + 0.587 * g + 0.114 * b


def test_warna_berbeda_terangnya_dan_bukan_tanda_satu_satunya(buku: openpyxl.Workbook) -> None:
    isian, terkunci, arsir = (terang(x) for x in (rupa.WARNA_ISIAN, rupa.WARNA_TERKUNCI, rupa.WARNA_ARSIR))
    assert isian - terkunci > 20
    assert terkunci - arsir > 20
    assert terang(rupa.WARNA_PITA) - terang(rupa.WARNA_KEPALA) > 100
    lb = buku["Kinerja"]
    terbuka, dari_rencana, lain = sel(lb, 1, "Pembilang"), sel(lb, 1, "Indikator"), sel(lb, 1, "Realisasi")
    assert [x.fill.patternType for x in (terbuka, dari_rencana, lain)] == ["solid", "solid", "lightUp"]
    assert terbuka.border.left.color.rgb != dari_rencana.border.left.color.rgb
    assert (terbuka.protection.locked, lain.protection.locked) == (False, True)


def test_setiap_huruf_ada_di_windows(buku: openpyxl.Workbook) -> None:
    assert {c.font.name for lb in buku for r in lb.iter_rows() for c in r if c.value is not None} == {"Calibri"}


def test_tidak_ada_sel_gabungan_dan_kepala_beku(buku: openpyxl.Workbook) -> None:
    for nama in ("Kinerja", "Anggaran", "Tindak Lanjut", "Kamus"):
        assert not buku[nama].merged_cells.ranges
        assert buku[nama].freeze_panes == f"C{kepala(buku[nama]) + 1}"


def test_perlindungan_tanpa_sandi_dan_yang_tetap_boleh(buku: openpyxl.Workbook) -> None:
    for lb in buku:
        assert lb.protection.sheet
        assert not lb.protection.password
    for nama in ("Kinerja", "Anggaran", "Tindak Lanjut"):
        p = buku[nama].protection
        assert not any((p.formatColumns, p.formatRows, p.sort, p.autoFilter))
        assert buku[nama].auto_filter.ref.startswith(f"A{kepala(buku[nama])}:")


def test_tinggi_baris_memuat_semua_teks_dan_boleh_tumbuh(jalur: Path, buku: openpyxl.Workbook) -> None:
    with zipfile.ZipFile(jalur) as z:
        semua = b"".join(z.read(n) for n in z.namelist() if n.startswith("xl/worksheets/"))
    assert b"customHeight" not in semua
    assert semua.count(b' ht="') > 20
    for nama in ("Kinerja", "Anggaran", "Tindak Lanjut", "Kamus"):
        lb = buku[nama]
        r = kepala(lb) + 1
        for c in lb[r]:
            perlu = -(-len(str(c.value or "")) // lb.column_dimensions[get_column_letter(c.column)].width)
            assert lb.row_dimensions[r].height >= min(15 * perlu, 409)


def test_teks_di_luar_tanda_baris_tidak_disentuh() -> None:
    """Only the marks of rows are taken out: what a cell says may look the same."""
    b = openpyxl.Workbook()
    b.active["A1"] = '<row r="1" customHeight="1">'  # type: ignore[index]
    b.active["A2"] = '=" customHeight=""1"""'  # type: ignore[index]
    b.active.row_dimensions[1].height = 30  # type: ignore[union-attr]
    hasil = openpyxl.load_workbook(io.BytesIO(byte_tetap(b))).active
    assert (hasil["A1"].value, hasil["A2"].value) == ('<row r="1" customHeight="1">', '=" customHeight=""1"""')  # type: ignore[index]
    assert hasil.row_dimensions[1].height == 30  # type: ignore[union-attr]


def test_tinggi_baris() -> None:
    assert tinggi([("", 10)]) == 18
    assert tinggi([("satu dua tiga", 5)]) == 48
    assert tinggi([("a\nb", 50)]) == 33
    assert tinggi([("a", 50)], 4) == 63
    assert tinggi([("kata " * 2000, 10)]) == 409


# ---- pages ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tw", [1, 2, 3, 4])
def test_kinerja_tercetak_di_dua_halaman_bersisian(tmp_path: Path, tw: int) -> None:
    tulis_formulir(tmp_path / "f.xlsx", replace(IDENTITAS, triwulan=tw), ISI)
    lb = openpyxl.load_workbook(tmp_path / "f.xlsx")["Kinerja"]
    k, s = letak(lb), lb.page_setup
    assert (s.orientation, int(s.paperSize), s.pageOrder) == ("landscape", 9, "overThenDown")
    assert [b.id for b in lb.col_breaks.brk] == [k["Realisasi"]]
    assert (lb.print_title_cols, lb.print_title_rows) == ("$A:$B", f"${kepala(lb) - 1}:${kepala(lb)}")
    assert not lb.sheet_properties.pageSetUpPr.fitToPage  # Excel would ignore the break
    piksel = [lb.column_dimensions[get_column_letter(n)].width * 7 + 5 for n in range(1, len(k) + 1)]
    # 297 mm less the margins, at 96 pixels an inch.
    muat = (297 / 25.4 - lb.page_margins.left - lb.page_margins.right) * 96 / (s.scale / 100)
    assert sum(piksel[: k["Realisasi"]]) < muat * 0.98
    assert sum(piksel[:2]) + sum(piksel[k["Realisasi"] :]) < muat * 0.98
    assert s.scale >= 65  # still legible: 11 points become 7


def test_lembar_lain_selebar_satu_halaman_dengan_kaki(buku: openpyxl.Workbook) -> None:
    for nama in ("Kinerja", "Anggaran", "Tindak Lanjut", "Kamus", "Petunjuk"):
        lb = buku[nama]
        assert lb.page_setup.orientation == "landscape"
        assert lb.oddFooter.left.text == "Formulir Bidang A && B, Triwulan IV Tahun 2025, kiriman ke-3"
        assert lb.oddFooter.right.text == "&A, halaman &P dari &N"
        if nama != "Kinerja":
            assert (lb.page_setup.fitToWidth, lb.sheet_properties.pageSetUpPr.fitToPage) == (1, True)
        if nama not in ("Kinerja", "Petunjuk"):
            assert lb.print_title_rows.endswith(f":${kepala(lb)}")


def test_kaki_bidang_yang_panjang_muat_dalam_batas_excel() -> None:
    assert len(rupa.kaki(replace(IDENTITAS, bidang="Bidang &" * 60)).replace("&", "&&")) < 225


# ---- help while typing ----------------------------------------------------------------------------------------------
def test_setiap_sel_terbuka_punya_petunjuk_yang_muat(buku: openpyxl.Workbook) -> None:
    n = 0
    for lb in buku:
        for c in (c for r in lb.iter_rows() for c in r if not c.protection.locked):
            v = bantuan(lb, c.coordinate)
            assert v is not None, (lb.title, c.coordinate)
            assert 0 < len(v.prompt) <= 255
            assert 0 < len(v.promptTitle) <= 32
            assert len(v.error or "") <= 255
            assert len(v.formula1 or "") <= 255
            n += 1
    assert n == (2 + 7) + 3 * (1 + 7) + 3 + 2


def test_tidak_ada_aturan_yang_melarang(buku: openpyxl.Workbook) -> None:
    """A rule that stops would leave no way to write "belum rilis BPS"; every rule only warns, or says nothing."""
    aturan = [v for lb in buku for v in lb.data_validations.dataValidation]
    assert all(v.errorStyle == "warning" for v in aturan if v.showErrorMessage)
    assert {v.type for v in aturan if v.showErrorMessage} == {"custom", "decimal", "list"}
    assert all(v.allow_blank for v in aturan)


def test_pilihan(buku: openpyxl.Workbook) -> None:
    lb = buku["Kinerja"]
    predikat = bantuan(lb, sel(lb, 3, "Realisasi").coordinate)
    assert predikat is not None
    assert (predikat.type, predikat.formula1, predikat.showErrorMessage) == ("list", '"AA,A,belum tersedia"', False)
    status = bantuan(buku["Tindak Lanjut"], sel(buku["Tindak Lanjut"], 1, "Status").coordinate)
    assert status is not None
    assert status.formula1 == f'"{",".join(STATUS_TINDAK_LANJUT)}"'


def test_petunjuk_sel_memuat_definisi_dan_ambang(buku: openpyxl.Workbook) -> None:
    lb = buku["Kinerja"]
    angka = bantuan(lb, sel(lb, 2, "Realisasi").coordinate)
    rasio = bantuan(lb, sel(lb, 1, "Penyebut").coordinate)
    ket = bantuan(lb, sel(lb, 1, "Penjelasan").coordinate)
    assert angka is not None
    assert rasio is not None
    assert ket is not None
    assert (angka.promptTitle, angka.prompt) == ("A-2: realisasi", "cara xy")
    assert rasio.prompt.startswith("Penyebut triwulan ini saja. Persentase")
    assert rasio.prompt.endswith("…")
    assert "di atas 130 % atau di bawah 45 %" in ket.prompt
    petunjuk = " ".join(str(c.value) for r in buku["Petunjuk"].iter_rows() for c in r)
    assert "di atas 130 % atau di bawah 45 %" in petunjuk


# ---- sheets that are only read --------------------------------------------------------------------------------------
def test_contoh_pengisian_tidak_pernah_terbaca_sebagai_data(jalur: Path, tmp_path: Path) -> None:
    """Even when the real sheet is gone and the sheet of the example bears its name."""
    b = openpyxl.load_workbook(jalur)
    for nama in ("Kinerja", "Anggaran", "Tindak Lanjut", "Kamus"):
        del b[nama]
    b["Petunjuk"].title = "Kinerja"
    b.save(tmp_path / "f.xlsx")
    from kinerja.kantor import muat

    kantor = muat(Path(__file__).resolve().parents[1], 2025)
    kantor = replace(kantor, dinas=kantor.dinas.model_copy(update={"nama": IDENTITAS.dinas, "bidang": ()}))
    indikator = [
        {"kode_indikator": x, "indikator": x, "bidang": IDENTITAS.bidang, "satuan": "", "konsolidasi": "akhir"}
        for x in ("32", "18", "CONTOH 1: jumlah", "Realisasi")
    ]
    hasil = formulir.baca(buka(tmp_path / "f.xlsx", "f.xlsx"), 2025, 4, indikator, kantor)
    assert hasil.realisasi == hasil.realisasi_anggaran == hasil.status_tindak_lanjut == []
    assert any(t["kode"] in ("lembar_hilang", "kolom_hilang") for t in hasil.temuan_ingest)


def test_contoh_pengisian_bertanda(buku: openpyxl.Workbook) -> None:
    teks = [str(c.value) for r in buku["Petunjuk"].iter_rows() for c in r if c.value]
    assert "CONTOH PENGISIAN: bukan data, tidak pernah dibaca aplikasi" in teks
    assert len([x for x in teks if re.match(r"CONTOH \d:", x)]) == 3


def test_petunjuk_hanya_menyebut_lembar_yang_ada(tmp_path: Path, buku: openpyxl.Workbook) -> None:
    def langkah(b: openpyxl.Workbook) -> str:
        return " ".join(str(r[1].value) for r in b["Petunjuk"].iter_rows(max_row=14))

    assert "lembar Anggaran" in langkah(buku)
    assert "lembar Tindak Lanjut" in langkah(buku)
    tulis_formulir(tmp_path / "f.xlsx", IDENTITAS, IsiFormulir(ISI.kinerja))
    tanpa = langkah(openpyxl.load_workbook(tmp_path / "f.xlsx"))
    assert "lembar Anggaran" not in tanpa
    assert "lembar Tindak Lanjut" not in tanpa


def test_kamus(buku: openpyxl.Workbook) -> None:
    lb = buku["Kamus"]
    assert list(letak(lb)) == list(KOLOM_KAMUS.values())
    assert [c.value for c in lb[kepala(lb) + 1]] == [PANJANG] * len(KOLOM_KAMUS)


# ---- time -----------------------------------------------------------------------------------------------------------
def test_waktu_simpan_dapat_ditentukan(tmp_path: Path) -> None:
    tulis_formulir(tmp_path / "f.xlsx", IDENTITAS, ISI, dt.datetime(2026, 1, 14, 3, 15))
    sifat = openpyxl.load_workbook(tmp_path / "f.xlsx").properties
    assert (sifat.modified, sifat.created) == (dt.datetime(2026, 1, 14, 3, 15), dt.datetime(2000, 1, 1))


# ---- bytes ----------------------------------------------------------------------------------------------------------
def test_bagian_xml_dalam_bentuk_baku(jalur: Path) -> None:
    """Whoever wrote the parts (openpyxl takes lxml where it finds it), the bytes are those of the canonical form."""
    with zipfile.ZipFile(jalur) as z:
        bagian = {n: z.read(n) for n in z.namelist() if n.endswith((".xml", ".rels"))}
    assert {"xl/styles.xml", "xl/worksheets/sheet1.xml", "_rels/.rels", "docProps/core.xml"} <= set(bagian)
    for nama, isi in bagian.items():
        kepala_xml, _, tubuh = isi.decode("utf-8").partition("\n")
        assert kepala_xml.startswith("<?xml"), nama
        assert canonicalize(tubuh) == tubuh, nama
