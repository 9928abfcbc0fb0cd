"""The widgets to choose a quarter and an office with."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from kinerja.galat import GalatParameter
from kinerja.kantor import ROMAWI, Periode, jalur_akar
from kinerja.meja.galat import JALANKAN_SEMUA
from kinerja.meja.pilihan import Pilihan, kantor_tersedia, simpan_pilihan, tahun_tersedia

LEBAR = {"description_width": "7em"}


class Panel:
    """Year, quarter and office to choose, and a line that says what has been chosen.

    Attributes:
        sel: The ``parameters`` cell that the panel stands under, None where there is none.
        kotak: All widgets.
        tahun: Year.
        triwulan: Quarter.
        kantor: Office folder.
        kemajuan: Line of text, for progress.
    """

    def __init__(self, pilihan: Pilihan, sel: Pilihan | None, diubah: Callable[[Pilihan], None] | None = None) -> None:
        """Build the widgets.

        Args:
            pilihan: What they show at first; it must be valid.
            sel: The ``parameters`` cell.
            diubah: Called with every new choice; without it the planner is told to run the cells again.
        """
        self.sel, self._diubah = sel, diubah
        self.tahun = w.Dropdown(
            options=tahun_tersedia(pilihan.akar, pilihan.tahun), value=pilihan.tahun, description="Tahun", style=LEBAR
        )
        self.triwulan = w.ToggleButtons(
            options=[(r, n) for n, r in ROMAWI.items()], value=pilihan.triwulan, style={"button_width": "4em"}
        )
        self.kantor = self._pilihan_kantor(pilihan.akar)
        self.pesan, self.kemajuan = w.HTML(self._sebut()), w.HTML()
        for x in (self.tahun, self.triwulan, self.kantor):
            x.observe(self._berubah, "value")
        label = w.Label("Triwulan", layout=w.Layout(width="7em", justify_content="flex-end"))
        baris_triwulan = w.HBox([label, self.triwulan], layout=w.Layout(align_items="center"))
        self.kotak = w.VBox([self.tahun, baris_triwulan, self.kantor, self.pesan, self.kemajuan])

    @property
    def nilai(self) -> Pilihan:
        """What the widgets show."""
        return Pilihan(int(self.tahun.value), int(self.triwulan.value), str(self.kantor.value).strip())

    def _pilihan_kantor(self, akar: str) -> Any:
        """A list where JupyterLab was started for many offices, a field for a folder where it was for one."""
        tata = {"description": "Folder kantor", "style": LEBAR, "layout": w.Layout(width="40em", max_width="100%")}
        if kantor := kantor_tersedia():
            lain = [] if akar in {folder for _, folder in kantor} else [(akar or "(pilih kantor)", akar)]
            return w.Dropdown(options=[*lain, *kantor], value=akar, **tata)
        return w.Text(value=akar, placeholder=str(jalur_akar()), continuous_update=False, **tata)

    def _berubah(self, perubahan: dict[str, Any]) -> None:
        """Keep a new choice; one that cannot be used is told and not kept."""
        pilihan = self.nilai
        try:
            jalur_akar(pilihan.akar)
        except GalatParameter as e:
            self.pesan.value = f"<b>{escape(e.pesan)}</b> Periksa ejaannya, atau kosongkan."
            return
        if perubahan["owner"] is self.kantor:
            with self.tahun.hold_trait_notifications():
                self.tahun.options, self.tahun.value = tahun_tersedia(pilihan.akar, pilihan.tahun), pilihan.tahun
        simpan_pilihan(pilihan, self.sel)
        self.kemajuan.value = ""
        self.pesan.value = self._sebut()
        if self._diubah is not None:
            self._diubah(pilihan)
        else:
            self.pesan.value += f"<br><b>Pilihan berubah. Jalankan ulang: menu {escape(JALANKAN_SEMUA)}.</b>"

    def _sebut(self) -> str:
        """Name what is chosen."""
        p = self.nilai
        return f"Yang dikerjakan: {Periode(p.tahun, p.triwulan).teks}, kantor {escape(str(jalur_akar(p.akar)))}."
