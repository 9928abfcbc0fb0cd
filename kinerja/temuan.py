"""Findings: the one catalogue of what can be wrong with the data, and how a finding is made.

Every finding that a planner can see has its code here, with what it means, why it matters and what to do: no step
writes such words of its own. Severity:

* ``tolak`` stops the quarter (the SOP's "Tidak", exit code 2),
* ``jelaskan`` stops it until the unit has given an explanation in its form,
* ``info`` is shown and stops nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Jenis:
    """One kind of finding.

    Attributes:
        tingkat: ``tolak``, ``jelaskan`` or ``info``.
        pesan: Sentence with ``{names}`` that :func:`temuan` fills in.
        saran: What to do.
        mengapa: Why it matters.
    """

    tingkat: str
    pesan: str
    saran: str
    mengapa: str


KATALOG: dict[str, Jenis] = {
    # ---- files --------------------------------------------------------------------------------------------------
    "berkas_hilang": Jenis(
        "tolak",
        "Berkas ini hilang sewaktu dibaca.",
        "Kembalikan berkasnya, lalu jalankan lagi.",
        "Isinya tidak terbaca.",
    ),
    "berkas_kosong": Jenis(
        "tolak",
        "Berkas ini kosong (0 byte).",
        "Minta kirim ulang berkasnya; kiriman yang terputus sering menghasilkan berkas kosong.",
        "Isi berkas tidak pernah sampai.",
    ),
    "berkas_terkunci": Jenis(
        "tolak",
        "Berkas ini tidak dapat dibuka karena sedang dipakai program lain atau tidak ada izin membacanya.",
        "Tutup berkas itu di Excel, lalu jalankan lagi.",
        "Isinya belum terbaca.",
    ),
    "berkas_bersandi": Jenis(
        "tolak",
        "Berkas ini dikunci dengan kata sandi.",
        "Buka di Excel, hapus kata sandinya (File > Info > Protect Workbook), simpan, lalu jalankan lagi.",
        "Isi berkas bersandi tidak dapat dibaca.",
    ),
    "berkas_rusak": Jenis(
        "tolak",
        "Berkas ini rusak atau terpotong: {sebab}.",
        "Minta kirim ulang, atau buka di Excel dan simpan sebagai .xlsx yang baru.",
        "Sebagian isinya hilang, dan tidak diketahui bagian mana.",
    ),
    "berkas_bukan_excel": Jenis(
        "tolak",
        "Berkas ini bukan buku kerja Excel yang dikenal ({sebab}).",
        "Simpan sebagai .xlsx, atau pindahkan keluar dari folder data/raw.",
        "Setiap berkas di data/raw harus terbaca, supaya tidak ada kiriman yang terlewat.",
    ),
    "berkas_terlalu_besar": Jenis(
        "tolak",
        "Berkas ini tidak dibaca karena terlalu besar ({sebab}).",
        "Hapus lembar, gambar, dan baris kosong yang tidak perlu, lalu simpan lagi.",
        "Berkas kinerja satu dinas jarang lebih dari 1 MB; yang jauh lebih besar biasanya keliru atau berbahaya.",
    ),
    "lembar_tidak_dikenal": Jenis(
        "tolak",
        "Tidak ada lembar dengan judul kolom yang dikenal.",
        "Pakai formulir dari aplikasi ini atau Formulir E.81, atau pindahkan berkas ini keluar dari folder data/raw.",
        "Isi berkas ini tidak masuk hitungan.",
    ),
    "kolom_hilang": Jenis(
        "tolak",
        'Kolom "{kolom}" tidak ditemukan pada lembar ini.',
        "Kembalikan judul kolomnya seperti pada formulir yang dikirim.",
        "Tanpa kolom ini angkanya tidak dapat dibaca.",
    ),
    "lembar_hilang": Jenis(
        "tolak",
        'Lembar "{lembar_dicari}" tidak ada dalam berkas ini.',
        "Tambahkan lembar itu; polanya data/raw/2025/perencanaan.xlsx dalam folder aplikasi.",
        "Bagian rencana itu tidak diketahui.",
    ),
    "kolom_tidak_dikenal": Jenis(
        "info",
        'Kolom "{nilai}" tidak dikenal dan tidak dibaca{mirip}.',
        "Tidak perlu tindakan bila memang kolom tambahan milik bidang.",
        "Isi kolom ini tidak masuk hitungan.",
    ),
    "kolom_ganda": Jenis(
        "tolak",
        'Judul kolom "{kolom}" tertulis dua kali pada lembar ini.',
        "Sisakan satu kolom saja, atau ganti judul yang lain.",
        "Tidak diketahui kolom mana yang berlaku.",
    ),
    "lembar_tidak_dibaca": Jenis(
        "info",
        "Lembar ini bukan bagian dari formulir dan tidak dibaca ({jumlah} baris berisi).",
        "Tidak perlu tindakan bila memang lembar catatan.",
        "Isi lembar ini tidak masuk hitungan.",
    ),
    "formulir_asing": Jenis(
        "tolak",
        "Formulir ini milik {milik}, bukan {seharusnya}.",
        "Pindahkan berkas ke folder tahun dan triwulan yang benar.",
        "Angka dari kantor, tahun, atau triwulan lain tidak boleh tercampur.",
    ),
    "bidang_tidak_dikenal": Jenis(
        "tolak",
        'Bidang "{bidang_tertulis}" tidak ada dalam params/dinas.yaml{mirip}.',
        "Betulkan nama bidangnya, atau tambahkan di params/dinas.yaml.",
        "Tidak diketahui siapa yang menanggungjawabi angkanya.",
    ),
    "folder_terkunci": Jenis(
        "tolak",
        "Folder ini tidak dapat dibuka karena tidak ada izin membacanya.",
        "Periksa izin foldernya, lalu jalankan lagi.",
        "Kiriman di dalamnya belum terbaca.",
    ),
    "folder_tidak_dikenal": Jenis(
        "tolak",
        "Folder ini bukan folder triwulan, sehingga isinya tidak dibaca.",
        "Beri nama TW1, TW2, TW3, atau TW4, atau pindahkan.",
        "Kiriman di dalamnya tidak terhitung.",
    ),
    "rencana_ganda": Jenis(
        "tolak",
        "Ada lebih dari satu berkas perencanaan untuk tahun ini; berkas ini tidak dibaca.",
        "Sisakan satu berkas perencanaan.",
        "Tidak diketahui rencana mana yang berlaku.",
    ),
    "e81_tidak_dipakai": Jenis(
        "jelaskan",
        "Formulir E.81 ini tidak dibaca karena sudah ada rencana atau Formulir E.81 lain untuk tahun ini.",
        "Pindahkan keluar dari data/raw bila memang tidak dipakai.",
        "Angka yang sama tidak boleh masuk dua kali.",
    ),
    "kiriman_ulang": Jenis(
        "info",
        "Berkas ini digantikan oleh kiriman yang lebih baru ({pengganti}).",
        "Tidak perlu tindakan; berkas lama tetap disimpan.",
        "Hanya satu kiriman per bidang dan triwulan yang dihitung.",
    ),
    "kiriman_ganda": Jenis(
        "tolak",
        "Dua berkas berbeda dari bidang yang sama mengaku revisi yang sama ({pengganti}).",
        "Naikkan nomor revisi pada berkas yang benar, atau pindahkan yang salah keluar dari data/raw.",
        "Tidak diketahui mana yang berlaku, dan aplikasi tidak menebak.",
    ),
    # ---- cells --------------------------------------------------------------------------------------------------
    "angka_ambigu": Jenis(
        "tolak",
        '"{nilai}" dapat dibaca sebagai {bacaan}.',
        "Ketik ulang sebagai angka di Excel (bukan teks), atau tulis desimal dengan koma.",
        "Titik dan koma yang tertukar mengubah nilai seribu kali.",
    ),
    "angka_tidak_terbaca": Jenis(
        "tolak",
        '"{nilai}" tidak terbaca sebagai {seharusnya}.',
        "Isi dengan angka saja; tulis satuan dan catatan di kolom lain.",
        "Nilai ini tidak dapat dihitung.",
    ),
    "angka_sebagai_teks": Jenis(
        "info",
        "Angka {nilai} ditulis sebagai teks; dibaca sebagai {bacaan}.",
        "Bila bacaannya salah, ketik ulang sebagai angka.",
        "Excel tidak menghitung angka yang berupa teks.",
    ),
    "galat_rumus": Jenis(
        "tolak",
        "Sel ini berisi kesalahan rumus {nilai}.",
        "Perbaiki rumusnya di Excel, atau isi dengan angka yang benar.",
        "Kesalahan rumus bukan nol; nilainya tidak diketahui.",
    ),
    "galat_rumus_cetak": Jenis(
        "jelaskan",
        "Sel ini berisi kesalahan rumus {nilai}{sebab}; sel ini tidak dipakai menghitung.",
        "Perbaiki rumusnya sebelum formulir dicetak.",
        "Formulir yang dicetak akan memuat kesalahan ini.",
    ),
    "indikator_tidak_dikenal": Jenis(
        "tolak",
        'Kode indikator "{nilai}" tidak ada dalam Perjanjian Kinerja{mirip}.',
        "Betulkan kodenya, atau tambahkan indikatornya di perencanaan.xlsx.",
        "Angkanya tidak dapat dibandingkan dengan target mana pun.",
    ),
    "indikator_ganda": Jenis(
        "tolak",
        "Indikator ini tertulis lebih dari sekali ({tempat}).",
        "Sisakan satu baris saja.",
        "Tidak diketahui baris mana yang berlaku.",
    ),
    "isian_tidak_dikenal": Jenis(
        "tolak",
        '"{nilai}" bukan isian yang dikenal untuk {kolom}; pilihannya: {pilihan}.',
        "Pilih salah satu dari daftar itu.",
        "Cara menghitung indikator ini bergantung pada isian ini.",
    ),
    "isian_hilang": Jenis(
        "tolak",
        "Kolom {kolom} belum diisi.",
        "Lengkapi sel ini.",
        "Tanpa isian ini barisnya tidak dapat dihitung dengan benar.",
    ),
    "isian_bertentangan": Jenis(
        "tolak",
        '{kolom} "{nilai}" tidak cocok dengan {sebab}.',
        "Betulkan salah satunya di perencanaan.xlsx atau params/aturan.yaml.",
        "Rumus yang tidak sesuai arah indikator membalik artinya.",
    ),
    "params_indikator_asing": Jenis(
        "info",
        'Ketentuan untuk indikator "{nilai}" di params tidak dipakai: tidak ada dalam Perjanjian Kinerja{mirip}.',
        "Betulkan kodenya, atau pindahkan ketentuannya ke aturan-<tahun>.yaml yang benar.",
        "Ketentuan yang salah kode tidak berpengaruh apa-apa.",
    ),
    "indikator_bidang_lain": Jenis(
        "tolak",
        "Indikator ini ditanggungjawabi {milik}, tetapi diisi pada formulir {pengisi}.",
        "Pindahkan isiannya ke formulir bidang yang benar, atau betulkan kolom Bidang pada lembar PK.",
        "Angka yang dilaporkan dua bidang dapat terhitung dua kali.",
    ),
    "rasio_beda": Jenis(
        "jelaskan",
        "Realisasi tertulis {nilai} berbeda dari pembilang/penyebut {hitungan}; yang dipakai pembilang/penyebut.",
        "Samakan, atau kosongkan kolom Realisasi.",
        "Dua angka untuk satu hal membuat pembaca ragu.",
    ),
    "rupiah_pecahan": Jenis(
        "jelaskan",
        "Nilai rupiah {nilai} bukan bilangan bulat.",
        "Periksa rumus di sel ini; uang ditulis dalam rupiah penuh.",
        "Pembulatan yang tidak disengaja membuat jumlah tidak cocok.",
    ),
    # ---- rows ---------------------------------------------------------------------------------------------------
    "baris_tidak_dibaca": Jenis(
        "info",
        "{jumlah} baris pada lembar ini tidak dibaca sebagai data: {rincian}.",
        "Periksa daftar barisnya bila ada yang seharusnya terbaca.",
        "Tidak ada baris yang dibuang diam-diam.",
    ),
    "baris_tersembunyi": Jenis(
        "jelaskan",
        "{jumlah} baris tersembunyi berisi data: {rincian}.",
        "Tampilkan barisnya, lalu hapus atau jelaskan.",
        "Pembaca formulir tidak melihat baris ini, padahal ikut dijumlahkan.",
    ),
    "dua_indikator_satu_sel": Jenis(
        "jelaskan",
        "Sel ini memuat dua indikator atau lebih, tetapi hanya ada satu angka ({nilai}).",
        "Pisahkan menjadi satu baris per indikator, masing-masing dengan target dan realisasi sendiri.",
        "Satu angka tidak dapat mewakili dua indikator; di sini dihitung sebagai satu indikator.",
    ),
    "sel_gabungan_angka": Jenis(
        "info",
        "Angka di sel gabungan {rentang} berlaku untuk beberapa baris; dihitung satu kali.",
        "Tidak perlu tindakan bila memang pagu bersama.",
        "Pagu bersama tidak boleh terhitung dua kali.",
    ),
    "rumus_bercampur": Jenis(
        "info",
        "Angka yang diketik bercampur dengan rumus pada kolom ini: {rincian}.",
        "Periksa sel yang diketik; rumus di sekitarnya tidak menghitungnya.",
        "Angka ketikan tidak ikut berubah ketika sumbernya berubah.",
    ),
    "satuan_salah_ketik": Jenis(
        "info",
        'Satuan "{nilai}" tampaknya salah ketik; maksudnya mungkin "{mirip}".',
        "Betulkan satuannya.",
        "Satuan yang berbeda tulisannya dianggap berbeda.",
    ),
    "satuan_bercampur": Jenis(
        "jelaskan",
        'Satuan "{satuan}" mencampur dua ukuran: {rincian}.',
        "Pakai satu ukuran yang sama untuk semua kolom.",
        "Membandingkan orang dengan orang-bulan menghasilkan capaian yang tidak bermakna.",
    ),
    "persen_dijumlah_antar_tahun": Jenis(
        "jelaskan",
        "{jumlah} baris bersatuan persen, nilai, atau indeks menjumlahkan capaian antartahun ({contoh}).",
        "Untuk persentase dan indeks pakai nilai tahun terakhir, bukan jumlahnya.",
        "100 % ditambah 100 % bukan 200 % kinerja.",
    ),
    "persen_penuh_realisasi_nol": Jenis(
        "tolak",
        "Persentase tercetak {nilai} padahal realisasi setahun 0.",
        "Isi realisasinya, atau betulkan persentasenya.",
        "Salah satu dari keduanya pasti keliru.",
    ),
    "k_tidak_sama_persen": Jenis(
        "info",
        "{jumlah} baris memiliki K kumulatif yang tidak sama dengan persentase kumulatif kali target ({contoh}).",
        "Isi K sebagai cacah yang benar-benar terjadi, lalu hitung persennya dari K.",
        "Kedua kolom seharusnya menceritakan hal yang sama.",
    ),
    "kumulatif_turun": Jenis(
        "jelaskan",
        "Nilai kumulatif turun dari {sebelum} menjadi {sesudah}.",
        "Periksa kedua triwulan.",
        "Jumlah kumulatif tidak mungkin berkurang.",
    ),
    # ---- Formulir E.81 ------------------------------------------------------------------------------------------
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
    # ---- money --------------------------------------------------------------------------------------------------
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
    # ---- plan ---------------------------------------------------------------------------------------------------
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
    "anggaran_belum_diisi": Jenis(
        "tolak",
        "Realisasi anggaran TW {tw} belum diisi.",
        "Isi realisasinya; tulis 0 bila memang belum ada belanja.",
        "Sel kosong bukan nol, dan serapan menjadi tidak lengkap.",
    ),
    # ---- reporting ----------------------------------------------------------------------------------------------
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
    "bukti_kosong": Jenis(
        "jelaskan",
        "Realisasi diisi tanpa bukti dukung.",
        "Tulis nama dokumen buktinya.",
        "Angka tanpa bukti tidak diterima evaluator.",
    ),
    # ---- plausibility -------------------------------------------------------------------------------------------
    "pembilang_lebih": Jenis(
        "tolak",
        "Pembilang {pembilang} lebih besar dari penyebut {penyebut}.",
        "Periksa kedua angkanya; mungkin tertukar.",
        "Bagian tidak mungkin lebih besar dari keseluruhan.",
    ),
    "lembar_tidak_ada": Jenis(
        "info",
        "Lembar ini tidak ada dalam berkas perencanaan; perbandingan yang memerlukannya tidak tersedia.",
        "Tambahkan lembarnya bila datanya ada; polanya data/raw/2025/perencanaan.xlsx dalam folder aplikasi.",
        "Laporan harus membandingkan capaian dengan akhir Renstra dan tahun-tahun sebelumnya.",
    ),
    "angka_negatif": Jenis(
        "tolak",
        "{apa} bernilai negatif: {nilai}.",
        "Periksa tandanya; cacah, pembilang, dan penyebut tidak pernah kurang dari nol.",
        "Angka negatif mengurangi jumlah tanpa terlihat.",
    ),
    "belanja_negatif": Jenis(
        "jelaskan",
        "Realisasi anggaran TW {tw} bernilai negatif: {nilai}.",
        "Jelaskan bila ini koreksi atau pengembalian belanja; bila bukan, perbaiki tandanya.",
        "Belanja negatif menurunkan serapan triwulan sebelumnya.",
    ),
    "fisik_diluar_rentang": Jenis(
        "tolak",
        "Kemajuan fisik {nilai} di luar 0 sampai 100.",
        "Isi sebagai persen, 0 sampai 100.",
        "Kemajuan fisik tidak mungkin kurang dari nol atau lebih dari seratus persen.",
    ),
    "rumus_tanpa_nilai": Jenis(
        "tolak",
        "Sel ini berisi rumus yang belum dihitung ({nilai}).",
        "Buka berkasnya di Excel, simpan, lalu kirim ulang.",
        "Nilai rumusnya tidak tersimpan dalam berkas, sehingga tidak terbaca.",
    ),
    "formulir_tertahan": Jenis(
        "tolak",
        "{bidang} belum mempunyai formulir TW {tw} yang terbaca; di folder itu ada {jumlah} berkas yang ditolak.",
        "Perbaiki dulu berkas yang ditolak; bila bukan dari bidang ini, ingatkan bidangnya.",
        "Capaian dinas belum lengkap.",
    ),
    "diluar_rentang": Jenis(
        "jelaskan",
        "Nilai {nilai} di luar rentang wajar satuan {satuan} ({rentang}).",
        "Periksa angkanya.",
        "Persentase ditulis 0 sampai 100.",
    ),
    "capaian_tinggi": Jenis(
        "jelaskan",
        "Capaian {capaian} melebihi {ambang}.",
        "Jelaskan sebabnya; target yang terlalu mudah perlu ditinjau.",
        "Capaian sangat tinggi biasanya berarti targetnya terlalu rendah atau angkanya salah.",
    ),
    "capaian_rendah": Jenis(
        "jelaskan",
        "Capaian {capaian} di bawah {ambang}.",
        "Jelaskan faktor penghambat dan rencana tindak lanjutnya.",
        "Kinerja di bawah target harus disertai sebab dan tindakan.",
    ),
    "serapan_timpang": Jenis(
        "jelaskan",
        "Serapan {serapan} tetapi capaian {capaian}.",
        "Jelaskan mengapa uang dan hasil tidak sejalan.",
        "Uang habis tanpa hasil, atau hasil tanpa uang, perlu diperiksa.",
    ),
    "sama_dengan_lalu": Jenis(
        "info",
        "Realisasi sama persis dengan triwulan lalu ({nilai}).",
        "Pastikan bukan salinan formulir lama.",
        "Angka salinan menyembunyikan perubahan.",
    ),
    "loncatan": Jenis(
        "jelaskan",
        "Realisasi berubah {kali} kali dari triwulan lalu ({sebelum} menjadi {sesudah}).",
        "Periksa letak koma dan satuannya.",
        "Loncatan besar biasanya salah ketik.",
    ),
    "target_nol_terlampaui": Jenis(
        "info",
        "Realisasi {nilai} padahal triwulan ini tidak ditargetkan; tidak ada persen.",
        "Tidak perlu tindakan.",
        "Capaian terhadap target nol tidak dapat dihitung.",
    ),
    # ---- printed tables that are audited ------------------------------------------------------------------------
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


def temuan(
    kode: str,
    *,
    bidang: str = "",
    kode_indikator: str = "",
    berkas: str = "",
    lembar: str = "",
    sel: str = "",
    nilai: str = "",
    penjelasan: str = "",
    **isi: object,
) -> dict[str, object]:
    """Make one row for a table of findings.

    Args:
        kode: Key of :data:`KATALOG`.
        bidang: Unit that has to act.
        kode_indikator: Indicator concerned.
        berkas: File, path from the office folder.
        lembar: Sheet.
        sel: Cell or range, A1 style.
        nilai: What stands there, as text.
        penjelasan: Explanation that the unit has given.
        **isi: What the catalogue's sentences name in braces.

    Raises:
        KeyError: ``kode`` or a name in the sentence is unknown: a mistake in the calling code.
    """
    j = KATALOG[kode]
    kata = {"nilai": nilai, "bidang": bidang, **isi}
    return {
        "kode": kode,
        "tingkat": j.tingkat,
        "bidang": bidang,
        "kode_indikator": kode_indikator,
        "berkas": berkas,
        "lembar": lembar,
        "sel": sel,
        "nilai": nilai,
        "pesan": j.pesan.format(**kata),
        "saran": j.saran.format(**kata),
        "penjelasan": penjelasan,
    }
