"""Tables that are not our form: headings of every spelling, figures of the quarter or to date, names, corrections."""

from __future__ import annotations

import math
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml

from kinerja.aturan import Bidang, Dinas, Padanan
from kinerja.formulir import buat_formulir
from kinerja.ingest import ingest
from kinerja.kantor import Kantor, Periode, muat
from kinerja.kiriman import Kiriman
from kinerja.masukan import tabel_biasa
from kinerja.masukan.buku import buka
from kinerja.masukan.hasil import HasilBaca
from kinerja.masukan.judul_lain import baca_judul
from kinerja.masukan.tabel_biasa_kolom import arti_kolom
from kinerja.masukan.tabel_lain import Kolom as KolomCetak
from kinerja.padanan import BERKAS
from kinerja.rantai import jalan
from tests.tabel_uji import indikator, kantor, lapor, lapor_rasio, target

KEPALA = ["No", "Indikator Kinerja", "Satuan", "Target TW II", "Realisasi TW II", "Bukti Dukung"]
ORANG = indikator("J1", indikator="Jumlah orang dilatih")
POSISI = indikator("P1", indikator="Persentase jalan mantap", satuan="%", konsolidasi="akhir")
RATA = indikator("R1", indikator="Indeks kepuasan", satuan="indeks", konsolidasi="rata")
RASIO = indikator("Q1", indikator="Persentase kasus selesai", satuan="%", konsolidasi="rasio", jenis_target="rasio")
MILIK_B = indikator("B1", indikator="Jumlah usaha dibina", bidang="B")
BERSAMA = indikator("AB", indikator="Jumlah rapat bersama", bidang="A; B")
SEMUA = [ORANG, POSISI, RATA, RASIO, MILIK_B, BERSAMA]
NAMA = {str(i["kode_indikator"]): str(i["indikator"]) for i in SEMUA}


def xlsx(folder, *lembar, gabung=(), nama="tabel.xlsx", persen=(), identitas=None):
    """Write a workbook; every sheet a list of rows."""
    wb = openpyxl.Workbook()
    for n, isi in enumerate(lembar):
        ws = wb.active if n == 0 else wb.create_sheet()
        ws.title = f"Rekap {n + 1}"
        for baris in isi:
            ws.append([None if x == "" else x for x in baris])
    for rentang in gabung:
        wb.worksheets[0].merge_cells(rentang)
    for sel in persen:
        wb.worksheets[0][sel].number_format = "0%"
    if identitas:
        ws = wb.create_sheet("_identitas")
        ws.sheet_state = "hidden"
        for b in identitas.items():
            ws.append(b)
    jalur = Path(folder) / nama
    wb.save(jalur)
    return jalur


def csv(folder, isi, pemisah=";", sandi="utf-8", nama="tabel.csv"):
    teks = "\r\n".join(pemisah.join(f'"{x}"' if pemisah in str(x) else str(x) for x in b) for b in isi) + "\r\n"
    jalur = Path(folder) / nama
    jalur.write_bytes(teks.encode(sandi))
    return jalur


def baca(jalur, tw=2, dulu=(), rencana=(), k=None, sasaran=SEMUA):
    """Read one file as reports of a quarter."""
    k = k or kantor()
    berkas = f"data/raw/2025/TW{tw}/{jalur.name}"
    hasil = HasilBaca(indikator=list(sasaran), realisasi=list(dulu), target=list(rencana))
    tabel_biasa.baca_semua([(Kiriman(jalur, berkas, tw), buka(jalur, berkas))], k, Periode(2025, tw), hasil)
    hasil.realisasi = [r for r in hasil.realisasi if r["triwulan"] == tw]
    periksa_akun(hasil)
    return hasil


def periksa_akun(hasil):
    """Rows of every file are those that were read and those that are listed."""
    for b in hasil.berkas:
        lewat = [x for x in hasil.baris_tidak_dibaca if x["berkas"] == b["berkas"]]
        assert b["baris_tabel"] == b["baris_dibaca"] + b["baris_tidak_dibaca"]
        if b["status"] == "dipakai":
            assert b["baris_tidak_dibaca"] == len(lewat)
            assert b["baris_dibaca"] == sum(1 for r in hasil.realisasi if r["asal_berkas"] == b["berkas"])
            assert len({(x["lembar"], x["baris"]) for x in lewat}) == len(lewat)
            assert all(x["alasan"] for x in lewat)


def nilai(hasil, kode="J1", kolom="realisasi"):
    return next(r[kolom] for r in hasil.realisasi if r["kode_indikator"] == kode)


def kode(hasil, tingkat=("tolak", "jelaskan")):
    return [t["kode"] for t in hasil.temuan_ingest if t["tingkat"] in tingkat]


def cari(hasil, kode_temuan):
    return next(t for t in hasil.temuan_ingest if t["kode"] == kode_temuan)


def baris(kode_indikator="J1", realisasi: object = 12, sasaran="", bukti="SK 1", no=1):
    i = next(x for x in SEMUA if x["kode_indikator"] == kode_indikator)
    return [no, i["indikator"], i["satuan"], sasaran, realisasi, bukti]


