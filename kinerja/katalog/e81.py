"""Findings about the national Formulir E.81."""

from __future__ import annotations

from kinerja.katalog.jenis import Jenis

E81: dict[str, Jenis] = {
    "tabel_kosong": Jenis(
        "tolak",
        "Judul kolom Formulir E.81 ditemukan, tetapi di bawahnya tidak ada baris data.",
        "Minta kirim ulang formulir yang sudah terisi.",
        "Tanpa baris data tidak ada yang dapat dihitung.",
    ),
    "rumus_tidak_terbaca": Jenis(
        "info",
        "Rumus, sel gabungan, dan baris tersembunyi pada berkas ini tidak terbaca; yang dipakai hanya nilainya.",
        "Simpan ulang sebagai .xlsx dari Excel bila ingin rumusnya ikut diperiksa.",
        "Tanpa rumus, induk setiap baris ditentukan dari kecocokan jumlahnya.",
    ),
    "kolom_tidak_dibaca": Jenis(
        "info",
        "Kolom {kolom} tidak dibaca: {sebab}.",
        "Tidak perlu tindakan bila memang kolom bantu; hapus sebelum formulir dicetak.",
        "Tidak ada kolom yang dilewati diam-diam.",
    ),
    "kode_ganda": Jenis(
        "tolak",
        "Kode {nilai} tertulis pada lebih dari satu baris ({tempat}).",
        "Betulkan kodenya; satu kode untuk satu program, kegiatan, atau sub kegiatan.",
        "Anggaran kedua baris itu tidak dapat dibedakan.",
    ),
    "indikator_kosong": Jenis(
        "info",
        "{jumlah} baris tidak memuat indikator, hanya nama dan angka: {rincian}. Yang dibaca hanya anggarannya.",
        "Lengkapi indikatornya bila baris itu program, kegiatan, atau sub kegiatan.",
        "Target dan realisasi tanpa indikator tidak bermakna.",
    ),
    "hierarki_ditebak": Jenis(
        "info",
        "Induk {jumlah} baris ditentukan dari letaknya saja, tanpa rumus, kode, atau jumlah: {rincian}.",
        "Masukkan barisnya ke rumus penjumlahan induknya, atau isi kolom kode.",
        "Induk yang keliru mengubah jumlah per program dan kegiatan.",
    ),
    "baris_tidak_dijumlahkan": Jenis(
        "jelaskan",
        "Uang pada {jumlah} baris tidak ikut dijumlahkan oleh rumus mana pun: {rincian}.",
        "Masukkan ke rumus penjumlahan, atau hapus barisnya.",
        "Jumlah yang tercetak tidak mencakup baris itu.",
    ),
    "jumlah_kolom_beda": Jenis(
        "jelaskan",
        "{jumlah} sel tidak sama dengan hitungan kolom-kolom asalnya: {rincian}.",
        "Betulkan rumus di sel itu; hitungan di sini memakai kolom asalnya.",
        "Kolom jumlah yang keliru terbawa ke tingkat capaian.",
    ),
    "rata_salah_rujuk": Jenis(
        "info",
        "Rumus rata-rata persentase di {jumlah} sel tidak merujuk tepat baris-baris anaknya: {rincian}.",
        "Betulkan rentang rumusnya.",
        "Persentase yang tercetak bukan rata-rata anaknya; persentase itu tidak dipakai menghitung di sini.",
    ),
    "k_turunan_persen": Jenis(
        "info",
        "{jumlah} sel K dihitung dari persentase ({contoh}), sehingga muncul pecahan untuk barang satuan: {rincian}.",
        "Isi K dengan cacah yang benar-benar selesai, lalu hitung persentasenya dari K.",
        "Tidak ada 0,8 dokumen.",
    ),
    "persen_skala": Jenis(
        "info",
        "{jumlah} sel pada kolom % ditulis sebagai 25, bukan 0,25; dibaca sebagai persen.",
        "Samakan dengan sel lain di kolom itu.",
        "0,25 dan 25 pada kolom yang sama mudah keliru seratus kali.",
    ),
    "nama_salah_ketik": Jenis(
        "info",
        "{jumlah} kata tampaknya salah ketik: {rincian}.",
        "Betulkan sebelum formulir dicetak.",
        "Nama yang berbeda tulisannya sulit dicocokkan antartahun.",
    ),
}
