"""Read a table that is not our form: whatever a unit or the planner keeps, as long as its headings can be recognised.

A file in a quarter's folder that is no form, no plan and no Formulir E.81 is taken for reports of that quarter when it
holds a table with the names of indicators and what was realised. Its columns are found by their headings, its rows by
the indicator's code or name; a name that is not known is asked for (:mod:`kinerja.padanan`), never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kinerja.kantor import NOMOR_TRIWULAN, ROMAWI, Kantor, Periode
from kinerja.kiriman import Kiriman
from kinerja.masukan.buku import Buku, Lembar, alamat, huruf_kolom
from kinerja.masukan.formulir_bentuk import JENIS_TABEL, LEMBAR_IDENTITAS, LEMBAR_KOREKSI, nilai_identitas
from kinerja.masukan.hasil import Catatan, HasilBaca, HasilFormulir
from kinerja.masukan.kisi import Kisi
from kinerja.masukan.lajur import Kolom, catatan_berkas, kunci_judul, tulis_isi
from kinerja.masukan.tabel_biasa_baris import baca_baris, temuan_ganda
from kinerja.masukan.tabel_biasa_bentuk import Konteks, TabelBiasa
from kinerja.masukan.tabel_biasa_kolom import ANGKA, Pilihan, cukup, pilih_kolom
from kinerja.masukan.tabel_lain import TabelCetak, cari_tabel
from kinerja.padanan import Pemadan
from kinerja.revisi import perubahan_tabel
from kinerja.temuan import temuan

KOLOM_KEPALA_LAIN = 2
"""Columns that a second table on a sheet has more of; the first may be as narrow as a name and a figure."""
BARIS_JUDUL = 12
"""Rows above a heading that may name unit and period."""
_TW = re.compile(r"\b(?:tw|triwulan|tri wulan)\s*(iv|iii|ii|i|[1-4])\b")
_TAHUN = re.compile(r"\b(?:tahun|ta|anggaran)\s*(20\d\d)\b")


@dataclass(frozen=True)
class Identitas:
    """What the hidden sheet of a correction says: its revision, and the sha256 of the file that it corrects."""

    revisi: int = 0
    mengganti: str = ""


def identitas(buku: Buku) -> Identitas:
    """Return what a file says of itself; one that never was a correction says nothing."""
    lembar = buku.cari(LEMBAR_IDENTITAS)
    if lembar is None:
        return Identitas()
    n = nilai_identitas(lembar)
    if n.get("jenis") != JENIS_TABEL:
        return Identitas()
    revisi = n.get("revisi", "")
    return Identitas(int(revisi) if re.fullmatch(r"\d{1,4}", revisi) else 0, n.get("mengganti", ""))


def dikenali(buku: Buku) -> bool:
    """Whether a file holds a table of reports."""
    return any(_tabel(lb) for lb in _lembar(buku))


def _lembar(buku: Buku) -> list[Lembar]:
    bukan = {LEMBAR_IDENTITAS.casefold(), LEMBAR_KOREKSI.casefold()}
    return [lb for lb in buku if lb.nama.casefold().strip() not in bukan]


def _tabel(lembar: Lembar, kenal: Pemadan | None = None) -> list[TabelCetak]:
    """Find the tables of reports; a row that names an indicator of the plan is no heading, whatever its words."""
    hasil = [t for t in cari_tabel(Kisi(lembar), cukup) if any(c.peran in ANGKA and not c.uang for c in t.kolom)]
    # Below the first heading a row of two words is more likely data than another heading.
    hasil = hasil[:1] + [t for t in hasil[1:] if sum(bool(c.judul) for c in t.kolom) > KOLOM_KEPALA_LAIN]
    if kenal is None:
        return hasil
    return [t for t in hasil if not any(_indikator_di(kenal, t, r) for r in range(t.kepala[0], t.kepala[1] + 1))]


def _indikator_di(kenal: Pemadan, t: TabelCetak, r: int) -> bool:
    isi = [t.kisi.teks(r, k) for k in range(len(t.kisi.lembar.nilai[r]))]
    return any(x and (kenal.kode(x) or kenal.indikator(x)) for x in isi)


# ---- all files ------------------------------------------------------------------------------------------------------
def baca_semua(
    buku: Sequence[tuple[Kiriman, Buku]], kantor: Kantor, periode: Periode, hasil: HasilBaca
) -> list[HasilFormulir]:
    """Read the tables among the files that came in, after the forms; earlier quarters first.

    Args:
        buku: Files and their content; those that ``hasil.berkas`` accounts for already are left alone.
        kantor: The office.
        periode: The run's quarter.
        hasil: Plan and forms; the tables' rows, account and findings are added.

    Returns:
        What was read from each file that is used, as of a form that repeats nothing of earlier quarters.

    Raises:
        GalatParameter: ``params/padanan.yaml`` gives a name that occurs a code or unit that does not exist.
    """
    sudah = {str(b["berkas"]) for b in hasil.berkas}
    calon = [(k, b) for k, b in buku if k.triwulan and b.berkas not in sudah]
    dibaca: list[HasilFormulir] = []
    if not calon:
        return dibaca
    pemadan = Pemadan(hasil.indikator, kantor)
    for tw in range(1, periode.triwulan + 1):
        milik = [(k, b) for k, b in calon if k.triwulan == tw]
        terpakai, diganti = pilih(milik)
        # The replaced ones first: beside those that count their indicators would stand twice.
        dulu = [baca(lama, periode.tahun, tw, kantor, pemadan, hasil) for lama, _, _ in diganti]
        menurut: dict[str, HasilBaca] = {}
        for b in terpakai:
            h = baca(b, periode.tahun, tw, kantor, pemadan, hasil)
            _tambah(hasil, h)
            menurut[b.berkas] = h
            dibaca.append(HasilFormulir(**vars(h)))
        for h, (lama, baru, kode) in zip(dulu, diganti, strict=True):
            if baru.berkas in menurut and lama.sha256 != baru.sha256:
                hasil.perubahan.extend(perubahan_tabel(h, menurut[baru.berkas]))
            catatan = {**h.berkas[0], "status": "digantikan"}
            isi = {"beda": ""} if kode == "kiriman_ganda" else {}
            hasil.berkas.append(catatan)
            hasil.temuan_ingest.append(
                temuan(kode, bidang=str(catatan["bidang"]), berkas=lama.berkas, pengganti=baru.berkas, **isi)
            )
    return dibaca


def pilih(buku: Iterable[tuple[Kiriman, Buku]]) -> tuple[list[Buku], list[tuple[Buku, Buku, str]]]:
    """Tell which files of a quarter count.

    A file gives way to the correction that names it by its sha256, that one to the next; of two corrections of one file
    the higher revision counts. A copy of the same bytes counts once.

    Returns:
        Files that are used; and the others, each with the one used in its stead and the finding that says so.
    """
    urut = sorted((b for _, b in buku), key=lambda b: b.berkas)
    tunggal: dict[str, Buku] = {}
    diganti: list[tuple[Buku, Buku, str]] = []
    for b in urut:
        if b.sha256 in tunggal:
            diganti.append((b, tunggal[b.sha256], "kiriman_ulang"))
        else:
            tunggal[b.sha256] = b
    diri = {sha: identitas(b) for sha, b in tunggal.items()}
    penerus: dict[str, str] = {}
    for sha, d in diri.items():
        saingan = penerus.get(d.mengganti)
        if d.mengganti in tunggal and d.mengganti != sha:
            penerus[d.mengganti] = sha if saingan is None or d.revisi > diri[saingan].revisi else saingan
    for sha, d in diri.items():
        pemenang = penerus.get(d.mengganti, sha)
        if pemenang != sha and sha not in penerus:  # another correction of the same file counts
            kode = "kiriman_ganda" if diri[pemenang].revisi == d.revisi else "kiriman_ulang"
            diganti.append((tunggal[sha], tunggal[_ujung(penerus, pemenang)], kode))
    kalah = {x.sha256 for x, _, _ in diganti if tunggal[x.sha256] is x}
    for sha in penerus:
        diganti.append((tunggal[sha], tunggal[_ujung(penerus, sha)], "kiriman_ulang"))
    return [b for sha, b in tunggal.items() if sha not in penerus and sha not in kalah], diganti


def _ujung(penerus: dict[str, str], sha: str) -> str:
    """Follow a chain of corrections to its last; files that claim each other in a circle end somewhere all the same."""
    lewat = set()
    while sha in penerus and sha not in lewat:
        lewat.add(sha)
        sha = penerus[sha]
    return sha


def _tambah(hasil: HasilBaca, baru: HasilBaca) -> None:
    """Add a file's rows; what the same unit reported elsewhere already is refused, with both cells named."""
    ada = {(r["kode_indikator"], r["triwulan"], r["bidang"]): r for r in hasil.realisasi}
    dipakai: list[Catatan] = []
    catatan = baru.berkas[0]
    for r in baru.realisasi:
        lama = ada.get((r["kode_indikator"], r["triwulan"], r["bidang"]))
        if lama is None or not _terisi(lama):
            if lama is not None:
                hasil.realisasi = [x for x in hasil.realisasi if x is not lama]
                dipakai = [x for x in dipakai if x is not lama]
                _pindahkan(baru, catatan, lama, "baris kosong; indikatornya terisi di tempat lain")
            dipakai.append(r)
            ada[r["kode_indikator"], r["triwulan"], r["bidang"]] = r
            continue
        if _terisi(r):
            baru.temuan_ingest.append(temuan_ganda(lama, r, str(r["bidang"])))
        _pindahkan(baru, catatan, r, "indikatornya sudah dilaporkan di tempat lain")
    baru.realisasi = dipakai
    hasil.tambah(baru)


