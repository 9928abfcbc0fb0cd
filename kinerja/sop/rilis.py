"""A released revision: the tables and the report that a putusan Ya let go, kept apart from what later runs write."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.langkah import ASAL_TABEL
from kinerja.sop.keadaan import Keadaan
from kinerja.tabel import baca, buang_sisa, jalur_tabel, tulis_byte

if TYPE_CHECKING:
    import pandas as pd

TABEL_RILIS = ("capaian", "sasaran", "serapan", "temuan", "putusan")
"""Tables of a released revision: those that its seal covers."""


def folder_rilis(kantor: Kantor, periode: Periode, revisi: int) -> Path:
    """Folder of a released revision."""
    return kantor.akar / "data" / "sop" / periode.folder / f"rev{revisi}"


def kode_rilis(kantor: Kantor, periode: Periode, revisi: int) -> list[str]:
    """Codes that a released revision speaks of: its indicators, then its budget rows."""
    tabel = baca(folder_rilis(kantor, periode, revisi), ("capaian", "serapan"), ASAL_TABEL)
    return [*tabel["capaian"]["kode_indikator"], *tabel["serapan"]["kode_anggaran"]]


def batalkan(kantor: Kantor, periode: Periode, revisi: int) -> None:
    """Take away what a killed putusan Ya released without recording it, now that the decision is Tidak."""
    folder, cetak = folder_rilis(kantor, periode, revisi), kantor.laporan(periode) / "laporan.pdf"
    pdf = folder / "laporan.pdf"
    if pdf.is_file() and cetak.is_file() and pdf.read_bytes() == cetak.read_bytes():
        cetak.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def bersihkan(kantor: Kantor, periode: Periode) -> None:
    """Remove what a killed command of the SOP left half made; the ledger's lock says that none is under way."""
    folder = kantor.akar / "data" / "sop" / periode.folder
    buang_sisa(kantor.laporan(periode), folder)
    for sedang in folder.glob(".rev*.sedang"):
        shutil.rmtree(sedang, ignore_errors=True)


def baca_tabel(kantor: Kantor, periode: Periode, nama: tuple[str, ...] | None = None) -> dict[str, pd.DataFrame]:
    """Read tables of the current run; without names every one that is there."""
    folder = kantor.olahan(periode)
    return baca(folder, nama or [t for t in ASAL_TABEL if jalur_tabel(folder, t).is_file()], ASAL_TABEL)


def sidik_berkas(kantor: Kantor, berkas: list[Path]) -> dict[str, str]:
    """Hash files by their path from the office folder."""
    return {kantor.relatif(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in berkas}


def catatan_run(kantor: Kantor, periode: Periode) -> dict[str, Any]:
    """Read ``run.json``.

    Raises:
        GalatKinerja: There is none.
    """
    jalur = kantor.laporan(periode) / "run.json"
    try:
        return dict(json.loads(jalur.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as e:
        raise GalatKinerja(
            f"{kantor.relatif(jalur)} tidak ada atau rusak.",
            f"Jalankan: kinerja jalan {kantor.pilihan(periode)}",
        ) from e


def tulis_rilis(kantor: Kantor, periode: Periode, s: Keadaan) -> tuple[list[Path], dict[str, object]]:
    """Make the report's PDF and copy tables and report into the revision's folder, all of it or nothing.

    A folder that a killed command left is made anew: as long as the ledger holds no putusan Ya of this revision,
    nothing has been released.

    Returns:
        The files, and what the ledger says of them: ``sidik_isi`` and ``run_id``.
    """
    from kinerja.arsip.segel import TABEL_NILAI, run_id, sidik_isi
    from kinerja.keluaran.buku_serah import BERKAS as BUKU
    from kinerja.keluaran.kit import BERKAS as KIT
    from kinerja.keluaran.kit import FOLDER
    from kinerja.keluaran.laporan_pdf import laporan_pdf
    from kinerja.keluaran.lkjip import draf_rilis, simpan_lkjip
    from kinerja.keluaran.raport import FOLDER as RAPORT
    from kinerja.sop.awalan import papan_rilis
    from kinerja.sop.perubahan import perubahan_rev

    tabel, run = baca_tabel(kantor, periode), catatan_run(kantor, periode)
    sidik, nomor = sidik_isi(tabel), run_id(run)
    perubahan = perubahan_rev(kantor, periode, s, tabel)
    pdf = laporan_pdf(tabel | {"papan": papan_rilis(s)}, kantor, periode, s.revisi, sidik, nomor, perubahan)
    lkjip = draf_rilis(tabel, kantor, periode)
    tujuan = folder_rilis(kantor, periode, s.revisi)
    sedang = tujuan.with_name(f".{tujuan.name}.sedang")
    shutil.rmtree(sedang, ignore_errors=True)
    sedang.mkdir(parents=True)
    for t in (*TABEL_RILIS, *TABEL_NILAI):
        shutil.copyfile(jalur_tabel(kantor.olahan(periode), t), sedang / f"{t}.parquet")
    (sedang / FOLDER).mkdir()
    for nama in ("laporan.html", "laporan-ringan.html", "run.json", *KIT, *BUKU):
        shutil.copyfile(kantor.laporan(periode) / nama, sedang / nama)
    if (raport := kantor.laporan(periode) / RAPORT).is_dir():
        shutil.copytree(raport, sedang / RAPORT, ignore=lambda _, nama: [n for n in nama if not n.endswith(".html")])
    for nama, isi in {"laporan.pdf": pdf, **lkjip}.items():
        (sedang / nama).write_bytes(isi)
    shutil.rmtree(tujuan, ignore_errors=True)
    sedang.rename(tujuan)
    tulis_byte(kantor.laporan(periode) / "laporan.pdf", pdf)
    for isi in lkjip.values():
        simpan_lkjip(kantor.laporan(periode), isi)
    return sorted(p for p in tujuan.rglob("*") if p.is_file()), {"sidik_isi": sidik, "run_id": nomor}
