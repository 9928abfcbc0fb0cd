"""The rows of somebody's own table: which are data, which indicator each is, and the quarter's figure in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from kinerja.angka import KOSONG, tulis
from kinerja.kantor import ROMAWI, Kantor
from kinerja.masukan.formulir_bentuk import URAIAN
from kinerja.masukan.formulir_kinerja import isi_biasa, isi_rasio, satuan_sama, tulisan_sama
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.kisi import Kisi
from kinerja.masukan.lajur import Tabel, kunci_judul, sebagai_kode
from kinerja.masukan.lint import sel_meragukan, teks_gabungan
from kinerja.masukan.nilai import keadaan
from kinerja.masukan.tabel_biasa_kolom import ANGKA, POLOS, SD, SEMESTER, Pilihan
from kinerja.masukan.tabel_lain import TabelCetak, baris_nomor
from kinerja.padanan import ABAIKAN, Pemadan, rapikan
from kinerja.rekap import wajib
from kinerja.temuan import temuan

_TANDA_TANGAN = re.compile(
    r"^(?:mengetahui|menyetujui|mengesahkan|disetujui|diketahui|dibuat oleh|yang (?:membuat|melaporkan)|pangkat|nip\b|"
    r"(?:kepala|sekretaris|plt|plh|a\.?n)\b.*|pejabat\b.*|(?:catatan|keterangan|sumber)\s*:)",
    re.IGNORECASE,
)
"""Cells that begin what stands below a table: signatures and notes."""


@dataclass
class TabelBiasa(Tabel):
    """A table whose columns were found by what their headings mean; rows are read as those of a form are.

    Attributes:
        cetak: The table as it was found.
        dipilih: Its columns.
        sampai: First row that no longer belongs to its part of the sheet.
        kode_baris: Code of the indicator of each row that has one.
    """

    cetak: TabelCetak = field(kw_only=True)
    dipilih: Pilihan = field(kw_only=True)
    sampai: int = field(kw_only=True)
    kode_baris: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the heading that was found; nothing is looked for."""

    @property
    def kisi(self) -> Kisi:
        """The sheet as a grid."""
        return self.cetak.kisi

    def kode(self, baris: int, kunci: str) -> str:
        """Return a cell as a code; a row's own code is that of its indicator, whatever is written there."""
        return self.kode_baris.get(baris, "") if kunci == "kode" else super().kode(baris, kunci)

    def baris(self, kunci: str = "kode", galat: bool = True) -> Iterator[int]:
        """Yield the rows of the table's part of the sheet that hold anything."""
        for r in range(self.kepala + 1, self.sampai):
            if any(self.lembar.isi(r, k) != "" for k in range(len(self.lembar.nilai[r]))) or self._ada_galat(r):
                self.n_baris += 1
                yield r


@dataclass
class Konteks:
    """What the rows of one file are read against.

    Attributes:
        tahun: Year.
        triwulan: Quarter of the folder.
        kantor: The office.
        pemadan: Names.
        indikator: Rows of table ``indikator`` by code.
        target: Rows of table ``target`` by code and quarter.
        dulu: What earlier quarters reported, by code, unit and quarter.
        bidang: Unit that a title or the file's name names, empty for none.
    """

    tahun: int
    triwulan: int
    kantor: Kantor
    pemadan: Pemadan
    indikator: Mapping[str, Catatan]
    target: Mapping[tuple[str, int], Catatan]
    dulu: Mapping[tuple[str, str, int], Catatan]
    bidang: str = ""


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
        hasil.realisasi.append(_realisasi(f, t, b, f.indikator[t.kode_baris[b]], bidang))
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
    """Whether a row begins what stands below the table."""
    isi = [x for k in range(len(t.lembar.nilai[b])) if (x := t.kisi.teks(b, k))]
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
    if kode == ABAIKAN or alasan == ABAIKAN:
        return "", "", "diabaikan menurut params/padanan.yaml"
    if tertulis and dari_nama not in ("", tertulis):
        isi = {"nilai": nama[0], "kode_indikator": tertulis, "tertulis": tertulis}
        t.catat("baris_tertukar", baris=b, kunci="indikator", **isi)
        return "", "", "kode tidak cocok dengan nama indikatornya"
    if alasan:
        return "", "", alasan
    return _pemilik(f, t, b, kode, bidang)


def _bukan_data(f: Konteks, t: TabelBiasa, b: int, nama: list[str], penutup: bool) -> str:
    """Say what a row without a known indicator is; one that holds figures is asked for."""
    berangka = _berangka(t, b)
    if t.cetak.jenis_baris(b) in ("jumlah", "rata"):
        return "baris jumlah atau rata-rata"
    if not nama:
        if not berangka or penutup or not any(t.isi(b, k) != "" for k in ANGKA):
            return "bukan baris data (judul bagian, catatan, atau tanda tangan)"
        kunci = next(k for k in ANGKA if t.isi(b, k) != "")
        t.catat("isian_hilang", baris=b, kunci=kunci, nilai=t.teks(b, kunci), kolom="Indikator")
        return "tanpa nama dan kode indikator"
    # Words in place of a figure make a row of data too when a unit or a target stands beside them.
    terisi = any(t.isi(b, k) != "" for k in ANGKA) and any(
        t.isi(b, k) != "" for k in ("satuan", "target", "target_polos", "target_tahun")
    )
    if not berangka and (penutup or not terisi):
        return "bukan baris data (judul bagian, catatan, atau tanda tangan)"
    dekat = f.pemadan.mirip_indikator(nama[0])
    t.catat("nama_belum_dipadankan", baris=b, kunci="indikator", nilai=nama[0], apa="Indikator", mirip=dekat)
    return "nama indikator belum dipadankan"


def _bidang_tertulis(f: Konteks, t: TabelBiasa, b: int) -> tuple[str, str]:
    """Return the unit in a row's own column, and why the row cannot be used."""
    if "bidang" not in t.letak:
        return "", ""
    r, k = t.kisi.induk(b, t.letak["bidang"])
    nama = rapikan(t.kisi.teks(r, k))
    if not nama or nama in KOSONG:
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


# ---- one row --------------------------------------------------------------------------------------------------------
def _realisasi(f: Konteks, t: TabelBiasa, b: int, i: Catatan, bidang: str) -> Catatan:
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
