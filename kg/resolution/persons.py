"""Which persons of different articles are one.

Full names decide: equal, or one name in another order, spelling or transliteration (``kg.names.same_name``). Two
persons of one name stay apart when the states they serve are known and differ, their titles share no word, and
neither's articles name the other's state. Every two full names of one person must be the same name, so a chain of
likenesses glues nobody. Names that differ by an initial are two persons in an article that has both, and where articles
far apart in time give them one office; "X Jr." is X only by his office. A surname alone is nobody's name: it
joins a full name only with the same present office of the same organization or state, named by articles published
within half a year of each other, or where a copy of the same story gives the full name; and only if all that leads to
one person.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from kg import edtf, names
from kg.resolution.clusters import Link, cluster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import EntityRef
    from kg.resolution.appearances import Appearance

SAME_OFFICE_DAYS: Final = 183
"""How far apart two articles may be published for an office to mean the same holder."""

_TERM: Final = 4  # years
_LONGEST_OFFICE: Final = 2  # terms between articles beyond which two of almost one name are two holders of an office

Group = list["Appearance"]
Days = tuple[date, date]


def group_persons(persons: Sequence[Appearance]) -> list[Group]:
    """The persons, grouped by who they are."""
    full = [person for person in persons if is_full(person.entity.name)]
    short = [person for person in persons if not is_full(person.entity.name)]
    groups = _by_full_name(full)
    return _with_surnames(groups, short)


def is_full(name: str) -> bool:
    """Whether a name is more than a surname."""
    return names.has_given_name(name)


@dataclass(frozen=True, slots=True, order=True)
class _Signature:
    """What of an appearance bears on who it is.

    ``apart`` names those of one article that its reader told apart. ``years`` is told of who has an office: in which
    stretch of years the article was published.
    """

    form: str
    states: tuple[str, ...]
    titles: tuple[str, ...]
    generation: int = 0
    years: int = 0
    apart: tuple[str, str] = ("", "")


def _by_full_name(persons: Sequence[Appearance]) -> list[Group]:
    told_apart = _told_apart(persons)
    alike: dict[_Signature, Group] = defaultdict(list)
    for person in persons:
        apart = (person.ref.article, person.ref.key) if person.ref in told_apart else ("", "")
        days = _days(person) if person.titles else None
        signature = _Signature(
            _form(person),
            tuple(sorted(person.states)),
            tuple(sorted(person.titles)),
            names.generation(person.entity.name),
            days[0].year // _TERM if days else 0,
            apart,
        )
        alike[signature].append(person)
    nodes = sorted(alike)
    written = [min(person.entity.name for person in alike[node]) for node in nodes]
    context = [frozenset[str]().union(*(person.countries for person in alike[node])) for node in nodes]

    def excludes(left: int, right: int) -> bool:
        a, b = nodes[left], nodes[right]
        if not names.same_name(written[left], written[right]):
            return True
        terms = abs(a.years - b.years) if a.years and b.years else 0
        fuller = terms > _LONGEST_OFFICE and names.by_initial(written[left], written[right])
        if fuller and not set(a.titles).isdisjoint(b.titles):
            return True  # two presidents of almost one name
        if a.generation != b.generation and set(a.titles).isdisjoint(b.titles):
            return True  # "X Jr." is not X, if not by his office
        if a.apart[0] and a.apart[0] == b.apart[0]:
            return True
        states = not a.states or not b.states or not set(a.states).isdisjoint(b.states)
        titles = not set(a.titles).isdisjoint(b.titles)
        near = not context[left].isdisjoint(b.states) or not context[right].isdisjoint(a.states)
        return not (states or titles or near)

    blocks: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(written):
        for key in names.likeness_keys(name):
            blocks[key].append(index)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    links = [
        Link(_strength(nodes[left], nodes[right]), left, right) for left, right in pairs if not excludes(left, right)
    ]
    return [
        [person for index in group for person in alike[nodes[index]]] for group in cluster(len(nodes), links, excludes)
    ]


def _told_apart(persons: Sequence[Appearance]) -> set[EntityRef]:
    """Those whom an article tells apart although their names are one, or one but for an initial."""
    beside: dict[str, Group] = defaultdict(list)
    for person in persons:
        beside[person.ref.article].append(person)
    found: set[EntityRef] = set()
    for group in beside.values():
        blocks: dict[str, Group] = defaultdict(list)
        for person in group:
            for key in names.likeness_keys(person.entity.name):
                blocks[key].append(person)
        for block in blocks.values():
            for first, second in combinations(block, 2):
                one, other = first.entity.name, second.entity.name
                if _form(first) == _form(second) or (names.same_name(one, other) and names.by_initial(one, other)):
                    found |= {first.ref, second.ref}
    return found


def _strength(a: _Signature, b: _Signature) -> int:
    """Same spelling first, then a state or a title in common."""
    return (
        4 * (a.form == b.form) + 2 * (not set(a.states).isdisjoint(b.states)) + (not set(a.titles).isdisjoint(b.titles))
    )


def _form(person: Appearance) -> str:
    return names.fold(" ".join(names.bare(person.entity.name)))


def _with_surnames(groups: list[Group], short: Sequence[Appearance]) -> list[Group]:
    """The groups, joined by those surnames whose office leads to one of them; the other surnames by themselves."""
    holders = _Holders(groups)
    alone: list[Group] = []
    joined: dict[int, Group] = {index: list(group) for index, group in enumerate(groups)}
    for surnames in _by_surname(short):
        found = holders.of(surnames)
        if len(found) == 1 and _separate(surnames, joined[min(found)]):
            joined[min(found)] += surnames
        else:
            alone.append(surnames)
    return [*joined.values(), *alone]


class _Holders:
    """Who with a full name held an office of a title when, and who stands in which copies of one story."""

    def __init__(self, groups: list[Group]) -> None:
        self._titled: dict[str, dict[str, list[_Held]]] = defaultdict(lambda: defaultdict(list))
        self._copied: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        said: dict[tuple[str, str, int, str, frozenset[str]], list[Days]] = defaultdict(list)
        for index, group in enumerate(groups):
            for person in group:
                self._copied[person.group][person.entity.name].add(index)
                if (days := _days(person)) is None:
                    continue
                for office in person.offices:
                    said[office.title, person.entity.name, index, office.organization, person.states].append(days)
        for (title, name, index, organization, states), stretches in said.items():
            self._titled[title][name].append(_Held(index, organization, states, _near_days(stretches)))
        self._called: dict[tuple[str, str], list[str]] = defaultdict(list)
        for title, held in self._titled.items():
            for name in held:
                for key in names.full_keys(name):
                    self._called[title, key].append(name)

    def of(self, surnames: Group) -> set[int]:
        """The groups that a surname's bearers may be: by an office of the same months, or by a copy's full name."""
        asked = {
            (surname.entity.name, office, days, surname.countries, surname.states)
            for surname in surnames
            if (days := _days(surname))
            for office in surname.offices
        }
        found = {
            held.group
            for short, office, days, countries, states in asked
            for full in self._bearers(office.title, short)
            for held in self._titled[office.title][full]
            if held.is_of(office.organization, states, countries) and _meets(held.days, days)
        }
        told = {(surname.group, surname.entity.name) for surname in surnames}
        for group, short in told:
            for full, indices in self._copied.get(group, {}).items():
                if names.is_surname_of(short, full):
                    found |= indices
        return found

    def _bearers(self, title: str, short: str) -> set[str]:
        """Full names, among those of who held an office of the title, that a surname may stand for."""
        near = {full for key in names.surname_keys(short) for full in self._called.get((title, key), ())}
        return {full for full in near if names.is_surname_of(short, full)}


@dataclass(frozen=True, slots=True)
class _Held:
    """A person of a full name, by group, held an office of one title in these days."""

    group: int
    organization: str
    states: frozenset[str]
    days: Sequence[Days]

    def is_of(self, organization: str, states: frozenset[str], countries: frozenset[str]) -> bool:
        """Whether an office of the same title may be this one.

        Of the same organization, or once of a body and once of the state it belongs to; two bodies of one state may
        each have a spokesman Kim. Where a text names none ("President Petit said"): of a state that its article names.
        """
        if organization:
            whole = organization in states or self.organization in self.states or not self.organization
            return organization == self.organization or (whole and not self.states.isdisjoint(states))
        return not self.states.isdisjoint(countries)


def _by_surname(short: Sequence[Appearance]) -> list[Group]:
    """Surnames alone: one person where office and time agree, or where the articles are copies of one story."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, person in enumerate(short):
        form = names.fold(person.entity.name)
        blocks[form, person.group].append(index)
        if _days(person):
            for office in person.offices:
                if office.organization:
                    blocks[form, f"{office.title} {office.organization}"].append(index)

    def excludes(left: int, right: int) -> bool:
        return short[left].ref.article == short[right].ref.article

    # near in time is near the next in time: who follows whom is all that is needed
    follow = {pair for block in blocks.values() for pair in pairwise(sorted(block, key=lambda at: _order(short[at])))}
    links = [
        Link(1, min(pair), max(pair))
        for pair in follow
        if short[pair[0]].group == short[pair[1]].group or _near(short[pair[0]], short[pair[1]])
    ]
    return [[short[index] for index in group] for group in cluster(len(short), links, excludes)]


