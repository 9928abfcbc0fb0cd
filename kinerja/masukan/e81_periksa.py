"""Check what is printed on a Formulir E.81 besides its money: percentages, units, formulas, hidden rows, spelling.

Findings of one kind are gathered: a planner reads one sentence with the cells, not one sentence per cell. They speak of
the file as it is, whole year, whichever quarter the run is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from kinerja.angka import tulis, tulis_rupiah
from kinerja.masukan.buku import alamat, huruf_kolom
from kinerja.masukan.e81_baris import Baris, Tabel, daftar_sel, deret, kolom_tak_dikenal
from kinerja.masukan.e81_kepala import KOLOM_UANG, NAMA_KELOMPOK, NAMA_UKUR, TW
from kinerja.masukan.e81_pohon import Pohon, rujukan_rumus

SATUAN_LAZIM = (
    "% angka aset bangunan berkas bidang buah bulan desa dok dokumen eksemplar gedung hari indeks jam jenis kali "
    "kabupaten kader kasus kawasan kecamatan kegiatan kelompok keluarga kendaraan km laporan lap lembaga lokasi lpk "
    "meter naskah nilai objek orang org orang/bulan orang/hari paket pegawai peraturan persen perusahaan peserta poin "
    "produk rekomendasi ruang sampel sektor sertifikat set skor surat tahun titik ton unit usaha usulan"
).split()
_DUA_INDIKATOR = re.compile(r"(?:^|[\s;,.])1\s*[.)]\s*\D.*?[\s;,.]2\s*[.)]\s*\D", re.DOTALL)
_MAJEMUK = re.compile(r"/|\bdan\b|\bper\b|-|&", re.IGNORECASE)
_TETAPAN = re.compile(r"(?<![A-Z$\d.])\d{4,}(?![\d:(])")
_KATA = re.compile(r"[a-z]{6,}")
KALI_BERCAMPUR = 8.0
"""Factor between a row's figures from which a compound unit is suspected; orang and orang-bulan differ by about 12."""


def periksa_isi(tabel: Tabel, pohon: Pohon, kunci: dict[int, str]) -> None:
    """Add every finding that is not about money.

    Args:
        tabel: The form as read.
        pohon: Its hierarchy.
        kunci: Code of the indicator by row, for findings that concern one.
    """
    _persen_penuh(tabel, kunci)
    _galat_cetak(tabel)
    _persen_dijumlah(tabel)
    _satuan_bercampur(tabel, kunci)
    _satuan_salah_ketik(tabel)
    _nama_salah_ketik(tabel)
    _tersembunyi(tabel)
    _dua_indikator(tabel, kunci)
    _rumus_bercampur(tabel)
    _jumlah_kolom(tabel)
    _k_lawan_persen(tabel)
    _k_turunan(tabel)
    _rata_salah(tabel, pohon)
    _gabungan(tabel)
    _tanpa_indikator(tabel)
    _kolom_lain(tabel)
    _tebakan(tabel, pohon)


def _persen_penuh(tabel: Tabel, kunci: dict[int, str]) -> None:
    """100 % printed beside a year's K of 0 while there was a target."""
    kena = []
    for b in tabel.baris:
        setahun = b.k.get("setahun", sum(b.k[t] for t in TW if t in b.k) if any(t in b.k for t in TW) else None)
        if b.p and max(b.p.values()) >= 0.9995 and setahun == 0 and b.k.get("target_tahun", 0) > 0:
            kena.append(b)
    for b in kena[:10]:
        tw = max(b.p, key=lambda t: (b.p[t], t))
        k = tabel.sel(b.r, "setahun", "k") if tabel.ada("setahun", "k") else ""
        tabel.catat(
            "persen_penuh_realisasi_nol",
            sel=", ".join(x for x in (tabel.sel(b.r, tw, "p"), k) if x),
            nilai=f"{tulis(100 * b.p[tw], 2)} %",
            kode_indikator=kunci.get(b.r, ""),
        )


