"""What each answer rests on, in full: charts, tables, and options over futures."""

import re
from dataclasses import replace

import pytest

from ishizue.briefs import render_html
from ishizue.briefs.parts import Fold, plain
from ishizue.cornerstones.robustness import Cell, Robustness, Standing

CASE = ("ships-half", "baseline")


def section(brief):
    return next(s for s in brief.sections if s.id == "resting")


def test_the_section_unfolds_every_case_in_order(brief, cornerstones):
    folds = [b for b in section(brief).blocks if isinstance(b, Fold)]
    assert [f.id for f in folds] == [
        f"rests-{conclusion}-{scenario}"
        for conclusion, scenario in cornerstones.findings
    ]
    assert [f.open for f in folds] == [True, False, False]
    assert folds[0].title.en.startswith("Aldan leaves · unlikely · 1 source overturns")
    charts = [b.id for b in folds[0].blocks if hasattr(b, "specs")]
    assert charts == [
        "withdrawn-ships-half-aldan-leaves",
        "tornado-ships-half-aldan-leaves",
        "sensitivity-ships-half-aldan-leaves",
        "settling-ships-half-aldan-leaves",
    ]


def test_tables_hold_the_numbers_of_the_finding(brief, cornerstones):
    finding = cornerstones.findings[CASE]
    fold = next(
        b
        for b in section(brief).blocks
        if getattr(b, "id", "") == "rests-ships-half-baseline"
    )
    by_id = {b.id: getattr(b, "table", b) for b in fold.blocks if hasattr(b, "id")}
    withdrawn = by_id["withdrawn-ships-half-baseline"]
    for row, found in zip(withdrawn.rows, finding.withdrawals, strict=True):
        assert row[0].id == found.sources[0]
        assert (row[1] and row[1].value) == found.probability
        assert (row[2] and row[2].value) == found.median
    (swing,) = finding.swings
    (row,) = by_id["tornado-ships-half-baseline"].rows
    assert [n.value for n in row[1:]] == [
        swing.low,
        swing.at_low,
        swing.high,
        swing.at_high,
    ]
    sensitivity = by_id["sensitivity-ships-half-baseline"].rows
    assert sensitivity[0][1].value == finding.figures[0].total
    half = 1.645 * finding.figures[0].total_error
    assert sensitivity[0][1].high == pytest.approx(finding.figures[0].total + half)
    turns = by_id["turns-ships-half-baseline"].rows
    assert [row[0].path for row in turns] == [f.path for f in finding.flips][
        : len(turns)
    ]
    region = by_id["region-ships-half-baseline"].rows
    assert [row[0].path for row in region] == list(finding.region.limits)


def test_an_answer_that_is_foregone_has_tables_instead_of_charts(
    composed, cornerstones
):
    finding = replace(cornerstones.findings[CASE], probability=1.0)
    findings = {**cornerstones.findings, CASE: finding}
    brief = composed(replace(cornerstones, findings=findings))
    fold = next(
        b
        for b in section(brief).blocks
        if getattr(b, "id", "") == "rests-ships-half-baseline"
    )
    assert not [b for b in fold.blocks if hasattr(b, "specs")]
    tables = [b.id for b in fold.blocks if hasattr(b, "rows")]
    assert "withdrawn-ships-half-baseline" in tables


def test_the_overview_sets_answers_against_sources(brief, cornerstones):
    chart = next(
        b for b in section(brief).blocks if getattr(b, "id", "") == "cornerstones"
    )
    assert len(chart.table.rows) == len(cornerstones.findings)
    cells = chart.specs["en"]["data"]["values"]
    assert {c["fate"] for c in cells} >= {"overturned", "unsupported"}
    assert all(c["shown"] == "×" for c in cells if c["fate"] == "unsupported")


