"""Names that return: what a model marked in one sentence is marked wherever the same words stand again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import NameSpan, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def carry_names(sentences: Sequence[Sentence], *, asked: Sequence[bool]) -> list[Sentence]:
    """Sentences with the names of those the model was asked about carried to the others.

    Args:
        sentences: of one article, in order.
        asked: whether the model was asked about each.
    """
    if all(asked):
        return list(sentences)
    known = _known(sentence for sentence, own in zip(sentences, asked, strict=True) if own)
    lengths = sorted({len(forms) for forms in known}, reverse=True)
    firsts = frozenset(forms[0] for forms in known)
    return [
        sentence if own else replace(sentence, names=tuple(_returning(sentence, known, firsts, lengths)))
        for sentence, own in zip(sentences, asked, strict=True)
    ]


def _known(sentences: Iterable[Sentence]) -> dict[tuple[str, ...], str]:
    """Words -> the kind they were marked as first."""
    known: dict[tuple[str, ...], str] = {}
    for sentence in sentences:
        for name in sentence.names:
            forms = tuple(token.form for token in sentence.tokens[name.start : name.end])
            if any(form[0].isupper() for form in forms):
                known.setdefault(forms, name.kind)
    return known


def _returning(
    sentence: Sentence, known: Mapping[tuple[str, ...], str], firsts: frozenset[str], lengths: Sequence[int]
) -> Iterator[NameSpan]:
    forms = tuple(token.form for token in sentence.tokens)
    start = 0
    while start < len(forms):
        end = start
        if forms[start] in firsts:
            ends = (start + size for size in lengths if start + size <= len(forms))
            end = next((end for end in ends if forms[start:end] in known), start)
        if end > start:
            yield NameSpan(start, end, known[forms[start:end]])
        start = max(end, start + 1)
