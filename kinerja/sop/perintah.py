"""Record the steps of the SOP: who may do what now, what each step leaves, and why something is refused.

Every function here works in the same way, under the ledger's lock: read the ledger anew, see whether it is this
step's turn and whether what the step before left is still there by hash, make the papers, add the entry. Papers come
before the entry, so that a kill between the two leaves papers that the next try overwrites, never an entry without its
papers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kinerja.galat import GalatKinerja
from kinerja.kantor import Kantor, Periode
from kinerja.rantai import _satu_per_satu, langkah_mutakhir, sidik
from kinerja.sop import rilis
from kinerja.sop.catatan import BukuSop, Entri, bersih
from kinerja.sop.keadaan import Keadaan, keadaan, kembali_koreksi, lama_menit
from kinerja.sop.naskah import LangkahSop, Sop, muat_sop
from kinerja.sop.waktu import dari_teks, ke_teks


class GalatUrutan(GalatKinerja):
    """A step that may not be taken now: why, and what to do instead."""


@dataclass(frozen=True)
class Oleh:
    """Who takes a step, as typed; what is empty is filled from the SOP and ``params/dinas.yaml``."""

    jabatan: str = ""
    nama: str = ""
    nip: str = ""


@dataclass(frozen=True)
class Konteks:
    """What every command is given.

    Attributes:
        kantor: The office.
        periode: The quarter.
        waktu: When the step was done.
        oleh: By whom.
        mulai: When it was begun, None for the end of the step before.
        keterangan: Remark.
    """

    kantor: Kantor
    periode: Periode
    waktu: dt.datetime
    oleh: Oleh = Oleh()
    mulai: dt.datetime | None = None
    keterangan: str = ""

    @property
    def pilihan(self) -> str:
        """Options of a command for this office and quarter."""
        return self.kantor.pilihan(self.periode)

    @property
    def sop(self) -> Sop:
        """The office's SOP."""
        return muat_sop(self.kantor)


@dataclass(frozen=True)
class HasilCatat:
    """What a command did: the entries, the papers, what else is to be said, and where the quarter stands now."""

    entri: tuple[Entri, ...]
    surat: tuple[Path, ...]
    pesan: tuple[str, ...]
    keadaan: Keadaan


@dataclass
class _Sesi:
    """One command at work, holding the ledger's lock."""

    k: Konteks
    sop: Sop
    buku: BukuSop
    s: Keadaan
    surat: list[Path] = field(default_factory=list)
    pesan: list[str] = field(default_factory=list)

    def bakal(self, x: LangkahSop, tindakan: str = "", **lain: Any) -> Entri:
        """Make the entry of a step, not yet recorded."""
        waktu = ke_teks(self.k.waktu, self.sop)
        akhir = self.s.mulai
        mulai = ke_teks(self.k.mulai, self.sop) if self.k.mulai else akhir or waktu
        a, b, c = (dari_teks(t, self.sop) for t in (akhir, mulai, waktu))
        if a is not None and c is not None and c < a:
            raise GalatUrutan(
                f"Waktu {waktu} lebih awal daripada catatan terakhir ({akhir}).", "Periksa --waktu atau jam komputer."
            )
        if b is not None and c is not None and b > c:
            raise GalatUrutan(f"Waktu mulai {mulai} sesudah waktu selesai {waktu}.", "Periksa --mulai dan --waktu.")
        oleh = _oleh(self.k, x)
        return Entri(
            nomor=len(self.s.entri) + 1, langkah=x.nomor, tindakan=tindakan or x.tindakan, mulai=mulai, waktu=waktu,
            jabatan=oleh.jabatan, nama=oleh.nama, nip=oleh.nip, revisi=self.s.revisi, norma=x.norma,
            lama_menit=lama_menit(mulai, waktu, self.sop), keterangan=bersih(self.k.keterangan), **lain,
        )  # fmt: skip

    def buat_surat(self, e: Entri, *jenis: str) -> dict[str, str]:
        """Make the papers of an entry; return their hashes."""
        from kinerja.surat.buat import buat_surat

        tabel = {} if e.tindakan == "disposisi" else rilis.baca_tabel(self.k.kantor, self.k.periode)
        hasil: list[Path] = []
        for j in jenis:
            hasil += buat_surat(
                j, self.k.kantor, self.k.periode, self.sop, (*self.s.entri, e), tabel, self._folder_surat(e)
            )
        self.surat += hasil
        return rilis.sidik_berkas(self.k.kantor, hasil)

    def _folder_surat(self, e: Entri) -> Path:
        """Folder of papers: one more for each revision and each repetition, so that no earlier paper is overwritten."""
        folder = self.k.kantor.laporan(self.k.periode) / "surat"
        folder = folder / f"rev{e.revisi}" if e.revisi else folder
        kunci = (e.langkah, e.tindakan, e.revisi)
        ulang = sum((x.langkah, x.tindakan, x.revisi) == kunci for x in self.s.entri)
        return folder / f"{e.tindakan}-{ulang + 1}" if ulang else folder

    def catat(self, *bakal: Entri) -> HasilCatat:
        """Add the entries and see where that leads."""
        jadi = self.buku.tambah_semua(bakal)
        kini = keadaan(self.buku.entri, self.sop, self.k.pilihan, self.k.waktu)
        return HasilCatat(jadi, tuple(self.surat), tuple([*self.buku.pesan, *self.pesan]), kini)


