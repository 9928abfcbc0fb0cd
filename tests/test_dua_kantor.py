"""Two real offices, end to end: a published LAKIP carried into our shape, and a Formulir E.81 as it was filled in."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from kinerja.angka import bulat, tulis_persen, tulis_rupiah
from kinerja.cli import main
from kinerja.kantor import Periode, muat
from kinerja.rantai import jalan


def tabel(akar, nama, triwulan=4):
    return pd.read_parquet(muat(akar, 2025).olahan(Periode(2025, triwulan)) / f"{nama}.parquet")


def params(akar, teks):
    with (akar / "params" / "aturan.yaml").open("a", encoding="utf-8") as f:
        f.write(teks)


# ---- Luwu Utara: LAKIP 2025 Distransnaker --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("informal", "mentah", "batas_120", "batas_100"),
    [("POS", 88.56, 83.30, 78.82), ("NEG-L", 87.92, 82.66, 78.49)],
)
def test_luwu_utara_rerata_capaian(luwu, informal, mentah, batas_120, batas_100):
    i = tabel_indikator(luwu)
    kode = i.loc[i["indikator"] == "Persentase Tenaga Kerja Informal", "kode_indikator"].item()
    if informal == "NEG-L":
        params(luwu, f"\nindikator:\n  {kode}: {{polaritas: min, rumus: NEG-L}}\n")
    for batas, hasil in ((120, batas_120), (100, batas_100)):
        (luwu / "params" / "aturan-2025.yaml").write_text(f"batas_capaian_pct: {batas}\n", encoding="utf-8")
        jalan(2025, 4, luwu)
        dinas = tabel(luwu, "sasaran").set_index("level").loc["dinas"]
        assert (dinas.n, dinas.n_terukur) == (10, 10)
        assert bulat(dinas.capaian_mentah_pct) == mentah
        assert bulat(dinas.capaian_pct) == hasil
    capaian = tabel(luwu, "capaian").set_index("kode_indikator")
    assert bulat(capaian.loc[kode, "capaian_sd_pct"]) == {"POS": 103.24, "NEG-L": 96.76}[informal]


def tabel_indikator(akar):
    jalan(2025, 4, akar)
    return tabel(akar, "indikator")


def test_luwu_utara_uang_dihitung_satu_kali(luwu):
    hasil = jalan(2025, 4, luwu)
    total = tabel(luwu, "serapan").iloc[0]
    assert (total.pagu_rp, total.realisasi_rp) == (8_189_493_807, 4_565_922_776)
    assert bulat(total.serapan_pct) == 55.75
    dinas = tabel(luwu, "sasaran").set_index("level").loc["dinas"]
    assert (dinas.pagu_rp, dinas.realisasi_rp) == (8_189_493_807, 4_565_922_776)
    halaman = hasil.laporan.read_text(encoding="utf-8").replace("\xa0", " ")
    for teks in (
        tulis_rupiah(8_189_493_807),
        tulis_rupiah(4_565_922_776),
        tulis_persen(55.75),
        tulis_persen(dinas.capaian_pct),
    ):
        assert teks in halaman


# ---- Deli Serdang: Formulir E.81 Bappedalitbang 2025 ---------------------------------------------------------------
@pytest.fixture
def deli(tmp_path, e81_asli):
    folder = tmp_path / "deli serdang"
    (folder / "data" / "raw" / "2025").mkdir(parents=True)
    shutil.copy(e81_asli, folder / "data" / "raw" / "2025")
    return folder


@pytest.mark.parametrize("triwulan", [1, 2, 3, 4])
def test_e81_asli_dari_ujung_ke_ujung(deli, triwulan, capsys):
    assert main(["jalan", "--tahun", "2025", "--triwulan", str(triwulan), "--akar", str(deli)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    berkas = tabel(deli, "berkas", triwulan).iloc[0]
    assert berkas.baris_dibaca + berkas.baris_tidak_dibaca == berkas.baris_tabel
    assert len(tabel(deli, "baris_tidak_dibaca", triwulan)) == berkas.baris_tidak_dibaca
    temuan = tabel(deli, "temuan", triwulan)
    pesan = " ".join(temuan["pesan"] + " " + temuan["sel"])
    assert "Rp104.990.014" in pesan
    for sel in ("R12", "U12", "X12", "AA12", "AF82", "I40", "AD13"):
        assert sel in pesan, sel
    kode = temuan.groupby("kode").size()
    assert kode["persen_penuh_realisasi_nol"] == 3
    assert {"galat_rumus_cetak", "persen_dijumlah_antar_tahun", "satuan_bercampur", "satuan_salah_ketik"} <= set(
        kode.index
    )
    capaian = tabel(deli, "capaian", triwulan)
    if triwulan < 4:
        # The form has no quarter targets: progress towards the year is shown, a verdict is not.
        assert not (capaian["status"] == "terukur").any()
        assert capaian["capaian_tahun_pct"].notna().sum() > 80
    total = tabel(deli, "serapan", triwulan).iloc[0]
    keluar = {1: 1_971_343_265, 2: 4_250_601_590, 3: 6_983_784_669, 4: 12_023_973_159}
    assert (total.pagu_rp, total.realisasi_rp) == (14_723_660_349, keluar[triwulan])
    halaman = (deli / f"reports/2025/TW{triwulan}/laporan.html").read_text(encoding="utf-8")
    assert "Berkas aturan: tidak ada; semuanya bawaan." in halaman


def test_e81_k_adalah_tambahan(deli):
    """Formulir E.81's K is an addition to a running total, percentages included, and is named as such."""
    jalan(2025, 2, deli)
    c = tabel(deli, "capaian", 2).set_index("kode_indikator")
    assert c.loc["E81-0014", "realisasi_sd"] == pytest.approx(29.2857142857 + 16.4285714286)
    assert c.loc["E81-0014", "tambahan_persen"]
    assert not c.loc["E81-0015", "tambahan_persen"]
