"""The file in a real browser, offline: what a reader sees and does."""

import json
import struct
import zlib
from pathlib import Path

import pytest

from ishizue.briefs.files import csv_of
from reader import launched, open_page, sees_every_chart

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        opened = launched(driver)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(html, tmp_path_factory):
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser, address):
    """Opens the brief; its pages are closed when the test is over."""
    pages = []

    def with_brief(query="", **options):
        pages.append(open_page(browser, address + query, **options))
        return pages[-1]

    yield with_brief
    for page in pages:
        page.context.close()


def unfold(page):
    """Opens all that is folded, as a reader would."""
    while (fold := page.locator(".fold:not([open]) > summary >> visible=true")).count():
        fold.first.click(position={"x": 4, "y": 4})


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_charts_come_alive_without_a_request_or_complaint(opened, brief, address, lang):
    page = opened(f"?lang={lang}")
    sees_every_chart(page, len(list(brief.charts())))
    assert page.requests == [f"{address}?lang={lang}"]
    assert page.complaints == []


def downloaded(page, name):
    """The bytes of a file that the page offers, made when the link is clicked."""
    with page.expect_download() as download:
        page.click(f'a[download="{name}"]')
    assert download.value.suggested_filename == name
    assert page.complaints == []
    return Path(download.value.path()).read_bytes()


def test_a_drawing_is_a_file_when_it_is_asked_for(opened):
    text = downloaded(opened(), "coverage-league-en.svg").decode()
    assert text.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_drawing_is_a_picture_when_it_is_asked_for(opened, lang):
    page = opened(f"?lang={lang}")
    view = page.locator(f"#view-coverage-league-{lang}")
    view.scroll_into_view_if_needed()
    content = downloaded(page, f"coverage-league-{lang}.png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", content[16:24])
    svg = view.locator("svg")
    assert size == tuple(2 * int(svg.get_attribute(n)) for n in ("width", "height"))
    # Blank, it would be one colour, which compresses to next to nothing.
    pixels = zlib.decompress(image_data(content))
    assert len(set(pixels)) > 50


def image_data(png):
    """The compressed pixels of a PNG file."""
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    return data


def test_tables_and_specifications_are_files_as_packed(opened, brief):
    page = opened()
    chart = next(c for c in brief.charts() if c.id == "coverage-league")
    text = downloaded(page, "coverage-league-en.csv").decode()
    assert text == csv_of(chart.table, "en")
    spec = json.loads(downloaded(page, "coverage-league-en.vl.json"))
    assert spec == json.loads(json.dumps(chart.spec("en")))
    assert b"Almanac" in downloaded(page, "documents.bib")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Unverified rulings: 1"), ("ja", "未確認の裁定: 1")]
)
def test_a_number_that_is_pointed_at_says_what_it_leans_on(opened, lang, words):
    page = opened(f"?lang={lang}")
    marked = page.locator("a.n:has(+ .u) >> visible=true").first
    marked.hover()
    assert words in marked.get_attribute("title")
    plain = page.locator("#answer-ships-half .judged a.n >> visible=true").first
    plain.focus()
    assert plain.get_attribute("title").startswith("[")
    assert page.complaints == []


def test_the_language_switch_works_and_keeps_the_place(opened):
    page = opened()
    heading = page.locator("#answers > h2")
    assert heading.inner_text() == "Headline answers"
    page.click("label[for=lang-ja]")
    assert heading.inner_text() == "主要な結論"
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.title() == "北方連盟(架空)"
    page.focus("#lang-ja")
    page.keyboard.press("ArrowLeft")
    assert heading.inner_text() == "Headline answers"
    assert len(page.requests) == 1


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_without_scripts_the_drawings_and_the_switch_remain(opened, brief, lang):
    page = opened(java_script_enabled=False)
    page.click(f"label[for=lang-{lang}]")
    unfold(page)
    drawings = page.query_selector_all(f"[lang={lang}] > .chart svg")
    assert len(drawings) == len(list(brief.charts()))
    for drawing in drawings:
        drawing.scroll_into_view_if_needed()
        assert drawing.is_visible()
        assert drawing.bounding_box()["height"] > 40
    words = {"en": "Headline answers", "ja": "主要な結論"}
    assert page.locator("#answers > h2").inner_text() == words[lang]
    other = "ja" if lang == "en" else "en"
    displays = page.evaluate(
        "other => [...document.querySelectorAll(`main [lang=${other}]`)]"
        ".map(words => getComputedStyle(words).display)",
        other,
    )
    assert set(displays) == {"none"}


def test_following_a_number_leads_to_its_note_and_on_to_its_claim(opened):
    page = opened()
    page.click("#answer-ships-half .judged sup a >> nth=0")
    note = page.locator(":target")
    assert "Aldan leaves" in note.inner_text()
    page.click("#answer-ships-half .judged a.n >> nth=0")
    document = page.locator(".note .rests a >> nth=0").get_attribute("href")
    page.click(f".note .rests a[href='{document}'] >> nth=0")
    assert page.locator(":target cite").is_visible()
    claim = page.locator(".documents li li").first.get_attribute("id")
    page.evaluate(f"location.hash = '{claim}'")
    page.wait_for_selector(f"#{claim}", state="visible")


@pytest.mark.parametrize(
    ("lang", "question", "answer"),
    [
        ("en", "What it rests on", "Overturned without “Dispatch from the Straits”"),
        ("ja", "結論を支えるもの", "「Dispatch from the Straits」"),
    ],
)
def test_the_first_screen_says_what_every_answer_rests_on(
    opened, brief, lang, question, answer
):
    page = opened(f"?lang={lang}", viewport={"width": 1400, "height": 900})
    head = page.locator(".standing thead th:nth-child(3)")
    assert head.inner_text() == question
    rows = page.locator(".standing .on").all()
    assert len(rows) == sum(len(a.judgements) for a in brief.answers)
    assert any(answer in row.inner_text() for row in rows)
    for row in rows:
        box = row.bounding_box()
        assert box["y"] + box["height"] < 900


def test_the_way_from_an_answer_to_all_it_rests_on(opened):
    page = opened()
    fold = page.locator("#rests-patrol-agreed-baseline")
    assert fold.get_attribute("open") is None
    page.click(".standing a.all[href='#rests-patrol-agreed-baseline']")
    page.wait_for_selector("#rests-patrol-agreed-baseline[open]")
    assert fold.locator("table >> visible=true").count()


def test_a_narrow_page_does_not_scroll_sideways(opened):
    page = opened(viewport={"width": 400, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 400
