"""Money: budget in force, spending and absorption, each row counted once."""

from __future__ import annotations

import math

import pandas as pd

from kinerja import capaian as rumus
from kinerja.angka import bulat, tulis_persen
from kinerja.skema import TABEL, bentuk, kosong, per_baris


def susun_serapan(anggaran: pd.DataFrame) -> pd.DataFrame:
    """Lay out spending per budget row and, in the first row, for the office: the sum of the leaves."""
    if anggaran.empty:
        return kosong("serapan")
    hasil = anggaran.rename(columns={"realisasi_sd_rp": "realisasi_rp"}).copy()
    hasil["serapan_pct"] = [serapan_pct(r, p) for r, p in zip(hasil["realisasi_rp"], hasil["pagu_rp"], strict=True)]
    hasil["realisasi_renstra_rp"] = hasil["realisasi_renstra_lalu_rp"] + hasil["realisasi_rp"].fillna(0)
    hasil["serapan_renstra_pct"] = [
        serapan_pct(r, p) for r, p in zip(hasil["realisasi_renstra_rp"], hasil["pagu_renstra_rp"], strict=True)
    ]
    hasil["deviasi_pct"] = hasil["fisik_pct"] - hasil["serapan_pct"]
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


def bagi_uang(kelompok: pd.Series, kode: pd.Series, anggaran: pd.DataFrame) -> dict[str, dict[str, object]]:
    """Share the money out over groups of indicators.

    A leaf belongs to the groups that name it, or else the nearest row above it that any group names: where one sasaran
    names a programme and another a kegiatan within it, that kegiatan is the other's alone. A row that several groups
    name counts in each of them, so the sum over groups may pass the total; within a group it counts once.

    Args:
        kelompok: Group of each indicator.
        kode: Codes of the budget rows that pay for it, separated by ``; ``; same index.
        anggaran: Table ``rekap_anggaran``.

    Returns:
        For every group what :func:`uang_di_balik` gives.
    """
    pemilik: dict[str, set[str]] = {}
    for k, daftar in zip(kelompok, kode, strict=True):
        for c in filter(None, str(daftar).split("; ")):
            pemilik.setdefault(c, set()).add(str(k))
    induk = dict(zip(anggaran["kode_anggaran"], anggaran["kode_induk"], strict=True))
    milik: dict[str, list[str]] = {str(k): [] for k in kelompok}
    for daun in anggaran.loc[anggaran["daun"], "kode_anggaran"]:
        c, dilihat = daun, set()
        while c and c not in pemilik and c not in dilihat:
            dilihat.add(c)
            c = induk.get(c, "")
        for k in pemilik.get(c, ()):
            milik[k].append(daun)
    return {k: uang_di_balik(daftar, anggaran) for k, daftar in milik.items()}


def serapan_pct(realisasi_rp: object, pagu_rp: object) -> float:
    """Money spent as percent points of the budget; NaN without either or with a budget of 0."""
    if pd.isna(realisasi_rp) or pd.isna(pagu_rp) or not pagu_rp:  # type: ignore[call-overload]
        return math.nan
    return int(realisasi_rp) / int(pagu_rp) * 100  # type: ignore[call-overload]


# ---- efficiency -----------------------------------------------------------------------------------------------------
BATAS_E = 20.0
"""PMK 214/2017 defines E on -20 to 20; a report that left it open printed E 74 and a score of 235 %."""


def efisiensi(anggota: pd.DataFrame, uang: dict[str, object], anggaran: pd.DataFrame, q: int) -> dict[str, object]:
    """Judge what the money brought, both ways that reports use, or say why that means nothing here.

    The difference ``capaian - serapan`` is called efficient only where the target was met: money left over from
    a target that was missed is not efficiency. E of PMK 214/2017 is the mean of ``1 - (RA / RV) / (PA / TV)`` over the
    indicators that count something and have a budget of their own, in percent points, bounded to -20 to 20;
    NE = 50 + E / 20 x 50.
    Both compare a year's budget with a year's result, so they wait for the fourth quarter.

    Args:
        anggota: Rows of ``capaian`` of one group.
        uang: What :func:`uang_di_balik` gave for it.
        anggaran: Table ``rekap_anggaran``.
        q: The quarter.

    Returns:
        Columns ``efisiensi_*`` and ``nilai_efisiensi`` of table ``sasaran``.
    """
    capaian = rumus.rerata(anggota["capaian_sd_pct"].to_numpy(), anggota["bobot"].to_numpy())
    serapan = float(uang["serapan_pct"])  # type: ignore[arg-type]
    alasan = _tanpa_efisiensi(q, capaian, serapan)
    if alasan:
        return {"efisiensi_selisih_pct": math.nan, "efisiensi_pct": math.nan, "nilai_efisiensi": math.nan} | {
            "efisiensi_ket": alasan
        }
    e = _efisiensi_pmk(anggota, anggaran)
    return {
        "efisiensi_selisih_pct": capaian - serapan,
        "efisiensi_pct": e,
        "nilai_efisiensi": 50 + e / BATAS_E * 50,
        "efisiensi_ket": _ucapan(capaian, serapan, e),
    }


def _tanpa_efisiensi(q: int, capaian: float, serapan: float) -> str:
    if q < 4:
        return "Efisiensi dinilai pada TW IV: pagu berlaku setahun."
    if math.isnan(capaian):
        return "Efisiensi tidak dinilai: belum ada capaian yang terukur."
    if math.isnan(serapan):
        return "Efisiensi tidak dinilai: tidak ada anggaran yang dapat dikaitkan."
    return "Efisiensi tidak dinilai: belum ada realisasi anggaran." if serapan == 0 else ""


def _ucapan(capaian: float, serapan: float, e: float) -> str:
    """Say it in one sentence, on the figures as they are printed."""
    c, s = bulat(capaian), bulat(serapan)
    angka = f"capaian {tulis_persen(c)}, serapan {tulis_persen(s)}"
    if c < 100:
        teks = f"Tidak dinilai efisien: {angka}; sisa uang dari target yang tidak tercapai bukan efisiensi."
    elif s < c:
        teks = f"Efisien: {angka}."
    else:
        teks = f"Tidak efisien: {angka}."
    if math.isnan(e):
        return teks + " Rumus PMK 214/2017 tidak dipakai: tidak ada keluaran tercacah dengan pagu sendiri."
    return teks


def _efisiensi_pmk(anggota: pd.DataFrame, anggaran: pd.DataFrame) -> float:
    """Mean of PMK 214/2017 over the indicators that it fits, bounded; NaN when it fits none."""
    per_kode = anggaran.set_index("kode_anggaran")[["pagu_rp", "realisasi_sd_rp"]]
    pemakai = anggota["kode_anggaran"].value_counts()
    bagian = []
    for b in per_baris(anggota):
        cocok = b.status == "terukur" and b.konsolidasi == "jumlah" and b.polaritas == "maks" and not b.tambahan_persen
        if not cocok or b.kode_anggaran not in per_kode.index or pemakai[b.kode_anggaran] > 1:
            continue
        pagu, keluar = per_kode.loc[b.kode_anggaran]
        if pd.isna(pagu) or pd.isna(keluar) or not pagu or not keluar or not b.realisasi_sd or not b.target_tahun:
            continue
        bagian.append(1 - (int(keluar) / b.realisasi_sd) / (int(pagu) / b.target_tahun))
    if not bagian:
        return math.nan
    return float(min(max(sum(bagian) / len(bagian) * 100, -BATAS_E), BATAS_E))
