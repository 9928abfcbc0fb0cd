"""Fuzzer of the way back: a valid form is changed as people and programs change it, and read again.

``python -m tests.fuzz_formulir --banyak 2000 --benih 1`` makes so many forms, each with one to four random changes,
and checks the one promise of the reader: every value arrives exactly, or a finding names its cell (or the row, column,
sheet or file that it stood in); nothing crashes, hangs or changes in silence. A failure prints its seed, and
``--satu SEED`` plays that form again: the same seed makes the same form.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import math
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from kinerja.angka import baca as baca_angka
from kinerja.galat import GalatBerkas
from kinerja.kantor import muat
from kinerja.masukan import formulir, perencanaan
from kinerja.masukan.buku import buka
from kinerja.masukan.formulir_bentuk import KOLOM_ANGGARAN, KOLOM_KINERJA, KOLOM_TINDAK_LANJUT, URAIAN
from kinerja.masukan.hasil import HasilFormulir

AKAR = Path(__file__).resolve().parent.parent
TAHUN = 2025
BATAS_DETIK = 20.0
JUDUL = {
    "Kinerja": {k: v.judul for k, v in KOLOM_KINERJA.items()},
    "Anggaran": {k: v.judul for k, v in KOLOM_ANGGARAN.items()},
    "Tindak Lanjut": {k: v.judul for k, v in KOLOM_TINDAK_LANJUT.items()},
}
KUNCI = {"Kinerja": "kode", "Anggaran": "kode", "Tindak Lanjut": "nomor"}
ISIAN = {
    "Kinerja": ("pembilang", "penyebut", "realisasi", *URAIAN),
    "Anggaran": ("realisasi", "fisik", "penjelasan"),
    "Tindak Lanjut": ("status", "keterangan"),
}
ANGKA = frozenset({"pembilang", "penyebut", "realisasi", "fisik"})
SELEMBAR = frozenset("kolom_hilang kolom_ganda lembar_hilang lembar_kembar formulir_asing bidang_tidak_dikenal".split())
"""Findings that speak for a whole sheet or file."""
KALIMAT = (
    "Rekap IPK-III April–Juni", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "+62 812 ...", "-", "@SUM(A1)",
    "Jalan rusak; hujan 3 hari\nsehingga pelatihan mundur", "100", "“kutipan” & 'tanda'", "  spasi di tepi  ", "Ya",
    "SK Kepala Dinas No. 12/2025", "é ñ 漢字 😀", "1.514", "#REF! bukan galat", "n/a", "x" * 900, "31/12/2025", "TRUE",
)  # fmt: skip


@dataclass
class Kasus:
    """One form while it is being changed.

    Attributes:
        acak: Source of everything random.
        buku: The workbook.
        harapan: Value of every cell that the unit filled in, by sheet, row key and column key.
        lembar: Name that each sheet has now.
        disebut: Cells that a finding must name: our name of the sheet, key of the row (or ""), address.
        tanpa: Rows that were removed on purpose.
        menimpa: Changes of the saved file: cell addresses by sheet, with the XML that replaces their content.
        jejak: Names of the changes, in order.
    """

    acak: random.Random
    buku: Any
    bidang: str
    triwulan: int
    harapan: dict[tuple[str, str, str], object] = field(default_factory=dict)
    lembar: dict[str, str] = field(default_factory=dict)
    disebut: list[tuple[str, str, str]] = field(default_factory=list)
    tanpa: set[tuple[str, str]] = field(default_factory=set)
    menimpa: list[tuple[str, str, str]] = field(default_factory=list)
    pelapor: set[str] = field(default_factory=set)
    sumbang: set[tuple[str, str]] = field(default_factory=set)
    jejak: list[str] = field(default_factory=list)

    def ada(self, nama: str) -> bool:
        return nama in self.lembar

    def lb(self, nama: str) -> Any:
        return self.buku[self.lembar[nama]]

    def kepala(self, nama: str) -> int:
        """Row of the heading."""
        kunci = JUDUL[nama][KUNCI[nama]]
        for baris in self.lb(nama).iter_rows(max_row=30):
            if any(str(s.value).strip() == kunci for s in baris):
                return int(baris[0].row)
        return 0

    def kolom(self, nama: str, kunci: str) -> int:
        """Column of a key, 0 when it is not there."""
        kepala = self.kepala(nama)
        for s in self.lb(nama)[kepala] if kepala else ():
            if str(s.value).strip() == JUDUL[nama][kunci]:
                return int(s.column)
        return 0

    def baris(self, nama: str) -> dict[str, int]:
        """Rows by key."""
        kepala, k = self.kepala(nama), self.kolom(nama, KUNCI[nama])
        hasil: dict[str, int] = {}
        for r in range(kepala + 1, self.lb(nama).max_row + 1) if kepala and k else ():
            teks = str(self.lb(nama).cell(r, k).value or "").strip()
            kunci = next((y for x, y, _ in self.harapan if x == nama and y.casefold() == teks.casefold()), "")
            if kunci:
                hasil.setdefault(kunci, r)
        return hasil

    def sel(self, nama: str, kode: str, kunci: str) -> Any:
        r, k = self.baris(nama).get(kode, 0), self.kolom(nama, kunci)
        return self.lb(nama).cell(r, k) if r and k else None

    def pilih_isian(self, angka: bool | None = None) -> tuple[str, str, str] | None:
        """Choose a cell that is filled in and still stands alone."""
        calon = [
            x
            for x, v in self.harapan.items()
            if v not in ("", None) and (angka is None or (isinstance(v, float) == angka)) and self._bebas(x)
        ]
        return self.acak.choice(calon) if calon else None

    def _bebas(self, x: tuple[str, str, str]) -> bool:
        s = self.sel(*x)
        return s is not None and type(s).__name__ == "Cell" and x[:2] not in self.sumbang


# ---- a valid form ---------------------------------------------------------------------------------------------------
class Bengkel:
    """What all cases share: the example office, its plan, its forms as bytes."""

    def __init__(self) -> None:
        self.kantor = muat(AKAR, TAHUN)
        berkas = AKAR / "data" / "raw" / str(TAHUN)
        self.rencana = perencanaan.baca(buka(berkas / "perencanaan.xlsx", "perencanaan.xlsx"), TAHUN, self.kantor)
        self.indikator = {str(i["kode_indikator"]): i for i in self.rencana.indikator}
        self.kode_dpa = {str(a["kode_anggaran"]) for a in self.rencana.anggaran}
        self.asal = {p: p.read_bytes() for p in sorted(berkas.glob("TW*/*.xlsx"))}
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz_formulir_"))

    def tutup(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def kasus(self, benih: int) -> Kasus:
        """Take a committed form and fill in its open cells at random."""
        acak = random.Random(benih)
        jalur = acak.choice(list(self.asal))
        buku = openpyxl.load_workbook(io.BytesIO(self.asal[jalur]))
        k = Kasus(acak, buku, "", int(jalur.parent.name[2:]))
        k.lembar = {n: n for n in JUDUL if n in buku.sheetnames}
        for nama in k.lembar:
            self._isi(k, nama)
        return k

    def _isi(self, k: Kasus, nama: str) -> None:
        kepala, kunci = k.kepala(nama), k.kolom(nama, KUNCI[nama])
        lb = k.lb(nama)
        for r in range(kepala + 1, lb.max_row + 1):
            kode = str(lb.cell(r, kunci).value or "")
            if not kode or (nama == "Kinerja" and kode not in self.indikator):
                continue
            if nama == "Anggaran" and kode not in self.kode_dpa:
                continue
            for kolom in ISIAN[nama]:
                c = k.kolom(nama, kolom)
                if c:
                    k.harapan[nama, kode, kolom] = self._nilai(k, nama, kode, kolom, lb.cell(r, c))

    def _nilai(self, k: Kasus, nama: str, kode: str, kolom: str, sel: Any) -> object:
        """Fill one cell in; returns what must arrive."""
        a = k.acak
        if nama == "Tindak Lanjut" and kolom == "status":
            sel.value = a.choice(("Belum dimulai", "Sedang berjalan", "Selesai", "Batal"))
            return {"Belum dimulai": "belum", "Sedang berjalan": "berjalan", "Selesai": "selesai", "Batal": "batal"}[
                sel.value
            ]
        if nama == "Anggaran" and kolom in ANGKA:
            sel.value = a.randrange(0, 2_000_000_000) if kolom == "realisasi" else round(a.uniform(0, 100), 2)
            return float(sel.value)
        if nama == "Kinerja" and kolom in ANGKA:
            return self._angka(k, kode, kolom, sel)
        if kolom == "tenggat":
            hari = dt.date(2025, a.randrange(1, 13), a.randrange(1, 29))
            sel.value = hari
            bulan = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
            return f"{hari.day} {bulan[hari.month - 1]} {hari.year}"
        teks = a.choice((*KALIMAT, "", ""))
        sel.value = teks or None
        if teks:
            sel.data_type = "s"
        return " ".join(teks.split())

    def _angka(self, k: Kasus, kode: str, kolom: str, sel: Any) -> object:
        i, a = self.indikator[kode], k.acak
        rasio = i["konsolidasi"] == "rasio"
        if (kolom == "realisasi") == rasio:
            sel.value = None
            return None
        if rasio:
            sel.value = a.randrange(1, 40) if kolom == "pembilang" else a.randrange(40, 900)
            return float(sel.value)
        jenis = i["jenis_target"]
        if jenis == "predikat":
            sel.value = a.choice(("BB", "B", "A", "CC"))
            return {"BB": 5.0, "B": 4.0, "A": 6.0, "CC": 3.0}[sel.value]
        if jenis == "tanggal":
            sel.value = dt.date(2025, 1, a.randrange(1, 29))
            return float(sel.value.day)
        if a.random() < 0.1:
            sel.value = "belum rilis BPS"
            return "belum_tersedia"
        sel.value = a.choice((0, a.randrange(1, 2000), round(a.uniform(0, 100), 2), round(a.uniform(0, 5), 3)))
        # A cell formatted as a percentage is not made here: it is a change of its own.
        return float(sel.value)


# ---- changes --------------------------------------------------------------------------------------------------------
def _tukar_baris(k: Kasus, nama: str, urutan: list[int], kolom: list[int]) -> None:
    lb = k.lb(nama)
    asal = sorted(urutan)
    isi = {r: [(lb.cell(r, c).value, lb.cell(r, c).data_type, lb.cell(r, c).number_format) for c in kolom]
           for r in asal}  # fmt: skip
    for tujuan, dari in zip(asal, urutan, strict=True):
        for c, (v, jenis, fmt) in zip(kolom, isi[dari], strict=True):
            s = lb.cell(tujuan, c)
            s.value = v
            s.number_format = fmt
            if isinstance(v, str):
                s.data_type = jenis


def _lembar(k: Kasus) -> str:
    return k.acak.choice(list(k.lembar))


def _tanpa_gabungan(k: Kasus, nama: str) -> bool:
    return not any(g.min_row > k.kepala(nama) for g in k.lb(nama).merged_cells.ranges) and not k.menimpa


def urutkan(k: Kasus) -> bool:
    """Rows sorted, as a whole."""
    nama = _lembar(k)
    baris = list(k.baris(nama).values())
    if len(baris) < 2 or not _tanpa_gabungan(k, nama):
        return False
    k.acak.shuffle(baris)
    _tukar_baris(k, nama, baris, list(range(1, k.lb(nama).max_column + 1)))
    return True


def urutkan_kode_saja(k: Kasus) -> bool:
    """The column of codes sorted alone: every row that moved must be refused by name."""
    nama = "Kinerja"
    if not k.ada(nama) or not k.kolom(nama, "indikator") or not _tanpa_gabungan(k, nama):
        return False
    lama = k.baris(nama)
    baris = list(lama.values())
    if len(baris) < 2:
        return False
    k.acak.shuffle(baris)
    _tukar_baris(k, nama, baris, [k.kolom(nama, "kode")])
    baru = k.baris(nama)
    for kode in lama:
        if lama[kode] != baru.get(kode):
            k.disebut.append((nama, "", _alamat(k, nama, kode, "indikator")))
            k.sumbang.add((nama, kode))
    return True


def _alamat(k: Kasus, nama: str, kode: str, kunci: str) -> str:
    s = k.sel(nama, kode, kunci)
    return str(s.coordinate) if s is not None else ""


def pindah_kolom(k: Kasus) -> bool:
    """Columns in another order."""
    nama = _lembar(k)
    lb = k.lb(nama)
    if not _tanpa_gabungan(k, nama) or not k.kepala(nama):
        return False
    kolom = list(range(1, lb.max_column + 1))
    acak = kolom[:]
    k.acak.shuffle(acak)
    for g in list(lb.merged_cells.ranges):
        lb.unmerge_cells(str(g))
    for r in range(k.kepala(nama), lb.max_row + 1):
        isi = [(lb.cell(r, c).value, lb.cell(r, c).data_type, lb.cell(r, c).number_format) for c in acak]
        for c, (v, jenis, fmt) in zip(kolom, isi, strict=True):
            s = lb.cell(r, c)
            s.value = v
            s.number_format = fmt
            if isinstance(v, str):
                s.data_type = jenis
    return True


def sembunyikan_kolom(k: Kasus) -> bool:
    """A column with data hidden: read, and said."""
    x = k.pilih_isian()
    if x is None:
        return False
    lb = k.lb(x[0])
    lb.column_dimensions[get_column_letter(k.kolom(x[0], x[2]))].hidden = True
    k.pelapor.add("kolom_tersembunyi")
    return True


def sembunyikan_baris(k: Kasus) -> bool:
    """A row with data hidden: read, and said."""
    x = k.pilih_isian()
    if x is None:
        return False
    k.lb(x[0]).row_dimensions[k.baris(x[0])[x[1]]].hidden = True
    k.pelapor.add("baris_tersembunyi")
    return True


def tambah_lembar(k: Kasus) -> bool:
    """A sheet of the unit's own."""
    lb = k.buku.create_sheet(f"Catatan {k.acak.randrange(99)}", k.acak.randrange(len(k.buku.sheetnames)))
    for _ in range(5):
        lb.append([k.acak.choice(KALIMAT[:1] + KALIMAT[11:12]), k.acak.randrange(100)])
    k.pelapor.add("lembar_tidak_dibaca")
    return True


