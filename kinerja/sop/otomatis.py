"""What ``kinerja jalan`` records by itself: the steps rekap and susun, and what it must say about a released report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kinerja.kantor import Kantor, Periode
from kinerja.langkah import cari
from kinerja.penulisan import berkas_samping
from kinerja.sop import rilis
from kinerja.sop.catatan import BukuSop, Entri
from kinerja.sop.keadaan import Keadaan, keadaan
from kinerja.sop.naskah import LangkahSop, muat_sop
from kinerja.sop.sesi import Konteks, Sesi
from kinerja.sop.waktu import baca_waktu, dari_teks
from kinerja.tabel import jalur_tabel

TABEL_LANGKAH = {"rekap": ("rekap", "lapor"), "susun": rilis.TABEL_RILIS}
"""Tables that stand for what a step left."""


def catat_jalan(kantor: Kantor, periode: Periode, waktu: str) -> tuple[str, ...]:
    """Record the steps that a run has just taken, where a ledger exists and it is their turn.

    A run after a release records nothing: it says when its figures differ from the released ones.

    Returns:
        Sentences for the screen, none when there is nothing to say.
    """
    if not BukuSop.buka(kantor, periode).ada:
        return ()
    sop = muat_sop(kantor)
    saat = baca_waktu(waktu, sop)
    k = Konteks(kantor, periode, saat)
    buku = BukuSop.buka(kantor, periode)
    with buku.kunci():
        buku.wajib_utuh()
        z = Sesi(k, sop, buku, keadaan(buku.entri, sop, k.pilihan, saat))
        if tunda := _tunda(z):
            return tunda
        bakal = [_entri(z, x) for x in _giliran(z)]
        if not bakal:
            return ()
        jadi = z.buku.tambah_semua(bakal)
        kini = keadaan(buku.entri, sop, k.pilihan, saat)
        kata = f"Dicatat: langkah {' dan '.join(str(e.langkah) for e in jadi)} (Rev {kini.revisi})."
        return (*buku.pesan, kata, f"Berikutnya: {kini.perintah}")


def _tunda(z: Sesi) -> tuple[str, ...]:
    """Say why a run records nothing, empty when it may."""
    s = z.s
    if s.koreksi_terbuka:
        return (f"Koreksi masih terbuka, jadi pengukuran ini belum dicatat. Berikutnya: {s.perintah}",)
    if s.dirilis:
        return _beda_rilis(z)
    if _masih_tidak(z):
        return ("Hasilnya masih sama dengan yang divalidasi Tidak, jadi belum dicatat. Perbaiki temuannya dulu.",)
    if s.langkah is not None and s.langkah.tindakan == "disposisi":
        return (f"Disposisi belum lengkap, jadi pengukuran ini belum dicatat. Berikutnya: {s.perintah}",)
    akhir = dari_teks(s.mulai, z.sop)
    if akhir is not None and z.k.waktu < akhir:
        return (f"Jam sekarang lebih awal daripada catatan terakhir ({s.mulai}), jadi pengukuran ini belum dicatat.",)
    return ()


def _beda_rilis(z: Sesi) -> tuple[str, ...]:
    """Compare the run's tables with the released ones."""
    putusan = z.s.terakhir("putusan")
    if putusan is None:
        return ()
    kini = rilis.sidik_berkas(z.k.kantor, _tabel(z, "susun"))
    lama = {p.rsplit("/", 1)[-1]: h for p, h in putusan.keluaran.items() if p.startswith("data/sop/")}
    beda = sorted(p.rsplit("/", 1)[-1].split(".")[0] for p, h in kini.items() if lama.get(p.rsplit("/", 1)[-1]) != h)
    if not beda:
        return ()
    status = "diarsipkan dan terkunci" if z.s.diarsipkan else "dirilis"
    return (
        f"Perhatian: Rev {z.s.revisi} sudah {status}, tetapi pengukuran ini menghasilkan {', '.join(beda)} "
        f"yang lain. Kembalikan masukannya, atau catat koreksinya: kinerja sop koreksi --buka {z.s.pilihan}",
    )


def _tabel(z: Sesi, tindakan: str) -> list[Path]:
    folder = z.k.kantor.olahan(z.k.periode)
    return [jalur_tabel(folder, t) for t in TABEL_LANGKAH[tindakan]]


def _giliran(z: Sesi) -> list[LangkahSop]:
    """Steps that the run takes: from the one whose turn it is up to susun; susun again when its figures changed."""
    s, susun = z.s, z.sop.cari("susun")
    if s.langkah is None or susun is None:
        return []
    mulai = s.langkah.nomor
    if s.langkah.tindakan == "putusan":
        mulai = susun.nomor
    bisa = [x for x in z.sop.langkah if mulai <= x.nomor <= susun.nomor and x.tindakan in TABEL_LANGKAH]
    return bisa if not _sama(z, s) else []


def _sama(z: Sesi, s: Keadaan) -> bool:
    """Tell whether the last susun of this revision already speaks of these very files, or is still the one rejected."""
    lama = s.terakhir("susun")
    if lama is None or lama.revisi != s.revisi:
        return False
    return _masih_tidak(z) or lama.keluaran == _keluaran(z, "susun")


def _masih_tidak(z: Sesi) -> bool:
    """Tell whether the validation has just said Tidak to these very tables; the report differs, for it shows that."""
    akhir, susun = z.s.entri[-1], z.s.terakhir("susun")
    if susun is None or akhir.tindakan != "putusan" or akhir.hasil != "tidak":
        return False
    return rilis.sidik_berkas(z.k.kantor, _tabel(z, "susun")).items() <= susun.keluaran.items()


def _keluaran(z: Sesi, tindakan: str) -> dict[str, str]:
    berkas = _tabel(z, tindakan)
    if tindakan == "susun":
        # The report and its company: both editions, the raport, the kit for the meeting, the workbooks.
        berkas += berkas_samping(cari("laporan"), z.k.kantor.laporan(z.k.periode))
    return rilis.sidik_berkas(z.k.kantor, berkas)


def _entri(z: Sesi, x: LangkahSop) -> Entri:
    masukan = rilis.catatan_run(z.k.kantor, z.k.periode).get("masukan", {})
    terpakai = {str(p): str(h) for p, h in masukan.items() if h}
    return replace(z.bakal(x), masukan=terpakai, keluaran=_keluaran(z, x.tindakan))
