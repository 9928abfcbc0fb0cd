"""Offices of a made-up kabupaten: each with its params, its plan of twelve indicators, and the forms of its four units.

The forms are made the way ``kinerja formulir`` makes them and filled in by rule; every office has figures of its own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from kinerja.formulir import susun_formulir
from kinerja.kantor import Kantor, Periode, muat
from kinerja.keluaran.buku_tulis import lembar_tabel, simpan
from kinerja.keluaran.formulir_tulis import BarisKinerja, tulis_formulir
from kinerja.masukan.rencana_kolom import KOLOM
from kinerja.skema import kosong

BIDANG = ("Sekretariat", "Bidang Pelayanan", "Bidang Pembinaan", "Bidang Pengawasan")
URUSAN = "2.07"
CONTOH = "DATA CONTOH: semua angka di berkas ini karangan, bukan kinerja yang sebenarnya."


def nama_kantor(nomor: int) -> str:
    """Name of an office, which its folder bears too."""
    return f"Dinas Contoh {nomor:02d}"


def tulis_kantor(akar: Path, nomor: int, tahun: int, triwulan: int, indikator: int = 12, mutu: float = 1.0) -> Path:
    """Write one office with forms until a quarter.

    Args:
        akar: Folder of the kabupaten.
        nomor: Number of the office; decides its figures.
        tahun: Year.
        triwulan: Last quarter that has forms.
        indikator: Indicators, shared out among the four units.
        mutu: What part of its targets the office reaches.

    Returns:
        Its folder.
    """
    folder = akar / nama_kantor(nomor)
    (folder / "params").mkdir(parents=True)
    bidang = "".join(f"  - nama: {b}\n" for b in BIDANG)
    teks = f"nama: {folder.name}\ndaerah: Kabupaten Contoh\ndata_contoh: true\nbidang:\n{bidang}"
    (folder / "params" / "dinas.yaml").write_text(teks, encoding="utf-8")
    kantor = muat(folder, tahun)
    _tulis_rencana(kantor.mentah(tahun) / "perencanaan.xlsx", nomor, tahun, indikator)
    for tw in range(1, triwulan + 1):
        _tulis_formulir(kantor, Periode(tahun, tw), nomor, mutu)
    return folder


def target(nomor: int, i: int) -> int:
    """Target of a quarter of an indicator."""
    return 20 + (7 * i + 3 * nomor) % 40


def _tulis_rencana(jalur: Path, nomor: int, tahun: int, indikator: int) -> None:
    isi: dict[str, list[dict[str, object]]] = {k: [] for k in ("PK", "IKU", "Rencana Aksi", "DPA", "Renstra")}
    for i in range(indikator):
        kode, t, k = f"IK-{i + 1:02d}", target(nomor, i), i % len(BIDANG)
        dasar = {"kode": kode, "indikator": f"Jumlah layanan {i + 1} yang diselesaikan", "satuan": "layanan"}
        sasaran = {"kode_sasaran": f"S{k + 1}", "sasaran": f"Meningkatnya layanan {BIDANG[k]}"}
        uang = {"bidang": BIDANG[k], "jenjang": "sasaran", "kode_anggaran": f"{URUSAN}.0{k + 1}"}
        isi["PK"].append(dasar | sasaran | uang | {"target": 4 * t, "bobot": 1})
        sifat = {"jenis": "IKU", "polaritas": "maks", "konsolidasi": "jumlah", "rumus": "POS", "jenis_target": "angka"}
        arti = {"definisi": "Layanan yang selesai pada tahun itu", "formulasi": "Dihitung satu per satu"}
        isi["IKU"].append(dasar | sifat | arti | {"bentuk_target": "per triwulan", "sumber_data": "Register layanan"})
        isi["Rencana Aksi"].append(dasar | {f"tw{n}": t for n in range(1, 5)})
        isi["Renstra"].append(dasar | {"target": 24 * t, "tahun": tahun + 4})
    for k, b in enumerate(BIDANG):
        pagu = 250_000_000 + 1_000_000 * ((11 * nomor + 5 * k) % 90)
        for kode in (f"{URUSAN}.0{k + 1}", f"{URUSAN}.0{k + 1}.2.01", f"{URUSAN}.0{k + 1}.2.01.0001"):
            isi["DPA"].append({"kode": kode, "nama": f"Layanan {b}", "bidang": b, "pagu_dpa": pagu})
    buku = Workbook()
    buku.remove(buku.active)  # type: ignore[arg-type]
    for lembar, baris in isi.items():
        kolom = {k: v.judul for k, v in KOLOM[lembar].items() if k in baris[0]}
        lembar_tabel(
            buku.create_sheet(lembar),
            [f"{lembar} {nama_kantor(nomor)} {tahun}", CONTOH],
            list(kolom.values()),
            [[b.get(k) for k in kolom] for b in baris],
            [24] * len(kolom),
        )
    simpan(buku, jalur)


def _tulis_formulir(kantor: Kantor, periode: Periode, nomor: int, mutu: float) -> None:
    for identitas, isi in susun_formulir(kantor, periode, tahun_lalu=kosong("tindak_lanjut")):
        terisi = replace(
            isi,
            kinerja=[_terisi(b, n, nomor, mutu, periode) for n, b in enumerate(isi.kinerja)],
            anggaran=[
                replace(
                    a,
                    realisasi=periode.triwulan * (50_000_000 + 1_000_000 * (nomor % 9)),
                    fisik=24.0 * periode.triwulan,
                )
                for a in isi.anggaran
            ],
            tindak_lanjut=[replace(t, status="selesai", keterangan="sudah dikerjakan") for t in isi.tindak_lanjut],
        )
        nama = f"{identitas.bidang} TW{periode.triwulan}.xlsx"
        tulis_formulir(kantor.mentah(periode.tahun) / f"TW{periode.triwulan}" / nama, identitas, terisi)


def _terisi(b: BarisKinerja, n: int, nomor: int, mutu: float, periode: Periode) -> BarisKinerja:
    i = int(b.kode.removeprefix("IK-")) - 1
    nilai = round(target(nomor, i) * mutu) - (n + nomor + periode.triwulan) % 3
    return replace(
        b,
        realisasi=nilai,
        bukti=f"Register layanan {b.kode} triwulan {periode.triwulan}",
        pendorong=f"Petugas {b.kode} bertambah pada triwulan {periode.triwulan}",
        penghambat=f"Jarak layanan {b.kode} jauh pada triwulan {periode.triwulan}",
        tindak_lanjut=f"Membuka layanan keliling {b.kode} pada triwulan {periode.triwulan + 1}",
        pic="Kepala bidang",
        tenggat="Desember 2025",
    )
