"""``pengukuran-kinerja.xlsx``: the table Pengukuran Kinerja as an LKjIP carries it, ready to be handed in.

First the indicators of the Perjanjian Kinerja by sasaran (those that roll-ups count) with target, realised value,
capaian and predicate; then the programmes with budget, spending and its share. Every figure is the one of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kinerja import kata
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.keluaran.buku_rumus import PERSEN, RUPIAH, TEKS, TENGAH, BukuRumus, Rupa, rupa_angka
from kinerja.keluaran.buku_tulis import cetak, kepala, tinggi
from kinerja.keluaran.rekap_lembar import lebar_kolom
from kinerja.keluaran.tanda_tangan_lembar import blok_tanda_tangan
from kinerja.keluaran.unsur import bersih, bilangan, bulat_rupiah, catatan
from kinerja.keluaran.utama import indikator_utama, nama_kantor, tanpa_satuan

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

TABEL = ("capaian", "sasaran", "serapan")
"""Tables that the paper is made of."""
LEMBAR, LEMBAR_UANG = "Pengukuran Kinerja", "Program dan Anggaran"
"""Two sheets, so that each table has its own heading on every page."""
JUDUL_LEMBAR, JUDUL_UANG = "PENGUKURAN KINERJA", "PENGUKURAN KINERJA: PROGRAM DAN ANGGARAN"
KATA = (("No", 5), ("Sasaran", 38), ("Indikator Kinerja", 50), ("Satuan", 13))
HASIL = (("Capaian (%)", 14), ("Predikat", 18))
LEBAR_ANGKA = 17
UANG = (("No", 5), ("Program", 88), ("Anggaran (Rp)", 28), ("Realisasi (Rp)", 28), ("%", 14))
"""Headings and widths in characters."""
SEHALAMAN = 40
"""Rows that are pressed onto one page, so that the signature does not stand alone on a second."""
JUDUL = Rupa(bergaris=False, tebal=True, ukuran=14, bungkus=False)
BIASA, TEBAL = Rupa(bergaris=False, bungkus=False), Rupa(bergaris=False, tebal=True, bungkus=False)
JUMLAH = Rupa(tebal=True, warna="E8EEF1")
CATATAN = (
    "Capaian dihitung terhadap target s.d. {tw} dengan rumus masing-masing indikator, dan dibulatkan dua desimal.",
    "Predikat diberikan pada angka yang tercetak ({skala}).",
    "Tanda – berarti belum ada angka yang dapat dinilai; sebabnya tertulis di kolom Predikat. Bukan nol.",
)
Baris = Mapping[str, Any]


def pengukuran_kinerja(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> bytes:
    """Write the paper.

    Args:
        tabel: The tables that :data:`TABEL` names.
        kantor: The office.
        periode: The quarter; in TW IV the target to date is the year's.

    Returns:
        The file; same arguments, same bytes.
    """
    buku = BukuRumus.baru()
    lembar = buku.lembar(LEMBAR)
    awal = _judul(buku, lembar, JUDUL_LEMBAR, tabel["capaian"], kantor, periode)
    r = _indikator(buku, lembar, awal, tabel, periode)
    _selesai(buku, lembar, (awal, _catatan(buku, lembar, r, kantor, periode)), kantor, (2, 5))
    lembar.freeze_panes = f"D{awal + 1}"
    lembar = buku.lembar(LEMBAR_UANG)
    awal = _judul(buku, lembar, JUDUL_UANG, tabel["capaian"], kantor, periode)
    _selesai(buku, lembar, (awal, _anggaran(buku, lembar, awal, tabel["serapan"])), kantor, (2, 3))
    buku.buku.properties.title = f"Pengukuran Kinerja {periode.teks}"
    return buku.byte()


def _selesai(
    buku: BukuRumus, lembar: Worksheet, baris: tuple[int, int], kantor: Kantor, kolom: tuple[int, int]
) -> None:
    """Write the signature block and set the page up; ``baris`` are heading and next free row."""
    awal, r = baris
    blok_tanda_tangan(buku, lembar, r + 1, kantor, kolom)
    cetak(lembar, awal, awal, LEMBAR)
    if lembar.max_row <= SEHALAMAN:
        lembar.page_setup.fitToHeight = 1


def _judul(
    buku: BukuRumus, lembar: Worksheet, judul: str, capaian: pd.DataFrame, kantor: Kantor, periode: Periode
) -> int:
    """Write the title; returns the row of the heading."""
    baris = [
        (judul, JUDUL),
        (nama_kantor(kantor, capaian), TEBAL),
        (kantor.dinas.daerah, TEBAL),
        (periode.teks, BIASA),
        (kata.CONTOH if kantor.dinas.data_contoh else "", TEBAL),
    ]
    r = 0
    for teks, rupa in baris:
        if teks:
            r += 1
            buku.tulis(lembar, r, 1, teks, rupa)
    return r + 2


def _indikator(buku: BukuRumus, lembar: Worksheet, r: int, tabel: Mapping[str, pd.DataFrame], periode: Periode) -> int:
    """Write the indicators sasaran by sasaran and the office's mean; returns the next free row."""
    utama = indikator_utama(catatan(tabel["capaian"]))
    tw = f"s.d. TW {ROMAWI[periode.triwulan]}"
    angka = {"target_tahun": "Target Tahun", "target_sd": f"Target {tw}", "realisasi_sd": f"Realisasi {tw}"}
    if periode.triwulan == 4 and all(_sama(b["target_sd"], b["target_tahun"]) for b in utama):
        angka = {"target_sd": "Target", "realisasi_sd": "Realisasi"}
    judul = [*KATA, *((x, LEBAR_ANGKA) for x in angka.values()), *HASIL]
    kepala(lembar, r, [x for x, _ in judul])
    lebar_kolom(lembar, [w for _, w in judul])
    nomor, lalu = 0, None
    # Indicators of a sasaran stand together, sasaran in the plan's order.
    urutan = {kode: n for n, kode in enumerate(dict.fromkeys(b["kode_sasaran"] for b in utama))}
    for b in sorted(utama, key=lambda x: urutan[x["kode_sasaran"]]):
        r += 1
        baru = b["kode_sasaran"] != lalu
        nomor, lalu = nomor + baru, b["kode_sasaran"]
        _satu_indikator(buku, lembar, r, b, (nomor, b["sasaran"]) if baru else (None, ""), tuple(angka))
    dinas: Baris = next((b for b in catatan(tabel["sasaran"]) if b["level"] == "dinas"), {})
    hasil = {
        len(judul) - 1: (bilangan(dinas.get("capaian_pct")), JUMLAH._replace(sisi="right", format=PERSEN.format)),
        len(judul): (bersih(dinas.get("predikat")), JUMLAH._replace(sisi="center")),
    }
    _baris_jumlah(buku, lembar, r + 1, "Rata-rata capaian", len(judul), hasil)
    return r + 2


