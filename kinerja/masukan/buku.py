"""Open a workbook safely and show its cells: values as Excel last computed them, formulas, errors, what is hidden.

What a file is, is decided by its content, not by its name. Before any library sees it, :mod:`kinerja.masukan.kemasan`
has bounded what it may cost. Values are read with calamine, once per file and with no guess about types (a code such as
``01.10`` stays text); what stands behind them is read when first asked for, with openpyxl
(:mod:`kinerja.masukan.rincian`) or from the bytes (:mod:`kinerja.masukan.rincian_lain`). Macros and links are never
followed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kinerja.galat import GalatBerkas
from kinerja.katalog import KATALOG
from kinerja.masukan.hasil import Catatan
from kinerja.masukan.kemasan import BATAS, KEPALA_OLE, KEPALA_ZIP, Batas, Ditolak, Kemasan, periksa_zip
from kinerja.masukan.kemasan_ole import periksa_ole, tanpa_makro
from kinerja.masukan.rincian import KOSONG, Nilai, Rincian, rincian
from kinerja.masukan.rincian_lain import rincian_lain
from kinerja.masukan.teks_csv import baca_teks
from kinerja.temuan import temuan

BATAS_BYTE = 30_000_000
"""Largest file that is opened; a real office's form weighs 20 to 200 kB."""

JENIS_BERKAS = {
    "xlsx": ("buku kerja Excel", (".xlsx", ".xltx")),
    "xlsm": ("buku kerja Excel bermakro", (".xlsm", ".xltm")),
    "xls": ("buku kerja Excel 97-2003", (".xls", ".xlt")),
    "xlsb": ("buku kerja Excel biner", (".xlsb",)),
    "ods": ("lembar sebar OpenDocument", (".ods", ".ots")),
    "csv": ("tabel teks", (".csv", ".tsv", ".txt")),
}
"""Words and endings of each kind of file that is read."""


