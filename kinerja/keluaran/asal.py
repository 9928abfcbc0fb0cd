"""Where a figure comes from: every figure in a table is a link to the card that explains it.

The cards stand once, in the report's last section; a figure's link names its card by a short number, since there are
hundreds of them. On paper and in the light edition that is an appendix; in the interactive edition the page's script
shows the card beside the figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kinerja import kata
from kinerja.angka import tulis
from kinerja.kantor import ROMAWI
from kinerja.keluaran.unsur import (
    Baris,
    Hasil,
    Lajur,
    ada,
    bersih,
    bilangan,
    catatan,
    e,
    persen,
    rincian,
    rupiah,
    tabel,
)

INDIKATOR, GABUNGAN, UANG = "i", "g", "u"
"""First letter of a card's name: of an indicator, a roll-up, a row of the budget."""


def _nama(tabel_: Any, *kunci: str) -> dict[tuple[str, ...], int]:
    """Number the rows of a table from 1 by their key."""
    return {tuple(str(b[k]) for k in kunci): i for i, b in enumerate(catatan(tabel_), 1)}


def jangkar(hasil: Hasil, jenis: str) -> dict[tuple[str, ...], str]:
    """Name the cards of one kind by the key of their rows.

    Args:
        hasil: The step.
        jenis: :data:`INDIKATOR` (key: code), :data:`GABUNGAN` (level, code) or :data:`UANG` (code).
    """
    asal = {
        INDIKATOR: ("capaian", "kode_indikator"),
        GABUNGAN: ("sasaran", "level", "kode"),
        UANG: ("serapan", "kode_anggaran"),
    }
    nama, *kunci = asal[jenis]
    return {k: f"{jenis}{n}" for k, n in _nama(hasil.tabel[nama], *kunci).items()}


class Asal:
    """Links from figures to their cards."""

    def __init__(self, hasil: Hasil) -> None:
        self._jangkar = {j: jangkar(hasil, j) for j in (INDIKATOR, GABUNGAN, UANG)}

    def indikator(self, b: Baris, isi: str) -> str:
        """Link a figure (HTML) of a row of ``capaian``."""
        return self._taut(INDIKATOR, (str(b["kode_indikator"]),), isi)

    def gabungan(self, b: Baris, isi: str) -> str:
        """Link a figure (HTML) of a row of ``sasaran``."""
        return self._taut(GABUNGAN, (str(b["level"]), str(b["kode"])), isi)

    def uang(self, b: Baris, isi: str) -> str:
        """Link a figure (HTML) of a row of ``serapan``."""
        return self._taut(UANG, (str(b["kode_anggaran"]),), isi)

    def id_indikator(self, b: Baris) -> str:
        """Name of an indicator's card."""
        return self._jangkar[INDIKATOR][(str(b["kode_indikator"]),)]

    def _taut(self, jenis: str, kunci: tuple[str, ...], isi: str) -> str:
        jangkar_ = self._jangkar[jenis].get(kunci)
        return isi if isi in ("", "–") or jangkar_ is None else f'<a href="#{jangkar_}">{isi}</a>'


# ---- roll-ups -------------------------------------------------------------------------------------------------------
def anggota(b: Baris, capaian: Sequence[Baris]) -> list[Baris]:
    """List the indicators that a roll-up counts; the rule of ``gabungan.susun_kelompok``."""
    kode = str(b["kode"])
    if b["level"] == "program":
        return [
            c
            for c in capaian
            if c["jenjang"] == "program" and c["jenis"] != "IKI" and kode in bersih(c["kode_anggaran"]).split("; ")
        ]
    utama = [c for c in capaian if c["dalam_gabungan"]]
    if b["level"] == "sasaran":
        return [c for c in utama if str(c["kode_sasaran"]) == kode]
    if b["level"] == "bidang":
        return [c for c in utama if kode in str(c["bidang"]).split("; ")]
    return utama


def kartu_gabungan(hasil: Hasil) -> str:
    """The cards of all roll-ups: which figures a mean is of, with what weight, as they count in it."""
    semua = catatan(hasil.tabel["sasaran"])
    if not semua:
        return ""
    capaian, asal = catatan(hasil.tabel["capaian"]), Asal(hasil)
    nomor = jangkar(hasil, GABUNGAN)

    def rumus(b: Baris) -> str:
        return _rumus_gabungan(b, semua, capaian, hasil, asal)

    lajur = [
        Lajur("Gabungan", lambda b: f"{e(b['nama'])} <small>{e(kata.JENJANG[b['level']])}</small>", "nama"),
        Lajur("Capaian", lambda b: persen(b["capaian_pct"]), "angka"),
        Lajur("Rerata tertimbang dari", rumus),
        Lajur("Anggaran", _uang_gabungan),
    ]

    def atribut(b: Baris) -> str:
        return f' id="{nomor[str(b["level"]), str(b["kode"])]}"'

    isi = tabel("Hitungan gabungan", lajur, semua, "asal", sunyi=True, atribut=atribut)
    return rincian(f"Capaian gabungan dan serapannya ({len(semua)})", isi, "hitungan cetak")


