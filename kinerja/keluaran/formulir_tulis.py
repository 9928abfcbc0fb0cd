"""Write a unit's form: what the plan and earlier quarters say is filled in and locked, the unit's own cells are open.

The sheets and their columns are those of :mod:`kinerja.masukan.formulir_bentuk`; what they look like is
:mod:`kinerja.keluaran.formulir_rupa`, and the help while typing :mod:`kinerja.keluaran.formulir_bantuan`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.keluaran import formulir_rupa as rupa
from kinerja.keluaran.buku_tulis import WAKTU, byte_tetap, isi, lembar_tabel, simpan, tinggi
from kinerja.keluaran.formulir_bantuan import bantu_anggaran, bantu_kinerja, bantu_tindak_lanjut
from kinerja.keluaran.formulir_baris import (
    BarisAnggaran,
    BarisKinerja,
    BarisTindakLanjut,
    IsiFormulir,
    baris_anggaran,
    baris_kinerja,
    cara_mengisi,
)
from kinerja.keluaran.formulir_petunjuk import lembar_kamus, lembar_petunjuk
from kinerja.masukan.formulir_bentuk import (
    JENIS,
    KOLOM_ANGGARAN,
    KOLOM_KINERJA,
    KOLOM_TINDAK_LANJUT,
    KOLOM_TW,
    LEMBAR_ANGGARAN,
    LEMBAR_IDENTITAS,
    LEMBAR_KAMUS,
    LEMBAR_KINERJA,
    LEMBAR_PETUNJUK,
    LEMBAR_TINDAK_LANJUT,
    URAIAN,
    VERSI,
    Identitas,
)
from kinerja.masukan.lajur import Kolom

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "BarisAnggaran",
    "BarisKinerja",
    "BarisTindakLanjut",
    "IsiFormulir",
    "baris_anggaran",
    "baris_kinerja",
    "byte_tetap",
    "cara_mengisi",
    "isi",
    "lembar_tabel",
    "simpan",
    "tulis_formulir",
]

LEBAR_KINERJA = {
    "kode": 10.0,
    "indikator": 31.0,
    "satuan": 11.0,
    "cara": 27.0,
    "target_tahun": 12.0,
    "target": 12.0,
    "tw1": 12.0,
    "tw2": 12.0,
    "tw3": 12.0,
    "pembilang": 12.0,
    "penyebut": 12.0,
    "realisasi": 14.0,
    "bukti": 24.0,
    "pendorong": 25.0,
    "penghambat": 25.0,
    "tindak_lanjut": 27.0,
    "pic": 15.0,
    "tenggat": 13.0,
    "penjelasan": 27.0,
}
LEBAR_ANGGARAN = {
    "kode": 21.0,
    "nama": 52.0,
    "pagu": 18.0,
    "sd_lalu": 19.0,
    "realisasi": 19.0,
    "fisik": 13.0,
    "penjelasan": 32.0,
}
LEBAR_TINDAK_LANJUT = {
    "nomor": 20.0,
    "kode": 12.0,
    "uraian": 46.0,
    "pic": 20.0,
    "tenggat": 17.0,
    "status": 18.0,
    "keterangan": 44.0,
}
ANGKA = ("pembilang", "penyebut", "realisasi")
KOLOM_ANGKA = ("target_tahun", "target", *KOLOM_TW, *ANGKA)
RUPIAH = ("pagu", "sd_lalu", "realisasi")
RUANG_TULIS = 3
"""Lines that a row of words has room for before anything is typed."""


def tulis_formulir(jalur: Path, identitas: Identitas, isi_formulir: IsiFormulir, waktu: dt.datetime = WAKTU) -> None:
    """Write a form; the same arguments give the same bytes.

    Args:
        jalur: Where; its folder is made.
        identitas: What the form is for.
        isi_formulir: What stands in it.
        waktu: What the file says of when it was last saved.
    """
    from openpyxl import Workbook

    x, buku = isi_formulir, Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = LEMBAR_KINERJA
    _lembar_kinerja(lembar, identitas, x)
    if x.tindak_lanjut:
        _lembar_tindak_lanjut(buku.create_sheet(LEMBAR_TINDAK_LANJUT), identitas, x)
    if x.anggaran:
        _lembar_anggaran(buku.create_sheet(LEMBAR_ANGGARAN), identitas, x)
    if x.kamus:
        lembar_kamus(buku.create_sheet(LEMBAR_KAMUS), identitas, x.kamus, x.daerah)
    lembar_petunjuk(buku.create_sheet(LEMBAR_PETUNJUK), identitas, x)
    _lembar_identitas(buku.create_sheet(LEMBAR_IDENTITAS), identitas)
    simpan(buku, jalur, waktu)


def _lembar_identitas(lembar: Worksheet, identitas: Identitas) -> None:
    """Say on a hidden sheet what the form is for; this and not the file's name is what counts when it comes back."""
    lembar.sheet_state = "hidden"
    for r, (kunci, nilai) in enumerate(
        (
            ("jenis", JENIS),
            ("versi", VERSI),
            ("dinas", identitas.dinas),
            ("tahun", identitas.tahun),
            ("triwulan", identitas.triwulan),
            ("bidang", identitas.bidang),
            ("revisi", identitas.revisi),
        ),
        1,
    ):
        lembar.cell(r, 1, kunci)
        isi(lembar.cell(r, 2), nilai)
    lembar.protection.sheet = True


