"""Compute an archived quarter again from its archived inputs, and say what came out otherwise."""

from __future__ import annotations

import io
import json
import platform
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja import __version__
from kinerja.arsip import wadah
from kinerja.arsip.csv_aman import tulis_csv
from kinerja.arsip.segel import hilang
from kinerja.galat import GalatKinerja
from kinerja.kantor import Periode, muat
from kinerja.kata import daftar
from kinerja.keluaran.buku_serah import BERKAS as BUKU
from kinerja.keluaran.raport import FOLDER as RAPORT
from kinerja.rantai import PUSTAKA, jalan
from kinerja.tabel import jalur_tabel

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.arsip.verifikasi import Beda

TEMPAT = {"masukan/": "data/raw/", "params/": "params/", "sop/": "data/sop/"}
"""Where the members that a run reads belong in an office folder."""
HALAMAN = ("laporan.html", "laporan-ringan.html")
"""Editions of the report that are compared."""
BEDA_TAMPIL = 10
"""Cells of one table that are named."""


def hitung_ulang(w: wadah.Wadah, segel: dict[str, Any]) -> tuple[list[Beda], list[str]]:
    """Run the chain in a temporary office folder made of the archive's inputs, params and ledger.

    Args:
        w: The archive, whole and unchanged.
        segel: What it says of itself.

    Returns:
        What differs, and what a reader should know besides.
    """
    from kinerja.arsip.verifikasi import Beda

    anggota = {a.nama: a for a in w.anggota}
    catatan = list(_versi(json.loads(w.isi(anggota["versi/run.json"]))))
    with tempfile.TemporaryDirectory(prefix="kinerja-", ignore_cleanup_errors=True) as folder:
        akar = Path(folder).resolve()
        try:
            _bongkar(w, segel, akar)
            periode = Periode(segel["tahun"], segel["triwulan"])
            jalan(periode.tahun, periode.triwulan, akar, paksa=True)
            kantor = muat(akar, periode.tahun)
            beda = list(_bandingkan(w, kantor.olahan(periode), kantor.laporan(periode), bool(catatan), catatan))
        except (GalatKinerja, OSError) as e:
            return [Beda("", f"Tidak dapat dihitung ulang: {e}".replace(str(akar), "folder sementara"))], catatan
    return beda, catatan


def _versi(run: dict[str, Any]) -> Iterator[str]:
    """Say with which other versions it is computed now."""
    from importlib.metadata import version

    kini = {"kinerja": __version__, "python": platform.python_version(), **{p: version(p) for p in PUSTAKA}}
    lain = [f"{p} {v} (sekarang {kini[p]})" for p, v in run["versi"].items() if p in kini and kini[p] != v]
    if lain:
        yield f"Dihitung ulang dengan versi program lain; arsip dibuat dengan {', '.join(lain)}."


def _bongkar(w: wadah.Wadah, segel: dict[str, Any], akar: Path) -> None:
    """Put inputs, params and ledger where a run looks for them; of the quarter's ledger what its report rests on."""
    buku = f"sop/{segel['tahun']}/TW{segel['triwulan']}.jsonl"
    for a in w.anggota:
        asli = str(segel["nama_asli"].get(a.nama, a.nama))
        for awal, tempat in TEMPAT.items():
            if a.nama.startswith(awal):
                tujuan = _di_dalam(akar, tempat + asli.removeprefix(awal))
                tujuan.parent.mkdir(parents=True, exist_ok=True)
                isi = w.isi(a)
                tujuan.write_bytes(_awal_buku(w, isi) if a.nama == buku else isi)
    for nama in segel["folder_asing"]:
        _di_dalam(akar, str(nama)).mkdir(parents=True, exist_ok=True)


def _awal_buku(w: wadah.Wadah, isi: bytes) -> bytes:
    """Cut a ledger behind the entries that the archived report rests on, as its table ``papan`` counts them."""
    import pandas as pd

    papan = next((a for a in w.anggota if a.nama == "tabel/papan.parquet"), None)
    if papan is None:
        return isi  # of a version whose report showed no board
    n = int(pd.read_parquet(io.BytesIO(w.isi(papan)))["n_entri"].max())
    return b"".join(isi.splitlines(keepends=True)[:n])


def _di_dalam(akar: Path, nama: str) -> Path:
    """Resolve a path that may not leave the folder.

    Raises:
        GalatKinerja: It would.
    """
    bagian = nama.split("/")
    if any(b in ("", ".", "..") for b in bagian) or re.match(r"^[A-Za-z]:", nama) or "\\" in nama or "\0" in nama:
        raise GalatKinerja(f"Nama berkas {nama!r} di dalam arsip tidak dapat ditulis di komputer ini.")
    return akar.joinpath(*bagian)


def kata_bandingan(w: wadah.Wadah) -> str:
    """Name what of an archive a recomputation is compared with; an older version's archive holds less."""
    nama = [a.nama for a in w.anggota]
    tabel = sum(bool(re.match(r"tabel/\w+\.parquet$", x)) for x in nama)
    berkas = [x for x in (*HALAMAN, *BUKU) if f"laporan/{x}" in nama]
    if any(x.startswith(f"laporan/{RAPORT}/") and x.endswith(".html") for x in nama):
        berkas.append("raport bidang")
    return daftar([f"{tabel} tabel beserta salinan CSV-nya", *berkas])


