"""The whole order of the SOP, played: both outcomes of both decisions, every refusal, an office with another SOP."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from kinerja.galat import GalatKinerja, GalatParameter
from kinerja.keluaran.buku_serah import BERKAS as BUKU
from kinerja.keluaran.kit import BERKAS as KIT
from kinerja.keluaran.kit import FOLDER
from kinerja.keluaran.papan_sop import gambar_papan
from kinerja.sop import perintah as pr
from kinerja.sop.awalan import baris_papan
from kinerja.sop.catatan import GalatBuku
from kinerja.sop.papan import kalimat_entri
from kinerja.sop.sesi import Oleh
from tests.sop_uji import MINTA, MINTA_LAIN, KantorUji, P, jam


@pytest.fixture
def u(tmp_path, monkeypatch) -> KantorUji:
    return KantorUji(tmp_path / "kantor", monkeypatch)


def tindakan(u):
    return [(e.langkah, e.tindakan, e.hasil, e.revisi) for e in u.buku.entri]


def ditolak(fungsi, *kata):
    with pytest.raises(GalatKinerja) as g:
        fungsi()
    for x in kata:
        assert x in str(g.value), str(g.value)
    assert g.value.saran, "every refusal says what to do"
    return str(g.value)


def test_seluruh_urutan_tanpa_keberatan(u):
    u.sampai("")
    assert tindakan(u) == [
        (1, "disposisi", "", 0), (2, "disposisi", "", 0), (3, "rekap", "", 0), (4, "susun", "", 0),
        (5, "putusan", "ya", 0), (6, "sosialisasi", "setuju", 0), (7, "serah", "", 0), (8, "sahkan", "", 0),
        (9, "arsip", "", 0),
    ]  # fmt: skip
    assert u.surat == [
        "disposisi_kepala", "disposisi_sekretaris", "berita_acara_validasi", "undangan_sosialisasi", "daftar_hadir",
        "penyerahan", "pengesahan",
    ]  # fmt: skip
    assert u.buku.periksa() == []
    assert u.s.langkah_berikut == 0 and u.s.perintah == "" and u.s.diarsipkan is not None
    assert {b.status for b in u.s.papan()} == {"selesai"}
    rev0 = u.akar / "data/sop/2025/TW2/rev0"
    assert {p.name for p in rev0.iterdir() if p.is_file()} == {
        "capaian.parquet", "sasaran.parquet", "serapan.parquet", "temuan.parquet", "putusan.parquet", "laporan.html",
        "realisasi.parquet", "realisasi_anggaran.parquet",
        "laporan-ringan.html", "laporan.pdf", "run.json", *BUKU,
    }  # fmt: skip
    putusan = u.buku.entri[4]
    assert {p for p in putusan.keluaran if p.startswith("data/sop/")} == {
        f"data/sop/2025/TW2/rev0/{p.relative_to(rev0).as_posix()}" for p in rev0.rglob("*") if p.is_file()
    }
    assert {f"{FOLDER}/{p.name}" for p in (rev0 / FOLDER).iterdir()} == set(KIT)
    assert putusan.masukan == u.buku.entri[3].keluaran
    assert len(putusan.isi["sidik_isi"]) == 64 and len(putusan.isi["run_id"]) == 12
    assert u.buku.entri[-1].masukan == {"data/raw/2025/x.xlsx": "0" * 64}
    for e in u.buku.entri:
        assert e.jabatan == u.sop.langkah[e.langkah - 1].pelaksana and e.norma
        assert kalimat_entri(e, u.sop).startswith(f"langkah {e.langkah}, ")


def test_validasi_tidak_kembali_ke_langkah_empat(u):
    u.sampai_putusan(ya=False)
    koreksi = u.kantor.laporan(P) / "koreksi"
    koreksi.mkdir()
    (koreksi / "A.xlsx").write_bytes(b"x")
    hasil = pr.putusan(u.k())
    assert hasil.entri[0].hasil == "tidak" and hasil.keadaan.langkah_berikut == 4
    assert "reports/2025/TW2/koreksi/A.xlsx" in hasil.entri[0].keluaran
    assert not (u.akar / "data/sop/2025/TW2").exists(), "nothing is released"
    ditolak(lambda: pr.sosialisasi(u.k(), True), "belum gilirannya", "kinerja jalan --tahun 2025 --triwulan 2")
    ditolak(lambda: pr.koreksi_buka(u.k(), MINTA), "belum pernah dirilis")
    assert "masih sama dengan yang divalidasi Tidak" in u.jalan(ya=False)[0]
    assert u.s.langkah_berikut == 4
    u.jalan(ya=True)
    hasil = pr.putusan(u.k())
    assert hasil.entri[0].hasil == "ya" and hasil.entri[0].revisi == 0
    berita = [p for e in u.buku.entri for p in e.keluaran if "berita_acara" in p]
    assert len(set(berita)) == 2, "the minutes of the first decision are kept"


def test_keberatan_menjadi_revisi_satu(u):
    u.sampai("sosialisasi")
    hasil = pr.sosialisasi(u.k(), False, MINTA)
    assert [e.tindakan for e in hasil.entri] == ["sosialisasi", "koreksi_buka"]
    assert hasil.entri[1].isi == {
        "nomor": 1, "indikator": "I1", "apa": "realisasi", "dari": "40", "menjadi": "48",
        "alasan": "SK belum dihitung", "diminta_oleh": "Kepala Bidang A",
    }  # fmt: skip
    assert "koreksi --tutup 1" in hasil.keadaan.perintah
    for f in (pr.putusan, pr.serah, pr.sahkan, pr.arsip, lambda k: pr.sosialisasi(k, True)):
        ditolak(lambda f=f: f(u.k()), "Koreksi nomor 1 masih terbuka", "koreksi --tutup 1")
    assert "Koreksi masih terbuka" in u.jalan(realisasi=48.0)[0], "a run before the correction is closed"
    assert [e.tindakan for e in u.buku.entri][-1] == "koreksi_buka"
    hasil = pr.koreksi_tutup(u.k(), 1, "Formulir dikirim ulang")
    assert hasil.keadaan.revisi == 1 and hasil.keadaan.langkah_berikut == 4 and not hasil.keadaan.dirilis
    u.jalan(realisasi=48.0)
    hasil = pr.putusan(u.k())
    assert hasil.entri[0].revisi == 1 and hasil.keadaan.langkah_berikut == 6
    satu = next(r for r in u.perubahan if r["kelompok"] == "indikator")
    assert satu == {
        "apa": "Realisasi s.d. TW\u00a0II 2025", "dari": "40", "menjadi": "48", "diminta_oleh": "Kepala Bidang A",
        "kode_indikator": "I1", "indikator": "Indikator satu", "mengapa": "SK belum dihitung",
        "pengaruh": "Capaian indikator: 80,00 % (Sedang) menjadi 96,00 % (Tinggi). "
        "Sasaran S1: 80,00 % (Sedang) menjadi 96,00 % (Tinggi).", "kelompok": "indikator", "kutipan": True,
    }  # fmt: skip
    ditolak(lambda: pr.serah(u.k()), "Langkah 7 (serah) belum gilirannya")
    for f in (lambda k: pr.sosialisasi(k, True), pr.serah, pr.sahkan, pr.arsip):
        f(u.k())
    assert u.s.revisi == 1 and u.s.langkah_berikut == 0
    lama, baru = (pd.read_parquet(u.akar / f"data/sop/2025/TW2/rev{r}/capaian.parquet") for r in (0, 1))
    assert (lama["realisasi_sd"][0], baru["realisasi_sd"][0]) == (40.0, 48.0)
    surat = [p for e in u.buku.entri for p in e.keluaran if "/surat/" in p]
    assert len(surat) == len(set(surat)), "no paper is written over an earlier one"


def test_beberapa_koreksi_menjadi_satu_revisi(u):
    u.sampai("sosialisasi")
    pr.sosialisasi(u.k(), False, MINTA)
    pr.koreksi_buka(u.k(), MINTA_LAIN)
    pr.koreksi_tutup(u.k(), 2, "sudah")
    assert u.s.revisi == 1 and [e.isi["nomor"] for e in u.s.koreksi_terbuka] == [1]
    ditolak(lambda: pr.koreksi_tutup(u.k(), 2, "lagi"), "nomor 2 tidak terbuka", "1")
    ditolak(lambda: pr.koreksi_tutup(u.k(), 1, "  "), "--dilakukan")
    pr.koreksi_tutup(u.k(), 1, "sudah")
    assert u.s.revisi == 1 and u.s.langkah_berikut == 4 and len(u.s.koreksi_revisi) == 2
    u.jalan()
    pr.putusan(u.k())
    pr.koreksi_buka(u.k(), MINTA)
    pr.koreksi_tutup(u.k(), 3, "sudah")
    assert u.s.revisi == 2


def test_keberatan_yang_ditolak_kembali_ke_sosialisasi_tanpa_revisi_baru(u):
    u.sampai("sosialisasi")
    pr.sosialisasi(u.k(), False, MINTA)
    ditolak(lambda: pr.koreksi_tutup(u.k(), 1, " ", ditolak=True), "--dilakukan", "Bukti tidak mendukung")
    hasil = pr.koreksi_tutup(u.k(), 1, "SK belum terbit", ditolak=True)
    assert hasil.entri[0].hasil == "ditolak" and "tetap seperti saat dirilis" in hasil.pesan[-1]
    assert u.surat[-1] == "hasil_koreksi"
    s = u.s
    assert (s.revisi, s.langkah_berikut, s.dirilis, s.disetujui, s.koreksi_revisi) == (0, 6, True, False, ())
    ditolak(lambda: pr.serah(u.k()), "belum gilirannya")
    for f in (lambda k: pr.sosialisasi(k, True), pr.serah, pr.sahkan, pr.arsip):
        f(u.k())
    assert u.s.diarsipkan is not None and u.s.revisi == 0


@pytest.mark.parametrize("sampai", ["serah", "sahkan", "arsip", ""])
def test_koreksi_yang_ditolak_membiarkan_langkah_yang_sudah_ada(u, sampai):
    u.sampai(sampai)
    semula = u.s
    pr.koreksi_buka(u.k(), MINTA)
    pr.koreksi_buka(u.k(), MINTA_LAIN)
    pr.koreksi_tutup(u.k(), 2, "tidak terbukti", ditolak=True)
    assert u.s.langkah_berikut == 4 and [e.isi["nomor"] for e in u.s.koreksi_terbuka] == [1]
    pr.koreksi_tutup(u.k(), 1, "tidak terbukti", ditolak=True)
    kini = u.s
    for nama in ("revisi", "langkah_berikut", "dirilis", "disetujui", "disahkan", "diarsipkan", "koreksi_revisi"):
        assert getattr(kini, nama) == getattr(semula, nama), nama


@pytest.mark.parametrize("urutan", [(1, 2), (2, 1)])
def test_satu_ditolak_satu_dikerjakan_tetap_revisi_baru(u, urutan):
    u.sampai("serah")
    pr.koreksi_buka(u.k(), MINTA)
    pr.koreksi_buka(u.k(), MINTA_LAIN)
    for nomor in urutan:
        pr.koreksi_tutup(u.k(), nomor, "sudah", ditolak=nomor == 2)
    s = u.s
    assert (s.revisi, s.langkah_berikut, s.dirilis, s.disetujui) == (1, 4, False, False)
    assert [buka.isi["nomor"] for buka, _ in s.koreksi_revisi] == [1]


def test_triwulan_terkunci_sesudah_arsip(u):
    u.sampai("")
    for f in (pr.disposisi, pr.putusan, pr.serah, pr.sahkan, pr.arsip, lambda k: pr.sosialisasi(k, True)):
        ditolak(lambda f=f: f(u.k()), "sudah diarsipkan sebagai Rev 0 dan terkunci", "koreksi --buka")
    n = len(u.buku.entri)
    assert u.jalan() == () and len(u.buku.entri) == n
    kata = u.jalan(realisasi=48.0)
    assert "diarsipkan dan terkunci" in kata[0] and "capaian, sasaran yang lain" in kata[0]
    assert len(u.buku.entri) == n
    pr.koreksi_buka(u.k(), MINTA)
    pr.koreksi_tutup(u.k(), 1, "angka diganti")
    assert u.s.revisi == 1 and u.s.diarsipkan is None and u.s.disahkan is None
    u.jalan(realisasi=48.0)
    for f in (pr.putusan, lambda k: pr.sosialisasi(k, True), pr.serah, pr.sahkan, pr.arsip):
        f(u.k())
    assert u.s.diarsipkan is not None and u.s.diarsipkan.revisi == 1


def test_urutan_dijaga_dari_awal(u):
    for f in (pr.putusan, pr.serah, pr.sahkan, pr.arsip, lambda k: pr.sosialisasi(k, True)):
        ditolak(lambda f=f: f(u.k()), "belum gilirannya; sekarang langkah 1 (disposisi) oleh Kepala Dinas", "disposisi")
    assert not u.buku.ada
    assert u.jalan() == (), "without a ledger a run records nothing"
    pr.disposisi(u.k())
    assert "Disposisi belum lengkap" in u.jalan()[0]
    pr.disposisi(u.k())
    ditolak(lambda: pr.disposisi(u.k()), "Langkah 1 (disposisi) sudah dicatat; sekarang langkah 3 (rekap)")
    assert "langkah 3 dan 4 (Rev 0)" in u.jalan()[0]
    assert u.jalan() == ()
    assert "langkah 4 (Rev 0)" in u.jalan(realisasi=41.0)[0], "new figures before the decision are put together anew"
    assert u.s.langkah_berikut == 5


def test_putusan_menolak_hasil_yang_tidak_mutakhir(u):
    u.sampai_putusan()
    u.mutakhir = False
    ditolak(lambda: pr.putusan(u.k()), "berubah sejak pengukuran terakhir", "kinerja jalan")
    u.mutakhir = True
    (u.kantor.laporan(P) / "laporan.html").write_text("lain", encoding="utf-8")
    ditolak(lambda: pr.putusan(u.k()), "laporan.html hilang atau berubah sejak langkah 4", "kinerja jalan")
    u.jalan()
    assert pr.putusan(u.k()).entri[0].hasil == "ya"


def test_berkas_rilis_yang_berubah_menahan_langkah_berikutnya(u):
    u.sampai("serah")
    berkas = u.akar / "data/sop/2025/TW2/rev0/capaian.parquet"
    asli = berkas.read_bytes()
    berkas.write_bytes(asli + b"x")
    ditolak(lambda: pr.serah(u.k()), "rev0/capaian.parquet hilang atau berubah", "cadangan")
    berkas.write_bytes(asli)
    pr.serah(u.k())
    surat = next(p for p in u.buku.entri[-1].keluaran if "penyerahan" in p)
    (u.akar / surat).unlink()
    ditolak(lambda: pr.sahkan(u.k()), "penyerahan", "hilang")


@pytest.mark.parametrize(
    ("kurang", "pilihan"), [("apa", "--apa"), ("alasan", "--alasan"), ("diminta_oleh", "--diminta-oleh")]
)
def test_koreksi_yang_kurang_ditolak_tanpa_bekas(u, kurang, pilihan):
    from dataclasses import replace

    u.sampai("sosialisasi")
    n = len(u.buku.entri)
    ditolak(lambda: pr.sosialisasi(u.k(), False, replace(MINTA, **{kurang: " \n"})), pilihan)
    assert len(u.buku.entri) == n, "no objection without its correction"


def test_waktu_yang_mundur_ditolak(u):
    pr.disposisi(u.k(jam(3, 10)))
    ditolak(lambda: pr.disposisi(u.k(jam(3, 9, 59))), "lebih awal daripada catatan terakhir")
    ditolak(lambda: pr.disposisi(u.k(jam(3, 11), mulai=jam(3, 12))), "mulai")
    e = pr.disposisi(u.k(jam(3, 11), mulai=jam(3, 10, 58), keterangan="a\x00b\n c")).entri[0]
    assert (e.lama_menit, e.mulai, e.keterangan) == (2, "2025-07-03T10:58+07:00", "a b c")


def test_oleh_seperti_diketik(u):
    e = pr.disposisi(u.k(oleh=Oleh("Plt. Kepala Dinas", "Siti, S.E.", "19800101 200501 2 001"))).entri[0]
    assert (e.jabatan, e.nama, e.nip) == ("Plt. Kepala Dinas", "Siti, S.E.", "19800101 200501 2 001")


def test_buku_rusak_menahan_semua_perintah(u):
    pr.disposisi(u.k())
    jalur = u.buku.jalur
    asli = jalur.read_text(encoding="utf-8")
    jalur.write_text(asli.replace("Kepala Dinas", "Kepala Dinaz", 1), encoding="utf-8")
    with pytest.raises(GalatBuku, match="baris 1: isinya diubah"):
        pr.disposisi(u.k())
    assert "Dinaz" in jalur.read_text(encoding="utf-8"), "never repaired"


def test_rilis_yang_tertinggal_karena_dimatikan_dibuat_ulang(u):
    u.sampai_putusan()
    sisa = u.akar / "data/sop/2025/TW2/rev0"
    sisa.mkdir(parents=True)
    (sisa / "capaian.parquet").write_bytes(b"setengah")
    sedang = u.akar / "data/sop/2025/TW2/.rev0.sedang"
    sedang.mkdir()
    (sedang / "sampah").write_bytes(b"")
    pr.putusan(u.k())
    assert len(pd.read_parquet(sisa / "capaian.parquet")) == 1
    assert not sedang.exists() and not (sisa / "sampah").exists()


# ---- another SOP ----------------------------------------------------------------------------------------------------
TUJUH = """
judul: Pengukuran
pelaksana: [Camat, Sekcam, Kasi]
keputusan_sosialisasi: false
langkah:
  - {nomor: 1, tindakan: disposisi, kegiatan: Perintah, pelaksana: Camat, waktu: 1, satuan: jam, simbol: mulai}
  - {nomor: 2, tindakan: susun, kegiatan: Menyusun, pelaksana: Kasi, waktu: 3, satuan: hari}
  - {nomor: 3, tindakan: putusan, kegiatan: Validasi, pelaksana: Sekcam, waktu: 1, satuan: jam, simbol: keputusan,
     ya: 4, tidak: 2}
  - {nomor: 4, tindakan: sosialisasi, kegiatan: Sosialisasi, pelaksana: Kasi, waktu: 2, satuan: jam, simbol: keputusan,
     ya: 5, tidak: 2}
  - {nomor: 5, tindakan: serah, kegiatan: Serah, pelaksana: Kasi, waktu: 5, satuan: menit}
  - {nomor: 6, tindakan: sahkan, kegiatan: Tanda tangan, pelaksana: Camat, waktu: 5, satuan: menit}
  - {nomor: 7, tindakan: arsip, kegiatan: Arsip, pelaksana: Kasi, waktu: 1, satuan: hari, simbol: selesai}
