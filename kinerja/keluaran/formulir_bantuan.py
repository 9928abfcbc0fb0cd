"""Help while typing: what a cell asks for, a choice where there is one, and a warning that never forbids.

A form must be able to say "belum rilis" where a figure is due. So every rule only warns: whoever knows better presses
Ya, and what was typed comes back as a finding if it cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kinerja.angka import tulis
from kinerja.keluaran.formulir_baris import BarisKinerja, IsiFormulir
from kinerja.keluaran.formulir_rupa import potong
from kinerja.masukan.formulir_bentuk import STATUS_TINDAK_LANJUT

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

PANJANG_JUDUL, PANJANG_PESAN = 32, 255
"""What Excel allows a prompt: a longer one makes it call the file damaged."""
BELUM_TERSEDIA = "belum tersedia"
KATA = ("belum", "menunggu", "tidak ada", "tanpa", "nihil", "nol")
"""Beginnings of what may stand in place of a figure; see ``masukan.nilai.keadaan`` and ``angka.NOL``."""

URAIAN = {
    "bukti": ("Bukti dukung", "Nama dan nomor dokumen yang menunjukkan angka itu, misalnya: Berita acara kelulusan "
              "nomor 12 tanggal 30 Juni. Berkasnya disimpan di bidang."),
    "pendorong": ("Faktor pendorong", "Apa yang membuat capaian triwulan ini baik atau lebih cepat. Satu atau dua "
                  "kalimat, bukan salinan triwulan lalu."),
    "penghambat": ("Faktor penghambat", "Apa yang menahan capaian triwulan ini. Satu atau dua kalimat, bukan salinan "
                   "triwulan lalu. Kosongkan bila tidak ada."),
    "tindak_lanjut": ("Tindak lanjut", "Apa yang akan dikerjakan sesudah ini. Tindak lanjut kembali pada formulir "
                      "berikutnya untuk ditanyakan statusnya sampai selesai."),
    "pic": ("PIC", "Nama jabatan yang bertanggung jawab mengerjakan tindak lanjut, misalnya: Mediator."),
    "tenggat": ("Tenggat", "Kapan tindak lanjut selesai. Tanggal (31/07/2025) atau bulan (Juli 2025)."),
    "penjelasan": ("Penjelasan", "Diisi bila capaian di atas {tinggi} % atau di bawah {rendah} %, atau bila hasil "
                   "validasi memintanya: sebab angkanya demikian."),
}  # fmt: skip
"""Prompt of each column of words: title and text."""


def bantu_kinerja(lembar: Worksheet, x: IsiFormulir, pertama: int, kolom: Mapping[str, int]) -> None:
    """Add the help of the sheet ``Kinerja``.

    Args:
        lembar: The sheet.
        x: What stands in the form.
        pertama: Row of the first indicator, from 1.
        kolom: Column of each key, from 1.
    """
    for n, b in enumerate(x.kinerja, pertama):
        for kunci in ("pembilang", "penyebut") if b.rasio else ("realisasi",):
            _pasang(lembar, _aturan_angka(b, kunci, _alamat(n, kolom[kunci])), n, n, kolom[kunci])
    tinggi, rendah = (tulis(a) for a in x.ambang_pct)
    for kunci, (judul, pesan) in URAIAN.items():
        aturan = _petunjuk(judul, pesan.format(tinggi=tinggi, rendah=rendah))
        _pasang(lembar, aturan, pertama, pertama + len(x.kinerja) - 1, kolom[kunci])


def bantu_anggaran(lembar: Worksheet, pertama: int, terakhir: int, kolom: Mapping[str, int]) -> None:
    """Add the help of the sheet ``Anggaran``."""
    rupiah = _petunjuk(
        "Realisasi triwulan ini",
        "Belanja triwulan ini saja dalam rupiah penuh, tanpa Rp dan tanpa ribuan yang disingkat. Tulis 0 bila belum "
        "ada belanja.",
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
    )
    _peringatan(rupiah, "Belanja biasanya bilangan rupiah yang tidak negatif, misalnya 12500000.")
    fisik = _petunjuk(
        "Kemajuan fisik", "Kemajuan fisik sampai akhir triwulan ini, 0 sampai 100, tanpa tanda %.",
        type="decimal", operator="between", formula1="0", formula2="100",
    )  # fmt: skip
    _peringatan(fisik, "Kemajuan fisik biasanya angka 0 sampai 100.")
    ket = _petunjuk("Penjelasan", "Diisi bila belanja jauh dari rencana atau dari kemajuan fisiknya.")
    for kunci, aturan in (("realisasi", rupiah), ("fisik", fisik), ("penjelasan", ket)):
        _pasang(lembar, aturan, pertama, terakhir, kolom[kunci])


def bantu_tindak_lanjut(lembar: Worksheet, pertama: int, terakhir: int, kolom: Mapping[str, int]) -> None:
    """Add the help of the sheet ``Tindak Lanjut``."""
    status = _petunjuk(
        "Status", "Pilih dari daftar. Selesai dan Batal tidak akan ditanyakan lagi.", **_daftar(STATUS_TINDAK_LANJUT)
    )
    _peringatan(status, f"Pilihannya: {', '.join(STATUS_TINDAK_LANJUT)}.")
    ket = _petunjuk("Keterangan", "Apa yang sudah dikerjakan, atau sebab belum dimulai atau dibatalkan.")
    for kunci, aturan in (("status", status), ("keterangan", ket)):
        _pasang(lembar, aturan, pertama, terakhir, kolom[kunci])


# ---- one rule -------------------------------------------------------------------------------------------------------
def _aturan_angka(b: BarisKinerja, kunci: str, alamat: str) -> DataValidation:
    """Return the rule of the cell that an indicator's figure goes into."""
    apa = {"pembilang": "Pembilang triwulan ini saja. ", "penyebut": "Penyebut triwulan ini saja. "}.get(kunci, "")
    arti = b.formulasi if b.rasio else b.definisi
    judul = f"{b.kode}: {kunci}"
    pesan = f"{apa or b.cara + ' '}{arti}"
    if b.pilihan:
        # Others may be typed too, "B (68,40)" among them: a list without an error forbids nothing.
        return _petunjuk(judul, f"Pilih atau ketik predikatnya. {arti}", **_daftar((*b.pilihan, BELUM_TERSEDIA)))
    kata = ",".join(f'ISNUMBER(SEARCH("{k}",{alamat}))' for k in KATA)
    aturan = _petunjuk(judul, pesan, type="custom", formula1=f'OR(ISNUMBER({alamat}),{alamat}="-",{kata})')
    apa = "tanggal" if b.jenis_target == "tanggal" else "angka"
    _peringatan(
        aturan,
        f"Excel membacanya sebagai teks, bukan {apa}. Tulis {apa} saja, tanpa satuan; bila datanya memang belum ada, "
        f"tulis: {BELUM_TERSEDIA}.",
    )
    return aturan


def _petunjuk(judul: str, pesan: str, **aturan: str) -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        allow_blank=True,
        showInputMessage=True,
        promptTitle=potong(judul, PANJANG_JUDUL),
        prompt=potong(pesan, PANJANG_PESAN),
        **aturan,  # type: ignore[arg-type]
    )


def _peringatan(aturan: DataValidation, pesan: str) -> None:
    aturan.showErrorMessage = True
    aturan.errorStyle = "warning"
    aturan.errorTitle = "Periksa isian ini"
    aturan.error = potong(f"{pesan} Tetap dipakai?", PANJANG_PESAN)


def _daftar(pilihan: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Return the keys of a rule that offers a list; none of our words holds a comma or a quote."""
    return {"type": "list", "formula1": f'"{",".join(pilihan)}"'}


def _alamat(baris: int, kolom: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(kolom)}{baris}"


def _pasang(lembar: Worksheet, aturan: DataValidation, pertama: int, terakhir: int, kolom: int) -> None:
    aturan.add(f"{_alamat(pertama, kolom)}:{_alamat(terakhir, kolom)}")
    lembar.add_data_validation(aturan)
