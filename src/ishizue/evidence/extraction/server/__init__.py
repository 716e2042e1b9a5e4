"""Claims proposed by a language model behind an OpenAI-compatible server; optional."""

from ishizue.evidence.extraction.server.extractor import Server

__all__ = ["Server"]
