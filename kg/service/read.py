"""The queries behind ``show`` and the paths' evidence: store -> views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.service.lookup import Named
from kg.store.terms import PREFIX_LINES, Terms
from kg.service.views import ArticleView, EntityView, EventLine, EventView, Evidence, Link, PositionLine, Role
from kg.store import Reader
from kg.vocabulary import PREFIXES, Dip

Row = tuple[str, ...]


class Views:
    """Reads views from one generation.

    Args:
        reader: of the generation.
        terms: its ontology's terms.
    """

    def __init__(self, reader: Reader, terms: Terms) -> None:
        self._reader = reader
        self._terms = terms

    def things(self) -> list[Named]:
        """Everything that has a name: entities with their aliases, events, articles (by headline and file)."""
        rows = self._rows(
            "SELECT ?thing ?kind ?label ?alias WHERE { ?thing a ?kind ; rdfs:label ?label ."
            " VALUES ?kind { dip:Person dip:Organization dip:Country dip:Place dip:Event }"
            " OPTIONAL { ?thing dip:alias ?alias } } ORDER BY ?thing ?alias"
        )
        names: dict[str, tuple[str, str, list[str]]] = {}
        for iri, kind, label, alias in rows:
            names.setdefault(iri, (_local(kind), label, []))[2].extend([alias] if alias else [])
        things = [Named(iri, kind, label, tuple(aliases)) for iri, (kind, label, aliases) in names.items()]
        articles = self._rows(
            "SELECT ?article ?file ?headline ?digest WHERE { GRAPH ?g { ?article a dip:Article ; dip:file ?file ;"
            " dip:digest ?digest . OPTIONAL { ?article dip:headline ?headline } } } ORDER BY ?article"
        )
        things += [
            Named(iri, _local(Dip.Article), headline or file, tuple(filter(None, (file, digest))))
            for iri, file, headline, digest in articles
        ]
        return things

    def evidence(self, subjects: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """The sentences that events or positions rest on.

        Args:
            subjects: IRIs of events or positions.

        Returns:
            By IRI, in order of publication, file and offset; a subject without claims is absent.
        """
        wanted = sorted(set(subjects))
        found: dict[str, list[tuple[tuple[str, str, int, int], Evidence]]] = {}
        for begin in range(0, len(wanted), _CHUNK):
            values = " ".join(f"<{iri}>" for iri in wanted[begin : begin + _CHUNK])
            for row in self._rows(_EVIDENCE.replace("VALUES_HERE", values)):
                subject, claim, article, file, outlet, headline, published, start, end, quote, status, date, voice, at = row
                item = Evidence(
                    article=article,
                    file=file,
                    outlet=outlet,
                    headline=headline,
                    published=published,
                    start=int(start),
                    end=int(end),
                    quote=quote,
                    claim=claim,
                    status=self._terms.label(status) if status else "",
                    date=date,
                    attribution=voice,
                )
                key = (published or "9999", file, int(at or start), int(start))
                found.setdefault(subject, []).append((key, item))
        return {
            subject: tuple(item for _, item in sorted(items, key=lambda pair: (pair[0], pair[1].claim)))
            for subject, items in found.items()
        }

    def event(self, iri: str) -> EventView:
        """One event with its roles and every claim's sentences."""
        rows = self._rows(
            f"SELECT ?property ?value ?label WHERE {{ <{iri}> ?property ?value . OPTIONAL {{ ?value rdfs:label ?label }} }}"
            " ORDER BY ?property ?label ?value"
        )
        facts: dict[str, list[Link]] = {}
        for name, value, label in rows:
            facts.setdefault(name, []).append(Link(value, label))
        kind = next((link.iri for link in facts.get(_TYPE, ()) if link.iri in self._terms.types), Dip.Event)
        roles = tuple(
            Role(role, self._terms.label(role), tuple(self._filler(link) for link in facts[role]))
            for (owner, role) in self._terms.roles
            if owner == kind and role in facts
        )
        return EventView(
            iri=iri,
            label=_only(facts.get(_LABEL)),
            type=self._terms.label(kind),
            status=self._terms.label(_only(facts.get(Dip.status))),
            dates=tuple(link.iri for link in facts.get(Dip.date, ())),
            roles=roles,
            disagrees_on=tuple(self._terms.label(link.iri) for link in facts.get(Dip.disagreesOn, ())),
            sources=int(_only(facts.get(Dip.sources)) or 0),
            evidence=self.evidence([iri]).get(iri, ()),
        )

    def entity(self, thing: Named) -> EntityView:
        """A person, organization, country or place."""
        rows = self._rows(
            f"SELECT ?other ?label WHERE {{ <{thing.iri}> dip:memberOf|dip:within ?other . ?other rdfs:label ?label }}"
            " ORDER BY ?label"
        )
        shared = self._rows(
            f"SELECT ?other ?label (COUNT(DISTINCT ?event) AS ?n) WHERE {{ ?event dip:connects <{thing.iri}> , ?other ;"
            f" dip:status ?status . ?other rdfs:label ?label . FILTER(?other != <{thing.iri}>)"
            f" VALUES ?status {{ {' '.join(f'<{iri}>' for iri in sorted(self._terms.happened))} }} }}"
            " GROUP BY ?other ?label ORDER BY DESC(?n) ?label"
        )
        named = Counter(
            (row[0], row[1])
            for row in self._rows(
                f"SELECT ?article ?title ?span WHERE {{ <{thing.iri}> dip:restsOn ?referent . GRAPH ?g {{ ?referent dip:article"
                " ?article ; gaf:denotedBy ?span . ?article dip:file ?file . OPTIONAL { ?article dip:headline ?headline } }"
                " BIND(COALESCE(?headline, ?file) AS ?title) } ORDER BY ?title ?article"
            )
        )
        return EntityView(
            iri=thing.iri,
            label=thing.name,
            kind=self._terms.label(PREFIXES["dip"] + thing.kind),
            aliases=thing.aliases,
            belongs=tuple(Link(*row) for row in rows),
            positions=self._positions(thing.iri),
            events=self._lines(f"?event ?role <{thing.iri}> ."),
            counterparts=tuple((Link(iri, label), int(count)) for iri, label, count in shared),
            mentions=tuple((Link(*key), count) for key, count in named.items()),
        )

    def article(self, iri: str) -> ArticleView:
        """An article and what its sentences say."""
        row = self._rows(
            f"SELECT ?digest ?file ?headline ?outlet ?author ?url ?published ?how WHERE {{ GRAPH ?g {{ <{iri}> dip:digest"
            " ?digest ; dip:file ?file ."
            + "".join(
                f" OPTIONAL {{ <{iri}> dip:{name} ?{variable} }}"
                for name, variable in (
                    ("headline", "headline"),
                    ("publisher", "outlet"),
                    ("author", "author"),
                    ("url", "url"),
                    ("published", "published"),
                    ("publishedHow", "how"),
                )
            )
            + " } }"
        )[0]
        lines = self._lines(
            f"?event ?role ?filler ; dip:restsOn ?claim . GRAPH ?g {{ ?claim dip:article <{iri}> }}", role_matters=False
        )
        evidence = self.evidence(line.event.iri for line in lines)
        events = [
            (line, tuple(item for item in evidence.get(line.event.iri, ()) if item.article == iri)) for line in lines
        ]
        events.sort(key=lambda pair: (pair[1][0].start if pair[1] else 0, pair[0].event.iri))
        persons = self._rows(
            f"SELECT DISTINCT ?person ?label WHERE {{ ?person a dip:Person ; rdfs:label ?label ; dip:restsOn ?referent ."
            f" GRAPH ?g {{ ?referent dip:article <{iri}> }} }} ORDER BY ?label"
        )
        return ArticleView(iri, *row, events=tuple(events), persons=tuple(Link(*person) for person in persons))

    def _positions(self, iri: str) -> tuple[PositionLine, ...]:
        """Offices of a person."""
        rows = self._rows(
            f"SELECT ?position ?title ?former ?organization ?label WHERE {{ ?position dip:holder <{iri}> ; dip:title ?title ;"
            " dip:former ?former . OPTIONAL { ?position dip:organization ?organization . ?organization rdfs:label ?label } }"
            " ORDER BY ?title ?label"
        )
        evidence = self.evidence(row[0] for row in rows)
        return tuple(
            PositionLine(title, Link(organization, label) if organization else None, former == "true", evidence.get(position, ()))
            for position, title, former, organization, label in rows
        )

    def _lines(self, pattern: str, *, role_matters: bool = True) -> tuple[EventLine, ...]:
        """Events a pattern selects, one line an event, earliest first, undated last."""
        rows = self._rows(
            "SELECT DISTINCT ?event ?type ?role ?label ?status ?date ?earliest ?sources WHERE { ?event a dip:Event , ?type ;"
            f" rdfs:label ?label ; dip:status ?status ; dip:sources ?sources . {pattern}"
            " OPTIONAL { ?event dip:date ?date } OPTIONAL { ?event dip:earliest ?earliest } } ORDER BY ?event ?role ?date"
        )
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if row[1] in self._terms.types:
                groups.setdefault(row[0], []).append(row)
        lines = [(group[0][6] or "9999", self._line(group, role_matters=role_matters)) for group in groups.values()]
        return tuple(line for _, line in sorted(lines, key=lambda pair: (pair[0], pair[1].event.iri)))

    def _line(self, group: Sequence[Row], *, role_matters: bool) -> EventLine:
        """Rows of one event -> its line."""
        iri, kind, _, label, status, _, _, sources = group[0]
        roles = [row[2] for row in group if (kind, row[2]) in self._terms.roles and row[2] != Dip.participant]
        generic = Dip.participant if any(row[2] == Dip.participant for row in group) else ""
        role = (roles[0] if roles else generic) if role_matters else ""
        return EventLine(
            event=Link(iri, label),
            type=self._terms.label(kind),
            role=self._terms.label(role) if role else "",
            dates=tuple(sorted({row[5] for row in group if row[5]})),
            status=self._terms.label(status),
            happened=status in self._terms.happened,
            sources=int(sources),
        )

    def _filler(self, link: Link) -> Link:
        """An entity, a concept (its label from the ontology) or a literal."""
        if link.label:
            return link
        return Link("", self._terms.labels.get(link.iri, link.iri))

    def _rows(self, query: str) -> list[Row]:
        """Rows of a SELECT as plain strings, empty where unbound."""
        solutions = self._reader.select(PREFIX_LINES + query)
        return [tuple("" if term is None else term.value for term in row) for row in solutions.rows]


