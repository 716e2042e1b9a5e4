"""Versions of the packages that decide the last bits of a result."""

from __future__ import annotations

from importlib.metadata import version

DECISIVE = ("ishizue", "numpy", "scipy")


def versions() -> dict[str, str]:
    """Versions by package, as installed."""
    return {name: version(name) for name in DECISIVE}


def told(found: dict[str, str]) -> str:
    """Versions in a line."""
    return ", ".join(f"{name} {number}" for name, number in found.items())
