"""What the printed report says, part 2: money, comparisons, pace, causes, follow-ups, who reported."""

from __future__ import annotations

from typing import Any

from kinerja import kata
from kinerja.kantor import ROMAWI
from kinerja.keluaran.laporan_isi import besaran
from kinerja.keluaran.laporan_tabel import KUTIP, Isi, Kolom, Sel, kelompokkan, medan, tabel
from kinerja.keluaran.sanding import RAGAM_TARGET
from kinerja.keluaran.tren import deret
from kinerja.keluaran.unsur import Baris, Hasil, ada, angka, bersih, bilangan, bulat_rupiah, persen, rupiah
from kinerja.keluaran.utama import baris, satu, tingkat
from kinerja.skema import BANDING
from kinerja.tagihan import tanpa_formulir
from kinerja.tenggat import baca_hari, tulis_hari
from kinerja.tindak_lanjut import TERTUTUP

PENJELASAN = (
    ("pendorong", "Pendorong"),
    ("penghambat", "Penghambat"),
    ("tindak_lanjut", "Tindak lanjut"),
    ("pic", "Pelaksana"),
    ("tenggat", "Tenggat"),
    ("bukti", "Bukti"),
)
"""What a unit says of an indicator, in the order in which it is read."""


# ---- money ----------------------------------------------------------------------------------------------------------
def bagian_anggaran(hasil: Hasil) -> Isi:
    """What was spent: a sentence, bars by programme, the whole table, efficiency."""
    serapan = baris(hasil, "serapan")
    total = satu([b for b in serapan if b["jenjang"] == "dinas"])
    kalimat = ""
    if total:
        sisa = (bulat_rupiah(total["pagu_rp"]) or 0) - (bulat_rupiah(total["realisasi_rp"]) or 0)
        kalimat = (
            f"Terpakai {rupiah(total['realisasi_rp'])} dari pagu {rupiah(total['pagu_rp'])} ({total['dasar_pagu']}), "
            f"atau {persen(total['serapan_pct'])}; sisa {rupiah(sisa)}."
        )
    program = [b for b in serapan if b["jenjang"] == "program"]
    ujung = max([100.0, *(x for b in program if (x := bilangan(b["serapan_pct"])) is not None)])
    return {
        "kalimat": kalimat,
        "judul": f"Serapan anggaran {kata.sampai(hasil.periode)} menurut program",
        "seratus": 100.0 / ujung,
        "batang": [_batang_uang(b, ujung) for b in program],
        "tabel": tabel(_kolom_uang(serapan), [b for b in serapan if b["jenjang"] != "dinas"], kecil=True, takik=_takik),
        "pagu": kata.CARA["pagu"],
        "efisiensi": _efisiensi(hasil),
        "efisiensi_ket": kata.CARA["efisiensi"],
    }


def _batang_uang(b: Baris, ujung: float) -> Isi:
    dari = f"{kata.rupiah_ringkas(bilangan(b['realisasi_rp']))} dari {kata.rupiah_ringkas(bilangan(b['pagu_rp']))}"
    x = bilangan(b["serapan_pct"])
    return {
        "nama": bersih(b["nama"]),
        "panjang": max(0.0, x / ujung) if x is not None else None,
        "lewat": False,
        "nilai": persen(x) if x is not None else "belum ada pagu",
        "predikat": f"fisik {persen(b['fisik_pct'])}" if ada(b["fisik_pct"]) else "",
        "ket": dari if x is not None else "",
        "dinas": False,
    }


def _kolom_uang(serapan: list[dict[str, Any]]) -> list[Kolom]:
    def nama(b: Baris) -> Sel:
        ket = f"{kata.JENJANG[b['jenjang']]} · {bersih(b['kode_anggaran'])}"
        return bersih(b["nama"]), ket

    renstra = any(ada(b["pagu_renstra_rp"]) for b in serapan)
    fisik = any(ada(b["fisik_pct"]) for b in serapan)
    return [
        Kolom("Program, kegiatan, sub kegiatan", nama, 5.6),
        Kolom("Pagu", lambda b: rupiah(b["pagu_rp"]), 2.5, "kanan"),
        Kolom("Realisasi", lambda b: rupiah(b["realisasi_rp"]), 2.5, "kanan"),
        Kolom("Serapan", lambda b: persen(b["serapan_pct"]), 1.6, "kanan"),
        *([Kolom("Fisik", lambda b: persen(b["fisik_pct"]), 1.6, "kanan")] if fisik else []),
        *([Kolom("Fisik − serapan", lambda b: angka(b["deviasi_pct"]), 1.5, "kanan")] if fisik else []),
        *([Kolom("Serapan Renstra", lambda b: persen(b["serapan_renstra_pct"]), 1.6, "kanan")] if renstra else []),
    ]


