"""States, consolidation and roll-ups, on tables of a line or two."""

import math

import pandas as pd
import pytest

from kinerja.skema import STATUS, bentuk, skema
from tests.tabel_uji import anggaran, belanja, indikator, jalankan, kantor, lapor, lapor_rasio, masukan, satu, target

n = None


def test_jumlah_per_triwulan():
    b = satu(masukan([indikator()], target("I1", 10, 20, 5, 5), lapor("I1", 12, 15)))
    assert (b.target_sd, b.realisasi_sd, b.capaian_sd_pct, b.capaian_tahun_pct) == (30, 27, 90, 67.5)
    assert (b.status, b.predikat) == ("terukur", "Tinggi")
    assert b.uraian_hitung == "12 + 15 = 27 orang, target s.d. triwulan ini 30 orang: 27 / 30 = 90,00 %"


def test_jumlah_kumulatif_memakai_target_terakhir():
    b = satu(masukan([indikator(bentuk_target="kumulatif")], target("I1", 10, 30, 35, 40), lapor("I1", 12, 15)))
    assert b.target_sd == 30


def test_triwulan_yang_hilang_tidak_menyanjung():
    # 10, -, 30 of 10, 20, 30 was 100 % in a system that skipped the missing quarter; here there is no percentage.
    b = satu(masukan([indikator(target_tahun=60.0)], target("I1", 10, 20, 30), lapor("I1", 10, None, 30)), triwulan=3)
    assert b.status == "belum_dilaporkan"
    assert math.isnan(b.capaian_sd_pct)
    assert "TW II" in b.status_ket


def test_akhir_memakai_yang_terakhir_bukan_yang_terbesar():
    i = indikator(konsolidasi="akhir", polaritas="min", rumus="NEG-L", satuan="%", target_tahun=2.3)
    b = satu(masukan([i], target("I1", 2.5, 2.4, 2.3, 2.3), lapor("I1", 3.0, 2.0)))
    assert b.realisasi_sd == 2.0
    assert b.capaian_sd_pct == pytest.approx((2 * 2.4 - 2.0) / 2.4 * 100)


def test_akhir_tetap_memakai_semester_lalu_bila_triwulan_ini_tidak_direncanakan():
    i = indikator(konsolidasi="akhir", target_tahun=80.0)
    b = satu(masukan([i], target("I1", 70, None, mulai=2), lapor("I1", None, 63)), triwulan=3)
    assert (b.status, b.capaian_sd_pct) == ("terukur", 90)


def test_rasio_dihitung_ulang_dari_akumulasi():
    i = indikator(konsolidasi="rasio", jenis_target="rasio", satuan="%", target_tahun=80.0)
    b = satu(masukan([i], target("I1", 80, 80, 80, 80), lapor_rasio("I1", (10, 40), (30, 40))))
    assert (b.pembilang_sd, b.penyebut_sd, b.realisasi_sd, b.capaian_sd_pct) == (40, 80, 50, 62.5)


def test_persen_tidak_dijumlah():
    # 90, 91, 92, 93 against 95 gave 385 % in a system that summed percentages.
    i = indikator(konsolidasi="akhir", satuan="%", target_tahun=95.0)
    b = satu(masukan([i], target("I1", 95, 95, 95, 95), lapor("I1", 90, 91, 92, 93)), triwulan=4)
    assert b.capaian_sd_pct == pytest.approx(93 / 95 * 100)


@pytest.mark.parametrize(
    ("isi", "rencana", "laporan", "status"),
    [
        ({}, (10, 20), (12, 15), "terukur"),
        ({}, (10, 20), (12, n), "belum_dilaporkan"),
        ({}, (0, 0), (n, n), "belum_ditargetkan"),
        ({}, (n, n), (n, n), "belum_ditargetkan"),
        ({"tersedia_tw": 4, "konsolidasi": "akhir"}, (n, n), (n, n), "belum_tersedia"),
        ({"target_tahun": float("nan")}, (10, 20), (12, 15), "tidak_dapat_dihitung"),
        ({"konsolidasi": "akhir", "polaritas": "min", "rumus": "NEG-H"}, (10, 10), (5, 0), "tidak_dapat_dihitung"),
        ({"konsolidasi": "jumlah", "polaritas": "min", "rumus": "NEG-L"}, (0, 0), (0, 0), "terukur"),
    ],
)
def test_status(isi, rencana, laporan, status):
    b = satu(masukan([indikator(**isi)], target("I1", *rencana), lapor("I1", *laporan)))
    assert b.status == status
    assert math.isnan(b.capaian_sd_pct) == (status != "terukur")
    assert bool(b.predikat) == (status == "terukur")


