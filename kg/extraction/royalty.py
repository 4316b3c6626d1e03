"""Rulers and heirs of one name: realm, rank and number tell them apart, and the name alone never joins them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.names import SentenceNames
from kg.extraction.people import Sighting
from kg.extraction.rival_offices import excluded
from kg.extraction.wordlists import ROYALTY
from kg.names import bare, plain


def royals_apart(group: Sequence[Sighting], names: Sequence[SentenceNames]) -> list[list[Sighting]]:
    """Sightings of one word, by person; those that may mean several of these persons are left out.

    Args:
        group: in order of text.
        names: of the article's sentences.
    """
    parts: list[list[Sighting]] = []
    for sighting in group:
        if _rank(sighting):
            part = next((part for part in parts if not any(_differ(sighting, other, names) for other in part)), None)
            if part is None:
                parts.append([sighting])
            else:
                part.append(sighting)
    if len(parts) < 2:
        return [list(group)]
    for sighting in group:
        number = _number(sighting)
        if number and not _rank(sighting):
            fitting = [part for part in parts if any(_number(other) == number for other in part)]
            if len(fitting) == 1:
                fitting[0].append(sighting)
    return parts


def _differ(one: Sighting, other: Sighting, names: Sequence[SentenceNames]) -> bool:
    """Whether two ranked names are two persons': of two realms, of two numbers, or a king's and a prince's."""
    realms = realm(one, names), realm(other, names)
    if all(realms):
        return realms[0] != realms[1] or _numbers_differ(one, other)
    titles = one.name.before, other.name.before
    if _numbers_differ(one, other) or titles[0] is None or titles[1] is None:
        return True
    return excluded(titles[0], [titles[1]]) or excluded(titles[1], [titles[0]])


def _numbers_differ(one: Sighting, other: Sighting) -> bool:
    numbers = _number(one), _number(other)
    return all(numbers) and numbers[0] != numbers[1]


def _rank(sighting: Sighting) -> str:
    """The rank in front of a name; empty for other titles and for none."""
    before = sighting.name.before
    return before.head if before is not None and before.head in ROYALTY else ""


def _number(sighting: Sighting) -> str:
    """What follows the bare name: "II"."""
    return " ".join(plain(sighting.name.text)[len(bare(sighting.name.text)) :]).lower()


def realm(sighting: Sighting, names: Sequence[SentenceNames]) -> str:
    """The state that the title names, or "of" behind the name; empty where none is said."""
    marked, before, end = names[sighting.sentence].marked, sighting.name.before, sighting.name.end
    places = list(range(*before.organization)) if before is not None and before.organization else []
    if marked.letters[end : end + 1] == "O":
        places.append(end + 1)
    found = (marked.entries[at] for at in places if at < len(marked.entries))
    return next((match.entry.name for match in found if match is not None), "")
