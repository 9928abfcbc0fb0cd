"""Read a unit's form: one workbook per bidang and quarter, with the sheets ``Kinerja`` and ``Anggaran``.

Rows are found by their code and columns by their title, so a sorted sheet or a moved column changes nothing. What the
form is for stands in its hidden sheet ``_identitas``; a form of another office, year or quarter is refused whole.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from kinerja.angka import KOSONG, tulis
from kinerja.kantor import ROMAWI, Kantor
from kinerja.masukan.buku import Buku, alamat
from kinerja.masukan.formulir_bentuk import (
    KOLOM_ANGGARAN,
    KOLOM_KINERJA,
    LEMBAR_ANGGARAN,
    LEMBAR_IDENTITAS,
    LEMBAR_KINERJA,
    LEMBAR_KOREKSI,
    LEMBAR_PETUNJUK,
    URAIAN,
    baca_identitas,
    dikenali,
)
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.lajur import (
    Tabel,
    catatan_berkas,
    cocokkan_bidang,
    kunci_judul,
    mirip,
    nama_bidang,
    sebagai_kode,
)
from kinerja.masukan.nilai import baca_nilai
from kinerja.masukan.rencana_anggaran import jenjang_kode
from kinerja.predikat import skala_dari
from kinerja.temuan import temuan

__all__ = ["baca", "dikenali"]

_BELUM = re.compile(
    r"^(?:belum|menunggu)\b.*\b(?:tersedia|di ?rilis|rilis|terbit|keluar|data|bps|survei)\b", re.IGNORECASE
)
_TANPA = re.compile(
    r"^(?:tanpa kejadian|tidak ada (?:kejadian|kasus|perkara|perselisihan|permohonan|pengaduan))\b", re.IGNORECASE
)


@dataclass
class _Formulir:
    """A form being read."""

    buku: Buku
    tahun: int
    triwulan: int
    indikator: dict[str, Catatan]  # by folded code
    kantor: Kantor
    hasil: HasilBaca
    bidang: str = ""
    ditolak: str = ""
    tabel: list[Tabel] = field(default_factory=list)


# ---- identity -------------------------------------------------------------------------------------------------------
def _periksa_identitas(f: _Formulir) -> int:
    """Check that the form belongs to the folder; sets the unit and the reason for refusal. Returns the revision."""
    identitas, dinas = baca_identitas(f.buku), f.kantor.dinas
    tentang: dict[str, str] = {"berkas": f.buku.berkas, "lembar": LEMBAR_IDENTITAS}
    if identitas is None:
        f.hasil.temuan_ingest.append(temuan("lembar_hilang", **tentang, lembar_dicari=LEMBAR_IDENTITAS))
        f.bidang = _bidang_dari_isi(f)
        return 0
    milik = (kunci_judul(identitas.dinas), identitas.tahun, identitas.triwulan)
    if milik != (kunci_judul(dinas.nama), f.tahun, f.triwulan):
        kata = [
            f"{d}, Triwulan {ROMAWI[t]} Tahun {y}"
            for d, y, t in ((identitas.dinas, identitas.tahun, identitas.triwulan), (dinas.nama, f.tahun, f.triwulan))
        ]
        sel = _letak(f.buku, "dinas", "tahun", "triwulan")
        f.hasil.temuan_ingest.append(temuan("formulir_asing", **tentang, sel=sel, milik=kata[0], seharusnya=kata[1]))
        f.ditolak = "formulir milik kantor, tahun, atau triwulan lain"
    resmi = cocokkan_bidang(identitas.bidang, dinas)
    if resmi is None:
        f.hasil.temuan_ingest.append(
            temuan(
                "bidang_tidak_dikenal",
                **tentang,
                sel=_letak(f.buku, "bidang"),
                nilai=identitas.bidang,
                bidang_tertulis=identitas.bidang,
                mirip=mirip(identitas.bidang, nama_bidang(dinas)),
            )
        )
    f.bidang = resmi or identitas.bidang or "(tidak dikenal)"
    return identitas.revisi


def _letak(buku: Buku, *kunci: str) -> str:
    """Return the cells that hold these facts of the form's identity."""
    lembar = buku.cari(LEMBAR_IDENTITAS)
    baris = range(lembar.n_baris) if lembar is not None else ()
    return ", ".join(alamat(r, 1) for r in baris if lembar is not None and str(lembar.isi(r, 0)).casefold() in kunci)


