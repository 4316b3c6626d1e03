"""The form of a query, read from its first word: what it can be answered as."""

from __future__ import annotations

from kg.store.text import TOKEN

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


def query_form(query: str) -> str:
    """One of ``FORMS``; ``SELECT`` where none of them is found (the engine then tells the error)."""
    position = 0
    while match := TOKEN.match(query, position):
        if match.lastgroup == "word" and match.group().upper() in FORMS:
            return match.group().upper()
        position = match.end()
    return FORMS[0]


def is_update(text: str) -> bool:
    """Whether a text begins, behind its prologue, as SPARQL Update does."""
    position = 0
    while match := TOKEN.match(text, position):
        if match.lastgroup == "word" and match.group().upper() not in ("PREFIX", "BASE"):
            return match.group().upper() in UPDATES
        position = match.end()
    return False