def _satu_indikator(
    buku: BukuRumus,
    lembar: Worksheet,
    r: int,
    b: Baris,
    sasaran: tuple[int | None, str],
    angka: tuple[str, ...],
) -> None:
    nomor, nama = sasaran
    isi: list[tuple[object, Rupa]] = [(nomor, TENGAH), (nama, TEKS), (b["indikator"], TEKS), (b["satuan"], TENGAH)]
    isi += [_angka(b, kolom) for kolom in angka]
    capaian = bilangan(b["capaian_sd_pct"])
    isi.append(("–" if capaian is None else capaian, PERSEN))
    isi.append((b["predikat"] or kata.STATUS[b["status"]].label, TENGAH))
    for k, (nilai, rupa) in enumerate(isi, 1):
        buku.tulis(lembar, r, k, nilai, rupa)
    lembar.row_dimensions[r].height = tinggi((x, w) for (x, _), (_, w) in zip(isi, KATA, strict=False))


def _sama(a: Any, b: Any) -> bool:
    """Whether two figures are one, or both missing."""
    return bilangan(a) == bilangan(b)


def _catatan(buku: BukuRumus, lembar: Worksheet, r: int, kantor: Kantor, periode: Periode) -> int:
    """Write how the figures came about; returns the next free row."""
    tw = f"TW {ROMAWI[periode.triwulan]}"
    for n, teks in enumerate(CATATAN, r + 1):
        isi = teks.format(tw=tw, skala=kantor.skala_dipakai.nama)
        buku.tulis(lembar, n, 1, isi, Rupa(bergaris=False, ukuran=9, bungkus=False))
    return r + len(CATATAN) + 1


def _angka(b: Baris, kolom: str) -> tuple[float | str, Rupa]:
    """A figure as a number, or as it is shown where it is a predicate, a date or a range."""
    nilai = bilangan(b[kolom])
    kanan = Rupa(sisi="right")
    if nilai is None:
        return "–", kanan
    if b["jenis_target"] in ("predikat", "tanggal") or (b["jenis_target"] == "rentang" and kolom != "realisasi_sd"):
        return tanpa_satuan(b, kolom), kanan
    return nilai, rupa_angka(nilai)


def _anggaran(buku: BukuRumus, lembar: Worksheet, r: int, serapan: pd.DataFrame) -> int:
    """Write programmes (where there are none, the topmost rows) with their money, and the total; next free row."""
    kepala(lembar, r, [x for x, _ in UANG])
    lebar_kolom(lembar, [w for _, w in UANG])
    baris = catatan(serapan)
    atas = [b for b in baris if b["jenjang"] != "dinas" and not b["kode_induk"]]
    for n, b in enumerate([b for b in baris if b["jenjang"] == "program"] or atas, 1):
        r += 1
        buku.tulis(lembar, r, 1, n, TENGAH)
        buku.tulis(lembar, r, 2, b["nama"])
        for k, (nilai, rupa) in _uang(b, TEKS).items():
            buku.tulis(lembar, r, k, nilai, rupa)
        lembar.row_dimensions[r].height = tinggi([(b["nama"], UANG[1][1])])
    for b in baris:
        if b["jenjang"] == "dinas":
            r += 1
            _baris_jumlah(buku, lembar, r, "Jumlah", len(UANG), _uang(b, JUMLAH))
    return r + 1


def _uang(b: Baris, rupa: Rupa) -> dict[int, tuple[object, Rupa]]:
    """Cells of a row's money by column."""
    uang = rupa._replace(sisi="right", format=RUPIAH.format)
    return {
        3: (bulat_rupiah(b["pagu_rp"]), uang),
        4: (bulat_rupiah(b["realisasi_rp"]), uang),
        5: (bilangan(b["serapan_pct"]), uang._replace(format=PERSEN.format)),
    }


def _baris_jumlah(
    buku: BukuRumus, lembar: Worksheet, r: int, teks: str, n_kolom: int, isi: Mapping[int, tuple[object, Rupa]]
) -> None:
    """Write a row of totals: its words over the columns before the first figure."""
    for k in range(1, n_kolom + 1):
        nilai, rupa = isi.get(k, (teks if k == 1 else None, JUMLAH))
        buku.tulis(lembar, r, k, nilai, rupa)
    lembar.merge_cells(start_row=r, start_column=1, end_row=r, end_column=min(isi) - 1)
