"""Findings about what stands in cells and rows of the office's own forms and plan."""

from __future__ import annotations

from kinerja.katalog.jenis import Jenis

ISIAN: dict[str, Jenis] = {
    # ---- cells ------------------------------------------------------------------------------
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
    # ---- rows ------------------------------------------------------------------------------
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
    "kolom_tersembunyi": Jenis(
        "jelaskan",
        "{jumlah} kolom tersembunyi berisi data: {rincian}.",
        "Tampilkan kolomnya, lalu periksa atau jelaskan.",
        "Pembaca formulir tidak melihat kolom ini, padahal isinya ikut dibaca.",
    ),
    "sel_gabungan": Jenis(
        "tolak",
        "Sel ini bagian dari sel gabungan {rentang}, sehingga tidak diketahui isinya untuk baris atau kolom mana.",
        "Pisahkan selnya (Unmerge Cells), lalu isi setiap baris.",
        "Excel hanya menyimpan satu isi untuk seluruh sel gabungan.",
    ),
    "sel_gabungan_teks": Jenis(
        "info",
        "Isi sel gabungan {rentang} dipakai untuk semua barisnya.",
        "Tidak perlu tindakan bila memang berlaku untuk semuanya.",
        "Satu uraian untuk beberapa indikator sering kurang tepat.",
    ),
    "rumus_di_isian": Jenis(
        "info",
        "Sel ini berisi rumus {rumus}; yang dipakai hasilnya, {nilai}.",
        "Tidak perlu tindakan bila hasilnya benar.",
        "Hasil rumus berubah ketika sumbernya berubah.",
    ),
    "rumus_dengan_tetapan": Jenis(
        "jelaskan",
        "Rumus {rumus} mencampur rujukan sel dengan angka yang diketik; hasilnya {nilai}.",
        "Jelaskan angka yang diketik itu, atau ganti rumusnya dengan hasilnya.",
        "Angka yang tersembunyi di dalam rumus tidak dapat ditelusuri.",
    ),
    "rumus_berkas_lain": Jenis(
        "jelaskan",
        "Rumus {rumus} mengambil angka dari berkas lain; yang dipakai hasil terakhir yang tersimpan, {nilai}.",
        "Ganti rumusnya dengan angkanya, atau jelaskan sumbernya.",
        "Berkas sumbernya tidak ikut dikirim, sehingga angkanya tidak dapat diperiksa.",
    ),
    "rumus_berbahaya": Jenis(
        "tolak",
        "Rumus {rumus} memanggil program atau alamat di luar buku kerja; hasilnya tidak dipakai.",
        "Ganti rumusnya dengan angkanya.",
        "Rumus seperti ini dapat menjalankan program di komputer pembacanya.",
    ),
    "target_diubah": Jenis(
        "jelaskan",
        "{kolom} pada formulir ini {nilai}, padahal menurut rencana {target}; yang dipakai menurut rencana.",
        "Kembalikan targetnya. Perubahan target dilakukan lewat Perjanjian Kinerja Perubahan, di perencanaan.xlsx.",
        "Target yang diubah di formulir tidak mengubah janji kepada kepala daerah.",
    ),
    "lalu_diubah": Jenis(
        "jelaskan",
        "Angka TW {tw} pada formulir ini {nilai}, padahal yang dilaporkan {dulu}; yang dipakai yang dilaporkan.",
        "Bila angka dulu yang keliru, kirim koreksi formulir TW {tw}; bila tidak, kembalikan angkanya.",
        "Angka triwulan yang sudah dilaporkan hanya berubah lewat koreksi yang tercatat.",
    ),
    "satuan_beda": Jenis(
        "jelaskan",
        'Satuan "{nilai}" berbeda dari satuan dalam Perjanjian Kinerja, "{satuan}".',
        "Samakan satuannya, dan periksa apakah angkanya memang dalam satuan itu.",
        "Membandingkan dua satuan menghasilkan capaian yang tidak bermakna.",
    ),
    "baris_tertukar": Jenis(
        "tolak",
        'Kode {tertulis} berdampingan dengan nama indikator lain ("{nilai}"), sehingga isi baris ini tidak dipakai.',
        "Salin ulang isiannya ke formulir asli; baris hanya boleh diurutkan sebagai satu kesatuan.",
        "Angka satu indikator dapat tertukar dengan indikator lain.",
    ),
    "tindak_lanjut_tanpa_status": Jenis(
        "jelaskan",
        "Status {jumlah} tindak lanjut belum diisi: {uraian}.",
        "Pilih statusnya pada lembar Tindak Lanjut.",
        "Tindak lanjut yang tidak ditagih akan terlupakan.",
    ),
    "tindak_lanjut_asing": Jenis(
        "info",
        'Tindak lanjut bernomor "{nilai}" tidak tercatat pada triwulan sebelumnya.',
        "Tindak lanjut baru ditulis pada lembar Kinerja.",
        "Asal tindak lanjut ini tidak diketahui.",
    ),
    "isian_tidak_dipakai": Jenis(
        "jelaskan",
        "Isi kolom {kolom} ({nilai}) tidak dipakai; indikator ini diisi pada kolom {seharusnya}.",
        "Pindahkan angkanya ke kolom {seharusnya}, lalu kosongkan sel ini.",
        "Angka di kolom yang keliru tidak masuk hitungan.",
    ),
}
