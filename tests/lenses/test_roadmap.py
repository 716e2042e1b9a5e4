"""The roadmap of the League, with money, worked out by hand.

Masts cost 4 in two years (1.5, planned as whole years), the chain of radars 3 in the year
after; it adds four radars, three to Borea and one to Cymra. The League lacks five of ten.
With 2, 2 and 3 from 2030 on the masts begin in 2030, the chain in 2032, and in 2033 and
2034 four fifths of the gap are closed. As carried out the masts are done in the middle of
2031; the chain still waits for its money until 2032.
"""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.ensembles import Draws
from ishizue.errors import LensError
from ishizue.lenses import Conclusion, evaluate, lens_named
from ishizue.lenses.focus import focus
from ishizue.lenses.plans import planned
from toys import answer, changed, exactly

YEARS = range(2030, 2035)


def money(*funds, roadmap="league"):
    return [
        {"kind": "set", "path": f"budgets.{roadmap}-{year}.funds", "value": amount}
        for year, amount in zip(YEARS, funds, strict=False)
    ]


FUNDED = money(2, 2, 3)


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "roadmap", *FUNDED)


def test_projects_begin_when_there_is_money_and_in_order(found):
    starts = found["planned_start"].to_pandas().to_dict()
    assert starts == {"mast-works": 2030, "radar-chain": 2032, "dorn-radars": 0}
    ends = found["completion"].to_pandas().to_dict()
    assert ends == {"mast-works": 2031.5, "radar-chain": 2033, "dorn-radars": 0}


def test_money_is_spent_while_projects_run(found):
    spent = found["spending"].sel(roadmap="league-roadmap").values
    # Four in a year and a half.
    assert spent == pytest.approx([4 / 1.5, 4 / 3, 3, 0, 0])
    available = found["available"].sel(roadmap="league-roadmap").values
    assert available == pytest.approx([2, 2, 3, 0, 0])


def test_gains_close_the_gap_from_completion_on(found):
    closed = found["gap_closed"].sel(roadmap="league-roadmap", capability="radars")
    assert closed.values == pytest.approx([0, 0, 0, 0.8, 0.8])
    held = found["supplied"]
    assert held.sel(holder="radar-chain-bor").values == pytest.approx([0, 0, 0, 3, 3])
    assert held.sel(holder="radar-chain-cym").values == pytest.approx([0, 0, 0, 1, 1])
    assert held["holder_actor"].values.tolist() == ["bor", "cym"]
    assert held["holder_capability"].values.tolist() == ["radars", "radars"]


def test_the_plan_says_what_it_is_worth_and_its_bound(found):
    # .4 of the need in the last year with money, 2033, .9 a year.
    worth = found["closure"].sel(roadmap="league-roadmap")
    assert float(worth) == pytest.approx(0.4 * 0.9**3, abs=1e-3)
    assert float(found["closure_bound"].sel(roadmap="league-roadmap")) == float(worth)


def test_capability_counts_what_projects_add(toy):
    before = exactly(toy, "capability")
    after = exactly(toy, "capability", *FUNDED)
    radars = {"requirement": "league-radars"}
    assert before["supply"].sel(radars).values == pytest.approx([5] * 5)
    assert after["supply"].sel(radars).values == pytest.approx([5, 5, 5, 9, 9])
    np.testing.assert_array_equal(
        after["supply"].sel(requirement="league-ships"),
        before["supply"].sel(requirement="league-ships"),
    )


def test_gains_of_those_who_left_count_neither_in_the_plan_nor_for_the_group(toy):
    left = {"kind": "remove", "path": "memberships.league-bor"}
    found = exactly(toy, "capability", left, *FUNDED)
    supply = found["supply"].sel(requirement="league-radars").values
    assert supply == pytest.approx([5, 5, 5, 6, 6])


def test_without_money_nothing_is_begun_and_nothing_supplied(toy):
    found = exactly(toy, "roadmap")
    assert not found["planned_start"].any()
    assert found["supplied"].shape == (0, 5)
    behind = lens_named("roadmap").behind
    world = toy.world.at(toy.settings.as_of)
    assert behind(world, "supplied", {"capability": "radars"}) == (
        "roadmaps.league-roadmap",
        *(
            path
            for year in range(2030, 2034)
            for path in (f"budgets.league-{year}", f"budgets.league-{year}.funds")
        ),
        "roadmaps.council-roadmap",
        "budgets.council-2030",
        "budgets.council-2030.funds",
    )


def test_a_gain_no_need_asks_for_is_not_paid_for_but_done_where_money_is_left(toy):
    # The Council needs no radars; there is nothing else to do with its money.
    found = exactly(toy, "roadmap", *money(2, roadmap="council"))
    assert found["planned_start"].sel(project="dorn-radars") == 2030
    assert float(found["closure"].sel(roadmap="council-roadmap")) == 0
    assert not found["gap_closed"].any()


