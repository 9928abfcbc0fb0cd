"""Read the national Formulir E.81 (evaluasi hasil Renja, Permendagri 86/2017) as an office fills it in.

The form names no code for an indicator unless it has a Kode column. Without one the key is made from the row that
Excel shows, ``E81-0015`` for row 15: stable as long as the form keeps its rows, and it leads straight back to the cell.
A second indicator of the same code gets ``-2``.

What the form says and what it leaves open: K of a quarter is an addition (column 13 = 9 + 10 + 11 + 12), so
``konsolidasi`` is ``jumlah`` even for percentages, and the report says so (``tambahan_persen``). It has one target for
the year, given here as the target of quarter 4, the year's end. Polarity and formula it does not declare: they are
taken as "more is better" and listed in ``asumsi``.
"""

from __future__ import annotations

import io
import re
import zipfile

from kinerja.angka import tulis
from kinerja.masukan import e81_kepala as kp
from kinerja.masukan.buku import Buku, Lembar, alamat
from kinerja.masukan.e81_baris import Baris, Tabel, baca_baris, catat_tidak_dibaca, deret, pecah_skala
from kinerja.masukan.e81_periksa import periksa_isi
from kinerja.masukan.e81_pohon import Pohon, susun
from kinerja.masukan.e81_uang import periksa_uang
from kinerja.masukan.hasil import Catatan, HasilBaca

ASUMSI = "polaritas; konsolidasi; rumus"
SASARAN_KOSONG = ("S0", "Sasaran tidak dinyatakan")
BATAS_LEMBAR = 10_000_000
"""Largest unpacked sheet, in bytes; a form of 600 rows takes about 2 million."""
_JENJANG_INDIKATOR = {"urusan": "sasaran"}
"""An indicator on a row above the programmes measures the office's own sasaran."""


def dikenali(lembar: Lembar) -> bool:
    """Tell whether a sheet is a Formulir E.81 by its first rows: Indikator, Renja or Renstra, and pairs of K and Rp."""
    kata: list[str] = []
    ukur: list[int] = []
    for r in range(min(lembar.n_baris, kp.CARI_BARIS)):
        isi = [kp.rapi(v) for v in lembar.nilai[r][: kp.CARI_KOLOM] if v != ""]
        kata += [t for t in isi if len(t) < 300]
        ukur.append(min(sum(1 for t in isi if kp.ukuran(t) == u) for u in ("k", "rp")))
    return (
        max(ukur, default=0) >= 3
        and any(t.startswith("indikator") for t in kata)
        and any(re.search(r"renja|renstra|rkpd|rpjmd", t) for t in kata)
    )


def baca(buku: Buku, lembar: Lembar, tahun: int, triwulan: int) -> HasilBaca:
    """Read one sheet.

    Args:
        buku: The workbook.
        lembar: Its sheet; see :func:`dikenali`.
        tahun: Year of the run, compared with the year in the heading.
        triwulan: Quarter of the run; figures of later quarters are checked but not handed on.

    Returns:
        Records for ingest's tables. What is wrong with the file is in ``temuan_ingest``; nothing is raised.
    """
    if ukuran := _lembar_terlalu_besar(buku):
        tabel = Tabel(buku, lembar, kp.Kepala())
        tabel.catat("berkas_terlalu_besar", sebab=f"isi satu lembar {ukuran // 1_000_000} MB setelah dibuka")
        return _tolak(tabel, [])
    kepala = kp.cari_kepala(lembar)
    if any(x not in kepala.tunggal for x in ("nama", "indikator")) or not kepala.ukur:
        return _tolak(Tabel(buku, lembar, kepala), kepala.hilang)
    tabel = baca_baris(buku, lembar, kepala)
    if buku.rincian_rusak:
        tabel.catat("rumus_tidak_terbaca")
    if not tabel.baris:
        if not any(x["kode"] == "berkas_terlalu_besar" for x in tabel.temuan):
            tabel.catat("tabel_kosong", sel=alamat(kepala.akhir + 1, kepala.tunggal["nama"]))
        return _tolak(tabel, [])
    if kepala.tahun and kepala.tahun != tahun:
        tabel.catat(
            "formulir_asing", nilai=str(kepala.tahun), milik=f"tahun {kepala.tahun}", seharusnya=f"tahun {tahun}"
        )
    for nama in kepala.hilang:
        tabel.catat("kolom_hilang", kolom=nama)
    pecah_skala(tabel)
    pohon = susun(tabel)
    return _rakit(tabel, pohon, triwulan)


