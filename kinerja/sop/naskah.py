"""The SOP as data: ``params/sop.yaml``, read and checked key by key.

The ledger, the board, the papers and the drawing are made from it; nothing else knows how many steps there are, who
takes them or how long they may last. What the code does fix is what a step *does* (:data:`TINDAKAN`): each has a
guard of its own, and a few of them make sense only in one order.
"""

from __future__ import annotations

import re
import string
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from kinerja.aturan import Bulat, Model, baca_yaml, periksa
from kinerja.galat import GalatParameter
from kinerja.kantor import CHECKOUT, Kantor

NAMA_BERKAS = "sop.yaml"
TINDAKAN = ("disposisi", "rekap", "susun", "putusan", "sosialisasi", "serah", "sahkan", "arsip")
"""What a step of the SOP can be; corrections are no step, they lead back to one."""
WAJIB = ("susun", "putusan", "sahkan", "arsip")
"""Without one of these there is nothing to release, to sign or to keep."""

Tindakan = Literal["disposisi", "rekap", "susun", "putusan", "sosialisasi", "serah", "sahkan", "arsip"]
_RENTANG = re.compile(r"([01]\d|2[0-3])[.:]([0-5]\d)\s*[-–]\s*([01]\d|2[0-3])[.:]([0-5]\d)")
_ZONA = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")


class LangkahSop(Model):
    """One row of the SOP.

    Attributes:
        nomor: From 1 without a gap.
        kegiatan: What is done.
        pelaksana: Who does it, one of the SOP's columns.
        kelengkapan: What is needed.
        waktu: Norm, in ``satuan``; days are working days, hours and minutes those of a working day.
        satuan: ``menit``, ``jam`` or ``hari``.
        keluaran: What it yields.
        simbol: Its symbol in the drawing; a ``keputusan`` has two outcomes.
        tindakan: What the software does for it, one of :data:`TINDAKAN`.
        ya: Step after a positive outcome; None for any step that is no decision.
        tidak: Step after a negative one.
        ragu: What the scanned page leaves in doubt, empty when nothing.
    """

    nomor: Annotated[Bulat, Field(ge=1)]
    kegiatan: Annotated[str, Field(min_length=1)]
    pelaksana: str
    kelengkapan: str = ""
    waktu: Annotated[Bulat, Field(ge=1)]
    satuan: Literal["menit", "jam", "hari"]
    keluaran: str = ""
    simbol: Literal["mulai", "proses", "keputusan", "selesai"] = "proses"
    tindakan: Tindakan
    ya: Bulat | None = None
    tidak: Bulat | None = None
    ragu: str = ""

    @property
    def norma(self) -> str:
        """``10 menit``, ``2 hari kerja``."""
        return f"{self.waktu} {self.satuan}{' kerja' if self.satuan == 'hari' else ''}"

    @model_validator(mode="after")
    def _dua_hasil(self) -> LangkahSop:
        keputusan = self.simbol == "keputusan"
        if keputusan != (self.ya is not None) or keputusan != (self.tidak is not None):
            raise ValueError("simbol keputusan harus menyebut ya dan tidak, simbol lain tidak boleh")
        return self


class JamKerja(Model):
    """Office hours as spans of a day (``07.30-12.00``), breaks left out."""

    senin_kamis: tuple[str, ...] = ("07.30-12.00", "13.00-16.00")
    jumat: tuple[str, ...] = ("07.30-11.30", "13.00-16.30")

    @field_validator("senin_kamis", "jumat")
    @classmethod
    def _berurut(cls, nilai: tuple[str, ...]) -> tuple[str, ...]:
        batas = [t for x in nilai for t in menit_rentang(x)]
        if not batas or any(a >= b for a, b in zip(batas, batas[1:], strict=False)):
            raise ValueError("jam kerja harus berurutan tanpa tumpang tindih, misalnya 07.30-12.00 lalu 13.00-16.00")
        return nilai


