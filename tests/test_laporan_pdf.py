"""The quarter's report on paper: complete, the same bytes, and nothing that people wrote becomes markup."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from kinerja.kantor import Periode, muat
from kinerja.keluaran.laporan_pdf import laporan_pdf
from kinerja.langkah import ASAL_TABEL
from kinerja.rantai import jalan
from kinerja.tabel import baca

SIDIK, RUN = "ab" * 32, "0123456789ab"


def tabel(akar, tw):
    jalan(2025, tw, akar)
    kantor = muat(akar, 2025)
    return baca(kantor.olahan(Periode(2025, tw)), tuple(ASAL_TABEL), ASAL_TABEL), kantor, Periode(2025, tw)


def teks(pdf, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext tidak ada di mesin ini")
    (tmp_path / "l.pdf").write_bytes(pdf)
    perintah = ["pdftotext", "-layout", str(tmp_path / "l.pdf"), "-"]
    return subprocess.run(perintah, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def test_byte_sama_dan_sidik_tercetak(contoh, tmp_path):
    t, kantor, p = tabel(contoh, 2)
    pdf = laporan_pdf(t, kantor, p, 0, SIDIK, RUN, [])
    assert pdf == laporan_pdf(t, kantor, p, 0, SIDIK, RUN, [])
    assert pdf != laporan_pdf(t, kantor, p, 0, "cd" * 32, RUN, [])
    isi = " ".join(teks(pdf, tmp_path).split())
    for kode in t["capaian"]["kode_indikator"]:
        assert kode in isi
    assert RUN in isi
    assert "Triwulan II Tahun 2025" in isi
    dinas = t["sasaran"].loc[t["sasaran"]["level"] == "dinas", "capaian_pct"].iat[0]
    assert f"{dinas:.2f}".replace(".", ",") in isi


def test_draf_dan_yang_berubah(contoh, tmp_path):
    t, kantor, p = tabel(contoh, 3)
    ubah = {
        "kelompok": "indikator", "kutipan": True,
        "kode_indikator": "IN-03", "indikator": "Persentase", "apa": "realisasi", "dari": "50", "menjadi": "52",
        "mengapa": "Dua laporan #belum $terhitung$", "diminta_oleh": "Kepala Bidang", "pengaruh": "naik 2 poin",
    }  # fmt: skip
    isi = " ".join(teks(laporan_pdf(t, kantor, p, 1, SIDIK, RUN, [ubah]), tmp_path).split())
    assert "#belum" in isi
    assert "$terhitung$" in isi
    assert re.search(r"draf", isi, re.IGNORECASE)


@pytest.mark.parametrize(
    "jahat", ["#panic()", "$ \\frac{1} $", "*tebal* _miring_ @rujuk <label>", "漢字 😀 " * 5, "x" * 900]
)
def test_tulisan_orang_bukan_perintah(luwu, jahat):
    t, kantor, p = tabel(luwu, 4)
    for kolom in ("indikator", "penghambat", "tindak_lanjut", "satuan", "sasaran"):
        t["capaian"][kolom] = jahat
    t["poin"]["isi"] = jahat
    assert laporan_pdf(t, kantor, p, 0, SIDIK, RUN, []).startswith(b"%PDF")