def test_no_id_or_path_is_seen_in_japanese(composed, cornerstones, read, toy):
    html = render_html(composed(cornerstones), "ja")
    for part in ("answers", "resting"):
        start = html.index(f'<section id="{part}">')
        seen = html[start : html.index("</section>", start)]
        seen = re.sub(r"<[^>]*>", " ", re.sub(r"<svg.*?</svg>", "", seen, flags=re.S))
        for name in (*toy.ledger.rulings, *toy.ledger.claims):
            assert name not in seen
        assert not re.search(r"\b[a-z]+\.[a-z]+-[a-z]+\b", seen)
        assert "scenario:" not in seen
        assert "dictionary:" not in seen


def test_a_brief_without_cornerstones_is_as_before(composed, read):
    brief = composed(None)
    assert all(j.resting is None for a in brief.answers for j in a.judgements)
    assert "resting" not in {s.id for s in brief.sections}
    assert "cornerstones" not in {m.name for m in brief.methods}
    page = read(render_html(brief))
    assert any(a.get("class") == "overview" for _, a in page.elements)


def test_what_was_not_examined_is_said_not_to_be(composed, cornerstones, read):
    findings = {CASE: cornerstones.findings[CASE]}
    brief = composed(replace(cornerstones, findings=findings))
    page = read(render_html(brief))
    assert page.text.count("not examined") == 2
    assert {h[1:] for h in page.values("href") if h[0] == "#"} <= set(page.values("id"))


def robust():
    """Two options in two futures, one cell of which cannot be had."""
    cell = Cell(0.75, 0.6, 0.9, 0.9, 0.9, 0.0, 0.0, 1.0)
    worse = replace(cell, median=0.5, regret=0.25, regret_90=0.4, best=0.0)
    alone = replace(cell, regret=None, regret_90=None, best=None)
    options = futures = ("baseline", "aldan-leaves")
    return Robustness(
        options=options,
        futures=futures,
        measures=("ships-half",),
        lenses=("capability",),
        cells={
            ("ships-half", "baseline", "baseline"): cell,
            ("ships-half", "aldan-leaves", "baseline"): worse,
            ("ships-half", "baseline", "aldan-leaves"): alone,
        },
        absent={("ships-half", "aldan-leaves", "aldan-leaves"): "no such row"},
        standings={
            ("ships-half", "baseline"): Standing(0.0, futures[0], True, 0.9),
            ("ships-half", "aldan-leaves"): Standing(0.25, futures[0], True, 0.9),
        },
        minimax={"ships-half": ("baseline",)},
        dominated={"aldan-leaves": ("baseline",)},
        draws=200,
        seed=0,
    )


def test_options_over_futures_with_regret_and_what_cannot_be_had(
    composed, cornerstones, read
):
    brief = composed(replace(cornerstones, robustness=robust()))
    blocks = section(brief).blocks
    fold = next(b for b in blocks if getattr(b, "id", "") == "robustness-ships-half")
    assert fold.title.en == "Patrol ships · least regret: nothing done"
    assert fold.title.ja == "哨戒艦 · 後悔が最小：何もしない"
    table, reasons = fold.blocks
    nothing, leaving = table.rows
    assert plain(nothing[1], "en") == "75%; regret 0% (0%)"
    assert plain(leaving[1], "en") == "50%; regret 25% (40%)"
    assert plain(nothing[2], "en") == "75%"
    assert plain(leaving[2], "en") == "not to be had"
    assert plain(nothing[3], "en") == "0%, the least"
    (reason,) = reasons.sentences
    assert plain(reason, "en") == (
        "Not to be had: Aldan leaves in the future Aldan leaves; what the option changes "
        "is no longer there."
    )
    dominated = next(
        b.sentences[0]
        for b in blocks
        if hasattr(b, "sentences") and "dominated" in plain(b.sentences[0], "en")
    )
    assert plain(dominated, "en").startswith(
        "Aldan leaves is dominated by nothing done"
    )
    page = read(render_html(brief))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.values("href") if h[0] == "#"} <= set(ids)