def _takik(b: Baris) -> int:
    """Depth of a row of the budget's tree; a programme and what is above it are its heads."""
    return {"kegiatan": 1, "sub_kegiatan": 2}.get(b["jenjang"], 0)


def _efisiensi(hasil: Hasil) -> Isi:
    """The table of efficiency; before there is any figure, only the reason."""
    isi = tingkat(hasil, "sasaran") + tingkat(hasil, "dinas")
    if not any(ada(b["efisiensi_selisih_pct"]) for b in isi):
        sebab = {bersih(b["efisiensi_ket"]): None for b in isi if b["efisiensi_ket"]}
        return {"tabel": None, "tunda": " ".join(kata.kalimat(x) for x in sebab)}
    pmk = any(ada(b["efisiensi_pct"]) for b in isi)
    rumus = [
        Kolom("Efisiensi PMK 214/2017", lambda b: persen(b["efisiensi_pct"]), 2.0, "kanan"),
        Kolom("Nilai efisiensi", lambda b: angka(b["nilai_efisiensi"]), 1.6, "kanan"),
    ]
    kolom = [
        Kolom("Sasaran", lambda b: "Seluruh dinas" if b["level"] == "dinas" else bersih(b["nama"]), 4.6),
        Kolom("Capaian − serapan", lambda b: angka(b["efisiensi_selisih_pct"]), 1.8, "kanan"),
        *(rumus if pmk else []),
        Kolom("Penilaian", lambda b: bersih(b["efisiensi_ket"]) or "–", 7.5),
    ]
    return {"tabel": tabel(kolom, isi, kecil=True), "tunda": ""}


# ---- comparisons ----------------------------------------------------------------------------------------------------
JUDUL_BANDING = {
    "target_sd": "Target s.d. triwulan ini",
    "target_tahun": "Target tahun",
    "renstra": "Target akhir Renstra",
    "tw_tahun_lalu": "Triwulan sama tahun lalu",
    "tahun_lalu": "Tahun-tahun lalu",
    "standar": "Standar provinsi atau nasional",
}


BELUM_SEBANDING = ("tahun_berjalan", "renstra_berjalan")
"""Verdicts that the sentence above the table gives once for all, so that no narrow cell has to repeat them."""


def bagian_banding(hasil: Hasil) -> Isi:
    """Every indicator beside its targets, its past, the Renstra and a standard; what is missing is named."""
    per: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for b in baris(hasil, "banding"):
        per.setdefault((b["kode_indikator"], b["jenis"]), []).append(b)
    milik = {kode for kode, _ in per}
    isi = [b for b in baris(hasil, "capaian") if b["kode_indikator"] in milik]

    tersedia = {b["jenis"] for b in baris(hasil, "banding") if b["tersedia"]}
    tiada = [JUDUL_BANDING[j][0].lower() + JUDUL_BANDING[j][1:] for j in BANDING if j not in tersedia]

    def sel(jenis: str) -> Kolom:
        lebar = 5.2 if jenis == "tahun_lalu" else 1.75  # several years stand in that one
        return Kolom(JUDUL_BANDING[jenis], lambda b: _sanding(per.get((b["kode_indikator"], jenis), [])), lebar)

    kolom = [
        Kolom("Indikator", lambda b: (bersih(b["indikator"]), bersih(b["kode_indikator"])), 3.4),
        Kolom("Realisasi", lambda b: besaran(b, "realisasi_sd"), 1.45),
        *(sel(j) for j in BANDING if j in tersedia),
    ]
    arah = [d.arah[1] for d in deret(hasil) if d.arah[0]]
    hitung = [(arah.count(k), k or "berubah") for k in ("membaik", "memburuk", "tetap", "")]
    ringkas = (
        f"Dibanding triwulan yang sama tahun {hasil.periode.tahun - 1}: dari {len(arah)} indikator, "
        f"{kata.daftar([f'{n} {k}' for n, k in hitung if n])}."
        if arah
        else ""
    )
    kosong = f"Data tidak tersedia bagi semua indikator: {kata.daftar(tiada)}." if tiada else ""
    return {
        "ringkas": " ".join(x for x in (kata.SEBANDING, kosong, ringkas) if x),
        "tabel": tabel(kolom, isi, kecil=True),
    }


