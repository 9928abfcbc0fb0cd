"""The seven analyses of one sasaran that PermenPANRB 53/2014 asks a Laporan Kinerja for, as blocks.

Every analysis has its table, sentences by rule, and a place for the planner; what the tables do not hold is named as
not available, with a place to add it. Indicators that the sasaran's mean counts are analysed one by one; those of its
programmes and kegiatan stand in the seventh analysis.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja import kata
from kinerja.angka import bulat
from kinerja.banding import TIDAK_TERSEDIA
from kinerja.kantor import ROMAWI
from kinerja.keluaran import lkjip_kata as ucap
from kinerja.keluaran.laporan_isi import besaran, keadaan
from kinerja.keluaran.laporan_isi_lanjut import selisih
from kinerja.keluaran.laporan_tabel import KUTIP, Kolom, Sel
from kinerja.keluaran.lkjip_blok import Blok, Isian, Judul, Kutipan, Paragraf, tabel_blok
from kinerja.keluaran.unsur import Baris, Hasil, ada, angka, bersih, persen, rupiah
from kinerja.keluaran.utama import baris, hanya_kemajuan, indikator_utama, tingkat

RINCI = 12
"""Indicators of one sasaran above which tables speak alone; those that missed their target are named all the same."""
TAHUN_LALU = 4
"""Earlier years beside each other in a table."""


@dataclass(frozen=True)
class Sasaran:
    """One sasaran with everything that its analyses are made from.

    Attributes:
        nomor: Its place in the report, from 1.
        kode: Its key.
        nama: Its name.
        utama: Rows of ``capaian`` that its mean counts; all of its indicators where it counts none.
        pendukung: The others: of programmes, kegiatan, sub kegiatan, and IKI.
        gulungan: Its row of table ``sasaran``.
        banding: Rows of ``banding`` by indicator and kind.
        serapan: Rows of ``serapan`` that its indicators name.
        tindak_lanjut: Earlier follow-ups of ``utama``.
        kemajuan: The roll-ups have no capaian to date, only progress to the year.
        dibiayai: The indicators of programmes and below that each of those budget rows pays for, this sasaran's or not.
    """

    nomor: int
    kode: str
    nama: str
    utama: list[Baris]
    pendukung: list[Baris]
    gulungan: Baris | None
    banding: dict[tuple[str, str], list[Baris]] = field(default_factory=dict)
    serapan: list[Baris] = field(default_factory=list)
    tindak_lanjut: list[Baris] = field(default_factory=list)
    kemajuan: bool = False
    dibiayai: dict[str, list[Baris]] = field(default_factory=dict)

    def pembanding(self, b: Baris, jenis: str) -> list[Baris]:
        """Rows with a figure to compare an indicator with."""
        return [r for r in self.banding.get((b["kode_indikator"], jenis), []) if r["tersedia"]]


def daftar_sasaran(hasil: Hasil) -> list[Sasaran]:
    """Gather every sasaran in the plan's order."""
    gulungan: dict[str, Baris] = {b["kode"]: b for b in tingkat(hasil, "sasaran")}
    kemajuan = hanya_kemajuan(baris(hasil, "sasaran"))
    kelompok: dict[str, list[Baris]] = {}
    for c in baris(hasil, "capaian"):
        kelompok.setdefault(c["kode_sasaran"], []).append(c)
    banding: dict[tuple[str, str], list[Baris]] = {}
    for r in baris(hasil, "banding"):
        banding.setdefault((r["kode_indikator"], r["jenis"]), []).append(r)
    hasil_: list[Sasaran] = []
    semua: list[Baris] = []
    dibiayai: dict[str, list[Baris]] = {}
    for n, (kode, isi) in enumerate(kelompok.items(), 1):
        utama = indikator_utama([dict(b) for b in isi]) or isi
        kode_utama = {b["kode_indikator"] for b in utama}
        uang = {k for b in isi for k in bersih(b["kode_anggaran"]).split("; ") if k}
        semua += [b for b in isi if b["kode_indikator"] not in kode_utama]
        hasil_.append(
            Sasaran(
                n,
                bersih(kode),
                bersih(isi[0]["sasaran"]),
                list(utama),
                [b for b in isi if b["kode_indikator"] not in kode_utama],
                gulungan.get(kode),
                banding,
                [b for b in baris(hasil, "serapan") if b["kode_anggaran"] in uang],
                [t for t in baris(hasil, "tindak_lanjut") if t["kode_indikator"] in kode_utama and _lama(t, hasil)],
                kemajuan,
                dibiayai,
            )
        )
    for b in semua:
        for k in filter(None, bersih(b["kode_anggaran"]).split("; ")):
            dibiayai.setdefault(k, []).append(b)
    return hasil_


