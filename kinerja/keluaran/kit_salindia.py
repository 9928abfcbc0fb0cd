"""The slides for the socialisation meeting: ``slides.html``, one file that opens offline and runs no script.

What stands on a slide comes from the functions that the report uses; ``kit_lembar`` knows how much fits on one.
"""

from __future__ import annotations

from collections.abc import Sequence

from kinerja import kata, kata_poin
from kinerja.keluaran.kit_batang import kotak, nilai_gulungan, salindia_anggaran, salindia_capaian
from kinerja.keluaran.kit_isi import (
    TERENDAH,
    di_bawah_target,
    gulungan,
    permintaan,
    putusan,
    status_tindak_lanjut,
    tindak_lanjut_terbuka,
)
from kinerja.keluaran.kit_lembar import (
    HURUF,
    LEBAR,
    Salindia,
    daftar_isi,
    halaman,
    lembar,
    lembar_tabel,
    muatkan,
    tinggi_teks,
)
from kinerja.keluaran.kit_ringkas import panjang, sumbu
from kinerja.keluaran.kit_sasaran import salindia_sasaran, unit
from kinerja.keluaran.laporan_isi import bagian_ringkasan, bagian_sampul, besaran
from kinerja.keluaran.laporan_isi_lanjut import bagian_pelaporan
from kinerja.keluaran.laporan_tabel import Kolom, tabel
from kinerja.keluaran.unsur import Baris, Hasil, bersih, bilangan, e, persen
from kinerja.keluaran.utama import baris, nama_kantor

TINDAK_LANJUT_TERBANYAK = 12
"""Follow-ups that the meeting decides on; the report has all."""
BERKAS_TERBANYAK = 5
"""Names of files that the last slide gives."""


def salindia(hasil: Hasil, sidik: str = "", run: str = "") -> str:
    """Write the page; the same arguments give the same text.

    Args:
        hasil: The executed step laporan.
        sidik: Content hash, as the report bears it.
        run: Run id, likewise.
    """
    semua = [
        *_hasil(hasil),
        *_pokok(hasil),
        *salindia_capaian(hasil),
        *salindia_sasaran(hasil),
        *salindia_anggaran(hasil),
        *_terendah(hasil),
        *_tindak_lanjut(hasil),
        *_pelaporan(hasil),
        *_langkah(hasil),
        *_sumber(hasil, sidik, run),
    ]
    d, p = hasil.kantor.dinas, hasil.periode
    kantor = nama_kantor(hasil.kantor, hasil.tabel["capaian"])
    kaki = (kata.ringkas(bersih(d.singkatan) or kantor, 60), p.teks, "DRAF", "DATA CONTOH" if d.data_contoh else "")
    return halaman(f"Bahan Sosialisasi Capaian Kinerja {p.teks} – {kantor}", kaki, _sampul(hasil, semua), semua)


# ---- cover and result -----------------------------------------------------------------------------------------------
def _sampul(hasil: Hasil, semua: Sequence[Salindia]) -> str:
    """Title, and the roll-ups as a pattern that needs no words: each slide behind it says them."""
    s = bagian_sampul(hasil, 0)
    tanda = "<b>DRAF</b>" + ("<b>DATA CONTOH</b>" if s["contoh"] else "")
    daerah, kantor = e(s["daerah"]), e(muatkan(s["kantor"], 84, 1.9, 2))
    return (
        f'<p class="atas">{daerah}<strong>{kantor}</strong></p>{_motif(hasil)}'
        f'<h1 id="j1"><small>Bahan sosialisasi</small>Capaian Kinerja<span>{e(s["periode"])}</span></h1>'
        f'<p class="tanda">{tanda}{e(kata.DRAF)} {e(s["contoh"])}</p>{daftar_isi(semua)}'
    )


def _motif(hasil: Hasil) -> str:
    """The roll-ups as columns, with a line at 100 %: what the slides say, as a pattern."""
    nilai = nilai_gulungan(gulungan(hasil))
    ujung, lebar = sumbu(nilai), 1 / max(len(nilai), 1)
    tiang = ""
    for i, x in enumerate(nilai):
        tinggi = max(1.0, 100 * (panjang(bilangan(x), ujung) or 0.0))
        tiang += kotak("tiang", i * lebar, (i + 0.7) * lebar, 100 - tinggi, tinggi)
    tiang += kotak("seratus", 0, 1, 100 - 10000 / ujung, 0.6)
    return f'<svg class="motif" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{tiang}</svg>'


