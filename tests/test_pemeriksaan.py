"""Every check of validasi: what provokes it, what must not, and where it points."""

from __future__ import annotations

import pytest

from kinerja.pemeriksaan import satuan
from kinerja.pemeriksaan.angka import pecahan
from kinerja.pemeriksaan.tindak_lanjut import hari_tenggat
from kinerja.pemeriksaan.uraian import rumusan, sama
from kinerja.skema import bentuk
from tests.tabel_uji import (
    BERKAS,
    anggaran,
    belanja,
    indikator,
    lapor,
    lapor_rasio,
    masukan,
    target,
    validasi_dari,
)

TARGET = target("I1", 10, 20, 5, 5)
SEBAB = "Hujan memutus jalan ke SP 4 selama dua minggu."
E81 = [{"berkas": BERKAS, "jenis": "e81", "triwulan": 0, "status": "dipakai"}]
TABEL = [{"berkas": BERKAS, "jenis": "tabel", "bidang": "A", "triwulan": 2, "status": "dipakai"}]


def satu(realisasi, rencana=(40, 40, 40, 40), berkas=None, **sifat):
    """One indicator with its plan and reports; a position in orang unless said otherwise."""
    sifat = {"konsolidasi": "akhir", "bentuk_target": "kumulatif", "target_tahun": float(rencana[-1])} | sifat
    return masukan([indikator(**sifat)], target("I1", *rencana), realisasi, berkas=berkas)


def kode_dari(data, triwulan=2, **aturan):
    return set(validasi_dari(data, triwulan, **aturan)[0].index)


# ---- words ----------------------------------------------------------------------------------------------------------
def dua(**kolom):
    """Reports of two quarters, each column as (TW I, TW II)."""
    return [lapor("I1", 12, 15, **{k: v[i] for k, v in kolom.items()})[i] for i in (0, 1)]


def uraian(**kolom):
    return masukan([indikator()], TARGET, dua(**kolom))


def test_uraian_salinan_disebut_sekali_dengan_kolomnya():
    t, p = validasi_dari(
        uraian(penghambat=(SEBAB, SEBAB.upper() + "  "), tindak_lanjut=("Menyewa perahu untuk peserta SP 4.",) * 2)
    )
    b = t.loc["uraian_sama_dengan_lalu"]
    assert b.pesan.startswith("Faktor Penghambat dan Tindak Lanjut sama persis")
    assert (b.bidang, b.kode_indikator, b.berkas, b.lembar, b.sel) == ("A", "I1", BERKAS, "Kinerja", "H2")
    assert p.putusan == "Tidak"


@pytest.mark.parametrize(
    "kolom",
    [
        {"penghambat": (SEBAB, "Jalan ke SP 4 sudah baik, tetapi peserta sedang panen.")},
        {"penghambat": ("Tidak ada kendala yang berarti.",) * 2},
        {"penghambat": ("Anggaran terbatas",) * 2},
        {"bukti": ("Register mediasi hubungan industrial",) * 2},
        {"penjelasan": ("Realisasi sesuai dengan rencana kegiatan.",) * 2},
    ],
)
def test_uraian_yang_bukan_salinan(kolom):
    assert "uraian_sama_dengan_lalu" not in kode_dari(uraian(**kolom))


def test_uraian_sebelum_ada_angka_tidak_ditanya():
    r = lapor("I1", float("nan"), float("nan"), penghambat="Hasil survei belum dirilis BPS.", keadaan="belum_tersedia")
    assert "uraian_sama_dengan_lalu" not in kode_dari(masukan([indikator()], TARGET, r))


def test_panjang_uraian_dari_params():
    data = uraian(penghambat=("Anggaran terbatas",) * 2)
    assert "uraian_sama_dengan_lalu" in kode_dari(data, ambang={"uraian_huruf": 10})


def test_rumusan_dan_lipatan_teks():
    assert all(rumusan(x) for x in ("", "-", "Tidak ada.", "belum ada", "NIHIL", "Tidak terdapat hambatan"))
    assert not rumusan("Tidak ada instruktur las bersertifikat di seluruh kabupaten ini")
    assert sama("Jalan rusak,  SP-4", "jalan RUSAK sp 4")
    assert not sama("Jalan rusak SP 4", "Jalan rusak SP 5")


