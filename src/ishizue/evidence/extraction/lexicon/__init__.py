"""The lexicon of predicates and cues, as data: what rules look for, by language."""

from ishizue.evidence.extraction.lexicon.tables import (
    Cues,
    Rule,
    Tense,
    cues,
    organs,
    regions,
    rules,
)

__all__ = ["Cues", "Rule", "Tense", "cues", "organs", "regions", "rules"]
