"""Read the rows of a Formulir E.81: which are data, what stands in them, and why the others are not data.

Every row that is not wholly empty is either read or listed with a reason; wholly empty rows are not rows of the table.
Nothing of the signature block is kept: it holds names and NIP.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kinerja import angka
from kinerja.masukan import e81_kepala as kp
from kinerja.masukan.buku import Buku, Lembar, alamat, huruf_kolom
from kinerja.masukan.hasil import Catatan
from kinerja.temuan import temuan

BATAS_BARIS = 3000
"""Most rows of a table; a real form has 50 to 600."""
SEL_SEBARIS = 12
"""Cells that one finding lists before it says how many more there are."""

_TOTAL = re.compile(r"^(grand |sub )?(jumlah|total)( total| keseluruhan| seluruhnya| anggaran| pagu| belanja)*\s*:?$")
_KAKI = re.compile(
    r"^(rata[ -]?rata|predikat (kinerja|capaian)|faktor (pendorong|penghambat)|tindak lanjut|catatan ?:|\*)"
)
_KODE = re.compile(r"^[\dx](\.[\dx]{2}(\.\d{2}(\.\d\.\d{2}(\.\d{2}(\d{2})?)?)?)?)?$", re.IGNORECASE)
_SATUAN_PERSEN = re.compile(r"^(%|persen(tase)?|nilai|indeks|index|skor|poin|point|rasio|angka|level|predikat)\b|%")
WAJAR = 10**15
"""No district's row holds more, in rupiah or pieces; a longer number is something else, such as a NIP typed as one."""


def tak_terjumlah(satuan: str) -> bool:
    """Whether figures in this unit cannot be added over years: percentages, scores, indices."""
    return bool(_SATUAN_PERSEN.match(" ".join(satuan.casefold().split())))


def deret(nomor: Iterable[int]) -> str:
    """Write row numbers briefly: ``40, 41, 106–112``."""
    urut = set(nomor)
    awal = [n for n in sorted(urut) if n - 1 not in urut]
    akhir = [n for n in sorted(urut) if n + 1 not in urut]
    pasangan = zip(awal, akhir, strict=True)
    return ", ".join(str(a) if a == b else f"{a}, {b}" if a + 1 == b else f"{a}–{b}" for a, b in pasangan)


def daftar_sel(sel: Sequence[str], batas: int = SEL_SEBARIS) -> str:
    """Write cells with commas, at most ``batas`` of them."""
    lebih = f", … ({len(sel)} sel)" if len(sel) > batas else ""
    return ", ".join(sel[:batas]) + lebih


@dataclass
class Baris:
    """One row that became data.

    Attributes:
        r: Row counted from 0.
        nama: Name of the urusan, program, kegiatan or sub kegiatan; empty for a further indicator of the row above.
        indikator: Text of the indicator, empty when the row has none.
        satuan: Unit as written, or as found beside the target's number.
        sasaran: Text in the sasaran column of this very row.
        pj: Who answers for it, when the form has that column.
        kode: Code as text, ``""`` without one (or with one that is no code).
        k: Figures by group; absent when the cell is empty or not readable.
        rp: Whole rupiah by group.
        p: Cumulative fraction by quarter (1 is 100 %).
        teks: Figures as written by group, when they were text.
        pecahan: Rupiah that were no whole number, as they stood.
    """

    r: int
    nama: str = ""
    indikator: str = ""
    satuan: str = ""
    sasaran: str = ""
    pj: str = ""
    kode: str = ""
    k: dict[str, float] = field(default_factory=dict)
    rp: dict[str, int] = field(default_factory=dict)
    p: dict[str, float] = field(default_factory=dict)
    teks: dict[str, str] = field(default_factory=dict)
    pecahan: dict[str, float] = field(default_factory=dict)

    @property
    def persen(self) -> bool:
        """Whether its unit is a percentage, a score or an index."""
        return tak_terjumlah(self.satuan)


