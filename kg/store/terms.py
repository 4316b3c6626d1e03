"""What the store's own copy of the ontology says of types, roles and statuses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from kg.errors import UsageError
from kg.rdf.iris import Iris
from kg.store.engine import Solutions, Term
from kg.vocabulary import PREFIXES, local_name

PREFIX_LINES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

_LABELS = "SELECT ?term ?label WHERE { GRAPH $ONTOLOGY { ?term rdfs:label ?label } } ORDER BY ?term"
_TYPES = (
    "SELECT DISTINCT ?type ?key WHERE { GRAPH $ONTOLOGY { ?type rdfs:subClassOf dip:Event ; fr:trigger ?trigger ."
    " OPTIONAL { ?type fr:key ?key } } } ORDER BY ?type"
)
_ROLES = (
    "SELECT DISTINCT ?role ?key ?type ?order WHERE {"
    " GRAPH $ONTOLOGY { ?type sh:property ?shape . ?shape sh:path ?role ; fr:key ?key ."
    " OPTIONAL { ?shape sh:order ?order } } } ORDER BY ?type ?order ?role"
)
_STATUSES = (
    "SELECT ?status ?happened WHERE { GRAPH $ONTOLOGY { ?status skos:inScheme dip:statusScheme ."
    " OPTIONAL { ?status fr:happened ?happened } } } ORDER BY ?status"
)

ANY = "any"
_OURS = re.compile(r"\$OURS\((\?\w+)\)")


class Answering(Protocol):
    """What answers SELECT queries over our graphs: a generation of a store, or an endpoint elsewhere."""

    @property
    def base(self) -> str:
        """Base IRI of the data."""
        ...

    def select(self, query: str) -> Solutions:
        """Answers a SELECT; raises a ``KgError`` where it cannot."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """The ontology as the read side needs it.

    Attributes:
        labels: IRI -> label of every term.
        types: event type IRI -> key of the interchange form.
        roles: (event type IRI, role IRI) -> key, in the order the types' files give.
        statuses: key -> IRI. happened: IRIs of statuses that mean the event took place.
    """

    labels: dict[str, str]
    types: dict[str, str]
    roles: dict[tuple[str, str], str]
    statuses: dict[str, str]
    happened: frozenset[str]

    def label(self, iri: str) -> str:
        """Label of a term; its local name where it has none."""
        return self.labels.get(iri) or local_name(iri)

    def status_iris(self, choice: str) -> frozenset[str]:
        """Statuses a filter lets pass; empty for any.

        Args:
            choice: keys separated by commas, or ``any``.

        Raises:
            UsageError: names the statuses there are.
        """
        if choice == ANY:
            return frozenset()
        chosen = [part.strip() for part in choice.split(",") if part.strip()]
        unknown = [part for part in chosen if part not in self.statuses]
        if unknown or not chosen:
            raise UsageError(
                f"there is no status {', '.join(map(repr, unknown)) or repr(choice)}",
                mend=f"Choose from {', '.join(sorted(self.statuses))}, or {ANY}.",
            )
        return frozenset(self.statuses[part] for part in chosen)

    def type_iri(self, name: str) -> str:
        """An event type by key, label or IRI, case ignored.

        Raises:
            UsageError: names the types there are.
        """
        for iri, key in self.types.items():
            if name.lower() in (key.lower(), self.label(iri).lower(), iri.lower()):
                return iri
        raise UsageError(
            f"there is no type of event {name!r}", mend=f"Choose from {', '.join(sorted(self.types.values()))}."
        )


def select_rows(reader: Answering, query: str) -> list[tuple[str, ...]]:
    """Rows of a SELECT as strings: IRIs and lexical forms, empty where unbound. The known prefixes are declared.

    Args:
        reader: of one generation, or an endpoint.
        query: where ``$ONTOLOGY`` and ``$JUDGEMENT`` stand for these graphs, and ``$OURS(?g)`` for a filter that lets
            pass the graphs of articles alone. A store has graphs of its users beside them, which may say anything.
    """
    return [tuple(map(plain_value, row)) for row in reader.select(PREFIX_LINES + in_managed(query, reader.base)).rows]


def in_managed(query: str, base: str) -> str:
    """A query for the graphs that follow from articles; see ``select_rows``.

    >>> in_managed("ASK { GRAPH ?g { ?s ?p ?o } $OURS(?g) }", "https://example.org/")
    'ASK { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://example.org/graph/article/")) }'
    """
    iris = Iris(base)
    query = _OURS.sub(rf'FILTER(STRSTARTS(STR(\1), "{iris.article_graphs}"))', query)
    return query.replace("$ONTOLOGY", f"<{iris.ontology_graph}>").replace("$JUDGEMENT", f"<{iris.judgement_graph}>")


def plain_value(term: Term | None) -> str:
    """A term's IRI or lexical form; empty for none."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def read_terms(reader: Answering) -> Terms:
    """Read the terms from a store's ontology graph."""
    statuses = select_rows(reader, _STATUSES)
    return Terms(
        labels={row[0]: row[1] for row in reversed(select_rows(reader, _LABELS))},
        types={iri: key or local_name(iri) for iri, key in select_rows(reader, _TYPES)},
        roles={(kind, role): key for role, key, kind, _ in select_rows(reader, _ROLES)},
        statuses={local_name(iri): iri for iri, _ in statuses},
        happened=frozenset(iri for iri, happened in statuses if happened == "true"),
    )
