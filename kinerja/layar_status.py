"""What ``kinerja status`` shows on the terminal: who has reported, what is missing, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kinerja.angka import BULAN
from kinerja.bantuan import siap_tempel
from kinerja.kantor import ROMAWI
from kinerja.kata import daftar
from kinerja.langkah import DATA_CONTOH
from kinerja.pesan import sebaris, sisa
from kinerja.status import PapanSop, Status, StatusBidang
from kinerja.tenggat import akhir_triwulan, tulis_hari

LEBAR = 80
"""Width where output goes to a file, and the narrowest terminal that is planned for."""
BUTIR_TERBANYAK = 4
"""Missing cells of a unit that the screen names; its message has more, the report all."""

KEADAAN = {
    "sudah": ("Sudah", "green"),
    "sebagian": ("Sebagian", "yellow"),
    "terlambat": ("Terlambat", "red"),
    "belum": ("Belum", "default"),
    "nihil": ("Tidak ditagih", "dim"),
}


def layar_baru() -> Console:
    """Make the console: as wide as the terminal, plain where output is piped."""
    layar = Console(highlight=False, markup=False)
    return layar if layar.is_terminal else Console(highlight=False, markup=False, width=LEBAR, no_color=True)


LENGKAP = "semuanya lengkap dan lolos pemeriksaan"
STATUS_PAPAN = {"selesai": ("Selesai", "green"), "menunggu": ("Menunggu", "yellow"), "belum": ("Belum", "dim")}


def tampilkan_papan(p: PapanSop, layar: Console) -> None:
    """Print the SOP's steps as a board: done, waiting for whom, late by how much."""
    revisi = f", Rev {p.revisi}" if p.revisi else ""
    layar.print(Text(f"Langkah SOP {p.periode.teks}{revisi}", style="bold"))
    tabel = Table(box=box.SIMPLE if layar.is_terminal else box.ASCII2, pad_edge=False, expand=False)
    tabel.add_column("", justify="right", no_wrap=True)
    tabel.add_column("Kegiatan", overflow="fold", width=26)
    tabel.add_column("Status", no_wrap=True)
    for judul, lebar in (("Waktu", 14), ("Terlambat", 9)):
        tabel.add_column(judul, overflow="fold", width=lebar)
    for b in p.baris:
        label, gaya = STATUS_PAPAN[b.status]
        siapa = Text(f" ({sebaris(b.pelaksana, 60)})", style="dim") if b.status == "menunggu" else Text("")
        hasil = f", {b.hasil}" if b.hasil and b.status == "selesai" else ""
        norma = b.norma.removesuffix(" kerja")
        tabel.add_row(
            str(b.nomor), Text(sebaris(b.kegiatan, 60)) + siapa, Text(label + hasil, style=gaya),
            f"{b.lama} dari {norma}" if b.lama else f"norma {norma}",
            Text(b.terlambat or "–", style="red" if b.terlambat else "default"),
        )  # fmt: skip
    layar.print(tabel)
    for kalimat in p.pesan:
        layar.print(Text(f"Buku catatan SOP: {kalimat}", style="red"))


def tampilkan(s: Status, tulisan: Sequence[Path], layar: Console, berikut: str = "") -> None:
    """Print the status, where the messages lie, and what to do next.

    Args:
        s: The status.
        tulisan: The messages that were written.
        layar: Console.
        berikut: What the SOP asks for next, where that is more than the data asks for.
    """
    if s.kantor.dinas.data_contoh:
        layar.print(Text(DATA_CONTOH))
    layar.print(Text(f"Pelaporan {s.periode.teks}", style="bold"))
    if s.hanya_e81:
        layar.print(Text("Kantor ini memakai Formulir E.81; tidak ada bidang yang ditunggu mengirim formulir."))
    else:
        _tabel(s, layar)
    for baris in _catatan(s):
        layar.print(Text(baris))
    if tulisan:
        folder = s.kantor.relatif(tulisan[0].parent)
        layar.print(Text(f"Pesan WhatsApp: {len(tulisan)} berkas di {folder}"))
    data = berikutnya(s)
    if berikut and data.startswith(LENGKAP):
        _perintah(layar, f"Berikutnya: {berikut}")
        return
    _perintah(layar, f"Berikutnya: {data}")
    if berikut:
        _perintah(layar, f"Menurut SOP: {berikut}")


def _perintah(layar: Console, kalimat: str) -> None:
    """Print a sentence that may hold a command: never broken into lines, so that it can be copied."""
    layar.print(Text(siap_tempel(kalimat)), soft_wrap=True)


def _tabel(s: Status, layar: Console) -> None:
    layar.print(Text(f"Keadaan {tulis_hari(s.hari)}. Tenggat {tulis_hari(s.tenggat)}:"))
    layar.print(Text(f"{sisa(s)}.", style="bold"))
    asal = (
        "Menurut pengukuran terakhir; sejak itu tidak ada berkas yang berubah."
        if s.terukur
        else "Dibaca langsung dari berkas yang masuk; belum diukur dan diperiksa."
    )
    layar.print(Text(asal, style="dim"))
    tabel = Table(box=box.SIMPLE if layar.is_terminal else box.ASCII2, pad_edge=False, expand=False)
    tabel.add_column("Bidang", overflow="fold", min_width=14)
    tabel.add_column("Status", no_wrap=True)
    for judul in ("Terisi", "Disimpan", "Waktu"):
        tabel.add_column(judul, overflow="fold")
    for b in s.bidang:
        label, gaya = KEADAAN[b.keadaan]
        terisi = f"{b.n_dilaporkan} dari {b.n_indikator}" if b.n_indikator else "–"
        simpan = f"{b.disimpan.day} {BULAN[b.disimpan.month - 1][:3]} {b.disimpan.year}" if b.disimpan else "–"
        tabel.add_row(Text(sebaris(b.nama, 60)), Text(label, style=gaya), terisi, simpan, Text(_waktu(s, b)))
    layar.print(tabel)
    for b in s.bidang:
        for baris in _rincian(s, b):
            layar.print(baris)


