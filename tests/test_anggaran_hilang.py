"""Money rows that a form no longer has: a sheet or a row that was deleted must not read as nothing spent."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest

from kinerja.rantai import jalan
from tests.test_formulir import sel

SET = "data/raw/2025/TW2/Sekretariat_TW2_2025.xlsx"


@pytest.mark.parametrize("apa", ["lembar", "baris"])
def test_anggaran_yang_dihapus_ditagih(contoh, apa):
    buku = openpyxl.load_workbook(contoh / SET)
    if apa == "lembar":
        del buku["Anggaran"]
    else:
        buku["Anggaran"].delete_rows(sel(buku, "Anggaran", "2.07.01.2.01.0006", "Kode").row)
    buku.save(contoh / SET)
    assert jalan(2025, 2, contoh).putusan["putusan"] == "Tidak"
    t = pd.read_parquet(contoh / "data/processed/2025/TW2/temuan.parquet").set_index("kode")
    t = t.loc[["anggaran_tidak_ada"]]
    assert t[["bidang", "berkas", "lembar"]].to_numpy().tolist() == [["Sekretariat", SET, "Anggaran"]]
    assert "2.07.01.2.01.0006" in t["pesan"].iat[0]
    assert t["pesan"].iat[0].startswith("6 sub kegiatan" if apa == "lembar" else "1 sub kegiatan")


def test_bidang_yang_hanya_punya_anggaran_juga_ditunggu():
    """A unit without a single indicator owes a form for its money; without money it owes none."""
    from kinerja.kantor import Periode
    from kinerja.rekap import rekap
    from tests.tabel_uji import anggaran, indikator, kantor, lapor, masukan, target

    uang = [anggaran("1", 100), anggaran("2", 50, bidang="B")]
    data = masukan([indikator()], target("I1", 10, 10), lapor("I1", 10, 10), uang)
    hasil = rekap(data, kantor(), Periode(2025, 2))["lapor"].set_index(["bidang", "triwulan"])
    assert hasil.loc[("B", 2), ["status", "n_indikator"]].tolist() == ["belum", 0]
    assert hasil.loc[("A", 2), "status"] == "lengkap"
    tanpa = masukan([indikator()], target("I1", 10, 10), lapor("I1", 10, 10), uang[:1])
    assert set(rekap(tanpa, kantor(), Periode(2025, 2))["lapor"]["bidang"]) == {"A"}
