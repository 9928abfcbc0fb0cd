"""plotly.js is packed once for all runs: what is kept gives the same letters, and is believed only when it is whole."""

import json
import os
import sys

import pytest
from plotly.offline import get_plotlyjs

from kinerja.keluaran import halaman_kemas

TEKS = "var Plotly = 'kecil é';\n" * 50


@pytest.fixture
def simpanan(tmp_path, monkeypatch):
    """A small library in plotly's place, and a folder of its own to keep it in; counts what is packed."""
    jalur, asli, dikemas = tmp_path / ".kemas" / "plotly.json", halaman_kemas.kemas, []
    monkeypatch.setattr(halaman_kemas, "SIMPANAN", jalur)
    monkeypatch.setattr(halaman_kemas, "plotly", lambda: TEKS)
    monkeypatch.setattr(halaman_kemas, "kemas", lambda teks: dikemas.append(teks) or asli(teks))
    halaman_kemas._plotly_kemas.cache_clear()
    yield jalur, dikemas
    halaman_kemas._plotly_kemas.cache_clear()


def lagi():
    """Ask as a new process would."""
    halaman_kemas._plotly_kemas.cache_clear()
    return halaman_kemas.plotly_kemas()


def test_pustaka_yang_dikemas_adalah_pustaka_terpasang():
    assert halaman_kemas.plotly() == get_plotlyjs().replace("\r\n", "\n")


def test_dikemas_satu_kali_untuk_semua_proses(simpanan):
    jalur, dikemas = simpanan
    pertama = lagi()
    assert lagi() == lagi() == pertama and dikemas == [TEKS]
    assert halaman_kemas.bongkar(pertama) == TEKS
    assert [p.name for p in jalur.parent.iterdir()] == ["plotly.json"]


@pytest.mark.parametrize(
    "rusak",
    [
        lambda isi: isi[: len(isi) // 2],
        lambda isi: b"",
        lambda isi: b"[]",
        lambda isi: b"{}",
        lambda isi: b"\xff\xfe",
        lambda isi: json.dumps({**json.loads(isi), "isi": json.loads(isi)["isi"][:-1] + "!"}).encode(),
        lambda isi: json.dumps({**json.loads(isi), "isi": None}).encode(),
        lambda isi: json.dumps({**json.loads(isi), "lain": 1}).encode(),
    ],
)
def test_simpanan_yang_tidak_utuh_dibuat_lagi(simpanan, rusak):
    jalur, dikemas = simpanan
    pertama, utuh = lagi(), jalur.read_bytes()
    jalur.write_bytes(rusak(utuh))
    assert lagi() == pertama and len(dikemas) == 2
    assert jalur.read_bytes() == utuh


def test_pustaka_baru_tidak_memakai_simpanan_lama(simpanan, monkeypatch):
    _, dikemas = simpanan
    lagi()
    monkeypatch.setattr(halaman_kemas, "plotly", lambda: TEKS + "// baru")
    assert halaman_kemas.bongkar(lagi()) == TEKS + "// baru"
    monkeypatch.setattr(sys, "version", "python lain")
    lagi()
    assert len(dikemas) == 3


def test_folder_yang_tidak_dapat_ditulisi_hanya_memakan_waktu(simpanan):
    jalur, dikemas = simpanan
    jalur.parent.write_text("bukan folder", encoding="utf-8")
    assert halaman_kemas.bongkar(lagi()) == TEKS and len(dikemas) == 1


def test_sisa_proses_yang_mati_dibuang(simpanan):
    jalur, _ = simpanan
    jalur.parent.mkdir()
    sisa = jalur.with_name(f".plotly.json.{os.getpid()}-0123abcd.tmp")
    sisa.write_bytes(b"{")
    lagi()
    assert not sisa.exists() and jalur.exists()
