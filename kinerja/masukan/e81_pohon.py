"""Tell which row of a Formulir E.81 stands under which: urusan, program, kegiatan, sub kegiatan.

The form draws its hierarchy with fonts and order only. The evidence, strongest first:

1. the code (``2.07.03.2.01.0001``), where the form has one;
2. the row's own sums: a row that another row's money formulas refer to is its child. Where two rows claim it, the one
   wins in which the larger share of formulas does (a sum that is wrong in some columns loses), then the nearer one;
3. arithmetic, where there are figures but no formulas: a row equals the sum of the rows that follow it;
4. place and name: "Program ..." begins a program, anything else goes where the row above it is.

A row that only rule 4 could place is remembered (:attr:`Pohon.ditebak`), so that it can be told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kinerja.masukan.buku import huruf_kolom
from kinerja.masukan.e81_baris import Baris, Tabel
from kinerja.masukan.e81_kepala import KOLOM_UANG

_RUJUKAN = re.compile(r"(?<![A-Za-z0-9_!.])\$?([A-Z]{1,3})\$?(\d{1,7})((?::\$?[A-Z]{1,3}\$?\d{1,7})*)(?![\w(!])")
_PROGRAM = re.compile(r"^program\b", re.IGNORECASE)
_TINGKAT_KODE = {1: "urusan", 2: "urusan", 3: "program", 5: "kegiatan", 6: "sub_kegiatan"}
_DI_BAWAH = {"urusan": "program", "program": "kegiatan", "kegiatan": "sub_kegiatan", "sub_kegiatan": "sub_kegiatan"}
JAUH_CARI = 300
"""Most following branches that may be one row's children; keeps a hostile sheet's time bounded."""
SELISIH_BULAT = 2
"""Rupiah by which a sum of rounded figures may differ."""


@dataclass
class Pohon:
    """The hierarchy; rows are their numbers counted from 0.

    Attributes:
        simpul: Rows that are places in the hierarchy, from the top down.
        induk: Parent of a row; a row at the top is absent.
        jenjang: ``urusan``, ``program``, ``kegiatan`` or ``sub_kegiatan``.
        ditebak: Rows that only their place or name could settle.
        rujukan: Rows that a money formula refers to in its own column, by (row, group).
    """

    simpul: list[int]
    induk: dict[int, int] = field(default_factory=dict)
    jenjang: dict[int, str] = field(default_factory=dict)
    ditebak: list[int] = field(default_factory=list)
    rujukan: dict[tuple[int, str], frozenset[int]] = field(default_factory=dict)
    _anak: dict[int, set[int]] = field(default_factory=dict)

    def anak(self, r: int) -> list[int]:
        """Return a row's children from the top down."""
        return sorted(self._anak.get(r, ()))

    def daun(self, r: int) -> bool:
        """Whether no row stands under it."""
        return not self._anak.get(r)

    def taruh(self, r: int, induk: int) -> None:
        """Put a row under another, which stands above it in the sheet; so no circle can arise."""
        if r in self.induk:
            self._anak[self.induk[r]].discard(r)
        self.induk[r] = induk
        self._anak.setdefault(induk, set()).add(r)

    def leluhur(self, r: int) -> Iterator[int]:
        """Yield a row's ancestors, nearest first."""
        while r in self.induk:
            r = self.induk[r]
            yield r

    def akar(self) -> list[int]:
        """Return the rows at the top."""
        return [r for r in self.simpul if r not in self.induk]

    def dirujuk(self) -> set[int]:
        """Return the rows that some sum refers to."""
        return set().union(*self.rujukan.values()) if self.rujukan else set()


def susun(tabel: Tabel) -> Pohon:
    """Build the hierarchy of the rows that were read."""
    isi = {b.r: b for b in tabel.baris}
    rujukan = _rujukan(tabel, list(isi))
    berjumlah = set().union(*rujukan.values(), (r for r, _ in rujukan))
    # A row without a name is a further indicator of the row above, unless its money is in a sum or is one.
    simpul = [r for r, b in isi.items() if b.nama or (r in berjumlah and b.rp)]
    tempat = set(simpul)
    pohon = Pohon(simpul, rujukan={k: v & tempat for k, v in rujukan.items() if k[0] in tempat})
    _dari_kode(pohon, isi)
    _dari_rumus(pohon)
    _dari_jumlah(pohon, isi)
    _turunkan(pohon, isi)
    _dari_letak(pohon, isi)
    _beri_jenjang(pohon, isi)
    return pohon


