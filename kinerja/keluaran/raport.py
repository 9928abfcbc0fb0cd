"""Each bidang's own raport kinerja: one page in the technique of the light edition, small enough to be sent alone.

It is made by the sections of the report from the bidang's part of the same tables, so that no figure in it can differ
from the report's. What is the office's alone (main points, roll-ups of others, the SOP's board) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja import kata
from kinerja.kantor import Kantor, Periode
from kinerja.keluaran.asal import Asal
from kinerja.keluaran.lampiran import bagian_temuan, kartu_sumber
from kinerja.keluaran.pelaporan import bagian_pelaporan, bagian_perubahan, bagian_tindak_lanjut
from kinerja.keluaran.peluru import bisa_peluru, grafik_peluru
from kinerja.keluaran.sanding import laju
from kinerja.keluaran.sasaran import bagian_sasaran
from kinerja.keluaran.sasaran_kata import kalimat_gulungan, kalimat_laju
from kinerja.keluaran.tren import deret, kalimat_tren
from kinerja.keluaran.uang import grafik_serapan
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    ada,
    bagian,
    bersih,
    catatan,
    e,
    lencana,
    paragraf,
    persen,
    rupiah,
)
from kinerja.keluaran.utama import baris, indikator_utama, nama_kantor, predikat, satu, tingkat
from kinerja.nama import nama_berkas
from kinerja.tabel import tulis_byte

if TYPE_CHECKING:
    import pandas as pd
    from nbformat import NotebookNode

FOLDER = "raport"
"""Folder beside the report."""
PEMISAH = "; "
"""Between the units of an indicator that several answer for."""


@dataclass(frozen=True)
class Bagiannya:
    """A bidang's part of a step's tables."""

    kantor: Kantor
    periode: Periode
    tabel: Mapping[str, pd.DataFrame]
    bidang: str


def daftar_bidang(tabel: Mapping[str, pd.DataFrame]) -> list[str]:
    """Name the bidang that get a raport: all that have indicators, when there are at least two."""
    semua = (x for b in tabel["capaian"]["bidang"] for x in bersih(b).split(PEMISAH))
    nama = [x for x in dict.fromkeys(semua) if x.strip()]
    return nama if len(nama) > 1 else []


def pilah(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode, bidang: str) -> Bagiannya:
    """Take a bidang's part of the tables; roll-ups of sasaran only where all their indicators are its own."""
    capaian = tabel["capaian"]
    milik = _milik(capaian, bidang)
    kode, lain = set(capaian.loc[milik, "kode_indikator"]), set(capaian.loc[~milik, "kode_sasaran"])
    sasaran = tabel["sasaran"]
    utuh = (sasaran["level"] == "sasaran") & sasaran["kode"].isin(set(capaian.loc[milik, "kode_sasaran"]) - lain)
    isi: dict[str, pd.DataFrame] = dict(tabel)
    for nama in ("capaian", "rekap", "riwayat", "banding"):
        isi[nama] = tabel[nama][tabel[nama]["kode_indikator"].isin(kode)]
    for nama in ("lapor", "temuan", "tindak_lanjut", "perubahan", "serapan"):
        isi[nama] = tabel[nama][_milik(tabel[nama], bidang)]
    isi["sasaran"] = sasaran[utuh | ((sasaran["level"] == "bidang") & (sasaran["kode"] == bidang))]
    berkas = tabel["berkas"]
    isi["berkas"] = berkas[(berkas["bidang"] == bidang) | (berkas["jenis"] == "perencanaan")]
    if "baris_tidak_dibaca" in tabel:
        lewat = tabel["baris_tidak_dibaca"]
        isi["baris_tidak_dibaca"] = lewat[lewat["berkas"].isin(set(isi["berkas"]["berkas"]))]
    isi["putusan"] = tabel["putusan"].iloc[:0]
    return Bagiannya(kantor, periode, isi, bidang)


def _milik(tabel: pd.DataFrame, bidang: str) -> pd.Series[bool]:
    """Tell which rows name a bidang."""
    return tabel["bidang"].map(lambda x: bidang in bersih(x).split(PEMISAH)).astype(bool)


def tulis_raport(
    tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode, folder: Path, segel: tuple[str, str]
) -> list[Path]:
    """Write the page of every bidang into a folder, and remove pages of bidang that are no more.

    Args:
        tabel: Tables that step laporan reads.
        kantor: The office.
        periode: The quarter.
        folder: Where they go; not made when there are none.
        segel: Content hash and run id for the footer.

    Returns:
        The files.
    """
    from kinerja.keluaran.halaman import ringan

    hasil: dict[Path, None] = {}
    for bidang in daftar_bidang(tabel):
        jalur = _jalur(folder, bidang, periode, set(hasil))
        b = pilah(tabel, kantor, periode, bidang)
        folder.mkdir(parents=True, exist_ok=True)
        tulis_byte(jalur, ringan(buku_raport(b), judul(b), segel).encode("utf-8"))
        hasil[jalur] = None
    for lama in folder.glob("*.html") if folder.is_dir() else ():
        if lama not in hasil:
            lama.unlink()
    return list(hasil)


def _jalur(folder: Path, bidang: str, periode: Periode, dipakai: set[Path]) -> Path:
    """A file name of its own, also where two names differ by signs that no file name may hold, or by capitals."""
    sudah = {p.name.casefold() for p in dipakai}
    nama, n = nama_berkas(bidang, periode, ".html"), 2
    while nama.casefold() in sudah:
        nama, n = nama_berkas(f"{bidang[:90]}_{n}", periode, ".html"), n + 1
    return folder / nama


