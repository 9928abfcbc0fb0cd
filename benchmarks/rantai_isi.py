"""What ``benchmarks.rantai`` starts in fresh processes: the five functions without notebooks, and the chain, timed.

``polos``: the five steps as plain functions, each reading, checking and writing its tables; no notebook, no paper.
``lengkap``: the same, and everything that the chain makes for people, still without papermill or an engine: the
sections of the report, its pages, the corrections, the kit and the workbooks. The pages are made of an executed
notebook that lies ready, since a page is a notebook's outputs.
``rinci``: the chain itself; prints as JSON what each import and each part takes, every moment counted once.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

LANGKAH = ("ingest", "rekap", "ukur", "validasi", "laporan")
IMPOR = (
    ("pandas dan pyarrow", "pandas", "pyarrow.parquet"),
    ("papermill", "papermill"),
    ("pandera", "pandera"),
    ("nbconvert", "nbconvert.exporters.templateexporter"),
    ("plotly", "plotly.graph_objects"),
    ("openpyxl, typst, holidays", "openpyxl", "typst", "holidays.countries.indonesia"),
)
BAGIAN = (
    ("membaca tabel", "kinerja.tabel", "baca"),
    ("memeriksa tabel", "kinerja.tabel", "periksa"),
    ("menulis tabel", "kinerja.tabel", "tulis"),
    ("menunggu plotly.js", "kinerja.keluaran.halaman_kemas", "plotly_kemas"),
    *((f"fungsi {x}", f"kinerja.{x}", x) for x in LANGKAH),
    ("koreksi", "kinerja.koreksi", "tulis_koreksi"),
    ("laporan.html", "kinerja.keluaran.halaman", "tulis_laporan"),
    ("laporan-ringan.html", "kinerja.keluaran.halaman", "tulis_ringan"),
    ("raport", "kinerja.keluaran.raport", "tulis_raport"),
    ("pesan, ringkasan.pdf, .png", "kinerja.keluaran.kit", "kit"),
    ("slides.html", "kinerja.keluaran.kit_salindia", "salindia"),
    ("rekap.xlsx", "kinerja.keluaran.rekap_xlsx", "rekap_xlsx"),
    ("formulir-e81.xlsx", "kinerja.keluaran.e81_tulis", "formulir_e81"),
    ("pengukuran-kinerja.xlsx", "kinerja.keluaran.pengukuran_xlsx", "pengukuran_kinerja"),
    ("hash kode dan masukan", "kinerja.rantai", "kunci_langkah"),
    ("buku SOP", "kinerja.rantai", "_catat_sop"),
)
"""What is timed, by module and function; a function comes before the modules that import it by name."""


# ---- without notebooks ----------------------------------------------------------------------------------------------
def polos(akar: str, tahun: int, triwulan: int) -> Any:
    """Call the five functions; returns what the last one gives."""
    from kinerja import langkah

    for nama in LANGKAH:
        hasil = langkah.jalankan(nama, tahun, triwulan, akar)
    return hasil


def lengkap(akar: str, tahun: int, triwulan: int, buku: str) -> None:
    """Call the five functions and make the papers.

    Args:
        akar: Office folder.
        tahun: Year.
        triwulan: Quarter.
        buku: An executed ``laporan.ipynb`` of the same data.
    """
    import nbformat

    hasil = polos(akar, tahun, triwulan)
    from kinerja import laporan
    from kinerja.koreksi import tulis_koreksi
    from kinerja.penulisan import tulis_keluaran

    kantor, periode = hasil.kantor, hasil.periode
    tulis_koreksi(kantor, periode, hasil["temuan"], hasil["berkas"])
    for nama in laporan.__all__:
        if nama.startswith("bagian_"):
            getattr(laporan, nama)(hasil)
    tulis_keluaran(nbformat.read(buku, as_version=4), hasil.tabel, kantor, periode, ("", ""))


# ---- where the time goes --------------------------------------------------------------------------------------------
class Arloji:
    """Counts the seconds of nested parts, each moment for the innermost part only."""

    def __init__(self) -> None:
        self.detik: dict[str, float] = {}
        self._dalam: list[float] = []

    def ukur(self, nama: str, kerja: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that does the same and counts its time."""

        def terukur(*a: Any, **k: Any) -> Any:
            self._dalam.append(0.0)
            mulai = time.perf_counter()
            try:
                return kerja(*a, **k)
            finally:
                lama = time.perf_counter() - mulai
                self.detik[nama] = self.detik.get(nama, 0.0) + lama - self._dalam.pop()
                if self._dalam:
                    self._dalam[-1] += lama

        return terukur


def rinci(akar: str, tahun: int, triwulan: int) -> dict[str, float]:
    """Run the chain with a stopwatch on its parts; returns seconds by name."""
    arloji = Arloji()
    for nama, *daftar in IMPOR:
        arloji.ukur(f"impor {nama}", lambda daftar: [import_module(m) for m in daftar])(daftar)
    for nama, modul, fungsi in BAGIAN:
        m = arloji.ukur("impor kinerja", import_module)(modul)
        setattr(m, fungsi, arloji.ukur(nama, getattr(m, fungsi)))
    import papermill

    from kinerja.rantai import jalan

    papermill.execute_notebook = arloji.ukur("sel dan mesin notebook", papermill.execute_notebook)
    arloji.ukur("selebihnya", jalan)(tahun, triwulan, akar, waktu="2025-07-15T09:00")
    return arloji.detik


def main(cara: str, akar: str, tahun: str, triwulan: str, buku: str = "") -> None:
    """Do one of the three."""
    if cara == "rinci":
        print(json.dumps(rinci(akar, int(tahun), int(triwulan))))
    elif cara == "lengkap":
        lengkap(akar, int(tahun), int(triwulan), buku)
    else:
        polos(akar, int(tahun), int(triwulan))


if __name__ == "__main__":
    main(*sys.argv[1:])
