"""The roll-up page of a kabupaten: offices ranked, those apart with the reason, who is missing, totals.

One file without any script, in the looks of the offices' own reports, with links to them where they lie beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from kinerja import __version__, kata
from kinerja.kabupaten import KELOMPOK, TAK_DIHITUNG, TANPA_ANGKA
from kinerja.keluaran.halaman import RINGAN, TEMPLAT
from kinerja.keluaran.halaman_ringan import ringkaskan
from kinerja.keluaran.unsur import (
    Baris,
    Lajur,
    ada,
    bilangan,
    butir,
    catatan,
    e,
    lencana,
    paragraf,
    persen,
    rupiah,
    tabel,
)

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Periode

KEBIJAKAN = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
JUMLAH = {"lolos": "Lolos validasi", "belum_lolos": "Belum lolos validasi", "semua": "Jumlah"}
CARA = (
    "Yang diperingkat hanya kantor yang lolos validasi (putusan Ya), sudah ada indikatornya yang terukur, dan diukur "
    "dengan aturan yang sama dengan kebanyakan kantor.",
    "Urutannya menurut capaian sampai triwulan ini seperti yang tercetak, dari yang tertinggi; angka yang sama "
    "mendapat peringkat yang sama.",
    "Kantor lain disebut terpisah dengan sebabnya. Terpisah tidak berarti lebih rendah.",
    "Capaian kabupaten tidak dihitung dari rerata kantor: kantor dengan tiga indikator dihitung sama dengan kantor "
    "dengan tiga puluh, dan rerata naik bila kantor yang lemah tidak melapor. Kinerja kabupaten diukur dengan "
    "indikatornya sendiri.",
    "Anggaran setiap kantor dihitung satu kali, dari baris jumlah pada laporannya. Serapan dihitung dari kantor yang "
    "pagu dan realisasinya ada.",
)
"""How to read the page."""


def kabupaten_html(tabel_: dict[str, pd.DataFrame], folder: str, periode: Periode) -> str:
    """Return the page; the same tables give the same text.

    Args:
        tabel_: What ``kabupaten.susun_kabupaten`` gives.
        folder: Name of the kabupaten's folder, used where the offices do not agree on a name.
        periode: The quarter.
    """
    kantor, jumlah = catatan(tabel_["kantor"]), catatan(tabel_["jumlah"])
    nama = nama_kabupaten(kantor, folder)
    judul = f"Rekap Kinerja {nama} {periode.teks}"
    bagian = (
        ("pokok", "Sekilas", _sekilas(kantor, jumlah[-1]) + _predikat(catatan(tabel_["predikat"]))),
        ("peringkat", "Peringkat kantor", _peringkat(_dari(kantor, "peringkat"), periode)),
        ("terpisah", "Tidak diperingkat", _terpisah(kantor, periode)),
        ("belum-ada", "Belum ada angkanya", _tanpa_angka(kantor)),
        ("jumlah", "Jumlah", _jumlah(jumlah, kantor)),
        ("cara", "Cara membaca", butir((e(x) for x in CARA), "cara") + _aturan(kantor)),
    )
    isi = "\n".join(f'<section id="{id_}"><h2>{e(j)}</h2>{x}</section>' for id_, j, x in bagian)
    menu = "".join(f'<li><a href="#{id_}">{e(j)}</a></li>' for id_, j, _ in bagian)
    gaya = "".join((TEMPLAT / n).read_text(encoding="utf-8") for n in ("gaya.css", "kabupaten.css"))
    return ringkaskan(
        f'<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{e(KEBIJAKAN)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{e(judul)}</title>\n<style>{gaya}</style>\n</head>\n<body>\n"
        f'<a class="lompat" href="#isi">Langsung ke isi</a>\n{_kepala(kantor, nama, periode)}\n'
        f'<nav class="daftar-isi" aria-label="Isi rekap"><ul>{menu}</ul></nav>\n<main id="isi">\n{isi}\n</main>\n'
        f'<footer class="kaki"><p>{e(judul)}</p><p>Disusun dengan kinerja {e(__version__)} dari laporan setiap kantor; '
        "isi yang sama menghasilkan rekap yang sama. Halaman ini tidak mengambil apa pun dari internet.</p></footer>\n"
        "</body>\n</html>\n"
    )


def nama_kabupaten(kantor: Sequence[Baris], folder: str) -> str:
    """The region that all offices name, else the folder's name."""
    daerah = {b["daerah"] for b in kantor if b["daerah"]}
    return str(daerah.pop()) if len(daerah) == 1 else folder


def _dari(kantor: Sequence[Baris], *kelompok: str) -> list[Baris]:
    return [b for b in kantor if b["kelompok"] in kelompok]


