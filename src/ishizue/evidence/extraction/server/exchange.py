"""One question to a server and its answer: standard library, no proxy, no redirect."""

from __future__ import annotations

import http.client
import ipaddress
import json
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from ishizue.errors import EvidenceError

_LARGEST_ANSWER = 4_000_000


class _Failed(Exception):
    """The exchange failed in a way that a second try may mend."""


class Address(NamedTuple):
    """Where a server listens."""

    secure: bool
    host: str
    port: int | None
    path: str

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"{'https' if self.secure else 'http'}://{self.host}{port}{self.path}"


def address(url: str, remote: bool) -> Address:
    """The address a URL names.

    Raises:
        EvidenceError: It is no HTTP address, or leaves this machine unasked.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if host is None or parts.scheme not in {"http", "https"}:
        message = f"server '{url}': is not an HTTP address. Fix: Write it as http://127.0.0.1:8080/v1"
        raise EvidenceError(message)
    if not remote and not _is_loopback(host):
        message = (
            f"server '{url}': is not on this machine, and the documents would be sent to it."
            " Fix: Use a server on 127.0.0.1, or allow another with --remote-model"
        )
        raise EvidenceError(message)
    return Address(parts.scheme == "https", host, port, parts.path.rstrip("/"))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def ask(
    where: Address,
    question: Mapping[str, object],
    timeout: float,
    problem: Callable[[str], str],
) -> str:
    """The content of the model's answer, which has no `problem`; asked twice at most.

    Raises:
        EvidenceError: Neither try gave an answer that can be used.
    """
    body = json.dumps(question, ensure_ascii=False).encode()
    why = ""
    for _ in range(2):
        try:
            content = _content(where, _post(where, body, timeout))
            why = problem(content)
        except _Failed as failure:
            why = str(failure)
            continue
        if not why:
            return content
        why = f"gave an answer that does not follow the schema ({why})"
    message = f"server '{where}': {why}, twice. Fix: Start it, or choose a model that follows a JSON schema"
    raise EvidenceError(message)


def _post(where: Address, body: bytes, timeout: float) -> bytes:
    kind = http.client.HTTPSConnection if where.secure else http.client.HTTPConnection
    connection = kind(where.host, where.port, timeout=timeout)
    try:
        connection.request(
            "POST",
            f"{where.path}/chat/completions",
            body,
            {"Content-Type": "application/json"},
        )
        response = connection.getresponse()
        answer = _read(response, time.monotonic() + timeout)
    except TimeoutError:
        message = f"did not answer within {timeout:g} s"
        raise _Failed(message) from None
    except (OSError, http.client.HTTPException) as error:
        message = f"cannot be asked ({error or type(error).__name__})"
        raise _Failed(message) from None
    finally:
        connection.close()
    if response.status >= 500:
        message = f"failed with status {response.status}"
        raise _Failed(message)
    if response.status != 200:
        message = (
            f"server '{where}': refused the question with status {response.status}."
            " Fix: Check the address, and the name of the model"
        )
        raise EvidenceError(message)
    if len(answer) > _LARGEST_ANSWER:
        message = f"gave more than {_LARGEST_ANSWER:,} bytes"
        raise _Failed(message)
    return answer


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The body, in time: a server that sends byte after byte does not hold us up."""
    answer = b""
    while len(answer) <= _LARGEST_ANSWER and (part := response.read1(65_536)):
        answer += part
        if time.monotonic() > deadline:
            raise TimeoutError
    return answer


def _content(where: Address, answer: bytes) -> str:
    try:
        choice = json.loads(answer)["choices"][0]
        said = choice["message"]
        refusal, content = said.get("refusal"), said.get("content")
        ended = choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = "gave an answer that is not a chat completion"
        raise _Failed(message) from None
    if refusal or ended == "content_filter":
        message = (
            f"server '{where}': the model refused to read the paragraph."
            " Fix: Choose another model, or leave this document to the rules"
        )
        raise EvidenceError(message)
    if ended == "length" or not isinstance(content, str):
        message = "gave an answer that breaks off"
        raise _Failed(message)
    return content
