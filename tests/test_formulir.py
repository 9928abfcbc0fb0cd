"""The units' forms: written and read back, moved and sorted, filled in wrongly."""

from __future__ import annotations

import datetime as dt
import math
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from kinerja.kantor import Kantor, muat
from kinerja.keluaran.formulir_tulis import (
    BarisAnggaran,
    BarisKinerja,
    BarisTindakLanjut,
    IsiFormulir,
    baris_anggaran,
    baris_kinerja,
    cara_mengisi,
    tulis_formulir,
)
from kinerja.masukan import formulir, perencanaan
from kinerja.masukan.buku import buka
from kinerja.masukan.formulir_bentuk import KOLOM_KAMUS, Identitas, baca_identitas
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.skema import bentuk, skema

AKAR = Path(__file__).resolve().parents[1]
TAHUN, TW = 2025, 2
NAMA = "Bidang_Tenaga_Kerja_TW2_2025.xlsx"
NAKER = "Bidang Tenaga Kerja"
Ubah = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def kantor() -> Kantor:
    return muat(AKAR, TAHUN)


@pytest.fixture(scope="module")
def rencana(kantor: Kantor) -> HasilBaca:
    return perencanaan.baca(buka(kantor.mentah(TAHUN) / "perencanaan.xlsx", "perencanaan.xlsx"), TAHUN, kantor)


Baca = Callable[..., HasilBaca]


@pytest.fixture
def baca(kantor: Kantor, rencana: HasilBaca, tmp_path: Path) -> Baca:
    """Read the committed form of one unit, changed first."""

    def jalan(ubah: Ubah | None = None, tahun: int = TAHUN, tw: int = TW) -> HasilBaca:
        shutil.copy(AKAR / f"data/raw/2025/TW2/{NAMA}", tmp_path / NAMA)
        if ubah is not None:
            buku = openpyxl.load_workbook(tmp_path / NAMA)
            ubah(buku)
            buku.save(tmp_path / NAMA)
        return baca_berkas(tmp_path / NAMA, kantor, rencana, tahun, tw)

    return jalan


def baca_berkas(jalur: Path, kantor: Kantor, rencana: HasilBaca, tahun: int = TAHUN, tw: int = TW) -> HasilBaca:
    b = buka(jalur, jalur.name)
    kode = {str(a["kode_anggaran"]) for a in rencana.anggaran}
    hasil = formulir.baca(b, tahun, tw, rencana.indikator, kantor, kode, rencana.target)
    for nama in ("berkas", "baris_tidak_dibaca", "realisasi", "realisasi_anggaran", "temuan_ingest"):
        bentuk(nama, getattr(hasil, nama))
    c = hasil.berkas[0]
    assert c["baris_tabel"] == int(str(c["baris_dibaca"])) + int(str(c["baris_tidak_dibaca"]))
    assert c["baris_tidak_dibaca"] == len(hasil.baris_tidak_dibaca)
    return hasil


def satu(hasil: HasilBaca, kode: str) -> Catatan:
    ada = [t for t in hasil.temuan_ingest if t["kode"] == kode]
    assert len(ada) == 1, [(t["kode"], t["pesan"]) for t in hasil.temuan_ingest]
    return ada[0]


def sel(buku: Workbook, lembar: str, kode: str, judul: str) -> openpyxl.cell.Cell:
    lb = buku[lembar]
    kepala = next(r for r in lb.iter_rows(max_row=10) if r[0].value in ("Kode Indikator", "Kode"))
    kolom = next(c.column for c in kepala if c.value == judul)
    baris = next(r[0].row for r in lb.iter_rows(min_row=kepala[0].row + 1) if r[0].value == kode)
    return lb.cell(baris, kolom)  # type: ignore[return-value]


def isi(kode: str, judul: str, nilai: object, lembar: str = "Kinerja") -> Ubah:
    def ubah(buku: Workbook) -> None:
        sel(buku, lembar, kode, judul).value = nilai  # type: ignore[assignment]

    return ubah


