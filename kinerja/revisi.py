"""Which of several sendings counts, and what changed between them. Pure: from what was read to what is used.

A unit sends its form more than once and under any name. The form's own revision decides: the highest is used, the
others stay and are shown. Two that claim the same revision and differ are a finding, for nobody but the unit knows
which is right; the day of saving decides nothing, since opening an old file and saving it makes it the newest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinerja.angka import KOSONG
from kinerja.kantor import ROMAWI
from kinerja.masukan.formulir_bentuk import BELUM, KOLOM_KINERJA, KOLOM_TW, URAIAN
from kinerja.masukan.formulir_kinerja import tulisan_sama
from kinerja.masukan.hasil import Catatan, HasilBaca, HasilFormulir, Isian
from kinerja.temuan import temuan

BEDA_TAMPIL = 5
"""Differing cells that a finding names."""


@dataclass(frozen=True)
class Kiriman:
    """One form as it was read."""

    hasil: HasilFormulir

    @property
    def catatan(self) -> Catatan:
        """Its row of table ``berkas``."""
        return self.hasil.berkas[0]

    @property
    def berkas(self) -> str:
        """Path from the office folder."""
        return str(self.catatan["berkas"])

    @property
    def revisi(self) -> int:
        """The form's own revision."""
        return int(str(self.catatan["revisi"]))

    def sel(self) -> dict[tuple[str, str, str], Isian]:
        """Return what the unit filled in, by sheet, row and column; what the plan filled in is left out."""
        return {(i.lembar, i.kode, i.kunci): i for i in self.hasil.isian if i.kunci not in KOLOM_TW}


def pilih(terbaca: Sequence[HasilFormulir], hasil: HasilBaca) -> list[HasilFormulir]:
    """Put the forms that count into ``hasil``, and keep the others visible.

    Args:
        terbaca: Forms that were read.
        hasil: Gets tables of the used forms, account and findings of all, and ``perubahan``.

    Returns:
        The forms that are used.
    """
    kelompok: dict[tuple[object, object], list[Kiriman]] = {}
    for h in terbaca:
        k = Kiriman(h)
        if k.catatan["status"] == "ditolak":
            hasil.tambah(h)
        else:
            kelompok.setdefault((k.catatan["bidang"], k.catatan["triwulan"]), []).append(k)
    terpakai = []
    for kiriman in kelompok.values():
        kiriman.sort(key=lambda k: (-k.revisi, k.berkas))
        hasil.tambah(kiriman[0].hasil)
        terpakai.append(kiriman[0].hasil)
        for lama in kiriman[1:]:
            hasil.berkas.append({**lama.catatan, "status": "digantikan"})
            hasil.temuan_ingest.append(_temuan_lama(lama, kiriman[0]))
        for baru, lama in zip(kiriman, kiriman[1:], strict=False):
            if baru.revisi != lama.revisi:  # of two that claim the same one, nobody knows which came first
                hasil.perubahan.extend(perubahan(lama, baru))
    return terpakai


def _temuan_lama(lama: Kiriman, terpakai: Kiriman) -> Catatan:
    """Say that a sending is replaced, or that nobody can tell which of two counts."""
    tentang = {"bidang": str(lama.catatan["bidang"]), "berkas": lama.berkas, "pengganti": terpakai.berkas}
    beda = list(_beda(lama, terpakai)) if lama.revisi == terpakai.revisi else []
    if not beda:
        return temuan("kiriman_ulang", **tentang)
    tampil = ", ".join(f"{x.lembar}!{x.sel}" for x, _, _ in beda[:BEDA_TAMPIL])
    lain = f" dan {len(beda) - BEDA_TAMPIL} sel lain" if len(beda) > BEDA_TAMPIL else ""
    isi = {"lembar": beda[0][0].lembar, "sel": beda[0][0].sel, "beda": f" pada {tampil}{lain}"}
    return temuan("kiriman_ganda", **tentang, **isi)


def _beda(lama: Kiriman, baru: Kiriman) -> Iterator[tuple[Isian, str, str]]:
    """Yield the cells that differ: the cell in the newer form (in the older where the row is gone), from, to."""
    dulu, kini = lama.sel(), baru.sel()
    for kunci in (*kini, *(k for k in dulu if k not in kini)):
        dari, menjadi = (x[kunci].teks if kunci in x else "" for x in (dulu, kini))
        if dari != menjadi:
            yield kini.get(kunci) or dulu[kunci], dari, menjadi


