"""The ledger: what it holds is what was written; what was changed, cut or torn is told by line, never mended."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja.kantor import Periode, muat
from kinerja.sop import catatan
from kinerja.sop.catatan import BukuSop, Entri, GalatBuku, baca_baris, baca_isi, bersih, tulis_baris
from tests.matikan_buku import anak, matikan

P = Periode(2025, 2)
SAAT = "2025-07-01T09:00+07:00"
teks = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
berkas = st.dictionaries(st.sampled_from(["data/a", "reports/b c/ü.pdf"]), st.sampled_from(["", "0" * 64, "ab" * 32]))
entri = st.builds(
    Entri, nomor=st.just(0), langkah=st.integers(1, 9), tindakan=st.sampled_from(catatan.TINDAKAN_ENTRI),
    hasil=st.sampled_from(catatan.HASIL), jabatan=teks, nama=teks, nip=teks, waktu=teks, revisi=st.integers(0, 9),
    lama_menit=st.integers(0, 10**6), keterangan=teks, masukan=berkas, keluaran=berkas,
    isi=st.dictionaries(teks, st.one_of(teks, st.integers(-9, 9), st.booleans(), st.none())),
)  # fmt: skip


@pytest.fixture
def kantor(tmp_path):
    return muat(tmp_path, 2025)


def isi_buku(kantor, n=4) -> BukuSop:
    buku = BukuSop.buka(kantor, P)
    for i in range(n):
        buku.tambah("disposisi", 1, waktu=SAAT, keterangan=f"catatan {i}")
    return BukuSop.buka(kantor, P)


@given(st.lists(entri, min_size=1, max_size=6))
@settings(max_examples=120, deadline=None)
def test_yang_ditulis_terbaca_sama(semua):
    baris, jadi = [], []
    for i, e in enumerate(semua, 1):
        from dataclasses import replace

        t, e = tulis_baris(replace(e, nomor=i, sebelum=jadi[-1].sidik if jadi else ""))
        assert "\n" not in t and baca_baris(t) == e
        baris.append(t)
        jadi.append(e)
    hasil = baca_isi("".join(f"{t}\n" for t in baris).encode(), "buku")
    assert hasil.entri == tuple(jadi) and hasil.rusak == () and hasil.sobek is None


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_satu_byte_yang_diubah_selalu_ketahuan(tmp_path_factory, data):
    if not hasattr(test_satu_byte_yang_diubah_selalu_ketahuan, "asli"):
        buku = isi_buku(muat(tmp_path_factory.mktemp("k"), 2025))
        test_satu_byte_yang_diubah_selalu_ketahuan.asli = buku.jalur.read_bytes()
    asli = test_satu_byte_yang_diubah_selalu_ketahuan.asli
    i = data.draw(st.integers(0, len(asli) - 2))  # the very last byte is the last line's end
    b = data.draw(st.integers(0, 255).filter(lambda x: x != asli[i]))
    hasil = baca_isi(asli[:i] + bytes([b]) + asli[i + 1 :], "buku")
    baris = asli[:i].count(b"\n") + 1
    assert len(hasil.rusak) == 1 and f"buku baris {baris}: " in hasil.rusak[0]
    assert len(hasil.entri) == baris - 1


def test_dapat_diperiksa_tanpa_perangkat_lunak_ini(kantor):
    """As the docs of an archive would tell a stranger: take the key ``sidik`` off the line's end and hash the rest."""
    buku = isi_buku(kantor)
    lama = ""
    for n, baris in enumerate(buku.jalur.read_text(encoding="utf-8").splitlines(), 1):
        potong, ekor = baris.rsplit(', "sidik": "', 1)
        assert hashlib.sha256((potong + "}").encode()).hexdigest() + '"}' == ekor
        isi = json.loads(baris)
        assert (isi["nomor"], isi["sebelum"]) == (n, lama)
        lama = isi["sidik"]


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        (lambda b: [b[0], b[2], b[3]], "baris 2: bernomor 3, seharusnya 2"),
        (lambda b: [b[1], b[0], *b[2:]], "baris 1: bernomor 2"),
        (lambda b: [b[0], b[0], *b[1:]], "baris 2: bernomor 1"),
        (lambda b: [b[0], b"", *b[1:]], "baris 2: bukan catatan yang utuh"),
        (lambda b: [b[0] + b"\r", *b[1:]], "baris 1: akhir barisnya diubah"),
        (lambda b: [b[0], b"\xff" + b[1], *b[2:]], "baris 2: bukan teks UTF-8"),
        (lambda b: b[:3], "berakhir pada baris 3, padahal catatan nomor 4 pernah ada"),
        (lambda b: [], "berakhir pada baris 0"),
    ],
)
def test_yang_diubah_disebut_barisnya_dan_tidak_diperbaiki(kantor, ubah, kata):
    buku = isi_buku(kantor)
    baris = buku.jalur.read_bytes().split(b"\n")[:-1]
    rusak = b"".join(x + b"\n" for x in ubah(baris))
    buku.jalur.write_bytes(rusak)
    buku = BukuSop.buka(kantor, P)
    assert len(buku.periksa()) == 1 and kata in buku.periksa()[0] and "data/sop/2025/TW2.jsonl" in buku.periksa()[0]
    with pytest.raises(GalatBuku) as g:
        buku.tambah("disposisi", 1, waktu=SAAT)
    assert "cadangan" in g.value.saran
    assert buku.jalur.read_bytes() == rusak


