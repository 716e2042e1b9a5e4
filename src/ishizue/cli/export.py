"""`ishizue export`: what a study holds, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from ishizue.cli.options import lang_option, open_named, study_argument


@click.command("export", short_help="What a study holds, for other programs.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(["scw"]))
@study_argument
@click.option(
    "--scenario",
    default="baseline",
    show_default=True,
    help="As it stands in this scenario.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file; by default standard output.",
)
@lang_option
def command(
    format_: str, study: str, scenario: str, out: Path | None, lang: str
) -> None:
    """Write what STUDY holds in the format of another program.

    FORMAT scw: its cross-impact matrix as a ScenarioWizard project. Ranges of judgements
    have no place there: scores are written at their value.
    """
    from ishizue.cli.matrices import named
    from ishizue.evidence.files import write_whole
    from ishizue.models.scenariowizard import scw_text

    del format_  # there is one so far
    world = open_named(study).worlds([scenario])[scenario]
    text = scw_text(named(world, lang), title=out.name if out else f"{scenario}.scw")
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)
        click.echo(out)
