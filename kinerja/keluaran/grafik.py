"""Charts, each drawn twice from one layout: as a plotly figure, and as static SVG that shows without a script.

Both have the same size and places, so that on the page the figure takes the drawing's place without a jump. Each chart
carries two layouts. The plain one fits a phone: names stand above their bars. ``layout.meta.lebar`` holds what changes
on a wide page: names stand left of the bars. The page's script picks one; elsewhere the plain one shows.

Colours are written for a light page; :data:`GELAP` says what each becomes on a dark one. The class colours run from
blue to orange-brown, which the common forms of colour blindness keep apart, and no colour stands without its label.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kinerja.aturan import Skala
from kinerja.keluaran import gambar_svg as svg
from kinerja.keluaran.gambar_svg import ALUR, BARIS, GARIS, KELAS, KERTAS, NETRAL, SAMAR, TINTA, UKURAN, UKURAN_KECIL
from kinerja.keluaran.gambar_svg_huruf import bungkus, lebar_teks
from kinerja.keluaran.unsur import Gambar, bersih

GELAP = {
    TINTA: "#e7ebef",
    SAMAR: "#a3afbb",
    GARIS: "#35404a",
    ALUR: "#26303a",
    KERTAS: "#151b21",
    NETRAL: "#8fb0c8",
    KELAS[0]: "#5da2e6",
    KELAS[1]: "#8ac4ea",
    KELAS[2]: "#cbb45a",
    KELAS[3]: "#e59a55",
    KELAS[4]: "#dd7a62",
}
BATAS_TAMPIL = 120.0
"""Percent at which a bar is cut in the drawing; its label always gives the true figure."""

_HURUF = '"Segoe UI", -apple-system, Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
_UJUNG = BATAS_TAMPIL + 4
_TEBAL = 18
"""Thickness of a bar, px."""
_BAWAH = 40
"""Room for the axis, px."""
JARAK_KEPALA = 12
"""Room above the heading of a group, px."""


@dataclass(frozen=True)
class Batang:
    """One row of a bar chart.

    Attributes:
        nama: Name as data has it.
        nilai: Percent, None when there is none.
        label: Written figure with its predicate or state, parted by `` · ``.
        warna: Colour of the bar.
        hover: Sentence shown on pointing.
        tanda: Percent at which the row's mark stands, None for no mark.
        kepala: Heading above the row, the first of a group; its figure stands in ``kepala_ket``.
        kepala_ket: See ``kepala``.
    """

    nama: str
    nilai: float | None
    label: str
    warna: str = NETRAL
    hover: str = ""
    tanda: float | None = 100.0
    kepala: str = ""
    kepala_ket: str = ""


@dataclass(frozen=True)
class Blok:
    """Lines of text that stand together.

    Attributes:
        x: Fraction of the width.
        y: Middle of the lines, px from above.
        baris: The lines.
        tebal: Index of the first and the one after the last line in bold.
        letak: Which end of the lines stands at ``x``.
        geser: Shift to the right, px.
    """

    x: float
    y: float
    baris: tuple[str, ...]
    tebal: tuple[int, int] = (0, 0)
    letak: str = "kiri"
    geser: int = 0


@dataclass(frozen=True)
class Susunan:
    """One layout of a bar chart: its size, where the bars stand, and every text beside them.

    Attributes:
        tinggi: Height, px, with the axis.
        bidang: Fractions of the width between which the bars lie.
        y: Middle of each bar, px from above.
        blok: Names and figures.
    """

    tinggi: int
    bidang: tuple[float, float]
    y: tuple[float, ...]
    blok: tuple[Blok, ...]

    def x(self, pct: float) -> float:
        """Fraction of the width where a percentage lies."""
        return self.bidang[0] + (self.bidang[1] - self.bidang[0]) * pct / _UJUNG


def warna_predikat(predikat: str, skala: Skala) -> str:
    """Colour of a class by its place in the scale; neutral when there is no predicate."""
    nama = [k.predikat for k in skala.kelas]
    if predikat not in nama:
        return NETRAL
    return KELAS[round(nama.index(predikat) * (len(KELAS) - 1) / (len(nama) - 1))]


def teks(isi: str) -> str:
    """Escape text for plotly, which understands a little HTML of its own (links too)."""
    return html.escape(bersih(isi), quote=False)


def dasar(tinggi: int, **lain: Any) -> dict[str, Any]:
    """Layout that every chart shares. It has no margin at the sides: places are fractions of the whole width."""
    return {
        "height": tinggi,
        "font": {"family": _HURUF, "size": UKURAN, "color": TINTA},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": KERTAS,
            "bordercolor": GARIS,
            "font": {"color": TINTA, "size": UKURAN},
            "align": "left",
        },
        **lain,
    }


def jadi(jejak: Sequence[Any], tata: dict[str, Any]) -> dict[str, Any]:
    """Build the figure, checked by plotly, and return it as plain data without the default template."""
    gambar = go.Figure(list(jejak), layout={**tata, "template": "none"})
    data: dict[str, Any] = json.loads(gambar.to_json())
    del data["layout"]["template"]
    return data


def batang(judul: str, uraian: str, baris: Sequence[Batang], garis_ket: str = "target") -> Gambar:
    """Horizontal bars on a pale track up to 100 %, each with its mark, and the figure written beside it.

    With the mark of every row at 100 the track's end is the target; with marks of their own the track is the year's
    target and the mark what was due by now: bullet charts.

    Args:
        judul: Caption.
        uraian: What it shows, for those who cannot see it.
        baris: Rows from the top down.
        garis_ket: What 100 % is.
    """
    sempit, lebar = _susun_sempit(baris), _susun_lebar(baris)
    diam = tuple(
        svg.gambar(kelas, s.tinggi, judul, uraian, _lukis(s, baris, garis_ket))
        for kelas, s in (("g-sempit", sempit), ("g-lebar", lebar))
    )
    tata = dasar(sempit.tinggi, barmode="overlay", **_tata(sempit, baris, garis_ket))
    tata["meta"] = {
        "lebar": {"height": lebar.tinggi, **_tata(lebar, baris, garis_ket)},
        "lebar_y": list(lebar.y),
    }
    return Gambar(jadi(_jejak(sempit, baris), tata), judul, uraian, svg=diam)


# ---- where things stand ---------------------------------------------------------------------------------------------
def _susun_sempit(baris: Sequence[Batang]) -> Susunan:
    """Layout of a phone, from 320 px: name and figure above each bar."""
    y = 2.0
    letak: list[float] = []
    blok: list[Blok] = []
    for b in baris:
        if b.kepala:
            kepala = [*bungkus(b.kepala, 284, UKURAN, 4, tebal=True), *bungkus(b.kepala_ket, 284, UKURAN, 2)]
            y += JARAK_KEPALA if letak else 0
            blok.append(Blok(0, y + len(kepala) * BARIS / 2, tuple(kepala), (0, len(kepala) - 1)))
            y += len(kepala) * BARIS + 6
        nama = bungkus(b.nama, 284, UKURAN, 4)
        label = [b.label] if lebar_teks(b.label, UKURAN, tebal=True) <= 284 else _baris_label(b, 284)
        n = len(nama) + len(label)
        blok.append(Blok(0, y + n * BARIS / 2, (*nama, *label), (len(nama), len(nama) + 1)))
        y += n * BARIS + 4
        letak.append(y + _TEBAL / 2)
        y += _TEBAL + 18
    return Susunan(round(y - 12) + _BAWAH, (0.02, 0.98), tuple(letak), tuple(blok))


def _susun_lebar(baris: Sequence[Batang]) -> Susunan:
    """Layout from about 690 px, which is also the paper's: name left of the bar, figure right of it."""
    y = 2.0
    letak: list[float] = []
    blok: list[Blok] = []
    kiri, kanan = 0.37, 0.77
    for b in baris:
        if b.kepala:
            kepala, ket = bungkus(b.kepala, 500, UKURAN, 3, tebal=True), bungkus(b.kepala_ket, 140, UKURAN, 3)
            y += JARAK_KEPALA if letak else 0
            tinggi = max(len(kepala), len(ket)) * BARIS + 8
            blok.append(Blok(0, y + tinggi / 2, tuple(kepala), (0, len(kepala))))
            blok.append(Blok(kanan, y + tinggi / 2, tuple(ket), (0, len(ket)), geser=10))
            y += tinggi
        nama = bungkus(b.nama, 244, UKURAN, 4)
        label = _baris_label(b, 140)
        tinggi = max(len(nama), len(label)) * BARIS + 16
        letak.append(y + tinggi / 2)
        blok.append(Blok(kiri, letak[-1], tuple(nama), letak="kanan", geser=-10))
        blok.append(Blok(kanan, letak[-1], tuple(label), (0, 1), geser=10))
        y += tinggi
    return Susunan(round(y) + _BAWAH, (kiri, kanan), tuple(letak), tuple(blok))


