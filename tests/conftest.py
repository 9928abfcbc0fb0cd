"""What all tests share: the real inputs where they lie, and a small office that is quick to run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
BERSAMA = AKAR.parent / "shared"
LUWU = AKAR / "tests" / "luwu_utara"


@pytest.fixture
def e81_asli() -> Path:
    """The real Formulir E.81 of 2025; it is not committed, so the test is skipped where it is not there."""
    jalur = BERSAMA / "data" / "e81-bappedalitbang-deli-serdang-2025.xlsx"
    if not jalur.is_file():
        pytest.skip("Formulir E.81 asli tidak ada di mesin ini")
    return jalur


@pytest.fixture
def kantor_e81(tmp_path: Path) -> Path:
    """An office folder that holds nothing but a small look-alike of the E.81."""
    from tests.mirip_e81 import tulis

    folder = tmp_path / "kantor e81" / "data" / "raw" / "2025"
    folder.mkdir(parents=True)
    tulis(folder / "evaluasi renja.xlsx")
    return tmp_path / "kantor e81"


@pytest.fixture
def luwu(tmp_path: Path) -> Path:
    """A copy of the sister office, to be changed at will."""
    tujuan = tmp_path / "luwu utara"
    shutil.copytree(LUWU, tujuan, ignore=shutil.ignore_patterns("*.py", "__pycache__", "processed", "reports"))
    return tujuan


@pytest.fixture
def contoh(tmp_path: Path) -> Path:
    """A copy of the bundled example as an office folder of its own."""
    tujuan = tmp_path / "contoh"
    shutil.copytree(AKAR / "params", tujuan / "params")
    shutil.copytree(AKAR / "data" / "raw", tujuan / "data" / "raw")
    return tujuan
