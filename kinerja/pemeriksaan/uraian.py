"""Words that a unit copied from last quarter's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kinerja.kantor import Kantor, Periode
from kinerja.pemeriksaan.dasar import Tabel, Temuan, asal, dari_baris
from kinerja.skema import per_baris
from kinerja.temuan import temuan

KOLOM = {"pendorong": "Faktor Pendorong", "penghambat": "Faktor Penghambat", "tindak_lanjut": "Tindak Lanjut"}
"""Compared. Evidence is not: a register or a list of attendance rightly has the same name every quarter, and whether it
is this quarter's is seen in the document alone."""
PANJANG_KUTIPAN = 80
KATA_RUMUSAN = 6
"""Words that a stock phrase has at most: "tidak ada kendala yang berarti"; what goes on longer tells something."""
_RUMUSAN = re.compile(r"^(?:(?:tidak|tak|belum|tdk|blm) (?:ada|terdapat|ditemukan|diperlukan|perlu)|nihil|tanpa)\b")


def cek_uraian(tabel: Tabel, kantor: Kantor, periode: Periode) -> Iterator[Temuan]:
    """A cause or a plan that is word for word last quarter's, for an indicator with a figure in both.

    Where no figure exists yet ("menunggu rilis BPS") there is no cause to look into again.
    """
    huruf = kantor.aturan.ambang.uraian_huruf
    data = tabel["rekap"]
    data = data[data["dari_bidang"] & data["dilaporkan"] & (data["keadaan"] == "")]
    semua = {(b.kode_indikator, b.triwulan): b for b in per_baris(data)}
    for b in per_baris(data[data["triwulan"] == periode.triwulan]):
        lalu = triwulan_lalu(semua, b)
        if lalu is None:
            continue
        salinan = [k for k in KOLOM if _salinan(getattr(b, k), getattr(lalu, k), huruf)]
        if salinan:
            kutipan = kutip(getattr(b, salinan[0]), PANJANG_KUTIPAN)
            kolom = " dan ".join(KOLOM[k] for k in salinan)
            yield temuan("uraian_sama_dengan_lalu", nilai=kutipan, kolom=kolom, **dari_baris(b), **asal(b))


def triwulan_lalu(semua: Mapping[tuple[str, int], Any], b: Any) -> Any:
    """Return an indicator's row of the quarter before, None when there is none."""
    return semua.get((b.kode_indikator, b.triwulan - 1))


def kutip(teks: str, panjang: int) -> str:
    """Shorten a text for a sentence that quotes it; its own full stop goes, for the sentence has one."""
    rapi = " ".join(teks.split()).rstrip(". ")
    return rapi if len(rapi) <= panjang else rapi[: panjang - 1] + "…"


def rapikan(teks: str) -> str:
    """Fold what does not change a text: case, blanks, punctuation."""
    return " ".join(re.sub(r"[\W_]+", " ", teks.casefold()).split())


def sama(kini: str, lalu: str) -> bool:
    """Whether two texts say the same, word for word."""
    return rapikan(kini) == rapikan(lalu)


def rumusan(teks: str) -> bool:
    """Whether a text is a stock phrase that tells nothing and so cannot be copied: empty, "tidak ada", "nihil"."""
    kata = rapikan(teks)
    return not kata or (bool(_RUMUSAN.match(kata)) and len(kata.split()) <= KATA_RUMUSAN)


def _salinan(kini: str, lalu: str, huruf: int) -> bool:
    return not rumusan(kini) and sum(c.isalnum() for c in kini) >= huruf and sama(kini, lalu)
