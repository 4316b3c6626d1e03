"""One article's claims as the quads of its named graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import DataError
from kg.rdf.iris import KIND_CLASSES, Iris
from kg.rdf.terms import Term, Writer, edtf, iri, number, text, truth
from kg.vocabulary import DENOTED_BY, GENERATED_BY, PROV, Dip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from kg.model import Argument, Entity, EventClaim, Extraction, Mention, PositionClaim, Span

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WIDTH: Final = 16  # hex digits of one value of a fingerprint: 64 bits


def extraction_quads(extraction: Extraction, base: str) -> Iterator[Quad]:
    """What one article says, as the quads of the graph ``graph/article/<digest>``; no blank nodes, no duplicates.

    Args:
        extraction: with its article's text, from which the quotes are cut.
        base: base IRI of the store.

    Raises:
        DataError: when the article's text is missing or a span lies outside it.
    """
    yield from _ArticleWriter(extraction, Iris(base)).quads()


class _ArticleWriter:
    """Writes one article; remembers which spans its claims need."""

    def __init__(self, extraction: Extraction, iris: Iris) -> None:
        self._extraction = extraction
        self._digest = extraction.article.digest
        self._iris = iris
        self._writer = Writer.of(iris.graph(self._digest))
        self._article = iri(iris.article(self._digest))
        self._spans: set[Span] = set()

    def quads(self) -> Iterator[Quad]:
        """All quads, in a fixed order."""
        extraction, iris = self._extraction, self._iris
        run = iris.run(extraction.provenance)
        yield from self._writer.quads(iris.article(self._digest), (Dip.Article,), self._metadata(run))
        yield from self._writer.quads(run, (PROV + "Activity",), self._run())
        for entity in extraction.entities:
            subject = iris.referent(self._digest, entity.key)
            yield from self._writer.quads(subject, (Dip.Referent,), self._entity(entity))
        names = iris.claims_of(extraction)
        for reference, subject in names.items():
            if reference.kind == "position":
                claim = extraction.positions[reference.ordinal]
                pairs = self._position(claim, reference.ordinal)
                yield from self._writer.quads(subject, (Dip.PositionClaim,), pairs)
            else:
                event = extraction.claims[reference.ordinal]
                pairs = self._event(event, reference.ordinal, subject)
                yield from self._writer.quads(subject, (Dip.EventClaim,), pairs)
                for ordinal, argument in enumerate(event.arguments):
                    name = iris.argument(subject, ordinal)
                    yield from self._writer.quads(name, (Dip.Argument,), self._argument(argument, ordinal))
        for span in sorted(self._spans):
            yield from self._writer.quads(iris.evidence(self._digest, span), (Dip.Evidence,), self._evidence(span))

    def _metadata(self, run: str) -> Iterator[tuple[str, Term]]:
        article = self._extraction.article
        metadata = article.metadata
        yield Dip.digest, text(article.digest)
        yield Dip.file, text(article.file)
        for predicate, value in (
            (Dip.headline, metadata.headline),
            (Dip.publisher, metadata.outlet),
            (Dip.author, metadata.author),
            (Dip.url, metadata.url),
            (Dip.publishedHow, metadata.published_how),
        ):
            if value:
                yield predicate, text(value)
        if metadata.published is not None:
            yield Dip.published, edtf(metadata.published)
        if article.fingerprint:
            yield Dip.fingerprint, text("".join(f"{value:0{_WIDTH}x}" for value in article.fingerprint))
        yield GENERATED_BY, iri(run)

    def _run(self) -> Iterator[tuple[str, Term]]:
        provenance = self._extraction.provenance
        yield Dip.reader, text(provenance.reader)
        yield Dip.model, text(provenance.model)
        yield Dip.ontology, text(provenance.ontology)
        yield Dip.settings, text(provenance.settings)

    def _entity(self, entity: Entity) -> Iterator[tuple[str, Term]]:
        yield Dip.kind, iri(KIND_CLASSES[entity.kind])
        yield Dip.name, text(entity.name)
        yield Dip.article, self._article
        for predicate, value in (
            (Dip.reference, entity.reference),
            (Dip.country, entity.country),
            (Dip.family, entity.parts[0]),
            (Dip.given, entity.parts[1]),
        ):
            if value:
                yield predicate, text(value)
        if entity.within:
            yield Dip.within, self._referent(entity.within)
        if not entity.named:
            yield Dip.named, truth(value=False)
        if entity.peripheral:
            yield Dip.peripheral, truth(value=True)
        for mention in dict.fromkeys(entity.mentions):
            yield DENOTED_BY, self._mention(mention)

    def _position(self, claim: PositionClaim, ordinal: int) -> Iterator[tuple[str, Term]]:
        yield Dip.ordinal, number(ordinal)
        yield Dip.article, self._article
        yield Dip.holder, self._referent(claim.holder)
        yield Dip.title, text(claim.title)
        if claim.organization:
            yield Dip.organization, self._referent(claim.organization)
        yield Dip.former, truth(value=claim.former)
        yield Dip.mention, self._span(claim.span)
        yield DENOTED_BY, self._span(claim.evidence)

    def _event(self, claim: EventClaim, ordinal: int, subject: str) -> Iterator[tuple[str, Term]]:
        yield Dip.ordinal, number(ordinal)
        yield Dip.article, self._article
        yield Dip.eventType, iri(claim.event_type)
        yield Dip.localEvent, number(claim.local_event)
        yield Dip.trigger, self._mention(claim.trigger)
        yield Dip.statedStatus, iri(claim.status)
        if claim.date is not None:
            yield Dip.statedDate, edtf(claim.date)
        if claim.date_span is not None:
            yield Dip.dateExpression, self._span(claim.date_span)
        if claim.attribution is not None:
            if claim.attribution.entity:
                yield Dip.attributedTo, self._referent(claim.attribution.entity)
            yield Dip.attribution, self._span(claim.attribution.span)
        if claim.series:
            yield Dip.series, number(claim.series)
        if claim.generic:
            yield Dip.generic, truth(value=True)
        for index in range(len(claim.arguments)):
            yield Dip.argument, iri(self._iris.argument(subject, index))
        for span in dict.fromkeys(claim.evidence):
            yield DENOTED_BY, self._span(span)

    def _argument(self, argument: Argument, ordinal: int) -> Iterator[tuple[str, Term]]:
        yield Dip.ordinal, number(ordinal)
        yield Dip.role, iri(argument.role)
        if argument.entity:
            yield Dip.filler, self._referent(argument.entity)
        elif argument.value != argument.mention.text and _ABSOLUTE.fullmatch(argument.value):
            yield Dip.value, iri(argument.value)  # a concept
        else:
            yield Dip.value, text(argument.value)
        yield Dip.mention, self._mention(argument.mention)

    def _evidence(self, span: Span) -> Iterator[tuple[str, Term]]:
        words = self._extraction.article.text[span.start : span.end]
        if len(words) != len(span):
            raise DataError(
                f"{self._extraction.article.file}:{span.start}-{span.end} lies outside the article's text",
                mend="Give the extraction its article's text, or read the article again.",
            )
        yield Dip.article, self._article
        yield Dip.start, number(span.start)
        yield Dip.end, number(span.end)
        yield Dip.quote, text(words)

    def _referent(self, key: str) -> Term:
        return iri(self._iris.referent(self._digest, key))

    def _mention(self, mention: Mention) -> Term:
        return self._span(mention.span)

    def _span(self, span: Span) -> Term:
        self._spans.add(span)
        return iri(self._iris.evidence(self._digest, span))
