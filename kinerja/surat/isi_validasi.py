"""Papers about the data: the minutes of the validation with its findings, and the result of corrections."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kinerja.angka import tulis
from kinerja.skema import per_baris
from kinerja.sop.catatan import Entri
from kinerja.surat import unsur
from kinerja.surat.unsur import Bahan, Blok, Surat

UMUM = "Umum (tidak menyangkut satu bidang)"
KEADAAN = ("tolak", "menunggu", "dijelaskan", "info")
KATA_KEADAAN = {
    "tolak": "Harus diperbaiki",
    "menunggu": "Menunggu penjelasan",
    "dijelaskan": "Sudah dijelaskan",
    "info": "Untuk diketahui",
}


# ---- minutes of the validation --------------------------------------------------------------------------------------
def berita_acara_validasi(b: Bahan) -> Surat:
    """The minutes of step 5: what was found, by unit, how it was explained, and the decision."""
    temuan = [(keadaan_temuan(t), t) for t in per_baris(b.tabel["temuan"])] if "temuan" in b.tabel else []
    ya = b.e.hasil == "ya"
    pemeriksa = unsur.pelaku(b, b.e)
    penyusun = unsur.pelaksana(b, "susun", b.kantor.dinas.perencana)
    kepala = unsur.pejabat(b, b.kantor.dinas.kepala.jabatan)
    nomor = unsur.nomor_surat(b)
    blok: list[Blok] = [
        unsur.judul(
            "Berita Acara Validasi", "Data Pengukuran Capaian Kinerja", f"{b.periode.teks} {b.revisi}", nomor=nomor
        ),
        unsur.paragraf(
            f"Pada hari ini, {unsur.hari_terbilang(b.tanggal)}, bertempat di {b.kantor.dinas.tempat or unsur.TITIK}, "
            f"telah dilaksanakan validasi data pengukuran capaian kinerja {b.periode.teks} {b.kantor.dinas.nama} "
            f"{b.kantor.dinas.daerah}".rstrip()
            + f", sesuai dengan SOP {b.sop.judul} langkah {b.e.langkah}, berdasarkan:"
        ),
        unsur.daftar([f"{x};" for x in b.sop.dasar_hukum[:-1]] + [f"{x}." for x in b.sop.dasar_hukum[-1:]]),
        unsur.bagian("A. Data yang divalidasi"),
        unsur.paragraf(_cakupan(b)),
        unsur.bagian("B. Hasil validasi"),
        _ringkas(b, temuan),
        unsur.bagian("C. Putusan"),
        unsur.kotak("Putusan: YA" if ya else "Putusan: TIDAK", _putusan(b, ya)),
        *([unsur.paragraf(f"Catatan: {b.e.keterangan}")] if b.e.keterangan else []),
        unsur.paragraf(
            "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.", True
        ),
        unsur.ttd(
            unsur.tanda_tangan(penyusun, "", "Yang menyusun,"),
            unsur.tanda_tangan(pemeriksa, unsur.tempat_tanggal(b), "Yang memvalidasi,"),
        ),
        unsur.ttd(unsur.tanda_tangan(kepala, "Mengetahui,"), tengah=True),
        *_rincian(b, temuan, nomor),
    ]
    return Surat("Berita Acara Validasi Data Pengukuran Capaian Kinerja", blok, docx=True)


def keadaan_temuan(t: Any) -> str:
    """Tell in which of :data:`KEADAAN` a finding is."""
    if t.tingkat == "jelaskan":
        return "dijelaskan" if t.penjelasan else "menunggu"
    return str(t.tingkat)


def _cakupan(b: Bahan) -> str:
    """How much was looked at, from the run's own tables."""
    bagian = []
    if (capaian := b.tabel.get("capaian")) is not None:
        terukur = int((capaian["status"] == "terukur").sum())
        bagian.append(f"{tulis(len(capaian), 0)} indikator, {tulis(terukur, 0)} di antaranya terukur")
    if (lapor := b.tabel.get("lapor")) is not None:
        kini = lapor[lapor["triwulan"] == b.periode.triwulan]
        if len(kini):
            lengkap = int((kini["status"] == "lengkap").sum())
            bagian.append(f"laporan dari {len(kini)} bidang, {lengkap} di antaranya lengkap")
    if not bagian:
        return f"Data capaian kinerja {b.periode.teks} {b.revisi}."
    return f"Data capaian kinerja {b.periode.teks} {b.revisi} yang memuat " + "; serta ".join(bagian) + "."