def alamat(kode: str, judul: str, lembar: str = "Kinerja") -> str:
    return str(sel(openpyxl.load_workbook(AKAR / f"data/raw/2025/TW2/{NAMA}"), lembar, kode, judul).coordinate)


def baris(hasil: HasilBaca, kode: str) -> Catatan:
    return next(r for r in hasil.realisasi if r["kode_indikator"] == kode)


# ---- what is right ------------------------------------------------------------------------------------------------
def test_contoh_terbaca(baca: Baca) -> None:
    hasil = baca()
    assert hasil.temuan_ingest == []
    b = hasil.berkas[0]
    assert (b["bidang"], b["triwulan"], b["revisi"], b["status"], b["jenis"]) == (NAKER, 2, 0, "dipakai", "formulir")
    assert (baris(hasil, "TK-03")["pembilang"], baris(hasil, "TK-03")["penyebut"]) == (34.0, 52.0)
    assert baris(hasil, "TK-04")["realisasi"] == 32.0
    assert baris(hasil, "TK-01")["keadaan"] == "belum_tersedia"
    assert baris(hasil, "TK-06")["keadaan"] == "tanpa_kejadian"
    assert baris(hasil, "TK-04")["asal_sel"] == alamat("TK-04", "Realisasi")
    assert "angkatan I dan II" in str(baris(hasil, "TK-04")["bukti"])
    uang = {a["kode_anggaran"]: a for a in hasil.realisasi_anggaran}
    assert uang["2.07.03.2.01.0001"]["realisasi_rp"] == 226_387_500
    assert uang["2.07.03.2.01.0001"]["fisik_pct"] == 40.0
    for nama in ("berkas", "realisasi", "realisasi_anggaran"):
        skema(nama).validate(bentuk(nama, getattr(hasil, nama)), lazy=True)


def test_urutan_baris_dan_kolom_tidak_berpengaruh(baca: Baca) -> None:
    lama = baca()

    def ubah(buku: Workbook) -> None:
        lb = buku["Kinerja"]
        semua = [[c.value for c in r] for r in lb.iter_rows()]
        kepala = next(i for i, r in enumerate(semua) if r[0] == "Kode Indikator")
        lb.delete_rows(1, lb.max_row)
        for r in [semua[kepala], *reversed(semua[kepala + 1 :])]:
            lb.append(list(reversed(r)))

    baru = baca(ubah)

    def inti(h: HasilBaca) -> dict[str, tuple[str, ...]]:
        kolom = ("realisasi", "pembilang", "penyebut", "keadaan", "bukti")
        return {str(r["kode_indikator"]): tuple(str(r[k]) for k in kolom) for r in h.realisasi}

    assert inti(baru) == inti(lama)
    assert baru.temuan_ingest == []


@pytest.mark.parametrize(
    ("kode", "judul", "nilai", "kolom", "hasil"),
    [
        ("TK-04", "Realisasi", "1.514", "realisasi", 1514.0),
        ("TK-04", "Realisasi", "nihil", "realisasi", 0.0),
        ("TK-04", "Realisasi", 0, "realisasi", 0.0),
        ("TK-07", "Realisasi", "53,25 %", "realisasi", 53.25),
        ("TK-04", "Realisasi", "belum rilis", "keadaan", "belum_tersedia"),
        ("TK-04", "Realisasi", "Belum tersedia s.d. November", "keadaan", "belum_tersedia"),
        ("TK-04", "Realisasi", "menunggu rilis BPS", "keadaan", "belum_tersedia"),
        ("TK-04", "Realisasi", "-", "keadaan", ""),
        ("TK-03", "Penyebut", 0, "keadaan", "tanpa_kejadian"),
        ("TK-03", "Realisasi", "belum tersedia", "keadaan", "belum_tersedia"),
        ("TK-03", "Realisasi", "tidak ada permohonan", "keadaan", "tanpa_kejadian"),
    ],
)
def test_isian(baca: Baca, kode: str, judul: str, nilai: object, kolom: str, hasil: object) -> None:
    h = baca(isi(kode, judul, nilai))
    assert baris(h, kode)[kolom] == hasil
    assert {t["tingkat"] for t in h.temuan_ingest} <= {"info"}