def _bidang_dari_isi(f: _Formulir) -> str:
    """Return the unit that owns the form's indicators, when they all have one and the same."""
    lembar = f.buku.cari(LEMBAR_KINERJA)
    isi = {sebagai_kode(x).casefold() for baris in (lembar.nilai if lembar else []) for x in baris if x != ""}
    milik = {str(i["bidang"]) for kode, i in f.indikator.items() if kode in isi}
    return milik.pop() if len(milik) == 1 else "(tidak dikenal)"


# ---- reading --------------------------------------------------------------------------------------------------------
def baca(
    buku: Buku,
    tahun: int,
    triwulan: int,
    indikator: list[Catatan],
    kantor: Kantor,
    kode_anggaran: set[str] | None = None,
) -> HasilBaca:
    """Read a form.

    Args:
        buku: The workbook.
        tahun: Year of the folder that it lies in.
        triwulan: Quarter of that folder.
        indikator: Rows of table ``indikator`` from the plan.
        kantor: The office.
        kode_anggaran: Codes of the plan's budget rows; None leaves them unchecked.

    Returns:
        ``realisasi, realisasi_anggaran, berkas, baris_tidak_dibaca, temuan_ingest``. Every indicator row of the form
        makes a realisasi, filled in or not, so that a later finding can name its cell. Never raises for its content.
    """
    f = _Formulir(
        buku, tahun, triwulan, {str(i["kode_indikator"]).casefold(): i for i in indikator}, kantor, HasilBaca()
    )
    revisi = _periksa_identitas(f)
    _baca_kinerja(f)
    _baca_anggaran(f, kode_anggaran)
    _lembar_lain(f)
    for t in f.tabel:
        t.tutup()
    f.hasil.berkas.append(
        catatan_berkas(
            buku,
            "formulir",
            f.tabel,
            bidang=f.bidang,
            triwulan=triwulan,
            revisi=revisi,
            status="ditolak" if f.ditolak else "dipakai",
        )
    )
    return f.hasil


def _lembar_lain(f: _Formulir) -> None:
    nama = (LEMBAR_KINERJA, LEMBAR_ANGGARAN, LEMBAR_PETUNJUK, LEMBAR_IDENTITAS, LEMBAR_KOREKSI)
    dikenal = {x.casefold() for x in nama}
    for lb in f.buku:
        n = sum(1 for baris in lb.nilai if any(x != "" for x in baris))
        if lb.nama.casefold().strip() not in dikenal and n:
            f.hasil.temuan_ingest.append(
                temuan("lembar_tidak_dibaca", berkas=f.buku.berkas, lembar=lb.nama, bidang=f.bidang, jumlah=n)
            )


def _baca_kinerja(f: _Formulir) -> None:
    lembar = f.buku.cari(LEMBAR_KINERJA)
    if lembar is None:
        f.hasil.temuan_ingest.append(
            temuan(
                "lembar_hilang",
                berkas=f.buku.berkas,
                lembar=LEMBAR_KINERJA,
                bidang=f.bidang,
                lembar_dicari=LEMBAR_KINERJA,
            )
        )
        return
    t = Tabel(f.buku, lembar, KOLOM_KINERJA, f.hasil, f.bidang)
    f.tabel.append(t)
    tempat: dict[str, str] = {}
    for b in t.baris("kode"):
        alasan = f.ditolak or _alasan_lewat(f, t, b, tempat)
        if alasan:
            t.lewati(b, alasan)
            continue
        i = f.indikator[t.kode(b, "kode").casefold()]
        tempat[t.kode(b, "kode").casefold()] = t.sel(b, "kode")
        f.hasil.realisasi.append(_realisasi(f, t, b, i))
        t.dibaca(b)


def _terisi(t: Tabel, b: int) -> bool:
    return any(t.isi(b, k) != "" or t.ada_galat(b, k) for k in ("pembilang", "penyebut", "realisasi"))


