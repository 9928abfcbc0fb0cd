"""The plan workbook: what was written comes back, no row is lost, what is wrong is told with its cell."""

from __future__ import annotations

import datetime as dt
import math
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from kinerja.galat import GalatBerkas
from kinerja.kantor import muat
from kinerja.masukan import formulir, perencanaan
from kinerja.masukan.buku import buka
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.rencana_anggaran import jenjang_kode, kode_induk
from kinerja.predikat import label, peringkat, skala_dari
from kinerja.skema import bentuk, skema

AKAR = Path(__file__).resolve().parents[1]
TAHUN = 2025
BERKAS = "data/raw/2025/perencanaan.xlsx"
TABEL_RENCANA = ("berkas", "baris_tidak_dibaca", "indikator", "target", "anggaran", "riwayat", "temuan_ingest")
Ubah = Callable[[Workbook], object]


@pytest.fixture()
def kantor_coba(tmp_path: Path) -> Path:
    shutil.copytree(AKAR / "params", tmp_path / "params")
    (tmp_path / "data/raw/2025").mkdir(parents=True)
    shutil.copy(AKAR / BERKAS, tmp_path / BERKAS)
    return tmp_path


def baca(akar: Path, ubah: Ubah | None = None) -> HasilBaca:
    if ubah is not None:
        buku = openpyxl.load_workbook(akar / BERKAS)
        ubah(buku)
        buku.save(akar / BERKAS)
    hasil = perencanaan.baca(buka(akar / BERKAS, BERKAS), TAHUN, muat(akar, TAHUN))
    periksa_utuh(hasil)
    return hasil


def periksa_utuh(hasil: HasilBaca) -> None:
    """Whatever was read has the tables' columns, and no row has gone missing."""
    for nama in TABEL_RENCANA:
        bentuk(nama, getattr(hasil, nama))
    b = hasil.berkas[0]
    assert b["baris_tabel"] == int(str(b["baris_dibaca"])) + int(str(b["baris_tidak_dibaca"]))
    assert b["baris_tidak_dibaca"] == len(hasil.baris_tidak_dibaca)


def temuan(hasil: HasilBaca, kode: str) -> list[Catatan]:
    return [t for t in hasil.temuan_ingest if t["kode"] == kode]


def satu(hasil: HasilBaca, kode: str) -> Catatan:
    ada = temuan(hasil, kode)
    assert len(ada) == 1, [(t["kode"], t["pesan"]) for t in hasil.temuan_ingest]
    return ada[0]


def indikator(hasil: HasilBaca, kode: str) -> Catatan:
    return next(i for i in hasil.indikator if i["kode_indikator"] == kode)


def cari(buku: Workbook, lembar: str, kode: str, judul: str) -> openpyxl.cell.Cell:
    """Return the cell of a code's row under a heading."""
    lb = buku[lembar]
    kepala = next(r for r in lb.iter_rows(max_row=10) if r[0].value in ("Kode Indikator", "Kode"))
    kolom = next(c.column for c in kepala if c.value == judul)
    baris = next(r[0].row for r in lb.iter_rows(min_row=kepala[0].row + 1) if r[0].value == kode)
    return lb.cell(baris, kolom)  # type: ignore[return-value]


def isi(lembar: str, kode: str, judul: str, nilai: object) -> Ubah:
    def ubah(buku: Workbook) -> None:
        cari(buku, lembar, kode, judul).value = nilai  # type: ignore[assignment]

    return ubah


def alamat(akar: Path, lembar: str, kode: str, judul: str) -> str:
    return str(cari(openpyxl.load_workbook(akar / BERKAS), lembar, kode, judul).coordinate)