# ---- headings -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "kepala",
    [
        KEPALA,
        ["N0", "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi Triwulan II", "Data Dukung"],
        ["NO", "Indikator Kinerja Sasaran Strategis (IKSS)", "Satuan", "TARGET TW 2", "REALISASI TW 2", "Eviden"],
        ["No", "Indikator Kinerja Program (Outcome)/Kegiatan (Output)", "SATUAN", "Target", "Realisasi Q2", "Bukti"],
        ["No", "INDIKATOR", "Satuan", "Target\nTriwulan II", "Realisasi\nTriwulan\nII", "Dokumen Pendukung"],
        ["No", "Kinerja Utama", "Satuan", "Target IKU", "Realisasi IKU Triwulan II Tahun 2025", "Bukti"],
        ["No", "Indikator Kinerja", "Satuan", "Target", "Realis asi TW II", "Bukti Dukung Realisasi"],
        ["No", "Uraian", "Satuan", "Target", "Realisasi April - Juni 2025", "bukti dukung"],
        ["No", "Indikator", "Satuan", "Target", "Capaian TW II", "Bukti"],
    ],
)
def test_ejaan_judul(tmp_path, kepala):
    h = baca(xlsx(tmp_path, [["REKAP KINERJA"], [], kepala, baris()]))
    assert (nilai(h), nilai(h, kolom="bukti"), nilai(h, kolom="asal_sel")) == (12.0, "SK 1", "E4")
    assert kode(h) == []


def test_kolom_dalam_urutan_apa_pun_dan_semua_uraian(tmp_path):
    kepala = ["Batas Waktu", "Kendala", "Realisasi TW II", "Solusi", "PIC", "Faktor Pendukung", "Ket.", "Indikator"]
    isi = ["Juli", "hujan", 12, "tambah kelas", "Kabid", "instruktur", "wajar", NAMA["J1"]]
    h = baca(xlsx(tmp_path, [kepala, isi]))
    r = h.realisasi[0]
    kunci = ("tenggat", "penghambat", "realisasi", "tindak_lanjut", "pic", "pendorong", "penjelasan")
    assert [r[k] for k in kunci] == ["Juli", "hujan", 12.0, "tambah kelas", "Kabid", "instruktur", "wajar"]
    assert (r["asal_lembar"], r["asal_sel"]) == ("Rekap 1", "C2")


def test_kode_pada_kolom_kode(tmp_path):
    h = baca(xlsx(tmp_path, [["Kode", "Indikator", "Realisasi TW II"], ["j1", "nama lain", 12], ["P1", "", 80]]))
    assert (nilai(h), nilai(h, "P1")) == (12.0, 80.0)


def test_kode_dan_nama_milik_indikator_lain_ditolak(tmp_path):
    h = baca(xlsx(tmp_path, [["Kode", "Indikator", "Realisasi TW II"], ["J1", NAMA["P1"], 12]]))
    assert h.realisasi == []
    assert kode(h) == ["baris_tertukar"]


def test_kepala_bertingkat_sel_gabungan_dan_baris_nomor(tmp_path):
    isi = [
        ["No", "Indikator Kinerja", "Realisasi Triwulan II", "", "", "Faktor", ""],
        ["", "", "Pembilang", "Penyebut", "Nilai", "Pendorong", "Penghambat"],
        [f"({n})" for n in range(1, 8)],
        [1, NAMA["J1"], "", "", 12, "a", "b"],
        [2, NAMA["Q1"], 3, 4, 75, "c", "d"],
    ]
    gabung = ("A1:A2", "B1:B2", "C1:E1", "F1:G1")
    for g in (gabung, ()):
        h = baca(xlsx(tmp_path, isi, gabung=g))
        assert (nilai(h), nilai(h, "Q1", "pembilang"), nilai(h, "Q1", "penyebut")) == (12.0, 3.0, 4.0)
        assert nilai(h, "Q1", "pendorong") + nilai(h, "Q1", "penghambat") == "cd"
        assert nilai(h, "Q1", "asal_sel") == "C5"
        assert kode(h) == []


def test_empat_triwulan_berdampingan(tmp_path):
    isi = [
        ["No", "Indikator", "Target", "Realisasi Kinerja Pada Triwulan I - IV", *[""] * 7],
        ["", "", "", "I", "", "II", "", "III", "", "IV", ""],
        ["", "", "", *["K", "Rp"] * 4],
        [1, NAMA["J1"], 40, 5, 1000000, 12, 2000000, "", "", "", ""],
    ]
    h = baca(xlsx(tmp_path, isi, gabung=("D1:K1", "D2:E2", "F2:G2", "H2:I2", "J2:K2")))
    assert nilai(h) == 12.0
    sebab = [t["pesan"] for t in h.temuan_ingest if t["kode"] == "kolom_tidak_dibaca"]
    assert any("triwulan lain" in s for s in sebab)
    assert any("berisi uang" in s for s in sebab)
    assert [r["kode_indikator"] for r in h.realisasi] == ["J1"]


@pytest.mark.parametrize(
    ("judul", "tw", "arti"),
    [
        ("Realisasi TW II", 2, "tw"),
        ("Realisasi", 2, "polos"),
        ("Realisasi 2025", 2, "polos"),
        ("Realisasi s.d. TW II", 2, "sd"),
        ("Realisasi sampai dengan Triwulan II Tahun 2025", 2, "sd"),
        ("Realisasi s/d TW II", 2, "sd"),
        ("Realisasi TW I - II", 2, "sd"),
        ("Realisasi TW I s.d. TW II", 2, "sd"),
        ("Realisasi s.d Semester I", 2, "sd"),
        ("Realisasi Semester I", 2, "sd"),
        ("Realisasi Semester II", 4, "semester"),
        ("Realisasi s.d. Juni 2025", 2, "sd"),
        ("Realisasi Januari - Juni", 2, "sd"),
        ("Realisasi Per Triwulan (kumulatif) > II", 2, "sd"),
        ("Realisasi Triwulan I - IV > IV > K", 4, "tw"),
        ("Realisasi TW I", 2, ""),
        ("Realisasi TW I - II", 1, ""),
        ("Realisasi TW I s.d. TW II", 1, ""),
        ("Realisasi TW II - III", 3, ""),
        ("Realisasi Juni", 2, ""),
        ("Realisasi Mei - Juni", 2, ""),
        ("Realisasi 2024", 2, ""),
        ("Realisasi TW II Tahun 2024", 2, ""),
        ("Realisasi tahun lalu", 2, ""),
        ("Realisasi TW sebelumnya", 2, ""),
        ("Realisasi s.d. Tahun 2025", 2, ""),
        ("Realisasi akhir Renstra", 2, ""),
    ],
)
def test_arti_judul_realisasi(judul, tw, arti):
    a = baca_judul(judul.split(" > "))
    assert a.peran == "realisasi"
    hasil, sebab = arti_kolom(KolomCetak(0, judul, a.peran, a), 2025, tw)
    assert hasil == arti
    assert bool(sebab) == (arti == "")


