"""Lines read as a text file, and the section each is found to belong to."""

from evidence.reading.anchors import assert_anchors_hold
from ishizue.evidence.reading import read_bytes

PROSE = (
    "港の防衛をめぐり、市と国の協議が続いている。双方は費用の分担で対立し、"
    "合意の見通しは立っていない。市長は年内の決着を望むとした。"
)

PROSE_EN = (
    "The city and the ministry are still talking about the defence of the harbour. "
    "They disagree on who pays, and nobody expects a deal before the winter."
)


def read_lines(content):
    text = read_bytes("a.txt", content.encode())
    assert_anchors_hold(text)
    return {p.text: p.section for p in text.passages}


def around(line, *after, prose=PROSE):
    """Section of a line that stands between paragraphs."""
    return read_lines("\n\n".join([prose, line, *after, prose]))[line]


def below(line, *more, prose=PROSE):
    """Sections of lines that stand after the text."""
    found = read_lines("\n".join([prose, prose, line, *more]))
    return [found[one] for one in (line, *more)]