def _lama(t: Baris, hasil: Hasil) -> bool:
    """Whether a follow-up was promised before this quarter; one of this quarter is still a promise."""
    return (t["tahun_asal"], t["triwulan_asal"]) != (hasil.periode.tahun, hasil.periode.triwulan)


def pilah(isi: list[Baris]) -> tuple[list[Baris], list[Baris], list[Baris]]:
    """Part indicators into those that met the year's target, those that did not, and those without a capaian."""
    ke: dict[bool | None, list[Baris]] = {True: [], False: [], None: []}
    for b in isi:
        ke[ucap.tercapai(b["capaian_tahun_pct"])].append(b)
    return ke[True], ke[False], ke[None]


def bagian_sasaran(s: Sasaran, hasil: Hasil) -> list[Blok]:
    """Everything about one sasaran: heading, mean, and the seven analyses in their order."""
    p, renstra = hasil.periode, hasil.kantor.aturan.renstra
    judul = [Judul(4, x.format(tahun=p.tahun)) for x in ucap.TUJUH]
    isi = (
        analisis_target(s, p.tahun),
        analisis_lalu(s, p.tahun),
        analisis_renstra(s, ucap.tahun_renstra(p.tahun, renstra.awal, renstra.akhir)),
        analisis_standar(s),
        analisis_sebab(s),
        analisis_efisiensi(s),
        analisis_program(s),
    )
    kepala: list[Blok] = [
        Judul(3, f"A.{s.nomor} Sasaran {s.kode}: {s.nama}"),
        Paragraf(ucap.ringkas_sasaran(s.gulungan, s.kemajuan)),
    ]
    return kepala + [x for j, blok in zip(judul, isi, strict=True) for x in (j, *blok)]


def kolom_nama(lebar: float = 5.0) -> Kolom:
    """Name of an indicator with its code."""
    return Kolom("Indikator", lambda b: (bersih(b["indikator"]), bersih(b["kode_indikator"])), lebar)


def predikat(b: Baris) -> Sel:
    """Predicate where it is that of the printed percentage, else the state in words."""
    sama = ada(b["capaian_sd_pct"]) and ada(b["capaian_tahun_pct"])
    if sama and bulat(b["capaian_sd_pct"]) == bulat(b["capaian_tahun_pct"]):
        return bersih(b["predikat"]) or "–"
    return "–" if b["status"] == "terukur" else keadaan(b)


def kolom_target(tahun: int) -> list[Kolom]:
    """Target, realised, percentage and predicate of the year."""
    return [
        Kolom(f"Target {tahun}", lambda b: besaran(b, "target_tahun"), 2.2, "kanan"),
        Kolom(f"Realisasi {tahun}", lambda b: besaran(b, "realisasi_sd"), 2.2, "kanan"),
        Kolom("Capaian", lambda b: persen(b["capaian_tahun_pct"]), 1.9, "kanan"),
        Kolom("Predikat atau keadaan", predikat, 2.5),
    ]


# ---- 1 to 4: the figures --------------------------------------------------------------------------------------------
def analisis_target(s: Sasaran, tahun: int) -> list[Blok]:
    """Target and realised of the year."""
    ya, belum, tanpa = pilah(s.utama)
    bicara = s.utama if len(s.utama) <= RINCI else belum + tanpa
    blok: list[Blok] = tabel_blok(
        f"Target dan realisasi sasaran {s.kode} tahun {tahun}", [kolom_nama(), *kolom_target(tahun)], s.utama
    )
    blok.append(Paragraf(ucap.ringkas_target(ya, belum, tanpa)))
    for b in bicara:
        target = s.banding.get((b["kode_indikator"], "target_tahun"), [])
        blok.append(Paragraf(ucap.kalimat_target(b, target[0] if target else None), "butir"))
    if lain := [b for b in s.utama if _target_lain(b)]:
        blok.append(
            Paragraf(ucap.TARGET_LAIN.format(kode=ucap.kode_daftar(lain)) + " " + ucap.PREDIKAT_LAIN, "catatan")
        )
    return [*blok, Isian(ucap.ISI_TARGET)]


