"""What each paper says, except those about the data themselves (:mod:`kinerja.surat.isi_validasi`)."""

from __future__ import annotations

from kinerja.angka import tulis_persen, tulis_tanggal
from kinerja.skema import per_baris
from kinerja.surat import unsur
from kinerja.surat.unsur import SIDIK_PENDEK, Bahan, Blok, Surat

SIFAT = ("Sangat segera", "Segera", "Rahasia")
HARAP = ("Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi")
BARIS_HADIR = 40
"""Rows of an attendance list: two pages, the signature at the end of the second."""


# ---- orders ---------------------------------------------------------------------------------------------------------
def disposisi_kepala(b: Bahan) -> Surat:
    """The head's order to the secretary (step 1)."""
    return _disposisi(b)


def disposisi_sekretaris(b: Bahan) -> Surat:
    """The secretary's order to the planner (step 2), and every further one of an SOP that has more than two."""
    return _disposisi(b)


def _disposisi(b: Bahan) -> Surat:
    """An order: to whom the SOP gives the step that follows; a putusan always follows an order, sooner or later."""
    langkah = b.sop.nomor_langkah(b.e.langkah)
    kepada = b.sop.nomor_langkah(b.e.langkah + 1).pelaksana
    pemberi = unsur.pelaku(b, b.e)
    sifat = b.isi("sifat") or "Segera"
    lain = [p for p in b.sop.pelaksana if p not in (kepada, langkah.pelaksana, b.sop.pelaksana[0])]
    data = {
        "dari": b.isi("surat_dari") or pemberi.jabatan,
        "nomor": unsur.nomor_surat(b),
        "tanggal": b.isi("tanggal_surat") or tulis_tanggal(b.tanggal),
        "diterima": b.isi("diterima_tanggal"),
        "agenda": b.isi("nomor_agenda"),
        "sifat": [{"teks": x, "pilih": x.casefold() == sifat.casefold()} for x in SIFAT],
        "hal": b.isi("hal") or f"Pengukuran data capaian kinerja {b.periode.teks}",
        "dasar": f"SOP {_sop(b)}, langkah {langkah.nomor}",
        "kepada": [{"teks": x, "pilih": x == kepada} for x in [kepada, *lain]],
        "harap": [{"teks": x, "pilih": x == "Proses lebih lanjut"} for x in HARAP],
        "catatan": b.e.keterangan or _perintah(b, kepada),
        "waktu": _waktu(b, langkah.nomor),
        "pemberi": unsur.tanda_tangan(pemberi, unsur.tempat_tanggal(b)),
    }
    return Surat(f"Lembar Disposisi {langkah.pelaksana}", templat="disposisi", data=data)


def _sop(b: Bahan) -> str:
    return f"{b.sop.judul} (Nomor {b.sop.nomor})" if b.sop.nomor else b.sop.judul


def _perintah(b: Bahan, kepada: str) -> str:
    if b.e.langkah == 1:
        return (
            f"Kepada {kepada}, agar melaksanakan pengukuran capaian data kinerja {b.periode.teks} sesuai dengan SOP "
            f"dan Perjanjian Kinerja Tahun {b.periode.tahun}, lalu melaporkan hasilnya."
        )
    return (
        f"Kepada {kepada}, agar merekap data pengukuran capaian kinerja {b.periode.teks} pada Bidang, Subbagian, dan "
        "Jabatan Fungsional Tertentu yang sudah terkumpul, lalu menyusun data pengukurannya untuk divalidasi. Bidang "
        "yang belum menyampaikan datanya agar diingatkan."
    )


def _waktu(b: Bahan, nomor: int) -> list[str]:
    """Norms of the steps that the order sets going: the second order's until the validation, the first order's next."""
    hasil = []
    for x in b.sop.langkah[nomor:]:
        if x.tindakan not in ("disposisi", "rekap", "susun"):
            break
        kata = {"disposisi": "Disposisi lanjutan", "rekap": "Merekap data", "susun": "Menyusun data pengukuran"}
        hasil.append(f"{kata[x.tindakan]}: {x.norma} menurut SOP")
    return hasil


