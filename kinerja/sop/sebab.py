"""Why a figure of a new revision is another, and who asked for it: from the ledger, else from the units' own forms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja.skema import per_baris
from kinerja.sop.catatan import Entri

if TYPE_CHECKING:
    import pandas as pd

TIDAK_TERCATAT = "tidak tercatat"
"""Said, never left blank, where neither ledger nor form tells; the printed report marks it."""
Koreksi = tuple[Entri, Entri]
"""The entries that opened and closed a correction."""


@dataclass(frozen=True)
class Sebab:
    """Reason of a change, in somebody's own words when it is a ``kutipan``, and who asked for it.

    Each of the two may be :data:`TIDAK_TERCATAT`.
    """

    mengapa: str = TIDAK_TERCATAT
    diminta_oleh: str = TIDAK_TERCATAT
    kutipan: bool = False


@dataclass(frozen=True)
class DaftarSebab:
    """What is known of the reasons behind a revision.

    Attributes:
        koreksi: Corrections that made the revision.
        formulir: By code of indicator or budget row: reasons that newer forms give, and the forms.
    """

    koreksi: tuple[Koreksi, ...] = ()
    formulir: Mapping[str, Sebab] = field(default_factory=dict)

    def milik(self, kode: str) -> list[Koreksi]:
        """Return the corrections of an indicator or budget row."""
        return [k for k in self.koreksi if kode_koreksi(k).casefold() == kode.casefold()]

    def cari(self, kode: str) -> Sebab:
        """Say why a figure of this code may have changed: as its corrections say, else as its forms do."""
        milik = [buka for buka, _ in self.milik(kode)]
        if milik:
            alasan, oleh = (gabung(str(e.isi.get(k, "")) for e in milik) for k in ("alasan", "diminta_oleh"))
            return sebab_orang(alasan, oleh)
        return self.formulir.get(kode, Sebab())


def kode_koreksi(k: Koreksi) -> str:
    """Code that a correction is about, as typed."""
    return str(k[0].isi.get("indikator", "")).strip()


def gabung(kata: Iterable[str]) -> str:
    """Join what is said, each once; :data:`TIDAK_TERCATAT` when nothing is."""
    return "; ".join(dict.fromkeys(x for x in kata if x.strip())) or TIDAK_TERCATAT


def sebab_orang(mengapa: str, diminta_oleh: str) -> Sebab:
    """Make a reason of what people wrote."""
    return Sebab(mengapa, diminta_oleh, mengapa != TIDAK_TERCATAT)


def sebab_formulir(perubahan: pd.DataFrame, berkas: pd.DataFrame, masukan_lama: Mapping[str, str]) -> dict[str, Sebab]:
    """Take the reasons that units gave in the forms that came after the last release.

    Args:
        perubahan: Table ``perubahan``: the cells that differ between a unit's sendings.
        berkas: Table ``berkas``.
        masukan_lama: SHA-256 of the inputs of the last release, by path; a form that was among them explains nothing.

    Returns:
        By code. A newer form without a reason says by whom, and that why is not recorded.
    """
    sidik = dict(zip(berkas["berkas"], berkas["sha256"], strict=True))
    lama = set(masukan_lama.values())
    isi: dict[str, list[tuple[str, str]]] = {}
    for r in per_baris(perubahan):
        if sidik.get(r.berkas_baru) not in lama:
            siapa = f"{r.bidang}, formulir revisi {r.revisi_baru}" + (f" (disimpan oleh {r.oleh})" if r.oleh else "")
            isi.setdefault(str(r.kode), []).append((str(r.alasan), siapa))
    return {k: sebab_orang(gabung(a for a, _ in x), gabung(s for _, s in x)) for k, x in isi.items()}


def masukan_rilis(folder: Path) -> dict[str, str]:
    """Read the hashes of a released revision's inputs from its ``run.json``; none when it cannot be read."""
    try:
        isi = json.loads((folder / "run.json").read_text(encoding="utf-8"))["masukan"]
        return {str(p): str(s) for p, s in isi.items() if s}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def daftar_sebab(koreksi: Sequence[Koreksi], baru: Mapping[str, pd.DataFrame], folder: Path) -> DaftarSebab:
    """Gather what is known.

    Args:
        koreksi: Corrections that made the revision.
        baru: Tables of the current run; without ``perubahan`` and ``berkas`` the ledger alone speaks.
        folder: Folder of the revision before.
    """
    ada = "perubahan" in baru and "berkas" in baru
    formulir = sebab_formulir(baru["perubahan"], baru["berkas"], masukan_rilis(folder)) if ada else {}
    return DaftarSebab(tuple(koreksi), formulir)
