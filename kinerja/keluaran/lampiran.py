"""Sections to check by: what was found, how each figure was computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kinerja import kata
from kinerja.aturan import Skala
from kinerja.katalog import KATALOG
from kinerja.keluaran.asal import INDIKATOR, jangkar, kartu_gabungan, kartu_uang, tempat
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    Hasil,
    Lajur,
    angka,
    bagian,
    bersih,
    butir,
    e,
    kolom,
    lencana,
    paragraf,
    pasangan,
    persen,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import baris, kelas_predikat, satu

TAMPIL = 5
"""Findings of one kind that are shown before the fold."""
PANJANG_SHA = 12
_SUMBER = re.compile(r"Sumber target tahun$|(Target|Realisasi) TW ")
"""Lines of a card that name a cell."""


# ---- 8 findings -----------------------------------------------------------------------------------------------------
def bagian_temuan(hasil: Hasil) -> Bagian:
    """Findings by severity, then by kind: counts first, then where, what and how to mend it."""
    semua, putusan = baris(hasil, "temuan"), satu(baris(hasil, "putusan"))
    kepala = ""
    if putusan:
        lolos = putusan["putusan"] == "Ya"
        label = "Lolos validasi" if lolos else "Belum lolos validasi"
        kepala = paragraf(f"{lencana(label, 'ya' if lolos else 'tidak')} {e(putusan['alasan'])}", "putusan")
    if not semua:
        return bagian(kepala, paragraf("Tidak ada temuan.", "kosong"))
    hitung = [(t, [b for b in semua if b["tingkat"] == t]) for t in kata.TINGKAT]
    kotak = "".join(
        f'<li><span class="nama">{e(kata.TINGKAT[t].label)}</span><span class="nilai">{len(isi)}</span>'
        f'<span class="ket">{e(_ket_hitung(t, isi))}</span></li>'
        for t, isi in hitung
    )
    return bagian(
        kepala, f'<ul class="sekilas hitung">{kotak}</ul>', *(_tingkat(t, isi, hasil) for t, isi in hitung if isi)
    )


def _ket_hitung(tingkat: str, isi: list[dict[str, Any]]) -> str:
    if tingkat == "jelaskan" and isi:
        sudah = sum(bool(b["penjelasan"]) for b in isi)
        return f"{sudah} sudah dijelaskan, {len(isi) - sudah} belum"
    return kata.TINGKAT[tingkat].arti


def _tingkat(tingkat: str, isi: list[dict[str, Any]], hasil: Hasil) -> str:
    """One severity: a table grouped by kind, why it matters said once; what is too many of a kind is folded."""
    per: dict[str, list[dict[str, Any]]] = {}
    for b in isi:
        per.setdefault(b["kode"], []).append(b)
    tampil: list[dict[str, Any]] = []
    kelompok: dict[int, str] = {}
    lipatan: list[str] = []
    bidang = hasil.tabel["capaian"]["bidang"].nunique() > 1
    for kode, rows in per.items():
        mengapa = KATALOG[kode].mengapa if kode in KATALOG else kode
        kelompok[len(tampil)] = f"{mengapa} ({len(rows)})"
        tampil += rows[:TAMPIL]
        if sisa := rows[TAMPIL:]:
            lipatan.append(
                rincian(f"{len(sisa)} temuan lain: {mengapa}", _tabel_temuan(mengapa, sisa, bidang), "cetak")
            )
    label = kata.TINGKAT[tingkat].label
    return (
        f'<div class="tingkat t-{tingkat}"><h3>{e(label)} ({len(isi)})</h3>'
        f"{_tabel_temuan(label, tampil, bidang, kelompok)}{''.join(lipatan)}</div>"
    )


def _tabel_temuan(judul: str, rows: list[dict[str, Any]], bidang: bool, kelompok: dict[int, str] | None = None) -> str:
    lajur = [
        Lajur("Letak", lambda b: _letak(b, bidang), "letak"),
        Lajur("Temuan", lambda b: e(b["pesan"]), "pesan"),
        Lajur("Yang perlu dilakukan", lambda b: e(b["saran"]), "pesan"),
    ]
    if any(b["penjelasan"] for b in rows):
        lajur.append(Lajur("Penjelasan bidang", _penjelasan, "pesan"))
    return tabel(judul, lajur, rows, "temuan", sunyi=True, kelompok=kelompok)


def _penjelasan(b: Baris) -> str:
    if b["tingkat"] != "jelaskan":
        return ""
    return e(kata.kutip(bersih(b["penjelasan"]), 2000)) if b["penjelasan"] else "belum ada"


def _letak(b: Baris, bidang: bool) -> str:
    """Where a finding is: sheet and cell first, then indicator and (when there are several) unit, then the file."""
    tempat = " · ".join(e(x) for x in (b["lembar"], b["sel"]) if x)
    siapa = " · ".join(e(x) for x in (b["kode_indikator"], b["bidang"] if bidang else "") if x)
    baris_ = [f"<strong>{tempat}</strong>" if tempat else "", siapa]
    berkas = f'<small class="berkas">{e(b["berkas"])}</small>' if b["berkas"] else ""
    return "<br>".join(x for x in baris_ if x) + berkas or e(b["bidang"])


# ---- 9 how each figure was computed ---------------------------------------------------------------------------------
def bagian_hitung(hasil: Hasil) -> Bagian:
    """Method, scale and rules in force, then every indicator's worked line with its source."""
    cara = butir((e(x) for k, x in kata.CARA.items() if k != "pagu"), "cara")
    return bagian(
        "<h3>Cara umum</h3>" + cara,
        _skala(hasil.kantor.skala_dipakai),
        _aturan(hasil),
        kartu_sumber(hasil),
    )


