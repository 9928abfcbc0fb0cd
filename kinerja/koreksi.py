"""Corrections back: the very workbook that a unit sent, its faulty cells marked, with a sheet that lists what to mend.

The SOP's "Tidak" in the tool that the units use. Filled in and dropped back into ``data/raw`` it is simply the next
revision: its identity carries a revision number one higher and the hash of the file that it corrects, and the older
file stays where it is. A format that cannot be edited in place (.xls, .xlsb, .ods, .csv) comes back as .xlsx with the
same values in the same cells. Nothing that reaches out of the workbook is passed on: see
:mod:`kinerja.keluaran.penawar`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.keluaran.buku_tulis import WARNA_KEPALA, cetak, garis, huruf, isi, kepala, simpan, tinggi
from kinerja.keluaran.formulir_rupa import WARNA_GARIS_ISIAN, WARNA_ISIAN
from kinerja.keluaran.penawar import tawarkan
from kinerja.masukan.formulir_bentuk import (
    BATAS_IDENTITAS,
    JENIS,
    JENIS_TABEL,
    KOLOM_KOREKSI,
    LEMBAR_IDENTITAS,
    LEMBAR_KOREKSI,
)
from kinerja.nama import nama_berkas
from kinerja.skema import per_baris

if TYPE_CHECKING:
    import pandas as pd

LEBAR = {
    "nomor": 5,
    "lembar": 12,
    "sel": 11,
    "indikator": 13,
    "isi": 22,
    "pesan": 44,
    "saran": 40,
    "tingkat": 16,
    "penjelasan": 40,
    "kode": 20,
}
"""Columns of the sheet in their order, with their widths; the last one, the finding's code, is hidden."""
TINGKAT = {"tolak": "Harus diperbaiki", "jelaskan": "Perlu penjelasan"}
WARNA = {"tolak": "FFF4B183", "jelaskan": "FFFFE699"}
"""Orange and yellow: apart for the colour-blind too, and never the only sign, for every marked cell has its comment."""
TERJAWAB, WARNA_TERJAWAB = "Sudah dijelaskan", "FFDDEBF7"
PETUNJUK = (
    "1. Klik alamat di kolom Sel: Excel membuka sel yang dimaksud, yang sudah diberi warna dan catatan.",
    "2. Harus diperbaiki: betulkan isinya. Perlu penjelasan: bila isinya sudah benar, tulis sebabnya di kolom "
    "Penjelasan Bidang, sedikitnya {huruf} huruf.",
    "3. Simpan, lalu kirim kembali berkas ini. Nama berkasnya boleh apa saja.",
)
SEL_TERBANYAK = 50
_SEL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def tulis_koreksi(kantor: Kantor, periode: Periode, temuan: pd.DataFrame, berkas: pd.DataFrame) -> list[Path]:
    """Write a correction workbook for every form or table that has findings to answer; remove those of the rest.

    Args:
        kantor: The office.
        periode: The quarter; forms of earlier quarters of the year that have findings get one too.
        temuan: Table ``temuan``.
        berkas: Table ``berkas``.

    Returns:
        The workbooks, in ``reports/<tahun>/TW<n>/koreksi/``.
    """
    folder = kantor.laporan(periode) / "koreksi"
    hasil: list[Path] = []
    kiriman = berkas[berkas["jenis"].isin(("formulir", "tabel")) & (berkas["status"] == "dipakai")]
    for b in per_baris(kiriman):
        milik = _milik(temuan, b.berkas)
        if menunggu(milik).empty:
            continue
        try:
            buku = _tandai(kantor, b, milik)
        except Exception:  # only its values could be read; the findings stand in the report all the same
            continue
        jalur = folder / nama_koreksi(b, periode)
        folder.mkdir(parents=True, exist_ok=True)
        simpan(buku, jalur)
        hasil.append(jalur)
    for lama in folder.glob("*.xlsx"):
        if lama not in hasil:
            lama.unlink()
    return hasil


def menunggu(temuan: pd.DataFrame) -> pd.DataFrame:
    """Return the findings that still hold the quarter back."""
    jelaskan = (temuan["tingkat"] == "jelaskan") & (temuan["penjelasan"] == "")
    return temuan[(temuan["tingkat"] == "tolak") | jelaskan]