# ---- header and figures at a glance ---------------------------------------------------------------------------------
def _kepala(kantor: Sequence[Baris], nama: str, periode: Periode) -> str:
    contoh = any(b["data_contoh"] for b in kantor)
    tanda = lencana("DRAF", "draf") + (" " + lencana("DATA CONTOH", "contoh") if contoh else "")
    ket = "Rekap ini dari laporan yang masih draf dan belum boleh dikutip."
    if contoh:
        ket += " Sebagian atau semua kantor memakai data contoh, bukan data sebenarnya."
    hilang = _dari(kantor, *TANPA_ANGKA)
    pita = ""
    if hilang:
        teks = f"{len(hilang)} kantor belum ada angkanya"
        pita = f'<p class="pita" role="note"><strong>{e(teks)}.</strong> <a href="#belum-ada">Lihat yang mana</a></p>'
    return (
        f'<header class="kepala"><div class="kop"><p class="kantor">{e(nama)}</p></div>'
        f"<h1>Rekap Kinerja Perangkat Daerah <span>{e(periode.teks)}</span></h1>"
        f'<p class="tanda">{tanda} <span class="tanda-ket">{e(ket)}</span></p>{pita}</header>'
    )


def _sekilas(kantor: Sequence[Baris], semua: Baris) -> str:
    banyak = sum(b["kelompok"] != "kembar" for b in kantor)
    lolos = sum(b["putusan"] == "Ya" for b in kantor if b["kelompok"] not in TAK_DIHITUNG)
    uang = " dari ".join(kata.rupiah_ringkas(bilangan(semua[k])) for k in ("realisasi_rp", "pagu_rp"))
    kotak = (
        ("terpisah", "Kantor lolos validasi", f"{lolos} dari {banyak}", ""),
        ("peringkat", "Kantor diperingkat", f"{len(_dari(kantor, 'peringkat'))} dari {banyak}", ""),
        ("jumlah", "Indikator terukur", f"{semua['n_terukur']} dari {semua['n']}", "yang masuk rerata"),
        ("jumlah", "Bidang lengkap melapor", f"{semua['n_lengkap']} dari {semua['n_bidang']}", ""),
        ("jumlah", "Serapan anggaran", persen(semua["serapan_pct"]), uang),
    )
    isi = "".join(
        f'<li><a href="#{id_}"><span class="nama">{e(nama)}</span><span class="nilai">{e(nilai)}</span>'
        f'<span class="ket">{e(ket)}</span></a></li>'
        for id_, nama, nilai, ket in kotak
    )
    return f'<ul class="sekilas">{isi}</ul>'


def _predikat(isi: Sequence[Baris]) -> str:
    """How many ranked offices have each predicate."""
    if not isi:
        return ""
    daftar = ", ".join(f"{lencana(b['predikat'], b['kelas'])} {b['n_kantor']} kantor" for b in isi)
    return paragraf(f"Predikat kantor yang diperingkat: {daftar}.")


# ---- the offices ----------------------------------------------------------------------------------------------------
def _peringkat(isi: Sequence[Baris], periode: Periode) -> str:
    if not isi:
        return paragraf("Belum ada kantor yang dapat diperingkat.", "kosong")
    puncak = max(100.0, *(float(b["capaian_pct"]) for b in isi))

    def capaian(b: Baris) -> str:
        lebar, garis = (f"{round(x / puncak * 100, 2)}%" for x in (max(0.0, float(b["capaian_pct"])), 100.0))
        batang = f'<span class="batang {b["kelas"]}" style="--w:{lebar};--t:{garis}" aria-hidden="true"></span>'
        return f"<strong>{persen(b['capaian_pct'])}</strong>{batang}"

    lajur = [Lajur("Peringkat", lambda b: str(b["peringkat"]), "urut"), *_lajur(periode)]
    lajur[2] = Lajur(f"Capaian {kata.sampai(periode)}", capaian, "capaian")
    kunci = paragraf("Garis tegak pada batang menandai 100 % dari target.", "kunci")
    return kunci + tabel("Peringkat kantor menurut capaian", lajur, isi, "peringkat", sunyi=True)


def _lajur(periode: Periode) -> list[Lajur]:
    """Columns of an office with figures; the name comes first."""
    return [
        Lajur("Kantor", lambda b: _nama(b, periode), "nama"),
        Lajur(f"Capaian {kata.sampai(periode)}", lambda b: persen(b["capaian_pct"]), "angka"),
        Lajur("Predikat", lambda b: lencana(b["predikat"], b["kelas"]) if b["predikat"] else ""),
        Lajur("Terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", "angka"),
        Lajur("Serapan", lambda b: persen(b["serapan_pct"]), "angka"),
        Lajur("Bidang lengkap", lambda b: f"{b['n_lengkap']} dari {b['n_bidang']}" if b["n_bidang"] else "", "angka"),
    ]


