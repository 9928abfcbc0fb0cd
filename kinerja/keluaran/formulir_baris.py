"""What stands in a unit's form: its rows, made of the plan, of what earlier quarters reported, and of follow-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja.kantor import ROMAWI
from kinerja.masukan.formulir_bentuk import BELUM, KOLOM_KAMUS
from kinerja.masukan.hasil import Catatan
from kinerja.predikat import SKALA, skala_dari

_CARA = {
    "jumlah": "Isi tambahan pada triwulan ini saja, bukan jumlah sejak Januari.",
    "akhir": "Isi posisi pada akhir triwulan ini.",
    "rata": "Isi rata-rata pada triwulan ini.",
    "rasio": "Isi pembilang dan penyebut triwulan ini saja; persennya dihitung aplikasi.",
}
_CARA_JENIS = {
    "predikat": "Isi predikatnya sebagai teks, misalnya {contoh}.",
    "tanggal": "Isi tanggalnya, misalnya {contoh}.",
}


@dataclass(frozen=True)
class BarisKinerja:
    """One indicator in the form.

    Columns of ``formulir_bentuk.KOLOM_KINERJA`` by name; None and ``""`` leave a cell empty. ``pembilang`` to
    ``penjelasan`` are what the unit fills in. The last four say how: whether the figure is a ratio, what kind of target
    it has, the predicates that it may be, and what the indicator means.
    """

    kode: str
    indikator: str
    satuan: str = ""
    cara: str = ""
    target_tahun: str | float = ""
    target: str | float = ""
    tw1: str | float = ""
    tw2: str | float = ""
    tw3: str | float = ""
    rasio: bool = False
    pembilang: float | str | None = None
    penyebut: float | str | None = None
    realisasi: float | str | dt.date | None = None
    bukti: str = ""
    pendorong: str = ""
    penghambat: str = ""
    tindak_lanjut: str = ""
    pic: str = ""
    tenggat: str | dt.date = ""
    penjelasan: str = ""
    jenis_target: str = "angka"
    pilihan: tuple[str, ...] = ()
    definisi: str = ""
    formulasi: str = ""


@dataclass(frozen=True)
class BarisAnggaran:
    """One budget row in the form; ``realisasi``, ``fisik`` and ``penjelasan`` are what the unit fills in."""

    kode: str
    nama: str
    pagu: int | None = None
    sd_lalu: int | str | None = None
    realisasi: int | None = None
    fisik: float | None = None
    penjelasan: str = ""


@dataclass(frozen=True)
class BarisTindakLanjut:
    """One follow-up that is still open; ``status`` (as the dropdown shows it) and ``keterangan`` are filled in."""

    nomor: str
    kode: str
    uraian: str
    pic: str = ""
    tenggat: str = ""
    status: str = ""
    keterangan: str = ""


@dataclass(frozen=True)
class IsiFormulir:
    """All that one unit's form holds besides its identity.

    Attributes:
        kinerja: Its indicators.
        anggaran: Its budget rows; none leaves the sheet out.
        tindak_lanjut: Its open follow-ups; none leaves the sheet out.
        kamus: Rows of ``KOLOM_KAMUS``; none leaves the sheet out.
        daerah: The region, for the title.
        tenggat: Day by which the form must be back, in words; empty says nothing of it.
        ambang_pct: Capaian above the first and below the second ask for an explanation (``aturan.Ambang``).
    """

    kinerja: Sequence[BarisKinerja] = ()
    anggaran: Sequence[BarisAnggaran] = ()
    tindak_lanjut: Sequence[BarisTindakLanjut] = ()
    kamus: Sequence[Mapping[str, str]] = ()
    daerah: str = ""
    tenggat: str = ""
    ambang_pct: tuple[float, float] = (120, 50)


@dataclass(frozen=True)
class Lalu:
    """What is known of earlier quarters.

    Attributes:
        realisasi: What a quarter reported, as it is shown, by code of the indicator and quarter.
        belanja: Rupiah spent until the quarter before, by budget code.
    """

    realisasi: Mapping[tuple[str, int], str | float] = field(default_factory=dict)
    belanja: Mapping[str, int] = field(default_factory=dict)


# ---- rows from the plan ---------------------------------------------------------------------------------------------
def cara_mengisi(i: Catatan, triwulan: int) -> str:
    """Say in a sentence or two what to write for an indicator in a quarter."""
    if (mulai := int(str(i["tersedia_tw"]))) > triwulan:
        sebab = f" ({i['tersedia_ket']})" if i["tersedia_ket"] else ""
        return f"Baru tersedia mulai TW {ROMAWI[mulai]}{sebab}; tulis: belum tersedia."
    if pola := _CARA_JENIS.get(str(i["jenis_target"])):
        return pola.format(contoh=i["target_tahun_teks"])
    return _CARA[str(i["konsolidasi"])]


def milik(i: Catatan, bidang: str) -> bool:
    """Whether a unit answers for an indicator, alone or with others."""
    return bidang in str(i["bidang"]).split("; ")


def baris_kinerja(
    indikator: Sequence[Catatan], target: Iterable[Catatan], bidang: str, triwulan: int, lalu: Lalu | None = None
) -> list[BarisKinerja]:
    """Make a unit's empty rows from the plan's tables ``indikator`` and ``target`` (records).

    Args:
        indikator: Table ``indikator``.
        target: Table ``target``.
        bidang: The unit.
        triwulan: The form's quarter.
        lalu: What earlier quarters of the year reported; None means that none did.
    """
    teks = {str(t["kode_indikator"]): str(t["target_teks"]) for t in target if t["triwulan"] == triwulan}
    terlapor = (lalu or Lalu()).realisasi
    hasil = []
    for i in indikator:
        if not milik(i, bidang):
            continue
        kode, jenis = str(i["kode_indikator"]), str(i["jenis_target"])
        tw: dict[str, Any] = {f"tw{n}": terlapor.get((kode, n), BELUM) for n in range(1, triwulan)}
        hasil.append(
            BarisKinerja(
                kode,
                str(i["indikator"]),
                str(i["satuan"]),
                cara_mengisi(i, triwulan),
                target_tahun=str(i["target_tahun_teks"]),
                target=teks.get(kode, ""),
                **tw,
                rasio=i["konsolidasi"] == "rasio",
                jenis_target=jenis,
                pilihan=_pilihan(i) if jenis == "predikat" else (),
                definisi=str(i.get("definisi", "")),
                formulasi=str(i.get("formulasi", "")),
            )
        )
    return hasil


def _pilihan(i: Catatan) -> tuple[str, ...]:
    """Return the predicates of the scale that a target belongs to, from the best to the worst."""
    skala = SKALA.get(skala_dari(str(i["target_tahun_teks"]), str(i["satuan"])))
    return tuple(reversed(skala.urutan)) if skala else ()


def baris_anggaran(
    anggaran: Sequence[Catatan], bidang: str, triwulan: int, lalu: Lalu | None = None
) -> list[BarisAnggaran]:
    """Make a unit's empty budget rows from the plan's table ``anggaran`` (records): those with none below them."""
    induk = {a["kode_induk"] for a in anggaran}
    terpakai = (lalu or Lalu()).belanja
    hasil = []
    for a in anggaran:
        if a["bidang"] == bidang and a["kode_anggaran"] not in induk:
            dppa = a["pagu_dppa_rp"] is not None and triwulan >= int(str(a["dppa_mulai_tw"]))
            pagu = a["pagu_dppa_rp"] if dppa else a["pagu_dpa_rp"]
            kode = str(a["kode_anggaran"])
            hasil.append(
                BarisAnggaran(
                    kode,
                    str(a["nama"]),
                    None if pagu is None else int(str(pagu)),
                    terpakai.get(kode, BELUM) if triwulan > 1 else None,
                )
            )
    return hasil


def baris_kamus(indikator: Sequence[Catatan], bidang: str) -> list[dict[str, str]]:
    """Make the rows of a unit's sheet ``Kamus``; a definition that the plan does not give is shown as missing."""
    return [{k: str(i.get(k, "")) or "–" for k in KOLOM_KAMUS} for i in indikator if milik(i, bidang)]


def baris_tindak_lanjut(terbuka: Iterable[Any]) -> list[BarisTindakLanjut]:
    """Make the rows of the sheet ``Tindak Lanjut`` from open rows of table ``tindak_lanjut``."""
    return [BarisTindakLanjut(b.nomor, b.kode_indikator, b.uraian, b.pic, b.tenggat) for b in terbuka]
