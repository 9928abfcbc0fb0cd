"""Step 2, rekap: every indicator of the plan exactly once per quarter, with what was reported for it.

The SOP's third step, "merekap data pengukuran capaian kinerja triwulan yang sudah terkumpul". Nothing is measured yet:
the figures stand beside their targets as they came, and who has not reported is named.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kinerja.angka import KOSONG, tulis_rupiah
from kinerja.kantor import Kantor, Periode
from kinerja.skema import PENJELASAN, TABEL, bentuk, kosong, per_baris
from kinerja.tagihan import nol_berarti, wajib
from kinerja.temuan import temuan
from kinerja.tenggat import baca_hari, hari_kerja_antara, tanggal_tenggat
from kinerja.tindak_lanjut import susun_tindak_lanjut


def rekap(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, pd.DataFrame]:
    """Join plan and reports.

    Args:
        tabel: ``berkas, indikator, target, realisasi, anggaran, realisasi_anggaran, status_tindak_lanjut``.
        kantor: The office.
        periode: The quarter; quarters after it are left out.

    Returns:
        ``rekap`` (n indicators x quarters rows), ``lapor``, ``rekap_anggaran``, ``tindak_lanjut``, ``temuan_rekap``.
    """
    indikator = tabel["indikator"]
    temuan_baru: list[dict[str, object]] = []
    realisasi, t = satukan_pelapor(tabel["realisasi"], indikator, periode)
    temuan_baru += t
    hasil = susun(indikator, tabel["target"], realisasi, periode)
    anggaran, t = susun_anggaran(tabel["anggaran"], tabel["realisasi_anggaran"], tabel["berkas"], periode)
    temuan_baru += t
    return {
        "rekap": hasil,
        "lapor": susun_lapor(
            indikator,
            hasil,
            tabel["realisasi"],
            tabel["berkas"],
            tabel["anggaran"],
            periode,
            kantor.aturan.tenggat_hari_kerja,
        ),
        "rekap_anggaran": anggaran,
        "tindak_lanjut": susun_tindak_lanjut(realisasi, tabel["status_tindak_lanjut"], periode),
        "temuan_rekap": bentuk("temuan_rekap", temuan_baru),
    }


def satukan_pelapor(
    realisasi: pd.DataFrame, indikator: pd.DataFrame, periode: Periode
) -> tuple[pd.DataFrame, list[dict[str, object]]]:
    """Make one row per indicator and quarter of what several units reported.

    Counts add up (jumlah, and numerators and denominators of rasio). A position or a mean does not: two different ones
    are a finding, and neither is used.
    """
    data = realisasi[realisasi["triwulan"] <= periode.triwulan]
    data = data.merge(indikator[["kode_indikator", "konsolidasi"]], on="kode_indikator", how="inner", validate="m:1")
    ganda = data.duplicated(["kode_indikator", "triwulan"], keep=False)
    tunggal = data[~ganda]
    baris, temuan_baru = [], []
    for (kode, tw), grup in data[ganda].groupby(["kode_indikator", "triwulan"], sort=True):
        satu = grup.iloc[0].to_dict()
        for k in ("bidang", "realisasi_teks", "asal_berkas", "asal_lembar", "asal_sel", *PENJELASAN):
            satu[k] = "; ".join(dict.fromkeys(x for x in grup[k] if x))
        if satu["konsolidasi"] in ("jumlah", "rasio"):
            for k in ("realisasi", "pembilang", "penyebut"):
                satu[k] = grup[k].sum(min_count=1)
            satu["keadaan"] = "" if (grup["keadaan"] == "").any() else satu["keadaan"]
        elif len(set(grup["realisasi_teks"])) > 1:
            satu["realisasi"] = np.nan
            tempat = ", ".join(f"{b.asal_berkas} {b.asal_lembar}!{b.asal_sel}" for b in per_baris(grup))
            temuan_baru.append(
                temuan("indikator_ganda", kode_indikator=str(kode), bidang=satu["bidang"], tempat=f"TW {tw}: {tempat}")
            )
        baris.append(satu)
    gabung = pd.concat(
        [tunggal, pd.DataFrame(baris, columns=data.columns).astype(data.dtypes.to_dict())], ignore_index=True
    )
    return gabung.drop(columns="konsolidasi"), temuan_baru


def susun(indikator: pd.DataFrame, target: pd.DataFrame, realisasi: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Lay out every indicator x quarter in the plan's order, with its target and what was reported."""
    kunci = ["kode_indikator", "triwulan"]
    kerangka = indikator[["kode_indikator"]].merge(
        pd.DataFrame({"triwulan": range(1, periode.triwulan + 1)}), how="cross"
    )
    rencana = target.rename(columns={f"asal_{k}": f"asal_target_{k}" for k in ("berkas", "lembar", "sel")})
    hasil = kerangka.merge(rencana, on=kunci, how="left", validate="1:1")
    hasil = hasil.merge(realisasi.rename(columns={"bidang": "pelapor"}), on=kunci, how="left", validate="1:1")
    for k, v in TABEL["rekap"].items():
        if k in hasil and v.tipe == "str":
            hasil[k] = hasil[k].fillna("").astype("str")
    terisi = hasil["realisasi"].notna() | (hasil["pembilang"].notna() & hasil["penyebut"].notna())
    hasil["dilaporkan"] = terisi | (hasil["keadaan"] != "")
    return hasil[list(TABEL["rekap"])].astype({"triwulan": "int64"})


