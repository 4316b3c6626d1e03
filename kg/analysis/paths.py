"""Who connects persons: paths whose every hop carries its facts, and what was left out and why."""

from __future__ import annotations

import heapq
import itertools
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

import networkx as nx
import numpy as np

from kg.analysis.adjacency import Adjacency, Flags, adjacency_of
from kg.analysis.clock import ALWAYS, Clock, Spans, span, timely
from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network, in_order
from kg.analysis.ranking import Rank, diverse, rank
from kg.analysis.search import Budget, Search

__all__ = ["Hop", "Path", "PathAnswer", "PathFilter", "PathQuestion", "Relaxation", "find_paths", "rows_of"]

LONGEST: Final = 8  # hops; beyond, a path says nothing of people
CANDIDATES: Final = 500
"""Paths that are looked at before the best are chosen; where there are more, the answer says so."""

_MASKS: Final = 16
Mode = Literal["best", "shortest", "simple"]


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """What is wanted of a path beside its ends.

    Attributes:
        wanted: which facts may carry it.
        mode: ``best``: the shortest, then longer ones; ``shortest``: those of the least length; ``simple``: every one.
        count: how many paths at most; 1 or more.
        longest: hops.
        avoid: IRIs that no path may pass.
        through: IRIs that every path must pass.
        any_of: IRIs one of which every path must pass; empty for no such wish.
        clock: which way time goes along it; None where that does not matter.
        hubs: contacts that nobody between the ends may have more of; None for any number.
        ties: also through the organizations and states that persons share.
        since_known: ISO day; facts that nobody had reported by then are new.
    """

    wanted: PathFilter = field(default_factory=PathFilter)
    mode: Mode = "best"
    count: int = 1
    longest: int = LONGEST
    avoid: frozenset[str] = frozenset()
    through: tuple[str, ...] = ()
    any_of: frozenset[str] = frozenset()
    clock: Clock | None = None
    hubs: int | None = None
    ties: bool = False
    since_known: str = ""

    def active(self) -> tuple[str, ...]:
        """Names of what narrows the answer, each of which can be left out alone."""
        own = (
            ("avoid", self.avoid),
            ("through", self.through),
            ("any_of", self.any_of),
            ("clock", self.clock is not None),
            ("hubs", self.hubs is not None),
        )
        return (*self.wanted.active(), *(name for name, given in own if given))

    def without(self, name: str) -> PathQuestion:
        """The same without one of ``active``."""
        if name in self.wanted.active():
            return replace(self, wanted=self.wanted.without(name))
        nothing = frozenset[str]()
        empty: dict[str, Any] = {"avoid": nothing, "through": (), "any_of": nothing, "clock": None, "hubs": None}
        return replace(self, **{name: empty[name]})


