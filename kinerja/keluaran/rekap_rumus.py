"""The formulas of ``kinerja/capaian.py`` in the language of a spreadsheet, for a reader who recomputes them there.

Every function returns a formula without ``=`` from addresses of cells. Only functions that Excel 2010, LibreOffice and
WPS all know are used, with English names and commas, as files hold them. A missing figure is an empty cell or ``""``;
a formula that has none gives ``""``. A test has LibreOffice recompute them all and compares with the pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence

HAMPA = '""'


def capaian(rumus: str, jenis: str, target: str, realisasi: str, bawah: str = "", baseline: str = "") -> str:
    """Write capaian in percent points, raw, as ``capaian.capaian`` computes it.

    Args:
        rumus: A key of ``capaian.RUMUS``.
        jenis: Kind of target.
        target: Cell of the target; of a range the upper bound.
        realisasi: Cell of the realised value.
        bawah: Cell of a range's lower bound, empty for none.
        baseline: Cell of the worst value, for NEG-B.
    """
    if jenis == "predikat":
        isi = f"IF({target}=0,{HAMPA},MIN({realisasi}/{target}*100,100))"
    elif jenis == "tanggal":
        isi = f"MIN({_pokok('NEG-L', target, realisasi, baseline)},100)"
    elif jenis == "rentang" and bawah:
        di_bawah, di_atas = (_pokok(rumus, t, realisasi, baseline) for t in (bawah, target))
        isi = f"IF({realisasi}<{bawah},{di_bawah},IF({realisasi}<={target},100,{di_atas}))"
    else:
        isi = _pokok(rumus, target, realisasi, baseline)
    if rumus == "POS" and jenis not in ("angka", "rasio"):
        isi = f"IF({target}=0,{HAMPA},{isi})"
    perlu = [target, realisasi] + ([baseline] if rumus == "NEG-B" and jenis not in ("predikat", "tanggal") else [])
    return f"IF(COUNT({','.join(perlu)})<{len(perlu)},{HAMPA},{isi})"


def _pokok(rumus: str, t: str, r: str, b: str) -> str:
    nol = f"IF({r}=0,100,0)"
    return {
        "POS": f"IF({t}=0,{HAMPA},{r}/{t}*100)",
        "NEG-L": f"IF({t}=0,{nol},(2*{t}-{r})/{t}*100)",
        "NEG-H": f"IF({t}=0,{nol},IF({r}=0,{HAMPA},{t}/{r}*100))",
        "NEG-B": f"IF({b}={t},{HAMPA},({b}-{r})/({b}-{t})*100)",
        "STAB-L": f"IF({t}=0,{nol},IF({r}<={t},{r}/{t},(2*{t}-{r})/{t})*100)",
        "STAB-H": f"IF({t}=0,{nol},IF({r}=0,0,MIN({r}/{t},{t}/{r}))*100)",
    }[rumus]


def rentang(sel: Sequence[str]) -> str:
    """Write neighbouring cells as a range; the sheet's name stands once."""
    return f"{sel[0]}:{sel[-1].rpartition('!')[2]}"


def terakhir(sel: Sequence[str], kosong: str = HAMPA) -> str:
    """Write the last cell that holds a figure; ``kosong`` where none does."""
    hasil = kosong
    for x in sel:
        hasil = f"IF(ISNUMBER({x}),{x},{hasil})"
    return hasil


def kumpulan(konsolidasi: str, sel: Sequence[str], kosong: str = HAMPA) -> str:
    """Write the value to date of quarters: sum, mean or last, as ``capaian.sampai_dengan``; not for ratios."""
    deret = rentang(sel)
    fungsi = {"jumlah": "SUM", "rata": "AVERAGE"}.get(konsolidasi)
    return f"IF(COUNT({deret})=0,{kosong},{fungsi}({deret}))" if fungsi else terakhir(sel, kosong)


def kumpulan_pasangan(atas: Sequence[str], bawah: Sequence[str], yang: Sequence[str]) -> str:
    """Write the sum of numerators or denominators (``yang``) over the quarters that have both."""
    a, b, y = (rentang(x) for x in (atas, bawah, yang))
    ada = f"ISNUMBER({a})*ISNUMBER({b})"
    return f"IF(SUMPRODUCT({ada})=0,{HAMPA},SUMPRODUCT({ada},{y}))"


def rasio(pembilang: str, penyebut: str, faktor: float) -> str:
    """Write a ratio of accumulated figures."""
    return f"IF(N({penyebut})=0,{HAMPA},{pembilang}/{penyebut}*{faktor:g})"


def dibatasi(capaian_sel: str, batas: str) -> str:
    """Write a figure held between 0 and the cap, as means take it."""
    atas = f"MIN({capaian_sel},{batas})" if batas else capaian_sel
    return f"IF(ISNUMBER({capaian_sel}),MAX(0,{atas}),{HAMPA})"


def predikat(capaian_sel: str, batas: str, label: str, tutup: str) -> str:
    """Write the class of a figure as it is displayed, as ``capaian.kelas``.

    Args:
        capaian_sel: Cell of the figure.
        batas: Range of the bounds in falling order, the last class's left out.
        label: Range of all predicates.
        tutup: As in ``capaian.predikat``.
    """
    tanda = "<" if tutup == "bawah" else "<="
    di_bawah = f"SUMPRODUCT(--(ROUND({capaian_sel},2){tanda}{batas}))"
    return f"IF(ISNUMBER({capaian_sel}),INDEX({label},1+{di_bawah}),{HAMPA})"


def rerata(nilai: str, bobot: str) -> str:
    """Write a weighted mean of the figures that there are, as ``capaian.rerata``; ranges of one column."""
    jumlah = f"SUMPRODUCT(--ISNUMBER({nilai}),{bobot})"
    return f"IF({jumlah}>0,SUMPRODUCT({nilai},{bobot})/{jumlah},{HAMPA})"


def rerata_polos(nilai: str) -> str:
    """Write a plain mean of the figures that there are."""
    return f"IF(COUNT({nilai})=0,{HAMPA},AVERAGE({nilai}))"


def persentase(atas: str, bawah: str) -> str:
    """Write a share in percent points; nothing without either or of 0."""
    return f"IF(OR(COUNT({atas},{bawah})<2,N({bawah})=0),{HAMPA},{atas}/{bawah}*100)"
