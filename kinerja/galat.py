"""Errors that a planner may see: one sentence that says what is wrong, one that says what to do."""

from __future__ import annotations

import errno
from pathlib import Path

SEBAB_OS = {
    errno.EACCES: "tidak diizinkan atau sedang dibuka program lain",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.ENOSPC: "ruang disk habis",
    errno.ENOENT: "tidak ditemukan",
    errno.EISDIR: "itu sebuah folder",
    errno.ENOTDIR: "di tempat foldernya ada berkas",
    errno.EEXIST: "nama itu sudah dipakai",
    errno.ENAMETOOLONG: "nama folder atau berkasnya terlalu panjang",
}
"""What the operating system says in the machine's language, for the planner; other reasons stay as it says them."""


def sebab_os(e: OSError) -> str:
    """Say why the operating system refused."""
    return SEBAB_OS.get(e.errno or 0, "") or e.strerror or type(e).__name__


def nama_os(e: OSError, tanpa: str = "Sebuah berkas") -> str:
    """Name the file that the operating system refused; for one of our own temporary files, its folder."""
    nama = e.filename2 or e.filename
    if not nama:
        return tanpa
    jalur = Path(str(nama))
    return f"Folder {jalur.parent}" if jalur.suffix == ".tmp" else str(nama)


class GalatKinerja(Exception):
    """Base of every error that stops a command with exit code 1.

    Attributes:
        pesan: What is wrong, one Indonesian sentence that names the file, sheet and cell where there is one.
        saran: What to do about it, one Indonesian sentence.
    """

    def __init__(self, pesan: str, saran: str = "") -> None:
        super().__init__(f"{pesan} {saran}".strip())
        self.pesan = pesan
        self.saran = saran


class GalatParameter(GalatKinerja):
    """A run parameter or a key under ``params/`` is unknown or has a wrong value."""


class GalatTabel(GalatKinerja):
    """A table that a step needs is missing, or a step produced one that breaks its declaration."""


class GalatBerkas(GalatKinerja):
    """An input file cannot be read; ``kode`` is its code in the catalogue of findings."""

    def __init__(self, kode: str, pesan: str, saran: str = "") -> None:
        super().__init__(pesan, saran)
        self.kode = kode
