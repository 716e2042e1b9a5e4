"""What a change in the bundled study moves: nothing it should not, all that it should."""

from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.scenarios import Scenario

pytestmark = pytest.mark.real

WHY = {"en": "To see what it moves.", "ja": "何が動くかを見るため。"}
CHANGES = {
    "a-member-leaves": {"kind": "remove", "path": "memberships.nato-usa"},
    "a-rule-changes": {
        "kind": "set",
        "path": "rules.eu-qmv.count_share",
        "value": 0.4,
    },
    "a-declaration-is-withdrawn": {
        "kind": "remove",
        "path": "commitments.paris-declaration-security-guarantees",
    },
}
POLITICAL = {"decision", "bargaining", "obligations"}
MILITARY = {"capability", "burden", "deterrence"}
FUTURES = {"futures", "drift"}
MATERIAL = {"technology", "regimes", "industry"}
MOVED = {
    "a-member-leaves": POLITICAL | MILITARY | MATERIAL,
    "a-rule-changes": POLITICAL,
    "a-declaration-is-withdrawn": {"obligations"},
    "coalition-plan-b": POLITICAL | MILITARY | FUTURES | MATERIAL,
    "european-pillar": POLITICAL | MILITARY | FUTURES | {"technology", "industry"},
    "us-withdraws": POLITICAL
    | MILITARY
    | FUTURES
    | {"technology", "industry", "space"},
    "us-intelligence-pause": MILITARY | FUTURES | {"space"},
    "joint-roadmap": {"roadmap"} | MILITARY,
}


@pytest.fixture(scope="module")
def outcomes():
    study = ishizue.open(Path(str(resources.files("ishizue") / "studies" / "europe")))
    made = {
        name: Scenario.model_validate(
            {
                "name": name,
                "title": {"en": name, "ja": "試験"},
                "question": WHY,
                "changes": [{**change, "why": WHY}],
            }
        )
        for name, change in CHANGES.items()
    }
    study = replace(study, scenarios={**study.scenarios, **made})
    return study.run(["baseline", *MOVED], draws=32)


@pytest.mark.parametrize("name", MOVED)
def test_a_change_moves_the_lenses_it_should_and_no_other(outcomes, name):
    before, after = outcomes["baseline"], outcomes[name]
    moved = {
        lens
        for lens, answer in before.items()
        if any(
            values.shape != after[lens][outcome].shape
            or not np.array_equal(values, after[lens][outcome])
            for outcome, values in answer.data_vars.items()
        )
    }
    assert moved == MOVED[name]
