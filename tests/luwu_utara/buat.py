"""Carry a real document of a sister office into our own shape: ``python -m tests.luwu_utara.buat [folder]``.

Source of every target, realisasi, pagu and spending in ``tabel/``: LAKIP 2025 of the Dinas Transmigrasi dan Tenaga
Kerja, Kabupaten Luwu Utara. What is ours, because the document does not say it:

* the codes: indicators and sasaran are numbered here; the document names no programme codes, so each budget row got the
  programme of the national nomenclature that its sasaran speaks of (``2.07.02`` to ``2.07.05``, ``3.32.03``,
  ``3.32.04``, and ``2.07.01`` for the supporting programme);
* the konsolidasi: year-end figures are positions (``akhir``), certified graduates are a count (``jumlah``). The
  document gives annual values only, so every indicator is available from TW IV and its figure stands in the form of
  TW IV;
* the direction: all ten are POS, as the document scores them, also the share of informal workers (LU-05), which is
  better when it is lower. ``params/aturan.yaml`` of a test declares it ``min``.

Budget: seven rows; LU-02 with LU-03 and LU-04 with LU-05 share one row each, LU-08 has none. The document reports no
physical progress and explains no deviation, so those cells stay empty; evidence is the document itself.

The Renstra 2025-2029 of the same office has three indicators of its own (Tingkat Produktivitas Tenaga Kerja, TPAK,
Nilai SAKIP) with targets but no realisasi in the LAKIP's table. They are none of the ten and would change every mean,
so they are left out.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from kinerja.angka import baca as baca_angka
from kinerja.formulir import susun_formulir
from kinerja.kantor import Periode, muat
from kinerja.keluaran.formulir_tulis import lembar_tabel, simpan, tulis_formulir
from kinerja.masukan.rencana_kolom import KOLOM

SINI = Path(__file__).resolve().parent
TAHUN, TW = 2025, 4
SUMBER = "LAKIP 2025 Dinas Transmigrasi dan Tenaga Kerja Kabupaten Luwu Utara"
LEBAR = {"Indikator": 60, "Sasaran": 48, "Nama": 60, "Bidang": 36, "Penanggung Jawab": 36, "Sumber Data": 40}


def tabel(nama: str) -> list[dict[str, str]]:
    """Read one CSV of ``tabel/``."""
    with (SINI / "tabel" / f"{nama}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=";", strict=True))


def angka(teks: str) -> float:
    """Read a figure as the document writes it: ``1.514`` is 1514, ``59,04`` is 59.04."""
    return baca_angka(teks).nilai


def buat_perencanaan(jalur: Path) -> None:
    """Write the plan workbook."""
    ind = tabel("indikator")
    lembar: dict[str, list[dict[str, object]]] = {
        "PK": [{**b, "target": angka(b["target"]), "bobot": 1, "jenjang": "sasaran"} for b in ind],
        "IKU": [
            {
                **b,
                "jenis": "",
                "polaritas": "maks",
                "rumus": "POS",
                "jenis_target": "angka",
                "tersedia_tw": "IV",
                "bentuk_target": "kumulatif",
                "tersedia_ket": "dokumen sumber hanya memuat nilai setahun",
                "sumber_data": SUMBER,
            }
            for b in ind
        ],
        "Rencana Aksi": [{**b, "tw1": "-", "tw2": "-", "tw3": "-", "tw4": angka(b["target"])} for b in ind],
        "DPA": [{**b, "pagu_dpa": int(b["pagu"])} for b in tabel("anggaran")],
    }
    buku = Workbook()
    buku.remove(buku.active)  # type: ignore[arg-type]
    for nama, baris in lembar.items():
        # A column that must be there stays even when the document fills none of it.
        kolom = {
            k: v.judul for k, v in KOLOM[nama].items() if v.wajib or any(b.get(k) not in (None, "") for b in baris)
        }
        lembar_tabel(
            buku.create_sheet(nama),
            [f"{nama} Tahun {TAHUN}", f"Sumber angka: {SUMBER}"],
            list(kolom.values()),
            [[b.get(k) for k in kolom] for b in baris],
            [LEBAR.get(j, 15) for j in kolom.values()],
        )
    simpan(buku, jalur)


def buat(akar: Path) -> None:
    """Write ``data/raw`` of the office whose ``params`` lie in the folder."""
    kantor = muat(akar, TAHUN)
    folder = kantor.mentah(TAHUN)
    buat_perencanaan(folder / "perencanaan.xlsx")
    nilai = {b["kode"]: b["realisasi"] for b in tabel("indikator")}
    belanja = {b["kode"]: int(b["realisasi"]) for b in tabel("anggaran")}
    for identitas, isi in susun_formulir(kantor, Periode(TAHUN, TW)):
        terisi = replace(
            isi,
            kinerja=[replace(x, realisasi=angka(nilai[x.kode]), bukti=SUMBER) for x in isi.kinerja],
            anggaran=[replace(x, realisasi=belanja[x.kode]) for x in isi.anggaran],
        )
        nama = f"{identitas.bidang.replace(' ', '_')}_TW{TW}_{TAHUN}.xlsx"
        tulis_formulir(folder / f"TW{TW}" / nama, identitas, terisi)


if __name__ == "__main__":
    buat(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else SINI)
