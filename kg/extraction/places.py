"""Places the article describes or locates: "the Kenyan capital", "Geneva, Switzerland"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.gazetteer import capital_of
from kg.extraction.names import Name, SentenceNames
from kg.extraction.register import Register
from kg.extraction.scene import Referring
from kg.model import EntityKind, Span
from kg.names import fold


def settle(register: Register, names: Sequence[SentenceNames]) -> None:
    """Fill ``within`` of places from the words around them: "City, State" and "State's City"."""
    for found in names:
        for inner, outer in zip(found.names, found.names[1:], strict=False):
            between = found.marked.lower[inner.end : outer.start]
            if between == (",",):
                _locate(register, inner, outer)
            elif between in (("'s",), ("’s",), ("city", "of"), ("town", "of"), ("village", "of"), ("port", "of")):
                _locate(register, outer, inner)


def _locate(register: Register, inner: Name, outer: Name) -> None:
    """The first lies in the state that is the second."""
    if outer.match is None or outer.match.entry.kind not in {"state", "demonym"}:
        return
    key = register.known(EntityKind.PLACE, fold(inner.match.entry.name if inner.match is not None else inner.text))
    if key is None:
        return
    draft = register.drafts[key]
    state = register.country(outer.match.entry.state)
    if not draft.within or draft.within.startswith("country/"):
        draft.within = state.key
        draft.country = state.reference


def described_capitals(register: Register, index: int, found: SentenceNames) -> Iterator[Referring]:
    """The city that "the Kenyan capital" means."""
    marked = found.marked
    for name in found.names:
        if name.match is None or name.match.entry.kind not in {"state", "demonym"}:
            continue
        at = name.end + (marked.letters[name.end : name.end + 1] == "P")
        city = capital_of(name.match.entry.state)
        if city and at < len(marked.lower) and marked.lower[at] == "capital":
            span = Span(name.span.start, marked.tokens[at].span.end)
            draft = register.place(city, name.match.entry.state)
            draft.hints.add(span)
            yield Referring(index, name.start, at + 1, at, span, (draft.key,), "place", "description")
