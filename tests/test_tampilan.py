"""Tables as notebooks show them."""

from kinerja.tampilan import tabel
from tests.tabel_uji import anggaran, belanja, indikator, jalankan, lapor, masukan, target


def test_kata_angka_dan_nama_utuh():
    panjang = "Persentase <b>keselarasan</b> " + "dokumen perencanaan " * 10
    i = indikator(indikator=panjang, kode_anggaran="P1")
    uang = [anggaran("P1", 1_000_000)], belanja("P1", 250_000)
    hasil = jalankan(masukan([i], target("I1", 10, 20), lapor("I1", 12), *uang))
    html = tabel(hasil["capaian"], "kode_indikator", "indikator", "capaian_tahun_pct", "status")._repr_html_()
    assert "dokumen perencanaan " * 9 in html
    assert "&lt;b&gt;" in html
    assert "Belum dilaporkan" in html
    assert "–" in html
    html = tabel(hasil["serapan"], "nama", "jenjang", "pagu_rp", "serapan_pct")._repr_html_()
    assert "Rp1.000.000" in html
    assert "25,00 %" in html
    assert "Program" in html


def test_tabel_kosong():
    t = tabel(jalankan(masukan([indikator()]))["temuan_ukur"], "tingkat", "pesan")
    assert t._repr_html_() == "<p>Tidak ada.</p>"
    assert repr(t) == "Tidak ada."
