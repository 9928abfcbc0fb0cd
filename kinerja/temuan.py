"""How a finding is made: one row from the catalogue's words and what was found where."""

from __future__ import annotations

from kinerja.katalog import KATALOG


def temuan(
    kode: str,
    *,
    bidang: str = "",
    kode_indikator: str = "",
    berkas: str = "",
    lembar: str = "",
    sel: str = "",
    nilai: str = "",
    penjelasan: str = "",
    **isi: object,
) -> dict[str, object]:
    """Make one row for a table of findings.

    Args:
        kode: Key of :data:`KATALOG`.
        bidang: Unit that has to act.
        kode_indikator: Indicator concerned.
        berkas: File, path from the office folder.
        lembar: Sheet.
        sel: Cell or range, A1 style.
        nilai: What stands there, as text.
        penjelasan: Explanation that the unit has given.
        **isi: What the catalogue's sentences name in braces.

    Raises:
        KeyError: ``kode`` or a name in the sentence is unknown: a mistake in the calling code.
    """
    j = KATALOG[kode]
    kata = {"nilai": nilai, "bidang": bidang, **isi}
    return {
        "kode": kode,
        "tingkat": j.tingkat,
        "bidang": bidang,
        "kode_indikator": kode_indikator,
        "berkas": berkas,
        "lembar": lembar,
        "sel": sel,
        "nilai": nilai,
        "pesan": j.pesan.format(**kata),
        "saran": j.saran.format(**kata),
        "penjelasan": penjelasan,
    }
