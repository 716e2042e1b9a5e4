"""What a group can do with what its members bring, and on whom that depends.

A capability is supplied in like units by several providers and needed in some amount.
Coverage is supply over need, at most 1; surplus in one capability does not help in
another. Dependence on a provider is the share of coverage that goes with it.
Concentration is the Herfindahl-Hirschman index of supply (Hirschman 1945, *National
Power and the Structure of Foreign Trade*; Herfindahl 1950). Attribution divides
coverage among providers by the Shapley value (Shapley 1953, "A Value for n-Person
Games") of the game in which a coalition is worth the coverage it reaches alone.

Left out: quality within a unit, geography, the time it takes to bring units to bear,
losses, and complementarity between capabilities (tankers without aircraft).

Every function takes draws in the first axis, works on each draw alone and adds
providers in the order given, so results do not depend on how draws are grouped.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from ishizue.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MOST_PROVIDERS = 12


def total(by_provider: Array) -> Array:
    """Supply of all providers.

    Args:
        by_provider: Units, shape (draws, providers, ...), none negative.

    Returns:
        Units, shape (draws, ...).
    """
    # A plain loop: the order of additions must not depend on numpy's choice of axis.
    supply = np.zeros(by_provider.shape[:1] + by_provider.shape[2:])
    for i in range(by_provider.shape[1]):
        supply = supply + by_provider[:, i]
    return supply


def coverage(supply: Array, required: Array) -> Array:
    """Share of the need that supply meets, from 0 to 1; 1 where nothing is needed.

    Args:
        supply: Units, any shape, none negative.
        required: Units, of the same shape, none negative.

    Raises:
        ModelError: An amount is negative or not a number.
    """
    for name, amount in (("supply", supply), ("required", required)):
        if not (amount >= 0).all():
            raise ModelError(
                f"{name} holds a negative amount or NaN. Fix: amounts are units held or "
                "needed, at least zero."
            )
    needed = np.where(required > 0, required, 1.0)
    return np.where(required > 0, np.minimum(supply / needed, 1.0), 1.0)


def dependence(by_provider: Array, required: Array) -> Array:
    """Share of coverage lost if one provider withdraws, for each provider.

    Args:
        by_provider: Units, shape (draws, providers).
        required: Units, shape (draws,).

    Returns:
        Shares from 0 to 1, shape (draws, providers); 0 where nothing is covered.
    """
    supply = total(by_provider)
    covered = coverage(supply, required)
    without = [
        coverage(total(np.delete(by_provider, i, axis=1)), required)
        for i in range(by_provider.shape[1])
    ]
    remaining = np.stack(without, axis=1) if without else np.empty(by_provider.shape)
    some = covered > 0
    lost = (covered[:, None] - remaining) / np.where(some, covered, 1.0)[:, None]
    return np.where(some[:, None], lost, 0.0)


def concentration(by_provider: Array) -> Array:
    """Herfindahl-Hirschman index of supply: 1/providers (even) to 1 (one provider).

    Args:
        by_provider: Units, shape (draws, providers).

    Returns:
        Index, shape (draws,); 0 where nothing is supplied.
    """
    supply = total(by_provider)
    shares = by_provider / np.where(supply > 0, supply, 1.0)[:, None]
    return total(shares**2)


def attribution(by_provider: Array, required: Array) -> Array:
    """Shapley share of coverage due to each provider; shares add up to coverage.

    While supply does not exceed the need, coverage is a sum and each provider's share
    is its own supply over the need; only the other draws are enumerated.

    Args:
        by_provider: Units, shape (draws, providers), at most 12 providers.
        required: Units, shape (draws,).

    Returns:
        Shares from 0 to 1, shape (draws, providers).

    Raises:
        ModelError: There are more than 12 providers.
    """
    players = by_provider.shape[1]
    if players > MOST_PROVIDERS:
        raise ModelError(
            f"{players} providers make 2**{players} coalitions; attribution is exact to "
            f"{MOST_PROVIDERS}. Fix: join small providers into one."
        )
    supply = total(by_provider)
    shares = by_provider / np.where(required > 0, required, 1.0)[:, None]
    over = np.flatnonzero((supply > required) & (required > 0))
    shares[required <= 0] = 1.0 / max(players, 1)
    if over.size:
        shares[over] = _shapley(by_provider[over], required[over])
    return shares


def _shapley(by_provider: Array, required: Array) -> Array:
    players = by_provider.shape[1]
    nothing: dict[tuple[int, ...], Array] = {(): np.zeros(len(required))}
    held, worth = nothing, nothing
    values = np.zeros(by_provider.shape)
    for size in range(1, players + 1):
        weight = factorial(size - 1) * factorial(players - size) / factorial(players)
        sums: dict[tuple[int, ...], Array] = {}
        worths: dict[tuple[int, ...], Array] = {}
        for group in combinations(range(players), size):
            sums[group] = held[group[:-1]] + by_provider[:, group[-1]]
            worths[group] = np.minimum(sums[group] / required, 1.0)
            for i, player in enumerate(group):
                rest = group[:i] + group[i + 1 :]
                values[:, player] += weight * (worths[group] - worth[rest])
        held, worth = sums, worths
    return values


def years_to_close(covered: Array) -> Array:
    """Years until the need is first met in full.

    Args:
        covered: Coverage by year, shape (draws, years).

    Returns:
        Years after the first, shape (draws,); the number of years where the need is
        not met within them.
    """
    met = covered >= 1.0
    first = np.argmax(met, axis=1)
    never = covered.shape[1]
    return np.asarray(np.where(met.any(axis=1), first, never), dtype=np.float64)
