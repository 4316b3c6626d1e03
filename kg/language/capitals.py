"""Headlines in capitals, read as the article itself writes their words: "RIVERA MEETS" as "Rivera meets".

Capitals hide which words are names. An article that is not in capitals throughout tells it: a word it capitalizes
inside a sentence, and nowhere writes small, is a name. Of words that stand nowhere else the word lists tell: one they
know is written small, even if it might be a name; one they do not know is a name.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.language.words import Words

_LEAST: Final = 3
"""Words of two letters or more that a line in capitals has at least: fewer may be an abbreviation or a heading."""
_MOST: Final = 40
"""Words it has at most: what is longer is no headline."""
_STOPS: Final = frozenset(".!?:;“”\"'()[]-–—•")


def with_names_cased(texts: Sequence[Words], is_common: Callable[[str], bool]) -> list[Words]:
    """Texts in the same order and of the same lengths, those in capitals with the capitals of the others.

    Args:
        texts: of one article, a block each.
        is_common: whether a word in lower case is a common one.
    """
    loud = [_is_loud(words) for words in texts]
    if not any(loud) or all(loud):
        return list(texts)
    written, small = _written(words for words, shouted in zip(texts, loud, strict=True) if not shouted)

    def cased(form: str) -> str:
        lower = form.lower()
        new = written.get(form) or (lower if form in small or is_common(lower) else form.capitalize())
        return new if len(new) == len(form) else form

    return [_cased(words, cased) if shouted else words for words, shouted in zip(texts, loud, strict=True)]


def _is_loud(words: Words) -> bool:
    """Whether all that has letters is in capitals, and it is of a headline's length; a speaker's label is none."""
    letters = 0
    for form in words.forms:
        if len(form) > 1 and any(letter.isalpha() for letter in form):
            if form != form.upper():
                return False
            letters += 1
    return _LEAST <= letters <= _MOST and words.forms[-1] != ":"


def _written(texts: Iterable[Words]) -> tuple[dict[str, str], set[str]]:
    """Words in capitals -> as written where only the word itself asks for a capital; those also written small."""
    found: dict[str, str] = {}
    small: set[str] = set()
    for words in texts:
        for before, form in pairwise(words.forms):
            if form[:1].isupper() and before not in _STOPS:
                found.setdefault(form.upper(), form)
        small.update(form.upper() for form in words.forms if form.islower())
    return {upper: form for upper, form in found.items() if upper not in small}, small


def _cased(words: Words, cased: Callable[[str], str]) -> Words:
    """The words as written elsewhere; the first has a capital letter."""
    forms = [cased(form) for form in words.forms]
    first = next((at for at, form in enumerate(forms) if form[:1].isalpha()), 0)
    if len(upper := forms[first][:1].upper()) == 1:
        forms[first] = upper + forms[first][1:]
    return replace(words, forms=tuple(forms))
