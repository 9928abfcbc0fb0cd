"""Texts for WhatsApp: what the planner sends to a unit, and to the group, in polite office Indonesian.

Plain text with WhatsApp's own marks (``*tebal*``). What comes from files enters only through :func:`aman`: on one line,
without control characters, shortened, and without the marks, so that no name can break a message or pose as a part of
it. The same state and the same day give the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kinerja.kata import daftar, ringkas
from kinerja.langkah import DATA_CONTOH
from kinerja.nama import nama_berkas
from kinerja.tenggat import akhir_triwulan, tulis_hari

if TYPE_CHECKING:
    from kinerja.status import Perbaikan, Status, StatusBidang

PANJANG = 160
"""Letters that a name keeps in a message."""
BUTIR_TERBANYAK = 12
"""Items of a list that a message names; the rest is counted. More is not read on a telephone."""

_UNIT = re.compile(
    r"(?:bidang|bagian|sub ?bagian|subbag|seksi|unit|upt|uptd|balai|kelompok|tim|puskesmas|inspektur)\b", re.IGNORECASE
)
_SEKRETARIAT = re.compile(r"sekretariat\b", re.IGNORECASE)
_TANDA = str.maketrans({"*": "∗", "~": "∼", "`": "'"})


# ---- text from files ------------------------------------------------------------------------------------------------
def sebaris(teks: object, panjang: int = PANJANG) -> str:
    """Put text from a file on one line: no control, format or unassigned character, no line break, shortened."""
    bersih = "".join(" " if unicodedata.category(x) in _BUKAN_HURUF else x for x in str(teks))
    return ringkas(bersih, panjang)


_BUKAN_HURUF = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that have no place in a name; Cf holds what turns the direction of writing around."""


def aman(teks: object, panjang: int = PANJANG) -> str:
    """Make text from a file fit for a message: :func:`sebaris`, and WhatsApp's marks become letters that look alike.

    An underscore within a word marks nothing and stays, so that file names can be searched for; one at its edge would.
    """
    tanpa_tepi = re.sub(r"(?<!\w)_+|_+(?!\w)", " ", sebaris(teks, panjang).translate(_TANDA))
    return " ".join(tanpa_tepi.split())


# ---- small pieces ---------------------------------------------------------------------------------------------------
def pimpinan(bidang: str) -> str:
    """Address the head of a unit by its name: ``Kepala Bidang Tenaga Kerja``, ``Sekretaris``."""
    nama = aman(bidang)
    if m := _SEKRETARIAT.match(nama):
        return f"Sekretaris{nama[m.end() :]}"
    return f"Kepala {nama}" if _UNIT.match(nama) else f"Kepala Bidang {nama}"


def sisa(s: Status) -> str:
    """Say how far the deadline is: ``2 hari kerja lagi``, ``hari ini``, ``sudah lewat 3 hari kerja``."""
    if s.hari == s.tenggat:
        return "hari ini"
    n = abs(s.sisa_hari)
    if s.lewat:
        return f"sudah lewat {n} hari kerja" if n else "sudah lewat"
    return f"{n} hari kerja lagi" if n else "sebelum hari kerja berikutnya"


def _batas(s: Status) -> str:
    """Until when, as the end of a request."""
    if s.lewat:
        return f"pada kesempatan pertama, karena batasnya *{tulis_hari(s.tenggat)}* {sisa(s)}"
    return f"paling lambat *{tulis_hari(s.tenggat)}* ({sisa(s)})"


def _bernomor(butir: Sequence[str], lainnya: str) -> str:
    """Number a list, cut at :data:`BUTIR_TERBANYAK`."""
    baris = [f"{i}. {x}" for i, x in enumerate(butir[:BUTIR_TERBANYAK], 1)]
    if lebih := len(butir) - BUTIR_TERBANYAK:
        baris += [f"dan {lebih} {lainnya} lainnya."] if lebih > 0 else []
    return "\n".join(baris)


