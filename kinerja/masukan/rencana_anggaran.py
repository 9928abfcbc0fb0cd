"""Read the plan workbook's budget sheet (DPA and DPPA), and check codes of programmes down to sub kegiatan."""

from __future__ import annotations

import re

from kinerja.kantor import ROMAWI, Kantor
from kinerja.masukan.lajur import Kolom, Tabel, cocokkan_bidang, mirip, nama_bidang

POLA_KODE = re.compile(r"^\d\.\d{2}(\.\d{2}(\.[12]\.\d{2}(\.(\d{2}|\d{4}))?)?)?$")
"""``U.BB.PP.K.GG.SSSS``: urusan, bidang urusan, program, kewenangan (1 provinsi, 2 kabupaten/kota), kegiatan, sub
kegiatan (two digits in decrees before 2021). Levels of Permendagri 90/2019 and the Kepmendagri that keep it up to
date."""

_JENJANG = {2: "urusan", 3: "program", 5: "kegiatan", 6: "sub_kegiatan"}

KOLOM_DPA: dict[str, Kolom] = {
    "kode": Kolom("Kode", ("Kode Anggaran", "Kode Rekening")),
    "nama": Kolom("Nama", ("Program/Kegiatan/Sub Kegiatan", "Uraian")),
    "bidang": Kolom("Bidang"),
    "pagu_dpa": Kolom("Pagu DPA", ("Pagu DPA (Rp)", "Pagu")),
    "pagu_dppa": Kolom("Pagu DPPA", ("Pagu DPPA (Rp)", "Pagu Perubahan"), wajib=False),
    "dppa_mulai": Kolom("DPPA Mulai TW", wajib=False),
}
_TRIWULAN = {k: str(n) for n, r in ROMAWI.items() for k in (str(n), r.casefold(), f"tw {n}", f"tw {r.casefold()}")}


def jenjang_kode(kode: str) -> str:
    """Return the level that a code's length says, from ``urusan`` to ``sub_kegiatan``; ``""`` if malformed."""
    return _JENJANG[len(kode.split("."))] if POLA_KODE.match(kode) else ""


def kode_induk(kode: str, ada: set[str]) -> str:
    """Return the nearest code above ``kode`` that is in ``ada``, empty at the top."""
    bagian = kode.split(".")
    return next((k for n in (5, 3, 2) if n < len(bagian) and (k := ".".join(bagian[:n])) in ada), "")


def periksa_kode(t: Tabel, baris: int, kode_indikator: str, dikenal: set[str] | None) -> str:
    """Read an indicator's budget codes, separated by ``;``.

    Args:
        t: The sheet ``PK``.
        baris: Row.
        kode_indikator: For findings.
        dikenal: Codes of the sheet ``DPA``; None when there is no such sheet (a finding already).

    Returns:
        The codes that are well formed, separated by ``'; '``.
    """
    sah = []
    for kode in (x.strip() for x in t.kode(baris, "kode_anggaran").split(";")):
        if kode in ("", "-"):
            continue
        if jenjang_kode(kode) in ("", "urusan"):
            t.catat("kode_tidak_sah", baris=baris, kunci="kode_anggaran", nilai=kode, kode_indikator=kode_indikator)
            continue
        if dikenal is not None and kode not in dikenal:
            t.catat(
                "anggaran_tidak_dikenal",
                baris=baris,
                kunci="kode_anggaran",
                nilai=kode,
                kode_indikator=kode_indikator,
                mirip=mirip(kode, dikenal),
            )
        sah.append(kode)
    return "; ".join(dict.fromkeys(sah))


def baca_dpa(t: Tabel, kantor: Kantor) -> set[str] | None:
    """Read the budget rows into ``anggaran``.

    Returns:
        The codes that were read; None when the sheet has no column of codes.
    """
    baris: dict[str, int] = {}
    for b in t.baris("kode"):
        kode = t.kode(b, "kode")
        if not kode or not jenjang_kode(kode):
            if kode and not kode.casefold().startswith(("jumlah", "total")):
                t.catat("kode_tidak_sah", baris=b, kunci="kode", nilai=kode)
            t.lewati(b, "tanpa kode program, kegiatan, atau sub kegiatan")
        elif kode in baris:
            tempat = f"{t.sel(baris[kode], 'kode')} dan {t.sel(b, 'kode')}"
            t.catat("anggaran_ganda", baris=b, kunci="kode", nilai=kode, tempat=tempat)
            t.lewati(b, "kode anggaran ganda")
        else:
            baris[kode] = b
            t.dibaca(b)
    bidang: dict[str, str] = {}
    for kode in sorted(baris):  # a parent's code sorts before its children's, so that they can inherit its unit
        induk = kode_induk(kode, set(baris))
        bidang[kode] = _bidang(t, baris[kode], kantor) or bidang.get(induk, "")
    for kode, b in baris.items():
        dppa = t.rupiah(b, "pagu_dppa")
        mulai = int(t.pilihan(b, "dppa_mulai", _TRIWULAN) or 0) if dppa is not None else 0
        if dppa is not None and not mulai:
            t.catat("isian_hilang", baris=b, kunci="dppa_mulai", kolom="DPPA Mulai TW")
        dpa = t.rupiah(b, "pagu_dpa")
        if dpa is None and t.isi(b, "pagu_dpa") == "" and "pagu_dpa" in t.letak:
            t.catat("isian_hilang", baris=b, kunci="pagu_dpa", kolom="Pagu DPA")
        t.hasil.anggaran.append(
            {
                "kode_anggaran": kode,
                "nama": t.teks(b, "nama") or kode,
                "jenjang": jenjang_kode(kode),
                "kode_induk": kode_induk(kode, set(baris)),
                "bidang": bidang[kode],
                "pagu_dpa_rp": dpa,
                "pagu_dppa_rp": dppa,
                "dppa_mulai_tw": mulai,
                **t.asal(b, "pagu_dpa"),
            }
        )
    return set(baris) if "kode" in t.letak else None


def _bidang(t: Tabel, b: int, kantor: Kantor) -> str:
    tertulis = t.teks(b, "bidang")
    resmi = cocokkan_bidang(tertulis, kantor.dinas) if tertulis else ""
    if resmi is None:
        t.catat(
            "bidang_tidak_dikenal",
            baris=b,
            kunci="bidang",
            nilai=tertulis,
            bidang_tertulis=tertulis,
            mirip=mirip(tertulis, nama_bidang(kantor.dinas)),
        )
    return tertulis if resmi is None else resmi
