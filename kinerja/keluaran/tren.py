"""The section that looks back: each indicator against its own earlier years, like with like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinerja import kata
from kinerja.angka import bulat
from kinerja.keluaran.sanding import laju, perbandingan
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    Hasil,
    Lajur,
    angka,
    bagian,
    bersih,
    bilangan,
    e,
    paragraf,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import baris, dengan_satuan, indikator_utama

GRAFIK_TERBANYAK = 12
"""Small charts drawn; indicators beyond stand in the table only."""


@dataclass(frozen=True)
class Deret:
    """What is known of one indicator over the years.

    Attributes:
        indikator: Its row of ``capaian``.
        penuh: (year, value) of whole years.
        sama: (year, value) to date, same quarter of each year, this year last.
        sumber: Documents that the past came from.
    """

    indikator: Baris
    penuh: tuple[tuple[int, float], ...]
    sama: tuple[tuple[int, float], ...]
    sumber: tuple[str, ...]

    @property
    def lalu(self) -> float | None:
        """Same quarter last year."""
        tahun = int(self.indikator["tahun"])
        return dict(self.sama).get(tahun - 1)

    @property
    def kini(self) -> float | None:
        """This year to date."""
        return bilangan(self.indikator["realisasi_sd"])

    @property
    def arah(self) -> tuple[str, str]:
        """Direction against last year, and what it means by polarity: ``("naik", "membaik")``; empty when unknown."""
        if self.lalu is None or self.kini is None:
            return "", ""
        beda = bulat(self.kini - self.lalu)
        if beda == 0:
            return "tetap", "tetap"
        naik, polaritas = beda > 0, self.indikator["polaritas"]
        arti = "" if polaritas == "stabil" else "membaik" if naik == (polaritas == "maks") else "memburuk"
        return "naik" if naik else "turun", arti


def deret(hasil: Hasil) -> list[Deret]:
    """Gather what each indicator has of earlier years: first those that roll-ups count; none without a past."""
    tw = hasil.periode.triwulan
    lampau: dict[str, list[dict[str, Any]]] = {}
    for b in baris(hasil, "riwayat"):
        if bilangan(b["nilai"]) is not None and int(b["tahun"]) < hasil.periode.tahun:
            lampau.setdefault(b["kode_indikator"], []).append(b)
    semua = []
    for b in baris(hasil, "capaian"):
        if b["jenis_target"] in ("tanggal", "predikat"):
            continue  # a date or a rank has no distance to draw
        r = lampau.get(b["kode_indikator"], [])
        # The fourth quarter's figure to date is the year's, unless the year has one of its own.
        penuh = {int(x["tahun"]): float(x["nilai"]) for tw_ in (4, 0) for x in r if int(x["triwulan"]) == tw_}
        sama = penuh if tw == 4 else {int(x["tahun"]): float(x["nilai"]) for x in r if int(x["triwulan"]) == tw}
        if (nilai := bilangan(b["realisasi_lalu"])) is not None:
            sama[int(b["tahun"]) - 1] = nilai
        if not penuh and not sama:
            continue
        if (kini := bilangan(b["realisasi_sd"])) is not None:
            sama[int(b["tahun"])] = kini
        sumber = sorted({bersih(x["sumber"]) for x in r} | {bersih(b["realisasi_lalu_sumber"])} - {""})
        penuh = {} if tw == 4 else penuh
        semua.append(Deret(b, tuple(sorted(penuh.items())), tuple(sorted(sama.items())), tuple(sumber)))
    utama = {b["kode_indikator"] for b in indikator_utama(baris(hasil, "capaian"))}
    return sorted(semua, key=lambda d: d.indikator["kode_indikator"] not in utama)


def bagian_tren(hasil: Hasil) -> Bagian:
    """Small charts of the past, a sentence that counts the directions, and the table with the sources."""
    semua = deret(hasil)
    if not semua:
        kosong = paragraf("Riwayat tahun lalu tidak tersedia dalam berkas yang masuk.", "kosong")
        return bagian(kosong, laju(hasil), perbandingan(hasil))
    return bagian(
        paragraf(e(_kalimat(semua, hasil))),
        paragraf(
            '<span class="k-penuh">●</span> nilai setahun &ensp; '
            f'<span class="k-sama">■</span> {e(kata.sampai(hasil.periode).rsplit(" ", 1)[0])} tiap tahun &ensp; '
            f'<span class="k-target">◇</span> target {hasil.periode.tahun}',
            "kunci",
        ),
        *(_gambar(d) for d in semua[:GRAFIK_TERBANYAK]),
        rincian("Angka di balik grafik ini", _tabel(semua, hasil)),
        laju(hasil),
        perbandingan(hasil),
    )


def _kalimat(semua: list[Deret], hasil: Hasil) -> str:
    arti = [d.arah[1] for d in semua if d.arah[0]]
    if not arti:
        return "Angka tahun lalu untuk triwulan yang sama tidak tersedia; yang tampil adalah nilai setahun."
    hitung = [
        (arti.count(k), kata_)
        for k, kata_ in (("membaik", "membaik"), ("memburuk", "memburuk"), ("tetap", "tetap"), ("", "berubah"))
    ]
    isi = kata.daftar([f"{n} {k}" for n, k in hitung if n])
    return f"Dibanding triwulan yang sama tahun {hasil.periode.tahun - 1}: dari {len(arti)} indikator, {isi}."


def _gambar(d: Deret) -> Any:
    from kinerja.keluaran import grafik_titik

    b = d.indikator
    target = bilangan(b["target_tahun"])
    satuan = bersih(b["satuan"])
    butir = [f"{t} setahun {dengan_satuan(angka(v), satuan)}" for t, v in d.penuh]
    butir += [f"{t} sampai triwulan ini {dengan_satuan(angka(v), satuan)}" for t, v in d.sama]
    judul = f"{kata.ringkas(bersih(b['indikator']), 90)} ({satuan}; {kata.POLARITAS[b['polaritas']]})"
    return grafik_titik.tren(
        judul, "; ".join(butir) + ".", d.penuh, d.sama, (int(b["tahun"]), target) if target is not None else None
    )


def _tabel(semua: list[Deret], hasil: Hasil) -> str:
    tahun = sorted({t for d in semua for t, _ in d.penuh})
    tw = kata.sampai(hasil.periode).rsplit(" ", 1)[0]
    baris_ = [{"d": d} for d in semua]

    def setahun(t: int) -> Lajur:
        return Lajur(f"Tahun {t}", lambda b: angka(dict(b["d"].penuh).get(t)), "angka")

    def perubahan(b: Baris) -> str:
        arah, arti = b["d"].arah
        return e(arah if arah == arti or not arti else f"{arah} ({arti})")

    lajur = [
        Lajur(
            "Indikator",
            lambda b: f"{e(b['d'].indikator['indikator'])} <small>{e(b['d'].indikator['satuan'])}</small>",
            "nama",
        ),
        *(setahun(t) for t in tahun[-4:]),
        Lajur(f"{tw} {hasil.periode.tahun - 1}", lambda b: angka(b["d"].lalu), "angka"),
        Lajur(f"{tw} {hasil.periode.tahun}", lambda b: angka(b["d"].kini), "angka"),
        Lajur("Perubahan", perubahan),
        Lajur("Sumber", lambda b: e("; ".join(b["d"].sumber))),
    ]
    return tabel("Perbandingan dengan tahun-tahun sebelumnya", lajur, baris_, sunyi=True)
