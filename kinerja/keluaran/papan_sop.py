"""Section on the SOP: its steps, planned against taken, as a figure and a table, from the table ``papan``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kinerja.kantor import Periode
from kinerja.keluaran.unsur import Bagian, Baris, Hasil, Lajur, bagian, bersih, e, lencana, paragraf, tabel
from kinerja.keluaran.utama import baris
from kinerja.sop.papan import KATA_STATUS, garis, kalimat_waktu, puncak_papan, tempat, tulis_saat

JUDUL = "Langkah SOP: direncanakan dan dipakai"
CARA_BACA = (
    "Kotak bergaris: waktu menurut SOP. Batang: waktu yang dipakai, dihitung pada jam kerja. Skala sumbunya logaritma."
)
WARNA = {
    "samar": "var(--samar,#6b7785)",
    "garis": "var(--garis-kuat,#9aa5af)",
    "dipakai": "var(--baik,#2f7d57)",
    "terlambat": "var(--tolak,#c0443f)",
}
"""Colours of the page, light, dark or paper, with ones of our own where it names none (in a notebook)."""
_KELAS = {"selesai": "l-lengkap", "menunggu": "l-sebagian", "laporan_ini": "l-sebagian", "belum": "s-belum_tersedia"}


def kalimat_papan(papan: Sequence[Baris], periode: Periode, cetak: bool = False) -> str:
    """Say what the board rests on; without a ledger, how to begin one, save on a paper that is to be signed."""
    n = int(papan[0]["n_entri"]) if papan else 0
    if not n:
        kalimat = "Belum ada disposisi yang dicatat untuk triwulan ini, jadi waktu setiap langkah SOP belum diketahui."
        pilihan = f"--tahun {periode.tahun} --triwulan {periode.triwulan}"
        return kalimat if cetak else f"{kalimat} Mulai dengan perintah: python mulai.py sop disposisi {pilihan}"
    if papan[0]["buku"] == "rusak":
        return (
            f"Buku catatan SOP tidak utuh; papan ini hanya memuat {n} catatan pertama yang masih utuh. Kembalikan buku "
            "itu dari cadangan."
        )
    lambat = sum(bool(bersih(b["terlambat"])) for b in papan)
    selesai = sum(b["status"] == "selesai" for b in papan)
    telat = f"{lambat} langkah melewati waktunya" if lambat else "tidak ada yang melewati waktunya"
    return f"Ketika laporan ini disusun, {selesai} dari {len(papan)} langkah SOP sudah selesai; {telat}."


def status_papan(b: Baris) -> str:
    """State of a step in words, with the outcome of a decision."""
    kata = KATA_STATUS[b["status"]]
    return f"{kata}: {bersih(b['hasil'])}" if b["status"] == "selesai" and b["hasil"] else kata


def saat_papan(teks: str) -> str:
    """A moment of the ledger as people write it, empty when there is none."""
    try:
        return tulis_saat(dt.datetime.fromisoformat(teks))
    except ValueError:
        return teks


def ulangan_papan(b: Baris) -> str:
    """Say how often a step was recorded, where it was not exactly once, and for which revision."""
    bagian_ = []
    if b["ulangan"] > 1 or (b["ulangan"] and b["status"] != "selesai"):
        hasil = f", terakhir {bersih(b['hasil'])}" if b["hasil"] else ""
        bagian_.append(f"dicatat {b['ulangan']} kali{hasil}")
    if b["revisi"] and b["ulangan"]:
        bagian_.append(f"Rev {b['revisi']}")
    return "; ".join(bagian_)


def bagian_papan(hasil: Hasil) -> Bagian:
    """The SOP's steps: what it allows and what they took, as the ledger stood when the report was made."""
    papan = baris(hasil, "papan")
    kalimat = paragraf(e(kalimat_papan(papan, hasil.periode)))
    if not papan or not papan[0]["n_entri"]:
        return bagian(kalimat)
    lajur = [
        Lajur("Langkah", lambda b: f"{b['nomor']}. {e(b['kegiatan'])} <small>{e(b['pelaksana'])}</small>", "nama"),
        Lajur("Status", lambda b: lencana(status_papan(b), _KELAS[b["status"]]), "keadaan"),
        Lajur("Norma", lambda b: e(b["norma"])),
        Lajur("Dipakai", lambda b: e(b["lama"])),
        Lajur("Terlambat", lambda b: e(b["terlambat"])),
        Lajur("Selesai", lambda b: e(saat_papan(b["selesai"]))),
        Lajur("Keterangan", lambda b: e(ulangan_papan(b))),
    ]
    return bagian(kalimat, gambar_papan(papan), tabel(JUDUL, lajur, papan, sunyi=True))


