"""What each answer rests on, in a sentence on the first page."""

from dataclasses import replace

import pytest

from ishizue.briefs.numbers import FindingKey
from ishizue.briefs.parts import Sentence, plain
from ishizue.cornerstones.findings import Flip, Withdrawal

CASE = ("ships-half", "baseline")
AMOUNT = "provisions.ships-bor.amount@2030"


def withdrawal(*sources, to=None, overturns=False, together=False):
    """A withdrawal that leaves the probability `to`, or nothing to be said."""
    return Withdrawal(
        sources=sources,
        probability=to,
        median=None if to is None else 0.5,
        overturns=overturns,
        unsupported="" if to is not None else "nothing attests memberships.league-ald",
        replaced=(),
        gone=(AMOUNT,),
        rows=(),
        together=together,
    )


@pytest.fixture
def told(composed, cornerstones):
    """The brief's word on ships in the baseline, some of the finding replaced."""

    def tell(**changes):
        finding = replace(cornerstones.findings[CASE], **changes)
        findings = {**cornerstones.findings, CASE: finding}
        brief = composed(replace(cornerstones, findings=findings))
        judged = brief.answers[0].judgements[1]
        assert judged.scenario == "baseline"
        return judged.resting

    return tell


def words(sentence: Sentence):
    return plain(sentence, "en"), plain(sentence, "ja")


def test_a_source_that_overturns_it_is_named_with_what_is_left(told):
    resting = told(
        probability=0.89,
        withdrawals=(
            withdrawal("dispatch", to=0.45, overturns=True),
            withdrawal("r-ships", to=0.3, overturns=True),
            withdrawal("almanac", to=0.2, overturns=True),
            withdrawal("r-league"),
        ),
    )
    assert words(resting.main) == (
        "Overturned without Dispatch from the Straits: 89% → 45%.",
        "Dispatch from the Straitsを除くと結論が覆る(89%→45%)。",
    )
    others, silent = resting.more
    assert words(others) == (
        "2 others overturn it too.",
        "このほか2件の資料でも覆る。",
    )
    assert words(silent) == (
        "Cannot be said without The League's charter is public and lists members and "
        "rules.",
        "連盟憲章は公開されており、加盟国と決定規則を定めているを除くと判断できない。",
    )


def test_a_source_that_only_leaves_it_unsupported(told):
    resting = told(withdrawals=(withdrawal("dispatch"), withdrawal("almanac")))
    english, japanese = words(resting.main)
    assert english == (
        "No single source overturns it, but nothing can be said without Dispatch from "
        "the Straits."
    )
    assert japanese == (
        "単独で結論を覆す資料はないが、Dispatch from the Straitsを除くと判断できない。"
    )
    (other,) = resting.more
    assert words(other) == (
        "1 other is as indispensable.",
        "同様に欠かせない資料がほか1件ある。",
    )


def test_a_pair_that_only_together_brings_it_down(told):
    pair = withdrawal("dispatch", "almanac", to=0.3, overturns=True, together=True)
    resting = told(
        probability=0.89,
        withdrawals=(withdrawal("dispatch", to=0.8), withdrawal("almanac", to=0.85)),
        pairs=(pair,),
    )
    english, japanese = words(resting.main)
    assert english == (
        "Stands without any single source; falls without both Dispatch from the Straits "
        "and Almanac of the League: 89% → 30%."
    )
    assert japanese.endswith("をともに除くと覆る(89%→30%)。")
    silent = told(
        withdrawals=(withdrawal("dispatch", to=0.8),),
        pairs=(withdrawal("dispatch", "almanac", together=True),),
    )
    english, japanese = words(silent.main)
    assert "nothing can be said without both" in english
    assert japanese.endswith("をともに除くと判断できない。")


