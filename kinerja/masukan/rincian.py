"""What only openpyxl shows of a workbook: formulas, errors, percentages, hidden rows and columns, merged ranges.

Reading it costs thirty times what reading the values costs, so it is done once for each file as it is (by its sha256)
and kept beside the steps' tables. What is kept is only ever a shortcut: where it is missing, damaged, or made by
another version of a library, it is made anew, and the result is the same.
"""

from __future__ import annotations

import contextlib
import io
import json
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kinerja.masukan.jangkauan import KOLOM_EXCEL
from kinerja.masukan.kemasan import layak_openpyxl
from kinerja.tabel import berkas_sementara

VERSI = 1
"""Raised whenever this module would make something else of the same file, or refuse another one."""
BATAS_SIMPANAN = 50_000_000
"""Largest kept file that is read back, in bytes."""

_KETAT = b"http://purl.oclc.org/ooxml/"
_RUANG_NAMA = (
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
)
Letak = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True)
class Rincian:
    """One sheet. Rows and columns are counted from 0.

    Attributes:
        rumus: Formulas, each beginning with ``=``.
        galat: Error values such as ``#DIV/0!``.
        tanpa_nilai: Cells with a formula whose result was never stored: a program made the file, not Excel.
        persen: Number formats of cells with content that Excel shows as a percentage.
        baris_tersembunyi: Hidden rows.
        kolom_tersembunyi: Hidden columns.
        gabungan: Merged ranges: first row, first column, last row, last column.
    """

    rumus: dict[Letak, str]
    galat: dict[Letak, str]
    tanpa_nilai: frozenset[Letak]
    persen: dict[Letak, str]
    baris_tersembunyi: frozenset[int]
    kolom_tersembunyi: frozenset[int]
    gabungan: tuple[tuple[int, int, int, int], ...]


KOSONG = Rincian({}, {}, frozenset(), {}, frozenset(), frozenset(), ())

Nilai = list[tuple[str, list[list[object]]]]
"""Sheets in order: name, values by row."""


def rincian(isi: bytes, sha256: str, nilai: Nilai, simpanan: Path | None) -> dict[str, Rincian] | None:
    """Return what openpyxl shows of a workbook, sheet by sheet.

    Args:
        isi: The file's bytes; they have passed :func:`kinerja.masukan.kemasan.periksa_zip`.
        sha256: Of those bytes.
        nilai: Its values as calamine read them: they tell which formulas read as nothing.
        simpanan: Folder in which results are kept; None keeps nothing.

    Returns:
        By sheet; None where openpyxl refuses the book, or may not be given it.
    """
    jalur = None if simpanan is None else simpanan / f"{sha256}.json"
    if jalur is not None and (tersimpan := _muat(jalur)) is not None and tersimpan.keys() == {n for n, _ in nilai}:
        return tersimpan
    if not layak_openpyxl(isi):
        return None
    try:
        hasil = susun(isi, nilai)
    except Exception:  # openpyxl raises all sorts of things on a workbook that Excel and calamine still open
        return None
    if jalur is not None:
        _simpan(jalur, hasil)
    return hasil


# ---- openpyxl -------------------------------------------------------------------------------------------------------
def susun(isi: bytes, nilai: Nilai) -> dict[str, Rincian]:
    """Read a workbook with openpyxl; a second time, for stored results, only where a formula reads as nothing."""
    buku, hasil = _buka(isi, data_only=False), {}
    hitungan: Any = None
    for nama, isi_lembar in nilai:
        lembar = buku[nama]  # a sheet that calamine sees and openpyxl does not: it has not understood the book
        rumus, galat, persen = _sel(lembar)
        kosong = [rk for rk in rumus if _kosong(isi_lembar, rk)]
        tanpa: set[Letak] = set()
        if kosong:
            # A formula whose stored result reads as nothing may be an error, an empty text, or never calculated.
            hitungan = hitungan or _buka(isi, data_only=True)
            for r, k in kosong:
                sel = hitungan[nama]._cells.get((r + 1, k + 1))
                if sel is not None and sel.data_type == "e":
                    galat[r, k] = str(sel.value)
                elif (r, k) not in galat and (sel is None or sel.data_type == "n"):
                    tanpa.add((r, k))
        hasil[nama] = Rincian(
            rumus, galat, frozenset(tanpa), persen, _baris_sembunyi(lembar), _kolom_sembunyi(lembar), _gabungan(lembar)
        )
    return hasil


def _buka(isi: bytes, *, data_only: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():  # it says in English what of a workbook it does not keep
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(_lazim(isi)), data_only=data_only, keep_links=False)


def _lazim(isi: bytes) -> bytes:
    """Return a package in the namespaces that openpyxl knows: it finds no sheet in a "Strict Open XML" workbook.

    The names of ISO/IEC 29500 strict and transitional differ in their beginnings only, as far as it reads them.
    """
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        nama = next((n for n in z.namelist() if n.casefold() == "xl/workbook.xml"), "")
        if not nama or _KETAT not in z.read(nama):
            return isi
        hasil = io.BytesIO()
        with zipfile.ZipFile(hasil, "w") as tujuan:
            for n in z.namelist():
                bagian = z.read(n)
                for ketat, longgar in _RUANG_NAMA:
                    bagian = bagian.replace(_KETAT + ketat, b"http://schemas.openxmlformats.org/" + longgar)
                tujuan.writestr(n, bagian)
    return hasil.getvalue()


