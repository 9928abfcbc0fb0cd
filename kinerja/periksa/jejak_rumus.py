"""Which formula reproduces a printed figure. Pure; the formulas themselves are those of :mod:`kinerja.capaian`.

A figure is reproduced when a formula's raw result, rounded half up or cut off at the decimals that are printed, is the
printed one. Explanations are tried in order and the first kind that fits wins: the formula itself, the formula held at
a cap, a fraction in place of percent, something that is no achievement at all (a change, a copy of the realisation),
and last a decimal comma that was lost. Where several formulas fit, all are returned: nothing here prefers one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kinerja.angka import bulat
from kinerja.capaian import capaian

BATAS_LAZIM = (100.0, 105.0, 110.0, 115.0, 120.0, 125.0, 150.0, 200.0)
"""Caps that offices print; 120 % is the Ministry of Finance's (KMK 467/2014), 100 and 110 are common in LKjIP."""
UTAMA = ("POS", "NEG-L", "NEG-H")
STABIL = ("STAB-L", "STAB-H")
KUMULATIF = "POS-KUM"
TIDAK_ADA = "TIDAK-ADA"
TANPA_CAPAIAN = "TANPA-CAPAIAN"

PENJELASAN: Mapping[str, str] = {
    "POS": "realisasi / target",
    "NEG-L": "(2 × target - realisasi) / target",
    "NEG-H": "target / realisasi",
    "NEG-B": "(baseline - realisasi) / (baseline - target)",
    "STAB-L": "stabil, linear",
    "STAB-H": "stabil, rasio",
    "RENTANG-POS": "rentang target, makin besar makin baik",
    "RENTANG-NEG-L": "rentang target, makin kecil makin baik",
    "RENTANG-NEG-H": "rentang target, target / realisasi",
    "POS-KUM": "jumlah realisasi sampai triwulan ini / target",
    "PREDIKAT": "peringkat predikat realisasi / peringkat target",
    "RASIO": "pembilang / penyebut",
    "SERAPAN": "realisasi / pagu",
    "JUMLAH": "penjumlahan yang ditulis di keterangan",
    "N-100": "realisasi - 100",
    "PERUBAHAN": "(realisasi - tahun lalu) / tahun lalu",
    "N/N-1": "realisasi / tahun lalu",
    "SELISIH": "selisih dua angka",
    "DEVIASI": "(realisasi - target) / target",
    "SALIN-REALISASI": "salinan realisasi",
    TIDAK_ADA: "tidak ada rumus yang cocok",
    TANPA_CAPAIAN: "capaian tidak tercetak",
}
"""What each canonical name says, for the reader."""
BUKAN_CAPAIAN = frozenset({"N-100", "PERUBAHAN", "N/N-1", "SELISIH", "DEVIASI", "SALIN-REALISASI"})


@dataclass(frozen=True)
class Soal:
    """One printed figure and what it may come from; all in the units that are printed.

    Attributes:
        target: Target; the upper bound of a range; NaN when there is none.
        realisasi: Realised value.
        tercetak: The printed figure, percent points unless it turns out to be a fraction.
        desimal: Its decimals.
        bawah: Lower bound of a target that is a range.
        baseline: Worst value, for NEG-B.
        kumulatif: Realised value to date, where quarters can be added.
        lalu: Last year's value.
        arah: ``maks``, ``min`` or ``stabil`` where declared or plain from the name; ``""`` otherwise.
        persen: A percent sign is printed, so it is no fraction.
        batas_terbukti: Caps that other rows of the column have shown.
        perubahan: The column's title says that it shows a change.
    """

    target: float
    realisasi: float
    tercetak: float
    desimal: int
    bawah: float = math.nan
    baseline: float = math.nan
    kumulatif: float = math.nan
    lalu: float = math.nan
    arah: str = ""
    persen: bool = False
    batas_terbukti: frozenset[float] = frozenset()
    perubahan: bool = False


@dataclass(frozen=True)
class Jejak:
    """The answer.

    Attributes:
        rumus: Names that fit, empty when none does.
        cara: How: ``langsung``, ``batas``, ``pecahan``, ``perubahan``, ``koma`` (a lost comma or a shifted scale).
        pembulatan: ``dibulatkan``, ``dipotong`` or ``""`` when the figure is exact.
        batas: Cap (or floor 0) that was applied.
        nilai: What the first formula gives, before rounding and cap.
        faktor: What the realisation (or the printed figure, see ``di``) had to be multiplied by, for ``koma``.
        di: ``realisasi`` or ``capaian``: where the comma was lost.
    """

    rumus: tuple[str, ...] = ()
    cara: str = ""
    pembulatan: str = ""
    batas: float | None = None
    nilai: float = math.nan
    faktor: float = 1.0
    di: str = ""

    @property
    def cocok(self) -> bool:
        """Whether anything fits."""
        return bool(self.rumus)