def _ringkas(b: Bahan, temuan: list[tuple[str, Any]]) -> Blok:
    """Findings by unit and state; units without any are named too."""
    hitung = Counter((t.bidang or UMUM, k) for k, t in temuan)
    baris = []
    for n, bidang in enumerate(_urut_bidang(b, {x for x, _ in hitung}, semua=True), 1):
        baris.append([f"{n}.", bidang, *(tulis(hitung[bidang, k], 0) for k in KEADAAN)])
    jumlah = Counter(k for k, _ in temuan)
    baris.append(["", "Jumlah", *(tulis(jumlah[k], 0) for k in KEADAAN)])
    return unsur.tabel(
        ("No.", "Bidang", *(KATA_KEADAAN[k] for k in KEADAAN)),
        (0.9, 5.4, 2.2, 2.4, 2.2, 2.2),
        baris,
        rata=("tengah", "kiri", *("tengah",) * len(KEADAAN)),
        jumlah=True,
    )


def _urut_bidang(b: Bahan, ada: set[str], semua: bool = False) -> list[str]:
    """Order units as params do, then others by name, what concerns none of them last."""
    dikenal = [x.nama for x in b.kantor.dinas.bidang]
    lain = sorted(ada - {*dikenal, UMUM})
    return [*(x for x in dikenal if semua or x in ada), *lain, *([UMUM] if UMUM in ada else [])]


def _putusan(b: Bahan, ya: bool) -> str:
    if ya:
        return (
            f"Data pengukuran capaian kinerja {b.periode.teks} {b.revisi} dinyatakan VALID dan dapat dilanjutkan ke "
            f"sosialisasi. {b.isi('alasan')}"
        ).strip()
    return (
        f"Data pengukuran capaian kinerja {b.periode.teks} {b.revisi} dinyatakan BELUM VALID dan dikembalikan kepada "
        "bidang yang bersangkutan untuk diperbaiki atau dijelaskan; laporannya belum dirilis. "
        f"{b.isi('alasan')}"
    ).strip()


def _rincian(b: Bahan, temuan: list[tuple[str, Any]], nomor: str) -> list[Blok]:
    """The findings themselves, an annex on pages of its own; nothing when there are none."""
    if not temuan:
        return []
    blok: list[Blok] = [
        {
            "jenis": "lampiran",
            "baris": [
                "LAMPIRAN BERITA ACARA VALIDASI",
                f"Nomor: {nomor}",
                f"Rincian temuan validasi {b.periode.teks} {b.revisi}",
            ],
        }
    ]
    for bidang in _urut_bidang(b, {t.bidang or UMUM for _, t in temuan}):
        milik = [(k, t) for k, t in temuan if (t.bidang or UMUM) == bidang]
        milik.sort(key=lambda x: KEADAAN.index(x[0]))
        blok.append(unsur.bagian(bidang))
        blok.append(
            unsur.tabel(
                ("No.", "Letak", "Temuan", "Keadaan", "Penjelasan bidang, atau yang harus dilakukan"),
                (0.9, 4.1, 4, 2, 4.8),
                [
                    [f"{n}.", letak(t) or "–", t.pesan, KATA_KEADAAN[k], _jawaban(k, t)]
                    for n, (k, t) in enumerate(milik, 1)
                ],
                rata=("tengah", "kiri", "kiri", "kiri", "kiri"),
            )
        )
    return blok


def letak(t: Any) -> str:
    """Where a finding is: indicator, file, sheet and cell, as far as they are known."""
    berkas = str(t.berkas).rsplit("/", 1)[-1]
    sel = "!".join(x for x in (t.lembar, t.sel) if x)
    return "\n".join(x for x in (t.kode_indikator, berkas, sel) if x)


def _jawaban(keadaan: str, t: Any) -> str:
    return str(t.penjelasan) if keadaan == "dijelaskan" else str(t.saran)


