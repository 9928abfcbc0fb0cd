"""The two committed offices: fresh from their tables, every kind of indicator, the totals they must have."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from kinerja import skema
from kinerja.kantor import Kantor, muat
from kinerja.masukan import formulir, perencanaan
from kinerja.masukan.buku import buka
from kinerja.masukan.hasil import HasilBaca
from tests.contoh import buat as buat_contoh
from tests.luwu_utara import buat as buat_luwu

AKAR = Path(__file__).resolve().parents[1]
LUWU = AKAR / "tests" / "luwu_utara"


def baca_tahun(kantor: Kantor, tahun: int) -> HasilBaca:
    """Read the plan and every form of a year."""
    folder = kantor.mentah(tahun)
    hasil = perencanaan.baca(buka(folder / "perencanaan.xlsx", "perencanaan.xlsx"), tahun, kantor)
    indikator, kode = list(hasil.indikator), {str(a["kode_anggaran"]) for a in hasil.anggaran}
    for tw in (1, 2, 3, 4):
        for jalur in sorted((folder / f"TW{tw}").glob("*.xlsx")):
            hasil.tambah(formulir.baca(buka(jalur, kantor.relatif(jalur)), tahun, tw, indikator, kantor, kode))
    return hasil


@pytest.fixture(scope="module", params=[2024, 2025])
def contoh(request: pytest.FixtureRequest) -> HasilBaca:
    return baca_tahun(muat(AKAR, request.param), request.param)


@pytest.fixture(scope="module")
def luwu() -> HasilBaca:
    return baca_tahun(muat(LUWU, 2025), 2025)


# ---- fresh --------------------------------------------------------------------------------------------------------
def isi_kemasan(jalur: Path) -> list[tuple[str, bytes]]:
    """Return what a workbook's file holds; how hard it is squeezed is the business of the machine's zlib."""
    with zipfile.ZipFile(jalur) as z:
        return [(i.filename, z.read(i)) for i in z.infolist()]


def daftar(akar: Path) -> list[Path]:
    return sorted(p.relative_to(akar) for p in (akar / "data/raw").rglob("*.xlsx"))


@pytest.mark.parametrize(("akar", "pembuat"), [(AKAR, buat_contoh), (LUWU, buat_luwu)], ids=["contoh", "luwu"])
def test_berkas_sama_dengan_tabelnya(akar: Path, pembuat: ModuleType, tmp_path: Path) -> None:
    shutil.copytree(akar / "params", tmp_path / "params")
    pembuat.buat(tmp_path)
    assert daftar(akar) == daftar(tmp_path)
    for p in daftar(akar):
        assert isi_kemasan(akar / p) == isi_kemasan(tmp_path / p), f"{p}: jalankan lagi python -m {pembuat.__name__}"


def test_dua_kali_sama_byte(tmp_path: Path) -> None:
    for nama in ("a", "b"):
        shutil.copytree(LUWU / "params", tmp_path / nama / "params")
        buat_luwu.buat(tmp_path / nama)
    for p in daftar(tmp_path / "a"):
        assert (tmp_path / "a" / p).read_bytes() == (tmp_path / "b" / p).read_bytes()


# ---- whole --------------------------------------------------------------------------------------------------------
def test_contoh_bersih_dan_utuh(contoh: HasilBaca) -> None:
    assert contoh.temuan_ingest == []
    assert contoh.baris_tidak_dibaca == []
    assert len(contoh.berkas) == 17
    assert {b["status"] for b in contoh.berkas} == {"dipakai"}
    assert len(contoh.realisasi) == 4 * len(contoh.indikator)
    for nama in ("berkas", "indikator", "target", "realisasi", "anggaran", "realisasi_anggaran", "riwayat"):
        skema.skema(nama).validate(skema.bentuk(nama, getattr(contoh, nama)), lazy=True)


def test_setiap_angka_isian_terbaca_kembali(contoh: HasilBaca) -> None:
    tahun = 2024 if len(contoh.indikator) == 16 else 2025
    terbaca = {(str(r["kode_indikator"]), str(r["triwulan"])): r for r in contoh.realisasi}
    jenis = {i["kode_indikator"]: i["jenis_target"] for i in contoh.indikator}
    for b in buat_contoh.tabel(f"isian_{tahun}"):
        r = terbaca[b["kode"], b["tw"]]
        for k in ("bukti", "pendorong", "penghambat", "tindak_lanjut", "penjelasan"):
            assert r[k] == b[k]
        for k in ("realisasi", "pembilang", "penyebut"):
            if b[k] and not b[k].startswith("belum") and jenis[b["kode"]] not in ("predikat", "tanggal"):
                assert r[k] == float(str(buat_contoh.nilai(b[k]))), (b["kode"], b["tw"], k)
    uang = {(str(r["kode_anggaran"]), r["triwulan"]): r["realisasi_rp"] for r in contoh.realisasi_anggaran}
    for b in buat_contoh.tabel("belanja", tahun):
        assert [uang[b["kode"], tw] for tw in (1, 2, 3, 4)] == [int(b[f"tw{tw}"]) for tw in (1, 2, 3, 4)]


def test_contoh_memuat_setiap_jenis() -> None:
    hasil = baca_tahun(muat(AKAR, 2025), 2025)

    def ada(kolom: str) -> set[object]:
        return {i[kolom] for i in hasil.indikator}

    assert ada("polaritas") == set(skema.POLARITAS)
    assert ada("konsolidasi") == set(skema.KONSOLIDASI)
    assert ada("jenis_target") == set(skema.JENIS_TARGET)
    assert ada("rumus") == set(skema.RUMUS)
    assert ada("jenis") == {"IKU", "IKI", ""}
    assert ada("bentuk_target") == {"per_triwulan", "kumulatif"}
    assert ada("jenjang") == set(skema.JENJANG)
    assert ada("asumsi") == {""}
    nama = " ".join(str(i["indikator"]) for i in hasil.indikator)
    assert "Industri Kecil dan Menengah (IKM)" in nama
    assert "Indeks Kepuasan Masyarakat (IKM)" in nama
    bersama = [i["kode_anggaran"] for i in hasil.indikator]
    assert bersama.count("2.07.05") == 2


def test_riwayat_2024_sama_dengan_formulir_2024() -> None:
    rencana = baca_tahun(muat(AKAR, 2025), 2025)
    lalu = baca_tahun(muat(AKAR, 2024), 2024)
    riwayat = {(r["kode_indikator"], r["triwulan"]): r["nilai"] for r in rencana.riwayat if r["tahun"] == 2024}
    cara = {i["kode_indikator"]: i["konsolidasi"] for i in lalu.indikator}
    n = 0
    for kode, konsolidasi in cara.items():
        lapor = sorted(
            (r for r in lalu.realisasi if r["kode_indikator"] == kode), key=lambda r: int(str(r["triwulan"]))
        )
        for (k, tw), nilai in riwayat.items():
            if k != kode:
                continue
            sd = lapor[: int(str(tw))]
            x = [float(str(r["realisasi"])) for r in sd if r["realisasi"] == r["realisasi"]]
            a, b = (sum(float(str(r[j])) for r in sd) for j in ("pembilang", "penyebut"))
            harap = {"jumlah": sum(x), "akhir": x[-1] if x else None, "rata": sum(x) / max(len(x), 1)}.get(
                str(konsolidasi)
            )
            assert nilai == pytest.approx(a / b * 100 if konsolidasi == "rasio" else harap, abs=0.005), (kode, tw)
            n += 1
    assert n >= 50


def sel_pertama(jalur: Path) -> Iterator[str]:
    for lb in openpyxl.load_workbook(jalur):
        if lb.title not in ("Petunjuk", "_identitas"):
            yield " ".join(str(c.value) for r in lb.iter_rows(max_row=3, max_col=1) for c in r)


def test_contoh_mengaku_contoh() -> None:
    assert muat(AKAR, 2025).dinas.data_contoh
    for p in daftar(AKAR):
        assert all("DATA CONTOH" in t for t in sel_pertama(AKAR / p)), p


def test_serapan_contoh(contoh: HasilBaca) -> None:
    """Believable: about nine tenths by the year's end, never above the budget, one programme far behind in 2025."""
    daun = {a["kode_anggaran"] for a in contoh.anggaran} - {a["kode_induk"] for a in contoh.anggaran}
    belanja = {
        k: sum(int(str(r["realisasi_rp"])) for r in contoh.realisasi_anggaran if r["kode_anggaran"] == k) for k in daun
    }
    pagu = {a["kode_anggaran"]: int(str(a["pagu_dppa_rp"])) for a in contoh.anggaran if a["kode_anggaran"] in daun}
    assert all(belanja[k] <= pagu[k] for k in daun)
    assert 0.88 < sum(belanja.values()) / sum(pagu.values()) < 0.97
    if any(i["kode_indikator"] == "TK-08" for i in contoh.indikator):  # the year 2025
        assert belanja["3.32.03.2.01.0001"] / pagu["3.32.03.2.01.0001"] < 0.35


