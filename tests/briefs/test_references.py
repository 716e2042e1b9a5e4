"""Bibliographies that other programs read."""

import re

import pytest

from ishizue.briefs.references import bibtex, is_link, ris
from ishizue.evidence import Document

PLAIN = Document(
    document="almanac",
    title="Almanac of the League",
    publisher="League Statistical Office",
    date="2029-06",
    language="en",
    reliability="B",
    locator="https://league.example/almanac?a=1&b=2_c",
)
HOSTILE = Document(
    document="odd",
    title='100% "sure" & {braces} \\ $5 #1 a_b ~x^2\nTY  - BOOK',
    publisher="A & B",
    language="ja",
    reliability="D",
    locator="owner/repository@1234: data/file_one.csv",
)


def test_bibtex_holds_what_a_reader_needs():
    entry = bibtex([PLAIN])
    assert entry.startswith("@misc{almanac,\n")
    assert "title = {{Almanac of the League}}" in entry
    assert "year = {2029}" in entry
    assert "month = jun" in entry
    assert "url = {https://league.example/almanac?a=1&b=2_c}" in entry


def test_bibtex_escapes_what_tex_would_read():
    entry = bibtex([HOSTILE])
    assert r"100\% " in entry
    assert r"\& \{braces\} \textbackslash{} \$5 \#1 a\_b" in entry
    assert r"\textasciitilde{}x\textasciicircum{}2" in entry
    assert r"howpublished = {owner/repository@1234: data/file\_one.csv}" in entry
    assert "year" not in entry
    plain = re.sub(r"\\[{}]", "", entry)
    assert plain.count("{") == plain.count("}")


def test_ris_has_one_value_a_line_and_ends():
    record = ris([HOSTILE, PLAIN])
    lines = record.split("\r\n")
    assert lines[0] == "TY  - GEN"
    assert lines.count("TY  - GEN") == 2
    assert lines.count("ER  - ") == 2
    assert "TY  - BOOK" not in lines
    assert "UR  - https://league.example/almanac?a=1&b=2_c" in lines
    assert "DA  - 2029/06/" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)


@pytest.mark.parametrize(
    ("locator", "link"),
    [
        ("https://a.example/x", True),
        ("http://a.example/x?y=1#z", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a.example/ x", False),
        ('https://a.example/"onclick=', False),
        ("owner/repository", False),
    ],
)
def test_only_plain_addresses_are_links(locator, link):
    assert is_link(locator) is link
