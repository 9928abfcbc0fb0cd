"""The formulas: capaian of one indicator, its predikat, and means of many. Pure, vectorised, and the only place.

Imports nothing of ours, touches no file, reads no clock. T is the target, R the realised value, both in the indicator's
own unit; every result is in percent points, raw: below 0 or above 100 where the formula says so. A cap is applied only
in means (:func:`rerata`). NaN means "no figure" and stays NaN; a missing figure is never taken for zero.

There is no single formula for "lower is better": NEG-L and NEG-H agree only at R = T. So each indicator declares its
own and the report prints it. Sources: PermenPANRB 8/2021 p. 91 to 100 (POS, NEG-L and targets that are a range);
practice of government applications for NEG-H, NEG-B and the two STAB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Larik = npt.NDArray[np.float64]
Benar = npt.NDArray[np.bool_]
Golongan = Any
"""Words by row: a list, an array, or a pandas column; a categorical one is the fast way for millions of rows."""


# ---- formulas -------------------------------------------------------------------------------------------------------
def pos(t: Larik, r: Larik, b: Larik) -> Larik:
    """Higher is better: ``R / T x 100`` (PermenPANRB 8/2021 p. 91).

    T = 0: not defined (NaN). R = 0: 0. R = 2T: 200.
    """
    return _bagi(r, t)


def neg_l(t: Larik, r: Larik, b: Larik) -> Larik:
    """Lower is better, linear: ``(2T - R) / T x 100``.

    The same function as ``(T - (R - T)) / T`` and ``1 + (1 - R / T)`` (PermenPANRB 8/2021 p. 100, "kondisi khusus").
    T = 0: 100 where R = 0, else 0: the target of none was met or not. R = 0: 200. R = 2T: 0. Beyond 2T it is
    negative; means take that for 0.
    """
    return np.where(t == 0, _tepat_nol(r), _bagi(2 * t - r, t))


def neg_h(t: Larik, r: Larik, b: Larik) -> Larik:
    """Lower is better, ratio: ``T / R x 100``.

    T = 0: as in :func:`neg_l`. R = 0 with T > 0: not defined (NaN), for it would be without bound. R = 2T: 50.
    """
    return np.where(t == 0, _tepat_nol(r), _bagi(t, r))


def neg_b(t: Larik, r: Larik, b: Larik) -> Larik:
    """Lower is better, measured from a baseline B, the worst value: ``(B - R) / (B - T) x 100``.

    B = T: not defined. R = B: 0. R = T: 100. R = 0: ``B / (B - T) x 100``. R = 2T: below 0 where 2T > B.
    """
    return _bagi(b - r, b - t)


def stab_l(t: Larik, r: Larik, b: Larik) -> Larik:
    """Keep stable, linear: ``R / T`` up to the target, ``(2T - R) / T`` beyond it, x 100.

    T = 0: as in :func:`neg_l`. R = 0: 0. R = 2T: 0. Never above 100.
    """
    return np.where(t == 0, _tepat_nol(r), np.where(r <= t, _bagi(r, t), _bagi(2 * t - r, t)))


def stab_h(t: Larik, r: Larik, b: Larik) -> Larik:
    """Keep stable, ratio: ``min(R / T, T / R) x 100``.

    T = 0: as in :func:`neg_l`. R = 0: 0. R = 2T: 50. Never above 100.
    """
    naik = _bagi(r, t)
    return np.where(t == 0, _tepat_nol(r), np.where(r == 0, naik, np.minimum(naik, _bagi(t, r))))


RUMUS: dict[str, Callable[[Larik, Larik, Larik], Larik]] = {
    "POS": pos,
    "NEG-L": neg_l,
    "NEG-H": neg_h,
    "NEG-B": neg_b,
    "STAB-L": stab_l,
    "STAB-H": stab_h,
}
"""Formula by its name in the tables."""


def _bagi(atas: Larik, bawah: Larik) -> Larik:
    """Divide and turn into percent; a divisor of 0 gives NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bawah == 0, np.nan, atas / bawah * 100)


def _tepat_nol(r: Larik) -> Larik:
    """Verdict on a target of zero for what should be low: 100 when none happened, else 0."""
    return np.where(np.isnan(r), np.nan, np.where(r == 0, 100.0, 0.0))


