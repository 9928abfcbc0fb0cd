"""Find the columns of a Formulir E.81 by the words of its heading, wherever they stand.

The heading takes three or four rows: words, the quarters I to IV, a row of column numbers (``13 = 9 + 10 + 11 + 12``),
and ``K`` / ``%`` / ``Rp.``. Offices shift columns, leave some out and merge differently, so nothing here counts
columns: a column's meaning comes from the words above it, and from standing before or after the quarters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kinerja.kantor import NOMOR_TRIWULAN
from kinerja.masukan.buku import Lembar

CARI_BARIS = 60
"""Rows from the top within which the heading must begin."""
CARI_KOLOM = 120
"""Columns from A that are looked at; a real form has about 35."""
TINGGI_KEPALA = 8
"""Most rows that a heading may take."""

TW = ("tw1", "tw2", "tw3", "tw4")
KOLOM_UANG = ("target_renstra", "lalu", "target_tahun", *TW, "setahun")
"""Groups whose Rp column is added up along the hierarchy."""
NAMA_KELOMPOK = {
    "target_renstra": "Target Renstra",
    "lalu": "Realisasi Renstra s.d. tahun lalu",
    "target_tahun": "Target Renja tahun berjalan",
    "tw1": "Realisasi TW I",
    "tw2": "Realisasi TW II",
    "tw3": "Realisasi TW III",
    "tw4": "Realisasi TW IV",
    "setahun": "Realisasi setahun",
    "tingkat_renja": "Tingkat capaian Renja",
    "sd": "Realisasi Renstra s.d. tahun berjalan",
    "tingkat_renstra": "Tingkat capaian Renstra",
}
NAMA_UKUR = {"k": "K", "rp": "Rp", "p": "%"}


@dataclass(frozen=True)
class _Kelompok:
    """One group of columns: its place relative to the quarters, and patterns that its words need or lack."""

    makna: str
    letak: str
    perlu: tuple[str, ...]
    tanpa: tuple[str, ...] = ()


# First match wins. RPJMD and RKPD have been turned into Renstra and Renja before.
_KELOMPOK = (
    _Kelompok("target_renstra", "sebelum", ("target", "renstra|akhir periode"), ("tahun berjalan", "dievaluasi")),
    _Kelompok("target_tahun", "sebelum", ("target",)),
    _Kelompok("lalu", "sebelum", ("realisasi|capaian",)),
    _Kelompok("tingkat_renja", "sesudah", ("tingkat|persentase|rasio", "renja"), ("renstra",)),
    _Kelompok("tingkat_renstra", "sesudah", ("tingkat|persentase|rasio",)),
    _Kelompok("sd", "sesudah", ("realisasi|capaian", "renstra")),
    _Kelompok("setahun", "sesudah", ("realisasi|capaian|jumlah",)),
)

# Columns without K/Rp below them. First match wins, and the first column that matches keeps the meaning.
_TUNGGAL = (
    ("indikator", r"^indikator|indikator kinerja"),
    ("kode", r"^kode\b"),
    ("nama", r"program.*kegiatan|^uraian|^program"),
    ("satuan", r"^satuan"),
    ("pj", r"penanggung ?jawab"),
    ("ket", r"^(keterangan|ket\.?$|catatan)"),
    ("sasaran", r"sasaran"),
    ("nomor", r"^no(mor)?\.?$|^n0$"),
    ("abai", r"^(visi|misi|tujuan|program prioritas|lokasi)"),
)
_TRIWULAN = re.compile(r"(?:^|triwulan\s*|tw\.?\s*)(iv|i{1,3}|[1-4])$")
_NOMOR_KOLOM = re.compile(r"^\(?\s*\d{1,2}\s*\)?(\s*=.*)?$")
_PD = re.compile(r"^(?:nama )?(?:unit kerja|(?:organisasi )?perangkat daerah|opd|skpd) ?: ?(.*)$", re.IGNORECASE)


def rapi(isi: object) -> str:
    """Return a cell's text for comparison: one case, single blanks, no line breaks; numbers without ``.0``."""
    if isinstance(isi, float) and isi.is_integer():
        isi = int(isi)
    return " ".join(str(isi).replace("\xa0", " ").split()).casefold()


