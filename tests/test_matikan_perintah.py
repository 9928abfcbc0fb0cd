"""Commands that are killed, and commands that meet: the ledger whole, every file old or new, the next run free."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from kinerja import penulisan, rantai, tabel
from kinerja.kantor import muat
from kinerja.rantai import CHECKOUT, jalan
from kinerja.sop import perintah as pr
from kinerja.sop.catatan import BukuSop
from kinerja.sop.sesi import GalatUrutan
from tests.matikan_perintah import P, Panggung, _cacat, perintah, sendiri, sisa_kantor
from tests.sop_uji import MINTA, MINTA_LAIN, KantorUji

BENIH = (3, 8, 7, 47, 37, 49, 31)
"""Seeds that meet jalan and putusan twice, arsip, disposisi and formulir."""


def argumen(akar: Path, *kata: str) -> list[str]:
    return [*kata, "--tahun", "2025", "--triwulan", "2", "--akar", str(akar), "--waktu", "2025-07-01T09:00"]


def mulai(akar: Path, *kata: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        perintah(argumen(akar, *kata)), cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.lambat
def test_perintah_dimatikan_pada_saat_apa_pun(tmp_path):
    """The short form of ``python -m tests.matikan_perintah``."""
    panggung, hitungan = Panggung(tmp_path, pendek=True), {}
    for benih in BENIH:
        panggung.matikan(benih, hitungan)
    assert sum(h.hasil.total() for h in hitungan.values()) == len(BENIH)
    assert hitungan.keys() == {"jalan", "putusan ya", "arsip", "disposisi 1", "formulir"}


@pytest.mark.lambat
def test_jalan_yang_mati_memegang_kunci_tidak_menghalangi(contoh, tmp_path):
    p = subprocess.run(sendiri(60, contoh, tmp_path / "operasi", argumen(contoh, "jalan")), cwd=CHECKOUT)
    assert p.returncode == 137
    assert (contoh / "data/processed/2025/TW2/.kunci").is_file()
    assert not (contoh / "reports/2025/TW2/laporan.html").exists()
    keluar, salah = (lagi := mulai(contoh, "jalan")).communicate()
    assert lagi.returncode == 0, salah.decode()
    assert b"Validasi: Ya" in keluar
    assert sisa_kantor(contoh) == []


@pytest.mark.lambat
def test_dua_perintah_bersamaan_menunggu_atau_ditolak_dengan_jelas(contoh):
    dua = [mulai(contoh, "sop", "disposisi") for _ in range(2)]
    for p in dua:
        assert p.wait() == 0, p.communicate()
    buku = BukuSop.buka(muat(contoh, 2025), P)
    assert [e.langkah for e in buku.entri] == [1, 2] and buku.periksa() == []

    kunci = contoh / "data/processed/2025/TW2/.kunci"
    kunci.parent.mkdir(parents=True)
    with FileLock(kunci):
        for kata in (("jalan",), ("sop", "serah")):
            p = mulai(contoh, *kata)
            _, salah = p.communicate()
            assert (p.returncode, b"Traceback" in salah) == (1, False)
            assert "Triwulan II Tahun 2025 sedang dijalankan oleh jendela lain" in salah.decode("utf-8")
    assert BukuSop.buka(muat(contoh, 2025), P).entri == buku.entri


def test_sisa_dibuang_dan_yang_lain_tetap(tmp_path):
    for q in (tmp_path / "laporan [1].html", tmp_path / "koreksi" / "rev1" / "a.pdf"):
        tabel.berkas_sementara(q).write_bytes(b"separuh")
    tetap = [tmp_path / n for n in ("laporan.html", ".kunci", "catatan.tmp", ".a.tmp", ".a.12-xyz.tmp")]
    for q in tetap:
        q.write_bytes(b"utuh")
    tabel.buang_sisa(tmp_path, tmp_path / "tidak ada")
    assert sorted(q for q in tmp_path.rglob("*") if q.is_file()) == sorted(tetap)


def test_berkas_yang_dikira_sisa_ditulis_lagi(tmp_path, monkeypatch):
    """Between writing and renaming another command sweeps the folder."""
    asli, kali = tabel.gantikan, []

    def tersapu(baru: Path, tujuan: Path) -> None:
        kali.append(baru)
        if len(kali) == 1:
            tabel.buang_sisa(tmp_path)
        asli(baru, tujuan)

    monkeypatch.setattr(tabel, "gantikan", tersapu)
    tabel.tulis_byte(tmp_path / "laporan.html", b"baru")
    assert [q.name for q in tmp_path.iterdir()] == ["laporan.html"] and len(kali) == 2
    assert (tmp_path / "laporan.html").read_bytes() == b"baru"


@pytest.mark.lambat
def test_langkah_yang_terputus_tidak_dianggap_selesai(kantor_e81, monkeypatch):
    """Its tables stand there, old and new being the same; what came after them may not."""
    jalan(2025, 1, kantor_e81)

    def terputus(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as m, pytest.raises(KeyboardInterrupt):
        m.setattr(penulisan, "_tulis_koreksi", terputus)
        jalan(2025, 1, kantor_e81, paksa=True)
    hasil = jalan(2025, 1, kantor_e81)
    assert hasil.dilewati == ("ingest", "rekap", "ukur", "laporan")


@pytest.mark.lambat
def test_padanan_yang_baru_ditulis_ikut_dalam_nomor_jalannya(contoh):
    """Else a run that is repeated after a kill would bear another number than one that was not disturbed."""
    _cacat(contoh)
    laporan = contoh / "reports/2025/TW2"
    jalan(2025, 2, contoh)
    catatan, halaman = json.loads((laporan / "run.json").read_bytes()), (laporan / "laporan.html").read_bytes()
    assert catatan["masukan"]["params/padanan.yaml"] == rantai.sidik(contoh / "params/padanan.yaml")
    jalan(2025, 2, contoh, paksa=True)
    assert json.loads((laporan / "run.json").read_bytes())["masukan"] == catatan["masukan"]
    assert (laporan / "laporan.html").read_bytes() == halaman


def test_koreksi_yang_sama_tidak_dibuka_dua_kali(tmp_path, monkeypatch):
    """Whoever repeats a command because a kill hid that it was done."""
    u = KantorUji(tmp_path / "kantor", monkeypatch)
    u.sampai("serah")
    pr.koreksi_buka(u.k(), MINTA)
    with pytest.raises(GalatUrutan, match="sudah dicatat sebagai nomor 1 dan masih terbuka"):
        pr.koreksi_buka(u.k(), MINTA)
    assert len(u.s.koreksi_terbuka) == 1
    pr.koreksi_buka(u.k(), MINTA_LAIN)
    assert len(u.s.koreksi_terbuka) == 2
