"""Ontology files as the quads of ``graph/ontology``; their blank nodes get IRIs, for there are none in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import SchemaError
from kg.rdf.iris import Iris

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def ontology_quads(files: Iterable[Path], base: str) -> Iterator[Quad]:
    """The triples of Turtle files, in the graph ``graph/ontology``.

    A blank node becomes ``.well-known/genid/<name of the file>-<n>``, numbered in the order in which the file first
    speaks of it, so equal files give equal quads.

    Raises:
        SchemaError: when a file is missing or not Turtle.
    """
    iris = Iris(base)
    graph = NamedNode(iris.ontology_graph)
    for path in sorted(files, key=lambda file: (file.name, str(file))):
        names = _Names(path, iris)
        try:
            for triple in parse(path=str(path), format=RdfFormat.TURTLE):
                subject, value = names.of(triple.subject), names.of(triple.object)
                if isinstance(subject, NamedNode):
                    yield Quad(subject, triple.predicate, value, graph)
        except (OSError, SyntaxError) as error:
            raise SchemaError(f"{path}: {error}", mend="Correct the file; it must be Turtle.") from error


class _Names:
    """The terms of one file, its blank nodes named in the order in which they occur."""

    def __init__(self, path: Path, iris: Iris) -> None:
        self._path = path
        self._iris = iris
        self._known: dict[BlankNode, NamedNode] = {}

    def of(self, node: object) -> NamedNode | Literal:
        """The term, or the name of a blank node. Raises SchemaError for a triple inside a triple."""
        if isinstance(node, BlankNode):
            label = f"{self._path.stem}-{len(self._known) + 1}"
            return self._known.setdefault(node, NamedNode(self._iris.skolem(label)))
        if isinstance(node, NamedNode | Literal):
            return node
        raise SchemaError(f"{self._path}: {node} has no place in an ontology file", mend="Write plain triples.")
