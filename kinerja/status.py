"""Siapa belum: where a quarter's reporting stands on a day, unit by unit.

The tables of the last run are used when nothing has changed since then; otherwise the files are read again, without
writing any table. Everything works on single records and not on columns: an answer that is asked for ten times a day
must not wait for pandas to be loaded. The day is an argument; only the command line reads the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja import pesan
from kinerja.galat import GalatParameter
from kinerja.kantor import Kantor, Periode
from kinerja.nama import nama_berkas
from kinerja.rantai import langkah_mutakhir
from kinerja.tabel import buang_sisa, jalur_tabel, tulis_byte
from kinerja.tagihan import nol_berarti, tanpa_formulir, wajib
from kinerja.tenggat import akhir_triwulan, baca_hari, hari_kerja_antara, tanggal_tenggat

if TYPE_CHECKING:
    from kinerja.sop.keadaan import BarisPapan

Rekaman = list[dict[str, Any]]
TABEL = ("berkas", "indikator", "rekap", "lapor", "temuan_ingest")
"""What ingest and rekap know of who has reported."""


@dataclass(frozen=True)
class Kurang:
    """An indicator that is due and has no figure; ``sel`` is its empty cell (``Kinerja!H12``), ``""`` if unknown."""

    kode: str
    indikator: str
    sel: str


@dataclass(frozen=True)
class Perbaikan:
    """A finding on a unit's form that waits for the unit: where, which indicator, what is wrong, what to do."""

    letak: str
    kode: str
    pesan: str
    saran: str
    temuan: str = ""


@dataclass(frozen=True)
class Ditolak:
    """A file of the quarter that could not be used, and why."""

    berkas: str
    sebab: str


@dataclass(frozen=True)
class StatusBidang:
    """One unit in one quarter.

    Attributes:
        nama: The unit.
        keadaan: ``sudah``, ``sebagian``, ``belum``, ``terlambat`` (nothing sent and the deadline has passed) or
            ``nihil`` (no figure is due).
        n_indikator: Indicators that are due.
        n_dilaporkan: Of which reported.
        berkas: The form that counts, path from the office folder; several are separated by ``; ``.
        revisi: Its own revision number.
        kurang: What is due and missing.
        disimpan: Day on which the form was last saved, None when it does not say.
        terlambat_hari: Working days from the deadline to that day.
        ditolak: Files of this unit that could not be used.
        perbaikan: Findings that wait for this unit; empty as long as validasi has not run on these files.
        koreksi: Its correction workbook, path from the office folder, empty when there is none.
    """

    nama: str
    keadaan: str
    n_indikator: int
    n_dilaporkan: int
    berkas: str
    revisi: int
    kurang: tuple[Kurang, ...]
    disimpan: dt.date | None
    terlambat_hari: int
    ditolak: tuple[Ditolak, ...]
    perbaikan: tuple[Perbaikan, ...]
    koreksi: str

    @property
    def beres(self) -> bool:
        """Nothing is awaited from this unit."""
        return self.keadaan in ("sudah", "nihil") and not self.perbaikan


@dataclass(frozen=True)
class Status:
    """A quarter on a day.

    Attributes:
        kantor: The office.
        periode: The quarter.
        hari: The day.
        tenggat: Day by which the forms are due.
        sisa_hari: Working days left until then; negative: working days since.
        bidang: Units in the plan's order.
        ditolak: Files of the quarter that could not be used and name no unit.
        lalu: Earlier quarters of the year with the units whose report is not complete.
        terukur: All this is as the last run left it.
        tervalidasi: And that run went as far as validasi.
        hanya_e81: The plan is a national form and no unit has sent anything: nobody is expected to.
        temuan_lain: Findings that hold the quarter back and stand in no unit's form.
    """

    kantor: Kantor
    periode: Periode
    hari: dt.date
    tenggat: dt.date
    sisa_hari: int
    bidang: tuple[StatusBidang, ...]
    ditolak: tuple[Ditolak, ...]
    lalu: tuple[tuple[int, tuple[str, ...]], ...]
    terukur: bool
    tervalidasi: bool
    hanya_e81: bool
    temuan_lain: int

    @property
    def lewat(self) -> bool:
        """The deadline has passed."""
        return self.hari > self.tenggat

    @property
    def berjalan(self) -> bool:
        """The quarter has not ended yet."""
        return self.hari <= akhir_triwulan(self.periode)


