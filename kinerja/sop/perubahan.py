"""What a revision changed against the one before: the page "Apa yang berubah" of the printed report.

Every figure of the report that differs is named, whether a correction was recorded for it or not: what nobody asked for
is what a reader must see first. Figures are compared as the seal writes them (twelve digits) and shown as the report
shows them. A figure that follows from others says so: capaian, state and predicate from realisasi and target, a budget
row from the rows below it. Corrections that changed no figure stay on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinerja import kata
from kinerja.angka import tulis, tulis_persen
from kinerja.arsip.buku import folder_sop
from kinerja.arsip.segel import tulis_sel
from kinerja.kantor import Kantor, Periode
from kinerja.keluaran.laporan_isi import besaran
from kinerja.keluaran.unsur import Baris, ada, angka, bilangan, catatan, persen, rupiah
from kinerja.langkah import ASAL_TABEL
from kinerja.skema import TABEL
from kinerja.sop.keadaan import Keadaan
from kinerja.sop.sebab import DaftarSebab, Koreksi, Sebab, daftar_sebab, gabung, kode_koreksi, sebab_orang
from kinerja.tabel import baca

if TYPE_CHECKING:
    import pandas as pd

Perubahan = dict[str, Any]
Nilai = tuple[str, str]
"""From and to, as the report writes them."""
KELOMPOK = ("gabungan", "indikator", "anggaran", "koreksi")
"""What a record speaks of: a roll-up, an indicator, a budget row, or a correction without effect on any figure."""
SEMUA_TINGKAT = ("dinas", "sasaran")
"""Levels of roll-ups that are shown even when nothing of them changed."""
ASAL = {
    "target_tahun": ("Target tahun", ("target_tahun_bawah",)),
    "target_renstra": ("Target akhir Renstra", ("target_renstra_bawah",)),
    "target_sd": ("Target {sd}", ("target_sd_bawah",)),
    "realisasi_sd": ("Realisasi {sd}", ("pembilang_sd", "penyebut_sd")),
    "bobot": ("Bobot dalam capaian gabungan", ()),
}
"""Figures of an indicator that come from outside: name, and the columns that belong to them."""
IKUT = {
    "capaian_sd_pct": "Capaian {sd}",
    "capaian_tahun_pct": "Capaian thd target tahun",
    "capaian_renstra_pct": "Capaian thd akhir Renstra",
    "status": "Status",
    "predikat": "Predikat",
}
"""What follows from them."""
UANG = {"pagu_rp": "Pagu", "realisasi_rp": "Realisasi anggaran", "fisik_pct": "Kemajuan fisik"}
TIDAK_ADA = "tidak ada"
SELURUH = "Seluruh dinas"


@dataclass(frozen=True)
class Banding:
    """Two releases side by side.

    Attributes:
        lama: Tables of the revision before.
        baru: Tables of the present one.
        sebab: What is known of the reasons.
        sd: ``s.d. TW II``.
    """

    lama: Mapping[str, list[Baris]]
    baru: Mapping[str, list[Baris]]
    sebab: DaftarSebab
    sd: str

    def pasangan(self, tabel: str, kunci: Sequence[str]) -> list[tuple[Baris, Baris]]:
        """Pair the rows of a table by key, in the order of the present report; those that are gone come last."""
        dulu, kini = ({tuple(b[k] for k in kunci): b for b in t[tabel]} for t in (self.lama, self.baru))
        return [(dulu.get(k, {}), kini.get(k, {})) for k in (*kini, *(k for k in dulu if k not in kini))]


def perubahan_rev(kantor: Kantor, periode: Periode, s: Keadaan, baru: dict[str, pd.DataFrame]) -> list[Perubahan]:
    """Say what the present revision changed.

    Args:
        kantor: The office.
        periode: The quarter.
        s: State before the release.
        baru: Tables of the current run.

    Returns:
        One record per figure, none for revision 0: ``kelompok`` (one of :data:`KELOMPOK`), ``kode_indikator`` (or the
        code of the roll-up or budget row), ``indikator`` (its name), ``apa, dari, menjadi, mengapa, diminta_oleh,
        pengaruh``, all of them text; and ``kutipan``, whether ``mengapa`` is in somebody's own words.
    """
    if not s.revisi:
        return []
    folder = folder_sop(kantor, periode) / f"rev{s.revisi - 1}"
    nama = ("capaian", "sasaran", "serapan")
    lama = baca(folder, nama, ASAL_TABEL)
    b = Banding(
        {t: list(catatan(lama[t])) for t in nama},
        {t: list(catatan(baru[t])) for t in nama},
        daftar_sebab(s.koreksi_revisi, baru, folder),
        kata.sampai(periode),
    )
    indikator, uang = list(_indikator(b)), list(_anggaran(b))
    return [*_gabungan(b, indikator), *indikator, *uang, *_tanpa_pengaruh(b, [*indikator, *uang])]


def _satu(kelompok: str, kode: str, nama: str, apa: str, nilai: Nilai, sebab: Sebab, pengaruh: str) -> Perubahan:
    return {
        "kelompok": kelompok, "kode_indikator": kode, "indikator": nama, "apa": apa, "dari": nilai[0],
        "menjadi": nilai[1], "mengapa": sebab.mengapa, "diminta_oleh": sebab.diminta_oleh, "pengaruh": pengaruh,
        "kutipan": sebab.kutipan,
    }  # fmt: skip


def _beda(tabel: str, a: Baris, b: Baris, *kolom: str) -> bool:
    """Whether one of these figures differs, as the seal writes it."""
    return any(tulis_sel(a[k], TABEL[tabel][k].tipe) != tulis_sel(b[k], TABEL[tabel][k].tipe) for k in kolom)


def _rinci(nilai: Nilai, a: object, b: object) -> Nilai:
    """Write two figures that differ; with more decimals where two would hide it."""
    if nilai[0] != nilai[1] or not ada(a) or not ada(b):
        return nilai
    return tulis(bilangan(a), 10), tulis(bilangan(b), 10)


# ---- indicators -----------------------------------------------------------------------------------------------------
def _indikator(b: Banding) -> Iterator[Perubahan]:
    for x, y in b.pasangan("capaian", ("kode_indikator",)):
        kode, nama = (str((y or x)[k]) for k in ("kode_indikator", "indikator"))
        sebab, sasaran = b.sebab.cari(kode), _geser_sasaran(b, x, y)
        if not x or not y:
            nilai = (_ringkas(x), _ringkas(y))
            apa = "Indikator ditambahkan" if y else "Indikator dihapus"
            yield _satu("indikator", kode, nama, apa, nilai, sebab, sasaran)
            continue
        asal = list(_asal(b, x, y))
        pengaruh = " ".join(t for t in (_geser("Capaian indikator", "capaian_sd_pct", x, y), sasaran) if t)
        for apa, nilai in asal:
            yield _satu("indikator", kode, nama, apa, nilai, sebab, pengaruh)
        ikut = Sebab(f"Mengikuti {kata.daftar(_kecil(apa for apa, _ in asal))}.", sebab.diminta_oleh) if asal else sebab
        for apa, nilai in _ikut(b, x, y):
            yield _satu("indikator", kode, nama, apa, nilai, ikut, sasaran)


def _asal(b: Banding, x: Baris, y: Baris) -> Iterator[tuple[str, Nilai]]:
    for k, (apa, lain) in ASAL.items():
        nilai = (_tulis_asal(k, x), _tulis_asal(k, y))
        if nilai[0] != nilai[1] or _beda("capaian", x, y, k):
            yield apa.format(sd=b.sd), _rinci(nilai, x[k], y[k])
        elif _beda("capaian", x, y, *lain):  # the same percentage of other parts
            dari, ke = (f"{nilai[0]} ({' / '.join(angka(t[a]) for a in lain)})" for t in (x, y))
            yield apa.format(sd=b.sd), (dari, ke)


def _tulis_asal(k: str, b: Baris) -> str:
    return angka(b[k]) if k == "bobot" else besaran(b, k)


def _kecil(nama: Iterable[str]) -> list[str]:
    """Names of figures within a sentence: ``realisasi s.d. TW II 2025``."""
    return [x[0].lower() + x[1:] for x in nama]


def _ikut(b: Banding, x: Baris, y: Baris) -> Iterator[tuple[str, Nilai]]:
    for k, apa in IKUT.items():
        if _beda("capaian", x, y, k):
            nilai = (_tulis_ikut(k, x), _tulis_ikut(k, y))
            yield apa.format(sd=b.sd), _rinci(nilai, x[k], y[k]) if k.endswith("_pct") else nilai


def _tulis_ikut(k: str, b: Baris) -> str:
    if k.endswith("_pct"):
        return persen(b[k]) if ada(b[k]) else "tanpa capaian"
    return kata.STATUS[b[k]].label if k == "status" else str(b[k]) or "tanpa predikat"


def _ringkas(b: Baris) -> str:
    """An indicator in one line, for one that was added or dropped."""
    if not b:
        return TIDAK_ADA
    return f"target {besaran(b, 'target_sd')}, realisasi {besaran(b, 'realisasi_sd')}, {_nilai('capaian_sd_pct', b)}"


def _nilai(k: str, b: Baris) -> str:
    """``90,00 % (Tinggi)``."""
    if not ada(b[k]):
        return "tanpa capaian"
    return f"{tulis_persen(b[k])} ({b['predikat']})" if b["predikat"] else tulis_persen(b[k])


def _geser(apa: str, k: str, x: Baris, y: Baris) -> str:
    """``Sasaran S1: 90,00 % (Tinggi) menjadi 98,00 % (Sangat Tinggi).``, or that it stayed."""
    dari, ke = (_nilai(k, t) if t else TIDAK_ADA for t in (x, y))
    return f"{apa}: tetap {ke}." if dari == ke else f"{apa}: {dari} menjadi {ke}."


def _geser_sasaran(b: Banding, x: Baris, y: Baris) -> str:
    """What became of the sasaran that an indicator measures, or of both when it was moved."""
    kode = dict.fromkeys(str(t["kode_sasaran"]) for t in (x, y) if t)
    pasangan = [p for p in b.pasangan("sasaran", ("level", "kode")) if _tingkat(p)[0] == "sasaran"]
    return " ".join(_geser(f"Sasaran {k}", "capaian_pct", *p) for k in kode for p in pasangan if _tingkat(p)[1] == k)


def _tingkat(p: tuple[Baris, Baris]) -> tuple[str, str]:
    b = p[1] or p[0]
    return str(b["level"]), str(b["kode"])


# ---- roll-ups -------------------------------------------------------------------------------------------------------
def _gabungan(b: Banding, indikator: Sequence[Perubahan]) -> Iterator[Perubahan]:
    """The office and every sasaran, changed or not; programmes and units where they changed."""
    milik = {
        str((y or x)["kode_indikator"]): {t["kode_sasaran"] for t in (x, y) if t}
        for x, y in b.pasangan("capaian", ("kode_indikator",))
    }
    pasangan = b.pasangan("sasaran", ("level", "kode"))
    for x, y in sorted(pasangan, key=lambda p: _tingkat(p)[0] != "dinas"):
        level, kode = _tingkat((x, y))
        berubah = not x or not y or _beda("sasaran", x, y, "capaian_pct", "predikat", "n_terukur", "n")
        if not berubah and level not in SEMUA_TINGKAT:
            continue
        dari, ke = (_nilai("capaian_pct", t) if t else TIDAK_ADA for t in (x, y))
        if x and y and _beda("sasaran", x, y, "capaian_pct"):
            dari, ke = _rinci((dari, ke), x["capaian_pct"], y["capaian_pct"])
        ikut = not berubah or any(level != "sasaran" or kode in milik[r["kode_indikator"]] for r in indikator)
        sebab = Sebab("Mengikuti indikatornya.", "–") if ikut else Sebab()
        nama = SELURUH if level == "dinas" else f"{kata.JENJANG[level]}: {(y or x)['nama']}"
        dulu, kini = (f"{t['n_terukur']} dari {t['n']} indikator terukur" if t else TIDAK_ADA for t in (x, y))
        terukur = kini if dulu == kini else f"{dulu} menjadi {kini}"
        pengaruh = f"{'Tetap' if dari == ke else 'Berubah'}; {terukur}."
        yield _satu("gabungan", kode, nama, "Capaian", (dari, ke), sebab, pengaruh)


# ---- money ----------------------------------------------------------------------------------------------------------
def _anggaran(b: Banding) -> Iterator[Perubahan]:
    berubah = [p for p in b.pasangan("serapan", ("jenjang", "kode_anggaran")) if _uang_beda(*p)]
    for x, y in berubah:
        t = y or x
        kode, nama = ("", SELURUH) if t["jenjang"] == "dinas" else (str(t["kode_anggaran"]), str(t["nama"]))
        sebab = _sebab_uang(b, t, [kini or dulu for dulu, kini in berubah])
        for apa, nilai, ikut in _angka_uang(x, y):
            alasan = Sebab(f"Mengikuti {ikut}.", sebab.diminta_oleh) if ikut else sebab
            yield _satu("anggaran", kode, nama, apa, nilai, alasan, TANPA_CAPAIAN)


def _angka_uang(x: Baris, y: Baris) -> Iterator[tuple[str, Nilai, str]]:
    """Yield what differs of a budget row: name, from and to, and what it follows from."""
    if not x or not y:
        dari, ke = (
            f"pagu {rupiah(t['pagu_rp'])}, realisasi {rupiah(t['realisasi_rp'])}" if t else TIDAK_ADA for t in (x, y)
        )
        yield "Baris anggaran ditambahkan" if y else "Baris anggaran dihapus", (dari, ke), ""
        return
    asal = []
    for k, apa in UANG.items():
        if _beda("serapan", x, y, k):
            tulis_k = rupiah if k.endswith("_rp") else persen
            asal.append(apa)
            yield apa, _rinci((tulis_k(x[k]), tulis_k(y[k])), x[k], y[k]), ""
    if _beda("serapan", x, y, "serapan_pct"):
        nilai = (persen(x["serapan_pct"]), persen(y["serapan_pct"]))
        yield "Serapan", _rinci(nilai, x["serapan_pct"], y["serapan_pct"]), kata.daftar(_kecil(asal))


TANPA_CAPAIAN = "Capaian dan predikat tidak dihitung dari anggaran."


def _uang_beda(x: Baris, y: Baris) -> bool:
    return not x or not y or _beda("serapan", x, y, *UANG, "serapan_pct")


def _sebab_uang(b: Banding, t: Baris, berubah: Sequence[Baris]) -> Sebab:
    """Reason of a budget row: its own, else that of the changed rows below it."""
    sendiri = b.sebab.cari(str(t["kode_anggaran"]))
    anak = [u for u in berubah if _di_bawah(t, u)]
    if sendiri != Sebab() or not anak:
        return sendiri
    return Sebab("Mengikuti baris di bawahnya.", gabung(_sebab_uang(b, u, berubah).diminta_oleh for u in anak))


def _di_bawah(t: Baris, u: Baris) -> bool:
    """Whether ``u`` is right below ``t``; what has no parent is below the office as a whole."""
    if t["jenjang"] == "dinas":
        return bool(u["jenjang"] != "dinas" and not u["kode_induk"])
    return bool(u["jenjang"] != "dinas" and u["kode_induk"] == t["kode_anggaran"])


# ---- corrections that changed no figure -----------------------------------------------------------------------------
def _tanpa_pengaruh(b: Banding, berubah: Sequence[Perubahan]) -> Iterator[Perubahan]:
    kena = {str(r["kode_indikator"]).casefold() for r in berubah}
    nama = {str(t["kode_indikator"]).casefold(): str(t["indikator"]) for t in (*b.lama["capaian"], *b.baru["capaian"])}
    for k in b.sebab.koreksi:
        kode = kode_koreksi(k)
        if not kode or kode.casefold() not in kena:
            yield _satu("koreksi", kode, nama.get(kode.casefold(), ""), *_isi(k))


def _isi(k: Koreksi) -> tuple[str, Nilai, Sebab, str]:
    apa, dari, menjadi, alasan, oleh = (
        str(k[0].isi.get(x, "")) for x in ("apa", "dari", "menjadi", "alasan", "diminta_oleh")
    )
    dilakukan = str(k[1].isi.get("dilakukan", ""))
    pengaruh = f"Tidak mengubah angka laporan. {dilakukan}".strip()
    return apa, (dari, menjadi), sebab_orang(gabung([alasan]), gabung([oleh])), pengaruh
