"""Every benchmark, each beside its peer in the same run: `make bench`."""

from __future__ import annotations

from benchmarks import ensemble, evidence, startup, voting

for module in (voting, startup, ensemble, evidence):
    for row in module.run():
        print(row, flush=True)
