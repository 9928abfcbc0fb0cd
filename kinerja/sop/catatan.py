"""The ledger: one JSON object a line, each chained to the one before by hash, readable without this software.

``data/sop/<tahun>/TW<n>.jsonl`` is never edited. A line ends with its own ``sidik``: the SHA-256 of the line as it
stands without it, so that anyone can check it with a text editor and ``sha256sum``. Each line names the ``sidik`` of
the line before, the first one none.

How it survives: an entry is added under a lock by writing the whole file beside the old one, flushing it to the disk
and renaming it, so that a kill at any moment leaves the old ledger or the new one. A chain alone cannot tell when its
last lines were cut off; ``TW<n>.ujung`` therefore holds number and hash of the last entry. It is written after the
ledger and may lag behind it by one kill, until the next command takes the lock, but never runs ahead of it. What breaks
the chain is named by line and never mended, except a torn last line, which only a crash of the disk or a half-finished
copy can leave: it is set aside into a file of its own, and that is said.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

from kinerja.galat import GalatKinerja, sebab_os
from kinerja.kantor import Kantor, Periode
from kinerja.tabel import tulis_byte

TINDAKAN_ENTRI = (
    "disposisi", "rekap", "susun", "putusan", "sosialisasi", "koreksi_buka", "koreksi_tutup", "serah", "sahkan",
    "arsip",
)  # fmt: skip
HASIL = ("", "ya", "tidak", "setuju", "keberatan", "ditolak")
TUNGGU_DETIK = 20.0
"""How long a command waits for another one that is writing: papers take a second or two."""
_EKOR = re.compile(r', "sidik": "([0-9a-f]{64})"\}$')
_HEKSA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Entri:
    """One line of the ledger.

    Attributes:
        nomor: From 1, without a gap.
        langkah: Step of the SOP that it belongs to.
        tindakan: One of :data:`TINDAKAN_ENTRI`.
        hasil: Outcome of a decision, one of :data:`HASIL`.
        jabatan: Who, as typed.
        nama: Likewise.
        nip: Likewise.
        mulai: When the step could begin, ISO 8601 with offset, to the minute.
        waktu: When it was done, likewise.
        revisi: Revision of the data that it speaks of, 0 first.
        norma: What the SOP allows, in words (``10 menit``).
        lama_menit: What it took, minutes of office hours.
        keterangan: Remark.
        masukan: What it rests on: SHA-256 by path from the office folder.
        keluaran: What it left, likewise.
        isi: What only this kind of entry has (a correction's indicator, from, to, why).
        sebelum: ``sidik`` of the entry before, empty for the first.
        sidik: SHA-256 of the line without this key.
    """

    nomor: int
    langkah: int
    tindakan: str
    hasil: str = ""
    jabatan: str = ""
    nama: str = ""
    nip: str = ""
    mulai: str = ""
    waktu: str = ""
    revisi: int = 0
    norma: str = ""
    lama_menit: int = 0
    keterangan: str = ""
    masukan: dict[str, str] = field(default_factory=dict)
    keluaran: dict[str, str] = field(default_factory=dict)
    isi: dict[str, object] = field(default_factory=dict)
    sebelum: str = ""
    sidik: str = ""


_BENTUK = {f.name: str(f.type).split("[")[0] for f in fields(Entri)}
_JENIS: dict[str, type] = {"int": int, "str": str, "dict": dict}


class GalatBuku(GalatKinerja):
    """The ledger is broken or held by another."""


def jalur_buku(kantor: Kantor, periode: Periode) -> Path:
    """Path of a quarter's ledger."""
    return kantor.akar / "data" / "sop" / str(periode.tahun) / f"TW{periode.triwulan}.jsonl"


def bersih(teks: str, panjang: int = 2000) -> str:
    """One line of what somebody typed: no control characters, no runs of spaces, no broken code points."""
    aman = teks.encode("utf-8", "replace").decode("utf-8")
    tampak = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in unicodedata.normalize("NFC", aman))
    return " ".join(tampak.split())[:panjang]


