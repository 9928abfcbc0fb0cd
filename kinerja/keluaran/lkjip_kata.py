"""Sentences of the LKjIP draft, each by a stated rule from figures that are written already.

A verdict follows the figure as it is printed (two decimals), so that a sentence can never say other than the table
above it. What is not known is said to be not available; causes are never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from kinerja import kata
from kinerja.banding import TIDAK_TERSEDIA
from kinerja.keluaran.laporan_isi import besaran
from kinerja.keluaran.laporan_tabel import KUTIP
from kinerja.keluaran.sasaran_kata import jauh as jauhnya
from kinerja.keluaran.sasaran_kata import tercapai
from kinerja.keluaran.unsur import Baris, ada, angka, bersih, bilangan, persen
from kinerja.keluaran.utama import dengan_satuan

TUJUH = (
    "1) Target dan realisasi tahun {tahun}",
    "2) Perbandingan dengan tahun-tahun sebelumnya",
    "3) Perbandingan dengan target akhir Renstra",
    "4) Perbandingan dengan standar provinsi atau nasional",
    "5) Penyebab keberhasilan atau kegagalan dan upaya yang dilakukan",
    "6) Efisiensi penggunaan sumber daya",
    "7) Program dan kegiatan yang menunjang atau menghambat",
)
"""Headings of the analyses that PermenPANRB 53/2014 asks of every sasaran, in its order."""
JUDUL = ("Draf Laporan Kinerja Instansi Pemerintah", "(LKjIP) Tahun {tahun}")
TANDA_CONTOH = "DATA CONTOH"
PENGANTAR = (
    "Bab ini menyajikan capaian kinerja {kantor} tahun {tahun} terhadap target Perjanjian Kinerja, menurut tujuh hal "
    "yang diminta PermenPANRB 53/2014 untuk setiap sasaran, kemudian realisasi anggarannya."
)
CARA_PAKAI = (
    "Draf ini disusun aplikasi dari tabel pengukuran Triwulan IV. Angka dan kalimatnya mengikuti tabel itu; kutipan "
    "bidang dicetak sebagaimana ditulis bidang. Kotak berarsir bertanda [Lengkapi: …] disediakan untuk perencana: "
    "ganti isinya dengan uraian kantor, lalu hapus kotak yang tidak diperlukan. Nomor halaman daftar isi muncul "
    "setelah daftar isi diklik kanan dan dipilih Perbarui Bidang (Update Field). Bila datanya berubah, buat draf baru; "
    "jangan mengganti angka di sini."
)
TARGET_LAIN = (
    "Target sampai Triwulan IV pada Rencana Aksi berbeda dari target tahun untuk {kode}; bab ini memakai target tahun."
)
PREDIKAT_LAIN = "Predikat hanya dicetak bila capaian terhadap target tahun sama dengan capaian sampai Triwulan IV."
TANPA_TAHUN_LALU = (
    "Capaian dalam persen untuk tahun-tahun sebelumnya: data tidak tersedia; riwayat hanya memuat realisasi."
)

ISI_TARGET = "jelaskan arti angka di atas bagi sasaran ini, dan mengapa targetnya dipasang demikian."
ISI_LALU = "capaian dalam persen menurut LKjIP tahun-tahun sebelumnya, dan arti naik atau turunnya."
ISI_TANPA_LALU = (
    "realisasi tahun sebelumnya untuk {kode} beserta sumbernya (isi pula lembar Riwayat pada perencanaan.xlsx); "
    "kemudian "
)
ISI_RENSTRA = "bagaimana target akhir Renstra akan dicapai pada tahun-tahun yang tersisa."
ISI_TANPA_RENSTRA = "target akhir Renstra untuk {kode} (isi pula lembar Renstra pada perencanaan.xlsx); kemudian "
ISI_STANDAR = (
    "angka provinsi atau nasional yang sebanding untuk {kode} beserta sumber dan tahunnya, atau alasan tidak ada."
)
ISI_SEBAB = "analisis penyebab yang mendasar, dengan bukti, dan alternatif solusi yang telah dilakukan."
ISI_TANPA_SEBAB = (
    "pendorong, penghambat, dan upaya menurut bidang untuk {kode}, yang belum dituliskan bidang; kemudian "
)
ISI_EFISIENSI = "efisiensi sumber daya manusia, waktu, dan sarana, dengan contoh yang dapat dibuktikan."
ISI_PROGRAM = "peran program dan kegiatan di atas terhadap sasaran, dan kegiatan yang perlu diubah atau dihentikan."
ISI_ORGANISASI = "keadaan yang memengaruhi kinerja kantor tahun ini: perubahan target, anggaran, susunan organisasi."
ISI_ANGGARAN = "sebab sisa anggaran yang besar, pergeseran, dan perubahan DPA bila ada."
ISI_SIMPULAN = "simpulan umum atas keberhasilan dan kegagalan tahun ini."
ISI_LANGKAH = "langkah perbaikan tahun {tahun} untuk sasaran yang belum tercapai, dengan penanggung jawab dan waktunya."

CARA_JENIS = {
    "rentang": "100 bila di dalam rentang; di luarnya dihitung terhadap batas terdekat",
    "predikat": "peringkat realisasi ÷ peringkat target × 100, paling tinggi 100",
    "tanggal": "100 bila tepat waktu; bila terlambat berkurang menurut lamanya",
}
"""How targets that are no plain figure are measured (``capaian.capaian``)."""
NILAI_BELUM = "belum dapat dinilai"


# ---- small grammar --------------------------------------------------------------------------------------------------
def nama(b: Baris) -> str:
    """``Tingkat Pengangguran Terbuka (TK-01)``."""
    return f"{bersih(b['indikator'])} ({bersih(b['kode_indikator'])})"


def kode_daftar(isi: list[Baris]) -> str:
    """Name indicators by their codes: ``TK-01, TK-02, dan TK-03``."""
    return kata.daftar([bersih(b["kode_indikator"]) for b in isi])


def kode_ringkas(isi: list[Baris], paling: int = 24) -> str:
    """Name indicators by their codes, only count them where they are too many to be read."""
    return kode_daftar(isi) if len(isi) <= paling else f"{len(isi)} indikator"


def bidang_daftar(b: Baris) -> str:
    """Name the units that answer for an indicator as a sentence does."""
    return kata.daftar([x for x in bersih(b["bidang"]).split("; ") if x])


# ---- 1 the year's target --------------------------------------------------------------------------------------------
def kalimat_target(b: Baris, banding: Baris | None) -> str:
    """Say what an indicator reached of the year's target, and by how much it missed or passed it."""
    sampai = tercapai(b["capaian_tahun_pct"])
    if sampai is None:
        return f"{nama(b)}: {tanpa_capaian(b)}"
    putusan = "mencapai target" if sampai else "belum mencapai target"
    if sampai and b["capaian_tahun_pct"] < 100:
        putusan += " setelah dibulatkan"
    jarak = jarak_target(b, banding)
    return (
        f"{nama(b)} {putusan}: realisasi {besaran(b, 'realisasi_sd')}, target {besaran(b, 'target_tahun')}, capaian "
        f"{persen(b['capaian_tahun_pct'])}" + (f" ({jarak})." if jarak else ".")
    )


