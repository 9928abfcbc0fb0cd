"""What the catalogue says of one kind of finding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Jenis:
    """One kind of finding.

    Attributes:
        tingkat: ``tolak``, ``jelaskan`` or ``info``.
        pesan: Sentence with ``{names}`` that :func:`kinerja.temuan.temuan` fills in.
        saran: What to do.
        mengapa: Why it matters.
    """

    tingkat: str
    pesan: str
    saran: str
    mengapa: str
