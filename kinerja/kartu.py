"""The formula card: everything that answers "angka ini dari mana?" for one indicator, as text in a column.

One line a fact, ``Judul: isi``. Report, workbook and notebook show the same card, since it is data.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from kinerja import kata
from kinerja.angka import tulis, tulis_persen
from kinerja.aturan import Aturan
from kinerja.kantor import ROMAWI
from kinerja.skema import per_baris
from kinerja.uraian import teks_nilai

NOL = {
    "POS": "target 0 tidak memberi persentase",
    "NEG-B": "tidak bernilai bila target sama dengan nilai terburuk",
}
NOL_TURUN = "target 0 terpenuhi (100) hanya bila realisasi 0, selain itu 0"


def kartu(b: Any, tw: pd.DataFrame, aturan: Aturan) -> str:
    """Write the card of one indicator.

    Args:
        b: Row of ``capaian`` with texts.
        tw: Its rows of ``rekap``.
        aturan: Rules of the year.
    """
    batas = aturan.batas_capaian_pct
    baris = [
        ("Hitungan", b.uraian_hitung),
        ("Status", kata.keadaan(b.status, b.status_ket).removesuffix(".")),
        ("Rumus", f"{b.rumus}: {kata.RUMUS[b.rumus]}"),
        ("Polaritas", f"{b.polaritas}, {kata.POLARITAS[b.polaritas]}"),
        ("Konsolidasi", _konsolidasi(b)),
        ("Jenis target", f"{kata.JENIS_TARGET[b.jenis_target]}, {kata.BENTUK_TARGET[b.bentuk_target]}"),
        ("Nilai terburuk", teks_nilai(b.baseline, b.satuan) if b.rumus == "NEG-B" else ""),
        ("Batas dalam rerata", "tidak ada" if batas is None else f"{tulis_persen(batas)}, paling rendah 0"),
        ("Bila target nol", NOL.get(b.rumus, NOL_TURUN)),
        ("Bobot", tulis(b.bobot)),
        ("Tidak dinyatakan, dipakai bawaan", b.asumsi),
        ("Definisi", b.definisi),
        ("Formulasi", b.formulasi),
        ("Sumber data", b.sumber_data),
        *_sumber(b, tw),
    ]
    return "\n".join(f"{judul}: {isi}" for judul, isi in baris if isi)


def _konsolidasi(b: Any) -> str:
    istilah = kata.KONSOLIDASI[b.konsolidasi]
    return f"{istilah.label.lower()}, {istilah.arti}" + (f"; {kata.TAMBAHAN_PERSEN}" if b.tambahan_persen else "")


def _sumber(b: Any, tw: pd.DataFrame) -> list[tuple[str, str]]:
    """Name the cell of every number in the card: the year's target, each quarter's target and figure."""
    hasil = [("Sumber target tahun", _tempat(b.asal_target_berkas, b.asal_target_lembar, b.asal_target_sel))]
    for r in per_baris(tw):
        no = ROMAWI[int(r.triwulan)]
        if r.target_teks:
            isi = _tempat(r.asal_target_berkas, r.asal_target_lembar, r.asal_target_sel)
            hasil.append((f"Target TW {no} ({r.target_teks})", isi))
        if r.dilaporkan:
            isi = _isi(r)
            hasil.append((f"Realisasi TW {no}{isi}", _tempat(r.asal_berkas, r.asal_lembar, r.asal_sel)))
    return hasil


def _isi(r: Any) -> str:
    if pd.notna(r.pembilang) and pd.notna(r.penyebut):
        return f" ({tulis(r.pembilang)} dari {tulis(r.penyebut)})"
    teks = r.realisasi_teks or (tulis(r.realisasi) if pd.notna(r.realisasi) else "")
    return f" ({teks})" if teks else ""


def _tempat(berkas: str, lembar: str, sel: str) -> str:
    return f"{berkas}, lembar {lembar}, sel {sel}" if berkas else "tempat asalnya tidak tercatat"
