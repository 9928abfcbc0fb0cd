"""Open a workbook safely and show its cells: values as Excel last computed them, formulas, errors, what is hidden.

Values are read with calamine, once per file and with no guess about types (a code such as ``01.10`` stays text). What
only openpyxl shows (formulas, hidden rows and columns, merged ranges, the text of an error) is read when first asked
for. Everything here is untrusted: sizes are bounded before anything is unpacked, and macros and links are never
followed.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kinerja.galat import GalatBerkas
from kinerja.katalog import KATALOG

BATAS_BYTE = 30_000_000
"""Largest file that is opened; a real office's form weighs 20 to 200 kB."""
BATAS_BYTE_TERBUKA = 300_000_000
"""Largest total size of what is packed inside."""
BATAS_BYTE_LEMBAR = 15_000_000
"""Largest sheet once unpacked; a million blank formatted rows would keep a reader busy for minutes."""
BATAS_SEL = 3_000_000
"""Largest rows x columns of a sheet's used area."""

KEPALA_ZIP = b"PK\x03\x04"
KEPALA_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    """

    nama: str
    nilai: list[list[object]]
    _buku: Buku = field(repr=False)

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
    def _rinci(self) -> Any:
        return self._buku._lembar_rinci(self.nama)

    @cached_property
    def rumus(self) -> dict[tuple[int, int], str]:
        """Formulas by (row, column), each beginning with ``=``; empty for a format that openpyxl does not read."""
        if self._rinci is None:
            return {}
        return {
            (sel.row - 1, sel.column - 1): str(getattr(sel.value, "text", sel.value))
            for baris in self._rinci.iter_rows()
            for sel in baris
            if sel.data_type == "f"
        }

    @cached_property
    def galat(self) -> dict[tuple[int, int], str]:
        """Error values such as ``#DIV/0!`` by (row, column)."""
        if self._rinci is None:
            return {}
        hasil = {
            (s.row - 1, s.column - 1): str(s.value) for b in self._rinci.iter_rows() for s in b if s.data_type == "e"
        }
        # A formula whose stored result reads as nothing may be an error: only then is the book opened a second time.
        if any(self.isi(*rk) == "" for rk in self.rumus):
            nilai = self._buku._lembar_rinci(self.nama, nilai=True)
            if nilai is not None:
                for r, k in self.rumus:
                    sel = nilai.cell(r + 1, k + 1)
                    if sel.data_type == "e":
                        hasil[r, k] = str(sel.value)
        return hasil

    @cached_property
    def tanpa_nilai(self) -> dict[tuple[int, int], str]:
        """Formulas whose result was never stored, by (row, column): the file was made by a program, not by Excel.

        A formula that gives an empty text has a stored result and is not among them.
        """
        kosong = [rk for rk in self.rumus if self.isi(*rk) == "" and rk not in self.galat]
        nilai = self._buku._lembar_rinci(self.nama, nilai=True) if kosong else None
        if nilai is None:
            return {}
        return {(r, k): self.rumus[r, k] for r, k in kosong if nilai.cell(r + 1, k + 1).data_type == "n"}

    def format_angka(self, baris: int, kolom: int) -> str:
        """Return the number format of a cell, such as ``0%``; ``""`` for a file that openpyxl does not read."""
        return "" if self._rinci is None else str(self._rinci.cell(baris + 1, kolom + 1).number_format)

    @cached_property
    def baris_tersembunyi(self) -> frozenset[int]:
        """Rows that are hidden, counted from 0."""
        if self._rinci is None:
            return frozenset()
        return frozenset(r - 1 for r, d in self._rinci.row_dimensions.items() if d.hidden)

    @cached_property
    def kolom_tersembunyi(self) -> frozenset[int]:
        """Columns that are hidden, counted from 0."""
        if self._rinci is None:
            return frozenset()
        sembunyi: set[int] = set()
        for d in self._rinci.column_dimensions.values():
            if d.hidden:
                sembunyi.update(range((d.min or 1) - 1, d.max or d.min or 1))
        return frozenset(sembunyi)

    @cached_property
    def gabungan(self) -> tuple[tuple[int, int, int, int], ...]:
        """Merged ranges as (first row, first column, last row, last column), counted from 0."""
        if self._rinci is None:
            return ()
        return tuple(
            sorted(
                (g.min_row - 1, g.min_col - 1, g.max_row - 1, g.max_col - 1) for g in self._rinci.merged_cells.ranges
            )
        )


