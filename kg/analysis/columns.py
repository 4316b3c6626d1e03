"""What filters and measures look at, of every fact, as arrays: a filter of a million facts is a few operations.

Texts stand in tables, sorted; arrays hold their numbers, in the narrowest type that can. What a filter lets pass is
what ``PathFilter`` says of each fact, no more and no less; tests hold the two to each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.analysis.filters import Demand, PathFilter
from kg.analysis.network import Network
from kg.vocabulary import Dip

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Narrow = NDArray[np.unsignedinteger[Any]]
"""Numbers that are no indices into one another; nothing is added up in their type."""


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each fact, one list behind another.

    Attributes:
        starts: (facts + 1) where each begins. items: what stands in them.
    """

    starts: Narrow
    items: Narrow

    @cached_property
    def counts(self) -> Numbers:
        """(facts) how long each is."""
        wide = self.starts.astype(np.int64)
        found: Numbers = wide[1:] - wide[:-1]
        return found

    @cached_property
    def owners(self) -> Numbers:
        """(items) the fact whose list each stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), self.counts)

    def totals(self, flagged: Flags) -> Numbers:
        """(facts) how many of the items of each are flagged."""
        sums = np.concatenate(([0], np.cumsum(flagged, dtype=np.int64)))
        found: Numbers = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return found

    def holding(self, chosen: Flags) -> Flags:
        """(facts) those with one of the chosen numbers at least."""
        return self.totals(chosen[self.items]) > 0

    def of(self, fact: int) -> list[int]:
        """The list of one fact."""
        return list(self.items[self.starts[fact] : self.starts[fact + 1]].tolist())


@dataclass(frozen=True)
class Columns:
    """All facts and ties of a network.

    Attributes:
        iris: of the facts and ties, sorted; all arrays of facts are in this order.
        contacts: numbers of those that connect persons by themselves (``Network.facts``).
        statuses, types: numbers in ``terms``. earliest, latest: numbers in ``days``; 0 when open.
        sources: independent ones of all reports.
        persons: in ``people``, ascending, each once. agents: in ``parties``. places: in ``spots``.
        outlets, published, told, groups: of the reports of each fact: numbers in ``papers``, in ``days`` (0 when nobody
            knows) and in ``terms``, and which of the fact's independent sources each belongs to.
        terms, people, parties, papers: IRIs, and publishers' names. days: ISO days. spots: names of places.
    """

    iris: tuple[str, ...]
    contacts: Narrow
    statuses: Narrow
    types: Narrow
    earliest: Narrow
    latest: Narrow
    sources: Narrow
    persons: Lists
    agents: Lists
    places: Lists
    outlets: Lists
    published: Narrow
    told: Narrow
    groups: Narrow
    terms: tuple[str, ...]
    people: tuple[str, ...]
    parties: tuple[str, ...]
    papers: tuple[str, ...]
    days: tuple[str, ...]
    spots: tuple[str, ...]

    @cached_property
    def newest(self) -> str:
        """The latest ISO day on which a contact may have taken place; empty where none has one."""
        latest, earliest = self.latest[self.contacts], self.earliest[self.contacts]
        return self.days[int(np.where(latest > 0, latest, earliest).max(initial=0))]

    def passing(self, wanted: PathFilter) -> Flags:
        """(facts) those that a filter lets pass."""
        passing = np.ones(len(self.iris), dtype=np.bool_)
        for failing in self.failed(wanted).values():
            passing &= ~failing
        return passing

    def failed(self, wanted: PathFilter) -> dict[str, Flags]:
        """Criterion -> (facts) those that it keeps out; of the criteria that are given."""
        found: dict[str, Flags] = {}
        counted = self.counted(wanted) if wanted.outlets or wanted.known_by else None
        if counted is not None:
            found.update(self._unreported(wanted, counted))
        if wanted.sources:
            sources = self.sources if counted is None else self._distinct(counted)
            found["sources"] = sources < wanted.sources
        if wanted.barring:
            found["barring"] = self._concerned(wanted.barring)
        event = self.types != _number(self.terms, Dip.Position)
        if wanted.concerning:
            found["concerning"] = event & ~self._concerned(wanted.concerning)
        if wanted.barred_types:
            found["barred_types"] = event & _among(self.terms, wanted.barred_types)[self.types]
        if wanted.types:
            found["types"] = event & ~_among(self.terms, wanted.types)[self.types]
        if wanted.statuses:
            statuses = self.statuses if counted is None else self._status(counted)
            found["statuses"] = event & ~_among(self.terms, wanted.statuses)[statuses]
        if wanted.since or wanted.until:
            found["window"] = event & ~self._within(wanted.since, wanted.until)
        return found

    def meeting(self, demand: Demand) -> Flags:
        """(facts) those that meet a demand."""
        return self._concerned(demand.places) | _among(self.terms, demand.types)[self.types]

    def counted(self, wanted: PathFilter) -> Flags:
        """(reports) those that count."""
        flags = np.ones(len(self.published), dtype=np.bool_)
        if wanted.outlets:
            flags &= _among(self.papers, wanted.outlets)[self.outlets.items]
        if wanted.known_by:
            flags &= self._known(wanted.known_by)
        return flags

    def dated(self) -> Flags:
        """(facts) those with a day at one end at least."""
        return (self.earliest > 0) | (self.latest > 0)

    def _unreported(self, wanted: PathFilter, counted: Flags) -> dict[str, Flags]:
        """Facts without a report that counts, by what keeps them out; where both do of different reports, either."""
        none = self.outlets.totals(counted) == 0
        said = known = np.zeros(len(none), dtype=np.bool_)
        if wanted.outlets:
            said = self.outlets.holding(_among(self.papers, wanted.outlets))
        if wanted.known_by:
            known = self.outlets.totals(self._known(wanted.known_by)) > 0
        found = {}
        if wanted.outlets:
            found["outlets"] = none & (known | ~said)
        if wanted.known_by:
            found["known_by"] = none & (said | ~known)
        return found

    def _known(self, day: str) -> Flags:
        """(reports) those that were out by a day."""
        return (self.published > 0) & (self.published < bisect_right(self.days, day))

    def _status(self, counted: Flags) -> Narrow:
        """(facts) what the reports that count make of each; see ``PathFilter.status``."""
        count = self.outlets.totals(counted)
        same = self.outlets.totals(counted & (self.told == self.statuses[self.outlets.owners]))
        changed = np.flatnonzero((count > 0) & (count < self.outlets.counts) & (same == 0))
        last = np.maximum.accumulate(np.where(counted, np.arange(len(counted)), 0))
        statuses = self.statuses.copy()
        statuses[changed] = self.told[last[self.outlets.starts[1:][changed].astype(np.int64) - 1]]
        return statuses

    def _distinct(self, counted: Flags) -> Numbers:
        """(facts) independent sources among the reports that count."""
        widest = int(self.groups.max(initial=0)) + 1
        keys = np.unique(self.outlets.owners[counted] * widest + self.groups[counted])
        return np.bincount(keys // widest, minlength=len(self.iris))

    def _concerned(self, names: Collection[str]) -> Flags:
        """(facts) those at one of some places, or with one of some organizations and states."""
        return self.places.holding(_among(self.spots, names)) | self.agents.holding(_among(self.parties, names))

    def _within(self, since: str, until: str) -> Flags:
        """(facts) those that do not certainly lie outside a window, and have a day."""
        flags = self.dated()
        if since:
            flags &= (self.latest == 0) | (self.latest >= bisect_left(self.days, since))
        if until:
            flags &= (self.earliest == 0) | (self.earliest < bisect_right(self.days, until))
        return flags


def columns_of(network: Network) -> Columns:
    """The columns of a network, made once."""
    if _KEPT not in network.kept:
        network.kept[_KEPT] = _made(network)
    columns: Columns = network.kept[_KEPT]
    return columns


def keep_columns(network: Network, columns: Columns) -> None:
    """Give a network the columns that were kept of it."""
    network.kept[_KEPT] = columns


_KEPT: Final = "columns"


def _made(network: Network) -> Columns:
    facts = {**network.facts, **network.ties}
    iris = tuple(sorted(facts))
    terms, days, people, parties, papers, spots = (_Table() for _ in range(6))
    days.number("")
    people.numbers(network.names)
    one: dict[str, list[int]] = {name: [] for name in ("statuses", "types", "earliest", "latest", "sources")}
    many: dict[str, list[list[int]]] = {name: [] for name in ("persons", "agents", "places", "outlets")}
    reported: dict[str, list[int]] = {name: [] for name in ("published", "told", "groups")}
    for iri in iris:
        fact = facts[iri]
        one["statuses"].append(terms.number(fact.status))
        one["types"].append(terms.number(fact.type))
        one["earliest"].append(days.number(fact.earliest))
        one["latest"].append(days.number(fact.latest))
        one["sources"].append(fact.sources)
        many["persons"].append(people.numbers(sorted(set(fact.persons))))
        many["agents"].append(parties.numbers(sorted(set(fact.agents))))
        many["places"].append(spots.numbers(fact.places))
        many["outlets"].append(papers.numbers(report.outlet for report in fact.reports))
        groups = _Table()
        for report in fact.reports:
            reported["published"].append(days.number(report.published))
            reported["told"].append(terms.number(report.status))
            reported["groups"].append(groups.number(report.source))
    contacts = [number for number, iri in enumerate(iris) if iri in network.facts]
    return Columns(
        iris=iris,
        contacts=narrow(contacts),
        statuses=terms.settled(one["statuses"]),
        types=terms.settled(one["types"]),
        earliest=days.settled(one["earliest"]),
        latest=days.settled(one["latest"]),
        sources=narrow(one["sources"]),
        persons=people.lists(many["persons"]),
        agents=parties.lists(many["agents"]),
        places=spots.lists(many["places"]),
        outlets=papers.lists(many["outlets"]),
        published=days.settled(reported["published"]),
        told=terms.settled(reported["told"]),
        groups=narrow(reported["groups"]),
        terms=terms.texts,
        people=people.texts,
        parties=parties.texts,
        papers=papers.texts,
        days=days.texts,
        spots=spots.texts,
    )


class _Table:
    """Texts as they come, each with a number; in the end their numbers are those of their order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Of a text, old or new."""
        return self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """Of several."""
        return [self.number(text) for text in texts]

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them, sorted."""
        return tuple(sorted(self._numbers))

    def settled(self, numbers: Sequence[int]) -> Narrow:
        """Numbers given before, as places in ``texts``."""
        places = np.empty(len(self._numbers), dtype=np.int64)
        places[[self._numbers[text] for text in self.texts]] = np.arange(len(places))
        return narrow(places[np.array(numbers, dtype=np.int64)])

    def lists(self, numbers: Sequence[Sequence[int]]) -> Lists:
        """The same for a list of them a fact."""
        starts = np.cumsum([0, *map(len, numbers)])
        return Lists(narrow(starts), self.settled([number for row in numbers for number in row]))


def narrow(numbers: Sequence[int] | Numbers) -> Narrow:
    """Numbers, none below 0, in the narrowest type that holds them."""
    wide = np.asarray(numbers, dtype=np.int64)
    return wide.astype(np.min_scalar_type(int(wide.max(initial=0))))


def _among(table: Sequence[str], chosen: Collection[str]) -> Flags:
    """(table) those that are chosen."""
    flags = np.zeros(len(table), dtype=np.bool_)
    flags[[number for number in (_number(table, text) for text in chosen) if number >= 0]] = True
    return flags


def _number(table: Sequence[str], text: str) -> int:
    """Place of a text in a sorted table; -1 where it has none."""
    place = bisect_left(table, text)
    return place if place < len(table) and table[place] == text else -1
