"""What rows, selections and outcomes are called, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ishizue.briefs.numbers import FigureKey, FindingKey, Key
from ishizue.briefs.wording import Text, joined, say
from ishizue.lenses import Outcome, lens_named
from ishizue.scenarios import Scenario
from ishizue.schema import dictionary
from ishizue.world import World
from ishizue.world.world import Row

TABLES: Final[Mapping[str, Text]] = {
    "actors": say("Countries and territories"),
    "frameworks": say("Frameworks"),
    "memberships": say("Memberships"),
    "contributions": say("Agreed contributions"),
    "rules": say("Decision rules"),
    "proposals": say("Proposals"),
    "motions": say("Motions"),
    "positions": say("Positions"),
    "issues": say("Issues"),
    "stances": say("Stances on issues"),
    "agendas": say("Issues under a rule"),
    "commitments": say("Commitments"),
    "parties": say("Parties to commitments"),
    "contingencies": say("Contingencies"),
    "postures": say("Postures"),
    "confrontations": say("Confrontations"),
    "capabilities": say("Capabilities"),
    "requirements": say("Needs for capabilities"),
    "provisions": say("Capabilities provided"),
    "products": say("Products"),
    "industries": say("Production"),
    "inputs": say("Bills of materials"),
    "demands": say("Demand for products"),
    "licences": say("Places for licensed production"),
    "technologies": say("Technologies"),
    "strengths": say("Technological strengths"),
    "needs": say("Technological needs"),
    "barriers": say("Barriers to technology"),
    "controls": say("Export controls"),
    "exports": say("Exports of listed items"),
    "successors": say("Successor regimes"),
    "candidates": say("Candidates for successor regimes"),
    "satellites": say("Satellites"),
    "areas": say("Areas watched from space"),
    "sharings": say("Sharing of satellite pictures"),
    "cooperations": say("Cooperation"),
    "descriptors": say("Developments"),
    "variants": say("Outcomes of developments"),
    "impacts": say("Cross-impacts"),
    "futures": say("Futures"),
    "future_variants": say("States that make up futures"),
    "projects": say("Projects"),
    "roadmaps": say("Roadmaps"),
    "budgets": say("Budgets of roadmaps"),
    "precedences": say("Order of projects"),
    "holders": say("Holders of gains"),
    "arrivals": say("Things to come"),
    "forecasts": say("Forecasts"),
    "migrations": say("Migrations to new encryption"),
    "goals": say("Goals"),
    "indicators": say("Observations of goals"),
}


REGIONS: Final[Mapping[str, Text]] = {
    "europe": say("Europe"),
    "north-america": say("North America"),
    "eurasia": say("Eurasia"),
    "asia-pacific": say("Asia-Pacific"),
    "south-asia": say("South Asia"),
    "middle-east": say("Middle East"),
    "africa": say("Africa"),
    "latin-america": say("Latin America"),
}

SENSORS: Final[Mapping[str, Text]] = {
    "optical": say("Cameras"),
    "radar": say("Radar"),
    "multispectral": say("Wide multispectral"),
    "mixed": say("Undisclosed"),
}
"""What satellites see with."""

JOINT: Final = say("Joint European")


PARTNERS: Final = {"partner": "actors"}
"""Dimensions called otherwise than the table whose rows they list."""


class Names:
    """Names of the rows of some worlds; where they differ, the first world's hold."""

    def __init__(
        self, worlds: Iterable[World], scenarios: Mapping[str, Scenario]
    ) -> None:
        self._rows: dict[tuple[str, str], Row] = {}
        for world in worlds:
            for table, rows in world.tables.items():
                for key, row in rows.items():
                    self._rows.setdefault((table, key), row)
        # Charts tell scenarios apart by their titles.
        self._scenarios = told_apart(
            {name: Text.of(scenario.title) for name, scenario in scenarios.items()}
        )

    def row(self, table: str, key: str) -> Text:
        """The name of a row: its own, or else of the rows it joins."""
        return joined(self.rows(table, key))

    def rows(self, table: str, key: str) -> tuple[Text, ...]:
        """The same, each row by itself."""
        row = self._rows.get((table, key))
        if row is None:
            return (Text.same(key),)
        if row.get("name_en"):
            return (Text(row["name_en"], row.get("name_ja") or row["name_en"]),)
        joins: list[Text] = []
        for field in dictionary().tables[table].fields.values():
            if field.type == "ref" and row[field.name]:
                place = next(
                    (t for t in field.options if (t, row[field.name]) in self._rows),
                    field.options[0],
                )
                joins.append(self.row(place, row[field.name]))
        return tuple(joins) or (Text.same(key),)

    def figure(self, path: str) -> tuple[Text, ...]:
        """A figure in words: what it is, of which rows, and from which year it holds."""
        place, _, year = path.partition("@")
        table, row, field = place.split(".")
        name = field_name(table, field)
        # What follows in a description explains the name.
        brief = Text(name.en.partition(";")[0], name.ja)
        if brief.en != name.en:
            brief = Text(brief.en, name.ja.partition("(")[0])
        parts = (brief, *self.rows(table, row))
        return (*parts, Text.same(year)) if year else parts

    def distinct(self, table: str, keys: Mapping[str, str]) -> dict[str, Text]:
        """A name for each of some things, told apart where rows are called alike.

        Args:
            table: The table the rows stand in.
            keys: By the thing named, the key of the row that names it.
        """
        return told_apart({thing: self.row(table, key) for thing, key in keys.items()})

    def scenario(self, name: str) -> Text:
        """The title of a scenario."""
        return self._scenarios[name]

    def selection(self, selection: Iterable[tuple[str, str | int]]) -> Text:
        """The part of an outcome that a selection names."""
        tables = {table.key: table.name for table in dictionary()} | PARTNERS
        order = [*tables, "year"]
        chosen = sorted(
            selection, key=lambda item: order.index(item[0]) if item[0] in order else -1
        )
        plain = {**REGIONS, **SENSORS}
        return joined(
            self.row(tables[name], str(value))
            if name in tables
            else owner_name(str(value), self)
            if name == "owner"
            else plain.get(str(value), Text.same(value))
            for name, value in chosen
        )

    def key(self, key: Key) -> Text:
        """What a key names, without the scenario."""
        if isinstance(key, FigureKey):
            table, row, field = key.path.partition("@")[0].split(".")
            return joined((field_name(table, field), self.row(table, row)))
        if isinstance(key, FindingKey):
            return self.key(key.of)
        parts = [outcome_name(key.outcome)]
        if key.selection:
            parts.append(self.selection(key.selection))
        named = [name for name, _ in key.selection]
        if "year" in outcome_named(key.outcome).dims and "year" not in named:
            parts.append(say("every year"))
        return joined(parts)


def owner_name(owner: str, names: Names) -> Text:
    """Who owns satellites: a state, or several together."""
    return JOINT if owner == "joint" else names.row("actors", owner)


def told_apart(names: Mapping[str, Text]) -> dict[str, Text]:
    """The names, with the key behind those that several things share."""
    found = {}
    for thing, name in names.items():
        alike = [n for n in names.values() if n.en == name.en or n.ja == name.ja]
        marked = Text(f"{name.en} ({thing})", f"{name.ja}({thing})")
        found[thing] = name if len(alike) == 1 else marked
    return found


def outcome_named(name: str) -> Outcome:
    """The outcome `lens.outcome`."""
    lens, _, variable = name.partition(".")
    return lens_named(lens).writes[variable]


def outcome_name(name: str) -> Text:
    """What the outcome `lens.outcome` is called."""
    outcome = outcome_named(name)
    return Text(outcome.name_en, outcome.name_ja)


def field_name(table: str, field: str) -> Text:
    """What a field of the dictionary is called."""
    description = dictionary().tables[table].fields[field].description
    return Text(description["en"].rstrip("."), description["ja"].rstrip("。"))
