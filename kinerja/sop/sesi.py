"""What every command of the SOP shares: who and when, the ledger under its lock, whose turn it is, the papers' place.

A command reads the ledger anew under its lock, sees whether it is this step's turn and whether what the step before
left is still there by hash, makes the papers and adds the entry. Papers come before the entry, so that a kill between
the two leaves papers that the next try overwrites, never an entry without its papers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.rantai import _satu_per_satu, sidik
from kinerja.sop import rilis
from kinerja.sop.catatan import BukuSop, Entri, bersih
from kinerja.sop.keadaan import Keadaan, keadaan, lama_menit
from kinerja.sop.naskah import LangkahSop, Sop, muat_sop
from kinerja.sop.waktu import dari_teks, ke_teks


class GalatUrutan(GalatKinerja):
    """A step that may not be taken now: why, and what to do instead."""


@dataclass(frozen=True)
class Oleh:
    """Who takes a step, as typed; what is empty is filled from the SOP and ``params/dinas.yaml``."""

    jabatan: str = ""
    nama: str = ""
    nip: str = ""


@dataclass(frozen=True)
class Konteks:
    """What every command is given.

    Attributes:
        kantor: The office.
        periode: The quarter.
        waktu: When the step was done.
        oleh: By whom.
        mulai: When it was begun, None for the end of the step before.
        keterangan: Remark.
    """

    kantor: Kantor
    periode: Periode
    waktu: dt.datetime
    oleh: Oleh = Oleh()
    mulai: dt.datetime | None = None
    keterangan: str = ""

    @property
    def pilihan(self) -> str:
        """Options of a command for this office and quarter."""
        return self.kantor.pilihan(self.periode)

    @property
    def sop(self) -> Sop:
        """The office's SOP."""
        return muat_sop(self.kantor)


@dataclass(frozen=True)
class HasilCatat:
    """What a command did: the entries, the papers, what else is to be said, and where the quarter stands now."""

    entri: tuple[Entri, ...]
    surat: tuple[Path, ...]
    pesan: tuple[str, ...]
    keadaan: Keadaan


@dataclass
class Sesi:
    """One command at work, holding the ledger's lock."""

    k: Konteks
    sop: Sop
    buku: BukuSop
    s: Keadaan
    surat: list[Path] = field(default_factory=list)
    pesan: list[str] = field(default_factory=list)

    def bakal(self, x: LangkahSop, tindakan: str = "", **lain: Any) -> Entri:
        """Make the entry of a step, not yet recorded."""
        waktu = ke_teks(self.k.waktu, self.sop)
        akhir = self.s.mulai
        mulai = ke_teks(self.k.mulai, self.sop) if self.k.mulai else akhir or waktu
        a, b, c = (dari_teks(t, self.sop) for t in (akhir, mulai, waktu))
        if a is not None and c is not None and c < a:
            raise GalatUrutan(
                f"Waktu {waktu} lebih awal daripada catatan terakhir ({akhir}).", "Periksa --waktu atau jam komputer."
            )
        if b is not None and c is not None and b > c:
            raise GalatUrutan(f"Waktu mulai {mulai} sesudah waktu selesai {waktu}.", "Periksa --mulai dan --waktu.")
        oleh = pelaku(self.k, x)
        return Entri(
            nomor=len(self.s.entri) + 1, langkah=x.nomor, tindakan=tindakan or x.tindakan, mulai=mulai, waktu=waktu,
            jabatan=oleh.jabatan, nama=oleh.nama, nip=oleh.nip, revisi=self.s.revisi, norma=x.norma,
            lama_menit=lama_menit(mulai, waktu, self.sop), keterangan=bersih(self.k.keterangan), **lain,
        )  # fmt: skip

    def buat_surat(self, e: Entri, *jenis: str) -> dict[str, str]:
        """Make the papers of an entry; return their hashes."""
        from kinerja.surat.buat import buat_surat

        tabel = {} if e.tindakan == "disposisi" else rilis.baca_tabel(self.k.kantor, self.k.periode)
        hasil: list[Path] = []
        for j in jenis:
            hasil += buat_surat(
                j, self.k.kantor, self.k.periode, self.sop, (*self.s.entri, e), tabel, self._folder_surat(e)
            )
        self.surat += hasil
        return rilis.sidik_berkas(self.k.kantor, hasil)

    def buang_surat(self, e: Entri, *jenis: str) -> None:
        """Remove papers that a killed command made for an outcome that was not recorded."""
        from kinerja.surat.buat import jalur_surat

        tercatat = {p for x in self.s.entri for p in x.keluaran}
        for j in jenis:
            for p in jalur_surat(j, self._folder_surat(e)):
                if self.k.kantor.relatif(p) not in tercatat:
                    p.unlink(missing_ok=True)

    def _folder_surat(self, e: Entri) -> Path:
        """Folder of papers: one more for each revision and each repetition, so that no earlier paper is overwritten."""
        folder = self.k.kantor.laporan(self.k.periode) / "surat"
        folder = folder / f"rev{e.revisi}" if e.revisi else folder
        perintah = [x.nomor for x in self.sop.langkah if x.tindakan == "disposisi"]
        if e.langkah in perintah[2:]:  # whose paper bears the name of the second order's
            folder = folder / f"langkah-{e.langkah}"
        kunci = (e.langkah, e.tindakan, e.revisi)
        ulang = sum((x.langkah, x.tindakan, x.revisi) == kunci for x in self.s.entri)
        return folder / f"{e.tindakan}-{ulang + 1}" if ulang else folder

    def catat(self, *bakal: Entri) -> HasilCatat:
        """Add the entries and see where that leads."""
        jadi = self.buku.tambah_semua(bakal)
        kini = keadaan(self.buku.entri, self.sop, self.k.pilihan, self.k.waktu)
        return HasilCatat(jadi, tuple(self.surat), tuple([*self.buku.pesan, *self.pesan]), kini)


