"""Check an archive: whether every byte is the one that was packed, and whether it can be computed again.

Three rings, each a sentence of its own: the members against ``MANIFES.txt``; the container against the only way to
write it (:mod:`kinerja.arsip.wadah`), which leaves no byte unchecked; the whole against what lies outside it, the
ledger of the office. Nothing is unpacked to disk unless it is to be computed again, and then only names that are safe.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.arsip import wadah
from kinerja.arsip.buku import BATAS_BUKU, baca_entri
from kinerja.arsip.isi_arsip import BERTANDA
from kinerja.arsip.kemas import BACA_SAYA, MANIFES, SEGEL, sidik_berkas
from kinerja.arsip.segel import TABEL_SEGEL, run_id, sidik_isi
from kinerja.galat import GalatKinerja

_BARIS = re.compile(r"^([0-9a-f]{64})  ([^\r\n]+)$")
_WAJIB = (BACA_SAYA, SEGEL, "versi/run.json", *(f"tabel/{t}.parquet" for t in TABEL_SEGEL))


@dataclass(frozen=True)
class Beda:
    """One thing that is not as it was packed.

    Attributes:
        berkas: Member that it concerns; empty for the container as a whole.
        kalimat: What is wrong, one Indonesian sentence.
    """

    berkas: str
    kalimat: str


@dataclass
class Hasil:
    """Outcome of a check.

    Attributes:
        jalur: The archive.
        sidik: SHA-256 of the whole file.
        sidik_manifes: SHA-256 of its manifest; empty when there is none.
        segel: What the archive says of itself (``versi/segel.json``).
        n_anggota: Members.
        beda: What is not as it was packed.
        ulang: What the recomputation made otherwise; None when it was not asked for or not possible.
        dibandingkan: What the recomputation compared, in words.
        catatan: What a reader should know besides.
    """

    jalur: Path
    sidik: str = ""
    sidik_manifes: str = ""
    segel: dict[str, Any] = field(default_factory=dict)
    n_anggota: int = 0
    beda: list[Beda] = field(default_factory=list)
    ulang: list[Beda] | None = None
    dibandingkan: str = ""
    catatan: list[str] = field(default_factory=list)

    @property
    def kode_keluar(self) -> int:
        """0 when everything is the same, 2 when something differs."""
        return 2 if self.beda or self.ulang else 0


def verifikasi(jalur: Path | str, hitung_ulang: bool = False) -> Hasil:
    """Check an archive.

    Args:
        jalur: The archive.
        hitung_ulang: Also run the chain on the archived inputs and compare every output with the archived one.

    Raises:
        GalatKinerja: There is no such file.
    """
    berkas = Path(jalur)
    if not berkas.is_file():
        raise GalatKinerja(f"Arsip {berkas} tidak ada.", "Sebut berkas .zip yang dibuat oleh kinerja sop arsip.")
    hasil = Hasil(berkas)
    try:
        w = wadah.Wadah(berkas)
    except wadah.WadahRusak as e:
        hasil.beda.append(Beda("", f"Berkas ini rusak atau bukan arsip: {e}."))
        return hasil
    try:
        hasil.sidik, hasil.n_anggota = sidik_berkas(berkas), len(w.anggota)
        _periksa(w, hasil)
        if hitung_ulang:
            _hitung_ulang(w, hasil)
    finally:
        w.tutup()
    return hasil


def _periksa(w: wadah.Wadah, hasil: Hasil) -> None:
    hasil.beda += _nama(w)
    manifes = _manifes(w, hasil)
    if manifes is not None:
        hasil.beda += _anggota(w, manifes)
    if not hasil.beda:
        beda = w.beda_pertama((a.nama, w.isi(a)) for a in w.anggota)
        urut = [a.nama for a in w.anggota] == [*sorted(manifes or {}), MANIFES]
        if beda or not urut:
            apa = beda or "urutan berkasnya berubah"
            hasil.beda.append(
                Beda(
                    "", f"Semua berkas cocok, tetapi kemasannya bukan lagi yang semula: {apa}. Arsip ini dikemas ulang."
                )
            )
    if not hasil.beda:
        _segel(w, hasil)
        _bertanda(w, hasil)
    _luar(hasil)


# ---- ring one: the members ------------------------------------------------------------------------------------------
def _nama(w: wadah.Wadah) -> Iterator[Beda]:
    """Names that appear twice (on Windows at the latest), or that would be unpacked outside."""
    for kunci, n in Counter(a.nama.casefold() for a in w.anggota).items():
        if n > 1:
            nama = next(a.nama for a in w.anggota if a.nama.casefold() == kunci)
            yield Beda(nama, f"{nama} ada {n} kali di dalam arsip; program lain dapat membuka yang palsu.")
    for a in w.anggota:
        if not wadah.nama_selamat(a.nama):
            yield Beda(a.nama, f"Nama {a.nama!r} berbahaya: dapat tertulis di luar folder tujuan.")


def _manifes(w: wadah.Wadah, hasil: Hasil) -> dict[str, str] | None:
    """Read the manifest; None when there is none to go by."""
    ada = [a for a in w.anggota if a.nama == MANIFES]
    if not ada:
        hasil.beda.append(Beda(MANIFES, f"{MANIFES} hilang, atau berkas ini bukan arsip dari kinerja."))
        return None
    try:
        isi = w.isi(ada[0], 20_000_000)
    except wadah.WadahRusak as e:
        hasil.beda.append(Beda(MANIFES, f"{MANIFES} tidak terbaca: {e}."))
        return None
    hasil.sidik_manifes = hashlib.sha256(isi).hexdigest()
    manifes: dict[str, str] = {}
    for nomor, baris in enumerate(isi.decode("utf-8", "replace").splitlines(), 1):
        m = _BARIS.match(baris)
        if m is None or m[2] in manifes:
            hasil.beda.append(Beda(MANIFES, f"{MANIFES} berubah: baris {nomor} bukan baris sidik yang sah."))
        else:
            manifes[m[2]] = m[1]
    if isi != "".join(f"{s}  {n}\n" for n, s in sorted(manifes.items())).encode("utf-8", "replace"):
        hasil.beda.append(Beda(MANIFES, f"{MANIFES} berubah: susunannya bukan yang semula."))
    return manifes


def _anggota(w: wadah.Wadah, manifes: dict[str, str]) -> Iterator[Beda]:
    """Compare every member with the manifest."""
    ada = {a.nama for a in w.anggota}
    for nama in sorted(set(manifes) - ada):
        yield Beda(nama, f"{nama} hilang dari arsip.")
    for nama in _WAJIB:
        if nama not in manifes and nama not in ada:
            yield Beda(nama, f"{nama} tidak ada, padahal setiap arsip memuatnya.")
    for a in w.anggota:
        if a.nama == MANIFES:
            continue
        if a.nama not in manifes:
            yield Beda(a.nama, f"{a.nama} tidak tertulis di {MANIFES}: berkas ini ditambahkan.")
            continue
        try:
            isi = w.isi(a)
        except wadah.WadahRusak as e:
            yield Beda(a.nama, f"{a.nama} tidak terbaca: {e}.")
            continue
        if hashlib.sha256(isi).hexdigest() != manifes[a.nama]:
            yield Beda(a.nama, f"Isi {a.nama} berubah: tidak lagi sesuai dengan {MANIFES}.")


# ---- what it says of itself -----------------------------------------------------------------------------------------
def isi_anggota(w: wadah.Wadah) -> dict[str, wadah.Anggota]:
    """Members by name."""
    return {a.nama: a for a in w.anggota}


def baca_segel(w: wadah.Wadah) -> dict[str, Any]:
    """Read ``versi/segel.json``.

    Raises:
        ValueError: It is not what we write.
    """
    segel = json.loads(w.isi(isi_anggota(w)[SEGEL], 20_000_000))
    bentuk = {"bentuk": int, "tahun": int, "triwulan": int, "revisi": int, "run_id": str, "sidik_isi": str,
              "nama_asli": dict, "folder_asing": list}  # fmt: skip
    if not isinstance(segel, dict) or not all(isinstance(segel.get(k), t) for k, t in bentuk.items()):
        raise ValueError(SEGEL)
    return segel


def _segel(w: wadah.Wadah, hasil: Hasil) -> None:
    """Compute content hash and run id from the archived tables and account, and hold them against the seal."""
    import pandas as pd

    anggota = isi_anggota(w)
    try:
        segel = baca_segel(w)
        tabel = {t: pd.read_parquet(io.BytesIO(w.isi(anggota[f"tabel/{t}.parquet"]))) for t in TABEL_SEGEL}
        nyata = {"sidik_isi": sidik_isi(tabel), "run_id": run_id(json.loads(w.isi(anggota["versi/run.json"])))}
    except (wadah.WadahRusak, ValueError, KeyError, TypeError, OSError, RecursionError):
        hasil.beda.append(Beda(SEGEL, "Segel, run.json, atau tabel di dalam arsip tidak terbaca."))
        return
    hasil.segel = segel
    for k, v in nyata.items():
        if segel[k] != v:
            hasil.beda.append(Beda(SEGEL, f"{k} di {SEGEL} ({segel[k]}) bukan hasil hitungan dari isi arsip ({v})."))


def _bertanda(w: wadah.Wadah, hasil: Hasil) -> None:
    """Check the signed report against the one that went out. The archive's own anchors prove nothing: none is used."""
    from kinerja.arsip.tanda_tangan import BUKAN, TANPA, periksa_pdf_bertanda

    anggota = isi_anggota(w)
    pdf = [anggota.get(f"laporan/{n}") for n in (BERTANDA, "laporan.pdf")]
    if pdf[0] is None:
        return
    asli = w.isi(pdf[1]) if pdf[1] is not None else b""
    h = periksa_pdf_bertanda(w.isi(pdf[0]), asli, None)
    siapa = ", ".join(t.nama for t in h.tanda)
    if h.status == TANPA:
        hasil.catatan.append(f"{BERTANDA} adalah pindaian tanda tangan basah; tidak diverifikasi.")
    elif h.diterima:
        hasil.catatan.append(
            f"{BERTANDA}: tanda tangan elektronik {siapa} utuh dan berlaku untuk laporan.pdf. Kepercayaan pada "
            "penerbitnya tidak diperiksa di sini."
        )
    elif h.status != BUKAN or asli:
        hasil.beda.append(Beda(f"laporan/{BERTANDA}", f"{BERTANDA}: {h.kalimat}"))


