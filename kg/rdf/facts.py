"""A store's quads as plain values, to look things up in while checking."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from kg.vocabulary import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """Properties of every subject: IRIs and literals alike as strings.

    Attributes:
        knowledge: what the default graph says.
        claims: what the article graphs say; a subject stands in one of them.
    """

    knowledge: Mapping[str, Properties]
    claims: Mapping[str, Properties]

    def one(self, subject: str, predicate: str) -> str:
        """The first value a claim layer subject has, or the empty string."""
        values = self.claims.get(subject, {}).get(predicate)
        return values[0] if values else ""

    def all(self, subject: str, predicate: str) -> list[str]:
        """All values a claim layer subject has."""
        return self.claims.get(subject, {}).get(predicate, [])

    def of_type(self, kind: str) -> list[str]:
        """Subjects of the claim layer with a type, sorted."""
        return sorted(subject for subject, properties in self.claims.items() if kind in properties.get(TYPE, ()))


def collect(quads: Iterable[Quad], *, article_graphs: str) -> Facts:
    """Sort quads into the two layers; other graphs are left out.

    Args:
        quads: of the whole store.
        article_graphs: what the names of article graphs begin with.
    """
    knowledge: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    claims: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        graph, term = quad.graph_name, quad.object
        if not isinstance(quad.subject, NamedNode) or not isinstance(term, NamedNode | Literal | BlankNode):
            continue
        if isinstance(graph, DefaultGraph):
            knowledge[quad.subject.value][quad.predicate.value].append(term.value)
        elif isinstance(graph, NamedNode) and graph.value.startswith(article_graphs):
            claims[quad.subject.value][quad.predicate.value].append(term.value)
    return Facts(knowledge, claims)
