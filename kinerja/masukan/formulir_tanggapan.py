"""The sheets in which a unit answers: ``Tindak Lanjut`` (what became of its promises), ``Koreksi`` (explanations)."""

from __future__ import annotations

from kinerja.masukan.formulir_bentuk import STATUS_TINDAK_LANJUT
from kinerja.masukan.lajur import Tabel, kunci_judul
from kinerja.masukan.lint import lint_kolom, sel_meragukan, teks_gabungan
from kinerja.masukan.pengisi import Pengisi
from kinerja.tindak_lanjut import asal_nomor

ISIAN = ("status", "keterangan")
_STATUS = {kunci_judul(tertulis): status for tertulis, status in STATUS_TINDAK_LANJUT.items()} | {
    "belum": "belum",
    "berjalan": "berjalan",
    "proses": "berjalan",
    "dalam proses": "berjalan",
    "sudah": "selesai",
    "sudah selesai": "selesai",
    "dibatalkan": "batal",
    "tidak jadi": "batal",
}
"""Spellings of a status, as the dropdown gives them or as people type them."""


def baca_tindak_lanjut(f: Pengisi, t: Tabel) -> None:
    """Read the sheet into ``status_tindak_lanjut``: one row a follow-up that the form carried along."""
    tempat: dict[str, str] = {}
    semua: list[int] = []
    for b in t.baris("nomor"):
        semua.append(b)
        alasan = f.ditolak or _alasan_lewat(t, b, tempat)
        if alasan:
            t.lewati(b, alasan)
            continue
        nomor = t.kode(b, "nomor")
        tempat[nomor] = t.sel(b, "nomor")
        asal = asal_nomor(nomor)
        # A merged status is as doubtful as a merged figure: one answer cannot stand for two promises.
        buruk = sel_meragukan(t, b, ("status",), asal[2] if asal else "", ("keterangan",))
        f.hasil.status_tindak_lanjut.append(
            {
                "nomor": nomor,
                "triwulan": f.triwulan,
                "bidang": f.bidang,
                "kode_indikator": asal[2] if asal else t.kode(b, "kode"),
                **{k: t.teks(b, k) for k in ("uraian", "pic", "tenggat")},
                "keterangan": "" if "keterangan" in buruk else teks_gabungan(t, b, "keterangan"),
                "status": "" if "status" in buruk else t.pilihan(b, "status", _STATUS),
                **t.asal(b, "status"),
            }
        )
        f.catat_isian(t, b, nomor, ISIAN)
        t.dibaca(b)
    if t.kepala >= 0:
        lint_kolom(t, semua)


def _alasan_lewat(t: Tabel, b: int, tempat: dict[str, str]) -> str:
    nomor = t.kode(b, "nomor")
    asal = asal_nomor(nomor)
    if asal is None:
        if t.isi(b, "status") != "" or t.isi(b, "uraian") != "":
            t.catat("tindak_lanjut_asing", baris=b, kunci="nomor", nilai=nomor)
        return "tanpa nomor tindak lanjut"
    if nomor in tempat:
        letak = f"{tempat[nomor]} dan {t.sel(b, 'nomor')}"
        t.catat("indikator_ganda", baris=b, kunci="nomor", nilai=nomor, tempat=letak)
        return "nomor tindak lanjut ganda"
    return ""


def baca_koreksi(f: Pengisi, t: Tabel) -> None:
    """Read the answers of a correction workbook into ``penjelasan``; rows without one are no loss and not listed."""
    if f.ditolak:
        return
    for b in t.baris("kode", galat=False):  # the sheet quotes faulty cells, errors among them
        t.dibaca(b)
        if isi := t.teks(b, "penjelasan"):
            f.hasil.penjelasan.append(
                {
                    "bidang": f.bidang,
                    "triwulan": f.triwulan,
                    "kode": t.kode(b, "kode"),
                    "kode_indikator": t.kode(b, "indikator"),
                    "lembar": t.teks(b, "lembar"),
                    "sel": t.teks(b, "sel"),
                    "isi": isi,
                    **t.asal(b, "penjelasan"),
                }
            )
