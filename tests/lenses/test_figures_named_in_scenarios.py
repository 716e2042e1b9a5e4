"""An answer that moves with a figure names it: in a scenario that took out an actor."""

from lenses.perturbed import perturb


def test_no_answer_of_a_scenario_moves_with_a_figure_it_does_not_name(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    counts = perturb(toy, world, world.figures)
    assert counts["provisions.ships-bor.amount@2030"] > 20
    # What Aldan has is of no account any more, but for its own word to Cymra, what it is
    # good at and lacks, and what the League would gain if it came back with its charges.
    told = {path: count for path, count in counts.items() if "ald" in path}
    assert {path for path, count in told.items() if count} == {
        "actors.ald.defence_spend",
        "actors.ald.personnel",
        "industries.charge-ald.output@2030",
        "commitments.aldan-escort.binding_level",
        "needs.ald-glass.need_level",
        "strengths.ald-sonar.strength_level",
    }
