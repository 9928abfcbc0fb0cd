"""Follow-ups: what a unit promised to do about an indicator, and what became of it, quarter after quarter.

A promise is made in the form's sheet ``Kinerja`` and gets a number, ``TL-<tahun>-<triwulan>-<kode indikator>``. The
next forms bring it back in their sheet ``Tindak Lanjut`` until the unit reports it finished or dropped, across the turn
of the year too: evaluators ask what came of last quarter's measures (PermenPANRB 88/2021, 2.c).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kinerja.skema import bentuk, per_baris

if TYPE_CHECKING:
    import pandas as pd

    from kinerja.kantor import Periode

TERTUTUP = ("selesai", "batal")
"""States after which a follow-up no longer comes back."""
_NOMOR = re.compile(r"TL-(\d{4})-([1-4])-(.+)")


def nomor_tindak_lanjut(tahun: int, triwulan: int, kode_indikator: str) -> str:
    """Return the number of the follow-up that an indicator's row promises in a quarter."""
    return f"TL-{tahun}-{triwulan}-{kode_indikator}"


def asal_nomor(nomor: str) -> tuple[int, int, str] | None:
    """Return year, quarter and indicator that a number names, None when it is none of ours."""
    m = _NOMOR.fullmatch(nomor)
    return (int(m[1]), int(m[2]), m[3]) if m else None


def susun_tindak_lanjut(realisasi: pd.DataFrame, status: pd.DataFrame, periode: Periode) -> pd.DataFrame:
    """List every follow-up once, with its last reported state.

    Args:
        realisasi: Table ``realisasi``, one row an indicator and quarter.
        status: Table ``status_tindak_lanjut``.
        periode: The quarter; later ones are left out.

    Returns:
        Table ``tindak_lanjut``: those of earlier years first (known only from what the forms carry along), then this
        year's by quarter and indicator.
    """
    janji: dict[str, dict[str, object]] = {}
    for b in per_baris(realisasi[(realisasi["tindak_lanjut"] != "") & (realisasi["triwulan"] <= periode.triwulan)]):
        nomor = nomor_tindak_lanjut(periode.tahun, int(b.triwulan), b.kode_indikator)
        janji[nomor] = {
            "bidang": b.bidang,
            "uraian": b.tindak_lanjut,
            "pic": b.pic,
            "tenggat": b.tenggat,
            **{k: getattr(b, k) for k in ("asal_berkas", "asal_lembar", "asal_sel")},
        }
    for b in per_baris(status[status["triwulan"] <= periode.triwulan].sort_values("triwulan", kind="stable")):
        if asal_nomor(b.nomor) is None:
            continue
        isi = janji.setdefault(b.nomor, {"bidang": b.bidang, "uraian": b.uraian, "pic": b.pic, "tenggat": b.tenggat})
        isi.setdefault("asal_berkas", b.asal_berkas)
        isi.setdefault("asal_lembar", b.asal_lembar)
        isi.setdefault("asal_sel", b.asal_sel)
        if b.status:
            isi |= {"status": b.status, "triwulan_status": int(b.triwulan), "keterangan": b.keterangan}
    return bentuk("tindak_lanjut", [_baris(nomor, isi) for nomor, isi in sorted(janji.items(), key=_urutan)])


def _urutan(x: tuple[str, dict[str, object]]) -> tuple[int, int, str]:
    return asal_nomor(x[0]) or (0, 0, x[0])


def _baris(nomor: str, isi: dict[str, object]) -> dict[str, object]:
    tahun, triwulan, kode = _urutan((nomor, isi))
    return {
        "nomor": nomor, "tahun_asal": tahun, "triwulan_asal": triwulan, "kode_indikator": kode,
        **isi, "uraian": isi["uraian"] or "(tidak tertulis)",
    }  # fmt: skip


def masih_terbuka(daftar: pd.DataFrame, bidang: str) -> list[Any]:
    """Return a unit's follow-ups that have to come back in its next form: rows of table ``tindak_lanjut``."""
    terbuka = daftar[~daftar["status"].isin(TERTUTUP)]
    return [b for b in per_baris(terbuka) if bidang in b.bidang.split("; ")]
