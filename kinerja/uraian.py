"""The worked line of a figure and the words beside it: how it was computed, in Indonesian, with its own numbers.

Data, not decoration: the lines stand in a column of ``capaian``, so that report, workbook and notebook show the same.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from kinerja.angka import BULAN, tulis, tulis_persen
from kinerja.kantor import ROMAWI
from kinerja.predikat import label, skala_dari
from kinerja.rekap import wajib_lapor

Baris = Any
SATUAN_PERSEN = frozenset({"%", "persen", "persentase", "prosentase"})
"""A row of ``capaian`` as ``itertuples`` gives it."""


def dalam_persen(satuan: str) -> bool:
    """Whether figures of a unit are percentages, so that their differences are percent points."""
    return satuan.casefold().strip() in SATUAN_PERSEN


def teks_nilai(nilai: float, satuan: str) -> str:
    """Write a figure with its unit: ``75,5 %``, ``12 orang``; percent sticks out as people write it."""
    teks = tulis(nilai)
    return teks if teks == "–" or not satuan else f"{teks} {satuan}"


def teks_hari(hari: float, tahun: int) -> str:
    """Write a day of the year as a date: day 90 of 2025 is ``31 Maret 2025``."""
    d = pd.Timestamp(tahun, 1, 1) + pd.Timedelta(days=int(hari) - 1)
    return f"{d.day} {BULAN[d.month - 1]} {d.year}"


def teks_jenis(b: Baris, nilai: float, teks_asli: str = "", tahun: int = 0) -> str:
    """Write a figure of any kind of target as people know it.

    Args:
        b: The indicator.
        nilai: The figure; a predicate's rank, a date's day of the year.
        teks_asli: The predicate as it was written.
        tahun: Year of a date; 0 means the run's.
    """
    if math.isnan(nilai):
        return "–"
    if b.jenis_target == "predikat":
        skala = skala_dari(b.target_tahun_teks, b.satuan)
        return teks_asli or (label(skala, nilai) if skala else "") or tulis(nilai)
    if b.jenis_target == "tanggal":
        return teks_hari(nilai, tahun or b.tahun)
    return teks_nilai(nilai, b.satuan)


def _terakhir(tw: pd.DataFrame, kolom: str, ada: str) -> str:
    isi = tw.loc[tw[ada].notna(), kolom]
    return str(isi.iat[-1]) if len(isi) else ""


def teks_target(b: Baris, tw: pd.DataFrame) -> str:
    """Write the target to date as it is shown."""
    if b.jenis_target == "rentang" and pd.notna(b.target_sd) and pd.notna(b.target_sd_bawah):
        return f"{tulis(b.target_sd_bawah)} – {teks_nilai(b.target_sd, b.satuan)}"
    return teks_jenis(b, b.target_sd, _terakhir(tw, "target_teks", "target") or b.target_tahun_teks)


def teks_realisasi(b: Baris, tw: pd.DataFrame) -> str:
    """Write the realised value to date as it is shown."""
    return teks_jenis(b, b.realisasi_sd, _terakhir(tw, "realisasi_teks", "realisasi"))


def keterangan_status(b: Baris, tw: pd.DataFrame) -> str:
    """Say in words what the state means for this indicator, with what is missing."""
    if b.status == "belum_dilaporkan":
        lowong = _triwulan_lowong(b, tw)
        return f"Realisasi TW {', '.join(lowong)} belum dilaporkan." if lowong else "Realisasi belum dilaporkan."
    if b.status == "belum_tersedia":
        return b.tersedia_ket or f"Datanya baru tersedia pada TW {ROMAWI[b.tersedia_tw]}."
    if b.status == "belum_ditargetkan":
        if pd.notna(b.target_sd):
            return "Belum ditargetkan sampai triwulan ini."
        kemajuan = "; yang tampak hanya kemajuan terhadap target tahun" if pd.notna(b.capaian_tahun_pct) else ""
        return f"Belum ada target sampai triwulan ini{kemajuan}."
    if b.status == "tanpa_kejadian":
        return "Tidak ada kejadian: penyebutnya 0, sehingga tidak ada persentase."
    if b.status == "tidak_dapat_dihitung":
        if pd.isna(b.target_tahun):
            return "Tidak dapat dihitung: target tahun belum diisi."
        if b.target_tahun == 0:
            return "Tidak dapat dihitung: target tahun 0 untuk indikator yang makin besar makin baik."
        return f"Tidak dapat dihitung: rumus {b.rumus} tidak mempunyai nilai untuk angka-angka ini."
    return ""


def _triwulan_lowong(b: Baris, tw: pd.DataFrame) -> list[str]:
    sifat = tw.assign(konsolidasi=b.konsolidasi, polaritas=b.polaritas, tersedia_tw=b.tersedia_tw)
    lowong = tw.loc[wajib_lapor(sifat) & ~tw["dilaporkan"], "triwulan"]
    if b.konsolidasi == "akhir":
        lowong = lowong.tail(1)
    return [ROMAWI[int(x)] for x in lowong]


def uraian_hitung(b: Baris, tw: pd.DataFrame) -> str:
    """Write the worked line: how the value to date came about, then how capaian follows from it.

    For example ``12 + 15 = 27 orang dari target 30 orang: 27 / 30 = 90,00 %``.
    """
    nilai = _langkah_nilai(b, tw)
    if not nilai:
        return "Belum ada realisasi yang dapat dihitung."
    if b.status == "terukur":
        langkah = _langkah_rumus(b, b.target_sd, b.target_sd_bawah)
        capaian = tulis_persen(b.capaian_sd_pct)
        return f"{nilai}, target s.d. triwulan ini {teks_target(b, tw)}: {langkah} = {capaian}"
    if b.status == "belum_ditargetkan" and pd.notna(b.capaian_tahun_pct):
        langkah = _langkah_rumus(b, b.target_tahun, b.target_tahun_bawah)
        target, kemajuan = teks_nilai(b.target_tahun, b.satuan), tulis_persen(b.capaian_tahun_pct)
        return f"{nilai}, target setahun {target}: kemajuan {langkah} = {kemajuan}"
    return nilai


def _langkah_nilai(b: Baris, tw: pd.DataFrame) -> str:
    """Write how quarters made the value to date; empty when nothing was reported."""
    if b.konsolidasi == "rasio":
        pasangan = tw[tw["pembilang"].notna() & tw["penyebut"].notna()]
        if pasangan.empty:
            return ""
        atas, bawah = (_jumlah(pasangan[k]) for k in ("pembilang", "penyebut"))
        return f"{atas} dibagi {bawah} = {teks_nilai(b.realisasi_sd, b.satuan)}"
    ada: Any = tw[tw["realisasi"].notna()]
    if ada.empty:
        return ""
    akhir = teks_realisasi(b, tw)
    if b.konsolidasi == "akhir" or len(ada) == 1:
        return f"TW {ROMAWI[int(ada['triwulan'].iat[-1])]}: {akhir}"
    bagian = " + ".join(tulis(x) for x in ada["realisasi"])
    if b.konsolidasi == "rata":
        return f"({bagian}) / {len(ada)} = {akhir}"
    return f"{bagian} = {akhir}"


def _jumlah(nilai: Any) -> str:
    if len(nilai) == 1:
        return tulis(nilai.iat[0])
    return f"({' + '.join(tulis(x) for x in nilai)} = {tulis(nilai.sum())})"


def _langkah_rumus(b: Baris, target: float, bawah: float) -> str:
    """Write the formula with its numbers, without the result."""
    t, r, dasar = target, b.realisasi_sd, b.baseline
    if b.jenis_target == "predikat":
        return f"peringkat {tulis(r)} / {tulis(t)}, paling tinggi 100"
    if b.jenis_target == "tanggal":
        return "tepat waktu" if r <= t else f"terlambat {tulis(r - t)} hari, (2 × {tulis(t)} − {tulis(r)}) / {tulis(t)}"
    if b.jenis_target == "rentang":
        if bawah <= r <= t:
            return "di dalam rentang"
        t = bawah if r < bawah else t
    if t == 0 and b.rumus != "POS":
        return "target nol terpenuhi" if r == 0 else "target nol tidak terpenuhi"
    naik, turun = f"{tulis(r)} / {tulis(t)}", f"(2 × {tulis(t)} − {tulis(r)}) / {tulis(t)}"
    pilihan = {
        "POS": naik,
        "NEG-L": turun,
        "NEG-H": f"{tulis(t)} / {tulis(r)}",
        "NEG-B": f"({tulis(dasar)} − {tulis(r)}) / ({tulis(dasar)} − {tulis(t)})",
        "STAB-L": naik if r <= t else turun,
        "STAB-H": naik if r <= t else f"{tulis(t)} / {tulis(r)}",
    }
    return pilihan[b.rumus]
