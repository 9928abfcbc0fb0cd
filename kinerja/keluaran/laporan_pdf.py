"""Laporan Capaian Kinerja Triwulan as PDF/A on A4: the paper that is signed and kept.

It says what the HTML report says, from the same tables through the same functions; ``laporan.typ`` beside this module
lays it out. Content hash and run id stand at the foot of every page and, with the same text, in the QR on the cover and
on the signature page, so that a signed paper can be matched to its data. The QR is no signature and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.arsip.segel import teks_qr
from kinerja.keluaran.laporan_isi import bagian_capaian, bagian_ringkasan, bagian_sampul, bagian_sasaran
from kinerja.keluaran.laporan_isi_bukti import (
    bagian_cara,
    bagian_perubahan,
    bagian_sumber,
    bagian_tanda_tangan,
    bagian_temuan,
)
from kinerja.keluaran.laporan_isi_lanjut import (
    bagian_anggaran,
    bagian_banding,
    bagian_laju,
    bagian_pelaporan,
    bagian_sebab,
    bagian_tindak_lanjut,
)
from kinerja.keluaran.laporan_isi_papan import bagian_papan
from kinerja.langkah import Hasil
from kinerja.surat.logo import logo
from kinerja.surat.typst_pdf import ke_pdf
from kinerja.tenggat import akhir_triwulan

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode

TEMPLAT = Path(__file__).parent / "laporan.typ"
SIDIK_PENDEK = 16
"""Hexadecimal digits of the content hash that the foot of a page shows; the QR and the last page have them all."""


def laporan_pdf(
    tabel: dict[str, pd.DataFrame],
    kantor: Kantor,
    periode: Periode,
    revisi: int,
    sidik_isi: str,
    run_id: str,
    perubahan_rev: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """Typeset the report.

    Args:
        tabel: What the step laporan reads and writes.
        kantor: The office.
        periode: The quarter; the document's date is its last day.
        revisi: Revision of the data, 0 first.
        sidik_isi: SHA-256 over the content, in hexadecimal.
        run_id: Short key of the run.
        perubahan_rev: What this revision changed, from ``sop.perubahan.perubahan_rev``.

    Returns:
        The PDF/A; same arguments and same emblem in ``params``, same bytes.

    Raises:
        GalatParameter: The emblem cannot be printed.
    """
    data = isi_laporan(Hasil(kantor, periode, tabel), revisi, sidik_isi, run_id, perubahan_rev)
    lambang = logo(kantor.akar)
    data["sampul"]["logo"] = next(iter(lambang), "")
    return ke_pdf(TEMPLAT, data, akhir_triwulan(periode), berkas={"segel.svg": qr_svg(data["segel"]["qr"]), **lambang})


def isi_laporan(
    hasil: Hasil, revisi: int, sidik_isi: str, run_id: str, perubahan_rev: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Everything that the report shows, part by part, as texts and lengths of bars."""
    return {
        "sampul": bagian_sampul(hasil, revisi),
        "segel": {
            "sidik": sidik_isi,
            "sidik_pendek": sidik_isi[:SIDIK_PENDEK],
            "run": run_id,
            "qr": teks_qr(hasil.periode, revisi, sidik_isi, run_id),
        },
        "ringkasan": bagian_ringkasan(hasil),
        "perubahan": bagian_perubahan(revisi, perubahan_rev),
        "capaian": bagian_capaian(hasil),
        "sasaran": bagian_sasaran(hasil),
        "anggaran": bagian_anggaran(hasil),
        "banding": bagian_banding(hasil),
        "laju": bagian_laju(hasil),
        "sebab": bagian_sebab(hasil),
        "tindak_lanjut": bagian_tindak_lanjut(hasil),
        "pelaporan": bagian_pelaporan(hasil),
        "papan": bagian_papan(hasil),
        "temuan": bagian_temuan(hasil),
        "cara": bagian_cara(hasil),
        "sumber": bagian_sumber(hasil),
        "tanda_tangan": bagian_tanda_tangan(hasil),
    }


def qr_svg(teks: str) -> bytes:
    """Draw a QR as SVG, without a date or the name of a program in it."""
    import segno

    wadah = BytesIO()
    segno.make_qr(teks, error="m").save(
        wadah, kind="svg", xmldecl=False, svgns=True, border=2, scale=4, light="#ffffff"
    )
    return wadah.getvalue()