def rujukan_rumus(rumus: str, kolom: int, baris: Sequence[int]) -> frozenset[int]:
    """Return the rows among ``baris`` (rising) that a formula refers to in one column.

    A chain such as ``U85:U87:U88`` is U85 to U88, as Excel takes it.
    """
    huruf = huruf_kolom(kolom)
    hasil: set[int] = set()
    for m in _RUJUKAN.finditer(rumus.replace("$", "")):
        if m[1] != huruf:
            continue
        nomor = [int(m[2])] + [int(x) for x in re.findall(r"\d+", m[3])]
        hasil.update(baris[bisect_left(baris, min(nomor) - 1) : bisect_right(baris, max(nomor) - 1)])
    return frozenset(hasil)


def _rujukan(tabel: Tabel, baris: list[int]) -> dict[tuple[int, str], frozenset[int]]:
    dalam = set(baris)
    kelompok = {k: m for (m, u), k in tabel.kepala.ukur.items() if u == "rp" and m in KOLOM_UANG}
    hasil = {}
    for (r, k), rumus in tabel.lembar.rumus.items():
        if r in dalam and k in kelompok and (isi := rujukan_rumus(rumus, k, baris) - {r}):
            hasil[r, kelompok[k]] = isi
    return hasil


def _dari_kode(pohon: Pohon, isi: dict[int, Baris]) -> None:
    """A row stands under the nearest row above whose code begins its own."""
    di_atas: dict[str, int] = {}
    for r in pohon.simpul:
        if not (kode := isi[r].kode):
            continue
        bagian = kode.split(".")
        awalan = (".".join(bagian[:n]) for n in range(len(bagian) - 1, 0, -1))
        if induk := next((di_atas[a] for a in awalan if a in di_atas), None):
            pohon.taruh(r, induk)
        di_atas[kode] = r


def _dari_rumus(pohon: Pohon) -> None:
    """Let every money formula vote for the children of its row; children stand below their parent."""
    suara: Counter[tuple[int, int]] = Counter()
    kolom: Counter[int] = Counter()
    for (r, _), isi in pohon.rujukan.items():
        kolom[r] += 1
        suara.update((r, c) for c in isi if c > r)
    calon: dict[int, list[int]] = {}
    for r, c in suara:
        calon.setdefault(c, []).append(r)
    for c in pohon.simpul:
        if c in pohon.induk or c not in calon:
            continue
        pohon.taruh(c, max((suara[r, c] / kolom[r], r) for r in calon[c])[1])


def _uang(b: Baris) -> tuple[int, ...]:
    return tuple(b.rp.get(m, 0) for m in KOLOM_UANG)


def _dari_jumlah(pohon: Pohon, isi: dict[int, Baris]) -> None:
    """From the bottom up, give a row the branches right below it that add up to it."""
    cabang: list[int] = []
    for r in reversed(pohon.simpul):
        if r in pohon.induk:
            continue
        if pohon.daun(r) and not isi[r].kode and any(_uang(isi[r])):
            n = _panjang_cocok(isi[r], [isi[c] for c in reversed(cabang[-JAUH_CARI:])])
            for _ in range(n):
                pohon.taruh(cabang.pop(), r)
        cabang.append(r)


def _panjang_cocok(induk: Baris, cabang: list[Baris]) -> int:
    """Return how many of the following branches add up to a row in at least half of its money columns, 0 for none."""
    target = _uang(induk)
    jumlah = [0] * len(target)
    terbaik, panjang = 0.0, 0
    for n, b in enumerate(cabang, 1):
        jumlah = [x + y for x, y in zip(jumlah, _uang(b), strict=True)]
        berisi = [(t, j) for t, j in zip(target, jumlah, strict=True) if t or j]
        cocok = sum(1 for t, j in berisi if t and abs(t - j) <= SELISIH_BULAT)
        if 2 * sum(1 for t, j in berisi if j > t + SELISIH_BULAT) > len(berisi):
            break
        if n == 1 and cocok < 2 and induk.persen == b.persen:
            continue  # one equal amount in two rows of the same kind: neighbours, not parent and child
        if 2 * cocok >= len(berisi) and cocok / len(berisi) > terbaik:
            terbaik, panjang = cocok / len(berisi), n
    return panjang


