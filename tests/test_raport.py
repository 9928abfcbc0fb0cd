"""Each bidang's own page: light, complete, its own, the same bytes each time, in the run's account."""

from __future__ import annotations

import re

import pytest

from kinerja.angka import tulis_persen
from kinerja.keluaran import raport
from kinerja.rantai import jalan
from tests import tabel_contoh as contoh
from tests.test_halaman import Pengurai


def biasa() -> contoh.Hasil:
    """The ordinary quarter, its bidang's roll-ups named as ``gabungan`` names them."""
    t = contoh.biasa()
    s = t["sasaran"]
    return contoh.jadi(t | {"sasaran": s.assign(kode=s["nama"].where(s["level"] == "bidang", s["kode"]))})


@pytest.fixture(scope="module")
def halaman(tmp_path_factory) -> dict[str, str]:
    hasil, folder = biasa(), tmp_path_factory.mktemp("raport")
    berkas = raport.tulis_raport(hasil.tabel, hasil.kantor, hasil.periode, folder, ("a" * 64, "b" * 12))
    return {b.name: b.read_text(encoding="utf-8") for b in berkas}


def test_satu_halaman_setiap_bidang(halaman):
    assert sorted(halaman) == [
        "Bidang_Perindustrian_TW2_2025.html",
        "Bidang_Tenaga_Kerja_TW2_2025.html",
        "Bidang_Transmigrasi_TW2_2025.html",
        "Sekretariat_TW2_2025.html",
    ]


def test_ringan_dan_tanpa_luar(halaman):
    for isi in halaman.values():
        p = Pengurai(isi)
        assert p.skrip == [] and len(isi.encode()) <= 150_000
        assert not re.search(r"https?://|url\(|@import", isi)
        id_ = {a["id"] for _, a in p.unsur if a.get("id")}
        assert {a["href"].removeprefix("#") for t, a in p.unsur if t == "a"} <= id_
        assert [t for t, _ in p.unsur].count("h1") == 1


def test_isinya_milik_bidang_itu(halaman):
    hasil = biasa()
    capaian = hasil.tabel["capaian"]
    for bidang, nama in ((contoh.TK, "Bidang_Tenaga_Kerja"), (contoh.IND, "Bidang_Perindustrian")):
        isi = halaman[f"{nama}_TW2_2025.html"]
        milik = capaian["bidang"] == bidang
        assert all(f">{k}<" in isi for k in capaian.loc[milik, "kode_indikator"])
        assert not any(f">{k}<" in isi for k in capaian.loc[~milik, "kode_indikator"])
        g = hasil.tabel["sasaran"].query("level == 'bidang' and kode == @bidang").iloc[0]
        assert tulis_persen(g["capaian_pct"]).replace(" %", "\u00a0%") in isi
        for bagian in ("capaian", "sasaran", "anggaran", "temuan", "tindak-lanjut", "pelaporan", "hitungan"):
            assert re.search(f'<section id="?{bagian}"?>', isi)


def test_satu_bidang_tanpa_raport(tmp_path):
    t = contoh.biasa()
    t["capaian"]["bidang"] = contoh.TK
    hasil = contoh.jadi(t)
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "lama.html").write_text("x", encoding="utf-8")
    assert raport.tulis_raport(hasil.tabel, hasil.kantor, hasil.periode, tmp_path / "r", ("", "")) == []
    assert list((tmp_path / "r").iterdir()) == []


def test_nama_yang_mirip_tidak_saling_menimpa(tmp_path):
    t = contoh.biasa()
    t["capaian"]["bidang"] = t["capaian"]["bidang"].replace({contoh.TK: "Bidang A/B", contoh.IND: "bidang a b"})
    hasil = contoh.jadi(t)
    berkas = raport.tulis_raport(hasil.tabel, hasil.kantor, hasil.periode, tmp_path, ("", ""))
    assert len({b.name.casefold() for b in berkas}) == len(berkas) == 4


def test_isian_jahat_tetap_teks(tmp_path):
    hasil = contoh.jadi(contoh.jahat(contoh.biasa()))
    for b in raport.tulis_raport(hasil.tabel, hasil.kantor, hasil.periode, tmp_path, ("", "")):
        p = Pengurai(b.read_text(encoding="utf-8"))
        assert not [t for t, _ in p.unsur if t in ("img", "script")]


def test_tercatat_dan_sama_byte_nya(contoh):
    hasil = jalan(2025, 2, contoh)
    folder = hasil.laporan.parent / raport.FOLDER
    isi = {b.name: b.read_bytes() for b in sorted(folder.glob("*.html"))}
    assert len(isi) == 4 and all(len(x) <= 150_000 for x in isi.values())
    catatan = (hasil.laporan.parent / "run.json").read_text(encoding="utf-8")
    assert all(f"reports/2025/TW2/raport/{n}" in catatan for n in isi)
    (folder / "Sekretariat_TW2_2025.html").unlink()
    assert "laporan" not in jalan(2025, 2, contoh).dilewati
    assert {b.name: b.read_bytes() for b in sorted(folder.glob("*.html"))} == isi
