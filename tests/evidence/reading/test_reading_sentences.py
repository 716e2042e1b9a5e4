"""Sentences end where a reader would say so, in Japanese and English."""

import pytest

from ishizue.evidence.reading.sentences import sentence_bounds


def cut(text):
    return [text[start:end] for start, end in sentence_bounds(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["計画は遅れた。", "理由は三つある。"],
        ["首相は「急がない。待つ」と述べた。", "記者は黙った。"],
        ["「必ず守る。」", "大臣はそう言った。"],
        ["本当に足りるのか?", "議員は問うた。"],
        ["なぜなのか?と問う声もある。"],
        ["彼らは「守れるのか?」そして「誰が払うのか?」を問う。"],
        ["量は増えた[1]。", "質も上がった。[2]", "費用は減らない。"],
        ["三社(うち一社は国外。)が応じた。", "残りは断った。"],
        ["開きかっこ「が閉じない。", "それでも次の文である。"],
        ["比率は3.5%だ。", "昨年は3．2%だった。"],
        ["終わりの印がある。■", "補足。"],
        ["句点が続く。。", "次の文。"],
        ["見出しには句点がない"],
        ["Yahoo!ニュースが報じた。", "続報はない。"],
    ],
)
def test_japanese_sentences(sentences):
    assert cut("".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["The plan slipped.", "There are three reasons."],
        ["Mr. Smith met Gen. Doe on Sept. 3.", "They spoke."],
        ["The U.S. Navy agreed.", "So did the U.K.", "The rest did not."],
        ["J. D. Roe, Ph.D., wrote it.", "Few read it."],
        ["It costs $1.5 billion.", "That is 2.5 per cent of GDP."],
        ['He said "No."', "Then he left."],
        ["“We will go,” she said.", "“When?” he asked."],
        ["Boats arrived.[3]", "Crews did not.", "Why?"],
        ["The fleet grew.12", "It is old."],
        ["It failed!", "Nobody minded…"],
        ["See Fig. 2, p. 14, and No. 7.", "The rest is noise."],
        ["The firm (est. 1990, see Ch. 3.) sold it.", "It closed."],
        ["One word . . . and another."],
        ["Exports (e.g. ships, i.e. hulls) rose.", "Imports fell."],
    ],
)
def test_english_sentences(sentences):
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize("text", ["1. 海軍を増やす。", "2. Ships are built."])
def test_the_number_of_an_item_is_no_sentence(text):
    assert cut(text) == [text]


def test_a_text_of_one_line_is_cut_as_fast_as_any():
    sentence = "議会は「審議する」とし、艦艇3.5隻分の予算(約2億円)を認めた。"
    assert cut(sentence * 20_000) == [sentence] * 20_000
