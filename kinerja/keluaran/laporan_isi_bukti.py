"""What the printed report says, part 3: findings, what changed since the last revision, method, sources, signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinerja import kata
from kinerja.aturan import Pejabat, Skala
from kinerja.katalog import KATALOG
from kinerja.keluaran.laporan_kartu import bagian_kartu
from kinerja.keluaran.laporan_tabel import KUTIP, Isi, Kolom, Sel, kelompokkan, medan, tabel
from kinerja.keluaran.unsur import Baris, Hasil, angka, bersih
from kinerja.keluaran.utama import baris, satu


# ---- findings -------------------------------------------------------------------------------------------------------
def bagian_temuan(hasil: Hasil) -> Isi:
    """The decision, findings that still hold the quarter, those that were explained, and how many are to know of."""
    semua, putusan = baris(hasil, "temuan"), satu(baris(hasil, "putusan"))
    tahan = [b for b in semua if b["tingkat"] == "tolak" or (b["tingkat"] == "jelaskan" and not b["penjelasan"])]
    jelas = [b for b in semua if b["tingkat"] == "jelaskan" and b["penjelasan"]]
    info = [b for b in semua if b["tingkat"] == "info"]
    banyak = hasil.tabel["capaian"]["bidang"].nunique() > 1
    letak = Kolom("Letak", lambda b: _letak(b, banyak), 3.6)
    label = ""
    if putusan:
        label = "Lolos validasi" if putusan["putusan"] == "Ya" else "Belum lolos validasi"
    return {
        "putusan": label,
        "alasan": bersih(putusan["alasan"]) if putusan else kata.KOSONG,
        "tahan": tabel(
            [
                letak,
                Kolom("Temuan", lambda b: _pendek(b["pesan"]), 6.0),
                Kolom("Yang perlu dilakukan", lambda b: _pendek(b["saran"]), 6.0),
            ],
            tahan,
            kelompokkan(tahan, _mengapa),
            kecil=True,
        ),
        "jelas": tabel(
            [
                letak,
                Kolom("Temuan", lambda b: _pendek(b["pesan"]), 4.6),
                Kolom("Penjelasan bidang", lambda b: kata.kutip(bersih(b["penjelasan"]), KUTIP), 7.4),
            ],
            jelas,
            kecil=True,
        ),
        "info": f"{len(info)} temuan lain hanya untuk diketahui dan tidak menahan laporan." if info else "",
    }


def _pendek(teks: object) -> str:
    return kata.ringkas(bersih(teks), KUTIP)


def _mengapa(b: Baris) -> str:
    return KATALOG[b["kode"]].mengapa if b["kode"] in KATALOG else bersih(b["kode"])


def _letak(b: Baris, banyak: bool) -> Sel:
    """Sheet and cell first, then indicator and unit, then the file; the only unit of an office needs no name."""
    tempat = " · ".join(bersih(x) for x in (b["lembar"], b["sel"]) if x)
    siapa = " · ".join(bersih(x) for x in (b["kode_indikator"], b["bidang"] if banyak else "") if x)
    berkas = bersih(b["berkas"]).rsplit("/", 1)[-1]
    return tempat or siapa or berkas, "\n".join(x for x in (siapa if tempat else "", berkas) if x)


# ---- what changed since the last revision ---------------------------------------------------------------------------
def bagian_perubahan(revisi: int, perubahan: Sequence[Mapping[str, Any]]) -> Isi | None:
    """What this revision changed, as ``sop.rilis.perubahan_rev`` lists it; None for the first issue."""
    if revisi == 0:
        return None
    kolom = [
        Kolom("Indikator", lambda b: (bersih(b["indikator"]), bersih(b["kode_indikator"])), 3.8),
        medan("apa", "Yang berubah", 2.0),
        Kolom("Dari", lambda b: _pendek(b["dari"]) or "kosong", 1.9),
        Kolom("Menjadi", lambda b: _pendek(b["menjadi"]) or "kosong", 1.9),
        Kolom("Mengapa", lambda b: _kutipan(b["mengapa"]), 3.0),
        Kolom("Diminta oleh", lambda b: bersih(b["diminta_oleh"]) or "tidak disebutkan", 2.0),
        Kolom("Pengaruh pada sasaran dan predikat", lambda b: bersih(b["pengaruh"]), 3.4),
    ]
    n = len({b["kode_indikator"] for b in perubahan})
    kalimat = (
        f"Rev {revisi} menggantikan Rev {revisi - 1}. {n} indikator dikoreksi."
        if perubahan
        else f"Rev {revisi} menggantikan Rev {revisi - 1}. Tidak ada koreksi yang dicatat dalam revisi ini."
    )
    return {"kalimat": kalimat, "tabel": tabel(kolom, perubahan, kecil=True)}


def _kutipan(teks: object) -> str:
    return kata.kutip(bersih(teks), KUTIP) if bersih(teks).strip() else "tidak disebutkan"


# ---- method ---------------------------------------------------------------------------------------------------------
def bagian_cara(hasil: Hasil) -> Isi:
    """Method, scale and rules in force, then every indicator's formula card, which is a column of the table."""
    bawaan = set(hasil.kantor.bawaan)
    aturan = [
        {"nama": n, "isi": v, "asal": "bawaan aplikasi" if k in bawaan else "ditetapkan kantor"}
        for k, n, v in kata.aturan(hasil.kantor)
    ]
    s = hasil.kantor.skala_dipakai
    return {
        "umum": list(kata.CARA.values()),
        "skala": tabel(
            [medan("predikat", "Predikat", 5.0), medan("rentang", "Capaian (%)", 11.0)],
            rentang_skala(s),
        ),
        "skala_ket": f"{s.nama}. Sumber: {s.sumber}",
        "aturan": tabel(
            [medan("nama", "Aturan", 4.2), medan("isi", "Isi", 9.2), medan("asal", "Asal", 2.6)], aturan, kecil=True
        ),
        "aturan_ket": f"Berkas aturan: {kata.daftar(list(hasil.kantor.params)) or 'tidak ada; semuanya bawaan'}.",
        "kartu": bagian_kartu(baris(hasil, "capaian")),
    }


