"""Paths in a network too large to project, or held elsewhere: read level by level from both ends, then searched.

Bidirectional breadth-first expansion (Pohl 1971) over SPARQL: each step reads the events of one more level of the side
that has fewer persons to look behind. When one side was read to a depth f and the other to b, every path of up to
f + b steps is in what was read, so the search that runs over it finds what it would find in the whole network. Only
facts that may carry a path lead on. What is read afterwards, without the filters, is for what the answer tells beside:
a shorter path if everything counted, and what could be left out where there is none.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.analysis.answers import LONGEST, Expansion, PathAnswer, PathQuestion
from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network
from kg.analysis.paths import find_paths, is_settled, least_steps
from kg.analysis.pieces import BLOCK, Meter, Pieces, SpentError
from kg.store.paging import PAGE
from kg.store.terms import Answering

NODES: Final = 50_000
"""Persons, organizations and events that one question may read."""

HUB: Final = 5_000
"""Events of anybody between the ends beyond which nobody looks behind him."""

_EVERYTHING: Final = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one question may read.

    Attributes:
        nodes: persons, organizations and events. hub: events of anybody between the ends. seconds: until nothing more
            is read than the answer needs; None for any time. block: terms of a query. page: rows of its answer.
    """

    nodes: int = NODES
    hub: int = HUB
    seconds: float | None = None
    block: int = BLOCK
    page: int = PAGE


def find_paths_from(
    reader: Answering,
    sources: Sequence[str],
    targets: Sequence[str],
    question: PathQuestion,
    limits: Limits | None = None,
) -> PathAnswer:
    """The answer of ``find_paths`` without the network: ``expansion`` says what was read, and what was not.

    Args:
        reader: one generation of a store, or an endpoint.
        sources: IRIs of persons.
        targets: IRIs of others.
        question: what is wanted of the paths.
        limits: of what may be read.
    """
    return _Frontier(reader, sources, targets, question, limits or Limits()).answer()


