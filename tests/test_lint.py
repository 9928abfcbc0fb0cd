"""What cells, columns and sheets of a form hide, and that nothing of it changes a figure in silence."""

from __future__ import annotations

import pytest

from kinerja.masukan.rumus import rumus_berbahaya, rumus_berkas_lain, tetapan
from tests.test_formulir import Baca, alamat, baca, baris, isi, kantor, rencana, satu, sel  # noqa: F401


@pytest.mark.parametrize(
    "rumus",
    [
        "=cmd|' /C calc'!A0",
        "=MSEXCEL|'\\..\\x'!A1",
        '=HYPERLINK("http://x","klik")',
        "=WEBSERVICE(A1)",
        '=IFERROR(CALL("urlmon","x"),1)',
        "=DDE(1;2;3)",
        "=1+cmd|'/c'!A1",
        "=IMPORTXML(A1,B1)",
    ],
)
def test_rumus_berbahaya(rumus):
    assert rumus_berbahaya(rumus)


@pytest.mark.parametrize("rumus", ["=A1+B1", '=IF(A1="cmd|x!",1,2)', "=SUM(A1:A9)", "=Kinerja!A1", "='A | B'!A1*2"])
def test_rumus_biasa_tidak_berbahaya(rumus):
    assert not rumus_berbahaya(rumus)


@pytest.mark.parametrize(
    ("rumus", "lain"),
    [
        ("=[1]Sheet1!A1", True),
        ("='C:\\data\\[rekap.xlsx]TW 2'!$B$3", True),
        ("='file:///C:/x.ods'#$Sheet1.A1", True),
        ("=Tabel1[Realisasi]", False),
        ("=SUM(Tabel1[[#Data],[Realisasi]])", False),
        ("=Kinerja!A1", False),
    ],
)
def test_rumus_berkas_lain(rumus, lain):
    assert rumus_berkas_lain(rumus) == lain


@pytest.mark.parametrize(
    ("rumus", "isi"),
    [
        ("=A1*7", ["7"]),
        ("=20906000-R15", ["20906000"]),
        ("=SUM(A1:A3)+5", ["5"]),
        ("=A1/B1*100", []),
        ("=ROUND(A1/B1,2)", []),
        ("=12+15", []),
        ("=A1+B1", []),
    ],
)
def test_tetapan_di_dalam_rumus(rumus, isi):
    assert tetapan(rumus) == isi


# ---- on a form ------------------------------------------------------------------------------------------------------
def test_rumus_berbahaya_tanpa_nilai_tidak_minta_dibuka_di_excel(baca: Baca) -> None:  # noqa: F811
    h = baca(isi("TK-04", "Realisasi", "=cmd|' /C calc'!A0"))
    assert "Ganti rumusnya" in str(satu(h, "rumus_berbahaya")["saran"])
    assert not [t for t in h.temuan_ingest if t["kode"] == "rumus_tanpa_nilai"]