def huruf_kolom(kolom: int) -> str:
    """Return the letters of a column counted from 0 (0 -> ``A``, 26 -> ``AA``)."""
    huruf = ""
    kolom += 1
    while kolom:
        kolom, sisa = divmod(kolom - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def alamat(baris: int, kolom: int) -> str:
    """Return the A1 address of a cell, both counted from 0."""
    return f"{huruf_kolom(kolom)}{baris + 1}"


def _galat(kode: str, berkas: str, sebab: str = "") -> GalatBerkas:
    j = KATALOG[kode]
    return GalatBerkas(kode, f"{berkas}: {j.pesan.format(sebab=sebab)}", j.saran)


@dataclass
class Lembar:
    """One sheet. Rows and columns are counted from 0; ``alamat`` turns them into what Excel shows.

    Attributes:
        nama: Title of the sheet.
        nilai: Values by row: str, float, int, bool, date, datetime, time, timedelta, or ``""`` for nothing
            (also where a formula holds an error: ask :attr:`galat`).
        tersembunyi: The sheet is hidden, by a menu or only by a program.
    """

    nama: str
    nilai: list[list[object]]
    _buku: Buku = field(repr=False)
    tersembunyi: bool = False

    def isi(self, baris: int, kolom: int) -> object:
        """Return a cell's value, ``""`` outside the used area. Text is stripped of surrounding blanks."""
        if 0 <= baris < len(self.nilai) and 0 <= kolom < len(self.nilai[baris]):
            v = self.nilai[baris][kolom]
            return v.strip() if isinstance(v, str) else v
        return ""

    @property
    def n_baris(self) -> int:
        """Rows from the sheet's first row to the last used one."""
        return len(self.nilai)

    @property
    def n_kolom(self) -> int:
        """Columns from A to the last used one."""
        return max((len(b) for b in self.nilai), default=0)

    @cached_property
    def rincian(self) -> Rincian | None:
        """What stands behind the values; None where it cannot be told."""
        return self._buku.rincian(self.nama)

    @cached_property
    def rumus(self) -> dict[tuple[int, int], str]:
        """Formulas by (row, column), each beginning with ``=``; known of ``.xlsx`` and ``.xlsm`` only."""
        return (self.rincian or KOSONG).rumus

    @cached_property
    def galat(self) -> dict[tuple[int, int], str]:
        """Error values such as ``#DIV/0!`` by (row, column)."""
        return (self.rincian or KOSONG).galat

    @cached_property
    def tanpa_nilai(self) -> dict[tuple[int, int], str]:
        """Formulas whose result was never stored, by (row, column): the file was made by a program, not by Excel.

        A formula that gives an empty text has a stored result and is not among them.
        """
        r = self.rincian or KOSONG
        return {rk: f for rk, f in r.rumus.items() if rk in r.tanpa_nilai}

    def format_angka(self, baris: int, kolom: int) -> str:
        """Return the number format of a cell that shows a percentage, such as ``0%``, and ``General`` for all others.

        ``""`` for a text table, or a book that gives its values only: nobody knows.
        """
        return "" if self.rincian is None else self.rincian.persen.get((baris, kolom), "General")

    @property
    def baris_tersembunyi(self) -> frozenset[int]:
        """Rows that are hidden, counted from 0."""
        return (self.rincian or KOSONG).baris_tersembunyi

    @property
    def kolom_tersembunyi(self) -> frozenset[int]:
        """Columns that are hidden, counted from 0."""
        return (self.rincian or KOSONG).kolom_tersembunyi

    @property
    def gabungan(self) -> tuple[tuple[int, int, int, int], ...]:
        """Merged ranges as (first row, first column, last row, last column), counted from 0."""
        return (self.rincian or KOSONG).gabungan


@dataclass
class Buku:
    """An opened workbook.

    Attributes:
        berkas: Path from the office folder with ``/``, as findings name it.
        sha256: Of the file's bytes.
        ukuran_byte: Size of the file.
        lembar: Its sheets in order, hidden ones too (chart sheets left out).
        rincian_rusak: What stands behind the values was asked for and could not be read: values alone must do.
        kemasan: What kind of file it is and what it says of itself.
        simpanan: Folder in which what openpyxl shows is kept, or None.
    """

    berkas: str
    sha256: str
    ukuran_byte: int
    lembar: list[Lembar]
    _isi: bytes = field(repr=False)
    rincian_rusak: bool = False
    kemasan: Kemasan = field(default_factory=lambda: Kemasan("csv"))
    simpanan: Path | None = None

    def __iter__(self) -> Iterator[Lembar]:
        return iter(self.lembar)

    def cari(self, nama: str) -> Lembar | None:
        """Return the sheet of that name, letter case and blanks aside, or None."""
        kunci = nama.casefold().split()
        return next((x for x in self.lembar if x.nama.casefold().split() == kunci), None)

    @property
    def jenis_berkas(self) -> str:
        """Return ``xlsx, xlsm, xls, xlsb, ods`` or ``csv``."""
        return self.kemasan.jenis

    @property
    def disimpan(self) -> str:
        """Return the ISO day on which it was last saved, as it says itself; ``""`` when it does not."""
        return self.kemasan.disimpan

    @property
    def oleh(self) -> str:
        """Return who saved it last, as it says itself; ``""`` when it does not."""
        return self.kemasan.oleh

    @property
    def makro(self) -> bool:
        """Whether it holds macros; none is ever run."""
        return self.kemasan.makro

    @property
    def tautan_luar(self) -> int:
        """Return the number of other workbooks that it draws values from; none is ever opened."""
        return self.kemasan.tautan_luar

    def rincian(self, nama: str) -> Rincian | None:
        """Return what stands behind the values of a sheet; None where it cannot be told."""
        return (self._rincian or {}).get(nama)

    @cached_property
    def _rincian(self) -> dict[str, Rincian] | None:
        if self.jenis_berkas == "csv":
            return None
        if self.jenis_berkas not in ("xlsx", "xlsm"):
            lain = rincian_lain(self._isi, self.jenis_berkas, [x.nama for x in self.lembar])
            self.rincian_rusak = lain is None
            return lain
        nilai: Nilai = [(x.nama, x.nilai) for x in self.lembar]
        hasil = rincian(self._isi, self.sha256, nilai, self.simpanan)
        self.rincian_rusak = hasil is None
        return hasil


def buka(jalur: Path, berkas: str, simpanan: Path | None = None) -> Buku:
    """Open one workbook (``.xlsx``, ``.xlsm``, ``.xls``, ``.xlsb``, ``.ods``) or text table, whatever its name.

    Args:
        jalur: Where it is.
        berkas: Its name in findings: path from the office folder.
        simpanan: Folder in which what openpyxl shows may be kept from one reading to the next; changes no result.

    Raises:
        GalatBerkas: It is missing, locked, empty, protected by a password, damaged, dangerous, too large, or no table.
    """
    isi = _baca_byte(jalur, berkas)
    try:
        if isi.startswith(KEPALA_ZIP):
            kemasan = periksa_zip(isi, BATAS)
            lembar = _baca_nilai(isi, BATAS)
        elif isi.startswith(KEPALA_OLE):
            kemasan = periksa_ole(isi, BATAS)
            lembar = _baca_nilai(tanpa_makro(isi), BATAS)
        else:
            kemasan = Kemasan("csv")
            lembar = [(jalur.stem, [list(b) for b in baca_teks(isi, jalur.suffix)], False)]
    except Ditolak as e:
        raise galat(e.kode, berkas, e.sebab) from e
    hasil = Buku(berkas, hashlib.sha256(isi).hexdigest(), len(isi), [], isi, kemasan=kemasan, simpanan=simpanan)
    hasil.lembar = [Lembar(nama, nilai, hasil, sembunyi) for nama, nilai, sembunyi in lembar]
    return hasil


def temuan_kemasan(buku: Buku) -> list[Catatan]:
    """Return what a planner should know of the file as such: a wrong ending, macros, links to other workbooks."""
    hasil: list[Catatan] = []
    kata, akhiran = JENIS_BERKAS[buku.jenis_berkas]
    if not buku.berkas.casefold().endswith(akhiran):
        hasil.append(temuan("akhiran_beda", berkas=buku.berkas, isi=f"{kata}, {akhiran[0]}"))
    if buku.makro:
        hasil.append(temuan("makro_diabaikan", berkas=buku.berkas))
    if buku.tautan_luar:
        hasil.append(temuan("tautan_luar", berkas=buku.berkas, jumlah=buku.tautan_luar))
    return hasil


def galat(kode: str, berkas: str, sebab: str = "") -> GalatBerkas:
    """Make the error of a file that is not opened, in the catalogue's words."""
    j = KATALOG[kode]
    return GalatBerkas(kode, f"{berkas}: {j.pesan.format(sebab=sebab)}", j.saran)


def _baca_byte(jalur: Path, berkas: str) -> bytes:
    """Read the file within bounds."""
    try:
        if jalur.stat().st_size > BATAS_BYTE:
            raise galat("berkas_terlalu_besar", berkas, f"{jalur.stat().st_size // 1_000_000} MB")
        isi = jalur.read_bytes()
    except FileNotFoundError as e:
        raise GalatBerkas("berkas_hilang", f"{berkas}: berkas ini tidak ada.", "Periksa nama dan foldernya.") from e
    except OSError as e:
        raise galat("berkas_terkunci", berkas) from e
    if not isi.strip():
        raise galat("berkas_kosong", berkas)
    return isi


def _baca_nilai(isi: bytes, batas: Batas) -> list[tuple[str, list[list[Any]], bool]]:
    """Read every sheet that holds cells (a chart or macro sheet has none): name, values by row, whether hidden."""
    import python_calamine as calamine

    try:
        buku = calamine.load_workbook(io.BytesIO(isi))
        meta = buku.sheets_metadata
        if len(meta) > batas.lembar:
            raise Ditolak("berkas_terlalu_besar", f"berisi {len(meta)} lembar")
        hasil, sel = [], 0
        for i, m in enumerate(meta):
            if m.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            lembar = buku.get_sheet_by_index(i)
            baris, kolom = lembar.end or (-1, -1)
            sel += (baris + 1) * (kolom + 1)
            if sel > batas.sel:  # the package was measured before; this would be a rule of calamine's unknown to us
                raise Ditolak("berkas_terlalu_besar", f"lembar {m.name} memuat {baris + 1} baris x {kolom + 1} kolom")
            sembunyi = m.visible != calamine.SheetVisibleEnum.Visible
            hasil.append((m.name, lembar.to_python(skip_empty_area=False), sembunyi))
    except Ditolak:
        raise
    except calamine.PasswordError as e:
        raise Ditolak("berkas_bersandi") from e
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as e:  # calamine is Rust: a panic on absurd content is no Exception
        raise Ditolak("berkas_rusak", "isinya tidak terbaca sebagai buku kerja") from e
    return hasil