def ganti_nama_lembar(k: Kasus) -> bool:
    """A sheet under another name."""
    nama = _lembar(k)
    baru = k.acak.choice(("Sheet1", "kinerja tw2 fix", "KINERJA", "Data (revisi)", "O'Brien", "Lembar & <x>"))
    if baru in k.buku.sheetnames or (baru == "KINERJA" and nama != "Kinerja"):
        return False
    lb = k.lb(nama)
    lb.title = baru
    k.lembar[nama] = lb.title
    k.menimpa = [(lb.title if n == nama else n, a, x) for n, a, x in k.menimpa]
    if baru != "KINERJA" or lb.title != baru:
        k.pelapor.add("lembar_berganti_nama")
    return True


def gandakan_lembar(k: Kasus) -> bool:
    """A copy of the sheet left in the book, with another figure in it: nobody knows which counts."""
    x = k.pilih_isian(angka=True)
    if x is None or not _tanpa_gabungan(k, x[0]):
        return False
    kembar = k.buku.copy_worksheet(k.lb(x[0]))
    kembar.title = f"{x[0]} (2)"
    kembar[_alamat(k, *x)].value = 987654
    k.pelapor.add("lembar_kembar")
    return True


def lepas_proteksi(k: Kasus) -> bool:
    """Protection taken off everywhere."""
    for lb in k.buku:
        lb.protection.sheet = False
    return True


