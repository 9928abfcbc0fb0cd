"""What the planner decides: the office and the year's rules, read from ``params/`` and checked key by key.

Every value has a default with its reason, so that an office without a single file under ``params/`` still runs; the
report then lists what was taken by default. An unknown key is refused with the nearest right one: a typo must not
silently give last year's rule.
"""

from __future__ import annotations

from copy import deepcopy
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from kinerja.galat import GalatParameter, sebab_os
from kinerja.katalog import KATALOG

BAWAAN = Path(__file__).parent / "bawaan"


def _bukan_ya(nilai: Any) -> Any:
    """Refuse true and false where a number stands: Python would take them for 1 and 0."""
    if isinstance(nilai, bool):
        raise PydanticCustomError("bukan_bilangan", "number")
    return nilai


Bulat = Annotated[int, BeforeValidator(_bukan_ya)]
Angka = Annotated[float, BeforeValidator(_bukan_ya)]
Tw = Annotated[Bulat, Field(ge=1, le=4)]
Persen = Annotated[Angka, Field(ge=0)]


class Model(BaseModel):
    """Immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


# ---- params/dinas.yaml ----------------------------------------------------------------------------------------------
class Pejabat(Model):
    """Who signs. Left empty, the paper shows a line to fill in."""

    jabatan: str
    nama: str = ""
    pangkat: str = ""
    nip: str = ""


class Bidang(Model):
    """A unit of the office that reports figures.

    Attributes:
        nama: Its name.
        singkatan: Short form.
        alias: Other spellings that its files use.
        kepala: Title of its head where it is not "Kepala" and the unit's name.
    """

    nama: str
    singkatan: str = ""
    alias: tuple[str, ...] = ()
    kepala: str = ""


class Kop(Model):
    """What the letterhead says beside the office's name and ``alamat``.

    Attributes:
        induk: First line; "Pemerintah" and the regency when empty.
        kode_pos: Postal code.
        telepon: As it is to be printed.
        pos_el: E-mail address.
        laman: Web address.
    """

    induk: str = ""
    kode_pos: str = ""
    telepon: str = ""
    pos_el: str = ""
    laman: str = ""


class Dinas(Model):
    """The office: ``params/dinas.yaml``."""

    nama: str = "Perangkat Daerah"
    singkatan: str = ""
    daerah: str = ""
    tempat: str = ""
    alamat: str = ""
    data_contoh: bool = False
    bidang: tuple[Bidang, ...] = ()
    kepala: Pejabat = Pejabat(jabatan="Kepala Perangkat Daerah")
    perencana: Pejabat = Pejabat(jabatan="JFT Perencana Ahli Muda")
    sekretaris: Pejabat = Pejabat(jabatan="Sekretaris Dinas")
    penyusun: Pejabat = Pejabat(jabatan="Staf Penyusun Evaluasi Kinerja")
    kop: Kop = Kop()

    def pejabat(self, jabatan: str) -> Pejabat:
        """Return who holds a title; a name in brackets is a placeholder, and who is unknown has nothing but the title.

        JFT is how offices shorten Jabatan Fungsional Tertentu.
        """
        for p in (self.kepala, self.sekretaris, self.perencana, self.penyusun):
            if _ringkas(p.jabatan) == _ringkas(jabatan):
                return Pejabat(jabatan=p.jabatan) if p.nama.startswith("(") else p
        return Pejabat(jabatan=jabatan)


def _ringkas(jabatan: str) -> str:
    return " ".join(jabatan.casefold().replace("jabatan fungsional tertentu", "jft").split())


# ---- params/aturan.yaml, params/aturan-<tahun>.yaml -----------------------------------------------------------------
class Renstra(Model):
    """The medium-term plan in force."""

    awal: Bulat = 0
    akhir: Bulat = 0
    dasar_hukum: str = ""


class RumusBawaan(Model):
    """Formula by polarity where an indicator declares none.

    NEG-L is the form that PermenPANRB 8/2021 gives for "makin kecil makin baik"; T/R is its only real rival.
    """

    maks: Literal["POS"] = "POS"
    min: Literal["NEG-L", "NEG-H", "NEG-B"] = "NEG-L"
    stabil: Literal["STAB-L", "STAB-H"] = "STAB-L"


class Ambang(Model):
    """Thresholds of validation, percent points unless said otherwise.

    Attributes:
        capaian_tinggi_pct: Above it a capaian asks for an explanation.
        capaian_rendah_pct: Below it, likewise.
        serapan_rendah_pct: A target that was met with less money than this asks for one.
        serapan_tinggi_pct: Money that went beyond this while the capaian is low, likewise.
        loncatan_kali: A position that changed so many times since last quarter.
        capaian_mudah_pct: Above it in two quarters running the target is too easy.
        penjelasan_huruf: Letters and digits that an explanation has at least; "-" and "ok" explain nothing.
        uraian_huruf: Letters and digits from which on a cause or a plan that is word for word last quarter's is a copy;
            "anggaran terbatas" may rightly stand there twice.
    """

    capaian_tinggi_pct: Persen = 120
    capaian_rendah_pct: Persen = 50
    serapan_rendah_pct: Persen = 25
    serapan_tinggi_pct: Persen = 90
    loncatan_kali: Annotated[Angka, Field(gt=1)] = 10
    capaian_mudah_pct: Persen = 150
    penjelasan_huruf: Annotated[Bulat, Field(ge=1)] = 10
    uraian_huruf: Annotated[Bulat, Field(ge=1)] = 20


class PerIndikator(Model):
    """What ``params`` may declare for one indicator over what the plan says. Empty keys change nothing."""

    polaritas: Literal["maks", "min", "stabil"] | None = None
    konsolidasi: Literal["jumlah", "akhir", "rata", "rasio"] | None = None
    rumus: Literal["POS", "NEG-L", "NEG-H", "NEG-B", "STAB-L", "STAB-H"] | None = None
    bobot: Annotated[Angka, Field(gt=0)] | None = None
    baseline: Angka | None = None
    tersedia_tw: Tw | None = None


class Standar(Model):
    """A provincial or national figure that an indicator is compared with."""

    nama: str
    nilai: Angka
    tahun: Bulat
    sumber: str


class Aturan(Model):
    """The rules of a year: ``params/aturan.yaml``, overlaid by ``params/aturan-<tahun>.yaml``.

    Attributes:
        renstra: Medium-term plan in force in the year.
        batas_capaian_pct: Cap in roll-ups (100, 120, any), or null for none. Raw values are always stored and shown.
        rerata_dinas: The office's figure is the mean of its sasaran (as most LKjIP do) or of its indicators.
        skala: Scale of predicates, a key of ``skala.yaml``.
        target_triwulan_kosong: What an indicator without quarter targets is measured against before TW IV: nothing
            (state ``belum_ditargetkan``, progress against the year's target is still shown), or the year's target.
        tenggat_hari_kerja: Working days after the quarter's end until the units must have reported.
        nomenklatur: Decree of the programme codes.
        rumus: Formula by polarity.
        ambang: Thresholds of validation.
        indikator: Declarations for single indicators by code.
        standar: Provincial or national figures by code of the indicator, each with year and source.
        tingkat: Severity of findings other than the catalogue's, by code.
    """

    renstra: Renstra = Renstra()
    batas_capaian_pct: Annotated[Angka, Field(gt=0)] | None = 120
    rerata_dinas: Literal["sasaran", "indikator"] = "sasaran"
    skala: str = "permendagri-86-2017"
    target_triwulan_kosong: Literal["belum_ditargetkan", "target_tahun"] = "belum_ditargetkan"
    tenggat_hari_kerja: Annotated[Bulat, Field(ge=0, le=250)] = 10
    nomenklatur: str = ""
    rumus: RumusBawaan = RumusBawaan()
    ambang: Ambang = Ambang()
    indikator: dict[str, PerIndikator] = Field(default_factory=dict)
    standar: dict[str, tuple[Standar, ...]] = Field(default_factory=dict)
    tingkat: dict[str, Literal["tolak", "jelaskan", "info"]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _kode_temuan(self) -> Aturan:
        for kode in self.tingkat:
            if kode not in KATALOG:
                mirip = get_close_matches(kode, KATALOG, n=1, cutoff=0.5)
                usul = f'; maksud Anda "{mirip[0]}"?' if mirip else ""
                raise ValueError(f'kode temuan "{kode}" tidak dikenal{usul}')
        return self


# ---- params/padanan.yaml --------------------------------------------------------------------------------------------
ABAIKAN = "abaikan"
"""What the planner writes behind a name that is nothing to be measured."""


def _terisi(nilai: Any) -> Any:
    """Leave out what the planner has not filled in yet: it is no mapping."""
    if nilai is None:
        return {}
    return {k: v for k, v in nilai.items() if v is not None and v != ""} if isinstance(nilai, dict) else nilai


Padankan = Annotated[dict[str, str], BeforeValidator(_terisi)]


class Padanan(Model):
    """What names that the plan does not know stand for, settled once by the planner: ``params/padanan.yaml``.

    Attributes:
        indikator: Code of the plan, or :data:`ABAIKAN`, by the name as somebody wrote it.
        bidang: Unit of ``params/dinas.yaml``, or :data:`ABAIKAN`, likewise.
    """

    indikator: Padankan = Field(default_factory=dict)
    bidang: Padankan = Field(default_factory=dict)


# ---- skala.yaml -----------------------------------------------------------------------------------------------------
class Kelas(Model):
    """One class of a scale; it reaches up to the next class."""

    batas: Angka
    predikat: str
    singkatan: str = ""


class Skala(Model):
    """A scale of predicates on half-open classes, from the highest down.

    Attributes:
        nama: What readers call it.
        sumber: The rule that it comes from, with what was read into it.
        tutup: ``bawah``: a class holds its bound (x >= 91); ``atas``: it begins above it (x > 90).
        kelas: Classes in falling order of ``batas``; the last one takes everything below.
    """

    nama: str
    sumber: str
    tutup: Literal["bawah", "atas"] = "bawah"
    kelas: tuple[Kelas, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _turun(self) -> Skala:
        batas = [k.batas for k in self.kelas]
        if any(a <= b for a, b in zip(batas, batas[1:], strict=False)):
            raise ValueError("batas kelas harus menurun tanpa ada yang sama, supaya tidak ada celah dan tumpang tindih")
        return self


class DaftarSkala(Model):
    """All scales by key."""

    skala: dict[str, Skala]


# ---- reading --------------------------------------------------------------------------------------------------------
M = TypeVar("M", bound=Model)


class _Pemuat(yaml.SafeLoader):
    """A loader that refuses a key written twice; YAML's own would silently take the last."""


def _peta(pemuat: _Pemuat, simpul: yaml.MappingNode) -> dict[Any, Any]:
    kunci = [pemuat.construct_object(k) for k, _ in simpul.value]
    for k, (letak, _) in zip(kunci, simpul.value, strict=True):
        if kunci.count(k) > 1:
            raise yaml.constructor.ConstructorError(None, None, f'kunci "{k}" tertulis dua kali', letak.start_mark)
    return dict(yaml.SafeLoader.construct_mapping(pemuat, simpul, deep=True))


_Pemuat.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _peta)


