"""Whether two articles tell of one event: what speaks for it, and what excludes it.

The decision looks at the two tellings and at what their entities are, at nothing else. Points are given for the date,
the participants, the place, the number in a series, a concept in common and an equal unsettled status; from `ENOUGH`
on, with the date, series or place among them, the two are linked. What excludes: the same article (its reader told
them apart), another type, dates without a common day, places of which none can lie in another, other ordinals of a
series, participants on both sides whom the other side does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.model import KnownEntity
    from kg.resolution.tellings import Telling
    from kg.schema.model import EventType

ENOUGH: Final = 5
"""Points from which on two tellings are linked."""
SURE: Final = 8
"""Points from which on a link holds even where another competes with it."""
COPIED: Final = 20
"""Strength of a link between copies that say the same in the same words."""

DAY, WEEK, _MONTH = 1, 8, 100  # spans of days, at most, that count as a day, a week, a month or season
_NEAR_PUBLICATION: Final = 14  # days between two articles that may announce or report the same without a date
_SLIP: Final = 3  # days by which articles may differ on the same number of a series in the same place
_QUOTE_DAYS: Final = 7
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """Points for what two tellings have in common; ``copied`` when they are copies of the same words."""

    date: int = 0
    participants: int = 0
    place: int = 0
    series: int = 0
    concept: int = 0
    status: int = 0
    copied: bool = False

    @property
    def strength(self) -> int:
        """All points."""
        points = self.date + self.participants + self.place + self.series + self.concept + self.status
        return points + COPIED if self.copied else points


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of entities beyond one telling: whom they act for, and where they lie."""

    acts_for: Mapping[str, frozenset[str]]
    within: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, entities: Iterable[KnownEntity], acts_for: Mapping[str, frozenset[str]]) -> Surroundings:
        """Read them off the resolved entities."""
        known = list(entities)
        return cls(
            acts_for,
            {entity.id: entity.within for entity in known if entity.within and entity.kind is EntityKind.PLACE},
            {entity.id: entity.name for entity in known},
        )

    def same_side(self, first: str, second: str) -> bool:
        """Whether one acts for the other: a minister and the state, a ministry and the state."""
        return second in self.acts_for.get(first, ()) or first in self.acts_for.get(second, ())

    def chain(self, place: str) -> list[str]:
        """A place and what it lies in, nearest first."""
        chain = [place]
        while (outer := self.within.get(chain[-1], "")) and outer not in chain:
            chain.append(outer)
        return chain


class Exclusion(StrEnum):
    """Why two tellings cannot be one event."""

    ARTICLE = "one article tells of both and tells them apart"
    TYPE = "they are of different types"
    WORDS = "the words quoted differ"
    SERIES = "they have different numbers of a series"
    CONCEPT = "one says what the other excludes"
    PLACE = "the places lie apart"
    ROLE = "a role is filled by others in each"
    DATE = "the dates have no day in common"
    STRANGERS = "each has participants whom the other does not know"


def exclusion(a: Telling, b: Telling, around: Surroundings) -> Exclusion | None:
    """Why the two cannot be one event, were they told by different articles; None where they could."""
    if a.type.iri != b.type.iri:
        return Exclusion.TYPE
    if a.literals != b.literals:
        return Exclusion.WORDS
    if a.series and b.series and a.series.isdisjoint(b.series):
        return Exclusion.SERIES
    if _other_concept(a, b):
        return Exclusion.CONCEPT
    if not _days_meet(a, b) and not _slipped(a, b, around):
        return Exclusion.DATE
    if _place(a, b, around) < 0:
        return Exclusion.PLACE
    if not _meet(a.fillers, b.fillers, around):
        return Exclusion.ROLE
    if all(_strangers(a, b, around)) and not (_shared_persons(a, b) >= _PAIR and _width(a, b) == DAY):
        return Exclusion.STRANGERS
    return None


def excluded(a: Telling, b: Telling, around: Surroundings) -> bool:
    """Whether the two cannot be one event."""
    return a.article == b.article or exclusion(a, b, around) is not None


def are_copies(a: Telling, b: Telling) -> bool:
    """Whether copies of one story tell it in the same words."""
    return a.group == b.group and a.triggers == b.triggers and a.dates == b.dates and a.agents == b.agents


