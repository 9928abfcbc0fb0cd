"""Make the bundled example from the readable tables beside this script: ``python -m tests.contoh.buat [folder]``.

Every figure is invented and every workbook says so. The office has the shape of the SOP's: a Dinas for labour,
industry and transmigration in Kapuas Hulu. Codes and names of programmes, kegiatan and most sub kegiatan are those of
the national nomenclature; the sub kegiatan of 3.31.04, 3.32.03 and 3.32.04 are shortened and must be checked against
the decree in force.

Tables in ``tabel/`` are CSV with semicolons, UTF-8, numbers as a planner writes them (``1,80``). The forms are made
the way ``kinerja formulir`` makes them, from the plan and the earlier forms that have just been written, and then
filled in: what stands prefilled in them can therefore never disagree with the plan. The same tables give the same
bytes.

2025 is made to show every state but one: TW II is valid and has its far-off figures explained; TW III is the example
of a "Tidak" (IN-03 was left empty, IN-01 is far above its target without a word). A figure that cannot be computed
(``tidak_dapat_dihitung``) is left to the tests of the formulas: no office would plan one.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from kinerja.angka import baca as baca_angka
from kinerja.formulir import susun_formulir, tindak_lanjut_setahun
from kinerja.kantor import ROMAWI, Kantor, Periode, muat
from kinerja.keluaran.formulir_tulis import BarisKinerja, lembar_tabel, simpan, tulis_formulir
from kinerja.masukan.formulir_bentuk import URAIAN
from kinerja.masukan.rencana_kolom import KOLOM
from kinerja.skema import kosong
from kinerja.tenggat import akhir_triwulan, tambah_hari_kerja

AKAR = Path(__file__).resolve().parents[2]
TABEL = Path(__file__).parent / "tabel"
TAHUN = (2024, 2025)
TERLAMBAT = (Periode(2025, 3), "Bidang Transmigrasi")
"""The one form that came back after its deadline."""
CONTOH = "DATA CONTOH: semua angka di berkas ini karangan, bukan kinerja yang sebenarnya."
LEBAR = {
    "Indikator": 48,
    "Sasaran": 36,
    "Nama": 60,
    "Definisi Operasional": 48,
    "Formulasi": 48,
    "Sumber Data": 30,
    "Sumber": 34,
    "Penanggung Jawab": 28,
    "Keterangan Ketersediaan": 34,
    "Kode Anggaran": 22,
    "Bidang": 22,
    "Kode": 20,
    "Pagu DPA": 16,
    "Pagu DPPA": 16,
    "Target": 18,
    "Target Akhir": 18,
}


def tabel(nama: str, tahun: int | None = None) -> list[dict[str, str]]:
    """Read one CSV, only the rows of a year when it has such a column and one is asked for."""
    with (TABEL / f"{nama}.csv").open(encoding="utf-8", newline="") as f:
        baris = list(csv.DictReader(f, delimiter=";", strict=True))
    return [b for b in baris if tahun is None or b["tahun"] == str(tahun)]


def nilai(teks: str) -> object:
    """Turn what a table holds into a cell's value: numbers become numbers, everything else stays text."""
    b = baca_angka(teks)
    if b.jenis != "angka" or b.satuan or b.ambigu or teks.casefold() in ("nihil", "nol"):
        return teks or None
    return int(b.nilai) if b.nilai.is_integer() and "," not in teks else b.nilai


