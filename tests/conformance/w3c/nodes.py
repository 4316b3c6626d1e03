"""One RDF file, walked from node to node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from w3c.vocabulary import RDF

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Nodes:
    """The statements of one graph, by subject and predicate.

    Args:
        statements: triples or quads; the graph's name is not looked at.
    """

    def __init__(self, statements: Iterable[ox.Quad | ox.Triple]) -> None:
        self._objects: dict[tuple[Node, str], list[Node]] = defaultdict(list)
        self._typed: dict[str, list[Node]] = defaultdict(list)
        for statement in statements:
            self._objects[statement.subject, statement.predicate.value].append(statement.object)
            if statement.predicate.value == f"{RDF}type":
                self._typed[statement.object.value].append(statement.subject)

    def statements(self) -> Iterator[tuple[Node, str, Node]]:
        """Every statement: subject, IRI of the predicate, object."""
        return ((*key, value) for key, values in self._objects.items() for value in values)

    def all(self, subject: Node, *predicates: str) -> list[Node]:
        """Every object of a subject, under any of the predicates."""
        return [found for predicate in predicates for found in self._objects.get((subject, predicate), ())]

    def one(self, subject: Node | None, *predicates: str) -> Node | None:
        """The object of a subject; None when there is none, or no subject."""
        return next(iter(self.all(subject, *predicates)), None) if subject is not None else None

    def text(self, subject: Node | None, *predicates: str) -> str:
        """The same as text: a literal's or an IRI's; empty when there is none."""
        found = self.one(subject, *predicates)
        return found.value if isinstance(found, ox.Literal | ox.NamedNode) else ""

    def of_type(self, kind: str) -> list[Node]:
        """Every subject of a class."""
        return self._typed.get(kind, [])

    def items(self, head: Node | None) -> list[Node]:
        """The members of an RDF list."""
        found = []
        while head is not None and head != ox.NamedNode(f"{RDF}nil"):
            found.append(self.one(head, f"{RDF}first"))
            head = self.one(head, f"{RDF}rest")
        return [item for item in found if item is not None]
