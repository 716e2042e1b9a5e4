"""Arguments and options that commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from ishizue.pipeline import Study
    from ishizue.runs import Partial, Progress

F = TypeVar("F", bound=Callable[..., Any])

LANGUAGES = ("en", "ja")
DRAWS = 1000

study_argument = click.argument("study", metavar="STUDY")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
draws_option = click.option(
    "--draws",
    type=click.IntRange(1, 10**8),
    default=DRAWS,
    show_default=True,
    help="Draws of every uncertain figure.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Seed of every random stream.",
)
cluster_option = click.option(
    "--cluster",
    metavar="URL",
    help="Dask scheduler whose workers do the work instead, e.g. tcp://HOST:8786.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    default=1,
    show_default=True,
    help="Processes; results are the same for any number.",
)


examine_option = click.option(
    "--examine",
    type=click.IntRange(0, 10**7),
    default=200,
    show_default=True,
    help="Draws to find out what answers rest on; 0 leaves that out.",
)


def lang_option(command: F) -> F:
    """Add `--lang`; the locale decides where it is not given."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=_locale_language,
        help="Language of results; by default that of LC_ALL or LANG.",
    )(command)


def _locale_language() -> str:
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "ja" if locale.startswith("ja") else "en"


def open_named(study: str) -> Study:
    """The study in a folder, or the bundled one of that name."""
    from ishizue.opening import open_study

    bundled = resources.files("ishizue") / "studies" / study
    if not Path(study).exists() and study.isidentifier() and bundled.is_dir():
        return open_study(Path(str(bundled)))
    return open_study(study)


def selection(pairs: tuple[str, ...]) -> dict[str, str | int]:
    """`key=value` options as a selection; years are numbers.

    Raises:
        click.UsageError: A pair has no `=`, or a year is not a number.
    """
    chosen: dict[str, str | int] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or (key == "year" and not value.isdigit()):
            raise click.UsageError(
                f"--select {pair!r}: write key=value, for example framework=nato or "
                "year=2030."
            )
        chosen[key] = int(value) if key == "year" else value
    return chosen


@contextmanager
def progress_bar(label: str) -> Iterator[Progress | None]:
    """A progress bar on stderr when it is a terminal; otherwise silence.

    Below the bar stands what is known so far of the conclusions.
    """
    from rich.console import Console, Group
    from rich.live import Live
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    bar = Bar(console=console)
    task = bar.add_task(label, total=None)
    with Live(bar, console=console, transient=True) as live:

        def show(partial: Partial) -> None:
            bar.update(task, completed=partial.done, total=partial.total)
            live.update(Group(bar, _so_far(partial, console.height - 4)))

        yield show


def _so_far(partial: Partial, most: int) -> str:
    """Probabilities as far as they are known, a line each, as many as there is room for."""
    lines = [
        f"{share:5.0%}  {conclusion} ({scenario})"
        for (conclusion, scenario), share in partial.probabilities.items()
    ]
    return "\n".join(lines[: max(0, most)])
