"""A sealed quarter's inputs: what differs now is said by name, and the sealed values are at hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kinerja.arsip.kemas import kemas, masukan_tersegel
from kinerja.arsip.nilai_segel import Tersegel, baca_tersegel, pakai_tersegel
from kinerja.arsip.segel import TABEL_NILAI, TABEL_SEGEL
from kinerja.arsip.tersegel import (
    Segel,
    baca_segel,
    bandingkan,
    periksa_triwulan_tersegel,
    sidik_dasar,
)
from kinerja.arsip.verifikasi import verifikasi
from kinerja.formulir import susun_formulir
from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode, muat
from kinerja.masukan.hasil import HasilBaca
from kinerja.rantai import jalan, sidik
from kinerja.skema import bentuk
from kinerja.tabel import periksa
from tests.test_formulir import sel

TW1, TW2, TW3 = (Periode(2025, n) for n in (1, 2, 3))
SEKRETARIAT = "data/raw/2025/TW1/Sekretariat_TW1_2025.xlsx"


def _catat(kantor: Kantor, p: Periode, revisi: int = 0, **isi: object) -> None:
    """Add the entry ``arsip`` to a hand-made ledger."""
    buku = kantor.akar / "data" / "sop" / str(p.tahun) / f"TW{p.triwulan}.jsonl"
    buku.parent.mkdir(parents=True, exist_ok=True)
    entri = {"tindakan": "arsip", "revisi": revisi, "masukan": masukan_tersegel(kantor, p), "keluaran": {}} | isi
    with buku.open("a", encoding="utf-8") as f:
        f.write(json.dumps(entri) + "\n")


@pytest.fixture
def kantor(contoh: Path) -> Kantor:
    return muat(contoh, 2025)


def test_bandingkan_murni() -> None:
    a, b = Segel(TW1, 0, {"p": "1", "q": "2"}), Segel(TW2, 1, {"p": "1", "r": "3"})
    kini = {TW1: {"p": "9", "q": "2", "baru": "0"}, TW2: {"p": "9"}}
    assert [(u.berkas, u.apa, [s.periode for s in u.segel]) for u in bandingkan([a, b], kini)] == [
        ("baru", "baru", [TW1]),
        ("p", "berubah", [TW1, TW2]),
        ("r", "hilang", [TW2]),
    ]
    assert bandingkan([a], {TW1: {"p": "1", "q": "2"}}) == []


def test_tanpa_arsip_tanpa_temuan(kantor: Kantor) -> None:
    assert periksa_triwulan_tersegel(kantor, TW3) == []
    _catat(kantor, TW1)
    assert periksa_triwulan_tersegel(kantor, TW3) == [], "nothing has changed since"


@pytest.mark.parametrize("apa", ["berubah", "hilang", "baru"])
def test_masukan_tersegel_yang_berbeda_disebut(apa: str, kantor: Kantor) -> None:
    _catat(kantor, TW1)
    _catat(kantor, TW2)
    p = kantor.akar / SEKRETARIAT
    berkas = SEKRETARIAT
    if apa == "berubah":
        p.write_bytes(p.read_bytes() + b" ")
    elif apa == "hilang":
        p.unlink()
    else:
        berkas = "data/raw/2025/TW1/susulan.xlsx"
        shutil.copyfile(p, kantor.akar / berkas)
    (t,) = periksa_triwulan_tersegel(kantor, TW3, {SEKRETARIAT: "Sekretariat"})
    assert (t["kode"], t["tingkat"], t["berkas"]) == ("triwulan_tersegel_berubah", "jelaskan", berkas)
    assert t["bidang"] == ("" if apa == "baru" else "Sekretariat")
    assert "TW I tahun 2025 (Rev 0) dan TW II tahun 2025 (Rev 0)" in str(t["pesan"])
    periksa("temuan_ingest", bentuk("temuan_ingest", [t]))
    # the quarter itself is free to be corrected; only what builds on it is told
    assert periksa_triwulan_tersegel(kantor, TW1) == []


def test_triwulan_berikut_bukan_urusan_segel_lama(kantor: Kantor) -> None:
    _catat(kantor, TW1)
    p = kantor.mentah(2025) / "TW2" / "Sekretariat_TW2_2025.xlsx"
    p.write_bytes(p.read_bytes() + b" ")
    assert periksa_triwulan_tersegel(kantor, TW2) == []


def test_revisi_yang_diarsipkan_menghapus_temuan(kantor: Kantor) -> None:
    _catat(kantor, TW1)
    p = kantor.akar / SEKRETARIAT
    p.write_bytes(p.read_bytes() + b" ")
    assert len(periksa_triwulan_tersegel(kantor, TW2)) == 1
    _catat(kantor, TW1, revisi=1)
    assert periksa_triwulan_tersegel(kantor, TW2) == []
    assert [s.revisi for s in baca_segel(kantor, TW2)] == [1]


def test_tahun_lalu_ikut_diperiksa(kantor: Kantor) -> None:
    _catat(muat(kantor.akar, 2024), Periode(2024, 4))
    dasar = sidik_dasar(kantor, TW1)
    p = kantor.mentah(2024) / "perencanaan.xlsx"
    p.write_bytes(p.read_bytes() + b" ")
    (t,) = periksa_triwulan_tersegel(kantor, TW1)
    assert t["berkas"] == "data/raw/2024/perencanaan.xlsx"
    assert sidik_dasar(kantor, TW1) != dasar, "the chain must see that ingest is no longer up to date"


def test_segel_mengubah_dasar_ingest(kantor: Kantor) -> None:
    assert sidik_dasar(kantor, TW2) == {}
    _catat(kantor, TW1)
    assert list(sidik_dasar(kantor, TW2)) == ["data/sop/2025/TW1.jsonl"]


@pytest.mark.parametrize("isi", [b"", b"\xff\xfe", b"[1]\nnull\n{\"tindakan\": \"arsip\"}\n", b"{\"tindakan\": \"arsip\", \"masukan\": 3}\n", b"[" * 100_000])  # fmt: skip  # noqa: E501
def test_buku_yang_rusak_tidak_menghentikan(isi: bytes, kantor: Kantor) -> None:
    buku = kantor.akar / "data" / "sop" / "2025" / "TW1.jsonl"
    buku.parent.mkdir(parents=True)
    buku.write_bytes(isi)
    assert periksa_triwulan_tersegel(kantor, TW2) == []


def test_segel_dari_manifes_arsip_dan_rilis_lama_tanpa_nilai(kantor: Kantor) -> None:
    jalan(2025, 1, kantor.akar)
    rilis = kantor.akar / "data" / "sop" / "2025" / "TW1" / "rev0"
    rilis.mkdir(parents=True)
    shutil.copyfile(kantor.olahan(TW1) / "capaian.parquet", rilis / "capaian.parquet")
    arsip = kemas(kantor, TW1, 0)
    _catat(kantor, TW1, masukan={}, keluaran={kantor.relatif(arsip): sidik(arsip)})
    assert periksa_triwulan_tersegel(kantor, TW2) == []
    p = kantor.akar / SEKRETARIAT
    p.write_bytes(p.read_bytes() + b" ")
    (t,) = periksa_triwulan_tersegel(kantor, TW2)
    assert t["berkas"] == SEKRETARIAT
    assert "data/sop/2025/TW1/rev0/capaian.parquet" in str(t["pesan"])
    # a release from before the quarter's figures were kept: there is nothing to build on but the forms
    assert [s.nilai for s in baca_segel(kantor, TW2)] == [{}] and baca_tersegel(kantor, TW2) == Tersegel()


# ---- the sealed figures are those that a later quarter builds on -----------------------------------------------------
FORM = "data/raw/2025/TW1/Bidang_Perindustrian_TW1_2025.xlsx"


def _segel_nilai(kantor: Kantor, p: Periode, revisi: int = 0) -> None:
    """Run a quarter, release and archive it as the SOP's commands leave it."""
    jalan(p.tahun, p.triwulan, kantor.akar)
    rilis = kantor.akar / "data" / "sop" / p.folder / f"rev{revisi}"
    rilis.mkdir(parents=True)
    for t in (*TABEL_SEGEL, *TABEL_NILAI):
        shutil.copyfile(kantor.olahan(p) / f"{t}.parquet", rilis / f"{t}.parquet")
    keluaran = {kantor.relatif(f): sidik(f) for f in sorted(rilis.iterdir())}
    _catat(kantor, p, revisi, tindakan="putusan", hasil="ya", keluaran=keluaran)
    _catat(kantor, p, revisi)


