"""The beginning of the ledger that a report rests on, and the table ``papan`` that follows from it.

A report shows the SOP's board, and the ledger records the run that made the report, the decision on it, its signing
and its archive. Were the whole ledger shown, a report would change by being recorded. What it rests on is therefore
what the ledger held when its run began (:func:`awalan`): where the last step susun speaks of these very tables, by
their hashes, the entries before that run; otherwise all of them, for then this run has not been recorded. A step that
led back to susun or before it (a Tidak, a closed correction) calls for a new run, which shows that step too.

So the report is a function of tables and ledger, does not change when later entries are written, and can be made again
from an archive, which keeps with ``n_entri`` how many entries it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kinerja.skema import bentuk
from kinerja.sop.catatan import BukuSop, Entri
from kinerja.sop.keadaan import OTOMATIS, BarisPapan, Keadaan, keadaan
from kinerja.sop.naskah import Sop, muat_sop
from kinerja.sop.rilis import TABEL_RILIS
from kinerja.sop.waktu import menit_sehari, norma_menit
from kinerja.tabel import jalur_tabel

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode

Baris = dict[str, Any]


def awalan(entri: Sequence[Entri], sop: Sop, sidik: Mapping[str, str]) -> tuple[Entri, ...]:
    """Return the entries that a report of these tables rests on.

    Args:
        entri: The ledger.
        sop: The SOP that is followed.
        sidik: SHA-256 of each table that a step susun names, by path from the office folder.
    """
    semua = tuple(entri)
    akhir = max((i for i, e in enumerate(semua) if e.tindakan == "susun"), default=-1)
    if akhir < 0 or not _tentang(semua[akhir], sidik) or _kembali(semua, sop):
        return semua
    # Its run recorded rekap with it; a run before it that left the same tables was the same report.
    while akhir > 0 and (semua[akhir - 1].tindakan == "rekap" or _tentang(semua[akhir - 1], sidik)):
        akhir -= 1
    return semua[:akhir]


def _tentang(e: Entri, sidik: Mapping[str, str]) -> bool:
    """Whether an entry is a susun that speaks of these very tables."""
    return e.tindakan == "susun" and all(e.keluaran.get(p) == s for p, s in sidik.items())


def _kembali(entri: tuple[Entri, ...], sop: Sop) -> bool:
    """Whether the flow has been led back to susun or before it; while a correction is open it has not yet."""
    s, susun = keadaan(entri, sop), sop.cari("susun")
    return susun is not None and not s.koreksi_terbuka and 0 < s.langkah_berikut <= susun.nomor


def baris_laporan(kantor: Kantor, periode: Periode) -> list[Baris]:
    """Rows of table ``papan`` for the quarter's report, from the ledger and the SOP as they lie in the office folder.

    A ledger that is broken counts up to the line that breaks it, and the rows say so.

    Raises:
        GalatParameter: ``params/sop.yaml`` cannot be followed.
    """
    sop, buku = muat_sop(kantor), BukuSop.buka(kantor, periode)
    jalur = [jalur_tabel(kantor.olahan(periode), t) for t in TABEL_RILIS]
    sidik = {kantor.relatif(p): hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for p in jalur}
    return baris_papan(awalan(buku.entri, sop, sidik), sop, OTOMATIS, rusak=bool(buku.periksa()))


def papan_laporan(kantor: Kantor, periode: Periode) -> pd.DataFrame:
    """Table ``papan`` for the quarter's report; see :func:`baris_laporan`."""
    return bentuk("papan", baris_laporan(kantor, periode))


def papan_rilis(s: Keadaan) -> pd.DataFrame:
    """Table ``papan`` for the printed report of a release: everything up to the putusan that lets it go."""
    return bentuk("papan", baris_papan(s.entri, s.sop, ("putusan",)))


def sidik_papan(kantor: Kantor, periode: Periode) -> str:
    """Hash the rows of :func:`baris_laporan`: what a report depends on besides its tables."""
    return hashlib.sha256(json.dumps(baris_laporan(kantor, periode), sort_keys=True).encode()).hexdigest()


def baris_papan(entri: tuple[Entri, ...], sop: Sop, bersama: Sequence[str], rusak: bool = False) -> list[Baris]:
    """Make the rows of table ``papan``.

    Args:
        entri: Entries to rest on.
        sop: The SOP that is followed.
        bersama: Kinds of step that are taken with this very report, so that their time cannot stand in it.
        rusak: The ledger is broken behind these entries.
    """
    s = keadaan(entri, sop)
    nomor_bersama = _bersama(s, bersama)
    buku = "rusak" if rusak else "utuh" if entri else "kosong"
    hasil = []
    for b, x in zip(s.papan(), sop.langkah, strict=True):
        akhir = next((e for e in reversed(entri) if (e.langkah, e.tindakan) == (x.nomor, x.tindakan)), None)
        hasil.append(
            _baris(b)
            | {
                "status": "laporan_ini" if b.nomor in nomor_bersama else b.status,
                "norma_menit": norma_menit(x, sop.jam_kerja),
                "revisi": akhir.revisi if akhir else s.revisi,
                "hari_menit": menit_sehari(sop.jam_kerja),
                "n_entri": len(entri),
                "buku": buku,
            }
        )
    return hasil


def _baris(b: BarisPapan) -> Baris:
    nama = ("nomor", "kegiatan", "pelaksana", "mulai", "selesai", "norma", "lama", "lama_menit", "terlambat")
    return {k: getattr(b, k) for k in (*nama, "ulangan", "hasil")}


def _bersama(s: Keadaan, bersama: Sequence[str]) -> set[int]:
    """Steps of these kinds from the one whose turn it is, as long as they follow each other."""
    hasil: set[int] = set()
    if not s.entri or s.koreksi_terbuka or not s.langkah_berikut:
        return hasil
    for x in s.sop.langkah[s.langkah_berikut - 1 :]:
        if x.tindakan not in bersama:
            break
        hasil.add(x.nomor)
    return hasil
