"""Blank forms: one workbook per unit and quarter, filled in from the plan as far as the plan goes."""

from __future__ import annotations

from pathlib import Path

from kinerja.galat import GalatKinerja
from kinerja.ingest import baca_tahun
from kinerja.kantor import Kantor, Periode
from kinerja.keluaran.formulir_tulis import baris_anggaran, baris_kinerja, tulis_formulir
from kinerja.masukan.formulir_bentuk import Identitas
from kinerja.nama import nama_berkas


def buat_formulir(kantor: Kantor, periode: Periode) -> list[Path]:
    """Write the forms of a quarter into ``reports/<tahun>/TW<n>/formulir/``; existing ones there are replaced.

    Args:
        kantor: The office; its units are those of ``params/dinas.yaml``, in that order.
        periode: The quarter.

    Returns:
        The files, one for each unit that has an indicator or a budget row.

    Raises:
        GalatKinerja: There is no plan, no unit is declared, or the plan gives the units nothing to report.
    """
    if not kantor.dinas.bidang:
        raise GalatKinerja(
            "Belum ada bidang dalam params/dinas.yaml.",
            "Tuliskan nama setiap bidang di bawah kunci bidang.",
        )
    rencana, _ = baca_tahun(kantor, periode)
    folder = kantor.laporan(periode) / "formulir"
    hasil = []
    for bidang in kantor.dinas.bidang:
        kinerja = baris_kinerja(rencana.indikator, rencana.target, bidang.nama, periode.triwulan)
        anggaran = baris_anggaran(rencana.anggaran, bidang.nama, periode.triwulan)
        if not kinerja and not anggaran:
            continue
        jalur = folder / nama_berkas(bidang.nama, periode)
        folder.mkdir(parents=True, exist_ok=True)
        identitas = Identitas(
            kantor.dinas.nama, periode.tahun, periode.triwulan, bidang.nama, 0, kantor.dinas.data_contoh
        )
        tulis_formulir(jalur, identitas, kinerja, anggaran)
        hasil.append(jalur)
    if not hasil:
        raise GalatKinerja(
            "Tidak ada indikator atau anggaran milik bidang mana pun dalam rencana tahun ini.",
            "Samakan nama bidang dalam rencana dengan params/dinas.yaml.",
        )
    return hasil
