"""Words of the plan workbook: its sheets, their columns, and what may be written in the columns that offer a choice."""

from __future__ import annotations

from kinerja.kantor import ROMAWI
from kinerja.masukan.lajur import Kolom, kunci_judul
from kinerja.masukan.rencana_anggaran import KOLOM_DPA

WAJIB = ("PK", "IKU", "Rencana Aksi", "DPA")
"""Sheets that must be there; an office in its first year may have no Renstra facts and no history."""

ALIAS_LEMBAR = {
    "PK": ("PK", "Perjanjian Kinerja"),
    "IKU": ("IKU", "IKU IKI", "IKU-IKI"),
    "Rencana Aksi": ("Rencana Aksi", "Renaksi"),
    "DPA": ("DPA", "DPA DPPA", "DPA-DPPA"),
    "Renstra": ("Renstra",),
    "Riwayat": ("Riwayat",),
}

_KODE = Kolom("Kode Indikator", ("Kode",))
_NAMA = Kolom("Indikator", ("Indikator Kinerja", "Nama Indikator"), wajib=False)
_SATUAN = Kolom("Satuan", wajib=False)

KOLOM: dict[str, dict[str, Kolom]] = {
    "PK": {
        "kode": _KODE,
        "kode_sasaran": Kolom("Kode Sasaran"),
        "sasaran": Kolom("Sasaran", ("Sasaran Strategis",)),
        "indikator": Kolom("Indikator", ("Indikator Kinerja", "Nama Indikator")),
        "satuan": Kolom("Satuan"),
        "target": Kolom("Target", ("Target PK", "Target Tahunan")),
        "bobot": Kolom("Bobot", wajib=False),
        "bidang": Kolom("Bidang", ("Penanggung Jawab Bidang", "Unit")),
        "jenjang": Kolom("Jenjang", ("Tingkat",), wajib=False),
        "kode_anggaran": Kolom("Kode Anggaran", ("Kode Program/Kegiatan/Sub Kegiatan",), wajib=False),
    },
    "IKU": {
        "kode": _KODE,
        "jenis": Kolom("Jenis", ("Jenis (IKU/IKI)", "IKU/IKI")),
        "polaritas": Kolom("Polaritas", ("Polarisasi",)),
        "konsolidasi": Kolom("Konsolidasi", ("Konsolidasi Periode",)),
        "rumus": Kolom("Rumus", ("Rumus Capaian",)),
        "jenis_target": Kolom("Jenis Target"),
        "baseline": Kolom("Baseline", ("Data Awal",), wajib=False),
        "bentuk_target": Kolom("Bentuk Target", ("Bentuk Target Triwulan",), wajib=False),
        "tersedia_tw": Kolom("Tersedia Mulai TW", wajib=False),
        "tersedia_ket": Kolom("Keterangan Ketersediaan", wajib=False),
        "definisi": Kolom("Definisi Operasional", wajib=False),
        "formulasi": Kolom("Formulasi", ("Formulasi Perhitungan",), wajib=False),
        "sumber_data": Kolom("Sumber Data", wajib=False),
        "penanggung_jawab": Kolom("Penanggung Jawab", wajib=False),
        "indikator": _NAMA,
        "satuan": _SATUAN,
    },
    "Rencana Aksi": {
        "kode": _KODE,
        **{
            f"tw{n}": Kolom(f"TW {r}", (f"Triwulan {r}", f"TW{n}", f"TW {n}", f"Target TW {r}"))
            for n, r in ROMAWI.items()
        },
        "indikator": _NAMA,
        "satuan": _SATUAN,
    },
    "DPA": KOLOM_DPA,
    "Renstra": {
        "kode": _KODE,
        "target": Kolom("Target Akhir", ("Target Akhir Renstra",)),
        "tahun": Kolom("Tahun Akhir"),
        "lalu": Kolom("Realisasi s.d. Tahun Lalu", wajib=False),
        "indikator": _NAMA,
        "satuan": _SATUAN,
    },
    "Riwayat": {
        "kode": _KODE,
        "tahun": Kolom("Tahun"),
        "triwulan": Kolom("Triwulan", ("TW",), wajib=False),
        "nilai": Kolom("Nilai", ("Realisasi",)),
        "sumber": Kolom("Sumber", ("Sumber Data",)),
        "indikator": _NAMA,
        "satuan": _SATUAN,
    },
}


def _peta(**kata: str) -> dict[str, str]:
    """Map every accepted spelling (separated by commas) to our word."""
    return {kunci_judul(x): kita for kita, daftar in kata.items() for x in daftar.split(",")}


POLARITAS = _peta(
    maks="maks,maksimal,maksimum,positif,naik,makin tinggi makin baik,makin besar makin baik",
    min="min,minimal,minimum,negatif,turun,makin rendah makin baik,makin kecil makin baik",
    stabil="stabil,stabilisasi,tetap",
)
KONSOLIDASI = _peta(
    jumlah="jumlah,penjumlahan,sum,akumulasi",
    akhir="akhir,nilai akhir,posisi akhir,terakhir",
    rata="rata,rata-rata,rerata",
    rasio="rasio,pembilang/penyebut",
)
JENIS_TARGET = _peta(
    angka="angka", rentang="rentang", predikat="predikat", tanggal="tanggal", rasio="rasio,pembilang/penyebut"
)
BENTUK_TARGET = _peta(per_triwulan="per triwulan,per_triwulan", kumulatif="kumulatif,s.d. triwulan")
RUMUS = {kunci_judul(x): x for x in ("POS", "NEG-L", "NEG-H", "NEG-B", "STAB-L", "STAB-H")}
JENJANG = _peta(
    sasaran="sasaran,sasaran strategis",
    program="program",
    kegiatan="kegiatan",
    sub_kegiatan="sub kegiatan,subkegiatan,sub_kegiatan",
)
JENIS = {"iku": "IKU", "iki": "IKI"}
TRIWULAN = {
    k: str(n) for n, r in ROMAWI.items() for k in (str(n), r.casefold(), f"tw {n}", f"tw {r.casefold()}", f"tw{n}")
}
RUMUS_POLARITAS = {"maks": ("POS",), "min": ("NEG-L", "NEG-H", "NEG-B"), "stabil": ("STAB-L", "STAB-H")}
SATUAN_POSISI = ("%", "persen", "indeks", "nilai", "predikat", "skor", "poin", "opini")
"""Units whose quarters can never be added up; an indicator in them is a position unless it says otherwise."""
