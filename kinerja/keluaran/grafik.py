"""Charts as plotly figures in plain JSON data: small, without a template, every word already Indonesian.

Each chart carries two layouts. The plain one fits a phone: names stand above their bars. ``layout.meta.lebar`` holds
what changes on a wide page: names stand left of the bars. The page's script picks one; elsewhere the plain one shows.

Colours are written for a light page; :data:`GELAP` says what each becomes on a dark one. The class colours run from
blue to orange-brown, which the common forms of colour blindness keep apart, and no colour stands without its label.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kinerja.aturan import Skala
from kinerja.keluaran.unsur import Gambar, bersih

TINTA, SAMAR, GARIS, ALUR, KERTAS, NETRAL = "#1d2733", "#586473", "#c9d0d6", "#e8ecef", "#ffffff", "#54748c"
KELAS = ("#155a9c", "#3d8ec4", "#a08a2c", "#cf7a2c", "#a3402a")
"""From the highest class to the lowest."""
GELAP = {
    TINTA: "#e7ebef",
    SAMAR: "#a3afbb",
    GARIS: "#3c4854",
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
_LEBAR_NAMA = 42
_BARIS_NAMA = 3
_TINGGI_HURUF = 16
_TEBAL = 20
"""Height of a bar on a narrow page, px."""


@dataclass(frozen=True)
class Batang:
    """One row of a bar chart.

    Attributes:
        nama: Name as data has it.
        nilai: Percent, None when there is none.
        label: Written figure with its predicate or state.
        warna: Colour of the bar.
        hover: Sentence shown on pointing.
    """

    nama: str
    nilai: float | None
    label: str
    warna: str = NETRAL
    hover: str = ""


def warna_predikat(predikat: str, skala: Skala) -> str:
    """Colour of a class by its place in the scale; neutral when there is no predicate."""
    nama = [k.predikat for k in skala.kelas]
    if predikat not in nama:
        return NETRAL
    return KELAS[round(nama.index(predikat) * (len(KELAS) - 1) / (len(nama) - 1))]


def teks(isi: str) -> str:
    """Escape text for plotly, which understands a little HTML of its own (links too)."""
    return html.escape(bersih(isi), quote=False)


def _bungkus(nama: str) -> list[str]:
    """Wrap a name into at most three lines."""
    return textwrap.wrap(bersih(nama), _LEBAR_NAMA, max_lines=_BARIS_NAMA, placeholder=" …") or ["–"]


def dasar(tinggi: int, **lain: Any) -> dict[str, Any]:
    """Layout that every chart shares."""
    return {
        "height": tinggi,
        "font": {"family": _HURUF, "size": 13, "color": TINTA},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": KERTAS, "bordercolor": GARIS, "font": {"color": TINTA, "size": 13}, "align": "left"},
        **lain,
    }


def jadi(jejak: Sequence[Any], tata: dict[str, Any]) -> dict[str, Any]:
    """Build the figure, checked by plotly, and return it as plain data without the default template."""
    gambar = go.Figure(list(jejak), layout={**tata, "template": "none"})
    data: dict[str, Any] = json.loads(gambar.to_json())
    del data["layout"]["template"]
    return data


def batang(judul: str, uraian: str, baris: Sequence[Batang], garis_ket: str = "target") -> Gambar:
    """Horizontal bars on a pale track up to 100 %, a mark at 100, and the figure written beside each.

    Args:
        judul: Caption.
        uraian: What it shows, for those who cannot see it.
        baris: Rows from the top down.
        garis_ket: What 100 % is.
    """
    n = len(baris)
    nama = [_bungkus(b.nama) for b in baris]
    label = [b.label.split(" · ") for b in baris]
    banyak = max((len(x) for x in nama), default=1)
    lebih = [_lebih(i) for i, b in enumerate(baris) if b.nilai is not None and b.nilai > BATAS_TAMPIL]
    # Above each bar of the narrow layout stand its name and figure; half a row of that is the chart's own upper edge.
    sempit = (banyak + 1) * _TINGGI_HURUF + _TEBAL + 24
    atas = ((banyak + 1) * _TINGGI_HURUF + _TEBAL / 2) / sempit
    sumbu_y = {
        "range": [n - 1 + _TEBAL / sempit, -atas],
        "tickvals": list(range(n)),
        "ticktext": ["<br>".join(map(teks, x)) for x in nama],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 13},
        "ticklabelstandoff": 8,
    }
    tata = dasar(
        sempit * n + 56,
        margin={"l": 6, "r": 6, "t": 18, "b": 38},
        barmode="overlay",
        yaxis=sumbu_y,
        xaxis=_sumbu_persen(
            range=[0, BATAS_TAMPIL + 4], ticktext=["0", "25", "50", "75", f"100 %<br>{teks(garis_ket)}"]
        ),
        annotations=[*lebih, *(_di_atas(i, x, b) for i, (x, b) in enumerate(zip(nama, baris, strict=True)))],
        meta={
            "lebar": {
                "height": (max(banyak, 2) * _TINGGI_HURUF + 18) * n + 50,
                "margin": {"l": _lebar(nama), "r": _lebar(label) + 4, "t": 4, "b": 38},
                "yaxis": {**sumbu_y, "showticklabels": True, "range": [n - 0.5, -0.5]},
                "annotations": [*lebih, *(_di_kanan(i, x) for i, x in enumerate(label))],
            }
        },
    )
    return Gambar(jadi(_jejak_batang(baris, _TEBAL / sempit), tata), judul, uraian)


def _jejak_batang(baris: Sequence[Batang], tebal: float) -> list[Any]:
    """Track, bars, and the mark at 100 %, which is drawn per row so that it crosses no name."""
    n = len(baris)
    y = list(range(n))
    nilai = [None if b.nilai is None else min(max(b.nilai, 0.0), BATAS_TAMPIL) for b in baris]
    dasar = {"y": y, "orientation": "h", "width": tebal}
    return [
        go.Bar(x=[100] * n, marker={"color": ALUR, "line": {"width": 0}}, hoverinfo="skip", **dasar),
        go.Bar(
            x=nilai,
            marker={"color": [b.warna for b in baris], "line": {"width": 0}},
            hovertext=[_hover(b) for b in baris],
            hovertemplate="%{hovertext}<extra></extra>",
            **dasar,
        ),
        go.Scatter(
            x=[100] * n,
            y=y,
            mode="markers",
            marker={"symbol": "line-ns-open", "size": 24, "color": TINTA, "line": {"width": 2}},
            hoverinfo="skip",
        ),
    ]


def _lebar(baris: Sequence[Sequence[str]]) -> int:
    """Margin that holds the longest line, with some slack for wide fonts."""
    return round(7.3 * max((len(x) for isi in baris for x in isi), default=8)) + 22


def _sumbu_persen(**lain: Any) -> dict[str, Any]:
    return {
        "tickvals": [0, 25, 50, 75, 100],
        "tickfont": {"size": 11, "color": SAMAR},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        **lain,
    }


def _hover(b: Batang) -> str:
    nama = "<br>".join(teks(x) for x in textwrap.wrap(bersih(b.nama), 60, max_lines=5, placeholder=" …"))
    return f"<b>{nama}</b><br>{teks(b.hover or b.label)}"


def _lebih(i: int) -> dict[str, Any]:
    """Mark a bar that goes on beyond the drawing."""
    return {
        "x": BATAS_TAMPIL,
        "y": i,
        "xanchor": "left",
        "text": "»",
        "showarrow": False,
        "font": {"size": 14, "color": SAMAR},
    }


def _di_atas(i: int, nama: list[str], b: Batang) -> dict[str, Any]:
    """Name and figure above the bar, for a narrow page."""
    isi = "<br>".join(map(teks, nama)) + f"<br><b>{teks(b.label)}</b>"
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": i,
        "yanchor": "bottom",
        "yshift": 14,
        "align": "left",
        "text": isi,
        "showarrow": False,
        "font": {"size": 13},
    }


def _di_kanan(i: int, label: Sequence[str]) -> dict[str, Any]:
    """Figure right of the bars, for a wide page."""
    kepala, *sisa = map(teks, label)
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 10,
        "y": i,
        "text": "<br>".join([f"<b>{kepala}</b>", *sisa]),
        "showarrow": False,
        "align": "left",
        "font": {"size": 13},
    }