def _rumus_gabungan(b: Baris, semua: Sequence[Baris], capaian: Sequence[Baris], hasil: Hasil, asal: Asal) -> str:
    """The members of a mean that have a figure, each with its weight, and the codes of those that have none."""
    if b["level"] == "dinas" and hasil.kantor.aturan.rerata_dinas == "sasaran":
        isi = [(e(x["kode"]), x["capaian_pct"]) for x in semua if x["level"] == "sasaran"]
        return "; ".join(f"{k} {persen(v)}" for k, v in isi if ada(v)) + ", masing-masing berbobot sama"
    milik, batas = anggota(b, capaian), hasil.kantor.aturan.batas_capaian_pct
    terukur = [x for x in milik if ada(x["capaian_sd_pct"])]
    bobot = {bilangan(x["bobot"]) for x in terukur}
    potong = []
    for x in terukur:
        dihitung = f", dihitung {persen(batas)}" if x["dibatasi"] else ""
        timbang = f" (bobot {tulis(bilangan(x['bobot']))}{dihitung})" if len(bobot) > 1 or dihitung else ""
        potong.append(asal.indikator(x, e(x["kode_indikator"])) + f" {persen(x['capaian_sd_pct'])}{timbang}")
    tanpa = kata.daftar([bersih(x["kode_indikator"]) for x in milik if x not in terukur])
    ekor = [f"tanpa {e(tanpa)}, yang belum terukur"] if tanpa else []
    return "; ".join(potong + ekor)


def _uang_gabungan(b: Baris) -> str:
    if not ada(b["serapan_pct"]):
        return ""
    return f"{rupiah(b['realisasi_rp'])} dari {rupiah(b['pagu_rp'])}: {persen(b['serapan_pct'])}"


# ---- money ----------------------------------------------------------------------------------------------------------
def kartu_uang(hasil: Hasil) -> str:
    """The cards of the budget: the cell of each ceiling, and each quarter's cell or the rows that were summed."""
    semua = catatan(hasil.tabel["serapan"])
    if not semua:
        return ""
    nomor, realisasi = jangkar(hasil, UANG), _realisasi(hasil)
    anak: dict[str, list[str]] = {}
    for b in semua:
        # What has no parent is summed to the office's total.
        if b["jenjang"] != "dinas":
            anak.setdefault(str(b["kode_induk"]) or "dinas", []).append(bersih(b["kode_anggaran"]))

    def terpakai(b: Baris) -> str:
        sel = realisasi.get(str(b["kode_anggaran"]))
        return sel or (f"jumlah dari {e(kata.daftar(anak[k]))}" if (k := str(b["kode_anggaran"])) in anak else "")

    lajur = [
        Lajur("Kode", lambda b: e(b["nama"] if b["jenjang"] == "dinas" else b["kode_anggaran"]), "nama"),
        Lajur("Serapan", _serapan),
        Lajur("Sumber pagu", lambda b: _sumber_pagu(b, anak)),
        Lajur("Sumber realisasi", terpakai),
    ]

    def atribut(b: Baris) -> str:
        return f' id="{nomor[(str(b["kode_anggaran"]),)]}"'

    isi = tabel("Sumber angka anggaran", lajur, semua, "asal", sunyi=True, atribut=atribut)
    return rincian(f"Sumber angka anggaran ({len(semua)})", isi, "hitungan cetak")


def _serapan(b: Baris) -> str:
    if not ada(b["serapan_pct"]):
        return ""
    return f"{rupiah(b['realisasi_rp'])} ÷ {rupiah(b['pagu_rp'])} = {persen(b['serapan_pct'])}"


def _sumber_pagu(b: Baris, anak: Mapping[str, list[str]]) -> str:
    if b["asal_berkas"]:
        return tempat(b["asal_berkas"], b["asal_lembar"], b["asal_sel"])
    return f"jumlah dari {e(kata.daftar(anak[k]))}" if (k := str(b["kode_anggaran"])) in anak else ""


def _realisasi(hasil: Hasil) -> dict[str, str]:
    """Where each quarter's spending stands, by code; totals that a form states itself are left out."""
    isi: dict[str, list[str]] = {}
    for b in catatan(hasil.tabel["realisasi_anggaran"]):
        if int(b["triwulan"]) <= hasil.periode.triwulan and not b["ikhtisar"]:
            letak = tempat(b["asal_berkas"], b["asal_lembar"], b["asal_sel"])
            isi.setdefault(str(b["kode_anggaran"]), []).append(f"TW {ROMAWI[int(b['triwulan'])]}: {letak}")
    return {k: "; ".join(v) for k, v in isi.items()}


def tempat(berkas: object, lembar: object, sel: object) -> str:
    """A cell as a card names it; the folder that all files share goes without saying."""
    nama = re.sub(r"^data/raw/\d{4}/", "", bersih(berkas))
    return " · ".join(e(x) for x in (nama, lembar, sel) if x)