class Sop(Model):
    """The SOP and the office's choices about it: ``params/sop.yaml``.

    Attributes:
        judul: Its name.
        nomor: Its number.
        daerah: Regency or city.
        dasar_hukum: Legal bases.
        kualifikasi: What those who take the steps must know.
        peralatan: Documents and equipment.
        pencatatan: What is recorded.
        peringatan: What happens when it is not followed.
        keterkaitan: SOPs that it hangs together with.
        pelaksana: The columns of the drawing, from the left.
        langkah: The steps in order.
        keputusan_sosialisasi: Socialisation is a decision too: an objection opens a correction and leads back. When
            false, the step is drawn and treated as a plain one.
        nomor_surat: Pattern of a paper's number with ``{urut}``, ``{tahun}`` and ``{triwulan}``.
        zona_waktu: Offset of the office's clock, ``+07:00``.
        jam_kerja: Office hours; norms in minutes and hours run only then.
        baris_per_halaman: Steps on one page of the drawing.
    """

    judul: str
    nomor: str = ""
    daerah: str = ""
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    pencatatan: tuple[str, ...] = ()
    peringatan: str = ""
    keterkaitan: tuple[str, ...] = ()
    pelaksana: Annotated[tuple[str, ...], Field(min_length=1, max_length=12)]
    langkah: Annotated[tuple[LangkahSop, ...], Field(min_length=len(WAJIB), max_length=40)]
    keputusan_sosialisasi: bool = True
    nomor_surat: str = "000.8/{urut:03d}/{tahun}"
    zona_waktu: str = "+07:00"
    jam_kerja: JamKerja = JamKerja()
    baris_per_halaman: Annotated[Bulat, Field(ge=3, le=8)] = 6

    def cari(self, tindakan: str) -> LangkahSop | None:
        """Return the first step of a kind, None when the office's SOP has none."""
        return next((x for x in self.langkah if x.tindakan == tindakan), None)

    def nomor_langkah(self, nomor: int) -> LangkahSop:
        """Return a step by its number.

        Raises:
            IndexError: There is no such step.
        """
        if not 1 <= nomor <= len(self.langkah):
            raise IndexError(nomor)
        return self.langkah[nomor - 1]

    @field_validator("nomor_surat")
    @classmethod
    def _pola(cls, nilai: str) -> str:
        try:
            bagian = {nama for _, nama, _, _ in string.Formatter().parse(nilai) if nama is not None}
            if asing := bagian - {"urut", "tahun", "triwulan"}:
                raise ValueError(f'isian "{{{sorted(asing)[0]}}}" tidak dikenal')
            nilai.format(urut=1, tahun=2025, triwulan=1)
        except (ValueError, IndexError, KeyError) as e:
            raise ValueError(f"pola nomor tidak sah ({e}); isiannya {{urut}}, {{tahun}}, dan {{triwulan}}") from None
        return nilai

    @field_validator("zona_waktu")
    @classmethod
    def _zona(cls, nilai: str) -> str:
        if not _ZONA.fullmatch(nilai):
            raise ValueError('zona waktu ditulis seperti "+07:00" (WIB), "+08:00" (WITA), atau "+09:00" (WIT)')
        return nilai

    @model_validator(mode="after")
    def _utuh(self) -> Sop:
        n = len(self.langkah)
        for i, x in enumerate(self.langkah, 1):
            if x.nomor != i:
                raise ValueError(f"nomor langkah harus urut dari 1; di tempat ke-{i} tertulis {x.nomor}")
            if x.pelaksana not in self.pelaksana:
                raise ValueError(f'pelaksana langkah {i}, "{x.pelaksana}", tidak ada dalam daftar pelaksana')
            _periksa_cabang(x, n)
        _periksa_tindakan([str(x.tindakan) for x in self.langkah])
        for x in self.langkah:
            if x.simbol == "keputusan" and x.tindakan not in ("putusan", "sosialisasi"):
                raise ValueError(f"langkah {x.nomor} bukan putusan atau sosialisasi, jadi bukan keputusan")
            if x.tindakan == "putusan" and x.simbol != "keputusan":
                raise ValueError(f"langkah {x.nomor} memutuskan validasi, jadi simbolnya keputusan")
        return self


