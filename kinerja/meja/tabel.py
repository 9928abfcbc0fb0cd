"""Tables that a planner sorts and filters in JupyterLab, without internet, by itables (DataTables)."""

from __future__ import annotations

from pathlib import Path

from kinerja.tampilan import Tampilan

BAHASA = {
    "search": "Cari:",
    "info": "_TOTAL_ baris",
    "infoEmpty": "0 baris",
    "infoFiltered": "(dari _MAX_ baris)",
    "zeroRecords": "Tidak ada baris yang cocok.",
    "emptyTable": "Tidak ada.",
    "thousands": ".",
    "decimal": ",",
    "loadingRecords": "Memuat …",
    "columnControl": {
        "search": {
            "text": {
                "contains": "Memuat",
                "notContains": "Tidak memuat",
                "equal": "Sama dengan",
                "notEqual": "Tidak sama dengan",
                "starts": "Berawal dengan",
                "ends": "Berakhir dengan",
                "empty": "Kosong",
                "notEmpty": "Tidak kosong",
            }
        }
    },
}
"""Words of the table's own."""

SARINGAN = [{"target": 1, "content": ["searchText"]}]
"""A field that filters in a row under the headings, which sort. By text throughout: the one for numbers, which
DataTables would choose by itself, understands no Indonesian number and finds nothing."""
RUPA = """
.dt-container { font-size: 92%; }
.dt-container td { text-align: left !important; vertical-align: top; white-space: pre-line; }
.dt-container th { text-align: left !important; vertical-align: bottom; white-space: normal; }
"""


def pustaka() -> str:
    """HTML that brings the tables' script into the page, once for a notebook; nothing is fetched."""
    from itables import options
    from itables.javascript import generate_init_offline_itables_html

    return generate_init_offline_itables_html(Path(options.dt_bundle))


def html(t: Tampilan) -> str:
    """Write a table for JupyterLab: a field to search it, one to filter each column, headings to sort by.

    A column of figures is shown as it is written everywhere and sorted by the number behind it, which stands in a
    column that is not shown: DataTables knows no Indonesian numbers. Cells are text, whatever they hold.
    """
    if t.isi.empty:
        return "<p>Tidak ada.</p>"
    from itables import to_html_datatable

    lebar = len(t.isi.columns)
    letak = {judul: lebar + i for i, judul in enumerate(t.urut.columns)}
    tampak = [{"targets": i, "orderData": letak[judul]} for i, judul in enumerate(t.isi.columns) if judul in letak]
    kunci = {"targets": list(letak.values()), "visible": False, "searchable": False}
    isi = t.isi.join(t.urut.astype("float64").rename(columns=lambda judul: f"{judul} (urutan)"))
    return to_html_datatable(
        isi,
        connected=False,
        display_logo_when_loading=False,
        showIndex=False,
        show_dtypes=False,
        maxBytes=0,
        maxColumns=0,
        allow_html=False,
        classes="display compact cell-border",
        style="table-layout:auto;width:100%;margin:0",
        css=RUPA,
        columnControl=SARINGAN,
        paging=False,
        scrollX=True,
        scrollY="36em",
        scrollCollapse=True,
        columnDefs=[*tampak, *([kunci] if letak else [])],
        language=BAHASA,  # type: ignore[arg-type]  # itables does not know that words may be nested, and would warn
        warn_on_unexpected_option_type=False,
        layout={"topStart": "search", "topEnd": None, "bottomStart": "info", "bottomEnd": None},
    )
