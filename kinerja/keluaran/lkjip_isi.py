"""What the LKjIP draft says, from its title to its end: opening, the sasaran one by one, money, closing."""

from __future__ import annotations

from kinerja import kata
from kinerja.banding import TIDAK_TERSEDIA
from kinerja.keluaran import lkjip_kata as ucap
from kinerja.keluaran.laporan_isi import bagian_sampul
from kinerja.keluaran.laporan_isi_bukti import bagian_cara
from kinerja.keluaran.laporan_isi_lanjut import bagian_anggaran, bagian_tindak_lanjut
from kinerja.keluaran.laporan_tabel import Kolom, Sel
from kinerja.keluaran.lkjip_blok import Blok, Isian, Judul, Naskah, Paragraf, Tabel, pilih_kolom, tabel_blok
from kinerja.keluaran.lkjip_sasaran import Sasaran, bagian_sasaran, daftar_sasaran, kolom_nama, kolom_target, pilah
from kinerja.keluaran.unsur import Baris, Hasil, ada, bersih, persen, rupiah
from kinerja.keluaran.utama import baris, nama_kantor, satu, tingkat

SELURUH = "Seluruh dinas"


def isi_lkjip(hasil: Hasil) -> Naskah:
    """Everything in reading order."""
    sasaran, tahun = daftar_sasaran(hasil), hasil.periode.tahun
    kantor = bersih(nama_kantor(hasil.kantor, hasil.tabel["capaian"]))
    sampul = bagian_sampul(hasil, 0)
    return Naskah(
        judul=(*(x.format(tahun=tahun) for x in ucap.JUDUL), kantor, sampul["daerah"]),
        awal=(
            *(Paragraf(sampul[k], "awas") for k in ("contoh", "draf") if sampul[k]),
            Paragraf(ucap.CARA_PAKAI, "catatan"),
        ),
        isi=(
            Judul(1, "BAB III AKUNTABILITAS KINERJA"),
            Paragraf(ucap.PENGANTAR.format(kantor=kantor, tahun=tahun)),
            *_capaian(hasil, sasaran),
            *(x for s in sasaran for x in bagian_sasaran(s, hasil)),
            *_anggaran(hasil, sasaran),
            *_penutup(hasil),
        ),
        kaki=f"Draf LKjIP Bab III Tahun {tahun} · {kata.ringkas(kantor, 60)}",
        kepala=ucap.TANDA_CONTOH if hasil.kantor.dinas.data_contoh else "",
        penulis=kantor,
    )


# ---- A capaian of the whole -----------------------------------------------------------------------------------------
def _capaian(hasil: Hasil, sasaran: list[Sasaran]) -> list[Blok]:
    """The scale, every sasaran with its indicators, and the means."""
    tahun, cara = hasil.periode.tahun, bagian_cara(hasil)
    isi = [b | {"kelompok": f"Sasaran {s.kode}: {s.nama}"} for s in sasaran for b in map(dict, s.utama)]
    blok: list[Blok] = [
        Judul(2, "A. Capaian Kinerja Organisasi"),
        Paragraf(
            "Capaian dihitung dari realisasi dan target dengan rumus yang ditetapkan untuk setiap indikator. "
            f"{kata.CARA['predikat']} {kata.CARA['keadaan']}"
        ),
        *_rumus(hasil),
    ]
    if cara["skala"]:
        blok.append(Tabel("Skala predikat capaian kinerja", cara["skala"], kata.kalimat(cara["skala_ket"])))
    blok += tabel_blok(
        f"Capaian sasaran dan indikator kinerja tahun {tahun}",
        [kolom_nama(), *kolom_target(tahun)],
        isi,
        kelompok="kelompok",
    )
    blok += tabel_blok(f"Capaian menurut sasaran tahun {tahun}", _kolom_sasaran(), _gulungan(hasil), jumlah=True)
    ringkas = ucap.ringkas_target(*pilah([b for s in sasaran for b in s.utama]))
    return [*blok, Paragraf(f"{_rerata(hasil)} {ringkas}"), Isian(ucap.ISI_ORGANISASI)]


def _rumus(hasil: Hasil) -> list[Blok]:
    """The formulas in use, each with its indicators; a date, a predicate and a range are measured in their own way."""
    kelompok: dict[tuple[str, str], list[Baris]] = {}
    for b in baris(hasil, "capaian"):
        kunci = (b["polaritas"], b["rumus"]) if b["jenis_target"] in ("angka", "rasio") else ("", b["jenis_target"])
        kelompok.setdefault(kunci, []).append(b)
    kolom = [
        Kolom("Sifat indikator", lambda x: x["sifat"], 4.0),
        Kolom("Rumus capaian", lambda x: x["rumus"], 7.4),
        Kolom("Indikator", lambda x: ucap.kode_ringkas(x["isi"]), 4.6),
    ]
    urut = [*kata.RUMUS, *ucap.CARA_JENIS]
    isi = [
        {
            "sifat": kata.POLARITAS[p] if p else f"target berupa {kata.JENIS_TARGET[r]}",
            "rumus": (kata.RUMUS[r], r) if p else ucap.CARA_JENIS[r],
            "isi": rows,
        }
        for (p, r), rows in sorted(kelompok.items(), key=lambda x: urut.index(x[0][1]))
    ]
    return tabel_blok("Rumus capaian yang dipakai", kolom, isi)


