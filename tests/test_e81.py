"""The reader of Formulir E.81, on a look-alike (always) and on a real form (when it lies beside the checkout)."""

from __future__ import annotations

import random
import zipfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from kinerja import skema
from kinerja.galat import GalatBerkas
from kinerja.masukan import e81
from kinerja.masukan.buku import Buku, buka
from kinerja.masukan.e81_baris import deret
from kinerja.masukan.e81_kepala import cari_kepala, makna_kolom, triwulan_kolom, ukuran
from kinerja.masukan.e81_periksa import satu_ketukan
from kinerja.masukan.e81_pohon import rujukan_rumus
from kinerja.masukan.hasil import HasilBaca
from tests import mirip_e81

ASLI = Path(__file__).resolve().parents[2] / "shared/data/e81-bappedalitbang-deli-serdang-2025.xlsx"
NAMA = "data/raw/2025/TW4/e81.xlsx"
butuh_asli = pytest.mark.skipif(not ASLI.exists(), reason="formulir asli tidak ada di ../shared/data")


def _baca(jalur: Path, triwulan: int = 4, tahun: int = 2025) -> HasilBaca:
    buku = buka(jalur, NAMA)
    return e81.baca(buku, buku.lembar[0], tahun, triwulan)


def _tabel(hasil: HasilBaca, nama: str) -> pd.DataFrame:
    """Table of the declared shape, checked against its schema."""
    df = skema.bentuk(nama, getattr(hasil, nama))
    skema.skema(nama).validate(df)
    return df


def _periksa_bentuk(hasil: HasilBaca) -> None:
    for nama in ("berkas", "baris_tidak_dibaca", "indikator", "target", "realisasi", "anggaran", "realisasi_anggaran"):
        _tabel(hasil, nama)
    _tabel(hasil, "temuan_ingest")
    b = hasil.berkas[0]
    assert b["baris_tabel"] == b["baris_dibaca"] + b["baris_tidak_dibaca"]
    assert b["baris_tidak_dibaca"] == len(hasil.baris_tidak_dibaca)
    kode = [x["kode_indikator"] for x in hasil.indikator]
    assert len(kode) == len(set(kode))
    anggaran = {x["kode_anggaran"] for x in hasil.anggaran}
    assert len(anggaran) == len(hasil.anggaran)
    assert {x["kode_induk"] for x in hasil.anggaran} - {""} <= anggaran


def _temuan(hasil: HasilBaca, kode: str) -> list[dict[str, object]]:
    return [x for x in hasil.temuan_ingest if x["kode"] == kode]


def _pohon(hasil: HasilBaca) -> dict[str, tuple[str, str]]:
    nama = {x["kode_anggaran"]: x["nama"] for x in hasil.anggaran}
    return {str(x["nama"]): (str(x["jenjang"]), str(nama.get(x["kode_induk"], ""))) for x in hasil.anggaran}


def _daun(hasil: HasilBaca) -> pd.DataFrame:
    a = _tabel(hasil, "anggaran")
    return a[~a.kode_anggaran.isin(a.kode_induk)]


POHON = {
    b[0]: (
        "urusan" if i in (0, 1, 10) else {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}[len(b[1].split("."))],
        mirip_e81.ISI[b[4]][0] if b[4] >= 0 else "",
    )
    for i, b in enumerate(mirip_e81.ISI)
}


# ---- the look-alike: shape and figures --------------------------------------------------------------------------
@pytest.fixture(scope="module")
def mirip(tmp_path_factory: pytest.TempPathFactory) -> tuple[HasilBaca, mirip_e81.Tata]:
    jalur = tmp_path_factory.mktemp("e81") / "mirip.xlsx"
    tata = mirip_e81.tulis(jalur)
    return _baca(jalur), tata


def test_mirip_dikenali_dan_berbentuk(mirip: tuple[HasilBaca, mirip_e81.Tata]) -> None:
    hasil, _ = mirip
    _periksa_bentuk(hasil)
    assert len(hasil.indikator) == 16
    assert _pohon(hasil) == POHON
    assert {x["bidang"] for x in hasil.indikator} == {mirip_e81.KANTOR}