def kartu_sumber(hasil: Hasil) -> str:
    """Every card: of indicators, roll-ups and money."""
    isi = _per_indikator(hasil) + kartu_gabungan(hasil) + kartu_uang(hasil)
    if not isi:
        return ""
    cara = paragraf(e(kata.CARA_ASAL.format(tahun=hasil.periode.tahun)), "catatan")
    return f"<h3>Sumber setiap angka</h3>{cara}{isi}"


def _skala(s: Skala) -> str:
    batas = "termasuk" if s.tutup == "bawah" else "tidak termasuk"
    rentang = []
    for i, k in enumerate(s.kelas):
        bawah = f"{'mulai' if s.tutup == 'bawah' else 'di atas'} {angka(k.batas)}"
        atas = (
            ""
            if i == 0
            else f" {'sampai kurang dari' if s.tutup == 'bawah' else 'sampai dengan'} {angka(s.kelas[i - 1].batas)}"
        )
        if i == len(s.kelas) - 1:
            bawah, atas = (
                "",
                f"{'kurang dari' if s.tutup == 'bawah' else 'sampai dengan'} {angka(s.kelas[i - 1].batas)}",
            )
        rentang.append({"predikat": k.predikat, "rentang": (bawah + atas).strip()})
    lajur = [
        Lajur("Predikat", lambda b: lencana(b["predikat"], kelas_predikat(b["predikat"], s))),
        kolom("rentang", "Capaian (%)"),
    ]
    sumber = paragraf(e(f"{s.nama}. Batas bawah {batas} dalam kelasnya. Sumber: {s.sumber}"), "catatan")
    return "<h3>Skala predikat</h3>" + tabel(f"Skala predikat: {s.nama}", lajur, rentang, "sempit", sunyi=True) + sumber


def _aturan(hasil: Hasil) -> str:
    bawaan = set(hasil.kantor.bawaan)
    isi = [
        {"nama": n, "isi": v, "asal": "bawaan aplikasi" if k in bawaan else "ditetapkan kantor"}
        for k, n, v in kata.aturan(hasil.kantor)
    ]
    n = sum(b["asal"] == "bawaan aplikasi" for b in isi)
    berkas = kata.daftar(list(hasil.kantor.params)) or "tidak ada; semuanya bawaan"
    lajur = [kolom("nama", "Aturan", "nama"), kolom("isi", "Isi"), kolom("asal", "Asal")]
    ket = paragraf(e(f"Berkas aturan: {berkas}. {n} dari {len(isi)} aturan memakai bawaan aplikasi."), "catatan")
    return (
        "<h3>Aturan yang berlaku</h3>"
        + ket
        + rincian(f"Daftar {len(isi)} aturan", tabel("Aturan yang berlaku", lajur, isi, sunyi=True))
    )


