"""Read a sheet as a table: find its heading by the titles, its columns in any order, and account for every row.

Shared by the plan workbook and the units' forms. Whatever is odd becomes a finding with file, sheet and cell; nothing
here raises for what a person may have typed.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from kinerja.angka import Bacaan, baca, bulat, tulis, tulis_tanggal
from kinerja.aturan import Dinas
from kinerja.masukan.buku import Buku, Lembar, alamat
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.rumus import ringkas_rumus, rumus_berbahaya
from kinerja.temuan import temuan

BATAS_KEPALA = 30
"""Rows from the top in which a heading is looked for."""
BATAS_ANGKA = 1e15
"""From here on a double no longer holds every whole number, and no office has such a figure."""
BATAS_ISI = 120
"""Characters of a row that are shown when it is not data."""

_GALAT = re.compile(r"^#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!|GETTING_DATA)$", re.IGNORECASE)
_NOMOR_KOLOM = re.compile(r"^\(?\d{1,2}\)?$")


@dataclass(frozen=True)
class Kolom:
    """One column of a table: its title as we write it, others that mean the same, whether it must be there."""

    judul: str
    alias: tuple[str, ...] = ()
    wajib: bool = True


def kunci_judul(teks: object) -> str:
    """Reduce a title to its words, so that case, blanks, line breaks and punctuation do not matter."""
    return " ".join(re.findall(r"[a-z0-9]+", str(teks).casefold()))


def mirip(kata: str, pilihan: Iterable[str], awalan: str = "; maksudnya mungkin ") -> str:
    """Return the nearest known word as the tail of a sentence, empty when nothing is near."""
    asli = {p.casefold(): p for p in pilihan}
    dekat = get_close_matches(kata.casefold(), asli, n=1, cutoff=0.6)
    return f'{awalan}"{asli[dekat[0]]}"' if dekat else ""


def cocokkan_bidang(teks: str, dinas: Dinas) -> str | None:
    """Return the unit's name in params for a name, short form or alias; None when it is unknown.

    An office without declared units accepts every name as written.
    """
    if not dinas.bidang:
        return " ".join(teks.split())
    kunci = kunci_judul(teks)
    for b in dinas.bidang:
        if kunci and kunci in {kunci_judul(x) for x in (b.nama, b.singkatan, *b.alias)}:
            return b.nama
    return None


def nama_bidang(dinas: Dinas) -> list[str]:
    """Return every spelling of every unit."""
    return [x for b in dinas.bidang for x in (b.nama, b.singkatan, *b.alias) if x]


def tulis_isi(isi: object) -> str:
    """Write a cell's value as a person would see it: Indonesian numbers and dates."""
    if isinstance(isi, bool):
        return "TRUE" if isi else "FALSE"
    if isinstance(isi, (int, float)):
        return tulis(isi, 6) if abs(isi) < BATAS_ANGKA else f"{isi:g}"
    if isinstance(isi, dt.date):
        return tulis_tanggal(isi)
    return " ".join(str(isi).split())


def sebagai_kode(isi: object) -> str:
    """Write a cell's value as a code: text as it is, a number without separators (a code typed as a number)."""
    if isinstance(isi, float) and isi.is_integer():
        return str(int(isi))
    if isinstance(isi, dt.date):
        return isi.isoformat()[:10]
    return " ".join(str(isi).split())