def test_dua_kolom_untuk_hal_yang_sama_ditolak(tmp_path):
    h = baca(xlsx(tmp_path, [["Indikator", "Realisasi TW II", "Realisasi Triwulan II"], [NAMA["J1"], 12, 13]]))
    assert h.realisasi == []
    assert kode(h) == ["kolom_ganda", "kolom_ganda"]
    assert {t["sel"] for t in h.temuan_ingest if t["kode"] == "kolom_ganda"} == {"B1", "C1"}


def test_tanpa_kolom_triwulan_ini_ditolak(tmp_path):
    h = baca(xlsx(tmp_path, [["Indikator", "Target", "Realisasi TW I"], [NAMA["J1"], 40, 5]]))
    assert h.realisasi == []
    assert kode(h) == ["kolom_hilang"]
    assert h.baris_tidak_dibaca[0]["alasan"].startswith("tidak ada kolom realisasi TW II")


# ---- of the quarter, or to date -------------------------------------------------------------------------------------
def sd(tmp_path, kode_indikator, isi, judul="Realisasi s.d. TW II", **lain):
    return baca(xlsx(tmp_path, [["Indikator", judul], [NAMA[kode_indikator], isi]]), **lain)


def test_kumulatif_jumlah_menjadi_angka_triwulan(tmp_path):
    rencana = target("J1", 10, 10, 10, 10)
    h = sd(tmp_path, "J1", 30, dulu=lapor("J1", 12), rencana=rencana)
    assert (nilai(h), nilai(h, kolom="realisasi_teks")) == (18.0, "18")
    assert kode(h) == []
    h = sd(tmp_path, "J1", 0.3, dulu=lapor("J1", 0.1, 0.1), rencana=rencana, tw=3, judul="Realisasi s.d. TW III")
    assert nilai(h) == 0.1


def test_kumulatif_jumlah_tanpa_triwulan_lalu_tidak_terurai(tmp_path):
    h = sd(tmp_path, "J1", 30, rencana=target("J1", 10, 10, 10, 10))
    assert math.isnan(nilai(h))
    assert kode(h) == ["kumulatif_tidak_terurai"]
    assert (cari(h, "kumulatif_tidak_terurai")["sel"], cari(h, "kumulatif_tidak_terurai")["nilai"]) == ("B2", "30")
    assert "TW I belum dilaporkan" in cari(h, "kumulatif_tidak_terurai")["pesan"]


def test_triwulan_lalu_yang_tidak_ditargetkan_boleh_kosong(tmp_path):
    h = sd(tmp_path, "J1", 30, rencana=target("J1", None, 10, 10, 10))
    assert (nilai(h), kode(h)) == (30.0, [])
    lain = [indikator("J1", indikator=NAMA["J1"], tersedia_tw=2)]
    assert nilai(sd(tmp_path, "J1", 30, rencana=target("J1", 10, 10, 10, 10), sasaran=lain)) == 30.0


def test_kumulatif_turun(tmp_path):
    h = sd(tmp_path, "J1", 10, dulu=lapor("J1", 12), rencana=target("J1", 10, 10))
    assert nilai(h) == -2.0
    assert kode(h) == ["kumulatif_turun"]


@pytest.mark.parametrize("judul", ["Realisasi s.d. TW II", "Realisasi", "Realisasi kumulatif", "Realisasi TW II"])
def test_posisi_akhir_dibaca_apa_adanya(tmp_path, judul):
    h = sd(tmp_path, "P1", 81.5, judul)
    assert (nilai(h, "P1"), kode(h)) == (81.5, [])


@pytest.mark.parametrize("kode_indikator", ["J1", "R1", "Q1"])
def test_realisasi_tanpa_keterangan(tmp_path, kode_indikator):
    h = sd(tmp_path, kode_indikator, 30, "Realisasi", dulu=lapor("J1", 12))
    assert math.isnan(nilai(h, kode_indikator))
    assert kode(h) == ["realisasi_tanpa_keterangan"]
    t = cari(h, "realisasi_tanpa_keterangan")
    assert (t["sel"], t["kode_indikator"], t["nilai"]) == ("B2", kode_indikator, "Realisasi")


@pytest.mark.parametrize("judul", ["Realisasi", "Realisasi s.d. TW I", "Realisasi TW I", "Realisasi 2025"])
def test_di_triwulan_satu_semua_judul_sama_artinya(tmp_path, judul):
    isi = [["Indikator", judul], [NAMA["J1"], 30], [NAMA["R1"], 80]]
    h = baca(xlsx(tmp_path, isi), tw=1)
    assert (nilai(h), nilai(h, "R1"), kode(h)) == (30.0, 80.0, [])


