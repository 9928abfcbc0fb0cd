"""Makes the report page small enough for a chat, without leaving out a word of it.

Works on pages of our own template, whose markup is known and whose data is escaped: what a browser adds by itself goes.
In cards on a phone each cell shows its column's heading; the full page repeats it in every cell, this one says it once
for each kind of table, in the styles. There it also says once what strokes of drawings have in common.
"""

from __future__ import annotations

import html
import re

SEMPIT = "@media screen and (max-width:44rem)"
"""Where rows are cards, as in ``gaya.css``."""
_TABEL = re.compile(r'<table class="(?P<kelas>kartu[^"]*)">(?P<isi>.*?)</table>', re.DOTALL)
_LAJUR = re.compile(r' data-lajur="([^"]*)"')
_BARIS = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_GORES = re.compile(r"<(?:svg|g|text|line|rect|path)\b[^>]*>")
"""Strokes of a drawing; text of data holds no ``<``, in attributes no ``>`` either."""
_RUPA = re.compile(r' (fill|stroke(?:-width|-dasharray)?|font-(?:size|weight|family)|text-anchor|overflow)="([^"]*)"')
"""Attributes of a stroke that styles can say as well."""
_WARNA = re.compile(r"var\((--[\w-]+),[^()]*\)")
_PENDEK = re.compile(r'="([\w.#%-]+)"(?!/)', re.ASCII)
"""Values of attributes that HTML reads without quotes."""


def ringkaskan(halaman: str) -> str:
    """Return the same page with less markup.

    Args:
        halaman: A page of our template without scripts.
    """
    # The roles of table parts repeat what the elements are, for old browsers that forget it when rows become cards;
    # what a heading heads follows from its place, in the first row or the first column.
    isi = re.sub(r' (?:role="(?:table|rowgroup|row|columnheader|rowheader|cell)"|scope="(?:row|col)")', "", halaman)
    gaya: dict[tuple[str, ...], str] = {}
    isi = re.sub(r' data-(?:i|s|bidang|predikat)="[^"]*"', "", isi)  # for the filter, which is a script
    isi = _TABEL.sub(lambda m: _lajur_dalam_gaya(m, gaya), isi)
    # A cell of plain text needs no box of its own, and HTML closes these elements by itself.
    isi = re.sub(r"(<td[^>]*>)<div>([^<]*)</div></td>", r"\1\2</td>", isi)
    isi = re.sub(r"</(?:td|th|tr|thead|tbody|li|dt|dd)>", "", isi)
    isi, gores = _rupa_dalam_gaya(isi)
    isi = re.sub(r"<[^<>]*>", lambda m: _PENDEK.sub(r"=\1", m[0]), isi)
    aturan = "".join(_aturan(nama, lajur) for lajur, nama in gaya.items())
    return isi.replace("</style>", f"{gores}{SEMPIT}{{{aturan}}}</style>", 1)


def _rupa_dalam_gaya(halaman: str) -> tuple[str, str]:
    """Move what strokes look like from their attributes to classes; returns the page and the styles of the classes."""
    semua = dict.fromkeys(x for m in _GORES.finditer(halaman) if (x := tuple(_RUPA.findall(m[0]))))
    nama = {rupa: f"g{i}" for i, rupa in enumerate(semua)}

    def ganti(m: re.Match[str]) -> str:
        kelas = nama.get(tuple(_RUPA.findall(m[0])))
        if kelas is None:
            return m[0]
        isi = _RUPA.sub("", m[0])
        if " class=" in isi:
            return isi.replace(' class="', f' class="{kelas} ', 1)
        return re.sub(r"^<\w+", lambda t: f'{t[0]} class="{kelas}"', isi)

    # The page names every colour, so none needs a value to fall back on.
    gaya = "".join(f".{n}{{{';'.join(_gaya(*x) for x in rupa)}}}" for rupa, n in nama.items())
    return _GORES.sub(ganti, halaman), _WARNA.sub(r"var(\1)", gaya)


def _gaya(nama: str, nilai: str) -> str:
    """An attribute as a style, which wants the unit of a size."""
    return f"{nama}:{nilai}{'px' if nama == 'font-size' else ''}"


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