def _terisi(r: Catatan) -> bool:
    """Whether a row reports anything: a figure, a state, or something that could not be read."""
    teks = str(r["realisasi_teks"])
    return bool(r["keadaan"] or (teks and teks != "-")) or any(r[k] == r[k] for k in ANGKA)


def _pindahkan(baru: HasilBaca, catatan: Catatan, r: Catatan, alasan: str) -> None:
    """List a row of the file as not read after all, and keep its account true."""
    if r["asal_berkas"] != catatan["berkas"]:
        return
    m = re.search(r"\d+", str(r["asal_sel"]))
    catatan["baris_dibaca"] = int(str(catatan["baris_dibaca"])) - 1
    catatan["baris_tidak_dibaca"] = int(str(catatan["baris_tidak_dibaca"])) + 1
    isi = f"{r['kode_indikator']} | {r['realisasi_teks']}"
    baru.baris_tidak_dibaca.append(
        {"berkas": catatan["berkas"], "lembar": r["asal_lembar"], "baris": int(m[0]) if m else 0, "isi": isi,
         "alasan": alasan}
    )  # fmt: skip


# ---- one file -------------------------------------------------------------------------------------------------------
def baca(buku: Buku, tahun: int, triwulan: int, kantor: Kantor, pemadan: Pemadan, lama: HasilBaca) -> HasilBaca:
    """Read the tables of one file.

    Args:
        buku: The file.
        tahun: Year of its folder.
        triwulan: Quarter of its folder.
        kantor: The office.
        pemadan: Names.
        lama: Plan, and what earlier quarters reported.

    Returns:
        ``realisasi, berkas, baris_tidak_dibaca, temuan_ingest``; the rows between heading and end of every table are
        either read or listed.
    """
    hasil = HasilBaca()
    f = Konteks(
        tahun,
        triwulan,
        kantor,
        pemadan,
        {str(i["kode_indikator"]): i for i in lama.indikator},
        {(str(x["kode_indikator"]), int(str(x["triwulan"]))): x for x in lama.target},
        {(str(r["kode_indikator"]), str(r["bidang"]), int(str(r["triwulan"]))): r for r in lama.realisasi},
    )
    tabel: list[TabelBiasa] = []
    for lb in _lembar(buku):
        ditemukan = _tabel(lb, pemadan)
        if not ditemukan:
            _lewati_lembar(buku, lb, hasil)
        for n, t in enumerate(ditemukan):
            sampai = ditemukan[n + 1].kepala[0] if n + 1 < len(ditemukan) else lb.n_baris
            tabel.append(_baca_tabel(f, buku, t, sampai, hasil))
    if buku.rincian_rusak:
        hasil.temuan_ingest.append(temuan("rumus_tidak_terbaca", berkas=buku.berkas))
    hasil.berkas.append(_catatan(f, buku, tabel, hasil))
    return hasil