def rentang_skala(s: Skala) -> list[dict[str, str]]:
    """Write each class of a scale with both its bounds."""
    bawah, atas = ("mulai", "sampai kurang dari") if s.tutup == "bawah" else ("di atas", "sampai dengan")
    hasil = []
    for i, k in enumerate(s.kelas):
        dari = f"{bawah} {angka(k.batas)}" if i < len(s.kelas) - 1 else ""
        sampai = f"{atas} {angka(s.kelas[i - 1].batas)}" if i else ""
        if not dari:
            sampai = sampai.removeprefix("sampai ") if s.tutup == "bawah" else sampai
        hasil.append({"predikat": k.predikat, "rentang": f"{dari} {sampai}".strip()})
    return hasil


# ---- sources --------------------------------------------------------------------------------------------------------
def bagian_sumber(hasil: Hasil) -> Isi:
    """Files with their full hashes; where each figure stands is on its formula card."""
    kolom = [
        Kolom("Berkas", lambda b: (bersih(b["berkas"]), f"Lembar: {bersih(b['lembar']) or '–'}"), 5.8),
        Kolom("Jenis", lambda b: (kata.BERKAS_JENIS[b["jenis"]], bersih(b["bidang"])), 2.6),
        Kolom("Status", lambda b: kata.BERKAS_STATUS[b["status"]], 2.0),
        Kolom("Sidik SHA-256", lambda b: bersih(b["sha256"]), 5.6),
    ]
    return {"berkas": tabel(kolom, baris(hasil, "berkas"), kecil=True)}


# ---- signature ------------------------------------------------------------------------------------------------------
def bagian_tanda_tangan(hasil: Hasil) -> Isi:
    """Who signs; nothing is ever drawn in the room for it, and neither place nor day is filled in for them."""
    d = hasil.kantor.dinas
    return {"tempat": bersih(d.tempat), "kepala": _pejabat(d.kepala), "perencana": _pejabat(d.perencana)}


def _pejabat(p: Pejabat) -> dict[str, str]:
    """A name in brackets is a placeholder and stays a line to fill in, as on the papers."""
    isi = {k: bersih(getattr(p, k)) for k in ("jabatan", "nama", "pangkat", "nip")}
    return isi | {"nama": "" if isi["nama"].startswith("(") else isi["nama"]}
