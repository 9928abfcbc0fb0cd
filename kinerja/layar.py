"""Progress of a run on the terminal: a bar where there is one, plain lines where output goes to a file."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

    from kinerja.rantai import Peristiwa


class Layar:
    """Lines that stay, above a bar that counts; where output goes to a file, lines alone.

    Args:
        banyak: What the bar counts to.
    """

    JUDUL = ""
    """Title of the bar at its beginning."""

    def __init__(self, banyak: int) -> None:
        self.banyak = banyak
        self._batang: Progress | None = None

    def __enter__(self) -> Self:
        if sys.stdout.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

            self._batang = Progress(
                SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), transient=True
            )
            self._tugas = self._batang.add_task(self.JUDUL, total=self.banyak)
            self._batang.start()
        return self

    def __exit__(
        self, jenis: type[BaseException] | None, nilai: BaseException | None, jejak: TracebackType | None
    ) -> None:
        if self._batang is not None:
            self._batang.stop()

    def _tulis(self, teks: str) -> None:
        if self._batang is not None:
            self._batang.console.print(teks, highlight=False, markup=False)
        else:
            print(teks, flush=True)

    def _maju(self) -> None:
        if self._batang is not None:
            self._batang.advance(self._tugas)


class LayarJalan(Layar):
    """Show each step once it has ended, and a bar for the steps still to come."""

    JUDUL = "Menyiapkan …"

    def kabarkan(self, p: Peristiwa) -> None:
        """Take one event of the chain."""
        judul = f"[{p.nomor}/{self.banyak}] {p.langkah.nama:<9}{p.langkah.judul}"
        if p.jenis == "mulai":
            if self._batang is not None:
                self._batang.update(self._tugas, description=f"{judul} …")
            return
        ket = "dilewati, tidak ada yang berubah" if p.jenis == "dilewati" else f"{p.detik:.1f} detik".replace(".", ",")
        self._tulis(f"{judul:<52}{ket}")
        self._maju()
