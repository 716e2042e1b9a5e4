from ishizue.evidence.extraction.japanese.grammar import Japanese

__all__ = ["Japanese"]
