"""Many offices under one roof: each as if it ran alone, ranked by the stated rules, none able to stop the others."""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import kabupaten as benchmark
from benchmarks.kabupaten_data import tulis_kantor
from kinerja import kabupaten_jalan
from kinerja.angka import bulatkan
from kinerja.cli import main
from kinerja.galat import GalatKinerja
from kinerja.kabupaten import KELOMPOK, susun_kabupaten, tabel_kantor
from kinerja.kabupaten_jalan import HasilKabupaten, HasilKantor, Tugas, daftar_kantor, jalankan_kantor
from kinerja.kantor import Periode
from kinerja.keluaran.kabupaten_buku import kabupaten_xlsx
from kinerja.keluaran.kabupaten_halaman import kabupaten_html
from kinerja.serentak import Gugur, kerjakan

AKAR = Path(__file__).resolve().parent.parent
P = Periode(2025, 2)
PILIHAN = ("--tahun", "2025", "--triwulan", "2", "--waktu", "2025-07-15T09:00")
ATURAN = "rerata sasaran, batas 120 %, tanpa target triwulan tidak dinilai"


def baris(folder: str, **isi: Any) -> dict[str, Any]:
    dasar = {
        "folder": folder, "nama": f"Dinas {folder}", "daerah": "Kabupaten Contoh", "keadaan": "jalan", "putusan": "Ya",
        "n_temuan": 0, "capaian_pct": 90.0, "predikat": "Tinggi", "kelas": "p1", "n": 12, "n_terukur": 10,
        "n_bidang": 4, "n_lengkap": 4, "pagu_rp": 1000, "realisasi_rp": 400, "serapan_pct": 40.0, "aturan": ATURAN,
    }  # fmt: skip
    return dasar | isi


def susun(*isi: dict[str, Any]) -> dict[str, Any]:
    return susun_kabupaten(tabel_kantor(list(isi)))


def urutan(*isi: dict[str, Any]) -> list[tuple[str, str, int | None]]:
    tabel = susun(*isi)["kantor"]
    nomor = [
        None if x is None else int(x) for x in tabel["peringkat"].astype(object).where(tabel["peringkat"].notna(), None)
    ]
    return list(zip(tabel["folder"], tabel["kelompok"], nomor, strict=True))


def campuran() -> list[dict[str, Any]]:
    """One office of every kind."""
    return [
        baris("a", capaian_pct=80.0),
        baris("b", capaian_pct=95.5),
        baris("c", putusan="Tidak", n_temuan=3, capaian_pct=119.0, pagu_rp=500, realisasi_rp=100, serapan_pct=20.0),
        baris("d", capaian_pct=math.nan, predikat="", n_terukur=0),
        baris("e", capaian_pct=99.0, aturan="rerata indikator, tanpa batas, tanpa target triwulan tidak dinilai"),
        baris("f", nama="DINAS  A"),
        {"folder": "g", "nama": "g", "keadaan": "gagal", "sebab": "params rusak."},
        {"folder": "h", "nama": "h", "keadaan": "tanpa_data", "sebab": "Belum ada folder data/raw/2025."},
    ]


# ---- the rules ------------------------------------------------------------------------------------------------------
def test_setiap_keadaan_di_tempatnya() -> None:
    assert urutan(*campuran()) == [
        ("b", "peringkat", 1), ("a", "peringkat", 2), ("c", "belum_lolos", None), ("d", "belum_terukur", None),
        ("e", "aturan_lain", None), ("f", "kembar", None), ("g", "gagal", None), ("h", "tanpa_data", None),
    ]  # fmt: skip
    assert {g for _, g, _ in urutan(*campuran())} == set(KELOMPOK)


def test_angka_tercetak_sama_peringkat_sama() -> None:
    hasil = urutan(baris("a", capaian_pct=90.001), baris("b", capaian_pct=90.004), baris("c", capaian_pct=90.005))
    assert hasil == [("c", "peringkat", 1), ("a", "peringkat", 2), ("b", "peringkat", 2)]


