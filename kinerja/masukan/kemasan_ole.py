"""Look into an old ``.xls`` before calamine does: container (MS-CFB), records (MS-XLS), what it says of itself.

A container is a file system of its own, whose chains of sectors may run in a circle, and a record may claim two
thousand million texts; calamine 0.9 would follow and ask for memory until the process ends.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.masukan.jangkauan import Luas
from kinerja.masukan.kemasan import BATAS, Batas, Ditolak, Kemasan, hari, nama_orang

_AKHIR, _SEKTOR_TERTINGGI = 0xFFFFFFFE, 0xFFFFFFFA
_STRUKTUR = "susunan berkas .xls-nya tidak utuh"
_MAKRO = "_VBA_PROJECT_CUR"
_RINGKASAN = "\x05SummaryInformation"
_BUKU = ("Workbook", "Book")
_LAIN = {"WordDocument": "isinya dokumen Word", "PowerPoint Document": "isinya salindia PowerPoint"}


@dataclass(frozen=True)
class _Berkas:
    """An entry of the container's directory."""

    jenis: int
    awal: int
    ukuran: int


class Wadah:
    """The container: its directory, and the content of one stream at a time."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        if len(isi) < 512:
            raise Ditolak("berkas_rusak", _STRUKTUR)
        geser, geser_mini = struct.unpack_from("<HH", isi, 30)
        if geser not in (9, 12) or geser_mini != 6:
            raise Ditolak("berkas_rusak", _STRUKTUR)
        self.sektor = 1 << geser
        self.n_sektor = max(0, (len(isi) + self.sektor - 1) // self.sektor - 1)
        awal_direktori, _, self.batas_mini, awal_mini, _, awal_difat, _ = struct.unpack_from("<IIIIIII", isi, 48)
        self.fat = self._baca_fat(awal_difat)
        self.mini = self._angka(self._rangkai(awal_mini))
        self.direktori = self._baca_direktori(self._rangkai(awal_direktori))
        akar = next((x for x in self.direktori.values() if x.jenis == 5), None)
        self.isi_mini = self._rangkai(akar.awal)[: akar.ukuran] if akar else b""
        for x in self.direktori.values():  # a circle anywhere is refused, whoever may read that stream
            if x.jenis == 2 and x.ukuran:
                self._jalan(x)

    def _baca_fat(self, awal_difat: int) -> list[int]:
        daftar = list(struct.unpack_from("<109I", self.isi, 76))
        langkah = 0
        while awal_difat < _SEKTOR_TERTINGGI:
            blok = self._angka(self._sektor(awal_difat))
            langkah += 1
            if langkah > self.n_sektor or not blok:
                raise Ditolak("berkas_rusak", _STRUKTUR)
            daftar += blok[:-1]
            awal_difat = blok[-1]
        nomor = [x for x in daftar if x < _SEKTOR_TERTINGGI]
        if len(nomor) > self.n_sektor or len(nomor) != len(set(nomor)):
            raise Ditolak("berkas_rusak", _STRUKTUR)
        return [x for n in nomor for x in self._angka(self._sektor(n))]

    def _sektor(self, nomor: int) -> bytes:
        awal = (nomor + 1) * self.sektor
        if awal >= len(self.isi):
            raise Ditolak("berkas_rusak", _STRUKTUR)
        return self.isi[awal : awal + self.sektor]

    @staticmethod
    def _angka(isi: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(isi) // 4}I", isi[: len(isi) // 4 * 4]))

    @staticmethod
    def _ikuti(awal: int, tabel: list[int]) -> Iterator[int]:
        """Follow a chain to its end; one longer than the table goes in a circle."""
        for _ in range(len(tabel) + 1):
            if awal >= _SEKTOR_TERTINGGI:
                return
            yield awal
            if awal >= len(tabel):
                break
            awal = tabel[awal]
        raise Ditolak("berkas_rusak", _STRUKTUR)

    def _rangkai(self, awal: int) -> bytes:
        return b"".join(self._sektor(n) for n in self._ikuti(awal, self.fat))

    def _jalan(self, x: _Berkas) -> list[int]:
        return list(self._ikuti(x.awal, self.mini if x.ukuran < self.batas_mini else self.fat))

    def _baca_direktori(self, isi: bytes) -> dict[str, _Berkas]:
        hasil: dict[str, _Berkas] = {}
        for i in range(0, len(isi) - 127, 128):
            panjang, jenis = struct.unpack_from("<HB", isi, i + 64)
            if jenis in (1, 2, 5):
                nama = isi[i : i + min(max(panjang, 2) - 2, 62)].decode("utf-16-le", errors="replace")
                awal, ukuran = struct.unpack_from("<II", isi, i + 116)
                hasil.setdefault(nama, _Berkas(jenis, awal, ukuran))
        return hasil

    def baca(self, nama: str) -> bytes:
        """Return a stream; nothing when it is not there."""
        x = self.direktori.get(nama)
        if x is None or x.jenis != 2 or not x.ukuran:
            return b""
        jalan = self._jalan(x)
        if x.ukuran < self.batas_mini:
            isi = b"".join(self.isi_mini[n * 64 : n * 64 + 64] for n in jalan)
        else:
            isi = b"".join(self._sektor(n) for n in jalan)
        return isi[: x.ukuran]


def periksa_ole(isi: bytes, batas: Batas = BATAS) -> Kemasan:
    """Check an OLE container that should be an ``.xls`` and return its facts.

    Raises:
        Ditolak: It is damaged, protected, too large, or no workbook.
    """
    try:
        wadah = Wadah(isi)
    except Ditolak:
        if "EncryptedPackage".encode("utf-16-le") in isi:
            raise Ditolak("berkas_bersandi") from None
        raise
    if "EncryptedPackage" in wadah.direktori:
        raise Ditolak("berkas_bersandi")
    nama = next((n for n in wadah.direktori if n in _BUKU), "")
    if not nama:
        sebab = next((a for n, a in _LAIN.items() if n in wadah.direktori), "isinya bukan buku kerja")
        raise Ditolak("berkas_bukan_excel", sebab)
    buku = wadah.baca(nama)
    if len(buku) > batas.bagian:
        raise Ditolak("berkas_terlalu_besar", "lembarnya memuat terlalu banyak baris atau format")
    tautan = _periksa_rekaman(buku, batas)
    disimpan, oleh = _ringkasan(wadah.baca(_RINGKASAN))
    return Kemasan("xls", disimpan, oleh, _MAKRO in wadah.direktori, tautan)


def tanpa_makro(isi: bytes) -> bytes:
    """Return a container whose macros no reader finds: calamine would unpack them, of whatever size, unasked."""
    lama = _MAKRO.encode("utf-16-le")
    return isi.replace(lama, b"x\0" + lama[2:]) if lama in isi else isi


# ---- records --------------------------------------------------------------------------------------------------------
# Cells that hold something: FORMULA, LABEL, LABELSST, NUMBER, RK, BOOLERR, RSTRING; MULRK holds several.
_SEL = frozenset((0x0006, 0x0204, 0x00FD, 0x0203, 0x027E, 0x0205, 0x00D6))
_MULRK, _DIMENSI, _LEMBAR, _SANDI, _TEKS, _LUAR, _AKHIR_BAGIAN = 0xBD, 0x200, 0x85, 0x2F, 0xFC, 0x1AE, 0x0A
_AWAL_BAGIAN = frozenset((0x0009, 0x0209, 0x0409, 0x0809))
_DIMENSI_TERBESAR = 65_536 * 256


def rekaman_xls(isi: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Walk the records: where one begins, its kind, where its content begins, how long it is."""
    i, n = 0, len(isi)
    baca = struct.Struct("<HH").unpack_from
    while i + 4 <= n:
        jenis, panjang = baca(isi, i)
        if i + 4 + panjang > n:
            return
        yield i, jenis, i + 4, panjang
        i += 4 + panjang


