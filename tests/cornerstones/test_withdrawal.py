"""What falls, what takes its place, and when nothing can be said any more."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.cornerstones import Case
from ishizue.cornerstones.withdrawal import Removal, Withdrawn, fallen
from ishizue.ensembles import Draws
from ishizue.errors import LensError
from ishizue.lenses.focus import focus
from ishizue.scenarios import apply
from planted import BOREA, borea, claim, overlay
from toys import scenario

DRAWS = Draws(0, 0, 200)


def case_of(folder, name="baseline", world=None) -> Case:
    study = ishizue.open(folder)
    (conclusion,) = study.conclusions.values()
    world = world or study.worlds([name])[name]
    return Case.of(
        conclusion, name, world, study.world, study.ledger, study.settings.years
    )


def ships(case: Case, *sources: str) -> tuple[float, float]:
    """Least and greatest coverage over draws without some sources, in ships."""
    removal = Removal(case, DRAWS, case.values(DRAWS))
    values = removal.values(removal.fallen(Withdrawn.sources(sources)))
    return 20 * float(values.min()), 20 * float(values.max())


# Aldan's one ship and Cymra's four are always there.
REST = 5.0


def test_the_next_claim_takes_the_place_of_the_one_withdrawn(laid):
    first, second = claim("harbour", 16.0), claim("shipyard", 7.0)
    folder = laid(
        overlay(
            [first, second],
            borea(16, f"{first.id};{second.id}", "10,20,uniform"),
            {"harbour": "B", "shipyard": "B"},
        )
    )
    case = case_of(folder)
    lost = fallen(case, Withdrawn.sources(["harbour"]))
    assert lost.gone == ()
    # What one claim says is exact, whatever range stood before.
    figure = lost.replaced[BOREA]
    assert (figure.value, figure.low, figure.basis) == (7.0, None, (second.id,))
    assert ships(case, "harbour") == pytest.approx((REST + 7, REST + 7))
    # The other claim is of no account as long as the first stands.
    assert not fallen(case, Withdrawn.sources(["shipyard"]))
    # Without either the dictionary says that nothing means nought.
    assert ships(case, "harbour", "shipyard") == pytest.approx((REST, REST))


def test_a_claim_in_another_unit_or_about_others_takes_no_place(laid):
    first = claim("harbour", 16.0)
    tons = claim("shipyard", 7.0, unit="tons")
    folder = laid(
        overlay(
            [first, tons],
            borea(16, f"{first.id};{tons.id}"),
            {"harbour": "B", "shipyard": "B"},
        )
    )
    assert fallen(case_of(folder), Withdrawn.sources(["harbour"])).gone == (BOREA,)


def test_what_is_worked_out_from_claims_needs_all_of_them(laid):
    parts = [claim("harbour", 10.0), claim("shipyard", 6.0)]
    folder = laid(
        overlay(
            parts,
            borea(16, ";".join(c.id for c in parts)),
            {"harbour": "B", "shipyard": "B"},
        )
    )
    case = case_of(folder)
    # Neither claim says sixteen, their sum does; what is left says its part.
    assert ships(case, "harbour") == pytest.approx((REST + 6, REST + 6))
    assert ships(case, "shipyard") == pytest.approx((REST + 10, REST + 10))


def ruled(considers: str, status: str = "signed") -> dict[str, str]:
    mine, yours = claim("harbour", 14.0), claim("shipyard", 9.0)
    others = claim("atlas", 3.0, "cym")
    ids = {"harbour": mine.id, "shipyard": yours.id, "atlas": others.id}
    weighed = ";".join(ids[name] for name in considers.split())
    check = "A count" if status == "unverified" else ""
    return overlay(
        [mine, yours, others],
        borea(12, "r-count", "9,14,uniform"),
        {"harbour": "B", "shipyard": "C", "atlas": "B"},
        [
            f"r-count,A. Analyst,2029-12-01,{status},Two counts.,二つの集計。,{weighed},{check}"
        ],
    )


def test_a_ruling_stands_while_one_of_the_claims_it_weighed_does(laid):
    case = case_of(laid(ruled("harbour shipyard")))
    assert not fallen(case, Withdrawn.sources(["harbour"]))
    assert not fallen(case, Withdrawn.sources(["shipyard"]))
    assert fallen(case, Withdrawn.sources(["harbour", "shipyard"])).gone == (BOREA,)


def test_a_ruling_withdrawn_leaves_the_first_claim_about_the_same_subject(laid):
    case = case_of(laid(ruled("atlas harbour shipyard")))
    lost = fallen(case, Withdrawn.sources(["r-count"]))
    # The atlas speaks of Cymra's ships, not of Borea's.
    assert lost.replaced[BOREA].value == 14.0
    assert ships(case, "r-count", "harbour") == pytest.approx((REST + 9, REST + 9))


def test_a_figure_with_several_rulings_needs_each(laid):
    files = ruled("")
    files["figures.csv"] = files["figures.csv"].replace(
        "units,r-count", "units,r-count;r-league"
    )
    case = case_of(laid(files))
    assert fallen(case, Withdrawn.sources(["r-count"])).gone == (BOREA,)


def test_unverified_rulings_go_together_and_signed_ones_stay(laid):
    signed = case_of(laid(ruled("harbour")))
    assert not fallen(signed, Withdrawn.unverified())
    case = case_of(laid(ruled("harbour", "unverified")))
    lost = fallen(case, Withdrawn.unverified())
    assert list(lost.replaced) == [BOREA]
    assert lost.rows == ()


def test_below_b2_go_poor_grades_and_rulings_on_no_claim(laid):
    case = case_of(laid(ruled("shipyard")))
    lost = fallen(case, Withdrawn.below_b2(case.ledger))
    # The shipyard is graded C; the charter is a ruling that weighed no claim.
    assert BOREA in lost.gone
    assert "memberships.league-ald" in lost.rows
    good = case_of(laid(ruled("harbour shipyard")))
    assert BOREA not in fallen(good, Withdrawn.below_b2(good.ledger)).gone
    doubtful = claim("harbour", 16.0, credibility=3)
    poor = case_of(laid(overlay([doubtful], borea(16, doubtful.id), {"harbour": "A"})))
    assert BOREA in fallen(poor, Withdrawn.below_b2(poor.ledger)).gone


def test_a_share_that_is_gone_is_drawn_from_the_range_of_the_dictionary(laid):
    share = claim("harbour", 1.0, unit="share")
    files = overlay([share], borea(16, "r-league"), {"harbour": "B"})
    files["figures.csv"] = files["figures.csv"].replace(
        "provisions,ships-bor,committed_share,,1,,,,share,r-league",
        f"provisions,ships-bor,committed_share,,1,,,,share,{share.id}",
    )
    low, high = ships(case_of(laid(files)), "harbour")
    # From 0 to 1 of sixteen ships, but no more than the need of twenty.
    assert REST < low < REST + 1
    assert high == pytest.approx(20, abs=0.5)


def test_without_a_figure_no_lens_can_do_without_nothing_can_be_said(laid):
    need = claim("harbour", 20.0, "league")
    files = overlay([need], borea(16, "r-league"), {"harbour": "B"})
    files["figures.csv"] = files["figures.csv"].replace(
        "requirements,league-ships,required_amount,2030,20,,,,units,r-league",
        f"requirements,league-ships,required_amount,2030,20,,,,units,{need.id}",
    )
    with pytest.raises(LensError, match="league-ships has no 'required_amount'"):
        ships(case_of(laid(files)), "harbour")


def test_a_membership_nobody_attests_leaves_nothing_to_say(laid):
    joined = claim("harbour", 1.0, "bor", kind="membership", unit="")
    files = overlay([joined], borea(16, "r-league"), {"harbour": "B"})
    folder = laid(files)
    rows = folder / "world" / "memberships.csv"
    text = rows.read_text("utf-8")
    rows.write_text(
        text.replace(
            "bor,member,2001-05-01,,r-league", f"bor,member,2001-05-01,,{joined.id}"
        ),
        "utf-8",
    )
    with pytest.raises(LensError, match=r"nothing attests memberships\.league-bor\."):
        ships(case_of(folder), "harbour")


def test_what_a_scenario_scaled_is_scaled_again(laid):
    first, second = claim("harbour", 16.0), claim("shipyard", 7.0)
    folder = laid(
        overlay(
            [first, second],
            borea(16, f"{first.id};{second.id}"),
            {"harbour": "B", "shipyard": "B"},
        )
    )
    study = ishizue.open(folder)
    half = scenario(
        {"kind": "scale", "path": "provisions.ships-bor.amount", "factor": 0.5}
    )
    world = apply(half, study.world, study.ledger)
    case = case_of(folder, "test", world.at(study.settings.as_of))
    assert ships(case) == pytest.approx((REST + 8, REST + 8))
    assert ships(case, "harbour") == pytest.approx((REST + 3.5, REST + 3.5))


def test_what_a_scenario_assumes_cannot_be_withdrawn(laid):
    first = claim("harbour", 16.0)
    folder = laid(overlay([first], borea(16, first.id), {"harbour": "B"}))
    study = ishizue.open(folder)
    ten = scenario({"kind": "set", "path": "provisions.ships-bor.amount", "value": 10})
    world = apply(ten, study.world, study.ledger)
    case = case_of(folder, "test", world.at(study.settings.as_of))
    assert "scenario:test#1" in case.sources
    assert "harbour" not in case.sources
    assert ships(case, "harbour") == pytest.approx((REST + 10, REST + 10))


@pytest.mark.real
def test_the_part_of_the_world_behind_a_conclusion_is_enough():
    """Withdrawn from that part or from the whole world, the answer is the same."""
    study = ishizue.open(Path(str(resources.files("ishizue") / "studies" / "europe")))
    names = ("baseline", "european-pillar")
    worlds = study.worlds(names)
    draws = Draws(0, 0, 16)
    compared = 0
    for conclusion in study.conclusions.values():
        for name in set(conclusion.scenarios) & set(names):
            case = Case.of(
                conclusion,
                name,
                worlds[name],
                study.world,
                study.ledger,
                study.settings.years,
            )
            removal = Removal(case, draws, case.values(draws))
            for source in removal.sources[::4]:
                lost = removal.fallen(Withdrawn.sources([source]))
                if lost.rows:
                    continue
                figures = {**worlds[name].figures, **lost.replaced}
                for path in lost.gone:
                    del figures[path]
                whole = worlds[name].with_content(figures=figures.values())
                try:
                    expected = case.values(draws, focus(whole, [conclusion]))
                except LensError:
                    with pytest.raises(LensError):
                        removal.values(lost)
                    continue
                assert np.array_equal(removal.values(lost), expected)
                compared += 1
    assert compared > 30


@pytest.mark.real
@pytest.mark.parametrize(
    ("conclusion", "name"),
    [
        ("space-isr-half-2032", "us-withdraws"),
        ("eastern-ally-pillar", "european-pillar"),
        ("window-of-vulnerability", "baseline"),
    ],
)
def test_withdrawals_worked_out_together_are_the_same_to_the_bit(conclusion, name):
    study = ishizue.open(Path(ishizue.__file__).parent / "studies" / "europe")
    (case,) = study.cases([conclusion], [name])
    draws = Draws(0, 0, 16)
    values = case.values(draws)
    together, alone = (Removal(case, draws, values) for _ in range(2))
    lost = [alone.fallen(Withdrawn.sources([source])) for source in alone.sources]
    together.foresee(lost)
    foreseen = dict(together.known)
    assert len(foreseen) > 5
    for one in lost:
        try:
            alone.values(one)
        except LensError:
            continue
    for world, answer in foreseen.items():
        np.testing.assert_array_equal(answer, alone.known[world])
