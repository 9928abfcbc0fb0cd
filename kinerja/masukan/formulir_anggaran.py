"""The form's sheet ``Anggaran``: what was spent in the quarter and the physical progress, per sub kegiatan."""

from __future__ import annotations

from kinerja.kantor import ROMAWI
from kinerja.masukan.lajur import Tabel, kunci_judul, mirip
from kinerja.masukan.lint import lint_kolom, sel_meragukan, teks_gabungan
from kinerja.masukan.pengisi import Pengisi
from kinerja.masukan.rencana_anggaran import jenjang_kode

ISIAN = ("realisasi", "fisik", "penjelasan")


def baca_anggaran(f: Pengisi, t: Tabel, dikenal: set[str] | None) -> None:
    """Read the sheet into ``realisasi_anggaran``.

    Args:
        f: The form.
        t: The sheet.
        dikenal: Codes of the plan's budget rows; None leaves them unchecked.
    """
    baris: dict[str, int] = {}
    semua: list[int] = []
    for b in t.baris("kode"):
        semua.append(b)
        alasan = f.ditolak or _alasan_lewat(t, b, baris, dikenal)
        if alasan:
            t.lewati(b, alasan)
        else:
            baris[t.kode(b, "kode")] = b
            t.dibaca(b)
    for kode, b in baris.items():
        # A total that the sender printed is kept only to be compared; its children are what is added up.
        ikhtisar = any(k.startswith(kode + ".") for k in baris)
        buruk = sel_meragukan(t, b, ("realisasi", "fisik"), "", ("penjelasan",))
        nilai = None if "realisasi" in buruk else t.rupiah(b, "realisasi")
        kosong = nilai is None and t.isi(b, "realisasi") == "" and not t.ada_galat(b, "realisasi")
        if kosong and not ikhtisar and "realisasi" not in buruk:
            t.catat("anggaran_belum_diisi", baris=b, kunci="realisasi", nilai=kode, tw=ROMAWI[f.triwulan])
        f.hasil.realisasi_anggaran.append(
            {
                "kode_anggaran": kode,
                "triwulan": f.triwulan,
                "realisasi_rp": nilai,
                "fisik_pct": None if "fisik" in buruk else t.angka(b, "fisik", satuan="%").nilai,
                "ikhtisar": ikhtisar,
                "penjelasan": "" if "penjelasan" in buruk else teks_gabungan(t, b, "penjelasan"),
                **t.asal(b, "realisasi"),
            }
        )
        f.catat_isian(t, b, kode, ISIAN)
    if t.kepala >= 0:
        lint_kolom(t, semua)


def _alasan_lewat(t: Tabel, b: int, baris: dict[str, int], dikenal: set[str] | None) -> str:
    """Say why a row is no data, with its finding; empty when it is."""
    kode = t.kode(b, "kode")
    if not kode or not jenjang_kode(kode):
        if kode and not kunci_judul(kode).startswith(("jumlah", "total")):
            t.catat("kode_tidak_sah", baris=b, kunci="kode", nilai=kode)
        elif not kode and t.isi(b, "realisasi") != "" and not _jumlah(t, b):
            t.catat("isian_hilang", baris=b, kunci="kode", kolom="Kode")
        return "tanpa kode program, kegiatan, atau sub kegiatan"
    if kode in baris:
        letak = f"{t.sel(baris[kode], 'kode')} dan {t.sel(b, 'kode')}"
        t.catat("anggaran_ganda", baris=b, kunci="kode", nilai=kode, tempat=letak)
        return "kode anggaran ganda"
    if dikenal is not None and kode not in dikenal:
        t.catat("anggaran_tidak_dikenal", baris=b, kunci="kode", nilai=kode, mirip=mirip(kode, dikenal))
        return "kode anggaran tidak ada pada lembar DPA"
    return ""


def _jumlah(t: Tabel, b: int) -> bool:
    """Whether a row without a code is a total."""
    return any(kunci_judul(t.lembar.isi(b, k)).startswith(("jumlah", "total")) for k in range(t.lembar.n_kolom))