def _hasil(hasil: Hasil) -> list[Salindia]:
    """The decision and the office's figure, with what stands beside it at a glance."""
    ringkasan = bagian_ringkasan(hasil)
    hasil_, alasan = putusan(hasil)
    besar = ""
    if ringkasan["sekilas"]:
        nama, nilai, ket = ringkasan["sekilas"][0]
        besar = f'<p class="nama-angka">{e(nama)}</p><p class="besar">{e(nilai)}</p><p class="besar-ket">{e(ket)}</p>'
    butir = "".join(
        f"<li><span>{e(nama)}</span><strong>{e(nilai)}</strong><span>{e(ket)}</span></li>"
        for nama, nilai, ket in ringkasan["sekilas"][1:]
    )
    pita = e(muatkan(ringkasan["pita"], LEBAR, 1.6, 3))
    isi = (
        f'<div>{besar}</div><ol class="sekilas">{butir}</ol>'
        f'<p class="putusan"><strong>Putusan validasi: {e(hasil_)}</strong>{e(alasan)}</p><p class="kokoh">{pita}</p>'
    )
    return [Salindia("Hasil dan putusan", isi, "Hasil", "hasil")]


def _pokok(hasil: Hasil) -> list[Salindia]:
    """The main points as the step chose them."""
    poin = sorted(baris(hasil, "poin"), key=lambda b: b["urutan"])
    butir = [(i, muatkan(b["judul"], 78, 2.0, 2), muatkan(b["isi"], 80, HURUF, 4)) for i, b in enumerate(poin, 1)]

    def tinggi(x: tuple[int, str, str]) -> float:
        return tinggi_teks(x[1], 78, 2.0) + tinggi_teks(x[2], 80, HURUF) + 1.2

    def isi(rows: list[tuple[int, str, str]]) -> str:
        li = [f'<li><span class="no">{i}</span><div><h3>{e(j)}</h3><p>{e(t)}</p></div></li>' for i, j, t in rows]
        return f'<ol class="poin">{"".join(li)}</ol>'

    return lembar("Yang perlu diketahui lebih dulu", "Pokok", butir, tinggi, isi)


# ---- what to talk about ---------------------------------------------------------------------------------------------
def _terendah(hasil: Hasil) -> list[Salindia]:
    """The lowest indicators, each with its unit's own words."""
    rendah = di_bawah_target(hasil)
    if not rendah:
        return []
    butir = [
        (
            b,
            muatkan(b["indikator"], 69, 1.9, 3),
            muatkan(f"Realisasi {besaran(b, 'realisasi_sd')}, target {besaran(b, 'target_sd')}.", 69, HURUF, 2),
            muatkan(
                kata_poin.alasan_bidang(bersih(b["bidang"]), bersih(b["penghambat"]), bersih(b["tindak_lanjut"])),
                69, HURUF, 5,
            ),
        )
        for b in rendah[:TERENDAH]
    ]  # fmt: skip

    def tinggi(x: tuple[Baris, str, str, str]) -> float:
        return tinggi_teks(x[1], 69, 1.9) + tinggi_teks(x[2], 69, HURUF) + tinggi_teks(x[3], 69, HURUF) + 2.6

    def satu(x: tuple[Baris, str, str, str]) -> str:
        b, nama, nilai, alasan = x
        return (
            f'<li><p class="angka">{e(persen(b["capaian_sd_pct"]))}<small>{e(b["predikat"])}</small></p>'
            f"<div><h3>{e(nama)}</h3><p>{e(nilai)}</p><p>{e(alasan)}</p></div></li>"
        )

    n = len(rendah)
    lebih = f" Tampil {TERENDAH} yang terendah." if n > TERENDAH else ""
    pengantar = f"{n} indikator di bawah target {kata.sampai(hasil.periode)}; alasannya ditulis oleh bidang.{lebih}"
    return lembar(
        "Yang paling jauh dari target", "Terendah", butir, tinggi,
        lambda rows: f'<ol class="rendah">{"".join(satu(x) for x in rows)}</ol>', pengantar=pengantar,
    )  # fmt: skip


def _janji(b: Baris) -> tuple[str, str]:
    """What was promised, and about which indicator by which unit."""
    return bersih(b["uraian"]), " · ".join(x for x in (bersih(b["kode_indikator"]), bersih(b["bidang"])) if x)


