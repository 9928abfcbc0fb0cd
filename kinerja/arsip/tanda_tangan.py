"""The signed PDF that comes back: is it that very report, is the signature whole, who signed, and can it be trusted.

A certified signature of a PSrE (BSrE) equals a wet one and breaks when the file changes (UU 11/2008, PP 71/2019); a
picture of a signature or a bare QR code is neither. What counts here:

* **That very document.** A signing program adds its signature behind the file, so the report that went out is the first
  part of what comes back, byte for byte, and nothing but the signature may have been added before signing. A program
  that writes the file anew breaks that; such a file is taken for the report only when the content hash in its metadata
  and the content of every page are the same, and the weaker proof is said.
* **Trust** comes from the certificates in ``params/jangkar-tepercaya`` and from nowhere else. Nothing is fetched:
  whether a certificate was revoked is not known here, and that is said.
* **Time** is what the signature says of itself. A certificate counts as valid when it was so then; no clock is read.

The file is untrusted. It is measured first (:mod:`kinerja.arsip.ukur_pdf`) and then read by pyHanko in a process of its
own (:mod:`kinerja.arsip.pdf_bertanda`), which is ended when it takes too long or too much memory.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja.angka import tulis_tanggal
from kinerja.arsip.ukur_pdf import Ditolak, ukur
from kinerja.galat import GalatParameter
from kinerja.surat.unsur import ZONA

SAH = "sah_tepercaya"
TAK_TEPERCAYA = "sah_tidak_tepercaya"
BERUBAH = "berubah"
RUSAK = "rusak"
BUKAN = "bukan_dokumen"
TANPA = "tanpa_tte"
ARTI = {
    SAH: "Tanda tangan elektronik sah dan penerbit sertifikatnya tepercaya",
    TAK_TEPERCAYA: "Tanda tangan elektronik utuh, tetapi penerbit sertifikatnya tidak dapat dipercaya",
    BERUBAH: "Dokumen berubah setelah ditandatangani",
    RUSAK: "Berkas atau tanda tangannya rusak",
    BUKAN: "Ini bukan dokumen yang dimaksud",
    TANPA: "Tanpa tanda tangan elektronik; diterima sebagai pindaian tanda tangan basah dan tidak diverifikasi",
}
"""What each outcome means, as the ledger and the screen say it."""
BATAS_DETIK = 60.0
"""Time that reading a signed PDF may take; one of ours takes about a second."""
BATAS_BERKAS_JANGKAR = 1_000_000
_AKHIRAN_JANGKAR = (".pem", ".cer", ".crt", ".der")


@dataclass(frozen=True)
class Tanda:
    """One electronic signature.

    Attributes:
        nama: Common name of the signer's certificate.
        organisasi: Its organisation.
        nip: A NIP in its subject, 18 digits; empty when there is none.
        penerbit: Common name of whoever issued it.
        waktu: When it was signed, ISO 8601; empty when it does not say.
        sumber_waktu: ``stempel waktu`` or ``penanda tangan`` (the signer's own computer).
        berlaku_dari: First day of the certificate, ISO.
        berlaku_sampai: Its last.
        utuh: What was signed is unchanged, and the signature fits it.
        menutup_semua: It covers the whole file.
        perubahan: What was added after it: empty, ``tanda tangan lain``, ``data validasi`` or ``isi``.
        tepercaya: Its certificate leads to an anchor and was valid when it signed.
        sebab: Why not, in words.
    """

    nama: str
    organisasi: str
    nip: str
    penerbit: str
    waktu: str
    sumber_waktu: str
    berlaku_dari: str
    berlaku_sampai: str
    utuh: bool
    menutup_semua: bool
    perubahan: str
    tepercaya: bool
    sebab: str


@dataclass(frozen=True)
class HasilTandaTangan:
    """Outcome of checking a signed PDF.

    Attributes:
        status: Key of :data:`ARTI`.
        alasan: What made it so, one Indonesian sentence; may be empty.
        cocok: How it was recognised as the report: ``awalan`` (byte for byte), ``isi`` (hash and pages), or empty.
        tanda: Its signatures, oldest first.
        catatan: What a reader should know besides.
    """

    status: str
    alasan: str = ""
    cocok: str = ""
    tanda: tuple[Tanda, ...] = ()
    catatan: tuple[str, ...] = ()

    @property
    def diterima(self) -> bool:
        """The paper may be filed: signed whole, trusted or not, or a scan of a wet signature."""
        return self.status in (SAH, TAK_TEPERCAYA, TANPA)

    @property
    def terverifikasi(self) -> bool:
        """It may be called verified."""
        return self.status == SAH

    @property
    def kalimat(self) -> str:
        """The outcome in words: verdict, reason, who signed and when, remarks."""
        siapa = [
            f"Ditandatangani {t.nama or 'tanpa nama'}"
            + (f" (NIP {t.nip})" if t.nip else "")
            + (f", {t.organisasi}" if t.organisasi else "")
            + (f", {_saat(t.waktu)} menurut {t.sumber_waktu}" if t.waktu else "")
            + "."
            for t in self.tanda
        ]
        return " ".join(x for x in (ARTI[self.status] + ".", self.alasan, *siapa, *self.catatan) if x)


def _saat(waktu: str) -> str:
    """``15 Juli 2025 pukul 09.00 WIB``, by the clock of whoever signed."""
    t, zona = dt.datetime.fromisoformat(waktu), waktu[-6:]
    return f"{tulis_tanggal(t.date())} pukul {t:%H.%M} {ZONA.get(zona) or 'UTC' + zona.replace('+00:00', '')}"


def periksa_pdf_bertanda(pdf: bytes, asli: bytes, jangkar: Path | None) -> HasilTandaTangan:
    """Check a PDF that came back signed.

    Args:
        pdf: The file as it came back.
        asli: The report's PDF as it went out.
        jangkar: Folder of trusted certificates (``params/jangkar-tepercaya``); None or missing: none is trusted.

    Raises:
        GalatParameter: A file in ``jangkar`` is no certificate.
    """
    akar = baca_jangkar(jangkar)
    try:
        isi = ukur(pdf)
    except Ditolak as e:
        return HasilTandaTangan(RUSAK, str(e))
    hasil = _di_proses_lain(pdf, asli, akar)
    catatan = (*isi.catatan, *hasil.get("catatan", ()))
    tanda = tuple(Tanda(**t) for t in hasil.get("tanda", ()))
    return HasilTandaTangan(hasil["status"], hasil["alasan"], hasil.get("cocok", ""), tanda, catatan)


def baca_jangkar(folder: Path | None) -> list[bytes]:
    """Read the trusted certificates of a folder as DER, in a fixed order; a PEM file may hold several.

    Raises:
        GalatParameter: A file is no certificate.
    """
    if folder is None or not folder.is_dir():
        return []
    from asn1crypto import pem, x509

    hasil = []
    for p in sorted(folder.iterdir(), key=lambda x: x.name):
        if p.suffix.casefold() not in _AKHIRAN_JANGKAR or not p.is_file():
            continue
        try:
            isi = p.read_bytes() if p.stat().st_size <= BATAS_BERKAS_JANGKAR else b""
            semua = [d for _, _, d in pem.unarmor(isi, multiple=True)] if pem.detect(isi) else [isi]
            for d in semua:
                x509.Certificate.load(d, strict=True).subject.native  # noqa: B018 - parsing is lazy; this forces it
                hasil.append(d)
        except (ValueError, TypeError, OSError) as e:
            raise GalatParameter(
                f"params/{folder.name}/{p.name} bukan sertifikat yang terbaca.",
                "Simpan sertifikat induk PSrE sebagai .pem atau .cer, atau keluarkan berkas itu dari folder.",
            ) from e
    return hasil


def _di_proses_lain(pdf: bytes, asli: bytes, akar: list[bytes]) -> dict[str, Any]:
    """Let a process of its own read the file, and end it when it takes too long."""
    pesan = json.dumps({k: base64.b64encode(v).decode() for k, v in (("pdf", pdf), ("asli", asli))}
                       | {"jangkar": [base64.b64encode(d).decode() for d in akar]})  # fmt: skip
    paket = str(Path(__file__).resolve().parent.parent.parent)
    perintah = f"import sys; sys.path.insert(0, {paket!r}); from kinerja.arsip.pdf_bertanda import anak; anak()"
    try:
        proses = subprocess.run(
            [sys.executable, "-c", perintah], input=pesan.encode(), capture_output=True, timeout=BATAS_DETIK, check=True
        )
        hasil = json.loads(proses.stdout)
    except subprocess.TimeoutExpired:
        return {"status": RUSAK, "alasan": "Berkas PDF ini terlalu rumit untuk diperiksa dan tidak diterima."}
    except (subprocess.CalledProcessError, ValueError):
        return {"status": RUSAK, "alasan": "Berkas PDF ini tidak terbaca sebagai dokumen yang utuh."}
    return dict(hasil)
