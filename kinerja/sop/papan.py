"""The board as a figure: planned against taken, one bar per step, as static SVG with a text alternative."""

from __future__ import annotations

import datetime as dt
import math
from html import escape

from kinerja.angka import tulis_tanggal
from kinerja.sop.catatan import Entri
from kinerja.sop.keadaan import BarisPapan, Keadaan
from kinerja.sop.naskah import Sop
from kinerja.sop.waktu import dari_teks, menit_sehari, norma_menit, tulis_lama

KATA_TINDAKAN = {
    "disposisi": "disposisi", "rekap": "rekap", "susun": "penyusunan", "putusan": "putusan validasi",
    "sosialisasi": "sosialisasi", "koreksi_buka": "koreksi dibuka", "koreksi_tutup": "koreksi ditutup",
    "serah": "penyerahan", "sahkan": "pengesahan", "arsip": "pengarsipan",
}  # fmt: skip
LEBAR, BARIS, ATAS, KIRI, KANAN = 760, 34, 54, 268, 150
"""Pixels of the figure: width, height of a row, room above, for labels and for numbers."""
WARNA = {"selesai": "#2f6f4f", "menunggu": "#b7791f", "belum": "#9aa5b1", "terlambat": "#b3261e"}


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


def svg_papan(keadaan: Keadaan, sop: Sop) -> str:
    """Draw the board.

    Norms run from five minutes to ten days, so the axis is logarithmic: a bar for what was taken, a mark for what was
    planned. Colour never speaks alone; the number and "terlambat" stand beside the bar.

    Args:
        keadaan: State of the quarter.
        sop: The SOP that is followed.

    Returns:
        An ``<svg>`` element without scripts, with title and description; the same state gives the same text.
    """
    baris = keadaan.papan()
    norma = [norma_menit(x, sop.jam_kerja) for x in sop.langkah]
    puncak = max([*norma, *(b.lama_menit for b in baris), 60])
    tinggi = ATAS + BARIS * len(baris) + 46
    judul = "Langkah SOP: direncanakan dan dipakai"
    ringkas = " ".join(_kalimat(b) for b in baris)
    bagian = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEBAR} {tinggi}" role="img" '
        f'aria-labelledby="papan-judul papan-isi" font-family="sans-serif" font-size="12">',
        f'<title id="papan-judul">{judul}</title><desc id="papan-isi">{escape(ringkas)}</desc>',
        f'<rect width="{LEBAR}" height="{tinggi}" fill="#fff"/>',
        _teks(12, 20, judul, 'font-weight="bold" font-size="14"'),
        *_sumbu(puncak, tinggi, sop),
    ]
    for i, (b, n) in enumerate(zip(baris, norma, strict=True)):
        bagian += _satu(b, n, puncak, ATAS + i * BARIS)
    bagian.append(_kunci(tinggi - 14))
    return "".join(bagian) + "</svg>"


def _kalimat(b: BarisPapan) -> str:
    keadaannya = {"selesai": "selesai", "menunggu": f"menunggu {b.pelaksana}", "belum": "belum"}[b.status]
    lama = f", dipakai {b.lama}" if b.lama else ""
    telat = f", terlambat {b.terlambat}" if b.terlambat else ""
    return f"{b.nomor}. {b.kegiatan}: {keadaannya}, norma {b.norma}{lama}{telat}."


def _x(menit: float, puncak: int) -> float:
    """Place minutes on the axis."""
    bagian = math.log10(max(menit, 1)) / math.log10(puncak)
    return KIRI + bagian * (LEBAR - KIRI - KANAN)


def _sumbu(puncak: int, tinggi: int, sop: Sop) -> list[str]:
    """Vertical lines at times that people think in."""
    hasil = []
    hari = menit_sehari(sop.jam_kerja)
    satuan = ((1, "1 menit"), (10, "10 menit"), (60, "1 jam"), (hari, "1 hari"), (10 * hari, "10 hari"))
    for menit, kata in (*satuan, (100 * hari, "100 hari")):
        if menit <= puncak:
            x = _angka(_x(menit, puncak))
            hasil.append(f'<line x1="{x}" y1="{ATAS - 8}" x2="{x}" y2="{tinggi - 36}" stroke="#d5dbe1"/>')
            hasil.append(_teks(float(x), ATAS - 13, kata, 'text-anchor="middle" font-size="10" fill="#52606d"'))
    return hasil


def _satu(b: BarisPapan, norma: int, puncak: int, y: int) -> list[str]:
    warna = WARNA["terlambat" if b.terlambat else b.status]
    hasil = [_teks(12, y + 20, f"{b.nomor}. {_pendek(b.kegiatan)}", "" if b.status != "belum" else 'fill="#52606d"')]
    if b.lama:
        lebar = _angka(max(_x(b.lama_menit, puncak) - KIRI, 2))
        gaya = "" if b.status == "selesai" else f' fill-opacity="0.35" stroke="{warna}" stroke-dasharray="4 2"'
        hasil.append(f'<rect x="{KIRI}" y="{y + 8}" width="{lebar}" height="16" fill="{warna}"{gaya}/>')
    x = _angka(_x(norma, puncak))
    hasil.append(f'<line x1="{x}" y1="{y + 4}" x2="{x}" y2="{y + 28}" stroke="#1f2933" stroke-width="2.5"/>')
    kata = {"belum": "belum", "menunggu": "menunggu", "selesai": b.lama}[b.status]
    x_kata = LEBAR - KANAN + 12
    telat = f'<tspan x="{x_kata}" dy="12" fill="{WARNA["terlambat"]}">terlambat {escape(b.terlambat)}</tspan>'
    atas = y + (14 if b.terlambat else 20)
    hasil.append(
        f'<text x="{x_kata}" y="{atas}" font-size="11" fill="#1f2933">{escape(kata)}'
        f"{telat if b.terlambat else ''}</text>"
    )
    return hasil


def _kunci(y: int) -> str:
    return (
        f'<rect x="{KIRI}" y="{y - 9}" width="22" height="10" fill="{WARNA["selesai"]}"/>'
        + _teks(KIRI + 28, y, "dipakai", 'font-size="11"')
        + f'<rect x="{KIRI + 88}" y="{y - 9}" width="22" height="10" fill="{WARNA["menunggu"]}" fill-opacity="0.35" '
        f'stroke="{WARNA["menunggu"]}" stroke-dasharray="4 2"/>'
        + _teks(KIRI + 116, y, "berjalan", 'font-size="11"')
        + f'<line x1="{KIRI + 190}" y1="{y - 11}" x2="{KIRI + 190}" y2="{y + 3}" stroke="#1f2933" stroke-width="2.5"/>'
        + _teks(KIRI + 198, y, "norma SOP (menit dan jam kerja, skala logaritma)", 'font-size="11"')
    )


def _teks(x: float, y: float, isi: str, atribut: str = "") -> str:
    return f'<text x="{_angka(x)}" y="{_angka(y)}" {atribut}>{escape(isi)}</text>'


def _pendek(teks: str, panjang: int = 40) -> str:
    return teks if len(teks) <= panjang else teks[: panjang - 1].rsplit(" ", 1)[0] + " …"


def _angka(x: float) -> str:
    """A coordinate: one decimal at most, with a point as SVG asks for."""
    return f"{x:.1f}".removesuffix(".0")
