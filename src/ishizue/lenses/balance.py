"""Where the balance of positions lies, and how far every rule lets it move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.agendas import (
    Agenda,
    at_stances,
    deciding,
    group_paths,
    stance_paths,
)
from ishizue.lenses.rows import listed
from ishizue.lenses.rule_forms import rule_forms, rule_paths
from ishizue.models import spatial
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BACKING = {"gdp": "gdp", "spending": "defence_spend"}
"""What backs positions, by what it is called in an issue."""
READS = ("issues.backing", *(f"actors.{field}" for field in BACKING.values()))


def medians(e: xr.Dataset, found: Sequence[Agenda]) -> Array:
    """Weighted median of the members' ideal points, by agenda and draw.

    Raises:
        LensError: In some draw no member has both weight and salience.
    """
    measures = {name: e.variables[field].values for name, field in BACKING.items()}
    backing = e.variables["issue_backing"].values.tolist()
    rows = {actor: i for i, (actor,) in enumerate(listed(e, "actor"))}
    result = np.zeros((len(found), e.sizes["draw"]))
    for a, agenda in enumerate(found):
        weights: Array | float = 1.0
        if backing[agenda.issue] in measures:
            places = [rows[actor] for actor in agenda.members]
            weights = measures[backing[agenda.issue]].T[places].T
        issue = spatial.Issue(
            agenda.members,
            at_stances(e, "ideal_point", agenda),
            at_stances(e, "salience", agenda),
            weights,
        )
        try:
            median = spatial.weighted_median(issue)
        except ModelError as error:
            raise LensError(f"agenda '{agenda.name}': {error}") from error
        # Where half lies on either side, every point between the two is a median.
        result[a] = 0.5 * (median.low + median.high)
    return result


def cores(
    e: xr.Dataset, found: Sequence[Agenda], actors: Sequence[str]
) -> dict[str, Array]:
    """Ends of every core by agenda and draw, and who is at its low end.

    Args:
        e: The ensemble.
        found: Its agendas.
        actors: All who decide on one of them.
    """
    draws = np.arange(e.sizes["draw"])
    ends = {name: np.zeros((len(found), len(draws))) for name in ("low", "high")}
    holds_back = np.zeros((len(found), len(actors), len(draws)))
    places = {actor: i for i, actor in enumerate(actors)}
    for a, agenda in enumerate(found):
        own = np.array([places[actor] for actor in agenda.members])
        points = at_stances(e, "ideal_point", agenda)
        for form, where in rule_forms(e, agenda.rule, agenda.members):
            core = spatial.core(form, spatial.Issue(agenda.members, points[where]))
            ends["low"][a, where] = core.low
            ends["high"][a, where] = core.high
            holds_back[a, own[core.low_pivot], draws[where]] = 1.0
    return {
        "core_low": ends["low"],
        "core_high": ends["high"],
        "holds_back": holds_back,
    }


def median_paths(world: World, issue: str, rule: str) -> Iterator[str]:
    """What a median rests on: who the members are, where they stand, what backs them."""
    group = deciding(world, rule)
    yield from group_paths(world, rule)
    yield from stance_paths(world, issue, group, ("ideal_point", "salience"))
    field = BACKING.get(world.tables["issues"][issue]["backing"])
    if field is not None:
        yield from (f"actors.{actor}.{field}" for actor in group)


def core_paths(world: World, issue: str, rule: str) -> Iterator[str]:
    """What a core rests on: the rule, and the points its members want."""
    yield from rule_paths(world, rule)
    yield from stance_paths(world, issue, deciding(world, rule), ("ideal_point",))