@dataclass(frozen=True, slots=True)
class Hop:
    """Two next to each other on a path, and every fact they share that may carry it, earliest first."""

    one: str
    other: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of persons (IRIs; with ties also organizations), the hops between them (one fewer), and its rank."""

    persons: tuple[str, ...]
    hops: tuple[Hop, ...]
    rank: Rank


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would have to be left out of a question for there to be a path, and that path."""

    left_out: str
    path: Path


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The answer to "who connects them?".

    Attributes:
        sources, targets: IRIs of persons.
        question: as asked.
        paths: best first: by length, then by rank.
        more: further paths of the same length exist than were asked for.
        cut: why not all paths were looked at; empty where all were.
        removed: name of a criterion -> facts that it kept out of the network, or persons for ``hubs`` and ``avoid``.
        left_out: contacts between the ends themselves that the filter kept out, earliest first.
        relaxed: where there is no path, what could be left out of the question, one thing at a time, nearest first.
        otherwise: the shortest path were every fact let pass, when it is shorter or the only one; else None.
        fresh: IRIs of facts on the paths that were first reported after ``question.since_known``.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    question: PathQuestion
    paths: tuple[Path, ...]
    more: bool = False
    cut: str = ""
    removed: tuple[tuple[str, int], ...] = ()
    left_out: tuple[Fact, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    otherwise: Path | None = None
    fresh: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        """The first of the sources."""
        return self.sources[0]

    @property
    def target(self) -> str:
        """The first of the targets."""
        return self.targets[0]


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
    finder = _Finder(network, question)
    finder.check(*sources, *targets, *question.avoid, *question.through, *question.any_of)
    pairs = [(one, other) for one in sources for other in targets if one != other]
    paths, more, cut = finder.best(pairs)
    relaxed: list[Relaxation] = []
    otherwise: Path | None = None
    if not paths:
        for name in question.active():
            eased = replace(question.without(name), count=1, mode="best")
            found = _Finder(network, eased, rows=finder.rows).best(pairs)[0]
            relaxed.extend(Relaxation(name, path) for path in found)
        relaxed.sort(key=lambda one: len(one.path.hops))
    if question.active():
        widest = PathQuestion(longest=question.longest, ties=question.ties)
        found = _Finder(network, widest, rows=finder.rows).best(pairs)[0]
        if found and (not paths or len(found[0].hops) < len(paths[0].hops)):
            otherwise = found[0]
    left_out = [fact for one, other in pairs for fact in network.between(one, other)]
    return PathAnswer(
        sources=tuple(sources),
        targets=tuple(targets),
        question=question,
        paths=paths,
        more=more,
        cut=cut,
        removed=finder.removed(),
        left_out=in_order({fact.event: fact for fact in left_out if not question.wanted.passes(fact)}.values()),
        relaxed=tuple(relaxed),
        otherwise=otherwise,
        fresh=_fresh(paths, question.since_known),
    )


class _Finder:
    """One question's search.

    Args:
        network: what is searched.
        question: what is wanted.
        rows: the network's, where they are known already.
    """

    def __init__(self, network: Network, question: PathQuestion, *, rows: Adjacency | None = None) -> None:
        self._network = network
        self._question = question
        self.rows = rows if rows is not None else rows_of(network, ties=question.ties)
        self._passing = _passing(network, self.rows, question.wanted)
        self._contacts = self.rows.degrees
        nodes = np.ones(len(self.rows.nodes), dtype=np.bool_)
        nodes[[self.rows.index[iri] for iri in question.avoid if iri in self.rows.index]] = False
        self._hubs: Flags = np.zeros(len(nodes), dtype=np.bool_)
        if question.hubs is not None:
            self._hubs = self._contacts > question.hubs
        self._nodes = nodes
        self._links = self.rows.usable(self._passing)
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def check(self, *iris: str) -> None:
        """Everybody named must be there."""
        for iri in iris:
            if iri not in self.rows.index:
                raise nx.NodeNotFound(f"{iri!r} is not in the network")

    def best(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Path, ...], bool, str]:
        """The paths wanted, whether there are more of the same length, and why not all were looked at."""
        question = self._question
        budget = Budget()
        found: list[tuple[int, ...]] = []
        cut = ""
        streams = [self._paths(self.rows.index[one], self.rows.index[other], budget) for one, other in pairs]
        for path in _by_length(streams):
            if self._is_enough(found, path):
                break
            if len(found) >= max(CANDIDATES, question.count):
                cut = "candidates"
                break
            found.append(path)
        if budget.spent:
            cut = "steps"
        chosen = [path for group in _groups(found) for path in self._ranked(group, question.count)]
        paths = tuple(chosen[: question.count])
        same = sum(len(path) == len(paths[-1].persons) for path in found) if paths else 0
        more = same > sum(len(path.persons) == len(paths[-1].persons) for path in paths) if paths else False
        return paths, more or cut == "candidates", cut

    def _is_enough(self, found: Sequence[tuple[int, ...]], path: tuple[int, ...]) -> bool:
        """Whether a path, and with it all that follow, is longer than what is wanted."""
        if not found or self._question.mode == "simple":
            return False
        wanted = 1 if self._question.mode == "shortest" else self._question.count
        return len(found) >= wanted and len(path) > len(found[wanted - 1])

    def removed(self) -> tuple[tuple[str, int], ...]:
        """How much each criterion kept out by itself."""
        wanted = self._question.wanted
        counts = dict.fromkeys(wanted.active(), 0)
        for iri in itertools.compress(self.rows.facts, (~self._passing).tolist()):
            for name in wanted.failed(self._network.fact(iri)):
                counts[name] += 1
        if self._question.hubs is not None:
            counts["hubs"] = int(self._hubs.sum())
        return tuple(counts.items())

    def _paths(self, source: int, target: int, budget: Budget) -> Iterator[tuple[int, ...]]:
        """Paths between two, by length, then in order of the nodes passed."""
        question = self._question
        nodes = self._nodes & ~self._hubs
        nodes[[source, target]] = self._nodes[[source, target]]
        search = Search(self.rows, self._links, nodes)
        longest = min(question.longest, LONGEST)
        through = [self.rows.index[iri] for iri in question.through]
        plain = not (through or question.any_of or question.clock or question.mode == "simple")
        step = self._step if question.clock is not None else None
        if plain:
            shortest = search.shortest(source, target, longest=longest)
            head = list(itertools.islice(shortest, max(CANDIDATES, question.count) + 1))
            yield from head
            if not head or len(head) >= question.count or question.mode == "shortest":
                return
        seen = len(head[0]) if plain else 0
        found = search.simple(source, target, longest=longest, through=through, step=step, begin=ALWAYS, budget=budget)
        wished = {self.rows.index[iri] for iri in question.any_of}
        for path in found:
            if len(path) != seen and (not wished or wished.intersection(path)):
                yield path

    def _step(self, state: object, link: int) -> object:
        """Days on which a link may follow; None where it may not."""
        clock = self._question.clock
        spans: Spans = state  # type: ignore[assignment]  # what this returned before
        found = clock.step(spans, self._days(link)) if clock is not None else spans
        return found or None

    def _days(self, link: int) -> list[tuple[int, int]]:
        if link not in self._spans:
            facts = [self._network.fact(iri) for iri in self._facts(link)]
            self._spans[link] = [span(fact.earliest, fact.latest) for fact in facts]
        return self._spans[link]

    def _facts(self, link: int) -> list[str]:
        """IRIs of the facts of a link that may carry a path."""
        return [self.rows.facts[number] for number in self.rows.facts_of(link) if self._passing[number]]

    def _ranked(self, group: Sequence[tuple[int, ...]], count: int) -> list[Path]:
        """The best of the paths of one length."""
        paths = [self._path(nodes) for nodes in group]
        order = diverse([path.rank for path in paths], [frozenset(nodes[1:-1]) for nodes in group], count)
        return [paths[place] for place in order]

    def _path(self, nodes: tuple[int, ...]) -> Path:
        """A chain of nodes with the facts of each hop."""
        persons = tuple(self.rows.nodes[node] for node in nodes)
        links = [self.rows.link_between(one, other) for one, other in itertools.pairwise(nodes)]
        facts = [in_order(self._network.fact(iri) for iri in self._facts(link)) for link in links]
        if self._question.clock is not None:
            days = [[span(fact.earliest, fact.latest) for fact in hop] for hop in facts]
            fitting = timely(days, self._question.clock)
            facts = [tuple(itertools.compress(hop, row)) for hop, row in zip(facts, fitting, strict=True)]
        between = [int(self._contacts[node]) for node in nodes[1:-1]]
        hops = tuple(Hop(*pair, hop) for pair, hop in zip(itertools.pairwise(persons), facts, strict=True))
        return Path(persons, hops, rank(facts, between, today=self._network.newest))


