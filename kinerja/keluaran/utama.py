"""Sections that a head of office reads first: header, main points, capaian, indicators.

Each is a pure function from an executed step to a :class:`~kinerja.keluaran.unsur.Bagian`. plotly is imported only
where a chart is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinerja import kata
from kinerja.aturan import Skala
from kinerja.kantor import ROMAWI, Kantor
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
    catatan,
    e,
    kolom,
    lencana,
    paragraf,
    pasangan,
    persen,
    rincian,
    tabel,
)

BATANG_TERBANYAK = 25
"""Rows that one bar chart holds; the table beside it always has all."""
LIPAT = 12
"""Indicators of one sasaran above which those of kegiatan and sub kegiatan are folded."""


def baris(hasil: Hasil, nama: str) -> list[dict[str, Any]]:
    """Rows of a table as records."""
    return catatan(hasil.tabel[nama])


def tingkat(hasil: Hasil, level: str) -> list[dict[str, Any]]:
    """Rows of the roll-up table of one level."""
    return [b for b in baris(hasil, "sasaran") if b["level"] == level]


def satu(isi: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """First row, or None."""
    return dict(isi[0]) if isi else None


def hanya_kemajuan(gulungan: Sequence[Baris]) -> bool:
    """Whether no roll-up has a capaian to date but some have progress to the year (Formulir E.81 before TW IV)."""
    return not any(ada(b["capaian_pct"]) for b in gulungan) and any(ada(b["capaian_tahun_pct"]) for b in gulungan)


def kelas_predikat(predikat: str, skala: Skala) -> str:
    """CSS class of a predicate by its place in the scale, the same five steps as the charts'."""
    nama = [k.predikat for k in skala.kelas]
    return f"p{round(nama.index(predikat) * 4 / (len(nama) - 1))}" if predikat in nama else "p"


def predikat(isi: object, skala: Skala) -> str:
    """A predicate as a badge, nothing when there is none."""
    return lencana(bersih(isi), kelas_predikat(bersih(isi), skala)) if isi else ""


def dengan_satuan(teks: str, satuan: str) -> str:
    """Put a unit after a figure: ``120 orang``, ``2,30 %``."""
    return f"{teks}\u00a0{satuan}" if satuan and teks != "–" and not teks.endswith(satuan) else teks


def tertulis(b: Baris, nama: str) -> str:
    """A figure as the measuring step shows it, else written by the general rule."""
    teks = bersih(b[f"{nama}_teks"])
    return teks.replace(" - ", " – ") if b["jenis_target"] == "rentang" else teks or angka(b[nama])


def tanpa_satuan(b: Baris, nama: str) -> str:
    """A figure for a table that has a column for the unit."""
    teks, satuan = tertulis(b, nama), bersih(b["satuan"])
    return teks.removesuffix(satuan).rstrip() if satuan and teks != satuan else teks


