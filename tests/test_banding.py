"""What stands beside a figure: the band of a mean, the pace, the comparisons, efficiency and the formula card."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from kinerja import kata
from kinerja.banding import TIDAK_TERSEDIA
from kinerja.skema import ARAH, BANDING, bentuk, skema
from tests.tabel_uji import anggaran, belanja, indikator, jalankan, kantor, lapor, masukan, satu, target


def riwayat(data, *baris):
    isi = [
        {"kode_indikator": "I1", "tahun": t, "triwulan": q, "nilai": float(n), "sumber": "LKjIP"} for t, q, n in baris
    ]
    data["riwayat"] = bentuk("riwayat", isi)
    return data


# ---- band -----------------------------------------------------------------------------------------------------------
def sasaran(i, t, r, triwulan=1, **aturan):
    s = jalankan(masukan(i, t, r), triwulan, kantor(**aturan))["sasaran"]
    skema("sasaran").validate(s, lazy=True)
    return s.set_index("level")


def test_pita_dari_batas_dan_yang_hilang():
    i = [indikator(f"I{n}", target_tahun=10.0) for n in (1, 2, 3)]
    t = [x for n in (1, 2, 3) for x in target(f"I{n}", 10)]
    s = sasaran(i, t, lapor("I1", 20) + lapor("I2", 9)).loc["sasaran"]
    assert s.capaian_pct == pytest.approx(105)
    assert s.pita_tinggi_pct == pytest.approx((200 + 90) / 2)
    assert s.pita_rendah_pct == pytest.approx((100 + 90 + 0) / 3)
    assert (s.pita_rendah_predikat, s.pita_tinggi_predikat) == ("Rendah", "Sangat Tinggi")
    assert s.pita_ket.startswith("Rendah, Sedang, Tinggi atau Sangat Tinggi, tergantung")
    assert "belum dilaporkan" in s.pita_ket


def test_pita_dari_rumus_turun():
    i = [indikator("I1", polaritas="min", rumus="NEG-L", konsolidasi="akhir", target_tahun=10.0)]
    s = sasaran(i, target("I1", 10), lapor("I1", 14)).loc["sasaran"]
    assert (s.pita_rendah_pct, s.pita_tinggi_pct) == (pytest.approx(60), pytest.approx(1000 / 14))
    assert "NEG-L atau NEG-H" in s.pita_ket
    assert s.pita_ket.startswith("Rendah atau Sedang, tergantung")


def test_pita_tetap_bila_tidak_ada_yang_bergantung():
    s = sasaran([indikator(target_tahun=10.0)], target("I1", 10), lapor("I1", 8)).loc["sasaran"]
    assert s.pita_rendah_pct == s.pita_tinggi_pct == s.capaian_pct
    assert s.pita_ket == "Tinggi pada semua pilihan cara hitung yang wajar; angkanya tidak berubah."


def test_pita_memuat_angka_yang_dipilih():
    for batas in (None, 100, 120, 150):
        i = [indikator(f"I{n}", target_tahun=10.0, kode_sasaran=f"S{n % 2}") for n in range(4)]
        t = [x for n in range(4) for x in target(f"I{n}", 10)]
        r = [x for n in range(3) for x in lapor(f"I{n}", 6 * n + 5)]
        for b in sasaran(i, t, r, batas_capaian_pct=batas).itertuples():
            assert b.pita_rendah_pct <= b.capaian_pct + 1e-9
            assert b.capaian_pct <= b.pita_tinggi_pct + 1e-9


def test_pita_kosong_tanpa_yang_terukur():
    s = sasaran([indikator()], [], []).loc["dinas"]
    assert math.isnan(s.pita_rendah_pct)
    assert s.pita_ket == ""


TURUN = {"konsolidasi": "akhir", "polaritas": "min", "rumus": "NEG-L"}
PERSEN = {"konsolidasi": "akhir", "satuan": "%"}


# ---- pace -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("isi", "rencana", "laporan", "lalu", "perlu", "kelak", "jangkauan"),
    [
        ({"target_tahun": 40.0}, (10, 10), (8, 8), None, 12, 32, "perlu_dipercepat"),
        ({"target_tahun": 40.0}, (10, 10), (12, 12), None, 8, 48, "terjangkau"),
        ({"target_tahun": 20.0}, (10, 10), (12, 12), None, -2, 48, "tercapai"),
        ({"target_tahun": 40.0, "polaritas": "min", "rumus": "NEG-L"}, (10, 10), (8, 8), None, 12, 32, "terjangkau"),
        ({"target_tahun": 10.0, "polaritas": "min", "rumus": "NEG-L"}, (5, 5), (8, 8), None, -3, 32, "terlampaui"),
        ({"target_tahun": 80.0, "konsolidasi": "akhir"}, (60, 70), (58, 64), 50, 8, 78, "perlu_dipercepat"),
        ({"target_tahun": 80.0, "konsolidasi": "akhir"}, (60, 70), (58, 64), None, 8, math.nan, "belum_dinilai"),
        ({"target_tahun": 80.0, "konsolidasi": "akhir"}, (20, 40), (20, 24), 90, 28, math.nan, "belum_dinilai"),
        (TURUN | {"target_tahun": 2.0}, (3, 3), (3, 3), 5, -0.5, 1, "terjangkau"),
        (PERSEN | {"target_tahun": 90.0}, (70, 80), (70, 80), 50, 5, math.nan, "belum_dinilai"),
        ({"target_tahun": 80.0, "konsolidasi": "rata"}, (80, 80), (70, 80), None, 85, 75, "perlu_dipercepat"),
    ],
)
def test_laju(isi, rencana, laporan, lalu, perlu, kelak, jangkauan):
    data = masukan([indikator(**isi)], target("I1", *rencana), lapor("I1", *laporan))
    if lalu is not None:
        riwayat(data, (2024, 0, lalu))
    b = satu(data)
    assert b.perlu_per_tw == pytest.approx(perlu)
    assert b.proyeksi_tahun == pytest.approx(kelak, nan_ok=True)
    assert b.jangkauan == jangkauan
    assert b.laju_ket.endswith(".")


@pytest.mark.parametrize(
    ("lalu", "realisasi", "kelak", "jangkauan"),
    [
        (((2024, 0, 64.0), (2024, 2, 52.0)), 55.0, 67.0, "perlu_dipercepat"),
        (((2024, 0, 74.0), (2024, 2, 52.0)), 55.0, 77.0, "terjangkau"),
        (((2024, 0, 64.0), (2024, 2, 52.0)), 75.0, 87.0, "terjangkau"),
        (((2024, 0, 64.0),), 55.0, math.nan, "belum_dinilai"),
        (((2024, 0, 99.0), (2024, 2, 40.0)), 55.0, math.nan, "belum_dinilai"),
    ],
)
def test_laju_rasio_menurut_sisa_tahun_lalu(lalu, realisasi, kelak, jangkauan):
    i = indikator(konsolidasi="rasio", jenis_target="rasio", satuan="%", target_tahun=72.0)
    data = masukan([i], target("I1", 60, 60), lapor("I1", realisasi, realisasi))
    data["realisasi"]["pembilang"], data["realisasi"]["penyebut"] = realisasi, 100.0
    b = satu(riwayat(data, *lalu))
    assert b.perlu_per_tw == pytest.approx((72 - realisasi) / 2)
    assert b.proyeksi_tahun == pytest.approx(kelak, nan_ok=True)
    assert b.jangkauan == jangkauan
    assert "laju selama ini" not in b.laju_ket


@pytest.mark.parametrize("isi", [{"polaritas": "stabil", "rumus": "STAB-L"}, {"jenis_target": "predikat"}])
def test_tanpa_laju(isi):
    b = satu(masukan([indikator(**isi)], target("I1", 10, 20), lapor("I1", 10, 10)))
    assert (b.jangkauan, b.laju_ket) == ("", "")
    assert math.isnan(b.perlu_per_tw)


def test_kalimat_laju():
    b = satu(masukan([indikator()], target("I1", 10, 10), lapor("I1", 8, 8)))
    assert b.laju_ket == (
        "Perlu 12 orang pada tiap triwulan dari 2 triwulan tersisa. Dengan laju selama ini, akhir tahun diperkirakan "
        "32 orang (target 40 orang): target setahun belum terjangkau."
    )


@pytest.mark.parametrize(
    ("isi", "kebutuhan"),
    [
        ({"konsolidasi": "akhir", "satuan": "%"}, "Perlu naik 16 poin persen pada tiap triwulan"),
        ({"konsolidasi": "akhir", "satuan": "Persen"}, "Perlu naik 16 poin persen pada tiap triwulan"),
        ({"konsolidasi": "akhir"}, "Perlu naik 16 orang pada tiap triwulan"),
        ({"konsolidasi": "rata", "satuan": "%"}, "paling rendah 72 %."),
    ],
)
def test_kebutuhan_persentase_dalam_poin(isi, kebutuhan):
    b = satu(masukan([indikator(**isi)], target("I1", 10, 40), lapor("I1", 8, 8)))
    assert kebutuhan in b.laju_ket


def test_triwulan_empat_tanpa_laju():
    assert satu(masukan([indikator()], target("I1", 10, 10, 10, 10), lapor("I1", 9, 9, 9, 9)), 4).laju_ket == ""


# ---- comparisons ----------------------------------------------------------------------------------------------------
def test_banding_lengkap():
    data = masukan(
        [indikator(target_renstra=100.0, target_renstra_tahun=2029)], target("I1", 10, 20), lapor("I1", 12, 15)
    )
    riwayat(data, (2024, 2, 21), (2024, 4, 44), (2023, 0, 40))
    standar = {"I1": [{"nama": "Provinsi Kalimantan Barat", "nilai": 30, "tahun": 2024, "sumber": "BPS"}]}
    b = jalankan(data, 2, kantor(standar=standar))["banding"]
    skema("banding").validate(b, lazy=True)
    assert b["nama"].tolist() == [
        "Target s.d. TW II 2025", "Target tahun 2025", "Target akhir Renstra 2029", "TW II tahun 2024", "Tahun 2024",
        "Tahun 2023", "Provinsi Kalimantan Barat 2024",
    ]  # fmt: skip
    assert b["selisih"].tolist() == [-3, -13, -73, 6, -17, -13, -3]
    assert b["capaian_pct"].tolist()[:3] == [90, 67.5, 27]
    assert b["capaian_pct"].iat[-1] == 90
    assert b.set_index("nama").loc["TW II tahun 2024", "arah"] == "lebih_baik"


def test_yang_tidak_ada_disebut_namanya():
    b = jalankan(masukan([indikator()], target("I1", 10, 20), lapor("I1", 12, 15)))["banding"]
    assert set(b["jenis"]) == set(BANDING)
    tiada = b[~b["tersedia"]]
    assert set(tiada["jenis"]) == {"renstra", "tw_tahun_lalu", "tahun_lalu", "standar"}
    assert set(tiada["pembanding_teks"]) == {TIDAK_TERSEDIA}


def test_arah_mengikuti_polaritas():
    i = indikator(polaritas="min", rumus="NEG-L", konsolidasi="akhir")
    data = riwayat(masukan([i], target("I1", 10, 10), lapor("I1", 9, 8)), (2024, 2, 10))
    b = jalankan(data)["banding"].set_index("jenis")
    assert b.loc["tw_tahun_lalu", "arah"] == "lebih_baik"


SUDAH, TAHUN, RENSTRA = "sudah_dicapai", "tahun_berjalan", "renstra_berjalan"


def arah_banding(isi, rencana, laporan, triwulan, lalu=(2024, 0, 40.0)):
    """Direction of every kind of comparison; the year before, the standard and the Renstra's end are 40 too."""
    dasar = {"target_renstra": 40.0, "target_renstra_tahun": 2029}
    data = riwayat(masukan([indikator(**dasar | isi)], target("I1", *rencana), lapor("I1", *laporan)), lalu)
    standar = {"I1": [{"nama": "Provinsi", "nilai": 40, "tahun": 2024, "sumber": "BPS"}]}
    b = jalankan(data, triwulan, kantor(standar=standar))["banding"]
    skema("banding").validate(b, lazy=True)
    return b.set_index("jenis")["arah"]


