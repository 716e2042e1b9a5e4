"""Word documents are read with their tables, notes and comments."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from evidence.reading.anchors import assert_anchors_hold
from ishizue.evidence.reading import read_bytes

W = nsdecls("w")
FOOTNOTES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read_word(document):
    text = read_bytes("a.docx", saved(document))
    assert_anchors_hold(text)
    return text


def add_part(document, kind, content):
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI(f"/word/{kind}.xml"),
        FOOTNOTES,
        content.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATION + kind)


def refer(paragraph, number, kind="footnote"):
    run = parse_xml(f'<w:r {W}><w:{kind}Reference w:id="{number}"/></w:r>')
    paragraph._p.append(run)


@pytest.fixture
def paper():
    document = docx.Document()
    document.add_heading("港を守るのは誰か", 0)
    document.add_paragraph("2031年9月12日 架空太郎")
    document.add_heading("費用の分担", 1)
    document.add_paragraph("市は費用の三割を負担する。残りは国が負担する。")
    return document


def test_headings_paragraphs_and_tables_come_in_order(paper):
    table = paper.add_table(2, 2)
    for cell, words in zip(table._cells, ["年", "隻数", "2030", "4"], strict=True):
        cell.text = words
    paper.add_paragraph("図1 港の位置", style="Caption")
    text = read_word(paper)
    assert [(p.section, p.text) for p in text.passages] == [
        ("heading", "港を守るのは誰か"),
        ("body", "2031年9月12日 架空太郎"),
        ("heading", "費用の分担"),
        ("body", "市は費用の三割を負担する。残りは国が負担する。"),
        ("body", "年\t隻数"),
        ("body", "2030\t4"),
        ("caption", "図1 港の位置"),
    ]
    assert (text.title, text.date) == ("港を守るのは誰か", "2031-09-12")


def test_footnotes_follow_the_text_under_the_numbers_word_shows(paper):
    refer(paper.add_paragraph("哨戒艇は足りない"), 7)
    refer(paper.add_paragraph("監視塔も足りない"), 3)
    notes = "".join(
        f'<w:footnote {kind} w:id="{number}"><w:p><w:r><w:t xml:space="preserve"> '
        f"{words}</w:t></w:r></w:p></w:footnote>"
        for kind, number, words in (
            ('w:type="separator"', -1, ""),
            ("", 3, "架空港湾局「監視塔」2030年。"),
            ("", 7, "架空港湾局「哨戒艇」2031年5月。"),
            ("", 9, "消された注。"),
        )
    )
    add_part(paper, "footnotes", f"<w:footnotes {W}>{notes}</w:footnotes>")
    text = read_word(paper)
    assert text.passages[4].text == "哨戒艇は足りない[1]"
    assert [(p.section, p.text) for p in text.passages[6:]] == [
        ("footnote", "[2] 架空港湾局「監視塔」2030年。"),
        ("footnote", "[1] 架空港湾局「哨戒艇」2031年5月。"),
    ]
    assert [(r.mark, r.date, r.marked) for r in text.references] == [
        ("2", "2030", ((6, 8),)),
        ("1", "2031-05", ((5, 8),)),
    ]


def test_comments_of_reviewers_are_comments(paper):
    add_part(
        paper,
        "comments",
        f'<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>要確認</w:t></w:r></w:p>'
        "</w:comment></w:comments>",
    )
    assert read_word(paper).passages[-1].section == "comment"


def test_headers_are_navigation(paper):
    paper.sections[0].header.paragraphs[0].text = "架空海事研究所"
    last = read_word(paper).passages[-1]
    assert (last.section, last.text) == ("navigation", "架空海事研究所")


def test_deleted_text_is_not_read_and_inserted_text_is(paper):
    paragraph = paper.add_paragraph("費用は")
    for xml in (
        f"<w:del {W}><w:r><w:delText>二億円</w:delText></w:r></w:del>",
        f"<w:ins {W}><w:r><w:t>三億円</w:t></w:r></w:ins>",
        f'<w:r {W}><w:instrText>PAGE "x"</w:instrText></w:r>',
        f"<w:r {W}><w:t>である。</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert read_word(paper).passages[-1].text == "費用は三億円である。"


def test_line_breaks_and_raised_numbers(paper):
    paragraph = paper.add_paragraph("一行目")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run("\n二行目は10m")
    paragraph.add_run("2").font.superscript = True
    lines = [p.text for p in read_word(paper).passages[-2:]]
    assert lines == ["一行目¹", "二行目は10m²"]


def test_text_in_a_box_is_read_once(paper):
    box = (
        f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>枠の中。</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    paper.add_paragraph("枠の外。")._p.append(parse_xml(box))
    assert [p.text for p in read_word(paper).passages[-2:]] == ["枠の外。", "枠の中。"]


def test_metadata_gives_the_title_and_as_a_last_resort_the_date(paper):
    properties = paper.core_properties
    properties.title, properties.author = "港の守り", "架空太郎"
    text = read_word(paper)
    assert text.title == "港の守り"
    assert text.metadata == {"author": "架空太郎"}


def test_the_day_the_template_was_made_is_no_date():
    document = docx.Document()
    document.add_paragraph("市は費用の三割を負担する。残りは国が負担する。")
    document.core_properties.author = ""
    assert read_word(document).date == ""
