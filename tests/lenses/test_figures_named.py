"""An answer that moves with a figure names it: every figure of the toy."""

from lenses.perturbed import perturb

# An observer's people weigh nothing, and a tenth more or half as many in Borea or Cymra
# make and break no majority. Of three members, 55 % are
# two as half of them are; of two members, 25 % are one.
# Nothing calls on Dorn, which owes grain whatever happens. Half of no brinkmanship is
# none, and so is half of no money; without, nothing is built. Rockets are made again
# sooner than charges, and charges made in Dorn are not worth their while at half the
# price or of another size; the barrier in Borea is none.
STILL = {
    "products.rocket.recovery",
    "licences.charge-in-dorn.licence_capacity",
    "licences.charge-in-dorn.licence_cost",
    "licences.charge-bor.licence_barrier",
    *(f"budgets.league-{year}.funds" for year in range(2030, 2034)),
    "budgets.council-2030.funds",
    "roadmaps.league-roadmap.discount_rate",
    *(
        f"projects.{project}.{field}"
        for project in ("mast-works", "radar-chain", "dorn-radars")
        for field in ("cost", "duration", "gain")
        if (project, field) != ("mast-works", "gain")
    ),
    *(
        f"holders.{holder}.gain_share"
        for holder in ("radar-chain-bor", "radar-chain-cym", "dorn-radars-dor")
    ),
    *(f"goals.dorn-bells.{field}" for field in ("goal_level", "momentum")),
    "postures.minimal.brinkmanship",
    "actors.dor.personnel",
    "commitments.dorn-grain.binding_level",
    *(f"actors.{actor}.population" for actor in ("bor", "cym", "dor")),
    "rules.league-weighted.count_share",
}


def test_no_answer_moves_with_a_figure_it_does_not_name(toy):
    world = toy.world.at(toy.settings.as_of)
    counts = perturb(toy, world, world.figures)
    assert {path for path, count in counts.items() if count == 0} == STILL
    assert counts["provisions.ships-bor.amount@2030"] > 20
