"""Money: budget in force, spending and absorption, each row counted once."""

from __future__ import annotations

import math

import pandas as pd

from kinerja.skema import TABEL, bentuk, kosong


def susun_serapan(anggaran: pd.DataFrame) -> pd.DataFrame:
    """Lay out spending per budget row and, in the first row, for the office: the sum of the leaves."""
    if anggaran.empty:
        return kosong("serapan")
    hasil = anggaran.rename(columns={"realisasi_sd_rp": "realisasi_rp"}).copy()
    hasil["serapan_pct"] = [serapan_pct(r, p) for r, p in zip(hasil["realisasi_rp"], hasil["pagu_rp"], strict=True)]
    daun = anggaran[anggaran["daun"]]
    uang = uang_di_balik(daun["kode_anggaran"], anggaran)
    dasar = "DPPA" if (daun["dasar_pagu"] == "DPPA").any() else "DPA"
    total = bentuk(
        "serapan", [{"kode_anggaran": "dinas", "nama": "Jumlah", "jenjang": "dinas", "dasar_pagu": dasar, **uang}]
    )
    return pd.concat([total, hasil[list(TABEL["serapan"])]], ignore_index=True)


def uang_di_balik(kode: pd.Series | list[str], anggaran: pd.DataFrame) -> dict[str, object]:
    """Add up budget and spending behind codes, each row once, and none whose parent is there too."""
    induk = dict(zip(anggaran["kode_anggaran"], anggaran["kode_induk"], strict=True))
    pilihan = {k for k in kode if k in induk}

    def punya_induk(k: str) -> bool:
        dilihat = {k}
        while (k := induk.get(k, "")) and k not in dilihat:
            if k in pilihan:
                return True
            dilihat.add(k)
        return False

    baris = anggaran[anggaran["kode_anggaran"].isin([k for k in pilihan if not punya_induk(k)])]
    if baris.empty:
        return {"pagu_rp": None, "realisasi_rp": None, "serapan_pct": math.nan}
    pagu, keluar = baris["pagu_rp"].sum(min_count=1), baris["realisasi_sd_rp"].sum(min_count=1)
    return {
        "pagu_rp": None if pd.isna(pagu) else int(pagu),
        "realisasi_rp": None if pd.isna(keluar) else int(keluar),
        "serapan_pct": serapan_pct(keluar, pagu),
    }


def serapan_pct(realisasi_rp: object, pagu_rp: object) -> float:
    """Money spent as percent points of the budget; NaN without either or with a budget of 0."""
    if pd.isna(realisasi_rp) or pd.isna(pagu_rp) or not pagu_rp:  # type: ignore[call-overload]
        return math.nan
    return int(realisasi_rp) / int(pagu_rp) * 100  # type: ignore[call-overload]
