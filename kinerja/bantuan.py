"""What the commands share: help in Indonesian, the options that they all have, commands ready to be pasted."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

KATA_BANTUAN = {
    "Usage:": "Pemakaian:",
    "[OPTIONS]": "[PILIHAN]",
    "COMMAND [ARGS]...": "PERINTAH …",
    "Options:": "Pilihan:",
    "Commands:": "Perintah:",
    "Arguments:": "Argumen:",
    "Show this message and exit.": "Tampilkan bantuan ini.",
    "[required]": "[wajib]",
    "[default: ": "[bawaan: ",
    "<int>": "ANGKA",
    "<str>": "TEKS ",
}


_SEBUTAN = re.compile(r"(?<![\w./\\-])kinerja (?=(?:--help|jalan|sop|status|formulir|lkjip|periksa|verifikasi)\b)")


def nama_program() -> str:
    """How this program was called: ``mulai.py`` passes on to ``python -m kinerja``, a name that no window knows."""
    dipanggil = Path(sys.argv[0])
    lewat_mulai = (dipanggil.parent.name, dipanggil.name) == ("kinerja", "__main__.py")
    return "python mulai.py" if lewat_mulai and (dipanggil.parents[1] / "mulai.py").is_file() else "kinerja"


def siap_tempel(teks: str) -> str:
    """Write the commands in a sentence as they can be pasted into the window in which it is read."""
    return _SEBUTAN.sub(f"{nama_program()} ", teks)


def indonesiakan(teks: str) -> str:
    """Put the words of the help that typer writes itself into Indonesian."""
    for asing, kita in KATA_BANTUAN.items():
        teks = teks.replace(asing, kita)
    return teks


class Perintah(TyperCommand):
    """A command whose help is wholly Indonesian."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        return indonesiakan(super().get_help(ctx))


class Kelompok(TyperGroup):
    """A group of commands, likewise."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        return indonesiakan(super().get_help(ctx))


def kelompok_baru() -> typer.Typer:
    """Make a group of commands."""
    return typer.Typer(
        cls=Kelompok, add_completion=False, rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False
    )


Tahun = Annotated[int, typer.Option("--tahun", help="Tahun pengukuran, misalnya 2025.", show_default=False)]
Triwulan = Annotated[int, typer.Option("--triwulan", help="Triwulan 1, 2, 3, atau 4.", show_default=False)]
Akar = Annotated[
    str,
    typer.Option(
        "--akar",
        help="Folder kantor yang berisi params, data, dan reports. Bawaannya folder aplikasi ini.",
        show_default=False,
    ),
]
Waktu = Annotated[
    str,
    typer.Option(
        "--waktu",
        metavar="WAKTU",
        help="Kapan langkah itu selesai, misalnya 2025-07-15T09:00. Bawaannya sekarang.",
        show_default=False,
    ),
]
