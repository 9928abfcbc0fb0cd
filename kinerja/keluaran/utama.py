"""Sections that a head of office reads first: header, main points, capaian.

Each is a pure function from an executed step to a :class:`~kinerja.keluaran.unsur.Bagian`. plotly is imported only
where a chart is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kinerja import kata, kata_poin
from kinerja.aturan import Skala
from kinerja.kantor import Kantor
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    Hasil,
    Lajur,
    ada,
    angka,
    bagian,
    bersih,
    bilangan,
    catatan,
    e,
    kolom,
    lencana,
    paragraf,
    persen,
    rincian,
    tabel,
)

BATANG_TERBANYAK = 25
"""Rows that one bar chart holds; the table beside it always has all."""


def baris(hasil: Hasil, nama: str) -> list[dict[str, Any]]:
    """Rows of a table as records."""
    return catatan(hasil.tabel[nama])


def tingkat(hasil: Hasil, level: str) -> list[dict[str, Any]]:
    """Rows of the roll-up table of one level."""
    return [b for b in baris(hasil, "sasaran") if b["level"] == level]


def satu(isi: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """First row, or None."""
    return dict(isi[0]) if isi else None


def hanya_kemajuan(gulungan: Sequence[Baris]) -> bool:
    """Whether no roll-up has a capaian to date but some have progress to the year (Formulir E.81 before TW IV)."""
    return not any(ada(b["capaian_pct"]) for b in gulungan) and any(ada(b["capaian_tahun_pct"]) for b in gulungan)


def kelas_predikat(predikat: str, skala: Skala) -> str:
    """CSS class of a predicate by its place in the scale, the same five steps as the charts'."""
    nama = [k.predikat for k in skala.kelas]
    return f"p{round(nama.index(predikat) * 4 / (len(nama) - 1))}" if predikat in nama else "p"


def predikat(isi: object, skala: Skala) -> str:
    """A predicate as a badge, nothing when there is none."""
    return lencana(bersih(isi), kelas_predikat(bersih(isi), skala)) if isi else ""


def dengan_satuan(teks: str, satuan: str) -> str:
    """Put a unit after a figure: ``120 orang``, ``2,30 %``."""
    return f"{teks}\u00a0{satuan}" if satuan and teks != "–" and not teks.endswith(satuan) else teks


def tertulis(b: Baris, nama: str) -> str:
    """A figure as the measuring step shows it, else written by the general rule."""
    teks = bersih(b[f"{nama}_teks"])
    return teks.replace(" - ", " – ") if b["jenis_target"] == "rentang" else teks or angka(b[nama])


def tanpa_satuan(b: Baris, nama: str) -> str:
    """A figure for a table that has a column for the unit."""
    teks, satuan = tertulis(b, nama), bersih(b["satuan"])
    return teks.removesuffix(satuan).rstrip() if satuan and teks != satuan else teks


