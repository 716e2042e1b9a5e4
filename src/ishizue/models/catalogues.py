"""Reads catalogues of satellites: two-line element sets and orbit mean-elements messages.

Two-line sets (TLE) come with or without lines of names; messages (OMM) as XML, CSV, JSON
or KVN. What is damaged is refused, with its place.

References:
    Hoots, F. R. & Roehrich, R. L. (1980). Spacetrack Report No. 3: Models for Propagation
    of NORAD Element Sets.
    CCSDS 502.0-B-3 (2023). Orbit Data Messages.
"""

from __future__ import annotations

import csv
import io
import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ishizue.errors import ModelError
from ishizue.models.elements import Elements, elements

_LINE: Final = 69
_WHOLE: Final = "Fix: give whole sets, line 1 and line 2 of each together."
NEEDED: Final = (
    "OBJECT_NAME",
    "EPOCH",
    "MEAN_MOTION",
    "ECCENTRICITY",
    "INCLINATION",
    "RA_OF_ASC_NODE",
    "ARG_OF_PERICENTER",
    "MEAN_ANOMALY",
)
_OTHERWISE: Final = {
    "OBJECT_ID": "",
    "CLASSIFICATION_TYPE": "U",
    "NORAD_CAT_ID": "0",
    "EPHEMERIS_TYPE": "0",
    "ELEMENT_SET_NO": "0",
    "REV_AT_EPOCH": "0",
    "BSTAR": "0",
    "MEAN_MOTION_DOT": "0",
    "MEAN_MOTION_DDOT": "0",
}


def read_tle(path: str | Path) -> list[Elements]:
    """Satellites of a file of two-line element sets, with or without lines of names.

    Raises:
        ModelError: The file cannot be read or a set is damaged; file and line are named.
    """
    file = Path(path)
    found: list[Elements] = []
    name, first = "", (0, "")
    for number, raw in enumerate(_text(file).splitlines(), 1):
        line = raw.rstrip()
        where = f"{file}:{number}"
        if line.startswith("1 ") and len(line) >= _LINE - 5:
            if first[1]:
                raise ModelError(f"{file}:{first[0]}: no line 2 follows. {_WHOLE}")
            first = (number, _sound(line, where))
        elif line.startswith("2 ") and len(line) >= _LINE - 5:
            if not first[1]:
                raise ModelError(f"{where}: no line 1 goes before. {_WHOLE}")
            found.append(_pair(name, first[1], _sound(line, where), where))
            name, first = "", (0, "")
        elif line and not line.startswith("#"):
            if first[1]:
                raise ModelError(f"{file}:{first[0]}: no line 2 follows. {_WHOLE}")
            if name:
                raise ModelError(
                    f"{where}: {line[:40]!r} is neither line 1 nor line 2 of a set. "
                    f"{_WHOLE}"
                )
            name = line.removeprefix("0 ").strip()
    if name or first[1]:
        raise ModelError(f"{file}: ends within a set. {_WHOLE}")
    return _some(found, file)


def _sound(line: str, where: str) -> str:
    """A line of a set, its length and its checksum being right."""
    if len(line) != _LINE:
        raise ModelError(
            f"{where}: {len(line)} characters, and a line of a set has {_LINE}. Fix: copy "
            "the set again, spaces included."
        )
    total = sum(int(c) if c.isdigit() else c == "-" for c in line[:-1]) % 10
    if line[-1] != str(total):
        raise ModelError(
            f"{where}: the checksum is {line[-1]!r}, and the line adds up to {total}. "
            "Fix: a character was changed; copy the set again from the catalogue."
        )
    return line


def _pair(name: str, one: str, two: str, where: str) -> Elements:
    from sgp4.api import Satrec  # type: ignore[import-untyped]  # it has no types

    if one[2:7] != two[2:7]:
        raise ModelError(
            f"{where}: line 2 is of satellite {two[2:7]}, and line 1 of {one[2:7]}. "
            f"{_WHOLE}"
        )
    try:
        return elements(name, Satrec.twoline2rv(one, two))
    except ValueError as error:
        raise ModelError(f"{where}: {error}. {_WHOLE}") from None


