"""What the papers and the ledger of an office say whose people and whose SOP are not those of the scanned page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kinerja.aturan import Dinas, Pejabat
from kinerja.galat import GalatKinerja, GalatParameter
from kinerja.kantor import CHECKOUT, muat
from kinerja.keluaran.buku_serah import BERKAS as BUKU
from kinerja.keluaran.kit import BERKAS as KIT
from kinerja.sop import perintah as pr
from kinerja.sop import rilis
from kinerja.sop.catatan import BukuSop
from kinerja.sop.naskah import Sop, muat_sop, susun_sop
from kinerja.sop.otomatis import catat_jalan
from kinerja.surat import isi
from kinerja.surat.unsur import Bahan
from tests.sop_uji import MINTA, KantorUji, P, jam
from tests.test_surat_buat import buku, entri

DINAS = """
kepala: {jabatan: Kepala Dinas, nama: (nama kepala dinas), nip: "1"}
sekretaris: {jabatan: Sekretaris Dinas, nama: Siti, nip: "2"}
perencana: {jabatan: JFT Perencana Ahli Muda, nama: Budi, nip: "3"}
penyusun: {jabatan: Staf Penyusun Evaluasi Kinerja, nama: Ani, nip: "4"}
"""


def naskah(*tindakan: str) -> str:
    """The SOP of the scanned page with only these steps, in this order, each done by somebody of its own."""
    asli = yaml.safe_load((CHECKOUT / "params/sop.yaml").read_text(encoding="utf-8"))
    milik = {x["tindakan"]: x for x in asli["langkah"]}
    langkah = []
    for n, t in enumerate(tindakan, 1):
        x = milik[t] | {"nomor": n, "pelaksana": f"Pejabat {n}"}
        langkah.append(x | ({"ya": n + 1, "tidak": n - 1} if x["simbol"] == "keputusan" else {}))
    isi_ = asli | {"langkah": langkah, "pelaksana": [x["pelaksana"] for x in langkah]}
    return str(yaml.safe_dump(isi_, allow_unicode=True, sort_keys=False))


def bahan(tmp_path: Path, sop: Sop, n: int, **dinas: object) -> Bahan:
    """What a paper of the n-th entry is made from."""
    (tmp_path / "data/raw/2025").mkdir(parents=True, exist_ok=True)
    kantor = replace(muat(tmp_path, 2025), dinas=Dinas.model_validate(dinas))
    return Bahan(kantor, P, sop, buku()[:n], {})


@pytest.fixture
def u(tmp_path, monkeypatch) -> KantorUji:
    return KantorUji(tmp_path / "kantor", monkeypatch)


def test_buku_menyebut_nama_setiap_pejabat_yang_dikenal(u):
    (u.akar / "params/dinas.yaml").write_text(DINAS, encoding="utf-8")
    u.kantor = muat(u.akar, 2025)
    u.sampai("")
    siapa = {e.langkah: (e.nama, e.nip) for e in u.buku.entri}
    assert siapa[1] == ("", ""), "a name in brackets is a placeholder, and its NIP nobody's"
    assert siapa[2] == siapa[5] == ("Siti", "2")
    assert siapa[4] == siapa[7] == ("Budi", "3"), "JFT is Jabatan Fungsional Tertentu"
    assert siapa[9] == ("Ani", "4")


def test_disposisi_ketiga_tidak_menimpa_surat_yang_kedua(tmp_path, monkeypatch):
    tiga = naskah("disposisi", "disposisi", "disposisi", "susun", "putusan", "sahkan", "arsip")
    u = KantorUji(tmp_path / "kantor", monkeypatch, tiga)
    for _ in range(3):
        pr.disposisi(u.k())
    surat = [p for e in u.buku.entri for p in e.keluaran]
    assert len(set(surat)) == 3
    assert all((u.akar / p).is_file() for p in surat)


def test_disposisi_menyebut_pelaksana_menurut_sop_kantor(tmp_path):
    sop = susun_sop(yaml.safe_load(naskah("disposisi", "susun", "putusan", "sahkan", "arsip")))
    surat = isi.disposisi_kepala(bahan(tmp_path, sop, 1))
    assert surat.judul == "Lembar Disposisi Pejabat 1"
    assert [x["teks"] for x in surat.data["kepada"] if x["pilih"]] == ["Pejabat 2"]
    assert surat.data["catatan"].startswith("Kepada Pejabat 2, agar melaksanakan")


def test_pengesahan_tidak_menyebut_sosialisasi_yang_tidak_ada(tmp_path):
    sop = susun_sop(yaml.safe_load(naskah("disposisi", "susun", "putusan", "sahkan", "arsip")))
    b = bahan(tmp_path, sop, 3)
    sahkan = entri(4, 4, "sahkan", "2025-07-30T09:00+07:00", "Pejabat 4")
    surat = isi.pengesahan(replace(b, entri=(*b.entri, sahkan)))
    assert "telah divalidasi sesuai dengan SOP" in surat.data["pernyataan"]
    assert "Sosialisasi" not in [x for x, _ in surat.data["baris"]]
    assert surat.data["paraf"] == ["Pejabat 3", "Pejabat 2", "Pejabat 5"]
    assert "dan disosialisasikan" in isi.pengesahan(bahan(tmp_path, muat_sop(b.kantor), 9)).data["pernyataan"]


def test_penyerahan_menyebut_penanda_tangan_menurut_sop(tmp_path):
    sop = susun_sop(yaml.safe_load(naskah("disposisi", "susun", "putusan", "serah", "sahkan", "arsip")))
    teks = str(isi.penyerahan(bahan(tmp_path, sop, 8)).blok)
    assert "untuk ditandatangani Pejabat 5 dan didokumentasikan" in teks


def test_pejabat_yang_tidak_dikenal_hanya_bersebutan():
    d = Dinas(kepala=Pejabat(jabatan="Kepala Dinas", nama="(nama)", pangkat="IV/c", nip="1"))
    assert d.pejabat("kepala  dinas") == Pejabat(jabatan="Kepala Dinas")
    assert d.pejabat("Camat") == Pejabat(jabatan="Camat")


def test_aturan_tentang_seluruh_berkas_tidak_menyebut_kunci_kosong():
    isi_ = yaml.safe_load(naskah("disposisi", "susun", "putusan", "sahkan", "arsip"))
    isi_["langkah"][1]["nomor"] = 9
    with pytest.raises(GalatParameter) as g:
        susun_sop(isi_)
    assert str(g.value).startswith("params/sop.yaml: nomor langkah harus urut dari 1; di tempat ke-2 tertulis 9.")


# ---- what is typed --------------------------------------------------------------------------------------------------
def tolak(fungsi) -> str:
    with pytest.raises(GalatKinerja) as g:
        fungsi()
    return str(g.value)


def test_titik_titik_contoh_bukan_isian(u):
    """A command that was pasted as it is printed must not close a correction with "…"."""
    u.sampai("sosialisasi")
    pr.sosialisasi(u.k(), False, MINTA)
    assert "memerlukan --dilakukan" in tolak(lambda: pr.koreksi_tutup(u.k(), 1, " … "))
    assert "memerlukan --alasan" in tolak(lambda: pr.koreksi_buka(u.k(), replace(MINTA, alasan="...")))
    pr.koreksi_tutup(u.k(), 1, "Formulir dikirim ulang …")
    assert u.s.revisi == 1


def test_kode_yang_tidak_ada_dalam_laporan_ditolak(u):
    u.sampai("sosialisasi")
    kata = tolak(lambda: pr.sosialisasi(u.k(), False, replace(MINTA, indikator="I2")))
    assert 'Kode "I2" tidak ada dalam laporan Rev 0. Maksud Anda I1?' in kata
    assert u.s.langkah_berikut == 6, "nothing was recorded"
    pr.sosialisasi(u.k(), False, replace(MINTA, indikator="i1"))
    pr.koreksi_buka(u.k(), replace(MINTA, indikator="", apa="tata tulis"))
    assert len(u.s.koreksi_terbuka) == 2


# ---- the same again -------------------------------------------------------------------------------------------------
def test_hasil_yang_sama_sesudah_tidak_belum_dicatat(u):
    """The report shows the Tidak and is therefore another file; its figures are those that were rejected."""
    u.sampai_putusan(ya=False)
    pr.putusan(u.k())
    (u.kantor.laporan(P) / "laporan.html").write_text("papan lain", encoding="utf-8")
    kata = catat_jalan(u.kantor, P, u.kini().isoformat())
    assert "masih sama dengan yang divalidasi Tidak" in kata[0]
    assert u.buku.entri[-1].tindakan == "putusan" and u.s.langkah_berikut == 4
    assert "Dicatat: langkah 4" in u.jalan(ya=True)[0]


def test_susun_mencatat_ketiga_buku_kerja(u):
    u.sampai_putusan()
    keluaran = u.buku.entri[-1].keluaran
    assert {f"reports/2025/TW2/{n}" for n in BUKU} <= set(keluaran)
    (u.kantor.laporan(P) / BUKU[0]).write_text("diubah", encoding="utf-8")
    assert f"{BUKU[0]} hilang atau berubah" in tolak(lambda: pr.putusan(u.k()))


@pytest.mark.parametrize("nama", [*KIT, "raport/Bidang_A_TW2_2025.html"])
def test_susun_mencatat_kit_dan_raport(u, nama):
    """What is passed on with the report may not change between its making and the decision on it."""
    berkas = u.kantor.laporan(P) / nama
    berkas.parent.mkdir(parents=True, exist_ok=True)
    berkas.write_text("raport", encoding="utf-8")
    u.sampai_putusan()
    assert f"reports/2025/TW2/{nama}" in u.buku.entri[-1].keluaran
    berkas.write_text("diubah", encoding="utf-8")
    assert f"{berkas.name} hilang atau berubah" in tolak(lambda: pr.putusan(u.k()))


def test_surat_dan_rilis_yang_tidak_jadi_dibuang_ketika_putusannya_tidak(u, monkeypatch):
    """A putusan Ya that was killed before it was recorded leaves its papers; the Tidak that follows takes them away."""
    u.sampai_putusan()
    buku = u.buku.jalur.read_bytes()

    def mati(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as m, pytest.raises(KeyboardInterrupt):
        m.setattr(BukuSop, "tambah_semua", mati)
        pr.putusan(u.k())
    surat, rev0 = u.kantor.laporan(P) / "surat", u.akar / "data/sop/2025/TW2/rev0"
    assert u.buku.jalur.read_bytes() == buku and rev0.is_dir()
    assert sorted(p.name for p in surat.glob("05-*")) == [
        "05-berita_acara_validasi.pdf", "05-daftar_hadir.pdf", "05-undangan_sosialisasi.pdf"
    ]  # fmt: skip
    (surat / "05-notulen.pdf").write_bytes(b"milik kantor")
    u.jalan(ya=False)
    pr.putusan(u.k())
    assert sorted(p.name for p in surat.glob("05-*")) == ["05-berita_acara_validasi.pdf", "05-notulen.pdf"]
    assert not rev0.exists() and not (u.kantor.laporan(P) / "laporan.pdf").exists()


# ---- the signed report ----------------------------------------------------------------------------------------------
@pytest.fixture
def bertanda(u, monkeypatch):
    """An office before the signing, and a check of signed reports that takes every file and keeps it."""

    def terima(kantor, periode, revisi, jalur):
        tujuan = rilis.folder_rilis(kantor, periode, revisi) / "laporan-bertanda.pdf"
        tujuan.write_bytes(jalur.read_bytes())
        return [tujuan], {"tanda_tangan": "sah_tepercaya", "penanda": [], "keterangan_tanda_tangan": "Sah."}

    monkeypatch.setattr("kinerja.sop.bertanda.terima", terima)
    u.sampai("sahkan")
    pertama, kedua = u.akar / "pertama.pdf", u.akar / "kedua.pdf"
    pertama.write_bytes(b"satu")
    kedua.write_bytes(b"dua")
    pr.sahkan(u.k(), str(pertama))
    return u.akar / "data/sop/2025/TW2/rev0/laporan-bertanda.pdf", str(kedua)


def test_pengesahan_yang_ditolak_tidak_mengganti_pdf_bertanda(u, bertanda):
    """A command that is refused for its time must not leave another signed report than the ledger's."""
    simpanan, kedua = bertanda
    assert "lebih awal" in tolak(lambda: pr.sahkan(u.k(jam(1, 1)), kedua))
    assert simpanan.read_bytes() == b"satu"
    pr.sahkan(u.k(), kedua)
    assert simpanan.read_bytes() == b"dua"


def test_pdf_bertanda_yang_diganti_menahan_arsip(u, bertanda):
    """Also when the last entry is not the signing but a correction that was rejected since."""
    simpanan, kedua = bertanda
    pr.koreksi_buka(u.k(), MINTA)
    pr.koreksi_tutup(u.k(), 1, "Bukti tidak mendukung", ditolak=True)
    simpanan.write_bytes(b"palsu")
    kata = tolak(lambda: pr.arsip(u.k()))
    assert "laporan-bertanda.pdf hilang atau berubah" in kata and "sop sahkan --pdf-bertanda" in kata
    pr.sahkan(u.k(), kedua)
    assert pr.arsip(u.k()).keadaan.langkah_berikut == 0