def test_sel_kosong_bukan_nol(baca: Baca) -> None:
    r = baris(baca(isi("TK-04", "Realisasi", None)), "TK-04")
    assert math.isnan(float(str(r["realisasi"])))
    assert (r["keadaan"], r["asal_sel"]) == ("", alamat("TK-04", "Realisasi"))


def test_predikat_dan_tanggal(tmp_path: Path, kantor: Kantor, rencana: HasilBaca) -> None:
    asal = baris_kinerja(rencana.indikator, rencana.target, "Sekretariat", TW)
    nilai = {"SK-01": "B (68,40)", "SK-02": dt.date(2025, 3, 3)}
    rows = [replace(b, realisasi=nilai.get(b.kode, 1)) for b in asal]
    tulis_formulir(tmp_path / "s.xlsx", Identitas(kantor.dinas.nama, TAHUN, TW, "Sekretariat"), IsiFormulir(rows))
    hasil = baca_berkas(tmp_path / "s.xlsx", kantor, rencana)
    assert baris(hasil, "SK-01")["realisasi"] == 4.0
    assert baris(hasil, "SK-02")["realisasi"] == 62.0
    assert baris(hasil, "SK-02")["realisasi_teks"] == "3 Maret 2025"


# ---- what is wrong ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kode", "judul", "nilai", "temuan_kode"),
    [
        ("TK-04", "Realisasi", "0.125", "angka_ambigu"),
        ("TK-07", "Realisasi", "85.5", "angka_ambigu"),
        ("TK-04", "Realisasi", "sudah dilatih", "angka_tidak_terbaca"),
        ("TK-04", "Realisasi", "sekitar 30 orang dari 40", "angka_tidak_terbaca"),
        ("TK-04", "Realisasi", dt.date(2025, 4, 3), "angka_tidak_terbaca"),
        ("TK-04", "Realisasi", True, "angka_tidak_terbaca"),
        ("TK-04", "Realisasi", "#REF!", "galat_rumus"),
        ("TK-04", "Realisasi", "32", "angka_sebagai_teks"),
        ("TK-03", "Pembilang", "#DIV/0!", "galat_rumus"),
        ("TK-03", "Pembilang", None, "isian_hilang"),
        ("TK-03", "Penyebut", None, "isian_hilang"),
        ("TK-03", "Pembilang", "0.125", "angka_ambigu"),
        ("TK-03", "Realisasi", 55, "rasio_beda"),
    ],
)
def test_sel_salah(baca: Baca, kode: str, judul: str, nilai: object, temuan_kode: str) -> None:
    t = satu(baca(isi(kode, judul, nilai)), temuan_kode)
    assert (t["berkas"], t["lembar"], t["sel"]) == (NAMA, "Kinerja", alamat(kode, judul))
    assert (t["kode_indikator"], t["bidang"]) == (kode, NAKER)


@pytest.mark.parametrize(
    ("kode", "judul", "nilai", "temuan_kode"),
    [
        ("2.07.03.2.01.0001", "Realisasi TW ini (Rp)", None, "anggaran_belum_diisi"),
        ("2.07.03.2.01.0001", "Realisasi TW ini (Rp)", "226.387", "angka_sebagai_teks"),
        ("2.07.03.2.01.0001", "Realisasi TW ini (Rp)", 226387500.5, "rupiah_pecahan"),
        ("2.07.03.2.01.0001", "Realisasi TW ini (Rp)", "dua juta", "angka_tidak_terbaca"),
        ("2.07.03.2.01.0001", "Kode", "2.07.03.2.01.0009", "anggaran_tidak_dikenal"),
        ("2.07.03.2.01.0001", "Kode", "20703", "kode_tidak_sah"),
    ],
)
def test_sel_anggaran_salah(baca: Baca, kode: str, judul: str, nilai: object, temuan_kode: str) -> None:
    t = satu(baca(isi(kode, judul, nilai, "Anggaran")), temuan_kode)
    assert (t["lembar"], t["sel"]) == ("Anggaran", alamat(kode, judul, "Anggaran"))


