"""Where a quarter stands: the state that follows from the ledger, and nothing else.

The ledger is replayed from its first line. Nothing is stored beside it, so that it can never disagree with it.

Revisions: the data begin as revision 0. Corrections that are closed after a release (a putusan Ya) raise the revision
once, however many of them there are before the next release, so that released revisions are numbered without a gap.
A correction that is rejected (``ditolak``) leaves the data as they were released, so the SOP has nothing to measure,
validate or agree to again: the revision stays, and the quarter is back at the step at which the correction was opened.
Only an objection at the socialisation still needs the meeting's agreement. The rejection stays in the ledger and in the
paper Hasil Koreksi.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from kinerja.sop.catatan import Entri
from kinerja.sop.naskah import LangkahSop, Sop
from kinerja.sop.waktu import dari_teks, menit_kerja, terlambat, tulis_lama, tulis_terlambat

OTOMATIS = ("rekap", "susun")
"""Steps that ``kinerja jalan`` records."""


@dataclass(frozen=True)
class BarisPapan:
    """One step on the board.

    Attributes:
        nomor: Step.
        kegiatan: What is done.
        pelaksana: By whom.
        status: ``belum``, ``menunggu`` (it is this one's turn) or ``selesai``.
        mulai: When it could begin, ISO 8601, empty when unknown.
        selesai: When it was done, likewise.
        norma: What the SOP allows, in words.
        lama: What it took, or has taken so far, in words; empty when unknown.
        terlambat: By how much it is late, in words; empty when it is not.
        perintah: Command that takes it, only where it waits.
        lama_menit: ``lama`` in minutes of office hours.
        ulangan: How often it was recorded.
        hasil: Outcome of the last time, empty for steps that are no decision.
    """

    nomor: int
    kegiatan: str
    pelaksana: str
    status: str
    mulai: str
    selesai: str
    norma: str
    lama: str
    terlambat: str
    perintah: str
    lama_menit: int = 0
    ulangan: int = 0
    hasil: str = ""


@dataclass(frozen=True)
class Keadaan:
    """State of a quarter.

    Attributes:
        sop: The SOP that is followed.
        entri: The ledger.
        revisi: Revision of the data that is being worked on.
        langkah_berikut: Step whose turn it is, 0 when the quarter is archived.
        koreksi_terbuka: Entries ``koreksi_buka`` that no ``koreksi_tutup`` has answered.
        koreksi_revisi: Pairs of opening and closing entry that made the present revision; rejected ones are not in it.
        dirilis: The present revision has a putusan Ya.
        disetujui: And the socialisation agreed to it.
        disahkan: Entry that signed the present revision.
        diarsipkan: Entry that archived it.
        pilihan: Options that complete a command, such as ``--tahun 2025 --triwulan 2``.
        sekarang: Moment to count what waits from, None when nobody asks.
    """

    sop: Sop
    entri: tuple[Entri, ...]
    revisi: int
    langkah_berikut: int
    koreksi_terbuka: tuple[Entri, ...]
    koreksi_revisi: tuple[tuple[Entri, Entri], ...]
    dirilis: bool
    disetujui: bool
    disahkan: Entri | None
    diarsipkan: Entri | None
    pilihan: str = ""
    sekarang: dt.datetime | None = None

    @property
    def langkah(self) -> LangkahSop | None:
        """The step whose turn it is."""
        return self.sop.nomor_langkah(self.langkah_berikut) if self.langkah_berikut else None

    @property
    def mulai(self) -> str:
        """Moment at which the next step can begin: that of the last entry."""
        return self.entri[-1].waktu if self.entri else ""

    @property
    def pernah_dirilis(self) -> bool:
        """Some revision has been released."""
        return any(e.tindakan == "putusan" and e.hasil == "ya" for e in self.entri)

    @property
    def perintah(self) -> str:
        """Command to run next, empty when nothing is left to do."""
        if self.koreksi_terbuka:
            n = self.koreksi_terbuka[0].isi.get("nomor", 1)
            return self._lengkap(f'sop koreksi --tutup {n} --dilakukan "…"')
        x = self.langkah
        if x is None:
            return ""
        if x.tindakan in OTOMATIS:
            return self._lengkap("jalan")
        return self._lengkap(f"sop {x.tindakan}" + (" --setuju" if x.tindakan == "sosialisasi" else ""))

    def _lengkap(self, perintah: str) -> str:
        return f"kinerja {perintah} {self.pilihan}".strip()

    def terakhir(self, tindakan: str) -> Entri | None:
        """The last entry of a kind."""
        return next((e for e in reversed(self.entri) if e.tindakan == tindakan), None)

    def papan(self) -> list[BarisPapan]:
        """Return the board: one row per step of the SOP."""
        return [self._baris(x) for x in self.sop.langkah]

    def _baris(self, x: LangkahSop) -> BarisPapan:
        milik = [e for e in self.entri if e.langkah == x.nomor and e.tindakan == x.tindakan]
        menunggu = x.nomor == self.langkah_berikut
        lewat = not self.langkah_berikut or x.nomor < self.langkah_berikut
        dasar: dict[str, Any] = {
            "nomor": x.nomor, "kegiatan": x.kegiatan, "pelaksana": x.pelaksana, "norma": x.norma, "ulangan": len(milik),
            "hasil": milik[-1].hasil if milik else "",
        }  # fmt: skip
        if lewat and milik:
            e = milik[-1]
            return BarisPapan(
                **dasar, status="selesai", mulai=e.mulai, selesai=e.waktu, perintah="", lama_menit=e.lama_menit,
                lama=tulis_lama(e.lama_menit, self.sop.jam_kerja), terlambat=self._terlambat(x, e.mulai, e.waktu),
            )  # fmt: skip
        if not menunggu:
            return BarisPapan(**dasar, status="belum", mulai="", selesai="", lama="", terlambat="", perintah="")
        kini = self.sekarang.isoformat(timespec="minutes") if self.sekarang else ""
        lama = lama_menit(self.mulai, kini, self.sop)
        return BarisPapan(
            **dasar, status="menunggu", mulai=self.mulai, selesai="", perintah=self.perintah, lama_menit=lama,
            lama=tulis_lama(lama, self.sop.jam_kerja) if kini and self.mulai else "",
            terlambat=self._terlambat(x, self.mulai, kini),
        )  # fmt: skip

    def _terlambat(self, x: LangkahSop, mulai: str, selesai: str) -> str:
        a, b = dari_teks(mulai, self.sop), dari_teks(selesai, self.sop)
        if a is None or b is None:
            return ""
        return tulis_terlambat(x, terlambat(x, a, b, self.sop.jam_kerja), self.sop.jam_kerja)


def lama_menit(mulai: str, selesai: str, sop: Sop) -> int:
    """Minutes of office hours between two moments of the ledger; 0 when one of them is not known."""
    a, b = dari_teks(mulai, sop), dari_teks(selesai, sop)
    return 0 if a is None or b is None else menit_kerja(a, b, sop.jam_kerja)


def keadaan(entri: tuple[Entri, ...], sop: Sop, pilihan: str = "", sekarang: dt.datetime | None = None) -> Keadaan:
    """Replay a ledger.

    Args:
        entri: Its entries.
        sop: The SOP that is followed.
        pilihan: Options that complete a command, from ``Kantor.pilihan``.
        sekarang: Moment to count what waits from.
    """
    p = _Putar(sop)
    for e in entri:
        p.terapkan(e)
    return Keadaan(
        sop=sop,
        entri=entri,
        revisi=p.revisi,
        langkah_berikut=p.berikut,
        koreksi_terbuka=tuple(p.terbuka.values()),
        koreksi_revisi=tuple(p.tertutup),
        dirilis=p.dirilis,
        disetujui=p.disetujui,
        disahkan=p.disahkan,
        diarsipkan=p.diarsipkan,
        pilihan=pilihan,
        sekarang=sekarang,
    )


def kembali_koreksi(sop: Sop) -> int:
    """Step that a correction leads back to: the socialisation's ``tidak``, or where the data are put together."""
    sosialisasi, susun = sop.cari("sosialisasi"), sop.cari("susun")
    if sosialisasi is not None and sosialisasi.tidak is not None:
        return sosialisasi.tidak
    return susun.nomor if susun is not None else 1


@dataclass
class _Putar:
    """The replay: one method per kind of entry that does more than go on."""

    sop: Sop
    revisi: int = 0
    berikut: int = 1
    semula: int | None = None  # step to go back to when every open correction is rejected
    terbuka: dict[int, Entri] = field(default_factory=dict)
    tertutup: list[tuple[Entri, Entri]] = field(default_factory=list)
    dirilis: bool = False
    disetujui: bool = False
    disahkan: Entri | None = None
    diarsipkan: Entri | None = None

    def terapkan(self, e: Entri) -> None:
        if e.tindakan == "koreksi_buka":
            self._buka(e)
        elif e.tindakan == "koreksi_tutup":
            self._tutup(e)
        else:
            self._langkah(e)

    def _langkah(self, e: Entri) -> None:
        if not 1 <= e.langkah <= len(self.sop.langkah):
            return  # recorded under an older SOP of the office; its later steps still count
        x = self.sop.nomor_langkah(e.langkah)
        lanjut = x.nomor + 1 if x.nomor < len(self.sop.langkah) else 0
        tolak = e.hasil in ("tidak", "keberatan")
        self.berikut = (x.tidak or kembali_koreksi(self.sop)) if tolak else lanjut
        if e.tindakan == "putusan":
            self.dirilis, self.disetujui = not tolak, not tolak and self.sop.cari("sosialisasi") is None
        elif e.tindakan == "sosialisasi":
            self.disetujui = not tolak
            self.semula = x.nomor if tolak else None
        elif e.tindakan == "sahkan":
            self.disahkan = e
        elif e.tindakan == "arsip":
            self.diarsipkan = e

    def _buka(self, e: Entri) -> None:
        self.terbuka[_nomor(e)] = e
        if self.semula is None:
            self.semula = self.berikut
        self.berikut = kembali_koreksi(self.sop)

    def _tutup(self, e: Entri) -> None:
        buka = self.terbuka.pop(_nomor(e), None)
        if buka is None:
            return
        if e.hasil == "ditolak":
            self._tolak()
            return
        self.semula = None
        if self.dirilis:
            self.revisi += 1
            self.tertutup = []
        self.tertutup.append((buka, e))
        self.dirilis = self.disetujui = False
        self.disahkan = self.diarsipkan = None
        self.berikut = kembali_koreksi(self.sop)

    def _tolak(self) -> None:
        """Go back to where the correction was opened, unless another one is open or has changed the data meanwhile."""
        if not self.terbuka and self.semula is not None:
            self.berikut, self.semula = self.semula, None


def _nomor(e: Entri) -> int:
    nomor = e.isi.get("nomor", 0)
    return nomor if isinstance(nomor, int) else 0
