"""Plain values as pyoxigraph terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.vocabulary import EDTF, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_EDTF: Final = NamedNode(EDTF)
_DATE: Final = NamedNode(XSD + "date")


def iri(value: str) -> NamedNode:
    """An IRI. Raises ValueError when it is not absolute."""
    return NamedNode(value)


def text(value: str) -> Literal:
    """Words, kept as they are (xsd:string)."""
    return Literal(value)


def number(value: int) -> Literal:
    """A whole number (xsd:integer)."""
    return Literal(value)


def truth(*, value: bool) -> Literal:
    """Yes or no (xsd:boolean)."""
    return Literal(value)


def edtf(value: str) -> Literal:
    """A date in EDTF."""
    return Literal(value, datatype=_EDTF)


def day(value: date) -> Literal:
    """A day (xsd:date)."""
    return Literal(value.isoformat(), datatype=_DATE)


Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the quads of one graph; the default graph where ``graph`` is None."""

    graph: NamedNode | DefaultGraph

    @classmethod
    def of(cls, graph: str | None) -> Writer:
        """A writer of the graph of that name."""
        return cls(DefaultGraph() if graph is None else NamedNode(graph))

    def quads(self, subject: str, types: tuple[str, ...], pairs: Iterator[tuple[str, Term]]) -> Iterator[Quad]:
        """A subject with its types and its properties."""
        node = NamedNode(subject)
        for kind in types:
            yield Quad(node, NamedNode(TYPE), NamedNode(kind), self.graph)
        for predicate, term in pairs:
            yield Quad(node, NamedNode(predicate), term, self.graph)
