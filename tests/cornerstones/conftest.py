import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def laid(tmp_path_factory, toy_folder) -> Callable[[Mapping[str, str]], Path]:
    """Lays files over a copy of the toy, for all tests of a class or module."""

    def lay(overlay: Mapping[str, str]) -> Path:
        folder = tmp_path_factory.mktemp("laid") / "study"
        shutil.copytree(toy_folder, folder)
        for name, content in overlay.items():
            (folder / name).write_text(content, "utf-8")
        return folder

    return lay
