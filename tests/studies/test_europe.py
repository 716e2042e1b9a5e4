"""The bundled study as data: sourced, whole, and plausible in its known parts."""

import hashlib
import os
import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

import ishizue
from ishizue.briefs import compose
from ishizue.briefs.notes import traced
from ishizue.briefs.parts import Cited
from ishizue.lenses.trace import Evidence, Grounds, places, trace
from reader import launched, open_page, sees_every_chart

pytestmark = pytest.mark.real

FOLDER = Path(str(resources.files("ishizue") / "studies" / "europe"))
ROOT = Path(__file__).parents[2]
SEEDS = (
    "awakening-2026",
    "paris-space-drones-2026",
    "bowen-brinkmanship-2022",
    "nato-korea-industry-2025",
    "nato-ip4-quantum-2025",
)


@pytest.fixture(scope="module")
def study():
    return ishizue.open(FOLDER)


@pytest.fixture(scope="module")
def outcomes(study):
    return study.run(draws=400)


@pytest.fixture(scope="module")
def cornerstones(study):
    return study.cornerstones(draws=50, workers=2)


@pytest.fixture(scope="module")
def brief(study, outcomes, cornerstones):
    return compose(
        study.baseline,
        study.scenarios,
        study.conclusions,
        outcomes,
        cornerstones=cornerstones,
    )


@pytest.fixture(scope="module")
def sources():
    """Texts of the seed documents by id, where somebody has put a copy."""
    folder = Path(os.environ.get("ISHIZUE_SOURCES", ROOT.parent / "shared" / "seeds"))
    texts = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if len(texts) != len(SEEDS):
        pytest.skip("the source documents are not here; set ISHIZUE_SOURCES")
    return dict(zip(SEEDS, texts, strict=True))


def test_it_has_the_size_it_promises(study):
    assert len(study.world.figures) >= 400
    assert len(study.conclusions) >= 8
    assert set(study.scenarios) >= {
        "baseline",
        "us-withdraws",
        "coalition-plan-b",
        "european-pillar",
        "us-intelligence-pause",
    }


@pytest.mark.parametrize(
    ("framework", "size"),
    [
        ("nato", 32),
        ("eu", 27),
        ("ip4", 4),
        ("cow", 35),
        ("wassenaar", 42),
        ("mtcr", 35),
        ("jef", 10),
        ("pesco", 26),
        ("gcap", 3),
        ("aukus-p2", 3),
    ],
)
def test_frameworks_have_their_members(study, framework, size):
    assert len(study.world.at(date(2026, 8, 31)).members(framework)) == size


def test_memberships_are_dated(study):
    before = study.world.at(date(2019, 6, 1))
    after = study.world.at(date(2024, 6, 1))
    assert "gbr" in before.members("eu")
    assert "gbr" not in after.members("eu")
    assert "fin" not in before.members("nato")
    assert "fin" in after.members("nato")


def test_headline_numbers_end_in_documents(study, outcomes):
    for conclusion in study.conclusions.values():
        for scenario in conclusion.scenarios:
            supports = trace(
                conclusion.outcome,
                conclusion.select,
                outcomes.worlds[scenario],
                study.ledger,
                study.scenarios,
            )
            assert places(supports), (conclusion.id, scenario)
            for support in supports:
                for source in support.sources:
                    written = source.places or source.by or source.kind != "claim"
                    assert written, support.path
                    assert source.kind != "unverified" or source.to_check


def test_every_number_of_its_brief_ends_in_what_can_be_looked_up(
    brief, study, outcomes
):
    keys = brief.trace_keys()
    assert len(keys) > 1000
    evidence = Evidence(study.ledger, study.scenarios)
    grounds = {
        name: Grounds(world, evidence) for name, world in outcomes.worlds.items()
    }
    for key in keys:
        supports = traced(key, grounds[key.scenario])
        assert supports, key
        for support in supports:
            assert support.sources, (str(key), support.path)
            for source in support.sources:
                ends = {
                    "claim": source.places,
                    "ruling": source.by,
                    "unverified": source.by and source.to_check,
                    "scenario": source.text["ja"],
                    "dictionary": source.text["ja"],
                }
                assert ends[source.kind], (str(key), support.path, source.id)


