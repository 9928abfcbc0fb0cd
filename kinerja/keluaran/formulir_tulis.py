"""Write a unit's form, and any workbook in bytes that depend on nothing but its content.

A plain first version of the form: prefilled from the plan, locked except where the unit writes, ready to print on A4.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja.angka import tulis
from kinerja.kantor import ROMAWI
from kinerja.masukan.formulir_bentuk import (
    JENIS,
    KOLOM_ANGGARAN,
    KOLOM_KINERJA,
    LEMBAR_ANGGARAN,
    LEMBAR_IDENTITAS,
    LEMBAR_KINERJA,
    LEMBAR_PETUNJUK,
    URAIAN,
    VERSI,
    Identitas,
)
from kinerja.masukan.hasil import Catatan

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

WAKTU = dt.datetime(2000, 1, 1)
"""Stands for every time that a workbook must name; the content says when it was made."""
WARNA_KEPALA, WARNA_ISIAN, WARNA_TERKUNCI, WARNA_CONTOH = "1F4E5F", "FFF8DC", "F2F2F2", "B00020"

_LEBAR_KINERJA = {
    "kode": 11,
    "indikator": 34,
    "satuan": 11,
    "cara": 30,
    "target_tahun": 13,
    "target": 13,
    "tw1": 11,
    "tw2": 11,
    "tw3": 11,
    "pembilang": 11,
    "penyebut": 11,
    "realisasi": 13,
    "bukti": 26,
    "pendorong": 26,
    "penghambat": 26,
    "tindak_lanjut": 28,
    "pic": 16,
    "tenggat": 13,
    "penjelasan": 28,
}
_LEBAR_ANGGARAN = {"kode": 20, "nama": 62, "pagu": 19, "sd_lalu": 19, "realisasi": 21, "fisik": 16, "penjelasan": 30}

_CARA = {
    "jumlah": "Isi tambahan pada triwulan ini saja, bukan jumlah sejak Januari.",
    "akhir": "Isi posisi pada akhir triwulan ini.",
    "rata": "Isi rata-rata pada triwulan ini.",
    "rasio": "Isi pembilang dan penyebut triwulan ini saja; persennya dihitung aplikasi.",
}
_CARA_JENIS = {
    "predikat": "Isi predikatnya sebagai teks, misalnya {contoh}.",
    "tanggal": "Isi tanggalnya, misalnya {contoh}.",
}

PETUNJUK = (
    "Isi hanya sel berwarna kuning. Sel lain terkunci supaya kode dan targetnya tidak berubah.",
    "Angka desimal memakai koma (75,5). Jangan menulis satuan di dalam sel angka.",
    "Kolom Cara Mengisi mengatakan apa yang ditulis pada tiap indikator.",
    "Bila datanya belum ada karena memang belum dirilis, tulis: belum tersedia. Jangan menulis 0.",
    "Bila penyebutnya memang tidak ada (misalnya tidak ada perselisihan), isi penyebut dengan 0.",
    "Bukti Dukung: nama dan nomor dokumen yang menunjukkan angka itu.",
    "Penjelasan: isi bila capaian di atas 120 % atau di bawah 50 %, atau bila diminta pada hasil validasi.",
    "Anggaran: isi belanja triwulan ini saja dalam rupiah penuh; tulis 0 bila belum ada belanja.",
    "Kirim kembali berkas ini tanpa mengubah nama lembar dan judul kolomnya.",
)


@dataclass(frozen=True)
class BarisKinerja:
    """One indicator in the form. The last eight are what the unit fills in; None and ``""`` leave a cell empty."""

    kode: str
    indikator: str
    satuan: str = ""
    cara: str = ""
    target_tahun: str | float = ""
    target: str | float = ""
    tw1: str | float = ""
    tw2: str | float = ""
    tw3: str | float = ""
    rasio: bool = False
    pembilang: float | str | None = None
    penyebut: float | str | None = None
    realisasi: float | str | dt.date | None = None
    bukti: str = ""
    pendorong: str = ""
    penghambat: str = ""
    tindak_lanjut: str = ""
    pic: str = ""
    tenggat: str | dt.date = ""
    penjelasan: str = ""


@dataclass(frozen=True)
class BarisAnggaran:
    """One budget row in the form; the last two are what the unit fills in."""

    kode: str
    nama: str
    pagu: int | None = None
    sd_lalu: int | None = None
    realisasi: int | None = None
    fisik: float | None = None
    penjelasan: str = ""


# ---- rows from the plan ---------------------------------------------------------------------------------------------
def cara_mengisi(i: Catatan, triwulan: int) -> str:
    """Say in a sentence or two what to write for an indicator in a quarter."""
    if (mulai := int(str(i["tersedia_tw"]))) > triwulan:
        sebab = f" ({i['tersedia_ket']})" if i["tersedia_ket"] else ""
        return f"Baru tersedia mulai TW {ROMAWI[mulai]}{sebab}; tulis: belum tersedia."
    if pola := _CARA_JENIS.get(str(i["jenis_target"])):
        return pola.format(contoh=i["target_tahun_teks"])
    return _CARA[str(i["konsolidasi"])]


def baris_kinerja(
    indikator: Sequence[Catatan], target: Iterable[Catatan], bidang: str, triwulan: int
) -> list[BarisKinerja]:
    """Make a unit's empty rows from the plan's tables ``indikator`` and ``target`` (records)."""
    teks = {str(t["kode_indikator"]): str(t["target_teks"]) for t in target if t["triwulan"] == triwulan}
    return [
        BarisKinerja(
            str(i["kode_indikator"]),
            str(i["indikator"]),
            str(i["satuan"]),
            cara_mengisi(i, triwulan),
            target=teks.get(str(i["kode_indikator"]), ""),
            rasio=i["konsolidasi"] == "rasio",
        )
        for i in indikator
        if bidang in str(i["bidang"]).split("; ")
    ]


def baris_anggaran(anggaran: Sequence[Catatan], bidang: str, triwulan: int) -> list[BarisAnggaran]:
    """Make a unit's empty budget rows from the plan's table ``anggaran`` (records): those with none below them."""
    induk = {a["kode_induk"] for a in anggaran}
    hasil = []
    for a in anggaran:
        if a["bidang"] == bidang and a["kode_anggaran"] not in induk:
            dppa = a["pagu_dppa_rp"] is not None and triwulan >= int(str(a["dppa_mulai_tw"]))
            pagu = a["pagu_dppa_rp"] if dppa else a["pagu_dpa_rp"]
            hasil.append(
                BarisAnggaran(str(a["kode_anggaran"]), str(a["nama"]), None if pagu is None else int(str(pagu)))
            )
    return hasil


# ---- writing --------------------------------------------------------------------------------------------------------
def tulis_formulir(
    jalur: Path, identitas: Identitas, kinerja: Sequence[BarisKinerja], anggaran: Sequence[BarisAnggaran] = ()
) -> None:
    """Write a form; the same arguments give the same bytes.

    Args:
        jalur: Where; its folder is made.
        identitas: What the form is for.
        kinerja: Its indicators.
        anggaran: Its budget rows; none leaves the sheet out.
    """
    from openpyxl import Workbook

    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = LEMBAR_KINERJA
    _lembar_kinerja(lembar, identitas, kinerja)
    if anggaran:
        _lembar_anggaran(buku.create_sheet(LEMBAR_ANGGARAN), identitas, anggaran)
    _lembar_petunjuk(buku.create_sheet(LEMBAR_PETUNJUK))
    tersembunyi = buku.create_sheet(LEMBAR_IDENTITAS)
    tersembunyi.sheet_state = "hidden"
    for kunci, nilai in (
        ("jenis", JENIS),
        ("versi", VERSI),
        ("dinas", identitas.dinas),
        ("tahun", identitas.tahun),
        ("triwulan", identitas.triwulan),
        ("bidang", identitas.bidang),
        ("revisi", identitas.revisi),
    ):
        tersembunyi.append([kunci, None])
        isi(tersembunyi.cell(tersembunyi.max_row, 2), nilai)
    tersembunyi.protection.sheet = True
    simpan(buku, jalur)


def isi(sel: Cell | MergedCell, nilai: object) -> None:
    """Put a value into a cell; text stays text, whatever it begins with, and loses what a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(nilai, str):
        sel.value = nilai  # type: ignore[assignment]
        return
    sel.value = ILLEGAL_CHARACTERS_RE.sub("", nilai)
    if nilai[:1] in ("=", "+", "-", "@", "\t", "\r"):
        sel.data_type = "s"
        # Without the mark Excel would turn the text into a formula as soon as someone edits the cell.
        sel.quotePrefix = True