def tanpa_capaian(b: Baris) -> str:
    """Say why an indicator has no capaian, and what was realised all the same."""
    label = kata.STATUS[b["status"]].label.lower() if b["status"] != "terukur" else "capaian tidak tersedia"
    nilai = f"realisasi {besaran(b, 'realisasi_sd')}; " if ada(b["realisasi_sd"]) else ""
    ket = kata.kalimat(bersih(b["status_ket"]))
    return f"{nilai}{label}. {ket}".strip()


def jarak_target(b: Baris, banding: Baris | None) -> str:
    """``lebih rendah 0,08 poin persen dari target; makin rendah makin baik``, empty where there is no distance."""
    if b["jenis_target"] == "rentang" or banding is None or not ada(banding["selisih"]):
        return ""  # a range has two ends; a date and a predicate have no distance
    jauh = jauhnya(banding["selisih"], bersih(b["satuan"]))
    if not jauh:
        return "sama dengan target"
    arah = "lebih tinggi" if banding["selisih"] > 0 else "lebih rendah"
    sifat = "" if b["polaritas"] == "maks" else f"; {kata.POLARITAS[b['polaritas']]}"
    return f"{arah} {jauh} dari target{sifat}"


def ringkas_target(ya: list[Baris], belum: list[Baris], tanpa: list[Baris], apa: str = "indikator") -> str:
    """Count the indicators that met the year's target and name the others."""
    semua = len(ya) + len(belum) + len(tanpa)
    if semua == 1:
        satu = (ya or belum or tanpa)[0]
        putusan = "mencapai target tahun" if ya else "belum mencapai target tahun" if belum else NILAI_BELUM
        return f"Satu {apa} ({bersih(satu['kode_indikator'])}) {putusan}."
    isi = f"Dari {semua} {apa}, {_sekian(len(ya), semua)} mencapai target tahun"
    isi += f", {len(belum)} belum mencapainya ({kode_daftar(belum)})" if belum else ""
    return isi + (f", {len(tanpa)} {NILAI_BELUM} ({kode_daftar(tanpa)})." if tanpa else ".")