def baca_tanggal(teks: str) -> dt.date:
    """Read the day that the command line names.

    Raises:
        GalatParameter: It is not a day, written year first.
    """
    if (hari := baca_hari(teks)) is None:
        raise GalatParameter(
            f'Tanggal "{pesan.sebaris(teks, 40)}" tidak sah.',
            "Tulis tahun-bulan-hari, misalnya --tanggal 2025-07-10.",
        )
    return hari


def susun_status(kantor: Kantor, periode: Periode, hari: dt.date) -> Status:
    """Find out where the reporting of a quarter stands.

    Args:
        kantor: The office.
        periode: The quarter.
        hari: The day to count from.

    Raises:
        GalatKinerja: There is no file at all for the year, or none that holds a plan.
    """
    langkah = langkah_mutakhir(kantor, periode)
    terukur, tervalidasi = "rekap" in langkah, "validasi" in langkah
    tabel = _dari_tabel(kantor, periode, TABEL) if terukur else _dari_berkas(kantor, periode)
    temuan = _dari_tabel(kantor, periode, ("temuan",))["temuan"] if tervalidasi else []
    menunggu = [t for t in temuan if t["tingkat"] == "tolak" or (t["tingkat"] == "jelaskan" and not t["penjelasan"])]
    tenggat = tanggal_tenggat(periode, kantor.aturan.tenggat_hari_kerja)
    ditolak = _ditolak(tabel, periode)
    bidang = tuple(
        _satu(b, tabel, kantor, periode, hari > tenggat, menunggu, ditolak)
        for b in tabel["lapor"]
        if b["triwulan"] == periode.triwulan
    )
    milik_bidang = {x for b in bidang for x in b.berkas.split("; ")}
    dikenal = {b.nama for b in bidang}
    return Status(
        kantor=kantor,
        periode=periode,
        hari=hari,
        tenggat=tenggat,
        sisa_hari=hari_kerja_antara(hari, tenggat),
        bidang=bidang,
        ditolak=tuple(d for nama, d in ditolak if nama not in dikenal),
        lalu=tuple(_triwulan_lalu(tabel["lapor"], periode)),
        terukur=terukur,
        tervalidasi=tervalidasi,
        hanya_e81=tanpa_formulir(tabel["berkas"]),
        temuan_lain=sum(t["berkas"] not in milik_bidang and t["kode"] not in SOAL_LAPOR for t in menunggu),
    )


@dataclass(frozen=True)
class PapanSop:
    """The SOP's board of a quarter.

    Attributes:
        baris: One row per step.
        berikut: Sentence that names the next command; empty when it is the run's, of which the status says more.
        pesan: What is wrong with the ledger, empty when nothing is.
        revisi: Revision of the data.
        periode: The quarter.
    """

    baris: tuple[BarisPapan, ...]
    berikut: str
    pesan: tuple[str, ...]
    revisi: int
    periode: Periode


