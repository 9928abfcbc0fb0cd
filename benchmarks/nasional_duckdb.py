"""Side B: the same rules in SQL, by DuckDB. Needs nothing but duckdb, so that it runs in an environment of its own.

SQL's ``least`` and ``greatest`` leave NULL out: ``least(greatest(x, 0), 120)`` makes a missing figure 0. Each is used
here only where no argument can be NULL, or behind a CASE.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import duckdb  # type: ignore[import-not-found]

STATUS = (
    "terukur",
    "belum_dilaporkan",
    "belum_tersedia",
    "belum_ditargetkan",
    "tanpa_kejadian",
    "tidak_dapat_dihitung",
)
PREDIKAT = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah", "")
JUMLAH = ("capaian_sd_pct", "capaian_tahun_pct", "capaian_renstra_pct", "dibatasi")

# A macro is pasted in as text, and the optimiser merges a step into the next: what is used five times is computed five
# times over. So macros get only columns, and two steps are MATERIALIZED (measured: a seventh of the time without).
MAKRO = """
CREATE MACRO atas_rumus(f, t, r, b) AS CASE f WHEN 1 THEN r WHEN 2 THEN 2 * t - r WHEN 3 THEN t WHEN 4 THEN b - r
    WHEN 5 THEN CASE WHEN r <= t THEN r ELSE 2 * t - r END ELSE CASE WHEN r <= t THEN r ELSE t END END;
CREATE MACRO bawah_rumus(f, t, r, b) AS CASE f WHEN 3 THEN r WHEN 4 THEN b - t
    WHEN 6 THEN CASE WHEN r <= t THEN t ELSE r END ELSE t END;
CREATE MACRO menurut_jenis(x, f, jenis, t, r, a, batas_atas) AS CASE
    WHEN jenis = 1 AND r >= a AND r <= batas_atas THEN 100.0
    WHEN t = 0 AND f NOT IN (1, 4) THEN CASE WHEN r = 0 THEN 100.0 WHEN r IS NOT NULL THEN 0.0 END
    WHEN jenis = 2 AND x > 100 THEN 100.0
    ELSE x END;
CREATE MACRO predikat(x) AS CASE WHEN x IS NULL THEN '' WHEN x >= 91 THEN 'Sangat Tinggi'
    WHEN x >= 76 THEN 'Tinggi' WHEN x >= 66 THEN 'Sedang' WHEN x >= 51 THEN 'Rendah' ELSE 'Sangat Rendah' END;
"""

# The plan's words become small numbers once. f: the formula (a predicate is measured as POS, a date as NEG-L);
# jenis: 1 a range, 2 what is 100 at most, 0 the rest; k: consolidation; tunggal: quarters are planned one by one.
RENCANA = """
rencana AS (
    SELECT * EXCLUDE (konsolidasi, polaritas, jenis_target, rumus, bentuk_target, satuan),
        CASE WHEN jenis_target = 'predikat' THEN 1 WHEN jenis_target = 'tanggal' THEN 2
            WHEN rumus = 'POS' THEN 1 WHEN rumus = 'NEG-L' THEN 2 WHEN rumus = 'NEG-H' THEN 3
            WHEN rumus = 'NEG-B' THEN 4 WHEN rumus = 'STAB-L' THEN 5 WHEN rumus = 'STAB-H' THEN 6 END::TINYINT AS f,
        rumus = 'POS' AS naik,
        CASE jenis_target WHEN 'rentang' THEN 1 WHEN 'predikat' THEN 2 WHEN 'tanggal' THEN 2 ELSE 0 END::TINYINT
            AS jenis,
        CASE konsolidasi WHEN 'jumlah' THEN 1 WHEN 'rata' THEN 2 WHEN 'rasio' THEN 3 ELSE 0 END::TINYINT AS k,
        bentuk_target = 'per_triwulan' AS tunggal,
        konsolidasi <> 'jumlah' OR polaritas = 'min' AS nol_berarti,
        CASE WHEN lower(trim(satuan)) IN ('%', 'persen', 'persentase', 'prosentase') THEN 100.0 ELSE 1.0 END AS faktor
    FROM indikator
),
"""
NILAI = """
        arg_max(target, triwulan) AS t_akhir, sum(target) AS t_jumlah, count(target) AS t_banyak,
        arg_max(target_bawah, triwulan) AS t_bawah,
        arg_max(realisasi, triwulan) AS r_akhir, sum(realisasi) AS r_jumlah, count(realisasi) AS r_banyak,
        sum(pembilang) FILTER (penyebut IS NOT NULL) AS atas, sum(penyebut) FILTER (pembilang IS NOT NULL) AS bawah