def test_jumlah_tercetak_hanya_ikhtisar(baca: Baca) -> None:
    def ubah(buku: Workbook) -> None:
        buku["Anggaran"].append(["2.07.03", "Program", None, 226387500])
        buku["Anggaran"].append(["JUMLAH", None, None, 999])

    hasil = baca(ubah)
    ikhtisar = {r["kode_anggaran"]: r["ikhtisar"] for r in hasil.realisasi_anggaran}
    assert ikhtisar["2.07.03"] is True
    assert ikhtisar["2.07.03.2.01.0001"] is False
    assert [b["isi"] for b in hasil.baris_tidak_dibaca] == ["JUMLAH | 999"]


@pytest.mark.parametrize(("tahun", "tw"), [(2024, 2), (2025, 3)])
def test_formulir_asing_ditolak_seluruhnya(baca: Baca, tahun: int, tw: int) -> None:
    hasil = baca(None, tahun, tw)
    t = satu(hasil, "formulir_asing")
    assert "Triwulan II Tahun 2025" in str(t["pesan"])
    assert (hasil.realisasi, hasil.realisasi_anggaran, hasil.berkas[0]["status"]) == ([], [], "ditolak")
    assert len(hasil.baris_tidak_dibaca) == 8 + 6 + 9  # indicators, budget rows, follow-ups


def test_dinas_lain(baca: Baca) -> None:
    def ubah(buku: Workbook) -> None:
        buku["_identitas"]["B3"] = "Dinas Pertanian"

    assert "milik Dinas Pertanian" in str(satu(baca(ubah), "formulir_asing")["pesan"])


def test_bidang_salah_dalam_identitas(baca: Baca) -> None:
    def ubah(buku: Workbook) -> None:
        buku["_identitas"]["B6"] = "Bidang Tenaga Krja"

    t = satu(baca(ubah), "bidang_tidak_dikenal")
    assert (t["berkas"], t["lembar"]) == (NAMA, "_identitas")
    assert '"Bidang Tenaga Kerja"' in str(t["pesan"])


def test_identitas_hilang(baca: Baca) -> None:
    hasil = baca(lambda b: b.remove(b["_identitas"]))
    assert satu(hasil, "lembar_hilang")["lembar"] == "_identitas"
    # The indicators still say whose form it is, so every other finding comes at once.
    assert hasil.berkas[0]["bidang"] == NAKER
    assert len(hasil.realisasi) == 8


@pytest.mark.parametrize("nilai", ["", "dua", "5", None])
def test_identitas_rusak(baca: Baca, nilai: str | None) -> None:
    def ubah(buku: Workbook) -> None:
        buku["_identitas"]["B5"] = nilai

    assert satu(baca(ubah), "lembar_hilang")["lembar"] == "_identitas"


