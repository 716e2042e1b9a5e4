"""Which names a document's file may have: plain ones, that mean the same everywhere."""

from __future__ import annotations

import re

from ishizue.errors import EvidenceError

_LONGEST = 255
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff/\\]|\A[A-Za-z]:")


def check_name(name: str) -> None:
    """Refuse a name that may lead elsewhere, or that not every system can hold.

    Args:
        name: Of a file, without folders.

    Raises:
        EvidenceError: It is such a name.
    """
    if name in ("", ".", "..") or _NOT_IN_NAMES.search(name):
        raise EvidenceError(
            f"{name!r}: is not a plain file name. Fix: name the file without its "
            "folders, drive and control characters."
        )
    if len(name.encode()) > _LONGEST:
        raise EvidenceError(
            f"{name[:40]}...: its name is longer than {_LONGEST} bytes. "
            "Fix: shorten it."
        )
