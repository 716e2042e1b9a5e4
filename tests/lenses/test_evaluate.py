"""What every lens declares and keeps to."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.ensembles import Draws
from ishizue.errors import LensError
from ishizue.lenses import LENSES, evaluate, lens_named
from ishizue.lenses.lens import called
from ishizue.schema import dictionary
from toys import answer

every_lens = pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)


def test_lenses_have_names_of_their_own():
    names = [lens.name for lens in LENSES]
    assert len(set(names)) == len(names)


@every_lens
def test_a_lens_reads_fields_of_the_dictionary(lens):
    assert len(set(lens.reads)) == len(lens.reads)
    for read in lens.reads:
        table, field = read.split(".")
        assert field in dictionary().tables[table].fields, read


@every_lens
def test_a_lens_explains_itself_in_both_languages(lens):
    for words in (lens.title, lens.question, lens.method, lens.leaves_out):
        assert set(words) == {"en", "ja"}
        assert re.search(r"[ぁ-んァ-ヶ一-龯]", words["ja"])
    assert lens.question["en"].endswith("?")


@every_lens
def test_a_lens_writes_what_it_declares_and_nothing_else(toy, lens):
    found = answer(toy, toy.world, lens.name, draws=4)
    assert set(found.data_vars) == set(lens.writes)
    for name, outcome in lens.writes.items():
        assert found[name].dims == ("draw", *outcome.dims)
        assert found[name].attrs == {
            "units": outcome.unit,
            "long_name": outcome.name_en,
            "long_name_ja": outcome.name_ja,
        }
        if outcome.unit in ("share", "probability", "flag", "index"):
            assert float(found[name].min()) >= 0, name
            assert float(found[name].max()) <= 1 + 1e-12, name


@every_lens
def test_the_order_of_rows_is_of_no_account(toy, lens):
    there = answer(toy, toy.world, lens.name, draws=4)
    for first in (1, 2, 3):
        turned = {
            table: dict([*rows.items()][first:] + [*rows.items()][:first])
            for table, rows in toy.world.tables.items()
        }
        back = answer(toy, toy.world.with_content(turned), lens.name, draws=4)
        for name in lens.writes:
            np.testing.assert_allclose(
                back[name].reindex_like(there[name]), there[name], rtol=1e-12
            )


@every_lens
def test_a_lens_is_given_what_it_declares_and_needs_all_of_it(toy, lens):
    for read in lens.reads:
        table, field = read.split(".")
        if dictionary().tables[table].fields[field].type == "figure":
            blind = replace(lens, reads=tuple(r for r in lens.reads if r != read))
            # Without a table's only field its rows are missing too.
            missed = f"{field}|{dictionary().tables[table].key}"
            with pytest.raises(KeyError, match=missed):
                evaluate(toy.world, [blind], toy.settings.years, Draws(0, 0, 2))


@every_lens
def test_an_answer_that_is_no_number_is_refused(toy, lens):
    def ask(e):
        return lens.ask(e) * np.nan

    words = (
        rf"lens '{lens.name}' gave no number for part of '{next(iter(lens.writes))}'"
    )
    with pytest.raises(LensError, match=words):
        evaluate(
            toy.world, [replace(lens, ask=ask)], toy.settings.years, Draws(0, 0, 2)
        )


def test_a_lens_is_given_the_outcomes_it_builds_on_and_those_are_asked_for(
    toy, monkeypatch
):
    module = sys.modules["ishizue.lenses.evaluate"]
    decision, capability = lens_named("decision"), lens_named("capability")
    suppliers = [lens_named(name) for name in ("roadmap", "space", "industry")]
    seen = []

    def ask(e):
        seen.append(e["adoption"])
        return capability.ask(e.drop_vars(["adoption", "motion"]))

    builds_on = (*capability.builds_on, "decision.adoption")
    building = replace(capability, ask=ask, builds_on=builds_on)
    monkeypatch.setattr(module, "LENSES", (decision, *suppliers, building))
    found = evaluate(toy.world, [building], toy.settings.years, Draws(0, 0, 3))
    assert set(found) == {"capability"}
    alone = evaluate(toy.world, [decision], toy.settings.years, Draws(0, 0, 3))
    np.testing.assert_array_equal(seen[0], alone["decision"]["adoption"])


@every_lens
def test_a_lens_builds_on_outcomes_of_earlier_ones(lens):
    earlier = LENSES[: [x.name for x in LENSES].index(lens.name)]
    known = {f"{x.name}.{outcome}" for x in earlier for outcome in x.writes}
    assert set(lens.builds_on) <= known


@every_lens
def test_a_lens_asked_for_one_outcome_gives_it_to_the_bit_and_no_other(toy, lens):
    years, draws = toy.settings.years, Draws(0, 0, 9)
    whole = evaluate(toy.world, [lens], years, draws)[lens.name]
    for name in lens.writes:
        part = evaluate(toy.world, [lens.only([name])], years, draws)[lens.name]
        assert list(part.data_vars) == [name]
        assert part[name].equals(whole[name]), name


@every_lens
def test_years_that_come_later_are_of_no_account(toy, lens):
    years, draws = toy.settings.years, Draws(0, 0, 9)
    whole = evaluate(toy.world, [lens], years, draws)[lens.name]
    until = evaluate(toy.world, [lens], years[:3], draws)[lens.name]
    for name, outcome in lens.writes.items():
        if "year" in outcome.dims:
            expected = whole[name].sel(year=list(years[:3]))
            np.testing.assert_array_equal(until[name], expected)


LISTING = """
import sys
import ishizue
from ishizue.lenses import LENSES

study = ishizue.open(sys.argv[1])
world = study.world.at(study.settings.as_of)
for lens in LENSES:
    for name in lens.writes:
        print(lens.name, name, *lens.behind(world, name, {}))
"""


@pytest.mark.real
def test_what_lies_behind_comes_in_the_same_order_in_every_process():
    europe = Path(ishizue.__file__).parent / "studies" / "europe"
    listed = [
        subprocess.run(
            [sys.executable, "-c", LISTING, str(europe)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert listed[0] == listed[1]
    assert b"commitments." in listed[0]


def test_outcomes_of_one_name_from_several_lenses_are_told_apart():
    assert called(("roadmap.supplied", "burden.effort")) == {
        "roadmap.supplied": "supplied",
        "burden.effort": "effort",
    }
    assert called(("roadmap.supplied", "space.supplied")) == {
        "roadmap.supplied": "roadmap_supplied",
        "space.supplied": "space_supplied",
    }