def test_kode_asing_dan_ganda(baca: Baca) -> None:
    def ubah(buku: Workbook) -> None:
        lb = buku["Kinerja"]
        lb.append([c.value for c in lb[sel(buku, "Kinerja", "TK-04", "Realisasi").row]])
        lb.append(["TK-09", "Indikator baru", "orang", None, None, None, None, 5])

    hasil = baca(ubah)
    ganda, asing = satu(hasil, "indikator_ganda"), satu(hasil, "indikator_tidak_dikenal")
    akhir = int(alamat("TK-08", "Kode Indikator")[1:])
    assert (ganda["sel"], ganda["kode_indikator"]) == (f"A{akhir + 1}", "TK-04")
    assert f"{alamat('TK-04', 'Kode Indikator')} dan A{akhir + 1}" in str(ganda["pesan"])
    assert asing["sel"] == f"A{akhir + 2}"
    assert [b["alasan"] for b in hasil.baris_tidak_dibaca] == [
        "kode indikator ganda", "kode indikator tidak ada dalam Perjanjian Kinerja",
    ]  # fmt: skip


def test_indikator_bidang_lain(baca: Baca) -> None:
    def ubah(buku: Workbook) -> None:
        buku["Kinerja"].append(["IN-01", "x", "unit usaha", None, None, None, None, 5])
        buku["Kinerja"].append(["TR-02"])

    hasil = baca(ubah)
    t = satu(hasil, "indikator_bidang_lain")
    akhir = int(alamat("TK-08", "Kode Indikator")[1:])
    assert (t["sel"], t["kode_indikator"]) == (f"A{akhir + 1}", "IN-01")
    assert "Bidang Perindustrian" in str(t["pesan"])
    assert len(hasil.baris_tidak_dibaca) == 2


def test_angka_tanpa_kode(baca: Baca) -> None:
    hasil = baca(isi("TK-04", "Kode Indikator", None))
    assert satu(hasil, "isian_hilang")["sel"] == alamat("TK-04", "Kode Indikator")


@pytest.mark.parametrize("judul", ["Kode Indikator", "Realisasi", "Pembilang", "Bukti Dukung", "Penjelasan"])
def test_kolom_hilang(baca: Baca, judul: str) -> None:
    def ubah(buku: Workbook) -> None:
        lb = buku["Kinerja"]
        lb.delete_cols(next(c.column for r in lb.iter_rows(max_row=10) for c in r if c.value == judul))

    t = satu(baca(ubah), "kolom_hilang")
    assert (t["berkas"], t["lembar"]) == (NAMA, "Kinerja")
    assert judul in str(t["pesan"])


def test_lembar_kinerja_hilang(baca: Baca) -> None:
    hasil = baca(lambda b: b.remove(b["Kinerja"]))
    assert satu(hasil, "lembar_hilang")["lembar"] == "Kinerja"
    assert hasil.realisasi == []


# ---- writing ------------------------------------------------------------------------------------------------------
def contoh_formulir(jalur: Path, **lain: dt.datetime) -> None:
    tulis_formulir(
        jalur,
        Identitas("Dinas Uji", 2025, 3, "Bidang Uji", 1, contoh=True),
        IsiFormulir(
            [
                BarisKinerja(
                    "A-1",
                    "=HYPERLINK(1)",
                    "%",
                    "cara",
                    "75,50",
                    "+5",
                    "=1",
                    rasio=True,
                    pembilang=1,
                    penyebut=2,
                    bukti="-bukti",
                    pendorong="@x",
                    penghambat="a\x07b",
                    tindak_lanjut="x\ny",
                    penjelasan="=",
                    definisi="=1+1",
                    formulasi="\x07=cmd|' /C calc'!A0",
                ),
                BarisKinerja("A-2", "Indikator", "orang", "cara", 5, realisasi=7.25, jenis_target="angka"),
                BarisKinerja("A-3", "Predikat", "predikat", "cara", "BB", pilihan=("A", "BB")),
            ],
            [BarisAnggaran("2.07.03.2.01.0001", "Pelatihan", 8_189_493_807, 5, 4_565_922_776, 55.5)],
            [BarisTindakLanjut("TL-2025-1-A-1", "A-1", "=1+1", "@pic", "Juli")],
            [dict.fromkeys(KOLOM_KAMUS, "=kamus")],
            "Kabupaten Uji",
            "14 Oktober 2025",
        ),
        **lain,
    )