def _separate(first: Group, second: Group) -> bool:
    """Whether no article speaks of both."""
    return {person.ref.article for person in first}.isdisjoint(person.ref.article for person in second)


def _days(person: Appearance) -> Days | None:
    """First and last day on which the article may have been published; None where that is open."""
    start, end = edtf.bounds(person.published) if person.published else (None, None)
    return None if start is None or end is None else (start, end)


def _order(person: Appearance) -> tuple[date, date, EntityRef]:
    return *(_days(person) or (date.min, date.min)), person.ref


def _near(first: Appearance, second: Appearance) -> bool:
    """Whether both articles are dated and were published within `SAME_OFFICE_DAYS` of each other."""
    mine, yours = _days(first), _days(second)
    return mine is not None and yours is not None and _meets(_near_days([mine]), yours)


def _near_days(said: Iterable[Days]) -> list[Days]:
    """The days within `SAME_OFFICE_DAYS` of one of the stretches, as disjoint stretches in order."""
    reach = timedelta(days=SAME_OFFICE_DAYS)
    found: list[Days] = []
    for start, end in sorted(set(said)):
        first, last = max(start, date.min + reach) - reach, min(end, date.max - reach) + reach
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _meets(stretches: Sequence[Days], days: Days) -> bool:
    """Whether one of the disjoint stretches, in order, has a day in common with another."""
    at = bisect_right(stretches, (days[1], date.max))
    return at > 0 and stretches[at - 1][1] >= days[0]
