"""Read the year's plan workbook, ``perencanaan.xlsx``: PK, IKU/IKI, Rencana Aksi, DPA/DPPA, Renstra, Riwayat.

One row per indicator in ``PK`` makes the indicator; the other sheets add to it by its code. What is not declared gets
its default, is named in ``asumsi`` and told once; what is wrong becomes a finding with its cell. Nothing is guessed
from names.
"""

from __future__ import annotations

import math

from kinerja.angka import tulis
from kinerja.aturan import PerIndikator
from kinerja.kantor import Kantor
from kinerja.masukan.buku import Buku
from kinerja.masukan.hasil import Catatan, HasilBaca
from kinerja.masukan.lajur import Tabel, catatan_berkas, cocokkan_bidang, kunci_judul, mirip, nama_bidang
from kinerja.masukan.nilai import baca_nilai, jenis_dari
from kinerja.masukan.rencana_anggaran import baca_dpa, periksa_kode
from kinerja.masukan.rencana_kolom import (
    ALIAS_LEMBAR,
    BENTUK_TARGET,
    JENIS,
    JENIS_TARGET,
    JENJANG,
    KOLOM,
    KONSOLIDASI,
    POLARITAS,
    RUMUS,
    RUMUS_POLARITAS,
    SATUAN_POSISI,
    TRIWULAN,
    WAJIB,
)
from kinerja.masukan.rencana_rincian import Rencana, baca_renaksi, baca_renstra, baca_riwayat, baris_per_kode
from kinerja.predikat import skala_dari
from kinerja.temuan import temuan


def baca(buku: Buku, tahun: int, kantor: Kantor) -> HasilBaca:
    """Read a plan workbook.

    Args:
        buku: The workbook.
        tahun: Year of the folder that it lies in.
        kantor: The office; ``aturan.indikator`` overrides what the workbook declares.

    Returns:
        ``indikator, target, anggaran, riwayat, berkas, baris_tidak_dibaca, temuan_ingest``. Never raises for its
        content.
    """
    r = Rencana(buku, tahun, kantor, HasilBaca())
    _buka_lembar(r)
    kode_dpa = baca_dpa(r.tabel["DPA"], kantor) if "DPA" in r.tabel else None
    _baca_pk(r)
    iku = baris_per_kode(r, "IKU")
    for kode, i in r.indikator.items():
        _lengkapi(r, i, iku.get(kode), str(i.pop("_baris")), kode_dpa)
    baca_renaksi(r)
    baca_renstra(r)
    baca_riwayat(r)
    r.hasil.indikator.extend(r.indikator.values())
    _tutup(r)
    return r.hasil


def dikenali(buku: Buku) -> bool:
    """Whether a workbook is a plan: it has the sheet ``PK`` or two others of ours."""
    ada = [nama for nama in KOLOM if _cari(buku, nama)]
    return "PK" in ada or len(ada) >= 2


def _cari(buku: Buku, nama: str) -> str:
    return next((x.nama for a in ALIAS_LEMBAR[nama] if (x := buku.cari(a))), "")


def _buka_lembar(r: Rencana) -> None:
    dipakai = set()
    for nama in ALIAS_LEMBAR:
        judul = _cari(r.buku, nama)
        lembar = r.buku.cari(judul) if judul else None
        if lembar is not None:
            dipakai.add(lembar.nama)
            r.tabel[nama] = Tabel(r.buku, lembar, KOLOM[nama], r.hasil)
        elif nama in WAJIB:
            r.hasil.temuan_ingest.append(temuan("lembar_hilang", berkas=r.buku.berkas, lembar=nama, lembar_dicari=nama))
        else:
            r.hasil.temuan_ingest.append(temuan("lembar_tidak_ada", berkas=r.buku.berkas, lembar=nama))
    for lb in r.buku:
        n = sum(1 for baris in lb.nilai if any(x != "" for x in baris))
        if lb.nama not in dipakai and n and kunci_judul(lb.nama) != "petunjuk":
            r.hasil.temuan_ingest.append(temuan("lembar_tidak_dibaca", berkas=r.buku.berkas, lembar=lb.nama, jumlah=n))


# ---- PK -------------------------------------------------------------------------------------------------------------
def _baca_pk(r: Rencana) -> None:
    t = r.tabel.get("PK")
    if t is None:
        return
    tempat: dict[str, str] = {}
    sasaran = ("", "")
    for b in t.baris("kode"):
        kode = t.kode(b, "kode")
        if not kode:
            if t.teks(b, "indikator") and t.teks(b, "target"):
                t.catat("isian_hilang", baris=b, kunci="kode", kolom="Kode Indikator")
            t.lewati(b, "tanpa kode indikator")
            continue
        if kode.casefold() in tempat:
            t.lewati_ganda(b, kode, tempat[kode.casefold()], "kode indikator ganda")
            continue
        tempat[kode.casefold()] = t.sel(b, "kode")
        sasaran = _sasaran(t, b, kode, sasaran)
        r.kode[kode.casefold()] = kode
        r.indikator[kode] = _indikator_awal(r, t, b, kode, sasaran)
        t.dibaca(b)


