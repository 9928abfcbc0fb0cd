"""How a figure moved since last quarter."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.angka import tulis
from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.uraian import teks_nilai


def cek_gerak(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A figure that is the copy of last quarter's, or many times as large or as small."""
    if periode.triwulan == 1:
        return
    data = tabel["rekap"]
    angka = data["jenis_target"].isin(("angka", "rentang")) & data["konsolidasi"].isin(("akhir", "rata"))
    data = data[angka & data["realisasi"].notna() & data["dari_formulir"]]
    kini = data[data["triwulan"] == periode.triwulan]
    lalu = data[data["triwulan"] == periode.triwulan - 1].set_index("kode_indikator")["realisasi"]
    for b in per_baris(kini[kini["kode_indikator"].isin(lalu.index)]):
        dulu, kali = float(lalu[b.kode_indikator]), kantor.aturan.ambang.loncatan_kali
        isi = {
            "bidang": str(b.bidang),
            "kode_indikator": str(b.kode_indikator),
            "nilai": teks_nilai(b.realisasi, b.satuan),
            **asal(b),
        }
        if b.realisasi == dulu:
            yield temuan("sama_dengan_lalu", **isi)
        elif dulu > 0 and b.realisasi > 0 and max(b.realisasi / dulu, dulu / b.realisasi) >= kali:
            yield temuan(
                "loncatan",
                kali=tulis(max(b.realisasi / dulu, dulu / b.realisasi), 1),
                sebelum=teks_nilai(dulu, b.satuan),
                sesudah=teks_nilai(b.realisasi, b.satuan),
                penjelasan=str(b.penjelasan),
                **isi,
            )
