"""Sections on the collecting of data: who reported, what changed between revisions, what was promised."""

from __future__ import annotations

import pytest

from kinerja import kata, laporan, skema
from kinerja.keluaran import pelaporan
from tests import tabel_contoh as contoh
from tests.test_halaman import Pengurai

BARU = ("bagian_pelaporan", "bagian_perubahan", "bagian_tindak_lanjut")


def html(fungsi: str, **tabel: list[dict[str, object]]) -> str:
    """One section of the ordinary quarter, with some tables replaced."""
    isi = contoh.biasa() | {n: skema.bentuk(n, b) for n, b in tabel.items()}
    return getattr(laporan, fungsi)(contoh.jadi(isi)).html.replace("\xa0", " ")


def lapor(**isi: object) -> dict[str, object]:
    dasar = {"bidang": "Bidang X", "triwulan": 2, "n_indikator": 3, "n_dilaporkan": 3, "status": "lengkap"}
    return dasar | {"tenggat": "2025-07-14", "berkas": "data/raw/2025/TW2/x.xlsx"} | isi


def ubahan(**isi: object) -> dict[str, object]:
    dasar = {
        "bidang": "Bidang X", "triwulan": 2, "revisi_lama": 0, "revisi_baru": 1, "berkas_lama": "data/raw/a.xlsx",
        "berkas_baru": "data/raw/b.xlsx", "lembar": "Kinerja", "sel": "H5", "kode": "IKU-05", "kolom": "Realisasi",
        "dari": "12", "menjadi": "21",
    }  # fmt: skip
    return dasar | isi


def janji(**isi: object) -> dict[str, object]:
    dasar = {
        "nomor": "TL-2025-1-IKU-03", "tahun_asal": 2025, "triwulan_asal": 1, "bidang": "Bidang X",
        "kode_indikator": "IKU-03", "uraian": "Menambah kelas", "pic": "Kasi", "tenggat": "31 Juli 2025",
    }  # fmt: skip
    return dasar | isi


# ---- who has reported -----------------------------------------------------------------------------------------------
def test_pelaporan_menyebut_tenggat_sel_kosong_dan_keterlambatan():
    isi = html(
        "bagian_pelaporan",
        lapor=[
            lapor(n_dilaporkan=2, status="sebagian", sel_kosong="Kinerja!H12", disimpan="2025-07-16", terlambat_hari=2)
        ],
        berkas=[{"berkas": "data/raw/2025/TW2/x.xlsx", "jenis": "formulir", "status": "dipakai", "revisi": 3}],
    )
    kini = isi[isi.index("Triwulan ini") : isi.index("Menurut triwulan")]
    for teks in (
        "Senin, 14 Juli 2025, 10 hari kerja",
        "2 dari 3",
        "Kinerja!H12",
        "Rabu, 16 Juli 2025",
        "terlambat 2 hari kerja",
        'data-lajur="Revisi"><div>3</div>',
        kata.LAPOR["sebagian"].label,
    ):
        assert teks in kini


@pytest.mark.parametrize(
    ("disimpan", "hari", "ada"),
    [("2025-07-14", 0, "tepat waktu"), ("2025-07-15", 1, "terlambat 1 hari kerja"), ("", 0, "")],
)
def test_ketepatan_hanya_bila_hari_simpannya_diketahui(disimpan, hari, ada):
    isi = html("bagian_pelaporan", lapor=[lapor(disimpan=disimpan, terlambat_hari=hari)])
    assert ("tepat waktu" in isi, "terlambat 1 hari kerja" in isi) == (
        ada == "tepat waktu",
        ada.startswith("terlambat"),
    )


def test_kantor_e81_tidak_menunggu_siapa_pun():
    e81 = {"berkas": "data/raw/2025/e81.xlsx", "jenis": "e81", "status": "dipakai"}
    assert kata.TANPA_FORMULIR in html("bagian_pelaporan", lapor=[lapor()], berkas=[e81])
    kirim = {"berkas": "data/raw/2025/TW2/x.xlsx", "jenis": "formulir", "status": "ditolak"}
    assert kata.TANPA_FORMULIR not in html("bagian_pelaporan", lapor=[lapor()], berkas=[e81, kirim])


# ---- what changed ---------------------------------------------------------------------------------------------------
def test_perubahan_menyebut_siapa_sel_dari_menjadi_dan_alasan():
    isi = html("bagian_perubahan", perubahan=[ubahan(alasan="Salah ketik", oleh="petugas")])
    for teks in (
        "Bidang X, TW II, revisi 0 ke 1, disimpan oleh petugas (b.xlsx)",
        "Kinerja · H5",
        "IKU-05",
        "“Salah ketik”",
    ):
        assert teks in isi
    assert isi.index("<div>12</div>") < isi.index("<div>21</div>")


def test_perubahan_kosong_dan_tanpa_alasan_disebut():
    isi = html("bagian_perubahan", perubahan=[ubahan(dari="", menjadi="5"), ubahan(dari="5", menjadi="")])
    assert isi.count("<small>kosong</small>") == 2
    assert isi.count("tidak disebutkan") == 2


def test_tanpa_perubahan_satu_kalimat():
    isi = html("bagian_perubahan", perubahan=[])
    assert kata.TANPA_PERUBAHAN in isi and "<table" not in isi


def test_perubahan_triwulan_terbaru_dulu_dan_sisanya_dilipat():
    semua = [ubahan(triwulan=1, kode="LAMA"), *(ubahan(sel=f"H{i}") for i in range(pelaporan.TAMPIL))]
    isi = html("bagian_perubahan", perubahan=semua)
    terbuka, lipatan = isi.split("<details", 1)
    assert "LAMA" not in terbuka and "LAMA" in lipatan
    assert "1 perubahan lain" in lipatan and "TW I, revisi 0 ke 1" in lipatan
    assert terbuka.count("IKU-05") == pelaporan.TAMPIL


