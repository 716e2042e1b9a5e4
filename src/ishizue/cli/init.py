"""`ishizue init`: a new runnable study."""

from __future__ import annotations

import shutil
import tempfile
from importlib import resources
from pathlib import Path

import click


@click.command("init", short_help="Make a new runnable study.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a new runnable study in DIR, a small fictional one to change into yours.

    Refuses a folder that is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is not an empty folder; give a new one.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    starter = resources.files("ishizue") / "studies" / "starter"
    with (
        resources.as_file(starter) as source,
        tempfile.TemporaryDirectory(dir=folder.parent) as made,
    ):
        # Copied beside the folder and renamed, so that a study is there whole or not.
        whole = Path(made) / "study"
        shutil.copytree(source, whole, copy_function=shutil.copyfile)
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)
    click.echo(
        f"{folder}: a study of a fictional alliance.\n"
        f"Next: ishizue check {folder}, then ishizue run {folder}"
    )