# ---- ring three: what lies outside ----------------------------------------------------------------------------------
def _luar(hasil: Hasil) -> None:
    """Look for the entry of this archive in the ledger of the office in whose folder it lies."""
    m = re.search(r"_(\d{4})_TW([1-4])_rev(\d+)\.zip$", hasil.jalur.name)
    if m is None:
        hasil.catatan.append("Nama berkas ini sudah diganti, sehingga catatannya di buku SOP tidak dapat dicari.")
        return
    akar = hasil.jalur.resolve().parent.parent.parent.parent
    buku = akar / "data" / "sop" / m[1] / f"TW{m[2]}.jsonl"
    try:
        entri = baca_entri(buku.read_bytes()) if buku.stat().st_size <= BATAS_BUKU else []
    except OSError:
        hasil.catatan.append(
            "Buku SOP kantor tidak ditemukan di folder arsip ini, sehingga tidak dapat dicocokkan. Cocokkan sendiri "
            "sidik isi dan run id-nya dengan yang tercetak pada laporan bertanda tangan."
        )
        return
    sidik = _sidik_tercatat(entri, hasil.jalur.name)
    if not sidik:
        hasil.catatan.append("Buku SOP kantor belum mencatat arsip ini.")
    elif sidik[-1] == hasil.sidik:
        hasil.catatan.append("Sidik arsip sama dengan yang tercatat di buku SOP kantor.")
    else:
        hasil.beda.append(
            Beda("", f"Sidik arsip ini ({hasil.sidik}) bukan yang tercatat di buku SOP kantor ({sidik[-1]}).")
        )


