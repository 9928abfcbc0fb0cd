"""The kill test of the ledger, run by hand: ``python -m tests.matikan_buku 60``. The suite runs a few rounds of it.

A process adds one entry after another and says on its standard output which one has been recorded; it is killed at a
random moment. Afterwards the chain must be whole, nothing that was said to be recorded may be lost, at most one entry
may be there that was not yet said, and the next process goes on from there.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kinerja.kantor import Periode, muat
from kinerja.sop.catatan import BukuSop

AKAR = Path(__file__).resolve().parent.parent
ANAK = """
import sys
from kinerja.kantor import Periode, muat
from kinerja.sop.catatan import BukuSop
buku = BukuSop.buka(muat(sys.argv[1], 2025), Periode(2025, 2))
print("siap", flush=True)
for i in range(int(sys.argv[2])):
    e = buku.tambah("disposisi", 1, waktu="2025-07-01T09:00+07:00", keterangan=f"{sys.argv[3]} {i} " + "x" * 500)
    print(e.nomor, e.sidik, flush=True)
"""


def anak(akar: Path, banyak: int, nama: str) -> subprocess.Popen[str]:
    """Start a process that adds entries."""
    return subprocess.Popen(
        [sys.executable, "-c", ANAK, str(akar), str(banyak), nama], stdout=subprocess.PIPE, text=True, cwd=AKAR
    )


def matikan(akar: Path, kali: int, biji: int) -> tuple[int, int, int]:
    """Kill a process that adds entries, so many times.

    Returns:
        Kills that met a living process, entries in the ledger, entries that were there without having been said.
    """
    acak = random.Random(biji)
    kantor, periode = muat(akar, 2025), Periode(2025, 2)
    tercatat: dict[int, str] = {}
    mati = belum_disebut = 0
    for putaran in range(kali):
        p = anak(akar, 100_000, f"p{putaran}")
        assert p.stdout is not None and p.stdout.readline() == "siap\n"
        time.sleep(acak.uniform(0.0, 0.12))
        mati += p.poll() is None
        p.kill()
        keluar, _ = p.communicate()
        for baris in keluar.splitlines():
            if len(bagian := baris.split()) == 2 and len(bagian[1]) == 64:
                tercatat[int(bagian[0])] = bagian[1]
        buku = BukuSop.buka(kantor, periode)
        assert buku.periksa() == [], buku.periksa()
        ada = {e.nomor: e.sidik for e in buku.entri}
        assert tercatat.items() <= ada.items(), "an entry that was recorded is lost"
        assert len(ada) - len(tercatat) <= 1, "more entries than were added"
        belum_disebut += len(ada) - len(tercatat)
        tercatat = ada
    e = buku.tambah("disposisi", 1, waktu="2025-07-01T09:00+07:00", keterangan="sesudahnya")
    buku = BukuSop.buka(kantor, periode)
    assert buku.entri[-1] == e and buku.periksa() == []
    assert not list(buku.jalur.parent.glob("*.tmp")), "half-written files are cleared away"
    return mati, len(buku.entri), belum_disebut


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        mati, banyak, lebih = matikan(Path(folder), int(sys.argv[1]), 5)
        print(f"{mati} kills, {banyak} entries, {lebih} of them not yet said when killed")
