"""Several sendings of one form: which counts, what changed, what a form says of earlier quarters."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kinerja.masukan.hasil import HasilBaca, HasilFormulir, Isian
from kinerja.rantai import jalan
from kinerja.revisi import pilih
from tests.test_formulir import sel

TW2 = "data/raw/2025/TW2"
NAKER = f"{TW2}/Bidang_Tenaga_Kerja_TW2_2025.xlsx"


def kirim(
    berkas: str, revisi: int, isian: dict[tuple[str, str], str], bidang="A", penjelasan=(), oleh="Sari", tw=2
) -> HasilFormulir:
    """One sending: figures by (row, column)."""
    catatan = {"berkas": berkas, "bidang": bidang, "triwulan": tw, "revisi": revisi, "status": "dipakai", "oleh": oleh}
    return HasilFormulir(
        berkas=[catatan],
        isian=[Isian("Kinerja", b, k, k.title(), x, f"H{n}") for n, ((b, k), x) in enumerate(isian.items(), 6)],
        penjelasan=list(penjelasan),
    )  # fmt: skip


def test_revisi_tertinggi_dipakai_dan_perubahan_berantai_tercatat():
    hasil = HasilBaca()
    sendings = [
        kirim("b.xlsx", 1, {("I1", "realisasi"): "5", ("I2", "realisasi"): "7"}),
        kirim("c.xlsx", 2, {("I1", "realisasi"): "6", ("I2", "realisasi"): "7"}),
        kirim("a.xlsx", 0, {("I1", "realisasi"): "5", ("I2", "realisasi"): "70"}),
    ]
    assert pilih(sendings, hasil) == [sendings[1]]
    assert [(b["berkas"], b["status"]) for b in hasil.berkas] == [
        ("c.xlsx", "dipakai"),
        ("b.xlsx", "digantikan"),
        ("a.xlsx", "digantikan"),
    ]
    assert [t["kode"] for t in hasil.temuan_ingest] == ["kiriman_ulang", "kiriman_ulang"]
    ubah = [(p["kode"], p["dari"], p["menjadi"], p["revisi_lama"], p["revisi_baru"], p["sel"], p["oleh"])
            for p in hasil.perubahan]  # fmt: skip
    assert ubah == [("I1", "5", "6", 1, 2, "H6", "Sari"), ("I2", "70", "7", 0, 1, "H7", "Sari")]


def test_alasan_dari_lembar_koreksi_lebih_dulu_lalu_dari_penjelasan_barisnya():
    jawab = {"lembar": "Kinerja", "sel": "H6, H9", "isi": "salah ketik", "kode": "loncatan"}
    lama = kirim("a.xlsx", 0, {("I1", "realisasi"): "50", ("I2", "realisasi"): "1"})
    baru = kirim(
        "b.xlsx", 1, {("I1", "realisasi"): "5", ("I2", "realisasi"): "2", ("I2", "penjelasan"): "data final"},
        penjelasan=[jawab],
    )  # fmt: skip
    hasil = HasilBaca()
    pilih([lama, baru], hasil)
    alasan = {(p["kode"], p["kolom"]): p["alasan"] for p in hasil.perubahan}
    assert alasan[("I1", "Realisasi")] == "salah ketik"
    assert alasan[("I2", "Realisasi")] == "data final"


def test_baris_yang_hilang_pada_revisi_baru_disebut_dengan_sel_lamanya():
    hasil = HasilBaca()
    pilih([kirim("a.xlsx", 0, {("I1", "realisasi"): "5"}), kirim("b.xlsx", 1, {})], hasil)
    assert [(p["sel"], p["dari"], p["menjadi"]) for p in hasil.perubahan] == [("H6", "5", "")]


def test_revisi_sama_isi_beda_adalah_temuan_yang_menyebut_selnya():
    hasil = HasilBaca()
    isian = {(f"I{n}", "realisasi"): str(n) for n in range(8)}
    pilih([kirim("a.xlsx", 1, isian), kirim("b.xlsx", 1, {k: v + "0" for k, v in isian.items()})], hasil)
    (t,) = hasil.temuan_ingest
    assert (t["kode"], t["tingkat"], t["lembar"], t["sel"]) == ("kiriman_ganda", "tolak", "Kinerja", "H6")
    assert "Kinerja!H6" in str(t["pesan"])
    assert "3 sel lain" in str(t["pesan"])
    assert hasil.perubahan == []  # nobody knows which came first


def test_revisi_sama_isi_sama_bukan_masalah():
    hasil = HasilBaca()
    pilih([kirim("a.xlsx", 1, {("I1", "bukti"): "x"}), kirim("Copy of a.xlsx", 1, {("I1", "bukti"): "x"})], hasil)
    assert [t["kode"] for t in hasil.temuan_ingest] == ["kiriman_ulang"]
    assert hasil.perubahan == []


# ---- with real forms ------------------------------------------------------------------------------------------------
def tabel(akar: Path, nama: str, tw: int = 2) -> pd.DataFrame:
    return pd.read_parquet(akar / f"data/processed/2025/TW{tw}" / f"{nama}.parquet")


def test_kiriman_ulang_dengan_revisi_lebih_tinggi(contoh):
    buku = openpyxl.load_workbook(contoh / NAKER)
    sel(buku, "Kinerja", "TK-04", "Realisasi").value = 33
    sel(buku, "Kinerja", "TK-04", "Penjelasan").value = "Satu sertifikat terbit susulan."
    next(b for b in buku["_identitas"].iter_rows(max_col=2) if b[0].value == "revisi")[1].value = 4
    buku.save(contoh / TW2 / "Copy of TW2 FIX (revisi 3).xlsx")
    jalan(2025, 2, contoh)
    p = tabel(contoh, "perubahan").set_index("kolom")
    assert p.loc["Realisasi", ["kode", "dari", "menjadi"]].tolist() == ["TK-04", "32", "33"]
    assert p.loc["Realisasi", "alasan"] == "Satu sertifikat terbit susulan."
    assert p.loc["Realisasi", "berkas_baru"].endswith("Copy of TW2 FIX (revisi 3).xlsx")
    c = tabel(contoh, "capaian").set_index("kode_indikator")
    assert c.loc["TK-04", "asal_berkas"].endswith("(revisi 3).xlsx")


@pytest.mark.parametrize("tempat", ["TW1", "TW3"])
def test_formulir_triwulan_lain_ditolak_dengan_namanya(contoh, tempat):
    shutil.copy(contoh / NAKER, contoh / f"data/raw/2025/{tempat}/salah folder.xlsx")
    jalan(2025, 3, contoh)
    t = tabel(contoh, "temuan", 3)
    t = t[t["kode"] == "formulir_asing"].iloc[0]
    assert "Triwulan II Tahun 2025" in t["pesan"]
    assert t["berkas"].endswith("salah folder.xlsx")
    assert t["sel"] != ""


def test_angka_triwulan_lalu_yang_diubah_disebut(contoh):
    buku = openpyxl.load_workbook(contoh / NAKER)
    s = sel(buku, "Kinerja", "TK-07", "TW I")
    s.value = 99
    buku.save(contoh / NAKER)
    jalan(2025, 2, contoh)
    t = tabel(contoh, "temuan")
    assert t.loc[t["kode"] == "lalu_diubah", "sel"].tolist() == [s.coordinate]


def test_angka_lama_yang_sudah_dikoreksi_bukan_temuan(contoh):
    """The form went out while TW I still said something else: what it shows was right then."""
    asal = contoh / "data/raw/2025/TW1/Bidang_Tenaga_Kerja_TW1_2025.xlsx"
    buku = openpyxl.load_workbook(asal)
    sel(buku, "Kinerja", "TK-07", "Realisasi").value = 41
    next(b for b in buku["_identitas"].iter_rows(max_col=2) if b[0].value == "revisi")[1].value = 1
    buku.save(asal.with_name("koreksi tw1.xlsx"))
    jalan(2025, 2, contoh)
    assert "lalu_diubah" not in set(tabel(contoh, "temuan")["kode"])
    assert len(tabel(contoh, "perubahan")) == 1
