"""Dignities that stand for their bearer: "His Majesty", where one person spoken of bears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.scene import Referring
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.memory import Memory

_BEARERS: Final = {
    "majesty": frozenset("king queen sultan emperor empress shah monarch".split()),
    "highness": frozenset("emir amir prince princess sheikh sultan duke".split()),
    "excellency": frozenset("president minister premier ambassador governor chancellor secretary".split()),
    "holiness": frozenset("pope patriarch".split()),
}
_BEFORE: Final = frozenset("his her".split())
_FAR_BACK: Final = 4  # sentences
_NEAR: Final = 3  # tokens between a dignity and the name it stands before


def dignities(memory: Memory, index: int) -> Iterator[Referring]:
    """Each dignity of a sentence that no name follows, for the one bearer spoken of last."""
    if _BEARERS.keys().isdisjoint(memory.graphs[index].lower):
        return
    tokens = memory.graphs[index].tokens
    for token in tokens[1:]:
        dignity = token.form.lower()
        first = tokens[token.index - 1]
        if dignity not in _BEARERS or first.form.lower() not in _BEFORE or not token.form[0].isupper():
            continue
        after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if after is not None and after.upos == "PROPN":
            continue
        key = _bearer(memory, index, first.index, dignity)
        if key is not None:
            span = Span(first.span.start, token.span.end)
            yield Referring(index, first.index, token.index + 1, token.index, span, (key,), "person", "office")


def _bearer(memory: Memory, index: int, before: int, dignity: str) -> str | None:
    """Who bears it: whom the text has given it, else the one spoken of last whose title goes with it."""
    for test in (_given, _titled):
        for at in range(index, max(-1, index - _FAR_BACK), -1):
            persons = memory.persons(at, before) if at == index else memory.persons(at)
            found = [key for key in persons if test(memory, at, key, dignity)]
            if found:
                return found[0] if len(found) == 1 else None
    return None


def _given(memory: Memory, sentence: int, key: str, dignity: str) -> bool:
    lower = memory.names[sentence].marked.lower
    return any(
        row.entities == (key,) and dignity in lower[max(row.start - _NEAR, 0) : row.end]
        for row in memory.rows[sentence]
        if row.kind == "person"
    )


def _titled(memory: Memory, _sentence: int, key: str, dignity: str) -> bool:
    return any(
        holder.person == key and not holder.former and holder.office.head in _BEARERS[dignity]
        for holder in memory.holders
    )
