"""Bytes to text: which encoding they are in, decided in an order that is sound.

First what says itself (a byte order mark, a declaration, the escapes of ISO-2022-JP),
then UTF-8, which hardly anything else satisfies, then the encodings that any bytes may
satisfy, judged by whether the text they give could be one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

import charset_normalizer

from ishizue.errors import EvidenceError
from ishizue.evidence.reading.language.scripts import ANY_HAN, ANY_KANA

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (perhaps a Word document)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"BZh91AY&SY": "a bzip2 archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"SQLite format 3\x00": "a database",
    b"{\\rtf": "a rich-text document",
}
# What browsers take these labels to mean, since pages use them so.
_LABELS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "euc-jp": "euc_jis_2004",
    "x-euc-jp": "euc_jis_2004",
    "iso-2022-jp": "iso2022_jp_ext",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}
_DECLARABLE = re.compile(
    r"utf-?8|(?:x-)?euc-|(?:x-)?s(?:hift[_-])?jis|ms_kanji|windows-\d|cp\d|iso-8859-"
    r"|iso-2022-|latin|us-ascii|gb|big5|koi8|ks_c|tis-620|macintosh"
)
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([BJI])")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_JAPANESE_SIGN = re.compile("[、。「」『』・ー（）！？Ａ-Ｚａ-ｚ０-９　]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_SAMPLE = 100_000
_MOSTLY = 0.85


class Decoded(NamedTuple):
    """A text and the encoding its bytes were in."""

    text: str
    encoding: str


def decode(name: str, data: bytes, declared: str = "") -> Decoded:
    """The text of a file.

    Args:
        name: The file, for messages.
        data: Its bytes, not empty.
        declared: The encoding it names itself, if it does.

    Raises:
        EvidenceError: It is no text, or no encoding gives one.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(name, _strictly(name, data[len(mark) :], encoding))
    _refuse_binary(name, data)
    found = (
        _declared(data, declared)
        or _escaped(data)
        # Zeros are fair UTF-8, but no text in it has them.
        or (None if b"\0" in data else _try(data, "utf-8"))
        or _utf16_without_mark(data)
    )
    if found is None and b"\0" in data:
        raise _no_text(name)
    if found is None:
        _refuse_broken_utf8(name, data)
        found = _by_score(data) or _guessed(data)
    if found is None:
        raise EvidenceError(
            f"{name}: no encoding turns its bytes into text. "
            "Fix: open it in the program that wrote it and save it as UTF-8."
        )
    return _checked(name, found)


def _try(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError):
        return None


