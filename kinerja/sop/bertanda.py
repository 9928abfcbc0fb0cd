"""Take a signed PDF back: check it against the released report, keep it with its revision, say what it is worth."""

from __future__ import annotations

from pathlib import Path

from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.sop.rilis import folder_rilis
from kinerja.tabel import tulis_byte

BATAS_BYTE = 100_000_000
NAMA = "laporan-bertanda.pdf"


def terima(kantor: Kantor, periode: Periode, revisi: int, jalur: Path) -> tuple[list[Path], dict[str, object]]:
    """Check a signed PDF and keep it beside the report that it signs.

    Args:
        kantor: The office.
        periode: The quarter.
        revisi: Revision that was signed.
        jalur: The PDF as it came back, anywhere.

    Returns:
        The kept file, and what the ledger says: ``tanda_tangan`` (outcome), ``penanda`` (who signed) and
        ``keterangan_tanda_tangan`` (the outcome in words).

    Raises:
        GalatKinerja: It cannot be read, or is not this report, or was changed after it was signed.
    """
    from kinerja.arsip.tanda_tangan import periksa_pdf_bertanda

    folder = folder_rilis(kantor, periode, revisi)
    if not jalur.is_file():
        raise GalatKinerja(f"Berkas {jalur} tidak ada.", "Periksa ejaan --pdf-bertanda.")
    if jalur.stat().st_size > BATAS_BYTE:
        raise GalatKinerja(f"Berkas {jalur.name} lebih dari {BATAS_BYTE // 1_000_000} MB.", "Pindai dengan mutu wajar.")
    pdf = jalur.read_bytes()
    if pdf == (folder / "laporan.pdf").read_bytes():
        raise GalatKinerja(
            f"{jalur.name} sama persis dengan laporan yang dirilis, jadi belum ditandatangani.",
            "Serahkan berkas yang sudah ditandatangani, atau pindaian lembar bertanda tangan.",
        )
    hasil = periksa_pdf_bertanda(pdf, (folder / "laporan.pdf").read_bytes(), kantor.akar / "params/jangkar-tepercaya")
    if not hasil.diterima:
        raise GalatKinerja(
            f"{jalur.name} tidak diterima. {hasil.kalimat}",
            f"Tandatangani {kantor.relatif(folder / 'laporan.pdf')}, lalu ulangi dengan berkas hasilnya.",
        )
    tujuan = folder / NAMA
    tulis_byte(tujuan, pdf)
    penanda = [{"nama": t.nama, "nip": t.nip, "waktu": t.waktu, "tepercaya": t.tepercaya} for t in hasil.tanda]
    return [tujuan], {"tanda_tangan": hasil.status, "penanda": penanda, "keterangan_tanda_tangan": hasil.kalimat}
