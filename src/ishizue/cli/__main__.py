"""`python -m ishizue.cli` is `ishizue`."""

from ishizue.cli import main

if __name__ == "__main__":
    main()
