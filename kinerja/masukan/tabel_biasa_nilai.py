"""The figure in a row of somebody's own table: what the quarter achieved, whatever its column says of the period.

A figure to date becomes the quarter's own by taking off what earlier quarters reported; where that cannot be done, or
the heading says nothing, there is a finding and no figure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from kinerja.angka import KOSONG, tulis
from kinerja.kantor import ROMAWI
from kinerja.masukan.formulir_bentuk import URAIAN
from kinerja.masukan.formulir_kinerja import isi_biasa, isi_rasio, satuan_sama, tulisan_sama
from kinerja.masukan.hasil import Catatan
from kinerja.masukan.lajur import kunci_judul
from kinerja.masukan.lint import sel_meragukan, teks_gabungan
from kinerja.masukan.nilai import keadaan
from kinerja.masukan.tabel_biasa_bentuk import Konteks, TabelBiasa
from kinerja.masukan.tabel_biasa_kolom import ANGKA, POLOS, SD, SEMESTER
from kinerja.rekap import wajib


def baca_realisasi(f: Konteks, t: TabelBiasa, b: int, i: Catatan, bidang: str) -> Catatan:
    """Make the row of table ``realisasi``: the quarter's own figure, or none and a finding that says why."""
    kode, rasio = str(i["kode_indikator"]), i.get("konsolidasi") == "rasio" and "pembilang" in t.letak
    buruk = sel_meragukan(t, b, ANGKA, kode, URAIAN)
    _bandingkan(f, t, b, i)
    isi = (_rasio if rasio else _biasa)(f, t, b, i, buruk, bidang)
    return {
        "kode_indikator": kode,
        "triwulan": f.triwulan,
        "bidang": bidang,
        "realisasi": math.nan,
        "pembilang": math.nan,
        "penyebut": math.nan,
        "realisasi_teks": "",
        "keadaan": "",
        **isi,
        **{k: "" if k in buruk else teks_gabungan(t, b, k) for k in URAIAN},
        **t.asal(b, "pembilang" if rasio or "realisasi" not in t.letak else "realisasi"),
    }


def _kosong(t: TabelBiasa, b: int, kunci: str) -> bool:
    return t.teks(b, kunci).casefold() in KOSONG and not t.ada_galat(b, kunci)


def _biasa(f: Konteks, t: TabelBiasa, b: int, i: Catatan, buruk: set[str], bidang: str) -> Catatan:
    """Read a figure, or the words in its place, and make it the quarter's own."""
    teks = t.teks(b, "realisasi")
    if hal := keadaan(teks):
        return {"keadaan": hal, "realisasi_teks": teks}
    if _kosong(t, b, "realisasi"):
        _salah_kolom(t, b, i)
        return {"realisasi_teks": teks}
    if i.get("konsolidasi") == "rasio":
        kode = str(i["kode_indikator"])
        if not _tanpa_arti(f, t, b, "realisasi", i):
            isi = {"nilai": teks, "kolom": "Pembilang dan Penyebut"}
            t.catat("isian_hilang", baris=b, kunci="realisasi", kode_indikator=kode, **isi)
        return {"realisasi_teks": teks}
    if _tanpa_arti(f, t, b, "realisasi", i) or _persen_meragukan(t, b, "realisasi", i):
        return {"realisasi_teks": teks}
    hasil = isi_biasa(f.tahun, t, b, i, buruk)
    return _uraikan(f, t, b, i, bidang, hasil, {"realisasi": "realisasi"})


def _salah_kolom(t: TabelBiasa, b: int, i: Catatan) -> None:
    """Name the parts of a ratio where the indicator is none and its own column is empty."""
    for k in ("pembilang", "penyebut"):
        if not _kosong(t, b, k):
            isi = {"nilai": t.teks(b, k), "kolom": t.kolom[k].judul, "penjelasan": t.teks(b, "penjelasan")}
            kode = str(i["kode_indikator"])
            t.catat("isian_tidak_dipakai", baris=b, kunci=k, kode_indikator=kode, seharusnya="Realisasi", **isi)


def _rasio(f: Konteks, t: TabelBiasa, b: int, i: Catatan, buruk: set[str], bidang: str) -> Catatan:
    """Read numerator and denominator, and make them the quarter's own."""
    if all(_kosong(t, b, k) for k in ("pembilang", "penyebut")) and _kosong(t, b, "realisasi"):
        return {}
    hal = next((k for k in ANGKA if keadaan(t.teks(b, k))), "")
    if not hal and _tanpa_arti(f, t, b, "pembilang", i):
        return {"realisasi_teks": f"{t.teks(b, 'pembilang')} / {t.teks(b, 'penyebut')}"}
    if t.dipilih.arti.get("realisasi") != t.dipilih.arti["pembilang"]:
        buruk = buruk | {"realisasi"}  # a ratio of another period says nothing of this one
    hasil = isi_rasio(t, b, i, buruk)
    return _uraikan(f, t, b, i, bidang, hasil, {"pembilang": "pembilang", "penyebut": "penyebut"})