@pytest.mark.parametrize("kode_indikator", ["R1", "Q1"])
def test_rata_dan_rasio_kumulatif_tidak_terurai(tmp_path, kode_indikator):
    h = sd(tmp_path, kode_indikator, 30, dulu=lapor("R1", 12))
    assert math.isnan(nilai(h, kode_indikator))
    assert kode(h) == ["kumulatif_tidak_terurai"]


def test_rasio_kumulatif_diurai_lewat_pembilang_dan_penyebut(tmp_path):
    isi = [["Indikator", "Realisasi s.d. TW II", ""], ["", "Pembilang", "Penyebut"], [NAMA["Q1"], 30, 50]]
    rencana = target("Q1", 60, 60)
    h = baca(xlsx(tmp_path, isi), dulu=lapor_rasio("Q1", (10, 20)), rencana=rencana)
    assert (nilai(h, "Q1", "pembilang"), nilai(h, "Q1", "penyebut")) == (20.0, 30.0)
    assert (nilai(h, "Q1", "realisasi_teks"), kode(h)) == ("20 / 30", [])
    h = baca(xlsx(tmp_path, isi), dulu=lapor_rasio("Q1", (30, 50)), rencana=rencana)
    assert nilai(h, "Q1", "keadaan") == "tanpa_kejadian"


def test_rasio_tanpa_pembilang(tmp_path):
    h = sd(tmp_path, "Q1", 60, "Realisasi TW II")
    assert math.isnan(nilai(h, "Q1", "pembilang"))
    assert (kode(h), cari(h, "isian_hilang")["sel"]) == (["isian_hilang"], "B2")


# ---- figures --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tertulis", "terbaca", "temuan"),
    [
        ("2.274", 2274.0, []),
        ("1.000 orang", 1000.0, []),
        ("30 LPK", 30.0, ["satuan_beda"]),
        ("5,748", None, ["angka_ambigu"]),
        ("0.125", None, ["angka_ambigu"]),
        ("85.00", None, ["angka_ambigu"]),
        ("69,38", 69.38, []),
        ("170,395,000", 170395000.0, []),
        ("Nihil", 0.0, []),
        ("38 (Evaluasi Semester I)", 38.0, ["satuan_beda"]),
        ("Belum Tercapai (realisasi s.d. Oktober 82 %)", None, ["angka_tidak_terbaca"]),
        ("1:17,9", None, ["angka_tidak_terbaca"]),
        ("80 - 90", None, ["angka_tidak_terbaca"]),
        ("-", None, []),
        ("n/a", None, []),
        ("", None, []),
    ],
)
def test_angka_menurut_aturan_indonesia(tmp_path, tertulis, terbaca, temuan):
    isi = [KEPALA, baris(realisasi=tertulis)]
    for jalur in (xlsx(tmp_path, isi), csv(tmp_path, isi)):
        h = baca(jalur)
        assert nilai(h) == terbaca if terbaca is not None else math.isnan(nilai(h))
        if tertulis != "38 (Evaluasi Semester I)":
            assert kode(h) == temuan
        assert all(t["sel"] == "E2" for t in h.temuan_ingest if t["tingkat"] == "tolak")


def test_keadaan_sebagai_pengganti_angka(tmp_path):
    isi = [KEPALA, baris("J1", "belum rilis BPS"), baris("P1", "tidak ada kejadian", no=2)]
    h = baca(xlsx(tmp_path, isi))
    assert [r["keadaan"] for r in h.realisasi] == ["belum_tersedia", "tanpa_kejadian"]
    assert kode(h) == []


def test_persen_menurut_format_sel(tmp_path):
    h = baca(xlsx(tmp_path, [KEPALA, baris("P1", 0.8)], persen=["E2"]))
    assert (nilai(h, "P1"), kode(h)) == (80.0, [])
    assert nilai(baca(xlsx(tmp_path, [KEPALA, baris("P1", 0.8)])), "P1") == 0.8


def test_galat_rumus_dinamai_selnya(tmp_path):
    h = baca(xlsx(tmp_path, [KEPALA, baris(realisasi="#DIV/0!")]))
    assert math.isnan(nilai(h))
    assert [(t["kode"], t["sel"]) for t in h.temuan_ingest if t["tingkat"] == "tolak"] == [("galat_rumus", "E2")]


def test_satuan_dan_target_yang_berbeda(tmp_path):
    rencana = target("J1", 10, 12)
    rencana[1]["target_teks"] = "12"
    isi = [["Indikator", "Satuan", "Target 2025", "Target TW II", "Realisasi TW II", "Keterangan"]]
    sesuai = indikator("J1", indikator=NAMA["J1"], target_tahun_teks="40")
    h = baca(xlsx(tmp_path, [*isi, [NAMA["J1"], "ORANG", 40, "12,00", 12, ""]]), rencana=rencana, sasaran=[sesuai])
    assert kode(h) == []
    h = baca(xlsx(tmp_path, [*isi, [NAMA["J1"], "dokumen", 44, 15, 12, "ikut Perubahan"]]), rencana=rencana,
             sasaran=[sesuai])  # fmt: skip
    assert [(t["kode"], t["sel"], t["penjelasan"]) for t in h.temuan_ingest] == [
        ("satuan_beda", "B2", "ikut Perubahan"),
        ("target_diubah", "C2", "ikut Perubahan"),
        ("target_diubah", "D2", "ikut Perubahan"),
    ]
    assert nilai(h) == 12.0


