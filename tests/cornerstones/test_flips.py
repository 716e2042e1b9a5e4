"""The nearest value at which a conclusion turns round, found and told honestly."""

import pytest

import ishizue
from ishizue.cornerstones import Case
from ishizue.cornerstones.flips import flips
from ishizue.ensembles import Draws
from planted import BOREA, borea, claim, overlay

NEED = "requirements.league-ships.required_amount@2030"


def found(folder):
    study = ishizue.open(folder)
    (conclusion,) = study.conclusions.values()
    world = study.worlds(["baseline"])["baseline"]
    case = Case.of(
        conclusion, "baseline", world, study.world, study.ledger, study.settings.years
    )
    return {f.path: f for f in flips(case, Draws(0, 0, 200))}


def test_every_figure_that_can_turn_it_is_told_with_its_value(laid):
    # One of Aldan's, four of Cymra's and ten of Borea's: fifteen of twenty, not twelve.
    turned = found(laid(overlay([], borea(10, "r-league"), {})))
    assert turned[BOREA].at == pytest.approx(7, abs=0.01)
    assert turned[NEED].at == pytest.approx(15 / 0.6, abs=0.01)
    assert turned["provisions.ships-cym.amount@2030"].at == pytest.approx(1, abs=0.01)
    # Without Aldan there are fourteen.
    assert "provisions.ships-ald.amount@2030" not in turned
    assert not any(f.inside for f in turned.values())
    assert turned[BOREA].distance == pytest.approx(0.3, abs=0.01)
    assert next(iter(turned)) == NEED


def test_one_inside_its_range_leads_however_far(laid):
    ships = claim("harbour", 10.0)
    turned = found(
        laid(overlay([ships], borea(10, ships.id, "5,15,uniform"), {"harbour": "B"}))
    )
    first = next(iter(turned.values()))
    assert (first.path, first.inside) == (BOREA, True)
    assert first.beyond == pytest.approx(2 / 10, abs=0.06)


def test_a_conclusion_that_fails_turns_the_other_way(laid):
    turned = found(laid(overlay([], borea(5, "r-league"), {})))
    # Ten of twenty; two are lacking.
    assert turned[BOREA].at == pytest.approx(7, abs=0.01)
    assert turned[NEED].at == pytest.approx(10 / 0.6, abs=0.01)
    assert turned["provisions.ships-ald.amount@2030"].at == pytest.approx(6, abs=0.01)


def test_the_turn_is_the_value_itself_where_certainty_would_do(laid):
    # Lopsided: mostly far above nine, but the value stated is below.
    ships = claim("harbour", 6.5)
    turned = found(
        laid(overlay([ships], borea(6.5, ships.id, "6,20,uniform"), {"harbour": "B"}))
    )
    assert turned[BOREA].at == turned[BOREA].value == 6.5
    assert turned[BOREA].distance == 0
