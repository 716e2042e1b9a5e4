"""The evidence layer on labelled documents: what it finds, how right, how fast.

Documents and labels stand in `evidence_documents`, explained in `labels`. Those from 11
on are held out: their scores are printed beside the others', their misses never.
Speed is that of one core on a text of about 1 MB assembled from the documents, beside
GiNZA in the same run where it is installed; `piles` has that of a large batch. Where
somebody has put a copy of the five
source documents, what is found in them is counted too.

Run: python -m benchmarks.evidence [--misses]
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from benchmarks.labels import Label, Labelled, load
from benchmarks.piles import large
from benchmarks.scores import Score, score
from benchmarks.table import Line, Row
from ishizue.evidence.extraction import propose
from ishizue.evidence.extraction.proposal import Proposal
from ishizue.evidence.mentions import Mention, find
from ishizue.evidence.names import names
from ishizue.evidence.passages import Passage, Text
from ishizue.evidence.reading import read_bytes

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
MEGABYTE = 1_000_000
SOME = 100_000  # characters that speed is told in
PEER_CHARACTERS = 5_000


@dataclass(frozen=True)
class Target:
    """What a score has to reach."""

    score: str
    recall: float
    precision: float = 0.0

    def __str__(self) -> str:
        more = f", precision {self.precision:.0%}" if self.precision else ""
        return f"recall {self.recall:.0%}{more}"

    def met(self, scores: dict[str, Score]) -> bool:
        """Whether both are reached."""
        reached = scores[self.score]
        return reached.recall >= self.recall and reached.precision >= self.precision


TARGETS = (
    Target("actor", 0.97),
    Target("mention traps", 1.0),
    Target("date", 0.92),
    Target("quantity", 0.92),
    Target("framework", 0.90),
    Target("damage", 1.0, 1.0),
    Target("claims", 0.70, 0.70),
    Target("anchors", 1.0),
)


@dataclass(frozen=True)
class Found:
    """What the program makes of a document."""

    text: Text
    mentions: tuple[Mention, ...]
    proposals: tuple[Proposal, ...]

    def labels(self) -> list[Label]:
        """All of it, in the form of the labels."""
        return [
            *_of_passages(self.text),
            *(
                Label(m.para, m.start, m.end, m.surface, m.kind, m.value, m.details)
                for m in self.mentions
            ),
            *(_of_proposal(p) for p in self.proposals),
        ]

    def verbatim(self) -> list[bool]:
        """Of every mention and proposal, whether its words stand where it says."""
        paragraphs = {p.para: p.text for p in self.text.passages}
        anchors = [
            *((m.para, m.start, m.end, m.surface) for m in self.mentions),
            *((p.para, p.start, p.end, p.quote) for p in self.proposals),
        ]
        return [words == paragraphs[para][a:b] for para, a, b, words in anchors]


def _of_passages(text: Text) -> Iterable[Label]:
    for p in text.passages:
        if p.section != "body":
            yield Label(p.para, 0, len(p.text), p.text, "section", p.section)
        for start, end, damage in p.damage:
            yield Label(p.para, start, end, p.text[start:end], "damage", damage)


def _of_proposal(p: Proposal) -> Label:
    details = {
        "subject": p.subject,
        "object": p.object,
        "polarity": p.polarity,
        "modality": p.modality,
    }
    return Label(p.para, p.start, p.end, p.quote, "claim", p.kind, details)


def examine(document: Labelled) -> Found:
    """Read a document; where it bears no date, the analyst gives one."""
    text = read_bytes(document.name, document.data)
    return _find(text if text.date else replace(text, date=document.date), text)


def _find(dated: Text, text: Text) -> Found:
    mentions = find(dated, names())
    return Found(text, mentions, propose(dated, mentions))


def scores(documents: Sequence[Labelled]) -> dict[str, Score]:
    """Scores by name; to those of `score` come `anchors` and `document date`."""
    found = [(document, examine(document)) for document in documents]
    verbatim = [right for _, f in found for right in f.verbatim()]
    dated = [document.dated == f.text.date for document, f in found]
    return {
        **score((document, f.labels()) for document, f in found),
        "anchors": _share("anchors", verbatim),
        "document date": _share("document date", dated),
    }


def _share(name: str, right: list[bool]) -> Score:
    return Score(name, exhaustive=False, labels=len(right), hits=sum(right))


def megabyte(documents: Sequence[Labelled]) -> Text:
    """A text of about 1 MB: the documents' passages, again and again.

    Each is read by itself, lest all that follows the first comments be taken for some.
    """
    texts = [read_bytes(document.name, document.data) for document in documents]
    once = [passage for text in texts for passage in text.passages]
    size = sum(len(passage.text.encode()) for passage in once)
    passages: list[Passage] = []
    offset = 0
    for passage in once * (MEGABYTE // size + 1):
        number = len(passages) + 1
        passages.append(replace(passage, line=number, para=number, offset=offset))
        offset += len(passage.text) + 1
    return replace(texts[0], date="2025-06-01", passages=tuple(passages), references=())


def _speed(documents: Sequence[Labelled]) -> Row:
    text = megabyte(documents)
    _find(text, text)  # tables are loaded and patterns compiled
    start = time.process_time()
    _find(text, text)
    took = time.process_time() - start
    per_second = sum(len(p.text) for p in text.passages) / took
    peer = _peer_speed(text)
    return Row(
        f"mentions and claims, {SOME:,} characters ({per_second:,.0f} a second)",
        SOME / per_second,
        None if peer is None else SOME / peer,
        "GiNZA",
        "< 1 s and >= 20x",
    )


def _peer_speed(text: Text) -> float | None:
    """Characters a second of GiNZA, if installed, on the beginning of the same text."""
    if find_spec("ginza") is None or find_spec("ja_ginza") is None:
        return None
    import spacy

    parse = spacy.load("ja_ginza")
    lines, characters = [], 0
    for passage in text.passages:
        if characters < PEER_CHARACTERS:
            lines.append(passage.text)
            characters += len(passage.text)
    parse(lines[0])
    start = time.process_time()
    for line in lines:
        parse(line)
    return characters / (time.process_time() - start)


def _sources() -> list[Row | Line]:
    """Time and counts over the source documents, where they are."""
    folder = Path(os.environ.get("ISHIZUE_SOURCES", SEEDS))
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        return []
    start = time.perf_counter()
    found = []
    for file in files:
        text = read_bytes(file.name, file.read_bytes())
        found.append(_find(text, text))
    took = time.perf_counter() - start
    rows: list[Row | Line] = [
        Row(f"{len(files)} source documents read", took, None, "", "< 5 s")
    ]
    for file, f in zip(files, found, strict=True):
        counts = Counter(label.kind for label in f.labels() if label.kind != "claim")
        claims = Counter(str(p.kind) for p in f.proposals)
        listed = f"{_listed(counts)}; claims: {_listed(claims)}"
        rows.append(Line(file.name, f"{len(f.text.passages)} passages; {listed}"))
    return rows


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in counts.most_common()) or "none"


def _table(title: str, documents: Sequence[Labelled]) -> list[Line]:
    reached = scores(documents)
    targets = {target.score: target for target in TARGETS}
    lines = []
    for name, row in reached.items():
        if row.labels == 0:  # a kind of claim nobody marked
            continue
        target = targets.get(name)
        wanted = ""
        if target is not None:
            wanted = f"{target}: {'met' if target.met(reached) else 'MISSED'}"
        lines.append(Line(f"{title}, {name}", str(row), wanted))
    return lines


def run() -> list[Row | Line]:
    """The tables of the shown and of the held-out documents, speeds, and sources."""
    documents = load()
    return [
        *_table("shown", [d for d in documents if not d.held_out]),
        *_table("held out", [d for d in documents if d.held_out]),
        _speed(documents),
        *large(),
        *_sources(),
    ]


def misses() -> list[str]:
    """What was missed or false in the documents that are shown."""
    lines = []
    reached = scores([d for d in load() if not d.held_out])
    del reached["claims"]  # the sum of four that are there
    for name, row in reached.items():
        lines += [f"{name} missed {file} {label}" for file, label in row.missed]
        lines += [f"{name} false {file} {label}" for file, label in row.false]
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="list them instead")
    for row in misses() if parser.parse_args().misses else run():
        print(row)
