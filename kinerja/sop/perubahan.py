"""What a revision changed against the one before: the page "Apa yang berubah" of the printed report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kinerja.angka import tulis_persen
from kinerja.arsip.buku import folder_sop
from kinerja.kantor import Kantor, Periode
from kinerja.langkah import ASAL_TABEL
from kinerja.sop.keadaan import Keadaan
from kinerja.tabel import baca

if TYPE_CHECKING:
    import pandas as pd


def perubahan_rev(kantor: Kantor, periode: Periode, s: Keadaan, baru: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Say what the present revision changed: each closed correction, with its effect on indicator and sasaran.

    Args:
        kantor: The office.
        periode: The quarter.
        s: State before the release.
        baru: Tables of the current run.

    Returns:
        One record per correction, none for revision 0: ``kode_indikator, indikator, apa, dari, menjadi, mengapa,
        diminta_oleh, pengaruh``, all of them text.
    """
    if not s.revisi:
        return []
    lama = baca(folder_sop(kantor, periode) / f"rev{s.revisi - 1}", ("capaian", "sasaran"), ASAL_TABEL)
    hasil = []
    for buka, tutup in s.koreksi_revisi:
        r = {k: str(buka.isi.get(k, "")) for k in ("apa", "dari", "menjadi", "diminta_oleh")}
        kode = str(buka.isi.get("indikator", ""))
        a, b = (_baris(t["capaian"], kode_indikator=kode) for t in (lama, baru))
        r["kode_indikator"], r["indikator"] = kode, str(b.get("indikator", a.get("indikator", "")))
        r["mengapa"] = str(buka.isi.get("alasan", ""))
        pengaruh = [_geser("Capaian indikator", a.get("capaian_sd_pct"), b.get("capaian_sd_pct"), a, b)]
        for kode_sasaran in dict.fromkeys(str(x["kode_sasaran"]) for x in (a, b) if x):
            c, d = (_baris(t["sasaran"], level="sasaran", kode=kode_sasaran) for t in (lama, baru))
            pengaruh.append(_geser(f"Sasaran {kode_sasaran}", c.get("capaian_pct"), d.get("capaian_pct"), c, d))
        r["pengaruh"] = " ".join(x for x in pengaruh if x) or str(tutup.isi.get("dilakukan", ""))
        hasil.append(r)
    return hasil


def _geser(apa: str, dari: Any, ke: Any, a: dict[str, Any], b: dict[str, Any]) -> str:
    """``Sasaran S1: 90,00 % (Tinggi) menjadi 98,00 % (Sangat Tinggi).``, or that it stayed; empty without figures."""
    if not a or not b:
        return ""
    x, y = (f"{tulis_persen(v)} ({t['predikat']})" if v == v else "tanpa capaian" for v, t in ((dari, a), (ke, b)))
    return f"{apa}: tetap {x}." if x == y else f"{apa}: {x} menjadi {y}."


def _baris(df: pd.DataFrame, **kunci: str) -> dict[str, Any]:
    """First row that has these values, empty when there is none."""
    for k, v in kunci.items():
        df = df[df[k] == v]
    return {str(k): v for k, v in df.iloc[0].items()} if len(df) else {}
