"""Parts of a store's network, by SPARQL 1.1 alone: what is near some persons, asked for in blocks of ``VALUES``.

Blocks are bounded and patterns few, because planners of other engines take long over large groups; ordered pages keep
an answer small where somebody has very many events. What is read is made into facts as the projection makes them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.analysis.network import Fact, Report
from kg.analysis.projection import (
    EVENT_PATTERN,
    EVENT_ROWS,
    OFFICE_ROWS,
    Row,
    facts_of,
    grouped,
    offices_of,
    parties_of,
    reports_of,
)
from kg.store.paging import PAGE, Paging, day, number
from kg.store.terms import Answering

BLOCK: Final = 300
"""Terms of a ``VALUES`` block: fewer mean more queries, more no greater speed, and texts that servers refuse."""

_KINDS: Final = "?agent a ?kind . FILTER(?kind IN (dip:Organization, dip:Country))"
_EVENTS_OF: Final = "SELECT DISTINCT ?node ?event WHERE { $NODES ?event $ROLE ?node . $WHERE } ORDER BY ?node ?event"
_HOW_MANY: Final = (
    "SELECT ?node (COUNT(DISTINCT ?event) AS ?n) WHERE { $NODES ?event $ROLE ?node . $WHERE } GROUP BY ?node"
    " ORDER BY ?node"
)
_BETWEEN: Final = """SELECT DISTINCT ?event WHERE {
  $NODES ?event dip:connects ?node , ?other . FILTER(?other IN ($OTHERS) && ?other != ?node)
} ORDER BY ?event"""
_PERSONS: Final = "SELECT DISTINCT ?event ?person WHERE { $NODES ?event dip:connects ?person } ORDER BY ?event ?person"
_ORDER: Final = "?event ?date ?earliest ?latest ?type ?label ?status ?sources"
_FACTS: Final = f"SELECT {EVENT_ROWS} WHERE {{ $NODES {EVENT_PATTERN} }} ORDER BY {_ORDER}"
_AGENTS: Final = f"""SELECT DISTINCT ?event ?agent ?name WHERE {{
  $NODES ?event dip:participant ?agent . {_KINDS} ?agent rdfs:label ?name }} ORDER BY ?event ?agent ?name"""
_PLACES: Final = """SELECT DISTINCT ?event ?role ?name WHERE {
  $NODES ?event ?role ?place . ?place a ?kind ; rdfs:label ?name . FILTER(?kind IN (dip:Place, dip:Country))
} ORDER BY ?event ?name ?role"""
_CLAIMS: Final = "SELECT ?subject ?claim WHERE { $NODES ?subject dip:restsOn ?claim } ORDER BY ?subject ?claim"
# The claims are put inside: joined from outside, the engine first makes the table of every claim of every graph.
_REPORTS: Final = """SELECT DISTINCT ?claim ?article ?status ?outlet ?published WHERE {
  GRAPH ?g {
    $NODES ?claim dip:article ?article .
    OPTIONAL { ?claim dip:statedStatus ?status }
    OPTIONAL { ?article dip:publisher ?outlet }
    OPTIONAL { ?article dip:published ?published }
  } $OURS(?g)
} ORDER BY ?claim ?article ?status ?outlet ?published"""
_COPIES: Final = "SELECT ?copy ?original WHERE { $NODES ?copy dip:copyOf ?original } ORDER BY ?copy ?original"
_OFFICES: Final = f"""SELECT {OFFICE_ROWS} WHERE {{
  $NODES ?position dip:holder ?holder ; dip:title ?title ; dip:organization ?organization .
  ?organization rdfs:label ?name }} ORDER BY ?position ?holder ?title ?organization ?name"""
_CONTACTS: Final = """SELECT ?node (COUNT(DISTINCT ?other) AS ?n) WHERE {
  $NODES ?event dip:connects ?node , ?other . FILTER(?other != ?node) $WHERE } GROUP BY ?node ORDER BY ?node"""
_AGENTS_OF: Final = f"""SELECT ?node (COUNT(DISTINCT ?agent) AS ?n) WHERE {{
  {{ $NODES ?event dip:connects ?node ; dip:participant ?agent . {_KINDS} $WHERE }}
  UNION {{ $NODES ?position dip:holder ?node ; dip:title ?title ; dip:organization ?agent . ?agent rdfs:label ?name }}
}} GROUP BY ?node ORDER BY ?node"""
_TIED_TO: Final = """SELECT ?node (COUNT(DISTINCT ?other) AS ?n) WHERE {
  { $NODES ?event dip:participant ?node ; dip:connects ?other . $WHERE }
  UNION { $NODES ?position dip:organization ?node ; dip:title ?title ; dip:holder ?other }
} GROUP BY ?node ORDER BY ?node"""
_DAYS: Final = """SELECT DISTINCT ?day WHERE { ?event $END ?day . FILTER(STR(?day) > "$AFTER") }
ORDER BY DESC(STR(?day))"""
_LAST: Final = "SELECT (MAX(?day) AS ?last) WHERE { ?event $END ?day }"
_ON: Final = "SELECT (MAX(?day) AS ?newest) WHERE { $DAYS ?event $END ?day ; dip:connects ?person . $OPEN }"
_ENDS: Final = (("dip:latest", ""), ("dip:earliest", "FILTER NOT EXISTS { ?event dip:latest ?latest }"))
_NEAR: Final = 20  # days that are looked at together


class SpentError(Exception):
    """What may be read has been read.

    Args:
        why: ``nodes`` or ``seconds``.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Meter:
    """How much may still be read, and how much was asked.

    Attributes:
        nodes: persons, organizations and events. until: second of ``clock`` after which nothing more is asked; None for
            any. requests: sent so far.
    """

    nodes: int
    until: float | None = None
    clock: Callable[[], float] = time.monotonic
    requests: int = 0

    def ask(self) -> None:
        """One request more. Raises ``SpentError`` when it is too late."""
        if self.until is not None and self.clock() >= self.until:
            raise SpentError("seconds")
        self.requests += 1

    def take(self, nodes: int) -> None:
        """So many nodes more. Raises ``SpentError`` when there is no room for them."""
        if nodes > self.nodes:
            raise SpentError("nodes")
        self.nodes -= nodes