def _other_concept(a: Telling, b: Telling) -> bool:
    """Whether a role that takes one concept of a scheme has another one in each."""
    roles = [role.iri for role in a.type.roles if role.scheme and role.maximum == 1]
    pairs = [(a.concepts[role], b.concepts[role]) for role in roles if role in a.concepts and role in b.concepts]
    return any(mine.isdisjoint(yours) for mine, yours in pairs)


def agreement(a: Telling, b: Telling, around: Surroundings, *, copied: bool = False) -> Agreement | None:
    """What links the two, or None where that is not enough. Ask `exclusion` first.

    Args:
        a: of one article.
        b: of another.
        around: what is known of the entities.
        copied: whether they are copies (`are_copies`), whom much less suffices.
    """
    points = in_common(a, b, around, copied=copied)
    if not points.participants and not points.copied:
        return None
    if a.literals and not points.copied:
        return _quoted(a, b)
    # "their summit in Geneva" years later is still that summit; "talks in Geneva", without a date, may be any.
    named = (
        _shared_persons(a, b) >= _PAIR
        and points.place == _SAME_PLACE
        and bool(points.concept)
        and (a.when is None) != (b.when is None)
    )
    if points.copied:
        return points
    if not (points.date or points.series or named):
        return None
    if min(len(a.agents), len(b.agents)) < least_parties(a.type) and not (_width(a, b) == DAY and points.place):
        return None
    return points if points.strength >= ENOUGH else None


def in_common(a: Telling, b: Telling, around: Surroundings, *, copied: bool = False) -> Agreement:
    """The points for what the two have in common, whether or not that is enough."""
    return Agreement(
        date=_date(a, b),
        participants=_participants(a, b, around),
        place=_place(a, b, around),
        series=3 if a.series and not a.series.isdisjoint(b.series) else 0,
        concept=int(any(not a.concepts[role].isdisjoint(b.concepts.get(role, ())) for role in a.concepts)),
        status=int(not a.happened and not b.happened and _statuses(a) == _statuses(b)),
        copied=copied,
    )


_SAME_PLACE: Final = 3


def _place(a: Telling, b: Telling, around: Surroundings) -> int:
    """3 the same place, 2 the same country or one within the other, 0 unknown, -1 apart."""
    if not a.places or not b.places:
        return 0
    best = -1
    for mine, yours in product(sorted(a.places), sorted(b.places)):
        left, right = around.chain(mine), around.chain(yours)
        if mine == yours:
            best = max(best, 2 if mine.startswith(f"{EntityKind.COUNTRY}/") else _SAME_PLACE)
        elif around.names[mine] == around.names[yours] and (mine in right or yours in left or left[1:] == right[1:]):
            best = max(best, _SAME_PLACE)  # a city-state, once as a city
        elif mine in right or yours in left:
            best = max(best, 2)
        elif not (_known(left) and _known(right)):
            best = max(best, 0)
    return best


def _known(chain: list[str]) -> bool:
    """Whether it is known where in the world a place lies."""
    return chain[-1].startswith(f"{EntityKind.COUNTRY}/")


def _meet(mine: Mapping[str, frozenset[str]], yours: Mapping[str, frozenset[str]], around: Surroundings) -> bool:
    """Whether every role that both fill has a filler in common."""
    return all(
        any(x == y or around.same_side(x, y) for x, y in product(mine[role], yours[role]))
        for role in mine
        if role in yours
    )


def _strangers(a: Telling, b: Telling, around: Surroundings) -> tuple[int, int]:
    """How many participants of each the other does not know, in roles that it fills or that must be filled."""
    return _unknown(a, b, around), _unknown(b, a, around)


def _unknown(a: Telling, b: Telling, around: Surroundings) -> int:
    needed = {role.iri for role in a.type.roles if role.minimum}
    others = b.agents
    return len(
        {
            who
            for role, fillers in a.fillers.items()
            if role in needed or role in b.fillers
            for who in fillers
            if who not in others and not any(around.same_side(who, other) for other in others)
        }
    )