def _alasan_lewat(f: _Formulir, t: Tabel, b: int, tempat: dict[str, str]) -> str:
    """Say why a row is no data, with its finding; empty when it is."""
    tertulis = t.kode(b, "kode")
    kode = tertulis.casefold()
    if not tertulis:
        if _terisi(t, b):
            t.catat("isian_hilang", baris=b, kunci="kode", kolom="Kode Indikator")
        return "tanpa kode indikator"
    if not f.indikator:
        return "Perjanjian Kinerja tidak terbaca"
    if kode not in f.indikator:
        pilihan = [str(i["kode_indikator"]) for i in f.indikator.values()]
        t.catat("indikator_tidak_dikenal", baris=b, kunci="kode", nilai=tertulis, mirip=mirip(tertulis, pilihan))
        return "kode indikator tidak ada dalam Perjanjian Kinerja"
    if kode in tempat:
        t.catat(
            "indikator_ganda",
            baris=b,
            kunci="kode",
            nilai=tertulis,
            kode_indikator=tertulis,
            tempat=f"{tempat[kode]} dan {t.sel(b, 'kode')}",
        )
        return "kode indikator ganda"
    milik = str(f.indikator[kode]["bidang"])
    if f.bidang not in milik.split("; "):
        if _terisi(t, b):
            t.catat(
                "indikator_bidang_lain",
                baris=b,
                kunci="kode",
                nilai=tertulis,
                kode_indikator=tertulis,
                milik=milik,
                pengisi=f.bidang,
            )
        return "indikator milik bidang lain"
    return ""


def _realisasi(f: _Formulir, t: Tabel, b: int, i: Catatan) -> Catatan:
    rasio = i.get("konsolidasi") == "rasio"
    isi = _isi_rasio(t, b, i) if rasio else _isi_biasa(f, t, b, i)
    return {
        "kode_indikator": i["kode_indikator"],
        "triwulan": f.triwulan,
        "bidang": f.bidang,
        "realisasi": math.nan,
        "pembilang": math.nan,
        "penyebut": math.nan,
        "realisasi_teks": "",
        "keadaan": "",
        **isi,
        **{k: t.teks(b, k) for k in URAIAN},
        **t.asal(b, "pembilang" if rasio else "realisasi"),
    }


def _keadaan(teks: str) -> str:
    """Return the state that words stand for, empty when they are none."""
    if _TANPA.match(teks):
        return "tanpa_kejadian"
    return "belum_tersedia" if _BELUM.match(teks) else ""


def _isi_biasa(f: _Formulir, t: Tabel, b: int, i: Catatan) -> Catatan:
    teks = t.teks(b, "realisasi")
    kode, satuan = str(i["kode_indikator"]), str(i.get("satuan", ""))
    if keadaan := _keadaan(teks):
        return {"keadaan": keadaan, "realisasi_teks": teks}
    jenis = str(i.get("jenis_target", "angka"))
    skala = skala_dari(str(i.get("target_tahun_teks", "")), satuan) if jenis == "predikat" else ""
    v = baca_nilai(
        t,
        b,
        "realisasi",
        jenis="angka" if jenis == "rentang" else jenis,
        satuan=satuan,
        tahun=f.tahun,
        skala=skala,
        kode_indikator=kode,
    )
    return {"realisasi": v.nilai, "realisasi_teks": v.teks}


