"""The archive of a quarter's revision: one file that holds what came in, what was made of it, and how to check it.

``reports/<tahun>/arsip/<kantor>_<tahun>_TW<n>_rev<k>.zip``, written in the one way of :mod:`kinerja.arsip.wadah`: the
same content gives the same bytes on any computer. What holds the members together:

* ``MANIFES.txt`` names the SHA-256 of every other member, in the form that ``sha256sum -c`` reads;
* the ledger's entry ``arsip``, written after the archive, holds the SHA-256 of the whole file and of the manifest;
* the content hash on the signed paper (:mod:`kinerja.arsip.segel`) can be computed from the archived tables.

**What the seal is worth.** Whoever can rewrite the whole file can also write a manifest that fits; nothing inside a
file can prove that it is the first one. What stops it lies outside: the ledger of the office (chained, so that a
changed entry breaks all later ones), every copy of the archive given away, and above all the signed paper, whose
content hash and run id cannot be changed without the signer's key. ``kinerja verifikasi`` therefore prints these two,
to be held against the paper, and checks the ledger where it lies beside the archive.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kinerja import __version__
from kinerja.arsip import wadah
from kinerja.arsip.baca_saya import baca_saya
from kinerja.arsip.buku import folder_sop
from kinerja.arsip.isi_arsip import Daftar, baca_isi, folder_asing, kumpulkan, masukan_dibaca
from kinerja.arsip.segel import TABEL_SEGEL, run_id, sidik_isi
from kinerja.arsip.tersegel import sidik_dasar
from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.langkah import DAFTAR
from kinerja.rantai import _satu_per_satu
from kinerja.rantai import sidik as sidik_jalur
from kinerja.tabel import baca, berkas_sementara, gantikan, jalur_tabel

MANIFES, BACA_SAYA, SEGEL = "MANIFES.txt", "BACA-SAYA.txt", "versi/segel.json"
_ASAL = {t: x.nama for x in DAFTAR for t in x.keluaran}


def jalur_arsip(kantor: Kantor, periode: Periode, revisi: int) -> Path:
    """Path of an archive."""
    nama = re.sub(r"[^\w-]+", "_", kantor.dinas.singkatan or kantor.dinas.nama)[:60].strip("_") or "kantor"
    folder = kantor.akar / "reports" / str(periode.tahun) / "arsip"
    return folder / f"{nama}_{periode.tahun}_TW{periode.triwulan}_rev{revisi}.zip"


def kemas(kantor: Kantor, periode: Periode, revisi: int) -> Path:
    """Write the archive of a revision, whole or not at all.

    Packing the same revision again gives the same bytes and changes nothing; an archive with other content is never
    overwritten.

    Args:
        kantor: The office.
        periode: The quarter, run to its end.
        revisi: Revision of its report, 0 first.

    Returns:
        Path of the archive.

    Raises:
        GalatKinerja: The quarter has not been run to its end, or its inputs or results are not those of that run, or
            not those that were released as this revision; the archive exists with other content; a file is too large.
    """
    with _satu_per_satu(kantor, periode):
        catatan = periksa_siap(kantor, periode, revisi)
        tujuan = jalur_arsip(kantor, periode, revisi)
        baru = berkas_sementara(tujuan)
        for sisa in tujuan.parent.glob(f".{tujuan.name}.*.tmp"):
            sisa.unlink(missing_ok=True)  # of a packing that was killed; the lock says that none is under way
        try:
            _tulis(baru, susun_isi(kantor, periode, revisi, catatan))
            _letakkan(baru, tujuan, revisi)
        finally:
            baru.unlink(missing_ok=True)
    return tujuan


def _tulis(jalur: Path, anggota: Iterator[tuple[str, bytes]]) -> None:
    besar = 0
    with jalur.open("xb") as f:
        for potong in wadah.susun(anggota):
            besar += len(potong.isi)
            if besar > wadah.BATAS_ARSIP:
                raise GalatKinerja(
                    f"Arsip akan lebih besar dari {wadah.BATAS_ARSIP // 1_000_000} MB.",
                    "Pindahkan berkas besar yang bukan bagian dari laporan dari folder kantor, lalu ulangi.",
                )
            f.write(potong.isi)
        f.flush()
        os.fsync(f.fileno())


def _letakkan(baru: Path, tujuan: Path, revisi: int) -> None:
    """Put the archive in its place, unless one with other content stands there."""
    if not tujuan.exists():
        gantikan(baru, tujuan)
    elif sidik_berkas(tujuan) != sidik_berkas(baru):
        raise GalatKinerja(
            f"Arsip {tujuan.name} sudah ada dan isinya berbeda dari isi folder kantor sekarang; arsip tidak pernah "
            "ditimpa.",
            f'Periksa dengan: kinerja verifikasi "{tujuan}". Perubahan sesudah Rev {revisi} diarsipkan sebagai revisi '
            "berikutnya; arsip yang rusak pindahkan dulu ke folder lain.",
        )


def sidik_berkas(jalur: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with jalur.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def masukan_tersegel(kantor: Kantor, periode: Periode) -> dict[str, str]:
    """Hash what the archive's entry in the ledger should name as ``masukan``: every input and params file, by path."""
    berkas = [*masukan_dibaca(kantor, periode), *(kantor.akar / p for p in kantor.params)]
    return {kantor.relatif(p): sidik_jalur(p) for p in berkas}


