"""What a unit of measure says of its figures: what is counted in whole things, what lies on a scale of 100. Pure.

Units are written freely ("Dok", "unit usaha", "KK/orang"). Only what is surely understood is judged: a finding that
asks for an explanation stops the quarter, so a list of what is counted is safer than a list of what is not.
"""

from __future__ import annotations

import re

from kinerja.uraian import dalam_persen

CACAH = frozenset(
    """
    orang org jiwa kk keluarga peserta siswa lulusan pegawai pekerja pemuda anak balita pencari tenaga transmigran
    pendamping petugas instruktur kader dokumen dok laporan lap berkas naskah surat sertifikat izin perda perbup perwal
    peraturan rekomendasi paket unit buah bh set eksemplar kasus perkara perselisihan pengaduan temuan lembaga lpk lsp
    instansi opd skpd koperasi perusahaan industri ikm ukm umkm usaha kelompok poktan gapoktan organisasi komunitas
    kegiatan event kali angkatan kelas sekolah puskesmas posyandu pasar gedung rumah ruang desa kelurahan kecamatan
    kabupaten kawasan lokasi titik ruas persil bidang sp aplikasi sistem produk merek inovasi ekor batang pohon usulan
    """.split()
)
"""First words of units that name things counted one by one.

Left out on purpose: measures (ha, km, ton, jam, hari, bulan, tahun, rupiah), scores (nilai, indeks, skor, poin,
predikat, rasio), and words with two meanings (lembar, data, layanan, jenis).
"""
_BUKAN_CACAH = re.compile(r"[/%]|\b(?:per|bulan|hari|jam|menit|tahun|rata|persen|indeks|nilai|rp|juta|ribu)\b")
"""In any of these the unit is a rate, a product such as orang-bulan, or thousands of something."""
_GARIS_WAJAR = re.compile(r"\b(?:kabupaten|kab)\s*/\s*kota\b|\bdesa\s*/\s*kelurahan\b")
_PERUBAHAN = re.compile(
    r"pertumbuhan|pertambahan|peningkatan|kenaikan|penurunan|perubahan|laju|inflasi|deviasi|selisih|kontribusi|elastisitas"
)
_SKALA_100 = re.compile(
    r"kepuasan|\b(?:akip|sakip|skm)\b|reformasi birokrasi|pembangunan manusia|profesionalitas|kualitas pelayanan"
)


def cacah(satuan: str) -> bool:
    """Whether figures count things that come in whole numbers."""
    s = _GARIS_WAJAR.sub("kabupaten", satuan.casefold().strip())
    kata = re.findall(r"[a-z]+", s)
    return bool(kata) and kata[0] in CACAH and not _BUKAN_CACAH.search(s.replace("-", " "))


def rentang(satuan: str, indikator: str, target: float) -> tuple[float, float] | None:
    """Return the range in which a figure of this indicator must lie, None when it is not certain.

    * percentages: 0 to 100, except a change (growth may be negative or beyond 100);
    * scores (nilai, indeks, skor) of a kind that is known to end at 100: satisfaction, AKIP, RB, IPM, ASN. Others
      may not: a terms-of-trade index stands above 100, SPBE ends at 5.

    A target outside the range shows that the scale is another one.
    """
    nama = indikator.casefold()
    skala = satuan.casefold().strip() in ("nilai", "indeks", "skor", "poin", "angka") and bool(_SKALA_100.search(nama))
    if not (skala or (dalam_persen(satuan) and not _PERUBAHAN.search(nama))):
        return None
    return None if target < 0 or target > 100 else (0.0, 100.0)
