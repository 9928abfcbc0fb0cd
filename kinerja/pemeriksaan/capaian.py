"""Capaian that a reader will ask about."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.angka import bulat, tulis_persen
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal, dari_baris
from kinerja.skema import per_baris
from kinerja.temuan import temuan


def cek_capaian(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Capaian so high or so low that a reader will ask why; one finding an indicator, the gravest.

    Beyond ``capaian_mudah_pct`` in this quarter and the one before, the question is no longer what happened but whether
    the target measures anything.
    """
    a = kantor.aturan.ambang
    for b in per_baris(tabel["capaian"][tabel["capaian"]["status"] == "terukur"]):
        nilai, lalu = bulat(float(b.capaian_sd_pct)), bulat(float(b.capaian_lalu_pct))
        isi = {"nilai": tulis_persen(nilai), "capaian": tulis_persen(nilai), **dari_baris(b), **asal(b)}
        if nilai > a.capaian_mudah_pct and lalu > a.capaian_mudah_pct:
            ambang = tulis_persen(a.capaian_mudah_pct)
            yield temuan("target_terlalu_mudah", ambang=ambang, lalu=tulis_persen(lalu), **isi)
        elif nilai > a.capaian_tinggi_pct:
            yield temuan("capaian_tinggi", ambang=tulis_persen(a.capaian_tinggi_pct), **isi)
        elif nilai < a.capaian_rendah_pct:
            yield temuan("capaian_rendah", ambang=tulis_persen(a.capaian_rendah_pct), **isi)
