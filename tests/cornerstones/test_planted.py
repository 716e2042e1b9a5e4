"""A conclusion that rests by construction on something is found to rest on it."""

import pytest

import ishizue
from ishizue.cornerstones import Case, Finding, examine
from planted import BOREA, one_document, two_documents


def examined(folder, draws=1000) -> Finding:
    study = ishizue.open(folder)
    (conclusion,) = study.conclusions.values()
    world = study.worlds(["baseline"])["baseline"]
    case = Case.of(
        conclusion, "baseline", world, study.world, study.ledger, study.settings.years
    )
    return examine(case, draws, seed=0)


@pytest.fixture(scope="module")
def one(laid) -> Finding:
    return examined(laid(one_document()))


def test_the_conclusion_holds_unless_borea_has_fewer_than_nine(one):
    # Uniform on 7 to 25, and Cymra's two give or take a half: 16 of 18.
    assert one.probability == pytest.approx(16 / 18, abs=0.03)


def test_sensitivity_names_it_first(one):
    first, second = one.sources[:2]
    assert first.name == "harbour"
    assert first.figures == (BOREA,)
    # Variances of uniform figures: 18^2 / 12 = 27 against 1 / 12.
    assert first.total == pytest.approx(27 / (27 + 1 / 12), abs=0.1)
    assert second.total < 0.02
    assert one.figures[0].name == BOREA


def test_withdrawal_names_it_first(one):
    first = one.withdrawals[0]
    assert first.sources == ("harbour",)
    assert first.overturns
    # Without it the dictionary says nought: one and two of twenty are left.
    assert first.median == pytest.approx(3 / 20, abs=0.002)
    assert (first.probability, first.gone) == (0.0, (BOREA,))
    assert [w.sources for w in one.withdrawals if w.overturns] == [("harbour",)]


def test_the_nearest_flip_names_it_first(one):
    flip = one.flips[0]
    assert flip.path == BOREA
    # Cymra brings the middle of what was drawn, about two.
    assert flip.at == pytest.approx(9, abs=0.07)
    assert flip.inside
    assert flip.beyond == pytest.approx(2 / 18, abs=0.03)


def test_checking_it_is_worth_most(one):
    worth = max(one.figures, key=lambda share: share.checking)
    assert worth.name == BOREA
    doubt = one.probability * (1 - one.probability)
    # To know Borea's ships is to know nearly all.
    assert 0.7 * doubt < worth.checking < 1.15 * doubt


def test_the_region_in_which_it_holds_is_bounded_by_it(one):
    assert one.region is not None
    low, high = one.region.limits[BOREA]
    assert low == pytest.approx(9, abs=0.5)
    assert high is None
    assert one.region.coverage > 0.9
    assert one.region.density > 0.94


def test_nothing_else_overturns_it_and_what_is_needed_is_told(one):
    others = {w.sources[0]: w for w in one.withdrawals[1:]}
    assert others["almanac"].probability == pytest.approx(14 / 18, abs=0.03)
    # The charter lists the members and the need.
    assert "nothing attests" in others["r-league"].unsupported


@pytest.fixture(scope="module")
def two(laid) -> Finding:
    return examined(laid(two_documents()), draws=64)


def test_neither_alone_overturns_it(two):
    alone = {w.sources[0]: w for w in two.withdrawals}
    for document in ("harbour", "shipyard"):
        assert alone[document].probability == two.probability == 1.0
        assert alone[document].falls == 0


def test_the_pair_does_and_leads_the_pairs(two):
    pair = two.pairs[0]
    assert pair.sources == ("harbour", "shipyard")
    assert pair.overturns
    assert pair.together
    assert pair.gone == (BOREA,)
    assert pair.median == pytest.approx((1 + 4) / 20)
    assert [p.sources for p in two.pairs if p.together] == [pair.sources]
