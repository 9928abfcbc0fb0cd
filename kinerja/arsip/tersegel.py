"""Sealed quarters stay as they were: whether an input of an archived quarter is no longer the one that was sealed.

A run reads the earlier quarters' forms again, so that one which is changed after its quarter was archived is seen. The
ledger's entry ``arsip`` holds the hash of every input of its quarter; what differs from it becomes the finding
``triwulan_tersegel_berubah``. The figures that count stay the sealed ones (:mod:`kinerja.arsip.nilai_segel`). The
honest way to change a sealed quarter is a correction in that quarter: its next revision is archived with the new
inputs, and the finding goes.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.arsip.buku import arsip_terakhir, baca_buku, folder_sop, jalur_buku
from kinerja.arsip.isi_arsip import BANGUNAN, triwulan_lalu
from kinerja.kantor import ROMAWI, Kantor, Periode
from kinerja.kiriman import daftar_kiriman
from kinerja.rantai import sidik
from kinerja.tabel import jalur_tabel
from kinerja.temuan import temuan

MENTAH = "data/raw/"


@dataclass(frozen=True)
class Segel:
    """What was sealed of a quarter.

    Attributes:
        periode: The quarter.
        revisi: Its last archived revision.
        masukan: SHA-256 of its inputs under ``data/raw``, by path from the office folder.
        nilai: SHA-256 of its released tables that later quarters build on, likewise; empty for a release without them.
    """

    periode: Periode
    revisi: int
    masukan: Mapping[str, str]
    nilai: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ubahan:
    """An input that is not the sealed one.

    Attributes:
        berkas: Path from the office folder.
        apa: ``berubah``, ``hilang`` or ``baru``.
        segel: The sealed quarters that it belongs to, oldest first.
    """

    berkas: str
    apa: str
    segel: tuple[Segel, ...]


def bandingkan(segel: Sequence[Segel], kini: Mapping[Periode, Mapping[str, str]]) -> list[Ubahan]:
    """Hold what was sealed against what lies there now. Pure.

    Args:
        segel: Sealed quarters.
        kini: For each of them the hashes of the files that a run of that quarter would read now, by path.

    Returns:
        What differs, by path; a file of several sealed quarters once.
    """
    hasil: dict[tuple[str, str], list[Segel]] = {}
    for s in segel:
        ada = kini[s.periode]
        for p in sorted(set(s.masukan) | set(ada)):
            if s.masukan.get(p) != ada.get(p):
                apa = "baru" if p not in s.masukan else "hilang" if p not in ada else "berubah"
                hasil.setdefault((p, apa), []).append(s)
    return [Ubahan(p, apa, tuple(s)) for (p, apa), s in sorted(hasil.items())]


def baca_segel(kantor: Kantor, periode: Periode) -> list[Segel]:
    """Read what was sealed of the quarters that a quarter builds on."""
    hasil = []
    for lalu in triwulan_lalu(periode):
        buku = baca_buku(kantor, lalu)
        entri = arsip_terakhir(buku)
        if entri is not None and (masukan := _masukan(entri, kantor)):
            revisi = entri.get("revisi")
            revisi = revisi if isinstance(revisi, int) else 0
            hasil.append(Segel(lalu, revisi, masukan, _nilai(buku, lalu, revisi)))
    return hasil


def _nilai(buku: Sequence[Mapping[str, Any]], periode: Periode, revisi: int) -> dict[str, str]:
    """Hashes of the tables to build on, as the putusan that released the revision names them; all of them or none."""
    rilis = [e for e in buku if (e.get("tindakan"), e.get("hasil"), e.get("revisi")) == ("putusan", "ya", revisi)]
    keluaran = rilis[-1].get("keluaran") if rilis else None
    jalur = [f"data/sop/{periode.folder.as_posix()}/rev{revisi}/{nama}" for nama in BANGUNAN]
    if not isinstance(keluaran, dict) or not all(p in keluaran for p in jalur):
        return {}
    return {p: str(keluaran[p]) for p in jalur}


def _masukan(entri: Mapping[str, Any], kantor: Kantor) -> dict[str, str]:
    """Hashes of the sealed inputs: from the entry; from the archive's own manifest where the entry names none."""
    tercatat = entri.get("masukan")
    hasil = {p: str(s) for p, s in tercatat.items() if p.startswith(MENTAH)} if isinstance(tercatat, dict) else {}
    keluaran = entri.get("keluaran")
    if not hasil and isinstance(keluaran, dict):
        for p in keluaran:
            hasil |= _dari_manifes(kantor.akar / p)
    tahun = {p.split("/")[2] for p in hasil if p.count("/") > 2 and p.split("/")[3].casefold().startswith("tw")}
    # An archive may also hold the last quarter of the year before; that is sealed by its own entry.
    return {p: s for p, s in hasil.items() if not tahun or p.split("/")[2] == max(tahun)}