def _periksa_cabang(x: LangkahSop, n: int) -> None:
    if x.ya is not None and x.ya != x.nomor + 1:
        raise ValueError(f"cabang ya langkah {x.nomor} harus menuju langkah berikutnya, {x.nomor + 1}")
    if x.ya is not None and x.ya > n:
        raise ValueError(f"cabang ya langkah {x.nomor} menuju langkah yang tidak ada")
    if x.tidak is not None and not 1 <= x.tidak < x.nomor:
        raise ValueError(f"cabang tidak langkah {x.nomor} harus kembali ke langkah sebelumnya")


def _periksa_tindakan(tindakan: list[str]) -> None:
    """Refuse steps that are missing, doubled, or stand where their guard could never be met."""
    for t in WAJIB:
        if t not in tindakan:
            raise ValueError(f'tidak ada langkah dengan tindakan "{t}"')
    for t in TINDAKAN:
        if t != "disposisi" and tindakan.count(t) > 1:
            raise ValueError(f'tindakan "{t}" hanya boleh ada pada satu langkah')
    for dulu, kemudian in (
        *(("disposisi", x) for x in ("rekap", "susun")),
        ("rekap", "susun"),
        ("susun", "putusan"),
        *(("putusan", x) for x in ("sosialisasi", "serah", "sahkan")),
        *(("sosialisasi", x) for x in ("serah", "sahkan")),  # what is handed over and signed has been agreed to
        *((x, "arsip") for x in ("sosialisasi", "serah", "sahkan")),
    ):
        if dulu in tindakan and kemudian in tindakan:
            akhir_dulu = len(tindakan) - 1 - tindakan[::-1].index(dulu)
            if akhir_dulu > tindakan.index(kemudian):
                raise ValueError(f'langkah "{dulu}" harus mendahului langkah "{kemudian}"')


def menit_rentang(teks: str) -> tuple[int, int]:
    """Read a span of a day as minutes from midnight: ``07.30-12.00`` is (450, 720).

    Raises:
        ValueError: It is none.
    """
    m = _RENTANG.fullmatch(teks.strip())
    if m is None:
        raise ValueError(f'"{teks}" bukan rentang jam; tulis misalnya 07.30-12.00')
    a, b, c, d = (int(x) for x in m.groups())
    return a * 60 + b, c * 60 + d


def muat_sop(kantor: Kantor) -> Sop:
    """Read the office's SOP, or the one that comes with the software where the office has none of its own.

    Raises:
        GalatParameter: The file has a wrong key or value, or steps that cannot be followed.
    """
    jalur = kantor.akar / "params" / NAMA_BERKAS
    if not jalur.is_file():
        jalur = CHECKOUT / "params" / NAMA_BERKAS
    if not jalur.is_file():
        raise GalatParameter(f"params/{NAMA_BERKAS} tidak ada.", "Salin berkas itu dari folder aplikasi.")
    return susun_sop(baca_yaml(jalur, f"params/{NAMA_BERKAS}"))


def susun_sop(isi: dict[str, Any]) -> Sop:
    """Check what the file holds; a socialisation that is no decision becomes a plain step.

    Raises:
        GalatParameter: A key or value is wrong.
    """
    sop = periksa(Sop, isi, f"params/{NAMA_BERKAS}")
    if sop.keputusan_sosialisasi:
        return sop
    biasa = {"simbol": "proses", "ya": None, "tidak": None}
    langkah = tuple(x.model_copy(update=biasa) if x.tindakan == "sosialisasi" else x for x in sop.langkah)
    return sop.model_copy(update={"langkah": langkah})