def test_aturan_yang_dibandingkan_adalah_yang_terbanyak_di_antara_yang_lolos() -> None:
    lain = "rerata indikator, batas 100 %, tanpa target triwulan tidak dinilai"
    tidak = [baris(f"t{n}", putusan="Tidak", aturan=lain) for n in range(5)]
    kelompok = {f: g for f, g, _ in urutan(baris("a"), baris("b"), baris("c", aturan=lain), *tidak)}
    assert (kelompok["a"], kelompok["b"], kelompok["c"]) == ("peringkat", "peringkat", "aturan_lain")


def test_jumlah_dihitung_satu_kali() -> None:
    lolos, belum, semua = susun(*campuran())["jumlah"].to_dict("records")
    assert (lolos["n_kantor"], belum["n_kantor"], semua["n_kantor"]) == (4, 1, 5)
    assert (semua["pagu_rp"], semua["realisasi_rp"]) == (4500, 1700)
    assert semua["serapan_pct"] == pytest.approx(1700 / 4500 * 100)
    assert (semua["n"], semua["n_terukur"]) == (60, 40)


def test_serapan_hanya_dari_kantor_yang_pagu_dan_realisasinya_ada() -> None:
    tanpa = baris("b", realisasi_rp=None, serapan_pct=math.nan, pagu_rp=9000)
    semua = susun(baris("a"), tanpa)["jumlah"].iloc[-1]
    assert (semua["pagu_rp"], semua["realisasi_rp"], semua["n_tanpa_uang"]) == (10000, 400, 1)
    assert semua["serapan_pct"] == 40.0


def test_tanpa_angka_uang_jumlahnya_kosong_bukan_nol() -> None:
    semua = susun({"folder": "g", "nama": "g", "keadaan": "gagal", "sebab": "x"})["jumlah"].iloc[-1]
    assert (semua["n_kantor"], semua["n"]) == (0, 0)
    assert semua.isna()[["pagu_rp", "realisasi_rp", "serapan_pct"]].all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ya", "Tidak"]), st.floats(0, 300) | st.just(math.nan), st.sampled_from([ATURAN, "lain"]),
            st.integers(0, 10**15),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_tidak_ada_yang_hilang_dan_hanya_yang_layak_diperingkat(isi: list[tuple[str, float, str, int]]) -> None:
    semua = [baris(f"k{n:02d}", putusan=p, capaian_pct=c, aturan=a, pagu_rp=u) for n, (p, c, a, u) in enumerate(isi)]
    hasil = susun(*semua)
    tabel = hasil["kantor"]
    assert sorted(tabel["folder"]) == sorted(b["folder"] for b in semua)
    ranking = tabel[tabel["peringkat"].notna()]
    assert (ranking["putusan"] == "Ya").all()
    assert ranking["capaian_pct"].notna().all()
    assert ranking["aturan"].nunique() <= 1
    assert (np.diff(bulatkan(ranking["capaian_pct"].to_numpy())) <= 0).all()
    assert int(hasil["jumlah"]["pagu_rp"].fillna(0).iloc[-1]) == sum(b["pagu_rp"] for b in semua)


# ---- the page and the workbook --------------------------------------------------------------------------------------
def test_halaman_tanpa_skrip_dan_teks_kantor_tetap_teks() -> None:
    jahat = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    isi = [*campuran(), baris("z", nama=jahat), {"folder": "y<b>", "nama": "y", "keadaan": "gagal", "sebab": jahat}]
    halaman = kabupaten_html(susun(*isi), "kab", P)
    assert "<script" not in halaman
    assert "<img" not in halaman
    assert halaman.count("&lt;script&gt;alert(1)") == 2
    assert not re.search(r"https?://", halaman)
    assert "<html lang=id>" in halaman
    assert halaman == kabupaten_html(susun(*isi), "kab", P)