def capaian(
    rumus: Golongan,
    jenis: Golongan,
    target: npt.ArrayLike,
    realisasi: npt.ArrayLike,
    *,
    bawah: npt.ArrayLike = np.nan,
    baseline: npt.ArrayLike = np.nan,
) -> Larik:
    """Measure many indicators at once.

    Args:
        rumus: Formula of each, a key of :data:`RUMUS`; shape (n,), text or categorical.
        jenis: Kind of target of each: ``angka``, ``rasio``, ``rentang``, ``predikat``, ``tanggal``; shape (n,).
        target: Targets in the unit of each; a range's upper bound, a predicate's rank, a date's day of the year.
        realisasi: Realised values, same units.
        bawah: Lower bounds of ranges, NaN elsewhere.
        baseline: Worst values for NEG-B, NaN elsewhere.

    Returns:
        Percent points, raw; NaN where nothing can be computed. Shape (n,).

    Raises:
        KeyError: A formula is unknown.

    A range (PermenPANRB 8/2021 p. 91): above it the upper bound is the target, below it the lower one, within it 100.
    A predicate met is 100 and no more, for ranks say order, not distance; missed, it is rank over rank. An opinion that
    is met or not uses the same rule. A date met is 100 and no more; late, NEG-L on days since 1 January.
    """
    n = len(rumus)
    t, r, a, b = (np.broadcast_to(np.asarray(x, dtype=np.float64), n) for x in (target, realisasi, bawah, baseline))
    atas, perjenis = t, dict(golongan(jenis))
    if "rentang" in perjenis:
        t = np.where(perjenis["rentang"] & (r < a), a, t)
    hasil = np.full(n, np.nan)
    for nama, m in golongan(rumus):
        i = np.flatnonzero(m)  # by position: what a formula costs then depends on its own rows, not on all
        hasil[i] = RUMUS[nama](t[i], r[i], b[i])
    if "rentang" in perjenis:
        hasil[perjenis["rentang"] & (r >= a) & (r <= atas)] = 100.0
    if "predikat" in perjenis:
        m = perjenis["predikat"]
        hasil[m] = np.minimum(_bagi(r[m], t[m]), 100.0)
    if "tanggal" in perjenis:
        m = perjenis["tanggal"]
        hasil[m] = np.minimum(neg_l(t[m], r[m], b[m]), 100.0)
    return hasil


def golongan(kata: Golongan) -> Iterator[tuple[str, Benar]]:
    """Yield each word that occurs with the rows that hold it; a categorical column is compared by its codes."""
    kategori = getattr(getattr(kata, "dtype", None), "categories", None)
    if kategori is not None:
        kode = kata.cat.codes.to_numpy() if hasattr(kata, "cat") else kata.codes
        for i, nama in enumerate(kategori):
            if (m := kode == i).any():
                yield str(nama), m
        return
    isi = np.asarray(kata, dtype=object)
    for nama in dict.fromkeys(isi.tolist()):
        yield str(nama), isi == nama


# ---- quarters to a value to date ------------------------------------------------------------------------------------
def sampai_dengan(
    konsolidasi: Golongan, nilai: Larik, pembilang: Larik, penyebut: Larik, faktor: Larik
) -> tuple[Larik, Larik, Larik]:
    """Make values to date from quarters.

    Args:
        konsolidasi: Rule of each indicator: ``jumlah`` adds, ``akhir`` takes the last reported (never the largest),
            ``rata`` takes the mean of the reported, ``rasio`` divides accumulated numerators by accumulated
            denominators. Shape (n,).
        nilai: Reported figures, one column a quarter in order, NaN where nothing was reported. Shape (n, q).
        pembilang: Numerators, same shape.
        penyebut: Denominators, same shape.
        faktor: What a ratio is multiplied by: 100 for percent, 1 otherwise. Shape (n,).

    Returns:
        Value, accumulated numerator and accumulated denominator to date, each of shape (n,), NaN where nothing was
        reported (the value also where the denominator is 0).
    """
    n = nilai.shape[0]
    hasil, atas, dasar = np.full(n, np.nan), np.full(n, np.nan), np.full(n, np.nan)
    for nama, m in golongan(konsolidasi):
        # Every rule is worked out for all rows and kept for its own: cheaper than to pick rows out of (n, q) arrays.
        if nama == "jumlah":
            np.copyto(hasil, jumlahkan(nilai), where=m)
        elif nama == "rata":
            np.copyto(hasil, jumlahkan(nilai) / np.maximum(banyak(nilai), 1), where=m)
        elif nama == "rasio":
            tanpa = np.isnan(pembilang) | np.isnan(penyebut)
            np.copyto(atas, jumlahkan(np.where(tanpa, np.nan, pembilang)), where=m)
            np.copyto(dasar, jumlahkan(np.where(tanpa, np.nan, penyebut)), where=m)
            np.copyto(hasil, _bagi(atas, dasar) / 100 * faktor, where=m)
        else:
            np.copyto(hasil, terakhir(nilai), where=m)
    return hasil, atas, dasar


