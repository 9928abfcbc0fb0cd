"""Which target and which realised value a printed achievement belongs to, on a table that may hold several of each.

Year, quarter, money or performance, medium term or not, and nearness decide first. Offices' headings being what they
are, the figures themselves may overrule that: see :func:`calon`, whose order the caller may leave when another pair
reproduces clearly more of the column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.masukan.tabel_lain import Kolom, TabelCetak

BATAS_CALON = 12


@dataclass(frozen=True)
class Pasangan:
    """Columns that one check needs.

    Attributes:
        jenis: ``kinerja``, ``uang``, or ``ubah`` for a column that shows a change.
        target: Target, or budget for money.
        realisasi: Realised value.
        capaian: Printed achievement or absorption.
        kumulatif: Realised values of the quarters up to this one, when they can be added.
        lalu: Realised value of the year before.
        sisa: Printed remainder, for money.
    """

    jenis: str
    target: Kolom | None
    realisasi: Kolom | None
    capaian: Kolom | None
    kumulatif: tuple[Kolom, ...] = ()
    lalu: Kolom | None = None
    sisa: Kolom | None = None

    @property
    def periode(self) -> str:
        """Year and quarter that the headings name, ``""`` for none."""
        k = self.capaian or self.realisasi or self.target
        if k is None:
            return ""
        return " ".join(x for x in (f"TW {k.arti.tw}" if k.arti.tw else "", str(k.arti.tahun or "")) if x)


def pasangan(t: TabelCetak) -> list[list[Pasangan]]:
    """Return, for each check that a table allows, its candidate pairs, the most plausible first."""
    hasil = [*_kinerja(t), *_ubah(t), *_uang(t)]
    return [x for x in hasil if x]


def _kinerja(t: TabelCetak) -> Iterator[list[Pasangan]]:
    target, realisasi = t.berperan("target", uang=False), t.berperan("realisasi", uang=False)
    capaian = t.berperan("capaian", uang=False)
    for c in capaian:
        yield calon(t, c, target, realisasi, "kinerja")
    if not capaian and target:
        yield from _tanpa_capaian(t, target, realisasi, "kinerja")


def _tanpa_capaian(t: TabelCetak, target: list[Kolom], realisasi: list[Kolom], jenis: str) -> Iterator[list[Pasangan]]:
    for r in realisasi:
        urut = sorted(target, key=lambda x: -_kecocokan(r, x))
        if urut:
            yield [Pasangan(jenis, urut[0], r, None, lalu=_lalu(realisasi, r), sisa=_sisa(t, r))]


def _ubah(t: TabelCetak) -> Iterator[list[Pasangan]]:
    for c in t.berperan("perubahan"):
        kiri = [r for r in t.berperan("realisasi") if r.k < c.k]
        if len(kiri) >= 2:
            a, b = sorted(kiri[-2:], key=lambda x: x.arti.tahun)
            yield [Pasangan("ubah", None, b, c, lalu=a)]
        elif kiri and (target := [x for x in t.berperan("target") if x.k < c.k]):
            yield [Pasangan("ubah", target[-1], kiri[-1], c)]


def _uang(t: TabelCetak) -> Iterator[list[Pasangan]]:
    pagu, realisasi = t.berperan("pagu"), t.berperan("realisasi", uang=True)
    serapan = t.berperan("serapan")
    for c in serapan:
        yield calon(t, c, pagu, realisasi, "uang")
    if not serapan and pagu and realisasi:
        yield from _tanpa_capaian(t, pagu, realisasi, "uang")


def calon(t: TabelCetak, c: Kolom, target: list[Kolom], realisasi: list[Kolom], jenis: str) -> list[Pasangan]:
    """Return the pairs that a printed column may belong to, the most plausible first."""
    urut = sorted(
        ((x, r) for x in target for r in realisasi),
        key=lambda p: -(_kecocokan(c, p[0]) + _kecocokan(c, p[1]) + _kecocokan(p[0], p[1]) / 2),
    )
    return [_rakit(t, jenis, x, r, c, realisasi) for x, r in urut[:BATAS_CALON]]


def _rakit(t: TabelCetak, jenis: str, x: Kolom, r: Kolom, c: Kolom, realisasi: list[Kolom]) -> Pasangan:
    sampai = c.arti.tw or 4
    kum = [k for k in realisasi if k.arti.tw and k.arti.tahun == r.arti.tahun and not k.arti.sd and k.arti.tw <= sampai]
    kum = sorted({k.arti.tw: k for k in kum}.values(), key=lambda k: k.arti.tw)
    if not r.arti.tw or len(kum) < 2:
        kum = []
    return Pasangan(jenis, x, r, c, tuple(kum), _lalu(realisasi, r), _sisa(t, r))


def _lalu(realisasi: list[Kolom], r: Kolom) -> Kolom | None:
    """Return the column of the year before."""
    if r.arti.lalu:
        return None
    for k in realisasi:
        if k is not r and (
            k.arti.lalu or (r.arti.tahun and k.arti.tahun == r.arti.tahun - 1 and k.arti.tw == r.arti.tw)
        ):
            return k
    return None


def _sisa(t: TabelCetak, r: Kolom) -> Kolom | None:
    urut = sorted((s for s in t.berperan("sisa") if r.uang), key=lambda s: -_kecocokan(r, s))
    return urut[0] if urut else None


def _kecocokan(a: Kolom, b: Kolom) -> float:
    """Say how well two columns belong together."""
    nilai = 0.0
    for x, y in ((a.arti.tahun, b.arti.tahun), (a.arti.tw, b.arti.tw)):
        if x and y:
            nilai += 3 if x == y else -3
    if a.arti.renstra != b.arti.renstra:
        nilai -= 2
    if b.arti.lalu and not a.arti.lalu:
        nilai -= 4
    nilai += 0.5 if b.k < a.k else 0.0
    return nilai - 0.1 * min(abs(a.k - b.k), 20)
