"""Conclusions: a part of an outcome, compared, in how many draws it holds."""

import numpy as np
import pytest

import ishizue
from ishizue.errors import LensError
from ishizue.lenses import Conclusion, select
from ishizue.lenses.focus import focus
from toys import answer

SHIPS = {"framework": "league", "capability": "ships", "year": 2030}


def conclusion(**edits) -> Conclusion:
    words = {"en": "It is so.", "ja": "そうである。"}
    return Conclusion.model_validate(
        {
            "id": "test",
            "outcome": "capability.coverage",
            "select": SHIPS,
            "comparison": ">=",
            "threshold": 0.7,
            "scenarios": ["baseline"],
            "statement": words,
            "short": words,
            **edits,
        }
    )


@pytest.fixture(scope="module")
def coverage(toy):
    return answer(toy, toy.world, "capability", draws=50)["coverage"]


@pytest.mark.parametrize(
    ("comparison", "held"),
    [
        (">=", [False, True, True]),
        (">", [False, False, True]),
        ("<=", [True, True, False]),
        ("<", [True, False, False]),
    ],
)
def test_a_comparison_holds_draw_by_draw(comparison, held):
    values = np.array([0.6, 0.7, 0.8])
    assert conclusion(comparison=comparison).holds(values).tolist() == held


def test_a_conclusion_is_about_one_number_a_draw(toy, coverage):
    whole = {"capability": answer(toy, toy.world, "capability", draws=50)}
    expected = coverage.sel(requirement="league-ships", year=2030).values
    assert conclusion().lens == "capability"
    assert conclusion().variable == "coverage"
    assert conclusion().values(whole).tolist() == expected.tolist()


def test_the_toys_verdicts_are_those_of_the_distributions(toy):
    n = 4000
    verdicts = toy.run(draws=n).verdicts
    # Nine ships and Borea's b of twenty reach 0.7 with b of five or more; b is
    # triangular on 4, 6, 8, so that falls short once in eight.
    expected = {("ships-half", "baseline"): 7 / 8}
    # Without Aldan four and one and a half b do, with b of 6 2/3 or more.
    expected["ships-half", "aldan-leaves"] = (8 - 20 / 3) ** 2 / (4 * 2)
    # 0.9 * 0.8 * c reaches 0.36 with Cymra's c of a half or more, on 1/4 to 3/4.
    expected["patrol-agreed", "baseline"] = 1 / 2
    assert verdicts.keys() == expected.keys()
    for key, share in expected.items():
        assert verdicts[key].probability == pytest.approx(share, abs=4 * 0.5 / n**0.5)
        assert verdicts[key].held == round(verdicts[key].probability * n)
    low, middle, high = verdicts["ships-half", "baseline"].quantiles(0, 0.5, 1)
    assert 13 / 20 <= low < middle < high <= 17 / 20
    assert middle == pytest.approx(15 / 20, abs=0.005)


def test_a_selection_names_dimensions_or_columns_of_their_tables(coverage):
    by_row = select(coverage, {"requirement": "league-ships", "year": 2030})
    by_column = select(coverage, SHIPS)
    assert by_row.dims == ("draw",)
    np.testing.assert_array_equal(by_row, by_column)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({"capability": "ships", "year": 2030}, "leaves several values .* requirement"),
        ({"requirement": "league-ships"}, "leaves several values .* Fix: name year as"),
        ({}, "leaves several values .* Fix: name requirement and year as well"),
        (
            {**SHIPS, "year": 2029},
            r"'coverage' has no year 2029\. Fix: choose from 2030, 2031",
        ),
        (
            {**SHIPS, "framework": "senate"},
            r"'coverage' has no framework 'senate'\. Fix: choose from league, council",
        ),
        (
            {**SHIPS, "capability": "tanks"},
            r"'coverage' has no capability 'tanks'\. Fix: choose from ships",
        ),
        (
            {**SHIPS, "colour": "blue"},
            r"'coverage' has no 'colour'\. Fix: choose from requirement, year, framework",
        ),
        ({**SHIPS, "draw": 0}, r"'coverage' has no 'draw'\. Fix: choose from requirem"),
    ],
)
def test_a_selection_that_names_nothing_or_too_much_is_refused(
    coverage, selection, words
):
    with pytest.raises(LensError, match=words):
        select(coverage, selection)


def test_a_conclusion_about_a_part_that_is_not_there_has_no_verdict(broken, toy):
    text = (toy.folder / "conclusions.toml").read_text("utf-8")
    study = ishizue.open(
        broken({"conclusions.toml": text.replace("year = 2030", "year = 2040")})
    )
    with pytest.raises(LensError, match="'coverage' has no year 2040"):
        study.run(draws=2)


@pytest.mark.parametrize("scenario", ["baseline", "aldan-leaves"])
@pytest.mark.parametrize(
    ("outcome", "selection"),
    [
        ("capability.coverage", SHIPS),
        ("capability.years_to_close", {"requirement": "council-ships"}),
        ("capability.dependence", {"requirement": "league-ships", "actor": "bor"}),
        ("capability.dependence", {"requirement": "league-ships", "actor": "dor"}),
        ("capability.attribution", {"requirement": "league-radars", "actor": "bor"}),
        ("decision.adoption", {"motion": "patrol-weighted"}),
        ("decision.adoption", {"motion": "patrol-opt-in"}),
        ("decision.shapley", {"rule": "league-weighted", "actor": "bor"}),
        ("decision.veto", {"rule": "league-consensus", "actor": "dor"}),
    ],
)
def test_the_part_of_a_world_a_conclusion_rests_on_answers_it_to_the_bit(
    toy, scenario, outcome, selection
):
    about = conclusion(outcome=outcome, select=selection)
    world = toy.worlds([scenario])[scenario]
    part = focus(world, [about])
    whole = about.values({about.lens: answer(toy, world, about.lens, draws=20)})
    found = about.values({about.lens: answer(toy, part, about.lens, draws=20)})
    assert found.tobytes() == whole.tobytes()


def test_only_what_conclusions_rest_on_is_kept_of_a_world(toy):
    part = focus(toy.world, [conclusion()])
    assert set(part.tables["actors"]) == {"ald", "bor", "cym"}
    assert set(part.tables["requirements"]) == {"league-ships"}
    assert set(part.tables["provisions"]) == {"ships-ald", "ships-bor", "ships-cym"}
    assert dict(part.tables["motions"]) == {}
    assert part.figures.keys() < toy.world.figures.keys()
    agreed = conclusion(
        outcome="decision.adoption", select={"rule": "league-consensus"}
    )
    both = focus(toy.world, [conclusion(), agreed])
    assert set(both.tables["motions"]) == {"patrol-consensus"}
    assert part.figures.keys() < both.figures.keys() < toy.world.figures.keys()


def test_a_conclusion_about_a_bystander_keeps_the_whole_world(toy):
    about = {"requirement": "league-radars", "actor": "bor"}
    radars = conclusion(outcome="capability.dependence", select=about)
    assert focus(toy.world, [conclusion(), radars]) is toy.world
