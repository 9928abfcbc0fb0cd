"""Sections on the collecting of data: who reported and when, what changed between revisions, what units promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kinerja import kata
from kinerja.kantor import ROMAWI
from kinerja.keluaran.lampiran import PANJANG_SHA
from kinerja.keluaran.unsur import (
    Bagian,
    Baris,
    Hasil,
    Lajur,
    bagian,
    bersih,
    e,
    kolom,
    lencana,
    paragraf,
    rincian,
    tabel,
)
from kinerja.keluaran.utama import baris
from kinerja.tagihan import tanpa_formulir
from kinerja.tenggat import baca_hari, tulis_hari
from kinerja.tindak_lanjut import TERTUTUP

TAMPIL = 40
"""Changes that are shown before the fold."""
PANJANG_ISI = 200
"""Letters of a cell's content that a list of changes shows."""


# ---- who has reported, and which files ------------------------------------------------------------------------------
def bagian_pelaporan(hasil: Hasil) -> Bagian:
    """Who reported this quarter and when, all quarters side by side, and which files the figures came from.

    Nothing in it depends on the day on which it is made: late is what was saved late, not what is still missing today.
    """
    return bagian(_triwulan_ini(hasil), _semua_triwulan(hasil), "<h3>Berkas</h3>", _berkas(hasil))


def _triwulan_ini(hasil: Hasil) -> str:
    lapor = [b for b in baris(hasil, "lapor") if b["triwulan"] == hasil.periode.triwulan]
    berkas = baris(hasil, "berkas")
    if not lapor:
        return ""
    if tanpa_formulir(berkas):
        return paragraf(e(kata.TANPA_FORMULIR))
    revisi = {b["berkas"]: b["revisi"] for b in berkas if b["jenis"] in ("formulir", "tabel")}
    lajur = [
        kolom("bidang", "Bidang", "nama"),
        Lajur("Status", lambda b: _status(b), "keadaan"),
        Lajur("Indikator terisi", lambda b: f"{b['n_dilaporkan']} dari {b['n_indikator']}" if b["n_indikator"] else ""),
        Lajur("Sel kosong", lambda b: e(b["sel_kosong"]), "sel"),
        Lajur("Disimpan", lambda b: _hari(b["disimpan"])),
        Lajur("Ketepatan", _ketepatan),
        Lajur("Revisi", lambda b: _revisi(b, revisi)),
    ]
    tenggat = next((t for b in lapor if (t := baca_hari(bersih(b["tenggat"])))), None)
    kepala = paragraf(e(kata.tenggat(tulis_hari(tenggat), hasil.kantor.aturan.tenggat_hari_kerja))) if tenggat else ""
    return "<h3>Triwulan ini</h3>" + kepala + tabel("Pelaporan bidang triwulan ini", lajur, lapor, sunyi=True)


def _tanpa_utang(b: Baris) -> bool:
    """Whether a unit owes neither figures nor money in a quarter."""
    return b["n_indikator"] == 0 and b["status"] == "lengkap" and not b["berkas"]


def _status(b: Baris) -> str:
    if _tanpa_utang(b):
        return "<small>tidak ada yang ditagih</small>"
    return lencana(kata.LAPOR[b["status"]].label, f"l-{b['status']}")


def _hari(teks: str) -> str:
    hari = baca_hari(bersih(teks))
    return e(tulis_hari(hari)) if hari else ""


def _ketepatan(b: Baris) -> str:
    """In time or late, by the day that the form itself tells; nothing where it does not tell one."""
    return e(kata.ketepatan(b["terlambat_hari"])) if baca_hari(bersih(b["disimpan"])) else ""


def _revisi(b: Baris, revisi: dict[str, int]) -> str:
    dipakai = [revisi[x] for x in bersih(b["berkas"]).split("; ") if x in revisi]
    return str(max(dipakai)) if dipakai else ""


def _semua_triwulan(hasil: Hasil) -> str:
    lapor = baris(hasil, "lapor")
    if not lapor:
        return paragraf(kata.KOSONG, "kosong")
    per: dict[str, dict[int, Baris]] = {}
    for b in lapor:
        per.setdefault(b["bidang"], {})[int(b["triwulan"])] = b
    baris_ = [{"bidang": k, "tw": v} for k, v in per.items()]

    def triwulan(n: int) -> Lajur:
        return Lajur(f"TW\u00a0{ROMAWI[n]}", lambda b: _status_lapor(b["tw"].get(n)))

    lajur = [
        kolom("bidang", "Bidang", "nama"),
        *(triwulan(n) for n in range(1, hasil.periode.triwulan + 1)),
        Lajur(
            "Berkas triwulan ini",
            lambda b: e((b["tw"].get(hasil.periode.triwulan) or {"berkas": ""})["berkas"]),
            "berkas",
        ),
    ]
    return "<h3>Menurut triwulan</h3>" + tabel("Pelaporan bidang menurut triwulan", lajur, baris_, sunyi=True)