def susun_lapor(
    indikator: pd.DataFrame,
    hasil: pd.DataFrame,
    realisasi: pd.DataFrame,
    berkas: pd.DataFrame,
    anggaran: pd.DataFrame,
    periode: Periode,
    hari_kerja: int,
) -> pd.DataFrame:
    """Count, per unit and quarter, the indicators that it owes a figure for and those that it gave, and when.

    Args:
        indikator: Table ``indikator``.
        hasil: Table ``rekap``.
        realisasi: Table ``realisasi``: every unit's own rows, with the cells that they came from.
        berkas: Table ``berkas``; the day of saving is the one that the used form itself tells.
        anggaran: Table ``anggaran``; a unit that owns money and no indicator owes a form all the same.
        periode: The quarter; later ones are left out.
        hari_kerja: Working days after a quarter's end until its form is due.
    """
    utang = hasil[["kode_indikator", "triwulan", "target", "dilaporkan"]].merge(
        indikator[["kode_indikator", "bidang", "konsolidasi", "polaritas", "tersedia_tw"]],
        on="kode_indikator",
        validate="m:1",
    )
    utang = utang[wajib_lapor(utang)]
    utang = utang.assign(bidang=utang["bidang"].str.split("; ")).explode("bidang")
    # A national form is no unit's; when it was saved says nothing about any of them.
    kiriman = berkas[berkas["jenis"].isin(("formulir", "tabel")) & (berkas["status"] == "dipakai")]
    simpan = dict(zip(kiriman["berkas"], kiriman["disimpan"], strict=True))
    pemilik_uang = _pemilik_uang(anggaran, berkas)
    bidang = list(dict.fromkeys([*(b for x in indikator["bidang"] for b in x.split("; ")), *pemilik_uang]))
    baris: list[dict[str, object]] = []
    for tw in range(1, periode.triwulan + 1):
        batas = tanggal_tenggat(Periode(periode.tahun, tw), hari_kerja)
        telat: dict[str, int] = {}  # few days are many forms', and each asks the calendar
        for b in bidang:
            milik = utang[(utang["bidang"] == b) & (utang["triwulan"] == tw)]
            form = kiriman[(kiriman["bidang"] == b) & (kiriman["triwulan"] == tw)]
            isian = realisasi[(realisasi["bidang"] == b) & (realisasi["triwulan"] == tw)]
            n, n_ada = len(milik), int(milik["dilaporkan"].sum())
            kirim = form["berkas"].tolist() or isian["asal_berkas"].unique().tolist()
            tanpa_utang = n == 0 and b not in pemilik_uang
            status = "lengkap" if n_ada == n and (kirim or tanpa_utang) else ("sebagian" if kirim else "belum")
            disimpan = max((simpan[x] for x in kirim if x in simpan and baca_hari(simpan[x])), default="")
            if disimpan not in telat:
                hari = baca_hari(disimpan)
                telat[disimpan] = max(hari_kerja_antara(batas, hari), 0) if hari else 0
            baris.append(
                {
                    "bidang": b,
                    "triwulan": tw,
                    "n_indikator": n,
                    "n_dilaporkan": n_ada,
                    "berkas": "; ".join(kirim),
                    "status": status,
                    "sel_kosong": ", ".join(_sel_kosong(isian, milik)),
                    "tenggat": batas.isoformat(),
                    "disimpan": disimpan,
                    "terlambat_hari": telat[disimpan],
                }
            )
    return bentuk("lapor", baris)


