"""Params: defaults, overlays, and what is refused."""

from __future__ import annotations

import pytest

from kinerja.aturan import BAWAAN, DaftarSkala, Skala, baca_yaml, periksa
from kinerja.galat import GalatParameter
from kinerja.kantor import Periode, muat
from kinerja.langkah import periksa_parameter


def tulis(tmp_path, nama, isi):
    (tmp_path / "params").mkdir(exist_ok=True)
    (tmp_path / "params" / nama).write_text(isi, encoding="utf-8")


def test_tanpa_params_semua_bawaan(tmp_path):
    k = muat(tmp_path, 2025)
    assert k.params == ()
    assert "aturan.batas_capaian_pct" in k.bawaan
    assert k.aturan.batas_capaian_pct == 120
    assert k.skala_dipakai.nama.endswith("Permendagri 86/2017")


def test_aturan_tahun_menimpa_sebagian(tmp_path):
    tulis(tmp_path, "aturan.yaml", "batas_capaian_pct: 100\nambang:\n  capaian_tinggi_pct: 130\n")
    tulis(tmp_path, "aturan-2025.yaml", "ambang:\n  capaian_rendah_pct: 40\n")
    a = muat(tmp_path, 2025).aturan
    assert (a.batas_capaian_pct, a.ambang.capaian_tinggi_pct, a.ambang.capaian_rendah_pct) == (100, 130, 40)
    assert muat(tmp_path, 2024).aturan.ambang.capaian_rendah_pct == 50
    assert "aturan.batas_capaian_pct" not in muat(tmp_path, 2025).bawaan


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("batas_capaian: 100", '"batas_capaian" tidak dikenal. Maksud Anda "batas_capaian_pct"'),
        ("batas_capaian_pct: abc", "seharusnya bilangan"),
        ("rumus: {min: NEGL}", "'NEG-L'"),
        ("rumus: {mn: NEG-L}", 'Maksud Anda "min"'),
        ("ambang: {capaian_tinggi_pct: -2}", "harus >= 0"),
        ("skala: xx", "Pilih salah satu"),
        ("- a", "kunci: nilai"),
        ("a: [", "baris 1"),
        ("indikator: {K1: {polarits: min}}", 'Maksud Anda "polaritas"'),
        ("tenggat_hari_kerja: 2.5", "bilangan bulat"),
        ("tenggat_hari_kerja: [1]", "bilangan bulat"),
        ("batas_capaian_pct: true", "seharusnya bilangan"),
        ("tingkat: {bukti_kosng: tolak}", 'maksud Anda "bukti_kosong"'),
        ("skala: a\nskala: b", 'kunci "skala" tertulis dua kali'),
    ],
)
def test_kunci_atau_nilai_salah_disebut_namanya(tmp_path, isi, kata):
    tulis(tmp_path, "aturan.yaml", isi)
    with pytest.raises(GalatParameter) as e:
        muat(tmp_path, 2025)
    assert kata in str(e.value)
    assert "params/aturan.yaml" in str(e.value)


def test_kesalahan_di_aturan_tahun_disebut_berkasnya(tmp_path):
    tulis(tmp_path, "aturan-2025.yaml", "skla: x")
    with pytest.raises(GalatParameter, match=r"params/aturan-2025\.yaml"):
        muat(tmp_path, 2025)


def test_bukan_utf8(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "dinas.yaml").write_bytes("nama: Dinas é".encode("latin-1"))
    with pytest.raises(GalatParameter, match="UTF-8"):
        muat(tmp_path, 2025)


@pytest.mark.parametrize("batas", [[91, 91, 0], [51, 66, 0]])
def test_skala_berlubang_ditolak(batas):
    kelas = [{"batas": b, "predikat": str(i)} for i, b in enumerate(batas)]
    with pytest.raises(GalatParameter, match="celah"):
        periksa(Skala, {"nama": "x", "sumber": "y", "kelas": kelas}, "skala.yaml")


def test_semua_skala_bawaan_sah_dan_bersumber():
    skala = periksa(DaftarSkala, baca_yaml(BAWAAN / "skala.yaml", "skala.yaml"), "skala.yaml").skala
    assert len(skala) >= 3
    assert all(len(s.sumber) > 30 for s in skala.values())


def test_skala_kantor_menambah(tmp_path):
    kelas = "kelas: [{batas: 50, predikat: Cukup}, {batas: 0, predikat: Kurang}]"
    tulis(tmp_path, "skala.yaml", f"skala:\n  kami:\n    nama: Kami\n    sumber: Perbup\n    {kelas}\n")
    tulis(tmp_path, "aturan.yaml", "skala: kami")
    assert muat(tmp_path, 2025).skala_dipakai.nama == "Kami"


@pytest.mark.parametrize(
    ("nama", "saran"), [("trwulan", '"triwulan"'), ("thn", '"tahun"'), ("xyz", "tahun, triwulan, akar")]
)
def test_parameter_asing(nama, saran):
    with pytest.raises(GalatParameter, match="tidak dikenal") as e:
        periksa_parameter(["tahun", nama])
    assert saran in e.value.saran


def test_berkas_params_dengan_nama_asing_ditolak(tmp_path):
    tulis(tmp_path, "aturan-2O25.yaml", "batas_capaian_pct: 100\n")
    with pytest.raises(GalatParameter, match="aturan-2O25"):
        muat(tmp_path, 2025)


def test_pilihan_perintah_menyebut_folder_kantor_yang_bukan_bawaan(tmp_path, monkeypatch):
    monkeypatch.delenv("KINERJA_AKAR", raising=False)
    for nama in ("dinas", "dinas kami"):
        (tmp_path / nama).mkdir()
    polos, berspasi, p = muat(tmp_path / "dinas", 2025), muat(tmp_path / "dinas kami", 2025), Periode(2025, 2)
    assert muat(None, 2025).pilihan(p) == "--tahun 2025 --triwulan 2"
    assert polos.pilihan(p) == f"--tahun 2025 --triwulan 2 --akar {polos.akar}"
    assert berspasi.pilihan(p) == f'--tahun 2025 --triwulan 2 --akar "{berspasi.akar}"'
    monkeypatch.setenv("KINERJA_AKAR", str(berspasi.akar))
    assert berspasi.pilihan(p) == "--tahun 2025 --triwulan 2"
    monkeypatch.setenv("KINERJA_AKAR", str(tmp_path / "tidak ada"))
    assert polos.pilihan(p).endswith(f"--akar {polos.akar}")
