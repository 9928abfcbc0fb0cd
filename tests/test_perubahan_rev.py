"""What a revision changed: every figure by name, why and by whom, or plainly that nobody recorded it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kinerja.kantor import Periode, muat
from kinerja.keluaran.laporan_isi_bukti import bagian_perubahan
from kinerja.skema import bentuk
from kinerja.sop.catatan import Entri
from kinerja.sop.keadaan import keadaan
from kinerja.sop.naskah import muat_sop
from kinerja.sop.perubahan import perubahan_rev
from kinerja.tabel import jalur_tabel

P = Periode(2025, 2)
TIDAK = "tidak tercatat"
SD = "s.d. TW\u00a0II 2025"


def indikator(kode: str = "I1", **isi) -> dict:
    return {
        "kode_indikator": kode, "indikator": f"Nama {kode}", "kode_sasaran": "S1", "satuan": "orang",
        "jenis_target": "angka", "status": "terukur", "predikat": "Sedang", "target_tahun": 100.0, "target_sd": 50.0,
        "realisasi_sd": 40.0, "capaian_sd_pct": 80.0, "capaian_tahun_pct": 40.0, "bobot": 1.0,
    } | isi  # fmt: skip


def gulungan(level: str = "sasaran", kode: str = "S1", capaian: float = 80.0, **isi) -> dict:
    return {
        "level": level, "kode": kode, "nama": f"Nama {kode}", "capaian_pct": capaian, "predikat": "Sedang", "n": 2,
        "n_terukur": 1,
    } | isi  # fmt: skip


def uang(kode: str, realisasi: int, induk: str = "", jenjang: str = "sub_kegiatan", **isi) -> dict:
    return {
        "kode_anggaran": kode, "nama": f"Nama {kode}", "jenjang": jenjang, "kode_induk": induk, "pagu_rp": 1000,
        "realisasi_rp": realisasi, "serapan_pct": realisasi / 10, "dasar_pagu": "DPA",
    } | isi  # fmt: skip


def koreksi(kode: str, **isi) -> tuple[Entri, Entri]:
    buka = {
        "nomor": 1, "indikator": kode, "apa": "realisasi", "dari": "40", "menjadi": "48", "alasan": "SK terlambat",
        "diminta_oleh": "Kepala Bidang A",
    } | isi  # fmt: skip
    return Entri(1, 6, "koreksi_buka", isi=buka), Entri(2, 6, "koreksi_tutup", isi={"nomor": 1, "dilakukan": "Selesai"})


@pytest.fixture
def banding(contoh):
    """Compare two sets of tables as Rev 0 and Rev 1 of the example."""

    def jalankan(lama: dict, baru: dict, *dikoreksi, masukan: dict | None = None) -> list[dict]:
        kantor = muat(contoh, 2025)
        rev0 = contoh / "data" / "sop" / "2025" / "TW2" / "rev0"
        rev0.mkdir(parents=True, exist_ok=True)
        dasar = {"capaian": [indikator()], "sasaran": [gulungan()], "serapan": []}
        for nama, isi in (dasar | lama).items():
            bentuk(nama, isi).to_parquet(jalur_tabel(rev0, nama), index=False)
        (rev0 / "run.json").write_text(json.dumps({"masukan": masukan or {}}), encoding="utf-8")
        s = replace(keadaan((), muat_sop(kantor)), revisi=1, koreksi_revisi=dikoreksi)
        return perubahan_rev(kantor, P, s, {k: bentuk(k, v) for k, v in (dasar | baru).items()})

    return jalankan


def isi(hasil: list[dict], kelompok: str) -> list[tuple]:
    return [
        tuple(r[k] for k in ("kode_indikator", "apa", "dari", "menjadi", "mengapa", "diminta_oleh"))
        for r in hasil
        if r["kelompok"] == kelompok
    ]


NAIK = {"realisasi_sd": 48.0, "capaian_sd_pct": 96.0, "predikat": "Tinggi"}


def test_terbitan_pertama_tidak_mengubah_apa_apa(contoh):
    kantor = muat(contoh, 2025)
    assert perubahan_rev(kantor, P, keadaan((), muat_sop(kantor)), {}) == []


def test_tanpa_perubahan_hanya_capaian_gabungan_yang_tetap(banding):
    dinas = gulungan("dinas", "dinas")
    hasil = banding({"sasaran": [gulungan(), dinas]}, {"sasaran": [gulungan(), dinas]})
    assert [(r["indikator"], r["dari"], r["pengaruh"]) for r in hasil] == [
        ("Seluruh dinas", "80,00 % (Sedang)", "Tetap; 1 dari 2 indikator terukur."),
        ("Sasaran: Nama S1", "80,00 % (Sedang)", "Tetap; 1 dari 2 indikator terukur."),
    ]
    bagian = bagian_perubahan(1, hasil)
    assert bagian["kalimat"] == "Rev 1 menggantikan Rev 0. Tidak ada angka laporan yang berubah."
    assert bagian["tabel"] is None


def test_setiap_angka_disebut_walau_tidak_ada_koreksi(banding):
    kini = indikator(target_tahun=90.0, target_sd=45.0, capaian_tahun_pct=53.0, status="belum_tersedia", **NAIK)
    hasil = banding({}, {"capaian": [kini], "sasaran": [gulungan(capaian=96.0, predikat="Tinggi")]})
    ikut = f"Mengikuti target tahun, target {SD}, dan realisasi {SD}."
    assert isi(hasil, "indikator") == [
        ("I1", "Target tahun", "100\u00a0orang", "90\u00a0orang", TIDAK, TIDAK),
        ("I1", f"Target {SD}", "50\u00a0orang", "45\u00a0orang", TIDAK, TIDAK),
        ("I1", f"Realisasi {SD}", "40\u00a0orang", "48\u00a0orang", TIDAK, TIDAK),
        ("I1", f"Capaian {SD}", "80,00\u00a0%", "96,00\u00a0%", ikut, TIDAK),
        ("I1", "Capaian thd target tahun", "40,00\u00a0%", "53,00\u00a0%", ikut, TIDAK),
        ("I1", "Status", "Terukur", "Belum tersedia", ikut, TIDAK),
        ("I1", "Predikat", "Sedang", "Tinggi", ikut, TIDAK),
    ]
    sasaran = "Sasaran S1: 80,00 % (Sedang) menjadi 96,00 % (Tinggi)."
    assert {r["pengaruh"] for r in hasil if r["kelompok"] == "indikator"} == {
        sasaran, f"Capaian indikator: 80,00 % (Sedang) menjadi 96,00 % (Tinggi). {sasaran}",
    }  # fmt: skip
    kalimat = bagian_perubahan(1, hasil)["kalimat"]
    assert "Angka 1 indikator dan 0 baris anggaran berubah. Untuk 7 angka" in kalimat and TIDAK in kalimat


def test_alasan_dari_koreksi_menurut_kode(banding):
    baru = {"capaian": [indikator(**NAIK), indikator("I2", **NAIK)]}
    lama = {"capaian": [indikator(), indikator("I2")]}
    hasil = isi(banding(lama, baru, koreksi(" i1 "), koreksi("I1", alasan="Salah rekap")), "indikator")
    assert [r[4:] for r in hasil if r[0] == "I1"][0] == ("SK terlambat; Salah rekap", "Kepala Bidang A")
    assert {r[4:] for r in hasil if r[0] == "I2" and r[1].startswith("Realisasi")} == {(TIDAK, TIDAK)}


def test_alasan_dari_formulir_yang_masuk_sesudah_rilis_saja(banding):
    def ubah(kode: str, berkas: str, alasan: str) -> dict:
        return {
            "bidang": "Bidang A", "triwulan": 2, "revisi_lama": 0, "revisi_baru": 1, "berkas_lama": "lama.xlsx",
            "berkas_baru": berkas, "kode": kode, "kolom": "Realisasi", "alasan": alasan, "oleh": "Tini",
        }  # fmt: skip

    kode = ("I1", "I2", "I3")
    tabel = {
        "capaian": [indikator(k, **NAIK) for k in kode],
        "perubahan": [
            ubah("I1", "baru.xlsx", "salah ketik"),
            ubah("I2", "baru.xlsx", ""),
            ubah("I3", "dulu.xlsx", "x"),
        ],
        "berkas": [{"berkas": f"{n}.xlsx", "sha256": n} for n in ("lama", "baru", "dulu")],
    }
    hasil = banding({"capaian": [indikator(k) for k in kode]}, tabel, masukan={"lain.xlsx": "dulu", "l": "lama"})
    sebab = {r[0]: r[4:] for r in isi(hasil, "indikator") if r[1].startswith("Realisasi")}
    siapa = "Bidang A, formulir revisi 1 (disimpan oleh Tini)"
    assert sebab == {"I1": ("salah ketik", siapa), "I2": (TIDAK, siapa), "I3": (TIDAK, TIDAK)}


def test_indikator_yang_ditambah_dan_dihapus_urut_seperti_laporan(banding):
    hasil = banding(
        {"capaian": [indikator("LAMA"), indikator("B")]},
        {"capaian": [indikator("BARU"), indikator("B", **NAIK)]},
        koreksi("BARU", alasan="PK perubahan"),
    )
    rinci = isi(hasil, "indikator")
    assert list(dict.fromkeys(r[0] for r in rinci)) == ["BARU", "B", "LAMA"]
    satu = "target 50\u00a0orang, realisasi 40\u00a0orang, 80,00 % (Sedang)"
    assert rinci[0] == ("BARU", "Indikator ditambahkan", "tidak ada", satu, "PK perubahan", "Kepala Bidang A")
    assert rinci[-1] == ("LAMA", "Indikator dihapus", satu, "tidak ada", TIDAK, TIDAK)


def test_baris_anggaran_dan_induknya(banding):
    lama = [uang("dinas", 300, jenjang="dinas"), uang("P", 300, jenjang="program"), uang("P.1", 300, "P")]
    baru = [
        uang("dinas", 500, jenjang="dinas"), uang("P", 500, jenjang="program"),
        uang("P.1", 400, "P", pagu_rp=2000, serapan_pct=20.0), uang("P.2", 100, "P"),
    ]  # fmt: skip
    rinci = isi(banding({"serapan": lama}, {"serapan": baru}, koreksi("P.1")), "anggaran")
    assert rinci == [
        ("", "Realisasi anggaran", "Rp300", "Rp500", "Mengikuti baris di bawahnya.", "Kepala Bidang A; tidak tercatat"),
        ("", "Serapan", "30,00\u00a0%", "50,00\u00a0%", "Mengikuti realisasi anggaran.",
         "Kepala Bidang A; tidak tercatat"),
        ("P", "Realisasi anggaran", "Rp300", "Rp500", "Mengikuti baris di bawahnya.",
         "Kepala Bidang A; tidak tercatat"),
        ("P", "Serapan", "30,00\u00a0%", "50,00\u00a0%", "Mengikuti realisasi anggaran.",
         "Kepala Bidang A; tidak tercatat"),
        ("P.1", "Pagu", "Rp1.000", "Rp2.000", "SK terlambat", "Kepala Bidang A"),
        ("P.1", "Realisasi anggaran", "Rp300", "Rp400", "SK terlambat", "Kepala Bidang A"),
        ("P.1", "Serapan", "30,00\u00a0%", "20,00\u00a0%", "Mengikuti pagu dan realisasi anggaran.", "Kepala Bidang A"),
        ("P.2", "Baris anggaran ditambahkan", "tidak ada", "pagu Rp1.000, realisasi Rp100", TIDAK, TIDAK),
    ]  # fmt: skip


def test_koreksi_tanpa_pengaruh_pada_angka_tetap_tercatat(banding):
    hasil = banding({}, {}, koreksi("I1", apa="bukti"), koreksi("", apa="salah ketik pada sampul"))
    assert isi(hasil, "koreksi") == [
        ("I1", "bukti", "40", "48", "SK terlambat", "Kepala Bidang A"),
        ("", "salah ketik pada sampul", "40", "48", "SK terlambat", "Kepala Bidang A"),
    ]
    assert {r["pengaruh"] for r in hasil if r["kelompok"] == "koreksi"} == {"Tidak mengubah angka laporan. Selesai"}
    assert "2 koreksi dicatat tanpa pengaruh pada angka." in bagian_perubahan(1, hasil)["kalimat"]


def test_sasaran_yang_berubah_tanpa_indikatornya_tidak_diberi_sebab_karangan(banding):
    lain = gulungan(kode="S2")
    hasil = banding(
        {"sasaran": [gulungan(), lain]},
        {"capaian": [indikator(**NAIK)], "sasaran": [gulungan(capaian=96.0), lain | {"capaian_pct": 70.0}]},
    )
    assert [(r[0], r[4]) for r in isi(hasil, "gabungan")] == [("S1", "Mengikuti indikatornya."), ("S2", TIDAK)]
    assert bagian_perubahan(1, hasil)["gabungan"]["kelompok"][0]["baris"][1]["sel"][3][0] == TIDAK


def test_beda_yang_lebih_kecil_daripada_dua_desimal_tampak(banding):
    hasil = banding({}, {"capaian": [indikator(realisasi_sd=40.0001)], "sasaran": [gulungan(capaian=80.00001)]})
    assert isi(hasil, "indikator")[0][2:4] == ("40", "40,0001")
    assert isi(hasil, "gabungan")[0][2:4] == ("80", "80,00001")
    rasio = {"pembilang_sd": 34.0, "penyebut_sd": 68.0, "satuan": "%", "realisasi_sd": 50.0}
    hasil = banding(
        {"capaian": [indikator(**rasio)]},
        {"capaian": [indikator(**rasio | {"pembilang_sd": 40.0, "penyebut_sd": 80.0})]},
    )
    assert isi(hasil, "indikator")[0][2:4] == ("50\u00a0% (34 / 68)", "50\u00a0% (40 / 80)")


def test_pengaruh_yang_sama_ditulis_sekali_per_indikator(banding):
    lama = {"capaian": [indikator(), indikator("I2")]}
    hasil = banding(lama, {"capaian": [indikator(**NAIK), indikator("I2", **NAIK)]})
    kelompok = bagian_perubahan(1, hasil)["tabel"]["kelompok"]
    assert [k["judul"] for k in kelompok] == ["I1 Nama I1", "I2 Nama I2"]
    assert [b["sel"][-1] for b in kelompok[1]["baris"]][-2:] == ["Sasaran S1: tetap 80,00 % (Sedang).", "sda."]
