"""Validasi on tables of all sorts: it never raises, and its decision follows from its findings."""

from __future__ import annotations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja.kantor import Periode
from kinerja.katalog import KATALOG
from kinerja.skema import KONSOLIDASI, POLARITAS, STATUS_TINDAK_LANJUT, TINGKAT, bentuk, skema
from kinerja.temuan import temuan
from kinerja.validasi import validasi
from tests.tabel_uji import BERKAS, indikator, jalankan, kantor, masukan

KODE = ("I1", "I2", "")
TEKS = st.sampled_from(
    (
        "",
        "-",
        "Tidak ada",
        "Hujan memutus jalan ke SP 4 selama dua minggu.",
        "ok",
        "31 Maret",
        "30 Juni 2025",
        "<b>=1+1",
    )
)
ANGKA = st.one_of(
    st.just(float("nan")),
    st.sampled_from((0.0, 0.5, 1.0, 11.25, 72.0, 105.0, -3.0, 1e15)),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 3)),
)
SATUAN = st.sampled_from(("orang", "%", "indeks", "KK/orang", "", "Rp", "Dok"))
SEL = st.sampled_from(("", "H1", "H2", "F5, F6", "AAAA1", "x"))
LEMBAR = st.sampled_from(("", "Kinerja", "Anggaran", "Tindak Lanjut"))
KEADAAN = st.sampled_from(("", "", "belum_tersedia", "tanpa_kejadian"))
RUMUS = {"maks": "POS", "min": "NEG-L", "stabil": "STAB-L"}


@st.composite
def tabel_acak(draw):
    """Tables as the readers may leave them, with two indicators of units A and B until quarter 2."""
    rencana, isian, ind = [], [], []
    for kode in KODE[:2]:
        arah = draw(st.sampled_from(POLARITAS))
        ind.append(
            indikator(
                kode,
                bidang=draw(st.sampled_from(("A", "B", "A; B"))),
                satuan=draw(SATUAN),
                indikator=draw(st.sampled_from(("Indeks Kepuasan Masyarakat", "Pertumbuhan IKM", "Jumlah lulusan"))),
                polaritas=arah,
                rumus=RUMUS[arah],
                konsolidasi=draw(st.sampled_from(KONSOLIDASI)),
                bentuk_target=draw(st.sampled_from(("per_triwulan", "kumulatif"))),
                target_tahun=draw(ANGKA),
                kode_anggaran=draw(st.sampled_from(("", "2.07.06", "2.07.06; P1"))),
            )
        )
        for tw in range(1, 5):
            rencana.append({"kode_indikator": kode, "triwulan": tw, "target": draw(ANGKA)})
        for tw in (1, 2):
            if draw(st.booleans()):
                isian.append(
                    {"kode_indikator": kode, "triwulan": tw, "bidang": "A", "asal_berkas": BERKAS}
                    | {"asal_lembar": "Kinerja", "asal_sel": draw(SEL), "keadaan": draw(KEADAAN)}
                    | {k: draw(ANGKA) for k in ("realisasi", "pembilang", "penyebut")}
                    | {k: draw(TEKS) for k in ("bukti", "penghambat", "tindak_lanjut", "tenggat", "penjelasan")}
                )
    berkas = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "berkas": st.sampled_from((BERKAS, "lain.xlsx")),
                    "jenis": st.sampled_from(("formulir", "tabel", "e81")),
                    "bidang": st.sampled_from(("A", "B", "")),
                    "triwulan": st.integers(0, 4),
                    "status": st.sampled_from(("dipakai", "digantikan", "ditolak")),
                    "disimpan": st.sampled_from(("", "2025-07-01", "2025-12-31", "kemarin")),
                    "lembar": st.sampled_from(("", "Kinerja; Tindak Lanjut")),
                }
            ),
            max_size=3,
        )
    )
    rp, asal = st.none() | st.integers(-9, 99), {"asal_berkas": BERKAS, "asal_lembar": "Anggaran"}
    uang = [
        {"kode_anggaran": "2.07.06", "nama": "P", "jenjang": "program", "bidang": "A", "pagu_dpa_rp": draw(rp)},
        {"kode_anggaran": "P1", "nama": "K", "jenjang": "kegiatan", "kode_induk": "2.07.06", "pagu_dpa_rp": 5},
    ]
    belanja = [
        {"kode_anggaran": "P1", "triwulan": tw, "realisasi_rp": draw(rp), "fisik_pct": draw(ANGKA), **asal}
        | {"penjelasan": draw(TEKS), "asal_sel": draw(SEL)}
        for tw in (1, 2)
    ]
    data = masukan(ind, rencana, isian, uang, belanja, berkas=berkas)
    return data | {nama: bentuk(nama, draw(st.lists(isi, max_size=3))) for nama, isi in _lain().items()}


