import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cornerstones.levers import BASE, MORE, POOR
from ishizue.cornerstones.robustness import Robustness, robustness
from ishizue.scenarios import apply
from toys import EXACT, scenario


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


@pytest.fixture(scope="session")
def tried(toy):
    """Tries levers in futures, on the toy with its figures exact or as they are."""

    def try_out(
        *measures, levers=MORE, futures=POOR, world=EXACT, draws=2, seed=0
    ) -> Robustness | None:
        scenarios = {BASE: scenario(name=BASE)}
        for role, changes in (("lever", levers), ("uncertainty", futures)):
            scenarios |= {
                name: scenario(change, name=name).model_copy(update={"role": role})
                for name, change in changes.items()
            }
        return robustness(
            apply(scenario(*world), toy.world, toy.ledger),
            toy.ledger,
            toy.settings.as_of,
            toy.settings.years,
            scenarios,
            {f"{m.id}-{n}" if n else m.id: m for n, m in enumerate(measures)},
            draws=draws,
            seed=seed,
        )

    return try_out
