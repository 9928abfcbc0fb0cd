"""Findings of the auditor about tables that others have printed."""

from __future__ import annotations

from kinerja.katalog.jenis import Jenis

CETAK: dict[str, Jenis] = {
    "capaian_tidak_cocok": Jenis(
        "tolak",
        "Capaian tercetak {capaian} tidak dihasilkan rumus mana pun dari target {target} dan realisasi {realisasi}; "
        "seharusnya {hitungan}{dugaan}.",
        "Hitung ulang capaiannya, atau betulkan target dan realisasinya.",
        "Angka yang tidak dapat dihitung ulang tidak dapat dipertanggungjawabkan.",
    ),
    "capaian_beda_pembulatan": Jenis(
        "jelaskan",
        "Capaian tercetak {capaian} berbeda dari hitungan {hitungan}; selisihnya hanya dapat dijelaskan bila "
        "target {target} atau realisasi {realisasi} sudah dibulatkan sebelum dicetak.",
        "Hitung capaian dari angka yang dicetak, atau cetak angka yang dipakai menghitung.",
        "Pembaca yang menghitung ulang mendapat angka lain.",
    ),
    "capaian_dipotong": Jenis(
        "info",
        "Capaian tercetak {capaian} adalah hasil pemotongan; pembulatan memberi {hitungan}.",
        "Pakai pembulatan (ROUND), bukan pemotongan (TRUNC).",
        "Dua cara membulatkan dalam satu laporan menghasilkan angka yang berbeda.",
    ),
    "capaian_dibatasi": Jenis(
        "info",
        "Capaian tercetak {capaian} adalah batas; tanpa batas {hitungan}.",
        "Cetak juga angka tanpa batas, dan sebut batasnya.",
        "Batas menyembunyikan target yang terlalu mudah.",
    ),
    "capaian_pecahan": Jenis(
        "jelaskan",
        "Capaian tercetak {capaian} berupa pecahan; maksudnya {hitungan} persen.",
        "Tulis sebagai persen, atau beri format persen pada selnya.",
        "0,9 dan 90 dalam satu kolom mudah keliru seratus kali.",
    ),
    "capaian_bukan_capaian": Jenis(
        "tolak",
        "Angka tercetak {capaian} bukan capaian terhadap target, melainkan {rumus}; capaiannya {hitungan}.",
        "Ganti dengan capaian terhadap target, atau ganti judul kolomnya.",
        "Pembaca mengira angka ini tingkat capaian.",
    ),
    "perubahan_keliru": Jenis(
        "tolak",
        "Perubahan tercetak {capaian}, padahal dari {lalu} menjadi {realisasi} berubah {hitungan}{dugaan}.",
        "Hitung sebagai (tahun ini - tahun lalu) / tahun lalu x 100.",
        "Perubahan yang keliru membalik kesimpulan.",
    ),
    "capaian_salin_serapan": Jenis(
        "tolak",
        "Capaian tercetak {capaian} sama persis dengan serapan anggaran dan tidak dihasilkan dari target "
        "{target} dan realisasi {realisasi}.",
        "Hitung capaian dari target dan realisasi kinerja.",
        "Uang yang habis bukan kinerja yang tercapai.",
    ),
    "capaian_tanpa_angka": Jenis(
        "jelaskan",
        "Capaian tercetak {capaian}, tetapi {kurang} tidak berupa angka ({nilai}).",
        "Lengkapi angkanya, atau kosongkan capaiannya.",
        "Capaian ini tidak dapat dihitung ulang.",
    ),
    "penuh_realisasi_nol": Jenis(
        "tolak",
        "Capaian tercetak {capaian} padahal realisasinya 0 dari target {target}.",
        "Isi realisasinya, atau betulkan capaiannya.",
        "Salah satu dari keduanya pasti keliru.",
    ),
    "target_nol": Jenis(
        "jelaskan",
        "Target 0 atau kosong: capaian terhadapnya tidak dapat dihitung (tercetak {capaian}, realisasi {realisasi}).",
        "Tetapkan target, atau tulis capaiannya sebagai tidak dapat dihitung.",
        "Pembagian dengan nol tidak mempunyai hasil.",
    ),
    "arah_terbalik": Jenis(
        "tolak",
        "{sebab}, tetapi dinilai makin besar makin baik: tercetak {capaian}, seharusnya {hitungan}.",
        "Pakai rumus untuk indikator yang makin kecil makin baik.",
        "Indikator yang memburuk terbaca sebagai tercapai.",
    ),
    "arah_diragukan": Jenis(
        "jelaskan",
        "Nama indikator ini tampaknya makin kecil makin baik, tetapi capaian {capaian} dihitung makin besar makin "
        "baik; bila sebaliknya: {hitungan}.",
        "Nyatakan arah indikatornya; bila memang makin besar makin baik, tidak perlu tindakan.",
        "Arah yang keliru membalik arti capaian.",
    ),
    "predikat_tidak_cocok": Jenis(
        "jelaskan",
        'Predikat "{nilai}" tidak sesuai dengan capaian {capaian}: menurut {rincian}.',
        "Sebut skala yang dipakai, atau betulkan predikatnya.",
        "Label dan angka yang bertentangan membuat keduanya diragukan.",
    ),
    "tercapai_bertentangan": Jenis(
        "tolak",
        'Dinyatakan "{nilai}", padahal {sebab}.',
        "Betulkan pernyataannya, atau angkanya.",
        "Pernyataan dan angka bertentangan.",
    ),
    "melebihi_penuh": Jenis(
        "jelaskan",
        "Realisasi {realisasi} dan capaian {capaian} melampaui 100, padahal satuannya bagian dari keseluruhan.",
        "Periksa pembilang dan penyebutnya, atau ganti satuannya.",
        "Bagian tidak mungkin lebih besar dari keseluruhan.",
    ),
    "angka_dari_bukti": Jenis(
        "info",
        '"{nilai}" dibaca {bacaan} karena {bukti}.',
        "Tulis desimal dengan koma dan ribuan dengan titik.",
        "Titik dan koma yang tertukar mengubah nilai seribu kali.",
    ),
    "koma_hilang": Jenis(
        "jelaskan",
        "Angka {nilai} baru cocok bila dibaca {bacaan}: tanda desimalnya hilang, atau persen bercampur pecahan.",
        "Periksa angka itu di dokumen aslinya.",
        "Tanda desimal sering hilang ketika tabel disalin dari PDF.",
    ),
    "desimal_campur": Jenis(
        "info",
        'Kolom "{kolom}" memakai koma ({koma} sel) dan titik ({titik} sel) sebagai tanda desimal.',
        "Samakan: desimal dengan koma.",
        "Angka seperti 1.250 tidak jelas artinya di kolom seperti itu.",
    ),
    "persen_pecahan_campur": Jenis(
        "jelaskan",
        'Kolom "{kolom}" mencampur persen ({persen} sel) dan pecahan ({pecahan} sel: {rincian}).',
        "Samakan semua sel menjadi persen.",
        "0,9 dan 90 dalam satu kolom mudah keliru seratus kali.",
    ),
    "angka_teks_kolom": Jenis(
        "info",
        'Kolom "{kolom}" memuat {jumlah} angka yang ditulis sebagai teks di samping angka biasa ({rincian}).',
        "Ketik ulang sebagai angka.",
        "Excel tidak menghitung angka yang berupa teks.",
    ),
    "satuan_di_sel": Jenis(
        "info",
        'Kolom "{kolom}" memuat satuan di dalam sel angka ({rincian}).',
        "Tulis satuan di kolom Satuan.",
        "Sel yang memuat huruf tidak dapat dijumlahkan.",
    ),
    "kolom_capaian_realisasi": Jenis(
        "info",
        'Kolom "{kolom}" dibaca sebagai realisasi, karena tidak ada kolom realisasi.',
        "Beri judul Realisasi bila memang realisasi.",
        "Capaian dan realisasi adalah dua hal yang berbeda.",
    ),
    "serapan_tidak_cocok": Jenis(
        "tolak",
        "Persentase anggaran tercetak {capaian}, padahal {realisasi} dari pagu {target} adalah {hitungan}.",
        "Hitung ulang persentasenya, atau betulkan pagu dan realisasinya.",
        "Serapan yang tidak dapat dihitung ulang tidak dapat dipertanggungjawabkan.",
    ),
    "sisa_tidak_cocok": Jenis(
        "tolak",
        "Sisa tercetak {nilai}, padahal pagu dikurangi realisasi adalah {hitungan}.",
        "Hitung ulang sisanya.",
        "Pagu, realisasi, dan sisa harus saling cocok.",
    ),
    "jumlah_tidak_cocok": Jenis(
        "jelaskan",
        'Jumlah tercetak {nilai} pada kolom "{kolom}" berbeda dari jumlah barisnya {hitungan}; selisih {selisih}.',
        "Periksa baris yang terlewat atau terhitung dua kali.",
        "Jumlah yang keliru terbawa ke ringkasan laporan.",
    ),
    "rata_tidak_cocok": Jenis(
        "jelaskan",
        'Rata-rata tercetak {nilai} pada kolom "{kolom}" berbeda dari rata-rata barisnya {hitungan}.',
        "Sebut bobot atau batas yang dipakai, atau hitung ulang.",
        "Rata-rata yang tidak dapat dihitung ulang tidak dapat dipertanggungjawabkan.",
    ),
    "rasio_tercetak_beda": Jenis(
        "tolak",
        "Realisasi tercetak {nilai}, padahal {pembilang} / {penyebut} adalah {hitungan}.",
        "Betulkan salah satunya.",
        "Dua angka untuk satu hal membuat pembaca ragu.",
    ),
    "keterangan_beda": Jenis(
        "tolak",
        "Penjumlahan di keterangan tidak cocok: {rincian}.",
        "Betulkan keterangan atau angkanya.",
        "Rincian dan jumlahnya harus sama.",
    ),
    "tabel_terlalu_panjang": Jenis(
        "tolak",
        "Lembar ini lebih dari {jumlah} baris; sisanya tidak diperiksa.",
        "Pisahkan tabelnya ke beberapa berkas.",
        "Baris yang tidak diperiksa belum tentu benar.",
    ),
}
