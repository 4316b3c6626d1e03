"""Claims -> knowledge -> a generation.

Knowledge is drawn from all claims each time. A long build therefore publishes when what it has read has grown by a
share, not after every batch: the sum over the build stays a small multiple of the last time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.errors import UsageError
from kg.judgement import Judgement
from kg.model import Extraction, Knowledge
from kg.pipeline.plan import Register, merge_register, orphans, preferred_sources, register_of, to_keep
from kg.pipeline.stages import Stages
from kg.rdf.claims import extraction_quads
from kg.rdf.iris import Iris
from kg.rdf.judgements import judgement_quads, read_judgements
from kg.rdf.knowledge import knowledge_quads
from kg.rdf.ontology import ontology_quads
from kg.rdf.reading import read_extraction
from kg.rdf.watchlist import read_watchlist, watchlist_quads
from kg.resolution import Memory
from kg.schema.model import Schema
from kg.settings import Settings
from kg.store import ArticleRecord, Change, Reader, Source, Storage
from kg.vocabulary import DIP, Dip
from kg.watchlist import Watchlist

PUBLISH_AT_LEAST = 64  # articles between two generations of one build
PUBLISH_SHARE = 4  # … or this part of what the store holds, if that is more


Judgements = tuple[Judgement, ...]


def _as_they_are(held: Judgements) -> Judgements:
    """No judgement changes."""
    return held


@dataclass(frozen=True, slots=True)
class Published:
    """A generation and what it holds."""

    generation: int
    articles: int
    persons: int
    events: int
    claims: int


class Publisher:
    """Commits changes of the set of articles, with the knowledge that follows from it.

    Keeps the claims of the store's articles, and what resolution worked out of them, in memory from one commit to the
    next (about 50 kB an article), and takes from the store what another writer changed meanwhile.
    """

    def __init__(
        self,
        store: Storage,
        schema: Schema,
        settings: Settings,
        stages: Stages,
        *,
        command: str,
        watchlist: Watchlist | None = None,
    ) -> None:
        self._store = store
        self._schema = schema
        self._stages = stages
        self._command = command
        self._given = watchlist
        self._kept: tuple[int, Watchlist] | None = None
        self._iris = Iris(store.base)
        self._loaded: dict[str, Extraction] = {}
        self._memory = Memory()
        self._ontology = tuple(_ontology_quads(settings, stages, store.base))

    def watchlist(self, reader: Reader) -> Watchlist:
        """The list given, else the one the store keeps."""
        if self._given is not None:
            return self._given
        if self._kept is None or self._kept[0] != reader.generation:
            quads = reader.quads(self._iris.watchlist_graph)
            self._kept = reader.generation, read_watchlist(quads, self._store.base)
        return self._kept[1]

    def load(self, reader: Reader, record: ArticleRecord) -> Extraction:
        """What an article in the store says, with its kept text."""
        found = self._loaded.get(record.digest)
        if found is None or not _is_record(found, record):
            found = read_extraction(reader.quads(self._iris.graph(record.digest)), self._store.base)
            text, blocks = reader.text(record.digest), reader.blocks(record.digest)
            found = replace(found, article=replace(found.article, text=text or "", blocks=blocks or ()))
            self._loaded[record.digest] = found
        return found

    def is_derived(self, reader: Reader) -> bool:
        """Whether the knowledge of a generation was drawn by today's rules from today's ontology."""
        about = self._about(self.watchlist(reader))
        return set(reader.quads(store_graph(self._store.base))) == set(about) and set(
            reader.quads(self._iris.ontology_graph)
        ) == set(self._ontology)

    def publish(
        self,
        read: Mapping[str, Extraction],
        *,
        sources: Iterable[Source] = (),
        removed: frozenset[str] = frozenset(),
        last: bool = True,
        revise: Callable[[Judgements], Judgements] = _as_they_are,
    ) -> Published:
        """Commits what was read and takes articles back.

        Args:
            read: newly read articles, by digest.
            sources: where articles were given from, by this build.
            removed: digests to take back, with their sources.
            last: no more comes from this build; until then a file whose text changed keeps its earlier article too.
            revise: the judgements there are -> those there shall be; what it raises leaves the store as it is.

        Raises:
            StoreError: when it cannot be written, or another process keeps the lock.
            UsageError: when articles that stay were read with another ontology.
        """
        with self._store.write_lock(command=self._command):
            reader = self._store.reader()
            judgements = revise(read_judgements(reader.quads(self._iris.judgement_graph), self._store.base))
            records = {record.digest: record for record in reader.articles()}
            before = register_of(reader.sources, records.values())
            after, gone = _settle(before, tuple(sources), removed, arrived={*records, *read}, last=last)
            named = preferred_sources(after)
            self._check_ontology(record for digest, record in records.items() if digest not in {*gone, *read})
            kept = {
                digest: self.load(reader, record) for digest, record in records.items() if digest not in {*gone, *read}
            }
            fresh = {
                digest: extraction
                for digest, extraction in read.items()
                if digest not in gone and _goes_by(extraction, named.get(digest), known=digest in records)
            }
            kept |= {d: self.load(reader, records[d]) for d in read if d not in gone and d not in fresh}
            watchlist = self.watchlist(reader)
            reader.close()
            everything = [(kept | fresh)[digest] for digest in sorted({*kept, *fresh})]
            knowledge = self._stages.resolve(everything, self._schema, judgements, watchlist, memory=self._memory)
            change = self._change(fresh, gone, everything, knowledge, judgements, watchlist, to_keep(after))
            generation = self._store.commit(change)
            self._loaded = {extraction.article.digest: extraction for extraction in everything}
        return _totals(generation, everything, knowledge)

    def _check_ontology(self, records: Iterable[ArticleRecord]) -> None:
        """Claims of one generation are read with one ontology: resolution knows no other event types."""
        for record in records:
            if record.provenance.ontology != self._schema.digest:
                raise other_ontology(record.file)

    def _change(
        self,
        fresh: Mapping[str, Extraction],
        gone: Iterable[str],
        everything: Sequence[Extraction],
        knowledge: Knowledge,
        judgements: Judgements,
        watchlist: Watchlist,
        sources: tuple[Source, ...],
    ) -> Change:
        base = self._store.base
        graphs: dict[str | None, Sequence[ox.Quad]] = {
            None: tuple(knowledge_quads(knowledge, everything, self._schema, base)),
            self._iris.ontology_graph: self._ontology,
            self._iris.judgement_graph: tuple(judgement_quads(judgements, base)),
            store_graph(self._store.base): self._about(watchlist),
        }
        if self._given is not None:
            graphs[self._iris.watchlist_graph] = tuple(watchlist_quads(watchlist, base))
        graphs.update((self._iris.graph(digest), ()) for digest in gone)
        graphs.update((self._iris.graph(d), tuple(extraction_quads(e, base))) for d, e in fresh.items())
        return Change(
            graphs=graphs,
            texts=tuple(fresh[digest].article for digest in sorted(fresh)),
            dropped_texts=tuple(sorted(gone)),
            sources=sources,
        )

    def _about(self, watchlist: Watchlist) -> tuple[ox.Quad, ...]:
        """What derived the knowledge: ontology and rules. Nothing that changes without them (no number, no time)."""
        graph = ox.NamedNode(store_graph(self._store.base))
        told = {"ontology": self._schema.digest, "settings": self._stages.resolution_digest()}
        if watchlist:
            told["watchlist"] = watchlist.digest
        return tuple(ox.Quad(graph, ox.NamedNode(DIP + name), ox.Literal(value), graph) for name, value in told.items())


def store_graph(base: str) -> str:
    """The named graph in which a store tells what its knowledge was drawn with."""
    return f"{base}graph/store"


def other_ontology(what: str) -> UsageError:
    """The error for claims that were read with other event types than those given."""
    return UsageError(
        f"{what} was read with another ontology than the one given now",
        mend="Give the same --ontology as before, or read all again with: kg build --ontology DIR",
    )


def pending_key(extraction_of: Source, provenance: Iterable[str]) -> str:
    """Names what is read of an article: by its text, name, metadata and what reads it."""
    fields = (extraction_of.digest, extraction_of.file, *extraction_of.metadata, *provenance)
    return hashlib.sha256("\0".join("\1" if field is None else field for field in fields).encode()).hexdigest()


def publish_after(articles: int) -> int:
    """How many articles are read before the next generation, of a store that holds so many."""
    return max(PUBLISH_AT_LEAST, articles // PUBLISH_SHARE)


def summarize(reader: Reader) -> Published:
    """Totals of a generation as it stands."""
    ask = reader.select(
        "SELECT (COUNT(DISTINCT ?p) AS ?persons) (COUNT(DISTINCT ?e) AS ?events) WHERE "
        f"{{ {{ ?p a <{Dip.Person}> }} UNION {{ ?e a <{Dip.Event}> }} }}"
    )
    persons, events = (int(getattr(term, "value", "0")) for term in ask.rows[0])
    records = reader.articles()
    return Published(reader.generation, len(records), persons, events, sum(record.claims for record in records))


def _settle(
    before: Register, sources: Sequence[Source], removed: frozenset[str], *, arrived: set[str], last: bool
) -> tuple[dict[str, Source], set[str]]:
    """The register after a commit, and the articles that end with it."""
    given = [
        source
        for source in sources
        if source.digest in arrived and (last or source.place not in before or before[source.place] == source)
    ]
    after = {place: s for place, s in merge_register(before, given).items() if s.digest not in removed}
    return after, orphans(before, after) | removed


def _goes_by(extraction: Extraction, source: Source | None, *, known: bool) -> bool:
    """Whether an article was read under its preferred name; another writer may have given a better one meanwhile."""
    if source is None or not known:
        return True
    return extraction.article.file == source.file and extraction.article.metadata == source.to_metadata()


def _is_record(extraction: Extraction, record: ArticleRecord) -> bool:
    article = extraction.article
    return (
        article.file == record.file
        and article.metadata == record.metadata
        and extraction.provenance == record.provenance
    )


def _totals(generation: int, everything: Sequence[Extraction], knowledge: Knowledge) -> Published:
    return Published(
        generation=generation,
        articles=len(everything),
        persons=sum(1 for entity in knowledge.entities if entity.kind == "person"),
        events=len(knowledge.events),
        claims=sum(len(extraction.claims) for extraction in everything),
    )


def _ontology_quads(settings: Settings, stages: Stages, base: str) -> Iterable[ox.Quad]:
    """The ontology's files as a graph, each once."""
    return dict.fromkeys(ontology_quads(stages.ontology_paths(settings.ontology), base))
