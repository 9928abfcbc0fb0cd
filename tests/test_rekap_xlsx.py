"""rekap.xlsx: formulas that hold the pipeline's values, LibreOffice that finds the same, and words that stay words."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from kinerja import skema
from kinerja.arsip.segel import sidik_isi
from kinerja.capaian import RUMUS
from kinerja.kantor import Kantor, Periode, muat
from kinerja.keluaran.buku_serah import BERKAS, buku_serah
from kinerja.keluaran.rekap_hitung import HURUF, KOLOM_RERATA
from kinerja.keluaran.rekap_lembar import AWAL, BARIS_KEPALA
from kinerja.keluaran.rekap_xlsx import rekap_xlsx
from kinerja.langkah import ASAL_TABEL, DAFTAR, jalankan
from kinerja.rantai import jalan
from kinerja.tabel import baca
from kinerja.ukur import ukur
from tests import libreoffice as lo
from tests.conftest import AKAR, LUWU

SEGEL = ("ab" * 32, "0123456789ab")
FUNGSI = {
    "IF", "OR", "N", "COUNT", "COUNTIF", "SUM", "AVERAGE", "MIN", "MAX", "ROUND", "INDEX", "ISNUMBER", "SUMPRODUCT",
    "VLOOKUP", "DATE",
}  # fmt: skip
"""Every function that a formula may use; Excel 2010, LibreOffice and WPS have them all."""
DIHITUNG = {
    "target_sd": "target_sd", "target_sd_bawah": "target_sd_bawah", "realisasi_sd": "realisasi_sd",
    "pembilang_sd": "pembilang_sd", "penyebut_sd": "penyebut_sd", "capaian_sd_pct": "capaian_sd_pct",
    "capaian_tahun_pct": "capaian_tahun_pct", "capaian_renstra_pct": "capaian_renstra_pct",
}  # fmt: skip


@dataclass(frozen=True)
class Dinas:
    """An office whose quarter has been computed."""

    kantor: Kantor
    periode: Periode
    tabel: dict[str, pd.DataFrame]

    def rekap(self) -> bytes:
        return rekap_xlsx(self.tabel, self.kantor, self.periode, SEGEL)


def hitung(akar: Path, triwulan: int) -> Dinas:
    for x in DAFTAR:
        jalankan(x.nama, 2025, triwulan, str(akar))
    kantor, periode = muat(akar, 2025), Periode(2025, triwulan)
    return Dinas(kantor, periode, baca(kantor.olahan(periode), ASAL_TABEL, ASAL_TABEL))


def salin(asal: Path, tujuan: Path) -> Path:
    for nama in ("params", "data/raw"):
        if (asal / nama).is_dir():
            shutil.copytree(asal / nama, tujuan / nama)
    return tujuan


def dinas_uji(mana: str, tmp_path_factory: pytest.TempPathFactory) -> Dinas:
    """Measure an office and quarter by name, such as ``luwu-4``."""
    nama, triwulan = mana.split("-")
    akar = tmp_path_factory.mktemp("kantor") / nama
    if nama == "e81":
        from tests.mirip_e81 import tulis

        (akar / "data/raw/2025").mkdir(parents=True)
        tulis(akar / "data/raw/2025/evaluasi renja.xlsx")
    else:
        salin(AKAR if nama == "contoh" else LUWU, akar)
    return hitung(akar, int(triwulan))


@pytest.fixture(scope="module", params=["contoh-2", "contoh-4", "luwu-4", "e81-4"])
def dinas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dinas:
    return dinas_uji(request.param, tmp_path_factory)


@pytest.fixture(scope="module")
def contoh2(tmp_path_factory: pytest.TempPathFactory) -> Dinas:
    return hitung(salin(AKAR, tmp_path_factory.mktemp("contoh") / "kantor"), 2)


def buka(isi: bytes, nilai: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(isi), data_only=nilai)


def rumus(buku: openpyxl.Workbook) -> list[tuple[str, str, str]]:
    """Sheet, cell and formula of every formula."""
    return [
        (s.title, c.coordinate, str(c.value)) for s in buku for row in s.iter_rows() for c in row if c.data_type == "f"
    ]


def sama(a: object, b: object) -> bool:
    """Whether two cells hold the same; nothing and ``""`` are one, figures agree to 1e-9."""
    a, b = ("" if x is None or x != x else x for x in (a, b))
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(1.0, abs(a))
    return a == b


# ---- values in the file ---------------------------------------------------------------------------------------------
def test_setiap_rumus_menyimpan_nilai(dinas):
    isi = dinas.rekap()
    sel = []
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        for nama in z.namelist():
            sel += re.findall(rb"<c [^>]*><f>.*?</c>", z.read(nama))
    assert len(sel) == len(rumus(buka(isi))) > 100
    for x in sel:
        assert b't="str"' in x or re.search(rb"<v>-?[\d.e+-]+</v>", x), x


def test_nilai_pengukuran_nilai_pipa(dinas):
    lembar = buka(dinas.rekap(), nilai=True)["Pengukuran"]
    c = dinas.tabel["capaian"].to_dict("records")
    for r, b in enumerate(c, AWAL):
        assert lembar[f"A{r}"].value == b["kode_indikator"]
        for kolom, nama in DIHITUNG.items():
            assert sama(lembar[f"{HURUF[kolom]}{r}"].value, b[nama]), (b["kode_indikator"], kolom)
        assert sama(lembar[f"{HURUF['predikat']}{r}"].value, b["predikat"])
    assert lembar[f"A{AWAL + len(c)}"].value is None


def test_nilai_rerata_nilai_pipa(dinas):
    lembar = buka(dinas.rekap(), nilai=True)["Rerata"]
    judul = [c.value for c in lembar[BARIS_KEPALA]]
    assert judul == [k.judul for k in KOLOM_RERATA]
    kolom = {"Terukur": "n_terukur", "Dibatasi": "n_dibatasi", "Capaian": "capaian_pct", "Predikat": "predikat",
             "Capaian tanpa batas": "capaian_mentah_pct", "Terhadap target tahun": "capaian_tahun_pct",
             "Bila yang belum lapor dihitung 0": "capaian_batas_bawah_pct", "Serapan": "serapan_pct"}  # fmt: skip
    for r, b in enumerate(dinas.tabel["sasaran"].to_dict("records"), AWAL):
        assert lembar.cell(r, 2).value == b["kode"]
        for j, nama in kolom.items():
            assert sama(lembar.cell(r, judul.index(j) + 1).value, b[nama]), (b["kode"], j)


# ---- recomputed -----------------------------------------------------------------------------------------------------
def hitung_libreoffice(isi: bytes, tmp: Path) -> openpyxl.Workbook:
    """Have LibreOffice recompute a workbook whose stored values have all been spoilt."""
    lo.cari()
    asal, hasil = tmp / "racun.xlsx", tmp / "hasil.xlsx"
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(asal, "w") as baru:
        for info in lama.infolist():
            data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>777</v>", lama.read(info))
            baru.writestr(info, data.replace(b' t="str"><f>', b"><f>"))
    assert {x for _, _, x in _nilai_rumus(asal.read_bytes())} == {777}
    buka_dan_hitung = [f"dok = Buka({lo.teks(asal.as_uri())})", "dok.calculateAll()"]
    lo.jalankan(["Dim dok As Object", *buka_dan_hitung, lo.simpan("dok", hasil), "dok.close(True)"], tmp)
    return openpyxl.load_workbook(hasil, data_only=True)


def _nilai_rumus(isi: bytes) -> list[tuple[str, str, object]]:
    nilai = buka(isi, nilai=True)
    return [(s, sel, nilai[s][sel].value) for s, sel, _ in rumus(buka(isi))]


def bandingkan(isi: bytes, tmp: Path) -> None:
    ulang = hitung_libreoffice(isi, tmp)
    beda = [(s, sel, x, ulang[s][sel].value) for s, sel, x in _nilai_rumus(isi) if not sama(x, ulang[s][sel].value)]
    assert beda == []


@pytest.mark.lambat
def test_libreoffice_mendapat_nilai_yang_sama(dinas, tmp_path):
    bandingkan(dinas.rekap(), tmp_path)


def _acak(b: dict[str, object], kode: str, rng: np.random.Generator) -> dict[str, object]:
    """An indicator of any formula and kind, with zeros and gaps where trouble lives."""
    jenis = str(rng.choice(["angka", "angka", "rentang", "tanggal", "predikat", "rasio"]))
    target = float(rng.choice([0, 0, 1, 4, 60, 75.5, 100])) if jenis not in ("predikat", "tanggal") else 5.0
    bawah = target * 0.8 if jenis == "rentang" else np.nan
    return b | {
        "kode_indikator": kode, "indikator": f"Indikator {kode}", "jenis_target": jenis,
        "rumus": str(rng.choice(list(RUMUS))), "bobot": float(rng.choice([0.5, 1, 2])),
        "konsolidasi": "rasio" if jenis == "rasio" else str(rng.choice(["jumlah", "akhir", "rata"])),
        "bentuk_target": str(rng.choice(["per_triwulan", "kumulatif"])),
        "polaritas": str(rng.choice(["maks", "min"])), "baseline": float(rng.choice([np.nan, 60.0, 90.0, 0.0])),
        "target_tahun": target, "target_tahun_bawah": bawah, "target_tahun_teks": "BB" if jenis == "predikat" else "",
        "target_renstra": float(rng.choice([np.nan, 0, 120.0])), "target_renstra_bawah": np.nan,
        "realisasi_renstra_lalu": float(rng.choice([np.nan, 0, 12.5])), "tersedia_tw": int(rng.choice([1, 1, 4])),
        "satuan": "%" if jenis == "rasio" else "predikat" if jenis == "predikat" else "unit", "jenis": "",
    }  # fmt: skip


def _acak_rekap(t: dict[str, object], b: dict[str, object], rng: np.random.Generator) -> dict[str, object]:
    ada, ditargetkan = rng.random() < 0.8, rng.random() < 0.8
    jenis = b["jenis_target"]
    nilai = float(rng.integers(1, 7)) if jenis in ("predikat", "tanggal") else float(rng.choice([0, 1, 50, 61.25, 130]))
    target = float(b["target_tahun"]) if ditargetkan else np.nan  # type: ignore[arg-type]
    return t | {
        "kode_indikator": b["kode_indikator"], "target": target, "target_teks": "", "dilaporkan": ada,
        "target_bawah": target * 0.8 if jenis == "rentang" else np.nan, "keadaan": "", "realisasi_teks": "",
        "realisasi": nilai if ada and jenis != "rasio" else np.nan,
        "pembilang": nilai if ada and jenis == "rasio" else np.nan,
        "penyebut": float(rng.choice([0, 40, 80])) if ada and jenis == "rasio" else np.nan,
    }  # fmt: skip


def _kantor_acak(d: Dinas, benih: int, n: int = 240) -> Dinas:
    rng = np.random.default_rng(benih)
    pola, pola_tw = d.tabel["indikator"].to_dict("records"), d.tabel["rekap"].to_dict("records")
    indikator = [_acak(pola[i % len(pola)], f"A-{i:03d}", rng) for i in range(n)]  # type: ignore[arg-type]
    rekap = [
        _acak_rekap({**pola_tw[0], "triwulan": tw}, b, rng)  # type: ignore[dict-item]
        for b in indikator
        for tw in range(1, d.periode.triwulan + 1)
    ]
    tabel = d.tabel | {"indikator": skema.bentuk("indikator", indikator), "rekap": skema.bentuk("rekap", rekap)}
    return Dinas(d.kantor, d.periode, tabel | ukur(tabel, d.kantor, d.periode))


@pytest.mark.lambat
@pytest.mark.parametrize(("benih", "batas", "skala"), [(1, 120, ""), (2, None, "akip-88-2021")])
def test_libreoffice_semua_rumus_dan_jenis(contoh2, tmp_path, benih, batas, skala):
    aturan = contoh2.kantor.aturan.model_copy(
        update={"batas_capaian_pct": batas, "rerata_dinas": "indikator" if batas is None else "sasaran",
                "skala": skala or contoh2.kantor.aturan.skala,
                "target_triwulan_kosong": "target_tahun" if batas is None else "belum_ditargetkan"}
    )  # fmt: skip
    acak = _kantor_acak(replace(contoh2, kantor=replace(contoh2.kantor, aturan=aturan)), benih)
    c = acak.tabel["capaian"]
    terukur = c[c["status"] == "terukur"]
    assert set(terukur["rumus"]) == set(RUMUS) and set(terukur["jenis_target"]) == set(skema.JENIS_TARGET)
    assert set(c["status"]) >= {"belum_dilaporkan", "tanpa_kejadian", "tidak_dapat_dihitung"}
    bandingkan(acak.rekap(), tmp_path)


# ---- words, functions, bytes ----------------------------------------------------------------------------------------
JAHAT = ('=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1+1", "<script>&\x01]]>")


def _jahat(d: Dinas) -> dict[str, pd.DataFrame]:
    """The tables with hostile text in every column of words that units or planners fill in."""
    kata = ("indikator", "sasaran", "satuan", "nama", "pesan", "uraian", "bukti", "pendorong", "penghambat",
            "tindak_lanjut", "berkas")  # fmt: skip
    tabel = dict(d.tabel)
    for nama in ("capaian", "temuan", "rekap_anggaran", "serapan", "sasaran", "tindak_lanjut", "berkas"):
        df = tabel[nama]
        isi = {k: JAHAT[n % len(JAHAT)] for n, k in enumerate(kata) if k in df}
        tabel[nama] = df.assign(**isi).astype(df.dtypes.to_dict())
    return tabel


def test_teks_tidak_pernah_menjadi_rumus(contoh2):
    jahat = _jahat(contoh2)
    isi = buku_serah(jahat, contoh2.kantor, contoh2.periode, SEGEL)
    assert set(isi) == set(BERKAS)
    polos = buku_serah(contoh2.tabel, contoh2.kantor, contoh2.periode, SEGEL)
    for nama, byte in isi.items():
        tanda = 0
        for s in buka(byte):
            for row in s.iter_rows():
                for c in row:
                    if c.data_type == "s" and str(c.value)[:1] in "=+-@":
                        assert c.quotePrefix, (nama, s.title, c.coordinate)
                        tanda += 1
        assert tanda > 0, nama
        assert len(rumus(buka(byte))) <= len(rumus(buka(polos[nama]))), nama
        with zipfile.ZipFile(io.BytesIO(byte)) as z:
            assert not any("externalLink" in x for x in z.namelist())


def test_hanya_fungsi_yang_dikenal_semua_program(dinas):
    dipakai = {f for _, _, x in rumus(buka(dinas.rekap())) for f in re.findall(r"([A-Z][A-Z0-9.]*)\(", x)}
    assert dipakai <= FUNGSI
    assert {"IF", "SUMPRODUCT", "INDEX"} <= dipakai


def test_peringkat_dan_tanggal_dihitung_bukan_ditempel(tmp_path_factory):
    d = hitung(salin(AKAR, tmp_path_factory.mktemp("contoh") / "kantor"), 4)
    isi = d.rekap()
    lembar, nilai = buka(isi)["Angka Triwulan"], buka(isi, nilai=True)["Angka Triwulan"]
    judul = [c.value for c in lembar[BARIS_KEPALA]]
    k = judul.index("Target TW IV") + 1
    baris = {lembar.cell(r, 1).value: r for r in range(AWAL, lembar.max_row + 1)}
    assert str(lembar.cell(baris["SK-01"], k).value).startswith('=VLOOKUP("BB",Peringkat!')
    assert lembar.cell(baris["SK-02"], k).value == "=DATE(2025,2,28)-DATE(2024,12,31)"
    assert (nilai.cell(baris["SK-01"], k).value, nilai.cell(baris["SK-02"], k).value) == (5, 59)


def test_sampul_menyebut_segel_dan_semua_lembar(dinas):
    buku = buka(dinas.rekap())
    isi = {c.value for row in buku["Sampul"].iter_rows() for c in row if c.value}
    assert set(SEGEL) <= isi and set(buku.sheetnames[1:]) <= isi and dinas.periode.teks in isi
    assert buku.sheetnames[:4] == ["Sampul", "Catatan", "Pengukuran", "Rerata"]


def test_tabel_rapi_bertipe_dan_siap_dicetak(dinas):
    buku = buka(dinas.rekap(), nilai=True)
    for s in buku.worksheets[2:]:
        assert s.page_setup.orientation == "landscape" and s.page_setup.paperSize == 9, s.title
        assert s.print_title_rows == f"${BARIS_KEPALA}:${BARIS_KEPALA}", s.title
        assert None not in [c.value for c in s[BARIS_KEPALA]], s.title
    serapan = buku["Serapan"]
    judul = [c.value for c in serapan[BARIS_KEPALA]]
    pagu = [serapan.cell(r, judul.index("Pagu") + 1) for r in range(AWAL, serapan.max_row + 1)]
    harap = dinas.tabel["serapan"]["pagu_rp"]
    assert [c.value for c in pagu] == [None if pd.isna(x) else int(x) for x in harap]
    assert {c.number_format for c in pagu} == {'"Rp"#,##0;-"Rp"#,##0'}
    tenggat = buku["Pelaporan"][f"F{AWAL}"]
    assert tenggat.is_date and tenggat.value.date().isoformat() == dinas.tabel["lapor"]["tenggat"].iat[0]
    assert buku["Capaian"].auto_filter.ref and buku["Capaian"].freeze_panes == f"C{AWAL}"


def test_byte_sama_di_folder_lain(contoh2, tmp_path):
    lain = hitung(salin(AKAR, tmp_path / "tempat lain"), 2)
    segel = (sidik_isi(contoh2.tabel), SEGEL[1])
    assert buku_serah(contoh2.tabel, contoh2.kantor, contoh2.periode, segel) == buku_serah(
        lain.tabel, lain.kantor, lain.periode, segel
    )


# ---- in the chain ---------------------------------------------------------------------------------------------------
def test_ditulis_rantai_dan_dibuat_lagi_bila_hilang(kantor_e81):
    hasil = jalan(2025, 1, kantor_e81)
    folder = hasil.laporan.parent
    pertama = {n: (folder / n).read_bytes() for n in BERKAS}
    catatan = json.loads((folder / "run.json").read_text(encoding="utf-8"))["langkah"]["laporan"]["keluaran"]
    assert {f"reports/2025/TW1/{n}" for n in BERKAS} <= set(catatan)
    (folder / "rekap.xlsx").unlink()
    (folder / "formulir-e81.xlsx").write_bytes(b"diubah")
    assert "laporan" not in jalan(2025, 1, kantor_e81).dilewati
    assert {n: (folder / n).read_bytes() for n in BERKAS} == pertama
