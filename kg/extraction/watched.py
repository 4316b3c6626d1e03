"""A watch-list's names in a parsed article: they are names, whatever the model saw there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg import names
from kg.model import Document, EntityKind, NameSpan, Sentence
from kg.watchlist import Watchlist, folded

_KINDS: Final = {EntityKind.PERSON: "PERSON", EntityKind.ORGANIZATION: "ORG", EntityKind.COUNTRY: "LOC", "": "PERSON"}
_JOINTS: Final = frozenset("-‑–'’.")
"""Tokens that may stand inside a name without being part of its words."""


class Watcher:
    """Marks the names of a list. A single word counts only as a canonical name, and written as in the list.

    Args:
        watchlist: the list.
    """

    def __init__(self, watchlist: Watchlist) -> None:
        index: dict[str, dict[tuple[str, ...], tuple[str, str]]] = defaultdict(dict)
        for entry in watchlist.entries:
            for form in entry.forms:
                words = tuple(folded(form).split())
                if len(words) > 1 or (words and form == entry.name):
                    single = form if len(words) == 1 else ""
                    index[words[0]].setdefault(words, (_KINDS[entry.kind], single))
        self._index: Mapping[str, list[tuple[tuple[str, ...], tuple[str, str]]]] = {
            first: sorted(forms.items(), key=lambda row: (-len(row[0]), row[0])) for first, forms in index.items()
        }

    def openings(self) -> frozenset[str]:
        """The folded first words of the names."""
        return frozenset(self._index)

    def mark(self, document: Document) -> Document:
        """The document with the list's names among its name spans; where they overlap, the list's stand."""
        if not self._index:
            return document
        return replace(document, sentences=tuple(self._sentence(sentence) for sentence in document.sentences))

    def _sentence(self, sentence: Sentence) -> Sentence:
        found = list(self._names(sentence))
        if not found:
            return sentence
        taken = {token for name in found for token in range(name.start, name.end)}
        kept = [name for name in sentence.names if taken.isdisjoint(range(name.start, name.end))]
        return replace(sentence, names=tuple(sorted((*kept, *found), key=lambda name: (name.start, name.end))))

    def _names(self, sentence: Sentence) -> Iterator[NameSpan]:
        """Leftmost, longest, disjoint."""
        words = [
            (word, index, place == 0)
            for index, token in enumerate(sentence.tokens)
            for place, word in enumerate(names.tokens(token.form) or ("",))
            if word or not set(token.form) <= _JOINTS
        ]
        at = 0
        while at < len(words):
            match = self._longest(sentence, words, at) if words[at][2] else None
            if match is None:
                at += 1
                continue
            length, kind = match
            yield NameSpan(words[at][1], words[at + length - 1][1] + 1, kind, listed=True)
            at += length

    def _longest(self, sentence: Sentence, words: list[tuple[str, int, bool]], at: int) -> tuple[int, str] | None:
        for form, (kind, single) in self._index.get(words[at][0], ()):
            end = at + len(form)
            if tuple(word for word, _, _ in words[at:end]) != form or (end < len(words) and not words[end][2]):
                continue
            first, last = sentence.tokens[words[at][1]].form, sentence.tokens[words[end - 1][1]].form
            if single:
                if first == single:
                    return len(form), kind
            elif not first[0].islower() and (words[end - 1][1] == words[at][1] or _capital(last, sentence, words, end)):
                return len(form), kind
        return None


def _capital(last: str, sentence: Sentence, words: list[tuple[str, int, bool]], end: int) -> bool:
    """Whether the last word of a name looks like one; behind a hyphen it may be small ("Jae-in")."""
    before = sentence.tokens[words[end - 1][1] - 1].form
    return not last[0].islower() or before in _JOINTS
