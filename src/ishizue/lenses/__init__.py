"""Questions about the world, one per file, and the step World to outcomes."""

from ishizue.lenses.conclusions import Conclusion, read_conclusions
from ishizue.lenses.evaluate import LENSES, evaluate, lens_named, select
from ishizue.lenses.lens import Lens, Outcome, Selection

__all__ = [
    "LENSES",
    "Conclusion",
    "Lens",
    "Outcome",
    "Selection",
    "evaluate",
    "lens_named",
    "read_conclusions",
    "select",
]
