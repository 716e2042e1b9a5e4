from ishizue.evidence.extraction.english.grammar import English

__all__ = ["English"]