def _isi_rasio(t: Tabel, b: int, i: Catatan) -> Catatan:
    """Read numerator and denominator; a denominator of 0 means that nothing happened to be measured."""
    kode, satuan = str(i["kode_indikator"]), str(i.get("satuan", ""))
    for k in ("realisasi", "pembilang", "penyebut"):
        if keadaan := _keadaan(t.teks(b, k)):
            return {"keadaan": keadaan, "realisasi_teks": t.teks(b, k)}
    atas = t.angka(b, "pembilang", kode_indikator=kode)
    bawah = t.angka(b, "penyebut", kode_indikator=kode)
    tertulis = t.isi(b, "realisasi")
    kosong = [x.jenis == "kosong" and not t.ada_galat(b, k) for x, k in ((atas, "pembilang"), (bawah, "penyebut"))]
    if any(kosong) and (not all(kosong) or (tertulis != "" and t.teks(b, "realisasi").casefold() not in KOSONG)):
        t.catat(
            "isian_hilang",
            baris=b,
            kunci="pembilang" if kosong[0] else "penyebut",
            kode_indikator=kode,
            kolom=" dan ".join(n for n, x in zip(("Pembilang", "Penyebut"), kosong, strict=True) if x),
        )
    hasil: Catatan = {"pembilang": atas.nilai, "penyebut": bawah.nilai}
    if bawah.nilai == 0:
        return hasil | {"keadaan": "tanpa_kejadian", "realisasi_teks": "tidak ada kejadian"}
    if math.isnan(atas.nilai) or math.isnan(bawah.nilai):
        return hasil
    hitungan = atas.nilai / bawah.nilai * (100 if satuan.startswith("%") else 1)
    if isinstance(tertulis, (int, float)):
        nilai = t.angka(b, "realisasi", satuan=satuan, kode_indikator=kode).nilai
        if abs(nilai - hitungan) > 0.011:
            t.catat(
                "rasio_beda",
                baris=b,
                kunci="realisasi",
                nilai=tulis(nilai),
                kode_indikator=kode,
                hitungan=tulis(hitungan),
                penjelasan=t.teks(b, "penjelasan"),
            )
    return hasil | {"realisasi_teks": f"{tulis(atas.nilai)} / {tulis(bawah.nilai)}"}


# ---- money ----------------------------------------------------------------------------------------------------------
def _baca_anggaran(f: _Formulir, dikenal: set[str] | None) -> None:
    lembar = f.buku.cari(LEMBAR_ANGGARAN)
    if lembar is None:
        return
    t = Tabel(f.buku, lembar, KOLOM_ANGGARAN, f.hasil, f.bidang)
    f.tabel.append(t)
    baris: dict[str, int] = {}
    for b in t.baris("kode"):
        alasan = f.ditolak or _alasan_lewat_anggaran(t, b, baris, dikenal)
        if alasan:
            t.lewati(b, alasan)
        else:
            baris[t.kode(b, "kode")] = b
            t.dibaca(b)
    for kode, b in baris.items():
        # A total that the sender printed is kept only to be compared; its children are what is added up.
        ikhtisar = any(k.startswith(kode + ".") for k in baris)
        nilai = t.rupiah(b, "realisasi")
        if nilai is None and not ikhtisar and t.isi(b, "realisasi") == "" and not t.ada_galat(b, "realisasi"):
            t.catat("anggaran_belum_diisi", baris=b, kunci="realisasi", nilai=kode, tw=ROMAWI[f.triwulan])
        f.hasil.realisasi_anggaran.append(
            {
                "kode_anggaran": kode,
                "triwulan": f.triwulan,
                "realisasi_rp": nilai,
                "fisik_pct": t.angka(b, "fisik", satuan="%").nilai,
                "ikhtisar": ikhtisar,
                **t.asal(b, "realisasi"),
            }
        )


def _alasan_lewat_anggaran(t: Tabel, b: int, baris: dict[str, int], dikenal: set[str] | None) -> str:
    kode = t.kode(b, "kode")
    if not kode or not jenjang_kode(kode):
        if kode and not kunci_judul(kode).startswith(("jumlah", "total")):
            t.catat("kode_tidak_sah", baris=b, kunci="kode", nilai=kode)
        return "tanpa kode program, kegiatan, atau sub kegiatan"
    if kode in baris:
        t.catat(
            "anggaran_ganda",
            baris=b,
            kunci="kode",
            nilai=kode,
            tempat=f"{t.sel(baris[kode], 'kode')} dan {t.sel(b, 'kode')}",
        )
        return "kode anggaran ganda"
    if dikenal is not None and kode not in dikenal:
        t.catat("anggaran_tidak_dikenal", baris=b, kunci="kode", nilai=kode, mirip=mirip(kode, dikenal))
        return "kode anggaran tidak ada pada lembar DPA"
    return ""
