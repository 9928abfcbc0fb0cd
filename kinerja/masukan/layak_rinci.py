"""Tell whether openpyxl may be given a workbook: whatever is known to keep it busy for minutes is counted first.

Its readers make a cell for every place in a merged range, a hyperlink or a comment, translate a shared formula letter
by letter for every cell that shares it, and match texts that Excel keeps below 255 letters with patterns that take the
square of their length. A book that is not fit for it is still read for its values.
"""

from __future__ import annotations

import re

from kinerja.masukan.jangkauan import ATRIBUT, BARIS_EXCEL, KOLOM_EXCEL, kolom_dari

SQREF_TERPANJANG = 200_000
"""Letters in all lists of ranges of a sheet (validations, conditional formats); 200,000 ranges take 1.4 s."""
RUMUS_BERBAGI = 2_000_000
"""Cells that share a formula x letters of the longest formula, per sheet; a million letters take 1 s or 2."""
_RUJUK = re.compile(rb"<(?:[^\s<>/]*:)?(?:mergeCell|hyperlink|comment)(?=[\s/>])")
_RUJUKAN = re.compile(_RUJUK.pattern + ATRIBUT)
_REF = re.compile(rb"\sref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?[\"']")
_SQREF = re.compile(rb"sqref\s*=\s*(?:\"[^\"]*+\"|'[^']*+')")
_RUMUS = re.compile(rb"<(?:[^\s<>/]*:)?f(?=[\s>])[^<>]*>([^<]*+)<")
_PANJANG = re.compile(
    rb"formatCode\s*=\s*(?:\"[^\"]{1500}|'[^']{1500})|(?:Header|Footer|definedName)(?=[\s>])[^<>]*>[^<]{4000}"
)


def layak_rinci(bagian: dict[str, bytes], unsur: int, rujukan: int) -> bool:
    """Whether openpyxl reads a package in a second or two.

    Args:
        bagian: Its parts by name, in lower case.
        unsur: XML tags that it may have; those of formats count five times.
        rujukan: Merged ranges, hyperlinks and comments that it may have, and a hundred times as many cells in them.
    """
    xml = [isi for n, isi in bagian.items() if n.endswith((".xml", ".rels", ".vml"))]
    tanda = sum(isi.count(b"<") for isi in xml) + 4 * bagian.get("xl/styles.xml", b"").count(b"<")
    if tanda > unsur:
        return False
    jumlah = luas = 0
    for isi in xml:
        n, sel = _dirujuk(isi, rujukan)
        jumlah, luas = jumlah + n, luas + sel
        if jumlah > rujukan or luas > rujukan * 100 or not _ringan(isi):
            return False
    return True


def _dirujuk(isi: bytes, batas: int) -> tuple[int, int]:
    """Count ranges and, while they are few, the cells in them; one that cannot be measured counts as a whole sheet."""
    jumlah = len(_RUJUK.findall(isi))
    if not 0 < jumlah <= batas:
        return jumlah, 0
    luas = 0
    terukur = [m for x in _RUJUKAN.findall(isi) if (m := _REF.findall(x)) and len(m) == 1]
    for ((a, b, c, d),) in terukur:
        tinggi = int(d) - int(b) + 1 if d else 1
        lebar = kolom_dari(c) - kolom_dari(a) + 1 if c else 1
        luas += max(tinggi, 1) * max(lebar, 1)
    return jumlah, luas if len(terukur) == jumlah else BARIS_EXCEL * KOLOM_EXCEL


def _ringan(isi: bytes) -> bool:
    """Whether a part has neither endless lists of ranges, nor long shared formulas, nor texts beyond Excel's own."""
    if b"sqref" in isi and sum(len(x) for x in _SQREF.findall(isi)) > SQREF_TERPANJANG:
        return False
    if berbagi := isi.count(b"shared"):
        terpanjang = max((len(x) for x in _RUMUS.findall(isi)), default=0)
        if berbagi * terpanjang > RUMUS_BERBAGI:
            return False
    return not _PANJANG.search(isi)