def read_omm(path: str | Path) -> list[Elements]:
    """Satellites of an orbit mean-elements message, in XML, CSV, JSON or KVN.

    Raises:
        ModelError: The file cannot be read, or a satellite lacks an element or has one
            that is no number; file and satellite are named.
    """
    file = Path(path)
    text = _text(file).lstrip("\ufeff \n\r\t")
    read: Callable[[str], Sequence[Mapping[str, Any]]]
    if text.startswith("<"):
        read = _from_xml
    elif text.startswith(("[", "{")):
        read = _from_json
    elif "=" in text.partition("\n")[0]:
        read = _from_kvn
    else:
        read = _from_csv
    try:
        satellites = read(text)
    except (ET.ParseError, json.JSONDecodeError, csv.Error, TypeError) as error:
        raise ModelError(
            f"{file}: not an orbit mean-elements message: {error}. Fix: give OMM as XML, "
            "CSV, JSON or KVN, as catalogues offer it."
        ) from None
    found = [
        _message(fields, f"{file}: satellite {n}")
        for n, fields in enumerate(satellites, 1)
    ]
    return _some(found, file)


def _from_xml(text: str) -> list[dict[str, Any]]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise TypeError("it declares a document type, which OMM has not")
    return [
        {e.tag.rpartition("}")[2]: e.text or "" for e in segment.iter()}
        for segment in ET.fromstring(text).iter()
        if segment.tag.rpartition("}")[2] == "segment"
    ]


def _from_json(text: str) -> list[dict[str, Any]]:
    content = json.loads(text)
    satellites = content if isinstance(content, list) else [content]
    if not all(isinstance(fields, dict) for fields in satellites):
        raise TypeError("it is no list of satellites")
    return satellites


def _from_csv(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(text)))


def _from_kvn(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "OBJECT_NAME":
            found.append({})
        if found:
            # A unit may follow in brackets.
            found[-1][key.strip()] = value.partition("[")[0].strip()
    return found


def _message(fields: Mapping[str, Any], where: str) -> Elements:
    from sgp4 import omm  # type: ignore[import-untyped]  # it has no types
    from sgp4.api import Satrec

    known = {k: str(v).strip() for k, v in fields.items() if k and v is not None}
    where = f"{where} ({known.get('OBJECT_NAME') or 'no name'})"
    missing = [name for name in NEEDED if not known.get(name)]
    if missing:
        raise ModelError(
            f"{where}: lacks {', '.join(missing)}. Fix: give every mean element; an OMM "
            f"has {', '.join(NEEDED)}."
        )
    whole = {**_OTHERWISE, **{k: v for k, v in known.items() if v}}
    epoch = whole["EPOCH"].removesuffix("Z")
    whole["EPOCH"] = epoch if "." in epoch else f"{epoch}.0"
    satellite = Satrec()
    try:
        for name in NEEDED[2:]:
            _number(whole[name], name)
        omm.initialize(satellite, whole)
    except ValueError as error:
        raise ModelError(
            f"{where}: {error}. Fix: give numbers, angles in degrees, and EPOCH as "
            "2026-08-31T12:00:00."
        ) from None
    try:
        return elements(known["OBJECT_NAME"], satellite)
    except ValueError as error:
        raise ModelError(f"{where}: {error}. Fix: correct the elements.") from None


def _number(text: str, name: str) -> None:
    try:
        sound = math.isfinite(float(text))
    except ValueError:
        sound = False
    if not sound:
        raise ValueError(f"{name} is {text!r}")


def _some(found: list[Elements], file: Path) -> list[Elements]:
    if not found:
        raise ModelError(
            f"{file}: no satellite in it. Fix: give a file with at least one set of "
            "elements."
        )
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModelError(f"{file}: {reason}. Fix: give a file of elements.") from None
    except UnicodeDecodeError:
        raise ModelError(f"{file}: not text. Fix: give a file of elements.") from None
