"""What a brief holds, and what it leaves out when a run or study has less."""

import pytest

from ishizue.briefs import render_html
from ishizue.briefs.changes import described
from ishizue.briefs.charts import wrapped
from ishizue.briefs.names import told_apart
from ishizue.briefs.parts import Chart, ScenarioCard
from ishizue.briefs.wording import Text
from ishizue.scenarios.scenario import Scenario

CODES = {"ald": "fra", "bor": "deu", "cym": "pol", "dor": "ukr"}
LATER = (
    "bargaining",
    "obligations",
    "deterrence",
    "roadmap",
    "quantum",
    "burden",
    "technology",
    "regimes",
    "space",
    "industry",
)


def section(brief, name):
    return next(s for s in brief.sections if s.id == name)


def test_sections_come_in_the_order_of_a_report(brief):
    assert [s.id for s in brief.sections] == [
        "resting",
        "scenarios",
        "coverage",
        "adoption",
        "bargaining",
        "obligations",
        "deterrence",
        "roadmap",
        "quantum",
        "futures",
        "space",
        "differences",
        "maps",
        "providers",
        "burden",
        "technology",
        "regimes",
        "industry",
        "decisions",
    ]


def test_answers_say_how_surely_in_each_scenario(brief, toy_outcomes):
    ships, patrol = brief.answers
    assert [j.scenario for j in ships.judgements] == ["aldan-leaves", "baseline"]
    assert [j.scenario for j in patrol.judgements] == ["baseline"]
    verdict = toy_outcomes.verdicts["ships-half", "baseline"]
    judged = ships.judgements[1]
    assert judged.probability.value == verdict.probability
    assert (
        judged.number.low,
        judged.number.value,
        judged.number.high,
    ) == pytest.approx(verdict.quantiles(0.05, 0.5, 0.95))
    assert ships.criterion.en.startswith("True where this is at least 70%: ")
    assert ships.judgements[0].assumptions == 2
    assert (judged.rests.signed, judged.rests.unverified) == (2, 0)


def test_scenarios_tell_their_changes_with_reasons(brief):
    cards = [
        b for b in section(brief, "scenarios").blocks if isinstance(b, ScenarioCard)
    ]
    assert [c.name for c in cards] == ["baseline", "aldan-leaves"]
    assert [c.label for c in cards[1].changes] == ["S1.1", "S1.2"]
    assert cards[1].changes[0].what == "− memberships.league-ald"
    assert cards[1].changes[1].what == "provisions.ships-bor.amount × 1.5"


def test_changes_are_told_in_the_terms_of_the_files():
    why = {"en": "Why.", "ja": "理由。"}
    scenario = Scenario.model_validate(
        {
            "name": "x",
            "title": why,
            "question": why,
            "changes": [
                {
                    "kind": "set",
                    "path": "positions.*.support",
                    "where": {"actor": "ald"},
                    "value": 0.3,
                    "low": 0.1,
                    "high": 0.6,
                    "distribution": "triangular",
                    "why": why,
                },
                {
                    "kind": "add",
                    "path": "memberships.new",
                    "cells": {"framework": "league", "member": "dor"},
                    "why": why,
                },
                {"kind": "set", "path": "rules.r.form", "value": "opt-in", "why": why},
            ],
        }
    )
    assert [described(c) for c in scenario.changes] == [
        "positions.*.support [actor=ald] = 0.3 (0.1–0.6, triangular)",
        "+ memberships.new [framework=league, member=dor]",
        "rules.r.form = opt-in",
    ]


def test_what_no_draw_tells_apart_is_no_difference(brief):
    (chart,) = (b for b in section(brief, "differences").blocks if isinstance(b, Chart))
    named = {row[0].en for row in chart.table.rows}
    assert "Patrol by opt-in" in named
    assert any("Coastal radars" in name for name in named)
    by_name = {row[0].en: row for row in chart.table.rows}
    radars = by_name["League of the North · Coastal radars"]
    # All radars are Aldan's: half of the need is covered with it, nothing without.
    assert radars[4].value == pytest.approx(-0.5)
    assert radars[4].low is None
    assert radars[5].text("en") == ">99%"


def test_providers_are_of_the_framework_with_most_of_them(brief):
    chart = next(b for b in section(brief, "providers").blocks if isinstance(b, Chart))
    assert chart.title.en.startswith("Council of the Straits")
    shares = [row[4].value for row in chart.table.rows]
    assert sum(shares) == pytest.approx(1.0)


def test_no_map_is_drawn_of_countries_that_are_not_on_it(brief):
    (block,) = section(brief, "maps").blocks
    assert block.text.en.startswith("No map is drawn")


