"""Look into a file before any library does: what it is, whether it is safe to open, and what it says of itself.

Everything is bounded here, for the libraries behind are not: two cells at the corners of a sheet make calamine ask for
550 GB and end the process, a merged range over whole columns keeps openpyxl busy for ever. Nothing is run, no link is
followed, no DTD is read. What lies inside a sheet is measured in :mod:`kinerja.masukan.jangkauan`, what an old ``.xls``
holds in :mod:`kinerja.masukan.kemasan_ole`.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from kinerja.masukan import jangkauan
from kinerja.masukan.layak_rinci import layak_rinci

KEPALA_ZIP = b"PK\x03\x04"
KEPALA_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AKHIR_ZIP = b"PK\x05\x06"


@dataclass(frozen=True)
class Batas:
    """Bounds of what is opened.

    Attributes:
        terbuka: Bytes of all parts together once unpacked.
        bagian: Bytes of one part that holds data once unpacked; pictures are only bounded by ``terbuka``.
        sel: Rows x columns, counted from A1 to the last used cell, of all sheets together.
        lembar: Sheets.
        unsur: XML tags that openpyxl may be given; it needs 2 to 4 seconds for a million.
        rujukan: Merged ranges, hyperlinks and comments that openpyxl may be given.
    """

    terbuka: int = 60_000_000
    bagian: int = 15_000_000
    sel: int = 3_000_000
    lembar: int = 500
    unsur: int = 600_000
    rujukan: int = 5_000


BATAS = Batas()
BATAS_ENTRI = 5_000
"""Parts of a package."""
MENGEMBANG = 400
"""Times that a package may grow when unpacked to more than 20 MB; what Excel writes grows 5 to 50 times."""
PANJANG_NAMA = 100


class Ditolak(Exception):
    """A file is not opened; ``kode`` is its code in the catalogue of findings, ``sebab`` the words to put there."""

    def __init__(self, kode: str, sebab: str = "") -> None:
        super().__init__(kode, sebab)
        self.kode = kode
        self.sebab = sebab


@dataclass(frozen=True)
class Kemasan:
    """What a file is and says of itself.

    Attributes:
        jenis: ``xlsx, xlsm, xls, xlsb, ods`` or ``csv``.
        disimpan: Day on which it was last saved, ISO; empty when it does not say, or says what our own writer puts.
        oleh: Who saved it last; empty when it does not say, or says our own writer.
        makro: It holds macros.
        tautan_luar: Other workbooks that it draws values from.
    """

    jenis: str
    disimpan: str = ""
    oleh: str = ""
    makro: bool = False
    tautan_luar: int = 0


# ---- unpacking ------------------------------------------------------------------------------------------------------
def periksa_zip(isi: bytes, batas: Batas = BATAS) -> Kemasan:
    """Check a zipped workbook (``.xlsx``, ``.xlsm``, ``.xlsb``, ``.ods``) and return its facts.

    Raises:
        Ditolak: It is damaged, protected, dangerous, too large, or no workbook.
    """
    bagian = _bongkar(isi, batas)
    if "encrypted-package" in bagian or b"encryption-data" in bagian.get("meta-inf/manifest.xml", b""):
        raise Ditolak("berkas_bersandi")
    for nama, isi_bagian in bagian.items():
        _tolak_dtd(nama, isi_bagian)
    if "xl/workbook.xml" in bagian:
        return _periksa_xlsx(bagian, batas)
    if "xl/workbook.bin" in bagian:
        return _periksa_xlsb(bagian, batas)
    if "content.xml" in bagian and b"spreadsheet" in bagian.get("mimetype", b"spreadsheet"):
        return _periksa_ods(bagian, batas)
    raise Ditolak("berkas_bukan_excel", _kemasan_lain(bagian))


def _kemasan_lain(bagian: dict[str, bytes]) -> str:
    for awal, arti in (
        ("word/", "isinya dokumen Word"),
        ("ppt/", "isinya salindia PowerPoint"),
        ("index/", "isinya lembar Apple Numbers"),
        ("content.xml", "isinya dokumen teks atau salindia OpenDocument"),
    ):
        if any(n.startswith(awal) for n in bagian):
            return arti
    return "kemasan ini bukan buku kerja"


def _bongkar(isi: bytes, batas: Batas) -> dict[str, bytes]:
    """Unpack every part within bounds; by name, folded as Windows and calamine do. Pictures come back empty."""
    # Readers look for the directory of a package from the end; where they could find two, they may not see the same.
    akhir = isi.rfind(_AKHIR_ZIP)
    if (
        akhir < 0
        or akhir + 22 > len(isi)
        or akhir + 22 + int.from_bytes(isi[akhir + 20 : akhir + 22], "little") != len(isi)
    ):
        raise Ditolak("berkas_rusak", "kemasannya tidak utuh")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as z:
            daftar = z.infolist()
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, UnicodeError) as e:
        raise Ditolak("berkas_rusak", "kemasannya tidak utuh") from e
    _periksa_daftar(daftar, len(isi), batas)
    hasil: dict[str, bytes] = {}
    for x in daftar:
        nama = _rapi(x.filename)
        if nama in hasil:
            raise Ditolak("berkas_berbahaya", "dua bagian di dalamnya bernama sama")
        # A picture is unpacked as well, for its size may be a lie, but not kept.
        isi_bagian = _kembangkan(isi, x)
        hasil[nama] = b"" if _GAMBAR.search(nama) and not nama.endswith(".svg") else isi_bagian
    return hasil


_GAMBAR = re.compile(r"(?:^|/)(?:media|pictures|thumbnails)/[^/]+\.(?:png|jpe?g|gif|emf|wmf|bmp|tiff?|svg)$")


def _rapi(nama: str) -> str:
    return nama.replace("\\", "/").lstrip("/").casefold()


def _periksa_daftar(daftar: list[zipfile.ZipInfo], ukuran: int, batas: Batas) -> None:
    """Refuse what the package's own directory already says: too much, encrypted, or packed in a way of its own."""
    if len(daftar) > BATAS_ENTRI:
        raise Ditolak("berkas_terlalu_besar", f"berisi {len(daftar)} bagian")
    if any(x.flag_bits & 0x1 for x in daftar):
        raise Ditolak("berkas_bersandi")
    total = sum(x.file_size for x in daftar)
    if total > 20_000_000 and total > MENGEMBANG * ukuran:
        raise Ditolak("berkas_berbahaya", f"isinya mengembang {total // ukuran} kali bila dibuka")
    if total > batas.terbuka:
        raise Ditolak("berkas_terlalu_besar", "isi terkemasnya melebihi batas")
    if any(x.file_size > batas.bagian and not _GAMBAR.search(_rapi(x.filename)) for x in daftar):
        raise Ditolak("berkas_terlalu_besar", "satu lembarnya memuat terlalu banyak baris atau format")
    if any(x.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for x in daftar):
        raise Ditolak("berkas_rusak", "cara pemampatannya bukan milik Excel")