def _sanding(rows: list[dict[str, Any]]) -> Sel:
    """What an indicator is compared with, and how far it is from it; several years or standards one below another."""
    tersedia = [r for r in rows if r["tersedia"]]
    if not tersedia:
        return "data tidak tersedia"
    if len(tersedia) == 1:
        return bersih(tersedia[0]["pembanding_teks"]), _jarak(tersedia[0])
    return "", "\n".join(
        f"{bersih(r['nama'])}: " + ", ".join(x for x in (bersih(r["pembanding_teks"]), _jarak(r)) if x)
        for r in tersedia
    )


def selisih(b: Baris) -> str:
    """A difference with its sign."""
    return ("+" if b["selisih"] > 0 else "") + angka(b["selisih"]) if ada(b["selisih"]) else ""


def _jarak(b: Baris) -> str:
    """Percentage of a target, difference from a past figure, and whether it is better."""
    jarak = f"capaian {persen(b['capaian_pct'])}" if b["jenis"] in RAGAM_TARGET and ada(b["capaian_pct"]) else ""
    if not jarak and ada(b["selisih"]):
        jarak = f"selisih {selisih(b)}"
    arah = "" if b["arah"] in BELUM_SEBANDING else kata.ARAH[b["arah"]]
    return ", ".join(x for x in (jarak, arah) if x)


def bagian_laju(hasil: Hasil) -> Isi:
    """What each remaining quarter needs, indicator by indicator."""
    isi = [b for b in baris(hasil, "capaian") if b["jangkauan"]]
    n = {k: sum(b["jangkauan"] == k for b in isi) for k in kata.JANGKAUAN}
    hitung = kata.daftar([f"{n[k]} {istilah.arti}" for k, istilah in kata.JANGKAUAN.items() if n[k]])
    kolom = [
        Kolom("Indikator", lambda b: (bersih(b["indikator"]), bersih(b["satuan"])), 4.2),
        Kolom("Perlu tiap triwulan", lambda b: angka(b["perlu_per_tw"]), 1.6, "kanan"),
        Kolom("Perkiraan akhir tahun", lambda b: angka(b["proyeksi_tahun"]), 1.8, "kanan"),
        Kolom("Target tahun", lambda b: angka(b["target_tahun"]), 1.4, "kanan"),
        Kolom("Jangkauan", lambda b: kata.JANGKAUAN[b["jangkauan"]].label, 2.0),
        Kolom("Uraian", lambda b: bersih(b["laju_ket"]), 6.3),
    ]
    return {
        "ringkas": f"Dari {len(isi)} indikator yang lajunya dapat dinilai: {hitung}. {kata.CARA['laju']}"
        if isi
        else "",
        "tabel": tabel(kolom, isi, kecil=True),
    }


# ---- causes and follow-up -------------------------------------------------------------------------------------------
def bagian_sebab(hasil: Hasil) -> Isi:
    """Causes and follow-up of every indicator in its unit's own words; who wrote none is named."""
    semua = sorted(baris(hasil, "capaian"), key=lambda b: bersih(b["bidang"]))
    bidang: list[Isi] = []
    for b in semua:
        kata_bidang = [[judul, kata.kutip(bersih(b[k]), KUTIP)] for k, judul in PENJELASAN if bersih(b[k]).strip()]
        if not kata_bidang:
            continue
        if not bidang or bidang[-1]["nama"] != b["bidang"]:
            bidang.append({"nama": bersih(b["bidang"]), "indikator": []})
        angka_ = [persen(b["capaian_sd_pct"]) if ada(b["capaian_sd_pct"]) else "", bersih(b["predikat"])]
        bidang[-1]["indikator"].append(
            {
                "judul": f"{bersih(b['kode_indikator'])} {bersih(b['indikator'])}",
                "ket": ", ".join(x for x in angka_ if x) or kata.STATUS[b["status"]].label,
                "kata": kata_bidang,
            }
        )
    diam = [
        bersih(b["kode_indikator"])
        for b in semua
        if ada(b["capaian_sd_pct"]) and b["capaian_sd_pct"] < 100 and not bersih(b["penghambat"]).strip()
    ]
    return {
        "bidang": bidang,
        "diam": f"Di bawah target tetapi penghambatnya belum ditulis bidang: {kata.daftar(diam)}." if diam else "",
    }


