"""The commands: one per step of the path. Results on stdout, progress on stderr.

Exit codes: 0 ok, 1 a model could not answer, 2 usage, 3 the input is at fault,
130 interrupted. Numerical libraries are loaded by the commands that need them, so
that help appears at once.
"""

from __future__ import annotations

import importlib
import keyword
import sys
from typing import Any

import click

import ishizue
from ishizue.errors import IshizueError

# In order of the path, as help lists them; each is a module of this package.
COMMANDS = {
    "demo": "Run the bundled study end to end.",
    "init": "Make a new runnable study.",
    "read": "Documents into the store, claims proposed.",
    "search": "Full text in both languages, under every name.",
    "claims": "What is proposed, decided and open again.",
    "accept": "Make claims the study's.",
    "reject": "Keep claims out of the study.",
    "check": "List every fault of a study at once.",
    "run": "Ask lenses about scenarios.",
    "compare": "What changes between two scenarios, how much, how surely.",
    "trace": "From an outcome to the sentences it rests on.",
    "cornerstones": "What each conclusion stands on.",
    "brief": "Write the cited brief.",
    "import": "What other programs hold, into a study.",
    "export": "What a study holds, for other programs.",
    "doctor": "Versions, fonts, geometry.",
}


class Steps(click.Group):
    """Commands that are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the path."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in COMMANDS:
            return None
        # A module cannot be called `import`.
        module = f"{name}_" if keyword.iskeyword(name) else name
        command = importlib.import_module(f"ishizue.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Steps, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(ishizue.__version__, prog_name="ishizue")
def ishizue_command() -> None:
    """Ishizue: what an alliance system stands on.

    STUDY is a folder, or the name of a bundled study ('europe').
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command; every error is a message and an exit code, never a traceback."""
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: list[str] | None) -> int:
    call: dict[str, Any] = {"args": arguments, "prog_name": "ishizue"}
    try:
        ishizue_command.main(**call, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except IshizueError as error:
        click.echo(f"ishizue: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        sys.stderr.close()
        return 0
    except MemoryError as error:
        click.echo(
            f"ishizue: not enough memory ({error}); ask for fewer draws", err=True
        )
        return 1
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        click.echo(f"ishizue: {name}{error.strerror or error}", err=True)
        return 3
    return 0
