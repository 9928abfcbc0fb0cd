"""The blocks for signatures below a workbook's table: titles and names from params, and room to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.keluaran.buku_rumus import BukuRumus, Rupa

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja.kantor import Kantor

RUANG = 4
"""Rows that stay free for a signature."""
TITIK = "…" * 18
BIASA, TEBAL = Rupa(bergaris=False, bungkus=False), Rupa(bergaris=False, bungkus=False, tebal=True)


def blok_tanda_tangan(
    buku: BukuRumus, lembar: Worksheet, baris: int, kantor: Kantor, kolom: tuple[int, int], kiri: str = ""
) -> None:
    """Write the blocks: to the right the head of the office, to the left whoever receives the paper.

    Args:
        buku: The workbook.
        lembar: The sheet.
        baris: First row.
        kantor: The office.
        kolom: First column of the left block and of the right one.
        kiri: Title to the left; without one there is no such block.
    """
    kepala = kantor.dinas.kepala
    tempat = f"{kantor.dinas.tempat or TITIK[:9]}, {TITIK}"
    kanan = [tempat, kepala.jabatan, *[""] * RUANG, kepala.nama or f"({TITIK})", kepala.pangkat]
    kanan.append(f"NIP {kepala.nip}" if kepala.nip else f"NIP {TITIK}")
    blok = {kolom[1]: kanan}
    if kiri:
        blok[kolom[0]] = ["", " ".join(kiri.split()), *[""] * RUANG, f"({TITIK})", "", f"NIP {TITIK}"]
    for k, isi in blok.items():
        for n, teks in enumerate(isi):
            buku.tulis(lembar, baris + n, k, teks, TEBAL if n == RUANG + 2 else BIASA)
