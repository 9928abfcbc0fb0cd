"""Packs text for the report page: LZMA, then base 85, unpacked in the browser by ``templat/bongkar.js``.

Measured on plotly.js 3 (4,8 MB): gzip 1,47 MB, LZMA 1,11 MB; base 85 makes that 1,39 MB of printable letters, less than
gzip alone, and any browser that runs plotly can unpack it. A denser code would need control characters, which HTML does
not allow. The letters that could end a script element or look like an address are left out of the alphabet.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import lzma
import pkgutil
import sys
import threading
import zlib
from dataclasses import asdict, dataclass
from functools import lru_cache

from kinerja.kantor import CHECKOUT
from kinerja.tabel import buang_sisa, tulis_byte

SIMPANAN = CHECKOUT / "data" / "processed" / ".kemas" / "plotly.json"
"""plotly.js as an earlier run packed it, for all offices of this installation; changes no byte of a page."""

_ASLI = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_GANTI = str.maketrans("<&>(", ",.:[")
ABJAD = _ASLI.translate(_GANTI)
"""Digits of base 85, that of :func:`base64.b85encode` with the unwanted ones replaced."""
_SARINGAN = {
    "id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 0,
    "mode": lzma.MODE_NORMAL, "nice_len": 128, "mf": lzma.MF_BT4, "depth": 0,
}  # fmt: skip
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
    padat = lzma.compress(mentah, lzma.FORMAT_RAW, filters=_saringan(len(mentah)))
    isi = base64.b85encode(padat, pad=True).decode("ascii").translate(_GANTI)
    return Kemasan(isi, len(mentah), zlib.crc32(mentah))


def bongkar(kemasan: Kemasan) -> str:
    """Unpack, as the browser does."""
    padat = base64.b85decode(kemasan.isi.translate(str.maketrans(ABJAD, _ASLI)))
    saringan = _saringan(kemasan.panjang)
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=saringan).decompress(padat).decode("utf-8")


def _saringan(panjang: int) -> list[dict[str, int]]:
    """Give the filter for a text of so many bytes: a wider dictionary packs no better and takes 12 times its size."""
    return [_SARINGAN | {"dict_size": max(panjang, 4096)}]


# ---- plotly.js ------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=1)
def plotly() -> str:
    """plotly.js of the installed package, as ``plotly.offline.get_plotlyjs`` reads it, but without loading charts."""
    isi = pkgutil.get_data("plotly", "package_data/plotly.min.js")
    if isi is None:
        raise FileNotFoundError("plotly/package_data/plotly.min.js")
    return isi.decode("utf-8").replace("\r\n", "\n")


def plotly_kemas() -> Kemasan:
    """plotly.js, packed once; takes about a second the first time, in which other threads can work."""
    with _KUNCI:
        return _plotly_kemas()


def siapkan() -> None:
    """Begin to pack plotly.js while something else goes on."""
    threading.Thread(target=plotly_kemas, daemon=True).start()


@lru_cache(maxsize=1)
def _plotly_kemas() -> Kemasan:
    """Take what was kept, or pack and keep it; a folder that cannot be written to only costs time."""
    if (tersimpan := _muat()) is not None:
        return tersimpan
    hasil = kemas(plotly())
    isi = {"pembuat": _pembuat(), "sha256": _sha256(hasil.isi), **asdict(hasil)}
    with contextlib.suppress(OSError):
        buang_sisa(SIMPANAN.parent)
        tulis_byte(SIMPANAN, json.dumps(isi).encode("ascii"))
    return hasil


def _muat() -> Kemasan | None:
    """Read what was kept; None where there is nothing, or not exactly what this packer made of this plotly.js."""
    try:
        isi = json.loads(SIMPANAN.read_bytes())
        if isi.pop("pembuat") == _pembuat() and isi.pop("sha256") == _sha256(isi["isi"]):
            return Kemasan(**isi)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _pembuat() -> str:
    """Hash what the letters depend on: the text, this packer, and the LZMA library that comes with Python."""
    return _sha256(json.dumps([_sha256(plotly()), _SARINGAN, ABJAD, sys.version]))


def _sha256(teks: str) -> str:
    return hashlib.sha256(teks.encode("utf-8")).hexdigest()
