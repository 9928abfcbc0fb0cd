"""The command that writes blank forms, and their way back."""

from __future__ import annotations

import pytest

from kinerja.cli import main
from kinerja.formulir import nama_berkas
from kinerja.kantor import Periode
from kinerja.masukan.buku import buka
from kinerja.masukan.formulir import baca_identitas


def argumen(akar, triwulan=2):
    return ["formulir", "--tahun", "2025", "--triwulan", str(triwulan), "--akar", str(akar)]


def test_satu_formulir_per_bidang_dan_byte_yang_sama(contoh, capsys):
    assert main(argumen(contoh)) == 0
    folder = contoh / "reports/2025/TW2/formulir"
    pertama = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert len(pertama) == 4
    assert "data/raw/2025/TW2" in capsys.readouterr().out
    assert main(argumen(contoh)) == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == pertama
    identitas = baca_identitas(buka(folder / "Sekretariat_TW2_2025.xlsx", "x"))
    assert (identitas.bidang, identitas.tahun, identitas.triwulan) == ("Sekretariat", 2025, 2)


def test_formulir_kosong_yang_dikirim_balik_dikenali_dan_ditagih(contoh):
    """An unfilled form is known for what it is: its figures are missing, its unit is not called silent."""
    import pandas as pd

    from kinerja.rantai import jalan

    main(argumen(contoh))
    for p in (contoh / "data/raw/2025/TW2").iterdir():
        p.unlink()
    for p in (contoh / "reports/2025/TW2/formulir").iterdir():
        p.rename(contoh / "data/raw/2025/TW2" / f"Copy of {p.name}")
    assert jalan(2025, 2, contoh).putusan["putusan"] == "Tidak"
    temuan = pd.read_parquet(contoh / "data/processed/2025/TW2/temuan.parquet")
    kosong = temuan[temuan["kode"] == "belum_dilaporkan"]
    assert len(kosong) >= 10
    assert (kosong["sel"] != "").all()
    assert "belum_melapor" not in set(temuan["kode"])


def test_tanpa_bidang(kantor_e81, capsys):
    assert main(argumen(kantor_e81)) == 1
    assert "params/dinas.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("bidang", "nama"), [("Bidang Tenaga Kerja", "Bidang_Tenaga_Kerja"), ("../a:b", "a_b"), ("//", "bidang")]
)
def test_nama_berkas_aman(bidang, nama):
    assert nama_berkas(bidang, Periode(2025, 2)) == f"{nama}_TW2_2025.xlsx"