@pytest.mark.parametrize(
    "varian",
    [
        {"geser": 3, "turun": 2},
        {"kode": True},
        {"persen": False},
        {"rumus": False},
        {"nomor": False},
        {"pj": True},
        {"gabung_judul": False},
        {"poin": True},
        {"kode": True, "rumus": False, "persen": False, "nomor": False, "geser": 1, "pj": True},
        {"rumus": False, "benar": True, "gabung_judul": False},
    ],
    ids=lambda v: "-".join(v),
)
def test_varian_membaca_sama(varian: dict[str, object], tmp_path: Path) -> None:
    """However the columns stand, the same figures and the same tree come out."""
    mirip_e81.tulis(tmp_path / "a.xlsx")
    mirip_e81.tulis(tmp_path / "b.xlsx", **varian)  # type: ignore[arg-type]
    buku = buka(tmp_path / "b.xlsx", NAMA)
    assert e81.dikenali(buku.lembar[0])
    a, b = _baca(tmp_path / "a.xlsx"), _baca(tmp_path / "b.xlsx")
    _periksa_bentuk(b)
    assert _pohon(b) == POHON
    assert [x["target_tahun"] for x in b.indikator] == [x["target_tahun"] for x in a.indikator]
    assert [x["sasaran"] for x in b.indikator] == [x["sasaran"] for x in a.indikator]
    nilai = [[pytest.approx(x["realisasi"]) for x in h.realisasi] for h in (a, b)]
    assert [x["realisasi"] for x in b.realisasi] == nilai[0]
    assert _daun(a).pagu_dpa_rp.tolist() == _daun(b).pagu_dpa_rp.tolist()
    assert len(b.baris_tidak_dibaca) == len(a.baris_tidak_dibaca) - (0 if varian.get("nomor", True) else 1)