def _lain():
    """Rows of the tables in which units answer, and findings that a reader has made."""
    tempat = {"asal_berkas": st.just(BERKAS), "asal_lembar": LEMBAR, "asal_sel": SEL}
    jawaban = {
        "bidang": st.sampled_from(("A", "B")),
        "triwulan": st.integers(1, 4),
        "kode": st.sampled_from(("capaian_rendah", "kolom_tersembunyi")),
        "kode_indikator": st.sampled_from(KODE),
        "lembar": LEMBAR,
        "sel": SEL,
        "isi": TEKS.filter(bool),
    }
    status = {
        "nomor": st.sampled_from(("TL-2024-4-I1", "TL-2025-1-I1", "TL-2025-1-I9", "TL-2025-2-I2", "asing")),
        "triwulan": st.integers(1, 2),
        "bidang": st.sampled_from(("A", "B")),
        "uraian": TEKS,
        "tenggat": TEKS,
        "status": st.sampled_from(STATUS_TINDAK_LANJUT),
        **tempat,
    }
    temuan_ingest = st.builds(
        lambda lembar, sel, kode, penjelasan: temuan(
            "kolom_tersembunyi", jumlah=1, rincian="kolom D", berkas=BERKAS, lembar=lembar, sel=sel,
            kode_indikator=kode, penjelasan=penjelasan,
        ),
        LEMBAR, SEL, st.sampled_from(KODE), TEKS,
    )  # fmt: skip
    return {
        "penjelasan": st.fixed_dictionaries(jawaban),
        "status_tindak_lanjut": st.fixed_dictionaries(status),
        "temuan_ingest": temuan_ingest,
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tabel_acak(), st.integers(1, 4))
def test_putusan_mengikuti_temuan(data, triwulan):
    k, p = kantor(), Periode(2025, triwulan)
    tabel = jalankan(data, triwulan, k)
    hasil = validasi(tabel, k, p)
    for nama in ("temuan", "putusan"):
        skema(nama).validate(hasil[nama], lazy=True)
    t, putusan = hasil["temuan"], hasil["putusan"].iloc[0]
    terjawab = t["penjelasan"] != ""
    menahan = (t["tingkat"] == "tolak") | ((t["tingkat"] == "jelaskan") & ~terjawab)
    assert (putusan.putusan == "Tidak") == menahan.any()
    assert putusan.n_tolak + putusan.n_jelaskan == menahan.sum()
    assert putusan.n_tolak + putusan.n_jelaskan + putusan.n_dijelaskan + putusan.n_info == len(t)
    assert set(t["kode"]) <= set(KATALOG)
    assert t["tingkat"].map(TINGKAT.index).is_monotonic_increasing
    dijelaskan = t.loc[(t["tingkat"] == "jelaskan") & terjawab, "penjelasan"]
    assert all(sum(c.isalnum() for c in x) >= k.aturan.ambang.penjelasan_huruf for x in dijelaskan)
    pd.testing.assert_frame_equal(validasi(tabel, k, p)["temuan"], t)
