"""Who has reported what."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal
from kinerja.rekap import wajib_lapor
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.tenggat import tenggat_lapor


def cek_lapor(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A unit without a form, and a figure that is due and missing."""
    belum = tabel["lapor"][(tabel["lapor"]["status"] == "belum") & (tabel["lapor"]["n_indikator"] > 0)]
    berkas = tabel["berkas"]
    ditolak = berkas[berkas["status"] == "ditolak"].groupby("triwulan").size()
    for b in per_baris(belum):
        tw, bidang = int(b.triwulan), str(b.bidang)
        if tw in ditolak.index:
            # The unit may well have sent one of these: it must not be blamed for silence.
            yield temuan("formulir_tertahan", bidang=bidang, tw=ROMAWI[tw], jumlah=int(ditolak[tw]))
            continue
        tenggat = tenggat_lapor(Periode(periode.tahun, tw), kantor.aturan.tenggat_hari_kerja)
        yield temuan("belum_melapor", bidang=bidang, tw=ROMAWI[tw], tenggat=tenggat)
    sudah_disebut = {(b.bidang, b.triwulan) for b in per_baris(belum)}
    menahan = set(tabel["capaian"].loc[tabel["capaian"]["status"] == "belum_dilaporkan", "kode_indikator"])
    # A cell whose content could not be read has its finding already; calling it empty as well would be untrue.
    terbaca_salah = set(zip(*(tabel["temuan_ingest"][k] for k in ("berkas", "lembar", "sel")), strict=True))
    data = tabel["rekap"]
    for b in per_baris(data[wajib_lapor(data) & ~data["dilaporkan"]]):
        disebut = (b.asal_berkas, b.asal_lembar, b.asal_sel) in terbaca_salah and b.asal_sel
        if (b.bidang, b.triwulan) in sudah_disebut or disebut:
            continue
        # A position that a later quarter has reported does not need the earlier one; it stays in the list all the same.
        kode = "belum_dilaporkan" if b.kode_indikator in menahan else "triwulan_lowong"
        isi = {"bidang": str(b.bidang), "kode_indikator": str(b.kode_indikator), **asal(b)}
        yield temuan(kode, tw=ROMAWI[int(b.triwulan)], **isi)


def cek_bukti(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A figure of this quarter without evidence, in a form that asks for it."""
    data = tabel["rekap"]
    kurang = data["dari_formulir"] & data["dilaporkan"] & (data["keadaan"] == "") & (data["bukti"] == "")
    for b in per_baris(data[kurang & (data["triwulan"] == periode.triwulan)]):
        yield temuan(
            "bukti_kosong",
            bidang=str(b.bidang),
            kode_indikator=str(b.kode_indikator),
            penjelasan=str(b.penjelasan),
            **asal(b),
        )