# ---- the figure -----------------------------------------------------------------------------------------------------
def gambar_papan(papan: Sequence[Baris]) -> str:
    """Draw the board: per step its name, a box as long as the norm, in it a bar as long as what was taken, and words.

    Names and words are text of the page, so that they wrap and keep their size on a phone; only the bars are drawn, in
    per cent of the width. Colour never speaks alone. Without a stylesheet, as in a notebook, it looks the same.

    Args:
        papan: Rows of table ``papan``, at least one.
    """
    puncak = puncak_papan(papan)
    tanda = garis(puncak, int(papan[0]["hari_menit"]))
    langkah = "".join(_satu(b, puncak, [x for x, _ in tanda]) for b in papan)
    daftar = f'<ol role="list" style="list-style:none;margin:0;padding:0;max-width:46rem">{langkah}</ol>'
    return f'<figure class="grafik"><figcaption>{e(JUDUL)}</figcaption>{_sumbu(tanda)}{daftar}</figure>' + paragraf(
        e(CARA_BACA), "kunci"
    )


def _sumbu(tanda: Sequence[tuple[float, str]]) -> str:
    """Names of times above the bars; said in every step's own words, so not read out."""
    isi = []
    for x, nama in tanda:
        ujung = "start" if x < 0.05 else "end" if x > 0.95 else "middle"
        isi.append(f'<text x="{_persen(x)}" y="12" text-anchor="{ujung}">{e(nama)}</text>')
    gaya = f"display:block;max-width:46rem;margin-bottom:.4rem;font-size:.6875rem;fill:{WARNA['samar']}"
    return f'<svg width="100%" height="16" aria-hidden="true" style="{gaya}">{"".join(isi)}</svg>'


def _satu(b: Baris, puncak: int, tanda: Sequence[float]) -> str:
    telat = bersih(b["terlambat"])
    kata = e(kalimat_waktu(b))
    if telat:
        kata += f', <strong style="color:{WARNA["terlambat"]}">terlambat {e(telat)}</strong>'
    return (
        '<li style="break-inside:avoid;margin:0 0 .8rem;line-height:1.35">'
        f'<span style="font-size:.875rem">{b["nomor"]}. {e(b["kegiatan"])}</span>'
        f'<svg width="100%" height="16" aria-hidden="true" style="display:block;margin:.2rem 0">'
        f"{_batang(b, puncak, tanda)}</svg>"
        f'<span style="font-size:.8125rem;color:{WARNA["samar"]}">{kata}</span></li>'
    )


def _batang(b: Baris, puncak: int, tanda: Sequence[float]) -> str:
    isi = [
        f'<line x1="{_persen(x)}" y1="0" x2="{_persen(x)}" y2="16" stroke-dasharray="1 3" '
        f'style="stroke:{WARNA["garis"]}"/>'
        for x in tanda
    ]
    if b["lama"]:
        lebar = _persen(max(tempat(int(b["lama_menit"]), puncak), 0.01))
        warna = WARNA["terlambat" if b["terlambat"] else "dipakai"]
        isi.append(f'<rect x="0" y="5" width="{lebar}" height="6" style="fill:{warna}"/>')
    norma = _persen(tempat(int(b["norma_menit"]), puncak))
    kotak = f'style="fill:none;stroke:{WARNA["samar"]};stroke-width:1.5"'
    return "".join(isi) + f'<rect x="1" y="2" width="{norma}" height="12" {kotak}/>'


def _persen(x: float) -> str:
    """A length in per cent of the width, with a point as SVG asks for; kept off the edge, where a line would be cut."""
    return f"{99 * x:.1f}%"
