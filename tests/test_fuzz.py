"""A short run of the fuzzer of forms; the long one is a command, see ``tests/fuzz_formulir.py``."""

from __future__ import annotations

import shutil

import pytest

from tests.fuzz_formulir import PENULIS, SERANGAN, UBAHAN, Bengkel, jalankan, lari, lewat_libreoffice


def test_tidak_ada_isian_yang_hilang_atau_berubah_diam_diam():
    akhir, ubahan, gagal = lari(200, benih=20)
    assert gagal == []
    assert sum(akhir.values()) == 200
    assert akhir["bertemuan"] > 100
    assert set(ubahan) >= {u.__name__ for u in (*UBAHAN, *PENULIS, *SERANGAN)}


def test_benih_yang_sama_memberi_hasil_yang_sama():
    bengkel = Bengkel()
    try:
        assert jalankan(bengkel, 77) == jalankan(bengkel, 77)
    finally:
        bengkel.tutup()


def test_pelanggaran_janji_ketahuan(monkeypatch):
    """The fuzzer itself: a reader that drops a figure in silence, or names no cell, must not pass."""
    from kinerja.masukan import formulir

    asli = formulir.baca

    def pelupa(*a, **k):
        h = asli(*a, **k)
        for r in h.realisasi[:1]:
            r["realisasi"] = r["pembilang"] = float("nan")
            r["bukti"] = r["pendorong"] = r["penghambat"] = "lain"
        return h

    monkeypatch.setattr("tests.fuzz_formulir.formulir.baca", pelupa)
    assert len(lari(30, benih=3)[2]) > 10
    monkeypatch.setattr("tests.fuzz_formulir.formulir.baca", lambda *a, **k: _tanpa_temuan(asli(*a, **k)))
    assert len(lari(30, benih=3)[2]) > 5


def _tanpa_temuan(h):
    h.temuan_ingest.clear()
    return h


@pytest.mark.lambat
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak ada di mesin ini")
def test_yang_disimpan_libreoffice_tiba_utuh():
    ubahan, gagal = lewat_libreoffice(25, benih=5)
    assert gagal == []
    assert len(ubahan) > 8