@dataclass
class Tabel:
    """The form as read, with the findings so far.

    Attributes:
        buku: The workbook.
        lembar: The sheet.
        kepala: Its heading.
        baris: Rows that became data, from the top down.
        lain: Rows that did not: row counted from 0, content, reason.
        total: Rows of totals below or between the data.
        temuan: Findings.
        bidang: Name of the perangkat daerah.
    """

    buku: Buku
    lembar: Lembar
    kepala: kp.Kepala
    baris: list[Baris] = field(default_factory=list)
    lain: list[tuple[int, str, str]] = field(default_factory=list)
    total: list[int] = field(default_factory=list)
    temuan: list[Catatan] = field(default_factory=list)
    bidang: str = "Perangkat Daerah"

    def sel(self, r: int, makna: str, ukur: str) -> str:
        """Return the A1 address of a row's figure."""
        return alamat(r, self.kepala.ukur[makna, ukur])

    def ada(self, makna: str, ukur: str) -> bool:
        """Whether the form has that column."""
        return (makna, ukur) in self.kepala.ukur

    def catat(self, kode: str, sel: str = "", nilai: str = "", kode_indikator: str = "", **isi: object) -> None:
        """Add one finding."""
        self.temuan.append(
            temuan(
                kode,
                bidang=self.bidang,
                kode_indikator=kode_indikator,
                berkas=self.buku.berkas,
                lembar=self.lembar.nama,
                sel=sel,
                nilai=nilai,
                **isi,  # type: ignore[arg-type]
            )
        )


class _Pengumpul:
    """Gathers what is wrong with single cells, so that one column gives one finding and not a hundred."""

    def __init__(self) -> None:
        self._isi: dict[tuple[str, int], list[tuple[str, str, str]]] = defaultdict(list)

    def tambah(self, kode: str, r: int, kolom: int, nilai: str, ket: str = "") -> None:
        """Add one cell: what stands there, and what it was taken for or should be."""
        self._isi[kode, kolom].append((alamat(r, kolom), nilai[:60], ket))

    def tuang(self, tabel: Tabel) -> None:
        """Turn what was gathered into findings."""
        for (kode, _), isi in self._isi.items():
            nilai, ket = _ringkas(x[1] for x in isi), _ringkas(x[2] for x in isi)
            sel = daftar_sel([x[0] for x in isi])
            tabel.catat(kode, sel=sel, nilai=nilai, seharusnya=ket, bacaan=ket)


def _ringkas(isi: Iterable[str]) -> str:
    beda = list(dict.fromkeys(isi))
    return "; ".join(beda[:4]) + ("; …" if len(beda) > 4 else "")


def _kotor(isi: object) -> str:
    return " ".join(str(isi).replace("\xa0", " ").split())


def baca_baris(buku: Buku, lembar: Lembar, kepala: kp.Kepala) -> Tabel:
    """Read every row below the heading; see the module for what is counted."""
    tabel = Tabel(buku, lembar, kepala)
    if kepala.perangkat_daerah:
        tabel.bidang = kepala.perangkat_daerah
    if kepala.baris_nomor >= 0:
        tabel.lain.append((kepala.baris_nomor, "", "baris nomor kolom"))
    isi = [r for r in range(kepala.akhir + 1, lembar.n_baris) if any(_kotor(v) for v in lembar.nilai[r])]
    if len(isi) > BATAS_BARIS:
        tabel.catat("berkas_terlalu_besar", sebab=f"lembar {lembar.nama} memuat {angka.tulis(len(isi), 0)} baris tabel")
        return tabel
    akhir = max((r for r in isi if _tampak_data(tabel, r)), default=kepala.akhir)
    kumpul = _Pengumpul()
    for r in isi:
        if r > akhir:
            break
        if alasan := _bukan_data(tabel, r):
            _catat_lain(tabel, r, alasan)
        else:
            tabel.baris.append(_baca_satu(tabel, r, kumpul))
    kumpul.tuang(tabel)
    _baca_ekor(tabel, [r for r in isi if r > akhir])
    return tabel


def _tampil(isi: object) -> str:
    if isinstance(isi, (int, float)) and not isinstance(isi, bool) and abs(isi) < WAJAR:
        return angka.tulis(isi, 2)
    return _kotor(isi)


def _teks(tabel: Tabel, r: int, makna: str) -> str:
    k = tabel.kepala.tunggal.get(makna, -1)
    return _kotor(tabel.lembar.isi(r, k)) if k >= 0 else ""


def _berangka(tabel: Tabel, r: int) -> bool:
    """Whether a figure stands in one of the form's columns for figures."""
    return any(
        isinstance(v := tabel.lembar.isi(r, k), (int, float)) and not isinstance(v, bool) and abs(v) < WAJAR
        for k in tabel.kepala.ukur.values()
    )


