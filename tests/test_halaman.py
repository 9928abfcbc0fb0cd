"""The report page: complete, safe, the same bytes each time, and asking nothing of any network."""

from __future__ import annotations

import ast
import base64
import hashlib
import html.parser
import json
import re
import shutil
import subprocess
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_output

from kinerja import laporan
from kinerja.keluaran import halaman, halaman_kemas
from kinerja.keluaran.unsur import MIME_PLOTLY, Bagian
from tests import tabel_contoh as contoh
from tests.conftest import AKAR

JUDUL = "Laporan Capaian Kinerja Triwulan II Tahun 2025"


def buku(hasil: contoh.Hasil) -> nbformat.NotebookNode:
    """The notebook as it is after a run on these tables: each cell's last expression displayed."""
    nb = nbformat.read(AKAR / "notebooks" / "laporan.ipynb", as_version=4)
    ruang: dict[str, object] = {}
    for sel in nb.cells:
        if sel.cell_type != "code":
            continue
        sumber = sel.source.replace("from kinerja import langkah, laporan", "")
        ruang |= {"langkah": SimpleNamespace(jalankan=lambda *_: hasil), "laporan": laporan}
        pohon = ast.parse(sumber)
        akhir = pohon.body.pop() if pohon.body and isinstance(pohon.body[-1], ast.Expr) else None
        exec(compile(pohon, "sel", "exec"), ruang)
        nilai = eval(compile(ast.Expression(akhir.value), "sel", "eval"), ruang) if akhir else None
        if isinstance(nilai, Bagian):
            sel.outputs = [new_output("display_data", data=d, metadata=m) for d, m in nilai.keluaran()]
    return nb


@pytest.fixture(scope="module")
def biasa() -> str:
    return halaman.halaman(buku(contoh.jadi(contoh.biasa())), JUDUL)


class Pengurai(html.parser.HTMLParser):
    """Collects elements with their attributes, and the content of scripts."""

    def __init__(self, isi: str) -> None:
        super().__init__(convert_charrefs=True)
        self.unsur: list[tuple[str, dict[str, str | None]]] = []
        self.skrip: list[tuple[dict[str, str | None], str]] = []
        self._di_skrip = False
        self.feed(isi)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unsur.append((tag, dict(attrs)))
        self._di_skrip = tag == "script"
        if self._di_skrip:
            self.skrip.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._di_skrip = self._di_skrip and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._di_skrip:
            self.skrip[-1] = (self.skrip[-1][0], self.skrip[-1][1] + data)


def bongkar(p: Pengurai, id_: str) -> str:
    """A packed text as the browser unpacks it."""
    attr, isi = next((a, isi) for a, isi in p.skrip if a.get("id") == id_)
    return halaman_kemas.bongkar(halaman_kemas.Kemasan(isi, int(attr["data-panjang"]), int(attr["data-sidik"])))


def tanpa_kemasan(isi: str) -> str:
    """The page without packed texts, whose letters spell anything sooner or later."""
    return re.sub(r'(<script type="text/plain"[^>]*>).*?</script>', r"\1</script>", isi)


# ---- nothing from outside -------------------------------------------------------------------------------------------
def test_tidak_merujuk_ke_luar(biasa):
    p = Pengurai(biasa)
    for tag, attr in p.unsur:
        assert tag not in ("link", "iframe", "object", "embed", "base", "img", "form")
        assert "src" not in attr
        assert (attr.get("href") or "#").startswith("#")
    assert not re.search(
        r"@import|https?://|url\(|//cdn|require\.js|mathjax|mermaid", tanpa_kemasan(biasa), re.IGNORECASE
    )


def test_kebijakan_melarang_semua_kecuali_dua_skrip(biasa):
    p = Pengurai(biasa)
    kebijakan = next(
        a["content"] for t, a in p.unsur if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert kebijakan.startswith("default-src 'none'")
    jalan = [isi for a, isi in p.skrip if "type" not in a]
    assert len(jalan) == 1
    jalan.append(bongkar(p, "pustaka-grafik"))
    sidik = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in jalan}
    assert set(re.findall(r"'sha256-[^']+'", kebijakan)) == sidik


def test_plotly_sekali_saja(biasa):
    p = Pengurai(biasa)
    assert [a.get("id") for a, _ in p.skrip].count("pustaka-grafik") == 1
    assert bongkar(p, "pustaka-grafik").count("plotly.js v") == 1
    data = json.loads(bongkar(p, "data-grafik"))
    assert data and "http" not in json.dumps(data)


# ---- complete -------------------------------------------------------------------------------------------------------
def test_setiap_bagian_dan_isinya(biasa):
    p = Pengurai(biasa)
    bagian = [a["id"] for t, a in p.unsur if t == "section"]
    nb = nbformat.read(AKAR / "notebooks" / "laporan.ipynb", as_version=4)
    assert bagian == [s.id for s in nb.cells if s.cell_type == "markdown" and not s.metadata.get("tags")]
    assert {"pokok", "capaian", "sasaran", "anggaran", "pelaporan", "temuan", "hitungan"} <= set(bagian)
    tujuan = {a["href"] for t, a in p.unsur if t == "a"}
    assert tujuan <= {f"#{a['id']}" for _, a in p.unsur if a.get("id")}
    potong = re.split(r"<section ", biasa)[1:]
    for isi in potong:
        assert re.search(r"<(table|ol|p|figure)[ >]", isi)


