"""Persons while they are gathered: their names, their titles, where they were seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.extraction.names import Name
from kg.extraction.titles import Title
from kg.extraction.wordlists import ROYALTY, word_set
from kg.names import bare, plain, split_name

_SHORTEST_IN_CAPITALS: Final = 4

_SHEIKHS: Final = word_set("sheikh sheik shaikh")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One name of a person: sentence index and the name."""

    sentence: int
    name: Name
    peripheral: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """For sorting: sentence, first token."""
        return self.sentence, self.name.start


@dataclass(slots=True)
class Person:
    """Somebody, as far as gathered. ``forms`` are multi-word names; ``sightings`` in order of text."""

    forms: list[str] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form of the article, not in capitals if it can be; of two as full, the first."""
        return max(self.forms, key=lambda form: (not form.isupper(), len(bare(form)), -self.forms.index(form)))

    @property
    def display(self) -> str:
        """The name as an entity bears it: regnal names with their rank ("King Hussein"), others without titles."""
        words = " ".join(plain(self.name))
        if words.isupper() and len(words) > _SHORTEST_IN_CAPITALS:
            words = words.title()
        if len(bare(self.name)) > 1:
            return words
        for _, title in self.titles():
            if title.words and title.words[-1] in ROYALTY | _SHEIKHS and not title.possessor:
                return f"{title.words[-1].capitalize()} {words}"
        return words

    def titles(self) -> Iterator[tuple[int, Title]]:
        """Titles given with any of the names, with their sentences."""
        for sighting in self.sightings:
            for title in ((sighting.name.before,) if sighting.name.before else ()) + sighting.name.after:
                yield sighting.sentence, title


def parts_of(name: str) -> tuple[str, str]:
    """Family and given name, or two empty strings for a single name."""
    family, given = split_name(name)
    return (family, given) if given else ("", "")
