"""The Unilateral Deterrence Game: a million parameter points, beside pygambit.

Ours lists every perfect Bayesian equilibrium of every point. The peer is Gambit's
`enumpoly_solve`, which enumerates the Nash equilibria of one extensive form; the form is
built and read before the clock starts. Ours must be among what it finds before anything
is timed. Its seconds are those of one solution times the number of points.

Run: python -m benchmarks.deterrence
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from benchmarks.table import Row, seconds
from ishizue.models import deterrence

POINTS = 1_000_000
DRAWS, YEARS = 10_000, 10
PAYOFFS = {
    **{"cDC": 1, "cSQ": "0.6", "cDDp": "0.4", "cCD": "0.2", "cDDm": 0},
    **{"dSQ": 1, "dCD": "0.8", "dDC": "0.4", "dDDp": "0.5", "dDDm": 0},
}
NAMES = ("x_hard", "z_hard", "x_soft", "z_soft", "y_hard", "y_soft")


def extensive_form(
    payoffs: Mapping[str, object], p_challenger: Fraction, p_defender: Fraction
) -> str:
    """The game in Gambit's format; D is to challenge, to resist and to fight."""
    types = [(c, d) for c in "pm" for d in "pm"]
    chances = {"c": dict(zip("pm", (p_challenger, 1 - p_challenger), strict=True))}
    chances["d"] = dict(zip("pm", (p_defender, 1 - p_defender), strict=True))
    moves = " ".join(f'"{c}{d}" {chances["c"][c] * chances["d"][d]}' for c, d in types)
    lines = ['EFG 2 R "Unilateral Deterrence Game" { "Challenger" "Defender" }']
    lines.append(f'c "" 1 "" {{ {moves} }} 0')
    for i, (c, d) in enumerate(types):
        # Information sets of Challenger 1 to 4: challenge and fight, Hard and Soft.
        challenge = 1 if c == "p" else 3
        fought = (payoffs[f"cDD{c}"], payoffs[f"dDD{d}"])
        lines += [
            f'p "" 1 {challenge} "" {{ "D" "C" }} 0',
            f'p "" 2 {1 if d == "p" else 2} "" {{ "D" "C" }} 0',
            f'p "" 1 {challenge + 1} "" {{ "D" "C" }} 0',
            f't "" {4 + i} "DD{i}" {{ {fought[0]}, {fought[1]} }}',
            *(
                f't "" {k} "{o}" {{ {payoffs[f"c{o}"]}, {payoffs[f"d{o}"]} }}'
                for k, o in ((3, "CD"), (2, "DC"), (1, "SQ"))
            ),
        ]
    return "\n".join(lines) + "\n"


def nash_equilibria(form: object) -> list[dict[str, float]]:
    """What Gambit finds, as probabilities of D by information set."""
    import pygambit

    found = pygambit.nash.enumpoly_solve(form).equilibria
    return [
        {
            name: float(profile[next(iter(infoset.actions))])
            for name, infoset in zip(NAMES, form.infosets, strict=True)
        }
        for profile in found
    ]


def read(text: str) -> object:
    """A game from its text."""
    import pygambit

    return pygambit.read_efg(io.BytesIO(text.encode()))


def peer(payoffs: Mapping[str, float]) -> float | None:
    """Seconds that Gambit takes for one point, if it is installed."""
    try:
        import pygambit  # noqa: F401  # an optional peer that takes minutes to build
    except ImportError:
        return None
    form = read(extensive_form(PAYOFFS, Fraction(1, 5), Fraction(1, 5)))
    theirs = nash_equilibria(form)
    for e in deterrence.unilateral_game(payoffs, 0.2, 0.2):
        mine = (e.x_hard, e.x_soft, e.y_hard, e.y_soft)
        assert any(
            np.allclose(mine, [f[k] for k in ("x_hard", "x_soft", "y_hard", "y_soft")])
            for f in theirs
        ), e
    return seconds(lambda: nash_equilibria(form), repeats=3)


def confrontation() -> deterrence.Confrontation:
    """Random confrontations, by draw and year."""
    rng = np.random.default_rng(1)
    each = (DRAWS, 1)
    return deterrence.Confrontation(
        denial=rng.random((DRAWS, YEARS)),
        p_defender=rng.random((DRAWS, YEARS)),
        p_greedy=rng.random(each),
        gain=1.0,
        loss=1.0,
        disaster_adversary=rng.uniform(1, 5, each),
        disaster_defender=rng.uniform(1, 5, each),
        cost_least=0.2,
        cost_most=1.0,
        alarm=rng.random(each),
        struck=rng.uniform(1, 5, each),
        risk_least=0.0,
        risk_most=0.5,
        accident=0.001,
    )


def run() -> list[Row]:
    """Time both; one row for each comparison."""
    payoffs = {key: float(value) for key, value in PAYOFFS.items()}
    each = peer(payoffs)
    p = np.random.default_rng(0).random((2, POINTS))
    game = seconds(lambda: deterrence.unilateral_game(payoffs, *p), repeats=3)
    faced = confrontation()
    outcomes = seconds(lambda: deterrence.posture_outcomes(faced, 0.05), repeats=3)
    return [
        Row(
            f"Unilateral Deterrence Game, {POINTS:,} points",
            game,
            None if each is None else each * POINTS,
            f"pygambit enumpoly, one point times {POINTS:,}",
            "< 1 s and >= 10,000x",
        ),
        Row(
            f"Five postures, {DRAWS:,} draws by {YEARS} years",
            outcomes,
            None,
            "",
            "",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
