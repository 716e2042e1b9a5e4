"""Siting: every choice tried beside the one found, and refusals."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models.bill_of_materials import Bill
from ishizue.models.siting import Offer, site

SHELLS = Bill(("shell", "charge", "body"), {"shell": {"charge": 1, "body": 1}})
THERE = {"shell": 10, "charge": 4, "body": 7}
OFFERS = (
    Offer("aldan", "charge", 4, cost=4, barrier=0.5),
    Offer("borea", "charge", 3, cost=3),
    Offer("cymra", "body", 5, cost=2),
    Offer("dorn", "charge", 6, cost=5),
)


def met(chosen):
    """Shells wanted are 10; what is made of the scarcest is what is met."""
    made = {item: float(amount) for item, amount in THERE.items()}
    for offer in chosen:
        made[offer.item] += offer.capacity * (1 - offer.barrier)
    return min(10.0, *made.values()) / 10


@pytest.mark.parametrize("budget", [0, 2, 3, 5, 7, 10, 14])
def test_no_other_choice_within_the_budget_meets_more(budget):
    found = site(SHELLS, THERE, {"shell": 10}, OFFERS, budget)
    chosen = [offer for offer in OFFERS if offer.name in found.chosen]
    within = [
        group
        for size in range(5)
        for group in combinations(OFFERS, size)
        if sum(offer.cost for offer in group) <= budget
    ]
    best = max(met(group) for group in within)
    assert found.met["shell"] == pytest.approx(best) == pytest.approx(met(chosen))
    cheapest = min(sum(o.cost for o in group) for group in within if met(group) == best)
    assert found.cost == pytest.approx(cheapest)


def test_of_equals_the_first_is_chosen():
    twins = (Offer("b", "charge", 3, cost=3), Offer("a", "charge", 3, cost=3))
    assert site(SHELLS, THERE, {"shell": 7}, twins, 3).chosen == ("b",)


def test_what_is_not_wanted_is_not_bought():
    found = site(SHELLS, THERE, {}, OFFERS, 100)
    assert (found.chosen, found.met) == ((), {})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"item": "fuze"}, "offer 'aldan' names the unknown item 'fuze'"),
        ({"capacity": -1}, "capacity of offer 'aldan' is -1"),
        ({"cost": np.nan}, "cost of offer 'aldan' is nan"),
        ({"barrier": 2}, "barrier of offer 'aldan' is 2"),
        ({"name": "borea"}, "'borea' is named twice"),
    ],
)
def test_what_makes_no_sense_is_refused(change, words):
    offers = (replace(OFFERS[0], **change), *OFFERS[1:])
    with pytest.raises(ModelError, match=words):
        site(SHELLS, THERE, {"shell": 10}, offers, 5)