def test_halaman_menyebut_setiap_kantor_dan_sebabnya() -> None:
    halaman = kabupaten_html(susun(*campuran()), "kab", P)
    for folder in "abcdef":
        assert f'href="../../../{folder}/reports/2025/TW2/laporan-ringan.html"' in halaman
    for teks in (
        "params rusak.",
        "Belum ada folder data/raw/2025.",
        "sama dengan folder a",
        "2 kantor belum ada angkanya",
    ):
        assert teks in halaman
    assert "95,50\u00a0%" in halaman
    assert "Rp4.500" in halaman


def test_nama_folder_dalam_tautan_disandikan() -> None:
    halaman = kabupaten_html(susun(baris('dinas "a" & b#1')), "kab", P)
    assert "../../../dinas%20%22a%22%20%26%20b%231/reports" in halaman


def test_halaman_tanpa_satu_kantor_pun_yang_diperingkat() -> None:
    halaman = kabupaten_html(susun({"folder": "g", "nama": "g", "keadaan": "gagal", "sebab": "x"}), "kab", P)
    assert "Belum ada kantor yang dapat diperingkat." in halaman
    assert not re.search(r"\bnan\b|&lt;NA", halaman)


def test_buku_memuat_angka_yang_sama_dan_rumus_menjadi_teks(tmp_path: Path) -> None:
    tabel = susun(baris("a", nama="=1+1", capaian_pct=90.125), *campuran()[1:])
    isi = kabupaten_xlsx(tabel, "kab", P)
    assert isi == kabupaten_xlsx(tabel, "kab", P)
    jalur = tmp_path / "kabupaten.xlsx"
    jalur.write_bytes(isi)
    buku = openpyxl.load_workbook(jalur)
    sel = {c.value: c for b in buku["Kantor"].iter_rows() for c in b if c.value is not None}
    assert sel["=1+1"].data_type == "s"
    assert 90.13 in sel
    assert "90,13\u00a0%" in kabupaten_html(tabel, "kab", P)
    angka = [[c.value for c in b] for b in buku["Jumlah"].iter_rows()][-1]
    assert angka[0] == "Jumlah"
    assert 5500 in angka


# ---- the workers ----------------------------------------------------------------------------------------------------
def kuadrat_atau_mati(n: int) -> int:
    """Job of a worker: one number kills it, as a system without memory would."""
    if n == 3:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return n * n


def test_pekerja_yang_mati_hanya_membawa_tugasnya_sendiri() -> None:
    hasil = dict(kerjakan(kuadrat_atau_mati, [1, 2, 3, 4, 5, 3, 7], 2))
    assert {k: v for k, v in hasil.items() if k not in (2, 5)} == {0: 1, 1: 4, 3: 16, 4: 25, 6: 49}
    assert all(isinstance(hasil[k], Gugur) and hasil[k].kode != 0 for k in (2, 5))


def test_pekerja_diakhiri_bila_pemanggil_berhenti() -> None:
    sebelum = multiprocessing.active_children()
    kerja = kerjakan(kuadrat_atau_mati, list(range(10, 40)), 2)
    assert next(kerja)[1] >= 100
    assert len([p for p in multiprocessing.active_children() if p not in sebelum]) == 2
    kerja.close()
    assert [p for p in multiprocessing.active_children() if p not in sebelum] == []


def test_tanpa_tugas_tanpa_pekerja() -> None:
    assert list(kerjakan(kuadrat_atau_mati, [], 2)) == []


def test_urutan_kabar_menurut_folder_walau_selesai_terbalik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = [tmp_path / n for n in "abc"]
    hasil = [HasilKantor(p.name, "gagal", "x") for p in folder]
    monkeypatch.setattr(kabupaten_jalan, "kerjakan", lambda *_: iter([(2, hasil[2]), (0, Gugur(-9)), (1, hasil[1])]))
    kabar: list[HasilKantor] = []
    selesai: list[int] = []
    tugas = Tugas(str(tmp_path), 2025, 2)
    semua = kabupaten_jalan.jalan_semua(folder, tugas, 2, kabar.append, lambda: selesai.append(len(kabar)))
    assert [x.folder for x in kabar] == ["a", "b", "c"]
    assert selesai == [0, 0, 1]
    assert "berhenti mendadak (kode -9)" in semua.kantor[0].sebab
    assert semua.halaman.is_file()
    assert semua.buku.is_file()


