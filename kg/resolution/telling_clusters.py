"""The tellings of all articles, grouped by event.

Tellings of different articles that say the same are taken together first, so an event that a thousand articles tell in
thirty ways costs thirty comparisons with itself, not a thousand. Whether two ways of telling are one event depends on
the two and on what their entities are; a memory keeps the verdict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kg.resolution.agreement import SURE, agreement, are_copies, exclusion
from kg.resolution.candidates import find_pairs
from kg.resolution.clusters import Link, cluster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolution.agreement import Surroundings
    from kg.resolution.memory import Memory
    from kg.resolution.tellings import Telling


class _Same(NamedTuple):
    """What tellings of one way have in common: what they say and, where that is not enough, their very words."""

    number: int
    words: Hashable


@dataclass(frozen=True, slots=True)
class _Way:
    """Tellings that say the same in different articles.

    Attributes:
        number: the same for all that is compared alike, whoever tells it.
        words: copies and trigger words of each telling: what copies are told by.
        limited: a judgement keeps it, a single telling, apart from another.
    """

    number: int
    tellings: tuple[Telling, ...]
    articles: frozenset[str]
    words: frozenset[Hashable]
    limited: bool

    @property
    def first(self) -> Telling:
        """Stands for all of them."""
        return self.tellings[0]


@dataclass(frozen=True, slots=True)
class Decided:
    """What judgements keep apart: whether a telling is kept apart from any, and whether two are from each other."""

    limited: Callable[[Telling], bool] = lambda _telling: False
    apart: Callable[[Telling, Telling], bool] = lambda _one, _other: False


def cluster_tellings(
    tellings: Sequence[Telling], around: Surroundings, memory: Memory, decided: Decided | None = None
) -> list[tuple[Telling, ...]]:
    """The tellings, grouped by event.

    Args:
        tellings: in order of article and number.
        around: what is known of the entities.
        memory: of earlier calls.
        decided: what judgements keep apart.
    """
    decided = decided or Decided()
    ways = _ways(tellings, around, memory, decided)

    def excludes(left: int, right: int) -> bool:
        a, b = sorted((ways[left], ways[right]), key=lambda way: way.number)
        if not a.articles.isdisjoint(b.articles) or (a.limited and b.limited and decided.apart(a.first, b.first)):
            return True
        return memory.recall(("excluded", a.number, b.number), lambda: exclusion(a.first, b.first, around) is not None)

    def strength(left: int, right: int) -> int:
        a, b = sorted((ways[left], ways[right]), key=lambda way: way.number)
        if not a.words.isdisjoint(b.words) and (pair := _copied(a, b)):
            found = agreement(*pair, around, copied=True)
            return found.strength if found else 0
        return memory.recall(("strength", a.number, b.number), lambda: _strength(a.first, b.first, around))

    links = [
        Link(found, left, right)
        for left, right in find_pairs([way.first for way in ways], around)
        if not excludes(left, right) and (found := strength(left, right))
    ]
    groups = cluster(len(ways), links, excludes, sure=SURE)
    told = (tuple(telling for index in group for telling in ways[index].tellings) for group in groups)
    return sorted((tuple(sorted(group, key=_name)) for group in told), key=lambda group: _name(group[0]))


def _name(telling: Telling) -> tuple[str, int]:
    return telling.article, telling.number


def _strength(a: Telling, b: Telling, around: Surroundings) -> int:
    """How well founded the link of two tellings of unrelated articles is; 0 for none."""
    found = agreement(a, b, around)
    return found.strength if found else 0


def _copied(a: _Way, b: _Way) -> tuple[Telling, Telling] | None:
    """Two tellings of the two ways that are copies of each other."""
    return next(((one, other) for one in a.tellings for other in b.tellings if are_copies(one, other)), None)


def _ways(tellings: Sequence[Telling], around: Surroundings, memory: Memory, decided: Decided) -> list[_Way]:
    """The ways of telling, in order of their first telling.

    Tellings that say the same form one way if that is enough to link them, or if they are copies. By itself stands what
    an article says twice, of two events, and what a judgement keeps apart from something.
    """
    numbers = _Numbers(around, memory)
    alike: dict[_Same, list[Telling]] = defaultdict(list)
    for telling in tellings:
        number = numbers.of(telling)
        enough = memory.recall(("self", number), partial(_strength, telling, telling, around))
        alike[_Same(number, None if enough else _words(telling))].append(telling)
    ways: list[_Way] = []
    for same, members in alike.items():
        told = Counter(telling.article for telling in members)
        alone = [telling for telling in members if told[telling.article] > 1 or decided.limited(telling)]
        apart = set(map(_name, alone))
        together = tuple(telling for telling in members if _name(telling) not in apart)
        for group in [together, *((telling,) for telling in alone)]:
            if group:
                articles = frozenset(telling.article for telling in group)
                limited = len(group) == 1 and decided.limited(group[0])
                ways.append(_Way(same.number, group, articles, frozenset(map(_words, group)), limited=limited))
    return sorted(ways, key=lambda way: _name(way.first))


def _words(telling: Telling) -> Hashable:
    return telling.group, telling.triggers


class _Numbers:
    """Numbers what is compared of a telling: equal numbers, equal verdicts."""

    def __init__(self, around: Surroundings, memory: Memory) -> None:
        self._around = around
        self._memory = memory
        self._entities: dict[str, int] = {}

    def of(self, telling: Telling) -> int:
        """The number of what a telling says, and of what its entities are."""
        undated = not telling.dates or bool(telling.literals)
        content = (
            telling.type.iri,
            frozenset((role, self._all(who)) for role, who in telling.fillers.items()),
            self._all(telling.places),
            frozenset(telling.concepts.items()),
            telling.literals,
            telling.dates,
            telling.happened,
            telling.forward,
            telling.series,
            frozenset(status for _, status in telling.triggers),
            telling.published if undated else None,
        )
        return self._memory.number(content)

    def _all(self, entities: frozenset[str]) -> frozenset[int]:
        return frozenset(map(self._entity, entities))

    def _entity(self, name: str) -> int:
        if name not in self._entities:
            around = self._around
            chain = tuple((place, around.names[place]) for place in around.chain(name))
            self._entities[name] = self._memory.number((name, around.acts_for.get(name), chain))
        return self._entities[name]
