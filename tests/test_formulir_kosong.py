"""The command that writes blank forms, and their way back."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from kinerja.cli import main
from kinerja.formulir import susun_formulir
from kinerja.kantor import Periode, muat
from kinerja.masukan.buku import buka
from kinerja.masukan.formulir import baca_identitas
from kinerja.nama import nama_berkas


def argumen(akar, triwulan=2):
    return ["formulir", "--tahun", "2025", "--triwulan", str(triwulan), "--akar", str(akar)]


def test_satu_formulir_per_bidang_dan_byte_yang_sama(contoh, capsys):
    assert main(argumen(contoh)) == 0
    folder = contoh / "reports/2025/TW2/formulir"
    pertama = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert len(pertama) == 4
    assert "data/raw/2025/TW2" in capsys.readouterr().out
    assert main(argumen(contoh)) == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == pertama
    identitas = baca_identitas(buka(folder / "Sekretariat_TW2_2025.xlsx", "x"))
    assert (identitas.bidang, identitas.tahun, identitas.triwulan) == ("Sekretariat", 2025, 2)


def test_formulir_kosong_yang_dikirim_balik_dikenali_dan_ditagih(contoh):
    """An unfilled form is known for what it is: its figures are missing, its unit is not called silent."""
    import pandas as pd

    from kinerja.rantai import jalan

    main(argumen(contoh))
    for p in (contoh / "data/raw/2025/TW2").iterdir():
        p.unlink()
    for p in (contoh / "reports/2025/TW2/formulir").iterdir():
        p.rename(contoh / "data/raw/2025/TW2" / f"Copy of {p.name}")
    assert jalan(2025, 2, contoh).putusan["putusan"] == "Tidak"
    temuan = pd.read_parquet(contoh / "data/processed/2025/TW2/temuan.parquet")
    kosong = temuan[temuan["kode"] == "belum_dilaporkan"]
    assert len(kosong) >= 10
    assert (kosong["sel"] != "").all()
    assert "belum_melapor" not in set(temuan["kode"])


def test_tanpa_bidang(kantor_e81, capsys):
    assert main(argumen(kantor_e81)) == 1
    assert "params/dinas.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("bidang", "nama"), [("Bidang Tenaga Kerja", "Bidang_Tenaga_Kerja"), ("../a:b", "a_b"), ("//", "bidang")]
)
def test_nama_berkas_aman(bidang, nama):
    assert nama_berkas(bidang, Periode(2025, 2)) == f"{nama}_TW2_2025.xlsx"


# ---- what earlier quarters said -------------------------------------------------------------------------------------
def isi(akar, bidang, triwulan, tahun=2025, **lain):
    """Return what stands in a unit's form."""
    semua = susun_formulir(muat(akar, tahun), Periode(tahun, triwulan), **lain)
    return next(x for identitas, x in semua if identitas.bidang == bidang)


def kinerja(x):
    return {b.kode: b for b in x.kinerja}


def ubah(jalur, kode, judul, nilai, lembar="Kinerja"):
    """Change one cell of a form that came in, found by code and title."""
    buku = openpyxl.load_workbook(jalur)
    baris = list(buku[lembar].iter_rows())
    kepala = next(r for r in baris if judul in [c.value for c in r])
    kolom = next(c.column for c in kepala if c.value == judul)
    r = next(r[0].row for r in baris if r[0].value == kode)
    buku[lembar].cell(r, kolom).value = nilai
    buku.save(jalur)


NAKER = "Bidang Tenaga Kerja"
FORM = "data/raw/2025/TW{0}/Bidang_Tenaga_Kerja_TW{0}_2025.xlsx"


