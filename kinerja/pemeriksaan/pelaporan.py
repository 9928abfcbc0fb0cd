"""Who has reported what, and when."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.angka import tulis_tanggal
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal, dari_baris
from kinerja.rekap import wajib_lapor
from kinerja.skema import per_baris
from kinerja.temuan import temuan
from kinerja.tenggat import baca_hari, tenggat_lapor


def cek_lapor(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A unit without a form, and a figure that is due and missing."""
    belum = tabel["lapor"][tabel["lapor"]["status"] == "belum"]
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
        yield temuan(kode, tw=ROMAWI[int(b.triwulan)], **dari_baris(b), **asal(b))


def cek_bukti(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A figure of this quarter without evidence, in a form that asks for it."""
    data = tabel["rekap"]
    kurang = data["dari_formulir"] & data["dilaporkan"] & (data["keadaan"] == "") & (data["bukti"] == "")
    for b in per_baris(data[kurang & (data["triwulan"] == periode.triwulan)]):
        yield temuan("bukti_kosong", **dari_baris(b), **asal(b))


def cek_terlambat(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A form of this quarter that was last saved after its deadline, as the file itself says."""
    data = tabel["lapor"]
    for b in per_baris(data[(data["triwulan"] == periode.triwulan) & (data["terlambat_hari"] > 0)]):
        yield temuan(
            "terlambat_melapor",
            bidang=b.bidang,
            berkas=b.berkas,
            nilai=_hari(b.disimpan),
            tw=ROMAWI[periode.triwulan],
            tanggal=_hari(b.disimpan),
            hari=int(b.terlambat_hari),
            tenggat=_hari(b.tenggat),
        )


def _hari(iso: str) -> str:
    """Write a day of table ``lapor``: ``14 Juli 2025``."""
    hari = baca_hari(iso)
    return tulis_tanggal(hari) if hari else iso