# ---- one line -------------------------------------------------------------------------------------------------------
def tulis_baris(e: Entri) -> tuple[str, Entri]:
    """Write an entry as its line, without the line's end; its ``sidik`` is worked out here."""
    isi = asdict(e)
    del isi["sidik"]
    polos = json.dumps(isi, ensure_ascii=False, sort_keys=False, allow_nan=False)
    sidik = hashlib.sha256(polos.encode("utf-8")).hexdigest()
    return f'{polos[:-1]}, "sidik": "{sidik}"}}', replace(e, sidik=sidik)


def baca_baris(baris: str) -> Entri:
    """Read one line and check its hash.

    Raises:
        ValueError: It is no entry, or was changed; in words that follow "baris 3: ".
    """
    ekor = _EKOR.search(baris)
    if ekor is None:
        raise ValueError("bukan catatan yang utuh")
    polos = baris[: ekor.start()] + "}"
    if hashlib.sha256(polos.encode("utf-8", "surrogatepass")).hexdigest() != ekor[1]:
        raise ValueError("isinya diubah sesudah dicatat (sidiknya tidak cocok)")
    try:
        isi = json.loads(baris)
    except ValueError:
        raise ValueError("bukan JSON yang sah") from None
    if not isinstance(isi, dict) or set(isi) != set(_BENTUK):
        raise ValueError("kuncinya tidak lengkap atau berlebih")
    for kunci, jenis in _BENTUK.items():
        if type(isi[kunci]) is not _JENIS[jenis]:
            raise ValueError(f'"{kunci}" bernilai salah')
    _periksa_nilai(isi)
    return Entri(**isi)


def _periksa_nilai(isi: Mapping[str, Any]) -> None:
    if isi["tindakan"] not in TINDAKAN_ENTRI or isi["hasil"] not in HASIL:
        raise ValueError("tindakan atau hasilnya tidak dikenal")
    for kunci in ("masukan", "keluaran"):
        for jalur, sidik in isi[kunci].items():
            luar = jalur.startswith("/") or ":" in jalur.split("/")[0] or ".." in jalur.split("/") or "\\" in jalur
            if luar or not isinstance(sidik, str) or not (sidik == "" or _HEKSA.fullmatch(sidik)):
                raise ValueError(f'"{kunci}" memuat berkas atau sidik yang tidak sah')


# ---- the file -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Isi:
    """What a ledger's file holds.

    Attributes:
        entri: Entries up to the first line that breaks the chain.
        teks: Their lines, each with its end.
        sobek: A torn last line, None when there is none.
        rusak: What breaks the chain, in sentences.
    """

    entri: tuple[Entri, ...] = ()
    teks: bytes = b""
    sobek: bytes | None = None
    rusak: tuple[str, ...] = ()


def baca_isi(mentah: bytes, nama: str) -> Isi:
    """Read a ledger.

    Args:
        mentah: The file's bytes.
        nama: What to call it in sentences.
    """
    *utuh, ekor = mentah.split(b"\n")
    entri: list[Entri] = []
    rusak: list[str] = []
    for n, baris in enumerate(utuh, 1):
        try:
            entri.append(_sambung(baris, entri))
        except ValueError as e:
            rusak.append(f"{nama} baris {n}: {e}.")
            break
    if rusak:
        return Isi(tuple(entri), b"".join(x + b"\n" for x in utuh[: len(entri)]), None, tuple(rusak))
    if not ekor:
        return Isi(tuple(entri), mentah)
    try:  # an editor may have taken away nothing but the end of the last line
        entri.append(_sambung(ekor, entri))
        return Isi(tuple(entri), mentah + b"\n")
    except ValueError as e:
        if _EKOR.search(ekor.decode("utf-8", "replace")):  # whole, and yet not what was written
            return Isi(tuple(entri), mentah[: -len(ekor)], None, (f"{nama} baris {len(utuh) + 1}: {e}.",))
    return Isi(tuple(entri), mentah[: -len(ekor)], ekor)


