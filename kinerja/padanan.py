"""Names that the plan does not know: how they are matched, and how the planner settles one once and for all.

An indicator is known by its name when nothing but case, blanks and punctuation differs. Everything else is asked, once:
the name goes into ``params/padanan.yaml`` with the nearest names of the plan above it as comments, and what the planner
writes behind it holds for ever. Nothing is matched by likeness alone, for two indicators of one office often differ in
a single word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from kinerja.aturan import ABAIKAN, baca_yaml
from kinerja.galat import GalatParameter
from kinerja.kantor import Kantor
from kinerja.masukan.hasil import Catatan
from kinerja.masukan.lajur import cocokkan_bidang, kunci_judul, mirip
from kinerja.tabel import tulis_byte

__all__ = ["ABAIKAN", "BERKAS", "Pemadan", "catat_nama", "rapikan", "tulis_padanan", "usul"]

BERKAS = "params/padanan.yaml"
PANJANG_NAMA = 300
"""Characters of a name that count; a YAML key may not be longer than 1024."""
BANYAK_USUL = 3
_AMBANG_USUL = 0.35
"""Likeness from which a name of the plan is proposed: two of three words, or most letters in order."""
_SARING = 20
_NOMOR = re.compile(r"^\s*(?:\d{1,2}|[A-Za-z])\s*[.)]\s+")

KEPALA = """\
# Padanan nama. Berkas ini diisi perencana; nama baru ditambahkan sendiri oleh aplikasi.
#
# Setiap nama di bawah ini ditemukan pada tabel yang dikirim bidang, tetapi tidak ada dalam Perjanjian Kinerja atau
# params/dinas.yaml. Isi di antara kedua tanda kutip di belakangnya, sekali saja; seterusnya diingat:
#   indikator : kode indikator dalam Perjanjian Kinerja, misalnya "TK-01"
#   bidang    : nama bidang dalam params/dinas.yaml
#   abaikan   : bila nama itu bukan indikator atau bidang yang diukur
# Baris "mungkin" adalah usul. Yang masih kosong ("") belum berlaku. Berkas ini ditulis ulang dan diurutkan setiap kali
# ada nama baru: isian Anda tetap, komentar Anda sendiri tidak.
"""


def rapikan(nama: object) -> str:
    """Write a name on one line without what cannot be printed, at most :data:`PANJANG_NAMA` characters."""
    teks = "".join(c if c.isprintable() else " " for c in str(nama))
    return " ".join(teks.split())[:PANJANG_NAMA].strip()


def kunci_nama(nama: object) -> str:
    """Reduce a name to its words; one in another script stays as it is."""
    return kunci_judul(nama) or str(nama).casefold().strip()


class Pemadan:
    """What a name that stands in somebody's table means.

    Args:
        indikator: Rows of table ``indikator``.
        kantor: The office, with the names that the planner has settled.
    """

    def __init__(self, indikator: Iterable[Catatan], kantor: Kantor) -> None:
        self.nama: dict[str, str] = {}
        self._bidang: dict[str, tuple[str, ...]] = {}
        self._kode: dict[str, str] = {}
        self._per_nama: dict[str, list[str]] = {}
        for i in indikator:
            kode = str(i["kode_indikator"])
            self.nama[kode] = str(i.get("indikator", ""))
            self._bidang[kode] = tuple(str(i.get("bidang", "")).split("; "))
            self._kode[kode.casefold()] = kode
            self._per_nama.setdefault(kunci_nama(self.nama[kode]), []).append(kode)
        self.kantor = kantor
        self._padan = {kunci_nama(k): (k, v) for k, v in kantor.padanan.indikator.items()}
        self._padan_bidang = {kunci_nama(k): (k, v) for k, v in kantor.padanan.bidang.items()}

    def kode(self, teks: str) -> str:
        """Return the plan's code that a text is, ``""`` when it is none."""
        return self._kode.get(teks.casefold(), "")

    def indikator(self, nama: str, bidang: str = "") -> str:
        """Return the code of a name, :data:`ABAIKAN`, or ``""`` when it is not known.

        Args:
            nama: As written; a number in front of it does not matter.
            bidang: Unit that decides between indicators of the same name.

        Raises:
            GalatParameter: The planner has given the name a code that the plan does not hold.
        """
        for kunci in dict.fromkeys((kunci_nama(nama), kunci_nama(_NOMOR.sub("", nama)))):
            if kunci in self._padan:
                return self._terpadan(*self._padan[kunci])
            calon = self._per_nama.get(kunci, []) if kunci else []
            if len(calon) > 1:
                calon = [k for k in calon if bidang in self._bidang[k]]
            if len(calon) == 1:
                return calon[0]
        return ""

    def _terpadan(self, nama: str, isi: str) -> str:
        if isi.casefold() == ABAIKAN:
            return ABAIKAN
        if kode := self.kode(isi):
            return kode
        raise _salah("indikator", nama, isi, "kode indikator dalam Perjanjian Kinerja", self.nama)

    def bidang(self, nama: str) -> str:
        """Return the unit of a name, :data:`ABAIKAN`, or ``""`` when it is not known.

        Raises:
            GalatParameter: The planner has given the name a unit that ``params/dinas.yaml`` does not hold.
        """
        dinas = self.kantor.dinas
        if kunci_nama(nama) in self._padan_bidang:
            tertulis, isi = self._padan_bidang[kunci_nama(nama)]
            if isi.casefold() == ABAIKAN:
                return ABAIKAN
            if resmi := cocokkan_bidang(isi, dinas):
                return resmi
            raise _salah("bidang", tertulis, isi, "nama bidang dalam params/dinas.yaml", [b.nama for b in dinas.bidang])
        return cocokkan_bidang(nama, dinas) or ""

    def mirip_indikator(self, nama: str) -> str:
        """Return the nearest indicators as the tail of a sentence, empty when nothing is near."""
        dekat = [f'{k} "{self.nama[k]}"' for k in usul(nama, self.nama)]
        return "; maksudnya mungkin " + " atau ".join(dekat) if dekat else ""


