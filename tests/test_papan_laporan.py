"""The SOP's board in the report: what it rests on, that later entries do not change it, and what it shows."""

from __future__ import annotations

import dataclasses
import html
import re
from xml.etree import ElementTree

import pytest

from kinerja import laporan
from kinerja.cli import main
from kinerja.kantor import Periode, muat
from kinerja.keluaran.laporan_isi_papan import bagian_papan as papan_cetak
from kinerja.keluaran.papan_sop import bagian_papan, gambar_papan, kalimat_papan
from kinerja.langkah import Hasil
from kinerja.rantai import jalan
from kinerja.skema import bentuk, skema
from kinerja.sop import awalan as aw
from kinerja.sop import perintah as pr
from kinerja.sop.papan import garis, tempat
from tests import tabel_contoh as contoh_tabel
from tests.sop_uji import MINTA, KantorUji, P

OTOMATIS = ("rekap", "susun")


@pytest.fixture
def u(tmp_path, monkeypatch):
    return KantorUji(tmp_path / "kantor", monkeypatch)


def dasar(u) -> tuple[int, ...]:
    """Numbers of the entries that a report made now would rest on."""
    n = {b["n_entri"] for b in aw.baris_laporan(u.kantor, P)}
    assert len(n) == 1
    return tuple(e.nomor for e in u.buku.entri[: n.pop()])


def papan(u) -> list[dict]:
    return aw.baris_laporan(u.kantor, P)


# ---- what a report rests on -----------------------------------------------------------------------------------------
def test_tanpa_buku_tidak_bersandar_pada_apa_pun(u):
    assert dasar(u) == ()
    assert {b["buku"] for b in papan(u)} == {"kosong"} and papan(u)[0]["status"] == "menunggu"
    skema("papan").validate(bentuk("papan", papan(u)), lazy=True)


def test_catatan_sesudahnya_tidak_mengubah_papan(u):
    u.sampai("rekap")
    sebelum = None
    for tindakan in ("putusan", "sosialisasi", "serah", "sahkan", "arsip"):
        assert dasar(u) == (1, 2)
        assert sebelum in (None, papan(u))
        sebelum = papan(u)
        getattr(pr, tindakan)(u.k(), *([True] if tindakan == "sosialisasi" else []))
    assert papan(u) == sebelum and u.s.diarsipkan is not None
    assert [b["status"] for b in sebelum] == ["selesai"] * 2 + ["laporan_ini"] * 2 + ["belum"] * 5


def test_jalan_ulang_dengan_tabel_yang_sama_bersandar_pada_catatan_yang_sama(u):
    u.sampai_putusan()
    (u.kantor.laporan(P) / "laporan.html").write_text("<p>tata letak baru", encoding="utf-8")
    from kinerja.sop.otomatis import catat_jalan

    catat_jalan(u.kantor, P, u.kini().isoformat())
    assert [e.tindakan for e in u.buku.entri][-2:] == ["susun", "susun"]
    assert dasar(u) == (1, 2)


def test_tidak_masuk_papan_pengukuran_berikutnya(u):
    u.sampai_putusan(ya=False)
    pr.putusan(u.k())
    assert dasar(u) == (1, 2, 3, 4, 5)
    assert papan(u)[4]["hasil"] == "tidak" and papan(u)[4]["status"] == "belum"
    u.jalan(realisasi=42.0)
    assert dasar(u) == (1, 2, 3, 4, 5)
    pr.putusan(u.k())
    assert dasar(u) == (1, 2, 3, 4, 5)


def test_koreksi_terbuka_tidak_mengubah_laporan_yang_dirilis(u):
    u.sampai("sosialisasi")
    pr.sosialisasi(u.k(), False, MINTA)
    assert dasar(u) == (1, 2)
    pr.koreksi_tutup(u.k(), 1, "Formulir dikirim ulang")
    assert len(dasar(u)) == len(u.buku.entri)
    n = len(u.buku.entri)
    u.jalan(realisasi=48.0)
    assert len(dasar(u)) == n
    assert [b["revisi"] for b in papan(u)][2:4] == [0, 0] and u.s.revisi == 1