def indikator_utama(semua: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The indicators that roll-ups count."""
    return [b for b in semua if b["dalam_gabungan"]]


def nama_kantor(kantor: Kantor, capaian: Any) -> str:
    """The office's name from params; where they do not give it, the only unit that the files name."""
    unit = sorted({bersih(x) for x in capaian["bidang"]}) if "dinas.nama" in kantor.bawaan else []
    return unit[0] if len(unit) == 1 else kantor.dinas.nama


# ---- 1 header -------------------------------------------------------------------------------------------------------
def bagian_kepala(hasil: Hasil) -> Bagian:
    """Office, period, badges, and the banner when the data is not valid."""
    d, p = hasil.kantor.dinas, hasil.periode
    tanda = [lencana("DRAF", "draf")] + ([lencana("DATA CONTOH", "contoh")] if d.data_contoh else [])
    ket = kata.DRAF + (f" {kata.CONTOH}" if d.data_contoh else "")
    putusan = satu(baris(hasil, "putusan"))
    pita = ""
    if putusan and putusan["putusan"] == "Tidak":
        teks = e(kata.pita_tertahan(int(putusan["n_tolak"]), int(putusan["n_jelaskan"])))
        lihat = '<a href="#temuan">Lihat temuan</a>'
        pita = f'<p class="pita" role="note"><strong>{teks}.</strong> {lihat}</p>'
    daerah = paragraf(e(d.daerah), "daerah") if d.daerah else ""
    return bagian(
        f'<div class="kop">{daerah}<p class="kantor">{e(nama_kantor(hasil.kantor, hasil.tabel["capaian"]))}</p></div>'
        f"<h1>Laporan Capaian Kinerja <span>{e(p.teks)}</span></h1>"
        f'<p class="tanda">{" ".join(tanda)} <span class="tanda-ket">{e(ket)}</span></p>{pita}'
    )


# ---- 2 main points --------------------------------------------------------------------------------------------------
def bagian_pokok(hasil: Hasil) -> Bagian:
    """The figures at a glance and the main points as the step chose them."""
    poin = sorted(baris(hasil, "poin"), key=lambda b: b["urutan"])
    isi = "".join(
        f'<li class="j-{e(b["jenis"])}"><h3>{e(b["judul"])}</h3><p>{e(b["isi"])}</p>'
        f"<small>Aturan: {e(kata_poin.ATURAN_POIN[b['jenis']])}.</small></li>"
        for b in poin
    )
    pilihan = paragraf(e(kata_poin.PILIHAN_POIN), "catatan")
    return bagian(_sekilas(hasil), f'<ol class="poin">{isi}</ol>{pilihan}' if isi else paragraf(kata.KOSONG, "kosong"))


def _sekilas(hasil: Hasil) -> str:
    """Five figures, each with where to read on."""
    dinas = satu(tingkat(hasil, "dinas"))
    uang = satu([b for b in baris(hasil, "serapan") if b["jenjang"] == "dinas"])
    lapor = [b for b in baris(hasil, "lapor") if b["triwulan"] == hasil.periode.triwulan]
    putusan = satu(baris(hasil, "putusan"))
    kotak = []
    if dinas:
        kotak.append(_kotak_capaian(dinas, hasil))
        kotak.append(
            ("sasaran", "Indikator terukur", f"{dinas['n_terukur']} dari {dinas['n']}", e(_seluruhnya(hasil, dinas)))
        )
    if uang:
        dari = " dari ".join(kata.rupiah_ringkas(bilangan(uang[k])) for k in ("realisasi_rp", "pagu_rp"))
        kotak.append(("anggaran", "Serapan anggaran", persen(uang["serapan_pct"]), e(dari)))
    if lapor:
        lengkap = sum(b["status"] == "lengkap" for b in lapor)
        kotak.append(("pelaporan", "Bidang lengkap melapor", f"{lengkap} dari {len(lapor)}", ""))
    if putusan:
        n = int(putusan["n_tolak"]) + int(putusan["n_jelaskan"])
        kotak.append(
            (
                "temuan",
                "Temuan yang menahan",
                str(n),
                "lolos validasi" if putusan["putusan"] == "Ya" else "belum lolos validasi",
            )
        )
    isi = "".join(
        f'<li><a href="#{id_}"><span class="nama">{e(nama)}</span><span class="nilai">{e(nilai)}</span>'
        f'<span class="ket">{ket}</span></a></li>'
        for id_, nama, nilai, ket in kotak
    )
    return f'<ul class="sekilas">{isi}</ul>' if isi else ""


def _seluruhnya(hasil: Hasil, dinas: Baris) -> str:
    """Say how many indicators there are besides those that the roll-up counts."""
    semua = len(hasil.tabel["capaian"])
    return f"yang masuk rerata; seluruhnya {semua}" if semua > dinas["n"] else ""


def _kotak_capaian(dinas: Baris, hasil: Hasil) -> tuple[str, str, str, str]:
    """The office's figure; without one to date, its progress to the year, named so."""
    if hanya_kemajuan([dinas]):
        return "capaian", kata.KEMAJUAN, persen(dinas["capaian_tahun_pct"]), kata.TANPA_PREDIKAT
    chip = predikat(dinas["predikat"], hasil.kantor.skala_dipakai)
    return "capaian", "Capaian dinas", persen(dinas["capaian_pct"]), chip


# ---- 3 capaian ------------------------------------------------------------------------------------------------------
def bagian_capaian(hasil: Hasil) -> Bagian:
    """Capaian per sasaran: bullets of its indicators, or bars where they are too many, its mean, and the units'.

    Where there is only one sasaran the means of its programmes stand beside it.
    """
    sasaran, program = tingkat(hasil, "sasaran"), tingkat(hasil, "program")
    gulungan = program if len(sasaran) < 2 and program else sasaran
    if not gulungan:
        return bagian(paragraf(kata.KOSONG, "kosong"))
    from kinerja.keluaran.peluru import bisa_peluru, grafik_peluru
    from kinerja.keluaran.sanding import kokoh, laju

    kemajuan = hanya_kemajuan(baris(hasil, "sasaran"))
    pengantar = paragraf(e(kata.KEMAJUAN_KET.format(tahun=hasil.periode.tahun)), "catatan") if kemajuan else ""
    tabel_ = _tabel_gulungan(hasil, gulungan + tingkat(hasil, "dinas"))
    if not kemajuan and bisa_peluru(hasil):
        gambar = [*grafik_peluru(hasil), tabel_]
    else:
        gambar = [*_grafik_gulungan(hasil, gulungan, kemajuan), rincian("Angka di balik grafik ini", tabel_)]
    return bagian(
        pengantar, _ringkasan(hasil), *gambar, *([] if kemajuan else [kokoh(hasil)]), *_per_bidang(hasil), laju(hasil)
    )


def _ringkasan(hasil: Hasil) -> str:
    """The office in a paragraph by rule: its mean, its targets, last year, the rest of the year."""
    from kinerja.keluaran.sasaran_kata import kalimat_gulungan, kalimat_laju
    from kinerja.keluaran.tren import deret, kalimat_tren

    semua = baris(hasil, "capaian")
    if not semua:
        return ""
    d = deret(hasil)
    kalimat = [
        kalimat_gulungan(satu(tingkat(hasil, "dinas")), indikator_utama(semua), "dinas"),
        kalimat_tren(d, hasil) if d else "",
        kalimat_laju(semua),
    ]
    return paragraf(e(" ".join(x for x in kalimat if x)))


def _grafik_gulungan(hasil: Hasil, gulungan: list[dict[str, Any]], kemajuan: bool) -> list[Any]:
    from kinerja.keluaran import grafik

    skala, kunci = hasil.kantor.skala_dipakai, "capaian_tahun_pct" if kemajuan else "capaian_pct"
    apa = kata.JENJANG[gulungan[0]["level"]].lower()
    # The lowest first when not all fit: those are the ones to act upon.
    muat = (
        gulungan
        if len(gulungan) <= BATANG_TERBANYAK
        else sorted(gulungan, key=lambda b: (bilangan(b[kunci]) is None, bilangan(b[kunci]) or 0))
    )
    batang = []
    for b in muat[:BATANG_TERBANYAK]:
        cukup = f"{b['n_terukur']} dari {b['n']} indikator terukur"
        nilai, nama = bilangan(b[kunci]), bersih(b["predikat"])
        label = persen(nilai) if kemajuan else " · ".join(x for x in (persen(nilai), nama) if x)
        if nilai is None:
            label = "belum terukur"
        warna = grafik.NETRAL if kemajuan else grafik.warna_predikat(nama, skala)
        batang.append(
            grafik.Batang(bersih(b["nama"]), nilai, label, warna, label if kemajuan else f"{label} ({cukup})")
        )
    judul = f"{kata.KEMAJUAN} menurut {apa}" if kemajuan else f"Capaian {kata.sampai(hasil.periode)} menurut {apa}"
    if len(gulungan) > BATANG_TERBANYAK:
        judul += f" ({BATANG_TERBANYAK} terendah dari {len(gulungan)})"
    uraian = (
        "Batang mendatar, satu untuk setiap "
        + apa
        + ": "
        + "; ".join(f"{kata.ringkas(b.nama, 60)} {b.label}" for b in batang)
        + "."
    )
    return [grafik.batang(judul, uraian, batang, "target tahun" if kemajuan else "target")]


def _tabel_gulungan(hasil: Hasil, gulungan: list[dict[str, Any]]) -> str:
    from kinerja.keluaran.asal import Asal

    skala, asal = hasil.kantor.skala_dipakai, Asal(hasil)
    urut = list(dict.fromkeys(b["kode_sasaran"] for b in baris(hasil, "capaian")))
    ke = {k: f"#s{n}" for n, k in enumerate(urut, 1)}

    def nama(b: Baris) -> str:
        if b["level"] == "dinas":
            return "Seluruh dinas"
        tuju = ke.get(b["kode"]) if b["level"] == "sasaran" else None
        return f'<a href="{tuju}">{e(b["nama"])}</a>' if tuju else e(b["nama"])

    def nilai(kolom_: str) -> Callable[[Baris], str]:
        return lambda b: asal.gabungan(b, persen(b[kolom_]))

    judul = f"Capaian menurut {kata.JENJANG[gulungan[0]['level']].lower()}"
    lajur = [
        Lajur(kata.JENJANG[gulungan[0]["level"]], nama, "nama"),
        Lajur("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", "angka"),
        Lajur("Capaian", nilai("capaian_pct"), "angka"),
        Lajur("Predikat", lambda b: predikat(b["predikat"], skala)),
        Lajur("Tanpa batas", nilai("capaian_mentah_pct"), "angka"),
        Lajur("Bila yang kosong dihitung nol", nilai("capaian_batas_bawah_pct"), "angka"),
        Lajur("Thd target tahun", nilai("capaian_tahun_pct"), "angka"),
        Lajur("Serapan", nilai("serapan_pct"), "angka"),
    ]
    return tabel(judul, lajur, gulungan, "gulungan", sunyi=True)


def _per_bidang(hasil: Hasil) -> list[str]:
    isi, skala = tingkat(hasil, "bidang"), hasil.kantor.skala_dipakai
    if len(isi) < 2:
        return []  # one unit's figure is the office's
    from kinerja.keluaran.asal import Asal

    kemajuan, asal = hanya_kemajuan(isi), Asal(hasil)

    def nilai(kolom_: str) -> Callable[[Baris], str]:
        return lambda b: asal.gabungan(b, persen(b[kolom_]))

    lajur = [
        kolom("nama", "Bidang", "nama"),
        Lajur("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", "angka"),
        *([] if kemajuan else [Lajur("Capaian", nilai("capaian_pct"), "angka")]),
        *([] if kemajuan else [Lajur("Predikat", lambda b: predikat(b["predikat"], skala))]),
        Lajur("Thd target tahun", nilai("capaian_tahun_pct"), "angka"),
        Lajur("Serapan", nilai("serapan_pct"), "angka"),
    ]
    return ["<h3>Menurut bidang</h3>" + tabel("Capaian menurut bidang", lajur, isi, sunyi=True)]