def _participants(a: Telling, b: Telling, around: Surroundings) -> int:
    """3 two named in common; 2 the one of one, two countries, or one named and the rest on the same sides; 1 sides."""
    shared = a.agents & b.agents
    named = _shared_persons(a, b)
    strangers = sum(_strangers(a, b, around))
    sides = any(around.same_side(x, y) for x, y in product(a.agents - shared, b.agents - shared))
    if named >= _PAIR:
        points = 3
    elif strangers and least_parties(a.type) >= _PAIR:
        # states among more states may be another event; a single party may be all that an article tells of
        points = 2 if shared and min(len(a.agents), len(b.agents)) == 1 else 0
    elif len(shared) >= _PAIR or (named and (sides or least_parties(a.type) < _PAIR)):
        points = 2
    else:
        points = 1 if shared or sides else 0
    return max(points - strangers, 1) if points else 0


def _shared_persons(a: Telling, b: Telling) -> int:
    country = f"{EntityKind.COUNTRY}/"
    return sum(not who.startswith(country) for who in a.agents & b.agents)


def least_parties(event_type: EventType) -> int:
    """How many participants an event of the type has at least."""
    return sum(role.minimum for role in event_type.roles if role.agent)


def _days_meet(a: Telling, b: Telling) -> bool:
    if a.dates and b.dates and (a.when is None or b.when is None):
        return any(edtf.compatible(x, y) for x, y in product(a.dates, b.dates))
    return _gap(a.days, b.days) <= 0


def _gap(mine: tuple[date | None, date | None], yours: tuple[date | None, date | None]) -> int:
    """Days by which two stretches of time miss each other; not positive where they meet."""
    gaps = [
        (start - end).days
        for start, end in ((mine[0], yours[1]), (yours[0], mine[1]))
        if start is not None and end is not None
    ]
    return max(gaps, default=0)


def _slipped(a: Telling, b: Telling, around: Surroundings) -> bool:
    """The same number of a series, between the same persons, in the same place: articles may differ by days."""
    return (
        not a.series.isdisjoint(b.series)
        and _shared_persons(a, b) >= _PAIR
        and _place(a, b, around) == _SAME_PLACE
        and _gap(a.days, b.days) <= _SLIP
    )


def _width(a: Telling, b: Telling) -> int:
    """Days of the wider of two stated dates; 0 where one has none or is open."""
    if a.when is None or b.when is None:
        return 0
    widths = []
    for text in (a.when, b.when):
        start, end = edtf.bounds(text)
        if start is None or end is None:
            return 0
        widths.append((end - start).days + 1)
    return max(widths)


def _date(a: Telling, b: Telling) -> int:
    """4 the same day or few days, 3 the same week, 2 the same month, 1 the time news usually means, 0 nothing."""
    if a.dates and b.dates:
        return _both_dated(a, b)
    if not a.dates and not b.dates:
        return int(a.happened == b.happened and _published_near(a, b, _NEAR_PUBLICATION))
    dated, undated = (a, b) if a.dates else (b, a)
    start, end = dated.days
    if undated.likely is None or start is None or end is None or (end - start).days > _MONTH:
        return 0
    return int(_gap(undated.likely, (start, end)) <= 0)


def _both_dated(a: Telling, b: Telling) -> int:
    if a.when is None or b.when is None:
        return 1  # an article that contradicts itself
    width = _width(a, b)
    if not width or width > _MONTH or _gap(a.days, b.days) > 0:
        return 0
    if width == DAY or (width <= WEEK and a.when == b.when):
        return 4
    return 3 if width <= WEEK else 2


def _published_near(a: Telling, b: Telling, days: int) -> bool:
    known = None not in a.published and None not in b.published
    return known and _gap(a.published, b.published) <= days


def _statuses(a: Telling) -> frozenset[str]:
    return frozenset(status for _, status in a.triggers)


def _quoted(a: Telling, b: Telling) -> Agreement | None:
    """The same words of the same speaker are one event only if said, or at least reported, in the same days."""
    near = _date(a, b) > 1 or _published_near(a, b, _QUOTE_DAYS)
    if a.literals != b.literals or not a.agents & b.agents or not near:
        return None
    return Agreement(date=4, participants=3, concept=1)
