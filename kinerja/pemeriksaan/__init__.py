"""The checks of step validasi: one small function from tables to findings, a module for each kind.

All of them run, so that a unit gets everything that is wrong at once and not one thing a day. A check reads tables,
never cells: what can be told from a single cell is told where it is read (``masukan/``). None of them looks for an
explanation: ``penjelasan.py`` does, for all.
"""

from kinerja.pemeriksaan.angka import cek_cacah, cek_negatif, cek_pecahan_persen, cek_rasio, cek_rentang
from kinerja.pemeriksaan.capaian import cek_capaian
from kinerja.pemeriksaan.dasar import Cek
from kinerja.pemeriksaan.gerak import cek_gerak, cek_turun
from kinerja.pemeriksaan.kode import cek_nomenklatur
from kinerja.pemeriksaan.pelaporan import cek_bukti, cek_lapor, cek_terlambat
from kinerja.pemeriksaan.rencana import cek_target
from kinerja.pemeriksaan.tindak_lanjut import cek_tenggat, cek_tindak_lanjut
from kinerja.pemeriksaan.uang import cek_anggaran_hilang, cek_belanja, cek_serapan, cek_uang
from kinerja.pemeriksaan.uraian import cek_uraian

__all__ = ["SEMUA"]

SEMUA: tuple[Cek, ...] = (
    cek_lapor,
    cek_terlambat,
    cek_bukti,
    cek_target,
    cek_nomenklatur,
    cek_rasio,
    cek_negatif,
    cek_rentang,
    cek_pecahan_persen,
    cek_cacah,
    cek_capaian,
    cek_gerak,
    cek_turun,
    cek_uraian,
    cek_uang,
    cek_anggaran_hilang,
    cek_belanja,
    cek_serapan,
    cek_tindak_lanjut,
    cek_tenggat,
)
"""Every check, in the order of the list that readers get within one severity, unit and code."""