def _galat_cetak(tabel: Tabel) -> None:
    """Errors in columns that only print a result, one finding for each kind of error."""
    masukan = {k for (m, u), k in tabel.kepala.ukur.items() if u != "p" and m in KOLOM_UANG and m != "setahun"}
    baris = {b.r: b for b in tabel.baris}
    menurut: dict[str, list[tuple[int, int]]] = {}
    for (r, k), galat in sorted(tabel.lembar.galat.items()):
        if r in baris and k not in masukan:
            menurut.setdefault(galat, []).append((r, k))
    for galat, sel in menurut.items():
        nol = sel and all(
            not baris[r].k.get("target_renstra") and not baris[r].rp.get("target_renstra") for r, _ in sel
        )
        sebab = " (pembagi nol: target Renstra 0)" if galat == "#DIV/0!" and nol else ""
        tabel.catat("galat_rumus_cetak", sel=daftar_sel([alamat(r, k) for r, k in sel]), nilai=galat, sebab=sebab)


def _persen_dijumlah(tabel: Tabel) -> None:
    """Column 14 = 7 + 13 for a unit that cannot be added over years."""
    kena = []
    for b in tabel.baris:
        lalu, kini, jumlah = (b.k.get(x, 0.0) for x in ("lalu", "setahun", "sd"))
        if b.persen and lalu and kini and _sama(jumlah, lalu + kini):
            kena.append((b, f"{tulis(lalu)} + {tulis(kini)} = {tulis(jumlah)}"))
    if kena:
        contoh = "; ".join(f"{tabel.sel(b.r, 'sd', 'k')}: {x}" for b, x in kena[:3])
        sel = daftar_sel([tabel.sel(b.r, "sd", "k") for b, _ in kena])
        tabel.catat("persen_dijumlah_antar_tahun", sel=sel, jumlah=len(kena), contoh=contoh)


def _satuan_bercampur(tabel: Tabel, kunci: dict[int, str]) -> None:
    """A compound unit whose figures within one row differ by a factor such as months a year: two measures are mixed."""
    for b in tabel.baris:
        isi = {m: b.k[m] for m in ("target_renstra", "lalu", "target_tahun", "setahun") if b.k.get(m, 0) > 0}
        if len(isi) < 2 or b.persen or not _MAJEMUK.search(b.satuan):
            continue
        kali = max(isi.values()) / min(isi.values())
        if kali >= KALI_BERCAMPUR:
            sel = [tabel.sel(b.r, m, "k") for m in isi]
            rincian = ", ".join(f"{s} {tulis(v)}" for s, v in zip(sel, isi.values(), strict=True))
            capaian = b.k.get("tingkat_renstra")
            akibat = f"; capaian tercetak {tulis(capaian)} %" if capaian else ""
            tabel.catat(
                "satuan_bercampur",
                sel=", ".join(sel),
                nilai=b.satuan,
                kode_indikator=kunci.get(b.r, ""),
                satuan=b.satuan,
                rincian=f"{rincian} (beda {tulis(kali)} kali{akibat})",
            )