def _status_lapor(b: Baris | None) -> str:
    if b is None:
        return ""
    if b["n_indikator"] == 0:
        return _status(b)  # nothing to count: it owes nothing, or its money alone
    telat = f", {kata.ketepatan(b['terlambat_hari'])}" if b["terlambat_hari"] > 0 else ""
    return f"{_status(b)} <small>{b['n_dilaporkan']} dari {b['n_indikator']} indikator{e(telat)}</small>"


def _berkas(hasil: Hasil) -> str:
    berkas = baris(hasil, "berkas")
    if not berkas:
        return paragraf("Belum ada berkas yang masuk.", "kosong")
    lajur = [
        kolom("berkas", "Berkas", "berkas"),
        Lajur(
            "Jenis",
            lambda b: e(kata.BERKAS_JENIS[b["jenis"]]) + (f" <small>{e(b['bidang'])}</small>" if b["bidang"] else ""),
        ),
        Lajur("Status", lambda b: e(kata.BERKAS_STATUS[b["status"]])),
        Lajur("Revisi", lambda b: str(b["revisi"]) if b["jenis"] == "formulir" else "", "angka"),
        Lajur("Baris dibaca", lambda b: f"{b['baris_dibaca']} dari {b['baris_tabel']}", "angka"),
        Lajur(
            "Sidik SHA-256",
            lambda b: f'<code title="{e(b["sha256"])}">{e(b["sha256"][:PANJANG_SHA])}</code>' if b["sha256"] else "",
            "kode",
        ),
    ]
    isi = tabel("Berkas yang masuk", lajur, berkas, sunyi=True)
    lewat = baris(hasil, "baris_tidak_dibaca") if "baris_tidak_dibaca" in hasil.tabel else []
    if lewat:
        kol = [
            kolom("berkas", "Berkas", "berkas"),
            kolom("lembar", "Lembar"),
            kolom("baris", "Baris", "angka"),
            kolom("isi", "Isi"),
            kolom("alasan", "Alasan"),
        ]
        isi += rincian(
            f"Baris yang tidak dibaca sebagai data ({len(lewat)})",
            tabel("Baris yang tidak dibaca", kol, lewat, sunyi=True),
        )
    return isi


# ---- what changed between revisions ---------------------------------------------------------------------------------
def bagian_perubahan(hasil: Hasil) -> Bagian:
    """What changed when a unit sent its form again: cell, from, to, reason; by revision, the newest quarter first."""
    semua = sorted(
        baris(hasil, "perubahan"),
        key=lambda b: (-b["triwulan"], b["bidang"], b["revisi_lama"], b["revisi_baru"], b["berkas_baru"]),
    )
    if not semua:
        return bagian(paragraf(kata.TANPA_PERUBAHAN, "kosong"))
    isi = _tabel_perubahan("Perubahan antarrevisi", semua[:TAMPIL])
    if sisa := semua[TAMPIL:]:
        judul = f"{len(sisa)} perubahan lain"
        isi += rincian(judul, _tabel_perubahan(judul, sisa), "cetak")
    return bagian(isi)


def _tabel_perubahan(judul: str, semua: Sequence[Baris]) -> str:
    lajur = [
        Lajur("Letak", _letak_perubahan, "letak"),
        kolom("kolom", "Kolom"),
        Lajur("Semula", lambda b: _isi_sel(b["dari"])),
        Lajur("Menjadi", lambda b: _isi_sel(b["menjadi"])),
        Lajur("Alasan", lambda b: e(kata.kutip(bersih(b["alasan"]), 400)) if b["alasan"] else "tidak disebutkan"),
    ]
    return tabel(judul, lajur, semua, "perubahan", sunyi=True, kelompok=_kelompok(semua, _kelompok_perubahan))


def _letak_perubahan(b: Baris) -> str:
    tempat = " · ".join(e(x) for x in (b["lembar"], b["sel"]) if x)
    return f"<strong>{tempat}</strong><br>{e(b['kode'])}" if tempat else e(b["kode"])


def _isi_sel(teks: str) -> str:
    return e(kata.ringkas(bersih(teks), PANJANG_ISI)) or "<small>kosong</small>"


def _kelompok_perubahan(b: Baris) -> str:
    """Head the changes of one pair of revisions: unit, quarter, revisions, who saved the newer file, as it says."""
    oleh = f", disimpan oleh {bersih(b['oleh'])}" if b["oleh"] else ""
    nama = bersih(b["berkas_baru"]).rsplit("/", 1)[-1]
    revisi = f"revisi {b['revisi_lama']} ke {b['revisi_baru']}"
    return f"{bersih(b['bidang'])}, TW {ROMAWI.get(int(b['triwulan']), '')}, {revisi}{oleh} ({nama})"


