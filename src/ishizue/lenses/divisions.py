"""How the burden of a group is divided among its members, under every rule.

Arrays are by member and draw, draws last; one draw stands for all where nothing varies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.by_draw import distinct, divided
from ishizue.lenses.rows import listed
from ishizue.models import games
from ishizue.schema import dictionary
from ishizue.world.world import DECIDING_ROLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

REGIONS: Final = dictionary().tables["actors"].fields["region"].options
MEMBERSHIP_CELLS: Final = tuple(
    f"membership_{c}" for c in ("framework", "member", "role")
)


def shares(e: xr.Dataset, framework: str, group: tuple[str, ...]) -> dict[str, Array]:
    """Every outcome for the members of a framework, shape (members, draws or 1)."""
    where = {actor: i for i, (actor,) in enumerate(listed(e, "actor"))}
    rows = [where[actor] for actor in group]
    spending, gdp = (distinct(e, name)[rows] for name in ("defence_spend", "gdp"))
    spent = _total(spending)
    found = {
        "spending_share": divided(spending, spent),
        "gdp_share": divided(gdp, _total(gdp)),
        "effort": divided(spending, gdp),
        "cost_share": _formula(e, framework, group),
        "capability_share": _brought(e, framework, group),
        **_divisions(e, framework, gdp),
    }
    found["excess"] = 100 * (found["spending_share"] - found["gdp_share"])
    found["excess_spending"] = spending - spent * found["gdp_share"]
    regions = e.variables["actor_region"].values[rows]
    for name in ("spending_share", "gdp_share", "capability_share"):
        found[f"region_{name}"] = _by_region(found[name], regions)
    found["region_excess"] = 100 * (
        found["region_spending_share"] - found["region_gdp_share"]
    )
    return found


def _total(values: Array) -> Array:
    # A plain loop: the order of additions must not depend on how many draws there are.
    total = np.zeros(values.shape[1:])
    for row in values:
        total = total + row
    return total


def _by_region(shares: Array, regions: NDArray[np.str_]) -> Array:
    return np.stack([_total(shares[regions == region]) for region in REGIONS])


def _divisions(e: xr.Dataset, framework: str, gdp: Array) -> dict[str, Array]:
    """What members give on their own, and what a joint defence would cost them.

    A member alone would buy defence for a fixed part of its income, so the facility that
    each would need is as large as its GDP, whatever that part is.
    """
    if not len(gdp):
        return dict.fromkeys(("predicted_share", "airport_share"), gdp)
    names = [name for (name,) in listed(e, "framework")]
    taste = distinct(e, "defence_taste")[names.index(framework)]
    try:
        given = games.voluntary_provision(gdp.T, taste[:, None]).contributions.T
    except ModelError as error:
        raise LensError(
            f"framework '{framework}': {error} Correct 'defence_taste', or the 'gdp' of "
            "its members."
        ) from error
    costs = games.airport_shares(gdp.T).T
    # Divided by their own sum: one who gives all has a share of exactly 1.
    return {
        "predicted_share": divided(given, _total(given)),
        "airport_share": divided(costs, _total(costs)),
    }


def _formula(e: xr.Dataset, framework: str, group: tuple[str, ...]) -> Array:
    """Agreed shares of common funding, scaled to those who are members."""
    agreed = _agreed(e, framework)
    nothing = np.zeros(distinct(e, "cost_share").shape[-1])
    shares = np.stack([agreed.get(actor, nothing) for actor in group] or [nothing])
    return divided(shares, _total(shares))[: len(group)]


def _agreed(e: xr.Dataset, framework: str) -> dict[str, Array]:
    """What members owe; a framework that joins as one divides its part by its own."""
    joined = {
        member
        for group, member, role in listed(e, *MEMBERSHIP_CELLS)
        if group == framework and role in DECIDING_ROLES
    }
    frameworks = {name for (name,) in listed(e, "framework")}
    rows = listed(e, "contribution_framework", "contribution_member")
    found: dict[str, Array] = {}
    for share, (group, member) in zip(distinct(e, "cost_share"), rows, strict=True):
        if group != framework or member not in joined:
            continue
        inner = _agreed(e, member) if member in frameworks else {member: np.ones(1)}
        whole = _total(np.stack(list(inner.values()) or [np.zeros(1)]))
        for actor, part in inner.items():
            found[actor] = found.get(actor, 0.0) + share * divided(part, whole)
    return found


def _brought(e: xr.Dataset, framework: str, group: tuple[str, ...]) -> Array:
    """Shapley shares of coverage, added up over the needs of a framework."""
    if "attribution" not in e.variables:
        # Nobody wants to know.
        return np.zeros((len(group), 1))
    attribution = e.variables["attribution"]
    # Only actors that provide something are listed by the earlier lens.
    providers = e.variables[attribution.dims[2]].values.tolist()
    places = [(i, providers.index(a)) for i, a in enumerate(group) if a in providers]
    members, columns = [i for i, _ in places], [column for _, column in places]
    brought = np.zeros((len(group), e.sizes["draw"]))
    for need, (needing,) in zip(
        attribution.values.transpose(1, 2, 0),
        listed(e, "requirement_framework"),
        strict=True,
    ):
        if needing == framework:
            brought[members] += need[columns]
    return divided(brought, _total(brought))
