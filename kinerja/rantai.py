"""The chain: run the five notebooks with papermill, in order, skip what is up to date, keep account in ``run.json``.

A step is up to date when its code, its params and its inputs are those of its last run, by hash, and its outputs are
still the ones that it wrote. A step that fails stops the chain; its executed notebook is kept as
``<langkah>.gagal.ipynb`` and every earlier output stays as it is.
"""

from __future__ import annotations

import gc
import hashlib
import json
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kinerja import __version__
from kinerja.galat import GalatKinerja, nama_os, sebab_os
from kinerja.kantor import CHECKOUT, Kantor, Periode, muat
from kinerja.langkah import DAFTAR, Langkah
from kinerja.penulisan import berkas_samping, catat_padanan, tulis_samping
from kinerja.tabel import buang_sisa, jalur_tabel, tulis_byte

NOTEBOOK = CHECKOUT / "notebooks"
PUSTAKA = ("papermill", "pandas", "numpy", "pyarrow", "plotly", "nbconvert", "openpyxl", "python-calamine", "pandera")


@dataclass(frozen=True)
class Peristiwa:
    """What the chain tells whoever shows progress.

    Attributes:
        jenis: ``mulai``, ``selesai`` or ``dilewati``.
        langkah: The step.
        nomor: Its number, from 1.
        detik: Seconds that it took.
        baris: Rows of its tables by name.
    """

    jenis: str
    langkah: Langkah
    nomor: int
    detik: float = 0.0
    baris: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class HasilJalan:
    """Outcome of a run.

    Attributes:
        putusan: Row of table ``putusan``.
        laporan: The HTML report.
        dilewati: Steps that were up to date.
        kantor: The office.
        catatan_sop: What the SOP's ledger recorded of the run, in sentences.
    """

    putusan: dict[str, Any]
    laporan: Path
    dilewati: tuple[str, ...]
    kantor: Kantor
    catatan_sop: tuple[str, ...] = ()

    @property
    def kode_keluar(self) -> int:
        """0 when the data is valid, 2 for the SOP's "Tidak"."""
        return 0 if self.putusan["putusan"] == "Ya" else 2


def jalan(
    tahun: int,
    triwulan: int,
    akar: str | Path | None = None,
    *,
    paksa: bool = False,
    kernel: bool = False,
    kabarkan: Callable[[Peristiwa], None] = lambda _: None,
    waktu: str = "",
) -> HasilJalan:
    """Run the chain for a quarter.

    Args:
        tahun: Year.
        triwulan: Quarter, 1 to 4.
        akar: Office folder; None means ``KINERJA_AKAR`` or the checkout.
        paksa: Run every step, up to date or not.
        kernel: Use a real Jupyter kernel per notebook instead of the in-process engine.
        kabarkan: Called before and after each step.
        waktu: Moment for the SOP's ledger, ISO 8601; without it nothing is recorded there.

    Raises:
        GalatKinerja: A parameter is wrong, a step failed, or another run holds the quarter.
    """
    periode = Periode(tahun, triwulan)
    kantor = muat(akar, tahun)
    if not kantor.mentah(tahun).is_dir():
        # Before anything is made: a mistyped year or folder must leave no trace.
        raise GalatKinerja(
            f"Belum ada folder data/raw/{tahun} di {kantor.akar}.",
            "Periksa --tahun dan --akar, atau buat foldernya dulu.",
        )
    dilewati = []
    with _satu_per_satu(kantor, periode), _berkas_terpakai(), _hemat():
        catatan = _baca_catatan(kantor, periode)
        _bersihkan(kantor, periode)
        dasar = Dasar.dari(kantor, periode)
        for nomor, x in enumerate(DAFTAR, 1):
            kunci = kunci_langkah(x, dasar, kantor, periode)
            lama = catatan["langkah"].get(x.nama)
            if not paksa and lama and lama["kunci"] == kunci and _utuh(lama["keluaran"], kantor):
                if x.nama == "ingest":
                    catat_padanan(kantor, periode)  # the planner may have thrown the file away
                kabarkan(Peristiwa("dilewati", x, nomor, baris=lama["baris"]))
                dilewati.append(x.nama)
                continue
            kabarkan(Peristiwa("mulai", x, nomor))
            mulai = time.perf_counter()
            # Killed under way, the step must not count as done; and the report's footer names the run, so that the
            # account must be today's before it is written.
            catatan["langkah"].pop(x.nama, None)
            _lengkapi(catatan, dasar, kantor, periode)
            _tulis_catatan(catatan, kantor, periode)
            _jalankan(x, kantor, periode, kernel, catatan)
            if x.nama == "ingest":  # it may have made params/padanan.yaml, which the account must then name
                kantor = muat(kantor.akar, tahun)
            detik = time.perf_counter() - mulai
            catatan["langkah"][x.nama] = {
                "kunci": kunci, "keluaran": _sidik_keluaran(x, kantor, periode), "baris": _baris(x, kantor, periode),
            }  # fmt: skip
            catatan["waktu"][x.nama] = {"detik": round(detik, 3), "mesin": "kernel" if kernel else "dalam proses"}
            _lengkapi(catatan, dasar, kantor, periode)
            _tulis_catatan(catatan, kantor, periode)
            kabarkan(Peristiwa("selesai", x, nomor, detik, catatan["langkah"][x.nama]["baris"]))
        sop = _catat_sop(kantor, periode, waktu) if waktu else ()
    return HasilJalan(catatan["putusan"], kantor.laporan(periode) / "laporan.html", tuple(dilewati), kantor, sop)


