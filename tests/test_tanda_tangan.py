"""A signed PDF comes back: every outcome, made with a throw-away CA and real signatures."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter, copy_into_new_writer
from pyhanko.sign import fields, signers

from kinerja.arsip import tanda_tangan as tt
from kinerja.arsip.tanda_tangan import periksa_pdf_bertanda
from kinerja.galat import GalatParameter

SIDIK = "5e" * 32
NIP = "197001011995031001"


@dataclass
class Identitas:
    """A certificate with its key."""

    sertifikat: x509.Certificate
    kunci: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.sertifikat.public_bytes(serialization.Encoding.PEM)


def _nama(cn: str, nip: str = "") -> x509.Name:
    isi = [x509.NameAttribute(NameOID.COMMON_NAME, cn), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Pemkab Uji")]
    return x509.Name(isi + ([x509.NameAttribute(NameOID.SERIAL_NUMBER, nip)] if nip else []))


def _terbitkan(cn: str, induk: Identitas | None = None, nip: str = "", sampai: int = 2100) -> Identitas:
    kunci = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    penerbit = induk.sertifikat.subject if induk else _nama(cn, nip)
    s = (
        x509.CertificateBuilder()
        .subject_name(_nama(cn, nip))
        .issuer_name(penerbit)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(sampai, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.BasicConstraints(ca=induk is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=induk is not None, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=induk is None, crl_sign=induk is None,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign((induk or Identitas(None, kunci)).kunci, hashes.SHA256())  # type: ignore[arg-type]
    )  # fmt: skip
    return Identitas(s, kunci)


@pytest.fixture(scope="module")
def ca() -> Identitas:
    return _terbitkan("Induk Uji")


@pytest.fixture(scope="module")
def kepala(ca: Identitas) -> Identitas:
    return _terbitkan("Kepala Dinas Uji", ca, NIP)


@pytest.fixture(scope="module")
def bupati(ca: Identitas) -> Identitas:
    return _terbitkan("Bupati Uji", ca)


@pytest.fixture
def jangkar(tmp_path: Path, ca: Identitas) -> Path:
    folder = tmp_path / "jangkar-tepercaya"
    folder.mkdir()
    (folder / "induk.pem").write_bytes(ca.pem)
    (folder / "BACA-SAYA.txt").write_text("bukan sertifikat, dilewati", encoding="utf-8")
    return folder


def _laporan(kalimat: str = "Capaian 92,31") -> bytes:
    w = PdfFileWriter()
    isi = generic.StreamObject(stream_data=f"BT /F1 12 Tf 72 720 Td ({kalimat}) Tj ET".encode())
    for _ in range(2):
        huruf = generic.DictionaryObject({
            generic.pdf_name("/Type"): generic.pdf_name("/Font"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Type1"),
            generic.pdf_name("/BaseFont"): generic.pdf_name("/Helvetica"),
        })  # fmt: skip
        sumber = generic.DictionaryObject(
            {generic.pdf_name("/Font"): generic.DictionaryObject({generic.pdf_name("/F1"): huruf})}
        )
        w.insert_page(
            PageObject(contents=w.add_object(isi), resources=sumber,
                       media_box=generic.ArrayObject(map(generic.NumberObject, [0, 0, 595, 842])))
        )  # fmt: skip
    w.set_info(generic.DictionaryObject({generic.pdf_name("/Keywords"): generic.pdf_string(f"sidik-isi {SIDIK}")}))
    keluar = io.BytesIO()
    w.write(keluar)
    return keluar.getvalue()


@pytest.fixture(scope="module")
def asli() -> bytes:
    return _laporan()


def _tanda_tangani(pdf: bytes, siapa: Identitas, ruas: str = "Kepala", rantai: tuple[Identitas, ...] = ()) -> bytes:
    from asn1crypto import keys
    from asn1crypto import x509 as ax
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    toko = SimpleCertificateStore()
    for r in rantai:
        toko.register(ax.Certificate.load(r.sertifikat.public_bytes(serialization.Encoding.DER)))
    penanda = signers.SimpleSigner(
        signing_cert=ax.Certificate.load(siapa.sertifikat.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(
            siapa.kunci.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        cert_registry=toko,
    )
    w = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(w, fields.SigFieldSpec(ruas, on_page=0, box=(300, 60, 500, 120)))
    keluar = signers.sign_pdf(w, signers.PdfSignatureMetadata(field_name=ruas), signer=penanda)
    return bytes(keluar.getvalue())


def _tambahi(pdf: bytes, ubah_halaman: bool = True) -> bytes:
    """An incremental update as an editor would write it."""
    w = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if ubah_halaman:
        halaman = w.root["/Pages"]["/Kids"][0]
        isi = w.add_object(generic.StreamObject(stream_data=b"BT /F1 40 Tf 72 500 Td (Capaian 100) Tj ET"))
        halaman["/Contents"] = generic.ArrayObject([halaman.raw_get("/Contents"), isi])
        w.update_container(halaman)
    else:
        w.root["/Lang"] = generic.pdf_string("id")
        w.update_root()
    keluar = io.BytesIO()
    w.write(keluar)
    return keluar.getvalue()


def test_sah_dan_tepercaya(asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    h = periksa_pdf_bertanda(_tanda_tangani(asli, kepala), asli, jangkar)
    assert (h.status, h.cocok, h.terverifikasi) == (tt.SAH, "awalan", True), h
    (t,) = h.tanda
    assert (t.nama, t.organisasi, t.nip, t.penerbit) == ("Kepala Dinas Uji", "Pemkab Uji", NIP, "Induk Uji")
    assert t.utuh and t.menutup_semua and t.tepercaya and not t.perubahan
    assert t.waktu and t.sumber_waktu == "penanda tangan"
    assert (t.berlaku_dari, t.berlaku_sampai) == ("2020-01-01", "2100-01-01")
    assert NIP in h.kalimat and "Kepala Dinas Uji" in h.kalimat and "tidak memakai internet" in h.kalimat
    assert tt._saat("2025-07-15T09:00:12+07:00") == "15 Juli 2025 pukul 09.00 WIB"
    assert tt._saat("2025-07-15T02:00:12+00:00") == "15 Juli 2025 pukul 02.00 UTC"
    assert tt._saat(t.waktu) in h.kalimat


@pytest.mark.parametrize("folder", ["tidak ada", "kosong", "lain"])
def test_tanpa_jangkar_tidak_tepercaya(folder: str, asli: bytes, kepala: Identitas, tmp_path: Path) -> None:
    jangkar = tmp_path / "jangkar"
    if folder != "tidak ada":
        jangkar.mkdir()
    if folder == "lain":
        (jangkar / "lain.cer").write_bytes(_terbitkan("Induk Lain").sertifikat.public_bytes(serialization.Encoding.DER))
    h = periksa_pdf_bertanda(_tanda_tangani(asli, kepala), asli, jangkar)
    assert h.status == tt.TAK_TEPERCAYA and h.diterima and not h.terverifikasi
    assert "tidak dapat dipercaya" in h.kalimat and "jangkar-tepercaya" in h.kalimat


def test_sertifikat_kedaluwarsa_tidak_tepercaya(asli: bytes, ca: Identitas, jangkar: Path) -> None:
    lama = _terbitkan("Pensiun", ca, sampai=2021)
    h = periksa_pdf_bertanda(_tanda_tangani(asli, lama), asli, jangkar)
    assert h.status == tt.TAK_TEPERCAYA
    assert "tidak berlaku pada waktu ditandatangani" in h.alasan


def test_dua_tanda_tangan(asli: bytes, kepala: Identitas, bupati: Identitas, jangkar: Path) -> None:
    h = periksa_pdf_bertanda(_tanda_tangani(_tanda_tangani(asli, kepala), bupati, "Bupati"), asli, jangkar)
    assert h.status == tt.SAH, h
    assert [(t.nama, t.menutup_semua, t.perubahan) for t in h.tanda] == [
        ("Kepala Dinas Uji", False, "tanda tangan lain"),
        ("Bupati Uji", True, ""),
    ]


@pytest.mark.parametrize("ubah_halaman", [True, False])
def test_ditambahi_sesudah_ditandatangani(ubah_halaman: bool, asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    h = periksa_pdf_bertanda(_tambahi(_tanda_tangani(asli, kepala), ubah_halaman), asli, jangkar)
    assert h.status == tt.BERUBAH and not h.diterima, h
    assert h.tanda[0].utuh and h.tanda[0].perubahan == "isi"


def test_satu_byte_di_mana_pun_diketahui(asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    from kinerja.arsip.pdf_bertanda import periksa

    pdf = _tanda_tangani(asli, kepala)
    akar = tt.baca_jangkar(jangkar)
    assert periksa(pdf, asli, akar)["status"] == tt.SAH
    for letak in [*range(len(asli), len(pdf), 127), 40, len(asli) // 2, len(pdf) - 3]:
        rusak = bytearray(pdf)
        rusak[letak] ^= 1
        try:
            status = periksa(bytes(rusak), asli, akar)["status"]
        except Exception:
            status = tt.RUSAK  # as the process of its own says it
        assert status != tt.SAH, letak


def test_byte_di_dalam_isi_yang_ditandatangani(asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    pdf = _tanda_tangani(asli, kepala)
    k = asli.index(b"595")
    rusak = pdf[:k] + b"596" + pdf[k + 3 :]
    h = periksa_pdf_bertanda(rusak, asli, jangkar)
    assert h.status == tt.BERUBAH
    assert not h.tanda[0].utuh


def test_diubah_sebelum_ditandatangani_bukan_dokumen_itu(asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    h = periksa_pdf_bertanda(_tanda_tangani(_tambahi(asli), kepala), asli, jangkar)
    assert h.status == tt.BUKAN
    assert "sebelum ditandatangani" in h.alasan


def test_dokumen_lain(asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    h = periksa_pdf_bertanda(_tanda_tangani(_laporan("Capaian 100,00"), kepala), asli, jangkar)
    assert h.status == tt.BUKAN and not h.cocok and h.tanda[0].tepercaya


def test_ditulis_ulang_oleh_program_tanda_tangan(asli: bytes, kepala: Identitas, jangkar: Path) -> None:
    w = copy_into_new_writer(PdfFileReader(io.BytesIO(asli)))
    keluar = io.BytesIO()
    w.write(keluar)
    assert not keluar.getvalue().startswith(asli)
    h = periksa_pdf_bertanda(_tanda_tangani(keluar.getvalue(), kepala), asli, jangkar)
    assert (h.status, h.cocok) == (tt.SAH, "isi"), h
    assert any("ditulis ulang" in c for c in h.catatan)


def test_tanpa_tanda_tangan_elektronik(asli: bytes, jangkar: Path) -> None:
    pindaian = periksa_pdf_bertanda(_laporan("gambar pindaian"), asli, jangkar)
    assert pindaian.status == tt.TANPA and pindaian.diterima and not pindaian.terverifikasi
    assert "tidak diverifikasi" in pindaian.kalimat
    sama = periksa_pdf_bertanda(asli, asli, jangkar)
    assert sama.status == tt.TANPA and "belum ditandatangani" in sama.alasan


def _pdf_beraliran(isi: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length 9 >>\nstream\n" + isi + b"\nendstream\nendobj\n"


def _bom() -> bytes:
    p = zlib.compressobj(9)
    return b"".join(p.compress(bytes(10_000_000)) for _ in range(40)) + p.flush()


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("kosong", b""),
        ("bukan", b"PK\x03\x04 zip"),
        ("awal saja", b"%PDF-1.7\n"),
        ("xref ngawur", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n999999999\n%%EOF"),
        (
            "xref ke diri",
            b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        ),
        ("sarang", b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"),
        ("objek", b"%PDF-1.7\n" + b"1 0 obj\n" * 100_001),
        ("revisi", b"%PDF-1.7\n" + b"startxref\n0\n" * 200),
        ("bom", _pdf_beraliran(_bom())),
        ("bom lapis", _pdf_beraliran(zlib.compress(zlib.compress(zlib.compress(zlib.compress(bytes(1000))))))),
    ],
)  # fmt: skip
def test_pdf_jahat_satu_kalimat(nama: str, isi: bytes, asli: bytes) -> None:
    h = periksa_pdf_bertanda(isi, asli, None)
    assert h.status in (tt.RUSAK, tt.TANPA), (nama, h)
    assert not h.terverifikasi
    assert h.status == tt.TANPA or h.alasan.endswith("."), h
    assert "Traceback" not in h.kalimat


def test_pdf_terlalu_besar(asli: bytes) -> None:
    h = periksa_pdf_bertanda(b"%PDF-1.7" + bytes(50_000_001), asli, None)
    assert h.status == tt.RUSAK and "50 MB" in h.alasan


def test_bersandi(asli: bytes) -> None:
    w = copy_into_new_writer(PdfFileReader(io.BytesIO(asli)))
    w.encrypt(owner_pass="rahasia", user_pass="rahasia")
    keluar = io.BytesIO()
    w.write(keluar)
    h = periksa_pdf_bertanda(keluar.getvalue(), asli, None)
    assert h.status == tt.RUSAK and "bersandi" in h.alasan


def test_javascript_dan_lampiran_disebut(asli: bytes, jangkar: Path, kepala: Identitas) -> None:
    w = IncrementalPdfFileWriter(io.BytesIO(_laporan("lain")))
    w.root["/OpenAction"] = generic.DictionaryObject({
        generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("x()"),
    })  # fmt: skip
    w.update_root()
    keluar = io.BytesIO()
    w.write(keluar)
    h = periksa_pdf_bertanda(keluar.getvalue(), asli, jangkar)
    assert any("JavaScript" in c for c in h.catatan)


def test_proses_yang_terlalu_lama_dihentikan(asli: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tt, "BATAS_DETIK", 0.01)
    h = periksa_pdf_bertanda(asli, asli, None)
    assert h.status == tt.RUSAK and "terlalu rumit" in h.alasan


def test_jangkar_yang_bukan_sertifikat(tmp_path: Path, asli: bytes) -> None:
    (tmp_path / "palsu.pem").write_text("bukan sertifikat", encoding="utf-8")
    with pytest.raises(GalatParameter, match=r"palsu\.pem"):
        periksa_pdf_bertanda(asli, asli, tmp_path)
