"""What is wrong with a published table as a whole: its columns, its totals, its averages, its two kinds of percent."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kinerja.angka import tulis
from kinerja.masukan.angka_cetak import GayaKolom, SelAngka, urutkan
from kinerja.masukan.tabel_lain import Kolom, TabelCetak
from kinerja.periksa.baris import Baris
from kinerja.periksa.temuan import angka

Isi = tuple[str, str, dict[str, object]]
"""Code, cell, and what the sentence names."""
BATAS_JUMLAH = 500
"""Rows of which a total is recomputed at most."""


def temuan_tabel(t: TabelCetak, gaya: dict[int, GayaKolom], baris: Sequence[Baris]) -> Iterator[Isi]:
    """Yield what is wrong with a table."""
    for c in t.capaian_realisasi:
        yield "kolom_capaian_realisasi", t.kisi.sel(t.kepala[1], c.k), {"kolom": c.judul}
    for c in t.angka_kolom:
        sel = [(r, t.kisi.angka(r, c.k)) for r, _ in t.baris()]
        yield from _tulisan(t, c, sel, gaya[c.k])
    yield from _tak_terbaca(t)
    yield from _persen_pecahan(t, baris)
    yield from _rasio(t)
    yield from _jumlah(t, gaya)


def _tulisan(t: TabelCetak, c: Kolom, sel: Sequence[tuple[int, SelAngka]], gaya: GayaKolom) -> Iterator[Isi]:
    atas = t.kisi.sel(t.kepala[1], c.k)
    if gaya.campur:
        yield "desimal_campur", atas, {"kolom": c.judul, "koma": gaya.koma, "titik": gaya.titik}
    teks = [(r, s) for r, s in sel if s.ada and s.dari_teks]
    if teks and any(s.ada and not s.dari_teks for _, s in sel):
        yield "angka_teks_kolom", atas, {"kolom": c.judul, "jumlah": len(teks), "rincian": _contoh(t, c, teks)}
    if satuan := [(r, s) for r, s in teks if s.satuan and s.satuan != "%"]:
        yield "satuan_di_sel", atas, {"kolom": c.judul, "rincian": _contoh(t, c, satuan)}


def _tak_terbaca(t: TabelCetak) -> Iterator[Isi]:
    """Count the rows that have something where figures belong, but no figure: nothing is dropped in silence."""
    lewat = [
        r
        for r in range(t.kepala[1] + 1, t.akhir)
        if any(t.kisi.angka(r, c.k).jenis == "teks" for c in t.angka_kolom) and not t.jenis_baris(r)
    ]
    if lewat:
        rincian = "baris " + ", ".join(str(r + 1) for r in lewat[:10]) + (" …" if len(lewat) > 10 else "")
        yield "baris_tidak_dibaca", t.kisi.sel(lewat[0], t.angka_kolom[0].k), {"jumlah": len(lewat), "rincian": rincian}


def _contoh(t: TabelCetak, c: Kolom, sel: Sequence[tuple[int, SelAngka]]) -> str:
    return ", ".join(f'{t.kisi.sel(r, c.k)} "{s.teks[:30]}"' for r, s in sel[:3]) + (" …" if len(sel) > 3 else "")


def _persen_pecahan(t: TabelCetak, baris: Sequence[Baris]) -> Iterator[Isi]:
    for c in t.berperan("capaian", "serapan"):
        ini = [b for b in baris if b.pasangan.capaian == c and b.jejak.cocok and b.nilai[2].nilai]
        pecahan = [b for b in ini if b.jejak.cara == "pecahan"]
        persen = [b for b in ini if b.jejak.cara in ("langsung", "batas")]
        if pecahan and persen:
            rincian = ", ".join(t.kisi.sel(b.r, c.k) for b in pecahan[:5])
            isi: dict[str, object] = {"persen": len(persen), "pecahan": len(pecahan), "rincian": rincian}
            yield "persen_pecahan_campur", t.kisi.sel(t.kepala[1], c.k), {"kolom": c.judul, **isi}


def _rasio(t: TabelCetak) -> Iterator[Isi]:
    """Compare a realised value with its numerator and denominator where all three are printed."""
    atas, bawah, nyata = (t.berperan(p) for p in ("pembilang", "penyebut", "realisasi"))
    if len(atas) != 1 or len(bawah) != 1 or not nyata:
        return
    # The realised value of the same group: the nearest column, which most forms print right after the two.
    c = min(nyata, key=lambda x: abs(x.k - bawah[0].k))
    for r, jenis in t.baris():
        a, b, n = (t.kisi.angka(r, k) for k in (atas[0].k, bawah[0].k, c.k))
        if jenis != "data" or not (a.ada and b.ada and n.ada) or not b.pilihan[0].nilai:
            continue
        rasio = a.pilihan[0].nilai / b.pilihan[0].nilai
        # A ratio is printed per one, per cent, per thousand or per hundred thousand.
        if not any(_dekat(p.nilai, rasio * f, p.desimal) for p in n.pilihan for f in (1, 100, 1000, 100_000)):
            isi: dict[str, object] = {
                "nilai": n.teks,
                "pembilang": a.teks,
                "penyebut": b.teks,
                "hitungan": angka(rasio * 100),
            }
            yield "rasio_tercetak_beda", t.kisi.sel(r, c.k), isi


def _dekat(a: float, b: float, desimal: int) -> bool:
    return abs(a - b) <= 10.0**-desimal + 1e-9 * abs(b)


# ---- totals ---------------------------------------------------------------------------------------------------------
def _jumlah(t: TabelCetak, gaya: dict[int, GayaKolom]) -> Iterator[Isi]:
    baris = list(t.baris())
    if len(baris) > BATAS_JUMLAH:
        return
    for i, (r, jenis) in enumerate(baris):
        kolom = {"jumlah": [c for c in t.angka_kolom if c.peran in ("pagu", "realisasi", "sisa") and c.uang],
                 "rata": t.berperan("capaian", "serapan")}.get(jenis, [])  # fmt: skip
        for c in kolom:
            tercetak = _nilai(t, r, c, gaya)
            sebelum = [(q, x) for q, j in baris[:i] if j == "data" and (x := _nilai(t, q, c, gaya)) is not None]
            if tercetak is None or len(sebelum) < 2:
                continue
            awal = max((q for q, j in baris[:i] if j == jenis), default=-1)
            yield from (_cek_jumlah if jenis == "jumlah" else _cek_rata)(t, r, c, tercetak, sebelum, awal)


def _nilai(t: TabelCetak, r: int, c: Kolom, gaya: dict[int, GayaKolom]) -> float | None:
    b, k = t.kisi.induk(r, c.k)
    if (b, k) != (r, c.k):
        return None  # a merged cell counts once, where it begins
    pilihan, _ = urutkan(t.kisi.angka(r, c.k), gaya[c.k])
    return pilihan[0].nilai if pilihan else None


Nilai = Sequence[tuple[int, float]]


def _cek_jumlah(t: TabelCetak, r: int, c: Kolom, tercetak: float, nilai: Nilai, awal: int) -> Iterator[Isi]:
    """A total may be of all rows, of those since the last total, of one level of the hierarchy, or of the subtotals."""
    kemungkinan = [sum(x for _, x in nilai), sum(x for q, x in nilai if q > awal)]
    tingkat = {q: _tingkat(t, q) for q, _ in nilai}
    kemungkinan += [sum(x for q, x in nilai if tingkat[q] == k) for k in set(tingkat.values())]
    if subtotal := [x for q, j in t.baris() if q < r and j == "jumlah" and (x := _utama(t, q, c)) is not None]:
        kemungkinan.append(sum(subtotal))
    if any(abs(x - tercetak) < 1 for x in kemungkinan):
        return
    dekat = min(kemungkinan, key=lambda x: abs(x - tercetak))
    isi = {
        "nilai": tulis(tercetak, 2),
        "kolom": c.judul,
        "hitungan": tulis(dekat, 2),
        "selisih": tulis(tercetak - dekat, 2),
    }
    yield "jumlah_tidak_cocok", t.kisi.sel(r, c.k), {**isi}


def _utama(t: TabelCetak, r: int, c: Kolom) -> float | None:
    pilihan = t.kisi.angka(r, c.k).pilihan
    return pilihan[0].nilai if pilihan else None


def _tingkat(t: TabelCetak, r: int) -> tuple[int, int]:
    """Level of a row: how deep its code or number goes, and which column its name stands in."""
    kode = t.teks(r, "id") or t.teks(r, "nomor")
    dalam = len([x for x in kode.replace(")", ".").split(".") if x])
    batas = min((c.k for c in t.angka_kolom), default=0)
    kolom = next((k for k in range(batas) if len(t.kisi.teks(r, k)) > 3 and not t.kisi.angka(r, k).ada), 0)
    return dalam, kolom


def _cek_rata(t: TabelCetak, r: int, c: Kolom, tercetak: float, nilai: Nilai, awal: int) -> Iterator[Isi]:
    sel = t.kisi.angka(r, c.k)
    desimal = max(p.desimal for p in sel.pilihan)
    kelompok = [[x for _, x in nilai], [x for q, x in nilai if q > awal]]
    # Offices average with or without a cap; either is an average that can be recomputed.
    rata = [sum(min(x, b) for x in k) / len(k) for k in kelompok if k for b in (math.inf, 120.0, 100.0)]
    if rata and not any(_dekat(tercetak, x, desimal) for x in rata):
        yield "rata_tidak_cocok", t.kisi.sel(r, c.k), {"nilai": sel.teks, "kolom": c.judul, "hitungan": angka(rata[0])}
