"""Draft of Bab III of the yearly Laporan Kinerja (LKjIP, PermenPANRB 53/2014) as DOCX, from the tables of TW IV.

The figures are those of the Laporan Capaian Kinerja, written by the same functions; sentences follow from them by
rule, units are quoted by name, and what only the office can say is left to the planner in marked places.
"""

from __future__ import annotations

import io
import zipfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.langkah import ASAL_TABEL, Hasil
from kinerja.tabel import baca, jalur_tabel, tulis_byte
from kinerja.tenggat import akhir_triwulan

if TYPE_CHECKING:
    import pandas as pd

NAMA = "LKjIP-Bab-III.docx"
TRIWULAN = 4
"""The quarter whose tables hold the whole year."""
INTI = "docProps/core.xml"
TABEL = ("capaian", "sasaran", "serapan", "banding", "tindak_lanjut", "putusan")
"""Tables that the draft is made from."""


def lkjip_docx(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> bytes:
    """Write the draft.

    Args:
        tabel: At least those that :data:`TABEL` names.
        kantor: The office.
        periode: The fourth quarter of the year; the file's date is its last day.

    Returns:
        The DOCX; same arguments, same bytes.

    Raises:
        GalatKinerja: The quarter is another one.
    """
    from kinerja.keluaran.lkjip_docx import ke_docx
    from kinerja.keluaran.lkjip_isi import isi_lkjip

    if periode.triwulan != TRIWULAN:
        raise GalatKinerja("LKjIP disusun dari Triwulan IV.", "Jalankan pengukuran Triwulan IV lebih dahulu.")
    return ke_docx(isi_lkjip(Hasil(kantor, periode, tabel)), akhir_triwulan(periode))


def draf_rilis(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, bytes]:
    """The draft by its file name, as a release keeps it; none before the year is over."""
    return {NAMA: lkjip_docx(tabel, kantor, periode)} if periode.triwulan == TRIWULAN else {}


def simpan_lkjip(folder: Path, isi: bytes) -> Path:
    """Write the draft into a folder, beside and not over one that the planner has worked on.

    Returns:
        Its path: ``LKjIP-Bab-III.docx``, or with ``(2)`` and so on where a changed one has that name.
    """
    batang, akhiran = NAMA.rsplit(".", 1)
    nama = (NAMA if n == 1 else f"{batang} ({n}).{akhiran}" for n in count(1))
    tujuan = next(p for p in map(folder.joinpath, nama) if not p.exists() or _milik_kita(p, isi))
    tulis_byte(tujuan, isi)
    return tujuan


def _milik_kita(lama: Path, baru: bytes) -> bool:
    """Whether a file is a draft as we wrote it: whatever saves a document anew, puts its own time into it."""
    try:
        with zipfile.ZipFile(lama) as a, zipfile.ZipFile(io.BytesIO(baru)) as b:
            return a.read(INTI) == b.read(INTI)
    except (zipfile.BadZipFile, KeyError):
        return False


def tulis_lkjip(kantor: Kantor, tahun: int) -> Path:
    """Write the draft of a year from the tables that lie in the office folder, into the report's folder of TW IV.

    Returns:
        Its path.

    Raises:
        GalatKinerja: TW IV has not been measured.
    """
    periode = Periode(tahun, TRIWULAN)
    folder = kantor.olahan(periode)
    if not all(jalur_tabel(folder, t).is_file() for t in TABEL):
        raise GalatKinerja(
            f"LKjIP memerlukan hasil Triwulan IV tahun {tahun}, yang belum ada.",
            f"Jalankan: kinerja jalan --tahun {tahun} --triwulan {TRIWULAN}",
        )
    isi = lkjip_docx(dict(baca(folder, TABEL, ASAL_TABEL)), kantor, periode)
    return simpan_lkjip(kantor.laporan(periode), isi)
