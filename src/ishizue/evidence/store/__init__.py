"""The database beside a study: documents as read, and full-text search in them."""

from ishizue.evidence.store.database import beside
from ishizue.evidence.store.entering import Entry, Reading
from ishizue.evidence.store.held import Held
from ishizue.evidence.store.search import Found, Hit, Term, search
from ishizue.evidence.store.store import Store, open_store

__all__ = [
    "Entry",
    "Found",
    "Held",
    "Hit",
    "Reading",
    "Store",
    "Term",
    "beside",
    "open_store",
    "search",
]
