"""One office: its folder, its params and its periods. The only place that knows where things lie on disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.aturan import ABAIKAN, BAWAAN, Aturan, DaftarSkala, Dinas, Model, Padanan, Skala, baca_yaml, periksa
from kinerja.galat import GalatParameter
from kinerja.masukan.lajur import cocokkan_bidang, kunci_judul
from kinerja.nomenklatur import Nomenklatur, nomenklatur_bawaan, susun_nomenklatur

CHECKOUT = Path(__file__).resolve().parent.parent
"""Folder that holds the package: the office folder unless another is named."""
VARIABEL_AKAR = "KINERJA_AKAR"
"""Environment variable that names the office folder for notebooks that are opened without parameters."""

ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}
NOMOR_TRIWULAN = {tulisan: n for n, r in ROMAWI.items() for tulisan in (r.lower(), str(n))}
"""Quarter by how people write it, in small letters: ``iv`` and ``4``."""


def jalur_akar(akar: str | Path | None = None) -> Path:
    """Resolve an office folder: as given, else from ``KINERJA_AKAR``, else the checkout.

    A notebook's kernel may start anywhere, so nothing is resolved from the working directory unless it is given so.

    Raises:
        GalatParameter: The folder does not exist.
    """
    jalur = Path(akar or os.environ.get(VARIABEL_AKAR) or CHECKOUT).expanduser().resolve()
    if not jalur.is_dir():
        raise GalatParameter(f"Folder kantor {jalur} tidak ada.", "Periksa ejaan --akar, atau buat foldernya dulu.")
    return jalur


@dataclass(frozen=True)
class Periode:
    """A quarter of a year."""

    tahun: int
    triwulan: int

    def __post_init__(self) -> None:
        for nama, nilai, contoh in (("tahun", self.tahun, 2025), ("triwulan", self.triwulan, 2)):
            if isinstance(nilai, bool) or not isinstance(nilai, int):
                raise GalatParameter(
                    f"Parameter {nama} bernilai {nilai!r}, seharusnya bilangan bulat.",
                    f"Contoh: {contoh}.",
                )
        if not 2000 <= self.tahun <= 2100:
            raise GalatParameter(f"Tahun {self.tahun} di luar 2000 sampai 2100.", "Periksa parameter tahun.")
        if not 1 <= self.triwulan <= 4:
            raise GalatParameter(f"Triwulan {self.triwulan} tidak ada.", "Pilih 1, 2, 3, atau 4.")

    @property
    def teks(self) -> str:
        """``Triwulan II Tahun 2025``."""
        return f"Triwulan {ROMAWI[self.triwulan]} Tahun {self.tahun}"

    @property
    def folder(self) -> Path:
        """``2025/TW2``, relative."""
        return Path(str(self.tahun)) / f"TW{self.triwulan}"


@dataclass(frozen=True)
class Kantor:
    """An office folder with its params, checked.

    Attributes:
        akar: Absolute path of the folder.
        dinas: The office.
        aturan: Rules of the year.
        skala: Scales of predicates by key.
        params: Files that were read, paths from ``akar``.
        bawaan: Keys that no file sets and that therefore have their default (``aturan.batas_capaian_pct``).
        padanan: What names that the plan does not know stand for; those of units are aliases in ``dinas`` already.
        nomenklatur: Codes of programmes and kegiatan that are known.
    """

    akar: Path
    dinas: Dinas
    aturan: Aturan
    skala: dict[str, Skala]
    params: tuple[str, ...]
    bawaan: tuple[str, ...]
    padanan: Padanan = field(default_factory=Padanan)
    nomenklatur: Nomenklatur = field(default_factory=nomenklatur_bawaan)

    @property
    def skala_dipakai(self) -> Skala:
        """Scale of predicates that the rules name."""
        return self.skala[self.aturan.skala]

    def mentah(self, tahun: int) -> Path:
        """Folder of what came in that year."""
        return self.akar / "data" / "raw" / str(tahun)

    def olahan(self, p: Periode) -> Path:
        """Folder of the steps' tables."""
        return self.akar / "data" / "processed" / p.folder

    def laporan(self, p: Periode) -> Path:
        """Folder of executed notebooks, report and papers."""
        return self.akar / "reports" / p.folder

    def pilihan(self, p: Periode) -> str:
        """Options of a command for a quarter of this office: ``--tahun 2025 --triwulan 2 --akar "D:/dinas kami"``.

        The folder is named only where the command would take another one without it.
        """
        try:
            bawaan = jalur_akar(None)
        except GalatParameter:  # KINERJA_AKAR names a folder that is gone
            bawaan = None
        folder = f'"{self.akar}"' if re.search(r"[^\w:/\\.~-]", str(self.akar)) else str(self.akar)
        akar = f" --akar {folder}" if self.akar != bawaan else ""
        return f"--tahun {p.tahun} --triwulan {p.triwulan}{akar}"

    def relatif(self, jalur: Path) -> str:
        """Path from the office folder with ``/``, as findings and tables name files."""
        return jalur.relative_to(self.akar).as_posix()