# ---- what is right ------------------------------------------------------------------------------------------------
def test_contoh_terbaca_tanpa_temuan(kantor_coba: Path) -> None:
    hasil = baca(kantor_coba)
    assert hasil.temuan_ingest == []
    assert hasil.baris_tidak_dibaca == []
    for nama in TABEL_RENCANA:
        skema(nama).validate(bentuk(nama, getattr(hasil, nama)), lazy=True)
    assert len(hasil.indikator) == 21
    assert len(hasil.target) == 84
    tpt = indikator(hasil, "TK-01")
    assert (tpt["polaritas"], tpt["konsolidasi"], tpt["rumus"], tpt["tersedia_tw"]) == ("min", "akhir", "NEG-L", 4)
    assert (tpt["target_tahun"], tpt["target_renstra"], tpt["target_renstra_tahun"]) == (1.8, 1.5, 2029)
    assert tpt["kode_anggaran"] == "2.07.03; 2.07.04"
    assert tpt["asal_sel"] == alamat(kantor_coba, "PK", "TK-01", "Target")


def test_jenis_target(kantor_coba: Path) -> None:
    hasil = baca(kantor_coba)
    rentang, predikat, tanggal = (indikator(hasil, k) for k in ("IN-04", "SK-01", "SK-02"))
    assert (rentang["target_tahun_bawah"], rentang["target_tahun"]) == (70.0, 80.0)
    assert (predikat["target_tahun"], predikat["target_tahun_teks"], predikat["target_renstra"]) == (5.0, "BB", 6.0)
    assert (tanggal["target_tahun"], tanggal["target_tahun_teks"]) == (59.0, "28 Februari 2025")
    # A date of a later year counts from that year's own 1 January.
    assert tanggal["target_renstra"] == 46.0


def test_target_triwulan_tidak_direncanakan(kantor_coba: Path) -> None:
    target = {(t["kode_indikator"], t["triwulan"]): t for t in baca(kantor_coba).target}
    assert math.isnan(float(str(target["TK-04", 1]["target"])))
    assert target["TK-04", 1]["target_teks"] == "-"
    assert [target["TK-04", n]["target"] for n in (2, 3, 4)] == [32.0, 48.0, 16.0]


def test_anggaran_bertingkat(kantor_coba: Path) -> None:
    a = {x["kode_anggaran"]: x for x in baca(kantor_coba).anggaran}
    assert a["2.07.03.2.01.0001"]["kode_induk"] == "2.07.03.2.01"
    assert a["2.07.03.2.01"]["kode_induk"] == "2.07.03"
    assert a["2.07.03"]["kode_induk"] == ""
    assert [a[k]["jenjang"] for k in ("2.07.03", "2.07.03.2.01", "2.07.03.2.01.0001")] == [
        "program", "kegiatan", "sub_kegiatan",
    ]  # fmt: skip
    for kode, x in a.items():
        for kolom in ("pagu_dpa_rp", "pagu_dppa_rp"):
            anak = [int(str(y[kolom])) for y in a.values() if y["kode_induk"] == kode]
            assert not anak or sum(anak) == x[kolom]


def test_kolom_dipindah_dan_baris_diurutkan(kantor_coba: Path) -> None:
    lama = baca(kantor_coba)

    def ubah(buku: Workbook) -> None:
        lb = buku["PK"]
        isi_lama = [[c.value for c in r] for r in lb.iter_rows()]
        kepala = next(i for i, r in enumerate(isi_lama) if r[0] == "Kode Indikator")
        tabel = [list(reversed(r)) for r in isi_lama[kepala:]]
        lb.delete_rows(1, lb.max_row)
        for r in [tabel[0], *reversed(tabel[1:])]:
            lb.append(r)

    baru = baca(kantor_coba, ubah)

    def inti(h: HasilBaca) -> dict[str, tuple[str, ...]]:
        nama = ("sasaran", "bidang", "target_tahun", "kode_anggaran", "rumus")
        return {str(i["kode_indikator"]): tuple(str(i[n]) for n in nama) for i in h.indikator}

    assert inti(baru) == inti(lama)
    assert baru.temuan_ingest == []


