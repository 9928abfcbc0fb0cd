"""``BACA-SAYA.txt`` of an archive: for whoever finds the file in ten years and never heard of this software."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from kinerja import __version__
from kinerja.arsip import arti_kolom
from kinerja.kantor import Kantor, Periode
from kinerja.langkah import DATA_CONTOH
from kinerja.skema import TABEL

LEBAR = 100

_ISI = """
ISI ARSIP

masukan/     Berkas seperti diterima dari bidang dan rencana tahun itu, tidak diubah, termasuk kiriman
             yang kemudian digantikan. Asalnya folder data/raw.
params/      Keterangan kantor dan aturan hitung yang dipakai (teks YAML; buka dengan Notepad), dan
             berkas params lain.
tabel/       Tabel hasil setiap langkah, masing-masing dua kali dengan isi yang sama: .csv (buka
             dengan Excel) dan .parquet (untuk program).
notebook/    Notebook yang sudah dijalankan beserta hasilnya (teks JSON; buka dengan Jupyter, atau
             Notepad).
laporan/     Laporan: laporan.html (buka dengan peramban apa pun, tanpa internet) dan edisi ringannya
             laporan-ringan.html; raport/ berisi halaman tiap bidang bila bidangnya lebih dari satu;
             PDF, dan PDF yang bertanda tangan elektronik bila ada; rekap.xlsx, formulir-e81.xlsx, dan
             pengukuran-kinerja.xlsx; juga formulir, koreksi, dan pesan yang dibuat.
surat/       Surat dan berita acara menurut SOP.
sop/         Buku SOP: siapa mengerjakan langkah apa dan kapan, satu baris JSON per catatan, dirantai
             dengan sidik; dan hasil setiap revisi yang dirilis (rev0, rev1, ...).
versi/       run.json (sidik masukan, versi program), segel.json (sidik isi dan run id), daftar
             pustaka yang dikunci, dan perangkat-lunak.zip (program yang membuat semua ini, kode
             sumbernya).
MANIFES.txt  Sidik SHA-256 semua berkas di atas.

Folder yang tidak ada di arsip ini memang tidak berisi apa-apa pada saat diarsipkan.

MEMBUKA SEPULUH TAHUN LAGI

1. Berkas ini ZIP biasa tanpa kompresi dan tanpa sandi. Semua sistem dapat membukanya; bila tidak,
   isinya tetap dapat dibaca langsung karena disimpan apa adanya.
2. Angka: buka tabel/capaian.csv dengan Excel. Pemisah kolom titik koma, desimal koma, huruf UTF-8.
   Tanda petik tunggal di depan teks yang dimulai dengan = + - @ atau petik tunggal sengaja
   ditambahkan supaya Excel tidak menjalankannya; buang satu petik di depan untuk mendapatkan teks
   aslinya.
3. Laporan: buka laporan/laporan.html atau laporan/laporan-ringan.html dengan peramban, atau PDF di
   folder yang sama bila ada.
4. Yang sah sebagai dokumen bertanda tangan hanyalah PDF dengan tanda tangan elektronik, atau kertas
   bertanda tangan basah; halaman HTML adalah tampilannya.

MEMERIKSA KEUTUHAN

Dengan program kinerja:      kinerja verifikasi NAMA-ARSIP.zip
Tanpa program kinerja, sesudah dibongkar ke sebuah folder:
   Linux, macOS, WSL:        sha256sum -c MANIFES.txt        (macOS: shasum -a 256 -c MANIFES.txt)
   Windows, satu berkas:     certutil -hashfile tabel\\capaian.csv SHA256
                             lalu bandingkan dengan barisnya di MANIFES.txt
   Berkas yang tidak tertulis di MANIFES.txt bukan bagian dari arsip ini.

Apa yang dijamin. MANIFES.txt menunjukkan perubahan setiap berkas, tetapi siapa pun yang menulis ulang
seluruh arsip dapat menulis ulang MANIFES.txt juga. Yang mencegahnya ada di luar arsip ini: (1) sidik
isi dan run id yang tercetak pada laporan bertanda tangan; (2) catatan "arsip" di buku SOP kantor
(data/sop), yang menyimpan sidik arsip ini; (3) salinan arsip ini di tempat lain. Cocokkan sidik isi
di atas dengan yang tercetak pada laporan yang ditandatangani.

MENGHITUNG SIDIK ISI SENDIRI

