"""Whether a store keeps its promises: shapes hold, quotes are literal, and no fact stands without a claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.model import Span
from kg.rdf.facts import Facts, as_judged, collect
from kg.rdf.findings import Finding
from kg.rdf.iris import Iris, span_of
from kg.rdf.judgements import read_judgements
from kg.rdf.shapes import shape_findings
from kg.rdf.support import support_findings
from kg.vocabulary import DENOTED_BY, Dip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        findings: sorted by check, subject and text; empty when all is well.
        claims, quotes, facts: how many claims, quotes and knowledge triples were looked at.
    """

    findings: tuple[Finding, ...]
    claims: int
    quotes: int
    facts: int

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check(
    quads: Iterable[Quad],
    *,
    schema: Schema,
    ontology: Sequence[Path],
    base: str,
    text_of: Callable[[str], str | None],
) -> Report:
    """Check all graphs of a store: shapes (SHACL), evidence against the kept texts, and what knowledge rests on.

    Args:
        quads: the default graph, the article graphs, judgements and watch-list; the user's own graphs are passed over.
        schema: read from these ontology files.
        ontology: files that hold classes, event types and shapes.
        base: base IRI of the store.
        text_of: the kept text of an article by its digest, or None where it is lost.

    Raises:
        DependencyError: when pySHACL is not installed.
    """
    iris = Iris(base)
    held = [quad for quad in quads if _is_managed(quad, iris)]
    facts = collect(held, article_graphs=iris.article_graphs, watchlist_graph=iris.watchlist_graph)
    findings = [*shape_findings(held, ontology), *_evidence_findings(facts, text_of)]
    judgements = read_judgements((quad for quad in held if _is_judgement(quad, iris)), base)
    findings += support_findings(as_judged(facts, judgements, iris, schema), schema)
    return Report(
        findings=tuple(sorted(set(findings))),
        claims=len(facts.of_type(Dip.EventClaim)) + len(facts.of_type(Dip.PositionClaim)),
        quotes=len(facts.of_type(Dip.Evidence)),
        facts=sum(len(values) for properties in facts.knowledge.values() for values in properties.values()),
    )


def _is_managed(quad: Quad, iris: Iris) -> bool:
    """Whether a quad belongs to knowledge, claims, judgements or the watch-list."""
    name = getattr(quad.graph_name, "value", "")
    managed = (iris.judgement_graph, iris.watchlist_graph)
    return not name or name.startswith(iris.article_graphs) or name in managed


def _is_judgement(quad: Quad, iris: Iris) -> bool:
    return getattr(quad.graph_name, "value", "") == iris.judgement_graph


def _evidence_findings(facts: Facts, text_of: Callable[[str], str | None]) -> Iterator[Finding]:
    """Quotes that are not literally in the kept text, texts that are not their articles', claims without sentences."""
    texts: dict[str, str] = {}
    for article in facts.of_type(Dip.Article):
        digest = facts.one(article, Dip.digest)
        what = "the kept text is not the one that was read"
        try:
            text = text_of(digest)
        except StoreError:  # the store looks at what it keeps, too; the other articles are still checked
            text = ""
        if text is None:
            what = "the kept text is missing"
        elif hashlib.sha256(text.encode()).hexdigest() == digest:
            texts[article] = text
            continue
        yield Finding("evidence", article, what, facts.one(article, Dip.file), "Restore a backup, or build again.")
    for evidence in facts.of_type(Dip.Evidence):
        article = facts.one(evidence, Dip.article)
        where = facts.one(article, Dip.file)
        span = _offsets(evidence, facts)
        if span is None:
            yield Finding("evidence", evidence, "its offsets are not those of its name", where, "Build again.")
        elif article in texts and texts[article][span.start : span.end] != facts.one(evidence, Dip.quote):
            words = texts[article][span.start : span.end]
            what = f"the text has {words!r} there, not {facts.one(evidence, Dip.quote)!r}"
            yield Finding("evidence", evidence, what, f"{where}:{span.start}-{span.end}", "Build again.")
    for kind in (Dip.EventClaim, Dip.PositionClaim):
        for claim in facts.of_type(kind):
            where = facts.one(facts.one(claim, Dip.article), Dip.file)
            sentences = facts.all(claim, DENOTED_BY)
            if not sentences or any(sentence not in facts.claims for sentence in sentences):
                yield Finding("evidence", claim, "it has no sentence that the graph quotes", where, "Build again.")


def _offsets(evidence: str, facts: Facts) -> Span | None:
    """The characters that a quote's name and its properties agree on, or None."""
    try:
        stated = Span(int(facts.one(evidence, Dip.start)), int(facts.one(evidence, Dip.end)))
        return stated if span_of(evidence) == stated else None
    except ValueError:
        return None
