"""A PDF is read down its columns, its lines joined, its margins set aside."""

import pytest

from evidence.reading.anchors import assert_anchors_hold
from evidence.reading.pdfs import Run, pdf_of
from ishizue.evidence.reading import read_bytes

LEFT = (
    "The city and the ministry disagree",
    "on who pays for the new coast-",
    "guard station. The city offers a",
    "third of the cost and no more.",
    "  Experts expect long delays, as",
    "most of the parts are made by a",
    "foreign yard that cannot keep",
)
RIGHT = (
    "its own schedule. Two boats are",
    "late already and the third is not",
    "yet paid for.",
    "The council votes in the autumn.",
    "Few expect a majority, and the",
    "mayor has said that he would go",
    "if the plan were to fail there.",
)


def column(lines, x, top, size=10):
    return [
        Run(x + (12 if line.startswith("  ") else 0), top - 12 * i, line.strip(), size)
        for i, line in enumerate(lines)
    ]


def read_pdf(*pages, info=""):
    text = read_bytes("a.pdf", pdf_of(pages, info))
    assert_anchors_hold(text)
    return text


def texts(text):
    return [p.text for p in text.passages]


def test_two_columns_under_a_title_are_read_one_after_the_other():
    page = [Run(50, 780, "A Station for the Coast Guard and the City", 18)]
    page += [Run(50, 750, "12 September 2031")]
    page += column(LEFT, 50, 700) + column(RIGHT, 320, 700)
    text = read_pdf(page)
    assert texts(text) == [
        "A Station for the Coast Guard and the City",
        "12 September 2031",
        "The city and the ministry disagree on who pays for the new coastguard station."
        " The city offers a third of the cost and no more.",
        "Experts expect long delays, as most of the parts are made by a foreign yard that"
        " cannot keep its own schedule. Two boats are late already and the third is not"
        " yet paid for.",
        "The council votes in the autumn. Few expect a majority, and the mayor has said"
        " that he would go if the plan were to fail there.",
    ]
    assert text.passages[0].section == "heading"
    assert text.title == "A Station for the Coast Guard and the City"
    assert text.date == "2031-09-12"


def test_columns_drawn_line_by_line_across_the_page_are_still_columns():
    page = [
        run
        for pair in zip(column(LEFT, 50, 700), column(RIGHT, 320, 700), strict=True)
        for run in pair
    ]
    assert "cannot keep its own schedule" in " ".join(texts(read_pdf(page)))


def test_a_line_across_the_page_ends_the_columns_above_it():
    middle = "Here a heading crosses both of the columns of this page"
    page = column(LEFT[:4], 50, 700) + column(RIGHT[3:], 320, 700)
    page += [Run(100, 620, middle, 14)]
    page += column(LEFT[4:6], 50, 590) * 1 + column(RIGHT[:3], 320, 590)
    words = " ".join(texts(read_pdf(page)))
    assert words.index("third of the cost") < words.index("plan were to fail")
    assert words.index("plan were to fail") < words.index(middle)
    assert words.index(middle) < words.index("Experts expect")
    assert words.index("Experts expect") < words.index("yet paid for")


def test_japanese_lines_are_joined_without_spaces():
    lines = (
        "市と国は二〇三一年までに哨戒艇を六隻そろえるこ",
        "とで合意した。費用の三割は市が負担する。議会は",
        "年内に承認する見通しである。",
        "　専門家は部品の供給に懸念を示した。",
    )
    page = [Run(50, 700 - 16 * i, line, 11) for i, line in enumerate(lines)]
    text = read_pdf(page)
    assert texts(text) == [
        "市と国は二〇三一年までに哨戒艇を六隻そろえることで合意した。"
        "費用の三割は市が負担する。議会は年内に承認する見通しである。",
        "専門家は部品の供給に懸念を示した。",
    ]
    assert text.language == "ja"


def test_headers_and_page_numbers_do_not_break_a_paragraph():
    first = [Run(50, 815, "Coastal Review 2031", 8), *column(LEFT[:6], 50, 700)]
    second = [Run(50, 815, "Coastal Review 2031", 8), *column(LEFT[6:], 50, 700)]
    second += column(RIGHT, 50, 688)
    first += [Run(290, 20, "- 1 -", 8)]
    second += [Run(290, 20, "- 2 -", 8)]
    text = read_pdf(first, second)
    found = {p.text: p.section for p in text.passages}
    assert found["Coastal Review 2031"] == found["- 1 -"] == "navigation"
    assert any("made by a foreign yard that cannot keep its own" in t for t in found)


def test_small_print_at_the_foot_of_a_page_is_a_note_and_its_mark_leads_to_it():
    page = column(LEFT[:4], 50, 700)
    page += [Run(50 + 5 * 26.5, 667.5, "1", 6)]
    page += [Run(50, 80, '1 Ada Roe, "Stations," Coastal Review, May', 7)]
    page += [Run(50, 71, "2030, pages 3 to 5.", 7)]
    text = read_pdf(page)
    note = text.passages[-1]
    assert note.section == "footnote"
    assert note.text.endswith("May 2030, pages 3 to 5.")
    (reference,) = text.references
    assert (reference.author, reference.date) == ("Ada Roe", "2030-05")
    ((para, at),) = reference.marked
    assert text.passages[para - 1].text[at] == "¹"


def test_cells_of_a_table_stay_in_their_row():
    page = column(LEFT[:4], 50, 700)
    for i, (year, boats) in enumerate([("2029", "3"), ("2030", "4"), ("2031", "6")]):
        page += [Run(50, 600 - 14 * i, year), Run(200, 600 - 14 * i, boats)]
    assert "2029\t3" in "\n".join(texts(read_pdf(page)))


def test_words_broken_at_a_line_end_keep_the_hyphen_they_have_elsewhere():
    page = column(
        ("The long-range boats are the long-", "range boats of the coast guard."),
        50,
        700,
    )
    assert "the long-range boats of" in texts(read_pdf(page))[0]


@pytest.mark.parametrize(
    ("info", "title", "date"),
    [
        (
            "/Title (Stations) /CreationDate (D:20310913101010Z)",
            "Stations",
            "2031-09-13",
        ),
        ("/Title (Microsoft Word - draft7.docx)", "", ""),
        ("/Title (draft7.pdf) /CreationDate (D:)", "", ""),
        ("/Author (Ada Roe)", "", ""),
    ],
)
def test_metadata_is_used_where_it_says_something(info, title, date):
    text = read_pdf(column([*LEFT[:3], "third of the cost."], 50, 700), info=info)
    assert (text.title, text.date) == (title, date)
    assert text.encoding == "pdf"


def test_a_date_in_the_text_counts_before_the_files_own():
    page = [Run(50, 750, "12 September 2031"), *column(LEFT, 50, 700)]
    assert read_pdf(page, info="/CreationDate (D:20320101)").date == "2031-09-12"


def test_pages_without_text_are_named():
    text = read_pdf(column(LEFT, 50, 700), [], [])
    assert text.metadata["pages without text"] == "2, 3"
