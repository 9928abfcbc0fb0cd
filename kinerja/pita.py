"""How sturdy a mean is: the same figures under every defensible choice, as lowest, chosen and highest.

Real reports move by a whole predicate on choices that nobody prints: a cap or none, a missing figure left out or
counted as 0, one of two formulas for what should be low. Here the choices are named and tried, all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from kinerja import capaian as rumus
from kinerja.angka import bulat, tulis_persen
from kinerja.aturan import Skala


@dataclass(frozen=True)
class Pilihan:
    """One way to compute a mean.

    Attributes:
        batas: Cap, or None.
        hilang_nol: A figure that is due and missing counts as 0 instead of being left out.
        turun: Formula of the indicators that should be low: NEG-L, NEG-H, or ``""`` for what each declares.
    """

    batas: float | None
    hilang_nol: bool = False
    turun: str = ""


RAGAM: dict[str, tuple[Any, ...]] = {
    "batas": (None, 120.0, 100.0),
    "hilang_nol": (False, True),
    "turun": ("", "NEG-L", "NEG-H"),
}
"""Every value that a choice can defensibly have."""
FAKTOR = {
    "batas": "batas atas capaian dalam rerata",
    "hilang_nol": "cara menghitung indikator yang belum dilaporkan",
    "turun": "rumus untuk indikator yang makin rendah makin baik (NEG-L atau NEG-H)",
}


def pita(kelompok: list[pd.DataFrame], batas_dipakai: float | None, skala: Skala) -> dict[str, object]:
    """Compute the band of a mean.

    Args:
        kelompok: Rows of ``capaian`` that the mean counts; several groups make a mean of their means.
        batas_dipakai: The cap that the rules of the year choose.
        skala: Scale of predicates.

    Returns:
        Columns ``pita_*`` of table ``sasaran``: lowest and highest mean (percent points), their predicates, and a
        sentence; empty when nothing is measured.
    """
    dipakai = Pilihan(batas_dipakai)
    pilih = _nilai(kelompok, dipakai)
    if np.isnan(pilih):
        return {"pita_rendah_pct": np.nan, "pita_tinggi_pct": np.nan}
    semua = {dipakai, *(Pilihan(*nilai) for nilai in product(*RAGAM.values()))}
    hasil = [_nilai(kelompok, p) for p in semua]
    rendah, tinggi = min(hasil), max(hasil)
    return {
        "pita_rendah_pct": rendah,
        "pita_tinggi_pct": tinggi,
        "pita_rendah_predikat": _predikat(rendah, skala),
        "pita_tinggi_predikat": _predikat(tinggi, skala),
        "pita_ket": _kalimat(kelompok, dipakai, pilih, rendah, tinggi, skala),
    }


def _nilai(kelompok: list[pd.DataFrame], p: Pilihan) -> float:
    """Mean under one choice."""
    rerata = [rumus.rerata(rumus.batasi(_capaian(g, p), p.batas), g["bobot"].to_numpy()) for g in kelompok]
    return rumus.rerata(rerata, np.ones(len(rerata)))


def _capaian(g: pd.DataFrame, p: Pilihan) -> rumus.Larik:
    """Capaian of each indicator under one choice; the formula is exchanged only where both are defensible."""
    x = g["capaian_sd_pct"].to_numpy()
    if p.turun:
        bisa = g["status"].isin(("terukur", "tidak_dapat_dihitung")) & g["rumus"].isin(("NEG-L", "NEG-H"))
        lain = rumus.capaian(
            [p.turun] * len(g),
            g["jenis_target"],
            g["target_sd"].to_numpy(),
            g["realisasi_sd"].to_numpy(),
            bawah=g["target_sd_bawah"].to_numpy(),
        )
        x = np.where(bisa.to_numpy() & ~np.isnan(lain), lain, x)
    if p.hilang_nol:
        x = np.where(g["status"].to_numpy() == "belum_dilaporkan", 0.0, x)
    return x


def _predikat(nilai: float, skala: Skala) -> str:
    batas, label = [k.batas for k in skala.kelas], [k.predikat for k in skala.kelas]
    return str(rumus.predikat(bulat(nilai), batas, label, skala.tutup)[0])


def _kalimat(
    kelompok: list[pd.DataFrame], dipakai: Pilihan, pilih: float, rendah: float, tinggi: float, skala: Skala
) -> str:
    """Say whether the predicate hangs on a choice, and on which."""
    ujung = f"{tulis_persen(rendah)} dan {tulis_persen(tinggi)}"
    label = [k.predikat for k in reversed(skala.kelas)]
    bawah, atas = label.index(_predikat(rendah, skala)), label.index(_predikat(tinggi, skala))
    if bawah == atas:
        tetap = "tidak berubah" if bulat(rendah) == bulat(tinggi) else f"antara {ujung}"
        return f"{label[atas]} pada semua pilihan cara hitung yang wajar; angkanya {tetap}."
    asal = _predikat(pilih, skala)
    penentu = [
        kata
        for nama, kata in FAKTOR.items()
        if any(_predikat(_nilai(kelompok, replace(dipakai, **{nama: v})), skala) != asal for v in RAGAM[nama])
    ]
    sebab = " dan ".join(penentu) if penentu else "gabungan beberapa pilihan cara hitung"
    return f"{_atau(label[bawah : atas + 1])}, tergantung {sebab}; angkanya antara {ujung}."


def _atau(kata: list[str]) -> str:
    return f"{', '.join(kata[:-1])} atau {kata[-1]}"
