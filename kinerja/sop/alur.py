"""The flow of the SOP as a drawing: the five symbols of PermenPANRB 35/2012, one lane per pelaksana, mutu baku beside.

Capsule (start and end), box (process), diamond (decision, two outcomes), arrow, pentagon (goes on on another page).
Every page is an A4 sheet lying on its side; two of them make an A3 sheet to hang up. All measures are millimetres. Text
is set by an estimate of its width, so that the drawing is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from kinerja.sop.naskah import LangkahSop, Sop

LEBAR, TINGGI = 297.0, 210.0
TEPI, KEPALA, JUDUL = 8.0, 20.0, 15.0
"""Margin, height of the table's head, height of the title above it."""
KOLOM_NO, KOLOM_KEGIATAN = 8.0, 56.0
KOLOM_MUTU = (("Kelengkapan", 33.0), ("Waktu", 14.0), ("Output", 22.0), ("Ket.", 30.0))
KETERANGAN = 14.0
"""Height of the key of symbols at the foot."""
HURUF, KECIL = 2.75, 2.2
TINTA, GARIS, ARSIR = "#1b2733", "#5b6875", "#eef2f6"


@dataclass(frozen=True)
class _Tempat:
    """Where a symbol stands: page, middle, half its width and height."""

    halaman: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class _Denah:
    """Measures of the drawing."""

    sop: Sop
    halaman: tuple[tuple[LangkahSop, ...], ...]

    @property
    def lajur(self) -> float:
        """Width of one lane."""
        mutu = sum(w for _, w in KOLOM_MUTU)
        return (LEBAR - 2 * TEPI - KOLOM_NO - KOLOM_KEGIATAN - mutu) / len(self.sop.pelaksana)

    @property
    def awal_lajur(self) -> float:
        return TEPI + KOLOM_NO + KOLOM_KEGIATAN

    @property
    def awal_mutu(self) -> float:
        return self.awal_lajur + self.lajur * len(self.sop.pelaksana)

    def atas(self, halaman: int) -> float:
        """Where a page's rows begin."""
        return halaman * TINGGI + TEPI + JUDUL + KEPALA

    @property
    def ruang(self) -> float:
        """Height that a page has for its rows, the strips for pentagons left out: a middle page has two of them."""
        return TINGGI - 2 * TEPI - JUDUL - KEPALA - KETERANGAN - self.sambung * min(len(self.halaman) - 1, 2)

    @property
    def sambung(self) -> float:
        """Height of the strip for pentagons, none where everything stands on one page."""
        return 11.0 if len(self.halaman) > 1 else 0.0

    def awal(self, halaman: int) -> float:
        """Height of the strip above a page's first row: only where the flow comes in from the page before."""
        return self.sambung if halaman else 0.0

    @property
    def baris(self) -> float:
        """Height of a row."""
        return self.ruang / max(len(h) for h in self.halaman)

    def tempat(self, x: LangkahSop) -> _Tempat:
        """Place a step's symbol."""
        i = next(n for n, h in enumerate(self.halaman) if x in h)
        y = self.atas(i) + self.awal(i) + (self.halaman[i].index(x) + 0.5) * self.baris
        tengah = self.awal_lajur + (self.sop.pelaksana.index(x.pelaksana) + 0.5) * self.lajur
        w, h = min(self.lajur * 0.33, 9.0), min(self.baris * 0.24, 4.6)
        return _Tempat(i, tengah, y, w, h * (1.35 if x.simbol == "keputusan" else 1.0))


