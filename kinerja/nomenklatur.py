"""Codes of programmes and kegiatan that the nomenclature knows, as far as the lists at hand reach. Pure.

A list is judged by only where it says that it is complete; a code of an urusan that no list covers is left alone, so
that a list that is not complete never accuses a code that is right. Sub kegiatan are not judged: they change with every
decree. The bundled list is ``bawaan/nomenklatur.yaml``; an office extends or replaces it with
``params/nomenklatur.yaml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, model_validator

from kinerja.aturan import BAWAAN, Bulat, Model, baca_yaml, periksa

NAMA = "nomenklatur.yaml"
PENUNJANG = "x.xx.01"
"""Code of the supporting programme, which every urusan has."""
KEWENANGAN = {1: "provinsi", 2: "kabupaten/kota"}
"""Who a kegiatan belongs to, by the digit before it (Permendagri 90/2019)."""
_KODE = re.compile(r"^(\d\.\d{2})(?:\.(\d{2})(?:\.(\d\.\d{2})(?:\.\d{2,4})?)?)?$")
_KUNCI = {
    "urusan": re.compile(r"^\d\.\d{2}$"),
    "program": re.compile(r"^(?:\d\.\d{2}|x\.xx)\.\d{2}$"),
    "kegiatan": re.compile(r"^[12]\.\d{2}$"),
}


class UrusanNomenklatur(Model):
    """One urusan.

    Attributes:
        nama: Its name.
        program_lengkap: Every programme of the office's level stands in the list, so one that does not is no code.
        bukan: Programmes that belong to another level, by code, with the reason in a few words.
    """

    nama: str = ""
    program_lengkap: bool = False
    bukan: dict[str, str] = Field(default_factory=dict)


class ProgramNomenklatur(Model):
    """One programme.

    Attributes:
        nama: Its name.
        kegiatan: Names by the code within the programme (``2.01``).
        kegiatan_lengkap: Every kegiatan stands in the list.
    """

    nama: str = ""
    kegiatan: dict[str, str] = Field(default_factory=dict)
    kegiatan_lengkap: bool = False


class Nomenklatur(Model):
    """The lists.

    Attributes:
        sumber: Decree and where the list was read.
        kewenangan: Level of the office: 1 provinsi, 2 kabupaten/kota.
        ganti: In ``params``: use these lists alone, not beside the bundled ones.
        urusan: By code (``2.07``).
        program: By code (``2.07.03``; ``x.xx.01`` stands for the supporting programme of every urusan).
    """

    sumber: str = ""
    kewenangan: Annotated[Bulat, Field(ge=1, le=2)] = 2
    ganti: bool = False
    urusan: dict[str, UrusanNomenklatur] = Field(default_factory=dict)
    program: dict[str, ProgramNomenklatur] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _bentuk_kode(self) -> Nomenklatur:
        semua = [("urusan", k) for k in self.urusan]
        semua += [("program", k) for u in self.urusan.values() for k in u.bukan]
        semua += [("program", k) for k in self.program]
        semua += [("kegiatan", k) for p in self.program.values() for k in p.kegiatan]
        for jenis, kode in semua:
            if not _KUNCI[jenis].match(kode):
                raise ValueError(f'kode {jenis} "{kode}" tidak sah; contoh urusan "2.07", program "2.07.03"')
        return self

    def periksa_kode(self, kode: str) -> tuple[str, str]:
        """Judge a code.

        Args:
            kode: Code of an urusan down to a sub kegiatan, or anything else.

        Returns:
            The part that is wrong (up to the programme or the kegiatan) and why; two empty texts when nothing is
            known against it. A text that has not the shape of a code is judged where it is read
            (``kode_tidak_sah``), not here.
        """
        m = _KODE.match(kode)
        if m is None or m[2] is None:
            return "", ""
        program = f"{m[1]}.{m[2]}"
        if sebab := self._sebab_program(m[1], program):
            return program, sebab
        sebab = self._sebab_kegiatan(program, m[3]) if m[3] else ""
        return (f"{program}.{m[3]}", sebab) if sebab else ("", "")

    def _program(self, program: str) -> ProgramNomenklatur | None:
        umum = PENUNJANG if program.endswith(PENUNJANG[4:]) else program
        return self.program.get(program) or self.program.get(umum)

    def _sebab_program(self, kode_urusan: str, program: str) -> str:
        urusan = self.urusan.get(kode_urusan)
        if urusan is None:
            return ""
        if program in urusan.bukan:
            return urusan.bukan[program]
        if urusan.program_lengkap and self._program(program) is None:
            return f"program ini tidak ada pada urusan {kode_urusan} {urusan.nama}".rstrip()
        return ""

    def _sebab_kegiatan(self, program: str, kegiatan: str) -> str:
        milik = int(kegiatan[0])
        if milik in KEWENANGAN and milik != self.kewenangan:
            return (
                f"angka kewenangan {milik} berarti {KEWENANGAN[milik]}, sedangkan kantor ini "
                f"{KEWENANGAN[self.kewenangan]} ({self.kewenangan})"
            )
        daftar = self._program(program)
        if daftar is not None and daftar.kegiatan_lengkap and kegiatan not in daftar.kegiatan:
            return f"kegiatan ini tidak ada pada program {program} {daftar.nama}".rstrip()
        return ""


@lru_cache(maxsize=1)
def nomenklatur_bawaan() -> Nomenklatur:
    """Return the bundled lists."""
    return periksa(Nomenklatur, baca_yaml(BAWAAN / NAMA, NAMA), NAMA)


def susun_nomenklatur(isi: dict[str, Any]) -> Nomenklatur:
    """Lay what ``params/nomenklatur.yaml`` holds over the bundled lists, or put it in their place.

    The bundled lists are those of a kabupaten or kota: an office of the province (``kewenangan: 1``) has its own alone.

    Args:
        isi: Content of the file, empty when there is none.

    Raises:
        GalatParameter: A key or a code is wrong.
    """
    kantor = periksa(Nomenklatur, isi, f"params/{NAMA}")
    bawaan = nomenklatur_bawaan()
    if kantor.ganti or kantor.kewenangan != bawaan.kewenangan:
        return kantor
    program = dict(bawaan.program)
    for kode, p in kantor.program.items():
        lama = program.get(kode, ProgramNomenklatur())
        program[kode] = lama.model_copy(
            update={**p.model_dump(exclude_unset=True), "kegiatan": {**lama.kegiatan, **p.kegiatan}}
        )
    urusan = dict(bawaan.urusan)
    for kode, u in kantor.urusan.items():
        urusan[kode] = urusan.get(kode, UrusanNomenklatur()).model_copy(update=u.model_dump(exclude_unset=True))
    sumber = "; ".join(x for x in (bawaan.sumber, kantor.sumber) if x)
    return bawaan.model_copy(update={"sumber": sumber, "program": program, "urusan": urusan})
