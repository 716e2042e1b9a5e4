"""Projects of activities that wait for one another and share what there is of resources.

The resource-constrained project scheduling problem (RCPSP; Pritsker, Watters & Wolfe
1969, "Multiproject Scheduling with Limited Resources", *Management Science* 16:1): each
activity takes a whole number of periods, may begin when those before it have ended, and
uses some of every resource while it runs; the capacity of a resource holds at all times.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ishizue.errors import ModelError

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Project:
    """A project to be scheduled.

    Attributes:
        durations: Periods each activity takes, by activity, 0 or more.
        after: By activity, those that must have ended before it may begin.
        uses: By activity, units of each resource in use while it runs; 0 where a
            resource is not named.
        capacities: Units of each resource there are.

    Raises:
        ModelError: An activity or resource is unknown, a number is negative or not
            whole, more is used than there is, or activities wait for one another in a
            circle, which is named.
    """

    durations: Mapping[Hashable, int]
    after: Mapping[Hashable, Sequence[Hashable]]
    uses: Mapping[Hashable, Mapping[Hashable, int]]
    capacities: Mapping[Hashable, int]

    def __post_init__(self) -> None:
        for activity, duration in self.durations.items():
            _whole(f"duration of {activity!r}", duration)
        for resource, capacity in self.capacities.items():
            _whole(f"capacity of {resource!r}", capacity)
        _known("after", (*self.after, *_flat(self.after)), self.durations, "activity")
        _known("uses", self.uses, self.durations, "activity")
        _known("uses", _flat(self.uses), self.capacities, "resource")
        for activity, used in self.uses.items():
            for resource, amount in used.items():
                _whole(f"use of {resource!r} by {activity!r}", amount)
                if amount > self.capacities[resource] and self.durations[activity]:
                    raise ModelError(
                        f"{activity!r} uses {amount} of {resource!r}, of which there "
                        f"are {self.capacities[resource]}. Fix: use no more than that."
                    )
        in_order(self.durations, self.after)


def in_order(
    names: Iterable[Name], after: Mapping[Name, Sequence[Name]]
) -> tuple[Name, ...]:
    """Names so ordered that each comes after all it waits for.

    Among those free to come next, the first in the order given does.

    Raises:
        ModelError: Some wait for one another in a circle, which is named.
    """
    waiting = list(names)
    done: dict[Name, None] = {}
    while waiting:
        free = [n for n in waiting if all(b in done for b in after.get(n, ()))]
        if not free:
            circle = " > ".join(repr(name) for name in _circle(waiting, after))
            raise ModelError(
                f"activities wait for one another: {circle}. Fix: take one of these "
                "precedences out."
            )
        done |= dict.fromkeys(free)
        waiting = [n for n in waiting if n not in done]
    return tuple(done)


def _circle(
    waiting: Sequence[Name], after: Mapping[Name, Sequence[Name]]
) -> list[Name]:
    """A circle among names each of which waits for another of them, in order of time."""
    left = set(waiting)
    trail: list[Name] = []
    name = waiting[0]
    while name not in trail:
        trail.append(name)
        name = next(before for before in after[name] if before in left)
    return [name, *reversed(trail[trail.index(name) :])]


def _flat(nested: Mapping[Hashable, Iterable[Hashable]]) -> list[Hashable]:
    return [inner for names in nested.values() for inner in names]


def _known(
    argument: str,
    named: Iterable[Hashable],
    known: Mapping[Hashable, object],
    kind: str,
) -> None:
    for name in named:
        if name not in known:
            raise ModelError(
                f"{argument} names {name!r}, which is no {kind} of the project. Fix: "
                "correct the name, or add it."
            )


def _whole(what: str, number: float) -> None:
    if number < 0 or int(number) != number:
        raise ModelError(f"{what} is {number}. Fix: give a whole number, 0 or more.")