SHA-256 atas teks UTF-8 berikut, setiap baris diakhiri satu LF: baris "kinerja-sidik-isi-1"; lalu
untuk tabel capaian, sasaran, serapan, temuan, putusan, berturut-turut: baris "#" diikuti nama tabel,
baris nama-nama kolom, dan satu baris per baris tabel. Sel dipisah satu TAB. Teks ditulis apa adanya,
dengan garis miring terbalik, TAB, LF, dan CR ditulis \\\\ \\t \\n \\r. Bilangan bulat ditulis
angkanya; benar/salah sebagai ya/tidak; bilangan lain seperti "%.12g" dalam bahasa C, minus nol
sebagai 0; yang tidak ada sebagai kosong. Urutan baris dan kolom seperti di tabelnya.

MENGHITUNG ULANG SEMUANYA

Paling mudah:   kinerja verifikasi NAMA-ARSIP.zip --hitung-ulang
Program itu membongkar arsip ke folder sementara, menjalankan kelima langkah dari masukan/ dan params/, lalu
membandingkan setiap tabel, laporan.html, laporan-ringan.html, raport bidang, dan buku kerja Excel dengan
yang diarsipkan. Tanpa program yang terpasang: bongkar versi/perangkat-lunak.zip, pasang Python (versinya
di versi/run.json), lalu dari folder itu jalankan
   python mulai.py jalan --tahun {tahun} --triwulan {triwulan} --akar FOLDER
dengan FOLDER berisi params (dari params/), data/raw (dari masukan/), dan data/sop (dari sop/).
Pustaka yang dipakai dan sidiknya tertulis di versi/requirements/jalan.txt.
"""


def baca_saya(kantor: Kantor, periode: Periode, revisi: int, sidik: str, run: str, nama: Sequence[str]) -> str:
    """Write the text.

    Args:
        kantor: The office.
        periode: The quarter.
        revisi: Revision of the report.
        sidik: Content hash of the sealed tables.
        run: Run id.
        nama: Names of the members, to say how many lie in each folder.

    Returns:
        Lines ended by LF.
    """
    kantor_daerah = " ".join(x for x in (kantor.dinas.nama, kantor.dinas.daerah) if x)
    kepala = [
        f"ARSIP PENGUKURAN KINERJA {periode.teks.upper()}, REVISI {revisi}",
        kantor_daerah,
        *([DATA_CONTOH] if kantor.dinas.data_contoh else []),
        "",
        *_lipat(
            "Arsip ini memuat semua yang dipakai dan dihasilkan pada pengukuran kinerja triwulan tersebut: berkas yang "
            "masuk, aturan hitung, tabel, laporan, surat, dan catatan pelaksanaan SOP. Isinya tidak boleh diubah; "
            "perubahan sesudahnya dibuat sebagai revisi berikutnya dalam arsip tersendiri."
        ),
        "",
        f"Sidik isi  {sidik}",
        f"Run id     {run}",
        f"Dibuat oleh program kinerja versi {__version__}.",
    ]
    isi = _ISI.replace("{tahun}", str(periode.tahun)).replace("{triwulan}", str(periode.triwulan))
    return "\n".join([*kepala, isi.rstrip("\n"), "", *_jumlah(nama), "", *_kamus(nama)]) + "\n"


def _lipat(teks: str, awal: str = "", lanjut: str = "") -> list[str]:
    return textwrap.wrap(
        teks, LEBAR, initial_indent=awal, subsequent_indent=lanjut, break_long_words=False, break_on_hyphens=False
    )


def _jumlah(nama: Sequence[str]) -> list[str]:
    """How many members lie in each folder."""
    banyak: dict[str, int] = {}
    for n in nama:
        if "/" in n:
            banyak[n.split("/")[0]] = banyak.get(n.split("/")[0], 0) + 1
    return ["BANYAK BERKAS", "", *(f"{folder + '/':<12} {n}" for folder, n in sorted(banyak.items()))]


def _kamus(nama: Sequence[str]) -> list[str]:
    """What the tables that are there and their columns mean."""
    ada = {n.removeprefix("tabel/").removesuffix(".csv") for n in nama if n.startswith("tabel/") and n.endswith(".csv")}
    baris = [
        "ARTI TABEL DAN KOLOM",
        "",
        *_lipat(
            "Akhiran _pct berarti persen, _rp rupiah penuh, _byte byte, _hari hari kerja. Angka tanpa akhiran memakai "
            "kolom satuan. Sel kosong berarti tidak ada atau tidak berlaku; nol selalu benar-benar nol."
        ),
    ]
    for t, kolom in TABEL.items():
        if t in ada:
            baris += ["", f"{t}: {arti_kolom.TABEL[t]}"]
            for k in kolom:
                baris += _lipat(arti_kolom.arti_kolom(t, k), f"  {k:<26} ", " " * 29)
    return baris
