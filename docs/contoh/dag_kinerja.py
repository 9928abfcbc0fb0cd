"""An Airflow DAG that runs every office of a kabupaten for a quarter: one mapped task per office, then the roll-up.

Copy it into the folder of DAGs, or let Airflow read this folder; ``docs/airflow.md`` says how to set it up. It needs
Airflow 3 with the Papermill provider, and of ``kinerja`` only the module that lists offices, which needs nothing but
the standard library: the notebooks run in a kernel of the environment that ``mulai.py`` makes.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.sdk import Param, dag, task

KINERJA = Path(os.environ.get("KINERJA_FOLDER") or Path(__file__).resolve().parents[2])
"""Folder of the application, the same on every worker."""
KERNEL = os.environ.get("KINERJA_KERNEL", "kinerja")
"""Jupyter kernel that has ``kinerja`` in it."""
CONTOH = KINERJA / "docs" / "contoh"


@dag(
    schedule=None,
    catchup=False,
    render_template_as_native_obj=True,  # the year stays a number
    params={
        "akar": Param("/srv/kinerja/kabupaten", type="string", description="Folder yang berisi folder setiap kantor"),
        "tahun": Param(2025, type="integer", minimum=2000, maximum=2100),
        "triwulan": Param(2, type="integer", minimum=1, maximum=4),
    },
    default_args={"retries": 1, "retry_delay": timedelta(minutes=1)},
)
def kinerja_kabupaten() -> None:
    """Run the chain of every office, then roll up whatever came out, failures named."""

    @task
    def kantor(params: dict[str, Any], dag_run: Any) -> list[dict[str, Any]]:
        """List the offices: what each mapped task is given."""
        sys.path.insert(0, str(KINERJA))
        from kinerja.kabupaten_jalan import daftar_kantor

        atap = Path(params["akar"]).resolve()
        catatan = atap / "reports" / str(params["tahun"]) / f"TW{params['triwulan']}" / "airflow"
        catatan.mkdir(parents=True, exist_ok=True)
        periode = {"tahun": params["tahun"], "triwulan": params["triwulan"]}
        waktu = dag_run.start_date.isoformat(timespec="minutes")
        return [
            {
                "parameters": {**periode, "akar": str(folder), "waktu": waktu},
                "output_nb": str(catatan / f"{folder.name}.ipynb"),
            }
            for folder in daftar_kantor(atap)[0]
        ]

    jalan = PapermillOperator.partial(
        task_id="jalan",
        input_nb=str(CONTOH / "jalan_kantor.ipynb"),
        kernel_name=KERNEL,
        map_index_template="{{ task.output_nb }}",
    ).expand_kwargs(kantor())
    rekap = PapermillOperator(
        task_id="rekap",
        trigger_rule="all_done",  # an office that failed is named in the roll-up, not a reason to have none
        retries=0,  # it fails when an office did, after the roll-up is written, so that the run shows red
        input_nb=str(CONTOH / "rekap_kabupaten.ipynb"),
        output_nb="{{ params.akar }}/reports/{{ params.tahun }}/TW{{ params.triwulan }}/airflow/_rekap.ipynb",
        kernel_name=KERNEL,
        parameters={
            "tahun": "{{ params.tahun }}",
            "triwulan": "{{ params.triwulan }}",
            "akar": "{{ params.akar }}",
        },
    )
    jalan >> rekap


kinerja_kabupaten()
