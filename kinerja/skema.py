"""The tables that the steps hand each other: every column with its type, unit and meaning.

This is the contract between the steps, and the only one: a step reads and writes nothing else. A unit stands in the
column's name (``_pct`` percent points, ``_rp`` whole rupiah, ``_byte``); a figure without a unit suffix is in the
indicator's own ``satuan``. Missing text is ``""``, a missing figure is NaN, a missing rupiah is ``<NA>``: a bare zero
always means zero.

``TABEL`` is plain data, so that reading a table costs nothing but the read; :func:`skema` turns one entry into a
pandera schema, which is imported only then.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

JENJANG = ("sasaran", "program", "kegiatan", "sub_kegiatan")
"""Levels of an indicator or a budget row, from the top down (Permendagri 86/2017, 90/2019)."""

POLARITAS = ("maks", "min", "stabil")
KONSOLIDASI = ("jumlah", "akhir", "rata", "rasio")
JENIS_TARGET = ("angka", "rentang", "predikat", "tanggal", "rasio")
RUMUS = ("POS", "NEG-L", "NEG-H", "NEG-B", "STAB-L", "STAB-H")
STATUS = (
    "terukur",
    "belum_dilaporkan",
    "belum_tersedia",
    "belum_ditargetkan",
    "tanpa_kejadian",
    "tidak_dapat_dihitung",
)
JANGKAUAN = ("", "tercapai", "terjangkau", "perlu_dipercepat", "terlampaui", "belum_dinilai")
BANDING = ("target_sd", "target_tahun", "renstra", "tw_tahun_lalu", "tahun_lalu", "standar")
ARAH = ("", "lebih_baik", "sama", "lebih_buruk", "sudah_dicapai", "tahun_berjalan", "renstra_berjalan")
"""What a comparison says; the last three are for figures whose time (year, Renstra) is not over."""
STATUS_PAPAN = ("belum", "menunggu", "laporan_ini", "selesai")
"""State of a step of the SOP; ``laporan_ini`` is taken with the very report that shows it."""
TINGKAT = ("tolak", "jelaskan", "info")
STATUS_TINDAK_LANJUT = ("", "belum", "berjalan", "selesai", "batal")
"""State of a follow-up; it comes back in every form until it is ``selesai`` or ``batal``."""


@dataclass(frozen=True)
class Kolom:
    """One column: pandas type, allowed values, whether it may be empty, and what it holds."""

    tipe: str
    arti: str
    isi: tuple[str, ...] | None = None
    wajib: bool = False


def _teks(arti: str, isi: tuple[str, ...] | None = None, wajib: bool = False) -> Kolom:
    return Kolom("str", arti, isi, wajib)


def _angka(arti: str) -> Kolom:
    return Kolom("float64", arti)


def _bulat(arti: str) -> Kolom:
    return Kolom("int64", arti, wajib=True)


def _rupiah(arti: str) -> Kolom:
    return Kolom("Int64", arti)


def _ya(arti: str) -> Kolom:
    return Kolom("bool", arti, wajib=True)


_ASAL = {
    "asal_berkas": _teks("file that the row came from, path from the office folder"),
    "asal_lembar": _teks("sheet"),
    "asal_sel": _teks("cell of the row's main figure, A1 style"),
}

_INDIKATOR = {
    "kode_indikator": _teks("key of the indicator, text", wajib=True),
    "indikator": _teks("name as PK or the form writes it", wajib=True),
    "jenjang": _teks("level that the indicator belongs to", JENJANG, wajib=True),
    "jenis": _teks("IKU, IKI, or empty for an indicator of a programme, kegiatan or sub kegiatan", ("IKU", "IKI", "")),
    "kode_sasaran": _teks("key of the sasaran that it measures", wajib=True),
    "sasaran": _teks("name of the sasaran", wajib=True),
    "bidang": _teks("name of the unit that answers for it; several, separated by '; ', when they share it", wajib=True),
    "satuan": _teks("unit as written"),
    "polaritas": _teks("direction that is better", POLARITAS, wajib=True),
    "konsolidasi": _teks("how quarters make a value to date", KONSOLIDASI, wajib=True),
    "tambahan_persen": _ya(
        "percentages are declared additions to a running total (Formulir E.81's K) and may be summed"
    ),
    "jenis_target": _teks("kind of target", JENIS_TARGET, wajib=True),
    "rumus": _teks("formula of capaian", RUMUS, wajib=True),
    "bentuk_target": _teks("quarter targets are per quarter or cumulative", ("per_triwulan", "kumulatif"), wajib=True),
    "bobot": _angka("weight in roll-ups, 1 unless declared"),
    "baseline": _angka("worst value, for NEG-B"),
    "target_tahun": _angka(
        "PK target of the year; for a range its upper bound, for a predicate its rank, for a date its day of the year"
    ),
    "target_tahun_bawah": _angka("lower bound of a range"),
    "target_tahun_teks": _teks("the target as written"),
    "target_renstra": _angka("target at the end of the Renstra"),
    "target_renstra_bawah": _angka("lower bound of a range"),
    "target_renstra_teks": _teks("as written"),
    "target_renstra_tahun": _bulat("year of that target, 0 when there is none"),
    "realisasi_renstra_lalu": _angka(
        "realised within the Renstra until last year, as written; ukur adds it only where figures pile up over years"
    ),
    "tersedia_tw": _bulat("first quarter in which a figure can exist (1 for most; 4 for a yearly survey)"),
    "tersedia_ket": _teks("why and when, in words"),
    "kode_anggaran": _teks(
        "codes of the budget rows that pay for it, separated by '; '; the same code may serve several"
    ),
    "definisi": _teks("operational definition (IKU)"),
    "formulasi": _teks("how the figure is counted, in words (IKU)"),
    "sumber_data": _teks("where the office gets it"),
    "penanggung_jawab": _teks("who answers for it"),
    "asumsi": _teks("what was not declared and therefore taken by default, separated by '; '"),
}

_ASAL_TARGET = {
    "asal_target_berkas": _teks("file that the target came from"),
    "asal_target_lembar": _teks("its sheet"),
    "asal_target_sel": _teks("its cell"),
}

_REALISASI = {
    "realisasi": _angka(
        "figure of this quarter: an addition (jumlah), a position (akhir), this quarter's mean (rata); NaN for rasio"
    ),
    "pembilang": _angka("numerator counted in this quarter (rasio)"),
    "penyebut": _angka("denominator counted in this quarter (rasio)"),
    "realisasi_teks": _teks("as written"),
}

_PENJELASAN = {
    "bukti": _teks("evidence named by the unit"),
    "pendorong": _teks("what helped"),
    "penghambat": _teks("what hindered"),
    "tindak_lanjut": _teks("what will be done"),
    "pic": _teks("who will do it, as written"),
    "tenggat": _teks("by when, as written; a date cell in full (31 Juli 2025)"),
    "penjelasan": _teks("answer to a finding that asks for one"),
}

PENJELASAN = tuple(_PENJELASAN)
"""Columns in which a unit says in words what stands behind a figure."""

TABEL: dict[str, dict[str, Kolom]] = {
    # ---- ingest -------------------------------------------------------------------------------------------------
    "berkas": {
        "berkas": _teks("path from the office folder, with '/'", wajib=True),
        "sha256": _teks("of the file as it came"),
        "ukuran_byte": _bulat("size"),
        "jenis": _teks("what it is", ("perencanaan", "formulir", "e81", "tabel", "tidak_dikenal"), wajib=True),
        "bidang": _teks("unit that sent it, for a form"),
        "triwulan": _bulat("quarter of a form, 0 otherwise"),
        "revisi": _bulat("the form's own revision number"),
        "mengganti": _teks("sha256 of the file that this one corrects, as its hidden sheet says"),
        "disimpan": _teks(
            "day on which it was last saved, as the file itself says (2025-07-14), empty when it does not"
        ),
        "oleh": _teks("who saved it last, as the file itself says"),
        "status": _teks(
            "used, replaced by a newer revision, or refused", ("dipakai", "digantikan", "ditolak"), wajib=True
        ),
        "lembar": _teks("sheets that were read, separated by '; '"),
        "baris_tabel": _bulat("rows of the table between its heading and its end"),
        "baris_dibaca": _bulat("rows that became data"),
        "baris_tidak_dibaca": _bulat("rows listed in baris_tidak_dibaca; the two add up to baris_tabel"),
    },
    "baris_tidak_dibaca": {
        "berkas": _teks("path", wajib=True),
        "lembar": _teks("sheet", wajib=True),
        "baris": _bulat("row number as Excel shows it"),
        "isi": _teks("what stands in it, shortened"),
        "alasan": _teks("why it is not data", wajib=True),
    },
    "indikator": {**_INDIKATOR, **_ASAL},
    "target": {
        "kode_indikator": _teks("key", wajib=True),
        "triwulan": _bulat("1 to 4"),
        "target": _angka("target of the quarter in the form that bentuk_target says"),
        "target_bawah": _angka("lower bound of a range"),
        "target_teks": _teks("as written"),
        **_ASAL,
    },
    "realisasi": {
        "kode_indikator": _teks("key", wajib=True),
        "triwulan": _bulat("1 to 4"),
        "bidang": _teks("unit that reported it", wajib=True),
        **_REALISASI,
        "keadaan": _teks("what the unit wrote instead of a figure", ("", "belum_tersedia", "tanpa_kejadian")),
        **_PENJELASAN,
        **_ASAL,
    },
    "anggaran": {
        "kode_anggaran": _teks("code of programme, kegiatan or sub kegiatan, or a key made from the row", wajib=True),
        "nama": _teks("name", wajib=True),
        "jenjang": _teks(
            "level; 'urusan' for the rows above a programme",
            ("urusan", "program", "kegiatan", "sub_kegiatan"),
            wajib=True,
        ),
        "kode_induk": _teks("code of the row above it, empty at the top"),
        "bidang": _teks("unit that answers for it"),
        "pagu_dpa_rp": _rupiah("budget of the year"),
        "pagu_dppa_rp": _rupiah("changed budget, <NA> when there is none"),
        "dppa_mulai_tw": _bulat("first quarter in which the changed budget is in force, 0 when there is none"),
        "pagu_renstra_rp": _rupiah("money until the end of the Renstra"),
        "realisasi_renstra_lalu_rp": _rupiah("spent within the Renstra until last year"),
        **_ASAL,
    },
    "realisasi_anggaran": {
        "kode_anggaran": _teks("code", wajib=True),
        "triwulan": _bulat("1 to 4"),
        "realisasi_rp": _rupiah("spent in this quarter"),
        "fisik_pct": _angka("physical progress to date"),
        "ikhtisar": _ya(
            "the row is a total that the sender printed, kept only to be compared with the sum of its children"
        ),
        "penjelasan": _teks("answer to a finding that asks for one"),
        **_ASAL,
    },
    "riwayat": {
        "kode_indikator": _teks("key", wajib=True),
        "tahun": _bulat("year"),
        "triwulan": _bulat("1 to 4, 0 for the whole year"),
        "nilai": _angka("realisasi to date of that year"),
        "sumber": _teks("document", wajib=True),
        **_ASAL,
    },
    "status_tindak_lanjut": {
        "nomor": _teks("key of the follow-up: TL-<tahun>-<triwulan>-<kode_indikator>", wajib=True),
        "triwulan": _bulat("quarter of the form that reports on it"),
        "bidang": _teks("unit that reports", wajib=True),
        "kode_indikator": _teks("indicator that it serves"),
        "uraian": _teks("what was to be done"),
        "pic": _teks("who was to do it"),
        "tenggat": _teks("by when"),
        "status": _teks("", STATUS_TINDAK_LANJUT),
        "keterangan": _teks("what was done, in the unit's words"),
        **_ASAL,
    },
    "penjelasan": {
        "bidang": _teks("unit that answers", wajib=True),
        "triwulan": _bulat("quarter of the form"),
        "kode": _teks("finding that is answered", wajib=True),
        "kode_indikator": _teks("indicator of that finding"),
        "lembar": _teks("sheet of that finding"),
        "sel": _teks("cell of that finding"),
        "isi": _teks("the answer", wajib=True),
        **_ASAL,
    },
    "perubahan": {
        "bidang": _teks("unit", wajib=True),
        "triwulan": _bulat("quarter of the form"),
        "revisi_lama": _bulat("revision before"),
        "revisi_baru": _bulat("revision after"),
        "berkas_lama": _teks("its file", wajib=True),
        "berkas_baru": _teks("its file", wajib=True),
        "lembar": _teks("sheet"),
        "kode": _teks("indicator, budget row or follow-up", wajib=True),
        "kolom": _teks("title of the column", wajib=True),
        "sel": _teks("cell in the newer file, in the older one where the row is gone"),
        "dari": _teks("what stood there"),
        "menjadi": _teks("what stands there now"),
        "alasan": _teks("reason that the unit gave"),
        "oleh": _teks("who saved the newer file, as the file itself says"),
    },
    "temuan_ingest": {},
    # ---- rekap --------------------------------------------------------------------------------------------------
    "rekap": {
        "kode_indikator": _teks("key; every indicator has one row for each quarter until the run's", wajib=True),
        "triwulan": _bulat("1 to the run's quarter"),
        "target": _angka("quarter target as declared"),
        "target_bawah": _angka("lower bound of a range"),
        "target_teks": _teks("as written"),
        **_ASAL_TARGET,
        "dilaporkan": _ya("a figure (or a state) was reported"),
        **_REALISASI,
        "keadaan": _teks("state reported instead of a figure", ("", "belum_tersedia", "tanpa_kejadian")),
        "pelapor": _teks("units that reported it, separated by '; '"),
        **_PENJELASAN,
        **_ASAL,
    },
    "lapor": {
        "bidang": _teks("unit", wajib=True),
        "triwulan": _bulat("1 to the run's quarter"),
        "n_indikator": _bulat("indicators that it owes a figure for in this quarter"),
        "n_dilaporkan": _bulat("of which reported"),
        "berkas": _teks("form that was used"),
        "status": _teks("", ("lengkap", "sebagian", "belum"), wajib=True),
        "sel_kosong": _teks("cells that are due and empty, as lembar!sel, separated by ', '"),
        "tenggat": _teks("day by which the form was due (2025-07-14)"),
        "disimpan": _teks("day on which the form was last saved, as the file itself says; empty when unknown"),
        "terlambat_hari": _bulat("working days from tenggat to disimpan, 0 when in time or unknown"),
    },
    "tindak_lanjut": {
        "nomor": _teks("key: TL-<tahun>-<triwulan>-<kode_indikator>", wajib=True),
        "tahun_asal": _bulat("year in which it was promised"),
        "triwulan_asal": _bulat("quarter in which it was promised"),
        "bidang": _teks("unit that promised it", wajib=True),
        "kode_indikator": _teks("indicator that it serves"),
        "uraian": _teks("what was to be done", wajib=True),
        "pic": _teks("who was to do it"),
        "tenggat": _teks("by when"),
        "status": _teks("last reported state; empty: not yet asked", STATUS_TINDAK_LANJUT),
        "triwulan_status": _bulat("quarter in which that was reported, 0 when none"),
        "keterangan": _teks("what was done, in the unit's words"),
        **_ASAL,
    },
    "rekap_anggaran": {
        "kode_anggaran": _teks("code", wajib=True),
        "nama": _teks("name", wajib=True),
        "jenjang": _teks("level", ("urusan", "program", "kegiatan", "sub_kegiatan"), wajib=True),
        "kode_induk": _teks("code of the row above it"),
        "bidang": _teks("unit"),
        "daun": _ya("has no row below it; only such rows are added up"),
        "pagu_rp": _rupiah("budget in force in the run's quarter"),
        "dasar_pagu": _teks("", ("DPA", "DPPA"), wajib=True),
        "realisasi_sd_rp": _rupiah(
            "spent until the run's quarter, sum of the leaves below (or its own when it is one)"
        ),
        "fisik_pct": _angka("physical progress, last reported; parents weighted by pagu"),
        "pagu_renstra_rp": _rupiah("money until the end of the Renstra, as printed"),
        "realisasi_renstra_lalu_rp": _rupiah("spent within the Renstra until last year, as printed"),
        **_ASAL,
    },
    "temuan_rekap": {},
    # ---- ukur ---------------------------------------------------------------------------------------------------
    "capaian": {
        "tahun": _bulat("year"),
        "triwulan": _bulat("quarter"),
        **_INDIKATOR,
        "target_sd": _angka("target to date"),
        "target_sd_bawah": _angka("lower bound of a range"),
        "target_sd_teks": _teks("as it is shown"),
        "realisasi_sd": _angka("realised to date"),
        "realisasi_sd_teks": _teks("as it is shown"),
        "pembilang_sd": _angka("accumulated numerator (rasio)"),
        "penyebut_sd": _angka("accumulated denominator (rasio)"),
        "capaian_sd_pct": _angka("against the target to date; NaN unless status is terukur"),
        "capaian_tahun_pct": _angka("against the year's target"),
        "capaian_renstra_pct": _angka("against the Renstra-end target"),
        "capaian_lalu_pct": _angka(
            "capaian_sd_pct of the previous quarter of the year; NaN in TW I and where not measured"
        ),
        "dalam_gabungan": _ya("counted in the roll-ups of its sasaran, its bidang and the office"),
        "dibatasi": _ya("the cap lowered it in roll-ups"),
        "status": _teks("state", STATUS, wajib=True),
        "status_ket": _teks("the state in words, with what is missing"),
        "predikat": _teks("predicate of the displayed capaian to date"),
        "uraian_hitung": _teks("the worked line, in Indonesian"),
        "realisasi_lalu": _angka("same quarter last year, NaN when not available"),
        "realisasi_lalu_sumber": _teks("where that came from"),
        "laju_per_tw": _angka("pace per quarter so far"),
        "perlu_per_tw": _angka("what each remaining quarter needs"),
        "proyeksi_tahun": _angka("value expected at the year's end at that pace"),
        "jangkauan": _teks("whether the year's target is within reach", JANGKAUAN),
        "laju_ket": _teks("pace and verdict in words"),
        "kartu": _teks("the formula card, one fact a line"),
        **_PENJELASAN,
        **_ASAL_TARGET,
        **_ASAL,
    },
    "sasaran": {
        "level": _teks("", ("sasaran", "program", "bidang", "dinas"), wajib=True),
        "kode": _teks("key", wajib=True),
        "nama": _teks("name", wajib=True),
        "n": _bulat("indicators"),
        "n_terukur": _bulat("of which measured"),
        "n_dibatasi": _bulat("of which capped"),
        "capaian_pct": _angka("weighted mean of capaian to date, capped as params say"),
        "capaian_mentah_pct": _angka("same, without a cap"),
        "capaian_batas_bawah_pct": _angka(
            "same as capaian_pct, with every indicator that is due and not reported counted as 0"
        ),
        "capaian_tahun_pct": _angka(
            "same as capaian_pct, against the year's target: progress, not a verdict, before TW IV"
        ),
        "predikat": _teks("predicate of the displayed capaian_pct"),
        "pita_rendah_pct": _angka("lowest mean under every defensible choice of cap, missing figures and formula"),
        "pita_tinggi_pct": _angka("highest of them"),
        "pita_rendah_predikat": _teks("predicate of the lowest"),
        "pita_tinggi_predikat": _teks("predicate of the highest"),
        "pita_ket": _teks("what the predicate hangs on, in words"),
        "pagu_rp": _rupiah("budget of the rows that pay for its indicators, each counted once"),
        "realisasi_rp": _rupiah("spent of it"),
        "serapan_pct": _angka("realisasi_rp / pagu_rp"),
        "efisiensi_selisih_pct": _angka("capaian minus serapan, only where it means something"),
        "efisiensi_pct": _angka("E of PMK 214/2017, bounded to -20 to 20"),
        "nilai_efisiensi": _angka("NE of PMK 214/2017: 50 + E / 20 x 50, so 0 to 100"),
        "efisiensi_ket": _teks("the verdict, or why there is none"),
        "ket": _teks("what a reader must know, in words"),
    },
    "serapan": {
        "kode_anggaran": _teks("code", wajib=True),
        "nama": _teks("name", wajib=True),
        "jenjang": _teks(
            "level; 'dinas' for the whole", ("dinas", "urusan", "program", "kegiatan", "sub_kegiatan"), wajib=True
        ),
        "kode_induk": _teks("code of the row above it"),
        "bidang": _teks("unit"),
        "pagu_rp": _rupiah("budget in force"),
        "dasar_pagu": _teks("", ("DPA", "DPPA"), wajib=True),
        "realisasi_rp": _rupiah("spent to date"),
        "serapan_pct": _angka("realisasi_rp / pagu_rp"),
        "fisik_pct": _angka("physical progress"),
        "deviasi_pct": _angka("physical progress minus absorption"),
        "pagu_renstra_rp": _rupiah("money until the end of the Renstra"),
        "realisasi_renstra_rp": _rupiah("spent within the Renstra, this year's part included"),
        "serapan_renstra_pct": _angka("realisasi_renstra_rp / pagu_renstra_rp"),
        **_ASAL,
    },
    "banding": {
        "kode_indikator": _teks("indicator", wajib=True),
        "jenis": _teks("what it is compared with", BANDING, wajib=True),
        "nama": _teks("that, in words", wajib=True),
        "tersedia": _ya("there is a figure to compare with"),
        "pembanding": _angka("the figure"),
        "pembanding_teks": _teks("as it is shown; 'data tidak tersedia' where there is none", wajib=True),
        "realisasi": _angka("realised to date; beside the Renstra with its earlier years, where figures pile up"),
        "selisih": _angka("realisasi minus pembanding"),
        "capaian_pct": _angka("against a target or a standard"),
        "arah": _teks("realisasi against it, or that this cannot be told yet", ARAH),
        "sumber": _teks("document"),
    },
    "temuan_ukur": {},
    # ---- validasi -----------------------------------------------------------------------------------------------
    "temuan": {},
    "putusan": {
        "tahun": _bulat("year"),
        "triwulan": _bulat("quarter"),
        "putusan": _teks("the SOP's fifth step", ("Ya", "Tidak"), wajib=True),
        "n_tolak": _bulat("findings that stop"),
        "n_jelaskan": _bulat("findings that ask for an explanation and have none"),
        "n_dijelaskan": _bulat("findings that were explained"),
        "n_info": _bulat("findings to know of"),
        "alasan": _teks("one sentence"),
    },
    # ---- laporan ------------------------------------------------------------------------------------------------
    "poin": {
        "urutan": _bulat("1 is the first that a reader should know"),
        "jenis": _teks("rule that chose it", wajib=True),
        "judul": _teks("a few words", wajib=True),
        "isi": _teks("one or two sentences with the figures", wajib=True),
        "kode_indikator": _teks("indicator that it speaks of"),
    },
    "papan": {
        "nomor": _bulat("step of the SOP"),
        "kegiatan": _teks("what is done", wajib=True),
        "pelaksana": _teks("by whom", wajib=True),
        "status": _teks("", STATUS_PAPAN, wajib=True),
        "mulai": _teks("moment at which it could begin, ISO 8601; empty when unknown"),
        "selesai": _teks("moment at which it was done, likewise"),
        "norma": _teks("what the SOP allows, in words", wajib=True),
        "norma_menit": _bulat("the same in minutes of office hours"),
        "lama": _teks("what it took, in words; empty when unknown"),
        "lama_menit": _bulat("the same in minutes of office hours, 0 when unknown"),
        "terlambat": _teks("by how much it was late, in words; empty when it was not"),
        "revisi": _bulat("revision of the data that its last entry speaks of"),
        "ulangan": _bulat("how often it was recorded"),
        "hasil": _teks("outcome of the last time, for steps that decide"),
        "hari_menit": _bulat("minutes of office hours in a working day; the same in every row"),
        "n_entri": _bulat("entries of the ledger that the board rests on; the same in every row"),
        "buku": _teks("state of the ledger; the same in every row", ("kosong", "utuh", "rusak"), wajib=True),
    },
}
"""Every table by name. Key columns come first; order of columns is part of the contract."""

_TEMUAN = {
    "kode": _teks("code in the catalogue", wajib=True),
    "tingkat": _teks("severity", TINGKAT, wajib=True),
    "bidang": _teks("unit"),
    "kode_indikator": _teks("indicator"),
    "berkas": _teks("file"),
    "lembar": _teks("sheet"),
    "sel": _teks("cell or range"),
    "nilai": _teks("what stands there"),
    "pesan": _teks("what is wrong", wajib=True),
    "saran": _teks("what to do", wajib=True),
    "penjelasan": _teks("answer of the unit; a jelaskan finding that has one is satisfied"),
}
for _nama in ("temuan_ingest", "temuan_rekap", "temuan_ukur", "temuan"):
    TABEL[_nama] = _TEMUAN


def per_baris(df: pd.DataFrame) -> Iterator[Any]:
    """Yield rows as named tuples. The names are the table's columns, which a type checker cannot know.

    What ``df.itertuples()`` yields, in half the time: the class is made once for all tables of the same columns.
    """
    return map(_kelas_baris(tuple(df.columns))._make, zip(df.index, *(isi for _, isi in df.items()), strict=True))


@lru_cache(maxsize=128)
def _kelas_baris(kolom: tuple[str, ...]) -> Any:
    return namedtuple("Baris", ("Index", *kolom), rename=True)


def kosong(nama: str) -> pd.DataFrame:
    """Return an empty table with the declared columns and types."""
    import pandas as pd

    return pd.DataFrame({k: pd.Series(dtype=v.tipe) for k, v in TABEL[nama].items()})


def bentuk(nama: str, baris: list[dict[str, object]]) -> pd.DataFrame:
    """Make a table of records (dicts) of the declared shape.

    Columns that a record leaves out become empty (``""``, NaN, ``<NA>``, 0 or False by type); a column that is not
    declared is a mistake in the calling code.

    Raises:
        KeyError: A record holds a column that the table does not declare.
    """
    import pandas as pd

    kolom = TABEL[nama]
    for b in baris:
        if asing := set(b) - set(kolom):
            raise KeyError(f"table {nama} has no column {sorted(asing)}")
    hasil = {}
    for k, v in kolom.items():
        nol: object = {"str": "", "int64": 0, "bool": False, "float64": float("nan"), "Int64": None}[v.tipe]
        isi = [b.get(k, nol) for b in baris]
        if v.tipe == "float64":
            isi = [float("nan") if x is None else x for x in isi]
        hasil[k] = pd.Series(isi, dtype=v.tipe)
    return pd.DataFrame(hasil)


def skema(nama: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a table: strict columns, in order, types, allowed values, no missing keys."""
    import pandera.pandas as pa

    kolom = {}
    for k, v in TABEL[nama].items():
        cek = []
        if v.isi is not None:
            cek.append(pa.Check.isin(v.isi))
        if v.wajib and v.tipe == "str":
            cek.append(pa.Check.str_length(min_value=1))
        kolom[k] = pa.Column(v.tipe, cek, nullable=v.tipe in ("float64", "Int64"))
    return pa.DataFrameSchema(kolom, strict=True, ordered=True, name=nama)
