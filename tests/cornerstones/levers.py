"""Levers over the League's ships and what may happen to them, and how ships are counted.

What comes of them is worked out in `test_robustness.py`.
"""

from ishizue.lenses import Conclusion
from toys import WHY

BASE = "baseline"
SHARE = "provisions.ships-ald.committed_share"
SHIPS = "provisions.ships-bor.amount"
MORE = {
    "aldan-more": {"kind": "set", "path": SHARE, "value": 0.8},
    "borea-more": {"kind": "scale", "path": SHIPS, "factor": 1.5},
}
POOR = {
    "borea-poor": {"kind": "set", "path": SHIPS, "value": 2},
    "aldan-poor": {"kind": "set", "path": "provisions.ships-ald.amount", "value": 2},
}


def measure(variable="supply", **edits) -> Conclusion:
    select = {"requirement": "league-ships"}
    if variable in ("supply", "coverage", "gap"):
        select["year"] = 2030
    return Conclusion.model_validate(
        {
            "id": "ships",
            "outcome": f"capability.{variable}",
            "select": select,
            "comparison": ">=",
            "threshold": 13,
            "better": "higher",
            "scenarios": [BASE],
            "statement": WHY,
            "short": WHY,
            **edits,
        }
    )
