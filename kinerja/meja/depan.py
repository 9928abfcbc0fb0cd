"""The page to start from in JupyterLab: the quarter, what is next, the run of all five steps, the latest reports."""

from __future__ import annotations

import datetime as dt
import os
import re
import webbrowser
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import ipywidgets as w
from IPython.display import HTML, display

from kinerja.galat import GalatKinerja
from kinerja.kantor import CHECKOUT, ROMAWI, Kantor, Periode, muat
from kinerja.kata import daftar
from kinerja.langkah import DAFTAR, DATA_CONTOH
from kinerja.layar_status import KEADAAN, LENGKAP, berikutnya
from kinerja.meja import galat
from kinerja.meja.panel import Panel
from kinerja.meja.pilihan import SESI, Pilihan, pilihan_terakhir, simpan_pilihan, triwulan_tersedia
from kinerja.pesan import sisa
from kinerja.status import susun_papan, susun_status
from kinerja.tenggat import tulis_hari

if TYPE_CHECKING:
    from kinerja.rantai import HasilJalan, Peristiwa

LAPORAN_TERBANYAK = 4
"""Quarters whose reports are named, the latest first."""
BERKAS_LAPORAN = {
    "laporan.html": "laporan",
    "laporan-ringan.html": "laporan ringan",
    "laporan.pdf": "PDF",
    "rekap.xlsx": "rekap Excel",
    "formulir-e81.xlsx": "Formulir E.81",
}
"""What a quarter's folder is opened for, as far as it is there."""
PERINTAH = re.compile(r"\bkinerja (jalan|formulir|sop|status)\b")
"""A command as ``status`` names it."""


class Depan:
    """What ``notebooks/mulai.ipynb`` shows; it follows every change of the choice by itself.

    Attributes:
        panel: Year, quarter and office.
        ukur: Button that runs the five steps.
        buka: Button that opens the report in the computer's own browser.
        batang: Progress of the run.
        kabar: How the run went.
    """

    def __init__(self, shell: Any) -> None:
        galat.pasang(shell)
        self.panel = Panel(pilihan_terakhir() or _terbaru(), None, self._ganti)
        simpan_pilihan(self.panel.nilai)  # the five notebooks begin with what this page shows
        self.ukur = w.Button(
            description="Ukur dan susun laporan", button_style="primary", icon="play", layout=w.Layout(width="16em")
        )
        self.buka = w.Button(description="Buka laporan", icon="external-link", layout=w.Layout(width="16em"))
        self.batang = w.IntProgress(max=len(DAFTAR), layout=w.Layout(width="20em", display="none"))
        self.kabar = w.HTML()
        self.ukur.on_click(lambda _: self._ukur())
        self.buka.on_click(lambda _: webbrowser.open(self._laporan().as_uri()))
        self._isi: Any = None

    def tampil(self) -> None:
        """Show it."""
        display(self.panel.kotak, w.HBox([self.ukur, self.buka]), w.HBox([self.batang, self.kabar]))
        self._isi = display(HTML(self._susun()), display_id=True)

    def _ganti(self, _: Pilihan) -> None:
        self.kabar.value, self.batang.layout.display = "", "none"
        self._isi.update(HTML(self._susun()))

    def _laporan(self) -> Path:
        p = self.panel.nilai
        return muat(p.akar, p.tahun).laporan(Periode(p.tahun, p.triwulan)) / "laporan.html"

    def _susun(self) -> str:
        """Write what is next and where the reports are; an office that cannot be read says why."""
        p = self.panel.nilai
        self.buka.disabled = True
        try:
            kantor, periode = muat(p.akar, p.tahun), Periode(p.tahun, p.triwulan)
            self.buka.disabled = not self._laporan().is_file()
            return "".join((*_keadaan(kantor, periode, dt.datetime.now(dt.UTC)), *_laporan_terbaru(kantor)))
        except GalatKinerja as e:
            return f"<p><b>{escape(e.pesan)}</b> {escape(e.saran)}</p>{''.join(_laporan_terbaru_bila_ada(p))}"

    # ---- the run of all five steps ----------------------------------------------------------------------------------
    def _ukur(self) -> None:
        """Do what ``kinerja jalan`` does, and tell how far it is."""
        from kinerja.rantai import jalan

        p = self.panel.nilai
        self.batang.value, self.batang.bar_style, self.batang.layout.display = 0, "", ""
        self.kabar.value, self.ukur.disabled = "Menyiapkan …", True
        saat = dt.datetime.now(dt.UTC).isoformat(timespec="minutes")
        try:
            self.kabar.value = _hasil(jalan(p.tahun, p.triwulan, p.akar or None, kabarkan=self._maju, waktu=saat))
            self.batang.bar_style = "success"
        except (Exception, KeyboardInterrupt) as e:  # the last guard, as on the command line
            self.kabar.value, self.batang.bar_style = f"<b>{escape(galat.kalimat(e))}</b>", "danger"
        finally:
            self.ukur.disabled = False
        self._isi.update(HTML(self._susun()))

    def _maju(self, x: Peristiwa) -> None:
        if x.jenis == "mulai":
            self.kabar.value = f"{x.nomor} dari {len(DAFTAR)}: {escape(x.langkah.judul)} …"
        else:
            self.batang.value = x.nomor