# ---- the sister office --------------------------------------------------------------------------------------------
def test_luwu_utara(luwu: HasilBaca) -> None:
    assert {t["kode"] for t in luwu.temuan_ingest} == {"lembar_tidak_ada"}  # the LAKIP gives no Renstra or history
    assert len(luwu.indikator) == len(luwu.realisasi) == 10
    target = {i["kode_indikator"]: float(str(i["target_tahun"])) for i in luwu.indikator}
    capaian = [float(str(r["realisasi"])) / target[r["kode_indikator"]] * 100 for r in luwu.realisasi]
    assert round(sum(capaian) / 10, 2) == 88.56
    assert round(sum(min(c, 120) for c in capaian) / 10, 2) == 83.30
    assert round(sum(min(c, 100) for c in capaian) / 10, 2) == 78.82
    informal = next(r for r in luwu.realisasi if r["kode_indikator"] == "LU-05")
    assert round((2 * 69.50 - float(str(informal["realisasi"]))) / 69.50 * 100, 2) == 96.76
    assert sum(int(str(a["pagu_dpa_rp"])) for a in luwu.anggaran) == 8_189_493_807
    assert sum(int(str(a["realisasi_rp"])) for a in luwu.realisasi_anggaran) == 4_565_922_776
    kode = [i["kode_anggaran"] for i in luwu.indikator]
    assert (kode.count("2.07.03"), kode.count("2.07.04"), kode.count("")) == (2, 2, 1)


def test_luwu_utara_arah_diganti_lewat_params(tmp_path: Path) -> None:
    shutil.copytree(LUWU / "params", tmp_path / "params")
    shutil.copytree(LUWU / "data", tmp_path / "data")
    with (tmp_path / "params/aturan.yaml").open("a", encoding="utf-8") as f:
        f.write("indikator:\n  LU-05: {polaritas: min, rumus: NEG-L}\n")
    i = next(i for i in baca_tahun(muat(tmp_path, 2025), 2025).indikator if i["kode_indikator"] == "LU-05")
    assert (i["polaritas"], i["rumus"]) == ("min", "NEG-L")