# ---- socialisation --------------------------------------------------------------------------------------------------
def undangan_sosialisasi(b: Bahan) -> Surat:
    """The invitation, written when the validation says Ya."""
    hari, jam = unsur.rapat(b.isi("rapat"), b.sop)
    blok: list[Blok] = [
        {
            "jenis": "kepala_surat",
            "tempat_tanggal": unsur.tempat_tanggal(b),
            "baris": [
                ["Nomor", unsur.nomor_surat(b)],
                ["Sifat", b.isi("sifat") or "Biasa"],
                ["Lampiran", b.isi("lampiran") or "-"],
                ["Hal", "Undangan Sosialisasi Data Pengukuran Capaian Kinerja"],
            ],
            "yth": _diundang(b),
            "di": b.kantor.dinas.tempat or "Tempat",
        },
        unsur.paragraf(
            f"Menindaklanjuti hasil validasi data pengukuran capaian kinerja {b.periode.teks} tanggal "
            f"{unsur.tanggal_entri(b.terakhir('putusan', 'ya'))} dan sesuai dengan SOP {_sop(b)}, dengan hormat kami "
            "mengundang Saudara untuk hadir pada:"
        ),
        unsur.pasangan(
            ("Hari, tanggal", hari),
            ("Pukul", jam),
            ("Tempat", b.isi("ruang")),
            ("Acara", f"Sosialisasi data pengukuran capaian kinerja {b.periode.teks} ({b.revisi})"),
        ),
        unsur.paragraf("Susunan acara:"),
        unsur.daftar(
            [
                "Pemaparan capaian kinerja dan realisasi anggaran dinas dan tiap bidang;",
                "Tanggapan Bidang, Subbagian, dan Jabatan Fungsional Tertentu atas angka yang dipaparkan;",
                "Penetapan kesepakatan atau pencatatan keberatan beserta bukti dukungnya.",
            ]
        ),
        unsur.paragraf(
            "Saudara dimohon mencermati data bidang masing-masing sebelum acara. Keberatan atas suatu angka hendaknya "
            "disampaikan dengan menyebutkan angka yang seharusnya, alasannya, dan bukti dukungnya."
        ),
        unsur.paragraf(
            "Demikian undangan ini disampaikan. Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.",
            True,
        ),
        unsur.ttd(unsur.tanda_tangan(unsur.pejabat(b, b.kantor.dinas.kepala.jabatan))),
        unsur.tembusan("Arsip."),
    ]
    return Surat("Undangan Sosialisasi Data Pengukuran Capaian Kinerja", blok, docx=True)


def _diundang(b: Bahan) -> list[str]:
    return [
        *(x.kepala or _pemimpin(b, x.nama) for x in b.kantor.dinas.bidang),
        "Para Kepala Subbagian",
        "Para Pejabat Fungsional Tertentu",
    ]


def _pemimpin(b: Bahan, bidang: str) -> str:
    """Title of a unit's head where params do not say it; that of a Sekretariat is the secretary."""
    return b.kantor.dinas.sekretaris.jabatan if bidang.casefold().startswith("sekretariat") else f"Kepala {bidang}"


def daftar_hadir(b: Bahan) -> Surat:
    """The attendance list, empty."""
    hari, jam = unsur.rapat(b.isi("rapat"), b.sop)
    perencana = unsur.pelaksana(b, "sosialisasi", b.kantor.dinas.perencana)
    blok = [
        unsur.judul("Daftar Hadir", "Sosialisasi Data Pengukuran Capaian Kinerja", b.periode.teks),
        unsur.pasangan(("Hari, tanggal", hari), ("Pukul", jam), ("Tempat", b.isi("ruang"))),
        unsur.tabel(
            ("No.", "Nama", "Jabatan", "Unit kerja", "Tanda tangan"),
            (0.8, 4.2, 3.4, 3.4, 3.6),
            [
                [f"{n}.", "", "", "", f"{n}." if n % 2 else "\u2003\u2003\u2003\u2003" + f"{n}."]
                for n in range(1, BARIS_HADIR + 1)
            ],
            rata=("tengah", "kiri", "kiri", "kiri", "kiri"),
            tinggi=0.95,
        ),
        unsur.ttd(unsur.tanda_tangan(perencana, "Penyelenggara,")),
    ]
    return Surat("Daftar Hadir Sosialisasi", blok)


# ---- handing over, signing ------------------------------------------------------------------------------------------
def penyerahan(b: Bahan) -> Surat:
    """The sheet with which the agreed data are handed over for keeping (step 7)."""
    dari = unsur.pelaku(b, b.e)
    kepada = unsur.pelaksana(b, "arsip", b.kantor.dinas.penyusun)
    setuju = b.terakhir("sosialisasi", "setuju")
    dasar = f" dan disepakati dalam sosialisasi tanggal {unsur.tanggal_entri(setuju)}" if setuju else ""
    putusan = b.terakhir("putusan", "ya")
    sahkan = b.sop.cari("sahkan")
    tanda = f"ditandatangani {sahkan.pelaksana} dan " if sahkan else ""
    blok = [
        unsur.judul("Lembar Penyerahan", "Data Pengukuran Capaian Kinerja", b.periode.teks, nomor=unsur.nomor_surat(b)),
        unsur.paragraf(f"Pada hari ini, {unsur.hari_terbilang(b.tanggal)}, kami yang bertanda tangan di bawah ini:"),
        _pihak(1, dari),
        unsur.paragraf("selanjutnya disebut PIHAK YANG MENYERAHKAN, dan"),
        _pihak(2, kepada),
        unsur.paragraf("selanjutnya disebut PIHAK YANG MENERIMA,"),
        unsur.paragraf(
            f"menyatakan bahwa PIHAK YANG MENYERAHKAN telah menyerahkan kepada PIHAK YANG MENERIMA data pengukuran "
            f"capaian kinerja {b.periode.teks} {b.revisi}, yang divalidasi dengan putusan Ya pada tanggal "
            f"{unsur.tanggal_entri(putusan)}{dasar}, untuk {tanda}didokumentasikan, terdiri atas:"
        ),
        unsur.tabel(
            ("No.", "Berkas", "Sidik berkas (SHA-256, 16 digit awal)"),
            (0.9, 9, 4.6),
            [[f"{n}.", p, h[:SIDIK_PENDEK]] for n, (p, h) in enumerate(sorted(b.e.masukan.items()), 1)],
            rata=("tengah", "kiri", "tengah"),
        ),
        *([unsur.pasangan(("Catatan", b.e.keterangan))] if b.e.keterangan else []),
        unsur.paragraf("Demikian lembar penyerahan ini dibuat untuk dipergunakan sebagaimana mestinya.", True),
        unsur.ttd(
            unsur.tanda_tangan(kepada, "", "PIHAK YANG MENERIMA"),
            unsur.tanda_tangan(dari, unsur.tempat_tanggal(b), "PIHAK YANG MENYERAHKAN"),
        ),
    ]
    return Surat("Lembar Penyerahan Data Pengukuran Capaian Kinerja", blok, docx=True)