def _sasaran(t: Tabel, b: int, kode: str, atas: tuple[str, str]) -> tuple[str, str]:
    """Return code and name of the sasaran; a row that leaves both empty belongs to the one above (a merged cell)."""
    kode_s, nama = t.kode(b, "kode_sasaran"), t.teks(b, "sasaran")
    if not kode_s and not nama and atas[0]:
        return atas
    if not kode_s:
        t.catat("isian_hilang", baris=b, kunci="kode_sasaran", kolom="Kode Sasaran", kode_indikator=kode)
    if not nama:
        t.catat("isian_hilang", baris=b, kunci="sasaran", kolom="Sasaran", kode_indikator=kode)
    return kode_s or nama or "-", nama or kode_s or "-"


def _indikator_awal(r: Rencana, t: Tabel, b: int, kode: str, sasaran: tuple[str, str]) -> Catatan:
    nama = t.teks(b, "indikator")
    if not nama:
        t.catat("isian_hilang", baris=b, kunci="indikator", kolom="Indikator", kode_indikator=kode)
    return {
        "_baris": b,
        "kode_indikator": kode,
        "indikator": nama or kode,
        "jenjang": t.pilihan(b, "jenjang", JENJANG, kode) or "sasaran",
        "jenis": "",
        "kode_sasaran": sasaran[0],
        "sasaran": sasaran[1],
        "bidang": _bidang(r, t, b, kode),
        "satuan": t.teks(b, "satuan"),
        "tambahan_persen": False,
        "asumsi": "",
        **t.asal(b, "target"),
    }


def _bidang(r: Rencana, t: Tabel, b: int, kode: str) -> str:
    dinas = r.kantor.dinas
    nama = []
    for tertulis in (x.strip() for x in t.teks(b, "bidang").split(";")):
        resmi = cocokkan_bidang(tertulis, dinas) if tertulis else None
        if tertulis and resmi is None:
            t.catat(
                "bidang_tidak_dikenal",
                baris=b,
                kunci="bidang",
                nilai=tertulis,
                kode_indikator=kode,
                bidang_tertulis=tertulis,
                mirip=mirip(tertulis, nama_bidang(dinas)),
            )
        if tertulis:
            nama.append(resmi or tertulis)
    if not nama:
        t.catat("isian_hilang", baris=b, kunci="bidang", kolom="Bidang", kode_indikator=kode)
    return "; ".join(dict.fromkeys(nama)) or "(belum diisi)"


# ---- IKU and what is taken by default -------------------------------------------------------------------------------
def _lengkapi(r: Rencana, i: Catatan, b: int | None, baris_pk: str, kode_dpa: set[str] | None) -> None:
    """Complete an indicator from IKU (row ``b``), params and defaults, and read its target in PK."""
    pk, iku, kode = r.tabel["PK"], r.tabel.get("IKU"), str(i["kode_indikator"])
    i["bidang"] = str(i["bidang"])
    if iku is not None and b is not None:
        i["jenis"] = iku.pilihan(b, "jenis", JENIS, kode)
        for k, peta in _PILIHAN.items():
            i[k] = iku.pilihan(b, k, peta, kode)
        i["baseline"] = iku.angka(b, "baseline", satuan=str(i["satuan"]), kode_indikator=kode).nilai
        i["tersedia_tw"] = int(iku.pilihan(b, "tersedia_tw", TRIWULAN, kode) or 1)
        for k in ("tersedia_ket", "definisi", "formulasi", "sumber_data", "penanggung_jawab"):
            i[k] = iku.teks(b, k)
    else:
        i |= dict.fromkeys(_PILIHAN, "") | {"baseline": math.nan, "tersedia_tw": 1}
    n = int(baris_pk)
    bobot = pk.angka(n, "bobot", seharusnya="bobot lebih dari 0", kode_indikator=kode)
    if bobot.jenis == "angka" and bobot.nilai <= 0:
        pk.catat(
            "angka_tidak_terbaca",
            baris=n,
            kunci="bobot",
            nilai=tulis(bobot.nilai),
            kode_indikator=kode,
            seharusnya="bobot lebih dari 0",
        )
    i["bobot"] = bobot.nilai if bobot.nilai > 0 else 1.0
    _timpa(i, r.kantor.aturan.indikator.get(kode))
    _bawaan(r, i, pk.isi(n, "target"))
    _periksa_rumus(r, i, iku, b)
    _target_tahun(r, pk, n, i)
    i["kode_anggaran"] = periksa_kode(pk, n, kode, kode_dpa)


_PILIHAN = {
    "polaritas": POLARITAS,
    "konsolidasi": KONSOLIDASI,
    "rumus": RUMUS,
    "jenis_target": JENIS_TARGET,
    "bentuk_target": BENTUK_TARGET,
}


def _timpa(i: Catatan, p: PerIndikator | None) -> None:
    """Lay what params declare over what the workbook says. A new direction without a formula gets its default one."""
    if p is None:
        return
    if p.polaritas is not None and p.rumus is None and i["rumus"] not in RUMUS_POLARITAS[p.polaritas]:
        i["rumus"] = ""
    for k in ("polaritas", "konsolidasi", "rumus", "bobot", "baseline", "tersedia_tw"):
        if (v := getattr(p, k)) is not None:
            i[k] = v


