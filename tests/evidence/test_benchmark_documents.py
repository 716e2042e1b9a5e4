"""The labelled documents are sound, and the evidence layer reaches its targets on them."""

import importlib
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ishizue.evidence.names import names
from ishizue.evidence.records import Claim

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("ISHIZUE_SOURCES", ROOT.parent / "shared" / "seeds"))
LONGEST = 18  # characters in a row that no file may share with a source document

MENTIONS = {"actor", "framework", "organisation", "person", "date", "quantity"}
KINDS = MENTIONS | {"section", "damage", "claim", "trap", "any"}
SECTIONS = {"heading", "caption", "footnote", "comment", "navigation", "related"}
CLAIM_KINDS = set(Claim.model_fields["kind"].annotation.__args__)
POLARITIES = set(Claim.model_fields["polarity"].annotation.__args__)
MODALITIES = set(Claim.model_fields["modality"].annotation.__args__)


@pytest.fixture(scope="module")
def benchmarks():
    """Imports a module of the benchmarks, which are not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        yield lambda name: importlib.import_module(f"benchmarks.{name}")


@pytest.fixture(scope="module")
def documents(benchmarks):
    return benchmarks("labels").load()


@pytest.fixture(scope="module")
def labels(documents):
    return [(document, label) for document in documents for label in document.labels]


@pytest.fixture(scope="module")
def claims(labels):
    return [label for _, label in labels if label.kind == "claim"]


@pytest.fixture(scope="module")
def evidence(benchmarks):
    return benchmarks("evidence")


@pytest.fixture(scope="module")
def scores(evidence, documents):
    return evidence.scores(documents)


def test_every_label_stands_where_it_says(documents):
    for document in documents:
        paragraphs = document.paragraphs()
        for label in document.labels:
            words = paragraphs[label.para - 1][label.start : label.end]
            assert words == label.surface, (document.name, label)


def test_every_label_is_of_a_known_kind(labels):
    assert {label.kind for _, label in labels} <= KINDS
    assert {label.value for _, label in labels if label.kind == "section"} == SECTIONS
    abouts = {
        about
        for _, label in labels
        if label.kind in ("trap", "any") and label.value
        for about in label.value.split("|")
    }
    assert abouts <= MENTIONS | CLAIM_KINDS | {"section", "damage"}


def test_traps_say_what_may_not_be_found(labels):
    assert all(label.value for _, label in labels if label.kind == "trap")


def test_sections_are_whole_paragraphs(labels):
    for document, label in labels:
        if label.kind == "section":
            assert label.surface == document.paragraphs()[label.para - 1]


def test_claims_are_of_known_kinds(claims):
    for claim in claims:
        assert claim.value in CLAIM_KINDS
        assert claim.details["polarity"] in POLARITIES
        assert set(claim.details["modality"].split("|")) <= MODALITIES


def test_the_parties_of_claims_are_marked_as_mentions(labels):
    """A claim cannot name whom its sentence does not."""
    named = {}
    for document, label in labels:
        if label.kind in ("actor", "framework", "organisation"):
            named.setdefault((document.name, label.para), set()).add(label.value)
    for document, claim in labels:
        if claim.kind == "claim":
            parties = [claim.details["subject"], claim.details.get("object", "")]
            keys = {key for party in parties for key in party.split(";") if key}
            assert keys <= named[document.name, claim.para], (document.name, claim)


def test_keys_of_names_exist(labels):
    known = names()
    for document, label in labels:
        if label.kind in ("actor", "framework") and label.value:
            readings = label.value.split("|")
            assert any(map(known.aliases_of, readings)), (document.name, label)


def test_there_are_enough_documents_and_labels(documents, labels, claims):
    assert len(documents) >= 14
    assert sum(document.held_out for document in documents) >= 4
    items = [label for _, label in labels if label.kind not in ("any", "trap")]
    assert len(items) >= 250
    assert len(claims) >= 60
    counts = Counter(claim.value for claim in claims)
    for kind in ("commitment", "dependency", "cooperation", "capability"):
        assert counts[kind] >= 20
    assert sum("-en" in document.name for document in documents) >= 4


def test_every_kind_of_noise_is_there(labels):
    assert {label.value for _, label in labels} >= SECTIONS
    damages = [label.value for _, label in labels if label.kind == "damage"]
    assert len(damages) >= 10
    assert {"foreign", "repeated"} <= set(damages)
    assert sum(label.kind == "trap" for _, label in labels) >= 60


def test_a_reader_who_finds_what_is_marked_has_full_marks(benchmarks, documents):
    """No label contradicts another, and no trap lies where something is marked."""
    found = [(document, told(document)) for document in documents]
    for row in benchmarks("scores").score(found).values():
        assert row.recall == 1, row.missed
        assert row.precision == 1, row.false


def told(document):
    """The labels, each in the first of its readings, as the program would give them."""
    return [
        replace(
            label,
            value=label.value.partition("|")[0],
            details={
                "object": "",
                **{k: v.partition("|")[0] for k, v in label.details.items()},
            },
        )
        for label in document.labels
        if label.kind not in ("any", "trap")
    ]


@pytest.mark.parametrize(
    ("changed", "recall"),
    [
        ({}, 1),
        ({"start": 0, "end": 2}, 0),
        ({"para": 2}, 0),
        ({"value": "7000"}, 0),
        ({"details": {"unit": "ship", "per": "month"}}, 0),
        ({"details": {"unit": "ton", "per": "day"}}, 0),
    ],
)
def test_a_quantity_counts_only_where_it_is_right(benchmarks, changed, recall):
    labels, scores = benchmarks("labels"), benchmarks("scores")
    details = {"unit": "ship|vessel", "per": "day"}
    label = labels.Label(1, 5, 9, "90 a day", "quantity", "90", details)
    document = labels.Labelled("x.txt", b"", "", "", (label,), held_out=False)
    given = replace(label, **{"details": {"unit": "vessel", "per": "day"}, **changed})
    result = scores.score([(document, [given])])["quantity"]
    assert (result.recall, result.precision) == (recall, recall)


@pytest.mark.parametrize(
    ("kind", "told", "given", "recall"),
    [
        ("commitment", {"subject": "fra"}, {"subject": "gbr;fra"}, 1),
        ("commitment", {"subject": "fra"}, {"subject": "gbr"}, 0),
        ("commitment", {"subject": ""}, {"subject": "gbr"}, 1),
        ("commitment", {"subject": "fra"}, {"subject": "fra", "polarity": "denied"}, 0),
        ("dependency", {"subject": "fra", "object": "usa"}, {"subject": "fra"}, 0),
        ("cooperation", {"subject": "fra;gbr"}, {"subject": "gbr", "object": "fra"}, 1),
        ("cooperation", {"subject": "fra;gbr"}, {"subject": "gbr"}, 0),
        ("cooperation", {"subject": "fra;gbr"}, {"subject": "fra;gbr;usa"}, 0),
    ],
)
def test_a_claim_counts_only_where_its_parties_and_polarity_are_right(
    benchmarks, kind, told, given, recall
):
    labels, scores = benchmarks("labels"), benchmarks("scores")
    plain = {"object": "", "polarity": "affirmed", "modality": "fact"}
    label = labels.Label(1, 0, 9, "It does.", "claim", kind, {**plain, **told})
    states = [labels.Label(1, 0, 2, "It", "actor", key) for key in ("fra", "gbr")]
    marked = (label, *states)
    document = labels.Labelled("x.txt", b"", "", "", marked, held_out=False)
    found = replace(label, details={**plain, **given})
    result = scores.score([(document, [found])])[kind]
    assert (result.recall, result.precision) == (recall, recall)


@pytest.mark.real
def test_nothing_is_taken_from_the_source_documents(benchmarks):
    sources = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
    if not sources:
        pytest.skip("the source documents are not here; set ISHIZUE_SOURCES")
    taken = set()
    for source in sources:
        taken |= runs(source.read_text("utf-8"))
    for file in sorted(benchmarks("labels").FOLDER.iterdir()):
        assert not runs(file.read_text("utf-8")) & taken, file.name


def runs(text):
    """Every stretch of so many characters."""
    return {text[i : i + LONGEST] for i in range(len(text) - LONGEST + 1)}


def test_every_target_is_tested_here(evidence):
    assert {target.score for target in evidence.TARGETS} == set(TARGETS)


TARGETS = [
    "actor",
    "mention traps",
    "date",
    "quantity",
    "framework",
    "damage",
    "claims",
    "anchors",
]


@pytest.mark.parametrize("name", TARGETS)
def test_the_target_is_reached(name, evidence, scores):
    target = next(t for t in evidence.TARGETS if t.score == name)
    assert target.met(scores), str(scores[name])


def test_nothing_is_claimed_from_noise_or_from_opinions(scores):
    caught = [(file, str(label)) for file, label in scores["claim traps"].false]
    assert caught == []


def test_a_document_that_says_no_date_is_given_none(evidence, documents):
    for document in documents:
        if document.dated == "":
            assert evidence.examine(document).text.date == "", document.name
