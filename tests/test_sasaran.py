"""Sentences on sasaran agree with the figures beside them, marks of bullets with their bars, links with their cards."""

from __future__ import annotations

import random
import re

import pandas as pd
import pytest

from kinerja import capaian as rumus
from kinerja import kata, laporan, skema
from kinerja.angka import bulat
from kinerja.banding import bandingkan
from kinerja.keluaran import asal, peluru, sasaran_kata
from kinerja.keluaran.raport import pilah
from kinerja.keluaran.uang import Medan
from kinerja.keluaran.unsur import angka, catatan, persen
from tests import tabel_contoh as contoh

BAGIAN = [f for f in laporan.__all__ if f.startswith("bagian_")]


def acak(benih: int) -> contoh.Hasil:
    """The ordinary quarter with other figures: many close to their targets, where rounding could turn a verdict."""
    r = random.Random(benih)
    t = contoh.biasa()
    c = t["capaian"].copy()
    for i in c.index[c["status"] == "terukur"]:
        b = c.loc[i]
        sd = r.choice([10.0, 50.0, 60.0, 100.0, 0.05])
        nilai = r.choice([sd, sd + 0.004, sd - 0.004, sd * 0.99996, sd * r.uniform(0.2, 1.8), 0.0])
        lalu = r.choice([nilai, nilai + 0.003, nilai * r.uniform(0.5, 1.5), float("nan")])
        ke = rumus.capaian([b["rumus"]], ["angka"], sd, nilai, baseline=sd * 2)[0]
        ada = pd.notna(ke)
        c.loc[i, ["jenis_target", "konsolidasi"]] = "angka", r.choice(["akhir", "jumlah", "rata"])
        c.loc[i, ["baseline", "target_sd", "realisasi_sd", "realisasi_lalu"]] = sd * 2, sd, nilai, lalu
        c.loc[i, ["target_tahun", "capaian_sd_pct", "capaian_tahun_pct"]] = sd * 2, ke, ke / 2
        c.loc[i, "status"] = "terukur" if ada else "tidak_dapat_dihitung"
    t["capaian"] = c
    k = contoh.kantor()
    t["banding"] = bandingkan(c, t["riwayat"], k.aturan, contoh.jadi(t).periode)
    s = t["sasaran"].copy()
    for i in s.index[s["capaian_pct"].notna()]:
        s.loc[i, "capaian_pct"] = r.choice([100.0, 99.996, 99.994, 100.004, r.uniform(0, 150)])
        s.loc[i, "serapan_pct"] = r.choice([50.0, 49.996, 49.99, r.uniform(0, 110)])
    t["sasaran"] = s
    return contoh.jadi(t, k)


@pytest.fixture(scope="module", params=range(12))
def hasil(request) -> contoh.Hasil:
    return acak(request.param)


def pasangan(hasil: contoh.Hasil) -> list[tuple[dict, dict]]:
    per: dict[str, dict] = {}
    for r in catatan(hasil.tabel["banding"]):
        per.setdefault(r["kode_indikator"], {}).setdefault(r["jenis"], r)
    return [(b, per[b["kode_indikator"]]) for b in catatan(hasil.tabel["capaian"])]


# ---- words and figures ----------------------------------------------------------------------------------------------
def test_putusan_dan_angka_terhadap_target_sama_dengan_tabel(hasil):
    n = 0
    for b, r in pasangan(hasil):
        kalimat = sasaran_kata.terhadap_target(b, r["target_sd"])
        if b["status"] != "terukur":
            assert "ncapai target" not in kalimat
            continue
        n += 1
        assert kalimat.startswith("Mencapai" if bulat(b["capaian_sd_pct"]) >= 100 else "Belum mencapai")
        assert persen(b["capaian_sd_pct"]) in kalimat
        selisih = bulat(r["target_sd"]["selisih"])
        assert ("lebih tinggi" in kalimat) is (selisih > 0)
        assert ("lebih rendah" in kalimat) is (selisih < 0)
        if selisih:
            assert f" {angka(abs(r['target_sd']['selisih']))}" in kalimat
            # Higher is met where more is better, lower where less is; never both ways in one sentence.
            baik = selisih > 0 if b["polaritas"] == "maks" else selisih < 0
            if b["polaritas"] != "stabil" and not kalimat.startswith("Mencapai"):
                assert not baik
    assert n


def test_arah_dan_angka_terhadap_tahun_lalu_sama_dengan_tabel(hasil):
    for b, r in pasangan(hasil):
        lalu = r["tw_tahun_lalu"]
        kalimat = sasaran_kata.terhadap_lalu(b, lalu)
        if not lalu["tersedia"]:
            assert kalimat == ""
            continue
        beda = bulat(lalu["selisih"])
        assert (" naik " in kalimat, " turun " in kalimat) == (beda > 0, beda < 0)
        assert lalu["pembanding_teks"] in kalimat
        if beda:
            assert angka(abs(lalu["selisih"])) in kalimat
            assert kalimat.endswith(f", {kata.ARAH[lalu['arah']]}." if lalu["arah"] else ".")
        else:
            assert "baik" not in kalimat and "buruk" not in kalimat