@pytest.mark.parametrize(
    ("keadaan", "kode"), [(("Ya", "Ya"), 0), (("Ya", "Tidak"), 2), (("Tidak", "gagal"), 1), (("Ya", "tanpa_data"), 1)]
)
def test_kode_keluar_yang_terburuk(keadaan: tuple[str, ...], kode: int) -> None:
    kantor = [
        HasilKantor("a", "jalan", angka={"putusan": k}) if k in ("Ya", "Tidak") else HasilKantor("a", k)
        for k in keadaan
    ]
    assert HasilKabupaten(tuple(kantor), Path(), Path()).kode_keluar == kode


# ---- the folders ----------------------------------------------------------------------------------------------------
def test_folder_kantor_dikenali_dan_tautan_tidak_diikuti(tmp_path: Path) -> None:
    atap, luar = tmp_path / "kab", tmp_path / "luar"
    for p in ("b/params", "a/data/raw/2024", "catatan/surat", "reports/2025", ".git/params", "c/data"):
        (atap / p).mkdir(parents=True)
    (luar / "params").mkdir(parents=True)
    try:
        (atap / "tautan").symlink_to(luar, target_is_directory=True)
        (atap / "kembaran").symlink_to(atap / "b", target_is_directory=True)
    except OSError:
        pytest.skip("mesin ini tidak mengizinkan tautan")
    kantor, dilewati = daftar_kantor(atap.resolve())
    assert [p.name for p in kantor] == ["a", "b"]
    assert dilewati == ["c", "catatan", "kembaran", "tautan"]


