"""Which persons of different articles are one.

Full names decide: equal, or one name in another order, spelling or transliteration (``kg.names.same_name``). Two
persons of one name stay apart when the states they serve are known and differ, their titles share no word, and
neither's articles name the other's state. Every two full names of one person must be the same name, so a chain of
likenesses glues nobody. A surname alone is nobody's name: it joins a full name only with the same present office,
named by articles published within half a year of each other, and only if that leads to one person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg import edtf, names
from kg.resolution.clusters import Link, cluster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolution.appearances import Appearance, Office

SAME_OFFICE_DAYS: Final = 183
"""How far apart two articles may be published for an office to mean the same holder."""

Group = list["Appearance"]


def group_persons(persons: Sequence[Appearance]) -> list[Group]:
    """The persons, grouped by who they are."""
    full = [person for person in persons if is_full(person.entity.name)]
    short = [person for person in persons if not is_full(person.entity.name)]
    groups = _by_full_name(full)
    return _with_surnames(groups, short)


def is_full(name: str) -> bool:
    """Whether a name is more than a surname."""
    return len(names.bare(name)) > 1


@dataclass(frozen=True, slots=True, order=True)
class _Signature:
    """What of an appearance bears on who it is. ``apart`` names those of one article that its reader told apart."""

    form: str
    states: tuple[str, ...]
    titles: tuple[str, ...]
    apart: tuple[str, str] = ("", "")


def _by_full_name(persons: Sequence[Appearance]) -> list[Group]:
    namesakes: dict[tuple[str, str], int] = defaultdict(int)
    for person in persons:
        namesakes[person.ref.article, _form(person)] += 1
    alike: dict[_Signature, Group] = defaultdict(list)
    for person in persons:
        apart = (person.ref.article, person.ref.key) if namesakes[person.ref.article, _form(person)] > 1 else ("", "")
        signature = _Signature(_form(person), tuple(sorted(person.states)), tuple(sorted(person.titles)), apart)
        alike[signature].append(person)
    nodes = sorted(alike)
    written = [min(person.entity.name for person in alike[node]) for node in nodes]
    context = [frozenset[str]().union(*(person.countries for person in alike[node])) for node in nodes]

    def excludes(left: int, right: int) -> bool:
        a, b = nodes[left], nodes[right]
        if a.form != b.form and not names.same_name(written[left], written[right]):
            return True
        if a.apart[0] and a.apart[0] == b.apart[0]:
            return True
        states = not a.states or not b.states or not set(a.states).isdisjoint(b.states)
        titles = not set(a.titles).isdisjoint(b.titles)
        near = not context[left].isdisjoint(b.states) or not context[right].isdisjoint(a.states)
        return not (states or titles or near)

    blocks: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        for word in {names.variant(word) for word in node.form.split() if len(word) > 1}:
            blocks[word].append(index)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    links = [
        Link(_strength(nodes[left], nodes[right]), left, right) for left, right in pairs if not excludes(left, right)
    ]
    return [
        [person for index in group for person in alike[nodes[index]]] for group in cluster(len(nodes), links, excludes)
    ]


def _strength(a: _Signature, b: _Signature) -> int:
    """Same spelling first, then a state or a title in common."""
    return (
        4 * (a.form == b.form) + 2 * (not set(a.states).isdisjoint(b.states)) + (not set(a.titles).isdisjoint(b.titles))
    )


def _form(person: Appearance) -> str:
    return names.fold(" ".join(names.bare(person.entity.name)))


def _with_surnames(groups: list[Group], short: Sequence[Appearance]) -> list[Group]:
    """The groups, joined by those surnames whose office leads to one of them; the other surnames by themselves."""
    offices: dict[Office, list[tuple[int, Appearance]]] = defaultdict(list)
    for index, group in enumerate(groups):
        for person in group:
            for office in person.offices:
                offices[office].append((index, person))
    alone: list[Group] = []
    joined: dict[int, Group] = {index: list(group) for index, group in enumerate(groups)}
    for surnames in _by_surname(short):
        holders = {
            index
            for surname in surnames
            for office in surname.offices
            if office.organization
            for index, person in offices[office]
            if _near(surname, person) and names.is_surname_of(surname.entity.name, person.entity.name)
        }
        if len(holders) == 1 and _separate(surnames, joined[min(holders)]):
            joined[holders.pop()] += surnames
        else:
            alone.append(surnames)
    return [*joined.values(), *alone]


def _by_surname(short: Sequence[Appearance]) -> list[Group]:
    """Surnames alone: one person where office and time agree, or where the articles are copies of one story."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, person in enumerate(short):
        form = names.fold(person.entity.name)
        blocks[form, person.group].append(index)
        for office in person.offices:
            if office.organization:
                blocks[form, f"{office.title} {office.organization}"].append(index)

    def excludes(left: int, right: int) -> bool:
        return short[left].ref.article == short[right].ref.article

    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    links = [
        Link(1, left, right)
        for left, right in pairs
        if not excludes(left, right) and (short[left].group == short[right].group or _near(short[left], short[right]))
    ]
    return [[short[index] for index in group] for group in cluster(len(short), links, excludes)]


def _separate(first: Group, second: Group) -> bool:
    """Whether no article speaks of both."""
    return {person.ref.article for person in first}.isdisjoint(person.ref.article for person in second)


def _near(first: Appearance, second: Appearance) -> bool:
    """Whether both articles are dated and were published within `SAME_OFFICE_DAYS` of each other."""
    if first.published is None or second.published is None:
        return False
    (a, b), (c, d) = edtf.bounds(first.published), edtf.bounds(second.published)
    if a is None or b is None or c is None or d is None:
        return False
    return max((c - b).days, (a - d).days) <= SAME_OFFICE_DAYS