# ---- movement -------------------------------------------------------------------------------------------------------
def test_rasio_yang_sama_pasangannya():
    sifat = {"konsolidasi": "rasio", "satuan": "%", "jenis_target": "rasio"}
    t, _ = validasi_dari(satu(lapor_rasio("I1", (3, 4), (3, 4)), **sifat))
    assert t.loc["sama_dengan_lalu"].nilai == "3 dari 4"
    assert "sama_dengan_lalu" not in kode_dari(satu(lapor_rasio("I1", (3, 4), (6, 8)), **sifat))
    assert "sama_dengan_lalu" not in kode_dari(satu(lapor_rasio("I1", (0, 4), (0, 4)), **sifat))


def test_tambahan_tidak_dibandingkan_dengan_triwulan_lalu():
    data = masukan([indikator()], target("I1", 1, 20, 5, 14), lapor("I1", 1, 20))
    assert not kode_dari(data) & {"loncatan", "sama_dengan_lalu"}


NAIK = (10, 20, 30, 40)


def test_posisi_yang_turun_dari_rencana_naik():
    t, _ = validasi_dari(satu(lapor("I1", 12, 9), NAIK))
    b = t.loc["kumulatif_turun"]
    assert (b.nilai, b.sel, b.tingkat) == ("9 orang", "H2", "jelaskan")


@pytest.mark.parametrize(
    ("angka", "rencana", "sifat"),
    [
        ((12, 12), NAIK, {}),
        ((12, 9), (40, 40, 40, 40), {}),
        ((12, 9), (10, 30, 20, 40), {}),
        ((12, 9), NAIK, {"polaritas": "min", "rumus": "NEG-L"}),
        ((12, 9), NAIK, {"satuan": "indeks"}),
        ((12, 9), NAIK, {"konsolidasi": "jumlah"}),
        ((12, 9), NAIK, {"bentuk_target": "per_triwulan"}),
    ],
)
def test_posisi_yang_boleh_turun(angka, rencana, sifat):
    assert "kumulatif_turun" not in kode_dari(satu(lapor("I1", *angka), rencana, **sifat))


# ---- figures --------------------------------------------------------------------------------------------------------
def test_cacah_pecahan():
    t, _ = validasi_dari(satu(lapor("I1", 10, 11.25)))
    assert t.loc["cacah_pecahan"].pesan == "Cacah 11,25 orang bukan bilangan bulat."


@pytest.mark.parametrize(
    "data",
    [
        satu(lapor("I1", 10, 11)),
        satu(lapor("I1", 10, 11.25), satuan="ha"),
        satu(lapor("I1", 10, 11.25), satuan="KK/orang"),
        satu(lapor("I1", 10, 11.25), satuan="orang bulan"),
        satu(lapor("I1", 10, 11.25), konsolidasi="rata"),
        satu(lapor("I1", 10, 0.1 * 3 * 10 / 3 * 11)),
        satu(lapor("I1", 10, 11.25), berkas=E81),
    ],
)
def test_bukan_cacah_pecahan(data):
    assert "cacah_pecahan" not in kode_dari(data)


def test_tabel_yang_bukan_formulir_ikut_diperiksa():
    kode = kode_dari(satu(lapor("I1", 10, 11.25, bukti=""), berkas=TABEL))
    assert "cacah_pecahan" in kode
    assert "bukti_kosong" not in kode, "a plain table has no column for evidence"


@pytest.mark.parametrize(
    ("tulisan", "cacah"),
    [
        ("Orang", True), ("unit usaha", True), ("Dok", True), ("Kabupaten/Kota", True), ("bidang tanah", True),
        ("orang-bulan", False), ("Orang / Bulan", False), ("kasus per 1000", False), ("juta buku", False), ("", False),
        ("Rp", False), ("indeks", False), ("Unit (%)", False), ("12", False), ("lembar", False),
    ],
)  # fmt: skip
def test_satuan_cacah(tulisan, cacah):
    assert satuan.cacah(tulisan) is cacah


def test_pecahan_melewati_derau_biner():
    assert not pecahan(0.1 + 0.2 + 0.7)
    assert not pecahan(1e15)
    assert pecahan(1000000.01)