def _sekian(n: int, semua: int) -> str:
    return "semuanya" if n == semua else str(n) if n else "tidak ada yang"


def ringkas_sasaran(b: Baris | None, kemajuan: bool) -> str:
    """Say the mean of a sasaran with its predicate, how many indicators it rests on, and what a cap did to it."""
    if b is None or not (ada(b["capaian_pct"]) or ada(b["capaian_tahun_pct"])):
        return "Capaian sasaran: data tidak tersedia."
    dari = f"dihitung dari {b['n_terukur']} indikator"
    dari += f" terukur di antara {b['n']} indikator" if b["n_terukur"] != b["n"] else ""
    if kemajuan:
        return f"{kata.KEMAJUAN} {persen(b['capaian_tahun_pct'])}, {kata.TANPA_PREDIKAT}."
    predikat = f" dengan predikat {bersih(b['predikat'])}" if b["predikat"] else ""
    isi = f"Capaian sasaran {persen(b['capaian_pct'])}{predikat}, {dari}."
    if b["n_dibatasi"]:
        isi += f" Tanpa batas capaian per indikator, rata-ratanya {persen(b['capaian_mentah_pct'])}."
    return isi


# ---- 2 earlier years ------------------------------------------------------------------------------------------------
def kalimat_lalu(b: Baris, lalu: list[Baris]) -> str:
    """Say how a figure moved from last year, and from the oldest year known; ``lalu`` is the newest year first."""
    if not ada(b["realisasi_sd"]):
        return f"{nama(b)}: realisasi tahun {b['tahun']} {TIDAK_TERSEDIA}."
    gerak = [_gerak(b, lalu[0])] + ([_gerak(b, lalu[-1])] if len(lalu) > 1 else [])
    return f"{nama(b)}: realisasi {besaran(b, 'realisasi_sd')}, " + "; ".join(gerak) + "."


def _gerak(b: Baris, r: Baris) -> str:
    """``turun 0,12 poin persen dari tahun 2024 (1,84 %), lebih baik``."""
    dari = f"{bersih(r['nama'])[:1].lower()}{bersih(r['nama'])[1:]} ({bersih(r['pembanding_teks'])})"
    arti = kata.ARAH[r["arah"]]
    if not ada(r["selisih"]):
        return f"{arti} dari {dari}" if arti in ("lebih baik", "lebih buruk") else f"sama dengan {dari}"
    jauh = jauhnya(r["selisih"], bersih(b["satuan"]))
    if not jauh:
        return f"sama dengan {dari}"
    return f"{'naik' if r['selisih'] > 0 else 'turun'} {jauh} dari {dari}" + (f", {arti}" if arti else "")


# ---- 3 Renstra ------------------------------------------------------------------------------------------------------
def tahun_renstra(tahun: int, awal: int, akhir: int) -> str:
    """Say which year of the Renstra this is, nothing where params do not give its years."""
    if not awal <= tahun <= akhir:
        return ""
    return f"Tahun {tahun} adalah tahun ke-{tahun - awal + 1} dari {akhir - awal + 1} tahun Renstra {awal}–{akhir}."


def kalimat_renstra(b: Baris) -> str:
    """Say how far an indicator is on the way to the Renstra's last target."""
    target = f"target akhir Renstra {b['target_renstra_tahun'] or ''}".strip() + f" ({besaran(b, 'target_renstra')})"
    sampai = tercapai(b["capaian_renstra_pct"])
    if sampai is None:
        return f"{nama(b)}: capaian terhadap {target} belum dapat dihitung."
    lalu = bilangan(b["realisasi_renstra_lalu"]) if menumpuk(b) else None
    ikut = f", termasuk realisasi sampai tahun lalu {dengan_satuan(angka(lalu), bersih(b['satuan']))}" if lalu else ""
    putusan = "sudah mencapai" if sampai else "belum mencapai"
    return (
        f"{nama(b)} {putusan} {target}: realisasi {besaran(b, 'realisasi_sd')}, capaian "
        f"{persen(b['capaian_renstra_pct'])}{ikut}."
    )


