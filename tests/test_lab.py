"""The notebooks in JupyterLab: choosing a quarter, tables, errors, the first page; and nothing of it elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest

from kinerja.galat import GalatKinerja, GalatParameter
from kinerja.langkah import DAFTAR
from kinerja.meja import galat, pilihan
from kinerja.meja.pilihan import Pilihan, pilih, pilihan_terakhir, simpan_pilihan
from kinerja.rantai import jalan
from kinerja.tampilan import Tampilan, tabel
from tests.conftest import AKAR

NOTEBOOK = AKAR / "notebooks"
NAMA = [x.nama for x in DAFTAR]
SEL = Pilihan(2025, 2)


def isi_tabel(akar: Path, triwulan: int) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in akar.glob(f"data/processed/2025/TW{triwulan}/*.parquet")}


@pytest.fixture
def sesi(contoh: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office that JupyterLab was started for, with the kernel of one of its notebooks."""
    monkeypatch.setenv("KINERJA_AKAR", str(contoh))
    monkeypatch.setenv(pilihan.SESI, str(NOTEBOOK / "ukur.ipynb"))
    return contoh


# ---- where nobody chooses --------------------------------------------------------------------------------------------


def test_di_luar_jupyterlab_parameter_kembali_apa_adanya():
    assert pilih(2025, 3, "x") == (2025, 3, "x")
    hasil = subprocess.run(
        [sys.executable, "-c", "import sys; from kinerja import meja; print(meja.pilih(2025, 1)); meja.mulai(); "
         "print({'ipywidgets', 'itables', 'IPython'} & set(sys.modules))"],
        cwd=AKAR, env=os.environ | {pilihan.SESI: ""}, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert hasil.stdout.splitlines() == [
        "Pilihan(tahun=2025, triwulan=1, akar='')",
        "Halaman ini untuk JupyterLab: jalankan python mulai.py lab.",
        "set()",
    ]


def test_rantai_tidak_menampilkan_pilihan(sesi):
    """Not even when it is started from JupyterLab, where another quarter has been chosen."""
    simpan_pilihan(Pilihan(2025, 1))
    jalan(2025, 2, sesi)
    for n in [n for n in NAMA if n != "laporan"]:
        nb = nbformat.read(sesi / "reports" / "2025" / "TW2" / f"{n}.ipynb", as_version=4)
        sel = next(c for c in nb.cells if "meja.pilih" in c.source)
        assert sel.outputs == []
        assert not any("dt-container" in str(c.get("outputs")) for c in nb.cells)
    assert isi_tabel(sesi, 2)
    assert not isi_tabel(sesi, 1)


# ---- the choice ------------------------------------------------------------------------------------------------------


def test_pilihan_disimpan_untuk_kelima_notebook(sesi, monkeypatch):
    assert pilihan_terakhir(SEL) is None
    simpan_pilihan(Pilihan(2025, 3), SEL)
    assert pilihan_terakhir(SEL) == (2025, 3, "")
    monkeypatch.setenv(pilihan.SESI, str(NOTEBOOK / "rekap.ipynb"))
    assert pilihan_terakhir(SEL) == (2025, 3, "")


def test_sel_parameter_yang_diubah_tangan_menang(sesi):
    simpan_pilihan(Pilihan(2025, 3), SEL)
    assert pilihan_terakhir(Pilihan(2025, 1)) is None
    assert pilihan_terakhir(SEL) == (2025, 3, "")


@pytest.mark.parametrize(
    "isi",
    [
        "",
        "{",
        "[]",
        '{"pilihan": 3}',
        '{"pilihan": [2025, 9, ""]}',
        '{"pilihan": [2025, 1, "/tidak/ada"]}',
        '{"sel": 1}',
    ],
)
def test_berkas_pilihan_yang_rusak_tidak_berarti_apa_apa(sesi, isi):
    berkas = sesi / "data" / "processed" / pilihan.NAMA_BERKAS
    berkas.parent.mkdir(parents=True)
    berkas.write_text(isi, encoding="utf-8")
    assert pilihan_terakhir(SEL) is None
    simpan_pilihan(SEL)
    assert pilihan_terakhir(SEL) == SEL


def test_yang_dapat_dipilih(sesi, tmp_path, monkeypatch):
    assert {2025, 2027} <= set(pilihan.tahun_tersedia("", 2027))
    assert (2025, 2) in pilihan.triwulan_tersedia("")
    assert pilihan.kantor_tersedia() == []
    monkeypatch.setenv("KINERJA_AKAR", str(tmp_path))
    assert pilihan.kantor_tersedia() == [("contoh", str(sesi))]
    monkeypatch.setenv("KINERJA_AKAR", str(tmp_path / "hilang"))
    with pytest.raises(GalatParameter):
        pilihan.tahun_tersedia("")


# ---- tables ----------------------------------------------------------------------------------------------------------


def test_tabel_diurutkan_menurut_angkanya():
    df = pd.DataFrame(
        {"nama": ["a", "b", "c"], "pagu_rp": [9_000, 1_000_000, 20_000], "serapan_pct": [9.5, None, 100.0]}
    )
    t = tabel(df, "nama", "pagu_rp", "serapan_pct")
    assert list(t.urut) == ["Pagu", "Serapan"]
    assert t.isi.loc[t.urut["Pagu"].sort_values().index, "Pagu"].to_list() == ["Rp9.000", "Rp20.000", "Rp1.000.000"]


def test_angka_tertulis_diurutkan_menurut_angka_di_baliknya():
    df = pd.DataFrame({"target_teks": ["9 orang", "10 orang"], "target": [9.0, 10.0], "saran": ["x", "y"]})
    assert tabel(df, "target_teks", "saran").urut.to_dict("list") == {"Target": [9.0, 10.0]}


@pytest.mark.filterwarnings("error")
def test_tabel_jupyterlab_utuh_dan_teksnya_tetap_teks():
    pytest.importorskip("itables", reason="itables tidak terpasang")
    from kinerja.meja.tabel import html, pustaka

    jahat = "<script>alert(1)</script>"
    df = pd.DataFrame({"nama": [jahat, *(f"nama {i}" for i in range(3000))], "pagu_rp": range(3001)})
    isi = html(tabel(df, "nama", "pagu_rp"))
    assert jahat not in isi
    assert "alert(1)" in isi
    assert "nama 2999" in isi
    assert '"orderData": 2' in isi
    assert "Cari:" in isi
    assert '"content": ["searchText"]' in isi  # the one for numbers finds no Indonesian number
    assert html(Tampilan(pd.DataFrame({"Nama": []}))) == "<p>Tidak ada.</p>"
    assert "https://" not in pustaka().split("</script>")[0].replace("https://datatables.net", "")[:2000]


# ---- errors ----------------------------------------------------------------------------------------------------------


def salah(sumber: str) -> BaseException:
    try:
        exec(compile(sumber, "sel", "exec"), {})
    except BaseException as e:
        return e
    raise AssertionError(sumber)


@pytest.mark.parametrize(
    ("sumber", "bagian"),
    [
        ("hasil", '"hasil" belum ada. Jalankan dahulu sel di atasnya: menu Jalankan > Menjalakan Semua Sel'),
        ("raise KeyboardInterrupt", "Dihentikan. Hasil sebelumnya utuh"),
        ("\ntriwulan = ", "salah tulis pada baris 2"),
        ("open('tidak-ada.txt')", "tidak-ada.txt tidak dapat dibaca atau ditulis: tidak ditemukan."),
        ("1 / 0", "Kesalahan program (ZeroDivisionError: division by zero). Laporkan kepada pengembang"),
    ],
)
def test_galat_menjadi_satu_kalimat(sumber, bagian):
    assert bagian in galat.kalimat(salah(sumber))


def test_hanya_kesalahan_program_yang_menyebut_rincian():
    assert galat.baris(GalatKinerja("Berkas rusak.", "Kirim ulang.")) == ["Berkas rusak. Kirim ulang."]
    assert galat.baris(salah("1 / 0"))[1] == galat.RINCIAN


# ---- in a real kernel ------------------------------------------------------------------------------------------------


class Kernel:
    """One notebook with its kernel, run as JupyterLab does: cell by cell, again and again."""

    def __init__(self, nama: str) -> None:
        from nbclient import NotebookClient

        os.environ[pilihan.SESI] = str(NOTEBOOK / f"{nama}.ipynb")  # a fixture puts the old one back
        self.nb = nbformat.read(NOTEBOOK / f"{nama}.ipynb", as_version=4)
        self.klien = NotebookClient(self.nb, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK)}})

    def __enter__(self) -> Kernel:
        self._urusan = self.klien.setup_kernel()
        self._urusan.__enter__()
        return self

    def __exit__(self, *apa: object) -> None:
        self._urusan.__exit__(*apa)

    def semua(self) -> str:
        """Run all cells; return everything that they show."""
        for i, sel in enumerate(self.nb.cells):
            self.klien.execute_cell(sel, i)
        return json.dumps([c.get("outputs") for c in self.nb.cells], ensure_ascii=False)

    def kode(self, sumber: str) -> nbformat.NotebookNode:
        """Run one more cell; return it."""
        sel = nbformat.v4.new_code_cell(sumber)
        self.nb.cells.append(sel)
        self.klien.allow_errors = True
        try:
            self.klien.execute_cell(sel, len(self.nb.cells) - 1)
        finally:
            self.klien.allow_errors = False
            self.nb.cells.pop()
        return sel