def _ubah(kantor: Kantor, judul: str, nilai: object, kode: str = "IN-03", lembar: str = "Kinerja") -> None:
    buku = openpyxl.load_workbook(kantor.akar / FORM)
    sel(buku, lembar, kode, judul).value = nilai
    buku.save(kantor.akar / FORM)


def _tabel(kantor: Kantor, p: Periode, nama: str) -> pd.DataFrame:
    return pd.read_parquet(kantor.olahan(p) / f"{nama}.parquet")


def test_yang_dipakai_angka_tersegel_dan_bedanya_disebut(kantor: Kantor) -> None:
    _segel_nilai(kantor, TW1)
    jalan(2025, 2, kantor.akar)
    semula = {t: _tabel(kantor, TW2, t) for t in ("realisasi", "realisasi_anggaran", "rekap", "capaian", "sasaran")}
    lama = semula["rekap"].set_index(["kode_indikator", "triwulan"]).loc[("IN-03", 1)]
    _ubah(kantor, "Realisasi", 77)
    jalan(2025, 2, kantor.akar)
    for t, df in semula.items():
        pd.testing.assert_frame_equal(_tabel(kantor, TW2, t), df)
    temuan = _tabel(kantor, TW2, "temuan").set_index("kode")
    t = temuan.loc["nilai_tersegel_dipakai"]
    assert (t["kode_indikator"], t["berkas"], t["nilai"], t["tingkat"]) == ("IN-03", FORM, "77", "info")
    assert (t["lembar"], t["sel"]) == (lama["asal_lembar"], lama["asal_sel"])
    assert f"TW I (Rev 0) yang disegel: {lama['realisasi_teks']};" in t["pesan"]
    assert temuan.loc["triwulan_tersegel_berubah", "berkas"] == FORM
    assert "lalu_diubah" not in temuan.index, "the second quarter's form shows the sealed figure, and is right"
    # the blank form of the next quarter shows the sealed figure too
    isi = next(isi for x, isi in susun_formulir(kantor, TW2) if x.bidang == "Bidang Perindustrian")
    lalu = [b for b in isi.kinerja if b.kode == "IN-03"]
    assert len(lalu) == 1 and "77" not in str(lalu[0])


