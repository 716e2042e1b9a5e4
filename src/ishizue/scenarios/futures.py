"""Futures made into scenarios: what it changes in the world that a development turns out.

A study may say in `futures.toml` which changes a variant of a development stands for. A
future, one variant for each of some developments, then is a scenario like any other: the
changes of its variants, and the other variants of those developments ruled out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from ishizue.errors import CheckFailed, Issue, ScenarioError
from ishizue.evidence.files import read_text
from ishizue.evidence.records import Slug
from ishizue.scenarios.scenario import AnyChange, Part, Remove, Scenario, Wording
from ishizue.world import World
from ishizue.world.build import parse_toml

FILE = "futures.toml"

Meanings = Mapping[str, tuple[AnyChange, ...]]
"""By variant, the changes it stands for."""


class Meaning(Part):
    """What a variant stands for.

    Attributes:
        variant: The variant.
        scenario: A scenario of the study whose changes it stands for.
        changes: Its own changes.
    """

    variant: Slug
    scenario: Slug | None = None
    changes: tuple[AnyChange, ...] = ()


class MeaningFile(Part):
    """The file as a whole."""

    variants: tuple[Meaning, ...] = ()


def read_meanings(
    folder: Path,
    scenarios: Mapping[str, Scenario] | None,
    variants: Collection[str] | None,
) -> dict[str, tuple[AnyChange, ...]]:
    """Changes by variant; none where the study has no such file.

    Args:
        folder: The study.
        scenarios: Its scenarios; None where those cannot be read, so that other faults
            are found all the same.
        variants: Its variants; None likewise.

    Raises:
        CheckFailed: The file cannot be read, or names an unknown variant or scenario.
    """
    if not (folder / FILE).exists():
        return {}
    issues: list[Issue] = []
    text = read_text(folder / FILE, FILE, issues)
    content = None if text is None else parse_toml(text, FILE, issues)
    found: dict[str, tuple[AnyChange, ...]] = {}
    for meaning in _meanings(content, issues):
        issues += [
            _fault(meaning.variant, problem)
            for problem in _problems(meaning, found, scenarios, variants)
        ]
        known = (scenarios or {}).get(meaning.scenario or "")
        borrowed = () if known is None else known.changes
        found[meaning.variant] = (*_on_the_world(borrowed), *meaning.changes)
    if issues:
        raise CheckFailed(issues)
    return found


def _meanings(content: object, issues: list[Issue]) -> tuple[Meaning, ...]:
    if content is None:
        return ()
    try:
        return MeaningFile.model_validate(content).variants
    except ValidationError as error:
        issues += [
            _fault(".".join(map(str, f["loc"])), f["msg"]) for f in error.errors()
        ]
        return ()


def _fault(place: str, problem: str) -> Issue:
    return Issue(
        f"{FILE}: {place}",
        problem,
        "See 'Futures' in the documentation of the study's files",
        "futures_can_be_read",
    )


def _problems(
    meaning: Meaning,
    found: Collection[str],
    scenarios: Collection[str] | None,
    variants: Collection[str] | None,
) -> Iterator[str]:
    if meaning.variant in found:
        yield "stands twice"
    if variants is not None and meaning.variant not in variants:
        yield "is not a row of 'variants'"
    if scenarios is not None and meaning.scenario not in (None, *scenarios):
        yield f"scenario {meaning.scenario!r} is not one of {', '.join(scenarios)}"


def _on_the_world(changes: Iterable[AnyChange]) -> Iterator[AnyChange]:
    """Changes but those that rule variants out, which a future does by itself."""
    return (change for change in changes if not change.path.startswith("variants."))


def chosen_by(future: str, world: World) -> tuple[str, ...]:
    """Variants of a future: one of the study's by name, or variants after commas.

    Raises:
        ScenarioError: It is no future, names an unknown variant, or two of one
            development.
    """
    tables = world.tables
    if future in tables["futures"]:
        rows = tables["future_variants"].values()
        return tuple(row["variant"] for row in rows if row["future"] == future)
    chosen = tuple(dict.fromkeys(name.strip() for name in future.split(",")))
    of: dict[str, str] = {}
    for name in chosen:
        if name not in tables["variants"]:
            known = ", ".join((*tables["futures"], *tables["variants"])) or "none"
            raise ScenarioError(
                f"{name!r} is neither a future nor a variant. Fix: name a future, or "
                f"variants after commas; there are: {known}."
            )
        other = of.setdefault(tables["variants"][name]["descriptor"], name)
        if other != name:
            raise ScenarioError(
                f"'{other}' and '{name}' are variants of one development. "
                "Fix: choose one of them."
            )
    return chosen


def scenario_of(future: str, name: str, world: World, meanings: Meanings) -> Scenario:
    """The scenario in which a future has come about.

    Developments of which it chooses no variant stay as they are. What changes expect of
    the baseline they need not find after those of other variants, so that is not asked.

    Args:
        future: As for `chosen_by`.
        name: What the scenario is called.
        world: The baseline.
        meanings: What variants stand for.

    Raises:
        ScenarioError: As for `chosen_by`.
    """
    chosen = chosen_by(future, world)
    changes = [
        change.model_copy(update={"expect": None})
        for variant in chosen
        for change in meanings.get(variant, ())
    ]
    return Scenario(
        name=name,
        title=_title(future, chosen, world),
        question=Wording(
            en="What follows if this future comes about?",
            ja="この未来像が現実となったら、何が起こるか。",
        ),
        changes=(*changes, *_ruled_out(chosen, world)),
    )


def _title(future: str, chosen: Iterable[str], world: World) -> Wording:
    rows = [world.tables["variants"][variant] for variant in chosen]
    if future in world.tables["futures"]:
        rows = [world.tables["futures"][future]]
    return Wording(
        en="Future: " + "; ".join(row["name_en"] for row in rows),
        ja="未来像:" + "、".join(row["name_ja"] for row in rows),
    )


def _ruled_out(chosen: Iterable[str], world: World) -> Iterator[Remove]:
    variants = world.tables["variants"]
    for variant in chosen:
        row = variants[variant]
        for other, rival in variants.items():
            if rival["descriptor"] == row["descriptor"] and other != variant:
                why = Wording(
                    en=f"In this future instead: {row['name_en']}.",
                    ja=f"この未来像では「{row['name_ja']}」となる。",
                )
                yield Remove(kind="remove", path=f"variants.{other}", why=why)
