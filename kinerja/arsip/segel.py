r"""The seal: a short number that stands for the content of a report, and one for the run that made it.

Both are printed on the signed paper, so both are defined here so exactly that a stranger can compute them without this
software, from the CSV or parquet files of an archive.

**Content hash** (``sidik_isi``). SHA-256 of a UTF-8 text, written out in lower-case hex. The text is made of the tables
in :data:`TABEL_SEGEL`, in that order; every line ends with one LF:

1. the line ``kinerja-sidik-isi-1``;
2. for each table the line ``#`` + its name, then one line with its column names, then one line for each row, rows and
   columns in the order of the table; cells are separated by one TAB.

A cell is written by the declared type of its column (:mod:`kinerja.skema`): text as it is, with ``\`` ``TAB`` ``LF``
``CR`` written as ``\\`` ``\t`` ``\n`` ``\r``; whole numbers in decimal digits; ``bool`` as ``ya`` or ``tidak``; other
numbers as C's ``%.12g`` writes them (twelve significant digits, so that the last bit of a processor's arithmetic does
not show), minus zero as ``0``; a missing figure as nothing at all.

**Run id** (``run_id``). The first twelve hex digits of the SHA-256 of a compact JSON text (UTF-8, keys sorted, no space
after ``,`` and ``:``, no ``\u`` escapes) with three keys of ``run.json``: ``masukan`` (path of every input and params
file with its SHA-256), ``parameter`` (year and quarter) and ``versi`` (that of kinerja alone). Timing, the machine and
the libraries have no part in it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kinerja.galat import GalatTabel
from kinerja.skema import TABEL

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Periode

TABEL_SEGEL = ("capaian", "sasaran", "serapan", "temuan", "putusan")
"""What the seal covers: every figure, every finding and the decision that a report shows."""
TABEL_NILAI = ("realisasi", "realisasi_anggaran")
"""What is released beside them: each quarter's own figures, for later quarters to build on."""
KEPALA = "kinerja-sidik-isi-1"
PANJANG_RUN_ID = 12
_LOLOS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def sidik_isi(tabel: Mapping[str, pd.DataFrame]) -> str:
    """Hash the content of the sealed tables, as the module's docstring defines it.

    Args:
        tabel: Tables by name, in the shape that ``skema`` declares; those that the seal does not cover are ignored.

    Returns:
        64 hex digits.

    Raises:
        GalatTabel: A sealed table is missing.
    """
    h = hashlib.sha256(f"{KEPALA}\n".encode())
    for nama in TABEL_SEGEL:
        if nama not in tabel:
            raise GalatTabel(f"Tabel {nama} untuk periode ini belum ada.", "Jalankan dulu: kinerja jalan.")
        for baris in _baris(nama, tabel[nama]):
            h.update(baris.encode("utf-8", "surrogatepass") + b"\n")
    return h.hexdigest()


def _baris(nama: str, df: pd.DataFrame) -> Iterator[str]:
    """Yield the lines of one table."""
    yield f"#{nama}"
    yield "\t".join(str(k).translate(_LOLOS) for k in df.columns)
    kolom = [[tulis_sel(x, tipe_kolom(nama, str(k), df[k])) for x in df[k]] for k in df.columns]
    for sel in zip(*kolom, strict=True):
        yield "\t".join(x.translate(_LOLOS) for x in sel)


def tipe_kolom(nama: str, kolom: str, isi: pd.Series[Any]) -> str:
    """Tell the type of a column: as declared, else as it is."""
    dinyatakan = TABEL.get(nama, {}).get(kolom)
    return dinyatakan.tipe if dinyatakan is not None else str(isi.dtype)


def hilang(x: Any) -> bool:
    """Tell whether a cell holds nothing: None, NaN or pandas' NA (which cannot be compared)."""
    return x is None or type(x).__name__ == "NAType" or bool(x != x)


def tulis_sel(x: Any, tipe: str, angka: Callable[[float], str] | None = None, teks: Callable[[str], str] = str) -> str:
    """Write one cell as text, the same on every machine; a missing value is empty.

    Args:
        x: The cell.
        tipe: Type of its column.
        angka: How a fraction is written; the seal's own way when not given.
        teks: How words are written.
    """
    if hilang(x):
        return ""
    if tipe == "bool":
        return "ya" if x else "tidak"
    if tipe in ("int64", "Int64"):
        return str(int(x))
    if tipe == "float64":
        return (angka or _angka)(float(x))
    return teks(str(x))


def _angka(x: float) -> str:
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return "0" if x == 0 else f"{x:.12g}"


def run_id(catatan: Mapping[str, Any]) -> str:
    """Name a run by what went into it.

    Args:
        catatan: ``run.json`` as read; ``masukan``, ``parameter`` and ``versi.kinerja`` are used.

    Returns:
        Twelve hex digits.

    Raises:
        KeyError: ``catatan`` is not the account of a run.
    """
    dasar = {k: catatan[k] for k in ("masukan", "parameter")} | {"versi": catatan["versi"]["kinerja"]}
    teks = json.dumps(dasar, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(teks.encode("utf-8", "surrogatepass")).hexdigest()[:PANJANG_RUN_ID]


def teks_qr(periode: Periode, revisi: int, sidik: str, run: str) -> str:
    """Words of the QR code on the signed paper: plain text, since no address of the office will live for ten years.

    Args:
        periode: The quarter.
        revisi: Revision of the report, 0 first.
        sidik: Its content hash.
        run: Its run id.

    Returns:
        Three lines: which report, and in full the two marks that stand at the foot of its pages.
    """
    return f"Laporan Capaian Kinerja {periode.teks}, Rev {revisi}\nSidik isi SHA-256: {sidik}\nID run: {run}"
