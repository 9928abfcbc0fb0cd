"""Small tables for the tests of the steps: one indicator or one report in a line."""

from __future__ import annotations

import pandas as pd

from kinerja.aturan import Aturan, Bidang, DaftarSkala, Dinas, baca_yaml, periksa
from kinerja.kantor import BAWAAN, Kantor, Periode
from kinerja.rekap import rekap
from kinerja.skema import bentuk, kosong, skema
from kinerja.ukur import ukur
from kinerja.validasi import validasi

BERKAS = "data/raw/2025/TW2/formulir.xlsx"


def kantor(akar="/kantor", **aturan) -> Kantor:
    from pathlib import Path

    skala = periksa(DaftarSkala, baca_yaml(BAWAAN / "skala.yaml", "skala.yaml"), "skala.yaml").skala
    dinas = Dinas(nama="Dinas Uji", bidang=(Bidang(nama="A"), Bidang(nama="B")))
    return Kantor(Path(akar), dinas, periksa(Aturan, aturan, "aturan"), skala, (), ())


def indikator(kode="I1", **isi):
    dasar = {
        "kode_indikator": kode,
        "indikator": f"Indikator {kode}",
        "jenjang": "sasaran",
        "jenis": "IKU",
        "kode_sasaran": "S1",
        "sasaran": "Sasaran satu",
        "bidang": "A",
        "satuan": "orang",
        "polaritas": "maks",
        "konsolidasi": "jumlah",
        "jenis_target": "angka",
        "rumus": "POS",
        "bentuk_target": "per_triwulan",
        "bobot": 1.0,
        "baseline": float("nan"),
        "target_tahun": 40.0,
        "target_tahun_bawah": float("nan"),
        "target_renstra": float("nan"),
        "target_renstra_bawah": float("nan"),
        "realisasi_renstra_lalu": float("nan"),
        "tersedia_tw": 1,
    }
    return dasar | isi


def target(kode="I1", *nilai, mulai=1, **isi):
    return [
        {
            "kode_indikator": kode,
            "triwulan": i,
            "target": float(x),
            "target_bawah": float("nan"),
            "target_teks": str(x),
            **isi,
        }
        for i, x in enumerate(nilai, mulai)
        if x is not None
    ]


def lapor(kode="I1", *nilai, bidang="A", **isi):
    n = float("nan")
    return [
        {
            "kode_indikator": kode,
            "triwulan": i,
            "bidang": bidang,
            "realisasi": float(x),
            "pembilang": n,
            "penyebut": n,
            "realisasi_teks": str(x),
            "bukti": "SK",
            "asal_berkas": BERKAS,
            "asal_lembar": "Kinerja",
            "asal_sel": f"H{i}",
            **isi,
        }
        for i, x in enumerate(nilai, 1)
        if x is not None
    ]


def lapor_rasio(kode="I1", *pasangan, **isi):
    return [
        {
            "kode_indikator": kode,
            "triwulan": i,
            "bidang": "A",
            "realisasi": float("nan"),
            "pembilang": float(p[0]),
            "penyebut": float(p[1]),
            "bukti": "SK",
            "asal_berkas": BERKAS,
            "asal_lembar": "Kinerja",
            "asal_sel": f"F{i}",
            **isi,
        }
        for i, p in enumerate(pasangan, 1)
        if p is not None
    ]


def anggaran(kode, pagu, induk="", jenjang="program", **isi):
    return {
        "kode_anggaran": kode,
        "nama": f"Program {kode}",
        "jenjang": jenjang,
        "kode_induk": induk,
        "bidang": "A",
        "pagu_dpa_rp": pagu,
        **isi,
    }


def belanja(kode, *nilai):
    return [{"kode_anggaran": kode, "triwulan": i, "realisasi_rp": x} for i, x in enumerate(nilai, 1) if x is not None]


def masukan(indikator, target=(), realisasi=(), anggaran=(), belanja=(), berkas=None) -> dict[str, pd.DataFrame]:
    bawaan = [{"berkas": BERKAS, "jenis": "formulir", "bidang": "A", "triwulan": 2, "status": "dipakai"}]
    return {
        "berkas": bentuk("berkas", bawaan if berkas is None else berkas),
        "indikator": bentuk("indikator", list(indikator)),
        "target": bentuk("target", list(target)),
        "realisasi": bentuk("realisasi", list(realisasi)),
        "anggaran": bentuk("anggaran", list(anggaran)),
        "realisasi_anggaran": bentuk("realisasi_anggaran", list(belanja)),
        **{n: kosong(n) for n in ("riwayat", "status_tindak_lanjut", "penjelasan", "perubahan")},
        "temuan_ingest": kosong("temuan_ingest"),
    }


def jalankan(tabel, triwulan=2, k=None) -> dict[str, pd.DataFrame]:
    """Run rekap and ukur; return all tables."""
    k, p = k or kantor(), Periode(2025, triwulan)
    tabel = tabel | rekap(tabel, k, p)
    return tabel | ukur(tabel, k, p)


def satu(tabel, triwulan=2, k=None):
    """Run, and return the one row of capaian."""
    return jalankan(tabel, triwulan, k)["capaian"].iloc[0]


def validasi_dari(tabel, triwulan=2, **aturan):
    """Run rekap, ukur and validasi on the tables of a reader; return findings by code, and the decision."""
    k = kantor(**aturan)
    hasil = validasi(jalankan(tabel, triwulan, k), k, Periode(2025, triwulan))
    for nama in ("temuan", "putusan"):
        skema(nama).validate(hasil[nama], lazy=True)
    return hasil["temuan"].set_index("kode"), hasil["putusan"].iloc[0]