@dataclass
class Kepala:
    """Where everything stands; rows and columns are counted from 0.

    Attributes:
        awal: First row of the heading, -1 when there is none.
        akhir: Last row of the heading.
        baris_nomor: Row of column numbers, -1 when there is none.
        tunggal: Column of ``nama``, ``indikator``, ``satuan``, ``sasaran``, ``pj``, ``ket``, ``nomor``.
        kode: Columns that together hold the code, in order.
        ukur: Column of a figure by group and measure, such as ``("tw1", "rp")``.
        judul: Words above a column.
        abai: Columns with a known heading that are not needed (visi, misi, tujuan).
        tahun: Year that the form evaluates as its heading says, 0 when it does not.
        tahun_renstra: Year of the Renstra target, 0 when not said.
        perangkat_daerah: Name after "Perangkat Daerah :" above or just below the heading.
    """

    awal: int = -1
    akhir: int = -1
    baris_nomor: int = -1
    tunggal: dict[str, int] = field(default_factory=dict)
    kode: tuple[int, ...] = ()
    ukur: dict[tuple[str, str], int] = field(default_factory=dict)
    judul: dict[int, str] = field(default_factory=dict)
    abai: set[int] = field(default_factory=set)
    tahun: int = 0
    tahun_renstra: int = 0
    perangkat_daerah: str = ""

    @property
    def hilang(self) -> list[str]:
        """Names of the columns without which nothing can be read."""
        kurang = [x for x in ("nama", "indikator") if x not in self.tunggal]
        nama = {"nama": "Program/Kegiatan/Sub Kegiatan", "indikator": "Indikator Kinerja"}
        hasil = [nama[x] for x in kurang]
        if ("target_tahun", "k") not in self.ukur:
            hasil.append("Target Kinerja dan Anggaran Renja tahun berjalan: K")
        hasil += [f"{NAMA_KELOMPOK[t]}: K" for t in TW if (t, "k") not in self.ukur]
        hasil += [f"{NAMA_KELOMPOK[t]}: Rp" for t in ("target_tahun", *TW) if (t, "rp") not in self.ukur]
        return hasil

    def terpakai(self) -> set[int]:
        """Return the columns whose meaning is known."""
        return set(self.tunggal.values()) | set(self.kode) | set(self.ukur.values()) | self.abai


def ukuran(isi: object) -> str:
    """Return ``k``, ``rp`` or ``p`` for the lowest heading row's words, ``""`` for anything else."""
    t = rapi(isi).replace(" ", "").strip("().")
    if t in ("%", "persen"):
        return "p"
    if t.startswith("rp") and len(t) <= 6 or t in ("rupiah", "anggaran", "keuangan"):
        return "rp"
    if t in ("k", "kinerja", "fisik", "k(%", "k%"):
        return "k"
    return ""


def baris_ukuran(lembar: Lembar, r: int) -> int:
    """Count the K, % and Rp cells of a row."""
    return sum(1 for k in range(min(lembar.n_kolom, CARI_KOLOM)) if ukuran(lembar.isi(r, k)))


def nomor_kolom(lembar: Lembar, r: int) -> bool:
    """Whether a row holds nothing but column numbers such as ``(1)`` and ``13 = 9 + 10 + 11 + 12``."""
    isi = [t for k in range(min(lembar.n_kolom, CARI_KOLOM)) if (t := rapi(lembar.isi(r, k)))]
    if not all(_NOMOR_KOLOM.match(t) for t in isi):
        return False
    angka = [int(m.group()) for t in isi if (m := re.search(r"\d+", t))]
    return len(set(angka)) >= 4 and angka == sorted(angka)


def nama_perangkat_daerah(lembar: Lembar, r: int) -> str:
    """Return the name in a row that says "Perangkat Daerah : ...", ``""`` for any other row."""
    for k in range(min(lembar.n_kolom, CARI_KOLOM)):
        isi = lembar.isi(r, k)
        if isinstance(isi, str) and (m := _PD.match(" ".join(isi.split()))):
            kanan = (str(lembar.isi(r, j)) for j in range(k + 1, min(k + 8, lembar.n_kolom)))
            return m[1].strip() or next((x.lstrip(": ") for x in kanan if x.strip(": ")), "")
    return ""


