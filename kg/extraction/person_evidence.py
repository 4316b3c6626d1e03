"""Persons the name model missed: capitalized runs that the words around them show to be somebody's name.

Evidence is what only persons have: "…, who", an office in apposition, an occupation or "his wife" in front, a known
given name,
one side of "between X and Y" whose other side is such a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extraction.given_names import is_given_name
from kg.extraction.marking import Marked, listed, title_words
from kg.extraction.titles_after import title_right
from kg.extraction.titles_before import title_apart
from kg.extraction.unlikely_persons import named_month
from kg.extraction.wordlists import NAMES_LIKE_PREPOSITIONS
from kg.names import PARTICLES

_FEWEST: Final = 2
_MOST: Final = 4
_ARTICLES: Final = frozenset({"the", "a", "an"})


def evident_persons(marked: Marked) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalized runs that are persons' names by what stands around them."""
    runs = list(_runs(marked))
    shown = [(start, end) for start, end in runs if _shown(marked, start, end)]
    yield from shown
    yield from _followed_by_who(marked)
    yield from _like_prepositions(marked)
    for start, end in runs:
        if (start, end) not in shown and _paired(marked, start, end, runs, shown):
            yield start, end


def _followed_by_who(marked: Marked) -> Iterator[tuple[int, int]]:
    """Single capitalized words that open a sentence or follow a comma, with ", who" behind them: "Lund, who left"."""
    for at in range(len(marked.letters)) if "who" in marked.lower else ():
        alone = _is_word(marked, at) and (at == 0 or marked.letters[at - 1] == ",")
        single = alone and marked.tokens[at].feat("Number") != "Plur" and marked.organizations[at] is None
        if single and marked.lower[at + 1 : at + 3] == (",", "who"):
            yield at, at + 1


def _like_prepositions(marked: Marked) -> Iterator[tuple[int, int]]:
    """Names that begin like a preposition: "To Lan" behind an office, or as a subject, which has no preposition."""
    for at, token in enumerate(marked.tokens[:-1]):
        if (
            token.form not in NAMES_LIKE_PREPOSITIONS
            or not _is_word(marked, at + 1)
            or marked.tokens[at + 1].head == at
        ):
            continue
        subject = at == 0 and marked.tokens[at + 1].deprel.startswith("nsubj") and token.head == at + 1
        if subject or (at > 0 and marked.letters[at - 1] == "H" and marked.tokens[at - 1].form.istitle()):
            yield at, at + 2


def _runs(marked: Marked) -> Iterator[tuple[int, int]]:
    """Maximal runs of two to four capitalized words, particles and hyphens inside them included."""
    letters, lower = marked.letters, marked.lower
    at = 0
    while at < len(letters):
        if not _is_word(marked, at):
            at += 1
            continue
        start = at
        words = 0
        while at < len(letters) and (
            _is_word(marked, at)
            or (at > start and lower[at] in PARTICLES and at + 1 < len(letters) and _is_word(marked, at + 1))
            or (letters[at] == "-" and at + 1 < len(letters) and at > start and _is_word(marked, at + 1))
        ):
            words += letters[at] == "N"
            at += 1
        last = lower[at - 1].rstrip(".")
        bad = listed("not_person", "organ", "agreement")
        if last not in bad and not (is_given_name(marked.tokens[start].form) and title_apart(marked, start)):
            bad = listed("place_noun")  # "the adviser, Peter Canal"
        if _FEWEST <= words <= _MOST + (at - start - words) and last not in bad and lower[start] not in _ARTICLES:
            yield start, at


def _is_word(marked: Marked, index: int) -> bool:
    """Whether a token may be a word of a name."""
    if marked.letters[index] != "N":
        return False
    token = marked.tokens[index]
    proper = token.upos in {"PROPN", "X"} or (token.upos in {"NOUN", "ADJ", "VERB"} and is_given_name(token.form))
    if not proper or not token.form[0].isupper():
        return False
    stem = marked.lower[index].rstrip(".")
    if len(stem) == 1:
        return True
    return not (
        token.form.isupper() or (stem in listed("never", "month", "weekday") and not named_month(marked, index))
    )


def _shown(marked: Marked, start: int, end: int) -> bool:
    """Whether the words around a run show that it names a person."""
    lower, letters = marked.lower, marked.letters
    plural = marked.tokens[end - 1].feat("Number") == "Plur"
    if lower[end : end + 2] in ((",", "who"), (",", "whom")) and not plural:
        return True
    before = marked.tokens[start - 1] if start else None
    if before is not None and letters[start - 1] == "E" and before.form.islower():
        return True
    if is_given_name(marked.tokens[start].form) and not plural:
        return True
    if start > 1 and lower[start - 1] in title_words()["family"] and letters[start - 2] in "QP" and not plural:
        return True  # "his wife X Y"
    if lower[end : end + 1] == (",",) and letters[end + 1 : end + 2] == "D" and not plural:
        title, _ = title_right(marked, end + 1, range(start, end))
        singular = title is not None and all(
            marked.tokens[at].feat("Number") != "Plur" for at in range(title.start, title.end) if letters[at] == "H"
        )
        if title is not None and singular and letters[title.title_end - 1] != "I":
            return True
    if (
        lower[end : end + 1] == (",",)
        and letters[end + 1 : end + 2] in ("H", "M")
        and not plural
        and _described(marked, end + 1)
    ):
        return True
    closed = letters[end : end + 1] in ("", ",", ".") or (lower[end] == "of" and letters[end + 1 : end + 2] == "G")
    return closed and start > 0 and letters[start - 1] == "," and title_apart(marked, start) is not None


def _described(marked: Marked, begin: int) -> bool:
    """Whether an office in lower case, of something, stands there between commas: ", chairman of the senate,"."""
    title, stop = title_right(marked, begin, ())
    if title is None or stop <= title.title_start + 1 or marked.letters[stop : stop + 1] not in (",", "."):
        return False
    head = next((at for at in range(begin, stop) if marked.letters[at] == "H"), -1)
    return head >= 0 and marked.tokens[head].form.islower() and marked.tokens[head].feat("Number") != "Plur"


def _paired(marked: Marked, start: int, end: int, runs: list[tuple[int, int]], shown: list[tuple[int, int]]) -> bool:
    """Whether a run stands beside a person in "between X and Y", or both look alike there."""
    lower = marked.lower
    for first, last in runs:
        if first == start or not (last + 1 == start or end + 1 == first):
            continue
        left, between = min(first, start), lower[min(last, end)]
        if between == "and" and left > 0 and lower[left - 1] == "between":
            known = (first, last) in shown or any(
                name.kind == "PERSON" and name.start < last and first < name.end for name in marked.sentence.names
            )
            together = any(
                name.start <= left and max(last, end) <= name.end and name.kind != "PERSON"
                for name in marked.sentence.names
            )
            return known or together
    return False
