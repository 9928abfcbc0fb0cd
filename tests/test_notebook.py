"""The rules that keep notebooks short stories: one parameters cell, no logic, no outputs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import nbformat
import pytest

from kinerja.langkah import DAFTAR, PARAMETER
from tests.conftest import AKAR

NOTEBOOK = AKAR / "notebooks"
NAMA = [x.nama for x in DAFTAR]


def test_lima_langkah_lima_modul_lima_notebook():
    assert sorted(p.stem for p in NOTEBOOK.glob("*.ipynb")) == sorted([*NAMA, "mulai"])  # mulai: where one begins
    assert all((AKAR / "kinerja" / f"{n}.py").is_file() for n in NAMA)


@pytest.mark.parametrize("nama", NAMA)
class TestNotebook:
    def kode(self, nama):
        nb = nbformat.read(NOTEBOOK / f"{nama}.ipynb", as_version=4)
        nbformat.validate(nb)
        return nb, [c for c in nb.cells if c.cell_type == "code"]

    def test_satu_sel_parameter(self, nama):
        _, kode = self.kode(nama)
        sel = [c for c in kode if "parameters" in c.metadata.get("tags", [])]
        assert len(sel) == 1
        nama_param = [t.id for s in ast.parse(sel[0].source).body for t in s.targets]
        assert tuple(nama_param) == PARAMETER

    def test_tanpa_keluaran_dan_jejak_jalan(self, nama):
        nb, kode = self.kode(nama)
        assert all(not c.outputs and c.execution_count is None for c in kode)
        assert set(nb.metadata) <= {"kernelspec", "language_info"}
        assert set(nb.metadata.language_info) == {"name"}
        assert all(set(c.metadata) <= {"tags"} for c in nb.cells)

    def test_pendek_dan_tanpa_logika(self, nama):
        _, kode = self.kode(nama)
        assert len(kode) <= 14
        baris = [b for c in kode for b in c.source.splitlines() if b.strip()]
        assert len(baris) <= 40
        for c in kode:
            for simpul in ast.walk(ast.parse(c.source)):
                assert not isinstance(simpul, (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If)), c.source

    def test_berawal_dengan_cerita(self, nama):
        nb, _ = self.kode(nama)
        assert nb.cells[0].cell_type == "markdown"
        for kata in ("Dalam SOP", "Yang diperlukan", "Yang dihasilkan"):
            assert kata in nb.cells[0].source

    def test_berakhir_dengan_yang_berikutnya(self, nama):
        nb, _ = self.kode(nama)
        assert nb.cells[-1].source.startswith("**Sesudah ini:**")
        assert "[halaman awal](mulai.ipynb)" in nb.cells[-1].source


@pytest.mark.lambat
def test_nbval(contoh):
    """Every cell of every notebook runs in a real kernel, in the order of the chain, from the notebook's own folder."""
    argumen = [str(NOTEBOOK / f"{n}.ipynb") for n in NAMA]
    hasil = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:xdist",
            "--nbval-lax",
            "-c",
            os.devnull,
            "--rootdir",
            str(AKAR),
            *argumen,
        ],
        cwd=AKAR,
        env=os.environ | {"KINERJA_AKAR": str(contoh)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    assert list(contoh.glob("data/processed/2025/TW2/poin.parquet"))


@pytest.mark.lambat
def test_papermill_biasa(contoh, tmp_path):
    """A notebook runs alone through the plain papermill command, from any folder."""
    for n in NAMA:
        hasil = subprocess.run(
            [
                sys.executable,
                "-m",
                "papermill",
                str(NOTEBOOK / f"{n}.ipynb"),
                f"{n}.ipynb",
                "-p",
                "tahun",
                "2025",
                "-p",
                "triwulan",
                "2",
            ],
            cwd=tmp_path,
            env=os.environ | {"KINERJA_AKAR": str(contoh)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert hasil.returncode == 0, hasil.stderr
