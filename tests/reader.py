"""A reader with a real browser, offline, who looks at a brief."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium")

# One by one in the order of the page, each until it has been drawn anew: all of it in
# the browser, which a question for each chart would keep waiting.
LOOK = """async () => {
  for (const fold of document.querySelectorAll(".fold")) fold.open = true;
  const seen = [];
  const shown = `[lang=${document.documentElement.lang}] > .chart`;
  for (const view of document.querySelectorAll(shown)) {
    view.scrollIntoView({ block: "center" });
    const last = performance.now() + 10_000;
    while (!("live" in view.dataset) && performance.now() < last) {
      await new Promise(requestAnimationFrame);
    }
    const drawings = view.querySelectorAll("svg");
    const { width, height } = drawings[0].getBoundingClientRect();
    const links = drawings[0].outerHTML.matchAll(/url\\((.*?)\\)/g);
    const own = [...links].map((link) => link[1]).filter((link) => link !== "#hatch");
    seen.push({
      id: view.id, live: "live" in view.dataset, drawings: drawings.length,
      strangers: own.filter((link) => !drawings[0].querySelector(link)),
      marks: drawings[0].querySelectorAll("path, line, text").length, width, height,
    });
  }
  const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
  return { seen, twice: ids.filter((id, i) => ids.indexOf(id) !== i) };
}"""


def launched(driver):
    """The browser, or a reason to skip the test."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on the path")
    arguments = ["--no-sandbox", "--disable-gpu"]
    return driver.chromium.launch(executable_path=CHROMIUM, args=arguments)


def open_page(browser, address, **options):
    """A page with the brief, and what it asked for and complained of."""
    page = browser.new_context(offline=True, **options).new_page()
    page.requests, page.complaints = [], []
    page.on("request", lambda r: page.requests.append(r.url))
    page.on("console", lambda m: page.complaints.append(m.text))
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    page.goto(address)
    return page


def sees_every_chart(page, charts):
    """Scrolls to each of so many charts until it is drawn anew, and looks at it."""
    found = page.evaluate(LOOK)
    seen = found["seen"]
    assert found["twice"] == []
    assert len(seen) == charts
    for chart in seen:
        assert chart["live"], chart
        assert chart["drawings"] == 1, chart
        assert chart["marks"], chart
        assert chart["strangers"] == [], chart
        assert chart["width"] > 100, chart
        assert chart["height"] > 40, chart