@pytest.mark.parametrize(
    ("isi", "laporan", "setahun"),
    [
        ({}, (8, 8), TAHUN),
        ({}, (20, 20), SUDAH),
        ({}, (30, 20), SUDAH),
        ({"polaritas": "min", "rumus": "NEG-L"}, (8, 8), TAHUN),
        ({"polaritas": "min", "rumus": "NEG-L"}, (20, 20), TAHUN),
        ({"polaritas": "min", "rumus": "NEG-L"}, (30, 20), "lebih_buruk"),
        ({"konsolidasi": "akhir"}, (38, 39), TAHUN),
        ({"konsolidasi": "akhir"}, (38, 40), SUDAH),
        ({"konsolidasi": "akhir", "polaritas": "min", "rumus": "NEG-L"}, (45, 41), TAHUN),
        ({"konsolidasi": "akhir", "polaritas": "min", "rumus": "NEG-L"}, (45, 39), SUDAH),
        ({"konsolidasi": "rata"}, (50, 60), TAHUN),
        ({"konsolidasi": "rata"}, (30, 20), TAHUN),
        ({"konsolidasi": "rata", "polaritas": "min", "rumus": "NEG-L"}, (30, 20), TAHUN),
        ({"konsolidasi": "akhir", "polaritas": "stabil", "rumus": "STAB-L"}, (38, 40), ""),
    ],
)
def test_angka_setahun_belum_dinilai_sebelum_triwulan_empat(isi, laporan, setahun):
    b = arah_banding(isi, (10, 10), laporan, 2)
    assert set(b[["target_tahun", "tahun_lalu", "standar"]]) == {setahun}
    assert b["renstra"] == (RENSTRA if setahun == TAHUN else setahun)
    if isi.get("polaritas") != "stabil":
        assert b["target_sd"] in ("lebih_baik", "sama", "lebih_buruk")