def test_durations_that_are_not_known_carry_over_to_what_waits(toy):
    late = {
        "kind": "set",
        "path": "projects.mast-works.duration",
        "value": 2,
        "low": 1,
        "high": 4,
        "distribution": "triangular",
    }
    found = answer(toy, changed(toy, *FUNDED, late), "roadmap", draws=200)
    masts, chain = (
        found["completion"].sel(project=p).values for p in ("mast-works", "radar-chain")
    )
    np.testing.assert_array_equal(chain, np.maximum(masts, 2032) + 1)
    # All is spent within the years asked about, or the chain would end after them.
    spent = found["spending"].sel(roadmap="league-roadmap").sum("year").values
    np.testing.assert_allclose(spent[chain <= 2035], 7)


@pytest.mark.parametrize(
    ("outcome", "selection"),
    [
        (
            "capability.coverage",
            {"framework": "league", "capability": "radars", "year": 2033},
        ),
        (
            "roadmap.gap_closed",
            {"roadmap": "league-roadmap", "capability": "radars", "year": 2033},
        ),
        ("roadmap.supplied", {"holder": "radar-chain-bor", "year": 2034}),
        ("capability.attribution", {"requirement": "league-radars", "actor": "bor"}),
    ],
)
def test_the_part_of_a_world_behind_an_answer_gives_it_to_the_bit(
    toy, outcome, selection
):
    conclusion = Conclusion.model_validate(
        {
            "id": "test",
            "outcome": outcome,
            "select": selection,
            "comparison": ">=",
            "threshold": 0.5,
            "scenarios": ["baseline"],
            "statement": {"en": "A test.", "ja": "試験。"},
            "short": {"en": "Test", "ja": "試験"},
        }
    )
    world = changed(toy, *FUNDED)
    part = focus(world, [conclusion])
    lens = lens_named(conclusion.lens).only([conclusion.variable])
    whole, small = (
        conclusion.values(evaluate(w, [lens], toy.settings.years, Draws(0, 0, 50)))
        for w in (world, part)
    )
    np.testing.assert_array_equal(whole, small)


def test_the_plan_is_the_same_whatever_years_are_asked_about_and_however_rows_lie(toy):
    world = changed(toy, *FUNDED)
    turned = {
        table: dict([*rows.items()][1:] + [*rows.items()][:1])
        for table, rows in world.tables.items()
    }
    lens, years = lens_named("roadmap"), toy.settings.years
    whole = planned(lens, world, years)["begins"]
    early = planned(lens, world, years[:2])["begins"]
    back = planned(lens, world.with_content(turned), years)["begins"]
    np.testing.assert_array_equal(whole, early)
    np.testing.assert_array_equal(whole, back.reindex_like(whole))


def test_draws_do_not_depend_on_their_block(toy):
    world = changed(toy, *FUNDED)
    lens, years = lens_named("roadmap"), toy.settings.years
    whole = evaluate(world, [lens], years, Draws(3, 0, 9))["roadmap"]
    part = evaluate(world, [lens], years, Draws(3, 4, 9))["roadmap"]
    for name in lens.writes:
        np.testing.assert_array_equal(whole[name][4:], part[name])


def test_projects_that_wait_for_each_other_are_refused(toy):
    world = changed(toy, *FUNDED)
    circle = {"precedence": "circle", "project": "mast-works", "before": "radar-chain"}
    rows = {**world.tables["precedences"], "circle": circle}
    world = world.with_content({**world.tables, "precedences": rows})
    with pytest.raises(LensError, match=r"roadmap 'league-roadmap': .*'mast-works' >"):
        answer(toy, world, "roadmap")


@pytest.mark.real
def test_a_joint_roadmap_moves_capability_and_deterrence_of_the_bundled_study():
    folder = Path(str(resources.files("ishizue") / "studies" / "europe"))
    study = ishizue.open(folder)
    asked = [lens_named(n) for n in ("roadmap", "capability", "deterrence")]
    found = {
        name: evaluate(world, asked, study.settings.years, Draws(0, 0, 200))
        for name, world in study.worlds(["baseline", "joint-roadmap"]).items()
    }
    assert found["baseline"]["roadmap"]["supplied"].sizes["holder"] == 0
    plan = found["joint-roadmap"]["roadmap"]
    assert float(plan["closure"][0, 0]) == float(plan["closure_bound"][0, 0]) > 0
    before, after = (
        found[name]["capability"]["coverage"]
        .sel(requirement="long-range-air-defence-nato", year=2035)
        .mean("draw")
        for name in found
    )
    assert after > before + 0.05
    before, after = (
        found[name]["deterrence"]["denial"].sel(year=2035).mean("draw")
        for name in found
    )
    assert (after > before).all()