def satu_ketukan(a: str, b: str) -> bool:
    """Whether one typing slip makes one word of the other: a letter changed, left out, doubled, or two swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i + 2 :] == b[i + 2 :] and a[i : i + 2] == b[i : i + 2][::-1])
    pendek, panjang = sorted((a, b), key=len)
    return pendek[i:] == panjang[i + 1 :]


def _satuan_salah_ketik(tabel: Tabel) -> None:
    satuan = {b.r: b.satuan for b in tabel.baris if b.satuan}
    jumlah = Counter(x.casefold() for x in satuan.values())
    sering = {x for x, n in jumlah.items() if n >= 3} | set(SATUAN_LAZIM)
    kolom = tabel.kepala.tunggal.get("satuan", -1)
    for kata in sorted(x for x, n in jumlah.items() if n <= 2 and len(x) >= 3 and x not in sering):
        mirip = sorted((x for x in sering if satu_ketukan(kata, x) and len(x) >= 3), key=lambda x: (-jumlah[x], x))
        if mirip and kolom >= 0:
            baris = [r for r, x in satuan.items() if x.casefold() == kata]
            benar = next((x for x in satuan.values() if x.casefold() == mirip[0]), mirip[0].capitalize())
            sel = daftar_sel([alamat(r, kolom) for r in baris])
            tabel.catat("satuan_salah_ketik", sel=sel, nilai=satuan[baris[0]], mirip=benar)


def _nama_salah_ketik(tabel: Tabel) -> None:
    """Words that stand once or twice and are one slip away from a word that the form uses often."""
    letak: dict[str, list[str]] = {}
    for b in tabel.baris:
        for makna, teks in (("nama", b.nama), ("indikator", b.indikator)):
            for kata in set(_KATA.findall(teks.casefold())):
                letak.setdefault(kata, []).append(alamat(b.r, tabel.kepala.tunggal[makna]))
    sering = sorted((x for x, sel in letak.items() if len(sel) >= 5), key=lambda x: (-len(letak[x]), x))[:300]
    kena = {}
    for kata in sorted(x for x, sel in letak.items() if len(sel) <= 2):
        mirip = next((x for x in sering if x[0] == kata[0] and x[-1] == kata[-1] and satu_ketukan(kata, x)), "")
        if mirip:
            kena[kata] = mirip
    if kena:
        rincian = [f'"{x}" ({", ".join(letak[x])}; maksudnya "{y}"?)' for x, y in kena.items()]
        sel = daftar_sel([s for x in kena for s in letak[x]])
        lebih = "; …" if len(rincian) > 8 else ""
        tabel.catat("nama_salah_ketik", sel=sel, jumlah=len(kena), rincian="; ".join(rincian[:8]) + lebih)


def _tersembunyi(tabel: Tabel) -> None:
    kena = [b for b in tabel.baris if b.r in tabel.lembar.baris_tersembunyi]
    if kena:
        pagu = sum(b.rp.get("target_tahun", 0) for b in kena)
        renstra = sum(1 for b in kena if b.rp.get("target_renstra"))
        uang = f" (pagu tahun berjalan {tulis_rupiah(pagu)}; {renstra} baris memuat pagu Renstra)"
        nomor = deret(b.r + 1 for b in kena)
        tabel.catat("baris_tersembunyi", sel=nomor, jumlah=len(kena), rincian=f"baris {nomor}{uang}")


def _dua_indikator(tabel: Tabel, kunci: dict[int, str]) -> None:
    kena = [b for b in tabel.baris if _DUA_INDIKATOR.search(b.indikator)]
    for b in kena[:8]:
        k = b.k.get("target_tahun")
        sel = alamat(b.r, tabel.kepala.tunggal["indikator"])
        tabel.catat("dua_indikator_satu_sel", sel=sel, nilai=tulis(k), kode_indikator=kunci.get(b.r, ""))


def _rumus_bercampur(tabel: Tabel) -> None:
    """Amounts typed inside formulas, and figures typed among formulas that say something else; one finding a column."""
    baris = {b.r: b for b in tabel.baris}
    for (makna, ukur), kolom in tabel.kepala.ukur.items():
        rumus = {r: f for (r, k), f in tabel.lembar.rumus.items() if k == kolom and r in baris}
        rincian = []
        if ukur == "rp" and (tetapan := [r for r, f in rumus.items() if _TETAPAN.search(f)]):
            rincian.append(
                f"{len(tetapan)} rumus memuat angka ketikan, misalnya {alamat(tetapan[0], kolom)} {rumus[tetapan[0]]}"
            )
        else:
            tetapan = []
        ketik = []
        if 5 * len(rumus) >= 3 * len(baris):
            ketik = [r for r, b in baris.items() if r not in rumus and _beda_ketikan(b, makna, ukur)]
            for r in ketik[:3]:
                rincian.append(f"{alamat(r, kolom)} diketik {tulis(_nilai(baris[r], makna, ukur))} di antara rumus")
        if rincian:
            sel = daftar_sel([alamat(r, kolom) for r in sorted({*tetapan, *ketik})])
            nama = f"kolom {huruf_kolom(kolom)} ({NAMA_KELOMPOK[makna]} {NAMA_UKUR[ukur]}): "
            tabel.catat("rumus_bercampur", sel=sel, rincian=nama + "; ".join(rincian))


def _nilai(b: Baris, makna: str, ukur: str) -> float | None:
    return b.k.get(makna) if ukur == "k" else b.rp.get(makna)


def _asal_kolom(b: Baris, makna: str, ukur: str) -> tuple[list[str], float] | None:
    """Return the groups that a sum column is made of and what they give, None when there is nothing to compare."""
    asal = {"setahun": list(TW), "sd": ["lalu", "setahun"]}.get(makna)
    if asal is None or ukur == "p" or _nilai(b, makna, ukur) is None:
        return None
    isi = [v for x in asal if (v := _nilai(b, x, ukur)) is not None]
    return (asal, sum(isi)) if isi else None


def _beda_ketikan(b: Baris, makna: str, ukur: str) -> bool:
    """Whether a typed figure differs from what the column's formula would give."""
    asal = _asal_kolom(b, makna, ukur)
    nilai = _nilai(b, makna, ukur)
    return asal is not None and nilai is not None and not _sama(nilai, asal[1])


