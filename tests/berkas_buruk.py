"""Files that no office should send, each in its kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl


def _xlsx() -> bytes:
    wb = openpyxl.Workbook()
    wb.active.append(["catatan", "rapat"])
    isi = io.BytesIO()
    wb.save(isi)
    return isi.getvalue()


def _zip_lain() -> bytes:
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w") as z:
        z.writestr("word/document.xml", "<x/>")
    return isi.getvalue()


def _xml_rusak() -> bytes:
    """A package that is whole, with a sheet that is not."""
    masuk, keluar = io.BytesIO(_xlsx()), io.BytesIO()
    with zipfile.ZipFile(masuk) as a, zipfile.ZipFile(keluar, "w") as b:
        for n in a.namelist():
            isi = a.read(n)
            b.writestr(n, isi[: len(isi) // 2] if n in ("xl/worksheets/sheet1.xml", "xl/workbook.xml") else isi)
    return keluar.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

_ISI: dict[str, Callable[[], bytes]] = {
    "kosong.xlsx": lambda: b"",
    "terpotong.xlsx": lambda: _xlsx()[:2000],
    "bersandi.xlsx": lambda: _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    "ole rusak.xls": lambda: _OLE,
    "gambar.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "surat.xlsx": _zip_lain,
    "halaman.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "xml rusak.xlsx": _xml_rusak,
}

BURUK = {
    "kosong.xlsx": "berkas_kosong",
    "terpotong.xlsx": "berkas_rusak",
    "bersandi.xlsx": "berkas_bersandi",
    "ole rusak.xls": "berkas_rusak",
    "gambar.xlsx": "berkas_bukan_excel",
    "surat.xlsx": "berkas_bukan_excel",
    "halaman.xls": "berkas_bukan_excel",
    "xml rusak.xlsx": "berkas_rusak",
}
"""Name of each file and the code of the finding that it must give."""


def buat(nama: str, folder: Path) -> Path:
    """Write one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / nama).write_bytes(_ISI[nama]())
    return folder / nama


def tanpa_judul(folder: Path) -> Path:
    """Write a sound workbook without any heading that is known."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catatan rapat.xlsx").write_bytes(_xlsx())
    return folder / "catatan rapat.xlsx"
