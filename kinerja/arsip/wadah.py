"""The archive's container: a ZIP file with exactly one way to be written, so that every byte of it can be checked.

Any unzipping program opens it. What is special is what it does *not* use: members are stored uncompressed (so the bytes
do not depend on a compressor's version, a damaged archive loses only what was hit, and no bomb can be made of one), no
times, no permissions, no comments, no extra fields, no data descriptors, no ZIP64. From the names and contents of the
members follows every other byte; :func:`susun` writes them, and a reader that writes them again sees whatever was
changed, hidden between members, put before the first or behind the last.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BATAS_ARSIP = 2_000_000_000
"""Bytes of an archive: below the 2 GiB (and 4 GiB of plain ZIP) that old programs handle."""
BATAS_ANGGOTA = 200_000_000
"""Bytes of one member."""
BATAS_JUMLAH = 20_000
"""Members."""
_LOKAL, _PUSAT, _AKHIR = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_TANGGAL = 0x21
"""1 January 1980, the earliest that ZIP knows: no clock."""
_UTF8 = 0x800

TERLARANG = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
PERANGKAT = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any extension."""


def nama_selamat(nama: str) -> bool:
    """Tell whether a member may be unpacked under its own name on every system, within the folder given."""
    bagian = nama.split("/")
    return bool(nama) and len(nama) <= 240 and all(bagian_selamat(b) for b in bagian)


def bagian_selamat(b: str) -> bool:
    """The same for one part of a path: not empty, no ``..``, no drive, device, or trailing dot or space."""
    return bool(b) and not TERLARANG.search(b) and not PERANGKAT.match(b) and b == b.rstrip(". ") and len(b) <= 200


@dataclass(frozen=True)
class Potong:
    """A piece of a container: which part it belongs to (for a message), and its bytes."""

    zona: str
    isi: bytes


def susun(anggota: Iterable[tuple[str, bytes]]) -> Iterator[Potong]:
    """Write a container, piece by piece.

    Args:
        anggota: Names and contents, in order.

    Yields:
        Its bytes; the concatenation is the file.
    """
    pusat: list[bytes] = []
    letak = 0
    for nama, isi in anggota:
        n = nama.encode("utf-8")
        tanda = 0 if nama.isascii() else _UTF8
        umum = struct.pack(
            "<HHHHHIIIHH", 20, tanda, 0, 0, _TANGGAL, zlib.crc32(isi), len(isi), len(isi), len(n), 0
        )  # fmt: skip
        kepala = _LOKAL + umum + n
        yield Potong(f"kepala {nama}", kepala)
        yield Potong(f"isi {nama}", isi)
        pusat.append(_PUSAT + struct.pack("<H", 20) + umum + struct.pack("<HHHII", 0, 0, 0, 0, letak) + n)
        letak += len(kepala) + len(isi)
    daftar = b"".join(pusat)
    yield Potong("daftar isi", daftar)
    yield Potong("penutup", _AKHIR + struct.pack("<HHHHIIH", 0, 0, len(pusat), len(pusat), len(daftar), letak, 0))


@dataclass(frozen=True)
class Anggota:
    """A member as the directory of a container lists it."""

    nama: str
    info: zipfile.ZipInfo


class WadahRusak(Exception):
    """A container cannot be read as one; the sentence says why."""


class Wadah:
    """A container opened for checking: nothing is unpacked to disk, everything is bounded.

    Attributes:
        anggota: Its members in the directory's order; names may repeat.
        ukuran: Bytes of the file.
    """

    def __init__(self, jalur: Path) -> None:
        """Open it.

        Raises:
            WadahRusak: It is no ZIP file, too large, or its directory is damaged.
            OSError: It cannot be read.
        """
        self.ukuran = jalur.stat().st_size
        if self.ukuran > BATAS_ARSIP:
            raise WadahRusak(f"besarnya {self.ukuran} byte, lebih dari {BATAS_ARSIP}")
        self._f: BinaryIO = jalur.open("rb")
        try:
            self._zip = zipfile.ZipFile(self._f)
            daftar = self._zip.infolist()
        except Exception as e:  # zipfile raises half a dozen kinds on damaged directories
            self._f.close()
            raise WadahRusak("daftar isi kemasan ZIP-nya tidak terbaca") from e
        if len(daftar) > BATAS_JUMLAH:
            self.tutup()
            raise WadahRusak(f"berisi {len(daftar)} berkas, lebih dari {BATAS_JUMLAH}")
        self.anggota = tuple(Anggota(x.orig_filename, x) for x in daftar)

    def tutup(self) -> None:
        """Close the file."""
        self._zip.close()
        self._f.close()

    def isi(self, a: Anggota, batas: int = BATAS_ANGGOTA) -> bytes:
        """Read a member, whatever its checksum in the directory claims.

        Raises:
            WadahRusak: It is larger than it may be, lies outside the file, is encrypted, or cannot be unpacked.
        """
        x = a.info
        if max(x.file_size, x.compress_size) > batas:
            raise WadahRusak(f"{a.nama} lebih besar dari {batas} byte")
        if x.flag_bits & 1:
            raise WadahRusak(f"{a.nama} bersandi")
        mentah = self._mentah(a)
        if x.compress_type == zipfile.ZIP_STORED:
            return mentah
        if x.compress_type != zipfile.ZIP_DEFLATED:
            raise WadahRusak(f"{a.nama} dimampatkan dengan cara yang tidak dikenal")
        try:
            # At most one byte more than announced: a bomb shows itself without being unpacked.
            isi = zlib.decompressobj(-15).decompress(mentah, x.file_size + 1)
        except zlib.error as e:
            raise WadahRusak(f"{a.nama} tidak dapat dibuka dari kemasannya") from e
        if len(isi) > x.file_size:
            raise WadahRusak(f"{a.nama} lebih besar dari yang dinyatakan")
        return isi

    def _mentah(self, a: Anggota) -> bytes:
        self._f.seek(max(a.info.header_offset, 0))
        kepala = self._f.read(30)
        if len(kepala) < 30 or not kepala.startswith(_LOKAL):
            raise WadahRusak(f"kepala {a.nama} rusak")
        n, e = struct.unpack("<HH", kepala[26:30])
        self._f.seek(n + e, 1)
        isi = self._f.read(a.info.compress_size)
        if len(isi) != a.info.compress_size:
            raise WadahRusak(f"{a.nama} terpotong")
        return isi

    def beda_pertama(self, anggota: Iterable[tuple[str, bytes]]) -> str:
        """Compare the file with the one way to write these members.

        Args:
            anggota: Names and contents, in order.

        Returns:
            Where the first difference lies, in words; empty when the file is that very one.
        """
        letak = 0
        for p in susun(anggota):
            self._f.seek(letak)  # whoever yields the members may have moved it
            ada = self._f.read(len(p.isi))
            if ada != p.isi:
                k = next((i for i, (x, y) in enumerate(zip(ada, p.isi, strict=False)) if x != y), len(ada))
                return f"pada {p.zona} (byte ke-{letak + k + 1}){self._sembunyi(ada)}"
            letak += len(p.isi)
        lebih = self.ukuran - letak
        return f"ada {lebih} byte sesudah akhir kemasan" if lebih else ""

    @staticmethod
    def _sembunyi(ada: bytes) -> str:
        """Name a member that lies there without standing in the directory."""
        if not ada.startswith(_LOKAL) or len(ada) < 30:
            return ""
        n = struct.unpack("<H", ada[26:28])[0]
        nama = ada[30 : 30 + n].decode("utf-8", "replace")
        return f"; di sana tertulis berkas {nama!r}"
