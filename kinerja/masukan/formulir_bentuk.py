"""The shape of a unit's form: its sheets and columns, and the hidden sheet that says what it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinerja.masukan.buku import Buku, Lembar
from kinerja.masukan.lajur import BATAS_KEPALA, Kolom, kunci_judul, sebagai_kode

JENIS, JENIS_TABEL = "kinerja-formulir", "kinerja-tabel"
"""What an identity sheet says that its file is: a form, or the correction of a table that is none."""
VERSI = 1
BATAS_IDENTITAS = 50
"""Rows in which a form says what it is for."""
LEMBAR_KINERJA, LEMBAR_ANGGARAN, LEMBAR_TINDAK_LANJUT = "Kinerja", "Anggaran", "Tindak Lanjut"
LEMBAR_KAMUS, LEMBAR_PETUNJUK, LEMBAR_IDENTITAS, LEMBAR_KOREKSI = "Kamus", "Petunjuk", "_identitas", "Koreksi"

KOLOM_KINERJA: dict[str, Kolom] = {
    "kode": Kolom("Kode Indikator", ("Kode",)),
    "indikator": Kolom("Indikator", ("Indikator Kinerja",), wajib=False),
    "satuan": Kolom("Satuan", wajib=False),
    "cara": Kolom("Cara Mengisi", wajib=False),
    "target_tahun": Kolom("Target Tahun", ("Target PK",), wajib=False),
    "target": Kolom("Target TW ini", ("Target",), wajib=False),
    "tw1": Kolom("TW I", wajib=False),
    "tw2": Kolom("TW II", wajib=False),
    "tw3": Kolom("TW III", wajib=False),
    "pembilang": Kolom("Pembilang"),
    "penyebut": Kolom("Penyebut"),
    "realisasi": Kolom("Realisasi", ("Realisasi TW ini",)),
    "bukti": Kolom("Bukti Dukung", ("Bukti",)),
    "pendorong": Kolom("Faktor Pendorong", ("Pendorong",)),
    "penghambat": Kolom("Faktor Penghambat", ("Penghambat",)),
    "tindak_lanjut": Kolom("Tindak Lanjut", ("Rencana Tindak Lanjut",)),
    "pic": Kolom("PIC", ("Penanggung Jawab",), wajib=False),
    "tenggat": Kolom("Tenggat", ("Batas Waktu",), wajib=False),
    "penjelasan": Kolom("Penjelasan"),
}
KOLOM_ANGGARAN: dict[str, Kolom] = {
    "kode": Kolom("Kode", ("Kode Anggaran",)),
    "nama": Kolom("Nama", ("Program/Kegiatan/Sub Kegiatan",), wajib=False),
    "pagu": Kolom("Pagu", ("Pagu (Rp)",), wajib=False),
    "sd_lalu": Kolom("Realisasi s.d. TW lalu (Rp)", wajib=False),
    "realisasi": Kolom("Realisasi TW ini (Rp)", ("Realisasi", "Realisasi (Rp)")),
    "fisik": Kolom("Fisik s.d. TW ini (%)", ("Fisik", "Fisik (%)"), wajib=False),
    "penjelasan": Kolom("Penjelasan", wajib=False),
}
KOLOM_TINDAK_LANJUT: dict[str, Kolom] = {
    "nomor": Kolom("Nomor"),
    "kode": Kolom("Kode Indikator", wajib=False),
    "uraian": Kolom("Tindak Lanjut"),
    "pic": Kolom("PIC", wajib=False),
    "tenggat": Kolom("Tenggat", wajib=False),
    "status": Kolom("Status"),
    "keterangan": Kolom("Keterangan", wajib=False),
}
KOLOM_KOREKSI: dict[str, Kolom] = {
    "kode": Kolom("Temuan"),
    "indikator": Kolom("Indikator"),
    "lembar": Kolom("Lembar"),
    "sel": Kolom("Sel"),
    "penjelasan": Kolom("Penjelasan Bidang"),
    "nomor": Kolom("No", wajib=False),
    "isi": Kolom("Isi sekarang", wajib=False),
    "pesan": Kolom("Yang ditemukan", wajib=False),
    "saran": Kolom("Yang perlu dilakukan", wajib=False),
    "tingkat": Kolom("Tingkat", wajib=False),
}
KOLOM_KAMUS: dict[str, str] = {
    "kode_indikator": "Kode Indikator",
    "indikator": "Indikator",
    "definisi": "Definisi Operasional",
    "formulasi": "Cara Menghitung",
    "sumber_data": "Sumber Data",
    "penanggung_jawab": "Penanggung Jawab",
}
URAIAN = ("bukti", "pendorong", "penghambat", "tindak_lanjut", "pic", "tenggat", "penjelasan")
KOLOM_ISIAN = ("pembilang", "penyebut", "realisasi", *URAIAN)
"""Columns of ``Kinerja`` that the unit fills in."""
KOLOM_TW = ("tw1", "tw2", "tw3")
"""Columns of ``Kinerja`` that repeat what earlier quarters reported; only those before the form's quarter are there."""
BELUM = "belum dilaporkan"
"""What a form shows for an earlier quarter that was due and not reported."""
STATUS_TINDAK_LANJUT = {"Belum dimulai": "belum", "Sedang berjalan": "berjalan", "Selesai": "selesai", "Batal": "batal"}
"""State of a follow-up as the dropdown shows it, and as the tables hold it (``skema.STATUS_TINDAK_LANJUT``)."""


