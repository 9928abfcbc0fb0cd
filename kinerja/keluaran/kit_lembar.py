"""The paper of the slides: 16:9 pages in plain HTML and CSS, and how much fits on one.

A slide is 100 rem wide and 56,25 rem high whatever the screen, so that heights can be reckoned here and rows be shared
out over as many slides as they need; nothing is measured in the browser, for the page has no script. Letters differ
from machine to machine, so widths are reckoned generously.
"""

from __future__ import annotations

import base64
import hashlib
import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kinerja.kata import ringkas
from kinerja.keluaran.laporan_tabel import Isi
from kinerja.keluaran.unsur import bersih, e

GAYA = Path(__file__).parent / "templat" / "salindia.css"
LEBAR = 89.0
"""Width of a slide's content, rem."""
TINGGI = 43.8
"""Height that a slide's content may take below a title of one line, rem."""
HURUF = 1.7
"""Size of letters in a table, rem; its small ones are :data:`HURUF_KECIL`."""
HURUF_KECIL = 1.4
BARIS = 1.3
"""Height of a line in letters."""
BARIS_SEL = 5
"""Lines that a cell may take; what is longer ends with "…", the report has all of it."""
JUDUL = 2.9
"""Size of a title's letters, rem."""
SPASI = 0.3
"""Width of a space in letters' sizes."""
_SEMPIT = frozenset("iljtfr.,:;'|!()[] I")
_LEBAR = frozenset("mwMWQO@%—")

T = TypeVar("T")


@dataclass(frozen=True)
class Salindia:
    """One slide.

    Attributes:
        judul: Title, text.
        isi: HTML.
        bab: Chapter that the cover's contents name, text.
        kelas: CSS class.
        pengantar: A sentence below the title, text.
    """

    judul: str
    isi: str
    bab: str
    kelas: str = ""
    pengantar: str = ""


# ---- how much fits --------------------------------------------------------------------------------------------------
def lebar_teks(teks: str) -> float:
    """Reckon the width of a text in letters' sizes (em), rather too wide than too narrow."""
    return sum(_lebar_huruf(h) for h in teks)


def _lebar_huruf(h: str) -> float:
    if h in _SEMPIT:
        return 0.34
    if h in _LEBAR:
        return 1.0
    if unicodedata.east_asian_width(h) in "WF":
        return 1.1
    return 0.73 if h.isupper() else 0.575


def banyak_baris(teks: str, lebar: float, huruf: float) -> int:
    """Reckon the lines that a text takes in a column of ``lebar`` rem, in letters of ``huruf`` rem.

    Words are set one after the other as a browser does; one that is wider than the line breaks anywhere.
    """
    muat = lebar / huruf
    baris, sisa = 1, muat
    for n in map(lebar_teks, bersih(teks).split()):
        if n > sisa and sisa < muat:
            baris, sisa = baris + 1, muat
        if n > sisa:
            penuh = math.ceil(n / muat) - 1
            baris, n = baris + penuh, n - penuh * muat
        sisa -= n + SPASI
    return baris


