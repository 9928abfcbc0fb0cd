"""Capaian per sasaran as bullet charts: each indicator on the scale of the year's target.

The bar is what was realised, in percent of the year's target (``capaian_tahun_pct``); the upright mark is where the
target to date lies on the same scale, by the same formula: what the capaian of the year would be if exactly the target
to date had been realised. The formulas rise with what is better, so that a bar reaches its mark where the capaian to
date reaches 100 %, and falls short where it does not. Where a scale has no direction (a range, what is to be stable)
or no length (a rank, a date) there is no mark.
"""

from __future__ import annotations

from typing import Any

from kinerja import capaian as rumus
from kinerja import kata
from kinerja.keluaran.asal import Asal
from kinerja.keluaran.unsur import (
    Baris,
    Hasil,
    Lajur,
    bersih,
    bilangan,
    e,
    paragraf,
    persen,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import BATANG_TERBANYAK, baris, indikator_utama, tertulis, tingkat


def bisa_peluru(hasil: Hasil) -> bool:
    """Whether the indicators that roll-ups count are few enough for one chart."""
    return 1 <= len(indikator_utama(baris(hasil, "capaian"))) <= BATANG_TERBANYAK


def letak_target(b: Baris) -> float | None:
    """Where the target to date lies, in percent of the year's target; None where it has no place."""
    sd, tahun = bilangan(b["target_sd"]), bilangan(b["target_tahun"])
    if sd is None or not tahun or b["jenis_target"] not in ("angka", "rasio") or b["polaritas"] == "stabil":
        return None
    dasar = bilangan(b["baseline"])
    ke = rumus.capaian([b["rumus"]], [b["jenis_target"]], tahun, sd, baseline=float("nan") if dasar is None else dasar)
    return bilangan(ke[0])


def grafik_peluru(hasil: Hasil) -> list[Any]:
    """The chart, grouped by sasaran with its mean, the key to it, and its figures."""
    from kinerja.keluaran import grafik

    utama = indikator_utama(baris(hasil, "capaian"))
    gulungan = {b["kode"]: b for b in tingkat(hasil, "sasaran")}
    batang, lalu = [], None
    for b in utama:
        kode = b["kode_sasaran"]
        kepala = ("", "") if kode == lalu else (f"{bersih(kode)} {bersih(b['sasaran'])}", _ket(gulungan.get(kode)))
        lalu = kode
        warna = grafik.warna_predikat(bersih(b["predikat"]), hasil.kantor.skala_dipakai)
        hover = f"{_label(b)}; realisasi {tertulis(b, 'realisasi_sd')}, target {tertulis(b, 'target_sd')}, "
        hover += f"target tahun {tertulis(b, 'target_tahun')} {bersih(b['satuan'])}"
        batang.append(
            grafik.Batang(
                bersih(b["indikator"]),
                bilangan(b["capaian_tahun_pct"]),
                _label(b),
                warna,
                hover,
                letak_target(b),
                *kepala,
            )
        )
    p = hasil.periode
    judul = f"Capaian {kata.sampai(p)} menurut sasaran dan indikatornya"
    uraian = (
        "Batang mendatar, satu untuk setiap indikator, dengan tanda target sampai triwulan ini: "
        + "; ".join(f"{kata.ringkas(b.nama, 60)} {b.label}" for b in batang)
        + "."
    )
    kunci = paragraf(kata.PELURU.format(sampai=e(kata.sampai(p)), tahun=p.tahun), "kunci")
    return [
        grafik.batang(judul, uraian, batang, f"target {p.tahun}"),
        kunci + rincian("Angka di balik grafik ini", _tabel(judul, utama, hasil)),
    ]


def _ket(g: Baris | None) -> str:
    if g is None or bilangan(g["capaian_pct"]) is None:
        return "belum terukur"
    return persen(g["capaian_pct"])


def _label(b: Baris) -> str:
    if bilangan(b["capaian_sd_pct"]) is None:
        return kata.STATUS[b["status"]].label
    return " · ".join(x for x in (persen(b["capaian_sd_pct"]), bersih(b["predikat"])) if x)


def _tabel(judul: str, utama: list[dict[str, Any]], hasil: Hasil) -> str:
    asal = Asal(hasil)

    def angka(nama: str) -> Any:
        return lambda b: asal.indikator(b, e(tertulis(b, nama)))

    def pct(nama: str) -> Any:
        return lambda b: asal.indikator(b, persen(b[nama]))

    lajur = [
        Lajur("Indikator", lambda b: f"{e(b['kode_indikator'])} {e(b['indikator'])}", "nama"),
        Lajur("Realisasi", angka("realisasi_sd"), "angka"),
        Lajur("Target s.d. triwulan ini", angka("target_sd"), "angka"),
        Lajur("Capaian", pct("capaian_sd_pct"), "angka"),
        Lajur("Target tahun", angka("target_tahun"), "angka"),
        Lajur("Batang: thd target tahun", pct("capaian_tahun_pct"), "angka"),
        Lajur("Tanda: letak target s.d. triwulan ini", lambda b: persen(letak_target(b)), "angka"),
    ]
    return tabel(judul, lajur, utama, sunyi=True)