def gabung_sel(k: Kasus) -> bool:
    """Cells merged: what a merge hides must be named, words over several rows count for all of them."""
    x = k.pilih_isian()
    if x is None or k.menimpa:
        return False
    nama, kode, kunci = x
    lb, r, c = k.lb(nama), k.baris(nama)[kode], k.kolom(nama, kunci)
    r2, c2 = r + k.acak.randrange(0, 3), c + k.acak.randrange(0, 3)
    if (r2, c2) == (r, c) or r2 > lb.max_row or c2 > lb.max_column:
        return False
    if any(g.max_row >= r and g.min_row <= r2 and g.max_col >= c and g.min_col <= c2 for g in lb.merged_cells.ranges):
        return False
    terkena = {b: v for b, v in k.baris(nama).items() if r <= v <= r2}
    judul = {kolom: k.kolom(nama, kolom) for kolom in JUDUL[nama]}
    kolom = [kk for kk, v in judul.items() if c <= v <= c2]
    if KUNCI[nama] in kolom or "indikator" in kolom or not set(kolom) <= set(ISIAN[nama]):
        return False
    teks = k.harapan[x]
    lb.merge_cells(start_row=r, start_column=c, end_row=r2, end_column=c2)
    if len(kolom) == 1 and kunci not in ANGKA and kunci != "status":
        for b in terkena:
            k.harapan[nama, b, kunci] = teks
    return True


