"""Run every office folder under one roof, several at once; none of them can stop the others.

An office's run is the very one of ``kinerja jalan``: the same function, the same locks, the same bytes. Workers stay
warm from one office to the next, which saves as much as the second core does: no module of ``kinerja`` keeps state.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.galat import GalatKinerja, nama_os, sebab_os
from kinerja.serentak import Gugur, banyak_inti, kerjakan

TABEL = ("capaian", "sasaran", "serapan", "lapor", "putusan")
"""Tables of an office that the roll-up reads."""


@dataclass(frozen=True)
class Tugas:
    """What a worker needs to know to run one office."""

    akar: str
    tahun: int
    triwulan: int
    paksa: bool = False
    kernel: bool = False
    waktu: str = ""


@dataclass(frozen=True)
class HasilKantor:
    """How an office's run ended.

    Attributes:
        folder: Name of its folder.
        keadaan: ``jalan``, ``gagal``, or ``tanpa_data`` when nothing has come in for the year.
        sebab: Why there are no figures, a sentence.
        detik: Seconds that it took.
        angka: Columns of table ``kantor``, see ``kabupaten.KOLOM``.
    """

    folder: str
    keadaan: str
    sebab: str = ""
    detik: float = 0.0
    angka: dict[str, Any] = field(default_factory=dict)

    @property
    def kode_keluar(self) -> int:
        """What the office's own ``kinerja jalan`` would have returned."""
        if self.keadaan != "jalan":
            return 1
        return 0 if self.angka["putusan"] == "Ya" else 2


@dataclass(frozen=True)
class HasilKabupaten:
    """Outcome of all offices, in the folders' order.

    Attributes:
        kantor: Each office.
        halaman: The roll-up page.
        buku: The same as a workbook.
    """

    kantor: tuple[HasilKantor, ...]
    halaman: Path
    buku: Path

    @property
    def kode_keluar(self) -> int:
        """1 when an office failed or has no data, else 2 when one is not valid yet, else 0."""
        kode = {x.kode_keluar for x in self.kantor}
        return next((k for k in (1, 2) if k in kode), 0)


def daftar_kantor(akar: Path) -> tuple[list[Path], list[str]]:
    """List the office folders below a kabupaten's.

    An office is a folder with ``params`` or ``data/raw``, so that one which has sent nothing yet is missed by name.
    Links and junctions are not followed: they may lead out of the kabupaten, or to an office that is counted already.

    Args:
        akar: Folder of the kabupaten, resolved.

    Returns:
        Office folders sorted by name, and the names of folders that are passed over.

    Raises:
        GalatKinerja: There is none.
    """
    folder = sorted(p for p in akar.iterdir() if p.is_dir() and not p.name.startswith("."))
    kantor = [p for p in folder if _kantor(p)]
    if not kantor:
        raise GalatKinerja(
            f"Tidak ada folder kantor di {akar}.",
            "Dengan --semua, --akar adalah folder yang berisi folder setiap kantor; untuk satu kantor hapus --semua.",
        )
    return kantor, [p.name for p in folder if p not in kantor and p.name != "reports"]


def _kantor(p: Path) -> bool:
    """Tell whether a folder is an office's; one that may not be looked into, as Windows keeps on every disk, is not."""
    try:
        return p.resolve() == p and ((p / "params").is_dir() or (p / "data" / "raw").is_dir())
    except OSError:
        return False


def jalan_semua(
    kantor: list[Path],
    tugas: Tugas,
    serentak: int | None = None,
    kabarkan: Callable[[HasilKantor], None] = lambda _: None,
    selesai: Callable[[], None] = lambda: None,
) -> HasilKabupaten:
    """Run the offices and write the roll-up into ``reports/<tahun>/TW<n>`` of the kabupaten.

    Args:
        kantor: Office folders, as :func:`daftar_kantor` gives them.
        tugas: What to run; its ``akar`` is the kabupaten's folder.
        serentak: Offices at once; None for as many as there are cores.
        kabarkan: Is told of every office, in the folders' order.
        selesai: Is called each time that an office ends, in whatever order.

    Raises:
        GalatKinerja: A parameter is wrong, or the roll-up cannot be written.
    """
    from kinerja.kantor import Periode

    periode = Periode(tugas.tahun, tugas.triwulan)
    if serentak is not None and serentak < 1:
        raise GalatKinerja("--serentak harus 1 atau lebih.", "Tanpa pilihan itu dipakai sebanyak inti prosesor.")
    daftar = [Tugas(str(p), *_sisa(tugas)) for p in kantor]
    hasil: dict[int, HasilKantor] = {}
    berikut = 0
    for nomor, x in kerjakan(jalankan_kantor, daftar, serentak or banyak_inti()):
        hasil[nomor] = _gugur(kantor[nomor], x) if isinstance(x, Gugur) else x
        selesai()
        while berikut in hasil:
            kabarkan(hasil[berikut])
            berikut += 1
    semua = tuple(hasil[n] for n in range(len(kantor)))
    return HasilKabupaten(semua, *_tulis(Path(tugas.akar), periode, semua))


