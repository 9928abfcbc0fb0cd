"""``python -m kinerja`` does what the console script ``kinerja`` does."""

from kinerja.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
