"""What is wrong with a row of a published table, said as findings of the one catalogue."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from kinerja import capaian as rumus_capaian
from kinerja.angka import tulis
from kinerja.aturan import Skala
from kinerja.masukan.angka_cetak import SelAngka
from kinerja.masukan.lajur import kunci_judul
from kinerja.periksa.baris import Baris
from kinerja.periksa.jejak_rumus import BUKAN_CAPAIAN, PENJELASAN, TANPA_CAPAIAN, TIDAK_ADA
from kinerja.periksa.keterangan_angka import jumlah_tertulis, penjumlahan

Isi = tuple[str, str, dict[str, object]]
"""Code, which figure's cell it is about (``target``, ``realisasi``, ``capaian``), and what its sentence names."""

BUKTI = {
    "kolom": "sel lain di kolomnya memakai tanda desimal yang sama",
    "capaian": "hanya bacaan itu yang menghasilkan capaian tercetak",
    "bentuk": "titik yang tidak diikuti tiga angka bukan pemisah ribuan",
    "keterangan": "keterangan barisnya menyebut nilai sebelum dibulatkan",
}


def angka(x: float, desimal: int = 2) -> str:
    """Write a figure with as many decimals as it needs, up to ``desimal``."""
    return tulis(x, desimal) if math.isfinite(x) else "–"


def temuan_baris(b: Baris, skala: Mapping[str, Skala]) -> Iterator[Isi]:
    """Yield what is wrong with one row."""
    for cek in (_bacaan, _galat, _tidak_cocok, _cara, _arah, _batas_wajar, _tercapai, _keterangan, _sisa):
        yield from cek(b)
    yield from _predikat(b, skala)


def _teks(b: Baris) -> dict[str, object]:
    return {"capaian": b.capaian.teks or "–", "target": b.target.teks or "–", "realisasi": b.realisasi.teks or "–"}


def hitungan_teks(b: Baris) -> str:
    """Write what the formulas give: by polarity where it is open, the one that applies where it is known."""
    n = {k.removeprefix("RENTANG-"): v for k, v in b.hitungan.items()}
    naik, turun = n.get("POS", math.nan), n.get("NEG-L", math.nan)
    if b.uang:
        return f"{angka(n.get('SERAPAN', math.nan))} %"
    kum = (
        f", atau {angka(n['POS-KUM'])} bila dijumlahkan sampai triwulan ini"
        if "POS-KUM" in n and n["POS-KUM"] != naik
        else ""
    )
    if b.arah == "maks" or math.isnan(turun):
        return angka(naik) + kum
    if b.arah == "min":
        return f"{angka(turun)} (atau {angka(n.get('NEG-H', math.nan))} dengan target / realisasi)"
    return f"{angka(naik)} bila makin besar makin baik, {angka(turun)} bila makin kecil makin baik{kum}"


def _bacaan(b: Baris) -> Iterator[Isi]:
    for nama, dasar in b.dasar.items():
        sel: SelAngka = getattr(b, nama)
        nilai = b.nilai[("target", "realisasi", "capaian").index(nama)].nilai
        if dasar == "":
            bacaan = " atau ".join(angka(p.nilai, 6) for p in sel.pilihan)
            yield "angka_ambigu", nama, {"nilai": sel.teks, "bacaan": bacaan}
        elif dasar in BUKTI:
            nilai = b.mentah.get(nama, nilai) if dasar == "keterangan" else nilai
            yield "angka_dari_bukti", nama, {"nilai": sel.teks, "bacaan": angka(nilai, 6), "bukti": BUKTI[dasar]}


def _galat(b: Baris) -> Iterator[Isi]:
    for nama in ("target", "realisasi", "capaian"):
        sel: SelAngka = getattr(b, nama)
        if sel.jenis == "galat":
            yield "galat_rumus", nama, {"nilai": sel.teks}


def _tidak_cocok(b: Baris) -> Iterator[Isi]:
    if b.rumus != (TIDAK_ADA,) or not b.capaian.ada:
        return
    kurang = next((n for n in ("target", "realisasi") if not getattr(b, n).ada), "")
    if b.pasangan.jenis == "ubah":
        if not kurang or not math.isnan(b.lalu):
            yield "perubahan_keliru", "capaian", {**_teks(b), "lalu": angka(b.lalu), "hitungan": _ubah(b), "dugaan": ""}
        return
    if kurang:
        nilai = getattr(b, kurang).teks or "kosong"
        yield "capaian_tanpa_angka", "capaian", {**_teks(b), "kurang": kurang, "nilai": nilai}
    elif b.nilai[0].nilai == 0:
        yield "target_nol", "capaian", _teks(b)
    elif "" not in b.dasar.values():
        yield _sebab_beda(b)


