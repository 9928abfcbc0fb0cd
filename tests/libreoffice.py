"""Drive the real LibreOffice in tests: run a Basic macro without a window, in a profile that is thrown away.

Basic is used because it comes with every LibreOffice; its bridge to Python is a package of its own. The macro lies in
the private profile's ``Standard`` library, which LibreOffice trusts, and ends the program itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from html import escape
from pathlib import Path

import pytest

TUNGGU_DETIK = 150
_JENIS = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"'
_NS = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
_PUSTAKA = (
    _JENIS.format("library:libraries") + ' "libraries.dtd">\n<library:libraries ' + _NS + ">"
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/{0}.xlb/" xlink:type="simple" '
    'library:link="false"/></library:libraries>'
)
_ISI_PUSTAKA = (
    _JENIS.format("library:library") + ' "library.dtd">\n<library:library ' + _NS + ' library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">{0}</library:library>'
)
_MODUL = (
    _JENIS.format("script:module") + ' "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Modul" '
    'script:language="StarBasic">{0}</script:module>'
)
_SUDAH_DIPASANG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">'
    "<value>true</value></prop></item></oor:items>"
)
"""Without it LibreOffice takes the profile for a new one and lays its own, empty libraries over ours."""
_RANGKA = """Sub Utama
On Error Goto Gagal
{isi}
Goto Selesai
Gagal:
Dim nomor As Integer
nomor = FreeFile
Open "{galat}" For Output As #nomor
Print #nomor, "baris " & Erl & ": " & Error$
Close #nomor
Selesai:
StarDesktop.terminate()
End Sub

Function Siap(nama As String, nilai As Variant) As Variant
Dim p As New com.sun.star.beans.PropertyValue
p.Name = nama
p.Value = nilai
Siap = p
End Function

Function Buka(alamat As String) As Object
Buka = StarDesktop.loadComponentFromURL(alamat, "_blank", 0, Array(Siap("Hidden", True)))
End Function

Sub CatatTerbuka(dok As Object, jalur As String)
Dim nomor As Integer, i As Long, r As Long, k As Long, lembar As Object, penanda As Object, sel As Object
nomor = FreeFile
Open jalur For Output As #nomor
For i = 0 To dok.Sheets.Count - 1
lembar = dok.Sheets.getByIndex(i)
Print #nomor, lembar.Name & "|" & lembar.isProtected()
penanda = lembar.createCursor()
penanda.gotoEndOfUsedArea(False)
For r = 0 To penanda.RangeAddress.EndRow
For k = 0 To penanda.RangeAddress.EndColumn
sel = lembar.getCellByPosition(k, r)
If Not sel.CellProtection.IsLocked Then Print #nomor, lembar.Name & "|" & r & "|" & k
Next k
Next r
Next i
Close #nomor
End Sub

Sub Simpan(dok As Object, alamat As String, saringan As String)
dok.storeToURL(alamat, Array(Siap("FilterName", saringan)))
End Sub
"""
SARINGAN = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
    ".pdf": "calc_pdf_Export",
}
"""Name of LibreOffice's export filter by file ending."""


def cari() -> str:
    """Return the program; the test is skipped where there is none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice tidak terpasang di mesin ini (apt-get install libreoffice-calc)")
    return program


def perlu_huruf() -> None:
    """Skip a test of printed pages where no font is as wide as Calibri: there every column is wider than it says."""
    daftar = shutil.which("fc-list")
    if daftar is None:
        pytest.skip("tidak diketahui huruf apa yang terpasang di mesin ini")
    terpasang = subprocess.run([daftar, ":", "family"], capture_output=True, check=True).stdout
    if b"Calibri" not in terpasang and b"Carlito" not in terpasang:
        pytest.skip("tidak ada huruf selebar Calibri di mesin ini (apt-get install fonts-crosextra-carlito)")


def teks(nilai: str) -> str:
    """Write a text as a Basic literal."""
    bagian = ['"' + x.replace('"', '""') + '"' for x in nilai.split("\n")]
    return " & Chr(10) & ".join(bagian)


def simpan(dok: str, jalur: Path) -> str:
    """Return the line of Basic that saves a document under a name, in the format of its ending."""
    return f'Simpan({dok}, {teks(jalur.as_uri())}, "{SARINGAN[jalur.suffix]}")'


def jalankan(baris: list[str], tmp: Path) -> None:
    """Run lines of Basic; fails with LibreOffice's own message.

    The whole process group is ended afterwards, whatever happened: soffice is a script that starts the program.
    """
    program, profil, galat = cari(), tmp / "profil", tmp / "galat.txt"
    _tulis_makro(profil / "user" / "basic", _RANGKA.format(isi="\n".join(baris), galat=galat))
    perintah = [program, f"-env:UserInstallation={profil.as_uri()}", "--headless", "--norestore", "--nologo"]
    proses = subprocess.Popen(
        [*perintah, "macro:///Standard.Modul.Utama"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, keluhan = proses.communicate(timeout=TUNGGU_DETIK)
    finally:
        _akhiri(proses)
    assert not galat.exists(), galat.read_text(encoding="utf-8", errors="replace")
    assert proses.returncode == 0, keluhan.decode(errors="replace")


def _akhiri(proses: subprocess.Popen[bytes]) -> None:
    """End what is left of the process group that was started here."""
    if os.name == "nt":
        proses.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(proses.pid, signal.SIGKILL)
    proses.wait(timeout=10)


def _tulis_makro(basic: Path, kode: str) -> None:
    """Lay down the libraries of a profile with one module of our own."""
    berkas = {
        "../registrymodifications.xcu": _SUDAH_DIPASANG,
        "script.xlc": _PUSTAKA.format("script"),
        "dialog.xlc": _PUSTAKA.format("dialog"),
        "Standard/script.xlb": _ISI_PUSTAKA.format('<library:element library:name="Modul"/>'),
        "Standard/dialog.xlb": _ISI_PUSTAKA.format(""),
        "Standard/Modul.xba": _MODUL.format(escape(kode, quote=False)),
    }
    for nama, isi in berkas.items():
        (basic / nama).parent.mkdir(parents=True, exist_ok=True)
        (basic / nama).write_text(isi, encoding="utf-8")
