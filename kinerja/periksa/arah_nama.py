"""Whether an indicator's name says that less is better. Pure; a name proves nothing, so its verdict is only a question.

Two strengths: what no office wants more of (unemployment, poverty, deaths), and words that often but not always mean a
burden (time, cases, complaints). A name that speaks of dealing with the burden ("kasus yang diselesaikan", "penurunan
kemiskinan") is not one of it.
"""

from __future__ import annotations

import re

_KUAT = (
    "pengangguran", "kemiskinan", "penduduk miskin", "angka kematian", "kematian ibu", "kematian bayi",
    "angka kesakitan", "prevalensi", "stunting", "tenaga kerja informal", "pekerja informal", "sektor informal",
    "indeks gini", "rasio gini", "gini ratio", "ketimpangan", "putus sekolah", "buta aksara", "gizi buruk",
    "pekerja anak", "incidence rate",
)  # fmt: skip
_LEMAH = (
    "kematian", "kesakitan", "waktu", "keluhan", "pengaduan", "aduan", "pelanggaran", "kasus", "kecelakaan",
    "kriminalitas",
    "konflik", "perselisihan", "pemutusan hubungan kerja", "kesalahan", "temuan", "inflasi", "kemacetan", "kebakaran",
    "emisi", "gratifikasi", "pungutan liar", "kekerasan", "perceraian", "tunggakan", "sisa perkara", "kerusakan",
    "kawasan kumuh", "permukiman kumuh", "rawan pangan", "tindak pidana", "kehilangan air", "unjuk rasa", "mogok kerja",
)  # fmt: skip
_PENANGANAN = re.compile(
    r"penurunan|menurun|pengurangan|berkurang|pengentasan|selesai|tangani|penanganan|tindak ?lanjut|pencegahan|dicegah|"
    r"\bbebas\b|tepat waktu|ketepatan|terlindungi|lulus|penemuan|ditemukan|deteksi|cakupan|layanan|fasilitas|pemulihan|"
    r"ditempatkan|penempatan|\baman\b|kepatuhan|laporan|dokumen|rekomendasi|sosialisasi|dibina|pembinaan|pengendalian|"
    r"pengawasan|respon|merespon|menerima|memperoleh|mendapat|terbantu|jaminan|penyelidikan|mediasi|penegakan|putusan|"
    r"sesuai|mitigasi|kapasitas|kompetensi|pelatihan|ketahanan"
)


def arah_nama(nama: str) -> str:
    """Return ``kuat`` or ``lemah`` where less seems better, ``""`` where the name does not say so."""
    rapi = " ".join(nama.casefold().split())
    if _PENANGANAN.search(rapi):
        return ""
    if any(k in rapi for k in _KUAT):
        return "kuat"
    return "lemah" if any(re.search(rf"\b{k}\b", rapi) for k in _LEMAH) else ""


def arah_tertulis(teks: str) -> str:
    """Read a column of polarity: ``maks``, ``min``, ``stabil``, or ``""`` for anything else."""
    rapi = teks.casefold()
    if re.search(r"stabil|pertahan|tetap", rapi):
        return "stabil"
    if re.search(r"\bmin|turun|negati[fv]|kecil|rendah|lower|menurun", rapi):
        return "min"
    return "maks" if re.search(r"\bma[kx]|naik|positi[fv]|besar|tinggi|higher|meningkat", rapi) else ""