def test_folder_yang_terkunci_dilewati(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows keeps one on every disk, and a kabupaten's folder may be a disk."""
    for p in ("dinas/params", "System Volume Information/params"):
        (tmp_path / p).mkdir(parents=True)
    asli = Path.is_dir

    def terkunci(p: Path) -> bool:
        if p.parent.name == "System Volume Information":
            raise PermissionError(13, "Access is denied", str(p))
        return asli(p)

    monkeypatch.setattr(Path, "is_dir", terkunci)
    kantor, dilewati = daftar_kantor(tmp_path.resolve())
    assert [p.name for p in kantor] == ["dinas"]
    assert dilewati == ["System Volume Information"]


def test_tanpa_kantor_ada_kalimatnya(tmp_path: Path) -> None:
    with pytest.raises(GalatKinerja, match="untuk satu kantor hapus --semua"):
        daftar_kantor(tmp_path)


def test_pilihan_yang_salah(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a" / "params").mkdir(parents=True)
    assert main(["jalan", *PILIHAN, "--akar", str(tmp_path), "--serentak", "2"]) == 1
    assert main(["jalan", *PILIHAN, "--akar", str(tmp_path), "--semua", "--serentak", "0"]) == 1
    assert main(["jalan", "--tahun", "2025", "--triwulan", "7", "--akar", str(tmp_path), "--semua"]) == 1
    galat = capsys.readouterr().err
    assert "Tambahkan --semua" in galat
    assert "--serentak harus 1 atau lebih" in galat
    assert "Triwulan 7 tidak ada" in galat
    assert not (tmp_path / "reports").exists()


def test_kesalahan_satu_kantor_menjadi_kalimat_tanpa_jalur_mesin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dinas a"
    (folder / "data" / "raw" / "2025").mkdir(parents=True)

    def rusak(_: Tugas) -> dict[str, Any]:
        raise ValueError(f"aneh di {folder / 'x'}")

    monkeypatch.setattr(kabupaten_jalan, "_jalankan", rusak)
    hasil = jalankan_kantor(Tugas(str(folder), 2025, 2))
    assert hasil.keadaan == "gagal"
    assert hasil.sebab.startswith("Kesalahan program (ValueError: aneh di dinas a")
    assert str(tmp_path) not in hasil.sebab
    assert jalankan_kantor(Tugas(str(folder), 2024, 2)).keadaan == "tanpa_data"


# ---- real runs ------------------------------------------------------------------------------------------------------
def isi_folder(folder: Path) -> dict[str, object]:
    """Every file of an office but what a run may say of its own time: executed notebooks and a block of run.json."""
    hasil: dict[str, object] = {}
    for p in sorted(x for x in folder.rglob("*") if x.is_file() and x.suffix != ".ipynb" and x.name != ".kunci"):
        isi: object = p.read_bytes()
        if p.name == "run.json":
            catatan = json.loads(p.read_text(encoding="utf-8"))
            catatan.pop("waktu")
            catatan["langkah"]["laporan"].pop("keluaran")
            for x in catatan["langkah"].values():  # digests of the notebooks stand among them
                x["keluaran"] = {k: v for k, v in x.get("keluaran", {}).items() if not k.endswith(".ipynb")}
            isi = catatan
        hasil[p.relative_to(folder).as_posix()] = isi
    return hasil


@pytest.mark.lambat
def test_hasil_setiap_kantor_sama_dengan_dijalankan_sendiri(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    satu, atap = tmp_path / "satu", tmp_path / "kab"
    for n, mutu in ((1, 1.0), (2, 0.9)):
        tulis_kantor(satu, n, 2025, 2, indikator=4, mutu=mutu)
    rusak, kosong = satu / "Dinas Contoh 03", satu / "Dinas Contoh 04"
    shutil.copytree(satu / "Dinas Contoh 01", rusak)
    (rusak / "params" / "dinas.yaml").write_text("nma: x\n", encoding="utf-8")
    (kosong / "params").mkdir(parents=True)
    (satu / "Dinas Contoh 02" / "data" / "raw" / "2025" / "TW2" / "Sekretariat TW2.xlsx").unlink()
    shutil.copytree(satu, atap)

    def sendiri(nomor: int) -> int:
        akar = str(satu / f"Dinas Contoh {nomor:02d}")
        perintah = [sys.executable, "-m", "kinerja", "jalan", *PILIHAN, "--akar", akar]
        return subprocess.run(perintah, cwd=AKAR, capture_output=True, check=False).returncode

    assert [sendiri(n) for n in range(1, 5)] == [0, 2, 1, 1]
    capsys.readouterr()
    assert main(["jalan", *PILIHAN, "--akar", str(atap), "--semua", "--serentak", "2"]) == 1
    layar = capsys.readouterr()
    assert layar.err == ""
    awal = re.findall(r"^\[(\d)/4\] Dinas Contoh 0(\d) +(Ya|Tidak|Gagal|Tanpa data) ", layar.out, re.MULTILINE)
    assert awal == [("1", "1", "Ya"), ("2", "2", "Tidak"), ("3", "3", "Gagal"), ("4", "4", "Tanpa data")]
    assert "4 kantor: 1 Ya, 1 Tidak, 1 gagal, 1 tanpa data." in layar.out
    assert 'Dinas Contoh 03: params/dinas.yaml: kunci "nma" tidak dikenal.' in layar.out
    for n in range(1, 5):
        nama = f"Dinas Contoh {n:02d}"
        kiri, kanan = isi_folder(satu / nama), isi_folder(atap / nama)
        assert kiri.keys() == kanan.keys()
        assert [k for k in kiri if kiri[k] != kanan[k]] == []
    halaman = atap / "reports" / "2025" / "TW2" / "kabupaten.html"
    pertama = halaman.read_bytes()
    assert main(["jalan", *PILIHAN, "--akar", str(atap), "--semua", "--serentak", "1"]) == 1
    assert halaman.read_bytes() == pertama


@pytest.mark.lambat
def test_benchmark_membandingkan_hasil_yang_sama(capsys: pytest.CaptureFixture[str]) -> None:
    benchmark.main(["--kantor", "1", "--indikator", "4", "--serentak", "1"])
    assert "tabel dan laporan setiap kantor sama" in capsys.readouterr().out
