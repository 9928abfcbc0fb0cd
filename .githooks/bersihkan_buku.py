"""Strips outputs and traces of a run from the notebooks that are about to be committed. Called by pre-commit."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbstripout import strip_output

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
JEJAK = [
    "metadata.papermill",
    "metadata.signature",
    "metadata.widgets",
    "cell.metadata.ExecuteTime",
    "cell.metadata.collapsed",
    "cell.metadata.execution",
    "cell.metadata.papermill",
    "cell.metadata.scrolled",
]


def bersihkan(isi: bytes) -> bytes:
    """Return the notebook without outputs and traces of a run; the very same bytes if it has none."""
    buku = json.loads(isi)
    bersih = strip_output(
        nbformat.from_dict(buku),
        keep_output=False,
        keep_count=False,
        keep_id=True,  # the ids are the notebook's own; numbering them anew would change every later cell
        extra_keys=JEJAK,
        drop_tagged_cells=["injected-parameters"],
    )
    # JupyterLab writes the name of whichever kernel was used last, and the version of its python.
    bersih.metadata.update(kernelspec=KERNEL, language_info={"name": "python"})
    if bersih == buku:
        return isi
    return (json.dumps(bersih, indent=1, ensure_ascii=False) + "\n").encode()


def git(*kata: str, masukan: bytes | None = None) -> bytes:
    """Run git and return what it prints."""
    return subprocess.run(["git", *kata], input=masukan, stdout=subprocess.PIPE, check=True).stdout


def main() -> int:
    """Clean the staged notebooks, and their files where these hold the same; return the hook's exit code."""
    # `git commit -- FILES` commits from an index of its own and keeps the real one as it was: a second try is needed.
    indeks_sementara = Path(os.environ.get("GIT_INDEX_FILE", "")).name.startswith("next-index")
    ulang = []
    for baris in git("ls-files", "--stage", "-z", "--", *nama_berkas()).decode().split("\0")[:-1]:
        keterangan, _, nama = baris.partition("\t")
        mode, blob, _ = keterangan.split()
        isi = git("cat-file", "blob", blob)
        bersih = bersihkan(isi)
        if bersih == isi:
            continue
        berkas = Path(nama)
        if berkas.is_file() and berkas.read_bytes().replace(b"\r\n", b"\n") == isi.replace(b"\r\n", b"\n"):
            berkas.write_bytes(bersih)
        if indeks_sementara:
            ulang.append(nama)
        else:
            baru = git("hash-object", "-w", "--stdin", masukan=bersih).decode().strip()
            git("update-index", "--cacheinfo", f"{mode},{baru},{nama}")
    if ulang:
        print(f"Keluaran sudah dibersihkan dari {', '.join(ulang)}. Ulangi perintah commit yang sama.", file=sys.stderr)
    return 1 if ulang else 0


def nama_berkas() -> list[str]:
    """List the notebooks that are about to be committed."""
    nama = git("diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z", "--", "*.ipynb").decode()
    return [f":(literal){n}" for n in nama.split("\0")[:-1]]


if __name__ == "__main__":
    sys.exit(main())