def susun_papan(kantor: Kantor, periode: Periode, hari: dt.date, saat: dt.datetime | None = None) -> PapanSop:
    """Read the SOP's board.

    Args:
        kantor: The office.
        periode: The quarter.
        hari: The day to count from; its noon counts when no moment is given.
        saat: The moment to count from.
    """
    from kinerja.sop.catatan import BukuSop
    from kinerja.sop.keadaan import OTOMATIS, keadaan
    from kinerja.sop.naskah import muat_sop
    from kinerja.sop.waktu import zona

    sop, buku = muat_sop(kantor), BukuSop.buka(kantor, periode)
    s = keadaan(buku.entri, sop, kantor.pilihan(periode), saat or dt.datetime.combine(hari, dt.time(12), zona(sop)))
    keluhan = list(buku.periksa())
    if buku.sobek:
        keluhan.append(f"Baris terakhir {buku.nama} terpotong; langkah berikutnya akan menyisihkannya.")
    x = s.langkah
    berikut = ""
    if s.perintah and (s.koreksi_terbuka or (x is not None and x.tindakan not in OTOMATIS)):
        berikut = f"{x.pelaksana if x else ''}: {s.perintah}"
    elif not s.perintah:
        berikut = f"tidak ada; {periode.teks} sudah diarsipkan (Rev {s.revisi}) dan terkunci."
    return PapanSop(tuple(s.papan()), berikut, tuple(keluhan), s.revisi, periode)


SOAL_LAPOR = ("belum_melapor", "formulir_tertahan")
"""Findings that say of a unit what the status says already."""


# ---- where it is known from -----------------------------------------------------------------------------------------
def _dari_tabel(kantor: Kantor, periode: Periode, nama: tuple[str, ...]) -> dict[str, Rekaman]:
    """Read tables of the last run as records; pandas is not needed for that."""
    from pyarrow.parquet import ParquetFile

    return {n: ParquetFile(jalur_tabel(kantor.olahan(periode), n)).read().to_pylist() for n in nama}


def _dari_berkas(kantor: Kantor, periode: Periode) -> dict[str, Rekaman]:
    """Read the files themselves, as the first two steps would."""
    from kinerja.ingest import ingest
    from kinerja.keluaran.unsur import catatan
    from kinerja.rekap import rekap

    tabel = ingest({}, kantor, periode)
    tabel |= rekap(tabel, kantor, periode)
    return {n: catatan(tabel[n]) for n in TABEL}


# ---- one unit -------------------------------------------------------------------------------------------------------
def _satu(
    b: Mapping[str, Any],
    tabel: Mapping[str, Rekaman],
    kantor: Kantor,
    periode: Periode,
    lewat: bool,
    menunggu: Rekaman,
    ditolak: list[tuple[str, Ditolak]],
) -> StatusBidang:
    nama, berkas = str(b["bidang"]), str(b["berkas"])
    keadaan = {"lengkap": "sudah", "sebagian": "sebagian", "belum": "terlambat" if lewat else "belum"}[b["status"]]
    if not b["n_indikator"] and not berkas and b["status"] == "lengkap":  # it owes neither figures nor money
        keadaan = "nihil"
    dipakai = berkas.split("; ") if berkas else []
    koreksi = kantor.laporan(periode) / "koreksi" / nama_berkas(nama, periode)
    perbaikan = tuple(_perbaikan(t) for t in menunggu if t["berkas"] in dipakai)
    return StatusBidang(
        nama=nama,
        keadaan=keadaan,
        n_indikator=int(b["n_indikator"]),
        n_dilaporkan=int(b["n_dilaporkan"]),
        berkas=berkas,
        revisi=max((int(x["revisi"]) for x in tabel["berkas"] if x["berkas"] in dipakai), default=0),
        kurang=tuple(_kurang(b, tabel, periode)),
        disimpan=baca_hari(str(b["disimpan"])),
        terlambat_hari=int(b["terlambat_hari"]),
        ditolak=tuple(d for pengirim, d in ditolak if pengirim == nama),
        perbaikan=perbaikan,
        koreksi=kantor.relatif(koreksi) if perbaikan and koreksi.is_file() else "",
    )


