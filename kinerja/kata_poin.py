"""The main points of the report: title and sentence of each by rule, from figures that are written already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.kantor import ROMAWI
from kinerja.kata import daftar, kutip, sampai

if TYPE_CHECKING:
    from kinerja.kantor import Periode

ATURAN_POIN = {
    "keseluruhan": "capaian dinas, selalu pertama",
    "tertahan": "ada temuan yang menahan laporan",
    "belum_lapor": "ada bidang yang belum atau baru sebagian melapor",
    "terlemah": "capaian terendah di bawah 100 % di antara indikator sasaran dan program",
    "diam": "realisasi masih nol dan target triwulan tidak ada",
    "timpang": "selisih terbesar antara serapan dan capaian di luar ambang serapan",
    "terbaik": "capaian tertinggi dari 100 % sampai ambang capaian tinggi",
    "anggaran": "serapan anggaran dinas",
}
"""The rule by which each main point was chosen."""
PILIHAN_POIN = (
    "Pokok dipilih menurut aturan tetap, yang terpenting dulu, paling banyak lima; aturannya tertulis di bawah setiap "
    "pokok."
)


def poin_keseluruhan(
    capaian: str, predikat: str, n: int, terukur: int, batas_bawah: str, dibatasi: int, p: Periode
) -> tuple[str, str]:
    """The office's capaian; ``batas_bawah`` is empty when it is the same figure."""
    dari = f"{terukur} indikator terukur di antara {n} indikator yang dinilai"
    if terukur == n:
        dari = f"{n} indikator yang dinilai, semuanya terukur"
    isi = f"Capaian dinas {sampai(p)} dihitung dari {dari}."
    if dibatasi:
        isi += f" Dalam rerata itu, capaian {dibatasi} indikator dibatasi."
    if batas_bawah:
        isi += f" Bila yang belum dilaporkan dianggap nol, capaiannya {batas_bawah}."
    return f"Capaian {capaian}" + (f", {predikat}" if predikat else ""), isi


def poin_kemajuan(kemajuan: str, n: int, p: Periode) -> tuple[str, str]:
    """Progress to the year when nothing has a target to date."""
    isi = (
        f"Sampai Triwulan {ROMAWI[p.triwulan]}, {n} indikator rata-rata mencapai {kemajuan} dari target tahun "
        f"{p.tahun}. Target triwulan tidak ditetapkan, sehingga angka ini menunjukkan kemajuan, belum diberi predikat."
    )
    return f"Kemajuan {kemajuan} dari target tahun", isi


def poin_tanpa_angka(n: int, p: Periode) -> tuple[str, str]:
    """Nothing measured at all."""
    return "Capaian belum dapat dihitung", f"Belum ada satu pun dari {n} indikator yang terukur {sampai(p)}."


def poin_tertahan(tolak: int, jelaskan: int) -> tuple[str, str]:
    """Findings that stop the quarter."""
    return (
        "Belum lolos validasi",
        f"Masih ada {_temuan(tolak, jelaskan)}. Angka dalam laporan ini dapat berubah sesudahnya.",
    )


def _temuan(tolak: int, jelaskan: int) -> str:
    """Count what holds the report back, leaving out what is zero."""
    butir = [f"{tolak} temuan yang harus diperbaiki"] if tolak else []
    butir += [f"{jelaskan} temuan yang belum dijelaskan"] if jelaskan else []
    return daftar(butir) or "temuan yang harus diselesaikan"


def poin_belum_lapor(belum: list[str], sebagian: list[str]) -> tuple[str, str]:
    """Units that owe figures; each entry already carries its counts."""
    butir = [f"Belum mengirim angka: {daftar(belum)}."] if belum else []
    butir += [f"Baru mengisi sebagian: {daftar(sebagian)}."] if sebagian else []
    return f"{len(belum) + len(sebagian)} bidang belum lengkap melapor", " ".join(butir)


def poin_terlemah(nama: str, realisasi: str, target: str, capaian: str, predikat: str, p: Periode) -> tuple[str, str]:
    """The indicator farthest below its target to date."""
    nilai = f"{capaian}, {predikat}" if predikat else capaian
    return f"Terjauh dari target: {capaian}", f"{nama}: realisasi {realisasi}, target {target} {sampai(p)} ({nilai})."


def alasan_bidang(bidang: str, penghambat: str, tindak_lanjut: str) -> str:
    """The unit's own words, marked as theirs."""
    butir = [
        f"Penghambat menurut {bidang}: {kutip(penghambat)}."
        if penghambat
        else f"{bidang} belum menuliskan penghambatnya."
    ]
    if tindak_lanjut:
        butir.append(f"Tindak lanjut: {kutip(tindak_lanjut)}.")
    return " ".join(butir)


def poin_tercapai(n: int, p: Periode) -> tuple[str, str]:
    """Nothing measured is below its target."""
    return "Tidak ada yang di bawah target", f"Seluruh {n} indikator terukur mencapai target {sampai(p)}."


def poin_diam(diam: int, n: int, p: Periode) -> tuple[str, str]:
    """Indicators whose reported figure is still zero, when no quarter target says whether that is late."""
    return (
        f"{diam} indikator masih nol",
        f"Dari {n} indikator yang melapor, {diam} masih mencatat realisasi nol {sampai(p)}.",
    )


def poin_terbaik(
    nama: str, realisasi: str, target: str, capaian: str, sama: int, lewat: int, batas: str, p: Periode
) -> tuple[str, str]:
    """The best figure that needs no explanation, how many others equal it, and how many are beyond it."""
    lain = f" {sama} indikator lain mencapai angka yang sama." if sama else ""
    atas = f" {lewat} indikator melewati {batas}; lihat bagian Temuan." if lewat else ""
    return f"Mencapai target: {capaian}", f"{nama}: realisasi {realisasi}, target {target} {sampai(p)}.{lain}{atas}"


def poin_timpang(nama: str, capaian: str, serapan: str, uang_dulu: bool) -> tuple[str, str]:
    """Money and result that do not go together."""
    timpang = {
        True: "anggaran hampir habis, capaian di bawah 100\u00a0%",
        False: "capaian 100\u00a0% atau lebih, anggaran sedikit terpakai",
    }
    apa = timpang[uang_dulu]
    return (
        "Uang dan hasil tidak sejalan",
        f"{nama}: {apa} (serapan {serapan}, capaian {capaian}). Sebabnya perlu diperiksa.",
    )


def poin_anggaran(serapan: str, realisasi: str, pagu: str, dasar: str, p: Periode) -> tuple[str, str]:
    """What was spent."""
    return f"Serapan anggaran {serapan}", f"Terpakai {realisasi} dari pagu {pagu} ({dasar}) {sampai(p)}."
