"""The sheets Pengukuran and Rerata: the measuring itself as formulas, from the figures as read to the office's mean.

Rows of Pengukuran are those of the sheet of figures, so that a formula looks straight across. A roll-up's members stand
together on a sheet of their own, so that its mean is a plain weighted mean of neighbouring cells. What a rule decides
and no formula of a spreadsheet could (the state, which indicators a mean counts, weights, budgets) is a value, and its
heading says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from kinerja import capaian as hitung
from kinerja import kata
from kinerja.gabungan import Kelompok, susun_kelompok
from kinerja.kantor import Kantor, Periode
from kinerja.keluaran import rekap_rumus as rumus
from kinerja.keluaran.buku_rumus import ANGKA, BULAT, PERSEN, RUPIAH, TEKS, TENGAH, BukuRumus, Rupa, rupa_angka
from kinerja.keluaran.buku_tulis import kepala
from kinerja.keluaran.e81_isi import realisasi_renstra
from kinerja.keluaran.rekap_angka import LetakAngka, LetakSkala, ada, tulis_angka, tulis_peringkat, tulis_skala
from kinerja.keluaran.rekap_lembar import (
    AWAL,
    BARIS_KEPALA,
    Kolom,
    cetak_lebar,
    kepala_lembar,
    lebar_kolom,
    tinggi_baris,
)
from kinerja.keluaran.unsur import bulat_rupiah, catatan
from kinerja.uraian import dalam_persen

if TYPE_CHECKING:
    import pandas as pd

PENGUKURAN, RERATA, ANGGOTA = "Pengukuran", "Rerata", "Anggota Rerata"
TERUKUR, BELUM_LAPOR = kata.STATUS["terukur"].label, kata.STATUS["belum_dilaporkan"].label
BELUM_DITARGETKAN = kata.STATUS["belum_ditargetkan"].label
KOLOM = {
    "kode_indikator": Kolom("Kode", 11),
    "indikator": Kolom("Indikator", 40),
    "sasaran": Kolom("Sasaran", 28),
    "satuan": Kolom("Satuan", 11),
    "jenis_target": Kolom("Jenis target", 11),
    "konsolidasi": Kolom("Cara menggabungkan triwulan", 14),
    "rumus": Kolom("Rumus", 9, TENGAH),
    "target_sd": Kolom("Target s.d. triwulan", 12),
    "target_sd_bawah": Kolom("Batas bawah s.d. triwulan", 12),
    "pembilang_sd": Kolom("Pembilang s.d. triwulan", 12),
    "penyebut_sd": Kolom("Penyebut s.d. triwulan", 12),
    "realisasi_sd": Kolom("Realisasi s.d. triwulan", 12),
    "status": Kolom("Keadaan (nilai)", 15),
    "capaian_sd_pct": Kolom("Capaian s.d. triwulan", 12),
    "predikat": Kolom("Predikat", 13, TENGAH),
    "dibatasi": Kolom("Capaian untuk rerata", 12),
    "bobot": Kolom("Bobot (nilai)", 8),
    "capaian_tahun_pct": Kolom("Terhadap target tahun", 12),
    "tahun_dibatasi": Kolom("Terhadap target tahun, untuk rerata", 13),
    "realisasi_renstra": Kolom("Realisasi Renstra s.d. triwulan", 12),
    "capaian_renstra_pct": Kolom("Terhadap akhir Renstra", 12),
    "target_sd_teks": Kolom("Target tertulis (nilai)", 16),
    "realisasi_sd_teks": Kolom("Realisasi tertulis (nilai)", 16),
}
"""Columns of Pengukuran in their order."""
HURUF = {k: get_column_letter(n) for n, k in enumerate(KOLOM, 1)}
NILAI = frozenset(
    {"kode_indikator", "indikator", "sasaran", "satuan", "jenis_target", "rumus", "target_sd_teks", "realisasi_sd_teks"}
)
KOLOM_ANGGOTA = (
    Kolom("Tingkat", 10),
    Kolom("Kode gabungan", 18),
    Kolom("Nama gabungan", 40),
    Kolom("Kode indikator", 14),
    Kolom("Indikator", 44),
    Kolom("Bobot", 9),
    Kolom("Capaian s.d. triwulan", 13),
    Kolom("Capaian untuk rerata", 13),
    Kolom("Bila yang belum lapor dihitung 0", 15),
    Kolom("Terhadap target tahun, untuk rerata", 15),
)
KOLOM_RERATA = (
    Kolom("Tingkat", 10),
    Kolom("Kode", 18),
    Kolom("Nama", 46),
    Kolom("Indikator (nilai)", 10),
    Kolom("Terukur", 9),
    Kolom("Dibatasi", 9),
    Kolom("Capaian", 12),
    Kolom("Predikat", 14),
    Kolom("Capaian tanpa batas", 12),
    Kolom("Bila yang belum lapor dihitung 0", 15),
    Kolom("Terhadap target tahun", 12),
    Kolom("Pagu (nilai)", 19),
    Kolom("Realisasi anggaran (nilai)", 19),
    Kolom("Serapan", 11),
)
RERATA_DARI = {"capaian_pct": (7, "H"), "capaian_mentah_pct": (9, "G"), "capaian_batas_bawah_pct": (10, "I"),
               "capaian_tahun_pct": (11, "J")}  # fmt: skip
"""Column of Rerata and of Anggota Rerata by the name of the mean."""


@dataclass(frozen=True)
class Bahan:
    """What the live sheets are made of: tables by name, the office, the quarter."""

    tabel: Mapping[str, pd.DataFrame]
    kantor: Kantor
    periode: Periode


def tulis_hitungan(buku: BukuRumus, bahan: Bahan) -> None:
    """Write all live sheets and the sheets that they rest on."""
    c = bahan.tabel["capaian"].reset_index(drop=True)
    lalu, renstra = realisasi_renstra(c)
    batas = bahan.kantor.aturan.batas_capaian_pct
    c = c.assign(
        renstra_lalu=lalu,
        realisasi_renstra=renstra,
        dibatasi=hitung.batasi(c["capaian_sd_pct"], batas),
        tahun_dibatasi=hitung.batasi(c["capaian_tahun_pct"], batas),
    )
    pengukuran, rerata = buku.lembar(PENGUKURAN), buku.lembar(RERATA)
    per_kode = dict(zip(c["kode_indikator"], lalu, strict=True))
    letak = tulis_angka(buku, bahan.tabel["capaian"], bahan.tabel["rekap"], per_kode, bahan.periode)
    anggota = buku.lembar(ANGGOTA)
    skala = tulis_skala(buku, bahan.kantor)
    if (c["jenis_target"] == "predikat").any():
        tulis_peringkat(buku)
    _pengukuran(buku, pengukuran, c, letak, skala, bahan)
    kelompok = list(susun_kelompok(c, bahan.tabel["rekap_anggaran"], bahan.kantor))
    deret = _anggota(buku, anggota, kelompok)
    _rerata(buku, rerata, kelompok, deret, skala, bahan)


# ---- Pengukuran -----------------------------------------------------------------------------------------------------
def _pengukuran(
    buku: BukuRumus, lembar: Any, c: pd.DataFrame, letak: LetakAngka, skala: LetakSkala, bahan: Bahan
) -> None:
    ket = "Setiap sel berlatar biru adalah rumus; angkanya dari lembar Angka Triwulan, baris yang sama."
    kepala_lembar(buku, lembar, f"Pengukuran {bahan.periode.teks}", ket)
    kepala(lembar, BARIS_KEPALA, [k.judul for k in KOLOM.values()])
    lembar.row_dimensions[BARIS_KEPALA].height = 48
    lebar_kolom(lembar, [k.lebar for k in KOLOM.values()])
    for r, b in enumerate(catatan(c), AWAL):
        rumus_baris = rumus_indikator(b, r, letak, skala, bahan)
        kata_baris = {
            **{k: b[k] for k in NILAI},
            "konsolidasi": kata.KONSOLIDASI[b["konsolidasi"]].label,
            "status": kata.STATUS[b["status"]].label,
            "bobot": b["bobot"],
        }
        for n, (k, lajur) in enumerate(KOLOM.items(), 1):
            if k in rumus_baris:
                buku.rumus(lembar, r, n, rumus_baris[k], b[k], _rupa(k, b[k], lajur))
            else:
                buku.tulis(lembar, r, n, kata_baris.get(k), ANGKA if k == "bobot" else lajur.rupa)
        tinggi_baris(lembar, r, ((kata_baris.get(k), x.lebar) for k, x in KOLOM.items()))
    _penutup(lembar, len(c), list(KOLOM.values()), 2)


def _rupa(kunci: str, nilai: Any, lajur: Kolom) -> Rupa:
    if kunci.endswith("_pct") or kunci in ("dibatasi", "tahun_dibatasi"):
        return PERSEN
    if kunci == "predikat":
        return lajur.rupa
    return rupa_angka(nilai) if ada(nilai) else ANGKA


def rumus_indikator(b: Mapping[str, Any], r: int, letak: LetakAngka, skala: LetakSkala, bahan: Bahan) -> dict[str, str]:
    """Return the formulas of one row by column.

    Args:
        b: Row of ``capaian``.
        r: Its row on the sheet.
        letak: Where the figures stand.
        skala: Where cap and classes stand.
        bahan: The office's rules and the quarter.
    """
    sel = {k: f"{h}{r}" for k, h in HURUF.items()}
    hasil = _sampai_dengan(b, r, letak, sel, bahan)

    def capaian(target: str, realisasi: str, bawah: str, *keadaan: str) -> str:
        syarat = ",".join(f'{sel["status"]}="{s}"' for s in keadaan)
        dasar = letak.sel("baseline", r) or rumus.HAMPA
        isi = rumus.capaian(b["rumus"], b["jenis_target"], target, realisasi, bawah, dasar)
        return f"IF(OR({syarat}),{isi},{rumus.HAMPA})"

    bawah = {k: letak.sel(k, r) if letak.ada(k, r) else "" for k in ("target_tahun_bawah", "target_renstra_bawah")}
    sd_bawah = sel["target_sd_bawah"] if "target_sd_bawah" in hasil and ada(b["target_sd_bawah"]) else ""
    hasil["capaian_sd_pct"] = capaian(sel["target_sd"], sel["realisasi_sd"], sd_bawah, TERUKUR)
    maju = (TERUKUR, BELUM_DITARGETKAN)
    tahun, renstra = (letak.sel(k, r) for k in ("target_tahun", "target_renstra"))
    hasil["capaian_tahun_pct"] = capaian(tahun, sel["realisasi_sd"], bawah["target_tahun_bawah"], *maju)
    lalu = f"+{letak.sel('renstra_lalu', r)}" if letak.ada("renstra_lalu", r) else ""
    hasil["realisasi_renstra"] = f"IF(ISNUMBER({sel['realisasi_sd']}),{sel['realisasi_sd']}{lalu},{rumus.HAMPA})"
    if renstra:
        hasil["capaian_renstra_pct"] = capaian(renstra, sel["realisasi_renstra"], bawah["target_renstra_bawah"], *maju)
    hasil["predikat"] = rumus.predikat(sel["capaian_sd_pct"], skala.bawah, skala.label, skala.tutup)
    hasil["dibatasi"] = rumus.dibatasi(sel["capaian_sd_pct"], skala.batas)
    hasil["tahun_dibatasi"] = rumus.dibatasi(sel["capaian_tahun_pct"], skala.batas)
    return hasil


def _sampai_dengan(
    b: Mapping[str, Any], r: int, letak: LetakAngka, sel: Mapping[str, str], bahan: Bahan
) -> dict[str, str]:
    """Formulas that make values to date of quarters, as ``ukur.target_sampai_dengan`` and ``capaian`` do."""
    q = bahan.periode.triwulan
    per_tw = {k: letak.sel_triwulan(k, r, q) for k in ("target", "target_bawah", "realisasi", "pembilang", "penyebut")}
    # At the year's end the promise of the year is the target, also where no quarter was planned.
    tahun_pengganti = q == 4 or bahan.kantor.aturan.target_triwulan_kosong == "target_tahun"
    pengganti = {k: letak.sel(k, r) if tahun_pengganti and letak.ada(k, r) else rumus.HAMPA
                 for k in ("target_tahun", "target_tahun_bawah")}  # fmt: skip
    cara = b["konsolidasi"] if b["bentuk_target"] == "per_triwulan" else "akhir"
    hasil = {"target_sd": rumus.kumpulan(cara, per_tw["target"], pengganti["target_tahun"])}
    if b["jenis_target"] == "rentang" and per_tw["target_bawah"]:
        ada_target = f"COUNT({rumus.rentang(per_tw['target'])})=0"
        bawah = rumus.terakhir(per_tw["target_bawah"])
        hasil["target_sd_bawah"] = f"IF({ada_target},{pengganti['target_tahun_bawah']},{bawah})"
    if b["konsolidasi"] != "rasio":
        hasil["realisasi_sd"] = rumus.kumpulan(b["konsolidasi"], per_tw["realisasi"])
    elif per_tw["pembilang"] and per_tw["penyebut"]:
        atas, bawah_tw = per_tw["pembilang"], per_tw["penyebut"]
        hasil["pembilang_sd"] = rumus.kumpulan_pasangan(atas, bawah_tw, atas)
        hasil["penyebut_sd"] = rumus.kumpulan_pasangan(atas, bawah_tw, bawah_tw)
        faktor = 100.0 if dalam_persen(b["satuan"]) else 1.0
        hasil["realisasi_sd"] = rumus.rasio(sel["pembilang_sd"], sel["penyebut_sd"], faktor)
    return hasil


# ---- roll-ups -------------------------------------------------------------------------------------------------------
def _anggota(buku: BukuRumus, lembar: Any, kelompok: Sequence[Kelompok]) -> list[tuple[int, int]]:
    """Write the members of every roll-up; returns first and last row of each (last below first where it has none)."""
    kepala_lembar(
        buku, lembar, ANGGOTA, "Indikator yang dihitung dalam setiap rerata; capaiannya dari lembar Pengukuran."
    )
    kepala(lembar, BARIS_KEPALA, [k.judul for k in KOLOM_ANGGOTA])
    lembar.row_dimensions[BARIS_KEPALA].height = 48
    lebar_kolom(lembar, [k.lebar for k in KOLOM_ANGGOTA])
    r, deret = AWAL, []
    for k in kelompok:
        deret.append((r, r + len(k.anggota) - 1))
        for i, b in zip(k.anggota.index, catatan(k.anggota), strict=True):
            _satu_anggota(buku, lembar, r, k, int(i), b)
            r += 1
    _penutup(lembar, r - AWAL, KOLOM_ANGGOTA, 4)
    return deret


def _satu_anggota(buku: BukuRumus, lembar: Any, r: int, k: Kelompok, urutan: int, b: Mapping[str, Any]) -> None:
    asal = AWAL + urutan
    teks = (kata.JENJANG[k.level], k.kode, k.nama, b["kode_indikator"], b["indikator"])
    for n, nilai in enumerate(teks, 1):
        buku.tulis(lembar, r, n, nilai, TEKS)
    tinggi_baris(lembar, r, zip(teks, (x.lebar for x in KOLOM_ANGGOTA), strict=False))
    buku.rumus(lembar, r, 6, f"{PENGUKURAN}!{HURUF['bobot']}{asal}", b["bobot"], ANGKA)
    for n, kolom in ((7, "capaian_sd_pct"), (8, "dibatasi"), (10, "tahun_dibatasi")):
        buku.rumus(lembar, r, n, f"{PENGUKURAN}!{HURUF[kolom]}{asal}", b[kolom], PERSEN)
    belum = b["status"] == "belum_dilaporkan"
    syarat = f'{PENGUKURAN}!{HURUF["status"]}{asal}="{BELUM_LAPOR}"'
    buku.rumus(lembar, r, 9, f"IF({syarat},0,H{r})", 0.0 if belum else b["dibatasi"], PERSEN)


def _rerata(
    buku: BukuRumus,
    lembar: Any,
    kelompok: Sequence[Kelompok],
    deret: Sequence[tuple[int, int]],
    skala: LetakSkala,
    bahan: Bahan,
) -> None:
    ket = "Rerata tertimbang capaian indikator; anggotanya di lembar Anggota Rerata."
    kepala_lembar(buku, lembar, f"Rerata {bahan.periode.teks}", ket)
    kepala(lembar, BARIS_KEPALA, [k.judul for k in KOLOM_RERATA])
    lembar.row_dimensions[BARIS_KEPALA].height = 48
    lebar_kolom(lembar, [k.lebar for k in KOLOM_RERATA])
    hasil = catatan(bahan.tabel["sasaran"])
    sasaran = [r for r, k in enumerate(kelompok, AWAL) if k.level == "sasaran"]
    for r, (k, b, (dari, sampai)) in enumerate(zip(kelompok, hasil, deret, strict=True), AWAL):
        polos = k.level == "dinas" and bahan.kantor.aturan.rerata_dinas == "sasaran"
        teks = (kata.JENJANG[k.level], k.kode, k.nama)
        for n, nilai in enumerate((*teks, b["n"]), 1):
            buku.tulis(lembar, r, n, nilai, BULAT if n == 4 else TEKS)
        tinggi_baris(lembar, r, zip(teks, (x.lebar for x in KOLOM_RERATA), strict=False))
        if sampai >= dari:
            capaian, mentah = (f"'{ANGGOTA}'!{h}{dari}:{h}{sampai}" for h in "HG")
            buku.rumus(lembar, r, 5, f"COUNT({capaian})", float(b["n_terukur"]), BULAT)
            dibatasi = f'COUNTIF({mentah},">"&{skala.batas})' if skala.batas else "0"
            buku.rumus(lembar, r, 6, dibatasi, float(b["n_dibatasi"]), BULAT)
            for nama, (n, asal) in RERATA_DARI.items():
                nilai_sel, bobot = (f"'{ANGGOTA}'!{h}{dari}:{h}{sampai}" for h in (asal, "F"))
                h = get_column_letter(n)
                isi = (rumus.rerata_polos(f"{h}{sasaran[0]}:{h}{sasaran[-1]}") if polos
                       else rumus.rerata(nilai_sel, bobot))  # fmt: skip
                buku.rumus(lembar, r, n, isi, b[nama], PERSEN)
            predikat = rumus.predikat(f"G{r}", skala.bawah, skala.label, skala.tutup)
            buku.rumus(lembar, r, 8, predikat, b["predikat"], TENGAH)
        for n, kolom in ((12, "pagu_rp"), (13, "realisasi_rp")):
            buku.tulis(lembar, r, n, bulat_rupiah(b[kolom]), RUPIAH)
        buku.rumus(lembar, r, 14, rumus.persentase(f"M{r}", f"L{r}"), b["serapan_pct"], PERSEN)
    _penutup(lembar, len(hasil), KOLOM_RERATA, 3)


def _penutup(lembar: Any, n_baris: int, kolom: Sequence[Kolom], beku: int) -> None:
    """Filter, frozen heading and columns, print set-up."""
    if n_baris:
        lembar.auto_filter.ref = f"A{BARIS_KEPALA}:{get_column_letter(len(kolom))}{BARIS_KEPALA + n_baris}"
    lembar.freeze_panes = f"{get_column_letter(beku + 1)}{AWAL}"
    cetak_lebar(lembar, [k.lebar for k in kolom], beku)
