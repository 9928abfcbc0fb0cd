"""Charts of points: result against money, and one indicator over the years. Style and colours: grafik.py."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kinerja import kata
from kinerja.angka import tulis
from kinerja.keluaran.grafik import GARIS, KELAS, KERTAS, NETRAL, SAMAR, dasar, jadi, teks
from kinerja.keluaran.unsur import Gambar


@dataclass(frozen=True)
class Titik:
    """One point of the scatter."""

    kode: str
    nama: str
    x: float
    y: float
    hover: str


def _garis_tegak(x: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": SAMAR, "width": 1.5, "dash": "dot"},
    }


def sebaran(
    judul: str,
    uraian: str,
    titik: Sequence[Titik],
    batas_x: float,
    batas_y: float,
    judul_y: str,
    kuadran: tuple[str, str, str, str],
) -> Gambar:
    """Result against money, one point each, in four named fields.

    Args:
        judul: Caption.
        uraian: What it shows.
        titik: Points; drawn inside 0 to 100 by 0 to 130, labelled with the true figures.
        batas_x: Where money is divided.
        batas_y: Where results are divided.
        judul_y: Name of the vertical axis.
        kuadran: Names: top left, top right, bottom left, bottom right.
    """
    atas = 130.0
    jejak = [
        go.Scatter(
            x=[min(max(t.x, 0), 100) for t in titik],
            y=[min(max(t.y, 0), atas) for t in titik],
            mode="markers+text",
            text=[teks(kata.ringkas(t.kode, 14)) for t in titik],
            textposition=[_letak_kode(t, titik[:i]) for i, t in enumerate(titik)],
            textfont={"size": 12},
            cliponaxis=False,
            marker={
                "size": 12,
                "color": [NETRAL if t.y < batas_y else KELAS[0] for t in titik],
                "symbol": ["diamond" if t.y < batas_y else "circle" for t in titik],
                "line": {"color": KERTAS, "width": 1},
            },
            hovertext=[t.hover for t in titik],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]
    mendatar = {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": batas_y,
        "y1": batas_y,
        "line": {"color": SAMAR, "width": 1.5, "dash": "dot"},
    }
    sumbu = {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": GARIS,
        "fixedrange": True,
        "tickfont": {"size": 11, "color": SAMAR},
    }
    tata = dasar(
        420,
        margin={"l": 58, "r": 12, "t": 12, "b": 48},
        shapes=[_garis_tegak(batas_x), mendatar],
        annotations=_nama_kuadran(kuadran, 13, 13),
        meta={"lebar": {"annotations": _nama_kuadran(kuadran, 30, 30 if batas_x <= 70 else 13)}},
        xaxis={
            **sumbu,
            "range": [-2, 104],
            "tickvals": [0, 25, 50, 75, 100],
            "title": {"text": "Serapan anggaran (%)", "font": {"size": 12}},
        },
        yaxis={
            **sumbu,
            "range": [-4, atas + 4],
            "tickvals": [0, 25, 50, 75, 100, 125],
            "title": {"text": f"{judul_y} (%)", "font": {"size": 12}},
        },
    )
    return Gambar(jadi(jejak, tata), judul, uraian)


def _letak_kode(t: Titik, sebelum: Sequence[Titik]) -> str:
    """Where a point's code stands: each of several points that lie together has it on another side."""
    dekat = sum(abs(t.x - s.x) < 10 and abs(t.y - s.y) < 8 for s in sebelum)
    return ("middle left" if t.x > 80 else "middle right", "bottom center", "top center", "middle left")[dekat % 4]


def _nama_kuadran(kuadran: Sequence[str], kiri: int, kanan: int) -> list[dict[str, Any]]:
    """Names of the four fields, each in its corner."""
    sudut = ((0.01, 0.99), (0.99, 0.99), (0.01, 0.01), (0.99, 0.01))
    return [
        {
            "x": x,
            "y": y,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left" if x < 0.5 else "right",
            "yanchor": "top" if y > 0.5 else "bottom",
            "align": "left" if x < 0.5 else "right",
            "showarrow": False,
            "bgcolor": KERTAS,
            "text": "<br>".join(textwrap.wrap(k, kiri if x < 0.5 else kanan)),
            "font": {"size": 11, "color": SAMAR},
        }
        for (x, y), k in zip(sudut, kuadran, strict=True)
    ]


def tren(
    judul: str,
    uraian: str,
    penuh: Sequence[tuple[int, float]],
    sama: Sequence[tuple[int, float]],
    target: tuple[int, float] | None,
) -> Gambar:
    """A small line for one indicator over the years.

    Args:
        judul: Caption.
        uraian: The figures in words.
        penuh: (year, value) of whole years.
        sama: (year, value) to date, same quarter of each year.
        target: (year, value) of this year's target.
    """
    semua = [v for _, v in (*penuh, *sama)] + ([target[1]] if target else [])
    jarak = (max(semua) - min(semua)) or abs(max(semua)) or 1.0
    jejak = []
    rupa = (("setahun", penuh, NETRAL, "circle", "solid"), ("s.d. triwulan ini", sama, KELAS[0], "square", "dot"))
    for nama, titik, warna, simbol, garis in rupa:
        if titik:
            # The figure stands above its point unless the target's mark is just there.
            tahun_akhir, akhir = titik[-1]
            sesak = target is not None and target[0] == tahun_akhir and 0 <= target[1] - akhir < 0.35 * jarak
            jejak.append(
                go.Scatter(
                    x=[t for t, _ in titik],
                    y=[v for _, v in titik],
                    mode="lines+markers+text",
                    cliponaxis=False,
                    line={"color": warna, "width": 2, "dash": garis},
                    marker={"color": warna, "symbol": simbol, "size": 8},
                    text=[""] * (len(titik) - 1) + [tulis(titik[-1][1])],
                    textposition="bottom center" if sesak else "top center",
                    textfont={"size": 11},
                    hovertext=[f"{t}, {nama}: {tulis(v)}" for t, v in titik],
                    hovertemplate="%{hovertext}<extra></extra>",
                )
            )
    if target:
        jejak.append(
            go.Scatter(
                x=[target[0]],
                y=[target[1]],
                mode="markers",
                cliponaxis=False,
                marker={"color": KELAS[3], "symbol": "diamond-open", "size": 10, "line": {"width": 2}},
                hovertext=[f"Target {target[0]}: {tulis(target[1])}"],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    tahun = sorted({t for t, _ in (*penuh, *sama)} | ({target[0]} if target else set()))
    sumbu = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": {"size": 11, "color": SAMAR}}
    tata = dasar(
        150,
        margin={"l": 10, "r": 10, "t": 22, "b": 24},
        xaxis={
            **sumbu,
            "tickvals": tahun,
            "ticktext": [str(t) for t in tahun],
            "range": [tahun[0] - 0.4, tahun[-1] + 0.4],
        },
        yaxis={**sumbu, "showticklabels": False, "range": [min(semua) - 0.3 * jarak, max(semua) + 0.25 * jarak]},
    )
    return Gambar(jadi(jejak, tata), judul, uraian, kecil=True)
