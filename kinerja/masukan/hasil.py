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
