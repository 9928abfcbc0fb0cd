"""Step 5: which main points are chosen, and that every section says what the tables say."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import pytest

from kinerja import kata, laporan, skema
from kinerja.aturan import Aturan
from kinerja.keluaran import tren
from kinerja.keluaran.unsur import MIME_PLOTLY, bersih, e
from tests import tabel_contoh as contoh

BAGIAN = [f for f in laporan.__all__ if f.startswith("bagian_")]


def ubah(
    tabel: dict[str, pd.DataFrame], nama: str, kunci: str, nilai: object, **isi: object
) -> dict[str, pd.DataFrame]:
    """Return the tables with fields of the rows whose key has a value replaced."""
    baru = tabel[nama].copy()
    for k, v in isi.items():
        baru.loc[baru[kunci] == nilai, k] = v
    return tabel | {nama: baru}


def poin(hasil: contoh.Hasil) -> dict[str, tuple[str, str]]:
    return {
        b.jenis: (b.judul.replace("\xa0", " "), b.isi.replace("\xa0", " ")) for b in hasil.tabel["poin"].itertuples()
    }


# ---- the step -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tabel", [contoh.biasa, contoh.besar, contoh.kosong], ids=["biasa", "besar", "kosong"])
def test_poin_sesuai_bentuk(tabel):
    skema.skema("poin").validate(contoh.jadi(tabel()).tabel["poin"])


def test_impor_ringan():
    berat = ("plotly", "nbconvert", "IPython", "pandera")
    isi = f"import sys, kinerja.laporan; print([m for m in {berat} if m in sys.modules])"
    keluar = subprocess.run([sys.executable, "-c", isi], capture_output=True, text=True, check=True).stdout
    assert keluar.strip() == "[]"


# ---- the rules of main points ---------------------------------------------------------------------------------------
def test_poin_terpenting_dulu_dan_paling_banyak_lima():
    jenis = list(contoh.jadi(contoh.biasa()).tabel["poin"]["jenis"])
    assert jenis == ["keseluruhan", "tertahan", "belum_lapor", "terlemah", "terbaik"]


def test_poin_keseluruhan_menyebut_batas_bawah_hanya_bila_berbeda():
    assert poin(contoh.jadi(contoh.biasa()))["keseluruhan"] == (
        "Capaian 94,09 %, Sangat Tinggi",
        "Capaian dinas s.d. TW II 2025 dihitung dari 5 indikator terukur di antara 10 indikator yang dinilai. "
        "Dalam rerata itu, capaian 1 indikator dibatasi. Bila yang belum dilaporkan dianggap nol, capaiannya 80,76 %.",
    )
    sama = ubah(contoh.biasa(), "sasaran", "level", "dinas", capaian_batas_bawah_pct=94.09, n_dibatasi=0)
    assert poin(contoh.jadi(sama))["keseluruhan"][1].endswith("10 indikator yang dinilai.")
    penuh = ubah(sama, "sasaran", "level", "dinas", n_terukur=10)
    assert "dihitung dari 10 indikator yang dinilai, semuanya terukur." in poin(contoh.jadi(penuh))["keseluruhan"][1]


def test_poin_tertahan_dan_lolos():
    isi = poin(contoh.jadi(contoh.biasa()))["tertahan"][1]
    assert "3 temuan yang harus diperbaiki dan 1 temuan yang belum dijelaskan" in isi
    lolos = ubah(contoh.biasa(), "putusan", "putusan", "Tidak", putusan="Ya", n_tolak=0, n_jelaskan=0)
    assert "tertahan" not in poin(contoh.jadi(lolos))


def test_poin_belum_lapor_menyebut_siapa_dan_berapa():
    assert poin(contoh.jadi(contoh.biasa()))["belum_lapor"] == (
        "2 bidang belum lengkap melapor",
        "Belum mengirim angka: Bidang Transmigrasi. Baru mengisi sebagian: Bidang Perindustrian (2 dari 3 indikator).",
    )


def test_poin_terlemah_mengutip_bidangnya():
    judul, isi = poin(contoh.jadi(contoh.biasa()))["terlemah"]
    assert judul == "Terjauh dari target: 45,83 %"
    assert "realisasi 22 orang, target 48 orang s.d. TW II 2025 (45,83 %, Sangat Rendah)" in isi
    assert "Penghambat menurut Bidang Tenaga Kerja: “Instruktur las listrik baru tersedia pada Juli" in isi


def test_poin_terlemah_tanpa_alasan_mengatakannya():
    tanpa = ubah(contoh.biasa(), "capaian", "kode_indikator", "IKU-03", penghambat="", tindak_lanjut="")
    assert poin(contoh.jadi(tanpa))["terlemah"][1].endswith("Bidang Tenaga Kerja belum menuliskan penghambatnya.")


def test_poin_terlemah_juga_melihat_program_tetapi_bukan_iki():
    program = ubah(contoh.biasa(), "capaian", "kode_indikator", "PRG-01", capaian_sd_pct=30.0)
    assert "(program)" in poin(contoh.jadi(program))["terlemah"][1]
    iki = ubah(program, "capaian", "kode_indikator", "PRG-01", jenis="IKI")
    assert "45,83 %" in poin(contoh.jadi(iki))["terlemah"][0]


def test_poin_semua_tercapai():
    semua = contoh.biasa()
    semua["capaian"]["capaian_sd_pct"] = semua["capaian"]["capaian_sd_pct"].clip(lower=100)
    assert poin(contoh.jadi(semua))["terlemah"][0] == "Tidak ada yang di bawah target"


def test_hampir_seratus_menurut_angka_tercetak():
    # 99,996 is printed 100,00: to say that it is below the target would contradict the figure.
    semua = contoh.biasa()
    semua["capaian"]["capaian_sd_pct"] = semua["capaian"]["capaian_sd_pct"].clip(lower=99.996)
    assert poin(contoh.jadi(semua))["terlemah"][0] == "Tidak ada yang di bawah target"


def test_poin_terbaik_melewatkan_yang_perlu_dijelaskan():
    assert poin(contoh.jadi(contoh.biasa()))["terbaik"][0] == "Mencapai target: 106,67 %"  # not 151,19 %


@pytest.mark.parametrize(
    ("capaian", "serapan", "triwulan", "ada"),
    [
        (99.99, 90.0, 2, True),
        (100.0, 90.0, 2, False),
        (100.0, 12.49, 2, True),
        (100.0, 12.5, 2, False),
        (100.0, 24.99, 4, True),
    ],
)
def test_poin_timpang_menurut_ambang(capaian, serapan, triwulan, ada):
    t = contoh.kosong()
    baris = {
        "level": "sasaran",
        "kode": "S1",
        "nama": "Sasaran",
        "n": 1,
        "n_terukur": 1,
        "capaian_pct": capaian,
        "serapan_pct": serapan,
    }
    t["sasaran"] = skema.bentuk("sasaran", [baris])
    assert ("timpang" in poin(contoh.jadi(t, triwulan=triwulan))) is ada


def test_angka_poin_ada_di_bagiannya():
    """No main point says a number that its section does not show."""
    hasil = contoh.jadi(contoh.biasa())
    semua = " ".join(getattr(laporan, f)(hasil).html for f in BAGIAN if f != "bagian_pokok").replace("\xa0", " ")
    for angka in ("94,09 %", "80,76 %", "45,83 %", "106,67 %", "2 dari 3 indikator"):
        assert angka in semua


# ---- Formulir E.81 before TW IV -------------------------------------------------------------------------------------
def test_e81_menampilkan_kemajuan_tanpa_predikat():
    hasil = contoh.jadi(contoh.besar())
    assert poin(hasil)["keseluruhan"][0] == "Kemajuan 29,58 % dari target tahun"
    assert poin(hasil)["diam"][0] == "14 indikator masih nol"
    assert not {"terlemah", "terbaik"} & set(poin(hasil))
    b = laporan.bagian_capaian(hasil)
    assert "belum diberi predikat" in b.html
    assert [g.judul for g in b.gambar] == ["Kemajuan terhadap target tahun menurut program"]
    assert all(p not in json.dumps(b.gambar[0].data) for p in ("Tinggi", "Rendah", "Sedang"))


def test_e81_melipat_yang_banyak_tetapi_tidak_membuang():
    html = laporan.bagian_sasaran(contoh.jadi(contoh.besar())).html
    assert "<summary>Indikator sub kegiatan (69)</summary>" in html
    assert all(f"5.01.{i:02d}<" in html for i in range(95))


# ---- the sections ---------------------------------------------------------------------------------------------------
def test_kepala():
    html = laporan.bagian_kepala(contoh.jadi(contoh.biasa())).html
    for teks in (
        "Dinas Tenaga Kerja, Perindustrian dan Transmigrasi",
        "Kabupaten Kapuas Hulu",
        "Triwulan II Tahun 2025",
        "DRAF",
        "DATA CONTOH",
    ):
        assert teks in html
    assert "Belum lolos validasi: 3 temuan harus diperbaiki dan 1 temuan belum dijelaskan." in html
    assert "Belum lolos" not in laporan.bagian_kepala(contoh.jadi(contoh.besar())).html


def test_setiap_indikator_dan_setiap_keadaan_tampil():
    hasil = contoh.jadi(contoh.biasa())
    html = laporan.bagian_sasaran(hasil).html
    for b in hasil.tabel["capaian"].itertuples():
        assert e(b.kode_indikator) in html
        assert e(b.indikator) in html
        assert e(kata.kalimat(b.status_ket)) in html
    assert set(hasil.tabel["capaian"]["status"]) == set(skema.STATUS)
    for s in skema.STATUS:
        assert kata.STATUS[s].label in html
        assert e(kata.STATUS[s].arti) in html


def test_keadaan_punya_kata_sendiri():
    assert (
        len({x.label for x in kata.STATUS.values()}) == len({x.arti for x in kata.STATUS.values()}) == len(skema.STATUS)
    )
    assert set(kata.STATUS) == set(skema.STATUS)


@pytest.mark.parametrize(
    ("kata_", "isi"),
    [
        (kata.POLARITAS, skema.POLARITAS), (kata.KONSOLIDASI, skema.KONSOLIDASI), (kata.RUMUS, skema.RUMUS),
        (kata.JENIS_TARGET, skema.JENIS_TARGET), (kata.TINGKAT, skema.TINGKAT),
        (kata.LAPOR, skema.TABEL["lapor"]["status"].isi), (kata.BERKAS_STATUS, skema.TABEL["berkas"]["status"].isi),
        (kata.BERKAS_JENIS, skema.TABEL["berkas"]["jenis"].isi),
        (kata.BENTUK_TARGET, skema.TABEL["indikator"]["bentuk_target"].isi),
    ],
)  # fmt: skip
def test_setiap_isi_punya_kata(kata_, isi):
    assert set(kata_) == set(isi)


def test_belum_terukur_tidak_tampak_sebagai_nol():
    html = laporan.bagian_sasaran(contoh.jadi(contoh.biasa())).html
    awal = html.index("IKU-01</th>")
    baris = html[awal : html.index("</tr>", awal)]
    assert "0,00" not in baris
    assert "–" in baris


def test_bidang_berkas_dan_baris_yang_tidak_dibaca():
    html = laporan.bagian_pelaporan(contoh.jadi(contoh.biasa())).html
    assert "Belum lapor" in html
    assert "2 dari 3 indikator" in html
    assert "abababababab<" in html
    assert "58 dari 60" in html
    assert "baris jumlah" in html


def test_temuan_dihitung_dikelompokkan_dan_dilipat():
    html = laporan.bagian_temuan(contoh.jadi(contoh.biasa())).html
    assert [
        html.count(f"{e(kata.TINGKAT[t].label)} ({n})</h3>") for t, n in (("tolak", 3), ("jelaskan", 2), ("info", 12))
    ] == [1, 1, 1]
    assert "1 sudah dijelaskan, 1 belum" in html
    assert "7 temuan lain" in html
    assert html.count("Bidang Tenaga Kerja.xlsx") == 12
    assert "Realisasi · G14" in html


def test_hitungan_menyebut_rumus_asal_dan_bawaan():
    html = laporan.bagian_hitung(contoh.jadi(contoh.biasa())).html
    for teks in (
        "(2 × target − realisasi) ÷ target × 100", "makin rendah makin baik",
        "pembilang dan penyebut diakumulasikan dulu", "TW2/formulir.xlsx · Realisasi · G12",
        "cdcdcdcdcdcd", "Realisasi TW I (10)", "Realisasi TW II (12)", "bawaan aplikasi",
        "Permendagri 86/2017", "mulai 76 sampai kurang dari 91", "rumus POS",
    ):  # fmt: skip
        assert teks in html


def test_tambahan_persen_dikatakan():
    assert kata.TAMBAHAN_PERSEN in laporan.bagian_hitung(contoh.jadi(contoh.besar())).html


def test_batas_capaian_tanpa_batas():
    html = laporan.bagian_hitung(contoh.jadi(contoh.biasa(), contoh.kantor(aturan=Aturan(batas_capaian_pct=None)))).html
    assert "tanpa batas" in html


def test_tren_membandingkan_yang_sebanding():
    hasil = contoh.jadi(contoh.biasa())
    d = {x.indikator["kode_indikator"]: x for x in tren.deret(hasil)}
    assert d["IKU-03"].penuh == ((2022, 64.0), (2023, 80.0), (2024, 87.0))
    assert d["IKU-03"].sama == ((2024, 31.0), (2025, 22.0))
    assert d["IKU-03"].arah == ("turun", "memburuk")
    assert d["IKU-01"].arah == ("", "")


@pytest.mark.parametrize(
    ("polaritas", "arah"), [("maks", ("turun", "memburuk")), ("min", ("turun", "membaik")), ("stabil", ("turun", ""))]
)
def test_arah_menurut_polaritas(polaritas, arah):
    t = ubah(contoh.biasa(), "capaian", "kode_indikator", "IKU-03", polaritas=polaritas)
    d = {x.indikator["kode_indikator"]: x for x in tren.deret(contoh.jadi(t))}
    assert d["IKU-03"].arah == arah


def test_triwulan_empat_adalah_setahun():
    t = contoh.biasa()
    t["riwayat"] = skema.bentuk(
        "riwayat", [{"kode_indikator": "IKU-03", "tahun": 2024, "triwulan": 4, "nilai": 87, "sumber": "F"}]
    )
    d = {x.indikator["kode_indikator"]: x for x in tren.deret(contoh.jadi(t))}
    assert d["IKU-03"].penuh == ((2024, 87.0),)


# ---- whatever comes in ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("fungsi", BAGIAN)
@pytest.mark.parametrize("kasus", ["kosong", "hampa", "hampa_besar"])
def test_tanpa_angka_tidak_gagal(fungsi, kasus):
    tabel = {
        "kosong": contoh.kosong,
        "hampa": lambda: contoh.hampa(contoh.biasa()),
        "hampa_besar": lambda: contoh.hampa(contoh.besar()),
    }[kasus]()
    b = getattr(laporan, fungsi)(contoh.jadi(tabel))
    assert b.html
    assert "nan %" not in b.html
    assert "<NA>" not in b.html
    assert "NaN" not in b.html + json.dumps([g.data for g in b.gambar])


@pytest.mark.parametrize("fungsi", BAGIAN)
def test_teks_jahat_tidak_menjadi_html(fungsi):
    hasil = contoh.jadi(contoh.jahat(contoh.biasa()))
    b = getattr(laporan, fungsi)(hasil)
    isi = b.html + json.dumps([g.data for g in b.gambar], ensure_ascii=False)
    for terlarang in ("<script>alert", "<img", '<a href="https', "\x00", "\ud800"):
        assert terlarang not in isi


def test_bersih_membuang_yang_tidak_sah():
    assert bersih("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert (bersih(None), bersih(float("nan")), bersih(pd.NA)) == ("", "", "")


# ---- charts ---------------------------------------------------------------------------------------------------------
def semua_gambar() -> list:
    return [
        g for t in (contoh.biasa, contoh.besar) for f in BAGIAN for g in getattr(laporan, f)(contoh.jadi(t())).gambar
    ]


def test_gambar_kecil_tanpa_templat_dan_hanya_jenis_sederhana():
    gambar = semua_gambar()
    assert len(gambar) > 10
    for g in gambar:
        assert "template" not in g.data["layout"]
        assert {j["type"] for j in g.data["data"]} <= {"bar", "scatter"}
        assert "bdata" not in json.dumps(g.data)
        assert len(json.dumps(g.data)) < 30_000
        assert g.uraian
        assert g.judul


def test_batang_dipotong_tetapi_labelnya_utuh():
    tabel = ubah(contoh.biasa(), "capaian", "kode_indikator", "IKU-05", capaian_tahun_pct=151.19)
    g = laporan.bagian_capaian(contoh.jadi(tabel)).gambar[0]
    assert max(x for x in g.data["data"][1]["x"] if x is not None) == 120
    assert any("151,19" in a["text"] for a in g.data["layout"]["annotations"])
    assert "Belum tersedia" in json.dumps(g.data)


def test_setiap_gambar_punya_tabel():
    for f in BAGIAN:
        b = getattr(laporan, f)(contoh.jadi(contoh.biasa()))
        besar = [g for g in b.gambar if not g.kecil]
        assert b.html.count("Angka di balik grafik ini") == (len(besar) or bool(b.gambar))


def test_keluaran_buku_sama_setiap_kali():
    def sekali() -> str:
        hasil = contoh.jadi(contoh.biasa())
        return json.dumps([getattr(laporan, f)(hasil).keluaran() for f in BAGIAN])

    assert sekali() == sekali()
    assert MIME_PLOTLY in sekali()
