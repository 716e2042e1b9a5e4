"""Shares of uncertainty, worked out by hand where the answer is a sum or a product."""

import pytest

import ishizue
from ishizue.cornerstones import Case, examine
from ishizue.cornerstones.sensitivity import Sensitivity
from ishizue.cornerstones.variants import Stack, second
from ishizue.ensembles import Draws
from planted import BOREA, CYMRA, borea, claim, overlay

SHARE = "provisions.ships-bor.committed_share"


def case_of(folder) -> Case:
    study = ishizue.open(folder)
    (conclusion,) = study.conclusions.values()
    world = study.worlds(["baseline"])["baseline"]
    return Case.of(
        conclusion, "baseline", world, study.world, study.ledger, study.settings.years
    )


@pytest.fixture(scope="module")
def interacting(laid) -> Case:
    """Borea's ships times the share it commits, both from `harbour`."""
    ships, part = claim("harbour", 8.0), claim("harbour", 0.5, unit="share")
    files = overlay([ships, part], borea(8, ships.id, "4,12,uniform"), {"harbour": "B"})
    files["figures.csv"] = files["figures.csv"].replace(
        "provisions,ships-bor,committed_share,,1,,,,share,r-league",
        f"provisions,ships-bor,committed_share,,0.5,0,1,uniform,share,{part.id}",
    )
    return case_of(laid(files))


def test_of_a_sum_each_figure_owns_its_variance(laid):
    ships, boats = claim("harbour", 9.0), claim("almanac", 3.0, "cym")
    cymra = f"provisions,ships-cym,amount,2030,3,1,5,uniform,units,{boats.id}"
    case = case_of(
        laid(
            overlay(
                [ships, boats],
                borea(9, ships.id, "5,13,uniform") | {CYMRA: cymra},
                {"harbour": "B"},
            )
        )
    )
    shares = {s.name: s for s in Sensitivity(case, Draws(0, 0, 20_000)).figures()}
    # Widths of 8 and 4: variances as 64 to 16.
    assert shares[BOREA].first == pytest.approx(0.8, abs=0.02)
    assert shares[BOREA].total == pytest.approx(0.8, abs=0.02)
    assert shares[CYMRA].first == pytest.approx(0.2, abs=0.02)
    assert shares[BOREA].total_error < 0.02


def test_of_a_product_part_belongs_to_both_together(interacting):
    sensitivity = Sensitivity(interacting, Draws(0, 0, 20_000))
    figures, sources = sensitivity.figures(), sensitivity.by_source()
    shares = {s.name: s for s in figures}
    # Y = AB with means 8 and 1/2, variances 64/12 and 1/12: of the whole variance
    # 64/12 * 1/12 + 64 * 1/12 + 1/4 * 64/12 = 64 * 16 / 144 + 64 / 144.
    whole = 64 / 144 + 64 / 12 + 16 / 12
    assert shares[SHARE].first == pytest.approx(64 / 12 / whole, abs=0.02)
    assert shares[BOREA].first == pytest.approx(16 / 12 / whole, abs=0.02)
    both = 64 / 144 / whole
    assert shares[BOREA].total == pytest.approx(16 / 12 / whole + both, abs=0.02)
    assert sources[0].name == "harbour"
    assert sources[0].first == pytest.approx(1, abs=0.03)
    # Shapley halves what they do together.
    (interplay,) = sensitivity.interplay(figures, sources)
    assert interplay.source == "harbour"
    assert interplay.effects[SHARE] == pytest.approx(
        64 / 12 / whole + both / 2, abs=0.03
    )
    assert sum(interplay.effects.values()) == pytest.approx(sources[0].first, abs=0.03)


def test_figures_that_only_add_have_no_interplay(laid):
    ships = claim("harbour", 9.0)
    boats = claim("harbour", 3.0, "cym")
    cymra = f"provisions,ships-cym,amount,2030,3,1,5,uniform,units,{boats.id}"
    case = case_of(
        laid(
            overlay(
                [ships, boats],
                borea(9, ships.id, "5,13,uniform") | {CYMRA: cymra},
                {"harbour": "B"},
            )
        )
    )
    sensitivity = Sensitivity(case, Draws(0, 0, 2000))
    assert sensitivity.interplay(sensitivity.figures(), sensitivity.by_source()) == ()


def test_indices_settle_as_draws_grow(interacting):
    sensitivity = Sensitivity(interacting, Draws(0, 0, 4096))
    settled = {c.name: c for c in sensitivity.convergence(sensitivity.figures())}
    growth = settled[SHARE]
    assert growth.draws[-1] == 4096
    assert list(growth.draws) == sorted(growth.draws)
    assert growth.error[-1] < growth.error[0]
    share = next(s for s in sensitivity.figures() if s.name == SHARE)
    assert growth.total[-1] == share.total


def test_a_tornado_shows_the_answer_at_either_end(interacting):
    sensitivity = Sensitivity(interacting, Draws(0, 0, 4096))
    swings = sensitivity.swings(sensitivity.figures())
    assert [s.path for s in swings] == [SHARE, BOREA]
    share = swings[0]
    assert (share.low, share.high) == pytest.approx((0.05, 0.95), abs=0.02)
    # Aldan's one and Cymra's four, and the share of eight, of a need of twenty.
    assert share.at_low == pytest.approx((5 + 0.05 * 8) / 20, abs=0.02)
    assert share.at_high == pytest.approx((5 + 0.95 * 8) / 20, abs=0.02)


def test_a_stack_of_variants_is_each_variant_by_itself(interacting):
    draws = Draws(3, 0, 50)
    other = second(draws)
    variants = [{}, {BOREA: other}, {SHARE: 0.25}, {BOREA: 10.0, SHARE: other}]
    rows = interacting.variants(draws, variants)
    assert rows.shape == (4, 50)
    for row, variant in zip(rows, variants, strict=True):
        alone = interacting.values(Stack(draws, [variant]))
        assert row.tobytes() == alone.tobytes()
    assert rows[0].tobytes() == interacting.values(draws).tobytes()
    assert rows[2].tobytes() != rows[0].tobytes()


def test_the_second_draws_have_nothing_to_do_with_the_first(interacting):
    figure = interacting.figures[BOREA]
    first = Draws(0, 0, 5000)
    a, b = first.of(figure), second(first).of(figure)
    assert abs(((a - a.mean()) * (b - b.mean())).mean()) < 0.2
    assert second(Draws(0, 10, 20)).of(figure).tolist() == b[10:20].tolist()


def test_an_answer_that_cannot_vary_owes_nothing_to_anything(laid):
    case = case_of(laid(overlay([], borea(16, "r-league"), {})))
    finding = examine(case, 16, 0)
    assert finding.figures == finding.sources == finding.swings == ()
    assert finding.region is None
    assert finding.probability == 1.0
    assert finding.flips[0].inside is False
