"""Commands ``kinerja sop`` and the board of ``kinerja status`` as a planner meets them; the drawing of the flow."""

from __future__ import annotations

import errno
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kinerja.bantuan import siap_tempel
from kinerja.cli import main
from kinerja.galat import nama_os, sebab_os
from kinerja.kantor import CHECKOUT, Periode, muat
from kinerja.sop.alur import svg_alur
from kinerja.sop.catatan import BukuSop
from kinerja.sop.naskah import muat_sop, susun_sop

PERINTAH = ("disposisi", "putusan", "sosialisasi", "koreksi", "serah", "sahkan", "arsip", "alur")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def sop(tmp_path):
    return muat_sop(muat(tmp_path, 2025))


@pytest.fixture
def sudah_jalan(contoh, capsys):
    """The bundled example up to the decision, once through the command line."""

    def sop_(perintah, *lain, waktu):
        kode = main(["sop", perintah, *pilihan, "--waktu", waktu, *lain])
        return kode, capsys.readouterr()

    pilihan = ["--tahun", "2025", "--triwulan", "2", "--akar", str(contoh)]
    assert sop_("disposisi", waktu="2025-07-01T08:00")[0] == 0
    assert sop_("disposisi", waktu="2025-07-01T08:08")[0] == 0
    assert main(["jalan", *pilihan, "--waktu", "2025-07-01T09:00"]) == 0
    assert "Dicatat: langkah 3 dan 4 (Rev 0)." in capsys.readouterr().out
    return contoh, sop_, pilihan


# ---- words ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("perintah", PERINTAH)
def test_bantuan_berbahasa_indonesia(perintah, capsys):
    assert main(["sop", perintah, "--help"]) == 0
    keluar = capsys.readouterr().out
    assert "Pemakaian: kinerja sop" in keluar and "--akar" in keluar
    for asing in ("Usage", "Options", "required", "default", "<str>", "<int>"):
        assert asing not in keluar


def test_bantuan_kelompok_menyebut_semua_perintah(capsys):
    main(["sop", "--help"])
    keluar = capsys.readouterr().out
    assert all(f"\n  {p} " in keluar for p in PERINTAH)


@pytest.mark.parametrize(
    ("argumen", "kata"),
    [
        (["sop", "disposis"], 'Maksud Anda "disposisi"?'),
        (["sopp"], 'Maksud Anda "sop"?'),
        (["sop", "sosialisasi", "--tahun", "2025", "--triwulan", "2"], "--setuju atau --keberatan"),
        (["sop", "sosialisasi", "--tahun", "2025", "--triwulan", "2", "--setuju", "--keberatan"], "Pilih salah satu"),
        (["sop", "koreksi", "--tahun", "2025", "--triwulan", "2"], "--buka atau --tutup"),
        (["sop", "koreksi", "--tahun", "2025", "--triwulan", "2", "--buka", "--ditolak"], "hanya untuk --tutup"),
        (["sop", "disposisi", "--tahun", "2025", "--triwulan", "5"], "Triwulan 5 tidak ada"),
        (["sop", "disposisi", "--tahun", "2025", "--triwulan", "2", "--waktu", "kemarin"], 'Waktu "kemarin" tidak sah'),
        (["sop", "disposisi", "--triwulan", "2"], "--tahun wajib diisi"),
        (["sop", "serah", "--tahun", "2025", "--triwulan", "2"], "Langkah 7 (serah) belum gilirannya"),
    ],
)
def test_salah_pakai_satu_kalimat_tanpa_bekas(argumen, kata, contoh, capsys):
    if "--tahun" in argumen:
        argumen = [*argumen, "--akar", str(contoh)]
    assert main(argumen) == 1
    galat = capsys.readouterr().err
    assert kata in galat and "Traceback" not in galat
    assert not (contoh / "reports").exists() and not list(contoh.glob("data/sop/**/*.jsonl"))


def test_folder_salah_tidak_meninggalkan_apa_pun(tmp_path, capsys):
    assert main(["sop", "disposisi", "--tahun", "2025", "--triwulan", "2", "--akar", str(tmp_path)]) == 1
    assert "Belum ada folder data/raw/2025" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_perintah_yang_tertulis_dapat_ditempel(contoh):
    """Through ``mulai.py`` no window knows the word ``kinerja``; what is printed must run as it stands."""
    kantor = contoh.rename(contoh.with_name("Dinas Kerja & é #1"))
    perintah = [sys.executable, "-m", "kinerja", "sop", "putusan", "--tahun", "2025", "--triwulan", "2"]
    satu = subprocess.run([*perintah, "--akar", str(kantor)], cwd=CHECKOUT, capture_output=True, encoding="utf-8")
    assert satu.returncode == 1 and " kinerja " not in satu.stderr
    awal, saran = satu.stderr.split("Jalankan: ")
    assert "belum gilirannya" in awal
    assert saran.strip() == f'python mulai.py sop disposisi --tahun 2025 --triwulan 2 --akar "{kantor}"'
    kata = shlex.split(saran)[2:]
    dua = subprocess.run([sys.executable, "-m", "kinerja", *kata], cwd=CHECKOUT, capture_output=True, encoding="utf-8")
    assert dua.returncode == 0 and "Dicatat: langkah 1" in dua.stdout
    assert "): python mulai.py sop disposisi --tahun" in dua.stdout


