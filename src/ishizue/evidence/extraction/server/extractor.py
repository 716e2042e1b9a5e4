"""An extractor that asks a language model, one paragraph at a time.

Off unless a study asks for it. What it adds to the rules is proposed like theirs, and
anchored like theirs: a claim whose quote is not verbatim in its paragraph is refused.
The document is data in the question, between marks that it cannot know; nothing the
model answers is carried out, only read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from ishizue.evidence.extraction.proposal import Proposal, Refusal
from ishizue.evidence.extraction.server import exchange
from ishizue.evidence.extraction.server.answers import believed, problem, schema
from ishizue.evidence.files import write_whole
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import CLAIMABLE, Passage, Text

# Characters of a paragraph; what is longer is none, and more than a model reads well.
_LONGEST = 20_000


@dataclass(frozen=True)
class Server:
    """A model behind an OpenAI-compatible server.

    Attributes:
        url: Its base address, such as `http://127.0.0.1:8080/v1`.
        model: The model's name, as the server knows it.
        folder: Where answers are kept, each under the hash of its question.
        timeout: Seconds to wait for one answer.
        remote: Whether the documents may leave this machine.

    Raises:
        EvidenceError: The address is none, or is remote without leave.
    """

    url: str
    model: str
    folder: Path
    timeout: float = 120.0
    remote: bool = False

    def __post_init__(self) -> None:
        exchange.address(self.url, self.remote)

    @property
    def name(self) -> str:
        """The model and the hash of its prompt, as its proposals record them."""
        return f"{self.model}@{_prompt_hash()[:12]}"

    def propose(
        self, text: Text, mentions: Sequence[Mention]
    ) -> tuple[Proposal | Refusal, ...]:
        """Claims in the order of the text, each with a verbatim anchor, then refusals.

        Raises:
            EvidenceError: The server gave no answer that can be used.
        """
        found = [
            item
            for passage in text.passages
            if passage.section in CLAIMABLE
            for item in self._read(passage)
        ]
        proposals = [p for p in found if isinstance(p, Proposal)]
        proposals.sort(key=lambda p: (p.para, p.start, p.end))
        refusals = [r for r in found if isinstance(r, Refusal)]
        return (*proposals, *refusals)

    def _read(self, passage: Passage) -> Iterator[Proposal | Refusal]:
        if len(passage.text) > _LONGEST:
            why = f"it has more than {_LONGEST:,} characters, and was not sent"
            yield Refusal(passage.para, "", why)
        else:
            yield from believed(self._answer(passage), passage, self.name)

    def _answer(self, passage: Passage) -> str:
        question = _question(self.model, passage.text)
        asked = json.dumps(question, sort_keys=True, ensure_ascii=False)
        kept = self.folder / f"{_hash(asked)}.json"
        content = _kept_answer(kept)
        if content is None:
            where = exchange.address(self.url, self.remote)
            content = exchange.ask(where, question, self.timeout, problem)
            record = {
                "model": self.model,
                "prompt_sha256": _prompt_hash(),
                "content": content,
            }
            write_whole(kept, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return content


def _kept_answer(path: Path) -> str | None:
    """The answer kept in a file; None where it is missing or was damaged."""
    try:
        content = json.loads(path.read_text("utf-8"))["content"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return content if isinstance(content, str) and not problem(content) else None


def _question(model: str, words: str) -> dict[str, object]:
    # The document cannot contain the hash of itself, and so not close its own mark.
    mark = f"--- paragraph {_hash(words)[:16]} ---"
    return {
        "model": model,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": _prompt()},
            {"role": "user", "content": f"{mark}\n{words}\n{mark}"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": schema()},
        },
    }


@cache
def _prompt() -> str:
    return resources.files(__package__).joinpath("prompt.txt").read_text("utf-8")


@cache
def _prompt_hash() -> str:
    """Of the prompt and the schema: what an answer depends on beside the text."""
    return _hash(_prompt() + json.dumps(schema(), sort_keys=True))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
