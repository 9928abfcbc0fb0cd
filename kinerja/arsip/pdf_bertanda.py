"""Read a signed PDF with pyHanko. Runs in a process of its own: see :mod:`kinerja.arsip.tanda_tangan`."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import json
import logging
import re
import sys
from typing import TYPE_CHECKING, Any

from kinerja.arsip.beda_pdf import hanya_tanda_tangan
from kinerja.arsip.tanda_tangan import BERUBAH, BUKAN, RUSAK, SAH, TAK_TEPERCAYA, TANPA

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

BATAS_MEMORI = 2_000_000_000
BATAS_TANDA = 20
BATAS_HALAMAN = 2_000
_NIP = re.compile(r"(?<!\d)(\d{8}) ?(\d{6}) ?([12]) ?(\d{3})(?!\d)")
_SIDIK = re.compile(rb"\b[0-9a-f]{64}\b")


def anak() -> None:
    """Entry of the process: a JSON object comes in, one goes out."""
    _batasi()
    logging.disable(logging.CRITICAL)
    isi = json.loads(sys.stdin.buffer.read())
    pdf, asli = base64.b64decode(isi["pdf"]), base64.b64decode(isi["asli"])
    try:
        hasil = periksa(pdf, asli, [base64.b64decode(d) for d in isi["jangkar"]])
    except (Exception, RecursionError) as e:  # a hostile file makes a parser fail in any way
        hasil = {"status": RUSAK, "alasan": f"Berkas PDF ini tidak terbaca ({type(e).__name__})."}
    sys.stdout.write(json.dumps(hasil))


def _batasi() -> None:
    """Bound the memory where the system lets a process do so; elsewhere the measured size of the file has to do."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (BATAS_MEMORI, BATAS_MEMORI))


def periksa(pdf: bytes, asli: bytes, jangkar: list[bytes]) -> dict[str, Any]:
    """Check a signed PDF; see :func:`kinerja.arsip.tanda_tangan.periksa_pdf_bertanda`.

    Returns:
        ``status``, ``alasan``, ``cocok``, ``tanda``, ``catatan``.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    r = PdfFileReader(io.BytesIO(pdf), strict=False)
    if r.encrypted:
        return {"status": RUSAK, "alasan": "PDF ini bersandi; kirim yang tidak bersandi."}
    semua = r.embedded_regular_signatures
    if not semua:
        sama = "Berkas ini sama dengan PDF yang dikirim, belum ditandatangani." if pdf == asli else ""
        return {"status": TANPA, "alasan": sama, "cocok": "awalan" if pdf == asli else ""}
    if len(semua) > BATAS_TANDA:
        return {"status": RUSAK, "alasan": f"PDF ini memuat lebih dari {BATAS_TANDA} tanda tangan."}
    cocok, alasan = _dokumen_itu(r, pdf, asli, semua[0])
    tanda = [_satu(s, jangkar) for s in semua]
    catatan = ["Pencabutan sertifikat tidak diperiksa, karena program ini tidak memakai internet."]
    if cocok == "isi":
        catatan.append("Berkasnya ditulis ulang oleh program tanda tangan; dikenali dari sidik isi dan isi halamannya.")
    status, sebab = _putusan(tanda, cocok, alasan)
    return {"status": status, "alasan": sebab, "cocok": cocok, "tanda": tanda, "catatan": catatan}


def _putusan(tanda: list[dict[str, Any]], cocok: str, alasan: str) -> tuple[str, str]:
    """From the document and its signatures to the outcome; the worst of them decides."""
    if any(not t["utuh"] for t in tanda):
        siapa = next(t["nama"] for t in tanda if not t["utuh"])
        return BERUBAH, f"Byte yang ditandatangani {siapa} bukan lagi yang semula."
    if not cocok:
        return BUKAN, alasan
    if any(t["perubahan"] == "isi" for t in tanda):
        return BERUBAH, "Sesudah ditandatangani, isi atau catatan ditambahkan pada berkas itu."
    lain = [t["sebab"] for t in tanda if not t["tepercaya"]]
    return (TAK_TEPERCAYA, lain[0]) if lain else (SAH, "")


# ---- that very document ---------------------------------------------------------------------------------------------
def _dokumen_itu(r: PdfFileReader, pdf: bytes, asli: bytes, pertama: EmbeddedPdfSignature) -> tuple[str, str]:
    """Recognise the report; how (empty: it is not), and why not."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not asli:
        return "", "PDF yang dikirim tidak ada, sehingga tidak dapat dibandingkan."
    a = PdfFileReader(io.BytesIO(asli), strict=False)
    if pdf.startswith(asli):
        if _hanya_ditandatangani(pertama, a):
            return "awalan", ""
        return "", "Isinya diubah sesudah dikirim dan sebelum ditandatangani."
    sidik = _sidik(a)
    if sidik and sidik <= _sidik(r) and _halaman(a) == _halaman(r):
        return "isi", ""
    return "", "Isinya bukan laporan yang dikirim untuk ditandatangani."