# ---- what must hold before -----------------------------------------------------------------------------------------
def periksa_siap(kantor: Kantor, periode: Periode, revisi: int) -> dict[str, Any]:
    """See that the results on disk are those of the inputs on disk, and of the revision; return ``run.json``.

    Raises:
        GalatKinerja: They are not.
    """
    jalur = kantor.laporan(periode) / "run.json"
    ulang = f"Sebelum mengarsipkan, jalankan: kinerja jalan {kantor.pilihan(periode)}"
    try:
        catatan = json.loads(jalur.read_text(encoding="utf-8"))
        keluaran = {p: s for x in DAFTAR for p, s in catatan["langkah"][x.nama]["keluaran"].items()}
        masukan = dict(catatan["masukan"])
        run_id(catatan)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        raise GalatKinerja(f"{periode.teks} belum dijalankan sampai selesai.", ulang) from e
    kini = {kantor.relatif(p): sidik_jalur(p) for p in _dibaca_run(kantor, periode)}
    dulu = {p: s for p, s in masukan.items() if s}
    for p in sorted(set(kini) | set(dulu)):
        if kini.get(p) != dulu.get(p):
            raise GalatKinerja(f"{p} berubah sesudah laporan {periode.teks} dibuat.", ulang)
    if catatan.get("segel") != sidik_dasar(kantor, periode):
        raise GalatKinerja(f"Segel triwulan sebelumnya berubah sesudah laporan {periode.teks} dibuat.", ulang)
    for p, s in keluaran.items():
        if sidik_jalur(kantor.akar / p) != s:
            raise GalatKinerja(f"{p} bukan lagi hasil yang ditulis oleh kinerja jalan.", ulang)
    _periksa_rilis(kantor, periode, revisi)
    return dict(catatan)


def _dibaca_run(kantor: Kantor, periode: Periode) -> list[Path]:
    from kinerja.kiriman import daftar_kiriman

    return [k.jalur for k in daftar_kiriman(kantor, periode)[0]] + [kantor.akar / p for p in kantor.params]


def _periksa_rilis(kantor: Kantor, periode: Periode, revisi: int) -> None:
    """Refuse to pack other figures than those that were released as this revision."""
    folder = folder_sop(kantor, periode) / f"rev{revisi}"
    nama = [t for t in TABEL_SEGEL if jalur_tabel(folder, t).is_file()]
    if not nama:
        return
    kini = baca(kantor.olahan(periode), nama, _ASAL)
    for t, df in baca(folder, nama, _ASAL).items():
        if not df.equals(kini[t]):
            raise GalatKinerja(
                f"Tabel {t} sekarang berbeda dari yang dirilis sebagai Rev {revisi}.",
                "Yang diarsipkan harus yang dirilis: kembalikan masukannya, atau catat koreksi sehingga menjadi revisi "
                "berikutnya.",
            )


# ---- the members ----------------------------------------------------------------------------------------------------
def susun_isi(kantor: Kantor, periode: Periode, revisi: int, catatan: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of all members, by name; the manifest comes last."""
    d = kumpulkan(kantor, periode, revisi, catatan)
    run, sidik = run_id(catatan), sidik_isi(baca(kantor.olahan(periode), TABEL_SEGEL, _ASAL))
    d.tambah(SEGEL, _segel(d, kantor, periode, revisi, run, sidik))
    d.tambah(BACA_SAYA, baca_saya(kantor, periode, revisi, sidik, run, sorted(d.isi)).encode("utf-8", "replace"))
    if len(d.isi) >= wadah.BATAS_JUMLAH:
        raise GalatKinerja(f"Arsip akan memuat {len(d.isi)} berkas.", f"Batasnya {wadah.BATAS_JUMLAH} berkas.")
    baris = []
    for nama in sorted(d.isi):
        isi = baca_isi(d.isi[nama])
        baris.append(f"{hashlib.sha256(isi).hexdigest()}  {nama}\n")
        yield nama, isi
    yield MANIFES, "".join(baris).encode("utf-8")


def _segel(d: Daftar, kantor: Kantor, periode: Periode, revisi: int, run: str, sidik: str) -> bytes:
    isi = {
        "bentuk": 1,
        "kantor": kantor.dinas.nama,
        "daerah": kantor.dinas.daerah,
        "data_contoh": kantor.dinas.data_contoh,
        "tahun": periode.tahun,
        "triwulan": periode.triwulan,
        "revisi": revisi,
        "kinerja": __version__,
        "run_id": run,
        "sidik_isi": sidik,
        "folder_asing": folder_asing(kantor, periode),
        "nama_asli": d.nama_asli,
    }
    return (json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
