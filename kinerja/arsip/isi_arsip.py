"""What goes into an archive, and under which names.

Everything comes from the office folder; the only things made here are the CSV copies, the account of the run without
its timing, and the notebooks without what differs from run to run (times, the machine's paths), so that the same
content gives the same archive on any computer.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.arsip import buku, wadah
from kinerja.arsip.csv_aman import tulis_csv
from kinerja.arsip.segel import TABEL_NILAI
from kinerja.galat import GalatKinerja
from kinerja.kantor import CHECKOUT, Kantor, Periode
from kinerja.kiriman import daftar_kiriman
from kinerja.langkah import DAFTAR
from kinerja.tabel import jalur_tabel

_SISA = re.compile(r"^(\..*|~\$.*|thumbs\.db|desktop\.ini|.*\.tmp|.*\.gagal\.ipynb|.*\.pyc)$", re.IGNORECASE)
"""What the system, Excel and unfinished runs leave behind; no part of an archive."""
BERTANDA = "laporan-bertanda.pdf"
"""The signed report, as the SOP keeps it with its revision."""
BANGUNAN = tuple(f"{t}.parquet" for t in ("capaian", "serapan", *TABEL_NILAI))
"""Tables of an earlier quarter's released revisions that a run of a later quarter reads."""
_SUMBER = ("kinerja", "notebooks", "requirements", "mulai.py", "pyproject.toml", "README.md", "LICENSE")
"""Parts of the checkout that make the software."""


@dataclass
class Daftar:
    """Members of an archive: where each comes from, or its bytes.

    Attributes:
        isi: By name in the archive.
        nama_asli: Names in the office folder that no system can hold safely, by name in the archive.
    """

    isi: dict[str, Path | bytes] = field(default_factory=dict)
    nama_asli: dict[str, str] = field(default_factory=dict)
    _dipakai: set[str] = field(default_factory=set)

    def tambah(self, nama: str, isi: Path | bytes) -> None:
        """Add a member; a name that Windows could not hold, or holds already, is changed and remembered."""
        aman = "/".join(_aman(b) for b in nama.split("/"))
        if len(aman) > 200:
            aman = f"{aman[:150]}_{hashlib.sha256(nama.encode('utf-8', 'replace')).hexdigest()[:12]}"
        unik, n = aman, 2
        while unik.casefold() in self._dipakai:
            batang, titik, akhiran = aman.rpartition(".")
            unik = f"{batang}~{n}.{akhiran}" if titik and "/" not in akhiran else f"{aman}~{n}"
            n += 1
        self._dipakai.add(unik.casefold())
        if unik != nama:
            self.nama_asli[unik] = nama
        self.isi[unik] = isi


def _aman(bagian: str) -> str:
    """One part of a path, fit for every system."""
    utf = bagian.encode("utf-8", "replace").decode("utf-8")
    b = wadah.TERLARANG.sub("_", utf).rstrip(". ") or "_"
    return f"_{b}" if wadah.PERANGKAT.match(b) else b


def kumpulkan(kantor: Kantor, periode: Periode, revisi: int, catatan: dict[str, Any]) -> Daftar:
    """List the members of an archive, the texts about it (README, seal, manifest) excepted.

    Args:
        kantor: The office.
        periode: The quarter.
        revisi: Revision of its report.
        catatan: Its ``run.json``.

    Raises:
        GalatKinerja: A file cannot be read.
    """
    d = Daftar()
    _masukan(d, kantor, periode)
    for p in _berkas(kantor.akar / "params"):
        d.tambah(f"params/{p.relative_to(kantor.akar / 'params').as_posix()}", p)
    _tabel(d, kantor, periode)
    _laporan(d, kantor, periode)
    if (bertanda := buku.folder_sop(kantor, periode) / f"rev{revisi}" / BERTANDA).is_file():
        d.tambah(f"laporan/{BERTANDA}", bertanda)
    _sop(d, kantor, periode, revisi)
    d.tambah("versi/run.json", catatan_tetap(catatan))
    for nama in ("jalan.txt", "README.md"):
        if (CHECKOUT / "requirements" / nama).is_file():
            d.tambah(f"versi/requirements/{nama}", CHECKOUT / "requirements" / nama)
    d.tambah("versi/perangkat-lunak.zip", perangkat_lunak())
    return d


def _masukan(d: Daftar, kantor: Kantor, periode: Periode) -> None:
    for p in masukan_dibaca(kantor, periode):
        d.tambah(f"masukan/{p.relative_to(kantor.akar / 'data' / 'raw').as_posix()}", p)


def masukan_dibaca(kantor: Kantor, periode: Periode) -> list[Path]:
    """List every file under ``data/raw`` that a run of the quarter looks at.

    Those of the year until the quarter, replaced revisions and refused files with them; and where the last quarter of
    the year before is sealed, its files, for a run compares them with the seal.
    """
    lalu = Periode(periode.tahun - 1, 4) if periode.tahun > 2000 else None
    hasil = [k.jalur for k in daftar_kiriman(kantor, periode)[0]]
    if lalu is not None and buku.arsip_terakhir(buku.baca_buku(kantor, lalu)):
        hasil += [k.jalur for k in daftar_kiriman(kantor, lalu)[0]]
    return hasil


def folder_asing(kantor: Kantor, periode: Periode) -> list[str]:
    """Name the folders under the year's that a run does not know: it reports them, so a recomputation needs them."""
    return sorted(str(t["berkas"]) for t in daftar_kiriman(kantor, periode)[1] if t["kode"] == "folder_tidak_dikenal")


