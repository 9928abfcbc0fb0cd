"""Record the steps of the SOP: who may do what now, what each step leaves, and why something is refused.

Every function here works in the same way, inside one :class:`~kinerja.sop.sesi.Sesi`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from kinerja.kantor import Kantor, Periode
from kinerja.rantai import langkah_mutakhir
from kinerja.sop import rilis
from kinerja.sop.catatan import Entri, bersih
from kinerja.sop.keadaan import kembali_koreksi
from kinerja.sop.naskah import LangkahSop
from kinerja.sop.sesi import GalatUrutan, HasilCatat, Konteks, Sesi, giliran, sesi, sesi_hasil


def disposisi(k: Konteks) -> HasilCatat:
    """Record the next order: the head's first, then the secretary's."""
    with sesi(k) as z:
        x = giliran(z, "disposisi")
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
    with sesi_hasil(k) as z:
        x = giliran(z, "putusan")
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
        else:
            rilis.batalkan(k.kantor, k.periode, z.s.revisi)
            z.buang_surat(e, "undangan_sosialisasi", "daftar_hadir")
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
    with sesi(k) as z:
        x = giliran(z, "sosialisasi")
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


def _berkas_rilis(z: Sesi) -> dict[str, str]:
    putusan = z.s.terakhir("putusan")
    return {p: h for p, h in putusan.keluaran.items() if p.startswith("data/sop/")} if putusan else {}


def koreksi_buka(k: Konteks, permintaan: Permintaan) -> HasilCatat:
    """Open a correction of a released report, sealed or not."""
    with sesi(k) as z:
        if not z.s.pernah_dirilis:
            raise GalatUrutan(
                f"Laporan {k.periode.teks} belum pernah dirilis, jadi tidak perlu koreksi.",
                f"Perbaiki datanya, lalu jalankan: kinerja jalan {z.s.pilihan}",
            )
        x = z.sop.cari("sosialisasi") or z.sop.nomor_langkah(kembali_koreksi(z.sop))
        return z.catat(_buka(z, x, permintaan))


def _buka(z: Sesi, x: LangkahSop, p: Permintaan) -> Entri:
    isi = {n: _isian(getattr(p, n)) for n in ("indikator", "apa", "dari", "menjadi", "alasan", "diminta_oleh")}
    for nama in ("apa", "alasan", "diminta_oleh"):
        if not isi[nama]:
            pilihan = {"diminta_oleh": "diminta-oleh"}.get(nama, nama)
            raise GalatUrutan(
                f"Koreksi memerlukan --{pilihan}.",
                'Contoh: --apa "realisasi" --dari 40 --menjadi 42 --alasan "…" --diminta-oleh "Kepala Bidang …"',
            )
    _kenali(z, isi["indikator"])
    for e in z.s.koreksi_terbuka:
        if {n: e.isi.get(n) for n in isi} == isi:  # the command was repeated, because a kill hid that it was done
            raise GalatUrutan(
                f"Koreksi itu sudah dicatat sebagai nomor {e.isi.get('nomor')} dan masih terbuka.",
                f"Jalankan: {z.s.perintah}",
            )
    nomor = 1 + sum(e.tindakan == "koreksi_buka" for e in z.s.entri)
    return z.bakal(x, "koreksi_buka", isi={"nomor": nomor, **isi})


def _isian(teks: str) -> str:
    """What was typed; the dots of an example that was pasted as it stands say nothing."""
    isi = bersih(teks)
    return isi if isi.strip(". \u2026") else ""


def _kenali(z: Sesi, kode: str) -> None:
    """Refuse a code that the released report does not have: its correction would explain no figure."""
    putusan = next((e for e in reversed(z.s.entri) if e.tindakan == "putusan" and e.hasil == "ya"), None)
    if not kode or putusan is None:
        return
    dikenal = rilis.kode_rilis(z.k.kantor, z.k.periode, putusan.revisi)
    if kode.casefold() in {x.casefold() for x in dikenal}:
        return
    mirip = get_close_matches(kode.upper(), dikenal, n=1, cutoff=0.5)
    saran = f"Maksud Anda {mirip[0]}? " if mirip else ""
    raise GalatUrutan(
        f'Kode "{kode}" tidak ada dalam laporan Rev {putusan.revisi}.',
        f"{saran}Bila koreksinya tidak menyangkut satu indikator, tulis tanpa --indikator.",
    )


def koreksi_tutup(k: Konteks, nomor: int, dilakukan: str, ditolak: bool = False) -> HasilCatat:
    """Close a correction by saying what was done, after which the next release is a new revision; or reject it.

    Args:
        k: What every command is given.
        nomor: Number of the correction.
        dilakukan: What was done; for a rejected one why it was rejected.
        ditolak: The data stay as they were released, and so does the revision.
    """
    with sesi_hasil(k) as z:
        terbuka = {e.isi.get("nomor"): e for e in z.s.koreksi_terbuka}
        if nomor not in terbuka:
            ada = ", ".join(str(n) for n in terbuka) or "tidak ada"
            raise GalatUrutan(f"Koreksi nomor {nomor} tidak terbuka.", f"Yang terbuka: {ada}.")
        if not _isian(dilakukan):
            contoh = "Bukti tidak mendukung" if ditolak else "Formulir dikirim ulang"
            raise GalatUrutan("Menutup koreksi memerlukan --dilakukan.", f'Contoh: --dilakukan "{contoh}"')
        x = z.sop.nomor_langkah(terbuka[nomor].langkah)
        isi: dict[str, object] = {"nomor": nomor, "dilakukan": bersih(dilakukan)}
        e = z.bakal(x, "koreksi_tutup", hasil="ditolak" if ditolak else "", isi=isi)
        z.pesan.append(_sesudah_tutup(z, ditolak))
        return z.catat(replace(e, keluaran=z.buat_surat(e, "hasil_koreksi")))


def _sesudah_tutup(z: Sesi, ditolak: bool) -> str:
    """Say what a closed correction asks for."""
    if ditolak and z.s.dirilis and len(z.s.koreksi_terbuka) == 1:
        return f"Koreksi ditolak: data dan laporan Rev {z.s.revisi} tetap seperti saat dirilis."
    if ditolak:
        return "Koreksi ditolak: tidak ada data yang diubah karenanya."
    return "Taruh masukan yang sudah dikoreksi di data/raw, lalu ukur lagi; hasilnya menjadi revisi baru."


def serah(k: Konteks) -> HasilCatat:
    """Hand the agreed report over for signing."""
    with sesi_hasil(k) as z:
        x = giliran(z, "serah")
        _wajib_setuju(z)
        e = z.bakal(x, masukan=_berkas_rilis(z))
        return z.catat(replace(e, keluaran=z.buat_surat(e, "penyerahan")))


def _wajib_setuju(z: Sesi) -> None:
    if not (z.s.dirilis and z.s.disetujui):
        raise GalatUrutan(
            f"Rev {z.s.revisi} belum disetujui dalam sosialisasi.",
            f"Jalankan: kinerja sop sosialisasi --setuju {z.s.pilihan}",
        )


def sahkan(k: Konteks, pdf_bertanda: str = "") -> HasilCatat:
    """Record the signing; a signed PDF that comes back is checked and kept with the revision.

    It may come back later than the step was recorded, as long as the quarter has not been archived.
    """
    with sesi_hasil(k) as z:
        lagi = z.s.langkah is not None and z.s.langkah.tindakan == "arsip" and bool(pdf_bertanda) and z.s.disahkan
        x = z.sop.cari("sahkan") if lagi and not z.s.koreksi_terbuka else None
        x = x or giliran(z, "sahkan")
        _wajib_setuju(z)
        putusan = z.s.terakhir("putusan")
        isi: dict[str, object] = {n: putusan.isi.get(n, "") if putusan else "" for n in ("sidik_isi", "run_id")}
        isi["tanda_tangan"] = "belum diserahkan"
        e = z.bakal(x, masukan=_berkas_rilis(z))
        berkas: list[Path] = []
        if pdf_bertanda:
            from kinerja.sop.bertanda import terima

            berkas, tanda = terima(k.kantor, k.periode, z.s.revisi, Path(pdf_bertanda))
            _belum_dicatat(z, rilis.sidik_berkas(k.kantor, berkas), Path(pdf_bertanda).name)
            isi |= tanda
            z.pesan.append(str(tanda["keterangan_tanda_tangan"]))
        e = replace(e, isi=isi)
        return z.catat(replace(e, keluaran=rilis.sidik_berkas(k.kantor, berkas) | z.buat_surat(e, "pengesahan")))


def _belum_dicatat(z: Sesi, bertanda: dict[str, str], nama: str) -> None:
    if z.s.disahkan is not None and bertanda.items() <= z.s.disahkan.keluaran.items():
        raise GalatUrutan(f"{nama} sudah dicatat.", f"Jalankan: {z.s.perintah}")


def arsip(k: Konteks) -> HasilCatat:
    """Pack the quarter and lock it."""
    from kinerja.arsip.kemas import kemas, masukan_tersegel

    with sesi(k) as z:
        x = giliran(z, "arsip")
        if z.s.disahkan is None:
            raise GalatUrutan(
                f"Rev {z.s.revisi} belum disahkan.", f"Jalankan: kinerja sop sahkan {z.s.pilihan}"
            )  # fmt: skip
        e = z.bakal(x, isi={n: z.s.disahkan.isi.get(n, "") for n in ("sidik_isi", "run_id")})
        berkas = kemas(k.kantor, k.periode, z.s.revisi)
        z.surat.append(berkas)
        z.pesan.append(f'Arsip ini dapat diperiksa kapan saja: kinerja verifikasi "{berkas}"')
        masukan = masukan_tersegel(k.kantor, k.periode)
        return z.catat(replace(e, masukan=masukan, keluaran=rilis.sidik_berkas(k.kantor, [berkas])))
