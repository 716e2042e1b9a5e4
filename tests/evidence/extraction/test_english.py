"""English clauses and auxiliaries, read without a parser."""

import pytest

from ishizue.evidence.extraction.english import English
from ishizue.evidence.extraction.syntax import Clause

GRAMMAR = English()


def pieces(sentence: str) -> list[str]:
    return [
        sentence[c.start : c.end].strip()
        for c in GRAMMAR.clauses(sentence, 0, len(sentence))
    ]


def form(sentence: str, verb: str):
    start = sentence.index(verb)
    return GRAMMAR.form(sentence, Clause(0, len(sentence)), (start, start + len(verb)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Arda sent troops, but Bera refused.",
            ["Arda sent troops", ", but Bera refused."],
        ),
        ("Arda, Bera, and Cora pledged aid.", ["Arda, Bera, and Cora pledged aid."]),
        (
            "Arda has ships, aircraft, and tanks.",
            ["Arda has ships, aircraft, and tanks."],
        ),
        (
            "Arda pledged aid and promised troops.",
            ["Arda pledged aid", "and promised troops."],
        ),
        ("If Bera attacks, Arda will help.", ["If Bera attacks,", "Arda will help."]),
    ],
)
def test_a_sentence_is_cut_between_verbs(sentence, expected):
    found = [piece.removeprefix(", ") for piece in pieces(sentence)]
    assert found == [piece.removeprefix(", ") for piece in expected]


def test_a_condition_is_marked():
    sentence = "Arda will help Bera if it is attacked."
    clauses = GRAMMAR.clauses(sentence, 0, len(sentence))
    assert [c.conditional for c in clauses] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "verb", "tense", "negative", "role"),
    [
        ("Arda will send troops.", "send", "future", False, "main"),
        ("Arda will not send troops.", "send", "future", True, "main"),
        ("Arda won't send troops.", "send", "future", True, "main"),
        ("Arda plans to send troops.", "send", "planned", False, "main"),
        ("Arda is expected to send troops.", "send", "planned", False, "main"),
        ("Arda is ready to send troops.", "send", "future", False, "main"),
        ("Arda sent troops.", "sent", "past", False, "main"),
        ("Arda did not send troops.", "send", "ongoing", True, "main"),
        ("Arda operates ships.", "operates", "ongoing", False, "main"),
        ("Arda is sending troops.", "sending", "ongoing", False, "main"),
        ("Arda met Bera to send troops.", "send", "future", False, "none"),
        ("Sending troops is hard.", "Sending", "ongoing", False, "none"),
        ("the troops deployed by Arda", "deployed", "past", False, "none"),
        ("It asked whether Arda will send troops.", "send", "future", False, "none"),
    ],
)
def test_auxiliaries_tell_tense_negation_and_role(
    sentence, verb, tense, negative, role
):
    found = form(sentence, verb)
    assert (found.tense, found.negative, found.role) == (tense, negative, role)
