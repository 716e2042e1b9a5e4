"""The European Union's Council as a rule, and names for bodies of any size."""

from __future__ import annotations

from ishizue.models.voting import Rule

# World Bank, total population, 2024.
EU_POPULATION = {
    "BEL": 11858610,
    "BGR": 6441421,
    "CZE": 10905028,
    "DNK": 5976992,
    "DEU": 83516593,
    "EST": 1372341,
    "IRL": 5395790,
    "GRC": 10405134,
    "ESP": 48848840,
    "FRA": 68551653,
    "HRV": 3866200,
    "ITA": 58952704,
    "CYP": 1358282,
    "LVA": 1866124,
    "LTU": 2888278,
    "LUX": 677012,
    "HUN": 9562065,
    "MLT": 568847,
    "NLD": 17993485,
    "AUT": 9177982,
    "POL": 36559233,
    "PRT": 10694681,
    "ROU": 19051804,
    "SVN": 2127400,
    "SVK": 5422069,
    "FIN": 5619911,
    "SWE": 10569709,
}


def council(blocking: int | None = 4) -> Rule:
    return Rule.from_shares(
        list(EU_POPULATION),
        list(EU_POPULATION.values()),
        weight_share="0.65",
        count_share="0.55",
        blocking=blocking,
    )


def names(n: int) -> list[str]:
    return [f"p{i}" for i in range(n)]
