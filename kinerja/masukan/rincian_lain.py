"""What stands behind the values of ``.xls``, ``.xlsb`` and ``.ods``, which openpyxl does not read.

Calamine gives an error cell as nothing and ``80%`` as 0.8, so errors and percentages are read from the bytes here, and
with them hidden rows and columns and merged ranges. Formulas are not: each format writes them in a language of its own.
Sources: MS-XLS, MS-XLSB, OpenDocument 1.3 part 3.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
from collections.abc import Iterable

from kinerja.masukan.jangkauan import KOLOM_EXCEL, PembacaOds, kali, rekaman_xlsb
from kinerja.masukan.kemasan_ole import Wadah, rekaman_xls
from kinerja.masukan.rincian import Letak, Rincian

BATAS_CATATAN = 200_000
"""Cells, rows, columns and ranges that are noted at most; a book with more is read for its values only."""
GALAT = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_PERSEN_BAWAAN = {9: "0%", 10: "0.00%"}


class _Catatan:
    """One sheet being noted."""

    def __init__(self) -> None:
        self.galat: dict[Letak, str] = {}
        self.persen: dict[Letak, str] = {}
        self.baris: list[tuple[int, int]] = []
        self.kolom: list[tuple[int, int]] = []
        self.gabungan: set[tuple[int, int, int, int]] = set()
        self.format_sel: dict[Letak, int] = {}
        self.terakhir = -1

    def sel(self, letak: Letak, format_sel: int | None, galat: str = "") -> None:
        """Note a cell that holds something: the number of its format, its error."""
        self.terakhir = max(self.terakhir, letak[0])
        if galat:
            self.galat[letak] = galat
        if format_sel is not None:
            self.format_sel[letak] = format_sel

    def selesai(self, format_persen: dict[int, str]) -> Rincian:
        """Return the sheet; hidden rows beyond the last used one do not count.

        Raises:
            ValueError: There is more to note than is worth it.
        """
        persen = self.persen | {k: format_persen[f] for k, f in self.format_sel.items() if f in format_persen}
        baris = _rentang(self.baris, self.terakhir)
        kolom = _rentang(self.kolom, KOLOM_EXCEL - 1)
        if len(persen) + len(self.galat) + len(self.gabungan) > BATAS_CATATAN:
            raise ValueError
        return Rincian({}, self.galat, frozenset(), persen, baris, kolom, tuple(sorted(self.gabungan)))


def _rentang(daftar: Iterable[tuple[int, int]], batas: int) -> frozenset[int]:
    hasil: set[int] = set()
    for awal, akhir in daftar:
        hasil.update(range(awal, min(akhir, batas) + 1))
    return frozenset(hasil)


def rincian_lain(isi: bytes, jenis: str, nama: list[str]) -> dict[str, Rincian] | None:
    """Return what stands behind the values, sheet by sheet; None where it cannot be told.

    Args:
        isi: The file's bytes; they have passed :mod:`kinerja.masukan.kemasan`.
        jenis: ``xls``, ``xlsb`` or ``ods``.
        nama: Names of the sheets as calamine read them, in the book's order.
    """
    baca = {"xls": _xls, "xlsb": _xlsb, "ods": _ods}[jenis]
    try:
        lembar = baca(isi)
    except (ValueError, KeyError, IndexError, struct.error):
        return None
    return dict(zip(nama, lembar, strict=True)) if len(lembar) == len(nama) else None


# ---- ods ------------------------------------------------------------------------------------------------------------
_GALAT_ODS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:5\d\d")
_TERTUTUP = frozenset(("collapse", "filter"))


class _Ods(PembacaOds):
    """Adds to rows and cells as they are measured what they look like."""

    def __init__(self) -> None:
        super().__init__(1_000_000)
        self.catatan: list[_Catatan] = []
        self.kelompok: list[bool] = []  # groups around the row or column, True for a folded one
        self.k_kolom = 0
        self.teks: list[str] | None = None

    def mulai(self, nama: str, atribut: dict[str, str]) -> None:
        dalam_sel = bool(self.sel)
        super().mulai(nama, atribut)
        if dalam_sel:
            return
        if nama == "table:table":
            self.catatan.append(_Catatan())
            self.kelompok, self.k_kolom = [], 0
        elif nama in ("table:table-row-group", "table:table-column-group"):
            self.kelompok.append(atribut.get("table:display") == "false")
        elif nama == "table:table-column" and self.catatan:
            lebar = kali(atribut.get("table:number-columns-repeated"))
            if atribut.get("table:visibility") in _TERTUTUP or any(self.kelompok):
                self.catatan[-1].kolom.append((self.k_kolom, self.k_kolom + lebar - 1))
            self.k_kolom += lebar
        elif nama == "table:table-row" and self.catatan:
            if atribut.get("table:visibility") in _TERTUTUP or any(self.kelompok):
                self.catatan[-1].baris.append((self.baris, self.baris + self.ulang_baris - 1))
        elif self.sel and self.catatan:
            self._mulai_sel(atribut)

    def _mulai_sel(self, atribut: dict[str, str]) -> None:
        c, awal = self.catatan[-1], (self.baris, self.kolom - self.ulang)
        lebar = kali(atribut.get("table:number-columns-spanned"))
        tinggi = kali(atribut.get("table:number-rows-spanned"))
        if lebar * tinggi > 1:
            c.gabungan.add((*awal, awal[0] + tinggi - 1, awal[1] + lebar - 1))
        if atribut.get("office:value-type") == "percentage":
            c.persen.update(dict.fromkeys(self._letak(), "0%"))
        if "table:formula" in atribut or atribut.get("calcext:value-type") == "error":
            self.teks = []
        if any(k.startswith("office:") for k in atribut):
            c.terakhir = max(c.terakhir, self.baris + self.ulang_baris - 1)

    def _letak(self) -> list[Letak]:
        if self.ulang_baris * self.ulang > BATAS_CATATAN:
            raise ValueError
        baris = range(self.baris, self.baris + self.ulang_baris)
        return [(r, k) for r in baris for k in range(self.kolom - self.ulang, self.kolom)]

    def huruf(self, teks: str) -> None:
        if self.teks is not None:
            self.teks.append(teks)

    def selesai(self, nama: str) -> None:
        super().selesai(nama)
        if self.sel and self.dalam == self.sel and self.teks is not None:
            isi, self.teks = "".join(self.teks).strip(), None
            if _GALAT_ODS.fullmatch(isi):
                self.catatan[-1].galat.update(dict.fromkeys(self._letak(), isi))
        elif not self.sel and nama in ("table:table-row-group", "table:table-column-group") and self.kelompok:
            self.kelompok.pop()


def _ods(isi: bytes) -> list[Rincian]:
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        pembaca = _Ods()
        pembaca.baca(z.read("content.xml"))
    return [c.selesai({}) for c in pembaca.catatan]


# ---- xls ------------------------------------------------------------------------------------------------------------
_LEMBAR, _FORMAT, _XF, _BARIS, _KOLOM, _GABUNG = 0x85, 0x41E, 0xE0, 0x208, 0x7D, 0xE5
_MULRK, _RUMUS, _BOOLERR = 0xBD, 0x06, 0x205
_SEL = frozenset((0x0204, 0x00FD, 0x0203, 0x027E, 0x00D6, _RUMUS, _BOOLERR))


def _xls(isi: bytes) -> list[Rincian]:
    wadah = Wadah(isi)
    buku = wadah.baca("Workbook")
    lama = not buku
    buku = buku or wadah.baca("Book")
    lembar: dict[int, _Catatan] = {}
    format_sel: list[int] = []
    persen = dict(_PERSEN_BAWAAN)
    kini: _Catatan | None = None
    for mulai, jenis, i, panjang in rekaman_xls(buku):
        kini = lembar.get(mulai, kini)
        d = buku[i : i + panjang]
        if jenis == _LEMBAR and d[5] == 0:  # a worksheet, not a chart or a macro sheet
            lembar[int.from_bytes(d[:4], "little")] = _Catatan()
        elif jenis == _FORMAT:
            kode = d[3:].decode("cp1252", "replace") if lama else _teks_xls(d[2:])
            persen.pop(int.from_bytes(d[:2], "little"), None)
            if "%" in kode:
                persen[int.from_bytes(d[:2], "little")] = kode
        elif jenis == _XF:
            format_sel.append(int.from_bytes(d[2:4], "little"))
        elif kini is not None:
            _catat_xls(kini, jenis, d)
    menurut_xf = {n: persen[f] for n, f in enumerate(format_sel) if f in persen}
    return [c.selesai(menurut_xf) for c in lembar.values()]


def _teks_xls(d: bytes) -> str:
    panjang = int.from_bytes(d[:2], "little")
    return d[3 : 3 + 2 * panjang].decode("utf-16-le", "replace") if d[2] & 1 else d[3 : 3 + panjang].decode("latin-1")


def _catat_xls(c: _Catatan, jenis: int, d: bytes) -> None:
    if jenis in _SEL:
        r, k, xf = struct.unpack_from("<HHH", d)
        kode = -1
        if jenis == _BOOLERR and d[7]:
            kode = d[6]
        elif jenis == _RUMUS and d[12:14] == b"\xff\xff" and d[6] == 2:
            kode = d[8]
        c.sel((r, k), xf, GALAT.get(kode, "#N/A") if kode >= 0 else "")
    elif jenis == _MULRK:
        r, k = struct.unpack_from("<HH", d)
        for n in range((len(d) - 6) // 6):
            c.sel((r, k + n), int.from_bytes(d[4 + 6 * n : 6 + 6 * n], "little"))
    elif jenis == _BARIS and d[12] & 0x20:
        c.baris.append((int.from_bytes(d[:2], "little"),) * 2)
    elif jenis == _KOLOM and d[8] & 1:
        c.kolom.append(struct.unpack_from("<HH", d))
    elif jenis == _GABUNG:
        for n in range(int.from_bytes(d[:2], "little")):
            r1, r2, k1, k2 = struct.unpack_from("<HHHH", d, 2 + 8 * n)
            c.gabungan.add((r1, k1, r2, k2))


# ---- xlsb -----------------------------------------------------------------------------------------------------------
_B_BARIS, _B_LEMBAR, _B_FORMAT, _B_XF, _B_AWAL_XF, _B_AKHIR_XF, _B_KOLOM, _B_GABUNG = (
    0x00, 0x9C, 0x2C, 0x2F, 0x269, 0x26A, 0x3C, 0xB0,
)  # fmt: skip
_B_SEL = frozenset(range(2, 12))
_B_GALAT = frozenset((3, 11))


def _xlsb(isi: bytes) -> list[Rincian]:
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        bagian = {n.casefold().lstrip("/"): n for n in z.namelist()}

        def baca(nama: str) -> bytes:
            return z.read(bagian[nama]) if nama in bagian else b""

        hubungan = _hubungan(baca("xl/_rels/workbook.bin.rels").decode("utf-8", "replace"))
        persen = _gaya_xlsb(baca("xl/styles.bin"))
        hasil = []
        buku = baca("xl/workbook.bin")
        for jenis, i, panjang in rekaman_xlsb(buku):
            if jenis == _B_LEMBAR:
                target = hubungan[_teks_xlsb(buku[i + 8 : i + panjang])]
                if "worksheets/" in target:
                    hasil.append(_lembar_xlsb(baca(target)).selesai(persen))
    return hasil


def _hubungan(teks: str) -> dict[str, str]:
    """Return the part that each relation of the workbook points to, by its id."""
    hasil = {}
    for tanda in re.findall(r"<Relationship\s[^>]*>", teks):
        sifat = {k: html.unescape(v) for k, v in re.findall(r"(\w+)\s*=\s*\"([^\"]*)\"", tanda)}
        target = sifat.get("Target", "").replace("\\", "/").casefold()
        hasil[sifat.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return hasil


def _teks_xlsb(d: bytes) -> str:
    return d[4 : 4 + 2 * int.from_bytes(d[:4], "little")].decode("utf-16-le", "replace")


def _gaya_xlsb(isi: bytes) -> dict[int, str]:
    """Return the percentage formats by the number that cells name."""
    persen, sel, hasil, nomor = dict(_PERSEN_BAWAAN), False, {}, 0
    for jenis, i, panjang in rekaman_xlsb(isi):
        if jenis == _B_FORMAT:
            kode = _teks_xlsb(isi[i + 2 : i + panjang])
            if "%" in kode:
                persen[int.from_bytes(isi[i : i + 2], "little")] = kode
        elif jenis in (_B_AWAL_XF, _B_AKHIR_XF):
            sel = jenis == _B_AWAL_XF
        elif jenis == _B_XF and sel:
            format_sel = int.from_bytes(isi[i + 2 : i + 4], "little")
            if format_sel in persen:
                hasil[nomor] = persen[format_sel]
            nomor += 1
    return hasil


def _lembar_xlsb(isi: bytes) -> _Catatan:
    c, r = _Catatan(), 0
    for jenis, i, panjang in rekaman_xlsb(isi):
        d = isi[i : i + panjang]
        if jenis == _B_BARIS:
            r = int.from_bytes(d[:4], "little")
            if d[11] & 0x10:
                c.baris.append((r, r))
        elif jenis in _B_SEL:
            galat = GALAT.get(d[8], "#N/A") if jenis in _B_GALAT else ""
            c.sel((r, int.from_bytes(d[:4], "little")), int.from_bytes(d[4:7], "little"), galat)
        elif jenis == _B_KOLOM and d[16] & 1:
            c.kolom.append(struct.unpack_from("<II", d))
        elif jenis == _B_GABUNG:
            r1, r2, k1, k2 = struct.unpack_from("<IIII", d)
            c.gabungan.add((r1, k1, r2, k2))
    return c