def _lembar_terlalu_besar(buku: Buku) -> int:
    """Return the unpacked size of the largest sheet when it is beyond what a form can need, else 0.

    Values are read fast whatever the size, but formulas and hidden rows are not: a sheet with a million blank formatted
    rows would keep the planner waiting for minutes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(buku._isi)) as z:
            ukuran = max((x.file_size for x in z.infolist() if "worksheets/" in x.filename), default=0)
    except zipfile.BadZipFile:
        return 0  # an old .xls: it has no formulas for us and is bounded by the file's own size
    return ukuran if ukuran > BATAS_LEMBAR else 0


def _tolak(tabel: Tabel, hilang: list[str]) -> HasilBaca:
    for nama in hilang:
        tabel.catat("kolom_hilang", kolom=nama)
    return HasilBaca(
        berkas=[_berkas(tabel, 0, "ditolak")], baris_tidak_dibaca=catat_tidak_dibaca(tabel), temuan_ingest=tabel.temuan
    )


def _berkas(tabel: Tabel, dibaca: int, status: str) -> Catatan:
    return {
        "berkas": tabel.buku.berkas,
        "sha256": tabel.buku.sha256,
        "ukuran_byte": tabel.buku.ukuran_byte,
        "jenis": "e81",
        "bidang": tabel.bidang if tabel.kepala.perangkat_daerah else "",
        "triwulan": 0,
        "revisi": 0,
        "status": status,
        "lembar": tabel.lembar.nama,
        "baris_tabel": dibaca + len(tabel.lain),
        "baris_dibaca": dibaca,
        "baris_tidak_dibaca": len(tabel.lain),
    }


def _rakit(tabel: Tabel, pohon: Pohon, triwulan: int) -> HasilBaca:
    """Make the records, in the order of the sheet's rows."""
    kode_anggaran = _kunci_anggaran(tabel, pohon)
    kode_indikator = _kunci_indikator(tabel)
    sasaran = _sasaran(tabel)
    hasil = HasilBaca()
    for b in tabel.baris:
        if b.r in kode_anggaran:
            _tambah_anggaran(hasil, tabel, pohon, b, kode_anggaran, triwulan)
        if b.r in kode_indikator:
            milik = kode_anggaran.get(_pemilik(tabel, b), "")
            jenjang = pohon.jenjang.get(_pemilik(tabel, b), "sub_kegiatan")
            _tambah_indikator(hasil, tabel, b, kode_indikator[b.r], milik, jenjang, sasaran[b.r], triwulan)
    periksa_uang(tabel, pohon)
    periksa_isi(tabel, pohon, kode_indikator)
    _kumulatif_turun(tabel, kode_indikator, triwulan)
    judul = [b for b in tabel.baris if b.r not in kode_anggaran and b.r not in kode_indikator]
    for b in judul:
        sel = alamat(b.r, tabel.kepala.tunggal["nama"])
        tabel.lain.append((b.r, f"{sel} = {b.nama[:100]}", "judul tanpa angka"))
    _catat_umum(tabel, len(kode_indikator))
    hasil.berkas = [_berkas(tabel, len(tabel.baris) - len(judul), "dipakai")]
    hasil.baris_tidak_dibaca = catat_tidak_dibaca(tabel)
    hasil.temuan_ingest = tabel.temuan
    return hasil


def _kunci_anggaran(tabel: Tabel, pohon: Pohon) -> dict[int, str]:
    """Return the key of every row that has money or rows below it; a code that stands twice is told and used once."""
    isi = {b.r: b for b in tabel.baris}
    pertama: dict[str, int] = {}
    hasil = {}
    for r in pohon.simpul:
        b = isi[r]
        if not any(m in b.rp for m in kp.KOLOM_UANG) and pohon.daun(r):
            continue
        if b.kode in pertama:
            tempat = f"baris {pertama[b.kode] + 1} dan {r + 1}"
            tabel.catat("kode_ganda", sel=alamat(r, tabel.kepala.kode[0]), nilai=b.kode, tempat=tempat)
        hasil[r] = b.kode if b.kode and b.kode not in pertama else f"E81-{r + 1:04d}"
        if b.kode:
            pertama.setdefault(b.kode, r)
    return hasil


