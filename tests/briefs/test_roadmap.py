"""The sections on roadmaps, secrets and goals, from the toy with money."""

import shutil

import pytest

import ishizue
from ishizue.briefs import compose
from ishizue.briefs.parts import Chart, plain

BUDGET = """
[[changes]]
kind = "set"
path = "budgets.{budget}.funds"
value = {funds}
why = {{ en = "Money is voted.", ja = "予算が議決される。" }}
"""
MONEY = {"league-2030": 2, "league-2031": 2, "league-2032": 3, "council-2030": 2}


@pytest.fixture(scope="module")
def sections(toy_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("funded") / "study"
    shutil.copytree(toy_folder, folder)
    changes = "".join(BUDGET.format(budget=b, funds=f) for b, f in MONEY.items())
    (folder / "scenarios/funded.toml").write_text(
        'name = "funded"\ntitle = { en = "Funded", ja = "予算あり" }\n'
        'question = { en = "What does money bring?", ja = "予算は何をもたらすか。" }\n'
        + changes,
        "utf-8",
    )
    study = ishizue.open(folder)
    outcomes = study.run(["baseline", "funded"], draws=8)
    brief = compose(study.baseline, study.scenarios, study.conclusions, outcomes)
    assert brief.trace_keys()
    return {section.id: section.blocks for section in brief.sections}


def said(blocks):
    return [
        plain(sentence, "en")
        for block in blocks
        if hasattr(block, "sentences")
        for sentence in block.sentences
    ]


def named(blocks, name):
    return next(b for b in blocks if getattr(b, "id", "") == name)


def rows(table):
    return [[plain(cell, "en") for cell in row] for row in table.rows]


def test_what_a_plan_achieves_is_said_with_its_bound(sections):
    first, league, council = said(sections["roadmap"])
    assert first == "No joint money, and so nothing begun: Baseline."
    # Four tenths of the need in 2033, at .9 a year.
    assert league.endswith(
        "years: 0.292. No plan closes more than 0.292, so this one is proven the best."
    )
    assert council.endswith("than 0, so this one is proven the best.")


def test_roadmaps_are_compared(sections):
    table = named(sections["roadmap"], "roadmaps-compared")
    assert rows(table) == [
        ["Roadmap of the League", "Funded", "0.292", "80%"],
        ["Roadmap of the Council", "Funded", "0", "0%"],
    ]


def test_projects_stand_in_order_with_their_ends(sections):
    chart = named(sections["roadmap"], "schedule-league-roadmap-funded")
    assert isinstance(chart, Chart)
    assert rows(chart.table) == [
        ["Mast works", "Production", "", "2030", "2031"],
        ["A chain of radars", "Production", "Coastal radars", "2032", "2033"],
    ]
    values = chart.specs["en"]["data"]["values"]
    assert [(v["start"], v["median"]) for v in values] == [(2030, 2031.5), (2032, 2033)]


def test_spending_and_gaps_are_drawn_by_year(sections):
    spending = named(sections["roadmap"], "spending-league-roadmap-funded")
    assert rows(spending.table) == [
        ["Budget", "2", "2", "3", "0", "0"],
        ["Spending", "2.67", "1.33", "3", "0", "0"],
    ]
    closing = named(sections["roadmap"], "closing-league-roadmap-funded")
    assert rows(closing.table) == [["Coastal radars", "0%", "0%", "0%", "80%", "80%"]]


def test_secrets_are_set_against_the_day_they_are_read(sections):
    assert said(sections["quantum"])[0].endswith("in half of all draws by 2034.")
    margins = named(sections["quantum"], "mosca-margins")
    assert rows(margins.table) == [
        ["Ciphers of the League", ">99%", "-2.5"],
        ["Ciphers of Dorn", "<1%", "5"],
    ]


def test_a_goal_nobody_observes_is_shown_as_such(sections):
    assert said(sections["quantum"])[-1] == (
        "The study knows no current value of 1 of 2 goals: Bells of Dorn. Their "
        "progress is not judged."
    )
    assert rows(named(sections["quantum"], "goals")) == [
        [
            "Lamps on the coast (lamps)",
            "League of the North",
            "2033",
            "40",
            "24",
            "13.6",
            "20",
            ">99%",
        ],
        [
            "Bells of Dorn (bells)",
            "Dorn",
            "2032",
            "10",
            "not known",
            "not known",
            "not known",
            "not judged",
        ],
    ]