class Pieces:
    """Reads parts of a network.

    Args:
        reader: one generation of a store, or an endpoint.
        meter: what may be read.
        block: terms of a ``VALUES`` block.
        page: rows of an answer.
    """

    def __init__(self, reader: Answering, meter: Meter, *, block: int = BLOCK, page: int = PAGE) -> None:
        self._reader = reader
        self.meter = meter
        self._block = block
        self._page = page
        self._paging = Paging(reader, page=page, ask=meter.ask)

    def events_of(
        self, nodes: Sequence[str], where: str, *, agents: bool, most: int, ends: frozenset[str]
    ) -> Iterator[tuple[list[str], set[str], set[str]]]:
        """Events of persons, or of organizations and states, a block at a time.

        Args:
            nodes: IRIs.
            where: SPARQL that an ``?event`` has to meet beside; may be empty.
            agents: whether these are organizations and states.
            most: events that anybody may have; who has more is left out.
            ends: those who may have any number.

        Yields:
            The nodes of the block, their events, and those nodes that were left out.
        """
        role = "dip:participant" if agents else "dip:connects"

        def put(query: str) -> str:
            return query.replace("$ROLE", role).replace("$WHERE", where)

        for block in _blocks(nodes, self._block):
            rows, more = self._paging.begin(_values(put(_EVENTS_OF), "node", block))
            if more:  # somebody has very many: who, before all of it is read
                counts = self._paging.counts(_values(put(_HOW_MANY), "node", block), block)
            else:
                counts = {node: len(events) for node, events in grouped(rows).items()}
            hubs = {node for node, count in counts.items() if count > most and node not in ends}
            kept = [node for node in block if node not in hubs]
            if more:
                yield kept, self._many(_values(put(_EVENTS_OF), "node", kept)) if kept else set(), hubs
            else:
                yield kept, {event for node, event in rows if node not in hubs}, hubs

    def between(self, ones: Sequence[str], others: Sequence[str]) -> list[str]:
        """Events in which any of some persons and any of others are in contact."""
        query = _BETWEEN.replace("$OTHERS", ", ".join(f"<{iri}>" for iri in others))
        return [row[0] for row in self._all(query, "node", ones)]

    def facts(
        self, events: Sequence[str], *, agents: bool, places: bool, reports: bool
    ) -> tuple[dict[str, Fact], dict[str, str]]:
        """Facts of events, and the names of the organizations and states that take part.

        Args:
            events: IRIs. Those without persons in contact are left out.
            agents: read who takes part beside persons.
            places: read their places.
            reports: read who reports them.
        """
        contacts = grouped(self._all(_PERSONS, "event", events))
        taking = self._all(_AGENTS, "event", events) if agents else []
        placed = self._all(_PLACES, "event", events) if places else []
        parties = self._parties if placed else frozenset()
        rows = [row for row in self._all(_FACTS, "event", events) if row[0] in contacts]
        for *_, earliest, latest, sources in rows:
            _ = day(earliest), day(latest), number(sources)
        found = facts_of(
            rows,
            contacts,
            taking_part=grouped(dict.fromkeys((event, agent) for event, agent, _ in taking)),
            places=grouped((event, name) for event, role, name in placed if role not in parties),
            reports=self._reports(events) if reports else {},
        )
        return found, {agent: name for _, agent, name in reversed(taking)}

    def offices(self, nodes: Sequence[str], *, agents: bool) -> tuple[dict[str, Fact], dict[str, str]]:
        """Offices of persons, or in organizations and states, and the names of the latter."""
        rows = self._all(_OFFICES, "organization" if agents else "holder", nodes)
        said = self._reports(sorted({row[0] for row in rows}))
        return offices_of(rows, said), {row[3]: row[4] for row in rows}

    def contacts(self, persons: Sequence[str], where: str = "", *, ties: bool) -> dict[str, int]:
        """With how many each person is in contact; with ties, organizations and states too.

        Args:
            persons: IRIs.
            where: SPARQL that an ``?event`` has to meet; empty for any.
            ties: whether organizations and states count.
        """
        found = dict.fromkeys(persons, 0)
        for query in (_CONTACTS, *((_AGENTS_OF,) if ties else ())):
            for node, count in self._counts(query.replace("$WHERE", where), persons).items():
                found[node] += count
        return found

    def tied_to(self, agents: Sequence[str], where: str = "") -> dict[str, int]:
        """How many persons are tied to each organization or state, through offices and through events as above."""
        return {**dict.fromkeys(agents, 0), **self._counts(_TIED_TO.replace("$WHERE", where), agents)}

    def newest(self) -> str:
        """The latest ISO day on which a contact may have taken place; empty where none has one."""
        newest = ""
        for end, rest in _ENDS:
            newest = self._newest(end, rest, newest) or newest
        return newest

    def _newest(self, end: str, rest: str, after: str) -> str:
        """The last day of a contact by one end of its span, if it is later than another; joined at once, it is slow."""

        def contact_on(days: Sequence[str]) -> str:
            values = " ".join(f'"{one}"^^xsd:date' for one in days)
            on = _ON.replace("$DAYS", f"VALUES ?day {{ {values} }}")
            return day(self._paging.single(on.replace("$END", end).replace("$OPEN", rest)))

        last = day(self._paging.single(_LAST.replace("$END", end)))
        if last <= after:
            return ""
        found, offset = contact_on([last]), 0
        query = _DAYS.replace("$END", end).replace("$AFTER", after)
        while not found and (days := [day(row[0]) for row in self._paging.at(query, offset, most=_NEAR)]):
            found = contact_on(days)
            offset += len(days)
        return found

    @cached_property
    def _parties(self) -> frozenset[str]:
        self.meter.ask()
        return parties_of(self._reader)

    def _reports(self, subjects: Sequence[str]) -> dict[str, tuple[Report, ...]]:
        claims = self._all(_CLAIMS, "subject", subjects)
        rows = self._all(_REPORTS, "claim", sorted({claim for _, claim in claims}))
        originals = {row[0]: row[1] for row in self._all(_COPIES, "copy", sorted({row[1] for row in rows}))}
        of: dict[str, list[Row]] = {}
        for claim, *rest in rows:
            of.setdefault(claim, []).append(tuple(rest))
        said = {(subject, *rest) for subject, claim in claims for rest in of.get(claim, ())}
        return reports_of(sorted(said), originals)

    def _all(self, query: str, name: str, iris: Iterable[str]) -> list[Row]:
        """Rows of a query about many things, each once."""
        blocks = _blocks(tuple(iris), self._block)
        return [row for block in blocks for row in self._paging.rows(_values(query, name, block))]

    def _many(self, query: str) -> set[str]:
        """Events of many pages, as long as there may be room for them."""
        found: set[str] = set()
        for _, event in self._paging.rows(query):
            found.add(event)
            if len(found) > self.meter.nodes + self._page:
                raise SpentError("nodes")
        return found

    def _counts(self, query: str, nodes: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for block in _blocks(nodes, self._block):
            found |= self._paging.counts(_values(query, "node", block), block)
        return found


def _blocks(iris: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """So many at a time."""
    for begin in range(0, len(iris), size):
        yield iris[begin : begin + size]


def _values(query: str, name: str, iris: Sequence[str]) -> str:
    """A query about some things."""
    return query.replace("$NODES", f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in iris)} }}")
