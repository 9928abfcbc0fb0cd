"""How long a step took: office hours, holidays, lateness."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.galat import GalatParameter
from kinerja.kantor import muat
from kinerja.sop.naskah import JamKerja, LangkahSop, muat_sop
from kinerja.sop.waktu import baca_waktu, dari_teks, ke_teks, menit_kerja, terlambat, tulis_lama
from tests.sop_uji import jam

JAM = JamKerja()


def langkah(waktu, satuan):
    return LangkahSop(nomor=1, kegiatan="x", pelaksana="y", waktu=waktu, satuan=satuan, tindakan="susun")


@pytest.fixture
def sop(tmp_path):
    return muat_sop(muat(tmp_path, 2025))


@pytest.mark.parametrize(
    ("a", "b", "menit"),
    [
        (jam(3, 9), jam(3, 9, 25), 25),
        (jam(3, 11, 50), jam(3, 13, 10), 20),  # the break does not count
        (jam(3, 15, 55), jam(4, 7, 35), 10),  # Thursday evening to Friday morning
        (jam(4, 11), jam(4, 13, 30), 60),  # Friday's break is longer
        (jam(4, 16, 20), jam(7, 7, 40), 20),  # over a weekend
        (jam(5, 9), jam(6, 17), 0),  # Saturday and Sunday
        (jam(1, 0), jam(2, 0), 450),
        (
            dt.datetime(2025, 8, 15, 16, 0, tzinfo=jam(1).tzinfo),
            dt.datetime(2025, 8, 19, 8, 0, tzinfo=jam(1).tzinfo),
            60,
        ),
        (jam(3, 9), jam(3, 9), 0),
        (jam(3, 9), jam(2, 9), 0),
    ],
)
def test_menit_kerja(a, b, menit):
    assert menit_kerja(a, b, JAM) == menit


@pytest.mark.parametrize(
    ("waktu", "satuan", "a", "b", "lambat"),
    [
        (10, "menit", jam(3, 15, 55), jam(3, 22), 0),
        (10, "menit", jam(3, 15, 55), jam(4, 7, 40), 5),
        (1, "jam", jam(3, 15, 30), jam(4, 8, 0), 0),
        (1, "jam", jam(3, 15, 30), jam(4, 8, 1), 1),
        (10, "hari", jam(1), jam(15, 23, 59), 0),
        (10, "hari", jam(1), jam(16, 7), 1),
        (2, "hari", jam(3), jam(7, 16), 0),  # Thursday, over a weekend
        (2, "hari", jam(3), jam(9), 2),
    ],
)
def test_terlambat(waktu, satuan, a, b, lambat):
    assert terlambat(langkah(waktu, satuan), a, b, JAM) == lambat


def test_libur_nasional_tidak_dihitung():
    # 17 August 2025 is a Sunday; the 18th was given as cuti bersama, which the calendar may or may not know yet.
    a, b = dt.datetime(2025, 12, 24, 9, tzinfo=jam(1).tzinfo), dt.datetime(2025, 12, 29, 9, tzinfo=jam(1).tzinfo)
    assert terlambat(langkah(1, "hari"), a, b, JAM) == 0, "25 and 26 December are free"


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("2025-07-15T09:00+07:00", "2025-07-15T09:00+07:00"),
        ("2025-07-15 09.00", "2025-07-15T09:00+07:00"),
        ("2025-07-15T09:00:59", "2025-07-15T09:00+07:00"),
        ("2025-07-15T02:00Z", "2025-07-15T09:00+07:00"),
        ("2025-07-15T10:00+08:00", "2025-07-15T09:00+07:00"),
    ],
)
def test_waktu_dibaca(sop, teks, hasil):
    assert ke_teks(baca_waktu(teks, sop), sop) == hasil


@pytest.mark.parametrize(
    "teks", ["", "besok", "2025-07-15", "15/07/2025 09:00", "2025-13-01T09:00", "9999-12-31T23:59-14:00"]
)
def test_waktu_yang_salah_ditolak(sop, teks):
    with pytest.raises(GalatParameter, match="tidak sah"):
        baca_waktu(teks, sop)


def test_waktu_buku_yang_aneh_tidak_menjatuhkan_papan(sop):
    assert [dari_teks(x, sop) for x in ("", "x", "2025-07-15T09:00", "0001-01-01T00:00+00:00")] == [None] * 4


def test_lama_dalam_kata():
    assert [tulis_lama(x, JAM) for x in (0, 5, 65, 450, 450 * 2 + 61)] == [
        "0 menit", "5 menit", "1 jam 5 menit", "1 hari", "2 hari 1 jam 1 menit",
    ]  # fmt: skip
