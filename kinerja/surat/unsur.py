"""What papers are made of: an ordered list of blocks, and the small parts that all of them share.

A paper is said once, as blocks (plain dicts of texts), and drawn twice: by ``templat/surat.typ`` as PDF and by
:mod:`kinerja.surat.docx_surat` as DOCX. Both know the same kinds of block:

====================  ==================================================================================================
``judul``             ``judul``, ``bawah`` (further lines), ``nomor``
``kepala_surat``      ``tempat_tanggal``, ``baris`` (pairs), ``yth`` (recipients), ``di`` (place)
``bagian``            ``teks``: a heading
``paragraf``          ``teks``; ``lekat``: stays on the page of what follows
``pasangan``          ``baris``: pairs with a colon, an empty value is a line to fill in
``daftar``            ``butir``: a numbered list
``kotak``             ``judul``, ``teks``: a framed statement
``tabel``             ``kepala``, ``lebar`` (weights), ``baris`` (rows of texts), ``rata`` (``kiri``, ``tengah``,
                      ``kanan`` by column), ``tinggi`` (cm of a row, 0 for as needed), ``jumlah`` (last row is a sum)
``lampiran``          ``baris``: begins a new page with these lines at its head
``ttd``               ``blok``: signature blocks side by side (``atas``, ``jabatan``, ``nama``, ``pangkat``, ``nip``);
                      ``tengah``: a single one stands in the middle instead of at the right
``tembusan``          ``daftar``
====================  ==================================================================================================
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kinerja.angka import BULAN, tulis_tanggal
from kinerja.aturan import Pejabat
from kinerja.tenggat import HARI, tulis_hari

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode
    from kinerja.sop.catatan import Entri
    from kinerja.sop.naskah import Sop

Blok = dict[str, Any]
TITIK = "........"
"""Where the secretariat writes the number of its own register."""
SIDIK_PENDEK = 16
"""Hexadecimal digits of a file's hash that a list shows; enough to tell it from any other by eye."""
ZONA = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}


@dataclass(frozen=True)
class Bahan:
    """What a paper is made from.

    Attributes:
        kantor: The office.
        periode: The quarter.
        sop: Its SOP.
        entri: The ledger up to the entry that the paper belongs to, which is the last.
        tabel: Tables of the run; none for an order.
    """

    kantor: Kantor
    periode: Periode
    sop: Sop
    entri: tuple[Entri, ...]
    tabel: Mapping[str, pd.DataFrame]

    @property
    def e(self) -> Entri:
        """The entry that the paper belongs to."""
        return self.entri[-1]

    @property
    def tanggal(self) -> dt.date:
        """Day of that entry by the office's clock; every date of the paper follows from it."""
        return dt.datetime.fromisoformat(self.e.waktu).date()

    @property
    def revisi(self) -> str:
        """``Rev 0``."""
        return f"Rev {self.e.revisi}"

    def isi(self, kunci: str) -> str:
        """What only this kind of entry holds, as text; empty when it holds none."""
        nilai = self.e.isi.get(kunci, "")
        return "" if nilai is None else str(nilai)

    def terakhir(self, tindakan: str, hasil: str = "") -> Entri | None:
        """Return the last entry of a kind and outcome up to this one."""
        cocok = (e for e in reversed(self.entri) if e.tindakan == tindakan and hasil in ("", e.hasil))
        return next(cocok, None)


@dataclass(frozen=True)
class Surat:
    """A paper.

    Attributes:
        judul: What the document calls itself.
        blok: Its blocks; a template of its own reads ``data`` instead.
        templat: Which template draws it.
        data: Further data for the template.
        docx: An office would edit it: it is made as DOCX too.
        rebah: Landscape.
        sidik: Line with content hash and run at the foot of every page.
        kop: It begins with the letterhead.
    """

    judul: str
    blok: Sequence[Blok] = ()
    templat: str = "surat"
    data: Mapping[str, Any] = field(default_factory=dict)
    docx: bool = False
    rebah: bool = False
    sidik: str = ""
    kop: bool = True