def _baris_label(b: Batang, lebar: float) -> list[str]:
    """The figure in one line, its predicate or what it is of in the next ones."""
    kepala, _, sisa = b.label.partition(" · ")
    return [*bungkus(kepala, lebar, UKURAN, 1, tebal=True), *(bungkus(sisa, lebar, UKURAN, 3) if sisa else [])]


def _label_sumbu(garis_ket: str) -> list[tuple[float, list[str]]]:
    return [(0, ["0"]), (25, ["25"]), (50, ["50"]), (75, ["75"]), (100, ["100 %", bersih(garis_ket)])]


def _potong(nilai: float | None) -> float | None:
    """A value as far as it is drawn."""
    return None if nilai is None else min(max(nilai, 0.0), BATAS_TAMPIL)


def _lewat(b: Batang) -> bool:
    return b.nilai is not None and b.nilai > BATAS_TAMPIL


# ---- drawn as SVG ---------------------------------------------------------------------------------------------------
def _lukis(s: Susunan, baris: Sequence[Batang], garis_ket: str) -> list[str]:
    """Texts, tracks, bars, marks, axis."""
    kiri, seratus, sumbu_y = s.bidang[0], s.x(100), s.tinggi - _BAWAH + 14
    isi = [lukis_blok(x) for x in s.blok]
    isi.append(svg.lapis([svg.persegi(kiri, y - _TEBAL / 2, seratus - kiri, _TEBAL) for y in s.y], isian=ALUR))
    for y, b in zip(s.y, baris, strict=True):
        if nilai := _potong(b.nilai):
            hover = b.hover or b.label
            isi.append(svg.persegi(kiri, y - _TEBAL / 2, s.x(nilai) - kiri, _TEBAL, b.warna, hover))
        if _lewat(b):
            isi.append(svg.tulisan(s.x(BATAS_TAMPIL), y + 4.5, ["»"], geser=1, tinta=SAMAR))
    tanda = [(s.x(t), y) for y, b in zip(s.y, baris, strict=True) if (t := _potong(b.tanda)) is not None]
    isi.append(svg.lapis([svg.garis(x, y - 12, x, y + 12) for x, y in tanda], tinta=TINTA, tebal=2))
    isi += [
        svg.tulisan(s.x(v), sumbu_y, x, letak="tengah", ukuran=UKURAN_KECIL, tinta=SAMAR)
        for v, x in _label_sumbu(garis_ket)
    ]
    return isi


