"""Why the claims of an event are one event, and near events are others: told by resolution from the store's claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.model import Extraction, Knowledge, KnownEvent
from kg.rdf.iris import Iris
from kg.rdf.judgements import read_judgements
from kg.rdf.reading import read_extraction
from kg.rdf.watchlist import read_watchlist
from kg.resolution.judging import as_judged
from kg.resolution.resolve import resolve
from kg.resolution.why import inferred, why, why_not
from kg.schema import Schema, load_schema
from kg.store import Reader


class Reasons:
    """Knows one generation's claims; made once, since it reads them all.

    Args:
        reader: of the generation.
        ontology: folders with event types beyond those of the installation.

    Raises:
        UsageError: when the claims were read with another ontology, whose event types are not at hand.
    """

    def __init__(self, reader: Reader, ontology: Sequence[Path] = ()) -> None:
        self._iris = Iris(reader.base)
        self._schema: Schema = load_schema(ontology)
        for record in reader.articles():
            if record.provenance.ontology != self._schema.digest:
                raise UsageError(
                    f"{record.file} was read with another ontology than the one given now",
                    mend="Give the --ontology that kg build was given, or read all again with: kg build",
                )
        self._extractions: list[Extraction] = [
            read_extraction(reader.quads(self._iris.graph(record.digest)), reader.base) for record in reader.articles()
        ]
        judgements = read_judgements(reader.quads(self._iris.judgement_graph), reader.base)
        watchlist = read_watchlist(reader.quads(self._iris.watchlist_graph), reader.base)
        self._knowledge: Knowledge = resolve(self._extractions, self._schema, judgements, watchlist)
        self._extractions = as_judged(self._extractions, judgements, self._schema)

    def of(self, event: str) -> tuple[str, ...]:
        """Sentences, one for each article that joined; empty for an event of one article.

        Args:
            event: IRI.
        """
        files = {extraction.article.digest: extraction.article.file for extraction in self._extractions}
        known = self._known(event)
        reasons = why(self._knowledge, self._extractions, known, self._schema) if known else ()
        return tuple(
            f"{files[reason.right.article]} with {files[reason.left.article]}: {'; '.join(reason.sentences)}"
            for reason in reasons
        )

    def against(self, event: str) -> tuple[str, ...]:
        """The events nearest to one, each with what keeps the two apart.

        Args:
            event: IRI.
        """
        known = self._known(event)
        near = why_not(self._knowledge, self._extractions, known, self._schema) if known else ()
        return tuple(f"{distance.event.label}: {'; '.join(distance.sentences)}" for distance in near)

    def inferred(self, event: str) -> tuple[str, ...]:
        """Who fills a role though no words of his own tell it, and from what; empty where nobody does.

        Args:
            event: IRI.
        """
        known = self._known(event)
        return inferred(self._extractions, known, self._schema) if known else ()

    def _known(self, event: str) -> KnownEvent | None:
        for known in self._knowledge.events:
            if self._iris.event(self._schema.type(known.event_type).slug, known.slug) == event:
                return known
        return None
