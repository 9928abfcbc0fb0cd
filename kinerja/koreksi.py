"""Corrections back: the very workbook that a unit sent, its faulty cells marked, with a sheet that lists what to mend.

The SOP's "Tidak" in the tool that the units use. Filled in and dropped back into ``data/raw`` it is simply the next
revision: its identity carries a revision number one higher, and the older file stays where it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.formulir import nama_berkas
from kinerja.kantor import Kantor, Periode
from kinerja.keluaran.formulir_tulis import isi, simpan
from kinerja.masukan.formulir_bentuk import LEMBAR_IDENTITAS, LEMBAR_KOREKSI
from kinerja.skema import per_baris

if TYPE_CHECKING:
    import pandas as pd

KOLOM = {
    "No": 5,
    "Lembar": 12,
    "Sel": 12,
    "Indikator": 14,
    "Isi sekarang": 24,
    "Yang ditemukan": 48,
    "Yang perlu dilakukan": 48,
    "Tingkat": 18,
}
TINGKAT = {"tolak": "Harus diperbaiki", "jelaskan": "Perlu penjelasan"}
WARNA = {"tolak": "FFF4B183", "jelaskan": "FFFFE699"}
"""Orange and yellow: apart for the colour-blind too, and never the only sign, for every marked cell has its comment."""
SEL_TERBANYAK = 50
_SEL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def tulis_koreksi(kantor: Kantor, periode: Periode, temuan: pd.DataFrame, berkas: pd.DataFrame) -> list[Path]:
    """Write a correction workbook for every form of the quarter that has findings to answer; remove those of the rest.

    Args:
        kantor: The office.
        periode: The quarter.
        temuan: Table ``temuan``.
        berkas: Table ``berkas``.

    Returns:
        The workbooks, in ``reports/<tahun>/TW<n>/koreksi/``.
    """
    folder = kantor.laporan(periode) / "koreksi"
    menunggu = temuan[
        (temuan["tingkat"] == "tolak") | ((temuan["tingkat"] == "jelaskan") & (temuan["penjelasan"] == ""))
    ]
    formulir = berkas[(berkas["jenis"] == "formulir") & (berkas["triwulan"] == periode.triwulan)]
    hasil: list[Path] = []
    for b in per_baris(formulir[formulir["status"] == "dipakai"]):
        milik = menunggu[menunggu["berkas"] == b.berkas]
        jalur = folder / nama_berkas(b.bidang, periode)
        if milik.empty or not b.berkas.lower().endswith((".xlsx", ".xlsm")):
            jalur.unlink(missing_ok=True)
            continue
        try:
            buku = _tandai(kantor.akar / b.berkas, milik)
        except Exception:  # only calamine opens it; the findings stand in the report all the same
            jalur.unlink(missing_ok=True)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        simpan(buku, jalur)
        hasil.append(jalur)
    return hasil


def _tandai(jalur: Path, temuan: pd.DataFrame) -> Any:
    """Open the form as it was sent, mark its faulty cells, and put the list in front."""
    from openpyxl import load_workbook

    buku = load_workbook(jalur, keep_links=False)
    if LEMBAR_KOREKSI in buku.sheetnames:
        del buku[LEMBAR_KOREKSI]
    for b in per_baris(temuan):
        if b.lembar in buku.sheetnames and b.lembar != LEMBAR_IDENTITAS:
            for sel in _SEL.findall(b.sel)[:SEL_TERBANYAK]:
                _beri_tanda(buku[b.lembar], sel, b)
    _naikkan_revisi(buku)
    _daftar(buku, temuan)
    return buku


def _beri_tanda(lembar: Any, alamat: str, b: Any) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    sel = lembar[alamat]
    if isinstance(sel, MergedCell):  # only the first cell of a merged range can be marked
        rentang = next(r for r in lembar.merged_cells.ranges if alamat in r)
        sel = lembar.cell(rentang.min_row, rentang.min_col)
    lama = f"{sel.comment.text}\n" if sel.comment is not None and sel.comment.author == "kinerja" else ""
    sel.comment = Comment(f"{lama}{TINGKAT[b.tingkat]}: {b.pesan} {b.saran}", "kinerja", height=120, width=320)
    sel.fill = PatternFill("solid", fgColor=WARNA[b.tingkat])


def _naikkan_revisi(buku: Any) -> None:
    """Raise the form's own revision, so that the corrected copy is the one that counts."""
    lembar = buku[LEMBAR_IDENTITAS] if LEMBAR_IDENTITAS in buku.sheetnames else None
    for baris in lembar.iter_rows(max_col=2) if lembar is not None else ():
        if str(baris[0].value).casefold() == "revisi":
            teks = str(baris[1].value)
            baris[1].value = int(teks) + 1 if teks.isdigit() else 1


def _daftar(buku: Any, temuan: pd.DataFrame) -> None:
    """Write the sheet that lists what to mend, each line with a link to its cell."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    lembar = buku.create_sheet(LEMBAR_KOREKSI, 0)
    lembar["A1"] = "Koreksi"
    lembar["A1"].font = Font(bold=True, size=14)
    lembar["A2"] = "Perbaiki sel yang disebut di bawah ini pada lembarnya, simpan, lalu kirim kembali berkas ini."
    for n, (judul, lebar) in enumerate(KOLOM.items(), 1):
        sel = lembar.cell(4, n, judul)
        sel.font, sel.fill = Font(bold=True), PatternFill("solid", fgColor="FFDDE6EE")
        lembar.column_dimensions[sel.column_letter].width = lebar
    for n, b in enumerate(per_baris(temuan), 1):
        nilai = (n, b.lembar, b.sel, b.kode_indikator, b.nilai, b.pesan, b.saran, TINGKAT[b.tingkat])
        for k, x in enumerate(nilai, 1):
            sel = lembar.cell(4 + n, k)
            isi(sel, x)
            sel.alignment = Alignment(wrap_text=True, vertical="top")
        tujuan = _SEL.search(b.sel)
        if tujuan and b.lembar in buku.sheetnames and b.lembar != LEMBAR_IDENTITAS:
            nama = b.lembar.replace("'", "''")
            sel = lembar.cell(4 + n, 3)
            sel.hyperlink = Hyperlink(ref=sel.coordinate, location=f"'{nama}'!{tujuan[0]}")
            sel.font = Font(color="FF0B5394", underline="single")
    lembar.freeze_panes = "A5"
    lembar.page_setup.orientation, lembar.page_setup.paperSize = "landscape", 9
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = "4:4"
    buku.active = 0
    for x in buku.worksheets:
        x.sheet_view.tabSelected = x.title == LEMBAR_KOREKSI
