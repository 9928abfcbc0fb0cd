"""Slides of one sasaran after the other: every indicator with its bar, its figures and its unit's words."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja import kata, kata_poin
from kinerja.kantor import ROMAWI
from kinerja.keluaran.kit_batang import CONTOH_GARIS, KUNCI, garis, kotak, kunci, peluru
from kinerja.keluaran.kit_isi import per_sasaran
from kinerja.keluaran.kit_lembar import HURUF, HURUF_KECIL, JUDUL, LEBAR, Salindia, lembar, muatkan, tinggi_teks
from kinerja.keluaran.kit_ringkas import panjang
from kinerja.keluaran.laporan_isi import TANPA_BATANG, bagian_sasaran, besaran, keadaan
from kinerja.keluaran.unsur import Baris, Hasil, ada, bersih, bilangan, e, persen
from kinerja.keluaran.utama import kelas_predikat

KUTIPAN = 150
"""Letters of a quotation on a slide."""
UKURAN = ((1.6, "lapang luas", True), (1.3, "lapang", True), (1.0, "", True), (1.0, "", False))
"""How indicators are set: size, CSS class, with the units' words or not; the first that fits one slide is taken."""


def salindia_sasaran(hasil: Hasil) -> list[Salindia]:
    """Every sasaran, in the order of the roll-ups."""
    ringkas = {x["kode"]: x["ringkas"] for x in bagian_sasaran(hasil)["sasaran"]}
    semua: list[Salindia] = []
    for kode, (isi, sisa) in per_sasaran(hasil).items():
        judul = muatkan(f"{bersih(kode)} {bersih(isi[0]['sasaran'])}", LEBAR, JUDUL, 2)
        lain = f" {sisa} indikator kegiatan dan sub kegiatan lainnya ada dalam laporan lengkap." if sisa else ""
        semua += _satu_sasaran(hasil, judul, muatkan(ringkas.get(bersih(kode), "") + lain, LEBAR, HURUF, 2), isi)
    return semua


def _satu_sasaran(hasil: Hasil, judul: str, pengantar: str, isi: Sequence[Baris]) -> list[Salindia]:
    """As large and with as many of the units' words as one slide holds, else as many slides as are needed."""
    potong: list[Salindia] = []
    for besar, kelas, tutur in UKURAN:
        butir = [Indikator(hasil, b, besar, tutur) for b in isi]
        potong = lembar(
            judul, "Sasaran", butir, lambda x: x.tinggi, lambda rows: _daftar_indikator(hasil, rows), KUNCI,
            pengantar=pengantar, kelas=kelas,
        )  # fmt: skip
        if len(potong) == 1:
            break
    return potong


def unit(hasil: Hasil, b: Baris) -> str:
    """The unit of a row, where there is more than one."""
    return bersih(b["bidang"]) if hasil.tabel["capaian"]["bidang"].nunique() > 1 else ""


