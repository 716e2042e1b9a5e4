"""Notes are read as references, and the marks in the text lead to them."""

import pytest

from evidence.reading.anchors import assert_anchors_hold
from ishizue.evidence.reading import read_bytes
from ishizue.evidence.reading.references import Cited, parse_reference

NOTES = """港の防衛

港の防衛には三つの柱がある。第一は監視である{0}。第二は訓練であり、隣国も加わる{1}。
第三は備蓄だ。10月の調査では、備蓄は12日分しかなかった。専門家は増やすべきだという{2}。

脚注
{3} Ada Roe, “Watching the Harbour,” Coastal Review 4, no. 2 (Spring 2030): 10–19.
{4} 架空港湾局「共同訓練の記録」『港湾月報』第3巻、2031年5月、7頁。
{5} Harbour Ministry, Stocks and Shortages (Harbour Press, 2029), 44.
"""


@pytest.mark.parametrize(
    ("inline", "heads"),
    [
        (("[1]", "[2]", "[3]"), ("[1]", "[2]", "[3]")),
        (("[1]", "[2]", "[3]"), ("- 1", "- 2", "- 3")),
        (("¹", "²", "³"), ("1.", "2.", "3.")),
        (("(注1)", "(注2)", "(注3)"), ("注1:", "注2:", "注3:")),
        (("（注１）", "（注２）", "（注３）"), ("（注１）", "（注２）", "（注３）")),
        (("1", "2", "3"), ("1", "2", "3")),
        (("※1", "※2", "※3"), ("※1", "※2", "※3")),
    ],
)
def test_marks_of_every_kind_lead_to_their_notes(inline, heads):
    text = read_bytes("a.txt", NOTES.format(*inline, *heads).encode())
    assert_anchors_hold(text)
    first, second, third = text.references
    assert (first.para, second.para, third.para) == (5, 6, 7)
    for reference, mark in zip(text.references, inline, strict=True):
        ((para, at),) = reference.marked
        assert text.passages[para - 1].text[at:].startswith(mark)
    assert first.author == "Ada Roe"
    assert second.publisher == "港湾月報"
    assert third.date == "2029"


def test_one_mark_may_point_to_several_notes_and_a_note_have_several_marks():
    content = (
        "監視を強める[1,2]。訓練もする[1-3]。備蓄は要らない[2]。\n\n注\n"
        "[1] 甲「一」2030年。\n[2] 乙「二」2031年。\n[3] 丙「三」2032年。\n"
    )
    one, two, three = read_bytes("a.txt", content.encode()).references
    at = [content.index(mark) for mark in ("[1,2]", "[1-3]", "[2]")]
    assert one.marked == ((1, at[0]), (1, at[1]))
    assert two.marked == ((1, at[0]), (1, at[1]), (1, at[2]))
    assert three.marked == ((1, at[1]),)


def test_notes_without_a_heading_are_known_by_their_marks():
    content = (
        "The harbour is watched.[1] Crews train.[2] Stocks are low, says the report.\n"
        "[1] Ada Roe, “Watching,” Coastal Review, 2030.\n"
        "[2] Ada Roe, “Training,” Coastal Review, 2031.\n"
    )
    text = read_bytes("a.txt", content.encode())
    assert [p.section for p in text.passages] == ["body", "footnote", "footnote"]
    assert [r.date for r in text.references] == ["2030", "2031"]


def test_a_numbered_list_is_no_list_of_notes():
    content = (
        "計画には柱が二つある。\n- 1. 監視を強めること。\n- 2. 備蓄を増やすこと。\n"
    )
    text = read_bytes("a.txt", content.encode())
    assert text.references == ()
    assert {p.section for p in text.passages} == {"body"}


def test_a_bibliography_without_numbers_is_read_and_points_nowhere():
    content = (
        "The harbour is watched by day and by night, and has been for many years now.\n"
        "References\n"
        "Roe, A. (2030). Watching the harbour. Coastal Review.\n"
        "See also the harbour's own pages.\n"
    )
    (reference,) = read_bytes("a.txt", content.encode()).references
    assert reference.title == "Watching the harbour"
    assert (reference.mark, reference.marked) == ("", ())


