"""The forms that go out: one workbook per unit and quarter, filled in as far as the plan and earlier forms go.

What earlier quarters reported is read from their forms the way a run reads it, so that a correction that came in counts
and a figure that two units share is joined. Follow-ups come back until they are finished or dropped, those of last year
too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.angka import tulis
from kinerja.arsip.nilai_segel import baca_tersegel
from kinerja.galat import GalatKinerja
from kinerja.ingest import Dibuka, baca_formulir, baca_tahun
from kinerja.kantor import ROMAWI, Kantor, Periode, muat
from kinerja.keluaran.formulir_baris import (
    IsiFormulir,
    Lalu,
    baris_anggaran,
    baris_kamus,
    baris_kinerja,
    baris_tindak_lanjut,
)
from kinerja.keluaran.formulir_tulis import tulis_formulir
from kinerja.masukan.formulir_bentuk import BELUM, Identitas
from kinerja.masukan.hasil import HasilBaca
from kinerja.nama import nama_berkas
from kinerja.rekap import rekap, wajib_lapor
from kinerja.skema import bentuk, kosong, per_baris
from kinerja.tabel import buang_sisa
from kinerja.tenggat import tenggat_lapor
from kinerja.tindak_lanjut import TERTUTUP, masih_terbuka

if TYPE_CHECKING:
    import pandas as pd

Kabarkan = Callable[[str], None]


def buat_formulir(kantor: Kantor, periode: Periode, kabarkan: Kabarkan = lambda _: None) -> list[Path]:
    """Write the forms of a quarter into ``reports/<tahun>/TW<n>/formulir/``; existing ones there are replaced.

    Args:
        kantor: The office; its units are those of ``params/dinas.yaml``, in that order.
        periode: The quarter.
        kabarkan: Is told what is being done, a line each.

    Returns:
        The files, one for each unit that has an indicator or a budget row.

    Raises:
        GalatKinerja: There is no plan, no unit is declared, or the plan gives the units nothing to report.
    """
    folder = kantor.laporan(periode) / "formulir"
    buang_sisa(folder)
    hasil = []
    for identitas, isi in susun_formulir(kantor, periode, kabarkan):
        folder.mkdir(parents=True, exist_ok=True)
        jalur = folder / nama_berkas(identitas.bidang, periode)
        tulis_formulir(jalur, identitas, isi)
        kabarkan(f"{jalur}{_ringkas(isi)}")
        hasil.append(jalur)
    return hasil


def _ringkas(isi: IsiFormulir) -> str:
    """Say in brackets what a form asks for."""
    bagian = [
        (len(isi.kinerja), "indikator"),
        (len(isi.anggaran), "baris anggaran"),
        (len(isi.tindak_lanjut), "tindak lanjut"),
    ]
    return " (" + ", ".join(f"{n} {nama}" for n, nama in bagian if n) + ")"


def susun_formulir(
    kantor: Kantor,
    periode: Periode,
    kabarkan: Kabarkan = lambda _: None,
    tahun_lalu: pd.DataFrame | None = None,
) -> list[tuple[Identitas, IsiFormulir]]:
    """Work out what stands in each unit's form.

    Args:
        kantor: The office.
        periode: The quarter.
        kabarkan: Is told what is being done.
        tahun_lalu: Last year's table ``tindak_lanjut``; None reads it from that year's forms.

    Raises:
        GalatKinerja: There is no plan, no unit is declared, or the plan gives the units nothing to report.
    """
    if not kantor.dinas.bidang:
        raise GalatKinerja(
            "Belum ada bidang dalam params/dinas.yaml.",
            "Tuliskan nama setiap bidang di bawah kunci bidang.",
        )
    rencana, buku = baca_tahun(kantor, periode)
    if periode.triwulan > 1:
        kabarkan(f"Membaca formulir TW I sampai TW {ROMAWI[periode.triwulan - 1]} …")
    if tahun_lalu is None:
        tahun_lalu = tindak_lanjut_setahun(kantor, periode.tahun - 1, kabarkan)
    lalu, tindak_lanjut = _triwulan_lalu(rencana, buku, kantor, periode)
    dibawa = tahun_lalu[~tahun_lalu["nomor"].isin(tindak_lanjut["nomor"])]
    tenggat = tenggat_lapor(periode, kantor.aturan.tenggat_hari_kerja)
    hasil = []
    for b in kantor.dinas.bidang:
        isi = IsiFormulir(
            baris_kinerja(rencana.indikator, rencana.target, b.nama, periode.triwulan, lalu),
            baris_anggaran(rencana.anggaran, b.nama, periode.triwulan, lalu),
            baris_tindak_lanjut([*masih_terbuka(dibawa, b.nama), *masih_terbuka(tindak_lanjut, b.nama)]),
            baris_kamus(rencana.indikator, b.nama),
            kantor.dinas.daerah,
            tenggat,
            (kantor.aturan.ambang.capaian_tinggi_pct, kantor.aturan.ambang.capaian_rendah_pct),
        )
        if isi.kinerja or isi.anggaran:
            d = kantor.dinas
            hasil.append((Identitas(d.nama, periode.tahun, periode.triwulan, b.nama, 0, d.data_contoh), isi))
    if not hasil:
        raise GalatKinerja(
            "Tidak ada indikator atau anggaran milik bidang mana pun dalam rencana tahun ini.",
            "Samakan nama bidang dalam rencana dengan params/dinas.yaml.",
        )
    return hasil


def tindak_lanjut_setahun(kantor: Kantor, tahun: int, kabarkan: Kabarkan = lambda _: None) -> pd.DataFrame:
    """Return table ``tindak_lanjut`` of a whole year, empty when nothing of that year lies in ``data/raw``.

    What a unit left open in the year before and then never spoke of, because it sent nothing all year, is still open:
    the years before are read too, as far back as there are any. A year that cannot be read stops nothing, but is not
    passed over in silence: ``kabarkan`` is told why.
    """
    if not kantor.mentah(tahun).is_dir():
        return kosong("tindak_lanjut")
    kabarkan(f"Membaca tindak lanjut tahun {tahun} …")
    try:
        lama, periode = muat(kantor.akar, tahun), Periode(tahun, 4)
        rencana, buku = baca_tahun(lama, periode)
        baca_formulir(buku, lama, periode, rencana)
        daftar = rekap(_tabel(rencana), lama, periode)["tindak_lanjut"]
        dulu = tindak_lanjut_setahun(kantor, tahun - 1, kabarkan)
        dulu = dulu[~dulu["nomor"].isin(daftar["nomor"]) & ~dulu["status"].isin(TERTUTUP)]
        return bentuk("tindak_lanjut", [*dulu.to_dict("records"), *daftar.to_dict("records")])  # type: ignore[list-item]
    except GalatKinerja as e:
        kabarkan(f"Tindak lanjut tahun {tahun} tidak dibawa: {e}")
        return kosong("tindak_lanjut")


# ---- earlier quarters -----------------------------------------------------------------------------------------------
def _triwulan_lalu(
    rencana: HasilBaca, buku: list[Dibuka], kantor: Kantor, periode: Periode
) -> tuple[Lalu, pd.DataFrame]:
    """Read this year's earlier forms; return what they reported and their follow-ups."""
    if periode.triwulan == 1:
        return Lalu(), kosong("tindak_lanjut")
    sampai = Periode(periode.tahun, periode.triwulan - 1)
    lapor = HasilBaca()
    lapor.tambah(rencana)
    masuk = [(k, b) for k, b in buku if k.triwulan <= sampai.triwulan]
    baca_formulir(masuk, kantor, sampai, lapor, baca_tersegel(kantor, periode))
    tabel = rekap(_tabel(lapor), kantor, sampai)
    terpakai = tabel["rekap_anggaran"].dropna(subset="realisasi_sd_rp")
    belanja = {str(b.kode_anggaran): int(b.realisasi_sd_rp) for b in per_baris(terpakai)}
    return Lalu(_realisasi(tabel["rekap"], bentuk("indikator", rencana.indikator)), belanja), tabel["tindak_lanjut"]


