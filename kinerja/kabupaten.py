"""Many offices of one kabupaten side by side: which may be ranked, which not and why, and totals counted once.

Pure: tables in, tables out. ``kabupaten_jalan.py`` runs the offices, ``keluaran/kabupaten_halaman.py`` shows them.

**Ranked** are offices that passed validation (the SOP's "Ya"), have a capaian, and measured it by the rules that most
of those offices use: a mean capped at 120 % cannot be set beside one capped at 100 %. The order is that of the printed
capaian to date; equal figures share a rank. All others are listed apart with the reason, never below the last.

**No capaian of the kabupaten** is computed. A mean over offices would count an indicator of an office that has three
ten times as much as one of an office that has thirty, would rise when a weak office does not report, and is promised
in nobody's Perjanjian Kinerja: a kabupaten is measured by its own indicators (RPJMD), not by its offices' average.
Counts and money can be added up, and are.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from kinerja.angka import bulatkan, tulis
from kinerja.serapan import serapan_pct
from kinerja.skema import per_baris

if TYPE_CHECKING:
    from kinerja.aturan import Aturan
    from kinerja.kantor import Kantor, Periode

KELOMPOK = {
    "peringkat": "Diperingkat",
    "belum_lolos": "Belum lolos validasi",
    "belum_terukur": "Belum terukur",
    "aturan_lain": "Diukur dengan aturan lain",
    "kembar": "Kantor yang sama di dua folder",
    "gagal": "Gagal dijalankan",
    "tanpa_data": "Belum ada data",
}
"""Groups of offices in the order in which they are shown; only the first is ranked, the last two have no figures."""
TANPA_ANGKA = ("gagal", "tanpa_data")
TAK_DIHITUNG = ("kembar", *TANPA_ANGKA)
"""Groups that the totals leave out."""

KOLOM = {
    "folder": "str",  # of the office, below the kabupaten's
    "nama": "str",  # of the office, as its report shows it
    "daerah": "str",
    "keadaan": "str",  # jalan, gagal or tanpa_data
    "sebab": "str",  # why there are no figures, a sentence
    "data_contoh": "bool",
    "putusan": "str",  # Ya or Tidak
    "n_temuan": "Int64",  # findings that hold the report back
    "capaian_pct": "float64",  # of the office, to date, as its report prints it
    "predikat": "str",
    "kelas": "str",  # of the predicate's badge
    "n": "Int64",  # indicators that the office's mean counts
    "n_terukur": "Int64",  # of which measured
    "n_bidang": "Int64",  # units that owe a form
    "n_lengkap": "Int64",  # of which all is reported
    "pagu_rp": "Int64",  # row "dinas" of table serapan
    "realisasi_rp": "Int64",
    "serapan_pct": "float64",
    "aturan": "str",  # what makes its capaian comparable with others'
}
"""Table ``kantor``: one row for each office folder, in the folders' order, with the dtype of each column."""


def tabel_kantor(baris: list[dict[str, Any]]) -> pd.DataFrame:
    """Make table ``kantor`` of :data:`KOLOM`; what a row does not say is empty."""
    kosong = {"str": "", "bool": False}
    isi = {k: pd.array([b.get(k, kosong.get(t)) for b in baris], dtype=t) for k, t in KOLOM.items()}  # type: ignore[call-overload]
    return pd.DataFrame(isi)


def angka_kantor(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, Any]:
    """Take an office's own figures for table ``kantor``; nothing is computed anew.

    Args:
        tabel: ``capaian, sasaran, serapan, lapor, putusan`` of the quarter.
        kantor: The office.
        periode: The quarter.

    Returns:
        Columns of :data:`KOLOM` without folder and state.
    """
    from kinerja.keluaran.utama import kelas_predikat, nama_kantor

    dinas = next(b for b in tabel["sasaran"].to_dict("records") if b["level"] == "dinas")
    uang = next((b for b in tabel["serapan"].to_dict("records") if b["jenjang"] == "dinas"), {})
    lapor = tabel["lapor"][tabel["lapor"]["triwulan"] == periode.triwulan]
    putusan = tabel["putusan"].iloc[0]
    return {
        "nama": nama_kantor(kantor, tabel["capaian"]),
        "daerah": kantor.dinas.daerah,
        "data_contoh": kantor.dinas.data_contoh,
        "putusan": str(putusan["putusan"]),
        "n_temuan": int(putusan["n_tolak"]) + int(putusan["n_jelaskan"]),
        "capaian_pct": float(dinas["capaian_pct"]),
        "predikat": str(dinas["predikat"]),
        "kelas": kelas_predikat(str(dinas["predikat"]), kantor.skala_dipakai),
        "n": int(dinas["n"]),
        "n_terukur": int(dinas["n_terukur"]),
        "n_bidang": len(lapor),
        "n_lengkap": int((lapor["status"] == "lengkap").sum()),
        **{k: None if pd.isna(uang.get(k)) else int(uang[k]) for k in ("pagu_rp", "realisasi_rp")},
        "serapan_pct": float(uang.get("serapan_pct", float("nan"))),
        "aturan": sebut_aturan(kantor.aturan),
    }