def svg_alur(sop: Sop) -> str:
    """Draw the flow.

    Args:
        sop: The SOP.

    Returns:
        An ``<svg>`` document without scripts, with title and description; the same SOP gives the same text.
    """
    n = sop.baris_per_halaman
    halaman = tuple(sop.langkah[i : i + n] for i in range(0, len(sop.langkah), n))
    d = _Denah(sop, halaman)
    tinggi = TINGGI * len(halaman)
    judul = f"Alur SOP {sop.judul}"
    isi = " ".join(_kalimat(x) for x in sop.langkah)
    bagian = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEBAR:g}mm" height="{tinggi:g}mm" '
        f'viewBox="0 0 {LEBAR:g} {tinggi:g}" role="img" aria-labelledby="alur-judul alur-isi" '
        f'font-family="Arial, Helvetica, sans-serif" fill="{TINTA}">',
        f'<title id="alur-judul">{escape(judul)}</title><desc id="alur-isi">{escape(isi)}</desc>',
        '<defs><marker id="alur-panah" viewBox="0 0 6 6" refX="5.4" refY="3" markerWidth="5" markerHeight="5" '
        f'orient="auto"><path d="M0,0 L6,3 L0,6 z" fill="{TINTA}"/></marker></defs>',
        f'<rect width="{LEBAR:g}" height="{tinggi:g}" fill="#fff"/>',
    ]
    for i in range(len(halaman)):
        bagian += _halaman(d, i)
    for x in sop.langkah:
        bagian += _panah(d, x)
    for x in sop.langkah:
        bagian += _simbol(x.simbol, d.tempat(x))
    return "\n".join(bagian) + "\n</svg>\n"


def _kalimat(x: LangkahSop) -> str:
    cabang = f" Ya ke langkah {x.ya}, Tidak ke langkah {x.tidak}." if x.simbol == "keputusan" else ""
    return f"{x.nomor}. {x.kegiatan}: {x.pelaksana}, {x.norma}.{cabang}"


# ---- the table ------------------------------------------------------------------------------------------------------
def _halaman(d: _Denah, i: int) -> list[str]:
    """Title, head, rows and key of one page."""
    sop, y0, n = d.sop, i * TINGGI + TEPI, len(d.halaman)
    ke = f" · halaman {i + 1} dari {n}" if n > 1 else ""
    nomor = f"Nomor {sop.nomor} · " if sop.nomor else ""
    hasil = [
        _kata(TEPI, y0 + 5.5, f"SOP {sop.judul}", 4.6, 'font-weight="bold"'),
        _kata(TEPI, y0 + 10.5, f"{nomor}{sop.daerah}{ke}".strip(" ·"), 2.9),
    ]
    return hasil + _kepala(d, y0 + JUDUL) + _baris(d, i) + _keterangan(i * TINGGI + TINGGI - TEPI - KETERANGAN + 3)


def _kepala(d: _Denah, y: float) -> list[str]:
    """The head: kegiatan apart from pelaksana, mutu baku with its columns."""
    penuh, separuh = KEPALA, 6.0
    hasil = [
        _kotak(TEPI, y, KOLOM_NO, penuh, ARSIR), *_tengah(TEPI, y, KOLOM_NO, penuh, "No", HURUF, True),
        _kotak(TEPI + KOLOM_NO, y, KOLOM_KEGIATAN, penuh, ARSIR),
        *_tengah(TEPI + KOLOM_NO, y, KOLOM_KEGIATAN, penuh, "Kegiatan", HURUF, True),
    ]  # fmt: skip
    lebar = d.awal_mutu - d.awal_lajur
    hasil += [_kotak(d.awal_lajur, y, lebar, separuh, ARSIR)]
    hasil += _tengah(d.awal_lajur, y, lebar, separuh, "Pelaksana", HURUF, True)
    for j, p in enumerate(d.sop.pelaksana):
        x = d.awal_lajur + j * d.lajur
        hasil.append(_kotak(x, y + separuh, d.lajur, penuh - separuh, ARSIR))
        hasil += _tengah(x, y + separuh, d.lajur, penuh - separuh, p, KECIL, False)
    mutu = sum(w for _, w in KOLOM_MUTU[:-1])
    hasil.append(_kotak(d.awal_mutu, y, mutu, separuh, ARSIR))
    hasil += _tengah(d.awal_mutu, y, mutu, separuh, "Mutu Baku", HURUF, True)
    x = d.awal_mutu
    for nama, w in KOLOM_MUTU:
        atas = y if nama == "Ket." else y + separuh
        hasil.append(_kotak(x, atas, w, y + penuh - atas, ARSIR))
        hasil += _tengah(x, atas, w, y + penuh - atas, nama, HURUF, nama == "Ket.")
        x += w
    return hasil