def test_sasaran_digabung_diteruskan(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        for judul in ("Kode Sasaran", "Sasaran"):
            cari(buku, "PK", "TK-02", judul).value = None

    hasil = baca(kantor_coba, ubah)
    assert indikator(hasil, "TK-02")["kode_sasaran"] == "S1"
    assert hasil.temuan_ingest == []


@pytest.mark.parametrize(
    ("tertulis", "hasil"),
    [
        ("positif", "maks"),
        ("Makin kecil makin baik", "min"),
        ("TURUN", "min"),
        ("stabil", "stabil"),
        ("minimal", "min"),
    ],
)
def test_kata_polaritas(kantor_coba: Path, tertulis: str, hasil: str) -> None:
    def ubah(buku: Workbook) -> None:
        cari(buku, "IKU", "TK-03", "Polaritas").value = tertulis
        cari(buku, "IKU", "TK-03", "Rumus").value = None

    i = indikator(baca(kantor_coba, ubah), "TK-03")
    assert i["polaritas"] == hasil
    assert i["rumus"] == {"maks": "POS", "min": "NEG-L", "stabil": "STAB-L"}[hasil]


def test_persen_berformat_persen(kantor_coba: Path) -> None:
    """A planner who types 72% into Excel gets a cell that holds 0.72 and shows 72%."""

    def ubah(buku: Workbook) -> None:
        sel = cari(buku, "PK", "TK-03", "Target")
        sel.value, sel.number_format = 0.72, "0%"

    assert indikator(baca(kantor_coba, ubah), "TK-03")["target_tahun"] == 72.0


def test_tanggal_sebagai_sel_tanggal(kantor_coba: Path) -> None:
    hasil = baca(kantor_coba, isi("PK", "SK-02", "Target", dt.date(2025, 3, 31)))
    assert indikator(hasil, "SK-02")["target_tahun"] == 90.0


def test_params_menimpa(kantor_coba: Path) -> None:
    with (kantor_coba / "params/aturan-2025.yaml").open("a", encoding="utf-8") as f:
        f.write("\nindikator:\n  TK-03: {polaritas: min, bobot: 2}\n  TK-07: {rumus: NEG-H}\n")
    hasil = baca(kantor_coba)
    i = indikator(hasil, "TK-03")
    # A new direction without a formula takes the default of that direction, and says so.
    assert (i["polaritas"], i["rumus"], i["bobot"], i["asumsi"]) == ("min", "NEG-L", 2.0, "rumus: NEG-L")
    assert indikator(hasil, "TK-07")["rumus"] == "NEG-H"


def test_params_salah_kode(kantor_coba: Path) -> None:
    with (kantor_coba / "params/aturan-2025.yaml").open("a", encoding="utf-8") as f:
        f.write("\nindikator:\n  TK-33: {bobot: 2}\n")
    t = satu(baca(kantor_coba), "params_indikator_asing")
    assert (t["tingkat"], t["nilai"]) == ("info", "TK-33")


# ---- what is taken by default -------------------------------------------------------------------------------------
def test_tak_dinyatakan_dicatat_sebagai_asumsi(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        for kode in ("IN-01", "SK-03"):
            for judul in ("Polaritas", "Konsolidasi", "Rumus", "Jenis Target", "Bentuk Target"):
                cari(buku, "IKU", kode, judul).value = None

    hasil = baca(kantor_coba, ubah)
    ikm, rekomendasi = indikator(hasil, "IN-01"), indikator(hasil, "SK-03")
    assert (ikm["konsolidasi"], ikm["bentuk_target"]) == ("jumlah", "per_triwulan")
    assert (rekomendasi["konsolidasi"], rekomendasi["rumus"]) == ("akhir", "POS")  # a percentage never adds up
    assert "polaritas: maks" in str(ikm["asumsi"])
    apa = {str(t["pesan"]): t["nilai"] for t in temuan(hasil, "rumus_bawaan")}
    assert apa["2 indikator tidak menyatakan polaritas; dipakai bawaan maks."] == "IN-01, SK-03"
    assert {t["tingkat"] for t in hasil.temuan_ingest} == {"info"}


def test_tanpa_rencana_aksi_memakai_bawaan(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        buku["Rencana Aksi"].delete_rows(cari(buku, "Rencana Aksi", "TK-03", "TW I").row)

    hasil = baca(kantor_coba, ubah)
    assert satu(hasil, "rumus_bawaan")["nilai"] == "TK-03"
    assert not [t for t in hasil.target if t["kode_indikator"] == "TK-03"]


# ---- what is wrong ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lembar", ["PK", "IKU", "Rencana Aksi", "DPA"])
def test_lembar_hilang(kantor_coba: Path, lembar: str) -> None:
    hasil = baca(kantor_coba, lambda b: b.remove(b[lembar]))
    t = satu(hasil, "lembar_hilang")
    assert (t["berkas"], t["lembar"], t["tingkat"]) == (BERKAS, lembar, "tolak")


@pytest.mark.parametrize("lembar", ["Renstra", "Riwayat"])
def test_lembar_pilihan(kantor_coba: Path, lembar: str) -> None:
    temuan = baca(kantor_coba, lambda b: b.remove(b[lembar])).temuan_ingest
    assert [(t["kode"], t["tingkat"], t["lembar"]) for t in temuan] == [("lembar_tidak_ada", "info", lembar)]


@pytest.mark.parametrize(
    ("lembar", "judul"),
    [("PK", "Kode Indikator"), ("PK", "Target"), ("IKU", "Polaritas"), ("Rencana Aksi", "TW III"), ("DPA", "Kode"),
     ("DPA", "Pagu DPA"), ("Renstra", "Tahun Akhir"), ("Riwayat", "Nilai")],
)  # fmt: skip
def test_kolom_hilang(kantor_coba: Path, lembar: str, judul: str) -> None:
    def ubah(buku: Workbook) -> None:
        sel = next(c for r in buku[lembar].iter_rows(max_row=8) for c in r if c.value == judul)
        buku[lembar].delete_cols(sel.column)

    hasil = baca(kantor_coba, ubah)
    t = temuan(hasil, "kolom_hilang")
    assert [(x["lembar"], judul in str(x["pesan"])) for x in t] == [(lembar, True)]
    assert t[0]["berkas"] == BERKAS


def test_judul_kolom_tak_ada_sama_sekali(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        lb = buku["PK"]
        for r in lb.iter_rows(max_row=6):
            for c in r:
                c.value = None

    hasil = baca(kantor_coba, ubah)
    assert satu(hasil, "kolom_hilang")["lembar"] == "PK"
    assert {b["alasan"] for b in hasil.baris_tidak_dibaca if b["lembar"] == "PK"} == {"judul kolomnya tidak ditemukan"}


def test_kolom_asing_dan_ganda(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        buku["PK"].cell(4, 11, "Targett")
        buku["PK"].cell(4, 12, "Bidang")

    hasil = baca(kantor_coba, ubah)
    t = satu(hasil, "kolom_tidak_dikenal")
    assert (t["lembar"], t["sel"], t["nilai"], t["tingkat"]) == ("PK", "K4", "Targett", "info")
    assert satu(hasil, "kolom_ganda")["sel"] == "L4"


def test_bidang_salah(kantor_coba: Path) -> None:
    hasil = baca(kantor_coba, isi("PK", "TK-03", "Bidang", "Bidang Tenaga Krja"))
    t = satu(hasil, "bidang_tidak_dikenal")
    assert (t["lembar"], t["sel"]) == ("PK", alamat(kantor_coba, "PK", "TK-03", "Bidang"))
    assert "Bidang Tenaga Kerja" in str(t["pesan"])


def test_alias_bidang_dan_bersama(kantor_coba: Path) -> None:
    hasil = baca(kantor_coba, isi("PK", "TK-03", "Bidang", "Tenaga Kerja; Transmigrasi"))
    assert indikator(hasil, "TK-03")["bidang"] == "Bidang Tenaga Kerja; Bidang Transmigrasi"
    assert hasil.temuan_ingest == []


@pytest.mark.parametrize(
    ("lembar", "kode", "judul", "nilai", "temuan_kode"),
    [
        ("PK", "TK-03", "Target", "0.125", "angka_ambigu"),
        ("PK", "IN-01", "Target", "5,748", "angka_ambigu"),
        ("PK", "TK-03", "Target", "banyak", "angka_tidak_terbaca"),
        ("PK", "TK-03", "Target", None, "target_hilang"),
        ("PK", "TK-03", "Target", "-", "target_hilang"),
        ("PK", "TK-03", "Target", "#REF!", "galat_rumus"),
        ("PK", "TK-03", "Target", "72 %", "angka_sebagai_teks"),
        ("PK", "TK-03", "Bobot", "0", "angka_tidak_terbaca"),
        ("PK", "TK-03", "Jenjang", "seksi", "isian_tidak_dikenal"),
        ("PK", "TK-03", "Bidang", None, "isian_hilang"),
        ("PK", "TK-03", "Indikator", None, "isian_hilang"),
        ("PK", "TK-03", "Kode Anggaran", "207.04", "kode_tidak_sah"),
        ("PK", "TK-03", "Kode Anggaran", "2.07", "kode_tidak_sah"),
        ("PK", "TK-03", "Kode Anggaran", "2.07.06", "anggaran_tidak_dikenal"),
        ("PK", "SK-01", "Target", "ZZ", "angka_tidak_terbaca"),
        ("PK", "SK-02", "Target", "akhir Februari", "angka_tidak_terbaca"),
        ("PK", "IN-04", "Target", "80 - 70", "angka_tidak_terbaca"),
        ("IKU", "TK-03", "Polaritas", "tinggi", "isian_tidak_dikenal"),
        ("IKU", "TK-03", "Rumus", "NEG-L", "isian_bertentangan"),
        ("IKU", "TK-03", "Jenis Target", "angka", "isian_bertentangan"),
        ("IKU", "TK-07", "Baseline", None, "isian_bertentangan"),
        ("IKU", "TK-01", "Tersedia Mulai TW", "V", "isian_tidak_dikenal"),
        ("Rencana Aksi", "TK-03", "TW III", None, "target_hilang"),
        ("Rencana Aksi", "TK-03", "TW III", "0.125", "angka_ambigu"),
        ("DPA", "2.07.04.2.01.0002", "Pagu DPA", None, "isian_hilang"),
        ("DPA", "2.07.04.2.01.0002", "Pagu DPA", 1000.5, "rupiah_pecahan"),
        ("DPA", "2.07.04.2.01.0002", "DPPA Mulai TW", None, "isian_hilang"),
        ("DPA", "2.07.04.2.01.0002", "Bidang", "Bidang Pasar", "bidang_tidak_dikenal"),
        ("Renstra", "TK-03", "Target Akhir", "entah", "angka_tidak_terbaca"),
    ],
)
def test_sel_salah(kantor_coba: Path, lembar: str, kode: str, judul: str, nilai: object, temuan_kode: str) -> None:
    hasil = baca(kantor_coba, isi(lembar, kode, judul, nilai))
    t = satu(hasil, temuan_kode)
    assert (t["berkas"], t["lembar"], t["sel"]) == (BERKAS, lembar, alamat(kantor_coba, lembar, kode, judul))


def test_angka_ambigu_menyebut_kedua_bacaan(kantor_coba: Path) -> None:
    t = satu(baca(kantor_coba, isi("PK", "TK-03", "Target", "0.125")), "angka_ambigu")
    assert t["pesan"] == '"0.125" dapat dibaca sebagai 0,125 atau 125.'
    assert t["kode_indikator"] == "TK-03"


@pytest.mark.parametrize(
    ("lembar", "kode", "temuan_kode", "dekat"),
    [
        ("IKU", "TK-03", "indikator_tidak_dikenal", "TK-03"),
        ("Rencana Aksi", "TK-03", "indikator_tidak_dikenal", "TK-03"),
        ("Renstra", "TK-03", "indikator_tidak_dikenal", "TK-03"),
        ("Riwayat", "TK-03", "indikator_tidak_dikenal", "TK-03"),
        ("DPA", "2.07.04.2.01.0002", "kode_tidak_sah", ""),
    ],
)
def test_kode_asing(kantor_coba: Path, lembar: str, kode: str, temuan_kode: str, dekat: str) -> None:
    judul = "Kode" if lembar == "DPA" else "Kode Indikator"
    sel = alamat(kantor_coba, lembar, kode, judul)
    hasil = baca(kantor_coba, isi(lembar, kode, judul, "TK-033"))
    t = satu(hasil, temuan_kode)
    assert (t["lembar"], t["sel"]) == (lembar, sel)
    assert dekat in str(t["pesan"])
    assert [(b["lembar"], b["baris"]) for b in hasil.baris_tidak_dibaca] == [
        (lembar, int("".join(filter(str.isdigit, sel))))
    ]


@pytest.mark.parametrize("lembar", ["PK", "IKU", "Rencana Aksi", "Renstra", "Riwayat", "DPA"])
def test_baris_ganda(kantor_coba: Path, lembar: str) -> None:
    kode = "2.07.04.2.01.0002" if lembar == "DPA" else "TK-03"
    judul = "Kode" if lembar == "DPA" else "Kode Indikator"
    baris = int(alamat(kantor_coba, lembar, kode, judul)[1:])

    def ubah(buku: Workbook) -> None:
        lb = buku[lembar]
        lb.append([c.value for c in lb[baris]])

    hasil = baca(kantor_coba, ubah)
    t = satu(hasil, "anggaran_ganda" if lembar == "DPA" else "indikator_ganda")
    assert t["lembar"] == lembar
    assert f"A{baris}" in str(t["pesan"])
    assert len(hasil.baris_tidak_dibaca) == 1


def test_galat_rumus_asli(kantor_coba: Path) -> None:
    """An error that Excel has stored, not text that looks like one."""

    def ubah(buku: Workbook) -> None:
        sel = cari(buku, "PK", "TK-03", "Target")
        sel.value = "#DIV/0!"
        sel.data_type = "e"

    t = satu(baca(kantor_coba, ubah), "galat_rumus")
    assert (t["sel"], t["nilai"]) == (alamat(kantor_coba, "PK", "TK-03", "Target"), "#DIV/0!")


def test_baris_tambahan_terdaftar(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        buku["PK"].append(["(1)", "(2)", "(3)", "(4)"])
        buku["PK"].append([None, None, "Catatan: target menunggu persetujuan"])
        buku["DPA"].append(["Jumlah", None, None, 123])
        buku.create_sheet("Coretan")["B2"] = "hitungan sementara"

    hasil = baca(kantor_coba, ubah)
    assert [b["alasan"] for b in hasil.baris_tidak_dibaca] == [
        "tanpa kode program, kegiatan, atau sub kegiatan", "baris nomor kolom", "tanpa kode indikator",
    ]  # fmt: skip
    assert satu(hasil, "lembar_tidak_dibaca")["lembar"] == "Coretan"
    assert {t["tingkat"] for t in hasil.temuan_ingest} == {"info"}


def test_baris_tersembunyi(kantor_coba: Path) -> None:
    def ubah(buku: Workbook) -> None:
        buku["PK"].row_dimensions[7].hidden = True

    t = satu(baca(kantor_coba, ubah), "baris_tersembunyi")
    assert "baris 7" in str(t["pesan"])


def test_bukan_rencana(tmp_path: Path) -> None:
    buku = Workbook()
    buku.active["A1"] = "daftar belanja"  # type: ignore[index]
    buku.save(tmp_path / "a.xlsx")
    b = buka(tmp_path / "a.xlsx", "a.xlsx")
    assert not perencanaan.dikenali(b)
    assert not formulir.dikenali(b)
    hasil = perencanaan.baca(b, TAHUN, muat(AKAR, TAHUN))
    assert {t["kode"] for t in hasil.temuan_ingest} == {"lembar_hilang", "lembar_tidak_ada", "lembar_tidak_dibaca"}


@pytest.mark.parametrize(
    ("isi_berkas", "kode"),
    [(b"", "berkas_kosong"), (b"halo", "berkas_bukan_excel"), (b"PK\x03\x04rusak", "berkas_rusak")],
)
def test_jenis_berkas_salah(tmp_path: Path, isi_berkas: bytes, kode: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(isi_berkas)
    with pytest.raises(GalatBerkas) as e:
        buka(tmp_path / "x.xlsx", "x.xlsx")
    assert e.value.kode == kode


ANEH: list[object] = [
    "9" * 400, 1e300, -1e16, True, dt.datetime(2025, 1, 1), dt.time(1, 2), "\n", "80-70", "31 Februari 2025",
    "0001-01-01", "2.07.03", "A" * 5000, "; ;", "(5)", "Rp 1.000,-", "%", 2025.5, "#N/A", "TW IV", 0,
]  # fmt: skip


@pytest.mark.parametrize("benih", range(12))
def test_isi_aneh_tidak_menjatuhkan(kantor_coba: Path, benih: int) -> None:
    """Whatever people type, the reader comes back with findings that name the file, and every row is accounted for."""
    acak = random.Random(benih)

    def ubah(buku: Workbook) -> None:
        for lb in buku:
            for _ in range(12):
                sel = lb.cell(acak.randint(3, lb.max_row + 1), acak.randint(1, lb.max_column))
                sel.value = acak.choice(ANEH)  # type: ignore[assignment]

    hasil = baca(kantor_coba, ubah)
    assert all(t["berkas"] for t in hasil.temuan_ingest)
    kode = [i["kode_indikator"] for i in hasil.indikator]
    assert len(kode) == len(set(kode))


# ---- small parts --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("teks", "skala", "hasil"),
    [
        ("BB", "", ("akip", 5)),
        ("Predikat aa", "", ("akip", 7)),
        ("BB (75,20)", "", ("akip", 5)),
        ("B", "mutu", ("mutu", 3)),
        ("Mutu B", "", ("mutu", 3)),
        ("WTP", "", ("opini", 5)),
        ("Opini WTP-DPP", "", ("opini", 4)),
        ("TMP", "", ("opini", 1)),
        ("Tidak ada", "", ("ada", 0)),
        ("Ada", "", ("ada", 1)),
        ("WTP", "akip", None),
        ("75,5", "", None),
        ("", "", None),
    ],
)
def test_predikat(teks: str, skala: str, hasil: tuple[str, int] | None) -> None:
    assert peringkat(teks, skala) == hasil


def test_skala_predikat_dari_satuan() -> None:
    assert skala_dari("B", "mutu pelayanan") == "mutu"
    assert skala_dari("B", "predikat") == "akip"
    assert skala_dari("75", "%") == ""
    assert (label("akip", 5), label("opini", 5), label("ada", 0), label("akip", 9)) == ("BB", "WTP", "TIDAK", "")


def test_kode_anggaran() -> None:
    assert [jenjang_kode(k) for k in ("2.07", "2.07.03", "2.07.03.2.01", "2.07.03.2.01.0001", "2.07.03.2.01.01")] == [
        "urusan", "program", "kegiatan", "sub_kegiatan", "sub_kegiatan",
    ]  # fmt: skip
    assert [jenjang_kode(k) for k in ("2.7.03", "2.07.03.3.01", "2.07.03.2.01.001", "", "207")] == [""] * 5
    assert kode_induk("2.07.03.2.01.0001", {"2.07.03"}) == "2.07.03"