def test_angka_triwulan_lalu(contoh):
    b = kinerja(isi(contoh, NAKER, 4))
    assert (b["TK-05"].tw1, b["TK-05"].tw2, b["TK-05"].tw3) == (28.0, 25.0, 26.0)
    assert b["TK-01"].tw1 == "belum rilis BPS"
    assert " ".join(b["TK-03"].tw2.split()) == "65,38 % (34 / 52)"
    assert b["TK-06"].tw1 == "tidak ada kejadian"
    assert b["TK-07"].tw3 == "belum dilaporkan"  # the example's empty cell
    assert b["TK-04"].tw1 == "–"  # nothing was due
    assert (b["TK-04"].target_tahun, b["TK-04"].target) == ("96", "16")
    sk = kinerja(isi(contoh, "Sekretariat", 4))
    assert (sk["SK-02"].tw1, sk["SK-01"].tw3) == ("26 Februari 2025", "B")
    assert all(x.tw1 == "" for x in isi(contoh, NAKER, 1).kinerja)


def test_belanja_sampai_triwulan_lalu(contoh):
    uang = {a.kode: a for a in isi(contoh, NAKER, 3).anggaran}
    assert uang["2.07.03.2.01.0001"].sd_lalu == 18_640_000 + 226_387_500
    assert (uang["2.07.03.2.01.0001"].realisasi, uang["2.07.03.2.01.0001"].pagu) == (None, 612_400_000)
    assert all(a.sd_lalu is None for a in isi(contoh, NAKER, 1).anggaran)


def test_bidang_yang_tidak_melapor(contoh):
    (contoh / FORM.format(1)).unlink()
    (contoh / FORM.format(2)).unlink()
    x = isi(contoh, NAKER, 3)
    assert (kinerja(x)["TK-05"].tw1, kinerja(x)["TK-05"].tw2) == ("belum dilaporkan", "belum dilaporkan")
    assert {a.sd_lalu for a in x.anggaran} == {"belum dilaporkan"}


def test_koreksi_yang_masuk_yang_dipakai(contoh):
    baru = contoh / "data/raw/2025/TW1/Copy of FIX.xlsx"
    shutil.copy(contoh / FORM.format(1), baru)
    ubah(baru, "TK-05", "Realisasi", 29)
    buku = openpyxl.load_workbook(baru)
    buku["_identitas"]["B7"] = 1
    buku.save(baru)
    assert kinerja(isi(contoh, NAKER, 2))["TK-05"].tw1 == 29.0


def test_formulir_triwulan_ini_tidak_ikut_dibaca(contoh):
    assert kinerja(isi(contoh, NAKER, 2))["TK-05"].realisasi is None
    assert kinerja(isi(contoh, NAKER, 2))["TK-05"].tw2 == ""


# ---- follow-ups -----------------------------------------------------------------------------------------------------
def nomor(x):
    return [t.nomor for t in x.tindak_lanjut]


def test_tindak_lanjut_kembali_sampai_selesai_atau_batal(contoh):
    tw2, tw3 = (isi(contoh, NAKER, n) for n in (2, 3))
    assert "TL-2025-1-TK-07" in nomor(tw2)
    assert "TL-2025-1-TK-07" in nomor(tw3)  # reported as under way in TW II
    assert "TL-2025-1-TK-07" not in nomor(isi(contoh, NAKER, 4))  # finished in TW III
    assert "TL-2025-1-TK-03" not in nomor(tw3)
    t = next(t for t in tw2.tindak_lanjut if t.nomor == "TL-2025-1-TK-04")
    assert (t.kode, t.uraian, t.tenggat) == ("TK-04", "Menyelesaikan seleksi peserta angkatan I", "11 April 2025")
    assert (t.pic, t.status, t.keterangan) == ("Kepala Bidang Tenaga Kerja", "", "")
    ubah(contoh / FORM.format(3), "TL-2025-1-TK-07", "Status", "Batal", "Tindak Lanjut")
    assert "TL-2025-1-TK-07" not in nomor(isi(contoh, NAKER, 4))
    ubah(contoh / FORM.format(3), "TL-2025-1-TK-07", "Status", "Belum dimulai", "Tindak Lanjut")
    assert "TL-2025-1-TK-07" in nomor(isi(contoh, NAKER, 4))


def test_tindak_lanjut_bidang_lain_tidak_ikut(contoh):
    for bidang, awal in ((NAKER, "TK"), ("Bidang Transmigrasi", "TR")):
        assert {n.split("-")[3] for n in nomor(isi(contoh, bidang, 2))} == {awal}