def _bersihkan(kantor: Kantor, periode: Periode) -> None:
    """Remove what a failed or killed run left: it says nothing about this one."""
    folder = kantor.laporan(periode)
    for pola in ("*.gagal.ipynb", ".*.sedang.ipynb"):
        for sisa in folder.glob(pola):
            sisa.unlink()
    buang_sisa(kantor.olahan(periode), folder, kantor.akar / "params")


def _catat_sop(kantor: Kantor, periode: Periode, waktu: str) -> tuple[str, ...]:
    """Record the SOP's steps that a run takes; a ledger that cannot take them does not undo the run."""
    from kinerja.sop.otomatis import catat_jalan

    try:
        return catat_jalan(kantor, periode, waktu)
    except GalatKinerja as e:
        return (f"Langkah SOP tidak dicatat. {e}",)


# ---- one step -------------------------------------------------------------------------------------------------------
def _jalankan(x: Langkah, kantor: Kantor, periode: Periode, kernel: bool, catatan: dict[str, Any]) -> None:
    """Execute one notebook; on success put it in its place, on failure beside it."""
    import papermill

    from kinerja.keluaran.halaman_kemas import siapkan

    siapkan()  # laporan will need it
    folder = kantor.laporan(periode)
    folder.mkdir(parents=True, exist_ok=True)
    sementara = folder / f".{x.nama}.sedang.ipynb"
    try:
        nb = papermill.execute_notebook(
            _luput(NOTEBOOK / f"{x.nama}.ipynb"),
            _luput(sementara),
            parameters={"tahun": periode.tahun, "triwulan": periode.triwulan, "akar": str(kantor.akar)},
            engine_name=None if kernel else "kinerja",
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
        )
        tulis_samping(x, nb, kantor, periode, catatan)
    except papermill.PapermillExecutionError as e:
        gagal = folder / f"{x.nama}.gagal.ipynb"
        sementara.replace(gagal)
        raise _galat_langkah(x, e, kantor.relatif(gagal)) from e
    except BaseException:
        sementara.unlink(missing_ok=True)
        raise
    sementara.replace(folder / f"{x.nama}.ipynb")


def _luput(jalur: Path) -> str:
    """Guard braces in a path: papermill fills parameters into paths as ``str.format`` does."""
    return str(jalur).replace("{", "{{").replace("}", "}}")


def _galat_langkah(x: Langkah, e: Any, berkas: str) -> GalatKinerja:
    """Turn a failed notebook into one sentence of what happened and one of what to do."""
    if e.ename.startswith("Galat"):
        return GalatKinerja(
            f"Langkah {x.nama} berhenti: {e.evalue}", f"Rinciannya ada di {berkas}; hasil sebelumnya tidak berubah."
        )
    return GalatKinerja(
        f"Langkah {x.nama} gagal karena kesalahan program ({e.ename}: {e.evalue}).",
        f"Kirim {berkas} kepada pengembang; hasil sebelumnya tidak berubah.",
    )