def _jumlah_kolom(tabel: Tabel) -> None:
    """Columns 13 and 14 against the columns that they add up (the year's money is e81_uang's)."""
    kena = []
    for b in tabel.baris:
        for makna, ukur in (("setahun", "k"), ("sd", "k"), ("sd", "rp")):
            if not tabel.ada(makna, ukur) or not _beda_ketikan(b, makna, ukur):
                continue
            asal = _asal_kolom(b, makna, ukur)
            nilai = _nilai(b, makna, ukur)
            if asal is None or nilai is None:
                continue
            tampil: Callable[..., str] = tulis if ukur == "k" else tulis_rupiah
            sel = tabel.sel(b.r, makna, ukur)
            jalan = " + ".join(tabel.sel(b.r, x, ukur) for x in asal[0] if tabel.ada(x, ukur))
            kena.append((sel, f"{sel} tercetak {tampil(nilai)}, seharusnya {tampil(asal[1])} ({jalan})"))
    if kena:
        lebih = "; …" if len(kena) > 4 else ""
        rincian = "; ".join(x for _, x in kena[:4]) + lebih
        tabel.catat("jumlah_kolom_beda", sel=daftar_sel([s for s, _ in kena]), jumlah=len(kena), rincian=rincian)


def _sama(a: float, b: float) -> bool:
    return abs(a - b) <= 0.01 + 1e-6 * abs(b)


def _k_lawan_persen(tabel: Tabel) -> None:
    """Cumulative K against cumulative % times target.

    A count may lag behind its percentage by less than one whole piece (half a document is no document); a percentage or
    a score by half a point.
    """
    kena = []
    for b in tabel.baris:
        target, k = b.k.get("target_tahun", 0.0), 0.0
        for tw in TW:
            k += b.k.get(tw, 0.0)
            if tw not in b.p or tw not in b.k:
                continue
            beda = abs(k - b.p[tw] * target)
            if beda > (0.5 if b.persen else 0.999):
                kena.append(
                    (tabel.sel(b.r, tw, "k"), f"K {tulis(k)}, padahal {tulis(100 * b.p[tw])} % x {tulis(target)}")
                )
                break
    if kena:
        contoh = "; ".join(f"{s}: {x}" for s, x in kena[:3])
        tabel.catat("k_tidak_sama_persen", sel=daftar_sel([s for s, _ in kena]), jumlah=len(kena), contoh=contoh)


def _k_turunan(tabel: Tabel) -> None:
    """K computed from the percentage, and the fractions of countable things that come of it."""
    turunan, pecahan, contoh = 0, [], ""
    persen = {k for (_, u), k in tabel.kepala.ukur.items() if u == "p"}
    for b in tabel.baris:
        for tw in TW:
            kolom = tabel.kepala.ukur.get((tw, "k"), -1)
            rumus = tabel.lembar.rumus.get((b.r, kolom), "")
            if not any(re.search(rf"\b{huruf_kolom(k)}{b.r + 1}\b", rumus.replace("$", "")) for k in persen):
                continue
            turunan += 1
            contoh = contoh or f"{alamat(b.r, kolom)} {rumus}"
            if not b.persen and b.k.get(tw, 0.0) % 1:
                pecahan.append((alamat(b.r, kolom), f"{tulis(b.k[tw])} {b.satuan}"))
    if turunan and pecahan:
        rincian = "; ".join(f"{s} {x}" for s, x in pecahan[:4]) + (
            f"; … ({len(pecahan)} sel)" if len(pecahan) > 4 else ""
        )
        sel = daftar_sel([s for s, _ in pecahan])
        tabel.catat("k_turunan_persen", sel=sel, jumlah=turunan, contoh=contoh, rincian=rincian)


