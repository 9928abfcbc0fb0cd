"""The office's emblem for the letterhead: ``params/logo.png`` or ``params/logo.svg``, never required, always tried."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from kinerja.galat import GalatParameter, sebab_os
from kinerja.surat.typst_pdf import ke_pdf

NAMA = ("logo.png", "logo.svg")
BATAS_BYTE = 1_000_000
"""An emblem of two centimetres needs no more, and each paper carries it."""
BATAS_PIKSEL = 16_000_000
"""Pixels of a PNG: a small file may unfold into a huge picture."""
_PNG = b"\x89PNG\r\n\x1a\n"


def logo(akar: Path) -> dict[str, bytes]:
    """Read the emblem.

    Args:
        akar: The office folder.

    Returns:
        Its bytes by its name, or nothing when the office has none. The first of :data:`NAMA` that exists is taken.

    Raises:
        GalatParameter: It is too large or no picture of its kind.
    """
    for nama in NAMA:
        jalur = akar / "params" / nama
        if not jalur.is_file():
            continue
        try:
            if jalur.stat().st_size > BATAS_BYTE:
                raise GalatParameter(f"params/{nama} lebih besar dari 1 MB.", "Perkecil gambarnya, lalu simpan ulang.")
            isi = jalur.read_bytes()
        except OSError as e:
            raise GalatParameter(
                f"params/{nama} tidak dapat dibaca: {sebab_os(e)}.", "Tutup berkasnya, lalu periksa izinnya."
            ) from e
        if not (_png_wajar(isi) if nama.endswith(".png") else _svg_wajar(isi)) or not _tergambar(nama, isi):
            raise GalatParameter(
                f"params/{nama} bukan gambar {nama[-3:].upper()} yang dapat dicetak.",
                "Simpan ulang lambangnya sebagai PNG, atau hapus berkas itu supaya kop dicetak tanpa lambang.",
            )
        return {nama: isi}
    return {}


def _png_wajar(isi: bytes) -> bool:
    lebar, tinggi = int.from_bytes(isi[16:20], "big"), int.from_bytes(isi[20:24], "big")
    return isi.startswith(_PNG) and isi[12:16] == b"IHDR" and 0 < lebar * tinggi <= BATAS_PIKSEL


def _svg_wajar(isi: bytes) -> bool:
    """Take a drawing only when it rests on nothing but itself: no entities, no file or address beside it."""
    teks = isi.decode("utf-8", "replace")
    luar = re.findall(r"""href\s*=\s*["']\s*(?!#|data:)""", teks)
    return "\ufffd" not in teks and "<svg" in teks and "<!ENTITY" not in teks and not luar


def _tergambar(nama: str, isi: bytes) -> bool:
    """Try it: what the compiler cannot draw must not stop the paper later with words about Typst."""
    from typst import TypstError

    try:
        ke_pdf("lambang", {"nama": nama}, dt.date(2000, 1, 1), berkas={nama: isi})
    except TypstError:
        return False
    return True
