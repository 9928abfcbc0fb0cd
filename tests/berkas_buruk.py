"""Files that no office should send, each in its kind. Every one is small on disk and made when it is asked for."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl


def xlsx(ubah: Callable[[openpyxl.worksheet.worksheet.Worksheet], object] | None = None) -> bytes:
    """A sound workbook of one row, or with what ``ubah`` does to its sheet."""
    wb = openpyxl.Workbook()
    wb.active.append(["catatan", "rapat", 1])
    if ubah is not None:
        ubah(wb.active)
    isi = io.BytesIO()
    wb.save(isi)
    return isi.getvalue()


def ganti(isi: bytes, **bagian: Callable[[bytes], bytes]) -> bytes:
    """Change parts of a package; ``sheet1_xml`` names every part that ends in ``sheet1.xml``."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as a, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as b:
        for n in a.namelist():
            data = a.read(n)
            for akhir, f in bagian.items():
                if n.endswith(akhir.replace("_xml", ".xml").replace("_rels", ".rels")):
                    data = f(data)
            b.writestr(n, data)
    return keluar.getvalue()


def tambah(isi: bytes, **bagian: bytes) -> bytes:
    """Add parts to a package: ``xl__vbaProject_bin`` becomes ``xl/vbaProject.bin``."""
    keluar = io.BytesIO(isi)
    with zipfile.ZipFile(keluar, "a", zipfile.ZIP_DEFLATED) as b:
        for nama, data in bagian.items():
            b.writestr(".".join(nama.replace("__", "/").rsplit("_", 1)), data)
    return keluar.getvalue()


def sisip(sebelum: bytes, baru: bytes) -> Callable[[bytes], bytes]:
    """Put something before a mark that stands in the part once."""
    return lambda d: d.replace(sebelum, baru + sebelum, 1)


def lembar(baris: bytes) -> bytes:
    """A workbook whose sheet holds these rows and nothing else."""

    def isi(d: bytes) -> bytes:
        awal, akhir = d.index(b"<sheetData>"), d.index(b"</sheetData>")
        return d[: awal + 11] + baris + d[akhir:]

    return ganti(xlsx(), sheet1_xml=isi)


def ods(tabel: str, meta: str = "", manifes: str = "", **lain: bytes) -> bytes:
    """A spreadsheet in OpenDocument whose content holds these tables."""
    ruang = " ".join(
        f'xmlns:{x}="urn:oasis:names:tc:opendocument:xmlns:{x}:1.0"' for x in ("office", "table", "text", "meta")
    )
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        z.writestr("META-INF/manifest.xml", manifes or "<manifest:manifest xmlns:manifest='m'/>")
        z.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {ruang} xmlns:calcext="c"><office:body>'
            f"<office:spreadsheet>{tabel}</office:spreadsheet></office:body></office:document-content>",
        )
        if meta:
            z.writestr(
                "meta.xml",
                f'<office:document-meta {ruang} xmlns:dc="d"><office:meta>{meta}</office:meta></office:document-meta>',
            )
        for nama, data in lain.items():
            z.writestr(nama.replace("__", "/"), data)
    return keluar.getvalue()


def tabel_ods(baris: str, nama: str = "Data") -> str:
    """A table of OpenDocument."""
    return f'<table:table table:name="{nama}">{baris}</table:table>'


SEL_ODS = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'


# ---- xlsb -----------------------------------------------------------------------------------------------------------
def rekaman(jenis: int, isi: bytes = b"") -> bytes:
    """A record of MS-XLSB: kind, length, content."""
    awal = bytes([jenis]) if jenis < 0x80 else bytes([jenis & 0x7F | 0x80, jenis >> 7])
    n, panjang = len(isi), b""
    while n > 0x7F:
        panjang, n = panjang + bytes([n & 0x7F | 0x80]), n >> 7
    return awal + panjang + bytes([n]) + isi


def teks_xlsb(t: str) -> bytes:
    return struct.pack("<I", len(t)) + t.encode("utf-16-le")


def baris_xlsb(r: int, sembunyi: bool = False) -> bytes:
    return rekaman(0, struct.pack("<IIHBBB", r, 0, 300, 0, 0x10 if sembunyi else 0, 0) + struct.pack("<I", 0))