def _tindak_lanjut(hasil: Hasil) -> list[Salindia]:
    """Follow-ups with room for what the meeting decides; without any, the indicators that need one."""
    judul, bab = "Tindak lanjut untuk disepakati", "Tindak lanjut"
    semua = tindak_lanjut_terbuka(hasil)
    if not semua:
        kolom = [
            Kolom("Indikator di bawah target", lambda b: (bersih(b["indikator"]), unit(hasil, b)), 5.0),
            Kolom("Capaian", lambda b: persen(b["capaian_sd_pct"]), 1.6, "kanan"),
            Kolom("Pelaksana dan tenggat", lambda b: "", 2.6),
            Kolom("Tindak lanjut yang disepakati", lambda b: "", 5.0),
        ]
        t = tabel(kolom, di_bawah_target(hasil)[:TINDAK_LANJUT_TERBANYAK])
        return lembar_tabel(judul, bab, t, "sepakat", pengantar=kata.TANPA_TINDAK_LANJUT)
    tampil = semua[:TINDAK_LANJUT_TERBANYAK]
    kolom = [
        Kolom("Tindak lanjut", _janji, 5.0),
        Kolom("Pelaksana", lambda b: bersih(b["pic"]) or "–", 2.8),
        Kolom("Tenggat", lambda b: bersih(b["tenggat"]) or "–", 1.8),
        Kolom("Status", lambda b: status_tindak_lanjut(hasil, b), 1.7),
        Kolom("Keputusan rapat", lambda b: "", 4.2),
    ]
    lebih = len(semua) - len(tampil)
    pengantar = f"{len(semua)} tindak lanjut masih terbuka." + (
        f" Tampil {len(tampil)} yang paling lama atau paling jauh dari target." if lebih else ""
    )
    return lembar_tabel(judul, bab, tabel(kolom, tampil), "sepakat", pengantar=pengantar)


def _pelaporan(hasil: Hasil) -> list[Salindia]:
    """Who reported and when; nothing to show where no unit is expected to send a form."""
    isi = bagian_pelaporan(hasil)
    return lembar_tabel("Kedisiplinan melapor", "Pelaporan", isi["tabel"], pengantar=isi["kalimat"])


def _langkah(hasil: Hasil) -> list[Salindia]:
    """What is asked of whom by when."""
    kolom = [
        Kolom("Dari siapa", lambda m: m["kepada"], 4.0),
        Kolom("Apa", lambda m: m["apa"], 6.4),
        Kolom("Kapan", lambda m: m["kapan"], 4.4),
    ]
    t = tabel(kolom, [m._asdict() for m in permintaan(hasil)])
    return lembar_tabel("Langkah berikutnya", "Langkah", t)


def _sumber(hasil: Hasil, sidik: str, run: str) -> list[Salindia]:
    """Where the figures come from and by which rules."""
    dipakai = [bersih(b["berkas"]).rsplit("/", 1)[-1] for b in baris(hasil, "berkas") if b["status"] == "dipakai"]
    lebih = len(dipakai) - BERKAS_TERBANYAK
    nama = [*dipakai[:BERKAS_TERBANYAK], *([f"{lebih} berkas lainnya"] if lebih > 0 else [])]
    letak = f"laporan.html dalam folder reports/{hasil.periode.folder.as_posix()}"
    s = hasil.kantor.skala_dipakai
    fakta = [
        ("Laporan lengkap", f"{letak}; setiap angka di sana dapat ditelusuri sampai selnya."),
        ("Berkas", f"{len(dipakai)} berkas dipakai: {kata.daftar(nama)}." if dipakai else kata.KOSONG),
        ("Skala predikat", f"{bersih(s.nama)}."),
        ("Pembulatan", kata.CARA["pembulatan"]),
        ("Tanpa angka", kata.CARA["keadaan"]),
    ]
    isi = "".join(f"<div><dt>{e(k)}</dt><dd>{e(muatkan(v, 69, HURUF, 4))}</dd></div>" for k, v in fakta)
    if sidik:
        isi += f"<div><dt>Sidik isi dan run</dt><dd><code>{e(sidik)}<br>{e(run)}</code></dd></div>"
    return [Salindia("Sumber dan cara hitung", f'<dl class="fakta">{isi}</dl>', "Sumber")]
