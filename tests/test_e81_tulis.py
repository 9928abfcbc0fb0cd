"""The papers to hand in: Formulir E.81 that our own reader reads back, and Pengukuran Kinerja of the LKjIP."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from kinerja import skema
from kinerja.kantor import Periode
from kinerja.keluaran.buku_serah import buku_serah
from kinerja.keluaran.e81_isi import baris_e81, uang_triwulan
from kinerja.keluaran.e81_tulis import AWAL, BELAH, KEPALA, KOLOM, formulir_e81
from kinerja.keluaran.pengukuran_xlsx import LEMBAR, LEMBAR_UANG, pengukuran_kinerja
from kinerja.masukan import e81
from kinerja.masukan.buku import buka
from kinerja.masukan.hasil import HasilBaca
from tests.test_rekap_xlsx import Dinas, dinas_uji, hitung

BERANGKA = ("angka", "rasio")


@pytest.fixture(scope="module", params=["contoh-2", "contoh-4", "luwu-4", "e81-3"])
def dinas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dinas:
    return dinas_uji(request.param, tmp_path_factory)


def formulir(d: Dinas) -> Any:
    return openpyxl.load_workbook(io.BytesIO(formulir_e81(d.tabel, d.kantor, d.periode)))["E.81"]


def pengukuran(d: Dinas) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(pengukuran_kinerja(d.tabel, d.kantor, d.periode)))


def baca_lagi(d: Dinas, tmp: Path) -> HasilBaca:
    jalur = tmp / "e81.xlsx"
    jalur.write_bytes(formulir_e81(d.tabel, d.kantor, d.periode))
    buku = buka(jalur, jalur.name)
    assert e81.dikenali(buku.lembar[0])
    return e81.baca(buku, buku.lembar[0], d.periode.tahun, d.periode.triwulan)


def k(lembar: Any, r: int, kelompok: str, ukur: str = "k") -> Any:
    return lembar.cell(r, KOLOM[kelompok, ukur]).value


def baris_indikator(lembar: Any) -> dict[str, int]:
    return {str(lembar.cell(r, 4).value): r for r in range(AWAL, lembar.max_row + 1) if lembar.cell(r, 4).value}


def angka(x: Any) -> float | None:
    return None if x is None or pd.isna(x) else float(x)


# ---- read back ------------------------------------------------------------------------------------------------------
def test_dibaca_lagi_dengan_k_yang_sama(dinas, tmp_path):
    """Figures of a predicate, a date or a range are words on the form; all the others come back."""
    hasil = baca_lagi(dinas, tmp_path)
    c = dinas.tabel["capaian"].set_index("indikator")
    kembali = {str(x["indikator"]): x for x in hasil.indikator}
    assert set(kembali) == {" ".join(n.split()) for n in c.index}
    for nama, b in c[c["jenis_target"].isin(BERANGKA)].iterrows():
        x = kembali[" ".join(str(nama).split())]
        for kolom in ("target_tahun", "target_renstra", "realisasi_renstra_lalu"):
            assert angka(x[kolom]) == pytest.approx(angka(b[kolom])), (nama, kolom)
        assert x["satuan"] == b["satuan"] or not b["satuan"]
    kode = {str(x["kode_indikator"]): str(x["indikator"]) for x in hasil.indikator}
    dapat = {(kode[str(x["kode_indikator"])], x["triwulan"]): x["realisasi"] for x in hasil.realisasi}
    nama_indikator = dict(zip(c["kode_indikator"], c.index, strict=True))
    rekap = dinas.tabel["rekap"]
    berangka = set(c.loc[c["jenis_target"].isin(BERANGKA), "kode_indikator"])
    ada = rekap[rekap["realisasi"].notna() & rekap["kode_indikator"].isin(berangka)]
    assert len(ada) > 5
    for b in ada.itertuples():
        kunci = (" ".join(nama_indikator[b.kode_indikator].split()), b.triwulan)
        assert dapat[kunci] == pytest.approx(b.realisasi, abs=1e-9)


def test_dibaca_lagi_dengan_rupiah_yang_sama(dinas, tmp_path):
    hasil = baca_lagi(dinas, tmp_path)
    nama = {x["kode_anggaran"]: (x["nama"], x["pagu_dpa_rp"]) for x in hasil.anggaran}
    asal = dinas.tabel["rekap_anggaran"]
    kini = [(" ".join(n.split()), angka(p)) for n, p in zip(asal["nama"], asal["pagu_rp"], strict=True)]
    assert sorted((n, angka(p) or 0) for n, p in nama.values()) == sorted((n, p or 0) for n, p in kini)
    daun = asal[asal["daun"]]
    keluar = dinas.tabel["realisasi_anggaran"]
    keluar = keluar[keluar["kode_anggaran"].isin(daun["kode_anggaran"])].dropna(subset="realisasi_rp")
    per_tw = keluar.groupby("triwulan")["realisasi_rp"].sum().to_dict()
    induk = {x["kode_induk"] for x in hasil.anggaran}
    dapat: dict[int, int] = {}
    for x in hasil.realisasi_anggaran:
        if x["kode_anggaran"] not in induk:
            dapat[int(str(x["triwulan"]))] = dapat.get(int(str(x["triwulan"])), 0) + int(str(x["realisasi_rp"]))
    assert dapat == per_tw


@pytest.mark.parametrize("triwulan", [2, 4])
def test_formulir_asli_bolak_balik(e81_asli, tmp_path, triwulan):
    (tmp_path / "deli/data/raw/2025").mkdir(parents=True)
    shutil.copy(e81_asli, tmp_path / "deli/data/raw/2025")
    d = hitung(tmp_path / "deli", triwulan)
    hasil = baca_lagi(d, tmp_path)
    buku = buka(e81_asli, e81_asli.name)
    asli = e81.baca(buku, buku.lembar[0], 2025, triwulan)
    for kolom in ("indikator", "satuan", "sasaran", "jenjang"):
        assert [x[kolom] for x in hasil.indikator] == [x[kolom] for x in asli.indikator], kolom
    for tabel, kolom in (("indikator", "target_tahun"), ("indikator", "target_renstra"), ("realisasi", "realisasi")):
        dapat, harap = ([angka(x[kolom]) for x in getattr(h, tabel)] for h in (hasil, asli))
        assert dapat == pytest.approx(harap), kolom
    assert [x["nama"] for x in hasil.anggaran] == [x["nama"] for x in asli.anggaran]
    # Sums that the form prints wrongly are not carried over; what its leaves say is.
    daun = {x["kode_anggaran"] for x in asli.realisasi_anggaran if not x["ikhtisar"]}
    rupiah = [
        {(x["kode_anggaran"], x["triwulan"]): x["realisasi_rp"] for x in h.realisasi_anggaran if not x["ikhtisar"]}
        for h in (hasil, asli)
    ]
    assert len(daun) > 60 and list(rupiah[0].values()) == list(rupiah[1].values())


# ---- what stands in it ----------------------------------------------------------------------------------------------
def test_kolom_hasil_adalah_angka_pipa(dinas):
    lembar = formulir(dinas)
    baris = baris_indikator(lembar)
    for b in dinas.tabel["capaian"].to_dict("records"):
        r = baris[b["indikator"]]
        for kelompok, kolom in (("tingkat_renja", "capaian_tahun_pct"), ("tingkat_renstra", "capaian_renstra_pct")):
            assert angka(k(lembar, r, kelompok)) == pytest.approx(angka(b[kolom])), (b["kode_indikator"], kolom)
        if b["jenis_target"] in BERANGKA:
            assert angka(k(lembar, r, "setahun")) == pytest.approx(angka(b["realisasi_sd"])), b["kode_indikator"]


def test_kosong_bukan_nol(dinas):
    """What the tables do not hold is an empty cell, and no quarter that has not come holds anything."""
    lembar = formulir(dinas)
    baris = baris_indikator(lembar)
    for b in dinas.tabel["capaian"].to_dict("records"):
        for kelompok, kolom in (("target_renstra", "target_renstra"), ("lalu", "realisasi_renstra_lalu"),
                                ("setahun", "realisasi_sd")):  # fmt: skip
            if pd.isna(b[kolom]):
                assert k(lembar, baris[b["indikator"]], kelompok) is None, (b["kode_indikator"], kolom)
    for tw in range(dinas.periode.triwulan + 1, 5):
        isi = [k(lembar, r, f"tw{tw}", u) for r in range(AWAL, lembar.max_row + 1) for u in ("k", "rp")]
        assert set(isi) == {None}
    catatan = {c.value for row in lembar.iter_rows(max_col=1) for c in row}
    assert any(str(x).startswith("Sel kosong berarti") for x in catatan)


def test_uang_triwulan_berjumlah_uang_sampai_triwulan(dinas):
    asal = dinas.tabel["rekap_anggaran"]
    tw = uang_triwulan(asal, dinas.tabel["realisasi_anggaran"], dinas.periode)
    for b in asal.itertuples():
        isi = tw.get(b.kode_anggaran, {})
        assert (sum(isi.values()) if isi else None) == (None if pd.isna(b.realisasi_sd_rp) else b.realisasi_sd_rp)
    total = dinas.tabel["serapan"].iloc[0]
    assert sum(tw[""].values()) == total.realisasi_rp
    lembar = formulir(dinas)
    jumlah = next(r for r in range(AWAL, lembar.max_row) if lembar.cell(r, 1).value == "Jumlah anggaran")
    assert (k(lembar, jumlah, "target_tahun", "rp"), k(lembar, jumlah, "setahun", "rp")) == (
        total.pagu_rp, total.realisasi_rp,
    )  # fmt: skip


def test_induk_berdiri_di_atas_anaknya(dinas):
    asal = dinas.tabel["rekap_anggaran"]
    acak = dinas.tabel | {"rekap_anggaran": asal.sample(frac=1, random_state=3)}
    for tabel in (dinas.tabel, acak):
        urut = [b.nama for b in baris_e81(tabel, dinas.kantor, dinas.periode) if b.nama]
        assert sorted(urut) == sorted(asal["nama"])
        kode = [b.kode for b in baris_e81(tabel, dinas.kantor, dinas.periode) if b.kode]
        for x in kode:
            di_atas = [y for y in kode if x.startswith(f"{y}.")]
            assert all(kode.index(y) < kode.index(x) for y in di_atas)


def test_lingkaran_induk_tidak_menghilangkan_baris(dinas):
    asal = dinas.tabel["rekap_anggaran"].copy()
    asal["kode_induk"] = asal["kode_anggaran"].shift(-1).fillna(asal["kode_anggaran"].iat[0]).astype("str")
    baris = baris_e81(dinas.tabel | {"rekap_anggaran": asal}, dinas.kantor, dinas.periode)
    assert len([b for b in baris if b.nama]) == len(asal)


def test_kaki_formulir(dinas):
    lembar = formulir(dinas)
    kiri = {str(lembar.cell(r, 1).value): r for r in range(AWAL, lembar.max_row + 1) if lembar.cell(r, 1).value}
    rata, predikat = kiri["Rata-rata capaian kinerja (%)"], kiri["Predikat kinerja"]
    gulung = dinas.tabel["sasaran"]
    atas = gulung[gulung["level"] == "dinas"].iloc[0]
    assert angka(k(lembar, rata, "tingkat_renja")) == pytest.approx(angka(atas.capaian_tahun_pct))
    assert (k(lembar, predikat, "tingkat_renja") is not None) == (dinas.periode.triwulan == 4)
    for kata in ("Faktor pendorong", "Faktor penghambat", "Tindak lanjut yang diperlukan dalam triwulan"):
        assert any(x.startswith(kata) for x in kiri), kata
    penghambat = [x for x in dinas.tabel["capaian"]["penghambat"] if x]
    semua = {c.value for row in lembar.iter_rows() for c in row}
    assert set(penghambat) <= semua


def test_cetak_f4_mendatar_berkepala(dinas):
    lembar = formulir(dinas)
    assert (lembar.page_setup.paperSize, lembar.page_setup.orientation) == (14, "landscape")
    assert lembar.print_title_rows == f"${KEPALA}:${KEPALA + 3}" and lembar.print_title_cols == "$A:$E"
    assert [b.id for b in lembar.col_breaks.brk] == [BELAH]


# ---- Pengukuran Kinerja ---------------------------------------------------------------------------------------------
def test_pengukuran_kinerja_angka_pipa(dinas):
    buku = pengukuran(dinas)
    lembar = buku[LEMBAR]
    kepala = next(r for r in range(1, 12) if lembar.cell(r, 1).value == "No")
    judul = [c.value for c in lembar[kepala] if c.value]
    assert judul[:4] == ["No", "Sasaran", "Indikator Kinerja", "Satuan"] and judul[-2:] == ["Capaian (%)", "Predikat"]
    c = dinas.tabel["capaian"]
    utama = c[c["dalam_gabungan"]].set_index("indikator")
    r, ada = kepala + 1, []
    while lembar.cell(r, 1).value != "Rata-rata capaian":
        b = utama.loc[lembar.cell(r, 3).value]
        dapat = lembar.cell(r, len(judul) - 1).value
        assert dapat == "–" if pd.isna(b.capaian_sd_pct) else dapat == pytest.approx(b.capaian_sd_pct)
        if b.predikat:
            assert lembar.cell(r, len(judul)).value == b.predikat
        if b.jenis_target in BERANGKA and not pd.isna(b.realisasi_sd):
            assert lembar.cell(r, len(judul) - 2).value == pytest.approx(b.realisasi_sd)
        ada.append(b.name)
        r += 1
    assert sorted(ada) == sorted(utama.index)
    gulung = dinas.tabel["sasaran"]
    atas = gulung[gulung["level"] == "dinas"].iloc[0]
    assert angka(lembar.cell(r, len(judul) - 1).value) == pytest.approx(angka(atas.capaian_pct))


def test_pengukuran_kinerja_target(dinas):
    """In TW IV the target to date is the year's, and there is one column of it; before, there are two."""
    lembar = pengukuran(dinas)[LEMBAR]
    kepala = next(r for r in range(1, 12) if lembar.cell(r, 1).value == "No")
    judul = [c.value for c in lembar[kepala] if c.value]
    if dinas.periode.triwulan == 4:
        assert judul[4:6] == ["Target", "Realisasi"]
    else:
        assert judul[4] == "Target Tahun" and judul[5].startswith("Target s.d. TW")


