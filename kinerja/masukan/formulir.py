"""Read a unit's form: one workbook per bidang and quarter, however it was renamed, sorted, unlocked or saved anew.

Rows are found by their code, columns by their title, sheets by their columns when their name has changed. What the form
is for stands in its hidden sheet ``_identitas``; a form of another office, year, quarter or unit is refused whole.
"""

from __future__ import annotations

from kinerja.kantor import ROMAWI, Kantor
from kinerja.masukan.buku import Buku, Lembar, alamat
from kinerja.masukan.formulir_anggaran import baca_anggaran
from kinerja.masukan.formulir_bentuk import (
    KOLOM_ANGGARAN,
    KOLOM_KINERJA,
    KOLOM_KOREKSI,
    KOLOM_TINDAK_LANJUT,
    LEMBAR_ANGGARAN,
    LEMBAR_IDENTITAS,
    LEMBAR_KAMUS,
    LEMBAR_KINERJA,
    LEMBAR_KOREKSI,
    LEMBAR_PETUNJUK,
    LEMBAR_TINDAK_LANJUT,
    baca_identitas,
    dikenali,
    lembar_identitas,
)
from kinerja.masukan.formulir_kinerja import baca_kinerja
from kinerja.masukan.formulir_tanggapan import baca_koreksi, baca_tindak_lanjut
from kinerja.masukan.hasil import Catatan, HasilFormulir
from kinerja.masukan.lajur import (
    BATAS_KEPALA,
    Kolom,
    Tabel,
    catatan_berkas,
    cocokkan_bidang,
    kunci_judul,
    mirip,
    nama_bidang,
    sebagai_kode,
)
from kinerja.masukan.pengisi import Pengisi
from kinerja.temuan import temuan

__all__ = ["baca", "dikenali"]

BAGIAN: dict[str, dict[str, Kolom]] = {
    LEMBAR_KINERJA: KOLOM_KINERJA,
    LEMBAR_ANGGARAN: KOLOM_ANGGARAN,
    LEMBAR_TINDAK_LANJUT: KOLOM_TINDAK_LANJUT,
    LEMBAR_KOREKSI: KOLOM_KOREKSI,
}
"""Sheets that are read, in this order, with their columns."""
BUKAN_DATA = (LEMBAR_PETUNJUK, LEMBAR_KAMUS, LEMBAR_IDENTITAS)


def baca(
    buku: Buku,
    tahun: int,
    triwulan: int,
    indikator: list[Catatan],
    kantor: Kantor,
    kode_anggaran: set[str] | None = None,
    target: list[Catatan] | None = None,
) -> HasilFormulir:
    """Read a form.

    Args:
        buku: The workbook.
        tahun: Year of the folder that it lies in.
        triwulan: Quarter of that folder.
        indikator: Rows of table ``indikator`` from the plan.
        kantor: The office.
        kode_anggaran: Codes of the plan's budget rows; None leaves them unchecked.
        target: Rows of table ``target`` from the plan; the form's targets are compared with them.

    Returns:
        ``realisasi, realisasi_anggaran, status_tindak_lanjut, penjelasan, berkas, baris_tidak_dibaca, temuan_ingest``,
        and every cell that the unit could fill in. Every indicator row of the form makes a realisasi, filled in or
        not, so that a later finding can name its cell. Never raises for its content.
    """
    f = Pengisi(buku, tahun, triwulan, indikator, kantor, target or [])
    revisi, mengganti = _periksa_identitas(f)
    bagian = _bagian(f)
    if LEMBAR_KINERJA not in bagian:
        isi = {"lembar": LEMBAR_KINERJA, "bidang": f.bidang, "lembar_dicari": LEMBAR_KINERJA}
        f.hasil.temuan_ingest.append(temuan("lembar_hilang", berkas=buku.berkas, **isi))
    if t := bagian.get(LEMBAR_KINERJA):
        baca_kinerja(f, t)
    if t := bagian.get(LEMBAR_ANGGARAN):
        baca_anggaran(f, t, kode_anggaran)
    if t := bagian.get(LEMBAR_TINDAK_LANJUT):
        baca_tindak_lanjut(f, t)
    if t := bagian.get(LEMBAR_KOREKSI):
        baca_koreksi(f, t)
    for t in bagian.values():
        t.tutup()
    tentang = {"bidang": f.bidang, "triwulan": triwulan, "revisi": revisi, "mengganti": mengganti}
    status = "ditolak" if f.ditolak else "dipakai"
    f.hasil.berkas.append(catatan_berkas(buku, "formulir", list(bagian.values()), **tentang, status=status))
    return f.hasil


