"""What leaves the printer: every PDF is PDF/A and tagged, no word leaves its page, no page is torn or wasted."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from kinerja.galat import GalatParameter
from kinerja.kantor import Kantor, Periode, muat
from kinerja.keluaran.laporan_kartu import bagian_kartu
from kinerja.keluaran.laporan_pdf import laporan_pdf
from kinerja.keluaran.laporan_tabel import Kolom, tabel
from kinerja.langkah import ASAL_TABEL
from kinerja.rantai import jalan
from kinerja.tabel import baca
from tests.conftest import AKAR, BERSAMA, LUWU
from tests.test_surat_buat import huruf_tertanam

SIDIK, RUN = "ab" * 32, "0123456789ab"
E81 = BERSAMA / "data" / "e81-bappedalitbang-deli-serdang-2025.xlsx"
TERLARANG = {
    "/JS", "/JavaScript", "/Launch", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/XFA", "/LZWDecode", "/DeviceCMYK",
    "/Movie", "/Sound", "/RichMedia", "/GoToR", "/SubmitForm", "/ImportData",
}  # fmt: skip
"""Names of actions, filters, and colours that PDF/A-2 forbids or that ask for something outside of the file."""
TEPI = 20.0
"""Points from the edge of the sheet that no printer reaches."""


@dataclass(frozen=True)
class Cetakan:
    """A printed report with what it was made from."""

    pdf: bytes
    tabel: dict[str, pd.DataFrame]
    kantor: Kantor
    periode: Periode


def _cetak(akar: Path, tw: int) -> Cetakan:
    jalan(2025, tw, akar)
    kantor, p = muat(akar, 2025), Periode(2025, tw)
    t = baca(kantor.olahan(p), tuple(ASAL_TABEL), ASAL_TABEL)
    return Cetakan(laporan_pdf(t, kantor, p, 0, SIDIK, RUN), t, kantor, p)


def _contoh(tujuan: Path) -> None:
    shutil.copytree(AKAR / "params", tujuan / "params")
    shutil.copytree(AKAR / "data" / "raw", tujuan / "data" / "raw")


@pytest.fixture(scope="module")
def contoh2(tmp_path_factory: pytest.TempPathFactory) -> Cetakan:
    akar = tmp_path_factory.mktemp("contoh")
    _contoh(akar)
    return _cetak(akar, 2)


@pytest.fixture(scope="module")
def luwu4(tmp_path_factory: pytest.TempPathFactory) -> Cetakan:
    akar = tmp_path_factory.mktemp("luwu") / "luwu utara"
    shutil.copytree(LUWU, akar, ignore=shutil.ignore_patterns("*.py", "__pycache__", "processed", "reports"))
    return _cetak(akar, 4)


@pytest.fixture(scope="module")
def e81_4(tmp_path_factory: pytest.TempPathFactory) -> Cetakan:
    """The real form where it is at hand, with about a hundred indicators of long names; else its small look-alike."""
    akar = tmp_path_factory.mktemp("e81")
    folder = akar / "data" / "raw" / "2025"
    folder.mkdir(parents=True)
    if E81.is_file():
        shutil.copy(E81, folder)
    else:
        from tests.mirip_e81 import tulis

        tulis(folder / "evaluasi renja.xlsx")
    return _cetak(akar, 4)


@pytest.fixture(params=["contoh2", "luwu4", "e81_4"])
def cetakan(request: pytest.FixtureRequest) -> Cetakan:
    return request.getfixturevalue(request.param)


def _poppler(pdf: bytes, tmp_path: Path, *pilihan: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) tidak ada di mesin ini")
    (tmp_path / "l.pdf").write_bytes(pdf)
    perintah = ["pdftotext", *pilihan, str(tmp_path / "l.pdf"), "-"]
    return subprocess.run(perintah, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def _halaman(pdf: bytes, tmp_path: Path) -> list[str]:
    return _poppler(pdf, tmp_path, "-layout").split("\f")[:-1]


def _rata(teks: str) -> str:
    return " ".join(teks.replace("\u200b", "").split())


# ---- PDF/A, tags ----------------------------------------------------------------------------------------------------
def _nama(benda: Any) -> Iterator[str]:
    """All names in an object: keys of dictionaries, and names as values."""
    if isinstance(benda, generic.DictionaryObject):
        for k, v in benda.raw_items() if hasattr(benda, "raw_items") else dict.items(benda):
            yield str(k)
            yield from _nama(v)
    elif isinstance(benda, generic.ArrayObject):
        for v in list.__iter__(benda):
            yield from _nama(v)
    elif isinstance(benda, generic.NameObject):
        yield str(benda)


def test_pdfa_bertanda_baca_tanpa_yang_terlarang(cetakan: Cetakan) -> None:
    """No validator can be shipped; what a validator looks at first is looked at here, object by object."""
    for klaim in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert klaim in cetakan.pdf
    baca_pdf = PdfFileReader(io.BytesIO(cetakan.pdf))
    akar = baca_pdf.root
    assert akar["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert akar["/MarkInfo"]["/Marked"] and akar["/StructTreeRoot"]
    assert akar["/Lang"] == "id-ID" and akar["/ViewerPreferences"]["/DisplayDocTitle"]
    assert not baca_pdf.encrypted
    dipakai = {n for r in baca_pdf.xrefs.explicit_refs_in_revision(0) for n in _nama(baca_pdf.get_object(r))}
    assert {"/Page", "/StructElem"} <= dipakai  # the search does see what is in there
    assert not dipakai & TERLARANG
    assert {"/H1", "/H2", "/Table", "/TH", "/TR", "/TD", "/TOC", "/Figure", "/Alt"} <= dipakai


def test_huruf_semuanya_tertanam(cetakan: Cetakan) -> None:
    huruf = huruf_tertanam(cetakan.pdf)
    assert huruf and all(huruf.values())


# ---- pages ----------------------------------------------------------------------------------------------------------
def test_tidak_ada_kata_yang_keluar_halaman(cetakan: Cetakan, tmp_path: Path) -> None:
    kotak = _poppler(cetakan.pdf, tmp_path, "-bbox")
    kata = 0
    for halaman in kotak.split("<page ")[1:]:
        lebar, tinggi = (float(x) for x in re.findall(r'(?:width|height)="([\d.]+)"', halaman)[:2])
        assert (round(lebar), round(tinggi)) == (595, 842)  # A4, upright
        for m in re.finditer(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)', halaman):
            kiri, atas, kanan, bawah = (float(x) for x in m.groups()[:4])
            assert kiri >= TEPI and atas >= TEPI and kanan <= lebar - TEPI and bawah <= tinggi - TEPI, m[5]
            kata += 1
    assert kata > 1000


def test_judul_tidak_tertinggal_di_kaki_halaman(cetakan: Cetakan, tmp_path: Path) -> None:
    """Below the last heading of a page stands at least one line, and no heading of a table stands alone."""
    for isi in _halaman(cetakan.pdf, tmp_path)[2:]:
        baris = [b for b in isi.splitlines() if b.strip()]
        badan = baris[: next(i for i, b in enumerate(baris) if "halaman " in b and " dari " in b)]
        if not badan:
            continue
        assert not re.fullmatch(r"\s*\d+(\.\d+)?\s{1,4}[A-Z][\w ,/()-]+", badan[-1]), badan[-1]
        assert not re.match(r"\s*(Kode|Indikator|Sasaran|Aturan|Program, kegiatan)\s{3,}", badan[-1]), badan[-1]


def test_banyak_halaman_wajar(contoh2: Cetakan, luwu4: Cetakan, e81_4: Cetakan) -> None:
    """A page a month's work can be read on: long offices get long reports, but no page for every indicator."""
    for c, tetap in ((contoh2, 12), (luwu4, 12), (e81_4, 16)):
        n = PdfFileReader(io.BytesIO(c.pdf)).root["/Pages"]["/Count"]
        assert n <= tetap + len(c.tabel["capaian"]) * 0.7 + len(c.tabel["serapan"]) * 0.1


