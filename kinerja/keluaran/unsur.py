"""The pieces that sections are made of: escaped text, tables, folds, badges, and a section that a notebook can display.

A fragment is a ``str`` of finished HTML. Text from data enters only through :func:`e`; every function here says whether
an argument is text (it escapes it) or HTML (already made by a function here).
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kinerja import kata
from kinerja.angka import tulis, tulis_rupiah
from kinerja.kantor import Kantor, Periode

MIME_PLOTLY = "application/vnd.plotly.v1+json"
Baris = Mapping[str, Any]

# Control characters are not allowed in HTML, lone surrogates not in UTF-8; both do occur in pasted cells.
_TERLARANG = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Hasil(Protocol):
    """What a section is made from: an executed step."""

    @property
    def kantor(self) -> Kantor:
        """The office."""

    @property
    def periode(self) -> Periode:
        """The quarter."""

    @property
    def tabel(self) -> Mapping[str, Any]:
        """Tables by name."""


def catatan(df: Any) -> list[dict[str, Any]]:
    """Rows of a table as records."""
    return df.to_dict("records")


# ---- text and numbers -----------------------------------------------------------------------------------------------
def bersih(isi: object) -> str:
    """Return text without characters that HTML or UTF-8 cannot hold; a missing value becomes ``""``."""
    if ada(isi):
        return _TERLARANG.sub("\ufffd", str(isi))
    return ""


def ada(isi: object) -> bool:
    """Whether there is a value: not None, NaN or ``<NA>``."""
    if isi is None or (isinstance(isi, float) and math.isnan(isi)):
        return False
    return type(isi).__name__ not in ("NAType", "NaTType")


def e(isi: object) -> str:
    """Escape text from data for HTML, in an element or a quoted attribute."""
    return html.escape(bersih(isi), quote=True)


def bilangan(isi: object) -> float | None:
    """A figure as a float, or None when there is none or it is not finite."""
    if not ada(isi):
        return None
    nilai = float(isi)  # type: ignore[arg-type]
    return nilai if math.isfinite(nilai) else None


def bulat_rupiah(isi: object) -> int | None:
    """Rupiah as an exact int, or None."""
    return int(isi) if ada(isi) else None  # type: ignore[call-overload]


def angka(isi: object, desimal: int = 2) -> str:
    """Write a figure, ``–`` when there is none."""
    return tulis(bilangan(isi), desimal)


def persen(isi: object) -> str:
    """Write a percentage from a table, ``–`` when there is none."""
    return kata.persen(bilangan(isi))


def rupiah(isi: object) -> str:
    """Write rupiah in full, ``–`` when there is none."""
    return tulis_rupiah(bulat_rupiah(isi))


def paragraf(teks: str, kelas: str = "") -> str:
    """A paragraph of HTML."""
    return f"<p{_kelas(kelas)}>{teks}</p>"


def _kelas(kelas: str) -> str:
    return f' class="{kelas}"' if kelas else ""


def lencana(teks: str, kelas: str) -> str:
    """A badge of text: never colour alone."""
    return f'<span class="lencana {kelas}">{e(teks)}</span>'


def rincian(judul: str, isi: str, kelas: str = "", terbuka: bool = False) -> str:
    """A fold: title (text) and content (HTML). Class ``cetak`` opens it on paper."""
    return f"<details{_kelas(kelas)}{' open' if terbuka else ''}><summary>{e(judul)}</summary>{isi}</details>"


def butir(isi: Iterable[str], kelas: str = "") -> str:
    """A list of HTML items."""
    return f"<ul{_kelas(kelas)}>" + "".join(f"<li>{x}</li>" for x in isi) + "</ul>"


def pasangan(isi: Iterable[tuple[str, str]], kelas: str = "pasangan") -> str:
    """Terms (text) with their values (HTML); entries without a value are left out."""
    return f'<dl class="{kelas}">' + "".join(f"<div><dt>{e(k)}</dt><dd>{v}</dd></div>" for k, v in isi if v) + "</dl>"


# ---- tables ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Lajur:
    """A column: heading (text), how a row's cell is made (HTML), ``angka`` for right-aligned figures."""

    judul: str
    isi: Callable[[Baris], str]
    kelas: str = ""


def kolom(nama: str, judul: str, kelas: str = "") -> Lajur:
    """A column that shows a field as it is."""
    return Lajur(judul, lambda b: e(b[nama]), kelas)