# ---- words ----------------------------------------------------------------------------------------------------------
_SATUAN = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()


def terbilang(n: int) -> str:
    """Write a whole number from 0 to 9999 in words, as minutes do: ``dua ribu dua puluh lima``."""
    if not 0 <= n <= 9999:
        raise ValueError(n)
    if n < 12:
        return _SATUAN[n]
    if n < 20:
        return f"{_SATUAN[n - 10]} belas"
    besar, kata = next(x for x in ((1000, "ribu"), (100, "ratus"), (10, "puluh")) if n >= x[0])
    banyak, sisa = divmod(n, besar)
    awal = f"se{kata}" if banyak == 1 else f"{terbilang(banyak)} {kata}"
    return f"{awal} {terbilang(sisa)}" if sisa else awal


def hari_terbilang(h: dt.date) -> str:
    """Write a day as minutes begin: ``Selasa, tanggal lima belas bulan Juli tahun dua ribu dua puluh lima``."""
    return (
        f"{HARI[h.weekday()]}, tanggal {terbilang(h.day)} bulan {BULAN[h.month - 1]} tahun {terbilang(h.year)} "
        f"({h:%d-%m-%Y})"
    )


def tanggal_entri(e: Entri | None) -> str:
    """Day of an entry in full; empty without one."""
    return tulis_tanggal(dt.datetime.fromisoformat(e.waktu).date()) if e is not None else ""


def waktu_entri(e: Entri, sop: Sop) -> str:
    """Moment of an entry: ``15 Juli 2025 pukul 09.00 WIB``."""
    w = dt.datetime.fromisoformat(e.waktu)
    return f"{tulis_tanggal(w.date())} pukul {w:%H.%M} {ZONA.get(sop.zona_waktu, '')}".strip()


_RAPAT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}[:.]\d{2})?")


def rapat(teks: str, sop: Sop) -> tuple[str, str]:
    """Split when a meeting is to be into day and hour; what is no date stays as typed, beside the day.

    Returns:
        ``("Rabu, 16 Juli 2025", "09.00 WIB sampai dengan selesai")``; empty where nothing is said.
    """
    if not _RAPAT.fullmatch(teks[:16]):
        return teks, ""
    try:
        w = dt.datetime.fromisoformat(teks[:16].replace(".", ":"))
    except ValueError:
        return teks, ""
    jam = f"{w:%H.%M} {ZONA.get(sop.zona_waktu, '')}".strip() + " sampai dengan selesai" if len(teks) > 10 else ""
    return tulis_hari(w.date()), jam


def nomor_surat(b: Bahan) -> str:
    """Number of a paper by the office's pattern.

    The running number is the secretariat's: it comes from its register, not from us, and where the entry does not name
    it (``nomor_urut``) a dotted gap is left for it. ``nomor_surat`` of the entry is taken as it is.
    """
    if penuh := b.isi("nomor_surat"):
        return penuh
    urut = b.isi("nomor_urut")
    isi = {"tahun": b.tanggal.year, "triwulan": b.periode.triwulan}
    if urut.isdecimal() and len(urut) < 10:
        return b.sop.nomor_surat.format(urut=int(urut), **isi)
    return b.sop.nomor_surat.format(urut=_Kosong(), **isi)


class _Kosong:
    """A running number that is not known yet, whatever format the pattern asks for."""

    def __format__(self, pola: str) -> str:
        return TITIK


# ---- who ------------------------------------------------------------------------------------------------------------
def pejabat(b: Bahan, jabatan: str) -> Pejabat:
    """Return who holds a title, by params."""
    return b.kantor.dinas.pejabat(jabatan)


