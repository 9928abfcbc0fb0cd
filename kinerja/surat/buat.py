"""Make a paper of the SOP and write it: PDF always, DOCX where an office would edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja.surat import isi, isi_validasi, unsur
from kinerja.surat.logo import logo
from kinerja.surat.typst_pdf import ke_pdf
from kinerja.surat.unsur import Bahan, Surat
from kinerja.tabel import tulis_byte

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode
    from kinerja.sop.catatan import Entri
    from kinerja.sop.naskah import Sop

JENIS: dict[str, Callable[[Bahan], Surat]] = {
    "disposisi_kepala": isi.disposisi_kepala,
    "disposisi_sekretaris": isi.disposisi_sekretaris,
    "berita_acara_validasi": isi_validasi.berita_acara_validasi,
    "undangan_sosialisasi": isi.undangan_sosialisasi,
    "daftar_hadir": isi.daftar_hadir,
    "hasil_koreksi": isi_validasi.hasil_koreksi,
    "penyerahan": isi.penyerahan,
    "pengesahan": isi.pengesahan,
}
"""Every paper by its kind, in the order in which the SOP makes them; the order gives the number in the file's name."""


def buat_surat(
    jenis: str,
    kantor: Kantor,
    periode: Periode,
    sop: Sop,
    entri: tuple[Entri, ...],
    tabel: Mapping[str, pd.DataFrame],
    tujuan: Path,
) -> list[Path]:
    """Make a paper and write it, each file whole or not at all.

    Args:
        jenis: One of :data:`JENIS`.
        kantor: The office; its emblem is read from ``params/logo.png`` or ``.svg`` if there is one.
        periode: The quarter.
        sop: Its SOP.
        entri: The ledger up to the entry that the paper belongs to; that entry, the last, dates the paper.
        tabel: Tables of the run; those that a paper would show and that are missing are left out of it.
        tujuan: Folder, made when it is missing.

    Returns:
        The files: ``<nn>-<name>.pdf``, and ``.docx`` beside it where there is one. Same arguments, same bytes.

    Raises:
        GalatParameter: The emblem cannot be printed.
        KeyError: There is no such kind: a mistake in the calling code.
    """
    bahan = Bahan(kantor, periode, sop, entri, tabel)
    surat = JENIS[jenis](bahan)
    gambar = logo(kantor.akar)
    data = data_surat(surat, bahan, next(iter(gambar), ""))
    pdf, docx = jalur_surat(jenis, tujuan)
    tujuan.mkdir(parents=True, exist_ok=True)
    tulis_byte(pdf, ke_pdf(surat.templat, data, bahan.tanggal, berkas=gambar))
    if not surat.docx:
        return [pdf]
    from kinerja.surat.docx_surat import ke_docx

    tulis_byte(docx, ke_docx(data, bahan.tanggal, gambar))
    return [pdf, docx]


def jalur_surat(jenis: str, folder: Path) -> list[Path]:
    """Files that a paper of this kind has in a folder, there or not."""
    dasar = f"{list(JENIS).index(jenis) + 1:02d}-{jenis.replace('_', '-')}"
    return [folder / f"{dasar}.pdf", folder / f"{dasar}.docx"]


def data_surat(surat: Surat, bahan: Bahan, nama_logo: str) -> dict[str, Any]:
    """Everything that a template or the DOCX shows."""
    dinas = bahan.kantor.dinas
    return {
        "judul": surat.judul,
        "penulis": dinas.nama,
        "kaki": f"{surat.judul}, {bahan.periode.teks}" if bahan.periode.teks not in surat.judul else surat.judul,
        "sidik": surat.sidik,
        "contoh": dinas.data_contoh,
        "rebah": surat.rebah,
        "kop": {**unsur.kop(bahan.kantor), "logo": nama_logo} if surat.kop else None,
        "blok": list(surat.blok),
        **surat.data,
    }