def _kaki(tabel: Tabel, r: int) -> str:
    """Return the reason when the row's first text makes it a total or a foot row."""
    # Left of the indicator only: "Rata-rata lama sekolah" is an indicator, not the form's foot.
    batas = tabel.kepala.tunggal.get("indikator", 15)
    teks = next((t for k in range(batas) if (t := kp.rapi(tabel.lembar.isi(r, k))) and not t.isdigit()), "")
    if _TOTAL.match(teks):
        return "jumlah"
    return "baris kaki formulir" if _KAKI.match(teks) else ""


def _tampak_data(tabel: Tabel, r: int) -> bool:
    """Whether the row has a name or an indicator together with a figure or a unit: the last such row ends the table."""
    if not (_teks(tabel, r, "nama") or _teks(tabel, r, "indikator")) or _kaki(tabel, r):
        return False
    return _berangka(tabel, r) or bool(_teks(tabel, r, "indikator") and _teks(tabel, r, "satuan"))


def _bukan_data(tabel: Tabel, r: int) -> str:
    """Return why a row inside the table is not data, ``""`` when it is."""
    if kp.nomor_kolom(tabel.lembar, r):
        return "baris nomor kolom"
    if kp.nama_perangkat_daerah(tabel.lembar, r) and not _berangka(tabel, r):
        return "judul perangkat daerah"
    kolom = tabel.kepala.tunggal["indikator"]
    if kp.baris_ukuran(tabel.lembar, r) >= 4 or kp.rapi(tabel.lembar.isi(r, kolom)) == tabel.kepala.judul[kolom]:
        return "judul kolom berulang"
    if alasan := _kaki(tabel, r):
        return alasan
    if _teks(tabel, r, "nama") or _teks(tabel, r, "indikator"):
        return ""
    return "jumlah tanpa label" if _berangka(tabel, r) else "tidak memuat nama program/kegiatan maupun indikator"


def _catat_lain(tabel: Tabel, r: int, alasan: str) -> None:
    if alasan.startswith("jumlah"):
        tabel.total.append(r)
    isi = [f"{alamat(r, k)} = {_tampil(v)}" for k, v in enumerate(tabel.lembar.nilai[r]) if _kotor(v)]
    teks = "; ".join(isi)
    tabel.lain.append((r, teks if len(teks) <= 120 else teks[:119] + "…", alasan))


def _baca_ekor(tabel: Tabel, baris: list[int]) -> None:
    """List what stands below the last data row: totals and foot rows, then the signature block without its content."""
    tanda_tangan = False
    for r in baris:
        alasan = _kaki(tabel, r)
        if not alasan and not tanda_tangan and _berangka(tabel, r) and not _bertulisan(tabel, r):
            alasan = "jumlah tanpa label"
        if alasan:
            _catat_lain(tabel, r, alasan)
        else:
            tanda_tangan = True
            tabel.lain.append((r, "", "blok tanda tangan"))


def _bertulisan(tabel: Tabel, r: int) -> bool:
    return any(isinstance(v, str) and re.search(r"[A-Za-z]{2}", v) for v in tabel.lembar.nilai[r])


def _baca_satu(tabel: Tabel, r: int, kumpul: _Pengumpul) -> Baris:
    kata = {x: _teks(tabel, r, x) for x in ("nama", "indikator", "satuan", "sasaran", "pj")}
    b = Baris(r, kata["nama"], kata["indikator"], kata["satuan"], kata["sasaran"], kata["pj"])
    b.kode = _baca_kode(tabel, r)
    for (makna, ukur), kolom in tabel.kepala.ukur.items():
        # Columns 13 to 15 are only compared with what the others give: an error there is a printed one.
        turunan = makna in ("setahun", "sd") or makna.startswith("tingkat")
        if (r, kolom) in tabel.lembar.galat:
            if not turunan and ukur != "p":
                kumpul.tambah("galat_rumus", r, kolom, tabel.lembar.galat[r, kolom])
            continue
        nilai = _baca_angka(tabel, r, kolom, kumpul, "" if turunan else ukur)
        if nilai is None:
            continue
        if ukur == "rp":
            if abs(nilai - round(nilai)) > 0.005:  # less than half a sen is the binary form's noise
                b.pecahan[makna] = nilai
            b.rp[makna] = int(angka.bulat(nilai, 0))
        elif ukur == "p":
            b.p[makna] = nilai
        else:
            # Formulas such as 0.7*4-2 leave 0.7999999999999998; Excel shows and means 0.8.
            b.k[makna] = round(nilai, 9)
            _catat_teks(tabel, b, makna, kolom)
    return b