def _salah(bagian: str, nama: str, isi: str, seharusnya: str, pilihan: Iterable[str]) -> GalatParameter:
    dekat = mirip(isi, pilihan, "Maksud Anda ")
    return GalatParameter(
        f'{BERKAS}: {bagian} "{nama}" bernilai "{isi}", yang bukan {seharusnya}.',
        f"{dekat}?" if dekat else f'Isi dengan {seharusnya}, atau "{ABAIKAN}".',
    )


def usul(nama: str, pilihan: Mapping[str, str]) -> list[str]:
    """Return the keys whose names are most like a name, at most three, the likeliest first.

    Args:
        nama: The unknown name.
        pilihan: Known names by key.
    """
    kunci = kunci_nama(nama)
    kata = set(kunci.split())
    saring = []
    for k, v in pilihan.items():
        lain = kunci_nama(v)
        bersama = len(kata & set(lain.split())) / max(len(kata | set(lain.split())), 1)
        if len(kunci) > 1 and kunci == "".join(x[0] for x in lain.split()):
            bersama = 1.0  # TPT for Tingkat Pengangguran Terbuka
        saring.append((-bersama, k, lain))
    nilai = []
    # The letters are compared only where the words already look alike: that keeps a large plan quick.
    for bersama, k, lain in sorted(saring)[:_SARING]:
        huruf = SequenceMatcher(None, kunci, lain, autojunk=False).ratio()
        nilai.append((-max(-bersama, huruf if huruf >= 0.6 else 0.0), k))
    return [k for x, k in sorted(nilai)[:BANYAK_USUL] if -x >= _AMBANG_USUL]


# ---- params/padanan.yaml --------------------------------------------------------------------------------------------
def catat_nama(kantor: Kantor, temuan: Iterable[Any], indikator: Mapping[str, str]) -> bool:
    """Add the names that nobody has settled to ``params/padanan.yaml``; leave the file alone when there are none.

    Args:
        kantor: The office.
        temuan: Rows of ``temuan_ingest`` with attributes ``kode, nilai, pesan``.
        indikator: Names of the plan's indicators by code.

    Returns:
        Whether the file was written.
    """
    baru: dict[str, list[str]] = {"indikator": [], "bidang": []}
    for t in temuan:
        if t.kode == "nama_belum_dipadankan":
            baru["bidang" if t.pesan.startswith("Bidang ") else "indikator"].append(rapikan(t.nilai))
        elif t.kode == "bidang_tidak_dikenal":
            baru["bidang"].append(rapikan(t.nilai))
    jalur = kantor.akar / BERKAS
    lama = baca_yaml(jalur, BERKAS) if jalur.is_file() else {}
    isi = {b: _tambah(dict(lama.get(b) or {}), nama) for b, nama in baru.items()}
    if all(isi[b] == (lama.get(b) or {}) for b in isi):
        return False
    pilihan = {"indikator": dict(indikator), "bidang": {b.nama: b.nama for b in kantor.dinas.bidang}}
    tulis_byte(jalur, tulis_padanan(isi, pilihan).encode("utf-8"))
    return True


def _tambah(isi: dict[str, str], nama: Iterable[str]) -> dict[str, str]:
    ada = {kunci_nama(k) for k in isi}
    for n in nama:
        if n and kunci_nama(n) not in ada:
            ada.add(kunci_nama(n))
            isi[n] = ""
    return isi


def tulis_padanan(isi: Mapping[str, Mapping[str, str | None]], pilihan: Mapping[str, Mapping[str, str]]) -> str:
    """Write the file's text: names in order, proposals above each that is still empty.

    Args:
        isi: ``indikator`` and ``bidang``, each what the planner has filled in by name.
        pilihan: The same two, each the known names by what would be filled in.
    """
    baris = [KEPALA]
    for bagian in ("indikator", "bidang"):
        if not isi.get(bagian):
            baris.append(f"{bagian}: {{}}")
            continue
        baris.append(f"{bagian}:")
        for nama, nilai in sorted(isi[bagian].items(), key=lambda x: (kunci_nama(x[0]), x[0])):
            for k in usul(nama, pilihan[bagian]) if not nilai else ():
                nama_usul = pilihan[bagian][k]
                baris.append(f"  # mungkin {rapikan(k)}" + (f": {rapikan(nama_usul)}" if nama_usul != k else ""))
            baris.append(f"  {_kutip(nama)}: {_kutip(nilai or '')}")
        baris.append("")
    return "\n".join(baris).rstrip("\n") + "\n"


def _kutip(teks: str) -> str:
    """Quote a text for YAML: whatever somebody typed stays a text, and on its line."""
    return json.dumps(rapikan(teks), ensure_ascii=False)