def _pihak(nomor: int, p: unsur.Pejabat) -> Blok:
    """A numbered party; an em space is as wide as number, dot, and space, so that all three lines begin alike."""
    return unsur.pasangan((f"{nomor}. Nama", p.nama), ("\u2003NIP", p.nip), ("\u2003Jabatan", p.jabatan))


def pengesahan(b: Bahan) -> Surat:
    """The sheet that the head signs (step 8), with what ties it to the report: content hash and run."""
    sidik, run = b.isi("sidik_isi"), b.isi("run_id")
    tutup = [e for e in b.entri if e.tindakan == "koreksi_tutup"]
    tolak = sum(e.hasil == "ditolak" for e in tutup)
    setuju = b.terakhir("sosialisasi", "setuju")
    disosialisasikan = " dan disosialisasikan" if setuju else ""
    koreksi = f"{len(tutup)} koreksi selesai dicatat" + (f", {tolak} di antaranya ditolak" if tolak else "")
    data = {
        "pernyataan": (
            f"Laporan Capaian Kinerja {b.periode.teks} {b.kantor.dinas.nama} {b.kantor.dinas.daerah}".strip()
            + f" ({b.revisi}) telah divalidasi{disosialisasikan} sesuai dengan SOP {_sop(b)}, dan dengan ini disahkan."
        ),
        "baris": [
            ["Laporan", f"Laporan Capaian Kinerja {b.periode.teks}"],
            ["Revisi", b.revisi],
            ["Validasi", _putusan(b)],
            *([["Sosialisasi", f"Disepakati tanggal {unsur.tanggal_entri(setuju)}"]] if setuju else []),
            ["Koreksi", koreksi if tutup else "Tidak ada koreksi"],
            *_capaian(b),
        ],
        "segel": [["Sidik isi (SHA-256)", sidik], ["Kunci pengukuran (run)", run]],
        "paraf": _pemaraf(b),
        "kepala": unsur.tanda_tangan(unsur.pelaku(b, b.e), unsur.tempat_tanggal(b), "Disahkan oleh"),
    }
    judul = f"Lembar Pengesahan Laporan Capaian Kinerja {b.periode.teks}"
    kaki = f"isi {sidik} · run {run}" if sidik else ""
    return Surat(judul, templat="pengesahan", data=data, sidik=kaki)


def _pemaraf(b: Bahan) -> list[str]:
    """Titles of those who initial before the head signs: who decided, who compiled, who keeps; each once."""
    langkah = (x for t in ("putusan", "susun", "arsip") if (x := b.sop.cari(t)) is not None)
    return list(dict.fromkeys(unsur.pejabat(b, x.pelaksana).jabatan for x in langkah))


def _putusan(b: Bahan) -> str:
    e = b.terakhir("putusan", "ya")
    return f"Putusan Ya tanggal {unsur.tanggal_entri(e)}" if e else "-"


def _capaian(b: Bahan) -> list[list[str]]:
    """The office's figures, as the report shows them."""
    hasil = []
    if (sasaran := b.tabel.get("sasaran")) is not None:
        for x in per_baris(sasaran[sasaran["level"] == "dinas"]):
            predikat = f" ({x.predikat})" if x.predikat else ""
            hasil.append(["Capaian dinas", f"{tulis_persen(x.capaian_pct)}{predikat}"])
            hasil.append(["Indikator terukur", f"{x.n_terukur} dari {x.n} indikator"])
    if (serapan := b.tabel.get("serapan")) is not None:
        for x in per_baris(serapan[serapan["jenjang"] == "dinas"]):
            hasil.append(["Serapan anggaran", tulis_persen(x.serapan_pct)])
    return hasil