def rows_of(network: Network, *, ties: bool) -> Adjacency:
    """Rows of a network, made once."""
    key = ("rows", ties)
    if key not in network.kept:
        network.kept[key] = adjacency_of(network, ties=ties)
    rows: Adjacency = network.kept[key]
    return rows


def _passing(network: Network, rows: Adjacency, wanted: PathFilter) -> Flags:
    """(facts) those that a filter lets pass; of the filters asked for last it is remembered."""
    masks: OrderedDict[object, Flags] = network.kept.setdefault("masks", OrderedDict())
    key = (id(rows), wanted)
    if key not in masks:
        masks[key] = rows.flags(lambda iri: wanted.passes(network.fact(iri)))
        if len(masks) > _MASKS:
            masks.popitem(last=False)
    return masks[key]


def _by_length(streams: Sequence[Iterator[tuple[int, ...]]]) -> Iterator[tuple[int, ...]]:
    """Paths of several searches, each by length, as one."""
    return heapq.merge(*streams, key=lambda path: (len(path), path))


def _groups(paths: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Paths of one length each."""
    for _, group in itertools.groupby(paths, key=len):
        yield list(group)


def _fresh(paths: Sequence[Path], day: str) -> frozenset[str]:
    """Facts on paths that nobody had reported by a day."""
    if not day:
        return frozenset()
    facts = (fact for path in paths for hop in path.hops for fact in hop.facts)
    return frozenset(
        fact.event for fact in facts if fact.reports and all(report.published > day for report in fact.reports)
    )
