"""The five steps: which tables each reads and writes, and how one is run; what a notebook calls.

A step is a pure function ``(tables, office, period) -> tables`` in the module of its name; here its declared tables are
read, the function is called, its output is checked and written. Nothing else passes between steps.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from kinerja import tabel
from kinerja.galat import GalatParameter
from kinerja.kantor import Kantor, Periode, muat

if TYPE_CHECKING:
    import pandas as pd

PARAMETER = ("tahun", "triwulan", "akar")
"""Parameters that every notebook has, and no others."""


DATA_CONTOH = "DATA CONTOH: kantor dan angka di sini contoh, bukan data sebenarnya."
"""Said wherever a step shows something, until params say that the data is real."""


@dataclass(frozen=True)
class Langkah:
    """One step of the chain.

    Attributes:
        nama: Name of its module, notebook and command-line label.
        judul: What it does, for progress lines.
        masukan: Tables that it reads.
        keluaran: Tables that it writes.
        buku: It reads the SOP's ledger too.
    """

    nama: str
    judul: str
    masukan: tuple[str, ...]
    keluaran: tuple[str, ...]
    buku: bool = False

    @property
    def fungsi(self) -> Callable[[dict[str, pd.DataFrame], Kantor, Periode], dict[str, pd.DataFrame]]:
        """The step's pure function."""
        return getattr(import_module(f"kinerja.{self.nama}"), self.nama)


DAFTAR = (
    Langkah(
        "ingest",
        "Membaca berkas yang masuk",
        (),
        (
            "berkas",
            "baris_tidak_dibaca",
            "indikator",
            "target",
            "realisasi",
            "anggaran",
            "realisasi_anggaran",
            "riwayat",
            "status_tindak_lanjut",
            "penjelasan",
            "perubahan",
            "temuan_ingest",
        ),
    ),
    Langkah(
        "rekap",
        "Merekap menurut Perjanjian Kinerja",
        ("berkas", "indikator", "target", "realisasi", "anggaran", "realisasi_anggaran", "status_tindak_lanjut"),
        ("rekap", "lapor", "rekap_anggaran", "tindak_lanjut", "temuan_rekap"),
    ),
    Langkah(
        "ukur",
        "Mengukur capaian",
        ("indikator", "rekap", "rekap_anggaran", "riwayat"),
        ("capaian", "sasaran", "serapan", "banding", "temuan_ukur"),
    ),
    Langkah(
        "validasi",
        "Memvalidasi",
        (
            "berkas",
            "target",
            "rekap",
            "lapor",
            "rekap_anggaran",
            "capaian",
            "sasaran",
            "temuan_ingest",
            "temuan_rekap",
            "temuan_ukur",
            "realisasi_anggaran",
            "anggaran",
            "tindak_lanjut",
            "status_tindak_lanjut",
            "penjelasan",
        ),
        ("temuan", "putusan"),
    ),
    Langkah(
        "laporan",
        "Menyusun laporan",
        (
            "berkas",
            "baris_tidak_dibaca",
            "rekap",
            "lapor",
            "riwayat",
            "capaian",
            "sasaran",
            "serapan",
            "banding",
            "temuan",
            "putusan",
            "tindak_lanjut",
            "perubahan",
            "rekap_anggaran",
            "realisasi_anggaran",
        ),
        ("poin", "papan"),
        buku=True,
    ),
)
"""The chain, in order."""

ASAL_TABEL = {t: x.nama for x in DAFTAR for t in x.keluaran}
"""Step that writes each table."""


def cari(nama: str) -> Langkah:
    """Return a step by name."""
    return next(x for x in DAFTAR if x.nama == nama)


@dataclass(frozen=True)
class Hasil:
    """What a notebook works with after its step has run.

    Attributes:
        kantor: The office.
        periode: The quarter.
        tabel: The step's inputs and outputs by name.
    """

    kantor: Kantor
    periode: Periode
    tabel: dict[str, pd.DataFrame]

    def __getitem__(self, nama: str) -> pd.DataFrame:
        return self.tabel[nama]


def jalankan(nama: str, tahun: int, triwulan: int, akar: str = "") -> Hasil:
    """Run one step for a quarter: read its tables, compute, check, write.

    Args:
        nama: Name of the step.
        tahun: Year.
        triwulan: Quarter, 1 to 4.
        akar: Office folder; empty means ``KINERJA_AKAR`` or the checkout.

    Raises:
        GalatParameter: A parameter is unknown or wrong.
        GalatTabel: An input table is missing.
        GalatKinerja: The step cannot go on; nothing has been written.
    """
    periksa_suntikan()
    langkah, periode = cari(nama), Periode(tahun, triwulan)
    kantor = muat(akar, tahun)
    folder = kantor.olahan(periode)
    masukan = tabel.baca(folder, langkah.masukan, ASAL_TABEL)
    keluaran = langkah.fungsi(dict(masukan), kantor, periode)
    tabel.tulis(folder, {t: keluaran[t] for t in langkah.keluaran})
    if kantor.dinas.data_contoh:
        print(DATA_CONTOH)
    return Hasil(kantor, periode, {**masukan, **keluaran})


def periksa_parameter(nama: list[str]) -> None:
    """Refuse a parameter that no notebook has; papermill itself would only warn and go on with the default.

    Raises:
        GalatParameter: With the nearest right name.
    """
    for n in nama:
        if n not in PARAMETER:
            mirip = get_close_matches(n, PARAMETER, n=1, cutoff=0.5)
            saran = f'Maksud Anda "{mirip[0]}"?' if mirip else f"Parameter yang dikenal: {', '.join(PARAMETER)}."
            raise GalatParameter(f'Parameter "{n}" tidak dikenal.', saran)


def periksa_suntikan() -> None:
    """Check the names that papermill has injected into this notebook, when there is one.

    papermill marks its cell with the comment ``# Parameters``; the cell's source stands in the shell's ``In``.
    """
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:  # plain Python without IPython has no injected cell
        return
    shell = get_ipython()
    masukan = shell.user_ns.get("In") if shell is not None else None
    for sumber in masukan if isinstance(masukan, list) else []:
        if isinstance(sumber, str) and sumber.startswith("# Parameters"):
            pohon = ast.parse(sumber)
            periksa_parameter(
                [t.id for s in pohon.body if isinstance(s, ast.Assign) for t in s.targets if isinstance(t, ast.Name)]
            )