def test_gulungan_menyebut_letaknya_terhadap_seratus(hasil):
    capaian = catatan(hasil.tabel["capaian"])
    for g in catatan(hasil.tabel["sasaran"]):
        milik = asal.anggota(g, capaian)
        kalimat = sasaran_kata.kalimat_gulungan(g, milik, "sasaran")
        if g["capaian_pct"] != g["capaian_pct"]:
            assert persen(g["capaian_pct"]) == "–" and "belum dapat" in kalimat or kata.KEMAJUAN in kalimat
            continue
        jarak = bulat(g["capaian_pct"]) - 100
        assert f"{persen(g['capaian_pct'])}" in kalimat
        kata_ = "tepat" if jarak == 0 else "di atas" if jarak > 0 else "di bawah"
        assert f" {kata_} 100\u00a0%" in kalimat
        if jarak:
            assert persen(abs(bulat(jarak))).removesuffix("\u00a0%") + " poin" in kalimat


def test_hitungan_indikator_genap(hasil):
    capaian = catatan(hasil.tabel["capaian"])
    for g in catatan(hasil.tabel["sasaran"]):
        milik = asal.anggota(g, capaian)
        if len(milik) < 2:
            continue
        kalimat = sasaran_kata.hitung_target(milik)
        if kalimat.startswith(("Kedua indikator", f"Seluruh {len(milik)} indikator")):
            assert len({sasaran_kata.tercapai(b["capaian_sd_pct"]) for b in milik}) == 1
            continue
        angka_ = [int(x) for x in re.findall(r"(?:,|dan) (\d+) (?:belum|mencapai)", kalimat)]
        assert sum(angka_) == len(milik)


def test_kalimat_uang_menurut_medan(hasil):
    medan = Medan.dari(hasil)
    for g in catatan(hasil.tabel["sasaran"]):
        if not (letak := medan.letak(g)):
            continue
        kalimat = sasaran_kata.kalimat_uang(g, letak)
        assert ("capaian 100\u00a0% atau lebih" in kalimat) is (bulat(g["capaian_pct"]) >= 100)
        assert ("sudah banyak" in kalimat) is (bulat(g["serapan_pct"]) >= medan.x)
        assert persen(g["serapan_pct"]) in kalimat


@pytest.mark.parametrize(
    ("status", "ket", "kalimat"),
    [
        ("belum_tersedia", "hasil survei terbit November", "Belum tersedia. Hasil survei terbit November."),
        ("tidak_dapat_dihitung", "tidak dapat dihitung: rumusnya", "Tidak dapat dihitung: rumusnya."),
        ("terukur", "", "Terukur."),
    ],
)
def test_keadaan_disebut_satu_kali(status, ket, kalimat):
    assert kata.keadaan(status, ket) == kalimat


def test_satu_indikator_dan_kosong():
    b = {"status": "terukur", "capaian_sd_pct": 120.0, "kode_indikator": "A"}
    assert sasaran_kata.hitung_target([b]) == "Satu indikator yang dihitung mencapai target sampai triwulan ini."
    belum = {"status": "belum_tersedia", "capaian_sd_pct": None}
    dua = [belum | {"kode_indikator": k} for k in "AB"]
    assert sasaran_kata.hitung_target(dua) == "Kedua indikator yang dihitung belum dapat dinilai (A dan B)."
    tiga = [b | {"kode_indikator": k} for k in "ABC"]
    assert sasaran_kata.hitung_target(tiga) == (
        "Seluruh 3 indikator yang dihitung mencapai target sampai triwulan ini."
    )
    assert sasaran_kata.hitung_target([]) == ""
    assert sasaran_kata.kalimat_laju([{"jangkauan": ""}]) == ""


# ---- bullets --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rumus_", "polaritas"), [("POS", "maks"), ("NEG-L", "min"), ("NEG-H", "min"), ("NEG-B", "min")]
)
@pytest.mark.parametrize("realisasi", [12.0, 30.0, 40.0, 41.0, 55.0])
def test_batang_mencapai_tanda_bila_targetnya_tercapai(rumus_, polaritas, realisasi):
    tahun = 60.0 if polaritas == "maks" else 30.0
    b = {
        "rumus": rumus_, "polaritas": polaritas, "jenis_target": "angka", "baseline": 80.0, "target_sd": 40.0,
        "target_tahun": tahun,
    }  # fmt: skip
    batang, sd = (rumus.capaian([rumus_], ["angka"], t, realisasi, baseline=80.0)[0] for t in (tahun, 40.0))
    assert bool(batang >= peluru.letak_target(b)) == bool(sd >= 100)


@pytest.mark.parametrize("ubah", [{"target_sd": None}, {"jenis_target": "rentang"}, {"polaritas": "stabil"}])
def test_tanpa_tanda_bila_tidak_ada_letaknya(ubah):
    b = {
        "rumus": "POS",
        "polaritas": "maks",
        "jenis_target": "angka",
        "baseline": None,
        "target_sd": 4,
        "target_tahun": 8,
    }
    assert peluru.letak_target(b) == 50.0
    assert peluru.letak_target(b | ubah) is None


