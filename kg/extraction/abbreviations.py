"""Persons whose article names them twice, once by a part of the name: the part joins the whole where only one fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.extraction.people import Person
from kg.extraction.rival_offices import excluded
from kg.model import BlockKind, Document
from kg.names import SUFFIXES, fold, may_abbreviate

_FEWEST: Final = 2  # words: a single one is a surname or a given name


def fold_in_parts(persons: list[Person], document: Document) -> None:
    """Longer names take in what is their end, their beginning, or in a headline their initials, if only one does.

    Args:
        persons: of the article, by full name; those taken in leave the list.
        document: the article.
    """
    for fits, edge in ((_ends, -1), (_begins, 0)):
        _fold_in(persons, fits, edge)
    for person in [one for one in persons if _is_of_headlines(one, document)]:
        _join(persons, person, [other for other in persons if _has_initials_of(person, other)])


def _fold_in(persons: list[Person], fits: Callable[[Person, Person], bool], edge: int) -> None:
    """Fold names into longer ones that share their last (``edge`` -1) or first (0) word."""
    sharing: dict[str, dict[int, Person]] = {}
    for person in persons:
        for words in _forms(person):
            sharing.setdefault(words[edge], {})[id(person)] = person
    for person in list(persons):
        name = fold(person.name).split()
        near = sharing[name[edge]].values() if name else ()
        host = _join(persons, person, [other for other in near if fits(person, other)])
        if host is not None:
            for words in _forms(person):
                sharing[words[edge]].pop(id(person), None)
                sharing[words[edge]][id(host)] = host


def _join(persons: list[Person], person: Person, hosts: Sequence[Person]) -> Person | None:
    """Let a person be taken in by the only one of some hosts that is another; that one, or None."""
    others = [host for host in hosts if host is not person]
    if len(others) != 1:
        return None
    _take_in(others[0], person)
    persons.remove(person)
    return others[0]


def _take_in(host: Person, person: Person) -> None:
    """Give a person the names and sightings of another."""
    host.forms.extend(form for form in person.forms if form not in host.forms)
    host.sightings.extend(person.sightings)
    host.sightings.sort(key=lambda sighting: sighting.place)


def _ends(person: Person, other: Person) -> bool:
    """Whether a name is wholly the end of another's: "Min Thu" in "Khin Zaw Min Thu"."""
    words = fold(person.name).split()
    return len(words) >= _FEWEST and any(
        len(longer) > len(words) and longer[-len(words) :] == words for longer in _forms(other)
    )


def _begins(person: Person, other: Person) -> bool:
    """Whether a name is wholly the beginning of another's whose offices do not speak against it."""
    words = fold(person.name).split()
    begun = len(words) >= _FEWEST and any(
        len(longer) > len(words) and longer[: len(words)] == words and not set(longer[len(words) :]) & SUFFIXES
        for longer in _forms(other)
    )
    theirs = [title for _, title in other.titles()]
    return begun and not any(excluded(title, theirs) for _, title in person.titles())


def _is_of_headlines(person: Person, document: Document) -> bool:
    """Whether headlines alone name somebody."""
    blocks = {document.sentences[sighting.sentence].block for sighting in person.sightings}
    return all(document.article.blocks[block].kind is BlockKind.HEADLINE for block in blocks)


def _has_initials_of(person: Person, other: Person) -> bool:
    """Whether a person may be another called by initials: "A.B. Cole" above "Amos Cole"."""
    return any(may_abbreviate(form, longer) for form in person.forms for longer in other.forms)


def _forms(person: Person) -> list[list[str]]:
    return [words for words in (fold(form).split() for form in person.forms) if words]
