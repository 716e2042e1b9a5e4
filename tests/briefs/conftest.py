"""The toy study's brief, composed and rendered once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from ishizue.briefs import Brief, compose, render_html
from ishizue.cornerstones import Case, Cornerstones, examine
from ishizue.lenses.outcomes import Outcomes
from ishizue.opening import open_study
from ishizue.pipeline import Study

DRAWS = 200


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write the golden brief anew; explain its difference in the pull request.",
    )


@dataclass
class Page(HTMLParser):
    """The elements of a page: names with attributes, and text outside scripts."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] not in ("script", "style"):
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] for _, a in self.elements if attribute in a]


@pytest.fixture(scope="session")
def toy_outcomes(toy: Study) -> Outcomes:
    return toy.run(draws=DRAWS)


@pytest.fixture(scope="session")
def cornerstones(toy: Study) -> Cornerstones:
    worlds = toy.worlds(toy.scenarios)
    years = toy.settings.years
    findings = {}
    for conclusion in toy.conclusions.values():
        for name in conclusion.scenarios:
            case = Case.of(conclusion, name, worlds[name], toy.world, toy.ledger, years)
            findings[conclusion.id, name] = examine(case, DRAWS, 0)
    return Cornerstones(findings, None, DRAWS, 0)


@pytest.fixture(scope="session")
def composed(toy: Study, toy_outcomes: Outcomes) -> Callable[..., Brief]:
    """The toy's brief on some cornerstones, or on none."""

    def compose_with(cornerstones: Cornerstones | None) -> Brief:
        return compose(
            toy.baseline,
            toy.scenarios,
            toy.conclusions,
            toy_outcomes,
            cornerstones=cornerstones,
        )

    return compose_with


@pytest.fixture(scope="session")
def brief(composed: Callable[..., Brief], cornerstones: Cornerstones) -> Brief:
    return composed(cornerstones)


@pytest.fixture(scope="session")
def html(brief: Brief) -> str:
    return render_html(brief, lang="en")


@pytest.fixture(scope="session")
def read() -> Callable[[str], Page]:
    def parsed(html: str) -> Page:
        page = Page()
        page.feed(html)
        return page

    return parsed


@pytest.fixture(scope="session")
def page(html: str, read: Callable[[str], Page]) -> Page:
    return read(html)


@pytest.fixture
def brief_of() -> Callable[..., Brief]:
    """The brief of a study's folder, with the levers of a run."""

    def run_and_composed(folder, draws=20, **levers) -> Brief:
        study = open_study(folder)
        outcomes = study.run(draws=draws, **levers)
        return compose(study.baseline, study.scenarios, study.conclusions, outcomes)

    return run_and_composed
