"""``KnowledgeGraph``: one generation of a store, opened for questions.

>>> import kg
>>> graph = kg.open("kg-store")                     # doctest: +SKIP
>>> graph.path("Anna Petit", "Joseph Otieno")       # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import product
from pathlib import Path
from typing import Unpack

from kg.analysis.adjacency import rows_of
from kg.analysis.barring import offering_ties
from kg.analysis.connecting import Connection, connect
from kg.analysis.kept import FILE, count_kept, kept_network
from kg.analysis.paths import PathAnswer, find_paths
from kg.analysis.projection import Network, project
from kg.catalogue import Query, load_catalogue
from kg.errors import DependencyError, UsageError, choose_from
from kg.search import keep_index
from kg.service.asking import Answer, Understander, answer_question, examples
from kg.service.asking.vocabulary import Vocabulary
from kg.service.border import day, several, text
from kg.service.days import iso_day, ordered_days
from kg.service.details import Details
from kg.service.exports import Exports
from kg.service.forms import connection_form, path_form
from kg.service.frontier import FrontierGraph, is_vast
from kg.service.lookup import ENTITIES, Named, NameIndex
from kg.service.measures import Measures
from kg.service.media import FORMATS
from kg.service.portrait import Portrait, draw_portrait
from kg.service.preparing import told_to_build
from kg.service.read import Views
from kg.service.searching import Searches
from kg.service.views import Evidence, View
from kg.service.why import Reasons
from kg.service.wishes import ConnectWishes, PathWishes, connection_question, path_question
from kg.settings import MOST_CONTACTS
from kg.store import Reader, Solutions, open_store
from kg.store.terms import ANY, Terms, read_terms
from kg.vocabulary import Dip, local_name

_EVENT = local_name(Dip.Event)
_ARTICLE = local_name(Dip.Article)


class KnowledgeGraph(Exports, Measures, Searches):
    """Reads one generation; ``refresh`` moves on to the newest.

    Args:
        store: folder of the store.
        ontology: folders with event types beyond those of the installation, if it was built with any.
        most: contacts that the network may hold; paths in a store with more come from frontier expansion. 0: all do.

    Raises:
        StoreMissingError: when there is none.
    """

    def __init__(self, store: Path, *, ontology: Sequence[Path] = (), most: int = MOST_CONTACTS) -> None:
        self._begin(None, store, ontology, most)

    def _begin(self, reader: Reader | None, store: Path, ontology: Sequence[Path], most: int) -> None:
        self._path, self._most = store, most
        self._ontology = tuple(ontology)
        self._stamp, self._store = _stamp(store), open_store(store)
        self.reader: Reader = reader or self._store.reader()

    @classmethod
    def over(
        cls, reader: Reader, store: Path, *, ontology: Sequence[Path] = (), most: int = MOST_CONTACTS
    ) -> KnowledgeGraph:
        """The same over a reader of somebody else's, who sees to it that it reads the newest generation.

        Args:
            reader: of one generation.
            store: folder of the store that it reads.
            ontology: as of the class.
            most: as of the class.
        """
        graph = cls.__new__(cls)
        graph._begin(reader, store, ontology, most)  # noqa: SLF001 - the class's own
        return graph

    @property
    def superseded(self) -> bool:
        """Whether there is a newer generation, or another store in this one's place; cheap.

        Raises:
            StoreMissingError: when the store was taken away.
        """
        return _stamp(self._path) != self._stamp or self._store.generation() != self.reader.generation

    def refresh(self) -> bool:
        """Move on to the newest generation; whether there was a newer one. Raises: as ``superseded``."""
        if not self.superseded:
            return False
        self._stamp, self._store = _stamp(self._path), open_store(self._path)
        self.reader = self._store.reader()
        for name in (
            "terms",
            "views",
            "details",
            "names",
            "network",
            "is_vast",
            "frontier",
            "reasons",
            "index",
            "understander",
        ):
            self.__dict__.pop(name, None)
        return True

    @property
    def generation(self) -> int:
        """Number of the generation read."""
        return self.reader.generation

    @cached_property
    def terms(self) -> Terms:
        """Labels and keys of the ontology the store was built with."""
        return read_terms(self.reader)

    @cached_property
    def views(self) -> Views:
        """Reader of views."""
        return Views(self.reader, self.terms)

    @cached_property
    def details(self) -> Details:
        """Reader of what pages tell beside views."""
        return Details(self.reader, self.terms)

    @cached_property
    def names(self) -> NameIndex:
        """Index of everything that has a name."""
        return NameIndex(self.views.things())

    @cached_property
    def network(self) -> Network:
        """The network of persons, read once a generation, and kept in a file beside it."""
        if not self.reader.generation:
            return project(self.reader)
        with told_to_build():
            return kept_network(self.derived, lambda: project(self.reader))

    @cached_property
    def is_vast(self) -> bool:
        """Whether there are more contacts than the network may hold."""
        if not self._most:
            return True
        kept = count_kept(self.derived / FILE) if self.reader.generation else None  # it tells sooner than the store
        return is_vast(self.reader, self._most) if kept is None else kept > self._most

    @cached_property
    def frontier(self) -> FrontierGraph:
        """The same generation for paths without the network."""
        return FrontierGraph(self.reader)

    def prepare(self) -> None:
        """Make and keep what questions of this generation would wait for: the network, if it may be held, the index."""
        _ = self.is_vast or self.network
        with suppress(DependencyError):  # a Python without full-text search: who searches is told
            keep_index(self.reader, self.derived, self.views.things)

    @property
    def derived(self) -> Path:
        """Folder of what is derived from the generation."""
        return self._store.derived(self.reader.generation)

    @cached_property
    def understander(self) -> Understander:
        """Of questions to the generation."""
        vocabulary = Vocabulary(self.reader, self.terms, self.names.things)
        return Understander(self.catalogue, vocabulary, self.names, lambda: examples(self))

    @cached_property
    def reasons(self) -> Reasons:
        """Why claims are one event; reads every claim when first asked."""
        return Reasons(self.reader, self._ontology)

    @cached_property
    def catalogue(self) -> Mapping[str, Query]:
        """The catalogue queries."""
        return load_catalogue()

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named:
        """The one thing called so; see ``NameIndex.find`` for what it raises."""
        return self.names.find(text("a name", name), kinds=kinds)

    def path(
        self, source: str | Sequence[str], target: str | Sequence[str], **wishes: Unpack[PathWishes]
    ) -> PathAnswer:
        """Who connects two persons, or any of some persons to any of others.

        Args:
            source: name or IRI of a person, or several.
            target: name or IRI of another, or several.
            wishes: see ``kg.service.wishes.PathWishes``.

        Raises:
            UnknownNameError, AmbiguousNameError: for a name.
            UsageError: for a status, a type, a day, or the same person at both ends.
        """
        if self.is_vast:
            return self.frontier.path(source, target, **wishes)
        sources, targets, question = path_question(self, source, target, wishes)
        answer = find_paths(self.network, sources, targets, question)
        answer = offering_ties(answer, lambda eased: find_paths(self.network, sources, targets, eased))
        return dataclasses.replace(answer, telling=partial(path_form, self))

    def connect(self, names: Sequence[str], **wishes: Unpack[ConnectWishes]) -> Connection:
        """A small network that holds several persons.

        Args:
            names: of two persons or more.
            wishes: which facts count, and whom it may need; see ``kg.service.wishes.ConnectWishes``.

        Raises:
            UnknownNameError, AmbiguousNameError: for a name.
            UsageError: for a status, a type, a day, or fewer than two persons.
        """
        found = connect(self.network, *connection_question(self, names, wishes))
        return dataclasses.replace(found, telling=partial(connection_form, self))

    def contacts(self, iri: str) -> int:
        """How many persons share an event with one, whatever its status; of an organization, who is tied to it."""
        if self.is_vast:
            return self.frontier.contacts(iri)
        rows = rows_of(self.network, ties=iri not in self.network.names)
        return rows.degree(rows.index[iri]) if iri in rows.index else 0

    def next_to(self, iri: str) -> frozenset[str]:
        """IRIs of the persons who share an event with one, whatever its status."""
        rows = rows_of(self.network, ties=False)
        number = rows.index.get(iri)
        if number is None:
            return frozenset()
        near = rows.neighbours[rows.starts[number] : rows.starts[number + 1]]
        return frozenset(rows.nodes[other] for other in near.tolist())

    def portrait(self, iri: str, *, most: int) -> Portrait | None:
        """A person's nearest, with places to be drawn at; None without contacts, or where the network is not held.

        Args:
            iri: of the person.
            most: others at most.
        """
        if self.is_vast:
            return None
        return draw_portrait(self.network, self.terms, iri, most=most)

    def ask(self, question: str) -> Answer:
        """Answer a question in plain words, through the catalogue query or path call that it becomes.

        Args:
            question: in English, for example "when did Anna Petit last meet Joseph Otieno".

        Raises:
            UsageError: when it is none that can be answered; tells what can be asked.
            UnknownNameError, AmbiguousNameError: for a name in it.
        """
        return answer_question(self, text("a question", question))

    def evidence(self, subjects: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
        """The sentences that events or positions (IRIs) rest on."""
        return self.views.evidence(subjects)

    def show(self, name: str, *, why: bool = False) -> View:
        """One person, organization, place, event or article, by name or IRI; see ``NameIndex.find`` for what it raises.

        Args:
            name: as typed.
            why: for an event, tell why its claims are one event; for a person or thing, what its articles call it.
        """
        thing = self.find(name)
        if thing.kind == _EVENT:
            view = self.views.event(thing.iri)
            if not why:
                return view
            reasons = self.reasons
            why_one, why_others = reasons.of(thing.iri), reasons.against(thing.iri)
            return dataclasses.replace(view, why=why_one, why_not=why_others, inferred=reasons.inferred(thing.iri))
        if thing.kind == _ARTICLE:
            return self.views.article(thing.iri)
        entity = self.views.entity(thing)
        return dataclasses.replace(entity, referents=self.views.referents(thing.iri)) if why else entity

    def query(self, name: str, values: Mapping[str, Sequence[str]] | None = None) -> Solutions:
        """Answer a catalogue query.

        Args:
            name: of the query.
            values: parameter -> values as people type them: names for entities, keys for statuses and types.

        Raises:
            UsageError: unknown query or parameter, or a value of the wrong kind.
            UnknownNameError, AmbiguousNameError: for a name.
        """
        return self.reader.select(self.bound(name, values or {}))

    def bound(self, name: str, values: Mapping[str, Sequence[str]]) -> str:
        """The SPARQL text a catalogue query becomes; arguments and errors as of ``query``."""
        if name not in self.catalogue:
            raise UsageError(f"there is no query {name!r}", mend=choose_from(name, self.catalogue))
        query = self.catalogue[name]
        terms: dict[str, list[str]] = {}
        for parameter, given in values.items():
            kind = query.parameter(parameter).kind
            found = terms.setdefault(parameter, [])
            for value in several(parameter, day(parameter, given) if isinstance(given, dt.date) else given):
                if kind == "status":
                    found.extend(sorted(self.terms.status_iris(value)))
                elif kind == "type":
                    found.append(self.terms.type_iri(value))
                elif kind == "entity":
                    kinds = query.parameter(parameter).of or ENTITIES
                    found.append(self.find(value, kinds=kinds).iri)
                else:
                    found.append(value)
        bound = query.bind(terms)
        for since, until in product(terms.get("since", ()), terms.get("until", ())):
            ordered_days(since, until)
        return bound

    def sparql(self, query: str) -> Solutions:
        """Answer a SELECT query.

        Raises:
            QueryError: when it is malformed or asks for what is refused.
        """
        return self.reader.select(query)

    def answer(self, query: str, media_type: str) -> bytes:
        """Answer any query in a standard format.

        Args:
            query: SPARQL.
            media_type: one of ``kg.service.media.offered(query)``.

        Raises:
            QueryError: when it is malformed or asks for what is refused.
        """
        return self.reader.serialize(query, FORMATS[media_type])

    def label(self, iri: str) -> str:
        """What people call an IRI: a thing's name, a term's label, else its last part."""
        thing = self.names.get(iri)
        return thing.name if thing else self.terms.label(iri)


def _stamp(store: Path) -> tuple[int, int]:
    """Tells apart two stores that follow each other in one place: a new one may begin at the same generation."""
    try:
        status = store.stat()
    except OSError:
        open_store(store)  # tells best what is wrong
        raise
    return status.st_ino, status.st_mtime_ns


def open_graph(store: str | Path, *, ontology: Sequence[Path] = (), most: int = MOST_CONTACTS) -> KnowledgeGraph:
    """Open a finished store for questions: its folder, and the rest as of ``KnowledgeGraph``.

    Raises:
        StoreMissingError: when there is none.
    """
    return KnowledgeGraph(Path(store), ontology=ontology, most=most)


__all__ = ["ANY", "KnowledgeGraph", "iso_day", "open_graph"]