class _Rekaman:
    """What the records of a workbook add up to."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        self.tautan = self.teks = 0
        self.lembar: list[int] = []
        self.luas = [Luas()]
        self.awal: set[int] = set()  # where a sheet may begin: after the end of what stands before it
        sebelum = _AKHIR_BAGIAN
        for mulai, jenis, i, panjang in rekaman_xls(isi):
            if jenis in _SEL:
                if panjang >= 4:
                    self.luas[-1].sampai(*struct.unpack_from("<HH", isi, i))
            elif jenis in _AWAL_BAGIAN:
                if sebelum == _AKHIR_BAGIAN:
                    self.awal.add(mulai)
                    self.luas.append(Luas())
            else:
                self._lain(jenis, isi[i : i + panjang])
            sebelum = jenis

    def _lain(self, jenis: int, isi: bytes) -> None:
        if jenis == _MULRK and len(isi) >= 6:
            self.luas[-1].sampai(int.from_bytes(isi[:2], "little"), int.from_bytes(isi[-2:], "little"))
        elif jenis == _SANDI:
            raise Ditolak("berkas_bersandi")
        elif jenis == _LEMBAR and len(isi) >= 4:
            self.lembar.append(int.from_bytes(isi[:4], "little"))
        elif jenis == _DIMENSI:
            _periksa_dimensi(isi)
        elif jenis == _TEKS and len(isi) >= 8:
            self.teks = max(self.teks, int.from_bytes(isi[4:8], "little"))
        elif jenis == _LUAR and isi[2:4] not in (b"\x01\x04", b"\x01\x3a"):  # itself, and Excel's own functions
            self.tautan += 1


def _periksa_rekaman(isi: bytes, batas: Batas) -> int:
    """Refuse what would not fit; return the number of other workbooks that are referred to."""
    r = _Rekaman(isi)
    if len(r.lembar) > batas.lembar:
        raise Ditolak("berkas_terlalu_besar", f"berisi {len(r.lembar)} lembar")
    if len(r.lembar) != len(set(r.lembar)):
        raise Ditolak("berkas_berbahaya", "beberapa lembarnya menunjuk isi yang sama")
    # A text takes three bytes at least.
    if r.teks > len(isi) // 3 or not r.awal.issuperset(r.lembar):
        raise Ditolak("berkas_rusak", _STRUKTUR)
    if sum(x.sel for x in r.luas) > batas.sel:
        besar = max(r.luas, key=lambda x: x.sel)
        raise Ditolak("berkas_terlalu_besar", f"satu lembarnya memuat {besar.baris} baris x {besar.kolom} kolom")
    return r.tautan


def _periksa_dimensi(isi: bytes) -> None:
    """Refuse an area that the file declares and no ``.xls`` can have: room for it is set aside."""
    if len(isi) >= 14:
        b1, b2, k1, k2 = struct.unpack_from("<IIHH", isi)
    elif len(isi) >= 8:
        b1, b2, k1, k2 = struct.unpack_from("<HHHH", isi)
    else:
        return
    if max(b2 - b1, 0) * max(k2 - k1, 0) > _DIMENSI_TERBESAR:
        raise Ditolak("berkas_rusak", "luas lembar yang tertulis tidak mungkin")


# ---- what it says of itself -----------------------------------------------------------------------------------------
_OLEH, _DISIMPAN, _TEKS_SATU_BITA, _TEKS_DUA_BITA, _WAKTU = 8, 13, 0x1E, 0x1F, 0x40


def _ringkasan(isi: bytes) -> tuple[str, str]:
    """Return day and person of the last saving from the summary (MS-OLEPS); empty where it does not say."""
    if len(isi) < 48:
        return "", ""
    awal = int.from_bytes(isi[44:48], "little")
    bagian = isi[awal:]
    if len(bagian) < 8:
        return "", ""
    disimpan = oleh = ""
    for n in range(min(int.from_bytes(bagian[4:8], "little"), 64)):
        letak = bagian[8 + 8 * n : 16 + 8 * n]
        if len(letak) < 8:
            break
        sifat, di = struct.unpack("<II", letak)
        jenis, nilai = int.from_bytes(bagian[di : di + 4], "little"), bagian[di + 4 :]
        if sifat == _DISIMPAN and jenis == _WAKTU:
            disimpan = _waktu(int.from_bytes(nilai[:8], "little"))
        elif sifat == _OLEH and jenis in (_TEKS_SATU_BITA, _TEKS_DUA_BITA):
            oleh = _nama(jenis, nilai)
    return disimpan, nama_orang(oleh)


def _nama(jenis: int, isi: bytes) -> str:
    panjang = min(int.from_bytes(isi[:4], "little"), 500)
    if jenis == _TEKS_DUA_BITA:
        return isi[4 : 4 + 2 * panjang].decode("utf-16-le", errors="replace").split("\0")[0]
    teks = isi[4 : 4 + panjang].split(b"\0")[0]
    try:
        return teks.decode("utf-8")
    except UnicodeDecodeError:
        return teks.decode("cp1252", errors="replace")


def _waktu(tik: int) -> str:
    """Return the day of a FILETIME: tenths of microseconds since 1601."""
    try:
        return hari((dt.datetime(1601, 1, 1) + dt.timedelta(microseconds=tik // 10)).date().isoformat()) if tik else ""
    except OverflowError:
        return ""
