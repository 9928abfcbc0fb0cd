"""The archive: packed whole or not at all, the same bytes for the same content, and no byte of it can change unseen."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pandas as pd
import pytest

from kinerja.arsip import arti_kolom, wadah
from kinerja.arsip.csv_aman import amankan, tulis_csv
from kinerja.arsip.isi_arsip import Daftar
from kinerja.arsip.kemas import MANIFES, jalur_arsip, kemas, masukan_tersegel
from kinerja.arsip.segel import TABEL_SEGEL, run_id, sidik_isi, teks_qr
from kinerja.arsip.verifikasi import kalimat, verifikasi
from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode, muat
from kinerja.rantai import jalan
from kinerja.skema import TABEL

from .conftest import AKAR

P = Periode(2025, 2)


@pytest.fixture(scope="module")
def sudah_jalan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose quarter has been run, released and signed: the ledger is made by hand."""
    akar = tmp_path_factory.mktemp("kantor") / "dinas"
    shutil.copytree(AKAR / "params", akar / "params")
    shutil.copytree(AKAR / "data" / "raw", akar / "data" / "raw")
    jalan(2025, 2, akar)
    rilis = akar / "data" / "sop" / "2025" / "TW2" / "rev0"
    rilis.mkdir(parents=True)
    for t in TABEL_SEGEL:
        shutil.copyfile(akar / "data" / "processed" / "2025" / "TW2" / f"{t}.parquet", rilis / f"{t}.parquet")
    _tulis_buku(akar, [{"tindakan": "putusan", "revisi": 0}, {"tindakan": "sahkan", "revisi": 0}])
    surat = akar / "reports" / "2025" / "TW2" / "surat"
    surat.mkdir()
    (surat / "05-berita-acara.pdf").write_bytes(b"%PDF-1.7 surat")
    return akar


def _tulis_buku(akar: Path, entri: list[dict[str, object]]) -> None:
    buku = akar / "data" / "sop" / "2025" / "TW2.jsonl"
    buku.parent.mkdir(parents=True, exist_ok=True)
    buku.write_text("".join(json.dumps(e) + "\n" for e in entri), encoding="utf-8")


@pytest.fixture
def dinas(sudah_jalan: Path, tmp_path: Path) -> Kantor:
    """A copy of it, to be changed at will."""
    shutil.copytree(sudah_jalan, tmp_path / "dinas")
    return muat(tmp_path / "dinas", 2025)


