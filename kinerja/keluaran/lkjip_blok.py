"""The pieces that the LKjIP draft is made of, as plain data: headings, paragraphs, quotes, tables, places to write.

What a block says is decided in ``lkjip_isi`` and ``lkjip_sasaran``, how it looks in ``lkjip_docx``; nothing here knows
either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.keluaran.laporan_tabel import Isi, Kolom, kelompokkan, tabel
from kinerja.keluaran.unsur import Baris


@dataclass(frozen=True)
class Judul:
    """A heading; ``tingkat`` 1 is the chapter, 4 one of the seven analyses."""

    tingkat: int
    teks: str


@dataclass(frozen=True)
class Paragraf:
    """A paragraph of our own; ``gaya`` is ``isi``, ``butir``, ``pokok`` (leads quotes), ``catatan`` or ``awas``."""

    teks: str
    gaya: str = "isi"


@dataclass(frozen=True)
class Kutipan:
    """What a unit wrote, named as its words: ``Faktor pendorong menurut Bidang A: “…”``."""

    pengantar: str
    teks: str


@dataclass(frozen=True)
class Isian:
    """A place for the planner; ``perintah`` says what to write there."""

    perintah: str


@dataclass(frozen=True)
class Tabel:
    """A table with its caption, as :func:`kinerja.keluaran.laporan_tabel.tabel` makes it.

    Attributes:
        judul: Caption.
        isi: Headings, widths and rows.
        sumber: What stands below the table.
        jumlah: The last row is the total of the others.
    """

    judul: str
    isi: Isi
    sumber: str = ""
    jumlah: bool = False


Blok = Judul | Paragraf | Kutipan | Isian | Tabel


@dataclass(frozen=True)
class Naskah:
    """The whole draft.

    Attributes:
        judul: Lines of its title.
        awal: What stands between title and table of contents.
        isi: The chapter.
        kaki: What stands at the foot of every page.
        kepala: What stands at the head of every page, empty for nothing.
        penulis: The office, for the file's properties.
    """

    judul: tuple[str, ...]
    awal: tuple[Blok, ...]
    isi: tuple[Blok, ...]
    kaki: str
    kepala: str
    penulis: str


def tabel_blok(
    judul: str,
    kolom: Sequence[Kolom],
    baris: Sequence[Baris],
    sumber: str = "",
    kelompok: str = "",
    jumlah: bool = False,
) -> list[Blok]:
    """Make a table block, none without rows.

    Args:
        judul: Caption.
        kolom: Columns.
        baris: Rows.
        sumber: What stands below the table.
        kelompok: Field by which consecutive rows form groups with a heading of their own; empty for none.
        jumlah: The last row is the total of the others.
    """
    grup = kelompokkan(baris, lambda b: str(b[kelompok])) if kelompok else None
    isi = tabel(kolom, baris, grup)
    return [Tabel(judul, isi, sumber, jumlah)] if isi else []


def pilih_kolom(isi: Isi, kolom: Sequence[int]) -> Isi:
    """Keep some columns of a table, in this order."""
    return isi | {
        **{k: [isi[k][i] for i in kolom] for k in ("kepala", "lebar", "rata")},
        "kelompok": [
            g | {"baris": [b | {"sel": [b["sel"][i] for i in kolom]} for b in g["baris"]]} for g in isi["kelompok"]
        ],
    }