# ---- identity -------------------------------------------------------------------------------------------------------
def _periksa_identitas(f: Pengisi) -> tuple[int, str]:
    """Check that the form belongs to the folder; sets the unit and the reason for refusal.

    Returns:
        The revision, and the hash of the file that this one corrects (``""`` for a first sending).
    """
    identitas, dinas = baca_identitas(f.buku), f.kantor.dinas
    lembar = lembar_identitas(f.buku)
    tentang: dict[str, str] = {"berkas": f.buku.berkas, "lembar": lembar.nama if lembar else LEMBAR_IDENTITAS}
    if identitas is None:
        f.hasil.temuan_ingest.append(temuan("lembar_hilang", **tentang, lembar_dicari=LEMBAR_IDENTITAS))
        f.bidang = _bidang_dari_isi(f)
        return 0, ""
    milik = (kunci_judul(identitas.dinas), identitas.tahun, identitas.triwulan)
    if milik != (kunci_judul(dinas.nama), f.tahun, f.triwulan):
        kata = [
            f"{d}, Triwulan {ROMAWI[t]} Tahun {y}"
            for d, y, t in ((identitas.dinas, identitas.tahun, identitas.triwulan), (dinas.nama, f.tahun, f.triwulan))
        ]
        sel = _letak(lembar, "dinas", "tahun", "triwulan")
        f.hasil.temuan_ingest.append(temuan("formulir_asing", **tentang, sel=sel, milik=kata[0], seharusnya=kata[1]))
        f.ditolak = "formulir milik kantor, tahun, atau triwulan lain"
    resmi = cocokkan_bidang(identitas.bidang, dinas)
    if resmi is None:
        f.hasil.temuan_ingest.append(
            temuan(
                "bidang_tidak_dikenal",
                **tentang,
                sel=_letak(lembar, "bidang"),
                nilai=identitas.bidang,
                bidang_tertulis=identitas.bidang,
                mirip=mirip(identitas.bidang, nama_bidang(dinas)),
            )
        )
        f.ditolak = f.ditolak or "formulir milik bidang yang tidak dikenal"
    f.bidang = resmi or identitas.bidang or "(tidak dikenal)"
    return identitas.revisi, identitas.mengganti


def _letak(lembar: Lembar | None, *kunci: str) -> str:
    """Return the cells that hold these facts of the form's identity."""
    baris = range(lembar.n_baris) if lembar is not None else ()
    return ", ".join(alamat(r, 1) for r in baris if lembar is not None and str(lembar.isi(r, 0)).casefold() in kunci)


def _bidang_dari_isi(f: Pengisi) -> str:
    """Return the unit that owns the form's indicators, when they all have one and the same."""
    lembar = f.buku.cari(LEMBAR_KINERJA)
    isi = {sebagai_kode(x).casefold() for baris in (lembar.nilai if lembar else []) for x in baris if x != ""}
    milik = {str(i["bidang"]) for kode, i in f.indikator.items() if kode in isi}
    return milik.pop() if len(milik) == 1 else "(tidak dikenal)"


