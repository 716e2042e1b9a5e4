"""Levers, uncertainties and measures, as a study's files name them."""

import pytest

import ishizue
from ishizue.errors import CheckFailed

BASE = "baseline"


class TestFiles:
    """`role` and `better` in a study's files."""

    ROLE = 'role = "lever"\n\n[[changes]]'

    def test_both_are_read(self, broken, toy):
        leaves = (toy.folder / "scenarios/aldan-leaves.toml").read_text("utf-8")
        conclusions = (toy.folder / "conclusions.toml").read_text("utf-8")
        study = ishizue.open(
            broken(
                {
                    "scenarios/aldan-leaves.toml": leaves.replace(
                        "[[changes]]", self.ROLE, 1
                    ),
                    "conclusions.toml": conclusions.replace(
                        "threshold = 0.7", 'threshold = 0.7\nbetter = "higher"'
                    ),
                }
            )
        )
        assert study.scenarios["aldan-leaves"].role == "lever"
        assert study.scenarios[BASE].role is None
        better = {name: c.better for name, c in study.conclusions.items()}
        assert better == {"ships-half": "higher", "patrol-agreed": None}

    def test_others_are_refused(self, broken, toy):
        leaves = (toy.folder / "scenarios/aldan-leaves.toml").read_text("utf-8")
        base = (toy.folder / "scenarios/baseline.toml").read_text("utf-8")
        conclusions = (toy.folder / "conclusions.toml").read_text("utf-8")
        overlay = {
            "scenarios/aldan-leaves.toml": leaves.replace(
                "[[changes]]", self.ROLE.replace("lever", "wish"), 1
            ),
            "scenarios/baseline.toml": base + 'role = "uncertainty"\n',
            "conclusions.toml": conclusions.replace(
                "threshold = 0.7", 'threshold = 0.7\nbetter = "more"'
            ),
        }
        with pytest.raises(CheckFailed) as refused:
            ishizue.open(broken(overlay))
        said = str(refused.value)
        for words in (
            "aldan-leaves.toml: role: Input should be 'uncertainty' or 'lever'. Fix:",
            "scenarios/baseline.toml: role: the baseline has no role. Fix:",
            "conclusion 1: better: Input should be 'higher' or 'lower'. Fix:",
        ):
            assert words in said
