"""The Unilateral Deterrence Game over draws and years: a table of all equilibria."""

import numpy as np
import pytest

from game_tree import PAYOFFS, SETS
from ishizue.models import unilateral
from ishizue.models.deterrence import unilateral_game


def sample(n, seed=0):
    """Random payoffs and priors, some of them on boundaries."""
    rng = np.random.default_rng(seed)
    c = np.cumsum(rng.uniform(0.1, 3, (5, n)), axis=0)[::-1]
    d = np.cumsum(rng.uniform(0.1, 3, (3, n)), axis=0)
    u = dict(zip(("cDC", "cSQ", "cDDp", "cCD", "cDDm"), c, strict=True))
    u |= dict(zip(("dDDm", "dDC", "dCD"), d, strict=True))
    u |= {"dDDp": d[1] + rng.uniform(0.1, 3, n), "dSQ": rng.normal(size=n)}
    pc, pd = rng.random((2, n))
    at = unilateral.thresholds(u)
    pd[::5], pd[1::5], pc[::3] = at.c1[::5], at.c2[1::5], at.d1[::3]
    pc[-2:], pd[-4:] = (0, 1), (0, 1, 0, 1)
    return u, pc, pd


def test_a_table_tells_what_the_lists_tell():
    u, pc, pd = sample(120)
    table = unilateral_game(u, pc, pd)
    assert table["exists"].dims == ("kind", "draw")
    for i in range(120):
        listed = unilateral_game({k: v[i] for k, v in u.items()}, pc[i], pd[i])
        here = table.isel(draw=i)
        there = [k for k in unilateral.KINDS if here["exists"].sel(kind=k)]
        assert [e.kind for e in listed] == there
        assert np.isclose(here["y_deterring"], listed[-1].y_soft_range[0])
        for e in listed:
            row = here.sel(kind=e.kind)
            for name in (*SETS[:4], "pr_challenge", "pr_concession", "pr_retreat"):
                assert row[name] == getattr(e, name)
            assert row["pr_war"] == e.pr_war
            assert row["belief"] == e.belief[1 if e.kind == "steadfast" else 0]


def test_where_a_kind_is_not_there_the_table_is_zero():
    table = unilateral_game(*sample(200))
    absent = ~table["exists"]
    for name in ("x_soft", "y_soft", "belief", "pr_challenge", "pr_war"):
        assert not table[name].where(absent, 0).any()
    assert table["exists"].sel(kind="steadfast").all()
    assert all({"units", "long_name"} <= v.attrs.keys() for v in table.values())


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_splitting_the_draws_changes_no_bit(size):
    u, pc, pd = sample(20_000)
    together = unilateral_game(u, pc, pd)
    for start in (0, 40, 16_380, 20_000 - size):
        run = slice(start, start + size)
        part = unilateral_game({k: v[run] for k, v in u.items()}, pc[run], pd[run])
        for name, values in part.items():
            whole = together[name]
            whole = whole.isel(draw=run) if "draw" in whole.dims else whole
            assert values.values.tobytes() == whole.values.tobytes(), name
    backward = unilateral_game({k: v[::-1] for k, v in u.items()}, pc[::-1], pd[::-1])
    np.testing.assert_array_equal(backward["pr_war"][:, ::-1], together["pr_war"])


def test_draws_and_years_broadcast():
    pc, pd = np.array([[0.2], [0.7]]), np.array([[0.1, 0.6, 0.9]])
    table = unilateral_game(PAYOFFS, pc, pd)
    assert table["pr_war"].dims == ("kind", "draw", "year")
    assert table["pr_war"].shape == (5, 2, 3)
    assert table["c1"].shape == (2, 3)
    assert table["pr_challenge"].sel(kind="attrition").values[1, 0] == 1
    assert table["pr_challenge"].sel(kind="separating").values[0, 1] == 0.2
    varied = unilateral_game(PAYOFFS | {"cSQ": np.array([0.6, 0.7])}, 0.2, 0.6)
    assert varied["exists"].sel(kind="separating").values.tolist() == [True, False]
    assert unilateral_game(PAYOFFS, np.zeros(0), 0.5)["exists"].shape == (5, 0)


def test_nothing_is_done_to_what_is_given():
    u, pc, pd = sample(30)
    before = {k: v.copy() for k, v in u.items()}, pc.copy(), pd.copy()
    unilateral_game(u, pc, pd)
    assert all(np.array_equal(u[k], before[0][k]) for k in u)
    assert np.array_equal(pc, before[1])
    assert np.array_equal(pd, before[2])