@pytest.mark.lambat
def test_mengganti_triwulan_memberi_tabel_yang_sama_dengan_rantai(sesi, tmp_path):
    pytest.importorskip("ipywidgets", reason="ipywidgets tidak terpasang")
    for n in NAMA:
        with Kernel(n) as k:
            if n == "ingest":
                assert "new ITable(" in k.semua()
                k.kode("_panel_kinerja.triwulan.value = 1")
                assert "Pilihan berubah" in k.kode("print(_panel_kinerja.pesan.value)").outputs[0].text
            k.semua()
            assert "(2025, 1, '')" in str(k.kode("tuple(_panel_kinerja.nilai)").outputs)
    lain = tmp_path / "rantai"
    for bagian in ("params", "data/raw"):
        shutil.copytree(sesi / bagian, lain / bagian)
    jalan(2025, 1, lain)
    assert isi_tabel(sesi, 1) == isi_tabel(lain, 1)
    assert len(isi_tabel(sesi, 1)) == sum(len(x.keluaran) for x in DAFTAR)


@pytest.mark.lambat
def test_galat_di_notebook_tanpa_jejak_kecuali_diminta(sesi):
    pytest.importorskip("ipywidgets", reason="ipywidgets tidak terpasang")
    with Kernel("ukur") as k:
        with pytest.raises(Exception, match="Tabel indikator untuk periode ini belum ada"):
            k.semua()
        berhenti = [o for c in k.nb.cells for o in c.get("outputs", []) if o.output_type == "error"]
        assert [o.traceback for o in berhenti] == [[berhenti[0].evalue]]
        (salah,) = k.kode("1 / 0").outputs
        assert salah.traceback == [galat.kalimat(ZeroDivisionError("division by zero")), galat.RINCIAN]
        assert "Traceback" in str(k.kode("%tb").outputs)
        (salah,) = k.kode("triwulan = ").outputs
        assert salah.traceback == [
            "Sel ini salah tulis pada baris 1. Batalkan perubahannya (Ctrl+Z), lalu jalankan lagi."
        ]
        salah = k.kode("meja.pilih(2025, 7)").outputs[-1]
        assert salah.traceback == ["Triwulan 7 tidak ada. Pilih 1, 2, 3, atau 4."]