def _milik(temuan: pd.DataFrame, berkas: str) -> pd.DataFrame:
    """Return what a file's list shows: what waits, and below it what is explained, so that no answer is lost.

    A finding on an indicator that several units share names the files of all; its cell is then left open.
    """
    disebut = temuan["berkas"].str.split("; ").apply(lambda x: berkas in x) if len(temuan) else temuan["berkas"] == ""
    milik = temuan[disebut & (temuan["tingkat"] != "info")]
    milik = milik.assign(sel=milik["sel"].where(milik["berkas"] == berkas, ""))
    return milik.assign(_u=milik["penjelasan"] != "").sort_values("_u", kind="stable").drop(columns="_u")


def _terjawab(t: Any) -> bool:
    return t.tingkat == "jelaskan" and t.penjelasan != ""


def nama_koreksi(b: Any, periode: Periode) -> str:
    """Name the correction of a file (row of table ``berkas``): a form by its unit and quarter, a table by itself."""
    nama = b.bidang if b.jenis == "formulir" else Path(b.berkas).stem
    return nama_berkas(nama, Periode(periode.tahun, int(b.triwulan)))


def _tandai(kantor: Kantor, b: Any, temuan: pd.DataFrame) -> Any:
    """Open a file as it was sent, mark its faulty cells, and put the list in front."""
    buku = tawarkan(kantor.akar / b.berkas, b.berkas)
    if LEMBAR_KOREKSI in buku.sheetnames:
        del buku[LEMBAR_KOREKSI]
    for t in per_baris(temuan):
        if not _terjawab(t) and _berhalaman(buku, t.lembar):
            for sel in _SEL.findall(t.sel)[:SEL_TERBANYAK]:
                _beri_tanda(buku[t.lembar], sel, t)
    _identitas(buku, b)
    _daftar(buku, b, temuan, kantor)
    return buku


def _beri_tanda(lembar: Any, alamat: str, t: Any) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill, Protection

    sel = lembar[alamat]
    if isinstance(sel, MergedCell):  # only the first cell of a merged range can be marked
        rentang = next(r for r in lembar.merged_cells.ranges if alamat in r)
        sel = lembar.cell(rentang.min_row, rentang.min_col)
    lama = f"{sel.comment.text}\n" if sel.comment is not None and sel.comment.author == "kinerja" else ""
    sel.comment = Comment(f"{lama}{TINGKAT[t.tingkat]}: {t.pesan} {t.saran}", "kinerja", height=120, width=320)
    sel.fill = PatternFill("solid", fgColor=WARNA[t.tingkat])
    sel.protection = Protection(locked=False)  # what is to be mended must be open, even where it was locked


def _identitas(buku: Any, b: Any) -> None:
    """Raise the file's own revision and name what it corrects, so that the corrected copy is the one that counts."""
    # By what it says, not by its name: a second one would hide the first from the reader.
    ada = next((s for s in buku if (x := _cari(s, "jenis")) is not None and x.value in (JENIS, JENIS_TABEL)), None)
    lembar = ada if ada is not None else buku.create_sheet(LEMBAR_IDENTITAS)
    baru = {"revisi": int(b.revisi) + 1, "mengganti": b.sha256}
    if ada is None:
        lembar.sheet_state = "hidden"
        if b.jenis == "tabel":
            baru = {"jenis": JENIS_TABEL, **baru}
    for kunci, nilai in baru.items():
        sel = _cari(lembar, kunci)
        if sel is None:
            lembar.append([kunci, None])
            sel = lembar.cell(lembar.max_row, 2)
        sel.value = nilai


def _cari(lembar: Any, kunci: str) -> Any:
    """Return the cell beside a fact's name on the identity sheet, None when it is not there."""
    # Iterating makes the cells that it passes: beyond the last row it would push what is appended out of reach.
    for baris in lembar.iter_rows(max_col=2, max_row=min(BATAS_IDENTITAS, lembar.max_row)):
        if len(baris) == 2 and str(baris[0].value).casefold() == kunci:
            return baris[1]
    return None


