"""Curated names of states, frameworks, organisations and persons, and their look-up."""

from ishizue.evidence.names.alias import Alias
from ishizue.evidence.names.merges import Merge, confirm, read_merges, undo
from ishizue.evidence.names.names import Names, Suggestion, names

__all__ = [
    "Alias",
    "Merge",
    "Names",
    "Suggestion",
    "confirm",
    "names",
    "read_merges",
    "undo",
]
