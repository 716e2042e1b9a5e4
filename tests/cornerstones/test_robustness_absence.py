"""Levers over uncertain futures: what cannot be had together, and what is said of it."""

import pytest

from cornerstones.levers import BASE, MORE, POOR, measure

OUT = {"aldan-out": {"kind": "remove", "path": "provisions.ships-ald"}}


class TestAbsence:
    def test_a_lever_that_finds_nothing_left_has_no_cell_but_a_reason(self, tried):
        found = tried(measure(), futures={**POOR, **OUT})
        assert found.absent == {
            ("ships", "aldan-more", "aldan-out"): "scenario 'aldan-more', change 1: "
            "'ships-ald' is not a row of 'provisions'."
        }
        # Of the others, none has 6 + 4 and borea-more 9 + 4.
        assert found.cells["ships", BASE, "aldan-out"].regret == pytest.approx(3)

    def test_an_option_does_not_win_by_silence(self, tried):
        # Without Aldan's poverty, its lever has no regret in any future it is in.
        futures = {"borea-poor": POOR["borea-poor"], **OUT}
        found = tried(measure(), futures=futures)
        standing = found.standings["ships", "aldan-more"]
        assert (standing.greatest, standing.complete) == (0, False)
        assert found.minimax["ships"] == ("borea-more",)
        # Thirteen are reached in both futures it is in.
        assert standing.reached == 1.0

    def test_a_moved_expectation_is_a_reason(self, tried):
        levers = {"borea-more": {**MORE["borea-more"], "expect": 6}}
        found = tried(measure(), levers=levers)
        assert found.absent["ships", "borea-more", "borea-poor"] == (
            "scenario 'borea-more', change 1: expected 6.0, found 2.0."
        )
        assert len(found.absent) == 1

    def test_a_world_that_does_not_hold_together_is_a_reason(self, tried):
        # 0.9 * 1.1 is a probability, that by 1.1 again is none.
        surer = {"kind": "scale", "path": "positions.patrol-ald.support", "factor": 1.1}
        found = tried(measure(), levers={"surer": surer}, futures={"sure": surer})
        (key,) = found.absent
        assert key == ("ships", "surer", "sure")
        assert "positions.patrol-ald.support" in found.absent[key]
        assert "Fix" not in found.absent[key]

    def test_what_only_a_lever_brings_about_is_compared_with_nothing(self, tried):
        levers = {
            "council-radars": {
                "kind": "add",
                "path": "requirements.council-radars",
                "cells": {"framework": "council", "capability": "radars"},
                "figures": {"required_amount": {"value": 10, "year": 2030}},
            }
        }
        select = {"requirement": "council-radars", "year": 2030}
        radars = measure("coverage", select=select, threshold=0.5)
        found = tried(radars, levers=levers)
        cell = found.cells["ships", "council-radars", BASE]
        assert (cell.median, cell.reached) == (0.5, 1.0)
        assert (cell.regret, cell.regret_90, cell.best) == (None, None, None)
        assert found.absent["ships", BASE, BASE] == (
            "'coverage' has no requirement 'council-radars'."
        )
        none, some = (found.standings["ships", o] for o in found.options)
        assert (none.greatest, none.future, none.reached) == (None, "", None)
        assert (some.greatest, some.future, some.reached) == (None, "", 1.0)
        assert found.minimax == {"ships": ()}
        assert found.dominated == {}
