"""The benchmark of the chain cannot rot: its sides make the same tables, and its stopwatch counts each moment once."""

import time
from pathlib import Path

import pytest

from benchmarks import rantai, rantai_isi
from kinerja.rantai import jalan


def test_arloji_menghitung_setiap_saat_satu_kali(monkeypatch):
    jam = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: jam[0])
    arloji = rantai_isi.Arloji()

    def maju(detik):
        jam[0] += detik

    dalam = arloji.ukur("dalam", maju)

    def luar():
        maju(1)
        dalam(2)
        maju(4)
        with pytest.raises(ZeroDivisionError):
            arloji.ukur("galat", lambda: (maju(8), 1 / 0))()

    arloji.ukur("luar", luar)()
    dalam(16)
    assert arloji.detik == {"dalam": 18, "luar": 5, "galat": 8}
    assert sum(arloji.detik.values()) == jam[0]


def test_sisi_tanpa_notebook_memberi_tabel_yang_sama(tmp_path, capsys):
    kantor = next(rantai.daftar_kantor(tmp_path))
    lain = rantai.Kantor("lain", tmp_path / "lain", kantor.triwulan)
    lain.folder.mkdir()
    for nama in ("params", "data"):
        rantai.shutil.copytree(kantor.folder / nama, lain.folder / nama)
    hasil = jalan(rantai.TAHUN, kantor.triwulan, kantor.folder)
    buku = hasil.laporan.with_name("laporan.ipynb")
    rantai_isi.lengkap(str(lain.folder), rantai.TAHUN, kantor.triwulan, str(buku))
    capsys.readouterr()
    tabel = rantai.tabel(kantor.folder, kantor)
    assert tabel == rantai.tabel(lain.folder, lain) and "capaian.parquet" in tabel
    assert (lain.folder / "reports" / "2025" / "TW2" / "rekap.xlsx").is_file()
    # One changed form is one: the same run again has all five steps to do.
    rantai.ubah(kantor, kantor.folder)
    assert not jalan(rantai.TAHUN, kantor.triwulan, kantor.folder).dilewati


def test_setiap_bagian_yang_diukur_ada():
    for _, modul, fungsi in rantai_isi.BAGIAN:
        assert callable(getattr(rantai_isi.import_module(modul), fungsi))
    assert [x[0] for x in rantai_isi.BAGIAN if x[1] == "kinerja.ukur"] == ["fungsi ukur"]


def test_langkah_yang_dilewati_tidak_dihitung(tmp_path: Path):
    catatan = tmp_path / "run.json"
    catatan.write_text('{"waktu": {"ingest": {"detik": 1.5}, "rekap": {"detik": 2.0}}}', encoding="utf-8")
    layar = "[1/5] ingest   Membaca          1,5 detik\n[2/5] rekap    Merekap   dilewati, tidak ada yang berubah\n"
    assert rantai._detik_langkah(catatan, layar) == 1.5