def judul(b: Bagiannya) -> str:
    """Title of the page."""
    return f"Raport Kinerja {b.bidang} {b.periode.teks} – {nama_kantor(b.kantor, b.tabel['capaian'])}"


def buku_raport(b: Bagiannya) -> NotebookNode:
    """The page as a notebook of finished outputs, which the report's own template sets."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    def sel(id_: str, isi: Bagian, tag: list[str]) -> Any:
        keluar = [new_output("display_data", data=d, metadata=m) for d, m in isi.keluaran()]
        return new_code_cell("", id=f"isi-{id_}", outputs=keluar, metadata={"tags": tag})

    nb = new_notebook(cells=[sel("kepala", _kepala(b), ["kepala"])])
    for id_, nama, isi in _bagian(b):
        nb.cells += [new_markdown_cell(f"## {nama}", id=id_), sel(id_, isi, [])]
    return nb


def _bagian(b: Bagiannya) -> list[tuple[str, str, Bagian]]:
    """Sections in reading order: id, heading, content; findings are left out where there are none."""
    return [
        ("capaian", "Capaian", _capaian(b)),
        ("sasaran", "Indikator", bagian_sasaran(b)),
        ("anggaran", "Anggaran", _anggaran(b)),
        ("temuan", "Yang perlu diperbaiki", bagian_temuan(b)),
        ("tindak-lanjut", "Tindak lanjut", bagian_tindak_lanjut(b)),
        ("pelaporan", "Disiplin melapor", bagian_pelaporan(b)),
        ("perubahan", "Perubahan antarrevisi", bagian_perubahan(b)),
        ("hitungan", "Sumber angka", bagian(kartu_sumber(b))),
    ]


def _kepala(b: Bagiannya) -> Bagian:
    d = b.kantor.dinas
    tanda = [lencana("DRAF", "draf")] + ([lencana("DATA CONTOH", "contoh")] if d.data_contoh else [])
    ket = kata.DRAF + (f" {kata.CONTOH}" if d.data_contoh else "")
    daerah = paragraf(e(d.daerah), "daerah") if d.daerah else ""
    return bagian(
        f'<div class="kop">{daerah}<p class="kantor">{e(nama_kantor(b.kantor, b.tabel["capaian"]))}</p></div>'
        f"<h1>Raport Kinerja {e(b.bidang)} <span>{e(b.periode.teks)}</span></h1>"
        f'<p class="tanda">{" ".join(tanda)} <span class="tanda-ket">{e(ket)}</span></p>'
    )


def _gulungan(b: Bagiannya) -> Baris | None:
    return satu(tingkat(b, "bidang"))


def _capaian(b: Bagiannya) -> Bagian:
    """The bidang's mean at a glance, its paragraph by rule, the bullets of its indicators, and its pace."""
    semua, g = baris(b, "capaian"), _gulungan(b)
    d = deret(b)
    kalimat = [
        kalimat_gulungan(g, indikator_utama(semua), "bidang"),
        kalimat_tren(d, b) if d else "",
        kalimat_laju(semua),
    ]
    gambar = grafik_peluru(b) if bisa_peluru(b) else []
    return bagian(_sekilas(b, g), paragraf(e(" ".join(x for x in kalimat if x))), *gambar, laju(b))


def _sekilas(b: Bagiannya, g: Baris | None) -> str:
    """Figures at a glance, each with where to read on."""
    kotak = []
    if g:
        chip = predikat(g["predikat"], b.kantor.skala_dipakai)
        if ada(g["capaian_pct"]):
            kotak.append(("capaian", "Capaian bidang", persen(g["capaian_pct"]), chip))
        else:
            kotak.append(("capaian", kata.KEMAJUAN, persen(g["capaian_tahun_pct"]), e(kata.TANPA_PREDIKAT)))
        kotak.append(("sasaran", "Indikator terukur", f"{g['n_terukur']} dari {g['n']}", "yang masuk rerata"))
        kotak.append(("anggaran", "Serapan anggaran", persen(g["serapan_pct"]), ""))
    kini = [x for x in catatan(b.tabel["lapor"]) if x["triwulan"] == b.periode.triwulan]
    if kini:
        terisi = f"{sum(x['n_dilaporkan'] for x in kini)} dari {sum(x['n_indikator'] for x in kini)}"
        kotak.append(("pelaporan", "Indikator terisi", terisi, e(kata.LAPOR[kini[0]["status"]].label)))
    isi = "".join(
        f'<li><a href="#{id_}"><span class="nama">{e(nama)}</span><span class="nilai">{e(nilai)}</span>'
        f'<span class="ket">{ket}</span></a></li>'
        for id_, nama, nilai, ket in kotak
    )
    return f'<ul class="sekilas">{isi}</ul>' if isi else ""


def _anggaran(b: Bagiannya) -> Bagian:
    """What the money behind its indicators brought, and the rows of the budget that are the bidang's."""
    g, serapan = _gulungan(b), catatan(b.tabel["serapan"])
    kalimat = ""
    if g and ada(g["serapan_pct"]):
        persen_ = Asal(b).gabungan(g, persen(g["serapan_pct"]))
        kalimat = (
            f"Anggaran yang membiayai indikator {e(bersih(b.bidang))} {rupiah(g['pagu_rp'])}, terpakai "
            f"{rupiah(g['realisasi_rp'])}, atau {persen_}."
        )
    isi = bagian(paragraf(kalimat) if kalimat else "", *(grafik_serapan(b, serapan) if serapan else []))
    return isi if isi.isi else bagian(paragraf(kata.KOSONG, "kosong"))
