"""The form's sheet ``Kinerja``: one row an indicator, what was achieved in the quarter and the words beside it."""

from __future__ import annotations

import math

from kinerja.angka import KOSONG, Bacaan, baca, tulis
from kinerja.masukan.formulir_bentuk import KOLOM_ISIAN, KOLOM_TW, URAIAN
from kinerja.masukan.hasil import Catatan
from kinerja.masukan.lajur import Tabel, kunci_judul, mirip
from kinerja.masukan.lint import lint_kolom, sel_meragukan, teks_gabungan
from kinerja.masukan.nilai import baca_nilai, keadaan
from kinerja.masukan.pengisi import Pengisi
from kinerja.predikat import skala_dari

ANGKA = ("pembilang", "penyebut", "realisasi")
TOLERANSI_RASIO = 0.011
"""Percent points that a typed ratio may differ from its parts: the rounding to two decimals that a unit may do."""
_PERSEN = frozenset({"", "persen", "persentase", "prosentase"})
"""A percentage as :func:`kunci_judul` leaves it (``%`` has no letters)."""


def baca_kinerja(f: Pengisi, t: Tabel) -> None:
    """Read the sheet into ``realisasi``; a row that is not data is listed, a cell that must not be used is named."""
    tempat: dict[str, str] = {}
    baris: list[int] = []
    nama = _pemilik_nama(f)
    for b in t.baris("kode"):
        baris.append(b)
        alasan = f.ditolak or _alasan_lewat(f, t, b, tempat, nama)
        if alasan:
            t.lewati(b, alasan)
            continue
        kode = t.kode(b, "kode").casefold()
        i = f.indikator[kode]
        tempat[kode] = t.sel(b, "kode")
        f.hasil.realisasi.append(_realisasi(f, t, b, i))
        f.catat_isian(t, b, str(i["kode_indikator"]), (*KOLOM_TW, *KOLOM_ISIAN))
        t.dibaca(b)
    if t.kepala >= 0:
        lint_kolom(t, baris)


def _terisi(t: Tabel, b: int) -> bool:
    return any(t.isi(b, k) != "" or t.ada_galat(b, k) for k in ANGKA)


def _pemilik_nama(f: Pengisi) -> dict[str, set[str]]:
    """Return the codes (folded) that bear each name."""
    hasil: dict[str, set[str]] = {}
    for kode, i in f.indikator.items():
        hasil.setdefault(kunci_judul(i["indikator"]), set()).add(kode)
    return hasil


def _alasan_lewat(f: Pengisi, t: Tabel, b: int, tempat: dict[str, str], nama: dict[str, set[str]]) -> str:
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
        letak = f"{tempat[kode]} dan {t.sel(b, 'kode')}"
        t.catat("indikator_ganda", baris=b, kunci="kode", nilai=tertulis, kode_indikator=tertulis, tempat=letak)
        return "kode indikator ganda"
    return _alasan_milik(f, t, b, tertulis, nama)


def _alasan_milik(f: Pengisi, t: Tabel, b: int, tertulis: str, nama: dict[str, set[str]]) -> str:
    """Say why a known code is still no data: another unit's, or torn from its row."""
    milik = str(f.indikator[tertulis.casefold()]["bidang"])
    if f.bidang not in milik.split("; "):
        if _terisi(t, b):
            isi = {"nilai": tertulis, "kode_indikator": tertulis, "milik": milik, "pengisi": f.bidang}
            t.catat("indikator_bidang_lain", baris=b, kunci="kode", **isi)
        return "indikator milik bidang lain"
    # Sorting one column alone leaves the codes beside other indicators' names.
    pemilik = nama.get(kunci_judul(t.teks(b, "indikator")), set())
    if pemilik and tertulis.casefold() not in pemilik:
        isi = {"nilai": t.teks(b, "indikator"), "kode_indikator": tertulis, "tertulis": tertulis}
        t.catat("baris_tertukar", baris=b, kunci="indikator", **isi)
        return "kode tidak cocok dengan nama indikatornya"
    return ""


