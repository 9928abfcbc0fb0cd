"""Run independent jobs in a few worker processes that stay warm, and outlive the death of any of them.

``concurrent.futures`` gives up every job as soon as one worker is killed; here only the job that the worker held is
lost, and another worker takes its place. Workers are spawned, never forked, so that Windows and Linux behave alike.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

TERBANYAK = 30
"""Workers at most: Windows waits for 63 things at a time, and each worker is two, its pipe and its end."""


@dataclass(frozen=True)
class Gugur:
    """What stands for the result of a job whose worker died.

    Attributes:
        kode: Exit code of the process; negative is the signal that killed it.
    """

    kode: int


def banyak_inti() -> int:
    """Count the processor's cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def kerjakan(fungsi: Callable[[Any], Any], tugas: Sequence[Any], banyak: int) -> Iterator[tuple[int, Any]]:
    """Do every job, several at once, each worker one after the other.

    Args:
        fungsi: Does one job; a function of a module, so that a fresh interpreter finds it. It must not raise.
        tugas: The jobs; they and the results must be picklable.
        banyak: Workers at most; never more than :data:`TERBANYAK`.

    Yields:
        Number of a job and its result, or :class:`Gugur` where the worker died, as the jobs end.
    """
    antre = deque(range(len(tugas)))
    kerja: dict[Connection, tuple[BaseProcess, int]] = {}

    def beri(proses: BaseProcess, ujung: Connection) -> None:
        """Hand the next job to a worker, or send it home."""
        if not antre:
            ujung.close()  # the worker reads the end of its pipe and leaves
            return
        nomor = antre.popleft()
        kerja[ujung] = proses, nomor
        with contextlib.suppress(OSError):  # it has died already: its pipe says so below
            ujung.send(tugas[nomor])

    try:
        for _ in range(min(banyak, len(tugas), TERBANYAK)):
            beri(*_pekerja_baru(fungsi))
        while kerja:
            # The end of the process too: on Windows a worker that dies early leaves its end of the pipe open.
            siap = wait([*kerja, *(p.sentinel for p, _ in kerja.values())])
            for ujung in [u for u, (p, _) in kerja.items() if u in siap or p.sentinel in siap]:
                proses, nomor = kerja.pop(ujung)
                hasil = _terima(proses, ujung)
                if not isinstance(hasil, Gugur):
                    beri(proses, ujung)
                elif antre:
                    beri(*_pekerja_baru(fungsi))
                yield nomor, hasil
    finally:
        for ujung, (proses, _) in kerja.items():  # only when the caller stops early
            proses.terminate()
            proses.join()
            ujung.close()


def _pekerja_baru(fungsi: Callable[[Any], Any]) -> tuple[BaseProcess, Connection]:
    """Start a worker and return it with our end of its pipe."""
    konteks = multiprocessing.get_context("spawn")
    kita, dia = konteks.Pipe()
    proses = konteks.Process(target=_layani, args=(fungsi, dia))
    proses.start()
    dia.close()  # so that its death is the end of the pipe
    return proses, kita


def _terima(proses: BaseProcess, ujung: Connection) -> Any:
    """Take a worker's result, or say how it died."""
    try:
        if ujung.poll():
            return ujung.recv()
    except (EOFError, OSError):
        pass
    proses.join()
    ujung.close()
    return Gugur(proses.exitcode or 0)


def _layani(fungsi: Callable[[Any], Any], ujung: Connection) -> None:
    """Do jobs until there are no more. Ctrl+C is the parent's to answer: it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            ujung.send(fungsi(ujung.recv()))
