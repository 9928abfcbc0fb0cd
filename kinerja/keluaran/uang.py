"""The section on money: what was spent by programme, and money beside result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kinerja import kata
from kinerja.angka import bulat
from kinerja.keluaran.sanding import efisiensi
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    Hasil,
    Lajur,
    ada,
    angka,
    bagian,
    bersih,
    bilangan,
    bulat_rupiah,
    butir,
    e,
    kolom,
    paragraf,
    persen,
    rincian,
    rupiah,
    tabel,
)
from kinerja.keluaran.utama import BATANG_TERBANYAK, baris, hanya_kemajuan, satu, tingkat


def bagian_anggaran(hasil: Hasil) -> Bagian:
    """What was spent, by programme, and money beside result."""
    serapan = baris(hasil, "serapan")
    if not serapan:
        return bagian(paragraf(kata.KOSONG, "kosong"))
    total = satu([b for b in serapan if b["jenjang"] == "dinas"])
    kalimat = ""
    if total:
        rp, pagu, dasar = rupiah(total["realisasi_rp"]), rupiah(total["pagu_rp"]), e(total["dasar_pagu"])
        sisa = (bulat_rupiah(total["pagu_rp"]) or 0) - (bulat_rupiah(total["realisasi_rp"]) or 0)
        kalimat = paragraf(
            f"Terpakai <strong>{rp}</strong> dari pagu {pagu} ({dasar}), atau {persen(total['serapan_pct'])}; "
            f"sisa {rupiah(sisa)}."
        )
    return bagian(kalimat, *_grafik_sebaran(hasil, total), *grafik_serapan(hasil, serapan), efisiensi(hasil))


def grafik_serapan(hasil: Hasil, serapan: list[dict[str, Any]]) -> list[Any]:
    """Bars of what was spent by programme, and the table of every row of the budget."""
    from kinerja.keluaran import grafik
    from kinerja.keluaran.asal import Asal

    asal = Asal(hasil)

    def isi(kolom_: str, tulis: Callable[[object], str]) -> Callable[[Baris], str]:
        return lambda b: asal.uang(b, tulis(b[kolom_]))

    program = [b for b in serapan if b["jenjang"] == "program"] or [b for b in serapan if b["jenjang"] != "dinas"]
    if not program:
        return []
    batang = []
    for b in program[:BATANG_TERBANYAK]:
        dari = " dari\u00a0".join(kata.rupiah_ringkas(bilangan(b[k])) for k in ("realisasi_rp", "pagu_rp"))
        fisik = f"; fisik {persen(b['fisik_pct'])}" if ada(b["fisik_pct"]) else ""
        batang.append(
            grafik.Batang(
                bersih(b["nama"]),
                bilangan(b["serapan_pct"]),
                f"{persen(b['serapan_pct'])} · {dari}" if ada(b["pagu_rp"]) else "belum ada pagu",
                hover=dari + fisik,
            )
        )
    judul = f"Serapan anggaran {kata.sampai(hasil.periode)} menurut program"
    uraian = (
        "Batang mendatar, satu untuk setiap program: "
        + "; ".join(f"{kata.ringkas(b.nama, 60)} {b.label}" for b in batang)
        + "."
    )
    lajur = [
        Lajur(
            "Program, kegiatan, sub kegiatan",
            lambda b: f'<span class="j-{e(b["jenjang"])}">{e(b["nama"])}</span>',
            "nama",
        ),
        kolom("kode_anggaran", "Kode", "kode"),
        Lajur("Pagu", isi("pagu_rp", rupiah), "angka"),
        Lajur("Realisasi", isi("realisasi_rp", rupiah), "angka"),
        Lajur("Serapan", isi("serapan_pct", persen), "angka"),
        Lajur("Fisik", lambda b: persen(b["fisik_pct"]), "angka"),
        Lajur("Fisik − serapan", lambda b: angka(b["deviasi_pct"]), "angka"),
        *_lajur_renstra(serapan),
    ]
    semua = [b for b in serapan if b["jenjang"] != "dinas"]
    return [
        grafik.batang(judul, uraian, batang, "pagu"),
        rincian("Angka di balik grafik ini", tabel(judul, lajur, semua, sunyi=True)),
    ]


def _lajur_renstra(serapan: list[dict[str, Any]]) -> list[Lajur]:
    """Columns of the Renstra's money, where the files give any."""
    if not any(ada(b["pagu_renstra_rp"]) for b in serapan):
        return []
    return [
        Lajur("Pagu Renstra", lambda b: rupiah(b["pagu_renstra_rp"]), "angka"),
        Lajur("Realisasi Renstra", lambda b: rupiah(b["realisasi_renstra_rp"]), "angka"),
        Lajur("Serapan Renstra", lambda b: persen(b["serapan_renstra_pct"]), "angka"),
    ]


def batas_waktu(hasil: Hasil) -> float:
    """Where spending is called much: the part of the year that has passed, at most the high threshold."""
    return min(25.0 * hasil.periode.triwulan, hasil.kantor.aturan.ambang.serapan_tinggi_pct)