def _bandingkan(w: wadah.Wadah, olahan: Path, laporan: Path, versi_lain: bool, catatan: list[str]) -> Iterator[Beda]:
    """Compare every table and the report with the archived ones, byte for byte; tables that differ cell by cell."""
    from kinerja.arsip.verifikasi import Beda

    anggota = {a.nama: a for a in w.anggota}
    dulu = {n.removeprefix("tabel/").removesuffix(".parquet") for n in anggota if re.match(r"tabel/\w+\.parquet$", n)}
    kini = {p.stem for p in olahan.glob("*.parquet")}
    for t in sorted(dulu ^ kini):
        yield Beda(f"tabel/{t}.parquet", f"Tabel {t} {'tidak lagi dibuat' if t in dulu else 'tidak ada di arsip'}.")
    for t in sorted(dulu & kini):
        yield from _tabel(t, w, anggota, jalur_tabel(olahan, t), versi_lain, catatan)
    for nama in HALAMAN:
        html = w.isi(anggota[f"laporan/{nama}"]) if f"laporan/{nama}" in anggota else b""
        baru = (laporan / nama).read_bytes()
        if html != baru:
            yield Beda(f"laporan/{nama}", f"{nama} berbeda, pertama kali pada baris {_baris_beda(html, baru)}.")
    yield from _raport(w, anggota, laporan)
    for nama in BUKU:
        asli = anggota.get(f"laporan/{nama}")  # an archive of an older version has none
        if asli is not None and w.isi(asli) != (laporan / nama).read_bytes():
            yield Beda(f"laporan/{nama}", f"{nama} berbeda.")


def _raport(w: wadah.Wadah, anggota: dict[str, wadah.Anggota], laporan: Path) -> Iterator[Beda]:
    """Compare the bidang's raport pages; an archive of an older version has none."""
    from kinerja.arsip.verifikasi import Beda

    awal = f"laporan/{RAPORT}/"
    for nama in sorted(n for n in anggota if n.startswith(awal) and n.endswith(".html")):
        baru = laporan / RAPORT / nama.removeprefix(awal)
        if not baru.is_file():
            yield Beda(nama, f"{nama.removeprefix('laporan/')} tidak lagi dibuat.")
        elif w.isi(anggota[nama]) != baru.read_bytes():
            yield Beda(nama, f"{nama.removeprefix('laporan/')} berbeda.")


def _tabel(
    t: str, w: wadah.Wadah, anggota: dict[str, wadah.Anggota], jalur: Path, versi_lain: bool, catatan: list[str]
) -> Iterator[Beda]:
    import pandas as pd

    from kinerja.arsip.verifikasi import Beda

    lama = w.isi(anggota[f"tabel/{t}.parquet"])
    kini = pd.read_parquet(jalur)
    if lama != jalur.read_bytes():
        dulu = pd.read_parquet(io.BytesIO(lama))
        beda = list(beda_tabel(t, dulu, kini))
        if beda:
            yield from (Beda(f"tabel/{t}.parquet", b) for b in beda)
        elif versi_lain:
            # Parquet names the library that wrote it: other bytes, the same table.
            catatan.append(f"Tabel {t}: isi sama; byte berkasnya lain karena versi pustaka lain.")
        else:
            yield Beda(f"tabel/{t}.parquet", f"Tabel {t}: isi sama, tetapi byte berkas parquet-nya berbeda.")
    if f"tabel/{t}.csv" in anggota and w.isi(anggota[f"tabel/{t}.csv"]) != tulis_csv(t, kini):
        yield Beda(f"tabel/{t}.csv", f"Tabel {t}: salinan CSV-nya berbeda.")


def beda_tabel(nama: str, dulu: pd.DataFrame, kini: pd.DataFrame) -> Iterator[str]:
    """Say what differs between two versions of a table, by row and column.

    Args:
        nama: Name of the table.
        dulu: As archived.
        kini: As computed now.

    Yields:
        Sentences; none when they hold the same.
    """
    if list(dulu.columns) != list(kini.columns):
        hilang_, baru = [[str(k) for k in x] for x in (dulu.columns.difference(kini.columns),
                                                       kini.columns.difference(dulu.columns))]  # fmt: skip
        yield f"Tabel {nama}: kolom berbeda; hilang {', '.join(hilang_) or '-'}, baru {', '.join(baru) or '-'}."
    if len(dulu) != len(kini):
        yield f"Tabel {nama}: di arsip {len(dulu)} baris, sekarang {len(kini)} baris."
    beda = list(_sel_beda(dulu, kini))
    for baris, kolom, a, b in beda[:BEDA_TAMPIL]:
        yield f"Tabel {nama} baris {baris} kolom {kolom}: di arsip {_tampil(a)}, sekarang {_tampil(b)}."
    if len(beda) > BEDA_TAMPIL:
        yield f"Tabel {nama}: masih {len(beda) - BEDA_TAMPIL} sel lain yang berbeda."


def _sel_beda(dulu: pd.DataFrame, kini: pd.DataFrame) -> Iterator[tuple[int, str, Any, Any]]:
    """Yield row (from 1, without the heading), column, and both values."""
    sama = [k for k in dulu.columns if k in kini.columns]
    for i in range(min(len(dulu), len(kini))):
        for k in sama:
            a, b = _nilai(dulu, k, i), _nilai(kini, k, i)
            if hilang(a) != hilang(b) or (not hilang(a) and a != b):
                yield i + 1, str(k), a, b


def _nilai(df: pd.DataFrame, kolom: Any, i: int) -> Any:
    return df[kolom].iat[i]


def _tampil(x: Any) -> str:
    teks = "kosong" if hilang(x) or x == "" else str(x)
    return teks if len(teks) <= 80 else teks[:79] + "…"


def _baris_beda(dulu: bytes, kini: bytes) -> int:
    """Number of the first line that differs."""
    a, b = dulu.splitlines(), kini.splitlines()
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False), 1) if x != y), min(len(a), len(b)) + 1)