def test_byte_sama(tmp_path: Path) -> None:
    contoh_formulir(tmp_path / "a.xlsx")
    contoh_formulir(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as z:
        assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z</dcterms:modified>" in z.read("docProps/core.xml")


def test_teks_tidak_menjadi_rumus(tmp_path: Path) -> None:
    contoh_formulir(tmp_path / "a.xlsx")
    buku = openpyxl.load_workbook(tmp_path / "a.xlsx")
    baris_isi = [c for lb in buku for r in lb.iter_rows() for c in r if c.value is not None]
    assert not [c for c in baris_isi if c.data_type == "f"]
    teks = {c.value: c for c in baris_isi if isinstance(c.value, str)}
    for t in ("=HYPERLINK(1)", "+5", "=1", "-bukti", "@x", "=", "=1+1", "@pic", "=kamus"):
        assert teks[t].quotePrefix
    assert "ab" in teks  # what a workbook cannot hold is left out


def test_hanya_isian_yang_terbuka(tmp_path: Path) -> None:
    contoh_formulir(tmp_path / "a.xlsx")
    buku = openpyxl.load_workbook(tmp_path / "a.xlsx")
    lb = buku["Kinerja"]
    assert all(x.protection.sheet for x in buku)
    assert buku["_identitas"].sheet_state == "hidden"
    kepala = next(r for r in lb.iter_rows() if r[0].value == "Kode Indikator")
    judul, atas = {c.column: c.value for c in kepala}, kepala[0].row
    terbuka = [[judul[c.column] for c in lb[atas + n] if not c.protection.locked] for n in (1, 2)]
    uraian = ["Bukti Dukung", "Faktor Pendorong", "Faktor Penghambat", "Tindak Lanjut", "PIC", "Tenggat", "Penjelasan"]
    assert terbuka == [["Pembilang", "Penyebut", *uraian], ["Realisasi", *uraian]]
    assert not [c for n in range(1, atas + 1) for c in lb[n] if not c.protection.locked]
    for nama, harap in (("Anggaran", 3), ("Tindak Lanjut", 2), ("Kamus", 0), ("Petunjuk", 0)):
        assert len([c for r in buku[nama].iter_rows() for c in r if not c.protection.locked]) == harap
    assert buku["Anggaran"]["C7"].value == 8_189_493_807


def test_identitas_pulang_pergi(tmp_path: Path) -> None:
    contoh_formulir(tmp_path / "a.xlsx")
    b = buka(tmp_path / "a.xlsx", "a.xlsx")
    assert formulir.dikenali(b)
    assert baca_identitas(b) == Identitas("Dinas Uji", 2025, 3, "Bidang Uji", 1)


def test_isi_awal_dari_rencana(rencana: HasilBaca) -> None:
    naker = {b.kode: b for b in baris_kinerja(rencana.indikator, rencana.target, NAKER, 2)}
    assert list(naker) == [f"TK-0{n}" for n in range(1, 9)]
    assert (naker["TK-04"].target, naker["TK-01"].target, naker["TK-03"].rasio) == ("32", "-", True)
    assert naker["TK-01"].cara.startswith("Baru tersedia mulai TW IV")
    cara = {str(i["kode_indikator"]): cara_mengisi(i, 4) for i in rencana.indikator}
    assert "posisi" in cara["TK-01"]
    assert "tambahan" in cara["TK-04"]
    assert "rata-rata" in cara["SK-04"]
    assert "misalnya BB" in cara["SK-01"]
    uang = {b.kode: b.pagu for tw in (3, 4) for b in baris_anggaran(rencana.anggaran, NAKER, tw)}
    assert uang["2.07.03.2.01.0001"] == 655_900_000  # DPPA, in force from TW IV
    assert baris_anggaran(rencana.anggaran, NAKER, 3)[0].pagu == 612_400_000
    assert all(len(k.split(".")) == 6 for k in uang)
