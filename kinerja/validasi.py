"""Step 4, validasi: every finding in one table, and the decision Ya or Tidak.

The SOP's fifth step. The checks stand in ``pemeriksaan/``, one room for each kind; here they are run, joined with what
the earlier steps found, and decided upon.
"""

from __future__ import annotations

import pandas as pd

from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan import SEMUA
from kinerja.pemeriksaan.dasar import Temuan, rekap_lengkap
from kinerja.pemeriksaan.penjelasan import beri_penjelasan
from kinerja.skema import TINGKAT, bentuk


def validasi(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, pd.DataFrame]:
    """Check the measured quarter.

    Args:
        tabel: ``berkas, target, rekap, lapor, rekap_anggaran, capaian, sasaran, temuan_ingest, temuan_rekap,
        temuan_ukur, realisasi_anggaran, anggaran, tindak_lanjut, status_tindak_lanjut, penjelasan``.
        kantor: The office, with thresholds and severities.
        periode: The quarter.

    Returns:
        ``temuan``, all findings with the gravest first; ``putusan``, one row.
    """
    sendiri: list[Temuan] = []
    tabel = tabel | {"rekap": rekap_lengkap(tabel)}
    for cek in SEMUA:
        sendiri += list(cek(tabel, kantor, periode))
    semua = pd.concat(
        [tabel["temuan_ingest"], tabel["temuan_rekap"], tabel["temuan_ukur"], bentuk("temuan", sendiri)],
        ignore_index=True,
    )
    semua = semua.drop_duplicates(["kode", "kode_indikator", "berkas", "lembar", "sel", "pesan"])
    if kantor.aturan.tingkat:
        semua["tingkat"] = semua["kode"].map(kantor.aturan.tingkat).fillna(semua["tingkat"]).astype("str")
    semua = semua.reset_index(drop=True)
    semua["penjelasan"] = beri_penjelasan(semua, tabel, kantor, periode)
    urutan = semua["tingkat"].map({t: i for i, t in enumerate(TINGKAT)})
    semua = semua.assign(_u=urutan).sort_values(["_u", "bidang", "kode"], kind="stable").drop(columns="_u")
    semua = semua.reset_index(drop=True)
    return {"temuan": semua, "putusan": putuskan(semua, periode)}


def putuskan(semua: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """Decide: Ya when nothing stops the quarter and everything that asks for an explanation has one."""
    n = {t: int((semua["tingkat"] == t).sum()) for t in TINGKAT}
    dijelaskan = int(((semua["tingkat"] == "jelaskan") & (semua["penjelasan"] != "")).sum())
    menunggu = n["jelaskan"] - dijelaskan
    ya = n["tolak"] == 0 and menunggu == 0
    bagian = [
        f"{x} {apa}"
        for x, apa in ((n["tolak"], "temuan harus diperbaiki"), (menunggu, "temuan menunggu penjelasan"))
        if x
    ]
    alasan = "Tidak ada temuan yang menghalangi." if ya else f"{' dan '.join(bagian)}."
    return bentuk(
        "putusan",
        [
            {
                "tahun": periode.tahun,
                "triwulan": periode.triwulan,
                "putusan": "Ya" if ya else "Tidak",
                "n_tolak": n["tolak"],
                "n_jelaskan": menunggu,
                "n_dijelaskan": dijelaskan,
                "n_info": n["info"],
                "alasan": alasan,
            }
        ],
    )