# ---- result of corrections ------------------------------------------------------------------------------------------
def hasil_koreksi(b: Bahan) -> Surat:
    """What was corrected: from, to, why, asked by whom, what was done (between steps 6 and 7)."""
    pencatat = unsur.pelaku(b, b.e)
    sekretaris = unsur.pejabat(b, b.kantor.dinas.sekretaris.jabatan)
    blok: list[Blok] = [
        unsur.judul("Hasil Koreksi", "Data Pengukuran Capaian Kinerja", b.periode.teks, nomor=unsur.nomor_surat(b)),
        unsur.paragraf(
            f"Koreksi atas data pengukuran capaian kinerja {b.periode.teks} yang diminta setelah laporannya divalidasi "
            f"dan dicatat dalam buku catatan SOP sampai dengan {unsur.waktu_entri(b.e, b.sop)}:"
        ),
        unsur.tabel(
            ("No.", "Indikator dan hal", "Dari", "Menjadi", "Alasan", "Diminta oleh", "Penyelesaian"),
            (0.9, 4.3, 2.2, 2.2, 5, 3.4, 5),
            _koreksi(b),
            rata=("tengah",) + ("kiri",) * 6,
        ),
        *_perubahan(b),
        unsur.paragraf(_lanjutan(b), True),
        unsur.ttd(
            unsur.tanda_tangan(sekretaris, "", "Mengetahui,"),
            unsur.tanda_tangan(pencatat, unsur.tempat_tanggal(b), "Yang mencatat,"),
        ),
    ]
    return Surat("Hasil Koreksi Data Pengukuran Capaian Kinerja", blok, rebah=True)


def _koreksi(b: Bahan) -> list[list[str]]:
    """One row per correction of the quarter, whether settled or open."""
    tutup = {e.isi.get("nomor"): e for e in b.entri if e.tindakan == "koreksi_tutup"}
    nama = _nama_indikator(b)
    baris = []
    for n, e in enumerate((e for e in b.entri if e.tindakan == "koreksi_buka"), 1):
        isi = {k: str(e.isi.get(k) or "") for k in ("indikator", "apa", "dari", "menjadi", "alasan", "diminta_oleh")}
        nomor = e.isi.get("nomor", n)
        kode = isi["indikator"]
        hal = "\n".join(x for x in (" ".join(x for x in (kode, nama.get(kode, "")) if x), isi["apa"]) if x)
        selesai = tutup.get(nomor)
        akhir = (
            f"{_penyelesaian(selesai)} ({unsur.tanggal_entri(selesai)})"
            if selesai is not None
            else "Belum diselesaikan"
        )
        diminta = f"{isi['diminta_oleh'] or e.jabatan}\n{unsur.tanggal_entri(e)}"
        baris.append([f"{nomor}.", hal, isi["dari"] or "–", isi["menjadi"] or "–", isi["alasan"], diminta, akhir])
    return baris


def _penyelesaian(tutup: Entri) -> str:
    """What was done, or that it was rejected and why."""
    dilakukan = str(tutup.isi.get("dilakukan") or "")
    if tutup.hasil == "ditolak":
        return f"Ditolak: {dilakukan}" if dilakukan else "Ditolak"
    return dilakukan or "Selesai"


def _lanjutan(b: Bahan) -> str:
    """What follows from the corrections of the present revision."""
    if b.e.hasil == "ditolak":
        return (
            "Koreksi yang ditolak tidak mengubah data: laporan yang sudah dirilis dan nomor revisinya tetap. Koreksi "
            "lain, bila ada, diukur dan divalidasi kembali (langkah 4 dan 5) menjadi revisi laporan berikutnya."
        )
    return (
        "Data yang dikoreksi diukur dan divalidasi kembali (langkah 4 dan 5); hasilnya menjadi revisi laporan "
        "berikutnya."
    )


def _nama_indikator(b: Bahan) -> dict[str, str]:
    capaian = b.tabel.get("capaian")
    return {} if capaian is None else dict(zip(capaian["kode_indikator"], capaian["indikator"], strict=True))


def _perubahan(b: Bahan) -> list[Blok]:
    """What changed in the units' own forms from one revision to the next in this quarter."""
    df = b.tabel.get("perubahan")
    if df is None or df.empty:
        return []
    kini = df[df["triwulan"] == b.periode.triwulan]
    if kini.empty:
        return []
    baris = [
        [
            f"{n}.",
            f"{x.bidang}\nRevisi formulir {x.revisi_lama} ke {x.revisi_baru}",
            f"{x.kode}, {x.kolom}",
            x.dari or "(kosong)",
            x.menjadi or "(kosong)",
            x.alasan or "–",
            x.oleh or "–",
        ]
        for n, x in enumerate(per_baris(kini), 1)
    ]
    return [
        unsur.bagian("Perubahan isi formulir bidang"),
        unsur.tabel(
            ("No.", "Bidang", "Kode dan kolom", "Dari", "Menjadi", "Alasan", "Disimpan oleh"),
            (0.9, 4.3, 4.2, 2.8, 2.8, 4.6, 3.4),
            baris,
            rata=("tengah",) + ("kiri",) * 6,
        ),
    ]
