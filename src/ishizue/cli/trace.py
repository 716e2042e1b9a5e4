"""`ishizue trace`: from an outcome to the sentences it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ishizue.cli.evidence_options import database_option
from ishizue.cli.options import (
    json_option,
    lang_option,
    open_named,
    selection,
    study_argument,
)

if TYPE_CHECKING:
    from ishizue.evidence import Ledger
    from ishizue.evidence.store import Store
    from ishizue.lenses.trace import Place


@click.command("trace", short_help="From an outcome to the sentences it rests on.")
@study_argument
@click.argument("outcome", metavar="OUTCOME")
@click.option(
    "--select",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="The part meant, for example framework=nato; may be repeated.",
)
@click.option("--scenario", help="Where; the conclusion's first scenario or baseline.")
@database_option
@lang_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    outcome: str,
    pairs: tuple[str, ...],
    scenario: str | None,
    database: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """From OUTCOME of STUDY to the documents, paragraphs and words it rests on.

    OUTCOME is the id of a conclusion, or LENS.OUTCOME with --select. Words are quoted
    from documents that were read into the store and are the same to the byte.
    """
    from ishizue.cli.reports import TraceReport
    from ishizue.cli.tables import print_supports
    from ishizue.evidence.store import open_store
    from ishizue.lenses.trace import quoted, trace

    opened = open_named(study)
    conclusion = opened.conclusions.get(outcome)
    chosen = selection(pairs)
    if conclusion is not None:
        outcome = conclusion.outcome
        chosen = {**conclusion.select, **chosen}
        scenario = scenario or conclusion.scenarios[0]
    elif "." not in outcome:
        known = ", ".join(opened.conclusions) or "none"
        raise click.UsageError(
            f"{outcome!r} is neither a conclusion ({known}) nor LENS.OUTCOME."
        )
    scenario = scenario or "baseline"
    world = opened.worlds([scenario])[scenario]
    supports = trace(outcome, chosen, world, opened.ledger, opened.scenarios)
    with open_store(opened.folder, database) as store:
        supports = quoted(supports, lambda place: _words(place, opened.ledger, store))
    if not as_json:
        print_supports(supports, lang)
        return
    TraceReport(
        study=study,
        outcome=outcome,
        selection=chosen,
        scenario=scenario,
        supports=list(supports),
    ).print()


def _words(place: Place, ledger: Ledger, store: Store) -> tuple[str, str] | None:
    """Passage and quote of a place, where the store holds that very document."""
    sha256 = ledger.documents[place.document].sha256
    if sha256 is None or place.paragraph is None:
        return None
    passage = store.passage(sha256, place.paragraph)
    if passage is None:
        return None
    return passage, store.quote(ledger.claims[place.claim], sha256) or ""
