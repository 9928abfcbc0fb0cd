"""Step 1, ingest: read every file that came in, and keep account of every file and row.

Nothing under ``data/raw`` is ever changed. A file that cannot be read, or a row that is not data, becomes a finding or
a listed row: never silence. What a file is, is decided by its content, not by its name.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from kinerja.arsip.nilai_segel import Tersegel, baca_tersegel, pakai_tersegel
from kinerja.arsip.tersegel import periksa_triwulan_tersegel
from kinerja.galat import GalatBerkas, GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.katalog import KATALOG
from kinerja.kiriman import Kiriman, daftar_kiriman
from kinerja.masukan import buku as buku_kerja
from kinerja.masukan import e81, formulir, perencanaan, tabel_biasa
from kinerja.masukan.hasil import HasilBaca, HasilFormulir
from kinerja.masukan.lajur import mirip
from kinerja.revisi import periksa_triwulan_lalu, pilih
from kinerja.skema import bentuk
from kinerja.tabel import buang_sisa
from kinerja.temuan import temuan

Dibuka = tuple[Kiriman, buku_kerja.Buku]
"""A file that came in, and its content."""


def ingest(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, pd.DataFrame]:
    """Read the year's plan and the forms of every quarter until the run's.

    Args:
        tabel: Empty; this step reads files.
        kantor: The office.
        periode: The quarter.

    Returns:
        Tables ``berkas, baris_tidak_dibaca, indikator, target, realisasi, anggaran, realisasi_anggaran, riwayat,
        temuan_ingest``.

    Raises:
        GalatKinerja: There is no file at all for the year, or none that holds a plan.
    """
    hasil, buku = baca_tahun(kantor, periode)
    baca_formulir(buku, kantor, periode, hasil, baca_tersegel(kantor, periode))
    pengirim = {str(b["berkas"]): str(b.get("bidang", "")) for b in hasil.berkas}
    hasil.temuan_ingest.extend(periksa_triwulan_tersegel(kantor, periode, pengirim))
    return {nama: bentuk(nama, getattr(hasil, nama)) for nama in vars(hasil)}


def baca_tahun(kantor: Kantor, periode: Periode) -> tuple[HasilBaca, list[Dibuka]]:
    """Open every file of the year and read its plan; the forms are opened, not yet read.

    Raises:
        GalatKinerja: There is no file at all for the year, or none that holds a plan.
    """
    kiriman, asing = daftar_kiriman(kantor, periode)
    if not kiriman:
        raise GalatKinerja(
            f"Belum ada berkas di data/raw/{periode.tahun}.",
            "Letakkan perencanaan.xlsx atau Formulir E.81 di folder itu, dan formulir bidang di folder TW1 sampai TW4.",
        )
    hasil = HasilBaca(temuan_ingest=asing)
    buang_sisa(_simpanan(kantor))
    buku = [b for k in kiriman if (b := _buka(k, kantor, hasil)) is not None]
    baca_rencana(buku, kantor, periode, hasil)
    if not hasil.indikator:
        raise GalatKinerja(
            f"Tidak ada rencana kinerja yang terbaca di data/raw/{periode.tahun}" + _sebab(hasil),
            "Rencana dibaca dari perencanaan.xlsx atau Formulir E.81 di folder itu.",
        )
    return hasil, buku


def _simpanan(kantor: Kantor) -> Path:
    """Folder in which what openpyxl shows of a workbook is kept."""
    return kantor.akar / "data" / "processed" / ".rincian"


def _buka(k: Kiriman, kantor: Kantor, hasil: HasilBaca) -> tuple[Kiriman, buku_kerja.Buku] | None:
    """Open a file; one that cannot be read is recorded as refused, with its finding."""
    try:
        buku = buku_kerja.buka(k.jalur, k.berkas, _simpanan(kantor))
    except GalatBerkas as e:
        _tolak(hasil, k, e.kode, str(e.pesan).removeprefix(f"{k.berkas}: "), e.saran)
        return None
    hasil.temuan_ingest.extend(buku_kerja.temuan_kemasan(buku))
    return k, buku


def _tolak(hasil: HasilBaca, k: Kiriman, kode: str, pesan: str = "", saran: str = "") -> None:
    """Record a file as refused."""
    try:
        isi = k.jalur.read_bytes() if k.jalur.stat().st_size <= buku_kerja.BATAS_BYTE else b""
        ukuran = k.jalur.stat().st_size
    except OSError:
        isi, ukuran = b"", 0
    hasil.berkas.append(
        {
            "berkas": k.berkas, "sha256": hashlib.sha256(isi).hexdigest() if isi else "", "ukuran_byte": ukuran,
            "jenis": "tidak_dikenal", "triwulan": k.triwulan, "status": "ditolak",
        }
    )  # fmt: skip
    j = KATALOG[kode]
    hasil.temuan_ingest.append(
        {"kode": kode, "tingkat": j.tingkat, "berkas": k.berkas, "pesan": pesan or j.pesan, "saran": saran or j.saran}
    )


def _sebab(hasil: HasilBaca) -> str:
    """Name the refused files and why, for the sentence that stops the run."""
    gagal = [f"{t['berkas']}: {t['pesan']} {t['saran']}" for t in hasil.temuan_ingest if t["tingkat"] == "tolak"]
    return ". " + " ".join(gagal[:3]) if gagal else "."


def baca_rencana(buku: list[Dibuka], kantor: Kantor, periode: Periode, hasil: HasilBaca) -> None:
    """Read the plan: our own workbook, or where there is none the national form, which holds figures too."""
    rencana = sorted(
        [(k, b) for k, b in buku if perencanaan.dikenali(b)],
        key=lambda x: (x[0].jalur.name.casefold() != "perencanaan.xlsx", x[0].berkas),
    )
    nasional = [(k, b, lb) for k, b in buku for lb in b if e81.dikenali(lb)]
    for i, (k, b) in enumerate(rencana):
        if i:
            _tolak(hasil, k, "rencana_ganda")
        else:
            hasil.tambah(perencanaan.baca(b, periode.tahun, kantor))
            _catat_rincian(b, hasil)
    for i, (k, b, lb) in enumerate(nasional):
        if rencana or i:
            _tolak(hasil, k, "e81_tidak_dipakai")
        else:
            hasil.tambah(e81.baca(b, lb, periode.tahun, periode.triwulan))
            terapkan_params(hasil, kantor)
    dikenal = {b.berkas for _, b in rencana} | {b.berkas for _, b, _ in nasional}
    for k, b in buku:
        if b.berkas not in dikenal and not formulir.dikenali(b) and not (k.triwulan and tabel_biasa.dikenali(b)):
            _tolak(hasil, k, "lembar_tidak_dikenal")


def _catat_rincian(buku: buku_kerja.Buku, hasil: HasilBaca) -> None:
    """Say that of this workbook only the values could be read."""
    if buku.rincian_rusak:
        hasil.temuan_ingest.append(temuan("rumus_tidak_terbaca", berkas=buku.berkas))


def baca_formulir(
    buku: list[Dibuka], kantor: Kantor, periode: Periode, hasil: HasilBaca, tersegel: Tersegel | None = None
) -> None:
    """Read the units' forms, and the tables that are none.

    Of several forms from one unit and quarter the newest by the form's own revision is used; of a sealed quarter what
    was sealed.
    """
    tersegel = tersegel or Tersegel()
    kode_dpa = {str(a["kode_anggaran"]) for a in hasil.anggaran}
    terbaca: list[HasilFormulir] = []
    for k, b in buku:
        if formulir.dikenali(b):
            h = formulir.baca(b, periode.tahun, k.triwulan, hasil.indikator, kantor, kode_dpa, hasil.target)
            _catat_rincian(b, h)
            terbaca.append(h)
    terpakai = pilih(terbaca, hasil)
    tabel = tabel_biasa.baca_semua(buku, kantor, periode, hasil)
    hasil.temuan_ingest.extend(periksa_triwulan_lalu([*terpakai, *tabel], [*terbaca, *tabel], tersegel.teks()))
    pakai_tersegel(hasil, tersegel)


def terapkan_params(hasil: HasilBaca, kantor: Kantor) -> None:
    """Lay what ``params`` declares for single indicators over a national form, which declares none of it itself.

    Our own plan workbook is overlaid by its reader, where the declarations decide how its cells are read.
    """
    per_kode = {str(x["kode_indikator"]): x for x in hasil.indikator}
    for kode, aturan in kantor.aturan.indikator.items():
        if kode not in per_kode:
            dekat = mirip(kode, per_kode)
            hasil.temuan_ingest.append(temuan("params_indikator_asing", berkas="params", nilai=kode, mirip=dekat))
            continue
        nyata = aturan.model_dump(exclude_none=True)
        if "polaritas" in nyata and "rumus" not in nyata:
            nyata["rumus"] = getattr(kantor.aturan.rumus, nyata["polaritas"])
        asumsi = str(per_kode[kode].get("asumsi", ""))
        per_kode[kode] |= nyata
        per_kode[kode]["asumsi"] = "; ".join(x for x in asumsi.split("; ") if x and x not in nyata)
