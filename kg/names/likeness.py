"""Whether two names are one name."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from typing import Final

from kg.names.customs import ARTICLES, FATHER, PATRONYMIC, SHORT_GIVEN, SPANISH_GIVEN
from kg.names.parts import bare, family_first, generation
from kg.names.romanization import korean_key, pinyin_readings, same_chinese, same_korean
from kg.names.spelling import fold, tokens, variant

_ARTICLE: Final = re.compile(r"^(?:al|el|ul|ar|as|ash|at|an|ad|az|er|es|esh|ed|ez)[-‑–’'](?=\w{3})", re.IGNORECASE)
_SERVANT: Final = re.compile(r"^abd(?:(?:[aeou]|ou)l(?!l)|(?:[aeou]|ou)(?=([rs])\1)|[ae]n(?=n)|u[rs](?=$)|(?=$))")


@lru_cache(maxsize=65536)
def _forms(name: str) -> tuple[tuple[str, ...], bool]:
    """Comparable words of a name (honorifics dropped), and whether it is written family name first."""
    words = tuple(part for word in bare(name) for part in fold(word).split())
    return words, family_first(name)


@lru_cache(maxsize=65536)
def _orders(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name of Western order, and the same as other customs would write them."""
    words, eastern = _forms(name)
    if eastern or len(words) < 2:
        return (words,)
    found = {words: None, _without_articles(name): None}
    if len(words) == 3 and PATRONYMIC.match(words[2]):  # "Orlov Pavel Petrovich", as in a register
        found[words[1], words[2], words[0]] = None
    return tuple(found)


def _without_articles(name: str) -> tuple[str, ...]:
    """The words without the Arabic article, whatever letter it is written with; "abdel" and "ibn" in one spelling."""
    given, *rest = bare(name)
    parts = [*fold(given).split()]
    for word in rest:
        parts += fold(_ARTICLE.sub("", word)).split()
    kept: list[str] = []
    for index, part in enumerate(parts):
        if kept and kept[-1] == "abd":
            if part not in ARTICLES:
                kept[-1] += part
        elif servant := _SERVANT.match(part):
            kept.append("abd" + part[servant.end() :])
        elif not index or part not in ARTICLES:
            kept.append("bin" if index and part in FATHER - {"bint", "ould"} else part)
    return tuple(kept)


def same_name(a: str, b: str) -> bool:
    """Whether two full names are one name in another spelling, order or length.

    Bridged: case, diacritics, hyphens, transliteration, romanization (Wade-Giles, the Korean customs), family name
    first or last, the Arabic article, a dropped middle name, patronymic, second surname or initial, usual short forms
    of given names. A single word equals only itself: a surname is no full name.
    """
    first, first_eastern = _forms(a)
    second, second_eastern = _forms(b)
    if not first or not second or _generations_apart(a, b):
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    if min(len(first), len(second)) == 1:
        return len(first) == len(second) and len(first[0]) > 3 and variant(first[0]) == variant(second[0])
    if same_chinese(first, second) or (first_eastern and second_eastern and same_korean(first, second)):
        return True
    if (first_eastern or second_eastern) and len(first) == len(second) == 2:
        return sorted(first) == sorted(second)  # one vowel tells two Chinese given names apart
    if first_eastern or second_eastern:
        left, right = [variant(word) for word in first], [variant(word) for word in second]
        return _same_words(left, right) or _rotated(left) == "".join(right) or _rotated(right) == "".join(left)
    return any(
        _same_words([variant(word) for word in one], [variant(word) for word in other]) or _same_western(one, other)
        for one, other in product(_orders(a), _orders(b))
    )


def _generations_apart(a: str, b: str) -> bool:
    """Whether two names tell two of one line: "Jr." and "Sr.", "II" and "III"."""
    return 0 not in (generation(a), generation(b)) and generation(a) != generation(b)


def _same_words(left: list[str], right: list[str]) -> bool:
    """Whether the words are the same, in any order but where "bin" tells a son from his father."""
    turned = sorted(left) == sorted(right) and not FATHER & set(left)
    return turned or "".join(left) == "".join(right)


