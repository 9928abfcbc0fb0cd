"""A sealed quarter's inputs: what differs now is said by name, and the sealed values are at hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from kinerja.arsip.kemas import kemas, masukan_tersegel
from kinerja.arsip.tersegel import (
    Segel,
    baca_segel,
    bandingkan,
    nilai_tersegel,
    periksa_triwulan_tersegel,
    sidik_dasar,
)
from kinerja.kantor import Kantor, Periode, muat
from kinerja.rantai import jalan, sidik
from kinerja.skema import bentuk
from kinerja.tabel import periksa

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


def test_segel_dari_manifes_arsip_dan_nilai_tersegel(kantor: Kantor) -> None:
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
    nilai = nilai_tersegel(kantor, TW2)
    assert list(nilai) == [TW1]
    pd.testing.assert_frame_equal(nilai[TW1], pd.read_parquet(kantor.olahan(TW1) / "capaian.parquet"))
