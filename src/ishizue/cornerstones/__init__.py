"""What holds an answer up: sensitivity, withdrawal, and what would change it."""

from ishizue.cornerstones.case import Case
from ishizue.cornerstones.examine import examine
from ishizue.cornerstones.findings import Cornerstones, Finding

__all__ = ["Case", "Cornerstones", "Finding", "examine"]