def test_target_nol_tidak_disebut_sudah_dicapai():
    b = jalankan(masukan([indikator(target_tahun=0.0)], target("I1", 0, 0), lapor("I1", 0, 0)))["banding"]
    assert b.set_index("jenis").loc["target_tahun", "arah"] == TAHUN


def test_rasio_belum_dinilai_sebelum_triwulan_empat():
    i = indikator(konsolidasi="rasio", jenis_target="rasio", satuan="%")
    data = masukan([i], target("I1", 40, 40), lapor("I1", 90, 90))
    data["realisasi"]["pembilang"], data["realisasi"]["penyebut"] = 9.0, 10.0
    b = jalankan(riwayat(data, (2024, 0, 40.0), (2024, 2, 35.0)))["banding"].set_index("jenis")["arah"]
    assert (b["target_tahun"], b["tahun_lalu"]) == (TAHUN, TAHUN)
    assert (b["target_sd"], b["tw_tahun_lalu"]) == ("lebih_baik", "lebih_baik")


def test_triwulan_empat_menilai_setahun_tetapi_renstra_pada_tahun_terakhirnya():
    b = arah_banding({}, (10, 10, 10, 10), (8, 8, 8, 8), 4)
    assert set(b[["target_sd", "target_tahun", "tahun_lalu", "standar"]]) == {"lebih_buruk"}
    assert b["renstra"] == RENSTRA
    terakhir = {"target_renstra_tahun": 2025}
    assert arah_banding(terakhir, (10, 10, 10, 10), (8, 8, 8, 8), 4)["renstra"] == "lebih_buruk"
    assert arah_banding(terakhir, (10, 10, 10, 10), (8, 8, 8), 3)["renstra"] == RENSTRA