def cari_kepala(lembar: Lembar) -> Kepala:
    """Find the heading and the meaning of every column; ``awal`` is -1 when no heading is there."""
    n_kolom = min(lembar.n_kolom, CARI_KOLOM)
    jangkar = _jangkar(lembar, n_kolom)
    if jangkar < 0:
        return Kepala()
    bawah = max(
        range(jangkar, min(jangkar + TINGGI_KEPALA, lembar.n_baris)),
        key=lambda r: (baris_ukuran(lembar, r), -r),
    )
    ada_ukuran = baris_ukuran(lembar, bawah) >= 2
    akhir = bawah if ada_ukuran else jangkar
    nomor = next((r for r in range(jangkar, min(akhir + 3, lembar.n_baris)) if nomor_kolom(lembar, r)), -1)
    kepala = Kepala(_atas(lembar, jangkar, n_kolom), max(akhir, nomor), nomor)
    baris_kata = [r for r in range(kepala.awal, akhir + (0 if ada_ukuran else 1)) if r != nomor]
    _baca_tunggal(lembar, kepala, baris_kata, bawah if ada_ukuran else -1, n_kolom)
    if ada_ukuran:
        _baca_ukur(lembar, kepala, baris_kata, bawah, n_kolom)
    _baca_tahun(lembar, kepala)
    atas_bawah = range(min(kepala.akhir + 4, lembar.n_baris))
    kepala.perangkat_daerah = next((x for r in atas_bawah if (x := nama_perangkat_daerah(lembar, r))), "")
    return kepala


def _jangkar(lembar: Lembar, n_kolom: int) -> int:
    """Return the row of the "Indikator Kinerja" heading: a short text, with other headings beside it."""
    for r in range(min(lembar.n_baris, CARI_BARIS)):
        teks = [t for k in range(n_kolom) if (t := rapi(lembar.isi(r, k)))]
        if len(teks) >= 3 and any(re.match(r"indikator", t) for t in teks):
            return r
    return -1


def _atas(lembar: Lembar, jangkar: int, n_kolom: int) -> int:
    """Return the first heading row: the anchor's, or one above it that holds headings of its own."""
    awal = jangkar
    for r in range(jangkar - 1, max(jangkar - 4, -1), -1):
        teks = [t for k in range(n_kolom) if (t := rapi(lembar.isi(r, k)))]
        # A title is one text alone in its row; a heading row has several.
        if len(teks) < 2 or not any(re.match(r"target|realisasi|sasaran|program|kode", t) for t in teks):
            break
        awal = r
    return awal


def _baca_tunggal(lembar: Lembar, kepala: Kepala, baris: list[int], bawah: int, n_kolom: int) -> None:
    calon: dict[str, list[int]] = {}
    for k in range(n_kolom):
        kata = " ".join(t for r in baris if (t := rapi(lembar.isi(r, k))))
        if bawah >= 0 and ukuran(lembar.isi(bawah, k)):
            continue
        if bawah >= 0 and not kata:
            kata = rapi(lembar.isi(bawah, k))
        if not kata:
            continue
        kepala.judul[k] = kata
        if makna := next((m for m, pola in _TUNGGAL if re.search(pola, kata)), ""):
            calon.setdefault(makna, []).append(k)
    kepala.abai = set(calon.pop("abai", []))
    if "kode" in calon:
        kepala.kode = _kolom_kode(kepala, calon.pop("kode")[0], bawah, lembar)
    if sasaran := calon.pop("sasaran", []):
        kepala.tunggal["sasaran"] = _pilih_sasaran(kepala, sasaran)
        kepala.abai |= set(sasaran)
    for makna, daftar in calon.items():
        kepala.tunggal[makna] = daftar[0]


def _pilih_sasaran(kepala: Kepala, calon: list[int]) -> int:
    """Prefer the office's own sasaran to the RPJMD's."""
    return min(calon, key=lambda k: ("rpjmd" in kepala.judul[k], "perangkat daerah" not in kepala.judul[k], k))


