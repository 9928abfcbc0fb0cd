"""The planner's desk: what notebooks have more in JupyterLab than in the chain.

Choosing a quarter (``pilihan.py``, ``panel.py``), tables that sort and filter (``tabel.py``), errors as one sentence
(``galat.py``), and the page to start from (``depan.py``). Outside JupyterLab nothing of it is loaded or shown, so that
an executed notebook of the chain has no trace of it.
"""

from kinerja.meja.pilihan import mulai, pilih

__all__ = ["mulai", "pilih"]
