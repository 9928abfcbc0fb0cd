"""The sasaran one after the other: what they reached in words and figures, beside what, since when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinerja import kata
from kinerja.keluaran import sasaran_kata as ucap
from kinerja.keluaran.asal import Asal
from kinerja.keluaran.indikator import LIPAT, tabel_sasaran
from kinerja.keluaran.sanding import perbandingan
from kinerja.keluaran.tren import GRAFIK_TERBANYAK, Deret, deret, gambar_tren, kalimat_tren, kunci_tren, tabel_tren
from kinerja.keluaran.uang import letak_uang
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    Gambar,
    Hasil,
    Lajur,
    ada,
    bagian,
    bersih,
    e,
    kolom,
    paragraf,
    pasangan,
    persen,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import baris, indikator_utama, predikat, tingkat
from kinerja.tindak_lanjut import TERTUTUP

PANJANG_JANJI = 2000
"""Letters of a promise that are quoted: all that a cell can be expected to hold, for it stands nowhere else."""


@dataclass(frozen=True)
class Bahan:
    """What every sasaran is told from.

    Attributes:
        hasil: The step.
        asal: Links to the cards.
        gulungan: Roll-ups by code of the sasaran.
        banding: Rows of ``banding`` by code of the indicator.
        deret: The past of the indicators whose chart is drawn, by code.
        letak: Field between money and result by code of the sasaran.
    """

    hasil: Hasil
    asal: Asal
    gulungan: dict[str, Baris]
    banding: dict[str, list[Baris]]
    deret: dict[str, Deret]
    letak: dict[str, str]


def bagian_sasaran(hasil: Hasil) -> Bagian:
    """Every sasaran with its indicators, comparisons, quarters, and the words of its bidang."""
    semua = baris(hasil, "capaian")
    if not semua:
        return bagian(paragraf(kata.KOSONG, "kosong"))
    d = deret(hasil)
    tampil = d[:GRAFIK_TERBANYAK]
    banding: dict[str, list[Baris]] = {}
    for b in baris(hasil, "banding"):
        banding.setdefault(b["kode_indikator"], []).append(b)
    bahan = Bahan(
        hasil,
        Asal(hasil),
        {b["kode"]: b for b in tingkat(hasil, "sasaran")},
        banding,
        {x.indikator["kode_indikator"]: x for x in tampil},
        letak_uang(hasil),
    )
    kelompok: dict[str, list[dict[str, Any]]] = {}
    for b in semua:
        kelompok.setdefault(b["kode_sasaran"], []).append(b)
    isi = [x for n, (k, rows) in enumerate(kelompok.items(), 1) for x in _satu(bahan, n, k, rows)]
    return bagian(_pengantar(semua, d, tampil, hasil), *isi, _penutup(semua, d, hasil))


def _pengantar(semua: list[dict[str, Any]], d: list[Deret], tampil: list[Deret], hasil: Hasil) -> str:
    bidang = {bersih(b["bidang"]) for b in semua}
    satu_bidang = paragraf(f"Semua indikator dijawab oleh {e(bidang.pop())}.", "catatan") if len(bidang) == 1 else ""
    kepala = paragraf(e(f"{kata.CARA['tiga']} {kata.SEBANDING}"), "catatan") + satu_bidang
    if not d:
        return kepala + paragraf("Riwayat tahun lalu tidak tersedia dalam berkas yang masuk.", "kosong")
    return kepala + paragraf(e(kalimat_tren(d, hasil))) + kunci_tren(tampil, hasil)


def _penutup(semua: list[dict[str, Any]], d: list[Deret], hasil: Hasil) -> str:
    ada_status = [s for s in kata.STATUS if any(b["status"] == s for b in semua)]
    arti = pasangan((kata.STATUS[s].label, e(kata.STATUS[s].arti)) for s in ada_status)
    return (tabel_tren(d, hasil) if d else "") + rincian("Arti keadaan", arti, "cetak", terbuka=True)


# ---- one sasaran ----------------------------------------------------------------------------------------------------
def _satu(bahan: Bahan, nomor: int, kode: str, semua: list[dict[str, Any]]) -> list[str | Gambar]:
    """Heading, words, table and comparisons; the charts; what the bidang say."""
    nama, g = bersih(semua[0]["sasaran"]), bahan.gulungan.get(kode)
    kepala = (
        f'<div class="sasaran" data-s="{nomor}"><h3 id="s{nomor}"><span class="kode">{e(kode)}</span> {e(nama)}</h3>'
        f"{_ringkas(bahan, g)}{_uraian(bahan, kode, semua, g)}{tabel_sasaran(bahan.hasil, bahan.asal, nama, semua)}"
        f"{perbandingan(semua, bahan.banding, bahan.asal)}</div>"
    )
    gambar = [
        gambar_tren(bahan.deret[b["kode_indikator"]], bahan.asal.id_indikator(b))
        for b in semua
        if b["kode_indikator"] in bahan.deret
    ]
    return [kepala, *gambar, f'<div class="sasaran kata" data-s="{nomor}">{_kata_bidang(bahan, semua)}</div>']


def _ringkas(bahan: Bahan, g: Baris | None) -> str:
    if g is None:
        return ""
    n = f"{g['n_terukur']} dari {g['n']} indikator terukur"
    chip = predikat(g["predikat"], bahan.hasil.kantor.skala_dipakai)
    isi = "Belum terukur"
    if ada(g["capaian_pct"]):
        isi = f"Capaian sasaran {bahan.asal.gabungan(g, persen(g['capaian_pct']))} {chip}"
    elif ada(g["capaian_tahun_pct"]):
        isi = f"{kata.KEMAJUAN} {bahan.asal.gabungan(g, persen(g['capaian_tahun_pct']))}"
    return paragraf(f"{isi} · {e(n)}", "ringkas")


def _uraian(bahan: Bahan, kode: str, semua: list[dict[str, Any]], g: Baris | None) -> str:
    """The paragraph by rule, and a sentence for each indicator that the roll-up counts; of many, the missed ones."""
    utama = indikator_utama(semua)
    kalimat = [
        ucap.kalimat_gulungan(g, utama, "sasaran ini", sebut=False),
        ucap.kalimat_uang(g, bahan.letak.get(kode, "")),
    ]
    disebut = utama if len(utama) <= LIPAT else [b for b in utama if ucap.tercapai(b["capaian_sd_pct"]) is False]
    isi = "".join(_butir(bahan, b) for b in disebut[:LIPAT])
    return paragraf(e(" ".join(x for x in kalimat if x))) + (f'<ul class="uraian">{isi}</ul>' if isi else "")


def _butir(bahan: Bahan, b: Baris) -> str:
    per_jenis: dict[str, Baris] = {}
    for r in bahan.banding.get(b["kode_indikator"], []):
        per_jenis.setdefault(r["jenis"], r)
    kalimat = ucap.kalimat_indikator(b, per_jenis)
    return f'<li data-i="{bahan.asal.id_indikator(b)}"><strong>{e(b["kode_indikator"])}</strong> {e(kalimat)}</li>'


def _kata_bidang(bahan: Bahan, semua: list[dict[str, Any]]) -> str:
    """Causes and follow-up as the bidang wrote them, quoted; and how many earlier promises are still open."""
    isi = [b for b in semua if b["pendorong"] or b["penghambat"] or b["tindak_lanjut"]]
    terbuka = _terbuka(bahan, {b["kode_indikator"] for b in semua})
    if not isi:
        return paragraf(kata.TANPA_KATA_BIDANG, "catatan") + terbuka

    def kutip(nama: str, judul: str) -> Lajur:
        return Lajur(judul, lambda b: e(kata.kutip(bersih(b[nama]), 400)) if b[nama] else "")

    def janji(b: Baris) -> str:
        if not b["tindak_lanjut"]:
            return ""
        siapa = ", ".join(bersih(b[k]) for k in ("pic", "tenggat") if b[k])
        isi = e(kata.kutip(bersih(b["tindak_lanjut"]), PANJANG_JANJI))
        return isi + (f" <small>{e(siapa)}</small>" if siapa else "")

    lajur = [
        kolom("kode_indikator", "Indikator", "kode"),
        kutip("pendorong", "Pendorong"),
        kutip("penghambat", "Penghambat"),
        Lajur("Tindak lanjut", janji),
    ]
    judul = "Sebab dan tindak lanjut menurut bidang"
    bidang = kata.daftar(sorted({x for b in isi for x in bersih(b["bidang"]).split("; ") if x}))

    def atribut(b: Baris) -> str:
        return f' data-i="{bahan.asal.id_indikator(b)}"'

    kepala = f"<h4>{judul}</h4>" + paragraf(e(f"Ditulis oleh {bidang}."), "catatan")
    return kepala + tabel(judul, lajur, isi, "kutipan", sunyi=True, atribut=atribut) + terbuka


def _terbuka(bahan: Bahan, kode: set[str]) -> str:
    p = bahan.hasil.periode
    n = sum(
        t["kode_indikator"] in kode
        and t["status"] not in TERTUTUP
        and (t["tahun_asal"], t["triwulan_asal"]) != (p.tahun, p.triwulan)
        for t in baris(bahan.hasil, "tindak_lanjut")
    )
    if not n:
        return ""
    lihat = '<a href="#tindak-lanjut">Lihat tindak lanjut</a>.'
    return paragraf(f"{n} tindak lanjut dari triwulan lalu untuk sasaran ini masih terbuka. {lihat}", "catatan")
