"""The rows of somebody's own table: which are data, which indicator each is, and which unit reports it."""

from __future__ import annotations

import re

from kinerja.angka import KOSONG
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.lajur import mirip, nama_bidang, sebagai_kode
from kinerja.masukan.tabel_biasa_bentuk import Konteks, TabelBiasa
from kinerja.masukan.tabel_biasa_kolom import ANGKA
from kinerja.masukan.tabel_biasa_nilai import baca_realisasi
from kinerja.masukan.tabel_lain import baris_nomor
from kinerja.padanan import ABAIKAN, rapikan
from kinerja.temuan import temuan

_TANDA_TANGAN = re.compile(
    r"^(?:mengetahui|menyetujui|mengesahkan|disetujui|diketahui|dibuat oleh|yang (?:membuat|melaporkan)|pangkat|nip\b|"
    r"(?:kepala|sekretaris|plt|plh|a\.?n)\b.*|pejabat\b.*|(?:catatan|keterangan|sumber)\s*:)",
    re.IGNORECASE,
)
"""Cells that begin what stands below a table: signatures and notes."""
_BUKAN = "bukan baris data (judul bagian, catatan, atau tanda tangan)"


def baca_baris(f: Konteks, t: TabelBiasa) -> HasilBaca:
    """Read the rows of a table; each ends as data or listed with the reason.

    Returns:
        Table ``realisasi``; findings and unread rows went into the table's own ``hasil``.
    """
    hasil = HasilBaca()
    penutup = False
    pelapor: dict[int, str] = {}
    for b in t.baris():
        penutup = penutup or _penutup(t, b)
        kode, bidang, alasan = _kenali(f, t, b, penutup)
        if alasan:
            t.lewati(b, alasan)
        else:
            t.kode_baris[b], pelapor[b] = kode, bidang
    # Only now, for a merged cell is judged by all the rows of data that it covers.
    for b, bidang in pelapor.items():
        t.bidang = bidang
        t._periksa_galat(b)
        hasil.realisasi.append(baca_realisasi(f, t, b, f.indikator[t.kode_baris[b]], bidang))
        t.dibaca(b)
    t.bidang = f.bidang
    sembunyi = [r for r in t.kode_baris if r in t.lembar.baris_tersembunyi]
    if sembunyi:
        sel = ", ".join(f"A{r + 1}" for r in sembunyi[:10])
        rincian = "baris " + ", ".join(str(r + 1) for r in sembunyi[:10])
        t.catat("baris_tersembunyi", jumlah=len(sembunyi), rincian=rincian, sel=sel)
    return hasil


# ---- what a row is --------------------------------------------------------------------------------------------------
def _penutup(t: TabelBiasa, b: int) -> bool:
    """Whether a row begins what stands below the table; one that bears another name ("… | Kepala Bidang") does not."""
    isi = [x for k in range(len(t.lembar.nilai[b])) if (x := t.kisi.teks(b, k))]
    if not all(_TANDA_TANGAN.match(x) for x in _nama(t, b)):
        return False
    return any(_TANDA_TANGAN.match(x) for x in isi) and not _berangka(t, b)


def _berangka(t: TabelBiasa, b: int) -> bool:
    """Whether a row holds a figure, or an error, in a column of performance."""
    sel = [t.kisi.angka(b, k) for k in t.dipilih.angka]
    return any(s.ada or s.jenis == "galat" for s in sel) or any(t.ada_galat(b, k) for k in ANGKA)


def _nama(t: TabelBiasa, b: int) -> list[str]:
    """Return the names that a row bears; a merged cell counts for all its rows."""
    induk = (t.kisi.induk(b, k) for k in t.dipilih.nama)
    nama = (rapikan(t.kisi.teks(r, k)) for r, k in induk)
    return [n for n in dict.fromkeys(nama) if re.search(r"[A-Za-z]{2}", n)]


def _kenali(f: Konteks, t: TabelBiasa, b: int, penutup: bool) -> tuple[str, str, str]:
    """Return a row's code and unit, or why it is no data (with its finding)."""
    if baris_nomor(t.kisi, b):
        return "", "", "baris nomor kolom"
    nama = _nama(t, b)
    tertulis = f.pemadan.kode(sebagai_kode(t.isi(b, "kode")))
    bidang, alasan = _bidang_tertulis(f, t, b)
    dari_nama = next((k for n in nama if (k := f.pemadan.indikator(n, bidang or f.bidang))), "")
    kode = tertulis or dari_nama
    if not kode:
        return "", "", _bukan_data(f, t, b, nama, penutup)
    if ABAIKAN in (dari_nama, alasan):
        return "", "", "diabaikan menurut params/padanan.yaml"
    if tertulis and dari_nama not in ("", tertulis):
        isi = {"nilai": nama[0], "kode_indikator": tertulis, "tertulis": tertulis}
        t.catat("baris_tertukar", baris=b, kunci="indikator", **isi)
        return "", "", "kode tidak cocok dengan nama indikatornya"
    if alasan:
        asing = _isi_bidang(t, b)
        isi = {"nilai": asing, "apa": "Bidang", "mirip": mirip(asing, nama_bidang(f.kantor.dinas))}
        t.catat("nama_belum_dipadankan", baris=b, kunci="bidang", kode_indikator=kode, **isi)
        return "", "", alasan
    return _pemilik(f, t, b, kode, bidang)


