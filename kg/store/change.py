"""One change of the store, and how little of it must be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.model import Article
from kg.store.records import Source

# Above this many new quads the engine's bulk loader is faster and leaves a smaller database.
BULK_QUADS = 50_000


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit does; everything not named stays.

    Attributes:
        graphs: graph IRI (None: the default graph) -> all quads it shall hold; an empty sequence removes the graph.
        texts: articles whose text and blocks are kept beside the graph.
        dropped_texts: digests whose text is kept no longer.
        sources: the whole register of sources; None leaves it.
    """

    graphs: Mapping[str | None, Sequence[ox.Quad]] = field(default_factory=dict)
    texts: tuple[Article, ...] = ()
    dropped_texts: tuple[str, ...] = ()
    sources: tuple[Source, ...] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """The quads a change takes from and adds to a store, and the graphs that end."""

    removed: tuple[ox.Quad, ...]
    added: tuple[ox.Quad, ...]
    ended: tuple[ox.NamedNode, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.ended)

    def apply(self, store: ox.Store) -> None:
        """Writes the difference into an engine. Not one transaction: nobody sees this engine before all of it is in."""
        for graph in self.ended:
            store.remove_graph(graph)
        for quad in self.removed:
            store.remove(quad)
        if len(self.added) > BULK_QUADS:
            store.bulk_extend(self.added)
        else:
            store.extend(self.added)


def find_difference(store: ox.Store, change: Change) -> Difference:
    """Compares what the change wants with what the store holds.

    Raises:
        ValueError: when a quad stands in another graph than the one it is given for.
    """
    removed: list[ox.Quad] = []
    added: list[ox.Quad] = []
    ended: list[ox.NamedNode] = []
    for iri in sorted(change.graphs, key=lambda name: name or ""):
        graph = graph_name(iri)
        wanted = dict.fromkeys(change.graphs[iri])
        for quad in wanted:
            if quad.graph_name != graph:
                raise ValueError(f"{quad} does not stand in the graph {iri or 'default'}")
        held = set(store.quads_for_pattern(None, None, None, graph))
        if not wanted and isinstance(graph, ox.NamedNode):
            if store.contains_named_graph(graph):
                ended.append(graph)
            continue
        removed.extend(quad for quad in held if quad not in wanted)
        added.extend(quad for quad in wanted if quad not in held)
    return Difference(tuple(removed), tuple(added), tuple(ended))


def graph_name(iri: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """The engine's name of a graph; None is the default graph."""
    return ox.DefaultGraph() if iri is None else ox.NamedNode(iri)