def test_pengukuran_kinerja_anggaran(dinas):
    lembar = pengukuran(dinas)[LEMBAR_UANG]
    kepala = next(r for r in range(1, 12) if lembar.cell(r, 1).value == "No")
    isi = {
        str(lembar.cell(r, 2).value): [lembar.cell(r, n).value for n in (3, 4)]
        for r in range(kepala + 1, lembar.max_row + 1)
        if isinstance(lembar.cell(r, 1).value, int)
    }
    s = dinas.tabel["serapan"]
    program = s[s["jenjang"] == "program"]
    assert set(isi) == set(program["nama"]) and len(isi) > 1
    for b in program.itertuples():
        assert isi[b.nama] == [None if pd.isna(x) else x for x in (b.pagu_rp, b.realisasi_rp)]
    jumlah = next(r for r in range(kepala, lembar.max_row) if lembar.cell(r, 1).value == "Jumlah")
    assert lembar.cell(jumlah, 3).value == s.iloc[0].pagu_rp


def test_kantor_tanpa_anggaran_dan_tanpa_angka(dinas):
    """A plan without money and reports still gives all papers, empty where there is nothing."""
    nama = ("rekap_anggaran", "realisasi_anggaran", "serapan", "capaian", "rekap", "banding", "lapor", "temuan",
            "tindak_lanjut", "berkas", "putusan")  # fmt: skip
    kosong = {n: skema.kosong(n) for n in nama}
    gulung = dinas.tabel["sasaran"]
    sisa = gulung[gulung["level"] == "dinas"].assign(n=0, n_terukur=0, capaian_pct=float("nan"), predikat="")
    hasil = buku_serah(kosong | {"sasaran": sisa}, dinas.kantor, Periode(2025, 1), ("", ""))
    for isi in hasil.values():
        assert openpyxl.load_workbook(io.BytesIO(isi)).sheetnames
