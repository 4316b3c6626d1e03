"""Who says "I" outside of quotations: the person whose turn it is in a transcript, else the author of the text.

A turn begins with a label at the head of a paragraph, "AMBASSADOR HALE: I saw them", and goes on to the next label,
whatever paragraphs lie between. An official text without labels is its author's: "Statement by Foreign Minister X", or
a line at its head that holds a name with an office and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.memory import quoted
from kg.extraction.offices import office
from kg.extraction.scene import Referring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.memory import Memory

_FIRST: Final = {"i": "pronoun", "me": "pronoun", "my": "possessive", "myself": "pronoun"}
_LONGEST_LABEL: Final = 8  # tokens
_HEAD: Final = 8  # sentences among which a text names its author
_LONGEST_LINE: Final = 30  # tokens
_TEXTS: Final = frozenset(
    "statement remarks speech address message interview transcript keynote briefing article op-ed declaration"
    " communique communiqué".split()
)
_DIGNIFIED: Final = frozenset("hon hon. honourable honorable excellency h.e. mp".split())  # of who holds an office
_OTHERS: Final = frozenset({"with", "to", "on", "about", "against", "and"})


def first_persons(memory: Memory, index: int) -> Iterator[Referring]:
    """The words for whoever speaks, where it is known who that is."""
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
    """The only person of the label of a sentence's turn, else the text's author; empty where neither is told."""
    if memory.turns is None:
        memory.turns = _turns(memory)
    first = memory.turns[index]
    if first is None:
        return _author(memory)
    persons = memory.persons(first) if first < index else []
    return persons[0] if len(persons) == 1 else "" if persons or first == index else _by_office(memory, first)


def _turns(memory: Memory) -> list[int | None]:
    """Per sentence, the label of the turn it stands in; all None where no paragraph has one.

    One label alone makes no transcript: its turn ends with its paragraph.
    """
    sentences = memory.document.sentences
    labels = [at for at in range(len(sentences)) if _is_label(memory, at)]
    found: list[int | None] = [None] * len(sentences)
    for number, at in enumerate(labels):
        stop = labels[number + 1] if number + 1 < len(labels) else len(sentences)
        for index in range(at, stop):
            if len(labels) > 1 or sentences[index].block == sentences[at].block:
                found[index] = at
    return found


def _is_label(memory: Memory, index: int) -> bool:
    """Whether a sentence is the label that opens a paragraph."""
    sentences = memory.document.sentences
    label = sentences[index].tokens
    if len(label) > _LONGEST_LABEL or label[-1].form != ":":
        return False
    if index + 1 >= len(sentences) or sentences[index + 1].block != sentences[index].block:
        return False
    if index and sentences[index - 1].block == sentences[index].block:
        return False
    return not (label[0].form.islower() and len(label[0].form) > 1)


def _by_office(memory: Memory, label: int) -> str:
    """The one person of the article who holds the office that a label names: "PRIME MINISTER:"."""
    words = [token.form.lower() for token in memory.document.sentences[label].tokens if token.form.isalpha()]
    named = office(words)
    if named is None:
        return ""
    held = {
        holder.person
        for holder in memory.holders
        if not holder.former and holder.office.head == named.head and named.words <= holder.office.words
    }
    return next(iter(held)) if len(held) == 1 else ""


def _author(memory: Memory) -> str:
    """The one person whose text an article in the first person is, by the lines at its head."""
    if memory.author is None:
        told = any(_speaks(memory, index) for index in range(len(memory.graphs)))
        found = (
            {key for index in range(min(_HEAD, len(memory.graphs))) if (key := _signs(memory, index))} if told else ()
        )
        memory.author = next(iter(found)) if len(found) == 1 else ""
    return memory.author


def _speaks(memory: Memory, index: int) -> bool:
    """Whether a sentence says "I" outside of quotations, and does something as its subject."""
    graph = memory.graphs[index]
    words = [token.index for token in graph.tokens if token.form == "I" and token.deprel.startswith("nsubj")]
    return bool(words) and not all(quoted(memory, index)[at] for at in words)


def _signs(memory: Memory, index: int) -> str:
    """The one person a line at a text's head names as its author: with an office, and in no sentence; else empty."""
    graph = memory.graphs[index]
    tokens = graph.tokens
    if len(tokens) > _LONGEST_LINE or tokens[-1].form in {".", "?", "!", ":"}:
        return ""
    rows = [row for row in memory.rows[index] if row.kind == "person" and len(row.entities) == 1]
    persons = {row.entities[0] for row in rows}
    if len(persons) != 1 or not any(row.how == "name" for row in rows):
        return ""
    key = next(iter(persons))
    lower = [token.form.lower() for token in tokens]
    if _DIGNIFIED.isdisjoint(lower) and not any(holder.person == key for holder in memory.holders):
        return ""
    start = min(row.start for row in rows)
    texts = [at for at in range(start) if lower[at] in _TEXTS]
    if texts:
        between = lower[texts[-1] + 1 : start]
        return key if not _OTHERS.intersection(between) else ""
    if any(token.upos in {"VERB", "AUX"} for token in tokens):
        return ""
    outside = [token for token in tokens if token.form[0].isalnum() and not _within(token.index, rows)]
    return (
        key if not _OTHERS.intersection(token.form.lower() for token in outside) and len(outside) <= len(rows) else ""
    )


def _within(token: int, rows: list[Referring]) -> bool:
    return any(row.start <= token < row.end for row in rows)