def muatkan(teks: str, lebar: float, huruf: float, baris: int) -> str:
    """Shorten a text until it takes no more than so many lines."""
    rapi = " ".join(bersih(teks).split())
    while banyak_baris(rapi, lebar, huruf) > baris and len(rapi) > 4:
        rapi = ringkas(rapi, len(rapi) * 9 // 10)
    return rapi


def tinggi_teks(teks: str, lebar: float, huruf: float) -> float:
    """Reckon a text's height in rem, 0 without one."""
    return banyak_baris(teks, lebar, huruf) * huruf * BARIS if teks else 0.0


def bagi(isi: Sequence[T], tinggi: Callable[[T], float], muat: float) -> list[list[T]]:
    """Share rows out over as few pages as hold them, and evenly, so that no page has one lonely row.

    A row that is too high alone has a page of its own.
    """
    perlu = [tinggi(x) for x in isi]
    paling_sedikit = _isi_penuh(isi, perlu, muat)
    for bagian in range(10, 20):
        rata = _isi_penuh(isi, perlu, muat * bagian / 20)
        if len(rata) == len(paling_sedikit):
            return rata
    return paling_sedikit


def _isi_penuh(isi: Sequence[T], perlu: Sequence[float], muat: float) -> list[list[T]]:
    halaman: list[list[T]] = []
    sisa = 0.0
    for x, n in zip(isi, perlu, strict=True):
        if not halaman or n > sisa:
            halaman.append([])
            sisa = muat
        halaman[-1].append(x)
        sisa -= n
    return halaman


def ruang(judul: str, pengantar: str = "") -> float:
    """Height that is left for the content below this title and sentence."""
    lebih = (banyak_baris(judul, LEBAR, JUDUL) - 1) * JUDUL * 1.15
    return TINGGI - lebih - (tinggi_teks(pengantar, LEBAR, HURUF) + 0.8 if pengantar else 0.0)


def lembar(
    judul: str,
    bab: str,
    potong: Sequence[T],
    tinggi: Callable[[T], float],
    isi: Callable[[list[T]], str],
    tetap: float = 0.0,
    **lain: str,
) -> list[Salindia]:
    """Make as many slides of one title as the pieces need; from two on, the title counts them.

    Args:
        judul: Title.
        bab: Chapter.
        potong: Pieces in order.
        tinggi: Height of a piece, rem.
        isi: HTML of the pieces of one slide.
        tetap: Height that every slide needs besides, rem: a table's heading, a key.
        **lain: More fields of the slides.
    """
    pengantar = lain.get("pengantar", "")
    halaman_ = bagi(potong, tinggi, ruang(judul, pengantar) - tetap)
    n = len(halaman_)
    if n > 1:
        halaman_ = bagi(potong, tinggi, ruang(f"{judul} ({n} dari {n})", pengantar) - tetap)
        n = len(halaman_)
    return [
        Salindia(judul if n == 1 else f"{judul} ({i} dari {n})", isi(rows), bab, **lain)
        for i, rows in enumerate(halaman_, 1)
    ]


# ---- tables ---------------------------------------------------------------------------------------------------------
def lembar_tabel(judul: str, bab: str, t: Isi | None, kelas: str = "", **lain: str) -> list[Salindia]:
    """Share a table of ``laporan_tabel.tabel`` out over slides; its heading stands on each.

    Args:
        judul: Title of the slides.
        bab: Chapter.
        t: The table, without groups, or None without rows.
        kelas: CSS class of the table.
        **lain: More fields of the slides.
    """
    if t is None:
        return []
    lebar = [w / sum(t["lebar"]) * LEBAR - 1.2 for w in t["lebar"]]
    baris = [_pendek(b["sel"], lebar) for k in t["kelompok"] for b in k["baris"]]
    kepala = max(tinggi_teks(k, w, HURUF_KECIL) for k, w in zip(t["kepala"], lebar, strict=True)) + 1.2
    return lembar(
        judul, bab, baris, lambda x: _tinggi_baris(x, lebar), lambda rows: html_tabel(judul, t, rows, kelas), kepala,
        **lain,
    )  # fmt: skip


def _pendek(sel: Sequence[Any], lebar: Sequence[float]) -> list[tuple[str, str]]:
    """Cells of a row, their text and their small text, each no longer than a slide can bear."""
    hasil = []
    for x, w in zip(sel, lebar, strict=True):
        utama, kecil = (x, "") if isinstance(x, str) else x
        hasil.append((muatkan(utama, w, HURUF, BARIS_SEL), muatkan(kecil, w, HURUF_KECIL, BARIS_SEL)))
    return hasil


def _tinggi_baris(sel: Sequence[tuple[str, str]], lebar: Sequence[float]) -> float:
    tinggi = [tinggi_teks(a, w, HURUF) + tinggi_teks(b, w, HURUF_KECIL) for (a, b), w in zip(sel, lebar, strict=True)]
    return max(tinggi) + 1.2


def html_tabel(judul: str, t: Isi, baris: Sequence[Sequence[tuple[str, str]]], kelas: str = "") -> str:
    """Write some rows of a table; the first column heads its rows."""
    jumlah = sum(t["lebar"])
    rata = [' class="kanan"' if r == "kanan" else "" for r in t["rata"]]
    lebar = [f"l{round(w / jumlah * 100)}" + (" kanan" if r else "") for w, r in zip(t["lebar"], rata, strict=True)]
    kepala = "".join(f'<th scope="col" class="{c}">{e(k)}</th>' for c, k in zip(lebar, t["kepala"], strict=True))
    badan = []
    for sel in baris:
        isi = [_sel(x) for x in sel]
        sisa = "".join(f"<td{r}>{x}</td>" for r, x in zip(rata[1:], isi[1:], strict=True))
        badan.append(f'<tr><th scope="row"{rata[0]}>{isi[0]}</th>{sisa}</tr>')
    return (
        f'<table class="{kelas}"><caption class="sunyi">{e(judul)}</caption><thead><tr>{kepala}</tr></thead>'
        f"<tbody>{''.join(badan)}</tbody></table>"
    )


def _sel(x: tuple[str, str]) -> str:
    return e(x[0]) + (f"<small>{e(x[1])}</small>" if x[1] else "")


# ---- the page -------------------------------------------------------------------------------------------------------
def halaman(judul: str, kaki: Sequence[str], sampul: str, salindia: Sequence[Salindia]) -> str:
    """Put the slides into one page: no script, no address, nothing that is fetched.

    Args:
        judul: Title of the window, text.
        kaki: What the foot of every slide says, texts.
        sampul: The first slide's HTML.
        salindia: The others.
    """
    n = len(salindia) + 1
    gaya = GAYA.read_text(encoding="utf-8") + "".join(f".l{i}{{width:{i}%}}" for i in range(1, 101))
    sidik = base64.b64encode(hashlib.sha256(gaya.encode("utf-8")).digest()).decode("ascii")
    kebijakan = f"default-src 'none'; style-src 'sha256-{sidik}'; base-uri 'none'; form-action 'none'"
    isi = "\n".join(_satu(i, s, n, kaki) for i, s in enumerate(salindia, 2))
    return (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{e(kebijakan)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light">\n'
        f"<title>{e(judul)}</title>\n<style>{gaya}</style>\n</head>\n<body>\n<main>\n"
        f'<section class="salindia sampul" id="s1" aria-labelledby="j1">{sampul}{_pindah(1, n)}</section>\n'
        f"{isi}\n</main>\n</body>\n</html>\n"
    )


def _satu(nomor: int, s: Salindia, n: int, kaki: Sequence[str]) -> str:
    pengantar = f'<p class="pengantar">{e(s.pengantar)}</p>' if s.pengantar else ""
    tanda = "".join(f"<span>{e(x)}</span>" for x in kaki if x)
    return (
        f'<section class="salindia {s.kelas}" id="s{nomor}" aria-labelledby="j{nomor}">'
        f'<h2 id="j{nomor}">{e(s.judul)}</h2>{pengantar}<div class="isi">{s.isi}</div>'
        f'<div class="kaki">{tanda}</div>{_pindah(nomor, n)}</section>'
    )


def _pindah(nomor: int, n: int) -> str:
    """Links to the slides before and after, which a keyboard reaches with Tab and Enter."""
    lalu = f'<a href="#s{nomor - 1}" aria-label="Salindia sebelumnya">‹</a>' if nomor > 1 else ""
    depan = f'<a href="#s{nomor + 1}" aria-label="Salindia berikutnya">›</a>' if nomor < n else ""
    return f'<p class="pindah">{lalu}<span>{nomor} / {n}</span>{depan}</p>'


def daftar_isi(salindia: Sequence[Salindia]) -> str:
    """Links to the first slide of every chapter."""
    awal: dict[str, int] = {}
    for nomor, s in enumerate(salindia, 2):
        awal.setdefault(s.bab, nomor)
    butir = "".join(f'<li><a href="#s{nomor}">{e(bab)}</a></li>' for bab, nomor in awal.items())
    return f'<nav aria-label="Isi"><ol>{butir}</ol></nav>'