def _nama(b: Baris, periode: Periode) -> str:
    """An office's name, linked to its report, which lies three folders up and down again."""
    alamat = f"../../../{quote(str(b['folder']))}/reports/{periode.folder.as_posix()}/{RINGAN}"
    contoh = f" {lencana('contoh', 'jenis')}" if b["data_contoh"] else ""
    folder = f"<small>folder {e(b['folder'])}</small>" if b["nama"] != b["folder"] else ""
    return f'<a href="{e(alamat)}">{e(b["nama"])}</a>{contoh}{folder}'


def _terpisah(kantor: Sequence[Baris], periode: Periode) -> str:
    """One table for each reason, none for a reason that no office has."""
    sebab = {
        "belum_lolos": ("Angkanya masih dapat berubah, sehingga belum dibandingkan.", _temuan),
        "belum_terukur": ("Lolos validasi, tetapi belum ada indikator yang dapat dinilai sampai triwulan ini.", None),
        "aturan_lain": ("Capaiannya sah, tetapi dihitung dengan cara lain sehingga tidak sebanding.", _sebab),
        "kembar": ("Tidak ikut dijumlahkan, supaya satu kantor tidak terhitung dua kali.", _sebab),
    }
    hasil = []
    for k, (ket, lajur) in sebab.items():
        if isi := _dari(kantor, k):
            semua = [*_lajur(periode), *([lajur] if lajur else [])]
            hasil.append(
                f"<h3>{e(KELOMPOK[k])}</h3>{paragraf(e(ket), 'catatan')}" + tabel(KELOMPOK[k], semua, isi, sunyi=True)
            )
    return "".join(hasil) or paragraf("Tidak ada.", "kosong")


_temuan = Lajur("Temuan yang menahan", lambda b: str(b["n_temuan"]), "angka")
_sebab = Lajur("Sebab", lambda b: e(b["sebab"]), "keadaan")


def _tanpa_angka(kantor: Sequence[Baris]) -> str:
    isi = _dari(kantor, *TANPA_ANGKA)
    if not isi:
        return paragraf("Tidak ada: semua kantor ada angkanya.", "kosong")
    lajur = [
        Lajur("Folder kantor", lambda b: e(b["folder"]), "nama"),
        Lajur("Keadaan", lambda b: lencana(KELOMPOK[b["kelompok"]], "l-belum"), "keadaan"),
        Lajur("Sebab", lambda b: e(b["sebab"])),
    ]
    return tabel("Kantor yang belum ada angkanya", lajur, isi, sunyi=True)


# ---- totals ---------------------------------------------------------------------------------------------------------
def _jumlah(jumlah: Sequence[Baris], kantor: Sequence[Baris]) -> str:
    lajur = [
        Lajur("Kantor", lambda b: e(JUMLAH[b["kode"]])),
        Lajur("Banyaknya", lambda b: str(b["n_kantor"]), "angka"),
        Lajur("Indikator terukur", lambda b: f"{b['n_terukur']} dari {b['n']}", "angka"),
        Lajur("Bidang lengkap", lambda b: f"{b['n_lengkap']} dari {b['n_bidang']}", "angka"),
        Lajur("Pagu", lambda b: rupiah(b["pagu_rp"]), "angka"),
        Lajur("Realisasi", lambda b: rupiah(b["realisasi_rp"]), "angka"),
        Lajur("Serapan", lambda b: persen(b["serapan_pct"]), "angka"),
    ]
    semua, catatan_ = jumlah[-1], []
    if semua["n_tanpa_uang"]:
        catatan_.append(
            f"{semua['n_tanpa_uang']} kantor tidak ikut dalam serapan karena pagu atau realisasinya tidak ada."
        )
    if n := len(kantor) - semua["n_kantor"]:
        catatan_.append(f"{n} folder kantor tidak ikut dijumlahkan: belum ada angkanya, atau salinan kantor lain.")
    return tabel("Jumlah seluruh kantor", lajur, jumlah, "jumlah", sunyi=True) + butir(
        (e(x) for x in catatan_), "catatan"
    )


def _aturan(kantor: Sequence[Baris]) -> str:
    aturan = next((b["aturan"] for b in _dari(kantor, "peringkat") if ada(b["aturan"])), "")
    return paragraf(e(f"Aturan kantor yang diperingkat: {aturan}."), "catatan") if aturan else ""
