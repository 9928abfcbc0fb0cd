"""The workbooks of a quarter that are handed on: for a reviewer, for Bappeda, and for the LKjIP.

Written with the report, from the same tables. What makes them is imported only then: openpyxl is slow to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.tabel import tulis_byte

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode

BERKAS = ("rekap.xlsx", "formulir-e81.xlsx", "pengukuran-kinerja.xlsx")
"""Their names, beside the report."""


def buku_serah(
    tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode, segel: tuple[str, str]
) -> dict[str, bytes]:
    """Make the workbooks.

    Args:
        tabel: What the step laporan reads and writes.
        kantor: The office.
        periode: The quarter.
        segel: Content hash and run id, as on the report.

    Returns:
        The files by the names in :data:`BERKAS`.
    """
    from kinerja.keluaran.e81_tulis import formulir_e81
    from kinerja.keluaran.pengukuran_xlsx import pengukuran_kinerja
    from kinerja.keluaran.rekap_xlsx import rekap_xlsx

    isi = (
        rekap_xlsx(tabel, kantor, periode, segel),
        formulir_e81(tabel, kantor, periode),
        pengukuran_kinerja(tabel, kantor, periode),
    )
    return dict(zip(BERKAS, isi, strict=True))


def tulis_buku_serah(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode, segel: tuple[str, str]) -> None:
    """Write the workbooks beside the quarter's report; the arguments are those of :func:`buku_serah`."""
    for nama, isi in buku_serah(tabel, kantor, periode, segel).items():
        tulis_byte(kantor.laporan(periode) / nama, isi)