def test_tabel_lain_berarti_pengukuran_yang_belum_dicatat(u):
    u.sampai("sosialisasi")
    kapan = u.buku.entri
    u.jalan(realisasi=99.0)  # after the release: nothing is recorded
    assert u.buku.entri == kapan and len(dasar(u)) == len(kapan)
    u.jalan(realisasi=40.0)
    assert dasar(u) == (1, 2)


def test_awalan_dari_awalan_adalah_dirinya(u):
    """What an archive keeps is the beginning alone; a recomputation takes all of it."""
    from kinerja.sop.rilis import TABEL_RILIS, sidik_berkas
    from kinerja.tabel import jalur_tabel

    u.sampai("sosialisasi")
    pr.sosialisasi(u.k(), False, MINTA)
    pr.koreksi_tutup(u.k(), 1, "x")
    u.jalan(realisasi=40.0)
    sidik = sidik_berkas(u.kantor, [jalur_tabel(u.kantor.olahan(P), t) for t in TABEL_RILIS])
    awal = aw.awalan(u.buku.entri, u.sop, sidik)
    assert 4 < len(awal) < len(u.buku.entri)
    assert aw.awalan(awal, u.sop, sidik) == awal


def test_buku_rusak_dipakai_sampai_yang_utuh_dan_disebut(u):
    u.sampai_putusan()
    jalur = u.buku.jalur
    baris = jalur.read_text(encoding="utf-8").splitlines(keepends=True)
    jalur.write_text(baris[0] + baris[1].replace("Sekretaris", "Sekretariat") + "".join(baris[2:]), encoding="utf-8")
    assert {b["n_entri"] for b in papan(u)} == {1} and {b["buku"] for b in papan(u)} == {"rusak"}
    assert "tidak utuh" in kalimat_papan(papan(u), P)


def test_papan_rilis_memuat_sampai_putusan(u):
    u.sampai("putusan")
    isi = aw.papan_rilis(u.s)
    skema("papan").validate(isi, lazy=True)
    assert isi["status"].tolist() == ["selesai"] * 4 + ["laporan_ini"] + ["belum"] * 4
    assert set(isi["n_entri"]) == {4}


def test_sidik_papan_berubah_bersama_isinya_saja(u):
    u.sampai("putusan")
    sidik = aw.sidik_papan(u.kantor, P)
    pr.putusan(u.k())
    assert aw.sidik_papan(u.kantor, P) == sidik
    jalur = u.akar / "params/sop.yaml"
    sop = jalur.read_text(encoding="utf-8")
    jalur.write_text("# komentar\n" + sop, encoding="utf-8")
    assert aw.sidik_papan(u.kantor, P) == sidik
    jalur.write_text(sop.replace("waktu: 30", "waktu: 45", 1), encoding="utf-8")
    assert aw.sidik_papan(u.kantor, P) != sidik


# ---- what it shows --------------------------------------------------------------------------------------------------
def hasil(u, **ubah) -> Hasil:
    isi = [b | ubah for b in papan(u)]
    return Hasil(u.kantor, P, {"papan": bentuk("papan", isi)})


def teks(bagian) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", bagian.html))


def test_tanpa_disposisi_dikatakan_cara_mulainya(u):
    assert "python mulai.py sop disposisi --tahun 2025 --triwulan 2" in teks(bagian_papan(hasil(u)))
    assert papan_cetak(hasil(u))["kalimat"].endswith("belum diketahui."), "no command on a paper to be signed"
    assert "<table" not in bagian_papan(hasil(u)).html and papan_cetak(hasil(u))["tabel"] is None


def test_halaman_dan_cetakan_mengatakan_hal_yang_sama(u):
    u.sampai("sosialisasi")
    h = hasil(u)
    layar, cetak = " ".join(teks(bagian_papan(h)).split()), papan_cetak(h)
    assert cetak["kalimat"] in layar and cetak["cara"] in layar
    for b, tulis in zip(papan(u), cetak["batang"], strict=True):
        assert f"{b['nomor']}. {b['kegiatan']}" in layar and tulis["kata"] in layar
        assert b["norma"] in tulis["kata"]
    assert [x["sel"][1] for g in cetak["tabel"]["kelompok"] for x in g["baris"]][:3] == [
        "selesai", "selesai", "dikerjakan bersama laporan ini",
    ]  # fmt: skip