def _judul_kolom(kolom: Mapping[str, Kolom]) -> dict[str, str]:
    return {k: v.judul for k, v in kolom.items()}


def _letak(kelompok: Sequence[rupa.Kelompok]) -> dict[str, int]:
    """Return the column of each key, from 1."""
    return {k: n for n, k in enumerate((k for g in kelompok for k in g.kunci), 1)}


def _lembar_kinerja(lembar: Worksheet, identitas: Identitas, x: IsiFormulir) -> None:
    tw = KOLOM_TW[: identitas.triwulan - 1]
    asal = "Dari rencana dan triwulan lalu: terkunci" if tw else "Dari rencana: terkunci"
    kelompok = (
        rupa.Kelompok(asal, ("kode", "indikator", "satuan", "cara", "target_tahun", "target", *tw), isian=False),
        rupa.Kelompok("Diisi bidang: angka triwulan ini", ANGKA, isian=True),
        rupa.Kelompok("Diisi bidang: bukti, sebab, dan tindak lanjut", URAIAN, isian=True),
    )
    letak = _letak(kelompok)
    lebar = [LEBAR_KINERJA[k] for k in letak]
    rupa.lebarkan(lembar, lebar)
    baris = rupa.judul(lembar, identitas, "Formulir Pengukuran Kinerja", x.daerah, x.tenggat)
    # The legend takes the free half of the title block's last row: every row above the heading stays on the screen.
    pita = baris
    rupa.legenda(lembar, pita - 1)
    rupa.lanjutan(lembar, letak[URAIAN[0]], "Bukti, sebab, dan tindak lanjut")
    rupa.kepala(lembar, pita, kelompok, _judul_kolom(KOLOM_KINERJA))
    for r, b in enumerate(x.kinerja, pita + 2):
        terbuka = {*(("pembilang", "penyebut") if b.rasio else ("realisasi",)), *URAIAN}
        for kunci, k in letak.items():
            arsir = kunci in ANGKA and kunci not in terbuka
            jenis = "isian" if kunci in terbuka else "arsir" if arsir else "terkunci"
            # An open cell has no format: Excel turns a typed 80% into a cell that still says so only in such a one.
            rupa.sel(
                lembar, r, k, getattr(b, kunci), jenis, kode=kunci in ("kode", "satuan"), kanan=kunci in KOLOM_ANGKA
            )
        lembar.row_dimensions[r].height = tinggi(((_teks(b, k), LEBAR_KINERJA[k]) for k in letak), RUANG_TULIS)
    akhir = pita + 1 + len(x.kinerja)
    rupa.halaman(lembar, pita, "C", identitas, (akhir, len(letak)))
    if x.kinerja:
        bantu_kinerja(lembar, x, pita + 2, letak)
        rupa.sorot(lembar, pita + 2, letak["pembilang" if x.kinerja[0].rasio else "realisasi"])
    rupa.dua_halaman(lembar, lebar, kolom_ulang=2, batas=letak["realisasi"])


