"""Participles and adverbs between a determiner and its noun: "the banned League", "the once powerful party"."""

from __future__ import annotations

from typing import Final

from kg.extraction.marking import Marked

_MODIFYING: Final = frozenset({"ADV", "VERB", "ADJ", "SCONJ"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def modifiers_end(marked: Marked, index: int, size: int) -> int:
    """The noun behind modifiers that start at a token right after a determiner; the token itself if there is none.

    A finite verb cannot stand between a determiner and its noun, so what the tagger calls a verb is a participle.
    """
    if index <= 0 or marked.letters[index - 1] != "D":
        return index
    stop = index
    while stop < size and _modifies(marked, stop):
        stop += 1
    if stop == size:
        return index
    noun = marked.letters[stop] in "NGIMHE" or (marked.letters[stop] == "x" and marked.tokens[stop].upos in _NOMINAL)
    return stop if noun else index


def modifiers_start(marked: Marked, index: int, first: int) -> int:
    """Where the modifiers left of a noun start, if a determiner opens them; else the noun's own token."""
    start = index
    while start > first and _modifies(marked, start - 1):
        start -= 1
    return start if start > first and marked.letters[start - 1] == "D" else index


def _modifies(marked: Marked, index: int) -> bool:
    """Whether a token may be an adverb, participle or adjective before a noun, or a hyphen inside one."""
    token, letter = marked.tokens[index], marked.letters[index]
    return letter == "-" or (letter in "VxM" and token.form.islower() and token.upos in _MODIFYING)


def main_head(marked: Marked, heads: list[int], start: int, end: int) -> str:
    """The office among the words of a title: the last before "of" or "for", else the last."""
    cut = next((at for at in range(start, end) if marked.letters[at] in "OF" and any(head < at for head in heads)), end)
    before = [head for head in heads if head < cut]
    return marked.lower[(before or heads)[-1]].rstrip(".") if heads else ""


def before_preposition(letters: str, index: int, first: int) -> int:
    """Where the phrase "of (the) X" that ends in token ``index`` starts."""
    at = index - 1
    while at > first and letters[at] in "DF":
        at -= 1
    return at if letters[at] == "O" else at + 1