def _sidik_tercatat(entri: list[dict[str, Any]], nama: str) -> list[str]:
    """Hashes that the ledger has recorded for an archive of this name, oldest first."""
    return [
        str(s)
        for e in entri
        if e.get("tindakan") == "arsip" and isinstance(e.get("keluaran"), dict)
        for p, s in e["keluaran"].items()
        if p.split("/")[-1] == nama
    ]


# ---- again ----------------------------------------------------------------------------------------------------------
def _hitung_ulang(w: wadah.Wadah, hasil: Hasil) -> None:
    if hasil.beda:
        hasil.catatan.append("Tidak dihitung ulang, karena isi arsip ini bukan lagi yang semula.")
        return
    from kinerja.arsip.hitung_ulang import hitung_ulang, kata_bandingan

    hasil.ulang, catatan = hitung_ulang(w, hasil.segel)
    hasil.dibandingkan = kata_bandingan(w)
    hasil.catatan += catatan


def kalimat(hasil: Hasil) -> list[str]:
    """Say the outcome for the screen, line by line."""
    baris = []
    if s := hasil.segel:
        baris += [
            f"{s.get('kantor', '')} TW {s['triwulan']} tahun {s['tahun']} Rev {s['revisi']}",
            f"Sidik isi  {s['sidik_isi']}",
            f"Run id     {s['run_id']}",
            "Cocokkan keduanya dengan yang tercetak pada laporan bertanda tangan.",
        ]
    if hasil.beda:
        baris += [f"ARSIP BERUBAH: {len(hasil.beda)} perbedaan.", *(f"- {b.kalimat}" for b in hasil.beda)]
    else:
        baris.append(f"UTUH: {hasil.n_anggota} berkas sama seperti saat diarsipkan.")
    if hasil.ulang is not None:
        baris += (
            [f"HITUNG ULANG BERBEDA: {len(hasil.ulang)} perbedaan.", *(f"- {b.kalimat}" for b in hasil.ulang)]
            if hasil.ulang
            else [f"HITUNG ULANG SAMA: {hasil.dibandingkan} keluar sama."]
        )
    return baris + hasil.catatan
