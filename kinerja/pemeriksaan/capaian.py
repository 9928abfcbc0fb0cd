"""Capaian that a reader will ask about."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.angka import bulat, tulis_persen
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal
from kinerja.skema import per_baris
from kinerja.temuan import temuan


def cek_capaian(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """Capaian so high or so low that a reader will ask why."""
    a = kantor.aturan.ambang
    for b in per_baris(tabel["capaian"][tabel["capaian"]["status"] == "terukur"]):
        nilai = bulat(float(b.capaian_sd_pct))
        isi = {
            "bidang": str(b.bidang),
            "kode_indikator": str(b.kode_indikator),
            "capaian": tulis_persen(nilai),
            **asal(b),
        }
        if nilai > a.capaian_tinggi_pct:
            yield temuan(
                "capaian_tinggi",
                nilai=tulis_persen(nilai),
                penjelasan=str(b.penjelasan),
                ambang=tulis_persen(a.capaian_tinggi_pct),
                **isi,
            )
        elif nilai < a.capaian_rendah_pct:
            # Here cause and follow-up are the explanation, where the unit has written both.
            jawab = b.penjelasan or (f"{b.penghambat} {b.tindak_lanjut}" if b.penghambat and b.tindak_lanjut else "")
            yield temuan(
                "capaian_rendah",
                nilai=tulis_persen(nilai),
                penjelasan=str(jawab),
                ambang=tulis_persen(a.capaian_rendah_pct),
                **isi,
            )
