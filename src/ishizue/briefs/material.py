"""What a brief is composed from: a run's outcomes by name, with tracer and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.briefs.charts import palette
from ishizue.briefs.names import Names, outcome_named
from ishizue.briefs.notes import Tracer
from ishizue.briefs.numbers import OutcomeKey
from ishizue.briefs.wording import Text
from ishizue.cornerstones import Cornerstones, Finding
from ishizue.lenses import Conclusion, Selection, select
from ishizue.lenses.outcomes import Outcomes
from ishizue.scenarios import Scenario
from ishizue.world import Baseline, World

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

BASELINE = "baseline"


class Values:
    """An outcome in one scenario, looked up by the labels of its dimensions."""

    def __init__(self, outcome: xr.DataArray) -> None:
        self._values = outcome.values
        self._dims = [str(d) for d in outcome.dims if d != "draw"]
        self._places = {
            dim: {label: i for i, label in enumerate(outcome[dim].values.tolist())}
            for dim in self._dims
        }

    def labels(self, dim: str) -> tuple[str, ...]:
        """The rows of a dimension."""
        return tuple(self._places[dim])

    def draws(self, **selection: str | int) -> Array | None:
        """The number per draw, or None where the scenario has no such row."""
        places = [self._places[dim].get(selection[dim]) for dim in self._dims]
        if None in places:
            return None
        return np.ascontiguousarray(self._values[:, *places])


@dataclass(frozen=True)
class Material:
    """A run, and what helps to speak of it.

    Attributes:
        scenarios: Those that were run, the baseline first where it was.
        order: All of the study's scenarios; their places are part of labels.
        cornerstones: What the conclusions were found to rest on, if they were examined.
    """

    baseline: Baseline
    scenarios: Mapping[str, Scenario]
    order: tuple[str, ...]
    conclusions: Mapping[str, Conclusion]
    outcomes: Outcomes
    names: Names
    tracer: Tracer
    cornerstones: Cornerstones | None = None
    _values: dict[tuple[str, str], Values] = field(default_factory=dict, repr=False)

    @property
    def reference(self) -> str:
        """The scenario others are held against: the baseline, or else the first."""
        return BASELINE if BASELINE in self.scenarios else next(iter(self.scenarios))

    @property
    def others(self) -> tuple[str, ...]:
        """Scenarios but the reference."""
        return tuple(s for s in self.scenarios if s != self.reference)

    @property
    def years(self) -> tuple[int, ...]:
        """The years outcomes are given for."""
        return self.baseline.settings.years

    @property
    def world(self) -> World:
        """The world of the reference scenario."""
        return self.outcomes.worlds[self.reference]

    def answered(self, lens: str) -> bool:
        """Whether the lens was asked."""
        return lens in self.outcomes[self.reference]

    def finding(self, conclusion: str, scenario: str) -> Finding | None:
        """What a conclusion rests on, if that was examined for a scenario of the run."""
        if self.cornerstones is None or scenario not in self.scenarios:
            return None
        return self.cornerstones.findings.get((conclusion, scenario))

    def values(self, outcome: str, scenario: str) -> Values:
        """The outcome `lens.outcome` in a scenario."""
        if (outcome, scenario) not in self._values:
            lens, _, variable = outcome.partition(".")
            found = Values(self.outcomes[scenario][lens][variable])
            self._values[outcome, scenario] = found
        return self._values[outcome, scenario]

    def key(self, outcome: str, scenario: str, selection: Selection) -> OutcomeKey:
        """The key of one number, by the rows of the outcome's own dimensions.

        A conclusion may select by columns (`framework` and `capability`); named by its
        row, the same number has the same key wherever it stands.
        """
        lens, _, variable = outcome.partition(".")
        found = select(self.outcomes[scenario][lens][variable], selection)
        dims = outcome_named(outcome).dims
        return OutcomeKey.of(
            outcome, scenario, {dim: found.coords[dim].item() for dim in dims}
        )

    def rows(self, table: str) -> dict[str, Mapping[str, str]]:
        """Rows of a table in any scenario, the reference's first."""
        found: dict[str, Mapping[str, str]] = {}
        for scenario in (self.reference, *self.others):
            for key, row in self.outcomes.worlds[scenario].tables[table].items():
                found.setdefault(key, row)
        return found

    def colours(self, lang: str, chosen: Iterable[str] | None = None) -> dict[str, str]:
        """Colours by the titles of scenarios."""
        colours = palette(tuple(self.scenarios))
        names = self.scenarios if chosen is None else chosen
        return {self.title(name)[lang]: colours[name] for name in names}

    def title(self, scenario: str) -> Text:
        """The title of a scenario."""
        return self.names.scenario(scenario)
