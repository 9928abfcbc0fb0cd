"""Invented tables in the shapes that offices publish; every figure was made up and recomputed by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from kinerja.periksa.audit import HasilPeriksa, periksa
from kinerja.periksa.baris import Baris

Tabel = Sequence[Sequence[object]]


def xlsx(folder: Path, *lembar: Tabel, gabung: Sequence[str] = (), format_persen: Sequence[str] = ()) -> Path:
    """Write a workbook of one sheet or more."""
    wb = openpyxl.Workbook()
    for i, isi in enumerate(lembar):
        ws = wb.active if i == 0 else wb.create_sheet()
        ws.title = f"Lembar {i + 1}"
        for baris in isi:
            ws.append([None if x == "" else x for x in baris])
    for rentang in gabung:
        wb.worksheets[0].merge_cells(rentang)
    for sel in format_persen:
        wb.worksheets[0][sel].number_format = "0.00%"
    jalur = folder / "tabel.xlsx"
    wb.save(jalur)
    return jalur


def teks(folder: Path, isi: Tabel, pemisah: str = ";", sandi: str = "utf-8", nama: str = "tabel.csv") -> Path:
    """Write a text table."""
    import csv

    keluar = io.StringIO()
    csv.writer(keluar, delimiter=pemisah, lineterminator="\r\n").writerows(isi)
    jalur = folder / nama
    jalur.write_bytes(keluar.getvalue().encode(sandi))
    return jalur


def rumus(hasil: HasilPeriksa, jenis: str = "kinerja") -> list[str]:
    """Return the formulas of all rows of a kind, in order."""
    return [" = ".join(b.rumus) for _, b in hasil.baris if b.pasangan.jenis == jenis]


def kode(hasil: HasilPeriksa) -> set[str]:
    """Return the codes of all findings."""
    return {str(x["kode"]) for x in hasil.temuan}


def baris_cepat(folder: Path, *isi: Sequence[object], judul: Sequence[str] = ()) -> list[Baris]:
    """Audit rows under the plainest of headings."""
    judul = judul or ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    tabel = [judul, *[[i, *b] for i, b in enumerate(isi, 1)]]
    return [b for _, b in periksa(teks(folder, tabel)).baris]


SEMUA = "POS = NEG-L = NEG-H"
