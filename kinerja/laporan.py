"""Step 5, the report: choose what a reader should know first, and build the sections that the notebook shows.

The step itself is :func:`laporan`: from tables to the table ``poin``. The rules of choice stand in :data:`ATURAN_POIN`,
in order of importance; the first :data:`POIN_TERBANYAK` that apply are kept. A sentence takes its figures from the same
tables and the same rounding as the sections, so that it can never contradict them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinerja import kata, kata_poin, skema
from kinerja.angka import bulat
from kinerja.keluaran.lampiran import bagian_hitung, bagian_temuan
from kinerja.keluaran.papan_sop import bagian_papan
from kinerja.keluaran.pelaporan import bagian_pelaporan, bagian_perubahan, bagian_tindak_lanjut
from kinerja.keluaran.sasaran import bagian_sasaran
from kinerja.keluaran.uang import bagian_anggaran
from kinerja.keluaran.unsur import ada, bersih, bilangan, catatan, persen, rupiah
from kinerja.keluaran.utama import (
    bagian_capaian,
    bagian_kepala,
    bagian_pokok,
    dengan_satuan,
    hanya_kemajuan,
    indikator_utama,
    tertulis,
)
from kinerja.sop.awalan import papan_laporan

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Kantor, Periode

__all__ = [
    "bagian_anggaran",
    "bagian_capaian",
    "bagian_hitung",
    "bagian_kepala",
    "bagian_papan",
    "bagian_pelaporan",
    "bagian_perubahan",
    "bagian_pokok",
    "bagian_sasaran",
    "bagian_temuan",
    "bagian_tindak_lanjut",
    "laporan",
    "poin",
]

POIN_TERBANYAK = 5


@dataclass(frozen=True)
class Bahan:
    """What the rules look at: the tables as records, the office, the quarter."""

    tabel: Mapping[str, list[dict[str, Any]]]
    kantor: Kantor
    periode: Periode

    def level(self, nama: str) -> list[dict[str, Any]]:
        """Roll-ups of one level."""
        return [b for b in self.tabel["sasaran"] if b["level"] == nama]

    @property
    def terukur(self) -> list[dict[str, Any]]:
        """Indicators with a capaian that heads answer for: of sasaran and programmes, and those that roll-ups count."""
        utama = {b["kode_indikator"] for b in indikator_utama(self.tabel["capaian"])}
        return [
            b
            for b in self.tabel["capaian"]
            if b["status"] == "terukur"
            and ada(b["capaian_sd_pct"])
            and (b["kode_indikator"] in utama or (b["jenjang"] in ("sasaran", "program") and b["jenis"] != "IKI"))
        ]


Poin = tuple[str, str, str]
"""Title, sentence, code of the indicator or ``""``."""


def laporan(tabel: dict[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> dict[str, pd.DataFrame]:
    """Run the step.

    Args:
        tabel: The tables that ``langkah.DAFTAR`` declares for this step.
        kantor: The office.
        periode: The quarter.

    Returns:
        ``poin``, one row per main point, most important first, and ``papan``, one row per step of the SOP, from the
        ledger in the office folder.
    """
    return {"poin": poin(tabel, kantor, periode), "papan": papan_laporan(kantor, periode)}


def poin(tabel: Mapping[str, pd.DataFrame], kantor: Kantor, periode: Periode) -> pd.DataFrame:
    """Choose the main points by :data:`ATURAN_POIN`; returns the table ``poin``."""
    nama = ("sasaran", "capaian", "serapan", "lapor", "putusan")
    bahan = Bahan({n: catatan(tabel[n]) for n in nama}, kantor, periode)
    terpilih = [(jenis, isi) for jenis, aturan in ATURAN_POIN if (isi := aturan(bahan))][:POIN_TERBANYAK]
    return skema.bentuk(
        "poin",
        [
            {"urutan": i, "jenis": jenis, "judul": judul, "isi": isi, "kode_indikator": kode}
            for i, (jenis, (judul, isi, kode)) in enumerate(terpilih, 1)
        ],
    )


# ---- the rules ------------------------------------------------------------------------------------------------------
def _keseluruhan(b: Bahan) -> Poin | None:
    """The office's capaian, or its progress, or that there is none."""
    if not (dinas := next(iter(b.level("dinas")), None)):
        return None
    n = int(dinas["n"])
    if hanya_kemajuan([dinas]):
        return *kata_poin.poin_kemajuan(persen(dinas["capaian_tahun_pct"]), n, b.periode), ""
    if not ada(dinas["capaian_pct"]):
        return *kata_poin.poin_tanpa_angka(n, b.periode), ""
    capaian, bawah = persen(dinas["capaian_pct"]), persen(dinas["capaian_batas_bawah_pct"])
    beda = bawah if ada(dinas["capaian_batas_bawah_pct"]) and bawah != capaian else ""
    isi = kata_poin.poin_keseluruhan(
        capaian, bersih(dinas["predikat"]), n, int(dinas["n_terukur"]), beda, int(dinas["n_dibatasi"]), b.periode
    )
    return *isi, ""


def _tertahan(b: Bahan) -> Poin | None:
    """The data is not valid yet."""
    putusan = next(iter(b.tabel["putusan"]), None)
    if not putusan or putusan["putusan"] == "Ya":
        return None
    return *kata_poin.poin_tertahan(int(putusan["n_tolak"]), int(putusan["n_jelaskan"])), ""


