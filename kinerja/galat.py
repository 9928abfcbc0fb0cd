"""Errors that a planner may see: one sentence that says what is wrong, one that says what to do."""


class GalatKinerja(Exception):
    """Base of every error that stops a command with exit code 1.

    Attributes:
        pesan: What is wrong, one Indonesian sentence that names the file, sheet and cell where there is one.
        saran: What to do about it, one Indonesian sentence.
    """

    def __init__(self, pesan: str, saran: str = "") -> None:
        super().__init__(f"{pesan} {saran}".strip())
        self.pesan = pesan
        self.saran = saran


class GalatParameter(GalatKinerja):
    """A run parameter or a key under ``params/`` is unknown or has a wrong value."""


class GalatTabel(GalatKinerja):
    """A table that a step needs is missing, or a step produced one that breaks its declaration."""


class GalatBerkas(GalatKinerja):
    """An input file cannot be read; ``kode`` is its code in the catalogue of findings."""

    def __init__(self, kode: str, pesan: str, saran: str = "") -> None:
        super().__init__(pesan, saran)
        self.kode = kode
