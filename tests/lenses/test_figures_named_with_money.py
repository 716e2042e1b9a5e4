"""An answer that moves with a figure names it: where projects are paid for."""

from lenses.perturbed import perturb
from toys import changed


def test_no_answer_moves_with_a_figure_of_a_roadmap_it_does_not_name(toy):
    money = [
        {"kind": "set", "path": f"budgets.league-{year}.funds", "value": funds}
        for year, funds in ((2030, 2), (2031, 2), (2032, 3))
    ]
    world = changed(toy, *money)
    tables = ("projects", "holders", "budgets", "roadmaps")
    paths = [p for p, figure in world.figures.items() if figure.table in tables]
    paths += ["requirements.league-radars.required_amount@2030"]
    paths += ["provisions.radars-ald.amount@2030"]
    counts = perturb(toy, world, paths)
    # Nothing is due in 2033, and the Council has no money.
    assert {path for path, count in counts.items() if count == 0} == {
        "budgets.league-2033.funds",
        "budgets.council-2030.funds",
        "projects.dorn-radars.cost",
        "projects.dorn-radars.duration",
        "projects.dorn-radars.gain",
        "holders.dorn-radars-dor.gain_share",
    }