@pytest.mark.parametrize(
    ("unit", "nama", "sasaran", "rentang"),
    [
        ("%", "Persentase pencari kerja yang ditempatkan", 70, (0, 100)),
        ("%", "Pertumbuhan industri kecil", 5, None),
        ("%", "Persentase realisasi terhadap rencana", 110, None),
        ("indeks", "Indeks Kepuasan Masyarakat", 84, (0, 100)),
        ("Nilai", "Nilai SAKIP perangkat daerah", 70, (0, 100)),
        ("indeks", "Nilai tukar petani", 98, None),
        ("orang", "Jumlah lulusan", 90, None),
    ],
)
def test_rentang_hanya_yang_pasti(unit, nama, sasaran, rentang):
    assert satuan.rentang(unit, nama, sasaran) == rentang


def test_indeks_di_luar_skala():
    sifat = {"satuan": "indeks", "indikator": "Indeks Kepuasan Masyarakat", "konsolidasi": "rata"}
    assert "diluar_rentang" in kode_dari(satu(lapor("I1", 82, 832), (84,) * 4, **sifat))
    assert "diluar_rentang" not in kode_dari(satu(lapor("I1", 82, 83.2), (84,) * 4, **sifat))
    assert "diluar_rentang" not in kode_dari(
        satu(lapor("I1", 3, -2), (5,) * 4, satuan="%", indikator="Pertumbuhan IKM")
    )


def test_persen_yang_ditulis_pecahan():
    t, _ = validasi_dari(satu(lapor("I1", 70, 0.72), (72,) * 4, satuan="%"))
    b = t.loc["pecahan_bukan_persen"]
    assert b.pesan.startswith("Realisasi 0,72 % padahal targetnya 72,00 %")
    assert "72,00 %" in b.saran


@pytest.mark.parametrize(
    ("angka", "rencana"),
    [((0.9, 0.9), 1.8), ((0.5, 0.5), 5), ((1.5, 1.5), 72), ((0, 0), 72), ((0.02, 0.02), 72)],
)
def test_persen_kecil_yang_memang_kecil(angka, rencana):
    assert "pecahan_bukan_persen" not in kode_dari(satu(lapor("I1", *angka), (rencana,) * 4, satuan="%"))


# ---- capaian --------------------------------------------------------------------------------------------------------
def test_target_terlalu_mudah_menggantikan_capaian_tinggi():
    t, _ = validasi_dari(masukan([indikator()], TARGET, lapor("I1", 20, 30)))
    b = t.loc["target_terlalu_mudah"]
    assert b.pesan == "Capaian melebihi 150,00 % dua triwulan berturut-turut (200,00 %, lalu 166,67 %)."
    assert "capaian_tinggi" not in t.index


@pytest.mark.parametrize(("angka", "triwulan"), [((12, 40), 2), ((20, None), 1)])
def test_sekali_tinggi_belum_terlalu_mudah(angka, triwulan):
    kode = kode_dari(masukan([indikator()], TARGET, lapor("I1", *angka)), triwulan)
    assert "capaian_tinggi" in kode
    assert "target_terlalu_mudah" not in kode


# ---- money ----------------------------------------------------------------------------------------------------------
def test_boros_ditanya_setiap_triwulan_murah_hanya_akhir_tahun():
    i = indikator(kode_anggaran="P1")
    rendah, penuh = lapor("I1", 2, 3), lapor("I1", 12, 20)
    boros = masukan([i], TARGET, rendah, [anggaran("P1", 1000)], belanja("P1", 500, 450))
    t, _ = validasi_dari(boros)
    assert t.loc["serapan_timpang"].pesan == "Serapan P1 95,00 % tetapi capaian 16,67 %."
    assert "serapan_timpang" not in kode_dari(masukan([i], TARGET, penuh, [anggaran("P1", 1000)], belanja("P1", 950)))
    assert "serapan_timpang" not in kode_dari(masukan([i], TARGET, penuh, [anggaran("P1", 1000)], belanja("P1", 10)))


def belanja_di(kode, *pasangan, **isi):
    """Spending and physical progress by quarter, each with its cell in the unit's form."""
    return [
        {
            "kode_anggaran": kode, "triwulan": i, "realisasi_rp": rp, "fisik_pct": fisik, "asal_berkas": BERKAS,
            "asal_lembar": "Anggaran", "asal_sel": f"E{i + 4}", **isi,
        }
        for i, (rp, fisik) in enumerate(pasangan, 1)
    ]  # fmt: skip


def uang(*pasangan, **isi):
    return masukan(
        [indikator()], TARGET, lapor("I1", 12, 15), [anggaran("P1", 100)], belanja_di("P1", *pasangan, **isi)
    )


