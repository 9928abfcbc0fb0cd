"""Each indicator against its own past, like with like: by quarter over last year's quarters, else over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja import kata
from kinerja.angka import bulat
from kinerja.kantor import ROMAWI, Periode
from kinerja.keluaran.unsur import Baris, Gambar, Hasil, Lajur, angka, bersih, bilangan, catatan, e, rincian, tabel
from kinerja.keluaran.utama import baris, dengan_satuan, indikator_utama

GRAFIK_TERBANYAK = 12
"""Small charts drawn; indicators beyond stand in the tables only."""


@dataclass(frozen=True)
class Deret:
    """What is known of one indicator over the years.

    Attributes:
        indikator: Its row of ``capaian``.
        penuh: (year, value) of whole years.
        sama: (year, value) to date, same quarter of each year, this year last.
        sumber: Documents that the past came from.
        tw_lalu: (quarter, value to date) of last year.
        tw_kini: (quarter, value to date) of this year.
    """

    indikator: Baris
    penuh: tuple[tuple[int, float], ...]
    sama: tuple[tuple[int, float], ...]
    sumber: tuple[str, ...]
    tw_lalu: tuple[tuple[int, float], ...] = ()
    tw_kini: tuple[tuple[int, float], ...] = ()

    @property
    def lalu(self) -> float | None:
        """Same quarter last year."""
        tahun = int(self.indikator["tahun"])
        return dict(self.sama).get(tahun - 1)

    @property
    def kini(self) -> float | None:
        """This year to date."""
        return bilangan(self.indikator["realisasi_sd"])

    @property
    def triwulanan(self) -> bool:
        """Whether last year is known by quarter, so that its line can lie under this year's."""
        return len(self.tw_lalu) >= 2

    @property
    def arah(self) -> tuple[str, str]:
        """Direction against last year, and what it means by polarity: ``("naik", "membaik")``; empty when unknown."""
        if self.lalu is None or self.kini is None:
            return "", ""
        beda = bulat(self.kini - self.lalu)
        if beda == 0:
            return "tetap", "tetap"
        naik, polaritas = beda > 0, self.indikator["polaritas"]
        arti = "" if polaritas == "stabil" else "membaik" if naik == (polaritas == "maks") else "memburuk"
        return "naik" if naik else "turun", arti


def deret(hasil: Hasil) -> list[Deret]:
    """Gather what each indicator has of earlier years: first those that roll-ups count; none without a past."""
    lampau: dict[str, list[dict[str, Any]]] = {}
    for b in baris(hasil, "riwayat"):
        if bilangan(b["nilai"]) is not None and int(b["tahun"]) < hasil.periode.tahun:
            lampau.setdefault(b["kode_indikator"], []).append(b)
    kini = _triwulan_kini(hasil)
    semua = []
    for b in baris(hasil, "capaian"):
        if b["jenis_target"] in ("tanggal", "predikat"):
            continue  # a date or a rank has no distance to draw
        if d := _satu(b, lampau.get(b["kode_indikator"], []), kini.get(b["kode_indikator"], ()), hasil.periode):
            semua.append(d)
    utama = {b["kode_indikator"] for b in indikator_utama(baris(hasil, "capaian"))}
    return sorted(semua, key=lambda d: d.indikator["kode_indikator"] not in utama)


def _satu(b: Baris, r: list[dict[str, Any]], kini: tuple[tuple[int, float], ...], p: Periode) -> Deret | None:
    """One indicator; None without a past."""
    # The fourth quarter's figure to date is the year's, unless the year has one of its own.
    penuh = {int(x["tahun"]): float(x["nilai"]) for tw_ in (4, 0) for x in r if int(x["triwulan"]) == tw_}
    per_tw = {int(x["triwulan"]): float(x["nilai"]) for x in r if int(x["tahun"]) == p.tahun - 1}
    tw = p.triwulan
    sama = dict(penuh) if tw == 4 else {int(x["tahun"]): float(x["nilai"]) for x in r if int(x["triwulan"]) == tw}
    if (nilai := bilangan(b["realisasi_lalu"])) is not None:
        sama[p.tahun - 1] = per_tw[tw] = nilai
    if not penuh and not sama:
        return None
    if p.tahun - 1 in penuh:
        per_tw[4] = penuh[p.tahun - 1]
    if (sd := bilangan(b["realisasi_sd"])) is not None:
        sama[p.tahun] = sd
    sumber = sorted({bersih(x["sumber"]) for x in r} | {bersih(b["realisasi_lalu_sumber"])} - {""})
    return Deret(
        b,
        () if tw == 4 else tuple(sorted(penuh.items())),
        tuple(sorted(sama.items())),
        tuple(sumber),
        tuple(sorted((k, v) for k, v in per_tw.items() if k)),
        kini,
    )


def _triwulan_kini(hasil: Hasil) -> dict[str, tuple[tuple[int, float], ...]]:
    """This year's value to date of every quarter that was reported, measured as ``ukur`` does."""
    from kinerja.skema import TABEL
    from kinerja.ukur import ukur_indikator

    p, capaian, rekap = hasil.periode, hasil.tabel["capaian"], hasil.tabel["rekap"]
    isi: dict[str, dict[int, float]] = {}
    if len(rekap) == len(capaian) * p.triwulan:
        lapor = {(b["kode_indikator"], int(b["triwulan"])) for b in catatan(rekap) if b["dilaporkan"]}
        indikator = capaian[list(TABEL["indikator"])]
        for q in range(1, p.triwulan):
            sd = ukur_indikator(indikator, rekap[rekap["triwulan"] <= q], hasil.kantor.aturan, Periode(p.tahun, q))
            for kode, nilai in zip(sd["kode_indikator"], sd["realisasi_sd"], strict=True):
                if (kode, q) in lapor and (v := bilangan(nilai)) is not None:
                    isi.setdefault(kode, {})[q] = v
    for b in catatan(capaian):
        if (v := bilangan(b["realisasi_sd"])) is not None:
            isi.setdefault(b["kode_indikator"], {})[p.triwulan] = v
    return {k: tuple(sorted(v.items())) for k, v in isi.items()}