def _catatan(f: Konteks, buku: Buku, tabel: list[TabelBiasa], hasil: HasilBaca) -> Catatan:
    bidang = {str(r["bidang"]) for r in hasil.realisasi}
    diri = identitas(buku)
    lembar = dict.fromkeys(t.lembar.nama for t in tabel)
    isi = catatan_berkas(buku, "tabel", list(tabel), bidang=bidang.pop() if len(bidang) == 1 else f.bidang)
    ditolak = any(t["kode"] == "formulir_asing" for t in hasil.temuan_ingest)
    return isi | {
        "lembar": "; ".join(lembar), "triwulan": f.triwulan, "revisi": diri.revisi, "mengganti": diri.mengganti,
        "status": "ditolak" if ditolak and not hasil.realisasi else "dipakai",
    }  # fmt: skip


def _lewati_lembar(buku: Buku, lembar: Lembar, hasil: HasilBaca) -> None:
    n = sum(1 for baris in lembar.nilai if any(x != "" for x in baris))
    if n:
        hasil.temuan_ingest.append(temuan("lembar_tidak_dibaca", berkas=buku.berkas, lembar=lembar.nama, jumlah=n))


def _baca_tabel(f: Konteks, buku: Buku, cetak: TabelCetak, sampai: int, hasil: HasilBaca) -> TabelBiasa:
    """Read one table, or list its rows with the reason why none of them can be used."""
    judul = _judul(cetak, f)
    f.bidang = _bidang_dari([*judul, cetak.kisi.nama, PurePosixPath(buku.berkas).stem], f.kantor)
    p = pilih_kolom(cetak, f.tahun, f.triwulan)
    kolom = {"kode": Kolom("Kode Indikator"), **{k: Kolom(v) for k, v in p.judul.items() if k != "kode"}}
    t = TabelBiasa(buku, cetak.kisi.lembar, kolom, hasil, f.bidang, cetak.kepala[1], dict(p.letak), cetak=cetak,
                   dipilih=p, sampai=sampai)  # fmt: skip
    _laporkan_kolom(t, p, f)
    alasan = _alasan_tabel(f, t, p, judul)
    if alasan:
        for b in t.baris():
            t.lewati(b, alasan)
    else:
        t.letak.setdefault("indikator", t.letak.get("kode", 0))
        hasil.tambah(baca_baris(f, t))
    t.tutup()
    return t


