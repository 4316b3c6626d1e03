"""Sentence -> enhanced UD graph: named repairs of the tree, then named normalizations of the edges.

What is true of the language at large stands here, never in a frame (DESIGN.md section 4, principle 4).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extraction.edges import Edges
from kg.extraction.graph import Graph
from kg.extraction.needs import Plan
from kg.extraction.normalizations import NORMALIZATIONS, conjunct_sharing, transparent_nouns
from kg.extraction.repairs import REPAIRS
from kg.extraction.tree import Tree
from kg.extraction.trigger_words import NO_TRIGGERS, TriggerWords
from kg.model import Sentence

PASSIVES: Final = "passives"
TRANSPARENT_NOUNS: Final = "transparent-nouns"

STEPS: Final[tuple[str, ...]] = (
    *(name for name, _ in REPAIRS),
    PASSIVES,
    *(name for name, _ in NORMALIZATIONS),
    TRANSPARENT_NOUNS,
)
"""Names of all steps, in order; any of them can be left out of :func:`enhance` to measure its worth."""
_REPAIRS: Final = Plan(REPAIRS)
_NORMALIZATIONS: Final = Plan(NORMALIZATIONS)


def enhance(sentence: Sentence, words: TriggerWords = NO_TRIGGERS, *, without: frozenset[str] = frozenset()) -> Graph:
    """The enhanced graph of one sentence.

    Args:
        sentence: with UD relations and name spans; of one that was not parsed every token is a root without edges.
        words: of the schema whose events are looked for; see :func:`~kg.extraction.trigger_words.trigger_words`.
        without: names of steps (see ``STEPS``) to leave out.

    Raises:
        ValueError: when ``without`` names a step that does not exist.
    """
    unknown = without.difference(STEPS)
    if unknown:
        raise ValueError(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    if not sentence.parsed:
        return Graph(sentence, (-1,) * len(sentence.tokens), ("root",) * len(sentence.tokens), ())
    tree = Tree(sentence, words)
    _REPAIRS.run(tree, tree.traits, without=without)
    edges = Edges(tree, passives=PASSIVES not in without)
    _NORMALIZATIONS.run(edges, tree.traits, without=without)
    transparent = {} if TRANSPARENT_NOUNS in without else transparent_nouns(edges)
    if "conjunct-sharing" not in without:
        # control and transparency have added edges into first conjuncts: share these too
        conjunct_sharing(edges)
    return Graph(
        sentence=sentence if tree.tokens is sentence.tokens else replace(sentence, tokens=tree.tokens),
        heads=tuple(tree.heads),
        deprels=tuple(tree.deprels),
        edges=edges.sorted(),
        transparent=transparent,
    )
