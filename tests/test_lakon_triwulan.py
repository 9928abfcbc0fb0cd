"""A whole quarter as the office plays it, on real forms: from disposisi to the archive that computes itself again."""

from __future__ import annotations

import json

import openpyxl
import pandas as pd
import pytest

from kinerja.cli import main
from kinerja.rantai import jalan
from tests.test_formulir import sel

TW2 = "data/raw/2025/TW2"
FORM = f"{TW2}/Bidang_Perindustrian_TW2_2025.xlsx"


def waktu(hari: int, jam: str) -> str:
    return f"2025-07-{hari:02d}T{jam}+07:00"


@pytest.mark.lambat
def test_dari_disposisi_sampai_arsip(contoh, capsys):
    def sop(langkah: str, kapan: str, *lain: str) -> int:
        periode = ["--tahun", "2025", "--triwulan", "2", "--akar", str(contoh)]
        return main(["sop", langkah, *periode, "--waktu", kapan, *lain])

    def isi_ulang(dari: str, ke: str, revisi: int | None = None, **isian: object) -> None:
        buku = openpyxl.load_workbook(contoh / dari)
        for judul, nilai in isian.items():
            sel(buku, "Kinerja", "IN-03", judul.replace("_", " ")).value = nilai
        if revisi is not None:
            next(b for b in buku["_identitas"].iter_rows(max_col=2) if b[0].value == "revisi")[1].value = revisi
        buku.save(contoh / ke)

    # The order, twice; a form comes back with a hole in it.
    assert sop("putusan", waktu(1, "07:55")) == 1
    assert sop("disposisi", waktu(1, "08:00")) == 0
    assert sop("disposisi", waktu(1, "08:10")) == 0
    isi_ulang(FORM, FORM, Realisasi=None)
    assert jalan(2025, 2, contoh, waktu=waktu(9, "10:00")).putusan["putusan"] == "Tidak"
    assert sop("putusan", waktu(9, "11:00")) == 2
    assert sop("sosialisasi", waktu(9, "12:00"), "--setuju") == 1

    # Corrected, valid, released; an objection at the socialisation.
    isi_ulang(
        "reports/2025/TW2/koreksi/Bidang_Perindustrian_TW2_2025.xlsx", f"{TW2}/dari wa.xlsx",
        Realisasi=50, Bukti_Dukung="Rekap SIINas Juni 2025",
    )  # fmt: skip
    assert jalan(2025, 2, contoh, waktu=waktu(10, "10:00")).putusan["putusan"] == "Ya"
    assert sop("serah", waktu(10, "10:30")) == 1
    assert sop("putusan", waktu(10, "11:00")) == 0
    keberatan = {
        "--indikator": "IN-03", "--apa": "realisasi", "--dari": "50", "--menjadi": "52",
        "--alasan": "Dua laporan belum terhitung", "--diminta-oleh": "Kepala Bidang Perindustrian",
    }  # fmt: skip
    rinci = [x for pasangan in keberatan.items() for x in pasangan]
    assert sop("sosialisasi", waktu(11, "11:00"), "--keberatan", *rinci) == 0
    assert sop("sahkan", waktu(11, "12:00")) == 1

    # Rev 1, agreed, handed over, signed, archived.
    isi_ulang(f"{TW2}/dari wa.xlsx", f"{TW2}/dari wa (2).xlsx", 2, Realisasi=52)
    assert sop("koreksi", waktu(14, "09:00"), "--tutup", "1", "--dilakukan", "Formulir diperbaiki") == 0
    assert jalan(2025, 2, contoh, waktu=waktu(14, "10:00")).putusan["putusan"] == "Ya"
    assert sop("putusan", waktu(14, "11:00")) == 0
    assert sop("sosialisasi", waktu(15, "09:00"), "--setuju") == 0
    assert [sop(x, waktu(15, j)) for x, j in (("serah", "09:30"), ("sahkan", "10:00"))] == [0, 0]
    assert sop("arsip", waktu(16, "10:00")) == 0
    assert sop("serah", waktu(16, "11:00")) == 1

    buku = [json.loads(b) for b in (contoh / "data/sop/2025/TW2.jsonl").read_text("utf-8").splitlines()]
    assert [(e["tindakan"], e["hasil"]) for e in buku] == [
        ("disposisi", ""), ("disposisi", ""), ("rekap", ""), ("susun", ""), ("putusan", "tidak"), ("susun", ""),
        ("putusan", "ya"), ("sosialisasi", "keberatan"), ("koreksi_buka", ""), ("koreksi_tutup", ""), ("susun", ""),
        ("putusan", "ya"), ("sosialisasi", "setuju"), ("serah", ""), ("sahkan", ""), ("arsip", ""),
    ]  # fmt: skip
    rev = [pd.read_parquet(contoh / f"data/sop/2025/TW2/rev{n}/capaian.parquet") for n in (0, 1)]
    assert [r.set_index("kode_indikator").loc["IN-03", "realisasi_sd"] for r in rev] == [50.0, 52.0]
    assert (contoh / "reports/2025/TW2/laporan.pdf").read_bytes().startswith(b"%PDF")
    # The page and the ledger name one and the same content and run.
    halaman = (contoh / "reports/2025/TW2/laporan.html").read_text("utf-8")
    rilis = [e["isi"] for e in buku if (e["tindakan"], e["hasil"]) == ("putusan", "ya")][-1]
    assert all(f"<code>{rilis[k]}</code>" in halaman for k in ("sidik_isi", "run_id"))

    (arsip,) = (contoh / "reports/2025/arsip").glob("*_rev1.zip")
    capsys.readouterr()
    assert main(["verifikasi", str(arsip), "--hitung-ulang"]) == 0
    assert "HITUNG ULANG SAMA" in capsys.readouterr().out

    # The next quarter says so when a sealed one is touched, and goes on with what was sealed.
    isi_ulang(f"{TW2}/dari wa (2).xlsx", f"{TW2}/dari wa (2).xlsx", Realisasi=53)
    jalan(2025, 3, contoh)
    temuan = pd.read_parquet(contoh / "data/processed/2025/TW3/temuan.parquet").set_index("kode")
    t = temuan.loc["triwulan_tersegel_berubah"]
    assert (t["berkas"], t["bidang"]) == (f"{TW2}/dari wa (2).xlsx", "Bidang Perindustrian")
    t = temuan.loc["nilai_tersegel_dipakai"]
    assert (t["kode_indikator"], t["nilai"]) == ("IN-03", "53") and "TW II (Rev 1) yang disegel: 52;" in t["pesan"]
    rekap = pd.read_parquet(contoh / "data/processed/2025/TW3/rekap.parquet").set_index(["kode_indikator", "triwulan"])
    assert rekap.loc[("IN-03", 2), "realisasi"] == 52
