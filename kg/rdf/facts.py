"""A store's quads as plain values, to look things up in while checking."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from kg.judgement import Decision, Judgement, in_order
from kg.schema.judged import knows_role, knows_status
from kg.vocabulary import TYPE, Dip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad

    from kg.rdf.iris import Iris
    from kg.schema.model import Schema

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """Properties of every subject: IRIs and literals alike as strings.

    Attributes:
        knowledge: what the default graph says.
        claims: what the article graphs say; a subject stands in one of them.
        listed: what the watch-list says of its entries.
    """

    knowledge: Mapping[str, Properties]
    claims: Mapping[str, Properties]
    listed: Mapping[str, Properties] = field(default_factory=dict)

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


def collect(quads: Iterable[Quad], *, article_graphs: str, watchlist_graph: str = "") -> Facts:
    """Sort quads into their layers; other graphs are left out.

    Args:
        quads: of the whole store.
        article_graphs: what the names of article graphs begin with.
        watchlist_graph: name of the graph of the watch-list.
    """
    knowledge: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    claims: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    listed: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        graph, term = quad.graph_name, quad.object
        if not isinstance(quad.subject, NamedNode) or not isinstance(term, NamedNode | Literal | BlankNode):
            continue
        if isinstance(graph, DefaultGraph):
            knowledge[quad.subject.value][quad.predicate.value].append(term.value)
        elif isinstance(graph, NamedNode) and graph.value.startswith(article_graphs):
            claims[quad.subject.value][quad.predicate.value].append(term.value)
        elif isinstance(graph, NamedNode) and graph.value == watchlist_graph:
            listed[quad.subject.value][quad.predicate.value].append(term.value)
    return Facts(knowledge, claims, listed)


def as_judged(facts: Facts, judgements: Iterable[Judgement], iris: Iris, schema: Schema) -> Facts:
    """The claims as resolution sees them: rejected ones are gone, status and roles are as decided.

    Args:
        facts: of the store.
        judgements: of the store.
        iris: makes the IRIs of what judgements name.
        schema: a status or role that it does not know is passed over, as in resolution.
    """
    claims = dict(facts.claims)
    for judgement in in_order(judgements):
        for claim in map(iris.judged, judgement.claims):
            if claim not in claims:
                continue
            if judgement.decision is Decision.REJECT:
                del claims[claim]
            elif judgement.decision is Decision.STATUS and knows_status(schema, judgement):
                claims[claim] = {**claims[claim], Dip.statedStatus: [judgement.status]}
            elif judgement.decision is Decision.ROLE and any(
                knows_role(schema, judgement, kind) for kind in claims[claim].get(Dip.eventType, ())
            ):
                _cast(claims, claim, judgement, iris)
    return Facts(facts.knowledge, claims, facts.listed)


def _cast(claims: dict[str, Properties], claim: str, judgement: Judgement, iris: Iris) -> None:
    """Takes and gives a role in the claim's arguments."""
    article, _, _ = claim.removeprefix(iris.judged("claim/")).partition("/")
    referent = judgement.filler.startswith(f"article/{article}/") and iris.judged(judgement.filler) in claims
    if not referent and judgement.filler.startswith("article/"):
        return
    filler = iris.judged(judgement.filler) if referent else judgement.filler
    predicate = Dip.filler if referent else Dip.value
    kept = [
        argument
        for argument in claims[claim].get(Dip.argument, [])
        if claims[argument].get(Dip.role) != [judgement.taken] or claims[argument].get(predicate) != [filler]
    ]
    if judgement.given:
        given = f"{claim}/{judgement.id}"
        claims[given] = {Dip.role: [judgement.given], predicate: [filler]}
        kept.append(given)
    claims[claim] = {**claims[claim], Dip.argument: kept}
