"""The strokes that a static chart is drawn with: SVG that is as wide as its place and never scales its letters.

Horizontal places are fractions of the width and come out as percentages, vertical ones are px, so that one drawing fits
a phone, a desktop and paper with letters of the same size. Colours are the page's CSS variables, each with its light
value for places that have no such page; text stays text, escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.angka import bulat
from kinerja.keluaran.unsur import bersih, e

TINTA, SAMAR, GARIS, ALUR, KERTAS, NETRAL = "#1d2733", "#586473", "#c9d0d6", "#e8ecef", "#ffffff", "#54748c"
KELAS = ("#155a9c", "#3d8ec4", "#a08a2c", "#cf7a2c", "#a3402a")
"""From the highest class to the lowest."""
UKURAN, UKURAN_KECIL, BARIS, BARIS_KECIL = 13, 11, 17, 14
"""Type sizes, and distance of their lines, px."""

_VARIABEL = {TINTA: "tinta", SAMAR: "samar", GARIS: "garis", ALUR: "alur", KERTAS: "kertas", NETRAL: "netral"} | {
    warna: f"p{i}" for i, warna in enumerate(KELAS)
}
_JANGKAR = {"kiri": "", "tengah": ' text-anchor="middle"', "kanan": ' text-anchor="end"'}
_BENTUK = {
    "bulat": "M6 0A6 6 0 1 1-6 0A6 6 0 1 1 6 0z",
    "wajik": "M0-7.5L7.5 0L0 7.5L-7.5 0z",
    "titik": "M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0z",
    "kotak": "M-4-4H4V4H-4z",
    "wajik_kosong": "M0-6L6 0L0 6L-6 0z",
    "tegak": "M0-12V12",
}
"""Signs around the point that they mark; the last two are drawn as lines."""
_GARIS_SAJA = ("wajik_kosong", "tegak")


def gambar(kelas: str, tinggi: int, judul: str, uraian: str, isi: Sequence[str]) -> str:
    """Put strokes into a picture, to stand inside HTML (a file of its own would need SVG's name space).

    Args:
        kelas: When the page shows it: ``g-sempit``, ``g-lebar`` or ``g-semua``.
        tinggi: Height, px.
        judul: What it is called (text).
        uraian: What it shows (text).
        isi: Finished strokes.
    """
    return (
        f'<svg class="{kelas}" width="100%" height="{tinggi}" role="img" '
        f'font-family="var(--huruf,sans-serif)" font-size="{UKURAN}" fill="{warna(TINTA)}">'
        f"<title>{e(judul)}</title><desc>{e(uraian)}</desc>{''.join(isi)}</svg>"
    )


def warna(nilai: str) -> str:
    """A colour as the page's variable, with its light value to fall back on."""
    return f"var(--{_VARIABEL[nilai]},{nilai})"


def _persen(x: float) -> str:
    return f"{bulat(x * 100):g}%"


def tulisan(
    x: float,
    y: float,
    baris: Sequence[str],
    *,
    geser: float = 0,
    letak: str = "kiri",
    ukuran: int = UKURAN,
    tinta: str = TINTA,
    tebal: bool = False,
) -> str:
    """Lines of text.

    Args:
        x: Fraction of the width.
        y: Where the first line stands, px.
        baris: The lines (text).
        geser: Shift to the right, px.
        letak: Which part of the text stands at ``x``: ``kiri``, ``tengah`` or ``kanan``.
        ukuran: Type size, px.
        tinta: Colour.
        tebal: Set in bold.
    """
    rupa = (
        _JANGKAR[letak]
        + (f' dx="{geser:g}"' if geser else "")
        + (f' font-size="{ukuran}"' if ukuran != UKURAN else "")
        + (f' fill="{warna(tinta)}"' if tinta != TINTA else "")
        + (' font-weight="600"' if tebal else "")
    )
    kiri = f' x="{_persen(x)}"' if x else ""
    jarak = BARIS_KECIL if ukuran <= UKURAN_KECIL else BARIS
    return "".join(f'<text{kiri} y="{y + i * jarak:g}"{rupa}>{e(isi)}</text>' for i, isi in enumerate(baris))


def tegak(x: float, y: float, isi: str, ukuran: int) -> str:
    """A line of text that is read upwards, its middle at ``x`` and ``y``, both px."""
    letak = f'transform="translate({x:g} {y:g}) rotate(-90)"'
    return f'<text {letak} text-anchor="middle" font-size="{ukuran}">{e(isi)}</text>'


def lapis(isi: Sequence[str], *, isian: str = "", tinta: str = "", tebal: float = 0) -> str:
    """Strokes that share their colour: ``isian`` fills them, ``tinta`` draws their lines, ``tebal`` px wide."""
    rupa = f' fill="{warna(isian)}"' if isian else f' stroke="{warna(tinta)}" stroke-width="{tebal:g}"'
    return f"<g{rupa}>{''.join(isi)}</g>"


def persegi(x: float, y: float, lebar: float, tinggi: float, isian: str = "", hover: str = "") -> str:
    """A filled rectangle from fraction ``x``, ``lebar`` wide; ``hover`` is shown on pointing."""
    rupa = f' fill="{warna(isian)}"' if isian else ""
    ukuran = f'x="{_persen(x)}" y="{y:g}" width="{_persen(lebar)}" height="{tinggi:g}"{rupa}'
    return f"<rect {ukuran}>{_judul(hover)}</rect>" if hover else f"<rect {ukuran}/>"


def _judul(hover: str) -> str:
    return f"<title>{e(bersih(hover))}</title>" if hover else ""


def garis(x0: float, y0: float, x1: float, y1: float, tinta: str = "", tebal: float = 1.5, putus: bool = False) -> str:
    """A line between two places; ``putus`` makes it dotted."""
    rupa = f' stroke="{warna(tinta)}" stroke-width="{tebal:g}"' if tinta else ""
    rupa += ' stroke-dasharray="2 4"' if putus else ""
    return f'<line x1="{_persen(x0)}" y1="{y0:g}" x2="{_persen(x1)}" y2="{y1:g}"{rupa}/>'


def tanda(bentuk: str, x: float, y: float, tinta: str, hover: str = "") -> str:
    """A sign at a place, one of the shapes that points are told apart by besides their colour."""
    if bentuk in _GARIS_SAJA:
        rupa = f'fill="none" stroke="{warna(tinta)}" stroke-width="2"'
    else:
        rupa = f'fill="{warna(tinta)}" stroke="{warna(KERTAS)}"'
    isi = f'<path d="{_BENTUK[bentuk]}" {rupa}>{_judul(hover)}</path>'
    return f'<svg x="{_persen(x)}" y="{y:g}" overflow="visible">{isi}</svg>'