def jumlahkan(nilai: Larik) -> Larik:
    """Add each row's figures that are not NaN; NaN where there is none; shape (n, q) to (n,)."""
    kosong = np.isnan(nilai)
    return np.where(kosong.all(axis=1), np.nan, np.where(kosong, 0, nilai).sum(axis=1))


def banyak(nilai: Larik) -> npt.NDArray[np.int64]:
    """Count each row's figures that are not NaN; shape (n, q) to (n,)."""
    return nilai.shape[1] - np.isnan(nilai).sum(axis=1)


def terakhir(nilai: Larik) -> Larik:
    """Return each row's last figure that is not NaN; shape (n, q) to (n,)."""
    hasil = np.full(nilai.shape[0], np.nan)
    for k in range(nilai.shape[1]):
        hasil = np.where(np.isnan(nilai[:, k]), hasil, nilai[:, k])
    return hasil


# ---- means and predikat ---------------------------------------------------------------------------------------------
def batasi(capaian_pct: npt.ArrayLike, batas_pct: float | None) -> Larik:
    """Hold figures between 0 and a cap, for means only; None caps nothing above."""
    x = np.asarray(capaian_pct, dtype=np.float64)
    return np.clip(x, 0, np.inf if batas_pct is None else batas_pct)


def rerata(capaian_pct: npt.ArrayLike, bobot: npt.ArrayLike) -> float:
    """Weighted mean of the figures that there are; NaN when there is none.

    Args:
        capaian_pct: Percent points, shape (n,); NaN is left out, its weight too.
        bobot: Weights, shape (n,).
    """
    x = np.asarray(capaian_pct, dtype=np.float64)
    return float(rerata_kelompok(x, bobot, np.zeros(len(x), dtype=np.intp), 1)[0])


def rerata_kelompok(capaian_pct: npt.ArrayLike, bobot: npt.ArrayLike, kode: npt.ArrayLike, n_kelompok: int) -> Larik:
    """Weighted mean of the figures that there are, of every group; the one formula of means.

    Args:
        capaian_pct: Percent points, shape (n,), capped by the caller where means are; NaN is left out, its weight too.
        bobot: Weights, shape (n,).
        kode: Group of each, a whole number from 0; shape (n,).
        n_kelompok: How many groups there are.

    Returns:
        One mean a group, shape (n_kelompok,); NaN where a group has no figure or no weight.
    """
    x, w, k = np.asarray(capaian_pct, np.float64), np.asarray(bobot, np.float64), np.asarray(kode)
    kosong = np.isnan(x)
    if kosong.any():
        x, w, k = x[~kosong], w[~kosong], k[~kosong]
    atas, bawah = _jumlah_kelompok(x * w, k, n_kelompok), _jumlah_kelompok(w, k, n_kelompok)
    return np.divide(atas, bawah, out=np.full(n_kelompok, np.nan), where=bawah > 0)


def _jumlah_kelompok(x: Larik, kode: npt.NDArray[Any], n_kelompok: int) -> Larik:
    """Add figures by group; one group alone needs no codes and gets the pairwise sum, which loses the least."""
    return np.bincount(kode, x, n_kelompok).astype(np.float64, copy=False) if n_kelompok > 1 else x.sum(keepdims=True)


def predikat(
    nilai_pct: npt.ArrayLike, batas: Sequence[float], label: Sequence[str], tutup: str
) -> npt.NDArray[np.object_]:
    """Classify figures as they are displayed: rounded by the caller to the decimals that it prints.

    Args:
        nilai_pct: Percent points, already rounded; NaN gets ``""``.
        batas: Bounds of the classes in falling order.
        label: Predicates in the same order; the last also takes everything below the last bound.
        tutup: ``bawah``: x >= bound belongs to the class; ``atas``: only x > bound does.
    """
    kode = kelas(np.atleast_1d(np.asarray(nilai_pct, dtype=np.float64)), batas, tutup)
    return np.array([*label, ""], dtype=object)[kode]


def kelas(nilai_pct: Larik, batas: Sequence[float], tutup: str) -> npt.NDArray[np.int8]:
    """Return the class of figures as its place in the scale, 0 for the highest and ``len(batas)`` for NaN.

    Arguments as in :func:`predikat`, which gives the words.
    """
    kode = np.zeros(nilai_pct.shape, dtype=np.int8)
    for b in batas[:-1]:  # whoever falls short of a bound goes one class down; nobody below the last
        kode += (nilai_pct < b) if tutup == "bawah" else (nilai_pct <= b)
    kode[np.isnan(nilai_pct)] = len(batas)
    return kode
