"""A table of somebody's own as it is read: its columns by what they mean, and what its rows are read against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kinerja.kantor import Kantor
from kinerja.masukan.hasil import Catatan
from kinerja.masukan.kisi import Kisi
from kinerja.masukan.lajur import Tabel
from kinerja.masukan.tabel_biasa_kolom import Pilihan
from kinerja.masukan.tabel_lain import TabelCetak
from kinerja.padanan import Pemadan


@dataclass
class TabelBiasa(Tabel):
    """A table whose columns were found by what their headings mean; rows are read as those of a form are.

    Attributes:
        cetak: The table as it was found.
        dipilih: Its columns.
        sampai: First row that no longer belongs to its part of the sheet.
        kode_baris: Code of the indicator of each row that has one.
    """

    cetak: TabelCetak = field(kw_only=True)
    dipilih: Pilihan = field(kw_only=True)
    sampai: int = field(kw_only=True)
    kode_baris: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the heading that was found; nothing is looked for."""

    @property
    def kisi(self) -> Kisi:
        """The sheet as a grid."""
        return self.cetak.kisi

    def kode(self, baris: int, kunci: str) -> str:
        """Return a cell as a code; a row's own code is that of its indicator, whatever is written there."""
        return self.kode_baris.get(baris, "") if kunci == "kode" else super().kode(baris, kunci)

    def baris(self, kunci: str = "kode", galat: bool = True) -> Iterator[int]:
        """Yield the rows of the table's part of the sheet that hold anything."""
        for r in range(self.kepala + 1, self.sampai):
            if any(self.lembar.isi(r, k) != "" for k in range(len(self.lembar.nilai[r]))) or self._ada_galat(r):
                self.n_baris += 1
                yield r


@dataclass
class Konteks:
    """What the rows of one file are read against.

    Attributes:
        tahun: Year.
        triwulan: Quarter of the folder.
        kantor: The office.
        pemadan: Names.
        indikator: Rows of table ``indikator`` by code.
        target: Rows of table ``target`` by code and quarter.
        dulu: What earlier quarters reported, by code, unit and quarter.
        bidang: Unit that a title or the file's name names, empty for none.
    """

    tahun: int
    triwulan: int
    kantor: Kantor
    pemadan: Pemadan
    indikator: Mapping[str, Catatan]
    target: Mapping[tuple[str, int], Catatan]
    dulu: Mapping[tuple[str, str, int], Catatan]
    bidang: str = ""