def bagian_tindak_lanjut(hasil: Hasil) -> Isi:
    """Follow-ups that are still open and those that were promised this quarter; the closed ones are counted."""
    semua = sorted(baris(hasil, "tindak_lanjut"), key=lambda b: bersih(b["bidang"]))
    asal = (hasil.periode.tahun, hasil.periode.triwulan)

    def baru(b: Baris) -> bool:
        return not b["status"] and (b["tahun_asal"], b["triwulan_asal"]) == asal

    janji = [b for b in semua if baru(b)]
    buka = [b for b in semua if b["status"] not in TERTUTUP and not baru(b)]
    tutup = len(semua) - len(janji) - len(buka)

    def status(b: Baris) -> Sel:
        kunci = "baru" if baru(b) else b["status"]
        kapan = f"menurut TW\u00a0{ROMAWI[b['triwulan_status']]}" if b["triwulan_status"] in ROMAWI else ""
        return kata.TINDAK_LANJUT[kunci].label, kapan

    kolom = [
        Kolom("Tindak lanjut", lambda b: (kata.ringkas(bersih(b["uraian"]), KUTIP), bersih(b["kode_indikator"])), 5.4),
        Kolom("Dijanjikan", lambda b: f"TW\u00a0{ROMAWI.get(int(b['triwulan_asal']), '')} {b['tahun_asal']}", 1.8),
        medan("pic", "Pelaksana", 2.8),
        medan("tenggat", "Tenggat", 2.0),
        Kolom("Status", status, 2.0),
        Kolom("Keterangan", lambda b: kata.ringkas(bersih(b["keterangan"]), KUTIP), 3.0),
    ]

    def susun(isi: list[dict[str, Any]]) -> Isi | None:
        return tabel(kolom, isi, kelompokkan(isi, lambda b: bersih(b["bidang"])), kecil=True)

    return {
        "ringkas": kata.banyak_tindak_lanjut(len(buka), len(janji), tutup) if semua else kata.TANPA_TINDAK_LANJUT,
        "buka": susun(buka),
        "baru": susun(janji),
    }


# ---- who reported ---------------------------------------------------------------------------------------------------
def bagian_pelaporan(hasil: Hasil) -> Isi:
    """Who reported this quarter and when; nothing in it depends on the day on which it is made."""
    lapor = [b for b in baris(hasil, "lapor") if b["triwulan"] == hasil.periode.triwulan]
    if lapor and tanpa_formulir(baris(hasil, "berkas")):
        return {"kalimat": kata.TANPA_FORMULIR, "tabel": None}
    tenggat = next((t for b in lapor if (t := baca_hari(bersih(b["tenggat"])))), None)

    def disimpan(b: Baris) -> Sel:
        hari = baca_hari(bersih(b["disimpan"]))
        return (tulis_hari(hari), kata.ketepatan(b["terlambat_hari"])) if hari else "–"

    def status(b: Baris) -> str:
        return "tidak ada yang ditagih" if b["n_indikator"] == 0 else kata.LAPOR[b["status"]].label

    kolom = [
        medan("bidang", "Bidang", 4.4),
        Kolom("Status", status, 2.4),
        Kolom(
            "Indikator terisi",
            lambda b: f"{b['n_dilaporkan']} dari {b['n_indikator']}" if b["n_indikator"] else "–",
            2.2,
        ),
        Kolom("Disimpan", disimpan, 3.6),
        Kolom("Sel kosong", lambda b: bersih(b["sel_kosong"]) or "–", 4.0),
    ]
    kalimat = kata.tenggat(tulis_hari(tenggat), hasil.kantor.aturan.tenggat_hari_kerja) if tenggat else ""
    return {"kalimat": kalimat if lapor else kata.KOSONG, "tabel": tabel(kolom, lapor)}