def test_triwulan_yang_direvisi_dan_diarsipkan_memberi_angka_baru(kantor: Kantor) -> None:
    _segel_nilai(kantor, TW1)
    _ubah(kantor, "Realisasi", 77)
    _segel_nilai(kantor, TW1, 1)
    jalan(2025, 2, kantor.akar)
    rekap = _tabel(kantor, TW2, "rekap").set_index(["kode_indikator", "triwulan"])
    assert rekap.loc[("IN-03", 1), "realisasi"] == 77
    assert not _tabel(kantor, TW2, "temuan")["kode"].str.contains("tersegel").any()


def test_formulir_tersegel_yang_hilang_tetap_terhitung(kantor: Kantor) -> None:
    _segel_nilai(kantor, TW1)
    jalan(2025, 2, kantor.akar)
    semula = _tabel(kantor, TW2, "capaian")
    (kantor.akar / FORM).unlink()
    jalan(2025, 2, kantor.akar)
    kini = _tabel(kantor, TW2, "capaian")
    pd.testing.assert_frame_equal(kini, semula)
    temuan = _tabel(kantor, TW2, "temuan")
    hilang = temuan[temuan["kode"] == "nilai_tersegel_dipakai"]
    assert "IN-03" in set(hilang["kode_indikator"]) and (hilang["nilai"] == "tidak ada").all()
    assert hilang["pesan"].str.startswith("Realisasi anggaran").any(), "money is sealed as well"