def test_kepala_tabel_berulang(e81_4: Cetakan, tmp_path: Path) -> None:
    """Every page with a row of the budget's tree has the heading of that table above it."""
    halaman = [h for h in _halaman(e81_4.pdf, tmp_path) if "Sub kegiatan · " in h]
    assert halaman
    assert all("Program, kegiatan, sub kegiatan" in _rata(h) for h in halaman)


def test_tanda_data_contoh_di_setiap_kaki(contoh2: Cetakan, luwu4: Cetakan, tmp_path: Path) -> None:
    assert all("DATA CONTOH" in h for h in _halaman(contoh2.pdf, tmp_path))
    assert not any("DATA CONTOH" in h for h in _halaman(luwu4.pdf, tmp_path))


# ---- no room for what an office lacks -------------------------------------------------------------------------------
def test_kolom_tanpa_data_tidak_dicetak_tetapi_disebut(luwu4: Cetakan, tmp_path: Path) -> None:
    isi = _rata(_poppler(luwu4.pdf, tmp_path))
    assert "Data tidak tersedia bagi semua indikator: target akhir Renstra, triwulan sama tahun lalu" in isi
    assert "Fisik − serapan" not in isi and "Thd Renstra" not in isi


def test_efisiensi_yang_belum_dinilai_satu_kalimat(contoh2: Cetakan, tmp_path: Path) -> None:
    isi = _rata(_poppler(contoh2.pdf, tmp_path))
    assert isi.count("Efisiensi dinilai pada TW IV") == 1
    assert "Nilai efisiensi" not in isi


def test_takik_pohon_anggaran() -> None:
    kolom = [Kolom("Nama", lambda b: b["nama"], 1.0)]
    t = tabel(kolom, [{"nama": "Program", "d": 0}, {"nama": "Kegiatan", "d": 1}], takik=lambda b: b["d"])
    assert t is not None
    assert [b["takik"] for b in t["kelompok"][0]["baris"]] == [0, 1]
    polos = tabel(kolom, [{"nama": "x"}])
    assert polos is not None and polos["kelompok"][0]["baris"][0]["takik"] is None