def indikator_utama(semua: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The indicators that roll-ups count."""
    return [b for b in semua if b["dalam_gabungan"]]


def nama_kantor(kantor: Kantor, capaian: Any) -> str:
    """The office's name from params; where they do not give it, the only unit that the files name."""
    unit = sorted({bersih(x) for x in capaian["bidang"]}) if "dinas.nama" in kantor.bawaan else []
    return unit[0] if len(unit) == 1 else kantor.dinas.nama


# ---- 1 header -------------------------------------------------------------------------------------------------------
def bagian_kepala(hasil: Hasil) -> Bagian:
    """Office, period, badges, and the banner when the data is not valid."""
    d, p = hasil.kantor.dinas, hasil.periode
    tanda = [lencana("DRAF", "draf")] + ([lencana("DATA CONTOH", "contoh")] if d.data_contoh else [])
    ket = kata.DRAF + (f" {kata.CONTOH}" if d.data_contoh else "")
    putusan = satu(baris(hasil, "putusan"))
    pita = ""
    if putusan and putusan["putusan"] == "Tidak":
        teks = e(kata.pita_tertahan(int(putusan["n_tolak"]), int(putusan["n_jelaskan"])))
        lihat = '<a href="#temuan">Lihat temuan</a>'
        pita = f'<p class="pita" role="note"><strong>{teks}.</strong> {lihat}</p>'
    daerah = paragraf(e(d.daerah), "daerah") if d.daerah else ""
    return bagian(
        f'<div class="kop">{daerah}<p class="kantor">{e(nama_kantor(hasil.kantor, hasil.tabel["capaian"]))}</p></div>'
        f"<h1>Laporan Capaian Kinerja <span>{e(p.teks)}</span></h1>"
        f'<p class="tanda">{" ".join(tanda)} <span class="tanda-ket">{e(ket)}</span></p>{pita}'
    )


# ---- 2 main points --------------------------------------------------------------------------------------------------
def bagian_pokok(hasil: Hasil) -> Bagian:
    """The figures at a glance and the main points as the step chose them."""
    poin = sorted(baris(hasil, "poin"), key=lambda b: b["urutan"])
    isi = "".join(f'<li class="j-{e(b["jenis"])}"><h3>{e(b["judul"])}</h3><p>{e(b["isi"])}</p></li>' for b in poin)
    return bagian(_sekilas(hasil), f'<ol class="poin">{isi}</ol>' if isi else paragraf(kata.KOSONG, "kosong"))


def _sekilas(hasil: Hasil) -> str:
    """Five figures, each with where to read on."""
    dinas = satu(tingkat(hasil, "dinas"))
    uang = satu([b for b in baris(hasil, "serapan") if b["jenjang"] == "dinas"])
    lapor = [b for b in baris(hasil, "lapor") if b["triwulan"] == hasil.periode.triwulan]
    putusan = satu(baris(hasil, "putusan"))
    kotak = []
    if dinas:
        kotak.append(_kotak_capaian(dinas, hasil))
        kotak.append(
            ("indikator", "Indikator terukur", f"{dinas['n_terukur']} dari {dinas['n']}", e(_seluruhnya(hasil, dinas)))
        )
    if uang:
        dari = " dari ".join(kata.rupiah_ringkas(bilangan(uang[k])) for k in ("realisasi_rp", "pagu_rp"))
        kotak.append(("anggaran", "Serapan anggaran", persen(uang["serapan_pct"]), e(dari)))
    if lapor:
        lengkap = sum(b["status"] == "lengkap" for b in lapor)
        kotak.append(("pelaporan", "Bidang lengkap melapor", f"{lengkap} dari {len(lapor)}", ""))
    if putusan:
        n = int(putusan["n_tolak"]) + int(putusan["n_jelaskan"])
        kotak.append(
            (
                "temuan",
                "Temuan yang menahan",
                str(n),
                "lolos validasi" if putusan["putusan"] == "Ya" else "belum lolos validasi",
            )
        )
    isi = "".join(
        f'<li><a href="#{id_}"><span class="nama">{e(nama)}</span><span class="nilai">{e(nilai)}</span>'
        f'<span class="ket">{ket}</span></a></li>'
        for id_, nama, nilai, ket in kotak
    )
    return f'<ul class="sekilas">{isi}</ul>' if isi else ""


def _seluruhnya(hasil: Hasil, dinas: Baris) -> str:
    """Say how many indicators there are besides those that the roll-up counts."""
    semua = len(hasil.tabel["capaian"])
    return f"yang masuk rerata; seluruhnya {semua}" if semua > dinas["n"] else ""


def _kotak_capaian(dinas: Baris, hasil: Hasil) -> tuple[str, str, str, str]:
    """The office's figure; without one to date, its progress to the year, named so."""
    if hanya_kemajuan([dinas]):
        return "capaian", kata.KEMAJUAN, persen(dinas["capaian_tahun_pct"]), kata.TANPA_PREDIKAT
    chip = predikat(dinas["predikat"], hasil.kantor.skala_dipakai)
    return "capaian", "Capaian dinas", persen(dinas["capaian_pct"]), chip


# ---- 3 capaian ------------------------------------------------------------------------------------------------------
def bagian_capaian(hasil: Hasil) -> Bagian:
    """Capaian per sasaran (per programme where there is only one sasaran), per indicator of a sasaran, and per unit."""
    sasaran, program = tingkat(hasil, "sasaran"), tingkat(hasil, "program")
    gulungan = program if len(sasaran) < 2 and program else sasaran
    if not gulungan:
        return bagian(paragraf(kata.KOSONG, "kosong"))
    from kinerja.keluaran.sanding import kokoh

    kemajuan = hanya_kemajuan(baris(hasil, "sasaran"))
    pengantar = paragraf(e(kata.KEMAJUAN_KET.format(tahun=hasil.periode.tahun)), "catatan") if kemajuan else ""
    return bagian(
        pengantar,
        *_grafik_gulungan(hasil, gulungan, kemajuan),
        *([] if kemajuan else [kokoh(hasil), *_grafik_indikator(hasil)]),
        *_per_bidang(hasil),
    )


def _grafik_gulungan(hasil: Hasil, gulungan: list[dict[str, Any]], kemajuan: bool) -> list[Any]:
    from kinerja.keluaran import grafik

    skala, kunci = hasil.kantor.skala_dipakai, "capaian_tahun_pct" if kemajuan else "capaian_pct"
    apa = kata.JENJANG[gulungan[0]["level"]].lower()
    # The lowest first when not all fit: those are the ones to act upon.
    muat = (
        gulungan
        if len(gulungan) <= BATANG_TERBANYAK
        else sorted(gulungan, key=lambda b: (bilangan(b[kunci]) is None, bilangan(b[kunci]) or 0))
    )
    batang = []
    for b in muat[:BATANG_TERBANYAK]:
        cukup = f"{b['n_terukur']} dari {b['n']} indikator terukur"
        nilai, nama = bilangan(b[kunci]), bersih(b["predikat"])
        label = persen(nilai) if kemajuan else " · ".join(x for x in (persen(nilai), nama) if x)
        if nilai is None:
            label = "belum terukur"
        warna = grafik.NETRAL if kemajuan else grafik.warna_predikat(nama, skala)
        batang.append(
            grafik.Batang(bersih(b["nama"]), nilai, label, warna, label if kemajuan else f"{label} ({cukup})")
        )
    judul = f"{kata.KEMAJUAN} menurut {apa}" if kemajuan else f"Capaian {kata.sampai(hasil.periode)} menurut {apa}"
    if len(gulungan) > BATANG_TERBANYAK:
        judul += f" ({BATANG_TERBANYAK} terendah dari {len(gulungan)})"
    uraian = (
        "Batang mendatar, satu untuk setiap "
        + apa
        + ": "
        + "; ".join(f"{kata.ringkas(b.nama, 60)} {b.label}" for b in batang)
        + "."
    )
    return [
        grafik.batang(judul, uraian, batang, "target tahun" if kemajuan else "target"),
        rincian("Angka di balik grafik ini", _tabel_gulungan(judul, gulungan + tingkat(hasil, "dinas"), skala)),
    ]


def _tabel_gulungan(judul: str, gulungan: list[dict[str, Any]], skala: Skala) -> str:
    def nama(b: Baris) -> str:
        return "Seluruh dinas" if b["level"] == "dinas" else e(b["nama"])

    lajur = [
        Lajur(kata.JENJANG[gulungan[0]["level"]], nama, "nama"),
        Lajur("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", "angka"),
        Lajur("Capaian", lambda b: persen(b["capaian_pct"]), "angka"),
        Lajur("Predikat", lambda b: predikat(b["predikat"], skala)),
        Lajur("Tanpa batas", lambda b: persen(b["capaian_mentah_pct"]), "angka"),
        Lajur("Bila yang kosong dihitung nol", lambda b: persen(b["capaian_batas_bawah_pct"]), "angka"),
        Lajur("Thd target tahun", lambda b: persen(b["capaian_tahun_pct"]), "angka"),
        Lajur("Keterangan", lambda b: e(b["ket"])),
    ]
    return tabel(judul, lajur, gulungan, sunyi=True)


def _grafik_indikator(hasil: Hasil) -> list[Any]:
    """Bars per indicator that the roll-ups count, as long as they can be read."""
    from kinerja.keluaran import grafik

    isi = indikator_utama(baris(hasil, "capaian"))
    if not 2 <= len(isi) <= BATANG_TERBANYAK:
        return []
    batang = []
    for b in isi:
        nilai = bilangan(b["capaian_sd_pct"])
        label = (
            " · ".join(x for x in (persen(nilai), bersih(b["predikat"])) if x)
            if nilai is not None
            else kata.STATUS[b["status"]].label
        )
        hover = (
            f"{label}; realisasi {tertulis(b, 'realisasi_sd')}, target {tertulis(b, 'target_sd')} {bersih(b['satuan'])}"
        )
        warna = grafik.warna_predikat(bersih(b["predikat"]), hasil.kantor.skala_dipakai)
        batang.append(grafik.Batang(bersih(b["indikator"]), nilai, label, warna, hover))
    judul = f"Capaian {kata.sampai(hasil.periode)} menurut indikator"
    uraian = (
        "Batang mendatar, satu untuk setiap indikator: "
        + "; ".join(f"{kata.ringkas(b.nama, 60)} {b.label}" for b in batang)
        + "."
    )
    lajur = [
        kolom("indikator", "Indikator", "nama"),
        Lajur("Target", lambda b: e(tertulis(b, "target_sd")), "angka"),
        Lajur("Realisasi", lambda b: e(tertulis(b, "realisasi_sd")), "angka"),
        Lajur("Capaian", lambda b: persen(b["capaian_sd_pct"]), "angka"),
        Lajur("Predikat atau keadaan", lambda b: e(b["predikat"]) or e(kata.STATUS[b["status"]].label)),
    ]
    return [
        grafik.batang(judul, uraian, batang),
        rincian("Angka di balik grafik ini", tabel(judul, lajur, isi, sunyi=True)),
    ]


def _per_bidang(hasil: Hasil) -> list[str]:
    isi, skala = tingkat(hasil, "bidang"), hasil.kantor.skala_dipakai
    if len(isi) < 2:
        return []  # one unit's figure is the office's
    kemajuan = hanya_kemajuan(isi)
    lajur = [
        kolom("nama", "Bidang", "nama"),
        Lajur("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", "angka"),
        *([] if kemajuan else [Lajur("Capaian", lambda b: persen(b["capaian_pct"]), "angka")]),
        *([] if kemajuan else [Lajur("Predikat", lambda b: predikat(b["predikat"], skala))]),
        Lajur("Thd target tahun", lambda b: persen(b["capaian_tahun_pct"]), "angka"),
        Lajur("Serapan", lambda b: persen(b["serapan_pct"]), "angka"),
    ]
    return ["<h3>Menurut bidang</h3>" + tabel("Capaian menurut bidang", lajur, isi, sunyi=True)]


# ---- 4 indicators ---------------------------------------------------------------------------------------------------
def bagian_indikator(hasil: Hasil) -> Bagian:
    """Every indicator with its three capaian and its state, sasaran by sasaran."""
    semua = baris(hasil, "capaian")
    if not semua:
        return bagian(paragraf(kata.KOSONG, "kosong"))
    gulungan = {b["kode"]: b for b in tingkat(hasil, "sasaran")}
    kelompok: dict[str, list[dict[str, Any]]] = {}
    for b in semua:
        kelompok.setdefault(b["kode_sasaran"], []).append(b)
    isi = [_satu_sasaran(hasil, k, rows, gulungan.get(k)) for k, rows in kelompok.items()]
    ada_status = [s for s in kata.STATUS if any(b["status"] == s for b in semua)]
    arti = rincian(
        "Arti keadaan",
        pasangan((kata.STATUS[s].label, e(kata.STATUS[s].arti)) for s in ada_status),
        "cetak",
        terbuka=True,
    )
    bidang = {bersih(b["bidang"]) for b in semua}
    satu_bidang = paragraf(f"Semua indikator dijawab oleh {e(bidang.pop())}.", "catatan") if len(bidang) == 1 else ""
    return bagian(paragraf(e(kata.CARA["tiga"]), "catatan") + satu_bidang, *isi, arti)


def _satu_sasaran(hasil: Hasil, kode: str, semua: list[dict[str, Any]], gulung: Baris | None) -> str:
    nama = bersih(semua[0]["sasaran"])
    ringkas = ""
    if gulung:
        n = f"{gulung['n_terukur']} dari {gulung['n']} indikator terukur"
        chip = predikat(gulung["predikat"], hasil.kantor.skala_dipakai)
        capaian = f"Capaian sasaran {persen(gulung['capaian_pct'])} {chip}"
        kemajuan = f"{kata.KEMAJUAN} {persen(gulung['capaian_tahun_pct'])}"
        angka_ = (
            capaian if ada(gulung["capaian_pct"]) else kemajuan if ada(gulung["capaian_tahun_pct"]) else "Belum terukur"
        )
        ringkas = paragraf(f"{angka_} · {e(n)}", "ringkas")
    kepala = f'<h3><span class="kode">{e(kode)}</span> {e(nama)}</h3>{ringkas}'
    per = [(f"Indikator {v.lower()}", [b for b in semua if b["jenjang"] == k]) for k, v in kata.JENJANG.items()]
    per = [(judul, rows) for judul, rows in per if rows]
    if len(semua) <= LIPAT:
        return f'<div class="sasaran">{kepala}{_tabel_indikator(hasil, nama, per)}</div>'
    # The highest level always shows: it is the one that the roll-up counts.
    lipat = [f"Indikator {kata.JENJANG[k].lower()}" for k in ("kegiatan", "sub_kegiatan")]
    atas = [x for i, x in enumerate(per) if i == 0 or x[0] not in lipat]
    isi = _tabel_indikator(hasil, nama, atas)
    isi += "".join(
        rincian(f"{x[0]} ({len(x[1])})", _tabel_indikator(hasil, nama, [x]), "cetak") for x in per if x not in atas
    )
    return f'<div class="sasaran">{kepala}{isi}</div>'


def _tabel_indikator(hasil: Hasil, nama_sasaran: str, per: list[tuple[str, list[dict[str, Any]]]]) -> str:
    p, skala = hasil.periode, hasil.kantor.skala_dipakai
    akhir = max((int(b["target_renstra_tahun"]) for _, rows in per for b in rows), default=0)
    tw = f"TW\u00a0{ROMAWI[p.triwulan]}"

    banyak = hasil.tabel["capaian"]["bidang"].nunique() > 1

    def nama(b: Baris) -> str:
        jenis = lencana(bersih(b["jenis"]), "jenis") if b["jenis"] else ""
        return f"{e(b['indikator'])} {jenis}" + (f" <small>{e(b['bidang'])}</small>" if banyak else "")

    def keadaan(b: Baris) -> str:
        label = kata.STATUS[b["status"]].label
        ket = f"<small>{e(kata.kalimat(bersih(b['status_ket'])))}</small>" if b["status_ket"] else ""
        kepala = (
            predikat(b["predikat"], skala) + f"<small>{e(label)}</small>"
            if b["predikat"]
            else lencana(label, f"s-{b['status']}")
        )
        return kepala + ket

    lajur = [
        kolom("kode_indikator", "Kode", "kode"),
        Lajur("Indikator dan bidang", nama, "nama"),
        kolom("satuan", "Satuan", "satuan"),
        Lajur(f"Target s.d. {tw}", lambda b: e(tanpa_satuan(b, "target_sd")), "angka"),
        Lajur(f"Realisasi s.d. {tw}", lambda b: e(tanpa_satuan(b, "realisasi_sd")), "angka"),
        Lajur(f"Capaian s.d. {tw}", lambda b: f"<strong>{persen(b['capaian_sd_pct'])}</strong>", "angka utama"),
        Lajur(f"Thd target {p.tahun}", lambda b: _dari(b["capaian_tahun_pct"], tertulis(b, "target_tahun")), "angka"),
        Lajur(
            f"Thd Renstra {akhir or ''}".strip(),
            lambda b: _dari(b["capaian_renstra_pct"], tertulis(b, "target_renstra")),
            "angka",
        ),
        Lajur("Predikat dan status", keadaan, "keadaan"),
    ]
    judul = f"{kata.daftar([x for x, _ in per])}: {nama_sasaran}"
    return tabel(judul, lajur, [b for _, rows in per for b in rows], "indikator", sunyi=True, kelompok=_kelompok(per))


def _dari(persentase: object, target: str) -> str:
    """A percentage with the target that it is of, as long as that is known."""
    if target == "–":
        return persen(persentase)
    return f"{persen(persentase)} <small>{'dari' if ada(persentase) else 'target'} {e(target)}</small>"


def _kelompok(per: list[tuple[str, list[dict[str, Any]]]]) -> dict[int, str]:
    """Where a group of rows begins and its name; nothing to say when there is only one."""
    mulai, hasil = 0, {}
    for judul, rows in per:
        hasil[mulai] = judul
        mulai += len(rows)
    return hasil if len(per) > 1 else {}