@pytest.mark.parametrize("apa", ["berubah", "hilang"])
def test_tabel_tersegel_yang_rusak_tidak_dipercaya(apa: str, kantor: Kantor) -> None:
    _segel_nilai(kantor, TW1)
    berkas = "data/sop/2025/TW1/rev0/realisasi.parquet"
    dasar = sidik_dasar(kantor, TW2)
    if apa == "hilang":
        (kantor.akar / berkas).unlink()
    else:
        palsu = pd.read_parquet(kantor.akar / berkas)
        palsu["realisasi"] = 1.0
        palsu.to_parquet(kantor.akar / berkas, index=False)
    assert sidik_dasar(kantor, TW2) != dasar
    tersegel = baca_tersegel(kantor, TW2)
    assert tersegel.nilai == () and [(t["kode"], t["berkas"]) for t in tersegel.temuan] == [
        ("nilai_tersegel_rusak", berkas)
    ]
    hasil = HasilBaca(realisasi=[{"kode_indikator": "IN-03", "triwulan": 1, "bidang": "x", "realisasi": 5.0}])
    pakai_tersegel(hasil, tersegel)
    assert hasil.realisasi[0]["realisasi"] == 5.0 and len(hasil.temuan_ingest) == 1


def test_indikator_yang_belum_dikenal_saat_disegel_dibaca_dari_formulir(kantor: Kantor) -> None:
    _segel_nilai(kantor, TW1)
    tersegel = baca_tersegel(kantor, TW2)
    baru: dict[str, object] = {"kode_indikator": "BARU-1", "triwulan": 1, "bidang": "x", "realisasi": 5.0}
    kini: dict[str, object] = {"kode_indikator": "IN-03", "triwulan": 2, "bidang": "x", "realisasi": 6.0}
    susulan: dict[str, object] = {"kode_indikator": "IN-03", "triwulan": 1, "bidang": "bidang lain", "realisasi": 7.0}
    hasil = HasilBaca(realisasi=[baru, kini, susulan])
    pakai_tersegel(hasil, tersegel)
    assert hasil.realisasi[:2] == [baru, kini] and susulan not in hasil.realisasi
    assert any("yang disegel: tidak ada" in str(t["pesan"]) for t in hasil.temuan_ingest)


def _sama_dihitung_ulang(arsip: Path) -> None:
    hasil = verifikasi(arsip, hitung_ulang=True)
    assert (hasil.ulang, hasil.beda) == ([], [])


@pytest.mark.lambat
def test_arsip_dihitung_ulang_sama_walau_triwulan_lalu_direvisi_kemudian(kantor: Kantor) -> None:
    _segel_nilai(kantor, TW1)
    _ubah(kantor, "Realisasi", 77)
    jalan(2025, 2, kantor.akar)
    _catat(kantor, TW1, tindakan="koreksi_buka")
    arsip = kemas(kantor, TW2, 0)
    _sama_dihitung_ulang(arsip)
    salinan = arsip.with_name("salinan.zip")
    shutil.copyfile(arsip, salinan)
    _segel_nilai(kantor, TW1, 1)
    with pytest.raises(GalatKinerja, match="Segel triwulan sebelumnya berubah"):
        kemas(kantor, TW2, 0)
    jalan(2025, 2, kantor.akar)
    rekap = _tabel(kantor, TW2, "rekap").set_index(["kode_indikator", "triwulan"])
    assert rekap.loc[("IN-03", 1), "realisasi"] == 77, "the office goes on with the revised quarter"
    _sama_dihitung_ulang(salinan)