def _kembangkan(isi: bytes, x: zipfile.ZipInfo) -> bytes:
    """Unpack one part, never beyond the size that it declares, and compare the two."""
    awal = x.header_offset
    kepala = isi[awal : awal + 30]
    if len(kepala) < 30 or not kepala.startswith(KEPALA_ZIP):
        raise Ditolak("berkas_rusak", "kemasannya tidak utuh")
    panjang_nama, panjang_lain = struct.unpack_from("<HH", kepala, 26)
    awal += 30 + panjang_nama + panjang_lain
    mentah = isi[awal : awal + x.compress_size]
    if x.compress_type == zipfile.ZIP_STORED:
        hasil, utuh = mentah, True
    else:
        try:
            pengurai = zlib.decompressobj(-zlib.MAX_WBITS)
            hasil = pengurai.decompress(mentah, x.file_size + 1)
            utuh = pengurai.eof or len(hasil) > x.file_size
        except zlib.error as e:
            raise Ditolak("berkas_rusak", "kemasannya tidak utuh") from e
    if len(hasil) > x.file_size:
        raise Ditolak("berkas_berbahaya", "ukuran isinya lebih besar daripada yang tertulis")
    if not utuh or len(hasil) != x.file_size or zlib.crc32(hasil) != x.CRC:
        raise Ditolak("berkas_rusak", "sebagian isinya hilang atau berubah")
    return hasil


