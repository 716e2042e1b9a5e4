"""The file in a real browser, offline: what a reader sees and does."""

import shutil
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the path"),
]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu"]
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(html, tmp_path_factory):
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser, address):
    """A page with the brief, and what it asked for and complained of."""

    def open_page(query="", **options):
        context = browser.new_context(offline=True, **options)
        page = context.new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda r: page.requests.append(r.url))
        page.on("console", lambda m: page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto(address + query)
        contexts.append(context)
        return page

    contexts = []
    yield open_page
    for context in contexts:
        context.close()


def unfold(page):
    """Opens all that is folded, as a reader would."""
    while (fold := page.locator(".fold:not([open]) > summary >> visible=true")).count():
        fold.first.click(position={"x": 4, "y": 4})


def look_at_every_chart(page):
    """Scrolls to each chart until it is drawn anew, and measures it."""
    unfold(page)
    boxes = []
    for view in page.query_selector_all(".chart"):
        if not view.is_visible():
            continue
        view.scroll_into_view_if_needed()
        name = view.get_attribute("id")
        page.wait_for_selector(f"#{name}[data-live] svg", timeout=5000)
        svg = view.query_selector_all("svg")
        assert len(svg) == 1
        assert svg[0].query_selector_all("path, line, text")
        boxes.append(svg[0].bounding_box())
    return boxes


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_charts_come_alive_without_a_request_or_complaint(opened, brief, address, lang):
    page = opened(f"?lang={lang}")
    boxes = look_at_every_chart(page)
    assert len(boxes) == len(list(brief.charts()))
    assert all(box["width"] > 100 and box["height"] > 40 for box in boxes)
    assert page.requests == [f"{address}?lang={lang}"]
    assert page.complaints == []


def test_a_drawing_is_a_file_when_it_is_asked_for(opened):
    page = opened()
    with page.expect_download() as download:
        page.click('a[download="coverage-league-en.svg"]')
    assert download.value.suggested_filename == "coverage-league-en.svg"
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
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
    drawn = [s for s in page.query_selector_all(".chart svg") if s.is_visible()]
    assert len(drawn) == len(list(brief.charts()))
    assert all(s.bounding_box()["height"] > 40 for s in drawn)
    words = {"en": "Headline answers", "ja": "主要な結論"}
    assert page.locator("#answers > h2").inner_text() == words[lang]
    shown = page.locator(
        f"main [lang={'ja' if lang == 'en' else 'en'}] >> visible=true"
    )
    assert shown.count() == 0


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
