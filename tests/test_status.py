"""Siapa belum: what the status knows, what it says on the screen, and the messages that it writes."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from kinerja import pesan
from kinerja.cli import main
from kinerja.galat import GalatKinerja
from kinerja.kantor import Periode, muat
from kinerja.layar_status import berikutnya, layar_baru, tampilkan
from kinerja.masukan.formulir_bentuk import LEMBAR_IDENTITAS
from kinerja.rantai import jalan, langkah_mutakhir
from kinerja.status import Ditolak, Kurang, Perbaikan, Status, StatusBidang, baca_tanggal, susun_status, tulis_pesan
from tests import tabel_uji as u

HARI = dt.date(2025, 10, 10)
TENGGAT = dt.date(2025, 10, 14)


def argumen(akar, *lain, triwulan=3, tanggal="2025-10-10"):
    return ["status", "--tahun", "2025", "--triwulan", str(triwulan), "--tanggal", tanggal, "--akar", str(akar), *lain]


def status(akar, triwulan=3, hari=HARI) -> Status:
    return susun_status(muat(akar, 2025), Periode(2025, triwulan), hari)


def bidang(s: Status) -> dict[str, StatusBidang]:
    return {b.nama: b for b in s.bidang}


def kirim(contoh, nama, triwulan=3):
    return contoh / f"data/raw/2025/TW{triwulan}" / f"{nama}_TW{triwulan}_2025.xlsx"


def terbaca(contoh, nama, triwulan=3) -> str:
    return (contoh / f"reports/2025/TW{triwulan}/pesan" / nama).read_text(encoding="utf-8")


# ---- by hand: one unit in one state ---------------------------------------------------------------------------------
def satu(**isi) -> StatusBidang:
    dasar = {
        "nama": "Bidang X", "keadaan": "sudah", "n_indikator": 3, "n_dilaporkan": 3,
        "berkas": "data/raw/2025/TW3/x.xlsx", "revisi": 0, "kurang": (), "disimpan": None, "terlambat_hari": 0,
        "ditolak": (), "perbaikan": (), "koreksi": "",
    }  # fmt: skip
    return StatusBidang(**dasar | isi)


def tangan(*unit, hari=HARI, sisa=2, triwulan=3, **isi) -> Status:
    dasar = {
        "kantor": u.kantor(), "periode": Periode(2025, triwulan), "hari": hari, "tenggat": TENGGAT, "sisa_hari": sisa,
        "bidang": unit, "ditolak": (), "lalu": (), "terukur": True, "tervalidasi": True, "hanya_e81": False,
        "temuan_lain": 0,
    }  # fmt: skip
    return Status(**dasar | isi)


KURANG = (Kurang("IKU-1", "Jumlah orang dilatih", "Kinerja!H12"), Kurang("IKU-2", "Indeks kepuasan", ""))
PERBAIKAN = (Perbaikan("Kinerja!H12", "IKU-1", "Capaian 126,00 % melebihi 120,00 %.", "Jelaskan sebabnya."),)


# ---- what is known --------------------------------------------------------------------------------------------------
def test_keadaan_setiap_bidang(contoh):
    kirim(contoh, "Sekretariat").unlink()
    s = status(contoh)
    b = bidang(s)
    assert {n: x.keadaan for n, x in b.items()} | {"Bidang Tenaga Kerja": ""} == {
        "Bidang Tenaga Kerja": "",
        "Bidang Perindustrian": "sebagian",
        "Bidang Transmigrasi": "sudah",
        "Sekretariat": "belum",
    }
    assert [(k.kode, k.sel.split("!")[0]) for k in b["Bidang Perindustrian"].kurang] == [("IN-03", "Kinerja")]
    assert len(b["Sekretariat"].kurang) == b["Sekretariat"].n_indikator > 0
    assert all(k.sel == "" and k.indikator for k in b["Sekretariat"].kurang)
    assert (s.tenggat, s.sisa_hari, s.lewat, s.terukur, s.tervalidasi) == (TENGGAT, 2, False, False, False)


def test_belum_menjadi_terlambat_sesudah_tenggat(contoh):
    kirim(contoh, "Sekretariat").unlink()
    assert bidang(status(contoh, hari=TENGGAT))["Sekretariat"].keadaan == "belum"
    s = status(contoh, hari=dt.date(2025, 10, 16))
    assert bidang(s)["Sekretariat"].keadaan == "terlambat"
    assert (s.sisa_hari, pesan.sisa(s)) == (-2, "sudah lewat 2 hari kerja")


def test_hasil_pengukuran_terakhir_sama_dengan_membaca_berkas(contoh):
    kirim(contoh, "Sekretariat").unlink()
    langsung = status(contoh)
    jalan(2025, 3, contoh)
    dari_tabel = status(contoh)
    assert (dari_tabel.terukur, dari_tabel.tervalidasi) == (True, True)
    for a, b in zip(langsung.bidang, dari_tabel.bidang, strict=True):
        assert replace(b, perbaikan=(), koreksi="") == a
    assert bidang(dari_tabel)["Bidang Perindustrian"].perbaikan
    koreksi = bidang(dari_tabel)["Bidang Perindustrian"].koreksi
    assert koreksi.startswith("reports/2025/TW3/koreksi/") and (contoh / koreksi).is_file()


def test_berkas_yang_berubah_dibaca_lagi_tanpa_menulis_tabel(contoh):
    jalan(2025, 3, contoh)
    tabel = {p: p.read_bytes() for p in (contoh / "data/processed").rglob("*.parquet")}
    assert langkah_mutakhir(muat(contoh, 2025), Periode(2025, 3))[-1] == "laporan"
    kirim(contoh, "Bidang_Transmigrasi").unlink()
    s = status(contoh)
    assert not s.terukur and bidang(s)["Bidang Transmigrasi"].keadaan == "belum"
    assert {p: p.read_bytes() for p in (contoh / "data/processed").rglob("*.parquet")} == tabel


def test_tabel_yang_rusak_dibaca_ulang_dari_berkas(contoh):
    jalan(2025, 3, contoh)
    utuh = status(contoh)
    (contoh / "data/processed/2025/TW3/lapor.parquet").write_bytes(b"rusak")
    rusak = status(contoh)
    assert utuh.terukur and not rusak.terukur
    assert [b.keadaan for b in rusak.bidang] == [b.keadaan for b in utuh.bidang]


def test_sebelum_ada_formulir(contoh):
    shutil.rmtree(contoh / "data/raw/2025/TW3")
    s = status(contoh)
    assert {b.keadaan for b in s.bidang} == {"belum"}
    assert "kinerja formulir --tahun 2025 --triwulan 3" in berikutnya(s)


def test_tanpa_bidang_dalam_params(contoh):
    jalur = contoh / "params/dinas.yaml"
    jalur.write_text("nama: Dinas Uji\ndata_contoh: true\n", encoding="utf-8")
    assert main(argumen(contoh)) == 0
    assert "Bidang Perindustrian" in terbaca(contoh, "semua.txt")


def test_kantor_e81_tidak_menunggu_siapa_pun(kantor_e81, capsys):
    assert main(argumen(kantor_e81)) == 0
    layar = capsys.readouterr().out
    assert "tidak ada bidang yang ditunggu mengirim formulir" in " ".join(layar.split())
    assert not (kantor_e81 / "reports/2025/TW3/pesan").exists()


def test_triwulan_yang_belum_tiba(contoh):
    shutil.rmtree(contoh / "data/raw/2025/TW4")
    s = status(contoh, triwulan=4, hari=dt.date(2025, 7, 10))
    assert s.berjalan and not s.lewat and s.sisa_hari > 60
    assert {b.keadaan for b in s.bidang} == {"belum"}
    teks = pesan.untuk_bidang(s, s.bidang[0])
    assert "kami tunggu paling lambat *Kamis, 15 Januari 2026*" in teks
    assert "belum kami terima" not in teks and "Rabu, 31 Desember 2025" in teks


def test_triwulan_lalu_yang_belum_lengkap_disebut(contoh, capsys):
    kirim(contoh, "Sekretariat", 1).unlink()
    assert main(argumen(contoh)) == 0
    assert "Belum lengkap pada TW I: Sekretariat" in " ".join(capsys.readouterr().out.split())


def test_tanpa_rencana_satu_kalimat(tmp_path, capsys):
    (tmp_path / "data/raw/2025").mkdir(parents=True)
    with pytest.raises(GalatKinerja):
        status(tmp_path)
    assert main(argumen(tmp_path)) == 1
    assert "Belum ada berkas di data/raw/2025" in capsys.readouterr().err
    assert not (tmp_path / "reports").exists()


def test_formulir_kantor_lain_disebut_dan_pengirimnya_tidak_disalahkan(contoh, capsys):
    jalur = kirim(contoh, "Sekretariat")
    buku = load_workbook(jalur)
    for baris in buku[LEMBAR_IDENTITAS].iter_rows(max_col=2):
        if str(baris[0].value).casefold() == "tahun":
            baris[1].value = 2019
    buku.save(jalur)
    assert main(argumen(contoh)) == 0
    layar = " ".join(capsys.readouterr().out.split())
    assert "Ditolak: TW3/Sekretariat_TW3_2025.xlsx. Formulir ini milik" in layar and "2019" in layar
    teks = terbaca(contoh, "Sekretariat_TW3_2025.txt")
    assert "*Sekretariat_TW3_2025.xlsx* dari Sekretariat sudah kami terima, tetapi belum dapat dipakai" in teks
    assert "belum kami terima" not in teks and "Mohon formulir Triwulan III Tahun 2025 dikirim ulang" in teks


def test_berkas_yang_tidak_terbaca_disebut(contoh, capsys):
    (contoh / "data/raw/2025/TW3/rusak.xlsx").write_bytes(b"bukan buku kerja")
    assert main(argumen(contoh)) == 0
    assert "Tidak dapat dipakai: TW3/rusak.xlsx." in " ".join(capsys.readouterr().out.split())


# ---- the day --------------------------------------------------------------------------------------------------------
BUKAN_TANGGAL = (
    "", "kemarin", "10-07-2025", "2025-7-1", "2025-02-30", "20250710", "1899-01-01", "9999-12-31", "2025-07-10T00:00",
    "\x1b[31m",
)  # fmt: skip


@pytest.mark.parametrize("teks", BUKAN_TANGGAL)
def test_tanggal_yang_salah_satu_kalimat(contoh, capsys, teks):
    assert main(argumen(contoh, tanggal=teks)) == 1
    keluar = capsys.readouterr()
    assert "tidak sah" in keluar.err and "--tanggal 2025-07-10" in keluar.err and "\x1b" not in keluar.err
    assert keluar.out == "" and not (contoh / "reports").exists()


def test_tanggal_terbaca():
    assert baca_tanggal("2025-07-10") == dt.date(2025, 7, 10)


def test_tanpa_tanggal_dipakai_hari_ini(contoh, capsys, monkeypatch):
    class Jam(dt.date):
        @classmethod
        def today(cls):
            return cls(2025, 10, 10)

    monkeypatch.setattr(dt, "date", Jam)
    assert main(["status", "--tahun", "2025", "--triwulan", "3", "--akar", str(contoh)]) == 0
    assert "Jumat, 10 Oktober 2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("hari", "sisa", "kata"),
    [
        (dt.date(2025, 10, 13), 1, "1 hari kerja lagi"),
        (TENGGAT, 0, "hari ini"),
        (dt.date(2025, 10, 15), -1, "sudah lewat 1 hari kerja"),
        (dt.date(2025, 10, 18), 0, "sudah lewat"),
    ],
)
def test_sisa_hari_dalam_kata(hari, sisa, kata):
    assert pesan.sisa(tangan(satu(), hari=hari, sisa=sisa)) == kata


# ---- messages -------------------------------------------------------------------------------------------------------
def test_pesan_belum_mengirim():
    b = satu(keadaan="belum", berkas="", n_dilaporkan=0, kurang=KURANG)
    teks = pesan.untuk_bidang(tangan(b), b)
    for x in (
        "Yth. Kepala Bidang X",
        "Triwulan III Tahun 2025",
        "belum kami terima",
        "paling lambat *Selasa, 14 Oktober 2025* (2 hari kerja lagi)",
        "1. Jumlah orang dilatih (IKU-1)",
        "2. Indeks kepuasan (IKU-2)",
        "*Bidang_X_TW3_2025.xlsx*",
        "Terima kasih",
        "JFT Perencana Ahli Muda",
    ):
        assert x in teks


def test_pesan_lewat_tenggat_tidak_mengarang_tenggat_baru():
    b = satu(keadaan="terlambat", berkas="", n_dilaporkan=0, kurang=KURANG)
    teks = pesan.untuk_bidang(tangan(b, hari=dt.date(2025, 10, 16), sisa=-2), b)
    assert "pada kesempatan pertama" in teks and "sudah lewat 2 hari kerja" in teks and "paling lambat" not in teks


def test_pesan_sebagian_menyebut_sel_dan_berkas_yang_dikirim_balik():
    b = satu(keadaan="sebagian", n_dilaporkan=1, kurang=KURANG, disimpan=dt.date(2025, 10, 9), revisi=2)
    teks = pesan.untuk_bidang(tangan(b), b)
    for x in (
        "Masih ada 2 dari 3 indikator yang belum terisi",
        "Jumlah orang dilatih (IKU-1), sel Kinerja!H12",
        "*x.xlsx*",
        "revisi 2",
        "disimpan Kamis, 9 Oktober 2025",
        "Mohon berkas *x.xlsx* dilengkapi, disimpan, dan dikirim kembali paling lambat",
        "belum tersedia",
    ):
        assert x in teks
    koreksi = replace(b, koreksi="reports/2025/TW3/koreksi/Bidang_X_TW3_2025.xlsx", perbaikan=PERBAIKAN)
    koreksi = replace(koreksi, perbaikan=(replace(PERBAIKAN[0], temuan="belum_dilaporkan"),))
    teks = pesan.untuk_bidang(tangan(koreksi), koreksi)
    assert "Terlampir berkas koreksi *Bidang_X_TW3_2025.xlsx*" in teks
    assert "melebihi" not in teks  # that cell is listed as empty already


def test_pesan_menyebut_mengapa_sel_yang_terisi_tidak_terbaca():
    ambigu = Perbaikan("Kinerja!H12", "IKU-1", '"5,748" dapat dibaca dua cara.', "Ketik ulang.", "angka_ambigu")
    b = satu(keadaan="sebagian", n_dilaporkan=2, kurang=(Kurang("IKU-1", "Jumlah", ""),), perbaikan=(ambigu,))
    teks = pesan.untuk_bidang(tangan(b), b)
    assert "belum terisi atau belum terbaca" in teks and '"5,748" dapat dibaca dua cara.' in teks


def test_pesan_perlu_diperbaiki():
    b = satu(perbaikan=PERBAIKAN, koreksi="reports/2025/TW3/koreksi/Bidang_X_TW3_2025.xlsx")
    teks = pesan.untuk_bidang(tangan(b), b)
    assert "ada 1 hal yang perlu diperbaiki atau dijelaskan:\n1. Kinerja!H12, IKU-1: Capaian 126,00 %" in teks
    assert "*Bidang_X_TW3_2025.xlsx* (dari folder koreksi)" in teks


def test_pesan_lengkap_tidak_menjanjikan_yang_belum_diperiksa():
    b = satu()
    assert "Tidak ada yang perlu diperbaiki" in pesan.untuk_bidang(tangan(b), b)
    belum = pesan.untuk_bidang(tangan(b, tervalidasi=False), b)
    assert "Tidak ada yang perlu diperbaiki" not in belum and "akan kami periksa" in belum


def test_pesan_berkas_ditolak_menyebut_sebabnya():
    ditolak = (Ditolak("data/raw/2025/TW3/salah.xlsx", "Formulir ini untuk tahun 2019."),)
    b = satu(keadaan="belum", berkas="", n_dilaporkan=0, kurang=KURANG, ditolak=ditolak)
    teks = pesan.untuk_bidang(tangan(b), b)
    assert "*salah.xlsx*" in teks and "Formulir ini untuk tahun 2019." in teks and "belum kami terima" not in teks


def test_pesan_semua_tanpa_mempermalukan():
    unit = (
        satu(nama="Bidang A"),
        satu(nama="Bidang B", keadaan="sebagian", n_dilaporkan=1, kurang=KURANG),
        satu(nama="Bidang C", keadaan="terlambat", berkas="", n_dilaporkan=0, kurang=KURANG),
        satu(nama="Bidang D", perbaikan=PERBAIKAN),
        satu(nama="Bidang E", keadaan="nihil", n_indikator=0, n_dilaporkan=0, berkas=""),
    )
    teks = pesan.untuk_semua(tangan(*unit, hari=dt.date(2025, 10, 16), sisa=-2))
    assert "Sudah lengkap, terima kasih:\n- Bidang A\n\n" in teks
    assert "sedang disempurnakan:\n- Bidang B\n- Bidang D\n\n" in teks
    assert "Masih kami tunggu:\n- Bidang C\n\n" in teks
    assert "Bidang E" not in teks
    for kata in ("terlambat", "lewat", "indikator", "IKU", "temuan", "melebihi"):
        assert kata not in teks


def test_pesan_semua_lengkap():
    teks = pesan.untuk_semua(tangan(satu(nama="Bidang A"), satu(nama="Bidang B")))
    assert "formulir semua bidang sudah lengkap" in teks and "tunggu" not in teks


@pytest.mark.parametrize(
    ("nama", "sapaan"),
    [
        ("Bidang Tenaga Kerja", "Kepala Bidang Tenaga Kerja"),
        ("Tenaga Kerja", "Kepala Bidang Tenaga Kerja"),
        ("Sekretariat", "Sekretaris"),
        ("Sekretariat Dinas", "Sekretaris Dinas"),
        ("UPT BLK Putussibau", "Kepala UPT BLK Putussibau"),
        ("Subbag Program", "Kepala Subbag Program"),
    ],
)
def test_sapaan(nama, sapaan):
    assert pesan.pimpinan(nama) == sapaan


def test_daftar_panjang_dipotong_dan_dihitung():
    kurang = tuple(Kurang(f"I{i}", f"Indikator {i}", "") for i in range(1, 31))
    b = satu(keadaan="belum", berkas="", n_indikator=30, n_dilaporkan=0, kurang=kurang)
    teks = pesan.untuk_bidang(tangan(b), b)
    assert "12. Indikator 12 (I12)\ndan 18 indikator lainnya." in teks and "Indikator 13" not in teks


# ---- text from files ------------------------------------------------------------------------------------------------
JAHAT = "*Yth.* _Kepala_ ~Dinas~ ```x```\r\n\n*Tagihan:* transfer\u2028\u202e\u200b\x00\x1b[31m\ud800" + "z" * 999


def test_nama_jahat_tidak_memecah_pesan():
    b = satu(
        nama=JAHAT, keadaan="sebagian", berkas=f"data/raw/2025/TW3/{JAHAT}.xlsx", n_dilaporkan=1,
        kurang=(Kurang(JAHAT, JAHAT, JAHAT),), perbaikan=(Perbaikan(JAHAT, "lain", JAHAT, JAHAT),),
        koreksi=f"x/{JAHAT}", ditolak=(Ditolak(JAHAT, JAHAT),),
    )  # fmt: skip
    s = tangan(b)
    biasa = replace(b, nama="X", berkas="x", kurang=KURANG[:1], perbaikan=PERBAIKAN, koreksi="x")
    biasa = replace(biasa, perbaikan=(replace(PERBAIKAN[0], kode="lain"),))
    for jahat, baik in (
        (pesan.untuk_bidang(s, b), pesan.untuk_bidang(tangan(biasa), biasa)),
        (pesan.untuk_semua(s), pesan.untuk_semua(tangan(biasa))),
        (
            pesan.untuk_bidang(s, replace(b, keadaan="belum")),
            pesan.untuk_bidang(s, replace(biasa, keadaan="belum", ditolak=(Ditolak("x", "y"),))),
        ),
    ):
        assert jahat.count("\n") == baik.count("\n")
        assert jahat.count("*") == baik.count("*")
        assert not set(jahat) & set("~`\r\x00\x1b\u2028\u202e\u200b\ud800")
        jahat.encode("utf-8")
        assert len(jahat) < 5000


def test_garis_bawah_di_dalam_nama_berkas_tetap():
    assert pesan.aman("Bidang_Tenaga_Kerja_TW2.xlsx") == "Bidang_Tenaga_Kerja_TW2.xlsx"
    assert pesan.aman("_miring_ biasa") == "miring biasa"


def test_layar_aman_dan_muat_delapan_puluh_kolom(capsys):
    b = satu(nama=JAHAT, keadaan="sebagian", berkas=JAHAT, kurang=(Kurang(JAHAT, JAHAT, JAHAT),))
    tolak = (Ditolak(JAHAT, "[bold]" + JAHAT),)
    tampilkan(tangan(b, ditolak=tolak, lalu=((1, (JAHAT,)),)), [], layar_baru())
    layar = capsys.readouterr().out
    assert "\x1b" not in layar and "\u202e" not in layar
    assert max(len(x) for x in layar.splitlines() if not x.startswith(("Berikutnya:", "Menurut SOP:"))) <= 80


# ---- files ----------------------------------------------------------------------------------------------------------
def test_perintah_menulis_pesan_dan_byte_yang_sama(contoh, capsys):
    assert main(argumen(contoh)) == 0
    layar = capsys.readouterr().out
    assert max(len(x) for x in layar.splitlines() if not x.startswith(("Berikutnya:", "Menurut SOP:"))) <= 80
    folder = contoh / "reports/2025/TW3/pesan"
    pertama = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert sorted(pertama) == [
        "Bidang_Perindustrian_TW3_2025.txt",
        "Bidang_Tenaga_Kerja_TW3_2025.txt",
        "Bidang_Transmigrasi_TW3_2025.txt",
        "Sekretariat_TW3_2025.txt",
        "semua.txt",
    ]
    assert all(isi.startswith(b"DATA CONTOH") and b"\r" not in isi for isi in pertama.values())
    assert main(argumen(contoh)) == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == pertama
    assert capsys.readouterr().out == layar


def test_pesan_lama_dihapus_catatan_perencana_tidak(contoh):
    folder = contoh / "reports/2025/TW3/pesan"
    folder.mkdir(parents=True)
    (folder / "Bidang_Yang_Bubar_TW3_2025.txt").write_text("lama", encoding="utf-8")
    (folder / "catatan saya.txt").write_text("penting", encoding="utf-8")
    tulis_pesan(status(contoh))
    nama = {p.name for p in folder.iterdir()}
    assert "Bidang_Yang_Bubar_TW3_2025.txt" not in nama and "catatan saya.txt" in nama


def test_pesan_yang_sama_tidak_ditulis_lagi(contoh):
    lama = {p: p.stat().st_ino for p in tulis_pesan(status(contoh))}
    (berubah, *_) = lama
    berubah.write_text("kemarin", encoding="utf-8")
    assert {p for p in tulis_pesan(status(contoh)) if p.stat().st_ino != lama[p]} == {berubah}
    assert berubah.read_text(encoding="utf-8") != "kemarin"


def test_nama_bidang_yang_menjadi_satu_nama_berkas(tmp_path):
    s = tangan(satu(nama="Bidang A/B"), satu(nama="Bidang A B"), satu(nama="BIDANG A-B"), kantor=u.kantor(tmp_path))
    nama = [p.name for p in tulis_pesan(s)]
    assert nama == ["Bidang_A_B_TW3_2025.txt", "Bidang_A_B_TW3_2025_2.txt", "BIDANG_A-B_TW3_2025.txt", "semua.txt"]
    assert all("Bidang A/B" not in (tmp_path / "reports/2025/TW3/pesan" / n).read_text("utf-8") for n in nama[1:3])


def test_yang_tidak_ditagih_tidak_dikirimi(tmp_path):
    nihil = satu(nama="Bidang N", keadaan="nihil", n_indikator=0, n_dilaporkan=0, berkas="")
    s = tangan(satu(), nihil, kantor=u.kantor(tmp_path))
    assert [p.name for p in tulis_pesan(s)] == ["Bidang_X_TW3_2025.txt", "semua.txt"]


# ---- what to do next ------------------------------------------------------------------------------------------------
def test_berikutnya():
    belum = satu(nama="Bidang B", keadaan="belum", berkas="", n_dilaporkan=0)
    assert berikutnya(tangan(satu(), belum)) == "kirim pesan yang sudah disiapkan kepada Bidang B."
    koreksi = satu(perbaikan=PERBAIKAN, koreksi="reports/x.xlsx")
    assert berikutnya(tangan(koreksi, belum)) == (
        "kirim pesan yang sudah disiapkan kepada Bidang X dan Bidang B, dengan berkas koreksi untuk Bidang X."
    )
    assert berikutnya(tangan(satu(), tervalidasi=False)) == (
        "jalankan kinerja jalan --tahun 2025 --triwulan 3 --akar /kantor"
    )
    assert berikutnya(tangan(satu(perbaikan=PERBAIKAN))) == "kirim pesan dan berkas koreksi kepada Bidang X."
    assert "selesaikan 2 temuan" in berikutnya(tangan(satu(), temuan_lain=2))
    assert "lolos pemeriksaan" in berikutnya(tangan(satu()))
    assert "lolos pemeriksaan" not in berikutnya(tangan(satu(), hanya_e81=True, tervalidasi=False))


def test_tidak_memuat_pandas_bila_pengukuran_masih_berlaku(contoh):
    """A quick answer is the point of it; pandas alone takes longer to load than all the rest."""
    import subprocess
    import sys

    jalan(2025, 3, contoh)
    kode = (
        "import sys; from kinerja.cli import main; "
        f"kode = main({argumen(contoh)!r}); print('pandas' in sys.modules, kode, file=sys.stderr)"
    )
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, encoding="utf-8", check=True)
    assert "Menurut pengukuran terakhir" in hasil.stdout
    assert hasil.stderr.strip() == "False 0"


def test_temuan_di_luar_formulir_dihitung_terpisah(contoh):
    jalan(2025, 3, contoh)
    s = status(contoh)
    temuan = pd.read_parquet(contoh / "data/processed/2025/TW3/temuan.parquet")
    menunggu = temuan[
        (temuan["tingkat"] == "tolak") | ((temuan["tingkat"] == "jelaskan") & (temuan["penjelasan"] == ""))
    ]
    assert sum(len(b.perbaikan) for b in s.bidang) + s.temuan_lain == len(menunggu)
