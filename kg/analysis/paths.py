"""Who connects persons: paths whose every hop carries its facts, and what was left out and why."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

import networkx as nx
import numpy as np

from kg.analysis.adjacency import Adjacency, facts_between, rows_of
from kg.analysis.answers import LONGEST, Hop, Mode, Path, PathAnswer, PathQuestion, Relaxation
from kg.analysis.barring import barring
from kg.analysis.clock import Days, by_bits, span, timely
from kg.analysis.columns import Flags, columns_of
from kg.analysis.demands import Bits, Carried
from kg.analysis.filters import PathFilter, bits_of
from kg.analysis.masks import contacts_under, demands_met, masks
from kg.analysis.network import Fact, Network, in_order
from kg.analysis.newness import NewSince
from kg.analysis.ranking import Rank, Tie, diverse, rank, tie_of
from kg.analysis.search import Budget
from kg.analysis.streams import CANDIDATES, Streams, by_length

__all__ = [
    "CANDIDATES",
    "LONGEST",
    "Hop",
    "Mode",
    "Path",
    "PathAnswer",
    "PathFilter",
    "PathQuestion",
    "Relaxation",
    "find_paths",
    "is_settled",
    "least_steps",
    "rows_of",
]

BUSY: Final = 5
"""Persons with too many contacts who are named."""


def find_paths(network: Network, sources: Sequence[str], targets: Sequence[str], question: PathQuestion) -> PathAnswer:
    """The best paths from any of some persons to any of others.

    Args:
        network: projection of a store.
        sources: IRIs of persons of the network.
        targets: IRIs of others.
        question: what is wanted of the paths.

    Raises:
        networkx.NodeNotFound: when somebody named is not in the network.
    """
    finder = _Finder(network, question, ends=(*sources, *targets))
    finder.check(*sources, *targets, *question.avoid, *question.through, *question.any_of)
    pairs = _pairs(sources, targets)
    budget, rest = Budget(), Budget()  # the second of all that is looked for beside
    paths, more, cut = finder.best(pairs, budget)
    rest.ahead = max(budget.ahead, 0)
    relaxed: list[Relaxation] = []
    if not paths:
        for name in question.active():
            if rest.spent:  # nothing is prepared for what cannot be looked for
                break
            eased = replace(question.without(name), count=1, mode="best")
            found = _Finder(network, eased, rows=finder.rows).best(pairs, rest)[0]
            relaxed.extend(Relaxation(name, path) for path in found)
        relaxed.sort(key=lambda one: len(one.path.hops))
    last = Budget()  # that there is none needs to be sure
    otherwise, barred = _otherwise(finder, pairs, paths, relaxed, last)
    return PathAnswer(
        sources=tuple(sources),
        targets=tuple(targets),
        question=question,
        paths=paths,
        more=more,
        cut=cut,
        removed=finder.removed(),
        left_out=finder.left_out(pairs),
        relaxed=tuple(relaxed),
        otherwise=otherwise,
        barred=barred,
        cut_beside=last.cut or rest.cut,
        busy=finder.busy(),
        fresh=_fresh(paths, question.new_since),
    )


def paths_between(network: Network, source: str, target: str, question: PathQuestion) -> tuple[Path, ...]:
    """The best paths alone, without what is told beside them. Arguments and errors as of ``find_paths``."""
    finder = _Finder(network, question, ends=(source, target))
    finder.check(source, target, *question.avoid)
    return finder.best([(source, target)], Budget())[0]


def kept_out(network: Network, question: PathQuestion, ends: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """How much each criterion keeps out of a network by itself, and all of them together; as of ``PathAnswer``."""
    return _Finder(network, question, ends=ends).removed()


def _otherwise(
    finder: _Finder,
    pairs: Sequence[tuple[str, str]],
    paths: Sequence[Path],
    relaxed: Sequence[Relaxation],
    budget: Budget,
) -> tuple[Path | None, tuple[str, ...]]:
    """The shortest path were nothing asked for, if it is news, and what keeps it out."""
    question = finder.question
    active = question.active()
    if len(active) == 1 and not paths:  # the one thing left out is all there was
        return (relaxed[0].path, active) if relaxed else (None, ())
    longest = len(paths[0].hops) - 1 if paths else LONGEST
    if not longest or not set(active) - ({"longest"} if paths else set()):
        return None, ()
    widest = PathQuestion(longest=longest, ties=question.ties)
    found = next(iter(_Finder(finder.network, widest, rows=finder.rows).best(pairs, budget)[0]), None)
    return found, barring(question, found, finder.contacts(found.persons[1:-1])) if found else ()


def is_settled(
    network: Network, sources: Sequence[str], targets: Sequence[str], question: PathQuestion, *, known: int
) -> bool:
    """Whether the paths of so many steps decide an answer, so that longer ones need not be known.

    Args:
        network: a part of a larger one, with all its paths of up to ``known`` steps.
        sources: IRIs of persons.
        targets: IRIs of others.
        question: what is wanted of the paths.
        known: steps.
    """
    finder = _Finder(network, replace(question, longest=known), ends=(*sources, *targets))
    wanted = {"shortest": 1, "best": question.count, "simple": max(CANDIDATES, question.count)}[question.mode]
    budget = Budget()
    found = itertools.islice(finder.streams(_pairs(sources, targets), budget), wanted)
    return sum(1 for _ in found) == wanted or budget.spent


def least_steps(network: Network, sources: Sequence[str], targets: Sequence[str], question: PathQuestion) -> int:
    """Steps of the shortest path; 0 where there is none. Arguments as of ``find_paths``."""
    finder = _Finder(network, question, ends=(*sources, *targets))
    first = next(finder.streams(_pairs(sources, targets), Budget()), None)
    return len(first) - 1 if first else 0


class _Finder:
    """One question's search.

    Args:
        network: what is searched.
        question: what is wanted.
        rows: the network's, where they are known already.
        ends: IRIs of those it is about, who may have any number of contacts.
    """

    def __init__(
        self, network: Network, question: PathQuestion, *, rows: Adjacency | None = None, ends: Sequence[str] = ()
    ) -> None:
        self.network = network
        self._ends = ends
        self.question = question
        self.rows = rows if rows is not None else rows_of(network, ties=question.ties)
        self._passing, self._links = masks(network, self.rows, question)
        self._contacts = contacts_under(network, self.rows, question)
        self._counts = network.counts
        nodes = np.ones(len(self.rows.nodes), dtype=np.bool_)
        nodes[[self.rows.index[iri] for iri in question.avoid if iri in self.rows.index]] = False
        self._hubs: Flags = np.zeros(len(nodes), dtype=np.bool_)
        if question.hubs is not None:
            self._hubs = self._busier(question.hubs)
        self._nodes = nodes
        self._ties: dict[tuple[int, int], Tie] = {}
        self._spans: dict[int, list[tuple[int, list[Days]]]] = {}
        self._every = (1 << len(question.demands())) - 1
        self._bits: Bits | None = demands_met(network, self.rows, question) if self._every else None
        self._carried = self._carrying()

    def _busier(self, most: int) -> Flags:
        """(nodes) those with more contacts; of a part of a network also those nobody has looked at."""
        if self._counts is None:
            return self._contacts > most
        known = self._counts.known(self.rows.nodes, self.question.wanted.statuses)
        return np.fromiter((count is None or count > most for count in known), dtype=np.bool_, count=len(known))

    def contacts(self, iris: Sequence[str]) -> list[int]:
        """Of each person, under the statuses wanted; of an organization, who is tied to it."""
        if self._counts is not None:
            return self._counts.of(iris, self.question.wanted.statuses)
        return [int(self._contacts[self.rows.index[iri]]) for iri in iris]

    def busy(self) -> tuple[tuple[str, int], ...]:
        """Those between the ends with more contacts than were asked for, the busiest first, as far as that is known."""
        nodes = [iri for iri in (self.rows.nodes[node] for node in np.flatnonzero(self._hubs)) if iri not in self._ends]
        statuses = self.question.wanted.statuses
        counts = self.contacts(nodes) if self._counts is None else self._counts.known(nodes, statuses)
        known = [(iri, count) for iri, count in zip(nodes, counts, strict=True) if count is not None]
        return tuple(heapq.nsmallest(BUSY, known, key=lambda one: (-one[1], one[0])))

    def check(self, *iris: str) -> None:
        """Everybody named must be there."""
        for iri in iris:
            if iri not in self.rows.index:
                raise nx.NodeNotFound(f"{iri!r} is not in the network")

    def best(self, pairs: Sequence[tuple[str, str]], budget: Budget) -> tuple[tuple[Path, ...], bool, str]:
        """The paths wanted, whether there are more of the same length, and why not all were looked at."""
        question = self.question
        found: list[tuple[int, ...]] = []
        cut = ""
        for path in self.streams(pairs, budget):
            if len(found) >= max(CANDIDATES, question.count):
                cut = "candidates"
                break
            found.append(path)
        cut = budget.cut or cut
        chosen = [
            path for group in _groups(sorted(found, key=by_length)) for path in self._ranked(group, question.count)
        ]
        paths = tuple(chosen[: question.count])
        if question.mode == "simple" and not cut and len(found) > len(paths):
            cut = "count"
        same = sum(len(path) == len(paths[-1].persons) for path in found) if paths else 0
        more = same > sum(len(path.persons) == len(paths[-1].persons) for path in paths) if paths else False
        return paths, more or cut == "candidates", cut

    def streams(self, pairs: Sequence[tuple[str, str]], budget: Budget) -> Iterator[tuple[int, ...]]:
        """Paths between any of some pairs, by length, up to the length of the last that is wanted."""
        return Streams(
            self.rows,
            self.question,
            links=self._links,
            nodes=self._nodes,
            hubs=self._hubs,
            pairs=[(self.rows.index[one], self.rows.index[other]) for one, other in pairs],
            carried=self._carried,
        ).paths(budget)

    def left_out(self, pairs: Sequence[tuple[str, str]]) -> tuple[Fact, ...]:
        """Contacts between the ends themselves that the filter keeps out, earliest first."""
        facts = {fact.event: fact for pair in pairs for fact in facts_between(self.network, *pair)}
        return in_order(fact for fact in facts.values() if not self.question.wanted.passes(fact))

    def removed(self) -> tuple[tuple[str, int], ...]:
        """How much each criterion keeps out by itself."""
        wanted = self.question.wanted
        counts = {}
        for name in wanted.active():
            passing, _ = masks(self.network, self.rows, replace(self.question, wanted=wanted.alone(name)))
            counts[name] = len(passing) - int(passing.sum())
        if len(counts) > 1:
            counts["together"] = len(self._passing) - int(self._passing.sum())
        if self.question.hubs is not None:
            ends = {self.rows.index[iri] for iri in self._ends}
            counts["hubs"] = int(self._hubs.sum()) - sum(bool(self._hubs[end]) for end in ends)
        return tuple(counts.items())

    def _carrying(self) -> Carried | None:
        """What a search carries along; None where neither time nor what the facts are matters."""
        clock = self.question.clock
        if self._bits is None:
            nothing: Bits = np.zeros(0, dtype=np.uint8)
            return Carried(nothing, 0, clock, self._days) if clock is not None else None
        return Carried(self.rows.together(np.where(self._passing, self._bits, 0)), self._every, clock, self._days)

    def _days(self, link: int) -> list[tuple[int, list[Days]]]:
        """What facts of a link that may carry a path meet, and their days."""
        if link not in self._spans:
            facts = [self.rows.facts[number] for number in self._facts(link)]
            days = [span(fact.earliest, fact.latest) for fact in map(self.network.fact, facts)]
            self._spans[link] = by_bits(zip(self._met(self._facts(link)), days, strict=True))
        return self._spans[link]

    def _met(self, facts: Sequence[int]) -> list[int]:
        """What facts meet of the demands."""
        return [0 if self._bits is None else int(self._bits[number]) for number in facts]

    def _facts(self, link: int) -> list[int]:
        """Numbers of the facts of a link that may carry a path."""
        return [number for number in self.rows.facts_of(link) if self._passing[number]]

    def _ranked(self, group: Sequence[tuple[int, ...]], count: int) -> list[Path]:
        """The best of the paths of one length."""
        if self._counts is not None:
            between = sorted({node for nodes in group for node in nodes[1:-1]})
            self._contacts[between] = self.contacts([self.rows.nodes[node] for node in between])
        ranks = [self._rank(nodes) for nodes in group]
        order = diverse(ranks, [frozenset(nodes[1:-1]) for nodes in group], count)
        return [self._path(group[place], ranks[place]) for place in order]

    def _rank(self, nodes: tuple[int, ...]) -> Rank:
        if self.question.clock is not None:
            ties = [tie_of(facts) for facts in self._hops(nodes)]
        else:
            ties = [self._tie(*pair) for pair in itertools.pairwise(nodes)]
        return rank(ties, [int(self._contacts[node]) for node in nodes[1:-1]], today=self._today)

    @cached_property
    def _today(self) -> str:
        return columns_of(self.network).newest if self._counts is None else self._counts.newest()

    def _tie(self, one: int, other: int) -> Tie:
        """What two next to each other share is worth."""
        if (one, other) not in self._ties:
            self._ties[one, other] = tie_of(self._shared(one, other))
        return self._ties[one, other]

    def _shared(self, one: int, other: int) -> tuple[Fact, ...]:
        """Facts of two next to each other that may carry a path."""
        wanted = self.question.wanted
        facts = (self.rows.facts[number] for number in self._facts(self.rows.link_between(one, other)))
        return in_order(wanted.narrowed(fact) for fact in map(self.network.fact, facts))

    def _hops(self, nodes: tuple[int, ...]) -> list[tuple[Fact, ...]]:
        """The facts of each hop that may carry the path."""
        facts = [self._shared(*pair) for pair in itertools.pairwise(nodes)]
        if self.question.clock is None:
            return facts
        days = [[span(fact.earliest, fact.latest) for fact in hop] for hop in facts]
        demands = self.question.demands()
        met = [[bits_of(fact, demands) for fact in hop] for hop in facts]
        fitting = timely(days, self.question.clock, met, self._every)
        return [tuple(itertools.compress(hop, row)) for hop, row in zip(facts, fitting, strict=True)]

    def _path(self, nodes: tuple[int, ...], judged: Rank) -> Path:
        """A chain of nodes with the facts of each hop."""
        persons = tuple(self.rows.nodes[node] for node in nodes)
        pairs = zip(itertools.pairwise(persons), self._hops(nodes), strict=True)
        contacts = tuple(int(self._contacts[node]) for node in nodes[1:-1])
        return Path(persons, tuple(Hop(*pair, facts) for pair, facts in pairs), judged, contacts)


def _pairs(sources: Sequence[str], targets: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for one in sources for other in targets if one != other]


def _groups(paths: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Paths of one length each."""
    for _, group in itertools.groupby(paths, key=len):
        yield list(group)


def _fresh(paths: Sequence[Path], since: NewSince | None) -> frozenset[str]:
    """Facts on paths that are new."""
    if since is None:
        return frozenset()
    return frozenset(fact.event for path in paths for hop in path.hops for fact in hop.facts if since.is_new(fact))