# ---- sheets ---------------------------------------------------------------------------------------------------------
def _bagian(f: Pengisi) -> dict[str, Tabel]:
    """Find the sheets of the form: by name, or by their columns where a name is not there or its sheet is empty.

    Every other sheet with content is told once; one that looks like a sheet in use is told as its twin.
    """
    calon = {nama: _calon(f.buku, nama) for nama in BAGIAN}
    terpakai = {x.nama for x in calon.values() if x is not None}
    hasil: dict[str, Tabel] = {}
    for nama, kolom in BAGIAN.items():
        lembar = calon[nama]
        if lembar is None and nama != LEMBAR_KOREKSI:
            lembar = _menurut_judul(f, kolom, terpakai)
            if lembar is not None:
                terpakai.add(lembar.nama)
                isi = {"lembar": lembar.nama, "nilai": lembar.nama, "bidang": f.bidang, "lembar_dicari": nama}
                f.hasil.temuan_ingest.append(temuan("lembar_berganti_nama", berkas=f.buku.berkas, **isi))
        if lembar is not None and (nama != LEMBAR_KOREKSI or berjudul(lembar, kolom)):
            hasil[nama] = Tabel(f.buku, lembar, kolom, f.hasil, f.bidang)
    _lembar_lain(f, hasil, terpakai)
    return hasil


def _calon(buku: Buku, nama: str) -> Lembar | None:
    """Return the sheet of that name unless nothing stands in it."""
    lembar = buku.cari(nama)
    return lembar if lembar is not None and any(x != "" for b in lembar.nilai for x in b) else None


def _menurut_judul(f: Pengisi, kolom: dict[str, Kolom], terpakai: set[str]) -> Lembar | None:
    """Return the sheet whose heading is that of a sheet of ours; of several the one with most known codes."""
    pilihan = [lb for lb in _bebas(f, terpakai) if berjudul(lb, kolom)]
    return max(pilihan, key=lambda lb: _kode_dikenal(f, lb), default=None)


def _bebas(f: Pengisi, terpakai: set[str]) -> list[Lembar]:
    bukan = {x.casefold() for x in (*BUKAN_DATA, LEMBAR_KOREKSI)}
    return [lb for lb in f.buku if lb.nama not in terpakai and lb.nama.casefold().strip() not in bukan]


def berjudul(lembar: Lembar, kolom: dict[str, Kolom]) -> bool:
    """Whether a sheet has a heading with nearly all titles that must be there; others share a few of them."""
    wajib = [{kunci_judul(x) for x in (v.judul, *v.alias)} for v in kolom.values() if v.wajib]
    for baris in lembar.nilai[:BATAS_KEPALA]:
        ada = {kunci_judul(x) for x in baris if isinstance(x, str)}
        if sum(bool(w & ada) for w in wajib) >= max(2, len(wajib) - 1):
            return True
    return False


def _kode_dikenal(f: Pengisi, lembar: Lembar) -> int:
    return sum(sebagai_kode(x).casefold() in f.indikator for b in lembar.nilai for x in b if isinstance(x, str))


def _lembar_lain(f: Pengisi, bagian: dict[str, Tabel], terpakai: set[str]) -> None:
    """Tell the sheets that are not read: a twin of one in use stops the form unless it says the very same."""
    for lb in _bebas(f, terpakai):
        n = sum(1 for baris in lb.nilai if any(x != "" for x in baris))
        if not n:
            continue
        asli = next((t for nama, t in bagian.items() if nama != LEMBAR_KOREKSI and berjudul(lb, BAGIAN[nama])), None)
        if asli is not None and asli.lembar.nilai != lb.nilai:
            isi = {"lembar": lb.nama, "nilai": asli.lembar.nama, "bidang": f.bidang, "lembar_dicari": asli.lembar.nama}
            rincian = f"{asli.lembar.nama}, {lb.nama}"
            f.hasil.temuan_ingest.append(temuan("lembar_kembar", berkas=f.buku.berkas, **isi, rincian=rincian))
        else:
            isi = {"lembar": lb.nama, "bidang": f.bidang}
            f.hasil.temuan_ingest.append(temuan("lembar_tidak_dibaca", berkas=f.buku.berkas, **isi, jumlah=n))