def test_terlambat_disebut_dengan_kata_bukan_warna_saja(u):
    pr.disposisi(u.k())
    u.menit += 60
    pr.disposisi(u.k())
    isi = papan(u)
    assert (isi[1]["lama"], isi[1]["terlambat"]) == ("1 jam 5 menit", "55 menit")
    assert "1 langkah melewati waktunya" in kalimat_papan(isi, P)
    gambar = gambar_papan(isi)
    assert "terlambat 55 menit</strong>" in gambar
    assert papan_cetak(hasil(u))["batang"][1]["terlambat"] == "terlambat 55 menit"


def test_gambar_sah_tanpa_skrip_dan_batang_sepanjang_skala(u):
    u.sampai("putusan")
    isi = papan(u)
    akar = ElementTree.fromstring(f"<x>{gambar_papan(isi)}</x>")
    langkah = akar.findall(".//li")
    assert len(langkah) == len(isi) and "script" not in gambar_papan(isi)
    puncak = max(b["norma_menit"] for b in isi)
    for li, b in zip(langkah, isi, strict=True):
        kotak = li.findall(".//rect")[-1]
        assert float(kotak.get("width").rstrip("%")) == pytest.approx(99 * tempat(b["norma_menit"], puncak), abs=0.06)
        assert len(li.findall(".//rect")) == (2 if b["lama"] else 1)
    assert akar.find(".//svg").get("aria-hidden") == "true"


def test_isi_sop_yang_jahat_tetap_teks(u):
    h = hasil(u, kegiatan="<script>alert(1)</script>", pelaksana='"><img src=x>', n_entri=1, buku="utuh")
    isi = bagian_papan(h).html
    assert "<script" not in isi and "<img" not in isi
    assert "&lt;script&gt;" in isi


def test_skala_logaritma_berujung_di_nol_dan_satu():
    assert tempat(0, 4500) == tempat(1, 4500) == 0 and tempat(4500, 4500) == 1
    assert [n for _, n in garis(4500, 450)] == ["1 menit", "10 menit", "1 jam", "1 hari", "10 hari"]
    assert [n for _, n in garis(60, 450)] == ["1 menit", "10 menit", "1 jam"]


def test_langkah_laporan_menulis_papan(tmp_path):
    k = dataclasses.replace(contoh_tabel.kantor(), akar=tmp_path)
    h = contoh_tabel.jadi(contoh_tabel.biasa(), k)
    skema("papan").validate(h.tabel["papan"], lazy=True)
    assert "sop disposisi" in laporan.bagian_papan(h).html


# ---- in the chain ---------------------------------------------------------------------------------------------------
@pytest.mark.lambat
def test_laporan_tetap_sesudah_dirilis_dan_papan_mengikuti_disposisi(contoh):
    def sop(langkah: str, waktu: str, *lain: str) -> int:
        return main(
            ["sop", langkah, "--tahun", "2025", "--triwulan", "2", "--akar", str(contoh), "--waktu", waktu, *lain]
        )

    def ulang(jam: str) -> tuple[str, ...]:
        return jalan(2025, 2, contoh, waktu=f"2025-07-10T{jam}:00+07:00").dilewati

    berkas = contoh / "reports/2025/TW2/laporan.html"
    assert ulang("08") == ()
    assert "sop disposisi" in berkas.read_text(encoding="utf-8")
    assert len(ulang("08")) == 5
    assert sop("disposisi", "2025-07-10T09:00") == 0 and sop("disposisi", "2025-07-10T09:05") == 0
    assert ulang("10") == ("ingest", "rekap", "ukur", "validasi")
    isi = berkas.read_bytes()
    assert "2 dari 9 langkah SOP sudah selesai" in isi.decode("utf-8")
    assert len(ulang("10")) == 5
    assert sop("putusan", "2025-07-10T11:00") == 0
    assert len(ulang("12")) == 5
    assert sop("sosialisasi", "2025-07-11T09:00", "--setuju") == 0
    assert jalan(2025, 2, contoh, paksa=True).dilewati == () and berkas.read_bytes() == isi
    assert (contoh / "data/sop/2025/TW2/rev0/laporan.html").read_bytes() == isi
    assert muat(contoh, 2025).olahan(Periode(2025, 2)).joinpath("papan.parquet").is_file()
