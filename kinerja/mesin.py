"""A papermill engine that runs a notebook in this very process, without a kernel: the fastest way through five.

Registered under papermill's entry point ``papermill.engine`` as ``kinerja``; ``kinerja jalan --kernel`` uses real
kernels instead. What it costs: the notebooks share one interpreter, so no module of ``kinerja`` keeps state. Each
notebook still gets a shell and a namespace of its own.

papermill imports this module while it loads its engines: import papermill first, never this module by itself.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.getipython import get_ipython
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NotebookExecutionManager

Keluaran = list[NotebookNode]


class _Penampil(DisplayPublisher):
    """Collect what ``display`` shows."""

    keluaran: Keluaran

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        self.keluaran.append(new_output("display_data", data, metadata=metadata or {}))

    def clear_output(self, wait: bool = False) -> None:
        self.keluaran.clear()


class _Pengait(DisplayHook):
    """Collect the value of a cell's last expression."""

    keluaran: Keluaran

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        hasil = new_output("execute_result", format_dict, metadata=md_dict or {}, execution_count=self.prompt_count)
        self.keluaran.append(hasil)

    def finish_displayhook(self) -> None:
        pass

    def flush(self) -> None:
        # IPython's own tidies a namespace that goes away anyway, and collects garbage: 0,1 s for each notebook.
        pass


class _Shell(InteractiveShell):
    """A shell without terminal, history file or traceback on the screen; errors are kept for the notebook."""

    jejak: list[str]

    def init_history(self) -> None:
        # In memory: what the chain runs is nobody's history, and a database in the user's folder costs time.
        self.history_manager = HistoryManager(shell=self, parent=self, hist_file=":memory:", enabled=False)
        self.configurables.append(self.history_manager)  # type: ignore[arg-type]

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.jejak = list(stb)


class _Aliran(io.TextIOBase):
    """A stream that adds what is written to the cell's outputs, joined with what the same stream wrote just before."""

    def __init__(self, nama: str, keluaran: Keluaran) -> None:
        self.nama, self.keluaran = nama, keluaran

    def writable(self) -> bool:
        return True

    def write(self, teks: str) -> int:
        akhir = self.keluaran[-1] if self.keluaran else None
        if akhir is not None and akhir.output_type == "stream" and akhir.name == self.nama:
            akhir.text += teks
        elif teks:
            self.keluaran.append(new_output("stream", name=self.nama, text=teks))
        return len(teks)


class MesinDalamProses(Engine):
    """Run the code cells in order in one shell and stop at the first that fails, as a kernel would."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **_: Any) -> None:
        """Execute the managed notebook.

        Args:
            nb_man: papermill's manager: holds the notebook and is told of every cell.
            kernel_name: Ignored; there is no kernel.
            **_: papermill's options for kernels, without meaning here.
        """
        keluaran: Keluaran = []
        with _shell(keluaran) as shell:
            for i, sel in enumerate(nb_man.nb.cells):
                nb_man.cell_start(sel, i)
                if sel.cell_type == "code" and sel.source.strip() and not cls._jalankan(shell, sel, keluaran):
                    nb_man.cell_exception(sel, i)
                    nb_man.cell_complete(sel, i)
                    break
                nb_man.cell_complete(sel, i)

    @staticmethod
    def _jalankan(shell: _Shell, sel: NotebookNode, keluaran: Keluaran) -> bool:
        """Run one cell, put its outputs into it, and tell whether it went well."""
        keluaran.clear()
        aliran = _Aliran("stdout", keluaran), _Aliran("stderr", keluaran)
        sel.execution_count = shell.execution_count
        with contextlib.redirect_stdout(aliran[0]), contextlib.redirect_stderr(aliran[1]):
            hasil = shell.run_cell(sel.source, store_history=True)
        galat = hasil.error_before_exec or hasil.error_in_exec
        if isinstance(galat, KeyboardInterrupt):
            raise galat  # the planner stops the chain; the cell has not failed
        if galat is not None:
            jejak = getattr(shell, "jejak", [])
            keluaran.append(new_output("error", ename=type(galat).__name__, evalue=str(galat), traceback=jejak))
        sel.outputs = list(keluaran)
        return galat is None


@contextlib.contextmanager
def _shell(keluaran: Keluaran) -> Iterator[_Shell]:
    """Give a fresh shell, and leave the process as it was: hooks, ``get_ipython``, ``__main__`` and folder.

    A shell that runs already (a planner calling the chain from a notebook) is put back afterwards.
    """
    lama: Any = get_ipython()
    kelas = type(lama) if lama is not None else None
    kait, folder, bawaan = sys.displayhook, Path.cwd(), dict(vars(builtins))
    utama = sys.modules.get("__main__")  # before the shell puts its own namespace there
    if kelas is not None:
        kelas.clear_instance()
    InteractiveShell.clear_instance()
    os.environ.setdefault("PLOTLY_RENDERER", "plotly_mimetype")
    shell = _Shell.instance(display_pub_class=_Penampil, displayhook_class=_Pengait, colors="nocolor", user_module=None)
    for penampung in (shell.display_pub, shell.displayhook):
        penampung.keluaran = keluaran  # type: ignore[union-attr]
    try:
        yield shell
    finally:
        shell.reset(new_session=False)
        _Shell.clear_instance()
        if utama is not None:
            sys.modules["__main__"] = utama
        sys.displayhook = kait
        for nama in set(vars(builtins)) - set(bawaan):
            delattr(builtins, nama)
        os.chdir(folder)
        if kelas is not None:
            for k in kelas._walk_mro():
                k._instance = lama