_CHUNK = 500  # subjects a query; keeps its text small
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_EVIDENCE = """SELECT ?subject ?claim ?article ?file ?outlet ?headline ?published ?start ?end ?quote ?status ?date ?voice ?at WHERE {
  VALUES ?subject { VALUES_HERE }
  ?subject dip:restsOn ?claim .
  GRAPH ?g {
    ?claim dip:article ?article ; gaf:denotedBy ?sentence .
    ?sentence dip:start ?start ; dip:end ?end ; dip:quote ?quote .
    ?article dip:file ?file .
    OPTIONAL { ?article dip:publisher ?outlet }
    OPTIONAL { ?article dip:headline ?headline }
    OPTIONAL { ?article dip:published ?published }
    OPTIONAL { ?claim dip:statedStatus ?status }
    OPTIONAL { ?claim dip:statedDate ?date }
    OPTIONAL { ?claim dip:attribution/dip:quote ?voice }
    OPTIONAL { ?claim dip:trigger/dip:start ?at }
  }
} ORDER BY ?subject ?claim ?start"""


def _local(iri: str) -> str:
    """Local name."""
    return iri.rpartition("#")[2]


def _only(links: Sequence[Link] | None) -> str:
    """Value of a property that has one."""
    return links[0].iri if links else ""