class Indikator:
    """An indicator as a row: name, bar with figures, capaian; the unit's words where there is room.

    Attributes:
        tinggi: Height, rem.
    """

    def __init__(self, hasil: Hasil, b: Baris, besar: float, tutur: bool) -> None:
        arah = "" if b["polaritas"] == "maks" else kata.POLARITAS[b["polaritas"]]
        siapa = " · ".join(x for x in (bersih(b["kode_indikator"]), unit(hasil, b), arah) if x)
        sel = keadaan(b)
        utama, sebab = (sel, "") if isinstance(sel, str) else sel
        h, k = HURUF * besar, HURUF_KECIL * besar
        self.b = b
        self.kelas = kelas_predikat(bersih(b["predikat"]), hasil.kantor.skala_dipakai)
        self.nama, self.siapa = muatkan(b["indikator"], 35, h, 4), muatkan(siapa, 35, k, 2)
        self.ket = muatkan(_tiga_angka(hasil, b), 29, k, 4)
        self.label, self.sebab = utama, "" if b["predikat"] else muatkan(sebab, 19, k, 4)
        self.kata = muatkan(_kata_bidang(b), LEBAR, 1.6 * besar, 3) if tutur else ""
        kiri = tinggi_teks(self.nama, 35, h) + tinggi_teks(self.siapa, 35, k)
        tengah = 2.7 * besar + tinggi_teks(self.ket, 29, k)
        nilai = tinggi_teks(self.nilai, 19, 3.0 * besar) if besar > 1 else 0.0  # a line of its own, in large figures
        label = self.label if besar > 1 else f"{self.nilai} {self.label}"
        kanan = nilai + tinggi_teks(label, 19, 1.9 * besar) + tinggi_teks(self.sebab, 19, k)
        self.tinggi = max(kiri, tengah, kanan) + tinggi_teks(self.kata, LEBAR, 1.6 * besar) + 1.8

    @property
    def nilai(self) -> str:
        """Capaian as written, empty without one."""
        return persen(self.b["capaian_sd_pct"]) if ada(self.b["capaian_sd_pct"]) else ""

    def html(self) -> str:
        """The row."""
        nilai = f"<strong>{self.nilai}</strong> " if self.nilai else ""
        sebab = f"<small>{e(self.sebab)}</small>" if self.sebab else ""
        tutur = f'<p class="kata">{e(self.kata)}</p>' if self.kata else ""
        return (
            f'<li><div><span class="nama">{e(self.nama)}</span><small>{e(self.siapa)}</small></div>'
            f'<div>{_bar_indikator(self.b, self.kelas)}<small class="ket">{e(self.ket)}</small></div>'
            f'<div class="capaian">{nilai}{e(self.label)}{sebab}</div>{tutur}</li>'
        )


def _tiga_angka(hasil: Hasil, b: Baris) -> str:
    """Realised, target to date and the year's target, with their units; what there is not is not named."""
    tw = f"TW\u00a0{ROMAWI[hasil.periode.triwulan]}"
    isi = (
        ("realisasi", besaran(b, "realisasi_sd")),
        (f"target s.d. {tw}", besaran(b, "target_sd")),
        (f"target {hasil.periode.tahun}", besaran(b, "target_tahun")),
    )
    teks = "; ".join(f"{nama} {nilai}" for nama, nilai in isi if nilai != "–")
    return teks[:1].upper() + teks[1:]


def _kata_bidang(b: Baris) -> str:
    """The unit's own words: what held it back below the target, what helped it where the target is met."""
    capaian = bilangan(b["capaian_sd_pct"])
    if capaian is not None and capaian < 100:
        return kata_poin.alasan_bidang(bersih(b["bidang"]), bersih(b["penghambat"]), bersih(b["tindak_lanjut"]))
    pendorong = bersih(b["pendorong"])
    return f"Pendorong menurut {bersih(b['bidang'])}: {kata.kutip(pendorong, KUTIPAN)}." if pendorong else ""


def _bar_indikator(b: Baris, kelas: str) -> str:
    """Realised as a bar on a ground as long as the year's target, a mark at the target to date."""
    r, t, tahun = (bilangan(b[k]) for k in ("realisasi_sd", "target_sd", "target_tahun"))
    ujung = max([x for x in (r, t, tahun) if x is not None and x > 0], default=0.0) * 1.02
    if b["jenis_target"] in TANPA_BATANG or ujung <= 0:
        return ""
    svg = kotak("alas", 0, panjang(tahun, ujung) or 0.0, 0, 10) + kotak(kelas, 0, panjang(r, ujung) or 0.0, 2, 6)
    return peluru(svg + (garis(panjang(t, ujung) or 0.0) if t is not None else ""))


def _daftar_indikator(hasil: Hasil, rows: list[Indikator]) -> str:
    p = hasil.periode
    ket = kunci(
        (kotak("p", 0, 1, 2, 6), "realisasi"),
        (CONTOH_GARIS, f"target {kata.sampai(p)}"),
        (kotak("alas", 0, 1, 0, 10), f"target tahun {p.tahun}"),
    )
    return f'<ol class="indikator">{"".join(x.html() for x in rows)}</ol>{ket}'