def _kunci_indikator(tabel: Tabel) -> dict[int, str]:
    hasil: dict[int, str] = {}
    dipakai: dict[str, int] = {}
    induk = ""
    for b in tabel.baris:
        induk = b.kode if b.nama else induk
        if not b.indikator:
            continue
        dasar = b.kode or ("" if b.nama else induk) or f"E81-{b.r + 1:04d}"
        dipakai[dasar] = dipakai.get(dasar, 0) + 1
        hasil[b.r] = dasar if dipakai[dasar] == 1 else f"{dasar}-{dipakai[dasar]}"
    return hasil


def _pemilik(tabel: Tabel, b: Baris) -> int:
    """Return the row whose budget pays for an indicator: its own, or for a nameless row the named one above."""
    if b.nama:
        return b.r
    return max((x.r for x in tabel.baris if x.nama and x.r < b.r), default=b.r)


def _sasaran(tabel: Tabel) -> dict[int, tuple[str, str]]:
    """Fill the sasaran column downwards; rows above the first one take it too."""
    tulisan: list[tuple[int, str]] = [(b.r, b.sasaran) for b in tabel.baris if b.sasaran]
    tulisan += [(r, s) for r, s in _sasaran_lain(tabel)]
    tulisan.sort()
    kode: dict[str, str] = {}
    for _, s in tulisan:
        kode.setdefault(s.casefold(), f"S{len(kode) + 1}")
    hasil = {}
    for b in tabel.baris:
        s = next((s for r, s in reversed(tulisan) if r <= b.r), tulisan[0][1] if tulisan else "")
        hasil[b.r] = (kode[s.casefold()], s) if s else SASARAN_KOSONG
    return hasil


def _sasaran_lain(tabel: Tabel) -> list[tuple[int, str]]:
    """Return sasaran that stand alone in a row that is no data."""
    k = tabel.kepala.tunggal.get("sasaran", -1)
    alasan = "tidak memuat nama program/kegiatan maupun indikator"
    isi = [(r, tabel.lembar.isi(r, k)) for r, _, a in tabel.lain if a == alasan]
    return [(r, " ".join(s.split())) for r, s in isi if isinstance(s, str) and s]


def _asal(tabel: Tabel, r: int, makna: str, ukur: str) -> Catatan:
    kolom = tabel.kepala.ukur.get((makna, ukur), tabel.kepala.tunggal["nama"])
    return {"asal_berkas": tabel.buku.berkas, "asal_lembar": tabel.lembar.nama, "asal_sel": alamat(r, kolom)}


def _tambah_anggaran(
    hasil: HasilBaca, tabel: Tabel, pohon: Pohon, b: Baris, kode: dict[int, str], triwulan: int
) -> None:
    hasil.anggaran.append(
        {
            "kode_anggaran": kode[b.r],
            "nama": b.nama or b.indikator or f"Baris {b.r + 1}",
            "jenjang": pohon.jenjang[b.r],
            "kode_induk": kode.get(pohon.induk.get(b.r, -1), ""),
            "bidang": b.pj or tabel.bidang,
            "pagu_dpa_rp": b.rp.get("target_tahun"),
            "pagu_renstra_rp": b.rp.get("target_renstra"),
            "realisasi_renstra_lalu_rp": b.rp.get("lalu"),
            **_asal(tabel, b.r, "target_tahun", "rp"),
        }
    )
    for tw in range(1, triwulan + 1):
        if (rp := b.rp.get(f"tw{tw}")) is not None:
            hasil.realisasi_anggaran.append(
                {
                    "kode_anggaran": kode[b.r],
                    "triwulan": tw,
                    "realisasi_rp": rp,
                    "ikhtisar": not pohon.daun(b.r),
                    **_asal(tabel, b.r, f"tw{tw}", "rp"),
                }
            )


