"""What would have been, had something else been so: a condition that was not met says that it was not.

English tells it with "would", "could" or "might" and the perfect, beside a clause of the past perfect that "if" or
inversion opens, a "but for", or a "but" that tells what came between (Quirk et al. 1985, 15.36: the hypothetical past).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extraction.relations import base
from kg.extraction.tense import auxiliaries, marks, verb_tense

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_UNREAL: Final = frozenset({"would", "could", "might", "should", "'d", "’d"})
_HAVE: Final = frozenset({"have", "'ve", "’ve", "of"})
_HAD: Final = frozenset({"had", "'d", "’d"})
_IF: Final = frozenset({"if", "unless"})
_CLAUSES: Final = frozenset({"advcl", "ccomp", "parataxis", "conj", "dep"})
_WHATEVER: Final = frozenset({"even"})


def is_hypothetical(graph: Graph, predicate: int) -> bool:
    """Whether a predicate tells what would have been: "would have met", "could have been held"."""
    forms = [graph.tokens[child].form.lower() for child in auxiliaries(graph, predicate)]
    return bool(_UNREAL.intersection(forms[:1])) and bool(_HAVE.intersection(forms[1:]))


def is_undone(graph: Graph, predicate: int) -> bool:
    """Whether a predicate tells what would have been, beside a condition that was not met or what came between."""
    if not is_hypothetical(graph, predicate):
        return False
    return bool(_conditions(graph, predicate)) or ("but", "for") in pairwise(graph.lower) or _but(graph, predicate)


def supposed(graph: Graph, predicate: int) -> bool:
    """Whether a predicate is itself such a condition: "had she met them, the treaty would have been signed"."""
    above = graph.heads[predicate]
    hypothetical = above >= 0 and is_hypothetical(graph, above)
    return hypothetical and predicate in _conditions(graph, above)


def _conditions(graph: Graph, predicate: int) -> list[int]:
    """The clauses under a predicate that tell on what it would have hung."""
    clauses = (child for child in graph.children(predicate) if base(graph.deprels[child]) in _CLAUSES)
    return [clause for clause in clauses if _is_past_condition(graph, clause) and not _is_even(graph, clause)]


def _is_past_condition(graph: Graph, clause: int) -> bool:
    """Whether a clause of the past perfect is opened by "if", or by its auxiliary: "had she asked"."""
    had = next((child for child in auxiliaries(graph, clause) if graph.lower[child] in _HAD), -1)
    if had < 0:
        return graph.lower[clause] in _HAD and bool(_IF.intersection(marks(graph, clause)))
    subjects = [child for child in graph.children(clause) if base(graph.deprels[child]) == "nsubj"]
    return bool(_IF.intersection(marks(graph, clause))) or any(child > had for child in subjects)


def _is_even(graph: Graph, clause: int) -> bool:
    """Whether the condition would have made no difference: "even if"."""
    return any(graph.tokens[child].form.lower() in _WHATEVER for child in graph.children(clause))


def _but(graph: Graph, predicate: int) -> bool:
    """Whether a clause tells what came between: "would have met them, but a strike grounded her plane"."""
    return any(
        child > predicate
        and graph.deprels[child] == "conj"
        and verb_tense(graph, child) == "past"
        and any(graph.lower[one] == "but" for one in graph.children(child))
        for child in graph.children(predicate)
    )