def test_lebih_pagu_menunjuk_sel_formulir():
    b = validasi_dari(uang((60, 10.0), (70, 20.0)))[0].loc["realisasi_lebih_pagu"]
    assert (b.bidang, b.lembar, b.sel) == ("A", "Anggaran", "E6")


def test_kemajuan_fisik_yang_turun():
    b = validasi_dari(uang((10, 40.0), (10, 30.0)))[0].loc["kumulatif_turun"]
    assert b.pesan == "Nilai kumulatif turun dari kemajuan fisik 40,00 % menjadi 30,00 %."
    assert (b.bidang, b.lembar, b.sel) == ("A", "Anggaran", "E6")
    assert "kumulatif_turun" not in kode_dari(uang((10, 40.0), (10, 40.0)))
    assert "kumulatif_turun" not in kode_dari(uang((10, float("nan")), (10, 40.0)))


def test_fisik_di_luar_rentang_ditolak_dan_menyebut_bidang():
    b = validasi_dari(uang((10, 40.0), (10, 130.0)))[0].loc["fisik_diluar_rentang"]
    assert (b.tingkat, b.bidang) == ("tolak", "A")


# ---- codes ----------------------------------------------------------------------------------------------------------
def kode_anggaran(*kode):
    baris = [anggaran(k, 100, asal_berkas="p.xlsx", asal_lembar="DPA", asal_sel=f"D{i}") for i, k in enumerate(kode, 5)]
    return masukan([indikator()], TARGET, lapor("I1", 12, 15), baris)


def test_kode_salah_disebut_sekali_di_baris_teratasnya():
    t, _ = validasi_dari(kode_anggaran("2.07.06", "2.07.06.2.01", "2.07.06.2.01.0001"))
    b = t.loc["kode_diluar_nomenklatur"]
    assert (b.nilai, b.bidang, b.berkas, b.lembar, b.sel) == ("2.07.06", "A", "p.xlsx", "DPA", "D5")
    assert "kewenangan provinsi" in b.pesan


def test_banyak_kode_sebab_sama_menjadi_satu_temuan():
    t, _ = validasi_dari(kode_anggaran(*(f"5.01.02.1.{i:02}" for i in range(1, 9))))
    b = t.loc["kode_diluar_nomenklatur"]
    assert b.nilai.endswith("dan 3 lainnya")
    assert b.sel == "D5, D6, D7, D8, D9"


def test_kode_yang_dikenal_atau_tidak_dinilai():
    baik = ("2.07.01.2.04", "2.07.03.2.05.0001", "3.32.04.2.01.0002", "5.01.02.2.09", "E81-0011", "P1")
    assert "kode_diluar_nomenklatur" not in kode_dari(kode_anggaran(*baik))


# ---- follow-ups -----------------------------------------------------------------------------------------------------
LENGKAP = [{"berkas": BERKAS, "jenis": "formulir", "bidang": "A", "triwulan": 2, "status": "dipakai",
            "lembar": "Kinerja; Tindak Lanjut"}]  # fmt: skip


def janji(status="", tenggat="", uraian="Memesan suku cadang mesin.", ditanya=True, berkas=LENGKAP, **isi):
    r = [lapor("I1", 12, tindak_lanjut=uraian, tenggat=tenggat)[0], lapor("I1", 12, 15)[1]]
    data = masukan([indikator()], TARGET, r, berkas=berkas)
    baris = {"nomor": "TL-2025-1-I1", "triwulan": 2, "bidang": "A", "kode_indikator": "I1", "uraian": uraian,
             "status": status, "asal_berkas": BERKAS, "asal_lembar": "Tindak Lanjut", "asal_sel": "F5"}  # fmt: skip
    return data | {"status_tindak_lanjut": bentuk("status_tindak_lanjut", [baris | isi] if ditanya else [])}


def test_tindak_lanjut_tanpa_status_menyebut_selnya():
    t, p = validasi_dari(janji())
    b = t.loc["tindak_lanjut_tanpa_status"]
    assert (b.bidang, b.kode_indikator, b.lembar, b.sel) == ("A", "I1", "Tindak Lanjut", "F5")
    assert b.pesan == 'Status 1 tindak lanjut belum diisi: "Memesan suku cadang mesin".'
    assert p.putusan == "Tidak"


