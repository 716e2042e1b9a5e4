"""Outcomes of a finished run as NetCDF files: written whole, read as they were.

Those of the draws kept in full have a file for each scenario and lens; the numbers that
conclusions are about, in every draw, share one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from ishizue.errors import RunError
from ishizue.evidence.files import replacing
from ishizue.lenses.outcomes import Answers, Outcomes, Verdict
from ishizue.runs.blocks import Task, one_row_if_same

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

VERDICTS = "verdicts.nc"
ENGINE: Any = "h5netcdf"
# One value repeated for every draw takes next to no space when compressed.
PACKED = {"zlib": True, "complevel": 1}


def write_outcomes(folder: Path, outcomes: Outcomes) -> None:
    """Write the outcomes and verdicts of a run into its folder."""
    for scenario, answers in outcomes.items():
        for lens, answer in answers.items():
            constant = {
                str(name): PACKED
                for name, column in answer.data_vars.items()
                if column.values.strides[0] == 0
            }
            _write(answer, _place(folder, scenario, lens), constant)
    _write(_verdicts(outcomes), folder / VERDICTS, {})


def read_outcomes(folder: Path, task: Task, kept: int) -> Outcomes:
    """Read the outcomes and verdicts of a run from its folder.

    Args:
        folder: The folder.
        task: What was run.
        kept: Draws held in full.

    Raises:
        RunError: A file is missing or cannot be read.
    """
    answers: Answers = {
        scenario: {
            lens: _unpacked(_read(_place(folder, scenario, lens)))
            for lens in task.lenses
        }
        for scenario in task.worlds
    }
    cases = _read(folder / VERDICTS)
    verdicts = {
        (str(conclusion), str(scenario)): Verdict(values, int(held), task.draws)
        for conclusion, scenario, values, held in zip(
            cases["conclusion"].values,
            cases["scenario"].values,
            cases["value"].values,
            cases["held"].values,
            strict=True,
        )
    }
    return Outcomes(
        answers,
        verdicts,
        task.worlds,
        task.draws,
        kept,
        task.seed,
    )


def _place(folder: Path, scenario: str, lens: str) -> Path:
    return folder / "outcomes" / f"{scenario}.{lens}.nc"


def _write(
    dataset: xr.Dataset, path: Path, encoding: dict[str, dict[str, Any]]
) -> None:
    with replacing(path) as temporary:
        dataset.to_netcdf(temporary, engine=ENGINE, encoding=encoding)


def _read(path: Path) -> xr.Dataset:
    try:
        return xr.load_dataset(path, engine=ENGINE)
    except (OSError, ValueError, KeyError) as error:
        raise RunError(
            f"{path} cannot be read ({error}). Fix: remove the folder and run again."
        ) from error


def _unpacked(answer: xr.Dataset) -> xr.Dataset:
    """As it was before it was written: rows of one type, what is constant held once."""
    return xr.Dataset(
        {
            name: (column.dims, _folded(column.values), column.attrs)
            for name, column in answer.data_vars.items()
        },
        coords={
            name: (column.dims, _plain(column.values))
            for name, column in answer.coords.items()
        },
    )


def _folded(values: Array) -> Array:
    return np.broadcast_to(one_row_if_same(values), values.shape)


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    return values.astype(np.str_) if values.dtype.kind in "OT" else values


def _verdicts(outcomes: Outcomes) -> xr.Dataset:
    """The numbers conclusions are about, a row for each conclusion and scenario."""
    cases, verdicts = list(outcomes.verdicts), list(outcomes.verdicts.values())
    values = [verdict.values for verdict in verdicts]
    held = np.array([verdict.held for verdict in verdicts], dtype=np.int64)
    return xr.Dataset(
        {
            "value": (
                ("case", "draw"),
                np.stack(values) if values else np.empty((0, outcomes.draws)),
                {"long_name": "number the conclusion is about"},
            ),
            "held": (
                "case",
                held,
                {"long_name": "draws in which the statement is true, of all draws"},
            ),
        },
        attrs={"draws": outcomes.draws},
        coords={
            "conclusion": ("case", np.array([c for c, _ in cases], dtype=np.str_)),
            "scenario": ("case", np.array([s for _, s in cases], dtype=np.str_)),
        },
    )