def _oleh(k: Konteks, x: LangkahSop) -> Oleh:
    """Fill in who takes a step: its pelaksana, and that one's name where params know it."""
    jabatan = bersih(k.oleh.jabatan) or x.pelaksana
    pejabat = next(
        (p for p in (k.kantor.dinas.kepala, k.kantor.dinas.perencana) if _sejabatan(p.jabatan, jabatan)), None
    )
    nama = pejabat.nama if pejabat and not pejabat.nama.startswith("(") else ""
    return Oleh(jabatan, bersih(k.oleh.nama) or nama, bersih(k.oleh.nip) or (pejabat.nip if pejabat and nama else ""))


def _sejabatan(a: str, b: str) -> bool:
    """Tell whether two titles are one; JFT is how offices shorten Jabatan Fungsional Tertentu."""
    x, y = (" ".join(t.casefold().replace("jabatan fungsional tertentu", "jft").split()) for t in (a, b))
    return x == y


@contextmanager
def _sesi(k: Konteks) -> Iterator[_Sesi]:
    sop = k.sop
    buku = BukuSop.buka(k.kantor, k.periode)
    if not buku.ada and not k.kantor.mentah(k.periode.tahun).is_dir():
        # Before anything is made: a mistyped year or folder must leave no trace.
        raise GalatUrutan(
            f"Belum ada folder data/raw/{k.periode.tahun} di {k.kantor.akar}.",
            "Periksa --tahun dan --akar, atau buat foldernya dulu.",
        )
    with buku.kunci():
        buku.wajib_utuh()
        rilis.bersihkan(k.kantor, k.periode)
        yield _Sesi(k, sop, buku, keadaan(buku.entri, sop, k.pilihan, k.waktu))


@contextmanager
def _sesi_hasil(k: Konteks) -> Iterator[_Sesi]:
    """Likewise for a step whose papers show the run's results: no run may replace them meanwhile."""
    with _sesi(k) as z, _satu_per_satu(k.kantor, k.periode):
        yield z


# ---- whose turn it is -----------------------------------------------------------------------------------------------
def _giliran(z: _Sesi, tindakan: str) -> LangkahSop:
    """Return the step that a command takes now.

    Raises:
        GalatUrutan: It is not its turn; in one sentence why, in one what to do.
    """
    s = z.s
    milik = z.sop.cari(tindakan)
    if milik is None:
        raise GalatUrutan(f'SOP kantor ini tidak memiliki langkah "{tindakan}".', f"Jalankan: {s.perintah}")
    x = s.langkah
    if x is None:
        raise GalatUrutan(
            f"{z.k.periode.teks} sudah diarsipkan sebagai Rev {s.revisi} dan terkunci.",
            f"Perubahan hanya lewat koreksi: kinerja sop koreksi --buka {s.pilihan}",
        )
    if s.koreksi_terbuka:
        nomor = ", ".join(str(e.isi.get("nomor")) for e in s.koreksi_terbuka)
        raise GalatUrutan(
            f"Koreksi nomor {nomor} masih terbuka, jadi langkah {milik.nomor} belum boleh.",
            f"Selesaikan dulu: {s.perintah}",
        )
    if x.tindakan != tindakan:
        kata = "sudah dicatat" if milik.nomor < x.nomor else "belum gilirannya"
        raise GalatUrutan(
            f"Langkah {milik.nomor} ({tindakan}) {kata}; sekarang langkah {x.nomor} ({x.tindakan}) oleh {x.pelaksana}.",
            f"Jalankan: {s.perintah}",
        )
    _periksa_tinggalan(z)
    return x