def _pemilik_uang(anggaran: pd.DataFrame, berkas: pd.DataFrame) -> list[str]:
    """Return the units that owe a form for their money alone, too; a plan that is a national form asks none of them."""
    if ((berkas["jenis"] == "e81") & (berkas["status"] == "dipakai")).any() or anggaran.empty:
        return []
    daun = ~anggaran["kode_anggaran"].isin(anggaran["kode_induk"])
    return [b for b in dict.fromkeys(anggaran.loc[daun, "bidang"]) if b]


def _sel_kosong(isian: pd.DataFrame, milik: pd.DataFrame) -> list[str]:
    """Name the empty cells of a unit's form, ``lembar!sel``, in the plan's order of the indicators that are due.

    A cell whose content could not be read is not empty; it has a finding of its own.
    """
    hampa = isian["realisasi_teks"].str.strip().str.casefold().isin(KOSONG) & isian["pembilang"].isna()
    letak = {
        b.kode_indikator: f"{b.asal_lembar}!{b.asal_sel}" for b in per_baris(isian[hampa & (isian["asal_sel"] != "")])
    }
    return [letak[k] for k in milik.loc[~milik["dilaporkan"], "kode_indikator"] if k in letak]


def wajib_lapor(data: pd.DataFrame) -> pd.Series[bool]:
    """Tell which indicator-quarters are due: a target is planned for that quarter and a figure can exist by then.

    Nothing is planned where the target is empty, or where a count that should be high has target 0.
    """
    nol = nol_berarti(data["konsolidasi"], data["polaritas"])
    return wajib(nol, data["target"], data["triwulan"] >= data["tersedia_tw"])


