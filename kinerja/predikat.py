"""Predicates that are targets: ordered scales, and the rank of what was written. Pure; touches no file.

A rank says order, not distance: ``BB`` is better than ``B``, not 25 % better. Ranks of two scales are never compared,
so whoever reads a realisasi names the scale of its target.

Sources: AKIP: PermenPANRB 88/2021. Opinion: the four opinions of the audit law (UU 15/2004) with the paragraph of
emphasis as a step of its own. Mutu: PermenPANRB 14/2017 on the survey of public satisfaction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class SkalaPredikat:
    """One ordered scale.

    Attributes:
        nama: What a planner calls it.
        sumber: Where the order comes from.
        urutan: Predicates from the worst to the best.
        awal: Rank of the worst.
        sebutan: Other ways to write a predicate.
    """

    nama: str
    sumber: str
    urutan: tuple[str, ...]
    awal: int
    sebutan: dict[str, str]

    def peringkat(self, label: str) -> int | None:
        """Return the rank of a predicate in upper case, None when the scale has no such."""
        label = self.sebutan.get(label, label)
        return self.urutan.index(label) + self.awal if label in self.urutan else None


SKALA: dict[str, SkalaPredikat] = {
    "akip": SkalaPredikat(
        "predikat AKIP",
        "PermenPANRB 88/2021",
        ("D", "C", "CC", "B", "BB", "A", "AA"),
        1,
        {
            "SANGAT KURANG": "D",
            "KURANG": "C",
            "CUKUP": "CC",
            "BAIK": "B",
            "SANGAT BAIK": "BB",
            "MEMUASKAN": "A",
            "SANGAT MEMUASKAN": "AA",
        },
    ),
    "opini": SkalaPredikat(
        "opini BPK",
        "UU 15/2004",
        ("TMP", "TW", "WDP", "WTP-DPP", "WTP"),
        1,
        {
            "WTP DPP": "WTP-DPP",
            "WTPDPP": "WTP-DPP",
            "WAJAR TANPA PENGECUALIAN": "WTP",
            "WAJAR DENGAN PENGECUALIAN": "WDP",
            "TIDAK WAJAR": "TW",
            "TIDAK MEMBERIKAN PENDAPAT": "TMP",
            "TIDAK MENYATAKAN PENDAPAT": "TMP",
            "DISCLAIMER": "TMP",
        },
    ),
    "mutu": SkalaPredikat(
        "mutu pelayanan",
        "PermenPANRB 14/2017",
        ("D", "C", "B", "A"),
        1,
        {"TIDAK BAIK": "D", "KURANG BAIK": "C", "BAIK": "B", "SANGAT BAIK": "A"},
    ),
    "ada": SkalaPredikat(
        "ada atau tidak",
        "isian formulir",
        ("TIDAK", "ADA"),
        0,
        {"TIDAK ADA": "TIDAK", "BELUM": "TIDAK", "BELUM ADA": "TIDAK", "YA": "ADA", "SUDAH": "ADA", "SUDAH ADA": "ADA"},
    ),
}
"""Scales by key. The order of keys decides for a bare letter that two scales have (``B``): AKIP comes first."""

_AWALAN = re.compile(r"^(?:PREDIKAT|NILAI|OPINI(?: BPK)?|KATEGORI|MUTU(?: PELAYANAN)?|KINERJA)\s*:?\s*")


def peringkat(teks: str, skala: str = "") -> tuple[str, int] | None:
    """Read a predicate.

    Args:
        teks: What was written: ``BB``, ``Predikat BB``, ``BB (Sangat Baik)``, ``BB (75,20)``, ``Mutu B``, ``WTP``.
        skala: Key of the only scale that may answer; empty for any.

    Returns:
        Scale and rank (1 or more is a rank from the worst; ``ada`` has 0 and 1), or None.
    """
    rapi = " ".join(teks.upper().replace("–", "-").split()).rstrip(".")
    if not skala and rapi.startswith("MUTU"):
        skala = "mutu"
    label = _AWALAN.sub("", re.sub(r"\s*\(.*\)$", "", rapi)) or rapi
    for kunci in (skala,) if skala else tuple(SKALA):
        urut = SKALA[kunci].peringkat(label)
        if urut is not None:
            return kunci, urut
    return None


def skala_dari(target: str, satuan: str = "") -> str:
    """Return the scale that a target is on, empty when it is no predicate; ``satuan`` settles a bare letter."""
    kata = satuan.casefold()
    usul = next((k for k, penanda in (("mutu", "mutu"), ("opini", "opini"), ("akip", "akip")) if penanda in kata), "")
    hasil = (peringkat(target, usul) if usul else None) or peringkat(target)
    return hasil[0] if hasil else ""


def label(skala: str, urut: float) -> str:
    """Return the predicate of a rank, empty when the scale has no such rank."""
    s = SKALA[skala]
    i = int(urut) - s.awal
    return s.urutan[i] if 0 <= i < len(s.urutan) and urut == int(urut) else ""