def test_tanpa_kejadian():
    i = indikator(konsolidasi="rasio", jenis_target="rasio", satuan="%", target_tahun=80.0)
    data = masukan([i], target("I1", 80, 80, 80, 80), lapor_rasio("I1", (0, 0), (0, 0), keadaan="tanpa_kejadian"))
    assert satu(data).status == "tanpa_kejadian"


def test_belum_rilis_menurut_bidang():
    i = indikator(konsolidasi="akhir")
    data = masukan([i], target("I1", 10, 20), lapor("I1", float("nan"), float("nan"), keadaan="belum_tersedia"))
    assert satu(data).status == "belum_tersedia"


def test_setiap_status_ada_dalam_kontrak():
    assert len(set(STATUS)) == 6


def test_target_nol_terlampaui_menjadi_temuan():
    hasil = jalankan(masukan([indikator()], target("I1", 0, 0, 20, 20), lapor("I1", 3, 2)))
    assert hasil["temuan_ukur"]["kode"].tolist() == ["target_nol_terlampaui"]


def test_akhir_tahun_memakai_target_pk_bila_tidak_ada_target_triwulan():
    i, r = indikator(), lapor("I1", 5, 5, 5, 5)
    assert satu(masukan([i], [], r), triwulan=4).capaian_sd_pct == 50
    b = satu(masukan([i], [], r), triwulan=2)
    assert (b.status, b.capaian_tahun_pct) == ("belum_ditargetkan", 25)
    b = satu(masukan([i], [], r), triwulan=2, k=kantor(target_triwulan_kosong="target_tahun"))
    assert (b.status, b.capaian_sd_pct) == ("terukur", 25)


def dua(**aturan):
    i = [
        indikator("I1", target_tahun=10.0),
        indikator("I2", target_tahun=10.0, bobot=3.0),
        indikator("I3", target_tahun=10.0),
    ]
    t = target("I1", 10, None) + target("I2", 10) + target("I3", 10)
    r = lapor("I1", 20) + lapor("I2", 5)
    return jalankan(masukan(i, t, r), triwulan=1, k=kantor(**aturan))["sasaran"].set_index("level")


def test_gabungan_membatasi_hanya_dalam_rerata():
    s = dua().loc["sasaran"]
    assert (s.n, s.n_terukur, s.n_dibatasi) == (3, 2, 1)
    assert s.capaian_pct == pytest.approx((120 + 3 * 50) / 4)
    assert s.capaian_mentah_pct == pytest.approx((200 + 3 * 50) / 4)
    assert s.capaian_batas_bawah_pct == pytest.approx((120 + 3 * 50 + 0) / 5)
    assert s.ket == "2 dari 3 indikator terukur"


@pytest.mark.parametrize(("batas", "hasil"), [(None, 87.5), (100, 62.5), (120, 67.5)])
def test_batas_dari_params(batas, hasil):
    assert dua(batas_capaian_pct=batas).loc["sasaran"].capaian_pct == pytest.approx(hasil)


@pytest.mark.parametrize(("cara", "hasil"), [("sasaran", 75), ("indikator", 200 / 3)])
def test_rerata_dinas(cara, hasil):
    i = [indikator("I1"), indikator("I2", kode_sasaran="S2"), indikator("I3", kode_sasaran="S2")]
    t = target("I1", 10) + target("I2", 10) + target("I3", 10)
    r = lapor("I1", 10) + lapor("I2", 5) + lapor("I3", 5)
    s = jalankan(masukan(i, t, r), triwulan=1, k=kantor(rerata_dinas=cara))["sasaran"].set_index("level")
    assert s.loc["dinas"].capaian_pct == pytest.approx(hasil)