# ---- one row --------------------------------------------------------------------------------------------------------
def _realisasi(f: Pengisi, t: Tabel, b: int, i: Catatan) -> Catatan:
    kode, rasio = str(i["kode_indikator"]), i.get("konsolidasi") == "rasio"
    buruk = sel_meragukan(t, b, ANGKA, kode, URAIAN)
    _bandingkan_rencana(f, t, b, i)
    isi = isi_rasio(t, b, i, buruk) if rasio else isi_biasa(f.tahun, t, b, i, buruk)
    if not rasio:
        _salah_kolom(t, b, kode)
    return {
        "kode_indikator": kode,
        "triwulan": f.triwulan,
        "bidang": f.bidang,
        "realisasi": math.nan,
        "pembilang": math.nan,
        "penyebut": math.nan,
        "realisasi_teks": "",
        "keadaan": "",
        **isi,
        **{k: "" if k in buruk else teks_gabungan(t, b, k) for k in URAIAN},
        **t.asal(b, "pembilang" if rasio else "realisasi"),
    }


def _bandingkan_rencana(f: Pengisi, t: Tabel, b: int, i: Catatan) -> None:
    """Compare what the plan filled in with the plan: unit, target of the year and of the quarter."""
    kode, satuan = str(i["kode_indikator"]), t.teks(b, "satuan")
    if satuan and not satuan_sama(satuan, str(i.get("satuan", ""))):
        isi = {"nilai": satuan, "satuan": str(i.get("satuan", "")), "penjelasan": t.teks(b, "penjelasan")}
        t.catat("satuan_beda", baris=b, kunci="satuan", kode_indikator=kode, **isi)
    for kunci, rencana in (("target_tahun", i.get("target_tahun_teks")), ("target", f.target.get(kode))):
        tertulis = t.teks(b, kunci)
        if rencana is not None and tertulis and not tulisan_sama(tertulis, str(rencana)):
            isi = {"nilai": tertulis, "target": str(rencana) or "kosong", "penjelasan": t.teks(b, "penjelasan")}
            t.catat("target_diubah", baris=b, kunci=kunci, kode_indikator=kode, kolom=t.kolom[kunci].judul, **isi)


def satuan_sama(a: str, b: str) -> bool:
    """Whether two writings name the same unit: case, blanks and ``%`` or ``persen`` do not matter."""
    ka, kb = kunci_judul(a), kunci_judul(b)
    return ka == kb or (ka in _PERSEN and kb in _PERSEN)


def tulisan_sama(a: str, b: str) -> bool:
    """Whether two writings say the same: the same words, or the same number (``32`` and ``32,00``)."""
    if " ".join(a.casefold().split()) == " ".join(b.casefold().split()):
        return True
    if a.casefold() in KOSONG and b.casefold() in KOSONG:
        return True
    x, y = baca(a), baca(b)
    return x.jenis == y.jenis == "angka" and not x.ambigu and not y.ambigu and x.nilai == y.nilai


def _salah_kolom(t: Tabel, b: int, kode: str) -> None:
    """Name figures in the columns of a ratio that this indicator does not use."""
    for k in ("pembilang", "penyebut"):
        if (teks := t.teks(b, k)) and teks.casefold() not in KOSONG:
            isi = {"nilai": teks, "kolom": t.kolom[k].judul, "penjelasan": t.teks(b, "penjelasan")}
            t.catat("isian_tidak_dipakai", baris=b, kunci=k, kode_indikator=kode, seharusnya="Realisasi", **isi)