def _bukan_data(f: Konteks, t: TabelBiasa, b: int, nama: list[str], penutup: bool) -> str:
    """Say what a row without a known indicator is; one that holds figures is asked for."""
    berangka = _berangka(t, b)
    if t.cetak.jenis_baris(b) in ("jumlah", "rata"):
        return "baris jumlah atau rata-rata"
    if not nama:
        if not berangka or penutup or not any(t.isi(b, k) != "" for k in ANGKA):
            return _BUKAN
        kunci = next(k for k in ANGKA if t.isi(b, k) != "")
        t.catat("isian_hilang", baris=b, kunci=kunci, nilai=t.teks(b, kunci), kolom="Indikator")
        return "tanpa nama dan kode indikator"
    # Words in place of a figure make a row of data too, when a unit or a target stands beside them; below a signature
    # a figure alone (a NIP, a page) makes none.
    berdampingan = any(t.isi(b, k) != "" for k in ("satuan", "target", "target_polos", "target_tahun"))
    terisi = berdampingan and any(t.isi(b, k) != "" for k in ANGKA)
    if not (berangka and berdampingan if penutup else berangka or terisi):
        return _BUKAN
    dekat = f.pemadan.mirip_indikator(nama[0])
    t.catat("nama_belum_dipadankan", baris=b, kunci="indikator", nilai=nama[0], apa="Indikator", mirip=dekat)
    return "nama indikator belum dipadankan"


def _isi_bidang(t: TabelBiasa, b: int) -> str:
    """Return what stands in a row's column of units; a merged cell counts for all its rows."""
    return rapikan(t.kisi.teks(*t.kisi.induk(b, t.letak["bidang"]))) if "bidang" in t.letak else ""


def _bidang_tertulis(f: Konteks, t: TabelBiasa, b: int) -> tuple[str, str]:
    """Return the unit in a row's own column, and why the row cannot be used."""
    nama = _isi_bidang(t, b)
    if nama in KOSONG:
        return "", ""
    bidang = f.pemadan.bidang(nama)
    if bidang == ABAIKAN:
        return "", ABAIKAN
    return (bidang, "") if bidang else ("", "bidang belum dipadankan")


def _pemilik(f: Konteks, t: TabelBiasa, b: int, kode: str, bidang: str) -> tuple[str, str, str]:
    """Settle which unit reports a row: its own column, else a title, else the only owner in the plan."""
    milik = str(f.indikator[kode]["bidang"])
    pelapor = bidang or f.bidang or (milik if "; " not in milik else "")
    terisi = any(t.isi(b, k) != "" or t.ada_galat(b, k) for k in ANGKA)
    if not pelapor:
        if terisi:
            t.catat("isian_hilang", baris=b, kunci="bidang", nilai=kode, kode_indikator=kode, kolom="Bidang")
        return "", "", f"indikator bersama ({milik}) tanpa nama bidang pelapor"
    if pelapor not in milik.split("; "):
        if terisi:
            isi = {"nilai": kode, "kode_indikator": kode, "milik": milik, "pengisi": pelapor}
            t.catat("indikator_bidang_lain", baris=b, kunci="indikator", **isi)
        return "", "", "indikator milik bidang lain"
    return kode, pelapor, ""


def temuan_ganda(lama: Catatan, baru: Catatan, bidang: str) -> Catatan:
    """Say that an indicator was reported twice, naming both cells."""
    tempat = [f"{x['asal_berkas']} {x['asal_lembar']}!{x['asal_sel']}" for x in (lama, baru)]
    return temuan(
        "indikator_ganda",
        bidang=bidang,
        kode_indikator=str(baru["kode_indikator"]),
        berkas=str(baru["asal_berkas"]),
        lembar=str(baru["asal_lembar"]),
        sel=str(baru["asal_sel"]),
        nilai=str(baru["realisasi_teks"]),
        tempat=" dan ".join(tempat),
    )
