"""The command line: thin, Indonesian, quick to start. Every command only calls one function of the package.

Exit codes: 0 done; 1 wrong use or a fault; 2 the data is not valid yet; 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click import exceptions as salah

from kinerja.bantuan import Akar, Tahun, Triwulan, Waktu, indonesiakan, kelompok_baru, nama_program, siap_tempel
from kinerja.bantuan import Perintah as _Perintah
from kinerja.sop.baris import app as _sop

if TYPE_CHECKING:
    from kinerja.rantai import HasilJalan

DIHENTIKAN = 130
"""Exit code after Ctrl+C, as shells have it; typer returns it without a word."""

app = kelompok_baru()
app.add_typer(_sop, name="sop")


@app.callback()
def _kinerja() -> None:
    """Pengukuran kinerja triwulanan perangkat daerah: dari formulir bidang sampai laporan capaian."""


@app.command(cls=_Perintah)
def jalan(
    tahun: Tahun,
    triwulan: Triwulan,
    akar: Akar = "",
    paksa: Annotated[
        bool, typer.Option("--paksa", help="Jalankan semua langkah walaupun tidak ada yang berubah.")
    ] = False,
    kernel: Annotated[
        bool, typer.Option("--kernel", help="Jalankan setiap notebook di kernel Jupyter sendiri (lebih lambat).")
    ] = False,
    semua: Annotated[
        bool, typer.Option("--semua", help="Jalankan semua kantor: --akar berisi satu folder untuk setiap kantor.")
    ] = False,
    serentak: Annotated[
        int | None,
        typer.Option(
            "--serentak",
            metavar="N",
            help="Dengan --semua: banyaknya kantor sekaligus. Bawaannya sebanyak inti prosesor.",
            show_default=False,
        ),
    ] = None,
    waktu: Waktu = "",
) -> None:
    """Jalankan lima langkah untuk satu triwulan: ingest, rekap, ukur, validasi, laporan."""
    print(f"Mengukur kinerja TW {triwulan} tahun {tahun} …", flush=True)  # before anything slow is imported
    if semua or serentak is not None:
        from kinerja.layar_kabupaten import jalan_semua

        raise typer.Exit(jalan_semua(tahun, triwulan, akar, semua, serentak, paksa=paksa, kernel=kernel, waktu=waktu))
    import datetime as dt

    from kinerja.langkah import DAFTAR
    from kinerja.layar import LayarJalan

    with LayarJalan(len(DAFTAR)) as layar:
        from kinerja.rantai import jalan as jalankan

        saat = waktu or dt.datetime.now(dt.UTC).isoformat(timespec="minutes")
        hasil = jalankan(tahun, triwulan, akar or None, paksa=paksa, kernel=kernel, kabarkan=layar.kabarkan, waktu=saat)
    _ringkasan(hasil)
    raise typer.Exit(hasil.kode_keluar)


def _ringkasan(hasil: HasilJalan) -> None:
    """Say how it ended and where the report is."""
    from kinerja.langkah import DATA_CONTOH

    p = hasil.putusan
    if hasil.kantor.dinas.data_contoh:
        print(f"\n{DATA_CONTOH}", end="")
    print(f"\nValidasi: {p['putusan']}. {p['alasan']}")
    if p["n_info"] or p["n_dijelaskan"]:
        print(f"Selain itu {p['n_dijelaskan']} temuan sudah dijelaskan dan {p['n_info']} catatan.")
    print(f"Laporan:  {hasil.laporan}")
    if koreksi := sorted((hasil.laporan.parent / "koreksi").glob("*.xlsx")):
        print(f"Koreksi untuk dikirim kembali kepada bidang: {len(koreksi)} berkas di {koreksi[0].parent}")
    for kalimat in hasil.catatan_sop:
        print(siap_tempel(kalimat))


@app.command(cls=_Perintah)
def formulir(tahun: Tahun, triwulan: Triwulan, akar: Akar = "") -> None:
    """Buat formulir untuk setiap bidang, terisi target, pagu, angka triwulan lalu, dan tindak lanjut terbuka."""
    from kinerja.formulir import buat_formulir
    from kinerja.kantor import Periode, muat

    buat_formulir(muat(akar or None, tahun), Periode(tahun, triwulan), kabarkan=lambda x: print(x, flush=True))
    print(f"Kirim kepada bidangnya; kiriman baliknya ditaruh di data/raw/{tahun}/TW{triwulan}.")
    raise typer.Exit(0)


@app.command(cls=_Perintah)
def status(
    tahun: Tahun,
    triwulan: Triwulan,
    tanggal: Annotated[
        str | None,
        typer.Option(
            "--tanggal", help="Hari yang dihitung, misalnya 2025-07-10. Bawaannya hari ini.", show_default=False
        ),
    ] = None,
    akar: Akar = "",
) -> None:
    """Siapa yang belum melapor, sel mana yang kosong, berapa hari lagi; dan pesan siap kirim untuk setiap bidang."""
    import datetime as dt

    from kinerja.kantor import Periode, muat
    from kinerja.layar_status import layar_baru, tampilkan, tampilkan_papan
    from kinerja.status import baca_tanggal, susun_papan, susun_status, tulis_pesan

    periode = Periode(tahun, triwulan)
    hari = dt.date.today() if tanggal is None else baca_tanggal(tanggal)
    kantor, layar = muat(akar or None, tahun), layar_baru()
    papan = susun_papan(kantor, periode, hari, dt.datetime.now(dt.UTC) if tanggal is None else None)
    if papan is not None:
        tampilkan_papan(papan, layar)
    s = susun_status(kantor, periode, hari)
    tampilkan(s, tulis_pesan(s), layar, papan.berikut if papan else "")
    raise typer.Exit(0)


@app.command(cls=_Perintah)
def periksa(
    berkas: Annotated[
        str, typer.Argument(help="Berkas .xlsx, .xls, .ods, atau .csv yang diperiksa.", metavar="BERKAS")
    ],
    json: Annotated[
        str,
        typer.Option(
            "--json", metavar="KELUAR", help="Tulis hasil lengkapnya ke berkas JSON; - untuk layar.", show_default=False
        ),
    ] = "",
    akar: Akar = "",
) -> None:
    """Periksa tabel apa pun yang memuat target, realisasi, dan capaian: rumus mana yang menghasilkan angkanya."""
    from kinerja.periksa.audit import periksa as periksa_berkas
    from kinerja.periksa.tampil import json_teks, layar_baru, simpan, tampilkan

    hasil = periksa_berkas(berkas, akar or None)
    if json == "-":
        sys.stdout.write(json_teks(hasil))
    else:
        tampilkan(hasil, layar_baru())
        if json:
            simpan(hasil, json)
            print(f"\nHasil lengkap: {json}")
    raise typer.Exit(hasil.kode_keluar)


@app.command(cls=_Perintah)
def lkjip(tahun: Tahun, akar: Akar = "") -> None:
    """Buat draf LKjIP Bab III (Word) dari hasil Triwulan IV; yang perlu dilengkapi perencana ditandai."""
    from kinerja.kantor import muat
    from kinerja.keluaran.lkjip import NAMA, tulis_lkjip

    berkas = tulis_lkjip(muat(akar or None, tahun), tahun)
    if berkas.name != NAMA:
        print(f"{NAMA} sudah Anda ubah, sehingga tidak ditimpa.")
    print(f"Draf LKjIP Bab III: {berkas}")
    raise typer.Exit(0)


@app.command(cls=_Perintah)
def verifikasi(
    arsip: Annotated[str, typer.Argument(help="Berkas arsip .zip dari kinerja sop arsip.", metavar="ARSIP")],
    hitung_ulang: Annotated[
        bool, typer.Option("--hitung-ulang", help="Hitung ulang dari masukan di arsip dan bandingkan setiap hasilnya.")
    ] = False,
) -> None:
    """Periksa arsip bersegel: setiap berkas yang berubah, hilang, atau ditambahkan disebutkan."""
    from kinerja.arsip.verifikasi import kalimat
    from kinerja.arsip.verifikasi import verifikasi as periksa_arsip

    hasil = periksa_arsip(arsip, hitung_ulang)
    for baris in kalimat(hasil):
        print(baris)
    raise typer.Exit(hasil.kode_keluar)


def main(argumen: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; no traceback ever reaches the screen."""
    from kinerja.galat import GalatKinerja, nama_os, sebab_os

    _utf8()
    try:
        hasil = app(
            args=list(argumen) if argumen is not None else None, prog_name=nama_program(), standalone_mode=False
        )
    except salah.ClickException as e:
        return _gagal(_kalimat(e))
    except GalatKinerja as e:
        return _gagal(str(e))
    except OSError as e:
        return _gagal(
            f"{nama_os(e)} tidak dapat dibaca atau ditulis: {sebab_os(e)}. Tutup berkasnya bila terbuka, periksa izin "
            "folder dan sisa ruang disk, lalu ulangi."
        )
    except (KeyboardInterrupt, typer.Abort):
        hasil = DIHENTIKAN
    except Exception as e:  # the last guard: a planner gets a sentence, a developer the variable below
        import os

        if os.environ.get("KINERJA_JEJAK"):
            raise
        return _gagal(
            f"Kesalahan program ({type(e).__name__}: {e}). "
            "Laporkan kepada pengembang; jalankan lagi dengan KINERJA_JEJAK=1 untuk rinciannya."
        )
    if hasil == DIHENTIKAN:
        print("\nDihentikan. Hasil sebelumnya utuh; jalankan lagi untuk melanjutkan.", file=sys.stderr)
    return int(hasil or 0)


