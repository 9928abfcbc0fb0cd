"""Quarterly performance measurement of an Indonesian government office.

Five steps, each a pure function between declared tables: ``ingest``, ``rekap``, ``ukur``, ``validasi``, ``laporan``.
Nothing is imported here, so that ``kinerja --help`` starts at once.
"""

__version__ = "0.1.0"