def _sambung(baris: bytes, entri: list[Entri]) -> Entri:
    """Read the line that follows these entries."""
    try:
        e = baca_baris(baris.decode("utf-8").removesuffix("\r"))
    except UnicodeDecodeError:
        raise ValueError("bukan teks UTF-8") from None
    if baris.endswith(b"\r"):
        raise ValueError("akhir barisnya diubah oleh editor teks")
    if e.nomor != len(entri) + 1:
        raise ValueError(f"bernomor {e.nomor}, seharusnya {len(entri) + 1}; ada catatan yang hilang atau disisipkan")
    if e.sebelum != (entri[-1].sidik if entri else ""):
        raise ValueError("tidak menyambung ke catatan sebelumnya; ada yang diganti")
    return e


class BukuSop:
    """The ledger of one quarter.

    Use :meth:`buka`; whoever looks at the entries and then adds one does both inside :meth:`kunci`.
    """

    def __init__(self, jalur: Path, nama: str) -> None:
        self.jalur, self.nama = jalur, nama
        self._isi = Isi()
        self._kunci: Any = None
        self.pesan: list[str] = []
        """What was done beyond adding: a torn line that was set aside."""

    @classmethod
    def buka(cls, kantor: Kantor, periode: Periode) -> Self:
        """Open a quarter's ledger, which may not exist yet. Reads only; nothing is made and no error raised for it."""
        jalur = jalur_buku(kantor, periode)
        buku = cls(jalur, kantor.relatif(jalur))
        buku.baca_lagi()
        return buku

    @property
    def entri(self) -> tuple[Entri, ...]:
        """The entries, up to the first line that breaks the chain."""
        return self._isi.entri

    @property
    def ada(self) -> bool:
        """Something has been recorded."""
        return bool(self._isi.entri or self._isi.rusak or self._isi.sobek)

    @property
    def sobek(self) -> bool:
        """The last line is torn; the next entry sets it aside."""
        return self._isi.sobek is not None

    @property
    def jalur_ujung(self) -> Path:
        """File that holds number and hash of the last entry."""
        return self.jalur.with_suffix(".ujung")

    def baca_lagi(self) -> None:
        """Read the file again."""
        try:
            mentah = self.jalur.read_bytes()
        except FileNotFoundError:
            mentah = b""
        isi = baca_isi(mentah, self.nama)
        if not isi.rusak and (terpotong := self._terpotong(isi.entri)):
            isi = replace(isi, rusak=(terpotong,))
        self._isi = isi

    def _terpotong(self, entri: tuple[Entri, ...]) -> str:
        """Say when entries are missing at the end; a mark that lags behind is what a kill leaves."""
        try:
            ujung = json.loads(self.jalur_ujung.read_text(encoding="utf-8"))
            nomor, sidik = int(ujung["nomor"]), str(ujung["sidik"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        if nomor > len(entri):
            return (
                f"{self.nama} berakhir pada baris {len(entri)}, padahal catatan nomor {nomor} pernah ada; "
                "akhir buku terpotong."
            )
        if nomor > 0 and entri[nomor - 1].sidik != sidik:
            return f"{self.nama} baris {nomor}: bukan catatan yang dulu ditulis di sana; buku pernah diganti."
        return ""

    def periksa(self) -> list[str]:
        """Say what breaks the chain, one sentence each; empty when it is whole."""
        return list(self._isi.rusak)

    def wajib_utuh(self) -> None:
        """Refuse to go on with a broken ledger.

        Raises:
            GalatBuku: It is broken.
        """
        if self._isi.rusak:
            raise GalatBuku(
                f"Buku catatan SOP tidak utuh: {self._isi.rusak[0]}",
                "Kembalikan berkas itu dari cadangan; program ini tidak memperbaikinya sendiri.",
            )

    @contextmanager
    def kunci(self) -> Iterator[Self]:
        """Hold the ledger, read anew, so that nobody else adds to it meanwhile. May be nested.

        Raises:
            GalatBuku: Another window holds it for too long, or the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        try:
            self.jalur.parent.mkdir(parents=True, exist_ok=True)
            if self._kunci is None:
                self._kunci = FileLock(self.jalur.parent / f".{self.jalur.stem}.kunci")
            self._kunci.acquire(timeout=TUNGGU_DETIK)
        except Timeout as e:
            raise GalatBuku(
                f"{self.nama} sedang dipakai jendela atau pengguna lain.", "Tunggu sampai selesai, lalu ulangi."
            ) from e
        except OSError as e:
            raise GalatBuku(
                f"Folder {self.jalur.parent} tidak dapat ditulisi: {sebab_os(e)}.",
                "Periksa izin folder dan sisa ruang disk.",
            ) from e
        try:
            self._buang_sementara()
            self.baca_lagi()
            self._susulkan_ujung()
            yield self
        finally:
            self._kunci.release()

    def tambah(self, tindakan: str, langkah: int, *, waktu: str, **lain: Any) -> Entri:
        """Add one entry.

        Args:
            tindakan: One of :data:`TINDAKAN_ENTRI`.
            langkah: Step that it belongs to.
            waktu: When, ISO 8601 with offset.
            **lain: Further fields of :class:`Entri`; number and hashes are given here.

        Raises:
            GalatBuku: The ledger is broken or held by another.
        """
        return self.tambah_semua([Entri(nomor=0, langkah=langkah, tindakan=tindakan, waktu=waktu, **lain)])[0]

    def tambah_semua(self, bakal: Sequence[Entri]) -> tuple[Entri, ...]:
        """Add several entries, all of them or none.

        Args:
            bakal: Entries; their number and hashes are given here.

        Returns:
            The entries as they stand in the ledger.
        """
        with self.kunci():
            self.wajib_utuh()
            self._sisihkan()
            baris, hasil = [], list(self.entri)
            for e in bakal:
                teks, jadi = tulis_baris(
                    replace(e, nomor=len(hasil) + 1, sebelum=hasil[-1].sidik if hasil else "", sidik="")
                )
                baca_baris(teks)  # nothing goes in that could not be read again
                baris.append(teks)
                hasil.append(jadi)
            tulis_byte(self.jalur, self._isi.teks + "".join(f"{x}\n" for x in baris).encode("utf-8"))
            self.baca_lagi()
            self._susulkan_ujung()
        return tuple(hasil[len(hasil) - len(baris) :])

    def _susulkan_ujung(self) -> None:
        """Write the mark of the end where it is not that of the last entry: after an entry, or after a kill."""
        if self._isi.rusak or not self.entri:
            return
        ujung = json.dumps({"nomor": len(self.entri), "sidik": self.entri[-1].sidik}) + "\n"
        if not self.jalur_ujung.is_file() or self.jalur_ujung.read_bytes() != ujung.encode("utf-8"):
            tulis_byte(self.jalur_ujung, ujung.encode("utf-8"))

    def _sisihkan(self) -> None:
        """Put a torn last line into a file beside the ledger, and say so."""
        if self._isi.sobek is None:
            return
        n = 1
        while (tujuan := self.jalur.with_suffix(f".sobek-{n}")).exists():
            n += 1
        tulis_byte(tujuan, self._isi.sobek)
        self.pesan.append(
            f"Baris terakhir {self.nama} terpotong dan disisihkan ke {tujuan.name}; catatan sebelumnya utuh."
        )

    def _buang_sementara(self) -> None:
        """Remove what a kill left half written; the lock is held, so that nobody is writing it now."""
        for sisa in self.jalur.parent.glob(f".{self.jalur.stem}.*.tmp"):
            sisa.unlink(missing_ok=True)
