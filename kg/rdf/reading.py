"""Claims read back from an article's named graph: the inverse of ``kg.rdf.claims``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.model import (
    Argument,
    Article,
    Attribution,
    Entity,
    EventClaim,
    Extraction,
    Mention,
    Metadata,
    PositionClaim,
    Provenance,
    Span,
)
from kg.rdf.iris import KIND_CLASSES, Iris, span_of
from kg.vocabulary import DENOTED_BY, GENERATED_BY, TYPE, Dip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

_KINDS: Final = {iri: kind for kind, iri in KIND_CLASSES.items()}
_WIDTH: Final = 16


def read_extraction(quads: Iterable[Quad], base: str) -> Extraction:
    """What one article says, from the quads of its graph, in any order.

    Equal to what was written but for ``Article.text`` and ``Article.blocks``, which are empty: the text is kept beside
    the graph (``dataclasses.replace`` puts it back).

    Raises:
        DataError: when the quads are not those of exactly one article.
    """
    return _ArticleReader(quads, Iris(base)).extraction()


class _ArticleReader:
    """The properties of each subject, as strings, and the words of each span."""

    def __init__(self, quads: Iterable[Quad], iris: Iris) -> None:
        self._iris = iris
        self._values: dict[str, dict[str, list[str]]] = {}
        for quad in quads:
            subject, term = quad.subject, quad.object
            if not isinstance(subject, NamedNode):
                raise DataError(f"{subject} in an article's graph is no IRI", mend="Build the store again.")
            value = term.value if hasattr(term, "value") else str(term)
            self._values.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
        articles = self._of_type(Dip.Article)
        if len(articles) != 1:
            raise DataError(f"the graph holds {len(articles)} articles, not one", mend="Build the store again.")
        self._article = articles[0]
        self._digest = self._one(self._article, Dip.digest)

    def extraction(self) -> Extraction:
        """The whole."""
        run = self._one(self._article, GENERATED_BY)
        entities = sorted((self._entity(name) for name in self._of_type(Dip.Referent)), key=lambda entity: entity.key)
        return Extraction(
            article=self._metadata(),
            entities=tuple(entities),
            positions=tuple(self._position(name) for name in self._in_order(self._of_type(Dip.PositionClaim))),
            claims=tuple(self._event(name) for name in self._in_order(self._of_type(Dip.EventClaim))),
            provenance=Provenance(
                reader=self._one(run, Dip.reader),
                model=self._one(run, Dip.model),
                ontology=self._one(run, Dip.ontology),
                settings=self._one(run, Dip.settings),
            ),
        )

    def _metadata(self) -> Article:
        name = self._article
        fingerprint = self._maybe(name, Dip.fingerprint) or ""
        return Article(
            file=self._one(name, Dip.file),
            text="",
            digest=self._digest,
            metadata=Metadata(
                headline=self._maybe(name, Dip.headline) or "",
                outlet=self._maybe(name, Dip.publisher) or "",
                url=self._maybe(name, Dip.url) or "",
                author=self._maybe(name, Dip.author) or "",
                published=self._maybe(name, Dip.published),
                published_how=self._maybe(name, Dip.publishedHow) or "",
            ),
            blocks=(),
            fingerprint=tuple(int(fingerprint[at : at + _WIDTH], 16) for at in range(0, len(fingerprint), _WIDTH)),
        )

    def _entity(self, name: str) -> Entity:
        spans = sorted(span_of(value) for value in self._all(name, DENOTED_BY))
        return Entity(
            key=self._iris.key_of(name, self._digest),
            kind=_KINDS[self._one(name, Dip.kind)],
            name=self._one(name, Dip.name),
            mentions=tuple(self._mention(span) for span in spans),
            reference=self._maybe(name, Dip.reference) or "",
            named=self._maybe(name, Dip.named) != "false",
            within=self._key(self._maybe(name, Dip.within)),
            country=self._maybe(name, Dip.country) or "",
            parts=(self._maybe(name, Dip.family) or "", self._maybe(name, Dip.given) or ""),
            peripheral=self._maybe(name, Dip.peripheral) == "true",
        )

    def _position(self, name: str) -> PositionClaim:
        return PositionClaim(
            holder=self._key(self._one(name, Dip.holder)),
            title=self._one(name, Dip.title),
            organization=self._key(self._maybe(name, Dip.organization)),
            former=self._one(name, Dip.former) == "true",
            span=span_of(self._one(name, Dip.mention)),
            evidence=span_of(self._one(name, DENOTED_BY)),
        )

    def _event(self, name: str) -> EventClaim:
        trigger = self._mention(span_of(self._one(name, Dip.trigger)))
        words = self._maybe(name, Dip.dateExpression)
        source = self._maybe(name, Dip.attribution)
        attribution = None
        if source is not None:
            said = self._mention(span_of(source))
            attribution = Attribution(said.text, said.span, self._key(self._maybe(name, Dip.attributedTo)))
        spans = sorted(span_of(value) for value in self._all(name, DENOTED_BY))
        return EventClaim(
            event_type=self._one(name, Dip.eventType),
            trigger=trigger,
            arguments=tuple(self._argument(part) for part in self._in_order(self._all(name, Dip.argument))),
            status=self._one(name, Dip.statedStatus),
            date=self._maybe(name, Dip.statedDate),
            date_span=None if words is None else span_of(words),
            attribution=attribution,
            evidence=tuple(sorted(spans, key=lambda span: not span.covers(trigger.span))),  # its sentence first
            local_event=int(self._one(name, Dip.localEvent)),
            series=int(self._maybe(name, Dip.series) or 0),
            generic=self._maybe(name, Dip.generic) == "true",
        )

    def _argument(self, name: str) -> Argument:
        return Argument(
            role=self._one(name, Dip.role),
            mention=self._mention(span_of(self._one(name, Dip.mention))),
            entity=self._key(self._maybe(name, Dip.filler)),
            value=self._maybe(name, Dip.value) or "",
        )

    def _mention(self, span: Span) -> Mention:
        return Mention(span, self._one(self._iris.evidence(self._digest, span), Dip.quote))

    def _key(self, referent: str | None) -> str:
        return "" if referent is None else self._iris.key_of(referent, self._digest)

    def _of_type(self, kind: str) -> list[str]:
        return sorted(name for name, properties in self._values.items() if kind in properties.get(TYPE, ()))

    def _in_order(self, names: list[str]) -> list[str]:
        return sorted(names, key=lambda name: int(self._one(name, Dip.ordinal)))

    def _all(self, subject: str, predicate: str) -> list[str]:
        return self._values.get(subject, {}).get(predicate, [])

    def _maybe(self, subject: str, predicate: str) -> str | None:
        values = self._all(subject, predicate)
        return values[0] if values else None

    def _one(self, subject: str, predicate: str) -> str:
        values = self._all(subject, predicate)
        if len(values) != 1:
            raise DataError(
                f"<{subject}> has {len(values)} values of <{predicate}>, not one", mend="Build the store again."
            )
        return values[0]