def _persen_meragukan(t: TabelBiasa, b: int, kunci: str, i: Catatan) -> bool:
    """Whether a number may be the fraction behind a percentage, in a kind of file that does not show formats.

    Excel shows 0.8 as ``80%`` by its format; without it nobody can tell 80 % from 0,8 %.
    """
    isi, satuan = t.isi(b, kunci), str(i.get("satuan", ""))
    if isinstance(isi, bool) or not isinstance(isi, (int, float)) or not satuan.startswith("%"):
        return False
    if t.lembar.format_angka(b, t.letak[kunci]) or not 0 < abs(isi) <= 1:
        return False
    bacaan = f"{tulis(float(isi), 6)} atau {tulis(float(isi) * 100, 6)}"
    kode = str(i["kode_indikator"])
    t.catat("angka_ambigu", baris=b, kunci=kunci, nilai=tulis(float(isi), 6), kode_indikator=kode, bacaan=bacaan)
    return True


# ---- of the quarter, or to date -------------------------------------------------------------------------------------
def _tanpa_arti(f: Konteks, t: TabelBiasa, b: int, kunci: str, i: Catatan) -> bool:
    """Whether a figure's heading leaves open what it is, or it cannot be undone; says so."""
    arti, konsolidasi = t.dipilih.arti.get(kunci, ""), i.get("konsolidasi")
    if f.triwulan == 1 or konsolidasi == "akhir":
        return False
    kode, tw = str(i["kode_indikator"]), ROMAWI[f.triwulan]
    if arti == POLOS:
        isi = {"nilai": t.kolom[kunci].judul, "tw": tw}
        t.catat("realisasi_tanpa_keterangan", baris=b, kunci=kunci, kode_indikator=kode, **isi)
        return True
    sebab = ""
    if arti == SEMESTER:
        sebab = f'judulnya "{t.kolom[kunci].judul}" mencakup dua triwulan'
    elif arti == SD and konsolidasi == "rata":
        sebab = "rata-rata sampai dengan triwulan ini tidak memuat rata-rata triwulannya"
    elif arti == SD and kunci == "realisasi" and konsolidasi == "rasio":
        sebab = "tabel ini tidak memuat pembilang dan penyebut"
    if sebab:
        isi = {"nilai": t.teks(b, kunci), "tw": tw, "sebab": sebab}
        t.catat("kumulatif_tidak_terurai", baris=b, kunci=kunci, kode_indikator=kode, **isi)
    return bool(sebab)


def _uraikan(
    f: Konteks, t: TabelBiasa, b: int, i: Catatan, bidang: str, hasil: Catatan, kolom: Mapping[str, str]
) -> Catatan:
    """Turn figures to date into the quarter's own by taking off what earlier quarters reported.

    Args:
        f: What is read against.
        t: The table.
        b: Row.
        i: The indicator.
        bidang: Unit that reports.
        hasil: The row as read.
        kolom: Columns of ``hasil`` by our key of the column that they were read from.
    """
    akhir = i.get("konsolidasi") == "akhir"
    perlu = [k for k in kolom if t.dipilih.arti.get(k) == SD and not math.isnan(_angka(hasil, kolom[k]))]
    if akhir or f.triwulan == 1 or not perlu:
        return hasil
    kode = str(i["kode_indikator"])
    kurang = [tw for tw in range(1, f.triwulan) if not _lengkap(f, i, bidang, tw)]
    if kurang:
        sebab = "realisasi TW " + ", ".join(ROMAWI[x] for x in kurang) + " belum dilaporkan"
        isi = {"nilai": t.teks(b, perlu[0]), "tw": ROMAWI[f.triwulan], "sebab": sebab}
        t.catat("kumulatif_tidak_terurai", baris=b, kunci=perlu[0], kode_indikator=kode, **isi)
        return hasil | {kolom[k]: math.nan for k in perlu} | {"keadaan": ""}
    for k in perlu:
        lalu = sum(_dulu(f, kode, bidang, tw, kolom[k]) for tw in range(1, f.triwulan))
        kini = _angka(hasil, kolom[k])
        if kini < lalu:
            isi = {"nilai": tulis(kini), "sebelum": tulis(lalu), "sesudah": tulis(kini)}
            penjelasan = t.teks(b, "penjelasan")
            t.catat("kumulatif_turun", baris=b, kunci=k, kode_indikator=kode, penjelasan=penjelasan, **isi)
        hasil = hasil | {kolom[k]: round(kini - lalu, 10)}
    return hasil | _teks_triwulan(hasil)