def test_buku_yang_ditulis_ulang_seluruhnya_ketahuan_dari_ujungnya(kantor, tmp_path_factory):
    isi_buku(kantor)
    lain = muat(tmp_path_factory.mktemp("lain"), 2025)
    buku = BukuSop.buka(lain, P)
    for i in range(5):
        buku.tambah("disposisi", 1, waktu=SAAT, keterangan=f"karangan {i}")
    asli = BukuSop.buka(kantor, P)
    asli.jalur.write_bytes(buku.jalur.read_bytes())
    asli.baca_lagi()
    assert "baris 4: bukan catatan yang dulu ditulis di sana" in asli.periksa()[0]


@pytest.mark.parametrize("potong", [1, 30, 200])
def test_baris_terakhir_yang_sobek_disisihkan_dan_disebut(kantor, potong):
    buku = isi_buku(kantor, 3)
    utuh = buku.jalur.read_bytes()
    buku.jalur.write_bytes(utuh + utuh.split(b"\n")[0][:-potong])
    buku = BukuSop.buka(kantor, P)
    assert buku.sobek and buku.periksa() == [] and len(buku.entri) == 3
    e = buku.tambah("disposisi", 1, waktu=SAAT)
    assert e.nomor == 4 and "disisihkan ke TW2.sobek-1" in buku.pesan[0]
    assert buku.jalur.with_suffix(".sobek-1").read_bytes() == utuh.split(b"\n")[0][:-potong]
    assert buku.jalur.read_bytes().startswith(utuh) and BukuSop.buka(kantor, P).periksa() == []


def test_baris_terakhir_yang_sobek_padahal_pernah_utuh_bukan_sobekan_biasa(kantor):
    buku = isi_buku(kantor, 3)
    buku.jalur.write_bytes(buku.jalur.read_bytes()[:-20])
    buku.baca_lagi()
    assert "catatan nomor 3 pernah ada" in buku.periksa()[0]


def test_akhir_baris_yang_hilang_bukan_kerusakan(kantor):
    buku = isi_buku(kantor, 2)
    buku.jalur.write_bytes(buku.jalur.read_bytes().rstrip(b"\n"))
    assert BukuSop.buka(kantor, P).tambah("disposisi", 1, waktu=SAAT).nomor == 3
    assert BukuSop.buka(kantor, P).periksa() == []


def test_ujung_yang_tertinggal_satu_karena_dimatikan_diterima(kantor):
    buku = isi_buku(kantor, 2)
    ujung = buku.jalur_ujung.read_bytes()
    buku.tambah("disposisi", 1, waktu=SAAT)
    buku.jalur_ujung.write_bytes(ujung)
    assert BukuSop.buka(kantor, P).periksa() == []
    assert BukuSop.buka(kantor, P).tambah("disposisi", 1, waktu=SAAT).nomor == 4


def test_membuka_tidak_membuat_apa_pun(kantor):
    buku = BukuSop.buka(kantor, P)
    assert not buku.ada and buku.entri == () and buku.periksa() == []
    assert list(kantor.akar.iterdir()) == []


def test_beberapa_catatan_sekaligus_atau_tidak_sama_sekali(kantor):
    buku = isi_buku(kantor, 1)
    bakal = Entri(0, 6, "sosialisasi", hasil="keberatan", waktu=SAAT)
    with pytest.raises(ValueError):
        buku.tambah_semua([bakal, Entri(0, 6, "lain", waktu=SAAT)])
    assert len(BukuSop.buka(kantor, P).entri) == 1
    jadi = buku.tambah_semua([bakal, Entri(0, 6, "koreksi_buka", waktu=SAAT)])
    assert [e.nomor for e in jadi] == [2, 3] and jadi[1].sebelum == jadi[0].sidik


@pytest.mark.parametrize("jalur", ["../luar", "/etc/passwd", "C:/x", "a\\b", "data/../x"])
def test_jalur_di_luar_kantor_ditolak(kantor, jalur):
    with pytest.raises(ValueError):
        BukuSop.buka(kantor, P).tambah("disposisi", 1, waktu=SAAT, keluaran={jalur: "0" * 64})


def test_kunci_yang_dipegang_jendela_lain_disebut(kantor, monkeypatch):
    monkeypatch.setattr(catatan, "TUNGGU_DETIK", 0.05)
    satu, dua = isi_buku(kantor, 1), BukuSop.buka(kantor, P)
    with satu.kunci(), pytest.raises(GalatBuku) as g:
        dua.tambah("disposisi", 1, waktu=SAAT)
    assert "sedang dipakai jendela atau pengguna lain" in str(g.value)
    assert dua.tambah("disposisi", 1, waktu=SAAT).nomor == 2


def test_dua_proses_bersamaan_keduanya_tercatat(tmp_path):
    banyak = 25
    proses = [anak(tmp_path, banyak, nama) for nama in ("satu", "dua")]
    for p in proses:
        p.communicate(timeout=120)
        assert p.returncode == 0
    buku = BukuSop.buka(muat(tmp_path, 2025), P)
    assert buku.periksa() == []
    ditulis = [tuple(e.keterangan.split()[:2]) for e in buku.entri]
    assert sorted(ditulis) == sorted((n, str(i)) for n in ("satu", "dua") for i in range(banyak))


@pytest.mark.lambat
def test_dimatikan_kapan_saja_tidak_ada_yang_hilang(tmp_path):
    mati, banyak, _ = matikan(tmp_path, 8, biji=1)
    assert mati == 8 and banyak >= 1


def test_ketikan_dibersihkan():
    assert bersih(" a\u202eb\x00\r\n c\u2028d ") == "a b c d"
    assert bersih("\udce9") == "?" and bersih("x" * 3000) == "x" * 2000
