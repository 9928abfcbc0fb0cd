"""Invented tables for the tests of the report: an ordinary quarter, a large E.81 office, hostile text, nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kinerja import skema
from kinerja.aturan import BAWAAN, Aturan, Bidang, DaftarSkala, Dinas, baca_yaml, periksa
from kinerja.gabungan import dalam_gabungan
from kinerja.kantor import Kantor, Periode
from kinerja.kartu import kartu as buat_kartu
from kinerja.langkah import cari
from kinerja.laporan import laporan
from kinerja.temuan import temuan

JAHAT = "</script><script>alert('x')</script><img src=x onerror=alert(1)><a href=\"https://jahat.example/\">klik</a>&{{7*7}}\x00\ud800"


@dataclass(frozen=True)
class Hasil:
    """Stands in for what ``langkah.jalankan`` returns."""

    kantor: Kantor
    periode: Periode
    tabel: dict[str, pd.DataFrame]


def kantor(**lain: object) -> Kantor:
    skala = periksa(DaftarSkala, baca_yaml(BAWAAN / "skala.yaml", "skala.yaml"), "skala.yaml").skala
    dinas = Dinas(
        nama="Dinas Tenaga Kerja, Perindustrian dan Transmigrasi",
        daerah="Kabupaten Kapuas Hulu",
        data_contoh=True,
        bidang=tuple(
            Bidang(nama=b)
            for b in ("Sekretariat", "Bidang Tenaga Kerja", "Bidang Perindustrian", "Bidang Transmigrasi")
        ),
    )
    isi = {
        "dinas": dinas,
        "aturan": Aturan(),
        "params": ("params/dinas.yaml",),
        "bawaan": ("aturan.rumus", "aturan.ambang", "aturan.skala"),
    }
    return Kantor(akar=Path(), skala=skala, **(isi | lain))  # type: ignore[arg-type]


def kosong() -> dict[str, pd.DataFrame]:
    return {n: skema.kosong(n) for n in cari("laporan").masukan}


def jadi(tabel: dict[str, pd.DataFrame], k: Kantor | None = None, triwulan: int = 2) -> Hasil:
    """Run the step on the tables, as the runner would."""
    k, p = k or kantor(), Periode(2025, triwulan)
    capaian = tabel["capaian"]
    capaian = capaian.assign(dalam_gabungan=dalam_gabungan(capaian))
    rekap = tabel["rekap"]
    kartu = [buat_kartu(b, rekap[rekap["kode_indikator"] == b.kode_indikator], k.aturan) for b in capaian.itertuples()]
    tabel = tabel | {"capaian": capaian.assign(kartu=pd.Series(kartu, dtype=object, index=capaian.index))}
    return Hasil(k, p, {**tabel, **laporan(tabel, k, p)})


# ---- an ordinary quarter --------------------------------------------------------------------------------------------
S1 = "Meningkatnya kesempatan kerja dan perlindungan tenaga kerja"
S2 = "Meningkatnya daya saing industri kecil dan menengah"
S3 = "Meningkatnya kemandirian kawasan transmigrasi"
S4 = "Meningkatnya akuntabilitas kinerja perangkat daerah"
TK, IND, TRANS, SEK = "Bidang Tenaga Kerja", "Bidang Perindustrian", "Bidang Transmigrasi", "Sekretariat"


def indikator(kode: str, nama: str, sasaran: tuple[str, str], bidang: str, **lain: object) -> dict[str, object]:
    dasar = {
        "tahun": 2025,
        "triwulan": 2,
        "kode_indikator": kode,
        "indikator": nama,
        "jenjang": "sasaran",
        "jenis": "IKU",
        "kode_sasaran": sasaran[0],
        "sasaran": sasaran[1],
        "bidang": bidang,
        "satuan": "orang",
        "polaritas": "maks",
        "konsolidasi": "jumlah",
        "jenis_target": "angka",
        "rumus": "POS",
        "bentuk_target": "per_triwulan",
        "bobot": 1.0,
        "status": "terukur",
        "target_renstra_tahun": 2026,
        "asal_berkas": "data/raw/2025/TW2/formulir.xlsx",
        "asal_lembar": "Realisasi",
        "asal_sel": "G12",
    }
    return dasar | lain


def _terukur(t: float, r: float, tahun: float, capaian: float, predikat: str, **lain: object) -> dict[str, object]:
    return {
        "target_sd": t,
        "realisasi_sd": r,
        "target_tahun": tahun,
        "capaian_sd_pct": capaian,
        "capaian_tahun_pct": r / tahun * 100,
        "capaian_renstra_pct": r / tahun * 80,
        "predikat": predikat,
        "uraian_hitung": f"{r} dari {t} = {capaian} %",
    } | lain


def capaian_biasa() -> list[dict[str, object]]:
    a, b, c, d = ("SS1", S1), ("SS2", S2), ("SS3", S3), ("SS4", S4)
    return [
        indikator(
            "IKU-01",
            "Tingkat Pengangguran Terbuka",
            a,
            TK,
            satuan="%",
            polaritas="min",
            konsolidasi="akhir",
            rumus="NEG-L",
            target_tahun=2.3,
            status="belum_tersedia",
            status_ket="Belum tersedia sampai November; BPS menerbitkannya dari Sakernas Agustus.",
            tersedia_tw=4,
            tersedia_ket="Sakernas Agustus, terbit November",
            realisasi_lalu=float("nan"),
        ),
        indikator(
            "IKU-02",
            "Persentase pencari kerja terdaftar yang ditempatkan",
            a,
            TK,
            satuan="%",
            konsolidasi="rasio",
            jenis_target="rasio",
            pembilang_sd=127,
            penyebut_sd=210,
            realisasi_lalu=52.4,
            realisasi_lalu_sumber="LKjIP 2024",
            **_terukur(40.0, 60.48, 60.0, 151.19, "Sangat Tinggi", dibatasi=True),
            pendorong="Bursa kerja bersama pelabuhan.",
        ),
        indikator(
            "IKU-03",
            "Jumlah lulusan pelatihan berbasis kompetensi yang bersertifikat",
            a,
            TK,
            realisasi_lalu=31,
            realisasi_lalu_sumber="LKjIP 2024",
            **_terukur(48, 22, 96, 45.83, "Sangat Rendah"),
            penghambat="Instruktur las listrik baru tersedia pada Juli sehingga dua angkatan bergeser ke triwulan III",
            tindak_lanjut="Membuka dua angkatan pada Juli dan Agustus; penanggung jawab Kepala Bidang Tenaga Kerja",
        ),
        indikator(
            "IKU-04",
            "Persentase perselisihan hubungan industrial yang diselesaikan melalui perjanjian bersama",
            a,
            TK,
            satuan="%",
            konsolidasi="rasio",
            jenis_target="rasio",
            status="tanpa_kejadian",
            status_ket="Tidak ada perselisihan yang dicatatkan.",
            target_tahun=80,
        ),
        indikator(
            "IKU-05",
            "Jumlah industri kecil dan menengah yang difasilitasi",
            b,
            IND,
            satuan="unit",
            realisasi_lalu=28,
            realisasi_lalu_sumber="LKjIP 2024",
            **_terukur(30, 32, 60, 106.67, "Sangat Tinggi"),
        ),
        indikator(
            "IKU-06",
            "Persentase industri yang melapor melalui SIINas",
            b,
            IND,
            satuan="%",
            konsolidasi="akhir",
            status="belum_dilaporkan",
            status_ket="Realisasi TW II belum diisi.",
            target_sd=35,
            target_tahun=70,
        ),
        indikator(
            "IKU-07",
            "Jumlah kepala keluarga transmigran yang dibina",
            c,
            TRANS,
            satuan="KK",
            realisasi_lalu=110,
            realisasi_lalu_sumber="LKjIP 2024",
            **_terukur(120, 104, 240, 86.67, "Tinggi"),
            penghambat="Jalan poros terputus banjir",
        ),
        indikator(
            "IKU-08",
            "Persentase satuan permukiman yang mandiri",
            c,
            TRANS,
            satuan="%",
            konsolidasi="akhir",
            status="belum_ditargetkan",
            status_ket="Target baru dipasang pada TW IV.",
            target_tahun=50,
        ),
        indikator(
            "IKU-09",
            "Nilai SAKIP perangkat daerah",
            d,
            SEK,
            satuan="nilai",
            konsolidasi="akhir",
            **_terukur(70, 70.06, 72, 100.09, "Sangat Tinggi"),
            realisasi_lalu=68.55,
            realisasi_lalu_sumber="LHE 2024",
        ),
        indikator(
            "IKU-10",
            "Indeks Kepuasan Masyarakat",
            d,
            SEK,
            satuan="indeks",
            konsolidasi="rata",
            status="tidak_dapat_dihitung",
            status_ket='Realisasi "delapan puluh" tidak terbaca.',
            target_tahun=85,
        ),
        indikator(
            "PRG-01",
            "Persentase capaian program pelatihan kerja dan produktivitas tenaga kerja",
            a,
            TK,
            jenjang="program",
            jenis="",
            satuan="%",
            konsolidasi="akhir",
            asumsi="rumus POS; konsolidasi nilai akhir",
            **_terukur(45, 38.5, 100, 85.56, "Tinggi"),
        ),
        indikator(
            "PRG-02",
            "Jumlah dokumen perencanaan pembangunan industri",
            b,
            IND,
            jenjang="program",
            jenis="",
            satuan="dokumen",
            asumsi="rumus POS",
            **_terukur(1, 1, 2, 100.0, "Sangat Tinggi"),
        ),
    ]


def sasaran_biasa() -> list[dict[str, object]]:
    def s(
        level: str,
        kode: str,
        nama: str,
        n: int,
        m: int,
        cap: float | None,
        mentah: float | None,
        bawah: float | None,
        pred: str,
        uang: tuple[int, int] | None,
        batas: int = 0,
        ket: str = "",
    ) -> dict[str, object]:
        pagu, rp = uang or (None, None)
        return {
            "level": level,
            "kode": kode,
            "nama": nama,
            "n": n,
            "n_terukur": m,
            "n_dibatasi": batas,
            "capaian_pct": cap,
            "capaian_mentah_pct": mentah,
            "capaian_batas_bawah_pct": bawah,
            "capaian_tahun_pct": None if cap is None else cap / 2,
            "predikat": pred,
            "pagu_rp": pagu,
            "realisasi_rp": rp,
            "serapan_pct": None if not uang else rp / pagu * 100,
            "ket": ket,
        }

    return [
        s(
            "sasaran",
            "SS1",
            S1,
            4,
            2,
            82.92,
            98.51,
            82.92,
            "Tinggi",
            (3_430_000_000, 1_290_500_000),
            1,
            "1 indikator dibatasi 120 %",
        ),
        s(
            "sasaran",
            "SS2",
            S2,
            2,
            1,
            106.67,
            106.67,
            53.34,
            "Sangat Tinggi",
            (1_250_000_000, 262_500_000),
            0,
            "1 indikator belum dilaporkan",
        ),
        s("sasaran", "SS3", S3, 2, 1, 86.67, 86.67, 86.67, "Tinggi", (980_000_000, 612_000_000)),
        s("sasaran", "SS4", S4, 2, 1, 100.09, 100.09, 100.09, "Sangat Tinggi", (2_529_493_807, 1_401_000_000)),
        s(
            "program",
            "2.07.03",
            "Program pelatihan kerja dan produktivitas tenaga kerja",
            1,
            1,
            85.56,
            85.56,
            85.56,
            "Tinggi",
            (2_100_000_000, 690_000_000),
        ),
        s("bidang", "TK", TK, 5, 3, 83.8, 94.2, 83.8, "Tinggi", (3_430_000_000, 1_290_500_000)),
        s("bidang", "IND", IND, 3, 2, 103.34, 103.34, 68.9, "Sangat Tinggi", (1_250_000_000, 262_500_000)),
        s("bidang", "TRANS", TRANS, 2, 1, 86.67, 86.67, 86.67, "Tinggi", (980_000_000, 612_000_000)),
        s("bidang", "SEK", SEK, 2, 1, 100.09, 100.09, 100.09, "Sangat Tinggi", None),
        s("dinas", "dinas", "Dinas", 10, 5, 94.09, 97.99, 80.76, "Sangat Tinggi", (8_189_493_807, 3_566_000_000), 1),
    ]


def biasa() -> dict[str, pd.DataFrame]:
    t = kosong()
    t["capaian"] = skema.bentuk("capaian", capaian_biasa())
    t["sasaran"] = skema.bentuk("sasaran", sasaran_biasa())
    program = [
        ("2.07.02", "Program perencanaan tenaga kerja", 180_000_000, 95_000_000, 55.0),
        ("2.07.03", "Program pelatihan kerja dan produktivitas tenaga kerja", 2_100_000_000, 690_000_000, 41.5),
        ("2.07.04", "Program penempatan tenaga kerja", 1_150_000_000, 505_500_000, None),
        ("3.31.02", "Program perencanaan dan pembangunan industri", 1_250_000_000, 262_500_000, 30.0),
        ("3.32.03", "Program pembangunan kawasan transmigrasi", 980_000_000, 612_000_000, 60.0),
        ("X.XX.01", "Program penunjang urusan pemerintahan daerah kabupaten/kota", 2_529_493_807, 1_401_000_000, 50.0),
    ]
    t["serapan"] = skema.bentuk(
        "serapan",
        [
            {
                "kode_anggaran": "dinas",
                "nama": "Seluruh dinas",
                "jenjang": "dinas",
                "pagu_rp": 8_189_493_807,
                "dasar_pagu": "DPA",
                "realisasi_rp": 3_566_000_000,
                "serapan_pct": 43.54,
                "fisik_pct": 47.2,
            },
            *(
                {
                    "kode_anggaran": k,
                    "nama": n,
                    "jenjang": "program",
                    "pagu_rp": p,
                    "dasar_pagu": "DPA",
                    "realisasi_rp": r,
                    "serapan_pct": r / p * 100,
                    "fisik_pct": f,
                }
                for k, n, p, r, f in program
            ),
            {
                "kode_anggaran": "2.07.03.2.01",
                "nama": "Pelaksanaan pelatihan berdasarkan unit kompetensi",
                "jenjang": "kegiatan",
                "kode_induk": "2.07.03",
                "pagu_rp": 2_100_000_000,
                "dasar_pagu": "DPA",
                "realisasi_rp": 690_000_000,
                "serapan_pct": 32.86,
            },
        ],
    )
    t["lapor"] = skema.bentuk(
        "lapor",
        [
            {
                "bidang": b,
                "triwulan": w,
                "n_indikator": n,
                "n_dilaporkan": n if w == 1 else m,
                "berkas": f"data/raw/2025/TW{w}/{b}.xlsx" if m or w == 1 else "",
                "status": "lengkap" if w == 1 or m == n else "sebagian" if m else "belum",
                "sel_kosong": "Kinerja!H12" if w == 2 and 0 < m < n else "",
                "tenggat": "2025-04-22" if w == 1 else "2025-07-14",
                "disimpan": ("2025-04-24" if b == TK else "2025-04-15") if w == 1 else "2025-07-16" if m else "",
                "terlambat_hari": (2 if b == TK else 0) if w == 1 else 2 if m else 0,
            }
            for b, n, m in ((SEK, 2, 2), (TK, 5, 5), (IND, 3, 2), (TRANS, 2, 0))
            for w in (1, 2)
        ],
    )
    t["perubahan"] = skema.bentuk(
        "perubahan",
        [
            {
                "bidang": IND,
                "triwulan": 2,
                "revisi_lama": 0,
                "revisi_baru": 1,
                "berkas_lama": "data/raw/2025/TW2/perindustrian.xlsx",
                "berkas_baru": "data/raw/2025/TW2/perindustrian FIX.xlsx",
                "lembar": "Kinerja",
                "sel": f"H{i}",
                "kode": f"IKU-0{i}",
                "kolom": "Realisasi",
                "dari": dari,
                "menjadi": menjadi,
                "alasan": alasan,
                "oleh": "petugas",
            }
            for i, dari, menjadi, alasan in (
                (5, "12", "21", "Angkanya tertukar saat disalin dari SIINas"),
                (6, "", "64,20", ""),
            )
        ],
    )
    t["tindak_lanjut"] = skema.bentuk(
        "tindak_lanjut",
        [
            {
                "nomor": f"TL-2025-{tw}-{kode}",
                "tahun_asal": 2025,
                "triwulan_asal": tw,
                "bidang": bidang,
                "kode_indikator": kode,
                "uraian": uraian,
                "pic": "Kepala Seksi Pelatihan",
                "tenggat": "31 Juli 2025",
                "status": status,
                "triwulan_status": 2 if status else 0,
                "keterangan": ket,
            }
            for tw, kode, bidang, uraian, status, ket in (
                (1, "IKU-03", TK, "Menambah kelas pelatihan las", "berjalan", "Satu kelas dibuka Juni"),
                (1, "IKU-05", IND, "Pendampingan izin edar untuk 20 IKM", "selesai", "20 IKM sudah didampingi"),
                (2, "IKU-03", TK, "Mendatangkan instruktur las listrik dari provinsi", "", ""),
            )
        ],
    )
    t["rekap"] = skema.bentuk(
        "rekap",
        [
            {
                "kode_indikator": "IKU-03",
                "triwulan": w,
                "target": 24,
                "dilaporkan": True,
                "realisasi": r,
                "realisasi_teks": str(r),
                "pelapor": TK,
            }
            for w, r in ((1, 10), (2, 12))
        ],
    )
    t["temuan"] = skema.bentuk(
        "temuan",
        [
            temuan("belum_dilaporkan", bidang=IND, kode_indikator="IKU-06", tw="II"),
            temuan(
                "angka_tidak_terbaca",
                bidang=SEK,
                kode_indikator="IKU-10",
                berkas="data/raw/2025/TW2/Sekretariat.xlsx",
                lembar="Realisasi",
                sel="G14",
                nilai="delapan puluh",
                seharusnya="bilangan",
            ),
            temuan("belum_melapor", bidang=TRANS, tw="II", tenggat="14 Juli 2025"),
            temuan(
                "capaian_tinggi",
                bidang=TK,
                kode_indikator="IKU-02",
                capaian="151,19 %",
                ambang="120 %",
                penjelasan="Ada permintaan dari perusahaan sawit.",
            ),
            temuan("capaian_rendah", bidang=TK, kode_indikator="IKU-03", capaian="45,83 %", ambang="50 %"),
            *(
                temuan(
                    "angka_sebagai_teks",
                    bidang=TK,
                    berkas="data/raw/2025/TW2/Bidang Tenaga Kerja.xlsx",
                    lembar="Realisasi",
                    sel=f"G{i}",
                    nilai="1.514",
                    bacaan="1.514",
                )
                for i in range(8, 20)
            ),
        ],
    )
    t["putusan"] = skema.bentuk(
        "putusan",
        [
            {
                "tahun": 2025,
                "triwulan": 2,
                "putusan": "Tidak",
                "n_tolak": 3,
                "n_jelaskan": 1,
                "n_dijelaskan": 1,
                "n_info": 12,
                "alasan": "Masih ada angka yang belum sah dan bidang yang belum melapor.",
            }
        ],
    )
    t["berkas"] = skema.bentuk(
        "berkas",
        [
            {
                "berkas": "data/raw/2025/perencanaan.xlsx",
                "sha256": "ab" * 32,
                "ukuran_byte": 40123,
                "jenis": "perencanaan",
                "status": "dipakai",
                "baris_tabel": 60,
                "baris_dibaca": 58,
                "baris_tidak_dibaca": 2,
            },
            {
                "berkas": "data/raw/2025/TW2/formulir.xlsx",
                "sha256": "cd" * 32,
                "ukuran_byte": 22123,
                "jenis": "formulir",
                "bidang": TK,
                "triwulan": 2,
                "revisi": 1,
                "status": "dipakai",
                "baris_tabel": 5,
                "baris_dibaca": 5,
            },
        ],
    )
    t["baris_tidak_dibaca"] = skema.bentuk(
        "baris_tidak_dibaca",
        [
            {
                "berkas": "data/raw/2025/perencanaan.xlsx",
                "lembar": "PK",
                "baris": 44,
                "isi": "Jumlah",
                "alasan": "baris jumlah",
            }
        ],
    )
    t["riwayat"] = skema.bentuk(
        "riwayat",
        [
            *(
                {"kode_indikator": "IKU-01", "tahun": y, "triwulan": 0, "nilai": v, "sumber": "BPS"}
                for y, v in ((2021, 2.71), (2022, 2.6), (2023, 2.45), (2024, 2.4))
            ),
            *(
                {"kode_indikator": "IKU-03", "tahun": y, "triwulan": 0, "nilai": v, "sumber": "LKjIP"}
                for y, v in ((2022, 64), (2023, 80), (2024, 87))
            ),
            *(
                {"kode_indikator": "IKU-02", "tahun": y, "triwulan": 2, "nilai": v, "sumber": "LKjIP"}
                for y, v in ((2023, 48.0), (2024, 52.4))
            ),
            *(
                {"kode_indikator": "IKU-09", "tahun": y, "triwulan": 0, "nilai": v, "sumber": "LHE"}
                for y, v in ((2022, 65.1), (2023, 66.9), (2024, 68.55))
            ),
        ],
    )
    return t


# ---- Formulir E.81: one sasaran, many indicators, no quarter targets ------------------------------------------------
def besar(n: int = 95) -> dict[str, pd.DataFrame]:
    t = kosong()
    panjang = (
        "Persentase keselarasan dokumen perencanaan pembangunan daerah, penganggaran, dan evaluasi kinerja daerah " * 2
    )
    jenjang = ["program"] * 6 + ["kegiatan"] * 20 + ["sub_kegiatan"] * (n - 26)
    s = (
        "S1",
        "Meningkatnya kualitas perencanaan, pengendalian, dan evaluasi pembangunan daerah yang selaras dan akuntabel",
    )
    t["capaian"] = skema.bentuk(
        "capaian",
        [
            indikator(
                f"5.01.{i:02d}",
                f"{panjang}ke-{i}",
                s,
                "Bappeda Litbang",
                jenjang=j,
                jenis="",
                satuan="dokumen",
                status="belum_ditargetkan",
                status_ket="Formulir E.81 tidak memuat target triwulan.",
                target_tahun=10.0,
                realisasi_sd=float(i % 7),
                capaian_tahun_pct=(i % 7) * 10.0,
                tambahan_persen=i % 2 == 0,
                asumsi="rumus POS; polaritas makin tinggi makin baik",
            )
            for i, j in enumerate(jenjang)
        ],
    )
    t["sasaran"] = skema.bentuk(
        "sasaran",
        [
            {
                "level": "sasaran",
                "kode": "S1",
                "nama": s[1],
                "n": n,
                "capaian_tahun_pct": 29.58,
                "pagu_rp": 20_000_000_000,
                "realisasi_rp": 8_000_000_000,
                "serapan_pct": 40.0,
            },
            *(
                {
                    "level": "program",
                    "kode": f"5.01.0{i}",
                    "nama": f"Program {panjang[: 60 + 30 * i]}",
                    "n": 16,
                    "capaian_tahun_pct": 12.5 * i,
                    "pagu_rp": 3_000_000_000,
                    "realisasi_rp": i * 400_000_000,
                    "serapan_pct": i * 400 / 30,
                }
                for i in range(1, 7)
            ),
            {"level": "bidang", "kode": "B1", "nama": "Bappeda Litbang", "n": n, "capaian_tahun_pct": 29.58},
            {"level": "dinas", "kode": "dinas", "nama": "Dinas", "n": n, "capaian_tahun_pct": 29.58},
        ],
    )
    t["serapan"] = skema.bentuk(
        "serapan",
        [
            {
                "kode_anggaran": "dinas",
                "nama": "Dinas",
                "jenjang": "dinas",
                "pagu_rp": 20_000_000_000,
                "dasar_pagu": "DPPA",
                "realisasi_rp": 8_000_000_000,
                "serapan_pct": 40.0,
            },
            *(
                {
                    "kode_anggaran": f"5.01.0{i}",
                    "nama": f"Program {panjang[: 60 + 30 * i]}",
                    "jenjang": "program",
                    "pagu_rp": 3_000_000_000,
                    "dasar_pagu": "DPPA",
                    "realisasi_rp": i * 400_000_000,
                    "serapan_pct": i * 400 / 30,
                }
                for i in range(1, 7)
            ),
        ],
    )
    t["putusan"] = skema.bentuk(
        "putusan", [{"tahun": 2025, "triwulan": 2, "putusan": "Ya", "alasan": "Tidak ada temuan yang menahan."}]
    )
    return t


# ---- hostile text and missing figures -------------------------------------------------------------------------------
def jahat(tabel: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Put hostile text into every text column that does not hold a declared value or a key of another table."""
    hasil = {}
    for nama, df in tabel.items():
        isi = df.copy()
        for k, v in skema.TABEL[nama].items():
            if v.tipe == "str" and v.isi is None and k != "kode" and not k.startswith("kode_"):
                isi[k] = pd.Series([f"{JAHAT} {i}" for i in range(len(isi))], dtype="object")
        hasil[nama] = isi
    return hasil


def hampa(tabel: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Remove every figure that may be missing, and every text that may be empty."""
    hasil = {}
    for nama, df in tabel.items():
        isi = df.copy()
        for k, v in skema.TABEL[nama].items():
            if v.tipe == "float64":
                isi[k] = float("nan")
            elif v.tipe == "Int64":
                isi[k] = pd.array([pd.NA] * len(isi), dtype="Int64")
            elif v.tipe == "str" and not v.wajib and (v.isi is None or "" in v.isi):
                isi[k] = ""
        hasil[nama] = isi
    return hasil
