"""What is left of a conclusion when sources are withdrawn.

The claims of a withdrawn document go. So do rulings that are withdrawn themselves, or
all of whose claims go. What rested on them falls back, figure by figure:

- A figure with rulings stands while all its rulings stand: they make it together.
- A figure that claims state as it is stands while one of those claims does; one worked
  out from claims (another unit, a sum) stands while all of them do.
- A figure that does not stand takes the number of the next claim standing: one of its
  own, or one its rulings weighed that is about the same subject, in the figure's unit.
- Where there is none, it is gone: the dictionary says whether zero or a plausible range
  then holds, or that nothing can be said, and the conclusion is *unsupported*.
- A row stands or falls with its figures. One without figures (a membership, a motion)
  is a statement in itself: when nothing it rests on stands, nor any claim its rulings
  weighed, the conclusion is unsupported.

What a scenario assumes is no source and stays; what it scaled is scaled again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ishizue.cornerstones.case import Case, bases_of
from ishizue.ensembles import Draws, absent
from ishizue.errors import LensError
from ishizue.evidence import Claim, Ledger
from ishizue.evidence.records import Ruling
from ishizue.schema import dictionary
from ishizue.world import Figure, World
from ishizue.world.checks import SCENARIO_BASIS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BEST_GRADES = ("A", "B")
BEST_CREDIBILITY = 2


@dataclass(frozen=True)
class Withdrawn:
    """Which claims and rulings are no longer to be relied on."""

    claim: Callable[[Claim], bool]
    ruling: Callable[[Ruling], bool]

    @classmethod
    def sources(cls, names: Collection[str]) -> Withdrawn:
        """Documents and rulings, by id."""
        return cls(lambda c: c.document in names, lambda r: r.ruling in names)

    @classmethod
    def below_b2(cls, ledger: Ledger) -> Withdrawn:
        """Claims graded below B2 (Admiralty), and rulings that weigh no claim at all."""

        def low(claim: Claim) -> bool:
            grade = ledger.documents[claim.document].reliability
            return grade not in BEST_GRADES or claim.credibility > BEST_CREDIBILITY

        return cls(low, lambda ruling: not ledger.claims_behind(ruling.ruling))

    @classmethod
    def unverified(cls) -> Withdrawn:
        """Rulings from recalled knowledge that still has to be checked."""
        return cls(lambda _: False, lambda ruling: ruling.status == "unverified")

    def spares(self, basis: str, ledger: Ledger) -> bool:
        """Whether a claim, ruling or assumption can still be relied on."""
        claim, ruling = ledger.claims.get(basis), ledger.rulings.get(basis)
        if claim is not None:
            return not self.claim(claim)
        if ruling is None:
            return True
        weighed = ledger.claims_behind(basis)
        left = not weighed or any(not self.claim(c) for c in weighed)
        return left and not self.ruling(ruling)


@dataclass(frozen=True)
class Fallen:
    """What falls in a world when sources are withdrawn.

    Attributes:
        replaced: Figures that take the number of another claim, by path.
        gone: Figures of which only the dictionary's entry is left.
        rows: Rows (`table.row`) that nothing attests any more.
    """

    replaced: dict[str, Figure]
    gone: tuple[str, ...]
    rows: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.replaced or self.gone or self.rows)

    @cached_property
    def figures(self) -> frozenset[Figure | str]:
        """What makes the world that is left another one."""
        return frozenset((*self.replaced.values(), *self.gone))


def fallen(
    case: Case, withdrawn: Withdrawn, paths: Iterable[str] | None = None
) -> Fallen:
    """What falls, of all a conclusion rests on or of some paths, without sources."""
    replaced: dict[str, Figure] = {}
    gone, rows = [], []
    for path in case.behind if paths is None else paths:
        figure = case.world.figures.get(path)
        if figure is None:
            if path not in case.rows_with_figures and not _attested(
                path, case, withdrawn
            ):
                rows.append(path)
        elif not _stands(figure, case, withdrawn):
            other = _next(figure, case, withdrawn)
            if other is None:
                gone.append(path)
            else:
                replaced[path] = other
    return Fallen(replaced, tuple(gone), tuple(rows))


class Removal:
    """Withdrawals from one case, on draws that all of them share."""

    def __init__(self, case: Case, draws: Draws, values: Array) -> None:
        """Args: the case, the draws, and its values on them with all sources."""
        self.case = case
        self.draws = draws
        self.known: dict[frozenset[Figure | str], Array] = {frozenset(): values}
        self.sources = tuple(
            source
            for source in case.sources
            if source in case.ledger.documents or source in case.ledger.rulings
        )

    def fallen(
        self, withdrawn: Withdrawn, paths: Iterable[str] | None = None
    ) -> Fallen:
        """What falls, of all or of some paths."""
        return fallen(self.case, withdrawn, paths)

    def foresee(self, many: Iterable[Fallen]) -> None:
        """Works out together what is left after withdrawals that change only numbers.

        Asking a lens about many draws costs hardly more than asking about few.
        """
        waiting: dict[frozenset[Figure | str], dict[str, Figure]] = {}
        for lost in many:
            if lost.figures in self.known or lost.figures in waiting:
                continue
            changed = self._changed(lost)
            if changed and self._same_plans(lost, changed):
                waiting[lost.figures] = changed
        answers = self.case.answers(self.draws, list(waiting.values()))
        for left, values in zip(waiting, answers, strict=True):
            # Without an answer it is asked again by itself, for the reason.
            if values is not None:
                self.known[left] = values

    def _same_plans(self, lost: Fallen, changed: Collection[str]) -> bool:
        """Whether what falls leaves all plans as they were."""
        if self.case.planned_on.isdisjoint(changed):
            return True
        return self.case.plans_as_in(_without(self.case.world, lost))

    def _changed(self, lost: Fallen) -> dict[str, Figure]:
        """What stands in the place of all figures that fell, if that is all there is."""
        if lost.rows:
            return {}
        try:
            stand_ins = {path: self._stand_in(path, lost) for path in lost.gone}
        except LensError:
            return {}
        return {**lost.replaced, **stand_ins}

    def _stand_in(self, path: str, lost: Fallen) -> Figure:
        """What holds in the place of a figure that is gone."""
        figure = self.case.world.figures[path]
        field = dictionary().tables[figure.table].fields[figure.field]
        stated = self.case.world.figures_of(
            figure.row, table=figure.table, field=figure.field
        )
        left = [f for f in stated if f.path not in lost.gone]
        # A dated figure holds until the next one.
        for earlier in reversed(left):
            if figure.year and earlier.year and earlier.year < figure.year:
                return lost.replaced.get(earlier.path, earlier)
        return absent(field, figure.row, figure.year)

    def values(self, lost: Fallen) -> Array:
        """The number the conclusion is about, per draw, after what falls has fallen.

        Raises:
            LensError: Nothing can be said any more.
        """
        if lost.rows:
            more = f" and {len(lost.rows) - 1} more" if len(lost.rows) > 1 else ""
            raise LensError(
                f"nothing attests {lost.rows[0]}{more}. Fix: find another source."
            )
        if lost.figures not in self.known:
            world = _without(self.case.world, lost)
            self.known[lost.figures] = self.case.values(self.draws, world)
        return self.known[lost.figures]


def _without(world: World, lost: Fallen) -> World:
    figures = {**world.figures, **lost.replaced}
    for path in lost.gone:
        del figures[path]
    return world.with_content(figures=figures.values())


def _own(path: str, world: World) -> tuple[str, ...]:
    """Bases other than what a scenario assumes."""
    return tuple(b for b in bases_of(path, world) if not b.startswith(SCENARIO_BASIS))


def _attested(path: str, case: Case, withdrawn: Withdrawn) -> bool:
    own = _own(path, case.world)
    # Claims that a fallen ruling weighed still say that there is such a row.
    weighed = [c.id for b in own for c in case.ledger.claims_behind(b)]
    return not own or any(withdrawn.spares(b, case.ledger) for b in (*own, *weighed))


def _stands(figure: Figure, case: Case, withdrawn: Withdrawn) -> bool:
    own = _own(figure.path, case.world)
    rulings = [b for b in own if b in case.ledger.rulings]
    if rulings:
        return all(withdrawn.spares(b, case.ledger) for b in rulings)
    value = case.stated.get(figure.path, figure).value
    stating = [
        b
        for b in own
        if (case.ledger.claims[b].value, case.ledger.claims[b].unit)
        == (value, figure.unit)
    ]
    if stating:
        return any(withdrawn.spares(b, case.ledger) for b in stating)
    return all(withdrawn.spares(b, case.ledger) for b in own)


def _next(figure: Figure, case: Case, withdrawn: Withdrawn) -> Figure | None:
    """The figure as the next claim standing gives it, if there is one."""
    field = dictionary().tables[figure.table].fields[figure.field]
    stated = case.stated.get(figure.path, figure)
    for claim in _candidates(figure, case):
        if (
            claim.value is None
            or claim.unit != figure.unit
            or not withdrawn.spares(claim.id, case.ledger)
            or not field.low <= claim.value <= field.high
        ):
            continue
        # A scenario may have scaled what the baseline states.
        factor = figure.value / stated.value if stated.value else 1.0
        return replace(
            figure,
            value=claim.value * factor,
            low=None,
            high=None,
            distribution="",
            basis=(claim.id,),
        )
    return None


def _candidates(figure: Figure, case: Case) -> Iterator[Claim]:
    own = _own(figure.path, case.world)
    yield from (case.ledger.claims[b] for b in own if b in case.ledger.claims)
    row = case.world.tables[figure.table][figure.row]
    subjects = {figure.row, *row.values()}
    for basis in own:
        if basis in case.ledger.rulings:
            # A ruling may also weigh what is said of others.
            weighed = case.ledger.claims_behind(basis)
            yield from (c for c in weighed if c.subject in subjects)
