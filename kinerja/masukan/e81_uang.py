"""Check the money of a Formulir E.81: parents against children, the year against its quarters, spending against pagu.

A fault is told where it is made. A row that only passes on a wrong figure from below is silent, but the highest row
that it reaches is named once with the cause, for that is the figure the office reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kinerja.angka import tulis, tulis_rupiah
from kinerja.masukan.e81_baris import WAJAR, Baris, Tabel, daftar_sel, deret
from kinerja.masukan.e81_kepala import KOLOM_UANG, NAMA_KELOMPOK, TW
from kinerja.masukan.e81_pohon import Pohon

BATAS_TEMUAN = 12
"""Findings of one kind for single cells; the rest is told in the last of them."""
RENSTRA = ("target_renstra", "lalu")
_NAMA = {**NAMA_KELOMPOK, "target_tahun": "Pagu tahun berjalan", "target_renstra": "Pagu Renstra"}


@dataclass(frozen=True)
class Selisih:
    """A parent's figure that differs from the sum of its children.

    Attributes:
        r: Row of the parent.
        makna: Group of the column.
        induk: What stands in the parent's cell.
        anak: Sum of what stands in the children's cells.
        lebih: Rows that the cell holds although they are not its children.
        kurang: Children that the cell leaves out.
        rumus: ``lebih`` and ``kurang`` come from the cell's formula; otherwise from figures that fit.
    """

    r: int
    makna: str
    induk: int
    anak: int
    lebih: tuple[int, ...] = ()
    kurang: tuple[int, ...] = ()
    rumus: bool = False

    @property
    def nilai(self) -> int:
        """By how much the parent is too high."""
        return self.induk - self.anak


def periksa_uang(tabel: Tabel, pohon: Pohon) -> None:
    """Add every finding about money."""
    isi = {b.r: b for b in tabel.baris}
    selisih = list(cari_selisih(tabel, pohon, isi))
    _triwulan_beda(tabel, pohon, isi, selisih)
    _induk_beda(tabel, pohon, selisih)
    _baris_jumlah(tabel, pohon, isi)
    _lebih_pagu(tabel, pohon, isi)
    _pecahan(tabel, pohon, isi)
    _tidak_dijumlahkan(tabel, pohon, isi)


def cari_selisih(tabel: Tabel, pohon: Pohon, isi: dict[int, Baris]) -> Iterator[Selisih]:
    """Yield each cell of a parent that differs from the sum of its children's cells, with the rows that explain it."""
    for r in pohon.simpul:
        for makna in KOLOM_UANG if not pohon.daun(r) else ():
            anak = _anak_terhitung(pohon, r, makna)
            jumlah = sum(isi[c].rp.get(makna, 0) for c in anak)
            if makna in isi[r].rp and anak and isi[r].rp[makna] != jumlah:
                lebih, kurang, rumus = _sebab(pohon, isi, r, makna, anak, isi[r].rp[makna] - jumlah)
                yield Selisih(r, makna, isi[r].rp[makna], jumlah, lebih, kurang, rumus)


def _anak_terhitung(pohon: Pohon, r: int, makna: str) -> list[int]:
    """Return the children that a parent's figure has to cover.

    A row that only its place put here is no proven child; its Renstra money is told by ``baris_tidak_dijumlahkan``.
    """
    return [c for c in pohon.anak(r) if not (makna in RENSTRA and c in pohon.ditebak)]


def _sebab(
    pohon: Pohon, isi: dict[int, Baris], r: int, makna: str, anak: list[int], selisih: int
) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
    """Return the rows counted although they are no children, the children left out, and whether the formula says so."""
    rujukan = pohon.rujukan.get((r, makna))
    if rujukan:
        lebih, kurang = tuple(sorted(rujukan - set(anak))), tuple(sorted(set(anak) - rujukan))
        beda = sum(isi[x].rp.get(makna, 0) for x in lebih) - sum(isi[x].rp.get(makna, 0) for x in kurang)
        return (lebih, kurang, True) if beda == selisih else ((), (), False)
    calon = anak if selisih < 0 else [x for x in pohon.anak(pohon.induk.get(r, -1)) if x != r]
    cocok = _yang_cocok({x: isi[x].rp.get(makna, 0) for x in calon}, abs(selisih))
    return ((), cocok, False) if selisih < 0 else (cocok, (), False)


