"""What was added to a PDF before its first signature: signatures only, or something that a reader would see.

pyHanko judges what comes after a signature; between the report as it went out and its first signature there is none. So
every object of the report is compared here with what the signed file has under the same number. Only these may differ:
the catalogue by keys that signatures need, a page by annotations that are signature fields, the form that holds those
fields, the tags that name them, and the metadata. New objects are harmless as long as only those places lead to them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

KUNCI_KATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version"})
"""Keys of the catalogue that a signature adds or changes."""
KUNCI_HALAMAN = frozenset({"/Annots", "/Tabs", "/StructParents"})


def hanya_tanda_tangan(asli: PdfFileReader, tertanda: PdfFileReader) -> bool:
    """Tell whether a file holds the report's objects unchanged, signatures and metadata excepted.

    Args:
        asli: The report.
        tertanda: The same bytes and what was added to them until the first signature.
    """
    if asli.root_ref.idnum != tertanda.root_ref.idnum:
        return False
    bebas = _bebas(asli)
    return all(_boleh(asli.get_object(r), _ambil(tertanda, r), r.idnum in bebas, asli) for r in _rujukan(asli))


def _rujukan(r: PdfFileReader) -> list[Any]:
    """Every object of a file."""
    return [x for n in range(r.xrefs.total_revisions) for x in r.xrefs.explicit_refs_in_revision(n)]


def _ambil(r: PdfFileReader, rujukan: Any) -> Any:
    """The object of that number in another file; None where it was deleted."""
    from pyhanko.pdf_utils.generic import Reference

    try:
        return r.get_object(Reference(rujukan.idnum, rujukan.generation, r))
    except Exception:  # deleted, or no longer readable: not what it was
        return None


def _bebas(r: PdfFileReader) -> set[int]:
    """Numbers of the objects that nobody sees: metadata, and the tags of the page."""
    hasil = set()
    for wadah, kunci in ((r.trailer, "/Info"), (r.root, "/Metadata"), (r.root, "/StructTreeRoot")):
        try:
            hasil.add(wadah.raw_get(kunci).idnum)
        except (KeyError, AttributeError):
            continue
    try:
        hasil.add(r.root["/StructTreeRoot"].raw_get("/ParentTree").idnum)
    except (KeyError, AttributeError):
        return hasil
    return hasil


def _boleh(dulu: Any, kini: Any, bebas: bool, asli: PdfFileReader) -> bool:
    """Whether one object may be what it is now."""
    if _tulis(dulu) == _tulis(kini):
        return True
    if kini is None or not isinstance(kini, type(dulu)):
        return False
    jenis = _jenis(dulu)
    if bebas or jenis in ("/StructElem", "/StructTreeRoot"):
        return True
    if jenis == "/Catalog":
        return _sama_selain(dulu, kini, KUNCI_KATALOG) and _form(dulu, kini)
    if jenis == "/Page":
        return _sama_selain(dulu, kini, KUNCI_HALAMAN) and _catatan(
            _isi(dulu, "/Annots", []), _isi(kini, "/Annots", [])
        )
    if isinstance(dulu, list):
        return _catatan(dulu, kini)
    form = _isi(asli.root, "/AcroForm", None)
    return form is not None and dulu == form and _form_isi(dulu, kini)


def _isi(x: Any, kunci: str, bawaan: Any) -> Any:
    """What stands under a key, references followed; pyHanko's own ``get`` does not follow them."""
    try:
        return x[kunci]
    except KeyError:
        return bawaan


def _jenis(x: Any) -> str:
    return str(_isi(x, "/Type", "")) if isinstance(x, dict) else ""


def _tulis(x: Any) -> bytes:
    """An object as it would be written; one that was deleted as nothing."""
    if x is None:
        return b""
    keluar = io.BytesIO()
    x.write_to_stream(keluar, None)
    return keluar.getvalue()


def _sama_selain(dulu: Any, kini: Any, kunci: frozenset[str]) -> bool:
    """Whether two dictionaries agree but for these keys."""
    semua = (set(dulu) | set(kini)) - kunci
    return all(k in dulu and k in kini and _tulis(dulu.raw_get(k)) == _tulis(kini.raw_get(k)) for k in semua)


def _form(dulu: Any, kini: Any) -> bool:
    """The form of a catalogue: the fields of before, and signature fields."""
    return _form_isi(_isi(dulu, "/AcroForm", {}), _isi(kini, "/AcroForm", {}))


def _form_isi(dulu: Any, kini: Any) -> bool:
    if "/XFA" in kini and "/XFA" not in dulu:
        return False
    return _catatan(_isi(dulu, "/Fields", []), _isi(kini, "/Fields", []))


def _catatan(dulu: Any, kini: Any) -> bool:
    """A list of annotations or fields: all of before, and signature fields."""
    if len(kini) < len(dulu):
        return False
    sama = all(_tulis(dulu.raw_get(i)) == _tulis(kini.raw_get(i)) for i in range(len(dulu)))
    return sama and all(_ruas_tanda(kini[i]) for i in range(len(dulu), len(kini)))


def _ruas_tanda(x: Any) -> bool:
    """Whether a new annotation or field is that of a signature."""
    if not isinstance(x, dict):
        return False
    induk = _isi(x, "/Parent", {})
    ruas = _isi(x, "/FT", _isi(induk, "/FT", "") if isinstance(induk, dict) else "")
    return str(ruas) == "/Sig" and str(_isi(x, "/Subtype", "/Widget")) == "/Widget"