def _periksa_tinggalan(z: _Sesi) -> None:
    """See that what the step before left is still there, and the released revision too.

    Papers as DOCX are there to be edited and are not held to their hash.
    """
    if not z.s.entri:
        return
    akhir, putusan = z.s.entri[-1], z.s.terakhir("putusan")
    wajib = {p: h for p, h in akhir.keluaran.items() if not p.endswith(".docx")}
    if z.s.dirilis and putusan is not None:
        wajib |= {p: h for p, h in putusan.keluaran.items() if p.startswith("data/sop/")}
    for p, h in wajib.items():
        if sidik(z.k.kantor.akar / p) != h:
            saran = f"Jalankan: kinerja jalan {z.s.pilihan}" if akhir.tindakan == "susun" else (
                "Kembalikan berkas itu dari cadangan, lalu ulangi."
            )  # fmt: skip
            raise GalatUrutan(f"{p} hilang atau berubah sejak langkah {akhir.langkah} dicatat.", saran)


# ---- the steps ------------------------------------------------------------------------------------------------------
def disposisi(k: Konteks) -> HasilCatat:
    """Record the next order: the head's first, then the secretary's."""
    with _sesi(k) as z:
        x = _giliran(z, "disposisi")
        e = z.bakal(x)
        pertama = z.sop.cari("disposisi") == x
        keluaran = z.buat_surat(e, "disposisi_kepala" if pertama else "disposisi_sekretaris")
        return z.catat(replace(e, keluaran=keluaran))


def putusan(k: Konteks, rapat: str = "", ruang: str = "") -> HasilCatat:
    """Record the validation as the current run decided it; a Ya releases the revision.

    Args:
        k: What every command is given.
        rapat: When the socialisation will be, for the invitation; may be empty.
        ruang: Where, likewise.
    """
    with _sesi_hasil(k) as z:
        x = _giliran(z, "putusan")
        wajib_mutakhir(k.kantor, k.periode)
        baris = rilis.baca_tabel(k.kantor, k.periode, ("putusan",))["putusan"].iloc[0]
        ya = str(baris["putusan"]) == "Ya"
        hitung = {n: int(baris[n]) for n in ("n_tolak", "n_jelaskan", "n_dijelaskan", "n_info")}
        isi: dict[str, object] = {"alasan": str(baris["alasan"]), **hitung}
        if ya:
            isi |= {"rapat": bersih(rapat), "ruang": bersih(ruang)}
        susun = z.s.terakhir("susun")
        e = z.bakal(x, hasil="ya" if ya else "tidak", isi=isi, masukan=dict(susun.keluaran) if susun else {})
        berkas: list[Path] = []
        if ya:
            berkas, segel = rilis.tulis_rilis(k.kantor, k.periode, z.s)
            e = replace(e, isi=isi | segel)
        jenis = ["berita_acara_validasi"]
        if ya and z.sop.cari("sosialisasi") is not None:
            jenis += ["undangan_sosialisasi", "daftar_hadir"]
        surat = z.buat_surat(e, *jenis)
        if not ya:
            surat |= rilis.sidik_berkas(k.kantor, sorted((k.kantor.laporan(k.periode) / "koreksi").glob("*.xlsx")))
        return z.catat(replace(e, keluaran=rilis.sidik_berkas(k.kantor, berkas) | surat))


def wajib_mutakhir(kantor: Kantor, periode: Periode) -> None:
    """Refuse to decide on a run that does not rest on what lies in the folder now.

    Raises:
        GalatUrutan: Something has changed since, or there is no whole run.
    """
    from kinerja.langkah import DAFTAR

    if len(langkah_mutakhir(kantor, periode)) < len(DAFTAR):
        raise GalatUrutan(
            "Masukan, params, atau hasilnya berubah sejak pengukuran terakhir.",
            f"Jalankan dulu: kinerja jalan {kantor.pilihan(periode)}",
        )


@dataclass(frozen=True)
class Permintaan:
    """A correction that is asked for, as typed."""

    indikator: str = ""
    apa: str = ""
    dari: str = ""
    menjadi: str = ""
    alasan: str = ""
    diminta_oleh: str = ""


