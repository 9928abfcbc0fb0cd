"""The report page: the executed notebook through nbconvert and our own template, in one file that needs no network.

nbconvert's own HTML templates load require.js, MathJax and mermaid from the network and cannot show plotly's data, so
this template starts from nothing. Two editions come from the same notebook and the same drawings: ``laporan.html`` with
plotly packed inside, whose figures take the drawings' places, and ``laporan-ringan.html`` without any script, small
enough for a chat. Each carries a content security policy that forbids every request and every script but its own two,
so that neither a library nor a cell's text can call out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja import __version__
from kinerja.kata import HALAMAN
from kinerja.keluaran.halaman_kemas import ABJAD, kemas, plotly, plotly_kemas
from kinerja.keluaran.halaman_ringan import ringkaskan
from kinerja.keluaran.unsur import MIME_PLOTLY, bersih
from kinerja.tabel import tulis_byte

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLAT = Path(__file__).parent / "templat"
SEMBUNYI = ("parameters", "injected-parameters", "hanya-notebook")
"""Cells with one of these tags are left out."""
LAPORAN, RINGAN = "laporan.html", "laporan-ringan.html"
"""Files of the two editions."""


def tulis_laporan(notebook: NotebookNode, jalur: Path, judul: str, segel: tuple[str, str] = ("", "")) -> None:
    """Write the report page of an executed notebook; a reader sees the old file or the new one, never half.

    Args:
        notebook: The executed notebook.
        jalur: File to write.
        judul: Title of the page, as the browser and the footer show it.
        segel: Content hash and run id for the footer, as on the printed report; empty leaves them out.
    """
    tulis_byte(jalur, halaman(notebook, judul, segel).encode("utf-8"))


def tulis_ringan(notebook: NotebookNode, jalur: Path, judul: str, segel: tuple[str, str] = ("", "")) -> None:
    """Write the light edition; arguments as for :func:`tulis_laporan`."""
    tulis_byte(jalur, ringan(notebook, judul, segel).encode("utf-8"))


def halaman(notebook: NotebookNode, judul: str, segel: tuple[str, str] = ("", "")) -> str:
    """Return the report page; the same notebook outputs give the same text."""
    data = _data_grafik(notebook)
    if not data:
        return _isi(notebook, judul, segel)
    from kinerja.keluaran.grafik import GELAP

    tetap = {"GELAP": GELAP, "ABJAD": ABJAD, "KATA": HALAMAN}
    kepala = "".join(f"var {nama} = {json_aman(nilai)};\n" for nama, nilai in tetap.items())
    skrip = kepala + _baca("bongkar.js") + _baca("gambar.js") + _baca("baca.js")
    kemasan = {"data-grafik": kemas(json_aman(data)), "pustaka-grafik": plotly_kemas()}
    return _isi(notebook, judul, segel, skrip=skrip, kemasan=kemasan, boleh=(plotly(), skrip))


def ringan(notebook: NotebookNode, judul: str, segel: tuple[str, str] = ("", "")) -> str:
    """Return the light edition: the same content and drawings, no script."""
    return ringkaskan(_isi(notebook, judul, segel))


def _isi(
    notebook: NotebookNode,
    judul: str,
    segel: tuple[str, str],
    skrip: str = "",
    kemasan: dict[str, Any] | None = None,
    boleh: tuple[str, ...] = (),
) -> str:
    """Fill the template.

    Args:
        notebook: The executed notebook.
        judul: Title.
        segel: Content hash and run id.
        skrip: The page's own script, empty for none.
        kemasan: Packed texts by the id of their element.
        boleh: Scripts that may run.
    """
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.preprocessors import TagRemovePreprocessor

    # A template of that folder alone: nothing of nbconvert's own templates or of the user's settings comes in.
    ekspor = TemplateExporter(
        template_name=TEMPLAT.name,
        extra_template_basedirs=[str(TEMPLAT.parent)],
        template_file="laporan.html.j2",
        default_preprocessors=[TagRemovePreprocessor(remove_cell_tags=set(SEMBUNYI), enabled=True)],
        filters={
            "gabung": _gabung,
            "judul_markdown": judul_markdown,
            "markdown": _markdown,
        },
    )
    ekspor.environment.globals.update(
        mime_plotly=MIME_PLOTLY,
        judul=bersih(judul),
        segel=segel,
        versi=__version__,
        gaya=_baca("gaya.css") + (_baca("baca.css") if skrip else ""),
        skrip=skrip,
        kemasan=kemasan or {},
        kebijakan=_kebijakan(*boleh),
    )
    isi, _ = ekspor.from_notebook_node(notebook)
    return str(isi).rstrip("\n") + "\n"


def _data_grafik(notebook: NotebookNode) -> list[Any]:
    """The figures of the page in the order in which their drawings stand."""
    sel = [s for s in notebook.cells if s.cell_type == "code" and not set(SEMBUNYI) & set(s.metadata.get("tags", []))]
    # The template puts the header's cells above all others.
    sel.sort(key=lambda s: "kepala" not in s.metadata.get("tags", []))
    keluaran = (o for s in sel for o in s.outputs if o.output_type in ("display_data", "execute_result"))
    return [o.data[MIME_PLOTLY] for o in keluaran if MIME_PLOTLY in o.data]


def _baca(nama: str) -> str:
    return (TEMPLAT / nama).read_text(encoding="utf-8")


def _kebijakan(*skrip: str) -> str:
    """Content security policy: nothing is fetched, only these scripts run. plotly writes its styles inline."""
    sidik = "".join(f" 'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in skrip)
    boleh = f"script-src{sidik}; img-src data:; " if skrip else ""
    return f"default-src 'none'; {boleh}style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def json_aman(isi: Any) -> str:
    """Write JSON that may stand inside a script element: no ``<`` can end it or open a comment."""
    teks = json.dumps(isi, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return teks.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _gabung(isi: str | list[str]) -> str:
    """A notebook keeps long text as a list of lines when it is read from disk by hand."""
    return isi if isinstance(isi, str) else "".join(isi)


def judul_markdown(sumber: str) -> str:
    """First heading of a Markdown cell, without its marks."""
    m = re.search(r"^#+\s*(.+)$", sumber, flags=re.MULTILINE)
    return m[1].strip() if m else sumber.strip().splitlines()[0]


def _markdown(sumber: str) -> str:
    """Markdown of a cell to HTML. Raw HTML in it is escaped: cells are our own, but a planner may type there."""
    import mistune

    return str(mistune.create_markdown(escape=True)(sumber)).strip()
