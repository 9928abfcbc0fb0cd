"""Findings about plausibility: figures that can be read and make a reader ask."""

from __future__ import annotations

from kinerja.katalog.jenis import Jenis

KEWAJARAN: dict[str, Jenis] = {
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
        "Periksa angkanya; bila memang benar, jelaskan.",
        "Angka di luar rentang satuannya biasanya salah ketik atau salah satuan.",
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
    "pecahan_bukan_persen": Jenis(
        "jelaskan",
        "Realisasi {nilai} % padahal targetnya {target}; mungkin ditulis sebagai pecahan dan maksudnya {bacaan}.",
        "Bila maksudnya {bacaan}, ketik angka itu; bila {nilai} % memang benar, jelaskan.",
        "Persen yang ditulis sebagai pecahan membuat capaian seratus kali terlalu kecil.",
    ),
    "target_nol_terlampaui": Jenis(
        "info",
        "Realisasi {nilai} padahal triwulan ini tidak ditargetkan; tidak ada persen.",
        "Tidak perlu tindakan.",
        "Capaian terhadap target nol tidak dapat dihitung.",
    ),
    "uraian_sama_dengan_lalu": Jenis(
        "jelaskan",
        '{kolom} sama persis dengan triwulan lalu: "{nilai}".',
        "Tulis keadaan triwulan ini; bila memang tidak berubah, katakan itu pada kolom Penjelasan.",
        "Uraian salinan menunjukkan bahwa sebabnya tidak diperiksa lagi.",
    ),
    "target_terlalu_mudah": Jenis(
        "jelaskan",
        "Capaian melebihi {ambang} dua triwulan berturut-turut ({lalu}, lalu {capaian}).",
        "Jelaskan mengapa target ini masih layak, atau usulkan perubahannya.",
        "Target yang selalu terlampaui jauh tidak mengukur apa-apa.",
    ),
    "cacah_pecahan": Jenis(
        "jelaskan",
        "Cacah {nilai} {satuan} bukan bilangan bulat.",
        "Isi dengan cacah yang benar-benar terjadi.",
        "Tidak ada 11,25 orang; pecahan biasanya berasal dari persentase yang dikalikan balik.",
    ),
    "kode_diluar_nomenklatur": Jenis(
        "jelaskan",
        "Kode {nilai} tidak sesuai nomenklatur: {sebab}.",
        "Cocokkan dengan keputusan nomenklatur yang berlaku; bila kodenya benar, tambahkan di params/nomenklatur.yaml.",
        "Kode yang tidak dikenal tidak dapat dicocokkan dengan SIPD dan DPA.",
    ),
    "tindak_lanjut_lewat": Jenis(
        "info",
        "{jumlah} tindak lanjut melewati tenggatnya dan belum selesai: {uraian}.",
        "Selesaikan, atau tulis tenggat barunya pada kolom Keterangan.",
        "Tindak lanjut yang terlambat menunda perbaikan kinerja.",
    ),
    "terlambat_melapor": Jenis(
        "info",
        "{bidang} menyimpan formulir TW {tw} terakhir pada {tanggal}, {hari} hari kerja sesudah tenggat {tenggat}.",
        "Ingatkan bidangnya untuk triwulan berikutnya.",
        "Keterlambatan satu bidang menunda laporan dinas.",
    ),
}
