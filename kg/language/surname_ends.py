"""The full stop behind a surname that is also an abbreviated title: "He met Keo Sen. Then he left" is two.

An abbreviated title has its bearer behind it. Where nothing follows, or a word that opens sentences, and a capitalized
word stands in front, the word is a name and its full stop ends the sentence.
"""

from __future__ import annotations

from typing import Final

from kg.language.sentences import CLOSERS, STARTERS
from kg.language.words import Words

_SURNAMES: Final = frozenset({"Sen."})


def with_stops_apart(words: Words) -> Words:
    """The words of a text, with the full stops of such surnames as words of their own."""
    at = [index for index, form in enumerate(words.forms) if form in _SURNAMES and _ends(words, index)]
    for index in reversed(at):
        words = _parted(words, index)
    return words


def _ends(words: Words, index: int) -> bool:
    """Whether an abbreviation at a token is a surname that ends its sentence."""
    before = words.forms[index - 1] if index else ""
    if not (before[:1].isupper() and before.isalpha() and before not in STARTERS):
        return False
    after = index + 1
    while after < len(words) and words.forms[after] in CLOSERS:
        after += 1
    return after >= len(words) or words.forms[after] in STARTERS


def _parted(words: Words, index: int) -> Words:
    form, offset = words.forms[index], words.offsets[index]
    behind = index + 1
    return Words(
        (*words.forms[:index], form[:-1], ".", *words.forms[behind:]),
        (*words.offsets[:index], offset, offset + len(form) - 1, *words.offsets[behind:]),
        (*words.spaced[:index], False, words.spaced[index], *words.spaced[behind:]),
    )
