"""`ishizue doctor`: versions, fonts, geometry, and whether the study can be read."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib import metadata

import click

import ishizue
from ishizue.cli.options import json_option, open_named
from ishizue.errors import IshizueError

LIBRARIES = (
    "numpy",
    "xarray",
    "pandas",
    "scipy",
    "pydantic",
    "vl-convert-python",
)


@click.command("doctor", short_help="Versions, fonts, geometry.")
@json_option
def command(as_json: bool) -> None:
    """Say which versions run, and whether charts, maps and the study work here."""
    from ishizue.cli.reports import DoctorReport

    versions = {"ishizue": ishizue.__version__, "python": platform.python_version()}
    versions |= {name: metadata.version(name) for name in LIBRARIES}
    findings = [_finding(name, probe) for name, probe in PROBES.items()]
    report = DoctorReport(
        healthy=all(f["state"] != "fault" for f in findings),
        versions=versions,
        findings=findings,
    )
    if as_json:
        report.print()
    else:
        click.echo("\n".join(f"{name} {version}" for name, version in versions.items()))
        for finding in findings:
            click.echo(f"{finding['state']:<7} {finding['what']}: {finding['detail']}")
    if not report.healthy:
        raise IshizueError("something above does not work here")


def _finding(name: str, probe: Callable[[], str]) -> dict[str, str]:
    try:
        return {"what": name, "state": "ok", "detail": probe()}
    except _MissingFontError as error:
        return {"what": name, "state": "missing", "detail": str(error)}
    except (IshizueError, OSError, ValueError) as error:
        return {"what": name, "state": "fault", "detail": str(error)}


class _MissingFontError(Exception):
    """What works without, and better with."""


def _study() -> str:
    world = open_named("europe").world
    return f"'europe' reads whole, {len(world.figures)} figures, world {world.id}"


def _geometry() -> str:
    from ishizue.briefs.geometry import world_shapes

    shapes = world_shapes()["objects"]["countries"]["geometries"]
    return f"{len(shapes)} country shapes"


def _charts() -> str:
    return f"drawn, {len(_drawn('deterrence'))} bytes"


def _japanese() -> str:
    # Glyphs that no font has are left out or drawn as boxes, in silence; either way
    # two words of the same length look alike.
    if _drawn("抑止") == _drawn("量子"):
        raise _MissingFontError(
            "no Japanese font here: charts drawn to images lose their Japanese labels; "
            "the brief takes its reader's fonts. Install one, such as Noto Sans CJK JP"
        )
    return "a font for Japanese labels"


def _drawn(text: str) -> bytes:
    import vl_convert

    mark = {"type": "text", "text": text, "font": "Noto Sans CJK JP, sans-serif"}
    spec = {"data": {"values": [{}]}, "width": 80, "height": 30, "mark": mark}
    return vl_convert.vegalite_to_png(spec)


PROBES = {
    "study": _study,
    "geometry": _geometry,
    "charts": _charts,
    "Japanese": _japanese,
}
