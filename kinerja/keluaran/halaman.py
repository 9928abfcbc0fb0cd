"""The report page: the executed notebook through nbconvert and our own template, in one file that needs no network.

nbconvert's own HTML templates load require.js, MathJax and mermaid from the network and cannot show plotly's data, so
this template starts from nothing. plotly.js comes once from the installed package, packed with gzip and unpacked by the
browser: less than half the size, and none of the addresses that its text names stand in the file. The page carries a
content security policy that forbids every request and every script but its own two, so that neither a library nor a
cell's text can call out.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja import __version__
from kinerja.keluaran.grafik import GELAP
from kinerja.keluaran.unsur import MIME_PLOTLY, bersih
from kinerja.tabel import tulis_byte

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLAT = Path(__file__).parent / "templat"
SEMBUNYI = ("parameters", "injected-parameters", "hanya-notebook")
"""Cells with one of these tags are left out."""


def tulis_laporan(notebook: NotebookNode, jalur: Path, judul: str, segel: tuple[str, str] = ("", "")) -> None:
    """Write the report page of an executed notebook; a reader sees the old file or the new one, never half.

    Args:
        notebook: The executed notebook.
        jalur: File to write.
        judul: Title of the page, as the browser and the footer show it.
        segel: Content hash and run id for the footer, as on the printed report; empty leaves them out.
    """
    tulis_byte(jalur, halaman(notebook, judul, segel).encode("utf-8"))


def halaman(notebook: NotebookNode, judul: str, segel: tuple[str, str] = ("", "")) -> str:
    """Return the report page; the same notebook outputs give the same text."""
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.preprocessors import TagRemovePreprocessor

    skrip, plotly = _skrip(), _plotly()
    hitung = {"n": 0}

    def nomor_berikut() -> int:
        hitung["n"] += 1
        return hitung["n"]

    # A template of that folder alone: nothing of nbconvert's own templates or of the user's settings comes in.
    ekspor = TemplateExporter(
        template_name=TEMPLAT.name,
        extra_template_basedirs=[str(TEMPLAT.parent)],
        template_file="laporan.html.j2",
        default_preprocessors=[TagRemovePreprocessor(remove_cell_tags=set(SEMBUNYI), enabled=True)],
        filters={"gabung": _gabung, "json_aman": json_aman, "judul_markdown": judul_markdown, "markdown": _markdown},
    )
    lingkungan = ekspor.environment
    lingkungan.globals.update(
        mime_plotly=MIME_PLOTLY,
        nomor_berikut=nomor_berikut,
        nomor_terakhir=lambda: hitung["n"],
        judul=bersih(judul),
        segel=segel,
        versi=__version__,
        gaya=_baca("gaya.css"),
        skrip=skrip,
        plotly=_kemas(plotly),
        kebijakan=_kebijakan(plotly, skrip),
    )
    isi, _ = ekspor.from_notebook_node(notebook)
    return str(isi).rstrip("\n") + "\n"


def _baca(nama: str) -> str:
    return (TEMPLAT / nama).read_text(encoding="utf-8")


def _skrip() -> str:
    """Our own script, with the dark colours that the charts know."""
    return f"var GELAP = {json_aman(GELAP)};\n{_baca('gambar.js')}"


@lru_cache(maxsize=1)
def _plotly() -> str:
    """plotly.js of the installed package."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).replace("\r\n", "\n")


@lru_cache(maxsize=1)
def _kemas(skrip: str) -> str:
    """Pack a script for the page: gzip without name or time, as base64."""
    return base64.b64encode(gzip.compress(skrip.encode("utf-8"), 9, mtime=0)).decode("ascii")


def _kebijakan(*skrip: str) -> str:
    """Content security policy: nothing is fetched, only these scripts run. plotly writes its styles inline."""
    sidik = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in skrip)
    lain = "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {sidik}; {lain}"


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
