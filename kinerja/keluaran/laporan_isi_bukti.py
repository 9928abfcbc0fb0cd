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
from kinerja.sop.sebab import TIDAK_TERCATAT


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
    """What this revision changed, as ``sop.perubahan.perubahan_rev`` lists it; None for the first issue."""
    if revisi == 0:
        return None
    gabungan = [b for b in perubahan if b["kelompok"] == "gabungan"]
    rinci = [b for b in perubahan if b["kelompok"] != "gabungan"]
    return {
        "kalimat": f"Rev {revisi} menggantikan Rev {revisi - 1}. {_hitung_perubahan(rinci)}",
        "gabungan": tabel(
            [
                Kolom("Capaian", lambda b: _pendek(b["indikator"]), 6.0),
                medan("dari", "Dari", 3.2),
                medan("menjadi", "Menjadi", 3.2),
                Kolom("Keterangan", _ket_gabungan, 5.6),
            ],
            gabungan,
            kecil=True,
        ),
        "tabel": tabel(
            [
                medan("apa", "Yang berubah", 2.6),
                Kolom("Dari", lambda b: _pendek(b["dari"]) or "kosong", 2.4),
                Kolom("Menjadi", lambda b: _pendek(b["menjadi"]) or "kosong", 2.4),
                Kolom("Mengapa", _mengapa_berubah, 3.6),
                Kolom("Diminta oleh", lambda b: _pendek(b["diminta_oleh"]), 2.8),
                Kolom("Pengaruh pada sasaran dan predikat", lambda b: bersih(b["pengaruh"]), 4.2),
            ],
            _sda(rinci),
            kelompokkan(rinci, _judul_perubahan),
            kecil=True,
        ),
    }


def _hitung_perubahan(rinci: Sequence[Mapping[str, Any]]) -> str:
    """How many indicators and budget rows changed, and for how many figures nobody said why."""
    angka_berubah = [b for b in rinci if b["kelompok"] != "koreksi"]
    n = {k: len({b["kode_indikator"] for b in rinci if b["kelompok"] == k} - {""}) for k in ("indikator", "anggaran")}
    koreksi = len(rinci) - len(angka_berubah)
    bagian = [f"Angka {n['indikator']} indikator dan {n['anggaran']} baris anggaran berubah."]
    if not angka_berubah:
        bagian = ["Tidak ada angka laporan yang berubah."]
    if koreksi:
        bagian.append(f"{koreksi} koreksi dicatat tanpa pengaruh pada angka.")
    tanpa = sum(TIDAK_TERCATAT in (b["mengapa"], b["diminta_oleh"]) for b in angka_berubah)
    if tanpa:
        bagian.append(f"Untuk {tanpa} angka, alasan atau pemintanya {TIDAK_TERCATAT}; tanda itu dicetak tebal.")
    return " ".join(bagian)


def _mengapa_berubah(b: Baris) -> str:
    return kata.kutip(bersih(b["mengapa"]), KUTIP) if b["kutipan"] else bersih(b["mengapa"])


def _ket_gabungan(b: Baris) -> Sel:
    pengaruh = bersih(b["pengaruh"])
    return (TIDAK_TERCATAT, pengaruh) if b["mengapa"] == TIDAK_TERCATAT else pengaruh


def _judul_perubahan(b: Baris) -> str:
    if b["kelompok"] == "koreksi":
        nama = " ".join(x for x in (bersih(b["kode_indikator"]), bersih(b["indikator"])) if x)
        return f"Koreksi tanpa pengaruh pada angka{': ' if nama else ''}{_pendek(nama)}"
    awal = "Anggaran: " if b["kelompok"] == "anggaran" else ""
    return awal + _pendek(" ".join(x for x in (bersih(b["kode_indikator"]), bersih(b["indikator"])) if x))


def _sda(rinci: Sequence[Mapping[str, Any]]) -> list[Baris]:
    """Write an effect once where the rows of one indicator share it, as offices do: ``sda.`` (sama dengan di atas)."""
    hasil: list[Baris] = []
    for i, b in enumerate(rinci):
        lalu = rinci[i - 1] if i else {}
        sama = all(lalu.get(k) == b[k] for k in ("kelompok", "kode_indikator", "indikator", "pengaruh"))
        hasil.append({**b, "pengaruh": "sda."} if sama else b)
    return hasil


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