def test_formulir_yang_datang_tanpa_menjawab():
    b = validasi_dari(janji(ditanya=False))[0].loc["tindak_lanjut_tanpa_status"]
    assert (b.berkas, b.lembar, b.sel) == (BERKAS, "Tindak Lanjut", "")
    tanpa_lembar = [LENGKAP[0] | {"lembar": "Kinerja"}]
    b = validasi_dari(janji(ditanya=False, berkas=tanpa_lembar))[0].loc["tindak_lanjut_tanpa_status"]
    assert (b.berkas, b.lembar) == (BERKAS, "")


@pytest.mark.parametrize(
    "data",
    [
        janji("berjalan"),
        janji("selesai"),
        janji("batal"),
        janji(uraian="Tidak ada", ditanya=False),
        janji(ditanya=False, berkas=[]),
        janji(ditanya=False, berkas=TABEL),
        janji(ditanya=False, berkas=E81),
    ],
)
def test_tindak_lanjut_yang_tidak_ditanya(data):
    assert "tindak_lanjut_tanpa_status" not in kode_dari(data)


def test_status_yang_tidak_terbaca_tidak_disebut_kosong():
    data = janji()
    tempat = {"berkas": BERKAS, "lembar": "Tindak Lanjut", "sel": "F5"}
    salah = {"kode": "isian_tidak_dikenal", "tingkat": "tolak", "pesan": "x.", "saran": "y.", **tempat}
    data["temuan_ingest"] = bentuk("temuan_ingest", [salah])
    assert "tindak_lanjut_tanpa_status" not in kode_dari(data)


def test_banyak_tindak_lanjut_menjadi_satu_temuan_per_bidang():
    i = [indikator(f"I{n}") for n in range(1, 8)]
    t = [x for n in range(1, 8) for x in target(f"I{n}", 10, 20, 5, 5)]
    r = [x for n in range(1, 8) for x in lapor(f"I{n}", 12, 15, tindak_lanjut=f"Kegiatan susulan nomor {n}")[:1]]
    t_, _ = validasi_dari(masukan(i, t, r, berkas=LENGKAP))
    b = t_.loc["tindak_lanjut_tanpa_status"]
    assert b.pesan.startswith("Status 7 tindak lanjut belum diisi:")
    assert b.pesan.endswith("dan 4 lainnya.")


def test_tindak_lanjut_yang_lewat_tenggat():
    t, _ = validasi_dari(janji("berjalan", tenggat="30 Juni 2025"))
    b = t.loc["tindak_lanjut_lewat"]
    assert (b.tingkat, b.sel) == ("info", "F5")
    assert b.pesan.endswith('"Memesan suku cadang mesin" (tenggat 30 Juni 2025).')
    assert "tindak_lanjut_lewat" not in kode_dari(janji("berjalan", tenggat="1 Juli 2025"))
    assert "tindak_lanjut_lewat" not in kode_dari(janji("selesai", tenggat="30 Mei 2025"))
    assert "tindak_lanjut_lewat" not in kode_dari(janji("berjalan", tenggat="segera"))


@pytest.mark.parametrize(
    ("tenggat", "triwulan", "hari"),
    [("31 Maret", 4, "2026-03-31"), ("31 Maret", 1, "2025-03-31"), ("31 Maret 2025", 4, "2025-03-31"), ("", 1, "None"),
     ("30 Juni", 2, "2025-06-30"), ("akhir bulan", 1, "None")],
)  # fmt: skip
def test_tenggat_tanpa_tahun_jatuh_sesudah_janjinya(tenggat, triwulan, hari):
    from types import SimpleNamespace

    b = SimpleNamespace(tenggat=tenggat, tahun_asal=2025, triwulan_asal=triwulan)
    assert str(hari_tenggat(b)) == hari


# ---- late -----------------------------------------------------------------------------------------------------------
def test_terlambat_melapor_hanya_diberitahukan():
    berkas = [LENGKAP[0] | {"disimpan": "2025-07-16"}]
    t, p = validasi_dari(masukan([indikator()], TARGET, lapor("I1", 12, 15), berkas=berkas))
    b = t.loc["terlambat_melapor"]
    assert (
        b.pesan == "A menyimpan formulir TW II terakhir pada 16 Juli 2025, 2 hari kerja sesudah tenggat 14 Juli 2025."
    )
    assert (b.berkas, p.putusan) == (BERKAS, "Ya")
    berkas = [LENGKAP[0] | {"disimpan": "2025-07-14"}]
    assert "terlambat_melapor" not in kode_dari(masukan([indikator()], TARGET, lapor("I1", 12, 15), berkas=berkas))
