"""What a column of a published table holds, told from its heading: the words of every level above it.

Offices agree on no spelling, so a heading is read by the first word in it that names a role, spelling mistakes and
letters torn apart by PDF extraction included. What the words leave open (whose ``%`` this is, whether ``Capaian`` means
the realised value) is decided by the neighbours, in :mod:`kinerja.masukan.tabel_lain`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kinerja.kantor import NOMOR_TRIWULAN
from kinerja.masukan.lajur import kunci_judul

PANJANG_JUDUL = 200
"""A longer cell is no heading."""

KATA_PERAN: dict[str, str] = {
    "rumus": "rumus", "formulasi": "rumus", "formula": "rumus", "definisi": "rumus", "cara": "rumus",
    "polaritas": "polaritas", "arah": "polaritas", "sifat": "polaritas",
    "pembilang": "pembilang", "penyebut": "penyebut",
    "baseline": "baseline", "awal": "baseline", "dasar": "baseline",
    "predikat": "predikat", "kriteria": "predikat", "kategori": "predikat", "status": "predikat",
    "interpretasi": "predikat", "peringkat": "predikat",
    "sisa": "sisa",
    "perubahan": "perubahan", "pertumbuhan": "perubahan", "kenaikan": "perubahan", "naik": "perubahan",
    "deviasi": "perubahan", "selisih": "perubahan", "gap": "perubahan",
    "indikator": "indikator", "iku": "indikator", "ikk": "indikator",
    "sasaran": "sasaran", "tujuan": "sasaran", "visi": "sasaran", "misi": "sasaran",
    "uraian": "uraian", "program": "uraian", "kegiatan": "uraian", "subkegiatan": "uraian", "nama": "uraian",
    "target": "target",
    "realisasi": "realisasi", "actual": "realisasi", "terealisasi": "realisasi",
    "capaian": "capaian", "pencapaian": "capaian", "ketercapaian": "capaian", "achievement": "capaian",
    "hasil": "capaian", "kemajuan": "capaian",
    "serapan": "serapan", "penyerapan": "serapan",
    "pagu": "pagu", "alokasi": "pagu", "dpa": "pagu", "dppa": "pagu",
    "satuan": "satuan",
    "catatan": "catatan", "keterangan": "catatan", "ket": "catatan", "analisis": "catatan", "analisa": "catatan",
    "penjelasan": "catatan", "verifikasi": "catatan",
    "dokumen": "kelompok", "instansi": "kelompok", "opd": "kelompok", "sumber": "kelompok",
    "periode": "periode", "triwulan": "periode", "semester": "periode", "bulan": "periode",
    "id": "id", "kode": "id",
    "no": "nomor", "n0": "nomor", "nomor": "nomor", "n": "nomor", "nmr": "nomor",
    "faktor": "lain", "pendorong": "lain", "penghambat": "lain", "hambatan": "lain", "kendala": "lain",
    "permasalahan": "lain", "solusi": "lain", "upaya": "lain", "rekomendasi": "lain", "tindak": "lain",
    "bukti": "lain", "eviden": "lain", "evidence": "lain", "pic": "lain", "tenggat": "lain",
    "penanggung": "lain", "alamat": "lain", "bobot": "lain", "efisiensi": "lain",
}  # fmt: skip
"""Role by word; the first word of a heading that is listed decides."""
PERAN_KUNCI = frozenset({"target", "realisasi", "capaian", "serapan", "pagu", "sisa", "perubahan", "persen"})
"""Roles that make a row a heading."""
_PERSEN = frozenset({"persen", "persentase", "prosentase", "presentase"})
_UTUH_SAJA = {
    "kinerja": "indikator",
    "kinerjautama": "indikator",
    "tahun": "tahun",
    "rencana": "target",
    "rencanakinerja": "target",
}
"""Headings that mean something only when nothing else stands there."""
_TANPA_KONTEKS = ("uraian", "indikator", "sasaran", "satuan", "nomor", "periode")
_UTUH = {"target", "realisasi", "capaian", "pagu", "indikator", "predikat", "anggaran", "serapan"}
_TW = re.compile(
    r"\b(?:tw|triwulan|tri wulan|kuartal|q)\s*(iv|iii|ii|i|[1-4])\b"
    r"(?:\s*(?:s d|sd|sampai(?: dengan)?)\s*(?:tw\s*|triwulan\s*)?(iv|iii|ii|i|[2-4])\b)?"
)
TW_RENTANG = re.compile(
    r"\b(?:tw|triwulan)[\s.]*(iii|ii|i|[1-3])\s*(?:[-–—]|s\.?\s?/?d\.?|sampai(?:\s+dengan)?)\s*(?:tw[\s.]*|triwulan\s*)?"
    r"(iv|iii|ii|[2-4])\b",
    re.IGNORECASE,
)
"""Quarters from one to another: the heading of a group, or a figure of several quarters."""
_SEMESTER = re.compile(r"\b(?:semester|smt|sm)\s*(ii|i|[12])\b")
_TAHUN = re.compile(r"(?<!\d)(20[0-4]\d|199\d)(?!\d)")
_SD = re.compile(r"\bs\.?\s?d\b|\bs/d\b|\bsampai\b|kum[uo]?lati?f|kumulai?f", re.IGNORECASE)
_RENSTRA = re.compile(
    r"renstra|rpjm|menengah|akhir(?!\s+(?:tw|triwulan|semester|bulan|tahun\s*$))|nasional|jangka", re.IGNORECASE
)
_LALU = re.compile(r"\blalu\b|sebelum|n\s*-\s*1", re.IGNORECASE)
_UANG = re.compile(r"\brp\b|rupiah|anggaran|pagu|keuangan|\bdpa\b|belanja|alokasi|biaya|\bdana\b", re.IGNORECASE)
_KONTEKS = re.compile(r"(?:i|ii|iii|iv|k|rp|rupiah|vol|volume|fisik|keuangan|kinerja|anggaran|tw ?\w{1,3}|o|unit)?")
_KINERJA = re.compile(r"kinerja|fisik|volume|\bvol\b|keluaran|output|outcome|^k$|\bindikator\b", re.IGNORECASE)


@dataclass(frozen=True)
class Judul:
    """What a heading says.

    Attributes:
        peran: Role, ``persen`` for a bare ``%``, ``""`` when no word is known.
        tahun: Year that it names, the last where it names several; 0 for none.
        tw: Quarter 1 to 4; 0 for none.
        uang: True for money, False for performance, None when it does not say.
        sd: It says "to date": the figures are cumulative already.
        renstra: It speaks of the medium term or of a national target.
        lalu: It speaks of the year before.
        persen: It has a percent sign or word.
    """

    peran: str
    tahun: int = 0
    tw: int = 0
    uang: bool | None = None
    sd: bool = False
    renstra: bool = False
    lalu: bool = False
    persen: bool = False


def kata_peran(teks: str) -> str:
    """Return the role that one heading cell names, ``""`` for none; ``persen`` for a percentage of nothing named."""
    kata = kunci_judul(teks).split()
    persen = "%" in teks or any(k in _PERSEN for k in kata)
    rapat = "".join(kata)
    for i, k in enumerate(kata):
        if peran := _peran_kata(k):
            sisa = kata[i + 1 :]
            return _sesuaikan(peran, k, kata[0] in _PERSEN or teks.strip().startswith("%"), sisa)
    # Letters that PDF extraction has torn apart: "Realis asi", "T a r g e t".
    for utuh in _UTUH:
        if utuh in rapat:
            return "pagu" if utuh == "anggaran" else utuh
    if "anggaran" in kata:
        return "pagu"
    if persen:
        return "capaian" if "kinerja" in kata else "persen"
    return _UTUH_SAJA.get(rapat, "")


def _peran_kata(k: str) -> str:
    if k in KATA_PERAN:
        return KATA_PERAN[k]
    if len(k) >= 5 and (dekat := get_close_matches(k, sorted(_UTUH), n=1, cutoff=0.82)):
        return "pagu" if dekat[0] == "anggaran" else dekat[0]
    return ""


def _sesuaikan(peran: str, kata: str, persen_di_muka: bool, sisa: Sequence[str]) -> str:
    """Adjust a role to the words around it."""
    if peran == "pagu" and "realisasi" in sisa:
        return "realisasi"
    if peran == "realisasi" and persen_di_muka:
        return "persen"
    if peran == "sasaran" and "indikator" in sisa:
        return "indikator"
    if kata == "hasil" and sisa:
        return ""
    return peran


def baca_judul(jalur: Sequence[str]) -> Judul:
    """Read the levels above a column, the topmost first; repeated texts (merged cells) may be left in."""
    tingkat = [t for i, t in enumerate(jalur) if t and (i == 0 or t != jalur[i - 1])]
    semua = " ".join(tingkat)
    bersih = kunci_judul(semua)
    peran = [p for t in tingkat if (p := kata_peran(t))]
    terakhir = kata_peran(tingkat[-1]) if tingkat else ""
    tahun = [int(x) for x in _TAHUN.findall(semua)]
    return Judul(
        _gabung(peran, terakhir),
        max(tahun) if tahun else 0,
        _triwulan(tingkat, bersih),
        _uang(tingkat),
        bool(_SD.search(semua)),
        bool(_RENSTRA.search(semua)),
        bool(_LALU.search(semua)),
        "%" in semua or "persen" in bersih or "prosentase" in bersih,
    )


def _gabung(peran: Sequence[str], terakhir: str) -> str:
    """Join the roles of all levels: the lowest level that names one decides, except that ``%`` needs its parent."""
    if not peran:
        return ""
    if terakhir == "persen":
        atas = [p for p in peran if p in PERAN_KUNCI and p != "persen"]
        return "target" if atas and atas[-1] == "target" else "persen"
    kunci = [p for p in peran if p in PERAN_KUNCI and p != "persen"]
    if kunci and terakhir in ("", "periode", *(_TANPA_KONTEKS if terakhir == "uraian" else ())):
        return kunci[-1]
    return terakhir or peran[-1]


def _triwulan(tingkat: Sequence[str], bersih: str) -> int:
    rentang = [bool(TW_RENTANG.search(t)) for t in tingkat]
    if any(rentang[:-1]) and (tw := _triwulan_sendiri(tingkat[rentang.index(True) + 1 :])):
        return tw  # "Triwulan I - IV" over I, II, III and IV is none of them
    if m := TW_RENTANG.search(" ".join(tingkat)):
        return NOMOR_TRIWULAN[m[2].casefold()]
    if m := _TW.search(bersih):
        return NOMOR_TRIWULAN[m[2] or m[1]]
    if m := _SEMESTER.search(bersih):
        return 2 * NOMOR_TRIWULAN[m[1]]
    for t in reversed(tingkat):
        k = kunci_judul(t)
        if k in ("i", "ii", "iii", "iv"):
            return NOMOR_TRIWULAN[k]
    return 0


def _triwulan_sendiri(tingkat: Sequence[str]) -> int:
    """Return the quarter that the lowest of some levels names by itself, 0 for none."""
    for t in reversed(tingkat):
        k = kunci_judul(t)
        if m := _TW.search(k):
            return NOMOR_TRIWULAN[m[2] or m[1]]
        if k in ("i", "ii", "iii", "iv"):
            return NOMOR_TRIWULAN[k]
    return 0


def _uang(tingkat: Sequence[str]) -> bool | None:
    """Whether a column holds money; the lowest level that says so decides."""
    for t in reversed(tingkat):
        rapi = t.replace("_", " ")
        uang, kinerja = bool(_UANG.search(rapi)), bool(_KINERJA.search(rapi))
        if uang != kinerja:
            return uang
    return None


def konteks_saja(teks: str) -> bool:
    """Whether a cell only qualifies the heading above it: ``K``, ``Rp``, ``%``, a year, a quarter, ``(1)``."""
    k = kunci_judul(teks)
    return (
        bool(_KONTEKS.fullmatch(k))
        or bool(_TAHUN.fullmatch(k.removeprefix("tahun ")))
        or bool(_TW.fullmatch(k) or _SEMESTER.fullmatch(k))
        or nomor_kolom(teks)
    )


def nomor_kolom(isi: object) -> bool:
    """Whether a cell numbers a column: ``(1)``, ``7``, ``c``, ``14 = 7 + 13``, ``15=14/6x100``."""
    teks = f"{isi:g}" if isinstance(isi, float) else str(isi)
    teks = re.sub(r"\s+", "", teks)
    return bool(
        re.fullmatch(r"\(?\d{1,2}\)?|\([a-z]\)", teks)
        or re.fullmatch(r"\(?\d{1,2}\)?=\(?[\d+\-−–:/x*×()%]{1,30}", teks, re.IGNORECASE)
    )