"""


def test_kantor_dengan_tujuh_langkah_dan_pelaksana_lain(tmp_path, monkeypatch):
    u = KantorUji(tmp_path / "camat", monkeypatch, TUJUH)
    u.sampai("sosialisasi")
    assert u.s.langkah_berikut == 4
    ditolak(lambda: pr.sosialisasi(u.k(), False, MINTA), "tidak mengenal keberatan", "koreksi --buka")
    pr.koreksi_buka(u.k(), MINTA)
    pr.koreksi_tutup(u.k(), 1, "sudah")
    assert u.s.langkah_berikut == 2 and u.s.revisi == 1
    u.jalan()
    for f in (pr.putusan, lambda k: pr.sosialisasi(k, True), pr.serah, pr.sahkan, pr.arsip):
        f(u.k())
    assert [e.langkah for e in u.buku.entri][-5:] == [3, 4, 5, 6, 7]
    assert u.buku.entri[0].jabatan == "Camat" and [b.nomor for b in u.s.papan()] == [1, 2, 3, 4, 5, 6, 7]
    assert "rekap" not in [e.tindakan for e in u.buku.entri]


@pytest.mark.parametrize(
    ("lama", "baru", "kata"),
    [
        ("nomor: 4,", "nomor: 5,", "urut dari 1"),
        ("pelaksana: Sekcam", "pelaksana: Lurah", 'pelaksana langkah 3, "Lurah", tidak ada'),
        ("ya: 4, tidak: 2", "ya: 4", "harus menyebut ya dan tidak"),
        ("ya: 4, tidak: 2", "ya: 5, tidak: 2", "harus menuju langkah berikutnya"),
        ("ya: 4, tidak: 2", "ya: 4, tidak: 5", "harus kembali ke langkah sebelumnya"),
        ("tindakan: serah", "tindakan: arsip", "hanya boleh ada pada satu langkah"),
        ("tindakan: arsip", "tindakan: rekap", 'tidak ada langkah dengan tindakan "arsip"'),
        ("tindakan: serah", "tindakan: disposisi", '"disposisi" harus mendahului'),
        (
            "tindakan: sosialisasi, kegiatan: Sosialisasi, pelaksana: Kasi, waktu: 2, satuan: jam, simbol: keputusan,\n"
            "     ya: 5, tidak: 2}\n  - {nomor: 5, tindakan: serah",
            "tindakan: serah, kegiatan: Serah, pelaksana: Kasi, waktu: 2, satuan: jam}\n"
            "  - {nomor: 5, tindakan: sosialisasi",
            '"sosialisasi" harus mendahului langkah "serah"',
        ),
        ("judul: Pengukuran", "judul: P\nnomor_surat: '{bulan}'", "pola nomor tidak sah"),
        ("judul: Pengukuran", "judul: P\nzona_waktu: WIB", "zona waktu"),
        ("judul: Pengukuran", "judul: P\njam_kerja: {jumat: [09.00-07.00]}", "jam kerja harus berurutan"),
        ("judul: Pengukuran", "judul: P\njudl: x", 'Maksud Anda "judul"?'),
        ("satuan: hari, simbol", "satuan: minggu, simbol", "pilihannya"),
    ],
)
def test_sop_yang_tidak_dapat_dijalankan_ditolak(tmp_path, monkeypatch, lama, baru, kata):
    with pytest.raises(GalatParameter) as g:
        KantorUji(tmp_path / "camat", monkeypatch, TUJUH.replace(lama, baru, 1))
    assert kata in str(g.value) and "params/sop.yaml" in str(g.value)


# ---- the figure -----------------------------------------------------------------------------------------------------
def test_gambar_papan_menyebut_semua_langkah(u):
    u.sampai("sosialisasi")
    u.menit += 60 * 24 * 6
    papan = baris_papan(u.s.entri, u.sop, ())
    gambar = gambar_papan(papan)
    assert all(f"{x.nomor}. {x.kegiatan}" in gambar for x in u.sop.langkah)
    assert "menunggu giliran, norma 2 jam" in gambar and "script" not in gambar
    baris = u.s.papan()[5]
    perintah = f"kinerja sop sosialisasi --setuju --tahun 2025 --triwulan 2 --akar {u.akar}"
    assert (baris.status, baris.perintah) == ("menunggu", perintah)
    assert u.s.papan()[4].hasil == "ya" and u.s.papan()[6].status == "belum"


def test_papan_menghitung_terlambat_dari_sekarang(u):
    pr.disposisi(u.k(jam(3, 15, 55)))
    from kinerja.sop.keadaan import keadaan

    def lambat(waktu: dt.datetime) -> str:
        return keadaan(u.buku.entri, u.sop, sekarang=waktu).papan()[1].terlambat

    assert lambat(jam(3, 23)) == "" and lambat(jam(4, 7, 35)) == ""
    assert lambat(jam(4, 7, 36)) == "1 menit"
