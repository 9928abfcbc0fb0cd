"""A form while it is being read: what its sheets' readers share."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja.kantor import Kantor
from kinerja.masukan.buku import Buku
from kinerja.masukan.hasil import Catatan, HasilFormulir, Isian
from kinerja.masukan.lajur import Tabel


class Pengisi:
    """A form being read.

    Attributes:
        buku: The workbook.
        tahun: Year of its folder.
        triwulan: Quarter of its folder.
        indikator: The plan's indicators by folded code.
        target: Targets of the quarter as written, by code.
        kantor: The office.
        hasil: What has been read so far.
        bidang: The unit; set by the reader of the identity.
        ditolak: Why the form is refused, empty when it is not.
    """

    def __init__(
        self,
        buku: Buku,
        tahun: int,
        triwulan: int,
        indikator: list[Catatan],
        kantor: Kantor,
        target: list[Catatan],
    ) -> None:
        self.buku = buku
        self.tahun, self.triwulan = tahun, triwulan
        self.indikator = {str(i["kode_indikator"]).casefold(): i for i in indikator}
        self.target = {str(t["kode_indikator"]): str(t["target_teks"]) for t in target if t["triwulan"] == triwulan}
        self.kantor = kantor
        self.hasil = HasilFormulir()
        self.bidang = ""
        self.ditolak = ""

    def catat_isian(self, t: Tabel, b: int, kode: str, kunci: Iterable[str]) -> None:
        """Keep what stands in a row's cells, so that two revisions can be compared cell by cell."""
        for k in kunci:
            if k in t.letak:
                self.hasil.isian.append(Isian(t.lembar.nama, kode, k, t.kolom[k].judul, t.teks(b, k), t.sel(b, k)))