def test_nothing_brings_it_down(told):
    resting = told(probability=0.89, withdrawals=(withdrawal("dispatch", to=0.8),))
    assert words(resting.main) == (
        "No single source overturns it; the strongest is Dispatch from the Straits: "
        "89% → 80%.",
        "単独で結論を覆す資料はない。影響が最も大きいのはDispatch from the Straits"
        "(89%→80%)。",
    )
    still = told(probability=0.89, withdrawals=(withdrawal("dispatch", to=0.891),))
    english, japanese = words(still.main)
    assert english.endswith(
        "without the strongest, Dispatch from the Straits, it is still 89%."
    )
    assert japanese.endswith("を除いても89%にとどまる。")
    free = told(withdrawals=())
    assert words(free.main)[0] == ("It rests on no document or ruling that could fall.")


@pytest.mark.parametrize(
    ("to", "overturns", "kind", "english", "japanese"),
    [
        (None, False, "unsupported", "nothing can be said.", "判断できない。"),
        (0.02, True, "overturned", "overturned, 89% → 2%.", "結論が覆る(89%→2%)。"),
        (0.8, False, "moved", "89% → 80%.", "89%→80%となる。"),
        (0.89, False, "unchanged", "unchanged.", "変わらない。"),
    ],
)
def test_without_weak_sources_and_without_unverified_rulings(
    told, to, overturns, kind, english, japanese
):
    without = withdrawal(to=to, overturns=overturns)
    resting = told(probability=0.89, graded=without, verified=without)
    for fate, first in (
        (resting.graded, "With sources graded B2 or better only"),
        (resting.verified, "Without unverified rulings"),
    ):
        assert fate.kind == kind
        assert fate.is_fatal is (kind in ("unsupported", "overturned"))
        said = words(fate.sentence)
        assert said[0].startswith(first)
        assert said[0].endswith(english)
        assert said[1].endswith(japanese)


@pytest.mark.parametrize(
    ("at", "low", "inside", "english", "japanese"),
    [
        (8.0, 4.0, True, "were above 8 (now 6; inside its range)", "8を上回れば"),
        (2.0, 4.0, False, "were below 2 (now 6; outside its range)", "2を下回れば"),
        (2.0, None, False, "were below 2 (now 6; taken as exact)", "範囲の記載なし"),
        (5.9999, 4.0, True, "were any lower than 6 (inside its", "わずかでも下回れば"),
        (6.0, 4.0, True, "is just the 6 stated (inside its range)", "6ちょうどで"),
    ],
)
def test_where_it_turns_round(told, at, low, inside, english, japanese):
    high = None if low is None else 10.0
    flip = Flip(AMOUNT, 6.0, at, low, high, inside, 0.1)
    turning = told(flips=(flip,)).turns[-1]
    assert english in plain(turning, "en")
    assert japanese in plain(turning, "ja")
    figure = dict(turning.parts)["figure"]
    assert figure.path == AMOUNT
    assert figure.words.en == "Units held · Borea's flotilla · 2030"
    assert figure.basis


def test_what_is_most_worth_checking_is_told_where_it_is_worth_it(told, cornerstones):
    (share,) = cornerstones.findings[CASE].figures
    checking = told(probability=0.8, figures=(replace(share, checking=0.04),)).turns[0]
    assert plain(checking, "en").startswith("Most worth checking: Units held")
    assert dict(checking.parts)["share"].value == pytest.approx(0.04 / (0.8 * 0.2))
    nothing = told(figures=(replace(share, checking=0.004),), flips=())
    assert nothing.turns == ()


def test_numbers_are_those_found_and_trace_to_what_was_withdrawn(brief, cornerstones):
    for answer in brief.answers:
        for judged in answer.judgements:
            finding = cornerstones.findings[answer.id, judged.scenario]
            first = finding.withdrawals[0]
            assert first.overturns or first.unsupported
            if not first.overturns:
                continue
            change = dict(dict(judged.resting.main.parts)["change"].parts)
            assert change["before"].value == finding.probability
            assert change["after"].value == first.probability
            (key,) = change["after"].trace
            assert key == FindingKey(
                judged.number.trace[0], f"without={first.sources[0]}"
            )
            # What is left rests on what the conclusion itself rests on.
            assert change["after"].note == judged.number.note
