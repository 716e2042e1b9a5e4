"""Every benchmark, each beside its peer in the same run: `make bench`.

Results are printed as they come, and written to `docs/benchmarks.md` in the end.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    cornerstones,
    coverage,
    crossimpact,
    deterrence,
    ensemble,
    evidence,
    games,
    growth,
    partners,
    scheduling,
    sensitivity,
    startup,
    supply,
    voting,
)
from benchmarks.table import Row

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PARTS = {
    "Voting power": voting,
    "Cooperative games": games,
    "Deterrence": deterrence,
    "Partners and regimes": partners,
    "Cross-impact balances": crossimpact,
    "Satellite coverage": coverage,
    "Production plans": supply,
    "Scheduling": scheduling,
    "Starting up": startup,
    "Ensembles": ensemble,
    "Growth": growth,
    "Cornerstones": cornerstones,
    "Sensitivity": sensitivity,
    "Evidence": evidence,
}
HEAD = """\
<!-- Written by `make bench`; run it to have the figures of your machine. -->

# Benchmarks

Ours beside a peer, measured in one run on one machine, so that the ratio can be trusted
where the seconds cannot. What exactly is compared stands at the head of each module of
`benchmarks/`.
"""


def page(found: dict[str, list[Row]]) -> str:
    """The results as a page."""
    packages = ", ".join(f"{p} {version(p)}" for p in ("ishizue", "numpy", "xarray"))
    lines = [
        HEAD,
        f"Measured with {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}, {packages}.",
    ]
    for part, rows in found.items():
        doc = str(PARTS[part].__doc__).partition("\n")[0]
        lines += [f"\n## {part}\n", f"{doc}\n"]
        lines += ["| | ours | peer | ratio | target |", "|---|---|---|---|---|"]
        lines += [row.markdown() for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run everything."""
    found: dict[str, list[Row]] = {}
    for part, module in PARTS.items():
        found[part] = []
        for row in module.run():
            print(row, flush=True)
            found[part].append(row)
    PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