def test_angka_di_sel_gabungan_tidak_dibagi(tmp_path):
    h = baca(xlsx(tmp_path, [KEPALA, baris("J1", 12), baris("P1", "", no=2)], gabung=("E2:E3",)))
    assert all(math.isnan(r["realisasi"]) for r in h.realisasi)
    assert [(t["kode"], t["sel"]) for t in h.temuan_ingest if t["tingkat"] == "tolak"] == [
        ("sel_gabungan", "E2"),
        ("sel_gabungan", "E3"),
    ]


# ---- rows -----------------------------------------------------------------------------------------------------------
def test_bagian_jumlah_dan_tanda_tangan_bukan_data(tmp_path):
    isi = [
        ["LAPORAN KINERJA TRIWULAN II TAHUN 2025"],
        [],
        KEPALA,
        [1, 2, 3, 4, 5, 6],
        ["", "Sasaran 1: Meningkatnya kompetensi"],
        baris(),
        ["", "Jumlah", "", 40, 12, ""],
        ["", "Rata-rata capaian", "", "", 30, ""],
        [],
        ["", "Mengetahui,", "", "", "Putussibau, 30 Juni 2025"],
        ["", "Kepala Dinas", "orang", "", "Kepala Bidang"],
        ["", "NIP. 19700101 199603 1 001", "", "", "NIP. 198001012005011001"],
    ]
    h = baca(xlsx(tmp_path, isi))
    assert [r["kode_indikator"] for r in h.realisasi] == ["J1"]
    assert kode(h) == []
    b = h.berkas[0]
    assert (b["baris_tabel"], b["baris_dibaca"], b["jenis"], b["bidang"]) == (7, 1, "tabel", "A")


def test_jabatan_di_kolom_pic_bukan_tanda_tangan(tmp_path):
    isi = [["Indikator", "Satuan", "Realisasi TW II", "PIC"], ["Nama asing", "%", "belum rilis BPS", "Kepala Bidang"]]
    h = baca(xlsx(tmp_path, [*isi, ["Nama lain", "%", "belum rilis BPS", "Sekretaris"]]))
    assert kode(h) == ["nama_belum_dipadankan"] * 2


def test_baris_berisi_angka_tanpa_nama(tmp_path):
    h = baca(xlsx(tmp_path, [KEPALA, baris(), [2, "", "orang", "", 7, ""]]))
    assert (kode(h), cari(h, "isian_hilang")["sel"]) == (["isian_hilang"], "E3")


def test_dua_tabel_satu_lembar_dan_lembar_lain(tmp_path):
    satu = [["Bidang A"], KEPALA, baris(), [], ["Bidang B"], ["Indikator", "Realisasi TW II", "PIC"]]
    h = baca(xlsx(tmp_path, [*satu, [NAMA["B1"], 9, "Kabid"]], [["catatan"], ["rapat"]]))
    terbaca = {(r["kode_indikator"], r["bidang"], r["asal_sel"]) for r in h.realisasi}
    assert terbaca == {("J1", "A", "E3"), ("B1", "B", "B7")}
    assert cari(h, "lembar_tidak_dibaca")["lembar"] == "Rekap 2"
    assert h.berkas[0]["baris_tabel"] == 3


def test_nama_indikator_dari_kata_judul_bukan_kepala_baru(tmp_path):
    aneh = indikator("K1", indikator="Realisasi indikator program", konsolidasi="akhir")
    kepala = ["Indikator", "Satuan", "Realisasi TW II", "PIC"]
    isi = [kepala, [aneh["indikator"], "%", "belum tersedia", "Kepala Program"]]
    h = baca(xlsx(tmp_path, isi), sasaran=[aneh])
    assert nilai(h, "K1", "keadaan") == "belum_tersedia"


def test_nama_gabungan_berarti_dua_kali(tmp_path):
    isi = [["Indikator", "Satuan", "Realisasi TW II"], [NAMA["J1"], "orang", 5], ["", "orang", 7]]
    h = baca(xlsx(tmp_path, isi, gabung=("A2:A3",)))
    assert (nilai(h), kode(h)) == (5.0, ["indikator_ganda"])
    assert "C2" in cari(h, "indikator_ganda")["pesan"]
    assert "C3" in cari(h, "indikator_ganda")["pesan"]


def test_baris_dan_kolom_tersembunyi_dinamai(tmp_path):
    jalur = xlsx(tmp_path, [KEPALA, baris(), baris("P1", 80, no=2)])
    wb = openpyxl.load_workbook(jalur)
    wb.active.row_dimensions[3].hidden = True
    wb.active.column_dimensions["F"].hidden = True
    wb.save(jalur)
    h = baca(jalur)
    assert sorted(kode(h)) == ["baris_tersembunyi", "kolom_tersembunyi"]
    assert nilai(h, "P1") == 80.0


# ---- units ----------------------------------------------------------------------------------------------------------
def test_bidang_dari_kolom_judul_nama_berkas_atau_pemilik(tmp_path):
    dinas = Dinas(nama="Dinas Kerja dan Usaha", bidang=(Bidang(nama="Bidang Kerja", alias=("Kerja",)),
                                                        Bidang(nama="Bidang Usaha", alias=("Usaha",))))  # fmt: skip
    k0 = kantor()
    k = Kantor(k0.akar, dinas, k0.aturan, k0.skala, (), ())
    bersama = indikator("AB", indikator="Jumlah rapat", bidang="Bidang Kerja; Bidang Usaha")
    inti = [["Indikator", "Satuan", "Realisasi TW II"], ["Jumlah rapat", "orang", 3]]
    kasus = [
        (xlsx(tmp_path, [["Bidang", *inti[0]], ["usaha", *inti[1]]], nama="1.xlsx"), "Bidang Usaha"),
        (xlsx(tmp_path, [["DINAS KERJA DAN USAHA"], ["BIDANG KERJA"], *inti], nama="2.xlsx"), "Bidang Kerja"),
        (xlsx(tmp_path, inti, nama="rekap usaha fix.xlsx"), "Bidang Usaha"),
    ]
    for jalur, bidang in kasus:
        h = baca(jalur, k=k, sasaran=[bersama])
        assert (nilai(h, "AB", "bidang"), kode(h)) == (bidang, [])
    h = baca(xlsx(tmp_path, [["Dinas Kerja dan Usaha"], *inti]), k=k, sasaran=[bersama])
    assert (h.realisasi, kode(h)) == ([], ["isian_hilang"])


