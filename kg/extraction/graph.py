"""The enhanced UD graph of one sentence: what frames, status and dates look at.

Labels: ``subj obj iobj poss amod compound appos desc flat acl relcl advcl xcomp ccomp conj parataxis advmod det nummod
aux cop mark`` and ``p`` for obl and nmod alike, which carries its preposition (``with``, ``on_behalf_of``; empty for
bare temporal nominals). A passive's subject is an ``obj``, its agent a ``subj``. ``kg.extraction.enhance`` builds it
from the basic tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.model import Sentence, Token

_INTRODUCING: Final = frozenset(("mark", "case"))


class Edge(NamedTuple):
    """``dependent`` stands to ``head`` as ``label``; token indices of one sentence.

    A named tuple and no dataclass: thousands are made, hashed and sorted for every article.
    """

    head: int
    label: str
    preposition: str
    dependent: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Tokens, the repaired basic tree, and the enhanced edges.

    Attributes:
        sentence: as parsed.
        heads, deprels: the basic tree after repairs (named rules), by token index; head -1 for the root.
        edges: enhanced edges, sorted.
        tokens: the sentence's. lower: their forms in lower case.
        marks: subordinators and prepositions that introduce a clause or a phrase, by its head, lower case and without
            doubles; of two words the first ("ahead of" is ``ahead``).
        transparent: noun -> the noun it merely counts or packages ("round" of talks): index of inner -> index of outer.
    """

    sentence: Sentence
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    edges: tuple[Edge, ...]
    transparent: Mapping[int, int] = field(default_factory=dict)
    tokens: tuple[Token, ...] = field(init=False, repr=False, compare=False)
    lower: tuple[str, ...] = field(init=False, repr=False, compare=False)
    marks: Mapping[int, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _out: Mapping[int, tuple[Edge, ...]] = field(init=False, repr=False, compare=False)
    _into: Mapping[int, tuple[Edge, ...]] = field(init=False, repr=False, compare=False)
    _children: Mapping[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", self.sentence.tokens)
        object.__setattr__(self, "lower", tuple([token.form.lower() for token in self.sentence.tokens]))
        object.__setattr__(self, "marks", self._introduced())
        out: defaultdict[int, tuple[Edge, ...]] = defaultdict(tuple)
        into: defaultdict[int, tuple[Edge, ...]] = defaultdict(tuple)
        children: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
        for edge in self.edges:
            head, _, _, dependent = edge
            out[head] += (edge,)
            into[dependent] += (edge,)
        for index, head in enumerate(self.heads):
            children[head] += (index,)
        object.__setattr__(self, "_out", dict(out))
        object.__setattr__(self, "_into", dict(into))
        object.__setattr__(self, "_children", dict(children))

    def _introduced(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, dict[str, None]] = {}
        for index, deprel in enumerate(self.deprels):
            if deprel in _INTRODUCING:
                ahead = index > 0 and self.lower[index - 1] == "ahead"
                found.setdefault(self.heads[index], {})["ahead" if ahead else self.lower[index]] = None
        return {head: tuple(words) for head, words in found.items()}

    def out(self, index: int) -> tuple[Edge, ...]:
        """Enhanced edges that leave a token."""
        return self._out.get(index, ())

    def into(self, index: int) -> tuple[Edge, ...]:
        """Enhanced edges that reach a token."""
        return self._into.get(index, ())

    def children(self, index: int) -> tuple[int, ...]:
        """Dependents in the repaired basic tree, in order; ``children(-1)`` is the root."""
        return self._children.get(index, ())

    def dependents(self, index: int, label: str) -> tuple[int, ...]:
        """Dependents along enhanced edges of one label, in order."""
        found = [edge.dependent for edge in self._out.get(index, ()) if edge.label == label]
        return tuple(sorted(set(found)) if len(found) > 1 else found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads in the repaired basic tree, nearest first."""
        head = self.heads[index]
        while head >= 0:
            yield head
            head = self.heads[head]
