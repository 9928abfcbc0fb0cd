"""What a unit owes: the rule that says for which indicator and quarter a figure is due.

It stands alone, without pandas, so that ``kinerja status`` can apply it to single rows and answer at once; the steps
apply the same function to whole columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def nol_berarti(konsolidasi: Any, polaritas: Any) -> Any:
    """Tell whether a target of 0 is a plan: anything but a count, or a count that should be low."""
    return (konsolidasi != "jumlah") | (polaritas == "min")


def wajib(nol: Any, target: Any, sudah_ada: Any) -> Any:
    """Tell what is due: a target is planned for that quarter and a figure can exist by then.

    Args:
        nol: Whether a target of 0 is a plan, see :func:`nol_berarti`.
        target: Targets of the quarter, NaN where there is none.
        sudah_ada: Whether a figure can exist by then.

    Returns:
        A bool for single values; an array or a column where the arguments are such.
    """
    return (target == target) & (nol | (target != 0)) & sudah_ada  # NaN alone is not equal to itself


def tanpa_formulir(berkas: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether no unit is expected to send a form: the plan is a national Formulir E.81, and no form has come.

    Args:
        berkas: Rows of table ``berkas``.
    """
    semua = list(berkas)
    dipakai = {b["jenis"] for b in semua if b["status"] == "dipakai"}
    return "e81" in dipakai and not any(b["jenis"] in ("formulir", "tabel") for b in semua)
