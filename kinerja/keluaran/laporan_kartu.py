"""Formula cards for paper: the facts of :mod:`kinerja.kartu`, without what would stand on every card again.

On a screen a card is opened alone and must say everything. On paper all of them stand one below another: what most of
them say is said once above them, and cells of one sheet are named with that sheet once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kinerja import kata
from kinerja.keluaran.laporan_tabel import KUTIP, Isi
from kinerja.keluaran.unsur import Baris, bersih

Fakta = tuple[str, str]
"""Title and text of one line of a card."""
SENDIRI = ("Hitungan", "Definisi", "Formulasi", "Sumber data")
"""Facts that are an indicator's own, even where others happen to say the same."""
_TEMPAT = re.compile(r"(?P<berkas>.*), lembar (?P<lembar>.*), sel (?P<sel>.*)", re.DOTALL)
_TRIWULAN = re.compile(r"(?P<apa>Target|Realisasi) (?P<tw>TW (?:I|II|III|IV))(?: \((?P<isi>.*)\))?", re.DOTALL)
_JUDUL = re.compile(r"(?:Target|Realisasi) TW [IV]+(?: \(.*\))?(?=: )|[^:]*(?=: )", re.DOTALL)


def bagian_kartu(capaian: Sequence[Baris]) -> Isi:
    """Write the cards of all indicators.

    Args:
        capaian: Rows of ``capaian`` with their ``kartu``.

    Returns:
        ``{"sama": [[title, text]], "kartu": [{"judul", "fakta": [[title, text]]}]}``; a card leaves out what ``sama``
        says, and says what differs from it.
    """
    semua = [_letak_ringkas(_baca(bersih(b["kartu"]))) for b in capaian]
    umum = _umum(semua)
    return {
        "sama": [list(x) for x in umum.items()],
        "kartu": [
            {
                "judul": f"{bersih(b['kode_indikator'])} {bersih(b['indikator'])}",
                "fakta": [[j, isi] for j, isi in fakta if umum.get(j) != isi],
            }
            for b, fakta in zip(capaian, semua, strict=True)
        ],
    }


def _baca(kartu: str) -> list[Fakta]:
    """Take a card apart; a figure that somebody typed may hold a colon itself, a definition a second line."""
    hasil: list[Fakta] = []
    for baris in kartu.split("\n"):
        if m := _JUDUL.match(baris):
            hasil.append((m.group(), baris[m.end() + 2 :]))
        elif hasil:
            hasil[-1] = (hasil[-1][0], f"{hasil[-1][1]} {baris}")
    return [(judul, kata.ringkas(isi, KUTIP)) for judul, isi in hasil if isi]


def _umum(semua: Sequence[Sequence[Fakta]]) -> dict[str, str]:
    """Return the facts that every card has and more than half of them, and at least two, have alike."""
    ada = Counter(j for fakta in semua for j in dict(fakta))
    sama = Counter(x for fakta in semua for x in dict(fakta).items())
    urut = dict(semua[0]) if semua else {}
    boleh = [j for j in urut if j not in (*SENDIRI, *_LETAK) and ada[j] == len(semua)]
    umum = {judul: isi for (judul, isi), n in sama.items() if 2 * n > len(semua) > 1}
    return {j: umum[j] for j in boleh if j in umum}


# ---- where figures stand --------------------------------------------------------------------------------------------
_LETAK = ("Target tahun", "Target", "Realisasi")


def _letak_ringkas(fakta: Sequence[Fakta]) -> list[Fakta]:
    """Put the cells of all quarters into one line for targets and one for figures, each sheet named once."""
    hasil: list[Fakta] = []
    letak: dict[str, list[tuple[str, str]]] = {}
    for judul, isi in fakta:
        if m := _TRIWULAN.fullmatch(judul):
            triwulan = m["tw"].replace(" ", "\u00a0")
            letak.setdefault(m["apa"], []).append((f"{triwulan} {m['isi'] or ''}".strip(), isi))
        elif judul == "Sumber target tahun":
            hasil.append(("Target tahun", _daftar([("", isi)])))
        else:
            hasil.append((judul, isi))
    return hasil + [(apa, _daftar(letak[apa])) for apa in _LETAK if apa in letak]


def _daftar(bagian: Sequence[tuple[str, str]]) -> str:
    """Name figures with their cells, and the sheet after the last of those that stand in it."""
    hasil: list[str] = []
    for i, (teks, tempat) in enumerate(bagian):
        m = _TEMPAT.fullmatch(tempat)
        if m is None:
            hasil.append(f"{teks} ({tempat})" if teks else tempat)
            continue
        lembar = f"lembar {m['lembar']} dari {m['berkas'].rsplit('/', 1)[-1]}"
        lanjut = _TEMPAT.fullmatch(bagian[i + 1][1]) if i + 1 < len(bagian) else None
        terakhir = lanjut is None or (lanjut["berkas"], lanjut["lembar"]) != (m["berkas"], m["lembar"])
        sel = f"{teks} ({m['sel']})" if teks else m["sel"]
        hasil.append(f"{sel}, {lembar}" if terakhir else sel)
    return "; ".join(hasil)