def _strictly(name: str, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise EvidenceError(
            f"{name}: its byte order mark says {encoding.upper()}, but line {line} "
            f"(byte {error.start}) is not. Fix: copy the file again; it may have been "
            "cut off, or parts of two files joined."
        ) from error


def _declared(data: bytes, declared: str) -> Decoded | None:
    """What the file says it is in, where its bytes bear that out."""
    label = declared.strip().lower()
    # A declaration in ASCII cannot announce UTF-16, and codecs that are no encodings
    # of text are not asked.
    if not _DECLARABLE.match(label):
        return None
    # Templates declare what their author's software once wrote; hardly any bytes above
    # ASCII are fair UTF-8 by chance.
    as_utf8 = _try(data, "utf-8") if _HIGH.search(data) else None
    return as_utf8 or _try(data, _LABELS.get(label, label))


def _escaped(data: bytes) -> Decoded | None:
    if not _ESCAPE.search(data) or _HIGH.search(data):
        return None
    encodings = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_jp_2")
    return next((d for e in encodings if (d := _try(data, e)) is not None), None)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 by its line ends and ASCII, whose every other byte is zero, or its kana."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        found = _try(data, encoding)
        if found and _looks_written(found.text[:_SAMPLE]):
            return found
    return None


def _looks_written(text: str) -> bool:
    ascii_signs = sum(c.isascii() and (c.isprintable() or c.isspace()) for c in text)
    kana = len(ANY_KANA.findall(text))
    japanese = kana + len(ANY_HAN.findall(text)) + len(_JAPANESE_SIGN.findall(text))
    is_japanese = kana * 10 > len(text)
    return ascii_signs + (japanese if is_japanese else 0) > _MOSTLY * len(text)


def _refuse_broken_utf8(name: str, data: bytes) -> None:
    """Nearly all UTF-8 is a broken file, not another encoding."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    sound = sum(len(m) for m in _MULTIBYTE.findall(sample))
    long = sum(len(m) >= 3 for m in _MULTIBYTE.findall(sample))
    if long >= 3 and sound > 0.9 * high:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise EvidenceError(
                f"{name}: line {line}, byte 0x{data[error.start]:02x}, is not UTF-8, "
                "though the rest is. Fix: copy the file again; it may have been cut "
                "off, or parts of two files joined."
            ) from error


def _by_score(data: bytes) -> Decoded | None:
    """EUC-JP, CP932 or Western, whichever gives the likelier text, if any does."""
    # EUC-JIS-2004 has the circled numbers and the like that EUC-JP lacks.
    encodings = ("euc_jp", "euc_jis_2004", "cp932", "cp1252")
    found = [d for e in encodings if (d := _try(data, e)) is not None]
    best = max(found, key=lambda d: _likelihood(d), default=None)
    return best if best and _likelihood(best) > _MOSTLY else None


def _likelihood(decoded: Decoded) -> float:
    text = decoded.text[:_SAMPLE]
    if decoded.encoding == "cp1252":
        return _western(text)
    foreign = [c for c in text if not c.isascii()]
    if not foreign:
        return 0.0
    joined = "".join(foreign)
    # Chinese and Korean bytes give kanji in EUC-JP, too, but hardly any kana.
    kana = len(ANY_KANA.findall(joined)) - len(_HALF_WIDTH.findall(joined))
    signs = len(_JAPANESE_SIGN.findall(joined))
    common = sum(map(_is_common, joined))
    if kana * 10 < len(foreign):
        return 0.0
    return (kana + signs + common) / len(foreign) - _noise(text)


def _is_common(character: str) -> bool:
    """Whether a kanji is of the first level of JIS X 0208, which most are."""
    code = character.encode("cp932", "ignore")
    return len(code) == 2 and b"\x88\x9f" <= code <= b"\x98\x72"


def _western(text: str) -> float:
    """Mostly ASCII words, with accented letters in them and typographic signs."""
    foreign = [c for c in text if not c.isascii()]
    words = sum(map(len, _LATIN_WORD.findall(text)))
    sound = sum(c.isalpha() or c in "‘’“”–—…•€£©®°«» §™½¼" for c in foreign)
    if len(foreign) * 4 > words:
        return 0.0
    return sound / len(foreign) - _noise(text) if foreign else 0.0


def _noise(text: str) -> float:
    noise = len(_CONTROL.findall(text)) + len(_PRIVATE.findall(text))
    return 10 * noise / len(text)


def _guessed(data: bytes) -> Decoded | None:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    found = _try(data, best.encoding) if best else None
    return found if found and _noise(found.text[:_SAMPLE]) == 0 else None


def _refuse_binary(name: str, data: bytes) -> None:
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise EvidenceError(
                f"{name}: it is {kind}, not text. Fix: give it the ending of its "
                "kind (.pdf, .docx), or save it as text."
            )


def _checked(name: str, decoded: Decoded) -> Decoded:
    sample = decoded.text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if "\0" in decoded.text or (controls > 3 and controls * 200 > len(sample)):
        raise _no_text(name)
    return decoded


def _no_text(name: str) -> EvidenceError:
    return EvidenceError(
        f"{name}: it holds control characters no text has; it looks like a program's "
        "data. Fix: save it as text, or give it the ending of its kind."
    )


def declared_in(data: bytes, patterns: Sequence[re.Pattern[bytes]]) -> str:
    """The encoding a page names near its beginning, by the first pattern that finds."""
    for pattern in patterns:
        found = pattern.search(data[:4096])
        if found:
            return found[1].decode("ascii", "ignore")
    return ""
