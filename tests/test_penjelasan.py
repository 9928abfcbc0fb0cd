"""What satisfies a finding that asks for an explanation, and what does not."""

from __future__ import annotations

import pandas as pd
import pytest

from kinerja.skema import bentuk
from kinerja.temuan import temuan
from tests.tabel_uji import BERKAS, anggaran, indikator, lapor, masukan, target, validasi_dari

TW1 = "data/raw/2025/TW1/formulir.xlsx"
SATU = [{"berkas": TW1, "jenis": "formulir", "bidang": "A", "triwulan": 1, "status": "dipakai"}]
DUA = [*SATU, {"berkas": BERKAS, "jenis": "formulir", "bidang": "A", "triwulan": 2, "status": "dipakai"}]
ISI = "Alat ukur baru dipakai mulai April."


def tinggi(penjelasan=("", ""), jawaban=(), temuan_lain=(), berkas=DUA, **isi):
    """One indicator whose capaian of TW II is 130 %, with answers and findings of the readers."""
    r = [
        lapor("I1", 12, 27, penjelasan=penjelasan[0], asal_berkas=TW1, **isi)[0],
        lapor("I1", 12, 27, penjelasan=penjelasan[1], **isi)[1],
    ]
    data = masukan([indikator()], target("I1", 10, 20, 5, 5), r, berkas=berkas)
    return data | {
        "penjelasan": bentuk("penjelasan", list(jawaban)),
        "temuan_ingest": bentuk("temuan_ingest", list(temuan_lain)),
    }


def jawab(kode="capaian_tinggi", indikator="I1", sel="H2", isi=ISI, **lain):
    dasar = {"bidang": "A", "triwulan": 2, "kode": kode, "kode_indikator": indikator, "lembar": "Kinerja", "sel": sel}
    return dasar | {"isi": isi} | lain


def sembunyi(sel="D4", **isi):
    tempat = {"berkas": BERKAS, "lembar": "Kinerja", "sel": sel} | isi
    return temuan("kolom_tersembunyi", jumlah=1, rincian="kolom D", **tempat)


def tetapan(sel, kode_indikator="I1", **isi):
    tempat = {"berkas": BERKAS, "lembar": "Kinerja", "sel": sel} | isi
    return temuan("rumus_dengan_tetapan", nilai="7", rumus="=A1+7", kode_indikator=kode_indikator, **tempat)


def penjelasan(data, kode="capaian_tinggi", triwulan=2, **aturan):
    t, p = validasi_dari(data, triwulan, **aturan)
    isi = t.loc[[kode], "penjelasan"].tolist()
    assert (p.putusan == "Ya") == (((t["tingkat"] != "jelaskan") | (t["penjelasan"] != "")).all())
    return isi


# ---- the sheet Koreksi ----------------------------------------------------------------------------------------------
def test_jawaban_koreksi_meluluskan():
    t, p = validasi_dari(tinggi(jawaban=[jawab()]))
    assert t.loc["capaian_tinggi", "penjelasan"] == ISI
    assert (p.putusan, p.n_dijelaskan) == ("Ya", 1)


@pytest.mark.parametrize("tempat", [{"sel": "H9"}, {"sel": "K2"}, {"lembar": "Kinerja (2)"}])
def test_baris_yang_pindah_tidak_menghilangkan_jawaban(tempat):
    assert penjelasan(tinggi(jawaban=[jawab(**tempat)])) == [ISI]


@pytest.mark.parametrize(
    "lain",
    [
        {"bidang": "B"},
        {"kode": "capaian_rendah"},
        {"indikator": "I2"},
        {"indikator": ""},
        {"triwulan": 1},
        {"isi": "ok"},
        {"isi": "-----------"},
    ],
)
def test_jawaban_untuk_yang_lain_tidak_berlaku(lain):
    assert penjelasan(tinggi(jawaban=[jawab(**lain)])) == [""]


def test_jawaban_dari_triwulan_sesudahnya_berlaku_untuk_temuan_lama():
    lama = sembunyi(berkas=TW1)
    assert penjelasan(tinggi(jawaban=[jawab("kolom_tersembunyi", "", "D4")], temuan_lain=[lama]), lama["kode"]) == [ISI]


def test_temuan_pembaca_dijawab_menurut_selnya():
    data = tinggi(
        jawaban=[jawab("kolom_tersembunyi", "", "F4", isi="Kolom bantu untuk rumus.")],
        temuan_lain=[sembunyi("D4"), sembunyi("F4")],
    )
    assert penjelasan(data, "kolom_tersembunyi") == ["", "Kolom bantu untuk rumus."]


def test_satu_satunya_temuan_pada_lembar_dijawab_walau_selnya_pindah():
    satu = [jawab("kolom_tersembunyi", "", "X9")]
    assert penjelasan(tinggi(jawaban=satu, temuan_lain=[sembunyi("D4")]), "kolom_tersembunyi") == [ISI]
    dua = [sembunyi("D4"), sembunyi("F4")]
    assert penjelasan(tinggi(jawaban=satu, temuan_lain=dua), "kolom_tersembunyi") == ["", ""]


