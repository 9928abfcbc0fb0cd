"""The chain: order, skipping, failing, interruption, one run at a time."""

from __future__ import annotations

import builtins
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from kinerja import rantai
from kinerja.cli import main
from kinerja.galat import GalatKinerja, GalatParameter
from kinerja.kantor import Periode, muat
from kinerja.langkah import DAFTAR
from kinerja.rantai import jalan

NAMA = [x.nama for x in DAFTAR]


def peristiwa(akar, **lain):
    kabar = []
    hasil = jalan(2025, 1, akar, kabarkan=lambda p: kabar.append((p.jenis, p.langkah.nama)), **lain)
    return hasil, kabar


def isi(akar: Path) -> dict[str, bytes]:
    """All outputs by path; not the executed notebooks and run.json, which hold times."""
    berkas = [*akar.glob("data/processed/**/*.parquet"), *akar.glob("reports/**/*.html")]
    return {p.relative_to(akar).as_posix(): p.read_bytes() for p in berkas}


def test_berurutan_lalu_dilewati_lalu_dipaksa(kantor_e81):
    hasil, kabar = peristiwa(kantor_e81)
    assert [n for j, n in kabar if j == "selesai"] == NAMA
    folder = kantor_e81 / "reports" / "2025" / "TW1"
    assert hasil.laporan == folder / "laporan.html"
    for n in NAMA:
        nbformat.validate(nbformat.read(folder / f"{n}.ipynb", as_version=4))
    pertama = isi(kantor_e81)

    hasil, kabar = peristiwa(kantor_e81)
    assert hasil.dilewati == tuple(NAMA)
    assert {j for j, _ in kabar} == {"dilewati"}

    hasil, kabar = peristiwa(kantor_e81, paksa=True)
    assert hasil.dilewati == ()
    assert isi(kantor_e81) == pertama


