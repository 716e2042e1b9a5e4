"""A run in a folder: what it was, its outcomes, and until it is done its blocks.

    manifest.json                      what was run: ids of worlds, versions, seed, draws
    outcomes/<scenario>.<lens>.nc      outcomes of the draws kept in full (NetCDF 4)
    verdicts.nc                        the number each conclusion is about, every draw
    blocks/<n>.npz                     blocks of a run that is not done

Every file is written under a temporary name and renamed. The manifest says that a run
is finished only when its outcomes are in place, and its blocks go after that; so a run
that is killed at any moment is taken up again, with the same bytes in the end.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ishizue.errors import RunError
from ishizue.evidence.files import replacing, write_whole
from ishizue.lenses import Conclusion
from ishizue.lenses.outcomes import Outcomes
from ishizue.runs.blocks import Block, Name, Span, Task
from ishizue.runs.outcome_files import read_outcomes, write_outcomes
from ishizue.runs.versions import versions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class RunFolder:
    """The folder of one run.

    Attributes:
        spans: Its blocks, as they were cut when it was begun.
        kept: Draws held in full.
        finished: Whether its outcomes are in place.
    """

    path: Path
    identity: Mapping[str, Any]
    spans: tuple[Span, ...]
    kept: int
    finished: bool

    @classmethod
    def found(cls, path: Path, task: Task, keep: int | None) -> RunFolder | None:
        """The folder of a run that was begun before; None if there is none.

        Args:
            path: The folder.
            task: What is to be run.
            keep: Draws to keep in full, if anything was said.

        Raises:
            RunError: The folder holds another run, or anything else.
        """
        known = _read_manifest(path)
        if known is None:
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise RunError(
                    f"{path} is not the folder of a run. "
                    "Fix: give a folder that is empty or not there yet."
                )
            return None
        asked = _identity(task)
        if keep is not None:
            asked["kept"] = min(keep, task.draws)
        for name, ours in asked.items():
            theirs = known["kept"] if name == "kept" else known["run"].get(name)
            if theirs != ours:
                raise RunError(
                    f"{path} holds another run: its {name} is {_told(theirs)}, and "
                    f"{_told(ours)} was asked for. Fix: give another folder, or ask for "
                    "the same."
                )
        spans = tuple((int(a), int(b)) for a, b in known["blocks"])
        folder = cls(path, known["run"], spans, known["kept"], known["finished"])
        folder._sweep()
        return folder

    @classmethod
    def begin(cls, path: Path, task: Task, spans: tuple[Span, ...]) -> RunFolder:
        """A new folder for a run."""
        folder = cls(path, _identity(task), spans, task.kept, finished=False)
        folder._write_manifest(finished=False)
        return folder

    def stored(self) -> frozenset[int]:
        """Places of the blocks that are there."""
        return frozenset(n for n in range(len(self.spans)) if self._block(n).is_file())

    def store(self, place: int, block: Block) -> None:
        """Store a block."""
        arrays = {f"value/{'/'.join(key)}": x for key, x in block.values.items()}
        arrays |= {f"kept/{'/'.join(name)}": x for name, x in block.kept.items()}
        with replacing(self._block(place)) as temporary, temporary.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # names are not its options

    def block(self, place: int) -> Block | None:
        """A block that was stored; None if it cannot be read."""
        kept: dict[Name, Array] = {}
        values: dict[tuple[str, str], Array] = {}
        try:
            with (
                self._block(place).open("rb") as file,
                np.load(file, allow_pickle=False) as arrays,
            ):
                for key in arrays.files:
                    kind, *name = key.split("/")
                    if kind == "value":
                        values[name[0], name[1]] = arrays[key]
                    else:
                        kept[name[0], name[1], name[2]] = arrays[key]
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
            return None
        return Block(self.spans[place], kept, values)

    def finish(self, outcomes: Outcomes) -> None:
        """Write the outcomes, and let the blocks go."""
        write_outcomes(self.path, outcomes)
        self._write_manifest(finished=True)
        shutil.rmtree(self.path / "blocks", ignore_errors=True)

    def outcomes(self, task: Task) -> Outcomes:
        """The outcomes of a run that is finished.

        Args:
            task: What was run, which `begin` has compared with the manifest.

        Raises:
            RunError: A file is missing or cannot be read.
        """
        return read_outcomes(self.path, task, self.kept)

    def _write_manifest(self, *, finished: bool) -> None:
        content = {
            "finished": finished,
            "run": self.identity,
            "kept": self.kept,
            "blocks": self.spans,
        }
        write_whole(self.path / MANIFEST, json.dumps(content, indent=1) + "\n")

    def _block(self, place: int) -> Path:
        return self.path / "blocks" / f"{place:06}.npz"

    def _sweep(self) -> None:
        """Remove what a run that was killed had half written."""
        for folder in (self.path, self.path / "blocks", self.path / "outcomes"):
            for left in folder.glob(".*.*"):
                left.unlink(missing_ok=True)
        if self.finished:
            shutil.rmtree(self.path / "blocks", ignore_errors=True)


def _identity(task: Task) -> dict[str, Any]:
    """What makes a run this run and no other."""
    return {
        "format": FORMAT,
        "versions": versions(),
        "worlds": {name: world.id for name, world in task.worlds.items()},
        "lenses": list(task.lenses),
        "years": list(task.years),
        "conclusions": {c.id: _digest(c) for c in task.conclusions},
        "seed": task.seed,
        "draws": task.draws,
    }


def _digest(conclusion: Conclusion) -> str:
    return hashlib.sha256(conclusion.model_dump_json().encode()).hexdigest()[:12]


def _read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest, if there is one."""
    try:
        known = json.loads((path / MANIFEST).read_text("utf-8"))
        if isinstance(known["run"], dict) and {"blocks", "kept", "finished"} <= set(
            known
        ):
            return dict(known)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"{path / MANIFEST} cannot be read ({error}). Fix: give another folder."
        ) from error
    raise RunError(
        f"{path / MANIFEST} is not the manifest of a run. Fix: give another folder."
    )


def _told(value: object) -> str:
    told = json.dumps(value)
    return told if len(told) <= 60 else f"{told[:60]}..."
