"""Checks and the decision."""

import pytest

from kinerja.kantor import Periode
from kinerja.katalog import KATALOG
from kinerja.skema import bentuk
from kinerja.temuan import temuan
from kinerja.tenggat import tambah_hari_kerja, tenggat_lapor
from tests.tabel_uji import (
    BERKAS,
    anggaran,
    belanja,
    indikator,
    lapor,
    lapor_rasio,
    masukan,
    target,
    validasi_dari,
)

BERSIH = (target("I1", 10, 20, 5, 5), lapor("I1", 12, 15))


def test_bersih_berarti_ya():
    t, p = validasi_dari(masukan([indikator()], *BERSIH))
    assert t.empty
    assert (p.putusan, p.n_tolak) == ("Ya", 0)


@pytest.mark.parametrize(
    ("kode", "data"),
    [
        ("belum_melapor", masukan([indikator()], target("I1", 10, 20, 5, 5), berkas=[])),
        ("belum_dilaporkan", masukan([indikator()], target("I1", 10, 20, 5, 5), lapor("I1", 12))),
        ("bukti_kosong", masukan([indikator()], BERSIH[0], lapor("I1", 12, 15, bukti=""))),
        ("target_tw_beda_pk", masukan([indikator()], target("I1", 10, 20, 5, 6), BERSIH[1])),
        (
            "pembilang_lebih",
            masukan(
                [indikator(konsolidasi="rasio", satuan="%", target_tahun=80.0)],
                target("I1", 80, 80, 80, 80),
                lapor_rasio("I1", (5, 4), (3, 4)),
            ),
        ),
        (
            "diluar_rentang",
            masukan(
                [indikator(konsolidasi="akhir", satuan="%", target_tahun=80.0)],
                target("I1", 80, 80, 80, 80),
                lapor("I1", 70, 105),
            ),
        ),
        ("capaian_tinggi", masukan([indikator()], BERSIH[0], lapor("I1", 12, 27))),
        ("capaian_rendah", masukan([indikator()], BERSIH[0], lapor("I1", 2, 3))),
        (
            "sama_dengan_lalu",
            masukan([indikator(konsolidasi="akhir")], target("I1", 40, 40, 40, 40), lapor("I1", 38, 38)),
        ),
        ("loncatan", masukan([indikator(konsolidasi="akhir")], target("I1", 40, 40, 40, 40), lapor("I1", 3.8, 38))),
        ("angka_negatif", masukan([indikator()], BERSIH[0], lapor("I1", 12, -5))),
        ("belanja_negatif", masukan([indikator()], *BERSIH, [anggaran("P1", 100)], belanja("P1", 60, -7))),
        ("realisasi_lebih_pagu", masukan([indikator()], *BERSIH, [anggaran("P1", 100)], belanja("P1", 60, 70))),
    ],
)
def test_setiap_cek_menemukan_yang_dicarinya(kode, data):
    t, p = validasi_dari(data)
    assert kode in t.index
    assert (p.putusan == "Ya") == (set(t["tingkat"]) <= {"info"})


def test_berkas_yang_ditolak_tidak_menyalahkan_bidang():
    berkas = [{"berkas": BERKAS, "jenis": "tidak_dikenal", "triwulan": 2, "status": "ditolak"}]
    t, _ = validasi_dari(masukan([indikator()], target("I1", 0, 20, 10, 10), berkas=berkas))
    assert "formulir_tertahan" in t.index
    assert "belum_melapor" not in t.index


def test_isian_yang_tidak_terbaca_tidak_disebut_kosong():
    data = masukan([indikator()], BERSIH[0], lapor("I1", 12, float("nan")))
    salah = temuan("angka_tidak_terbaca", berkas=BERKAS, lembar="Kinerja", sel="H2", nilai="dua", seharusnya="angka")
    assert "belum_dilaporkan" in validasi_dari(data)[0].index
    data["temuan_ingest"] = bentuk("temuan_ingest", [salah])
    assert "belum_dilaporkan" not in validasi_dari(data)[0].index


def test_temuan_kosong_menyebut_selnya():
    t, _ = validasi_dari(masukan([indikator()], BERSIH[0], lapor("I1", 12, float("nan"))))
    assert t.loc["belum_dilaporkan"].sel == "H2"


def test_penjelasan_meluluskan():
    t, p = validasi_dari(
        masukan([indikator()], BERSIH[0], lapor("I1", 12, 27, penjelasan="Ada pelatihan tambahan dari pusat."))
    )
    assert t.loc["capaian_tinggi"].penjelasan
    assert (p.putusan, p.n_dijelaskan) == ("Ya", 1)


def test_sebab_dan_tindak_lanjut_adalah_penjelasan_capaian_rendah():
    r = [lapor("I1", 2)[0], lapor("I1", 2, 3, penghambat="Instruktur sakit.", tindak_lanjut="Pelatihan dipindah.")[1]]
    _, p = validasi_dari(masukan([indikator()], BERSIH[0], r))
    assert p.putusan == "Ya"


def test_serapan_timpang_hanya_akhir_tahun():
    i = indikator(kode_anggaran="P1", target_tahun=10.0)
    data = masukan([i], target("I1", 1, 2, 3, 4), lapor("I1", 1, 2, 3, 4), [anggaran("P1", 1000)], belanja("P1", 10))
    assert "serapan_timpang" in validasi_dari(data, 4)[0].index
    assert "serapan_timpang" not in validasi_dari(data, 3)[0].index


def test_tingkat_dari_params():
    data = masukan([indikator()], BERSIH[0], lapor("I1", 12, 15, bukti=""))
    assert validasi_dari(data, tingkat={"bukti_kosong": "info"})[1].putusan == "Ya"
    assert validasi_dari(data, tingkat={"bukti_kosong": "tolak"})[1].n_tolak == 1


def test_temuan_langkah_lain_ikut_dan_tidak_berulang():
    data = masukan([indikator()], *BERSIH)
    satu = temuan("berkas_kosong", berkas=BERKAS)
    data["temuan_ingest"] = bentuk("temuan_ingest", [satu, satu])
    t, p = validasi_dari(data)
    assert t.index.tolist() == ["berkas_kosong"]
    assert p.putusan == "Tidak"


@pytest.mark.parametrize("kode", sorted(KATALOG))
def test_katalog_lengkap(kode):
    j = KATALOG[kode]
    assert j.tingkat in ("tolak", "jelaskan", "info")
    assert all(x.strip().endswith((".", "?")) for x in (j.pesan, j.saran, j.mengapa)), kode


def test_hari_kerja_melewati_akhir_pekan_dan_libur():
    import datetime as dt

    # 30 June 2025 is a Monday; no public holiday falls in the first half of July 2025.
    assert tambah_hari_kerja(dt.date(2025, 6, 30), 10) == dt.date(2025, 7, 14)
    # Waisak on 12 May 2025 is a holiday.
    assert tambah_hari_kerja(dt.date(2025, 5, 9), 1) > dt.date(2025, 5, 12)
    assert tenggat_lapor(Periode(2025, 2), 10) == "14 Juli 2025"


def test_setiap_kode_hanya_di_satu_tempat():
    """The catalogue is joined from its rooms: a code in two of them would lose one of its meanings."""
    import importlib
    import pkgutil

    from kinerja import katalog

    kamar = [importlib.import_module(f"kinerja.katalog.{m.name}") for m in pkgutil.iter_modules(katalog.__path__)]
    bagian = [v for m in kamar for n, v in vars(m).items() if n.isupper() and isinstance(v, dict)]
    assert sum(len(b) for b in bagian) == len(KATALOG)