# ---- XML ------------------------------------------------------------------------------------------------------------
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
# UTF-16, whichever end comes first: the bytes between are the same.
_DTD_16 = re.compile(rb"<\0!\0(?:D\0O\0C\0T\0Y\0P\0E|E\0N\0T\0I\0T\0Y)", re.IGNORECASE)
_DTD_SVG = re.compile(rb"<!DOCTYPE\s+svg\b[^\[<>]*>")


def _tolak_dtd(nama: str, isi: bytes) -> None:
    """Refuse a document type or an entity in any part, by whatever name the part goes: Excel never writes one."""
    if nama.endswith(".svg"):  # drawings carry one that declares nothing
        isi = _DTD_SVG.sub(b"", isi)
    if (b"<!" in isi and _DTD.search(isi)) or (b"<\0!\0" in isi and _DTD_16.search(isi)):
        raise Ditolak("berkas_berbahaya", "di dalamnya ada deklarasi DOCTYPE atau ENTITY")


def _teks(isi: bytes) -> str:
    """Return the first stretch of an XML part as text."""
    isi = isi[:200_000]
    if isi[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return isi.decode("utf-16", errors="replace")
    return isi.decode("utf-8-sig", errors="replace")


def _unsur(teks: str, nama: str) -> str:
    m = re.search(rf"<(?:[\w.-]+:)?{nama}(?:\s[^<>]*)?>([^<]*)<", teks)
    return html.unescape(m[1]).strip() if m else ""


def hari(teks: str) -> str:
    """Return the day of an ISO time stamp, empty when it is none or the one that our own writer puts."""
    try:
        nilai = dt.date.fromisoformat(teks[:10])
    except ValueError:
        return ""
    return "" if nilai == dt.date(2000, 1, 1) else nilai.isoformat()


def nama_orang(teks: str) -> str:
    """Return a name on one line without control characters, empty for our own writer."""
    bersih = " ".join("".join(c if c.isprintable() else " " for c in teks).split())[:PANJANG_NAMA]
    return "" if bersih.casefold() == "kinerja" else bersih


def _atribut(isi: bytes, unsur: bytes, nama: bytes) -> list[bytes]:
    """Return an attribute of every element of that name."""
    return [
        m[2]
        for tanda in re.findall(rb"<(?:[^\s<>/]*:)?" + unsur + rb"(?=[\s/>])" + jangkauan.ATRIBUT, isi)
        for m in [re.search(rb"[\s:]" + nama + rb"\s*=\s*([\"'])(.*?)\1", tanda)]
        if m
    ]


# ---- the kinds ------------------------------------------------------------------------------------------------------
def _periksa_luas(luas: list[jangkauan.Luas], batas: Batas) -> None:
    """Refuse sheets that are too many or whose used areas are together too large."""
    if len(luas) > batas.lembar:
        raise Ditolak("berkas_terlalu_besar", f"berisi {len(luas)} lembar")
    if sum(x.sel for x in luas) > batas.sel:
        besar = max(luas, key=lambda x: x.sel)
        raise Ditolak("berkas_terlalu_besar", f"satu lembarnya memuat {besar.baris} baris x {besar.kolom} kolom")


def _periksa_hubungan(bagian: dict[str, bytes], buku: str, jumlah: int | None, batas: Batas) -> None:
    """Refuse more sheets than parts, for each would be read anew: a small package that never ends."""
    hubungan = bagian.get(f"xl/_rels/{buku}.rels", b"")
    target = [_rapi_target(t) for t in _atribut(hubungan, b"Relationship", b"Target")]
    jalan = [posixpath.normpath(posixpath.join("/xl", t)) for t in target]
    nyata = [j for j in jalan if j.lstrip("/") in bagian]
    if len(nyata) != len(set(nyata)) or (jumlah is not None and jumlah > len(set(jalan))):
        raise Ditolak("berkas_berbahaya", "beberapa lembarnya menunjuk isi yang sama")
    if jumlah is not None and jumlah > batas.lembar:
        raise Ditolak("berkas_terlalu_besar", f"berisi {jumlah} lembar")


def _rapi_target(t: bytes) -> str:
    return html.unescape(t.decode("utf-8", errors="replace")).replace("\\", "/").casefold()


def _inti(bagian: dict[str, bytes]) -> tuple[str, str]:
    """Return day and person of the last saving, as OOXML's core properties say."""
    teks = _teks(bagian.get("docprops/core.xml", b""))
    return hari(_unsur(teks, "modified")), nama_orang(_unsur(teks, "lastModifiedBy"))


def _tautan(bagian: dict[str, bytes]) -> int:
    return sum(1 for n in bagian if re.fullmatch(r"xl/externallinks/[^/]+\.(?:xml|bin)", n))


def _makro(bagian: dict[str, bytes]) -> bool:
    return any(n.endswith("vbaproject.bin") or n.startswith("xl/macrosheets/") for n in bagian)


def _periksa_xlsx(bagian: dict[str, bytes], batas: Batas) -> Kemasan:
    buku = bagian["xl/workbook.xml"]
    rujukan = _atribut(buku, b"sheet", b"id")
    if len(rujukan) != len(set(rujukan)):
        raise Ditolak("berkas_berbahaya", "beberapa lembarnya menunjuk isi yang sama")
    _periksa_hubungan(bagian, "workbook.xml", len(rujukan), batas)
    luas = [_ukur(isi, batas) for isi in bagian.values() if b"sheetData" in isi]
    _periksa_luas(luas, batas)
    disimpan, oleh = _inti(bagian)
    bermakro = b"macroEnabled" in bagian.get("[content_types].xml", b"") or _makro(bagian)
    return Kemasan("xlsm" if bermakro else "xlsx", disimpan, oleh, _makro(bagian), _tautan(bagian))


def layak_openpyxl(isi: bytes, batas: Batas = BATAS) -> bool:
    """Whether a workbook that has passed :func:`periksa_zip` is safe to give to openpyxl.

    Asked only when openpyxl is to read it: what it showed is kept, so that most files are never given to it again.
    """
    return layak_rinci(_bongkar(isi, batas), batas.unsur, batas.rujukan)


def _ukur(isi: bytes, batas: Batas) -> jangkauan.Luas:
    try:
        return jangkauan.ukur_xlsx(isi)
    except jangkauan.GalatXml as e:
        raise Ditolak(e.kode, str(e)) from e


def _periksa_xlsb(bagian: dict[str, bytes], batas: Batas) -> Kemasan:
    _periksa_hubungan(bagian, "workbook.bin", jangkauan.jumlah_lembar_xlsb(bagian["xl/workbook.bin"]), batas)
    # Whatever the workbook refers to may be read as a sheet; the other parts hold none of the records that count.
    luas = [jangkauan.ukur_xlsb(isi) for n, isi in bagian.items() if n.endswith(".bin") and "vbaproject" not in n]
    _periksa_luas(luas, batas)
    disimpan, oleh = _inti(bagian)
    return Kemasan("xlsb", disimpan, oleh, _makro(bagian), _tautan(bagian))


def _periksa_ods(bagian: dict[str, bytes], batas: Batas) -> Kemasan:
    try:
        _periksa_luas(jangkauan.ukur_ods(bagian["content.xml"], batas.lembar), batas)
    except jangkauan.GalatXml as e:
        raise Ditolak(e.kode, str(e)) from e
    meta = _teks(bagian.get("meta.xml", b""))
    makro = any(re.fullmatch(r"(?:basic|scripts)/.+", n) and not n.endswith(("-lb.xml", "-lc.xml")) for n in bagian)
    # 'file:///x.ods'#$Sheet1.A1 in a formula; the name of the file is the link, however often it is used.
    luar = set(re.findall(rb"(?:'|&apos;)((?:file|https?):[^'<>\"]{1,500}?)(?:'|&apos;)#", bagian["content.xml"]))
    return Kemasan("ods", hari(_unsur(meta, "date")), nama_orang(_unsur(meta, "creator")), makro, len(luar))
