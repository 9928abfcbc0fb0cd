"""The sheets of a form that are only read: ``Petunjuk`` with its worked example, and ``Kamus``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kinerja.angka import tulis
from kinerja.keluaran import formulir_rupa as rupa
from kinerja.keluaran.buku_tulis import WARNA_CONTOH, WARNA_KEPALA, cetak, garis, huruf, isi, kepala, tinggi
from kinerja.keluaran.formulir_baris import IsiFormulir
from kinerja.masukan.formulir_bentuk import KOLOM_KAMUS, Identitas

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LANGKAH = (
    "Buka lembar Kinerja. Isi sel kuning saja; sel lain terkunci supaya kode, target, dan angka lalu tidak berubah.",
    "Ikuti kolom Cara Mengisi pada setiap indikator: tambahan, posisi, rata-rata, atau pembilang dan penyebut.",
    "Tulis angka saja, tanpa satuan. Desimal memakai koma bila Excel Anda berbahasa Indonesia (75,5).",
    "Datanya memang belum ada (misalnya belum dirilis BPS): tulis belum tersedia. Jangan menulis 0.",
    "Penyebutnya memang tidak ada (misalnya tidak ada perselisihan): isi pembilang dan penyebut dengan 0.",
    "Bukti Dukung: nama dan nomor dokumen yang menunjukkan angka itu.",
    "Tindak Lanjut: apa yang akan dikerjakan, siapa (PIC), dan kapan (Tenggat). Nanti ditanyakan sampai selesai.",
    "Penjelasan: isi bila capaian di atas {tinggi} % atau di bawah {rendah} %, atau bila diminta pada hasil validasi.",
)
LANGKAH_TINDAK_LANJUT = "Buka lembar Tindak Lanjut: pilih status setiap tindak lanjut triwulan sebelumnya."
LANGKAH_ANGGARAN = "Buka lembar Anggaran: belanja triwulan ini saja dalam rupiah penuh; tulis 0 bila belum ada belanja."
LANGKAH_AKHIR = (
    "Simpan sebagai .xlsx, lalu kirim kembali. Nama berkas boleh berubah; judul kolom dan kode jangan diubah.",
)
WARNA = (
    ("Kuning", "isian", "diisi bidang; judul kolomnya berpita kuning tua"),
    ("Abu-abu", "terkunci", "terkunci: dari rencana dan laporan triwulan sebelumnya"),
    ("Arsir", "arsir", "tidak perlu diisi pada indikator itu"),
)
CONTOH = (
    ("Kolom", "CONTOH 1: jumlah", "CONTOH 2: pembilang dan penyebut", "CONTOH 3: angkanya belum ada"),
    ("Indikator", "Jumlah peserta pelatihan yang lulus", "Persentase aduan yang selesai", "Angka dari survei tahunan"),
    ("Pembilang", "(arsir)", "18", "(arsir)"),
    ("Penyebut", "(arsir)", "24", "(arsir)"),
    ("Realisasi", "32", "(arsir)", "belum tersedia"),
    ("Bukti Dukung", "Berita acara kelulusan nomor 12, 30 Juni", "Register aduan April-Juni", ""),
    ("Faktor Pendorong", "Pelatih datang tepat waktu", "Aduan dapat dikirim lewat WhatsApp", ""),
    ("Faktor Penghambat", "Alat las hanya cukup untuk 16 peserta", "Enam aduan menunggu dinas lain", ""),
    (
        "Tindak Lanjut",
        "Meminjam alat las untuk angkatan III",
        "Rapat bersama dinas terkait",
        "Meminta jadwal rilis kepada BPS",
    ),
    ("PIC", "Kepala Seksi Pelatihan", "Kepala Subbagian Umum", "Kepala Subbagian Program"),
    ("Tenggat", "31/07/2025", "Juli 2025", "Agustus 2025"),
    ("Penjelasan", "(kosong, capaiannya wajar)", "(kosong, capaiannya wajar)", "(kosong)"),
)
"""The worked example, laid out with its columns as rows: no reader can take it for the table of a form."""
_LEBAR = (5, 22, 40, 40, 40)
_LEBAR_KAMUS = {
    "kode_indikator": 11.0,
    "indikator": 32.0,
    "definisi": 46.0,
    "formulasi": 42.0,
    "sumber_data": 28.0,
    "penanggung_jawab": 24.0,
}


def lembar_petunjuk(lembar: Worksheet, identitas: Identitas, x: IsiFormulir) -> None:
    """Write the steps (only those of sheets that the form has), the meaning of the colours and the worked example."""
    from openpyxl.styles import Alignment

    rupa.lebarkan(lembar, _LEBAR)
    isi(lembar.cell(1, 1), "Petunjuk pengisian")
    lembar.cell(1, 1).font = huruf(bold=True, size=16, color=WARNA_KEPALA)
    lembar.row_dimensions[1].height = 24
    tinggi_pct, rendah_pct = (tulis(a) for a in x.ambang_pct)
    langkah = [teks.format(tinggi=tinggi_pct, rendah=rendah_pct) for teks in LANGKAH]
    langkah += [LANGKAH_TINDAK_LANJUT] if x.tindak_lanjut else []
    langkah += [LANGKAH_ANGGARAN] if x.anggaran else []
    for r, teks in enumerate((*langkah, *LANGKAH_AKHIR), 3):
        lembar.cell(r, 1, r - 2).alignment = Alignment(horizontal="center")
        isi(lembar.cell(r, 2), teks)
        lembar.row_dimensions[r].height = 18
    r = _warna(lembar, len(langkah) + len(LANGKAH_AKHIR) + 4)
    _contoh(lembar, r + 1)
    lembar.sheet_view.showGridLines = False
    rupa.kunci(lembar)
    cetak(lembar, 1, 1, rupa.kaki(identitas))
    lembar.page_setup.fitToHeight = 1


def _warna(lembar: Worksheet, baris: int) -> int:
    """Write what the colours mean; return the next free row."""
    from openpyxl.styles import Alignment

    lembar.cell(baris, 1, "Arti warna").font = huruf(bold=True, size=12)
    for r, (nama, jenis, arti) in enumerate(WARNA, baris + 1):
        sel = lembar.cell(r, 2, nama)
        rupa.warnai(sel, jenis)
        sel.alignment = Alignment(horizontal="center")
        lembar.cell(r, 3, arti)
    return baris + len(WARNA) + 1


def _contoh(lembar: Worksheet, baris: int) -> None:
    from openpyxl.styles import Alignment, PatternFill

    isi(lembar.cell(baris, 1), "CONTOH PENGISIAN: bukan data, tidak pernah dibaca aplikasi")
    lembar.cell(baris, 1).font = huruf(bold=True, size=12, color=WARNA_CONTOH)
    for r, teks in enumerate(CONTOH, baris + 1):
        kepala_baris = r == baris + 1
        for k, x in enumerate(teks, 2):
            sel = lembar.cell(r, k)
            isi(sel, x)
            sel.border = garis()
            sel.alignment = Alignment(wrap_text=True, vertical="top")
            sel.font = huruf(bold=kepala_baris or k == 2, italic=k > 2 and not kepala_baris)
            if kepala_baris:
                sel.fill = PatternFill("solid", fgColor="F4CCCC")
        lembar.row_dimensions[r].height = tinggi(zip(teks, _LEBAR[1:], strict=True))


def lembar_kamus(lembar: Worksheet, identitas: Identitas, baris: Sequence[Mapping[str, str]], daerah: str) -> None:
    """Write what each indicator means, how it is counted, where it comes from and who answers for it."""
    from openpyxl.styles import Alignment

    rupa.lebarkan(lembar, list(_LEBAR_KAMUS.values()))
    atas = rupa.judul(lembar, identitas, "Kamus Indikator,", daerah, "")
    kepala(lembar, atas, KOLOM_KAMUS.values())
    for r, b in enumerate(baris, atas + 1):
        for k, kunci in enumerate(KOLOM_KAMUS, 1):
            sel = lembar.cell(r, k)
            isi(sel, b[kunci])
            sel.border = garis()
            sel.alignment = Alignment(wrap_text=True, vertical="top")
            sel.number_format = "@"
        lembar.row_dimensions[r].height = tinggi((b[k], w) for k, w in _LEBAR_KAMUS.items())
    lembar.freeze_panes = f"C{atas + 1}"
    lembar.sheet_view.showGridLines = False
    rupa.kunci(lembar)
    cetak(lembar, atas, atas, rupa.kaki(identitas))