def kalimat_tren(semua: Sequence[Deret], hasil: Hasil) -> str:
    """Count the directions against the same quarter of last year."""
    arti = [d.arah[1] for d in semua if d.arah[0]]
    if not arti:
        return "Angka tahun lalu untuk triwulan yang sama tidak tersedia."
    hitung = [
        (arti.count(k), kata_)
        for k, kata_ in (("membaik", "membaik"), ("memburuk", "memburuk"), ("tetap", "tetap"), ("", "berubah"))
    ]
    isi = kata.daftar([f"{n} {k}" for n, k in hitung if n])
    return (
        f"Dibanding triwulan yang sama tahun {hasil.periode.tahun - 1}: dari {len(arti)} indikator yang angkanya "
        f"tersedia, {isi}."
    )


# ---- charts ---------------------------------------------------------------------------------------------------------
def kunci_tren(semua: Sequence[Deret], hasil: Hasil) -> str:
    """What the signs of the small charts mean, for the kinds that are drawn."""
    t = hasil.periode.tahun
    target = f'<span class="k-target">◇</span> target {t}'
    potong = []
    if any(d.triwulanan for d in semua):
        potong.append(
            f'<span class="k-sama">■</span> {t} &ensp; <span class="k-penuh">●</span> {t - 1}, keduanya sampai dengan '
            f"setiap triwulan &ensp; {target}"
        )
    if not all(d.triwulanan for d in semua):
        sampai = e(kata.sampai(hasil.periode).rsplit(" ", 1)[0])
        potong.append(
            f'<span class="k-penuh">●</span> nilai setahun &ensp; <span class="k-sama">■</span> {sampai} tiap tahun '
            f"&ensp; {target}"
        )
    return f'<p class="kunci">{"<br>".join(potong)}</p>' if potong else ""


def gambar_tren(d: Deret, saring: str = "") -> Gambar:
    """The small chart of one indicator: by quarter where last year is known so, else by year."""
    from dataclasses import replace

    from kinerja.keluaran import grafik_titik

    b = d.indikator
    tahun, target, satuan = int(b["tahun"]), bilangan(b["target_tahun"]), bersih(b["satuan"])

    def tulis(v: float) -> str:
        return dengan_satuan(angka(v), satuan)

    judul = f"{kata.ringkas(bersih(b['indikator']), 90)} ({satuan}; {kata.POLARITAS[b['polaritas']]})"
    if d.triwulanan:
        isi = [f"{tahun - 1} s.d. TW {ROMAWI[q]} {tulis(v)}" for q, v in d.tw_lalu]
        isi += [f"{tahun} s.d. TW {ROMAWI[q]} {tulis(v)}" for q, v in d.tw_kini]
        g = grafik_titik.triwulanan(judul, "; ".join(isi) + ".", d.tw_lalu, d.tw_kini, target, tahun)
        return replace(g, saring=saring)
    isi = [f"{t} setahun {tulis(v)}" for t, v in d.penuh]
    isi += [f"{t} sampai triwulan ini {tulis(v)}" for t, v in d.sama]
    letak = (tahun, target) if target is not None else None
    return replace(grafik_titik.tren(judul, "; ".join(isi) + ".", d.penuh, d.sama, letak), saring=saring)


def tabel_tren(semua: Sequence[Deret], hasil: Hasil) -> str:
    """The figures behind the small charts."""
    t = hasil.periode.tahun
    tahun = sorted({x for d in semua if not d.triwulanan for x, _ in (*d.penuh, *d.sama)} - {t})

    def triwulan(n: int, kapan: int) -> Lajur:
        def isi(b: Mapping[str, Any]) -> str:
            return angka(dict(b["d"].tw_lalu if kapan < t else b["d"].tw_kini).get(n))

        return Lajur(f"TW {ROMAWI[n]} {kapan}", isi, "angka")

    def setahun(x: int) -> Lajur:
        return Lajur(f"Tahun {x}", lambda b: angka(dict(b["d"].penuh or b["d"].sama).get(x)), "angka")

    def perubahan(b: Baris) -> str:
        arah, arti = b["d"].arah
        return e(arah if arah == arti or not arti else f"{arah} ({arti})")

    def nama(b: Baris) -> str:
        return f"{e(b['d'].indikator['indikator'])} <small>{e(b['d'].indikator['satuan'])}</small>"

    lajur = [
        Lajur("Indikator", nama, "nama"),
        *(setahun(x) for x in tahun[-4:]),
        *(triwulan(n, t - 1) for n in ROMAWI if any(dict(d.tw_lalu).get(n) is not None for d in semua)),
        *(triwulan(n, t) for n in range(1, hasil.periode.triwulan + 1)),
        Lajur(f"Target {t}", lambda b: angka(b["d"].indikator["target_tahun"]), "angka"),
        Lajur("Perubahan setahun", perubahan),
    ]
    isi = tabel("Setiap triwulan dibanding tahun lalu", lajur, [{"d": d} for d in semua], "tren", sunyi=True)
    return rincian("Angka di balik grafik ini", isi)
