"""Bars on slides: drawn as SVG without a style of their own, and the two slides that set roll-ups side by side.

No bar speaks alone: what it shows is written beside it, so a reader of screens passes the drawing over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinerja import kata
from kinerja.keluaran.kit_isi import gulungan, nilai_sama
from kinerja.keluaran.kit_lembar import Salindia, lembar, muatkan, tinggi_teks
from kinerja.keluaran.kit_ringkas import panjang, sumbu
from kinerja.keluaran.laporan_isi_lanjut import bagian_anggaran
from kinerja.keluaran.uang import batas_waktu
from kinerja.keluaran.unsur import Baris, Hasil, ada, angka, bersih, bilangan, e, persen
from kinerja.keluaran.utama import hanya_kemajuan, kelas_predikat

KUNCI = 2.9
"""Height of the key below bars, rem."""
NAMA, HURUF_NAMA = 31.0, 1.6
"""Width of a name beside its bars and the size of its letters, rem."""


# ---- drawing --------------------------------------------------------------------------------------------------------
def koordinat(x: float) -> str:
    """Write a coordinate, short and without a locale."""
    return f"{x:.2f}".rstrip("0").rstrip(".")


def kotak(kelas: str, dari: float, sampai: float, atas: float, tinggi: float) -> str:
    """Draw a rectangle, none when it would be empty.

    Args:
        kelas: CSS class.
        dari: Where it begins, as a part of the axis.
        sampai: Where it ends, likewise.
        atas: Its top, in units of the canvas.
        tinggi: Its height, likewise.
    """
    x, y, w, h = (koordinat(n) for n in (dari * 100, atas, (sampai - dari) * 100, tinggi))
    return f'<rect class="{kelas}" x="{x}" y="{y}" width="{w}" height="{h}"/>' if sampai > dari else ""


def peluru(isi: str) -> str:
    """The canvas of a bar, 100 by 10. What it shows is written beside it, so a reader of screens passes it over."""
    return f'<svg class="peluru" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{isi}</svg>'


def kunci(*isi: tuple[str, str]) -> str:
    """What the forms of a bar mean."""
    butir = "".join(
        f'<span><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{svg}</svg>{e(teks)}</span>'
        for svg, teks in isi
    )
    return f'<p class="kunci">{butir}</p>'


CONTOH_GARIS = kotak("tegak", 0.44, 0.52, 0, 10)
"""A mark as the key shows it: wider, for a key is narrow."""


def garis(di: float) -> str:
    """A mark across the bar."""
    return kotak("tegak", di - 0.004, di + 0.004, 0, 10)


def salindia_capaian(hasil: Hasil) -> list[Salindia]:
    """Roll-ups side by side: the thick bar against the target to date, the hollow one against the year's."""
    gulung = gulungan(hasil)
    if not gulung:
        return []
    kemajuan, sama = hanya_kemajuan(gulung), nilai_sama(gulung)
    p = hasil.periode
    ujung = sumbu([*nilai_gulungan(gulung), *(b["capaian_tahun_pct"] for b in gulung)])
    apa = kata.JENJANG[gulung[0]["level"]].lower()
    judul = f"{kata.KEMAJUAN} menurut {apa}" if kemajuan else f"Capaian {kata.sampai(p)} menurut {apa}"
    dua = not kemajuan and not sama

    def isi(rows: list[dict[str, Any]]) -> str:
        li = "".join(_baris_gulung(hasil, b, ujung, kemajuan, dua) for b in rows)
        seratus = (CONTOH_GARIS, "100 % dari target tahun" if kemajuan else "100 % dari target")
        penuh = (kotak("p", 0, 1, 2, 6), kata.KEMAJUAN.lower() if kemajuan else f"capaian {kata.sampai(p)}")
        kosong = [(kotak("kosong", 0.02, 0.98, 2, 6), f"terhadap target tahun {p.tahun}")] if dua else []
        return f'<ol class="batang">{li}</ol>{kunci(penuh, *kosong, seratus)}'

    return lembar(judul, "Capaian", gulung, _tinggi_batang, isi, KUNCI)