def test_indikator_bidang_lain_dan_bidang_asing(tmp_path):
    kepala = ["Bidang", "Indikator", "Realisasi TW II"]
    isi = [kepala, ["B", NAMA["J1"], 3], ["Seksi X", NAMA["P1"], 80], ["-", NAMA["R1"], 5]]
    h = baca(xlsx(tmp_path, isi))
    assert [r["kode_indikator"] for r in h.realisasi] == ["R1"]
    assert sorted(kode(h)) == ["indikator_bidang_lain", "nama_belum_dipadankan"]
    t = cari(h, "nama_belum_dipadankan")
    assert (t["nilai"], t["sel"], t["pesan"].split()[0]) == ("Seksi X", "A3", "Bidang")


def test_nama_belum_dipadankan_lalu_dipadankan(tmp_path):
    isi = [KEPALA, [1, "Peserta pelatihan", "orang", "", 12, "SK"], [2, "Jumlah surat masuk", "surat", "", 90, ""]]
    h = baca(xlsx(tmp_path, isi))
    assert h.realisasi == []
    assert [(t["kode"], t["sel"], t["nilai"]) for t in h.temuan_ingest if t["tingkat"] == "tolak"] == [
        ("nama_belum_dipadankan", "B2", "Peserta pelatihan"),
        ("nama_belum_dipadankan", "B3", "Jumlah surat masuk"),
    ]
    k0 = kantor()
    padanan = Padanan(indikator={"PESERTA pelatihan": "J1", "jumlah surat masuk": "abaikan"})
    k = Kantor(k0.akar, k0.dinas, k0.aturan, k0.skala, (), (), padanan)
    h = baca(xlsx(tmp_path, isi), k=k)
    assert (nilai(h), kode(h)) == (12.0, [])
    assert h.baris_tidak_dibaca[0]["alasan"] == "diabaikan menurut params/padanan.yaml"


@pytest.mark.parametrize("judul", ["Triwulan I Tahun 2025", "Laporan TW III", "Triwulan II Tahun Anggaran 2024"])
def test_tabel_masa_lain_ditolak(tmp_path, judul):
    h = baca(xlsx(tmp_path, [[judul], ["Indikator", "Satuan", "Realisasi"], [NAMA["P1"], "%", 80]]))
    assert (h.realisasi, kode(h), h.berkas[0]["status"]) == ([], ["formulir_asing"], "ditolak")


# ---- kinds of file --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("pemisah", [";", ",", "\t"])
def test_csv(tmp_path, sandi, pemisah):
    isi = [["Rekap – Bidang A"], KEPALA, baris(realisasi="12,5", bukti="SK “1”"), baris("P1", "81,25", no=2)]
    h = baca(csv(tmp_path, isi, pemisah, sandi))
    assert (nilai(h), nilai(h, "P1"), nilai(h, kolom="bukti")) == (12.5, 81.25, "SK “1”")
    assert nilai(h, kolom="asal_sel") == "E3"
    assert kode(h) == []


@pytest.mark.lambat
@pytest.mark.parametrize("akhiran", ["xls", "ods"])
def test_lewat_libreoffice(tmp_path, akhiran):
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice tidak ada di mesin ini")
    isi = [KEPALA, baris(), baris("P1", 0.8, no=2), baris("R1", 0.9, no=3)]
    jalur = xlsx(tmp_path, isi, persen=["E3"])
    perintah = [soffice, "-env:UserInstallation=file:///tmp/lo_tabel", "--headless", "--convert-to", akhiran,
                "--outdir", str(tmp_path), str(jalur)]  # fmt: skip
    subprocess.run(perintah, check=True, capture_output=True, timeout=240)
    h = baca(tmp_path / f"tabel.{akhiran}")
    assert (nilai(h), nilai(h, "R1")) == (12.0, 0.9)
    assert (nilai(h, "P1"), kode(h)) == (80.0, [])


def test_persen_tanpa_format_ditanyakan(tmp_path, monkeypatch):
    """A kind of file that does not give its formats away: 80 % and 0,8 % look the same."""
    monkeypatch.setattr("kinerja.masukan.buku.Lembar.format_angka", lambda *_: "")
    h = baca(xlsx(tmp_path, [KEPALA, baris("P1", 0.8), baris("R1", 0.9, no=2)], persen=["E2"]))
    assert (nilai(h, "R1"), [t["sel"] for t in h.temuan_ingest if t["kode"] == "angka_ambigu"]) == (0.9, ["E2"])
    assert math.isnan(nilai(h, "P1"))