def test_renstra_menghitung_tahun_tahun_sebelumnya_yang_menumpuk():
    i = indikator(target_renstra=100.0, target_renstra_tahun=2025, realisasi_renstra_lalu=70.0)
    data = masukan([i], target("I1", 10, 10, 10, 10), lapor("I1", 8, 8, 8, 8))
    b = jalankan(data, 4)["banding"].set_index("jenis").loc["renstra"]
    assert (b["realisasi"], b["selisih"], b["arah"]) == (102, 2, "lebih_baik")
    assert b["capaian_pct"] == pytest.approx(102)
    posisi = jalankan(masukan([i | {"konsolidasi": "akhir"}], target("I1", 8), lapor("I1", 8, 8, 8, 8)), 4)["banding"]
    assert posisi.set_index("jenis").loc["renstra", "selisih"] == -92


def test_rentang_tidak_lebih_buruk_selama_di_dalamnya():
    i = indikator(konsolidasi="akhir", jenis_target="rentang", target_tahun=70.0, target_tahun_bawah=60.0)
    t = [x | {"target_bawah": 60.0} for x in target("I1", 70, 70)]

    def arah(nilai):
        return jalankan(masukan([i], t, lapor("I1", nilai, nilai)))["banding"].set_index("jenis")["arah"]

    assert (arah(65)["target_sd"], arah(65)["target_tahun"]) == ("sama", SUDAH)
    assert (arah(59)["target_sd"], arah(59)["target_tahun"]) == ("lebih_buruk", TAHUN)
    assert arah(71)["target_sd"] == "lebih_baik"


def test_tanggal_lebih_baik_bila_lebih_awal_dan_dinilai_begitu_terjadi():
    i = indikator(konsolidasi="akhir", jenis_target="tanggal", satuan="tanggal", target_tahun=90.0)
    b = jalankan(masukan([i], target("I1", 90), lapor("I1", 80)), 1)["banding"].set_index("jenis")["arah"]
    assert (b["target_sd"], b["target_tahun"]) == ("lebih_baik", "lebih_baik")


def test_setiap_arah_punya_kata():
    assert set(kata.ARAH) == set(ARAH)
    assert "buruk" not in kata.ARAH["tahun_berjalan"] + kata.ARAH["renstra_berjalan"]