def test_tabel_pendek_utuh_yang_panjang_boleh_terbelah() -> None:
    kolom = [Kolom("Nama", lambda b: b["nama"], 1.0), Kolom("Isi", lambda b: b["isi"], 3.0)]
    pendek, banyak = [{"nama": "x", "isi": "y"}] * 5, [{"nama": "x", "isi": "y"}] * 60
    padat = [{"nama": "x", "isi": "kata " * 300}] * 3
    assert [t["utuh"] for t in (tabel(kolom, x) for x in (pendek, banyak, padat)) if t] == [True, False, False]


# ---- formula cards --------------------------------------------------------------------------------------------------
KARTU = (
    "Hitungan: {h}\nStatus: Terukur\nRumus: {r}\nBobot: 1\nDefinisi: Sama\n"
    "Sumber target tahun: data/raw/2025/perencanaan.xlsx, lembar PK, sel F{n}\n"
    "Target TW I (60: dari 80): data/raw/2025/perencanaan.xlsx, lembar Rencana Aksi, sel B{n}\n"
    "Realisasi TW I (55): data/raw/2025/TW1/A.xlsx, lembar Kinerja, sel I{n}\n"
    "Target TW II (70): data/raw/2025/perencanaan.xlsx, lembar Rencana Aksi, sel C{n}\n"
    "Realisasi TW II: tempat asalnya tidak tercatat"
)


def _baris_kartu(rumus: list[str]) -> list[dict[str, str]]:
    return [
        {"kode_indikator": f"A-{n}", "indikator": "Nama", "kartu": KARTU.format(h=f"1 + {n}", r=r, n=n)}
        for n, r in enumerate(rumus, 1)
    ]


def test_kartu_menyebut_yang_sama_sekali_dan_yang_lain_pada_kartunya() -> None:
    k = bagian_kartu(_baris_kartu(["POS", "POS", "NEG-L"]))
    assert k["sama"] == [["Status", "Terukur"], ["Rumus", "POS"], ["Bobot", "1"]]
    fakta = [dict(x["fakta"]) for x in k["kartu"]]
    assert [f.get("Rumus") for f in fakta] == [None, None, "NEG-L"]
    assert all(f["Definisi"] == "Sama" for f in fakta)  # an indicator's own words stay with it


def test_kartu_satu_indikator_utuh() -> None:
    k = bagian_kartu(_baris_kartu(["POS"]))
    assert k["sama"] == []
    assert dict(k["kartu"][0]["fakta"])["Bobot"] == "1"


def test_kartu_menyebut_setiap_sel_lembar_sekali() -> None:
    fakta = dict(bagian_kartu(_baris_kartu(["POS"]))["kartu"][0]["fakta"])
    assert fakta["Target tahun"] == "F1, lembar PK dari perencanaan.xlsx"
    assert fakta["Target"] == (
        "TW\u00a0I 60: dari 80 (B1); TW\u00a0II 70 (C1), lembar Rencana Aksi dari perencanaan.xlsx"
    )
    assert fakta["Realisasi"] == (
        "TW\u00a0I 55 (I1), lembar Kinerja dari A.xlsx; TW\u00a0II (tempat asalnya tidak tercatat)"
    )


def test_kartu_tidak_membuang_baris_kedua() -> None:
    baris = _baris_kartu(["POS"])
    baris[0]["kartu"] = "Definisi: satu\ndua\nBobot: 1"
    assert dict(bagian_kartu(baris)["kartu"][0]["fakta"]) == {"Definisi": "satu dua", "Bobot": "1"}


def test_setiap_sel_pada_kartu_ada_pada_cetakan(cetakan: Cetakan, tmp_path: Path) -> None:
    isi = _rata(_poppler(cetakan.pdf, tmp_path))
    for kartu in cetakan.tabel["capaian"]["kartu"]:
        for sel in re.findall(r", sel ([A-Z]+\d+)$", kartu, re.MULTILINE):
            assert re.search(rf"\b{sel}\b", isi), sel


# ---- names that are not there, emblem --------------------------------------------------------------------------------
def test_nama_kosong_tidak_menggagalkan_laporan(luwu4: Cetakan) -> None:
    t = {k: v.copy() for k, v in luwu4.tabel.items()}
    for kolom in ("sasaran", "bidang", "indikator", "kode_sasaran"):
        t["capaian"][kolom] = ""
    assert laporan_pdf(t, luwu4.kantor, luwu4.periode, 0, SIDIK, RUN).startswith(b"%PDF")


def test_lambang_kantor_pada_sampul(contoh2: Cetakan, tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    kantor = Kantor(**{**contoh2.kantor.__dict__, "akar": tmp_path})
    argumen = (contoh2.tabel, kantor, contoh2.periode, 0, SIDIK, RUN)
    tanpa = laporan_pdf(*argumen)
    assert tanpa == contoh2.pdf
    lambang = tmp_path / "params" / "logo.svg"
    lambang.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')
    assert laporan_pdf(*argumen) != tanpa
    lambang.write_text("<svg")
    with pytest.raises(GalatParameter, match="params/logo.svg"):
        laporan_pdf(*argumen)
