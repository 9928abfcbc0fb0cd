"""Makes the report page small enough for a chat, without leaving out a word of it.

Works on pages of our own template, whose markup is known and whose data is escaped: what a browser adds by itself goes.
In cards on a phone each cell shows its column's heading; the full page repeats it in every cell, this one says it once
for each kind of table, in the styles.
"""

from __future__ import annotations

import html
import re

SEMPIT = "@media screen and (max-width:44rem)"
"""Where rows are cards, as in ``gaya.css``."""
_TABEL = re.compile(r'<table class="(?P<kelas>kartu[^"]*)">(?P<isi>.*?)</table>', re.DOTALL)
_LAJUR = re.compile(r' data-lajur="([^"]*)"')
_BARIS = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)


def ringkaskan(halaman: str) -> str:
    """Return the same page with less markup.

    Args:
        halaman: A page of our template without scripts.
    """
    # The roles of table parts repeat what the elements are, for old browsers that forget it when rows become cards.
    isi = re.sub(r' role="(?:table|rowgroup|row|columnheader|rowheader|cell)"', "", halaman)
    gaya: dict[tuple[str, ...], str] = {}
    isi = re.sub(r' data-(?:i|s|bidang|predikat)="[^"]*"', "", isi)  # for the filter, which is a script
    isi = _TABEL.sub(lambda m: _lajur_dalam_gaya(m, gaya), isi)
    # A cell of plain text needs no box of its own, and HTML closes these elements by itself.
    isi = re.sub(r"(<td[^>]*>)<div>([^<]*)</div></td>", r"\1\2</td>", isi)
    isi = re.sub(r"</(?:td|th|tr|thead|tbody|li|dt|dd)>", "", isi)
    aturan = "".join(_aturan(nama, lajur) for lajur, nama in gaya.items())
    return isi.replace("</style>", f"{SEMPIT}{{{aturan}}}</style>", 1)


def _lajur_dalam_gaya(m: re.Match[str], gaya: dict[tuple[str, ...], str]) -> str:
    """Move a table's headings from its cells to a class; a table whose rows differ keeps them."""
    semua = {lajur for b in _BARIS.findall(m["isi"]) if (lajur := tuple(_LAJUR.findall(b)))}
    if len(semua) != 1:
        return m[0]
    nama = gaya.setdefault(semua.pop(), f"l{len(gaya)}")
    return f'<table class="{m["kelas"]} {nama}">{_LAJUR.sub("", m["isi"])}</table>'


def _aturan(nama: str, lajur: tuple[str, ...]) -> str:
    """Styles that show headings; the first column heads the row and has none."""
    return "".join(f".{nama} td:nth-child({i})::before{{content:{_teks_css(x)}}}" for i, x in enumerate(lajur, 2))


def _teks_css(isi: str) -> str:
    """A string of CSS that can neither end itself nor the style element."""
    return '"' + re.sub(r"[^\w .,()%]", lambda m: f"\\{ord(m[0]):x} ", html.unescape(isi)) + '"'
