"""What the checks share: what a check is, the rekap with the indicators' nature beside it, where a figure stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from kinerja.kantor import Kantor, Periode

Temuan = dict[str, object]
"""One row of table ``temuan``."""
Tabel = dict[str, pd.DataFrame]
"""The step's tables by name; ``rekap`` is the one of :func:`rekap_lengkap`."""
Cek = Callable[[Tabel, Kantor, Periode], Iterator[Temuan]]
"""A check: from tables to findings, nothing else."""
_SIFAT = (
    "kode_indikator",
    "indikator",
    "bidang",
    "satuan",
    "konsolidasi",
    "polaritas",
    "tersedia_tw",
    "jenis_target",
    "bentuk_target",
    "target_tahun",
)


def asal(b: Any) -> dict[str, str]:
    """Where a row's figure stands, as findings name it."""
    return {"berkas": b.asal_berkas, "lembar": b.asal_lembar, "sel": b.asal_sel}


def dari_baris(b: Any) -> dict[str, str]:
    """Whose figure a row's is, as findings name it."""
    return {"bidang": b.bidang, "kode_indikator": b.kode_indikator}


def rekap_lengkap(tabel: Tabel) -> pd.DataFrame:
    """Rekap with the indicators' nature beside it, and where the row came from.

    ``dari_formulir``: from a form of ours, which asks for evidence and words. ``dari_bidang``: from any table that a
    unit sent, so not from a national form, whose quarter figures are percentages in disguise and judged by its reader.
    """
    hasil = tabel["rekap"].merge(tabel["capaian"][list(_SIFAT)], on="kode_indikator", validate="m:1")
    pertama = hasil["asal_berkas"].str.split("; ").str[0]  # several units may share one indicator
    jenis = pertama.map(dict(zip(tabel["berkas"]["berkas"], tabel["berkas"]["jenis"], strict=True)))
    hasil["dari_formulir"] = jenis == "formulir"
    hasil["dari_bidang"] = jenis.isin(("formulir", "tabel"))
    return hasil
