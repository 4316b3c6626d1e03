"""What a date expression really hangs on, where parsers hang it beside: on the word in front, whatever closes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from kg.extraction.relations import base
from kg.extraction.tense import verb_tense
from kg.extraction.wordlists import REPORTING

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

HELD: Final = frozenset("hold schedule slate convene plan organize organise stage host".split())
"""Verbs whose participle tells of an occasion when it is: "the summit to be held in Lima on May 3"."""
_BETWEEN: Final = frozenset({"ADP", "PROPN", "DET"})
_FARTHEST: Final = 8  # tokens


class Stretch(Protocol):
    """Words of a sentence, half-open, and the token that stands for them in the tree."""

    @property
    def start(self) -> int:
        """The first token."""

    @property
    def end(self) -> int:
        """The token behind the last."""

    @property
    def head(self) -> int:
        """The token that stands for them in the tree."""


def date_governor(graph: Graph, expression: Stretch) -> int:
    """The word that an expression dates, or -1.

    * "…, officials said": one closed off by a comma before is of the clause that is said;
    * "X, who hopes to come, on Monday met Y": one set off before the verb that a relative clause interrupts is of that;
    * "the summit to be held in Lima on May 3": one that only places part from such a participle is of that.
    """
    governor = graph.heads[expression.head]
    resumed = _resumed(graph, expression, governor)
    if resumed >= 0:
        return resumed
    held = _held(graph, expression)
    if held >= 0:
        return held
    closed = graph.tokens[expression.end].form == "," if expression.end < len(graph.tokens) else False
    if governor < expression.end or not closed or graph.tokens[governor].lemma.lower() not in REPORTING:
        return governor
    above = graph.heads[governor]
    if 0 <= above < expression.start and base(graph.deprels[governor]) in {"parataxis", "advcl"}:
        return above
    said = [
        child
        for child in graph.children(governor)
        if child < expression.start and base(graph.deprels[child]) in {"ccomp", "parataxis"}
    ]
    return said[-1] if said else governor


def verb_behind(graph: Graph, expression: Stretch) -> int:
    """The verb right behind an expression, with nothing but auxiliaries and adverbs between, or -1."""
    at = expression.end
    while at < len(graph.tokens) and graph.tokens[at].upos in {"AUX", "ADV"}:
        at += 1
    return at if at < len(graph.tokens) and graph.tokens[at].upos == "VERB" else -1


def _resumed(graph: Graph, expression: Stretch, governor: int) -> int:
    """The verb that goes on after a relative clause, where the expression stands between the two."""
    before = expression.start - 1
    if before >= 0 and graph.tokens[before].upos == "ADP":
        before -= 1
    verb = verb_behind(graph, expression)
    if verb < 0 or not 0 <= governor <= before or graph.tokens[before].form != ",":
        return -1
    clauses = (governor, *graph.ancestors(governor))
    if verb not in clauses:
        return -1
    within = any(graph.deprels[node] == "acl:relcl" for node in clauses[: clauses.index(verb)])
    return verb if within and verb_tense(graph, verb) in {"past", "future", "present"} else -1


def _held(graph: Graph, expression: Stretch) -> int:
    """The participle that tells when an occasion is, where only places stand between it and the expression."""
    for index in range(expression.start - 1, max(expression.start - _FARTHEST, 0) - 1, -1):
        token = graph.tokens[index]
        if token.upos == "VERB":
            return index if token.lemma.lower() in HELD and token.form.lower() != token.lemma.lower() else -1
        place = token.form == "," and graph.tokens[index + 1].upos == "PROPN"
        if token.upos not in _BETWEEN and not place:
            return -1
    return -1