def _rata_salah(tabel: Tabel, pohon: Pohon) -> None:
    """Averages of percentages over other rows than the row's children with a target."""
    isi = {b.r: b for b in tabel.baris}
    persen = {k for (_, u), k in tabel.kepala.ukur.items() if u == "p"}
    kena = []
    for (r, k), rumus in sorted(tabel.lembar.rumus.items()):
        if k not in persen or r not in isi or pohon.daun(r) or "AVERAGE" not in rumus.upper():
            continue
        rujukan = rujukan_rumus(rumus, k, pohon.simpul)
        anak = set(pohon.anak(r))
        asing = rujukan - anak
        kurang = {c for c in anak - rujukan if isi[c].k.get("target_tahun")}
        if asing or kurang:
            kata = [f"memuat baris {deret(x + 1 for x in asing)}"] if asing else []
            kata += [f"melewatkan baris {deret(x + 1 for x in kurang)}"] if kurang else []
            kena.append((alamat(r, k), " dan ".join(kata)))
    if kena:
        rincian = "; ".join(f"{s} {x}" for s, x in kena[:4]) + ("; …" if len(kena) > 4 else "")
        tabel.catat("rata_salah_rujuk", sel=daftar_sel([s for s, _ in kena]), jumlah=len(kena), rincian=rincian)


def _gabungan(tabel: Tabel) -> None:
    """Merged cells with one figure for several rows."""
    baris = {b.r for b in tabel.baris}
    ukur = set(tabel.kepala.ukur.values())
    kena = []
    for r1, k1, r2, k2 in tabel.lembar.gabungan:
        if r2 > r1 and ukur & set(range(k1, k2 + 1)) and len(baris & set(range(r1, min(r2, r1 + 9999) + 1))) > 1:
            kena.append(f"{alamat(r1, k1)}:{alamat(r2, k2)}")
    if kena:
        tabel.catat("sel_gabungan_angka", sel=daftar_sel(kena), rentang=daftar_sel(kena))


def _tanpa_indikator(tabel: Tabel) -> None:
    kena = [b for b in tabel.baris if not b.indikator and (b.k or b.rp)]
    if kena:
        rincian = [f"{b.r + 1} {b.nama[:40]}".strip() for b in kena[:8]] + (["…"] if len(kena) > 8 else [])
        sel = daftar_sel([alamat(b.r, tabel.kepala.tunggal["indikator"]) for b in kena])
        tabel.catat("indikator_kosong", sel=sel, jumlah=len(kena), rincian="; ".join(rincian))


def _kolom_lain(tabel: Tabel) -> None:
    kolom = kolom_tak_dikenal(tabel)
    if kolom:
        sebab = [f'{h} berjudul "{j[:40]}"' if j else f"{h} tidak berjudul" for h, j in list(kolom.items())[:8]]
        tabel.catat("kolom_tidak_dibaca", sel=", ".join(kolom), kolom=_rangkai(kolom), sebab=", ".join(sebab))


def _rangkai(isi: Iterable[str]) -> str:
    daftar = list(isi)
    return ", ".join(daftar[:-1]) + " dan " + daftar[-1] if len(daftar) > 1 else daftar[0]


def _tebakan(tabel: Tabel, pohon: Pohon) -> None:
    # Guessed rows with money are told by baris_tidak_dijumlahkan already.
    tanpa_uang = {b.r for b in tabel.baris if not any(b.rp.get(m) for m in KOLOM_UANG)}
    nomor = {r: pohon.induk[r] + 1 for r in sorted(set(pohon.ditebak) & tanpa_uang)}
    if nomor:
        rincian = [f"{r + 1} di bawah {i}" for r, i in list(nomor.items())[:8]] + (["…"] if len(nomor) > 8 else [])
        sel = deret(r + 1 for r in nomor)
        tabel.catat("hierarki_ditebak", sel=sel, jumlah=len(nomor), rincian="; ".join(rincian))
