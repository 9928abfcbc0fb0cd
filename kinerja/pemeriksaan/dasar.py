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


def asal(b: Any) -> dict[str, str]:
    """Where a row's figure stands, as findings name it."""
    return {"berkas": b.asal_berkas, "lembar": b.asal_lembar, "sel": b.asal_sel}


def rekap_lengkap(tabel: Tabel) -> pd.DataFrame:
    """Rekap with the indicators' nature beside it, and whether the row came from a unit's form."""
    sifat = ["kode_indikator", "bidang", "satuan", "konsolidasi", "polaritas", "tersedia_tw", "jenis_target"]
    hasil = tabel["rekap"].merge(tabel["capaian"][sifat], on="kode_indikator", validate="m:1")
    berkas = tabel["berkas"]
    hasil["dari_formulir"] = hasil["asal_berkas"].isin(berkas.loc[berkas["jenis"] == "formulir", "berkas"])
    return hasil