class _Frontier:
    """What one question has read."""

    def __init__(
        self,
        reader: Answering,
        sources: Sequence[str],
        targets: Sequence[str],
        question: PathQuestion,
        limits: Limits,
    ) -> None:
        self._sources, self._targets, self._question, self._limits = sources, targets, question, limits
        self._ends = frozenset((*sources, *targets))
        self._until = None if limits.seconds is None else time.monotonic() + limits.seconds
        self._meter = Meter(sys.maxsize)
        self._pieces = Pieces(reader, self._meter, block=limits.block, page=limits.page)
        self._wants = _wants(question)
        self._facts: dict[str, Fact] = {}
        self._ties: dict[str, Fact] = {}
        self._agents: dict[str, str] = {}
        self._at: dict[str, set[str]] = {}  # IRIs of facts and ties, by who takes part
        self._expanded: dict[str, set[str]] = {}  # by what events had to meet to be read
        self._hubs: set[str] = set()
        self._counts = _Counts(self._pieces, self._agents, ties=question.ties)
        self._shown: dict[str, Fact] = {}
        self._shown_ties: dict[str, Fact] = {}
        self._made: Network | None = None
        named = (*question.avoid, *question.through, *question.any_of)
        self._named = dict.fromkeys(sorted({*self._ends, *named}))

    def answer(self) -> PathAnswer:
        """Read, search, and tell."""
        question, limits = self._question, self._limits
        self._add(self._pieces.between(self._sources, self._targets))  # what the two share is told whatever it costs
        self._meter.nodes, self._meter.until = limits.nodes, self._until
        ended, steps = self._cover(question)
        beside = ended or self._cover_beside(steps)
        self._meter.nodes, self._meter.until = sys.maxsize, None  # what the answer itself needs is always read
        network = self._network()
        self._complete(find_paths(network, self._sources, self._targets, question))
        answer = find_paths(network, self._sources, self._targets, question)
        expansion = Expansion(
            requests=self._meter.requests,
            persons=len(self._persons()),
            facts=len(self._facts),
            steps=steps,
            ended=ended,
            ended_beside=beside if question.active() else "",
            hubs=tuple(sorted(self._hubs)),
            nodes=limits.nodes,
            seconds=limits.seconds or 0.0,
        )
        return replace(answer, expansion=expansion)

    def _cover_beside(self, steps: int) -> str:
        """Read for what is told beside the paths; why that ended, empty where all was read."""
        question = self._question
        length = least_steps(self._network(), self._sources, self._targets, replace(question, longest=max(steps, 1)))
        if not length:
            for name in question.active():
                ended, _ = self._cover(replace(question.without(name), count=1, mode="best"))
                if ended:
                    return ended
        if question.active():
            longest = length - 1 if length else LONGEST
            return self._cover(PathQuestion(longest=longest, ties=question.ties))[0]
        return ""

    def _cover(self, question: PathQuestion) -> tuple[str, int]:
        """Read until the paths of a question are decided; why it ended before, and of how many steps all are known."""
        longest = min(question.longest, LONGEST)
        sides = _Side(self._sources, question.avoid), _Side(self._targets, question.avoid)
        where = narrowing(question.wanted)
        while True:
            known = sum(side.level for side in sides)
            if known >= longest or not all(side.frontier for side in sides):
                return "", longest
            if known and sides[0].depth & sides[1].depth:
                network = self._network()
                if is_settled(network, self._sources, self._targets, question, known=known):
                    return "", known
            side = min(sides, key=lambda one: len(one.frontier))
            try:
                self._expand(sorted(side.frontier), where)
                reached = self._next_to(side.frontier, question.wanted) - side.depth
                if question.hubs is not None:
                    counts = self._counts.of(sorted(reached), question.wanted.statuses)
                    busy = {one for one, count in zip(sorted(reached), counts, strict=True) if count > question.hubs}
                    side.depth |= busy & self._ends
                    reached -= busy
            except SpentError as error:
                return error.why, known
            side.grow(reached - question.avoid)
            side.frontier -= self._hubs

    def _expand(self, nodes: Sequence[str], where: str) -> None:
        """Read what some are in contact through, as far as that is not known."""
        known = self._expanded.setdefault(where, set())
        new = [node for node in nodes if node not in known and node not in self._expanded.get(_EVERYTHING, ())]
        for agents in (False, True) if self._question.ties else (False,):
            chosen = [node for node in new if (node in self._agents) == agents]
            most = self._limits.hub
            read = self._pieces.events_of(chosen, where, agents=agents, most=most, ends=self._ends)
            for block, events, hubs in read:
                self._hubs |= hubs
                self._add(sorted(events))
                if self._question.ties and block:
                    self._tie(*self._pieces.offices(block, agents=agents))
                known.update(block)

    def _add(self, events: Sequence[str]) -> None:
        """Read facts."""
        new = [event for event in events if event not in self._facts]
        for begin in range(0, len(new), self._limits.block):
            block = new[begin : begin + self._limits.block]
            self._meter.take(len(block))
            facts, names = self._pieces.facts(block, **self._wants)
            self._facts |= facts
            if self._question.ties:
                self._ties |= {iri: fact for iri, fact in facts.items() if fact.agents}
            self._note(facts.values(), names if self._question.ties else {})

    def _tie(self, offices: dict[str, Fact], names: dict[str, str]) -> None:
        """Offices that were read."""
        new = {iri: fact for iri, fact in offices.items() if iri not in self._ties}
        self._meter.take(len(new))
        self._ties |= new
        self._note(new.values(), names)

    def _note(self, facts: Iterable[Fact], names: dict[str, str]) -> None:
        """Who takes part in facts."""
        before = len(self._at)
        for fact in facts:
            for node in (*fact.persons, *(fact.agents if self._question.ties else ())):
                self._at.setdefault(node, set()).add(fact.event)
        self._agents |= names
        self._made = None
        self._meter.take(len(self._at) - before)

    def _next_to(self, nodes: Iterable[str], wanted: PathFilter) -> set[str]:
        """Whom facts that pass a filter connect with any of some."""
        passing: dict[str, bool] = {}
        found: set[str] = set()
        for node in nodes:
            for iri in self._at.get(node, ()):
                fact = self._facts.get(iri) or self._ties[iri]
                if iri not in passing:
                    passing[iri] = wanted.passes(fact)
                if passing[iri]:
                    if node not in self._agents:
                        found.update(fact.persons if iri in self._facts else (), fact.agents)
                    else:
                        found.update(fact.persons)
        return found if self._question.ties else found - self._agents.keys()

    def _persons(self) -> list[str]:
        return sorted((self._at.keys() | self._named.keys()) - self._agents.keys())

    def _network(self) -> Network:
        """What was read, as a network."""
        if self._made is None:
            names = {iri: iri for iri in sorted({*self._persons(), *self._named})}
            agents = dict(sorted(self._agents.items()))
            self._shown, self._shown_ties = dict(sorted(self._facts.items())), dict(sorted(self._ties.items()))
            self._made = Network(None, self._shown, names, self._shown_ties, agents, counts=self._counts)
        return self._made

    def _complete(self, answer: PathAnswer) -> None:
        """Read of the facts that an answer tells what the search could do without."""
        told = {fact.event for path in answer.all_paths for hop in path.hops for fact in hop.facts}
        told |= {fact.event for fact in answer.left_out}
        whole, _ = self._pieces.facts(sorted(told & self._facts.keys()), agents=True, places=True, reports=True)
        self._shown.update(whole)
        self._shown_ties.update((iri, fact) for iri, fact in whole.items() if iri in self._shown_ties)