URUTAN_CARA = ("langsung", "batas", "pecahan", "perubahan", "koma", "")
"""Kinds of explanation from the strongest to none."""


def hitung(s: Soal) -> dict[str, float]:
    """Compute every formula that applies, raw, in percent points; those that are not defined are left out."""
    if math.isnan(s.realisasi) or math.isnan(s.target):
        return {}
    nama = [*UTAMA, *([] if math.isnan(s.baseline) else ["NEG-B"]), *STABIL]
    rentang = not math.isnan(s.bawah)
    jenis = ["rentang" if rentang else "angka"] * len(nama)
    raw = capaian(nama, jenis, s.target, s.realisasi, bawah=s.bawah, baseline=s.baseline)
    awalan = "RENTANG-" if rentang else ""
    hasil = {awalan + n: float(x) for n, x in zip(nama, raw, strict=True) if not math.isnan(x)}
    if not math.isnan(s.kumulatif):
        (kum,) = capaian(["POS"], jenis[:1], s.target, s.kumulatif, bawah=s.bawah)
        if not np.isnan(kum):
            hasil[KUMULATIF] = float(kum)
    return hasil


def cocok(raw: float, tercetak: float, desimal: int) -> str | None:
    """Compare a raw figure with a printed one: ``pas``, ``dibulatkan``, ``dipotong``, or None when they differ."""
    if not (math.isfinite(raw) and math.isfinite(tercetak)):
        return None
    halus = 1e-9 * max(1.0, abs(raw))
    if abs(raw - tercetak) <= halus:
        return "pas"
    if abs(bulat(raw, desimal) - tercetak) <= halus:
        return "dibulatkan"
    # The small addition keeps 70.00000000001 and 69.99999999999, both meant as 70, from being cut differently.
    potong = math.copysign(math.floor(abs(raw) * 10.0**desimal + 1e-7) / 10.0**desimal, raw)
    return "dipotong" if abs(potong - tercetak) <= halus else None


def telusuri(s: Soal) -> Jejak:
    """Find what reproduces the printed figure; an empty answer when nothing does."""
    raw = hitung(s)
    pakai = {n: x for n, x in raw.items() if not n.endswith(STABIL) or s.arah == "stabil"}
    for cara in (_langsung, _dibatasi, _pecahan, _perubahan, _koma_hilang):
        hasil = cara(s, pakai)
        if hasil.cocok:
            return hasil
    return Jejak()


def _pilih(raw: Mapping[str, float], tercetak: float, desimal: int, cara: str) -> Jejak:
    """Return the formulas that fit, those by rounding before those by cutting off."""
    mutu = {n: m for n, x in raw.items() if (m := cocok(x, tercetak, desimal))}
    for golongan in (("pas", "dibulatkan"), ("dipotong",)):
        nama = tuple(n for n, m in mutu.items() if m in golongan)
        if nama:
            pembulatan = next((mutu[n] for n in nama if mutu[n] != "pas"), "")
            return Jejak(nama, cara, pembulatan, None, raw[nama[0]])
    return Jejak()


def _langsung(s: Soal, raw: Mapping[str, float]) -> Jejak:
    if s.perubahan:
        return Jejak()
    return _pilih(raw, s.tercetak, s.desimal, "langsung")


def _dibatasi(s: Soal, raw: Mapping[str, float]) -> Jejak:
    """Fit a cap or a floor of 0.

    A cap swallows the figure beneath it, so it proves little: a lower-is-better formula is believed only where the
    indicator is known to be one or other rows have shown this cap, and never on a realisation of 0 that may as well be
    work not done.
    """
    if s.perubahan:
        return Jejak()
    if s.tercetak == 0:
        nama = tuple(n for n, x in raw.items() if x < 0)
        return Jejak(nama, "batas", "", 0.0, raw[nama[0]]) if nama else Jejak()
    if s.tercetak not in BATAS_LAZIM and s.tercetak not in s.batas_terbukti:
        return Jejak()
    turun_boleh = s.arah in ("min", "stabil") or (s.tercetak in s.batas_terbukti and s.realisasi > 0)
    lebih = {n: x for n, x in raw.items() if x > s.tercetak and (turun_boleh or n.endswith("POS"))}
    if s.arah == "min" and any("NEG" in n for n in lebih):
        lebih = {n: x for n, x in lebih.items() if "NEG" in n}
    nama = tuple(lebih)
    return Jejak(nama, "batas", "", s.tercetak, lebih[nama[0]]) if nama else Jejak()