def test_gambar_punya_data_dan_uraian(biasa):
    p = Pengurai(biasa)
    kanvas = [a for t, a in p.unsur if t == "div" and a.get("class") == "kanvas"]
    data = json.loads(bongkar(p, "data-grafik"))
    assert len(kanvas) == len(data) >= 8
    assert all(a["aria-label"] for a in kanvas)
    assert all({"data", "layout"} == set(d) for d in data)


def test_kode_dan_sel_khusus_tidak_tampil(biasa):
    sendiri = biasa
    for teks in ("langkah.jalankan", "tahun = 2025", "bagian_pokok", "Yang diperlukan"):
        assert teks not in sendiri


def test_terbaca_alat_bantu(biasa):
    p = Pengurai(biasa)
    tag = [t for t, _ in p.unsur]
    assert ("html", {"lang": "id"}) in p.unsur
    assert all(tag.count(t) == 1 for t in ("header", "nav", "main", "footer", "h1"))
    assert next(a for t, a in p.unsur if t == "a")["href"] == "#isi"
    assert tag.count("table") == tag.count("caption")
    assert all(a.get("scope") for t, a in p.unsur if t == "th")
    tingkat = [int(t[1]) for t in tag if re.fullmatch(r"h[1-6]", t)]
    assert all(b - a <= 1 for a, b in zip(tingkat, tingkat[1:], strict=False))


def test_tanpa_grafik_tanpa_pustaka():
    isi = halaman.halaman(buku(contoh.jadi(contoh.kosong())), JUDUL)
    assert "<script" not in isi
    assert "script-src" not in isi
    assert len(isi) < 40_000


# ---- safe -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("judul", [JUDUL, contoh.JAHAT])
def test_teks_jahat_tetap_teks(judul):
    isi = halaman.halaman(buku(contoh.jadi(contoh.jahat(contoh.biasa()))), judul)
    isi.encode("utf-8")
    p = Pengurai(isi)
    assert not [t for t, _ in p.unsur if t == "img"]
    assert not [a for _, a in p.unsur if any(k.startswith("on") for k in a)]
    assert not [a for t, a in p.unsur if t == "a" and not str(a.get("href")).startswith("#")]
    assert len([a for a, _ in p.skrip if not a.get("type")]) == 1
    assert "alert(" in isi  # it is shown, as text
    data = bongkar(p, "data-grafik")
    assert "<" not in data
    json.loads(data)


def test_json_aman():
    isi = {"a": "</script><!--\u2028", "b": [1.5, None]}
    teks = halaman.json_aman(isi)
    assert "<" not in teks
    assert "\u2028" not in teks
    assert json.loads(teks) == isi


def test_markdown_mentah_tidak_menjadi_html():
    nb = buku(contoh.jadi(contoh.kosong()))
    nb.cells.append(nbformat.v4.new_markdown_cell("## Catatan <img src=x>\n\n<script>alert(1)</script>", id="catatan"))
    assert not [t for t, _ in Pengurai(halaman.halaman(nb, JUDUL)).unsur if t in ("img", "script")]


# ---- the same each time ---------------------------------------------------------------------------------------------
def test_byte_yang_sama(tmp_path):
    for nama in ("a.html", "b.html"):
        halaman.tulis_laporan(buku(contoh.jadi(contoh.biasa())), tmp_path / "dalam" / nama, JUDUL)
    a, b = (tmp_path / "dalam" / n for n in ("a.html", "b.html"))
    assert a.read_bytes() == b.read_bytes()
    assert b"\r" not in a.read_bytes()
    assert sorted(p.name for p in a.parent.iterdir()) == ["a.html", "b.html"]


def test_urutan_kunci_tidak_berpengaruh(biasa):
    """A notebook read back from disk, its keys in another order, gives the same page."""
    nb = buku(contoh.jadi(contoh.biasa()))
    kembali = nbformat.reads(nbformat.writes(nb), as_version=4)
    assert halaman.halaman(kembali, JUDUL) == biasa
    for sel in kembali.cells:
        for o in sel.get("outputs", []):
            if MIME_PLOTLY in o.data:
                o.data[MIME_PLOTLY] = dict(reversed(list(o.data[MIME_PLOTLY].items())))
    assert halaman.halaman(kembali, JUDUL) == biasa


# ---- in a browser ---------------------------------------------------------------------------------------------------
@pytest.mark.lambat
def test_tergambar_tanpa_jaringan(tmp_path, biasa):
    peramban = shutil.which("chromium") or shutil.which("google-chrome")
    if not peramban:
        pytest.skip("tidak ada Chromium di mesin ini")
    jalur = tmp_path / "laporan.html"
    jalur.write_text(biasa, encoding="utf-8", newline="\n")
    catatan = tmp_path / "jaringan.json"
    hasil = subprocess.run(
        [
            peramban, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profil'}", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--log-net-log={catatan}", "--virtual-time-budget=8000", "--dump-dom", jalur.as_uri(),
        ],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    p = Pengurai(hasil.stdout)
    kanvas = [a for t, a in p.unsur if t == "div" and "kanvas" in (a.get("class") or "").split()]
    tergambar = [a for t, a in p.unsur if t == "svg" and "main-svg" in (a.get("class") or "")]
    assert len(kanvas) >= 8
    assert all("siap" in (a.get("class") or "").split() for a in kanvas)
    assert len(tergambar) >= len(kanvas)
    # The browser's own errands are not the page's.
    alamat = set(re.findall(r'"url":"(https?://[^"]+)"', catatan.read_text(encoding="utf-8", errors="replace")))
    assert [a for a in alamat if not re.search(r"google|gstatic|gvt1", a)] == []
