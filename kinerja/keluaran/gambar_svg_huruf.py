"""How wide a text is drawn, near enough to break lines: there is no browser to ask while the report is written.

The widths are those of Arial and Liberation Sans, in thousandths of the type size, a little widened, since the report
is read in Segoe UI, Roboto or Noto Sans too. A capital is half as wide again as a small letter, and names of programmes
are often set in capitals: counting letters would let them run out of the picture.
"""

from __future__ import annotations

import re

from kinerja.keluaran.unsur import bersih

_LEBAR = {
    600: "abdeghnopqu0123456789?_#$<>=+~",
    540: "cksvxyzJ",
    300: "ijlI.,:;'|!/\\ ftr()[]-\"`*\xa0",
    880: "mMw%",
    980: "W@",
}
_PER_HURUF = {h: lebar for lebar, huruf in _LEBAR.items() for h in huruf}
_SELA = re.compile(r"[^\S\xa0]+")
"""Where a line may break: at white space other than the no-break space, which holds figures and units together."""
_BESAR, _LAIN = 740, 1000
"""A capital, and a sign of another script; accented small letters count as wide, which only breaks a line early."""
_TEBAL = 1.07


def lebar_teks(isi: str, ukuran: float, tebal: bool = False) -> float:
    """Width of one line, px.

    Args:
        isi: The text.
        ukuran: Type size, px.
        tebal: Set in bold.
    """
    ribuan = sum(_PER_HURUF.get(h, _BESAR if h.isascii() else _LAIN) for h in isi)
    return ribuan * ukuran / 1000 * (_TEBAL if tebal else 1.0)


def bungkus(isi: str, lebar: float, ukuran: float, baris: int, tebal: bool = False) -> list[str]:
    """Break a text into lines that fit; what does not fit ends in ``…``.

    Args:
        isi: The text.
        lebar: Room, px.
        ukuran: Type size, px.
        baris: Lines at most.
        tebal: Set in bold.

    Returns:
        At least one line; ``–`` for an empty text.
    """
    kata = [p for k in _SELA.split(bersih(isi).strip()) if k for p in _potong(k, lebar, ukuran, tebal)]
    hasil: list[str] = []
    for k in kata:
        if hasil and lebar_teks(f"{hasil[-1]} {k}", ukuran, tebal) <= lebar:
            hasil[-1] += f" {k}"
        else:
            hasil.append(k)
    if len(hasil) > baris:
        akhir = hasil[baris - 1]
        while akhir and lebar_teks(f"{akhir} …", ukuran, tebal) > lebar:
            akhir = akhir[:-1].rstrip()
        hasil = [*hasil[: baris - 1], f"{akhir} …".strip()]
    return hasil or ["–"]


def _potong(kata: str, lebar: float, ukuran: float, tebal: bool) -> list[str]:
    """Cut a word that is wider than a line, such as a code without spaces."""
    hasil = [""]
    for huruf in kata:
        if hasil[-1] and lebar_teks(hasil[-1] + huruf, ukuran, tebal) > lebar:
            hasil.append("")
        hasil[-1] += huruf
    return hasil