def _pecahan(s: Soal, raw: Mapping[str, float]) -> Jejak:
    if s.persen or s.perubahan or abs(s.tercetak) > 20:
        return Jejak()
    tercetak = float(f"{s.tercetak * 100:.12g}")
    if s.desimal == 0:
        # A bare 1 rounds anything between 50 % and 150 %: only an exact 100, 200, … counts.
        return _pilih({n: x for n, x in raw.items() if abs(x - tercetak) < 1e-9 and x}, tercetak, 0, "pecahan")
    return _pilih(raw, tercetak, s.desimal - 2, "pecahan")


def _perubahan(s: Soal, raw: Mapping[str, float]) -> Jejak:
    return _pilih(dict(_ubah(s)), s.tercetak, s.desimal, "perubahan")


def _ubah(s: Soal) -> Iterator[tuple[str, float]]:
    """Yield what is printed by mistake, or by intent, where an achievement should stand."""
    if not math.isnan(s.lalu) and s.lalu:
        yield "PERUBAHAN", (s.realisasi - s.lalu) / abs(s.lalu) * 100
        yield "N/N-1", s.realisasi / s.lalu * 100
        if s.perubahan:
            yield "SELISIH", s.realisasi - s.lalu
    if s.tercetak:
        yield "SALIN-REALISASI", s.realisasi
        yield "N-100", s.realisasi - 100
    if not math.isnan(s.target) and s.target and s.tercetak:
        yield "DEVIASI", (s.realisasi - s.target) / abs(s.target) * 100
        if s.perubahan:
            yield "SELISIH", s.realisasi - s.target


def _koma_hilang(s: Soal, raw: Mapping[str, float]) -> Jejak:
    """Try a decimal comma that the way through PDF has eaten, and a percentage beside a fraction.

    Only for a printed figure of three digits or more that mean something: fewer would fit by chance.
    """
    if s.perubahan or not raw:
        return Jejak()
    if s.desimal == 0 and abs(s.tercetak) >= 1000:
        for desimal in (2, 1):
            hasil = _pilih(raw, s.tercetak / 10.0**desimal, desimal, "koma")
            if hasil.cocok and any(n in hasil.rumus for n in ("POS", "NEG-L")):
                return _dengan(hasil, 10.0**-desimal, "capaian")
    if len(f"{abs(s.tercetak):.{s.desimal}f}".replace(".", "").strip("0")) < 3:
        return Jejak()
    for faktor in (0.01, 100.0, 0.1, 10.0):
        lain = Soal(s.target, s.realisasi * faktor, s.tercetak, s.desimal)
        hasil = _pilih({n: x for n, x in hitung(lain).items() if n in ("POS", "NEG-L")}, s.tercetak, s.desimal, "koma")
        if hasil.cocok:
            return _dengan(hasil, faktor, "realisasi")
    return Jejak()


def _dengan(j: Jejak, faktor: float, di: str) -> Jejak:
    return Jejak(j.rumus, j.cara, j.pembulatan, j.batas, j.nilai, faktor, di)


# ---- figures that were rounded before they were printed -------------------------------------------------------------
def mungkin(s: Soal, desimal_target: int, desimal_realisasi: int, banyak: int = 1) -> dict[str, float]:
    """Say which formulas could give the printed figure from values whose decimals are not shown.

    A zero is taken at its word: progress on nothing has to be explained. ``banyak`` is how many rounded values the
    value to date is the sum of.

    Returns:
        By formula, the realised value that would be needed with the target as printed.
    """
    if math.isnan(s.target) or math.isnan(s.realisasi) or not s.target or not math.isnan(s.bawah):
        return {}
    kum = not math.isnan(s.kumulatif) and s.kumulatif != s.realisasi
    dr = 0.5 * 10.0**-desimal_realisasi
    dt = 0.5 * 10.0**-desimal_target if desimal_target else 0.0
    hasil = {}
    for nama, r in (("POS", s.realisasi), ("NEG-L", s.realisasi), ("NEG-H", s.realisasi), (KUMULATIF, s.kumulatif)):
        if r == 0 or (nama == KUMULATIF and not kum):
            continue
        rumus = "POS" if nama == KUMULATIF else nama
        sudut = [
            x
            for t in (s.target - dt, s.target + dt)
            for y in _tepi(r, dr * banyak if nama == KUMULATIF else dr)
            if t and (x := hitung(Soal(t, y, 0, 0)).get(rumus, math.nan)) == x
        ]
        u = 0.5 * 10.0**-s.desimal
        if sudut and min(sudut) <= s.tercetak + u and max(sudut) >= s.tercetak - u:
            hasil[nama] = _balik(rumus, s.target, s.tercetak)
    return hasil


def _tepi(r: float, d: float) -> tuple[float, float]:
    return r - d, r + d


def _balik(rumus: str, t: float, c: float) -> float:
    """Return the realised value that a formula needs for a printed figure."""
    if rumus == "NEG-H":
        return t / c * 100 if c else math.nan
    return c * t / 100 if rumus == "POS" else 2 * t - c * t / 100