def _tambah_indikator(
    hasil: HasilBaca,
    tabel: Tabel,
    b: Baris,
    kode: str,
    milik: str,
    jenjang: str,
    sasaran: tuple[str, str],
    triwulan: int,
) -> None:
    bidang = b.pj or tabel.bidang
    nan = float("nan")
    target, renstra = b.k.get("target_tahun", nan), b.k.get("target_renstra", nan)
    hasil.indikator.append(
        {
            "kode_indikator": kode,
            "indikator": b.indikator,
            "jenjang": _JENJANG_INDIKATOR.get(jenjang, jenjang),
            "jenis": "",
            "kode_sasaran": sasaran[0],
            "sasaran": sasaran[1],
            "bidang": bidang,
            "satuan": b.satuan,
            "polaritas": "maks",
            "konsolidasi": "jumlah",
            "tambahan_persen": b.persen,
            "jenis_target": "angka",
            "rumus": "POS",
            "bentuk_target": "kumulatif",
            "bobot": 1.0,
            "target_tahun": target,
            "target_tahun_teks": _tertulis(b, "target_tahun"),
            "target_renstra": renstra,
            "target_renstra_bawah": nan,
            "target_renstra_teks": _tertulis(b, "target_renstra"),
            "target_renstra_tahun": tabel.kepala.tahun_renstra if "target_renstra" in b.k else 0,
            "realisasi_renstra_lalu": b.k.get("lalu", nan),
            "tersedia_tw": 1,
            "kode_anggaran": milik,
            "penanggung_jawab": b.pj,
            "asumsi": ASUMSI,
            **_asal(tabel, b.r, "target_tahun", "k"),
        }
    )
    if "target_tahun" in b.k:
        asal = _asal(tabel, b.r, "target_tahun", "k")
        teks = _tertulis(b, "target_tahun")
        hasil.target.append({"kode_indikator": kode, "triwulan": 4, "target": target, "target_teks": teks, **asal})
    for tw in (f"tw{n}" for n in range(1, triwulan + 1)):
        if tw in b.k:
            hasil.realisasi.append(
                {
                    "kode_indikator": kode,
                    "triwulan": int(tw[2:]),
                    "bidang": bidang,
                    "realisasi": b.k[tw],
                    "realisasi_teks": _tertulis(b, tw),
                    **_asal(tabel, b.r, tw, "k"),
                }
            )


def _tertulis(b: Baris, makna: str) -> str:
    """Return a figure as it was written, or as id-ID text when the cell held a number."""
    return b.teks.get(makna) or (tulis(b.k[makna], 4) if makna in b.k else "")


def _kumulatif_turun(tabel: Tabel, kode: dict[int, str], triwulan: int) -> None:
    """Tell cumulative percentages or running totals that fall, within the quarters that are due."""
    kena = 0
    for b in tabel.baris:
        jalan = [(tw, b.p[tw]) for tw in kp.TW[:triwulan] if tw in b.p]
        for (_, lama), (tw, baru) in zip(jalan, jalan[1:], strict=False):
            if baru < lama - 1e-9 and kena < 8:
                kena += 1
                kata = {"sebelum": f"{tulis(100 * lama)} %", "sesudah": f"{tulis(100 * baru)} %"}
                sel = tabel.sel(b.r, tw, "p")
                tabel.catat("kumulatif_turun", sel=sel, nilai=kata["sesudah"], kode_indikator=kode.get(b.r, ""), **kata)


def _catat_umum(tabel: Tabel, n_indikator: int) -> None:
    if n_indikator:
        tabel.catat(
            "rumus_bawaan",
            jumlah=n_indikator,
            apa="polaritas, konsolidasi, dan rumus (Formulir E.81 tidak memuatnya)",
            bawaan="makin tinggi makin baik, K triwulan dijumlahkan, realisasi dibagi target",
        )
    if tabel.lain:
        alasan: dict[str, list[int]] = {}
        for r, _, a in sorted(tabel.lain):
            alasan.setdefault(a, []).append(r + 1)
        rincian = "; ".join(f"{a} (baris {deret(n)})" for a, n in alasan.items())
        tabel.catat("baris_tidak_dibaca", jumlah=len(tabel.lain), rincian=rincian)
