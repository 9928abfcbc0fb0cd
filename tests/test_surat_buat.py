"""The papers of the SOP: what they say, that they are PDF/A with fonts inside, that user text is data, same bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from kinerja import skema
from kinerja.aturan import Bidang, Dinas, Kop, Pejabat
from kinerja.galat import GalatParameter
from kinerja.kantor import CHECKOUT, Kantor, Periode
from kinerja.sop.catatan import Entri
from kinerja.sop.naskah import Sop, muat_sop
from kinerja.surat import unsur
from kinerja.surat.buat import JENIS, buat_surat
from kinerja.surat.docx_surat import _berpatah
from kinerja.surat.typst_pdf import _TANDA, KOTAK, _terlukis, bersihkan, ke_pdf
from kinerja.temuan import temuan
from tests import tabel_contoh

P = Periode(2025, 2)
SIDIK = "3f2a9c0b" * 8
JAHAT = (
    '#strong[x] $y$ *b* = <lab> @ref \\u{1} // /* `k` ~ _m_ 中文 😀\u200d😀 \x07\u202e #include "/dasar.typ" #panic()'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


def kantor(akar: Path, **lain: object) -> Kantor:
    k = tabel_contoh.kantor()
    dinas = k.dinas.model_copy(update={"tempat": "Putussibau", "data_contoh": False, **lain})
    return dataclasses.replace(k, akar=akar, dinas=dinas)


@pytest.fixture(scope="module")
def sop() -> Sop:
    return muat_sop(dataclasses.replace(tabel_contoh.kantor(), akar=CHECKOUT))


def entri(n: int, langkah: int, tindakan: str, waktu: str, jabatan: str = "Kepala Dinas", **lain: object) -> Entri:
    return Entri(nomor=n, langkah=langkah, tindakan=tindakan, waktu=waktu, jabatan=jabatan, **lain)  # type: ignore[arg-type]


def buku() -> tuple[Entri, ...]:
    """A quarter with one correction, signed as Rev 1."""
    return (
        entri(1, 1, "disposisi", "2025-07-14T08:00+07:00"),
        entri(2, 2, "disposisi", "2025-07-14T08:10+07:00", "Sekretaris Dinas"),
        entri(
            3, 5, "putusan", "2025-07-22T09:00+07:00", "Sekretaris Dinas", hasil="ya",
            isi={"alasan": "Tidak ada temuan yang menghalangi.", "rapat": "2025-07-24T09:00", "ruang": "Aula"},
        ),
        entri(
            4, 6, "koreksi_buka", "2025-07-24T11:00+07:00",
            isi={"nomor": 1, "indikator": "TK-04", "apa": "Realisasi TW II", "dari": "40", "menjadi": "42",
                 "alasan": "Dua peserta belum tercatat", "diminta_oleh": "Kepala Bidang Tenaga Kerja"},
        ),
        entri(5, 6, "koreksi_tutup", "2025-07-25T10:00+07:00", isi={"nomor": 1, "dilakukan": "Formulir dikirim ulang"}),
        entri(6, 5, "putusan", "2025-07-28T10:00+07:00", "Sekretaris Dinas", hasil="ya", revisi=1),
        entri(7, 6, "sosialisasi", "2025-07-29T10:00+07:00", hasil="setuju", revisi=1),
        entri(
            8, 7, "serah", "2025-07-29T13:00+07:00", "Jabatan Fungsional Tertentu Perencana Ahli Muda", revisi=1,
            masukan={"data/sop/2025/TW2/rev1/laporan.pdf": SIDIK},
        ),
        entri(9, 8, "sahkan", "2025-07-30T09:00+07:00", revisi=1, isi={"sidik_isi": SIDIK, "run_id": "3f2a9c0b3f2a"}),
    )  # fmt: skip


SAMPAI = {
    "disposisi_kepala": 1, "disposisi_sekretaris": 2, "berita_acara_validasi": 3, "undangan_sosialisasi": 3,
    "daftar_hadir": 3, "hasil_koreksi": 5, "penyerahan": 8, "pengesahan": 9,
}  # fmt: skip


def banyak_temuan(n: int, pesan: str = "") -> list[dict[str, object]]:
    bidang = ["Bidang Tenaga Kerja", "Bidang Transmigrasi", ""]
    hasil = []
    for i in range(n):
        t = temuan(
            "anggaran_belum_diisi", bidang=bidang[i % 3], berkas="data/raw/2025/TW2/Naker.xlsx", sel=f"E{i}", tw="II"
        )
        hasil.append(t | ({"pesan": pesan} if pesan else {}))
    return hasil


def surat(
    jenis: str, k: Kantor, sop: Sop, tujuan: Path, isi: tuple[Entri, ...] | None = None, **tabel: list
) -> list[Path]:
    bentuk = {n: skema.bentuk(n, b) for n, b in tabel.items()}
    return buat_surat(jenis, k, P, sop, isi or buku()[: SAMPAI[jenis]], bentuk, tujuan)


def huruf_tertanam(pdf: bytes) -> dict[str, bool]:
    """Whether each font of a PDF has its file inside."""
    baca = PdfFileReader(io.BytesIO(pdf))
    hasil = {}
    for n in range(baca.root["/Pages"]["/Count"]):
        halaman = baca.find_page_for_modification(n)[0].get_object()
        for f in halaman["/Resources"].get("/Font", {}).values():
            anak = f.get_object()["/DescendantFonts"][0].get_object()
            uraian = anak["/FontDescriptor"]
            hasil[str(f.get_object()["/BaseFont"])] = "/FontFile2" in uraian or "/FontFile3" in uraian
    return hasil


def banyak_halaman(pdf: bytes) -> int:
    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


def teks_pdf(jalur: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext tidak ada")
    hasil = subprocess.run(["pdftotext", str(jalur), "-"], capture_output=True, check=True, encoding="utf-8")
    return " ".join(hasil.stdout.replace("\u200b", "").split())


def teks_docx(jalur: Path) -> str:
    """Text of a DOCX as it is read, without the marks that only say where a line may break."""
    teks = "\n".join(t.text or "" for t in Document(str(jalur)).element.iter(qn("w:t")))
    return teks.translate({0x200B: None, 0x2011: "-", 0xA0: " "})


# ---- every paper ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("jenis", JENIS)
def test_setiap_surat_pdfa_dengan_huruf_tertanam_dan_byte_sama(jenis, sop, tmp_path):
    k = kantor(tmp_path)
    satu, dua = (surat(jenis, k, sop, tmp_path / x, temuan=banyak_temuan(3)) for x in "ab")
    assert satu[0].name == f"{list(JENIS).index(jenis) + 1:02d}-{jenis.replace('_', '-')}.pdf"
    assert [x.read_bytes() for x in satu] == [x.read_bytes() for x in dua]
    pdf = satu[0].read_bytes()
    for klaim in (rb"<pdfaid:part>2<", rb"<pdfaid:conformance>A<", rb"<pdfuaid:part>1<"):
        assert re.search(klaim, pdf), klaim
    huruf = huruf_tertanam(pdf)
    assert huruf and all(huruf.values())
    assert all("Libertinus" in h or "DejaVu" in h for h in huruf)
    assert bool(satu[1:]) == (jenis in {"berita_acara_validasi", "undangan_sosialisasi", "penyerahan"})


@pytest.mark.parametrize("jenis", JENIS)
def test_tanggal_surat_tanggal_catatannya(jenis, sop, tmp_path):
    k = kantor(tmp_path)
    lama = buku()[: SAMPAI[jenis]]
    baru = (*lama[:-1], dataclasses.replace(lama[-1], waktu="2025-08-01T23:30+07:00"))
    pdf = surat(jenis, k, sop, tmp_path / "b", baru)[0].read_bytes()
    assert b"2025-08-01" in pdf
    assert pdf != surat(jenis, k, sop, tmp_path / "a", lama)[0].read_bytes()


@pytest.mark.parametrize("jenis", JENIS)
def test_tulisan_orang_tidak_pernah_dijalankan(jenis, sop, tmp_path):
    """Commands of Typst, letters that no font has, names of 300 letters: the paper is made and shows them as text."""
    orang = Pejabat(jabatan="Kepala Dinas", nama="N" * 300, pangkat=JAHAT, nip=JAHAT)
    k = kantor(
        tmp_path, nama=f"Dinas {JAHAT} " + "x" * 300, daerah=JAHAT, alamat=JAHAT, tempat=JAHAT, kepala=orang,
        bidang=(Bidang(nama=JAHAT),), kop=Kop(laman=JAHAT), data_contoh=True,
    )  # fmt: skip
    isi = tuple(
        dataclasses.replace(e, nama=JAHAT, keterangan=JAHAT + "\ud800", isi={x: JAHAT for x in e.isi} | {"nomor": 1})
        for e in buku()[: SAMPAI[jenis]]
    )
    hasil = surat(jenis, k, sop, tmp_path / "s", isi, temuan=banyak_temuan(3, JAHAT))
    tampak = teks_pdf(hasil[0])
    assert "#strong[x] $y$ *b* = <lab> @ref \\u{1} // /* `k` ~ _m_ " + KOTAK * 2 in tampak
    for docx in hasil[1:]:
        assert "#strong[x] $y$ *b* = <lab> @ref" in teks_docx(docx)


def test_dua_ratus_temuan_bersambung_dengan_kepala_tabel_di_tiap_halaman(sop, tmp_path):
    pdf, docx = surat("berita_acara_validasi", kantor(tmp_path), sop, tmp_path, temuan=banyak_temuan(200))
    n = banyak_halaman(pdf.read_bytes())
    assert n > 8
    teks = teks_pdf(pdf)
    # Two pages of minutes come first; every page of the annex has the heading of its table.
    assert teks.count("Letak") >= n - 2
    assert teks.count(f"dari {n}") == n
    for t in Document(str(docx)).tables:
        if t.rows[0].cells[0].text == "No.":
            assert t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


# ---- what they say --------------------------------------------------------------------------------------------------
def test_berita_acara_menyebut_temuan_per_bidang_dan_penjelasannya(sop, tmp_path):
    isi = [
        temuan("anggaran_belum_diisi", bidang="Bidang Transmigrasi", sel="E7", tw="II"),
        temuan("capaian_tinggi", bidang="Bidang Perindustrian", kode_indikator="IN-01", capaian="160,00 %",
               ambang="120,00 %", penjelasan="Pendataan dimajukan ke Mei."),
        temuan("capaian_tinggi", bidang="Bidang Perindustrian", kode_indikator="IN-02", capaian="170,00 %",
               ambang="120,00 %"),
    ]  # fmt: skip
    e = (*buku()[:2], entri(3, 5, "putusan", "2025-07-22T09:00+07:00", "Sekretaris Dinas", hasil="tidak"))
    pdf, docx = surat("berita_acara_validasi", kantor(tmp_path), sop, tmp_path, e, temuan=isi)
    teks = teks_docx(docx)
    assert "Selasa, tanggal dua puluh dua bulan Juli tahun dua ribu dua puluh lima (22-07-2025)" in teks
    assert "Putusan: TIDAK" in teks and "BELUM VALID" in teks and "Putusan: YA" not in teks
    assert "Pendataan dimajukan ke Mei." in teks
    ringkas = next(t for t in Document(str(docx)).tables if t.rows[0].cells[1].text == "Bidang")
    baris = {r.cells[1].text: [c.text for c in r.cells[2:]] for r in ringkas.rows[1:]}
    assert baris["Bidang Perindustrian"] == ["0", "1", "1", "0"]
    assert baris["Bidang Transmigrasi"] == ["1", "0", "0", "0"]
    assert baris["Sekretariat"] == ["0"] * 4
    assert baris["Jumlah"] == ["1", "1", "1", "0"]
    assert "Putusan: TIDAK" in teks_pdf(pdf)


def test_berita_acara_tanpa_temuan_tanpa_lampiran(sop, tmp_path):
    docx = surat("berita_acara_validasi", kantor(tmp_path), sop, tmp_path, temuan=[])[1]
    teks = teks_docx(docx)
    assert "Putusan: YA" in teks and "LAMPIRAN" not in teks


def test_undangan_menyebut_hari_dan_jam_atau_titik_titik(sop, tmp_path):
    docx = surat("undangan_sosialisasi", kantor(tmp_path), sop, tmp_path / "a")[1]
    teks = teks_docx(docx)
    for x in ("Kamis, 24 Juli 2025", "09.00 WIB sampai dengan selesai", "Aula", "Putussibau, 22 Juli 2025",
              "1.  Sekretaris Dinas", "2.  Kepala Bidang Tenaga Kerja", "000.8/........"):  # fmt: skip
        assert x in teks, x
    tanpa = (*buku()[:2], dataclasses.replace(buku()[2], isi={}))
    teks = teks_docx(surat("undangan_sosialisasi", kantor(tmp_path), sop, tmp_path / "b", tanpa)[1])
    assert teks.count("." * 44) >= 3 and "24 Juli" not in teks


def test_hasil_koreksi_menyebut_dari_menjadi_alasan_dan_yang_terbuka(sop, tmp_path):
    kini = (*buku()[:4], dataclasses.replace(buku()[3], nomor=5, isi={"nomor": 2, "apa": "Target"}), buku()[4])
    teks = teks_pdf(surat("hasil_koreksi", kantor(tmp_path), sop, tmp_path, kini, perubahan=[])[0])
    for x in ("TK-04", "Dua peserta", "Kepala Bidang", "Formulir dikirim ulang", "25 Juli 2025", "Belum diselesaikan"):
        assert x in teks, x


def test_koreksi_yang_ditolak_tercatat_dalam_hasil_koreksi_dan_pengesahan(sop, tmp_path):
    tolak = dataclasses.replace(buku()[4], hasil="ditolak", isi={"nomor": 1, "dilakukan": "Bukti tidak mendukung"})
    teks = teks_pdf(
        surat("hasil_koreksi", kantor(tmp_path), sop, tmp_path / "a", (*buku()[:4], tolak), perubahan=[])[0]
    )
    assert "Ditolak: Bukti tidak mendukung (25 Juli 2025)" in teks
    assert "tidak mengubah data" in teks and "hasilnya menjadi revisi" not in teks
    teks = teks_pdf(surat("pengesahan", kantor(tmp_path), sop, tmp_path / "b", (*buku()[:4], tolak, *buku()[5:]))[0])
    assert "1 koreksi selesai dicatat, 1 di antaranya ditolak" in teks


def test_hasil_koreksi_memuat_perubahan_formulir_triwulan_ini_saja(sop, tmp_path):
    satu = {
        "bidang": "Bidang Tenaga Kerja", "revisi_lama": 1, "revisi_baru": 2, "berkas_lama": "a", "berkas_baru": "b",
        "kode": "TK-04", "kolom": "Realisasi", "dari": "40", "menjadi": "42", "alasan": "salah ketik",
    }  # fmt: skip
    isi = [satu | {"triwulan": 2}, satu | {"triwulan": 1, "alasan": "triwulan lalu"}]
    teks = teks_pdf(surat("hasil_koreksi", kantor(tmp_path), sop, tmp_path, perubahan=isi)[0])
    assert "Perubahan isi formulir bidang" in teks and "salah ketik" in teks and "triwulan lalu" not in teks


def test_pengesahan_memuat_segel_utuh_dan_tempat_cap(sop, tmp_path):
    teks = teks_pdf(surat("pengesahan", kantor(tmp_path), sop, tmp_path)[0])
    assert SIDIK in teks and "3f2a9c0b3f2a" in teks and "Cap dinas" in teks
    assert "Putusan Ya tanggal 28 Juli 2025" in teks and "Disepakati tanggal 29 Juli 2025" in teks
    assert "1 koreksi selesai dicatat" in teks and "Rev 1" in teks


def test_disposisi_ditujukan_kepada_langkah_berikutnya(sop, tmp_path):
    k = kantor(tmp_path)
    satu = teks_pdf(surat("disposisi_kepala", k, sop, tmp_path)[0])
    dua = teks_pdf(surat("disposisi_sekretaris", k, sop, tmp_path)[0])
    for x in ("Surat dari", "Nomor surat", "Tanggal surat", "Diterima tanggal", "Nomor agenda", "Sangat segera",
              "Diteruskan kepada", "Dengan hormat harap", "Catatan", "Paraf", "Pangkat", "NIP"):  # fmt: skip
        assert x in satu and x in dua, x
    assert "Kepada Sekretaris Dinas, agar melaksanakan" in satu
    assert "Kepada Jabatan Fungsional Tertentu Perencana Ahli Muda, agar merekap" in dua


def test_pejabat_dari_params_dan_garis_bila_kosong(sop, tmp_path):
    k = kantor(
        tmp_path, kepala=Pejabat(jabatan="Kepala Dinas", nama="Drs. A", pangkat="Pembina", nip="197001011990031001")
    )
    teks = teks_pdf(surat("pengesahan", k, sop, tmp_path / "a")[0])
    assert "Drs. A" in teks and "Pembina" in teks and "NIP 197001011990031001" in teks
    # Another one signed: the rank and number of the first do not become theirs.
    lain = (*buku()[:8], dataclasses.replace(buku()[8], nama="Plt. B"))
    teks = teks_pdf(surat("pengesahan", k, sop, tmp_path / "b", lain)[0])
    assert "Plt. B" in teks and "Pembina" not in teks and "197001011990031001" not in teks


def test_nama_dalam_kurung_hanya_penanda(sop, tmp_path):
    k = kantor(tmp_path, kepala=Pejabat(jabatan="Kepala Dinas", nama="(nama kepala dinas)"))
    assert "nama kepala dinas" not in teks_pdf(surat("pengesahan", k, sop, tmp_path)[0])


def test_tanda_data_contoh_hanya_bila_diminta(sop, tmp_path):
    for contoh in (True, False):
        hasil = surat("undangan_sosialisasi", kantor(tmp_path, data_contoh=contoh), sop, tmp_path / str(contoh))
        kepala = Document(str(hasil[1])).sections[0].header.paragraphs[0].text
        assert kepala == ("DATA CONTOH" if contoh else "")
    # The mark is turned, so that no text tool reads it as one line; the pages differ by it and nothing else.
    assert (tmp_path / "True" / hasil[0].name).read_bytes() != (tmp_path / "False" / hasil[0].name).read_bytes()


# ---- DOCX -----------------------------------------------------------------------------------------------------------
def test_docx_a4_bergaya_dan_tanpa_waktu_mesin(sop, tmp_path):
    docx = surat("penyerahan", kantor(tmp_path), sop, tmp_path)[1]
    dok = Document(str(docx))
    bagian = dok.sections[0]
    assert (round(bagian.page_width.cm, 1), round(bagian.page_height.cm, 1)) == (21.0, 29.7)
    assert dok.core_properties.created == dok.core_properties.modified
    assert dok.core_properties.created.replace(tzinfo=None) == dt.datetime(2025, 7, 29)
    assert not [r for r in dok.element.iter(qn("w:rPr")) if r.getparent().tag == qn("w:r") and len(r)]
    with zipfile.ZipFile(docx) as z:
        assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {i.create_system for i in z.infolist()} == {0}


@pytest.mark.parametrize("jenis", ["berita_acara_validasi", "undangan_sosialisasi", "penyerahan"])
def test_tanda_tangan_docx_tidak_terbelah_halaman(jenis, sop, tmp_path):
    """Title, room and name of a signature are three rows: each but the last holds the next, in every cell."""
    docx = surat(jenis, kantor(tmp_path), sop, tmp_path, temuan=banyak_temuan(3))[1]
    ttd = [t for t in Document(str(docx)).tables if any("\nNIP" in c.text for c in t.rows[-1].cells)]
    assert ttd
    for t in ttd:
        lekat = [[p.paragraph_format.keep_with_next for c in r.cells for p in c.paragraphs] for r in t.rows]
        assert all(lekat[0]) and all(lekat[1]) and not any(lekat[2])
        assert all(r._tr.trPr.find(qn("w:cantSplit")) is not None for r in t.rows)


def test_docx_mematahkan_jalur_berkas_saja(sop, tmp_path):
    assert _berpatah("data/raw/2025/Bidang_Naker.xlsx") == "data/\u200braw/\u200b2025/\u200bBidang_\u200bNaker.xlsx"
    assert _berpatah("000.8/........../DTKPT/Tahun-2025") == "000.8/........../DTKPT/Tahun-2025"
    assert _berpatah("(22-07-2025) 50 %") == "(22\u201107\u20112025) 50\u00a0%"


def test_baris_tabel_surat_tidak_terbelah_halaman(sop, tmp_path):
    pdf = surat("berita_acara_validasi", kantor(tmp_path), sop, tmp_path, temuan=banyak_temuan(60))[0]
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext tidak ada")
    halaman = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8")
    for isi in halaman.stdout.split("\f")[2:-1]:
        # Each row names its file and then its cell: a row that broke would leave one of them on another page.
        assert isi.count("Naker.xlsx") == len(re.findall(r"\bE\d+\b", isi)) > 0


# ---- number, words --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("isi", "nomor"),
    [({}, "000.8/........"), ({"nomor_urut": "7"}, "000.8/007"), ({"nomor_surat": "B-1/2025"}, "B-1/2025"),
     ({"nomor_urut": "tujuh"}, "000.8/........")],
)  # fmt: skip
def test_nomor_surat_menurut_pola_urut_dari_sekretariat(isi, nomor, sop, tmp_path):
    b = unsur.Bahan(kantor(tmp_path), P, sop, (entri(1, 1, "disposisi", "2025-07-14T08:00+07:00", isi=isi),), {})
    assert unsur.nomor_surat(b) == (nomor if "B-1" in nomor else f"{nomor}/DTKPT/2025")


@pytest.mark.parametrize(
    ("n", "kata"),
    [(0, "nol"), (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"), (20, "dua puluh"),
     (31, "tiga puluh satu"), (100, "seratus"), (111, "seratus sebelas"), (1000, "seribu"), (1999,
     "seribu sembilan ratus sembilan puluh sembilan"), (2025, "dua ribu dua puluh lima"), (2100, "dua ribu seratus")],
)  # fmt: skip
def test_terbilang(n, kata):
    assert unsur.terbilang(n) == kata


@pytest.mark.parametrize(
    ("teks", "hari", "jam"),
    [("2025-07-24T09:00", "Kamis, 24 Juli 2025", "09.00 WIB sampai dengan selesai"),
     ("2025-07-24 13.30", "Kamis, 24 Juli 2025", "13.30 WIB sampai dengan selesai"),
     ("2025-07-24", "Kamis, 24 Juli 2025", ""), ("Kamis depan", "Kamis depan", ""), ("2025-13-41", "2025-13-41", ""),
     ("", "", "")],
)  # fmt: skip
def test_waktu_rapat(teks, hari, jam, sop):
    assert unsur.rapat(teks, sop) == (hari, jam)


# ---- emblem ---------------------------------------------------------------------------------------------------------
def tulis_logo(akar: Path, nama: str, isi: bytes) -> None:
    (akar / "params").mkdir(exist_ok=True)
    (akar / "params" / nama).write_bytes(isi)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(("nama", "isi"), [("logo.png", PNG), ("logo.svg", SVG)])
def test_lambang_masuk_kop(nama, isi, sop, tmp_path):
    tanpa = [x.read_bytes() for x in surat("penyerahan", kantor(tmp_path), sop, tmp_path / "a")]
    tulis_logo(tmp_path, nama, isi)
    dengan = [x.read_bytes() for x in surat("penyerahan", kantor(tmp_path), sop, tmp_path / "b")]
    assert tanpa[0] != dengan[0]
    assert (tanpa[1] != dengan[1]) == nama.endswith("png")
    assert all(huruf_tertanam(dengan[0]).values())


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("logo.png", b"bukan gambar"),
        ("logo.png", PNG[:40]),
        ("logo.png", PNG[:16] + (60_000).to_bytes(4, "big") * 2 + PNG[24:]),
        ("logo.png", PNG + b"\0" * 1_000_001),
        ("logo.svg", b"<svg"),
        ("logo.svg", b'<!DOCTYPE x [<!ENTITY a "b">]>' + SVG),
        ("logo.svg", SVG.replace(b"<path", b'<image href="file:///etc/passwd"/><path')),
        ("logo.svg", SVG.replace(b"<path", b'<image href="http://jahat.example/x.png"/><path')),
    ],
)
def test_lambang_rusak_atau_terlalu_besar_ditolak_dengan_kalimat(nama, isi, sop, tmp_path):
    tulis_logo(tmp_path, nama, isi)
    with pytest.raises(GalatParameter, match=f"params/{nama}"):
        surat("daftar_hadir", kantor(tmp_path), sop, tmp_path / "s")
    assert not (tmp_path / "s").exists()


# ---- ke_pdf ---------------------------------------------------------------------------------------------------------
def templat(tmp_path: Path, isi: str) -> Path:
    jalur = tmp_path / "t.typ"
    jalur.write_text(f'#import "/dasar.typ": *\n#show: dokumen.with(judul: "U")\n{isi}\n', encoding="utf-8")
    return jalur


def test_ke_pdf_tidak_membaca_berkas_mesin(tmp_path):
    import typst

    (tmp_path / "rahasia.txt").write_text("x", encoding="utf-8")
    for jalur in ("rahasia.txt", "/rahasia.txt", "../rahasia.txt"):
        with pytest.raises(typst.TypstError):
            ke_pdf(templat(tmp_path, f'#read("{jalur}")'), {}, dt.date(2025, 7, 1))


def test_ke_pdf_nama_gambar_harus_polos(tmp_path):
    for nama in ("../x.png", "a/b.png", "", ".x"):
        with pytest.raises(ValueError, match="plain"):
            ke_pdf(templat(tmp_path, ""), {}, dt.date(2025, 7, 1), berkas={nama: b""})


def test_ke_pdf_hanya_berbeda_bila_data_atau_tanggal_berbeda(tmp_path):
    t = templat(tmp_path, "#d.x")
    satu = ke_pdf(t, {"x": "a"}, dt.date(2025, 7, 1))
    assert satu == ke_pdf(t, {"x": "a"}, dt.date(2025, 7, 1))
    assert satu != ke_pdf(t, {"x": "a"}, dt.date(2025, 7, 2))
    assert satu != ke_pdf(t, {"x": "b"}, dt.date(2025, 7, 1))


def test_sidik_dapat_disalin_dan_kata_panjang_patah(tmp_path):
    t = templat(tmp_path, "#block(width: 4cm, d.kata)\n#text(font: huruf-rata, size: 6pt, d.sidik)")
    jalur = tmp_path / "x.pdf"
    jalur.write_bytes(ke_pdf(t, {"kata": "Panjang" * 30, "sidik": SIDIK}, dt.date(2025, 7, 1)))
    teks = teks_pdf(jalur)
    assert SIDIK in teks
    assert teks.replace(" ", "").count("Panjang") == 30


@given(
    st.text(
        st.one_of(st.characters(), st.characters(min_codepoint=0x300, max_codepoint=0x33FF)), min_size=1, max_size=20
    )
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_huruf_apa_pun_tidak_menggagalkan_surat(teks):
    # What cannot be drawn, alone, in capitals or beside its neighbour, becomes a box; what follows it stays.
    isi = {"judul": teks, "penulis": "", "kaki": teks, "sidik": "", "contoh": False, "rebah": False, "kop": None}
    blok = [unsur.judul(teks), unsur.paragraf(teks), unsur.tabel((teks,), (1,), [[teks]])]
    pdf = ke_pdf("surat", isi | {"blok": blok}, dt.date(2025, 7, 1))
    assert all(huruf_tertanam(pdf).values())


@pytest.mark.parametrize("teks", ["\u175c\u10ff x", "Î\u1df2\u2de7 x", "\u10f1 x", "\u2034\u20d9 x"])
def test_huruf_yang_gagal_hanya_bila_berdampingan_atau_kapital(teks, tmp_path):
    jalur = tmp_path / "x.pdf"
    jalur.write_bytes(ke_pdf(templat(tmp_path, "#d.x #upper(d.x)"), {"x": teks}, dt.date(2025, 7, 1)))
    assert teks_pdf(jalur).split(" halaman")[0].endswith("X")


def test_tanda_kita_semuanya_ada_pada_huruf_yang_dipakai():
    assert [h for h in sorted(_TANDA) if not _terlukis(h)] == []
    assert all(_terlukis(chr(n)) for n in range(0x20, 0x250) if unicodedata.category(chr(n))[0] != "C")


def test_bersihkan():
    assert bersihkan({"a": ("x\x00y\tz\r\nb", 3, None, "\u202etxt", "e\u0301", "\ud800")}) == {
        "a": ["xy z\nb", 3, None, "txt", "é", KOTAK]
    }


def test_kop_hanya_mencetak_yang_ada(tmp_path):
    kosong = unsur.kop(dataclasses.replace(kantor(tmp_path), dinas=Dinas(nama="Dinas A")))
    assert kosong == {"induk": "", "nama": "Dinas A", "alamat": []}
    isi = Kop(kode_pos="78711", telepon="(0567) 1", laman="a.go.id")
    penuh = unsur.kop(kantor(tmp_path, alamat="Jalan B 1", kop=isi))
    assert penuh["induk"] == "Pemerintah Kabupaten Kapuas Hulu"
    assert penuh["alamat"] == ["Jalan B 1, Kode Pos 78711", "Telepon (0567) 1, Laman a.go.id"]
