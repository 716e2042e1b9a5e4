"""Claims proposed by a language model behind an OpenAI-compatible server; optional."""

from ishizue.evidence.extraction.server.answers import Refusal
from ishizue.evidence.extraction.server.extractor import Reading, Server

__all__ = ["Reading", "Refusal", "Server"]
