"""The summary on one page: ``ringkasan.pdf`` to print, ``ringkasan.png`` to read in a WhatsApp group.

Both are laid out from the same texts, ``ringkas.typ`` for A4 and ``ringkas_ponsel.typ`` for a telephone: an A4 page on
a screen of 360 px has letters that nobody can read, so the picture has a page of its own, 360 pt wide at three pixels
a point.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kinerja import kata
from kinerja.keluaran.kit_isi import gulungan, nilai_sama, permintaan, putusan
from kinerja.keluaran.laporan_isi import SUMBU_TERJAUH, bagian_ringkasan, bagian_sampul
from kinerja.keluaran.unsur import Baris, Hasil, bersih, bilangan, persen
from kinerja.keluaran.utama import hanya_kemajuan, kelas_predikat
from kinerja.surat.typst_pdf import TEMPLAT as DASAR
from kinerja.surat.typst_pdf import bersihkan, ke_pdf
from kinerja.tenggat import akhir_triwulan

KERTAS = Path(__file__).parent / "ringkas.typ"
PONSEL = Path(__file__).parent / "ringkas_ponsel.typ"
PPI = 216
"""Three pixels a point: the picture is 1080 px wide."""
BATANG_TERBANYAK = 10
"""Bars on the page; where there are more, the lowest are shown."""
MINTA_TERBANYAK = 6
"""Requests on the page."""
PANJANG_POIN, PANJANG_PONSEL = 420, 150
"""Letters that a main point keeps on paper and on the telephone."""
PANJANG_NAMA = 120


def isi_ringkas(hasil: Hasil, sidik: str = "", run: str = "") -> dict[str, Any]:
    """Everything that the summary shows, as texts and lengths of bars.

    Args:
        hasil: The executed step laporan.
        sidik: Content hash, as the report bears it.
        run: Run id, likewise.
    """
    sampul, ringkasan = bagian_sampul(hasil, 0), bagian_ringkasan(hasil)
    ya, alasan = putusan(hasil)
    poin = ringkasan["poin"]
    minta = permintaan(hasil)
    lebih = len(minta) - MINTA_TERBANYAK
    return {
        **{k: sampul[k] for k in ("daerah", "kantor", "periode", "contoh")},
        "draf": kata.DRAF,
        "putusan": ya,
        "alasan": alasan,
        "sekilas": ringkasan["sekilas"],
        "poin": [p | {"isi": kata.ringkas_kalimat(p["isi"], PANJANG_POIN)} for p in poin],
        "poin_ponsel": [p | {"isi": kata.ringkas_kalimat(p["isi"], PANJANG_PONSEL)} for p in poin],
        **_batang(hasil),
        "minta": [[kata.ringkas(m.kepada, PANJANG_NAMA), m.apa, m.kapan] for m in minta[:MINTA_TERBANYAK]],
        "minta_lebih": f"{lebih} permohonan lainnya ada pada bahan rapat." if lebih > 0 else "",
        "letak": f"laporan.html dalam folder reports/{hasil.periode.folder.as_posix()}",
        "segel": f"sidik isi {sidik[:16]}…   id run {run}" if sidik else "",
    }


def _batang(hasil: Hasil) -> dict[str, Any]:
    """Bars of the roll-ups: to date, or of progress to the year where nothing has a target to date."""
    semua = gulungan(hasil)
    kemajuan = hanya_kemajuan(semua)
    kunci = "capaian_tahun_pct" if kemajuan else "capaian_pct"
    isi = semua
    if len(semua) > BATANG_TERBANYAK:
        isi = sorted(semua, key=lambda b: (bilangan(b[kunci]) is None, bilangan(b[kunci]) or 0.0))[:BATANG_TERBANYAK]
    ujung = sumbu([b[kunci] for b in isi])
    apa = kata.JENJANG[semua[0]["level"]].lower() if semua else ""
    judul = f"{kata.KEMAJUAN} menurut {apa}" if kemajuan else f"Capaian {kata.sampai(hasil.periode)} menurut {apa}"
    if len(semua) > len(isi):
        judul += f" ({len(isi)} terendah dari {len(semua)})"
    return {
        "batang_judul": judul if isi else "",
        "batang": [_satu(b, kunci, ujung, hasil) for b in isi],
        "seratus": 100.0 / ujung,
        "acuan": "target tahun" if kemajuan else "target",
        "tahun": "" if kemajuan or nilai_sama(isi) else f"terhadap target {hasil.periode.tahun}",
    }


def _satu(b: Baris, kunci: str, ujung: float, hasil: Hasil) -> dict[str, Any]:
    nilai = bilangan(b[kunci])
    return {
        "nama": kata.ringkas(bersih(b["nama"]), PANJANG_NAMA),
        "panjang": panjang(nilai, ujung),
        "kelas": kelas_predikat(bersih(b["predikat"]), hasil.kantor.skala_dipakai),
        "nilai": persen(nilai) if nilai is not None else "belum terukur",
        "predikat": bersih(b["predikat"]) if kunci == "capaian_pct" else "",
        "tahun": persen(b["capaian_tahun_pct"]) if bilangan(b["capaian_tahun_pct"]) is not None else "",
    }


def sumbu(nilai: list[Any]) -> float:
    """End of an axis in percent: beyond 100, at most where the report cuts its bars."""
    return min(SUMBU_TERJAUH, max([110.0, *(x * 1.02 for n in nilai if (x := bilangan(n)) is not None)]))


def panjang(nilai: float | None, ujung: float) -> float | None:
    """Length of a bar as a part of its axis."""
    return None if nilai is None else max(0.0, min(1.0, nilai / ujung))


def ringkas_pdf(hasil: Hasil, isi: dict[str, Any]) -> bytes:
    """Typeset the page as PDF/A; the same texts give the same bytes."""
    return ke_pdf(KERTAS, isi, akhir_triwulan(hasil.periode))


def ringkas_png(isi: dict[str, Any]) -> bytes:
    """Draw the summary for a telephone, 1080 px wide; the same texts give the same bytes."""
    import typst

    gambar = typst.compile(
        {"main": PONSEL.read_bytes(), "dasar.typ": (DASAR / "dasar.typ").read_bytes()},  # type: ignore[call-overload]
        ignore_system_fonts=True,
        format="png",
        ppi=PPI,
        sys_inputs={"data": json.dumps(bersihkan(isi), ensure_ascii=False, allow_nan=False), "biner": "{}"},
    )
    return bytes(gambar)
