"""Audit any table that prints target, realisasi and capaian: which formula gives each figure, and what contradicts.

The rows need no form of ours: headings are found by their words (``masukan.tabel_lain``), pairs of columns by year,
quarter and, last, by the figures (``masukan.pasangan``), each row's formula by trying them all (``jejak_rumus``).
Nothing is written but what is asked for; the same file always gives the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kinerja.aturan import BAWAAN, DaftarSkala, Skala, baca_yaml
from kinerja.aturan import periksa as periksa_model
from kinerja.galat import GalatBerkas
from kinerja.kantor import jalur_akar
from kinerja.masukan.angka_cetak import TIADA, GayaKolom, SelAngka, gaya_kolom, urutkan
from kinerja.masukan.buku import Buku, Lembar
from kinerja.masukan.judul_lain import baca_judul
from kinerja.masukan.kisi import Kisi
from kinerja.masukan.pasangan import Pasangan, pasangan
from kinerja.masukan.tabel_lain import BATAS_BARIS, Kolom, TabelCetak, cari_tabel
from kinerja.masukan.teks_csv import buka_tabel
from kinerja.periksa.baris import Baris, deret, urai
from kinerja.periksa.jejak_rumus import TIDAK_ADA, telusuri
from kinerja.periksa.tabel import temuan_tabel
from kinerja.periksa.temuan import temuan_baris
from kinerja.temuan import temuan

_SEMESTER = re.compile(r"\s*(?:sm\b|sm\d|smt|semester)", re.IGNORECASE)
BATAS_CATATAN = 2000
"""Characters of a note that are searched for figures."""
CONTOH_PASANGAN = 60
"""Rows by which rival pairs of columns are compared."""


@dataclass
class HasilTabel:
    """One table with its rows and the findings about it as a whole."""

    tabel: TabelCetak
    baris: list[Baris] = field(default_factory=list)
    pasangan: list[Pasangan] = field(default_factory=list)
    temuan: list[dict[str, object]] = field(default_factory=list)


@dataclass
class HasilPeriksa:
    """What an audit found.

    Attributes:
        buku: The file.
        tabel: Its tables in order.
        skala: Scales that predicates were compared with.
    """

    buku: Buku
    tabel: list[HasilTabel]
    skala: dict[str, Skala]

    @property
    def baris(self) -> list[tuple[HasilTabel, Baris]]:
        """All rows with their table."""
        return [(t, b) for t in self.tabel for b in t.baris]

    @property
    def temuan(self) -> list[dict[str, object]]:
        """All findings in order: each table's own, then its rows'."""
        return [x for t in self.tabel for x in (*t.temuan, *(y for b in t.baris for y in b.temuan))]

    @property
    def kode_keluar(self) -> int:
        """0 when nothing contradicts, 2 when something does."""
        return 2 if any(x["tingkat"] == "tolak" for x in self.temuan) else 0


def periksa(berkas: str | Path, akar: str | Path | None = None) -> HasilPeriksa:
    """Audit one file.

    Args:
        berkas: Workbook or text table.
        akar: Office folder whose ``params/skala.yaml`` adds scales of predicates; the delivered ones always count.

    Raises:
        GalatBerkas: The file cannot be read, or holds no table with such columns.
        GalatParameter: The office's scales are not valid.
    """
    jalur = Path(berkas)
    buku = buka_tabel(jalur, jalur.name)
    skala = muat_skala(akar)
    hasil = HasilPeriksa(buku, [], skala)
    for lembar in buku:
        for t in _tabel(lembar):
            hasil.tabel.append(_periksa_tabel(buku, t, skala))
    hasil.tabel = [t for t in hasil.tabel if t.baris]
    if not hasil.tabel:
        raise GalatBerkas(
            "lembar_tidak_dikenal",
            f"{buku.berkas}: tidak ada tabel dengan kolom target, realisasi, dan capaian (atau pagu dan realisasi).",
            "Periksa judul kolomnya, atau simpan hanya lembar yang memuat tabelnya.",
        )
    return hasil


def muat_skala(akar: str | Path | None) -> dict[str, Skala]:
    """Return the delivered scales and those of an office folder, where one is named or stands by."""
    skala = periksa_model(DaftarSkala, baca_yaml(BAWAAN / "skala.yaml", "skala.yaml"), "skala.yaml").skala
    jalur = jalur_akar(akar) / "params" / "skala.yaml"
    if jalur.is_file():
        isi = baca_yaml(jalur, "params/skala.yaml")
        skala = {**skala, **periksa_model(DaftarSkala, isi, "params/skala.yaml").skala} if isi else skala
    return skala


def _tabel(lembar: Lembar) -> list[TabelCetak]:
    """Find the tables of a sheet; one that has none upright is tried sideways."""
    tegak = cari_tabel(Kisi(lembar))
    if tegak or lembar.n_baris > 400:
        return tegak
    return cari_tabel(Kisi(lembar, balik=True))


def _periksa_tabel(buku: Buku, t: TabelCetak, skala: Mapping[str, Skala]) -> HasilTabel:
    hasil = HasilTabel(t)
    data = [r for r, jenis in t.baris() if jenis == "data"]
    gaya = {c.k: gaya_kolom(_sel(t, r, c) for r in data) for c in t.kolom}
    for calon in pasangan(t):
        p = _pilih_pasangan(t, calon, data, gaya)
        hasil.pasangan.append(p)
        baris = [b for r in data if (b := _baris(t, p, r, gaya)) is not None]
        _urai_semua(baris)
        hasil.baris.extend(baris)
    hasil.baris.sort(key=lambda b: b.r)
    for b in hasil.baris:
        b.temuan = [_temuan(buku, t, _alamat(t, b, di), kode, b.id, isi) for kode, di, isi in temuan_baris(b, skala)]
    _salinan(buku, hasil)
    hasil.temuan = [_temuan(buku, t, sel, kode, "", isi) for kode, sel, isi in temuan_tabel(t, gaya, hasil.baris)]
    if t.kisi.n_baris > BATAS_BARIS:
        hasil.temuan.append(_temuan(buku, t, "", "tabel_terlalu_panjang", "", {"jumlah": BATAS_BARIS}))
    return hasil


def _sel(t: TabelCetak, r: int, c: Kolom | None) -> SelAngka:
    """Read a cell; one that is covered by a merged range from a row above counts where it begins."""
    if c is None or t.kisi.induk(r, c.k)[0] != r:
        return TIADA
    return t.kisi.angka(r, c.k)


def _pilih_pasangan(
    t: TabelCetak, calon: Sequence[Pasangan], data: Sequence[int], gaya: Mapping[int, GayaKolom]
) -> Pasangan:
    """Take the most plausible pair unless another reproduces clearly more of the column."""
    if len(calon) == 1:
        return calon[0]

    def cocok(p: Pasangan) -> int:
        baris = [b for r in data[:CONTOH_PASANGAN] if (b := _baris(t, p, r, gaya)) is not None]
        for b in baris:
            urai(b)
        return sum(b.jejak.cara == "langsung" for b in baris)

    nilai = [cocok(p) for p in calon]
    terbaik = max(range(len(calon)), key=lambda i: (nilai[i], -i))
    return calon[terbaik] if nilai[terbaik] >= max(nilai[0] + 2, 1.5 * nilai[0]) else calon[0]


def _baris(t: TabelCetak, p: Pasangan, r: int, gaya: Mapping[int, GayaKolom]) -> Baris | None:
    """Collect what one check of one row needs; None where the row has nothing for it."""
    sel = [_sel(t, r, c) for c in (p.target, p.realisasi, p.capaian)]
    if not any(s.ada or s.jenis == "galat" for s in sel):
        return None
    b = Baris(r, p, target=sel[0], realisasi=sel[1], capaian=sel[2])
    b.gaya = tuple(gaya[c.k] if c else GayaKolom() for c in (p.target, p.realisasi, p.capaian))  # type: ignore[assignment]
    b.id, b.satuan, b.catatan = t.teks(r, "id"), t.teks(r, "satuan"), t.teks(r, "catatan")[:BATAS_CATATAN]
    b.indikator, b.uraian = _nama(t, r, "indikator"), _nama(t, r, "uraian") or _nama(t, r, "sasaran")
    b.predikat = "" if p.jenis == "uang" else _predikat(t, p, r)
    b.polaritas, b.periode = t.teks(r, "polaritas"), t.teks(r, "periode") or p.periode
    b.kelompok = "|".join(t.kisi.teks(r, c.k) for c in t.berperan("kelompok", "tahun"))
    b.sisa = _sel(t, r, p.sisa)
    b.lalu = _nilai(_sel(t, r, p.lalu), gaya, p.lalu)
    baseline = t.berperan("baseline")
    b.baseline = _nilai(_sel(t, r, baseline[0]), gaya, baseline[0]) if baseline else math.nan
    kum = [x for c in p.kumulatif if not math.isnan(x := _nilai(_sel(t, r, c), gaya, c))]
    b.kumulatif, b.n_kumulatif = sum(kum) if len(kum) > 1 else math.nan, max(len(kum), 1)
    if kum and not b.realisasi.ada:
        b.realisasi = _terakhir(t, p, r)
    return b


def _terakhir(t: TabelCetak, p: Pasangan, r: int) -> SelAngka:
    """Return the last quarter that is filled."""
    return next((s for c in reversed(p.kumulatif) if (s := _sel(t, r, c)).ada), TIADA)


def _nilai(s: SelAngka, gaya: Mapping[int, GayaKolom], c: Kolom | None) -> float:
    pilihan, _ = urutkan(s, gaya[c.k] if c else GayaKolom())
    return pilihan[0].nilai if pilihan else math.nan


def _nama(t: TabelCetak, r: int, peran: str) -> str:
    """Return what names a row: its own text, or that of the row above where only the figures go on."""
    if teks := t.teks(r, peran):
        return teks
    for atas in range(r - 1, max(t.kepala[1], r - 8), -1):
        if teks := t.teks(atas, peran):
            return teks
    return ""


def _predikat(t: TabelCetak, p: Pasangan, r: int) -> str:
    """Return the predicate that belongs to a printed figure: the first such column to its right."""
    kolom = t.berperan("predikat")
    batas = p.capaian.k if p.capaian else -1
    c = next((x for x in kolom if x.k > batas), kolom[0] if kolom else None)
    lain = [x for x in t.berperan("capaian") if c is not None and batas < x.k < c.k]
    return "" if c is None or (lain and p.capaian) else t.kisi.teks(r, c.k)


def _urai_semua(baris: Sequence[Baris]) -> None:
    """Find the formulas of one column: alone, then by what the quarters and the other rows show."""
    deretan = _deretan(baris)
    for g in deretan:
        _jumlahkan(g)
    for b in baris:
        urai(b)
    terbukti = frozenset(b.jejak.batas for b in baris if b.jejak.cara == "batas" and b.jejak.batas)
    for b in baris if terbukti else ():
        if not b.jejak.cocok and b.capaian.ada:
            urai(b, terbukti)
    for g in deretan:
        for b in g:
            if b.capaian.ada and (b.rumus == (TIDAK_ADA,) or b.dasar.get("realisasi") == "keterangan"):
                _dengan_mentah(g, b)
        deret(g)


def _deretan(baris: Sequence[Baris]) -> list[list[Baris]]:
    """Gather the rows of one indicator that stand below each other quarter by quarter, from the first on."""
    grup: dict[tuple[str, ...], dict[int, Baris]] = {}
    ganda: set[tuple[str, ...]] = set()
    for b in baris:
        tw = 0 if b.pasangan.kumulatif or _SEMESTER.match(b.periode) else baca_judul([b.periode]).tw
        if tw:
            g = grup.setdefault(b.kunci_deret, {})
            ganda.update([b.kunci_deret] if tw in g else [])
            g[tw] = b
    return [[g[k] for k in sorted(g)] for kunci, g in grup.items() if kunci not in ganda and _berurutan(g)]


def _berurutan(tw: Collection[int]) -> bool:
    """Whether quarters begin with the first, and none is missing."""
    return len(tw) > 1 and sorted(tw) == list(range(1, len(tw) + 1))


def _jumlahkan(g: Sequence[Baris]) -> None:
    jumlah = 0.0
    for n, b in enumerate(g, 1):
        if not b.realisasi.ada:
            return
        jumlah += b.realisasi.pilihan[0].nilai
        b.kumulatif, b.n_kumulatif = jumlah, n


def _dengan_mentah(g: Sequence[Baris], b: Baris) -> None:
    """Add the quarters once more with the unrounded values that the notes state."""
    sampai = [x.mentah for x in g[: g.index(b) + 1]]
    if not all(sampai):
        return
    soal = b.soal(*b.nilai)
    kum = sum(m["realisasi"] for m in sampai)
    jejak = telusuri(replace(soal, target=sampai[-1]["target"], realisasi=sampai[-1]["realisasi"], kumulatif=kum))
    if jejak.cara == "langsung":
        b.jejak, b.rumus, b.mungkin, b.dasar["realisasi"] = jejak, jejak.rumus, {}, "keterangan"


def _salinan(buku: Buku, hasil: HasilTabel) -> None:
    """Find achievements that are the absorption of the same row, copied."""
    serapan = {b.r: b for b in hasil.baris if b.uang and b.capaian.ada}
    for b in hasil.baris:
        s = serapan.get(b.r)
        if s is None or b.uang or b.rumus != (TIDAK_ADA,) or not b.capaian.ada:
            continue
        if b.nilai[2].nilai == s.nilai[2].nilai:
            isi = {"capaian": b.capaian.teks, "target": b.target.teks, "realisasi": b.realisasi.teks}
            sel = _alamat(hasil.tabel, b, "capaian")
            b.temuan.append(_temuan(buku, hasil.tabel, sel, "capaian_salin_serapan", b.id, isi))


def _alamat(t: TabelCetak, b: Baris, di: str) -> str:
    kolom = getattr(b.pasangan, di) or b.pasangan.capaian or b.pasangan.realisasi or b.pasangan.target
    return t.kisi.sel(b.r, kolom.k) if kolom else ""


def _temuan(
    buku: Buku, t: TabelCetak, sel: str, kode: str, id_baris: str, isi: Mapping[str, object]
) -> dict[str, object]:
    lain = {k: v for k, v in isi.items() if k != "nilai"}
    nilai = str(isi.get("nilai", ""))
    return temuan(
        kode,
        berkas=buku.berkas,
        lembar=t.kisi.nama,
        sel=sel,
        nilai=nilai,
        kode_indikator=id_baris,
        **lain,  # type: ignore[arg-type]
    )