# ---- the plan -------------------------------------------------------------------------------------------------------
def buat_perencanaan(tahun: int, jalur: Path) -> None:
    """Write ``perencanaan.xlsx`` of a year."""
    pk = tabel("pk", tahun)
    nama = {b["kode"]: (b["indikator"], b["satuan"]) for b in pk}
    isi_lembar: dict[str, list[dict[str, object]]] = {
        "PK": [{k: v if k == "kode_anggaran" else nilai(v) for k, v in b.items()} for b in pk],
        "IKU": [_iku(b, *nama[b["kode"]]) for b in tabel("iku") if b["kode"] in nama],
        "Rencana Aksi": _bernama(tabel("rencana_aksi", tahun), nama),
        "DPA": _dpa(tahun),
        "Renstra": [{**b, "tahun": b["tahun_akhir"]} for b in _bernama(tabel("renstra", tahun), nama)],
        "Riwayat": [b for b in _riwayat(tahun) if b["kode"] in nama],
    }
    buku = Workbook()
    buku.remove(buku.active)  # type: ignore[arg-type]
    for lembar, baris in isi_lembar.items():
        judul = f"{lembar} - Dinas Tenaga Kerja, Perindustrian dan Transmigrasi, Tahun {tahun}"
        kolom = {k: v.judul for k, v in KOLOM[lembar].items() if any(b.get(k) not in (None, "") for b in baris)}
        lembar_tabel(
            buku.create_sheet(lembar),
            [judul, CONTOH],
            list(kolom.values()),
            [[b.get(k) for k in kolom] for b in baris],
            [LEBAR.get(j, 14) for j in kolom.values()],
        )
    simpan(buku, jalur)


def _iku(b: dict[str, str], indikator: str, satuan: str) -> dict[str, object]:
    return {k: nilai(v) if k == "baseline" else v for k, v in b.items()} | {"indikator": indikator, "satuan": satuan}


def _bernama(baris: list[dict[str, str]], nama: dict[str, tuple[str, str]]) -> list[dict[str, object]]:
    """Add name and unit, for reading ease."""
    hasil = []
    for b in baris:
        indikator, satuan = nama[b["kode"]]
        hasil.append({**{k: nilai(v) for k, v in b.items()}, "indikator": indikator, "satuan": satuan})
    return hasil


def _dpa(tahun: int) -> list[dict[str, object]]:
    """Lay out budget rows; a parent is the sum of the sub kegiatan below it. DPPA is in force from TW IV."""
    baris = tabel("dpa")
    hasil: list[dict[str, object]] = []
    for b in baris:
        pagu = []
        for jenis in ("dpa", "dppa"):
            bawah = [x for x in baris if (x["kode"] + ".").startswith(b["kode"] + ".") and x[f"{jenis}_{tahun}"]]
            pagu.append(sum(int(x[f"{jenis}_{tahun}"]) for x in bawah))
        hasil.append(
            {
                "kode": b["kode"],
                "nama": b["nama"],
                "bidang": b["bidang"],
                "pagu_dpa": pagu[0],
                "pagu_dppa": pagu[1],
                "dppa_mulai": "IV",
            }
        )
    return hasil


def _riwayat(tahun: int) -> list[dict[str, object]]:
    """List earlier years: figures of the year from the table, and last year by quarter as its own forms give it."""
    hasil: list[dict[str, object]] = []
    for b in tabel("riwayat"):
        for t in (2021, 2022, 2023):
            if b[str(t)]:
                hasil.append({"kode": b["kode"], "tahun": t, "nilai": nilai(b[str(t)]), "sumber": b["sumber"]})
        for tw, x in enumerate(sampai_dengan(b["kode"], tahun - 1), 1) if tahun - 1 in TAHUN else ():
            if x is not None:
                sumber = f"Formulir TW {ROMAWI[tw]} Tahun {tahun - 1}"
                hasil.append({"kode": b["kode"], "tahun": tahun - 1, "triwulan": tw, "nilai": x, "sumber": sumber})
    return hasil


def sampai_dengan(kode: str, tahun: int) -> list[object]:
    """Return the four values to date of a year that its forms give, None where a quarter has no figure."""
    cara = next(b["konsolidasi"] for b in tabel("iku") if b["kode"] == kode)
    satuan = next((b["satuan"] for b in tabel("pk", tahun) if b["kode"] == kode), "")
    lapor = [b for b in tabel(f"isian_{tahun}") if b["kode"] == kode]
    hasil: list[object] = []
    for b in lapor:
        sd = lapor[: int(b["tw"])]
        terisi = [nilai(x["realisasi"]) for x in sd if x["realisasi"] and not x["realisasi"].startswith("belum")]
        if cara == "rasio":
            atas, bawah = (sum(float(x[k] or 0) for x in sd) for k in ("pembilang", "penyebut"))
            hasil.append(round(atas / bawah * (100 if satuan == "%" else 1), 2) if bawah else None)
        elif not terisi or not b["realisasi"] or b["realisasi"].startswith("belum"):
            hasil.append(None)
        elif cara == "akhir":
            hasil.append(terisi[-1])
        else:
            jumlah = sum(float(str(x)) for x in terisi)
            hasil.append(round(jumlah / len(terisi), 2) if cara == "rata" else int(jumlah))
    return hasil