def _yang_cocok(nilai: dict[int, int], jumlah: int) -> tuple[int, ...]:
    """Return the one or two rows whose figures make up the sum; none when there is no such choice or more than one."""
    berisi = [x for x, v in nilai.items() if v][:60]
    for banyak in (1, 2):
        cocok = [x for x in combinations(berisi, banyak) if sum(nilai[y] for y in x) == jumlah]
        if cocok:
            return cocok[0] if len(cocok) == 1 else ()
    return ()


def _kata_sebab(tabel: Tabel, pohon: Pohon, s: Selisih) -> str:
    """Say in words why one cell differs, beginning with ``; ``; nothing when it is not known."""
    sel = tabel.sel(s.r, s.makna, "rp")
    if s.lebih:
        baris = f"baris {deret(x + 1 for x in s.lebih)}"
        tempat = sorted({pohon.induk[x] for x in s.lebih if x in pohon.induk and pohon.induk[x] != s.r})
        lain = ", ".join(tabel.sel(x, s.makna, "rp") for x in tempat)
        sudah = f", yang sudah dijumlahkan di {lain}" if lain else ""
        return f"; {'rumus ' + sel + ' menjumlahkan' if s.rumus else 'selisih itu sama dengan nilai'} {baris}{sudah}"
    if s.kurang:
        return f"; baris {deret(x + 1 for x in s.kurang)} tidak ikut dijumlahkan"
    return ""


def _induk_beda(tabel: Tabel, pohon: Pohon, selisih: list[Selisih]) -> None:
    for n, s in enumerate(selisih[:BATAS_TEMUAN], 1):
        sisa = selisih[BATAS_TEMUAN:] if n == BATAS_TEMUAN else []
        lain = f"; begitu pula {daftar_sel([tabel.sel(x.r, x.makna, 'rp') for x in sisa])}" if sisa else ""
        tabel.catat(
            "induk_tidak_sama_anak",
            sel=tabel.sel(s.r, s.makna, "rp"),
            nilai=tulis_rupiah(s.induk),
            kolom=_NAMA[s.makna],
            induk=tulis_rupiah(s.induk),
            anak=tulis_rupiah(s.anak),
            selisih=tulis_rupiah(s.nilai),
            sebab=_kata_sebab(tabel, pohon, s) + lain,
        )


def _beda_triwulan(b: Baris) -> int:
    """Return the sum of the quarters minus the printed year, 0 when the form prints no year."""
    if "setahun" not in b.rp:
        return 0
    return sum(b.rp.get(t, 0) for t in TW) - b.rp["setahun"]


def _triwulan_beda(tabel: Tabel, pohon: Pohon, isi: dict[int, Baris], selisih: list[Selisih]) -> None:
    """Tell where the year's money is not the sum of its quarters: once, at the highest row that the fault reaches."""
    if not tabel.ada("setahun", "rp"):
        return
    beda = {r: _beda_triwulan(isi[r]) for r in pohon.simpul}
    puncak: dict[int, list[int]] = {}
    for r in pohon.simpul:
        if beda[r] and beda[r] != sum(beda[c] for c in pohon.anak(r)):
            atas = r
            while not pohon.daun(r) and atas in pohon.induk and beda[pohon.induk[atas]]:
                atas = pohon.induk[atas]
            puncak.setdefault(atas, []).append(r)
    for r, asal in list(puncak.items())[:BATAS_TEMUAN]:
        jumlah = beda[r] + isi[r].rp["setahun"]
        tabel.catat(
            "jumlah_triwulan_beda",
            sel=tabel.sel(r, "setahun", "rp"),
            nilai=tulis_rupiah(isi[r].rp["setahun"]),
            setahun=tulis_rupiah(isi[r].rp["setahun"]),
            jumlah=tulis_rupiah(jumlah),
            selisih=tulis_rupiah(beda[r]),
            sebab=_sebab_puncak(tabel, [s for s in selisih if s.r in asal and s.makna in (*TW, "setahun")]),
        )


def _sebab_puncak(tabel: Tabel, selisih: list[Selisih]) -> str:
    """Gather the faulty cells behind a wrong total, cells with the same rows together."""
    menurut: dict[tuple[tuple[int, ...], tuple[int, ...]], list[Selisih]] = {}
    for s in selisih:
        if s.lebih or s.kurang:
            menurut.setdefault((s.lebih, s.kurang), []).append(s)
    kata = []
    for (lebih, kurang), daftar in menurut.items():
        sel = daftar_sel([f"{tabel.sel(s.r, s.makna, 'rp')} (selisih {tulis_rupiah(s.nilai)})" for s in daftar])
        nama = ", ".join(f"{x + 1} {_nama(tabel, x)}" for x in (lebih or kurang)[:4])
        kata.append(f"baris {nama} {'terhitung dua kali lewat' if lebih else 'tidak terhitung di'} {sel}")
    return "; sebabnya " + "; ".join(kata) if kata else ""