@pytest.fixture(scope="module")
def arsip(sudah_jalan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    akar = tmp_path_factory.mktemp("arsip") / "dinas"
    shutil.copytree(sudah_jalan, akar)
    return kemas(muat(akar, 2025), P, 0)


@pytest.fixture(scope="module")
def isi(arsip: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(arsip) as z:
        return {n: z.read(n) for n in z.namelist()}


def _bungkus(anggota: list[tuple[str, bytes]]) -> bytes:
    return b"".join(p.isi for p in wadah.susun(anggota))


# ---- what is in it --------------------------------------------------------------------------------------------------
def test_memuat_semua_dan_dapat_dibuka_program_biasa(arsip: Path, isi: dict[str, bytes]) -> None:
    with zipfile.ZipFile(arsip) as z:
        assert z.testzip() is None
        assert all(x.compress_type == zipfile.ZIP_STORED for x in z.infolist())
    for nama in ("BACA-SAYA.txt", "masukan/2025/perencanaan.xlsx", "masukan/2025/TW2/Sekretariat_TW2_2025.xlsx",
                 "params/dinas.yaml", "tabel/capaian.parquet", "tabel/capaian.csv", "notebook/laporan.ipynb",
                 "laporan/laporan.html", "surat/05-berita-acara.pdf", "sop/2025/TW2.jsonl",
                 "sop/2025/TW2/rev0/capaian.parquet", "versi/run.json", "versi/segel.json",
                 "versi/requirements/jalan.txt", "versi/perangkat-lunak.zip", MANIFES):  # fmt: skip
        assert nama in isi
    assert not [n for n in isi if n.startswith(("masukan/2024", "masukan/2025/TW3"))]
    for t in TABEL:
        assert f"tabel/{t}.csv" in isi
    run = json.loads(isi["versi/run.json"])
    assert "waktu" not in run and run["versi"]["kinerja"]
    with zipfile.ZipFile(io.BytesIO(isi["versi/perangkat-lunak.zip"])) as z:
        assert {"mulai.py", "kinerja/cli.py", "notebooks/ukur.ipynb", "requirements/jalan.txt"} <= set(z.namelist())


def test_manifes_untuk_sha256sum(arsip: Path, tmp_path: Path) -> None:
    alat = shutil.which("sha256sum")
    if alat is None:
        pytest.skip("sha256sum tidak ada di sistem ini")
    with zipfile.ZipFile(arsip) as z:
        z.extractall(tmp_path)
    hasil = subprocess.run([alat, "-c", "--strict", MANIFES], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stderr
    assert hasil.stdout.count(": OK") == len([p for p in tmp_path.rglob("*") if p.is_file()]) - 1


def test_baca_saya_mengartikan_setiap_tabel_dan_kolom(isi: dict[str, bytes]) -> None:
    teks = isi["BACA-SAYA.txt"].decode("utf-8")
    assert set(arti_kolom.TABEL) == set(TABEL)
    dipakai = set()
    for t, kolom in TABEL.items():
        assert f"\n{t}: {arti_kolom.TABEL[t]}\n" in teks
        for k in kolom:
            assert arti_kolom.arti_kolom(t, k)
            dipakai |= {k, f"{t}.{k}"}
    assert set(arti_kolom.KOLOM) <= dipakai
    segel = json.loads(isi["versi/segel.json"])
    assert segel["sidik_isi"] in teks and segel["run_id"] in teks
    assert "sha256sum -c MANIFES.txt" in teks and "--hitung-ulang" in teks
    assert "{" not in teks and max(map(len, teks.splitlines())) <= 120


def test_notebook_tanpa_waktu_dan_jalur_mesin(isi: dict[str, bytes], sudah_jalan: Path) -> None:
    for nama, b in isi.items():
        if nama.endswith(".ipynb"):
            assert b"papermill" not in b and str(sudah_jalan).encode() not in b
            assert any(s.get("outputs") for s in json.loads(b)["cells"])


# ---- the seal -------------------------------------------------------------------------------------------------------
def _sidik_dari_uraian(tabel: dict[str, pd.DataFrame]) -> str:
    """The hash as the docs say it, written anew without the package's functions."""
    import hashlib

    teks = "kinerja-sidik-isi-1\n"
    lolos = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
    for nama in ("capaian", "sasaran", "serapan", "temuan", "putusan"):
        df = tabel[nama]
        teks += f"#{nama}\n" + "\t".join(df.columns) + "\n"
        for i in range(len(df)):
            sel = []
            for k in df.columns:
                x, tipe = df[k].iloc[i], TABEL[nama][k].tipe
                if pd.isna(x):
                    t = ""
                elif tipe == "str":
                    t = "".join(lolos.get(c, c) for c in x)
                elif tipe == "bool":
                    t = "ya" if x else "tidak"
                elif tipe == "float64":
                    t = "0" if x == 0 else "%.12g" % x  # noqa: UP031 - as C writes it
                else:
                    t = str(int(x))
                sel.append(t)
            teks += "\t".join(sel) + "\n"
    return hashlib.sha256(teks.encode("utf-8")).hexdigest()


def _tabel_segel(isi: dict[str, bytes]) -> dict[str, pd.DataFrame]:
    return {t: pd.read_parquet(io.BytesIO(isi[f"tabel/{t}.parquet"])) for t in TABEL_SEGEL}


def test_sidik_isi_menurut_uraiannya(isi: dict[str, bytes]) -> None:
    tabel = _tabel_segel(isi)
    assert sidik_isi(tabel) == _sidik_dari_uraian(tabel) == json.loads(isi["versi/segel.json"])["sidik_isi"]


def test_sidik_isi_tidak_bergantung_pada_byte_parquet(isi: dict[str, bytes], tmp_path: Path) -> None:
    tabel = _tabel_segel(isi)
    lain = {}
    for t, df in tabel.items():
        df.to_parquet(tmp_path / f"{t}.parquet", row_group_size=2, compression="gzip")
        assert (tmp_path / f"{t}.parquet").read_bytes() != isi[f"tabel/{t}.parquet"]
        lain[t] = pd.read_parquet(tmp_path / f"{t}.parquet")
    assert sidik_isi(lain) == sidik_isi(tabel)


def test_sidik_isi_berubah_oleh_setiap_sel(isi: dict[str, bytes]) -> None:
    tabel = _tabel_segel(isi)
    semula = sidik_isi(tabel)
    for t, k, nilai in (("capaian", "capaian_sd_pct", 99.5), ("capaian", "indikator", "lain"),
                        ("serapan", "pagu_rp", 1), ("putusan", "putusan", "Tidak"),
                        ("capaian", "dibatasi", True)):  # fmt: skip
        df = tabel[t].copy()
        df.loc[df.index[0], k] = nilai
        assert sidik_isi({**tabel, t: df}) != semula, (t, k)
    df = tabel["capaian"].copy()
    df.loc[df.index[0], "bobot"] = float(df["bobot"].iloc[0]) * (1 + 1e-15)
    assert sidik_isi({**tabel, "capaian": df}) == semula  # the last bit of a processor's arithmetic
    # no cell can pass for two
    dua = [pd.DataFrame({"pesan": ["a\tb"], "saran": ["c"]}), pd.DataFrame({"pesan": ["a"], "saran": ["b\tc"]})]
    assert sidik_isi({**tabel, "temuan": dua[0]}) != sidik_isi({**tabel, "temuan": dua[1]})


def test_sidik_isi_perlu_semua_tabel(isi: dict[str, bytes]) -> None:
    tabel = _tabel_segel(isi)
    del tabel["putusan"]
    with pytest.raises(GalatKinerja, match="putusan"):
        sidik_isi(tabel)


def test_run_id_dari_masukan_parameter_dan_versi() -> None:
    dasar = {"masukan": {"data/raw/a": "1"}, "parameter": {"tahun": 2025, "triwulan": 2}, "versi": {"kinerja": "1"}}
    r = run_id(dasar)
    assert len(r) == 12 and int(r, 16) >= 0
    assert run_id({**dasar, "waktu": {"x": 1}, "versi": {"kinerja": "1", "python": "3.99"}}) == r
    for lain in ({"masukan": {"data/raw/a": "2"}}, {"parameter": {"tahun": 2025, "triwulan": 3}},
                 {"versi": {"kinerja": "2"}}):  # fmt: skip
        assert run_id({**dasar, **lain}) != r
    assert teks_qr(P, 1, "ab", r).split("\n") == [
        "Laporan Capaian Kinerja Triwulan II Tahun 2025, Rev 1", "Sidik isi SHA-256: ab", f"ID run: {r}",
    ]  # fmt: skip


# ---- csv ------------------------------------------------------------------------------------------------------------
def test_csv_tidak_menjalankan_rumus() -> None:
    jahat = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "'=1", "=cmd|'/c calc'!A0", "＝1", "\n=1"]
    baik = ["biasa", "a=1", "", "100 %", "2.07.03"]
    df = pd.DataFrame({"pesan": jahat + baik})
    b = tulis_csv("temuan", df)
    assert b.startswith(b"\xef\xbb\xbf")
    baris = [r[0] if r else "" for r in csv.reader(io.StringIO(b.decode("utf-8-sig"), newline=""), delimiter=";")][1:]
    for asli, ditulis in zip(jahat, baris, strict=False):
        assert ditulis == "'" + asli
    assert baris[len(jahat) :] == baik
    assert [amankan(x).removeprefix("'") if amankan(x) != x else x for x in jahat + baik] == jahat + baik


def test_csv_angka_indonesia_dan_utuh() -> None:
    df = pd.DataFrame({"capaian_pct": [200 / 3, float("nan"), -0.5, 100.0], "n": [1, 2, 3, 10**12]})
    b = tulis_csv("sasaran", df).decode("utf-8-sig").split("\r\n")
    assert b == ["capaian_pct;n", "66,66666666666667;1", ";2", "-0,5;3", "100;1000000000000", ""]


def test_csv_arsip_sama_isinya_dengan_parquet(isi: dict[str, bytes]) -> None:
    for t in ("capaian", "rekap_anggaran"):
        df = pd.read_parquet(io.BytesIO(isi[f"tabel/{t}.parquet"]))
        baris = list(csv.reader(io.StringIO(isi[f"tabel/{t}.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
        assert baris[0] == list(df.columns) and len(baris) == len(df) + 1
        for k in df.columns:
            if TABEL[t][k].tipe == "float64":
                kolom = [r[baris[0].index(k)].replace(",", ".") for r in baris[1:]]
                assert [float(x) if x else None for x in kolom] == [None if pd.isna(x) else float(x) for x in df[k]]


# ---- packing --------------------------------------------------------------------------------------------------------
def test_byte_yang_sama_di_dua_folder(contoh: Path, tmp_path: Path) -> None:
    lain = tmp_path / "nama folder lain"
    shutil.copytree(contoh, lain)
    hasil = []
    for akar in (contoh, lain):
        jalan(2025, 1, akar)
        hasil.append(kemas(muat(akar, 2025), Periode(2025, 1), 0).read_bytes())
    assert hasil[0] == hasil[1]


def test_kemas_dua_kali_byte_yang_sama_juga_sesudah_dicatat(dinas: Kantor) -> None:
    a = kemas(dinas, P, 0)
    semula, waktu = a.read_bytes(), a.stat().st_mtime_ns
    buku = dinas.akar / "data" / "sop" / "2025" / "TW2.jsonl"
    with buku.open("a", encoding="utf-8") as f:
        f.write(json.dumps({"tindakan": "arsip", "revisi": 0}) + "\n")
    assert kemas(dinas, P, 0) == a
    assert (a.read_bytes(), a.stat().st_mtime_ns) == (semula, waktu)
    assert [p.name for p in a.parent.iterdir()] == [a.name]


def test_arsip_lain_tidak_ditimpa(dinas: Kantor) -> None:
    a = kemas(dinas, P, 0)
    semula = a.read_bytes()
    (dinas.laporan(P) / "surat" / "06-undangan.pdf").write_bytes(b"%PDF baru")
    with pytest.raises(GalatKinerja, match="tidak pernah ditimpa"):
        kemas(dinas, P, 0)
    assert a.read_bytes() == semula and len(list(a.parent.iterdir())) == 1
    _salin_rilis(dinas, 1)
    assert kemas(dinas, P, 1).name.endswith("_2025_TW2_rev1.zip")


def _salin_rilis(kantor: Kantor, revisi: int) -> None:
    sop = kantor.akar / "data" / "sop" / "2025" / "TW2"
    shutil.copytree(sop / "rev0", sop / f"rev{revisi}")


@pytest.mark.parametrize("apa", ["masukan", "baru", "hilang", "params", "hasil", "laporan", "rilis", "belum"])
def test_yang_tidak_cocok_tidak_diarsipkan(apa: str, dinas: Kantor) -> None:
    mentah = dinas.mentah(2025) / "TW2" / "Sekretariat_TW2_2025.xlsx"
    if apa == "masukan":
        mentah.write_bytes(mentah.read_bytes() + b" ")
    elif apa == "baru":
        shutil.copyfile(mentah, mentah.with_name("susulan.xlsx"))
    elif apa == "hilang":
        mentah.unlink()
    elif apa == "params":
        (dinas.akar / "params" / "dinas.yaml").write_text("nama: Lain\n", encoding="utf-8")
    elif apa in ("hasil", "laporan"):
        p = dinas.olahan(P) / "capaian.parquet" if apa == "hasil" else dinas.laporan(P) / "laporan.html"
        p.write_bytes(p.read_bytes() + b" ")
    elif apa == "rilis":
        p = dinas.akar / "data" / "sop" / "2025" / "TW2" / "rev0" / "putusan.parquet"
        df = pd.read_parquet(p)
        df["alasan"] = "lain"
        df.to_parquet(p)
    else:
        (dinas.laporan(P) / "run.json").unlink()
    with pytest.raises(GalatKinerja) as e:
        kemas(dinas, P, 0)
    assert e.value.saran
    assert not jalur_arsip(dinas, P, 0).exists()


def test_masukan_tersegel_menyebut_semua_yang_dibaca(dinas: Kantor) -> None:
    m = masukan_tersegel(dinas, P)
    assert "data/raw/2025/perencanaan.xlsx" in m and "params/dinas.yaml" in m
    assert len([p for p in m if "/TW1/" in p]) == 4 and not [p for p in m if "/TW3/" in p]
    assert all(len(s) == 64 for s in m.values())


def test_berkas_terlalu_besar_disebut(dinas: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wadah, "BATAS_ANGGOTA", 1_000_000)
    with pytest.raises(GalatKinerja, match=r"laporan\.html terlalu besar"):
        kemas(dinas, P, 0)
    assert not list(jalur_arsip(dinas, P, 0).parent.iterdir())


def test_nama_yang_tidak_aman_di_windows() -> None:
    d = Daftar()
    for nama in ("CON.xlsx", "a:b?.xlsx", "akhir. ", "A.xlsx", "a.xlsx", "p" * 250 + ".xlsx", "baris\nbaru.xlsx"):
        d.tambah(f"masukan/2025/{nama}", b"")
    assert len(d.isi) == 7 and all(wadah.nama_selamat(n) for n in d.isi), list(d.isi)
    assert len({n.casefold() for n in d.isi}) == 7
    assert d.nama_asli["masukan/2025/_CON.xlsx"] == "masukan/2025/CON.xlsx"
    assert "masukan/2025/A.xlsx" in d.isi and "masukan/2025/a~2.xlsx" in d.nama_asli


@pytest.mark.skipif(sys.platform == "win32", reason="memerlukan SIGKILL")
def test_kemas_dimatikan_kapan_saja(dinas: Kantor) -> None:
    acak, tujuan = random.Random(5), jalur_arsip(dinas, P, 0)
    perintah = ("import sys; from kinerja.kantor import Periode, muat; from kinerja.arsip.kemas import kemas; "
                "k = muat(sys.argv[1], 2025); print('siap', flush=True); kemas(k, Periode(2025, 2), 0)")  # fmt: skip
    mati = ada = 0
    for _ in range(12):
        proses = subprocess.Popen([sys.executable, "-c", perintah, str(dinas.akar)], cwd=AKAR, stdout=subprocess.PIPE)
        assert proses.stdout is not None and proses.stdout.readline().strip() == b"siap"
        time.sleep(acak.uniform(0, 0.9))
        proses.send_signal(signal.SIGKILL)
        mati += proses.wait() == -signal.SIGKILL
        proses.stdout.close()
        if tujuan.exists():
            ada += 1
            assert not verifikasi(tujuan).beda
            tujuan.unlink()
    assert mati >= 3
    a = kemas(dinas, P, 0)
    assert not verifikasi(a).beda
    assert [p.name for p in a.parent.iterdir()] == [a.name], "sisa berkas sementara"


# ---- tampering ------------------------------------------------------------------------------------------------------
def _periksa(tmp_path: Path, isi: bytes, nama: str = "x.zip") -> tuple[int, str]:
    p = tmp_path / nama
    p.write_bytes(isi)
    h = verifikasi(p)
    return h.kode_keluar, "\n".join(kalimat(h))


def test_arsip_utuh(arsip: Path) -> None:
    h = verifikasi(arsip)
    assert h.kode_keluar == 0, h.beda
    assert h.segel["sidik_isi"] in "\n".join(kalimat(h))
    assert any("belum mencatat" in c for c in h.catatan)


def test_setiap_anggota_diubah_dibuang_ditambah_diganti_nama_digandakan(isi: dict[str, bytes], tmp_path: Path) -> None:
    semua = list(isi.items())
    assert len(semua) > 60
    for i, (nama, b) in enumerate(semua):
        cara = {
            "byte": [*semua[:i], (nama, _balik(b)), *semua[i + 1 :]],
            "dibuang": [*semua[:i], *semua[i + 1 :]],
            "ditambah": [*semua[:i], (nama + "x", b), *semua[i:]],
            "nama": [*semua[:i], (nama + "x", b), *semua[i + 1 :]],
            "ganda": [*semua[:i], (nama, b), *semua[i:]],
            "ganda palsu": [*semua, (nama, _balik(b))],
        }
        for apa, anggota in cara.items():
            kode, teks = _periksa(tmp_path, _bungkus(anggota))
            assert kode == 2 and nama in teks, (nama, apa, teks)


def _balik(b: bytes) -> bytes:
    k = len(b) // 2
    return b[:k] + bytes([b[k] ^ 1]) + b[k + 1 :] if b else b"x"


def test_setiap_byte_kemasan_yang_diubah_diketahui(arsip: Path, tmp_path: Path) -> None:
    b = arsip.read_bytes()
    with zipfile.ZipFile(arsip) as z:
        daftar = z.infolist()
    pusat = b.index(b"PK\x01\x02", daftar[-1].header_offset)
    acak = random.Random(1)
    kepala = [x.header_offset + j for x in acak.sample(daftar, 4) for j in range(30 + len(x.filename))]
    letak = [
        *kepala,
        *acak.sample(range(pusat, len(b)), 150),
        *range(len(b) - 22, len(b)),
        *acak.sample(range(pusat), 40),
    ]
    for k in letak:
        kode, teks = _periksa(tmp_path, b[:k] + bytes([b[k] ^ (1 << acak.randrange(8))]) + b[k + 1 :])
        assert kode == 2, (k, teks)


@pytest.mark.parametrize(
    "apa", ["depan", "belakang", "komentar", "selipan", "mampat", "urutan", "terpotong", "tersembunyi"]
)
def test_kemasan_yang_diutak_atik(apa: str, arsip: Path, isi: dict[str, bytes], tmp_path: Path) -> None:
    b = arsip.read_bytes()
    akhir = len(b) - 22
    jumlah, letak = (
        struct.unpack("<I", b[akhir + 12 : akhir + 16])[0],
        struct.unpack("<I", b[akhir + 16 : akhir + 20])[0],
    )
    if apa == "depan":
        b = b"#!/bin/sh\n" + b
    elif apa == "belakang":
        b += b"\0"
    elif apa == "komentar":
        b = b[: akhir + 20] + struct.pack("<H", 5) + b"halo!"
    elif apa in ("selipan", "tersembunyi"):
        sisip = b"rahasia" if apa == "selipan" else _bungkus([("palsu.txt", b"isi")]).split(b"PK\x01\x02")[0]
        b = b[:letak] + sisip + b[letak:akhir] + b[akhir : akhir + 16] + struct.pack("<IH", letak + len(sisip), 0)
        assert jumlah
    elif apa == "mampat":
        wadah_baru = io.BytesIO()
        with zipfile.ZipFile(wadah_baru, "w", zipfile.ZIP_DEFLATED) as z:
            for n, x in isi.items():
                z.writestr(n, x)
        b = wadah_baru.getvalue()
    elif apa == "urutan":
        b = _bungkus(list(reversed(isi.items())))
    else:
        b = b[: len(b) // 2]
    kode, teks = _periksa(tmp_path, b)
    assert kode == 2, teks
    if apa == "mampat":
        assert "Semua berkas cocok" in teks and "dikemas ulang" in teks
    if apa == "tersembunyi":
        assert "palsu.txt" in teks


def test_seluruh_arsip_ditulis_ulang_diketahui_dari_buku(arsip: Path, isi: dict[str, bytes], tmp_path: Path) -> None:
    import hashlib

    folder = tmp_path / "kantor" / "reports" / "2025" / "arsip"
    folder.mkdir(parents=True)
    tujuan = folder / arsip.name
    shutil.copyfile(arsip, tujuan)
    sidik = hashlib.sha256(arsip.read_bytes()).hexdigest()
    entri = {"tindakan": "arsip", "revisi": 0, "keluaran": {f"reports/2025/arsip/{arsip.name}": sidik}}
    _tulis_buku(tmp_path / "kantor", [entri])
    assert any("sama dengan yang tercatat" in c for c in verifikasi(tujuan).catatan)
    palsu = {n: b for n, b in isi.items() if n != MANIFES} | {"surat/05-berita-acara.pdf": b"%PDF palsu"}
    manifes = "".join(f"{hashlib.sha256(b).hexdigest()}  {n}\n" for n, b in sorted(palsu.items()))
    tujuan.write_bytes(_bungkus([*sorted(palsu.items()), (MANIFES, manifes.encode())]))
    h = verifikasi(tujuan)
    assert [b.berkas for b in h.beda] == [""] and "buku SOP" in h.beda[0].kalimat


def test_tabel_palsu_dengan_manifes_yang_cocok_ketahuan_dari_segel(isi: dict[str, bytes], tmp_path: Path) -> None:
    import hashlib

    keluar = io.BytesIO()
    df = pd.read_parquet(io.BytesIO(isi["tabel/capaian.parquet"]))
    df["capaian_sd_pct"] = 100.0
    df.to_parquet(keluar)
    palsu = {n: b for n, b in isi.items() if n != MANIFES} | {"tabel/capaian.parquet": keluar.getvalue()}
    manifes = "".join(f"{hashlib.sha256(b).hexdigest()}  {n}\n" for n, b in sorted(palsu.items()))
    kode, teks = _periksa(tmp_path, _bungkus([*sorted(palsu.items()), (MANIFES, manifes.encode())]))
    assert kode == 2 and "sidik_isi" in teks


@pytest.mark.parametrize("nama", ["../luar.txt", "/mutlak.txt", "C:/x.txt", "a\\b.txt", "CON", "x/../../y", "titik."])
def test_nama_yang_keluar_folder(nama: str, isi: dict[str, bytes], tmp_path: Path) -> None:
    kode, teks = _periksa(tmp_path, _bungkus([(nama, b"x"), *isi.items()]))
    assert kode == 2 and "berbahaya" in teks
    assert [p.name for p in tmp_path.iterdir()] == ["x.zip"]


def test_bom_dan_berkas_ngawur(tmp_path: Path) -> None:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        z.writestr(MANIFES, "0" * 64 + "  bom.txt\n")
        z.writestr("bom.txt", bytes(300_000_000))
    kode, teks = _periksa(tmp_path, keluar.getvalue())
    assert kode == 2 and "lebih besar" in teks
    # a bomb that says it is small
    b = bytearray(keluar.getvalue())
    k = b.rindex(b"PK\x01\x02")
    b[k + 24 : k + 28] = struct.pack("<I", 10)
    kode, teks = _periksa(tmp_path, bytes(b))
    assert kode == 2 and "dinyatakan" in teks
    for ngawur in (b"", b"PK", b"bukan zip", os.urandom(1000), zlib.compress(b"x" * 1000)):
        kode, teks = _periksa(tmp_path, ngawur)
        assert kode == 2 and "rusak atau bukan arsip" in teks
    with pytest.raises(GalatKinerja, match="tidak ada"):
        verifikasi(tmp_path / "tidak-ada.zip")


@pytest.mark.parametrize("cocok", [True, False])
def test_pdf_bertanda_di_arsip_ikut_diperiksa(cocok: bool, dinas: Kantor) -> None:
    from tests.test_tanda_tangan import _laporan, _tanda_tangani, _terbitkan

    asli = _laporan()
    (dinas.laporan(P) / "laporan.pdf").write_bytes(asli)
    bertanda = _tanda_tangani(asli if cocok else _laporan("lain"), _terbitkan("Kepala Dinas Uji", _terbitkan("Induk")))
    (dinas.akar / "data" / "sop" / "2025" / "TW2" / "rev0" / "laporan-bertanda.pdf").write_bytes(bertanda)
    h = verifikasi(kemas(dinas, P, 0))
    teks = "\n".join(kalimat(h))
    if cocok:
        assert h.kode_keluar == 0 and "tanda tangan elektronik Kepala Dinas Uji utuh" in teks
    else:
        assert [b.berkas for b in h.beda] == ["laporan/laporan-bertanda.pdf"] and "bukan dokumen" in teks


# ---- again ----------------------------------------------------------------------------------------------------------
@pytest.mark.lambat
def test_hitung_ulang_sama(arsip: Path) -> None:
    h = verifikasi(arsip, hitung_ulang=True)
    assert (h.kode_keluar, h.ulang) == (0, []), h.ulang
    assert "HITUNG ULANG SAMA" in "\n".join(kalimat(h))


@pytest.mark.lambat
def test_hitung_ulang_dengan_masukan_nama_aneh_dan_folder_asing(dinas: Kantor) -> None:
    if sys.platform == "win32":
        pytest.skip("nama berkas ini tidak mungkin di Windows")
    tw2 = dinas.mentah(2025) / "TW2"
    (tw2 / "Sekretariat_TW2_2025.xlsx").rename(tw2 / "kiriman: WA? (1).xlsx")
    (dinas.mentah(2025) / "lain-lain").mkdir()
    shutil.rmtree(dinas.akar / "data" / "sop")
    jalan(2025, 2, dinas.akar)
    h = verifikasi(kemas(dinas, P, 0), hitung_ulang=True)
    assert (h.beda, h.ulang) == ([], []), h


@pytest.mark.lambat
def test_hitung_ulang_menyebut_tabel_baris_dan_kolom(isi: dict[str, bytes], tmp_path: Path) -> None:
    import hashlib

    tabel = _tabel_segel(isi)
    tabel["capaian"].loc[3, "capaian_sd_pct"] = 77.5
    keluar = io.BytesIO()
    tabel["capaian"].to_parquet(keluar, index=False, compression="zstd")
    segel = json.loads(isi["versi/segel.json"]) | {"sidik_isi": sidik_isi(tabel)}
    run = json.loads(isi["versi/run.json"])
    run["versi"]["pandas"] = "0.1"
    palsu = {n: b for n, b in isi.items() if n != MANIFES} | {
        "tabel/capaian.parquet": keluar.getvalue(), "versi/segel.json": json.dumps(segel).encode(),
        "versi/run.json": json.dumps(run).encode(),
    }  # fmt: skip
    manifes = "".join(f"{hashlib.sha256(b).hexdigest()}  {n}\n" for n, b in sorted(palsu.items()))
    p = tmp_path / "palsu.zip"
    p.write_bytes(_bungkus([*sorted(palsu.items()), (MANIFES, manifes.encode())]))
    h = verifikasi(p, hitung_ulang=True)
    assert h.beda == [] and h.kode_keluar == 2
    assert h.ulang is not None
    assert [b.kalimat for b in h.ulang if "baris 4 kolom capaian_sd_pct: di arsip 77.5" in b.kalimat]
    assert any("versi program lain" in c and "pandas 0.1" in c for c in h.catatan)


def test_hitung_ulang_tidak_menulis_di_luar_folder(isi: dict[str, bytes], tmp_path: Path) -> None:
    import hashlib

    segel = json.loads(isi["versi/segel.json"]) | {"nama_asli": {"params/dinas.yaml": "params/../../../luar.yaml"}}
    palsu = {n: b for n, b in isi.items() if n != MANIFES} | {"versi/segel.json": json.dumps(segel).encode()}
    manifes = "".join(f"{hashlib.sha256(b).hexdigest()}  {n}\n" for n, b in sorted(palsu.items()))
    p = tmp_path / "palsu.zip"
    p.write_bytes(_bungkus([*sorted(palsu.items()), (MANIFES, manifes.encode())]))
    h = verifikasi(p, hitung_ulang=True)
    assert h.ulang and "tidak dapat ditulis" in h.ulang[0].kalimat
