"""The system's Chromium for tests that look at a page; they are skipped with a reason where it is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def chromium() -> Iterator[Any]:
    """Start it and give Playwright's browser."""
    sinkron = pytest.importorskip("playwright.sync_api", reason="Playwright tidak terpasang")
    jalur = next((j for n in ("chromium", "google-chrome", "chrome") if (j := shutil.which(n))), None)
    if jalur is None:
        pytest.skip("tidak ada Chromium di mesin ini")
    with sinkron.sync_playwright() as p:
        isi = p.chromium.launch(executable_path=jalur, args=["--no-sandbox"])
        yield isi
        isi.close()