def test_kemajuan_menyebut_sel_dan_judulnya(sesi):
    pytest.importorskip("ipywidgets", reason="ipywidgets tidak terpasang")
    from kinerja.meja.panel import Panel
    from kinerja.meja.siapkan import NAMA_PANEL, Kemajuan, judul_sel

    judul = judul_sel(NOTEBOOK / "ukur.ipynb")
    assert judul["capaian"] == (4, "Capaian per indikator")
    assert judul_sel(NOTEBOOK / "hilang.ipynb") == {}
    panel = Panel(SEL, SEL)
    kemajuan = Kemajuan(SimpleNamespace(user_ns={NAMA_PANEL: panel}), judul)
    berhasil, gagal = SimpleNamespace(success=True), SimpleNamespace(success=False)
    kemajuan.mulai(SimpleNamespace(cell_id="capaian"))
    assert 'value="3" max="7"' in panel.kemajuan.value
    assert "Sedang mengerjakan sel 4 dari 7: Capaian per indikator" in panel.kemajuan.value
    kemajuan.selesai(gagal)
    assert "Berhenti di sel 4 dari 7: Capaian per indikator." in panel.kemajuan.value
    kemajuan.mulai(SimpleNamespace(cell_id="serapan"))
    kemajuan.selesai(berhasil)
    assert panel.kemajuan.value == "Selesai: 7 sel sudah dijalankan."
    kemajuan.mulai(SimpleNamespace(cell_id=None))
    kemajuan.selesai(gagal)
    assert "Berhenti di sel ini." in panel.kemajuan.value


@pytest.mark.lambat
def test_halaman_awal_mengukur_dan_menyebut_laporan(sesi):
    pytest.importorskip("ipywidgets", reason="ipywidgets tidak terpasang")
    with Kernel("mulai") as k:
        semula = k.semua()
        assert "Yang berikutnya" in semula
        assert "Belum ada. Tekan" in semula
        k.kode(
            "import gc; from kinerja.meja.depan import Depan; d, = (x for x in gc.get_objects() if type(x) is Depan)"
        )
        k.kode("d.panel.triwulan.value = 1; d.ukur.click()")
        assert "Validasi: " in k.kode("print(d.kabar.value)").outputs[0].text
        assert (
            k.kode("print(d.batang.value, d.batang.bar_style, d.buka.disabled)").outputs[0].text == "5 success False\n"
        )
        assert "Triwulan I Tahun 2025" in k.kode("print(d._susun())").outputs[0].text
        # A folder that is not there is told and not kept.
        k.kode("d.panel.kantor.value = '/tidak/ada'")
        assert "tidak ada" in k.kode("print(d.panel.pesan.value)").outputs[0].text
    assert (sesi / "reports" / "2025" / "TW1" / "laporan.html").is_file()
    assert pilihan_terakhir() == (2025, 1, "")