def _kosong(nilai: list[list[object]], rk: Letak) -> bool:
    r, k = rk
    v = nilai[r][k] if r < len(nilai) and k < len(nilai[r]) else ""
    return v == "" or (isinstance(v, str) and not v.strip())


def _sel(lembar: Any) -> tuple[dict[Letak, str], dict[Letak, str], dict[Letak, str]]:
    """Return formulas, errors and percentages.

    Only cells that the file has are looked at: openpyxl's own iteration would make every one up to the last.
    """
    rumus: dict[Letak, str] = {}
    galat: dict[Letak, str] = {}
    persen: dict[Letak, str] = {}
    format_persen: dict[int, str] = {}  # by the number of the format, "" for one without a percent sign
    for (b, k), sel in sorted(lembar._cells.items()):
        nilai = sel.value
        if nilai is None:
            continue
        letak = (b - 1, k - 1)
        if sel.data_type == "f":
            rumus[letak] = str(getattr(nilai, "text", nilai))
        elif sel.data_type == "e":
            galat[letak] = str(nilai)
        nomor = sel._style.numFmtId
        if nomor not in format_persen:
            format_persen[nomor] = sel.number_format if "%" in sel.number_format else ""
        if format_persen[nomor]:
            persen[letak] = format_persen[nomor]
    return rumus, galat, persen


def _baris_sembunyi(lembar: Any) -> frozenset[int]:
    return frozenset(r - 1 for r, d in lembar.row_dimensions.items() if d.hidden)


def _kolom_sembunyi(lembar: Any) -> frozenset[int]:
    sembunyi: set[int] = set()
    for d in lembar.column_dimensions.values():
        if d.hidden:
            awal = d.min or 1
            sembunyi.update(range(awal - 1, min(d.max or awal, KOLOM_EXCEL)))
    return frozenset(sembunyi)


def _gabungan(lembar: Any) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(
        sorted((g.min_row - 1, g.min_col - 1, g.max_row - 1, g.max_col - 1) for g in lembar.merged_cells.ranges)
    )


# ---- keeping --------------------------------------------------------------------------------------------------------
@cache
def _pembuat() -> list[object]:
    return [VERSI, version("openpyxl"), version("python-calamine")]


def _berkas(r: Rincian) -> dict[str, object]:
    return {
        "rumus": [[*k, v] for k, v in sorted(r.rumus.items())],
        "galat": [[*k, v] for k, v in sorted(r.galat.items())],
        "tanpa_nilai": sorted(r.tanpa_nilai),
        "persen": [[*k, v] for k, v in sorted(r.persen.items())],
        "baris_tersembunyi": sorted(r.baris_tersembunyi),
        "kolom_tersembunyi": sorted(r.kolom_tersembunyi),
        "gabungan": r.gabungan,
    }


def _bilangan(x: object) -> int:
    if type(x) is not int or x < 0:
        raise ValueError
    return x


def _peta(isi: Iterable[Any]) -> dict[Letak, str]:
    hasil: dict[Letak, str] = {}
    for r, k, v in isi:
        if not isinstance(v, str):
            raise ValueError
        hasil[_bilangan(r), _bilangan(k)] = v
    return hasil


def _rincian(d: dict[str, Any]) -> Rincian:
    return Rincian(
        _peta(d["rumus"]),
        _peta(d["galat"]),
        frozenset((_bilangan(r), _bilangan(k)) for r, k in d["tanpa_nilai"]),
        _peta(d["persen"]),
        frozenset(map(_bilangan, d["baris_tersembunyi"])),
        frozenset(map(_bilangan, d["kolom_tersembunyi"])),
        tuple((_bilangan(a), _bilangan(b), _bilangan(c), _bilangan(e)) for a, b, c, e in d["gabungan"]),
    )


def _muat(jalur: Path) -> dict[str, Rincian] | None:
    """Read what was kept; None where there is nothing, or nothing that this version would have written."""
    try:
        if jalur.stat().st_size > BATAS_SIMPANAN:
            return None
        d = json.loads(jalur.read_bytes())
        if d["pembuat"] != _pembuat():
            return None
        return {str(nama): _rincian(x) for nama, x in d["lembar"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _simpan(jalur: Path, hasil: dict[str, Rincian]) -> None:
    """Write what was read, whole or not at all; a folder that cannot be written to only costs time."""
    isi = {"pembuat": _pembuat(), "lembar": {nama: _berkas(r) for nama, r in hasil.items()}}
    try:
        sementara = berkas_sementara(jalur)
    except OSError:
        return
    try:
        sementara.write_text(json.dumps(isi, ensure_ascii=True, separators=(",", ":")), encoding="utf-8")
        sementara.replace(jalur)
    except OSError:
        with contextlib.suppress(OSError):
            sementara.unlink(missing_ok=True)
