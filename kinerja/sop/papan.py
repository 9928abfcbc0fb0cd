"""The board in words and lengths: what a step of the SOP was allowed and what it took, for page, paper and screen.

Norms run from five minutes to ten days, so the axis of a figure is logarithmic.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

from kinerja.angka import tulis_tanggal
from kinerja.sop.catatan import Entri
from kinerja.sop.naskah import Sop
from kinerja.sop.waktu import dari_teks, tulis_lama

KATA_TINDAKAN = {
    "disposisi": "disposisi", "rekap": "rekap", "susun": "penyusunan", "putusan": "putusan validasi",
    "sosialisasi": "sosialisasi", "koreksi_buka": "koreksi dibuka", "koreksi_tutup": "koreksi ditutup",
    "serah": "penyerahan", "sahkan": "pengesahan", "arsip": "pengarsipan",
}  # fmt: skip
KATA_STATUS = {
    "selesai": "selesai", "menunggu": "menunggu giliran", "laporan_ini": "dikerjakan bersama laporan ini",
    "belum": "belum",
}  # fmt: skip


def tulis_saat(waktu: dt.datetime) -> str:
    """``15 Juli 2025 pukul 09.00``."""
    return f"{tulis_tanggal(waktu.date())} pukul {waktu:%H.%M}"


def kalimat_entri(e: Entri, sop: Sop) -> str:
    """Say an entry in one line: step, outcome, by whom, when, what it took."""
    waktu = dari_teks(e.waktu, sop)
    siapa = " ".join(x for x in (e.jabatan, f"({e.nama})" if e.nama else "") if x)
    apa = KATA_TINDAKAN[e.tindakan] + (f" {e.isi.get('nomor')}" if e.tindakan.startswith("koreksi") else "")
    hasil = f": {e.hasil}" if e.hasil else ""
    lama = "" if e.tindakan.startswith("koreksi") else (
        f"; {tulis_lama(e.lama_menit, sop.jam_kerja)} dari norma {e.norma}"
    )  # fmt: skip
    saat = tulis_saat(waktu) if waktu else e.waktu
    return f"langkah {e.langkah}, {apa}{hasil}, Rev {e.revisi}, oleh {siapa}, {saat}{lama}."


def tempat(menit: int, puncak: int) -> float:
    """Place minutes of office hours on the logarithmic axis, 0 to 1; a minute or less is its beginning."""
    return math.log10(max(menit, 1)) / math.log10(max(puncak, 2))


def kalimat_waktu(b: Mapping[str, Any]) -> str:
    """State, norm and what was taken of a step in words: what stands below its bar."""
    bagian = [] if b["lama"] else [KATA_STATUS[b["status"]]]
    bagian.append(f"norma {b['norma']}")
    if b["lama"]:
        bagian.append(f"dipakai {b['lama']}")
    return ", ".join(bagian)


def garis(puncak: int, hari: int) -> list[tuple[float, str]]:
    """Times that people think in, as far as the axis goes: their place on it, 0 to 1, and their name.

    Args:
        puncak: Minutes at the end of the axis.
        hari: Minutes of office hours in a working day.
    """
    satuan = ((1, "1 menit"), (10, "10 menit"), (60, "1 jam"), (hari, "1 hari"), (10 * hari, "10 hari"))
    return [(tempat(m, puncak), nama) for m, nama in (*satuan, (100 * hari, "100 hari")) if m <= puncak]


def puncak_papan(papan: Sequence[Mapping[str, Any]]) -> int:
    """Minutes at the end of the axis: the longest of all that was allowed or taken, an hour at least."""
    return max([60, *(int(b[k]) for b in papan for k in ("norma_menit", "lama_menit"))])