def test_a_note_may_go_on_over_several_lines():
    content = (
        "The harbour is watched.[1]\nNotes\n"
        "[1] Ada Roe, “Watching the\nHarbour by Night,” Coastal Review, May 2030.\n"
    )
    (reference,) = read_bytes("a.txt", content.encode()).references
    assert reference.title == "Watching the Harbour by Night"
    assert reference.date == "2030-05"


def test_numbers_in_the_text_are_no_marks():
    content = (
        "架空国は艦艇を3隻持つ。2隻は古く、1隻は新しい。基地は2か所ある。\n脚注\n"
        "1 甲「一」2030年。\n2 乙「二」2031年。\n3 丙「三」2032年。\n"
    )
    assert all(r.marked == () for r in read_bytes("a.txt", content.encode()).references)


@pytest.mark.parametrize(
    ("note", "cited"),
    [
        (
            "“Harbour Pledge,” Harbour League, July 10, 2030.",
            Cited("", "Harbour Pledge", "Harbour League", "2030-07-10"),
        ),
        (
            "Ada Roe and Max Moe, “Boats at $2.75 Apiece,” The Daily Buoy, 3 May 2030.",
            Cited("Ada Roe and Max Moe", "Boats at $2.75 Apiece", "The Daily Buoy", "2030-05-03"),
        ),
        (
            "Ada Roe, Max Moe, Kim Poe et al., Harbour Levels (Coast Institute, 2029), 8.",
            Cited("Ada Roe, Max Moe, Kim Poe et al.", "Harbour Levels", "Coast Institute", "2029"),
        ),
        (
            "Roe et al., Harbour Levels, 24–25.",
            Cited("Roe et al.", "Harbour Levels", "", ""),
        ),
        (
            "“A Strategy for Boats,” Ministry of Boats, accessed 4 March 2031.",
            Cited("", "A Strategy for Boats", "Ministry of Boats", ""),
        ),
        (
            "Ministry of Boats, “Meeting Held,” news release, 9 June 2030.",
            Cited("Ministry of Boats", "Meeting Held", "Ministry of Boats", "2030-06-09"),
        ),
        (
            "Ada Roe, “On ‘Quiet’ Boats,” Coastal Review 9, no. 1 (Winter 2031): 2–3.",
            Cited("Ada Roe", "On ‘Quiet’ Boats", "Coastal Review", "2031"),
        ),
        (
            "Roe, A. (2030, May 3). Watching. Coastal Review, 3(2), 1-10. https://a.example/x",
            Cited("Roe, A", "Watching", "Coastal Review", "2030"),
        ),
        (
            "Harbour Plan (Ministry of Boats, 2030), 25–26.",
            Cited("", "Harbour Plan", "Ministry of Boats", "2030"),
        ),
        ("Ministry of Boats, Boat Paper 2030, p. 4.", Cited("Ministry of Boats", "Boat Paper 2030", "", "2030")),
        ("The Daily Buoy, July 10, 2030.", Cited("", "", "The Daily Buoy", "2030-07-10")),
        (
            "架空太郎「港の守り」『架空海事』第10巻第2号、2030年3月、15-20頁。",
            Cited("架空太郎", "港の守り", "架空海事", "2030-03"),
        ),
        (
            "架空花子『港の条件』(架空書房、2029年)、45頁。",
            Cited("架空花子", "港の条件", "架空書房", "2029"),
        ),
        (
            "架空港湾局「声明」2030年7月10日(https://a.example/b)、最終閲覧2031年3月4日。",
            Cited("架空港湾局", "声明", "", "2030-07-10"),
        ),
        ("架空新聞、令和12年5月1日朝刊。", Cited("", "", "架空新聞", "2030-05-01")),
        ("Ibid., 24.", Cited()),
        ("前掲書、12頁。", Cited()),
    ],
)  # fmt: skip
def test_what_a_note_cites(note, cited):
    assert parse_reference(note) == cited