"""
# One row an indicator. What is due depends on the plan, so the plan is joined before its quarters are added up; the
# last of something is the one of the latest quarter, which arg_max finds without a window or a sort.
BARIS = """
tw AS (
    SELECT {kunci}, {nilai},
        max(triwulan) FILTER (wajib) AS w_akhir, bool_or(wajib AND NOT dilaporkan) AS lowong,
        max(triwulan) FILTER (dilaporkan) AS l_akhir,
        max(triwulan) FILTER (keadaan = 'belum_tersedia') AS x_akhir,
        max(triwulan) FILTER (dilaporkan AND keadaan <> 'belum_tersedia') AS y_akhir,
        bool_or(keadaan = 'tanpa_kejadian') AS tanpa_kejadian
    FROM (
        SELECT r.*, target IS NOT NULL AND (nol_berarti OR target <> 0) AND triwulan >= tersedia_tw AS wajib
        FROM rekap r JOIN rencana i USING ({kunci})
    )
    GROUP BY {kunci}
),
dasar AS MATERIALIZED (SELECT * FROM rencana JOIN tw USING ({kunci})),
"""
# The same with a bit a quarter for each question, four questions in one number: one aggregate instead of six, and the
# plan is joined once, to a quarter of the rows.
BIT = """
tw AS (
    SELECT {kunci}, {nilai},
        bit_or((1 << (triwulan - 1)) * ((target IS NOT NULL)::INT + 16 * (target <> 0 AND target IS NOT NULL)::INT
            + 256 * dilaporkan::INT + 4096 * (keadaan = 'belum_tersedia')::INT
            + 65536 * (keadaan = 'tanpa_kejadian')::INT)) AS bit
    FROM (SELECT * REPLACE (triwulan::INT AS triwulan) FROM rekap) GROUP BY {kunci}
),
terurai AS (
    SELECT *, CASE WHEN nol_berarti THEN bit & 15 ELSE (bit >> 4) & 15 END & ((15 << (tersedia_tw - 1)) & 15) AS w,
        (bit >> 8) & 15 AS l, (bit >> 12) & 15 AS x
    FROM rencana JOIN tw USING ({kunci})
),
dasar AS MATERIALIZED (
    SELECT *, CASE WHEN w >= 8 THEN 4 WHEN w >= 4 THEN 3 WHEN w >= 2 THEN 2 WHEN w >= 1 THEN 1 END AS w_akhir,
        (w & ~l) <> 0 AS lowong,
        CASE WHEN l >= 8 THEN 4 WHEN l >= 4 THEN 3 WHEN l >= 2 THEN 2 WHEN l >= 1 THEN 1 END AS l_akhir,
        CASE WHEN x >= 8 THEN 4 WHEN x >= 4 THEN 3 WHEN x >= 2 THEN 2 WHEN x >= 1 THEN 1 END AS x_akhir,
        CASE WHEN l & ~x >= 8 THEN 4 WHEN l & ~x >= 4 THEN 3 WHEN l & ~x >= 2 THEN 2 WHEN l & ~x >= 1 THEN 1 END
            AS y_akhir,
        (bit >> 16) <> 0 AS tanpa_kejadian
    FROM terurai
),
"""
SESUDAH = """
sd AS MATERIALIZED (
    SELECT *,
        CASE k WHEN 1 THEN r_jumlah WHEN 2 THEN r_jumlah / nullif(r_banyak, 0)
            WHEN 3 THEN atas / nullif(bawah, 0) * 100 / 100 * faktor ELSE r_akhir END AS nilai,
        coalesce(k = 3 AND bawah = 0, false) AS tanpa_dasar,
        CASE WHEN tunggal AND k = 1 THEN t_jumlah WHEN tunggal AND k = 2 THEN t_jumlah / nullif(t_banyak, 0)
            ELSE t_akhir END AS t_rencana
    FROM dasar
),
dengan_target AS (
    SELECT *,
        CASE WHEN t_rencana IS NULL AND w_akhir IS NULL THEN target_tahun ELSE t_rencana END AS t_sd,
        CASE WHEN t_rencana IS NULL AND w_akhir IS NULL THEN target_tahun_bawah ELSE t_bawah END AS a_sd,
        nilai + CASE WHEN k = 1 AND NOT tambahan_persen THEN coalesce(realisasi_renstra_lalu, 0) ELSE 0 END
            AS nilai_renstra
    FROM sd
),
dengan_batas AS (
    SELECT *,
        CASE WHEN jenis = 1 AND nilai < a_sd THEN a_sd ELSE t_sd END AS t1,
        CASE WHEN jenis = 1 AND nilai < target_tahun_bawah THEN target_tahun_bawah ELSE target_tahun END AS t2,
        CASE WHEN jenis = 1 AND nilai_renstra < target_renstra_bawah THEN target_renstra_bawah ELSE target_renstra END
            AS t3
    FROM dengan_target
),
dengan_rumus AS (
    SELECT *,
        atas_rumus(f, t1, nilai, baseline) / nullif(bawah_rumus(f, t1, nilai, baseline), 0) * 100 AS x1,
        atas_rumus(f, t2, nilai, baseline) / nullif(bawah_rumus(f, t2, nilai, baseline), 0) * 100 AS x2,
        atas_rumus(f, t3, nilai_renstra, baseline) / nullif(bawah_rumus(f, t3, nilai_renstra, baseline), 0) * 100 AS x3,
        (t_sd IS NULL OR (t_sd = 0 AND naik)) AS tanpa_target
    FROM dengan_batas
),
dengan_capaian AS (
    SELECT *,
        CASE WHEN naik AND t_sd = 0 THEN NULL ELSE menurut_jenis(x1, f, jenis, t1, nilai, a_sd, t_sd) END AS ke_sd,
        CASE WHEN naik AND target_tahun = 0 THEN NULL
            ELSE menurut_jenis(x2, f, jenis, t2, nilai, target_tahun_bawah, target_tahun) END AS ke_tahun,
        CASE WHEN naik AND target_renstra = 0 THEN NULL
            ELSE menurut_jenis(x3, f, jenis, t3, nilai_renstra, target_renstra_bawah, target_renstra) END AS ke_renstra
    FROM dengan_rumus
),
dengan_status AS (
    SELECT *, CASE
        WHEN (4 < tersedia_tw AND nilai IS NULL)
            OR (coalesce(x_akhir >= w_akhir, false) AND NOT coalesce(y_akhir >= w_akhir, false)) THEN 2
        WHEN target_tahun IS NULL OR (target_tahun = 0 AND naik AND NOT tanpa_target) THEN 5
        WHEN tanpa_target THEN 3
        WHEN CASE WHEN k = 0 AND NOT coalesce(l_akhir >= w_akhir, false) THEN w_akhir IS NOT NULL
                ELSE k <> 0 AND lowong END
            OR (nilai IS NULL AND NOT tanpa_kejadian AND NOT tanpa_dasar) THEN 1
        WHEN tanpa_dasar OR nilai IS NULL THEN 4
        WHEN ke_sd IS NULL THEN 5
        ELSE 0 END::TINYINT AS status
    FROM dengan_capaian
)
SELECT {tahun} kode_sasaran, dinas, bobot, status,
    CASE WHEN status = 0 THEN ke_sd END AS capaian_sd_pct,
    CASE WHEN status IN (0, 3) THEN ke_tahun END AS capaian_tahun_pct,
    CASE WHEN status IN (0, 3) THEN ke_renstra END AS capaian_renstra_pct,
    (status = 0 AND ke_sd > 120)::INT AS dibatasi
