"""``python -m kinerja`` does what the console script ``kinerja`` does."""

if __name__ == "__main__":
    try:
        from kinerja.cli import main

        kode = main()
    except KeyboardInterrupt:  # before main could answer it
        kode = 130
    raise SystemExit(kode)