def menumpuk(b: Baris) -> bool:
    """Whether figures pile up over the Renstra's years, as ukur has it."""
    return b["konsolidasi"] == "jumlah" and not b["tambahan_persen"]


# ---- 4 standard -----------------------------------------------------------------------------------------------------
def kalimat_standar(b: Baris, r: Baris) -> str:
    """Compare a figure with a provincial or national one."""
    arti = kata.ARAH[r["arah"]]
    capaian = f"capaian terhadapnya {persen(r['capaian_pct'])}" if ada(r["capaian_pct"]) else ""
    ekor = ", ".join(x for x in (arti, capaian) if x)
    return f"{nama(b)}: realisasi {besaran(b, 'realisasi_sd')}, {bersih(r['nama'])} {bersih(r['pembanding_teks'])}" + (
        f" ({ekor})." if ekor else "."
    )


# ---- 5 causes -------------------------------------------------------------------------------------------------------
def menurut(apa: str, b: Baris) -> str:
    """``Faktor pendorong menurut Bidang Tenaga Kerja``."""
    return f"{apa} menurut {bidang_daftar(b)}"


def kata_bidang(teks: object) -> str:
    """Quote what a unit wrote, as long as a paper bears."""
    return kata.kutip(bersih(teks), KUTIP)


def hasil_indikator(b: Baris) -> str:
    """``capaian 95,83 %, belum mencapai target``, or the state."""
    sampai = tercapai(b["capaian_tahun_pct"])
    if sampai is None:
        return kata.STATUS[b["status"]].label.lower() if b["status"] != "terukur" else "capaian tidak tersedia"
    return f"capaian {persen(b['capaian_tahun_pct'])}, {'mencapai' if sampai else 'belum mencapai'} target"


# ---- 6 money --------------------------------------------------------------------------------------------------------
def kalimat_uang(pagu: str, realisasi: str, serapan: str) -> str:
    """Say what the sasaran's budget was and what was spent of it."""
    return f"Anggaran yang membiayai sasaran ini {pagu}, terpakai {realisasi} atau {serapan}."


# ---- 7 programmes ---------------------------------------------------------------------------------------------------
def pengaruh(capaian: list[object]) -> str:
    """Judge a budget row by the indicators that it pays for: those that met the year's target, of those measured."""
    terukur = [x for x in map(tercapai, capaian) if x is not None]
    if not terukur:
        return NILAI_BELUM[:1].upper() + NILAI_BELUM[1:]
    if all(terukur):
        return "Menunjang: targetnya tercapai"
    return (
        "Menunjang sebagian: ada target belum tercapai" if any(terukur) else "Belum menunjang: targetnya belum tercapai"
    )


def ringkas_program(ya: list[Baris], belum: list[Baris], tanpa: list[Baris]) -> str:
    """Count the indicators of programmes and kegiatan below a sasaran that met their target, and name the others."""
    if not ya and not belum and not tanpa:
        return f"Indikator program, kegiatan, dan sub kegiatan yang dibiayai anggaran sasaran ini: {TIDAK_TERSEDIA}."
    return ringkas_target(ya, belum, tanpa, "indikator pendukung")


def di_bawah_target(sasaran: Sequence[Baris]) -> str:
    """Name the sasaran whose printed mean is below 100 %, or say that there is none."""
    kurang = [b for b in sasaran if tercapai(b["capaian_pct"]) is False]
    tanpa = [b for b in sasaran if not ada(b["capaian_pct"])]
    isi = [f"{bersih(b['nama'])} ({persen(b['capaian_pct'])})" for b in kurang]
    kalimat = f"Sasaran dengan capaian di bawah 100\u00a0%: {kata.daftar(isi)}." if kurang else ""
    if tanpa:
        kalimat += f" Sasaran yang capaiannya {NILAI_BELUM}: {kata.daftar([bersih(b['nama']) for b in tanpa])}."
    return kalimat.strip() or "Tidak ada sasaran dengan capaian di bawah 100\u00a0%."