@lru_cache(maxsize=64)
def _urai(teks: str) -> Any:
    """Parse YAML; every step of a run reads the same few files, and PyYAML takes 10 ms for each."""
    return yaml.load(teks, _Pemuat)


def baca_yaml(jalur: Path, nama: str) -> dict[str, Any]:
    """Read a YAML file of keys.

    Raises:
        GalatParameter: It is no YAML, or holds something other than keys; names file, line and column.
    """
    try:
        isi = deepcopy(_urai(jalur.read_text(encoding="utf-8-sig")))
    except OSError as e:
        raise GalatParameter(
            f"{nama} tidak dapat dibaca: {sebab_os(e)}.", "Tutup berkasnya, lalu periksa izinnya."
        ) from e
    except UnicodeDecodeError as e:
        raise GalatParameter(f"{nama} bukan teks UTF-8.", "Simpan ulang dengan Notepad, Encoding: UTF-8.") from e
    except yaml.YAMLError as e:
        tempat = getattr(e, "problem_mark", None)
        baris = f" baris {tempat.line + 1}, kolom {tempat.column + 1}" if tempat else ""
        if isinstance(e, yaml.constructor.ConstructorError) and "dua kali" in str(e.problem):
            raise GalatParameter(f"{nama}{baris}: {e.problem}.", "Hapus salah satunya.") from e
        raise GalatParameter(
            f"{nama}{baris} bukan YAML yang sah.", "Periksa titik dua, tanda kutip, dan jumlah spasi di awal baris."
        ) from e
    if isi is None:
        return {}
    if not isinstance(isi, dict):
        raise GalatParameter(f'{nama} harus berisi pasangan "kunci: nilai".', "Lihat contohnya di params/ bawaan.")
    return isi