def isi_biasa(tahun: int, t: Tabel, b: int, i: Catatan, buruk: set[str]) -> Catatan:
    """Read the figure of an indicator that is no ratio, or the words in its place."""
    teks = t.teks(b, "realisasi")
    kode, satuan = str(i["kode_indikator"]), str(i.get("satuan", ""))
    if "realisasi" in buruk:
        return {"realisasi_teks": teks}
    if hal := keadaan(teks):
        return {"keadaan": hal, "realisasi_teks": teks}
    jenis = str(i.get("jenis_target", "angka"))
    skala = skala_dari(str(i.get("target_tahun_teks", "")), satuan) if jenis == "predikat" else ""
    v = baca_nilai(
        t,
        b,
        "realisasi",
        jenis="angka" if jenis == "rentang" else jenis,
        satuan=satuan,
        tahun=tahun,
        skala=skala,
        kode_indikator=kode,
    )
    if jenis in ("angka", "rentang"):
        _satuan_di_sel(t, b, satuan, kode)
    return {"realisasi": v.nilai, "realisasi_teks": v.teks}


def _satuan_di_sel(t: Tabel, b: int, satuan: str, kode: str) -> None:
    """Name a unit typed beside the figure that is not the indicator's: ``32 dokumen`` where persons are counted."""
    isi = t.isi(b, "realisasi")
    di_sel = baca(isi).satuan if isinstance(isi, str) else ""
    if di_sel and not satuan_sama(di_sel, satuan):
        tentang = {"nilai": di_sel, "satuan": satuan, "penjelasan": t.teks(b, "penjelasan")}
        t.catat("satuan_beda", baris=b, kunci="realisasi", kode_indikator=kode, **tentang)


def isi_rasio(t: Tabel, b: int, i: Catatan, buruk: set[str]) -> Catatan:
    """Read numerator and denominator; a denominator of 0 means that nothing happened to be measured."""
    kode, satuan = str(i["kode_indikator"]), str(i.get("satuan", ""))
    for k in ("realisasi", "pembilang", "penyebut"):
        if k not in buruk and (hal := keadaan(t.teks(b, k))):
            return {"keadaan": hal, "realisasi_teks": t.teks(b, k)}
    atas, bawah = (
        Bacaan("teks") if k in buruk else t.angka(b, k, kode_indikator=kode) for k in ("pembilang", "penyebut")
    )
    tertulis = "" if "realisasi" in buruk else t.teks(b, "realisasi")
    tertulis = "" if tertulis.casefold() in KOSONG else tertulis
    kosong = [x.jenis == "kosong" and not t.ada_galat(b, k) for x, k in ((atas, "pembilang"), (bawah, "penyebut"))]
    if any(kosong) and (not all(kosong) or tertulis):
        kolom = " dan ".join(n for n, x in zip(("Pembilang", "Penyebut"), kosong, strict=True) if x)
        t.catat(
            "isian_hilang",
            baris=b,
            kunci="pembilang" if kosong[0] else "penyebut",
            nilai=tertulis,
            kode_indikator=kode,
            kolom=kolom,
        )
    hasil: Catatan = {"pembilang": atas.nilai, "penyebut": bawah.nilai}
    if bawah.nilai == 0:
        return hasil | {"keadaan": "tanpa_kejadian", "realisasi_teks": "tidak ada kejadian"}
    if math.isnan(atas.nilai) or math.isnan(bawah.nilai):
        return hasil
    if tertulis:
        _bandingkan_rasio(t, b, atas.nilai / bawah.nilai * (100 if satuan.startswith("%") else 1), satuan, kode)
    return hasil | {"realisasi_teks": f"{tulis(atas.nilai)} / {tulis(bawah.nilai)}"}


def _bandingkan_rasio(t: Tabel, b: int, hitungan: float, satuan: str, kode: str) -> None:
    """Compare a ratio that the unit typed beside its parts with what the parts give."""
    nilai = t.angka(b, "realisasi", satuan=satuan, kode_indikator=kode).nilai
    if abs(nilai - hitungan) > TOLERANSI_RASIO:
        isi = {"nilai": tulis(nilai), "hitungan": tulis(hitungan), "penjelasan": t.teks(b, "penjelasan")}
        t.catat("rasio_beda", baris=b, kunci="realisasi", kode_indikator=kode, **isi)