def test_kode_dipakai_sebagai_kunci(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx", kode=True, pj=True)
    hasil = _baca(tmp_path / "a.xlsx")
    sub = next(x for x in hasil.indikator if x["indikator"] == "Jumlah paket benih")
    assert sub["kode_indikator"] == sub["kode_anggaran"] == "3.26.02.2.01.0002"
    assert (sub["bidang"], sub["penanggung_jawab"]) == ("Bidang Budidaya", "Bidang Budidaya")
    # The orphan's code settles its place, so nothing is guessed.
    assert not _temuan(hasil, "hierarki_ditebak")


def test_kode_tidak_sah_dan_ganda(tmp_path: Path) -> None:
    mirip_e81.tulis(
        tmp_path / "a.xlsx", kode=True, ubah={(4, "kode", ""): "abc", (14, "kode", ""): "3.26.02.2.01.0001"}
    )
    hasil = _baca(tmp_path / "a.xlsx")
    _periksa_bentuk(hasil)
    assert _temuan(hasil, "kode_tidak_sah")[0]["nilai"] == "abc"
    assert _temuan(hasil, "kode_ganda")[0]["nilai"] == "3.26.02.2.01.0001"
    assert _pohon(hasil)["Penyusunan Rencana Dinas"][0] == "sub_kegiatan"


def test_indikator_dan_realisasi(mirip: tuple[HasilBaca, mirip_e81.Tata]) -> None:
    hasil, tata = mirip
    baris = tata.awal + 4 + 1
    i = next(x for x in hasil.indikator if x["indikator"] == "Jumlah dokumen rencana")
    assert (i["kode_indikator"], i["kode_anggaran"]) == (f"E81-{baris:04d}",) * 2
    assert (i["satuan"], i["target_tahun"], i["target_renstra"], i["target_renstra_tahun"]) == ("Dok", 4, 4, 2029)
    assert (i["realisasi_renstra_lalu"], i["tambahan_persen"], i["asal_sel"]) == (3, False, f"K{baris}")
    assert (i["kode_sasaran"], i["sasaran"]) == ("S1", "Meningkatnya tata kelola")
    persen = next(x for x in hasil.indikator if x["satuan"] == "%")
    assert persen["tambahan_persen"] and persen["realisasi_renstra_lalu"] > 0
    r = _tabel(hasil, "realisasi")
    assert r[r.kode_indikator == i["kode_indikator"]].realisasi.tolist() == [0.8, 1.2, 1.0, 1.0]
    assert {x["triwulan"] for x in hasil.target} == {4}


def test_hanya_triwulan_yang_jatuh_tempo(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx")
    dua, empat = _baca(tmp_path / "a.xlsx", 2), _baca(tmp_path / "a.xlsx", 4)
    assert {x["triwulan"] for x in dua.realisasi} == {x["triwulan"] for x in dua.realisasi_anggaran} == {1, 2}
    # Findings concern the file, whatever the quarter.
    assert Counter(x["kode"] for x in dua.temuan_ingest) == Counter(x["kode"] for x in empat.temuan_ingest)


def test_uang_daun_dan_ikhtisar(mirip: tuple[HasilBaca, mirip_e81.Tata]) -> None:
    hasil, _ = mirip
    ra = _tabel(hasil, "realisasi_anggaran")
    assert int(_daun(hasil).pagu_dpa_rp.sum()) == sum(b[6][2] for b in mirip_e81.ISI if b[6])
    jumlah = ra[~ra.ikhtisar].groupby("triwulan").realisasi_rp.sum()
    assert jumlah[1] == sum(b[8][0] for b in mirip_e81.ISI if b[8])
    assert ra[ra.ikhtisar].kode_anggaran.nunique() == 9


# ---- the look-alike: findings -----------------------------------------------------------------------------------
def test_terhitung_dua_kali(mirip: tuple[HasilBaca, mirip_e81.Tata]) -> None:
    hasil, t = mirip
    (puncak,) = _temuan(hasil, "jumlah_triwulan_beda")
    assert puncak["sel"] == t.sel(0, "setahun", "rp")
    assert "selisih Rp72.000.000" in str(puncak["pesan"])
    assert f"baris {t.awal + 10 + 1} (BUDIDAYA PERIKANAN) terhitung dua kali" in str(puncak["pesan"])
    anak = _temuan(hasil, "induk_tidak_sama_anak")
    assert [x["sel"] for x in anak] == [t.sel(1, "tw2", "rp"), t.sel(1, "tw4", "rp")]
    assert "selisih Rp18.500.000; rumus" in str(anak[0]["pesan"])


def test_terhitung_dua_kali_tanpa_rumus(tmp_path: Path) -> None:
    t = mirip_e81.tulis(tmp_path / "a.xlsx", rumus=False)
    hasil = _baca(tmp_path / "a.xlsx")
    assert len(_temuan(hasil, "jumlah_triwulan_beda")) == 1
    pesan = str(_temuan(hasil, "induk_tidak_sama_anak")[0]["pesan"])
    assert f"selisih itu sama dengan nilai baris {t.awal + 10 + 1}" in pesan


def test_formulir_benar_tanpa_temuan_uang(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx", benar=True)
    kode = {x["kode"] for x in _baca(tmp_path / "a.xlsx").temuan_ingest}
    assert not kode & {"jumlah_triwulan_beda", "induk_tidak_sama_anak", "realisasi_lebih_pagu", "jumlah_kolom_beda"}


def test_temuan_isi(mirip: tuple[HasilBaca, mirip_e81.Tata]) -> None:
    hasil, t = mirip
    sel = {str(x["kode"]): str(x["sel"]) for x in hasil.temuan_ingest}
    assert sel["persen_penuh_realisasi_nol"] == f"{t.sel(9, 'tw4', 'p')}, {t.sel(9, 'setahun', 'k')}"
    assert sel["galat_rumus_cetak"] == f"{t.sel(17, 'tingkat_renstra', 'k')}, {t.sel(17, 'tingkat_renstra', 'rp')}"
    assert "pembagi nol" in str(_temuan(hasil, "galat_rumus_cetak")[0]["pesan"])
    assert _temuan(hasil, "persen_dijumlah_antar_tahun")[0]["pesan"].startswith("6 baris")  # type: ignore[attr-defined]
    assert t.sel(8, "lalu", "k") in sel["satuan_bercampur"]
    assert _temuan(hasil, "satuan_salah_ketik")[0]["nilai"] == "Unir"
    assert sel["baris_tersembunyi"] == f"{t.awal + 7}, {t.awal + 19}"
    assert sel["dua_indikator_satu_sel"] == f"E{t.awal + 3}"
    assert sel["rumus_bercampur"] == t.sel(4, "tw2", "rp")
    assert sel["k_tidak_sama_persen"].startswith(t.sel(9, "tw4", "k"))
    assert sel["baris_tidak_dijumlahkan"] == t.sel(18, "target_renstra", "rp")
    assert "0,8 Dok" in str(_temuan(hasil, "k_turunan_persen")[0]["pesan"])
    assert sel["kolom_tidak_dibaca"] == "AF"
    assert len(hasil.temuan_ingest) <= 25


def test_nama_dan_nip_tidak_terbawa(mirip: tuple[HasilBaca, mirip_e81.Tata]) -> None:
    hasil, _ = mirip
    semua = repr(hasil)
    assert "PEJABAT REKAAN" not in semua
    assert "190001012000011001" not in semua and "190.001.012" not in semua
    assert {x["isi"] for x in hasil.baris_tidak_dibaca if x["alasan"] == "blok tanda tangan"} == {""}


def test_salah_ketik_di_antara_rumus(tmp_path: Path) -> None:
    t = mirip_e81.tulis(tmp_path / "a.xlsx", ubah={(16, "setahun", "k"): 0, (16, "sd", "rp"): 5})
    hasil = _baca(tmp_path / "a.xlsx")
    assert t.sel(16, "setahun", "k") in [x["sel"] for x in _temuan(hasil, "rumus_bercampur")]
    pesan = str(_temuan(hasil, "jumlah_kolom_beda")[0]["pesan"])
    assert f"{t.sel(16, 'setahun', 'k')} tercetak 0, seharusnya 4" in pesan
    assert "tercetak Rp5, seharusnya Rp18.000.000" in pesan


def test_realisasi_melebihi_pagu(tmp_path: Path) -> None:
    t = mirip_e81.tulis(tmp_path / "a.xlsx", benar=True, ubah={(14, "tw4", "rp"): 40_000_000})
    (x,) = _temuan(_baca(tmp_path / "a.xlsx"), "realisasi_lebih_pagu")
    assert (x["sel"], x["nilai"]) == (t.sel(14, "target_tahun", "rp"), "Rp52.000.000")


# ---- bad input --------------------------------------------------------------------------------------------------
def test_isi_yang_tidak_terbaca(tmp_path: Path) -> None:
    ubah: dict[tuple[int, str, str], object] = {
        (4, "tw1", "k"): "satu dokumen",
        (5, "tw1", "k"): "-",
        (13, "tw2", "k"): "5,748",
        (13, "tw3", "k"): "1.514",
        (14, "tw1", "rp"): 1000.5,
        (16, "tw1", "rp"): "banyak",
        (16, "tw3", "k"): "=1/0",
    }
    t = mirip_e81.tulis(tmp_path / "a.xlsx", ubah=ubah)
    hasil = _baca(tmp_path / "a.xlsx")
    _periksa_bentuk(hasil)
    assert {x["sel"] for x in _temuan(hasil, "angka_tidak_terbaca")} == {t.sel(4, "tw1", "k"), t.sel(16, "tw1", "rp")}
    assert "5,748 atau 5.748" in str(_temuan(hasil, "angka_ambigu")[0]["pesan"])
    assert _temuan(hasil, "angka_sebagai_teks")[0]["nilai"] == "1.514"
    assert _temuan(hasil, "rupiah_pecahan")[0]["nilai"] == "1.000,5"
    assert t.sel(16, "tw3", "k") in [x["sel"] for x in _temuan(hasil, "galat_rumus")]
    r = _tabel(hasil, "realisasi")
    assert set(r[r.kode_indikator == f"E81-{t.awal + 17:04d}"].triwulan) == {1, 2}  # TW IV is computed from TW III
    assert r[(r.kode_indikator == f"E81-{t.awal + 14:04d}") & (r.triwulan == 3)].realisasi.tolist() == [1514]


def test_persen_bercampur_skala(tmp_path: Path) -> None:
    t = mirip_e81.tulis(tmp_path / "a.xlsx", ubah={(13, "tw3", "p"): 75, (14, "tw1", "p"): "25%"})
    hasil = _baca(tmp_path / "a.xlsx")
    assert _temuan(hasil, "persen_skala")[0]["sel"] == t.sel(13, "tw3", "p")


def test_kolom_penuh_teks_satu_temuan(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx", ubah={(i, "tw1", "k"): f"isi {i} x" for i in range(len(mirip_e81.ISI))})
    hasil = _baca(tmp_path / "a.xlsx")
    assert len(_temuan(hasil, "angka_tidak_terbaca")) == 1


def test_tahun_lain(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx")
    assert "tahun 2025, bukan tahun 2026" in str(
        _temuan(_baca(tmp_path / "a.xlsx", tahun=2026), "formulir_asing")[0]["pesan"]
    )


def test_tanpa_baris_data(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx", tanpa_baris=True)
    hasil = _baca(tmp_path / "a.xlsx")
    _periksa_bentuk(hasil)
    assert _temuan(hasil, "tabel_kosong") and hasil.berkas[0]["status"] == "ditolak"


def _ganti(jalur: Path, tujuan: Path, *pasangan: tuple[str, str]) -> Path:
    """Copy a workbook with words of its sheet replaced."""
    with zipfile.ZipFile(jalur) as a, zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as b:
        for nama in a.namelist():
            isi = a.read(nama).decode()
            for lama, baru in pasangan if "sheet1" in nama else ():
                assert lama in isi
                isi = isi.replace(lama, baru)
            b.writestr(nama, isi)
    return tujuan


def test_judul_terpotong(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx")
    hasil = _baca(_ganti(tmp_path / "a.xlsx", tmp_path / "b.xlsx", ("Indikator Kinerja Program/Kegiatan", "Uraian")))
    _periksa_bentuk(hasil)
    assert "Indikator Kinerja" in str(_temuan(hasil, "kolom_hilang")[-1]["pesan"]) or _temuan(hasil, "kolom_hilang")
    hasil = _baca(_ganti(tmp_path / "a.xlsx", tmp_path / "c.xlsx", ("Triwulan", "Tri")))
    _periksa_bentuk(hasil)
    assert any("TW I" in str(x["pesan"]) for x in _temuan(hasil, "kolom_hilang"))


def test_sel_gabungan_di_baris_data(tmp_path: Path) -> None:
    t = mirip_e81.tulis(tmp_path / "a.xlsx")
    sel = f"{t.sel(4, 'target_tahun', 'rp')}:{t.sel(5, 'target_tahun', 'rp')}"
    gabung = ("</mergeCells>", f'<mergeCell ref="{sel}"/></mergeCells>')
    hasil = _baca(_ganti(tmp_path / "a.xlsx", tmp_path / "b.xlsx", gabung))
    _periksa_bentuk(hasil)
    assert sel in str(_temuan(hasil, "sel_gabungan_angka")[0]["sel"])


def test_lembar_lain_tidak_dikenali(tmp_path: Path) -> None:
    kertas = mirip_e81.Kertas()
    kertas.sel = {(0, 0): "No", (0, 1): "Indikator Kinerja", (0, 2): "Target Renstra", (0, 3): "Realisasi Triwulan I"}
    buku = buka(kertas.tulis(tmp_path / "a.xlsx"), NAMA)
    assert not e81.dikenali(buku.lembar[0])
    hasil = e81.baca(buku, buku.lembar[0], 2025, 1)
    assert hasil.berkas[0]["status"] == "ditolak" and _temuan(hasil, "kolom_hilang")


def test_lembar_kosong(tmp_path: Path) -> None:
    buku = buka(mirip_e81.Kertas().tulis(tmp_path / "a.xlsx"), NAMA)
    assert not e81.dikenali(buku.lembar[0])
    assert _temuan(e81.baca(buku, buku.lembar[0], 2025, 1), "kolom_hilang")


def test_baris_indikator_kedua_tanpa_nama(tmp_path: Path) -> None:
    """A further indicator of the row above shares that row's budget and is not a row of the hierarchy."""
    t = mirip_e81.tulis(tmp_path / "a.xlsx", benar=True, ubah={(18, "nama", ""): "", (18, "target_renstra", "rp"): ""})
    hasil = _baca(tmp_path / "a.xlsx")
    _periksa_bentuk(hasil)
    i = next(x for x in hasil.indikator if x["indikator"] == "Jumlah laporan uji mutu")
    assert i["kode_anggaran"] == f"E81-{t.awal + 18:04d}" and i["jenjang"] == "sub_kegiatan"


def test_baris_berlebihan_ditolak_dalam_waktu_wajar(tmp_path: Path) -> None:
    kertas = mirip_e81.Kertas()
    t = mirip_e81._kepala(kertas, 0, 0, False, True, True, False, True)
    for r in range(t.awal, t.awal + 4000):
        kertas.sel[r, t.tunggal["nama"]] = "Program"
        kertas.sel[r, t.kolom["target_tahun", "rp"]] = 1
    hasil = _baca(kertas.tulis(tmp_path / "a.xlsx"))
    assert _temuan(hasil, "berkas_terlalu_besar") and hasil.berkas[0]["status"] == "ditolak"


def test_rantai_rumus_panjang(tmp_path: Path) -> None:
    """A hostile chain in which every row is the sum of the next must not recurse."""
    kertas = mirip_e81.Kertas(rumus=True)
    t = mirip_e81._kepala(kertas, 0, 0, False, True, True, False, True)
    kolom = t.kolom["target_tahun", "rp"]
    kertas.hitung = lambda r, k: 1  # type: ignore[method-assign]
    for r in range(t.awal, t.awal + 1500):
        kertas.sel[r, t.tunggal["nama"]] = f"Baris {r}"
        kertas.sel[r, kolom] = f"=SUM({mirip_e81.huruf(kolom)}{r + 2}:{mirip_e81.huruf(kolom)}1048576)"
    _periksa_bentuk(_baca(kertas.tulis(tmp_path / "a.xlsx")))


def test_sejuta_baris_kosong_berformat(tmp_path: Path) -> None:
    mirip_e81.tulis(tmp_path / "a.xlsx")
    kosong = "".join(f'<row r="{r}"><c r="A{r}"/></row>' for r in range(60, 1_000_060))
    besar = _ganti(tmp_path / "a.xlsx", tmp_path / "b.xlsx", ("</sheetData>", kosong + "</sheetData>"))
    with pytest.raises(GalatBerkas) as e:
        _baca(besar)
    assert e.value.kode == "berkas_terlalu_besar"


def test_tanpa_rincian_nilai_tetap_terbaca(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What openpyxl cannot open is read by its values alone."""
    mirip_e81.tulis(tmp_path / "a.xlsx", benar=True)

    def rusak(*_: object, **__: object) -> None:
        raise KeyError("styles")

    monkeypatch.setattr("openpyxl.load_workbook", rusak)
    hasil = _baca(tmp_path / "a.xlsx")
    _periksa_bentuk(hasil)
    assert _pohon(hasil) == POHON
    assert _temuan(hasil, "rumus_tidak_terbaca")


ANEH = (
    "",
    "x",
    "-",
    -5,
    1e18,
    0.125,
    "1 dan 2",
    "K",
    "Rp.",
    "Program",
    "Jumlah",
    "I",
    True,
    "=A1",
    3.25,
    "3.25.01",
    1e300,
)


@pytest.mark.parametrize("benih", range(6))
def test_isi_acak_tidak_menggugurkan(benih: int, tmp_path: Path) -> None:
    """Whatever stands in the cells, heading included: records of the declared shape, never an exception."""
    acak = random.Random(benih)
    mirip_e81.tulis(tmp_path / "a.xlsx", kode=benih % 2 == 0, rumus=benih % 3 > 0)
    buku = buka(tmp_path / "a.xlsx", NAMA)
    lembar = buku.lembar[0]
    bersih = [list(b) for b in lembar.nilai]
    for _ in range(4):
        lembar.nilai = [list(b) for b in bersih]
        for _ in range(acak.choice([1, 5, 40, 200])):
            baris = acak.choice(lembar.nilai)
            if baris:
                baris[acak.randrange(len(baris))] = acak.choice(ANEH)
        e81.dikenali(lembar)
        _periksa_bentuk(e81.baca(buku, lembar, 2025, 1 + benih % 4))


# ---- small parts ------------------------------------------------------------------------------------------------
def test_rujukan_rumus() -> None:
    baris = list(range(10, 30))
    assert rujukan_rumus("=SUM(U13:U15:U17)", 20, baris) == {12, 13, 14, 15, 16}
    assert rujukan_rumus("=SUM($U$13+U20,V14)", 20, baris) == {12, 19}
    assert rujukan_rumus("=20906000-R15", 20, baris) == frozenset()
    assert rujukan_rumus("=SUM(Lain!U13)", 20, baris) == frozenset()
    assert rujukan_rumus("=U1:U1048576", 20, baris) == set(baris)


@pytest.mark.parametrize(
    ("a", "b", "ya"),
    [
        ("unir", "unit", True),
        ("jumalh", "jumlah", True),
        ("laiinnya", "lainnya", True),
        ("unit", "unit", False),
        ("laporan", "pelaporan", False),
        ("", "a", True),
    ],
)
def test_satu_ketukan(a: str, b: str, ya: bool) -> None:
    assert satu_ketukan(a, b) is ya
    assert satu_ketukan(b, a) is ya


def test_deret_dan_ukuran() -> None:
    assert deret([112, 40, 41, 106, 107, 108]) == "40, 41, 106–108, 112"
    assert [ukuran(x) for x in ("K", " Rp. ", "%", "Rp", "Kinerja", "Keterangan", "", 9.0)] == [
        "k",
        "rp",
        "p",
        "rp",
        "k",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("makna", "letak", "kata"),
    [
        ("target_renstra", "sebelum", "target renstra perangkat daerah pada tahun 2029 (akhir periode renstra)"),
        ("lalu", "sebelum", "realisasi capaian kinerja renstra sampai dengan renja perangkat daerah tahun lalu (n-2)"),
        ("target_tahun", "sebelum", "target kinerja dan anggaran renja tahun berjalan (tahun n-1) yang dievaluasi"),
        ("setahun", "sesudah", "realisasi capaian kinerja dan anggaran renja yang dievaluasi (tahun n-1)"),
        ("tingkat_renja", "sesudah", "tingkat capaian kinerja dan realisasi anggaran renja yang dievaluasi (%)"),
        ("sd", "sesudah", "realisasi kinerja dan anggaran renstra s/d tahun n-1 (akhir tahun pelaksanaan renja)"),
        ("tingkat_renstra", "sesudah", "tingkat capaian kinerja dan realisasi anggaran renstra s/d renja tahun 2025"),
        ("target_renstra", "sebelum", "target rpjmd kabupaten pada tahun 2026 (akhir periode rpjmd)"),
        ("", "sesudah", "unit penanggung jawab"),
    ],
)
def test_makna_judul_resmi(makna: str, letak: str, kata: str) -> None:
    """Headings of the rule's own form, and of the RKPD's sister form."""
    assert makna_kolom(kata, letak) == makna


def test_triwulan_dari_judul() -> None:
    induk = "realisasi kinerja pada triwulan"
    assert [
        triwulan_kolom(x) for x in ([induk, "iii"], ["realisasi triwulan ii"], [induk, "triwulan i (januari-maret)"])
    ] == [3, 2, 1]
    assert triwulan_kolom(["target", "i"]) == 0


# ---- the real form ----------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def buku_asli() -> Buku:
    return buka(ASLI, NAMA)


@pytest.fixture(scope="module")
def asli(buku_asli: Buku) -> HasilBaca:
    return e81.baca(buku_asli, buku_asli.lembar[0], 2025, 4)


@butuh_asli
def test_asli_bentuk_dan_baris(asli: HasilBaca, buku_asli: Buku) -> None:
    assert e81.dikenali(buku_asli.lembar[0])
    _periksa_bentuk(asli)
    b = asli.berkas[0]
    assert (b["baris_tabel"], b["baris_dibaca"], b["baris_tidak_dibaca"]) == (112, 102, 10)
    assert len(asli.indikator) == 98
    assert Counter(x["jenjang"] for x in asli.anggaran) == {
        "sub_kegiatan": 72,
        "kegiatan": 19,
        "program": 6,
        "urusan": 4,
    }
    assert "NIP" not in repr(asli) and "PEMBINA" not in repr(asli)


@butuh_asli
def test_asli_uang(asli: HasilBaca) -> None:
    ra = _tabel(asli, "realisasi_anggaran")
    daun = ra[~ra.ikhtisar]
    assert int(_daun(asli).pagu_dpa_rp.sum()) == 14_723_660_349
    assert daun.groupby("triwulan").realisasi_rp.sum().tolist() == [
        1_971_343_265,
        2_279_258_325,
        2_733_183_079,
        5_040_188_490,
    ]
    assert int(daun.realisasi_rp.sum()) == 12_023_973_159


@butuh_asli
def test_asli_pohon(asli: HasilBaca) -> None:
    induk = {str(x["kode_anggaran"]): str(x["kode_induk"]) for x in asli.anggaran}
    anak = Counter(induk.values())
    assert induk["E81-0011"] == "" and anak[""] == 1
    assert [k for k, v in induk.items() if v == "E81-0011"] == ["E81-0012", "E81-0091", "E81-0096"]
    assert [k for k, v in induk.items() if v == "E81-0012"] == ["E81-0013", "E81-0055", "E81-0070"]
    assert [k for k, v in induk.items() if v == "E81-0039"] == [f"E81-{n:04d}" for n in range(40, 45)]
    assert induk["E81-0089"] == induk["E81-0090"] == "E81-0084"
    assert induk["E81-0106"] == "E81-0096"
    assert [k for k, v in induk.items() if v == "E81-0106"] == ["E81-0108", "E81-0110"]
    kedua = next(x for x in asli.indikator if x["kode_indikator"] == "E81-0107")
    assert (kedua["kode_anggaran"], kedua["jenjang"]) == ("E81-0106", "program")


@butuh_asli
def test_asli_pohon_sama_tanpa_rumus(asli: HasilBaca) -> None:
    buku = buka(ASLI, NAMA)
    buku.lembar[0].galat  # noqa: B018  read before the formulas are taken away
    buku.lembar[0].__dict__["rumus"] = {}
    tanpa = e81.baca(buku, buku.lembar[0], 2025, 4)
    assert [(x["kode_anggaran"], x["kode_induk"], x["jenjang"]) for x in tanpa.anggaran] == [
        (x["kode_anggaran"], x["kode_induk"], x["jenjang"]) for x in asli.anggaran
    ]


@butuh_asli
def test_asli_sasaran_dan_indikator(asli: HasilBaca) -> None:
    assert [s for s, _ in sorted({(x["kode_sasaran"], x["sasaran"]) for x in asli.indikator})] == [
        "S1",
        "S2",
        "S3",
        "S4",
    ]
    menurut = {str(x["kode_indikator"]): x for x in asli.indikator}
    assert menurut["E81-0027"]["kode_sasaran"] == "S2"
    gaji = menurut["E81-0023"]
    assert (gaji["target_tahun"], gaji["realisasi_renstra_lalu"], gaji["target_renstra_tahun"]) == (45, 580, 2030)
    r = {(x["kode_indikator"], x["triwulan"]): x for x in asli.realisasi}
    assert (r["E81-0015", 2]["realisasi"], r["E81-0015", 2]["asal_sel"]) == (0.8, "S15")
    assert ("E81-0040", 4) not in r


@butuh_asli
def test_asli_temuan_uang(asli: HasilBaca) -> None:
    (puncak,) = _temuan(asli, "jumlah_triwulan_beda")
    pesan = str(puncak["pesan"])
    assert puncak["sel"] == "AC11"
    for kata in (
        "Rp12.023.973.159",
        "Rp12.128.963.173",
        "selisih Rp104.990.014",
        "R12",
        "U12",
        "X12",
        "AA12",
        "91",
        "96",
    ):
        assert kata in pesan
    anak = {x["sel"]: str(x["pesan"]) for x in _temuan(asli, "induk_tidak_sama_anak")}
    beda = {"R12": "32.763.514", "U12": "6.785.000", "X12": "26.272.500", "AA12": "39.169.000"}
    assert list(anak) == list(beda)
    assert all(f"selisih Rp{v};" in anak[k] for k, v in beda.items())
    assert _temuan(asli, "baris_tidak_dijumlahkan")[0]["sel"] == "K89, K90, K106"
    assert not _temuan(asli, "realisasi_lebih_pagu")


@butuh_asli
def test_asli_temuan_isi(asli: HasilBaca) -> None:
    sel: dict[str, list[str]] = {}
    for x in asli.temuan_ingest:
        sel.setdefault(str(x["kode"]), []).append(str(x["sel"]))
    assert sel["persen_penuh_realisasi_nol"] == ["Z46, AB46", "Z48, AB48", "Z51, AB51"]
    assert sel["galat_rumus_cetak"] == ["AF82, AG82"]
    assert sel["satuan_bercampur"] == ["J23, L23, N23, AB23"]
    assert sel["satuan_salah_ketik"] == ["I40"]
    assert sel["baris_tersembunyi"] == ["40, 41, 43, 82, 86, 89, 90, 106–112"]
    assert sel["dua_indikator_satu_sel"] == ["H13"]
    assert sel["rumus_bercampur"][0].startswith("U15") and sel["rumus_bercampur"][1] == "AB51"
    assert sel["jumlah_kolom_beda"] == ["AB51, AE64"]
    assert sel["sel_gabungan_angka"] == ["K106:K107"]
    assert sel["indikator_kosong"] == ["H11, H12, H91, H96"]
    assert sel["kolom_tidak_dibaca"] == ["AH, AI, AJ"]
    assert "20 baris" in str(_temuan(asli, "persen_dijumlah_antar_tahun")[0]["pesan"])
    assert "Z45" in sel["rata_salah_rujuk"][0] and "Y46" in sel["k_tidak_sama_persen"][0]
    assert len(asli.temuan_ingest) <= 28


@butuh_asli
def test_asli_kepala(buku_asli: Buku) -> None:
    kepala = cari_kepala(buku_asli.lembar[0])
    assert (kepala.awal, kepala.akhir, kepala.baris_nomor) == (5, 8, 7)
    assert (kepala.tahun, kepala.tahun_renstra, kepala.hilang) == (2025, 2030, [])