def _dari_manifes(arsip: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(arsip) as z, z.open("MANIFES.txt") as f:
            baris = f.read(20_000_000).decode("utf-8", "replace").splitlines()
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return {}
    pisah = [b.split("  ", 1) for b in baris if "  masukan/" in b]
    return {MENTAH + nama.removeprefix("masukan/"): s for s, nama in pisah}


def sidik_kini(kantor: Kantor, segel: Sequence[Segel]) -> dict[Periode, dict[str, str]]:
    """Hash what a run of each sealed quarter would read now."""
    dibaca = {s.periode: daftar_kiriman(kantor, s.periode)[0] for s in segel}
    # A quarter reads those before it too: each file is hashed once, however many sealed quarters rest on it.
    semua = {k.berkas: k.jalur for kiriman in dibaca.values() for k in kiriman}
    tanda = {berkas: sidik(jalur) for berkas, jalur in semua.items()}
    return {p: {k.berkas: tanda[k.berkas] for k in kiriman} for p, kiriman in dibaca.items()}


def periksa_triwulan_tersegel(
    kantor: Kantor, periode: Periode, bidang: Mapping[str, str] | None = None
) -> list[dict[str, object]]:
    """Name the inputs of sealed quarters that are no longer those that were sealed.

    Args:
        kantor: The office.
        periode: The quarter that is run.
        bidang: Unit of each file, where it is known, by path: the one that has to explain.

    Returns:
        Findings ``triwulan_tersegel_berubah``, for table ``temuan_ingest``.
    """
    segel = baca_segel(kantor, periode)
    return [
        temuan(
            "triwulan_tersegel_berubah",
            bidang=(bidang or {}).get(u.berkas, ""),
            berkas=u.berkas,
            nilai=u.apa,
            apa={"berubah": "berubah", "hilang": "hilang", "baru": "ditambahkan"}[u.apa],
            segel=_sebut(u.segel),
            tempat=_tempat(kantor, u.segel),
        )
        for u in bandingkan(segel, sidik_kini(kantor, segel))
    ]


def _sebut(segel: Sequence[Segel]) -> str:
    """``TW I (Rev 0) dan TW II (Rev 1) tahun 2025``."""
    return " dan ".join(f"TW {ROMAWI[s.periode.triwulan]} tahun {s.periode.tahun} (Rev {s.revisi})" for s in segel)


def _tempat(kantor: Kantor, segel: Sequence[Segel]) -> str:
    jalur = [_jalur_nilai(kantor, s) for s in segel]
    ada = [kantor.relatif(p) for p in jalur if p.is_file()]
    return ", ".join(ada) if ada else "arsipnya"


def _jalur_nilai(kantor: Kantor, s: Segel) -> Path:
    return jalur_tabel(folder_sop(kantor, s.periode) / f"rev{s.revisi}", "capaian")


def sidik_dasar(kantor: Kantor, periode: Periode) -> dict[str, str]:
    """Hash what a run rests on besides the year's own inputs: what was sealed of earlier quarters.

    The chain adds it to what decides whether ingest is up to date: a quarter that has been sealed meanwhile, a sealed
    table that is no longer the released one, or a changed file of last year, must be seen. What a ledger records beside
    its archives (a correction that is opened) changes nothing here.

    Returns:
        By path from the office folder; for a ledger the hash of what its last archive sealed.
    """
    segel = baca_segel(kantor, periode)
    hasil: dict[str, str] = {}
    for s in segel:
        isi = json.dumps([s.revisi, dict(s.masukan), dict(s.nilai)], ensure_ascii=False, sort_keys=True)
        tanda = hashlib.sha256(isi.encode("utf-8", "surrogatepass")).hexdigest()
        hasil |= {kantor.relatif(jalur_buku(kantor, s.periode)): tanda} | {p: sidik(kantor.akar / p) for p in s.nilai}
    # The year's own files are hashed by the run already.
    for isi_kini in sidik_kini(kantor, [s for s in segel if s.periode.tahun != periode.tahun]).values():
        hasil |= isi_kini
    return hasil