@dataclass(frozen=True)
class Medan:
    """The field between money and result.

    Attributes:
        x: Where money is divided, percent.
        y: Where results are divided, percent.
        kunci: Column of the result.
        nama: Names of the four parts: top left, top right, bottom left, bottom right.
    """

    x: float
    y: float
    kunci: str
    nama: tuple[str, str, str, str]

    @classmethod
    def dari(cls, hasil: Hasil) -> Medan:
        """Divide it as the quarter asks."""
        kemajuan = hanya_kemajuan(baris(hasil, "sasaran"))
        y = 25.0 * hasil.periode.triwulan if kemajuan else 100.0
        # A mean may be full while one of its indicators is not, so the fields speak of the mean.
        atas, bawah = "Capaian 100\u00a0% atau lebih", "Capaian di bawah 100\u00a0%"
        if kemajuan:
            atas, bawah = f"Kemajuan {angka(y)} % atau lebih", f"Kemajuan di bawah {angka(y)} %"
        sedikit, banyak = "serapan belum banyak", "serapan sudah banyak"
        nama = (f"{atas}, {sedikit}", f"{atas}, {banyak}", f"{bawah}, {sedikit}", f"{bawah}, {banyak}")
        return cls(batas_waktu(hasil), y, "capaian_tahun_pct" if kemajuan else "capaian_pct", nama)

    def letak(self, b: Baris) -> str:
        """Name the part where a roll-up lies, by its figures as they are printed; empty where it lacks one."""
        hasil, serapan = bilangan(b[self.kunci]), bilangan(b["serapan_pct"])
        if hasil is None or serapan is None:
            return ""
        return self.nama[2 * (bulat(hasil) < self.y) + (bulat(serapan) >= self.x)]


def letak_uang(hasil: Hasil) -> dict[str, str]:
    """Name the part where each sasaran lies, by its code."""
    medan = Medan.dari(hasil)
    return {b["kode"]: medan.letak(b) for b in tingkat(hasil, "sasaran")}


def _grafik_sebaran(hasil: Hasil, total: Baris | None) -> list[Any]:
    from kinerja.keluaran import grafik_titik as grafik
    from kinerja.keluaran.asal import Asal

    sasaran, program = tingkat(hasil, "sasaran"), tingkat(hasil, "program")
    gulungan = program if len(sasaran) < 2 and program else sasaran
    medan, asal = Medan.dari(hasil), Asal(hasil)
    x, y, kunci, kuadran = medan.x, medan.y, medan.kunci, medan.nama
    kemajuan = kunci == "capaian_tahun_pct"
    ada_dua = [b for b in gulungan if medan.letak(b)]
    catatan = _catatan_pagu(sasaran, total)
    if not ada_dua:
        return [catatan]
    titik = [
        grafik.Titik(
            bersih(b["kode"]),
            bersih(b["nama"]),
            bulat(b["serapan_pct"]),
            bulat(b[kunci]),
            f"serapan {persen(b['serapan_pct'])}, {'kemajuan' if kemajuan else 'capaian'} {persen(b[kunci])}",
        )
        for b in ada_dua
    ]
    apa = "Kemajuan thd target tahun" if kemajuan else f"Capaian {kata.sampai(hasil.periode)}"
    judul = f"{apa} dan serapan menurut {kata.JENJANG[gulungan[0]['level']].lower()}"
    lajur = [
        kolom("kode", "Kode", "kode"),
        kolom("nama", kata.JENJANG[gulungan[0]["level"]], "nama"),
        Lajur("Kemajuan" if kemajuan else "Capaian", lambda b: asal.gabungan(b, persen(b[kunci])), "angka"),
        Lajur("Serapan", lambda b: asal.gabungan(b, persen(b["serapan_pct"])), "angka"),
        Lajur("Letak", lambda b: e(medan.letak(b))),
    ]
    uraian = (
        f"Sebaran {len(titik)} titik. Garis tegak pada serapan {angka(x)} %, garis mendatar pada {angka(y)} %; "
        "letak tiap titik ada dalam tabel di bawahnya."
    )
    garis = paragraf(
        e(
            f"Garis tegak menandai {angka(x)} %: bagian tahun yang sudah berjalan, 25 % setiap triwulan, paling tinggi "
            "ambang serapan tinggi."
        ),
        "catatan",
    )
    return [
        grafik.sebaran(judul, uraian, titik, x, y, apa, kuadran),
        garis + rincian("Angka di balik grafik ini", tabel(judul, lajur, ada_dua, sunyi=True)),
        catatan,
    ]


def _catatan_pagu(sasaran: list[dict[str, Any]], total: Baris | None) -> str:
    """Say why sums over sasaran differ from the office's budget, when they do."""
    jumlah = sum(bulat_rupiah(b["pagu_rp"]) or 0 for b in sasaran)
    catatan = [e(kata.CARA["pagu"])]
    if total and jumlah and jumlah != (bulat_rupiah(total["pagu_rp"]) or 0):
        catatan.append(e(f"Jumlah pagu menurut sasaran {rupiah(jumlah)}, pagu dinas {rupiah(total['pagu_rp'])}."))
    return butir(catatan, "catatan")
