"""What ``kinerja jalan --semua`` shows on the terminal: a line for each office, then one table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.galat import GalatKinerja
from kinerja.layar import Layar

if TYPE_CHECKING:
    from kinerja.kabupaten_jalan import HasilKabupaten, HasilKantor

KEADAAN = {"gagal": "Gagal", "tanpa_data": "Tanpa data"}


def jalan_semua(
    tahun: int,
    triwulan: int,
    akar: str,
    semua: bool,
    serentak: int | None,
    *,
    paksa: bool,
    kernel: bool,
    waktu: str,
) -> int:
    """Run every office below a folder and show it; returns the exit code. Arguments are the command's options.

    Raises:
        GalatKinerja: The options do not fit together, or there is no office.
    """
    import datetime as dt

    from kinerja import kabupaten_jalan as kabupaten
    from kinerja.kantor import jalur_akar

    if not semua:
        raise GalatKinerja("--serentak hanya berlaku bersama --semua.", "Tambahkan --semua, atau hapus --serentak.")
    atap = jalur_akar(akar or None)
    kantor, dilewati = kabupaten.daftar_kantor(atap)
    if dilewati:
        print(f"Bukan folder kantor, dilewati: {', '.join(dilewati)}.")
    saat = waktu or dt.datetime.now(dt.UTC).isoformat(timespec="minutes")
    tugas = kabupaten.Tugas(str(atap), tahun, triwulan, paksa, kernel, saat)
    with LayarKabupaten(len(kantor)) as layar:
        hasil = kabupaten.jalan_semua(kantor, tugas, serentak, layar.kabarkan, layar.selesai)
    tampilkan(hasil)
    return hasil.kode_keluar


def putusan(x: HasilKantor) -> str:
    """``Ya``, ``Tidak``, or why there is neither."""
    return KEADAAN.get(x.keadaan) or str(x.angka["putusan"])


class LayarKabupaten(Layar):
    """Show each office in its place once it and those before it have ended; on a terminal with a bar."""

    JUDUL = "Kantor selesai"

    def __init__(self, banyak: int) -> None:
        super().__init__(banyak)
        self._nomor = 0

    def selesai(self) -> None:
        """Count an office that has ended."""
        self._maju()

    def kabarkan(self, x: HasilKantor) -> None:
        """Write an office's line."""
        self._nomor += 1
        nomor = f"[{self._nomor:>{len(str(self.banyak))}}/{self.banyak}]"
        lama = f"{x.detik:.1f} detik".replace(".", ",")
        self._tulis(f"{nomor} {x.folder:<34} {putusan(x):<10} {lama:>12}")


def tampilkan(hasil: HasilKabupaten) -> None:
    """Print the summary, what went wrong in a sentence each, and where the roll-up is."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from kinerja.angka import tulis, tulis_persen
    from kinerja.layar_status import layar_baru

    layar = layar_baru()
    tabel = Table(box=box.SIMPLE if layar.is_terminal else box.ASCII2, pad_edge=False, show_edge=False)
    tabel.add_column("Kantor", overflow="fold", min_width=10)
    for judul in ("Putusan", "Capaian", "Predikat", "Serapan", "Belum\nlapor", "Temuan", "Detik"):
        kiri = judul in ("Putusan", "Predikat")
        tabel.add_column(judul, justify="left" if kiri else "right", no_wrap=judul != "Predikat", overflow="fold")
    for x in hasil.kantor:
        a = x.angka
        angka = (
            (tulis_persen(a["capaian_pct"]), a["predikat"] or "–", tulis_persen(a["serapan_pct"]),
             f"{a['n_bidang'] - a['n_lengkap']}/{a['n_bidang']}", str(a["n_temuan"]))
            if a else ("–",) * 5
        )  # fmt: skip
        tabel.add_row(Text(x.folder), putusan(x), *angka, tulis(x.detik, 1, tetap=True))
    layar.print()
    layar.print(tabel)
    for x in hasil.kantor:
        if x.sebab:
            layar.print(Text(f"{x.folder}: {x.sebab}"))
    layar.print(Text(_hitung(hasil)))
    print(f"Rekap:    {hasil.halaman}")
    print(f"Excel:    {hasil.buku}")


def _hitung(hasil: HasilKabupaten) -> str:
    """Count how the offices ended: ``7 Ya, 2 Tidak, 1 gagal``."""
    banyak: dict[str, int] = {}
    for x in hasil.kantor:
        banyak[putusan(x)] = banyak.get(putusan(x), 0) + 1
    urutan = ("Ya", "Tidak", *KEADAAN.values())
    isi = ", ".join(f"{banyak[k]} {k if k in ('Ya', 'Tidak') else k.lower()}" for k in urutan if k in banyak)
    return f"{len(hasil.kantor)} kantor: {isi}."
