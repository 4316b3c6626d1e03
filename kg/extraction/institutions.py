"""States that act through others: "the Iranian Foreign Ministry", "the U.S. government", "South Korean officials"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.marking import Marked, title_words
from kg.extraction.names import Name, SentenceNames
from kg.extraction.party_words import OWN_SIDE, is_stance
from kg.model import Span

_OWNERS: Final = frozenset({"state", "demonym", "people", "capital", "metonym", "union"})
_LONGEST: Final = 6
_PHRASE: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A noun phrase that stands for a state or one of its institutions.

    Attributes:
        role: ``organization`` (an institution), ``acting`` (the state itself), ``group`` (people of the state).
        owner: the name of the state in it. name: heading of an organ of state ("Foreign Ministry"); empty for
        others, which keep their name as written.
    """

    start: int
    end: int
    head: int
    span: Span
    role: str
    owner: Name
    name: str = ""


def institutions(found: SentenceNames) -> tuple[Unit, ...]:
    """The units of a sentence, in order."""
    marked = found.marked
    persons = {index for name in found.names if name.kind == "person" for index in range(name.start, name.end)}
    units = []
    for name in found.names:
        if name.match is None or name.match.entry.kind not in _OWNERS:
            continue
        unit = _headed(marked, name, persons) or _of(marked, name)
        if unit is not None:
            units.append(unit)
    return tuple(units)


def _headed(marked: Marked, owner: Name, persons: set[int]) -> Unit | None:
    """Owner, modifiers, head noun: "North Korea's Foreign Ministry", "senior French official"."""
    lists, lower, tokens = title_words(), marked.lower, marked.tokens
    if is_stance(tokens, owner.start):
        return None
    index = owner.end
    if index < len(tokens) and marked.letters[index] == "P":
        index += 1
    first = index
    while index < len(tokens) and index - first < _LONGEST:
        if index in persons or marked.entries[index] is not None or marked.letters[index] in ",SPADQWV.":
            break
        if marked.letters[index] == "-" or lower[index] in {"of", "for", "in"}:
            break
        if tokens[index].upos not in _PHRASE and marked.letters[index] not in "MHEN":
            break
        index += 1
    if index == first:
        return None
    names_person = index in persons
    last = index - 1
    word = lower[last]
    if not OWN_SIDE.isdisjoint(lower[first:last]):
        return None  # "Peruvian opposition leaders"
    if word in lists["acting"]:
        return _unit(marked, owner, last, "acting")
    if (
        word in lists["group"] or (marked.letters[last] == "H" and tokens[last].upos in {"NOUN", "PROPN"})
    ) and not names_person:
        return _unit(marked, owner, last, "group")
    organs = [at for at in range(first, index) if lower[at] in lists["organ"]]
    if not organs:
        return None
    at = organs[-1]
    last = _whole(marked, at, index)
    if lower[at] in lists["acting"] and tokens[at].form.islower():
        return None
    if tokens[at].form.islower() and at != index - 1:
        return None
    heading = " ".join(tokens[which].form for which in range(first, max(at, last) + 1))
    if lower[at] not in lists["state_organ"]:
        if tokens[at].form.islower():
            return None
        heading = ""
    unit = _unit(marked, owner, max(at, last), "organization", heading)
    return replace(unit, head=at)


def _whole(marked: Marked, organ: int, index: int) -> int:
    """Last token of an institution's name: "Ministry of Foreign Affairs" after its organ."""
    if organ != index - 1 or index + 1 >= len(marked.lower) or marked.lower[index] != "of":
        return organ
    at = index + 1
    while (
        at < len(marked.lower)
        and marked.letters[at] in "MA"
        and (marked.letters[at] == "A" or marked.tokens[at].form[0].isupper())
    ):
        at += 1
    while marked.letters[at - 1] in "AO":
        at -= 1
    return at - 1


def _of(marked: Marked, owner: Name) -> Unit | None:
    """Head noun, "of", owner: "the government of Chad", "Ministry of Defence of Ukraine", "officials from Peru"."""
    lists, lower, letters, tokens = title_words(), marked.lower, marked.letters, marked.tokens
    index = owner.start - 1
    while index >= 0 and letters[index] == "D":
        index -= 1
    if index < 1 or lower[index] not in {"of", "from"}:
        return None
    head = index - 1
    word = lower[head]
    if word in lists["acting"] and lower[index] == "of":
        return _spanned(marked, owner, head, "acting", "")
    if word in lists["group"] and tokens[head].upos == "NOUN":
        return _spanned(marked, owner, head, "group", "")
    start = head
    while (
        start > 0
        and (letters[start] == "M" or (letters[start] in "OA" and letters[start - 1] in "MN"))
        and tokens[start].form[0].isupper() | (letters[start] in "OA")
    ):
        start -= 1
    if lower[start] in lists["organ"] and start < head and lower[start + 1] == "of" and tokens[start].form[0].isupper():
        heading = " ".join(token.form for token in tokens[start : head + 1])
        return _spanned(marked, owner, start, "organization", heading)
    if word in lists["organ"] and lower[index] == "of":
        first = head
        while (
            first > 0
            and letters[first - 1] == "M"
            and tokens[first - 1].form[0].isupper() == tokens[head].form[0].isupper()
        ):
            first -= 1
        heading = " ".join(token.form for token in tokens[first : head + 1])
        unit = _spanned(marked, owner, first, "organization", heading)
        return Unit(unit.start, unit.end, head, unit.span, unit.role, unit.owner, unit.name)
    return None


def _unit(marked: Marked, owner: Name, last: int, role: str, heading: str = "") -> Unit:
    """A unit that starts with its owner."""
    span = Span(owner.span.start, marked.tokens[last].span.end)
    return Unit(owner.start, last + 1, last, span, role, owner, heading)


def _spanned(marked: Marked, owner: Name, start: int, role: str, heading: str) -> Unit:
    """A unit that ends with its owner."""
    span = Span(marked.tokens[start].span.start, owner.span.end)
    return Unit(start, owner.end, start, span, role, owner, heading)
