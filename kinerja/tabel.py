"""Read and write the steps' tables: parquet files, checked against their declaration, replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja.galat import GalatTabel
from kinerja.skema import per_baris, skema

if TYPE_CHECKING:
    import pandas as pd

_SISA = re.compile(r"\..+\.\d+-[0-9a-f]{8}\.tmp")


def jalur_tabel(folder: Path, nama: str) -> Path:
    """Path of a table's file."""
    return folder / f"{nama}.parquet"


def baca(folder: Path, nama: Iterable[str], langkah_asal: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Read tables by name.

    Args:
        folder: Folder of the period's tables.
        nama: Names of tables.
        langkah_asal: Step that writes each table, to say what to run when one is missing.

    Raises:
        GalatTabel: A table is missing or unreadable.
    """
    import pandas as pd

    hasil = {}
    for n in nama:
        jalur = jalur_tabel(folder, n)
        saran = f"Jalankan langkah {langkah_asal[n]} dulu (atau: kinerja jalan)."
        try:
            hasil[n] = pd.read_parquet(jalur)
        except FileNotFoundError as e:
            raise GalatTabel(f"Tabel {n} untuk periode ini belum ada.", saran) from e
        except (OSError, ValueError) as e:
            raise GalatTabel(f"Tabel {jalur.name} rusak.", saran.replace("dulu", "lagi")) from e
    return hasil


def tulis(folder: Path, tabel: Mapping[str, pd.DataFrame]) -> None:
    """Check tables and write them; each file is replaced in one rename, after all of them have been written beside it.

    Raises:
        GalatTabel: A table breaks its declaration; nothing has been replaced then.
    """
    for nama, df in tabel.items():
        periksa(nama, df)
    folder.mkdir(parents=True, exist_ok=True)
    sementara: list[tuple[Path, Path]] = []
    try:
        for nama, df in tabel.items():
            tujuan = jalur_tabel(folder, nama)
            baru = berkas_sementara(tujuan)
            sementara.append((baru, tujuan))
            df.to_parquet(baru, index=False, compression="zstd")
        for baru, tujuan in sementara:
            gantikan(baru, tujuan)
    finally:
        for baru, _ in sementara:
            baru.unlink(missing_ok=True)


def periksa(nama: str, df: pd.DataFrame) -> None:
    """Raise GalatTabel when a table breaks its declaration; all breaches are named, not only the first."""
    from pandera.errors import SchemaErrors

    try:
        skema(nama).validate(df, lazy=True)
    except SchemaErrors as e:
        rinci = e.failure_cases[["column", "check", "failure_case"]].drop_duplicates().head(10)
        teks = "; ".join(f"{b.column}: {b.check} ({b.failure_case})" for b in per_baris(rinci))
        raise GalatTabel(
            f"Tabel {nama} tidak sesuai bentuknya: {teks}.", "Ini kesalahan program; kirim pesan ini kepada pengembang."
        ) from e


def berkas_sementara(tujuan: Path) -> Path:
    """Name a file beside ``tujuan`` that nobody else uses, to be written and then renamed to it.

    Not ``mkstemp``: its files can be read by their owner alone, and a report is there to be passed on.
    """
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    return tujuan.parent / f".{tujuan.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp"


def buang_sisa(*folder: Path) -> None:
    """Remove what killed commands left half written in these folders and below them.

    A file that another command is writing at this very moment may be hit too; :func:`tulis_byte` writes it again.
    """
    for f in folder:
        for sisa in f.rglob(".*.tmp"):
            if _SISA.fullmatch(sisa.name):
                with contextlib.suppress(OSError):  # Windows keeps what is open
                    sisa.unlink()


def tulis_byte(tujuan: Path, isi: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of either."""
    try:
        _tulis_byte(tujuan, isi)
    except FileNotFoundError:  # another command took it for a leftover
        _tulis_byte(tujuan, isi)


def _tulis_byte(tujuan: Path, isi: bytes) -> None:
    baru = berkas_sementara(tujuan)
    try:
        with baru.open("xb") as f:
            f.write(isi)
            f.flush()
            os.fsync(f.fileno())
        gantikan(baru, tujuan)
    finally:
        baru.unlink(missing_ok=True)


def gantikan(baru: Path, tujuan: Path) -> None:
    """Rename over a file. On Windows a virus scanner may hold it for a moment: try for half a second."""
    for tunda in (0.02, 0.05, 0.1, 0.3):
        try:
            baru.replace(tujuan)
        except PermissionError:
            time.sleep(tunda)
        else:
            return
    baru.replace(tujuan)
