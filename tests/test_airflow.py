"""The example DAG is what Airflow takes, and one run of it measures real offices. Skipped where Airflow is missing.

Airflow lives in an environment of its own; ``KINERJA_PYTHON`` names the interpreter of ours, whose kernel then runs the
notebooks: ``docs/airflow.md``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
CONTOH = AKAR / "docs" / "contoh"
pytestmark = pytest.mark.lambat


def test_notebook_dag_memakai_parameter_yang_sama() -> None:
    for nama in ("jalan_kantor", "rekap_kabupaten"):
        nb = json.loads((CONTOH / f"{nama}.ipynb").read_text(encoding="utf-8"))
        parameter = next(s for s in nb["cells"] if "parameters" in s["metadata"].get("tags", []))
        isi: dict[str, object] = {}
        exec("".join(parameter["source"]), isi)
        assert {k: type(isi[k]) for k in ("tahun", "triwulan", "akar")} == {"tahun": int, "triwulan": int, "akar": str}
        assert all(not s.get("outputs") for s in nb["cells"])


@pytest.fixture
def lingkungan(tmp_path: Path) -> dict[str, str]:
    """Environment of an Airflow that knows only the example DAG, with the kernel that has kinerja."""
    for modul in ("airflow", "airflow.providers.papermill"):
        try:
            ada = importlib.util.find_spec(modul)
        except ModuleNotFoundError:
            ada = None
        if ada is None:
            pytest.skip(f"{modul} tidak terpasang di lingkungan ini")
    python = os.environ.get("KINERJA_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import kinerja.rantai, papermill, ipykernel"], cwd=AKAR, check=False).returncode:
        pytest.skip("KINERJA_PYTHON tidak menunjuk lingkungan kinerja")
    kernel = tmp_path / "jupyter" / "kernels" / "kinerja"
    kernel.mkdir(parents=True)
    isi = {"argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "kinerja",
           "language": "python", "env": {"PYTHONPATH": str(AKAR)}}  # fmt: skip
    (kernel / "kernel.json").write_text(json.dumps(isi), encoding="utf-8")
    return os.environ | {
        "AIRFLOW_HOME": str(tmp_path / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(CONTOH),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "JUPYTER_PATH": str(tmp_path / "jupyter"),
        "KINERJA_FOLDER": str(AKAR),
        "PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"],
    }


def airflow(lingkungan: dict[str, str], *perintah: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "airflow", *perintah],
        env=lingkungan, capture_output=True, text=True, encoding="utf-8", check=False, cwd=lingkungan["AIRFLOW_HOME"],
    )  # fmt: skip


def test_dag_dibaca_airflow_dan_menjalankan_kantor(lingkungan: dict[str, str], tmp_path: Path) -> None:
    Path(lingkungan["AIRFLOW_HOME"]).mkdir()
    assert airflow(lingkungan, "db", "migrate").returncode == 0
    dibaca = (
        "from airflow.dag_processing.dagbag import DagBag\n"
        "b = DagBag()\n"
        "d = b.dags['kinerja_kabupaten']\n"
        "print(b.import_errors, [(t.task_id, sorted(t.downstream_task_ids)) for t in d.tasks])"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", dibaca], env=lingkungan, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "{} [('kantor', ['jalan']), ('jalan', ['rekap']), ('rekap', [])]" in hasil.stdout, hasil.stderr
    atap = tmp_path / "kab"
    shutil.copytree(AKAR / "params", atap / "contoh" / "params")
    shutil.copytree(AKAR / "data" / "raw" / "2025", atap / "contoh" / "data" / "raw" / "2025")
    shutil.copytree(AKAR / "tests" / "luwu_utara" / "params", atap / "rusak" / "params")
    (atap / "rusak" / "params" / "dinas.yaml").write_text("nma: x\n", encoding="utf-8")
    (atap / "rusak" / "data" / "raw" / "2025").mkdir(parents=True)
    pilihan = json.dumps({"akar": str(atap), "tahun": 2025, "triwulan": 2})
    hasil = airflow(lingkungan, "dags", "test", "kinerja_kabupaten", "--conf", pilihan)
    keluar = hasil.stdout + hasil.stderr
    folder = atap / "reports" / "2025" / "TW2"
    assert (atap / "contoh" / "reports" / "2025" / "TW2" / "laporan.html").is_file(), keluar[-3000:]
    halaman = (folder / "kabupaten.html").read_text(encoding="utf-8")
    assert "kunci &quot;nma&quot; tidak dikenal" in halaman
    assert "Dinas Tenaga Kerja, Perindustrian dan Transmigrasi" in halaman
    gagal = json.loads((folder / "airflow" / "rusak.ipynb").read_text(encoding="utf-8"))
    assert "GalatParameter" in json.dumps(gagal)
    rekap = (folder / "airflow" / "_rekap.ipynb").read_text(encoding="utf-8")
    assert "1 kantor belum ada angkanya." in rekap  # the run shows red, with the roll-up written
