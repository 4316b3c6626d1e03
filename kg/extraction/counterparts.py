"""Descriptions that lean on another person: "his French counterpart", "the X administration"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.memory import Memory
from kg.extraction.offices import Holder, leads
from kg.extraction.scene import Referring
from kg.model import Span

_GOVERNMENTS: Final = frozenset({"administration", "government", "regime"})


def administrations(memory: Memory, index: int) -> Iterator[Referring]:
    """A leader's government is the state: "the X administration"."""
    marked = memory.names[index].marked
    for row in list(memory.rows[index]):
        if row.kind != "person" or row.how not in {"name", "surname"} or row.end >= len(marked.lower):
            continue
        at = row.end + (marked.letters[row.end] == "P")
        if at >= len(marked.lower) or marked.lower[at] not in _GOVERNMENTS:
            continue
        states = {
            holder.office.organization
            for holder in memory.holders
            if holder.person == row.entities[0]
            and leads(holder.office)
            and holder.office.organization.startswith("country/")
        }
        if len(states) == 1:
            span = Span(row.span.start, marked.tokens[at].span.end)
            yield Referring(index, row.start, at + 1, at, span, (states.pop(),), "country", "institution")


def counterparts(memory: Memory, index: int) -> Iterator[Referring]:
    """Counterparts: the one named in apposition, else who holds the same office there, else people of the state."""
    found = memory.names[index]
    marked = found.marked
    for at, word in enumerate(marked.lower):
        opposite = word == "number" and marked.lower[max(at - 1, 0)] == "opposite"  # "his Togolese opposite number, X"
        if word != "counterpart" and not opposite:
            continue
        person = _appositive(memory, index, at)
        if person is None:
            person = _same_office_there(memory, index, at)
        start = at - 1 if opposite else at
        while start > 0 and marked.letters[start - 1] in "GMPQ-" and at - start < 4 + opposite:
            start -= 1
        span = Span(marked.tokens[start].span.start, marked.tokens[at].span.end)
        if person is not None:
            memory.rows[index] = [row for row in memory.rows[index] if not (row.group and row.head == at)]
            yield Referring(index, start, at + 1, at, span, (person,), "person", "description")
            continue
        country = _country_in(memory, index, start, at)
        if country is not None and not any(row.head == at for row in memory.rows[index]):
            yield Referring(index, start, at + 1, at, span, (country,), "country", "description", group=True)


def counterpart_offices(memory: Memory, index: int, described: Sequence[Referring]) -> Iterator[Holder]:
    """The offices that counterparts hold by being so called: a minister's counterpart is a minister there."""
    for row in described:
        if row.kind != "person" or row.how != "description":
            continue
        country = _country_in(memory, index, row.start, row.end)
        owners = [
            other.entities[0]
            for other in memory.rows[index]
            if other.kind == "person" and other.how == "possessive" and other.start == row.start
        ]
        for holder in memory.holders:
            if country is not None and holder.person in owners and not holder.former:
                yield Holder(row.entities[0], replace(holder.office, organization=country), former=False, derived=True)


def _appositive(memory: Memory, index: int, at: int) -> str | None:
    """The person named right behind "counterpart", after a comma or a title or nothing."""
    marked = memory.names[index].marked
    start = at + 1
    if start < len(marked.letters) and marked.letters[start] == ",":
        start += 1
    for row in sorted(memory.rows[index], key=lambda row: (row.start, row.end)):
        if (
            row.kind == "person"
            and row.how in {"name", "surname"}
            and row.start >= start
            and set(marked.letters[start : row.start]) <= set("GHMRP.-")
        ):
            return row.entities[0]
    return None


def _country_in(memory: Memory, index: int, start: int, end: int) -> str | None:
    """The state named in a stretch of tokens."""
    rows = [row for row in memory.rows[index] if row.kind == "country" and start <= row.start and row.end <= end]
    return rows[0].entities[0] if rows else None


def _same_office_there(memory: Memory, index: int, at: int) -> str | None:
    """The holder, in the state named with "counterpart", of the office that the possessor has at home."""
    start = max(0, at - 6)
    country = _country_in(memory, index, start, at)
    owners = [
        row for row in memory.rows[index] if row.kind == "person" and len(row.entities) == 1 and start <= row.start < at
    ]
    if country is None or not owners:
        return None
    owner = max(owners, key=lambda row: row.start).entities[0]
    offices = [holder.office for holder in memory.holders if holder.person == owner and not holder.former]
    fitting = {
        holder.person
        for holder in memory.holders
        for office in offices
        if holder.person != owner
        and holder.office.organization == country
        and holder.office.head == office.head
        and holder.office.words == office.words
        and not holder.former
    }
    return next(iter(fitting)) if len(fitting) == 1 else None
