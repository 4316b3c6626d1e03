"""Paths over what is never read whole: a store with more contacts than its network may hold, or an endpoint.

It tells answers as ``KnowledgeGraph`` does, so that whoever prints them needs not know where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, Unpack

from kg.analysis.barring import offering_ties
from kg.analysis.frontier import Limits, find_paths_from
from kg.analysis.paths import PathAnswer
from kg.analysis.pieces import BLOCK, Meter, Pieces
from kg.service.border import text
from kg.service.forms import path_form
from kg.service.lookup import ENTITIES, Named
from kg.service.naming import NameQueries
from kg.service.read import Views
from kg.service.remembered import Remembered
from kg.service.views import Evidence
from kg.service.wishes import PathWishes, path_question
from kg.store.terms import Terms, read_terms, select_rows
from kg.vocabulary import Dip, local_name

if TYPE_CHECKING:
    from kg.store import Reader
    from kg.store.endpoint import Endpoint

SECONDS: Final = 30.0
"""After which no further level is read, where nobody says otherwise."""

REMEMBERED: Final = 100_000
"""Things whose names, and whose numbers of contacts, are kept, some 30 MB: a service asks for as long as it runs."""

_PERSON: Final = local_name(Dip.Person)
_OUTLETS: Final = """SELECT DISTINCT ?outlet WHERE {
  GRAPH ?g { ?article dip:publisher ?outlet } $OURS(?g) } ORDER BY ?outlet"""
_VAST: Final = """SELECT (COUNT(*) AS ?n) WHERE {
  { SELECT ?event WHERE { ?event dip:connects ?person } LIMIT $MOST } }"""


class FrontierGraph:
    """Answers who connects persons by frontier expansion (``kg.analysis.frontier``).

    Args:
        reader: one generation of a store, or an endpoint.
        limits: of what one question may read.
    """

    def __init__(self, reader: Reader | Endpoint, limits: Limits | None = None) -> None:
        self.reader = reader
        self.limits = limits or Limits(seconds=SECONDS)
        self._names = NameQueries(reader)
        self._labels = Remembered[str](REMEMBERED)
        self._contacts = Remembered[int](REMEMBERED)

    @property
    def generation(self) -> int | None:
        """Number of the generation read; None where an endpoint tells none."""
        return self.reader.generation

    @cached_property
    def terms(self) -> Terms:
        """Labels and keys of the ontology."""
        return read_terms(self.reader)

    @cached_property
    def _views(self) -> Views:
        return Views(self.reader, self.terms)

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named:
        """The one thing called so; raises as ``NameIndex.find``. Without kinds, among entities."""
        return self._names.find(text("a name", name), kinds=kinds or ENTITIES)

    def outlets(self) -> frozenset[str]:
        """Publishers of articles."""
        return frozenset(row[0] for row in select_rows(self.reader, _OUTLETS) if row[0])

    def path(
        self, source: str | Sequence[str], target: str | Sequence[str], **wishes: Unpack[PathWishes]
    ) -> PathAnswer:
        """As ``KnowledgeGraph.path``; the answer's ``expansion`` says what was read, and what was not.

        Raises:
            EndpointError, LimitError: beside the errors of ``KnowledgeGraph.path``, when an endpoint does not answer.
        """
        sources, targets, question = path_question(self, source, target, wishes)
        answer = find_paths_from(self.reader, sources, targets, question, self.limits)
        answer = offering_ties(answer, lambda eased: find_paths_from(self.reader, sources, targets, eased, self.limits))
        self._learn(answer)
        return replace(answer, telling=partial(path_form, self))

    def evidence(self, subjects: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
        """The sentences that events or positions (IRIs) rest on."""
        return self._views.evidence(subjects)

    def label(self, iri: str) -> str:
        """What people call an IRI."""
        label = self._labels.get(iri)
        if label is None:
            label = self.terms.labels.get(iri) or self._names.labels([iri]).get(iri) or self.terms.label(iri)
            self._labels.learn({iri: label})
        return label

    def contacts(self, iri: str) -> int:
        """How many persons share an event with one, whatever its status; of an organization, who is tied to it."""
        known = self._contacts.get(iri)
        return self._count([iri])[iri] if known is None else known

    def _learn(self, answer: PathAnswer) -> None:
        """Names that an answer is told with, asked for together."""
        paths = answer.all_paths
        facts = [*answer.left_out, *(fact for path in paths for hop in path.hops for fact in hop.facts)]
        told = {*answer.sources, *answer.targets, *(node for path in paths for node in path.persons)}
        told.update(person for fact in facts for person in fact.persons)
        told.update(answer.expansion.hubs if answer.expansion else ())
        told.update(iri for iri, _ in answer.busy)
        new = self._labels.missing(told)
        for begin in range(0, len(new), BLOCK):
            self._labels.learn(self._names.labels(new[begin : begin + BLOCK]))

    def _count(self, iris: Sequence[str]) -> Mapping[str, int]:
        """Contacts of these, asked for together."""
        if not iris:
            return {}
        pieces = Pieces(self.reader, Meter(0))
        found = pieces.contacts(iris, ties=False)
        alone = [iri for iri, count in found.items() if not count]  # nobody, or no person
        counts = found | (pieces.tied_to(alone) if alone else {})
        self._contacts.learn(counts)
        return counts


def is_vast(reader: Reader, most: int) -> bool:
    """Whether a store has more contacts (a person in an event) than so many; looks at no more than that."""
    rows = select_rows(reader, _VAST.replace("$MOST", str(most + 1)))
    return int(rows[0][0]) > most
