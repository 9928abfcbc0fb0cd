"""Codes of programmes and kegiatan: what the bundled lists rule out, and what an office may add."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja.galat import GalatParameter
from kinerja.kantor import muat
from kinerja.masukan.rencana_anggaran import POLA_KODE
from kinerja.nomenklatur import nomenklatur_bawaan, susun_nomenklatur
from kinerja.rantai import _sidik_params

AKAR = Path(__file__).resolve().parents[1]


def params(tmp_path, isi):
    (tmp_path / "params").mkdir(exist_ok=True)
    (tmp_path / "params" / "nomenklatur.yaml").write_text(isi, encoding="utf-8")
    return muat(tmp_path, 2025).nomenklatur


@pytest.mark.parametrize(
    ("kode", "letak", "kata"),
    [
        ("2.07.06", "2.07.06", "kewenangan provinsi"),
        ("2.07.06.2.01.0003", "2.07.06", "kewenangan provinsi"),
        ("2.07.07", "2.07.07", "tidak ada pada urusan 2.07 Tenaga Kerja"),
        ("3.31.05.2.01", "3.31.05", "tidak ada pada urusan 3.31 Perindustrian"),
        ("2.07.03.2.06", "2.07.03.2.06", "tidak ada pada program 2.07.03 Pelatihan Kerja"),
        ("3.32.04.2.02.0001", "3.32.04.2.02", "tidak ada pada program 3.32.04"),
        ("2.07.03.1.01", "2.07.03.1.01", "angka kewenangan 1 berarti provinsi"),
        ("5.01.02.1.01", "5.01.02.1.01", "angka kewenangan 1 berarti provinsi"),
    ],
)
def test_kode_yang_salah(kode, letak, kata):
    di, sebab = nomenklatur_bawaan().periksa_kode(kode)
    assert di == letak
    assert kata in sebab


@pytest.mark.parametrize(
    "kode",
    ["2.07", "2.07.01", "2.07.01.2.10", "3.31.02.2.01.0004", "2.07.05.2.02.05", "1.02.02.2.99", "5.01.99", "E81-0011",
     "P1", "", "2.7.3", "2.07.03.2.01.0001.x", "9.99.01.2.04"],
)  # fmt: skip
def test_kode_yang_benar_atau_tidak_dinilai(kode):
    assert nomenklatur_bawaan().periksa_kode(kode) == ("", "")


def test_daftar_bawaan_utuh():
    n = nomenklatur_bawaan()
    assert set(n.urusan) == {"2.07", "3.31", "3.32"}
    assert "Kepmendagri" in n.sumber
    for kode, p in n.program.items():
        assert p.nama
        assert all(p.kegiatan.values())
        for k in p.kegiatan:
            assert POLA_KODE.match(f"{kode.replace('x.xx', '2.07')}.{k}")
            assert n.periksa_kode(f"{kode}.{k}.0001") == ("", "")


def test_contoh_dan_luwu_bebas_dari_temuan_ini():
    import csv

    kode = [
        b["kode"]
        for p in ("contoh/tabel/dpa.csv", "luwu_utara/tabel/anggaran.csv")
        if (AKAR / "tests" / p).is_file()
        for b in csv.DictReader((AKAR / "tests" / p).read_text(encoding="utf-8").splitlines(), delimiter=";")
    ]
    assert len(kode) > 30
    assert [k for k in kode if nomenklatur_bawaan().periksa_kode(k)[0]] == []


# ---- params ---------------------------------------------------------------------------------------------------------
def test_kantor_menambah_kegiatan(tmp_path):
    n = params(tmp_path, 'program:\n  "2.07.03": {kegiatan: {"2.06": Kegiatan baru}}\n')
    assert n.periksa_kode("2.07.03.2.06") == ("", "")
    assert n.periksa_kode("2.07.03.2.01") == ("", "")
    assert n.periksa_kode("2.07.03.2.07")[0] == "2.07.03.2.07"


def test_kantor_menyatakan_urusannya_lengkap(tmp_path):
    n = params(
        tmp_path,
        'sumber: Perbup 1/2025\nurusan:\n  "2.15": {nama: Perhubungan, program_lengkap: true}\n'
        'program:\n  "2.15.02": {nama: LLAJ}\n',
    )
    assert n.periksa_kode("2.15.02.2.09") == ("", "")
    assert n.periksa_kode("2.15.01.2.01") == ("", ""), "the supporting programme is every urusan's"
    assert n.periksa_kode("2.15.03")[1] == "program ini tidak ada pada urusan 2.15 Perhubungan"
    assert n.periksa_kode("2.07.06")[0] == "2.07.06"
    assert n.sumber.endswith("; Perbup 1/2025")


def test_kantor_mencabut_pernyataan_lengkap(tmp_path):
    n = params(tmp_path, 'urusan:\n  "2.07": {program_lengkap: false, bukan: {}}\n')
    assert n.periksa_kode("2.07.06") == ("", "")
    assert n.urusan["2.07"].nama == "Tenaga Kerja"


def test_kantor_mengganti_seluruhnya(tmp_path):
    n = params(tmp_path, "ganti: true\n")
    assert n.periksa_kode("2.07.06") == ("", "")
    assert n.periksa_kode("2.07.03.1.01")[0] == "2.07.03.1.01"


def test_kantor_provinsi_memakai_daftarnya_sendiri(tmp_path):
    n = params(tmp_path, "kewenangan: 1\n")
    assert n.periksa_kode("2.07.06.1.01") == ("", "")
    assert n.periksa_kode("2.07.03.2.01")[1].startswith("angka kewenangan 2 berarti kabupaten/kota")


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("program: {2.07: {nama: x}}", "beri tanda kutip"),
        ('program: {"2.7.3": {nama: x}}', 'kode program "2.7.3" tidak sah'),
        ('program: {"2.07.03": {kegiatan: {"3.01": x}}}', 'kode kegiatan "3.01" tidak sah'),
        ("kewenangan: 3", "harus <= 2"),
        ("kewenangan: true", "seharusnya bilangan"),
        ("progam: {}", 'Maksud Anda "program"'),
    ],
)
def test_isi_params_yang_salah_disebut(tmp_path, isi, kata):
    with pytest.raises(GalatParameter) as e:
        params(tmp_path, isi)
    assert kata in str(e.value)
    assert "params/nomenklatur.yaml" in str(e.value)


def test_params_tercatat_dan_mengubah_sidik(tmp_path):
    tanpa = _sidik_params(muat(tmp_path, 2025))
    params(tmp_path, "ganti: true\n")
    kantor = muat(tmp_path, 2025)
    assert "params/nomenklatur.yaml" in kantor.params
    assert _sidik_params(kantor) != tanpa


def test_tanpa_berkas_sama_dengan_bawaan():
    assert susun_nomenklatur({}) == nomenklatur_bawaan()