def test_nama_program_seperti_dipanggil(monkeypatch):
    kalimat = "Jalankan: kinerja sop arsip."
    monkeypatch.setattr(sys, "argv", ["C:/Scripts/kinerja", "status"])
    assert siap_tempel(kalimat) == kalimat
    monkeypatch.setattr(sys, "argv", [str(CHECKOUT / "kinerja" / "__main__.py"), "status"])
    assert siap_tempel(kalimat) == "Jalankan: python mulai.py sop arsip."
    assert siap_tempel("mesin kinerja dan data/kinerja sop") == "mesin kinerja dan data/kinerja sop"


def test_penolakan_sistem_dikatakan_dalam_bahasa_indonesia(contoh, capsys):
    """A ledger that is a folder stands for what an administrator or another program can do to it."""
    (contoh / "data/sop/2025/TW2.jsonl").mkdir(parents=True)
    assert main(["sop", "disposisi", "--tahun", "2025", "--triwulan", "2", "--akar", str(contoh)]) == 1
    galat = capsys.readouterr().err
    assert "tidak dapat dibaca atau ditulis: itu sebuah folder. Tutup berkasnya" in galat
    assert nama_os(OSError(errno.EACCES, "Permission denied", "/a b/.TW2.jsonl.12-ab.tmp")) == f"Folder {Path('/a b')}"
    assert sebab_os(OSError(errno.ENOSPC, "No space left on device")) == "ruang disk habis"
    assert sebab_os(OSError(errno.EIO, "Input/output error")) == "Input/output error"


# ---- a real run -----------------------------------------------------------------------------------------------------
@pytest.mark.lambat
def test_dari_disposisi_sampai_arsip_dengan_berkas_sungguhan(sudah_jalan, capsys):
    akar, sop_, pilihan = sudah_jalan
    kode, layar = sop_("putusan", "--rapat", "2025-07-03T09:00", "--ruang", "Aula", waktu="2025-07-01T10:00")
    assert kode == 0 and "putusan validasi: ya, Rev 0, oleh Sekretaris Dinas" in layar.out
    assert "kinerja sop sosialisasi --setuju --tahun 2025 --triwulan 2" in layar.out
    main(["status", *pilihan, "--tanggal", "2025-07-03"])
    status = capsys.readouterr().out
    assert "Langkah SOP Triwulan II Tahun 2025" in status and "Selesai, ya" in status and "Menunggu" in status
    lanjut = f"Perencana Ahli Muda: kinerja sop sosialisasi --setuju --tahun 2025 --triwulan 2 --akar {akar}"
    assert status.splitlines()[-1].endswith(lanjut), "a command is never broken into lines"
    assert max(len(x) for x in status.splitlines()[:-1]) <= 80
    for nama, *lain, waktu in (
        ("sosialisasi", "--setuju", "--mulai", "2025-07-03T09:00", "2025-07-03T11:00"),
        ("serah", "2025-07-03T11:05"),
        ("sahkan", "--oleh-nama", "Siti Aminah, S.E.", "2025-07-03T11:10"),
    ):
        assert sop_(nama, *lain, waktu=waktu)[0] == 0
    laporan = akar / "data/sop/2025/TW2/rev0/laporan.pdf"
    kode, layar = sop_("sahkan", "--pdf-bertanda", str(laporan), waktu="2025-07-03T11:20")
    assert kode == 1 and "belum ditandatangani" in layar.err
    kode, layar = sop_("arsip", waktu="2025-07-03T13:10")
    assert kode == 0 and "triwulan ini terkunci" in layar.out
    buku = BukuSop.buka(muat(akar, 2025), Periode(2025, 2))
    assert buku.periksa() == [] and [e.langkah for e in buku.entri] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert buku.entri[7].nama == "Siti Aminah, S.E." and buku.entri[5].lama_menit == 120
    for e in buku.entri:
        for p in e.keluaran:
            assert (akar / p).is_file()
    assert (
        main(["verifikasi", next(iter(buku.entri[-1].keluaran)) and str(akar / next(iter(buku.entri[-1].keluaran)))])
        == 0
    )
    kode, layar = sop_("putusan", waktu="2025-07-04T09:00")
    assert kode == 1 and "sudah diarsipkan sebagai Rev 0 dan terkunci" in layar.err