def _baris(d: _Denah, i: int) -> list[str]:
    """Rows of a page, and the strips for the pentagons before the first and after the last."""
    hasil = []
    y, tinggi = d.atas(i), d.baris
    if d.sambung:
        bawah = y + d.awal(i) + tinggi * len(d.halaman[i])
        for atas in (*([y] if i else []), *([bawah] if i + 1 < len(d.halaman) else [])):
            hasil += [_kotak(x, atas, w, d.sambung) for x, w in _lajur(d)]
    for n, x in enumerate(d.halaman[i]):
        atas = y + d.awal(i) + n * tinggi
        hasil += [_kotak(a, atas, w, tinggi) for a, w in _lajur(d)]
        hasil += _tengah(TEPI, atas, KOLOM_NO, tinggi, f"{x.nomor}.", HURUF, False)
        hasil += _kiri(TEPI + KOLOM_NO, atas, KOLOM_KEGIATAN, tinggi, x.kegiatan, HURUF)
        isi = (x.kelengkapan, x.norma.removesuffix(" kerja"), x.keluaran, x.ragu)
        tepi = d.awal_mutu
        for (nama, w), teks in zip(KOLOM_MUTU, isi, strict=True):
            ukuran = KECIL if nama != "Ket." else 1.95
            hasil += _kiri(tepi, atas, w, tinggi, teks, ukuran)
            tepi += w
    return hasil


def _lajur(d: _Denah) -> list[tuple[float, float]]:
    """Left edge and width of every column."""
    lebar = [KOLOM_NO, KOLOM_KEGIATAN, *[d.lajur] * len(d.sop.pelaksana), *(w for _, w in KOLOM_MUTU)]
    return [(TEPI + sum(lebar[:n]), w) for n, w in enumerate(lebar)]


def _keterangan(y: float) -> list[str]:
    """The key: each of the five symbols with its meaning."""
    hasil = [_kata(TEPI, y + 5.2, "Simbol (PermenPANRB 35/2012):", 2.5, 'font-weight="bold"')]
    x = TEPI + 50
    for simbol, arti in (
        ("mulai", "mulai dan selesai"), ("proses", "kegiatan"), ("keputusan", "keputusan: Ya atau Tidak"),
        ("panah", "arah kegiatan"), ("sambung", "bersambung ke halaman lain"),
    ):  # fmt: skip
        if simbol == "panah":
            hasil.append(_garis([(x, y + 4.3), (x + 11, y + 4.3)]))
        else:
            hasil += _simbol(simbol, _Tempat(0, x + 5.5, y + 4.3, 5, 2.6 if simbol != "keputusan" else 3.4))
        hasil.append(_kata(x + 13, y + 5.2, arti, 2.5))
        x += 19 + len(arti) * 1.28
    return hasil


# ---- symbols and arrows ---------------------------------------------------------------------------------------------
def _simbol(jenis: str, t: _Tempat) -> list[str]:
    gaya = f'fill="#fff" stroke="{TINTA}" stroke-width="0.5"'
    x, y, w, h = t.x - t.w, t.y - t.h, 2 * t.w, 2 * t.h
    if jenis in ("mulai", "selesai"):
        bulat = f'<rect x="{_a(x)}" y="{_a(y)}" width="{_a(w)}" height="{_a(h)}" rx="{_a(h / 2)}" {gaya}/>'
        return [bulat, _kata(t.x, t.y + 0.8, jenis.capitalize() if t.w > 5 else "", KECIL, 'text-anchor="middle"')]
    if jenis == "proses":
        return [f'<rect x="{_a(x)}" y="{_a(y)}" width="{_a(w)}" height="{_a(h)}" {gaya}/>']
    if jenis == "keputusan":
        titik = [(t.x, y), (x + w, t.y), (t.x, y + h), (x, t.y)]
    else:
        titik = [(x, y), (x + w, y), (x + w, t.y + t.h * 0.2), (t.x, y + h), (x, t.y + t.h * 0.2)]
    return [f'<polygon points="{" ".join(f"{_a(a)},{_a(b)}" for a, b in titik)}" {gaya}/>']


def _panah(d: _Denah, x: LangkahSop) -> list[str]:
    """Arrows that leave a step: on to the next, and back for a decision's Tidak."""
    hasil: list[str] = []
    if x.nomor < len(d.sop.langkah):
        hasil += _maju(d, x, d.sop.nomor_langkah(x.ya or x.nomor + 1))
    if x.tidak is not None:
        hasil += _mundur(d, x, d.sop.nomor_langkah(x.tidak))
    return hasil


