"""What pages tell beside a view: who was met how often and when last, which articles are copies, marks in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.service.views import Link
from kg.store.terms import Answering, Terms, select_rows

_COUNTERPARTS = """SELECT ?other ?label ?status (COUNT(DISTINCT ?event) AS ?n) (MAX(?day) AS ?last) WHERE {
  ?event dip:connects <IRI> , ?other ; dip:status ?status . ?other rdfs:label ?label .
  OPTIONAL { ?event dip:latest ?day }
  FILTER(?other != <IRI>)
} GROUP BY ?other ?label ?status ORDER BY ?label ?other ?status"""

_ORIGINS = """SELECT ?copy ?original WHERE { VALUES ?copy { $COPIES } ?copy dip:copyOf ?original }
ORDER BY ?copy ?original"""

_MENTIONS = """SELECT DISTINCT ?start ?end ?thing ?label WHERE {
  GRAPH ?g { ?referent dip:article <IRI> ; gaf:denotedBy ?span . ?span dip:start ?start ; dip:end ?end } $OURS(?g)
  ?thing dip:restsOn ?referent ; rdfs:label ?label ; a ?kind .
  FILTER(?kind IN (dip:Person, dip:Organization, dip:Country, dip:Place))
} ORDER BY ?start DESC(?end) ?thing"""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody a person shares events with.

    Attributes:
        happened: events that took place. others: events of which that is not said. last: ISO day of the last that took
            place; empty where no day is told.
    """

    person: Link
    happened: int
    others: int
    last: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Where a text speaks of a thing: half-open, in code points of the article's text."""

    start: int
    end: int
    thing: Link


class Details:
    """Reads them from one generation.

    Args:
        reader: of the generation, or an endpoint.
        terms: its ontology's terms.
    """

    def __init__(self, reader: Answering, terms: Terms) -> None:
        self._reader = reader
        self._terms = terms

    def counterparts(self, iri: str) -> tuple[Counterpart, ...]:
        """Whom a person is in contact with, most events that took place first, then the most of others, then by name.

        Args:
            iri: of the person.
        """
        found: dict[str, list[tuple[str, ...]]] = {}
        for other, *row in self._about(iri, _COUNTERPARTS):
            found.setdefault(other, []).append(tuple(row))
        told = [self._counterpart(other, rows) for other, rows in found.items()]
        return tuple(sorted(told, key=lambda one: (-one.happened, -one.others, one.person.label, one.person.iri)))

    def _counterpart(self, other: str, rows: Sequence[tuple[str, ...]]) -> Counterpart:
        happened = [row for row in rows if row[1] in self._terms.happened]
        count = sum(int(row[2]) for row in happened)
        return Counterpart(
            Link(other, rows[0][0]),
            count,
            sum(int(row[2]) for row in rows) - count,
            max((row[3] for row in happened), default=""),
        )

    def origins(self, articles: Sequence[str]) -> dict[str, str]:
        """Of articles (IRIs) that are copies, the article that they go back to."""
        if not articles:
            return {}
        copies = " ".join(f"<{iri}>" for iri in sorted(set(articles)))
        found: dict[str, str] = {}
        for copy, original in select_rows(self._reader, _ORIGINS.replace("$COPIES", copies)):
            found.setdefault(copy, original)
        return found

    def mentions(self, article: str) -> tuple[Mentioned, ...]:
        """What an article (IRI) names, where; the longer of two that begin together first."""
        return tuple(
            Mentioned(int(start), int(end), Link(thing, label))
            for start, end, thing, label in self._about(article, _MENTIONS)
        )

    def _about(self, iri: str, question: str) -> list[tuple[str, ...]]:
        return select_rows(self._reader, question.replace("<IRI>", f"<{iri}>"))