def _judul(t: TabelCetak, f: Konteks) -> list[str]:
    """Return the title rows above a table, the nearest first; rows of data or signatures above it are none."""
    hasil = []
    for r in range(t.kepala[0] - 1, max(t.kepala[0] - 1 - BARIS_JUDUL, -1), -1):
        isi = [x for k in range(len(t.kisi.lembar.nilai[r])) if (x := t.kisi.teks(r, k))]
        if len(isi) > 3 or any(f.pemadan.kode(x) for x in isi):
            break
        hasil += isi
    return hasil


def _bidang_dari(teks: Iterable[str], kantor: Kantor) -> str:
    """Return the unit that the first of some texts names, empty when none names exactly one.

    The office's own name may hold those of its units ("Dinas Tenaga Kerja, Perindustrian dan Transmigrasi"): it is
    taken out first, and a unit's full name counts before its short forms.
    """
    dinas = kantor.dinas
    for t in teks:
        kunci = f" {kunci_judul(t)} "
        for nama in (dinas.nama, dinas.singkatan):
            kunci = kunci.replace(f" {kunci_judul(nama)} ", " ") if kunci_judul(nama) else kunci
        for ejaan in (lambda b: (b.nama,), lambda b: b.alias, lambda b: (b.singkatan,)):
            cocok = {b.nama for b in dinas.bidang if any(_memuat(kunci, x) for x in ejaan(b))}
            if len(cocok) == 1:
                return cocok.pop()
            if cocok:
                break
    return ""


