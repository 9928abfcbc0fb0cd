"""What the commands share: their help in Indonesian, and the options that they all have."""

from __future__ import annotations

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
