"""The socialisation kit of a quarter: what goes to the WhatsApp group and on the meeting's wall.

Written with the report, from the same tables; it takes less than half a second. Texts, picture, page and slides say
nothing of the day, the machine or the folder, so the same tables give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.langkah import Hasil
from kinerja.tabel import tulis_byte

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode

FOLDER = "sosialisasi"
"""Folder of the kit beside the report."""
BERKAS = tuple(f"{FOLDER}/{nama}" for nama in ("pesan.txt", "ringkasan.pdf", "ringkasan.png", "slides.html"))
"""Its files, from the folder of the report."""


def kit(
    tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode, segel: tuple[str, str] = ("", "")
) -> dict[str, bytes]:
    """Make the kit.

    Args:
        tabel: What the step laporan reads and writes.
        kantor: The office.
        periode: The quarter.
        segel: Content hash and run id, as on the report.

    Returns:
        The files by the names in :data:`BERKAS`.
    """
    from kinerja.keluaran.kit_pesan import pesan_kit
    from kinerja.keluaran.kit_ringkas import isi_ringkas, ringkas_pdf, ringkas_png
    from kinerja.keluaran.kit_salindia import salindia

    hasil = Hasil(kantor, periode, tabel)
    ringkas = isi_ringkas(hasil, *segel)
    isi = (
        pesan_kit(hasil).encode("utf-8"),
        ringkas_pdf(hasil, ringkas),
        ringkas_png(ringkas),
        salindia(hasil, *segel).encode("utf-8"),
    )
    return dict(zip(BERKAS, isi, strict=True))


def tulis_kit(
    tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode, segel: tuple[str, str] = ("", "")
) -> None:
    """Write the kit beside the quarter's report; the arguments are those of :func:`kit`."""
    folder = kantor.laporan(periode)
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for nama, isi in kit(tabel, kantor, periode, segel).items():
        tulis_byte(folder / nama, isi)
