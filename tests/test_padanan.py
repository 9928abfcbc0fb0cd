"""Names that the plan does not know: proposals, the file, what the planner has filled in."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
import yaml

from kinerja.aturan import Padanan, periksa
from kinerja.galat import GalatParameter
from kinerja.kantor import muat
from kinerja.masukan.lajur import cocokkan_bidang
from kinerja.padanan import ABAIKAN, BERKAS, Pemadan, catat_nama, rapikan, tulis_padanan, usul
from kinerja.rantai import _sidik_params
from kinerja.temuan import temuan
from tests.tabel_uji import indikator

NAMA = {
    "TK-01": "Tingkat Pengangguran Terbuka",
    "TK-02": "Tingkat Partisipasi Angkatan Kerja",
    "TK-03": "Persentase pencari kerja terdaftar yang ditempatkan",
}
DINAS = "nama: Dinas Uji\nbidang:\n  - {nama: Bidang Tenaga Kerja, singkatan: Naker}\n  - {nama: Sekretariat}\n"


def kantor(tmp_path, padanan=None, tahun=2025):
    (tmp_path / "params").mkdir(exist_ok=True)
    (tmp_path / "params" / "dinas.yaml").write_text(DINAS, encoding="utf-8")
    if padanan is not None:
        (tmp_path / BERKAS).write_text(padanan, encoding="utf-8")
    return muat(tmp_path, tahun)


def rencana(**lain):
    return [indikator(k, indikator=n, bidang="Bidang Tenaga Kerja") for k, n in {**NAMA, **lain}.items()]


def belum(nama, apa="Indikator"):
    return SimpleNamespace(**temuan("nama_belum_dipadankan", nilai=nama, apa=apa, mirip=""))


def isi(k):
    return yaml.safe_load((k.akar / BERKAS).read_text(encoding="utf-8"))


# ---- matching -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tertulis", "kode"),
    [
        ("Tingkat Pengangguran Terbuka", "TK-01"),
        ("TINGKAT  PENGANGGURAN\nTERBUKA (%)", "TK-01"),
        ("1. Tingkat pengangguran-terbuka", "TK-01"),
        ("a) tingkat pengangguran terbuka", "TK-01"),
        ("Tingkat Pengangguran", ""),
        ("Tingkat Pengangguran Terbuka Muda", ""),
        ("", ""),
    ],
)
def test_nama_sama_kecuali_huruf_besar_spasi_dan_tanda_baca(tmp_path, tertulis, kode):
    assert Pemadan(rencana(), kantor(tmp_path)).indikator(tertulis) == kode


def test_nama_kembar_dipilih_menurut_bidang(tmp_path):
    kembar = [indikator("A1", indikator="Nilai AKIP", bidang="Sekretariat"),
              indikator("A2", indikator="Nilai  AKIP", bidang="Bidang Tenaga Kerja")]  # fmt: skip
    p = Pemadan(kembar, kantor(tmp_path))
    assert p.indikator("Nilai AKIP", "Sekretariat") == "A1"
    assert p.indikator("nilai akip", "Bidang Tenaga Kerja") == "A2"
    assert p.indikator("nilai akip") == ""


def test_isian_perencana_berlaku_untuk_ejaan_yang_sama(tmp_path):
    k = kantor(tmp_path, 'indikator:\n  "Angka TPT": tk-01\n  "Jumlah Rapat": Abaikan\n  "Kosong": ""\n  Nanti:\n')
    p = Pemadan(rencana(), k)
    assert p.indikator("ANGKA  tpt.") == "TK-01"
    assert p.indikator("Jumlah rapat") == ABAIKAN
    assert p.indikator("Kosong") == p.indikator("Nanti") == ""
    assert k.params == ("params/dinas.yaml", BERKAS)


def test_isian_yang_bukan_kode_ditolak_hanya_bila_namanya_muncul(tmp_path):
    p = Pemadan(rencana(), kantor(tmp_path, 'indikator: {"Angka TPT": TK-O1}\nbidang: {"Bid X": "Sekretaria"}\n'))
    assert p.indikator("Tingkat Pengangguran Terbuka") == "TK-01"
    with pytest.raises(GalatParameter, match='indikator "Angka TPT" bernilai "TK-O1".*Maksud Anda "TK-01"'):
        p.indikator("angka tpt")
    with pytest.raises(GalatParameter, match='bidang "Bid X".*Maksud Anda "Sekretariat"'):
        p.bidang("BID X")


def test_padanan_bidang_dikenal_pembaca_formulir_dan_rencana(tmp_path):
    k = kantor(tmp_path, 'bidang: {"Seksi Penempatan": Naker, "Tim Teknis": abaikan}\n')
    assert cocokkan_bidang("seksi penempatan", k.dinas) == "Bidang Tenaga Kerja"
    assert cocokkan_bidang("Tim Teknis", k.dinas) is None
    assert Pemadan([], k).bidang("Seksi  Penempatan") == "Bidang Tenaga Kerja"
    assert Pemadan([], k).bidang("Tim Teknis") == ABAIKAN
    assert Pemadan([], k).bidang("Tim Lain") == ""


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("indikator: {A: 1.01}", "beri tanda kutip"),
        ("indikatr: {}", 'Maksud Anda "indikator"'),
        ("indikator: [A]", "kunci-kunci di bawahnya"),
        ('indikator: {"Angka TPT": TK-01, "angka tpt": TK-02}', "dipadankan dua kali"),
        ("indikator: {A: x, A: y}", "tertulis dua kali"),
    ],
)
def test_berkas_yang_salah_ditolak(tmp_path, teks, kata):
    with pytest.raises(GalatParameter, match=kata):
        kantor(tmp_path, teks)


# ---- proposals ------------------------------------------------------------------------------------------------------
def test_usul_terdekat_paling_banyak_tiga(tmp_path):
    assert usul("Persentase pencari kerja yang ditempatkan", NAMA)[0] == "TK-03"
    assert usul("TPT", NAMA)[0] == "TK-01"
    assert usul("Tingkat Penganguran Terbuka", NAMA)[0] == "TK-01"
    assert usul("Luas kawasan hutan", NAMA) == []
    banyak = {f"K{i}": f"Jumlah peserta pelatihan angkatan {i}" for i in range(9)}
    assert len(usul("Jumlah peserta pelatihan", banyak)) == 3
    mirip = Pemadan(rencana(), kantor(tmp_path)).mirip_indikator("Tingkat pengangguran")
    assert mirip.startswith('; maksudnya mungkin TK-01 "Tingkat Pengangguran Terbuka"')


# ---- the file -------------------------------------------------------------------------------------------------------
def test_nama_baru_ditulis_urut_dengan_usul_dan_isian_tetap(tmp_path):
    k = kantor(tmp_path)
    baru = [belum("Persentase penempatan pencari kerja"), belum("Angka TPT"), belum("Seksi X", "Bidang")]
    assert catat_nama(k, baru, NAMA)
    assert isi(k) == {
        "indikator": {"Angka TPT": "", "Persentase penempatan pencari kerja": ""},
        "bidang": {"Seksi X": ""},
    }
    teks = (tmp_path / BERKAS).read_text(encoding="utf-8")
    assert teks.index('"Angka TPT"') < teks.index('"Persentase')
    baris = teks.splitlines()
    letak = baris.index('  "Persentase penempatan pencari kerja": ""')
    assert baris[letak - 1].startswith("  # mungkin TK-03: Persentase pencari kerja")

    (tmp_path / BERKAS).write_text(teks.replace('"Angka TPT": ""', '"Angka TPT": TK-01 # sudah'), encoding="utf-8")
    assert not catat_nama(k, [belum("ANGKA TPT"), belum("seksi x", "Bidang")], NAMA)
    assert "# sudah" in (tmp_path / BERKAS).read_text(encoding="utf-8")
    assert catat_nama(k, [belum("Indeks Baru")], NAMA)
    assert isi(k)["indikator"]["Angka TPT"] == "TK-01"
    assert list(isi(k)["indikator"]) == ["Angka TPT", "Indeks Baru", "Persentase penempatan pencari kerja"]
    assert muat(tmp_path, 2025).padanan == Padanan(indikator={"Angka TPT": "TK-01"})


def test_tanpa_nama_baru_berkas_tidak_dibuat(tmp_path):
    k = kantor(tmp_path)
    assert not catat_nama(k, [SimpleNamespace(kode="bukti_kosong", nilai="x", pesan="")], NAMA)
    assert not (tmp_path / BERKAS).exists()


def test_bidang_asing_pada_formulir_ikut_ditanyakan(tmp_path):
    k = kantor(tmp_path)
    asing = temuan("bidang_tidak_dikenal", nilai="Bid. Naker", bidang_tertulis="Bid. Naker", mirip="")
    assert catat_nama(k, [SimpleNamespace(**asing)], NAMA)
    assert isi(k)["bidang"] == {"Bid. Naker": ""}


def test_isi_yang_ditulis_sama_byte_demi_byte():
    pilihan = {"indikator": NAMA, "bidang": {"Sekretariat": "Sekretariat"}}
    a = tulis_padanan({"indikator": {"b x": "", "a x": "TK-01"}, "bidang": {}}, pilihan)
    assert a == tulis_padanan({"indikator": {"a x": "TK-01", "b x": ""}, "bidang": {}}, pilihan)
    assert yaml.safe_load(a) == {"indikator": {"a x": "TK-01", "b x": ""}, "bidang": {}}


@pytest.mark.parametrize(
    "nama",
    ['a": b\n  jahat: ya', "#bukan komentar", "- daftar: {x", "ya: tidak", "é 你好 😀", "\x07\x85\u2028\ufffe|x",
     "y" * 900, "'\\u0041\\", "!!python/object/apply:os.system", "*a", "null", "=cmd|' /C calc'!A0"],
)  # fmt: skip
def test_nama_seaneh_apa_pun_tetap_satu_kunci(tmp_path, nama):
    k = kantor(tmp_path)
    assert catat_nama(k, [belum(rapikan(nama))], {**NAMA, "Z\n1": nama})
    assert list(isi(k)["indikator"]) == [rapikan(nama)]
    assert isi(k)["bidang"] == {}
    assert muat(tmp_path, 2025).padanan == Padanan()


def test_nama_kosong_tidak_mengubah_sidik_params(tmp_path):
    awal = _sidik_params(kantor(tmp_path))
    assert _sidik_params(kantor(tmp_path, 'indikator: {"A": ""}\nbidang: {"B": }\n')) == awal
    terisi = {_sidik_params(kantor(tmp_path, f"indikator: {{A: {x}}}")) for x in ("TK-01", "TK-02", "abaikan")}
    assert len(terisi | {awal}) == 4


def test_model_tahan_isi_kosong():
    assert periksa(Padanan, {"indikator": None}, "x") == Padanan()
    assert json.loads(Padanan(indikator={"a": "b"}).model_dump_json()) == {"indikator": {"a": "b"}, "bidang": {}}