def test_kolom_tersembunyi_dibaca_dan_disebut(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        kolom = sel(buku, "Kinerja", "TK-04", "Realisasi").column_letter
        buku["Kinerja"].column_dimensions[kolom].hidden = True

    h = baca(ubah)
    t = satu(h, "kolom_tersembunyi")
    assert t["tingkat"] == "jelaskan"
    assert "Realisasi" in str(t["pesan"])
    assert baris(h, "TK-04")["realisasi"] == 32.0


def test_angka_di_sel_gabungan_tidak_dipakai(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        s = sel(buku, "Kinerja", "TK-04", "Realisasi")
        buku["Kinerja"].merge_cells(start_row=s.row, end_row=s.row + 1, start_column=s.column, end_column=s.column)

    h = baca(ubah)
    disebut = {str(t["sel"]) for t in h.temuan_ingest if t["kode"] == "sel_gabungan"}
    assert {alamat("TK-04", "Realisasi"), alamat("TK-05", "Realisasi")} <= disebut
    assert baris(h, "TK-04")["realisasi"] != baris(h, "TK-04")["realisasi"]


def test_uraian_di_sel_gabungan_berlaku_untuk_semua_barisnya(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        s = sel(buku, "Kinerja", "TK-04", "Faktor Pendorong")
        s.value = "Anggaran tersedia sejak Januari"
        buku["Kinerja"].merge_cells(start_row=s.row, end_row=s.row + 1, start_column=s.column, end_column=s.column)

    h = baca(ubah)
    assert [baris(h, k)["pendorong"] for k in ("TK-04", "TK-05")] == ["Anggaran tersedia sejak Januari"] * 2
    assert satu(h, "sel_gabungan_teks")["tingkat"] == "info"


@pytest.mark.parametrize(
    ("judul", "nilai", "kode"),
    [
        ("Target TW ini", "9999", "target_diubah"),
        ("Target Tahun", "1", "target_diubah"),
        ("Satuan", "dokumen", "satuan_beda"),
        ("Realisasi", "32 dokumen", "satuan_beda"),
        ("Pembilang", 5, "isian_tidak_dipakai"),
    ],
)
def test_yang_diubah_atau_salah_tempat_disebut_selnya(baca: Baca, judul, nilai, kode) -> None:  # noqa: F811
    t = satu(baca(isi("TK-04", judul, nilai)), kode)
    assert (t["sel"], t["tingkat"], t["kode_indikator"]) == (alamat("TK-04", judul), "jelaskan", "TK-04")


@pytest.mark.parametrize("nilai", ["32", "32,00", 32])
def test_target_yang_hanya_beda_tulisan_bukan_temuan(baca: Baca, nilai) -> None:  # noqa: F811
    assert [t["kode"] for t in baca(isi("TK-04", "Target TW ini", nilai)).temuan_ingest] == []


def test_satuan_persen_dalam_kata(baca: Baca) -> None:  # noqa: F811
    assert [t["kode"] for t in baca(isi("TK-03", "Satuan", "persen")).temuan_ingest] == []


def test_kode_yang_diurutkan_sendiri(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        a, b = (sel(buku, "Kinerja", k, "Kode Indikator") for k in ("TK-04", "TK-07"))
        a.value, b.value = b.value, a.value

    h = baca(ubah)
    tukar = [t for t in h.temuan_ingest if t["kode"] == "baris_tertukar"]
    assert {t["kode_indikator"] for t in tukar} == {"TK-04", "TK-07"}
    assert not [r for r in h.realisasi if r["kode_indikator"] in ("TK-04", "TK-07")]


def test_kolom_tanpa_judul_dan_lembar_kembar(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        lb = buku["Kinerja"]
        lb.cell(sel(buku, "Kinerja", "TK-04", "Kode Indikator").row, lb.max_column + 2).value = 7
        kembar = buku.copy_worksheet(lb)
        kembar[alamat("TK-04", "Realisasi")].value = 1

    h = baca(ubah)
    assert satu(h, "kolom_tidak_dibaca")["nilai"] == "7"
    t = satu(h, "lembar_kembar")
    assert (t["tingkat"], t["lembar"]) == ("tolak", "Kinerja Copy")


def test_lembar_berganti_nama_dan_identitas_berpindah(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        buku["Kinerja"].title = "Rekap kami (2)"
        buku["_identitas"].title = "id"

    h = baca(ubah)
    assert satu(h, "lembar_berganti_nama")["lembar"] == "Rekap kami (2)"
    assert baris(h, "TK-04")["asal_lembar"] == "Rekap kami (2)"
    assert h.berkas[0]["status"] == "dipakai"


def test_formulir_bidang_asing_ditolak(baca: Baca) -> None:  # noqa: F811
    def ubah(buku):
        next(b for b in buku["_identitas"].iter_rows(max_col=2) if b[0].value == "bidang")[1].value = "Bidang Antah"

    h = baca(ubah)
    assert satu(h, "bidang_tidak_dikenal")["nilai"] == "Bidang Antah"
    assert (h.berkas[0]["status"], h.realisasi) == ("ditolak", [])


def test_jawaban_di_lembar_koreksi_terbaca(baca: Baca) -> None:  # noqa: F811
    from kinerja.masukan.formulir_bentuk import KOLOM_KOREKSI

    def ubah(buku):
        lb = buku.create_sheet("Koreksi", 0)
        lb["A1"] = "Koreksi"
        lb.append([])
        lb.append([v.judul for v in KOLOM_KOREKSI.values()])
        nilai = {"kode": "capaian_tinggi", "indikator": "TK-04", "lembar": "Kinerja", "sel": "K9", "isi": "#REF!"}
        lb.append([nilai.get(k) for k in KOLOM_KOREKSI])
        lb.append([{**nilai, "penjelasan": "Pelatihan dimajukan."}.get(k) for k in KOLOM_KOREKSI])

    h = baca(ubah)
    assert [(p["kode"], p["kode_indikator"], p["sel"], p["isi"]) for p in h.penjelasan] == [
        ("capaian_tinggi", "TK-04", "K9", "Pelatihan dimajukan.")
    ]
    assert [t["kode"] for t in h.temuan_ingest] == []
