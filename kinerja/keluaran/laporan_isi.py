"""What the printed Laporan Capaian Kinerja says, part 1: cover, main points, capaian, indicators by sasaran.

Pure: from the step's tables to texts and lengths of bars. Figures are written by the functions that the HTML report
uses, so that both say the same; the template only lays them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinerja import kata
from kinerja.kantor import ROMAWI
from kinerja.keluaran.laporan_tabel import Isi, Kolom, Sel, kelompokkan, medan, tabel
from kinerja.keluaran.unsur import Baris, Hasil, ada, angka, bersih, bilangan, persen, rupiah
from kinerja.keluaran.utama import (
    baris,
    dengan_satuan,
    hanya_kemajuan,
    indikator_utama,
    nama_kantor,
    satu,
    tertulis,
    tingkat,
)

SUMBU_TERJAUH = 150.0
"""Percent at which a bar ends; a longer one is cut there and says so with an arrow beside its figure."""
TANPA_BATANG = ("rentang", "predikat", "tanggal")
"""Kinds of target that have no length."""

SEBARIS = 10
"""Letters of a figure and its unit that a narrow column holds on one line."""


def bagian_sampul(hasil: Hasil, revisi: int) -> Isi:
    """Cover: office, quarter, revision, and the marks that say what the paper may not be taken for."""
    d, p = hasil.kantor.dinas, hasil.periode
    putusan = satu(baris(hasil, "putusan"))
    tahan = ""
    if not putusan:
        tahan = "Putusan validasi belum ada."
    elif putusan["putusan"] != "Ya":
        tahan = kata.pita_tertahan(int(putusan["n_tolak"]), int(putusan["n_jelaskan"])) + "."
    return {
        "daerah": bersih(d.daerah),
        "kantor": nama_kantor(hasil.kantor, hasil.tabel["capaian"]),
        "periode": p.teks,
        "revisi": f"Rev {revisi}",
        "revisi_ket": "Terbitan pertama" if revisi == 0 else f"Perbaikan ke-{revisi}, menggantikan Rev {revisi - 1}",
        "draf": tahan,
        "contoh": kata.CONTOH if d.data_contoh else "",
    }


# ---- main points ----------------------------------------------------------------------------------------------------
def bagian_ringkasan(hasil: Hasil) -> Isi:
    """Figures at a glance, the main points as the step chose them, and how sturdy the mean is."""
    poin = sorted(baris(hasil, "poin"), key=lambda b: b["urutan"])
    dinas = satu(tingkat(hasil, "dinas"))
    pita = bersih(dinas["pita_ket"]) if dinas and ada(dinas["pita_rendah_pct"]) else ""
    return {
        "sekilas": [list(x) for x in _sekilas(hasil, dinas)],
        "poin": [{"judul": bersih(b["judul"]), "isi": bersih(b["isi"])} for b in poin],
        "pita": f"Capaian dinas: {kata.kalimat(pita)}" if pita else "",
    }


def _sekilas(hasil: Hasil, dinas: Baris | None) -> list[tuple[str, str, str]]:
    """Five figures: name, figure, what it is of."""
    kotak: list[tuple[str, str, str]] = []
    if dinas:
        if hanya_kemajuan([dinas]):
            kotak.append((kata.KEMAJUAN, persen(dinas["capaian_tahun_pct"]), kata.TANPA_PREDIKAT))
        else:
            kotak.append(("Capaian dinas", persen(dinas["capaian_pct"]), bersih(dinas["predikat"])))
        semua = len(hasil.tabel["capaian"])
        ket = f"yang masuk rerata; seluruhnya {semua}" if semua > dinas["n"] else "yang masuk rerata"
        kotak.append(("Indikator terukur", f"{dinas['n_terukur']} dari {dinas['n']}", ket))
    uang = satu([b for b in baris(hasil, "serapan") if b["jenjang"] == "dinas"])
    if uang:
        dari = " dari ".join(kata.rupiah_ringkas(bilangan(uang[k])) for k in ("realisasi_rp", "pagu_rp"))
        kotak.append(("Serapan anggaran", persen(uang["serapan_pct"]), dari))
    lapor = [b for b in baris(hasil, "lapor") if b["triwulan"] == hasil.periode.triwulan]
    if lapor:
        kotak.append(
            ("Bidang lengkap melapor", f"{sum(b['status'] == 'lengkap' for b in lapor)} dari {len(lapor)}", "")
        )
    putusan = satu(baris(hasil, "putusan"))
    if putusan:
        n = int(putusan["n_tolak"]) + int(putusan["n_jelaskan"])
        ket = "lolos validasi" if putusan["putusan"] == "Ya" else "belum lolos validasi"
        kotak.append(("Temuan yang menahan", str(n), ket))
    return kotak


# ---- capaian --------------------------------------------------------------------------------------------------------
def bagian_capaian(hasil: Hasil) -> Isi:
    """Bars and table of the roll-ups, with the band of every mean, and the units beside each other."""
    sasaran, program = tingkat(hasil, "sasaran"), tingkat(hasil, "program")
    gulungan = program if len(sasaran) < 2 and program else sasaran
    kemajuan = hanya_kemajuan(baris(hasil, "sasaran"))
    kunci = "capaian_tahun_pct" if kemajuan else "capaian_pct"
    dinas = tingkat(hasil, "dinas")
    return {
        "kemajuan": kata.KEMAJUAN_KET.format(tahun=hasil.periode.tahun) if kemajuan and gulungan else "",
        "judul": _judul_batang(hasil, gulungan, kemajuan),
        **_sumbu(gulungan + dinas, kunci),
        "tabel": tabel(_kolom_gulungan(gulungan), gulungan + dinas),
        "pita": kata.CARA["pita"] if any(ada(b["pita_rendah_pct"]) for b in gulungan + dinas) else "",
        "bidang": _per_bidang(hasil),
    }


def _judul_batang(hasil: Hasil, gulungan: Sequence[Baris], kemajuan: bool) -> str:
    if not gulungan:
        return ""
    apa = kata.JENJANG[gulungan[0]["level"]].lower()
    return f"{kata.KEMAJUAN} menurut {apa}" if kemajuan else f"Capaian {kata.sampai(hasil.periode)} menurut {apa}"


def _sumbu(gulungan: Sequence[Baris], kunci: str) -> Isi:
    """Bars on one axis: lengths as parts of it, and where 100 % stands."""
    nilai = [bilangan(b[kunci]) for b in gulungan]
    ujung = min(SUMBU_TERJAUH, max([110.0, *(x * 1.02 for x in nilai if x is not None)]))
    batang = [
        {
            "nama": _nama_gulungan(b),
            "panjang": max(0.0, min(1.0, x / ujung)) if x is not None else None,
            "lewat": x is not None and x > ujung,
            "nilai": persen(x) if x is not None else "belum terukur",
            "predikat": bersih(b["predikat"]) if kunci == "capaian_pct" else "",
            "ket": f"{b['n_terukur']} dari {b['n']} indikator terukur",
            "dinas": b["level"] == "dinas",
        }
        for b, x in zip(gulungan, nilai, strict=True)
    ]
    return {"batang": batang, "seratus": 100.0 / ujung}


def _nama_gulungan(b: Baris) -> str:
    return "Seluruh dinas" if b["level"] == "dinas" else bersih(b["nama"])


def _pita(b: Baris) -> str:
    if not ada(b["pita_rendah_pct"]):
        return "–"
    return f"{angka(b['pita_rendah_pct'])} – {angka(b['pita_tinggi_pct'])}"


def _kolom_gulungan(gulungan: Sequence[Baris]) -> list[Kolom]:
    judul = kata.JENJANG[gulungan[0]["level"]] if gulungan else "Sasaran"
    return [
        Kolom(judul, _nama_gulungan, 4.2),
        Kolom("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", 1.7, "kanan"),
        Kolom("Capaian", lambda b: persen(b["capaian_pct"]), 1.7, "kanan"),
        Kolom("Predikat", lambda b: bersih(b["predikat"]) or "–", 2.5),
        Kolom("Bila yang belum lapor dihitung 0", lambda b: persen(b["capaian_batas_bawah_pct"]), 2.1, "kanan"),
        Kolom("Pita cara hitung (%)", _pita, 2.2, "kanan"),
        Kolom("Thd target tahun", lambda b: persen(b["capaian_tahun_pct"]), 1.8, "kanan"),
    ]


def _per_bidang(hasil: Hasil) -> Isi | None:
    isi = tingkat(hasil, "bidang")
    if len(isi) < 2:
        return None  # one unit's figure is the office's
    return tabel(
        [
            medan("nama", "Bidang", 5.0),
            Kolom("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", 1.7, "kanan"),
            Kolom("Capaian", lambda b: persen(b["capaian_pct"]), 2.0, "kanan"),
            Kolom("Predikat", lambda b: bersih(b["predikat"]) or "–", 2.2),
            Kolom("Thd target tahun", lambda b: persen(b["capaian_tahun_pct"]), 2.2, "kanan"),
            Kolom("Serapan", lambda b: persen(b["serapan_pct"]), 2.0, "kanan"),
        ],
        isi,
    )


# ---- indicators by sasaran ------------------------------------------------------------------------------------------
def bagian_sasaran(hasil: Hasil) -> Isi:
    """Every indicator by sasaran: bars of those that the mean counts, then the table with all three capaian."""
    semua = baris(hasil, "capaian")
    gulungan = {b["kode"]: b for b in tingkat(hasil, "sasaran")}
    kelompok: dict[str, list[dict[str, Any]]] = {}
    for b in semua:
        kelompok.setdefault(b["kode_sasaran"], []).append(b)
    return {
        "tiga": kata.CARA["tiga"],
        "sasaran": [_satu_sasaran(hasil, k, rows, gulungan.get(k)) for k, rows in kelompok.items()],
        "keadaan": [[v.label, v.arti] for s, v in kata.STATUS.items() if any(b["status"] == s for b in semua)],
    }


def _satu_sasaran(hasil: Hasil, kode: str, semua: list[dict[str, Any]], gulung: Baris | None) -> Isi:
    urut = [(k, [b for b in semua if b["jenjang"] == k]) for k in kata.JENJANG]
    isi = [b for _, rows in urut for b in rows]
    jenjang = {b["jenjang"] for b in isi}
    return {
        "kode": bersih(kode),
        "nama": bersih(semua[0]["sasaran"]),
        "ringkas": _ringkas(gulung) if gulung else "",
        "batang": [_batang(b) for b in indikator_utama(semua)],
        "tabel": tabel(
            _kolom_indikator(hasil, isi),
            isi,
            kelompokkan(isi, lambda b: f"Indikator {kata.JENJANG[b['jenjang']].lower()}") if len(jenjang) > 1 else None,
            kecil=True,
        ),
    }


def _ringkas(b: Baris) -> str:
    n = f"{b['n_terukur']} dari {b['n']} indikator terukur"
    if ada(b["capaian_pct"]):
        nilai = f"Capaian sasaran {persen(b['capaian_pct'])}" + (f", {b['predikat']}" if b["predikat"] else "")
    elif ada(b["capaian_tahun_pct"]):
        nilai = f"{kata.KEMAJUAN} {persen(b['capaian_tahun_pct'])}"
    else:
        nilai = "Belum terukur"
    uang = (
        f"; serapan {persen(b['serapan_pct'])} dari pagu {rupiah(b['pagu_rp'])}"
        if ada(b["pagu_rp"]) and ada(b["serapan_pct"])
        else ""
    )
    return f"{nilai} ({n}){uang}."


def besaran(b: Baris, nama: str) -> str:
    """A figure with its unit for a narrow column: a long one may break, a date or a predicate has no unit beside it."""
    teks = tertulis(b, nama)
    if b["jenis_target"] in ("predikat", "tanggal"):
        return teks
    isi = dengan_satuan(teks, bersih(b["satuan"]))
    return isi if len(isi) <= SEBARIS else isi.replace("\u00a0", " ")


def _batang(b: Baris) -> Isi:
    """Target to date and realised on one scale; without a length where a kind of target has none."""
    t, r = bilangan(b["target_sd"]), bilangan(b["realisasi_sd"])
    ujung = max([x for x in (t, r) if x is not None and x > 0], default=0.0)
    terlukis = b["jenis_target"] not in TANPA_BATANG and ujung > 0

    def panjang(x: float | None) -> float | None:
        return max(0.0, x / ujung) if terlukis and x is not None else None

    return {
        "kode": bersih(b["kode_indikator"]),
        "nama": bersih(b["indikator"]),
        "arah": kata.POLARITAS[b["polaritas"]],
        "target": panjang(t),
        "realisasi": panjang(r),
        "target_teks": besaran(b, "target_sd"),
        "realisasi_teks": besaran(b, "realisasi_sd"),
        "capaian": persen(b["capaian_sd_pct"]) if ada(b["capaian_sd_pct"]) else "",
        "ket": bersih(b["predikat"]) or kata.STATUS[b["status"]].label,
    }


def _dari(persentase: object, target: str) -> Sel:
    """A percentage with the target that it is of, as long as that is known."""
    if target == "–":
        return persen(persentase)
    return persen(persentase), f"{'dari' if ada(persentase) else 'target'} {target}"


def keadaan(b: Baris) -> Sel:
    """Predicate or state, with what is missing in words."""
    label = kata.STATUS[b["status"]].label
    ket = bersih(b["status_ket"])
    if b["predikat"]:
        return bersih(b["predikat"]), kata.kalimat(ket)
    sisa = ket.removeprefix(label)
    if sisa != ket and not sisa.startswith(":"):
        return kata.kalimat(ket)  # the words say the state themselves
    ket = kata.kalimat(sisa.removeprefix(":").strip())
    return (label, ket) if ket else label


def _kolom_indikator(hasil: Hasil, isi: Sequence[Baris]) -> list[Kolom]:
    p = hasil.periode
    tw = f"TW\u00a0{ROMAWI[p.triwulan]}"
    akhir = max((int(b["target_renstra_tahun"]) for b in isi), default=0)
    banyak = hasil.tabel["capaian"]["bidang"].nunique() > 1
    renstra = any(tertulis(b, "target_renstra") != "–" for b in isi)

    def nama(b: Baris) -> Sel:
        ket = [bersih(b["jenis"]), bersih(b["bidang"]) if banyak else ""]
        return bersih(b["indikator"]), " · ".join(x for x in ket if x)

    def terhadap_renstra(b: Baris) -> Sel:
        return _dari(b["capaian_renstra_pct"], tertulis(b, "target_renstra"))

    return [
        medan(
            "kode_indikator",
            "Kode",
            min(2.4, 0.7 + 0.11 * max((len(bersih(b["kode_indikator"])) for b in isi), default=0)),
        ),
        Kolom("Indikator", nama, 4.5),
        Kolom(f"Target s.d. {tw}", lambda b: besaran(b, "target_sd"), 1.8, "kanan"),
        Kolom(
            f"Realisasi s.d. {tw}",
            lambda b: besaran(b, "realisasi_sd"),
            1.8,
            "kanan",
        ),
        Kolom(f"Capaian s.d. {tw}", lambda b: persen(b["capaian_sd_pct"]), 1.65, "kanan"),
        Kolom(
            f"Thd target {p.tahun}", lambda b: _dari(b["capaian_tahun_pct"], tertulis(b, "target_tahun")), 1.7, "kanan"
        ),
        *([Kolom(f"Thd Renstra {akhir or ''}".strip(), terhadap_renstra, 1.7, "kanan")] if renstra else []),
        Kolom("Predikat atau keadaan", keadaan, 2.6),
    ]