# ---- what is up to date ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Dasar:
    """What all steps of a run rest on, hashed once: package, params, the files that came in, and earlier seals.

    Taken before the first step, so that a file which changes under way is seen as changed by the next run.
    """

    paket: str
    params: str
    mentah: dict[str, str]
    segel: dict[str, str]

    @classmethod
    def dari(cls, kantor: Kantor, periode: Periode) -> Dasar:
        """Hash them."""
        from kinerja.arsip.tersegel import sidik_dasar

        mentah = _sidik_mentah(kantor, periode)
        return cls(_sidik_paket(), _sidik_params(kantor), mentah, sidik_dasar(kantor, periode))


def kunci_langkah(x: Langkah, dasar: Dasar, kantor: Kantor, periode: Periode) -> str:
    """Hash everything that a step's result depends on: code, params, period, inputs, and the board that it shows."""
    masukan = dasar.mentah | dasar.segel
    if x.masukan:
        masukan = {t: sidik(jalur_tabel(kantor.olahan(periode), t)) for t in x.masukan}
    isi = {
        "kode": [dasar.paket, sidik_notebook(NOTEBOOK / f"{x.nama}.ipynb")],
        "params": dasar.params,
        "periode": asdict(periode),
        "masukan": masukan,
    }
    if x.buku:
        from kinerja.sop.awalan import sidik_papan

        isi["buku"] = sidik_papan(kantor, periode)
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()


def langkah_mutakhir(kantor: Kantor, periode: Periode) -> tuple[str, ...]:
    """Name the steps whose tables still hold: those that a run would skip, until the first that it would not."""
    catatan, dasar = _baca_catatan(kantor, periode), Dasar.dari(kantor, periode)
    hasil = []
    for x in DAFTAR:
        lama = catatan["langkah"].get(x.nama)
        if not (lama and lama["kunci"] == kunci_langkah(x, dasar, kantor, periode) and _utuh(lama["keluaran"], kantor)):
            break
        hasil.append(x.nama)
    return tuple(hasil)


def sidik(jalur: Path) -> str:
    """SHA-256 of a file, empty when there is none."""
    try:
        return hashlib.sha256(jalur.read_bytes()).hexdigest()
    except OSError:
        return ""


def sidik_notebook(jalur: Path) -> str:
    """Hash what a notebook says: JupyterLab saves outputs and settings into it too, and those are no other step."""
    sel = json.loads(jalur.read_text(encoding="utf-8"))["cells"]
    isi = [(c["cell_type"], c.get("id"), "".join(c["source"]), c["metadata"].get("tags", [])) for c in sel]
    return hashlib.sha256(json.dumps(isi).encode()).hexdigest()


def _sidik_mentah(kantor: Kantor, periode: Periode) -> dict[str, str]:
    from kinerja.kiriman import daftar_kiriman

    kiriman, asing = daftar_kiriman(kantor, periode)
    return {k.berkas: sidik(k.jalur) for k in kiriman} | {str(t["berkas"]): "" for t in asing}