def angka_jadi_teks(k: Kasus) -> bool:
    """A figure pasted as text, in any of the ways in which people write it."""
    x = k.pilih_isian(angka=True)
    if x is None:
        return False
    s, v = k.sel(*x), k.sel(*x).value
    if not isinstance(v, (int, float)):
        return False
    inggris = f"{v:,}"
    indonesia = inggris.translate(str.maketrans(",.", ".,"))
    teks = k.acak.choice(
        (str(v), str(v).replace(".", ","), inggris, indonesia, f" {indonesia} ", f"{indonesia}\u00a0", f"Rp{indonesia}",
         f"{indonesia},-" if isinstance(v, int) else indonesia, f"± {v}", f"{indonesia} unit", "'" + str(v))
    )  # fmt: skip
    s.value = teks
    s.data_type = "s"
    # Which reading the rule gives is test_angka.py's business: here only that nothing else is silently taken.
    b = baca_angka(teks)
    k.harapan[x] = b.nilai if b.jenis == "angka" and not b.ambigu else None
    if k.harapan[x] is None:
        k.disebut.append((x[0], x[1], str(s.coordinate)))
    return True


def isi_kata(k: Kasus) -> bool:
    """Words, an error or a truth value where a figure belongs."""
    x = k.pilih_isian(angka=True)
    if x is None:
        return False
    s = k.sel(*x)
    s.value = k.acak.choice(("sudah dilatih", "#REF!", "#DIV/0!", "12 dari 40", True, "=", "<b>7</b>", "7;8"))
    if s.value == "=":
        s.data_type = "s"
    k.harapan[x] = None
    k.disebut.append((x[0], x[1], str(s.coordinate)))
    return True


def jadi_rumus(k: Kasus) -> bool:
    """A formula with its stored result, or without, or one that reaches out."""
    x = k.pilih_isian(angka=True)
    if x is None:
        return False
    s = k.sel(*x)
    v = s.value
    if not isinstance(v, (int, float)):
        return False
    rumus, tersimpan, arrives = k.acak.choice(
        (
            (f"{v}+0", True, True),
            ("SUM(A1:A2)", True, True),
            ("A1*7", True, True),
            ("'C:\\x\\[y.xlsx]S'!A1", True, True),
            ("[1]Sheet1!A1", True, True),
            ("cmd|'/C calc'!A0", True, False),
            ('HYPERLINK("http://x","1")', True, False),
            ("A1+#REF!", True, False),
            (f"{v}+0", False, False),
        )
    )
    xml = rumus.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    k.menimpa.append((k.lembar[x[0]], str(s.coordinate), f"<f>{xml}</f>" + (f"<v>{v}</v>" if tersimpan else "")))
    k.disebut.append((x[0], x[1], str(s.coordinate)))
    if not arrives:
        k.harapan[x] = None
    return True


def kosongkan(k: Kasus) -> bool:
    """A cell emptied: nothing must arrive."""
    x = k.pilih_isian()
    if x is None:
        return False
    k.sel(*x).value = None
    k.harapan[x] = None
    return True


def sisipkan_baris(k: Kasus) -> bool:
    """Empty rows or notes above the heading or among the rows."""
    nama = _lembar(k)
    lb = k.lb(nama)
    if k.menimpa or k.disebut or lb.merged_cells.ranges or not k.kepala(nama):
        return False
    di = k.acak.randrange(1, lb.max_row + 1)
    lb.insert_rows(di, k.acak.randrange(1, 3))
    return True


def hapus_baris(k: Kasus) -> bool:
    """A row removed: its indicator is missing, which validasi says."""
    nama = _lembar(k)
    baris = k.baris(nama)
    if len(baris) < 2 or k.menimpa or k.disebut or k.lb(nama).merged_cells.ranges:
        return False
    kode = k.acak.choice(list(baris))
    k.lb(nama).delete_rows(baris[kode])
    k.tanpa.add((nama, kode))
    return True


