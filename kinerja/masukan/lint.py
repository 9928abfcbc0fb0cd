"""What a cell, a column or a row of a form hides: formulas, merged cells, hidden columns, figures in the wrong place.

A form comes back from Excel, LibreOffice, Google Sheets or WPS with its protection taken off. Whatever was done to it,
each figure must arrive exactly or be named by its cell; nothing here changes a value, it only says which may be used.
"""

from __future__ import annotations

from collections.abc import Iterable

from kinerja.masukan.buku import alamat, huruf_kolom
from kinerja.masukan.lajur import Tabel, tulis_isi
from kinerja.masukan.rumus import ringkas_rumus, rumus_berbahaya, rumus_berkas_lain, tetapan


def lint_kolom(t: Tabel, dikenal: Iterable[int]) -> None:
    """Name the columns that hold data and cannot be seen, or are not read because nothing stands above them.

    Args:
        t: The sheet, its heading found.
        dikenal: Rows of data, from 0.
    """
    baris = list(dikenal)
    terpakai = {k: nama for nama, k in t.letak.items()}
    sembunyi, tanpa_judul = [], []
    for k in range(t.lembar.n_kolom):
        isi = [r for r in baris if t.lembar.isi(r, k) != ""]
        if not isi:
            continue
        if k in t.lembar.kolom_tersembunyi:
            judul = t.kolom[terpakai[k]].judul if k in terpakai else tulis_isi(t.lembar.isi(t.kepala, k))
            sembunyi.append((k, f"kolom {huruf_kolom(k)}" + (f" ({judul})" if judul else "")))
        elif k not in terpakai and t.lembar.isi(t.kepala, k) == "":
            tanpa_judul.append((k, isi[0]))
    if sembunyi:
        t.catat(
            "kolom_tersembunyi",
            jumlah=len(sembunyi),
            rincian=", ".join(x for _, x in sembunyi),
            sel=", ".join(alamat(t.kepala, k) for k, _ in sembunyi),
        )
    for k, r in tanpa_judul:
        contoh = tulis_isi(t.lembar.isi(r, k))
        t.catat("kolom_tidak_dibaca", sel=alamat(r, k), nilai=contoh, kolom=huruf_kolom(k), sebab="tidak berjudul")


# ---- cells of a row -------------------------------------------------------------------------------------------------
def sel_meragukan(t: Tabel, b: int, kunci: Iterable[str], kode: str, teks: Iterable[str] = ()) -> set[str]:
    """Check the cells of a row that the unit fills in.

    Args:
        t: The sheet.
        b: The row, from 0.
        kunci: Columns of figures.
        kode: The row's key, for findings.
        teks: Columns of words.

    Returns:
        The columns whose content must not be used; each has its finding.
    """
    buruk = set()
    angka = list(kunci)
    for k in (*angka, *teks):
        if k not in t.letak:
            continue
        if _gabungan(t, b, k, kode, k in angka) or _rumus(t, b, k, kode):
            buruk.add(k)
    return buruk


def _rumus(t: Tabel, b: int, kunci: str, kode: str) -> bool:
    """Judge a cell's formula; True when its result must not be used."""
    rumus = t.lembar.rumus.get((b, t.letak[kunci]), "")
    if not rumus or t.ada_galat(b, kunci):  # an error or a missing result has its finding already
        return False
    pendek = ringkas_rumus(rumus)
    if "#REF!" in rumus:
        t.catat("galat_rumus", baris=b, kunci=kunci, nilai=pendek, kode_indikator=kode)
        return True
    if rumus_berbahaya(rumus):
        t.catat("rumus_berbahaya", baris=b, kunci=kunci, nilai=pendek, rumus=pendek, kode_indikator=kode)
        return True
    nilai = t.teks(b, kunci)
    isi = {"baris": b, "kunci": kunci, "nilai": nilai, "rumus": pendek, "kode_indikator": kode}
    if rumus_berkas_lain(rumus):
        t.catat("rumus_berkas_lain", **isi, penjelasan=_penjelasan(t, b))  # type: ignore[arg-type]
    elif tetapan(rumus):
        t.catat("rumus_dengan_tetapan", **isi, penjelasan=_penjelasan(t, b))  # type: ignore[arg-type]
    else:
        t.catat("rumus_di_isian", **isi)  # type: ignore[arg-type]
    return False


def _penjelasan(t: Tabel, b: int) -> str:
    return t.teks(b, "penjelasan") if "penjelasan" in t.kolom else ""


def _gabungan(t: Tabel, b: int, kunci: str, kode: str, angka: bool) -> bool:
    """Judge a cell that is part of a merged range; True when nobody can tell which row or column its content is for."""
    r1, k1, r2, k2 = rentang_gabungan(t, b, kunci) or (b, 0, b, 0)
    kolom = {k for k in t.letak.values() if k1 <= k <= k2}
    baris = [r for r in range(r1, r2 + 1) if r > t.kepala and (r == b or t.kode(r, next(iter(t.kolom))))]
    if len(kolom) < 2 and len(baris) < 2:
        return False
    rentang = f"{alamat(r1, k1)}:{alamat(r2, k2)}"
    if angka or len(kolom) > 1:
        t.catat("sel_gabungan", baris=b, kunci=kunci, nilai=tulis_isi(t.lembar.isi(r1, k1)), rentang=rentang,
                kode_indikator=kode)  # fmt: skip
        return True
    if b == baris[0] and t.lembar.isi(r1, k1) != "":
        sel = ", ".join(t.sel(r, kunci) for r in baris)
        t.catat("sel_gabungan_teks", sel=sel, nilai=t.teks(r1, kunci), rentang=rentang)
    return False


def rentang_gabungan(t: Tabel, b: int, kunci: str) -> tuple[int, int, int, int] | None:
    """Return the merged range that covers a cell, None when there is none."""
    k = t.letak.get(kunci, -1)
    return next((g for g in t.lembar.gabungan if g[0] <= b <= g[2] and g[1] <= k <= g[3]), None)


def teks_gabungan(t: Tabel, b: int, kunci: str) -> str:
    """Return a cell's words; one that a merge over rows covers has those of the range's first row."""
    isi = t.teks(b, kunci)
    g = None if isi else rentang_gabungan(t, b, kunci)
    return t.teks(g[0], kunci) if g and g[1] == g[3] and g[0] > t.kepala else isi