def _per_indikator(hasil: Hasil) -> str:
    semua = baris(hasil, "capaian")
    if not semua:
        return ""
    berkas = {b["berkas"]: b for b in baris(hasil, "berkas")}
    nomor, pendek = jangkar(hasil, INDIKATOR), _nama_pendek(berkas, hasil.periode.tahun)
    kelompok: dict[str, list[dict[str, Any]]] = {}
    for b in semua:
        kelompok.setdefault(bersih(b["sasaran"]), []).append(b)
    potong = [_asumsi(semua)]
    for nama, rows in kelompok.items():
        isi = "".join(_satu_indikator(b, nomor[(str(b["kode_indikator"]),)], berkas, pendek) for b in rows)
        potong.append(rincian(f"{nama} ({len(rows)} indikator)", isi, "hitungan cetak"))
    return "".join(potong)


def _asumsi(semua: list[dict[str, Any]]) -> str:
    """Count each assumption instead of repeating it beside every indicator."""
    hitung: dict[str, int] = {}
    for b in semua:
        for x in filter(None, (y.strip() for y in bersih(b["asumsi"]).split(";"))):
            hitung[x] = hitung.get(x, 0) + 1
    if not hitung:
        return paragraf("Semua cara hitung dinyatakan dalam berkas perencanaan atau aturan kantor.", "catatan")
    isi = [
        f'{e(x)} <span class="banyak">{n} indikator</span>'
        for x, n in sorted(hitung.items(), key=lambda kv: (-kv[1], kv[0]))
    ]
    return paragraf("Yang tidak dinyatakan dan karena itu diambil dari bawaan:") + butir(isi, "asumsi")


def _nama_pendek(berkas: Mapping[str, Baris], tahun: int) -> dict[str, str]:
    """Names of files as cards write them: without the folder that all share, with any revision after the first."""
    return {
        k: k.removeprefix(f"data/raw/{tahun}/") + (f" (revisi {b['revisi']})" if b["revisi"] else "")
        for k, b in berkas.items()
    }


def _satu_indikator(b: Baris, id_: str, berkas: Mapping[str, Baris], pendek: dict[str, str]) -> str:
    # The card is a column of the table, so that workbook and notebook show the very same lines.
    teks = bersih(b["kartu"])
    for panjang, nama in pendek.items():
        teks = teks.replace(f": {panjang}, lembar", f": {nama}, lembar")
    kartu = [(j, e(isi)) for j, _, isi in (x.partition(": ") for x in teks.split("\n")) if isi]
    batas = "capaiannya melewati batas, sehingga dibatasi dalam rerata" if b["dibatasi"] else ""
    # How and from where comes before the rules, for that is what one who asks wants to know.
    sumber = [x for x in kartu if _SUMBER.match(x[0])]
    aturan = [x for x in kartu[1:] if x not in sumber]
    asal = [("Berkas asal", _asal(b, berkas)), *sumber, ("Bukti", e(b["bukti"])), ("Catatan", batas)]
    isi = [*kartu[:1], *asal, *aturan]
    judul = f'<h4><span class="kode">{e(b["kode_indikator"])}</span> {e(b["indikator"])}</h4>'
    keadaan = "" if b["status"] == "terukur" else paragraf(e(kata.keadaan(b["status"], bersih(b["status_ket"]))))
    capaian = paragraf(f"Capaian {persen(b['capaian_sd_pct'])}") if b["status"] == "terukur" else ""
    return f'<div class="hitung-satu" id="{id_}">{judul}{capaian}{keadaan}{pasangan(isi)}</div>'


def _asal(b: Baris, berkas: Mapping[str, Baris]) -> str:
    if not b["asal_berkas"]:
        return ""
    isi = berkas.get(b["asal_berkas"])
    letak = tempat(b["asal_berkas"], b["asal_lembar"], b["asal_sel"])
    if isi is None:
        return letak
    revisi = f", revisi {isi['revisi']}" if isi["jenis"] in ("formulir", "tabel") else ""
    return f"{letak}{revisi} <code>{e(isi['sha256'][:PANJANG_SHA])}</code>"