def _surat(s: Status, kepada: str, isi: Iterable[str]) -> str:
    """Put a message together: what it is about, to whom, paragraphs, thanks, and who sends it."""
    dinas = s.kantor.dinas
    bagian = [
        *([DATA_CONTOH] if dinas.data_contoh else []),
        f"*Formulir Capaian Kinerja {s.periode.teks}*",
        f"Yth. {kepada}\n{aman(dinas.nama)}",
        *(x for x in isi if x),
        f"Terima kasih atas kerja samanya.\n{aman(dinas.perencana.jabatan)}",
    ]
    return "\n\n".join(bagian) + "\n"


# ---- to one unit ----------------------------------------------------------------------------------------------------
def untuk_bidang(s: Status, b: StatusBidang) -> str:
    """Write the message for a unit: not sent, incomplete, to be corrected, or complete."""
    if b.keadaan in ("belum", "terlambat"):
        isi = _belum(s, b)
    elif b.keadaan == "sebagian":
        isi = _sebagian(s, b)
    elif b.perbaikan:
        isi = _perbaikan(s, b)
    else:
        isi = _lengkap(s, b)
    return _surat(s, pimpinan(b.nama), isi)


def _belum(s: Status, b: StatusBidang) -> list[str]:
    nama, berkas = aman(b.nama), nama_berkas(b.nama, s.periode)
    tentang = f"Formulir capaian kinerja {s.periode.teks} dari {nama}"
    if b.ditolak:
        d = b.ditolak[0]
        buka = (
            f"Terima kasih, berkas *{_nama(d.berkas)}* dari {nama} sudah kami terima, tetapi belum dapat dipakai: "
            f"{aman(d.sebab, 300)} Mohon formulir {s.periode.teks} dikirim ulang {_batas(s)}."
        )
    elif s.berjalan:
        buka = (
            f"{tentang} kami tunggu {_batas(s)}. Triwulannya berakhir pada {tulis_hari(akhir_triwulan(s.periode))}; "
            "datanya dapat mulai disiapkan."
        )
    else:
        buka = f"{tentang} belum kami terima. Mohon dikirim {_batas(s)}."
    kurang = [f"{aman(k.indikator)} ({aman(k.kode, 40)})" for k in b.kurang]
    return [
        buka,
        f"Yang perlu dilaporkan, {len(kurang)} indikator:\n{_bernomor(kurang, 'indikator')}",
        f"Mohon formulir *{berkas}* diisi, disimpan, dan dikirim kembali melalui pesan ini.",
        "" if b.ditolak or s.berjalan else "Bila sudah dikirim, mohon beri tahu kami supaya dapat kami telusuri.",
    ]


def _sebagian(s: Status, b: StatusBidang) -> list[str]:
    kurang = [
        f"{aman(k.indikator)} ({aman(k.kode, 40)})" + (f", sel {aman(k.sel, 60)}" if k.sel else "") for k in b.kurang
    ]
    # The empty cells have findings too; what is said above is not said again. Why a cell was not readable is.
    kode = {k.kode for k in b.kurang}
    lain = [p for p in b.perbaikan if p.temuan != "belum_dilaporkan" or p.kode not in kode]
    apa = "belum terisi atau belum terbaca" if any(p.kode in kode for p in lain) else "belum terisi"
    return [
        f"Terima kasih, {_diterima(s, b)}. Masih ada {len(kurang)} dari {b.n_indikator} indikator yang {apa}:\n"
        f"{_bernomor(kurang, 'indikator')}",
        f"Selain itu ada {len(lain)} hal yang perlu diperbaiki atau dijelaskan:\n{_hal(lain)}" if lain else "",
        f"{_kembali(s, b, 'dilengkapi')} {_batas(s)}.",
        "Bila angkanya memang belum terbit, mohon tulis *belum tersedia* di sel itu.",
    ]


