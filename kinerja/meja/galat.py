"""Errors in JupyterLab: one sentence and its remedy instead of a traceback, which ``%tb`` still shows."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from kinerja.galat import GalatKinerja, nama_os, sebab_os

JALANKAN_SEMUA = "Jalankan > Menjalakan Semua Sel (Run > Run All Cells)"
"""The menu as ``mulai.py lab`` shows it, with the language pack's own spelling, and as a JupyterLab in English does."""
RINCIAN = "Rincian teknis untuk pengembang: jalankan %tb di sel baru."


def kalimat(galat: BaseException) -> str:
    """Say what went wrong and what to do about it."""
    if isinstance(galat, GalatKinerja):
        return str(galat)
    if isinstance(galat, KeyboardInterrupt):
        return f"Dihentikan. Hasil sebelumnya utuh; jalankan lagi lewat menu {JALANKAN_SEMUA}."
    if isinstance(galat, NameError):
        return f'"{galat.name or galat}" belum ada. Jalankan dahulu sel di atasnya: menu {JALANKAN_SEMUA}.'
    if isinstance(galat, SyntaxError):
        return (
            f"Sel ini salah tulis pada baris {galat.lineno or 1}. Batalkan perubahannya (Ctrl+Z), lalu jalankan lagi."
        )
    if isinstance(galat, OSError) and galat.filename:
        return (
            f"{nama_os(galat)} tidak dapat dibaca atau ditulis: {sebab_os(galat)}. "
            "Tutup berkasnya bila terbuka, lalu jalankan lagi."
        )
    return f"Kesalahan program ({type(galat).__name__}: {galat}). Laporkan kepada pengembang beserta rinciannya."


def pasang(shell: Any) -> None:
    """Show every error of this notebook so. The cells after it stay unrun, as always after an error.

    Args:
        shell: The notebook's shell.
    """

    def tangkap(
        shell: Any, jenis: type[BaseException], galat: BaseException, jejak: TracebackType | None, **_: Any
    ) -> None:
        # As the shell itself does it, so that %tb finds what happened.
        sys.last_type, sys.last_value, sys.last_traceback = jenis, galat, jejak
        shell._showtraceback(jenis, galat, baris(galat))

    def salah_tulis(filename: str | None = None, running_compiled_code: bool = False) -> None:
        jenis, galat, jejak = sys.exc_info()
        if jenis is not None and galat is not None:
            tangkap(shell, jenis, galat, jejak)

    shell.set_custom_exc((Exception, KeyboardInterrupt), tangkap)
    shell.showsyntaxerror = salah_tulis  # a cell that does not compile never reaches the handler above


def baris(galat: BaseException) -> list[str]:
    """Lines that the notebook shows of an error; a fault of the program also says where its traceback is."""
    teks = [kalimat(galat)]
    if not isinstance(galat, (GalatKinerja, KeyboardInterrupt, NameError, SyntaxError)):
        teks.append(RINCIAN)
    return teks
