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
    from ishizue.pipeline import Progress, Study

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
workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    default=1,
    show_default=True,
    help="Processes; results are the same for any number.",
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
    from ishizue.pipeline import open_study

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
    """A progress bar on stderr when it is a terminal; otherwise silence."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show