def test_yang_bukan_tabel_realisasi_tidak_dikenali(tmp_path):
    for isi in ([["catatan"], ["rapat"]], [["Indikator", "Target"], [NAMA["J1"], 5]],
                [["Program", "Pagu (Rp)", "Realisasi (Rp)"], ["Program A", 5, 4]]):  # fmt: skip
        assert not tabel_biasa.dikenali(buka(xlsx(tmp_path, isi), "x.xlsx"))
    assert tabel_biasa.dikenali(buka(xlsx(tmp_path, [KEPALA]), "x.xlsx"))


# ---- corrections ----------------------------------------------------------------------------------------------------
def kirim(folder, *jalur, dulu=()):
    hasil = HasilBaca(indikator=list(SEMUA), realisasi=list(dulu))
    buku = [(Kiriman(j, f"TW2/{j.name}", 2), buka(j, f"TW2/{j.name}")) for j in jalur]
    tabel_biasa.baca_semua(buku, kantor(), Periode(2025, 2), hasil)
    periksa_akun(hasil)
    return hasil, {b["berkas"].removeprefix("TW2/"): b["status"] for b in hasil.berkas}, buku


def koreksi(folder, asal, nama, isi, revisi):
    sha = buka(asal, "x").sha256
    return xlsx(folder, [KEPALA, baris(realisasi=isi)], nama=nama,
                identitas={"jenis": "kinerja-tabel", "revisi": revisi, "mengganti": sha})  # fmt: skip


def test_rantai_koreksi(tmp_path):
    a = csv(tmp_path, [KEPALA, baris(realisasi="5,748")])
    b = koreksi(tmp_path, a, "k1.xlsx", 57, 1)  # "b.xlsx" would name unit B
    c = koreksi(tmp_path, b, "a c.xlsx", 58, 2)
    for urutan in ((a, b, c), (c, b, a)):
        h, status, _ = kirim(tmp_path, *urutan)
        assert status == {"tabel.csv": "digantikan", "k1.xlsx": "digantikan", "a c.xlsx": "dipakai"}
        assert (nilai(h), kode(h)) == (58.0, [])
        ulang = {t["berkas"]: t["pesan"] for t in h.temuan_ingest if t["kode"] == "kiriman_ulang"}
        assert set(ulang) == {"TW2/tabel.csv", "TW2/k1.xlsx"}
        assert all("TW2/a c.xlsx" in p for p in ulang.values())
        ubah = {(p["berkas_lama"], p["kolom"]): (p["dari"], p["menjadi"], p["revisi_baru"]) for p in h.perubahan}
        assert ubah["TW2/k1.xlsx", "Realisasi"] == ("57", "58", 2)
    catatan = {x["berkas"]: x for x in h.berkas}
    assert (catatan["TW2/a c.xlsx"]["revisi"], len(catatan["TW2/a c.xlsx"]["mengganti"])) == (2, 64)


def test_dua_koreksi_berkas_yang_sama(tmp_path):
    a = xlsx(tmp_path, [KEPALA, baris()], nama="a.xlsx")
    b, c = koreksi(tmp_path, a, "b.xlsx", 57, 1), koreksi(tmp_path, a, "c.xlsx", 58, 2)
    h, status, _ = kirim(tmp_path, a, b, c)
    assert (status["c.xlsx"], nilai(h), kode(h)) == ("dipakai", 58.0, [])
    d = koreksi(tmp_path, a, "d.xlsx", 59, 2)
    h, status, _ = kirim(tmp_path, a, c, d)
    assert kode(h) == ["kiriman_ganda"]
    assert sorted(status.values()) == ["digantikan", "digantikan", "dipakai"]


def test_salinan_dan_koreksi_tanpa_aslinya(tmp_path):
    a = xlsx(tmp_path, [KEPALA, baris()], nama="a.xlsx")
    b = tmp_path / "a (1).xlsx"
    shutil.copy(a, b)
    h, status, _ = kirim(tmp_path, a, b)
    assert (sorted(status.values()), nilai(h), kode(h)) == (["digantikan", "dipakai"], 12.0, [])
    h, status, _ = kirim(tmp_path, koreksi(tmp_path, a, "k.xlsx", 13, 1))
    assert (status, nilai(h)) == ({"k.xlsx": "dipakai"}, 13.0)


def test_indikator_yang_sama_di_dua_berkas(tmp_path):
    a = xlsx(tmp_path, [KEPALA, baris()], nama="satu.xlsx")
    b = xlsx(tmp_path, [KEPALA, baris(realisasi=13)], nama="tiga.xlsx")
    h, _, _ = kirim(tmp_path, a, b)
    assert (nilai(h), kode(h)) == (12.0, ["indikator_ganda"])
    pesan = cari(h, "indikator_ganda")["pesan"]
    assert "TW2/satu.xlsx Rekap 1!E2" in pesan
    assert "TW2/tiga.xlsx Rekap 1!E2" in pesan
    kosong = {**lapor("J1", None, 1)[0], "realisasi": math.nan, "realisasi_teks": "", "keadaan": ""}
    h, _, _ = kirim(tmp_path, a, dulu=[kosong])
    assert [(r["kode_indikator"], r["realisasi"]) for r in h.realisasi] == [("J1", 12.0)]