def _gagal(kalimat: str) -> int:
    print(siap_tempel(kalimat), file=sys.stderr)
    return 1


def _kalimat(e: salah.ClickException) -> str:
    """Say in Indonesian what was wrong with the command line."""
    from difflib import get_close_matches

    bantuan = "Lihat: kinerja --help"
    if isinstance(e, salah.NoSuchOption):
        dikenal = [o for p in (e.ctx.command.params if e.ctx else []) for o in p.opts]
        mirip = get_close_matches(e.option_name, dikenal, n=1, cutoff=0.5)
        saran = f"Maksud Anda {mirip[0]}?" if mirip else f"Yang dikenal: {', '.join(dikenal)}."
        return f"Pilihan {e.option_name} tidak dikenal. {saran}"
    if isinstance(e, salah.MissingParameter):
        nama = e.param.opts[0] if e.param is not None else ""
        if nama == "arsip":
            return "Sebut arsip yang diperiksa. Contoh: kinerja verifikasi arsip.zip"
        if nama == "berkas":
            return "Sebut berkas yang diperiksa. Contoh: kinerja periksa tabel.xlsx"
        return f"Pilihan {nama} wajib diisi. Contoh: kinerja jalan --tahun 2025 --triwulan 2"
    if isinstance(e, salah.BadParameter):
        nama = e.param.opts[0] if e.param is not None else "pilihan"
        return f"Nilai untuk {nama} tidak sah; seharusnya bilangan bulat. {bantuan}"
    if isinstance(e, salah.NoArgsIsHelpError):
        return indonesiakan(e.format_message())
    if isinstance(e, salah.BadOptionUsage):
        return f"Pilihan {e.option_name} memerlukan nilai. {bantuan}"
    if isinstance(e, salah.UsageError) and "command" in e.message:
        kelompok = getattr(e.ctx.command if e.ctx else None, "commands", None)
        dikenal = sorted(kelompok or app_perintah())
        kata = e.message.split("'")[1] if "'" in e.message else ""
        mirip = get_close_matches(kata, dikenal, n=1, cutoff=0.5)
        saran = f'Maksud Anda "{mirip[0]}"?' if mirip else f"Yang dikenal: {', '.join(dikenal)}."
        return f'Perintah "{kata}" tidak dikenal. {saran}'
    return f"Perintah tidak dimengerti. {bantuan}"


def app_perintah() -> list[str]:
    """Names of all commands."""
    perintah = [str(p.name or p.callback.__name__) for p in app.registered_commands if p.callback]
    return perintah + [str(k.name) for k in app.registered_groups]


def _utf8() -> None:
    """Make the terminal take Indonesian text on Windows too."""
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(encoding="utf-8", errors="replace")
