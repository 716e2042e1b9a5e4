"""What an answer rests on, in a sentence, and what else a reader should know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ishizue.briefs.numbers import Number, shown_alike
from ishizue.briefs.parts import Part, Sentence, plain
from ishizue.briefs.resting.telling import WORTH_CHECKING, Teller
from ishizue.briefs.wording import Text, say, say_count
from ishizue.cornerstones.findings import Flip, Withdrawal

ARROW: Final = Text("{before} → {after}", "{before}→{after}")


@dataclass(frozen=True)
class Fate:
    """How an answer fares without a whole kind of source, for a cell and a sentence.

    Attributes:
        kind: `unchanged`, `moved`, `overturned` or `unsupported`.
        number: The probability that is left, where it is another.
    """

    kind: str
    word: Text
    number: Number | None
    sentence: Sentence

    @property
    def is_fatal(self) -> bool:
        """Whether nothing is left of the answer."""
        return self.kind in ("overturned", "unsupported")


@dataclass(frozen=True)
class Resting:
    """What a conclusion rests on in one scenario, for the first page.

    Attributes:
        anchor: The id of the part of the brief that tells all.
        main: The sentence that answers the question.
        more: How many other sources do the same, and what else brings the answer down.
        graded: With sources graded B2 or better only.
        verified: Without unverified rulings.
        turns: What is most worth checking, and the figure at which the answer turns.
    """

    anchor: str
    main: Sentence
    more: tuple[Sentence, ...]
    graded: Fate
    verified: Fate
    turns: tuple[Sentence, ...]


def anchor_of(conclusion: str, scenario: str) -> str:
    """The id of the part about a conclusion in a scenario."""
    return f"rests-{conclusion}-{scenario}"


def resting(teller: Teller) -> Resting:
    """What the answer rests on."""
    finding = teller.finding
    main, *more = _withdrawals(teller)
    turns = [_checking(teller), _turning(teller)]
    return Resting(
        anchor_of(finding.conclusion, finding.scenario),
        main,
        tuple(more),
        _graded(teller),
        _verified(teller),
        tuple(sentence for sentence in turns if sentence is not None),
    )


def _withdrawals(teller: Teller) -> list[Sentence]:
    """The main sentence first."""
    overturning = [w for w in teller.finding.withdrawals if w.overturns]
    silencing = [w for w in teller.finding.withdrawals if w.unsupported]
    if overturning:
        told = [_overturned(teller, overturning[0])]
        if len(overturning) > 1:
            told.append(_others_overturn(len(overturning) - 1))
        if silencing:
            told.append(
                _named(teller, silencing[0], say("Cannot be said without {x}."))
            )
            told += _others_silence(len(silencing) - 1)
        return told
    if silencing:
        words = say(
            "No single source overturns it, but nothing can be said without {x}."
        )
        return [
            _named(teller, silencing[0], words),
            *_others_silence(len(silencing) - 1),
        ]
    pair = next((p for p in teller.finding.pairs if p.together), None)
    return [_strongest(teller) if pair is None else _pair(teller, pair)]


def _named(teller: Teller, withdrawal: Withdrawal, words: Text) -> Sentence:
    return Sentence.of(words, x=teller.source(withdrawal.sources[0]))


def _overturned(teller: Teller, withdrawal: Withdrawal) -> Sentence:
    return Sentence.of(
        say("Overturned without {x}: {change}."),
        x=teller.source(withdrawal.sources[0]),
        change=change(teller, withdrawal),
    )


def _others_overturn(n: int) -> Sentence:
    return Sentence(
        say_count(
            "{n} other source overturns it too.", "{n} others overturn it too.", n
        )
    )


def _others_silence(n: int) -> list[Sentence]:
    if n == 0:
        return []
    return [
        Sentence(
            say_count(
                "{n} other is as indispensable.", "{n} others are as indispensable.", n
            )
        )
    ]


def _pair(teller: Teller, pair: Withdrawal) -> Sentence:
    x, y = map(teller.source, pair.sources)
    if pair.unsupported:
        words = say(
            "Stands without any single source; nothing can be said without both {x} "
            "and {y}."
        )
        return Sentence.of(words, x=x, y=y)
    return Sentence.of(
        say(
            "Stands without any single source; falls without both {x} and {y}: {change}."
        ),
        x=x,
        y=y,
        change=change(teller, pair),
    )


def _strongest(teller: Teller) -> Sentence:
    moving = [w for w in teller.finding.withdrawals if w.falls]
    if not moving:
        return Sentence(say("It rests on no document or ruling that could fall."))
    after = teller.after(moving[0])
    if after is not None and shown_alike(after, teller.before()):
        words = say(
            "No single source overturns it; without the strongest, {x}, it is still "
            "{after}."
        )
        return Sentence.of(words, x=teller.source(moving[0].sources[0]), after=after)
    return Sentence.of(
        say("No single source overturns it; the strongest is {x}: {change}."),
        x=teller.source(moving[0].sources[0]),
        change=change(teller, moving[0]),
    )


def change(teller: Teller, withdrawal: Withdrawal, what: str = "") -> Part:
    """The probability before and after a withdrawal."""
    after = teller.after(withdrawal, what)
    if after is None:
        return say("nothing can be said")
    return Sentence.of(ARROW, before=teller.before(), after=after)


def _graded(teller: Teller) -> Fate:
    words = {
        "unchanged": say("With sources graded B2 or better only: unchanged."),
        "moved": say("With sources graded B2 or better only: {change}."),
        "overturned": say(
            "With sources graded B2 or better only: overturned, {change}."
        ),
        "unsupported": say(
            "With sources graded B2 or better only, nothing can be said."
        ),
    }
    return _fate(teller, teller.finding.graded, "below B2", words)


def _verified(teller: Teller) -> Fate:
    words = {
        "unchanged": say("Without unverified rulings: unchanged."),
        "moved": say("Without unverified rulings: {change}."),
        "overturned": say("Without unverified rulings: overturned, {change}."),
        "unsupported": say("Without unverified rulings, nothing can be said."),
    }
    return _fate(teller, teller.finding.verified, "unverified", words)


def _fate(
    teller: Teller, withdrawal: Withdrawal, what: str, words: dict[str, Text]
) -> Fate:
    after = teller.after(withdrawal, what)
    if after is None:
        return Fate(
            "unsupported",
            say("cannot be said"),
            None,
            Sentence(words["unsupported"]),
        )
    moved = Sentence.of(ARROW, before=teller.before(), after=after)
    if withdrawal.overturns:
        sentence = Sentence.of(words["overturned"], change=moved)
        return Fate("overturned", say("overturned"), after, sentence)
    if shown_alike(after, teller.before()):
        return Fate("unchanged", say("unchanged"), None, Sentence(words["unchanged"]))
    return Fate("moved", Text("", ""), after, Sentence.of(words["moved"], change=moved))


def _checking(teller: Teller) -> Sentence | None:
    figures = teller.finding.figures
    best = max(figures, key=lambda share: share.checking, default=None)
    if best is None or best.checking <= WORTH_CHECKING:
        return None
    return Sentence.of(
        say(
            "Most worth checking: {figure}. To know it would remove {share} of the doubt."
        ),
        figure=teller.figure(best.name),
        share=teller.worth(best),
    )


def _turning(teller: Teller) -> Sentence | None:
    if not teller.finding.flips:
        return None
    flip = teller.finding.flips[0]
    parts: dict[str, Part] = {
        "figure": teller.figure(flip.path),
        "value": teller.quantity(flip.path, flip.value, f"value={flip.path}"),
        "range": ranged(flip),
    }
    if flip.at == flip.value:
        return Sentence.of(
            say("Turns round if {figure} is just the {value} stated ({range})."),
            **parts,
        )
    at = teller.quantity(flip.path, flip.at, f"flip={flip.path}")
    if plain(at, "en") == plain(parts["value"], "en"):
        return Sentence.of(
            say("Turns round if {figure} were any higher than {value} ({range}).")
            if flip.at > flip.value
            else say("Turns round if {figure} were any lower than {value} ({range})."),
            **parts,
        )
    parts["at"] = at
    words = (
        say("Turns round if {figure} were above {at} (now {value}; {range}).")
        if flip.at > flip.value
        else say("Turns round if {figure} were below {at} (now {value}; {range}).")
    )
    return Sentence.of(words, **parts)


def ranged(flip: Flip) -> Text:
    """Whether the turning point lies in the stated range."""
    if flip.low is None or flip.high is None:
        return say("taken as exact")
    return say("inside its range") if flip.inside else say("outside its range")