def _turunkan(pohon: Pohon, isi: dict[int, Baris]) -> None:
    """Move down a leaf without money this year that arithmetic hung too high: it belongs where the row above it is.

    It fits any parent, for it adds nothing; only where it stands tells.
    """
    dirujuk = pohon.dirujuk()
    for sebelum, r in zip(pohon.simpul, pohon.simpul[1:], strict=False):
        b = isi[r]
        tanpa_uang = not any(b.rp.get(m) for m in KOLOM_UANG[2:])
        if not pohon.daun(r) or r in dirujuk or b.kode or not tanpa_uang or r not in pohon.induk:
            continue
        if pohon.daun(sebelum) and pohon.induk[r] in list(pohon.leluhur(sebelum))[1:]:
            pohon.taruh(r, pohon.induk[sebelum])
            pohon.ditebak.append(r)


def _dari_letak(pohon: Pohon, isi: dict[int, Baris]) -> None:
    """Place the rows that are still at the top, by name and by the row above."""
    memuat = {r for r in pohon.simpul if _PROGRAM.match(isi[r].nama)}
    memuat |= {x for r in memuat for x in pohon.leluhur(r)}
    for sebelum, r in zip(pohon.simpul, pohon.simpul[1:], strict=False):
        if r in pohon.induk or isi[r].kode:
            continue
        induk = _induk_letak(pohon, isi, r, sebelum, r in memuat)
        if induk is not None:
            pohon.taruh(r, induk)
            pohon.ditebak.append(r)
            if r in memuat:
                memuat.update(pohon.leluhur(r))


def _induk_letak(pohon: Pohon, isi: dict[int, Baris], r: int, sebelum: int, memuat: bool) -> int | None:
    """Return the parent that name and place give a row; ``memuat``: it is a program, or an urusan above one."""
    jalan = [sebelum, *pohon.leluhur(sebelum)]
    program = next((x for x in jalan if _PROGRAM.match(isi[x].nama)), None)
    if memuat and program is None:
        # Under a heading row that has nothing yet: its name announces what follows.
        return sebelum if pohon.daun(sebelum) else None
    if memuat:
        # Beside the last of its kind.
        kembar = program if _PROGRAM.match(isi[r].nama) or program is None else pohon.induk.get(program)
        return pohon.induk.get(kembar) if kembar is not None else None
    if not pohon.daun(r) or sebelum == program:
        return program
    return pohon.induk.get(sebelum) if program is not None else None


def _beri_jenjang(pohon: Pohon, isi: dict[int, Baris]) -> None:
    program = _program(pohon, isi)
    atas = {x for p in program for x in pohon.leluhur(p)}
    for r in pohon.simpul:
        kode = isi[r].kode
        if kode:
            pohon.jenjang[r] = _TINGKAT_KODE.get(len(kode.split(".")), "sub_kegiatan")
        elif r in program:
            pohon.jenjang[r] = "program"
        elif r in atas or (r not in pohon.induk and program):
            pohon.jenjang[r] = "urusan"
        elif r in pohon.induk:
            pohon.jenjang[r] = _DI_BAWAH[pohon.jenjang[pohon.induk[r]]]
        else:
            pohon.jenjang[r] = "kegiatan" if pohon.anak(r) else "sub_kegiatan"


def _program(pohon: Pohon, isi: dict[int, Baris]) -> set[int]:
    """Return the programs: rows so named (the highest on a path), or else the rows two levels above the lowest."""
    bernama = {r for r in pohon.simpul if _PROGRAM.match(isi[r].nama)}
    if bernama:
        return {r for r in bernama if not bernama & set(pohon.leluhur(r))}
    tinggi: dict[int, int] = {}
    for r in reversed(pohon.simpul):
        tinggi[r] = 1 + max((tinggi.get(c, 0) for c in pohon.anak(r)), default=-1)
    return {r for r, t in tinggi.items() if t == 2}