def _perbaikan(s: Status, b: StatusBidang) -> list[str]:
    n = len(b.perbaikan)
    return [
        f"Terima kasih, {_diterima(s, b)} dan sudah lengkap. Setelah diperiksa, ada {n} hal yang perlu diperbaiki "
        f"atau dijelaskan:\n{_hal(b.perbaikan)}",
        f"{_kembali(s, b, 'diperbaiki')} {_batas(s)}.",
    ]


def _lengkap(s: Status, b: StatusBidang) -> list[str]:
    isian = f"{b.n_dilaporkan} dari {b.n_indikator} indikator terisi"
    sesudah = "Tidak ada yang perlu diperbaiki." if s.tervalidasi else "Isinya akan kami periksa lebih dulu."
    return [f"{_besar(_diterima(s, b))}: lengkap, {isian}. {sesudah}"]


def _diterima(s: Status, b: StatusBidang) -> str:
    """Name the form that came: file, revision, and when it was saved where the file says so."""
    simpan = f", disimpan {tulis_hari(b.disimpan)}" if b.disimpan else ""
    revisi = f", revisi {b.revisi}" if b.revisi else ""
    berkas = daftar([f"*{_nama(x)}*" for x in b.berkas.split("; ")])
    return f"formulir {s.periode.teks} dari {aman(b.nama)} sudah kami terima ({berkas}{revisi}{simpan})"


def _kembali(s: Status, b: StatusBidang, apa: str) -> str:
    """Ask for the file that has to come back: the correction workbook where there is one, else the form."""
    if b.koreksi:
        return (
            f"Terlampir berkas koreksi *{_nama(b.koreksi)}* (dari folder koreksi): formulir yang Bapak/Ibu kirim, "
            f"dengan sel yang dimaksud sudah diberi warna. Mohon berkas itu {apa}, disimpan, dan dikirim kembali"
        )
    berkas = daftar([f"*{_nama(x)}*" for x in b.berkas.split("; ")])
    return f"Mohon berkas {berkas} {apa}, disimpan, dan dikirim kembali"


def _hal(isi: Sequence[Perbaikan]) -> str:
    butir = []
    for p in isi:
        letak = ", ".join(x for x in (aman(p.letak, 60), aman(p.kode, 40)) if x)
        butir.append(f"{letak}: {aman(p.pesan, 300)} {aman(p.saran, 300)}" if letak else aman(p.pesan, 300))
    return _bernomor(butir, "hal")


def _nama(berkas: str) -> str:
    """Last part of a path; the rest is the planner's."""
    return aman(berkas.rsplit("/", 1)[-1], 80)


def _besar(teks: str) -> str:
    return teks[0].upper() + teks[1:]


# ---- to the group ---------------------------------------------------------------------------------------------------
def untuk_semua(s: Status) -> str:
    """Write the message for the group: who is complete, who is awaited; no counts and no delays beside a name."""
    ditagih = [b for b in s.bidang if b.keadaan != "nihil"]
    belum = [b for b in ditagih if b.keadaan in ("belum", "terlambat")]
    kelompok = (
        ("Sudah lengkap, terima kasih:", [b for b in ditagih if b.beres]),
        ("Sudah masuk, sedang disempurnakan:", [b for b in ditagih if not b.beres and b not in belum]),
        ("Masih kami tunggu:", belum),
    )
    isi = [f"{judul}\n" + "\n".join(f"- {aman(b.nama)}" for b in unit) for judul, unit in kelompok if unit]
    if all(b.beres for b in ditagih):
        pembuka, penutup = f"Per {tulis_hari(s.hari)} formulir semua bidang sudah lengkap.", ""
    else:
        batas = f"Batas pengirimannya *{tulis_hari(s.tenggat)}*" + (f", {sisa(s)}" if not s.lewat else "")
        pembuka = f"Keadaan pengumpulan formulir per {tulis_hari(s.hari)}. {batas}."
        penutup = "Bila ada kesulitan mengisi, silakan hubungi kami; dengan senang hati kami bantu."
    return _surat(s, "Sekretaris dan para Kepala Bidang", [pembuka, *isi, penutup])
