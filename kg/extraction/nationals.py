"""Persons by their nation, and by whose office they hold: "the Finn", "Ruiz's foreign minister".

"The Finn" is the one person of the article who was spoken of lately and holds an office of Finland; of an official of a
known leader only the state is known, unless the article names who holds the office.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extraction.marking import title_words
from kg.extraction.offices import leads, office
from kg.extraction.scene import Referring
from kg.model import Span

if TYPE_CHECKING:
    from kg.extraction.memory import Memory

_BACK: Final = 3
_NOMINAL: Final = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl"})
_LONGEST: Final = 4


def nationals(memory: Memory, index: int) -> Iterator[Referring]:
    """Singular demonyms with "the" that stand for a person: "the Finn", "the American"."""
    graph, marked = memory.graphs[index], memory.names[index].marked
    for row in list(memory.rows[index]):
        if row.kind != "country" or row.how != "demonym" or row.end - row.start != 1 or not row.start:
            continue
        at, after = row.start, row.end
        noun = after < len(graph.tokens) and graph.tokens[after].upos in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"}
        comma = after < len(graph.tokens) and marked.letters[after] == ","
        if marked.lower[at - 1] != "the" or graph.deprels[at] not in _NOMINAL or (noun and not comma):
            continue
        if graph.tokens[at].feat("Number") == "Plur" or marked.letters[after : after + 1] == "-":
            continue
        person = _compatriot(memory, index, at, row.entities[0])
        if person is not None:
            memory.rows[index].remove(row)
            yield Referring(
                index, at - 1, after, at, _span(memory, index, at - 1, after), (person,), "person", "description"
            )


def _compatriot(memory: Memory, index: int, token: int, country: str) -> str | None:
    """The only person of a state's offices who was spoken of lately, the nearest sentence first."""
    own = {holder.person for holder in memory.holders if holder.office.organization == country}
    for at in range(index, max(-1, index - 1 - _BACK), -1):
        found = [key for key in memory.persons(at, token if at == index else 10**6) if key in own]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def officials_of(memory: Memory, index: int) -> Iterator[Referring]:
    """Officials described by the leader they serve: "Ruiz's foreign minister" is who holds it, else the state."""
    marked, lists = memory.names[index].marked, title_words()
    covered = {at for row in memory.rows[index] if row.kind == "person" for at in range(row.start, row.end)}
    for row in list(memory.rows[index]):
        end = row.end
        if row.kind != "person" or row.how not in {"name", "surname"} or marked.letters[end : end + 1] != "P":
            continue
        at = end + 1
        while at < len(marked.letters) and marked.letters[at] in "M-" and at - end < _LONGEST:
            at += 1
        if at >= len(marked.letters) or at in covered:
            continue
        if marked.letters[at] != "H" and marked.lower[at] not in lists["group"]:
            continue
        if marked.letters[at + 1 : at + 2] in tuple("HNMRI,-") or at + 1 in covered:
            continue
        state = _state_of(memory, row.entities[0])
        if not state:
            continue
        wanted = office(marked.lower[end + 1 : at + 1], state)
        holders = {
            holder.person
            for holder in memory.holders
            if wanted is not None
            and holder.office.organization == state
            and holder.office.fits(wanted)
            and not holder.former
        } - set(row.entities)
        span = _span(memory, index, row.start, at + 1)
        if len(holders) == 1:
            yield Referring(index, row.start, at + 1, at, span, (holders.pop(),), "person", "office")
        elif not holders:
            yield Referring(index, row.start, at + 1, at, span, (state,), "country", "description", group=True)


def _state_of(memory: Memory, person: str) -> str:
    """The state a person leads, or empty."""
    states = {
        holder.office.organization
        for holder in memory.holders
        if holder.person == person and leads(holder.office) and holder.office.organization.startswith("country/")
    }
    return states.pop() if len(states) == 1 else ""


def _span(memory: Memory, index: int, start: int, end: int) -> Span:
    tokens = memory.graphs[index].tokens
    return Span(tokens[start].span.start, tokens[end - 1].span.end)
