"""Futures made into scenarios."""

import shutil
from itertools import combinations

import pytest

import ishizue
from ishizue.cli.options import open_named
from ishizue.errors import CheckFailed, ScenarioError
from ishizue.scenarios import apply
from ishizue.scenarios.futures import chosen_by, read_meanings

MEANINGS = """
[[variants]]
variant = "straits-tense"
scenario = "aldan-leaves"

[[variants]]
variant = "trade-shut"

[[variants.changes]]
kind = "set"
path = "positions.patrol-cym.support"
value = 0.9
expect = 123
why = { en = "Cymra has nothing to lose.", ja = "キムラ国に失うものはない。" }
"""


@pytest.fixture
def meant(toy, tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(toy.folder, folder)
    (folder / "futures.toml").write_text(MEANINGS, "utf-8")
    return ishizue.open(folder)


def test_a_future_is_the_changes_of_its_variants_and_rules_the_others_out(meant):
    made = meant.scenario_of("armed-vigilance")
    assert made.name == "future-armed-vigilance"
    assert made.title.en == "Future: Armed vigilance"
    assert [(c.kind, c.path) for c in made.changes] == [
        ("remove", "memberships.league-ald"),
        ("scale", "provisions.ships-bor.amount"),
        ("set", "positions.patrol-cym.support"),
        ("remove", "variants.straits-calm"),
        ("remove", "variants.unity-loose"),
        ("remove", "variants.trade-open"),
    ]
    # What changes expect of the baseline does not bind them among others.
    assert all(change.expect is None for change in made.changes)
    assert made.changes[0].why.en == "Aldan withdraws from the League."
    assert made.changes[-1].why.en == "In this future instead: Trade shut down."


def test_all_lenses_see_the_future(meant):
    run = meant.with_futures(["armed-vigilance"]).run(draws=20)
    future = run["future-armed-vigilance"]
    coverage = {"requirement": "league-ships", "year": 2030}
    assert (
        future["capability"]["coverage"].sel(coverage)
        < run["baseline"]["capability"]["coverage"].sel(coverage)
    ).all()
    assert float(future["drift"]["basin"].sel(future="armed-vigilance")[0]) == 1
    assert (future["futures"]["inconsistency"].sel(future="quiet-drift") == -1).all()


def test_conclusions_are_judged_in_a_future_that_has_their_subject(meant):
    added = meant.with_futures(["armed-vigilance", "trade-shut"])
    judged = added.run(draws=20).verdicts
    for name in meant.conclusions:
        assert (name, "future-armed-vigilance") in judged
        assert (name, "future-trade-shut") in judged
    # The study that was asked stays as it was.
    assert "future-trade-shut" not in meant.scenarios


def test_a_conclusion_about_what_a_future_takes_away_is_left_out(meant):
    text = MEANINGS.replace(
        'path = "positions.patrol-cym.support"\nvalue = 0.9\nexpect = 123',
        'path = "motions.patrol-consensus"',
    ).replace('kind = "set"', 'kind = "remove"')
    (meant.folder / "futures.toml").write_text(text, "utf-8")
    added = ishizue.open(meant.folder).with_futures(["trade-shut"])
    assert "future-trade-shut" in added.conclusions["ships-half"].scenarios
    assert "future-trade-shut" not in added.conclusions["patrol-agreed"].scenarios


def test_some_developments_may_be_left_as_they_are(meant):
    made = meant.scenario_of("trade-shut, unity-close")
    assert made.name == "future-trade-shut-unity-close"
    assert made.title.ja == "未来像:途絶した貿易、結束する連盟"
    assert [c.path for c in made.changes] == [
        "positions.patrol-cym.support",
        "variants.trade-open",
        "variants.unity-loose",
    ]


def test_a_study_may_do_without_the_file(toy):
    assert toy.meanings == {}
    assert [c.kind for c in toy.scenario_of("idyll").changes] == ["remove"] * 3


@pytest.mark.parametrize(
    ("future", "words"),
    [
        (
            "war",
            r"'war' is neither a future nor a variant\. Fix: .* quiet-drift, armed",
        ),
        ("", "'' is neither a future nor a variant"),
        ("trade-open,trade-shut", "'trade-open' and 'trade-shut' are variants of one"),
    ],
)
def test_what_is_no_future_is_refused(toy, future, words):
    with pytest.raises(ScenarioError, match=words):
        toy.scenario_of(future)
    with pytest.raises(ScenarioError, match=words):
        chosen_by(future, toy.world)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[variants]]", "futures.toml: variants.0.variant: Field required"),
        ("[[variants]\n", "futures.toml: cannot be read as TOML"),
        ("variant = 1", "futures.toml: variant: Extra inputs are not permitted"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(toy, tmp_path, text, words):
    (tmp_path / "futures.toml").write_text(text, "utf-8")
    with pytest.raises(CheckFailed, match=words):
        read_meanings(tmp_path, toy.scenarios, toy.world.tables["variants"])


@pytest.mark.real
def test_what_variants_of_the_bundled_study_stand_for_goes_together():
    study = open_named("europe")
    tables = study.world.tables
    for future in tables["futures"]:
        changed = apply(study.scenario_of(future), study.world, study.ledger)
        assert changed != study.world, future
    of = {v: row["descriptor"] for v, row in tables["variants"].items()}
    for pair in combinations(study.meanings, 2):
        if of[pair[0]] != of[pair[1]]:
            changed = apply(
                study.scenario_of(",".join(pair)), study.world, study.ledger
            )
            assert changed != study.world, pair
