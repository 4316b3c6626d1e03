"""What an article has referred to so far: the ground on which pronouns and descriptions are resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.extraction.gazetteer import lookup
from kg.extraction.graph import Graph
from kg.extraction.names import SentenceNames
from kg.extraction.offices import Holder
from kg.extraction.register import Register
from kg.extraction.scene import Referring
from kg.model import Document

_OPENING: Final = "“„«"
_CLOSING: Final = "”»"
_MARKS: Final = frozenset(_OPENING + _CLOSING + '"')
SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


@dataclass(slots=True)
class Memory:
    """What an article has referred to so far, sentence by sentence.

    Attributes:
        rows: per sentence, everything resolved in it.
        gender: of persons, as far as certain.
        home: key of the state the article is datelined in, else empty.
        blocked: sentences whose subject is somebody unnamed: pronouns after it may mean that one.
        turns: per sentence, the label of the turn of speech it stands in; None until asked for.
        author: who says "I" outside of labels and quotations, empty for nobody known; None until asked for.
    """

    document: Document
    graphs: Sequence[Graph]
    names: Sequence[SentenceNames]
    register: Register
    holders: Sequence[Holder]
    rows: list[list[Referring]]
    gender: Mapping[str, str]
    home: str = ""
    blocked: set[int] = field(default_factory=set)
    turns: list[int | None] | None = None
    author: str | None = None

    def persons(self, sentence: int, before: int = 10**6) -> list[str]:
        """Keys of the single persons of a sentence that stand before a token, in order, without doubles."""
        return self._keys(sentence, before, "person")

    def countries(self, sentence: int, before: int = 10**6) -> list[str]:
        """Keys of the states of a sentence that stand before a token, in order, without doubles."""
        return self._keys(sentence, before, "country")

    def sides(self, sentence: int, before: int = 10**6) -> list[str]:
        """Keys of the states and unions of states that a sentence speaks of outside quotations, before a token."""
        inside = quoted(self, sentence)
        rows = sorted(self.rows[sentence], key=lambda row: (row.start, row.end))
        found = [
            row.entities[0]
            for row in rows
            if len(row.entities) == 1
            and row.end <= before
            and not inside[row.start]
            and (row.kind == "country" or (row.kind == "organization" and self._is_union(row.entities[0])))
        ]
        return list(dict.fromkeys(found))

    def _is_union(self, key: str) -> bool:
        """Whether an organization is a union of states."""
        entry = lookup(self.register.drafts[key].name)
        return entry is not None and entry.kind == "union"

    def _keys(self, sentence: int, before: int, kind: str) -> list[str]:
        rows = sorted(self.rows[sentence], key=lambda row: (row.start, row.end))
        return list(
            dict.fromkeys(
                row.entities[0] for row in rows if row.kind == kind and len(row.entities) == 1 and row.end <= before
            )
        )

    def at(self, sentence: int, token: int) -> Referring | None:
        """What has a token as its head: a person rather than a state, the longer rather than the shorter."""
        rows = [
            row
            for row in self.rows[sentence]
            if row.head == token or (row.start <= token < row.end and row.kind == "person")
        ]
        return max(rows, key=lambda row: (row.kind == "person", row.end - row.start), default=None)

    def near(self, sentence: int, other: int) -> bool:
        """Whether a sentence before another stands in the same block or the one before."""
        blocks = [self.document.sentences[index].block for index in (sentence, other)]
        return abs(blocks[0] - blocks[1]) <= 1


def quoted(memory: Memory, index: int) -> tuple[bool, ...]:
    """Per token of a sentence, whether it stands inside a quotation (which may have begun earlier in the block)."""
    sentence = memory.document.sentences[index]
    block = memory.document.article.blocks[sentence.block]
    text = memory.document.article.text[block.span.start : sentence.span.end]
    if _MARKS.isdisjoint(text):
        return (False,) * len(sentence.tokens)
    inside, marks, position = False, [], 0
    for token in sentence.tokens:
        upto = token.span.start - block.span.start
        for char in text[position:upto]:
            inside = _toggled(char, inside=inside)
        position = max(position, upto)
        marks.append(inside)
    return tuple(marks)


def _toggled(char: str, *, inside: bool) -> bool:
    """Whether text is inside a quotation after a character."""
    if char in _OPENING:
        return True
    if char in _CLOSING:
        return False
    return not inside if char == '"' else inside


def conjuncts(graph: Graph, token: int) -> list[int]:
    """Everything coordinated with a token, however the parser chained it."""
    found = []
    for child in graph.children(token):
        if graph.deprels[child] == "conj":
            found += [child, *conjuncts(graph, child)]
    return found