@pytest.mark.lambat
def test_masukan_yang_berubah_menahan_putusan(sudah_jalan, tmp_path):
    akar, sop_, _ = sudah_jalan
    kiriman = next((akar / "data/raw/2025/TW2").glob("*.xlsx"))
    shutil.copyfile(kiriman, tmp_path / "simpan.xlsx")
    kiriman.write_bytes(kiriman.read_bytes() + b"\0")
    kode, layar = sop_("putusan", waktu="2025-07-01T10:00")
    assert kode == 1 and "berubah sejak pengukuran terakhir" in layar.err
    shutil.copyfile(tmp_path / "simpan.xlsx", kiriman)
    assert sop_("putusan", waktu="2025-07-01T10:00")[0] == 0


def test_buku_rusak_disebut_di_status(contoh, capsys):
    pilihan = ["--tahun", "2025", "--triwulan", "2", "--akar", str(contoh)]
    buku = BukuSop.buka(muat(contoh, 2025), Periode(2025, 2))
    buku.tambah("disposisi", 1, waktu="2025-07-01T09:00+07:00")
    buku.jalur.write_bytes(buku.jalur.read_bytes().replace(b"2025-07-01", b"2025-06-01"))
    assert main(["status", *pilihan, "--tanggal", "2025-07-02"]) == 0
    assert "Buku catatan SOP: data/sop/2025/TW2.jsonl baris 1: isinya diubah" in " ".join(
        capsys.readouterr().out.split()
    )


def test_papan_tidak_memuat_pandas(contoh):
    """An answer that is asked for ten times a day must not wait for it."""
    kode = (
        "import sys, datetime as dt\n"
        "from kinerja.kantor import Periode, muat\nfrom kinerja.status import susun_papan\n"
        f"p = susun_papan(muat({str(contoh)!r}, 2025), Periode(2025, 2), dt.date(2025, 7, 1))\n"
        "assert len(p.baris) == 9 and p.baris[0].status == 'menunggu'\n"
        "print('pandas' in sys.modules, 'typst' in sys.modules)\n"
    )
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, cwd=CHECKOUT, check=True)
    assert hasil.stdout.strip() == "False False"


# ---- the drawing ----------------------------------------------------------------------------------------------------
def bentuk(gambar: str) -> dict[str, int]:
    """Count the symbols outside the key by how they are drawn: corners tell a diamond from a pentagon."""
    akar = ElementTree.fromstring(gambar)
    kapsul = kotak = 0
    for r in akar.iter(f"{SVG}rect"):
        if r.get("stroke-width") == "0.5":
            kapsul, kotak = kapsul + ("rx" in r.attrib), kotak + ("rx" not in r.attrib)
    sudut = [len(p.get("points").split()) for p in akar.iter(f"{SVG}polygon")]
    assert set(sudut) <= {4, 5}, "no sixth symbol"
    return {"kapsul": kapsul, "kotak": kotak, "belah": sudut.count(4), "segi_lima": sudut.count(5)}


def test_alur_memakai_lima_simbol(sop):
    gambar = svg_alur(sop)
    halaman = 2  # each has a key with one of each symbol
    assert bentuk(gambar) == {
        "kapsul": 2 + halaman, "kotak": 5 + halaman, "belah": 2 + halaman, "segi_lima": 2 + halaman,
    }  # fmt: skip
    assert gambar == svg_alur(sop) and "<script" not in gambar
    akar = ElementTree.fromstring(gambar)
    kata = [t.text for t in akar.iter(f"{SVG}text")]
    assert kata.count("Ya") == 2 and kata.count("Tidak") == 2, "every diamond has two outcomes"
    assert kata.count("Pelaksana") == 2 and kata.count("Mutu Baku") == 2 and kata.count("Kegiatan") == 2
    panah = [p for p in akar.iter(f"{SVG}path") if p.get("marker-end")]
    assert len(panah) == 7 + 2 + 2 + halaman, "seven steps on, one of them over the page, two back, the key"
    isi = akar.find(f"{SVG}desc").text
    assert "5. Validasi data pengukuran capaian kinerja triwulan: Sekretaris Dinas, 1 jam. Ya ke langkah 6" in isi


def test_alur_mengikuti_berkas(sop):
    tanpa = susun_sop(sop.model_dump() | {"keputusan_sosialisasi": False, "baris_per_halaman": 8})
    assert bentuk(svg_alur(tanpa))["belah"] == 1 + 2
    jahat = sop.model_dump() | {"judul": '<script>alert(1)</script> & "x"'}
    gambar = svg_alur(susun_sop(jahat))
    assert "<script" not in gambar and ElementTree.fromstring(gambar) is not None


def test_alur_ditulis_oleh_perintahnya(contoh, capsys):
    assert main(["sop", "alur", "--tahun", "2025", "--akar", str(contoh)]) == 0
    assert "reports/2025/alur-sop.svg" in capsys.readouterr().out
    assert ElementTree.parse(contoh / "reports/2025/alur-sop.svg").getroot().tag == f"{SVG}svg"