def _teks(b: Any, kunci: str) -> str:
    """Return what stands in a cell, to measure it."""
    nilai = getattr(b, kunci)
    return "" if nilai is None else f"{nilai:,}" if isinstance(nilai, int) else str(nilai)


def _lembar_anggaran(lembar: Worksheet, identitas: Identitas, x: IsiFormulir) -> None:
    # Before the first quarter nothing was spent; no column is better than one of zeros.
    lalu = ("sd_lalu",) if identitas.triwulan > 1 else ()
    kelompok = (
        rupa.Kelompok("Dari DPA atau DPPA yang berlaku: terkunci", ("kode", "nama", "pagu", *lalu), isian=False),
        rupa.Kelompok("Diisi bidang", ("realisasi", "fisik", "penjelasan"), isian=True),
    )
    tabel = [(b, {"realisasi", "fisik", "penjelasan"}) for b in x.anggaran]
    _tabel(lembar, identitas, x, "Formulir Realisasi Anggaran", kelompok, KOLOM_ANGGARAN, LEBAR_ANGGARAN, tabel)
    letak, pertama = _letak(kelompok), lembar.max_row - len(tabel) + 1
    for r in range(pertama, lembar.max_row + 1):
        for k in ("pagu", *lalu, "realisasi"):
            lembar.cell(r, letak[k]).number_format = "#,##0"
    bantu_anggaran(lembar, pertama, lembar.max_row, letak)


def _lembar_tindak_lanjut(lembar: Worksheet, identitas: Identitas, x: IsiFormulir) -> None:
    kelompok = (
        rupa.Kelompok(
            "Dijanjikan pada triwulan sebelumnya: terkunci", ("nomor", "kode", "uraian", "pic", "tenggat"), isian=False
        ),
        rupa.Kelompok("Diisi bidang", ("status", "keterangan"), isian=True),
    )
    tabel = [(b, {"status", "keterangan"}) for b in x.tindak_lanjut]
    judul = "Status Tindak Lanjut pada"
    _tabel(lembar, identitas, x, judul, kelompok, KOLOM_TINDAK_LANJUT, LEBAR_TINDAK_LANJUT, tabel)
    pertama = lembar.max_row - len(tabel) + 1
    bantu_tindak_lanjut(lembar, pertama, lembar.max_row, _letak(kelompok))


def _tabel(
    lembar: Worksheet,
    identitas: Identitas,
    x: IsiFormulir,
    judul: str,
    kelompok: Sequence[rupa.Kelompok],
    kolom: Mapping[str, Kolom],
    lebar: Mapping[str, float],
    baris: Sequence[tuple[Any, set[str]]],
) -> None:
    """Write a sheet of one page's width: title block, band, heading, and rows with the keys of their open cells."""
    letak = _letak(kelompok)
    rupa.lebarkan(lembar, [lebar[k] for k in letak])
    # The unit's name needs a wide column: the second one, or the third where that one holds codes.
    letak_judul = (2, 3) if lebar[list(letak)[1]] > 20 else (3, 4)
    pita = rupa.judul(lembar, identitas, judul, x.daerah, x.tenggat, letak_judul)
    rupa.kepala(lembar, pita, kelompok, _judul_kolom(kolom))
    for r, (b, terbuka) in enumerate(baris, pita + 2):
        for kunci, k in letak.items():
            jenis = "isian" if kunci in terbuka else "terkunci"
            nilai, teks = getattr(b, kunci), kunci not in RUPIAH
            rupa.sel(lembar, r, k, nilai, jenis, kode=teks and jenis == "terkunci", kanan=kunci in (*RUPIAH, "fisik"))
        lembar.row_dimensions[r].height = tinggi((_teks(b, k), lebar[k]) for k in letak)
    rupa.halaman(lembar, pita, "C", identitas, (pita + 1 + len(baris), len(letak)))
    terisi = next((k for k in letak if baris and k in baris[0][1]), "")
    if terisi:
        rupa.sorot(lembar, pita + 2, letak[terisi])