def periksa(model: type[M], isi: dict[str, Any], nama: str) -> M:
    """Turn what a file holds into its model.

    Raises:
        GalatParameter: A key is unknown (the nearest right one is suggested) or a value has a wrong type or range.
    """
    try:
        return model.model_validate(isi)
    except ValidationError as e:
        raise _terjemahkan(model, e, nama) from None


_SEBAB = {
    "bukan_bilangan": "seharusnya bilangan",
    "int_type": "seharusnya bilangan bulat",
    "int_parsing": "seharusnya bilangan bulat",
    "int_from_float": "seharusnya bilangan bulat",
    "float_type": "seharusnya bilangan",
    "float_parsing": "seharusnya bilangan (desimal dengan titik dalam YAML)",
    "bool_type": "seharusnya true atau false",
    "bool_parsing": "seharusnya true atau false",
    "string_type": "seharusnya teks; beri tanda kutip",
    "missing": "wajib diisi",
    "model_type": "seharusnya berisi kunci-kunci di bawahnya",
    "dict_type": "seharusnya berisi kunci-kunci di bawahnya",
    "tuple_type": 'seharusnya daftar (baris yang diawali "- ")',
    "too_short": "isinya kurang",
}


def _terjemahkan(model: type[Model], e: ValidationError, nama: str) -> GalatParameter:
    g = e.errors()[0]
    lok = [str(x) for x in g["loc"]]
    kunci = ".".join(lok)
    if g["type"] == "extra_forbidden":
        dikenal = _kunci_di(model, g["loc"][:-1])
        mirip = get_close_matches(lok[-1], dikenal, n=1, cutoff=0.5)
        saran = f'Maksud Anda "{mirip[0]}"?' if mirip else f"Kunci yang dikenal: {', '.join(dikenal)}."
        return GalatParameter(f'{nama}: kunci "{kunci}" tidak dikenal.', saran)
    konteks = g.get("ctx", {})
    if g["type"] == "literal_error":
        sebab = f"pilihannya {konteks['expected'].replace(' or ', ' atau ')}"
    elif g["type"] == "value_error":
        sebab = str(konteks.get("error", "tidak sah"))
    elif g["type"] in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        tanda = {"greater_than": ">", "greater_than_equal": ">=", "less_than": "<", "less_than_equal": "<="}[g["type"]]
        sebab = f"harus {tanda} {next(iter(konteks.values()))}"
    else:
        sebab = _SEBAB.get(g["type"], "tidak sah")
    isi = "" if g["type"] in ("missing", "value_error") else f" bernilai {g['input']!r}"
    letak = f'kunci "{kunci}"{isi}, ' if kunci else ""  # a rule about the file as a whole names no key
    return GalatParameter(f"{nama}: {letak}{sebab}.", "Betulkan nilainya lalu jalankan lagi.")


def _kunci_di(model: type[Model], lok: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are known where an unknown one was met."""
    from typing import get_args

    def model_di(tipe: Any) -> type[Model] | None:
        if isinstance(tipe, type) and issubclass(tipe, Model):
            return tipe
        return next((m for a in get_args(tipe) if (m := model_di(a))), None)

    sekarang: type[Model] = model
    for bagian in lok:
        if isinstance(bagian, str) and bagian in sekarang.model_fields:
            sekarang = model_di(sekarang.model_fields[bagian].annotation) or sekarang
    return list(sekarang.model_fields)
