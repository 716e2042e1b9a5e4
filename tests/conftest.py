"""Fixtures all tests share: the toy study, read once, and copies of it to break."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

import ishizue
from ishizue.pipeline import Study

# The same examples on every run and machine: a failure can be had again.
settings.register_profile("ishizue", derandomize=True, deadline=None, database=None)
settings.load_profile("ishizue")

Overlay = Path | Mapping[str, str | bytes | None]


@pytest.fixture(scope="session")
def toy_folder() -> Path:
    """The fictional study the tests run on."""
    return Path(__file__).parent / "toy"


@pytest.fixture(scope="session")
def toy(toy_folder: Path) -> Study:
    return ishizue.open(toy_folder)


@pytest.fixture
def broken(tmp_path: Path, toy_folder: Path) -> Callable[[Overlay], Path]:
    """Lays files over a copy of the toy study and gives the copy's folder.

    The overlay is a folder, or contents by name; None takes a file out.
    """

    def lay(overlay: Overlay) -> Path:
        folder = tmp_path / "study"
        shutil.copytree(toy_folder, folder)
        if isinstance(overlay, Path):
            return shutil.copytree(overlay, folder, dirs_exist_ok=True)
        for name, content in overlay.items():
            path = folder / name
            if content is None:
                path.unlink()
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(
                    content.encode() if isinstance(content, str) else content
                )
        return folder

    return lay
