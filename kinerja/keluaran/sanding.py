"""What stands beside the figures in the report: how sturdy a mean is, the comparisons, the pace, and efficiency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja import kata
from kinerja.keluaran.asal import Asal
from kinerja.keluaran.unsur import (
    Baris,
    Hasil,
    Lajur,
    ada,
    angka,
    bersih,
    e,
    kolom,
    paragraf,
    persen,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import baris, tingkat

RAGAM_TARGET = ("target_sd", "target_tahun", "renstra", "standar")
"""Comparisons that have a percentage; the others have a difference."""


def kokoh(hasil: Hasil) -> str:
    """The band of every mean: lowest, chosen, highest, and what the predicate hangs on."""
    isi = [b for b in tingkat(hasil, "sasaran") + tingkat(hasil, "dinas") if ada(b["pita_rendah_pct"])]
    if not isi:
        return ""
    lajur = [
        Lajur("Sasaran", lambda b: "Seluruh dinas" if b["level"] == "dinas" else e(b["nama"]), "nama"),
        Lajur("Terendah", lambda b: persen(b["pita_rendah_pct"]), "angka"),
        Lajur("Dipakai", lambda b: persen(b["capaian_pct"]), "angka"),
        Lajur("Tertinggi", lambda b: persen(b["pita_tinggi_pct"]), "angka"),
        Lajur("Predikat", lambda b: e(b["pita_ket"])),
    ]
    kalimat = paragraf(f"<strong>Seberapa kokoh angkanya.</strong> Capaian dinas: {e(isi[-1]['pita_ket'])}")
    ket = paragraf(e(kata.CARA["pita"]), "catatan")
    return kalimat + rincian(
        "Angka pada setiap pilihan cara hitung", ket + tabel("Kekokohan capaian", lajur, isi), "cetak"
    )


def laju(hasil: Hasil) -> str:
    """What each remaining quarter needs, indicator by indicator."""
    isi = [b for b in baris(hasil, "capaian") if b["jangkauan"]]
    if not isi:
        return ""
    lajur = [
        Lajur("Indikator", lambda b: f"{e(b['indikator'])} <small>{e(b['satuan'])}</small>", "nama"),
        Lajur("Perlu tiap triwulan", lambda b: angka(b["perlu_per_tw"]), "angka"),
        Lajur("Perkiraan akhir tahun", lambda b: angka(b["proyeksi_tahun"]), "angka"),
        Lajur("Target tahun", lambda b: angka(b["target_tahun"]), "angka"),
        Lajur("Jangkauan", lambda b: e(kata.JANGKAUAN[b["jangkauan"]].label)),
    ]
    ket = paragraf(e(kata.CARA["laju"]), "catatan")
    judul = "Menuju target tahun"
    return rincian(f"{judul}: kebutuhan tiap indikator", ket + tabel(judul, lajur, isi, sunyi=True))


def perbandingan(semua: Sequence[Baris], banding: Mapping[str, Sequence[Baris]], asal: Asal) -> str:
    """Indicators beside their targets, their past, the Renstra and a standard; what is missing is named.

    Args:
        semua: Rows of ``capaian``.
        banding: Rows of ``banding`` by code of the indicator.
        asal: Links to the cards.
    """
    lajur = [
        kolom("nama", "Dibandingkan dengan", "nama"),
        kolom("pembanding_teks", "Pembanding", "angka"),
        Lajur("Selisih", lambda b: _selisih(b), "angka"),
        Lajur("Capaian", lambda b: persen(b["capaian_pct"]) if b["jenis"] in RAGAM_TARGET else "", "angka"),
        Lajur("Penilaian", lambda b: e(kata.ARAH[b["arah"]])),
        kolom("sumber", "Sumber"),
    ]
    isi: list[Baris] = []
    kelompok: dict[int, str] = {}
    saring: dict[int, str] = {}
    for b in semua:
        rows = banding.get(b["kode_indikator"], [])
        tiada = [r for r in rows if not r["tersedia"]]
        tampil = [r for r in rows if r["tersedia"]]
        if tiada:
            tampil.append({**tiada[0], "nama": kata.daftar([bersih(r["nama"]) for r in tiada])})
        if tampil:
            realisasi = f": realisasi {bersih(b['realisasi_sd_teks'])}" if ada(b["realisasi_sd"]) else ""
            kelompok[len(isi)] = f"{bersih(b['kode_indikator'])} {bersih(b['indikator'])}{realisasi}"
        for r in tampil:
            saring[id(r)] = asal.id_indikator(b)
            isi.append(r)
    if not isi:
        return ""
    judul = f"Perbandingan dengan target, tahun lalu, Renstra, dan standar ({len(kelompok)} indikator)"
    return rincian(
        judul,
        tabel(
            f"Perbandingan {bersih(semua[0]['sasaran'])}",
            lajur,
            isi,
            "banding",
            sunyi=True,
            kelompok=kelompok,
            atribut=lambda r: f' data-i="{saring[id(r)]}"',
        ),
    )


def _selisih(b: Baris) -> str:
    if not ada(b["selisih"]):
        return ""
    return ("+" if b["selisih"] > 0 else "") + angka(b["selisih"])


def efisiensi(hasil: Hasil) -> str:
    """Efficiency per sasaran, both ways, or why it is not judged."""
    isi = tingkat(hasil, "sasaran") + tingkat(hasil, "dinas")
    if not any(ada(b["efisiensi_selisih_pct"]) for b in isi):
        sebab = {bersih(b["efisiensi_ket"]) for b in tingkat(hasil, "dinas")} - {""}
        return "".join(paragraf(e(x), "catatan") for x in sorted(sebab))
    lajur = [
        Lajur("Sasaran", lambda b: "Seluruh dinas" if b["level"] == "dinas" else e(b["nama"]), "nama"),
        Lajur("Capaian − serapan", lambda b: angka(b["efisiensi_selisih_pct"]), "angka"),
        Lajur("Efisiensi PMK 214/2017", lambda b: persen(b["efisiensi_pct"]), "angka"),
        Lajur("Nilai efisiensi", lambda b: angka(b["nilai_efisiensi"]), "angka"),
        kolom("efisiensi_ket", "Penilaian"),
    ]
    return (
        "<h3>Efisiensi</h3>"
        + paragraf(e(kata.CARA["efisiensi"]), "catatan")
        + tabel("Efisiensi", lajur, isi, sunyi=True)
    )