def sebut_aturan(aturan: Aturan) -> str:
    """Say in words which rules an office's capaian hangs on: two with the same words may be compared."""
    batas = aturan.batas_capaian_pct
    dasar = {"sasaran": "rerata sasaran", "indikator": "rerata indikator"}[aturan.rerata_dinas]
    kosong = {
        "belum_ditargetkan": "tanpa target triwulan tidak dinilai",
        "target_tahun": "tanpa target triwulan dinilai dengan target tahun",
    }[aturan.target_triwulan_kosong]
    return f"{dasar}, {'tanpa batas' if batas is None else f'batas {tulis(batas)} %'}, {kosong}"


def susun_kabupaten(kantor: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rank the offices and add them up.

    Args:
        kantor: Table ``kantor`` as :func:`tabel_kantor` makes it.

    Returns:
        ``kantor`` with ``kelompok`` (a key of :data:`KELOMPOK`), ``peringkat`` (missing where not ranked) and
        ``sebab`` filled in, ranked ones first; ``jumlah``, one row for those that passed validation, one for those
        that did not, and one for both; ``predikat``, how many ranked offices have each.
    """
    hasil = kantor.copy()
    umum = aturan_umum(hasil)
    kembar = _kembar(hasil)
    hasil["kelompok"] = [_kelompok(b, umum, kembar) for b in per_baris(hasil)]
    sebab = {"kembar": kembar, "aturan_lain": dict(zip(hasil["folder"], hasil["aturan"], strict=True))}
    hasil["sebab"] = [
        sebab.get(g, {}).get(f, s) for f, g, s in zip(hasil["folder"], hasil["kelompok"], hasil["sebab"], strict=True)
    ]
    tercetak = pd.Series(bulatkan(hasil["capaian_pct"].to_numpy()), index=hasil.index)
    tercetak = tercetak.where(hasil["kelompok"] == "peringkat")
    hasil["peringkat"] = tercetak.rank(method="min", ascending=False).astype("Int64")
    urutan = {k: n for n, k in enumerate(KELOMPOK)}
    hasil["_urutan"] = hasil["kelompok"].map(urutan)
    hasil = hasil.sort_values(["_urutan", "peringkat"], kind="stable").drop(columns="_urutan").reset_index(drop=True)
    peringkat = hasil[hasil["kelompok"] == "peringkat"]
    predikat = peringkat.groupby(["predikat", "kelas"], sort=False).size().reset_index(name="n_kantor")
    return {"kantor": hasil, "jumlah": _jumlah(hasil), "predikat": predikat}


def aturan_umum(kantor: pd.DataFrame) -> str:
    """Return the rules that most of the valid and measured offices use; of two equally common, the first in order."""
    layak = kantor[(kantor["putusan"] == "Ya") & kantor["capaian_pct"].notna()]
    paling = Counter(layak["aturan"]).most_common(1)
    return str(paling[0][0]) if paling else ""


def _kembar(kantor: pd.DataFrame) -> dict[str, str]:
    """Find folders that hold an office which an earlier folder holds already: a copy must not be counted twice."""
    pertama: dict[tuple[str, str], str] = {}
    hasil = {}
    for b in per_baris(kantor):
        if b.keadaan != "jalan":
            continue
        nama = " ".join(b.nama.casefold().split()), " ".join(b.daerah.casefold().split())
        if (dulu := pertama.setdefault(nama, b.folder)) != b.folder:
            hasil[b.folder] = f"Nama kantornya sama dengan folder {dulu}, yang sudah dihitung. Hapus salinannya."
    return hasil


def _kelompok(b: Any, umum: str, kembar: dict[str, str]) -> str:
    """Decide where an office stands."""
    if b.keadaan != "jalan":
        return str(b.keadaan)
    if b.folder in kembar:
        return "kembar"
    if b.putusan != "Ya":
        return "belum_lolos"
    if pd.isna(b.capaian_pct):
        return "belum_terukur"
    return "peringkat" if b.aturan == umum else "aturan_lain"


def _jumlah(kantor: pd.DataFrame) -> pd.DataFrame:
    """Add up counts and money; the absorption is that of the offices which gave both budget and spending."""
    dihitung = kantor[~kantor["kelompok"].isin(TAK_DIHITUNG)]
    lolos = dihitung["putusan"] == "Ya"
    baris = []
    for kode, g in (("lolos", dihitung[lolos]), ("belum_lolos", dihitung[~lolos]), ("semua", dihitung)):
        lengkap = g[g["pagu_rp"].notna() & g["realisasi_rp"].notna()]
        jumlah = {k: int(g[k].sum()) for k in ("n", "n_terukur", "n_bidang", "n_lengkap")}
        uang = {k: g[k].sum(min_count=1) for k in ("pagu_rp", "realisasi_rp")}
        serapan = serapan_pct(int(lengkap["realisasi_rp"].sum()), int(lengkap["pagu_rp"].sum()))
        baris.append(
            {"kode": kode, "n_kantor": len(g), **jumlah, **uang}
            | {"serapan_pct": serapan, "n_tanpa_uang": len(g) - len(lengkap)}
        )
    return pd.DataFrame(baris).astype({"pagu_rp": "Int64", "realisasi_rp": "Int64"})