# ---- end to end -----------------------------------------------------------------------------------------------------
def formulir_menjadi_tabel(folder, bidang, ganti):
    """Replace a unit's form by a table of another shape; returns it, and the names that were changed."""
    jalur = next(folder.glob(f"{bidang}*.xlsx"))
    lembar = list(openpyxl.load_workbook(jalur)["Kinerja"].iter_rows(values_only=True))
    n = next(i for i, b in enumerate(lembar) if b[0] == "Kode Indikator")
    jalur.unlink()
    isi = [
        [f"REKAP KINERJA {bidang.replace('_', ' ').upper()}"],
        ["TRIWULAN II TAHUN 2025"],
        [],
        ["No", "Indikator Kinerja Utama", "Satuan", "Target TW II", "Realisasi TW II", "", "", "Data Dukung",
         "Faktor Pendukung", "Hambatan", "Rencana Tindak Lanjut", "PIC", "Batas Waktu", "Ket."],
        ["", "", "", "", "Pembilang", "Penyebut", "Nilai"],
        list(range(1, 15)),
    ]  # fmt: skip
    kolom = ("Pembilang", "Penyebut", "Realisasi", "Bukti Dukung", "Faktor Pendorong", "Faktor Penghambat",
             "Tindak Lanjut", "PIC", "Tenggat", "Penjelasan")  # fmt: skip
    for no, b in enumerate((x for x in lembar[n + 1 :] if x[0]), 1):
        r = dict(zip(lembar[n], b, strict=False))
        nama = ganti.get(r["Kode Indikator"], str(r["Indikator"]).upper())
        isi.append([no, nama, r["Satuan"], r["Target TW ini"], *(r[k] for k in kolom)])
    isi += [[], ["", "Mengetahui,", "", "", "", "", "", "Putussibau, 1 Juli 2025"], ["", "NIP. 19800101 200501 1 001"]]
    xlsx(folder, [["" if x is None else x for x in b] for b in isi], nama="rekap dari wa.xlsx",
         gabung=("E4:G4", "A4:A5", "B4:B5", "C4:C5", "D4:D5"))  # fmt: skip


@pytest.mark.lambat
def test_dari_tidak_ke_ya_dengan_tabel_sendiri(contoh):
    def tabel(nama):
        return pd.read_parquet(contoh / f"data/processed/2025/TW2/{nama}.parquet")

    assert jalan(2025, 2, contoh).putusan["putusan"] == "Ya"
    sebelum = tabel("capaian")
    ganti = {"TK-01": "TPT (Sakernas)", "TK-03": "Persentase Penempatan Pencari Kerja"}
    formulir_menjadi_tabel(contoh / "data/raw/2025/TW2", "Bidang_Tenaga_Kerja", ganti)

    assert jalan(2025, 2, contoh).putusan["putusan"] == "Tidak"
    temuan = tabel("temuan")
    assert set(temuan.loc[temuan["kode"] == "nama_belum_dipadankan", "nilai"]) == set(ganti.values())
    assert "TK-03" in temuan.loc[temuan["nilai"] == ganti["TK-03"], "pesan"].iloc[0]
    jalur = contoh / BERKAS
    assert yaml.safe_load(jalur.read_text(encoding="utf-8"))["indikator"] == dict.fromkeys(ganti.values(), "")
    assert set(jalan(2025, 2, contoh).dilewati) >= {"ingest", "rekap"}

    teks = jalur.read_text(encoding="utf-8")
    for kode_indikator, nama in ganti.items():
        teks = teks.replace(f'"{nama}": ""', f'"{nama}": {kode_indikator}')
    jalur.write_text(teks, encoding="utf-8")
    assert jalan(2025, 2, contoh).putusan["putusan"] == "Ya", tabel("temuan")[["kode", "pesan"]].to_string()
    sesudah = tabel("capaian")
    asal = [k for k in sebelum if k.startswith("asal_") or k == "kartu"]
    pd.testing.assert_frame_equal(sebelum.drop(columns=asal), sesudah.drop(columns=asal))
    assert set(sesudah.loc[sesudah["kode_indikator"] == "TK-04", "asal_sel"]) == {"G10"}
    assert jalur.read_text(encoding="utf-8") == teks


def test_formulir_triwulan_berikut_memakai_tabel_triwulan_lalu(contoh):
    formulir_menjadi_tabel(contoh / "data/raw/2025/TW2", "Bidang_Transmigrasi", {})
    k, p = muat(contoh, 2025), Periode(2025, 3)
    (jalur,) = [j for j in buat_formulir(k, p) if "Transmigrasi" in j.name]
    lembar = openpyxl.load_workbook(jalur)["Kinerja"]
    judul = next(b for b in lembar.iter_rows(values_only=True) if "Kode Indikator" in b)
    dua = {b[0]: b[judul.index("TW II")] for b in lembar.iter_rows(values_only=True)}
    assert (dua["TR-01"], dua["TR-02"], dua["TR-03"]) == (50, 34, 6)
    shutil.copy(jalur, contoh / "data/raw/2025/TW3/Bidang_Transmigrasi_TW3_2025.xlsx")
    t = ingest({}, k, p)["temuan_ingest"]
    assert "lalu_diubah" not in set(t.loc[t["bidang"] == "Bidang Transmigrasi", "kode"])


def test_ingest_membaca_tabel_di_folder_triwulan_saja(contoh):
    isi = [["Indikator", "Satuan", "Realisasi TW II"], ["Jumlah kepala keluarga transmigran yang dibina", "KK", 34]]
    xlsx(contoh / "data/raw/2025", isi, nama="salah tempat.xlsx")
    xlsx(contoh / "data/raw/2025/TW2", isi, nama="ganda.xlsx")
    h = ingest({}, muat(contoh, 2025), Periode(2025, 2))
    t = h["temuan_ingest"]
    assert set(t.loc[t["berkas"].str.endswith("salah tempat.xlsx"), "kode"]) == {"lembar_tidak_dikenal"}
    assert "indikator_ganda" in set(t.loc[t["berkas"].str.endswith("ganda.xlsx"), "kode"])
    assert set(h["berkas"]["jenis"]) >= {"tabel", "formulir", "perencanaan"}
