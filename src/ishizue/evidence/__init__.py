"""Documents, claims and rulings: what every number rests on."""

from ishizue.evidence.ledger import Ledger, read_ledger
from ishizue.evidence.records import Claim, Document, Ruling

__all__ = ["Claim", "Document", "Ledger", "Ruling", "read_ledger"]