FROM dengan_status
"""
# One pass over the indicators for the roll-up and for every count and sum, as the other side keeps them from one pass.
GABUNG = """
WITH per_sasaran AS (
    SELECT {tahun} dinas, kode_sasaran,
        sum(CASE WHEN capaian_sd_pct IS NOT NULL THEN least(greatest(capaian_sd_pct, 0), 120) * bobot END)
            / nullif(sum(bobot) FILTER (capaian_sd_pct IS NOT NULL), 0) AS nilai,
        {hitung_status}, {jumlah}
    FROM capaian GROUP BY ALL
),
per_dinas AS (
    SELECT avg(nilai) AS nilai, sum(nilai) AS jumlah_sasaran, {predikat_sasaran}, {jumlahkan}
    FROM (SELECT *, predikat(bulat) AS p FROM (SELECT *, {bulat} AS bulat FROM per_sasaran)) GROUP BY {tahun} dinas
)
SELECT sum(nilai) AS jumlah_dinas, sum(jumlah_sasaran) AS jumlah_sasaran, {predikat_dinas}, {jumlahkan_lagi}
FROM (SELECT *, predikat(bulat) AS p FROM (SELECT *, {bulat} AS bulat FROM per_dinas))
"""
# Half up to two decimals, of the decimal number that Excel shows: two units in the last place more than the binary one.
BULAT = "floor(nilai * 100.0 + 2 * (nextafter(nilai * 100.0, 'infinity'::DOUBLE) - nilai * 100.0) + 0.5) / 100.0"


def pernyataan(bentuk: str, per_tahun: bool) -> str:
    """Write the query: ``baris`` joins the plan to every quarter, ``bit`` packs the quarters' states first."""
    tahun = "" if per_tahun else "tahun,"
    kunci = f"{tahun} kode_indikator".strip()
    per_tw = (BARIS if bentuk == "baris" else BIT).format(kunci=kunci, nilai=NILAI)
    capaian = "WITH " + RENCANA + per_tw + SESUDAH.format(tahun=tahun)
    hitung = {f"s{i}": f"count(*) FILTER (status = {i})" for i in range(len(STATUS))}
    jumlah = {k: f"sum({k})" for k in JUMLAH}
    dibawa = [*hitung, *jumlah]
    return GABUNG.format(
        tahun=tahun,
        bulat=BULAT,
        hitung_status=", ".join(f"{v} AS {k}" for k, v in hitung.items()),
        jumlah=", ".join(f"{v} AS {k}" for k, v in jumlah.items()),
        predikat_sasaran=", ".join(f"count(*) FILTER (p = '{p}') AS p{i}" for i, p in enumerate(PREDIKAT)),
        jumlahkan=", ".join(f"sum({k}) AS {k}" for k in dibawa),
        predikat_dinas=", ".join(f"count(*) FILTER (p = '{p}') AS q{i}" for i, p in enumerate(PREDIKAT)),
        jumlahkan_lagi=", ".join(f"sum({k}) AS {k}" for k in [*(f"p{i}" for i in range(len(PREDIKAT))), *dibawa]),
    ).replace("FROM capaian GROUP", f"FROM ({capaian}) GROUP")


