"""`ishizue trace`: from an outcome to the sentences it rests on."""

from __future__ import annotations

import click

from ishizue.cli.options import (
    json_option,
    lang_option,
    open_named,
    selection,
    study_argument,
)


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
@lang_option
@json_option
def command(
    study: str,
    outcome: str,
    pairs: tuple[str, ...],
    scenario: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """From OUTCOME of STUDY to the documents and paragraphs it rests on.

    OUTCOME is the id of a conclusion, or LENS.OUTCOME with --select.
    """
    from ishizue.cli.reports import TraceReport
    from ishizue.cli.tables import print_supports
    from ishizue.lenses.trace import trace

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