def _sebab_beda(b: Baris) -> Isi:
    isi = {**_teks(b), "hitungan": hitungan_teks(b)}
    t, r, c = b.nilai
    if b.uang:
        return "serapan_tidak_cocok", "capaian", isi
    if c.nilai >= 100 and r.nilai == 0:
        return "penuh_realisasi_nol", "capaian", isi
    if b.mungkin and (t.desimal or r.desimal):
        return "capaian_beda_pembulatan", "capaian", isi
    dugaan = ""
    if b.mungkin:
        nama, perlu = next(iter(b.mungkin.items()))
        apa = "jumlah realisasinya" if nama == "POS-KUM" else f"realisasi {b.realisasi.teks}"
        dugaan = f"; cocok dengan {nama} hanya bila {apa} sebenarnya {angka(perlu, 4)}"
    return "capaian_tidak_cocok", "capaian", {**isi, "dugaan": dugaan}


def _ubah(b: Baris) -> str:
    lalu, kini = b.lalu, b.nilai[1].nilai
    return f"{angka((kini - lalu) / abs(lalu) * 100)} %" if lalu else "dari nol"


def _cara(b: Baris) -> Iterator[Isi]:
    """Say how a figure that is reproduced was made, where that deserves a word."""
    if not b.jejak.cocok:
        return
    isi = {**_teks(b), "hitungan": angka(b.jejak.nilai), "nilai": b.capaian.teks}
    if b.jejak.pembulatan == "dipotong":
        yield "capaian_dipotong", "capaian", {**isi, "hitungan": tulis(b.jejak.nilai, b.nilai[2].desimal, tetap=True)}
    if b.jejak.cara == "batas":
        yield "capaian_dibatasi", "capaian", isi
    elif b.jejak.cara == "pecahan":
        yield "capaian_pecahan", "capaian", isi
    elif b.jejak.cara == "perubahan":
        yield from _bukan_capaian(b, isi)
    elif b.jejak.cara == "koma":
        sel: SelAngka = getattr(b, b.jejak.di)
        i = 2 if b.jejak.di == "capaian" else 1
        yield "koma_hilang", b.jejak.di, {"nilai": sel.teks, "bacaan": angka(b.nilai[i].nilai * b.jejak.faktor, 6)}


def _bukan_capaian(b: Baris, isi: dict[str, object]) -> Iterator[Isi]:
    if b.pasangan.jenis != "ubah":
        rumus = " atau ".join(PENJELASAN[n] for n in b.jejak.rumus if n in BUKAN_CAPAIAN)
        yield "capaian_bukan_capaian", "capaian", {**isi, "rumus": rumus, "hitungan": hitungan_teks(b)}
    elif "PERUBAHAN" not in b.jejak.rumus and "SELISIH" not in b.jejak.rumus and not math.isnan(b.lalu):
        dugaan = f"; yang tercetak {PENJELASAN[b.jejak.rumus[0]]}"
        yield "perubahan_keliru", "capaian", {**isi, "lalu": angka(b.lalu), "hitungan": _ubah(b), "dugaan": dugaan}


def _arah(b: Baris) -> Iterator[Isi]:
    """Higher-is-better scoring of what should be low, told with both figures."""
    naik = bool(b.jejak.rumus) and all(n in ("POS", "RENTANG-POS", "POS-KUM") for n in b.rumus)
    turun = b.hitungan.get("NEG-L", b.hitungan.get("RENTANG-NEG-L", math.nan))
    if b.uang or not naik or b.arah != "min" or math.isnan(turun) or abs(turun - b.jejak.nilai) < 0.005:
        return
    if b.arah_dari in ("kolom", "kuat"):
        sebab = "Dinyatakan makin kecil makin baik" if b.arah_dari == "kolom" else "Namanya makin kecil makin baik"
        yield "arah_terbalik", "capaian", {**_teks(b), "sebab": sebab, "hitungan": hitungan_teks(b)}
    else:
        yield "arah_diragukan", "capaian", {**_teks(b), "hitungan": hitungan_teks(b)}


def _batas_wajar(b: Baris) -> Iterator[Isi]:
    t, r, c = (p.nilai for p in b.nilai)
    if b.uang:
        if r > t > 0:
            yield "realisasi_lebih_pagu", "realisasi", {"realisasi": b.realisasi.teks, "pagu": b.target.teks}
        return
    persen = kunci_judul(b.satuan) in ("", "persen", "persentase") and ("%" in b.satuan or b.target.persen or b.satuan)
    laju = re.search(r"pertumbuhan|kenaikan|peningkatan|laju|inflasi|rasio|perubahan", b.nama.casefold())
    if persen and not laju and r > 100 and (math.isnan(c) or c > 100):
        yield "melebihi_penuh", "realisasi", _teks(b)


