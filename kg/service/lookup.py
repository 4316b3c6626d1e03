"""From a name as typed to the thing meant: never a guess.

The full name wins; else an alias or part of a name that only one thing bears. Persons, places and organizations come
before events and articles, whose labels are made of their names. Several: the choices. None: the nearest names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kg.errors import AmbiguousNameError, UnknownNameError
from kg.names import AlikeWords, fold, is_surname_of, similarity, tokens
from kg.vocabulary import Dip, local_name

NEAREST = 5  # names told when none fits
LIKENESS = 0.7  # below, a name is not near: two persons who share a given name alone
_LOOKED_AT = 1_000  # things, for the nearest names
_LONGEST = 100  # characters of a name that is none
_WORDS = 8  # of it
LABELLED = (local_name(Dip.Event), local_name(Dip.Article))  # kinds whose names are made of others' names

PERSON = local_name(Dip.Person)
PLACES = frozenset(local_name(iri) for iri in (Dip.Place, Dip.Country))
ENTITIES = (PERSON, *(local_name(iri) for iri in (Dip.Organization, Dip.Country, Dip.Place)))

_CHOICE = re.compile(r".*<(?P<iri>[^<>]+)>", re.DOTALL)  # how homonyms are told apart


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that has names: ``kind`` is the local name of its class, ``name`` the label, ``aliases`` other forms."""

    iri: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()


class NameIndex:
    """Looks names up among a store's entities, events and articles.

    Args:
        things: everything that can be asked for by name, in any order.
    """

    def __init__(self, things: Iterable[Named]) -> None:
        self.things = tuple(sorted(things, key=lambda thing: (thing.name, thing.iri)))
        self._by_iri = {thing.iri: thing for thing in self.things}
        self._exact: dict[str, dict[str, Named]] = {}
        self._alias: dict[str, dict[str, Named]] = {}
        self._part: dict[str, dict[str, Named]] = {}
        for thing in self.things:
            _put(self._exact, fold(thing.name), thing)
            for alias in thing.aliases:
                _put(self._alias, fold(alias), thing)
            for name in (thing.name, *thing.aliases):
                for part in tokens(name):
                    _put(self._part, part, thing)

    def get(self, iri: str) -> Named | None:
        """The thing of an IRI, if any."""
        return self._by_iri.get(iri)

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named:
        """The one thing that is called so.

        Args:
            name: full name, alias, part of a name, IRI, or a choice of an earlier ``AmbiguousNameError``; case,
                accents and hyphens do not matter.
            kinds: kinds to look among; empty for all.

        Raises:
            AmbiguousNameError: several are called so; carries their full names.
            UnknownNameError: none is; carries the nearest names.
        """
        choice = _CHOICE.fullmatch(name)
        for iri in (name, choice["iri"] if choice else ""):
            if iri in self._by_iri and (not kinds or self._by_iri[iri].kind in kinds):
                return self._by_iri[iri]
        called = self._called(name)
        entities = [thing for thing in called if thing.kind not in LABELLED]
        for candidates in (list(self._exact.get(fold(name), {}).values()), entities, called):
            fitting = [thing for thing in candidates if not kinds or thing.kind in kinds]
            if len(fitting) == 1:
                fitting += self._fuller(fitting[0])
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                raise AmbiguousNameError(name, choices=_choices(fitting))
        raise UnknownNameError(name, nearest=self.nearest(name, kinds=kinds))

    def search(self, words: str, *, kinds: Sequence[str] = (), limit: int = 20) -> tuple[Named, ...]:
        """Things whose names hold all the words (the last one may be unfinished), alphabetically."""
        wanted = tokens(words)
        if not wanted:
            return ()
        found = [
            thing
            for thing in self.things
            if (not kinds or thing.kind in kinds)
            and any(_holds(tokens(name), wanted) for name in (thing.name, *thing.aliases))
        ]
        return tuple(found[:limit])

    def nearest(self, name: str, *, kinds: Sequence[str] = ()) -> tuple[str, ...]:
        """The names closest to one that is not there, best first.

        Only things with a word spelt like one of the name are looked at closely: of very many the thousand likest.
        """
        name = name[:_LONGEST]
        scored = {
            thing.name: max(similarity(name, other) for other in (thing.name, *thing.aliases))
            for thing in self._near(name)
            if not kinds or thing.kind in kinds
        }
        best = sorted((-score, near) for near, score in scored.items() if score >= LIKENESS)
        return tuple(near for _, near in best[:NEAREST])

    def _near(self, name: str) -> list[Named]:
        """Things with words spelt like those of a name, the likest first; entities before what is named after them."""
        marks: Counter[str] = Counter()
        for word in [*dict.fromkeys(tokens(name))][:_WORDS]:
            likeness: dict[str, float] = {}
            for other, like in self._spelling.near(word):
                for iri in islice(self._part[other], _LOOKED_AT):
                    likeness[iri] = max(like, likeness.get(iri, 0.0))
            marks.update(likeness)
        things = [(self._by_iri[iri], mark) for iri, mark in marks.items()]
        things.sort(key=lambda pair: (-pair[1], pair[0].kind in LABELLED, pair[0].name, pair[0].iri))
        return [thing for thing, _ in things[:_LOOKED_AT]]

    @cached_property
    def _spelling(self) -> AlikeWords:
        return AlikeWords(self._part)

    def _fuller(self, thing: Named) -> list[Named]:
        """Persons whose surname is the whole name of one: news may mean any of them."""
        if thing.kind != PERSON or len(tokens(thing.name)) != 1:
            return []
        return [
            other
            for other in self._part.get(fold(thing.name), {}).values()
            if other.kind == PERSON and is_surname_of(thing.name, other.name)
        ]

    def _called(self, name: str) -> list[Named]:
        """Things with this alias, or whose name holds all its words."""
        found = dict(self._alias.get(fold(name), {}))
        parts = tokens(name)
        if parts:
            holding = [self._part.get(part, {}) for part in parts]
            common = set(holding[0]).intersection(*holding[1:])
            found.update({iri: holding[0][iri] for iri in common})
        return sorted(found.values(), key=lambda thing: (thing.name, thing.iri))


def _put(index: dict[str, dict[str, Named]], key: str, thing: Named) -> None:
    """Add once."""
    index.setdefault(key, {})[thing.iri] = thing


def _holds(have: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether every wanted word is there, the last one perhaps only begun."""
    *whole, last = wanted
    return all(word in have for word in whole) and any(word.startswith(last) for word in have)


def _choices(things: Sequence[Named]) -> tuple[str, ...]:
    """Full names; homonyms, and a name that is part of another choice, are told apart by their IRIs."""
    names = [tokens(thing.name) for thing in things]

    def told(thing: Named) -> str:
        own = tokens(thing.name)
        shared = names.count(own) > 1 or (
            thing.kind == PERSON and len(own) == 1 and any(own[0] in name for name in names if name != own)
        )
        return f"{thing.name} <{thing.iri}>" if shared else thing.name

    return tuple(sorted(map(told, things)))