@pytest.fixture(scope="module")
def written(study, tmp_path_factory):
    """A brief as a file, of few draws: what is looked at is the page.

    One answer of each lens is examined, but none of deterrence, which alone would take
    longer than all others; what is shown of an answer is of the same kinds for all.
    """
    examined = {c.lens: name for name, c in study.conclusions.items()}
    del examined["deterrence"]
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    study.write_brief(
        study.run(draws=20),
        path,
        cornerstones=study.cornerstones(examined.values(), draws=16, workers=2),
        workers=2,
    )
    return path


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_its_brief_shows_every_chart_offline(written, lang):
    playwright = pytest.importorskip("playwright.sync_api")
    charts = written.read_text("utf-8").count('<figure id="chart-')
    assert charts > 100
    address = f"{written.as_uri()}?lang={lang}"
    with playwright.sync_playwright() as driver:
        page = open_page(launched(driver), address)
        sees_every_chart(page, charts)
    assert page.requests == [address]
    assert page.complaints == []


def test_the_first_page_says_of_every_answer_what_it_rests_on(brief):
    for answer in brief.answers:
        for judgement in answer.judgements:
            resting = judgement.resting
            assert resting is not None
            # A source is named, or it is said that none could bring the answer down.
            named = [part for _, part in resting.main.parts if isinstance(part, Cited)]
            assert named or "no document or ruling" in resting.main.template.en


def test_withdrawals_and_indices_of_every_answer_are_plausible(study, cornerstones):
    assert set(cornerstones.findings) == {
        (c.id, scenario) for c in study.conclusions.values() for scenario in c.scenarios
    }
    for finding in cornerstones.findings.values():
        assert finding.withdrawals
        assert all(s.total <= 1 + 4 * s.total_error + 0.05 for s in finding.figures)
        for withdrawal in finding.withdrawals:
            assert (withdrawal.probability is None) == bool(withdrawal.unsupported)


def test_recalled_knowledge_is_never_shown_as_cited(study):
    for ruling in study.ledger.rulings.values():
        if ruling.status == "unverified":
            assert ruling.to_check
    for claim in study.ledger.claims.values():
        assert "recalled" not in claim.locator.lower()


def test_american_withdrawal_lowers_every_capability_of_nato(outcomes):
    before = outcomes["baseline"]["capability"]["coverage"]
    after = outcomes["us-withdraws"]["capability"]["coverage"]
    nato = [r for r in before["requirement"].values if str(r).endswith("-nato")]
    change = after.sel(requirement=nato) - before.sel(requirement=nato)
    assert (change <= 0).all()
    assert (change.isel(year=0).mean("draw") < 0).all()


def test_the_intelligence_pause_touches_intelligence_only(outcomes):
    before = outcomes["baseline"]["capability"]["supply"]
    after = outcomes["us-intelligence-pause"]["capability"]["supply"]
    moved = (before != after).any(["draw", "year"])
    names = set(before["requirement_capability"].values[moved.values])
    assert names == {"space-isr", "uncrewed-isr"}


def test_consensus_is_harder_than_majority(outcomes):
    adoption = outcomes["baseline"]["decision"]["adoption"].median("draw")
    chance = dict(zip(adoption["motion"].values.tolist(), adoption.values, strict=True))
    assert chance["fund-ukraine-eu"] < chance["fund-ukraine-eu-qmv"]
    assert (
        chance["list-new-technology-wassenaar"] < chance["list-new-technology-aukus-p2"]
    )
    assert chance["deploy-after-ceasefire-nato"] < chance["deploy-after-ceasefire-cow"]


def test_documents_match_their_hashes(study, sources):
    for name, path in sources.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert study.ledger.documents[name].sha256 == digest


def test_every_anchored_claim_lies_where_it_says(study, sources):
    paragraphs = {
        name: [s for line in p.read_text("utf-8").splitlines() if (s := line.strip())]
        for name, p in sources.items()
    }
    anchored = [c for c in study.ledger.claims.values() if c.document in sources]
    assert len(anchored) >= 80
    for claim in anchored:
        assert claim.paragraph is not None, claim.id
        words = paragraphs[claim.document][claim.paragraph - 1][claim.start : claim.end]
        digest = hashlib.sha256(words.encode()).hexdigest()
        assert digest == claim.quote_sha256, claim.id


def test_no_sentence_of_a_source_stands_in_the_study(sources):
    length = 18
    runs = set()
    for path in sources.values():
        text = re.sub(r"\s+", "", path.read_text("utf-8"))
        runs.update(text[i : i + length] for i in range(len(text) - length))
    for path in FOLDER.rglob("*.*"):
        text = re.sub(r"\s+", "", path.read_text("utf-8"))
        copied = {text[i : i + length] for i in range(len(text) - length)} & runs
        # Latin words are names and titles; Japanese runs would be sentences.
        assert not {c for c in copied if any(ord(x) > 0x3000 for x in c)}, path.name