def _tercapai(b: Baris) -> Iterator[Isi]:
    """Compare "Tercapai" and "Belum Tercapai" with the printed figure, else with target and realised value."""
    kunci = kunci_judul(b.predikat)
    if "tercapai" not in kunci and "melampaui" not in kunci:
        return
    tercapai = not re.search(r"\b(?:belum|tidak|tdk|kurang)\b", kunci)
    t, r, c = (p.nilai for p in b.nilai)
    if b.capaian.ada and b.jejak.cara != "perubahan":
        c = b.jejak.nilai if b.jejak.cara == "pecahan" else c
        nyata, sebab = c >= 100, f"capaiannya {b.capaian.teks}"
    elif b.target.ada and b.realisasi.ada and not b.target.batas and b.target.jenis == "angka":
        nyata = r <= t if b.arah == "min" else r >= t
        sebab = f"target {b.target.teks} dan realisasi {b.realisasi.teks}"
    else:
        return
    if nyata != tercapai:
        yield "tercapai_bertentangan", "capaian", {"nilai": b.predikat[:60], "sebab": sebab}


def _keterangan(b: Baris) -> Iterator[Isi]:
    if not b.uang:
        return
    salah = [f"{angka(a)} bukan {angka(j)}" for a, j in penjumlahan(b.catatan) if abs(a - j) >= 0.5]
    ini = [p.nilai for p in b.nilai[:2] if not math.isnan(p.nilai)]
    if b.rumus == (TIDAK_ADA,) and not b.capaian.ada:
        salah += [f"{angka(j)} bukan {angka(ini[-1])}" for j in jumlah_tertulis(b.catatan) if ini]
    if salah:
        yield "keterangan_beda", "realisasi", {"rincian": "; ".join(salah)}


def _sisa(b: Baris) -> Iterator[Isi]:
    if not b.sisa.ada or not b.uang or math.isnan(b.nilai[0].nilai) or math.isnan(b.nilai[1].nilai):
        return
    beda = b.nilai[0].nilai - b.nilai[1].nilai
    if all(abs(abs(p.nilai) - abs(beda)) > 0.51 * 10.0**-p.desimal for p in b.sisa.pilihan):
        yield "sisa_tidak_cocok", "sisa", {"nilai": b.sisa.teks, "hitungan": angka(beda)}


# ---- predicates -----------------------------------------------------------------------------------------------------
def skala_sesuai(predikat: str, capaian_pct: float, skala: Mapping[str, Skala]) -> tuple[list[str], dict[str, str]]:
    """Compare a printed predicate with what each scale gives.

    Returns:
        Keys of the scales that agree; by key, what the scales that know the word but disagree would give.
    """
    kunci = kunci_judul(predikat)
    sesuai, beda = [], {}
    for nama, s in skala.items():
        label = [k.predikat for k in s.kelas]
        dikenal = {kunci_judul(x) for k in s.kelas for x in _sebutan(k.predikat, k.singkatan)}
        if kunci not in dikenal:
            continue
        (hasil,) = rumus_capaian.predikat([capaian_pct], [k.batas for k in s.kelas], label, s.tutup)
        kelas = s.kelas[label.index(hasil)]
        if kunci in {kunci_judul(x) for x in _sebutan(kelas.predikat, kelas.singkatan)}:
            sesuai.append(nama)
        else:
            beda[nama] = str(hasil)
    return sesuai, beda


def _sebutan(predikat: str, singkatan: str) -> list[str]:
    """Ways to write a class: with and without its bracket, short, and with the short form stuck to it."""
    luar, _, dalam = predikat.partition("(")
    return [x for x in (predikat, luar, dalam.rstrip(")"), singkatan, luar.strip() + singkatan) if x]


def _predikat(b: Baris, skala: Mapping[str, Skala]) -> Iterator[Isi]:
    nilai = predikat_tertulis(b)
    c = b.jejak.nilai if b.jejak.cara == "pecahan" else b.nilai[2].nilai
    if not nilai or math.isnan(c) or b.rumus == (TANPA_CAPAIAN,) or b.uang:
        return
    sesuai, beda = skala_sesuai(nilai, c, skala)
    if not sesuai and beda:
        rincian = ", ".join(f"{skala[k].nama} {v}" for k, v in beda.items())
        yield "predikat_tidak_cocok", "capaian", {"nilai": nilai, "capaian": b.capaian.teks, "rincian": rincian}


def predikat_tertulis(b: Baris) -> str:
    """Return the predicate of a row: from its column, else from the bracket beside the figure."""
    return b.predikat or b.capaian.catatan