# ---- what was promised ----------------------------------------------------------------------------------------------
def test_tindak_lanjut_terbuka_dulu_menurut_bidang():
    isi = html(
        "bagian_tindak_lanjut",
        tindak_lanjut=[
            janji(uraian="Satu", status="selesai", triwulan_status=2),
            janji(uraian="Dua", bidang="Bidang Z", status="berjalan", triwulan_status=2, keterangan="Baru separuh"),
            janji(uraian="Tiga", bidang="Bidang A"),
            janji(uraian="Empat", bidang="Bidang Z", triwulan_asal=2, kode_indikator="TAK-DIKUTIP"),
            janji(uraian="Lima", status="batal", tahun_asal=2024, triwulan_asal=4),
        ],
    )
    assert "2 tindak lanjut dari triwulan lalu masih terbuka, 1 baru dijanjikan, 2 ditutup." in isi
    terbuka, baru, tertutup = isi.split("<details")
    letak = {"Satu": tertutup, "Dua": terbuka, "Tiga": terbuka, "Empat": baru, "Lima": tertutup}
    for uraian, bagian in letak.items():
        assert uraian in bagian and isi.count(uraian) == 1
    assert "TW IV 2024" in tertutup
    assert terbuka.index("Bidang A (1)") < terbuka.index("Bidang Z (1)") < terbuka.index("Dua")
    assert "Baru separuh" in terbuka and "menurut TW II" in terbuka
    assert kata.TINDAK_LANJUT["berjalan"].label in terbuka and kata.TINDAK_LANJUT[""].label in terbuka
    assert kata.TINDAK_LANJUT["baru"].label in baru and "Dijanjikan pada triwulan ini (1)" in baru


def test_janji_triwulan_ini_hanya_pada_sasarannya():
    """What the sasaran quote is counted and pointed at; only what none of them quotes is listed."""
    tabel = contoh.biasa()
    berjanji = tabel["capaian"].loc[tabel["capaian"]["tindak_lanjut"] != "", "kode_indikator"].iloc[0]
    isi_janji = tabel["capaian"].set_index("kode_indikator").loc[berjanji, "tindak_lanjut"]
    baru = [
        janji(kode_indikator=berjanji, uraian=isi_janji, triwulan_asal=2),
        janji(kode_indikator="TAK-ADA", uraian="Tanpa indikator", triwulan_asal=2),
    ]
    tabel |= {"tindak_lanjut": skema.bentuk("tindak_lanjut", baru)}
    isi = laporan.bagian_tindak_lanjut(contoh.jadi(tabel)).html
    assert "2 baru dijanjikan" in isi and kata.JANJI_BARU in isi and 'href="#sasaran"' in isi
    assert isi_janji not in isi and "Tanpa indikator" in isi and "Dijanjikan pada triwulan ini (1)" in isi
    assert isi_janji in laporan.bagian_sasaran(contoh.jadi(tabel)).html


def test_tanpa_yang_terbuka_dari_triwulan_lalu():
    isi = html("bagian_tindak_lanjut", tindak_lanjut=[janji(triwulan_asal=2)])
    assert "Tidak ada tindak lanjut dari triwulan lalu masih terbuka" not in isi
    assert "Tidak ada tindak lanjut dari triwulan lalu yang masih terbuka, 1 baru dijanjikan, 0 ditutup." in isi


def test_tindak_lanjut_menyebut_indikatornya():
    isi = html("bagian_tindak_lanjut", tindak_lanjut=[janji(), janji(kode_indikator="TAK-ADA")])
    assert "IKU-03: Jumlah lulusan pelatihan" in isi
    assert "<small>TAK-ADA</small>" in isi


def test_tanpa_tindak_lanjut_satu_kalimat():
    isi = html("bagian_tindak_lanjut", tindak_lanjut=[])
    assert kata.TANPA_TINDAK_LANJUT in isi and "<table" not in isi


# ---- explained findings ---------------------------------------------------------------------------------------------
def test_temuan_yang_dijelaskan_menampilkan_penjelasannya():
    tabel = contoh.biasa()
    jelaskan = tabel["temuan"]["tingkat"] == "jelaskan"
    tabel["temuan"].loc[jelaskan, "penjelasan"] = "Ada <b>penerimaan</b> susulan dari provinsi"
    isi = laporan.bagian_temuan(contoh.jadi(tabel)).html
    assert isi.count("“Ada &lt;b&gt;penerimaan&lt;/b&gt; susulan dari provinsi”") == int(jelaskan.sum()) == 2
    assert f"{int(jelaskan.sum())} sudah dijelaskan, 0 belum" in isi


# ---- safe and the same each time ------------------------------------------------------------------------------------
@pytest.mark.parametrize("fungsi", BARU)
def test_teks_jahat_tetap_teks(fungsi):
    isi = getattr(laporan, fungsi)(contoh.jadi(contoh.jahat(contoh.biasa()))).html
    p = Pengurai(isi)
    assert not p.skrip
    assert not [t for t, _ in p.unsur if t in ("img", "script")]
    assert {a["href"] for t, a in p.unsur if t == "a"} <= {"#sasaran"}
    assert not [a for _, a in p.unsur if any(k.startswith("on") for k in a)]
    assert "alert(" in isi
    isi.encode("utf-8")


@pytest.mark.parametrize("fungsi", BARU)
def test_urutan_baris_yang_sama_memberi_bagian_yang_sama(fungsi):
    a, b = (getattr(laporan, fungsi)(contoh.jadi(contoh.biasa())).keluaran() for _ in range(2))
    assert a == b