def _hasil(h: HasilJalan) -> str:
    """Say how the run ended."""
    contoh = f"{DATA_CONTOH} " if h.kantor.dinas.data_contoh else ""
    dilewati = f" {len(h.dilewati)} langkah dilewati karena tidak ada yang berubah." if h.dilewati else ""
    sop = "".join(f" {x}" for x in h.catatan_sop)
    return f"{contoh}<b>Validasi: {h.putusan['putusan']}.</b> " + escape(f"{h.putusan['alasan']}{dilewati}{sop}")


def _terbaru() -> Pilihan:
    """The latest quarter that something has come in for, else the one that is being reported today."""
    if ada := triwulan_tersedia(""):
        return Pilihan(*ada[-1])
    lalu = dt.date.today().replace(day=1) - dt.timedelta(days=80)
    return Pilihan(lalu.year, (lalu.month + 2) // 3)


# ---- what is next ---------------------------------------------------------------------------------------------------
def _keadaan(kantor: Kantor, periode: Periode, saat: dt.datetime) -> Iterator[str]:
    """Write where the quarter stands: the next thing to do, the deadline, each unit."""
    hari = saat.astimezone().date()
    papan, s = susun_papan(kantor, periode, hari, saat), susun_status(kantor, periode, hari)
    data = berikutnya(s)
    yield "<h3>Yang berikutnya</h3>"
    if data.startswith("jalankan kinerja jalan"):
        yield "<p>Tekan <b>Ukur dan susun laporan</b> di atas.</p>"
    elif not (papan.berikut and data.startswith(LENGKAP)):
        yield f"<p>{escape(_perintah(data[:1].upper() + data[1:], kantor, periode))}</p>"
    if papan.berikut:
        yield f"<p>Menurut SOP, {escape(_perintah(papan.berikut, kantor, periode))}</p>"
    yield from (f"<p>Buku catatan SOP: {escape(x)}</p>" for x in papan.pesan)
    if s.hanya_e81:
        return
    yield f"<p>Tenggat laporan bidang {tulis_hari(s.tenggat)}; {escape(sisa(s))}.</p><ul>"
    for keadaan, (label, _) in KEADAAN.items():
        if bidang := [b.nama for b in s.bidang if b.keadaan == keadaan]:
            yield f"<li>{label}: {escape(daftar(bidang))}</li>"
    yield "</ul>"


def _perintah(teks: str, kantor: Kantor, periode: Periode) -> str:
    """Write a command so that it can be typed in a new window, which does not know JupyterLab's office folder."""
    akar = f' --akar "{kantor.akar}"' if kantor.akar != CHECKOUT else ""
    pilihan = f"--tahun {periode.tahun} --triwulan {periode.triwulan}{akar}"
    return PERINTAH.sub(r"python mulai.py \1", teks.replace(kantor.pilihan(periode), pilihan))


# ---- reports --------------------------------------------------------------------------------------------------------
def _laporan_terbaru_bila_ada(p: Pilihan) -> Iterator[str]:
    """The reports of an office whose quarter cannot be read, where at least its folder can."""
    try:
        yield from _laporan_terbaru(muat(p.akar, p.tahun))
    except GalatKinerja:
        return


def _laporan_terbaru(kantor: Kantor) -> Iterator[str]:
    """Write links to the latest quarters' reports; plain paths where JupyterLab cannot reach the office's folder."""
    yield "<h3>Laporan terbaru</h3>"
    induk = kantor.akar / "reports"
    ada = sorted((p.parent for p in induk.glob("[0-9]*/TW[1-4]/laporan.html")), reverse=True)[:LAPORAN_TERBANYAK]
    if not ada:
        yield "<p>Belum ada. Tekan <b>Ukur dan susun laporan</b> di atas.</p>"
        return
    yield "<ul>"
    for folder in ada:
        judul = f"Triwulan {ROMAWI[int(folder.name[2:])]} Tahun {folder.parent.name}"
        tautan = [_tautan(folder / n, kata) for n, kata in BERKAS_LAPORAN.items() if (folder / n).is_file()]
        yield f"<li>{escape(judul)}: {', '.join(tautan)}</li>"
    yield "</ul>"
    if not _terjangkau(kantor.akar):
        yield f"<p>Letaknya: {escape(str(induk))}</p>"


def _terjangkau(jalur: Path) -> bool:
    """Tell whether JupyterLab's file browser, whose folder is the one above the notebook's, has the path in it."""
    return jalur.is_relative_to(Path(os.environ[SESI]).parent.parent)


def _tautan(berkas: Path, kata: str) -> str:
    if not _terjangkau(berkas):
        return escape(kata)
    jalur = berkas.relative_to(Path(os.environ[SESI]).parent.parent).as_posix()
    return f'<a href="../{quote(jalur)}">{escape(kata)}</a>'
