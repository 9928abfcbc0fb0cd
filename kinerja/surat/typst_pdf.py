"""Typst to PDF/A in bytes that depend on nothing but template, data and date.

What people wrote is data: it goes to the template as JSON and is never pasted into Typst source, so that ``#``, ``$``
or ``@`` in a name are letters and no commands. The compiler sees only the files that it is given, in memory: no path of
the machine, no font of the system (only those inside the typst package, all with a free licence), no clock.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

TEMPLAT = Path(__file__).parent / "templat"
"""Folder of our own templates; ``dasar.typ`` in it is there for every document as ``/dasar.typ``."""
KOTAK = "□"
"""Stands for a letter that no font at hand can draw. PDF/A forbids the empty glyph that would stand there otherwise."""
_ARAH = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the reading direction: on a paper they could only hide what is written."""
_NAMA_BERKAS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_AMAN = "\u024f"
"""Last letter of Latin Extended-B: every letter up to it can be drawn."""

_TANDA = frozenset("–—‘’“”„…•‰′″€−×÷≤≥≠≈±→←↑↓√∞□■●○▲▼✓")
"""Signs beyond it that our own words use."""

Standar = Literal["a-2b", "a-2a", "a-2u", "a-3b", "a-3a", "ua-1"]
TERBACA: tuple[Standar, ...] = ("a-2a", "ua-1")
"""PDF/A for keeping, with the tags of PDF/UA for those who have a page read to them: what all our documents claim."""


def ke_pdf(
    templat: str | Path,
    data: Mapping[str, Any],
    tanggal: dt.date,
    standar: Sequence[Standar] = TERBACA,
    berkas: Mapping[str, bytes] | None = None,
) -> bytes:
    """Typeset a document.

    A template begins with ``#import "/dasar.typ": *`` and finds its data in ``d``. Files beside it that end in ``.typ``
    can be imported by their name (``#import "/bagian.typ": *``); images are drawn with ``gambar("<name>", ...)``, and
    an SVG is also at ``/berkas/<name>``.

    Args:
        templat: Name of one of our templates (``disposisi``), or the path of another.
        data: What the template shows: texts, numbers, lists and dicts of them. Letters that cannot be drawn become
            :data:`KOTAK`.
        tanggal: Date of the document, the only one that the file holds.
        standar: What the file claims to be; the compiler refuses a document that does not keep to it.
        berkas: Images (PNG, JPEG, SVG) by the plain name that the template uses.

    Returns:
        The PDF.

    Raises:
        typst.TypstError: The template is wrong, or an image cannot be read.
    """
    jalur = TEMPLAT / f"{templat}.typ" if isinstance(templat, str) else templat
    sumber: dict[str, bytes] = {p.name: p.read_bytes() for p in sorted(jalur.parent.glob("*.typ"))}
    sumber["dasar.typ"] = (TEMPLAT / "dasar.typ").read_bytes()
    sumber["main"] = jalur.read_bytes()
    biner = {}
    for nama, isi in (berkas or {}).items():
        if not _NAMA_BERKAS.fullmatch(nama):
            raise ValueError(f"not a plain file name: {nama!r}")
        if _teks(isi):
            sumber[f"berkas/{nama}"] = isi
        else:
            biner[nama] = list(isi)
    return _susun(sumber, bersihkan(data), json.dumps(biner), tanggal, standar)


def _teks(isi: bytes) -> bool:
    """Tell whether the compiler takes this as a file in memory: it takes text only, other bytes come as data."""
    try:
        isi.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _susun(sumber: dict[str, bytes], data: Any, biner: str, tanggal: dt.date, standar: Sequence[Standar]) -> bytes:
    """Compile; where letters cannot be drawn, once more without them, and at last with Latin ones alone."""
    from typst import TypstError

    masukan = json.dumps(data, ensure_ascii=False, allow_nan=False)
    try:
        return _kompilasi(sumber, {"data": masukan, "biner": biner}, tanggal, standar)
    except TypstError:
        asing = [h for h in sorted(set(masukan)) if h > _AMAN]
        if not asing:
            raise
    try:
        tampak = masukan.translate({ord(h): _pengganti(h) for h in asing})
        return _kompilasi(sumber, {"data": tampak, "biner": biner}, tanggal, standar)
    except TypstError:
        # Letters that can be drawn each alone and yet not side by side.
        tampak = masukan.translate({ord(h): KOTAK for h in asing if h not in _TANDA})
        return _kompilasi(sumber, {"data": tampak, "biner": biner}, tanggal, standar)


def _pengganti(huruf: str) -> str:
    """What stands for a letter in the second try: itself when it can be drawn, in capitals too; no loose accent."""
    if unicodedata.category(huruf)[0] == "M":
        return ""
    return huruf if _terlukis(huruf) and all(_terlukis(h) for h in huruf.upper()) else KOTAK


def _kompilasi(
    sumber: dict[str, bytes], masukan: dict[str, str], tanggal: dt.date, standar: Sequence[Standar]
) -> bytes:
    import typst

    hasil = typst.compile(
        sumber,  # type: ignore[call-overload]  # its stubs do not know files in memory
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=masukan,
        pdf_standards=list(standar),
        timestamp=dt.datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=dt.UTC),
    )
    return bytes(hasil)


@lru_cache(maxsize=4096)
def _terlukis(huruf: str) -> bool:
    """Return whether a font at hand has this letter, by trying it."""
    import typst

    try:
        typst.compile(
            b"#sys.inputs.h", ignore_system_fonts=True, format="pdf", sys_inputs={"h": huruf}, pdf_standards="a-2a"
        )
    except typst.TypstError:
        return False
    return True


# ---- text -----------------------------------------------------------------------------------------------------------
def bersihkan(nilai: Any) -> Any:
    """Take out of every text what no paper can hold: control characters, turned reading directions, broken letters.

    Returns:
        The same structure; tuples become lists, keys texts.
    """
    if isinstance(nilai, str):
        return bersihkan_teks(nilai)
    if isinstance(nilai, Mapping):
        return {str(k): bersihkan(v) for k, v in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [bersihkan(v) for v in nilai]
    return nilai


def bersihkan_teks(teks: str) -> str:
    """Do so for one text; line breaks stay, tabs become spaces."""
    teks = unicodedata.normalize("NFC", teks.replace("\r\n", "\n").replace("\t", " ")).translate(_ARAH)
    return "".join(_satu(h) for h in teks)


def _satu(huruf: str) -> str:
    if huruf == "\n" or huruf.isalnum():
        return huruf
    golongan = unicodedata.category(huruf)
    if golongan in ("Cs", "Cn", "Co"):  # private letters mean something on one machine only
        return KOTAK
    return "" if golongan == "Cc" else huruf
