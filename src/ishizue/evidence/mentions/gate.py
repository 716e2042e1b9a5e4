"""Lets a dear pattern be tried only where it may match."""

from __future__ import annotations


def gate(characters: str, words: str) -> str:
    """A lookahead for places where one of the beginnings stands.

    A pattern of many alternatives is slow because each is tried at every place; with
    this before it, most places are passed over at the cost of a look at a character.

    Args:
        characters: Inside of a character class: what may begin it, but for letters.
        words: A pattern of English beginnings, tried where no letter stands before.
    """
    return rf"(?:(?=[{characters}])|(?=[A-Za-z])(?<![A-Za-z])(?={words}))"