# ---- money ----------------------------------------------------------------------------------------------------------
def susun_anggaran(
    anggaran: pd.DataFrame, realisasi: pd.DataFrame, berkas: pd.DataFrame, periode: Periode
) -> tuple[pd.DataFrame, list[dict[str, object]]]:
    """Find the budget in force and add up the spending of the leaves; a total that a sender printed is never added."""
    if anggaran.empty:
        return kosong("rekap_anggaran"), []
    hasil = anggaran.copy()
    berlaku = hasil["pagu_dppa_rp"].notna() & (hasil["dppa_mulai_tw"].replace(0, 4) <= periode.triwulan)
    hasil["dasar_pagu"] = np.where(berlaku, "DPPA", "DPA")
    hasil["dasar_pagu"] = hasil["dasar_pagu"].astype("str")
    hasil["pagu_rp"] = hasil["pagu_dppa_rp"].where(berlaku, hasil["pagu_dpa_rp"])
    hasil["daun"] = ~hasil["kode_anggaran"].isin(hasil["kode_induk"])
    daun = set(hasil.loc[hasil["daun"], "kode_anggaran"])
    sd = realisasi[(realisasi["triwulan"] <= periode.triwulan) & realisasi["kode_anggaran"].isin(daun)].sort_values(
        "triwulan"
    )
    per_kode = sd.groupby("kode_anggaran", sort=False)
    belanja = per_kode["realisasi_rp"].sum(min_count=1)
    fisik = per_kode["fisik_pct"].last()
    hasil["realisasi_sd_rp"] = hasil["kode_anggaran"].map(belanja).astype("Int64")
    hasil["fisik_pct"] = hasil["kode_anggaran"].map(fisik).astype("float64")
    tercetak = hasil.set_index("kode_anggaran")["pagu_rp"]
    dari_e81 = set(berkas.loc[berkas["jenis"] == "e81", "berkas"])
    temuan_baru = []
    keturunan = daun_di_bawah(hasil)
    posisi = {k: i for i, k in enumerate(hasil["kode_anggaran"])}
    pagu, keluar, maju = (hasil[k].tolist() for k in ("pagu_rp", "realisasi_sd_rp", "fisik_pct"))
    for kode, daun_kode in keturunan.items():
        i, di = posisi[kode], [posisi[d] for d in daun_kode]
        jumlah_pagu = _jumlah(pagu[d] for d in di)
        if (
            hasil["asal_berkas"].iat[i] not in dari_e81
            and pd.notna(tercetak[kode])
            and jumlah_pagu not in (None, tercetak[kode])
        ):
            temuan_baru.append(_temuan_induk(hasil.iloc[i], int(tercetak[kode]), int(jumlah_pagu or 0)))
        pagu[i], keluar[i] = jumlah_pagu, _jumlah(keluar[d] for d in di)
        maju[i] = _rata_tertimbang([(maju[d], pagu[d]) for d in di])
    hasil["pagu_rp"] = pd.Series(pagu, dtype="Int64", index=hasil.index)
    hasil["realisasi_sd_rp"] = pd.Series(keluar, dtype="Int64", index=hasil.index)
    hasil["fisik_pct"] = pd.Series(maju, dtype="float64", index=hasil.index)
    return hasil[list(TABEL["rekap_anggaran"])].reset_index(drop=True), temuan_baru


def daun_di_bawah(anggaran: pd.DataFrame) -> dict[str, list[str]]:
    """Return the leaves below every row that has any, by code."""
    induk = dict(zip(anggaran["kode_anggaran"], anggaran["kode_induk"], strict=True))
    hasil: dict[str, list[str]] = {}
    for kode in anggaran.loc[anggaran["daun"], "kode_anggaran"]:
        atas, sudah = induk[kode], {kode}
        while atas in induk and atas not in sudah:  # a circle of parents would never end
            hasil.setdefault(atas, []).append(kode)
            sudah.add(atas)
            atas = induk[atas]
    return hasil


def _jumlah(nilai: Iterable[object]) -> int | None:
    ada = [int(x) for x in nilai if pd.notna(x)]  # type: ignore[call-overload]
    return sum(ada) if ada else None


def _rata_tertimbang(pasangan: list[tuple[float, int]]) -> float:
    ada = [(x, w) for x, w in pasangan if pd.notna(x) and pd.notna(w) and w]
    return float(sum(x * w for x, w in ada) / sum(w for _, w in ada)) if ada else np.nan


def _temuan_induk(baris: pd.Series, induk: int, anak: int) -> dict[str, object]:
    return temuan(
        "induk_tidak_sama_anak",
        bidang=baris["bidang"],
        berkas=baris["asal_berkas"],
        lembar=baris["asal_lembar"],
        sel=baris["asal_sel"],
        nilai=tulis_rupiah(induk),
        kolom=f"Pagu {baris['kode_anggaran']}",
        induk=tulis_rupiah(induk),
        anak=tulis_rupiah(anak),
        selisih=tulis_rupiah(induk - anak),
        sebab="",
    )
