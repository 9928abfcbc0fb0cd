"""The pace: what each remaining quarter needs, and whether the year's target is within reach.

The rule, stated because no regulation gives one. R is the value to date after q quarters, T the year's target.

* ``jumlah``: pace = R / q per quarter, needed = (T - R) / (4 - q), expected at the year's end = R + pace x (4 - q).
* ``akhir``: pace = (R - last year's end) / q, needed and expected likewise; without last year's end there is no pace,
  only what is needed.
* ``rasio`` starts each year anew, so last year's end is not where it comes from: pace = what last year's remaining
  quarters added to last year's same quarter, per quarter; expected = R + that. It can fall again, so a target that is
  met under way is within reach, not reached.
* ``rata``: pace = R, needed = (4T - qR) / (4 - q), the mean that the remaining quarters must have; expected = R.

Within reach means that the expected value meets the target. Ranges, predicates, dates and what is to be stable have
no pace; neither has the fourth quarter. A straight line that leaves what the quantity can be (below 0 where value and
target are not, above 100 where a percentage has a target up to 100) describes nothing: such an indicator gets what it
needs and no expectation.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from kinerja.angka import tulis
from kinerja.kantor import Periode
from kinerja.skema import per_baris
from kinerja.uraian import dalam_persen, teks_nilai

TOLERANSI = 1e-9
TANPA_TAHUN_LALU = "angka tahun lalu tidak tersedia"


def hitung_laju(hasil: pd.DataFrame, riwayat: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Compute the pace of every indicator.

    Args:
        hasil: Rows of ``capaian`` with figures and status.
        riwayat: Table ``riwayat``, for last year's end.
        periode: The quarter.

    Returns:
        Columns ``laju_per_tw, perlu_per_tw, proyeksi_tahun`` (in the indicator's unit), ``jangkauan`` and ``laju_ket``,
        in the same order and with the same index.
    """
    akhir_lalu = riwayat[(riwayat["tahun"] == periode.tahun - 1) & riwayat["triwulan"].isin((0, 4))]
    awal = akhir_lalu.sort_values("triwulan").drop_duplicates("kode_indikator").set_index("kode_indikator")["nilai"]
    baris = [_satu(b, float(awal.get(b.kode_indikator, math.nan)), periode.triwulan) for b in per_baris(hasil)]
    kolom = {"laju_per_tw": "float64", "perlu_per_tw": "float64", "proyeksi_tahun": "float64"}
    tabel = pd.DataFrame(baris, index=hasil.index, columns=[*kolom, "jangkauan", "laju_ket"])
    return tabel.astype(kolom | {"jangkauan": "str", "laju_ket": "str"})


def _satu(b: Any, awal: float, q: int) -> tuple[float, float, float, str, str]:
    nan, sisa = math.nan, 4 - q
    dinilai = b.jenis_target in ("angka", "rasio") and b.polaritas != "stabil"
    if not dinilai or math.isnan(b.realisasi_sd) or math.isnan(b.target_tahun):
        return nan, nan, nan, "", ""
    if not sisa or b.status not in ("terukur", "belum_ditargetkan"):
        return nan, nan, nan, "", ""
    r, t = float(b.realisasi_sd), float(b.target_tahun)
    if b.konsolidasi == "jumlah":
        laju, perlu = r / q, (t - r) / sisa
    elif b.konsolidasi == "rata":
        laju, perlu = r, (4 * t - q * r) / sisa
    else:
        dari = (awal - float(b.realisasi_lalu)) / sisa if b.konsolidasi == "rasio" else (r - awal) / q
        laju, perlu = dari, (t - r) / sisa
    kelak = r if b.konsolidasi == "rata" else r + laju * sisa
    if mustahil := _mustahil(b, r, t, kelak):
        kelak = nan
    return laju, perlu, kelak, *_ucapan(b, r, t, perlu, kelak, sisa, mustahil)


def _mustahil(b: Any, r: float, t: float, kelak: float) -> bool:
    """Tell whether an expected value lies where the quantity cannot be."""
    bawah = kelak < 0 <= min(r, t)
    return bawah or (dalam_persen(b.satuan) and kelak > 100 >= max(r, t))


def _memenuhi(b: Any, nilai: float, t: float) -> bool:
    selisih = nilai - t if b.polaritas == "maks" else t - nilai
    return selisih >= -TOLERANSI * max(1.0, abs(t))


def _ucapan(b: Any, r: float, t: float, perlu: float, kelak: float, sisa: int, mustahil: bool) -> tuple[str, str]:
    """Return the verdict and its sentence."""
    memenuhi, batas = _memenuhi(b, r, t), teks_nilai(t, b.satuan)
    if b.konsolidasi == "jumlah" and b.polaritas == "min" and not memenuhi:
        return "terlampaui", f"Batas setahun {batas} sudah terlampaui."
    if b.konsolidasi == "rasio" and memenuhi:
        return "terjangkau", f"Sampai triwulan ini target setahun {batas} terpenuhi; jaga sampai akhir tahun."
    if memenuhi and (b.konsolidasi == "akhir" or (b.konsolidasi == "jumlah" and b.polaritas == "maks")):
        return "tercapai", f"Target setahun {batas} sudah tercapai."
    kebutuhan = _kebutuhan(b, perlu, sisa)
    if math.isnan(kelak):
        sebab = "laju dari angka tahun lalu melewati nilai yang mungkin" if mustahil else TANPA_TAHUN_LALU
        return "belum_dinilai", f"{kebutuhan} Laju belum dapat dinilai karena {sebab}."
    terjangkau = _memenuhi(b, kelak, t)
    cara = "Bila sisa tahun berjalan seperti tahun lalu" if b.konsolidasi == "rasio" else "Dengan laju selama ini"
    duga = f"{cara}, akhir tahun diperkirakan {teks_nilai(kelak, b.satuan)}"
    simpul = "target setahun terjangkau" if terjangkau else "target setahun belum terjangkau"
    return "terjangkau" if terjangkau else "perlu_dipercepat", f"{kebutuhan} {duga} (target {batas}): {simpul}."


def _kebutuhan(b: Any, perlu: float, sisa: int) -> str:
    tersisa = "pada triwulan terakhir" if sisa == 1 else f"pada tiap triwulan dari {sisa} triwulan tersisa"
    satuan = f" {b.satuan}" if b.satuan else ""
    if b.konsolidasi == "rata":
        arah = "paling rendah" if b.polaritas == "maks" else "paling tinggi"
        return f"Rata-rata {tersisa} {arah} {tulis(perlu)}{satuan}."
    if dalam_persen(b.satuan):
        satuan = " poin persen"  # what is to be added to a percentage is no percentage of it
    if b.konsolidasi == "jumlah":
        return f"{'Perlu' if b.polaritas == 'maks' else 'Paling banyak'} {tulis(perlu)}{satuan} {tersisa}."
    gerak = "naik" if perlu > 0 else "turun"
    return f"Perlu {gerak} {tulis(abs(perlu))}{satuan} {tersisa}."