def _maju(d: _Denah, x: LangkahSop, ke: LangkahSop) -> list[str]:
    a, b = d.tempat(x), d.tempat(ke)
    kata = "Ya" if x.simbol == "keputusan" else ""
    if a.halaman != b.halaman:
        return _ganti_halaman(d, a, b, kata)
    hasil = []
    if kata:
        hasil.append(_kata(a.x + 1.2, a.y + a.h + 3.0, kata, KECIL))
    if abs(a.x - b.x) < 0.1:
        return [*hasil, _garis([(a.x, a.y + a.h), (b.x, b.y - b.h)])]
    tengah = b.y - b.h - (b.y - b.h - a.y - a.h) * 0.42
    return [*hasil, _garis([(a.x, a.y + a.h), (a.x, tengah), (b.x, tengah), (b.x, b.y - b.h)])]


def _ganti_halaman(d: _Denah, a: _Tempat, b: _Tempat, kata: str) -> list[str]:
    """Out through a pentagon at the foot of a page, in through one at the head of the next."""
    bawah = d.atas(a.halaman) + d.awal(a.halaman) + d.baris * len(d.halaman[a.halaman]) + d.sambung / 2
    atas = d.atas(b.halaman) + d.sambung / 2
    keluar, masuk = _Tempat(a.halaman, a.x, bawah, 4.2, 3.4), _Tempat(b.halaman, b.x, atas, 4.2, 3.4)
    huruf = "ABCDEFGHIJKLMN"[a.halaman]
    return [
        *([_kata(a.x + 1.2, a.y + a.h + 3.0, kata, KECIL)] if kata else []),
        _garis([(a.x, a.y + a.h), (a.x, bawah - 3.4)]), *_simbol("sambung", keluar),
        _kata(keluar.x, keluar.y + 0.4, huruf, KECIL, 'text-anchor="middle"'),
        *_simbol("sambung", masuk), _kata(masuk.x, masuk.y + 0.4, huruf, KECIL, 'text-anchor="middle"'),
        _garis([(b.x, atas + 3.4), (b.x, b.y - b.h)]),
    ]  # fmt: skip


