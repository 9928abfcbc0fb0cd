"""What a reader hands back: records for ingest's tables, one list per table."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

Catatan = dict[str, object]


@dataclass
class HasilBaca:
    """Records read from one file (or several, joined); the names are those of the tables in ``skema.TABEL``."""

    berkas: list[Catatan] = field(default_factory=list)
    baris_tidak_dibaca: list[Catatan] = field(default_factory=list)
    indikator: list[Catatan] = field(default_factory=list)
    target: list[Catatan] = field(default_factory=list)
    realisasi: list[Catatan] = field(default_factory=list)
    anggaran: list[Catatan] = field(default_factory=list)
    realisasi_anggaran: list[Catatan] = field(default_factory=list)
    riwayat: list[Catatan] = field(default_factory=list)
    status_tindak_lanjut: list[Catatan] = field(default_factory=list)
    penjelasan: list[Catatan] = field(default_factory=list)
    perubahan: list[Catatan] = field(default_factory=list)
    temuan_ingest: list[Catatan] = field(default_factory=list)

    def tambah(self, lain: HasilBaca) -> None:
        """Append another reader's records to these."""
        for f in fields(self):
            getattr(self, f.name).extend(getattr(lain, f.name))


@dataclass(frozen=True)
class Isian:
    """One cell of a form as it was read.

    Attributes:
        lembar: Sheet.
        kode: Key of its row: indicator, budget row or follow-up.
        kunci: Our key of its column.
        judul: The column's title.
        teks: What stands there, as a person would see it.
        sel: Its address.
    """

    lembar: str
    kode: str
    kunci: str
    judul: str
    teks: str
    sel: str


@dataclass
class HasilFormulir(HasilBaca):
    """What was read from one form; ``isian`` holds its cells and is no table."""

    isian: list[Isian] = field(default_factory=list)
