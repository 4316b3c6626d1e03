"""The network as values: facts with the reports they rest on, and who is in contact through them.

An event with n persons in contact roles stays one fact with n participants; the edge between two persons carries the
facts they share. Nothing is filtered here: a search says which facts it lets pass.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import networkx as nx


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of an event.

    Attributes:
        article: IRI. outlet: its publisher; empty where nobody is named.
        source: IRI that all copies of one wire story share: independent sources are counted by it.
        published: ISO day by which the article was out for certain; empty where that is not known.
        status: IRI of what it says of the event.
    """

    article: str
    source: str
    outlet: str
    published: str
    status: str


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as the network sees it, or an office that ties a person to an organization.

    Attributes:
        event, type, status: IRIs. label: for people.
        dates: EDTF, several where reports disagree. earliest, latest: ISO days, empty when open.
        places: names. persons: IRIs of those in contact roles. sources: independent articles.
        agents: IRIs of the organizations and states that take part; of an office, the one it is held in.
        reports: by publication.
    """

    event: str
    type: str
    label: str
    status: str
    dates: tuple[str, ...]
    earliest: str
    latest: str
    places: tuple[str, ...]
    persons: tuple[str, ...]
    sources: int
    agents: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()


class Counts(Protocol):
    """What a part of a network cannot tell of the whole itself."""

    def newest(self) -> str:
        """The latest ISO day on which a contact may have taken place; empty where none has one."""
        ...

    def known(self, iris: Sequence[str], statuses: frozenset[str]) -> list[int | None]:
        """Of each, how many contacts of some statuses (none: any) it has, or None where nobody has looked."""
        ...

    def of(self, iris: Sequence[str], statuses: frozenset[str]) -> list[int]:
        """The same; looked up where it is not known."""
        ...


class Network:
    """Persons and what connects them.

    Args:
        graph: see the attribute; None to have it made from the facts when it is first asked for.
        facts: by event IRI, those that connect at least two persons.
        names: person IRI -> name, for every person in the store.
        ties: by IRI, the facts that connect persons through organizations and states alone: offices, and events in
            which an organization takes part beside persons.
        agents: IRI -> name, of organizations and states.
        counts: of the whole, where this is a part of a larger network; else None.

    Attributes:
        kept: what was derived from it and is asked for again, by whoever derived it.
    """

    def __init__(
        self,
        graph: nx.Graph[str] | None,
        facts: Mapping[str, Fact],
        names: Mapping[str, str],
        ties: Mapping[str, Fact] | None = None,
        agents: Mapping[str, str] | None = None,
        counts: Counts | None = None,
    ) -> None:
        self._graph = graph
        self.facts = facts
        self.names = names
        self.ties: Mapping[str, Fact] = ties or {}
        self.agents: Mapping[str, str] = agents or {}
        self.kept: dict[Hashable, Any] = {}
        self.counts = counts

    @property
    def graph(self) -> nx.Graph[str]:
        """An edge between every two persons who share a fact; its attribute ``facts`` holds the event IRIs, sorted."""
        if self._graph is None:
            self._graph = graph_of(self.names, self.facts)
        return self._graph

    def fact(self, iri: str) -> Fact:
        """A fact or a tie.

        Raises:
            KeyError: when it is neither.
        """
        return self.facts[iri] if iri in self.facts else self.ties[iri]


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts, earliest first, undated last."""
    return tuple(sorted(facts, key=lambda fact: (fact.earliest or "9999", fact.latest or "9999", fact.event)))


def graph_of(names: Mapping[str, str], facts: Mapping[str, Fact]) -> nx.Graph[str]:
    """The network of persons as NetworkX has it."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(names))
    shared: dict[tuple[str, str], list[str]] = {}
    for event in sorted(facts):
        persons = sorted(set(facts[event].persons))
        for index, one in enumerate(persons):
            for other in persons[index + 1 :]:
                shared.setdefault((one, other), []).append(event)
    for (one, other), events in sorted(shared.items()):
        graph.add_edge(one, other, facts=tuple(events))
    return graph


def of_networkx(graph: nx.Graph[Any]) -> Network:
    """A network from a graph of somebody else's: every edge is an event of its two ends.

    Args:
        graph: nodes are persons, called by their attribute ``name`` or else as they are written; of an edge the
            attributes ``label``, ``earliest`` and ``latest`` (ISO days) are taken over. Of a multigraph every edge
            counts; directions do not.
    """
    facts: dict[str, Fact] = {}
    edges = sorted(graph.edges(data=True), key=lambda edge: (str(edge[0]), str(edge[1]), repr(sorted(edge[2].items()))))
    for number, (one, other, data) in enumerate(edges, 1):
        ends = tuple(sorted({str(one), str(other)}))
        label, earliest, latest = (str(data.get(name, "")) for name in ("label", "earliest", "latest"))
        days = (earliest or latest, latest or earliest)
        dates = () if not days[0] else (days[0] if days[0] == days[1] else "/".join(days),)
        facts[f"edge {number}"] = Fact(
            f"edge {number}", "", label or " and ".join(ends), "", dates, earliest, latest, (), ends, 1
        )
    names = {str(node): str(data.get("name", node)) for node, data in graph.nodes(data=True)}
    return Network(None, {iri: fact for iri, fact in facts.items() if len(fact.persons) > 1}, names)