def _memuat(kunci: str, nama: str) -> bool:
    return bool(kunci_judul(nama)) and f" {kunci_judul(nama)} " in kunci


def _alasan_tabel(f: Konteks, t: TabelBiasa, p: Pilihan, judul: list[str]) -> str:
    """Say why no row of a table can be used, with its finding; empty when they can."""
    if lain := _masa_lain(f, p, judul):
        seharusnya = f"{f.kantor.dinas.nama}, Triwulan {ROMAWI[f.triwulan]} Tahun {f.tahun}"
        t.catat("formulir_asing", sel=alamat(t.cetak.kepala[0], 0), nilai=lain, milik=lain, seharusnya=seharusnya)
        return "tabel milik triwulan atau tahun lain"
    if p.berangka:
        return ""
    if not p.ganda:
        t.catat("kolom_hilang", sel=alamat(t.kepala, 0), kolom=f"Realisasi TW {ROMAWI[f.triwulan]}")
    return f"tidak ada kolom realisasi TW {ROMAWI[f.triwulan]} yang dapat dipakai"


def _masa_lain(f: Konteks, p: Pilihan, judul: list[str]) -> str:
    """Return the other quarter or year that the titles name; a heading that names the quarter counts for more."""
    kunci = [kunci_judul(x) for x in judul]
    tahun = {int(x) for k in kunci for x in _TAHUN.findall(k)}
    tw = {NOMOR_TRIWULAN[x] for k in kunci for x in _TW.findall(k)}
    if tahun and f.tahun not in tahun:
        return f"Tahun {max(tahun)}"
    tersebut = any(_TW.search(kunci_judul(p.judul[k])) for k in ANGKA if k in p.judul)
    return f"Triwulan {ROMAWI[max(tw)]}" if tw and f.triwulan not in tw and not tersebut else ""


def _laporkan_kolom(t: TabelBiasa, p: Pilihan, f: Konteks) -> None:
    """Name the columns that are not read, that claim the same place, that are hidden, or that bear no heading."""
    for kunci, c in p.ganda:
        t.catat("kolom_ganda", sel=alamat(t.kepala, c.k), nilai=c.judul, kolom=c.judul or kunci)
    per_sebab: dict[str, list[int]] = {}
    judul = {c.k: c.judul for c in t.cetak.kolom}
    for c, sebab in p.lewat:
        per_sebab.setdefault(sebab, []).append(c.k)
    isi = _kolom_berisi(t)
    for k in isi:
        if k not in judul:
            per_sebab.setdefault("tidak berjudul", []).append(k)
    for sebab, kolom in per_sebab.items():
        nama = ", ".join(f'"{judul[k]}"' if k in judul else huruf_kolom(k) for k in kolom)
        t.catat("kolom_tidak_dibaca", sel=", ".join(alamat(t.kepala, k) for k in kolom), nilai=nama, kolom=nama,
                sebab=sebab)  # fmt: skip
    for c in t.cetak.capaian_realisasi:
        if c.k == p.letak.get("realisasi"):
            t.catat("kolom_capaian_realisasi", sel=alamat(t.kepala, c.k), nilai=c.judul, kolom=c.judul)
    sembunyi = [k for k in isi if k in t.lembar.kolom_tersembunyi]
    if sembunyi:
        rincian = ", ".join(f"kolom {huruf_kolom(k)}" + (f" ({judul[k]})" if k in judul else "") for k in sembunyi)
        sel = ", ".join(alamat(t.kepala, k) for k in sembunyi)
        t.catat("kolom_tersembunyi", jumlah=len(sembunyi), rincian=rincian, sel=sel)


def _kolom_berisi(t: TabelBiasa) -> list[int]:
    baris = [t.lembar.nilai[r] for r in range(t.kepala + 1, t.sampai)]
    return [k for k in range(t.lembar.n_kolom) if any(k < len(b) and tulis_isi(b[k]) for b in baris)]
