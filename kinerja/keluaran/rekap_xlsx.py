"""``rekap.xlsx``: the whole quarter in one workbook for a reviewer, its measuring in formulas that can be followed.

Cover and notes first, then the live sheets (:mod:`kinerja.keluaran.rekap_hitung`), then the tables of the chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kinerja import kata
from kinerja.kantor import Kantor, Periode
from kinerja.keluaran.buku_rumus import TEKS, BukuRumus, Rupa
from kinerja.keluaran.buku_tulis import WARNA_CONTOH, cetak, huruf
from kinerja.keluaran.rekap_angka import ANGKA, PERINGKAT, SKALA_LEMBAR
from kinerja.keluaran.rekap_hitung import ANGGOTA, PENGUKURAN, RERATA, Bahan, tulis_hitungan
from kinerja.keluaran.rekap_lembar import AWAL, lebar_kolom, tinggi_baris
from kinerja.keluaran.rekap_tabel import DAFTAR, tulis_tabel_rapi
from kinerja.keluaran.utama import nama_kantor

if TYPE_CHECKING:
    import pandas as pd

TABEL = (
    "capaian", "sasaran", "serapan", "banding", "temuan", "lapor", "tindak_lanjut", "berkas", "rekap",
    "rekap_anggaran", "putusan",
)  # fmt: skip
"""Tables that the workbook is made of."""
SAMPUL, CATATAN = "Sampul", "Catatan"
LEBAR_CATATAN = (26, 104)
ISI_LEMBAR = {
    CATATAN: "Cara membaca: keadaan, rumus dalam kata-kata, pembulatan.",
    PENGUKURAN: "Hitungan setiap indikator dari triwulan sampai predikat, sebagai rumus.",
    RERATA: "Rerata per sasaran, program, bidang, dan dinas, sebagai rumus.",
    ANGKA: "Rencana dan laporan bidang seperti dibaca; sumber rumus di Pengukuran.",
    ANGGOTA: "Indikator yang dihitung dalam setiap rerata; sumber rumus di Rerata.",
    SKALA_LEMBAR: "Kelas predikat dan batas capaian yang dipakai kantor.",
    PERINGKAT: "Peringkat predikat yang menjadi target (AKIP, opini, mutu).",
    **{x.lembar: x.keterangan for x in DAFTAR},
}
POLOS, TEBAL = Rupa(bergaris=False), Rupa(bergaris=False, tebal=True)
SUBJUDUL = Rupa(bergaris=False, tebal=True, ukuran=12, bungkus=False)
CARA_BACA = (
    "Sel berlatar biru di lembar Pengukuran, Rerata, Anggota Rerata, dan Angka Triwulan adalah rumus; klik selnya "
    "untuk melihat asal angkanya (Excel: Rumus > Lacak Preseden).",
    "Sel putih adalah nilai seperti dibaca dari rencana dan formulir, atau diputuskan menurut aturan: keadaan, bobot, "
    "indikator mana yang dihitung dalam rerata, pagu, dan realisasi anggaran. Judul kolomnya menyebut (nilai).",
    "Lembar Capaian sampai Sumber memuat tabel hasil apa adanya, satu tabel satu lembar, siap disaring.",
    "Mengubah angka di buku ini tidak mengubah laporan. Perbaikan dilakukan pada formulir bidang.",
)

JENIS_KHUSUS = (
    (
        "rentang",
        "Di dalam rentang capaiannya 100 %; di atasnya dihitung terhadap batas atas, di bawahnya terhadap batas bawah.",
    ),
    ("predikat", "Predikat yang tercapai 100 % dan tidak lebih; yang tidak, peringkatnya dibagi peringkat target."),
    ("tanggal", "Tepat waktu 100 % dan tidak lebih; terlambat dihitung dengan NEG-L pada hari sejak 1 Januari."),
)


def rekap_xlsx(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode, segel: tuple[str, str]) -> bytes:
    """Write the workbook.

    Args:
        tabel: The tables that :data:`TABEL` names.
        kantor: The office.
        periode: The quarter.
        segel: Content hash and run id.

    Returns:
        The file; same arguments, same bytes.
    """
    buku = BukuRumus.baru()
    sampul, catatan = buku.lembar(SAMPUL), buku.lembar(CATATAN)
    tulis_hitungan(buku, Bahan(tabel, kantor, periode))
    tulis_tabel_rapi(buku, tabel)
    _sampul(buku, sampul, tabel, kantor, periode, segel)
    _catatan(buku, catatan, kantor)
    buku.buku.properties.title = f"Rekap {periode.teks}"
    return buku.byte()


def _sampul(
    buku: BukuRumus,
    lembar: Any,
    tabel: Mapping[str, pd.DataFrame],
    kantor: Kantor,
    periode: Periode,
    segel: tuple[str, str],
) -> None:
    buku.tulis(lembar, 1, 1, "Rekap Pengukuran Kinerja", Rupa(tebal=True, ukuran=18, bergaris=False, bungkus=False))
    lembar.row_dimensions[1].height = 26
    r = 2
    if kantor.dinas.data_contoh:
        buku.tulis(lembar, r, 1, kata.CONTOH, Rupa(tebal=True, bergaris=False, bungkus=False))
        lembar.cell(r, 1).font = huruf(11, WARNA_CONTOH, bold=True)
    putusan = tabel["putusan"].to_dict("records")
    keterangan = (
        ("Perangkat daerah", nama_kantor(kantor, tabel["capaian"])),
        ("Daerah", kantor.dinas.daerah),
        ("Periode", periode.teks),
        ("Putusan validasi", f"{putusan[0]['putusan']}. {putusan[0]['alasan']}" if putusan else ""),
        ("Sidik isi (SHA-256)", segel[0]),
        ("Run id", segel[1]),
    )
    r = 4
    for nama, isi in keterangan:
        if isi:
            buku.tulis(lembar, r, 1, nama, TEBAL)
            buku.tulis(lembar, r, 2, isi, POLOS)
            r += 1
    buku.tulis(lembar, r + 1, 1, "Isi buku ini", SUBJUDUL)
    r += 2
    for nama in buku.buku.sheetnames[1:]:
        buku.tulis(lembar, r, 1, nama, TEKS)
        lembar.cell(r, 1).hyperlink = f"#'{nama}'!A1"
        lembar.cell(r, 1).font = huruf(11, "0B5394", underline="single")
        buku.tulis(lembar, r, 2, ISI_LEMBAR[nama], TEKS)
        tinggi_baris(lembar, r, [(ISI_LEMBAR[nama], 92)])
        r += 1
    lebar_kolom(lembar, [24, 92])
    lembar.sheet_view.showGridLines = False
    cetak(lembar, 1, 1)


def _catatan(buku: BukuRumus, lembar: Any, kantor: Kantor) -> None:
    buku.tulis(lembar, 1, 1, "Catatan", Rupa(tebal=True, ukuran=14, bergaris=False, bungkus=False))
    batas = kantor.aturan.batas_capaian_pct
    per = "sasaran" if kantor.aturan.rerata_dinas == "sasaran" else "indikator"
    aturan = (
        ("Batas capaian", "tanpa batas" if batas is None else f"{kata.persen(batas)}, hanya di dalam rerata"),
        ("Angka dinas", f"rerata {per}"),
        ("Skala predikat", f"{kantor.skala_dipakai.nama}. {' '.join(kantor.skala_dipakai.sumber.split())}"),
    )
    cara = [kata.CARA[k] for k in ("pembulatan", "predikat", "tiga", "keadaan", "rasio")]
    bagian: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
        ("Cara membaca", _bernomor(CARA_BACA)),
        ("Aturan kantor", aturan),
        ("Pembulatan dan predikat", _bernomor(cara)),
        ("Rumus capaian", tuple(kata.RUMUS.items())),
        ("Cara menggabungkan triwulan", [(x.label, x.arti) for x in kata.KONSOLIDASI.values()]),
        ("Jenis target yang khusus", JENIS_KHUSUS),
        ("Keadaan indikator", [(x.label, x.arti) for x in kata.STATUS.values()]),
    )
    r = AWAL - 2
    for judul, isi in bagian:
        buku.tulis(lembar, r, 1, judul, SUBJUDUL)
        for n, (nama, arti) in enumerate(isi, r + 1):
            buku.tulis(lembar, n, 1, nama, TEKS)
            buku.tulis(lembar, n, 2, arti, TEKS)
            tinggi_baris(lembar, n, [(nama, LEBAR_CATATAN[0]), (arti, LEBAR_CATATAN[1])])
        r += len(isi) + 2
    lebar_kolom(lembar, LEBAR_CATATAN)
    lembar.sheet_view.showGridLines = False
    cetak(lembar, 1, 1)


def _bernomor(isi: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(n), x) for n, x in enumerate(isi, 1)]
