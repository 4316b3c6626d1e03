"""Which tellings are worth comparing: pairs found through shared keys, far fewer than all pairs.

The keys are wide enough for every link that `kg.resolution.agreement` may find, and no wider than needed: two parties
and a month in common, one party only together with what alone could make that enough (a place, a day, a concept).
Within a month only tellings whose days meet are paired.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.model import EntityKind
from kg.resolution.agreement import DAY, WEEK, least_parties

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from datetime import date

    from kg.resolution.agreement import Surroundings
    from kg.resolution.tellings import Telling

_LONG: Final = 100  # days beyond which a date tells no more than none
_COUNTRY: Final = f"{EntityKind.COUNTRY}/"
_MONTH, _OTHER = True, False  # whether a key holds only for tellings whose days meet

Pair = tuple[int, int]


def find_pairs(tellings: Sequence[Telling], around: Surroundings) -> set[Pair]:
    """Pairs of indices, the lower first, that may be one event."""
    near: dict[Hashable, list[int]] = defaultdict(list)
    any_time: dict[Hashable, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for timed, key in set(_keys(telling, around)):
            (near if timed else any_time)[key].append(index)
    pairs = {pair for block in any_time.values() if len(block) > 1 for pair in combinations(block, 2)}
    stretches = [_stretch(telling) for telling in tellings]
    for block in near.values():
        if len(block) > 1:
            pairs.update(_meeting(block, stretches))
    return pairs


def _meeting(block: list[int], stretches: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """The pairs of a block whose stretches of days meet, by a sweep over their first days."""
    open_now: list[int] = []
    for index in sorted(block, key=lambda at: (stretches[at], at)):
        first, _ = stretches[index]
        open_now = [other for other in open_now if stretches[other][1] >= first]
        yield from ((min(index, other), max(index, other)) for other in open_now)
        open_now.append(index)


def _stretch(telling: Telling) -> tuple[int, int]:
    """First and last day, as ordinals, on which a telling may meet another."""
    start, end = telling.likely or telling.days
    return (start.toordinal() if start else 0, end.toordinal() if end else 10**7)


def _keys(telling: Telling, around: Surroundings) -> Iterator[tuple[bool, Hashable]]:
    kind, agents = telling.type.iri, sorted(telling.agents)
    if telling.literals:
        yield from ((_OTHER, (kind, who, text)) for who in agents for text in telling.literals)
        return
    yield _OTHER, (kind, telling.group, telling.agents)
    where = {around.names[place] for place in telling.places}
    forms = {value for values in telling.concepts.values() for value in values}
    named = [who for who in agents if not who.startswith(_COUNTRY)]
    for parties in combinations(named, 2):
        yield from ((_OTHER, (kind, *parties, place, form)) for place in where for form in forms)
    sides = sorted({side for who in agents for side in (who, *around.acts_for.get(who, ()))})
    months, pairs = tuple(_months(telling)), tuple(combinations(sides, 2))
    yield from ((_MONTH, (kind, month, *pair)) for pair in pairs for month in months)
    yield from ((_OTHER, (kind, number, *pair)) for pair in pairs for number in telling.series)
    for alone in _lone_keys(telling, around, months, forms):
        yield from ((_MONTH, (kind, side, *alone)) for side in sides)
    if _lone_type(telling):
        yield from ((_OTHER, (kind, number, side)) for side in sides for number in telling.series)
        yield from ((_MONTH, (kind, month, who)) for who in named for month in months)


def _lone_type(telling: Telling) -> bool:
    """Whether one party may be all that an event of the type has."""
    return least_parties(telling.type) < 2


def _lone_keys(
    telling: Telling, around: Surroundings, months: tuple[str, ...], forms: set[str]
) -> Iterator[tuple[Hashable, ...]]:
    """What, together with one side in common, could be enough."""
    regions = {around.names[around.chain(place)[-1]] for place in telling.places}
    limits = edtf.bounds(telling.when) if telling.when else (None, None)
    width = (limits[1] - limits[0]).days + 1 if limits[0] and limits[1] else 0
    if not _lone_type(telling):
        if width == DAY:
            yield from ((*limits, region) for region in regions)
        return
    for month in months:
        yield from ((month, "in", region) for region in regions)
        yield from ((month, "as", form) for form in forms)
        if 0 < width <= WEEK and not telling.happened:
            yield month, "due"
    if 0 < width <= WEEK:
        yield limits


def _months(telling: Telling) -> Iterator[str]:
    """The months the event may lie in, where that says something."""
    limits: list[tuple[date | None, date | None]] = [telling.likely or telling.days]
    if telling.dates and telling.when is None:
        limits += [edtf.bounds(text) for text in telling.dates]
    found: set[str] = set()
    for start, end in limits:
        if start is None or end is None or (telling.dates and (end - start).days > _LONG):
            continue
        year, month = start.year, start.month
        while (year, month) <= (end.year, end.month):
            found.add(f"{year}-{month}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    yield from sorted(found)