def _target_lain(b: Baris) -> bool:
    """Whether the capaian to date and that of the year are printed differently."""
    if not ada(b["capaian_sd_pct"]) or not ada(b["capaian_tahun_pct"]):
        return False
    return bulat(b["capaian_sd_pct"]) != bulat(b["capaian_tahun_pct"])


def analisis_lalu(s: Sasaran, tahun: int) -> list[Blok]:
    """Realised beside earlier years."""
    lalu = {b["kode_indikator"]: s.pembanding(b, "tahun_lalu") for b in s.utama}
    nama = {f"Tahun {tahun - 1}"} | {bersih(r["nama"]) for isi in lalu.values() for r in isi}
    tampil = sorted(sorted(nama, reverse=True)[:TAHUN_LALU])

    def sel(nama_tahun: str) -> Kolom:
        def isi(b: Baris) -> str:
            cocok = [r for r in lalu[b["kode_indikator"]] if r["nama"] == nama_tahun]
            return bersih(cocok[0]["pembanding_teks"]) if cocok else TIDAK_TERSEDIA

        return Kolom(nama_tahun, isi, 2.0, "kanan")

    kolom = [
        kolom_nama(),
        *(sel(t) for t in tampil),
        Kolom(f"Tahun {tahun}", lambda b: besaran(b, "realisasi_sd"), 2.0, "kanan"),
    ]
    sumber = sorted({bersih(r["sumber"]) for isi in lalu.values() for r in isi} - {""})
    blok: list[Blok] = tabel_blok(
        f"Realisasi sasaran {s.kode} tahun {tahun} dan tahun-tahun sebelumnya",
        kolom,
        s.utama,
        f"Sumber tahun sebelumnya: {'; '.join(sumber)}." if sumber else "",
    )
    punya = [b for b in s.utama if lalu[b["kode_indikator"]]]
    if len(s.utama) <= RINCI:
        blok += [Paragraf(ucap.kalimat_lalu(b, lalu[b["kode_indikator"]]), "butir") for b in punya]
    if tanpa := [b for b in s.utama if not lalu[b["kode_indikator"]]]:
        blok.append(Paragraf(f"Realisasi tahun-tahun sebelumnya untuk {ucap.kode_daftar(tanpa)}: {TIDAK_TERSEDIA}."))
    kurang = ucap.ISI_TANPA_LALU.format(kode=ucap.kode_daftar(tanpa)) if tanpa else ""
    return [*blok, Paragraf(ucap.TANPA_TAHUN_LALU), Isian(kurang + ucap.ISI_LALU)]


def analisis_renstra(s: Sasaran, tahun_ke: str) -> list[Blok]:
    """Realised beside the Renstra's last target."""
    punya = [b for b in s.utama if s.pembanding(b, "renstra")]
    tanpa = [b for b in s.utama if not s.pembanding(b, "renstra")]
    kolom = [
        kolom_nama(),
        Kolom("Realisasi tahun ini", lambda b: besaran(b, "realisasi_sd"), 2.3, "kanan"),
        Kolom("Target akhir Renstra", lambda b: besaran(b, "target_renstra"), 2.6, "kanan"),
        Kolom("Tahun target", lambda b: str(b["target_renstra_tahun"] or "–"), 1.5, "kanan"),
        Kolom("Capaian thd akhir Renstra", lambda b: persen(b["capaian_renstra_pct"]), 2.4, "kanan"),
    ]
    blok: list[Blok] = [Paragraf(tahun_ke)] if tahun_ke else []
    blok += tabel_blok(f"Realisasi sasaran {s.kode} terhadap target akhir Renstra", kolom, punya)
    if len(s.utama) <= RINCI:
        blok += [Paragraf(ucap.kalimat_renstra(b), "butir") for b in punya]
    if tanpa:
        blok.append(Paragraf(f"Target akhir Renstra untuk {ucap.kode_daftar(tanpa)}: {TIDAK_TERSEDIA}."))
    kurang = ucap.ISI_TANPA_RENSTRA.format(kode=ucap.kode_daftar(tanpa)) if tanpa else ""
    return [*blok, Isian(kurang + ucap.ISI_RENSTRA)]


