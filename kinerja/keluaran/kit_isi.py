"""What the socialisation kit says: the decision, what is asked of whom by when, what to talk about in the meeting.

Pure: from the tables of the step laporan to texts. Choices that the report makes (main points, which indicators count,
who has to answer for what) are the report's own functions; here stands only what the kit alone needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from kinerja import kata
from kinerja.angka import bulat
from kinerja.kantor import Periode
from kinerja.keluaran.indikator import LIPAT
from kinerja.keluaran.unsur import Baris, Hasil, ada, bersih, bilangan, catatan
from kinerja.keluaran.utama import baris, satu, tingkat
from kinerja.tagihan import tanpa_formulir
from kinerja.tenggat import baca_hari, tanggal_tenggat, tulis_hari
from kinerja.tindak_lanjut import TERTUTUP

SEMUA = "Semua bidang"
RAPAT = "pada rapat sosialisasi"
PERENCANAAN = "Perencana"
"""Who answers for findings that belong to no unit: those of the planning workbook."""
TAHUN_AKHIR = 2100
"""Last year that a quarter can lie in."""
KODE_TERBANYAK = 4
"""Codes that one request names; the rest is counted."""
TERENDAH = 4
"""Indicators that the meeting talks about one by one."""
RINCI = ("kegiatan", "sub_kegiatan")
"""Levels that fold where a sasaran has many indicators, as in the report."""


class Minta(NamedTuple):
    """What is asked: of whom, what, by when."""

    kepada: str
    apa: str
    kapan: str


# ---- what is asked --------------------------------------------------------------------------------------------------
def permintaan(hasil: Hasil) -> list[Minta]:
    """List what is asked after this quarter's decision, in the order in which units stand in params and files.

    After a Tidak the units mend and explain, for nothing can be agreed on before; after a Ya they prepare the meeting
    and the next quarter. No request depends on the day on which it is written.
    """
    if diterima(hasil):
        return [*_untuk_rapat(hasil), *_triwulan_depan(hasil)]
    return _perbaikan(hasil)


def diterima(hasil: Hasil) -> bool:
    """Whether the validation said Ya."""
    putusan = satu(baris(hasil, "putusan"))
    return bool(putusan and putusan["putusan"] == "Ya")


def putusan(hasil: Hasil) -> tuple[str, str]:
    """The decision (``Ya``, ``Tidak``, ``Belum ada``) and its reason."""
    b = satu(baris(hasil, "putusan"))
    return (bersih(b["putusan"]), bersih(b["alasan"])) if b else ("Belum ada", "")


def _perbaikan(hasil: Hasil) -> list[Minta]:
    """What each unit has to mend, explain or send."""
    tolak: Counter[str] = Counter()
    tunggu: Counter[str] = Counter()
    for b in baris(hasil, "temuan"):
        bidang = bersih(b["bidang"]) or PERENCANAAN
        tolak[bidang] += b["tingkat"] == "tolak"
        tunggu[bidang] += b["tingkat"] == "jelaskan" and not b["penjelasan"]
    kurang = {bersih(b["bidang"]): b for b in _lapor(hasil) if b["status"] != "lengkap"}
    tempat = "" if tanpa_formulir(baris(hasil, "berkas")) else " pada berkas koreksi"
    hari = next((t for b in _lapor(hasil) if (t := baca_hari(bersih(b["tenggat"])))), None)
    kapan = "pada kesempatan pertama" + (f" (batas formulir: {tulis_hari(hari)})" if hari else "")
    isi = []
    for bidang in _urut(hasil, {*(k for k in tolak if tolak[k] or tunggu[k]), *kurang}):
        butir = [f"memperbaiki {tolak[bidang]} temuan"] if tolak[bidang] else []
        butir += [f"menjelaskan {tunggu[bidang]} temuan"] if tunggu[bidang] else []
        apa = [kata.daftar(butir) + tempat] if butir else []
        apa += [_melengkapi(kurang[bidang])] if bidang in kurang else []
        isi.append(Minta(bidang, "; ".join(apa), kapan))
    return isi


def _melengkapi(b: Baris) -> str:
    if b["status"] == "belum":
        return "mengirim formulir"
    return f"melengkapi formulir (terisi {b['n_dilaporkan']} dari {b['n_indikator']} indikator)"


def _untuk_rapat(hasil: Hasil) -> list[Minta]:
    """What the meeting needs: everyone has read, and a unit below its target brings what it will do."""
    kode: dict[str, list[str]] = {}
    for b in di_bawah_target(hasil):
        kode.setdefault(bersih(b["bidang"]), []).append(bersih(b["kode_indikator"]))
    semua = Minta(SEMUA, "membaca laporan dan menyampaikan keberatan bila ada", RAPAT)
    khusus = [
        Minta(x, f"membawa usul tindak lanjut untuk {_sebut(kode[x])} (di bawah target)", RAPAT)
        for x in _urut(hasil, set(kode))
    ]
    return [semua, *khusus]


def _sebut(kode: Sequence[str]) -> str:
    """Name codes, count those beyond :data:`KODE_TERBANYAK`."""
    lebih = len(kode) - KODE_TERBANYAK
    return kata.daftar([*kode[:KODE_TERBANYAK], *([f"{lebih} indikator lain"] if lebih > 0 else [])])


def _triwulan_depan(hasil: Hasil) -> list[Minta]:
    """The next form, with what became of the follow-ups."""
    depan = berikutnya(hasil.periode)
    if depan is None:
        return []
    apa = "menyiapkan Formulir E.81" if tanpa_formulir(baris(hasil, "berkas")) else "mengirim formulir"
    n = len(tindak_lanjut_terbuka(hasil))
    ikut = f", dengan status {n} tindak lanjut yang masih terbuka" if n else ""
    hari = tulis_hari(tanggal_tenggat(depan, hasil.kantor.aturan.tenggat_hari_kerja))
    return [Minta(SEMUA, f"{apa} {depan.teks}{ikut}", f"paling lambat {hari}")]


def berikutnya(p: Periode) -> Periode | None:
    """The quarter after this one; None after the last that can be written."""
    if p.triwulan < 4:
        return Periode(p.tahun, p.triwulan + 1)
    return Periode(p.tahun + 1, 1) if p.tahun < TAHUN_AKHIR else None


def _lapor(hasil: Hasil) -> list[dict[str, Any]]:
    return [b for b in baris(hasil, "lapor") if b["triwulan"] == hasil.periode.triwulan]


def _urut(hasil: Hasil, nama: set[str]) -> list[str]:
    """Order units as params do, then by name, the planner last."""
    dikenal = [b.nama for b in hasil.kantor.dinas.bidang]
    lain = sorted(nama - {*dikenal, PERENCANAAN})
    return [*(x for x in dikenal if x in nama), *lain, *([PERENCANAAN] if PERENCANAAN in nama else [])]


# ---- what to show ---------------------------------------------------------------------------------------------------
def gulungan(hasil: Hasil) -> list[dict[str, Any]]:
    """The roll-ups that are shown beside each other: the sasaran, or programmes where there is only one sasaran."""
    sasaran, program = tingkat(hasil, "sasaran"), tingkat(hasil, "program")
    return program if len(sasaran) < 2 and program else sasaran


def per_sasaran(hasil: Hasil) -> dict[str, tuple[list[dict[str, Any]], int]]:
    """Indicators by sasaran, the highest level first, and how many of the lower levels are left to the report.

    The rule is the report's: all of them up to ``LIPAT``, else without kegiatan and sub kegiatan, but always the
    highest level.
    """
    kelompok: dict[str, list[dict[str, Any]]] = {}
    urutan = list(kata.JENJANG)
    for b in sorted(baris(hasil, "capaian"), key=lambda b: urutan.index(b["jenjang"])):  # stable
        kelompok.setdefault(b["kode_sasaran"], []).append(b)
    hasil_ = {}
    for kode in sorted(kelompok, key=lambda k: _tempat_sasaran(hasil, k)):
        semua = kelompok[kode]
        atas = [b for b in semua if b["jenjang"] == semua[0]["jenjang"] or b["jenjang"] not in RINCI]
        tampil = semua if len(semua) <= LIPAT else atas
        hasil_[kode] = (tampil, len(semua) - len(tampil))
    return hasil_


def _tempat_sasaran(hasil: Hasil, kode: str) -> int:
    """Place of a sasaran in the table, last when it has no roll-up."""
    urutan = [b["kode"] for b in tingkat(hasil, "sasaran")]
    return urutan.index(kode) if kode in urutan else len(urutan)


def di_bawah_target(hasil: Hasil) -> list[dict[str, Any]]:
    """Indicators below their target to date, the lowest first, by the very rule of the main points."""
    from kinerja.laporan import Bahan

    bahan = Bahan({"capaian": catatan(hasil.tabel["capaian"])}, hasil.kantor, hasil.periode)
    rendah = [b for b in bahan.terukur if bulat(b["capaian_sd_pct"]) < 100]
    return sorted(rendah, key=lambda b: (bulat(b["capaian_sd_pct"]), b["kode_indikator"]))


def tindak_lanjut_terbuka(hasil: Hasil) -> list[dict[str, Any]]:
    """Follow-ups to agree on: those of earlier quarters, oldest first, then this quarter's by how far behind it is."""
    capaian = {b["kode_indikator"]: bilangan(b["capaian_sd_pct"]) for b in baris(hasil, "capaian")}
    asal = (hasil.periode.tahun, hasil.periode.triwulan)

    def kunci(b: Baris) -> tuple[Any, ...]:
        dari = (int(b["tahun_asal"]), int(b["triwulan_asal"]))
        nilai = capaian.get(b["kode_indikator"])
        return (dari == asal, *(dari if dari != asal else asal), nilai is None, nilai or 0.0, bersih(b["nomor"]))

    return sorted((b for b in baris(hasil, "tindak_lanjut") if b["status"] not in TERTUTUP), key=kunci)


def status_tindak_lanjut(hasil: Hasil, b: Baris) -> str:
    """State of a follow-up as the report names it."""
    baru = (b["tahun_asal"], b["triwulan_asal"]) == (hasil.periode.tahun, hasil.periode.triwulan)
    return kata.TINDAK_LANJUT["baru" if baru and not b["status"] else b["status"]].label


def nilai_sama(gulung: Sequence[Baris]) -> bool:
    """Whether capaian to date and capaian to the year are the same everywhere, as in the last quarter."""
    return all(
        bulat(b["capaian_pct"]) == bulat(b["capaian_tahun_pct"])
        for b in gulung
        if ada(b["capaian_pct"]) and ada(b["capaian_tahun_pct"])
    )
