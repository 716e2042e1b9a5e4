"""Decision rules as an ensemble has them: figures may make them vary by draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.rows import figure_paths, listed, membership_rows
from ishizue.models import voting
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Where = NDArray[np.intp] | slice
    Forms = list[tuple[voting.Rule, Where]]

READS = (
    "actors.population",
    "rules.framework",
    "rules.form",
    "rules.weight",
    "rules.weight_share",
    "rules.count_share",
    "rules.count_needed",
    "rules.blocking_members",
)


def rule_forms(e: xr.Dataset, r: int, players: tuple[str, ...]) -> Forms:
    """A rule as each draw has it: distinct forms, and the draws that have them.

    Args:
        e: An ensemble of what `READS` names.
        r: The place of the rule in its table.
        players: Members of its framework.

    Raises:
        LensError: Nobody decides, or the figures make no rule.
    """
    return list(_forms(e, r, players))


def _forms(
    e: xr.Dataset, r: int, players: tuple[str, ...]
) -> Iterator[tuple[voting.Rule, Where]]:
    given = e.variables
    name = given["rule"].values[r]
    if not players:
        raise LensError(
            f"rule '{name}' has no members to decide. Fix: add memberships "
            f"of '{given['rule_framework'].values[r]}', or take the rule out."
        )
    form = str(given["rule_form"].values[r])
    if form == "consensus":
        yield _rule(form, players, ()), slice(None)
        return
    columns = [
        given[number].values[:, r]
        for number in (
            "weight_share",
            "count_share",
            "count_needed",
            "blocking_members",
        )
    ]
    if given["rule_weight"].values[r] == "population":
        places = {actor: i for i, (actor,) in enumerate(listed(e, "actor"))}
        population = given["population"].values
        columns += [population[:, places[player]] for player in players]
    # Exact numbers are held once for all draws, and make one form.
    distinct = None if any(c.strides[0] for c in columns) else 1
    table = np.column_stack([column[:distinct] for column in columns])
    # Members and persons are counted whole, so uncertain numbers make few forms.
    np.ceil(table[:, 2:4], out=table[:, 2:4])
    np.rint(table[:, 4:], out=table[:, 4:])
    found: Iterable[tuple[Array, Where]] = [(table[0], slice(None))]
    varying = np.flatnonzero((table != table[0]).any(axis=0))
    if varying.size:
        # Sorting numbers is many times faster than sorting rows of them.
        alone = varying.size == 1
        _, first, inverse = np.unique(
            table[:, varying[0]] if alone else table,
            return_index=True,
            return_inverse=True,
            axis=None if alone else 0,
        )
        found = (
            (table[place], np.flatnonzero(inverse.ravel() == i))
            for i, place in enumerate(first)
        )
    for row, where in found:
        try:
            rule = _rule(form, players, tuple(row.tolist()))
        except ModelError as error:
            raise LensError(
                f"rule '{name}': {error}. "
                "Fix: correct its figures, or the members of its framework."
            ) from error
        yield rule, where


@lru_cache(maxsize=512)
def _rule(
    form: str, players: tuple[str, ...], numbers: tuple[float, ...]
) -> voting.Rule:
    if form == "consensus":
        return voting.Rule.consensus(players)
    weight_share, count_share, count_needed, blocking = numbers[:4]
    if form == "opt-in":
        return voting.Rule(players, count=max(1, int(count_needed)))
    weights = [int(w) for w in numbers[4:]] or None
    return voting.Rule.from_shares(
        players,
        weights=weights,
        weight_share=weight_share if weights else None,
        count_share=count_share or None,
        blocking=int(blocking) or None,
    )


def adoption_by_form(forms: Forms, support: Array) -> Array:
    """Probability of adoption by draw.

    Args:
        forms: The rule as each draw has it.
        support: Each player's probability of yes, by player and draw.
    """
    adopted = np.zeros(support.shape[1])
    for form, where in forms:
        adopted[where] = _adoption(form, support[:, where].T)
    return adopted


def _adoption(rule: voting.Rule, support: Array) -> Array:
    # Counting heads anew costs less than looking up whether it was done before.
    if rule.quota is None:
        return voting.adoption_probability(rule, support)
    return _weighted_adoption(rule, support.tobytes())


@lru_cache(maxsize=64)
def _weighted_adoption(rule: voting.Rule, support: bytes) -> Array:
    # Scenarios share the draws of what they share, so most ask the same again.
    p = np.frombuffer(support).reshape(-1, len(rule.players))
    return voting.adoption_probability(rule, p)


def rule_paths(world: World, rule: str) -> list[str]:
    """Paths of a rule, its figures, what weighs members, and who the members are."""
    row = world.tables["rules"][rule]
    paths = [f"rules.{rule}"]
    if row["form"] != "consensus":
        paths += figure_paths(world, "rules", rule, None)
    if row["weight"] == "population":
        paths += [f"actors.{a}.population" for a in world.members(row["framework"])]
    return [*paths, *membership_rows(world, row["framework"])]