def test_maps_are_drawn_of_real_countries(brief_of, broken, toy_folder, read):
    def renamed(name):
        text = (toy_folder / name).read_text(encoding="utf-8")
        for fictional, real in CODES.items():
            text = text.replace(f",{fictional},", f",{real},")
            text = text.replace(f"\n{fictional},", f"\n{real},")
        return text

    shares = "".join(
        f"actors,{actor},defence_share,,{i + 1},,,,percent of GDP,r-league\n"
        for i, actor in enumerate(CODES.values())
    )
    tables = [f"world/{path.name}" for path in (toy_folder / "world").glob("*.csv")]
    overlay = {name: renamed(name) for name in tables}
    brief = brief_of(
        broken({**overlay, "figures.csv": renamed("figures.csv") + shares})
    )
    support, spending = section(brief, "maps").blocks
    assert [row[0].en for row in support.table.rows] == [
        "Aldan",
        "Borea",
        "Cymra",
        "Dorn",
    ]
    assert "68/262" in support.caption.en
    assert "クリミア" in spending.caption.ja
    assert str(spending.table.rows[0][1].trace[0]) == "figure|actors.ukr.defence_share"
    page = read(render_html(brief))
    assert len([a for _, a in page.elements if "data-shapes" in a]) == 4
    (shapes,) = (a for _, a in page.elements if a.get("id") == "shapes")
    assert shapes["download"] == "country-shapes.topo.json"
    assert {h[1:] for h in page.values("href") if h[0] == "#"} <= set(page.values("id"))


@pytest.mark.parametrize(
    ("levers", "gone"),
    [
        ({"scenarios": ["baseline"]}, {"differences"}),
        ({"scenarios": ["aldan-leaves"]}, {"differences"}),
        ({"lenses": ["decision"]}, {"coverage", "providers", "futures", *LATER}),
        ({"lenses": ["capability"]}, {"adoption", "decisions", "futures", *LATER}),
    ],
)
def test_a_smaller_run_makes_a_smaller_brief(brief_of, toy_folder, brief, levers, gone):
    smaller = brief_of(toy_folder, **levers)
    # The cornerstones are given by whoever examined the conclusions.
    left = {s.id for s in brief.sections} - {"resting"} - gone
    assert {s.id for s in smaller.sections} == left


def test_a_smaller_brief_leads_nowhere_astray(brief_of, toy_folder, read):
    smaller = brief_of(toy_folder, scenarios=["aldan-leaves"], lenses=["decision"])
    page = read(render_html(smaller))
    assert {h[1:] for h in page.values("href") if h[0] == "#"} <= set(page.values("id"))


def test_a_study_without_rows_still_has_a_brief(brief_of, broken, toy_folder):
    overlay = {
        f"world/{path.name}": path.read_text(encoding="utf-8").split("\n")[0] + "\n"
        for path in (toy_folder / "world").glob("*.csv")
    }
    figures = (toy_folder / "figures.csv").read_text(encoding="utf-8").split("\n")[0]
    settings = (toy_folder / "study.toml").read_text(encoding="utf-8").split("[")[0]
    brief = brief_of(
        broken(
            {
                **overlay,
                "figures.csv": figures + "\n",
                "study.toml": settings,
                "conclusions.toml": "",
                "scenarios/aldan-leaves.toml": None,
            }
        )
    )
    assert brief.answers == ()
    assert "No conclusion of the study was judged" in render_html(brief)


def test_headlines_count_all_draws_when_fewer_are_kept(brief_of, toy_folder):
    brief = brief_of(toy_folder, draws=100, keep=30)
    assert (brief.reproduction.draws, brief.reproduction.kept) == (100, 30)
    assert any("all 100 draws" in text.en for text in brief.conventions)


def test_reproduction_says_all_it_takes(brief, toy_outcomes):
    again = brief.reproduction
    assert again.command == "ishizue brief STUDY --draws 200 --seed 0"
    assert again.worlds == {n: w.id for n, w in toy_outcomes.worlds.items()}
    python = again.python.removeprefix('ishizue.open("STUDY").')
    assert python == "run(['baseline', 'aldan-leaves'], draws=200, seed=0)"


def test_things_called_alike_are_told_apart():
    same = Text("Ships", "艦艇")
    assert told_apart({"a": same, "b": same, "c": Text("Radars", "レーダー")}) == {
        "a": Text("Ships (a)", "艦艇(a)"),
        "b": Text("Ships (b)", "艦艇(b)"),
        "c": Text("Radars", "レーダー"),
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("有志連合のプランB", ["有志連合の", "プランB"]),
        ("米国の情報提供停止", ["米国の情報提供", "停止"]),
        ("短い", ["短い"]),
        ("ーーーーーーーーーー", ["ーーーーーーー", "ーーー"]),
    ],
)
def test_japanese_labels_break_where_words_end(text, lines):
    assert wrapped(text, "ja", 7).split("\n") == lines
