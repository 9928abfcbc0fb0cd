"""What a later quarter takes for the figures of a sealed one: those that were sealed, not what its forms say now.

**Why here.** A run reads the earlier quarters' forms again, and ``kinerja.revisi`` lets the newest sending count. That
rule holds until a quarter is archived. From then on its figures are signed: a form that is changed or sent anew
afterwards has a way of its own, the correction and the next revision of *that* quarter, and until that one is archived
nothing of it may flow into a later quarter. So ingest, the only step that reads files and the ledger, puts the sealed
rows into its tables ``realisasi`` and ``realisasi_anggaran`` in place of what it has just read, and all steps after it
stay pure and see one figure. What a file would have given instead becomes the finding ``nilai_tersegel_dipakai``.

**What is sealed** are the figures and words that the units reported, by quarter: the two tables as they were released
(``data/sop/<tahun>/TW<n>/rev<k>/``), taken only when their hash is that of the ledger's putusan. The plan is not: a
Perjanjian Kinerja that is changed in the year holds for the whole year, so the quarter before is measured with the
targets in force. A changed plan file is named by ``triwulan_tersegel_berubah``. What the sealed report did not know of
at all (an indicator that came later) is read from the forms.

**Recomputing.** An archive holds the earlier quarters' ledgers and these tables as they were when it was packed, so it
computes the same for ever; a later revision of an earlier quarter changes the next run, not the archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.angka import tulis_persen, tulis_rupiah
from kinerja.arsip.tersegel import Segel, baca_segel
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.rantai import sidik
from kinerja.skema import TABEL
from kinerja.temuan import temuan

KUNCI = {"realisasi": "kode_indikator", "realisasi_anggaran": "kode_anggaran"}
"""Tables whose rows are sealed, and the column that says what a row is about."""
LAPORAN = {"realisasi": "capaian", "realisasi_anggaran": "serapan"}
"""Table of the sealed report that names everything that it knew of, with the same column."""
ANGKA = {"realisasi": ("realisasi", "pembilang", "penyebut"), "realisasi_anggaran": ("realisasi_rp", "fisik_pct")}
"""Columns that hold figures."""


@dataclass(frozen=True)
class NilaiSegel:
    """What one sealed quarter said of itself.

    Attributes:
        segel: The quarter and its revision.
        baris: Rows of the quarter, by name of table.
        dikenal: Codes that the sealed report knew, by name of table.
    """

    segel: Segel
    baris: Mapping[str, Sequence[Catatan]]
    dikenal: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Tersegel:
    """What was sealed of the year's earlier quarters, and what of it could not be read."""

    nilai: tuple[NilaiSegel, ...] = ()
    temuan: tuple[Catatan, ...] = ()

    def teks(self) -> dict[tuple[str, int], list[str]]:
        """Return what was sealed as the units wrote it, by indicator and quarter; an empty list where nothing was."""
        hasil: dict[tuple[str, int], list[str]] = {}
        for n in self.nilai:
            tw = n.segel.periode.triwulan
            hasil |= {(kode, tw): [] for kode in n.dikenal["realisasi"]}
            for r in n.baris["realisasi"]:
                hasil.setdefault((str(r["kode_indikator"]), tw), []).append(str(r["realisasi_teks"]))
        return hasil


def baca_tersegel(kantor: Kantor, periode: Periode) -> Tersegel:
    """Read what the sealed quarters of the year before this one were signed with.

    A release from before these tables were kept has none: its quarter is read from the forms, and a changed file is
    named all the same. A table that is gone or is not the one that the ledger names becomes a finding.
    """
    nilai: list[NilaiSegel] = []
    rusak: list[Catatan] = []
    for s in baca_segel(kantor, periode):
        if s.periode.tahun != periode.tahun or not s.nilai:
            continue
        salah = [p for p, h in s.nilai.items() if sidik(kantor.akar / p) != h]
        tw = f"{ROMAWI[s.periode.triwulan]} (Rev {s.revisi})"
        rusak += [temuan("nilai_tersegel_rusak", berkas=p, tw=tw) for p in salah]
        if not salah:
            nilai.append(_baca(kantor, s))
    return Tersegel(tuple(nilai), tuple(rusak))


