"""The auditor of tables that others published: ``kinerja periksa``.

``audit`` is the entry; ``jejak_rumus`` searches the formula behind a printed figure; ``baris``, ``tabel`` and
``temuan`` judge rows and tables; ``tampil`` shows the outcome. Tables are found by the readers of ``masukan``.
"""
