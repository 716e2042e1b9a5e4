"""What a difference between two scenarios is due to."""

import pytest

import ishizue
from ishizue.cornerstones.explain import Pair
from ishizue.lenses.compare import compare
from planted import borea, claim, overlay

SHIPS = {"requirement": "league-ships", "year": 2030}


def explained(study, first, second, outcome="capability.coverage", selection=SHIPS):
    outcomes = study.run([first, second], draws=64)
    difference = next(
        d
        for d in compare(outcomes, first, second)
        if (d.outcome, dict(d.selection)) == (outcome, selection)
    )
    pair = Pair(
        study.scenarios[first],
        study.scenarios[second],
        study.world,
        study.ledger,
        study.settings.as_of,
        study.settings.years,
    )
    return pair.explain(difference, 64, 0)


def test_each_assumption_explains_its_part(toy):
    """Aldan takes five of twenty ships away; Borea builds half as many again."""
    found = explained(toy, "baseline", "aldan-leaves")
    parts = {part.source: part for part in found.assumptions}
    assert set(parts) == {"scenario:aldan-leaves#1", "scenario:aldan-leaves#2"}
    whole = found.difference.change
    leaves, builds = (parts[f"scenario:aldan-leaves#{n}"] for n in (1, 2))
    # Had Aldan stayed, only Borea's three ships more would be left.
    assert leaves.change == pytest.approx(0.15, abs=0.02)
    assert leaves.explains == pytest.approx(1 - 0.15 / whole, abs=0.1)
    # Without Borea's ships the loss would be all of Aldan's five.
    assert builds.change == pytest.approx(-5 / 20)
    assert builds.explains < 0
    assert found.assumptions[0] == leaves


def test_the_source_behind_what_changes_explains_the_difference(laid):
    fleet = claim("harbour", 10.0)
    files = overlay([fleet], borea(10, fleet.id), {"harbour": "B"})
    study = ishizue.open(laid(files | {"scenarios/aldan-leaves.toml": DOUBLED}))
    found = explained(study, "baseline", "aldan-leaves")
    first = found.sources[0]
    assert (first.source, first.change, first.explains) == ("harbour", 0.0, 1.0)
    # Without the charter there is no telling, which explains nothing better.
    charter = next(p for p in found.sources if p.source == "r-league")
    assert charter.change is None


DOUBLED = """\
name = "aldan-leaves"
title = { en = "More ships", ja = "増強" }
question = { en = "What if Borea doubles its ships?", ja = "艦艇を倍増したら。" }

[[changes]]
kind = "scale"
path = "provisions.ships-bor.amount"
factor = 1.4
why = { en = "Borea builds more ships.", ja = "ボレアが艦艇を増やす。" }
"""