def gandakan_baris(k: Kasus) -> bool:
    """A row twice, with another figure."""
    nama = _lembar(k)
    baris = k.baris(nama)
    if not baris or not _tanpa_gabungan(k, nama):
        return False
    kode = k.acak.choice(list(baris))
    lb = k.lb(nama)
    r = lb.max_row + 1
    for c in range(1, lb.max_column + 1):
        lb.cell(r, c).value = lb.cell(baris[kode], c).value
    if (nama, kode) not in k.sumbang:
        k.disebut.append((nama, kode, f"{get_column_letter(k.kolom(nama, KUNCI[nama]))}{r}"))
    return True


def ubah_terkunci(k: Kasus) -> bool:
    """A target or a unit changed in the form."""
    kunci = k.acak.choice(("target", "target_tahun", "satuan"))
    calon = [b for n, b, _ in k.harapan if n == "Kinerja" and k.sel("Kinerja", b, kunci) is not None]
    if not calon or not k.ada("Kinerja"):
        return False
    kode = k.acak.choice(calon)
    s = k.sel("Kinerja", kode, kunci)
    if s.value in (None, "", "-") or ("Kinerja", kode) in k.sumbang:
        return False
    s.value = "ekor sapi" if kunci == "satuan" else 123456
    k.disebut.append(("Kinerja", kode, str(s.coordinate)))
    return True


def kode_berubah(k: Kasus) -> bool:
    """A code in other letters, with blanks, or mistyped."""
    nama = "Kinerja"
    baris = [b for b in (k.baris(nama) if k.ada(nama) else ()) if (nama, b) not in k.sumbang]
    if not baris:
        return False
    kode = k.acak.choice(baris)
    s = k.sel(nama, kode, "kode")
    if k.acak.random() < 0.5:
        s.value = k.acak.choice((kode.lower(), f"  {kode} ", f"{kode}\u00a0"))
        return True
    s.value = kode + k.acak.choice(("x", "9", " (baru)"))
    k.disebut.append((nama, "", str(s.coordinate)))
    k.sumbang.add((nama, kode))
    return True


def judul_berubah(k: Kasus) -> bool:
    """A heading in other letters, or renamed beyond recognition."""
    nama = _lembar(k)
    kunci = k.acak.choice(ISIAN[nama])
    kepala, c = k.kepala(nama), k.kolom(nama, kunci)
    if not c:
        return False
    s = k.lb(nama).cell(kepala, c)
    asli = str(s.value)
    if k.acak.random() < 0.6:
        s.value = k.acak.choice((asli.upper(), asli.replace(" ", "\n"), f"{asli} :", f" {asli.lower()} "))
        return True
    s.value = "Kolom bidang"
    huruf = get_column_letter(c)
    k.disebut = [d for d in k.disebut if d[0] != nama or d[2].rstrip("0123456789") != huruf]
    k.disebut.append((nama, "", str(s.coordinate)))
    for x in [x for x in k.harapan if x[0] == nama and x[2] == kunci]:
        k.harapan[x] = None
    return True


def kolom_tambahan(k: Kasus) -> bool:
    """A column of the unit's own, with or without a heading."""
    nama = _lembar(k)
    lb = k.lb(nama)
    kepala, c = k.kepala(nama), lb.max_column + 1
    baris = k.baris(nama)
    if not kepala or not baris:
        return False
    if k.acak.random() < 0.5:
        lb.cell(kepala, c).value = "Catatan sendiri"
        k.disebut.append((nama, "", f"{get_column_letter(c)}{kepala}"))
    else:
        k.disebut.append((nama, "", f"{get_column_letter(c)}{min(baris.values())}"))
    for r in baris.values():
        lb.cell(r, c).value = k.acak.randrange(100)
    return True


def identitas_lain(k: Kasus) -> bool:
    """The form of another year, quarter, office or unit."""
    lb = k.buku["_identitas"]
    baris = {str(b[0].value): b[1] for b in lb.iter_rows(max_col=2)}
    kunci, nilai = k.acak.choice(
        (("tahun", 2024), ("triwulan", k.triwulan % 4 + 1), ("dinas", "Dinas Lain"), ("bidang", "Bidang Entah"))
    )
    baris[kunci].value = nilai
    k.pelapor.add("bidang_tidak_dikenal" if kunci == "bidang" else "formulir_asing")
    for x in k.harapan:
        k.harapan[x] = None
    return True


def identitas_berpindah(k: Kasus) -> bool:
    """The hidden sheet shown, renamed or moved."""
    lb = k.buku["_identitas"]
    lb.sheet_state = "visible"
    if k.acak.random() < 0.5:
        lb.title = "identitas lama"
    k.buku.move_sheet(lb, -(len(k.buku.sheetnames) - 1))
    return True


UBAHAN: tuple[Callable[[Kasus], bool], ...] = (
    urutkan, urutkan_kode_saja, pindah_kolom, sembunyikan_kolom, sembunyikan_baris, tambah_lembar, ganti_nama_lembar,
    gandakan_lembar, lepas_proteksi, gabung_sel, angka_jadi_teks, angka_jadi_teks, isi_kata, jadi_rumus, kosongkan,
    sisipkan_baris, hapus_baris, gandakan_baris, ubah_terkunci, kode_berubah, judul_berubah, kolom_tambahan,
    identitas_lain, identitas_berpindah,
)  # fmt: skip
AWAL = ("urutkan", "pindah_kolom", "sisipkan_baris", "hapus_baris", "urutkan_kode_saja")
"""Changes that move cells: made first, so that what a later one did stays where it was noted."""
AKHIR = frozenset({"ganti_nama_lembar", "kode_berubah", "judul_berubah", "identitas_berpindah", "identitas_lain"})
"""Changes after which a row, column or sheet is no longer found by its name here: made last."""
SENDIRI = AKHIR - {"ganti_nama_lembar"}
"""Of these, only one in a form."""


