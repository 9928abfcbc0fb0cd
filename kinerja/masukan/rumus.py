"""What a formula does, judged by its text alone: whether it reaches out of its workbook, what is typed into it."""

from __future__ import annotations

import re

_BERBAHAYA = re.compile(
    r"\b(?:HYPERLINK|WEBSERVICE|FILTERXML|RTD|CALL|REGISTER(?:\.ID)?|EXEC|EVALUATE|IMPORT(?:DATA|XML|HTML|FEED|RANGE)|"
    r"IMAGE|DDE)\s*\(|[\w.]+\s*\|\s*[^!|]*!",
    re.IGNORECASE,
)
"""Functions and the DDE form ``program|topic!item`` that reach out of the workbook."""
_BERKAS_LAIN = re.compile(r"\[[^\[\]]+\][^!()\[\],;]*!|file:///|https?://", re.IGNORECASE)
"""A reference into another workbook: ``[1]Sheet1!A1``, ``'C:\\x\\[y.xlsx]Sheet1'!A1``, ``'file:///...'#$Sheet1.A1``."""
_KUTIPAN = re.compile(r'"[^"]*"')
_NAMA_LEMBAR = re.compile(r"'(?:[^']|'')*'")
_TETAPAN_WAJAR = frozenset({"0", "1", "2", "100"})
"""Constants that a sound formula holds: digits to round to, the hundred of a percentage."""
PANJANG_RUMUS = 80
"""Characters of a formula that a finding shows."""


def ringkas_rumus(rumus: str) -> str:
    """Return a formula as a finding shows it."""
    return rumus if len(rumus) <= PANJANG_RUMUS else rumus[: PANJANG_RUMUS - 1] + "…"


def rumus_berbahaya(rumus: str) -> bool:
    """Whether a formula reaches out of the workbook: to a program, an address, or a library."""
    # Words in quotes, and sheets whose name has a bar in it, call nothing.
    return bool(_BERBAHAYA.search(_NAMA_LEMBAR.sub("S", _KUTIPAN.sub('""', rumus))))


def rumus_berkas_lain(rumus: str) -> bool:
    """Whether a formula takes its value from another file."""
    return bool(_BERKAS_LAIN.search(rumus))


def tetapan(rumus: str) -> list[str]:
    """Return the numbers that are typed into a formula which also refers to cells; none for any other formula."""
    from openpyxl.formula import Tokenizer

    operan = [x for x in Tokenizer(rumus).items if x.type == "OPERAND"]
    if not any(x.subtype == "RANGE" for x in operan):
        return []
    return [x.value for x in operan if x.subtype == "NUMBER" and x.value not in _TETAPAN_WAJAR]