def _tabel(d: Daftar, kantor: Kantor, periode: Periode) -> None:
    import pandas as pd

    for t in (t for x in DAFTAR for t in x.keluaran):
        jalur = jalur_tabel(kantor.olahan(periode), t)
        d.tambah(f"tabel/{t}.parquet", jalur)
        d.tambah(f"tabel/{t}.csv", tulis_csv(t, pd.read_parquet(jalur)))


def _laporan(d: Daftar, kantor: Kantor, periode: Periode) -> None:
    """The executed notebooks, the report in every form, the papers; forms and messages that went out as well."""
    akar = kantor.laporan(periode)
    for p in _berkas(akar):
        bagian = p.relative_to(akar).as_posix()
        if bagian == "run.json":
            continue
        if "/" not in bagian and p.suffix == ".ipynb":
            d.tambah(f"notebook/{bagian}", notebook_tetap(p))
        elif bagian.startswith("surat/"):
            d.tambah(bagian, p)
        else:
            d.tambah(f"laporan/{bagian}", p)


def _sop(d: Daftar, kantor: Kantor, periode: Periode, revisi: int) -> None:
    """The ledger until now, every released revision, and of earlier quarters what this one calls earlier."""
    akar = kantor.akar / "data" / "sop"
    jalur = buku.jalur_buku(kantor, periode)
    if jalur.is_file():
        d.tambah(f"sop/{jalur.relative_to(akar).as_posix()}", buku.sebelum_arsip(_baca(jalur), revisi))
    for p in _berkas(buku.folder_sop(kantor, periode)):
        m = re.match(r"rev(\d+)/", p.relative_to(buku.folder_sop(kantor, periode)).as_posix())
        if m is None or int(m[1]) <= revisi:
            d.tambah(f"sop/{p.relative_to(akar).as_posix()}", p)
    for lalu in triwulan_lalu(periode):
        berkas = [buku.jalur_buku(kantor, lalu), buku.jalur_buku(kantor, lalu).with_suffix(".ujung")]
        berkas += [p for p in _berkas(buku.folder_sop(kantor, lalu)) if p.name in BANGUNAN]
        for p in berkas:
            if p.is_file():
                d.tambah(f"sop/{p.relative_to(akar).as_posix()}", p)


def triwulan_lalu(periode: Periode) -> tuple[Periode, ...]:
    """The quarters that a quarter builds on: the last of the year before, and the earlier ones of its own."""
    lalu = (Periode(periode.tahun - 1, 4),) if periode.tahun > 2000 else ()
    return (*lalu, *(Periode(periode.tahun, t) for t in range(1, periode.triwulan)))


def _berkas(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder, in a fixed order; links are not followed out of it."""
    if not folder.is_dir():
        return
    for p in sorted(folder.iterdir(), key=lambda x: x.name):
        if _SISA.match(p.name) or p.is_symlink():
            continue
        if p.is_dir():
            yield from _berkas(p)
        elif p.is_file():
            yield p


def _baca(jalur: Path) -> bytes:
    """Read a file within the bound of a member."""
    batas = wadah.BATAS_ANGGOTA
    if (besar := jalur.stat().st_size) > batas:
        raise GalatKinerja(
            f"{jalur} terlalu besar untuk arsip ({besar // 1_000_000} MB; batasnya {batas // 1_000_000} MB).",
            "Pindahkan berkas itu dari folder kantor bila bukan bagian dari laporan, atau perkecil.",
        )
    return jalur.read_bytes()


def baca_isi(isi: Path | bytes) -> bytes:
    """Return a member's bytes."""
    return isi if isinstance(isi, bytes) else _baca(isi)


# ---- what differs from run to run is taken out ----------------------------------------------------------------------
def catatan_tetap(catatan: dict[str, Any]) -> bytes:
    """``run.json`` without its timing and without the hashes of executed notebooks, which hold times themselves."""
    isi = {k: v for k, v in catatan.items() if k != "waktu"}
    isi["langkah"] = {
        n: x | {"keluaran": {p: s for p, s in x["keluaran"].items() if not p.endswith(".ipynb")}}
        for n, x in catatan["langkah"].items()
    }
    return (json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def notebook_tetap(jalur: Path) -> bytes:
    """An executed notebook with its outputs, without times, random cell names and this machine's folders."""
    nb = json.loads(_baca(jalur))
    nb.get("metadata", {}).pop("papermill", None)
    for i, sel in enumerate(nb.get("cells", [])):
        sel.get("metadata", {}).pop("papermill", None)
        sel.get("metadata", {}).pop("execution", None)
        if "injected-parameters" in sel.get("metadata", {}).get("tags", []):
            sel["id"] = f"parameter-{i}"
            sumber = "".join(sel["source"])
            sel["source"] = re.sub(r"(?m)^akar = .*$", 'akar = ""', sumber).splitlines(keepends=True)
    return (json.dumps(nb, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def perangkat_lunak() -> bytes:
    """The software itself: what a stranger needs, beside Python and the locked libraries, to compute it all again."""
    isi = []
    for nama in _SUMBER:
        jalur = CHECKOUT / nama
        for p in [jalur] if jalur.is_file() else _berkas(jalur):
            if "__pycache__" not in p.parts and ".egg-info" not in str(p):
                isi.append((p.relative_to(CHECKOUT).as_posix(), _baca(p)))
    keluar = io.BytesIO()
    for potong in wadah.susun(isi):
        keluar.write(potong.isi)
    return keluar.getvalue()