def _belum_lapor(b: Bahan) -> Poin | None:
    """Units that have not reported, or not all."""
    kini = [x for x in b.tabel["lapor"] if x["triwulan"] == b.periode.triwulan]
    belum = [bersih(x["bidang"]) for x in kini if x["status"] == "belum"]
    sebagian = [
        f"{bersih(x['bidang'])} ({x['n_dilaporkan']} dari {x['n_indikator']} indikator)"
        for x in kini
        if x["status"] == "sebagian"
    ]
    if not belum and not sebagian:
        return None
    return *kata_poin.poin_belum_lapor(belum, sebagian), ""


def _angka(x: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Name (with its level, when not a sasaran's), realisasi, target and capaian as the sections write them."""
    satuan = bersih(x["satuan"])
    return (
        kata.ringkas(bersih(x["indikator"]), 140)
        + ("" if x["jenjang"] == "sasaran" else f" ({kata.JENJANG[x['jenjang']].lower()})"),
        dengan_satuan(tertulis(x, "realisasi_sd"), satuan),
        dengan_satuan(tertulis(x, "target_sd"), satuan),
        persen(x["capaian_sd_pct"]),
    )


def _terlemah(b: Bahan) -> Poin | None:
    """The lowest capaian below 100, with the unit's own words; where none is below, that."""
    if not b.terukur:
        return None
    rendah = min(b.terukur, key=lambda x: (bulat(x["capaian_sd_pct"]), x["kode_indikator"]))
    if bulat(rendah["capaian_sd_pct"]) >= 100:
        return *kata_poin.poin_tercapai(len(b.terukur), b.periode), ""
    judul, isi = kata_poin.poin_terlemah(*_angka(rendah), bersih(rendah["predikat"]), b.periode)
    alasan = kata_poin.alasan_bidang(
        bersih(rendah["bidang"]), bersih(rendah["penghambat"]), bersih(rendah["tindak_lanjut"])
    )
    return judul, f"{isi} {alasan}", rendah["kode_indikator"]


def _diam(b: Bahan) -> Poin | None:
    """Reported figures that are still zero, where nothing has a target to date and so nothing can be called late."""
    if b.terukur:
        return None
    lapor = [x for x in b.tabel["capaian"] if ada(x["realisasi_sd"])]
    diam = sum(bilangan(x["realisasi_sd"]) == 0 for x in lapor)
    return (*kata_poin.poin_diam(diam, len(lapor), b.periode), "") if diam else None


def _timpang(b: Bahan) -> Poin | None:
    """The widest gap between money and result.

    Money nearly gone (the threshold of high absorption) with the target missed, or the target met with little money:
    less than the threshold of low absorption, which is a year's and is therefore shared out over the quarters.
    """
    a = b.kantor.aturan.ambang
    calon = []
    for x in b.level("sasaran") + b.level("program"):
        capaian, serapan = bilangan(x["capaian_pct"]), bilangan(x["serapan_pct"])
        if capaian is None or serapan is None:
            continue
        uang_dulu = bulat(capaian) < 100 and bulat(serapan) >= a.serapan_tinggi_pct
        hasil_dulu = bulat(capaian) >= 100 and bulat(serapan) < a.serapan_rendah_pct * b.periode.triwulan / 4
        if uang_dulu or hasil_dulu:
            calon.append((-abs(capaian - serapan), bersih(x["kode"]), x, uang_dulu))
    if not calon:
        return None
    _, _, x, uang_dulu = min(calon, key=lambda c: c[:2])
    nama = kata.ringkas(bersih(x["nama"]), 140)
    return *kata_poin.poin_timpang(nama, persen(x["capaian_pct"]), persen(x["serapan_pct"]), uang_dulu), ""


def _terbaik(b: Bahan) -> Poin | None:
    """The highest capaian from 100 up to the threshold above which a figure is a question, not a praise."""
    batas = b.kantor.aturan.ambang.capaian_tinggi_pct
    calon = [x for x in b.terukur if 100 <= bulat(x["capaian_sd_pct"]) <= batas]
    if not calon:
        return None
    tinggi = min(calon, key=lambda x: (-bulat(x["capaian_sd_pct"]), x["jenjang"] != "sasaran", x["kode_indikator"]))
    sama = sum(bulat(x["capaian_sd_pct"]) == bulat(tinggi["capaian_sd_pct"]) for x in calon) - 1
    lewat = sum(bulat(x["capaian_sd_pct"]) > batas for x in b.terukur)
    return *kata_poin.poin_terbaik(*_angka(tinggi), sama, lewat, persen(batas), b.periode), tinggi["kode_indikator"]


def _anggaran(b: Bahan) -> Poin | None:
    """What was spent."""
    x = next((x for x in b.tabel["serapan"] if x["jenjang"] == "dinas"), None)
    if not x or not ada(x["serapan_pct"]):
        return None
    return *kata_poin.poin_anggaran(
        persen(x["serapan_pct"]), rupiah(x["realisasi_rp"]), rupiah(x["pagu_rp"]), x["dasar_pagu"], b.periode
    ), ""


ATURAN_POIN: tuple[tuple[str, Callable[[Bahan], Poin | None]], ...] = (
    ("keseluruhan", _keseluruhan),
    ("tertahan", _tertahan),
    ("belum_lapor", _belum_lapor),
    ("terlemah", _terlemah),
    ("diam", _diam),
    ("timpang", _timpang),
    ("terbaik", _terbaik),
    ("anggaran", _anggaran),
)
"""Rules by name, most important first; each returns nothing when it does not apply."""
