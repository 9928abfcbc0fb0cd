"""A report that comes back signed, through the command: taken when it is that very report, refused when changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinerja.cli import main
from kinerja.rantai import jalan
from tests.test_tanda_tangan import Identitas, _tambahi, _tanda_tangani, ca, jangkar, kepala  # noqa: F401


@pytest.mark.lambat
def test_laporan_bertanda_diterima_dan_ikut_diarsipkan(
    contoh: Path,
    kepala: Identitas,  # noqa: F811
    jangkar: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def sop(langkah: str, jam: str, *lain: str) -> int:
        periode = ["--tahun", "2025", "--triwulan", "2", "--akar", str(contoh)]
        return main(["sop", langkah, *periode, "--waktu", f"2025-07-10T{jam}+07:00", *lain])

    def tanda() -> list[str]:
        baris = (contoh / "data/sop/2025/TW2.jsonl").read_text("utf-8").splitlines()
        return [e["isi"]["tanda_tangan"] for e in map(json.loads, baris) if e["tindakan"] == "sahkan"]

    jangkar.rename(contoh / "params/jangkar-tepercaya")
    assert [sop("disposisi", "08:00"), sop("disposisi", "08:05")] == [0, 0]
    assert jalan(2025, 2, contoh, waktu="2025-07-10T09:00+07:00").putusan["putusan"] == "Ya"
    assert [sop("putusan", "09:30"), sop("sosialisasi", "10:00", "--setuju"), sop("serah", "10:30")] == [0, 0, 0]
    assert sop("sahkan", "11:00") == 0

    asli = (contoh / "reports/2025/TW2/laporan.pdf").read_bytes()
    bertanda = _tanda_tangani(asli, kepala)
    berkas = tmp_path / "laporan bertanda.pdf"
    berkas.write_bytes(_tambahi(bertanda))
    capsys.readouterr()
    assert sop("sahkan", "11:30", "--pdf-bertanda", str(berkas)) == 1
    assert "tidak diterima" in capsys.readouterr().err
    berkas.write_bytes(bertanda)
    assert sop("sahkan", "11:40", "--pdf-bertanda", str(berkas)) == 0
    assert tanda() == ["belum diserahkan", "sah_tepercaya"]
    assert (contoh / "data/sop/2025/TW2/rev0/laporan-bertanda.pdf").read_bytes() == bertanda

    assert sop("arsip", "13:00") == 0
    (arsip,) = (contoh / "reports/2025/arsip").glob("*.zip")
    assert main(["verifikasi", str(arsip)]) == 0