def hitung(folder: Path, tahun: list[int], bentuk: str, per_tahun: bool, memori: str) -> dict[str, Any]:
    """Run the query over the years and return what both sides must agree on.

    Args:
        folder: Folder of the files.
        tahun: Years.
        bentuk: Which query, see :func:`pernyataan`.
        per_tahun: One year after the other, instead of all of them in one statement.
        memori: DuckDB's memory limit such as ``1GB``; empty for its own default.
    """
    db = duckdb.connect()
    if memori:
        db.execute(f"SET memory_limit = '{memori}'")
    db.execute("SET preserve_insertion_order = false")
    db.execute(MAKRO)
    hasil: dict[str, Any] = {k: {} for k in ("status", "sasaran", "dinas", "jumlah")}
    mulai = time.perf_counter()
    for bagian in [[t] for t in tahun] if per_tahun else [tahun]:
        for nama in ("indikator", "rekap"):
            berkas = [str(folder / f"{nama}-{t}.parquet") for t in bagian]
            db.execute(
                f"CREATE OR REPLACE TEMP VIEW {nama} AS SELECT *"
                f"{'' if per_tahun else ' EXCLUDE (filename), parse_filename(filename, true)[-4:]::SMALLINT AS tahun'}"
                f" FROM read_parquet({berkas}{'' if per_tahun else ', filename = true'})"
            )
        kursor = db.execute(pernyataan(bentuk, per_tahun))
        baris = dict(zip([d[0] for d in kursor.description], kursor.fetchone() or (), strict=True))
        tambah(hasil["status"], {s: int(baris[f"s{i}"]) for i, s in enumerate(STATUS)})
        tambah(hasil["sasaran"], {p: int(baris[f"p{i}"]) for i, p in enumerate(PREDIKAT)})
        tambah(hasil["dinas"], {p: int(baris[f"q{i}"]) for i, p in enumerate(PREDIKAT)})
        tambah(hasil["jumlah"], {k: float(baris[f"jumlah_{k}"]) for k in ("sasaran", "dinas")})
        tambah(hasil["jumlah"], {k: float(baris[k]) for k in JUMLAH})
    return hasil | {"fase": {"kueri": time.perf_counter() - mulai}}


def tambah(jumlah: dict[str, Any], baru: dict[str, Any]) -> None:
    """Add counts or sums by name."""
    for k, v in baru.items():
        jumlah[k] = jumlah.get(k, 0) + v


if __name__ == "__main__":
    bentuk_kueri, bagian_data, batas_memori = sys.argv[2].split("/")
    daftar_tahun = [int(t) for t in sys.argv[3:]]
    json.dump(hitung(Path(sys.argv[1]), daftar_tahun, bentuk_kueri, bagian_data == "tahun", batas_memori), sys.stdout)