@dataclass(frozen=True)
class Identitas:
    """What a form is for.

    Attributes:
        dinas: Name of the office.
        tahun: Year.
        triwulan: Quarter.
        bidang: Unit.
        revisi: 0 for the first sending, higher for each later one.
        mengganti: sha256 of the file that this one corrects, empty for a first sending.
        contoh: The figures are examples; the form says so in its title. Not read back.
    """

    dinas: str
    tahun: int
    triwulan: int
    bidang: str
    revisi: int = 0
    contoh: bool = False
    mengganti: str = ""


# ---- identity -------------------------------------------------------------------------------------------------------
def dikenali(buku: Buku) -> bool:
    """Whether a workbook is a unit's form: by its hidden sheet, or by the titles of ``Kinerja`` when that was lost."""
    if _nilai_identitas(buku).get("jenis") == JENIS:
        return True
    lembar = buku.cari(LEMBAR_KINERJA)
    if lembar is None:
        return False
    judul = {kunci_judul(v.judul) for v in KOLOM_KINERJA.values()}
    return any(len({kunci_judul(x) for x in baris} & judul) >= 6 for baris in lembar.nilai[:BATAS_KEPALA])


def lembar_identitas(buku: Buku) -> Lembar | None:
    """Return the sheet that says what a form is for: by its name, or by its content when it was renamed."""
    return buku.cari(LEMBAR_IDENTITAS) or next((lb for lb in buku if nilai_identitas(lb).get("jenis") == JENIS), None)


def _nilai_identitas(buku: Buku) -> dict[str, str]:
    lembar = lembar_identitas(buku)
    return {} if lembar is None else nilai_identitas(lembar)


def nilai_identitas(lembar: Lembar) -> dict[str, str]:
    """Return the facts of an identity sheet, of a form or of a corrected table: name in A, value in B."""
    baris = range(min(lembar.n_baris, BATAS_IDENTITAS))
    return {str(lembar.isi(r, 0)).casefold(): sebagai_kode(lembar.isi(r, 1)) for r in baris}


def baca_identitas(buku: Buku) -> Identitas | None:
    """Return what a form says that it is for, None when its hidden sheet is missing or spoilt."""
    n = _nilai_identitas(buku)
    if n.get("jenis") != JENIS or n.get("versi") != str(VERSI):
        return None
    angka = [n.get(k, "") for k in ("tahun", "triwulan", "revisi")]
    if not all(re.fullmatch(r"\d{1,4}", x) for x in angka) or not 1 <= int(angka[1]) <= 4:
        return None
    tahun, triwulan, revisi = (int(x) for x in angka)
    return Identitas(n.get("dinas", ""), tahun, triwulan, n.get("bidang", ""), revisi, mengganti=n.get("mengganti", ""))
