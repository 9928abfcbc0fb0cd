"""Make a workbook that someone sent fit to be passed on: nothing in it may reach out of the workbook.

Macros, external links, embedded objects and connections are lost by being rewritten. What openpyxl would keep is taken
out here: formulas that call a program or an address become text, formulas that refer to another file become the value
that they last had, and hyperlinks, names, validations and conditions of that kind are dropped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kinerja.keluaran.buku_tulis import isi
from kinerja.masukan.buku import KEPALA_ZIP, Buku, buka
from kinerja.masukan.formulir_bentuk import lembar_identitas
from kinerja.masukan.rumus import rumus_berbahaya, rumus_berkas_lain


def tawarkan(jalur: Path, berkas: str) -> Any:
    """Open a file as a workbook of openpyxl that can be marked and sent back.

    Args:
        jalur: Where it is.
        berkas: Its name in findings.

    Returns:
        The workbook itself, disarmed; for a format that openpyxl does not read, its values in the same cells.
    """
    buku = buka(jalur, berkas)
    if not buku._isi.startswith(KEPALA_ZIP) or jalur.suffix.casefold() in (".xlsb", ".ods"):
        return salin_nilai(buku)
    from openpyxl import load_workbook

    hasil = load_workbook(jalur, keep_links=False)
    for lembar in hasil.worksheets:
        _sel(lembar, buku)
        _pelengkap(lembar)
    for nama in [n for n, d in hasil.defined_names.items() if _keluar(str(d.value))]:
        del hasil.defined_names[nama]
    return hasil


def salin_nilai(buku: Buku) -> Any:
    """Copy the values of a workbook, cell by cell, into a new one; text stays text, hidden sheets stay hidden."""
    from openpyxl import Workbook

    hasil = Workbook()
    hasil.remove(hasil.worksheets[0])
    identitas = lembar_identitas(buku)
    for lembar in buku:
        baru = hasil.create_sheet(lembar.nama[:31])
        if identitas is not None and lembar.nama == identitas.nama:
            baru.sheet_state = "hidden"
        for r, baris in enumerate(lembar.nilai, 1):
            for k, x in enumerate(baris, 1):
                if x != "":
                    isi(baru.cell(r, k), x)
    return hasil


def _keluar(rumus: str) -> bool:
    return rumus_berbahaya(rumus) or rumus_berkas_lain(rumus)


def _sel(lembar: Any, buku: Buku) -> None:
    """Disarm formulas and hyperlinks of a sheet."""
    nilai = buku.cari(lembar.title)
    for baris in lembar.iter_rows():
        for sel in baris:
            if sel.data_type == "f":
                rumus = str(getattr(sel.value, "text", sel.value))
                if rumus_berbahaya(rumus):
                    isi(sel, rumus)
                elif rumus_berkas_lain(rumus):
                    isi(sel, nilai.isi(sel.row - 1, sel.column - 1) if nilai is not None else None)
            if getattr(sel, "hyperlink", None) is not None and not sel.hyperlink.location:
                sel.hyperlink = None


def _pelengkap(lembar: Any) -> None:
    """Drop validations, conditions and names of a sheet that reach out."""
    aturan = lembar.data_validations.dataValidation
    lembar.data_validations.dataValidation = [v for v in aturan if not _keluar(f"{v.formula1} {v.formula2}")]
    syarat = lembar.conditional_formatting
    for rentang in [c for c in syarat if any(_keluar(" ".join(map(str, r.formula))) for r in c.rules)]:
        del syarat[rentang.sqref]
    for nama in [n for n, d in lembar.defined_names.items() if _keluar(str(d.value))]:
        del lembar.defined_names[nama]