def test_peluru_dikelompokkan_menurut_sasaran():
    hasil = contoh.jadi(contoh.biasa())
    g = laporan.bagian_capaian(hasil).gambar[0]
    for b in catatan(hasil.tabel["sasaran"]):
        if b["level"] == "sasaran":
            assert all(b["kode"] in svg for svg in g.svg)
    tanda = g.data["data"][2]["x"]
    assert None in tanda and any(x is not None and x != 100 for x in tanda)


# ---- from figure to cell --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tabel", [contoh.biasa, contoh.besar], ids=["biasa", "besar"])
def test_setiap_tautan_angka_punya_satu_kartu(tabel):
    hasil = contoh.jadi(tabel())
    html = "".join(getattr(laporan, f)(hasil).html for f in BAGIAN)
    tuju = set(re.findall(r'href="#([igu]\d+)"', html))
    kartu = re.findall(r' id="([igu]\d+)"', html)
    assert len(kartu) == len(set(kartu)) == sum(len(hasil.tabel[t]) for t in ("capaian", "sasaran", "serapan"))
    assert tuju <= set(kartu) and {x[0] for x in tuju} == {"i", "g", "u"}


def test_angka_terukur_di_tabel_bertaut():
    hasil = contoh.jadi(contoh.biasa())
    html = laporan.bagian_sasaran(hasil).html
    nomor = asal.jangkar(hasil, asal.INDIKATOR)
    for b in catatan(hasil.tabel["capaian"]):
        if b["status"] == "terukur":
            jangkar = nomor[(b["kode_indikator"],)]
            assert f'<strong><a href="#{jangkar}">{persen(b["capaian_sd_pct"])}</a></strong>' in html


def test_kartu_gabungan_menghitung_ulang_reratanya():
    """What the card lists, weighed as it says, makes the figure that it explains."""
    hasil = contoh.jadi(contoh.biasa())
    capaian = catatan(hasil.tabel["capaian"])
    html = asal.kartu_gabungan(hasil)
    for b in catatan(hasil.tabel["sasaran"]):
        if b["level"] == "dinas":
            assert "masing-masing berbobot sama" in html
            continue
        milik = [x for x in asal.anggota(b, capaian) if x["capaian_sd_pct"] == x["capaian_sd_pct"]]
        baris = html[html.index(f'id="{asal.jangkar(hasil, asal.GABUNGAN)[b["level"], b["kode"]]}"') :]
        baris = baris[: baris.index("</tr>")]
        for x in milik:
            assert f">{x['kode_indikator']}</a> {persen(x['capaian_sd_pct'])}" in baris
            assert ("dihitung 120,00" in baris) or not x["dibatasi"]
        assert ("bobot" in baris) is (len({x["bobot"] for x in milik}) > 1 or any(x["dibatasi"] for x in milik))


def test_kartu_uang_menyebut_sel_atau_yang_dijumlahkan():
    t = contoh.biasa()
    t["realisasi_anggaran"] = skema.bentuk(
        "realisasi_anggaran",
        [
            {"kode_anggaran": "2.07.02", "triwulan": w, "realisasi_rp": 1, "asal_berkas": "data/raw/2025/TW1/a.xlsx",
             "asal_lembar": "Anggaran", "asal_sel": f"D{w}"}
            for w in (1, 2, 3)
        ],
    )  # fmt: skip
    html = asal.kartu_uang(contoh.jadi(t))
    assert "TW I: TW1/a.xlsx · Anggaran · D1; TW II: TW1/a.xlsx · Anggaran · D2<" in html
    assert "jumlah dari 2.07.02, 2.07.03" in html  # the office's total
    assert "jumlah dari 2.07.03.2.01<" in html


def test_revisi_disebut_di_kartu():
    t = contoh.biasa()
    t["berkas"] = t["berkas"].assign(revisi=2)
    html = laporan.bagian_hitung(contoh.jadi(t)).html
    assert "revisi 2" in html


# ---- a bidang's part ------------------------------------------------------------------------------------------------
def test_bagian_bidang_hanya_miliknya():
    hasil = contoh.jadi(contoh.biasa())
    b = pilah(hasil.tabel, hasil.kantor, hasil.periode, contoh.IND)
    for nama in ("capaian", "lapor", "temuan", "tindak_lanjut"):
        assert set(b.tabel[nama]["bidang"]) <= {contoh.IND}
    assert list(b.tabel["capaian"]["kode_indikator"]) == [
        x for x, y in zip(hasil.tabel["capaian"]["kode_indikator"], hasil.tabel["capaian"]["bidang"], strict=True)
        if y == contoh.IND
    ]  # fmt: skip
    lain = set(hasil.tabel["capaian"]["kode_indikator"]) - set(b.tabel["capaian"]["kode_indikator"])
    assert lain