def analisis_standar(s: Sasaran) -> list[Blok]:
    """Realised beside provincial or national figures."""
    isi = [{"b": b, "r": r} for b in s.utama for r in s.pembanding(b, "standar")]
    kolom = [
        Kolom("Indikator", lambda x: (bersih(x["b"]["indikator"]), bersih(x["b"]["kode_indikator"])), 4.4),
        Kolom("Realisasi", lambda x: besaran(x["b"], "realisasi_sd"), 1.9, "kanan"),
        Kolom("Standar", lambda x: (bersih(x["r"]["nama"]), bersih(x["r"]["sumber"])), 4.2),
        Kolom("Angka standar", lambda x: bersih(x["r"]["pembanding_teks"]), 1.9, "kanan"),
        Kolom("Selisih", lambda x: selisih(x["r"]) or "–", 1.6, "kanan"),
    ]
    blok: list[Blok] = tabel_blok(f"Realisasi sasaran {s.kode} dan standar provinsi atau nasional", kolom, isi)
    blok += [Paragraf(ucap.kalimat_standar(x["b"], x["r"]), "butir") for x in isi]
    if tanpa := [b for b in s.utama if not s.pembanding(b, "standar")]:
        blok.append(Paragraf(f"Standar provinsi atau nasional untuk {ucap.kode_daftar(tanpa)}: {TIDAK_TERSEDIA}."))
        blok.append(Isian(ucap.ISI_STANDAR.format(kode=ucap.kode_daftar(tanpa))))
    return blok


# ---- 5 causes -------------------------------------------------------------------------------------------------------
def analisis_sebab(s: Sasaran) -> list[Blok]:
    """Causes and measures in the units' own words; who wrote none is named."""
    blok: list[Blok] = []
    diam: list[Baris] = []
    for b in s.utama:
        kutipan = kutipan_bidang(b)
        if not any(bersih(b[k]).strip() for k in ("pendorong", "penghambat")):
            diam.append(b)
        if kutipan:
            blok += [Paragraf(f"{ucap.nama(b)}: {ucap.hasil_indikator(b)}.", "pokok"), *kutipan]
    if diam:
        blok.append(
            Paragraf(f"Pendorong dan penghambat menurut bidang untuk {ucap.kode_daftar(diam)}: {TIDAK_TERSEDIA}.")
        )
    kurang = ucap.ISI_TANPA_SEBAB.format(kode=ucap.kode_daftar(diam)) if diam else ""
    return [*blok, *_upaya(s), Isian(kurang + ucap.ISI_SEBAB)]


def kutipan_bidang(b: Baris) -> list[Blok]:
    """What a unit wrote of an indicator: what helped, what hindered, its answer to a finding, what it will do."""
    hasil: list[Blok] = []
    for kunci, apa in (
        ("pendorong", "Faktor pendorong"),
        ("penghambat", "Faktor penghambat"),
        ("penjelasan", "Penjelasan"),
        ("tindak_lanjut", "Rencana tindak lanjut"),
    ):
        if not bersih(b[kunci]).strip():
            continue
        isi = ucap.kata_bidang(b[kunci])
        if kunci == "tindak_lanjut":
            siapa = [f"pelaksana {ucap.kata_bidang(b['pic'])}"] if bersih(b["pic"]).strip() else []
            siapa += [f"tenggat {ucap.kata_bidang(b['tenggat'])}"] if bersih(b["tenggat"]).strip() else []
            isi += f" ({', '.join(siapa)})" if siapa else ""
        hasil.append(Kutipan(ucap.menurut(apa, b), f"{isi}."))
    return hasil


def _upaya(s: Sasaran) -> list[Blok]:
    """What was promised in earlier quarters and what came of it."""

    def status(t: Baris) -> Sel:
        kapan = f"menurut TW\u00a0{ROMAWI[t['triwulan_status']]}" if t["triwulan_status"] in ROMAWI else ""
        label = kata.TINDAK_LANJUT[t["status"]].label
        return (label, kapan) if kapan else label

    kolom = [
        Kolom("Upaya", lambda t: (kata.ringkas(bersih(t["uraian"]), KUTIP), bersih(t["kode_indikator"])), 6.0),
        Kolom("Dijanjikan", lambda t: f"TW\u00a0{ROMAWI.get(int(t['triwulan_asal']), '')} {t['tahun_asal']}", 2.2),
        Kolom("Status", status, 2.4),
        Kolom("Keterangan bidang", lambda t: kata.ringkas(bersih(t["keterangan"]), KUTIP) or "–", 4.6),
    ]
    isi = sorted(s.tindak_lanjut, key=lambda t: (t["kode_indikator"], t["tahun_asal"], t["triwulan_asal"]))
    return tabel_blok(f"Upaya sasaran {s.kode} yang dijanjikan bidang dan hasilnya", kolom, isi)


