"""What the chain writes beside a step's tables: names to ask for, correction workbooks, the report and its company.

Called by :mod:`kinerja.rantai` once a step's notebook has run; the notebooks themselves write tables and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.kantor import Kantor, Periode
from kinerja.langkah import ASAL_TABEL, Langkah
from kinerja.skema import per_baris
from kinerja.tabel import baca

if TYPE_CHECKING:
    import pandas as pd


def tulis_samping(x: Langkah, nb: Any, kantor: Kantor, periode: Periode, catatan: Mapping[str, Any]) -> None:
    """Write what belongs to a step besides its tables.

    Args:
        x: The step, whose tables are written.
        nb: Its executed notebook.
        kantor: The office.
        periode: The quarter.
        catatan: Account of the run so far (``run.json``), which the report's footer names.
    """
    if x.nama == "ingest":
        catat_padanan(kantor, periode)
    elif x.nama == "validasi":
        _tulis_koreksi(kantor, periode)
    elif x.nama == "laporan":
        _tulis_laporan(x, nb, kantor, periode, catatan)


def berkas_samping(x: Langkah, folder: Path) -> list[Path]:
    """Files that a step leaves in the quarter's folder of reports, its notebook aside."""
    if x.nama == "validasi":
        return sorted((folder / "koreksi").glob("*.xlsx"))
    if x.nama != "laporan":
        return []
    from kinerja.keluaran.buku_serah import BERKAS as BUKU
    from kinerja.keluaran.kit import BERKAS as KIT
    from kinerja.keluaran.raport import FOLDER

    nama = ("laporan.html", "laporan-ringan.html", *KIT, *BUKU)
    return [*sorted((folder / FOLDER).glob("*.html")), *(folder / n for n in nama)]


def catat_padanan(kantor: Kantor, periode: Periode) -> None:
    """Ask the planner, in ``params/padanan.yaml``, for the names that ingest did not know."""
    from kinerja.padanan import catat_nama

    t = _tabel(kantor, periode, "temuan_ingest", "indikator")
    nama = dict(zip(t["indikator"]["kode_indikator"], t["indikator"]["indikator"], strict=True))
    catat_nama(kantor, per_baris(t["temuan_ingest"]), nama)


def _tulis_koreksi(kantor: Kantor, periode: Periode) -> None:
    """Write the correction workbooks from the findings that validasi has just written."""
    from kinerja.koreksi import tulis_koreksi

    tulis_koreksi(kantor, periode, **_tabel(kantor, periode, "temuan", "berkas"))


def _tulis_laporan(x: Langkah, nb: Any, kantor: Kantor, periode: Periode, catatan: Mapping[str, Any]) -> None:
    """Write the report and its company, sealed with what has just been measured and the run that did it."""
    from kinerja.arsip.segel import run_id, sidik_isi

    tabel = _tabel(kantor, periode, *x.masukan, *x.keluaran)
    tulis_keluaran(nb, tabel, kantor, periode, (sidik_isi(tabel), run_id(dict(catatan))))


def tulis_keluaran(
    nb: Any, tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode, segel: tuple[str, str]
) -> None:
    """Write both editions of the report, the units' pages, the kit for the meeting and the workbooks to hand in.

    Args:
        nb: The executed notebook of the step laporan.
        tabel: What the step reads and writes.
        kantor: The office.
        periode: The quarter.
        segel: Content hash and run id, as the printed report bears them.
    """
    from kinerja.keluaran.buku_serah import tulis_buku_serah
    from kinerja.keluaran.halaman import LAPORAN, RINGAN, tulis_laporan, tulis_ringan
    from kinerja.keluaran.kit import tulis_kit
    from kinerja.keluaran.raport import FOLDER, tulis_raport
    from kinerja.keluaran.utama import nama_kantor

    folder = kantor.laporan(periode)
    judul = f"Laporan Capaian Kinerja {periode.teks} – {nama_kantor(kantor, tabel['capaian'])}"
    tulis_laporan(nb, folder / LAPORAN, judul, segel)
    tulis_ringan(nb, folder / RINGAN, judul, segel)
    tulis_raport(tabel, kantor, periode, folder / FOLDER, segel)
    tulis_kit(tabel, kantor, periode, segel)
    tulis_buku_serah(tabel, kantor, periode, segel)


def _tabel(kantor: Kantor, periode: Periode, *nama: str) -> dict[str, pd.DataFrame]:
    """Read tables that a step of this run has written."""
    return baca(kantor.olahan(periode), nama, ASAL_TABEL)