def _tabel(hasil: HasilBaca) -> dict[str, pd.DataFrame]:
    return {nama: bentuk(nama, getattr(hasil, nama)) for nama in vars(hasil)}


def _realisasi(data: pd.DataFrame, indikator: pd.DataFrame) -> dict[tuple[str, int], str | float]:
    """Say what each quarter reported as the form shows it: a figure, a ratio with its parts, or words."""
    kolom = ["kode_indikator", "satuan", "konsolidasi", "polaritas", "tersedia_tw", "jenis_target"]
    data = data.merge(indikator[kolom], on="kode_indikator", validate="m:1")
    data = data.assign(wajib=wajib_lapor(data))
    return {(b.kode_indikator, int(b.triwulan)): _tampil(b) for b in per_baris(data)}


def _tampil(b: Any) -> str | float:
    """Show one row; what was not due and not reported is a dash, so that nobody is called silent without reason."""
    if not b.dilaporkan:
        return BELUM if b.wajib else "–"
    if b.keadaan:
        return str(b.realisasi_teks)
    if b.pembilang == b.pembilang and b.penyebut == b.penyebut:
        persen = b.satuan.startswith("%")
        hasil = tulis(b.pembilang / b.penyebut * (100 if persen else 1)) + (" %" if persen else "")
        # Blanks that do not break keep the parts on one line of a narrow column.
        return f"{hasil} ({tulis(b.pembilang)}\u00a0/\u00a0{tulis(b.penyebut)})"
    if b.jenis_target in ("predikat", "tanggal") or b.realisasi != b.realisasi:
        return str(b.realisasi_teks)
    return float(b.realisasi)
