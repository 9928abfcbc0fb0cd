"""``formulir-e81.xlsx``: Formulir E.81 (Permendagri 86/2017), filled in, on F4 landscape, ready to be handed in.

Two pages wide: plan and quarters on the first, results on the second, each with the heading and the columns that name a
row. Our own reader (:mod:`kinerja.masukan.e81`) reads it back with the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, ColBreak

from kinerja import kata
from kinerja.gabungan import beri_predikat
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.keluaran.buku_rumus import BukuRumus, Rupa
from kinerja.keluaran.buku_tulis import WARNA_KEPALA, cetak, garis, huruf, isi, tinggi
from kinerja.keluaran.e81_isi import KELOMPOK, TINGKAT, BarisE81, baris_e81, belum_lapor_sampai, uang_triwulan
from kinerja.keluaran.tanda_tangan_lembar import blok_tanda_tangan
from kinerja.keluaran.unsur import ada, bilangan, bulat_rupiah, catatan
from kinerja.keluaran.utama import nama_kantor

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TABEL = ("capaian", "rekap", "sasaran", "serapan", "rekap_anggaran", "realisasi_anggaran")
"""Tables that the form is made of."""
LEMBAR = "E.81"
F4, SKALA_PERSEN = 14, 60
"""Excel's number of the paper (8,5 x 13 inches, sold as F4), and the size at which the wider page just fits."""
KEPALA, BARIS_NOMOR, AWAL = 7, 9, 11
"""Rows (from 1) of the heading, of the column numbers, and of the first data."""
TETAP = (
    ("Sasaran", "1", 18.0),
    ("Kode", "2", 15.0),
    ("Program/Kegiatan/Sub Kegiatan", "3", 28.0),
    ("Indikator Kinerja Program (outcome)/ Kegiatan (output)", "4", 28.0),
    ("Satuan", "", 8.0),
)
"""Columns that name a row: words, number, width in characters."""
PJ, KET = ("Unit Perangkat Daerah Penanggung Jawab", "16", 18.0), ("Ket.", "17", 30.0)
NOMOR = {
    "target_renstra": "5", "lalu": "6", "target_tahun": "7", "tw1": "8", "tw2": "9", "tw3": "10", "tw4": "11",
    "setahun": "12 = 8+9+10+11", "tingkat_renja": "13 = 12/7 x 100", "sd": "14 = 6 + 12",
    "tingkat_renstra": "15 = 14/5 x 100",
}  # fmt: skip
LEBAR_K, LEBAR_RP, LEBAR_PCT = 8.5, 13.5, 9.0
MULAI = len(TETAP) + 1
KOLOM = {(g, u): MULAI + 2 * n + i for n, g in enumerate(KELOMPOK) for i, u in enumerate(("k", "rp"))}
AKHIR = MULAI + 2 * len(KELOMPOK)
BELAH = KOLOM["tw4", "rp"]
"""Last column of the first page."""
TEBAL_JENJANG = {"urusan": "DCE6EA", "program": "E8EEF1", "kegiatan": "F4F7F8"}
"""Ground of a row by its level; the rows above the programmes and the programmes are bold too."""
FAKTOR = (
    ("Faktor pendorong keberhasilan pencapaian", "pendorong"),
    ("Faktor penghambat pencapaian kinerja", "penghambat"),
)
TL_TRIWULAN = "Tindak lanjut yang diperlukan dalam triwulan berikutnya"
TL_RENJA = "Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah berikutnya"
CATATAN = (
    "Sel kosong berarti datanya tidak ada pada rencana atau laporan yang dibaca; bukan nol.",
    "Kolom 13 dan 15 memakai rumus masing-masing indikator; yang tidak disebut di kolom 17 adalah realisasi dibagi "
    "target. Kolom 12 dan 14 hanya dijumlahkan untuk indikator cacahan.",
    "Kolom 16 kosong berarti perangkat daerah ini sendiri.",
)