@dataclass
class Tabel:
    """One sheet being read as a table; findings and unread rows go straight into ``hasil``.

    Attributes:
        buku: The workbook.
        lembar: The sheet.
        kolom: Columns by our key.
        hasil: Where findings and unread rows are put.
        bidang: Unit that findings are addressed to.
    """

    buku: Buku
    lembar: Lembar
    kolom: Mapping[str, Kolom]
    hasil: HasilBaca
    bidang: str = ""
    kepala: int = -1
    letak: dict[str, int] = field(default_factory=dict)
    n_baris: int = 0
    n_dibaca: int = 0
    _alasan: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        peta = {kunci_judul(j): k for k, v in self.kolom.items() for j in (v.judul, *v.alias)}
        calon = [
            [peta.get(kunci_judul(x)) if isinstance(x, str) else None for x in baris]
            for baris in self.lembar.nilai[:BATAS_KEPALA]
        ]
        banyak = [len(set(b) - {None}) for b in calon]
        # Data can look like titles too (a unit "bidang", a level "sasaran"); a heading has half of what must be there.
        wajib = sum(v.wajib for v in self.kolom.values())
        if not banyak or max(banyak) < max(2, (wajib + 1) // 2):
            judul = ", ".join(v.judul for v in self.kolom.values() if v.wajib)
            self.catat("kolom_hilang", kolom=judul)
            return
        self.kepala = banyak.index(max(banyak))
        self._letakkan(calon[self.kepala])

    def _letakkan(self, kunci: list[str | None]) -> None:
        for k, nama in enumerate(kunci):
            isi = self.lembar.isi(self.kepala, k)
            if nama is not None and nama not in self.letak:
                self.letak[nama] = k
            elif nama is not None:
                self.catat("kolom_ganda", sel=alamat(self.kepala, k), kolom=self.kolom[nama].judul)
            elif isi != "":
                dekat = mirip(str(isi), [v.judul for k2, v in self.kolom.items() if k2 not in kunci])
                self.catat("kolom_tidak_dikenal", sel=alamat(self.kepala, k), nilai=tulis_isi(isi), mirip=dekat)
        for nama, v in self.kolom.items():
            if v.wajib and nama not in self.letak:
                self.catat("kolom_hilang", sel=alamat(self.kepala, 0), kolom=v.judul)

    def lewati_ganda(self, baris: int, kode: str, tempat: str, alasan: str) -> None:
        """Refuse a row whose key stands elsewhere already, with a finding that names both cells."""
        letak = self.sel(baris, "kode")
        isi = {"nilai": kode, "kode_indikator": kode, "tempat": f"{tempat} dan {letak}"}
        self.catat("indikator_ganda", baris=baris, kunci="kode", **isi)
        self.lewati(baris, alasan)

    # ---- rows -------------------------------------------------------------------------------------------------------
    def baris(self, kunci: str, galat: bool = True) -> Iterator[int]:
        """Yield the rows below the heading that hold anything; each must end in :meth:`dibaca` or :meth:`lewati`.

        Without the key column, or a heading at all, every row is listed as not read and nothing is yielded.

        Args:
            kunci: Column that must be there.
            galat: Name the errors of each row's cells.
        """
        sembunyi: list[str] = []
        for r in range(max(self.kepala, -1) + 1, self.lembar.n_baris):
            isi = [x for x in (self.lembar.isi(r, k) for k in range(len(self.lembar.nilai[r]))) if x != ""]
            if not isi and not self._ada_galat(r):
                continue
            self.n_baris += 1
            if kunci not in self.letak:
                self.lewati(r, "judul kolomnya tidak ditemukan")
                continue
            if len(isi) > 2 and all(_NOMOR_KOLOM.match(str(x)) for x in isi):
                self.lewati(r, "baris nomor kolom")
                continue
            if r in self.lembar.baris_tersembunyi:
                sembunyi.append(str(r + 1))
            if galat:
                self._periksa_galat(r)
            yield r
        if sembunyi:
            self.catat(
                "baris_tersembunyi",
                jumlah=len(sembunyi),
                rincian="baris " + ", ".join(sembunyi[:10]),
                sel=", ".join(f"A{n}" for n in sembunyi[:10]),
            )

    def dibaca(self, baris: int) -> None:
        """Count a row that became data."""
        self.n_dibaca += 1

    def lewati(self, baris: int, alasan: str) -> None:
        """List a row that is not data."""
        isi = " | ".join(tulis_isi(x) for x in self.lembar.nilai[baris] if x != "")
        self._alasan[alasan] = self._alasan.get(alasan, 0) + 1
        self.hasil.baris_tidak_dibaca.append(
            {
                "berkas": self.buku.berkas,
                "lembar": self.lembar.nama,
                "baris": baris + 1,
                "isi": isi if len(isi) <= BATAS_ISI else isi[: BATAS_ISI - 1] + "…",
                "alasan": alasan,
            }
        )

    def tutup(self) -> None:
        """Say once what was not read on this sheet."""
        if self._alasan:
            rincian = "; ".join(f"{n} {a}" for a, n in self._alasan.items())
            self.catat("baris_tidak_dibaca", jumlah=sum(self._alasan.values()), rincian=rincian)

    @property
    def n_tidak_dibaca(self) -> int:
        """Rows listed as not read."""
        return sum(self._alasan.values())

    # ---- cells ------------------------------------------------------------------------------------------------------
    def sel(self, baris: int, kunci: str) -> str:
        """Return the A1 address of a row's cell in a column, of the row's first cell when the column is missing."""
        return alamat(baris, self.letak.get(kunci, 0))

    def isi(self, baris: int, kunci: str) -> object:
        """Return a cell's value; ``""`` when empty, when the column is missing, or when it holds an error."""
        k = self.letak.get(kunci, -1)
        v = self.lembar.isi(baris, k) if k >= 0 else ""
        return "" if isinstance(v, str) and _GALAT.match(v) else v

    def teks(self, baris: int, kunci: str) -> str:
        """Return a cell as text."""
        return tulis_isi(self.isi(baris, kunci))

    def kode(self, baris: int, kunci: str) -> str:
        """Return a cell as a code."""
        return sebagai_kode(self.isi(baris, kunci))

    def asal(self, baris: int, kunci: str) -> dict[str, object]:
        """Return where a row's main figure stands, as the tables' columns name it."""
        return {"asal_berkas": self.buku.berkas, "asal_lembar": self.lembar.nama, "asal_sel": self.sel(baris, kunci)}

    def catat(self, kode: str, *, baris: int | None = None, kunci: str = "", sel: str = "", **isi: object) -> None:
        """Add a finding about this sheet; row and column key give the cell."""
        self.hasil.temuan_ingest.append(
            temuan(
                kode,
                bidang=str(isi.pop("bidang", self.bidang)),
                kode_indikator=str(isi.pop("kode_indikator", "")),
                penjelasan=str(isi.pop("penjelasan", "")),
                nilai=str(isi.pop("nilai", "")),
                berkas=self.buku.berkas,
                lembar=self.lembar.nama,
                sel=sel or (self.sel(baris, kunci) if baris is not None else ""),
                **isi,
            )
        )

    def _ada_galat(self, baris: int) -> bool:
        return any(r == baris for r, _ in (*self.lembar.galat, *self.lembar.tanpa_nilai))

    def _periksa_galat(self, baris: int) -> None:
        kode = self.kode(baris, next(iter(self.kolom)))
        for nama, k in self.letak.items():
            v = self.lembar.isi(baris, k)
            galat = self.lembar.galat.get((baris, k), v if isinstance(v, str) and _GALAT.match(v) else "")
            if galat:
                self.catat("galat_rumus", baris=baris, kunci=nama, nilai=galat, kode_indikator=kode)
            if rumus := self.lembar.tanpa_nilai.get((baris, k)):
                # Never "open it in Excel and save it" for a formula that would start a program there.
                jenis = "rumus_berbahaya" if rumus_berbahaya(rumus) else "rumus_tanpa_nilai"
                self.catat(jenis, baris=baris, kunci=nama, nilai=rumus, rumus=ringkas_rumus(rumus), kode_indikator=kode)

    def ada_galat(self, baris: int, kunci: str) -> bool:
        """Whether a cell holds an error or a formula without its result (a finding has been made already)."""
        k = self.letak.get(kunci, -1)
        v = self.lembar.isi(baris, k) if k >= 0 else ""
        if (baris, k) in self.lembar.tanpa_nilai:
            return True
        return (baris, k) in self.lembar.galat or (isinstance(v, str) and bool(_GALAT.match(v)))

    def angka(
        self,
        baris: int,
        kunci: str,
        *,
        satuan: str = "",
        seharusnya: str = "angka",
        kode_indikator: str = "",
        rentang: bool = False,
    ) -> Bacaan:
        """Read a cell as a number; what is ambiguous or unreadable becomes a finding and reads as nothing.

        Args:
            baris: Row from 0.
            kunci: Column.
            satuan: Unit; for a percentage, a cell that Excel shows as ``80%`` holds 0.8 and means 80.
            seharusnya: What should stand there, for the finding.
            kode_indikator: Indicator, for the finding.
            rentang: A range is allowed too.
        """
        isi = self.isi(baris, kunci)
        b = baca(None if isi == "" else isi)
        tentang = {"baris": baris, "kunci": kunci, "nilai": tulis_isi(isi), "kode_indikator": kode_indikator}
        if b.ambigu:
            bacaan = " atau ".join(tulis_isi(x) for x in b.kemungkinan)
            self.catat("angka_ambigu", **tentang, bacaan=bacaan)  # type: ignore[arg-type]
            return Bacaan("teks", dari_teks=True)
        terlalu_besar = any(abs(x) >= BATAS_ANGKA for x in (b.nilai, b.bawah))
        if b.jenis == "teks" or (b.jenis == "rentang" and not rentang) or terlalu_besar:
            self.catat("angka_tidak_terbaca", **tentang, seharusnya=seharusnya)  # type: ignore[arg-type]
            return Bacaan("teks", dari_teks=True)
        if b.jenis == "angka" and b.dari_teks and self.buku.jenis_berkas != "csv":  # there every figure is text
            self.catat("angka_sebagai_teks", **tentang, bacaan=tulis(b.nilai, 6))  # type: ignore[arg-type]
        if b.jenis == "angka" and not b.dari_teks and satuan.startswith("%") and self._format_persen(baris, kunci):
            return Bacaan("angka", round(b.nilai * 100, 10))
        return b

    def _format_persen(self, baris: int, kunci: str) -> bool:
        """Whether Excel shows the cell as a percentage: the planner sees ``80%`` where the cell holds 0.8."""
        return "%" in self.lembar.format_angka(baris, self.letak[kunci])

    def rupiah(self, baris: int, kunci: str) -> int | None:
        """Read a cell as whole rupiah, None when empty or unreadable; a fraction is a finding and rounded half up."""
        nilai = self.angka(baris, kunci, seharusnya="rupiah penuh").nilai
        if math.isnan(nilai):
            return None
        if nilai != int(nilai):
            self.catat("rupiah_pecahan", baris=baris, kunci=kunci, nilai=tulis(nilai, 6))
        return int(bulat(nilai, 0))

    def pilihan(self, baris: int, kunci: str, peta: Mapping[str, str], kode_indikator: str = "") -> str:
        """Read a cell that holds one of a few words; ``peta`` maps each accepted spelling to ours.

        Returns:
            Our word, or ``""`` when the cell is empty or holds something else (which is a finding).
        """
        tertulis = self.teks(baris, kunci)
        nilai = peta.get(kunci_judul(tertulis), "")
        if tertulis not in ("", "-") and not nilai:
            self.catat(
                "isian_tidak_dikenal",
                baris=baris,
                kunci=kunci,
                nilai=tertulis,
                kode_indikator=kode_indikator,
                kolom=self.kolom[kunci].judul,
                pilihan=", ".join(dict.fromkeys(peta.values())),
            )
        return nilai


def catatan_berkas(buku: Buku, jenis: str, tabel: list[Tabel], **isi: object) -> Catatan:
    """Make the row of table ``berkas`` for a workbook that was read."""
    return {
        "berkas": buku.berkas,
        "sha256": buku.sha256,
        "ukuran_byte": buku.ukuran_byte,
        "jenis": jenis,
        "disimpan": buku.disimpan,
        "oleh": buku.oleh,
        "status": "dipakai",
        "lembar": "; ".join(t.lembar.nama for t in tabel),
        "baris_tabel": sum(t.n_baris for t in tabel),
        "baris_dibaca": sum(t.n_dibaca for t in tabel),
        "baris_tidak_dibaca": sum(t.n_tidak_dibaca for t in tabel),
        **isi,
    }
