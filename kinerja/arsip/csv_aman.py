"""A table as CSV that Excel in Indonesia opens by a double click, and that it never runs.

UTF-8 with a byte order mark, cells separated by ``;``, figures with a decimal comma and all their digits, lines ended
by CRLF. A text that begins with a sign that spreadsheets take for a formula gets an apostrophe before it, and so does
one that begins with an apostrophe: whoever takes one leading apostrophe away has the text as it was.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kinerja.arsip.segel import tipe_kolom, tulis_sel

if TYPE_CHECKING:
    import pandas as pd

PEMICU = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
"""First signs of a text that some spreadsheet takes for a formula, and the apostrophe itself."""


def tulis_csv(nama: str, df: pd.DataFrame) -> bytes:
    """Write a table.

    Args:
        nama: Its name, for the declared types of its columns.
        df: The table.

    Returns:
        The file's bytes, the same for the same content.
    """
    keluar = io.StringIO()
    tulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    tulis.writerow([str(k) for k in df.columns])
    kolom = [[tulis_sel(x, tipe_kolom(nama, str(k), df[k]), _desimal, amankan) for x in df[k]] for k in df.columns]
    tulis.writerows(zip(*kolom, strict=True))
    return b"\xef\xbb\xbf" + keluar.getvalue().encode("utf-8", "replace")


def _desimal(x: float) -> str:
    """Write a figure with a decimal comma and all its digits."""
    return repr(x).removesuffix(".0").replace(".", ",")


def amankan(teks: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, spaces before it or not."""
    return "'" + teks if teks.startswith("'") or teks.lstrip(" \u00a0\ufeff").startswith(PEMICU) else teks
