"""Charts of points: result against money, and one indicator over the years. Style and colours: grafik.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kinerja import kata
from kinerja.angka import tulis
from kinerja.kantor import ROMAWI
from kinerja.keluaran import gambar_svg as svg
from kinerja.keluaran.gambar_svg import GARIS, KELAS, KERTAS, NETRAL, SAMAR, UKURAN_KECIL
from kinerja.keluaran.gambar_svg_huruf import bungkus, lebar_teks
from kinerja.keluaran.grafik import dasar, hover_nama, jadi, teks
from kinerja.keluaran.unsur import Gambar

TINGGI, _ATAS, _BAWAH = 420, 10, 50
"""Of the scatter, px: whole height, room above the field, room for the axis below it."""
PUNCAK = 130.0
"""Percent at which a result is cut in the drawing; pointing at it gives the true figure."""
_SUMBU_X, _SUMBU_Y = (-2.0, 104.0), (-4.0, PUNCAK + 4)
_BIDANG = {"g-sempit": (0.17, 0.98), "g-lebar": (0.08, 0.98)}
_LEBAR_SEMPIT = 328
"""Width of the narrow layout on the smallest usual phone, px."""
_SISI = {
    "middle right": (10, 4.5, "kiri"),
    "top center": (0, -11, "tengah"),
    "bottom center": (0, 21, "tengah"),
    "middle left": (-10, 4.5, "kanan"),
}
"""Where a code stands beside its point, by plotly's name: shift to the right and down, px, and its end at the point."""


@dataclass(frozen=True)
class Titik:
    """One point of the scatter: code, full name, money and result in percent, and what pointing at it says (text)."""

    kode: str
    nama: str
    x: float
    y: float
    hover: str


@dataclass(frozen=True)
class Garis:
    """One line of the chart over the years.

    Attributes:
        nama: What its points are.
        titik: (year, value).
        warna: Colour.
        bentuk: Shape of its points for plotly and for SVG.
        putus: Dotted.
    """

    nama: str
    titik: Sequence[tuple[int, float]]
    warna: str
    bentuk: tuple[str, str]
    putus: bool