def _hanya_ditandatangani(pertama: EmbeddedPdfSignature, a: PdfFileReader) -> bool:
    """Whether nothing but signatures was added between the report and its first signature."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    # The file as it stood when it was first signed: what was added later is each signature's own matter.
    rentang = [int(x) for x in pertama.byte_range]
    alir = pertama.reader.stream
    alir.seek(0)
    return hanya_tanda_tangan(a, PdfFileReader(io.BytesIO(alir.read(rentang[-2] + rentang[-1])), strict=False))


def _sidik(r: PdfFileReader) -> set[bytes]:
    """Content hashes that stand in the metadata."""
    teks = b""
    try:
        info = r.trailer["/Info"]
    except KeyError:
        info = {}
    for k in info:
        teks += str(info[k]).encode("utf-8", "replace") + b"\n"
    if "/Metadata" in r.root:
        teks += r.root["/Metadata"].data
    return set(_SIDIK.findall(teks))


def _halaman(r: PdfFileReader) -> list[str]:
    """Hash of each page's content, unpacked."""
    n = int(r.root["/Pages"]["/Count"])
    if not 0 < n <= BATAS_HALAMAN:
        raise ValueError("pages")
    hasil = []
    for i in range(n):
        halaman = r.find_page_for_modification(i)[0].get_object()
        try:
            isi = halaman["/Contents"]
        except KeyError:
            isi = []
        bagian = [isi] if hasattr(isi, "data") else list(isi)
        h = hashlib.sha256()
        for b in bagian:
            h.update(b.get_object().data if hasattr(b, "get_object") else b.data)
        hasil.append(h.hexdigest())
    return hasil


# ---- one signature --------------------------------------------------------------------------------------------------
def _satu(s: EmbeddedPdfSignature, jangkar: list[bytes]) -> dict[str, Any]:
    """Check one signature and describe its signer."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    sertifikat = s.signer_cert
    waktu = _waktu(s)
    saat = waktu or sertifikat.not_valid_before
    status = validate_pdf_signature(
        s,
        signer_validation_context=_konteks(jangkar, saat),
        key_usage_settings=KeyUsageConstraints(
            key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
        ),
    )
    stempel = _waktu_terbukti(status)
    waktu, sumber = (stempel, "stempel waktu") if stempel else (waktu, "penanda tangan" if waktu else "")
    utuh = bool(status.intact and status.valid) and _tanpa_ekor(s)
    semua = status.coverage >= SignatureCoverageLevel.ENTIRE_FILE
    perubahan = "" if semua else _perubahan(status)
    sebab = _sebab(status, sertifikat, jangkar, stempel or saat)
    nama = sertifikat.subject.native
    return {
        "nama": _teks(nama.get("common_name")),
        "organisasi": _teks(nama.get("organization_name")),
        "nip": _nip(nama),
        "penerbit": _teks(sertifikat.issuer.native.get("common_name")),
        "waktu": waktu.isoformat(timespec="seconds") if waktu else "",
        "sumber_waktu": sumber,
        "berlaku_dari": sertifikat.not_valid_before.date().isoformat(),
        "berlaku_sampai": sertifikat.not_valid_after.date().isoformat(),
        "utuh": utuh,
        "menutup_semua": semua,
        "perubahan": perubahan,
        "tepercaya": not sebab,
        "sebab": sebab,
    }


def _tanpa_ekor(s: EmbeddedPdfSignature) -> bool:
    """Whether the room kept for a signature, which no signature covers, holds that one and nothing after it."""
    from asn1crypto.parser import peek

    isi = bytes(s.pkcs7_content)
    return not isi[peek(isi) :].strip(b"\0")


def _konteks(jangkar: list[bytes], saat: dt.datetime) -> Any:
    """What a certificate is judged by: the anchors, the moment of signing, and no network."""
    from asn1crypto import x509
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[x509.Certificate.load(d) for d in jangkar],
        moment=saat,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _waktu(s: EmbeddedPdfSignature) -> dt.datetime | None:
    """When it was signed, as the signer's computer says."""
    waktu = s.self_reported_timestamp
    return waktu.replace(tzinfo=dt.UTC) if waktu is not None and waktu.tzinfo is None else waktu


def _waktu_terbukti(status: Any) -> dt.datetime | None:
    """When it was signed, as a time stamp says that leads to an anchor itself."""
    stempel = status.timestamp_validity
    return stempel.timestamp if stempel is not None and stempel.valid and stempel.intact and stempel.trusted else None


def _perubahan(status: Any) -> str:
    """Kind of what was added after a signature."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    tingkat = status.modification_level
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or tingkat is None:
        return "isi"
    if tingkat <= ModificationLevel.LTA_UPDATES:
        return "data validasi"
    return "tanda tangan lain" if tingkat == ModificationLevel.FORM_FILLING else "isi"


def _sebab(status: Any, sertifikat: Any, jangkar: list[bytes], saat: dt.datetime) -> str:
    """Why a certificate is not trusted; empty when it is."""
    if not sertifikat.not_valid_before <= saat <= sertifikat.not_valid_after:
        return "Sertifikatnya tidak berlaku pada waktu ditandatangani."
    if status.trusted:
        return ""
    if not jangkar:
        return "Belum ada sertifikat induk di params/jangkar-tepercaya."
    return "Sertifikatnya tidak berujung pada sertifikat induk di params/jangkar-tepercaya."


def _teks(x: Any) -> str:
    """A name of a certificate, which may hold several values, without control characters."""
    teks = "; ".join(str(y) for y in x) if isinstance(x, list) else str(x or "")
    return " ".join("".join(c if c.isprintable() else " " for c in teks).split())[:200]


def _nip(nama: Any) -> str:
    """The first run of 18 digits in a subject that has the form of a NIP."""
    for x in nama.values():
        if m := _NIP.search(_teks(x)):
            return "".join(m.groups())
    return ""
