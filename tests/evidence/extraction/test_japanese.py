"""Japanese clauses and inflections, read without a dictionary."""

import pytest

from ishizue.evidence.extraction.japanese import Japanese
from ishizue.evidence.extraction.syntax import Clause

GRAMMAR = Japanese()


def pieces(sentence: str) -> list[str]:
    return [
        sentence[c.start : c.end] for c in GRAMMAR.clauses(sentence, 0, len(sentence))
    ]


def form(sentence: str, stem: str):
    start = sentence.index(stem)
    return GRAMMAR.form(sentence, Clause(0, len(sentence)), (start, start + len(stem)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "甲は部隊を送り、乙は資金を出した。",
            ["甲は部隊を送り、", "乙は資金を出した。"],
        ),
        ("甲は出さないが、乙は出す。", ["甲は出さないが、", "乙は出す。"]),
        ("甲、乙、丙は会談した。", ["甲、乙、丙は会談した。"]),
        ("これに対し、甲は同意した。", ["これに対し、甲は同意した。"]),
        ("甲は「送り、守る」計画を示した。", ["甲は「送り、守る」計画を示した。"]),
        ("停戦が成立すれば、甲は送る。", ["停戦が成立すれば、", "甲は送る。"]),
    ],
)
def test_a_sentence_is_cut_where_a_predicate_ends(sentence, expected):
    assert pieces(sentence) == expected


def test_clauses_leave_nothing_out():
    sentence = "甲は、乙が攻撃された場合、部隊を送り、資金を出すと述べた。"
    assert "".join(pieces(sentence)) == sentence


def test_a_condition_is_marked():
    clauses = GRAMMAR.clauses("攻撃を受けた場合、甲は守る。", 0, 14)
    assert [c.conditional for c in clauses] == [True, False]


@pytest.mark.parametrize(
    ("sentence", "stem", "tense", "negative", "role"),
    [
        ("部隊を派遣する。", "派遣", "future", False, "main"),
        ("部隊を派遣した。", "派遣", "past", False, "main"),
        ("部隊を派遣している。", "派遣", "ongoing", False, "main"),
        ("部隊を派遣しない。", "派遣", "future", True, "main"),
        ("部隊を派遣しなかった。", "派遣", "past", True, "main"),
        ("部隊を派遣する予定だ。", "派遣", "planned", False, "main"),
        ("部隊を派遣する考えはない。", "派遣", "future", True, "main"),
        ("部隊を派遣すると述べた。", "派遣", "future", False, "main"),
        ("部隊を派遣することを決めた。", "派遣", "future", False, "main"),
        ("部隊を派遣することを望む。", "派遣", "future", False, "none"),
        ("部隊を派遣するよう求めた。", "派遣", "future", False, "none"),
        ("部隊を派遣するための法律だ。", "派遣", "future", False, "none"),
        ("部隊を派遣する国は多い。", "派遣", "future", False, "modifier"),
        ("部隊の派遣は難しい。", "派遣", "future", False, "none"),
        ("訓練を行った。", "訓練", "past", False, "main"),
        ("兵を送らなければならない。", "送", "future", False, "none"),
    ],
)
def test_an_inflection_tells_tense_negation_and_role(
    sentence, stem, tense, negative, role
):
    found = form(sentence, stem)
    assert (found.tense, found.negative, found.role) == (tense, negative, role)
