"""Build small look-alikes of a filled-in Formulir E.81, with the faults that real ones have.

The office and its figures are invented. The workbook is written as plain XML, because a formula needs its last result
beside it (openpyxl writes one or the other), and a reader sees only that result.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

KANTOR = "Dinas Perikanan Kabupaten Teluk Permata"
TW = ("tw1", "tw2", "tw3", "tw4")


def huruf(kolom: int) -> str:
    """Letters of a column counted from 0."""
    return (huruf(kolom // 26 - 1) if kolom >= 26 else "") + chr(65 + kolom % 26)


@dataclass
class Kertas:
    """One sheet: values by (row, column) counted from 0; text that begins with ``=`` is a formula."""

    sel: dict[tuple[int, int], object] = field(default_factory=dict)
    gabung: list[str] = field(default_factory=list)
    sembunyi: set[int] = field(default_factory=set)
    nama: str = "Realisasi TW IV"
    rumus: bool = True

    def hitung(self, r: int, k: int) -> float | str:
        """Value of a cell; formulas know ``+ - * / ( )``, SUM and AVERAGE; an error is text such as ``#DIV/0!``."""
        isi = self.sel.get((r, k), 0)
        if not (isinstance(isi, str) and isi.startswith("=")):
            return isi if isinstance(isi, (int, float)) else 0
        try:
            return eval(_ke_python(isi[1:]), {"SUM": _sum, "AVERAGE": _rata, "v": self._v, "w": self._w})
        except ZeroDivisionError:
            return "#DIV/0!"

    def _v(self, r: int, k: int) -> float:
        nilai = self.hitung(r, k)
        if isinstance(nilai, str):
            raise ZeroDivisionError
        return nilai

    def _w(self, r1: int, r2: int, k: int) -> list[float]:
        return [self._v(r, k) for r in range(r1, r2 + 1) if (r, k) in self.sel]

    def tulis(self, jalur: Path) -> Path:
        """Write the workbook."""
        with zipfile.ZipFile(jalur, "w", zipfile.ZIP_DEFLATED) as z:
            for nama, isi in _KERANGKA.items():
                z.writestr(nama, isi.replace("@LEMBAR@", escape(self.nama)))
            z.writestr("xl/worksheets/sheet1.xml", "".join(self._xml()))
        return jalur

    def _xml(self) -> Iterator[str]:
        yield f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_NS}"><sheetData>'
        menurut: dict[int, list[int]] = {}
        for r, k in sorted(self.sel):
            menurut.setdefault(r, []).append(k)
        for r, kolom in menurut.items():
            yield f'<row r="{r + 1}"' + (' hidden="1">' if r in self.sembunyi else ">")
            for k in kolom:
                yield self._sel_xml(r, k)
            yield "</row>"
        gabung = "".join(f'<mergeCell ref="{g}"/>' for g in self.gabung)
        yield "</sheetData>" + (f'<mergeCells count="{len(self.gabung)}">{gabung}</mergeCells>' if gabung else "")
        yield "</worksheet>"

    def _sel_xml(self, r: int, k: int) -> str:
        isi, letak = self.sel[r, k], f'r="{huruf(k)}{r + 1}"'
        if isinstance(isi, str) and isi.startswith("="):
            nilai = self.hitung(r, k)
            jenis = ' t="e"' if isinstance(nilai, str) else ""
            rumus = f"<f>{escape(isi[1:])}</f>" if self.rumus else ""
            return f"<c {letak}{jenis}>{rumus}<v>{nilai}</v></c>"
        if isinstance(isi, str):
            return f'<c {letak} t="inlineStr"><is><t xml:space="preserve">{escape(isi)}</t></is></c>'
        return f"<c {letak}><v>{isi!r}</v></c>"


_SEL = r"([A-Z]{1,2})(\d+)"


def _kolom(h: str) -> int:
    n = 0
    for c in h:
        n = n * 26 + ord(c) - 64
    return n - 1


def _ke_python(rumus: str) -> str:
    rumus = re.sub(rf"{_SEL}:{_SEL}", lambda m: f"w({int(m[2]) - 1},{int(m[4]) - 1},{_kolom(m[1])})", rumus)
    return re.sub(rf"(?<![a-z(,]){_SEL}|(?<=[(,]){_SEL}", lambda m: _rujuk(m), rumus)