def _kelompok(semua: Sequence[Baris], judul: Callable[[Baris], str]) -> dict[int, str]:
    """Name the groups of sorted rows by the number of their first row."""
    hasil: dict[int, str] = {}
    lalu = None
    for i, b in enumerate(semua):
        kini = judul(b)
        if kini != lalu:
            hasil[i] = lalu = kini
    return hasil


# ---- what units promised --------------------------------------------------------------------------------------------
def bagian_tindak_lanjut(hasil: Hasil) -> Bagian:
    """Follow-ups by unit: first those of earlier quarters that are still open, which is what an evaluator asks for.

    What was promised only this quarter is quoted with its sasaran and not repeated; what no sasaran quotes stands in a
    fold, as does what is closed, which paper leaves out.
    """
    semua = baris(hasil, "tindak_lanjut")
    if not semua:
        return bagian(paragraf(kata.TANPA_TINDAK_LANJUT, "kosong"))
    tutup = [b for b in semua if b["status"] in TERTUTUP]
    baru = [b for b in semua if _baru(b, hasil)]
    dikutip = {b["kode_indikator"] for b in baris(hasil, "capaian") if b["tindak_lanjut"]}
    lain = [b for b in baru if b["kode_indikator"] not in dikutip]
    buka = [b for b in semua if b["status"] not in TERTUTUP and not _baru(b, hasil)]
    potong = [paragraf(e(kata.banyak_tindak_lanjut(len(buka), len(baru), len(tutup))))]
    if len(lain) < len(baru):
        potong.append(paragraf(f'{e(kata.JANJI_BARU)} <a href="#sasaran">Lihat sasaran</a>.', "catatan"))
    if buka:
        potong.append(_tabel_tindak_lanjut("Tindak lanjut yang masih terbuka", buka, hasil))
    for judul, isi, kelas in (
        (f"Dijanjikan pada triwulan ini ({len(lain)})", lain, "cetak"),
        (f"Sudah selesai atau dibatalkan ({len(tutup)})", tutup, ""),
    ):
        potong.append(rincian(judul, _tabel_tindak_lanjut(judul, isi, hasil), kelas) if isi else "")
    return bagian(*potong)


def _baru(b: Baris, hasil: Hasil) -> bool:
    """Whether it was promised this quarter, so that no form has asked for its state yet."""
    asal = (b["tahun_asal"], b["triwulan_asal"])
    return not b["status"] and asal == (hasil.periode.tahun, hasil.periode.triwulan)


def _tabel_tindak_lanjut(judul: str, semua: list[dict[str, Any]], hasil: Hasil) -> str:
    nama = {b["kode_indikator"]: b["indikator"] for b in baris(hasil, "capaian")}
    urut = sorted(semua, key=lambda b: b["bidang"])  # stable: within a unit the oldest stays first

    def janji(b: Baris) -> str:
        tentang = kata.ringkas(bersih(nama.get(b["kode_indikator"], "")), 110)
        letak = ": ".join(x for x in (bersih(b["kode_indikator"]), tentang) if x)
        return f"{e(b['uraian'])} <small>{e(letak)}</small>"

    def status(b: Baris) -> str:
        return _status_tindak_lanjut(b, hasil)

    lajur = [
        Lajur("Tindak lanjut", janji, "nama"),
        Lajur("Dijanjikan", lambda b: f"TW\u00a0{ROMAWI.get(int(b['triwulan_asal']), '')} {b['tahun_asal']}"),
        kolom("pic", "Pelaksana"),
        kolom("tenggat", "Tenggat"),
        Lajur("Status", status, "keadaan"),
        kolom("keterangan", "Keterangan"),
    ]
    banyak = {x: sum(b["bidang"] == x for b in urut) for x in {b["bidang"] for b in urut}}
    kelompok = _kelompok(urut, lambda b: f"{bersih(b['bidang'])} ({banyak[b['bidang']]})")
    return tabel(judul, lajur, urut, "tindak-lanjut", sunyi=True, kelompok=kelompok)


def _status_tindak_lanjut(b: Baris, hasil: Hasil) -> str:
    """Last reported state, and when."""
    kunci = "baru" if _baru(b, hasil) else b["status"]
    kapan = f" <small>menurut TW\u00a0{ROMAWI[b['triwulan_status']]}</small>" if b["triwulan_status"] in ROMAWI else ""
    return lencana(kata.TINDAK_LANJUT[kunci].label, f"tl-{kunci or 'diam'}") + kapan