def _gulungan(hasil: Hasil) -> list[Baris]:
    return [*tingkat(hasil, "sasaran"), *tingkat(hasil, "dinas")]


def _nama(b: Baris) -> Sel:
    return SELURUH if b["level"] == "dinas" else (bersih(b["nama"]), bersih(b["kode"]))


def _kolom_sasaran() -> list[Kolom]:
    def nilai(b: Baris) -> Sel:
        if not ada(b["capaian_pct"]) and ada(b["capaian_tahun_pct"]):
            return persen(b["capaian_tahun_pct"]), "kemajuan"
        return persen(b["capaian_pct"])

    return [
        Kolom("Sasaran", _nama, 7.0),
        Kolom("Indikator terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", 2.4, "kanan"),
        Kolom("Capaian", nilai, 2.4, "kanan"),
        Kolom("Predikat", lambda b: bersih(b["predikat"]) or "–", 3.0),
    ]


def _rerata(hasil: Hasil) -> str:
    """The office's mean in a sentence."""
    dinas = satu(tingkat(hasil, "dinas"))
    if dinas and ada(dinas["capaian_pct"]):
        predikat = f" dengan predikat {bersih(dinas['predikat'])}" if dinas["predikat"] else ""
        return f"Capaian dinas tahun {hasil.periode.tahun} {persen(dinas['capaian_pct'])}{predikat}."
    if dinas and ada(dinas["capaian_tahun_pct"]):
        return f"{kata.KEMAJUAN} seluruh dinas {persen(dinas['capaian_tahun_pct'])}, {kata.TANPA_PREDIKAT}."
    return f"Capaian dinas: {TIDAK_TERSEDIA}."


# ---- B money --------------------------------------------------------------------------------------------------------
def _anggaran(hasil: Hasil, sasaran: list[Sasaran]) -> list[Blok]:
    uang = bagian_anggaran(hasil)
    blok: list[Blok] = [
        Judul(2, "B. Realisasi Anggaran"),
        Paragraf(uang["kalimat"] or f"Pagu dan realisasi anggaran: {TIDAK_TERSEDIA}."),
    ]
    if any(ada(b["pagu_rp"]) for b in _gulungan(hasil)):
        kolom = [
            Kolom("Sasaran", _nama, 5.0),
            Kolom("Pagu", lambda b: rupiah(b["pagu_rp"]), 3.0, "kanan"),
            Kolom("Realisasi", lambda b: rupiah(b["realisasi_rp"]), 3.0, "kanan"),
            Kolom("Serapan", lambda b: persen(b["serapan_pct"]), 1.9, "kanan"),
            Kolom("Capaian kinerja", lambda b: persen(b["capaian_pct"]), 2.0, "kanan"),
        ]
        judul = f"Anggaran dan capaian kinerja menurut sasaran tahun {hasil.periode.tahun}"
        blok += tabel_blok(judul, kolom, _gulungan(hasil), kata.CARA["pagu"], jumlah=True)
    tanpa = [s.kode for s in sasaran if s.gulungan is None or not ada(s.gulungan["pagu_rp"])]
    if tanpa:
        blok.append(Paragraf(f"Anggaran untuk sasaran {kata.daftar(tanpa)}: {TIDAK_TERSEDIA}."))
    if uang["tabel"]:
        judul = f"Realisasi anggaran menurut program, kegiatan, dan sub kegiatan tahun {hasil.periode.tahun}"
        blok.append(Tabel(judul, uang["tabel"]))
    if any(ada(b["efisiensi_selisih_pct"]) for b in _gulungan(hasil)):
        blok.append(Paragraf(f"Cara menilai efisiensi pada setiap sasaran: {kata.CARA['efisiensi']}", "catatan"))
    return [*blok, Isian(ucap.ISI_ANGGARAN)]


# ---- C closing ------------------------------------------------------------------------------------------------------
def _penutup(hasil: Hasil) -> list[Blok]:
    tl, tahun = bagian_tindak_lanjut(hasil), hasil.periode.tahun
    blok: list[Blok] = [
        Judul(2, "C. Simpulan dan Langkah Perbaikan"),
        Paragraf(f"{_rerata(hasil)} {ucap.di_bawah_target(tingkat(hasil, 'sasaran'))}"),
        Isian(ucap.ISI_SIMPULAN),
        Paragraf(tl["ringkas"]),
    ]
    if tl["buka"]:
        blok.append(Tabel("Tindak lanjut dari triwulan sebelumnya yang masih terbuka", tl["buka"]))
    if tl["baru"]:  # what has just been promised has no state yet
        isi = pilih_kolom(tl["baru"], (0, 2, 3))
        blok.append(Tabel("Tindak lanjut yang dijanjikan bidang pada Triwulan IV", isi))
    return [*blok, Isian(ucap.ISI_LANGKAH.format(tahun=tahun + 1))]