def _nama(tabel: Tabel, r: int) -> str:
    nama = next((b.nama for b in tabel.baris if b.r == r), "")
    return f"({nama})" if len(nama) <= 40 else f"({nama[:39]}…)"


def _baris_jumlah(tabel: Tabel, pohon: Pohon, isi: dict[int, Baris]) -> None:
    """Compare the total below the table with the rows at the top of the hierarchy."""
    akar = pohon.akar()
    for r in [x for x in tabel.total if akar and x > pohon.simpul[-1]][:1]:
        for makna in KOLOM_UANG:
            cetak = tabel.lembar.isi(r, tabel.kepala.ukur[makna, "rp"]) if tabel.ada(makna, "rp") else ""
            jumlah = sum(isi[x].rp.get(makna, 0) for x in akar)
            if isinstance(cetak, (int, float)) and abs(cetak) < WAJAR and round(cetak) != jumlah:
                tabel.catat(
                    "induk_tidak_sama_anak",
                    sel=tabel.sel(r, makna, "rp"),
                    nilai=tulis_rupiah(cetak),
                    kolom=f"{_NAMA[makna]} pada baris jumlah:",
                    induk=tulis_rupiah(cetak),
                    anak=tulis_rupiah(jumlah),
                    selisih=tulis_rupiah(round(cetak) - jumlah),
                    sebab="",
                )


def _lebih_pagu(tabel: Tabel, pohon: Pohon, isi: dict[int, Baris]) -> None:
    """Tell the lowest rows that spent more than their pagu; a parent is too high only through them."""
    if not tabel.ada("target_tahun", "rp"):
        return
    lebih = []
    for r in pohon.simpul:
        realisasi, pagu = sum(isi[r].rp.get(t, 0) for t in TW), isi[r].rp.get("target_tahun", 0)
        if pohon.daun(r) and realisasi > pagu:
            lebih.append((r, realisasi, pagu))
    for r, realisasi, pagu in lebih[:BATAS_TEMUAN]:
        tabel.catat(
            "realisasi_lebih_pagu",
            sel=tabel.sel(r, "target_tahun", "rp"),
            nilai=tulis_rupiah(realisasi),
            realisasi=tulis_rupiah(realisasi),
            pagu=tulis_rupiah(pagu) + (f" (dan {len(lebih) - 1} baris lain)" if len(lebih) > BATAS_TEMUAN else ""),
        )


def _pecahan(tabel: Tabel, pohon: Pohon, isi: dict[int, Baris]) -> None:
    """Tell rupiah with a fraction where they arise; a sum above them only passes them on."""
    kena = []
    for b in tabel.baris:
        for makna, nilai in b.pecahan.items():
            anak = pohon.anak(b.r)
            if makna in KOLOM_UANG[:-1] and not any(makna in isi[c].pecahan for c in anak):
                kena.append((tabel.sel(b.r, makna, "rp"), tulis(nilai, 4)))
    if kena:
        nilai_teks = "; ".join(v for _, v in kena[:4]) + ("; …" if len(kena) > 4 else "")
        tabel.catat("rupiah_pecahan", sel=daftar_sel([s for s, _ in kena]), nilai=nilai_teks)


def _tidak_dijumlahkan(tabel: Tabel, pohon: Pohon, isi: dict[int, Baris]) -> None:
    """Tell rows with money that no sum refers to: those placed by guess, and nameless ones with money of their own."""
    dirujuk = pohon.dirujuk()
    simpul = set(pohon.simpul)
    lepas: dict[int, tuple[str, int]] = {}
    for b in tabel.baris:
        uang = next(((m, b.rp[m]) for m in ("target_tahun", "setahun", *TW, *RENSTRA) if b.rp.get(m)), None)
        ditebak = b.r in pohon.ditebak and b.r not in dirujuk
        if uang and (ditebak or b.r not in simpul):
            lepas[b.r] = uang
    if lepas:
        rincian = [f"baris {r + 1} {_NAMA[m]} {tulis_rupiah(v)}" for r, (m, v) in lepas.items()]
        tabel.catat(
            "baris_tidak_dijumlahkan",
            sel=daftar_sel([tabel.sel(r, m, "rp") for r, (m, _) in lepas.items()]),
            jumlah=tulis(len(lepas), 0),
            rincian="; ".join(rincian[:6]) + ("; …" if len(rincian) > 6 else ""),
        )
