"""The quarter and the office that a planner has chosen in JupyterLab, the same for all notebooks.

The choice is kept in ``data/processed/pilihan-jupyter.json`` of the office that JupyterLab was started for, so that it
is made once for the five steps and outlives a restarted kernel. Someone who edits the ``parameters`` cell by hand means
it: the file remembers the cell of each notebook, and a cell that has changed since then wins over the choice.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from kinerja.galat import GalatKinerja, GalatParameter
from kinerja.kantor import Periode, jalur_akar
from kinerja.tabel import tulis_byte

SESI = "JPY_SESSION_NAME"
"""Environment variable in which a Jupyter server names the notebook of a kernel; papermill and nbval set none."""
NAMA_BERKAS = "pilihan-jupyter.json"


class Pilihan(NamedTuple):
    """What every step is asked for; ``akar`` is ``""`` for the office that JupyterLab was started for."""

    tahun: int
    triwulan: int
    akar: str = ""


def pilih(tahun: int, triwulan: int, akar: str = "") -> Pilihan:
    """Let a planner choose the quarter and the office; elsewhere than in JupyterLab hand the parameters back.

    Args:
        tahun: Year, as the ``parameters`` cell has it.
        triwulan: Quarter.
        akar: Office folder.

    Returns:
        What was chosen last, or the parameters as they are when nothing was, or when nobody is there to choose.
    """
    shell = shell_jupyter()
    if shell is None:
        return Pilihan(tahun, triwulan, akar)
    from kinerja.meja.siapkan import pasang_panel

    return pasang_panel(shell, Pilihan(tahun, triwulan, akar))


def mulai() -> None:
    """Show the page to start from; it is for JupyterLab and says so elsewhere."""
    shell = shell_jupyter()
    if shell is None:
        print("Halaman ini untuk JupyterLab: jalankan python mulai.py lab.")
        return
    from kinerja.meja.depan import Depan

    Depan(shell).tampil()


def shell_jupyter() -> Any | None:
    """Return the shell when a person works with this notebook in JupyterLab, None when a machine runs it.

    papermill marks the cell that it injects; a notebook that has one stands for the run that made it.
    """
    if not os.environ.get(SESI):
        return None
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        return None
    masukan = shell.user_ns.get("In") or []
    return None if any(str(x).startswith("# Parameters") for x in masukan) else shell


def nama_notebook() -> str:
    """Name of the notebook that runs, without its ending."""
    return Path(os.environ.get(SESI, "")).stem


# ---- what was chosen ------------------------------------------------------------------------------------------------
def pilihan_terakhir(sel: Pilihan | None = None) -> Pilihan | None:
    """Read the choice.

    Args:
        sel: The notebook's ``parameters`` cell, None for a notebook that has none.

    Returns:
        The choice; None when there is none, or when the cell has been changed by hand since.
    """
    isi = _baca()
    dikenal = isi.get("sel", {}).get(nama_notebook())
    if sel is not None and dikenal is not None and dikenal != list(sel):
        return None
    try:
        pilihan = Pilihan(*isi["pilihan"])
        Periode(pilihan.tahun, pilihan.triwulan)
        jalur_akar(pilihan.akar)
    except (GalatParameter, KeyError, TypeError):
        return None  # nothing chosen yet, or the office's folder is gone
    return pilihan


def simpan_pilihan(pilihan: Pilihan, sel: Pilihan | None = None) -> None:
    """Keep the choice; where the folder cannot be written it holds in this notebook only."""
    isi = _baca()
    dikenal = isi.get("sel", {}) | ({nama_notebook(): list(sel)} if sel is not None else {})
    teks = json.dumps({"pilihan": list(pilihan), "sel": dikenal}, ensure_ascii=False, indent=1) + "\n"
    with contextlib.suppress(OSError, GalatKinerja):
        _berkas().parent.mkdir(parents=True, exist_ok=True)
        tulis_byte(_berkas(), teks.encode("utf-8"))


def _berkas() -> Path:
    return jalur_akar() / "data" / "processed" / NAMA_BERKAS


def _baca() -> dict[str, Any]:
    """Read the file; one that is missing or damaged says nothing."""
    try:
        isi = json.loads(_berkas().read_text(encoding="utf-8"))
    except (OSError, ValueError, GalatParameter):
        return {}
    return isi if isinstance(isi, dict) and isinstance(isi.get("sel", {}), dict) else {}


# ---- what can be chosen ---------------------------------------------------------------------------------------------
def tahun_tersedia(akar: str, *juga: int) -> list[int]:
    """List the years that an office has data for, and some more."""
    return sorted({t for t, _ in triwulan_tersedia(akar)} | {t for t in _folder_tahun(akar)} | set(juga))


def triwulan_tersedia(akar: str) -> list[tuple[int, int]]:
    """List the quarters that something has come in for, oldest first."""
    return sorted(
        (tahun, n)
        for tahun, folder in _folder_tahun(akar).items()
        for n in range(1, 5)
        if (folder / f"TW{n}").is_dir() and any((folder / f"TW{n}").iterdir())
    )


def _folder_tahun(akar: str) -> dict[int, Path]:
    mentah = jalur_akar(akar) / "data" / "raw"
    semua = mentah.iterdir() if mentah.is_dir() else ()
    return {int(p.name): p for p in semua if p.is_dir() and p.name.isascii() and p.name.isdigit()}


def kantor_tersedia() -> list[tuple[str, str]]:
    """List the offices to choose from, names and folders: those under the roof that JupyterLab was started for.

    Returns:
        Empty when it was started for one office.
    """
    from kinerja.kabupaten_jalan import daftar_kantor

    akar = jalur_akar()
    if (akar / "params").is_dir() or (akar / "data" / "raw").is_dir():
        return []
    try:
        return [(p.name, str(p)) for p in daftar_kantor(akar)[0]]
    except GalatKinerja:
        return []