def _angka(isi: Catatan, kolom: str) -> float:
    nilai = isi.get(kolom, math.nan)
    return float(nilai) if isinstance(nilai, (int, float)) else math.nan


def _teks_triwulan(hasil: Catatan) -> Catatan:
    """Write the quarter's own figure as it is shown, and its state."""
    atas, bawah = _angka(hasil, "pembilang"), _angka(hasil, "penyebut")
    if "penyebut" in hasil:
        if bawah == 0:
            return {"keadaan": "tanpa_kejadian", "realisasi_teks": "tidak ada kejadian"}
        return {"keadaan": "", "realisasi_teks": f"{tulis(atas)} / {tulis(bawah)}"}
    return {"realisasi_teks": tulis(_angka(hasil, "realisasi"), 6)}


def _lengkap(f: Konteks, i: Catatan, bidang: str, tw: int) -> bool:
    """Whether a quarter's figure is known: reported, or not due."""
    kode = str(i["kode_indikator"])
    if r := f.dulu.get((kode, bidang, tw)):
        terisi = any(not math.isnan(_angka(r, k)) for k in ("realisasi", "penyebut"))
        if terisi or r.get("keadaan") == "tanpa_kejadian":
            return True
    target = _angka(f.target.get((kode, tw), {}), "target")
    nol_berarti = i.get("konsolidasi") != "jumlah" or i.get("polaritas") == "min"
    mulai = int(str(i.get("tersedia_tw", 1) or 1))
    return not bool(wajib(np.bool_(nol_berarti), np.float64(target), np.bool_(tw >= mulai)))


def _dulu(f: Konteks, kode: str, bidang: str, tw: int, kolom: str) -> float:
    nilai = _angka(f.dulu.get((kode, bidang, tw), {}), kolom)
    return 0.0 if math.isnan(nilai) else nilai


# ---- what the table prints of the plan ------------------------------------------------------------------------------
def _bandingkan(f: Konteks, t: TabelBiasa, b: int, i: Catatan) -> None:
    """Compare printed unit and targets with the plan's."""
    kode, satuan = str(i["kode_indikator"]), str(i.get("satuan", ""))
    penjelasan = t.teks(b, "penjelasan")
    tertulis = t.teks(b, "satuan")
    if tertulis and tertulis not in KOSONG and not satuan_sama(tertulis, satuan):
        t.catat("satuan_beda", baris=b, kunci="satuan", kode_indikator=kode, nilai=tertulis, satuan=satuan,
                penjelasan=penjelasan)  # fmt: skip
    for kunci in ("target_tahun", "target", "target_polos"):
        teks = t.teks(b, kunci)
        if not teks or teks.casefold() in KOSONG:
            continue
        pilihan = _target_rencana(f, i, kunci)
        if pilihan and not any(_target_sama(t, b, kunci, x) for x in pilihan):
            isi = {"nilai": teks, "target": pilihan[0], "kolom": t.kolom[kunci].judul, "penjelasan": penjelasan}
            t.catat("target_diubah", baris=b, kunci=kunci, kode_indikator=kode, **isi)


def _target_rencana(f: Konteks, i: Catatan, kunci: str) -> list[str]:
    """Return the plan's targets that a column may print, as written; per quarter and to date where they add up."""
    kode, tahun = str(i["kode_indikator"]), [str(i.get("target_tahun_teks", ""))]
    if kunci == "target_tahun":
        return [x for x in tahun if x]
    hasil = [str(f.target.get((kode, f.triwulan), {}).get("target_teks", ""))]
    if i.get("konsolidasi") == "jumlah":
        nilai = [_angka(f.target.get((kode, tw), {}), "target") for tw in range(1, f.triwulan + 1)]
        ada = [0.0 if math.isnan(x) else x for x in nilai]
        lain = sum(ada) if i.get("bentuk_target") == "per_triwulan" else ada[-1] - (ada[-2] if len(ada) > 1 else 0)
        hasil.append(tulis(lain, 6))
    return [x for x in (*hasil, *(tahun if kunci == "target_polos" else ())) if x and x not in KOSONG]


def _target_sama(t: TabelBiasa, b: int, kunci: str, rencana: str) -> bool:
    """Whether a printed target is the plan's: the same writing, or a number that may be read as it."""
    sel = t.kisi.angka(b, t.letak[kunci])
    if tulisan_sama(t.teks(b, kunci), rencana) or kunci_judul(t.teks(b, kunci)) == kunci_judul(rencana):
        return True
    return any(tulisan_sama(tulis(p.nilai, 6), rencana.rstrip("% ")) for p in sel.pilihan)
