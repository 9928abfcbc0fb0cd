"""Set up a notebook that a planner works with: its panel, tables, errors and progress."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import Any

from IPython.display import HTML, display

from kinerja.kantor import Periode, jalur_akar
from kinerja.meja import galat
from kinerja.meja.panel import Panel
from kinerja.meja.pilihan import SESI, Pilihan, pilihan_terakhir, simpan_pilihan

NAMA_PANEL = "_panel_kinerja"
"""Variable of the notebook that holds its panel: the kernel's, so that no module keeps state."""

GAYA = """
.jp-RenderedHTMLCommon .sekilas .nama::after { content: ": "; }
.jp-RenderedHTMLCommon .sekilas .nilai { font-weight: 600; }
.jp-RenderedHTMLCommon .sekilas .nilai::after { content: " "; }
.jp-RenderedHTMLCommon .lencana { border: 1px solid; border-radius: 3px; padding: 0 0.4em; font-size: 90%; }
.jp-RenderedHTMLCommon .lencana { white-space: nowrap; }
.jp-RenderedHTMLCommon :is(th[scope="row"], thead th:first-child) { text-align: left; }
"""
"""The little that the report's sections need where the report's own style sheet is not there."""


def pasang_panel(shell: Any, sel: Pilihan) -> Pilihan:
    """Show the panel under the ``parameters`` cell.

    Args:
        shell: The notebook's shell.
        sel: What the cell says.

    Returns:
        What has been chosen, else what the cell says.

    Raises:
        GalatParameter: The cell has a wrong value.
    """
    siapkan(shell)
    Periode(sel.tahun, sel.triwulan)
    jalur_akar(sel.akar)
    lama = shell.user_ns.get(NAMA_PANEL)
    semula = lama.nilai if isinstance(lama, Panel) and lama.sel == sel else sel
    panel = Panel(pilihan_terakhir(sel) or semula, sel)
    simpan_pilihan(panel.nilai, sel)
    tampilkan(shell, panel)
    return panel.nilai


def siapkan(shell: Any) -> None:
    """Turn errors into sentences, and the tables into ones that sort and filter."""
    from kinerja.meja.tabel import html, pustaka
    from kinerja.tampilan import Tampilan

    galat.pasang(shell)
    shell.display_formatter.formatters["text/html"].for_type(Tampilan, html)
    display(HTML(f"<style>{GAYA}</style>{pustaka()}"))


def tampilkan(shell: Any, panel: Panel) -> None:
    """Show a panel in the place of the one before, and let it tell the progress of the cells below."""
    lama = shell.user_ns.get(NAMA_PANEL)
    if isinstance(lama, Panel):
        lama.kotak.close()
    else:
        Kemajuan.pasang(shell)
    shell.user_ns[NAMA_PANEL] = panel
    display(panel.kotak)


class Kemajuan:
    """Tells in the panel which cell is at work and how many there are."""

    def __init__(self, shell: Any, judul: dict[str, tuple[int, str]]) -> None:
        self._shell, self._judul, self._kini = shell, judul, ""

    @classmethod
    def pasang(cls, shell: Any) -> None:
        """Listen to the notebook's cells from now on."""
        ini = cls(shell, judul_sel(Path(os.environ.get(SESI, ""))))
        shell.events.register("pre_run_cell", ini.mulai)
        shell.events.register("post_run_cell", ini.selesai)

    def mulai(self, sel: Any) -> None:
        """Before a cell: name it."""
        nomor, judul = self._judul.get(getattr(sel, "cell_id", None) or "", (0, ""))
        self._kini = f" sel {nomor} dari {len(self._judul)}: {judul}" if nomor else ""
        ukur = f' value="{nomor - 1}" max="{len(self._judul)}"' if nomor else ""
        self._tulis(f"<progress{ukur}></progress> Sedang mengerjakan{escape(self._kini)} …")

    def selesai(self, hasil: Any) -> None:
        """After a cell: say whether it went well."""
        if not hasil.success:
            self._tulis(f"<b>Berhenti di{escape(self._kini) or ' sel ini'}.</b> Sebabnya tertulis di bawah sel itu.")
        elif self._kini.startswith(f" sel {len(self._judul)} "):
            self._tulis(f"Selesai: {len(self._judul)} sel sudah dijalankan.")
        else:
            self._tulis("")

    def _tulis(self, html: str) -> None:
        panel = self._shell.user_ns.get(NAMA_PANEL)
        if isinstance(panel, Panel):
            panel.kemajuan.value = html


def judul_sel(notebook: Path) -> dict[str, tuple[int, str]]:
    """Number the code cells of a notebook, each with the heading that it stands under, by the cells' ids.

    Returns:
        Empty when the notebook cannot be read: progress is then told without numbers.
    """
    try:
        sel = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    hasil: dict[str, tuple[int, str]] = {}
    judul = ""
    for s in sel:
        if s["cell_type"] == "markdown":
            kepala = [b for b in "".join(s["source"]).splitlines() if b.startswith("#")]
            judul = kepala[0].lstrip("# ") if kepala else judul
        elif s["cell_type"] == "code":
            hasil[s.get("id", "")] = (len(hasil) + 1, judul)
    return hasil