class _Side:
    """What was reached from one side.

    Args:
        starts: IRIs where it begins.
        avoid: IRIs of those nobody looks behind.
    """

    def __init__(self, starts: Sequence[str], avoid: frozenset[str]) -> None:
        self.depth = set(starts)
        self.frontier = set(starts) - avoid
        self.level = 0

    def grow(self, reached: set[str]) -> None:
        """The next level was read, and these are new in it."""
        self.depth |= reached
        self.frontier = reached
        self.level += 1


class _Counts:
    """Contacts in the whole network of those of whom anybody asked (``Counts``).

    Args:
        pieces: of the network.
        agents: IRIs of organizations and states, as far as they are known.
        ties: whether contacts with these count.
    """

    def __init__(self, pieces: Pieces, agents: Mapping[str, str], *, ties: bool) -> None:
        self._pieces = pieces
        self._agents = agents
        self._ties = ties
        self._found: dict[frozenset[str], dict[str, int]] = {}
        self._newest: str | None = None

    def newest(self) -> str:
        """See ``Counts``."""
        if self._newest is None:
            self._newest = self._pieces.newest()
        return self._newest

    def known(self, iris: Sequence[str], statuses: frozenset[str]) -> list[int | None]:
        """See ``Counts``."""
        found = self._found.get(statuses, {})
        return [found.get(iri) for iri in iris]

    def of(self, iris: Sequence[str], statuses: frozenset[str]) -> list[int]:
        """See ``Counts``."""
        found = self._found.setdefault(statuses, {})
        where = narrowing(PathFilter(statuses=statuses))
        missing = [iri for iri in iris if iri not in found]
        agents = [iri for iri in missing if iri in self._agents]
        persons = [iri for iri in missing if iri not in self._agents]
        found |= self._pieces.contacts(persons, where, ties=self._ties) if persons else {}
        found |= self._pieces.tied_to(agents, where) if agents else {}
        return [found[iri] for iri in iris]


def narrowing(wanted: PathFilter) -> str:
    """What of a filter a store can look at itself, as SPARQL about ``?event``; no fact that passes is kept out by it.

    >>> narrowing(PathFilter(sources=2))
    '?event dip:sources ?sources . FILTER(?sources >= 2)'
    """
    parts = []
    if wanted.types:
        parts.append(f"?event a ?kind . FILTER(?kind IN ({_iris(wanted.types)}))")
    if wanted.barred_types:
        parts.append(f"FILTER NOT EXISTS {{ ?event a ?barred . FILTER(?barred IN ({_iris(wanted.barred_types)})) }}")
    if not (wanted.outlets or wanted.known_by):  # else some reports alone say what a fact's status and evidence are
        if wanted.statuses:
            parts.append(f"?event dip:status ?status . FILTER(?status IN ({_iris(wanted.statuses)}))")
        if wanted.sources:
            parts.append(f"?event dip:sources ?sources . FILTER(?sources >= {wanted.sources})")
    if wanted.since or wanted.until:
        parts.append("?event dip:latest|dip:earliest ?day .")
    if wanted.since:
        parts.append(f'OPTIONAL {{ ?event dip:latest ?last }} FILTER(!BOUND(?last) || STR(?last) >= "{wanted.since}")')
    if wanted.until:
        parts.append(
            f'OPTIONAL {{ ?event dip:earliest ?first }} FILTER(!BOUND(?first) || STR(?first) <= "{wanted.until}")'
        )
    return " ".join(parts)


def _iris(iris: Iterable[str]) -> str:
    return ", ".join(f"<{iri}>" for iri in sorted(iris))


def _wants(question: PathQuestion) -> dict[str, bool]:
    """What of a fact the search itself looks at, beside its persons, days, type, status and sources."""
    wanted = question.wanted
    circumstances = bool(wanted.concerning or wanted.barring or question.through_places or question.any_of_places)
    return {
        "agents": circumstances or question.ties,
        "places": circumstances,
        "reports": bool(wanted.outlets or wanted.known_by),
    }