def _judul(lembar: Worksheet, identitas: Identitas, judul: str, lebar: dict[str, int]) -> int:
    """Write title rows and column widths; return the row of the heading."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    baris = [
        (f"{judul} - {identitas.bidang}", Font(bold=True, size=13)),
        (f"{identitas.dinas}, Triwulan {ROMAWI[identitas.triwulan]} Tahun {identitas.tahun}", Font(size=11)),
    ]
    if identitas.contoh:
        baris.append(
            (
                "DATA CONTOH: semua angka di berkas ini karangan, bukan kinerja yang sebenarnya.",
                Font(bold=True, color=WARNA_CONTOH),
            )
        )
    for n, (teks, huruf) in enumerate(baris, 1):
        isi(lembar.cell(n, 1), teks)
        lembar.cell(n, 1).font = huruf
    for n, w in enumerate(lebar.values(), 1):
        lembar.column_dimensions[get_column_letter(n)].width = w
    return len(baris) + 2


def _kepala(lembar: Worksheet, baris: int, judul: Iterable[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for n, teks in enumerate(judul, 1):
        sel = lembar.cell(baris, n, teks)
        sel.font = Font(bold=True, color="FFFFFF")
        sel.fill = PatternFill("solid", fgColor=WARNA_KEPALA)
        sel.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sel.border = _garis()
    lembar.row_dimensions[baris].height = 32


def _garis() -> Border:
    from openpyxl.styles import Border, Side

    s = Side(style="thin", color="A6A6A6")
    return Border(left=s, right=s, top=s, bottom=s)


def _sel(
    lembar: Worksheet, baris: int, kolom: int, nilai: object, *, isian: bool, format_angka: str = "General"
) -> None:
    from openpyxl.styles import Alignment, PatternFill, Protection

    sel = lembar.cell(baris, kolom)
    sel.border = _garis()
    sel.alignment = Alignment(wrap_text=True, vertical="top")
    sel.fill = PatternFill("solid", fgColor=WARNA_ISIAN if isian else WARNA_TERKUNCI)
    sel.protection = Protection(locked=not isian)
    sel.number_format = format_angka
    if nilai is not None and nilai != "":
        isi(sel, nilai)
    if isinstance(nilai, dt.date):
        sel.number_format = "dd/mm/yyyy"


def _lembar_kinerja(lembar: Worksheet, identitas: Identitas, baris: Sequence[BarisKinerja]) -> None:
    kepala = _judul(lembar, identitas, "Formulir Realisasi Kinerja", _LEBAR_KINERJA)
    _kepala(lembar, kepala, (k.judul for k in KOLOM_KINERJA.values()))
    for n, b in enumerate(baris, kepala + 1):
        terbuka = {"pembilang", "penyebut"} if b.rasio else {"realisasi"}
        for k, kunci in enumerate(KOLOM_KINERJA, 1):
            # General, because Excel turns a typed 80% into a cell that still says so only in a cell without a format.
            _sel(lembar, n, k, getattr(b, kunci), isian=kunci in terbuka or kunci in URAIAN)
        lembar.row_dimensions[n].height = _tinggi([(getattr(b, k), w) for k, w in _LEBAR_KINERJA.items()])
    _halaman(lembar, kepala, "C")


def _lembar_anggaran(lembar: Worksheet, identitas: Identitas, baris: Sequence[BarisAnggaran]) -> None:
    kepala = _judul(lembar, identitas, "Formulir Realisasi Anggaran", _LEBAR_ANGGARAN)
    _kepala(lembar, kepala, (k.judul for k in KOLOM_ANGGARAN.values()))
    for n, b in enumerate(baris, kepala + 1):
        for k, kunci in enumerate(KOLOM_ANGGARAN, 1):
            uang = kunci in ("pagu", "sd_lalu", "realisasi")
            _sel(
                lembar,
                n,
                k,
                getattr(b, kunci),
                isian=kunci in ("realisasi", "fisik", "penjelasan"),
                format_angka="@" if kunci == "kode" else "#,##0" if uang else "General",
            )
        lembar.row_dimensions[n].height = _tinggi([(b.nama, _LEBAR_ANGGARAN["nama"])])
    _halaman(lembar, kepala, "C")


def _lembar_petunjuk(lembar: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    lembar.column_dimensions["A"].width = 110
    lembar.cell(1, 1, "Petunjuk pengisian").font = Font(bold=True, size=13)
    for n, teks in enumerate(PETUNJUK, 1):
        sel = lembar.cell(n + 2, 1, f"{n}. {teks}")
        sel.alignment = Alignment(wrap_text=True, vertical="top")
    lembar.protection.sheet = True


def _tinggi(isi_lebar: list[tuple[object, int]]) -> float:
    """Estimate a row's height in points from its longest wrapped text; Excel does not do so for a new file."""
    baris = max(
        max(1, -(-len(teks if isinstance(teks, str) else tulis(0)) // max(1, lebar - 1))) for teks, lebar in isi_lebar
    )
    return min(15.0 * baris + 3, 400)


def lembar_tabel(
    lembar: Worksheet,
    judul: Sequence[str],
    kepala: Sequence[str],
    baris: Iterable[Sequence[object]],
    lebar: Sequence[int],
) -> None:
    """Lay out a plain open table: title rows, heading, rows. Used for workbooks that a planner goes on editing."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for n, teks in enumerate(judul, 1):
        isi(lembar.cell(n, 1), teks)
        lembar.cell(n, 1).font = Font(bold=True, size=12 if n == 1 else 11, color=None if n == 1 else WARNA_CONTOH)
    atas = len(judul) + 2
    _kepala(lembar, atas, kepala)
    for n, nilai in enumerate(baris, atas + 1):
        for k, x in enumerate(nilai, 1):
            sel = lembar.cell(n, k)
            sel.border = _garis()
            sel.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(x, int) and abs(x) >= 1_000_000:
                sel.number_format = "#,##0"
            if x is not None:
                isi(sel, x)
    for n, w in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(n)].width = w
    lembar.freeze_panes = f"B{atas + 1}"
    _cetak(lembar, atas)


def _halaman(lembar: Worksheet, kepala: int, kolom_beku: str) -> None:
    """Freeze the heading, lock what is not to be filled in, and set the sheet up to print."""
    lembar.freeze_panes = f"{kolom_beku}{kepala + 1}"
    lembar.protection.sheet = True
    lembar.protection.formatColumns = False
    lembar.protection.formatRows = False
    _cetak(lembar, kepala)


def _cetak(lembar: Worksheet, kepala: int) -> None:
    """Set a sheet up to print on A4 landscape, one page wide, with its heading on every page."""
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = 9
    lembar.page_setup.fitToWidth = 1
    lembar.page_setup.fitToHeight = 0
    if lembar.sheet_properties.pageSetUpPr is not None:
        lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = f"{kepala}:{kepala}"
    lembar.page_margins.left = lembar.page_margins.right = 0.4
    lembar.oddFooter.center.text = "&A, halaman &P dari &N"  # type: ignore[union-attr]


# ---- bytes ----------------------------------------------------------------------------------------------------------
def simpan(buku: Workbook, jalur: Path) -> None:
    """Save a workbook whole or not at all, in bytes that depend only on its content."""
    from kinerja.tabel import tulis_byte

    tulis_byte(jalur, byte_tetap(buku))


def byte_tetap(buku: Workbook) -> bytes:
    """Return a workbook's file with every time in it set to :data:`WAKTU`."""
    buku.properties.creator = "kinerja"
    buku.properties.created = buku.properties.modified = WAKTU
    mentah, hasil = io.BytesIO(), io.BytesIO()
    buku.save(mentah)
    with zipfile.ZipFile(mentah) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for info in asal.infolist():
            data = asal.read(info)
            if info.filename == "docProps/core.xml":
                cap = WAKTU.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + cap, data)
            baru = zipfile.ZipInfo(info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            baru.compress_type = zipfile.ZIP_DEFLATED
            baru.create_system = 0  # the field names the system that packed it
            tujuan.writestr(baru, data)
    return hasil.getvalue()
