"""Who says "I" in a transcript: the person in the label that opens the paragraph, "AMBASSADOR HALE: I saw them"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.memory import quoted
from kg.extraction.scene import Referring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.memory import Memory

_FIRST: Final = {"i": "pronoun", "me": "pronoun", "my": "possessive", "myself": "pronoun"}
_LONGEST_LABEL: Final = 8  # tokens


def first_persons(memory: Memory, index: int) -> Iterator[Referring]:
    """The words for whoever speaks, where a label of the same paragraph names one person."""
    graph = memory.graphs[index]
    words = [token for token in graph.tokens if token.form.lower() in _FIRST and token.upos in {"PRON", "DET"}]
    if not words:
        return
    named = speaker(memory, index)
    inside = quoted(memory, index) if named else ()
    for token in words if named else ():
        if not inside[token.index]:
            how = _FIRST[token.form.lower()]
            yield Referring(
                index, token.index, token.index + 1, token.index, token.span, (named,), "person", how
            )  # fmt: skip


def speaker(memory: Memory, index: int) -> str:
    """The only person of the label that opens a sentence's paragraph; empty where it has none."""
    block = memory.document.sentences[index].block
    first = index
    while first > 0 and memory.document.sentences[first - 1].block == block:
        first -= 1
    label = memory.document.sentences[first].tokens
    if first == index or len(label) > _LONGEST_LABEL or label[-1].form != ":":
        return ""
    if any(token.form.islower() and len(token.form) > 1 for token in label[:1]):
        return ""
    persons = memory.persons(first)
    return persons[0] if len(persons) == 1 else ""
