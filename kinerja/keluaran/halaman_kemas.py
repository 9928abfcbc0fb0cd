"""Packs text for the report page: LZMA, then base 85, unpacked in the browser by ``templat/bongkar.js``.

Measured on plotly.js 3 (4,8 MB): gzip 1,47 MB, LZMA 1,11 MB; base 85 makes that 1,39 MB of printable letters, less than
gzip alone, and any browser that runs plotly can unpack it. A denser code would need control characters, which HTML does
not allow. The letters that could end a script element or look like an address are left out of the alphabet.
"""

from __future__ import annotations

import base64
import lzma
import threading
import zlib
from dataclasses import dataclass
from functools import lru_cache

_ASLI = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_GANTI = str.maketrans("<&>(", ",.:[")
ABJAD = _ASLI.translate(_GANTI)
"""Digits of base 85, that of :func:`base64.b85encode` with the unwanted ones replaced."""
_SARINGAN = [{
    "id": lzma.FILTER_LZMA1, "dict_size": 1 << 23, "lc": 3, "lp": 0, "pb": 0,
    "mode": lzma.MODE_NORMAL, "nice_len": 128, "mf": lzma.MF_BT4, "depth": 0,
}]  # fmt: skip
"""``lc``, ``lp`` and ``pb`` are those that the unpacking script knows; text packs best without alignment."""
_KUNCI = threading.Lock()
"""Held while plotly.js is packed, so that who needs it waits instead of packing it again."""


@dataclass(frozen=True)
class Kemasan:
    """A packed text.

    Attributes:
        isi: What stands in the page, letters of :data:`ABJAD` only.
        panjang: Bytes of the text in UTF-8.
        sidik: CRC-32 of these bytes, by which the page knows that it arrived whole.
    """

    isi: str
    panjang: int
    sidik: int


def kemas(teks: str) -> Kemasan:
    """Pack a text; the same text and library give the same letters."""
    mentah = teks.encode("utf-8")
    padat = lzma.compress(mentah, lzma.FORMAT_RAW, filters=_SARINGAN)
    isi = base64.b85encode(padat, pad=True).decode("ascii").translate(_GANTI)
    return Kemasan(isi, len(mentah), zlib.crc32(mentah))


def bongkar(kemasan: Kemasan) -> str:
    """Unpack, as the browser does."""
    padat = base64.b85decode(kemasan.isi.translate(str.maketrans(ABJAD, _ASLI)))
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_SARINGAN).decompress(padat).decode("utf-8")


@lru_cache(maxsize=1)
def plotly() -> str:
    """plotly.js of the installed package."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).replace("\r\n", "\n")


@lru_cache(maxsize=1)
def _plotly_kemas() -> Kemasan:
    return kemas(plotly())


def plotly_kemas() -> Kemasan:
    """plotly.js, packed once in a process; takes about a second, in which other threads can work."""
    with _KUNCI:
        return _plotly_kemas()


def siapkan() -> None:
    """Begin to pack plotly.js while something else goes on."""
    threading.Thread(target=plotly_kemas, daemon=True).start()
