"""What the store knows of its articles, and of where each was given from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Metadata, Provenance
from kg.vocabulary import DIP, GENERATED_BY, TYPE, Dip

ARTICLE_GRAPHS = "graph/article/"
_RUN_FIELDS = ("reader", "model", "ontology", "settings")


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article in the store.

    Attributes:
        published: EDTF, or None. published_how: how it is known.
        key: names the run that read it (last part of its run's IRI); another text, date, model … gives another key.
        provenance: what read it, field by field.
        entities, positions, claims: how many referents, position claims and event claims its graph holds.
    """

    digest: str
    file: str
    headline: str
    outlet: str
    url: str
    author: str
    published: str | None
    published_how: str
    key: str
    provenance: Provenance
    entities: int
    positions: int
    claims: int

    @property
    def metadata(self) -> Metadata:
        """What was known of it besides its text when it was read."""
        return Metadata(self.headline, self.outlet, self.url, self.author, self.published, self.published_how)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place an article was given from. Kept beside the graph, so that no machine's path enters it.

    Attributes:
        place: digest of the absolute path (and position within a file of several articles).
        digest: the article found there last. file: the name it has there.
        metadata: the fields of its ``Metadata`` there.
    """

    place: str
    digest: str
    file: str
    metadata: tuple[str | None, ...]

    @classmethod
    def of(cls, place: str, digest: str, file: str, metadata: Metadata) -> Source:
        """A source from an article's metadata."""
        fields = asdict(metadata)
        return cls(place, digest, file, tuple(fields.values()))

    def to_metadata(self) -> Metadata:
        """The article's metadata as given there."""
        headline, outlet, url, author, published, how = self.metadata
        return Metadata(headline or "", outlet or "", url or "", author or "", published, how or "")

    def preference(self) -> tuple[str, tuple[str, ...]]:
        """Of several sources of one text the least names it, whatever the order they came in."""
        return self.file, tuple(value or "" for value in self.metadata)


def holds_articles(store: ox.Store, base: str) -> bool:
    """Whether there is an article in a store; found without going through its graphs."""
    found = store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(Dip.Article), None)
    names = (quad.graph_name for quad in found)
    return any(isinstance(name, ox.NamedNode) and name.value.startswith(base + ARTICLE_GRAPHS) for name in names)


def read_records(store: ox.Store, base: str) -> tuple[ArticleRecord, ...]:
    """The articles of a store, by file and digest."""
    counts = {cls: _count(store, cls) for cls in (Dip.Referent, Dip.PositionClaim, Dip.EventClaim)}
    records = []
    for quad in store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(Dip.Article), None):
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode) or not graph.value.startswith(base + ARTICLE_GRAPHS):
            continue
        told = _values(store, quad.subject, graph)
        run = told.get(GENERATED_BY, "")
        ran = _values(store, ox.NamedNode(run), graph) if run else {}
        records.append(
            ArticleRecord(
                digest=graph.value.removeprefix(base + ARTICLE_GRAPHS),
                file=told.get(Dip.file, ""),
                headline=told.get(Dip.headline, ""),
                outlet=told.get(Dip.publisher, ""),
                url=told.get(Dip.url, ""),
                author=told.get(Dip.author, ""),
                published=told.get(Dip.published),
                published_how=told.get(Dip.publishedHow, ""),
                key=run.rsplit("/", 1)[-1],
                provenance=Provenance(*(ran.get(DIP + name, "") for name in _RUN_FIELDS)),
                entities=counts[Dip.Referent][graph.value],
                positions=counts[Dip.PositionClaim][graph.value],
                claims=counts[Dip.EventClaim][graph.value],
            )
        )
    return tuple(sorted(records, key=lambda record: (record.file, record.digest)))


def _count(store: ox.Store, cls: str) -> Counter[str]:
    """Instances of a class in each named graph."""
    quads = store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(cls), None)
    return Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))


def _values(store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple, graph: ox.NamedNode) -> dict[str, str]:
    """Predicate -> value of a subject whose properties are single."""
    return {
        quad.predicate.value: quad.object.value
        for quad in store.quads_for_pattern(subject, None, None, graph)
        if isinstance(quad.object, (ox.Literal, ox.NamedNode))
    }


def sources_to_bytes(sources: Iterable[Source]) -> bytes:
    """The register as a file: one JSON array a line, sorted."""
    lines = (
        json.dumps([s.place, s.digest, s.file, list(s.metadata)], ensure_ascii=False, separators=(",", ":"))
        for s in sorted(sources, key=lambda source: source.place)
    )
    return "".join(line + "\n" for line in lines).encode()


def sources_from_bytes(data: bytes, *, place: str) -> tuple[Source, ...]:
    """The register from its file.

    Raises:
        StoreError: when a line is not what ``sources_to_bytes`` writes.
    """
    sources = []
    for number, line in enumerate(data.decode().splitlines(), start=1):
        try:
            where, digest, file, metadata = json.loads(line)
            sources.append(Source(where, digest, file, tuple(metadata)))
        except (ValueError, TypeError) as error:
            raise StoreError(
                f"{place}:{number}: not a line of the register of sources", mend="Restore a backup of the store."
            ) from error
    return tuple(sources)
