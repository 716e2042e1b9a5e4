"""The database beside a study: documents as read, and full-text search in them."""

from ishizue.evidence.store.held import Held
from ishizue.evidence.store.search import Found, Hit, Term, search
from ishizue.evidence.store.store import Entry, Reading, Store, open_store

__all__ = [
    "Entry",
    "Found",
    "Held",
    "Hit",
    "Reading",
    "Store",
    "Term",
    "open_store",
    "search",
]
