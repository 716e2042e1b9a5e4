"""The archive a Word document is: looked at before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from ishizue.errors import EvidenceError

_MOST_UNPACKED = 100 * 2**20
_MOST_MEMBERS = 5000
_CHUNK = 2**20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_package(name: str, data: bytes) -> None:
    """Refuse what is no Word document, or would not end when unpacked.

    Raises:
        EvidenceError: It is encrypted, of another kind, damaged or a bomb.
    """
    if data.startswith(_COMPOUND):
        raise EvidenceError(f"{name}: {_compound_problem(data)}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_declared(name, members)
            _check_actual(name, archive, members)
            names = {member.filename for member in members}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OverflowError,
    ) as error:
        raise EvidenceError(
            f"{name}: its archive is damaged ({error}). Fix: fetch it again, or open "
            "it in a word processor and save it as a new .docx."
        ) from error
    if "[Content_Types].xml" not in names:
        raise EvidenceError(
            f"{name}: it is an archive, but no Word document. Fix: give it the ending "
            "of its kind, or read the files in it one by one."
        )


def _compound_problem(data: bytes) -> str:
    if _ENCRYPTED in data:
        return (
            "it is encrypted. Fix: open it with its password and save a copy without "
            "one."
        )
    return (
        "it is in the format of Word before 2007. Fix: open it in a word processor "
        "and save it as .docx."
    )


def _check_declared(name: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise _bomb(name, f"{len(members)} files")
    size = sum(member.file_size for member in members)
    if size > _MOST_UNPACKED:
        raise _bomb(name, f"{size // 2**20} MB")


def _check_actual(
    name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> None:
    """Unpack without keeping anything, up to the limit: sizes may be declared falsely."""
    size = 0
    for member in members:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > _MOST_UNPACKED:
                    raise _bomb(name, f"more than {_MOST_UNPACKED // 2**20} MB")


def _bomb(name: str, size: str) -> EvidenceError:
    return EvidenceError(
        f"{name}: unpacked it would be {size}, and {_MOST_UNPACKED // 2**20} MB in "
        f"{_MOST_MEMBERS} files is the limit. Fix: remove pictures from it, or save "
        "its text as .txt."
    )
