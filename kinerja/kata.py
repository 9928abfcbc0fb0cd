"""Every word that the report says of its own: labels, headings, definitions, and sentences filled in by rule.

Only words live here, and the small choices that grammar needs; figures come in already written (``98,40 %``), so that a
sentence can never show another number than the table beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kinerja.angka import bulat, tulis, tulis_persen
from kinerja.kantor import ROMAWI

if TYPE_CHECKING:
    from kinerja.kantor import Kantor, Periode


class Istilah(NamedTuple):
    """A label as a table shows it, and what it means."""

    label: str
    arti: str


STATUS = {
    "terukur": Istilah("Terukur", "Target dan realisasinya ada, sehingga capaiannya dihitung."),
    "belum_dilaporkan": Istilah(
        "Belum dilaporkan",
        "Sudah waktunya diisi, tetapi bidang belum mengisinya. Tidak dianggap nol dan tidak masuk rerata.",
    ),
    "belum_tersedia": Istilah(
        "Belum tersedia",
        "Angkanya memang belum terbit pada triwulan ini, misalnya hasil survei tahunan. Bukan keterlambatan bidang.",
    ),
    "belum_ditargetkan": Istilah(
        "Belum ditargetkan", "Rencana Aksi tidak memasang target sampai triwulan ini, sehingga belum ada yang dinilai."
    ),
    "tanpa_kejadian": Istilah(
        "Tanpa kejadian", "Penyebutnya nol: tidak ada kejadian yang dapat dihitung. Bukan 0 % dan bukan 100 %."
    ),
    "tidak_dapat_dihitung": Istilah(
        "Tidak dapat dihitung", "Datanya ada yang hilang atau tidak sah; lihat bagian temuan."
    ),
}

POLARITAS = {
    "maks": "makin tinggi makin baik",
    "min": "makin rendah makin baik",
    "stabil": "makin dekat dengan target makin baik",
}

KONSOLIDASI = {
    "jumlah": Istilah("Jumlah", "angka tiap triwulan dijumlahkan"),
    "akhir": Istilah("Nilai akhir", "dipakai angka terakhir yang dilaporkan"),
    "rata": Istilah("Rata-rata", "dirata-ratakan dari triwulan yang dilaporkan"),
    "rasio": Istilah("Rasio", "pembilang dan penyebut diakumulasikan dulu, baru dibagi"),
}
TAMBAHAN_PERSEN = "formulirnya menyatakan angka triwulan sebagai tambahan, sehingga persentasenya dijumlahkan"

BENTUK_TARGET = {"per_triwulan": "target per triwulan", "kumulatif": "target kumulatif"}

JENIS_TARGET = {
    "angka": "angka",
    "rentang": "rentang",
    "predikat": "predikat",
    "tanggal": "tanggal",
    "rasio": "rasio pembilang dan penyebut",
}

RUMUS = {
    "POS": "realisasi ÷ target × 100",
    "NEG-L": "(2 × target − realisasi) ÷ target × 100",
    "NEG-H": "target ÷ realisasi × 100",
    "NEG-B": "(nilai terburuk − realisasi) ÷ (nilai terburuk − target) × 100",
    "STAB-L": "realisasi ÷ target × 100 bila di bawah target; (2 × target − realisasi) ÷ target × 100 bila di atasnya",
    "STAB-H": "yang terkecil dari realisasi ÷ target dan target ÷ realisasi, × 100",
}

JENJANG = {
    "dinas": "Dinas",
    "bidang": "Bidang",
    "sasaran": "Sasaran",
    "urusan": "Urusan",
    "program": "Program",
    "kegiatan": "Kegiatan",
    "sub_kegiatan": "Sub kegiatan",
}

TINGKAT = {
    "tolak": Istilah("Harus diperbaiki", "Menahan laporan sampai diperbaiki."),
    "jelaskan": Istilah("Perlu penjelasan", "Menahan laporan sampai bidang menulis penjelasannya."),
    "info": Istilah("Untuk diketahui", "Tidak menahan laporan."),
}

JANGKAUAN = {
    "tercapai": Istilah("Tercapai", "sudah tercapai"),
    "terjangkau": Istilah("Terjangkau", "terjangkau dengan laju sekarang"),
    "perlu_dipercepat": Istilah("Perlu dipercepat", "belum terjangkau dengan laju sekarang"),
    "terlampaui": Istilah("Batas terlampaui", "melampaui batas setahun"),
    "belum_dinilai": Istilah("Belum dapat dinilai", "belum dapat dinilai lajunya"),
}
ARAH = {
    "": "",
    "lebih_baik": "lebih baik",
    "sama": "sama",
    "lebih_buruk": "lebih buruk",
    "sudah_dicapai": "sudah dicapai",
    "tahun_berjalan": "tahun berjalan, belum sebanding",
    "renstra_berjalan": "Renstra berjalan, belum sebanding",
}
SEBANDING = (
    "Yang dinilai hanya angka dengan rentang waktu yang sama. Angka setahun baru sebanding pada TW IV dan target akhir "
    "Renstra pada tahun terakhirnya; sebelum itu hanya disebut bila sudah dicapai atau batasnya sudah terlampaui."
)

LAPOR = {
    "lengkap": Istilah("Lengkap", "semua indikatornya terisi"),
    "sebagian": Istilah("Sebagian", "masih ada indikator yang kosong"),
    "belum": Istilah("Belum lapor", "belum ada yang terisi"),
}

TANPA_FORMULIR = "Tidak ada bidang yang ditunggu mengirim formulir; rencana dan realisasinya dari Formulir E.81."
TANPA_PERUBAHAN = "Tidak ada formulir yang berubah isinya antarrevisi."
TANPA_TINDAK_LANJUT = "Belum ada tindak lanjut yang dicatat bidang."

TINDAK_LANJUT = {
    "baru": Istilah("Baru", "dijanjikan pada triwulan ini; ditagih pada formulir berikutnya"),
    "": Istilah("Belum ada kabar", "statusnya belum diisi bidang"),
    "belum": Istilah("Belum dimulai", "menurut bidang belum dikerjakan"),
    "berjalan": Istilah("Berjalan", "sedang dikerjakan"),
    "selesai": Istilah("Selesai", "sudah dikerjakan"),
    "batal": Istilah("Dibatalkan", "tidak dilanjutkan"),
}

BERKAS_STATUS = {"dipakai": "Dipakai", "digantikan": "Digantikan kiriman baru", "ditolak": "Ditolak"}
BERKAS_JENIS = {
    "perencanaan": "Perencanaan",
    "formulir": "Formulir bidang",
    "e81": "Formulir E.81",
    "tabel": "Tabel biasa",
    "tidak_dikenal": "Tidak dikenal",
}

CARA = {
    "pembulatan": (
        "Angka dibulatkan dua desimal; angka 5 dibulatkan ke atas (2,345 menjadi 2,35), sama dengan ROUND di Excel."
    ),
    "predikat": "Predikat diberikan pada angka yang tercetak, sehingga label tidak bertentangan dengan angkanya.",
    "tiga": (
        "Setiap indikator dibandingkan dengan tiga target: target sampai triwulan ini (Rencana Aksi), target tahun "
        "(Perjanjian Kinerja), dan target akhir Renstra. Penilaian triwulanan hanya memakai yang pertama."
    ),
    "keadaan": (
        "Indikator tanpa angka tidak dianggap nol. Keadaannya disebut satu per satu, dan jumlah yang terukur dicetak."
    ),
    "rasio": (
        "Persentase dari pembilang dan penyebut tidak dijumlahkan atau dirata-ratakan antartriwulan; pembilang dan "
        "penyebutnya yang diakumulasikan."
    ),
    "pita": (
        "Rerata dihitung ulang tanpa batas, dengan batas 120 %, dan dengan batas 100 %; dengan indikator yang belum "
        "dilaporkan diabaikan atau dihitung 0; dan dengan rumus NEG-L atau NEG-H untuk indikator yang makin rendah "
        "makin baik."
    ),
    "laju": (
        "Laju dihitung dari angka sampai triwulan ini dibagi banyaknya triwulan; untuk angka posisi, dari perubahannya "
        "sejak akhir tahun lalu. Target disebut terjangkau bila perkiraan akhir tahun dengan laju itu memenuhinya."
    ),
    "efisiensi": (
        "Selisih capaian dan serapan disebut efisien hanya bila targetnya tercapai. Efisiensi menurut PMK 214/2017 "
        "membandingkan biaya per keluaran dengan rencananya, dibatasi −20 sampai 20, untuk keluaran tercacah yang "
        "mempunyai pagu sendiri; nilainya 50 + E / 20 × 50."
    ),
    "pagu": (
        "Pagu yang membiayai beberapa indikator dihitung satu kali, sehingga jumlah menurut sasaran dapat berbeda dari "
        "jumlah menurut program."
    ),
}

CARA_ASAL = (
    "Setiap angka yang bergaris titik di bawahnya menuju kartunya di bagian ini: rumus, lalu berkas, lembar, dan sel "
    "asalnya. Letak berkas dihitung dari folder data/raw/{tahun}; tanpa keterangan revisi berarti kiriman pertama."
)
PELURU = "tanda tegak: target {sampai} &ensp; ujung jalur (100\u00a0%): target tahun {tahun} &ensp; batang: realisasi"
HALAMAN = {
    "asal": "Angka ini dari mana?",
    "tutup": "Tutup",
    "ke_kartu": "Buka di bagian Cara menghitung",
    "saring": "Saring indikator",
    "bidang": "Bidang",
    "semua_bidang": "Semua bidang",
    "predikat": "Predikat atau keadaan",
    "ulang": "Tampilkan semua",
    "tampil": "Menampilkan {n} dari {semua} indikator.",
    "kosong": "Tidak ada indikator yang cocok. Pilih predikat lain atau tampilkan semua.",
}
"""What the interactive page's own controls say."""
TANPA_KATA_BIDANG = "Bidang belum menuliskan pendorong, penghambat, atau tindak lanjut untuk sasaran ini."