def muat(akar: str | Path | None, tahun: int) -> Kantor:
    """Read an office's params for a year.

    Raises:
        GalatParameter: The folder is missing, or a file under ``params/`` has a wrong key or value.
    """
    folder = jalur_akar(akar)
    _periksa_nama(folder / "params")
    berkas: list[str] = []

    def baca(nama: str) -> dict[str, Any]:
        jalur = folder / "params" / nama
        if not jalur.is_file():
            return {}
        berkas.append(f"params/{nama}")
        return baca_yaml(jalur, f"params/{nama}")

    isi_dinas = baca("dinas.yaml")
    isi_umum, isi_tahun = baca("aturan.yaml"), baca(f"aturan-{tahun}.yaml")
    periksa(Aturan, isi_umum, "params/aturan.yaml")
    aturan = periksa(Aturan, _tumpuk(isi_umum, isi_tahun), f"params/aturan-{tahun}.yaml")
    skala = periksa(DaftarSkala, baca_yaml(BAWAAN / "skala.yaml", "skala.yaml"), "skala.yaml").skala
    if isi_skala := baca("skala.yaml"):
        skala = {**skala, **periksa(DaftarSkala, isi_skala, "params/skala.yaml").skala}
    if aturan.skala not in skala:
        raise GalatParameter(
            f'params/aturan.yaml: skala "{aturan.skala}" tidak dikenal.',
            f"Pilih salah satu: {', '.join(sorted(skala))}.",
        )
    dinas = periksa(Dinas, isi_dinas, "params/dinas.yaml")
    bawaan = (*_tak_disebut(dinas, "dinas"), *_tak_disebut(aturan, "aturan"))
    padanan = periksa(Padanan, baca("padanan.yaml"), "params/padanan.yaml")
    _periksa_padanan(padanan)
    nomenklatur = susun_nomenklatur(baca("nomenklatur.yaml"))
    return Kantor(folder, _beralias(dinas, padanan), aturan, skala, tuple(berkas), bawaan, padanan, nomenklatur)


def _periksa_padanan(padanan: Padanan) -> None:
    """Refuse two spellings of one name that the planner has settled differently."""
    for isi in (padanan.indikator, padanan.bidang):
        sudah: dict[str, str] = {}
        for nama, nilai in isi.items():
            if sudah.setdefault(kunci_judul(nama), nilai) != nilai:
                raise GalatParameter(
                    f'params/padanan.yaml: "{nama}" dipadankan dua kali dengan isi yang berbeda.',
                    "Hapus salah satunya.",
                )


def _beralias(dinas: Dinas, padanan: Padanan) -> Dinas:
    """Give each unit the names that the planner has settled for it, so that forms and plan know them too."""
    alias: dict[str, tuple[str, ...]] = {}
    for nama, nilai in padanan.bidang.items():
        resmi = cocokkan_bidang(nilai, dinas) if nilai.casefold() != ABAIKAN else None
        if resmi is not None:
            alias[resmi] = (*alias.get(resmi, ()), nama)
    bidang = tuple(b.model_copy(update={"alias": (*b.alias, *alias.get(b.nama, ()))}) for b in dinas.bidang)
    return dinas.model_copy(update={"bidang": bidang}) if alias else dinas


NAMA_PARAMS = re.compile(r"^(dinas|skala|padanan|nomenklatur|sop|aturan(-\d{4})?)\.yaml$")


def _periksa_nama(folder: Path) -> None:
    """Refuse a params file with a name that nothing reads: ``aturan-2O25.yaml`` must not be passed over in silence."""
    for jalur in sorted(folder.glob("*.y*ml")) if folder.is_dir() else []:
        if not NAMA_PARAMS.match(jalur.name):
            raise GalatParameter(
                f"params/{jalur.name} tidak dikenal, sehingga tidak akan dibaca.",
                "Namanya harus dinas.yaml, aturan.yaml, aturan-<tahun>.yaml, skala.yaml, padanan.yaml, "
                "nomenklatur.yaml, atau sop.yaml.",
            )


def _tumpuk(bawah: dict[str, Any], atas: dict[str, Any]) -> dict[str, Any]:
    """Lay one nested set of keys over another."""
    hasil = dict(bawah)
    for k, v in atas.items():
        hasil[k] = _tumpuk(hasil[k], v) if isinstance(v, dict) and isinstance(hasil.get(k), dict) else v
    return hasil


def _tak_disebut(model: Model, awalan: str) -> Iterator[str]:
    """Yield the keys that were not set, one level deep: the rules that a reader would want to know of."""
    for k in type(model).model_fields:
        if k not in model.model_fields_set:
            yield f"{awalan}.{k}"