# ---- the forms ------------------------------------------------------------------------------------------------------
def buat_formulir(kantor: Kantor, tahun: int, tw: int, tahun_lalu: pd.DataFrame) -> None:
    """Write the forms of a quarter as ``kinerja formulir`` would, and fill them in from the tables.

    What earlier quarters reported and which follow-ups are still open is read from the forms just written, so the
    quarters are made in their order.
    """
    periode = Periode(tahun, tw)
    lapor = {b["kode"]: b for b in tabel(f"isian_{tahun}") if b["tw"] == str(tw)}
    belanja = {b["kode"]: b for b in tabel("belanja", tahun)}
    status = {b["nomor"]: b for b in tabel("tindak_lanjut", tahun) if b["tw"] == str(tw)}
    for n, (identitas, isi) in enumerate(susun_formulir(kantor, periode, tahun_lalu=tahun_lalu)):
        terisi = replace(
            isi,
            kinerja=[_isi_kinerja(b, lapor[b.kode]) for b in isi.kinerja],
            anggaran=[
                replace(a, realisasi=int(belanja[a.kode][f"tw{tw}"]), fisik=float(belanja[a.kode][f"fisik{tw}"]))
                for a in isi.anggaran
            ],
            tindak_lanjut=[
                replace(t, status=status[t.nomor]["status"], keterangan=status[t.nomor]["keterangan"])
                for t in isi.tindak_lanjut
            ],
        )
        nama = f"{identitas.bidang.replace(' ', '_')}_TW{tw}_{tahun}.xlsx"
        jalur = kantor.mentah(tahun) / f"TW{tw}" / nama
        tulis_formulir(jalur, identitas, terisi, disimpan(kantor, periode, identitas.bidang, n))


def _isi_kinerja(b: BarisKinerja, x: dict[str, str]) -> BarisKinerja:
    uraian: dict[str, Any] = {k: x[k] for k in URAIAN} | {"tenggat": tanggal(x["tenggat"])}
    return replace(b, **{k: nilai(x[k]) for k in ("pembilang", "penyebut", "realisasi")}, **uraian)  # type: ignore[arg-type]


def tanggal(teks: str) -> str | dt.date:
    """Turn ``11/04/2025`` into a date; a month in words stays text, as units write it."""
    m = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", teks)
    return dt.date(int(m[3]), int(m[2]), int(m[1])) if m else teks


def disimpan(kantor: Kantor, periode: Periode, bidang: str, urutan: int) -> dt.datetime:
    """Say when a unit saved its form: two to eight working days after the quarter, one unit late once."""
    hari = kantor.aturan.tenggat_hari_kerja + 3 if (periode, bidang) == TERLAMBAT else 2 + 2 * urutan
    hari_kirim = tambah_hari_kerja(akhir_triwulan(periode), hari)
    return dt.datetime.combine(hari_kirim, dt.time(2 + urutan, 15))  # the file counts in UTC, the office in UTC+7


def buat(akar: Path) -> None:
    """Write ``data/raw`` of the example office whose ``params`` lie in the folder."""
    tahun_lalu = kosong("tindak_lanjut")
    for tahun in TAHUN:
        kantor = muat(akar, tahun)
        buat_perencanaan(tahun, kantor.mentah(tahun) / "perencanaan.xlsx")
        for tw in ROMAWI:
            buat_formulir(kantor, tahun, tw, tahun_lalu)
        tahun_lalu = tindak_lanjut_setahun(kantor, tahun)


if __name__ == "__main__":
    buat(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else AKAR)