def test_satu_jawaban_hanya_untuk_satu_temuan():
    temuan_lain = [tetapan("H2"), tetapan("I2")]
    satu = [jawab("rumus_dengan_tetapan", sel="I7")]
    assert penjelasan(tinggi(jawaban=satu, temuan_lain=temuan_lain), "rumus_dengan_tetapan") == ["", ISI]
    dua = [
        jawab("rumus_dengan_tetapan", sel="I7", isi="Tujuh peserta titipan."),
        jawab("rumus_dengan_tetapan", sel="H7"),
    ]
    assert penjelasan(tinggi(jawaban=dua, temuan_lain=temuan_lain), "rumus_dengan_tetapan") == [
        ISI,
        "Tujuh peserta titipan.",
    ]


def test_jawaban_bidang_bersama():
    data = masukan(
        [indikator(bidang="A; B")],
        target("I1", 10, 20, 5, 5),
        [*lapor("I1", 6, 14), *lapor("I1", 6, 13, bidang="B", asal_berkas=TW1)],
    )
    data["penjelasan"] = bentuk("penjelasan", [jawab(bidang="B")])
    assert penjelasan(data) == [ISI]


# ---- the row's own words --------------------------------------------------------------------------------------------
def test_kolom_penjelasan_triwulan_ini_meluluskan():
    assert penjelasan(tinggi(("", ISI))) == [ISI]
    assert penjelasan(tinggi((ISI, ""))) == [""], "last quarter's words explain last quarter"


@pytest.mark.parametrize("isi", ["-", "ok", "Sesuai SK", "..............."])
def test_penjelasan_pendek_tidak_berlaku(isi):
    assert penjelasan(tinggi(("", isi))) == [""]


def test_panjang_penjelasan_dari_params():
    assert penjelasan(tinggi(("", "Sesuai SK")), ambang={"penjelasan_huruf": 8}) == ["Sesuai SK"]


def test_kolom_penjelasan_hanya_untuk_lembarnya():
    di_lembar_lain = temuan(
        "satuan_beda", nilai="kg", satuan="orang", kode_indikator="I1", berkas="p.xlsx", lembar="PK", sel="F2"
    )
    data = tinggi(("", ISI), temuan_lain=[di_lembar_lain])
    assert penjelasan(data, "satuan_beda") == [""]


def test_temuan_pembaca_dijelaskan_kolom_penjelasan_barisnya():
    assert penjelasan(tinggi(("", ISI), temuan_lain=[tetapan("H2")]), "rumus_dengan_tetapan") == [ISI]


def test_yang_dibuat_pembaca_dengan_penjelasan_pendek_dikosongkan():
    pendek = sembunyi(bidang="A") | {"penjelasan": "ok"}
    panjang = sembunyi("F4", bidang="A") | {"penjelasan": "Kolom bantu saja."}
    isi = penjelasan(tinggi(("", ISI), temuan_lain=[pendek, panjang]), "kolom_tersembunyi")
    assert isi == ["", "Kolom bantu saja."]


def test_penjelasan_salinan_tidak_menjelaskan_salinan():
    salinan = {"penghambat": "Instruktur las belum tersedia di kabupaten."}
    sama = "Keadaannya memang belum berubah."
    kode = "uraian_sama_dengan_lalu"
    assert penjelasan(tinggi(("", sama), **salinan), kode) == [sama]
    assert penjelasan(tinggi((sama, sama), **salinan), kode) == [""]
    assert penjelasan(tinggi((sama, sama), jawaban=[jawab(kode)], **salinan), kode) == [ISI]


def test_belanja_negatif_dijelaskan_di_baris_anggarannya():
    baris = {"kode_anggaran": "P1", "triwulan": 2, "realisasi_rp": -7, "asal_berkas": BERKAS, "asal_lembar": "Anggaran"}
    for isi in ("Pengembalian belanja GU nihil.", ""):
        belanja = [baris | {"asal_sel": "E9", "penjelasan": isi}]
        data = masukan([indikator()], target("I1", 10, 20, 5, 5), lapor("I1", 12, 15), [anggaran("P1", 100)], belanja)
        assert penjelasan(data, "belanja_negatif") == [isi]


def test_sebab_tanpa_tindak_lanjut_belum_menjelaskan_capaian_rendah():
    r = lapor("I1", 2, 3, penghambat="Instruktur sakit selama dua bulan.")
    assert penjelasan(masukan([indikator()], target("I1", 10, 20, 5, 5), r), "capaian_rendah") == [""]


def test_temuan_yang_dijadikan_jelaskan_oleh_params_dapat_dijawab():
    r = lapor("I1", 38, 38)
    data = masukan([indikator(konsolidasi="akhir")], target("I1", 40, 40, 40, 40), r)
    data["penjelasan"] = bentuk("penjelasan", [jawab("sama_dengan_lalu")])
    assert penjelasan(data, "sama_dengan_lalu", tingkat={"sama_dengan_lalu": "jelaskan"}) == [ISI]


def test_tolak_tidak_dapat_dijelaskan():
    data = tinggi(jawaban=[jawab("angka_negatif")])
    data["realisasi"] = pd.concat([data["realisasi"].iloc[:1], bentuk("realisasi", lapor("I1", 12, -5)[1:])])
    t, p = validasi_dari(data)
    assert t.loc["angka_negatif", "penjelasan"] == ""
    assert p.putusan == "Tidak"
