"""Writes the pages that the code already says: dictionary, lenses, commands, JSON.

Run: python docs/generate.py. A test fails when a page is not current.
"""

from __future__ import annotations

from pathlib import Path

import click

from ishizue.cli import COMMANDS, ishizue_command
from ishizue.cli.reports import json_schema
from ishizue.lenses import LENSES
from ishizue.schema import dictionary

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py; edit what it reads instead. -->\n\n"


def dictionary_page() -> str:
    """The data dictionary, a table for each table."""
    page = [
        NOTE + "# Data dictionary\n",
        "Columns without a unit stand in `world/<table>.csv`; fields with a unit are "
        "figures and stand in `figures.csv`. *If gone* says what holds when a figure "
        "is not given: `required` (there is no answer without it), `zero`, or a "
        "plausible range.\n",
    ]
    for table in dictionary():
        page.append(f"\n## {table.name}\n")
        page.append("| field | type | unit | range | if gone | meaning | 意味 |")
        page.append("|---|---|---|---|---|---|---|")
        for field in table.fields.values():
            kind = field.type + (" by year" if field.dated else "")
            if field.options:
                kind += ": " + ", ".join(field.options)
            allowed = f"{field.low:g} to {field.high:g}" if field.unit else ""
            gone = (
                "{:g} to {:g}".format(*field.missing)
                if isinstance(field.missing, tuple)
                else field.missing or ("required" if field.required else "")
            )
            page.append(
                f"| `{field.name}` | {kind} | {field.unit} | {allowed} | {gone} "
                f"| {field.description['en']} | {field.description['ja']} |"
            )
    return "\n".join(page) + "\n"


def lenses_page() -> str:
    """Each lens: question, method, outcomes, what it reads, what it leaves out."""
    page = [NOTE + "# Lenses\n"]
    for lens in LENSES:
        page.append(f"## {lens.name}\n")
        page.append(f"{lens.question['en']}  \n{lens.question['ja']}\n")
        page.append(f"**Method.** {lens.method['en']}.\n")
        page.append(f"**What it leaves out.** {lens.leaves_out['en']}\n")
        page.append("| outcome | by | unit | meaning | 意味 |")
        page.append("|---|---|---|---|---|")
        page += [
            f"| `{lens.name}.{o.name}` | {', '.join(o.dims)} | {o.unit} "
            f"| {o.name_en} | {o.name_ja} |"
            for o in lens.writes.values()
        ]
        reads = ", ".join(f"`{read}`" for read in lens.reads)
        page.append(f"\n**Reads** {reads}.\n")
    return "\n".join(page)


def commands_page() -> str:
    """The help of every command."""
    page = [
        NOTE + "# Commands\n",
        "Results on standard output, progress on standard error. Exit codes: 0 ok, "
        "1 a model could not answer, 2 usage, 3 the input is at fault, 130 "
        "interrupted.\n",
    ]
    context = click.Context(
        ishizue_command, info_name="ishizue", **ishizue_command.context_settings
    )
    context.terminal_width = 80
    for name in COMMANDS:
        command = ishizue_command.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        inner.terminal_width = 80
        page.append(f"## ishizue {name}\n\n```\n{command.get_help(inner)}\n```\n")
    return "\n".join(page)


PAGES = {
    "dictionary.md": dictionary_page,
    "lenses.md": lenses_page,
    "commands.md": commands_page,
    "json-schema.json": json_schema,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