# ---- efficiency -----------------------------------------------------------------------------------------------------
def efisien(realisasi, keluar, triwulan=4, **isi):
    i = indikator(kode_anggaran="P1", target_tahun=40.0, **isi)
    data = masukan(
        [i], target("I1", 10, 10, 10, 10), lapor("I1", *realisasi), [anggaran("P1", 1000)], belanja("P1", keluar)
    )
    return jalankan(data, triwulan)["sasaran"].set_index("level").loc["sasaran"]


def test_efisiensi_keduanya():
    s = efisien((10, 10, 10, 10), 900)
    assert s.efisiensi_selisih_pct == pytest.approx(10)
    assert s.efisiensi_pct == pytest.approx(10)
    assert s.nilai_efisiensi == pytest.approx(75)
    assert s.efisiensi_ket.startswith("Efisien: capaian 100,00 %, serapan 90,00 %")


def test_efisiensi_dibatasi():
    s = efisien((10, 10, 10, 10), 100)
    assert (s.efisiensi_pct, s.nilai_efisiensi) == (20, 100)


def test_uang_sisa_dari_target_yang_luput_bukan_efisiensi():
    assert efisien((5, 5, 5, 5), 100).efisiensi_ket.startswith("Tidak dinilai efisien")


@pytest.mark.parametrize(("keluar", "triwulan", "kata"), [(500, 3, "TW IV"), (0, 4, "belum ada realisasi anggaran")])
def test_efisiensi_ditahan_dengan_alasan(keluar, triwulan, kata):
    s = efisien((10, 10, 10, 10), keluar, triwulan)
    assert math.isnan(s.efisiensi_pct)
    assert kata in s.efisiensi_ket


def test_pmk_tidak_dipakai_untuk_persentase_dan_pagu_bersama():
    i = [indikator("I1", kode_anggaran="P1"), indikator("I2", kode_anggaran="P1")]
    t = target("I1", 10, 10, 10, 10) + target("I2", 10, 10, 10, 10)
    r = lapor("I1", 10, 10, 10, 10) + lapor("I2", 10, 10, 10, 10)
    data = masukan(i, t, r, [anggaran("P1", 1000)], belanja("P1", 900))
    s = jalankan(data, 4)["sasaran"].set_index("level").loc["sasaran"]
    assert math.isnan(s.efisiensi_pct)
    assert "PMK 214/2017 tidak dipakai" in s.efisiensi_ket
    assert s.efisiensi_selisih_pct == pytest.approx(10)


def test_deviasi_fisik_terhadap_keuangan():
    uang = belanja("P1", 100)
    uang[0]["fisik_pct"] = 45.0
    data = masukan([indikator(kode_anggaran="P1")], anggaran=[anggaran("P1", 1000)], belanja=uang)
    s = jalankan(data)["serapan"].set_index("kode_anggaran")
    assert s.loc["P1", "deviasi_pct"] == pytest.approx(35)


# ---- card -----------------------------------------------------------------------------------------------------------
def test_kartu_menyebut_rumus_dan_sel_setiap_angka():
    asal = {"asal_berkas": "data/raw/2025/perencanaan.xlsx", "asal_lembar": "Rencana Aksi"}
    t = [x | {"asal_sel": f"{'DE'[x['triwulan'] - 1]}5"} for x in target("I1", 10, 20, **asal)]
    i = indikator(asal_berkas="data/raw/2025/perencanaan.xlsx", asal_lembar="PK", asal_sel="F5")
    b = satu(masukan([i], t, lapor("I1", 12, 15)))
    baris = dict(x.split(": ", 1) for x in b.kartu.split("\n"))
    assert baris["Hitungan"] == b.uraian_hitung
    assert baris["Rumus"].startswith("POS: realisasi")
    assert baris["Polaritas"] == "maks, makin tinggi makin baik"
    assert baris["Batas dalam rerata"] == "120,00 %, paling rendah 0"
    assert baris["Sumber target tahun"] == "data/raw/2025/perencanaan.xlsx, lembar PK, sel F5"
    assert baris["Target TW II (20)"].endswith("lembar Rencana Aksi, sel E5")
    assert baris["Realisasi TW I (12)"].endswith("lembar Kinerja, sel H1")
    assert baris["Bila target nol"] == "target 0 tidak memberi persentase"


def test_kartu_ada_untuk_setiap_keadaan():
    i = [indikator(f"I{n}", tersedia_tw=4 if n == 2 else 1) for n in range(3)]
    hasil = jalankan(masukan(i, target("I0", 10, 10), lapor("I0", 3, 4)))["capaian"]
    assert all(hasil["kartu"].str.contains("Status: "))
    assert isinstance(hasil["kartu"], pd.Series)