def _tinggi_batang(b: Baris) -> float:
    """Height of a row of bars, rem: its name, or two lines of figures."""
    return max(tinggi_teks(_nama(b), NAMA, HURUF_NAMA), 4.2) + 0.45


def _nama(b: Baris) -> str:
    return muatkan(b["nama"], NAMA, HURUF_NAMA, 4)


def _baris_gulung(hasil: Hasil, b: Baris, ujung: float, kemajuan: bool, dua: bool) -> str:
    nilai, tahun = bilangan(b["capaian_tahun_pct" if kemajuan else "capaian_pct"]), bilangan(b["capaian_tahun_pct"])
    kelas = "p" if kemajuan else kelas_predikat(bersih(b["predikat"]), hasil.kantor.skala_dipakai)
    svg = kotak("alas", 0, 100 / ujung, 0 if dua else 1, 10 if dua else 8)
    svg += kotak(kelas, 0, panjang(nilai, ujung) or 0.0, 1, 4.6 if dua else 8)
    svg += kotak("kosong", 0.002, panjang(tahun, ujung) or 0.0, 6.6, 2.6) if dua else ""
    label = "" if kemajuan else bersih(b["predikat"])
    kecil = f"{b['n_terukur']} dari {b['n']} indikator terukur"
    if dua and tahun is not None:
        kecil = f"{persen(tahun)} dari target tahun"
    tulis = "belum terukur" if nilai is None else persen(nilai) + (" →" if nilai > ujung else "")
    return (
        f"<li><span>{e(_nama(b))}</span>{peluru(svg + garis(100 / ujung))}"
        f"<span><strong>{e(tulis)}</strong> {e(label)}<small>{e(kecil)}</small></span></li>"
    )


def nilai_gulungan(gulung: Sequence[Baris]) -> list[Any]:
    """Percent of each roll-up: to date, or of the year where nothing has a target to date."""
    return [b["capaian_tahun_pct" if hanya_kemajuan(gulung) else "capaian_pct"] for b in gulung]


# ---- money ----------------------------------------------------------------------------------------------------------
def salindia_anggaran(hasil: Hasil) -> list[Salindia]:
    """Performance and money under each other, with a mark at the part of the year that has passed."""
    gulung = [b for b in gulungan(hasil) if ada(b["serapan_pct"])]
    kalimat = bagian_anggaran(hasil)["kalimat"]
    if not gulung:
        return [Salindia("Anggaran", f"<p>{e(kalimat)}</p>", "Anggaran")] if kalimat else []
    kemajuan = hanya_kemajuan(gulungan(hasil))
    medan = "capaian_tahun_pct" if kemajuan else "capaian_pct"
    ujung = sumbu([b[k] for b in gulung for k in (medan, "serapan_pct")])
    batas = batas_waktu(hasil)
    nama = "kemajuan" if kemajuan else "capaian"

    def satu(b: Baris) -> str:
        a, s = bilangan(b[medan]), bilangan(b["serapan_pct"])
        kelas = "p" if kemajuan else kelas_predikat(bersih(b["predikat"]), hasil.kantor.skala_dipakai)
        svg = kotak("alas", 0, 100 / ujung, 0, 10) + kotak(kelas, 0, panjang(a, ujung) or 0.0, 0.8, 4)
        svg += kotak("kosong", 0.002, panjang(s, ujung) or 0.0, 5.6, 3.4) + garis(batas / ujung)
        capaian = f"{nama} {persen(a)}" if a is not None else f"{nama} belum terukur"
        return f"<li><span>{e(_nama(b))}</span>{peluru(svg)}<span>{e(capaian)}<br>serapan {e(persen(s))}</span></li>"

    def isi(rows: list[dict[str, Any]]) -> str:
        ket = kunci(
            (kotak("p", 0, 1, 1, 5), nama),
            (kotak("kosong", 0.02, 0.98, 2, 6), "serapan anggaran"),
            (CONTOH_GARIS, f"{angka(batas)} %: bagian tahun yang sudah berjalan, paling tinggi ambang serapan tinggi"),
        )
        return f'<ol class="batang">{"".join(satu(b) for b in rows)}</ol>{ket}'

    return lembar("Anggaran di samping kinerja", "Anggaran", gulung, _tinggi_batang, isi, KUNCI, pengantar=kalimat)