def _mundur(d: _Denah, x: LangkahSop, ke: LangkahSop) -> list[str]:
    """Back to an earlier step: out at a side of the diamond, up along the lane's edge, in at the side of the target.

    Decisions that lead back to one step take different sides or distances, so that their lines never lie on each other.
    """
    a, b = d.tempat(x), d.tempat(ke)
    sama = [y for y in d.sop.langkah if y.tidak == ke.nomor]
    urut = sama.index(x)
    if a.halaman != b.halaman:
        return _mundur_halaman(a, b, ke)
    kanan = _sisi_kanan(d, a, b, urut)
    tanda = 1 if kanan else -1
    tepi = (max if kanan else min)(a.x + tanda * a.w, b.x + tanda * b.w)
    jalur = tepi + tanda * (2.2 + 1.9 * (urut // 2))
    masuk = b.y + (0 if urut < 2 else 1.5)
    # The word stands beyond the line that goes up, where nothing crosses it; beside the diamond when that one is far.
    dekat = abs(jalur - a.x - tanda * a.w) < 8
    kata_x, kata_y = (jalur + tanda * 1.1, a.y + 0.8) if dekat else (a.x + tanda * (a.w + 0.6), a.y - 1.0)
    kata = _kata(kata_x, kata_y, "Tidak", KECIL, "" if kanan else 'text-anchor="end"')
    return [kata, _garis([(a.x + tanda * a.w, a.y), (jalur, a.y), (jalur, masuk), (b.x + tanda * b.w, masuk)])]


def _sisi_kanan(d: _Denah, a: _Tempat, b: _Tempat, urut: int) -> bool:
    """Choose the side: the first decision the one that faces its target, the next the other where there is room."""
    kanan = b.x >= a.x - 0.1 if urut % 2 == 0 else False
    if not kanan and min(a.x - a.w, b.x - b.w) - 4.5 < d.awal_lajur:
        return True
    if kanan and max(a.x + a.w, b.x + b.w) + 4.5 > d.awal_mutu:
        return False
    return kanan


def _mundur_halaman(a: _Tempat, b: _Tempat, ke: LangkahSop) -> list[str]:
    """Back to a step of an earlier page: a pentagon beside the diamond that names it, and one beside the target."""
    keluar, masuk = _Tempat(a.halaman, a.x + a.w + 9, a.y, 4.2, 3.0), _Tempat(b.halaman, b.x + b.w + 9, b.y, 4.2, 3.0)
    return [
        _kata(a.x + a.w + 0.4, a.y - 1.0, "Tidak", KECIL), _garis([(a.x + a.w, a.y), (keluar.x - 4.2, a.y)]),
        *_simbol("sambung", keluar), _kata(keluar.x, keluar.y + 0.4, str(ke.nomor), KECIL, 'text-anchor="middle"'),
        *_simbol("sambung", masuk), _kata(masuk.x, masuk.y + 0.4, str(ke.nomor), KECIL, 'text-anchor="middle"'),
        _garis([(masuk.x - 4.2, b.y), (b.x + b.w, b.y)]),
    ]  # fmt: skip


def _garis(titik: list[tuple[float, float]]) -> str:
    d = " ".join(f"{'L' if n else 'M'}{_a(x)},{_a(y)}" for n, (x, y) in enumerate(titik))
    return f'<path d="{d}" fill="none" stroke="{TINTA}" stroke-width="0.45" marker-end="url(#alur-panah)"/>'


# ---- text -----------------------------------------------------------------------------------------------------------
def _kotak(x: float, y: float, w: float, h: float, isi: str = "none") -> str:
    return (
        f'<rect x="{_a(x)}" y="{_a(y)}" width="{_a(w)}" height="{_a(h)}" fill="{isi}" stroke="{GARIS}" '
        'stroke-width="0.2"/>'
    )


def _kata(x: float, y: float, teks: str, ukuran: float, atribut: str = "") -> str:
    return f'<text x="{_a(x)}" y="{_a(y)}" font-size="{_a(ukuran)}" {atribut}>{escape(teks)}</text>'


def _lebar_huruf(c: str) -> float:
    """Estimated width of a letter in ems, on the wide side of Arial's."""
    if c in "iljtfrI.,;:'()[]|! ":
        return 0.33
    return 0.86 if c in "mwMW" else (0.70 if c.isupper() else 0.55)


def _bungkus(teks: str, lebar: float, ukuran: float) -> list[str]:
    """Break a text into lines; a word that is too long stays whole."""
    baris: list[str] = []
    kini = ""
    for kata in teks.split():
        coba = f"{kini} {kata}".strip()
        if kini and sum(map(_lebar_huruf, coba)) * ukuran > lebar:
            baris.append(kini)
            kini = kata
        else:
            kini = coba
    return [*baris, kini] if kini else baris


def _muat(teks: str, w: float, h: float, ukuran: float) -> tuple[list[str], float]:
    """Lines of a text and the size at which they fit into a cell."""
    while True:
        baris = _bungkus(teks, w - 2.4, ukuran)
        terpanjang = max((sum(map(_lebar_huruf, b)) * ukuran for b in baris), default=0)
        if (len(baris) * ukuran * 1.25 <= h - 1.6 and terpanjang <= w - 1) or ukuran < 1.3:
            return baris, ukuran
        ukuran *= 0.93


def _kiri(x: float, y: float, w: float, h: float, teks: str, ukuran: float) -> list[str]:
    baris, ukuran = _muat(teks, w, h, ukuran)
    awal = y + h / 2 - len(baris) * ukuran * 1.25 / 2 + ukuran
    return [_kata(x + 1.2, awal + n * ukuran * 1.25, b, ukuran) for n, b in enumerate(baris)]


def _tengah(x: float, y: float, w: float, h: float, teks: str, ukuran: float, tebal: bool) -> list[str]:
    baris, ukuran = _muat(teks, w, h, ukuran)
    awal = y + h / 2 - len(baris) * ukuran * 1.25 / 2 + ukuran
    gaya = 'text-anchor="middle"' + (' font-weight="bold"' if tebal else "")
    return [_kata(x + w / 2, awal + n * ukuran * 1.25, b, ukuran, gaya) for n, b in enumerate(baris)]


def _a(x: float) -> str:
    """A measure with two decimals at most."""
    return f"{x:.2f}".rstrip("0").rstrip(".")
