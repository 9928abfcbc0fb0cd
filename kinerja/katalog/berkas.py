"""Findings about files, sheets and headings: what came in and could not, or not wholly, be read."""

from __future__ import annotations

from kinerja.katalog.jenis import Jenis

BERKAS: dict[str, Jenis] = {
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
        "Bila milik kantor ini, pindahkan ke folder tahun dan triwulannya; bila bukan, keluarkan dari data/raw.",
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
        "Berkas ini dan {pengganti} dari bidang yang sama mengaku revisi yang sama, tetapi isinya berbeda{beda}.",
        "Tanyakan kepada bidangnya mana yang benar, lalu pindahkan yang lain keluar dari data/raw.",
        "Tidak diketahui mana yang berlaku, dan aplikasi tidak menebak.",
    ),
    "akhiran_beda": Jenis(
        "info",
        "Akhiran nama berkas ini tidak sesuai isinya ({isi}); dibaca menurut isinya.",
        "Tidak perlu tindakan; ganti akhirannya bila berkas ini akan dikirim lagi.",
        "Program lain membuka berkas menurut akhirannya.",
    ),
    "berkas_berbahaya": Jenis(
        "tolak",
        "Berkas ini tidak dibuka karena {sebab}.",
        "Minta kirim ulang sebagai .xlsx biasa yang disimpan dari Excel.",
        "Berkas seperti ini tidak pernah dibuat Excel, dan dapat melumpuhkan program yang membukanya.",
    ),
    "makro_diabaikan": Jenis(
        "info",
        "Berkas ini memuat makro; makronya tidak dijalankan dan tidak ikut ke berkas koreksi.",
        "Tidak perlu tindakan; formulir tidak memerlukan makro.",
        "Makro dapat menjalankan program lain.",
    ),
    "tautan_luar": Jenis(
        "info",
        "Berkas ini mengambil isi dari buku kerja lain ({jumlah} tautan); yang dipakai nilai terakhir yang tersimpan.",
        "Ganti rumus yang merujuk ke berkas lain dengan angkanya.",
        "Nilai dari berkas lain dapat berubah atau hilang tanpa terlihat.",
    ),
    "lembar_berganti_nama": Jenis(
        "info",
        'Lembar "{nilai}" dibaca sebagai lembar {lembar_dicari}, menurut judul kolomnya.',
        "Tidak perlu tindakan.",
        "Nama lembar boleh berubah; isinya yang menentukan.",
    ),
    "lembar_kembar": Jenis(
        "tolak",
        "Ada lebih dari satu lembar {lembar_dicari} ({rincian}); isinya berbeda, dan yang dibaca hanya {nilai}.",
        "Hapus lembar yang tidak dipakai.",
        "Tidak diketahui lembar mana yang berlaku.",
    ),
    "nama_belum_dipadankan": Jenis(
        "tolak",
        '{apa} "{nilai}" belum dikenal{mirip}.',
        "Buka params/padanan.yaml, isi padanannya pada baris nama itu, lalu jalankan lagi; cukup sekali.",
        "Angkanya tidak dapat dibandingkan dengan target mana pun.",
    ),
    "realisasi_tanpa_keterangan": Jenis(
        "tolak",
        'Judul "{nilai}" tidak mengatakan apakah angkanya TW {tw} saja atau sampai dengan TW {tw}.',
        'Ganti judulnya menjadi "Realisasi TW {tw}" atau "Realisasi s.d. TW {tw}", lalu jalankan lagi.',
        "Angka yang dijumlahkan antartriwulan akan terhitung dua kali bila salah dibaca.",
    ),
    "kumulatif_tidak_terurai": Jenis(
        "tolak",
        "Angka sampai dengan TW {tw} ({nilai}) tidak dapat diurai menjadi angka TW {tw} saja: {sebab}.",
        "Isi angka TW {tw} saja, atau lengkapi triwulan sebelumnya.",
        "Angka kumulatif tidak boleh dijumlahkan lagi dengan triwulan sebelumnya.",
    ),
}
