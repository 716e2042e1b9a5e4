"""One number of the world, with its uncertainty and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

# Width of the central 90 % of a normal distribution, in standard deviations.
NINETY = 2 * 1.6448536269514722
DISTRIBUTIONS = (
    "uniform",
    "triangular",
    "pert",
    "normal",
    "lognormal",
    "beta",
    "bernoulli",
)


@dataclass(frozen=True)
class Figure:
    """One number: where it stands, its value and range, unit and basis.

    Attributes:
        year: For fields the dictionary calls dated, the year it holds from.
        low, high: The range, None for an exact figure; what the two mean is set by
            `distribution` (see `ishizue.ensembles.distributions`).
        basis: Ids of the claims or rulings it rests on.
    """

    table: str
    row: str
    field: str
    year: int | None
    value: float
    low: float | None
    high: float | None
    distribution: str
    unit: str
    basis: tuple[str, ...]

    @property
    def path(self) -> str:
        """`table.row.field`, with `@year` where the field is dated."""
        dated = "" if self.year is None else f"@{self.year}"
        return f"{self.table}.{self.row}.{self.field}{dated}"

    @property
    def is_exact(self) -> bool:
        """Whether the figure is one number rather than a random variable."""
        return not self.distribution