def sosialisasi(k: Konteks, setuju: bool, permintaan: Permintaan | None = None) -> HasilCatat:
    """Record the socialisation: agreed, or objected to, which opens a correction in the same breath."""
    with _sesi(k) as z:
        x = _giliran(z, "sosialisasi")
        if not z.s.dirilis:
            raise GalatUrutan(
                f"Rev {z.s.revisi} belum berputusan Ya, jadi belum ada yang dapat disosialisasikan.",
                f"Jalankan: kinerja sop putusan {z.s.pilihan}",
            )
        masukan = _berkas_rilis(z)
        if setuju:
            return z.catat(z.bakal(x, hasil="setuju", masukan=masukan))
        if not z.sop.keputusan_sosialisasi:
            raise GalatUrutan(
                "SOP kantor ini tidak mengenal keberatan pada sosialisasi (keputusan_sosialisasi: false).",
                f"Catat perubahannya dengan: kinerja sop koreksi --buka {z.s.pilihan}",
            )
        e = z.bakal(x, hasil="keberatan", masukan=masukan)
        return z.catat(e, _buka(z, x, permintaan or Permintaan()))


def _berkas_rilis(z: _Sesi) -> dict[str, str]:
    putusan = z.s.terakhir("putusan")
    return {p: h for p, h in putusan.keluaran.items() if p.startswith("data/sop/")} if putusan else {}


def koreksi_buka(k: Konteks, permintaan: Permintaan) -> HasilCatat:
    """Open a correction of a released report, sealed or not."""
    with _sesi(k) as z:
        if not z.s.pernah_dirilis:
            raise GalatUrutan(
                f"Laporan {k.periode.teks} belum pernah dirilis, jadi tidak perlu koreksi.",
                f"Perbaiki datanya, lalu jalankan: kinerja jalan {z.s.pilihan}",
            )
        x = z.sop.cari("sosialisasi") or z.sop.nomor_langkah(kembali_koreksi(z.sop))
        return z.catat(_buka(z, x, permintaan))


def _buka(z: _Sesi, x: LangkahSop, p: Permintaan) -> Entri:
    isi = {n: bersih(getattr(p, n)) for n in ("indikator", "apa", "dari", "menjadi", "alasan", "diminta_oleh")}
    for nama in ("apa", "alasan", "diminta_oleh"):
        if not isi[nama]:
            pilihan = {"diminta_oleh": "diminta-oleh"}.get(nama, nama)
            raise GalatUrutan(
                f"Koreksi memerlukan --{pilihan}.",
                'Contoh: --apa "realisasi" --dari 40 --menjadi 42 --alasan "…" --diminta-oleh "Kepala Bidang …"',
            )
    for e in z.s.koreksi_terbuka:
        if {n: e.isi.get(n) for n in isi} == isi:  # the command was repeated, because a kill hid that it was done
            raise GalatUrutan(
                f"Koreksi itu sudah dicatat sebagai nomor {e.isi.get('nomor')} dan masih terbuka.",
                f"Jalankan: {z.s.perintah}",
            )
    nomor = 1 + sum(e.tindakan == "koreksi_buka" for e in z.s.entri)
    return z.bakal(x, "koreksi_buka", isi={"nomor": nomor, **isi})


def koreksi_tutup(k: Konteks, nomor: int, dilakukan: str, ditolak: bool = False) -> HasilCatat:
    """Close a correction by saying what was done, after which the next release is a new revision; or reject it.

    Args:
        k: What every command is given.
        nomor: Number of the correction.
        dilakukan: What was done; for a rejected one why it was rejected.
        ditolak: The data stay as they were released, and so does the revision.
    """
    with _sesi_hasil(k) as z:
        terbuka = {e.isi.get("nomor"): e for e in z.s.koreksi_terbuka}
        if nomor not in terbuka:
            ada = ", ".join(str(n) for n in terbuka) or "tidak ada"
            raise GalatUrutan(f"Koreksi nomor {nomor} tidak terbuka.", f"Yang terbuka: {ada}.")
        if not bersih(dilakukan):
            contoh = "Bukti tidak mendukung" if ditolak else "Formulir dikirim ulang"
            raise GalatUrutan("Menutup koreksi memerlukan --dilakukan.", f'Contoh: --dilakukan "{contoh}"')
        x = z.sop.nomor_langkah(terbuka[nomor].langkah)
        isi: dict[str, object] = {"nomor": nomor, "dilakukan": bersih(dilakukan)}
        e = z.bakal(x, "koreksi_tutup", hasil="ditolak" if ditolak else "", isi=isi)
        z.pesan.append(_sesudah_tutup(z, ditolak))
        return z.catat(replace(e, keluaran=z.buat_surat(e, "hasil_koreksi")))