def tabel(
    judul: str,
    lajur: Sequence[Lajur],
    baris: Iterable[Baris],
    kelas: str = "",
    sunyi: bool = False,
    kelompok: Mapping[int, str] | None = None,
    atribut: Callable[[Baris], str] = lambda _: "",
) -> str:
    """A table whose first column heads its rows; on a narrow screen each row becomes a card.

    Roles are written out because a table that CSS lays out as blocks loses them.

    Args:
        judul: Caption, text.
        lajur: Columns.
        baris: Rows.
        kelas: More classes.
        sunyi: The caption is for screen readers only, because a heading beside it says the same.
        kelompok: Names of groups of rows by the number of their first row.
        atribut: More attributes of a row's element, finished and with a space before them.
    """
    kepala = "".join(f'<th role="columnheader" scope="col"{_kelas(k.kelas)}>{e(k.judul)}</th>' for k in lajur)
    badan = []
    for i, b in enumerate(baris):
        if kelompok and i in kelompok:
            isi = f'<th role="rowheader" scope="rowgroup" colspan="{len(lajur)}">{e(kelompok[i])}</th>'
            badan.append(f'<tr role="row" class="kelompok">{isi}</tr>')
        badan.append(f'<tr role="row"{atribut(b)}>{_sel(lajur, b)}</tr>')
    caption = f"<caption{_kelas('sunyi' if sunyi else '')}>{e(judul)}</caption>"
    return (
        f'<div class="gulir" role="group" aria-label="{e(judul)}" tabindex="0">'
        f'<table role="table" class="{f"kartu {kelas}".strip()}">{caption}'
        f'<thead role="rowgroup"><tr role="row">{kepala}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(badan)}</tbody></table></div>'
    )


def _sel(lajur: Sequence[Lajur], b: Baris) -> str:
    """Cells of a row; an empty one says so, and steps back on a narrow screen."""
    kepala, *sisa = lajur
    sel = [f'<th role="rowheader" scope="row"{_kelas(kepala.kelas)}>{kepala.isi(b) or "–"}</th>']
    for k in sisa:
        isi = k.isi(b) or "–"
        kelas = f"{k.kelas} hampa".strip() if isi in ("–", "<strong>–</strong>") else k.kelas
        sel.append(f'<td role="cell"{_kelas(kelas)} data-lajur="{e(k.judul)}"><div>{isi}</div></td>')
    return "".join(sel)


# ---- a section ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Gambar:
    """A chart: plotly's figure as plain JSON data, and what it shows in words for those who cannot see it.

    Attributes:
        data: Figure, ``{"data": [...], "layout": {...}}``.
        judul: Caption.
        uraian: What the chart shows, one or two sentences.
        kecil: One of several small ones that stand side by side.
        svg: The same chart as static SVG, one for every layout.
        saring: What the page's filter knows the chart by, empty when it always shows.
    """

    data: dict[str, Any]
    judul: str
    uraian: str
    kecil: bool = False
    svg: tuple[str, ...] = ()
    saring: str = ""


@dataclass(frozen=True)
class Bagian:
    """A section: HTML fragments and charts in reading order; a notebook shows one output for each.

    The outputs are built here, not by plotly's renderers, so that a kernel and a run in one process give the same.
    """

    isi: tuple[str | Gambar, ...] = field(default_factory=tuple)

    @property
    def html(self) -> str:
        """All HTML fragments."""
        return "\n".join(x for x in self.isi if isinstance(x, str))

    @property
    def gambar(self) -> list[Gambar]:
        """All charts."""
        return [x for x in self.isi if isinstance(x, Gambar)]

    def keluaran(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Outputs that a notebook keeps: data by mime type, and metadata."""
        hasil: list[tuple[dict[str, Any], dict[str, Any]]] = []
        for x in self.isi:
            if isinstance(x, str):
                hasil.append(({"text/html": x, "text/plain": "(bagian laporan)"}, {}))
            else:
                ket = {
                    "judul": bersih(x.judul),
                    "uraian": bersih(x.uraian),
                    "kecil": x.kecil,
                    "svg": list(x.svg),
                    "saring": bersih(x.saring),
                }
                hasil.append(({MIME_PLOTLY: x.data, "text/plain": bersih(x.judul)}, {MIME_PLOTLY: ket}))
        return hasil

    def _ipython_display_(self) -> None:
        from IPython.display import publish_display_data

        for data, metadata in self.keluaran():
            publish_display_data(data, metadata)


def bagian(*isi: str | Gambar) -> Bagian:
    """Make a section; empty fragments are left out."""
    return Bagian(tuple(x for x in isi if x))