def sel_xlsb(k: int, nilai: float | str | bool, gaya: int = 0) -> bytes:
    """A cell: number, text, truth value, or an error such as ``#N/A``."""
    kepala = struct.pack("<II", k, gaya)
    if isinstance(nilai, bool):
        return rekaman(4, kepala + bytes([nilai]))
    if isinstance(nilai, str):
        galat = {"#N/A": 0x2A, "#DIV/0!": 0x07}.get(nilai)
        return rekaman(3, kepala + bytes([galat])) if galat else rekaman(6, kepala + teks_xlsb(nilai))
    return rekaman(5, kepala + struct.pack("<d", nilai))


def xlsb(isi_lembar: bytes, kolom: bytes = b"", akhir: bytes = b"", **lain: bytes) -> bytes:
    """A binary workbook of one sheet; formats 0 General, 1 ``0%``, 2 ``dd/mm/yyyy``, 3 ``0,0 %`` of its own."""
    xf = [struct.pack("<HH", 0, f) + bytes(12) for f in (0, 9, 14, 164)]
    gaya = b"".join(
        [
            rekaman(0x116), rekaman(0x267, struct.pack("<I", 1)),
            rekaman(0x2C, struct.pack("<H", 164) + teks_xlsb("0.0 %")), rekaman(0x268),
            rekaman(0x269, struct.pack("<I", 4)), *(rekaman(0x2F, x) for x in xf), rekaman(0x26A), rekaman(0x117),
        ]
    )  # fmt: skip
    buku = b"".join(
        [
            rekaman(0x83), rekaman(0x99, bytes(12)), rekaman(0x8F),
            rekaman(0x9C, struct.pack("<II", 0, 1) + teks_xlsb("rId1") + teks_xlsb("Data")),
            rekaman(0x90), rekaman(0x84),
        ]
    )  # fmt: skip
    badan = rekaman(0x81) + rekaman(0x94, bytes(16)) + kolom + rekaman(0x91) + isi_lembar + rekaman(0x92) + akhir
    hubungan = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.bin", buku)
        z.writestr("xl/_rels/workbook.bin.rels", hubungan)
        z.writestr("xl/styles.bin", gaya)
        z.writestr("xl/worksheets/sheet1.bin", badan + rekaman(0x82))
        for nama, data in lain.items():
            z.writestr(nama.replace("__", "/"), data)
    return keluar.getvalue()


# ---- xls ------------------------------------------------------------------------------------------------------------
def biff(jenis: int, isi: bytes = b"") -> bytes:
    """A record of MS-XLS."""
    return struct.pack("<HH", jenis, len(isi)) + isi


