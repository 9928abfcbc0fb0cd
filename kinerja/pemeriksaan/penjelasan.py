"""When a finding that asks for an explanation has one. The only place that knows.

The rule, for every finding of severity ``jelaskan``, whoever made it:

1. What counts: at least ``ambang.penjelasan_huruf`` letters or digits. "-", "ok" and "sudah" explain nothing.
2. When: the answer is given in the form of the quarter that the finding stands in, or in a later one until the run's.
   An earlier answer never explains a later finding.
3. Where, the first of these that counts:
   a. with the finding itself, where a reader saw it in the same row;
   b. in the sheet ``Koreksi`` that came back (table ``penjelasan``), line by line, each line for one finding: the same
      unit, code and indicator, or where the finding has no indicator the same unit, code, sheet and cell. The cell
      decides only between several lines for one indicator, for rows move. A finding without an indicator whose cell has
      moved takes the one line of its unit, code and sheet, if it is alone there;
   c. in the column ``Penjelasan`` of the row: the indicator's row in ``Kinerja``, the budget row in ``Anggaran``. It
      speaks for the row, so for findings of that sheet, not for a follow-up or a plan;
   d. for ``capaian_rendah`` what hindered together with what will be done, which is what it asks for.
4. A text that is itself the copy of last quarter's does not explain ``uraian_sama_dengan_lalu``.

Findings about a national form (``katalog/e81.py``) have no form that could answer them, so they wait.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel
from kinerja.pemeriksaan.uraian import sama, triwulan_lalu
from kinerja.skema import per_baris

_SEL = re.compile(r"([A-Z]{1,3})(\d+)")
Kunci = tuple[object, ...]


@dataclass(frozen=True)
class Soal:
    """One finding that waits for an answer.

    Attributes:
        nomor: Its row in the list of findings.
        kode: Its code.
        kode_indikator: Its indicator, or empty.
        berkas: Its file.
        lembar: Its sheet.
        sel: Its cell.
        bidang: Units that may answer.
        triwulan: Quarter that it stands in.
    """

    nomor: int
    kode: str
    kode_indikator: str
    berkas: str
    lembar: str
    sel: str
    bidang: tuple[str, ...]
    triwulan: int


def beri_penjelasan(semua: pd.DataFrame, tabel: Tabel, kantor: Kantor, periode: Periode) -> pd.Series[str]:
    """Return column ``penjelasan`` of the findings, by the rule above.

    Args:
        semua: Findings in the shape of table ``temuan``, index 0 to n - 1, severities final.
        tabel: The step's tables.
        kantor: The office, with the threshold.
        periode: The quarter.
    """
    huruf = kantor.aturan.ambang.penjelasan_huruf
    hasil = semua["penjelasan"].tolist()
    menunggu = []
    for s in _soal(semua, tabel["berkas"], periode):
        if banyak_huruf(hasil[s.nomor]) < huruf:
            hasil[s.nomor] = ""
            menunggu.append(s)
    jawaban = [b for b in per_baris(tabel["penjelasan"]) if banyak_huruf(b.isi) >= huruf]
    for nomor, isi in _dari_koreksi(menunggu, jawaban, periode).items():
        hasil[nomor] = isi
    baris = _Baris(tabel, periode)
    for s in menunggu:
        if not hasil[s.nomor]:
            hasil[s.nomor] = next((x for x in baris.kata(s) if banyak_huruf(x) >= huruf), "")
    return pd.Series(hasil, index=semua.index, dtype="str")


def banyak_huruf(teks: str) -> int:
    """Count letters and digits."""
    return sum(c.isalnum() for c in teks)


def _soal(semua: pd.DataFrame, berkas: pd.DataFrame, periode: Periode) -> Iterator[Soal]:
    """Yield the findings that ask for an explanation; the form that they stand in gives unit and quarter."""
    formulir = {b.berkas: b for b in per_baris(berkas) if b.triwulan > 0}
    for nomor, b in enumerate(per_baris(semua)):
        if b.tingkat != "jelaskan":
            continue
        f = formulir.get(b.berkas)
        bidang = b.bidang or (f.bidang if f else "")
        tw = min(int(f.triwulan), periode.triwulan) if f else periode.triwulan
        yield Soal(
            nomor, b.kode, b.kode_indikator, b.berkas, b.lembar, b.sel, tuple(x for x in bidang.split("; ") if x), tw
        )


# ---- the sheet Koreksi ----------------------------------------------------------------------------------------------
def _dari_koreksi(soal: list[Soal], jawaban: list[Any], periode: Periode) -> dict[int, str]:
    """Give every line of ``Koreksi`` to the finding that it answers best, and to no other.

    The nearest quarter first, and within it the closest likeness (:data:`KESAMAAN`).
    """
    sendirian = Counter((s.kode, s.lembar, b) for s in soal if not s.kode_indikator for b in s.bidang)
    hasil: dict[int, str] = {}
    terpakai: set[int] = set()
    for kemudian in range(periode.triwulan):
        for kesamaan in KESAMAAN:
            laci: dict[Kunci, list[int]] = {}
            for i, a in enumerate(jawaban):
                kunci = kesamaan(a.kode_indikator, a.lembar, a.sel)
                if i not in terpakai and kunci is not None:
                    laci.setdefault((int(a.triwulan), a.bidang, a.kode, *kunci), []).append(i)
            for s in soal:
                kunci = kesamaan(s.kode_indikator, s.lembar, s.sel)
                if s.nomor in hasil or kunci is None:
                    continue
                for b in s.bidang:
                    isi = laci.get((s.triwulan + kemudian, b, s.kode, *kunci), [])
                    if isi and (kesamaan is not _lembar_sama or sendirian[s.kode, s.lembar, b] == 1):
                        terpakai.add(isi[0])
                        hasil[s.nomor] = jawaban[isi.pop(0)].isi
                        break
    return hasil


def _sel_sama(indikator: str, lembar: str, sel: str) -> Kunci | None:
    return indikator, lembar, "".join(sel.split())


def _kolom_sama(indikator: str, lembar: str, sel: str) -> Kunci | None:
    return (indikator, lembar, _bagian(sel, 1)) if indikator else None


def _indikator_sama(indikator: str, lembar: str, sel: str) -> Kunci | None:
    return (indikator,) if indikator else None


def _lembar_sama(indikator: str, lembar: str, sel: str) -> Kunci | None:
    return None if indikator else (lembar,)


KESAMAAN: tuple[Callable[[str, str, str], Kunci | None], ...] = (_sel_sama, _kolom_sama, _indikator_sama, _lembar_sama)
"""What a line and a finding of one unit and code have to share, from the closest on; None: does not apply."""


def _bagian(sel: str, n: int) -> str:
    """Return the column (1) or the row (2) of a cell's address."""
    m = _SEL.search(sel)
    return m[n] if m else ""


