"""The light edition: all that the report says, no script, small enough for a chat; and how the full one is packed."""

from __future__ import annotations

import html
import re

import pytest

from kinerja.keluaran import halaman, halaman_kemas, halaman_ringan
from kinerja.rantai import jalan
from tests import tabel_contoh
from tests.test_halaman import JUDUL, Pengurai, buku, tanpa_kemasan


@pytest.fixture(scope="module")
def nb():
    return buku(tabel_contoh.jadi(tabel_contoh.biasa()))


@pytest.fixture(scope="module")
def ringan(nb) -> str:
    return halaman.ringan(nb, JUDUL)


def kata(isi: str) -> list[str]:
    """Every word of the page's body, scripts and pictures aside."""
    isi = re.sub(r"<(script|svg)\b.*?</\1>", " ", isi.split("<body>")[1], flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", isi)).split()


def test_tanpa_skrip_tanpa_alamat(ringan):
    p = Pengurai(ringan)
    assert p.skrip == []
    assert not [t for t, _ in p.unsur if t in ("link", "img", "iframe", "object", "embed", "form", "base")]
    assert all((a.get("href") or "#").startswith("#") for _, a in p.unsur)
    assert not re.search(r"https?://|url\(|@import", ringan)
    kebijakan = next(a["content"] for t, a in p.unsur if a.get("http-equiv") == "Content-Security-Policy")
    assert kebijakan.startswith("default-src 'none'") and "script-src" not in kebijakan


def test_setiap_kata_laporan_ada(nb, ringan):
    assert kata(ringan) == kata(halaman.halaman(nb, JUDUL))


RUPA = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-family", "text-anchor")


def gores(isi: str) -> list[tuple[str, dict[str, str]]]:
    """Every stroke of the drawings with all that it is drawn by, whether attributes say it or a class does."""
    gaya = dict(re.findall(r"\.(g\d+)\{([^}]*)\}", isi))
    hasil = []
    for gambar in re.findall(r'<div class="?diam"?>(.*?)</div>', isi, flags=re.DOTALL):
        for nama, a in Pengurai(gambar).unsur:
            kelas = [k for k in (a.pop("class", None) or "").split() if k in gaya or a.setdefault("letak", k) is None]
            dari_kelas = dict(x.split(":", 1) for k in kelas for x in gaya[k].split(";"))
            rupa = {k: re.sub(r"(?<=\d)px$", "", v) for k, v in (a | dari_kelas).items() if k != "overflow"}
            hasil.append((nama, {k: re.sub(r"var\((--\w+),[^)]*\)", r"var(\1)", v or "") for k, v in rupa.items()}))
    return hasil


def test_gambarnya_sama_dengan_laporan(nb, ringan):
    penuh = gores(tanpa_kemasan(halaman.halaman(nb, JUDUL)))
    assert len(penuh) > 300 and {k for _, a in penuh for k in a} >= set(RUPA)
    assert gores(ringan) == penuh
    gambar = " ".join(re.findall(r'<div class="?diam"?>.*?</div>', ringan, flags=re.DOTALL))
    assert not re.search(r" (?:fill|stroke|font-size|text-anchor)=", gambar)


def test_nilai_yang_perlu_kutip_tetap_berkutip():
    isi = halaman_ringan.ringkaskan(
        '<style></style><p class="a b" id="c1" title="fill=&quot;x&quot; y=1"><path d="M0 0" fill="var(--p0,#155a9c)"/>'
        'teks id="d" <b title="">x</b></p>'
    )
    assert '<p class="a b" id=c1 title="fill=&quot;x&quot; y=1">' in isi
    assert '<path class=g0 d="M0 0"/>teks id="d" <b title="">x</b>' in isi
    assert "<style>.g0{fill:var(--p0)}" in isi


def test_judul_lajur_tetap_tampil_di_telepon():
    tabel = (
        '<style></style><table role="table" class="kartu">'
        '<tr role="row"><th role="rowheader" scope="row">a</th>'
        '<td role="cell" data-lajur="Thd &quot;2025&quot;"><div>1</div></td>'
        '<td role="cell" data-lajur="Sumber"><div><b>x</b></div></td></tr></table>'
    )
    isi = halaman_ringan.ringkaskan(tabel)
    assert "role=" not in isi and "data-lajur" not in isi
    assert (
        '.l0 td:nth-child(2)::before{content:"Thd \\22 2025\\22 "}.l0 td:nth-child(3)::before{content:"Sumber"}' in isi
    )
    assert "<td>1<td><div><b>x</b></div>" in isi


def test_tabel_yang_barisnya_lain_dibiarkan():
    tabel = '<table class="kartu"><tr><td data-lajur="A">1</td></tr><tr><td data-lajur="B">1</td></tr></table>'
    assert halaman_ringan.ringkaskan(tabel).count("data-lajur") == 2


def test_contoh_muat_dalam_batasnya(contoh):
    """The bundled example: at most 2,0 MB and 300 KB, in the run's account, the same bytes each time."""
    hasil = jalan(2025, 2, contoh)
    berkas = [hasil.laporan.with_name(n) for n in ("laporan.html", "laporan-ringan.html")]
    isi = [b.read_bytes() for b in berkas]
    assert len(isi[0]) <= 2_000_000
    assert len(isi[1]) <= 300_000
    akhir = jalan(2025, 4, contoh).laporan.with_name("laporan-ringan.html")
    assert akhir.stat().st_size <= 295_000  # the fullest quarter, with room for the steps of its SOP
    catatan = (hasil.laporan.parent / "run.json").read_text(encoding="utf-8")
    assert all(f"reports/2025/TW2/{b.name}" in catatan for b in berkas)
    berkas[1].unlink()
    assert "laporan" not in jalan(2025, 2, contoh).dilewati
    assert [b.read_bytes() for b in berkas] == isi


# ---- packing --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("teks", ["", "a", "abc" * 5000, 'é<&>"\u2028\n\r\0' * 99, "".join(map(chr, range(1, 3000)))])
def test_kemas_lalu_bongkar(teks):
    k = halaman_kemas.kemas(teks)
    assert halaman_kemas.bongkar(k) == teks
    assert set(k.isi) <= set(halaman_kemas.ABJAD) and len(k.isi) % 5 == 0
    assert k == halaman_kemas.kemas(teks)


def test_abjad_aman_di_dalam_html():
    assert len(set(halaman_kemas.ABJAD)) == 85
    assert halaman_kemas.ABJAD.isascii() and halaman_kemas.ABJAD.isprintable()
    assert not set(halaman_kemas.ABJAD) & set("<>&\"'\\/( ")