KEMAJUAN = "Kemajuan terhadap target tahun"
KEMAJUAN_KET = (
    "Belum ada target sampai triwulan ini, sehingga capaian triwulanan belum dapat dinilai. Yang tampil adalah "
    "kemajuan terhadap target tahun {tahun}; angka ini belum diberi predikat."
)
KOSONG = "Belum ada data untuk bagian ini."
TANPA_PREDIKAT = "belum diberi predikat"
CONTOH = "Kantor dan angka dalam laporan ini adalah contoh, bukan data sebenarnya."
DRAF = "Laporan ini masih draf: belum ditandatangani dan belum boleh dikutip."


# ---- small grammar --------------------------------------------------------------------------------------------------
_AKHIR_KALIMAT = re.compile(r"(?<!s\.d)\.(?= [A-Z0-9])")
"""A full stop that ends a sentence; that of ``s.d.`` does not."""


def persen(nilai: float | None) -> str:
    """Write a percentage so that the sign never stands alone on the next line."""
    return tulis_persen(nilai).replace(" %", "\u00a0%")


def rupiah_ringkas(nilai: float | None) -> str:
    """Write rupiah in the largest fitting unit: ``Rp1,25 miliar``."""
    if nilai is None:
        return "–"
    for batas, nama in ((1e12, "triliun"), (1e9, "miliar"), (1e6, "juta")):
        if bulat(abs(nilai) / batas) >= 1:
            return f"Rp{tulis(nilai / batas)}\u00a0{nama}"
    return "Rp" + tulis(nilai, 0)


