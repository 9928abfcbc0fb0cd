"""The round trip through the real LibreOffice: a form written, opened, filled in and saved there, read back here."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kinerja.formulir import buat_formulir
from kinerja.kantor import Kantor, Periode, muat
from kinerja.masukan import formulir, perencanaan
from kinerja.masukan.buku import buka
from kinerja.masukan.hasil import HasilBaca
from tests import libreoffice as lo

pytestmark = pytest.mark.lambat
PERIODE = Periode(2025, 3)
KINERJA = {
    ("TK-01", "Realisasi"): "belum rilis BPS",
    ("TK-03", "Pembilang"): 43,
    ("TK-03", "Penyebut"): 47,
    ("TK-04", "Realisasi"): 1514,
    ("TK-05", "Realisasi"): 26.75,
    ("TK-06", "Pembilang"): 0,
    ("TK-06", "Penyebut"): 0,
    ("TK-07", "Realisasi"): 46.5,
    ("TK-08", "Realisasi"): 0,
    ("TK-04", "Bukti Dukung"): 'Berita acara "angkatan III" & <V>, 5 > 3; Ω é',
    ("TK-04", "Faktor Penghambat"): "baris pertama\nbaris kedua",
    ("TK-05", "Faktor Pendorong"): "=1+1 bukan rumus",
    ("TK-07", "Tindak Lanjut"): "-2 perusahaan didatangi",
    ("TK-07", "PIC"): "@mediator",
    ("TK-07", "Tenggat"): "Desember 2025",
    ("TK-08", "Penjelasan"): "x" * 900,
}
UANG = {"Realisasi TW ini (Rp)": 8_189_493_807, "Fisik s.d. TW ini (%)": 62.5, "Penjelasan": "Belanja dipercepat."}
NOMOR = "TL-2025-2-TK-07"
STATUS = {"Status": "Sedang berjalan", "Keterangan": "Dua dari tiga kecamatan."}


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    import shutil

    akar, asal = tmp_path_factory.mktemp("kantor"), Path(__file__).resolve().parents[1]
    shutil.copytree(asal / "params", akar / "params")
    shutil.copytree(asal / "data" / "raw", akar / "data" / "raw")
    return muat(akar, PERIODE.tahun)


def sel(lembar: object, kode: str, judul: str) -> tuple[int, int]:
    """Return row and column (from 0) of a row's cell, by the title of the column."""
    baris = list(lembar.iter_rows())  # type: ignore[attr-defined]
    kepala = next(r for r in baris if sum(c.value is not None for c in r) > 5 and judul in [c.value for c in r])
    kolom = next(c.column for c in kepala if c.value == judul)
    tempat = next(r[0].row for r in baris if r[0].value == kode)
    return tempat - 1, kolom - 1


def isi_basic(buku: openpyxl.Workbook) -> list[str]:
    """Return the lines of Basic that fill the form in, as a person would: a figure as a figure, words as words."""
    semua = [("Kinerja", kode, judul, x) for (kode, judul), x in KINERJA.items()]
    uang = str(next(r[0].value for r in buku["Anggaran"].iter_rows() if str(r[0].value).count(".") == 5))
    semua += [("Anggaran", uang, judul, x) for judul, x in UANG.items()]
    semua += [("Tindak Lanjut", NOMOR, judul, x) for judul, x in STATUS.items()]
    hasil = []
    for lembar, kode, judul, x in semua:
        r, k = sel(buku[lembar], kode, judul)
        tujuan = f"dok.Sheets.getByName({lo.teks(lembar)}).getCellByPosition({k}, {r})"
        hasil.append(f"{tujuan}.String = {lo.teks(x)}" if isinstance(x, str) else f"{tujuan}.Value = {x}")
    return hasil