@lru_cache(maxsize=65536)
def likeness_keys(name: str) -> frozenset[str]:
    """Keys by which names are looked up: two names that are the same name (`same_name`) have one in common."""
    plain_words, eastern = _forms(name)
    if not plain_words:
        return frozenset()
    keys = {f"chinese {reading}" for reading in pinyin_readings(plain_words)}
    keys |= {f"chinese {''.join(plain_words)}"} if len(plain_words) == 2 else set()
    keys |= {f"korean {korean_key(plain_words)}"} if eastern else set()
    for words in _orders(name):
        variants = [variant(word) for word in words]
        given = {words[0][0], variant(SHORT_GIVEN.get(words[0], words[0]))[:1]}
        keys |= {f"{word} {initial}" for word in variants[1:] for initial in given}
        keys |= {"".join(sorted("".join(variants))), "".join(sorted("".join(words)))}
    return frozenset(keys)


def _rotated(words: list[str]) -> str:
    """The words with the family name moved from the front to the back, joined."""
    return "".join(words[1:] + words[:1])


def _same_western(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Names of Western order: given name and family name agree, and what stands between does not contradict."""
    if len(first) > len(second):
        first, second = second, first
    if not _same_given(first[0], second[0]) or _initials_against_word(first, second):
        return False
    left, right = [variant(word) for word in first], [variant(word) for word in second]
    if left[1:] == right[1:]:
        return True
    middle_left, middle_right = first[1:-1], second[1:-1]
    if left[-1] == right[-1]:
        initials = [tuple(word for word in middle if len(word) == 1) for middle in (middle_left, middle_right)]
        if all(initials) and len(middle_left) == len(initials[0]) and len(middle_right) == len(initials[1]):
            return initials[0] == initials[1]  # "George W." is not "George H. W."
        return not middle_left or _subsequence(middle_left, middle_right)
    if len(first) == 2 and len(second) == 4 and second[0] in SPANISH_GIVEN and right[2] == left[1]:
        return True  # two given names and two surnames, of which news keeps the first
    # "X bin Y" / "X bin Y al-Z", "X Y" / "X Y Z" with two surnames: the shorter is the beginning of the longer
    tail = second[len(first) :]
    longer = len(tail) <= 2 and right[1 : len(left)] == left[1:]
    return longer and (tail[0] in ARTICLES or bool(FATHER & set(first)) or second[0] in SPANISH_GIVEN)


def _initials_against_word(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name has two or more initials and the other one given name in full: "A. B. Cole", "Amos Cole".

    Brothers, spouses and ministers of one family share a first letter too often for that to make one person.
    """
    return not _initials_of(first, second) and any(
        len(one) > 2 and len(one[0]) == len(one[1]) == 1 and len(other) > 1 and len(other[0]) > 1 < len(other[1])
        for one, other in ((first, second), (second, first))
    )


def _initials_of(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the initials of one name are those of all given names of the other: "B. N. X", "Boris Nilovich X"."""
    return len(first) == len(second) and all(
        word[0] == other[0] for word, other in zip(first[:-1], second[:-1], strict=True)
    )


def may_abbreviate(a: str, b: str) -> bool:
    """Whether one name may be the other with two initials for its given name; no proof without an office in common.

    >>> may_abbreviate("A. B. Cole", "Amos Cole"), same_name("A. B. Cole", "Amos Cole")
    (True, False)
    """
    (first, _), (second, _) = _forms(a), _forms(b)
    return (
        min(len(first), len(second)) > 1
        and _initials_against_word(first, second)
        and first[0][0] == second[0][0]
        and variant(first[-1]) == variant(second[-1])
    )


def by_initial(a: str, b: str) -> bool:
    """Whether two names of one family name agree only by an initial, a middle name or a "Jr." one of them lacks."""
    (first, _), (second, _) = _forms(a), _forms(b)
    if generation(a) != generation(b):
        return True
    return first != second and (len(first) != len(second) or any(len(word) == 1 for word in first + second))


def _same_given(a: str, b: str) -> bool:
    """Given names that may be one: equal, short form, or the initial of the other."""
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    return variant(SHORT_GIVEN.get(a, a)) == variant(SHORT_GIVEN.get(b, b))


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether every word (or initial) of ``short`` is met in ``long``, in order."""
    rest = iter(long)
    return all(
        any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in rest) for word in short
    )


def similarity(a: str, b: str) -> float:
    """How alike two names look, 0 to 1: for proposing the nearest names to a misspelt one, never for merging."""
    left, right = tokens(a), tokens(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    whole = SequenceMatcher(None, " ".join(left), " ".join(right)).ratio()
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    best = [max(SequenceMatcher(None, variant(word), variant(other)).ratio() for other in long) for word in short]
    by_word = sum(best) / len(best) * (1.0 if len(short) == len(long) else 0.95)
    return min(0.999, max(whole, by_word))