def daftar(butir: list[str]) -> str:
    """Join as a sentence does: ``A, B, dan C``."""
    if len(butir) < 3:
        return " dan ".join(butir)
    return ", ".join(butir[:-1]) + ", dan " + butir[-1]


def ringkas(teks: str, panjang: int) -> str:
    """Cut at a word's end and say so with ``…``."""
    rapi = " ".join(teks.split())
    if len(rapi) <= panjang:
        return rapi
    return rapi[: panjang - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def ringkas_kalimat(teks: str, panjang: int) -> str:
    """Keep as many whole sentences as fit; a first one that does not is cut at a word's end."""
    rapi = " ".join(teks.split())
    akhir = [m.start() + 1 for m in _AKHIR_KALIMAT.finditer(rapi) if m.start() < panjang]
    return rapi if len(rapi) <= panjang else rapi[: akhir[-1]] if akhir else ringkas(rapi, panjang)


def kalimat(teks: str) -> str:
    """Begin with a capital and end with a full stop, as a sentence does."""
    rapi = teks.strip()
    return rapi if not rapi else rapi[0].upper() + rapi[1:] + ("" if rapi[-1] in ".!?…”" else ".")


def keadaan(status: str, ket: str) -> str:
    """Say a state and what is known about it; words that say the state themselves are not led by it again."""
    label, isi = STATUS[status].label, kalimat(ket)
    return isi if isi.startswith(label) else f"{label}. {isi}".strip()


def sampai(p: Periode) -> str:
    """``s.d. TW II 2025``."""
    return f"s.d. TW\u00a0{ROMAWI[p.triwulan]} {p.tahun}"


def kutip(teks: str, panjang: int = 220) -> str:
    """Quote what someone wrote as theirs, shortened, without doubling a closing full stop."""
    return f"“{ringkas(teks, panjang).rstrip('.')}”"


def tenggat(hari: str, hari_kerja: int) -> str:
    """Say by when the forms of a quarter were due; ``hari`` is written out."""
    return f"Tenggat formulir triwulan ini: {hari}, {hari_kerja} hari kerja sesudah triwulan berakhir."


def ketepatan(terlambat_hari: int) -> str:
    """Say whether a form whose day of saving is known was in time."""
    return f"terlambat {terlambat_hari} hari kerja" if terlambat_hari > 0 else "tepat waktu"


JANJI_BARU = "Yang baru dijanjikan dikutip pada sasarannya masing-masing."


def banyak_tindak_lanjut(terbuka: int, baru: int, tertutup: int) -> str:
    """Count the follow-ups: still open from earlier quarters, promised this quarter, closed."""
    lalu = (
        f"{terbuka} tindak lanjut dari triwulan lalu" if terbuka else "Tidak ada tindak lanjut dari triwulan lalu yang"
    )
    return f"{lalu} masih terbuka, {baru} baru dijanjikan, {tertutup} ditutup."


def pita_tertahan(tolak: int, jelaskan: int) -> str:
    """The banner's line: ``Belum lolos validasi: 3 temuan harus diperbaiki``."""
    butir = [f"{tolak} temuan harus diperbaiki"] if tolak or not jelaskan else []
    butir += [f"{jelaskan} temuan belum dijelaskan"] if jelaskan else []
    return "Belum lolos validasi: " + daftar(butir)


# ---- the rules in force, in words ----------------------------------------------------------------------------------
def aturan(kantor: Kantor) -> list[tuple[str, str, str]]:
    """Say each rule that shaped a figure: key under ``params``, its name, its value in words."""
    a, d = kantor.aturan, kantor.dinas
    batas = (
        "tanpa batas"
        if a.batas_capaian_pct is None
        else f"{persen(a.batas_capaian_pct)}; capaian yang melebihinya dihitung sebesar itu dalam rerata"
    )
    kosong = {
        "belum_ditargetkan": "capaian triwulanan tidak dinilai",
        "target_tahun": "dibandingkan dengan target tahun",
    }[a.target_triwulan_kosong]
    rumus = ", ".join(f"{POLARITAS[k]} memakai {getattr(a.rumus, k)}" for k in ("maks", "min", "stabil"))
    m = a.ambang
    ambang = (
        f"capaian di atas {persen(m.capaian_tinggi_pct)} atau di bawah {persen(m.capaian_rendah_pct)}, "
        f"serapan di bawah {persen(m.serapan_rendah_pct)} atau di atas {persen(m.serapan_tinggi_pct)}, "
        f"perubahan lebih dari {tulis(m.loncatan_kali)} kali"
    )
    renstra = (
        f"{a.renstra.awal}–{a.renstra.akhir} {a.renstra.dasar_hukum}".strip() if a.renstra.akhir else "tidak disebutkan"
    )
    per = ", ".join(sorted(a.indikator)) or "tidak ada"
    tingkat = (
        ", ".join(f"{k} menjadi {TINGKAT[v].label.lower()}" for k, v in sorted(a.tingkat.items())) or "seperti katalog"
    )
    return [
        ("dinas.nama", "Nama kantor", d.nama),
        ("dinas.daerah", "Daerah", d.daerah or "tidak disebutkan"),
        ("dinas.bidang", "Bidang yang melapor", daftar([b.nama for b in d.bidang]) or "diambil dari berkas"),
        ("aturan.renstra", "Renstra", renstra),
        ("aturan.skala", "Skala predikat", kantor.skala_dipakai.nama),
        ("aturan.batas_capaian_pct", "Batas capaian dalam rerata", batas),
        (
            "aturan.rerata_dinas",
            "Capaian dinas",
            f"rerata dari {'sasaran' if a.rerata_dinas == 'sasaran' else 'indikator'}",
        ),
        ("aturan.target_triwulan_kosong", "Bila target triwulan kosong", kosong),
        ("aturan.rumus", "Rumus bila tidak dinyatakan", rumus),
        ("aturan.ambang", "Ambang pemeriksaan", ambang),
        (
            "aturan.tenggat_hari_kerja",
            "Tenggat melapor",
            f"{a.tenggat_hari_kerja} hari kerja sesudah triwulan berakhir",
        ),
        ("aturan.nomenklatur", "Nomenklatur kode", a.nomenklatur or "tidak disebutkan"),
        ("aturan.indikator", "Pernyataan khusus per indikator", per),
        ("aturan.tingkat", "Tingkat temuan yang diubah", tingkat),
    ]