def pelaku(b: Bahan, e: Entri) -> Pejabat:
    """Return who took a step: as typed in the entry; the rank comes from params when it is the same person."""
    p = pejabat(b, e.jabatan)
    sama = not e.nama or e.nama == p.nama
    return Pejabat(
        jabatan=e.jabatan or p.jabatan,
        nama=e.nama or p.nama,
        pangkat=p.pangkat if sama else "",
        nip=e.nip or (p.nip if sama else ""),
    )


def pelaksana(b: Bahan, tindakan: str, cadangan: Pejabat) -> Pejabat:
    """Return who takes a step by the SOP."""
    x = b.sop.cari(tindakan)
    return pejabat(b, x.pelaksana) if x is not None else cadangan


def tanda_tangan(p: Pejabat, *atas: str) -> Blok:
    """One signature block: lines above, title, room, name, rank, NIP."""
    return {"atas": list(atas), "jabatan": p.jabatan, "nama": p.nama, "pangkat": p.pangkat, "nip": p.nip}


def tempat_tanggal(b: Bahan) -> str:
    """``Putussibau, 15 Juli 2025``; a gap where params do not say the place."""
    return f"{b.kantor.dinas.tempat or TITIK * 2}, {tulis_tanggal(b.tanggal)}"


def kop(kantor: Kantor) -> dict[str, Any]:
    """Texts of the letterhead."""
    d = kantor.dinas
    alamat = ", ".join(x for x in (d.alamat, f"Kode Pos {d.kop.kode_pos}" if d.kop.kode_pos else "") if x)
    hubung = ", ".join(
        f"{nama} {isi}"
        for nama, isi in (("Telepon", d.kop.telepon), ("Pos-el", d.kop.pos_el), ("Laman", d.kop.laman))
        if isi
    )
    return {
        "induk": d.kop.induk or (f"Pemerintah {d.daerah}" if d.daerah else ""),
        "nama": d.nama,
        "alamat": [x for x in (alamat, hubung) if x],
    }


# ---- blocks ---------------------------------------------------------------------------------------------------------
def judul(teks: str, *bawah: str, nomor: str = "") -> Blok:
    """Title of a paper."""
    return {"jenis": "judul", "judul": teks, "bawah": list(bawah), "nomor": nomor}


def bagian(teks: str) -> Blok:
    """A heading."""
    return {"jenis": "bagian", "teks": teks}


def paragraf(teks: str, lekat: bool = False) -> Blok:
    """A paragraph; ``lekat`` keeps it on the page of what follows, so that no signature stands on a page alone."""
    return {"jenis": "paragraf", "teks": teks, "lekat": lekat}


def pasangan(*baris: tuple[str, str]) -> Blok:
    """Pairs with a colon."""
    return {"jenis": "pasangan", "baris": [list(x) for x in baris]}


def daftar(butir: Sequence[str]) -> Blok:
    """A numbered list."""
    return {"jenis": "daftar", "butir": list(butir)}


def kotak(judul_kotak: str, teks: str) -> Blok:
    """A framed statement."""
    return {"jenis": "kotak", "judul": judul_kotak, "teks": teks}


def tabel(
    kepala: Sequence[str],
    lebar: Sequence[float],
    baris: Sequence[Sequence[str]],
    rata: Sequence[str] = (),
    tinggi: float = 0,
    jumlah: bool = False,
) -> Blok:
    """A table whose heading every page repeats; ``lebar`` are weights that share the width."""
    return {
        "jenis": "tabel",
        "kepala": list(kepala),
        "lebar": list(lebar),
        "baris": [list(x) for x in baris],
        "rata": list(rata) or ["kiri"] * len(kepala),
        "tinggi": tinggi,
        "jumlah": jumlah,
    }


def ttd(*blok: Blok, tengah: bool = False) -> Blok:
    """Signature blocks side by side."""
    return {"jenis": "ttd", "blok": list(blok), "tengah": tengah}


def tembusan(*kepada: str) -> Blok:
    """Who gets a copy."""
    return {"jenis": "tembusan", "daftar": list(kepada)}