# ---- the list -------------------------------------------------------------------------------------------------------
def _daftar(buku: Any, b: Any, temuan: pd.DataFrame, kantor: Kantor) -> None:
    """Write the sheet that lists what to mend, each line with a link to its cell and room for an answer."""
    lembar = buku.create_sheet(LEMBAR_KOREKSI, 0)
    n_tolak, n_tunggu = int((temuan["tingkat"] == "tolak").sum()), len(menunggu(temuan))
    jumlah = (
        (n_tolak, "harus diperbaiki"),
        (n_tunggu - n_tolak, "perlu penjelasan"),
        (len(temuan) - n_tunggu, "sudah dijelaskan"),
    )
    pengirim = b.bidang or Path(b.berkas).name
    judul = (
        (f"Koreksi - {pengirim}, Triwulan {ROMAWI[int(b.triwulan)]}", huruf(bold=True, size=16, color=WARNA_KEPALA)),
        (f"{kantor.dinas.nama}. " + ", ".join(f"{n} {apa}" for n, apa in jumlah if n) + ".", huruf(bold=True)),
        *((p.format(huruf=kantor.aturan.ambang.penjelasan_huruf), huruf(size=10)) for p in PETUNJUK),
    )
    for n, (teks, gaya) in enumerate(judul, 1):
        isi(lembar.cell(n, 1), teks)
        lembar.cell(n, 1).font = gaya
    atas = len(judul) + 2
    kepala(lembar, atas, [KOLOM_KOREKSI[k].judul for k in LEBAR])
    for n, (kunci, lebar) in enumerate(LEBAR.items(), 1):
        kolom = lembar.column_dimensions[lembar.cell(atas, n).column_letter]
        kolom.width, kolom.hidden = lebar, kunci == "kode"
    for n, t in enumerate(per_baris(temuan), 1):
        _baris(buku, lembar, atas + n, n, t)
    lembar.freeze_panes = lembar.cell(atas + 1, 1)
    lembar.protection.sheet = True
    lembar.protection.formatColumns = lembar.protection.formatRows = False
    cetak(lembar, atas, atas, f"Koreksi {pengirim}, revisi {int(b.revisi) + 1}")
    buku.active = 0
    for x in buku.worksheets:
        x.sheet_view.tabSelected = x.title == LEMBAR_KOREKSI


def _baris(buku: Any, lembar: Any, r: int, nomor: int, t: Any) -> None:
    """Write one finding; the answer's cell is the only open one."""
    from openpyxl.styles import Alignment, PatternFill, Protection
    from openpyxl.worksheet.hyperlink import Hyperlink

    nilai = {
        "nomor": nomor, "lembar": t.lembar, "sel": t.sel, "indikator": t.kode_indikator, "isi": t.nilai,
        "pesan": t.pesan, "saran": t.saran, "kode": t.kode, "penjelasan": t.penjelasan if _terjawab(t) else "",
        "tingkat": TERJAWAB if _terjawab(t) else TINGKAT[t.tingkat],
    }  # fmt: skip
    warna = WARNA_TERJAWAB if _terjawab(t) else WARNA[t.tingkat]
    for n, kunci in enumerate(LEBAR, 1):
        sel = lembar.cell(r, n)
        if nilai[kunci] != "":
            isi(sel, nilai[kunci])
        sel.font, sel.border = huruf(size=10), garis()
        sel.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if kunci == "nomor" else None)
        if kunci == "tingkat":
            sel.fill, sel.font = PatternFill("solid", fgColor=warna), huruf(size=10, bold=True)
        elif kunci == "penjelasan":
            sel.fill, sel.border = PatternFill("solid", fgColor=WARNA_ISIAN), garis(WARNA_GARIS_ISIAN)
            sel.protection = Protection(locked=False)
        elif kunci == "sel" and (tujuan := _SEL.search(t.sel)) and _berhalaman(buku, t.lembar):
            nama = t.lembar.replace("'", "''")
            sel.hyperlink = Hyperlink(ref=sel.coordinate, location=f"'{nama}'!{tujuan[0]}")
            sel.font = huruf(size=10, color="0B5394", underline="single")
    lembar.row_dimensions[r].height = tinggi([(nilai[k], lebar) for k, lebar in LEBAR.items() if k != "kode"], 2)


def _berhalaman(buku: Any, nama: str) -> bool:
    return nama in buku.sheetnames and nama != LEMBAR_IDENTITAS