def pelaku(k: Konteks, x: LangkahSop) -> Oleh:
    """Fill in who takes a step: its pelaksana, and that one's name where params know it."""
    jabatan = bersih(k.oleh.jabatan) or x.pelaksana
    pejabat = k.kantor.dinas.pejabat(jabatan)
    nip = pejabat.nip if pejabat.nama else ""
    return Oleh(jabatan, bersih(k.oleh.nama) or pejabat.nama, bersih(k.oleh.nip) or nip)


@contextmanager
def sesi(k: Konteks) -> Iterator[Sesi]:
    """Hold the ledger while a command is at work.

    Raises:
        GalatKinerja: There is no such year in the office's folder, or the ledger is broken or held by another.
    """
    sop = k.sop
    buku = BukuSop.buka(k.kantor, k.periode)
    if not buku.ada and not k.kantor.mentah(k.periode.tahun).is_dir():
        # Before anything is made: a mistyped year or folder must leave no trace.
        raise GalatUrutan(
            f"Belum ada folder data/raw/{k.periode.tahun} di {k.kantor.akar}.",
            "Periksa --tahun dan --akar, atau buat foldernya dulu.",
        )
    with buku.kunci():
        buku.wajib_utuh()
        rilis.bersihkan(k.kantor, k.periode)
        yield Sesi(k, sop, buku, keadaan(buku.entri, sop, k.pilihan, k.waktu))


@contextmanager
def sesi_hasil(k: Konteks) -> Iterator[Sesi]:
    """Likewise for a step whose papers show the run's results: no run may replace them meanwhile."""
    with sesi(k) as z, _satu_per_satu(k.kantor, k.periode):
        yield z


# ---- whose turn it is -----------------------------------------------------------------------------------------------
def giliran(z: Sesi, tindakan: str) -> LangkahSop:
    """Return the step that a command takes now.

    Raises:
        GalatUrutan: It is not its turn; in one sentence why, in one what to do.
    """
    s = z.s
    milik = z.sop.cari(tindakan)
    if milik is None:
        raise GalatUrutan(f'SOP kantor ini tidak memiliki langkah "{tindakan}".', f"Jalankan: {s.perintah}")
    x = s.langkah
    if x is None:
        raise GalatUrutan(
            f"{z.k.periode.teks} sudah diarsipkan sebagai Rev {s.revisi} dan terkunci.",
            f"Perubahan hanya lewat koreksi: kinerja sop koreksi --buka {s.pilihan}",
        )
    if s.koreksi_terbuka:
        nomor = ", ".join(str(e.isi.get("nomor")) for e in s.koreksi_terbuka)
        raise GalatUrutan(
            f"Koreksi nomor {nomor} masih terbuka, jadi langkah {milik.nomor} belum boleh.",
            f"Selesaikan dulu: {s.perintah}",
        )
    if x.tindakan != tindakan:
        kata = "sudah dicatat" if milik.nomor < x.nomor else "belum gilirannya"
        raise GalatUrutan(
            f"Langkah {milik.nomor} ({tindakan}) {kata}; sekarang langkah {x.nomor} ({x.tindakan}) oleh {x.pelaksana}.",
            f"Jalankan: {s.perintah}",
        )
    _periksa_tinggalan(z)
    return x


def _periksa_tinggalan(z: Sesi) -> None:
    """See that what the step before left is still there, and the released revision and its signed PDF too.

    Papers as DOCX are there to be edited and are not held to their hash.
    """
    if not z.s.entri:
        return
    akhir, putusan = z.s.entri[-1], z.s.terakhir("putusan")
    wajib = {p: h for p, h in akhir.keluaran.items() if not p.endswith(".docx")}
    if z.s.dirilis and putusan is not None:
        wajib |= {p: h for p, h in putusan.keluaran.items() if p.startswith("data/sop/")}
    tanda = {p: h for p, h in z.s.disahkan.keluaran.items() if p.startswith("data/sop/")} if z.s.disahkan else {}
    for p, h in (wajib | tanda).items():
        if sidik(z.k.kantor.akar / p) == h:
            continue
        saran = "Kembalikan berkas itu dari cadangan, lalu ulangi."
        if akhir.tindakan == "susun":
            saran = f"Jalankan: kinerja jalan {z.s.pilihan}"
        elif p in tanda:
            saran = f'Serahkan lagi PDF yang bertanda tangan: kinerja sop sahkan --pdf-bertanda "…" {z.s.pilihan}'
        raise GalatUrutan(f"{p} hilang atau berubah sejak langkah {akhir.langkah} dicatat.", saran)