def _waktu(s: Status, b: StatusBidang) -> str:
    """When it came against the deadline, or how far that is for what is still awaited."""
    if b.keadaan == "nihil":
        return "–"
    if b.keadaan == "sudah":
        if not b.disimpan:
            return "–"
        return f"terlambat {b.terlambat_hari} hari kerja" if b.terlambat_hari else "tepat waktu"
    return sisa(s).removeprefix("sudah ")


def _rincian(s: Status, b: StatusBidang) -> Iterator[RenderableType]:
    """File and revision of a unit, what is missing in it, what waits for it; nothing where nothing is to be said."""
    if b.keadaan == "nihil" or not (b.berkas or b.ditolak):
        return
    berkas = f": {_jalur(s, b.berkas)}, revisi {b.revisi}" if b.berkas else ""
    yield Text(f"{sebaris(b.nama, 60)}{berkas}")
    for d in b.ditolak:
        yield _isi(f"Ditolak: {_jalur(s, d.berkas)}. {sebaris(d.sebab, 200)}")
    if b.kurang and b.berkas:
        butir = [f"{k.sel or 'tidak terbaca'} ({k.kode})" for k in b.kurang[:BUTIR_TERBANYAK]]
        lebih = len(b.kurang) - len(butir)
        teks = ", ".join(sebaris(x, 60) for x in butir) + (f", dan {lebih} lagi" if lebih else "")
        yield _isi(f"Belum terisi {len(b.kurang)} indikator: {teks}")
    if b.perbaikan:
        koreksi = f": {sebaris(b.koreksi, 200)}" if b.koreksi else ""
        yield _isi(f"Menunggu perbaikan atau penjelasan: {len(b.perbaikan)} temuan{koreksi}")


def _jalur(s: Status, berkas: str) -> str:
    """A path without the folder that all of the year's files share."""
    return sebaris(berkas.replace(f"data/raw/{s.periode.tahun}/", ""), 200)


def _isi(teks: str) -> Padding:
    return Padding(Text(teks), (0, 0, 0, 3), expand=False)


def _catatan(s: Status) -> Iterator[str]:
    """What concerns no single unit of this quarter."""
    for d in s.ditolak:
        yield f"Tidak dapat dipakai: {_jalur(s, d.berkas)}. {sebaris(d.sebab, 200)}"
    if not s.hanya_e81:
        for tw, bidang in s.lalu:
            yield f"Belum lengkap pada TW {ROMAWI[tw]}: {daftar([sebaris(b, 60) for b in bidang])}."
    if s.temuan_lain:
        yield f"Temuan lain yang menahan laporan, di luar formulir triwulan ini: {s.temuan_lain}."


# ---- what to do next ------------------------------------------------------------------------------------------------
def berikutnya(s: Status) -> str:
    """Say in one sentence what the planner does now."""
    pilihan = s.kantor.pilihan(s.periode)
    tunggu = [] if s.hanya_e81 else [b for b in s.bidang if b.keadaan in ("belum", "terlambat", "sebagian")]
    perbaiki = [b for b in s.bidang if b.keadaan == "sudah" and b.perbaikan]
    if tunggu:
        return _tagih(s, tunggu, pilihan)
    if not s.tervalidasi:
        return f"jalankan kinerja jalan {pilihan}"
    if perbaiki:
        return f"kirim pesan dan berkas koreksi kepada {_nama(perbaiki)}."
    laporan = s.kantor.relatif(s.kantor.laporan(s.periode) / "laporan.html")
    if s.temuan_lain:
        return f"selesaikan {s.temuan_lain} temuan di bagian Temuan pada {laporan}, lalu: kinerja jalan {pilihan}"
    return f"{LENGKAP}; sosialisasikan {laporan}."


def _tagih(s: Status, tunggu: list[StatusBidang], pilihan: str) -> str:
    belum_ada = not any(b.berkas for b in s.bidang)
    if belum_ada and not any((s.kantor.laporan(s.periode) / "formulir").glob("*.xlsx")):
        kapan = f" sebelum {tulis_hari(akhir_triwulan(s.periode))}" if s.berjalan else ""
        return f"kirim formulir kosong kepada bidang{kapan}. Buat dengan: kinerja formulir {pilihan}"
    if s.berjalan:
        return (
            f"belum ada yang perlu ditagih sampai triwulan berakhir {tulis_hari(akhir_triwulan(s.periode))}; "
            "ingatkan bidang dengan pesan semua.txt."
        )
    dituju = [b for b in s.bidang if b in tunggu or b.perbaikan]
    koreksi = [b for b in dituju if b.koreksi]
    lampiran = f", dengan berkas koreksi untuk {_nama(koreksi)}" if koreksi else ""
    return f"kirim pesan yang sudah disiapkan kepada {_nama(dituju)}{lampiran}."


def _nama(bidang: list[StatusBidang]) -> str:
    return daftar([sebaris(b.nama, 60) for b in bidang])