def _sidik_paket() -> str:
    """Hash the whole package, since a step may use any of it."""
    h = hashlib.sha256()
    paket = Path(__file__).parent
    for jalur in sorted(p for p in paket.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        h.update(jalur.relative_to(paket).as_posix().encode() + b"\0" + jalur.read_bytes())
    return h.hexdigest()


def _sidik_params(kantor: Kantor) -> str:
    model = (kantor.dinas, kantor.aturan, kantor.skala_dipakai, kantor.padanan, kantor.nomenklatur)
    isi = [*(m.model_dump() for m in model), kantor.bawaan]
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()


def _keluaran(x: Langkah, kantor: Kantor, periode: Periode) -> list[Path]:
    berkas = [jalur_tabel(kantor.olahan(periode), t) for t in x.keluaran]
    berkas.append(kantor.laporan(periode) / f"{x.nama}.ipynb")
    return berkas + berkas_samping(x, kantor.laporan(periode))


def _sidik_keluaran(x: Langkah, kantor: Kantor, periode: Periode) -> dict[str, str]:
    return {kantor.relatif(p): sidik(p) for p in _keluaran(x, kantor, periode)}


def _utuh(keluaran: dict[str, str], kantor: Kantor) -> bool:
    return all(s and sidik(kantor.akar / p) == s for p, s in keluaran.items())


def _baris(x: Langkah, kantor: Kantor, periode: Periode) -> dict[str, int]:
    from pyarrow.parquet import read_metadata

    return {t: read_metadata(jalur_tabel(kantor.olahan(periode), t)).num_rows for t in x.keluaran}


# ---- run.json -------------------------------------------------------------------------------------------------------
def _jalur_catatan(kantor: Kantor, periode: Periode) -> Path:
    return kantor.laporan(periode) / "run.json"


def _baca_catatan(kantor: Kantor, periode: Periode) -> dict[str, Any]:
    """Read the account of the last run; a damaged or older one counts as none, so that every step runs."""
    try:
        isi = json.loads(_jalur_catatan(kantor, periode).read_text(encoding="utf-8"))
        utuh = isi["bentuk"] == 1 and isinstance(isi["waktu"], dict)
        for x in isi["langkah"].values():
            utuh &= isinstance(x["kunci"], str) and isinstance(x["keluaran"], dict) and isinstance(x["baris"], dict)
        if utuh and (len(isi["langkah"]) < len(DAFTAR) or "putusan" in isi.get("putusan", {})):
            return dict(isi)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {"bentuk": 1, "langkah": {}, "waktu": {}}


def _lengkapi(catatan: dict[str, Any], dasar: Dasar, kantor: Kantor, periode: Periode) -> None:
    """Fill in what a reader of ``run.json`` wants: parameters, inputs by hash, versions, outcome."""
    from importlib.metadata import version

    catatan |= {
        "parameter": asdict(periode),
        "data_contoh": kantor.dinas.data_contoh,
        "masukan": dasar.mentah | {p: sidik(kantor.akar / p) for p in kantor.params},
        "segel": dasar.segel,
        "versi": {"kinerja": __version__, "python": platform.python_version(), **{p: version(p) for p in PUSTAKA}},
    }
    catatan["putusan"] = {}
    if "validasi" in catatan["langkah"]:
        import pandas as pd

        baris = pd.read_parquet(jalur_tabel(kantor.olahan(periode), "putusan")).iloc[0]
        catatan["putusan"] = {k: v.item() if hasattr(v, "item") else v for k, v in baris.items()}


def _tulis_catatan(catatan: dict[str, Any], kantor: Kantor, periode: Periode) -> None:
    teks = json.dumps(catatan, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    tulis_byte(_jalur_catatan(kantor, periode), teks.encode("utf-8"))


# ---- guards ---------------------------------------------------------------------------------------------------------
@contextmanager
def _satu_per_satu(kantor: Kantor, periode: Periode) -> Iterator[None]:
    """Let one run at a time work on a quarter."""
    from filelock import FileLock, Timeout

    folder = kantor.olahan(periode)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kunci = FileLock(folder / ".kunci", timeout=0)
        kunci.acquire()
    except Timeout as e:
        raise GalatKinerja(
            f"{periode.teks} sedang dijalankan oleh jendela lain.", "Tunggu sampai selesai, lalu jalankan lagi."
        ) from e
    except OSError as e:
        raise GalatKinerja(
            f"Folder {folder} tidak dapat ditulisi: {sebab_os(e)}.", "Periksa izin folder dan sisa ruang disk."
        ) from e
    try:
        yield
    finally:
        kunci.release()


@contextmanager
def _berkas_terpakai() -> Iterator[None]:
    """Turn what the operating system refuses into a sentence: a report open elsewhere, a full disk."""
    try:
        yield
    except GalatKinerja:
        raise
    except OSError as e:
        nama = nama_os(e, "Berkas hasil")
        if isinstance(e, FileNotFoundError):
            raise GalatKinerja(f"{nama} tidak ditemukan.", "Kembalikan berkas itu, lalu jalankan lagi.") from e
        raise GalatKinerja(
            f"{nama} tidak dapat ditulis: {sebab_os(e)}.",
            "Tutup berkas itu bila sedang dibuka, periksa sisa ruang disk, lalu jalankan lagi.",
        ) from e


@contextmanager
def _hemat() -> Iterator[None]:
    """Look for garbage seldom: nearly all that a run makes is needed to its end, and looking took a tenth of its time.

    And let Arrow use the system's memory: its own pool keeps 15 MiB for tables of a few kB.
    """
    import pyarrow as pa

    lama = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        gc.set_threshold(*lama)
