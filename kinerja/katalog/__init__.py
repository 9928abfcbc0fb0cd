"""The one catalogue of findings: code, severity, sentence, remedy, and why it matters. A room for each kind.

Every finding that a planner can see has its code here; no step writes such words of its own. Severity:

* ``tolak`` stops the quarter (the SOP's "Tidak", exit code 2),
* ``jelaskan`` stops it until the unit has given an explanation,
* ``info`` is shown and stops nothing.
"""

from kinerja.katalog.berkas import BERKAS
from kinerja.katalog.cetak import CETAK
from kinerja.katalog.e81 import E81
from kinerja.katalog.isian import ISIAN
from kinerja.katalog.jenis import Jenis
from kinerja.katalog.kewajaran import KEWAJARAN
from kinerja.katalog.rencana import RENCANA

__all__ = ["KATALOG", "Jenis"]

KATALOG: dict[str, Jenis] = {**BERKAS, **ISIAN, **E81, **RENCANA, **KEWAJARAN, **CETAK}
