"""The ready text for the WhatsApp group: main points, decision, what is asked, where the report is."""

from __future__ import annotations

from kinerja import kata
from kinerja.keluaran.kit_isi import permintaan, putusan
from kinerja.keluaran.unsur import Hasil
from kinerja.keluaran.utama import baris, nama_kantor
from kinerja.langkah import DATA_CONTOH
from kinerja.pesan import aman
from kinerja.tagihan import tanpa_formulir

PANJANG_POIN = 330
"""Letters that a main point keeps: more is not read on a telephone."""
MINTA_TERBANYAK = 8
"""Requests that a message names; the rest is counted."""


def pesan_kit(hasil: Hasil) -> str:
    """Write the message.

    Returns:
        Plain text with WhatsApp's marks. What comes from files enters only through ``pesan.aman``.
    """
    d = hasil.kantor.dinas
    kepada = "Bapak/Ibu" if tanpa_formulir(baris(hasil, "berkas")) else "Sekretaris dan para Kepala Bidang"
    hasil_, alasan = putusan(hasil)
    bagian = [
        DATA_CONTOH if d.data_contoh else "",
        f"*Capaian Kinerja {hasil.periode.teks}*",
        f"Yth. {kepada}\n{aman(nama_kantor(hasil.kantor, hasil.tabel['capaian']))}",
        "Berikut pokok hasil pengukuran kinerja kita sebagai bahan sosialisasi.",
        f"{tebal(f'Putusan validasi: {hasil_}')}. {aman(alasan)}".rstrip(),
        _poin(hasil),
        _minta(hasil),
        "Laporan lengkap: *laporan-ringan.html* untuk dibaca di telepon, *laporan.html* di komputer, keduanya dalam "
        f"folder reports/{hasil.periode.folder.as_posix()}. Ringkasan satu halaman ada pada *ringkasan.pdf*, bahan "
        "rapat pada *slides.html*.",
        kata.DRAF,
        f"Terima kasih atas kerja samanya.\n{aman(d.perencana.jabatan)}",
    ]
    return "\n\n".join(x for x in bagian if x) + "\n"


def tebal(teks: str) -> str:
    """Set text in bold; a mark beside a space would stay a star."""
    return f"*{aman(teks)}*"


def _poin(hasil: Hasil) -> str:
    poin = sorted(baris(hasil, "poin"), key=lambda b: b["urutan"])
    return "\n".join(f"{i}. {tebal(b['judul'])}. {aman(b['isi'], PANJANG_POIN)}" for i, b in enumerate(poin, 1))


def _minta(hasil: Hasil) -> str:
    """What is asked, under the day or occasion by which it is due."""
    semua = permintaan(hasil)
    per: dict[str, list[str]] = {}
    for m in semua[:MINTA_TERBANYAK]:
        per.setdefault(m.kapan, []).append(f"- {tebal(m.kepada)}: {aman(m.apa, 300)}")
    bagian = ["\n".join([f"Mohon {kapan}:", *butir]) for kapan, butir in per.items()]
    lebih = len(semua) - MINTA_TERBANYAK
    bagian += [f"{lebih} permohonan lainnya ada pada bahan rapat."] if lebih > 0 else []
    return "\n\n".join(bagian)
