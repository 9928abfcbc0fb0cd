"""Sentences on a sasaran and its indicators, each by a stated rule from figures that are written already.

A verdict follows the percentage as it is printed (two decimals), a direction the difference as it is printed, so that
no sentence says other than the table beside it. What is not known is not guessed at: it is left out here and named in
the table. Causes are never written here; those are the bidang's to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja import kata
from kinerja.angka import bulat
from kinerja.keluaran.unsur import Baris, ada, angka, bersih, bilangan, persen, rupiah
from kinerja.keluaran.utama import dengan_satuan
from kinerja.uraian import dalam_persen

SEDIKIT = 4
"""Indicators that a sentence names by their codes; more are counted."""


def tercapai(pct: object) -> bool | None:
    """Whether a target is met, by the percentage as it is printed; None when there is none."""
    nilai = bilangan(pct)
    return None if nilai is None else bulat(nilai) >= 100


def jauh(selisih: object, satuan: str) -> str:
    """Write the size of a difference: ``3,42 poin persen``, ``4 orang``; empty when it prints as none or is unknown."""
    nilai = bilangan(selisih)
    if nilai is None or bulat(nilai) == 0:
        return ""
    if dalam_persen(satuan):
        return f"{angka(abs(nilai))} poin persen"
    return dengan_satuan(angka(abs(nilai)), satuan)


# ---- one indicator --------------------------------------------------------------------------------------------------
def kalimat_indikator(b: Baris, banding: Mapping[str, Baris]) -> str:
    """Say where an indicator stands: against its target to date, against last year, and what it still needs.

    Args:
        b: Row of ``capaian``.
        banding: Its rows of ``banding`` by kind.
    """
    potong = [terhadap_target(b, banding.get("target_sd")), terhadap_lalu(b, banding.get("tw_tahun_lalu"))]
    isi = " ".join([*(x for x in potong if x), *filter(None, [bersih(b["laju_ket"])])])
    return isi.replace(" %", "\u00a0%")  # the sign never stands alone on the next line


def terhadap_target(b: Baris, r: Baris | None) -> str:
    """Judge against the target to date: ``Belum mencapai target: capaian 91,67 %, lebih rendah 5 poin persen …``."""
    sampai = tercapai(b["capaian_sd_pct"])
    if b["status"] != "terukur" or sampai is None:
        return kata.keadaan(b["status"], bersih(b["status_ket"]))
    putusan = "Mencapai target" if sampai else "Belum mencapai target"
    jarak = _jarak(b, r)
    return f"{putusan} sampai triwulan ini: capaian {persen(b['capaian_sd_pct'])}" + (f", {jarak}." if jarak else ".")


def _jarak(b: Baris, r: Baris | None) -> str:
    """How far a figure is from its target; empty where there is no distance or it prints as none."""
    if r is None or b["jenis_target"] == "rentang" or not (x := jauh(r["selisih"], bersih(b["satuan"]))):
        return ""  # a range has two ends; a date and a predicate have no distance
    sifat = "" if b["polaritas"] == "maks" else f" ({kata.POLARITAS[b['polaritas']]})"
    return f"lebih {'tinggi' if r['selisih'] > 0 else 'rendah'} {x} dari target{sifat}"


def terhadap_lalu(b: Baris, r: Baris | None) -> str:
    """Compare: ``Dibanding TW II tahun 2024 (51,58 %) naik 3,42 poin persen, lebih baik.``; empty without last year."""
    if r is None or not r["tersedia"] or not ada(r["selisih"]):
        return ""
    x, arti = jauh(r["selisih"], bersih(b["satuan"])), kata.ARAH[r["arah"]]
    awal = f"Dibanding {bersih(r['nama'])} ({bersih(r['pembanding_teks'])})"
    if not x:
        return f"{awal} {'hampir sama' if r['selisih'] else 'tetap'}."
    return f"{awal} {'naik' if r['selisih'] > 0 else 'turun'} {x}" + (f", {arti}." if arti else ".")


# ---- a group of indicators ------------------------------------------------------------------------------------------
def kalimat_gulungan(g: Baris | None, utama: Sequence[Baris], apa: str, sebut: bool = True) -> str:
    """Say the mean of a roll-up, what it rests on, and which of its indicators met their target.

    Args:
        g: Row of ``sasaran``.
        utama: The indicators that it counts.
        apa: What the roll-up is of.
        sebut: Whether to write the mean itself, which a line above may give already.
    """
    if g is None or not (ada(g["capaian_pct"]) or ada(g["capaian_tahun_pct"])):
        return f"Capaian {apa} belum dapat dihitung. {hitung_target(utama)}".strip()
    if not ada(g["capaian_pct"]):
        nilai = f"{kata.KEMAJUAN} {persen(g['capaian_tahun_pct'])}, {kata.TANPA_PREDIKAT}. " if sebut else ""
        return f"{nilai}{hitung_target(utama)}".strip()
    predikat = f" ({bersih(g['predikat'])})" if g["predikat"] else ""
    jarak = bulat(bulat(float(g["capaian_pct"])) - 100)
    poin = persen(abs(jarak)).removesuffix("\u00a0%")
    letak = "tepat" if jarak == 0 else f"{poin} poin di {'atas' if jarak > 0 else 'bawah'}"
    nilai = f"Capaian {apa} {persen(g['capaian_pct'])}{predikat}," if sebut else f"Capaian {apa}"
    isi = f"{nilai} {letak} 100\u00a0%."
    return f"{isi} {hitung_target(utama)}".strip()


def hitung_target(utama: Sequence[Baris]) -> str:
    """Count them: ``Dari 3 indikator yang dihitung, 1 mencapai target …, dan 1 belum dapat dinilai (TK-06).``."""
    ke: dict[bool | None, list[Baris]] = {True: [], False: [], None: []}
    for b in utama:
        ke[tercapai(b["capaian_sd_pct"]) if b["status"] == "terukur" else None].append(b)
    if not utama:
        return ""
    nanti = "mencapainya" if ke[True] else "mencapai target sampai triwulan ini"
    ucapan = {
        True: "mencapai target sampai triwulan ini",
        False: f"belum {nanti}{_kode(ke[False])}",
        None: f"belum dapat dinilai{_kode(ke[None])}",
    }
    if len(utama) == 1:
        return f"Satu indikator yang dihitung {next(ucapan[k] for k in ke if ke[k])}."
    if max(len(x) for x in ke.values()) == len(utama):
        semua = "Kedua" if len(utama) == 2 else f"Seluruh {len(utama)}"
        return f"{semua} indikator yang dihitung {next(ucapan[k] for k in ke if ke[k])}."
    return (
        f"Dari {len(utama)} indikator yang dihitung, {kata.daftar([f'{len(ke[k])} {ucapan[k]}' for k in ke if ke[k]])}."
    )


def _kode(isi: Sequence[Baris]) -> str:
    """Codes in brackets, nothing where they are too many to be read."""
    return f" ({kata.daftar([bersih(b['kode_indikator']) for b in isi])})" if len(isi) <= SEDIKIT else ""


def kalimat_uang(g: Baris | None, letak: str) -> str:
    """Say the money: ``Anggarannya Rp…, terpakai Rp… (36,97 %): capaian di bawah 100 %, serapan belum banyak.``.

    Args:
        g: Row of ``sasaran``.
        letak: Name of the field in which it lies between money and result, empty where it has none.
    """
    if g is None or not ada(g["serapan_pct"]):
        return ""
    isi = f"Anggarannya {rupiah(g['pagu_rp'])}, terpakai {rupiah(g['realisasi_rp'])} ({persen(g['serapan_pct'])})"
    return f"{isi}: {letak[:1].lower()}{letak[1:]}." if letak else f"{isi}."


def kalimat_laju(semua: Sequence[Baris]) -> str:
    """Count how many can still reach the year's target at their pace."""
    isi = [b for b in semua if b["jangkauan"]]
    n = {k: sum(b["jangkauan"] == k for b in isi) for k in kata.JANGKAUAN}
    hitung = kata.daftar([f"{n[k]} {istilah.arti}" for k, istilah in kata.JANGKAUAN.items() if n[k]])
    return f"Dari {len(isi)} indikator yang kebutuhannya sampai akhir tahun dapat dihitung: {hitung}." if isi else ""
