"""Persons whose article names them twice, once by a part of the name: the part joins the whole where only one fits."""

from __future__ import annotations

from collections.abc import Callable
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
    for fits in (_ends, _begins, _in_headline(document)):
        for person in list(persons):
            hosts = [other for other in persons if other is not person and fits(person, other)]
            if len(hosts) == 1:
                _take_in(hosts[0], person)
                persons.remove(person)


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


def _in_headline(document: Document) -> Callable[[Person, Person], bool]:
    """Whether a headline alone calls somebody by initials who may be another: "A.B. Cole" above "Amos Cole"."""

    def fits(person: Person, other: Person) -> bool:
        blocks = [document.sentences[sighting.sentence].block for sighting in person.sightings]
        return all(document.article.blocks[block].kind is BlockKind.HEADLINE for block in blocks) and any(
            may_abbreviate(form, longer) for form in person.forms for longer in other.forms
        )

    return fits


def _forms(person: Person) -> list[list[str]]:
    return [fold(form).split() for form in person.forms]
