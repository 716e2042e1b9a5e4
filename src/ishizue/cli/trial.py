"""Files of a study are changed only if it then still holds together."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ishizue.evidence.files import write_whole


def write_if_whole(folder: Path, content: Mapping[str, str]) -> None:
    """Write files of a study, by name, after a trial on a copy.

    Raises:
        CheckFailed: The study would not hold together; nothing is written.
    """
    from ishizue.world import build

    with tempfile.TemporaryDirectory() as made:
        trial = Path(made) / "study"
        for name in ("study.toml", "documents.csv", "rulings.csv", "figures.csv"):
            trial.mkdir(exist_ok=True)
            shutil.copyfile(folder / name, trial / name)
        for name in ("claims", "world"):
            shutil.copytree(folder / name, trial / name)
        for name, text in content.items():
            (trial / name).write_text(text, "utf-8")
        build(trial)
    for name, text in content.items():
        write_whole(folder / name, text)