def _catat_teks(tabel: Tabel, b: Baris, makna: str, kolom: int) -> None:
    asli = tabel.lembar.isi(b.r, kolom)
    if isinstance(asli, str):
        b.teks[makna] = _kotor(asli)
        b.satuan = b.satuan or angka.baca(asli).satuan


def _baca_angka(tabel: Tabel, r: int, kolom: int, kumpul: _Pengumpul, ukur: str) -> float | None:
    """Read one figure; what cannot be read is gathered, unless its column is only compared (``ukur`` is no k or rp)."""
    isi = tabel.lembar.isi(r, kolom)
    baca = angka.baca(isi)
    if isi == "" or baca.jenis == "kosong":
        return None
    besar = any(abs(x) >= WAJAR for x in (baca.nilai, *baca.kemungkinan))
    if baca.jenis == "angka" and not baca.ambigu and not besar:
        if baca.dari_teks and ukur in ("k", "rp"):
            kumpul.tambah("angka_sebagai_teks", r, kolom, _kotor(isi), angka.tulis(baca.nilai, 6))
        return baca.nilai / 100 if baca.satuan == "%" and ukur == "p" else baca.nilai
    if ukur not in ("k", "rp"):
        return None
    if baca.ambigu and not besar:
        bacaan = " atau ".join(angka.tulis(x, 6) for x in baca.kemungkinan)
        kumpul.tambah("angka_ambigu", r, kolom, _kotor(isi), bacaan)
    else:
        kumpul.tambah("angka_tidak_terbaca", r, kolom, _kotor(isi), "angka yang wajar" if besar else "angka")
    return None


def _baca_kode(tabel: Tabel, r: int) -> str:
    """Return the row's code from one or several columns, ``""`` (with a finding) when it has no code's shape."""
    bagian = []
    for k in tabel.kepala.kode:
        isi = tabel.lembar.isi(r, k)
        bagian.append(str(int(isi)) if isinstance(isi, float) and isi.is_integer() else _kotor(isi))
    kode = ".".join(x.strip(". ") for x in bagian if x.strip(". "))
    kode = re.sub(r"\s*\.\s*|\s+", ".", kode)
    if kode and not _KODE.match(kode):
        tabel.catat("kode_tidak_sah", sel=alamat(r, tabel.kepala.kode[0]), nilai=kode[:40])
        return ""
    return kode


def kolom_tak_dikenal(tabel: Tabel) -> dict[str, str]:
    """Return columns that hold something beside the data but were not read: letters and heading (``""`` for none)."""
    kenal = tabel.kepala.terpakai()
    hasil = {}
    for k in range(min(tabel.lembar.n_kolom, 2 * kp.CARI_KOLOM)):
        if k not in kenal and any(_kotor(tabel.lembar.isi(b.r, k)) for b in tabel.baris):
            hasil[huruf_kolom(k)] = tabel.kepala.judul.get(k, "")
    return hasil


def pecah_skala(tabel: Tabel) -> None:
    """Bring cumulative percentages to fractions of 1, whatever the form uses; tell where both scales stand mixed."""
    isi = [v for b in tabel.baris for v in b.p.values() if v]
    besar = sum(1 for v in isi if v > 1.5)
    if not besar:
        return
    poin = besar * 2 > len(isi)
    janggal = []
    for b in tabel.baris:
        for tw, v in b.p.items():
            if poin or v > 1.5:
                b.p[tw] = v / 100
            if v > 1.5 and not poin:
                janggal.append(tabel.sel(b.r, tw, "p"))
    if janggal:
        tabel.catat("persen_skala", sel=daftar_sel(janggal), jumlah=len(janggal))


def catat_tidak_dibaca(tabel: Tabel) -> list[Catatan]:
    """Return the records of the rows that were not read."""
    return [
        {"berkas": tabel.buku.berkas, "lembar": tabel.lembar.nama, "baris": r + 1, "isi": isi, "alasan": alasan}
        for r, isi, alasan in sorted(tabel.lain)
    ]