@pytest.fixture(scope="module")
def hasil(kantor: Kantor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One start of LibreOffice: fill in, save in every format, open the .ods again and save it as .xlsx, print."""
    tmp = tmp_path_factory.mktemp("lo")
    lo.cari()
    asal = next(p for p in buat_formulir(kantor, PERIODE) if "Tenaga_Kerja" in p.name)
    buku = openpyxl.load_workbook(asal)
    lo.jalankan(
        [
            "Dim dok As Object, lain As Object",
            f"dok = Buka({lo.teks(asal.as_uri())})",
            lo.simpan("dok", tmp / "kosong.pdf"),
            f"CatatTerbuka(dok, {lo.teks(str(tmp / 'terbuka.txt'))})",
            *isi_basic(buku),
            *(lo.simpan("dok", tmp / f"isian{e}") for e in (".xlsx", ".ods", ".xls")),
            "dok.close(True)",
            f"lain = Buka({lo.teks((tmp / 'isian.ods').as_uri())})",
            lo.simpan("lain", tmp / "dua kali.xlsx"),
            "lain.close(True)",
        ],
        tmp,
    )
    return tmp


def baca(kantor: Kantor, jalur: Path) -> HasilBaca:
    tahun = PERIODE.tahun
    rencana = perencanaan.baca(buka(kantor.mentah(tahun) / "perencanaan.xlsx", "perencanaan.xlsx"), tahun, kantor)
    kode = {str(a["kode_anggaran"]) for a in rencana.anggaran}
    return formulir.baca(
        buka(jalur, jalur.name), tahun, PERIODE.triwulan, rencana.indikator, kantor, kode, rencana.target
    )


def tanpa_libreoffice(kantor: Kantor, tmp: Path) -> HasilBaca:
    """Read the same form filled in with the same values by openpyxl."""
    asal = next((kantor.laporan(PERIODE) / "formulir").glob("*Tenaga_Kerja*"))
    buku = openpyxl.load_workbook(asal)
    uang = str(next(r[0].value for r in buku["Anggaran"].iter_rows() if str(r[0].value).count(".") == 5))
    for (kode, judul), x in KINERJA.items():
        _tulis(buku["Kinerja"], sel(buku["Kinerja"], kode, judul), x)
    for judul, x in UANG.items():
        _tulis(buku["Anggaran"], sel(buku["Anggaran"], uang, judul), x)
    for judul, x in STATUS.items():
        _tulis(buku["Tindak Lanjut"], sel(buku["Tindak Lanjut"], NOMOR, judul), x)
    buku.save(tmp / "openpyxl.xlsx")
    return baca(kantor, tmp / "openpyxl.xlsx")


def _tulis(lembar: object, tempat: tuple[int, int], nilai: object) -> None:
    s = lembar.cell(tempat[0] + 1, tempat[1] + 1)  # type: ignore[attr-defined]
    s.value = nilai
    if isinstance(nilai, str):
        s.data_type = "s"


def inti(baris: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return records without the name of the file that they came from; NaN as None, so that they can be compared."""
    return [
        {k: None if isinstance(v, float) and v != v else v for k, v in b.items() if not k.startswith("asal_berkas")}
        for b in baris
    ]


def temuan(hasil: HasilBaca) -> set[tuple[object, ...]]:
    return {(t["kode"], t["lembar"], t["sel"], t["nilai"]) for t in hasil.temuan_ingest}


@pytest.mark.parametrize("nama", ["isian.xlsx", "isian.ods", "isian.xls", "dua kali.xlsx"])
def test_setiap_nilai_tiba_dan_tidak_ada_temuan_baru(kantor: Kantor, hasil: Path, tmp_path: Path, nama: str) -> None:
    kita, harap = baca(kantor, hasil / nama), tanpa_libreoffice(kantor, tmp_path)
    for tabel in ("realisasi", "realisasi_anggaran", "status_tindak_lanjut"):
        assert inti(getattr(kita, tabel)) == inti(getattr(harap, tabel)), tabel
    assert temuan(kita) == temuan(harap)
    assert kita.baris_tidak_dibaca == []
    b = kita.berkas[0]
    assert (b["bidang"], b["triwulan"], b["revisi"], b["status"]) == ("Bidang Tenaga Kerja", 3, 0, "dipakai")


def test_nilai_itu_memang_yang_diisi(kantor: Kantor, hasil: Path) -> None:
    """Against the figures themselves, so that two equal mistakes do not pass for success."""
    h = baca(kantor, hasil / "isian.xlsx")
    r = {str(x["kode_indikator"]): x for x in h.realisasi}
    assert (r["TK-03"]["pembilang"], r["TK-03"]["penyebut"]) == (43, 47)
    assert [r[k]["realisasi"] for k in ("TK-04", "TK-05", "TK-07", "TK-08")] == [1514, 26.75, 46.5, 0]
    assert (r["TK-01"]["keadaan"], r["TK-06"]["keadaan"]) == ("belum_tersedia", "tanpa_kejadian")
    assert r["TK-05"]["pendorong"] == "=1+1 bukan rumus"
    assert r["TK-08"]["penjelasan"] == "x" * 900
    assert "baris kedua" in str(r["TK-04"]["penghambat"])
    uang = pd.DataFrame(h.realisasi_anggaran)["realisasi_rp"].dropna().tolist()
    assert uang == [8_189_493_807]
    status = {s["nomor"]: s["status"] for s in h.status_tindak_lanjut}
    assert status[NOMOR] == "berjalan"


def test_libreoffice_mengunci_sel_yang_sama(kantor: Kantor, hasil: Path) -> None:
    """Every sheet is protected there, and what is open there is what was written as open: no more, no less."""
    asal = openpyxl.load_workbook(next((kantor.laporan(PERIODE) / "formulir").glob("*Tenaga_Kerja*")))
    baris = [x.split("|") for x in (hasil / "terbuka.txt").read_text(encoding="utf-8").splitlines()]
    assert {x[0]: x[1] for x in baris if len(x) == 2} == {lb.title: "True" for lb in asal}
    harap = {(lb.title, c.row - 1, c.column - 1) for lb in asal for r in lb for c in r if not c.protection.locked}
    assert {(x[0], int(x[1]), int(x[2])) for x in baris if len(x) == 3} == harap
    assert len(harap) > 8 * 8
    kembali = openpyxl.load_workbook(hasil / "isian.xlsx")
    assert all(lb.protection.sheet for lb in kembali)
    assert kembali["_identitas"].sheet_state == "hidden"


def test_cetakan_dua_halaman_bersisian(hasil: Path) -> None:
    """Kinerja on two pages, the other four sheets on one each: nothing runs over the edge of the paper."""
    lo.perlu_huruf()
    halaman = re.findall(rb"/Type\s*/Page\b", (hasil / "kosong.pdf").read_bytes())
    assert len(halaman) == 2 + 4
