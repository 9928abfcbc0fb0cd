"""The benchmark cannot rot: at a tiny size its own result equals the rules written out slowly, one row at a time."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import nasional_data
from benchmarks.nasional import beda
from benchmarks.nasional_kinerja import hitung
from kinerja.angka import bulat
from kinerja.skema import STATUS

KELAS = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))


def bagi(atas, bawah):
    return None if atas is None or not bawah else atas / bawah * 100


def menurut_rumus(nama, t, r, b):
    if t == 0 and nama in ("NEG-L", "NEG-H", "STAB-L", "STAB-H"):
        return 100.0 if r == 0 else 0.0
    naik, turun = bagi(r, t), bagi(2 * t - r, t)
    if nama == "STAB-H":
        return naik if r == 0 else min(naik, bagi(t, r))
    semua = {"POS": naik, "NEG-L": turun, "NEG-H": bagi(t, r), "STAB-L": naik if r <= t else turun}
    return bagi(b - r, b - t) if nama == "NEG-B" else semua[nama]


def satu_capaian(i, t, r, a):
    if t is None or r is None or (t == 0 and i["rumus"] == "POS"):
        return None
    if i["jenis_target"] == "rentang":
        return 100.0 if a <= r <= t else menurut_rumus(i["rumus"], a if r < a else t, r, i["baseline"])
    if i["jenis_target"] in ("predikat", "tanggal"):
        nilai = menurut_rumus("POS" if i["jenis_target"] == "predikat" else "NEG-L", t, r, None)
        return None if nilai is None else min(nilai, 100.0)
    return menurut_rumus(i["rumus"], t, r, i["baseline"])


def sampai_dengan(i, tw):
    """Return value, denominator, target and lower bound to date."""
    ada = [b["realisasi"] for b in tw if b["realisasi"] is not None]
    pasangan = [(b["pembilang"], b["penyebut"]) for b in tw if b["penyebut"] is not None]
    rencana = [b["target"] for b in tw if b["target"] is not None]
    bawah = [b["target_bawah"] for b in tw if b["target_bawah"] is not None]
    nilai, dasar, k = None, None, i["konsolidasi"]
    if k == "rasio" and pasangan:
        dasar = sum(p[1] for p in pasangan)
        persen = i["satuan"].strip().lower() in ("%", "persen")
        nilai = bagi(sum(p[0] for p in pasangan), dasar)
        nilai = None if nilai is None else nilai / 100 * (100 if persen else 1)
    elif k != "rasio" and ada:
        nilai = {"jumlah": sum(ada), "rata": sum(ada) / len(ada), "akhir": ada[-1]}[k]
    target = rencana[-1] if rencana else None
    if rencana and i["bentuk_target"] == "per_triwulan" and k in ("jumlah", "rata"):
        target = sum(rencana) / (len(rencana) if k == "rata" else 1)
    return nilai, dasar, target, bawah[-1] if bawah else None


def wajib(i, b):
    if b["target"] is None or (b["target"] == 0 and i["konsolidasi"] == "jumlah" and i["polaritas"] != "min"):
        return False
    return b["triwulan"] >= i["tersedia_tw"]


def status(i, tw, nilai, dasar, t, ke_sd):
    harus = [b["triwulan"] for b in tw if wajib(i, b)]
    sesudah = [b for b in tw if harus and b["triwulan"] >= harus[-1]]
    ada = [b for b in sesudah if b["dilaporkan"]]
    if any(b["keadaan"] == "belum_tersedia" for b in sesudah) and all(b["keadaan"] == "belum_tersedia" for b in ada):
        return "belum_tersedia"
    naik, tahun = i["rumus"] == "POS", i["target_tahun"]
    tanpa_target = t is None or (t == 0 and naik)
    if tahun is None or (tahun == 0 and naik and not tanpa_target):
        return "tidak_dapat_dihitung"
    if tanpa_target:
        return "belum_ditargetkan"
    if i["konsolidasi"] == "akhir":
        kurang = bool(harus) and not ada
    else:
        kurang = any(wajib(i, b) and not b["dilaporkan"] for b in tw)
    if kurang or (nilai is None and dasar != 0 and all(b["keadaan"] != "tanpa_kejadian" for b in tw)):
        return "belum_dilaporkan"
    if dasar == 0 or nilai is None:
        return "tanpa_kejadian"
    return "tidak_dapat_dihitung" if ke_sd is None else "terukur"


def ukur_satu(i, tw):
    nilai, dasar, t, a = sampai_dengan(i, tw)
    if t is None and not any(wajib(i, b) for b in tw):
        t, a = i["target_tahun"], i["target_tahun_bawah"]
    ke_sd = satu_capaian(i, t, nilai, a)
    s = status(i, tw, nilai, dasar, t, ke_sd)
    lalu = i["realisasi_renstra_lalu"] if i["konsolidasi"] == "jumlah" and not i["tambahan_persen"] else None
    sejak = None if nilai is None else nilai + (lalu or 0)
    maju = s in ("terukur", "belum_ditargetkan")
    return {
        **i,
        "status": s,
        "capaian_sd_pct": ke_sd if s == "terukur" else None,
        "capaian_tahun_pct": satu_capaian(i, i["target_tahun"], nilai, i["target_tahun_bawah"]) if maju else None,
        "capaian_renstra_pct": satu_capaian(i, i["target_renstra"], sejak, i["target_renstra_bawah"]) if maju else None,
    }


def rerata(pasangan):
    ada = [(x, w) for x, w in pasangan if x is not None]
    return sum(x * w for x, w in ada) / sum(w for _, w in ada) if ada else None


def predikat(nilai):
    if nilai is None:
        return ""
    return next((label for batas, label in KELAS if bulat(nilai) >= batas), "Sangat Rendah")


def lambat(folder: Path, tahun: list[int]) -> dict[str, dict[str, float]]:
    hasil: dict[str, Counter[str]] = {k: Counter() for k in ("status", "sasaran", "dinas", "jumlah")}
    for t in tahun:
        tabel = [pd.read_parquet(folder / f"{n}-{t}.parquet").astype(object) for n in ("indikator", "rekap")]
        rencana, laporan = (x.where(x.notna(), None).to_dict("records") for x in tabel)
        baris = [ukur_satu(i, laporan[4 * k : 4 * k + 4]) for k, i in enumerate(rencana)]
        hasil["status"].update(b["status"] for b in baris)
        for k in ("capaian_sd_pct", "capaian_tahun_pct", "capaian_renstra_pct"):
            hasil["jumlah"][k] += sum(b[k] for b in baris if b[k] is not None)
        hasil["jumlah"]["dibatasi"] += sum((b["capaian_sd_pct"] or 0) > 120 for b in baris)
        per_sasaran: dict[tuple[int, int], list[tuple[float | None, float]]] = {}
        for b in baris:
            x = b["capaian_sd_pct"]
            terbatas = None if x is None else min(max(x, 0), 120)
            per_sasaran.setdefault((b["dinas"], b["kode_sasaran"]), []).append((terbatas, b["bobot"]))
        sasaran = {k: rerata(v) for k, v in per_sasaran.items()}
        dinas = {d: rerata((x, 1) for (k, _), x in sasaran.items() if k == d) for d in {k for k, _ in sasaran}}
        for nama, nilai in (("sasaran", sasaran.values()), ("dinas", dinas.values())):
            hasil[nama].update(predikat(x) for x in nilai)
            hasil["jumlah"][nama] += sum(x for x in nilai if x is not None)
    return {k: dict(v) for k, v in hasil.items()}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(nasional_data, "DINAS_SEGUGUS", 9)  # several groups, the last one short
    for t in (2021, 2022):
        nasional_data.tulis_tahun(tmp_path, t, 40, 60)
    return tmp_path


def test_benchmark_sama_dengan_hitungan_lambat(data: Path) -> None:
    kami = hitung(data, [2021, 2022])
    pembanding = lambat(data, [2021, 2022])
    for bagian in ("status", "sasaran", "dinas"):
        kami[bagian] = {k: v for k, v in kami[bagian].items() if v}
    assert not beda(kami, pembanding)
    assert set(kami["status"]) == set(STATUS)  # or the data would miss a rule


def test_data_benchmark_tetap(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    lagi = tmp_path_factory.mktemp("lagi")
    nasional_data.tulis_tahun(lagi, 2021, 40, 60)
    for nama in ("indikator-2021.parquet", "rekap-2021.parquet"):
        pd.testing.assert_frame_equal(pd.read_parquet(data / nama), pd.read_parquet(lagi / nama))