# ---- 6 money --------------------------------------------------------------------------------------------------------
def analisis_efisiensi(s: Sasaran) -> list[Blok]:
    """What the sasaran's money brought, or why that is not judged."""
    g = s.gulungan
    blok: list[Blok] = []
    if g is None or not ada(g["pagu_rp"]):
        blok.append(Paragraf(f"Anggaran yang membiayai sasaran ini: {TIDAK_TERSEDIA}."))
    else:
        blok.append(
            Paragraf(ucap.kalimat_uang(rupiah(g["pagu_rp"]), rupiah(g["realisasi_rp"]), persen(g["serapan_pct"])))
        )
    if g is not None and ada(g["efisiensi_selisih_pct"]):
        kolom = [
            Kolom("Capaian tanpa batas", lambda b: persen(b["capaian_mentah_pct"]), 3.0, "kanan"),
            Kolom("Serapan", lambda b: persen(b["serapan_pct"]), 3.0, "kanan"),
            Kolom("Capaian − serapan", lambda b: angka(b["efisiensi_selisih_pct"]), 3.0, "kanan"),
            Kolom("Efisiensi PMK 214/2017", lambda b: persen(b["efisiensi_pct"]), 3.2, "kanan"),
            Kolom("Nilai efisiensi", lambda b: angka(b["nilai_efisiensi"]), 2.6, "kanan"),
        ]
        blok += tabel_blok(f"Efisiensi sasaran {s.kode}", kolom, [g])
    if g is not None and bersih(g["efisiensi_ket"]):
        blok.append(Paragraf(kata.kalimat(bersih(g["efisiensi_ket"]))))
    return [*blok, Isian(ucap.ISI_EFISIENSI)]


# ---- 7 programmes ---------------------------------------------------------------------------------------------------
def analisis_program(s: Sasaran) -> list[Blok]:
    """Programmes and kegiatan behind the sasaran, judged by the indicators that they pay for."""

    def dibiayai(u: Baris) -> list[Baris]:
        return s.dibiayai.get(bersih(u["kode_anggaran"]), [])

    def indikator(u: Baris) -> str:
        return "\n".join(f"{ucap.nama(b)}: {ucap.hasil_indikator(b)}" for b in dibiayai(u)) or "–"

    kolom = [
        Kolom("Program atau kegiatan", lambda u: (bersih(u["nama"]), _jenjang(u)), 4.8),
        Kolom("Indikator yang dibiayai", indikator, 5.2),
        Kolom("Serapan", lambda u: persen(u["serapan_pct"]), 1.9, "kanan"),
        Kolom("Pengaruh", lambda u: ucap.pengaruh([b["capaian_tahun_pct"] for b in dibiayai(u)]), 3.0),
    ]
    blok: list[Blok] = []
    if s.serapan:
        blok += tabel_blok(f"Program dan kegiatan sasaran {s.kode}", kolom, s.serapan)
    else:
        blok.append(Paragraf(f"Program dan kegiatan yang membiayai sasaran ini: {TIDAK_TERSEDIA}."))
    semua = {b["kode_indikator"]: b for b in [*s.pendukung, *(x for u in s.serapan for x in dibiayai(u))]}
    ya, belum, tanpa = pilah(list(semua.values()))
    blok.append(Paragraf(ucap.ringkas_program(ya, belum, tanpa)))
    belum = pilah(s.pendukung)[1]
    for b in s.pendukung if len(s.pendukung) <= RINCI else belum:
        if kutipan := kutipan_bidang(b):
            blok += [Paragraf(f"{ucap.nama(b)}: {ucap.hasil_indikator(b)}.", "pokok"), *kutipan]
    return [*blok, Isian(ucap.ISI_PROGRAM)]


def _jenjang(u: Baris) -> str:
    return f"{kata.JENJANG[u['jenjang']]} · {bersih(u['kode_anggaran'])}"