def _baca(kantor: Kantor, s: Segel) -> NilaiSegel:
    import pandas as pd

    tabel = {p.rsplit("/", 1)[-1].removesuffix(".parquet"): pd.read_parquet(kantor.akar / p) for p in s.nilai}
    baris: dict[str, list[Catatan]] = {}
    dikenal: dict[str, frozenset[str]] = {}
    for t, kunci in KUNCI.items():
        df = tabel[t]
        kolom = [k for k in df.columns if k in TABEL[t]]  # one of an older version may have columns that are gone
        milik = df.loc[df["triwulan"] == s.periode.triwulan, kolom].to_dict("records")
        baris[t] = [{str(k): v for k, v in r.items()} for r in milik]
        dikenal[t] = frozenset(tabel[LAPORAN[t]][kunci])
    return NilaiSegel(s, baris, dikenal)


# ---- what is used ---------------------------------------------------------------------------------------------------
def pakai_tersegel(hasil: HasilBaca, tersegel: Tersegel) -> None:
    """Put the sealed rows in place of those that were read, and name each figure that would have been another.

    Args:
        hasil: What was read; its ``realisasi`` and ``realisasi_anggaran`` are replaced, findings are added.
        tersegel: What was sealed.
    """
    hasil.temuan_ingest.extend(tersegel.temuan)
    for n in tersegel.nilai:
        for t in KUNCI:
            kini, beda = _lapisi(t, getattr(hasil, t), n)
            setattr(hasil, t, kini)
            hasil.temuan_ingest.extend(_temuan(t, lama, baru, n) for lama, baru in beda)


def _lapisi(
    t: str, dibaca: Sequence[Catatan], n: NilaiSegel
) -> tuple[list[Catatan], list[tuple[Catatan | None, Catatan | None]]]:
    """Return the rows of a table with the sealed ones in their places, and the pairs (sealed, read) that differ.

    A sealed row whose figure still stands in the file is traced to where it stands now.
    """
    sisa: dict[tuple[str, str], list[Catatan]] = {}
    for r in n.baris[t]:
        sisa.setdefault(_kunci(t, r), []).append(r)
    hasil: list[Catatan] = []
    beda: list[tuple[Catatan | None, Catatan | None]] = []
    for r in dibaca:
        if int(str(r["triwulan"])) != n.segel.periode.triwulan or str(r[KUNCI[t]]) not in n.dikenal[t]:
            hasil.append(r)
            continue
        antre = sisa.get(_kunci(t, r))
        lama = antre.pop(0) if antre else None
        if lama is None:
            beda.append((None, r))
        elif _angka(t, lama) != _angka(t, r):
            beda.append((lama, r))
            hasil.append(lama)
        else:
            hasil.append(lama | {k: v for k, v in r.items() if k.startswith("asal_")})
    hilang = [r for antre in sisa.values() for r in antre]
    return hasil + hilang, beda + [(r, None) for r in hilang if any(x is not None for x in _angka(t, r))]


def _kunci(t: str, r: Catatan) -> tuple[str, str]:
    """What a row is about, and which unit says it: units that share an indicator have a row each."""
    return str(r[KUNCI[t]]), str(r.get("bidang", "")) or str(r.get("ikhtisar", ""))


def _angka(t: str, r: Catatan) -> tuple[object, ...]:
    """Figures of a row in one shape, whether just read or from a file; and the state that stands instead of one."""
    return *(_bilangan(r.get(k)) for k in ANGKA[t]), str(r.get("keadaan") or "") or None


def _bilangan(x: Any) -> float | None:
    return None if x is None or type(x).__name__ == "NAType" or x != x else float(x)


def _temuan(t: str, lama: Catatan | None, baru: Catatan | None, n: NilaiSegel) -> Catatan:
    """Name one figure: what was sealed, what the file says now, and where."""
    r = baru or lama or {}
    kode = str(r[KUNCI[t]])
    return temuan(
        "nilai_tersegel_dipakai",
        bidang=str(r.get("bidang", "")),
        kode_indikator=kode if t == "realisasi" else "",
        berkas=str(r.get("asal_berkas", "")),
        lembar=str(r.get("asal_lembar", "")),
        sel=str(r.get("asal_sel", "")),
        nilai=_tulis(t, baru),
        apa="Realisasi" if t == "realisasi" else f"Realisasi anggaran {kode}",
        tw=f"{ROMAWI[n.segel.periode.triwulan]} (Rev {n.segel.revisi})",
        segel=_tulis(t, lama),
    )


def _tulis(t: str, r: Catatan | None) -> str:
    """Write the figure of a row as a planner knows it."""
    if r is None:
        return "tidak ada"
    if t == "realisasi":
        return str(r.get("realisasi_teks") or "kosong")
    rupiah, fisik = (_bilangan(r.get(k)) for k in ANGKA[t])
    uang = "kosong" if rupiah is None else tulis_rupiah(int(rupiah))
    return uang if fisik is None else f"{uang} (fisik {tulis_persen(fisik)})"