def formulir_e81(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> bytes:
    """Write the form.

    Args:
        tabel: The tables that :data:`TABEL` names.
        kantor: The office.
        periode: The quarter; later quarters stay empty.

    Returns:
        The file; same arguments, same bytes.
    """
    buku = BukuRumus.baru()
    lembar = buku.lembar(LEMBAR)
    _judul(buku, lembar, tabel, kantor, periode)
    _kepala(lembar, tabel["capaian"], kantor, periode)
    r, sasaran, kantor_sendiri = AWAL, "", nama_kantor(kantor, tabel["capaian"])
    for b in baris_e81(tabel, kantor, periode):
        pj = "" if b.pj == kantor_sendiri else b.pj
        _baris(buku, lembar, r, replace(b, pj=pj, sasaran=b.sasaran if b.sasaran != sasaran else ""))
        sasaran = b.sasaran or sasaran
        r += 1
    r = _jumlah(buku, lembar, r, tabel, kantor, periode)
    akhir_tabel = r - 1
    r = _faktor(buku, lembar, r, tabel["capaian"], periode)
    for n, teks in enumerate(_catatan(periode), r):
        buku.tulis(lembar, n, 1, teks, Rupa(bergaris=False, ukuran=9, bungkus=False))
    r += len(_catatan(periode)) + 1
    blok_tanda_tangan(
        buku, lembar, r, kantor, (2, KOLOM["tw2", "k"]), f"Dievaluasi, Kepala Bappeda {kantor.dinas.daerah}"
    )
    _halaman(lembar, akhir_tabel, r + 8)
    buku.buku.properties.title = f"Formulir E.81 {periode.teks}"
    return buku.byte()


# ---- heading --------------------------------------------------------------------------------------------------------
def _judul(
    buku: BukuRumus, lembar: Worksheet, tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode
) -> None:
    nama = nama_kantor(kantor, tabel["capaian"])
    daerah = f" {kantor.dinas.daerah}" if kantor.dinas.daerah else ""
    baris = (
        ("Formulir E.81", Rupa(bergaris=False, bungkus=False)),
        (
            "Evaluasi Terhadap Hasil Renja Perangkat Daerah Lingkup Kabupaten/Kota",
            Rupa(bergaris=False, tebal=True, ukuran=14, bungkus=False),
        ),
        (f"Renja {nama}{daerah}", Rupa(bergaris=False, tebal=True, bungkus=False)),
        (f"Periode pelaksanaan: {periode.teks}", Rupa(bergaris=False, bungkus=False)),
        (f"Perangkat Daerah : {nama}", Rupa(bergaris=False, bungkus=False)),
    )
    for r, (teks, rupa) in enumerate(baris, 1):
        buku.tulis(lembar, r, 1, teks, rupa)
    if kantor.dinas.data_contoh:
        buku.tulis(lembar, 6, 1, kata.CONTOH, Rupa(bergaris=False, tebal=True, bungkus=False))


def _kepala(lembar: Worksheet, capaian: pd.DataFrame, kantor: Kantor, periode: Periode) -> None:
    """Write the four heading rows: words, quarters, numbers, K and Rp."""
    tahun = [*capaian["target_renstra_tahun"], kantor.aturan.renstra.akhir]
    akhir = f" pada Tahun {max(tahun)}" if max(tahun) else ""
    th = periode.tahun
    judul = {
        "target_renstra": f"Target Renstra Perangkat Daerah{akhir} (Akhir Periode Renstra Perangkat Daerah)",
        "lalu": f"Realisasi Capaian Kinerja Renstra Perangkat Daerah s.d. Renja Tahun Lalu ({th - 1})",
        "target_tahun": f"Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan yang Dievaluasi ({th})",
        "setahun": f"Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang Dievaluasi ({th})",
        "tingkat_renja": f"Tingkat Capaian Kinerja dan Realisasi Anggaran Renja yang Dievaluasi ({th}) (%)",
        "sd": f"Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s.d. Tahun {th}",
        "tingkat_renstra": f"Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra s.d. Tahun {th} (%)",
    }
    for k, (teks, nomor, _) in enumerate(TETAP, 1):
        _kepala_tunggal(lembar, k, teks, nomor)
    for g in KELOMPOK:
        dari = KOLOM[g, "k"]
        for k, ukur in ((dari, "K"), (dari + 1, "Rp")):
            _sel_kepala(lembar, KEPALA + 3, k, ukur)
        _gabung(lembar, (KEPALA + 2, dari, KEPALA + 2, dari + 1), NOMOR[g])
        if g.startswith("tw"):
            _gabung(lembar, (KEPALA + 1, dari, KEPALA + 1, dari + 1), ROMAWI[int(g[2:])])
        else:
            _gabung(lembar, (KEPALA, dari, KEPALA + 1, dari + 1), judul[g])
    _gabung(lembar, (KEPALA, KOLOM["tw1", "k"], KEPALA, KOLOM["tw4", "rp"]), "Realisasi Kinerja pada Triwulan")
    for k, (teks, nomor, _) in ((AKHIR, PJ), (AKHIR + 1, KET)):
        _kepala_tunggal(lembar, k, teks, nomor)
    lembar.row_dimensions[KEPALA].height = 60
    lembar.row_dimensions[KEPALA + 1].height = 30


def _kepala_tunggal(lembar: Worksheet, kolom: int, teks: str, nomor: str) -> None:
    _gabung(lembar, (KEPALA, kolom, KEPALA + 1, kolom), teks)
    _sel_kepala(lembar, KEPALA + 2, kolom, nomor)
    _sel_kepala(lembar, KEPALA + 3, kolom, "")


def _gabung(lembar: Worksheet, kotak: tuple[int, int, int, int], teks: str) -> None:
    """Write one heading over several cells: first row and column, last row and column."""
    r1, k1, r2, k2 = kotak
    for r in range(r1, r2 + 1):
        for k in range(k1, k2 + 1):
            _sel_kepala(lembar, r, k, teks if (r, k) == (r1, k1) else "")
    lembar.merge_cells(start_row=r1, start_column=k1, end_row=r2, end_column=k2)


def _sel_kepala(lembar: Worksheet, r: int, k: int, teks: str) -> None:
    sel = lembar.cell(r, k)
    if teks:
        isi(sel, teks)
    sel.font = huruf(9, bold=True, color="FFFFFF")
    sel.fill = PatternFill("solid", fgColor=WARNA_KEPALA)
    sel.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sel.border = garis()


# ---- rows -----------------------------------------------------------------------------------------------------------
def _baris(buku: BukuRumus, lembar: Worksheet, r: int, b: BarisE81) -> None:
    warna, tebal = (
        TEBAL_JENJANG.get(b.jenjang, "") if b.nama else "",
        b.nama != "" and b.jenjang in ("urusan", "program"),
    )
    teks = Rupa(ukuran=9, tebal=tebal, warna=warna)
    tetap = (b.sasaran, b.kode, b.nama, b.indikator, b.satuan)
    for k, nilai in enumerate(tetap, 1):
        buku.tulis(lembar, r, k, nilai, teks if k > 1 else teks._replace(tebal=False))
    for (g, u), k in KOLOM.items():
        angka: Any = (b.k if u == "k" else b.rp).get(g)
        buku.tulis(lembar, r, k, angka, teks._replace(sisi="right", format=_format(g, u, angka)))
    for k, kata_ in ((AKHIR, b.pj), (AKHIR + 1, b.ket)):
        buku.tulis(lembar, r, k, kata_, teks._replace(tebal=False, ukuran=8))
    lebar = [x[2] for x in TETAP]
    # Letters of 9 points are narrower than those of 11, by which the widths count.
    isi_lebar: list[tuple[object, float]] = [(x, w * 11 / 9) for x, w in zip(tetap, lebar, strict=True)]
    isi_lebar += [(b.pj, PJ[2] * 11 / 8), (b.ket, KET[2] * 11 / 8)]
    isi_lebar += [(x, LEBAR_K) for x in b.k.values() if isinstance(x, str)]
    lembar.row_dimensions[r].height = tinggi(isi_lebar) * 0.86


def _format(kelompok: str, ukur: str, nilai: Any) -> str:
    if kelompok in TINGKAT:
        return "#,##0.00"
    if ukur == "rp" or not isinstance(nilai, float):
        return "#,##0"
    return "#,##0" if nilai.is_integer() else "#,##0.00"


def _jumlah(
    buku: BukuRumus,
    lembar: Worksheet,
    r: int,
    tabel: Mapping[str, pd.DataFrame],
    kantor: Kantor,
    periode: Periode,
) -> int:
    """Write total, mean and predicate; returns the next free row."""
    total: dict[str, Any] = next((b for b in catatan(tabel["serapan"]) if b["jenjang"] == "dinas"), {})
    dinas: dict[str, Any] = next((b for b in catatan(tabel["sasaran"]) if b["level"] == "dinas"), {})
    uang = uang_triwulan(tabel["rekap_anggaran"], tabel["realisasi_anggaran"], periode)[""]
    rp = {
        "target_tahun": bulat_rupiah(total.get("pagu_rp")),
        **uang,
        "setahun": bulat_rupiah(total.get("realisasi_rp")),
    }
    rerata = {"k": bilangan(dinas.get("capaian_tahun_pct")), "rp": bilangan(total.get("serapan_pct"))}
    akhir_tahun = periode.triwulan == 4
    label = {u: str(beri_predikat(pd.Series([x]), kantor.skala_dipakai)[0]) for u, x in rerata.items() if ada(x)}
    cara = f"Rerata per {kantor.aturan.rerata_dinas}" + (
        "." if kantor.aturan.batas_capaian_pct is None else f", batas {kata.persen(kantor.aturan.batas_capaian_pct)}."
    )
    baris: Sequence[tuple[str, dict[tuple[str, str], Any], str]] = (
        ("Jumlah anggaran", {(g, "rp"): x for g, x in rp.items()}, ""),
        ("Rata-rata capaian kinerja (%)", {("tingkat_renja", u): x for u, x in rerata.items()}, cara),
        (
            "Predikat kinerja",
            {("tingkat_renja", u): x for u, x in label.items()} if akhir_tahun else {},
            "" if akhir_tahun else "Diberikan pada TW IV; sebelum itu kolom 13 adalah kemajuan.",
        ),
    )
    for nama, isi_baris, ket in baris:
        rupa = Rupa(ukuran=9, tebal=True, warna=TEBAL_JENJANG["urusan"])
        for k in range(1, AKHIR + 2):
            buku.tulis(lembar, r, k, None, rupa)
        buku.tulis(lembar, r, 1, nama, rupa)
        for (g, u), nilai in isi_baris.items():
            buku.tulis(lembar, r, KOLOM[g, u], nilai, rupa._replace(sisi="right", format=_format(g, u, nilai)))
        buku.tulis(lembar, r, AKHIR + 1, ket, rupa._replace(tebal=False, ukuran=8))
        lembar.merge_cells(start_row=r, start_column=1, end_row=r, end_column=len(TETAP))
        lembar.row_dimensions[r].height = 36 if ket or isi_baris and nama.startswith("Predikat") else 18
        r += 1
    return r


def _faktor(buku: BukuRumus, lembar: Worksheet, r: int, capaian: pd.DataFrame, periode: Periode) -> int:
    """Write the units' own words by indicator below the form's headings; returns the next free row."""
    kolom_tl = TL_RENJA if periode.triwulan == 4 else TL_TRIWULAN
    kosong_tl = TL_TRIWULAN if periode.triwulan == 4 else TL_RENJA
    for judul, sumber in (*FAKTOR, (kolom_tl, "tindak_lanjut"), (kosong_tl, "")):
        rupa = Rupa(ukuran=9, tebal=True, warna=TEBAL_JENJANG["kegiatan"])
        _bentang(buku, lembar, r, (1, BELAH), f"{judul}:", rupa)
        r += 1
        kata_ = [(b["indikator"], b[sumber]) for b in catatan(capaian) if sumber and b[sumber]] or [("", "")]
        for indikator, teks in kata_:
            _bentang(buku, lembar, r, (1, len(TETAP)), indikator, Rupa(ukuran=9))
            _bentang(buku, lembar, r, (MULAI, BELAH), teks, Rupa(ukuran=9))
            kiri, kanan = sum(x[2] for x in TETAP), (LEBAR_K + LEBAR_RP) * (BELAH - MULAI + 1) / 2
            tinggi_pt = tinggi([(indikator, kiri * 11 / 9), (teks, kanan * 11 / 9)])
            lembar.row_dimensions[r].height = tinggi_pt * 0.9 if teks else 36
            r += 1
    return r + 1


def _bentang(buku: BukuRumus, lembar: Worksheet, r: int, kolom: tuple[int, int], teks: str, rupa: Rupa) -> None:
    for k in range(kolom[0], kolom[1] + 1):
        buku.tulis(lembar, r, k, teks if k == kolom[0] else None, rupa)
    lembar.merge_cells(start_row=r, start_column=kolom[0], end_row=r, end_column=kolom[1])


def _catatan(periode: Periode) -> list[str]:
    sisa = belum_lapor_sampai(periode)
    return ["Catatan:", *CATATAN, *([f"{sisa} belum berjalan, sehingga kolomnya kosong."] if sisa else [])]


def _halaman(lembar: Worksheet, akhir_tabel: int, akhir: int) -> None:
    """Set the page up: F4 landscape, two pages wide, heading and naming columns on each.

    What stands below the table needs the first page's width only, so it is a print area of its own.
    """
    lebar = [x[2] for x in TETAP]
    for g in KELOMPOK:
        lebar += [LEBAR_PCT, LEBAR_PCT] if g in TINGKAT else [LEBAR_K, LEBAR_RP]
    for n, w in enumerate([*lebar, PJ[2], KET[2]], 1):
        lembar.column_dimensions[get_column_letter(n)].width = w
    cetak(lembar, KEPALA, KEPALA + 3, "Formulir E.81")
    lembar.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]
    lembar.page_setup.fitToWidth = lembar.page_setup.fitToHeight = None
    lembar.page_setup.paperSize, lembar.page_setup.scale = F4, SKALA_PERSEN
    lembar.page_setup.pageOrder = "overThenDown"
    lembar.print_title_cols = f"A:{get_column_letter(len(TETAP))}"
    lembar.col_breaks = ColBreak()
    lembar.col_breaks.append(Break(id=BELAH))
    lembar.print_area = [
        f"A1:{get_column_letter(AKHIR + 1)}{akhir_tabel}",
        f"A{akhir_tabel + 1}:{get_column_letter(BELAH)}{akhir}",
    ]
    lembar.freeze_panes = lembar.cell(AWAL, len(TETAP)).coordinate
    lembar.sheet_view.zoomScale = 90
