"""What an audit shows: a table and a summary on the terminal, and a JSON record for other programs."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kinerja import __version__
from kinerja.angka import tulis
from kinerja.galat import GalatKinerja
from kinerja.masukan.kisi import bersih
from kinerja.periksa.audit import HasilPeriksa, HasilTabel
from kinerja.periksa.baris import Baris
from kinerja.periksa.jejak_rumus import BUKAN_CAPAIAN, PENJELASAN, TANPA_CAPAIAN, TIDAK_ADA
from kinerja.periksa.temuan import predikat_tertulis, skala_sesuai
from kinerja.tabel import tulis_byte

LEBAR_POLOS = 120
"""Width where output goes to a file and no terminal tells its own."""
LEBAR_SEMPIT = 100
"""Terminals narrower than this get no column for difference and findings."""
BATAS_TEMUAN = 40
"""Findings of one severity that the screen lists; the JSON record holds all."""
_JUDUL_TINGKAT = {"tolak": "Bertentangan", "jelaskan": "Perlu dijelaskan", "info": "Catatan"}


# ---- terminal -------------------------------------------------------------------------------------------------------
def tampilkan(hasil: HasilPeriksa, layar: Console) -> None:
    """Print the rows, a summary by formula, and the findings."""
    layar.print(Text(f"{bersih(hasil.buku.berkas)}: {len(hasil.tabel)} tabel, {len(hasil.baris)} baris diperiksa"))
    for i, t in enumerate(hasil.tabel, 1):
        _tampilkan_tabel(t, i, layar)
    _ringkasan(hasil, layar)
    _temuan(hasil, layar)


def layar_baru() -> Console:
    """Make the console: as wide as the terminal, plain where output is piped."""
    layar = Console(highlight=False, markup=False, soft_wrap=False)
    return layar if layar.is_terminal else Console(highlight=False, markup=False, width=LEBAR_POLOS, no_color=True)


def _tampilkan_tabel(t: HasilTabel, nomor: int, layar: Console) -> None:
    kepala = t.tabel.kepala
    layar.print(
        Text(f"\nTabel {nomor}, lembar {t.tabel.kisi.nama}, judul kolom di baris {kepala[0] + 1}-{kepala[1] + 1}")
    )
    for p in t.pasangan:
        kolom = [(n, c) for n, c in (("target", p.target), ("realisasi", p.realisasi), ("capaian", p.capaian)) if c]
        layar.print(Text("  " + "; ".join(f'{n} = "{c.judul}"' for n, c in kolom), style="dim"))
    lebar = layar.width >= LEBAR_SEMPIT
    tabel = Table(box=box.SIMPLE if layar.is_terminal else box.ASCII2, pad_edge=False, expand=False)
    tabel.add_column("Brs", justify="right", no_wrap=True)
    tabel.add_column("Indikator", ratio=3, overflow="fold", min_width=14)
    for judul in ("Target", "Realisasi", "Capaian"):
        tabel.add_column(judul, justify="right", overflow="fold", max_width=19 if lebar else 11)
    tabel.add_column("Rumus", overflow="fold", max_width=24 if lebar else 15)
    if lebar:
        tabel.add_column("Selisih", justify="right", no_wrap=True)
    for b in t.baris:
        isi = [
            str(b.r + 1),
            _pendek(b.nama, 90 if lebar else 50),
            *(s.teks for s in (b.target, b.realisasi, b.capaian)),
        ]
        isi += [rumus_teks(b), *([tulis(x, 2) if (x := selisih(b)) is not None else "–"] if lebar else [])]
        gaya = "red" if any(x["tingkat"] == "tolak" for x in b.temuan) else ""
        tabel.add_row(*(Text(x) for x in isi), style=gaya)
    layar.print(tabel)


def _pendek(teks: str, panjang: int) -> str:
    return teks if len(teks) <= panjang else teks[: panjang - 1] + "…"


def rumus_teks(b: Baris) -> str:
    """Write the formulas that fit, and how."""
    cara = [
        b.jejak.pembulatan if b.jejak.pembulatan == "dipotong" else "",
        f"batas {tulis(b.jejak.batas)}" if b.jejak.batas is not None and b.jejak.cara == "batas" else "",
        "pecahan" if b.jejak.cara == "pecahan" else "",
    ]
    ekor = ", ".join(x for x in cara if x)
    return " = ".join(b.rumus) + (f" ({ekor})" if ekor else "")


def _ringkasan(hasil: HasilPeriksa, layar: Console) -> None:
    layar.print(Text("\nRingkasan menurut rumus", style="bold"))
    for nama, n in _hitung_rumus(hasil).items():
        arti = PENJELASAN.get(nama, "beberapa rumus memberi hasil yang sama; tidak dapat dibedakan")
        layar.print(Text(f"  {n:>4}  {nama}: {arti}"))
    skala = Counter(s for _, b in hasil.baris for s in _skala(b, hasil)[0])
    dinilai = sum(bool(predikat_tertulis(b)) and b.capaian.ada for _, b in hasil.baris)
    if dinilai and skala:
        cocok = ", ".join(f"{hasil.skala[k].nama} {n}" for k, n in skala.most_common())
        layar.print(Text(f"Predikat pada {dinilai} baris; sesuai skala: {cocok}"))


def _hitung_rumus(hasil: HasilPeriksa) -> dict[str, int]:
    return dict(Counter(" = ".join(b.rumus) for _, b in hasil.baris).most_common())


def _temuan(hasil: HasilPeriksa, layar: Console) -> None:
    semua = hasil.temuan
    for tingkat, judul in _JUDUL_TINGKAT.items():
        ini = [x for x in semua if x["tingkat"] == tingkat]
        if not ini:
            continue
        layar.print(Text(f"\n{judul} ({len(ini)})", style="bold"))
        for x in ini[:BATAS_TEMUAN]:
            layar.print(Text(f"  {x['lembar']}!{x['sel']}: {x['pesan']}"))
        if len(ini) > BATAS_TEMUAN:
            layar.print(Text(f"  … dan {len(ini) - BATAS_TEMUAN} lagi; selengkapnya dengan --json."))
    if not any(x["tingkat"] == "tolak" for x in semua):
        layar.print(Text("\nTidak ada yang bertentangan."))


# ---- record ---------------------------------------------------------------------------------------------------------
def selisih(b: Baris) -> float | None:
    """Return the printed figure minus what was recomputed: by the formula that fits, else by the likely polarity."""
    c = b.nilai[2].nilai
    if math.isnan(c) or b.rumus == (TANPA_CAPAIAN,):
        return None
    if b.jejak.cocok:
        faktor = 100.0 if b.jejak.cara == "pecahan" else b.jejak.faktor if b.jejak.di == "capaian" else 1.0
        acuan = b.jejak.batas if b.jejak.batas is not None else b.jejak.nilai
        return _rapi(c * faktor - acuan)
    utama = ("NEG-L", "POS") if b.arah == "min" else ("POS", "NEG-L")
    hitungan = {k.removeprefix("RENTANG-"): v for k, v in b.hitungan.items()}
    acuan_tebak = next((hitungan[n] for n in (*utama, "SERAPAN", "PREDIKAT") if n in hitungan), None)
    return None if acuan_tebak is None else _rapi(c - acuan_tebak)


def _rapi(x: float) -> float:
    return float(f"{x:.10g}") if abs(x) > 1e-9 else 0.0


def _angka(x: float) -> float | None:
    return _rapi(x) if math.isfinite(x) else None


def _skala(b: Baris, hasil: HasilPeriksa) -> tuple[list[str], dict[str, str]]:
    c = b.jejak.nilai if b.jejak.cara == "pecahan" else b.nilai[2].nilai
    teks = predikat_tertulis(b)
    return skala_sesuai(teks, c, hasil.skala) if teks and math.isfinite(c) and not b.uang else ([], {})


def rekaman(hasil: HasilPeriksa) -> dict[str, object]:
    """Return everything as plain data: header, tables, rows, findings of tables."""
    return {
        "berkas": hasil.buku.berkas,
        "sha256": hasil.buku.sha256,
        "ukuran_byte": hasil.buku.ukuran_byte,
        "versi": __version__,
        "kode_keluar": hasil.kode_keluar,
        "tabel": [_rekam_tabel(t) for t in hasil.tabel],
        "ringkasan": _hitung_rumus(hasil),
        "temuan": [_rekam_temuan(x) for t in hasil.tabel for x in t.temuan],
        "baris": [_rekam_baris(t, b, hasil) for t, b in hasil.baris],
    }


def _rekam_tabel(t: HasilTabel) -> dict[str, object]:
    kisi, kepala = t.tabel.kisi, t.tabel.kepala
    return {
        "lembar": kisi.nama,
        "baris_judul": [kepala[0] + 1, kepala[1] + 1],
        "baris_akhir": t.tabel.akhir,
        "menyamping": kisi.balik,
        "kolom": [
            {"sel": kisi.sel(kepala[1], c.k), "judul": c.judul, "peran": c.peran, "uang": c.uang}
            for c in t.tabel.kolom
            if c.peran
        ],
        "pasangan": [
            {n: c.judul if (c := getattr(p, n)) else None for n in ("target", "realisasi", "capaian")}
            | {"jenis": p.jenis, "periode": p.periode}
            for p in t.pasangan
        ],
    }


def _rekam_baris(t: HasilTabel, b: Baris, hasil: HasilPeriksa) -> dict[str, object]:
    sesuai, beda = _skala(b, hasil)
    return {
        "baris": b.r + 1,
        "lembar": t.tabel.kisi.nama,
        "id": b.id,
        "indikator": b.indikator,
        "uraian": b.uraian,
        "satuan": b.satuan,
        "periode": b.periode,
        "jenis": b.pasangan.jenis,
        "target": b.target.teks,
        "realisasi": b.realisasi.teks,
        "capaian_tercetak": b.capaian.teks,
        "dibaca": {n: _angka(p.nilai) for n, p in zip(("target", "realisasi", "capaian"), b.nilai, strict=True)},
        "bukti_bacaan": b.dasar,
        "rumus": " = ".join(b.rumus),
        "rumus_cocok": [n for n in b.rumus if n not in (TIDAK_ADA, TANPA_CAPAIAN)],
        "pasti": len(b.rumus) == 1 and b.jejak.cocok,
        "capaian": b.jejak.cocok and not set(b.rumus) & BUKAN_CAPAIAN,
        "cara": b.jejak.cara,
        "pembulatan": b.jejak.pembulatan,
        "batas": b.jejak.batas,
        "hitungan": {n: _angka(x) for n, x in b.hitungan.items()},
        "mungkin": {n: _angka(x) for n, x in b.mungkin.items()},
        "selisih": selisih(b),
        "predikat": predikat_tertulis(b),
        "skala_sesuai": sesuai,
        "skala_lain": beda,
        "temuan": [_rekam_temuan(x) for x in b.temuan],
    }


def _rekam_temuan(x: dict[str, object]) -> dict[str, object]:
    return {k: x[k] for k in ("kode", "tingkat", "pesan", "saran", "lembar", "sel")}


def json_teks(hasil: HasilPeriksa) -> str:
    """Write the record as JSON, readable and always the same for the same file."""
    return json.dumps(rekaman(hasil), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def simpan(hasil: HasilPeriksa, keluar: str) -> None:
    """Write the record to a file.

    Raises:
        GalatKinerja: The file cannot be written.
    """
    jalur = Path(keluar)
    try:
        if not jalur.parent.is_dir() or (jalur.exists() and not jalur.is_file()):
            raise OSError
        tulis_byte(jalur, json_teks(hasil).encode("utf-8"))
    except OSError as e:
        raise GalatKinerja(f"{keluar}: berkas ini tidak dapat ditulis.", "Periksa nama dan foldernya.") from e
