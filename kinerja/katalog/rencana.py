"""Findings about plan, money and reporting."""

from __future__ import annotations

from kinerja.katalog.jenis import Jenis

RENCANA: dict[str, Jenis] = {
    # ---- money ------------------------------------------------------------------------------
    "jumlah_triwulan_beda": Jenis(
        "tolak",
        "Realisasi anggaran setahun {setahun} berbeda dari jumlah empat triwulan {jumlah}; selisih {selisih}{sebab}.",
        "Betulkan rumus penjumlahannya, lalu jalankan lagi.",
        "Angka serapan yang dilaporkan bergantung pada kolom yang dipakai.",
    ),
    "induk_tidak_sama_anak": Jenis(
        "tolak",
        "{kolom} induk {induk} berbeda dari jumlah anaknya {anak}; selisih {selisih}{sebab}.",
        "Betulkan rumus penjumlahannya.",
        "Baris yang terhitung dua kali atau terlewat mengubah serapan.",
    ),
    "realisasi_lebih_pagu": Jenis(
        "tolak",
        "Realisasi {realisasi} melebihi pagu {pagu}.",
        "Periksa realisasi, atau masukkan DPPA bila pagunya sudah berubah.",
        "Belanja tidak boleh melampaui pagu.",
    ),
    "pagu_beda": Jenis(
        "jelaskan",
        "Pagu {pagu} berbeda dari {banding}.",
        "Samakan dengan DPA/DPPA yang berlaku.",
        "Serapan dihitung terhadap pagu.",
    ),
    # ---- plan ------------------------------------------------------------------------------
    "target_hilang": Jenis(
        "tolak",
        "Target {mana} belum diisi.",
        "Lengkapi Perjanjian Kinerja atau Rencana Aksi di perencanaan.xlsx.",
        "Tanpa target tidak ada capaian.",
    ),
    "target_tw_beda_pk": Jenis(
        "tolak",
        "Target sampai TW IV pada Rencana Aksi {rencana} tidak sama dengan target Perjanjian Kinerja {pk}.",
        "Samakan keduanya.",
        "Rencana triwulanan harus berujung pada janji setahun.",
    ),
    "rumus_bawaan": Jenis(
        "info",
        "{jumlah} indikator tidak menyatakan {apa}; dipakai bawaan {bawaan}.",
        "Nyatakan di perencanaan.xlsx atau params/aturan.yaml.",
        "Cara hitung yang berbeda memberi capaian yang berbeda.",
    ),
    "kode_tidak_sah": Jenis(
        "tolak",
        'Kode "{nilai}" tidak berbentuk kode program/kegiatan/sub kegiatan.',
        "Tulis sebagai teks, misalnya 2.07.03.2.01.0001.",
        "Kode yang salah tidak dapat dicocokkan dengan DPA.",
    ),
    "anggaran_tidak_dikenal": Jenis(
        "tolak",
        'Kode anggaran "{nilai}" tidak ada pada lembar DPA{mirip}.',
        "Betulkan kodenya, atau tambahkan barisnya di lembar DPA.",
        "Tidak diketahui pagu yang membiayainya.",
    ),
    "anggaran_ganda": Jenis(
        "tolak",
        "Kode anggaran ini tertulis lebih dari sekali ({tempat}).",
        "Sisakan satu baris saja.",
        "Pagunya akan terhitung dua kali.",
    ),
    "anggaran_tidak_ada": Jenis(
        "tolak",
        "{jumlah} sub kegiatan {bidang} tidak ada pada formulir TW {tw}: {rincian}.",
        "Kembalikan barisnya seperti pada formulir semula, lalu isi realisasinya; tulis 0 bila belum ada belanja.",
        "Baris yang hilang bukan nol, dan serapan menjadi tidak lengkap.",
    ),
    "anggaran_belum_diisi": Jenis(
        "tolak",
        "Realisasi anggaran TW {tw} belum diisi.",
        "Isi realisasinya; tulis 0 bila memang belum ada belanja.",
        "Sel kosong bukan nol, dan serapan menjadi tidak lengkap.",
    ),
    # ---- reporting ------------------------------------------------------------------------------
    "belum_melapor": Jenis(
        "tolak",
        "{bidang} belum mengirim formulir TW {tw}.",
        "Ingatkan bidangnya; tenggat {tenggat}.",
        "Capaian dinas belum lengkap.",
    ),
    "belum_dilaporkan": Jenis(
        "tolak",
        "Realisasi TW {tw} belum diisi.",
        "Isi realisasinya, atau tulis mengapa belum tersedia.",
        "Indikator ini belum dapat dihitung.",
    ),
    "triwulan_lowong": Jenis(
        "info",
        "Realisasi TW {tw} tidak pernah diisi; yang dipakai posisi triwulan sesudahnya.",
        "Lengkapi bila datanya ada.",
        "Perkembangan antartriwulan tidak terlihat utuh.",
    ),
    "triwulan_tersegel_berubah": Jenis(
        "jelaskan",
        "Berkas ini {apa} sesudah disegel dalam arsip {segel}; angka yang disegel ada di {tempat}.",
        "Kembalikan berkas seperti saat disegel; bila memang harus berubah, catat koreksi pada triwulan itu (kinerja "
        "sop koreksi) dan arsipkan revisinya.",
        "Angka triwulan yang sudah ditandatangani tidak boleh ikut berubah diam-diam.",
    ),
    "nilai_tersegel_dipakai": Jenis(
        "info",
        "{apa} TW {tw} yang disegel: {segel}; menurut berkas sekarang: {nilai}. Yang dipakai angka yang disegel.",
        "Bila angka yang disegel keliru, catat koreksi pada triwulan itu (kinerja sop koreksi) dan arsipkan revisinya; "
        "bila tidak, kembalikan berkasnya.",
        "Angka triwulan lalu adalah angka yang sudah ditandatangani.",
    ),
    "nilai_tersegel_rusak": Jenis(
        "jelaskan",
        "Tabel angka TW {tw} yang disegel hilang atau berubah, jadi angka triwulan itu dibaca dari formulirnya.",
        "Kembalikan berkas ini dari arsip triwulan itu (folder sop di dalamnya), lalu jalankan lagi.",
        "Angka triwulan lalu adalah angka yang sudah ditandatangani.",
    ),
    "bukti_kosong": Jenis(
        "jelaskan",
        "Realisasi diisi tanpa bukti dukung.",
        "Tulis nama dokumen buktinya.",
        "Angka tanpa bukti tidak diterima evaluator.",
    ),
}
