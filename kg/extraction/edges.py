"""Enhanced edges while normalizations add to them: a growing set over a repaired tree.

The edge labels are those of :mod:`kg.extraction.graph`; ``p`` merges obl and nmod and bears its preposition.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.graph import Edge
from kg.extraction.tree import Tree

_LABELS: Final = {
    "acl:relcl": "relcl",
    "nmod:poss": "poss",
    "nmod:desc": "desc",
    "nsubj:pass": "obj",
    "csubj:pass": "obj",
}
_TURNED: Final = frozenset(("nsubj", "csubj", "obl", "nmod"))  # whose label depends on what stands around


class Edges:
    """Edges by head and by dependent, in order of insertion.

    Args:
        tree: the repaired tree.
        passives: turn passives (their subject an ``obj``, their agent a ``subj``).
    """

    def __init__(self, tree: Tree, *, passives: bool) -> None:
        self.tree = tree
        self.passives = passives
        self._out: list[list[Edge]] = [[] for _ in tree.tokens]
        self._into: list[list[Edge]] = [[] for _ in tree.tokens]
        relations = zip(tree.heads, tree.deprels, tree.bases, strict=True)
        basic = [
            Edge(head, base, "", index) if deprel == base and base not in _TURNED else self._basic(index, head)
            for index, (head, deprel, base) in enumerate(relations)
            if head >= 0
        ]
        self._all: dict[Edge, None] = dict.fromkeys(basic)
        for edge in basic:  # no two tokens have the same edge, and none hangs on itself
            self._out[edge.head].append(edge)
            self._into[edge.dependent].append(edge)

    def _basic(self, index: int, head: int) -> Edge:
        deprel = self.tree.deprels[index]
        base = self.tree.bases[index]
        if not self.passives and deprel in ("nsubj:pass", "csubj:pass"):
            return Edge(head, "subj", "", index)
        if deprel in _LABELS:
            return Edge(head, _LABELS[deprel], "", index)
        if base in ("nsubj", "csubj"):
            return Edge(head, "obj" if self.passives and self.tree.is_passive(head) else "subj", "", index)
        if base in ("obl", "nmod"):
            preposition = self.tree.case(index)
            if self.passives and (deprel == "obl:agent" or (preposition == "by" and self._can_have_agent(index, head))):
                return Edge(head, "subj", "", index)
            return Edge(head, "p", preposition, index)
        return Edge(head, base, "", index)

    def _can_have_agent(self, index: int, head: int) -> bool:
        if self.tree.is_time(index) or self.tree.tokens[head].upos != "VERB":
            return False
        if self.tree.is_passive(head):
            return True
        # "had spoken by telephone", "they talked by phone" are active, whatever stands behind "by"
        active = any(self.tree.deprels[child] in ("aux", "nsubj") for child in self.tree.children(head))
        return self.tree.is_past_participle(head) and not active

    def add(self, edge: Edge) -> None:
        """Add an edge; a token is never its own dependent."""
        if edge.head != edge.dependent and edge not in self._all:
            self._all[edge] = None
            self._out[edge.head].append(edge)
            self._into[edge.dependent].append(edge)

    def discard(self, edge: Edge) -> None:
        """Take an edge out where it is there."""
        if edge in self._all:
            del self._all[edge]
            self._out[edge.head].remove(edge)
            self._into[edge.dependent].remove(edge)

    def out(self, index: int) -> tuple[Edge, ...]:
        """Edges that leave a token, as they are now."""
        return tuple(self._out[index])

    def into(self, index: int) -> tuple[Edge, ...]:
        """Edges that reach a token, as they are now."""
        return tuple(self._into[index])

    def dependents(self, index: int, label: str) -> list[int]:
        """Dependents along one label, in order."""
        found = [edge.dependent for edge in self._out[index] if edge.label == label]
        return sorted(set(found)) if len(found) > 1 else found

    def has(self, index: int, label: str) -> bool:
        """Whether an edge of the label leaves the token."""
        return label in [edge.label for edge in self._out[index]]

    def sorted(self) -> tuple[Edge, ...]:
        """All edges, sorted."""
        return tuple(sorted(self._all))