def _sisa(t: Tugas) -> tuple[int, int, bool, bool, str]:
    return t.tahun, t.triwulan, t.paksa, t.kernel, t.waktu


def jalankan_kantor(t: Tugas) -> HasilKantor:
    """Run one office, in a worker; whatever goes wrong becomes a sentence."""
    mulai, folder = time.perf_counter(), Path(t.akar)
    if not (folder / "data" / "raw" / str(t.tahun)).is_dir():
        return HasilKantor(folder.name, "tanpa_data", f"Belum ada folder data/raw/{t.tahun}.")
    try:
        angka = _jalankan(t)
    except Exception as e:  # the last guard of one office: the others go on
        return HasilKantor(folder.name, "gagal", _kalimat(e, folder), time.perf_counter() - mulai)
    return HasilKantor(folder.name, "jalan", "", time.perf_counter() - mulai, angka)


def _jalankan(t: Tugas) -> dict[str, Any]:
    from kinerja.kabupaten import angka_kantor
    from kinerja.kantor import Periode
    from kinerja.langkah import ASAL_TABEL
    from kinerja.rantai import jalan
    from kinerja.tabel import baca

    hasil = jalan(t.tahun, t.triwulan, t.akar, paksa=t.paksa, kernel=t.kernel, waktu=t.waktu)
    periode = Periode(t.tahun, t.triwulan)
    return angka_kantor(baca(hasil.kantor.olahan(periode), TABEL, ASAL_TABEL), hasil.kantor, periode)


def _kalimat(e: Exception, folder: Path) -> str:
    """Say what went wrong; paths begin at the office, for the page may be passed on."""
    if isinstance(e, GalatKinerja):
        teks = str(e)
    elif isinstance(e, OSError):
        teks = f"{nama_os(e)} tidak dapat dibaca atau ditulis ({sebab_os(e)})."
    else:
        teks = f"Kesalahan program ({type(e).__name__}: {e}). Laporkan kepada pengembang."
    return teks.replace(str(folder), folder.name)


def _gugur(folder: Path, x: Gugur) -> HasilKantor:
    """Report an office whose worker died: killed by someone, or by a system that ran out of memory."""
    sebab = (
        f"Prosesnya berhenti mendadak (kode {x.kode}), misalnya karena memori habis. "
        "Jalankan lagi; bila terulang, kurangi dengan --serentak 1."
    )
    return HasilKantor(folder.name, "gagal", sebab)


def _tulis(akar: Path, periode: Any, semua: tuple[HasilKantor, ...]) -> tuple[Path, Path]:
    """Write page and workbook."""
    from kinerja.kabupaten import susun_kabupaten, tabel_kantor
    from kinerja.keluaran.kabupaten_buku import kabupaten_xlsx
    from kinerja.keluaran.kabupaten_halaman import kabupaten_html
    from kinerja.tabel import tulis_byte

    dasar = [{"folder": x.folder, "nama": x.folder, "keadaan": x.keadaan, "sebab": x.sebab} | x.angka for x in semua]
    tabel = susun_kabupaten(tabel_kantor(dasar))
    folder = akar / "reports" / periode.folder
    halaman, buku = folder / "kabupaten.html", folder / "kabupaten.xlsx"
    folder.mkdir(parents=True, exist_ok=True)
    tulis_byte(halaman, kabupaten_html(tabel, akar.name, periode).encode("utf-8"))
    tulis_byte(buku, kabupaten_xlsx(tabel, akar.name, periode))
    return halaman, buku