def _kurang(b: Mapping[str, Any], tabel: Mapping[str, Rekaman], periode: Periode) -> Iterator[Kurang]:
    """Yield the indicators that a unit owes a figure for and has given none, in the plan's order."""
    indikator = {i["kode_indikator"]: i for i in tabel["indikator"] if b["bidang"] in i["bidang"].split("; ")}
    sel_kosong = f", {b['sel_kosong']}, "
    for r in tabel["rekap"]:
        i = indikator.get(r["kode_indikator"])
        if i is None or r["triwulan"] != periode.triwulan or r["dilaporkan"]:
            continue
        target = float("nan") if r["target"] is None else r["target"]
        if wajib(nol_berarti(i["konsolidasi"], i["polaritas"]), target, r["triwulan"] >= i["tersedia_tw"]):
            letak = (f"{x}!{y}" for x in r["asal_lembar"].split("; ") for y in r["asal_sel"].split("; "))
            sel = next((x for x in letak if f", {x}, " in sel_kosong), "")
            yield Kurang(r["kode_indikator"], i["indikator"], sel)


def _perbaikan(t: Mapping[str, Any]) -> Perbaikan:
    letak = "!".join(x for x in (t["lembar"], t["sel"]) if x)
    return Perbaikan(letak, t["kode_indikator"], t["pesan"], t["saran"], t["kode"])


def _ditolak(tabel: Mapping[str, Rekaman], periode: Periode) -> list[tuple[str, Ditolak]]:
    """List the quarter's refused files with the unit that they name, if any, and the first reason."""
    sebab: dict[str, str] = {}
    for t in tabel["temuan_ingest"]:
        if t["tingkat"] == "tolak":
            sebab.setdefault(t["berkas"], t["pesan"])
    return [
        (b["bidang"], Ditolak(b["berkas"], sebab.get(b["berkas"], "")))
        for b in tabel["berkas"]
        if b["status"] == "ditolak" and b["triwulan"] == periode.triwulan
    ]


def _triwulan_lalu(lapor: Rekaman, periode: Periode) -> Iterator[tuple[int, tuple[str, ...]]]:
    for tw in range(1, periode.triwulan):
        belum = [b for b in lapor if b["triwulan"] == tw and b["status"] != "lengkap" and b["n_indikator"]]
        if belum:
            yield tw, tuple(b["bidang"] for b in belum)


# ---- messages -------------------------------------------------------------------------------------------------------
def tulis_pesan(s: Status) -> list[Path]:
    """Write a text for every unit and one for the group into ``reports/<tahun>/TW<n>/pesan/``.

    A unit that owes nothing gets none, and nobody does where no forms are expected; texts of an earlier day are
    replaced, and those for units that are not written to any more are removed.

    Returns:
        The files, the group's last.
    """
    folder = s.kantor.laporan(s.periode) / "pesan"
    buang_sisa(folder)
    isi = {} if s.hanya_e81 else {_nama_pesan(s, b): pesan.untuk_bidang(s, b) for b in s.bidang if b.keadaan != "nihil"}
    if isi:
        isi["semua.txt"] = pesan.untuk_semua(s)
    for lama in (*folder.glob(f"*_TW{s.periode.triwulan}_{s.periode.tahun}*.txt"), folder / "semua.txt"):
        if lama.name not in isi:
            lama.unlink(missing_ok=True)
    for nama, teks in isi.items():
        tujuan, byte = folder / nama, teks.encode("utf-8")
        if not (tujuan.is_file() and tujuan.read_bytes() == byte):  # mostly asked again with nothing new
            tulis_byte(tujuan, byte)
    return [folder / nama for nama in isi]


def _nama_pesan(s: Status, b: StatusBidang) -> str:
    """Name a unit's message like its form; where two units would get one name the later ones are numbered."""
    nama = [nama_berkas(x.nama, s.periode, "").casefold() for x in s.bidang]
    ke = s.bidang.index(b)
    kembar = nama[:ke].count(nama[ke])
    return nama_berkas(b.nama, s.periode, f"_{kembar + 1}.txt" if kembar else ".txt")
