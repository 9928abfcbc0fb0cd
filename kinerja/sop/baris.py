"""Commands ``kinerja sop …``: each reads its options, calls one function, and says what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kinerja.bantuan import Akar, Perintah, Tahun, Triwulan, Waktu, kelompok_baru, siap_tempel
from kinerja.galat import GalatParameter

if TYPE_CHECKING:
    from kinerja.sop.perintah import Permintaan
    from kinerja.sop.sesi import HasilCatat, Konteks

app = kelompok_baru()


def _teks(nama: str, bantuan: str) -> typer.models.OptionInfo:
    hasil: typer.models.OptionInfo = typer.Option(nama, help=bantuan, show_default=False)
    return hasil


Jabatan = Annotated[str, _teks("--oleh-jabatan", "Jabatan yang melaksanakan. Bawaannya pelaksana menurut SOP.")]
Nama = Annotated[str, _teks("--oleh-nama", "Nama yang melaksanakan. Bawaannya dari params/dinas.yaml.")]
Nip = Annotated[str, _teks("--oleh-nip", "NIP yang melaksanakan. Bawaannya dari params/dinas.yaml.")]
Mulai = Annotated[str, _teks("--mulai", "Kapan langkah itu dimulai. Bawaannya saat langkah sebelumnya selesai.")]
Ket = Annotated[str, _teks("--keterangan", "Keterangan bebas untuk buku catatan.")]
Indikator = Annotated[str, _teks("--indikator", "Kode indikator yang dikoreksi.")]
Apa = Annotated[str, _teks("--apa", "Apa yang dikoreksi, misalnya realisasi.")]
Dari = Annotated[str, _teks("--dari", "Isinya sekarang.")]
Menjadi = Annotated[str, _teks("--menjadi", "Isi yang diminta.")]
Alasan = Annotated[str, _teks("--alasan", "Alasannya.")]
Diminta = Annotated[str, _teks("--diminta-oleh", "Siapa yang meminta.")]


@app.callback()
def _sop() -> None:
    """Catat langkah SOP, buat suratnya, dan tunjukkan langkah berikutnya."""


def _konteks(
    tahun: int, triwulan: int, akar: str, waktu: str, mulai: str, oleh: tuple[str, str, str], ket: str
) -> Konteks:
    """Turn options into what the functions take. The one place of ``kinerja sop`` that reads the clock."""
    import datetime as dt

    from kinerja.kantor import Periode, muat
    from kinerja.sop.naskah import muat_sop
    from kinerja.sop.sesi import Konteks, Oleh
    from kinerja.sop.waktu import baca_waktu

    periode = Periode(tahun, triwulan)
    kantor = muat(akar or None, tahun)
    sop = muat_sop(kantor)
    saat = baca_waktu(waktu, sop) if waktu else dt.datetime.now(dt.UTC)
    return Konteks(kantor, periode, saat, Oleh(*oleh), baca_waktu(mulai, sop, "--mulai") if mulai else None, ket)


def _laporkan(hasil: HasilCatat, k: Konteks) -> None:
    """Say what was recorded, which papers were made, and what comes next."""
    from kinerja.sop.papan import kalimat_entri

    for p in hasil.pesan:
        print(siap_tempel(p))
    for e in hasil.entri:
        print(f"Dicatat: {kalimat_entri(e, k.sop)}")
    for s in hasil.surat:
        print(f"  Berkas: {k.kantor.relatif(s)}")
    if hasil.keadaan.perintah:
        x = hasil.keadaan.langkah
        print(f"Berikutnya{f' ({x.pelaksana})' if x else ''}: {siap_tempel(hasil.keadaan.perintah)}")
    else:
        print("Semua langkah SOP selesai; triwulan ini terkunci.")


@app.command(cls=Perintah)
def disposisi(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
) -> None:  # fmt: skip
    """Catat disposisi berikutnya dan buat lembar disposisinya."""
    from kinerja.sop import perintah

    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    _laporkan(perintah.disposisi(k), k)


@app.command(cls=Perintah)
def putusan(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
    rapat: Annotated[str, _teks("--rapat", "Hari dan jam sosialisasi untuk undangan, misalnya 2025-07-16T09:00.")] = "",
    ruang: Annotated[str, _teks("--ruang", "Tempat sosialisasi untuk undangan.")] = "",
) -> None:  # fmt: skip
    """Catat putusan validasi menurut pengukuran terakhir: Ya merilis laporan, Tidak mengembalikannya."""
    from kinerja.sop import perintah
    from kinerja.sop.waktu import baca_waktu, ke_teks

    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    saat = ke_teks(baca_waktu(rapat, k.sop, "--rapat"), k.sop) if rapat else ""
    hasil = perintah.putusan(k, saat, ruang)
    _laporkan(hasil, k)
    raise typer.Exit(0 if hasil.entri[-1].hasil == "ya" else 2)


def _permintaan(isi: tuple[str, str, str, str, str, str]) -> Permintaan:
    from kinerja.sop.perintah import Permintaan

    return Permintaan(*isi)


@app.command(cls=Perintah)
def sosialisasi(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
    setuju: Annotated[bool, typer.Option("--setuju", help="Peserta menyetujui laporan.")] = False,
    keberatan: Annotated[bool, typer.Option("--keberatan", help="Ada keberatan; koreksinya langsung dibuka.")] = False,
    indikator: Indikator = "", apa: Apa = "", dari: Dari = "", menjadi: Menjadi = "", alasan: Alasan = "",
    diminta_oleh: Diminta = "",
) -> None:  # fmt: skip
    """Catat hasil sosialisasi: disetujui, atau ada keberatan yang membuka koreksi."""
    from kinerja.sop import perintah

    if setuju == keberatan:
        raise GalatParameter("Pilih salah satu: --setuju atau --keberatan.", "Lihat: kinerja sop sosialisasi --help")
    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    minta = _permintaan((indikator, apa, dari, menjadi, alasan, diminta_oleh))
    _laporkan(perintah.sosialisasi(k, setuju, minta), k)


@app.command(cls=Perintah)
def koreksi(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
    buka: Annotated[bool, typer.Option("--buka", help="Buka koreksi atas laporan yang sudah dirilis.")] = False,
    tutup: Annotated[int, typer.Option("--tutup", help="Nomor koreksi yang ditutup.", show_default=False)] = 0,
    dilakukan: Annotated[
        str, _teks("--dilakukan", "Apa yang dilakukan untuk koreksi yang ditutup, atau mengapa ditolak.")
    ] = "",
    ditolak: Annotated[
        bool, typer.Option("--ditolak", help="Koreksi ditutup tanpa mengubah data; revisi laporan tetap.")
    ] = False,
    indikator: Indikator = "", apa: Apa = "", dari: Dari = "", menjadi: Menjadi = "", alasan: Alasan = "",
    diminta_oleh: Diminta = "",
) -> None:  # fmt: skip
    """Buka koreksi, atau tutup koreksi: yang dikerjakan menjadikan laporan revisi berikutnya, yang ditolak tidak."""
    from kinerja.sop import perintah

    if buka == bool(tutup):
        raise GalatParameter("Pilih salah satu: --buka atau --tutup NOMOR.", "Lihat: kinerja sop koreksi --help")
    if buka and ditolak:
        raise GalatParameter("--ditolak hanya untuk --tutup NOMOR.", "Lihat: kinerja sop koreksi --help")
    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    if buka:
        minta = _permintaan((indikator, apa, dari, menjadi, alasan, diminta_oleh))
        _laporkan(perintah.koreksi_buka(k, minta), k)
    else:
        _laporkan(perintah.koreksi_tutup(k, tutup, dilakukan, ditolak), k)


@app.command(cls=Perintah)
def serah(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
) -> None:  # fmt: skip
    """Catat penyerahan laporan yang sudah disetujui dan buat lembar penyerahannya."""
    from kinerja.sop import perintah

    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    _laporkan(perintah.serah(k), k)


@app.command(cls=Perintah)
def sahkan(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
    pdf_bertanda: Annotated[
        str, _teks("--pdf-bertanda", "PDF laporan yang sudah ditandatangani, elektronik atau pindaian.")
    ] = "",
) -> None:  # fmt: skip
    """Catat pengesahan laporan; PDF bertanda tangan diperiksa dan disimpan bila diserahkan."""
    from kinerja.sop import perintah

    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    _laporkan(perintah.sahkan(k, pdf_bertanda), k)


@app.command(cls=Perintah)
def arsip(
    tahun: Tahun, triwulan: Triwulan, akar: Akar = "", waktu: Waktu = "", mulai: Mulai = "",
    oleh_jabatan: Jabatan = "", oleh_nama: Nama = "", oleh_nip: Nip = "", keterangan: Ket = "",
) -> None:  # fmt: skip
    """Kemas semua berkas triwulan menjadi satu arsip bersegel; sesudah itu triwulan terkunci."""
    from kinerja.sop import perintah

    k = _konteks(tahun, triwulan, akar, waktu, mulai, (oleh_jabatan, oleh_nama, oleh_nip), keterangan)
    _laporkan(perintah.arsip(k), k)


@app.command(cls=Perintah)
def alur(tahun: Tahun, akar: Akar = "") -> None:
    """Gambar alur SOP dengan lima simbol PermenPANRB 35/2012, siap dicetak."""
    from kinerja.kantor import muat
    from kinerja.sop.alur import svg_alur
    from kinerja.sop.naskah import muat_sop
    from kinerja.tabel import tulis_byte

    kantor = muat(akar or None, tahun)
    jalur = kantor.akar / "reports" / str(tahun) / "alur-sop.svg"
    tulis_byte(jalur, svg_alur(muat_sop(kantor)).encode("utf-8"))
    print(f"Gambar alur: {kantor.relatif(jalur)}\nBuka dengan peramban, lalu cetak pada kertas A3 tegak.")