def perubahan(lama: Kiriman, baru: Kiriman) -> list[Catatan]:
    """List what changed from one revision to the next, as rows of table ``perubahan``.

    The reason is the answer that the unit gave for that cell on the sheet ``Koreksi``, else the row's Penjelasan in the
    newer form.
    """
    jawaban = {(str(p["lembar"]), s.strip()): str(p["isi"]) for p in baru.hasil.penjelasan
               for s in str(p["sel"]).split(",")}  # fmt: skip
    penjelasan = {(i.lembar, i.kode): i.teks for i in baru.hasil.isian if i.kunci == "penjelasan"}
    return [
        {
            "bidang": baru.catatan["bidang"],
            "triwulan": baru.catatan["triwulan"],
            "revisi_lama": lama.revisi,
            "revisi_baru": baru.revisi,
            "berkas_lama": lama.berkas,
            "berkas_baru": baru.berkas,
            "lembar": sel.lembar,
            "kode": sel.kode,
            "kolom": sel.judul,
            "sel": sel.sel,
            "dari": dari,
            "menjadi": menjadi,
            "alasan": jawaban.get((sel.lembar, sel.sel)) or penjelasan.get((sel.lembar, sel.kode), ""),
            "oleh": baru.catatan.get("oleh", ""),
        }
        for sel, dari, menjadi in _beda(lama, baru)
    ]


def perubahan_tabel(lama: HasilBaca, baru: HasilBaca) -> list[Catatan]:
    """List what changed from a table that is no form to its correction; each figure by the cell of its row."""

    def sebagai_formulir(h: HasilBaca) -> Kiriman:
        isian = [
            Isian(str(r["asal_lembar"]), str(r["kode_indikator"]), k, KOLOM_KINERJA[judul].judul, str(r[k]),
                  str(r["asal_sel"]))
            for r in h.realisasi
            for k, judul in {"realisasi_teks": "realisasi", **{u: u for u in URAIAN}}.items()
        ]  # fmt: skip
        return Kiriman(HasilFormulir(**{**vars(h), "isian": isian}))

    return perubahan(sebagai_formulir(lama), sebagai_formulir(baru))


# ---- what a form says of earlier quarters ---------------------------------------------------------------------------
def periksa_triwulan_lalu(
    terpakai: Sequence[HasilFormulir],
    terbaca: Sequence[HasilFormulir],
    tersegel: Mapping[tuple[str, int], Sequence[str]],
) -> Iterator[Catatan]:
    """Name the locked figures of earlier quarters that are no longer those that were reported.

    A form that went out before an earlier quarter was corrected shows the figure of then: what any revision of that
    quarter said is right. An indicator that several units share shows their joint figure and is not compared. Of a
    sealed quarter what was sealed is what was reported (``tersegel``, by indicator and quarter).
    """
    dilaporkan: dict[tuple[str, int], list[str]] = {}
    for h in terpakai:
        for r in h.realisasi:
            dilaporkan.setdefault((str(r["kode_indikator"]), int(str(r["triwulan"]))), []).append(_teks(r))
    pernah: dict[tuple[str, int], set[str]] = {}
    for h in terbaca:
        for r in h.realisasi:
            pernah.setdefault((str(r["kode_indikator"]), int(str(r["triwulan"]))), set()).add(_teks(r))
    for kunci, teks in tersegel.items():
        dilaporkan[kunci] = [x or BELUM for x in teks]
        pernah.setdefault(kunci, set()).update(dilaporkan[kunci])
    for h in terpakai:
        catatan = h.berkas[0]
        for i in h.isian:
            if i.kunci not in KOLOM_TW:
                continue
            tw = KOLOM_TW.index(i.kunci) + 1
            resmi = dilaporkan.get((i.kode, tw), [])
            if tw >= int(str(catatan["triwulan"])) or len(resmi) > 1 or _dikenal(i.teks, pernah.get((i.kode, tw), ())):
                continue
            yield temuan(
                "lalu_diubah",
                bidang=str(catatan["bidang"]),
                kode_indikator=i.kode,
                berkas=str(catatan["berkas"]),
                lembar=i.lembar,
                sel=i.sel,
                nilai=i.teks or "kosong",
                tw=ROMAWI[tw],
                dulu=resmi[0] if resmi else BELUM,
            )


def _teks(r: Catatan) -> str:
    return str(r["realisasi_teks"]) or BELUM


def _dikenal(tertulis: str, pernah: Sequence[str] | set[str]) -> bool:
    """Whether what the form shows was reported once; a ratio is shown with its parts: ``65,38 % (34 / 52)``."""
    if tertulis.casefold() in KOSONG or tertulis.casefold() == BELUM:
        return True
    return any(tulisan_sama(tertulis, x) or tertulis.endswith(f"({x})") for x in pernah)