@dataclass
class Buku:
    """An opened workbook.

    Attributes:
        berkas: Path from the office folder with ``/``, as findings name it.
        sha256: Of the file's bytes.
        ukuran_byte: Size of the file.
        lembar: Its sheets in order, hidden ones too (chart sheets left out).
        rincian_rusak: What only openpyxl shows was asked for and could not be read: values alone must do.
    """

    berkas: str
    sha256: str
    ukuran_byte: int
    lembar: list[Lembar]
    _isi: bytes = field(repr=False)
    rincian_rusak: bool = False

    def __iter__(self) -> Iterator[Lembar]:
        return iter(self.lembar)

    def cari(self, nama: str) -> Lembar | None:
        """Return the sheet of that name, letter case and blanks aside, or None."""
        kunci = nama.casefold().split()
        return next((x for x in self.lembar if x.nama.casefold().split() == kunci), None)

    @cached_property
    def _rinci(self) -> dict[bool, Any]:
        return {}

    def _lembar_rinci(self, nama: str, nilai: bool = False) -> Any:
        if not self._isi.startswith(KEPALA_ZIP):
            return None
        import openpyxl

        if nilai not in self._rinci:
            try:
                self._rinci[nilai] = openpyxl.load_workbook(io.BytesIO(self._isi), data_only=nilai, keep_links=False)
            except Exception:  # openpyxl raises all sorts of things on a workbook that Excel and calamine still open
                self._rinci[nilai] = None
                self.rincian_rusak = True
        buku = self._rinci[nilai]
        return buku[nama] if buku is not None and nama in buku.sheetnames else None


def buka(jalur: Path, berkas: str) -> Buku:
    """Open one workbook (``.xlsx``, ``.xlsm``, ``.xls``, ``.xlsb``, ``.ods``).

    Args:
        jalur: Where it is.
        berkas: Its name in findings: path from the office folder.

    Raises:
        GalatBerkas: It is missing, locked, empty, protected by a password, damaged, too large, or no workbook.
    """
    import python_calamine as calamine

    isi = _baca_byte(jalur, berkas)
    try:
        buku = calamine.load_workbook(io.BytesIO(isi))
        lembar_nilai = [(nama, buku.get_sheet_by_name(nama)) for nama in _nama_lembar(buku)]
        for nama, lb in lembar_nilai:
            if lb.height * lb.width > BATAS_SEL:
                raise _galat(
                    "berkas_terlalu_besar", berkas, f"lembar {nama} memuat {lb.height} baris x {lb.width} kolom"
                )
        isi_lembar: list[tuple[str, Any]] = [(n, lb.to_python(skip_empty_area=False)) for n, lb in lembar_nilai]
    except GalatBerkas:
        raise
    except calamine.PasswordError as e:
        raise _galat("berkas_bersandi", berkas) from e
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as e:  # calamine is Rust: a panic on absurd content is no Exception
        raise _galat("berkas_rusak", berkas, "isinya tidak terbaca sebagai buku kerja") from e
    hasil = Buku(berkas, hashlib.sha256(isi).hexdigest(), len(isi), [], isi)
    hasil.lembar = [Lembar(nama, nilai, hasil) for nama, nilai in isi_lembar]
    return hasil


def _baca_byte(jalur: Path, berkas: str) -> bytes:
    """Read the file and refuse what cannot be a workbook, before any library sees it."""
    try:
        if jalur.stat().st_size > BATAS_BYTE:
            raise _galat("berkas_terlalu_besar", berkas, f"{jalur.stat().st_size // 1_000_000} MB")
        isi = jalur.read_bytes()
    except FileNotFoundError as e:
        raise GalatBerkas("berkas_hilang", f"{berkas}: berkas ini tidak ada.", "Periksa nama dan foldernya.") from e
    except OSError as e:
        raise _galat("berkas_terkunci", berkas) from e
    if not isi:
        raise _galat("berkas_kosong", berkas)
    if isi.startswith(KEPALA_OLE):
        # An encrypted .xlsx is an OLE container with this stream, its name stored as UTF-16.
        if "EncryptedPackage".encode("utf-16-le") in isi:
            raise _galat("berkas_bersandi", berkas)
    elif isi.startswith(KEPALA_ZIP):
        _periksa_kemasan(isi, berkas)
    else:
        raise _galat("berkas_bukan_excel", berkas, "isinya bukan format Excel")
    return isi


def _periksa_kemasan(isi: bytes, berkas: str) -> None:
    """Refuse a package that is damaged, that would unpack to something huge, or that holds no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as z:
            if sum(x.file_size for x in z.infolist()) > BATAS_BYTE_TERBUKA:
                raise _galat("berkas_terlalu_besar", berkas, "isi terkemasnya melebihi batas")
            for x in z.infolist():
                if x.filename.startswith("xl/worksheets/") and x.file_size > BATAS_BYTE_LEMBAR:
                    raise _galat(
                        "berkas_terlalu_besar", berkas, "satu lembarnya memuat terlalu banyak baris atau format"
                    )
            nama = set(z.namelist())
    except zipfile.BadZipFile as e:
        raise _galat("berkas_rusak", berkas, "kemasannya tidak utuh") from e
    if not nama & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise _galat("berkas_bukan_excel", berkas, "kemasan ini bukan buku kerja")


def _nama_lembar(buku: object) -> list[str]:
    """Return the names of the sheets that hold cells; a chart or macro sheet has none."""
    from python_calamine import SheetTypeEnum

    return [m.name for m in buku.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]  # type: ignore[attr-defined]
