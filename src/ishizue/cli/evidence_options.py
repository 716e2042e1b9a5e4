"""Arguments and options of the commands that work with documents and claims."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ishizue.errors import CheckFailed, Issue

if TYPE_CHECKING:
    from ishizue.evidence.extraction import Extractor
    from ishizue.evidence.review import Decided, Review

EXTRACTORS = ("rules", "ginza", "server")

database_option = click.option(
    "--database",
    metavar="URL",
    envvar="ISHIZUE_DATABASE",
    show_envvar=True,
    help="Where documents are stored, e.g. postgresql://USER@HOST/NAME; by default "
    "evidence.sqlite in the study.",
)
extractor_option = click.option(
    "--extractor",
    "extractors",
    multiple=True,
    default=["rules"],
    type=click.Choice(EXTRACTORS),
    help="What proposes claims: rules; ginza, the rules with GiNZA's parses of Japanese "
    "(ishizue[nlp]; slow); server, a language model. May be repeated.  [default: rules]",
)
model_url_option = click.option(
    "--model-url",
    metavar="URL",
    default="",
    help="OpenAI-compatible server of --extractor server, e.g. "
    "http://127.0.0.1:8080/v1.",
)
model_option = click.option(
    "--model", metavar="NAME", default="", help="The model, as that server knows it."
)
remote_model_option = click.option(
    "--remote-model",
    is_flag=True,
    help="Let that server be on another machine: documents are sent to it.",
)
by_option = click.option(
    "--by", required=True, metavar="NAME", help="Who decides; it is filed."
)
why_option = click.option("--why", default="", metavar="TEXT", help="The reason.")
on_option = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the decision; today by default.",
)


def folder_named(study: str) -> Path:
    """The folder of a study, or of the bundled one of that name.

    Faults elsewhere in the study do not stand in the way of reading and reviewing.

    Raises:
        CheckFailed: There is no such folder.
    """
    folder = Path(study)
    bundled = resources.files("ishizue") / "studies" / study
    if not folder.exists() and study.isidentifier() and bundled.is_dir():
        return Path(str(bundled))
    if not folder.is_dir():
        problem = "is a file" if folder.exists() else "does not exist"
        raise CheckFailed(
            [
                Issue(
                    study,
                    f"{problem}; a study is a folder",
                    "Give the study's folder, or make one with 'ishizue init'",
                    "the_study_is_a_folder",
                )
            ]
        )
    return folder


def extractors_named(
    names: tuple[str, ...], url: str, model: str, answers: Path, *, remote: bool
) -> tuple[Extractor, ...]:
    """The extractors asked for, each once.

    Args:
        names: As `EXTRACTORS` has them.
        url: Of the server.
        model: What the server is asked for.
        answers: The folder its answers are kept in.
        remote: Whether the server may be on another machine.

    Raises:
        click.UsageError: The server lacks its options, or has them for nothing.
        EvidenceError: What an extractor needs is not installed.
    """
    from ishizue.evidence.extraction import Rules
    from ishizue.evidence.extraction.ginza import Ginza
    from ishizue.evidence.extraction.server import Server

    if "server" not in names and (url or model or remote):
        raise click.UsageError(
            "--model-url, --model and --remote-model are about --extractor server: "
            "give that too."
        )
    if "server" in names and not (url and model):
        raise click.UsageError(
            "--extractor server needs the server's address and a model: "
            "give --model-url and --model."
        )
    made: dict[str, Callable[[], Extractor]] = {
        "rules": Rules,
        "ginza": Ginza,
        "server": lambda: Server(url, model, answers, remote=remote),
    }
    return tuple(made[name]() for name in dict.fromkeys(names))


def day(given: datetime | None) -> str:
    """The day given, or today's, as an ISO date."""
    moment = datetime.now().astimezone() if given is None else given
    return moment.date().isoformat()


@contextmanager
def document_bar(total: int, *, as_json: bool) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr when it is a terminal; call it after each document.

    There is none where JSON goes to the same terminal.
    """
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn())
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal or (as_json and sys.stdout.isatty()),
        # Results that go to the same terminal pass above the bar; those that go to a
        # file or another program go there untouched.
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task("documents", total=total)
        yield lambda: bar.advance(task)


def settled(
    study: str, database: str | None, ids: tuple[str, ...], review: Review
) -> tuple[Decided, ...]:
    """What a review makes of claims; it is filed."""
    from ishizue.evidence.names import names
    from ishizue.evidence.review import decide
    from ishizue.evidence.store import open_store

    folder = folder_named(study)
    with open_store(folder, database, create=True) as store:
        return decide(folder, store, ids, review, names(folder))


def print_decided(study: str, decided: tuple[Decided, ...], *, as_json: bool) -> None:
    """What became of claims; on stderr, what is still to be done."""
    from ishizue.cli.claim_reports import DecidedReport, DecisionsReport
    from ishizue.cli.evidence_tables import rival_line

    if as_json:
        reports = [DecidedReport.of(one) for one in decided]
        DecisionsReport(study=study, decided=reports).print()
    for one in decided:
        claim, stood = one.claim, one.decision is None
        if not as_json:
            right = "" if claim.id == one.asked else f"put right as {claim.id} and "
            already = "already " if stood else ""
            click.echo(f"{one.asked}: {right}{already}{claim.status}")
        for rival in one.unruled:
            click.echo(
                f"{claim.id} says {claim.value:g} {claim.unit}, its rival "
                f"{rival_line(rival)}: until a ruling in rulings.csv considers both, "
                "'ishizue check' fails",
                err=True,
            )