def ole(aliran: dict[str, bytes], rusak: Callable[[bytearray], None] | None = None) -> bytes:
    """A container (MS-CFB) of streams, each of 4096 bytes or more; ``rusak`` may spoil it."""
    sektor, fat, daftar = [b""], [0xFFFFFFFE], []
    for nama, isi in aliran.items():
        isi = isi.ljust(4096, b"\0")
        awal, n = len(sektor), -(-len(isi) // 512)
        daftar.append((nama, 2, awal, len(isi)))
        sektor += [isi[i : i + 512].ljust(512, b"\0") for i in range(0, len(isi), 512)]
        fat += [*range(awal + 1, awal + n), 0xFFFFFFFE]
    entri = b""
    for nama, jenis, awal, ukuran in [("Root Entry", 5, 0xFFFFFFFE, 0), *daftar]:
        n16 = nama.encode("utf-16-le") + b"\0\0"
        entri += n16.ljust(64, b"\0") + struct.pack("<HBB", len(n16), jenis, 1) + b"\xff" * 12 + bytes(36)
        entri += struct.pack("<IQ", awal, ukuran)
    entri = entri.ljust(-(-len(entri) // 512) * 512, b"\0")
    n_dir = len(entri) // 512
    awal_dir = len(sektor)
    sektor += [entri[i : i + 512] for i in range(0, len(entri), 512)]
    fat += [*range(awal_dir + 1, awal_dir + n_dir), 0xFFFFFFFE]
    n_fat = -(-(len(fat) + 1) // 128)
    while n_fat * 128 < len(fat) + n_fat:
        n_fat += 1
    nomor_fat = list(range(len(sektor), len(sektor) + n_fat))
    fat += [0xFFFFFFFD] * n_fat
    fat += [0xFFFFFFFF] * (n_fat * 128 - len(fat))
    kepala = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    kepala += struct.pack("<IIIIIIIII", 0, n_fat, awal_dir, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    kepala += struct.pack("<109I", *(nomor_fat + [0xFFFFFFFF] * (109 - n_fat)))
    isi_akhir = bytearray(kepala + bytes(512) + b"".join(sektor[1:]) + struct.pack(f"<{len(fat)}I", *fat))
    if rusak is not None:
        rusak(isi_akhir)
    return bytes(isi_akhir)


def xls(isi_lembar: bytes, umum: bytes = b"", **lain: bytes) -> bytes:
    """An old workbook of one sheet with these records."""
    awal = biff(0x809, struct.pack("<HHHH", 0x600, 5, 0, 0) + bytes(8)) + umum
    nama = b"Data"
    panjang = len(awal) + 4 + 8 + len(nama) + 4
    awal += biff(0x85, struct.pack("<IBBBB", panjang, 0, 0, len(nama), 0) + nama) + biff(0x0A)
    badan = biff(0x809, struct.pack("<HHHH", 0x600, 16, 0, 0) + bytes(8)) + isi_lembar + biff(0x0A)
    return ole({"Workbook": awal + badan, **{k.replace("__", "/"): v for k, v in lain.items()}})


def sel_xls(r: int, k: int, nilai: float) -> bytes:
    return biff(0x203, struct.pack("<HHHd", r, k, 0, nilai))


# ---- what is broken -------------------------------------------------------------------------------------------------
def _zip_lain(*nama: str) -> bytes:
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w") as z:
        for n in nama:
            z.writestr(n, "<x/>")
    return isi.getvalue()


def _xml_rusak() -> bytes:
    """A package that is whole, with a sheet that is not."""
    return ganti(xlsx(), sheet1_xml=lambda d: d[: len(d) // 2], workbook_xml=lambda d: d[: len(d) // 2])


def _bernama_sama() -> bytes:
    isi = io.BytesIO(xlsx())
    with zipfile.ZipFile(isi, "a") as z:
        z.writestr("XL/Workbook.xml", "<workbook/>")
    return isi.getvalue()


def _ukuran_bohong() -> bytes:
    """A part that unpacks to ten million bytes and declares ten."""
    isi = bytearray(tambah(xlsx(), xl__media__a_png=b"0" * 10_000_000))
    pusat = isi.rindex(b"PK\x01\x02")
    struct.pack_into("<I", isi, pusat + 24, 10)
    struct.pack_into("<I", isi, isi.rindex(b"PK\x03\x04") + 22, 10)
    return bytes(isi)


def _crc_salah() -> bytes:
    isi = bytearray(xlsx())
    isi[isi.rindex(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(isi)


def _melingkar(isi: bytearray) -> None:
    """Let the first stream's chain of sectors run in a circle."""
    awal_fat = 512 * (1 + struct.unpack_from("<I", isi, 76)[0])
    struct.pack_into("<I", isi, awal_fat + 4 * 3, 1)


def _dtd(d: bytes) -> bytes:
    awal = d.index(b"?>") + 2 if d.startswith(b"<?xml") else 0
    entitas = b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    return d[:awal] + b"<!--" + b"x" * 100_000 + b"--><!DOCTYPE x [" + entitas + b"]>" + d[awal:]


def _dtd_16(d: bytes, sandi: str) -> bytes:
    teks = "<!DOCTYPE x [<!ENTITY a 'ha'>]>" + d.decode().replace("utf-8", "utf-16").removeprefix(
        "<?xml version='1.0' encoding='utf-16'?>"
    )
    return ("\ufeff" + teks).encode(sandi)


def _lembar_berulang() -> bytes:
    """A thousand sheets, all of them one part."""
    return ganti(
        xlsx(),
        **{
            "xl/workbook_xml": lambda d: d.replace(
                b"</sheets>",
                b"".join(
                    b'<sheet name="&gt;%d" sheetId="%d" r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
                    % (i, i)
                    for i in range(2, 1000)
                )
                + b"</sheets>",
            )
        },
    )


def _banyak_lembar() -> bytes:
    wb = openpyxl.Workbook(write_only=True)
    for i in range(600):
        wb.create_sheet(f"L{i}")
    isi = io.BytesIO()
    wb.save(isi)
    return isi.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_DALAM = b"<a>" * 100_000 + b"</a>" * 100_000

_ISI: dict[str, tuple[str, Callable[[], bytes]]] = {
    "kosong.xlsx": ("berkas_kosong", lambda: b""),
    "spasi.csv": ("berkas_kosong", lambda: b" \r\n \r\n"),
    "terpotong.xlsx": ("berkas_rusak", lambda: xlsx()[:2000]),
    "bersandi.xlsx": ("berkas_bersandi", lambda: ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})),
    "bersandi, wadah rusak.xlsx": (
        "berkas_bersandi",
        lambda: _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    ),
    "ole rusak.xls": ("berkas_rusak", lambda: _OLE),
    "gambar.xlsx": ("berkas_bukan_excel", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "surat.xlsx": ("berkas_bukan_excel", lambda: _zip_lain("word/document.xml")),
    "halaman.xls": ("berkas_bukan_excel", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    "xml rusak.xlsx": ("berkas_rusak", _xml_rusak),
}
_BERBAHAYA: dict[str, tuple[str, Callable[[], bytes]]] = {
    # what a package may hide
    "dtd di lembar.xlsx": ("berkas_berbahaya", lambda: ganti(xlsx(), sheet1_xml=_dtd)),
    "dtd di sifat.xlsx": ("berkas_berbahaya", lambda: ganti(xlsx(), core_xml=_dtd)),
    "dtd utf-16.xlsx": ("berkas_berbahaya", lambda: ganti(xlsx(), sheet1_xml=lambda d: _dtd_16(d, "utf-16-le"))),
    "dtd utf-16 be.xlsx": ("berkas_berbahaya", lambda: ganti(xlsx(), styles_xml=lambda d: _dtd_16(d, "utf-16-be"))),
    "dtd.ods": ("berkas_berbahaya", lambda: ganti(ods(tabel_ods("")), content_xml=_dtd)),
    "bernama sama.xlsx": ("berkas_berbahaya", _bernama_sama),
    "ukuran bohong.xlsx": ("berkas_berbahaya", _ukuran_bohong),
    "mengembang.xlsx": ("berkas_berbahaya", lambda: tambah(xlsx(), xl__media__a_png=b"0" * 40_000_000)),
    "bagian raksasa.xlsx": ("berkas_terlalu_besar", lambda: tambah(xlsx(), xl__lain__a_xml=b"<a/>" * 4_000_000)),
    "crc salah.xlsx": ("berkas_rusak", _crc_salah),
    "ekor.xlsx": ("berkas_rusak", lambda: xlsx() + b"PK\x05\x06" + bytes(10)),
    "lembar berulang.xlsx": ("berkas_berbahaya", _lembar_berulang),
    "banyak lembar.xlsx": ("berkas_terlalu_besar", _banyak_lembar),
    "sandi.ods": ("berkas_bersandi", lambda: ods(tabel_ods(""), manifes="<m:m xmlns:m='m'><m:encryption-data/></m:m>")),
    # a used area that is larger than what is in it
    "dua sudut.xlsx": ("berkas_terlalu_besar", lambda: xlsx(lambda ws: ws.cell(1_048_576, 16_384, 2))),
    "satu sudut.xlsx": (
        "berkas_terlalu_besar",
        lambda: lembar(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "sudut berkutip.xlsx": (
        "berkas_terlalu_besar",
        lambda: lembar(b"<row r='9'><c s='0' x='/>' r='XFD1048576'><v>1</v></c></row>"),
    ),
    "baris tanpa akhir.xlsx": ("berkas_rusak", lambda: lembar(b'<row r="1"><c r="A4294967295"><v>1</v></c></row>')),
    "kolom tanpa akhir.xlsx": (
        "berkas_rusak",
        lambda: lembar(b'<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZ1"><v>1</v></c></row>'),
    ),
    "tanpa alamat.xlsx": (
        "berkas_terlalu_besar",
        lambda: lembar(
            b"<row>" + b"<c><v>1</v></c>" * 10_000 + b"</row>" + b"<row/>" * 10_000 + b"<row><c><v>1</v></c></row>"
        ),
    ),
    "tersarang di sel.xlsx": (  # what stands in a cell does not begin a new row
        "berkas_terlalu_besar",
        lambda: lembar(
            b"<row>"
            + b"<c><is><row></row></is></c>" * 5_000
            + b"</row>"
            + b"<row/>" * 5_000
            + b"<row><c><v>1</v></c></row>"
        ),
    ),
    "bersarang.xlsx": ("berkas_berbahaya", lambda: lembar(b"<row><c r='A1'><v>1</v></c></row>" + _DALAM)),
    "sudut.xlsb": (
        "berkas_terlalu_besar",
        lambda: xlsb(baris_xlsb(0) + sel_xlsb(0, 1.0) + baris_xlsb(1_048_575) + sel_xlsb(16_383, 1.0)),
    ),
    "kolom tanpa akhir.xlsb": ("berkas_terlalu_besar", lambda: xlsb(baris_xlsb(0) + sel_xlsb(4_000_000_000, 1.0))),
    "baris berulang.ods": (
        "berkas_terlalu_besar",
        lambda: ods(
            tabel_ods(
                f'<table:table-row table:number-rows-repeated="1000000">{SEL_ODS.format("") * 4}</table:table-row>'
            )
        ),
    ),
    "kolom berulang.ods": (
        "berkas_terlalu_besar",
        lambda: ods(
            tabel_ods(
                "<table:table-row>"
                + SEL_ODS.format(' table:number-columns-repeated="4000000000"')
                + "</table:table-row>"
            )
        ),
    ),
    "jauh di bawah.ods": (
        "berkas_terlalu_besar",
        lambda: ods(
            tabel_ods(
                '<table:table-row table:number-rows-repeated="99999999999"><table:table-cell/></table:table-row>'
                f"<table:table-row>{SEL_ODS.format('')}</table:table-row>"
            )
        ),
    ),
    "bersarang.ods": ("berkas_berbahaya", lambda: ods(tabel_ods(_DALAM.decode()))),
    # old containers and records
    "sudut.xls": ("berkas_terlalu_besar", lambda: xls(sel_xls(0, 0, 1.0) + sel_xls(65_535, 60_000, 1.0))),
    "luas bohong.xls": ("berkas_rusak", lambda: xls(biff(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)))),
    "teks bohong.xls": ("berkas_rusak", lambda: xls(b"", biff(0xFC, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)))),
    "sandi.xls": ("berkas_bersandi", lambda: xls(b"", biff(0x2F, bytes(6)))),
    "melingkar.xls": ("berkas_rusak", lambda: ole({"Workbook": biff(0x809, bytes(16)) + bytes(6000)}, _melingkar)),
    "surat.xls": ("berkas_bukan_excel", lambda: ole({"WordDocument": b"x"})),
    # what only looks like a table
    "web.xls": ("berkas_bukan_excel", lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><table></table></html>"),
    "xml 2003.xls": (
        "berkas_bukan_excel",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    "mhtml.xls": ("berkas_bukan_excel", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
    "surat.pdf": ("berkas_bukan_excel", lambda: b"%PDF-1.7\n;;;;\n;;;;\n"),
    "excel 4.xls": ("berkas_bukan_excel", lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00"),
    "salindia.xlsx": ("berkas_bukan_excel", lambda: _zip_lain("ppt/presentation.xml")),
    "odt.ods": (
        "berkas_bukan_excel",
        lambda: tambah(_zip_lain("content.xml"), mimetype=b"application/vnd.oasis.opendocument.text"),
    ),
    "biner.csv": ("berkas_bukan_excel", lambda: bytes(range(256)) * 10),
    "prosa.xlsx": ("berkas_bukan_excel", lambda: b"Yang terhormat Bapak dan Ibu\nMohon segera dikirim\n"),
    "kutip tak ditutup.csv": ("berkas_rusak", lambda: b'a;b\n"tak ditutup;' + b"x" * 200_000),
    "pemisah saja.csv": ("berkas_terlalu_besar", lambda: b";" * 900_000),
}
BURUK = {nama: kode for nama, (kode, _) in {**_ISI, **_BERBAHAYA}.items()}
"""Name of each file and the code of the finding that it must give."""


def buat(nama: str, folder: Path) -> Path:
    """Write one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / nama).write_bytes({**_ISI, **_BERBAHAYA}[nama][1]())
    return folder / nama


def tanpa_judul(folder: Path) -> Path:
    """Write a sound workbook without any heading that is known."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catatan rapat.xlsx").write_bytes(xlsx())
    return folder / "catatan rapat.xlsx"