def _bawaan(r: Rencana, i: Catatan, target: object) -> None:
    """Fill in what nobody declared, and say so."""
    satuan = str(i["satuan"]).casefold()
    if not i["polaritas"]:
        i["polaritas"] = "maks"
        r.asumsi(i, "polaritas", "maks")
    if not i["rumus"]:
        i["rumus"] = getattr(r.kantor.aturan.rumus, str(i["polaritas"]))
        r.asumsi(i, "rumus", str(i["rumus"]))
    if not i["konsolidasi"]:
        tanpa_jumlah = satuan.startswith(SATUAN_POSISI) or jenis_dari(target, satuan, r.tahun) != "angka"
        i["konsolidasi"] = "rasio" if i["jenis_target"] == "rasio" else "akhir" if tanpa_jumlah else "jumlah"
        r.asumsi(i, "konsolidasi", str(i["konsolidasi"]))
    if not i["jenis_target"]:
        # The content itself says it; only what the content leaves open counts as an assumption.
        i["jenis_target"] = "rasio" if i["konsolidasi"] == "rasio" else jenis_dari(target, satuan, r.tahun)
    if not i["bentuk_target"]:
        i["bentuk_target"] = "per_triwulan" if i["konsolidasi"] == "jumlah" else "kumulatif"
        if i["konsolidasi"] == "jumlah":
            r.asumsi(i, "bentuk target", "per triwulan")


def _periksa_rumus(r: Rencana, i: Catatan, iku: Tabel | None, b: int | None) -> None:
    """Refuse a formula against the direction, NEG-B without a baseline, a ratio not consolidated as one."""
    salah: list[tuple[str, str, str, str]] = []  # column, where to point, value, against what
    polaritas, rumus = str(i["polaritas"]), str(i["rumus"])
    if rumus not in RUMUS_POLARITAS[polaritas]:
        salah.append(
            ("rumus", "rumus", rumus, f"polaritas {polaritas} (pilihannya {', '.join(RUMUS_POLARITAS[polaritas])})")
        )
        i["rumus"] = getattr(r.kantor.aturan.rumus, polaritas)
    elif rumus == "NEG-B" and math.isnan(float(str(i["baseline"]))):
        salah.append(("rumus", "baseline", rumus, "baseline yang kosong"))
    if (i["konsolidasi"] == "rasio") != (i["jenis_target"] == "rasio"):
        salah.append(("jenis_target", "jenis_target", str(i["jenis_target"]), f"konsolidasi {i['konsolidasi']}"))
        i["jenis_target"] = "rasio" if i["konsolidasi"] == "rasio" else "angka"
    for kolom, kunci, nilai, sebab in salah:
        judul = KOLOM["IKU"][kolom].judul
        t = iku if iku is not None and b is not None else r.tabel["PK"]
        t.catat(
            "isian_bertentangan",
            baris=b,
            kunci=kunci,
            nilai=nilai,
            kode_indikator=i["kode_indikator"],
            kolom=judul,
            sebab=sebab,
        )


def _target_tahun(r: Rencana, pk: Tabel, n: int, i: Catatan) -> None:
    v = baca_nilai(
        pk,
        n,
        "target",
        jenis=str(i["jenis_target"]),
        satuan=str(i["satuan"]),
        tahun=r.tahun,
        kode_indikator=str(i["kode_indikator"]),
    )
    if not v.ada and "target" in pk.letak:
        pk.catat(
            "target_hilang", baris=n, kunci="target", nilai=v.teks, kode_indikator=i["kode_indikator"], mana="tahunan"
        )
    i |= {"target_tahun": v.nilai, "target_tahun_bawah": v.bawah, "target_tahun_teks": v.teks}
    i["_skala"] = skala_dari(v.teks, str(i["satuan"])) if i["jenis_target"] == "predikat" else ""


# ---- end ------------------------------------------------------------------------------------------------------------
def _tutup(r: Rencana) -> None:
    for i in r.indikator.values():
        i.pop("_skala", None)
    for asing in sorted(set(r.kantor.aturan.indikator) - set(r.indikator)) if r.indikator else ():
        dekat = mirip(asing, r.indikator)
        r.hasil.temuan_ingest.append(temuan("params_indikator_asing", berkas="params", nilai=asing, mirip=dekat))
    for kunci, kode in r.bawaan.items():
        apa, bawaan = kunci.split("|")
        r.hasil.temuan_ingest.append(
            temuan(
                "rumus_bawaan",
                berkas=r.buku.berkas,
                lembar="Rencana Aksi" if apa == "target triwulan" else "IKU",
                nilai=", ".join(kode),
                jumlah=len(kode),
                apa=apa,
                bawaan=bawaan,
            )
        )
    for t in r.tabel.values():
        t.tutup()
    r.hasil.berkas.append(catatan_berkas(r.buku, "perencanaan", list(r.tabel.values())))