def lukis_blok(x: Blok) -> str:
    """Draw lines of text; those in bold stand together."""
    atas = x.y - (len(x.baris) - 1) * BARIS / 2 + 4.5
    mulai, akhir = x.tebal
    potong = ((0, mulai, False), (mulai, akhir, True), (akhir, len(x.baris), False))
    return "".join(
        svg.tulisan(x.x, atas + a * BARIS, x.baris[a:z], geser=x.geser, letak=x.letak, tebal=tebal)
        for a, z, tebal in potong
    )


# ---- drawn by plotly ------------------------------------------------------------------------------------------------
def _tata(s: Susunan, baris: Sequence[Batang], garis_ket: str) -> dict[str, Any]:
    """Axes and texts of a layout; the vertical axis counts px from above."""
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": _BAWAH},
        "yaxis": {
            "range": [s.tinggi - _BAWAH, 0],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "xaxis": {
            "domain": list(s.bidang),
            "range": [0, _UJUNG],
            "tickvals": [v for v, _ in _label_sumbu(garis_ket)],
            "ticktext": ["<br>".join(map(teks, x)) for _, x in _label_sumbu(garis_ket)],
            "tickfont": {"size": UKURAN_KECIL, "color": SAMAR},
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "annotations": [
            *map(_catatan, s.blok),
            *(_lebih(y) for y, b in zip(s.y, baris, strict=True) if _lewat(b)),
        ],
    }


def _jejak(s: Susunan, baris: Sequence[Batang]) -> list[Any]:
    """Track, bars, and marks, which are drawn per row so that they cross no name."""
    y = list(s.y)
    rupa = {"y": y, "orientation": "h", "width": _TEBAL}
    return [
        go.Bar(x=[100] * len(y), marker={"color": ALUR, "line": {"width": 0}}, hoverinfo="skip", **rupa),
        go.Bar(
            x=[_potong(b.nilai) for b in baris],
            marker={"color": [b.warna for b in baris], "line": {"width": 0}},
            hovertext=[f"{hover_nama(b.nama)}<br>{teks(b.hover or b.label)}" for b in baris],
            hovertemplate="%{hovertext}<extra></extra>",
            **rupa,
        ),
        go.Scatter(
            x=[_potong(b.tanda) for b in baris],
            y=y,
            mode="markers",
            marker={"symbol": "line-ns-open", "size": 17, "color": TINTA, "line": {"width": 2}},
            hoverinfo="skip",
        ),
    ]


def hover_nama(nama: str) -> str:
    """A name in bold, as the first lines of what pointing shows."""
    return f"<b>{'<br>'.join(map(teks, bungkus(nama, 280, UKURAN, 5, tebal=True)))}</b>"


def _catatan(x: Blok) -> dict[str, Any]:
    """Lines of text as plotly writes them."""
    isi = [f"<b>{teks(b)}</b>" if x.tebal[0] <= i < x.tebal[1] else teks(b) for i, b in enumerate(x.baris)]
    rata = {"kiri": "left", "kanan": "right", "tengah": "center"}[x.letak]
    return {
        "x": x.x,
        "xref": "paper",
        "xanchor": rata,
        "xshift": x.geser,
        "y": x.y,
        "yanchor": "middle",
        "borderpad": 0,
        "align": rata,
        "text": "<br>".join(isi),
        "showarrow": False,
    }


def _lebih(y: float) -> dict[str, Any]:
    """Mark a bar that goes on beyond the drawing."""
    return {
        "x": BATAS_TAMPIL,
        "y": y,
        "xanchor": "left",
        "text": "»",
        "showarrow": False,
        "font": {"color": SAMAR},
    }