def _sesudah_tutup(z: _Sesi, ditolak: bool) -> str:
    """Say what a closed correction asks for."""
    if ditolak and z.s.dirilis and len(z.s.koreksi_terbuka) == 1:
        return f"Koreksi ditolak: data dan laporan Rev {z.s.revisi} tetap seperti saat dirilis."
    if ditolak:
        return "Koreksi ditolak: tidak ada data yang diubah karenanya."
    return "Taruh masukan yang sudah dikoreksi di data/raw, lalu ukur lagi; hasilnya menjadi revisi baru."


def serah(k: Konteks) -> HasilCatat:
    """Hand the agreed report over for signing."""
    with _sesi_hasil(k) as z:
        x = _giliran(z, "serah")
        _wajib_setuju(z)
        e = z.bakal(x, masukan=_berkas_rilis(z))
        return z.catat(replace(e, keluaran=z.buat_surat(e, "penyerahan")))


def _wajib_setuju(z: _Sesi) -> None:
    if not (z.s.dirilis and z.s.disetujui):
        raise GalatUrutan(
            f"Rev {z.s.revisi} belum disetujui dalam sosialisasi.",
            f"Jalankan: kinerja sop sosialisasi --setuju {z.s.pilihan}",
        )


def sahkan(k: Konteks, pdf_bertanda: str = "") -> HasilCatat:
    """Record the signing; a signed PDF that comes back is checked and kept with the revision.

    It may come back later than the step was recorded, as long as the quarter has not been archived.
    """
    with _sesi_hasil(k) as z:
        lagi = z.s.langkah is not None and z.s.langkah.tindakan == "arsip" and bool(pdf_bertanda) and z.s.disahkan
        x = z.sop.cari("sahkan") if lagi and not z.s.koreksi_terbuka else None
        x = x or _giliran(z, "sahkan")
        _wajib_setuju(z)
        putusan = z.s.terakhir("putusan")
        isi: dict[str, object] = {n: putusan.isi.get(n, "") if putusan else "" for n in ("sidik_isi", "run_id")}
        isi["tanda_tangan"] = "belum diserahkan"
        berkas: list[Path] = []
        if pdf_bertanda:
            from kinerja.sop.bertanda import terima

            berkas, tanda = terima(k.kantor, k.periode, z.s.revisi, Path(pdf_bertanda))
            _belum_dicatat(z, rilis.sidik_berkas(k.kantor, berkas), Path(pdf_bertanda).name)
            isi |= tanda
            z.pesan.append(str(tanda["keterangan_tanda_tangan"]))
        e = z.bakal(x, isi=isi, masukan=_berkas_rilis(z))
        return z.catat(replace(e, keluaran=rilis.sidik_berkas(k.kantor, berkas) | z.buat_surat(e, "pengesahan")))


def _belum_dicatat(z: _Sesi, bertanda: dict[str, str], nama: str) -> None:
    if z.s.disahkan is not None and bertanda.items() <= z.s.disahkan.keluaran.items():
        raise GalatUrutan(f"{nama} sudah dicatat.", f"Jalankan: {z.s.perintah}")


def arsip(k: Konteks) -> HasilCatat:
    """Pack the quarter and lock it."""
    from kinerja.arsip.kemas import kemas, masukan_tersegel

    with _sesi(k) as z:
        x = _giliran(z, "arsip")
        if z.s.disahkan is None:
            raise GalatUrutan(
                f"Rev {z.s.revisi} belum disahkan.", f"Jalankan: kinerja sop sahkan {z.s.pilihan}"
            )  # fmt: skip
        e = z.bakal(x, isi={n: z.s.disahkan.isi.get(n, "") for n in ("sidik_isi", "run_id")})
        berkas = kemas(k.kantor, k.periode, z.s.revisi)
        z.surat.append(berkas)
        masukan = masukan_tersegel(k.kantor, k.periode)
        return z.catat(replace(e, masukan=masukan, keluaran=rilis.sidik_berkas(k.kantor, [berkas])))