def test_proses_ditinggalkan_seperti_semula(kantor_e81, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    utama, kait, bawaan = sys.modules["__main__"], sys.displayhook, set(vars(builtins))
    jalan(2025, 1, kantor_e81)
    assert sys.modules["__main__"] is utama
    assert (sys.displayhook, set(vars(builtins)), Path.cwd()) == (kait, bawaan, tmp_path)


def test_byte_sama_di_folder_lain(kantor_e81, tmp_path):
    jalan(2025, 1, kantor_e81)
    lain = tmp_path / "tempat lain"
    shutil.copytree(kantor_e81 / "data" / "raw", lain / "data" / "raw")
    jalan(2025, 1, lain)
    assert isi(kantor_e81) == isi(lain)


def test_run_json(kantor_e81):
    jalan(2025, 1, kantor_e81)
    catatan = json.loads((kantor_e81 / "reports/2025/TW1/run.json").read_text(encoding="utf-8"))
    assert catatan["parameter"] == {"tahun": 2025, "triwulan": 1}
    assert list(catatan["masukan"]) == ["data/raw/2025/evaluasi renja.xlsx"]
    assert all(len(s) == 64 for s in catatan["masukan"].values())
    assert set(catatan["langkah"]) == set(catatan["waktu"]) == set(NAMA)
    assert catatan["langkah"]["ukur"]["baris"]["capaian"] > 0
    assert catatan["putusan"]["putusan"] in ("Ya", "Tidak")


def test_params_berubah_hanya_mengulang_yang_bergantung(kantor_e81):
    jalan(2025, 1, kantor_e81)
    (kantor_e81 / "params").mkdir()
    (kantor_e81 / "params" / "aturan.yaml").write_text("batas_capaian_pct: 100\n", encoding="utf-8")
    hasil, _ = peristiwa(kantor_e81)
    assert "ukur" not in hasil.dilewati


def test_notebook_yang_disimpan_dengan_keluaran_bukan_langkah_lain(tmp_path):
    asli = rantai.NOTEBOOK / "ukur.ipynb"
    nb = nbformat.read(asli, as_version=4)
    kode = next(c for c in nb.cells if c.cell_type == "code")
    kode.outputs, kode.execution_count = [nbformat.v4.new_output("stream", text="TW II")], 7
    kode.metadata["execution"] = {"iopub.execute_input": "2025-07-15T02:00:00Z"}
    nb.metadata["widgets"] = {"state": {}}
    nbformat.write(nb, tmp_path / "ukur.ipynb")
    assert rantai.sidik_notebook(tmp_path / "ukur.ipynb") == rantai.sidik_notebook(asli)
    kode.source += "\ntriwulan = 3"
    nbformat.write(nb, tmp_path / "ukur.ipynb")
    assert rantai.sidik_notebook(tmp_path / "ukur.ipynb") != rantai.sidik_notebook(asli)


def test_tabel_rusak_dibuat_ulang(kantor_e81):
    jalan(2025, 1, kantor_e81)
    sasaran = kantor_e81 / "data/processed/2025/TW1/sasaran.parquet"
    semula = sasaran.read_bytes()
    sasaran.write_bytes(b"rusak")
    hasil, kabar = peristiwa(kantor_e81)
    assert ("selesai", "ukur") in kabar
    assert "ingest" in hasil.dilewati
    assert sasaran.read_bytes() == semula


def test_gagal_menghentikan_rantai_dan_menjaga_hasil_lama(kantor_e81, monkeypatch, capsys):
    jalan(2025, 1, kantor_e81)
    lama = isi(kantor_e81)
    lama_nb = {n: (kantor_e81 / f"reports/2025/TW1/{n}.ipynb").read_bytes() for n in NAMA}

    def gagal(*_):
        raise ValueError("percobaan")

    monkeypatch.setattr("kinerja.ukur.ukur", gagal)
    kode = main(["jalan", "--tahun", "2025", "--triwulan", "1", "--akar", str(kantor_e81), "--paksa"])
    pesan = capsys.readouterr()
    assert kode == 1
    assert "Langkah ukur gagal karena kesalahan program (ValueError: percobaan)" in pesan.err
    assert "Traceback" not in pesan.err + pesan.out
    assert isi(kantor_e81) == lama
    assert lama_nb["laporan"] == (kantor_e81 / "reports/2025/TW1/laporan.ipynb").read_bytes()
    assert lama_nb["ukur"] == (kantor_e81 / "reports/2025/TW1/ukur.ipynb").read_bytes()
    nb = nbformat.read(kantor_e81 / "reports/2025/TW1/ukur.gagal.ipynb", as_version=4)
    assert any(o.output_type == "error" for c in nb.cells if c.cell_type == "code" for o in c.outputs)

    monkeypatch.undo()
    jalan(2025, 1, kantor_e81)
    assert not list(kantor_e81.glob("reports/**/*.gagal.ipynb"))


def test_dihentikan_di_tengah_sel_bukan_langkah_yang_gagal(kantor_e81, monkeypatch, capsys):
    def ctrl_c(*_):
        raise KeyboardInterrupt

    jalan(2025, 1, kantor_e81)
    lama = isi(kantor_e81)
    monkeypatch.setattr("kinerja.ukur.ukur", ctrl_c)
    assert main(["jalan", "--tahun", "2025", "--triwulan", "1", "--akar", str(kantor_e81), "--paksa"]) == 130
    assert capsys.readouterr().err == "\nDihentikan. Hasil sebelumnya utuh; jalankan lagi untuk melanjutkan.\n"
    assert isi(kantor_e81) == lama
    folder = kantor_e81 / "reports" / "2025" / "TW1"
    assert not [*folder.glob("*.gagal.ipynb"), *folder.glob(".*.sedang.ipynb")]


@pytest.mark.parametrize("perintah", ["status", "formulir", "lkjip"])
def test_setiap_perintah_yang_dihentikan_mengatakannya(perintah, monkeypatch, capsys, tmp_path):
    def ctrl_c(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("kinerja.kantor.muat", ctrl_c)
    triwulan = [] if perintah == "lkjip" else ["--triwulan", "1"]
    assert main([perintah, "--tahun", "2025", *triwulan, "--akar", str(tmp_path)]) == 130
    assert "Dihentikan." in capsys.readouterr().err


def test_galat_yang_dikenal_menjadi_satu_kalimat(tmp_path, capsys):
    assert main(["jalan", "--tahun", "2025", "--triwulan", "1", "--akar", str(tmp_path)]) == 1
    pesan = capsys.readouterr().err
    assert "Belum ada folder data/raw/2025" in pesan
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in pesan


@pytest.mark.parametrize(
    ("argumen", "kata"),
    [
        (["jalan", "--tahun", "2025", "--triwulam", "2"], "--triwulan"),
        (["jaln"], '"jalan"'),
        (["jalan", "--tahun", "2025"], "--triwulan wajib"),
        (["jalan", "--tahun", "dua", "--triwulan", "2"], "bilangan bulat"),
        (["jalan", "--tahun", "2025", "--triwulan", "5"], "Pilih 1, 2, 3, atau 4"),
        (["jalan", "--tahun", "2025", "--triwulan", "2", "--akar", "/tidak/ada"], "tidak ada"),
    ],
)
def test_salah_pakai(argumen, kata, capsys):
    assert main(argumen) == 1
    pesan = capsys.readouterr().err
    assert kata in pesan
    assert "Traceback" not in pesan


@pytest.mark.parametrize("perintah", [[], ["jalan"]])
def test_bantuan_berbahasa_indonesia(perintah, capsys):
    assert main([*perintah, "--help"]) == 0
    teks = capsys.readouterr().out
    assert "Pemakaian: kinerja" in teks
    for asing in ("Usage", "Options", "Commands", "Show this", "required", "default"):
        assert asing not in teks


def test_satu_jalan_pada_satu_waktu(kantor_e81):
    from filelock import FileLock

    folder = kantor_e81 / "data/processed/2025/TW1"
    folder.mkdir(parents=True)
    with FileLock(folder / ".kunci"), pytest.raises(GalatKinerja, match="sedang dijalankan"):
        jalan(2025, 1, kantor_e81)


def test_parameter_asing_ditolak_papermill_biasa(kantor_e81, tmp_path):
    import papermill

    with pytest.raises(papermill.PapermillExecutionError, match='Maksud Anda "triwulan"') as e:
        papermill.execute_notebook(
            rantai.NOTEBOOK / "ingest.ipynb",
            tmp_path / "keluar.ipynb",
            {"trwulan": 1, "akar": str(kantor_e81)},
            engine_name="kinerja",
            kernel_name="python3",
            progress_bar=False,
        )
    assert e.value.ename == GalatParameter.__name__
    assert not (kantor_e81 / "data" / "processed").exists()


def test_akar_dengan_spasi_dan_kurung_kurawal(kantor_e81, tmp_path):
    aneh = tmp_path / "kantor {dinas} 100%"
    shutil.copytree(kantor_e81 / "data" / "raw", aneh / "data" / "raw")
    assert jalan(2025, 1, aneh).laporan.is_file()


@pytest.mark.lambat
def test_jalan_yang_terputus_dilanjutkan(kantor_e81):
    """Kill runs at many moments; every table is then old or new, and the next run ends well."""
    jalan(2025, 1, kantor_e81)
    benar = isi(kantor_e81)
    for tunda in (0.9, 1.4, 1.9, 2.4, 2.9, 3.4):
        proses = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "kinerja",
                "jalan",
                "--tahun",
                "2025",
                "--triwulan",
                "1",
                "--akar",
                str(kantor_e81),
                "--paksa",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(rantai.CHECKOUT)},
        )
        time.sleep(tunda)
        proses.kill()
        proses.wait()
        assert isi(kantor_e81) == benar
    hasil = jalan(2025, 1, kantor_e81)
    assert isi(kantor_e81) == benar
    assert hasil.putusan["putusan"] in ("Ya", "Tidak")


@pytest.mark.lambat
def test_kernel_sungguhan_memberi_hasil_yang_sama(kantor_e81, tmp_path):
    jalan(2025, 1, kantor_e81)
    lain = tmp_path / "dengan kernel"
    shutil.copytree(kantor_e81 / "data" / "raw", lain / "data" / "raw")
    jalan(2025, 1, lain, kernel=True)
    assert isi(kantor_e81) == isi(lain)


def test_periode():
    assert Periode(2025, 2).teks == "Triwulan II Tahun 2025"
    with pytest.raises(GalatParameter):
        Periode(2025, 0)
    with pytest.raises(GalatParameter):
        Periode(25, 1)


def test_folder_dari_variabel_lingkungan(kantor_e81, monkeypatch):
    monkeypatch.setenv("KINERJA_AKAR", str(kantor_e81))
    assert muat(None, 2025).akar == kantor_e81.resolve()