# ---- the row's own words --------------------------------------------------------------------------------------------
class _Baris:
    """What the units wrote beside their figures."""

    def __init__(self, tabel: Tabel, periode: Periode) -> None:
        self.periode = periode
        self.kinerja = {(b.kode_indikator, b.triwulan): b for b in per_baris(tabel["rekap"])}
        self.anggaran: dict[tuple[str, str, str], str] = {}
        for b in per_baris(tabel["realisasi_anggaran"]):
            if b.penjelasan and b.asal_sel:
                self.anggaran[b.asal_berkas, b.asal_lembar, _bagian(b.asal_sel, 2)] = b.penjelasan

    def kata(self, s: Soal) -> Iterator[str]:
        """Yield the explanations that stand in a finding's row, its own quarter's first."""
        yield self.anggaran.get((s.berkas, s.lembar, _bagian(s.sel, 2)), "")
        for tw in range(s.triwulan, self.periode.triwulan + 1):
            b = self.kinerja.get((s.kode_indikator, tw))
            if b is None or s.lembar not in ("", b.asal_lembar):
                continue
            lalu = triwulan_lalu(self.kinerja, b)
            if not (s.kode == "uraian_sama_dengan_lalu" and lalu is not None and sama(b.penjelasan, lalu.penjelasan)):
                yield b.penjelasan
            if s.kode == "capaian_rendah" and b.penghambat and b.tindak_lanjut:
                yield f"{b.penghambat} {b.tindak_lanjut}"