# ---- result against money -------------------------------------------------------------------------------------------
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
    kode = [kata.ringkas(t.kode, 14) for t in titik]
    letak = _letak_kode(titik, kode)
    diam = tuple(
        svg.gambar(
            kelas,
            TINGGI,
            judul,
            uraian,
            [
                *_lukis_bidang(bidang, batas_x, batas_y, judul_y, _bungkus_kuadran(kuadran, kelas, batas_x)),
                *_lukis_titik(bidang, titik, kode, letak, batas_y),
            ],
        )
        for kelas, bidang in _BIDANG.items()
    )
    jejak = go.Scatter(
        x=[_antara(t.x, 100) for t in titik],
        y=[_antara(t.y, PUNCAK) for t in titik],
        mode="markers+text",
        text=[teks(k) for k in kode],
        textposition=letak,
        textfont={"size": 12},
        cliponaxis=False,
        marker={
            "size": 12,
            "color": [NETRAL if t.y < batas_y else KELAS[0] for t in titik],
            "symbol": ["diamond" if t.y < batas_y else "circle" for t in titik],
            "line": {"color": KERTAS, "width": 1},
        },
        hovertext=[f"{hover_nama(t.nama)}<br>{teks(t.hover)}" for t in titik],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    tata = dasar(
        TINGGI,
        margin={"l": 0, "r": 0, "t": _ATAS, "b": _BAWAH},
        shapes=[_garis_batas("x", batas_x), _garis_batas("y", batas_y)],
        xaxis=_sumbu(_SUMBU_X, [0, 25, 50, 75, 100], "Serapan anggaran (%)", domain=list(_BIDANG["g-sempit"])),
        yaxis=_sumbu(_SUMBU_Y, [0, 25, 50, 75, 100, 125], f"{judul_y} (%)"),
        annotations=_nama_kuadran("g-sempit", kuadran, batas_x),
    )
    lebar = {
        "xaxis": {**tata["xaxis"], "domain": list(_BIDANG["g-lebar"])},
        "annotations": _nama_kuadran("g-lebar", kuadran, batas_x),
    }
    return Gambar(jadi([jejak], {**tata, "meta": {"lebar": lebar}}), judul, uraian, svg=diam)


def _antara(nilai: float, atas: float) -> float:
    return min(max(nilai, 0.0), atas)


def _letak_kode(titik: Sequence[Titik], kode: Sequence[str]) -> list[str]:
    """Where each point's code stands: on the first side where it covers no point and no other code on a phone."""
    bidang = _BIDANG["g-sempit"]
    tengah = [(_di_x(bidang, _antara(t.x, 100)) * _LEBAR_SEMPIT, _di_y(_antara(t.y, PUNCAK))) for t in titik]
    terisi = [(x - 7, y - 7, x + 7, y + 7) for x, y in tengah]
    hasil = []
    for (x, y), k in zip(tengah, kode, strict=True):
        pilihan = list(_SISI) if x < 0.8 * _LEBAR_SEMPIT else list(reversed(_SISI))
        kotak = {sisi: _kotak(x, y, lebar_teks(k, 12), sisi) for sisi in pilihan}
        lega = [s for s in pilihan if kotak[s][2] <= _LEBAR_SEMPIT and not any(_tumpang(kotak[s], b) for b in terisi)]
        hasil.append((lega or pilihan)[0])
        terisi.append(kotak[hasil[-1]])
    return hasil


def _kotak(x: float, y: float, lebar: float, sisi: str) -> tuple[float, float, float, float]:
    """Left, upper, right and lower edge of a code beside a point, px."""
    geser, turun, ujung = _SISI[sisi]
    kiri = x + geser - {"kiri": 0.0, "tengah": lebar / 2, "kanan": lebar}[ujung]
    return kiri, y + turun - 10, kiri + lebar, y + turun + 2


def _tumpang(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _bungkus_kuadran(kuadran: Sequence[str], kelas: str, batas_x: float) -> list[list[str]]:
    """Names of the fields in lines that fit beside the dividing line."""
    sempit = kelas == "g-sempit"
    kiri, kanan = (90, 90) if sempit else (200, 200 if batas_x <= 70 else 95)
    return [bungkus(k, kiri if i % 2 == 0 else kanan, UKURAN_KECIL, 4) for i, k in enumerate(kuadran)]


def _di_x(bidang: tuple[float, float], pct: float) -> float:
    return bidang[0] + (bidang[1] - bidang[0]) * (pct - _SUMBU_X[0]) / (_SUMBU_X[1] - _SUMBU_X[0])


def _di_y(pct: float) -> float:
    return _ATAS + (TINGGI - _ATAS - _BAWAH) * (_SUMBU_Y[1] - pct) / (_SUMBU_Y[1] - _SUMBU_Y[0])


def _lukis_bidang(
    bidang: tuple[float, float], batas_x: float, batas_y: float, judul_y: str, kuadran: Sequence[Sequence[str]]
) -> list[str]:
    """Axes, dividing lines and the names of the four fields."""
    kiri, kanan, atas, bawah = *bidang, _ATAS, TINGGI - _BAWAH
    rupa: dict[str, Any] = {"ukuran": UKURAN_KECIL, "tinta": SAMAR}
    isi = [svg.garis(kiri, bawah, kanan, bawah, GARIS, 1), svg.garis(kiri, atas, kiri, bawah, GARIS, 1)]
    isi += [svg.tulisan(_di_x(bidang, v), bawah + 15, [str(v)], letak="tengah", **rupa) for v in range(0, 101, 25)]
    isi += [svg.tulisan(kiri, _di_y(v) + 4, [str(v)], letak="kanan", geser=-6, **rupa) for v in range(0, 126, 25)]
    isi += [
        svg.garis(_di_x(bidang, batas_x), atas, _di_x(bidang, batas_x), bawah, SAMAR, putus=True),
        svg.garis(kiri, _di_y(batas_y), kanan, _di_y(batas_y), SAMAR, putus=True),
        svg.tulisan((kiri + kanan) / 2, TINGGI - 12, ["Serapan anggaran (%)"], letak="tengah", ukuran=12),
        svg.tegak(13, (atas + bawah) / 2, f"{judul_y} (%)", 12),
    ]
    for i, baris in enumerate(kuadran):
        y = atas + 12 if i < 2 else bawah - 8 - (len(baris) - 1) * svg.BARIS_KECIL
        x, letak, geser = (kiri, "kiri", 6) if i % 2 == 0 else (kanan, "kanan", -4)
        isi.append(svg.tulisan(x, y, baris, letak=letak, geser=geser, **rupa))
    return isi


def _lukis_titik(
    bidang: tuple[float, float], titik: Sequence[Titik], kode: Sequence[str], letak: Sequence[str], batas_y: float
) -> list[str]:
    isi = []
    for t, k, sisi in zip(titik, kode, letak, strict=True):
        x, y = _di_x(bidang, _antara(t.x, 100)), _di_y(_antara(t.y, PUNCAK))
        bentuk, warna = ("wajik", NETRAL) if t.y < batas_y else ("bulat", KELAS[0])
        geser, turun, ujung = _SISI[sisi]
        isi.append(svg.tanda(bentuk, x, y, warna, f"{t.nama}: {t.hover}"))
        isi.append(svg.tulisan(x, y + turun, [k], letak=ujung, geser=geser, ukuran=12))
    return isi


def _sumbu(rentang: tuple[float, float], angka: list[int], judul: str, **lain: Any) -> dict[str, Any]:
    return {
        "range": list(rentang),
        "tickvals": angka,
        "title": {"text": teks(judul), "font": {"size": 12}},
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": GARIS,
        "fixedrange": True,
        "tickfont": {"size": UKURAN_KECIL, "color": SAMAR},
        **lain,
    }


def _garis_batas(sumbu: str, nilai: float) -> dict[str, Any]:
    """A dividing line at a value of one axis, over the whole of the other."""
    lain = "y" if sumbu == "x" else "x"
    letak = {f"{sumbu}0": nilai, f"{sumbu}1": nilai, f"{lain}0": 0, f"{lain}1": 1, f"{lain}ref": f"{lain} domain"}
    return {"type": "line", **letak, "line": {"color": SAMAR, "width": 1.5, "dash": "dot"}}


def _nama_kuadran(kelas: str, kuadran: Sequence[str], batas_x: float) -> list[dict[str, Any]]:
    """Names of the four fields, each in its corner."""
    return [
        {
            "x": i % 2,
            "y": 1 if i < 2 else 0,
            "xref": "x domain",
            "yref": "y domain",
            "xanchor": "left" if i % 2 == 0 else "right",
            "yanchor": "top" if i < 2 else "bottom",
            "xshift": 6 if i % 2 == 0 else -4,
            "align": "left" if i % 2 == 0 else "right",
            "showarrow": False,
            "text": "<br>".join(map(teks, baris)),
            "font": {"size": UKURAN_KECIL, "color": SAMAR},
        }
        for i, baris in enumerate(_bungkus_kuadran(kuadran, kelas, batas_x))
    ]


# ---- one indicator over the years -----------------------------------------------------------------------------------
TINGGI_TREN, _ATAS_TREN, _BAWAH_TREN = 150, 22, 24
NAMA_TRIWULAN = {n: f"TW {r}" for n, r in ROMAWI.items()}
_BIDANG_TREN = (0.04, 0.96)


@dataclass(frozen=True)
class Susunan:
    """Ranges of the small chart, each from the near edge to the far one, and the names of its places."""

    tahun: tuple[float, float]
    nilai: tuple[float, float]
    sumbu: Mapping[int, str]

    def x(self, tahun: float) -> float:
        """Fraction of the width."""
        kiri, kanan = _BIDANG_TREN
        return kiri + (kanan - kiri) * (tahun - self.tahun[0]) / (self.tahun[1] - self.tahun[0])

    def y(self, nilai: float) -> float:
        """Place from above, px."""
        tinggi = TINGGI_TREN - _ATAS_TREN - _BAWAH_TREN
        return round(_ATAS_TREN + tinggi * (self.nilai[1] - nilai) / (self.nilai[1] - self.nilai[0]), 1)


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
    deret = (
        Garis("setahun", penuh, NETRAL, ("circle", "titik"), False),
        Garis("s.d. triwulan ini", sama, KELAS[0], ("square", "kotak"), True),
    )
    tahun = {t for t, _ in (*penuh, *sama, *([target] if target else []))}
    ket = f"Target {target[0]}" if target else ""
    return _garis_kecil(judul, uraian, deret, target, ket, {t: str(t) for t in sorted(tahun)})


def triwulanan(
    judul: str,
    uraian: str,
    lalu: Sequence[tuple[int, float]],
    kini: Sequence[tuple[int, float]],
    target: float | None,
    tahun: int,
) -> Gambar:
    """A small chart of one indicator by quarter: this year's line over last year's.

    Args:
        judul: Caption.
        uraian: The figures in words.
        lalu: (quarter, value to date) of last year.
        kini: (quarter, value to date) of this year.
        target: This year's target, drawn at TW IV.
        tahun: This year.
    """
    deret = (
        Garis(str(tahun - 1), lalu, NETRAL, ("circle", "titik"), True),
        Garis(str(tahun), kini, KELAS[0], ("square", "kotak"), False),
    )
    letak = (4, target) if target is not None else None
    return _garis_kecil(judul, uraian, deret, letak, f"Target {tahun}", NAMA_TRIWULAN)


def _garis_kecil(
    judul: str,
    uraian: str,
    semua_deret: Sequence[Garis],
    target: tuple[int, float] | None,
    ket_target: str,
    sumbu: Mapping[int, str],
) -> Gambar:
    """Draw lines and a target over the places of ``sumbu``, which names each."""
    deret = [d for d in semua_deret if d.titik]
    semua = [v for d in deret for _, v in d.titik] + ([target[1]] if target else [])
    jarak = (max(semua) - min(semua)) or abs(max(semua)) or 1.0
    tempat = list(sumbu)
    s = Susunan((tempat[0] - 0.4, tempat[-1] + 0.4), (min(semua) - 0.3 * jarak, max(semua) + 0.25 * jarak), sumbu)
    bawah = [_sesak(d, target, jarak) for d in deret]
    jejak = [_jejak_garis(s, d, b) for d, b in zip(deret, bawah, strict=True)]
    isi = [x for d, b in zip(deret, bawah, strict=True) for x in _lukis_garis(s, d, b)]
    if target:
        ket = f"{ket_target}: {tulis(target[1])}"
        isi.append(svg.tanda("wajik_kosong", s.x(target[0]), s.y(target[1]), KELAS[3], ket))
        jejak.append(
            go.Scatter(
                x=[target[0]],
                y=[target[1]],
                mode="markers",
                cliponaxis=False,
                marker={"color": KELAS[3], "symbol": "diamond-open", "size": 10, "line": {"width": 2}},
                hovertext=[ket],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    rupa: dict[str, Any] = {"letak": "tengah", "ukuran": UKURAN_KECIL, "tinta": SAMAR}
    isi += [svg.tulisan(s.x(t), TINGGI_TREN - 9, [nama], **rupa) for t, nama in sumbu.items()]
    diam = svg.gambar("g-semua", TINGGI_TREN, judul, uraian, isi)
    return Gambar(jadi(jejak, _tata_tren(s)), judul, uraian, kecil=True, svg=(diam,))


def _sesak(d: Garis, target: tuple[int, float] | None, jarak: float) -> bool:
    """Whether the last figure stands below its point, because the target's mark is just above it."""
    tahun, nilai = d.titik[-1]
    return target is not None and target[0] == tahun and 0 <= target[1] - nilai < 0.35 * jarak


def _jejak_garis(s: Susunan, d: Garis, bawah: bool) -> Any:
    return go.Scatter(
        x=[t for t, _ in d.titik],
        y=[v for _, v in d.titik],
        mode="lines+markers+text",
        cliponaxis=False,
        line={"color": d.warna, "width": 2, "dash": "dot" if d.putus else "solid"},
        marker={"color": d.warna, "symbol": d.bentuk[0], "size": 8},
        text=[""] * (len(d.titik) - 1) + [tulis(d.titik[-1][1])],
        textposition="bottom center" if bawah else "top center",
        textfont={"size": UKURAN_KECIL},
        hovertext=[f"{s.sumbu[t]}, {d.nama}: {tulis(v)}" for t, v in d.titik],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _lukis_garis(s: Susunan, d: Garis, bawah: bool) -> list[str]:
    isi = [
        svg.garis(s.x(t0), s.y(v0), s.x(t1), s.y(v1), d.warna, 2, d.putus)
        for (t0, v0), (t1, v1) in zip(d.titik, d.titik[1:], strict=False)
    ]
    isi += [svg.tanda(d.bentuk[1], s.x(t), s.y(v), d.warna, f"{s.sumbu[t]}, {d.nama}: {tulis(v)}") for t, v in d.titik]
    tahun, nilai = d.titik[-1]
    y = s.y(nilai) + (18 if bawah else -9)
    return [*isi, svg.tulisan(s.x(tahun), y, [tulis(nilai)], letak="tengah", ukuran=UKURAN_KECIL)]


def _tata_tren(s: Susunan) -> dict[str, Any]:
    sumbu = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": {"size": 11, "color": SAMAR}}
    return dasar(
        TINGGI_TREN,
        margin={"l": 0, "r": 0, "t": _ATAS_TREN, "b": _BAWAH_TREN},
        xaxis={
            **sumbu,
            "domain": list(_BIDANG_TREN),
            "tickvals": list(s.sumbu),
            "ticktext": list(s.sumbu.values()),
            "range": list(s.tahun),
        },
        yaxis={**sumbu, "showticklabels": False, "range": list(s.nilai)},
    )