def test_pagu_bersama_dihitung_satu_kali_dan_induk_tidak_ditambah_anaknya():
    i = [
        indikator("I1", kode_anggaran="P1; P2"),
        indikator("I2", kode_anggaran="P1"),
        indikator("I3", kode_anggaran="P1.1"),
    ]
    uang = [
        anggaran("P1", None),
        anggaran("P1.1", 60, "P1", "kegiatan"),
        anggaran("P1.2", 40, "P1", "kegiatan"),
        anggaran("P2", 50),
    ]
    hasil = jalankan(masukan(i, anggaran=uang, belanja=belanja("P1.1", 10, 20) + belanja("P2", 5)))
    s = hasil["sasaran"].set_index("level")
    for level in ("sasaran", "bidang", "dinas"):
        assert (s.loc[level].pagu_rp, s.loc[level].realisasi_rp) == (150, 35)
    total = hasil["serapan"].iloc[0]
    assert (total.jenjang, total.pagu_rp, total.realisasi_rp) == ("dinas", 150, 35)
    assert total.serapan_pct == pytest.approx(35 / 150 * 100)


def test_dppa_berlaku_mulai_triwulannya():
    uang = [anggaran("P1", 100, pagu_dppa_rp=80, dppa_mulai_tw=4)]
    data = masukan([indikator()], anggaran=uang)
    for tw, pagu, dasar in ((3, 100, "DPA"), (4, 80, "DPPA")):
        total = jalankan(data, triwulan=tw)["serapan"].iloc[0]
        assert (total.pagu_rp, total.dasar_pagu) == (pagu, dasar)


def test_iki_dan_indikator_di_bawah_sasaran_tidak_masuk_gabungan():
    i = [indikator("I1"), indikator("I2", jenis="IKI"), indikator("I3", jenis="", jenjang="program")]
    s = jalankan(masukan(i))["sasaran"].set_index("level")
    assert s.loc["sasaran"].n == s.loc["dinas"].n == 1


def test_tahun_lalu_dari_riwayat():
    data = masukan([indikator()], target("I1", 10, 20), lapor("I1", 12, 15))
    data["riwayat"] = bentuk(
        "riwayat", [{"kode_indikator": "I1", "tahun": 2024, "triwulan": 2, "nilai": 21.0, "sumber": "LKjIP 2024"}]
    )
    b = satu(data)
    assert (b.realisasi_lalu, b.realisasi_lalu_sumber) == (21, "LKjIP 2024")


@pytest.mark.parametrize("nama", ["rekap", "lapor", "rekap_anggaran", "capaian", "sasaran", "serapan"])
def test_keluaran_sesuai_kontrak(nama):
    uang = [anggaran("P1", 100)]
    hasil = jalankan(
        masukan([indikator(kode_anggaran="P1")], target("I1", 10, 20), lapor("I1", 12, 15), uang, belanja("P1", 10))
    )
    skema(nama).validate(hasil[nama], lazy=True)
    kosong_semua = jalankan(masukan([indikator()]))
    skema(nama).validate(kosong_semua[nama], lazy=True)


def test_dua_bidang_satu_indikator():
    i = [indikator("I1", bidang="A; B"), indikator("I2", bidang="A; B", konsolidasi="akhir")]
    r = lapor("I1", 3) + lapor("I1", 4, bidang="B") + lapor("I2", 3) + lapor("I2", 4, bidang="B")
    hasil = jalankan(masukan(i, target("I1", 10) + target("I2", 10), r), triwulan=1)
    assert hasil["rekap"]["realisasi"].tolist()[0] == 7
    assert pd.isna(hasil["rekap"]["realisasi"].tolist()[1])
    assert hasil["temuan_rekap"]["kode"].tolist() == ["indikator_ganda"]


def test_rentang_renstra_memakai_batas_bawahnya():
    i = indikator(
        konsolidasi="akhir",
        jenis_target="rentang",
        polaritas="stabil",
        rumus="STAB-L",
        target_renstra=80.0,
        target_renstra_bawah=70.0,
    )
    assert satu(masukan([i], target("I1", 80, 80, target_bawah=70.0), lapor("I1", 71, 71))).capaian_renstra_pct == 100