def test_tindak_lanjut_tahun_lalu(contoh):
    tw1 = nomor(isi(contoh, NAKER, 1))
    assert "TL-2024-4-TK-02" in tw1
    assert all(n.startswith("TL-2024-") for n in tw1)
    assert "TL-2024-4-TK-02" in nomor(isi(contoh, NAKER, 2))  # not begun in TW I
    # A unit that never sent TW I must not lose what it still owes of last year.
    (contoh / FORM.format(1)).unlink()
    assert set(tw1) <= set(nomor(isi(contoh, NAKER, 2)))
    shutil.rmtree(contoh / "data/raw/2024")
    assert nomor(isi(contoh, NAKER, 1)) == []


def test_tahun_lalu_yang_tidak_terbaca_dikatakan(contoh):
    kabar = []
    (contoh / "data/raw/2024/perencanaan.xlsx").unlink()
    assert nomor(isi(contoh, NAKER, 1, kabarkan=kabar.append)) == []
    assert any("Tindak lanjut tahun 2024 tidak dibawa" in k for k in kabar)


def test_kemajuan_dan_kalimat_penutup(contoh, capsys):
    assert main(argumen(contoh, 3)) == 0
    baris = capsys.readouterr().out.splitlines()
    assert baris[-1] == "Kirim kepada bidangnya; kiriman baliknya ditaruh di data/raw/2025/TW3."
    assert sum(".xlsx (" in b for b in baris) == 4
    assert "8 indikator, 6 baris anggaran, 10 tindak lanjut" in " ".join(baris)


def test_indikator_bersama_ditampilkan_gabungannya(contoh):
    """Two units report one indicator: the form shows their joint figure, in the form of each."""
    rencana = contoh / "data/raw/2025/perencanaan.xlsx"
    buku = openpyxl.load_workbook(rencana)
    lembar = buku["PK"]
    kepala = next(r for r in lembar.iter_rows() if "Bidang" in [c.value for c in r])
    kolom = next(c.column for c in kepala if c.value == "Bidang")
    kode = next(c.column for c in kepala if c.value and "Kode" in str(c.value))
    baris = next(r for r in lembar.iter_rows(min_row=kepala[0].row + 1) if r[kode - 1].value == "TK-08")
    lembar.cell(baris[0].row, kolom).value = "Bidang Tenaga Kerja; Bidang Transmigrasi"
    buku.save(rencana)
    jalur = contoh / "data/raw/2025/TW3/Bidang_Transmigrasi_TW3_2025.xlsx"
    isian = openpyxl.load_workbook(jalur)
    kepala = next(r for r in isian["Kinerja"].iter_rows() if r[0].value == "Kode Indikator")
    isian["Kinerja"].append({1: "TK-08", next(c.column for c in kepala if c.value == "Realisasi"): 4})
    isian.save(jalur)
    for bidang in (NAKER, "Bidang Transmigrasi"):
        assert kinerja(isi(contoh, bidang, 4))["TK-08"].tw3 == 3.0 + 4.0


def test_tindak_lanjut_tidak_hilang_walaupun_bidangnya_setahun_tidak_mengirim(contoh):
    """What TW IV 2024 left open stays open when the unit sends nothing in 2025, and comes back in 2026."""
    import shutil

    from kinerja.formulir import tindak_lanjut_setahun
    from kinerja.kantor import muat

    for p in (contoh / "data/raw/2025").glob("TW*/Bidang_Tenaga_Kerja*"):
        p.unlink()
    shutil.copytree(contoh / "data/raw/2025", contoh / "data/raw/2026")
    kantor = muat(contoh, 2026)
    terbuka = tindak_lanjut_setahun(kantor, 2024)
    terbuka = terbuka[~terbuka["status"].isin(("selesai", "batal")) & (terbuka["bidang"] == "Bidang Tenaga Kerja")]
    assert len(terbuka) > 0
    lewat_2025 = tindak_lanjut_setahun(kantor, 2025)
    assert set(terbuka["nomor"]) <= set(lewat_2025["nomor"])
    assert lewat_2025["nomor"].is_unique
