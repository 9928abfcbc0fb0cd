"""Follow-ups: promises whose state nobody has told, and those that are late. One finding a unit, naming each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from kinerja.kantor import Kantor, Periode
from kinerja.masukan.formulir_bentuk import LEMBAR_TINDAK_LANJUT
from kinerja.masukan.nilai import tanggal
from kinerja.pemeriksaan.dasar import Tabel, Temuan
from kinerja.pemeriksaan.uraian import kutip, rumusan
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.tenggat import AKHIR_TRIWULAN, akhir_triwulan
from kinerja.tindak_lanjut import TERTUTUP

SEBUT = 3
"""Follow-ups that one sentence names; of the rest it gives the number."""
PANJANG_KUTIPAN = 60


def cek_tindak_lanjut(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Open promises of earlier quarters about which the form of this quarter says nothing.

    Only a unit whose form has come is asked; of the others ``belum_melapor`` says enough. A cell whose content could
    not be read has its finding already.
    """
    tempat = _tempat(tabel, periode)
    formulir = _formulir(tabel["berkas"], periode)
    terbaca_salah = set(zip(*(tabel["temuan_ingest"][k] for k in ("berkas", "lembar", "sel")), strict=True))
    for bidang, daftar in _terbuka(tabel["tindak_lanjut"], periode).items():
        f = formulir.get(bidang)
        diam = [b for b in daftar if b.triwulan_status != periode.triwulan and _letak(tempat, b) not in terbaca_salah]
        if f is None or not diam:
            continue
        ada_lembar = LEMBAR_TINDAK_LANJUT in f.lembar.split("; ")
        isi = {"berkas": f.berkas, "lembar": LEMBAR_TINDAK_LANJUT if ada_lembar else ""} | _sel(diam, tempat)
        sebutan = _sebutan([f'"{kutip(b.uraian, PANJANG_KUTIPAN)}"' for b in diam])
        yield temuan("tindak_lanjut_tanpa_status", bidang=bidang, jumlah=len(diam), uraian=sebutan, **isi)


def cek_tenggat(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Open promises of earlier quarters whose day has gone by when this quarter ends."""
    tempat = _tempat(tabel, periode)
    for bidang, daftar in _terbuka(tabel["tindak_lanjut"], periode).items():
        lewat = [b for b in daftar if (t := hari_tenggat(b)) is not None and t <= akhir_triwulan(periode)]
        if lewat:
            sebutan = _sebutan([f'"{kutip(b.uraian, PANJANG_KUTIPAN)}" (tenggat {b.tenggat})' for b in lewat])
            isi = _sel(lewat, tempat)
            yield temuan("tindak_lanjut_lewat", bidang=bidang, jumlah=len(lewat), uraian=sebutan, **isi)


def hari_tenggat(b: Any) -> dt.date | None:
    """Read the deadline of a follow-up (row of table ``tindak_lanjut``), None when it names no day.

    A day without a year is the first such day after the quarter that the promise was made in has begun: "31 Maret" in a
    form of TW IV is next year's.
    """
    hari = tanggal(b.tenggat, b.tahun_asal)
    if hari is None or tanggal(b.tenggat, b.tahun_asal + 1) == hari:
        return hari
    awal = dt.date(b.tahun_asal, AKHIR_TRIWULAN[b.triwulan_asal][0] - 2, 1)
    return hari if hari >= awal else tanggal(b.tenggat, b.tahun_asal + 1)


def _terbuka(daftar: pd.DataFrame, periode: Periode) -> dict[str, list[Any]]:
    """Return the open follow-ups of earlier quarters by unit; a stock phrase ("tidak ada") promised nothing."""
    hasil: dict[str, list[Any]] = {}
    for b in per_baris(daftar[~daftar["status"].isin(TERTUTUP)]):
        if (b.tahun_asal, b.triwulan_asal) >= (periode.tahun, periode.triwulan) or rumusan(b.uraian):
            continue
        for bidang in filter(None, b.bidang.split("; ")):
            hasil.setdefault(bidang, []).append(b)
    return hasil


def _formulir(berkas: pd.DataFrame, periode: Periode) -> dict[str, Any]:
    """Return the form that each unit sent for this quarter."""
    dipakai = (berkas["jenis"] == "formulir") & (berkas["status"] == "dipakai")
    return {b.bidang: b for b in per_baris(berkas[dipakai & (berkas["triwulan"] == periode.triwulan)])}


def _tempat(tabel: Tabel, periode: Periode) -> dict[str, Any]:
    """Return the row of this quarter's form that asks for each follow-up, by its number."""
    status = tabel["status_tindak_lanjut"]
    return {b.nomor: b for b in per_baris(status[status["triwulan"] == periode.triwulan])}


def _letak(tempat: dict[str, Any], b: Any) -> tuple[str, str, str] | None:
    s = tempat.get(b.nomor)
    return (s.asal_berkas, s.asal_lembar, s.asal_sel) if s else None


def _sel(daftar: list[Any], tempat: dict[str, Any]) -> dict[str, str]:
    """Name the cells that ask for these follow-ups, and the indicator when it is one."""
    ada = [tempat[b.nomor] for b in daftar if b.nomor in tempat]
    if not ada:
        return {}
    satu = {"kode_indikator": daftar[0].kode_indikator} if len(daftar) == 1 else {}
    sel = ", ".join(s.asal_sel for s in ada if s.asal_sel)
    return {"berkas": ada[0].asal_berkas, "lembar": ada[0].asal_lembar, "sel": sel, **satu}


def _sebutan(semua: list[str]) -> str:
    lain = len(semua) - SEBUT
    return ", ".join(semua[:SEBUT]) + (f", dan {lain} lainnya" if lain > 0 else "")
