"""An office with a fake run: tables and report as a run leaves them, without a notebook; papers and PDF likewise."""

from __future__ import annotations

import datetime as dt
import json
import sys
import types
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kinerja.kantor import CHECKOUT, Kantor, Periode, muat
from kinerja.keluaran.buku_serah import BERKAS as BUKU
from kinerja.keluaran.kit import BERKAS as KIT
from kinerja.keluaran.kit import FOLDER
from kinerja.langkah import DAFTAR
from kinerja.skema import bentuk
from kinerja.sop import perintah, rilis
from kinerja.sop.catatan import BukuSop
from kinerja.sop.keadaan import keadaan
from kinerja.sop.naskah import muat_sop
from kinerja.sop.otomatis import catat_jalan
from kinerja.sop.sesi import Konteks
from kinerja.tabel import tulis

P = Periode(2025, 2)
WIB = dt.timezone(dt.timedelta(hours=7))


def jam(hari: int, j: int = 9, m: int = 0) -> dt.datetime:
    """A moment of July 2025; the 1st is a Tuesday."""
    return dt.datetime(2025, 7, hari, j, m, tzinfo=WIB)


class KantorUji:
    """A small office in a folder, with a clock that goes on by itself."""

    def __init__(self, akar: Path, monkeypatch: pytest.MonkeyPatch, sop: str = "") -> None:
        self.akar = akar
        (akar / "params").mkdir(parents=True)
        (akar / "data/raw/2025").mkdir(parents=True)
        (akar / "params/sop.yaml").write_text(
            sop or (CHECKOUT / "params/sop.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
        self.kantor: Kantor = muat(akar, 2025)
        self.sop = muat_sop(self.kantor)
        self.menit = 0
        self.surat: list[str] = []
        self.mutakhir = True
        self._palsukan(monkeypatch)

    def _palsukan(self, mp: pytest.MonkeyPatch) -> None:
        def surat(jenis, kantor, periode, sop, entri, tabel, tujuan):
            self.surat.append(jenis)
            tujuan.mkdir(parents=True, exist_ok=True)
            berkas = tujuan / f"{entri[-1].langkah:02d}-{jenis}.pdf"
            berkas.write_text(f"{jenis} {entri[-1].nomor} {len(tabel)}", encoding="utf-8")
            return [berkas]

        def pdf(tabel, kantor, periode, revisi, sidik_isi, run_id, perubahan_rev):
            self.perubahan = perubahan_rev
            return f"PDF {revisi} {sidik_isi}".encode()

        def kemas(kantor, periode, revisi):
            berkas = kantor.akar / f"reports/2025/arsip/kantor_rev{revisi}.zip"
            berkas.parent.mkdir(parents=True, exist_ok=True)
            berkas.write_bytes(b"arsip")
            return berkas

        for nama, isi in (
            (
                "kinerja.surat.buat",
                {"buat_surat": surat, "jalur_surat": lambda jenis, folder: sorted(folder.glob(f"*-{jenis}.pdf"))},
            ),
            ("kinerja.keluaran.laporan_pdf", {"laporan_pdf": pdf}),
            (
                "kinerja.arsip.kemas",
                {"kemas": kemas, "masukan_tersegel": lambda k, p: {"data/raw/2025/x.xlsx": "0" * 64}},
            ),
        ):
            modul = types.ModuleType(nama)
            for k, v in isi.items():
                setattr(modul, k, v)
            mp.setitem(sys.modules, nama, modul)
        mp.setattr(
            perintah, "langkah_mutakhir", lambda k, p: tuple(x.nama for x in DAFTAR) if self.mutakhir else ("ingest",)
        )

    def jalan(self, ya: bool = True, realisasi: float = 40.0) -> tuple[str, ...]:
        """Leave what a run leaves, and let it record its steps."""
        capaian = {
            "kode_indikator": "I1", "indikator": "Indikator satu", "kode_sasaran": "S1", "realisasi_sd": realisasi,
            "capaian_sd_pct": realisasi * 2, "predikat": "Tinggi" if realisasi > 45 else "Sedang",
        }  # fmt: skip
        sasaran = {
            "level": "sasaran", "kode": "S1", "nama": "Sasaran satu", "capaian_pct": realisasi * 2,
            "predikat": "Tinggi" if realisasi > 45 else "Sedang",
        }  # fmt: skip
        putusan = {
            "tahun": 2025, "triwulan": 2, "putusan": "Ya" if ya else "Tidak", "n_tolak": 0 if ya else 2,
            "alasan": "Tidak ada temuan yang menghalangi." if ya else "2 temuan harus diperbaiki.",
        }  # fmt: skip
        isi: dict[str, pd.DataFrame] = {
            "capaian": bentuk("capaian", [capaian]),
            "sasaran": bentuk("sasaran", [sasaran]),
        }
        isi["putusan"] = bentuk("putusan", [putusan])
        folder = self.kantor.olahan(P)
        folder.mkdir(parents=True, exist_ok=True)
        for nama in ("serapan", "temuan", "rekap", "lapor", "realisasi", "realisasi_anggaran"):
            isi[nama] = bentuk(nama, [])
        for nama, df in isi.items():
            df.to_parquet(folder / f"{nama}.parquet", index=False)
        laporan = self.kantor.laporan(P)
        laporan.mkdir(parents=True, exist_ok=True)
        (laporan / FOLDER).mkdir(exist_ok=True)
        for nama in ("laporan.html", "laporan-ringan.html", *KIT, *BUKU):
            (laporan / nama).write_text(f"<p>{realisasi} {ya}", encoding="utf-8")
        run = {"masukan": {"data/raw/2025/x.xlsx": "0" * 64}, "parameter": {"tahun": 2025, "triwulan": 2}}
        (laporan / "run.json").write_text(json.dumps(run | {"versi": {"kinerja": "1"}}), encoding="utf-8")
        return catat_jalan(self.kantor, P, self.kini().isoformat())

    def kini(self) -> dt.datetime:
        """Five minutes later than the last time."""
        self.menit += 5
        return jam(1) + dt.timedelta(minutes=self.menit)

    def k(self, waktu: dt.datetime | None = None, **lain) -> Konteks:
        """What a command is given."""
        return Konteks(self.kantor, P, waktu or self.kini(), **lain)

    @property
    def buku(self) -> BukuSop:
        """The ledger, read anew."""
        return BukuSop.buka(self.kantor, P)

    @property
    def s(self):
        """The state, likewise."""
        return keadaan(self.buku.entri, self.sop, self.kantor.pilihan(P), jam(1) + dt.timedelta(minutes=self.menit))

    def sampai_putusan(self, ya: bool = True) -> None:
        """Take every step before the decision."""
        for x in self.sop.langkah:
            if x.tindakan == "disposisi":
                perintah.disposisi(self.k())
        self.jalan(ya)

    def sampai(self, tindakan: str) -> None:
        """Take every step up to this one, which is not taken."""
        self.sampai_putusan()
        langkah = {
            "putusan": lambda: perintah.putusan(self.k()),
            "sosialisasi": lambda: perintah.sosialisasi(self.k(), True),
            "serah": lambda: perintah.serah(self.k()),
            "sahkan": lambda: perintah.sahkan(self.k()),
            "arsip": lambda: perintah.arsip(self.k()),
        }
        for x in self.sop.langkah:
            if x.tindakan == tindakan:
                return
            if x.tindakan in langkah:
                langkah[x.tindakan]()


MINTA = perintah.Permintaan("I1", "realisasi", "40", "48", "SK belum dihitung", "Kepala Bidang A")
MINTA_LAIN = replace(MINTA, alasan="SK kedua belum dihitung")
__all__ = ["MINTA", "MINTA_LAIN", "KantorUji", "P", "jam", "rilis", "tulis"]
