"""What the printed report says of the SOP: its steps, planned against taken; the section of ``papan_sop`` on paper."""

from __future__ import annotations

from kinerja.keluaran.laporan_tabel import Isi, Kolom, tabel
from kinerja.keluaran.papan_sop import CARA_BACA, JUDUL, kalimat_papan, saat_papan, status_papan, ulangan_papan
from kinerja.keluaran.unsur import Baris, Hasil, bersih
from kinerja.keluaran.utama import baris
from kinerja.sop.papan import garis, kalimat_waktu, puncak_papan, tempat


def bagian_papan(hasil: Hasil) -> Isi:
    """The board as the ledger stood at the release: a sentence, boxes with bars, the table.

    Lengths are parts of the width, 0 to 1.
    """
    papan = baris(hasil, "papan")
    kosong = not papan or not papan[0]["n_entri"]
    puncak = puncak_papan(papan)
    kolom = [
        Kolom("Langkah", lambda b: (f"{b['nomor']}. {bersih(b['kegiatan'])}", bersih(b["pelaksana"])), 6.6),
        Kolom("Status", status_papan, 2.4),
        Kolom("Norma", lambda b: bersih(b["norma"]), 1.6),
        Kolom("Dipakai", lambda b: bersih(b["lama"]) or "–", 1.8),
        Kolom("Terlambat", lambda b: bersih(b["terlambat"]) or "–", 1.8),
        Kolom("Selesai", lambda b: saat_papan(b["selesai"]) or "–", 2.4),
        Kolom("Keterangan", lambda b: ulangan_papan(b) or "–", 2.2),
    ]
    return {
        "kalimat": kalimat_papan(papan, hasil.periode, cetak=True),
        "judul": JUDUL,
        "cara": CARA_BACA,
        "tanda": [] if kosong else [list(x) for x in garis(puncak, int(papan[0]["hari_menit"]))],
        "batang": [] if kosong else [_batang(b, puncak) for b in papan],
        "tabel": None if kosong else tabel(kolom, papan, kecil=True),
    }


def _batang(b: Baris, puncak: int) -> Isi:
    return {
        "nama": f"{b['nomor']}. {bersih(b['kegiatan'])}",
        "norma": tempat(int(b["norma_menit"]), puncak),
        "lama": max(tempat(int(b["lama_menit"]), puncak), 0.01) if b["lama"] else None,
        "kata": kalimat_waktu(b),
        "terlambat": f"terlambat {bersih(b['terlambat'])}" if b["terlambat"] else "",
    }
