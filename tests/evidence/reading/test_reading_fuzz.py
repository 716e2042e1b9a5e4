"""Whatever the bytes, either a text whose anchors hold comes out, or a refusal."""

import io
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evidence.reading.anchors import assert_anchors_hold
from evidence.reading.pdfs import Run, pdf_of
from ishizue.errors import EvidenceError
from ishizue.evidence.reading import read_bytes
from ishizue.evidence.reading.sentences import sentence_bounds, sentences_of

PIECES = (
    *(
        "港の防衛をめぐり協議が続く。",
        "市長は「待つ」と述べた。",
        "誰が払うのか?",
        "要要要要",
    ),
    *(
        "但是美国不会参加。",
        "因此,",
        "[1]",
        "¹",
        "(注2)",
        "1. ",
        "脚注\n",
        "コメント\n",
    ),
    *(
        "関連記事\n",
        "2031年9月12日\n",
        "20/01/2031",
        "Mr. Smith went. ",
        "the the the the ",
    ),
    *(
        "“Title,” Press, May 3, 2030.",
        "「題」架空新聞、2030年。",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
    ),
    *(
        "\u3000",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x0c",
        "「",
        "」",
        "(",
        ")",
        "。",
        ".",
    ),
    *(
        "Россия",
        "한국",
        "😀",
        "𠮟",
        "e\u0301",
        "ａ１",
        "■",
        "…",
        "|",
        " > ",
        "\ud7ff",
        "¶",
    ),
)
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
NAMES = st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx"])
# The formats differ in speed, and zlib and PDFium in what they keep in memory.
FEW = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])


def read_or_refuse(name, data):
    try:
        text = read_bytes(name, data)
    except EvidenceError as error:
        return says_how_to_mend(error)
    assert_anchors_hold(text)
    return text


def says_how_to_mend(error):
    assert "Fix: " in str(error)


@FEW
@given(NAMES, st.binary(max_size=400))
@example("a.txt", b"\xff\xfe")
@example("a.txt", b"\x1b$B\x1b(B")
@example("a.html", b"<")
@example("a.html", b"\xef\xbb\xbf<p>")
def test_any_bytes_are_read_or_refused(name, data):
    read_or_refuse(name, data)


@FEW
@given(TEXT)
def test_any_text_is_read_line_by_line(content):
    text = read_or_refuse("a.txt", content.encode("utf-8", "surrogatepass"))
    if text is None:
        return
    content = content.removeprefix("\ufeff")
    for passage in text.passages:
        assert content[passage.offset :].startswith(passage.text)
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [p.line for p in text.passages] == [
        number for number, line in enumerate(lines, 1) if line.strip()
    ]


@FEW
@given(TEXT, st.sampled_from(["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le"]))
def test_any_text_in_any_encoding_is_read_or_refused(content, encoding):
    read_or_refuse("a.txt", content.encode(encoding, "ignore"))


TAGS = (
    *("<p>", "</p>", "<h1>", "</h1>", "<div class=comments>", "<div id=related>"),
    *("</div>", "<nav>", "</nav>", "<br>", "<li>", "<sup>1</sup>", "<table>", "<td>"),
    *(
        "<tr>",
        "</table>",
        "<pre>",
        "<b>",
        "&amp;",
        "&#xD800;",
        "<!--",
        "-->",
        "<script>",
    ),
    *("</script>", "<style>", "<svg>", "<head>", "<body>", "<html>", "<title>"),
    *(
        "<meta charset=x>",
        "<![CDATA[",
        "]]>",
        "<?pi?>",
        "<frameset>",
        "<time datetime=2>",
    ),
)


@FEW
@given(st.lists(TEXT | st.sampled_from(TAGS), max_size=30).map("".join))
def test_any_page_is_read_or_refused(content):
    read_or_refuse("a.html", content.encode("utf-8", "surrogatepass"))


def word_document():
    document = docx.Document()
    document.add_heading("港を守る", 1)
    document.add_paragraph("市は費用の三割を負担する。残りは国が負担する。")
    document.add_table(1, 2).cell(0, 0).text = "隻数"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


WORD = word_document()
PDF = pdf_of([[Run(50, 700, "The city pays."), Run(50, 680, "市は費用を払う。")]])
EDITS = st.lists(
    st.tuples(st.floats(0, 0.999), st.integers(0, 30), st.binary(max_size=8)),
    min_size=1,
    max_size=6,
)


def edited(data, edits):
    """Bytes with stretches taken out and others put in, here and there."""
    for place, length, inserted in edits:
        at = int(place * len(data))
        data = data[:at] + inserted + data[at + length :]
    return data


@FEW
@given(EDITS)
def test_a_damaged_pdf_is_read_or_refused(edits):
    read_or_refuse("a.pdf", edited(PDF, edits))


@FEW
@given(EDITS)
def test_a_damaged_archive_is_read_or_refused(edits):
    read_or_refuse("a.docx", edited(WORD, edits))


PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"),
    *("word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml"),
)


@FEW
@given(
    st.sampled_from(PARTS),
    EDITS,
)
def test_a_word_document_with_a_damaged_part_is_read_or_refused(part, edits):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edited(data, edits) if name == part else data)
    read_or_refuse("a.docx", buffer.getvalue())


@FEW
@given(
    TEXT,
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=4),
    st.sampled_from(["ja", "en", "zh", ""]),
)
def test_sentences_cover_a_line_whatever_is_damaged(content, stretches, main):
    line = content.replace("\n", " ").replace("\r", " ").strip()
    repeated, at = [], 0
    for gap, length in stretches:
        repeated.append((at + gap, at + gap + length))
        at += gap + length
    repeated = [(a, min(b, len(line))) for a, b in repeated if a < len(line)]
    end = 0
    for sentence in sentences_of(line, main, repeated):
        assert line[end : sentence.start].strip() == ""
        assert end <= sentence.start < sentence.end <= len(line)
        end = sentence.end
    assert line[end:].strip() == ""


@given(st.text())
def test_bounds_of_sentences_follow_one_another(content):
    end = 0
    for start, stop in sentence_bounds(content):
        assert end <= start < stop
        end = stop


@pytest.mark.parametrize(
    "unit", ["港の防衛をめぐり、", "boats and ", "但是", "「", "要、", ". "]
)
def test_a_novel_in_one_line_is_one_passage(unit):
    text = read_bytes("a.txt", (unit * 20_000).encode())
    assert len(text.passages) == 1
    assert_anchors_hold(text)