def _kolom_kode(kepala: Kepala, awal: int, bawah: int, lembar: Lembar) -> tuple[int, ...]:
    """Return the columns of a code that is spread over several: those without a heading to the right of "Kode"."""
    hasil = [awal]
    for k in range(awal + 1, awal + 8):
        if kepala.judul.get(k) or any(rapi(lembar.isi(r, k)) for r in range(kepala.awal, kepala.akhir + 1)):
            break
        hasil.append(k)
    # Without a name column right after them, the blank columns belong to something else.
    return tuple(hasil) if bawah >= 0 and hasil[-1] + 1 < lembar.n_kolom else (awal,)


def _baca_ukur(lembar: Lembar, kepala: Kepala, baris: list[int], bawah: int, n_kolom: int) -> None:
    jalur: dict[int, list[str]] = {}
    awal_ukur = next((k for k in range(n_kolom) if ukuran(lembar.isi(bawah, k))), n_kolom)
    for k in range(awal_ukur, n_kolom):
        if ukuran(lembar.isi(bawah, k)):
            jalur[k] = _jalur(lembar, baris, k, awal_ukur)
            kepala.judul[k] = " > ".join(jalur[k])
    tw = {k: q for k, kata in jalur.items() if (q := triwulan_kolom(kata))}
    batas = min(tw, default=n_kolom)
    for k, kata in jalur.items():
        makna = f"tw{tw[k]}" if k in tw else makna_kolom(" ".join(kata), "sebelum" if k < batas else "sesudah")
        if makna:
            kepala.ukur.setdefault((makna, ukuran(lembar.isi(bawah, k))), k)


def _jalur(lembar: Lembar, baris: list[int], kolom: int, batas: int) -> list[str]:
    """Return the words above a column from the top down: each row's nearest text to the left, within its own group."""
    kata = []
    for r in baris:
        for k in range(kolom, batas - 1, -1):
            if teks := rapi(lembar.isi(r, k)):
                if not _gabungan_lewat(lembar, r, k, kolom):
                    kata.append(teks)
                    batas = k
                break
    return kata


def _gabungan_lewat(lembar: Lembar, r: int, k: int, kolom: int) -> bool:
    """Whether the text at (r, k) is merged over columns that end before ``kolom``: then it is another group's."""
    return any(r1 <= r <= r2 and k1 <= k <= k2 < kolom for r1, k1, r2, k2 in lembar.gabungan)


def triwulan_kolom(kata: list[str]) -> int:
    """Return the quarter that a column's words name, 0 for none."""
    if not any("triwulan" in t or re.search(r"\btw\b", t) for t in kata):
        return 0
    # "Triwulan I (Januari-Maret)"
    polos = [re.sub(r"\s*\([^)]*\)$", "", t) for t in reversed(kata)]
    return next((NOMOR_TRIWULAN[m[1]] for t in polos if (m := _TRIWULAN.search(t))), 0)


def makna_kolom(kata: str, letak: str) -> str:
    """Return the group that a column's words mean, ``sebelum`` or ``sesudah`` the quarters; ``""`` for none."""
    kata = kata.replace("rpjmd", "renstra").replace("rkpd", "renja")
    for g in _KELOMPOK:
        ada = all(re.search(p, kata) for p in g.perlu) and not any(re.search(p, kata) for p in g.tanpa)
        if ada and g.letak == letak:
            return g.makna
    return ""


def _baca_tahun(lembar: Lembar, kepala: Kepala) -> None:
    def tahun(kunci: str) -> int:
        kolom = next((k for (m, _), k in kepala.ukur.items() if m == kunci), -1)
        return next((int(x) for x in re.findall(r"\b(20\d\d)\b", kepala.judul.get(kolom, ""))), 0)

    kepala.tahun_renstra, kepala.tahun = tahun("target_renstra"), tahun("target_tahun")
    for r in range(max(kepala.awal, 0)):
        judul = " ".join(rapi(lembar.isi(r, k)) for k in range(min(lembar.n_kolom, 30)))
        if not kepala.tahun and (m := re.search(r"\btahun(?: anggaran)? (20\d\d)\b", judul)):
            kepala.tahun = int(m[1])