def _urutan(ubah: Callable[[Kasus], bool]) -> tuple[int, int]:
    nama = ubah.__name__
    if nama in AWAL:
        return 0, AWAL.index(nama)
    return (2, nama in SENDIRI) if nama in AKHIR else (1, 0)


# ---- the file as bytes ----------------------------------------------------------------------------------------------
def simpan(k: Kasus) -> bytes:
    """Save the workbook and write the formulas into it, with the results that openpyxl cannot store."""
    isi = io.BytesIO()
    k.buku.save(isi)
    if not k.menimpa:
        return isi.getvalue()
    hasil = io.BytesIO()
    nomor = {n: i for i, n in enumerate(k.buku.sheetnames, 1)}
    with zipfile.ZipFile(isi) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for info in asal.infolist():
            data = asal.read(info).decode("utf-8") if info.filename.endswith(".xml") else asal.read(info)
            if isinstance(data, str):
                for lembar, sel, xml in k.menimpa:
                    if info.filename == f"xl/worksheets/sheet{nomor[lembar]}.xml":
                        pola = re.compile(rf'<c r="{sel}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
                        data, n = pola.subn(lambda m, s=sel, x=xml: f'<c r="{s}"{m[1]}>{x}</c>', data, count=1)
                        assert n == 1, (lembar, sel)
            tujuan.writestr(info.filename, data)
    return hasil.getvalue()


def _tulis_ulang(isi: bytes, ubah: Callable[[str, bytes], bytes], tambah: dict[str, bytes] | None = None) -> bytes:
    """Pack a workbook anew, each part through ``ubah``."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for info in asal.infolist():
            tujuan.writestr(info.filename, ubah(info.filename, asal.read(info)))
        for nama, data in (tambah or {}).items():
            tujuan.writestr(nama, data)
    return hasil.getvalue()


def _lembar_xml(nama: str) -> bool:
    return nama.startswith("xl/worksheets/sheet")


def entitas(isi: bytes) -> bytes:
    """An XML bomb in every sheet."""
    bom = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _tulis_ulang(isi, lambda n, d: re.sub(rb"(<worksheet)", bom + rb"\1", d, count=1) if _lembar_xml(n) else d)


def sel_jauh(isi: bytes) -> bytes:
    """A cell at the far corner of a sheet."""
    sel = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _tulis_ulang(isi, lambda n, d: d.replace(b"</sheetData>", sel) if n.endswith("sheet1.xml") else d)


def bom_kemasan(isi: bytes) -> bytes:
    """A part that is small when packed and huge when not."""
    return _tulis_ulang(isi, lambda n, d: d, {"xl/worksheets/sheet99.xml": b"<x/>" + b" " * 40_000_000})


def nama_ganda(isi: bytes) -> bytes:
    """Two parts of one name: which is read depends on the program."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _tulis_ulang(isi, lambda n, d: d, {"xl/worksheets/sheet1.xml": b"<worksheet/>"})


def bersandi(_: bytes) -> bytes:
    """An encrypted workbook."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def teks_di_sel(isi: bytes) -> bytes:
    """Texts inside the cells instead of in a table of their own, as some programs save them."""
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        if "xl/sharedStrings.xml" not in z.namelist():
            return isi
        butir = re.findall(rb"<si>(.*?)</si>", z.read("xl/sharedStrings.xml"), re.DOTALL)

    def ubah(nama: str, data: bytes) -> bytes:
        if not _lembar_xml(nama):
            return data
        return re.sub(
            rb'<c r="([A-Z]+\d+)"((?: s="\d+")?) t="s"><v>(\d+)</v></c>',
            lambda m: b'<c r="%s"%s t="inlineStr"><is>%s</is></c>' % (m[1], m[2], butir[int(m[3])]),
            data,
        )

    return _tulis_ulang(isi, ubah)


def berawalan(isi: bytes) -> bytes:
    """Every element of the sheets under a prefix, as strict writers do."""

    def ubah(nama: str, data: bytes) -> bytes:
        if not _lembar_xml(nama):
            return data
        data = re.sub(rb"<(/?)(?![?!])([A-Za-z])", rb"<\1x:\2", data)
        utama = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return data.replace(b'xmlns="' + utama + b'"', b'xmlns:x="' + utama + b'"', 1)

    return _tulis_ulang(isi, ubah)


def tanpa_ukuran(isi: bytes) -> bytes:
    """The used area left out, or lied about."""
    return _tulis_ulang(isi, lambda n, d: re.sub(rb"<dimension[^>]*>", b'<dimension ref="A1:B2"/>', d)
                        if _lembar_xml(n) else d)  # fmt: skip


def makro(isi: bytes) -> bytes:
    """A macro part in the package; it is never run."""
    return _tulis_ulang(isi, lambda n, d: d, {"xl/vbaProject.bin": bytes(range(256)) * 20})


SERANGAN = (entitas, sel_jauh, bom_kemasan, nama_ganda, bersandi)
"""Attacks on the package: refused, with one finding."""
PENULIS = (teks_di_sel, berawalan, tanpa_ukuran, makro)
"""What other programs do to the package: nothing may change."""


def rusakkan(isi: bytes, acak: random.Random) -> bytes:
    """Damage the file as a broken transfer does."""
    cara = acak.randrange(4)
    if cara == 0:
        return isi[: acak.randrange(len(isi))]
    b = bytearray(isi)
    if cara == 1:
        for _ in range(acak.randrange(1, 30)):
            b[acak.randrange(len(b))] = acak.randrange(256)
        return bytes(b)
    if cara == 2:
        awal = acak.randrange(len(b))
        del b[awal : awal + acak.randrange(1, 500)]
        return bytes(b)
    return bytes(acak.randrange(256) for _ in range(acak.randrange(1, 4000)))


# ---- the promise ----------------------------------------------------------------------------------------------------
def _selnya(teks: str) -> set[str]:
    return set(re.findall(r"[A-Z]{1,3}\d+", teks))


def periksa(k: Kasus, h: HasilFormulir) -> list[str]:
    """Return what breaks the promise."""
    temuan = [(str(t["kode"]), str(t["lembar"]), _selnya(str(t["sel"]))) for t in h.temuan_ingest]
    kode = {c for c, _, _ in temuan}
    salah = [f"no finding {c}" for c in k.pelapor if ":" not in c and c not in kode]
    sebut = {(lb, s) for _, lb, sel in temuan for s in sel}
    selembar = {lb for c, lb, _ in temuan if c in SELEMBAR}
    menyeluruh = bool({c for c, lb, _ in temuan if c in SELEMBAR and c.startswith(("formulir", "bidang"))})
    for nama, b, alamat in k.disebut:
        lb = k.lembar[nama]
        if (
            alamat
            and (lb, alamat) not in sebut
            and lb not in selembar
            and not menyeluruh
            and (nama, b) not in k.sumbang
        ):
            salah.append(f"{lb}!{alamat} is not named")
    tiba = tersedia(h)
    for (nama, b, kunci), v in k.harapan.items():
        ada = tiba.get((nama, b, kunci))
        if _sama(ada, v):
            continue
        lb = k.lembar[nama]
        sel = k.sel(nama, b, kunci)
        kunci_sel = k.sel(nama, b, KUNCI[nama])
        alamat = {str(s.coordinate) for s in (sel, kunci_sel) if s is not None}
        disebut = any((lb, a) in sebut for a in alamat) or lb in selembar or menyeluruh
        hilang = (nama, b) in k.tanpa or (nama, b) in k.sumbang or sel is None
        if ada in (None, "") and (disebut or hilang):
            continue
        if sel is not None and (lb, str(sel.coordinate)) in sebut:
            continue
        salah.append(f"{nama} {b} {kunci} ({lb}!{sel.coordinate if sel is not None else '?'}): {v!r} became {ada!r}")
    return salah


def tersedia(h: HasilFormulir) -> dict[tuple[str, str, str], object]:
    """Lay out what arrived, by sheet, row and column."""
    hasil: dict[tuple[str, str, str], object] = {}
    for r in h.realisasi:
        b = str(r["kode_indikator"])
        for kunci in ISIAN["Kinerja"]:
            hasil["Kinerja", b, kunci] = r[kunci]
        if r["keadaan"] == "belum_tersedia":
            hasil["Kinerja", b, "realisasi"] = "belum_tersedia"
    for r in h.realisasi_anggaran:
        b = str(r["kode_anggaran"])
        hasil["Anggaran", b, "realisasi"] = r["realisasi_rp"]
        hasil["Anggaran", b, "fisik"] = r["fisik_pct"]
        hasil["Anggaran", b, "penjelasan"] = r["penjelasan"]
    for r in h.status_tindak_lanjut:
        hasil["Tindak Lanjut", str(r["nomor"]), "status"] = r["status"]
        hasil["Tindak Lanjut", str(r["nomor"]), "keterangan"] = r["keterangan"]
    return hasil


def _sama(ada: object, harap: object) -> bool:
    kosong = (None, "")
    if ada in kosong or (isinstance(ada, float) and math.isnan(ada)):
        return harap in kosong
    if isinstance(harap, float) and isinstance(ada, (int, float)):
        return math.isclose(ada, harap, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(harap, str) and isinstance(ada, str):
        return ada == harap
    return bool(ada == harap)


def ubah_acak(k: Kasus, pilihan: tuple[Callable[[Kasus], bool], ...]) -> None:
    """Apply one to four changes."""
    for ubah in sorted(k.acak.sample(pilihan, k.acak.randrange(1, 5)), key=_urutan):
        if ubah.__name__ in SENDIRI and SENDIRI & set(k.jejak):
            continue
        if ubah(k):
            k.jejak.append(ubah.__name__)


# ---- running --------------------------------------------------------------------------------------------------------
def jalankan(bengkel: Bengkel, benih: int) -> tuple[str, list[str], list[str]]:
    """Make, change and read one form.

    Returns:
        What became of it (``terbaca``, ``bertemuan`` or ``ditolak``), the changes, and what broke the promise.
    """
    k = bengkel.kasus(benih)
    nasib = k.acak.random()
    rusak, serangan, penulis = nasib < 0.1, 0.1 <= nasib < 0.16, 0.16 <= nasib < 0.4
    ubah_acak(k, UBAHAN)
    isi = simpan(k)
    if rusak:
        isi = rusakkan(isi, k.acak)
        k.jejak.append("rusakkan")
    elif serangan or penulis:
        cara = k.acak.choice(SERANGAN if serangan else PENULIS)
        isi = cara(isi)
        k.jejak.append(cara.__name__)
    nama = k.acak.choice(("Copy of TW2 FIX (revisi 3).xlsx", "dari wa.xlsx", "FORM.XLSX", "x.xls", "x.xlsm", "y.csv"))
    jalur = bengkel.folder / nama
    jalur.write_bytes(isi)
    try:
        b = buka(jalur, nama)
        h = formulir.baca(b, TAHUN, k.triwulan, bengkel.rencana.indikator, bengkel.kantor, bengkel.kode_dpa,
                          bengkel.rencana.target)  # fmt: skip
    except GalatBerkas as e:
        return "ditolak", k.jejak, [] if rusak or serangan else [f"refused: {e.pesan}"]
    if serangan:
        return "terbaca", k.jejak, ["an attack was let through"]
    if rusak:
        # What survived the damage was read; that values are those of the damaged file is all that can be asked.
        return "terbaca", k.jejak, []
    salah = periksa(k, h)
    return ("bertemuan" if h.temuan_ingest else "terbaca"), k.jejak, salah


def lari(banyak: int, benih: int = 1, cetak: bool = False) -> tuple[Counter[str], Counter[str], list[str]]:
    """Run many cases; returns outcomes, changes by name, and failures with their seeds."""
    bengkel = Bengkel()
    akhir: Counter[str] = Counter()
    ubahan: Counter[str] = Counter()
    gagal: list[str] = []
    try:
        for n in range(banyak):
            mulai = time.perf_counter()
            try:
                hasil, jejak, salah = jalankan(bengkel, benih * 1_000_003 + n)
            except Exception:
                hasil, jejak, salah = "jatuh", [], [traceback.format_exc(limit=-4)]
            if time.perf_counter() - mulai > BATAS_DETIK:
                salah.append(f"took {time.perf_counter() - mulai:.0f} s")
            akhir[hasil] += 1
            ubahan.update(jejak)
            gagal += [f"{benih * 1_000_003 + n} {jejak}: {s}" for s in salah]
            if cetak and (n + 1) % 100 == 0:
                print(f"{n + 1}: {dict(akhir)}, {len(gagal)} gagal", flush=True)
    finally:
        bengkel.tutup()
    return akhir, ubahan, gagal


def lewat_libreoffice(banyak: int, benih: int, soffice: str = "soffice") -> tuple[Counter[str], list[str]]:
    """Save changed forms by the real LibreOffice, all in one start of it, and read them.

    Formulas are left out: LibreOffice computes them, so that what is stored is no longer what was written.

    Returns:
        Changes by name, and failures with their seeds.
    """
    bengkel = Bengkel()
    kasus: dict[str, Kasus] = {}
    gagal: list[str] = []
    try:
        keluar = bengkel.folder / "keluar"
        for n in range(banyak):
            k = bengkel.kasus(benih * 1_000_003 + n)
            ubah_acak(k, tuple(u for u in UBAHAN if u is not jadi_rumus))
            kasus[f"{benih * 1_000_003 + n}.xlsx"] = k
            (bengkel.folder / f"{benih * 1_000_003 + n}.xlsx").write_bytes(simpan(k))
        perintah = [soffice, f"-env:UserInstallation={(bengkel.folder / 'profil').as_uri()}", "--headless"]
        perintah += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(keluar)]
        perintah += [str(bengkel.folder / n) for n in kasus]
        subprocess.run(perintah, check=True, timeout=60 + 5 * banyak, stdout=subprocess.DEVNULL)
        for nama, k in kasus.items():
            h = formulir.baca(buka(keluar / nama, nama), TAHUN, k.triwulan, bengkel.rencana.indikator, bengkel.kantor,
                              bengkel.kode_dpa, bengkel.rencana.target)  # fmt: skip
            gagal += [f"{nama} {k.jejak}: {s}" for s in periksa(k, h)]
    finally:
        bengkel.tutup()
    return Counter(j for k in kasus.values() for j in k.jejak), gagal


def main(argumen: list[str] | None = None) -> int:
    """Run from the command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--banyak", type=int, default=500)
    p.add_argument("--benih", type=int, default=1)
    p.add_argument("--satu", type=int, default=0)
    p.add_argument("--libreoffice", type=int, default=0, metavar="N", help="save N forms by LibreOffice and read them")
    a = p.parse_args(argumen)
    if a.libreoffice:
        ubahan, gagal = lewat_libreoffice(a.libreoffice, a.benih)
        for g in gagal[:40]:
            print("FAILED", g)
        print(f"{a.libreoffice} forms, {sum(ubahan.values())} changes, {len(gagal)} failures")
        return 1 if gagal else 0
    if a.satu:
        bengkel = Bengkel()
        try:
            print(jalankan(bengkel, a.satu))
        finally:
            bengkel.tutup()
        return 0
    akhir, ubahan, gagal = lari(a.banyak, a.benih, cetak=True)
    print("outcome:", dict(akhir))
    print("changes:", dict(sorted(ubahan.items())))
    for g in gagal[:40]:
        print("FAILED", g)
    print(f"{sum(akhir.values())} forms, {sum(ubahan.values())} changes, {len(gagal)} failures")
    return 1 if gagal else 0


if __name__ == "__main__":
    sys.exit(main())