def _rujuk(m: re.Match[str]) -> str:
    h, r = (m[1], m[2]) if m[1] else (m[3], m[4])
    return f"v({int(r) - 1},{_kolom(h)})"


def _rata_isi(isi: tuple[object, ...]) -> list[float]:
    hasil: list[float] = []
    for x in isi:
        hasil += x if isinstance(x, list) else [x]  # type: ignore[list-item]
    return hasil


def _sum(*isi: object) -> float:
    return sum(_rata_isi(isi))


def _rata(*isi: object) -> float:
    x = _rata_isi(isi)
    return sum(x) / len(x)


_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_TIPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_KERANGKA = {
    "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PKG}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TIPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TIPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PKG}/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{_NS}" xmlns:r="{_REL}">'
    '<sheets><sheet name="@LEMBAR@" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PKG}/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

# name, code, indicator, unit, parent's place in this list, typed figures of a leaf:
# (target Renstra K, lalu K, target K), (Renstra, lalu, pagu), cumulative % of four quarters, Rp of four quarters
_U, _P = "urusan", "program"
ISI: list[tuple[str, str, str, str, int, tuple[float, ...], tuple[int, ...], tuple[float, ...], tuple[int, ...]]] = [
    ("URUSAN PEMERINTAHAN PILIHAN", "3", "", "", -1, (), (), (), ()),
    ("KELAUTAN DAN PERIKANAN", "3.25", "", "", 0, (), (), (), ()),
    (
        "Program Penunjang Urusan Dinas",
        "3.25.01",
        "1. Nilai SAKIP Dinas   2. Indeks Kepuasan Layanan",
        "Nilai",
        1,
        (100, 90, 100),
        (),
        (),
        (),
    ),
    (
        "Perencanaan dan Evaluasi Dinas",
        "3.25.01.2.01",
        "Persentase laporan tepat waktu",
        "%",
        2,
        (100, 80, 100),
        (),
        (),
        (),
    ),
    (
        "Penyusunan Rencana Dinas",
        "3.25.01.2.01.0001",
        "Jumlah dokumen rencana",
        "Dok",
        3,
        (4, 3, 4),
        (40_000_000, 20_000_000, 12_345_678),
        (0.2, 0.5, 0.75, 1),
        (1_000_001, 2_000_000, 3_000_000, 4_000_000),
    ),
    (
        "Evaluasi Kinerja Dinas",
        "3.25.01.2.01.0002",
        "Jumlah laporan evaluasi",
        "Lap",
        3,
        (4, 1, 1),
        (30_000_000, 9_000_000, 9_876_543),
        (0, 0.5, 0.75, 1),
        (0, 1_500_000, 0, 5_500_000),
    ),
    (
        "Pengadaan Perahu Kecil",
        "3.25.01.2.01.0003",
        "Jumlah perahu kecil",
        "Unir",
        3,
        (1, 0, 0),
        (7_000_000, 0, 0),
        (0, 0, 0, 0),
        (0, 0, 0, 0),
    ),
    (
        "Administrasi Keuangan Dinas",
        "3.25.01.2.02",
        "Persentase tertib administrasi",
        "%",
        2,
        (100, 100, 100),
        (),
        (),
        (),
    ),
    (
        "Penyediaan Gaji Pegawai",
        "3.25.01.2.02.0001",
        "Jumlah orang yang menerima gaji",
        "Orang/Bulan",
        7,
        (30, 372, 30),
        (900_000_000, 700_000_000, 600_000_007),
        (0.25, 0.5, 0.75, 1),
        (150_000_000, 150_000_001, 150_000_002, 140_000_003),
    ),
    (
        "Penyediaan Jasa Surat",
        "3.25.01.2.02.0002",
        "Jumlah laporan jasa surat",
        "Lap",
        7,
        (1, 1, 1),
        (5_000_000, 2_000_000, 2_222_222),
        (0.25, 0.5, 0.75, 1),
        (0, 500_000, 0, 1_000_000),
    ),
    ("BUDIDAYA PERIKANAN", "3.26", "", "", 0, (), (), (), ()),
    (
        "Program Pengelolaan Budidaya",
        "3.26.02",
        "Persentase pembudidaya terlayani",
        "%",
        10,
        (100, 85, 100),
        (),
        (),
        (),
    ),
    ("Pembinaan Pembudidaya", "3.26.02.2.01", "Persentase kelompok aktif", "%", 11, (100, 70, 100), (), (), ()),
    (
        "Pelatihan Pembenihan",
        "3.26.02.2.01.0001",
        "Jumlah orang yang dilatih",
        "Orang",
        12,
        (60, 0, 40),
        (80_000_000, 0, 33_333_333),
        (0, 0.5, 0.75, 1),
        (0, 11_000_000, 0, 21_000_000),
    ),
    (
        "Bantuan Benih Ikan",
        "3.26.02.2.01.0002",
        "Jumlah paket benih",
        "Paket",
        12,
        (12, 5, 6),
        (90_000_000, 30_000_000, 44_444_444),
        (0, 0.25, 0.6, 1),
        (0, 5_000_000, 7_000_000, 30_000_000),
    ),
    ("Pengawasan Mutu Budidaya", "3.26.02.2.02", "Persentase kolam terawasi", "%", 11, (100, 60, 100), (), (), ()),
    (
        "Pemeriksaan Kolam",
        "3.26.02.2.02.0001",
        "Jumlah laporan pemeriksaan",
        "Lap",
        15,
        (4, 2, 4),
        (20_000_000, 8_000_000, 11_111_111),
        (0.25, 0.5, 0.75, 1),
        (2_500_000, 2_500_000, 2_500_000, 2_500_000),
    ),
    (
        "Sertifikasi Pembudidaya",
        "3.26.02.2.02.0002",
        "Jumlah laporan sertifikasi",
        "Lap",
        15,
        (0, 1, 0),
        (0, 3_000_000, 0),
        (0, 0, 0, 0),
        (0, 0, 0, 0),
    ),
    (
        "Uji Mutu Lama",
        "3.26.02.2.02.0003",
        "Jumlah laporan uji mutu",
        "Lap",
        15,
        (1, 0, 0),
        (6_543_210, 0, 0),
        (0, 0, 0, 0),
        (0, 0, 0, 0),
    ),
]
LEPAS = {18}
"""Rows that no sum refers to."""
TERSEMBUNYI = {6, 18}
JASA_SURAT = 9
PEMBUDIDAYA = 10


@dataclass
class Tata:
    """Where the look-alike's columns and first data row are."""

    kolom: dict[tuple[str, str], int]
    tunggal: dict[str, int]
    awal: int

    def sel(self, i: int, makna: str, ukur: str) -> str:
        """A1 address of the figure of the i-th row of ISI."""
        return f"{huruf(self.kolom[makna, ukur])}{self.awal + i + 1}"


_JUDUL = {
    "target_renstra": "Target Renstra Perangkat Daerah\npada Tahun 2029 (Akhir Periode Renstra)",
    "lalu": "Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Perangkat Daerah Tahun 2024",
    "target_tahun": "Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan (Tahun 2025) yang Dievaluasi",
    "tw1": "Realisasi Kinerja pada Triwulan",
    "setahun": "Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang Dievaluasi",
    "sd": "Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s/d Tahun 2025",
    "tingkat_renstra": "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra Perangkat Daerah s/d Tahun 2029 (%)",
}


def tulis(
    jalur: Path,
    *,
    geser: int = 0,
    turun: int = 0,
    kode: bool = False,
    persen: bool = True,
    rumus: bool = True,
    nomor: bool = True,
    pj: bool = False,
    gabung_judul: bool = True,
    poin: bool = False,
    benar: bool = False,
    ubah: dict[tuple[int, str, str], object] | None = None,
    tanpa_baris: bool = False,
) -> Tata:
    """Write one workbook and return where its cells are.

    Args:
        jalur: File.
        geser: Blank columns before the first.
        turun: Blank rows before the heading.
        kode: With a Kode column.
        persen: With the quarters' cumulative % columns.
        rumus: With formulas, or values only.
        nomor: With the row of column numbers.
        pj: With the column of who answers for a row.
        gabung_judul: Headings merged over their columns.
        poin: Percentages as 25 instead of 0.25.
        benar: Without the double counting.
        ubah: Other content for the cell of a row of ISI, by (row, group, measure).
        tanpa_baris: Heading only.
    """
    kertas = Kertas(rumus=rumus)
    tata = _kepala(kertas, geser, turun, kode, persen, nomor, pj, gabung_judul)
    if not tanpa_baris:
        for i in range(len(ISI)):
            _baris(kertas, tata, i, kode, pj, poin, benar)
        _kaki(kertas, tata)
        for (i, makna, ukur), isi in (ubah or {}).items():
            kolom = tata.kolom[makna, ukur] if ukur else tata.tunggal[makna]
            kertas.sel[tata.awal + i, kolom] = isi
        kertas.sembunyi = {tata.awal + i for i in TERSEMBUNYI}
    kertas.tulis(jalur)
    return tata


def _kepala(
    kertas: Kertas, geser: int, turun: int, kode: bool, persen: bool, nomor: bool, pj: bool, gabung: bool
) -> Tata:
    sel = kertas.sel
    sel[turun, geser] = "Evaluasi Terhadap Hasil Renja"
    sel[turun + 1, geser] = "Kabupaten Teluk Permata"
    sel[turun + 2, geser] = "Tahun 2025"
    atas = turun + 4
    tunggal, k = {}, geser
    judul = [("no", "No"), ("misi", "Misi"), ("sasaran", "Sasaran  Perangkat\nDaerah")]
    judul += [("kode", "Kode")] if kode else []
    judul += [
        ("nama", "Urusan/Bidang Urusan dan PROGRAM / Kegiatan"),
        ("indikator", "Indikator Kinerja Program/Kegiatan"),
    ]
    for nama, teks in [*judul, ("satuan", "Satuan")]:
        sel[atas, k], tunggal[nama] = teks, k
        k += 1
    kolom: dict[tuple[str, str], int] = {}
    for makna in ("target_renstra", "lalu", "target_tahun", *TW, "setahun", "sd", "tingkat_renstra"):
        ukur = ("k", "p", "rp") if persen and makna in TW else ("k", "rp")
        if makna in _JUDUL:
            sel[atas, k] = _JUDUL[makna]
            lebar = len(ukur) * (4 if makna == "tw1" else 1)
            kertas.gabung += [f"{huruf(k)}{atas + 1}:{huruf(k + lebar - 1)}{atas + 1}"] if gabung else []
        if makna in TW:
            sel[atas + 1, k] = ("I", "II", "III", "IV")[int(makna[2]) - 1]
        for u in ukur:
            sel[atas + 3, k], kolom[makna, u] = {"k": "K", "p": "%", "rp": "Rp."}[u], k
            k += 1
    if pj:
        sel[atas, k], tunggal["pj"] = "Perangkat Daerah Penanggung Jawab", k
        k += 1
        sel[atas, k] = "Keterangan"
    else:
        tunggal["bantu"] = k + 1
    if nomor:
        for n, c in enumerate([geser, *(c for (_, u), c in sorted(kolom.items(), key=lambda x: x[1]) if u == "k")], 1):
            sel[atas + 2, c] = f"({n})" if n < 8 else f"{n} = {n - 1} + {n - 2}"
    sel[atas + 4, tunggal["sasaran"]] = f"Perangkat Daerah : {KANTOR}"
    return Tata(kolom, tunggal, atas + 5)


def _anak(i: int) -> list[int]:
    return [j for j, b in enumerate(ISI) if b[4] == i and j not in LEPAS]


def _baris(kertas: Kertas, t: Tata, i: int, kode: bool, pj: bool, poin: bool, benar: bool) -> None:
    nama, kd, indikator, satuan, _, k, rp, p, uang = ISI[i]
    r, sel = t.awal + i, kertas.sel
    for makna, isi in (("no", i + 1), ("nama", nama), ("indikator", indikator), ("satuan", satuan)):
        if isi != "":
            sel[r, t.tunggal[makna]] = isi
    if kode:
        sel[r, t.tunggal["kode"]] = kd
    if pj and i >= 2:
        sel[r, t.tunggal["pj"]] = "Bidang Budidaya" if i >= 10 else "Sekretariat"
    if i in (2, 11):
        sel[r, t.tunggal["sasaran"]] = "Meningkatnya tata kelola" if i == 2 else "Meningkatnya hasil budidaya"
    for makna, nilai in zip(("target_renstra", "lalu", "target_tahun"), k, strict=False):
        sel[r, t.kolom[makna, "k"]] = nilai
    _uang(kertas, t, i, rp, uang, benar)
    if k:
        _capaian(kertas, t, i, p, poin)
    if "bantu" in t.tunggal and i in (4, 5):
        sel[r, t.tunggal["bantu"]] = 12345


def _uang(kertas: Kertas, t: Tata, i: int, rp: tuple[int, ...], uang: tuple[int, ...], benar: bool) -> None:
    r, sel, anak = t.awal + i, kertas.sel, _anak(i)
    for n, makna in enumerate(("target_renstra", "lalu", "target_tahun", *TW)):
        kolom = t.kolom[makna, "rp"]
        if anak:
            # The fault of many real forms: a parent's sum takes in another urusan as well.
            ganda = [PEMBUDIDAYA] if i == 1 and makna in ("tw2", "tw4") and not benar else []
            sel[r, kolom] = "=SUM(" + "+".join(t.sel(j, makna, "rp") for j in [*anak, *ganda]) + ")"
        elif rp:
            sel[r, kolom] = (*rp, *uang)[n]
    if i == 4:
        # Cumulative amounts typed into a formula.
        sel[r, t.kolom["tw2", "rp"]] = f"=3000001-{t.sel(i, 'tw1', 'rp')}"
    kolom = t.kolom["setahun", "rp"]
    asal = [t.sel(j, "setahun", "rp") for j in anak] or [t.sel(i, q, "rp") for q in TW]
    sel[r, kolom] = "=" + "+".join(asal)
    sel[r, t.kolom["sd", "rp"]] = f"={t.sel(i, 'lalu', 'rp')}+{t.sel(i, 'setahun', 'rp')}"
    sel[r, t.kolom["tingkat_renstra", "rp"]] = f"={t.sel(i, 'sd', 'rp')}/{t.sel(i, 'target_renstra', 'rp')}*100"


def _capaian(kertas: Kertas, t: Tata, i: int, p: tuple[float, ...], poin: bool) -> None:
    r, sel = t.awal + i, kertas.sel
    jalan = p or (0.25, 0.5, 0.75, 1)
    sebelum = ""
    for q, fraksi in zip(TW, jalan, strict=True):
        persen = "p" in {u for m, u in t.kolom if m == q}
        if persen:
            sel[r, t.kolom[q, "p"]] = fraksi * 100 if poin else fraksi
        if i == JASA_SURAT:
            sel[r, t.kolom[q, "k"]] = 0
        elif persen and not poin:
            sel[r, t.kolom[q, "k"]] = f"={t.sel(i, q, 'p')}*{t.sel(i, 'target_tahun', 'k')}{sebelum}"
            sebelum += f"-{t.sel(i, q, 'k')}"
        else:
            lama = jalan[TW.index(q) - 1] if q != "tw1" else 0
            sel[r, t.kolom[q, "k"]] = (fraksi - lama) * ISI[i][5][2]
    sel[r, t.kolom["setahun", "k"]] = "=" + "+".join(t.sel(i, q, "k") for q in TW)
    sel[r, t.kolom["sd", "k"]] = f"={t.sel(i, 'lalu', 'k')}+{t.sel(i, 'setahun', 'k')}"
    sel[r, t.kolom["tingkat_renstra", "k"]] = f"={t.sel(i, 'sd', 'k')}/{t.sel(i, 'target_renstra', 'k')}*100"


def _kaki(kertas: Kertas, t: Tata) -> None:
    """A total without a label, and the signature block with a name and a NIP."""
    r, kanan = t.awal + len(ISI), t.kolom["tw3", "rp"]
    for makna in ("target_tahun", *TW, "setahun"):
        kertas.sel[r, t.kolom[makna, "rp"]] = f"={t.sel(0, makna, 'rp')}"
    kertas.sel[r + 3, kanan] = "Permata,      Desember 2025"
    kertas.sel[r + 5, kanan] = "KEPALA DINAS PERIKANAN"
    kertas.sel[r + 8, kanan] = "NAMA PEJABAT REKAAN"
    kertas.sel[r + 9, kanan] = "NIP. 190001012000011001"
    kertas.sel[r + 10, kanan] = 190001012000011001
